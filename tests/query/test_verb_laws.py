from __future__ import annotations

from collections.abc import Callable
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Affiliation,
    AffiliationCapacity,
    Answer,
    DateSpan,
    Document,
    DocumentKind,
    DocumentStage,
    DocumentStageKind,
    Event,
    EventKind,
    EventStatus,
    FrameworkKind,
    Gender,
    Organisation,
    OrganisationKind,
    OutcomeKind,
    PanelFormat,
    Participation,
    Person,
    PolicyFramework,
    Record,
    Role,
    Subject,
    Treatment,
    fields_of,
)
from seesac_model.query import Certainty, Selection, events, events_of, in_force, people_of, select
from seesac_model.query.frameworks import frameworks
from seesac_model.query.organisations import organisations
from seesac_model.query.people import SPEAKING_ROLES, people
from tests.query.worlds import (
    BODIES,
    DOCUMENTS,
    EVENTS,
    FRAMEWORKS,
    PEOPLE,
    PERIODS,
    PLACES,
    PRESIDENCIES,
    ROLES,
    SOURCES,
    TERMS,
    TITLES,
    bodies_at,
    is_asked,
    lasting,
    parts_of,
    within,
    worlds,
)

CERTAINTIES: tuple[Certainty, ...] = get_args(Certainty)
FEW = settings(max_examples=30)


@attrs.frozen
class Asked:
    """A question to a dataset, and a filter that answers it by looking at everything."""

    ask: Callable[[Dataset], Selection[Any]]
    is_answer: Callable[[Any, Dataset], bool]


def _presidency(number: int, certainty: Certainty, *, wholly: bool, by_place: bool) -> Asked:
    # Sweden is the place of the first two presidencies, and Croatia of the last.
    numbers = ((0, 1) if number < 2 else (2,)) if by_place else (number,)
    asked = ("se" if number < 2 else "hr") if by_place else PRESIDENCIES[number]

    def is_answer(event: Event, _: Dataset) -> bool:
        if event.dates is None:
            return certainty == "possibly"
        relation = event.dates.within if wholly else event.dates.overlaps
        return any(is_asked(relation(DateSpan(TERMS[one]), as_period=True), certainty) for one in numbers)

    return Asked(lambda data: events(data).during_presidency(asked, wholly=wholly, certainty=certainty), is_answer)


def _outcome(kind: OutcomeKind | None, about: str | None, *, narrower: bool) -> Asked:
    topics = {"arms", "pistols"} if about == "arms" and narrower else {about}
    return Asked(
        lambda data: events(data).with_outcome(kind, about, narrower=narrower),
        lambda event, data: any(
            one.event_id == event.id
            and kind in {None, one.kind}
            and (about is None or not topics.isdisjoint(one.topic_ids))
            for one in data.outcomes
        ),
    )


def _belongs(document_id: str, what: str, data: Dataset) -> bool:
    document = data.documents.get(document_id)
    return document_id == what or (document is not None and document.framework_id == what)


def _citing(what: str, stage: DocumentStageKind | None) -> Asked:
    def is_answer(event: Event, data: Dataset) -> bool:
        stages = [one for one in data.document_stages if one.event_id == event.id]
        if any(_belongs(one.document_id, what, data) and stage in {None, one.stage} for one in stages):
            return True
        if stage is not None:
            return False
        subjects = [one for one in data.subjects if one.event_id == event.id]
        return (
            any(what in {one.document_id, one.framework_id} for one in subjects)
            or any(one.event_id == event.id and what in one.framework_ids for one in data.outcomes)
            or any(one.adopted_at_event_id == event.id and one.id == what for one in data.frameworks)
        )

    return Asked(lambda data: events(data).citing(what, stage), is_answer)


def _citing_source(source: str) -> Asked:
    return Asked(
        lambda data: events(data).citing(source),
        lambda event, data: any(
            citation.source_id == source
            for record in data
            if record == event or getattr(record, "event_id", None) == event.id
            for citation in record.citations
        ),
    )


def _holds(post: Affiliation, at: DateSpan | None) -> Answer:
    if at is None:
        return Answer.UNKNOWN if post.capacity is AffiliationCapacity.DESIGNATE else Answer.YES
    if post.capacity not in {AffiliationCapacity.FORMER, AffiliationCapacity.DESIGNATE}:
        return lasting(post.held, at)
    seen_then = post.held is not None and "/" not in post.held.text and post.held.contains(at, as_period=True)
    return Answer.NO if seen_then is Answer.YES else Answer.UNKNOWN


