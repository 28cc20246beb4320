"""
What the makers look up instead of making it again: ids, dates, numbers and texts of a fixed form.

Each table has what was seen to be right in one reading. What is not in it is checked, and kept if it is right, so that
equal things are one object: that saves time and, for ids above all, a good part of the memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from seesac_model._regex import Regex
from seesac_model.model import LONGEST_LINE, LONGEST_PROSE, SLUG, DateSpan

__all__ = ["Ids", "Known", "Refusal", "are_lines", "are_prose", "known_dates", "known_decimals", "known_texts"]

T = TypeVar("T")

_IDS: Final = Regex(f"(?:(?:{SLUG.pattern})\n)*+")
_NO_ID: Final = Regex(f"^(?!(?:{SLUG.pattern})$)", re.MULTILINE)
# Letters, digits and marks of the scripts of the region: each stands for itself in NFC whatever stands beside it, none
# is white space, and none is refused. Other texts are looked at more closely.
_HARMLESS: Final = (
    "!-~\u00a1-\u00ac\u00ae-\u02ff\u0384-\u0386\u0388-\u038a\u038c\u038e-\u03a1\u03a3-\u03ff\u0400-\u0482\u048a-\u052f"
    "\u1e00-\u1eff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0\u2116"
)
_LINE: Final = Regex(f"[{_HARMLESS}](?:[{_HARMLESS} ]*[{_HARMLESS}])?")
_PROSE: Final = Regex(f"[{_HARMLESS}](?:[{_HARMLESS} \t\n]*[{_HARMLESS}])?")
_DIGITS: Final = Regex("0|[1-9][0-9]{0,14}")
_FRACTION: Final = Regex(r"(?:0|[1-9][0-9]{0,14})\.[0-9]?[1-9]")


class Refusal(Exception):  # noqa: N818 - nobody sees it: it sends the reader to the converter
    """What a maker raises for whatever it does not know to be right."""


class Known(dict[str, T]):
    """
    A table of what texts stand for, which makes what it does not have.

    Args:
        make: What a text stands for; what it raises for a malformed one is raised.
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[str], T]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> T:
        if key.__class__ is not str:
            raise Refusal
        made = self._make(key)
        self[key] = made
        return made


class Ids(dict[str, str]):
    """Every id that was seen, as the one object that stands for it."""

    __slots__ = ()

    def __missing__(self, key: str) -> str:
        if key.__class__ is not str or not SLUG.fullmatch(key):
            raise Refusal
        self[key] = key
        return key

    def new(self, ids: Sequence[str]) -> list[str | None]:
        """
        Return ids as the objects that stand for them, None for what is malformed: all are looked at together.

        Raises:
            TypeError: Something is no text.
        """
        joined = "\n".join(ids) + "\n"
        if joined.count("\n") != len(ids):
            return [self[text] if SLUG.fullmatch(text) else None for text in ids]
        known: list[str | None] = list(map(self.setdefault, ids, ids))
        if not _IDS.fullmatch(joined):
            for malformed in _NO_ID.finditer(joined[:-1]):
                position = joined.count("\n", 0, malformed.start())
                self.pop(ids[position], None)
                known[position] = None
        return known


def known_dates() -> Known[DateSpan]:
    """Return a table of dates."""
    return Known(DateSpan)


def known_decimals() -> Known[Decimal]:
    """Return a table of decimal numbers."""
    return Known(_decimal)


def known_texts(regex: str) -> Known[str]:
    """Return a table of texts that match a regular expression as a whole."""
    pattern = Regex(regex)

    def check(text: str) -> str:
        if not _is_line(text) or not pattern.fullmatch(text):
            raise Refusal
        return text

    return Known(check)


def are_lines(texts: Sequence[str]) -> bool:
    """Tell whether texts of one line are all right as they stand; False also where something among them is no text."""
    return _are_right(texts, _is_line)


def are_prose(texts: Sequence[str]) -> bool:
    """Tell whether texts of several lines are all right as they stand; False where something is no text."""
    return _are_right(texts, _is_prose)


def _are_right(texts: Sequence[str], is_right: Callable[[str], bool]) -> bool:
    """Look at all texts together, which takes half the time of looking at each, and at each only if it must."""
    if not texts:
        return True
    if set(map(type, texts)) != {str}:
        return False
    joined = "\n".join(texts)
    are_plain = (
        joined.isascii()
        and joined.count("\n") == len(texts) - 1
        and max(map(len, texts)) <= LONGEST_LINE
        and joined.replace("\n", "-").isprintable()
        and not any(map(f"\n{joined}\n".__contains__, ("\n\n", "\n ", " \n")))
    )
    return are_plain or all(map(is_right, texts))


def _is_line(text: str) -> bool:
    """Tell whether a text of one line is right as it stands."""
    return text.__class__ is str and len(text) <= LONGEST_LINE and _LINE.fullmatch(text) is not None


def _is_prose(text: str) -> bool:
    """Tell whether a text of several lines is right as it stands."""
    return text.__class__ is str and len(text) <= LONGEST_PROSE and _PROSE.fullmatch(text) is not None


def _decimal(text: str) -> Decimal:
    if not _DIGITS.fullmatch(text) and not _FRACTION.fullmatch(text):
        raise Refusal
    return Decimal(text)
