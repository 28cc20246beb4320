from __future__ import annotations

import datetime as dt
import re
from typing import Annotated, Any, cast

import attrs
import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError, SelectionError, UnknownRecordError
from seesac_model.model import (
    Answer,
    Basis,
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventMode,
    EventStatus,
    FrameworkKind,
    Goal,
    Mandate,
    MandateRelation,
    Organisation,
    OrganisationKind,
    Participation,
    Person,
    Place,
    PlaceKind,
    PolicyFramework,
    Record,
    Reference,
    Role,
    Topic,
)
from seesac_model.query import (
    AllOf,
    Among,
    AnyOf,
    Dated,
    Definitely,
    FieldIs,
    Possibly,
    Referred,
    Refers,
    Satisfies,
    Unsaid,
    disagreements,
    events,
    in_force,
    inferred_facts,
    organisations_in_common,
    select,
)


def event(event_id: str, dates: str | None = None, *, kind: EventKind = EventKind.WORKSHOP) -> Event:
    """Make an event."""
    return Event(
        id=event_id,
        title="Event",
        kind=kind,
        status=EventStatus.HELD,
        dates=None if dates is None else DateSpan(dates),
    )


def organisation(body: str) -> Organisation:
    """Make a body."""
    return Organisation(id=body, name=body, kind=OrganisationKind.OTHER)


def participation(event_id: str, body: str, role: Role = Role.PARTICIPANT) -> Participation:
    """Make the participation of a body."""
    return Participation(id=f"{event_id}.{role}.{body}", event_id=event_id, organisation_id=body, role=role)


def framework(framework_id: str, *, adopted: str | None = None, in_force: str | None = None) -> PolicyFramework:
    """Make a framework."""
    return PolicyFramework(
        id=framework_id,
        title=framework_id,
        kind=FrameworkKind.ROADMAP,
        adopted=None if adopted is None else DateSpan(adopted),
        in_force=None if in_force is None else DateSpan(in_force),
    )


DATASET = Dataset(
    [
        event("workshop", "2021-11-23/2021-11-24"),
        event("conference", "2023-02-14/2023-02-15", kind=EventKind.CONFERENCE),
        event("meeting", "2022", kind=EventKind.MEETING),
        event("undated"),
        organisation("seesac"),
        organisation("frontex"),
        organisation("ana"),
        Person(id="ana", name="Ana"),
        Person(id="bo", name="Bo"),
        participation("workshop", "seesac", Role.ORGANISER),
        participation("workshop", "frontex", Role.CO_ORGANISER),
        participation("conference", "seesac"),
        participation("conference", "gone"),
        framework("wb-roadmap-2024"),
        framework("act"),
        Goal(id="goal-1", framework_id="wb-roadmap-2024", title="Goal"),
        Mandate(
            id="m",
            event_id="workshop",
            framework_id="wb-roadmap-2024",
            relation=MandateRelation.IMPLEMENTS,
            goal_ids=("goal-1",),
        ),
        Place(id="al", name="Albania", kind=PlaceKind.JURISDICTION),
        Topic(id="war", label="war"),
    ]
)
EVENTS = events(DATASET)


def test_verbs_chain() -> None:
    """Verbs narrow a selection one after the other."""
    these = EVENTS.between("2021", "2023-06").organised_by("seesac").under("wb-roadmap-2024")
    assert these.ids == ("workshop",)


def test_selection_is_a_collection() -> None:
    """A selection iterates in the order of ids, and has a length, a truth and members by record and id."""
    these = EVENTS.where(FieldIs("kind", ["workshop"]))
    assert [one.id for one in these] == ["undated", "workshop"]
    assert len(these) == 2
    assert these
    assert "workshop" in these
    assert DATASET.events["workshop"] in these
    assert event("workshop") not in these
    assert "conference" not in these
    assert 3 not in these


def test_selection_has_a_first_record() -> None:
    """`first` is the first record, or None where there is none."""
    assert getattr(EVENTS.first(), "id", None) == "conference"
    assert EVENTS.of_kind("visit").first() is None


