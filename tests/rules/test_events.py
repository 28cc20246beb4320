from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Attendance,
    Basis,
    Citation,
    Document,
    DocumentKind,
    Event,
    EventKind,
    EventMode,
    EventStatus,
    Organisation,
    OrganisationKind,
    Panel,
    PanelFormat,
    Participation,
    Place,
    PlaceKind,
    Record,
    Role,
)
from seesac_model.rules import Report, check

PLACES = (
    Place(id="venue", name="Academy", kind=PlaceKind.VENUE, part_of_id="city"),
    Place(id="city", name="City", kind=PlaceKind.CITY, part_of_id="land"),
    Place(id="town", name="Town", kind=PlaceKind.CITY, part_of_id="land"),
    Place(id="crossing", name="Crossing", kind=PlaceKind.BORDER_CROSSING),
    Place(id="land", name="Land", kind=PlaceKind.JURISDICTION, capital_id="city"),
    Place(id="coast", name="Coast", kind=PlaceKind.REGION),
)
PLACE_IDS = st.lists(st.sampled_from([place.id for place in PLACES]), unique=True).map(tuple)
PRECISE = {"venue", "city", "town", "crossing"}
STATED = Citation(source_id="page")
INFERRED = Citation(source_id="page", fields=("place_ids",), basis=Basis.INFERRED, note="From the text.")
NOT_HELD = [EventStatus.CANCELLED, EventStatus.POSTPONED]
BEFOREHAND = {
    Role.ORGANISER,
    Role.CO_ORGANISER,
    Role.HOST,
    Role.PATRON,
    Role.FUNDER,
    Role.SUPPORTER,
    Role.PARTNER,
    Role.SECRETARIAT,
    Role.IMPLEMENTER,
    Role.CONTRACTOR,
    Role.GUEST,
}


def meeting(*place_ids: str, record_id: str = "e", **fields: Any) -> Event:  # noqa: ANN401 - fields of any type
    """Return a meeting in some places."""
    given = {"kind": EventKind.MEETING, "status": EventStatus.HELD} | fields
    return Event(id=record_id, title="Meeting", place_ids=place_ids, **given)


def session(place_id: str | None) -> Panel:
    """Return a panel of the meeting in a place."""
    return Panel(id="e.panel-1", event_id="e", format=PanelFormat.SESSION, place_id=place_id)


def online(*place_ids: str) -> Event:
    """Return a meeting online."""
    return meeting(*place_ids, mode=EventMode.ONLINE)


def hybrid(**fields: Any) -> Event:  # noqa: ANN401 - fields of any type
    """Return a meeting of which some met in one place, which is not named."""
    return meeting(mode=EventMode.HYBRID, **fields)


def participation(role: Role, event_id: str = "e") -> Participation:
    """Return a participation in the meeting."""
    return Participation(id=f"p.{role}", event_id=event_id, organisation_id="o", role=role)


def attendance(role: Role = Role.PARTICIPANT) -> Attendance:
    """Return a group in the meeting."""
    return Attendance(id=f"a.{role}", event_id="e", description="officers", role=role)


def checked(code: str, *records: Record) -> Report:
    """Return what one rule finds where the places are known."""
    return check(Dataset([*PLACES, *records]), select=[code])


@given(PLACE_IDS)
def test_each_precise_place_of_an_online_event_is_flagged(place_ids: tuple[str, ...]) -> None:
    """Venues, cities and border crossings are flagged, jurisdictions and regions are not."""
    found = checked("EVT001", online(*place_ids))
    flagged = {finding.related[0][1] for finding in found}
    assert flagged == PRECISE & set(place_ids)


def test_online_event_with_venue_is_flagged_at_the_place() -> None:
    """The finding has the place and its kind."""
    (finding,) = checked("EVT001", online("gone", "land", "venue"))
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "e",
        ("place_ids", 2),
        "the event was online, and its place is 'venue', a venue",
        (("places", "venue"),),
    )


@pytest.mark.parametrize("place_id", [*sorted(PRECISE), "land"])
def test_online_event_with_a_panel_in_a_venue_is_flagged_at_its_mode(place_id: str) -> None:
    """A precise place of a panel is flagged once, and not where the event names it too."""
    sat = session(place_id)
    flagged = place_id in PRECISE
    assert [(finding.record_id, finding.path, finding.related) for finding in checked("EVT001", online(), sat)] == (
        [("e", ("mode",), (("panels", "e.panel-1"), ("places", place_id)))] if flagged else []
    )
    assert [finding.path for finding in checked("EVT001", online(place_id), sat)] == [("place_ids", 0)] * flagged
    assert len(checked("EVT001", hybrid(), sat)) == 0


