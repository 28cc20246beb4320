"""Records with as little in them as the tests of the rules need."""

from __future__ import annotations

from seesac_model.model import (
    Affiliation,
    AffiliationCapacity,
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    FrameworkKind,
    Mandate,
    MandateRelation,
    Organisation,
    OrganisationKind,
    Panel,
    PanelFormat,
    Participation,
    PolicyFramework,
    Role,
)


def span(text: str | None) -> DateSpan | None:
    """Return the dates that a text states, or None for None."""
    return None if text is None else DateSpan(text)


def event(
    record_id: str = "e",
    *,
    dates: str | None = None,
    status: EventStatus = EventStatus.HELD,
    series_id: str | None = None,
    series_number: int | None = None,
    part_of_id: str | None = None,
) -> Event:
    """Return a meeting."""
    return Event(
        id=record_id,
        title="Meeting",
        kind=EventKind.MEETING,
        status=status,
        dates=span(dates),
        series_id=series_id,
        series_number=series_number,
        part_of_id=part_of_id,
    )


def panel(record_id: str = "e.panel-1", *, event_id: str = "e", dates: str | None = None) -> Panel:
    """Return a panel."""
    return Panel(id=record_id, event_id=event_id, format=PanelFormat.PANEL_DISCUSSION, dates=span(dates))


def organisation(record_id: str, *part_of_ids: str) -> Organisation:
    """Return a body that is a part of others."""
    return Organisation(id=record_id, name="Body", kind=OrganisationKind.AUTHORITY, part_of_ids=part_of_ids)


def post(
    record_id: str = "a",
    *,
    organisation_id: str | None = "o",
    held: str | None = None,
    capacity: AffiliationCapacity | None = None,
) -> Affiliation:
    """Return a post of the person `p`."""
    return Affiliation(
        id=record_id,
        person_id="p",
        organisation_id=organisation_id,
        title="Director",
        held=span(held),
        capacity=capacity,
    )


def appearance(
    *, person_id: str | None = "p", organisation_id: str | None = "o", panel_id: str | None = None
) -> Participation:
    """Return a participation in the event `e`."""
    return Participation(
        id="e.speaker",
        event_id="e",
        panel_id=panel_id,
        person_id=person_id,
        organisation_id=organisation_id,
        role=Role.SPEAKER,
    )


def framework(*, adopted: str | None = None, in_force: str | None = None) -> PolicyFramework:
    """Return an act."""
    return PolicyFramework(
        id="act", title="Act", kind=FrameworkKind.LEGAL_ACT, adopted=span(adopted), in_force=span(in_force)
    )


def mandate(*, event_id: str = "e", framework_id: str = "act") -> Mandate:
    """Return the mandate of an event under an act."""
    return Mandate(id="m", event_id=event_id, framework_id=framework_id, relation=MandateRelation.IMPLEMENTS)
