"""Panels: the parts of an event's programme."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from seesac_model.model._fields import LongText, Pattern, Range, Reference, about
from seesac_model.model.event import EventId
from seesac_model.model.place import PlaceId
from seesac_model.model.record import Record
from seesac_model.model.topic import TopicId
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.vocabulary import PanelFormat

__all__ = ["Panel", "PanelId", "TimeOfDay", "TimeZone"]

PanelId = Annotated[str, Reference("panels")]
"""The id of a :class:`Panel`."""
TimeOfDay = Annotated[str, Pattern("([01][0-9]|2[0-3]):[0-5][0-9]", "a time of day from '00:00' to '23:59'")]
"""A time of day, hours and minutes."""
TimeZone = Annotated[
    str, Pattern("UTC|[A-Z][A-Za-z_]{1,29}(/[A-Za-z0-9_+-]{1,30}){1,2}", "a time zone such as 'Europe/Belgrade'")
]
"""A name from the IANA time zone database."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Panel(Record):
    """
    One part of an event's programme: a panel discussion, or a session of another form.

    Attributes:
        id: The panel's id.
        event_id: The event that it is a part of.
        title: Its title; None where the source gives none.
        format: Its form.
        part_of_id: The larger part of the programme that it was in, such as a day; None if in none or nobody says.
        number: Its number in the programme, from 1, as the source counts; None if not numbered.
        dates: The day or days; None if not known.
        start_time: When it starts, as local time; None if not known.
        end_time: When it ends, as local time; None if not known. An end before the start lies on the next day.
        time_zone: The zone of both times; None if not known.
        topic_ids: What it was about.
        place_id: Where, if it was elsewhere than the event or the source says so; None otherwise.
        description: What was dealt with, in the editors' words; None if there is nothing to say.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Panel(id="c.panel-1", event_id="c", format=PanelFormat.PANEL_DISCUSSION, number=1).number
    1
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("panel-{number} or {format}",)

    id: PanelId = attrs.field(metadata=about("the panel's id"))
    event_id: EventId = attrs.field(
        metadata=about("the event", term="https://schema.org/superEvent", nested_as="panels")
    )
    title: str | None = attrs.field(default=None, metadata=about("its title", term="https://schema.org/name"))
    format: PanelFormat = attrs.field(metadata=about("its form"))
    part_of_id: PanelId | None = attrs.field(
        default=None, metadata=about("the larger part of the programme", term="https://schema.org/superEvent")
    )
    number: Annotated[int, Range(1, 10_000)] | None = attrs.field(
        default=None, metadata=about("its number in the programme, from 1")
    )
    dates: DateSpan | None = attrs.field(
        default=None, metadata=about("the day or days", term="https://schema.org/startDate")
    )
    start_time: TimeOfDay | None = attrs.field(default=None, metadata=about("when it starts, local time"))
    end_time: TimeOfDay | None = attrs.field(default=None, metadata=about("when it ends, local time"))
    time_zone: TimeZone | None = attrs.field(default=None, metadata=about("the zone of both times"))
    topic_ids: tuple[TopicId, ...] = attrs.field(
        default=(), metadata=about("what it was about", term="https://schema.org/about")
    )
    place_id: PlaceId | None = attrs.field(default=None, metadata=about("where", term="https://schema.org/location"))
    description: LongText | None = attrs.field(
        default=None, metadata=about("what was dealt with", term="https://schema.org/description")
    )
