from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError
from seesac_model.formats import Progress
from seesac_model.model import (
    Affiliation,
    Basis,
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventSeries,
    EventStatus,
    FrameworkKind,
    Mandate,
    MandateRelation,
    Organisation,
    OrganisationKind,
    Panel,
    PanelFormat,
    Participation,
    Person,
    PolicyFramework,
    Record,
    Role,
    Source,
    Suppression,
    Topic,
)
from seesac_model.rules import Context, Problem, Rule, Severity, _check, all_rules, check, declare
from tests.strategies.dates import date_spans

IDS = st.sampled_from("abcd")
SOME_IDS = st.lists(IDS, max_size=3, unique=True).map(tuple)
DATES = st.none() | date_spans()
CITATIONS = st.lists(
    st.builds(
        Citation,
        source_id=IDS,
        fields=st.lists(st.sampled_from(["dates", "date", "id", "panels"]), max_size=2, unique=True).map(tuple),
        basis=st.sampled_from(Basis),
    ),
    max_size=2,
).map(tuple)


def _events() -> st.SearchStrategy[Record]:
    return st.builds(
        lambda numbered, **fields: Event(series_id="a" if numbered else None, series_number=numbered, **fields),
        numbered=st.none() | st.integers(1, 9),
        id=IDS,
        title=st.just("Meeting"),
        kind=st.sampled_from(EventKind),
        status=st.sampled_from(EventStatus),
        dates=DATES,
        part_of_id=st.none() | IDS,
        follows_ids=SOME_IDS,
        citations=CITATIONS,
    )


RECORDS: st.SearchStrategy[Record] = st.one_of(
    _events(),
    st.builds(Panel, id=IDS, event_id=IDS, format=st.sampled_from(PanelFormat), dates=DATES),
    st.builds(EventSeries, id=IDS, title=st.just("Meetings")),
    st.builds(Person, id=IDS, name=st.just("A. B.")),
    st.builds(
        Organisation,
        id=IDS,
        name=st.just("Body"),
        kind=st.sampled_from(OrganisationKind),
        part_of_ids=SOME_IDS,
        citations=CITATIONS,
    ),
    st.builds(
        Affiliation, id=IDS, person_id=IDS, organisation_id=st.none() | IDS, title=st.just("Director"), held=DATES
    ),
    st.builds(
        Participation,
        id=IDS,
        event_id=IDS,
        panel_id=st.none() | IDS,
        person_id=IDS,
        organisation_id=st.none() | IDS,
        role=st.sampled_from(Role),
    ),
    st.builds(
        PolicyFramework,
        id=IDS,
        title=st.just("Act"),
        kind=st.sampled_from(FrameworkKind),
        adopted=DATES,
        in_force=DATES,
        amends_ids=SOME_IDS,
    ),
    st.builds(Mandate, id=IDS, event_id=IDS, framework_id=IDS, relation=st.sampled_from(MandateRelation)),
    st.builds(Topic, id=IDS, label=st.just("label"), broader_id=st.none() | IDS),
    st.builds(Source, id=IDS, title=st.just("Page")),
)
SUPPRESSIONS = st.builds(
    lambda code, kind, record_id, until: Suppression(
        code=code, kind=kind, record_id=record_id if kind else None, reason="so be it", until=until
    ),
    code=st.sampled_from([entry.code for entry in all_rules()] + ["ZZZ999"]),
    kind=st.none() | st.sampled_from(["events", "topics", "zzz"]),
    record_id=st.none() | IDS,
    until=DATES,
)


def _key(record: Record) -> tuple[str, str]:
    return record.collection(), record.id


WORLDS = st.tuples(st.lists(RECORDS, max_size=25, unique_by=_key), st.lists(SUPPRESSIONS, max_size=4))
TODAY = st.none() | st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1))


@given(WORLDS, TODAY)
def test_check_is_order_free(world: tuple[list[Record], list[Suppression]], today: dt.date | None) -> None:
    """The order of the records and suppressions does not matter, and a second check finds the same."""
    records, suppressions = world
    turned = Dataset(reversed(records), suppressions=reversed(suppressions))
    assert str(check(turned, today=today)) == str(check(Dataset(records, suppressions=suppressions), today=today))


