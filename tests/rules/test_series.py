from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Event, EventSeries, EventStatus
from seesac_model.rules import Report, check
from tests.rules.records import event
from tests.strategies.dates import date_spans

SERIES = EventSeries(id="s", title="Meetings")


def meeting(
    number: int | None, dates: str | None = None, status: EventStatus = EventStatus.HELD, suffix: str = ""
) -> Event:
    """Return a meeting of the series."""
    return event(f"e{number or 0}{suffix}", dates=dates, status=status, series_id="s", series_number=number)


def numbers_in(message: str) -> set[int]:
    """Return the numbers that a message lists."""
    runs = message.removeprefix("no event has number ").split(", ")
    ends = [tuple(map(int, run.split("-"))) for run in runs]
    return {number for run in ends for number in range(run[0], run[-1] + 1)}


def checked(code: str, *events: Event) -> Report:
    """Return what one rule finds."""
    return check(Dataset([SERIES, *events]), select=[code])


@given(st.sets(st.integers(1, 40), min_size=1))
def test_missing_and_present_numbers_make_up_the_range(numbers: set[int]) -> None:
    """The numbers that are listed and those that are there are together all from the lowest to the highest."""
    report = checked("SER001", *(meeting(number) for number in numbers))
    missing = numbers_in(report.findings[0].message) if report else set()
    assert (missing | numbers, missing & numbers) == (set(range(min(numbers), max(numbers) + 1)), set())


def test_gaps_are_listed_compactly() -> None:
    """One finding for a series lists its gaps, runs of numbers by their ends."""
    report = checked("SER001", *(meeting(number) for number in (4, 6, 10, 15)))
    assert [(finding.kind, finding.message) for finding in report] == [("series", "no event has number 5, 7-9, 11-14")]


def test_many_gaps_are_cut_short() -> None:
    """A message lists twenty gaps at most."""
    (finding,) = checked("SER001", *(meeting(number) for number in range(1, 100, 2)))
    assert finding.message.endswith(", 38, 40, …")
    (shorter,) = checked("SER001", *(meeting(number) for number in range(1, 42, 2)))
    assert shorter.message.endswith(", 38, 40")


@pytest.mark.parametrize("status", EventStatus)
def test_any_record_of_a_meeting_fills_the_gap(status: EventStatus) -> None:
    """A meeting that was cancelled or only planned is recorded all the same."""
    assert len(checked("SER001", meeting(1), meeting(2, status=status), meeting(3))) == 0


def test_series_without_numbers_is_silent() -> None:
    """A series whose events have no numbers, or that has none, has no gap."""
    assert (len(checked("SER", meeting(None))), len(checked("SER"))) == (0, 0)


def test_gap_leads_to_the_events_beside_it() -> None:
    """The events on both sides of a gap are part of the finding, and no others."""
    (finding,) = checked("SER001", *(meeting(number) for number in (1, 2, 3, 5, 6)))
    assert (finding.path, finding.related) == ((), (("events", "e3"), ("events", "e5")))


def test_gap_beside_a_number_in_doubt_is_not_reported() -> None:
    """A number that is wrong is one fault: where it repeats or runs against time, the gap it leaves is not another."""
    repeated = (meeting(1, "2020"), meeting(2, "2021", suffix="a"), meeting(2, "2022", suffix="b"), meeting(4, "2023"))
    against = (meeting(9, "2020"), meeting(2, "2021"), meeting(3, "2022"))
    found = [[finding.code for finding in checked("SER", *events)] for events in (repeated, against)]
    assert found == [["SER002"], ["SER003"]]


def test_repeated_number_is_flagged_once() -> None:
    """One finding names all events with the number."""
    report = checked("SER002", meeting(4, suffix="a"), meeting(4, suffix="b"), meeting(4, suffix="c"), meeting(5))
    assert [(finding.message, finding.path, finding.related) for finding in report] == [
        (
            "3 events have number 4: 'e4a', 'e4b', 'e4c'",
            (),
            (("events", "e4a"), ("events", "e4b"), ("events", "e4c")),
        )
    ]


