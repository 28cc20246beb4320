from __future__ import annotations

from typing import Any, cast

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError
from seesac_model.model import (
    Event,
    EventKind,
    EventStatus,
    Organisation,
    Outcome,
    OutcomeKind,
    Participation,
    Person,
    PolicyFramework,
    Role,
)
from seesac_model.query import events, events_of, field, frameworks, organisations, outcomes, people, select, topics

WORLD = Dataset(
    [
        *(Event(id=one, title=one, kind=EventKind.MEETING, status=EventStatus.HELD) for one in ("first", "second")),
        Person(id="ana", name="Ana"),
        Participation(id="p", event_id="second", person_id="ana", role=Role.SPEAKER),
        Outcome(id="o1", event_id="first", kind=OutcomeKind.DECISION, text="To meet."),
        Outcome(id="o2", event_id="second", kind=OutcomeKind.FINDING, text="It was late."),
        Outcome(id="o3", event_id="gone", kind=OutcomeKind.FINDING, text="It was lost."),
    ]
)


def test_what_is_recorded_leads_to_its_events() -> None:
    """A selection of what is recorded of events leads to these; what refers to no event that is there, to none."""
    assert events_of(outcomes(WORLD)).ids == ("first", "second")
    assert events_of(outcomes(WORLD).where(field(Outcome.kind).is_("finding"))).ids == ("second",)


def test_a_selection_by_kind_leads_as_one_with_verbs_does() -> None:
    """It is the kind of the records that counts, not the class of the selection."""
    for kind, these in (
        (Person, people(WORLD)),
        (Organisation, organisations(WORLD)),
        (PolicyFramework, frameworks(WORLD)),
    ):
        assert events_of(these) == events_of(cast("Any", select(WORLD, kind)))
    assert events_of(people(WORLD)).ids == ("second",)


def test_what_leads_to_no_events_is_refused() -> None:
    """Other records, events themselves and what is no selection are refused with what would do."""
    expected = "people, organisations, frameworks, panels, document_stages, subjects, participations"
    for these in (topics(WORLD), events(WORLD)):
        with pytest.raises(SelectionError, match=f"which lead to no events; expected one of {expected}, "):
            events_of(cast("Any", these))
    with pytest.raises(SelectionError, match="expected a selection of records that lead to events"):
        events_of(cast("Any", WORLD))