def test_panels_without_a_place_that_is_there_are_silent() -> None:
    """A panel that names no place, or one that is not recorded, says nothing about where anybody met."""
    assert [len(checked("EVT001", online(), session(place_id))) for place_id in (None, "gone")] == [0, 0]


@pytest.mark.parametrize("mode", [mode for mode in EventMode if mode is not EventMode.ONLINE])
def test_places_of_other_events_are_silent(mode: EventMode) -> None:
    """Only an event that was wholly online has no venue."""
    assert len(checked("EVT001", meeting("venue", mode=mode))) == 0


@pytest.mark.parametrize("mode", EventMode)
def test_only_hybrid_events_need_a_place(mode: EventMode) -> None:
    """An event without a place is flagged if it was hybrid, whatever its website."""
    event = meeting(mode=mode, website="https://www.seesac.org/")
    assert (len(checked("EVT002", event)) == 1) is (mode is EventMode.HYBRID)


def test_hybrid_event_without_place_is_flagged_at_its_mode() -> None:
    """The finding says that no place is named."""
    (finding,) = checked("EVT002", hybrid())
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "e",
        ("mode",),
        "the event was hybrid, and no place is named",
        (),
    )


@pytest.mark.parametrize(
    "records",
    [
        (meeting("coast", mode=EventMode.HYBRID),),
        (meeting("gone", mode=EventMode.HYBRID),),
        (hybrid(part_of_id="whole"), meeting("city", record_id="whole")),
        (hybrid(), meeting("city", record_id="part", part_of_id="e")),
        (hybrid(), session("city")),
    ],
)
def test_hybrid_event_with_a_place_is_silent(records: tuple[Record, ...]) -> None:
    """Any place will do, and so will one of the whole, of a part or of a panel."""
    assert len(checked("EVT002", *records)) == 0


@pytest.mark.parametrize(
    "records",
    [
        (hybrid(part_of_id="whole"), meeting(record_id="whole")),
        (hybrid(part_of_id="gone"), meeting("city", record_id="whole")),
        (hybrid(), meeting(record_id="part", part_of_id="e")),
        (hybrid(), meeting("city", record_id="next", follows_ids=("e",))),
        (hybrid(), session(None)),
    ],
)
def test_hybrid_event_without_any_place_is_flagged(records: tuple[Record, ...]) -> None:
    """A whole, a part or a panel without a place does not help, nor does an event that follows."""
    assert len(checked("EVT002", *records)) == 1


def test_capital_that_is_inferred_is_flagged() -> None:
    """The finding is at the place, and has the capital and its jurisdiction."""
    (finding,) = checked("EVT003", meeting("town", "city", citations=(STATED, INFERRED)))
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "e",
        ("place_ids", 1),
        "the place is 'city', the capital of 'land', and no citation states it",
        (("places", "city"), ("places", "land")),
    )


@pytest.mark.parametrize(
    "citations",
    [
        (Citation(source_id="page", basis=Basis.ESTIMATED, note="a guess"),),
        (STATED, Citation(source_id="page", fields=("place_ids.city",), basis=Basis.INFERRED, note="a guess")),
        (Citation(source_id="page", fields=("place_ids",), says_instead="Town"),),
        (Citation(source_id="page", fields=("place_ids.town",)),),
        (Citation(source_id="page", fields=("place_ids.gone",)),),
    ],
)
def test_capital_that_no_citation_states_is_flagged(citations: tuple[Citation, ...]) -> None:
    """What is estimated, inferred for this place alone, contradicted or not cited is not stated."""
    assert len(checked("EVT003", meeting("city", "town", citations=citations))) == 1


@pytest.mark.parametrize(
    "citations",
    [
        (),
        (STATED,),
        (Citation(source_id="page", fields=("place_ids",)), Citation(source_id="other", basis=Basis.INFERRED)),
        (INFERRED, Citation(source_id="page", fields=("place_ids.city",))),
        (INFERRED, Citation(source_id="other")),
    ],
)
def test_capital_that_a_citation_states_is_silent(citations: tuple[Citation, ...]) -> None:
    """One source that names the city is enough; where there is none at all another rule says so."""
    assert len(checked("EVT003", meeting("city", citations=citations))) == 0


