"""Fundings: money from donors to a purpose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import attrs

from seesac_model.errors import Fault, FaultCode
from seesac_model.model._fields import LongText, Reference, about
from seesac_model.model.event import EventId
from seesac_model.model.framework import PolicyFrameworkId
from seesac_model.model.organisation import OrganisationId
from seesac_model.model.record import Record
from seesac_model.model.topic import TopicId
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.money import Money
from seesac_model.model.values.terms import Qualifier
from seesac_model.model.vocabulary import FundingStatus

__all__ = ["Funding", "FundingId"]

FundingId = Annotated[str, Reference("fundings")]
"""The id of a :class:`Funding`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Funding(Record):
    """
    Money, or what was bought with it, from donors to a purpose.

    Attributes:
        id: The funding's id.
        donor_ids: Who gave; several where sources name the donors of one sum together.
        recipient_id: Who received; None if not said.
        channel_id: Through whom it went: a fund, an agency; None if not said.
        amount: How much, in the currency of the source; None where no sum is printed.
        qualifier: How the amount stands to what was given: exactly, over, up to and so on.
        amount_equivalent: The same in another currency, as the source gives it; None if it does not.
        status: Pledged, allocated or paid; None if not said.
        framework_id: The framework under which it was given; None if none is named.
        event_id: The event that it paid for or at which it was given; None if none is named.
        during: When, or for which period; None if not known.
        purpose: What it was for, in words; None if not said.
        topic_ids: What it was about.
        wording: The sum as printed; None if there is nothing to add.

    Raises:
        InvalidRecordError: A field is malformed, or nobody and nothing is named that gave, received or was paid for.

    >>> Funding(id="f", donor_ids=("eu",), amount=Money.parse("EUR 4 million")).amount.currency
    'EUR'
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("funding",)

    id: FundingId = attrs.field(metadata=about("the funding's id"))
    donor_ids: tuple[OrganisationId, ...] = attrs.field(
        default=(), metadata=about("who gave", term="https://schema.org/funder")
    )
    recipient_id: OrganisationId | None = attrs.field(
        default=None, metadata=about("who received", term="https://schema.org/recipient")
    )
    channel_id: OrganisationId | None = attrs.field(default=None, metadata=about("through whom it went"))
    amount: Money | None = attrs.field(default=None, metadata=about("how much", term="https://schema.org/amount"))
    qualifier: Qualifier = attrs.field(
        default=Qualifier.EXACTLY, metadata=about("how the amount stands to what was given")
    )
    amount_equivalent: Money | None = attrs.field(
        default=None, metadata=about("the same in another currency, as printed")
    )
    status: FundingStatus | None = attrs.field(default=None, metadata=about("pledged, allocated or paid"))
    framework_id: PolicyFrameworkId | None = attrs.field(
        default=None, metadata=about("the framework under which it was given")
    )
    event_id: EventId | None = attrs.field(
        default=None,
        metadata=about(
            "the event it paid for or at which it was given",
            term="https://schema.org/fundedItem",
            nested_as="fundings",
        ),
    )
    during: DateSpan | None = attrs.field(default=None, metadata=about("when, or for which period"))
    purpose: LongText | None = attrs.field(default=None, metadata=about("what it was for"))
    topic_ids: tuple[TopicId, ...] = attrs.field(
        default=(), metadata=about("what it was about", term="https://schema.org/about")
    )
    wording: LongText | None = attrs.field(default=None, metadata=about("the sum as printed"))

    def _contradictions(self) -> Iterator[Fault]:
        told = (self.donor_ids, self.recipient_id, self.channel_id, self.framework_id, self.event_id)
        if not any(told):
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found="none of donor_ids, recipient_id, channel_id, framework_id and event_id",
                expected="at least one of them",
                suggestion="say who gave or received, or what it was for",
            )
