from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections import Counter
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError, SelectionError
from seesac_model.model import (
    Answer,
    DateSpan,
    Event,
    EventKind,
    EventMode,
    EventStatus,
    Extra,
    Organisation,
    Topic,
    fields_of,
)
from seesac_model.query import Condition, Dated, IsSet, events, field, in_periods, select
from seesac_model.query.counting import UNKNOWN, Period, Said
from seesac_model.query.events import EventSelection
from seesac_model.query.table import Cell, Table
from tests.query.asking import answered_at_once
from tests.query.datasets import datasets

SINGLE = ("kind", "status", "mode", "series_id", "id", "dates")
SEVERAL = ("place_ids", "topic_ids")
PERIODS: tuple[Period, ...] = get_args(Period)
MONTHS = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}
VOCABULARIES: Mapping[str, tuple[str, ...]] = {
    "kind": tuple(EventKind),
    "status": tuple(EventStatus),
    "mode": tuple(EventMode),
}


@attrs.frozen
class Reference:
    """What refers to a field by its name."""

    name: str


def event(event_id: str, dates: str | None = None, **fields: Any) -> Event:  # noqa: ANN401
    """Make an event."""
    said: dict[str, Any] = {"title": "Event", "kind": EventKind.WORKSHOP, "status": EventStatus.HELD, **fields}
    return Event(id=event_id, dates=None if dates is None else DateSpan(dates), **said)


def dated(*texts: str | None) -> EventSelection:
    """Select events with these dates."""
    return events(Dataset([event(f"e{number}", text) for number, text in enumerate(texts)]))


def said_by(record: Event, field: str) -> set[Cell]:
    """Return what a field of an event says, in the plainest way."""
    content = getattr(record, field)
    entries = content if isinstance(content, tuple) else () if content is None else (content,)
    return {str(entry) for entry in entries} or {UNKNOWN}


def counted(table: Table) -> dict[tuple[Cell, ...], Cell]:
    """Return a table's counts by its keys."""
    return {row[:-1]: row[-1] for row in table}


fields = st.sampled_from((*SINGLE, *SEVERAL))


@given(datasets(), fields)
def test_counts_are_those_of_a_plain_count(dataset: Dataset, field: str) -> None:
    """Law of counting: each row has the number of records that say so, by looking at each."""
    table = events(dataset).count_by(field)
    expected = Counter((entry,) for record in dataset.events for entry in said_by(record, field))
    assert (table.columns, table.total) == ((field, "count"), ("total", len(dataset.events)))
    assert counted(table) == expected


@given(datasets(), st.sampled_from(SINGLE), st.sampled_from(SINGLE))
def test_counts_of_what_is_said_once_add_up(dataset: Dataset, one: str, other: str) -> None:
    """Law of sums: where a record says one thing only, the counts come to the number of records."""
    for by in (one, (one, other), lambda record: record.kind):
        assert sum(counted(events(dataset).count_by(by)).values()) == len(dataset.events)  # type: ignore[arg-type]


@given(datasets(), fields, fields)
def test_two_things_count_by_every_pair(dataset: Dataset, one: str, other: str) -> None:
    """Law of products: by a tuple, a record counts under every combination of what it says."""
    table = events(dataset).count_by((one, other))
    pairs = (itertools.product(said_by(record, one), said_by(record, other)) for record in dataset.events)
    assert counted(table) == Counter(itertools.chain.from_iterable(pairs))
    assert table.total == ("total", "", len(dataset.events))


@given(datasets(), fields)
def test_groups_are_what_is_counted(dataset: Dataset, field: str) -> None:
    """Law of groups: each group has just the records that say so; the keys are those of the table, in its order."""
    everything = events(dataset)
    groups = everything.group_by(field)
    assert [(key, len(group)) for key, group in groups.items()] == list(everything.count_by(field).rows)
    for key, group in groups.items():
        assert group.ids == tuple(record.id for record in dataset.events if key in said_by(record, field))


@given(datasets(), st.sampled_from(SINGLE), st.sampled_from(SINGLE))
def test_groups_are_a_partition(dataset: Dataset, one: str, other: str) -> None:
    """Law of partition: where records say one thing only, each is in one group, and no group is empty."""
    everything = events(dataset)
    for by in (one, (one, other)):
        groups: list[EventSelection] = list(everything.group_by(by).values())
        assert sorted(itertools.chain.from_iterable(group.ids for group in groups)) == list(everything.ids)
        assert all(groups)