def test_capital_that_no_citation_is_for_is_told_of_once() -> None:
    """That nothing at all is cited for the places of an event is for another rule."""
    event = meeting("city", citations=(Citation(source_id="page", fields=("title", "status")),))
    assert [finding.code for finding in check(Dataset([*PLACES, event]), select=["EVT", "SRC009"])] == ["SRC009"]


@pytest.mark.parametrize(
    "records",
    [
        (meeting("town", citations=(INFERRED,)),),
        (meeting("land", citations=(INFERRED,)),),
        (meeting("gone", citations=(INFERRED,)),),
        (meeting(citations=(INFERRED,)),),
        (meeting("city", "venue", citations=(INFERRED,)),),
        (meeting("crossing", "city", citations=(INFERRED,)),),
        (meeting("city", citations=(INFERRED,)), session("venue")),
        (meeting("city", mode=EventMode.ONLINE, citations=(INFERRED,)),),
    ],
)
def test_what_does_not_stand_for_a_venue_is_silent(records: tuple[Record, ...]) -> None:
    """Places that are no capitals, capitals beside a venue, and events online are not flagged."""
    assert len(checked("EVT003", *records)) == 0


@pytest.mark.parametrize("place_id", [None, "gone", "town", "land"])
def test_panel_without_a_venue_does_not_help(place_id: str | None) -> None:
    """A panel tells of a venue only if its place is one."""
    assert len(checked("EVT003", meeting("gone", "city", citations=(INFERRED,)), session(place_id))) == 1


def test_only_a_city_is_a_capital() -> None:
    """A jurisdiction whose capital is not there, or no city, has none that could stand for it."""
    odd = Place(id="odd", name="Odd", kind=PlaceKind.JURISDICTION, capital_id="gone")
    self_made = Place(id="micro", name="Micro", kind=PlaceKind.JURISDICTION, capital_id="micro")
    assert len(checked("EVT003", odd, self_made, meeting("micro", "gone", "odd", citations=(INFERRED,)))) == 0


@given(st.sampled_from(EventStatus), st.sets(st.sampled_from(Role), max_size=4), st.sets(st.sampled_from(Role)))
def test_nobody_takes_part_in_what_is_not_held(status: EventStatus, named: set[Role], groups: set[Role]) -> None:
    """An event is flagged if it was cancelled or postponed and somebody took part, not only prepared it."""
    records = [*map(participation, sorted(named)), *map(attendance, sorted(groups))]
    found = checked("EVT004", meeting(status=status), *records)
    assert (len(found) == 1) is (status in NOT_HELD and not named | groups <= BEFOREHAND)


@pytest.mark.parametrize("status", NOT_HELD)
def test_participants_of_event_not_held_are_counted(status: EventStatus) -> None:
    """One finding has all who took part, and nobody who did not or was elsewhere."""
    records = [participation(Role.SPEAKER), participation(Role.HOST), attendance(), attendance(Role.GUEST)]
    elsewhere = participation(Role.PANELLIST, event_id="f")
    (finding,) = checked("EVT004", meeting(status=status), *records, elsewhere)
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "e",
        ("status",),
        f"the event was {status}, and 2 of its participations and attendances are of people who took part",
        (("participations", "p.speaker"), ("attendances", "a.participant")),
    )


@pytest.mark.parametrize("note", [None, "A reading."])
@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Event, {"title": "a", "status": EventStatus.HELD, "kind": EventKind.OTHER}),
        (Organisation, {"name": "a", "kind": OrganisationKind.OTHER}),
        (Document, {"title": "a", "kind": DocumentKind.OTHER}),
    ],
)
def test_other_needs_a_note(
    kind: type[Event | Organisation | Document], fields: dict[str, Any], note: str | None
) -> None:
    """Whatever is of another kind is flagged unless a note says of which."""
    found = checked("EVT005", kind(id="a", note=note, **fields))
    assert [(it.record_id, it.path, it.message, it.related) for it in found] == (
        [("a", ("kind",), "the kind is other, and no note says which", ())] if note is None else []
    )


@pytest.mark.parametrize("kind", [kind for kind in EventKind if kind is not EventKind.OTHER])
def test_named_kinds_need_no_note(kind: EventKind) -> None:
    """An event of a kind that has a word is not flagged."""
    assert len(checked("EVT005", meeting(kind=kind))) == 0
