"""Values of observations as the bounds between which they lie."""

from __future__ import annotations

from collections.abc import Iterable

from seesac_model.model import Observation, Qualifier
from seesac_model.query import Bound, bound_of_sum, number_bounds

__all__ = ["greater", "lower_bound", "shown", "total_lower", "upper_bound"]


def lower_bound(record: Observation) -> Bound | None:
    """Return the least that the value can be; None for no bound, or no value."""
    return None if record.value is None else number_bounds(record.value, record.qualifier)[0]


def upper_bound(record: Observation) -> Bound | None:
    """Return the greatest that the value can be; None for no bound, or no value."""
    return None if record.value is None else number_bounds(record.value, record.qualifier)[1]


def greater(one: Observation, other: Observation) -> bool:
    """Tell whether one value certainly is greater than the other."""
    least, most = lower_bound(one), upper_bound(other)
    return least is not None and most is not None and least > most


def total_lower(records: Iterable[Observation]) -> Bound | None:
    """Return the least that values can be together; None for no bound."""
    return bound_of_sum(map(lower_bound, records))


def shown(record: Observation) -> str:
    """Write the number with its qualifier."""
    number = "nothing" if record.value is None else f"{record.value:f}"
    return number if record.qualifier is Qualifier.EXACTLY else f"{record.qualifier.replace('-', ' ')} {number}"
