"""SER: series of events, and their numbers."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import DateSpan, Event, EventSeries
from seesac_model.rules._listing import listed
from seesac_model.rules._programme import GIVEN_UP
from seesac_model.rules._rule import Context, Problem, Severity, declare
from seesac_model.rules._twice import events_twice

__all__ = ["gap_in_series", "repeated_number_in_series", "series_number_against_time"]

_MOST_RUNS: Final = 20


@declare("SER001", Severity.INFO)
def gap_in_series(series: EventSeries, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag numbers that are missing between the first and the last of a numbered series.

    What it does:
        Takes the numbers of all events of the series, whatever became of them, and lists those that lie between the
        lowest and the highest and that no event has.
        Nothing is said of numbers below the lowest: a dataset may start late.
        Where numbers repeat or run against time, nothing is said either: with those corrected, the gaps show.

    Why is this bad?
        A meeting took place, or at least was counted, and is not recorded.
        It may have left no trace; then a suppression can say so.

    Example::

        series:
          - {id: seefen, title: Regional Meeting of SEEFEN}
        events:
          - {id: seefen-4, title: Fourth, kind: network-meeting, status: held, series_id: seefen, series_number: 4}
          - {id: seefen-6, title: Sixth, kind: network-meeting, status: held, series_id: seefen, series_number: 6}

    Use instead::

        series:
          - {id: seefen, title: Regional Meeting of SEEFEN}
        events:
          - {id: seefen-4, title: Fourth, kind: network-meeting, status: held, series_id: seefen, series_number: 4}
          - {id: seefen-5, title: Fifth, kind: network-meeting, status: cancelled, series_id: seefen, series_number: 5}
          - {id: seefen-6, title: Sixth, kind: network-meeting, status: held, series_id: seefen, series_number: 6}

    References:
        - schema.org `EventSeries`: https://schema.org/EventSeries
    """
    events = _numbered(series, dataset)
    numbers = {number for number, _ in events}
    missing = set(range(min(numbers), max(numbers))) - numbers if numbers else set()
    if missing and not _is_in_doubt(series, dataset, context):
        yield Problem(
            message=f"no event has number {_runs(sorted(missing))}",
            hint="add what is missing, or suppress the finding with the reason",
            related=tuple(event for number, event in events if not missing.isdisjoint((number - 1, number + 1))),
        )


