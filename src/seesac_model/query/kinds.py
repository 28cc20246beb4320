"""
Where questions about each kind of record begin.

:func:`~seesac_model.query.events`, :func:`~seesac_model.query.people`, :func:`~seesac_model.query.organisations` and
:func:`~seesac_model.query.frameworks` have verbs of their own; the records here are asked by their fields.
"""

from __future__ import annotations

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Affiliation,
    Attendance,
    Document,
    DocumentStage,
    EventSeries,
    Funding,
    Goal,
    Indicator,
    Mandate,
    Observation,
    Outcome,
    Panel,
    Participation,
    Place,
    Source,
    Statement,
    Subject,
    Topic,
)
from seesac_model.query.selection import Selection

__all__ = [
    "affiliations",
    "attendances",
    "document_stages",
    "documents",
    "fundings",
    "goals",
    "indicators",
    "mandates",
    "observations",
    "outcomes",
    "panels",
    "participations",
    "places",
    "series",
    "sources",
    "statements",
    "subjects",
    "topics",
]


def sources(dataset: Dataset) -> Selection[Source]:
    """
    Return the selection of all sources: the published pages and files that records rest on; to ask for fewer.

    >>> from seesac_model.query import field
    >>> dataset = Dataset([Source(id="page", title="Customs conference")])
    >>> sources(dataset).where(field(Source.title).says("customs")).ids
    ('page',)
    """
    return Selection(dataset, Source)


def topics(dataset: Dataset) -> Selection[Topic]:
    """
    Return the selection of all topics; to ask for fewer.

    >>> from seesac_model.query import field
    >>> dataset = Dataset([Topic(id="war", label="War in Ukraine")])
    >>> topics(dataset).where(field(Topic.label).says("war")).ids
    ('war',)
    """
    return Selection(dataset, Topic)


def places(dataset: Dataset) -> Selection[Place]:
    """
    Return the selection of all places, from venues to regions; to ask for fewer.

    >>> from seesac_model.model import PlaceKind
    >>> from seesac_model.query import field
    >>> dataset = Dataset([Place(id="rs", name="Serbia", kind=PlaceKind.JURISDICTION, iso_code="RS")])
    >>> places(dataset).where(field(Place.iso_code).is_("RS")).ids
    ('rs',)
    """
    return Selection(dataset, Place)


def affiliations(dataset: Dataset) -> Selection[Affiliation]:
    """
    Return the selection of all affiliations: the posts that people hold; to ask for fewer.

    >>> from seesac_model.query import field
    >>> dataset = Dataset([Affiliation(id="post", person_id="bojana-balon", title="Head of SEESAC")])
    >>> affiliations(dataset).where(field(Affiliation.title).says("head of")).ids
    ('post',)
    """
    return Selection(dataset, Affiliation)


def series(dataset: Dataset) -> Selection[EventSeries]:
    """
    Return the selection of all series of events; to ask for fewer.

    >>> from seesac_model.query import field
    >>> dataset = Dataset([EventSeries(id="seefen-meetings", title="Regional Meeting of SEEFEN")])
    >>> series(dataset).where(field(EventSeries.title).says("seefen")).ids
    ('seefen-meetings',)
    """
    return Selection(dataset, EventSeries)


def panels(dataset: Dataset) -> Selection[Panel]:
    """
    Return the selection of all panels; to ask for fewer.

    >>> from seesac_model.model import PanelFormat
    >>> from seesac_model.query import field
    >>> dataset = Dataset([Panel(id="c.1", event_id="c", format=PanelFormat.SESSION, number=1)])
    >>> panels(dataset).where(field(Panel.number).at_most(3)).ids
    ('c.1',)
    """
    return Selection(dataset, Panel)


def goals(dataset: Dataset) -> Selection[Goal]:
    """
    Return the selection of all goals of frameworks; to ask for fewer.

    >>> from seesac_model.query import field
    >>> dataset = Dataset([Goal(id="goal-1", framework_id="wb-roadmap-2024", title="Harmonised legislation")])
    >>> goals(dataset).where(field(Goal.framework_id).is_("wb-roadmap-2024")).ids
    ('goal-1',)
    """
    return Selection(dataset, Goal)


def indicators(dataset: Dataset) -> Selection[Indicator]:
    """
    Return the selection of all indicators of frameworks; to ask for fewer.

    >>> from seesac_model.query import field
    >>> indicator = Indicator(id="kpi-1", framework_id="wb-roadmap-2024", title="Seizures", goal_ids=("goal-1",))
    >>> dataset = Dataset([indicator])
    >>> indicators(dataset).where(field(Indicator.goal_ids).includes("goal-1")).ids
    ('kpi-1',)
    """
    return Selection(dataset, Indicator)


