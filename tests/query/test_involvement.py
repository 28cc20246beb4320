from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError
from seesac_model.model import (
    Answer,
    Attendance,
    Event,
    EventKind,
    EventStatus,
    Organisation,
    Participation,
    Person,
    Role,
)
from seesac_model.query import Involves, events, organisations
from tests.query.datasets import BODIES, PEOPLE, ROLES, datasets


@given(datasets(), st.data())
def test_one_event_is_answered_like_all(dataset: Dataset, data: st.DataObject) -> None:
    """Law of answers: whether somebody took part in an event is the same, asked of it or of all events at once."""
    who, ids = data.draw(st.sampled_from(((Organisation, BODIES), (Person, PEOPLE))))
    asked = data.draw(st.sets(st.sampled_from(ids)))
    roles: tuple[Role, ...] = tuple(data.draw(st.sets(st.sampled_from(ROLES))))
    condition = Involves(who, asked, roles)
    alone = [event.id for event in dataset.events if condition.matches(event, dataset) is Answer.YES]
    assert alone == [event.id for event in events(dataset).where(condition)]


def test_people_take_part_and_groups_do_not() -> None:
    """An attendance says something of bodies alone."""
    talk = Event(id="talk", title="A talk", kind=EventKind.MEETING, status=EventStatus.HELD)
    took_part = Participation(id="p", event_id="talk", person_id="ada", organisation_id="osce", role=Role.OPENER)
    group = Attendance(id="g", event_id="talk", description="officers", organisation_ids=("rcc",))
    dataset = Dataset([talk, took_part, group])
    asked = {Person: ("ada", "osce"), Organisation: ("osce", "rcc", "ada")}
    found = {who: [Involves(who, {one}).matches(talk, dataset) for one in ids] for who, ids in asked.items()}
    yes, no = Answer.YES, Answer.NO
    assert found == {Person: [yes, no], Organisation: [yes, yes, no]}


def test_only_events_are_asked_who_took_part() -> None:
    """To ask another kind of record who took part in it is a SelectionError."""
    with pytest.raises(SelectionError, match="found organisations, expected events"):
        organisations(Dataset()).where(Involves(Person, PEOPLE))
