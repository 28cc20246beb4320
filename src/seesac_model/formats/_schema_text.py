"""The regular expressions of the schema: what the library's own say, in words that every engine reads alike."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from seesac_model._regex import Regex
from seesac_model.model import SLUG

__all__ = [
    "DATES",
    "DECIMAL",
    "DECIMAL_FROM_ZERO",
    "ID",
    "LINE",
    "NO_DATE",
    "PROSE",
    "behind_scheme",
    "ecma",
]

# Engines disagree on what \s, \w and \d mean beyond ASCII, on whether a dot takes a carriage return and on how to say
# that case does not matter. So whatever is meant is written out, by code points below U+10000: ECMA-262 with the flag
# `u`, Python, Java, .NET and Rust read that alike.
_WHITE: Final = (
    r"\u0009-\u000d\u001c-\u0020\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"  # as str.strip() has it
)
_FORBIDDEN: Final = (
    r"\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff"
)
_BLACK: Final = rf"[^{_WHITE}{_FORBIDDEN}]"

LINE: Final = rf"^[{_WHITE}]*{_BLACK}(?:[^\t\n{_FORBIDDEN}]*{_BLACK})?[{_WHITE}]*$"
"""Text of one line that says something; white space around it is taken away when it is read."""
PROSE: Final = rf"^[{_WHITE}]*{_BLACK}(?:(?:[^{_FORBIDDEN}]|\r\n)*{_BLACK})?[{_WHITE}]*$"
"""Text of several lines that says something."""
ID: Final = f"^{SLUG.pattern}$"
"""An id."""

# Between one and three digits and three decimals there is no telling thousands from fractions, so this is refused.
_UNSIGNED: Final = r"(?:(?:0|[1-9][0-9]{3,18})(?:\.[0-9]{1,28})?|[1-9][0-9]{0,2}(?:\.(?:[0-9]{1,2}|[0-9]{4,28}))?)"
DECIMAL: Final = f"^-?{_UNSIGNED}$"
"""A decimal number as text."""
DECIMAL_FROM_ZERO: Final = rf"^(?:{_UNSIGNED}|-0(?:\.0{{1,28}})?)$"
"""A decimal number as text that is not below zero."""

_MONTH: Final = "(?:0[1-9]|1[0-2])"
# As far as months alone tell: of 29 February it takes a year to know.
_THIRTY: Final = "(?:0[13-9]|1[0-2])-30|(?:0[13578]|1[02])-31"
_DAY: Final = f"(?:{_MONTH}-(?:0[1-9]|[12][0-9])|{_THIRTY})"
_PART: Final = f"(?:{_MONTH}(?:-(?:0[1-9]|[12][0-9]|XX))?|{_THIRTY})"
_OF_YEAR: Final = f"[0-9]{{4}}(?:-(?:{_PART}|XX(?:-XX)?))?[~?%]?"
_OF_YEARS: Final = "[0-9]{2}(?:[0-9]X|XX)[~?%]?"
_KNOWN: Final = f"(?:{_OF_YEAR}|{_OF_YEARS})"
_YEARLESS: Final = f"XXXX-{_PART}[~?%]?"


def _interval(date: str) -> str:
    return rf"{date}/(?:{date}|\.\.)?|(?:\.\.)?/{date}"


def _set(date: str, day: str) -> str:
    days = rf"{day}\.\.{day}"
    return rf"\{{(?:{days}|{date},(?:{days}|{date}))(?:,(?:{days}|{date}))*\}}"


DATES: Final[Mapping[str, str]] = {
    "A day, a month or a year.": f"^{_OF_YEAR}$",
    "A decade or a century, or a day or month of a year that is not known.": f"^(?:{_OF_YEARS}|{_YEARLESS})$",
    "An interval.": f"^(?:{_interval(_KNOWN)}|{_interval(_YEARLESS)})$",
    "A set of dates.": f"^(?:{_set(_KNOWN, f'[0-9]{{4}}-{_DAY}')}|{_set(_YEARLESS, f'XXXX-{_DAY}')})$",
}
"""The forms of dates in EDTF, and what each of them matches."""
NO_DATE: Final = "(?:^|[^0-9])0(?:000|00X|0XX)"
"""What is in no date: years before the first."""


def behind_scheme(schemes: Iterable[str]) -> str:
    """Return the expression for text behind one of these schemes and a colon."""
    return rf"^(?:{'|'.join(schemes)}):(?:[^\t\n{_FORBIDDEN}]*{_BLACK})[{_WHITE}]*$"


_PIECE: Final = Regex(r"\\.|\(\?[a-z]*:|\(\?.|\[\^?|.")
_SYNTAX: Final = frozenset("^$\\.*+?()[]{}|/")


def ecma(pattern: str) -> str:
    r"""
    Translate what a field must match as a whole, from Python to the dialect of JSON Schema.

    Control characters and others that are refused in every text are left out where the expression takes any character.

    Raises:
        ValueError: The expression has something that is not translated, such as a class `\d` or a look-behind.

    >>> ecma(r"a\"(?i:b-1)")
    '^(?:a"(?:[Bb]-1))$'
    """
    return f"^(?:{''.join(_Translation(pattern).pieces())})$"


class _Translation:
    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._ignores_case = [False]
        self._in_class = False

    def pieces(self) -> list[str]:
        return [self._piece(match[0]) for match in _PIECE.finditer(self._pattern)]

    def _piece(self, piece: str) -> str:
        if piece[0] == "\\":
            return self._escaped(piece)
        if self._in_class:
            self._in_class = piece != "]"
            return piece
        if piece[0] == "[":
            self._in_class = True
            return f"[^{_FORBIDDEN}" if piece == "[^" else piece
        if piece[0] == "(":
            return self._group(piece)
        if piece == ")":
            self._ignores_case.pop()
        if piece == ".":
            return rf"[^\n{_FORBIDDEN}]"
        if piece.isalpha() and self._ignores_case[-1]:
            return f"[{piece.upper()}{piece.lower()}]"
        return piece

    def _group(self, piece: str) -> str:
        if piece not in {"(", "(?:", "(?i:"}:
            raise ValueError(f"{piece} in the pattern {self._pattern!r} cannot be said in a schema")
        self._ignores_case.append(self._ignores_case[-1] or piece == "(?i:")
        return "(?:"

    def _escaped(self, piece: str) -> str:
        character = piece[1]
        if character == "s" and self._in_class:
            return _WHITE
        if character == "S" and not self._in_class:
            return _BLACK
        if character.isalnum():
            raise ValueError(f"{piece} in the pattern {self._pattern!r} cannot be said in a schema")
        return piece if character in _SYNTAX or (character == "-" and self._in_class) else character
