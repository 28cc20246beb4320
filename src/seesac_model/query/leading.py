"""From people, bodies and frameworks to the events they lead to, and from bodies to their people."""

from __future__ import annotations

from seesac_model.model import Affiliation, Attendance, Event, Mandate, Participation, Person
from seesac_model.query.condition import Condition
from seesac_model.query.events import EventSelection
from seesac_model.query.fields import Referred, Refers
from seesac_model.query.frameworks import FrameworkSelection
from seesac_model.query.organisations import OrganisationSelection
from seesac_model.query.people import PeopleSelection
from seesac_model.query.selection import Among

__all__ = ["events_of", "people_of"]


def events_of(these: PeopleSelection | OrganisationSelection | FrameworkSelection) -> EventSelection:
    """
    Return the events in which one of these people or bodies took part, or that were held under one of these frameworks.

    >>> from seesac_model.dataset import Dataset
    >>> from seesac_model.query import people
    >>> events_of(people(Dataset()))
    <0 of 0 events: some of participations with event_id here: (person_id is one with (anything))>
    """
    return EventSelection(these.dataset, Event, (_leading_to_events(these),))


def _leading_to_events(these: PeopleSelection | OrganisationSelection | FrameworkSelection) -> Condition:
    those = Among(these)
    if isinstance(these, PeopleSelection):
        return Referred(Participation, "event_id", Refers("person_id", those))
    if isinstance(these, FrameworkSelection):
        return Referred(Mandate, "event_id", Refers("framework_id", those))
    return (
        Referred(Participation, "event_id", Refers("organisation_id", those))
        | Referred(Participation, "event_id", Refers("on_behalf_of_id", those))
        | Referred(Attendance, "event_id", Refers("organisation_ids", those))
    )


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
