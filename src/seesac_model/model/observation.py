"""Observations: measured values."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, ClassVar

import attrs

from seesac_model.errors import Fault, FaultCode
from seesac_model.model._fields import LongText, Reference, about
from seesac_model.model.event import EventId
from seesac_model.model.framework import IndicatorId
from seesac_model.model.organisation import OrganisationId
from seesac_model.model.place import PlaceId
from seesac_model.model.record import Record
from seesac_model.model.statement import StatementId
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.terms import Qualifier
from seesac_model.model.vocabulary import ObservationStatus

__all__ = ["Observation", "ObservationId"]

ObservationId = Annotated[str, Reference("observations")]
"""The id of an :class:`Observation`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Observation(Record):
    """
    One measured value: of an indicator, or of something else that a source counts or weighs.

    Attributes:
        id: The observation's id.
        indicator_id: The indicator; None where the measure is none of a framework's.
        measure: What was measured, in words ("small arms destroyed"); None where the indicator says it.
        value: The number, in `unit`; None where the source speaks of the thing and gives no number.
        qualifier: How the number stands to what there was: exactly, about, over and so on.
        unit: The unit, in words ("pieces", "t", "%"); None if the indicator says it.
        status: Planned, delivered, a running total, or what is so at a time, as a share is.
        place_id: The place that it is for; None if for none in particular.
        period: The time that it is for; None if not known.
        event_id: The event at which it came about, as when weapons are destroyed; None if at none.
        recipient_id: The body that received what is counted; None if none did.
        statement_id: The statement in which somebody gave the number; None where the source gives it itself.
        part_of_id: The larger value that this one is a share of; None otherwise.
        wording: The number as printed; None if there is nothing to add.

    Raises:
        InvalidRecordError: A field is malformed, or neither an indicator nor a measure is given.

    >>> Observation(id="o", measure="small arms destroyed", value=Decimal(1300), unit="pieces").value
    Decimal('1300')
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("observation",)

    id: ObservationId = attrs.field(metadata=about("the observation's id"))
    indicator_id: IndicatorId | None = attrs.field(
        default=None, metadata=about("the indicator", nested_as="observations")
    )
    measure: str | None = attrs.field(
        default=None, metadata=about("what was measured", term="https://schema.org/measuredProperty")
    )
    value: Decimal | None = attrs.field(default=None, metadata=about("the number", term="https://schema.org/value"))
    qualifier: Qualifier = attrs.field(
        default=Qualifier.EXACTLY, metadata=about("how the number stands to what there was")
    )
    unit: str | None = attrs.field(default=None, metadata=about("the unit", term="https://schema.org/unitText"))
    status: ObservationStatus = attrs.field(
        default=ObservationStatus.DELIVERED, metadata=about("planned, delivered or a running total")
    )
    place_id: PlaceId | None = attrs.field(
        default=None, metadata=about("the place it is for", term="https://schema.org/observationAbout")
    )
    period: DateSpan | None = attrs.field(
        default=None, metadata=about("the time it is for", term="https://schema.org/observationPeriod")
    )
    event_id: EventId | None = attrs.field(
        default=None, metadata=about("the event at which it came about", nested_as="observations")
    )
    recipient_id: OrganisationId | None = attrs.field(default=None, metadata=about("who received what is counted"))
    statement_id: StatementId | None = attrs.field(
        default=None, metadata=about("the statement in which the number was given")
    )
    part_of_id: ObservationId | None = attrs.field(default=None, metadata=about("the larger value it is a share of"))
    wording: LongText | None = attrs.field(default=None, metadata=about("the number as printed"))

    def _contradictions(self) -> Iterator[Fault]:
        if self.indicator_id is None and self.measure is None:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found="neither indicator_id nor measure",
                expected="at least one of them",
                suggestion="say what was measured",
            )
