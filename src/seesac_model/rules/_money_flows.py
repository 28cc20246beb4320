"""Which fundings follow one another: from donor to recipient to the next recipient, and from promise to payment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final, Self, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import Funding, FundingStatus
from seesac_model.query import Bound, bound_of_sum, money_bounds

__all__ = ["Flows", "currencies"]

_Purpose: TypeAlias = tuple[str, str]
_Way: TypeAlias = tuple[frozenset[str], str | None, str | None, str | None, str | None]

_PROMISED: Final = frozenset({FundingStatus.PLEDGED, FundingStatus.ALLOCATED})
# Enough to see that nothing is comparable; who hands on the money of more than these is no single chain.
_MOST: Final = 20


def currencies(funding: Funding) -> frozenset[str]:
    """Return the currencies in which the sum is known: that of the amount, and that of its equivalent."""
    return frozenset(sum_.currency for sum_ in (funding.amount, funding.amount_equivalent) if sum_ is not None)


@attrs.frozen(kw_only=True)
class Flows:
    """
    The fundings by what leads to the next one.

    Attributes:
        received: By the framework or event and the body that received or channelled, what reached it.
        promised: By donors, recipient, channel, framework and event, what was pledged or allocated.
    """

    received: Mapping[tuple[_Purpose, str], tuple[Funding, ...]]
    promised: Mapping[_Way, tuple[Funding, ...]]

    @classmethod
    def of(cls, dataset: Dataset) -> Self:
        """Sort the fundings of a dataset; running totals are left out."""
        received: dict[tuple[_Purpose, str], list[Funding]] = {}
        promised: dict[_Way, list[Funding]] = {}
        for funding in dataset.fundings:
            if funding.status is FundingStatus.CUMULATIVE:
                continue
            for body in {funding.recipient_id, funding.channel_id} - {None}:
                for purpose in _purposes(funding):
                    received.setdefault((purpose, body or ""), []).append(funding)
            way = _way(funding)
            if way is not None and funding.status in _PROMISED:
                promised.setdefault(way, []).append(funding)
        return cls(
            received={key: tuple(fundings) for key, fundings in received.items()},
            promised={key: tuple(fundings) for key, fundings in promised.items()},
        )

    def before(self, funding: Funding) -> tuple[Funding, ...]:
        """Return what came before a funding in its chain, in the order of the ids; none if there is too much of it."""
        found: dict[str, Funding] = {}
        if funding.status is FundingStatus.CUMULATIVE:
            return ()
        for donor in funding.donor_ids:
            for purpose in _purposes(funding):
                reached = self.received.get((purpose, donor), ())
                if len(reached) > _MOST:
                    return ()
                found.update((entry.id, entry) for entry in reached)
        way = _way(funding)
        if funding.status is FundingStatus.PAID and way is not None:
            found.update((entry.id, entry) for entry in self.promised.get(way, ())[: _MOST + 1])
        if funding.id in found or len(found) > _MOST:
            return ()
        return tuple(found[record_id] for record_id in sorted(found))

    def exceeded_by(self, payment: Funding) -> tuple[tuple[Funding, ...], str, Decimal] | None:
        """Return the promises that a payment certainly exceeds, the currency, and their sum; None otherwise."""
        way = _way(payment)
        promises = self.promised.get(way, ())[: _MOST + 1] if way is not None else ()
        promises = tuple(promise for promise in promises if not _is_later(promise, payment))
        if not promises or len(promises) > _MOST:
            return None
        for paid in (payment.amount, payment.amount_equivalent):
            least = None if paid is None else money_bounds(paid, payment.qualifier)[0]
            if paid is None or least is None:
                continue
            most = bound_of_sum(_upper_in(promise, paid.currency) for promise in promises)
            if most is not None and least > most:
                return promises, paid.currency, most[0]
        return None


def _purposes(funding: Funding) -> Iterator[_Purpose]:
    if funding.framework_id is not None:
        yield "framework", funding.framework_id
    if funding.event_id is not None:
        yield "event", funding.event_id


def _way(funding: Funding) -> _Way | None:
    """Return from whom, to whom and for what a sum went; None where too little of it is said."""
    if not funding.donor_ids or (funding.recipient_id is None and funding.channel_id is None):
        return None
    if funding.framework_id is None and funding.event_id is None:
        return None
    donors = frozenset(funding.donor_ids)
    return donors, funding.recipient_id, funding.channel_id, funding.framework_id, funding.event_id


def _is_later(promise: Funding, payment: Funding) -> bool:
    return promise.during is not None and payment.during is not None and promise.during.after(payment.during).definitely


def _upper_in(promise: Funding, currency: str) -> Bound | None:
    """Return the most that was promised, in a currency; None if it has no bound or is not known in it."""
    for promised in (promise.amount, promise.amount_equivalent):
        if promised is not None and promised.currency == currency:
            return money_bounds(promised, promise.qualifier)[1]
    return None