def _holding(title: str | None, body: str | None, at: str | None, certainty: Certainty, *, parts: bool) -> Asked:
    same = {"Šef": {"Šef", "sef!"}, "sef!": {"Šef", "sef!"}}
    period = None if at is None else DateSpan(f"{DateSpan(at).earliest}/{DateSpan(at).latest}")

    def answer(post: Affiliation, data: Dataset) -> Answer:
        if title is not None and post.title not in same.get(title, {title}):
            return Answer.NO
        if body is None:
            return _holds(post, period)
        if post.organisation_id is None:
            return _holds(post, period) & Answer.UNKNOWN
        return _holds(post, period) if post.organisation_id in parts_of(body, data, parts=parts) else Answer.NO

    return Asked(
        lambda data: people(data).holding(title, body, at, parts=parts, certainty=certainty),
        lambda person, data: any(
            one.person_id == person.id and is_asked(answer(one, data), certainty) for one in data.affiliations
        ),
    )


def _takes_part(person: Person, data: Dataset, is_so: Callable[[Participation], bool]) -> bool:
    return any(one.person_id == person.id and is_so(one) for one in data.participations)


def _speaking(event: str) -> Asked:
    return Asked(
        lambda data: people(data).speaking_at(event),
        lambda person, data: (
            _takes_part(person, data, lambda one: one.event_id == event and one.role in SPEAKING_ROLES)
            or any(one.person_id == person.id and one.event_id == event for one in data.statements)
        ),
    )


def _opened(asked: str) -> Asked:
    def is_answer(person: Person, data: Dataset) -> bool:
        in_series = {event.id for event in data.events if event.series_id == asked}
        chosen = in_series if asked == "meetings" else {asked}

        def opened(one: Participation) -> bool:
            panel = None if one.panel_id is None else data.panels.get(one.panel_id)
            is_opening = one.panel_id is None or (panel is not None and panel.format is PanelFormat.OPENING)
            return one.event_id in chosen and one.role is Role.OPENER and is_opening

        return _takes_part(person, data, opened)

    return Asked(lambda data: people(data).who_opened(asked), is_answer)


def _representing(body: str, at: str | None, *, parts: bool) -> Asked:
    def is_answer(person: Person, data: Dataset) -> bool:
        ids = parts_of(body, data, parts=parts)
        return _takes_part(
            person,
            data,
            lambda one: at in {None, one.event_id} and not ids.isdisjoint({one.organisation_id, one.on_behalf_of_id}),
        )

    return Asked(lambda data: people(data).representing(body, at=at, parts=parts), is_answer)


def _with(who: str, at: str | None, *, parts: bool) -> Asked:
    def is_answer(body: Organisation, data: Dataset) -> bool:
        chosen = [event for event in (*EVENTS, "gone") if at in {None, event} and event in data.events]
        if who in PEOPLE:
            return any(
                one.event_id == event and one.person_id == who and body.id in bodies_at(event, data)
                for event in chosen
                for one in data.participations
            )
        others = parts_of(who, data, parts=parts) - {body.id}
        return body.id != who and any(
            body.id in (there := bodies_at(event, data)) and not others.isdisjoint(there) for event in chosen
        )

    return Asked(lambda data: organisations(data).taking_part_with(who, at=at, parts=parts), is_answer)


def _part_of(body: str, *, all_of_them: bool) -> Asked:
    return Asked(
        lambda data: organisations(data).part_of(body, all=all_of_them),
        lambda one, data: (
            one.id != body and (one.id in within(frozenset({body}), data) if all_of_them else body in one.part_of_ids)
        ),
    )


def _in_jurisdiction(place: str, *, narrower: bool) -> Asked:
    places = {"region", "se", "hr"} if place == "region" and narrower else {place}
    return Asked(
        lambda data: organisations(data).in_jurisdiction(place, narrower=narrower),
        lambda one, _: one.jurisdiction_id in places,
    )


def _organising(asked: str | None) -> Asked:
    def is_answer(body: Organisation, data: Dataset) -> bool:
        return any(
            one.role is Role.ORGANISER
            and asked in {None, one.event_id}
            and body.id in (one.organisation_id, one.on_behalf_of_id)
            for one in data.participations
        ) or any(
            one.role is Role.ORGANISER and asked in {None, one.event_id} and body.id in one.organisation_ids
            for one in data.attendances
        )

    return Asked(lambda data: organisations(data).organising(asked), is_answer)


