"""
Questions to a dataset: which events, who took part, how many, under which framework, resting on what.

A selection starts at :func:`events` (or :func:`select` for any other kind of record), and each method narrows it.
"""

from __future__ import annotations

from seesac_model.query._asked import Certainty, When
from seesac_model.query.attendance_total import AttendanceTotal, LeftOut, LeftOutReason, total_of
from seesac_model.query.condition import AllOf, AnyOf, Candidates, Condition, Definitely, Not, Possibly, Satisfies
from seesac_model.query.events import EventSelection, events
from seesac_model.query.fields import Dated, FieldIs, Referred, Refers, Unsaid
from seesac_model.query.in_force import in_force
from seesac_model.query.provenance import CitedFact, disagreements, inferred_facts
from seesac_model.query.selection import Among, Selection, select
from seesac_model.query.taking_part import organisations_in_common, participants

__all__ = [
    "AllOf",
    "Among",
    "AnyOf",
    "AttendanceTotal",
    "Candidates",
    "Certainty",
    "CitedFact",
    "Condition",
    "Dated",
    "Definitely",
    "EventSelection",
    "FieldIs",
    "LeftOut",
    "LeftOutReason",
    "Not",
    "Possibly",
    "Referred",
    "Refers",
    "Satisfies",
    "Selection",
    "Unsaid",
    "When",
    "disagreements",
    "events",
    "in_force",
    "inferred_facts",
    "organisations_in_common",
    "participants",
    "select",
    "total_of",
]
