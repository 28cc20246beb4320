"""Ids that look like one that is missing, found without comparing it with all of them."""

from __future__ import annotations

import bisect
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from seesac_model._regex import Regex
from seesac_model.model import COUNTRIES, USER_ASSIGNED_COUNTRIES, nearest

__all__ = ["Suggestions"]

_BETWEEN_WORDS: Final = Regex(r"[-._]")
_NEIGHBOURS: Final = 10
_MOST_OF_A_WORD: Final = 20
_CANDIDATES: Final = 50


class Suggestions:
    """
    Finds the ids of one collection that look like another, in a time that does not grow with the collection.

    Compared are only ids that share a word with it, rare words first, and its neighbours in the alphabet.

    Args:
        ids: All ids of the collection, sorted.

    >>> Suggestions(["customs-conference-2023", "osce"]).for_id("custom-conference-2023")
    ['customs-conference-2023']
    """

    def __init__(self, ids: Sequence[str]) -> None:
        self._ids = ids
        self._by_word: dict[str, list[str]] = {}
        for known in ids:
            for word in set(_BETWEEN_WORDS.split(known)):
                self._by_word.setdefault(word, []).append(known)

    def for_id(self, missing: str) -> list[str]:
        """Return up to three ids, the nearest first."""
        country = _country_of(missing)
        candidates = (
            known for known in dict.fromkeys(self._candidates(missing)) if _agree(country, _country_of(known))
        )
        return nearest(missing, islice(candidates, _CANDIDATES), 3)

    def _candidates(self, missing: str) -> Iterator[str]:
        place = bisect.bisect_left(self._ids, missing)
        yield from self._ids[max(place - _NEIGHBOURS, 0) : place + _NEIGHBOURS]
        sharing = [self._by_word.get(word, []) for word in sorted(set(_BETWEEN_WORDS.split(missing)))]
        for ids in sorted(sharing, key=len):
            yield from ids[:_MOST_OF_A_WORD]


def _country_of(known: str) -> str | None:
    """Return the country with which the ids of national bodies begin: `me` of `me-customs-administration`."""
    word = _BETWEEN_WORDS.split(known)[0].upper()
    return word if word in COUNTRIES or word in USER_ASSIGNED_COUNTRIES else None


def _agree(one: str | None, other: str | None) -> bool:
    return one is None or other is None or one == other