def _existing(on: str, certainty: Certainty) -> Asked:
    return Asked(
        lambda data: organisations(data).existing(on, certainty=certainty),
        lambda body, _: is_asked(lasting(body.existed, DateSpan(on)), certainty),
    )


def _in_force(on: str, certainty: Certainty, *, wholly: bool, as_period: bool) -> Asked:
    def answer(one: PolicyFramework) -> Answer:
        span = DateSpan(on)
        days = DateSpan(f"{span.earliest}/{span.latest}")
        if one.adopted is not None and days.before(one.adopted) is Answer.YES:
            return Answer.NO
        if one.in_force is None:
            return Answer.UNKNOWN
        return (days.within if wholly else days.overlaps)(one.in_force, as_period=as_period)

    return Asked(
        lambda data: frameworks(data).in_force(on, wholly=wholly, as_period=as_period, certainty=certainty),
        lambda one, _: is_asked(answer(one), certainty),
    )


def _adopted(during: str, certainty: Certainty) -> Asked:
    return Asked(
        lambda data: frameworks(data).adopted(during, certainty=certainty),
        lambda one, _: (
            certainty == "possibly"
            if one.adopted is None
            else is_asked(one.adopted.overlaps(DateSpan(during), as_period=True), certainty)
        ),
    )


def _related(framework: str, verb: str) -> Asked:
    def is_answer(one: PolicyFramework, data: Dataset) -> bool:
        known = data.frameworks[framework]
        return {
            "amending": framework in one.amends_ids,
            "amended_by": one.id in known.amends_ids,
            "repealing": framework in one.repeals_ids,
            "repealed_by": one.id in known.repeals_ids,
        }[verb]

    return Asked(lambda data: getattr(frameworks(data), verb)(framework), is_answer)


def _implementing(framework: str, *, all_of_them: bool) -> Asked:
    def is_answer(one: PolicyFramework, data: Dataset) -> bool:
        if not all_of_them:
            return one.id != framework and framework in one.implements_ids
        reached, waiting = set[str](), [one.id]
        while waiting:
            for target in data.frameworks[waiting.pop()].implements_ids:
                if target not in reached:
                    reached.add(target)
                    waiting.append(target)
        return one.id != framework and framework in reached

    return Asked(lambda data: frameworks(data).implementing(framework, all=all_of_them), is_answer)


def _coordinated(body: str, *, parts: bool) -> Asked:
    return Asked(
        lambda data: frameworks(data).coordinated_by(body, parts=parts),
        lambda one, data: not parts_of(body, data, parts=parts).isdisjoint(one.coordinator_ids),
    )


def _under(framework: str, *, amending: bool) -> Asked:
    def is_answer(event: Event, data: Dataset) -> bool:
        acts, before = {framework}, set[str]()
        while amending and acts != before:
            before = acts
            acts = acts | {one.id for one in data.frameworks if acts & set(one.amends_ids)}
        return any(one.event_id == event.id and one.framework_id in acts for one in data.mandates)

    return Asked(lambda data: events(data).under(framework, amending=amending), is_answer)


def _in_order(event: Event) -> tuple[DateSpan, str]:
    assert event.dates is not None
    return event.dates, event.id


def _at_end(count: int, *, is_latest: bool) -> Asked:
    def is_answer(event: Event, data: Dataset) -> bool:
        dated = [one for one in data.events if one.dates is not None and one.dates.is_year_known]
        dated.sort(key=_in_order, reverse=is_latest)
        return event in dated[:count]

    return Asked(lambda data: events(data).latest(count) if is_latest else events(data).earliest(count), is_answer)


def _openings(event: str) -> Asked:
    def is_answer(one: Participation, data: Dataset) -> bool:
        panel = None if one.panel_id is None else data.panels.get(one.panel_id)
        is_opening = one.panel_id is None or (panel is not None and panel.format is PanelFormat.OPENING)
        return one.event_id == event and one.role is Role.OPENER and is_opening

    return Asked(lambda data: events(data).only(event).openings(), is_answer)


