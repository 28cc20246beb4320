from __future__ import annotations

import functools

from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import Answer, Event, Participation
from seesac_model.query import (
    AllOf,
    Among,
    AnyOf,
    Certainty,
    Condition,
    Dated,
    Definitely,
    EventSelection,
    FieldIs,
    Not,
    Possibly,
    Referred,
    Refers,
    Satisfies,
    Selection,
    Unsaid,
    events,
    participants,
    select,
)
from tests.query.asking import answered_at_once, answered_singly
from tests.query.datasets import BODIES, EVENTS, PEOPLE, PERIODS, PLACES, Question, datasets, period, questions


def asked(dataset: Dataset, *several: Question) -> EventSelection:
    """Ask one question after the other."""
    return functools.reduce(lambda these, question: question.verb(these), several, events(dataset))


def scanned(dataset: Dataset, *several: Question) -> tuple[str, ...]:
    """Answer questions by looking at every event."""
    return tuple(
        event.id for event in dataset.events if all(question.is_answer(event, dataset) for question in several)
    )


def leaves() -> st.SearchStrategy[Condition]:
    """Draw a condition on events that is made of no others."""
    return st.one_of(
        st.builds(FieldIs, st.just("place_ids"), st.lists(st.sampled_from((*PLACES, "nowhere")), max_size=2)),
        st.builds(FieldIs, st.just("id"), st.lists(st.sampled_from((*EVENTS, "none")), max_size=3)),
        st.builds(FieldIs, st.just("kind"), st.just(["workshop"])),
        st.builds(Unsaid, st.sampled_from(("place_ids", "dates"))),
        st.builds(
            Dated, st.just("dates"), st.sampled_from(("overlaps", "within")), st.sampled_from(PERIODS).map(period)
        ),
        st.sampled_from(Answer).map(lambda answer: Satisfies(lambda _: answer)),
        st.builds(
            Referred,
            st.just(Participation),
            st.just("event_id"),
            st.builds(FieldIs, st.just("organisation_id"), st.lists(st.sampled_from(BODIES), max_size=2)),
        ),
        st.sampled_from(PERIODS).map(lambda text: Refers("series_id", FieldIs("title", [text, "Meetings"]))),
    )


def conditions() -> st.SearchStrategy[Condition]:
    """Draw a condition on events, of any make."""
    return st.recursive(
        leaves(),
        lambda inner: st.one_of(
            st.lists(inner, max_size=3).map(lambda several: AllOf(tuple(several))),
            st.lists(inner, max_size=3).map(lambda several: AnyOf(tuple(several))),
            inner.map(Not),
            inner.map(Possibly),
            inner.map(Definitely),
        ),
        max_leaves=6,
    )


def answers(condition: Condition, dataset: Dataset) -> list[Answer]:
    """Return the answer for each event."""
    return [condition.matches(event, dataset) for event in dataset.events]


@given(datasets(), questions())
def test_a_verb_finds_what_a_scan_finds(dataset: Dataset, question: Question) -> None:
    """Law of indexes: a verb selects just what looking at every record would."""
    assert scanned(dataset, question) == asked(dataset, question).ids


@given(datasets(), st.lists(questions(), max_size=4), st.data())
def test_the_order_of_verbs_makes_no_difference(dataset: Dataset, several: list[Question], data: st.DataObject) -> None:
    """Law of commutation: verbs in any order select what fulfils all of them."""
    shuffled = data.draw(st.permutations(several))
    assert scanned(dataset, *several) == asked(dataset, *several).ids == asked(dataset, *shuffled).ids


@given(datasets(), conditions(), st.integers(0, 15))
def test_asking_at_once_is_asking_one_by_one(dataset: Dataset, condition: Condition, among: int) -> None:
    """Law of indexes: the answers of some events at once are those of each of them."""
    among &= (1 << len(dataset.events)) - 1
    at_once = answered_at_once(condition, Event, dataset, among)
    assert at_once == answered_singly(condition, Event, dataset, among)


