from __future__ import annotations

import math
from decimal import Decimal

import pytest

from seesac_model.errors import InvalidValueError
from seesac_model.model import Money, Qualifier
from seesac_model.query import bound_of_sum, money_bounds, number_bounds, unit_word


@pytest.mark.parametrize(
    ("word", "spellings"),
    [
        ("piece", "piece, Pieces, pc, pcs., PCS, item, items, unit, units, no., nos, number, numbers"),
        ("t", "t, T, ton, tons, tonne, tonnes, metric ton, metric  tons, metric tonne, metric tonnes"),
        ("kg", "kg, KG, kg., kilogram, kilograms, kilogramme, kilogrammes, kilo, kilos"),
        ("%", "%, percent, per cent, percentage, percentages, pct, pct."),
        ("person", "person, persons, people, People"),
        ("round", "round, rounds, rd, rds."),
        ("EUR", "EUR, eur, euro, Euros, €"),
        ("USD", "USD, usd, US dollar, US dollars, US$"),
        ("box", "box, boxes"),
        ("brush", "brush, brushes"),
        ("search", "search, searches"),
        ("pass", "pass, passes"),
        ("battery", "battery, batteries"),
        ("rifle", "rifle, Rifles"),
    ],
)
def test_spellings_of_a_unit_are_one(word: str, spellings: str) -> None:
    """Case, number, abbreviation and synonyms make no other unit."""
    assert {unit_word(spelling) for spelling in spellings.split(", ")} == {word}


def test_sums_are_exact() -> None:
    """Numbers with many digits are added without rounding, and what is over stays over."""
    assert bound_of_sum([(Decimal(10**27), 0), (Decimal("0.001"), 1)]) == (Decimal(f"{10**27}.001"), 1)


def test_a_sum_has_no_bound_where_something_in_it_has_none() -> None:
    """Of what may be without end, the sum is without end; and nothing adds up to zero."""
    assert bound_of_sum([(Decimal(1), 0), None, (Decimal(2), 0)]) is None
    assert bound_of_sum([]) == (Decimal(0), 0)


@pytest.mark.parametrize("tolerance", [-0.1, 1.5, math.nan])
def test_wrong_tolerance_is_refused(tolerance: float) -> None:
    """A tolerance beyond 0 to 1 is an InvalidValueError, whether or not it makes a difference."""
    with pytest.raises(InvalidValueError, match="expected a tolerance from 0 to 1"):
        number_bounds(Decimal(40), Qualifier.EXACTLY, tolerance=tolerance)


@pytest.mark.parametrize("qualifier", [Qualifier.UP_TO, Qualifier.UNDER])
def test_what_is_counted_is_at_least_nothing(qualifier: Qualifier) -> None:
    """Up to ten can be nothing at all, and up to less than nothing can be any number below."""
    assert number_bounds(Decimal(10), qualifier)[0] == (Decimal(0), 0)
    assert number_bounds(Decimal("-0.5"), qualifier)[0] is None


def test_approximate_money_is_about_so_much() -> None:
    """What is approximate reaches to both sides, unless a qualifier says to which."""
    about = Money.parse("about 100 EUR")
    assert money_bounds(about, Qualifier.EXACTLY) == ((Decimal(90), 0), (Decimal(110), 0))
    assert money_bounds(about, Qualifier.OVER) == ((Decimal(100), 1), None)
