from __future__ import annotations

import pytest

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Event,
    EventKind,
    EventStatus,
    Organisation,
    OrganisationKind,
    Participation,
    Person,
    Role,
    Statement,
)
from seesac_model.query import events, organisations, people

PEOPLE = [Person(id=name, name=name.title()) for name in ("ana", "bo", "cem", "dana")]
EVENTS = [Event(id=name, title=name, kind=EventKind.MEETING, status=EventStatus.HELD) for name in ("first", "second")]
WORLD = Dataset(
    [
        *PEOPLE,
        *EVENTS,
        Participation(id="p1", event_id="first", person_id="ana", role=Role.KEYNOTE),
        Participation(id="p2", event_id="first", person_id="bo", role=Role.PARTICIPANT),
        Participation(id="p3", event_id="second", person_id="dana", role=Role.SPEAKER),
        Statement(id="s1", event_id="first", person_id="cem", gist="what was said"),
    ]
)


@pytest.mark.parametrize(("asked", "ids"), [("first", ("ana", "cem")), ("second", ("dana",))])
def test_who_spoke_had_a_role_to_speak_in_or_was_quoted(asked: str, ids: tuple[str, ...]) -> None:
    """Speakers and those of whom a statement is kept spoke; participants did not."""
    assert people(WORLD).speaking_at(asked).ids == ids


def test_who_spoke_at_several_events() -> None:
    """A selection of events asks for all who spoke at one of them."""
    assert people(WORLD).speaking_at(events(WORLD)).ids == ("ana", "cem", "dana")


def test_bodies_took_part_with_a_person() -> None:
    """Who took part in an event of a person took part with them."""
    ana = Person(id="ana", name="Ana Petrović")
    body = Organisation(id="seesac", name="SEESAC", kind=OrganisationKind.OTHER)
    talk = Event(id="talk", title="Talk", kind=EventKind.MEETING, status=EventStatus.HELD)
    parts = [
        Participation(id="a", event_id="talk", person_id="ana", role=Role.SPEAKER),
        Participation(id="b", event_id="talk", organisation_id="seesac", role=Role.HOST),
    ]
    assert organisations(Dataset([ana, body, talk, *parts])).taking_part_with(ana).ids == ("seesac",)