@given(datasets(), fields, fields)
def test_margins_are_counts(dataset: Dataset, rows: str, columns: str) -> None:
    """Law of margins: the totals of a pivot are the counts by rows and by columns."""
    everything = events(dataset)
    table, across = everything.pivot(rows, columns), everything.count_by(columns)
    assert tuple((row[0], row[-1]) for row in table) == everything.count_by(rows).rows
    assert table.columns[1:-1] == across.column(columns)
    assert table.total == ("total", *across.column("count"), len(dataset.events))


@given(datasets(), fields, fields)
def test_a_pivot_says_what_pairs_say(dataset: Dataset, rows: str, columns: str) -> None:
    """Law of pivots: each cell is the count of the pair, and 0 where there is no such record."""
    everything = events(dataset)
    table, pairs = everything.pivot(rows, columns), counted(everything.count_by((rows, columns)))
    found = {(row[0], head): cell for row in table for head, cell in zip(table.columns[1:-1], row[1:-1], strict=True)}
    assert {pair: count for pair, count in found.items() if count} == pairs


@given(datasets(), fields)
def test_rows_stand_in_a_sensible_order(dataset: Dataset, field: str) -> None:
    """Words stand as in their vocabulary, dates by time, ids by code point, and what is unknown last."""
    keys = events(dataset).count_by(field).column(field)
    known = [str(key) for key in keys if key != UNKNOWN]
    if field in VOCABULARIES:
        known.sort(key=VOCABULARIES[field].index)
    elif field == "dates":
        known = list(map(str, sorted(map(DateSpan, known))))
    else:
        known.sort()
    assert list(keys) == [*known, *([UNKNOWN] if UNKNOWN in keys else [])]


@given(datasets(), st.sampled_from(PERIODS))
def test_a_time_line_says_what_between_selects(dataset: Dataset, by: Period) -> None:
    """Law of time: a period has the events that `between` selects definitely."""
    everything = events(dataset)
    months = {name: (first, last) for name, first, last in periods(by)}
    table = everything.timeline(by)
    for name, found in table:
        if name != UNKNOWN:
            assert found == len(everything.between(*months[str(name)]))
    assert table.total == ("total", len(everything))


@functools.cache
def periods(by: Period) -> list[tuple[str, str, str]]:
    """Return the names of all periods that are drawn, each with its first and its last month; `20XX~` reaches far."""
    months = MONTHS[by]
    letter = {"half-year": "H", "quarter": "Q"}.get(by, "")
    found: list[tuple[str, str, str]] = []
    for year, part in itertools.product(range(1890, 2210), range(12 // months)):
        name = {"year": f"{year}", "month": f"{year}-{part + 1:02}"}.get(by, f"{year}-{letter}{part + 1}")
        found.append((name, f"{year}-{part * months + 1:02}", f"{year}-{(part + 1) * months:02}"))
    return found


@given(datasets(), st.sampled_from(PERIODS))
def test_unknown_is_what_no_period_has(dataset: Dataset, by: Period) -> None:
    """Law of the unknown: under it are the events that are definitely in none of the periods that dates name."""
    everything = events(dataset)
    dates = [event.dates for event in everything if event.dates is not None]
    months = [f"{day:%Y-%m}" for span in dates for day in (span.earliest, span.latest) if day is not None]
    spans = [
        DateSpan(f"{first}/{last}")
        for _, first, last in periods(by)
        if months and min(months) <= last and first <= max(months)
    ]
    unknown = [
        record.id
        for record in everything
        if record.dates is None or not any(record.dates.overlaps(span, as_period=True) is Answer.YES for span in spans)
    ]
    assert counted(everything.timeline(by)).get((UNKNOWN,), 0) == len(unknown)


@given(datasets(), st.sampled_from(PERIODS))
def test_a_time_line_has_no_gaps(dataset: Dataset, by: Period) -> None:
    """Law of gaps: from the first period to the last, every one is there, the first and the last with a record."""
    names = [name for name, _, _ in periods(by)]
    rows = [(str(name), count) for name, count in events(dataset).timeline(by) if name != UNKNOWN]
    if rows:
        first = names.index(rows[0][0])
        assert [name for name, _ in rows] == names[first : first + len(rows)]
        assert rows[0][1] != 0 != rows[-1][1]


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("year", [("2022", 1), ("2023", 4)]),
        ("half-year", [("2022-H2", 1), ("2023-H1", 3), (UNKNOWN, 1)]),
        ("quarter", [("2022-Q4", 1), ("2023-Q1", 3), ("2023-Q2", 1), (UNKNOWN, 1)]),
        (
            "month",
            [
                ("2022-12", 1),
                ("2023-01", 3),
                ("2023-02", 1),
                ("2023-03", 1),
                ("2023-04", 1),
                ("2023-05", 1),
                (UNKNOWN, 1),
            ],
        ),
    ],
)
def test_partial_dates_are_never_in_january(by: Period, expected: list[tuple[str, int]]) -> None:
    """A date counts where it certainly was, in as many periods as it certainly touches, and otherwise as unknown."""
    found = dated("2023", "2023-01", "2023-01/2023-05", "2022-12-30/2023-01-02").timeline(by)
    assert list(found) == expected
    assert found.total == ("total", 4)


