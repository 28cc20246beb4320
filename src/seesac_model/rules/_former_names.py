"""Where texts use names that bodies, places and the like no longer have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias

from seesac_model._regex import Regex
from seesac_model.dataset import Dataset
from seesac_model.model import (
    DateSpan,
    Document,
    EventSeries,
    Name,
    NameKind,
    Organisation,
    Place,
    PolicyFramework,
    Topic,
)

__all__ = ["FormerName", "FormerNames", "former_names"]

_Renamed: TypeAlias = Organisation | Place | EventSeries | PolicyFramework
_Words: TypeAlias = tuple[str, ...]

_WORD: Final = Regex(r"\w+")
# Kinds that say how a name is spelled, and not that it was given up.
_FORMER: Final = frozenset({None, NameKind.FORMER})


class FormerName(NamedTuple):
    """
    A name that was given up.

    Attributes:
        owner: Whose name it was.
        during: When it was in use.
    """

    owner: _Renamed
    during: DateSpan


class FormerNames:
    """
    Finds former names in texts, as words of their own.

    A name is found in the spelling of the record, with a capital letter at its start and in capitals. Where names
    overlap the longest counts, those in use today among them: "North Macedonia" does not say "Macedonia".

    Args:
        dataset: The dataset with the names.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._former: dict[_Words, tuple[FormerName, ...]] = {}
        self._owners: dict[_Words, set[tuple[str, str]]] = {}
        for owner in _renamed(dataset):
            for name in _other_names(owner):
                during = _given_up(name)
                if during is not None:
                    for words in _spellings(name.text):
                        self._former[words] = (*self._former.get(words, ()), FormerName(owner, during))
        if self._former:
            self._learn_others(dataset)
        lengths: dict[str, set[int]] = {}
        for words in (*self._former, *self._owners):
            lengths.setdefault(words[0], set()).add(len(words))
        self._first_words = frozenset(words[0] for words in self._former)
        self._longest_first = {word: sorted(found, reverse=True) for word, found in lengths.items()}

    def _learn_others(self, dataset: Dataset) -> None:
        for record in (*_renamed(dataset), *dataset.documents, *dataset.topics):
            texts = (name.text for name in _other_names(record) if _given_up(name) is None)
            for text in (_main_name(record), *texts):
                for words in _spellings(text):
                    self._owners.setdefault(words, set()).add((record.collection(), record.id))

    def used_in(self, text: str) -> Iterator[tuple[FormerName, ...]]:
        """
        Yield the former names that a text uses: for each those that had it, in the order of the text.

        Names that something still has, or had at a time that nobody says, are left out, and so are those of which the
        text gives another name too, as in "North Macedonia, then the former Yugoslav Republic of Macedonia".
        """
        words: list[str] = _WORD.compiled().findall(text) if self._first_words else []
        if self._first_words.isdisjoint(words):
            return
        found = dict.fromkeys(self._names_in(words))
        named = {key for name in found for key in self._owners.get(name, ())}
        for name in found:
            uses = self._former.get(name, ())
            is_explained = any((use.owner.collection(), use.owner.id) in named for use in uses)
            if name not in self._owners and not is_explained:
                yield uses

    def _names_in(self, words: Sequence[str]) -> Iterator[_Words]:
        position = 0
        while position < len(words):
            name = self._name_at(words, position)
            if name is not None:
                yield name
            position += 1 if name is None else len(name)

    def _name_at(self, words: Sequence[str], position: int) -> _Words | None:
        for length in self._longest_first.get(words[position], ()):
            name = tuple(words[position : position + length])
            if name in self._former or name in self._owners:
                return name
        return None


def former_names(dataset: Dataset) -> FormerNames:
    """Return the former names of a dataset, for `context.once`."""
    return FormerNames(dataset)


def _given_up(name: Name) -> DateSpan | None:
    """Return the time of a name that ended; a date alone says when it was seen in use, and nothing of later."""
    during = name.during
    if during is None or name.kind not in _FORMER or "/" not in during.text or during.latest is None:
        return None
    return during


def _renamed(dataset: Dataset) -> Iterator[_Renamed]:
    yield from dataset.organisations
    yield from dataset.places
    yield from dataset.series
    yield from dataset.frameworks


def _other_names(record: _Renamed | Document | Topic) -> tuple[Name, ...]:
    if isinstance(record, Organisation | Place | Topic):
        return record.other_names
    return record.other_titles


def _main_name(record: _Renamed | Document | Topic) -> str:
    if isinstance(record, Topic):
        return record.label
    return record.name if isinstance(record, Organisation | Place) else record.title


def _spellings(text: str) -> Iterator[_Words]:
    variants = (text, text[:1].upper() + text[1:], text.upper())
    yield from dict.fromkeys(words for it in variants if (words := tuple(_WORD.compiled().findall(it))))
