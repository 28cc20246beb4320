from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import Event, EventSeries, EventStatus
from seesac_model.rules import Report, check
from tests.rules.records import event

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


@pytest.mark.parametrize("status", EventStatus)
def test_any_record_of_a_meeting_fills_the_gap(status: EventStatus) -> None:
    """A meeting that was cancelled or only planned is recorded all the same."""
    assert len(checked("SER001", meeting(1), meeting(2, status=status), meeting(3))) == 0


def test_series_without_numbers_is_silent() -> None:
    """A series whose events have no numbers, or that has none, has no gap."""
    assert (len(checked("SER", meeting(None))), len(checked("SER"))) == (0, 0)


def test_repeated_number_is_flagged_once() -> None:
    """One finding names all events with the number."""
    report = checked("SER002", meeting(4, suffix="a"), meeting(4, suffix="b"), meeting(4, suffix="c"), meeting(5))
    assert [finding.message for finding in report] == ["3 events have number 4: 'e4a', 'e4b', 'e4c'"]


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


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(1990, 2040)), unique_by=lambda entry: entry[0]))
def test_numbers_in_the_order_of_time_are_silent(entries: list[tuple[int, int]]) -> None:
    """A series whose years rise with its numbers is never flagged."""
    numbers = sorted(number for number, _ in entries)
    years = sorted(year for _, year in entries)
    meetings = [meeting(number, str(year)) for number, year in zip(numbers, years, strict=True)]
    assert len(checked("SER003", *meetings)) == 0


@pytest.mark.parametrize("dates", ["2022", "2022-05-10", "2021?", "XXXX-01-01", "../2020", None])
def test_order_that_is_not_certain_is_silent(dates: str | None) -> None:
    """A meeting that may have been at the same time or later, or has no known beginning, is not flagged."""
    assert len(checked("SER003", meeting(4, "2022-05-10"), meeting(5, dates))) == 0


def test_meetings_of_one_number_have_no_order() -> None:
    """Two meetings with one number are for another rule."""
    assert len(checked("SER003", meeting(4, "2022", suffix="a"), meeting(4, "2021", suffix="b"))) == 0


def test_cancelled_meetings_have_no_time() -> None:
    """The date of a meeting that was cancelled does not count."""
    assert len(checked("SER003", meeting(4, "2022", EventStatus.CANCELLED), meeting(5, "2021"))) == 0
