"""Values with qualifiers, as the bounds between which they lie; and their units."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from typing import Final, TypeAlias

from seesac_model.model import DEFAULT_TOLERANCE, Observation, Qualifier

__all__ = [
    "Bound",
    "add_bounds",
    "bounds",
    "greater",
    "lower_bound",
    "shown",
    "total_lower",
    "unit_word",
    "upper_bound",
]

Bound: TypeAlias = tuple[Decimal, int]
"""
A bound, and on which side of it the value lies: 1 above, -1 below, 0 if it can be the bound itself.

Bounds compare as what they stand for: a value over 40 is more than one of up to 40.
"""

# More digits than two numbers of 28 digits need, so that a sum is never rounded.
_EXACT: Final = Context(prec=64)
_TOLERANCE: Final = Decimal(repr(DEFAULT_TOLERANCE))

_SAME_UNIT: Final[Mapping[str, str]] = {
    **dict.fromkeys(("pc", "item", "unit", "no", "number"), "piece"),
    **dict.fromkeys(("ton", "tonne", "metric ton", "metric tonne"), "t"),
    **dict.fromkeys(("kilogram", "kilogramme", "kilo"), "kg"),
    **dict.fromkeys(("percent", "per cent", "percentage", "pct"), "%"),
    "people": "person",
    "rd": "round",
    **dict.fromkeys(("eur", "euro", "€"), "EUR"),
    **dict.fromkeys(("usd", "us dollar", "us$"), "USD"),
}


@functools.lru_cache(maxsize=1_024)
def unit_word(unit: str) -> str:
    """
    Return one spelling of a unit, whatever its case, number and abbreviation.

    >>> [unit_word(unit) for unit in ("Pieces", "pcs.", "per cent", "Boxes", "t")]
    ['piece', 'piece', '%', 'box', 't']
    """
    word = " ".join(unit.casefold().split()).rstrip(".")
    if word in _SAME_UNIT:
        return _SAME_UNIT[word]
    if word.endswith("ies"):
        word = f"{word[:-3]}y"
    elif word.endswith(("ches", "shes", "sses", "xes")):
        word = word[:-2]
    elif word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return _SAME_UNIT.get(word, word)


def bounds(value: Decimal, qualifier: Qualifier) -> tuple[Bound | None, Bound | None]:
    """
    Return the least and the greatest that a value can be; None for no bound.

    `about` and `almost` reach as far as they do for headcounts.

    >>> bounds(Decimal(40), Qualifier.OVER)
    ((Decimal('40'), 1), None)
    """
    slack = _EXACT.multiply(abs(value), _TOLERANCE)
    least = (Decimal(0), 0) if value >= 0 else None
    match qualifier:
        case Qualifier.EXACTLY:
            return (value, 0), (value, 0)
        case Qualifier.ABOUT:
            return (_EXACT.subtract(value, slack), 0), (_EXACT.add(value, slack), 0)
        case Qualifier.OVER:
            return (value, 1), None
        case Qualifier.ALMOST:
            return (_EXACT.subtract(value, slack), 0), (value, -1)
        case Qualifier.UP_TO:
            return least, (value, 0)
        case Qualifier.UNDER:
            return least, (value, -1)
        case _:
            # Of `between` the record has the smaller number alone.
            return (value, 0), None


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


def add_bounds(one: Bound, other: Bound) -> Bound:
    """
    Return the bound of a sum, from two lower or two upper ones.

    >>> add_bounds((Decimal(40), 1), (Decimal(2), 0))
    (Decimal('42'), 1)
    """
    return _EXACT.add(one[0], other[0]), one[1] or other[1]


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
