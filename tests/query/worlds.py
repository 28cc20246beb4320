"""Small datasets of people, bodies, frameworks and what events dealt with; drawn so that everything is asked about."""

from __future__ import annotations

from typing import Final

from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Affiliation,
    AffiliationCapacity,
    Answer,
    Attendance,
    Citation,
    DateSpan,
    Document,
    DocumentKind,
    DocumentStage,
    DocumentStageKind,
    Event,
    EventKind,
    EventSeries,
    EventStatus,
    FrameworkKind,
    Gender,
    Mandate,
    MandateRelation,
    Organisation,
    OrganisationKind,
    Outcome,
    OutcomeKind,
    Panel,
    PanelFormat,
    Participation,
    Person,
    Place,
    PlaceKind,
    PolicyFramework,
    Record,
    Role,
    Source,
    Statement,
    Subject,
    Topic,
    Treatment,
)
from tests.strategies.dates import date_spans

BODIES: Final = ("un", "undp", "seesac")
PRESIDENCIES: Final = ("se-council-presidency-2021", "se-council-presidency-2022", "hr-council-presidency-2020")
TERMS: Final = ("2021-01-01/2021-06-30", "2022-07-01/2022-12-31", "2020-01-01/2020-06-30")
PEOPLE: Final = ("ana", "bo", "cy")
PLACES: Final = ("region", "se", "hr")
TOPICS: Final = ("arms", "pistols")
FRAMEWORKS: Final = ("treaty", "roadmap", "act")
DOCUMENTS: Final = ("handbook", "report")
SOURCES: Final = ("page", "article")
EVENTS: Final = ("e1", "e2", "e3")
TITLES: Final = ("Head of SEESAC", "Deputy Head of SEESAC", "Šef", "sef!")
ROLES: Final = (Role.ORGANISER, Role.OPENER, Role.SPEAKER, Role.WELCOME, Role.PARTICIPANT)
PERIODS: Final = ("2020", "2021-06", "2021-03-01/2022-02", "2022-03-15")
# Terms, dates at which something was seen, and dates that decide little.
DATES: Final = st.none() | date_spans(2020, 2022) | st.sampled_from([DateSpan("2020/.."), DateSpan("2021-06-01/2022")])


def _some(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple)


def _maybe(ids: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ids)


def _citations() -> st.SearchStrategy[tuple[Citation, ...]]:
    return _maybe((*SOURCES, "lost")).map(lambda source: () if source is None else (Citation(source_id=source),))


def _body(body: str) -> st.SearchStrategy[Organisation]:
    return st.builds(
        Organisation,
        id=st.just(body),
        name=st.just(body.upper()),
        kind=st.sampled_from((OrganisationKind.IGO, OrganisationKind.PROJECT)),
        # Bodies may be parts of one another in a circle, and of one that is not there.
        part_of_ids=_some((*BODIES, "gone")),
        jurisdiction_id=_maybe(PLACES),
        existed=DATES,
    )


def _framework(framework: str) -> st.SearchStrategy[PolicyFramework]:
    return st.builds(
        PolicyFramework,
        id=st.just(framework),
        title=st.just(framework),
        kind=st.sampled_from((FrameworkKind.ROADMAP, FrameworkKind.LEGAL_ACT)),
        adopted=DATES,
        in_force=DATES,
        adopted_at_event_id=_maybe(EVENTS),
        amends_ids=_some((*FRAMEWORKS, "gone")),
        repeals_ids=_some(FRAMEWORKS),
        implements_ids=_some(FRAMEWORKS),
        coordinator_ids=_some(BODIES),
    )


def _event(event_id: str) -> st.SearchStrategy[Event]:
    return st.builds(
        Event,
        id=st.just(event_id),
        title=st.just(f"Event {event_id}"),
        kind=st.just(EventKind.MEETING),
        status=st.just(EventStatus.HELD),
        dates=DATES,
        series_id=_maybe(("meetings",)),
        citations=_citations(),
    )