def test_selection_has_one_record_or_says_what_it_has() -> None:
    """`one` is the only record; otherwise the error names how many there are and the first ids."""
    assert EVENTS.of_kind(EventKind.MEETING).one().id == "meeting"
    with pytest.raises(SelectionError, match=r"^found none in events, expected exactly one$"):
        EVENTS.of_kind("visit").one()
    with pytest.raises(SelectionError, match=r"^found 2 \('undated', 'workshop'\) in events, expected exactly one$"):
        EVENTS.of_kind("workshop").one()
    many = Dataset([Topic(id=f"t{number}", label="t") for number in range(6)])
    with pytest.raises(SelectionError, match=r"found 6 \('t0', 't1', 't2', 't3', 't4', …\)"):
        select(many, Topic).one()


def test_selections_are_equal_by_result() -> None:
    """Two selections are equal if the same records are in them, however they were asked for."""
    assert EVENTS.only("workshop") == EVENTS.on("2021-11-23")
    assert hash(EVENTS.only("workshop")) == hash(EVENTS.on("2021-11-23"))
    assert EVENTS.only("workshop") != EVENTS.only("meeting")
    assert EVENTS.of_kind("visit") != select(DATASET, Person).where(FieldIs("id", []))
    assert list(EVENTS) != EVENTS


def test_selection_prints_what_was_asked() -> None:
    """A selection prints how many it has of how many, and the conditions."""
    assert repr(EVENTS) == "<4 of 4 events>"
    asked = EVENTS.between("2021", certainty="possibly").of_kind("workshop")
    assert repr(asked) == "<2 of 4 events: possibly dates overlap 2021/.. and kind is 'workshop'>"


def test_conditions_print() -> None:
    """Every condition prints as a sentence, with brackets where they are needed."""
    one, other = FieldIs("kind", ["visit"]), Unsaid("dates")
    assert str(~(one | other)) == "not (kind is 'visit' or unknown dates)"
    assert str(Definitely(one & other)) == "definitely (kind is 'visit' and unknown dates)"
    assert str(Possibly(~other)) == "possibly not unknown dates"
    assert str(AllOf(())) == "anything"
    assert str(AnyOf(())) == "nothing"
    assert str(FieldIs("id", [])) == "id is nothing"
    assert str(FieldIs("id", map(str, range(7)))) == "id is '0' or '1' or '2' or '3' or '4' or 2 more"
    assert str(Dated("dates", "within", DateSpan("2021"))) == "dates within 2021"
    assert (
        str(Referred(Participation, "event_id", one)) == "some of participations with event_id here: (kind is 'visit')"
    )
    assert str(Refers("event_id", Among(EVENTS.where(one)))) == "event_id is one with (kind is 'visit')"
    assert str(Satisfies(lambda _: True)) == "satisfies <lambda>"


def test_conditions_combine_with_conditions_alone() -> None:
    """`&` and `|` between a condition and something else is a TypeError, as everywhere in Python."""
    with pytest.raises(TypeError):
        FieldIs("kind", []) & 3
    with pytest.raises(TypeError):
        FieldIs("kind", []) | 3


def test_conditions_join_side_by_side() -> None:
    """Joining what is joined already nests nothing, but keeps what is joined in the other way together."""
    one, two, three = FieldIs("kind", ["visit"]), Unsaid("dates"), Unsaid("mode")
    assert (one | two) | three == one | (two | three) == AnyOf((one, two, three))
    assert (one & two) & three == one & (two & three) == AllOf((one, two, three))
    assert (one & two) | three == AnyOf((AllOf((one, two)), three))
    assert AllOf((AnyOf((one, two)),)) | AllOf((three,)) == AnyOf((one, two, three))
    assert (AllOf(()) | one) == AnyOf((AllOf(()), one))


def test_selections_join_in_a_loop() -> None:
    """Two thousand joins, one after the other, are no more trouble than one."""
    nothing = EVENTS.only()
    either, reverse, both, without = nothing, nothing, EVENTS, EVENTS
    for _ in range(2000):
        either |= EVENTS.only("meeting")
        reverse = EVENTS.only("meeting") | reverse
        both &= EVENTS.only("meeting")
        without -= EVENTS.only("meeting")
    assert either.ids == reverse.ids == both.ids == ("meeting",)
    assert len(without) == len(EVENTS) - 1
    for these in (either, reverse, both, without):
        assert repr(these).count("id is 'meeting'") == 2000


def test_function_is_a_condition() -> None:
    """`where` takes a function that says yes, no or an Answer."""
    assert EVENTS.where(lambda one: one.dates is None).ids == ("undated",)
    assert EVENTS.where(lambda _: Answer.UNKNOWN, certainty="possibly") == EVENTS


