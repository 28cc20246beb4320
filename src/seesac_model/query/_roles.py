"""Who took part in what, as conditions; and what callers mean by some events."""

from __future__ import annotations

from typing import Final, TypeAlias, TypeVar

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Attendance,
    Event,
    EventSeries,
    Organisation,
    PanelFormat,
    Participation,
    Person,
    Record,
    Role,
)
from seesac_model.query._asked import organisation_ids_within, record_of, term_of
from seesac_model.query.condition import AllOf, AnyOf, Condition, Possibly
from seesac_model.query.fields import FieldIs, Referred, Refers, Unsaid
from seesac_model.query.involvement import Involves
from seesac_model.query.selection import Among, Selection

__all__ = [
    "AS_OPENER",
    "ORGANISERS",
    "SomeEvents",
    "at_events",
    "body_ids",
    "body_took_part",
    "in_roles",
    "involves",
    "person_took_part",
    "selected",
]

SomeEvents: TypeAlias = Event | EventSeries | Selection[Event] | str
"""Some events: one, those of a series, or a selection; a text is the id or name of an event or series."""

R = TypeVar("R", bound=Record)

ORGANISERS = (Role.ORGANISER, Role.CO_ORGANISER)

AS_OPENER: Final = (
    FieldIs("role", [Role.OPENER]),
    Possibly(Unsaid("panel_id")) | Refers("panel_id", FieldIs("format", [PanelFormat.OPENING])),
)
"""That somebody opened an event as a whole, or a part of its programme that is its opening; of a participation."""


def selected(dataset: Dataset, kind: type[R], *conditions: Condition) -> Among:
    """Return the condition of being among the records that fulfil conditions, which are asked once for each."""
    return Among(Selection(dataset, kind, conditions))


def at_events(dataset: Dataset, asked: SomeEvents | None) -> tuple[Condition, ...]:
    """
    Return the condition that a record refers to one of some events by `event_id`; none where None was asked for.

    Raises:
        UnknownRecordError: The dataset has no event or series with that id.
        NoSingleMatchError: A name may mean several of them, or none for certain.
        SelectionError: It is something else, or a selection from another dataset.
    """
    if asked is None:
        return ()
    if isinstance(asked, Selection):
        # Joining makes sure that both are selections of events, and from one dataset.
        return (Refers("event_id", Among(Selection(dataset, Event) & asked)),)
    known = record_of(dataset, asked, Event, EventSeries)
    return (Refers("event_id", FieldIs("id" if isinstance(known, Event) else "series_id", [known.id])),)


def in_roles(*roles: Role | str) -> tuple[Condition, ...]:
    """
    Return the condition that somebody took part in one of these roles; none where no role is given.

    Raises:
        InvalidValueError: There is no such role.
    """
    return (FieldIs("role", [term_of(Role, role) for role in roles]),) if roles else ()


def body_ids(dataset: Dataset, body: Organisation | str, *, parts: bool) -> frozenset[str]:
    """
    Return the ids that stand for a body: its own and, if asked for, those of its parts.

    Raises:
        UnknownRecordError: The dataset has no such body.
        NoSingleMatchError: A name may mean several, or none for certain.
        SelectionError: It is a record of another kind.
    """
    known = record_of(dataset, body, Organisation)
    return organisation_ids_within(dataset, known) if parts else frozenset({known.id})


def involves(dataset: Dataset, who: Organisation | Person | str, *roles: Role | str, parts: bool) -> Condition:
    """
    Return the condition on an event that somebody took part in it.

    Raises:
        InvalidValueError: There is no such role.
        UnknownRecordError: The dataset has no such person or body.
        NoSingleMatchError: A name may mean several, or none for certain.
        SelectionError: It is a record of another kind.
    """
    known = record_of(dataset, who, Organisation, Person)
    asked = tuple(term_of(Role, role) for role in roles)
    if isinstance(known, Person):
        return Involves(Person, [known.id], asked)
    return Involves(Organisation, body_ids(dataset, known, parts=parts), asked)


def body_took_part(*asked: Condition) -> Condition:
    """Return the condition on a body that it took part in what fulfils conditions on a participation or attendance."""
    took_part = AllOf(asked)
    return AnyOf(
        (
            Referred(Participation, "organisation_id", took_part),
            Referred(Participation, "on_behalf_of_id", took_part),
            Referred(Attendance, "organisation_ids", took_part),
        )
    )


def person_took_part(*asked: Condition) -> Condition:
    """Return the condition on a person that one of their participations fulfils conditions."""
    return Referred(Participation, "person_id", AllOf(asked))
