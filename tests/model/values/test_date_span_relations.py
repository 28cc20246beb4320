"""
Dates compared: every answer is checked against the worlds that a statement leaves open.

A world is a run of days, or several for a set. The worlds of a text are worked out here from the documentation, with
the bounds that the package `edtf` gives to a date, and without any of the code under test.
"""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterator
from typing import NamedTuple

import edtf
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from seesac_model.errors import InvalidValueError
from seesac_model.model.values.answer import Answer
from seesac_model.model.values.date_span import DateSpan
from tests.strategies.dates import date_spans, edtf_texts, run_texts, yearless_run_texts

FIRST, LAST = 1, dt.date.max.toordinal()
NO_START, NO_END = FIRST - 1, LAST + 1
# Unknown years are tried in these; the years that are stated lie in the middle of them.
YEARS = range(2017, 2025)
RELATIONS = ("before", "after", "overlaps", "within", "contains")

World = tuple[tuple[int, int], ...]


class Bounds(NamedTuple):
    """Between which days the first and the last day of a member lie."""

    first_min: int
    first_max: int
    last_min: int
    last_max: int


@functools.cache
def date_bounds(text: str) -> tuple[tuple[int, int], tuple[int, int]]:
    """Return the bounds of the first and of the last day of one date: from the earliest to the latest it can be."""
    plain = text.rstrip("~?%")
    stated = edtf.parse_edtf(plain)
    first, last = (dt.date(*moment[:3]) for moment in (stated.lower_strict(), stated.upper_strict()))
    if text.endswith(("?", "%")):
        return (FIRST, LAST), (FIRST, LAST)
    if not text.endswith("~"):
        return (first.toordinal(), first.toordinal()), (last.toordinal(), last.toordinal())
    # The end of a month moves with the first of the next month, for months differ in length.
    after = last + dt.timedelta(days=1)
    back, on = (functools.partial(moved, plain, sign=sign) for sign in (-1, 1))
    one = (back(first).toordinal(), on(first).toordinal())
    return one, (back(after).toordinal() - 1, on(after).toordinal() - 1)


def moved(plain: str, day: dt.date, *, sign: int) -> dt.date:
    """Return a day moved by one unit of a date's precision."""
    if plain.replace("-XX", "").count("-") == 2:
        return day + dt.timedelta(days=sign)
    months = 1 if plain.replace("-XX", "").count("-") else 12 * 10 ** plain[:4].count("X")
    year, month = divmod(day.year * 12 + day.month - 1 + sign * months, 12)
    return dt.date(year, month + 1, 1)


def side_bounds(text: str, *, start: bool, period: bool) -> tuple[int, int]:
    """Return the bounds of one side of an interval, or of a date that is both sides."""
    if text == "..":
        return (NO_START, NO_START) if start else (NO_END, NO_END)
    if not text:
        return (NO_START, LAST) if start else (FIRST, NO_END)
    first, last = date_bounds(text)
    if period:
        return first if start else last
    return first[0], last[1]


@functools.cache
def members(text: str, year: int, *, period: bool) -> tuple[Bounds, ...] | None:
    """Return the bounds of each member, with a year for the unknown one; None where it has no such day."""
    if "XXXX-02-29" in text and not calendar.isleap(year):
        return None
    return tuple(
        Bounds(
            *side_bounds(entry.partition(slash)[0], start=True, period=period),
            *side_bounds(entry.partition(slash)[2] if slash in entry else entry, start=False, period=period),
        )
        for entry in text.replace("XXXX", f"{year:04}").strip("{}").split(",")
        for slash in ["/" if "/" in text else ".."]
    )


def possible_years(text: str) -> range:
    """Return the years to try for a text."""
    return YEARS if "XXXX" in text else range(YEARS[0], YEARS[0] + 1)


def holds(relation: str, left: World, right: World) -> bool:
    """Say whether a relation holds between two worlds, by the days that they have."""
    match relation:
        case "before":
            return all(one[1] < two[0] for one in left for two in right)
        case "overlaps":
            return any(one[0] <= two[1] and two[0] <= one[1] for one in left for two in right)
        case "within":
            return all(is_covered(one, right) for one in left)
        case "after":
            return holds("before", right, left)
        case _:
            return holds("within", right, left)


def is_covered(run: tuple[int, int], world: World) -> bool:
    """Say whether each day of a run is in a world: walk from the first day to the first day that is not."""
    day = run[0]
    while day <= run[1]:
        reached = max((last + 1 for first, last in world if first <= day <= last), default=day)
        if reached == day:
            return False
        day = reached
    return True


