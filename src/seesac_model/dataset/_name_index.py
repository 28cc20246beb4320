"""
All names of one kind of record, kept under keys, for looking one up.

A look-up has five steps, and each is taken only where those before it found nothing: keys that follow from the text
(certain), a name with words of other names of the same record, the same words of a place that the text leaves open,
names that contain the words, and near spellings. Only the last compares letters and needs the extra `match`.
"""

from __future__ import annotations

import heapq
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final, Generic, NamedTuple, TypeVar

import attrs

from seesac_model.dataset._folding import fold, is_one_script
from seesac_model.dataset._name_styles import Key, NameStyle, Question, is_acronym
from seesac_model.dataset._name_words import GENERIC_WORDS
from seesac_model.dataset._near_names import NearItem, NearNames
from seesac_model.dataset.matching import CLEAR_SCORE, LEAST_SCORE, Match, MatchReason
from seesac_model.model import Answer, DateSpan, Name, Record

__all__ = ["Entry", "NameIndex"]

R = TypeVar("R", bound=Record)

_LONGEST: Final = 2_000
_OUT_OF_USE: Final = 10
_MOST_CANDIDATES: Final = 1_000
# Where a record says from when to when it was there.
_PERIODS: Final = ("existed", "in_force")


class Entry(NamedTuple, Generic[R]):
    """
    One name of a record.

    Attributes:
        record: The record.
        text: The name.
        name: The name as one of its other names; None for its usual one and for what is no name.
        is_code: Whether it is no name but an id, an identifier or a number, of which no part or near spelling counts.
    """

    record: R
    text: str
    name: Name | None
    is_code: bool

    def is_out_of_use(self, on: DateSpan) -> bool:
        """Tell whether name or record were certainly not in use at a time."""
        periods = [getattr(self.record, field, None) for field in _PERIODS]
        periods.append(self.name.during if self.name is not None else None)
        return any(period is not None and on.overlaps(period, as_period=True) is Answer.NO for period in periods)