def questions() -> st.SearchStrategy[Asked]:
    """Draw a question that a verb asks."""
    one_body, some_event = st.sampled_from(BODIES), st.none() | st.sampled_from(EVENTS)
    certainty, yes_or_no = st.sampled_from(CERTAINTIES), st.booleans()
    period, framework = st.sampled_from(PERIODS), st.sampled_from(FRAMEWORKS)
    return st.one_of(
        st.builds(_presidency, st.integers(0, 2), certainty, wholly=yes_or_no, by_place=yes_or_no),
        st.builds(
            _outcome,
            st.sampled_from((None, OutcomeKind.DECISION)),
            st.sampled_from((None, "arms", "pistols")),
            narrower=yes_or_no,
        ),
        st.builds(
            _citing, st.sampled_from((*DOCUMENTS, *FRAMEWORKS)), st.sampled_from((None, DocumentStageKind.REVIEWED))
        ),
        st.sampled_from(SOURCES).map(_citing_source),
        st.builds(_under, framework, amending=yes_or_no),
        st.builds(_at_end, st.integers(1, 4), is_latest=yes_or_no),
        st.sampled_from(EVENTS).map(_openings),
        st.builds(
            _holding,
            st.none() | st.sampled_from(TITLES),
            st.none() | one_body,
            st.none() | period,
            certainty,
            parts=yes_or_no,
        ),
        st.sampled_from(EVENTS).map(_speaking),
        st.sampled_from((*EVENTS, "meetings")).map(_opened),
        st.builds(_representing, one_body, some_event, parts=yes_or_no),
        st.builds(_with, st.sampled_from((*BODIES, *PEOPLE)), some_event, parts=yes_or_no),
        st.builds(_part_of, one_body, all_of_them=yes_or_no),
        st.builds(_in_jurisdiction, st.sampled_from(PLACES), narrower=yes_or_no),
        some_event.map(_organising),
        st.builds(_existing, period, certainty),
        st.builds(_in_force, period, certainty, wholly=yes_or_no, as_period=yes_or_no),
        st.builds(_adopted, period, certainty),
        st.builds(_related, framework, st.sampled_from(("amending", "amended_by", "repealing", "repealed_by"))),
        st.builds(_implementing, framework, all_of_them=yes_or_no),
        st.builds(_coordinated, one_body, parts=yes_or_no),
    )


@given(worlds(), questions())
def test_a_verb_finds_what_a_scan_finds(data: Dataset, question: Asked) -> None:
    """Law of verbs: each selects just what looking at every record would."""
    found = question.ask(data)
    records: list[Record] = [record for record in data.of(found.kind) if question.is_answer(record, data)]
    assert records == list(found)


@FEW
@given(worlds(), questions(), questions())
def test_verbs_combine_as_sets_do(data: Dataset, one: Asked, other: Asked) -> None:
    """Law of sets: what two questions about one kind find together, apart and each without the other."""
    left, right = one.ask(data), other.ask(data)
    if left.kind is right.kind:
        assert set((left & right).ids) == set(left.ids) & set(right.ids)
        assert set((left | right).ids) == set(left.ids) | set(right.ids)
        assert set((left - right).ids) == set(left.ids) - set(right.ids)


@FEW
@given(worlds(), st.sampled_from(PERIODS), st.sampled_from(BODIES), st.sampled_from(TITLES))
def test_what_verbs_call_definite_is_possible(data: Dataset, period: str, body: str, title: str) -> None:
    """Law of certainty: what is so with certainty is possible too."""

    def found(certainty: Certainty) -> list[set[str]]:
        return [
            set(one.ids)
            for one in (
                events(data).during_presidency("se", certainty=certainty),
                people(data).holding(title, body, period, certainty=certainty),
                people(data).holding(organisation=body, certainty=certainty),
                people(data).of_gender("woman", certainty=certainty),
                organisations(data).existing(period, certainty=certainty),
                frameworks(data).in_force(period, certainty=certainty),
                frameworks(data).in_force(period, wholly=True, as_period=True, certainty=certainty),
                frameworks(data).adopted(period, certainty=certainty),
            )
        ]

    assert all(one <= other for one, other in zip(found("definitely"), found("possibly"), strict=True))


@FEW
@given(worlds(), st.sampled_from(BODIES), st.sampled_from(FRAMEWORKS), st.sampled_from(TITLES))
def test_switches_only_add(data: Dataset, body: str, framework: str, title: str) -> None:
    """Law of hierarchies: with parts, with what is narrower, and with less of a title, nothing is lost."""

    def found(*, on: bool) -> list[set[str]]:
        return [
            set(one.ids)
            for one in (
                events(data).with_outcome(about="arms", narrower=on),
                events(data).under(framework, amending=on),
                people(data).holding(organisation=body, parts=on),
                people(data).holding(title, whole=not on),
                people(data).representing(body, parts=on),
                organisations(data).taking_part_with(body, parts=on),
                organisations(data).part_of(body, all=on),
                organisations(data).in_jurisdiction("region", narrower=on),
                frameworks(data).coordinated_by(body, parts=on),
                frameworks(data).implementing(framework, all=on),
            )
        ]

    assert all(one <= other for one, other in zip(found(on=False), found(on=True), strict=True))


