from __future__ import annotations

import pytest

from seesac_model.model import Headcount
from seesac_model.rules._counted_people import differing_numbers, is_headcount, numbers_in

TWENTY_ONE = Headcount(value=21)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("a dozen officers, and half a dozen more", [12]),
        ("one hundred and five", [105]),
        ("in 2023", []),
        ("from 1999 to 2024", []),
        ("1,234 pieces", [1234]),
        ("1500 pieces", [1500]),
        ("100 %, 5% and 1.5", [100]),
        ("the 2nd of COVID-19", []),
    ],
)
def test_numbers_are_read_in_digits_and_words(text: str, numbers: list[int]) -> None:
    """Whole numbers are read however they are written; years, shares, ordinals and parts of words are none."""
    assert numbers_in(text) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("24 officers", [24]),
        ("24 officers met", [24]),
        ("24 officers and 30 police officers met", [24, 30]),
        ("(24) officers of the 3 services", [24]),
        ("12; lunch", []),
        ("12 and lunch", []),
        ("In 2019 officers met", []),
        ("Then one officer was told", []),
        ("Day 2 participants were told", []),
        ("On day 2 participants were told", []),
        ("In their hall. 2 participants were told", [2]),
        ("24 officers in 2 days", [24]),
        ("The 24 officers met about two times", [24]),
    ],
)
def test_numbers_of_people_that_differ(text: str, numbers: list[int]) -> None:
    """What certainly counts people, and is another number, is returned; years, labels and other things are not."""
    assert differing_numbers(text, TWENTY_ONE) == numbers


@pytest.mark.parametrize(
    "text", ["24 officers, 21 of them men", "10 men and 11 women", "21", "(21)", "twenty-one officers"]
)
def test_numbers_that_agree(text: str) -> None:
    """The number itself, or the sum of some side by side, is enough."""
    assert differing_numbers(text, TWENTY_ONE) == []


@pytest.mark.parametrize(("number", "agrees"), [(35, False), (36, True), (44, True), (45, False)])
def test_numbers_within_the_bounds_agree(number: int, *, agrees: bool) -> None:
    """About forty is from thirty-six to forty-four."""
    assert (differing_numbers(f"{number} officers", Headcount.parse("about 40")) == []) is agrees


@pytest.mark.parametrize(("number", "agrees"), [(39, False), (80, True), (81, False)])
def test_numbers_without_an_upper_bound_reach_to_the_double(number: int, *, agrees: bool) -> None:
    """Over forty may be eighty, and is not taken for more."""
    assert (differing_numbers(f"{number} officers", Headcount.parse("at least 40")) == []) is agrees


@pytest.mark.parametrize(("numbers", "found"), [(30, True), (31, False)])
def test_a_text_of_very_many_numbers_is_left_alone(numbers: int, *, found: bool) -> None:
    """Among more than thirty numbers a sum that agrees would be found by chance."""
    text = ", ".join("5 officers" for _ in range(numbers))
    assert bool(differing_numbers(text, Headcount(value=1_003))) is found
    assert differing_numbers(text, Headcount(value=1_003)) == [5] * numbers * found


@pytest.mark.parametrize(("text", "is_one"), [("over 120 participants", True), ("two days", False), ("2023", False)])
def test_a_number_of_people_is_a_headcount(text: str, *, is_one: bool) -> None:
    """A text that is nothing but a number of people is a headcount; a year is none."""
    assert is_headcount(text) is is_one