@given(WORLDS, TODAY)
def test_suppressing_loses_nothing(world: tuple[list[Record], list[Suppression]], today: dt.date | None) -> None:
    """What is reported and what is suppressed are together what there is without suppressions."""
    records, suppressions = world
    bare = check(Dataset(records), today=today)
    report = check(Dataset(records, suppressions=suppressions), today=today, ignore=["SUP"])
    assert {*report.findings, *(entry.finding for entry in report.suppressed)} == set(bare.findings)


@given(WORLDS, TODAY, st.sampled_from(all_rules()))
def test_rules_do_not_depend_on_one_another(
    world: tuple[list[Record], list[Suppression]], today: dt.date | None, chosen: Rule
) -> None:
    """A rule that runs alone finds what it finds among all."""
    dataset = Dataset(world[0])
    alone = check(dataset, today=today, select=[chosen.code])
    among = [finding for finding in check(dataset, today=today) if finding.code == chosen.code]
    assert list(alone) == among


@given(WORLDS)
def test_findings_name_records_that_are_there(world: tuple[list[Record], list[Suppression]]) -> None:
    """Each finding, and each record that it is related to, can be looked up."""
    dataset = Dataset(world[0])
    report = check(dataset)
    named = [(found.kind, found.record_id) for found in report]
    named += [(other.kind, other.record_id) for found in report for other in found.related]
    assert [name for name in named if name[1] not in dataset.collection(name[0])] == []


@given(WORLDS)
def test_findings_are_sorted(world: tuple[list[Record], list[Suppression]]) -> None:
    """The findings come in the documented order, and none twice."""
    found = check(Dataset(world[0])).findings
    assert list(found) == sorted(set(found), key=lambda finding: finding.order())


def test_empty_dataset_is_clean() -> None:
    """Without records there is nothing to find."""
    assert len(check(Dataset())) == 0


def test_report_lists_the_rules_that_ran() -> None:
    """The report names the rules that ran, and those that a date was missing for."""
    report = check(Dataset())
    needing = tuple(entry.code for entry in all_rules() if entry.needs_today)
    assert (report.not_run, {*report.rules, *report.not_run}) == (needing, {entry.code for entry in all_rules()})


def test_every_rule_runs_with_a_date() -> None:
    """With a date no rule is left out."""
    assert check(Dataset(), today=dt.date(2024, 5, 1)).not_run == ()


@pytest.mark.parametrize("today", [dt.datetime(2024, 5, 1, tzinfo=dt.UTC), "2024-05-01"])
def test_today_is_a_day(today: object) -> None:
    """A moment or a text is not taken for a day."""
    with pytest.raises(SelectionError, match=r"datetime\.date"):
        check(Dataset(), today=today)  # type: ignore[arg-type]  # What is wrong on purpose.


def test_severity_leaves_lighter_findings_out() -> None:
    """Findings below the severity asked for are not looked for."""
    dataset = Dataset([Organisation(id="a", name="A", kind=OrganisationKind.NGO, part_of_ids=("a",))])
    assert [found.code for found in check(dataset, severity=Severity.WARNING)] == ["REF003"]


def test_messages_quote_no_names() -> None:
    """Names and free text of the records never stand in a finding."""
    private = "Bojana Balon"
    records = [
        Person(id="p", name=private, note=private),
        Affiliation(id="a", person_id="p", organisation_id="x", title=private, held=DateSpan("2019")),
        Event(id="e", title=private, kind=EventKind.MEETING, status=EventStatus.HELD, dates=DateSpan("2023")),
        Participation(
            id="y", event_id="e", person_id="p", organisation_id="x", role=Role.SPEAKER, title_as_printed=private
        ),
    ]
    assert private not in str(check(Dataset(records)))


def test_records_beside_the_dataset_are_known_and_not_checked() -> None:
    """A reference into them does not dangle, what is wrong with them is not reported, and the dataset's own count."""
    own = Topic(id="war", label="war", broader_id="conflict")
    beside = Dataset([Topic(id="conflict", label="conflict", broader_id="conflict"), Topic(id="war", label="other")])
    assert [finding.code for finding in check(Dataset([own]), select=["REF"])] == ["REF001"]
    assert list(check(Dataset([own]), select=["REF"], beside=beside)) == []
    assert [finding.code for finding in check(beside, select=["REF"])] == ["REF003"]


