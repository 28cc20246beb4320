"""
Which records may say the same twice.

Nothing compares all records with all others: pairs are looked for only among records that share a key, such as a name
without its diacritics, or a word that nearly no other name has.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple, TypeAlias

import attrs

from seesac_model.dataset._name_index import Entry, NameIndex
from seesac_model.dataset._references import reference_fields
from seesac_model.dataset._same_occasion import Occasions, paired
from seesac_model.dataset.matching import MatchReason
from seesac_model.model import Event, Place, Record

__all__ = ["LEAST_DUPLICATE_SCORE", "DuplicateProposal", "duplicate_events", "duplicate_names", "may_be_one"]

LEAST_DUPLICATE_SCORE: Final = 70
"""The least score of a pair that is proposed where nothing else is asked for."""
_ALL_PAIRS: Final = 20
# Fields that, set and different, say that two records are two things.
_TELLING: Final = ("jurisdiction_id", "part_of_id", "iso_code")

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


def duplicate_events(events: Iterable[Event], places: Iterable[Place], at_least: int) -> Iterator[DuplicateProposal]:
    """Yield the pairs of events that may be the same, each once; the places say which of them lie in one another."""
    reason = MatchReason.SAME_OCCASION
    found = (_Found(one, two, score, reason) for one, two, score in Occasions(events, places).pairs())
    return _proposals(found, at_least)


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
        for one, two in paired(_one_each(entries)) if others is None else _crossed(entries, others):
            exact = index.reason_between(reason, one, two)
            yield _Found(one.record, two.record, exact.score, exact)
    if at_least <= MatchReason.NEAR_SPELLING.score:
        for one, two, score in index.nearly_alike():
            yield _Found(one.record, two.record, score, MatchReason.NEAR_SPELLING)


def _crossed(some: Sequence[Entry[Any]], others: Sequence[Entry[Any]]) -> Iterator[tuple[Entry[Any], Entry[Any]]]:
    """Yield all pairs of one of a few with one of a few others; of many each with one."""
    mine, theirs = _one_each(some), _one_each(others)
    if len(mine) * len(theirs) <= _ALL_PAIRS**2:
        return itertools.product(mine, theirs)
    return zip(mine, theirs, strict=False)


def _one_each(entries: Sequence[Entry[Any]]) -> list[Entry[Any]]:
    firsts = {entry.record.id: entry for entry in reversed(entries)}
    return [firsts[record_id] for record_id in sorted(firsts)]
