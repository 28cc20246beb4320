"""Outcomes: what an event led to."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from seesac_model.model._fields import LongText, Reference, about
from seesac_model.model.event import EventId
from seesac_model.model.framework import PolicyFrameworkId
from seesac_model.model.organisation import OrganisationId
from seesac_model.model.panel import PanelId
from seesac_model.model.record import Record
from seesac_model.model.topic import TopicId
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.vocabulary import OutcomeKind, OutcomeStatus

__all__ = ["Outcome", "OutcomeId"]

OutcomeId = Annotated[str, Reference("outcomes")]
"""The id of an :class:`Outcome`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Outcome(Record):
    """
    A conclusion, finding, recommendation, decision or commitment.

    Attributes:
        id: The outcome's id.
        event_id: The event that led to it.
        panel_id: The panel that led to it; None for the event as a whole.
        kind: What sort of outcome it is.
        text: What it says, in the editors' words.
        topic_ids: What it is about.
        addressee_ids: The bodies that are to act; empty if none is named.
        framework_ids: The frameworks that it refers to.
        follow_up_of_id: The earlier outcome that it follows up; None if none.
        due: By when; None if not said.
        status: What became of it; None if not known.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Outcome(id="c.conclusion", event_id="c", kind=OutcomeKind.CONCLUSION, text="More information exchange.").id
    'c.conclusion'
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("{kind}",)

    id: OutcomeId = attrs.field(metadata=about("the outcome's id"))
    event_id: EventId = attrs.field(metadata=about("the event", nested_as="outcomes"))
    panel_id: PanelId | None = attrs.field(default=None, metadata=about("the panel", nested_as="outcomes"))
    kind: OutcomeKind = attrs.field(metadata=about("what sort of outcome it is"))
    text: LongText = attrs.field(metadata=about("what it says", term="https://schema.org/text"))
    topic_ids: tuple[TopicId, ...] = attrs.field(
        default=(), metadata=about("what it is about", term="https://schema.org/about")
    )
    addressee_ids: tuple[OrganisationId, ...] = attrs.field(default=(), metadata=about("who is to act"))
    framework_ids: tuple[PolicyFrameworkId, ...] = attrs.field(
        default=(), metadata=about("the frameworks it refers to")
    )
    follow_up_of_id: OutcomeId | None = attrs.field(
        default=None, metadata=about("the earlier outcome that it follows up")
    )
    due: DateSpan | None = attrs.field(default=None, metadata=about("by when"))
    status: OutcomeStatus | None = attrs.field(default=None, metadata=about("what became of it"))
