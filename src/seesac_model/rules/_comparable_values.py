"""Which observations are of the same thing, and which of them cannot stand side by side."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, Self, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import Answer, DateSpan, Observation, ObservationStatus
from seesac_model.query import unit_of
from seesac_model.rules._amounts import greater, lower_bound, upper_bound
from seesac_model.rules._programme import chain

__all__ = ["Comparable", "with_larger_events"]

_Thing: TypeAlias = tuple[str | None, ...]


@attrs.frozen(kw_only=True)
class Comparable:
    """
    What was found by comparing all values of the same thing, for each observation that is at odds with another.

    Attributes:
        plans: By the id of a delivered value, the planned one that it exceeds.
        higher_before: By the id of a running total, the earlier one that is higher.
        around: By the id of a delivered value, the one for a longer time that counts the same.
    """

    plans: Mapping[str, Observation]
    higher_before: Mapping[str, Observation]
    around: Mapping[str, Observation]

    @classmethod
    def of(cls, dataset: Dataset) -> Self:
        """Compare the values of a dataset, in time that grows with their number (and the sorting of them)."""
        things: dict[_Thing, dict[ObservationStatus, list[Observation]]] = {}
        for record in dataset.observations:
            if record.value is not None:
                things.setdefault(_thing(record, dataset), {}).setdefault(record.status, []).append(record)
        plans: dict[str, Observation] = {}
        higher_before: dict[str, Observation] = {}
        around: dict[str, Observation] = {}
        for of_status in things.values():
            delivered = of_status.get(ObservationStatus.DELIVERED, [])
            planned = of_status.get(ObservationStatus.PLANNED, [])
            if delivered and planned:
                plans.update(_exceeded(delivered, _Plans.of(planned)))
            higher_before.update(_falls(of_status.get(ObservationStatus.CUMULATIVE, [])))
            if len(delivered) > 1:
                around.update(_within(delivered, dataset))
        return cls(plans=plans, higher_before=higher_before, around=around)


def _thing(record: Observation, dataset: Dataset) -> _Thing:
    measure = None if record.measure is None else " ".join(record.measure.casefold().split())
    return (record.indicator_id, measure, unit_of(record, dataset), record.place_id, record.recipient_id)


@attrs.frozen
class _Plans:
    """The greatest plan of each event, of each time and of the longest time."""

    by_event: Mapping[str, Observation]
    by_period: Mapping[str | None, Observation]
    longest: Observation | None

    @classmethod
    def of(cls, planned: Iterable[Observation]) -> Self:
        by_event: dict[str, Observation] = {}
        by_period: dict[str | None, Observation] = {}
        for plan in planned:
            if plan.event_id is not None:
                by_event[plan.event_id] = _greater_plan(plan, by_event.get(plan.event_id))
            else:
                text = None if plan.period is None else plan.period.text
                by_period[text] = _greater_plan(plan, by_period.get(text))
        timed = [(plan, plan.period) for plan in by_period.values() if plan.period is not None]
        longest = max(timed, key=lambda entry: _length(entry[1]), default=None)
        return cls(by_event, by_period, None if longest is None else longest[0])

    def for_value(self, record: Observation) -> Iterator[Observation]:
        """Yield the plans with which a delivered value is compared."""
        of_event = self.by_event.get(record.event_id) if record.event_id is not None else None
        if of_event is not None and not _lie_apart(of_event, record):
            yield of_event
        if record.period is None:
            if record.event_id is None and None in self.by_period:
                yield self.by_period[None]
            return
        year = "" if record.period.earliest is None else f"{record.period.earliest.year:04}"
        candidates = [self.by_period.get(record.period.text), self.by_period.get(year), self.longest]
        for plan in candidates:
            if plan is not None and plan.period is not None and _is_within(record.period, plan.period):
                yield plan


def _greater_plan(plan: Observation, other: Observation | None) -> Observation:
    if other is None:
        return plan
    most, others = upper_bound(plan), upper_bound(other)
    # A plan without an upper bound is exceeded by nothing.
    return plan if most is None or (others is not None and most > others) else other


def _lie_apart(one: Observation, other: Observation) -> bool:
    return one.period is not None and other.period is not None and one.period.overlaps(other.period) is Answer.NO


def _exceeded(delivered: Iterable[Observation], plans: _Plans) -> Iterator[tuple[str, Observation]]:
    for record in delivered:
        found: Observation | None = None
        for plan in plans.for_value(record):
            found = _greater_plan(plan, found)
        if found is not None and greater(record, found):
            yield record.id, found


def _falls(totals: Iterable[Observation]) -> Iterator[tuple[str, Observation]]:
    """Yield running totals with the greatest earlier one, where that is certainly higher."""
    by_start: dict[str, list[tuple[DateSpan, Observation]]] = {}
    for record in totals:
        start, end = _ends(record.period)
        if end is not None and end.latest is not None:
            by_start.setdefault(start, []).append((end, record))
    for entries in by_start.values():
        highest: tuple[DateSpan, Observation] | None = None
        for end, record in sorted(entries, key=lambda entry: (entry[0].latest, entry[1].id)):
            if highest is not None and highest[0].before(end).definitely and greater(highest[1], record):
                yield record.id, highest[1]
            highest = _higher(highest, (end, record))


def _higher(
    one: tuple[DateSpan, Observation] | None, other: tuple[DateSpan, Observation]
) -> tuple[DateSpan, Observation]:
    if one is None:
        return other
    least, others = lower_bound(one[1]), lower_bound(other[1])
    return other if least is None or (others is not None and others > least) else one


def _ends(period: DateSpan | None) -> tuple[str, DateSpan | None]:
    """Return the start of a period as it is written, empty if it is not said, and its end as a date."""
    if period is None or "{" in period.text:
        return "", None
    start, slash, end = period.text.partition("/")
    if not slash:
        return "", period
    return start, DateSpan(end) if end not in {"", ".."} else None


def _within(delivered: Iterable[Observation], dataset: Dataset) -> Iterator[tuple[str, Observation]]:
    """Yield values with another one of the same thing for a time in which theirs lies."""
    timed = [
        _Timed(_first(record.period), -_last(record.period), record.id, record, record.period)
        for record in delivered
        if record.part_of_id is None and record.period is not None and record.period.is_year_known
    ]
    # What comes first can be around what follows; of all that came before, the one that reaches furthest is.
    timed.sort()
    furthest: dict[str | None, _Timed] = {}
    anywhere: _Timed | None = None
    for entry in timed:
        events = with_larger_events(entry.record.event_id, dataset)
        others = [furthest.get(event_id) for event_id in (None, *events)] if events else [anywhere]
        for other in others:
            if other is not None and other.end <= entry.end and _is_within(entry.period, other.period):
                yield entry.id, other.record
                break
        if not entry.period.is_uncertain and not entry.period.is_approximate:
            furthest[entry.record.event_id] = _further(furthest.get(entry.record.event_id), entry)
            anywhere = _further(anywhere, entry)


class _Timed(NamedTuple):
    """A value with the days of its time, the last one below zero, so that the longest of the same start is first."""

    start: int
    end: int
    id: str
    record: Observation
    period: DateSpan


def _further(one: _Timed | None, other: _Timed) -> _Timed:
    return other if one is None or other.end < one.end else one


def with_larger_events(event_id: str | None, dataset: Dataset) -> list[str]:
    """Return an event and those that it is a part of, at any remove; nothing for None."""
    event = None if event_id is None else dataset.events.get(event_id)
    larger = () if event is None else (entry.part_of_id for entry in chain(event, dataset.events))
    return list(dict.fromkeys(filter(None, (event_id, *larger))))


def _is_within(inner: DateSpan, outer: DateSpan) -> bool:
    return inner.within(outer, as_period=True).definitely


def _first(period: DateSpan) -> int:
    return (period.earliest or dt.date.min).toordinal()


def _last(period: DateSpan) -> int:
    return (period.latest or dt.date.max).toordinal()


def _length(period: DateSpan) -> int:
    return _last(period) - _first(period)