def test_function_must_say_yes_or_no() -> None:
    """A function that returns something else is refused when it is asked, for None is more likely an oversight."""
    with pytest.raises(SelectionError, match="returned a NoneType"):
        len(EVENTS.where(lambda _: None))


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        (FieldIs("plce_ids", []), "Event has no field 'plce_ids'; did you mean 'place_ids'?"),
        (~Possibly(Definitely(Unsaid("xyz"))), "Event has no field 'xyz'"),
        (Dated("kind", "within", DateSpan("2021")) | FieldIs("id", []), "Event.kind holds no dates"),
        (Referred(Person, "event_id", AllOf(())), "Person does not refer to events through 'event_id'"),
        (Referred(Participation, "event_id", FieldIs("x", [])), "Participation has no field 'x'"),
        (Refers("title", AllOf(())), "Event.title refers to no record"),
        (Refers("series_id", FieldIs("x", [])), "EventSeries has no field 'x'"),
        (Among(select(DATASET, Person)), "found a selection of people, expected events"),
        (3, "found the number 3, expected a condition or a function"),
    ],
)
def test_condition_that_cannot_be_asked_is_refused_at_once(condition: Any, message: str) -> None:  # noqa: ANN401
    """A condition that does not fit the kind of record is a SelectionError before anything is looked up."""
    with pytest.raises(SelectionError) as caught:
        EVENTS.where(condition)
    assert message == str(caught.value)


def test_certainty_has_two_words() -> None:
    """Another word for the certainty is a SelectionError."""
    with pytest.raises(SelectionError, match="found the certainty 'maybe'"):
        EVENTS.online(certainty=cast("Any", "maybe"))


def test_selections_combine_over_one_kind_and_dataset() -> None:
    """Selections of different kinds or datasets, or something else, cannot be combined."""
    with pytest.raises(SelectionError, match="found events and people, expected one kind"):
        cast("Any", EVENTS) & select(DATASET, Person)
    with pytest.raises(SelectionError, match="two datasets"):
        EVENTS | events(Dataset())
    with pytest.raises(SelectionError, match="found a list of 0, expected a selection"):
        cast("Any", EVENTS) - []
    assert EVENTS & events(Dataset(DATASET)) == EVENTS


@attrs.frozen(kw_only=True, order=False)
class Oddity(Record):
    """A record of a kind that datasets know nothing of."""

    id: Annotated[str, Reference("oddities")]


def test_select_refuses_what_datasets_do_not_hold() -> None:
    """A class that is no kind of record of datasets is a SelectionError."""
    with pytest.raises(SelectionError, match="datasets hold no records of the kind Oddity"):
        select(DATASET, Oddity)


def test_region_may_have_members_that_are_not_there() -> None:
    """An event in a member of a region is in the region, though the dataset has no record of the member."""
    region = Place(id="region", name="Region", kind=PlaceKind.REGION, member_ids=("gone",))
    there = attrs.evolve(event("e"), place_ids=("gone",))
    assert events(Dataset([region, there])).in_place("region").ids == ("e",)


def test_topics_that_are_narrower_in_a_circle_are_one() -> None:
    """Topics each of which is narrower than the other are looked at once."""
    one, other = Topic(id="a", label="a", broader_id="b"), Topic(id="b", label="b", broader_id="a")
    about = attrs.evolve(event("e"), topic_ids=("b",))
    assert events(Dataset([one, other, about])).about("a").ids == ("e",)


def test_condition_below_a_reference_may_need_a_look_at_every_record() -> None:
    """Where no index knows who fulfils a condition, the records that refer are asked one by one."""
    reads = Referred(Participation, "event_id", Satisfies(lambda one: one.role is Role.ORGANISER))
    assert EVENTS.where(reads).ids == ("workshop",)


def test_dates_are_read_as_text_span_and_day() -> None:
    """A verb takes a date as text, as a span and as a day of the standard library."""
    day = dt.date(2021, 11, 23)
    assert EVENTS.on("2021-11-23") == EVENTS.on(DateSpan("2021-11-23")) == EVENTS.on(day) == EVENTS.only("workshop")


def test_period_may_be_open() -> None:
    """None leaves a side of a period open."""
    assert EVENTS.between("2022", None).ids == ("conference", "meeting")
    assert EVENTS.between(None, "2022").ids == ("meeting", "workshop")


