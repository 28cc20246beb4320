"""English cardinal numbers, in digits and in words, read from a list of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from seesac_model._regex import Regex

_UNITS: Final = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
"""
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
_SMALL: Final[Mapping[str, int]] = {
    **{word: value for value, word in enumerate(_UNITS.split())},
    **{word: 20 + 10 * place for place, word in enumerate(_TENS.split())},
}
_SCALES: Final[Mapping[str, int]] = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_DOZEN: Final = 12
_MOST_HUNDREDS: Final = 9
_MOST_THOUSANDS: Final = 999
_ARTICLES: Final = frozenset({"a", "an"})
_LONGEST_DIGITS: Final = 10
# A comma or one of the spaces that never end a line (NO-BREAK, NARROW NO-BREAK, THIN) sets off thousands.
_DIGITS: Final = Regex(r"0|[1-9][0-9]*|[1-9][0-9]{0,2}(?:,[0-9]{3})+|[1-9][0-9]{0,2}(?:[\u00a0\u202f\u2009][0-9]{3})+")
HYPHEN: Final = "\u2010"
"""The token for a hyphen that stands between two letters, as in twenty-four."""
NUMBER_WORDS: Final = frozenset(_SMALL) | frozenset(_SCALES) | {"dozen"}
"""Every word that a number in words can contain, but for `and`, `a` and `an`."""


class Numeral(NamedTuple):
    """
    One way to read a number.

    Attributes:
        value: The number.
        end: The position of the first token behind it.
        scale: What the last word multiplied by (`"two hundred"`: 100); 1 where there is no such word.
    """

    value: int
    end: int
    scale: int


def digits_value(token: str) -> int | None:
    """
    Return the number that digits stand for; None where they are not spelt in a way that has one meaning.

    >>> digits_value("1,300"), digits_value("1.300"), digits_value("012")
    (1300, None, None)
    """
    if not _DIGITS.fullmatch(token):
        return None
    digits = re.sub(r"[^0-9]", "", token)
    return int(digits) if len(digits) <= _LONGEST_DIGITS else None


def numerals(tokens: list[str], start: int) -> Iterator[Numeral]:
    """
    Yield every way to read a number that begins at `start`, shortest first; none where there is none.

    There is more than one only where an `and` may go on with the number or not ("one hundred and twenty").
    """
    token = tokens[start] if start < len(tokens) else ""
    if token[:1].isdigit():
        value = digits_value(token)
        if value is not None:
            yield _scaled(value, tokens, start + 1)
    elif tokens[start : start + 3] == ["half", "a", "dozen"]:
        yield Numeral(_DOZEN // 2, start + 3, 1)
    elif token in _SMALL or token in _ARTICLES:
        yield from _in_words(tokens, start)


def _scaled(value: int, tokens: list[str], end: int) -> Numeral:
    word = tokens[end] if end < len(tokens) else ""
    scale = _DOZEN if word == "dozen" else _SCALES.get(word, 1)
    # "100 hundred" is a slip of the pen: the word is left over, and whoever asks for a whole phrase refuses it.
    if not 1 <= value <= (_MOST_HUNDREDS if word == "hundred" else _MOST_THOUSANDS):
        scale = 1
    return Numeral(value * scale, end + (scale > 1), scale)


def _in_words(tokens: list[str], start: int) -> Iterator[Numeral]:
    reader = _WordReader()
    position = start
    if tokens[start] in _ARTICLES:
        if start + 1 >= len(tokens) or (tokens[start + 1] not in _SCALES and tokens[start + 1] != "dozen"):
            return
        reader.take("one")
        position += 1
    while position < len(tokens):
        step = position
        if tokens[position] == HYPHEN or (tokens[position] == "and" and reader.may_go_on):
            step += 1
        if step > position and (step >= len(tokens) or not reader.accepts_small(tokens[step])):
            break
        if not reader.accepts(tokens[step]):
            break
        if tokens[position] == "and":
            yield Numeral(reader.value, position, reader.scale)
        reader.take(tokens[step])
        position = step + 1
    yield Numeral(reader.value, position, reader.scale)


class _WordReader:
    """Adds up the words of one number, from the left, and knows which word may come next."""

    def __init__(self) -> None:
        self._total = 0  # what is closed by `thousand` or `million`
        self._group = 0  # what stands before the next of them
        self._room = 1_000  # the next small word must be below this
        self._limit = 10**9  # the next `thousand` or `million` must be below this
        self._empty = True
        self.scale = 1

    @property
    def value(self) -> int:
        return self._total + self._group

    @property
    def may_go_on(self) -> bool:
        """Whether `and` may follow: behind hundred, thousand and million."""
        return self.scale > 1 and self.scale != _DOZEN

    def accepts_small(self, word: str) -> bool:
        return 0 < _SMALL.get(word, 0) < self._room

    def accepts(self, word: str) -> bool:
        if word in _SMALL:
            return self._empty or self.accepts_small(word)
        if word == "dozen":
            return self._total == 0 and self._group > 0 and self.scale == 1
        if word == "hundred":
            return 1 <= self._group <= _MOST_HUNDREDS
        return word in _SCALES and self._group > 0 and _SCALES[word] < self._limit

    def take(self, word: str) -> None:
        if word in _SMALL:
            small = _SMALL[word]
            self._group += small
            self._room = 10 if small >= _SMALL["twenty"] else 0
            self.scale = 1
        elif word == "dozen":
            self._group *= _DOZEN
            self._room, self._limit, self.scale = 0, 0, _DOZEN
        elif word == "hundred":
            self._group *= 100
            self._room, self.scale = 100, 100
        else:
            self.scale = self._limit = _SCALES[word]
            self._total += self._group * self.scale
            self._group, self._room = 0, 1_000
        self._empty = False
