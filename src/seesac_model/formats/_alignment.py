"""Which entries of a list are still there in a shorter one, where some of them say something else now."""

from __future__ import annotations

import difflib
import math
from collections.abc import Sequence
from typing import Final

from seesac_model.model import JsonValue

__all__ = ["kept_entries"]

_LEAST_ALIKE: Final = 0.5
_MOST_COMPARED: Final = 10_000


def kept_entries(before: Sequence[JsonValue], after: Sequence[JsonValue]) -> list[int]:
    """
    Return the position in the old list for each entry of the new one, so that as little as possible has changed.

    Args:
        before: The old list.
        after: The new list, with the entries that stayed in their order.

    Raises:
        LookupError: The new list has an entry that is nothing like those of the old one.

    >>> kept_entries(["Ministry", "Kosovo Police", "Police"], ["Kosovo* Police", "Police"])
    [1, 2]
    """
    most_gone = len(before) - len(after)
    if most_gone < 0 or (most_gone + 1) * len(after) > _MOST_COMPARED:
        raise LookupError(len(after))
    # By how many entries are gone so far: what it has cost, and the positions.
    ways: list[tuple[float, list[int]]] = [(0.0, [])] * (most_gone + 1)
    for place, entry in enumerate(after):
        best: tuple[float, list[int]] = (math.inf, [])
        reached = []
        for gone, (cost, kept) in enumerate(ways):
            best = min(best, (cost + _difference(before[place + gone], entry), [*kept, place + gone]))
            reached.append(best)
        ways = reached
    cost, kept = ways[-1]
    if math.isinf(cost):
        raise LookupError(len(after))
    return kept


def _difference(old: JsonValue, new: JsonValue) -> float:
    if old == new:
        return 0.0
    alike = difflib.SequenceMatcher(None, _words(old), _words(new), autojunk=False).ratio()
    return 1.0 - alike if alike >= _LEAST_ALIKE else math.inf


def _words(entry: JsonValue) -> str:
    """Return what an entry says, without the keys, which all entries share."""
    if isinstance(entry, dict):
        entry = list(entry.values())
    return " ".join(map(_words, entry)) if isinstance(entry, list) else str(entry)