def test_period_is_bounded_by_the_outer_days_of_intervals() -> None:
    """An interval or a set bounds a period by its first and last day."""
    assert EVENTS.between("2021-11-24/2021-12", "{2022-01,2022-12}").ids == ("meeting", "workshop")


def test_wholly_asks_for_all_days() -> None:
    """Without `wholly` a day in the period is enough."""
    assert EVENTS.between("2021-11-24", "2021").ids == ("workshop",)
    assert EVENTS.between("2021-11-24", "2021", wholly=True).ids == ()


def test_possibly_takes_in_what_is_not_ruled_out() -> None:
    """`possibly` selects events of which the dates decide nothing, or are not known."""
    assert EVENTS.between("2022-05", "2022-06").ids == ()
    assert EVENTS.between("2022-05", "2022-06", certainty="possibly").ids == ("meeting", "undated")


@pytest.mark.parametrize(
    ("start", "end", "message"),
    [
        (None, None, "found neither a start nor an end"),
        ("XXXX-11", "2021", "'XXXX-11' has no known first day to be the start"),
        ("2021", "2021/..", "'2021/..' has no known last day to be the end"),
        (2021, None, "found the number 2021, expected a DateSpan"),
    ],
)
def test_period_needs_days(start: Any, end: Any, message: str) -> None:  # noqa: ANN401
    """A period without bounds, or with one that is no date, is a SelectionError."""
    with pytest.raises(SelectionError, match=message):
        EVENTS.between(start, end)


@pytest.mark.parametrize(
    "ask",
    [
        lambda: EVENTS.on("14.02.2023"),
        lambda: EVENTS.between("2023", "2021"),
        lambda: EVENTS.on(dt.datetime(2021, 11, 23, tzinfo=dt.UTC)),
        lambda: EVENTS.of_kind("workshp"),
        lambda: EVENTS.of_kind(cast("Any", 3)),
        lambda: EVENTS.with_status("done"),
        lambda: EVENTS.involving("seesac", "organizer"),
    ],
)
def test_malformed_dates_and_words_are_invalid_values(ask: Any) -> None:  # noqa: ANN401
    """A date or word that does not exist is an InvalidValueError."""
    with pytest.raises(InvalidValueError):
        ask()


def test_unknown_word_gets_a_proposal() -> None:
    """A word that is not in the vocabulary is answered with the nearest that is."""
    with pytest.raises(InvalidValueError) as caught:
        EVENTS.of_kind("workshp")
    assert caught.value.faults[0].suggestion == "did you mean 'workshop'?"


def test_unknown_id_gets_proposals() -> None:
    """An id that no record has is an UnknownRecordError with ids that look like it."""
    with pytest.raises(UnknownRecordError) as caught:
        EVENTS.organised_by("seesak")
    assert (caught.value.kind, caught.value.suggestions) == ("organisations or people", ("seesac",))


def test_record_is_looked_up_by_its_id() -> None:
    """A record that the dataset has stands for itself, and one that it has not is unknown."""
    assert EVENTS.organised_by("seesac") == EVENTS.organised_by(organisation("seesac"))
    with pytest.raises(UnknownRecordError):
        EVENTS.organised_by(organisation("osce"))


def test_record_of_another_kind_is_refused() -> None:
    """A record of a kind that the verb does not ask for is a SelectionError."""
    with pytest.raises(SelectionError, match="found a Topic where a Place is expected"):
        EVENTS.in_place(cast("Any", DATASET.topics["war"]))
    with pytest.raises(SelectionError, match="found a Topic where an Organisation or Person is expected"):
        EVENTS.involving(cast("Any", DATASET.topics["war"]))
    with pytest.raises(SelectionError, match="found an Organisation where a Place is expected"):
        EVENTS.in_place(cast("Any", organisation("seesac")))
    with pytest.raises(SelectionError, match="found the number 3, expected a Place or its id"):
        EVENTS.in_place(cast("Any", 3))


def test_ambiguous_id_is_refused() -> None:
    """An id that a person and a body share does not say which is meant; the record does."""
    with pytest.raises(SelectionError, match="'ana' is in organisations and people"):
        EVENTS.involving("ana")
    assert EVENTS.involving(DATASET.people["ana"]).ids == ()