def test_what_may_be_elsewhere_is_unknown() -> None:
    """Approximate and uncertain dates, dates without a year and no dates are unknown where they decide nothing."""
    these = dated("2023-01~", "2023?", "XXXX-03-28", None, "2023-02-14")
    assert list(these.timeline("quarter")) == [("2023-Q1", 1), (UNKNOWN, 4)]


def test_dates_without_end_count_until_the_last_date() -> None:
    """What has no end counts until the last period that any date names; an end that is not known adds nothing."""
    assert list(dated("2019-05-28/..", "2021").timeline()) == [("2019", 1), ("2020", 1), ("2021", 2)]
    assert list(dated("../2020-12-31", "2019-05").timeline()) == [("2019", 2), ("2020", 1)]
    assert list(dated("2019-05-28/", "2021").timeline()) == [("2019", 1), ("2020", 0), ("2021", 1)]


def test_time_lines_reach_from_the_first_year_to_the_last() -> None:
    """The ends of the calendar are no exception."""
    table = dated("0001-01-01", "9999-12-31").timeline("half-year")
    assert (table.rows[0], table.rows[-1], len(table)) == (("0001-H1", 1), ("9999-H2", 1), 2 * 9999)


def test_nothing_has_no_periods() -> None:
    """A selection without records gives tables without rows and the total 0."""
    nothing = dated()
    for table in (nothing.timeline(), nothing.count_by("kind"), nothing.pivot("kind", "mode")):
        assert (table.rows, table.total) == ((), ("total", 0))
    assert nothing.group_by("kind") == {}


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (
            lambda: dated().timeline("week"),  # type: ignore[arg-type]
            "found the period 'week', expected one of year, half-year, quarter, month",
        ),
        (lambda: dated().timeline(field="kind"), "Event.kind holds no dates"),
        (lambda: dated().timeline(field="date"), "Event has no field 'date'; did you mean 'dates'?"),
        (lambda: dated().count_by("kid"), "Event has no field 'kid'; did you mean 'kind'?"),
        (lambda: dated().count_by(()), "found nothing to count by, expected the name of a field or a function"),
        (
            lambda: dated().count_by(7),  # type: ignore[arg-type]
            "found the number 7, expected the name of a field, a reference to one, or a function",
        ),
        (
            lambda: dated().count_by("extra"),
            (
                "Event.extra holds several keys; write a function for one of them, such as "
                "lambda record: record.extra.get('x-key')"
            ),
        ),
    ],
)
def test_questions_that_cannot_be_asked_say_why(ask: Callable[[], object], message: str) -> None:
    """A field that is not there, and what is no field, is refused even where there is nothing to count."""
    with pytest.raises(SelectionError) as caught:
        ask()
    assert str(caught.value) == message


def test_references_name_fields() -> None:
    """A reference to a field counts as the field does."""
    these = dated("2023", "2023", None)
    assert these.count_by(Reference("dates")) == these.count_by(field(Event.dates)) == these.count_by("dates")
    assert these.timeline(field=field(Event.dates)) == these.timeline()
    assert these.count_by(field(Event.note)).rows == ((UNKNOWN, 3),)