def documents(dataset: Dataset) -> Selection[Document]:
    """
    Return the selection of all documents; to ask for fewer.

    >>> from seesac_model.model import DocumentKind
    >>> from seesac_model.query import field
    >>> dataset = Dataset([Document(id="handbook", title="Handbook", kind=DocumentKind.HANDBOOK, languages=("en",))])
    >>> documents(dataset).where(field(Document.languages).includes("en")).ids
    ('handbook',)
    """
    return Selection(dataset, Document)


def document_stages(dataset: Dataset) -> Selection[DocumentStage]:
    """
    Return the selection of all stages in the life of documents; to ask for fewer.

    >>> from seesac_model.model import DocumentStageKind
    >>> from seesac_model.query import field
    >>> dataset = Dataset([DocumentStage(id="s", document_id="handbook", stage=DocumentStageKind.DRAFTED)])
    >>> document_stages(dataset).where(field(DocumentStage.date).is_unset()).ids
    ('s',)
    """
    return Selection(dataset, DocumentStage)


def subjects(dataset: Dataset) -> Selection[Subject]:
    """
    Return the selection of all subjects: what was spoken about at events; to ask for fewer.

    >>> from seesac_model.model import Treatment
    >>> from seesac_model.query import field
    >>> dataset = Dataset([Subject(id="s", event_id="c", topic_id="war", treatment=Treatment.DISCUSSED)])
    >>> subjects(dataset).where(field(Subject.topic_id).is_("war")).ids
    ('s',)
    """
    return Selection(dataset, Subject)


def participations(dataset: Dataset) -> Selection[Participation]:
    """
    Return the selection of all participations of people and bodies; to ask for fewer.

    >>> from seesac_model.model import Role
    >>> from seesac_model.query import field
    >>> dataset = Dataset([Participation(id="p", event_id="c", organisation_id="seesac", role=Role.HOST)])
    >>> participations(dataset).where(field(Participation.role).is_("host")).ids
    ('p',)
    """
    return Selection(dataset, Participation)


def attendances(dataset: Dataset) -> Selection[Attendance]:
    """
    Return the selection of all attendances: the groups that took part, unnamed; to ask for fewer.

    >>> from seesac_model.model import Headcount
    >>> from seesac_model.query import field
    >>> attendance = Attendance(id="a", event_id="c", description="customs officers", headcount=Headcount(value=24))
    >>> dataset = Dataset([attendance])
    >>> attendances(dataset).where(field(Attendance.headcount).at_least(20)).ids
    ('a',)
    """
    return Selection(dataset, Attendance)


def mandates(dataset: Dataset) -> Selection[Mandate]:
    """
    Return the selection of all mandates: under which framework events were held; to ask for fewer.

    >>> from seesac_model.model import MandateRelation
    >>> from seesac_model.query import field
    >>> dataset = Dataset([Mandate(id="m", event_id="c", framework_id="act", relation=MandateRelation.IMPLEMENTS)])
    >>> mandates(dataset).where(field(Mandate.relation).is_("implements")).ids
    ('m',)
    """
    return Selection(dataset, Mandate)


def outcomes(dataset: Dataset) -> Selection[Outcome]:
    """
    Return the selection of all outcomes of events; to ask for fewer.

    >>> from seesac_model.model import OutcomeKind
    >>> from seesac_model.query import field
    >>> dataset = Dataset([Outcome(id="o", event_id="c", kind=OutcomeKind.RECOMMENDATION, text="Exchange data.")])
    >>> outcomes(dataset).where(field(Outcome.text).says("data")).ids
    ('o',)
    """
    return Selection(dataset, Outcome)


def statements(dataset: Dataset) -> Selection[Statement]:
    """
    Return the selection of all statements: what somebody was quoted as saying; to ask for fewer.

    >>> from seesac_model.query import field
    >>> dataset = Dataset([Statement(id="s", event_id="c", person_id="x", gist="Cooperation is the key.")])
    >>> statements(dataset).where(field(Statement.quote).is_unset()).ids
    ('s',)
    """
    return Selection(dataset, Statement)


def fundings(dataset: Dataset) -> Selection[Funding]:
    """
    Return the selection of all fundings; to ask for fewer.

    >>> from seesac_model.model import Money
    >>> from seesac_model.query import field
    >>> dataset = Dataset([Funding(id="f", donor_ids=("eu",), amount=Money.parse("EUR 4 million"))])
    >>> fundings(dataset).where(field(Funding.amount).at_least("EUR 1 million")).ids
    ('f',)
    """
    return Selection(dataset, Funding)


def observations(dataset: Dataset) -> Selection[Observation]:
    """
    Return the selection of all observations: measured values; to ask for fewer.

    >>> from decimal import Decimal
    >>> from seesac_model.query import field
    >>> dataset = Dataset([Observation(id="o", measure="small arms destroyed", value=Decimal(1300))])
    >>> observations(dataset).where(field(Observation.value).at_least(1000)).ids
    ('o',)
    """
    return Selection(dataset, Observation)
