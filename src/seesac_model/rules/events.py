"""EVT: events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import (
    Attendance,
    Basis,
    Document,
    Event,
    EventKind,
    EventMode,
    Organisation,
    Panel,
    Participation,
    Place,
    PlaceKind,
    Role,
)
from seesac_model.rules._programme import GIVEN_UP
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = [
    "capital_for_unknown_venue",
    "hybrid_event_without_place",
    "online_event_with_venue",
    "other_without_note",
    "participants_of_event_not_held",
]

_OfSomeKind: TypeAlias = Event | Organisation | Document
_TakingPart: TypeAlias = Participation | Attendance

_PRECISE: Final = frozenset({PlaceKind.VENUE, PlaceKind.CITY, PlaceKind.BORDER_CROSSING})
_WITHIN_CITIES: Final = frozenset({PlaceKind.VENUE, PlaceKind.BORDER_CROSSING})
# These have done their share before the day, or were to come; all others took part.
_BEFOREHAND: Final = frozenset(
    {
        Role.ORGANISER,
        Role.CO_ORGANISER,
        Role.HOST,
        Role.PATRON,
        Role.FUNDER,
        Role.SUPPORTER,
        Role.PARTNER,
        Role.SECRETARIAT,
        Role.IMPLEMENTER,
        Role.CONTRACTOR,
        Role.GUEST,
    }
)
_OTHER: Final = EventKind.OTHER.value


@declare("EVT001", Severity.WARNING)
def online_event_with_venue(event: Event, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an online event for which a venue, a city or a border crossing is named.

    What it does:
        For an event of the mode `online`, looks at the kinds of its places, and of those of its panels.
        Jurisdictions and regions are fine: they say for whom or on whose side it was held.

    Why is this bad?
        Nobody meets in a building online: some were in that place, and the event was hybrid, or the place is the one
        where it would have been held.

    Example::

        places:
          - {id: tirana, name: Tirana, kind: city}
        events:
          - {id: workshop, title: Workshop, kind: workshop, status: held, mode: online, place_ids: [tirana]}

    Use instead::

        places:
          - {id: tirana, name: Tirana, kind: city}
        events:
          - {id: workshop, title: Workshop, kind: workshop, status: held, mode: hybrid, place_ids: [tirana]}

    References:
        - schema.org `eventAttendanceMode`: https://schema.org/eventAttendanceMode
    """
    if event.mode is not EventMode.ONLINE:
        return
    for position, place_id in enumerate(event.place_ids):
        place = dataset.places.get(place_id)
        if place is not None and place.kind in _PRECISE:
            yield Problem(
                message=f"the event was online, and its place is {quoted(place.id)}, a {place.kind}",
                path=("place_ids", position),
                hint="write hybrid if some met there; otherwise remove the place",
                related=(place,),
            )
    for panel in dataset.referring(Panel, to=event, by="event_id"):
        place = None if panel.place_id is None else dataset.places.get(panel.place_id)
        if place is not None and place.kind in _PRECISE and place.id not in event.place_ids:
            yield Problem(
                message=f"the event was online, and {quoted(panel.id)} was in {quoted(place.id)}, a {place.kind}",
                path=("mode",),
                hint="write hybrid if some met there; otherwise remove the place",
                related=(panel, place),
            )


