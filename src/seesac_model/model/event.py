"""Events, and the series that they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import attrs

from seesac_model.errors import Fault, FaultCode
from seesac_model.model._fields import Pattern, Range, Reference, about
from seesac_model.model.organisation import OrganisationId, WebAddress
from seesac_model.model.place import PlaceId
from seesac_model.model.record import Record
from seesac_model.model.topic import TopicId
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.name import LanguageTag, Name
from seesac_model.model.vocabulary import EventKind, EventMode, EventStatus

__all__ = ["Duration", "Event", "EventId", "EventSeries", "EventSeriesId"]

EventSeriesId = Annotated[str, Reference("series")]
"""The id of an :class:`EventSeries`."""
EventId = Annotated[str, Reference("events")]
"""The id of an :class:`Event`."""
Duration = Annotated[str, Pattern("P[1-9][0-9]{0,3}[DWMY]", "a duration of ISO 8601 in one unit, such as 'P2W'")]
"""A length of time in days, weeks, months or years: `P2W`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class EventSeries(Record):
    """
    A recurring meeting, or the meetings of a network.

    Attributes:
        id: The series' id.
        title: Its usual title in English.
        other_titles: Other titles in use.
        convened_by_ids: Who convenes it; empty if not known.
        frequency: How often it meets, in words ("twice a year"); None if not known.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> EventSeries(id="seefen-meetings", title="Regional Meeting of SEEFEN").title
    'Regional Meeting of SEEFEN'
    """

    id: EventSeriesId = attrs.field(metadata=about("the series' id"))
    title: str = attrs.field(metadata=about("its usual title", term="https://schema.org/EventSeries"))
    other_titles: tuple[Name, ...] = attrs.field(
        default=(), metadata=about("other titles in use", term="https://schema.org/alternateName")
    )
    convened_by_ids: tuple[OrganisationId, ...] = attrs.field(default=(), metadata=about("who convenes it"))
    frequency: str | None = attrs.field(default=None, metadata=about("how often it meets, in words"))


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Event(Record):
    """
    A conference, workshop, training, meeting, visit, exercise, ceremony or campaign.

    Attributes:
        id: The event's id.
        title: Its title as the organisers or the best source print it.
        other_titles: Other titles that sources print, and titles in other languages.
        kind: What sort of event it is.
        status: Whether it took place.
        dates: When, as precisely as it is known; None if nothing is known.
        duration: How long it took, where the sources say so and the dates do not; None otherwise.
        mode: How the participants met; `unstated` where the sources do not say.
        place_ids: Where, as precisely as known; several where it was held in several at once. Empty if not known.
        part_of_id: The larger event that it was a part of; None if it stands alone.
        series_id: The series that it belongs to; None if it belongs to none.
        series_number: Its number in that series, from 1; None if not numbered.
        follows_ids: Earlier events that it followed up on, or came directly after by design.
        topic_ids: What it was about.
        languages: Its working languages, as BCP 47 tags; empty if not known.
        website: Its own page; None if not known. The pages that report on it are sources.

    Raises:
        InvalidRecordError: A field is malformed, or there is a number without a series.

    >>> from seesac_model.model import DateSpan
    >>> workshop = Event(
    ...     id="wb-border-workshop-2021",
    ...     title="Regional Workshop for Border Officials of Western Balkans",
    ...     kind=EventKind.WORKSHOP,
    ...     status=EventStatus.HELD,
    ...     mode=EventMode.ONLINE,
    ...     dates=DateSpan("2021-11-23/2021-11-24"),
    ... )
    >>> workshop.mode.meaning
    'Online.'
    """

    id: EventId = attrs.field(metadata=about("the event's id"))
    title: str = attrs.field(metadata=about("its title", term="https://schema.org/name"))
    other_titles: tuple[Name, ...] = attrs.field(
        default=(), metadata=about("other titles", term="https://schema.org/alternateName")
    )
    kind: EventKind = attrs.field(metadata=about("what sort of event it is", term="https://schema.org/additionalType"))
    status: EventStatus = attrs.field(metadata=about("whether it took place", term="https://schema.org/eventStatus"))
    dates: DateSpan | None = attrs.field(default=None, metadata=about("when", term="https://schema.org/startDate"))
    duration: Duration | None = attrs.field(
        default=None, metadata=about("how long, where the dates do not say", term="https://schema.org/duration")
    )
    mode: EventMode = attrs.field(
        default=EventMode.UNSTATED,
        metadata=about("how the participants met", term="https://schema.org/eventAttendanceMode"),
    )
    place_ids: tuple[PlaceId, ...] = attrs.field(
        default=(), metadata=about("where", term="https://schema.org/location")
    )
    part_of_id: EventId | None = attrs.field(
        default=None, metadata=about("the larger event", term="https://schema.org/superEvent")
    )
    series_id: EventSeriesId | None = attrs.field(default=None, metadata=about("the series it belongs to"))
    series_number: Annotated[int, Range(1, 10_000)] | None = attrs.field(
        default=None, metadata=about("its number in the series, from 1")
    )
    follows_ids: tuple[EventId, ...] = attrs.field(default=(), metadata=about("earlier events it followed up on"))
    topic_ids: tuple[TopicId, ...] = attrs.field(
        default=(), metadata=about("what it was about", term="https://schema.org/about")
    )
    languages: tuple[LanguageTag, ...] = attrs.field(
        default=(), metadata=about("its working languages", term="https://schema.org/inLanguage")
    )
    website: WebAddress | None = attrs.field(
        default=None, metadata=about("its own page", term="https://schema.org/url")
    )

    def _contradictions(self) -> Iterator[Fault]:
        if self.series_number is not None and self.series_id is None:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"number {self.series_number} of no series",
                expected="series_id beside series_number",
                suggestion="name the series, or leave the number out",
                path=("series_number",),
            )
