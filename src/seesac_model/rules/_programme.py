"""What several rules ask of a programme: what a part lies in, when it is, and on which one day."""

from __future__ import annotations

import datetime as dt
from typing import Final, TypeAlias, TypeVar

from seesac_model.dataset import Collection, Dataset
from seesac_model.model import Answer, DateSpan, Event, EventStatus, Panel, PanelFormat, Place

__all__ = [
    "GIVEN_UP",
    "Count",
    "chain",
    "count_of",
    "ends_before_start",
    "is_part",
    "minutes_of",
    "one_day",
    "when",
    "whole_outside_of",
]

T = TypeVar("T", Event, Panel, Place)

Count: TypeAlias = tuple[str, str | None, PanelFormat]
"""What panels are counted in together: the event, the larger part of the programme, and the form."""

GIVEN_UP: Final = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})
"""What did not take place: its dates, numbers and speakers bind nobody."""

# Nothing real is nested deeper. The bound ends the walk through a circle, and keeps that through a long chain, which
# only a mistake makes, from taking time out of proportion.
_MOST_LEVELS: Final = 20
_MINUTES_OF_A_DAY: Final = 24 * 60


def chain(record: T, among: Collection[T]) -> list[T]:
    """Return a record and what it is a part of, at any remove, from the smallest to the largest."""
    found = [record]
    while len(found) < _MOST_LEVELS and (part_of_id := found[-1].part_of_id) is not None:
        whole = among.get(part_of_id)
        if whole is None:
            break
        found.append(whole)
    return found


def count_of(panel: Panel) -> Count:
    """Return what a panel is counted in; the numbers start anew in each, and of one form say nothing of another's."""
    return panel.event_id, panel.part_of_id, panel.format


def is_part(one: T, other: T, among: Collection[T]) -> bool:
    """Tell whether one of two is a part of the other, at any remove, or they are the same."""
    return any(entry.id == one.id for entry in chain(other, among)) or any(
        entry.id == other.id for entry in chain(one, among)
    )


def when(panel: Panel, dataset: Dataset) -> DateSpan | None:
    """Return the days of a panel or, where it has none, those of the nearest larger part, or of its event."""
    stated = (part.dates for part in chain(panel, dataset.panels))
    event = dataset.events.get(panel.event_id)
    return next(filter(None, stated), None if event is None else event.dates)


def whole_outside_of(panel: Panel, dataset: Dataset) -> Event | Panel | None:
    """Return the event or larger part of the programme of which the days of a panel certainly are no days."""
    if panel.dates is None:
        return None
    event = dataset.events.get(panel.event_id)
    if _lies_outside(panel, event):
        return event
    if panel.part_of_id is None:
        return None
    wholes = chain(panel, dataset.panels)[1:]
    larger = next((part for part in wholes if part.dates is not None), None)
    # Circles are for REF003; and a larger part that lies outside the event is itself the one with the wrong dates.
    if panel in wholes or _lies_outside(larger, event):
        return None
    return larger if _lies_outside(panel, larger) else None


def _lies_outside(part: Event | Panel | None, whole: Event | Panel | None) -> bool:
    dates = None if part is None else part.dates
    around = None if whole is None else whole.dates
    return dates is not None and around is not None and dates.within(around) is Answer.NO


def one_day(dates: DateSpan | None) -> dt.date | None:
    """Return the one day that dates certainly are; None where they are several, or not known to the day."""
    if dates is None or not dates.is_exact or dates.earliest != dates.latest:
        return None
    return dates.earliest


def minutes_of(panel: Panel) -> tuple[int, int] | None:
    """Return when a panel starts and ends, in minutes from the start of its day; None where one is not known."""
    if panel.start_time is None or panel.end_time is None:
        return None
    start, end = _minutes(panel.start_time), _minutes(panel.end_time)
    return start, end + _MINUTES_OF_A_DAY if end < start else end


def _minutes(time: str) -> int:
    return int(time[:2]) * 60 + int(time[3:])


def ends_before_start(panel: Panel) -> bool:
    """Tell whether the times of a panel are doubtful: an end on the next day, more than half a day after the start."""
    times = minutes_of(panel)
    if times is None or times[1] - times[0] <= _MINUTES_OF_A_DAY // 2 or times[1] < _MINUTES_OF_A_DAY:
        return False
    # The times of several days are the start on the first and the end on the last.
    return panel.format is not PanelFormat.EXERCISE and (panel.dates is None or one_day(panel.dates) is not None)
