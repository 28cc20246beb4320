"""Numbers with qualifiers, as the bounds between which they lie; sums of these; and units in one spelling."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from decimal import Context, Decimal
from typing import Final, TypeAlias, overload

from seesac_model.dataset import Dataset
from seesac_model.model import DEFAULT_TOLERANCE, Funding, Headcount, Money, Observation, Qualifier

__all__ = [
    "Bound",
    "Bounds",
    "bound_of_sum",
    "funding_bounds",
    "money_bounds",
    "number_bounds",
    "unit_of",
    "unit_word",
]

Bound: TypeAlias = tuple[Decimal, int]
"""
A bound, and on which side of it the value lies: 1 above, -1 below, 0 if it can be the bound itself.

Bounds compare as what they stand for: a value over 40 is more than one of up to 40.
"""
Bounds: TypeAlias = tuple[Bound | None, Bound | None]
"""The least and the greatest that a value can be; None for no bound."""

# More digits than numbers of 28 digits before and behind the point, times a tolerance, need: no bound is rounded.
_EXACT: Final = Context(prec=128)

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


def unit_of(record: Observation, dataset: Dataset) -> str | None:
    """
    Return the unit in one spelling, that of the indicator if the observation has none; None if neither says it.

    >>> from seesac_model.model import Indicator
    >>> dataset = Dataset([Indicator(id="kpi", framework_id="roadmap", title="Weapons destroyed", unit="Pieces")])
    >>> unit_of(Observation(id="destroyed-2021", indicator_id="kpi", value=Decimal(40)), dataset)
    'piece'
    """
    unit = record.unit
    if unit is None and record.indicator_id is not None:
        indicator = dataset.indicators.get(record.indicator_id)
        unit = None if indicator is None else indicator.unit
    return None if unit is None else unit_word(unit)


def number_bounds(value: Decimal, qualifier: Qualifier, *, tolerance: float = DEFAULT_TOLERANCE) -> Bounds:
    """
    Return the least and the greatest that a value can be; None for no bound.

    `about` and `almost` reach as far as they do for headcounts.

    Args:
        value: The number, which is finite.
        qualifier: What is said of it. Of `between` it is the smaller number.
        tolerance: How far `about` and `almost` reach, as a share from 0 to 1; see
            :meth:`~seesac_model.model.Headcount.bounds`.

    Raises:
        InvalidValueError: `tolerance` is not a number from 0 to 1.

    >>> number_bounds(Decimal(40), Qualifier.OVER)
    ((Decimal('40'), 1), None)
    """
    slack = _EXACT.multiply(abs(value), _share(tolerance))
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
            # At least as many; and of `between` the record has the smaller number alone.
            return (value, 0), None


def money_bounds(money: Money, qualifier: Qualifier, *, tolerance: float = DEFAULT_TOLERANCE) -> Bounds:
    """
    Return the bounds of an amount of money; one that is approximate and has no other qualifier is about so much.

    Raises:
        InvalidValueError: `tolerance` is not a number from 0 to 1.

    >>> money_bounds(Money.parse("about 100 EUR"), Qualifier.EXACTLY)
    ((Decimal('90.0'), 0), (Decimal('110.0'), 0))
    """
    is_about = money.is_approximate and qualifier is Qualifier.EXACTLY
    return number_bounds(money.amount, Qualifier.ABOUT if is_about else qualifier, tolerance=tolerance)


def funding_bounds(funding: Funding, *, tolerance: float = DEFAULT_TOLERANCE) -> Bounds:
    """
    Return the bounds of what was given; none where no sum is printed.

    Raises:
        InvalidValueError: `tolerance` is not a number from 0 to 1.

    >>> funding_bounds(Funding(id="grant", recipient_id="undp"))
    (None, None)
    """
    if funding.amount is None:
        return None, None
    return money_bounds(funding.amount, funding.qualifier, tolerance=tolerance)


@overload
def bound_of_sum(addends: Iterable[Bound]) -> Bound: ...


@overload
def bound_of_sum(addends: Iterable[Bound | None]) -> Bound | None: ...


def bound_of_sum(addends: Iterable[Bound | None]) -> Bound | None:
    """
    Return the bound of a sum, from the lower bounds of what is added up or from the upper ones.

    None where one of them is None, and zero of nothing. Nothing is rounded, and the sum of what is over is over too.

    >>> bound_of_sum([(Decimal(40), 1), (Decimal(2), 0)])
    (Decimal('42'), 1)
    >>> bound_of_sum([(Decimal(40), 1), None]) is None
    True
    """
    total, side = Decimal(0), 0
    for addend in addends:
        if addend is None:
            return None
        total, side = _EXACT.add(total, addend[0]), side or addend[1]
    return total, side


# By type too: True is equal to 1, and is no tolerance.
@functools.lru_cache(maxsize=16, typed=True)
def _share(tolerance: float) -> Decimal:
    Headcount(value=0).bounds(tolerance)  # Refuses a wrong tolerance, and in the same words as for headcounts.
    # The shortest decimal that stands for the float: 0.1 is meant as one tenth, not as its binary neighbour.
    return Decimal(repr(tolerance))
