"""Text inside a file that says something else now, in the spelling in which it was typed."""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator
from typing import Final

from seesac_model._regex import Regex

__all__ = ["quoted_scalar", "rewritten_scalar"]

# What stands before the words themselves: a quotation mark, or the head of a block scalar.
_HEAD: Final = Regex(r"[\"']|[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?\n|")
_MARKS: Final = frozenset("\"'|>")
# Text that no reader of YAML takes for anything else, but that brackets and commas matter inside of brackets.
_PLAIN: Final = Regex(r"(?!(?:~|[Nn]ull|NULL)$)[^\s\-?:,\[\]{}#&*!|>'\"%@`](?:[^:#\s]|:(?=\S)|(?<=\S)#|[ ](?=[^\s#]))*")
_BRACKETS: Final = frozenset(",[]{}")
_LONGEST_COMPARED: Final = 2_000


def rewritten_scalar(source: str, old: str, new: str) -> str:
    r"""
    Return the source of a scalar that says `new`.

    Only what differs is touched, so that line breaks and quotes stay; where that cannot be done it is written anew, in
    double quotes on one line, which JSON and YAML both read.

    Args:
        source: What stands in the file, quotes included.
        old: What it says.
        new: What it is to say.

    >>> print(rewritten_scalar("'the Kosovo\n  Police'", "the Kosovo Police", "the Kosovo* Police"))
    'the Kosovo*
      Police'
    """
    places = _places(source, old)
    woven = _woven(source, old, new, places) if places else None
    if woven is None or (source[:1] not in _MARKS and not _is_plain(old, new)):
        return quoted_scalar(new)
    return woven


def quoted_scalar(text: str) -> str:
    """Return text in double quotes on one line, as JSON and YAML both read it."""
    return json.dumps(text, ensure_ascii=False)


def _is_plain(old: str, new: str) -> bool:
    """Tell whether YAML reads the new text without quotes, where the old one stands without them."""
    return _PLAIN.fullmatch(new) is not None and set(new) & _BRACKETS <= set(old)


def _places(source: str, old: str) -> list[int] | None:
    """Return where each character of `old` stands in the source; None where it is not there letter by letter."""
    head = _HEAD.match(source)
    place = head.end() if head else 0
    if source[:1] == '"' and "\\" in source:
        return None
    places = []
    for character in old:
        while place < len(source) and source[place] != character and source[place].isspace():
            place += 1
        if source[place : place + 1] != character:
            return None
        places.append(place)
        place += 2 if character == "'" and source[:1] == "'" else 1
    return places


def _woven(source: str, old: str, new: str, places: list[int]) -> str | None:
    woven, reached = "", 0
    for start, end, text in _changes(old, new):
        before = places[start - 1] + 1 if start else places[0]
        behind = places[end - 1] + 1 if end > start else before
        if behind - before != end - start or source[before:behind] != old[start:end]:
            return None
        woven += source[reached:before] + _spelt(text, source[:1])
        reached = behind
    return woven + source[reached:]


def _changes(old: str, new: str) -> Iterator[tuple[int, int, str]]:
    """Yield which characters of the old text, from the first to the one behind the last, make way for what."""
    if max(len(old), len(new)) > _LONGEST_COMPARED:
        shared = next(
            (place for place, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new))
        )
        yield shared, len(old), new[shared:]
        return
    for tag, start, end, first, last in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            yield start, end, new[first:last]


def _spelt(text: str, quotation_mark: str) -> str:
    if quotation_mark == '"':
        return json.dumps(text, ensure_ascii=False)[1:-1]
    return text.replace("'", "''") if quotation_mark == "'" else text
