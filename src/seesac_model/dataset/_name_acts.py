"""Numbers of acts and resolutions, however they are printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final, TypeAlias

from seesac_model._regex import Regex
from seesac_model.dataset._folding import fold
from seesac_model.errors import InvalidValueError
from seesac_model.model import LegalAct, LegalActKind

__all__ = ["asked_numbers", "kept_numbers", "kept_symbol"]

_Key: TypeAlias = tuple[Any, ...]

_NUMBER: Final = Regex(
    r"(?:\((?:CFSP|EU|EC|EEC)\)\s*)?(?:No\.?\s*)?(?P<one>\d{1,4})/(?P<two>\d{1,4})(?:/[A-Za-z]{2,4})?"
)
_NAMED_NUMBER: Final = Regex(
    r"(?P<kind>[A-Za-z][A-Za-z ]{0,80}?)\s*(?:\((?:CFSP|EU|EC|EEC)\)\s*)?(?:No\.?\s*)?"
    r"(?P<one>\d{1,4})/(?P<two>\d{1,4})(?:/[A-Za-z]{2,4})?"
)
_LEADING_ACT: Final = Regex(r"^.{0,80}?\d{1,4}/\d{1,4}(?:/[A-Za-z]{2,4})?")
_SYMBOL: Final = Regex(r"S/RES/(?P<number>\d{1,4})(?:\s*\((?P<year>\d{4})\))?")
_RESOLUTION: Final = Regex(
    r"(?:(?:un|united nations)? ?(?:scr|sc res|sc resolution|security council res|security council resolution)"
    r"|unsc (?:res|resolution)|s res) ?(?:no )?(?P<number>\d{1,4})(?: (?P<year>\d{4}))?"
)
_KINDS: Final = {kind.value.replace("-", " "): kind for kind in LegalActKind} | {
    "cd": LegalActKind.DECISION,
    "eucd": LegalActKind.DECISION,
}


def kept_numbers(text: str) -> Iterator[_Key]:
    """
    Yield the keys under which a title or number is kept, none where it has no number of an act.

    >>> [key[0] for key in kept_numbers("Council Decision 2002/842/CFSP")]
    ['act', 'number', 'number-of-kind']
    """
    act = _act(text)
    if act is not None:
        numbers = sorted((act.year, act.serial))
        yield ("act", act.kind, act.year, act.serial)
        yield ("number", *numbers)
        yield ("number-of-kind", act.kind, *numbers)


def kept_symbol(value: str) -> Iterator[_Key]:
    """
    Yield the keys of a resolution of the Security Council under its symbol.

    >>> list(kept_symbol("S/RES/1325 (2000)"))
    [('resolution', 1325, None), ('resolution', 1325, 2000)]
    """
    found = _SYMBOL.fullmatch(value)
    if found is not None:
        yield ("resolution", int(found["number"]), None)
        if found["year"] is not None:
            yield ("resolution", int(found["number"]), int(found["year"]))


def asked_numbers(text: str) -> Iterator[_Key]:
    """
    Yield the keys to ask for a text that is the number of an act or resolution.

    >>> list(asked_numbers("UNSCR 1325 (2000)")), list(asked_numbers("SCR 1325"))
    ([('resolution', 1325, 2000)], [('resolution', 1325, None)])
    """
    text = text.strip()
    act, number, named = _act(text), _NUMBER.fullmatch(text), _NAMED_NUMBER.fullmatch(text)
    resolution = _RESOLUTION.fullmatch(fold(text))
    if act is not None:
        yield ("act", act.kind, act.year, act.serial)
    elif number is not None:
        yield ("number", *_sorted(number["one"], number["two"]))
    elif named is not None:
        kind = _KINDS.get(_last_words(named["kind"]))
        if kind is not None:
            yield ("number-of-kind", kind, *_sorted(named["one"], named["two"]))
    elif resolution is not None:
        year = resolution["year"]
        yield ("resolution", int(resolution["number"]), None if year is None else int(year))


def _sorted(one: str, two: str) -> list[int]:
    return sorted((int(one), int(two)))


def _last_words(text: str) -> str:
    """Return the word or two at the end of a text that are a kind of act; its last word where none is."""
    words = fold(text).split()
    two = " ".join(words[-2:])
    return two if two in _KINDS else words[-1]


def _act(text: str) -> LegalAct | None:
    found = _LEADING_ACT.match(text)
    for candidate in (text, found[0]) if found is not None else (text,):
        try:
            return LegalAct.parse(candidate)
        except InvalidValueError:
            continue
    return None
