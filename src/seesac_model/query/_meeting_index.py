"""Meetings, and at which of them everybody was: what a network counts."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import operator
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Event, Organisation, Person, Role
from seesac_model.query._counting import UNKNOWN
from seesac_model.query._indexes import remembered
from seesac_model.query._meetings import Actors, Meeting, meetings, numbers_of, roles_in
from seesac_model.query._outer_days import ALL_DAYS, outer_days
from seesac_model.query._periods import MONTHS_IN, Period, period_at, period_name, period_number
from seesac_model.query._ties import Actor, FirstSeen, Tie
from seesac_model.query._took_place import took_place

__all__ = ["MeetingIndex", "meeting_index"]

_NO_START, _NO_END = ALL_DAYS
_NEVER: Final = (_NO_END, _NO_END)


# Without slots, because functools.cached_property keeps the result in `__dict__`.
@attrs.frozen(eq=False, slots=False)
class MeetingIndex:
    """
    Meetings in order, and everybody who may have been there; each is known by the number of their record.

    Attributes:
        records: The records, each at the place of its number.
        meetings: The meetings.
    """

    records: tuple[Organisation | Person, ...]
    meetings: tuple[Meeting, ...]

    @functools.cached_property
    def places(self) -> Mapping[int, Mapping[int, int]]:
        """By the numbers of all who were at a meeting, in ascending order: the places of these, with bits."""
        places: dict[int, dict[int, int]] = {}
        for place, meeting in enumerate(self.meetings):
            for number, bits in zip(meeting.numbers, meeting.bits, strict=True):
                places.setdefault(number, {})[place] = bits
        return dict(sorted(places.items()))

    @functools.cached_property
    def weights(self) -> Mapping[tuple[int, int], int]:
        """At how many meetings any two met, the lower number first."""
        return Counter(itertools.chain.from_iterable(meeting.pairs() for meeting in self.meetings))

    @functools.cached_property
    def event_ids(self) -> tuple[str, ...]:
        """The ids of the events."""
        return tuple(meeting.event.id for meeting in self.meetings)

    @functools.cached_property
    def _begun(self) -> tuple[DateSpan | None, ...]:
        """The dates of each event; None where they do not say when it began."""
        spans = (meeting.event.dates for meeting in self.meetings)
        return tuple(span if span is not None and span.earliest is not None else None for span in spans)

    @functools.cached_property
    def _days(self) -> tuple[tuple[int, int], ...]:
        """The first and the last day that each meeting can touch; for those that did not take place, one after all."""
        known: dict[str, tuple[int, int]] = {}
        days: list[tuple[int, int]] = []
        for event in (meeting.event for meeting in self.meetings):
            if not took_place(event):
                days.append(_NEVER)
            elif event.dates is None:
                days.append(ALL_DAYS)
            else:
                text = event.dates.text
                days.append(known[text] if text in known else known.setdefault(text, outer_days(event.dates)))
        return tuple(days)

    def all_met(self) -> dict[tuple[int, int], list[int]]:
        """Return the places of the meetings at which any two met, the lower number first."""
        common: dict[tuple[int, int], list[int]] = {}
        for place, meeting in enumerate(self.meetings):
            for pair in meeting.pairs():
                common.setdefault(pair, []).append(place)
        return common

    def met_by(self, number: int) -> dict[int, list[int]]:
        """Return whom somebody met, and the places of the meetings."""
        common: dict[int, list[int]] = {}
        for place in self.places.get(number, ()):
            for other in self.meetings[place].others(number):
                common.setdefault(other, []).append(place)
        return common

    def common(self, one: int, other: int) -> list[int]:
        """Return the places of the meetings at which two met."""
        both = sorted(self.places.get(one, {}).keys() & self.places.get(other, {}).keys())
        return [place for place in both if self.meetings[place].are_two(one, other)]

    def among(self, numbers: frozenset[int]) -> MeetingIndex:
        """Return the same meetings as if only some had been there."""
        return attrs.evolve(self, meetings=tuple(meeting.among(numbers) for meeting in self.meetings))

    def by_period(self, by: Period) -> dict[str, MeetingIndex]:
        """Return the meetings of each period, without gaps, and at the end those that are certainly in none."""
        months = MONTHS_IN[by]
        spans = {meeting.event.dates.text: meeting.event.dates for meeting in self.meetings if meeting.event.dates}
        numbers = {text: _number_of(span, months) for text, span in spans.items()}
        slices: dict[int | None, list[Meeting]] = {}
        for meeting in self.meetings:
            dates = meeting.event.dates
            slices.setdefault(None if dates is None else numbers[dates.text], []).append(meeting)
        known = [number for number in slices if number is not None]
        every = range(min(known), max(known) + 1) if known else ()
        named = {period_name(number, months): slices.get(number, []) for number in every}
        if None in slices:
            named[UNKNOWN] = slices[None]
        return {name: attrs.evolve(self, meetings=tuple(found)) for name, found in named.items()}

    def actor(self, number: int) -> Actor:
        """Return what is known of somebody who was at a meeting."""
        places = tuple(self.places[number])
        first, last = self._ends(places)
        return Actor(
            record=self.records[number],
            event_ids=tuple(map(self.event_ids.__getitem__, places)),
            roles=self._roles(number, places),
            first=first,
            last=last,
        )

    def tie(self, one: int, other: int, places: Sequence[int]) -> Tie:
        """Return the tie between two who met at the meetings at some places."""
        first, last = self._ends(places)
        return Tie(
            one=self.records[one],
            other=self.records[other],
            event_ids=tuple(map(self.event_ids.__getitem__, places)),
            one_roles=self._roles(one, places),
            other_roles=self._roles(other, places),
            first=first,
            last=last,
        )

    def first_seen(self, number: int) -> FirstSeen:
        """Return when somebody was first at a meeting that took place."""
        days = [(*self._days[place], place) for place in self.places[number]]
        first = min(first for first, _, _ in days)
        last, place = min((last, place) for _, last, place in days)
        certainly = _day(last)
        return FirstSeen(
            record=self.records[number],
            possibly=_day(first),
            certainly=certainly,
            event_id=None if certainly is None else self.event_ids[place],
        )

    def _roles(self, number: int, places: Iterable[int]) -> tuple[Role, ...]:
        return roles_in(functools.reduce(operator.or_, map(self.places[number].__getitem__, places)))

    def _ends(self, places: Sequence[int]) -> tuple[DateSpan | None, DateSpan | None]:
        begun = self._begun
        first, last = begun[places[0]], begun[places[-1]]
        # Those of which it is not said when they began come first, and those of an unknown year or none last.
        if first is None or last is None:
            known = [span for span in map(begun.__getitem__, places) if span is not None]
            return (known[0], known[-1]) if known else (None, None)
        return first, last


def meeting_index(
    dataset: Dataset, events: Collection[Event], of: Actors, *, roles: Iterable[Role] | None, parts: bool
) -> MeetingIndex:
    """Return the index of some events; see :func:`~seesac_model.query._meetings.meetings`."""

    def build() -> MeetingIndex:
        found = meetings(dataset, events, of, roles=roles, parts=parts)
        return MeetingIndex(numbers_of(dataset, of).records, found)

    if roles is None and len(events) == len(dataset.events):
        return remembered(dataset, ("all meetings", of, parts), build)
    return build()


def _day(number: int) -> dt.date | None:
    """Return a day by its number; None beyond the calendar and at its ends, which stand for days that are not known."""
    return dt.date.fromordinal(number) if dt.date.min.toordinal() < number < dt.date.max.toordinal() else None


def _number_of(span: DateSpan, months: int) -> int | None:
    """Return the number of the period in which all days of a span certainly are; None where there is none."""
    first, last = span.earliest, span.latest
    if first is None or last is None or period_number(first, months) != (number := period_number(last, months)):
        return None
    if not span.is_approximate and not span.is_uncertain:
        return number
    return number if span.within(period_at(number, months), as_period=True).definitely else None