@pytest.mark.parametrize(("count", "ending"), [(20, "'e4t'"), (21, "'e4t', …")])
def test_many_events_of_one_number_are_cut_short(count: int, ending: str) -> None:
    """A message names twenty events at most."""
    (finding,) = checked("SER002", *(meeting(4, suffix=chr(ord("a") + number)) for number in range(count)))
    assert (finding.message.endswith(ending), len(finding.related)) == (True, count)


def test_number_of_an_event_that_is_recorded_twice_is_not_repeated() -> None:
    """Two records of one event are one fault, and DUP003 reports it; a third with the number is another."""
    twice = (meeting(4, "2022-05-10", suffix="a"), meeting(4, "2022-05-10/2022-05-11", suffix="b"))
    codes = ("SER", "DUP")
    assert [finding.code for finding in check(Dataset([SERIES, *twice]), select=codes)] == ["DUP003"]
    third = meeting(4, "2022-09-10", suffix="c")
    report = check(Dataset([SERIES, *twice, third]), select=codes)
    assert [(finding.code, finding.message) for finding in report if finding.code != "DUP003"] == [
        ("SER002", "2 events have number 4: 'e4a', 'e4c'")
    ]


def test_an_event_that_is_recorded_three_times_has_one_number() -> None:
    """However often one event is recorded, its number is not repeated."""
    events = [meeting(4, "2022-05-10", suffix=suffix) for suffix in "abc"]
    assert len(checked("SER002", *events)) == 0


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_number_may_pass_on(status: EventStatus) -> None:
    """A meeting that was cancelled or postponed may have given its number to another."""
    assert len(checked("SER002", meeting(4, suffix="a", status=status), meeting(4, suffix="b"))) == 0


def test_part_of_a_meeting_has_its_number() -> None:
    """A part of a meeting with the same number is no repetition."""
    part = event("part", series_id="s", series_number=4, part_of_id="e4")
    assert len(checked("SER002", meeting(4), part)) == 0


def test_number_against_time_is_flagged() -> None:
    """A meeting that certainly was before one with a lower number is flagged, with that one."""
    report = checked("SER003", meeting(4, "2022-05-10"), meeting(5, "2021-11"), meeting(6, "2022-06"))
    assert [(finding.message, finding.related) for finding in report] == [
        (
            "'e5' has number 5 and was on 2021-11, before 'e4', which has number 4 and was on 2022-05-10",
            (("events", "e5"), ("events", "e4")),
        )
    ]


def test_number_is_compared_across_gaps() -> None:
    """A meeting is compared with the latest so far, and not with the one before alone."""
    report = checked("SER003", meeting(1, "2022"), meeting(2), meeting(3, "2022-01"), meeting(4, "2021"))
    assert len(report) == 1


@pytest.mark.parametrize("between", ["2030?", "2022-05~", "2022-01-01", "XXXX-01-01/XXXX-01-01"])
def test_what_is_less_certain_hides_nothing(between: str) -> None:
    """A meeting about then, perhaps then, in no known year, or out of order itself does not stand between two."""
    report = checked("SER003", meeting(1, "2022-04-20"), meeting(2, between), meeting(3, "2022-04-10"))
    assert ("e3", "e1") in [(finding.related[0][1], finding.related[1][1]) for finding in report]


def test_meetings_about_a_time_are_compared_too() -> None:
    """A meeting that was certainly before one about some year is flagged; of two such the later counts."""
    report = checked("SER003", meeting(1, "2022~"), meeting(2, "2021~"), meeting(3, "2019-01-01"))
    assert [finding.related[1] for finding in report] == [("events", "e1")]


def test_the_first_of_two_on_one_day_is_named() -> None:
    """Where two meetings were equally late, the one with the lower number is named."""
    events = (meeting(1, "2022-05-10"), meeting(2, "2022-05-10"), meeting(3, "2021"))
    assert [finding.related[1] for finding in checked("SER003", *events)] == [("events", "e1")]