def test_goal_must_be_one_of_the_framework() -> None:
    """A goal of another framework is a SelectionError."""
    assert EVENTS.under("wb-roadmap-2024", "goal-1").ids == ("workshop",)
    with pytest.raises(SelectionError, match="the goal 'goal-1' is one of 'wb-roadmap-2024'"):
        EVENTS.under("act", "goal-1")


def test_status_can_be_asked() -> None:
    """`with_status` selects by status."""
    assert EVENTS.with_status("held") == EVENTS
    assert not EVENTS.with_status("planned", EventStatus.CANCELLED)


def test_reference_that_dangles_is_unknown() -> None:
    """What a record that is not there would fulfil, nobody knows."""
    in_body = Refers("organisation_id", FieldIs("name", ["seesac"]))
    these = select(DATASET, Participation)
    assert "conference.participant.gone" not in these.where(in_body)
    assert "conference.participant.gone" in these.where(in_body, certainty="possibly")
    assert "conference.participant.gone" in these.where(FieldIs("organisation_id", ["gone"]))


def test_bodies_in_common_took_part_in_each_event() -> None:
    """`organisations_in_common` gives the bodies that took part in all of the events."""
    assert organisations_in_common(DATASET, ["workshop", DATASET.events["conference"]]).ids == ("seesac",)
    with pytest.raises(SelectionError, match="found no events"):
        organisations_in_common(DATASET, [])


@pytest.mark.parametrize(
    ("adopted", "force", "dates", "expected"),
    [
        (None, "2019-12-09/2024-12-31", "2021-11-23", Answer.YES),
        (None, "2019-12-09/2020-12-31", "2021-11-23", Answer.NO),
        (None, "2019-12-09/2021-11", "2021-11-23", Answer.UNKNOWN),
        ("2019-12-09", None, "2018", Answer.NO),
        ("2019-12-09", "2019-12-10/..", "2020", Answer.YES),
        ("2019-12-09", None, "2020", Answer.UNKNOWN),
        (None, None, "2020", Answer.UNKNOWN),
        (None, "2019/2024", None, Answer.UNKNOWN),
    ],
)
def test_framework_is_in_force_on_all_days(
    adopted: str | None, force: str | None, dates: str | None, expected: Answer
) -> None:
    """`in_force` says YES if it was on all days of the event, NO if not or before the adoption, else UNKNOWN."""
    assert expected is in_force(framework("f", adopted=adopted, in_force=force), event("e", dates))


@pytest.mark.parametrize(
    ("act", "meeting", "message"),
    [
        ("f", "e", "found text of 1 character, expected a PolicyFramework: the record itself, such as dataset.fram"),
        (framework("f"), "e", "found text of 1 character, expected an Event: the record itself, such as dataset.event"),
        (event("e", "2023"), framework("f"), "found an Event, expected a PolicyFramework"),
        (framework("f"), None, "found nothing, expected an Event"),
    ],
)
def test_whether_an_act_was_in_force_is_asked_of_records(act: Any, meeting: Any, message: str) -> None:  # noqa: ANN401
    """An id, and a record of another kind, is a SelectionError that says how to get the record."""
    with pytest.raises(SelectionError, match=re.escape(message)):
        in_force(act, meeting)


def test_inferred_facts_are_what_no_source_states() -> None:
    """`inferred_facts` lists the citations that infer or estimate, with their records and fields."""
    stated = Citation(source_id="s")
    inferred = Citation(source_id="s", fields=("label",), basis=Basis.INFERRED, note="from the title")
    estimated = Citation(source_id="s", basis=Basis.ESTIMATED)
    topic = Topic(id="t", label="t", citations=(stated, inferred, estimated))
    expected = [(topic, ("label",), inferred), (topic, (), estimated)]
    assert expected == [(one.record, one.fields, one.citation) for one in inferred_facts(Dataset([topic]))]


