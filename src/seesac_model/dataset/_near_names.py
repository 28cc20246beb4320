"""
Names that are spelt nearly alike. The only module that needs rapidfuzz, the library of the extra `match`.

Words are compared, not whole names: every word of one name must be a word of the other or nearly so, which a ratio over
all letters would not ask for. Words that name a place, numbers and acronyms have no near spellings: a letter more or
less and they mean another thing. Nor has a word that other names of the dataset spell so.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from seesac_model.errors import MissingExtraError

__all__ = ["NearItem", "NearNames", "Slip"]

_TRIGRAMS_OF_AN_EDIT: Final = 4  # What two swapped letters change.
_MOST_ITEMS: Final = 40
_MOST_NEAR: Final = 20


class NearItem(NamedTuple):
    """
    A word of a name for this comparison.

    Attributes:
        word: The word by its sound; of a place its name, empty where only its key is known.
        key: What must be the same in both names: for a place its key; for other words the word itself.
        is_fixed: Whether it has no near spellings.
        is_known: Whether it is a word by itself, and so no misspelling of another.
    """

    word: str
    key: str
    is_fixed: bool = False
    is_known: bool = False


class Slip(NamedTuple):
    """
    Two words that may be the same.

    Attributes:
        asked: The word of the text.
        kept: The word of the name.
        edits: How many letters are swapped, missing, too many or others.
    """

    asked: str
    kept: str
    edits: int


_Form: TypeAlias = tuple[NearItem, ...]
_Near: TypeAlias = Mapping[str, int]


def edits_allowed(word: str) -> int:
    """
    Return how many edits may lie between a word and a near spelling of it: short words have none.

    >>> [edits_allowed(word) for word in ("osce", "police", "administration")]
    [0, 1, 2]
    """
    return (len(word) >= 5) + (len(word) >= 9)  # noqa: PLR2004 - as documented


class NearNames:
    """
    Finds names that are spelt nearly as another.

    Args:
        forms: The names as items, each with a number of the caller's.
        worth: Tells for the slips between two names of that many items how much the match scores; None for no match.

    Raises:
        MissingExtraError: rapidfuzz is not installed.
    """

    def __init__(self, forms: Iterable[tuple[int, _Form]], worth: Callable[[list[Slip], int], int | None]) -> None:
        try:
            from rapidfuzz import process  # noqa: PLC0415 - an optional library is imported where it is used
            from rapidfuzz.distance import OSA  # noqa: PLC0415 - as above
        except ImportError as error:
            raise MissingExtraError("match", "looking for near spellings of a name") from error
        self._extract, self._distance = process.extract, OSA.distance
        self._worth = worth
        self._names: list[tuple[int, _Form]] = [
            (number, form) for number, form in forms if 0 < len(form) <= _MOST_ITEMS
        ]
        # By how many items a name has: only names of as many items are compared.
        self._by_key: dict[tuple[str, int], list[int]] = {}
        self._by_word: dict[tuple[str, int], list[int]] = {}
        self._by_trigram: dict[str, list[str]] = {}
        # How many names have a word: what several have is no slip of the pen.
        self._users: dict[str, set[int]] = {}
        for position, (number, form) in enumerate(self._names):
            self._learn(position, form)
            for item in form:
                self._users.setdefault(item.word, set()).add(number)
        for word in sorted(self._users):
            for trigram in _trigrams(word):
                self._by_trigram.setdefault(trigram, []).append(word)

    def _learn(self, position: int, form: _Form) -> None:
        for item in set(form):
            self._by_key.setdefault((item.key, len(form)), []).append(position)
            if item.word:
                self._by_word.setdefault((item.word, len(form)), []).append(position)

    def find(self, form: _Form) -> Iterator[tuple[int, int]]:
        """Yield the numbers of the names that are near, with the scores."""
        if 0 < len(form) <= _MOST_ITEMS:
            yield from self._near_to(form, most_users=0)

    def pairs(self) -> Iterator[tuple[int, int, int]]:
        """Yield the numbers of every two names of which one has a word that no other has, with the score."""
        for number, form in self._names:
            # A name that is near to very many is no misspelling of one of them.
            near = itertools.islice(self._near_to(form, most_users=1), _MOST_NEAR)
            yield from ((number, other, score) for other, score in near)

    def _near_to(self, form: _Form, most_users: int) -> Iterator[tuple[int, int]]:
        near = {
            item: {}
            if item.is_fixed or item.is_known or len(self._users.get(item.word, ())) > most_users
            else self._near_words(item.word)
            for item in form
        }
        if not any(near.values()):
            return
        # Each item must have a counterpart, so that those of the rarest are all that can match.
        lists = [self._with_counterpart(item, len(form), near[item]) for item in near]
        rarest = min(lists, key=lambda counterparts: sum(map(len, counterparts)))
        candidates = {position for counterparts in rarest for position in counterparts}
        for position in sorted(candidates):
            number, kept = self._names[position]
            slips = _slips(form, kept, near)
            score = self._worth(slips, len(form)) if slips is not None else None
            if score is not None:
                yield number, score

    def _near_words(self, word: str) -> _Near:
        edits = edits_allowed(word)
        if not edits:
            return {}
        lists = sorted((self._by_trigram.get(trigram, []) for trigram in _trigrams(word)), key=len)
        # However the edits fall, one trigram of this many is untouched.
        known = {entry for entries in lists[: edits * _TRIGRAMS_OF_AN_EDIT + 1] for entry in entries}
        candidates = [entry for entry in known if entry[0] == word[0]]
        hits = self._extract(word, candidates, scorer=self._distance, score_cutoff=edits, limit=None)
        return {entry: distance for entry, distance, _ in hits if 0 < distance <= edits_allowed(entry)}

    def _with_counterpart(self, item: NearItem, count: int, near: _Near) -> list[list[int]]:
        return [self._by_key.get((item.key, count), []), *(self._by_word.get((word, count), []) for word in near)]


def _slips(asked: _Form, kept: _Form, near: Mapping[NearItem, _Near]) -> list[Slip] | None:
    """Return the words that differ, paired; None where one has no counterpart."""
    counts = Counter(item.key for item in kept)
    misspelt: list[NearItem] = []
    for item in asked:
        if counts[item.key]:
            counts[item.key] -= 1
        else:
            misspelt.append(item)
    left = [item for item in kept if counts[item.key]]
    slips: list[Slip] = []
    for item in misspelt:
        counterpart = next((other for other in left if other.word in near[item]), None)
        # A word that is fixed in the name has no near spellings either, unless it is a place that the text misspells.
        if counterpart is None or (counterpart.is_fixed and counterpart.key == counterpart.word):
            return None
        left.remove(counterpart)
        slips.append(Slip(item.word, counterpart.word, near[item][counterpart.word]))
    return slips


def _trigrams(word: str) -> set[str]:
    padded = f"^{word}$"
    return {padded[start : start + 3] for start in range(len(padded) - 2)}
