"""The records and values of the model: what is true of one record."""

from __future__ import annotations

from seesac_model.model._fields import (
    Checked,
    Field,
    FieldNote,
    LongText,
    Pattern,
    Prose,
    Range,
    Reference,
    about,
    fields_of,
    per_class,
)
from seesac_model.model._near import did_you_mean, nearest
from seesac_model.model._term import Term
from seesac_model.model._text import LONGEST_LINE, LONGEST_PROSE, SLUG, clean_text, slug_like, text_faults
from seesac_model.model.attendance import Attendance, AttendanceId
from seesac_model.model.canonical import JsonValue, canonical_json
from seesac_model.model.document import Document, DocumentId, DocumentStage, DocumentStageId
from seesac_model.model.event import Duration, Event, EventId, EventSeries, EventSeriesId
from seesac_model.model.extra import Extra
from seesac_model.model.framework import (
    Goal,
    GoalId,
    Indicator,
    IndicatorId,
    ItemNumber,
    PolicyFramework,
    PolicyFrameworkId,
)
from seesac_model.model.funding import Funding, FundingId
from seesac_model.model.mandate import Mandate, MandateId
from seesac_model.model.observation import Observation, ObservationId
from seesac_model.model.organisation import Organisation, OrganisationId, WebAddress
from seesac_model.model.origin import Origin
from seesac_model.model.outcome import Outcome, OutcomeId
from seesac_model.model.panel import Panel, PanelId, TimeOfDay, TimeZone
from seesac_model.model.participant import Participant
from seesac_model.model.participation import Participation, ParticipationId
from seesac_model.model.person import Affiliation, AffiliationId, Person, PersonId
from seesac_model.model.place import Place, PlaceId
from seesac_model.model.plain import decimal_text, to_plain
from seesac_model.model.record import Record
from seesac_model.model.source import Source
from seesac_model.model.statement import Statement, StatementId
from seesac_model.model.subject import Subject, SubjectId
from seesac_model.model.suppression import RuleCode, Suppression
from seesac_model.model.topic import Topic, TopicId
from seesac_model.model.values._value import Value
from seesac_model.model.values.answer import Answer
from seesac_model.model.values.citation import Citation, FieldName, SourceId
from seesac_model.model.values.codes import COUNTRIES, USER_ASSIGNED_COUNTRIES
from seesac_model.model.values.date_span import DateSpan, Stretch
from seesac_model.model.values.footnote import Footnote
from seesac_model.model.values.headcount import DEFAULT_TOLERANCE, Headcount, HeadcountTotal
from seesac_model.model.values.identifier import Identifier
from seesac_model.model.values.legal_act import LegalAct
from seesac_model.model.values.money import Money
from seesac_model.model.values.name import LanguageTag, Name
from seesac_model.model.values.terms import HouseStyle, IdentifierScheme, LegalActKind, NameKind, Qualifier
from seesac_model.model.vocabulary import (
    AffiliationCapacity,
    Basis,
    DocumentKind,
    DocumentStageKind,
    EventKind,
    EventMode,
    EventStatus,
    FrameworkKind,
    FundingStatus,
    Gender,
    MandateRelation,
    ObservationStatus,
    OrganisationKind,
    OutcomeKind,
    OutcomeStatus,
    PanelFormat,
    PlaceKind,
    Role,
    TopicScheme,
    Treatment,
    Verification,
)

__all__ = [
    "COUNTRIES",
    "DEFAULT_TOLERANCE",
    "LONGEST_LINE",
    "LONGEST_PROSE",
    "SLUG",
    "USER_ASSIGNED_COUNTRIES",
    "Affiliation",
    "AffiliationCapacity",
    "AffiliationId",
    "Answer",
    "Attendance",
    "AttendanceId",
    "Basis",
    "Checked",
    "Citation",
    "DateSpan",
    "Document",
    "DocumentId",
    "DocumentKind",
    "DocumentStage",
    "DocumentStageId",
    "DocumentStageKind",
    "Duration",
    "Event",
    "EventId",
    "EventKind",
    "EventMode",
    "EventSeries",
    "EventSeriesId",
    "EventStatus",
    "Extra",
    "Field",
    "FieldName",
    "FieldNote",
    "Footnote",
    "FrameworkKind",
    "Funding",
    "FundingId",
    "FundingStatus",
    "Gender",
    "Goal",
    "GoalId",
    "Headcount",
    "HeadcountTotal",
    "HouseStyle",
    "Identifier",
    "IdentifierScheme",
    "Indicator",
    "IndicatorId",
    "ItemNumber",
    "JsonValue",
    "LanguageTag",
    "LegalAct",
    "LegalActKind",
    "LongText",
    "Mandate",
    "MandateId",
    "MandateRelation",
    "Money",
    "Name",
    "NameKind",
    "Observation",
    "ObservationId",
    "ObservationStatus",
    "Organisation",
    "OrganisationId",
    "OrganisationKind",
    "Origin",
    "Outcome",
    "OutcomeId",
    "OutcomeKind",
    "OutcomeStatus",
    "Panel",
    "PanelFormat",
    "PanelId",
    "Participant",
    "Participation",
    "ParticipationId",
    "Pattern",
    "Person",
    "PersonId",
    "Place",
    "PlaceId",
    "PlaceKind",
    "PolicyFramework",
    "PolicyFrameworkId",
    "Prose",
    "Qualifier",
    "Range",
    "Record",
    "Reference",
    "Role",
    "RuleCode",
    "Source",
    "SourceId",
    "Statement",
    "StatementId",
    "Stretch",
    "Subject",
    "SubjectId",
    "Suppression",
    "Term",
    "TimeOfDay",
    "TimeZone",
    "Topic",
    "TopicId",
    "TopicScheme",
    "Treatment",
    "Value",
    "Verification",
    "WebAddress",
    "about",
    "canonical_json",
    "clean_text",
    "decimal_text",
    "did_you_mean",
    "fields_of",
    "nearest",
    "per_class",
    "slug_like",
    "text_faults",
    "to_plain",
]