def test_parts_of_a_body_count_where_that_is_asked() -> None:
    """A body takes part with its parts, and the parts of these, only where `parts` says so."""
    bodies = [
        organisation("un"),
        attrs.evolve(organisation("undp"), part_of_ids=("un",)),
        attrs.evolve(organisation("seesac"), part_of_ids=("undp", "rcc")),
        organisation("rcc"),
    ]
    held = [
        event("e1"),
        event("e2"),
        participation("e1", "seesac", Role.ORGANISER),
        participation("e2", "un", Role.HOST),
    ]
    asked = events(Dataset([*bodies, *held]))
    assert asked.involving("un").ids == ("e2",)
    assert asked.involving("un", parts=True).ids == ("e1", "e2")
    assert asked.involving("rcc", "organiser", parts=True).ids == ("e1",)
    assert asked.organised_by("un", parts=True).ids == ("e1",)
    assert asked.organised_by("un").ids == ()
    assert asked.hosted_by("un", parts=True).ids == ("e2",)
    assert asked.involving("seesac", parts=True).ids == ("e1",)


def test_parts_that_go_in_circles_end() -> None:
    """Two bodies that are recorded as parts of one another are asked about once each."""
    circle = [attrs.evolve(organisation(one), part_of_ids=(other,)) for one, other in ("ab", "ba")]
    asked = events(Dataset([*circle, event("e"), participation("e", "b")]))
    assert asked.involving("a", parts=True).ids == ("e",)


@pytest.mark.parametrize("period", ["2023-01-01/2023-06-30", "2019-05-28/.."])
def test_a_period_is_no_start(period: str) -> None:
    """A period given as the start, without an end, would lose its own end: it is refused with what to write."""
    with pytest.raises(SelectionError) as refused:
        events(DATASET).between(period)
    assert f"write on('{period}') for what was in it" in str(refused.value)
    assert events(DATASET).between(period, "2023").ids == events(DATASET).between(DateSpan(period), "2023").ids


def test_events_come_in_the_order_of_their_dates() -> None:
    """By date, whatever their ids, and those without dates at the end."""
    assert [one.id for one in events(DATASET).in_order()] == ["workshop", "meeting", "conference", "undated"]


def test_disagreements_have_both_sides() -> None:
    """Each place where a source says something else is listed with the record, the fields and the source."""
    other = Citation(source_id="page", fields=("label",), says_instead="warfare", note="an older page")
    war = Topic(id="war", label="war", citations=(Citation(source_id="page"), other))
    (place,) = disagreements(Dataset([war, Topic(id="peace", label="peace")]))
    assert (place.record, place.fields, place.citation) == (war, ("label",), other)


def test_years_of_force_can_be_read_as_whole_years() -> None:
    """What began on some day of 2014 may have begun after a meeting of that year; as a period it is all of the year."""
    act, meeting = framework("f", in_force="2014/2016"), event("e", "2014-09-23/2014-09-24")
    assert (in_force(act, meeting), in_force(act, meeting, as_period=True)) == (Answer.UNKNOWN, Answer.YES)
    assert in_force(act, event("e", "2013-12"), as_period=True) is Answer.NO


def test_excluding_leaves_out_what_is_not_known() -> None:
    """What `-` keeps because nothing is known of it, `excluding` keeps only where that is asked for."""
    online = EVENTS.online()
    certain, possible = EVENTS.excluding(online), EVENTS.excluding(online, certainty="possibly")
    assert set(certain.ids) == {
        event.id for event in EVENTS if event.mode not in {EventMode.ONLINE, EventMode.UNSTATED}
    }
    assert possible == EVENTS - online
    with pytest.raises(SelectionError, match="expected one kind"):
        EVENTS.excluding(cast("Any", select(DATASET, Organisation)))


def test_conditions_are_neither_true_nor_false() -> None:
    """`and` between two conditions is refused, for it would forget the first."""
    with pytest.raises(SelectionError, match="write & for and"):
        bool(FieldIs("kind", [EventKind.VISIT]))


def test_a_selection_needs_a_dataset() -> None:
    """A path in place of a dataset is refused at once."""
    with pytest.raises(SelectionError, match=r"found text .*, expected a dataset; seesac_model.load\(path\) reads one"):
        events(cast("Any", "examples/seesac"))
    with pytest.raises(SelectionError, match="expected a dataset"):
        select(cast("Any", "examples/seesac"), Event)


def test_a_selection_of_another_dataset_is_asked_record_by_record() -> None:
    """In a dataset with other records, only such are in the selection as are the same there."""
    other = Dataset([*DATASET.events, Event(id="a", title="A", kind=EventKind.VISIT, status=EventStatus.HELD)])
    assert select(other, Event).where(Among(EVENTS.of_kind("workshop"))).ids == EVENTS.of_kind("workshop").ids
