"""
Which records may say the same twice.

Nothing compares all records with all others: pairs are looked for only among records that share a key, such as a name
without its diacritics, or a word that nearly no other name has.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeAlias, TypeVar

import attrs

from seesac_model.dataset._name_index import Entry, NameIndex
from seesac_model.dataset._name_words import telling_words
from seesac_model.dataset._references import reference_fields
from seesac_model.dataset.matching import MatchReason
from seesac_model.model import DateSpan, Event, EventStatus, Record

__all__ = ["LEAST_DUPLICATE_SCORE", "DuplicateProposal", "duplicate_events", "duplicate_names", "may_be_one"]

LEAST_DUPLICATE_SCORE: Final = 70
"""The least score of a pair that is proposed where nothing else is asked for."""
_ALL_PAIRS: Final = 20
# Fields that, set and different, say that two records are two things.
_TELLING: Final = ("jurisdiction_id", "part_of_id", "iso_code")
_GIVEN_UP: Final = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})
_NEAR_TITLES: Final = 0.5
T = TypeVar("T")

_Pair: TypeAlias = tuple[str, str]


@attrs.frozen(kw_only=True)
class DuplicateProposal:
    """
    Two records of one kind that may be the same; whether they are is for a person to say.

    Attributes:
        record: One of them, that with the smaller id.
        other: The other.
        score: How much speaks for it, 0 to 100.
        reason: What speaks for it.
    """

    record: Record
    other: Record
    score: int
    reason: MatchReason


class _Found(NamedTuple):
    """A pair, and what speaks for it."""

    one: Record
    two: Record
    score: int
    reason: MatchReason


def duplicate_names(index: NameIndex[Any], at_least: int) -> Iterator[DuplicateProposal]:
    """Yield the pairs of records of a named kind that may be the same, each once."""
    return _proposals(_pairs_of_names(index, at_least), at_least)


def duplicate_events(events: Iterable[Event], at_least: int) -> Iterator[DuplicateProposal]:
    """Yield the pairs of events that may be the same, each once."""
    return _proposals(_pairs_of_events(events), at_least)


def _proposals(found: Iterable[_Found], at_least: int) -> Iterator[DuplicateProposal]:
    best: dict[_Pair, DuplicateProposal] = {}
    for pair in found:
        one, two = sorted((pair.one, pair.two), key=lambda record: record.id)
        known = best.get((one.id, two.id))
        if pair.score >= at_least and (known is None or known.score < pair.score) and may_be_one(one, two):
            best[one.id, two.id] = DuplicateProposal(record=one, other=two, score=pair.score, reason=pair.reason)
    yield from best.values()


def may_be_one(one: Record, two: Record) -> bool:
    """
    Tell whether nothing says that two records of a kind are two things.

    What says so: different identifiers of one scheme, different jurisdictions or places that they lie in, different
    kinds of place, or a reference from one to the other.
    """
    if one.id == two.id or any(_differ(one, two, field) for field in _TELLING):
        return False
    if one.collection() == "places" and _differ(one, two, "kind"):
        return False
    if any(_refers(first, second) for first, second in ((one, two), (two, one))):
        return False
    mine, theirs = _by_scheme(one), _by_scheme(two)
    return all(mine[scheme] & theirs[scheme] for scheme in mine.keys() & theirs.keys())


def _differ(one: Record, two: Record, field: str) -> bool:
    mine, theirs = getattr(one, field, None), getattr(two, field, None)
    return mine is not None and theirs is not None and mine != theirs


def _refers(one: Record, two: Record) -> bool:
    fields = (field for field in reference_fields(type(one)) if field.target == two.collection())
    return any(target_id == two.id for field in fields for _, target_id in field.ids(one))


def _by_scheme(record: Record) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for identifier in getattr(record, "identifiers", ()):
        found.setdefault(identifier.scheme, set()).add(identifier.value)
    return found


def _pairs_of_names(index: NameIndex[Any], at_least: int) -> Iterator[_Found]:
    for reason, entries, others in index.alike():
        for one, two in _paired(_one_each(entries)) if others is None else _crossed(entries, others):
            exact = index.reason_between(reason, one, two)
            yield _Found(one.record, two.record, exact.score, exact)
    if at_least <= MatchReason.NEAR_SPELLING.score:
        for one, two, score in index.nearly_alike():
            yield _Found(one.record, two.record, score, MatchReason.NEAR_SPELLING)


def _paired(things: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Yield all pairs of a few; of many only neighbours, so that time grows with their number and not its square."""
    return itertools.combinations(things, 2) if len(things) <= _ALL_PAIRS else itertools.pairwise(things)


def _crossed(some: Sequence[Entry[Any]], others: Sequence[Entry[Any]]) -> Iterator[tuple[Entry[Any], Entry[Any]]]:
    """Yield all pairs of one of a few with one of a few others; of many each with one."""
    mine, theirs = _one_each(some), _one_each(others)
    if len(mine) * len(theirs) <= _ALL_PAIRS**2:
        return itertools.product(mine, theirs)
    return zip(mine, theirs, strict=False)


def _one_each(entries: Sequence[Entry[Any]]) -> list[Entry[Any]]:
    firsts = {entry.record.id: entry for entry in reversed(entries)}
    return [firsts[record_id] for record_id in sorted(firsts)]


def _pairs_of_events(events: Iterable[Event]) -> Iterator[_Found]:
    numbered: dict[tuple[str, int], list[Event]] = {}
    dated: dict[tuple[DateSpan, str | None], list[Event]] = {}
    for event in events:
        if event.status in _GIVEN_UP:
            continue
        if event.series_id is not None and event.series_number is not None:
            numbered.setdefault((event.series_id, event.series_number), []).append(event)
        if event.dates is not None and event.dates.is_exact:
            for place_id in event.place_ids or (None,):
                dated.setdefault((event.dates, place_id), []).append(event)
    reason = MatchReason.SAME_OCCASION
    for group in numbered.values():
        yield from (_Found(one, two, reason.score, reason) for one, two in _paired(group))
    for group in dated.values():
        for one, two in _paired(group):
            likeness = _likeness(one, two)
            if likeness >= _NEAR_TITLES:
                yield _Found(one, two, LEAST_DUPLICATE_SCORE + int(20 * likeness) - 1, reason)


def _likeness(one: Event, two: Event) -> float:
    """Return which part of the words of two titles they share, 0 to 1; 0 where their numbers differ."""
    mine, theirs = (set(telling_words(event.title)) for event in (one, two))
    numbers = [{word for word in words if any(map(str.isdigit, word))} for words in (mine, theirs)]
    if numbers[0] != numbers[1] or _differ(one, two, "series_number") or not mine:
        return 0
    return 2 * len(mine & theirs) / (len(mine) + len(theirs))
