"""PER: people."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Event, EventMode, Panel, Participation, PlaceKind, Role
from seesac_model.rules._programme import (
    GIVEN_UP,
    chain,
    count_of,
    ends_before_start,
    is_part,
    minutes_of,
    one_day,
    when,
)
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = ["person_in_two_panels_at_once", "person_in_two_places"]

E = TypeVar("E")

# Whoever organises, hosts or supports an event need not be there.
_PERHAPS_ABSENT: Final = frozenset(
    {
        Role.ORGANISER,
        Role.CO_ORGANISER,
        Role.HOST,
        Role.PATRON,
        Role.FUNDER,
        Role.SUPPORTER,
        Role.DONOR,
        Role.PARTNER,
        Role.SECRETARIAT,
        Role.IMPLEMENTER,
        Role.CONTRACTOR,
    }
)
_TOWNS: Final = frozenset({PlaceKind.CITY, PlaceKind.BORDER_CROSSING})
_MINUTES_OF_A_DAY: Final = 24 * 60
# Nobody is at more events, or on more panels, on one day; the bound keeps what only a mistake makes from taking time
# out of proportion.
_MOST_COMPARED: Final = 20


class _Where(NamedTuple):
    """A place, by the towns and the jurisdictions that it is or lies in."""

    towns: frozenset[str]
    jurisdictions: frozenset[str]


class _Stay(NamedTuple):
    """A person in person at an event on one day."""

    record: Participation
    event: Event
    day: dt.date
    place_ids: tuple[str, ...]
    places: tuple[_Where, ...]


class _Seat(NamedTuple):
    """A person on a panel, in minutes from the first day of the calendar."""

    start: int
    end: int
    record: Participation
    event: Event
    panel: Panel
    stay: _Stay | None


@declare("PER001", Severity.WARNING)
def person_in_two_places(record: Participation, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag somebody who took part in person in events in two cities on one day.

    What it does:
        Compares the events at which a person was and which were held in person, as `mode: in-person` says.
        The day is that of the panel, or of the event, on which the person took part; events and panels of several days
        are silent, for one can go from one to the other.
        The places are that of the panel, or all of the event. They are different if the cities or border crossings that
        they lie in are or, where one is not known, the jurisdictions.
        Whoever organises, hosts, pays for or supports an event need not be there and is not reported; nor are events
        that are parts of one another or of one larger event, that follow one another, or that did not take place.

    Why is this bad?
        A date, a place or the mode is wrong, or these are two people of one name.

    Example::

        places:
          - {id: skopje, name: Skopje, kind: city}
          - {id: tirana, name: Tirana, kind: city}
        people:
          - {id: person-1, name: A. B.}
        events:
          - id: meeting
            title: Meeting
            kind: meeting
            status: held
            dates: 2023-02-14
            mode: in-person
            place_ids: [skopje]
            participations:
              - {person_id: person-1, role: speaker}
          - id: workshop
            title: Workshop
            kind: workshop
            status: held
            dates: 2023-02-14
            mode: in-person
            place_ids: [tirana]
            participations:
              - {person_id: person-1, role: opener}

    Use instead::

        places:
          - {id: skopje, name: Skopje, kind: city}
          - {id: tirana, name: Tirana, kind: city}
        people:
          - {id: person-1, name: A. B.}
        events:
          - id: meeting
            title: Meeting
            kind: meeting
            status: held
            dates: 2023-02-14
            mode: in-person
            place_ids: [skopje]
            participations:
              - {person_id: person-1, role: speaker}
          - id: workshop
            title: Workshop
            kind: workshop
            status: held
            dates: 2023-02-15
            mode: in-person
            place_ids: [tirana]
            participations:
              - {person_id: person-1, role: opener}

    References:
        - schema.org `OfflineEventAttendanceMode`: https://schema.org/OfflineEventAttendanceMode
    """
    for stay, other in context.once(_in_two_places).get(record.id, ()):
        if other.record.id < record.id or not context.checks(other.record):
            yield Problem(
                message=f"{quoted(record.person_id)} is at {quoted(stay.event.id)} and at {quoted(other.event.id)} in "
                f"another place on {stay.day}",
                path=("person_id",),
                hint="correct the person, or a date, place or mode",
                related=(stay.event, other.record, other.event),
            )