def test_references_name_fields_of_the_kind_that_is_counted() -> None:
    """A reference to a field of another kind of record is refused, even if the name is the same."""
    with pytest.raises(SelectionError, match=r"found Organisation\.kind, expected a field of Event"):
        dated().count_by(field(Organisation.kind))


def test_functions_count_by_what_they_return() -> None:
    """A function gives one thing, several, each once, or None; its name is that of the column."""

    def initials(topic: Topic) -> object:
        return {"none": None, "no": (), "both": ["b", None, "b"], "all": iter("ab")}.get(topic.id, topic.id[0])

    topics = select(Dataset([Topic(id=one, label=one) for one in ("none", "no", "both", "all", "cat")]), Topic)
    assert topics.count_by(initials).columns == ("initials", "count")
    assert list(topics.count_by(initials)) == [("a", 1), ("b", 2), ("c", 1), (UNKNOWN, 3)]
    assert topics.group_by(initials)[UNKNOWN].ids == ("both", "no", "none")


def test_things_of_several_sorts_are_ordered() -> None:
    """Numbers come first, then words, values, other texts and what is unknown."""
    said: dict[str, object] = {
        "a": "text",
        "b": DateSpan("2023"),
        "c": EventKind.WORKSHOP,
        "d": Decimal("2.5"),
        "e": 10,
        "f": None,
        "g": dt.date(2023, 2, 14),
        "h": EventKind.CONFERENCE,
        "i": True,
        "j": Topic(id="war", label="War"),
        "k": UNKNOWN,
    }
    topics = select(Dataset([Topic(id=one, label=one) for one in said]), Topic)
    found = topics.count_by(lambda topic: said[topic.id])
    words = sorted(("workshop", "conference"), key=[str(kind) for kind in EventKind].index)
    assert found.column("key") == (True, Decimal("2.5"), 10, *words, "2023", "2023-02-14", "text", "war", UNKNOWN)
    assert found.rows[-1] == (UNKNOWN, 2)


@pytest.mark.parametrize("said", [{"a": 1}, b"bytes", [["nested"]], object(), float("nan")])
def test_what_no_cell_can_hold_is_refused(said: object) -> None:
    """A function that returns what cannot be counted by is refused with one of our errors."""
    with pytest.raises(InvalidValueError):
        dated(None).count_by(lambda _: said)


def test_keys_of_the_users_own_are_counted_by_a_function() -> None:
    """What `extra` holds is counted as a function says, which may call several things by one name."""
    these = events(Dataset([event("a", extra=Extra({"x-team": "north"})), event("b")]))
    assert list(these.count_by(lambda record: record.extra.get("x-team"))) == [("north", 1), (UNKNOWN, 1)]


def test_columns_are_told_apart() -> None:
    """Parts and keys of one name get numbers, so that no column hides another."""
    these = dated("2023")
    assert these.count_by((lambda _: 1, lambda _: 2, "kind")).columns == ("key", "key (2)", "kind", "count")
    assert these.pivot("kind", lambda _: ["total", 1, "1", "kind", "kind (2)"]).columns == (
        "kind",
        "1",
        "1 (2)",
        "kind (2)",
        "kind (2) (2)",
        "total",
        "total (2)",
    )
    assert these.pivot(("kind", "status"), ("mode", "id")).columns == ("kind", "status", "unstated / e0", "total")


def count(topic: Topic) -> int:
    """Return a number."""
    return len(topic.id)


def test_the_count_keeps_its_name() -> None:
    """Whatever the parts are called, the last column is `count`."""
    topics = select(Dataset([Topic(id="war", label="war")]), Topic)
    assert topics.count_by(count).columns == ("count (2)", "count")
    assert topics.count_by(count).rows == ((3, 1),)


def test_groups_are_selections() -> None:
    """A group can be asked on, remembers what was asked before, and is printed with what its records say."""
    groups = dated("2021", "2023", None).of_kind("workshop").group_by(("kind", "dates"))
    group = groups[EventKind.WORKSHOP, "2023"]
    assert isinstance(group, EventSelection)
    assert repr(group) == "<1 of 3 events: kind is 'workshop' and kind is 'workshop' and dates is '2023'>"
    assert group.on("2023").ids == ("e1",)
    assert not group.on("2021")


def test_groups_cannot_be_changed() -> None:
    """The mapping is read-only."""
    groups: Any = dated("2021").group_by("kind")
    with pytest.raises(TypeError):
        groups["workshop"] = None