def _of_one_event(number: int) -> list[st.SearchStrategy[Record]]:
    event = st.sampled_from((*EVENTS, "gone"))
    return [
        st.builds(
            Participation,
            id=st.just(f"participation-{number}"),
            event_id=event,
            panel_id=_maybe(("opening-0", "session-0", "gone")),
            person_id=_maybe(PEOPLE),
            organisation_id=st.sampled_from(BODIES),
            on_behalf_of_id=_maybe(BODIES),
            role=st.sampled_from(ROLES),
            citations=_citations(),
        ),
        st.builds(
            Attendance,
            id=st.just(f"attendance-{number}"),
            event_id=event,
            description=st.just("officials"),
            organisation_ids=_some(BODIES),
            role=st.sampled_from(ROLES),
        ),
        st.builds(
            Affiliation,
            id=st.just(f"affiliation-{number}"),
            person_id=st.sampled_from(PEOPLE),
            organisation_id=_maybe(BODIES),
            title=st.sampled_from(TITLES),
            held=DATES,
            capacity=st.none() | st.sampled_from(AffiliationCapacity),
        ),
        st.builds(
            Statement,
            id=st.just(f"statement-{number}"),
            event_id=_maybe(EVENTS),
            person_id=st.sampled_from(PEOPLE),
            gist=st.just("Yes."),
        ),
        st.builds(
            Outcome,
            id=st.just(f"outcome-{number}"),
            event_id=event,
            kind=st.sampled_from((OutcomeKind.DECISION, OutcomeKind.FINDING)),
            text=st.just("Something."),
            topic_ids=_some(TOPICS),
            framework_ids=_some(FRAMEWORKS),
            citations=_citations(),
        ),
        st.one_of(
            st.sampled_from(DOCUMENTS).map(lambda one: _subject(number, document_id=one)),
            st.sampled_from(FRAMEWORKS).map(lambda one: _subject(number, framework_id=one)),
        ),
        st.builds(
            DocumentStage,
            id=st.just(f"stage-{number}"),
            document_id=st.sampled_from((*DOCUMENTS, "gone")),
            stage=st.sampled_from((DocumentStageKind.REVIEWED, DocumentStageKind.ADOPTED)),
            event_id=_maybe(EVENTS),
        ),
        st.builds(
            Mandate,
            id=st.just(f"mandate-{number}"),
            event_id=event,
            framework_id=st.sampled_from(FRAMEWORKS),
            relation=st.just(MandateRelation.IMPLEMENTS),
        ),
    ]


def _subject(number: int, *, document_id: str | None = None, framework_id: str | None = None) -> Subject:
    return Subject(
        id=f"subject-{number}",
        event_id=EVENTS[number],
        document_id=document_id,
        framework_id=framework_id,
        treatment=Treatment.DISCUSSED,
    )


_FIXED: Final[tuple[Record, ...]] = (
    Place(id="region", name="Region", kind=PlaceKind.REGION, member_ids=("se", "hr")),
    Place(id="se", name="Sweden", kind=PlaceKind.JURISDICTION, iso_code="SE"),
    Place(id="hr", name="Croatia", kind=PlaceKind.JURISDICTION, iso_code="HR"),
    *(
        Organisation(
            id=body,
            name=f"Presidency {body}",
            kind=OrganisationKind.COUNCIL_PRESIDENCY,
            jurisdiction_id=body[:2],
            existed=DateSpan(term),
        )
        for body, term in zip(PRESIDENCIES, TERMS, strict=True)
    ),
    EventSeries(id="meetings", title="Meetings"),
    Topic(id="arms", label="arms"),
    Topic(id="pistols", label="pistols", broader_id="arms"),
    *(Source(id=source, title=source) for source in SOURCES),
    Document(id="handbook", title="Handbook", kind=DocumentKind.HANDBOOK),
    Document(id="report", title="Report", kind=DocumentKind.REPORT, framework_id="roadmap"),
    Panel(id="opening-0", event_id="e1", format=PanelFormat.OPENING),
    Panel(id="session-0", event_id="e1", format=PanelFormat.SESSION),
)


@st.composite
def worlds(draw: st.DrawFn) -> Dataset:
    """Draw a dataset."""
    drawn: list[Record] = [
        *(draw(_body(body)) for body in BODIES),
        *(draw(_framework(framework)) for framework in FRAMEWORKS),
        *(draw(_event(event)) for event in EVENTS),
        *(Person(id=one, name=one.title(), gender=draw(st.none() | st.sampled_from(Gender))) for one in PEOPLE),
    ]
    for number in range(draw(st.integers(0, 3))):
        drawn += [draw(record) for record in _of_one_event(number)]
    return Dataset((*_FIXED, *drawn))


def within(bodies: frozenset[str], data: Dataset) -> frozenset[str]:
    """Return the ids of bodies and their parts, by adding whatever is a part until nothing is added."""
    more = bodies | {body.id for body in data.organisations if bodies & set(body.part_of_ids)}
    return bodies if more == bodies else within(more, data)


def parts_of(body: str, data: Dataset, *, parts: bool) -> frozenset[str]:
    """Return what stands for a body."""
    return within(frozenset({body}), data) if parts else frozenset({body})


def bodies_at(event: str, data: Dataset) -> frozenset[str]:
    """Return the ids of the bodies that took part in an event."""
    named = {
        body
        for one in data.participations
        if one.event_id == event
        for body in (one.organisation_id, one.on_behalf_of_id)
        if body is not None
    }
    return frozenset(
        named | {body for one in data.attendances if one.event_id == event for body in one.organisation_ids}
    )


def lasting(dates: DateSpan | None, period: DateSpan) -> Answer:
    """Answer whether what dates say goes on for has a day in common with a period."""
    if dates is None:
        return Answer.UNKNOWN
    answer = dates.overlaps(period, as_period=True)
    return answer if answer is Answer.YES or "/" in dates.text else Answer.UNKNOWN


def is_asked(answer: Answer, certainty: str) -> bool:
    """Tell whether an answer is one that a certainty takes."""
    return answer is Answer.YES or (certainty == "possibly" and answer is Answer.UNKNOWN)
