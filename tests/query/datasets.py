"""Small datasets in which everything that is asked about happens, and the questions with plain answers beside them."""

from __future__ import annotations

from collections.abc import Callable

import attrs
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Attendance,
    DateSpan,
    Event,
    EventKind,
    EventMode,
    EventSeries,
    EventStatus,
    FrameworkKind,
    Goal,
    Mandate,
    MandateRelation,
    Organisation,
    OrganisationKind,
    Panel,
    PanelFormat,
    Participation,
    Person,
    Place,
    PlaceKind,
    PolicyFramework,
    Role,
    Topic,
)
from seesac_model.query import Certainty, EventSelection
from tests.strategies.dates import date_spans

BODIES = ("undp", "seesac", "frontex")
PEOPLE = ("ana", "bo")
PLACES = ("region", "al", "rs", "tirana", "hotel")
TOPICS = ("war", "customs", "border")
FRAMEWORKS = ("roadmap", "act")
GOALS = {"roadmap.1": "roadmap", "act.1": "act"}
EVENTS = ("e1", "e2", "e3", "e4")
KINDS = (EventKind.WORKSHOP, EventKind.MEETING)
ROLES = (Role.ORGANISER, Role.CO_ORGANISER, Role.HOST, Role.PARTICIPANT)
PERIODS = ("2020", "2021", "2021-06", "2022-03-15", "2022")


def _some(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple)


def _maybe(ids: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ids)


def _event(event_id: str) -> st.SearchStrategy[Event]:
    return st.builds(
        Event,
        id=st.just(event_id),
        title=st.just("Event"),
        kind=st.sampled_from(KINDS),
        status=st.sampled_from((EventStatus.HELD, EventStatus.CANCELLED)),
        dates=st.none() | date_spans(2020, 2023),
        mode=st.sampled_from(EventMode),
        # "nowhere" is in no dataset: references may dangle.
        place_ids=_some((*PLACES, "nowhere")),
        series_id=_maybe(("meetings",)),
        topic_ids=_some(TOPICS),
    )


def _participation(number: int) -> st.SearchStrategy[Participation]:
    return st.builds(
        Participation,
        id=st.just(f"participation-{number}"),
        event_id=st.sampled_from(EVENTS),
        person_id=_maybe(PEOPLE),
        organisation_id=st.sampled_from(BODIES),
        on_behalf_of_id=_maybe(BODIES),
        role=st.sampled_from(ROLES),
    )


def _attendance(number: int) -> st.SearchStrategy[Attendance]:
    return st.builds(
        Attendance,
        id=st.just(f"attendance-{number}"),
        event_id=st.sampled_from(EVENTS),
        description=st.just("officials"),
        organisation_ids=_some(BODIES),
        role=st.sampled_from(ROLES),
    )


def _panel(number: int) -> st.SearchStrategy[Panel]:
    return st.builds(
        Panel,
        id=st.just(f"panel-{number}"),
        event_id=st.sampled_from(EVENTS),
        format=st.just(PanelFormat.SESSION),
        topic_ids=_some(TOPICS),
        place_id=_maybe(PLACES),
    )