@given(datasets(), conditions(), conditions())
def test_de_morgan_holds_for_conditions(dataset: Dataset, one: Condition, other: Condition) -> None:
    """Law of De Morgan: not both is the same as the contrary of one or of the other, with UNKNOWN too."""
    assert answers(~(one & other), dataset) == answers(~one | ~other, dataset)
    assert answers(~(one | other), dataset) == answers(~one & ~other, dataset)


@given(datasets(), conditions(), conditions())
def test_de_morgan_holds_for_selections(dataset: Dataset, one: Condition, other: Condition) -> None:
    """Law of De Morgan: everything but what both have is what one or the other lacks."""
    everything = events(dataset)
    left, right = everything.where(one), everything.where(other)
    assert everything - (left & right) == (everything - left) | (everything - right)
    assert everything - (left | right) == (everything - left) & (everything - right)


@given(datasets(), conditions(), conditions())
def test_selections_combine_as_sets_do(dataset: Dataset, one: Condition, other: Condition) -> None:
    """Law of sets: `&`, `|` and `-` do to selections what they do to the sets of their ids."""
    left, right = events(dataset).where(one), events(dataset).where(other)
    assert set((left & right).ids) == set(left.ids) & set(right.ids)
    assert set((left | right).ids) == set(left.ids) | set(right.ids)
    assert set((left - right).ids) == set(left.ids) - set(right.ids)


@given(datasets(), conditions())
def test_what_is_definite_is_possible(dataset: Dataset, condition: Condition) -> None:
    """Law of certainty: what is selected with certainty is selected as possible too."""
    definitely = events(dataset).where(condition, certainty="definitely")
    possibly = events(dataset).where(condition, certainty="possibly")
    assert set(definitely.ids) <= set(possibly.ids)


@given(datasets(), st.sampled_from(PERIODS), st.booleans(), st.sampled_from(PLACES))
def test_what_verbs_call_definite_is_possible(dataset: Dataset, text: str, wholly: bool, place: str) -> None:  # noqa: FBT001
    """Law of certainty, for the verbs that have the keyword."""

    def found(certainty: Certainty) -> list[set[str]]:
        these = events(dataset)
        return [
            set(these.between(text, text, wholly=wholly, certainty=certainty).ids),
            set(these.on(text, certainty=certainty).ids),
            set(these.online(certainty=certainty).ids),
            set(these.in_place(place, certainty=certainty).ids),
        ]

    assert all(one <= other for one, other in zip(found("definitely"), found("possibly"), strict=True))


@given(datasets(), questions())
def test_a_body_takes_part_in_what_involves_it(dataset: Dataset, question: Question) -> None:
    """Law of inverses: the bodies of some events are those that some of them involve, and so are the people."""
    these = asked(dataset, question)
    assert {body for body in BODIES if these.involving(body)} == set(these.organisations().ids)
    assert {person for person in PEOPLE if these.involving(person)} == set(these.people().ids)


@given(datasets(), questions())
def test_what_belongs_to_events_is_found_as_by_a_scan(dataset: Dataset, question: Question) -> None:
    """Participations, attendances, mandates and frameworks are those that refer to the events."""
    these = asked(dataset, question)
    chosen = set(these.ids)
    mandates = [one for one in dataset.mandates if one.event_id in chosen]
    assert [one for one in dataset.participations if one.event_id in chosen] == list(these.participations())
    assert [one for one in dataset.attendances if one.event_id in chosen] == list(these.attendances())
    assert mandates == list(these.mandates())
    assert sorted({one.framework_id for one in mandates}) == list(these.frameworks().ids)


@given(datasets())
def test_participants_are_people_bodies_and_groups(dataset: Dataset) -> None:
    """`participants` gives each who took part once, in the order people, organisations, attendances."""
    one = events(dataset).only("e1")
    assert (*one.people(), *one.organisations(), *one.attendances()) == participants(dataset, "e1")


@given(datasets(), conditions())
def test_a_selection_can_be_asked_again_as_a_condition(dataset: Dataset, condition: Condition) -> None:
    """`Among` a selection is what the selection has."""
    these = select(dataset, Event).where(condition)
    again: Selection[Event] = select(dataset, Event).where(Among(these))
    assert these == again