class NameIndex(Generic[R]):
    """
    The names of records of one kind.

    Args:
        records: The records.
        style: How they are named.
    """

    def __init__(self, records: Iterable[R], style: NameStyle) -> None:
        self._style = style
        self._entries: list[Entry[R]] = []
        self._by_key: dict[Key, list[int]] = {}
        for record in records:
            self._add(record)
        self._by_word: dict[str, list[int]] | None = None
        self._lengths: dict[int, int] = {}
        self._vocabularies: dict[str, set[str]] = {}
        self._near: NearNames | None = None

    def _add(self, record: R) -> None:
        place = self._style.place_of(record)
        for text, name in self._style.names(record):
            self._keep(Entry(record, text, name, is_code=False), [("name", text), *self._style.keys(text, place)])
        for key, text in self._style.record_keys(record):
            self._keep(Entry(record, text, None, is_code=True), [key])

    def _keep(self, entry: Entry[R], keys: Iterable[Key]) -> None:
        for key in keys:
            self._by_key.setdefault(key, []).append(len(self._entries))
        self._entries.append(entry)

    def alike(self) -> Iterator[tuple[MatchReason, list[Entry[R]], list[Entry[R]] | None]]:
        """
        Yield the names that are alike by rule, in groups, with the reason.

        Beside some groups stands another one: then each name of the one is like each of the other.
        """
        for key, kept in self._by_key.items():
            reason, partner = self._style.likeness(key)
            if reason is not None:
                others = (
                    None if partner is None else [self._entries[number] for number in self._by_key.get(partner, ())]
                )
                yield reason, [self._entries[number] for number in kept], others

    def reason_between(self, reason: MatchReason, one: Entry[R], two: Entry[R]) -> MatchReason:
        """Return the reason why two names of a group are alike: more precisely than the group tells."""
        if one.text == two.text and not one.is_code:
            reason = MatchReason.SAME_NAME
        reasons = {_reason(reason, one.text, two), _reason(reason, two.text, one)}
        return MatchReason.SAME_ACRONYM if MatchReason.SAME_ACRONYM in reasons else reasons.pop()

    def nearly_alike(self) -> Iterator[tuple[Entry[R], Entry[R], int]]:
        """
        Yield the pairs of names that are spelt nearly alike, with their scores; both ways round.

        Raises:
            MissingExtraError: The extra `match` is not installed.
        """
        near = self._near_names()
        for number, other, score in near.pairs():
            yield self._entries[number], self._entries[other], score

    def find(self, text: str, on: DateSpan | None = None, at_least: int = LEAST_SCORE) -> list[Match[R]]:
        """Return the matches of a text with at least that score, the best first."""
        if len(text) > _LONGEST:
            return []
        text = unicodedata.normalize("NFC", text.strip())
        found = self._certain(text, on) or self._of_two_names(text, on)
        if not found and at_least <= MatchReason.FURTHER_WORDS.score:
            found = self._with_further_words(text, on)
        if not found and at_least < CLEAR_SCORE:
            found = self._of_any_place(text, on) or self._containing(text, on)
        if not found and at_least <= MatchReason.NEAR_SPELLING.score:
            found = self._nearly(text, on)
        kept = [match for match in found.values() if match.score >= at_least]
        return sorted(kept, key=lambda match: (-match.score, match.record.id))

    def _certain(self, text: str, on: DateSpan | None) -> dict[str, Match[R]]:
        found: dict[str, Match[R]] = {}
        is_open = False
        for question in (Question(MatchReason.SAME_NAME, ("name", text)), *self._style.questions(text)):
            if question.reason is MatchReason.UNNAMED_PLACE:
                is_open = True
                continue
            for number in self._by_key.get(question.key, ()):
                entry = self._entries[number]
                self._note(found, entry, _reason(question.reason, text, entry), on)
        return self._with_rivals(text, found, on) if is_open and found else found

    def _with_rivals(self, text: str, found: dict[str, Match[R]], on: DateSpan | None) -> dict[str, Match[R]]:
        """Doubt matches that leave the place open, where other places have a body of that name too."""
        rivals = self._of_any_place(text, on)
        has_id = any(match.reason is MatchReason.SAME_ID for match in found.values())
        is_open = found.keys() <= rivals.keys() and not has_id
        is_tie = len(rivals) == len(found) and len({match.score for match in found.values()}) == 1
        places = {self._place_named(match) for match in rivals.values()}
        return rivals if is_open and not is_tie and len(places) > 1 else found

    def _place_named(self, match: Match[R]) -> frozenset[str]:
        place = self._style.place_of(match.record)
        return self._style.meaning(match.name).places if place is None else frozenset({place})

    def _of_any_place(self, text: str, on: DateSpan | None) -> dict[str, Match[R]]:
        found: dict[str, Match[R]] = {}
        for question in self._style.questions(text):
            if question.reason is MatchReason.UNNAMED_PLACE:
                for number in self._by_key.get(question.key, ()):
                    self._note(found, self._entries[number], question.reason, on)
        return found

    def _of_two_names(self, text: str, on: DateSpan | None) -> dict[str, Match[R]]:
        names = self._style.two_names(text)
        if names is None:
            return {}
        one, two = self._certain(names.first, on), self._certain(names.second, on)
        if not two and names.is_short:
            two = one
        both = [match for record_id, match in one.items() if record_id in two and match.score >= CLEAR_SCORE]
        score, reason = MatchReason.TWO_NAMES.score, MatchReason.TWO_NAMES
        return {match.record.id: attrs.evolve(match, score=min(match.score, score), reason=reason) for match in both}

    def _with_further_words(self, text: str, on: DateSpan | None) -> dict[str, Match[R]]:
        words, places = self._style.meaning(text)
        asked, by_word = {*words, *places}, self._words()
        shared = Counter(number for word in asked for number in by_word.get(word, ()))
        found: dict[str, Match[R]] = {}
        for number, count in shared.items():
            entry = self._entries[number]
            is_whole = count == self._lengths[number] and asked <= self._vocabularies[entry.record.id]
            # Of a parent body its parts bear the acronym too, so that a single word needs more than any word behind it.
            if is_whole and (count > 1 or all(map(_says_little, asked - set(self._contents(entry))))):
                self._note(found, entry, MatchReason.FURTHER_WORDS, on)
        return found

    def _containing(self, text: str, on: DateSpan | None) -> dict[str, Match[R]]:
        words, places = self._style.meaning(text)
        asked = {*words, *places}
        by_word = self._words()
        lists = sorted((by_word.get(word, []) for word in asked), key=len)
        if not lists:
            return {}
        rest = [frozenset(numbers) for numbers in lists[1:]]
        fitting = (number for number in lists[0] if all(number in others for others in rest))
        found: dict[str, Match[R]] = {}
        # Names with the fewest other words score highest.
        for number in heapq.nsmallest(_MOST_CANDIDATES, fitting, key=self._lengths.__getitem__):
            span = MatchReason.CONTAINED_WORDS.score - LEAST_SCORE
            score = LEAST_SCORE + span * len(asked) // self._lengths[number]
            self._note(found, self._entries[number], MatchReason.CONTAINED_WORDS, on, score)
        return found

    def _contents(self, entry: Entry[R]) -> Iterator[str]:
        words, places = self._style.meaning(entry.text)
        yield from words
        yield from places
        place = self._style.place_of(entry.record)
        if place is not None:
            yield place

    def _words(self) -> dict[str, list[int]]:
        if self._by_word is None:
            # Filled first and shown last: another thread may ask at the same time.
            by_word: dict[str, list[int]] = {}
            vocabularies: dict[str, set[str]] = {}
            for number, entry in self._named():
                words = set(self._contents(entry))
                self._lengths[number] = len(words)
                vocabularies.setdefault(entry.record.id, set()).update(words)
                for word in words:
                    by_word.setdefault(word, []).append(number)
            self._vocabularies = vocabularies
            self._by_word = by_word
        return self._by_word

    def _named(self) -> Iterator[tuple[int, Entry[R]]]:
        return ((number, entry) for number, entry in enumerate(self._entries) if not entry.is_code)

    def _nearly(self, text: str, on: DateSpan | None) -> dict[str, Match[R]]:
        found: dict[str, Match[R]] = {}
        for number, score in self._near_names().find(self._style.near_form(text)):
            self._note(found, self._entries[number], MatchReason.NEAR_SPELLING, on, score)
        return found

    def _near_names(self) -> NearNames:
        if self._near is None:
            self._near = NearNames(self._forms(), self._style.near_score)
        return self._near

    def _forms(self) -> Iterator[tuple[int, tuple[NearItem, ...]]]:
        for number, entry in self._named():
            for form in self._style.near_forms(entry.text, self._style.place_of(entry.record)):
                yield number, form

    def _note(
        self,
        found: dict[str, Match[R]],
        entry: Entry[R],
        reason: MatchReason,
        on: DateSpan | None,
        score: int | None = None,
    ) -> None:
        worth = reason.score if score is None else score
        if on is not None and entry.is_out_of_use(on):
            worth -= _OUT_OF_USE
        known = found.get(entry.record.id)
        if known is None or known.score < worth:
            found[entry.record.id] = Match(record=entry.record, score=worth, reason=reason, name=entry.text)


def _says_little(word: str) -> bool:
    return word in GENERIC_WORDS or any(map(str.isdigit, word))


def _reason(reason: MatchReason, text: str, entry: Entry[R]) -> MatchReason:
    if reason not in {MatchReason.SPELLING, MatchReason.SAME_NAME}:
        return reason
    if is_acronym(entry.text, entry.name) and len(fold(entry.text).split()) == 1:
        return MatchReason.SAME_ACRONYM
    if reason is MatchReason.SPELLING and not is_one_script(text, entry.text):
        return MatchReason.OTHER_SCRIPT
    return reason
