"""Attendances: groups that took part, unnamed and often uncounted."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from seesac_model.model._fields import LongText, Reference, about
from seesac_model.model.event import EventId
from seesac_model.model.organisation import OrganisationId
from seesac_model.model.panel import PanelId
from seesac_model.model.place import PlaceId
from seesac_model.model.record import Record
from seesac_model.model.values.headcount import Headcount
from seesac_model.model.vocabulary import Role

__all__ = ["Attendance", "AttendanceId"]

AttendanceId = Annotated[str, Reference("attendances")]
"""The id of an :class:`Attendance`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Attendance(Record):
    """
    An unnamed group took part in an event or panel.

    Attributes:
        id: The attendance's id.
        event_id: The event.
        panel_id: The panel; None for the event as a whole.
        description: Who they were: "border and customs officials".
        headcount: How many, as the source says; None where it gives no number.
        organisation_ids: The bodies that they came from, as far as named.
        place_ids: The jurisdictions or regions that they came from, as far as named.
        role: In what role.
        part_of_id: The larger group that this one is a share of, so that totals do not count it twice; None otherwise.
        cumulative: Whether the number includes earlier events, as in "500 officers trained so far". Such a number is
            never added to others.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> group = Attendance(id="c.group", event_id="c", description="customs officers", headcount=Headcount(value=24))
    >>> group.headcount.upper
    24
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("attendance",)

    id: AttendanceId = attrs.field(metadata=about("the attendance's id"))
    event_id: EventId = attrs.field(metadata=about("the event", nested_as="attendances"))
    panel_id: PanelId | None = attrs.field(default=None, metadata=about("the panel", nested_as="attendances"))
    description: LongText = attrs.field(metadata=about("who they were", term="https://schema.org/description"))
    headcount: Headcount | None = attrs.field(default=None, metadata=about("how many"))
    organisation_ids: tuple[OrganisationId, ...] = attrs.field(default=(), metadata=about("the bodies they came from"))
    place_ids: tuple[PlaceId, ...] = attrs.field(default=(), metadata=about("the jurisdictions they came from"))
    role: Role = attrs.field(
        default=Role.PARTICIPANT, metadata=about("in what role", term="https://schema.org/roleName")
    )
    part_of_id: AttendanceId | None = attrs.field(default=None, metadata=about("the larger group it is a share of"))
    cumulative: bool = attrs.field(default=False, metadata=about("whether the number includes earlier events"))
