"""Which fundings and observations are not counted in totals, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.model import Funding, FundingStatus, Observation, ObservationStatus, Term
from seesac_model.query._naming import one_line
from seesac_model.query._took_place import took_place
from seesac_model.query._wholes import largest_wholes
from seesac_model.query.amounts import Bounds, unit_of

__all__ = ["AmountLeftOutReason", "Key", "key_of", "reasons_of", "why_no_funding"]

Key: TypeAlias = tuple[str | None, str | None, str | None, ObservationStatus]
"""The indicator, the measure in one spelling, the unit likewise, and the status."""


_ZERO: Final = (Decimal(0), 0)
_PER_CENT: Final = "%"


class AmountLeftOutReason(Term):
    """Why a funding or an observation is not counted in a total."""

    NO_NUMBER = "no-number", "The sources give no number."
    SHARE = "share", "It is a share of a larger value that is counted in the same total."
    CUMULATIVE = "cumulative", "It is a running total, which includes earlier values."
    NOT_ADDITIVE = "not-additive", "It says what is so at a time, or a percentage: such numbers do not add up."
    BELOW_ZERO = "below-zero", "It is a number below zero, and so no number of what was counted."
    CIRCULAR = "circular", "Following part_of_id from share to larger value never comes to an end."
    NOT_HELD = "not-held", "It is said to be delivered at an event that is planned, announced, cancelled or postponed."


def why_no_funding(funding: Funding, between: Bounds) -> AmountLeftOutReason | None:
    """Return why a funding is left out, apart from having no number."""
    if funding.status is FundingStatus.CUMULATIVE:
        return AmountLeftOutReason.CUMULATIVE
    return AmountLeftOutReason.BELOW_ZERO if _is_below_zero(between) else None


def key_of(one: Observation, dataset: Dataset) -> Key:
    """Return what observations must have in common to be added up."""
    measure = None if one.measure is None else one_line(one.measure).casefold()
    return one.indicator_id, measure, unit_of(one, dataset), one.status


def reasons_of(
    observations: Sequence[Observation], keys: Mapping[str, Key], between: Mapping[str, Bounds], dataset: Dataset
) -> dict[str, AmountLeftOutReason]:
    """Return why observations are left out, by their ids."""
    reasons = {
        one.id: reason
        for one in observations
        if (reason := _why_no_observation(one, keys[one.id], between, dataset)) is not None
    }
    chosen = {one.id: one for one in observations}
    larger = largest_wholes(
        chosen, lambda one_id: one.part_of_id if (one := dataset.observations.get(one_id)) else None
    )
    counted_above: dict[str, frozenset[Key]] = {}
    # Larger values come first, so that what is counted is handed down in one step.
    for one_id, end in larger.items():
        one = dataset.observations.get(one_id)
        above = counted_above.get((one.part_of_id if one else None) or "", frozenset())
        if one_id in chosen and one_id not in reasons:
            if end.in_circle:
                reasons[one_id] = AmountLeftOutReason.CIRCULAR
            elif keys[one_id] in above:
                reasons[one_id] = AmountLeftOutReason.SHARE
            else:
                above |= {keys[one_id]}
        counted_above[one_id] = above
    return reasons


def _why_no_observation(
    one: Observation, key: Key, between: Mapping[str, Bounds], dataset: Dataset
) -> AmountLeftOutReason | None:
    if one.id not in between:
        return AmountLeftOutReason.NO_NUMBER
    if one.status is ObservationStatus.CUMULATIVE:
        return AmountLeftOutReason.CUMULATIVE
    if one.status is ObservationStatus.MEASURED or key[2] == _PER_CENT:
        return AmountLeftOutReason.NOT_ADDITIVE
    if _is_below_zero(between[one.id]):
        return AmountLeftOutReason.BELOW_ZERO
    event = None if one.event_id is None else dataset.events.get(one.event_id)
    if one.status is ObservationStatus.DELIVERED and event is not None and not took_place(event):
        return AmountLeftOutReason.NOT_HELD
    return None


def _is_below_zero(between: Bounds) -> bool:
    least, most = between
    return (least is not None and least[0] < 0) or (most is not None and most < _ZERO)
