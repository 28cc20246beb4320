"""Mandates: under which framework an event was held."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from seesac_model.model._fields import LongText, Reference, about
from seesac_model.model.event import EventId
from seesac_model.model.framework import GoalId, IndicatorId, PolicyFrameworkId
from seesac_model.model.record import Record
from seesac_model.model.vocabulary import MandateRelation

__all__ = ["Mandate", "MandateId"]

MandateId = Annotated[str, Reference("mandates")]
"""The id of a :class:`Mandate`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Mandate(Record):
    """
    The framework under which an event was held.

    Attributes:
        id: The mandate's id.
        event_id: The event.
        framework_id: The framework.
        relation: How the event relates to it.
        goal_ids: The goals of the framework that the event served, as far as named.
        indicator_ids: The indicators of the framework that it served, as far as named.
        wording: How the source puts it, in the editors' words; None if there is nothing to add.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Mandate(id="m", event_id="c", framework_id="r", relation=MandateRelation.IMPLEMENTS).framework_id
    'r'
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("{relation}", "{framework_id}")

    id: MandateId = attrs.field(metadata=about("the mandate's id"))
    event_id: EventId = attrs.field(metadata=about("the event", nested_as="mandates"))
    framework_id: PolicyFrameworkId = attrs.field(metadata=about("the framework"))
    relation: MandateRelation = attrs.field(metadata=about("how the event relates to it"))
    goal_ids: tuple[GoalId, ...] = attrs.field(default=(), metadata=about("the goals it served"))
    indicator_ids: tuple[IndicatorId, ...] = attrs.field(default=(), metadata=about("the indicators it served"))
    wording: LongText | None = attrs.field(default=None, metadata=about("how the source puts it"))
