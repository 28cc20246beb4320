from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError
from seesac_model.model import Answer, DateSpan, Event, EventKind, EventStatus, Topic
from seesac_model.query import AtEnd, Condition, EventSelection, Not, events, select
from tests.query.asking import answered_at_once, answered_singly
from tests.query.worlds import worlds

DATES = {
    "undated": None,
    "some-march": DateSpan("XXXX-03-28"),
    "a-day": DateSpan("2023-02-14"),
    "a-month": DateSpan("2023-02"),
    "a-year": DateSpan("2023"),
    "about-then": DateSpan("2023-02-20~"),
    "same-a": DateSpan("2021-05"),
    "same-b": DateSpan("2021-05"),
    "no-start": DateSpan("../2024"),
}
WORLD = Dataset(
    Event(id=name, title=name, kind=EventKind.MEETING, status=EventStatus.HELD, dates=dates)
    for name, dates in DATES.items()
)


def in_order(these: EventSelection) -> list[str]:
    """Return the ids of events by their dates."""
    return [event.id for event in these.in_order()]


def test_the_latest_have_dates_of_a_known_year() -> None:
    """However many are asked for, what is undated or of no known year is neither among the latest nor the earliest."""
    dated = ["no-start", "same-a", "same-b", "a-year", "a-month", "a-day", "about-then"]
    assert dated == in_order(events(WORLD).latest(100)) == in_order(events(WORLD).earliest(100))
    assert [in_order(events(WORLD).latest(count)) for count in range(1, 8)] == [dated[-count:] for count in range(1, 8)]
    assert [in_order(events(WORLD).earliest(count)) for count in range(1, 8)] == [
        dated[:count] for count in range(1, 8)
    ]


def test_one_event_may_be_asked_whether_it_is_the_latest() -> None:
    """The answer is the same as for all at once."""
    latest = AtEnd("latest", 2, events(WORLD))
    assert [event.id for event in WORLD.events if latest.matches(event, WORLD) is Answer.YES] == ["a-day", "about-then"]


def test_the_later_id_is_later() -> None:
    """Of events with the same dates the id decides, as in the order of the events."""
    may = events(WORLD).on("2021").only("same-a", "same-b")
    assert (may.latest().ids, may.earliest().ids) == (("same-b",), ("same-a",))


def test_the_latest_are_looked_for_among_the_events_so_far() -> None:
    """What is asked before decides among which events they are, and what is asked later only leaves some out."""
    assert events(WORLD).between("2021", "2021").latest().ids == ("same-b",)
    assert events(WORLD).latest().between("2021", "2021").ids == ()
    assert events(WORLD).only("undated").latest(3).ids == ()


@given(worlds(), st.integers(1, 4), st.sampled_from(("earliest", "latest")), st.integers(0, 7))
def test_many_events_are_answered_like_one(data: Dataset, count: int, end: Any, among: int) -> None:  # noqa: ANN401
    """Asked of many events at once it gives the answers of each, in any equal dataset, and its contrary the rest."""
    condition: Condition = AtEnd(end, count, events(data).of_kind("meeting"))
    for one in (data, Dataset(data)):
        assert answered_singly(condition, Event, one, among) == answered_at_once(condition, Event, one, among)
        assert answered_singly(Not(condition), Event, one, among) == answered_at_once(Not(condition), Event, one, among)


@pytest.mark.parametrize("count", [0, -1, True, "5", 2.0, None])
def test_what_is_no_number_of_events_is_refused(count: Any) -> None:  # noqa: ANN401
    """A count is a whole number from 1 on."""
    with pytest.raises(SelectionError, match="expected a number of events from 1 on"):
        events(WORLD).latest(count)
    with pytest.raises(SelectionError, match="expected a number of events from 1 on"):
        events(WORLD).earliest(count)


def test_only_events_are_asked() -> None:
    """It is a condition on events, and says which."""
    with pytest.raises(SelectionError, match="found a selection of events, expected topics"):
        select(WORLD, Topic).where(AtEnd("latest", 1, events(WORLD)))
    assert repr(events(WORLD).latest()) == "<1 of 9 events: one of the latest of (anything)>"
    assert str(AtEnd("earliest", 3, events(WORLD).of_kind("visit"))) == "one of the 3 earliest of (kind is 'visit')"


def test_ends_of_ends_are_no_more_trouble_than_one() -> None:
    """Thirty choices, one among the other, are made, weighed and printed at once."""
    these = events(WORLD).of_kind("meeting")
    for count in range(36, 6, -1):
        these = these.latest(count).earliest(count)
    assert len(these) == 7
    assert str(AtEnd("latest", 1, these)).count("kind is 'meeting'") == 1
    assert these.conditions[0].effort(Event, WORLD) >= len(WORLD.events)


def test_finding_the_latest_takes_a_look_at_all() -> None:
    """It takes more than what is asked of the events, and is equal to what asks the same."""
    these = events(WORLD).of_kind("meeting")
    asked = AtEnd("latest", 2, these)
    assert asked == AtEnd("latest", 2, events(WORLD).of_kind("meeting"))
    assert asked.effort(Event, WORLD) >= len(WORLD.events)
