"""The nearest valid word to one that is not valid."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable
from itertools import islice
from typing import Final

from seesac_model.errors import quoted

# difflib compares letter by letter: long words and very long lists would take time out of proportion to their use.
_LONGEST: Final = 128
_MOST: Final = 20_000
_FEW: Final = 100
_SHORT: Final = 4


def nearest(word: str, valid: Iterable[str], count: int = 1) -> list[str]:
    """
    Return up to `count` valid words that look like `word`, nearest first; none where none does.

    >>> nearest("organizer", ["organiser", "co-organiser", "host"])
    ['organiser']
    """
    if len(word) > _LONGEST:
        return []
    words = tuple(islice(valid, _MOST))
    return list((_kept if len(words) <= _FEW else _nearest)(word, words, count))


def _nearest(word: str, valid: tuple[str, ...], count: int) -> tuple[str, ...]:
    candidates = {candidate.casefold(): candidate for candidate in valid}
    matches = difflib.get_close_matches(word.casefold(), candidates, n=count, cutoff=_least(word))
    return tuple(candidates[match] for match in matches)


# Whoever mistakes a word does so in every record of a file.
_kept: Final = functools.lru_cache(maxsize=256)(_nearest)


def did_you_mean(word: str, valid: Iterable[str]) -> str | None:
    """
    Return the sentence that proposes the nearest valid word, or None where none is near.

    >>> did_you_mean("organizer", ["organiser", "host"])
    "did you mean 'organiser'?"
    """
    near = nearest(word, valid)
    return f"did you mean {quoted(near[0])}?" if near else None


def _least(word: str) -> float:
    """Return how alike words must be: what is less so means something else, as 'signing' and 'training' do."""
    return 0.6 if len(word) <= _SHORT else 0.7
