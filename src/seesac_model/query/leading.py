"""From people, bodies, frameworks and what is recorded of events to these, and from bodies to their people."""

from __future__ import annotations

from typing import Any, TypeVar

from seesac_model.dataset import Dataset, reference_fields
from seesac_model.errors import SelectionError, described
from seesac_model.model import (
    Affiliation,
    Attendance,
    DocumentStage,
    Event,
    Funding,
    Mandate,
    Observation,
    Organisation,
    Outcome,
    Panel,
    Participation,
    Person,
    PolicyFramework,
    Record,
    Statement,
    Subject,
)
from seesac_model.query.condition import Condition
from seesac_model.query.events import EventSelection
from seesac_model.query.fields import Referred, Refers
from seesac_model.query.frameworks import FrameworkSelection
from seesac_model.query.organisations import OrganisationSelection
from seesac_model.query.people import PeopleSelection
from seesac_model.query.selection import Among, Selection

__all__ = ["events_of", "people_of"]

OfEvent = TypeVar(
    "OfEvent",
    bound=Attendance
    | DocumentStage
    | Funding
    | Mandate
    | Observation
    | Outcome
    | Panel
    | Participation
    | Statement
    | Subject,
)


def events_of(
    these: PeopleSelection | OrganisationSelection | FrameworkSelection | Selection[OfEvent],
) -> EventSelection:
    """
    Return the events that records lead to.

    Args:
        these: People or bodies, for the events in which one of them took part; frameworks, for those that were held
            under one of them; or records with an `event_id`, such as participations, outcomes and statements, for those
            that one of them is about.

    Raises:
        SelectionError: The records lead to no events, or it is no selection.

    >>> from seesac_model.model import EventKind, EventStatus, OutcomeKind
    >>> from seesac_model.query import outcomes, people
    >>> events_of(people(Dataset()))
    <0 of 0 events: some of participations with event_id here: (person_id is one with (anything))>
    >>> visit = Event(id="visit", title="Visit", kind=EventKind.VISIT, status=EventStatus.HELD)
    >>> decided = Outcome(id="visit.1", event_id="visit", kind=OutcomeKind.DECISION, text="To meet again.")
    >>> events_of(outcomes(Dataset([visit, decided]))).ids
    ('visit',)
    """
    _require_selection(these)
    return EventSelection(these.dataset, Event, (_leading_to_events(these),))


def _require_selection(these: object) -> None:
    if not isinstance(these, Selection):
        raise SelectionError(f"found {described(these)}, expected a selection of records that lead to events")


def _leading_to_events(these: Selection[Any]) -> Condition:
    those = Among(these)
    if these.kind is Person:
        return Referred(Participation, "event_id", Refers("person_id", those))
    if these.kind is PolicyFramework:
        return Referred(Mandate, "event_id", Refers("framework_id", those))
    if these.kind is Organisation:
        return (
            Referred(Participation, "event_id", Refers("organisation_id", those))
            | Referred(Participation, "event_id", Refers("on_behalf_of_id", those))
            | Referred(Attendance, "event_id", Refers("organisation_ids", those))
        )
    if _is_of_an_event(these.kind):
        return Referred(these.kind, "event_id", those)
    known: list[type[Record]] = [Person, Organisation, PolicyFramework, *filter(_is_of_an_event, Dataset.kinds())]
    raise SelectionError(
        f"found {these.kind.collection()}, which lead to no events; expected one of "
        + ", ".join(kind.collection() for kind in known)
    )


def _is_of_an_event(kind: type[Record]) -> bool:
    return any(field.name == "event_id" and field.target == Event.collection() for field in reference_fields(kind))


def people_of(bodies: OrganisationSelection) -> PeopleSelection:
    """
    Return the people who represented one of these bodies or acted for it at an event, or have a post in it.

    >>> from seesac_model.dataset import Dataset
    >>> from seesac_model.query import organisations
    >>> len(people_of(organisations(Dataset())))
    0
    """
    those = Among(bodies)
    belong = (
        Referred(Participation, "person_id", Refers("organisation_id", those))
        | Referred(Participation, "person_id", Refers("on_behalf_of_id", those))
        | Referred(Affiliation, "person_id", Refers("organisation_id", those))
    )
    return PeopleSelection(bodies.dataset, Person, (belong,))