@FEW
@given(worlds(), st.sampled_from(BODIES))
def test_taking_part_together_is_mutual(data: Dataset, body: str) -> None:
    """Law of company: whoever took part with a body, with them the body took part."""
    others = organisations(data).taking_part_with(body)
    assert all(body in organisations(data).taking_part_with(other) for other in others)


@FEW
@given(worlds(), st.sampled_from(FRAMEWORKS))
def test_relations_of_frameworks_have_two_ends(data: Dataset, framework: str) -> None:
    """Law of inverses: what amends a framework is that by which it is amended, and so with what repeals it."""
    asked = frameworks(data)
    assert set(asked.amending(framework).ids) == {one.id for one in asked if framework in asked.amended_by(one)}
    assert set(asked.repealing(framework).ids) == {one.id for one in asked if framework in asked.repealed_by(one)}


@FEW
@given(worlds(), st.sampled_from(BODIES))
def test_selections_lead_to_one_another(data: Dataset, body: str) -> None:
    """What leads from bodies to their events and people and back is what a scan finds."""
    bodies = organisations(data).only(body)
    assert events(data).involving(body) == events_of(bodies)
    named = [one for one in data.participations if body in (one.organisation_id, one.on_behalf_of_id)]
    posts = [one for one in data.affiliations if one.organisation_id == body]
    assert named == list(bodies.participations())
    theirs = {one.person_id for one in named} | {one.person_id for one in posts}
    assert theirs - {None} == set(people_of(bodies).ids)


@FEW
@given(worlds(), st.sampled_from(PEOPLE))
def test_people_lead_to_what_they_did(data: Dataset, person: str) -> None:
    """What leads from people to events, bodies, participations and posts is what a scan finds."""
    them = people(data).only(person)
    named = [one for one in data.participations if one.person_id == person]
    posts = [one for one in data.affiliations if one.person_id == person]
    represented = {body for one in named for body in (one.organisation_id, one.on_behalf_of_id)}
    assert named == list(them.participations())
    assert posts == list(them.affiliations())
    assert events(data).involving(person) == events_of(them)
    assert (represented | {one.organisation_id for one in posts}) - {None} == set(them.organisations().ids)


@FEW
@given(worlds(), st.sampled_from(FRAMEWORKS))
def test_frameworks_lead_to_their_events(data: Dataset, framework: str) -> None:
    """The events of a framework are those under it, and its mandates are theirs."""
    asked = frameworks(data).only(framework)
    assert events(data).under(framework) == events_of(asked)
    assert [one for one in data.mandates if one.framework_id == framework] == list(asked.mandates())


def _event_of(record: Any) -> str | None:  # noqa: ANN401 - of whatever kind that has one
    event_id: str | None = record.event_id
    return event_id


def _kinds_of_events() -> list[type[Record]]:
    return [kind for kind in Dataset.kinds() if any(one.name == "event_id" for one in fields_of(kind))]


@pytest.mark.parametrize("kind", _kinds_of_events())
@settings(max_examples=10)
@given(data=worlds(), event=st.sampled_from(EVENTS))
def test_what_is_recorded_of_events_leads_to_them_and_back(kind: type[Record], data: Dataset, event: str) -> None:
    """Whatever kind of record names an event is reached from events by a method, and they from it by `events_of`."""
    recorded = getattr(events(data).only(event), kind.collection())()
    assert [one for one in data.of(kind) if _event_of(one) == event] == list(recorded)
    assert {event} & {_event_of(one) for one in recorded} == set(events_of(recorded).ids)
    asked: Selection[Any] = select(data, kind)
    named = {_event_of(one) for one in data.of(kind)}
    assert [one for one in data.events if one.id in named] == list(events_of(asked))


@FEW
@given(worlds(), st.sampled_from(EVENTS))
def test_openings_are_of_those_who_opened(data: Dataset, event: str) -> None:
    """The people in the openings are those who opened; where only a body is named, it is in the openings too."""
    openings = events(data).only(event).openings()
    assert set(people(data).who_opened(event).ids) == {one.person_id for one in openings} - {None}