@declare("PER002", Severity.WARNING)
def person_in_two_panels_at_once(record: Participation, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag somebody who sits on two panels at the same time.

    What it does:
        Compares the panels of a person, of one event or of several, that are on one day and have a start and an end; an
        end before the start is on the next day.
        Times are compared within one time zone, and where none is given within one event.
        Panels, and events, of which one is a part of the other are silent.
        So are two of one event that have the same number, for which there is PAN004, and two events in different
        places, for which there is PER001, and panels whose times are in doubt, for which there is PAN006.

    Why is this bad?
        A time, a date or the person is wrong; or, in a programme to come, somebody must be replaced.

    Example::

        people:
          - {id: person-1, name: A. B.}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14
            panels:
              - number: 1
                format: panel-discussion
                start_time: "09:00"
                end_time: "10:30"
                participations:
                  - {person_id: person-1, role: panellist}
              - number: 2
                format: panel-discussion
                start_time: "10:00"
                end_time: "11:00"
                participations:
                  - {person_id: person-1, role: panellist}

    Use instead::

        people:
          - {id: person-1, name: A. B.}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14
            panels:
              - number: 1
                format: panel-discussion
                start_time: "09:00"
                end_time: "10:30"
                participations:
                  - {person_id: person-1, role: panellist}
              - number: 2
                format: panel-discussion
                start_time: "10:30"
                end_time: "11:00"
                participations:
                  - {person_id: person-1, role: panellist}

    References:
        - schema.org `startDate`: https://schema.org/startDate
    """
    for seat, other in context.once(_at_once).get(record.id, ()):
        if other.record.id < record.id or not context.checks(other.record):
            yield Problem(
                message=f"{quoted(record.person_id)} is on {_shown(seat.panel)} and on {_shown(other.panel)} of the "
                "same day",
                path=("panel_id",),
                hint="correct the person, or a date or time",
                related=(seat.panel, other.record, other.panel),
            )


def _shown(panel: Panel) -> str:
    return f"{quoted(panel.id)} from {panel.start_time} to {panel.end_time}"


def _presences(dataset: Dataset) -> Iterator[tuple[Participation, str, Event, Panel | None]]:
    """Yield the participations of people who certainly were, or are to be, where and when the event or panel is."""
    for record in dataset.participations:
        if record.person_id is None or record.role in _PERHAPS_ABSENT:
            continue
        event = dataset.events.get(record.event_id)
        panel = dataset.panels.get(record.panel_id) if record.panel_id is not None else None
        if event is None or event.status in GIVEN_UP:
            continue
        if record.panel_id is None or (panel is not None and panel.event_id == event.id):
            yield record, record.person_id, event, panel


def _in_two_places(dataset: Dataset) -> Mapping[str, Sequence[tuple[_Stay, _Stay]]]:
    """Return for each participation the others of the person on that day in another place, with itself before them."""
    stays: dict[tuple[str, dt.date], dict[tuple[str, tuple[str, ...]], _Stay]] = {}
    for record, person_id, event, panel in _presences(dataset):
        stay = _stay(record, event, panel, dataset)
        if stay is not None:
            stays.setdefault((person_id, stay.day), {}).setdefault((event.id, stay.place_ids), stay)
    pairs = (
        pair
        for of_a_day in stays.values()
        for pair in _pairs(list(of_a_day.values()), lambda one, other: _are_apart(one, other, dataset))
    )
    found: dict[str, list[tuple[_Stay, _Stay]]] = {}
    for one, other in pairs:
        found.setdefault(one.record.id, []).append((one, other))
        found.setdefault(other.record.id, []).append((other, one))
    return found


def _stay(record: Participation, event: Event, panel: Panel | None, dataset: Dataset) -> _Stay | None:
    if event.mode is not EventMode.IN_PERSON:
        return None
    day = one_day(event.dates if panel is None else when(panel, dataset))
    place_ids = event.place_ids if panel is None or panel.place_id is None else (panel.place_id,)
    if day is None or not 0 < len(place_ids) <= _MOST_COMPARED:
        return None
    return _Stay(record, event, day, place_ids, tuple(_where(place_id, dataset) for place_id in place_ids))


def _where(place_id: str, dataset: Dataset) -> _Where:
    place = dataset.places.get(place_id)
    around = [] if place is None else chain(place, dataset.places)
    return _Where(
        towns=frozenset(entry.id for entry in around if entry.kind in _TOWNS),
        jurisdictions=frozenset(entry.id for entry in around if entry.kind is PlaceKind.JURISDICTION),
    )


def _are_apart(one: _Stay, other: _Stay, dataset: Dataset) -> bool:
    """Tell whether two stays of a day certainly were in different places, and nothing says how both can be."""
    if one.event.id in other.event.follows_ids or other.event.id in one.event.follows_ids:
        return False
    wholes = {event.id for event in chain(one.event, dataset.events)}
    if any(event.id in wholes for event in chain(other.event, dataset.events)):
        return False
    return all(_differ(here, there) for here in one.places for there in other.places)


def _differ(here: _Where, there: _Where) -> bool:
    for one, other in ((here.towns, there.towns), (here.jurisdictions, there.jurisdictions)):
        if one and other:
            return one.isdisjoint(other)
    return False


def _at_once(dataset: Dataset) -> Mapping[str, Sequence[tuple[_Seat, _Seat]]]:
    """Return for each participation the others of the person on another panel at that time, with itself before them."""
    seats: dict[str, dict[str, _Seat]] = {}
    for record, person_id, event, panel in _presences(dataset):
        seat = None if panel is None else _seat(record, event, panel, dataset)
        if seat is not None:
            seats.setdefault(person_id, {}).setdefault(seat.panel.id, seat)
    found: dict[str, list[tuple[_Seat, _Seat]]] = {}
    for of_a_person in seats.values():
        for one, other in _pairs(sorted(of_a_person.values()), lambda one, other: _are_at_once(one, other, dataset)):
            found.setdefault(one.record.id, []).append((one, other))
            found.setdefault(other.record.id, []).append((other, one))
    return found


def _seat(record: Participation, event: Event, panel: Panel, dataset: Dataset) -> _Seat | None:
    day = one_day(when(panel, dataset))
    times = minutes_of(panel)
    if day is None or times is None or times[0] == times[1] or ends_before_start(panel):
        return None
    start, end = (day.toordinal() * _MINUTES_OF_A_DAY + minutes for minutes in times)
    return _Seat(start, end, record, event, panel, _stay(record, event, panel, dataset))


def _are_at_once(one: _Seat, other: _Seat, dataset: Dataset) -> bool:
    """Tell whether two panels certainly have a minute in common, where the other one is the first to start."""
    if one.start >= other.end or one.panel.time_zone != other.panel.time_zone:
        return False
    if one.event.id == other.event.id:
        return not _have_one_number(one.panel, other.panel) and not is_part(one.panel, other.panel, dataset.panels)
    if one.panel.time_zone is None or is_part(one.event, other.event, dataset.events):
        return False
    return one.stay is None or other.stay is None or not _are_apart(one.stay, other.stay, dataset)


def _have_one_number(one: Panel, other: Panel) -> bool:
    return one.number is not None and count_of(one) == count_of(other) and one.number == other.number


def _pairs(entries: Sequence[E], belong: Callable[[E, E], bool]) -> Iterator[tuple[E, E]]:
    """Yield each entry with the first of those before it that it belongs to, if there is one."""
    for position, entry in enumerate(entries):
        before = entries[max(0, position - _MOST_COMPARED) : position]
        other = next((other for other in before if belong(entry, other)), None)
        if other is not None:
            yield entry, other
