"""Who was at which event: the work behind :class:`~seesac_model.query.co_participation.Network`."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final, Literal, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Event, Organisation, Person, Role
from seesac_model.query._indexes import remembered

__all__ = ["Actors", "Meeting", "Numbers", "meetings", "numbers_of", "roles_in"]

Actors: TypeAlias = Literal["organisations", "people", "both"]
"""Of whom a network is."""

_ROLES: Final = tuple(Role)
_BITS: Final[Mapping[Role, int]] = {role: 1 << place for place, role in enumerate(_ROLES)}


@attrs.frozen
class Numbers:
    """
    Everybody who may be met, each with a number: people, then bodies, in the order of their ids.

    Numbers are compared and counted much faster than records.

    Attributes:
        records: The records, each at the place of its number.
        people: The numbers of people by their ids; none where people are not asked for.
        bodies: The numbers of bodies by their ids; likewise.
    """

    records: tuple[Organisation | Person, ...]
    people: Mapping[str, int]
    bodies: Mapping[str, int]

    def of(self, record: Organisation | Person) -> int:
        """Return the number of a record."""
        return (self.people if isinstance(record, Person) else self.bodies)[record.id]


def numbers_of(dataset: Dataset, of: Actors) -> Numbers:
    """Return the numbers of all people, all bodies or both, kept with the dataset."""

    def build() -> Numbers:
        people = () if of == "organisations" else tuple(dataset.people)
        bodies = () if of == "people" else tuple(dataset.organisations)
        return Numbers(
            (*people, *bodies),
            {person.id: number for number, person in enumerate(people)},
            {body.id: number for number, body in enumerate(bodies, len(people))},
        )

    return remembered(dataset, ("numbers", of), build)


@attrs.frozen
class Meeting:
    """
    Who was at an event.

    Attributes:
        event: The event.
        numbers: The numbers of those who were there, in ascending order.
        bits: For each of them, a bit for every role in which they were.
        through: For each of them their own number or, for a body that was there through one single part, that of the
            part; empty where all are there themselves.
        missing: The ids of those who were there and of whom the dataset has no record, with the bits of their roles.
    """

    event: Event
    numbers: tuple[int, ...]
    bits: tuple[int, ...]
    through: tuple[int, ...] = ()
    missing: tuple[tuple[str, int], ...] = ()

    def pairs(self) -> Iterable[tuple[int, int]]:
        """Return everybody with everybody else who was there, the lower number first; nobody with a part alone."""
        if not self.through:
            return itertools.combinations(self.numbers, 2)
        known = zip(self.numbers, self.through, strict=True)
        return [(one, other) for (one, part), (other, its) in itertools.combinations(known, 2) if part != its]

    def others(self, number: int) -> list[int]:
        """Return whom somebody who was there met, in ascending order."""
        if not self.through:
            return [other for other in self.numbers if other != number]
        own = self.through[self.numbers.index(number)]
        return [other for other, part in zip(self.numbers, self.through, strict=True) if part != own]

    def are_two(self, one: int, other: int) -> bool:
        """Tell whether two who were there were not one and the same body, which is a part of one for the other."""
        numbers, through = self.numbers, self.through
        return not through or through[numbers.index(one)] != through[numbers.index(other)]

    def among(self, numbers: frozenset[int]) -> Meeting:
        """Return the meeting as if only some had been there."""
        return _only(self, [number in numbers for number in self.numbers])

    def in_roles(self, wanted: int) -> Meeting:
        """Return the meeting as if only those in some roles had been there, and in no others."""
        bits = tuple(one & wanted for one in self.bits)
        missing = tuple((record_id, one & wanted) for record_id, one in self.missing if one & wanted)
        return _only(attrs.evolve(self, bits=bits, missing=missing), bits)


def _only(meeting: Meeting, flags: Sequence[object]) -> Meeting:
    """Return a meeting as if only those had been there whose flags are true."""
    sides = (meeting.numbers, meeting.bits, meeting.through)
    numbers, bits, through = (tuple(itertools.compress(side, flags)) for side in sides)
    return attrs.evolve(meeting, numbers=numbers, bits=bits, through=through)


def meetings(
    dataset: Dataset, events: Collection[Event], of: Actors, *, roles: Iterable[Role] | None, parts: bool
) -> tuple[Meeting, ...]:
    """
    Look at who was at events, in the order of their dates.

    Args:
        dataset: Where to look.
        events: The events, each once.
        of: Whom to look for.
        roles: In which roles; None for any.
        parts: Whether a body was there if a part of it was.
    """
    known, places = _known(dataset, of)
    found: Iterable[Meeting] = known
    if len(events) < len(known):
        found = [known[place] for place in sorted([places[event.id] for event in events])]
    if roles is not None:
        wanted = sum({_BITS[role] for role in roles})
        found = [meeting.in_roles(wanted) for meeting in found]
    if parts:
        numbers = numbers_of(dataset, of)
        wholes: dict[int, tuple[int, ...]] = {}
        found = [_with_wholes(meeting, numbers, wholes) for meeting in found]
    return tuple(found)


def _known(dataset: Dataset, of: Actors) -> tuple[tuple[Meeting, ...], Mapping[str, int]]:
    """Return all meetings in order, and the place of each by the id of the event; kept with the dataset."""

    def build() -> tuple[tuple[Meeting, ...], Mapping[str, int]]:
        there = _there(dataset, of)
        found: list[Meeting] = []
        for event in in_order(dataset.events):
            bits = there[event.id]
            numbers = tuple(sorted(key for key in bits if isinstance(key, int)))
            missing = tuple(sorted((key, one) for key, one in bits.items() if isinstance(key, str)))
            found.append(Meeting(event, numbers, tuple(map(bits.__getitem__, numbers)), (), missing))
        return tuple(found), {meeting.event.id: place for place, meeting in enumerate(found)}

    return remembered(dataset, ("meetings", of), build)


def _there(dataset: Dataset, of: Actors) -> dict[str, dict[int | str, int]]:
    """
    Return the numbers of those who are said to have been at each event, each with the bits of their roles.

    In place of a number stands the id of those of whom the dataset has no record.
    """
    there: dict[str, dict[int | str, int]] = {event_id: {} for event_id in dataset.events.ids}
    numbers = numbers_of(dataset, of)
    people, bodies = numbers.people, numbers.bodies
    for one in dataset.participations:
        if (here := there.get(one.event_id)) is None:
            continue
        bit = _BITS[one.role]
        if of != "organisations" and (person_id := one.person_id) is not None:
            person = people.get(person_id, person_id)
            here[person] = here.get(person, 0) | bit
        if of != "people":
            for body_id in (one.organisation_id, one.on_behalf_of_id):
                if body_id is not None:
                    body = bodies.get(body_id, body_id)
                    here[body] = here.get(body, 0) | bit
    for group in dataset.attendances if of != "people" else ():
        if (here := there.get(group.event_id)) is not None:
            bit = _BITS[group.role]
            for body_id in group.organisation_ids:
                body = bodies.get(body_id, body_id)
                here[body] = here.get(body, 0) | bit
    return there


def in_order(events: Iterable[Event]) -> list[Event]:
    """Return events by their dates and then their ids, and those without dates at the end."""
    found = sorted(events, key=_id)
    # There are fewer dates than events, and texts and numbers are compared much faster than dates.
    spans = {event.dates.text: event.dates for event in found if event.dates is not None}
    usual = sorted((span for span in spans.values() if span.is_year_known), key=_order)
    rest = sorted(span for span in spans.values() if not span.is_year_known)
    ranks = {span.text: rank for rank, span in enumerate((*usual, *rest))}
    last = len(ranks)
    return sorted(found, key=lambda event: last if event.dates is None else ranks[event.dates.text])


def _id(event: Event) -> str:
    return event.id


def _order(span: DateSpan) -> tuple[bool, dt.date, bool, dt.date, str]:
    """Return what spans of a known year are ordered by, which spares comparing them one with another."""
    first, last = span.earliest, span.latest
    return first is not None, first or dt.date.min, last is None, last or dt.date.max, span.text


def _with_wholes(meeting: Meeting, numbers: Numbers, wholes: dict[int, tuple[int, ...]]) -> Meeting:
    """Return a meeting with the bodies of which those who were there are parts; these bodies are kept in `wholes`."""
    bits: dict[int, int] = {}
    through: dict[int, int] = {}
    for number, its_bits in zip(meeting.numbers, meeting.bits, strict=True):
        if number not in wholes:
            wholes[number] = _wholes(numbers, number)
        for whole in wholes[number]:
            # Whoever is there through several parts, or through one and itself, is there as itself.
            through[whole] = whole if whole in bits else number
            bits[whole] = bits.get(whole, 0) | its_bits
    there = tuple(sorted(bits))
    all_bits, all_through = (tuple(map(side.__getitem__, there)) for side in (bits, through))
    return attrs.evolve(meeting, numbers=there, bits=all_bits, through=all_through)


def _wholes(numbers: Numbers, number: int) -> tuple[int, ...]:
    """Return somebody's own number and those of the bodies that they are a part of, over any number of steps."""
    found: dict[int, None] = {}
    waiting = [number]
    while waiting:
        one = waiting.pop()
        record = numbers.records[one]
        if one not in found:
            found[one] = None
            larger = record.part_of_ids if isinstance(record, Organisation) else ()
            waiting.extend(numbers.bodies[body_id] for body_id in larger if body_id in numbers.bodies)
    return tuple(found)


@functools.cache
def roles_in(bits: int) -> tuple[Role, ...]:
    """Return the roles that bits stand for, in the order of the vocabulary."""
    return tuple(role for role in _ROLES if bits & _BITS[role])