@declare("EVT002", Severity.INFO)
def hybrid_event_without_place(event: Event, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a hybrid event for which no place at all is named.

    What it does:
        For an event of the mode `hybrid`, looks for a place of the event, of the event that it is a part of, of one of
        its own parts, or of one of its panels.
        A website is no place: it does not say where those met who were not online.

    Why is this bad?
        Some of the participants met somewhere, and the record does not say where; or all of them were online.

    Example::

        events:
          - {id: workshop, title: Workshop, kind: workshop, status: held, mode: hybrid}

    Use instead::

        places:
          - {id: tirana, name: Tirana, kind: city}
        events:
          - {id: workshop, title: Workshop, kind: workshop, status: held, mode: hybrid, place_ids: [tirana]}

    References:
        - schema.org `MixedEventAttendanceMode`: https://schema.org/MixedEventAttendanceMode
    """
    if event.mode is EventMode.HYBRID and not event.place_ids and not _is_placed_elsewhere(event, dataset):
        yield Problem(
            message="the event was hybrid, and no place is named",
            path=("mode",),
            hint="add the place, if only the jurisdiction, or correct the mode",
        )


@declare("EVT003", Severity.INFO)
def capital_for_unknown_venue(event: Event, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag an event in a capital that no source names as its place, and no venue there either.

    What it does:
        Looks for places of the event that are the capital of a jurisdiction, by `capital_id`, and asks which citations
        reach them.
        It reports a capital that no citation states: all of them infer or estimate it, say something else, or are for
        other places of the event.
        It says nothing if the event or one of its panels names a venue or border crossing, if the event was online,
        which is left to EVT001, or if no citation is for its places, which is left to SRC002 and SRC009.

    Why is this bad?
        Texts name the capital for the government or the jurisdiction, and a meeting of that government may have been
        anywhere; written down as the place, the guess looks like a fact.

    Example::

        sources:
          - {id: page, title: Page}
        places:
          - {id: al, name: Albania, kind: jurisdiction, capital_id: tirana}
          - {id: tirana, name: Tirana, kind: city, part_of_id: al}
        events:
          - id: local-meeting
            title: Local meeting
            kind: coordination-meeting
            status: held
            place_ids: [tirana]
            citations:
              - page
              - {source_id: page, fields: [place_ids], basis: inferred, note: the page names Tirana for the commission}

    Use instead::

        sources:
          - {id: page, title: Page}
        places:
          - {id: al, name: Albania, kind: jurisdiction, capital_id: tirana}
          - {id: tirana, name: Tirana, kind: city, part_of_id: al}
        events:
          - id: local-meeting
            title: Local meeting
            kind: coordination-meeting
            status: held
            place_ids: [al]
            citations:
              - page
              - {source_id: page, fields: [place_ids], basis: inferred, note: the page names Tirana for the commission}

    References:
        - What the model holds, "Capitals that stand for jurisdictions", in this documentation.
        - Wikidata, "capital" (P36): https://www.wikidata.org/wiki/Property:P36
    """
    capitals = context.once(_capitals)
    if event.mode is EventMode.ONLINE:
        return
    for position, place_id in enumerate(event.place_ids):
        if place_id not in capitals or _is_stated(event, place_id):
            continue
        if event.citations_of("place_ids") and not _names_venue(event, dataset):
            capital, jurisdiction = capitals[place_id]
            yield Problem(
                message=f"the place is {quoted(capital.id)}, the capital of {quoted(jurisdiction.id)}, and no citation "
                "states it",
                path=("place_ids", position),
                hint="cite what names the city as the place, name the venue, or write the jurisdiction",
                related=(capital, jurisdiction),
            )


@declare("EVT004", Severity.WARNING)
def participants_of_event_not_held(event: Event, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an event that did not take place, and in which people or groups took part.

    What it does:
        For an event that is `cancelled` or `postponed`, counts its participations and attendances.
        Those of organisers, hosts, patrons, funders, supporters, partners, secretariats, implementers, contractors and
        guests do not count: they prepared it, or were invited.

    Why is this bad?
        Nobody spoke at an event that was not held: the status is wrong, or the records are those of the later event, or
        of the programme.

    Example::

        organisations:
          - {id: customs, name: Customs Administration, kind: customs}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: cancelled
            participations:
              - {organisation_id: customs, role: speaker}

    Use instead::

        organisations:
          - {id: customs, name: Customs Administration, kind: customs}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: cancelled
            participations:
              - {organisation_id: customs, role: host}

    References:
        - schema.org `EventCancelled`: https://schema.org/EventCancelled
        - schema.org `EventPostponed`: https://schema.org/EventPostponed
    """
    if event.status not in GIVEN_UP:
        return
    taking_part: tuple[_TakingPart, ...] = (
        *dataset.referring(Participation, to=event, by="event_id"),
        *dataset.referring(Attendance, to=event, by="event_id"),
    )
    present = tuple(record for record in taking_part if record.role not in _BEFOREHAND)
    if present:
        yield Problem(
            message=f"the event was {event.status}, and {len(present)} of its participations and attendances are of "
            "people who took part",
            path=("status",),
            hint="correct the status, or move those who took part to the event that was held",
            related=present,
        )


@declare("EVT005", Severity.INFO)
def other_without_note(record: _OfSomeKind, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an event, organisation or document of the kind `other` without a note that says which.

    What it does:
        Looks at the kind and at whether there is a note.

    Why is this bad?
        Nobody can tell what it is, nor whether the vocabulary lacks a word.

    Example::

        organisations:
          - {id: enfsi, name: ENFSI, kind: other}

    Use instead::

        organisations:
          - {id: enfsi, name: ENFSI, kind: other, note: A network of forensic institutes.}

    References:
        - The vocabulary of the model, `other`: "say which in the note".
    """
    if record.note is None and record.kind.value == _OTHER:
        yield Problem(
            message="the kind is other, and no note says which",
            path=("kind",),
            hint="say in the note what it is, or write a more precise kind",
        )


def _is_placed_elsewhere(event: Event, dataset: Dataset) -> bool:
    whole = None if event.part_of_id is None else dataset.events.get(event.part_of_id)
    parts = dataset.referring(Event, to=event, by="part_of_id")
    if any(other.place_ids for other in (*parts, *([] if whole is None else [whole]))):
        return True
    return any(panel.place_id is not None for panel in dataset.referring(Panel, to=event, by="event_id"))


def _capitals(dataset: Dataset) -> Mapping[str, tuple[Place, Place]]:
    """Return each city that is a capital with its jurisdiction, by the id of the city."""
    named = ((dataset.places.get(place.capital_id), place) for place in dataset.places if place.capital_id is not None)
    return {city.id: (city, place) for city, place in named if city is not None and city.kind is PlaceKind.CITY}


def _is_stated(event: Event, place_id: str) -> bool:
    return any(
        citation.basis is Basis.STATED and citation.says_instead is None
        for citation in event.citations_of(f"place_ids.{place_id}")
    )


def _names_venue(event: Event, dataset: Dataset) -> bool:
    panels = dataset.referring(Panel, to=event, by="event_id")
    ids = (*event.place_ids, *(panel.place_id for panel in panels if panel.place_id is not None))
    named = (dataset.places.get(place_id) for place_id in ids)
    return any(place is not None and place.kind in _WITHIN_CITIES for place in named)