@declare("SER002", Severity.WARNING)
def repeated_number_in_series(series: EventSeries, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a number that several events of a series have.

    What it does:
        Groups the events of the series by number.
        Events that were cancelled or postponed do not count, for their number may have passed on; nor do parts of an
        event with the same number, nor events of which DUP003 says that they are another one, recorded twice.

    Why is this bad?
        The same meeting is recorded twice, or one of the numbers is wrong.

    Example::

        series:
          - {id: seefen, title: Regional Meeting of SEEFEN}
        events:
          - {id: skopje, title: Meeting, kind: network-meeting, status: held, series_id: seefen, series_number: 4}
          - {id: tirana, title: Meeting, kind: network-meeting, status: held, series_id: seefen, series_number: 4}

    Use instead::

        series:
          - {id: seefen, title: Regional Meeting of SEEFEN}
        events:
          - {id: skopje, title: Meeting, kind: network-meeting, status: held, series_id: seefen, series_number: 4}
          - {id: tirana, title: Meeting, kind: network-meeting, status: held, series_id: seefen, series_number: 5}

    References:
        - schema.org `EventSeries`: https://schema.org/EventSeries
    """
    for number, events in _of_one_number(_held(series, dataset), context):
        shown = listed((quoted(event.id) for event in events), _MOST_RUNS)
        yield Problem(
            message=f"{len(events)} events have number {number}: {shown}",
            hint="correct the numbers that are wrong, or merge the events if they are the same",
            related=tuple(events),
        )


@declare("SER003", Severity.WARNING)
def series_number_against_time(series: EventSeries, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag an event that certainly was before one with a lower number of the same series.

    What it does:
        Goes through the events of the series in the order of their numbers and compares each with the latest so far.
        Events that were cancelled or postponed do not count, nor do those whose year or first day is not known.
        It says nothing of numbers that several events have, which SER002 reports, nor of an event that certainly was
        before one that it follows, which DAT002 reports.

    Why is this bad?
        One of the numbers, or one of the dates, is wrong; a year is the likeliest.

    Example::

        series:
          - {id: seefen, title: Regional Meeting of SEEFEN}
        events:
          - id: seefen-4
            title: Fourth Meeting
            kind: network-meeting
            status: held
            dates: 2022-05-10
            series_id: seefen
            series_number: 4
          - id: seefen-5
            title: Fifth Meeting
            kind: network-meeting
            status: held
            dates: 2021-11-23
            series_id: seefen
            series_number: 5

    Use instead::

        series:
          - {id: seefen, title: Regional Meeting of SEEFEN}
        events:
          - id: seefen-4
            title: Fourth Meeting
            kind: network-meeting
            status: held
            dates: 2022-05-10
            series_id: seefen
            series_number: 4
          - id: seefen-5
            title: Fifth Meeting
            kind: network-meeting
            status: held
            dates: 2022-11-23
            series_id: seefen
            series_number: 5

    References:
        - schema.org `EventSeries`: https://schema.org/EventSeries
    """
    for event, other in _against_time(series, dataset, context):
        if not _is_before_what_it_follows(event, dataset):
            yield Problem(
                message=f"{quoted(event.id)} has number {event.series_number} and was on {event.dates}, before "
                f"{quoted(other.id)}, which has number {other.series_number} and was on {other.dates}",
                hint="correct one of the numbers or dates",
                related=(event, other),
            )


def _is_before_what_it_follows(event: Event, dataset: Dataset) -> bool:
    followed = dataset.events.select(entry for entry in event.follows_ids if entry in dataset.events)
    return any(
        event.dates is not None
        and other.dates is not None
        and other.status not in GIVEN_UP
        and event.dates.before(other.dates).definitely
        for other in followed
    )


def _is_in_doubt(series: EventSeries, dataset: Dataset, context: Context) -> bool:
    """Tell whether some of the numbers of a series may be wrong."""
    repeated = _of_one_number(_held(series, dataset), context)
    return next(itertools.chain(repeated, _against_time(series, dataset, context)), None) is not None


def _of_one_number(held: list[tuple[int, Event]], context: Context) -> Iterator[tuple[int, list[Event]]]:
    """Yield the numbers that several events have, with these; the events come by number."""
    if len({number for number, _ in held}) == len(held):
        return
    for number, entries in itertools.groupby(held, key=_number):
        events = [event for _, event in entries]
        if len(events) > 1:
            wholes = _without_repeats(events, context)
            if len(wholes) > 1:
                yield number, wholes


def _without_repeats(events: list[Event], context: Context) -> list[Event]:
    """Return the events that are neither parts of others nor the same as one before."""
    twice = context.once(events_twice)
    ids = {event.id for event in events}
    gone: set[str] = set()
    for event in events:
        if event.id not in gone:
            gone.update(other.id for other in twice.get(event.id, ()))
    return [event for event in events if event.part_of_id not in ids and event.id not in gone]


def _against_time(series: EventSeries, dataset: Dataset, context: Context) -> Iterator[tuple[Event, Event]]:
    """Yield the events that certainly were before one with a lower number, with that one."""
    held = _held(series, dataset)
    repeated = {number for number, _ in _of_one_number(held, context)}
    # The latest of those whose days are certain and of the others: the bounds of these do not compare.
    latest: dict[bool, tuple[Event, DateSpan]] = {}
    for number, event in held:
        if number in repeated or event.dates is None or event.dates.earliest is None:
            continue
        dates = event.dates
        after = next((other for other, theirs in latest.values() if _is_before(dates, theirs)), None)
        if after is not None:
            yield event, after
            continue
        known = latest.get(dates.is_approximate)
        if not dates.is_uncertain and (known is None or known[1] < dates):
            latest[dates.is_approximate] = event, dates


def _is_before(dates: DateSpan, others: DateSpan) -> bool:
    """Tell whether some dates certainly are before others, of which the first day is known as well."""
    if dates.earliest is None or others.earliest is None or others.earliest <= dates.earliest:
        return False
    return dates.before(others).definitely


def _numbered(series: EventSeries, dataset: Dataset) -> list[tuple[int, Event]]:
    events = dataset.referring(Event, to=series, by="series_id")
    return [(event.series_number, event) for event in events if event.series_number is not None]


def _held(series: EventSeries, dataset: Dataset) -> list[tuple[int, Event]]:
    """Return the events that were held, or still may be, by number, those of one number by their ids."""
    held = [(number, event) for number, event in _numbered(series, dataset) if event.status not in GIVEN_UP]
    return sorted(held, key=_number)


def _number(entry: tuple[int, Event]) -> int:
    return entry[0]


def _runs(numbers: Iterable[int]) -> str:
    """Write sorted numbers compactly: `5, 11-14`."""
    runs = [
        [number for _, number in run]
        for _, run in itertools.groupby(enumerate(numbers), key=lambda place: place[1] - place[0])
    ]
    return listed((str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs), _MOST_RUNS)