def test_what_the_dataset_does_to_records_beside_it_is_reported() -> None:
    """A gap in a series that stands beside the dataset is found if events of the dataset leave it, and suppressible."""
    series = EventSeries(id="talks", title="Talks")
    meetings = [numbered(1), numbered(3)]
    (finding,) = check(Dataset(meetings), select=["SER001"], beside=Dataset([series]))
    assert (finding.kind, finding.record_id) == ("series", "talks")
    assert list(check(Dataset([plain_event()]), select=["SER001"], beside=Dataset([series, *meetings]))) == []
    accepted = Suppression(code="SER001", kind="series", record_id="talks", reason="No trace of the second.")
    report = check(Dataset(meetings, suppressions=[accepted]), select=["SER001", "SUP"], beside=Dataset([series]))
    assert (list(report), len(report.suppressed)) == ([], 1)


def test_records_of_the_dataset_are_looked_at_once() -> None:
    """With records beside it, those of the dataset that others refer to have their findings once, as without."""
    post = Affiliation(id="a", person_id="p", organisation_id="o", title="Director")
    cited = attrs.evolve(numbered(1), topic_ids=("gone",))
    dataset = Dataset([EventSeries(id="talks", title="Talks"), cited, numbered(3), Person(id="p", name="A. B."), post])
    beside = Dataset([Organisation(id="o", name="O", kind=OrganisationKind.NGO)])
    with_both = dataset.with_records(*beside)
    assert list(check(dataset, beside=beside, select=["SER", "SRC"])) == [
        finding for finding in check(with_both, select=["SER", "SRC"]) if finding.kind != "organisations"
    ]
    assert [finding.path for finding in check(dataset, beside=beside, select=["REF"])] == [("topic_ids", 0)]


def test_rules_know_what_is_checked() -> None:
    """A rule can tell the records of the dataset from those that stand beside it."""
    own, other = Topic(id="war", label="war", broader_id="conflict"), Topic(id="conflict", label="conflict")
    (finding,) = check(Dataset([own]), beside=Dataset([other]), select=["TST001"], more=[topics_that_are_checked])
    assert finding.message == "['war']"


def test_what_is_suppressed_is_in_order() -> None:
    """Suppressed findings stand in the order of findings, whatever suppresses them."""
    topics = [Topic(id=name, label=name, broader_id=name) for name in "ab"]
    accepted = [
        Suppression(code="REF003", kind="topics", record_id="b", reason="x"),
        Suppression(code="REF003", reason="x"),
    ]
    report = check(Dataset(topics, suppressions=accepted), select=["REF"])
    assert [entry.finding.record_id for entry in report.suppressed] == ["a", "b"]


@declare("TST001", Severity.INFO)
def topics_that_are_checked(_topic: Topic, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """Flag every topic."""
    yield Problem(message=str([topic.id for topic in dataset.topics if context.checks(topic)]))


def numbered(number: int) -> Event:
    """Make a meeting of the talks."""
    return attrs.evolve(plain_event(), id=f"talks-{number}", series_id="talks", series_number=number)


def plain_event() -> Event:
    """Make an event that belongs to no series."""
    return Event(id="e", title="Event", kind=EventKind.MEETING, status=EventStatus.HELD)


@given(WORLDS)
def test_progress_counts_every_record(world: tuple[list[Record], list[Suppression]]) -> None:
    """It grows, ends with all records, and says nothing else; a report with it is the report without it."""
    told: list[Progress] = []
    dataset = Dataset(world[0], suppressions=world[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_check, "_NOW_AND_THEN", 2)
        assert check(dataset, progress=told.append) == check(dataset)
    steps = [*range(0, len(dataset), 2), len(dataset)]
    assert told == [Progress("checking", None, done, len(dataset), "records") for done in steps]


def test_who_is_told_can_end_a_check() -> None:
    """What the function raises comes through, and is no fault of a rule."""

    def interrupt(_: Progress) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        check(Dataset([Topic(id="war", label="war")]), progress=interrupt)