@st.composite
def _mandates(draw: st.DrawFn, number: int) -> Mandate:
    framework = draw(st.sampled_from(FRAMEWORKS))
    return Mandate(
        id=f"mandate-{number}",
        event_id=draw(st.sampled_from(EVENTS)),
        framework_id=framework,
        relation=MandateRelation.IMPLEMENTS,
        goal_ids=draw(_some(tuple(goal for goal, owner in GOALS.items() if owner == framework))),
    )


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Draw a dataset of four events, with places and topics that may lie in one another in a circle."""
    region = Place(id="region", name="Region", kind=PlaceKind.REGION, member_ids=draw(_some(("al", "rs"))))
    places = [
        Place(id=place_id, name=place_id, kind=PlaceKind.CITY, part_of_id=draw(_maybe(PLACES)))
        for place_id in PLACES[1:]
    ]
    numbers = range(draw(st.integers(0, 4)))
    return Dataset(
        [
            region,
            *places,
            *(Topic(id=topic_id, label=topic_id, broader_id=draw(_maybe(TOPICS))) for topic_id in TOPICS),
            *(Organisation(id=body, name=body, kind=OrganisationKind.OTHER) for body in BODIES),
            *(Person(id=person, name=person) for person in PEOPLE),
            *(PolicyFramework(id=one, title=one, kind=FrameworkKind.ROADMAP) for one in FRAMEWORKS),
            *(Goal(id=goal, framework_id=framework, title=goal) for goal, framework in GOALS.items()),
            EventSeries(id="meetings", title="Meetings"),
            *(draw(_event(event_id)) for event_id in EVENTS),
            *(draw(_participation(number)) for number in numbers),
            *(draw(_attendance(number)) for number in numbers),
            *(draw(_panel(number)) for number in numbers),
            *(draw(_mandates(number)) for number in numbers),
        ]
    )


@attrs.frozen
class Question:
    """A verb with its arguments, and a filter that answers the same by looking at every record."""

    verb: Callable[[EventSelection], EventSelection]
    is_answer: Callable[[Event, Dataset], bool]


def period(text: str) -> DateSpan:
    """Return the whole period of a date."""
    return DateSpan(f"{text}/{text}")


def lies_in(place_id: str | None, whole: str, dataset: Dataset) -> bool:
    """Tell whether a place lies in another, by going up from it in every way there is."""
    seen: set[str | None] = set()
    waiting = [place_id]
    while waiting:
        one = waiting.pop()
        if one in seen or one is None:
            continue
        seen.add(one)
        waiting.extend(place.id for place in dataset.places if one in place.member_ids)
        waiting.extend(place.part_of_id for place in dataset.places if place.id == one)
    return whole in seen


def is_narrower(topic_id: str, whole: str, dataset: Dataset) -> bool:
    """Tell whether a topic is another one or narrower, by going up from it."""
    seen: list[str] = []
    one: str | None = topic_id
    while one is not None and one not in seen:
        seen.append(one)
        one = dataset.topics[one].broader_id
    return whole in seen


def takes_part(event: Event, who: str, roles: tuple[Role, ...], dataset: Dataset) -> bool:
    """Tell whether a person or body took part in one of the roles."""
    return any(
        one.event_id == event.id
        and one.role in roles
        and who in (one.person_id, one.organisation_id, one.on_behalf_of_id)
        for one in dataset.participations
    ) or any(
        one.event_id == event.id and one.role in roles and who in one.organisation_ids for one in dataset.attendances
    )


def _dated(text: str, certainty: Certainty, *, wholly: bool) -> Question:
    def is_answer(event: Event, _: Dataset) -> bool:
        if event.dates is None:
            return certainty == "possibly"
        relation = event.dates.within if wholly else event.dates.overlaps
        answer = relation(period(text), as_period=True)
        return answer.definitely if certainty == "definitely" else answer.possibly

    return Question(lambda these: these.between(text, text, wholly=wholly, certainty=certainty), is_answer)


def _in_place(place: str, certainty: Certainty, *, within: bool) -> Question:
    def is_answer(event: Event, dataset: Dataset) -> bool:
        panels = [panel.place_id for panel in dataset.panels if panel.event_id == event.id]
        places = [*event.place_ids, *panels]
        if any(one == place or (within and lies_in(one, place, dataset)) for one in places):
            return True
        return certainty == "possibly" and not event.place_ids and event.mode is not EventMode.ONLINE

    return Question(lambda these: these.in_place(place, within=within, certainty=certainty), is_answer)


def _online(certainty: Certainty) -> Question:
    modes = {EventMode.ONLINE} | ({EventMode.UNSTATED} if certainty == "possibly" else set())
    return Question(lambda these: these.online(certainty=certainty), lambda event, _: event.mode in modes)


def _involving(who: str, role: Role | None) -> Question:
    roles = ROLES if role is None else (role,)
    return Question(lambda these: these.involving(who, role), lambda event, data: takes_part(event, who, roles, data))


def _organised_by(who: str) -> Question:
    roles = (Role.ORGANISER, Role.CO_ORGANISER)
    return Question(lambda these: these.organised_by(who), lambda event, data: takes_part(event, who, roles, data))


def _hosted_by(who: str) -> Question:
    return Question(lambda these: these.hosted_by(who), lambda event, data: takes_part(event, who, (Role.HOST,), data))


def _under(framework: str, goal: str | None) -> Question:
    def is_answer(event: Event, dataset: Dataset) -> bool:
        return any(
            one.event_id == event.id and one.framework_id == framework and (goal is None or goal in one.goal_ids)
            for one in dataset.mandates
        )

    return Question(lambda these: these.under(framework, goal), is_answer)


def _about(topic: str, *, narrower: bool) -> Question:
    def is_answer(event: Event, dataset: Dataset) -> bool:
        panels = [one for panel in dataset.panels if panel.event_id == event.id for one in panel.topic_ids]
        topics = [*event.topic_ids, *panels]
        return any(one == topic or (narrower and is_narrower(one, topic, dataset)) for one in topics)

    return Question(lambda these: these.about(topic, narrower=narrower), is_answer)


def _of_kind(kind: EventKind) -> Question:
    return Question(lambda these: these.of_kind(kind), lambda event, _: event.kind is kind)


CERTAINTIES: st.SearchStrategy[Certainty] = st.sampled_from(("definitely", "possibly"))


def questions() -> st.SearchStrategy[Question]:
    """Draw a question that a verb asks."""
    who = st.sampled_from((*BODIES, *PEOPLE))
    return st.one_of(
        st.builds(_dated, st.sampled_from(PERIODS), CERTAINTIES, wholly=st.booleans()),
        st.builds(_in_place, st.sampled_from(PLACES), CERTAINTIES, within=st.booleans()),
        st.builds(_online, CERTAINTIES),
        st.builds(_involving, who, st.none() | st.sampled_from(ROLES)),
        st.builds(_organised_by, who),
        st.builds(_hosted_by, who),
        st.sampled_from((("roadmap", None), ("roadmap", "roadmap.1"), ("act", "act.1"))).map(lambda one: _under(*one)),
        st.builds(_about, st.sampled_from(TOPICS), narrower=st.booleans()),
        st.builds(_of_kind, st.sampled_from(KINDS)),
        st.just(Question(lambda these: these.in_series("meetings"), lambda event, _: event.series_id == "meetings")),
    )
