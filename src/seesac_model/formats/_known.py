"""
What the makers look up instead of making it again: ids, dates, numbers and texts of a fixed form.

Each table has what was seen to be right in one reading. What is not in it is checked, and kept if it is right, so that
equal things are one object: that saves time and, for ids above all, a good part of the memory.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, TypeVar

from seesac_model._regex import Regex
from seesac_model.model import LONGEST_LINE, LONGEST_PROSE, DateSpan

__all__ = ["Ids", "Known", "Refusal", "are_lines", "are_prose", "known_dates", "known_decimals", "known_texts"]

T = TypeVar("T")

_SLUG_CHARACTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789-._"
_SLUG_BYTES: Final = _SLUG_CHARACTERS.encode() + b"\n"
_LONGEST_ID: Final = 128
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
        if not _is_id(key):
            raise Refusal
        self[key] = key
        return key

    def new(self, ids: Sequence[str]) -> list[str]:
        """
        Return ids as the objects that stand for them, most of which were not seen before: all are looked at together.

        Raises:
            Refusal: One of them is malformed.
        """
        joined = "\n".join(ids)
        if (
            not joined.isascii()
            or joined.encode().translate(None, _SLUG_BYTES)
            or joined.count("\n") != len(ids) - 1
            or max(map(len, ids)) > _LONGEST_ID
            or any(map(f"\n{joined}\n".__contains__, ("\n-", "\n.", "\n_", "\n\n")))
        ):
            raise Refusal
        return list(map(self.setdefault, ids, ids))


def _is_id(text: object) -> bool:
    # Nothing is left of an id without the characters that ids have.
    return (
        isinstance(text, str)
        and not text.strip(_SLUG_CHARACTERS)
        and text[:1] not in {"", "-", ".", "_"}
        and len(text) <= _LONGEST_ID
    )


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
        if not are_lines([text]) or not pattern.fullmatch(text):
            raise Refusal
        return text

    return Known(check)


def are_lines(texts: Sequence[str]) -> bool:
    """Tell whether texts of one line are all right as they stand; False also where something among them is no text."""
    return _are_right(texts, is_line)


def are_prose(texts: Sequence[str]) -> bool:
    """Tell whether texts of several lines are all right as they stand; False where something is no text."""
    return _are_right(texts, is_prose)


def _are_right(texts: Sequence[str], is_right: Callable[[str], bool]) -> bool:
    """Look at all texts together, which takes a quarter of the time of looking at each, and at each only if it must."""
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


def is_line(text: str) -> bool:
    """Tell whether a text of one line is right as it stands."""
    return text.__class__ is str and len(text) <= LONGEST_LINE and _LINE.fullmatch(text) is not None


def is_prose(text: str) -> bool:
    """Tell whether a text of several lines is right as it stands."""
    return text.__class__ is str and len(text) <= LONGEST_PROSE and _PROSE.fullmatch(text) is not None


def _decimal(text: str) -> Decimal:
    if not _DIGITS.fullmatch(text) and not _FRACTION.fullmatch(text):
        raise Refusal
    return Decimal(text)