def test_the_latest_so_far_is_kept() -> None:
    """Meetings are compared with the latest before them, however many earlier ones came in between."""
    report = checked("SER003", meeting(1, "2020"), meeting(2, "2023"), meeting(3, "2022"), meeting(4, "2021"))
    assert [[related[1] for related in finding.related] for finding in report] == [["e3", "e2"], ["e4", "e2"]]


def test_an_event_before_one_that_it_follows_is_left_to_the_rule_about_that() -> None:
    """A wrong date of an event that follows another is one fault; one that follows a cancelled one is reported here."""
    followed = meeting(4, "2022")
    following = attrs.evolve(meeting(5, "2021"), follows_ids=("e4", "gone"))
    assert len(checked("SER003", followed, following)) == 0
    other = event("x", dates="2022", status=EventStatus.CANCELLED)
    for follows in (("x",), ("y",), ("z",), ("w",)):
        others = (other, event("y"), event("z", dates="2020"), event("w", dates="2021"))
        report = checked("SER003", followed, attrs.evolve(following, follows_ids=follows), *others)
        assert [finding.record_id for finding in report] == ["s"]


def test_repeated_numbers_have_no_order() -> None:
    """Where a number is repeated, that is the fault, and not that the dates run against the numbers."""
    events = (meeting(1, "2020", suffix="a"), meeting(2, "2021"), meeting(1, "2022", suffix="b"))
    assert [finding.code for finding in checked("SER", *events)] == ["SER002"]


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1990, 2040)), unique_by=lambda entry: entry[0]))
def test_numbers_in_the_order_of_time_are_silent(entries: list[tuple[int, int]]) -> None:
    """A series whose years rise with its numbers is never flagged."""
    numbers = sorted(number for number, _ in entries)
    years = sorted(year for _, year in entries)
    meetings = [meeting(number, str(year)) for number, year in zip(numbers, years, strict=True)]
    assert len(checked("SER003", *meetings)) == 0


def plainly_against_time(events: list[Event]) -> list[tuple[str, str]]:
    """Return which events were before which, by the definition alone: each is compared with the latest so far."""
    latest: dict[bool, tuple[str, DateSpan]] = {}
    found: list[tuple[str, str]] = []
    for one in sorted(events, key=lambda entry: entry.series_number or 0):
        dates = one.dates
        if dates is None or dates.earliest is None:
            continue
        after = next((other_id for other_id, others in latest.values() if dates.before(others).definitely), None)
        if after is not None:
            found.append((one.id, after))
        elif not dates.is_uncertain:
            known = latest.get(dates.is_approximate)
            if known is None or known[1] < dates:
                latest[dates.is_approximate] = one.id, dates
    return found


@given(st.lists(date_spans(2019, 2022), max_size=8))
def test_each_is_compared_with_the_latest_so_far(spans: list[DateSpan]) -> None:
    """With dates of every kind, what is flagged is what the definition says, and nothing is skipped for speed."""
    meetings = [meeting(number, str(span)) for number, span in enumerate(spans, 1)]
    found = [tuple(other.record_id for other in finding.related) for finding in checked("SER003", *meetings)]
    assert sorted(plainly_against_time(meetings)) == sorted(found)


@pytest.mark.parametrize("dates", ["2022", "2022-05-10", "2021?", "XXXX-01-01", "../2020", None])
def test_order_that_is_not_certain_is_silent(dates: str | None) -> None:
    """A meeting that may have been at the same time or later, or has no known beginning, is not flagged."""
    assert len(checked("SER003", meeting(4, "2022-05-10"), meeting(5, dates))) == 0


def test_nothing_is_before_what_has_no_known_beginning() -> None:
    """A meeting is not compared with one whose first day is not known."""
    assert len(checked("SER003", meeting(4, "../2022"), meeting(5, "2021"))) == 0


def test_meetings_of_one_number_have_no_order() -> None:
    """Two meetings with one number are for another rule."""
    assert len(checked("SER003", meeting(4, "2022", suffix="a"), meeting(4, "2021", suffix="b"))) == 0


def test_cancelled_meetings_have_no_time() -> None:
    """The date of a meeting that was cancelled does not count."""
    assert len(checked("SER003", meeting(4, "2022", EventStatus.CANCELLED), meeting(5, "2021"))) == 0
