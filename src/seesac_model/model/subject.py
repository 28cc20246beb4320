"""Subjects: what an event or panel dealt with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import attrs

from seesac_model.errors import Fault, FaultCode
from seesac_model.model._fields import LongText, Reference, about
from seesac_model.model.document import DocumentId
from seesac_model.model.event import EventId
from seesac_model.model.framework import PolicyFrameworkId
from seesac_model.model.organisation import OrganisationId
from seesac_model.model.panel import PanelId
from seesac_model.model.place import PlaceId
from seesac_model.model.record import Record
from seesac_model.model.topic import TopicId
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.vocabulary import Treatment

__all__ = ["Subject", "SubjectId"]

SubjectId = Annotated[str, Reference("subjects")]
"""The id of a :class:`Subject`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Subject(Record):
    """
    What an event or panel dealt with: a framework, the work of a body, a document, a place or a topic.

    Attributes:
        id: The subject's id.
        event_id: The event.
        panel_id: The panel; None if it was not a panel or nobody says which.
        framework_id: The framework dealt with; this or one of the next four is set, and only one.
        organisation_id: The body whose work was dealt with.
        document_id: The document dealt with.
        place_id: The place dealt with, as when a storage site is visited.
        topic_id: The topic dealt with, where it is none of these and who presented it or how matters; for what an event
            was about in general there is `Event.topic_ids`.
        treatment: What the event did with it.
        date: On which of the event's days, where the source says so; None otherwise.
        wording: How the source puts it, in the editors' words; None if there is nothing to add.

    Raises:
        InvalidRecordError: A field is malformed, or there is not exactly one thing dealt with.

    >>> Subject(id="c.seefen", event_id="c", organisation_id="seefen", treatment=Treatment.PRESENTED).organisation_id
    'seefen'
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = (
        "{treatment}",
        "{framework_id|organisation_id|document_id|place_id|topic_id}",
    )

    id: SubjectId = attrs.field(metadata=about("the subject's id"))
    event_id: EventId = attrs.field(metadata=about("the event", nested_as="subjects"))
    panel_id: PanelId | None = attrs.field(default=None, metadata=about("the panel", nested_as="subjects"))
    framework_id: PolicyFrameworkId | None = attrs.field(
        default=None, metadata=about("the framework dealt with", term="https://schema.org/about")
    )
    organisation_id: OrganisationId | None = attrs.field(
        default=None, metadata=about("the body whose work was dealt with", term="https://schema.org/about")
    )
    document_id: DocumentId | None = attrs.field(
        default=None, metadata=about("the document dealt with", term="https://schema.org/workFeatured")
    )
    place_id: PlaceId | None = attrs.field(
        default=None, metadata=about("the place dealt with", term="https://schema.org/about")
    )
    topic_id: TopicId | None = attrs.field(
        default=None, metadata=about("the topic dealt with", term="https://schema.org/about")
    )
    treatment: Treatment = attrs.field(metadata=about("what the event did with it"))
    date: DateSpan | None = attrs.field(default=None, metadata=about("on which of the event's days"))
    wording: LongText | None = attrs.field(default=None, metadata=about("how the source puts it"))

    def _contradictions(self) -> Iterator[Fault]:
        dealt_with = (self.framework_id, self.organisation_id, self.document_id, self.place_id, self.topic_id)
        count = len(dealt_with) - dealt_with.count(None)
        if count != 1:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"{count} things dealt with",
                expected="exactly one of framework_id, organisation_id, document_id, place_id, topic_id",
                suggestion="write a subject for each" if count else "name what was dealt with",
            )
