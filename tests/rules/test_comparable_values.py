from __future__ import annotations

from decimal import Decimal

import pytest

from seesac_model.dataset import Dataset
from seesac_model.model import Observation, ObservationStatus
from seesac_model.rules._comparable_values import Comparable, with_larger_events
from tests.rules.records import event, span

DELIVERED = ObservationStatus.DELIVERED
PLANNED = ObservationStatus.PLANNED
CUMULATIVE = ObservationStatus.CUMULATIVE


def value(
    record_id: str,
    number: int,
    period: str | None = None,
    *,
    status: ObservationStatus = DELIVERED,
    event_id: str | None = None,
) -> Observation:
    """Return a value of one measure."""
    return Observation(
        id=record_id,
        measure="weapons",
        value=Decimal(number),
        status=status,
        period=span(period),
        event_id=event_id,
    )


def plan(record_id: str, number: int, period: str | None = None, *, event_id: str | None = None) -> Observation:
    """Return what was planned of that measure."""
    return value(record_id, number, period, status=PLANNED, event_id=event_id)


def total(record_id: str, number: int, period: str) -> Observation:
    """Return a running total of that measure."""
    return value(record_id, number, period, status=CUMULATIVE)


def exceeded(*records: Observation) -> dict[str, str]:
    """Return which values exceed which plans."""
    return {value_id: record.id for value_id, record in Comparable.of(Dataset(records)).plans.items()}


def fallen(*records: Observation) -> dict[str, str]:
    """Return which running totals are lower than which earlier ones."""
    return {value_id: record.id for value_id, record in Comparable.of(Dataset(records)).higher_before.items()}


def around(*records: Observation) -> dict[str, str]:
    """Return which values lie in the time of which others."""
    events = [event("e", part_of_id="whole"), event("whole")]
    return {value_id: record.id for value_id, record in Comparable.of(Dataset([*records, *events])).around.items()}


def test_the_longest_plan_counts_for_what_lies_in_it() -> None:
    """A value of a year without a plan of its own is compared with the plan for the longest time."""
    assert exceeded(plan("a", 10, "2020/2023"), plan("b", 50, "2021"), value("v", 11, "2022-05")) == {"v": "a"}


@pytest.mark.parametrize(("period", "event_id"), [("2020", None), (None, "e"), (None, None)])
def test_the_first_of_two_equal_plans_is_named(period: str | None, event_id: str | None) -> None:
    """Where two plans are of one size, the finding leads to the first."""
    plans = (plan(record_id, 10, period, event_id=event_id) for record_id in "ab")
    assert exceeded(*plans, value("v", 11, period, event_id=event_id)) == {"v": "a"}


@pytest.mark.parametrize(("outer", "inner"), [("2020/", "2023"), ("/2020", "2019")])
def test_nothing_lies_in_a_time_without_a_known_end(outer: str, inner: str) -> None:
    """A time whose start or end nobody knows is around nothing, neither as a plan nor as a value."""
    assert exceeded(plan("a", 10, outer), value("v", 11, inner)) == {}
    assert around(value("a", 10, outer), value("v", 5, inner)) == {}


def test_totals_without_a_start_are_compared() -> None:
    """Whether no start is written or an empty one, the start is not said."""
    assert fallen(total("a", 10, "2021"), total("b", 8, "/2022")) == {"b": "a"}
    assert fallen(total("a", 10, "2020/2021"), total("b", 8, "/2022")) == {}


def test_a_value_in_no_known_year_hides_nothing() -> None:
    """What recurs in every year is around nothing and does not stand between two that overlap."""
    assert around(value("a", 1, "XXXX-05"), value("b", 10, "2020"), value("c", 5, "2020-05")) == {"c": "b"}


def test_the_value_that_began_first_is_named() -> None:
    """Of two values that end on one day, the longer is around a third."""
    values = (value("a", 10, "2020"), value("b", 6, "2020-06/2020-12"), value("c", 3, "2020-07"))
    assert around(*values) == {"b": "a", "c": "a"}


def test_a_value_that_ends_later_and_began_later_hides_nothing() -> None:
    """What comes after a value in time is not taken for what is around it."""
    values = (value("late", 10, "2020-06/2020-12"), value("early", 6, "2020-01/2020-04"), value("in", 3, "2020-03"))
    assert around(*values) == {"in": "early"}


def test_a_value_of_no_event_is_named_before_that_of_the_event() -> None:
    """Where two values are around one, the finding leads to that of no event, which counts most."""
    values = (value("all", 10, "2020"), value("some", 6, "2020", event_id="e"), value("v", 3, "2020-05", event_id="e"))
    assert around(*values)["v"] == "all"


def test_a_value_of_the_larger_event_is_around_that_of_its_part() -> None:
    """What was delivered at a part of an event was delivered at the event."""
    values = (value("a", 10, "2020", event_id="whole"), value("v", 3, "2020-05", event_id="e"))
    assert around(*values) == {"v": "a"}


def test_larger_events_are_counted_from_the_smallest_even_if_one_is_not_there() -> None:
    """An event comes with those that it is a part of, the last of which need not be recorded; nothing with nothing."""
    dataset = Dataset([event("a", part_of_id="b"), event("b", part_of_id="c")])
    assert [with_larger_events(event_id, dataset) for event_id in ("a", "c", None)] == [["a", "b", "c"], ["c"], []]


def test_events_in_a_circle_are_counted_once() -> None:
    """A circle, which is for REF004, does not go round and round."""
    assert with_larger_events("a", Dataset([event("a", part_of_id="b"), event("b", part_of_id="a")])) == ["a", "b"]


def test_a_chain_of_parts_that_only_a_mistake_makes_is_not_climbed_to_its_end() -> None:
    """What is nested deeper than anything real takes no longer than the deepest that is."""
    chain = [event(f"e{depth}", part_of_id=f"e{depth + 1}") for depth in range(100)]
    assert with_larger_events("e0", Dataset(chain)) == [f"e{depth}" for depth in range(21)]
