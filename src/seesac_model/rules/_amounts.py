"""Values of observations as the bounds between which they lie."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from seesac_model.model import Observation, Qualifier
from seesac_model.query._amounts import Bound, add_bounds, bounds

__all__ = ["greater", "lower_bound", "shown", "total_lower", "upper_bound"]


def lower_bound(record: Observation) -> Bound | None:
    """Return the least that the value can be; None for no bound, or no value."""
    return None if record.value is None else bounds(record.value, record.qualifier)[0]


def upper_bound(record: Observation) -> Bound | None:
    """Return the greatest that the value can be; None for no bound, or no value."""
    return None if record.value is None else bounds(record.value, record.qualifier)[1]


def greater(one: Observation, other: Observation) -> bool:
    """Tell whether one value certainly is greater than the other."""
    least, most = lower_bound(one), upper_bound(other)
    return least is not None and most is not None and least > most


def total_lower(records: Iterable[Observation]) -> Bound | None:
    """Return the least that values can be together; None for no bound."""
    total: Bound = (Decimal(0), 0)
    for record in records:
        least = lower_bound(record)
        if least is None:
            return None
        total = add_bounds(total, least)
    return total


def shown(record: Observation) -> str:
    """Write the number with its qualifier."""
    number = "nothing" if record.value is None else f"{record.value:f}"
    return number if record.qualifier is Qualifier.EXACTLY else f"{record.qualifier.replace('-', ' ')} {number}"
