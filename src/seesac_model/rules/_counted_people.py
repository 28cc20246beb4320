"""The numbers in a quotation, and which of them certainly count people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, chain, pairwise
from typing import Final

from seesac_model._regex import Regex
from seesac_model.errors import InvalidValueError
from seesac_model.model import Headcount

__all__ = ["differing_numbers", "is_headcount", "numbers_in"]

_WORD: Final = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|"
    "eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|dozen"
)
_NUMBER: Final = Regex(
    r"(?<![\w.,])(?<![^\W\d]-)(?:"
    r"[0-9]+(?:[,\u00a0\u202f\u2009][0-9]{3})*(?![\w%]|[.,][0-9]|-[^\W\d])"
    rf"|(?<!half )(?:a (?=hundred|thousand|dozen))?(?:{_WORD})"
    rf"(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{_WORD}))*(?![\w-]))",
    re.IGNORECASE,
)
_YEAR: Final = Regex("(?:19|20)[0-9]{2}")
# Where what was counted ends at the latest; the headcount's own grammar refuses all that is not people for certain.
_END: Final = Regex(
    r"[.,;:()!?\u2013\u2014\n]|\b(?:of|from|in|at|for|with|to|by|on|who|whom|which|that|among|during|over|as|were|was|"
    r"are|is|attended|took|participated|joined|gathered|met)\b",
    re.IGNORECASE,
)
_JOINT_BEHIND: Final = Regex(r" +(?:and|or|plus|&)$", re.IGNORECASE)
# "Day 2 participants" are no two participants.
_LABEL_BEFORE: Final = Regex(
    r"\b(?:day|panel|session|phase|module|group|article|no|number|level|part|week|stage|table|annex)\.? $",
    re.IGNORECASE,
)
_LONGEST_LABEL: Final = 10
_YEAR_DIGITS: Final = 4
_MOST_NUMBERS: Final = 30


def numbers_in(text: str) -> list[int]:
    """
    Return the whole numbers that stand in a text, in digits or in words, in their order.

    >>> numbers_in("Twenty-four (24) officers, two of them women, on 14 February; 16.5 % more in the 2nd round")
    [24, 24, 2, 14]
    """
    numbers = (match[0] for match in _NUMBER.finditer(text))
    # Digits are read at once; a year is no number of anything.
    values = (
        int(number) if number.isdecimal() and len(number) < _YEAR_DIGITS else _value(number) for number in numbers
    )
    return [value for value in values if value is not None]


def differing_numbers(text: str, headcount: Headcount) -> list[int]:
    """
    Return the numbers of people in a text if none of its numbers agrees with a headcount; else none.

    A number agrees if it is one of those of the headcount or lies within its bounds; so does the sum of some that stand
    side by side. Where a headcount has no upper bound, twice its number is taken for one.

    >>> differing_numbers("21 officers for two days", Headcount(value=12))
    [21]
    >>> differing_numbers("10 men and 2 women", Headcount(value=12))
    []
    """
    # Nearly always the number itself is there, and this is far quicker than to read all numbers.
    if not {str(headcount.value), f"{headcount.value:,}"}.isdisjoint(word.strip("(),.;:") for word in text.split()):
        return []
    numbers = numbers_in(text)
    if len(numbers) > _MOST_NUMBERS:
        return []
    people = list(_people_in(text))
    said = {headcount.value, headcount.upper_value, headcount.women, headcount.men}
    least, most = headcount.bounds()
    most = 2 * headcount.value if most is None else most
    sums = (total for start in range(len(numbers)) for total in accumulate(numbers[start:]))
    return [] if any(total in said or least <= total <= most for total in chain(people, sums)) else people


def is_headcount(text: str) -> bool:
    """
    Tell whether a text is a number of people, and nothing else.

    >>> is_headcount("over 120 participants"), is_headcount("two days")
    (True, False)
    """
    return _value(text) is not None


def _people_in(text: str) -> Iterator[int]:
    """Yield the numbers that are the whole text, or stand before a word for people and count nothing else."""
    whole = _value(text)
    if whole is not None:
        yield whole
        return
    found = list(_NUMBER.finditer(text))
    starts = [match.start() for match in found]
    for match, (_, end) in zip(found, pairwise([*starts, len(text)]), strict=True):
        noun = _END.split(text[match.end() : end].lstrip(") "))[0]
        noun = _JOINT_BEHIND.sub("", noun.rstrip())
        before = text[max(0, match.start() - _LONGEST_LABEL) : match.start()]
        if not noun or _YEAR.fullmatch(match[0]) or match[0].casefold() == "one" or _LABEL_BEFORE.search(before):
            continue
        value = _value(f"{match[0]} {noun}")
        if value is not None:
            yield value


def _value(phrase: str) -> int | None:
    try:
        return None if _YEAR.fullmatch(phrase) else Headcount.parse(phrase).value
    except InvalidValueError:
        return None
