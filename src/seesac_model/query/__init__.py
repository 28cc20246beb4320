"""
Questions to a dataset: which events, who took part, how many, under which framework, resting on what.

A selection starts at :func:`events` (or :func:`select` for any other kind of record), and each method narrows it.
"""

from __future__ import annotations

from seesac_model.query._asked import Certainty, When
from seesac_model.query._dealing import Cites
from seesac_model.query._roles import SomeEvents
from seesac_model.query.attendance_total import AttendanceTotal, LeftOut, LeftOutReason, total_of
from seesac_model.query.condition import AllOf, AnyOf, Candidates, Condition, Definitely, Not, Possibly, Satisfies
from seesac_model.query.contents import IsSet, Measures, Says
from seesac_model.query.counting import UNKNOWN, By, Counted, Named, Period, Said
from seesac_model.query.events import EventSelection, events
from seesac_model.query.field_reference import FieldReference, ListReference, field
from seesac_model.query.fields import Dated, FieldIs, Referred, Refers, Unsaid
from seesac_model.query.frameworks import FrameworkSelection, frameworks
from seesac_model.query.in_force import in_force
from seesac_model.query.kinds import (
    affiliations,
    attendances,
    document_stages,
    documents,
    fundings,
    goals,
    indicators,
    mandates,
    observations,
    outcomes,
    panels,
    participations,
    places,
    series,
    sources,
    statements,
    subjects,
    topics,
)
from seesac_model.query.lasting import HoldsPost, InForce, Lasts
from seesac_model.query.leading import events_of, people_of
from seesac_model.query.organisations import OrganisationSelection, organisations
from seesac_model.query.people import SPEAKING_ROLES, PeopleSelection, Titled, people
from seesac_model.query.provenance import CitedFact, disagreements, inferred_facts
from seesac_model.query.selection import Among, Selection, select
from seesac_model.query.table import Cell, Table
from seesac_model.query.taking_part import organisations_in_common, participants

__all__ = [
    "SPEAKING_ROLES",
    "UNKNOWN",
    "AllOf",
    "Among",
    "AnyOf",
    "AttendanceTotal",
    "By",
    "Candidates",
    "Cell",
    "Certainty",
    "CitedFact",
    "Cites",
    "Condition",
    "Counted",
    "Dated",
    "Definitely",
    "EventSelection",
    "FieldIs",
    "FieldReference",
    "FrameworkSelection",
    "HoldsPost",
    "InForce",
    "IsSet",
    "Lasts",
    "LeftOut",
    "LeftOutReason",
    "ListReference",
    "Measures",
    "Named",
    "Not",
    "OrganisationSelection",
    "PeopleSelection",
    "Period",
    "Possibly",
    "Referred",
    "Refers",
    "Said",
    "Satisfies",
    "Says",
    "Selection",
    "SomeEvents",
    "Table",
    "Titled",
    "Unsaid",
    "When",
    "affiliations",
    "attendances",
    "disagreements",
    "document_stages",
    "documents",
    "events",
    "events_of",
    "field",
    "frameworks",
    "fundings",
    "goals",
    "in_force",
    "indicators",
    "inferred_facts",
    "mandates",
    "observations",
    "organisations",
    "organisations_in_common",
    "outcomes",
    "panels",
    "participants",
    "participations",
    "people",
    "people_of",
    "places",
    "select",
    "series",
    "sources",
    "statements",
    "subjects",
    "topics",
    "total_of",
]