def runs(bounds: Bounds, telling: list[int]) -> Iterator[tuple[int, int]]:
    """Yield the runs of days within bounds, as far as they differ in how they lie to the telling days."""
    firsts = {bounds.first_min, bounds.first_max} | {
        day for day in telling if bounds.first_min <= day <= bounds.first_max
    }
    lasts = {bounds.last_min, bounds.last_max} | {day for day in telling if bounds.last_min <= day <= bounds.last_max}
    return ((first, last) for first in firsts for last in lasts if first <= last)


def telling_days(left: Bounds, right: Bounds) -> list[int]:
    """Return the days around every bound, and in the middle between neighbours."""
    edges = sorted({*left, *right})
    middles = [(one + two) // 2 for one, two in itertools.pairwise(edges)]
    return sorted({day + step for day in [*edges, *middles] for step in (-1, 0, 1) if FIRST <= day + step <= LAST})


def answer_of(truths: set[bool]) -> Answer:
    """Return the answer that leaves just these truths open."""
    return Answer.UNKNOWN if len(truths) == 2 else Answer.YES if True in truths else Answer.NO


def ask(relation: str, left: str, right: str, *, period: bool) -> Answer:
    """Ask the code under test."""
    ours: Callable[..., Answer] = getattr(DateSpan(left), relation)
    return ours(DateSpan(right), as_period=period)


# Few years, so that spans meet.
NEAR = edtf_texts(2019, 2022)
KNOWN = run_texts(2019, 2022)
OF_YEARS = NEAR.filter(lambda text: "XXXX" not in text)


@pytest.mark.parametrize("relation", RELATIONS)
@given(left=KNOWN, right=KNOWN, period=st.booleans())
def test_exact_between_two_runs(relation: str, left: str, right: str, period: bool) -> None:  # noqa: FBT001 - drawn
    """Between two spans without gaps, YES is all worlds, NO is no world, and UNKNOWN is some and not others."""
    (one,), (two,) = members(left, 0, period=False) or (), members(right, 0, period=period) or ()
    telling = telling_days(one, two)
    rights = list(runs(two, telling))
    truths = {holds(relation, (run,), (other,)) for run in runs(one, telling) for other in rights}
    assert answer_of(truths) is ask(relation, left, right, period=period)


@given(left=NEAR, right=NEAR, period=st.booleans(), data=st.data())
def test_sound_in_any_world(left: str, right: str, period: bool, data: st.DataObject) -> None:  # noqa: FBT001 - drawn
    """In any world of two spans of whatever kind, what is YES holds and what is NO does not."""
    worlds: list[World] = []
    for text, is_period in ((left, False), (right, period)):
        found = members(text, data.draw(st.sampled_from(possible_years(text))), period=is_period)
        assume(found)
        world = []
        for bounds in found or ():
            first = data.draw(st.integers(bounds.first_min, min(bounds.first_max, bounds.last_max)))
            world.append((first, data.draw(st.integers(max(first, bounds.last_min), bounds.last_max))))
        worlds.append(tuple(world))
    for relation in RELATIONS:
        answer = ask(relation, left, right, period=period)
        assert answer in {Answer.UNKNOWN, Answer.YES if holds(relation, *worlds) else Answer.NO}


@given(st.sampled_from(RELATIONS), yearless_run_texts(), KNOWN | yearless_run_texts(), st.booleans())
def test_sound_in_any_year(relation: str, left: str, right: str, period: bool) -> None:  # noqa: FBT001 - drawn
    """With an unknown year, what is YES holds in every year and what is NO holds in none."""
    for one, two in ((left, right), (right, left)):
        answer = ask(relation, one, two, period=period)
        for one_year, two_year in itertools.product(possible_years(one), possible_years(two)):
            lefts, rights = members(one, one_year, period=False), members(two, two_year, period=period)
            for days, more in itertools.product(extremes(lefts), extremes(rights)):
                truth = Answer.YES if holds(relation, (days,), (more,)) else Answer.NO
                assert answer in {Answer.UNKNOWN, truth}


def extremes(found: tuple[Bounds, ...] | None) -> list[tuple[int, int]]:
    """Return the longest, shortest, earliest and latest run of each member."""
    pairs = [pair for one in found or () for pair in itertools.product(one[:2], one[2:])]
    return [(first, last) for first, last in pairs if first <= last]


def joined(found: tuple[Bounds, ...]) -> list[Bounds]:
    """Join the members whose days are exact and side by side: together they are one stretch."""
    stretches: list[Bounds] = []
    for one in found:
        first_max, last_min = min(one.first_max, one.last_max), max(one.last_min, one.first_min)
        last = stretches[-1] if stretches else None
        if last and last.last_min == last.last_max == one.first_min - 1 and one.first_min == first_max:
            stretches[-1] = Bounds(last.first_min, last.first_max, last_min, one.last_max)
        else:
            stretches.append(Bounds(one.first_min, first_max, last_min, one.last_max))
    return stretches


def plainly(relation: str, left: list[Bounds], right: list[Bounds]) -> Answer:
    """Answer by the definition alone, going through all pairs of stretches."""
    if relation in {"after", "contains"}:
        return plainly("before" if relation == "after" else "within", right, left)
    pairs = list(itertools.product(left, right))
    if relation == "before":
        sure = all(one.last_max < two.first_min for one, two in pairs)
        maybe = all(one.last_min < two.first_max for one, two in pairs)
    elif relation == "overlaps":
        sure = any(one.last_min >= two.first_max and two.last_min >= one.first_max for one, two in pairs)
        maybe = any(one.first_min <= two.last_max and two.first_min <= one.last_max for one, two in pairs)
    else:
        certain = tuple((two.first_max, two.last_min) for two in right if two.first_max <= two.last_min)
        possible = tuple((two.first_min, two.last_max) for two in right)
        sure = all(is_covered((one.first_min, one.last_max), certain) for one in left)
        telling = [day for two in right for day in two]
        maybe = all(any(is_covered(run, possible) for run in runs(one, telling)) for one in left)
    return Answer.YES if sure else Answer.UNKNOWN if maybe else Answer.NO


@pytest.mark.parametrize("relation", RELATIONS)
@given(left=OF_YEARS, right=OF_YEARS, period=st.booleans())
def test_as_defined_for_sets(relation: str, left: str, right: str, period: bool) -> None:  # noqa: FBT001 - drawn
    """Sets are compared by all pairs of their stretches; what is asked beforehand changes no answer."""
    one, two = members(left, 2020, period=False), members(right, 2020, period=period)
    assert plainly(relation, joined(one or ()), joined(two or ())) is ask(relation, left, right, period=period)


@given(
    st.sampled_from(RELATIONS),
    st.dates(dt.date(2020, 1, 1), dt.date(2020, 12, 31)),
    st.tuples(*[st.dates(dt.date(2019, 1, 1), dt.date(2022, 12, 31))] * 2).map(sorted),
)
def test_exact_in_every_year(relation: str, day: dt.date, period: list[dt.date]) -> None:
    """For a day of an unknown year and an exact period, the answer is what all years have in common."""
    run = (period[0].toordinal(), period[1].toordinal())
    truths = set()
    for year in (1, 4, *range(2010, 2030), 9996, 9999):
        if calendar.isleap(year) or (day.month, day.day) != (2, 29):
            number = day.replace(year=year).toordinal()
            truths.add(holds(relation, ((number, number),), (run,)))
    assert answer_of(truths) is ask(relation, f"XXXX-{day:%m-%d}", str(DateSpan.of(*period)), period=False)


@given(date_spans(), date_spans())
def test_converse(one: DateSpan, two: DateSpan) -> None:
    """Before is after seen from the other side, contains is within, and overlaps is itself."""
    assert one.before(two) is two.after(one)
    assert one.within(two) is two.contains(one)
    assert one.overlaps(two) is two.overlaps(one)


@given(date_spans(), date_spans(), st.booleans())
def test_relations_agree(one: DateSpan, two: DateSpan, period: bool) -> None:  # noqa: FBT001 - drawn
    """What is before is neither after nor overlapping nor within; what is within overlaps."""
    before, after = one.before(two, as_period=period), one.after(two, as_period=period)
    overlaps, within = one.overlaps(two, as_period=period), one.within(two, as_period=period)
    assert not (before.definitely and (after.possibly or overlaps.possibly or within.possibly))
    assert not (within.definitely and not overlaps.definitely)
    assert not (within.possibly and not overlaps.possibly)


@given(date_spans(2019, 2022), date_spans(2019, 2022), date_spans(2019, 2022))
def test_transitive(one: DateSpan, two: DateSpan, three: DateSpan) -> None:
    """What is before something before a third is before the third; likewise within."""
    assert not (one.before(two).definitely and two.before(three).definitely) or one.before(three).definitely
    assert not (one.within(two).definitely and two.within(three).definitely) or one.within(three).definitely


@given(date_spans())
def test_itself(span: DateSpan) -> None:
    """A span is never before itself, and possibly within itself; definitely so if it is exact, or read as a period."""
    assert not span.before(span).definitely
    assert span.within(span).possibly
    assert not span.is_exact or span.within(span).definitely
    plain = not (span.is_approximate or span.is_uncertain) and span.is_year_known and span.earliest and span.latest
    assert not plain or span.within(span, as_period=True).definitely


@given(date_spans())
def test_nominal_days(span: DateSpan) -> None:
    """What has no qualifier lies between its earliest and its latest day."""
    if span.earliest and span.latest and not (span.is_approximate or span.is_uncertain):
        assert span.within(DateSpan.of(span.earliest, span.latest)) is Answer.YES


Y, N, U = Answer.YES, Answer.NO, Answer.UNKNOWN


@pytest.mark.parametrize(
    ("left", "right", "period", "expected"),
    [
        # left, right, whether the right is a period; before, after, overlaps, within, contains
        ("2021-11-05", "2021-11", False, (U, U, U, U, U)),
        ("2021-11-05", "2021-11", True, (N, N, Y, Y, N)),
        ("2021-11-23", "2020/2024", True, (N, N, Y, Y, N)),
        ("2021-11-23", "2020-01-01/2024-12-31", False, (N, N, Y, Y, N)),
        ("2020-03", "2020/2024", False, (U, N, U, U, N)),
        ("2020-03", "2020/2024", True, (N, N, Y, Y, N)),
        ("2021-11", "2021-11", False, (U, U, U, U, U)),
        ("2021-11-01/2021-11-30", "2021-11", True, (N, N, Y, Y, Y)),
        ("2021-10", "2021-11", False, (Y, N, N, N, N)),
        ("2021-10~", "2021-11", False, (U, U, U, U, U)),
        ("2021-10~", "2022", False, (Y, N, N, N, N)),
        ("2021-10?", "2023", False, (U, U, U, U, U)),
        ("2023-02-13/2023-02-17", "2023-02-14/2023-02-15", False, (N, N, Y, N, Y)),
        ("2023-02-14", "2019/..", False, (N, N, Y, Y, N)),
        ("2018", "2019/..", False, (Y, N, N, N, N)),
        ("2023-02-14", "2019/", False, (N, U, U, U, N)),
        ("2018", "2019/", False, (Y, N, N, N, N)),
        ("2019/..", "2020/..", False, (N, N, Y, N, Y)),
        ("../2019", "../2020", False, (N, N, Y, Y, N)),
        ("../2019", "2020/..", False, (Y, N, N, N, N)),
        ("/2019", "2020", False, (Y, N, N, N, N)),
        ("XXXX-03-28", "2021-11", False, (U, U, N, N, N)),
        ("XXXX-11-28", "2021-11", True, (U, U, U, U, N)),
        ("XXXX-02-29", "2021", True, (U, U, N, N, N)),
        ("2021", "XXXX-02-29", False, (U, U, N, N, N)),
        ("XXXX-03-28", "XXXX-03-29", False, (U, U, N, N, N)),
        ("XXXX-03-28", "XXXX-03-28", False, (U, U, U, U, U)),
        ("XXXX-02-29", "XXXX-03", False, (U, U, N, N, N)),
        ("XXXX-03-28", "../2021", False, (N, U, U, U, N)),
        ("2020-11-07", "{2020-11-05,2020-11-10}", False, (N, N, N, N, N)),
        ("{2020-11-05,2020-11-10}", "2020-11", True, (N, N, Y, Y, N)),
        ("{2020-11-05,2020-11-10}", "2020-11-01/2020-11-07", False, (N, N, Y, N, N)),
        ("2020-11-04/2020-11-06", "{2020-11-03..2020-11-05,2020-11-06}", False, (N, N, Y, Y, N)),
        ("2020-11-30/2020-12-01", "{2020-11,2020-12}", False, (N, N, U, U, U)),
        ("2020-11-30/2020-12-01", "{2020-11,2020-12}", True, (N, N, Y, Y, N)),
    ],
)
def test_answers(left: str, right: str, period: bool, expected: tuple[Answer, ...]) -> None:  # noqa: FBT001 - a table
    """The answers that the documentation and the rules rely on."""
    assert expected == tuple(ask(relation, left, right, period=period) for relation in RELATIONS)


def test_compares_spans_only() -> None:
    """Text in the place of a span is refused with the advice to make a span of it."""
    with pytest.raises(InvalidValueError, match="write DateSpan"):
        DateSpan("2023").within("2023")  # type: ignore[arg-type]  # the mistake that is tested


def test_compares_no_dates_of_python() -> None:
    """A date in the place of a span is refused."""
    with pytest.raises(InvalidValueError, match="found a date, expected a DateSpan"):
        DateSpan("2023").within(dt.date(2023, 1, 1))  # type: ignore[arg-type]  # the mistake that is tested
