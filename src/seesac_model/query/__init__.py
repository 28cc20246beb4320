"""
Questions to a dataset: which events, who took part, how many, under which framework, resting on what.

A selection starts at :func:`events` (or :func:`select` for any other kind of record), and each method narrows it.
"""

from __future__ import annotations

from seesac_model.query._adjacency import SomeKinds
from seesac_model.query._asked import Certainty, When
from seesac_model.query._dealing import Cites
from seesac_model.query._ends import AtEnd
from seesac_model.query._path import Neighbour, Neighbourhood, RecordPath, RecordPaths
from seesac_model.query._roles import SomeEvents
from seesac_model.query._took_place import TOOK_PLACE, took_place
from seesac_model.query.amount_total import (
    AmountLeftOut,
    AmountLeftOutReason,
    AmountRange,
    FundingTotal,
    FundingTotals,
    ObservedTotal,
    ObservedTotals,
    total_funding,
    total_observed,
)
from seesac_model.query.amounts import (
    Bound,
    Bounds,
    bound_of_sum,
    funding_bounds,
    money_bounds,
    number_bounds,
    unit_of,
    unit_word,
)
from seesac_model.query.attendance_total import AttendanceTotal, LeftOut, LeftOutReason, total_of
from seesac_model.query.career import Career, CareerStep, CareerStepKind, career
from seesac_model.query.co_participation import Actor, Actors, FirstSeen, Network, Tie, co_participation
from seesac_model.query.condition import AllOf, Answers, AnyOf, Condition, Definitely, Not, Possibly, Satisfies
from seesac_model.query.contents import IsSet, Measures, Says
from seesac_model.query.counting import UNKNOWN, By, Counted, Named, Period, Said, in_periods
from seesac_model.query.document_life import (
    DocumentLife,
    LifeStep,
    LifeStepKind,
    StagesReached,
    document_life,
    stage_at,
)
from seesac_model.query.events import EventSelection, events
from seesac_model.query.field_reference import FieldReference, ListReference, field
from seesac_model.query.fields import Dated, FieldIs, Referred, Refers, Unsaid
from seesac_model.query.follow_up import (
    Followed,
    FollowUp,
    FollowUpRelation,
    FollowUpStep,
    follow_up,
    without_follow_up,
)
from seesac_model.query.frameworks import FrameworkSelection, frameworks
from seesac_model.query.funding_flows import FundingFlow, FundingFlows, funding_flows
from seesac_model.query.graph import to_networkx
from seesac_model.query.in_force import in_force
from seesac_model.query.involvement import Involves
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
from seesac_model.query.paths import (
    CONNECTING_KINDS,
    SomeRecords,
    neighbourhood,
    paths_between,
    shortest_path,
)
from seesac_model.query.people import SPEAKING_ROLES, PeopleSelection, Titled, people
from seesac_model.query.provenance import (
    CitedFact,
    disagreements,
    facts_table,
    inferred_facts,
    resting_on_one_source,
)
from seesac_model.query.selection import Among, Selection, select
from seesac_model.query.still_in_draft import DRAFT_STAGES, FINISHED_STAGES, StillInDraft, still_in_draft
from seesac_model.query.table import Cell, Table
from seesac_model.query.taking_part import organisations_in_common, participants

__all__ = [
    "CONNECTING_KINDS",
    "DRAFT_STAGES",
    "FINISHED_STAGES",
    "SPEAKING_ROLES",
    "TOOK_PLACE",
    "UNKNOWN",
    "Actor",
    "Actors",
    "AllOf",
    "Among",
    "AmountLeftOut",
    "AmountLeftOutReason",
    "AmountRange",
    "Answers",
    "AnyOf",
    "AtEnd",
    "AttendanceTotal",
    "Bound",
    "Bounds",
    "By",
    "Career",
    "CareerStep",
    "CareerStepKind",
    "Cell",
    "Certainty",
    "CitedFact",
    "Cites",
    "Condition",
    "Counted",
    "Dated",
    "Definitely",
    "DocumentLife",
    "EventSelection",
    "FieldIs",
    "FieldReference",
    "FirstSeen",
    "FollowUp",
    "FollowUpRelation",
    "FollowUpStep",
    "Followed",
    "FrameworkSelection",
    "FundingFlow",
    "FundingFlows",
    "FundingTotal",
    "FundingTotals",
    "HoldsPost",
    "InForce",
    "Involves",
    "IsSet",
    "Lasts",
    "LeftOut",
    "LeftOutReason",
    "LifeStep",
    "LifeStepKind",
    "ListReference",
    "Measures",
    "Named",
    "Neighbour",
    "Neighbourhood",
    "Network",
    "Not",
    "ObservedTotal",
    "ObservedTotals",
    "OrganisationSelection",
    "PeopleSelection",
    "Period",
    "Possibly",
    "RecordPath",
    "RecordPaths",
    "Referred",
    "Refers",
    "Said",
    "Satisfies",
    "Says",
    "Selection",
    "SomeEvents",
    "SomeKinds",
    "SomeRecords",
    "StagesReached",
    "StillInDraft",
    "Table",
    "Tie",
    "Titled",
    "Unsaid",
    "When",
    "affiliations",
    "attendances",
    "bound_of_sum",
    "career",
    "co_participation",
    "disagreements",
    "document_life",
    "document_stages",
    "documents",
    "events",
    "events_of",
    "facts_table",
    "field",
    "follow_up",
    "frameworks",
    "funding_bounds",
    "funding_flows",
    "fundings",
    "goals",
    "in_force",
    "in_periods",
    "indicators",
    "inferred_facts",
    "mandates",
    "money_bounds",
    "neighbourhood",
    "number_bounds",
    "observations",
    "organisations",
    "organisations_in_common",
    "outcomes",
    "panels",
    "participants",
    "participations",
    "paths_between",
    "people",
    "people_of",
    "places",
    "resting_on_one_source",
    "select",
    "series",
    "shortest_path",
    "sources",
    "stage_at",
    "statements",
    "still_in_draft",
    "subjects",
    "to_networkx",
    "took_place",
    "topics",
    "total_funding",
    "total_observed",
    "total_of",
    "unit_of",
    "unit_word",
    "without_follow_up",
]
