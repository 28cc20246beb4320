from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan
from seesac_model.rules import check
from tests.rules.records import event, panel

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1))


@given(st.lists(DAYS, min_size=4, max_size=4).map(sorted))
def test_panel_within_its_event_is_silent(days: list[dt.date]) -> None:
    """A panel all of whose days are days of its event is never flagged."""
    first, start, end, last = days
    dataset = Dataset([event(dates=str(DateSpan.of(first, last))), panel(dates=str(DateSpan.of(start, end)))])
    assert len(check(dataset, select=["PAN001"])) == 0


@given(st.lists(DAYS, min_size=3, max_size=3, unique=True).map(sorted))
def test_panel_after_its_event_is_flagged(days: list[dt.date]) -> None:
    """A panel later than the whole event is always flagged."""
    first, last, later = days
    dataset = Dataset([event(dates=str(DateSpan.of(first, last))), panel(dates=later.isoformat())])
    assert [finding.record_id for finding in check(dataset, select=["PAN001"])] == ["e.panel-1"]


@pytest.mark.parametrize(
    ("event_dates", "panel_dates"),
    [
        ("2023", "2023-02-14"),
        ("2023-02-14/2023-02-15", "2023-02"),
        ("2023-02-14?", "2023-03-01"),
        ("XXXX-02-14", "2023-02-14"),
        (None, "2023-02-14"),
        ("2023-02-14", None),
    ],
)
def test_what_is_not_certain_is_silent(event_dates: str | None, panel_dates: str | None) -> None:
    """Dates that are missing, or not precise enough to decide, are not flagged."""
    dataset = Dataset([event(dates=event_dates), panel(dates=panel_dates)])
    assert len(check(dataset, select=["PAN001"])) == 0


def test_panel_that_is_partly_outside_is_flagged() -> None:
    """A panel of which one day is no day of the event is flagged, with both dates and the event."""
    dataset = Dataset([event(dates="2023-02-14/2023-02-15"), panel(dates="2023-02-15/2023-02-16")])
    (finding,) = check(dataset, select=["PAN001"])
    assert (finding.field, finding.message, finding.related) == (
        "dates",
        "the panel is on 2023-02-15/2023-02-16, its event on 2023-02-14/2023-02-15",
        (("events", "e"),),
    )


def test_panel_of_an_event_that_is_not_there_is_silent() -> None:
    """A dangling reference is for another rule."""
    assert len(check(Dataset([panel(dates="2023-02-14")]), select=["PAN001"])) == 0