def test_being_in_a_group_is_settled() -> None:
    """The condition of a group knows its records, so that nothing is looked at twice."""
    said, dataset = Said(("kind",), ("workshop",), frozenset({"a"})), Dataset([event("a"), event("b")])
    assert [said.matches(one, dataset) for one in dataset.events] == [Answer.YES, Answer.NO]
    assert answered_at_once(said, Event, dataset, 3) == {"a": Answer.YES, "b": Answer.NO}
    assert (events(dataset) - events(dataset).where(said)).ids == ("b",)


@given(datasets(), st.sampled_from(PERIODS))
def test_counting_in_periods_is_the_time_line(dataset: Dataset, by: Period) -> None:
    """Law of time: to count in periods gives the rows of the time line, but for intervals with an open end."""
    everything = events(dataset).where(lambda event: event.dates is None or not event.dates.is_open)
    counts = counted(everything.count_by(in_periods(by)))
    assert counts == {key: count for key, count in counted(everything.timeline(by)).items() if count}


def test_an_open_interval_counts_in_the_period_that_it_names() -> None:
    """What began in a year and goes on counts in that year alone, for nothing says how far the others reach."""
    assert counted(dated("2021-05-01/..", "../2020").count_by(in_periods("year"))) == {("2020",): 1, ("2021",): 1}


def test_periods_are_those_of_dates() -> None:
    """Counting in periods is refused for other periods, other fields and fields that are not there."""
    with pytest.raises(SelectionError, match="found the period 'week', expected one of year"):
        in_periods("week")  # type: ignore[arg-type]
    for name in ("title", "seat"):
        with pytest.raises(SelectionError, match=f"Event.{name} holds no dates"):
            dated("2021").count_by(in_periods("year", field=name))
    with pytest.raises(SelectionError, match=r"Event\.seat holds no dates"):
        dated(None).count_by(in_periods("year", field=Reference("seat")))


@given(datasets(), st.sampled_from((Dated("dates", "overlaps", DateSpan("2021")), field(Event.mode).is_("online"))))
def test_counting_by_a_condition_has_three_answers(dataset: Dataset, condition: Condition) -> None:
    """Law of answers: under yes is what is definitely so, under no what is not possibly so, and the rest unknown."""
    everything = events(dataset)
    sure, possible = everything.where(condition), everything.where(condition, certainty="possibly")
    expected = {"yes": len(sure), "no": len(everything - possible), UNKNOWN: len(possible - sure)}
    counts = counted(everything.count_by(condition))
    assert counts == {(word,): count for word, count in expected.items() if count}


def test_a_function_may_answer_in_three_ways() -> None:
    """An answer of a function counts as that of a condition does."""
    answers = {"e0": Answer.YES, "e1": Answer.NO, "e2": Answer.UNKNOWN}
    table = dated("2021", "2022", None).count_by(lambda event: answers[event.id])
    assert counted(table) == {("yes",): 1, ("no",): 1, (UNKNOWN,): 1}


def test_a_condition_on_other_records_is_refused() -> None:
    """What cannot be asked of the records cannot be counted by."""
    with pytest.raises(SelectionError, match="Event has no field 'label'"):
        dated("2021").count_by(IsSet("label"))


def test_a_table_of_records_has_what_is_asked_for() -> None:
    """A column may be a field, a condition or a function; lists stand in one cell, and nothing said is None."""
    asked = field(Event.mode).is_("online")
    both = Dataset(
        [
            event("a", "2021", mode=EventMode.ONLINE, topic_ids=("arms", "war")),
            event("b", mode=EventMode.UNSTATED),
        ]
    )
    table = events(both).to_table("id", field(Event.dates), "topic_ids", asked, lambda one: one.mode)
    assert table.columns == ("id", "dates", "topic_ids", "mode is 'online'", "key")
    assert table.rows == (("a", "2021", "arms; war", "yes", "online"), ("b", None, None, None, "unstated"))


def test_a_table_of_records_has_all_fields() -> None:
    """Without columns there is one for each field, but for citations and further keys."""
    names = [one.name for one in fields_of(Event) if one.name not in {"citations", "extra"}]
    assert events(Dataset([event("a")])).to_table().columns == tuple(names)
