"""
Which events may be one occasion, and how much speaks for it.

Pairs are looked for among events of one series and number, of the same days in the same place, and of days in common
under one title or in one series. Each of these is a sorting and a walk through what was sorted.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import Final, NamedTuple, TypeAlias, TypeVar

from seesac_model._regex import Regex
from seesac_model.dataset._name_fields import names_of
from seesac_model.dataset._name_words import telling_words
from seesac_model.dataset.matching import CLEAR_SCORE, MatchReason
from seesac_model.model import DateSpan, Event, EventStatus, Place

__all__ = ["Occasions", "paired"]

T = TypeVar("T")

_GIVEN_UP: Final = frozenset({EventStatus.CANCELLED, EventStatus.POSTPONED})
_ALL_PAIRS: Final = 20
_PROPOSED: Final = 70
_SPAN: Final = 9
_MOST_TITLES: Final = 20
_FEW: Final = 4
_ORDINALS: Final = {
    word: str(number)
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth twentieth".split(),
        1,
    )
}
_ORDINAL: Final = Regex(r"(\d+)(?:st|nd|rd|th)")
# What lies further out than this is not found: a chain of a thousand parts would else be climbed a thousand times.
_MOST_LEVELS: Final = 10

_Words: TypeAlias = frozenset[str]


class _Dated(NamedTuple):
    """An event of which it is said precisely on which days it was, with the first and the last."""

    event: Event
    dates: DateSpan
    first: dt.date
    last: dt.date


class Occasions:
    """
    The events of a dataset, compared.

    Args:
        events: The events.
        places: The places that they may have been held in.
    """

    def __init__(self, events: Iterable[Event], places: Iterable[Place]) -> None:
        self._events = {event.id: event for event in events}
        self._outer = {place.id: place.part_of_id for place in places}
        self._titles: dict[str, tuple[_Words, ...]] = {}
        self._around: dict[str, frozenset[str]] = {}

    def pairs(self) -> Iterator[tuple[Event, Event, int]]:
        """Yield pairs of events that may be one, each with its score; some come several times."""
        taking_place = [event for event in self._events.values() if event.status not in _GIVEN_UP]
        for one, two in _of_one_number(taking_place):
            if not self._is_part(one, two):
                yield one, two, MatchReason.SAME_OCCASION.score
        for one, two in self._of_days_in_common(taking_place):
            score = self._score(one, two)
            if score >= _PROPOSED and not self._is_part(one, two):
                yield one, two, score

    def _of_days_in_common(self, events: Iterable[Event]) -> Iterator[tuple[Event, Event]]:
        groups: dict[Hashable, list[_Dated]] = {}
        for dated in _dated(events):
            for key in self._keys(dated):
                groups.setdefault(key, []).append(dated)
        for group in groups.values():
            for together in _overlapping(group):
                # Of very many only neighbours are compared: those that are likeliest to be one.
                together.sort(key=self._by_days_and_title)
                for one, two in paired(together):
                    if one.dates == two.dates or one.dates.overlaps(two.dates).definitely:
                        yield one.event, two.event

    def _keys(self, dated: _Dated) -> Iterator[Hashable]:
        event = dated.event
        for place_id in event.place_ids or (None,):
            yield dated.dates.text, place_id
        yield from self._words(event)
        if event.series_id is not None:
            yield event.series_id

    def _by_days_and_title(self, dated: _Dated) -> tuple[dt.date, dt.date, list[str], str]:
        words = next(iter(self._words(dated.event)), frozenset())
        return dated.first, dated.last, sorted(words), dated.event.id

    def _words(self, event: Event) -> tuple[_Words, ...]:
        """Return the words that count of each of its titles; titles without any are left out."""
        known = self._titles.get(event.id)
        if known is None:
            texts = (text for text, _ in itertools.islice(names_of(event), _MOST_TITLES))
            titles = (frozenset(map(_singular, telling_words(text))) for text in texts)
            known = self._titles[event.id] = tuple(dict.fromkeys(filter(None, titles)))
        return known

    def _score(self, one: Event, two: Event) -> int:
        """Return how much speaks for it that two events with days in common are one; 0 where they are two."""
        if _differ(one.series_id, two.series_id) or _differ(one.series_number, two.series_number):
            return 0
        pairs = itertools.product(self._words(one), self._words(two))
        scores = [_likeness(mine, theirs) for mine, theirs in pairs if _have_the_same_numbers(mine, theirs)]
        if not scores or not self._may_share_a_place(one, two):
            return 0
        in_one_series = one.series_id is not None and one.series_id == two.series_id
        return max(*scores, CLEAR_SCORE if in_one_series else 0)

    def _may_share_a_place(self, one: Event, two: Event) -> bool:
        """Tell whether a place of one is a place of the other or lies in one, or it is not known where one was."""
        if not one.place_ids or not two.place_ids:
            return True
        mine, theirs = self._with_outer(one), self._with_outer(two)
        return not mine.isdisjoint(two.place_ids) or not theirs.isdisjoint(one.place_ids)

    def _with_outer(self, event: Event) -> set[str]:
        """Return the places of an event, and those that they lie in."""
        return {
            outer_id for place_id in event.place_ids for outer_id in (place_id, *_upwards(place_id, self._outer.get))
        }

    def _is_part(self, one: Event, two: Event) -> bool:
        """Tell whether one event is a part of the other, at any remove."""
        return one.id in _upwards(two.id, self._whole_of) or two.id in _upwards(one.id, self._whole_of)

    def _whole_of(self, event_id: str) -> str | None:
        event = self._events.get(event_id)
        return None if event is None else event.part_of_id


def paired(things: Sequence[T]) -> Iterator[tuple[T, T]]:
    """Yield all pairs of a few; of many only neighbours, so that time grows with their number and not its square."""
    return itertools.combinations(things, 2) if len(things) <= _ALL_PAIRS else itertools.pairwise(things)


def _of_one_number(events: Iterable[Event]) -> Iterator[tuple[Event, Event]]:
    numbered: dict[tuple[str, int], list[Event]] = {}
    for event in events:
        if event.series_id is not None and event.series_number is not None:
            numbered.setdefault((event.series_id, event.series_number), []).append(event)
    for group in numbered.values():
        group.sort(key=lambda event: (() if event.dates is None else (event.dates,), event.id))
        yield from paired(group)


def _dated(events: Iterable[Event]) -> Iterator[_Dated]:
    for event in events:
        dates = event.dates
        if dates is not None and dates.is_exact and dates.earliest is not None and dates.latest is not None:
            yield _Dated(event, dates, dates.earliest, dates.latest)


def _overlapping(group: list[_Dated]) -> Iterator[list[_Dated]]:
    """Yield the events of a group between which there is no day without one, several at least."""
    together: list[_Dated] = []
    end = dt.date.min
    for dated in sorted(group, key=lambda dated: (dated.first, dated.event.id)):
        if together and dated.first > end:
            yield together
            together = []
        together.append(dated)
        end = max(end, dated.last)
    yield together


def _likeness(mine: _Words, theirs: _Words) -> int:
    """Return how alike two titles are, as a score; 0 where they share less than half of their words."""
    shared, total = 2 * len(mine & theirs), len(mine) + len(theirs)
    if 2 * shared < total:
        return 0
    # Where each has words that the other lacks, it may be the police here and the customs there.
    least = CLEAR_SCORE if mine <= theirs or theirs <= mine else _PROPOSED
    return least + 2 * _SPAN * shared // total - _SPAN


def _have_the_same_numbers(mine: _Words, theirs: _Words) -> bool:
    """Tell whether two titles have the same numbers; an ordinal in words is one where the other has it in digits."""
    digits, other_digits = _numbers(mine), _numbers(theirs)
    return digits == other_digits or _with_ordinals(mine, digits) == _with_ordinals(theirs, other_digits)


def _numbers(words: _Words) -> set[str]:
    # A letter alone numbers too: group A and group B.
    return {word for word in words if len(word) == 1 or any(map(str.isdigit, word))}


def _with_ordinals(words: _Words, numbers: set[str]) -> set[str]:
    return {_ORDINAL.sub(r"\1", number) for number in numbers} | {_ORDINALS[word] for word in words & _ORDINALS.keys()}


def _singular(word: str) -> str:
    """Return a word without the s of its plural, as far as its letters show one."""
    return word[:-1] if len(word) > _FEW and word[-1] == "s" and word[-2] not in "su" else word


def _differ(mine: object, theirs: object) -> bool:
    return mine is not None and theirs is not None and mine != theirs


def _upwards(start_id: str, outer: Callable[[str], str | None]) -> list[str]:
    """Return what a place or event is in, from the inside out."""
    found: list[str] = []
    current = outer(start_id)
    while current is not None and len(found) < _MOST_LEVELS:
        found.append(current)
        current = outer(current)
    return found