@FEW
@given(worlds(), st.sampled_from(ROLES), st.sampled_from(EVENTS))
def test_selections_of_events_can_be_asked_about(data: Dataset, role: Role, event: str) -> None:
    """An event, a selection of it alone and its id ask the same; a series asks for its events; None for all."""
    asked, one = people(data), events(data).only(event)
    assert asked.with_role(role, at=event) == asked.with_role(role, at=data.events[event])
    assert asked.with_role(role, at=event) == asked.with_role(role, at=one)
    series = events(data).in_series("meetings")
    assert organisations(data).with_role(at="meetings") == series.organisations()
    assert asked.with_role(at=data.series["meetings"]) == series.people()
    assert asked.with_role(role).ids == tuple(
        sorted({part.person_id for part in data.participations if part.role is role and part.person_id is not None})
    )


@FEW
@given(worlds(), st.sampled_from(("2020-05-01", "2021-06-30/2021-07-02")), st.booleans())
def test_frameworks_in_force_are_those_in_force_at_an_event(data: Dataset, days: str, as_period: bool) -> None:  # noqa: FBT001
    """For all days of an event the selection says what :func:`in_force` says."""
    event = attrs.evolve(data.events["e1"], dates=DateSpan(days))
    asked = frameworks(data)
    for certainty in CERTAINTIES:
        expected = [one.id for one in data.frameworks if is_asked(in_force(one, event, as_period=as_period), certainty)]
        found = asked.in_force(days, wholly=True, as_period=as_period, certainty=certainty)
        assert expected == list(found.ids)


@FEW
@given(worlds(), st.sampled_from(Gender))
def test_gender_is_what_is_stated(data: Dataset, gender: Gender) -> None:
    """Definitely of a gender are those of whom it is stated, possibly those too of whom nothing is."""
    stated = {one.id for one in data.people if one.gender is gender}
    silent = {one.id for one in data.people if one.gender is None}
    assert stated == set(people(data).of_gender(gender).ids)
    assert stated | silent == set(people(data).of_gender(gender, certainty="possibly").ids)


@FEW
@given(worlds())
def test_kinds_are_asked_by_word(data: Dataset) -> None:
    """`of_kind` selects by the words of the vocabulary."""
    assert [one for one in data.organisations if one.kind == "igo"] == list(organisations(data).of_kind("igo"))
    assert [one for one in data.frameworks if one.kind == "roadmap"] == list(frameworks(data).of_kind("roadmap"))


def test_a_stage_is_reached_by_a_document_or_by_one_of_a_framework() -> None:
    """A stage asked for counts alone: neither another stage nor a subject does."""
    data = Dataset(
        [
            PolicyFramework(id="roadmap", title="Roadmap", kind=FrameworkKind.ROADMAP),
            Document(id="report", title="Report", kind=DocumentKind.REPORT, framework_id="roadmap"),
            *(Event(id=one, title=one, kind=EventKind.MEETING, status=EventStatus.HELD) for one in ("e1", "e2")),
            DocumentStage(id="r", document_id="report", stage=DocumentStageKind.REVIEWED, event_id="e1"),
            Subject(id="s", event_id="e2", document_id="report", treatment=Treatment.DISCUSSED),
            Subject(id="t", event_id="e2", framework_id="roadmap", treatment=Treatment.DISCUSSED),
        ]
    )
    for what in ("report", "roadmap"):
        assert events(data).citing(what).ids == ("e1", "e2")
        assert events(data).citing(what, "reviewed").ids == ("e1",)
        assert events(data).citing(what, "adopted").ids == ()


def test_a_cancelled_event_is_one_like_others() -> None:
    """Bodies took part with one another at the events that were asked for, in any status, unless a selection says."""
    data = Dataset(
        [
            Organisation(id="un", name="UN", kind=OrganisationKind.IGO),
            Organisation(id="eu", name="EU", kind=OrganisationKind.EU),
            Event(id="e1", title="e1", kind=EventKind.MEETING, status=EventStatus.CANCELLED),
            *(Participation(id=one, event_id="e1", organisation_id=one, role=Role.HOST) for one in ("un", "eu")),
        ]
    )
    assert organisations(data).taking_part_with("un").ids == ("eu",)
    assert organisations(data).taking_part_with("un", at=events(data).with_status("held")).ids == ()
