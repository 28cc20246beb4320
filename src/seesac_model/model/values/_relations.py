"""
How two stretches of time lie to one another when their first and last days are only known within bounds.

Days are numbered as by :meth:`datetime.date.toordinal`. A :class:`Stretch` stands for every run of days whose first and
last day lie within its bounds. The answers are exact for two single stretches, and sound for sets of them: YES is true
for all such runs, NO for none.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from typing import Final, NamedTuple

from seesac_model.model.values._edtf import FIRST_DAY, LAST_DAY, MOST_KEPT, Edge, Side, Stated, StatedDate, parse
from seesac_model.model.values.answer import Answer

# To look up a member of an enumeration takes longer than to compare two days.
_YES: Final = Answer.YES
_NO: Final = Answer.NO
_UNKNOWN: Final = Answer.UNKNOWN
_NO_START: Final = FIRST_DAY - 1
_NO_END: Final = LAST_DAY + 1
_FIRST_YEAR: Final = 1
_LAST_YEAR: Final = 9999
# Two common and two leap years, and each kind before the other: whatever the calendar can decide shows among them.
_SPECIMEN_YEARS: Final = (2000, 2001, 2003, 2004)
_COMMON_YEAR: Final = 2001
# What is about a day near New Year can lie in the year beside; one more year is clear of it.
_NEW_YEAR: Final = 2
# From one 29 February to the next there can be eight years.
_LEAP_GAP: Final = 8


class Stretch(NamedTuple):
    """
    Days without a gap, numbered as by :meth:`datetime.date.toordinal`; no start is 0, no end the day after the last.

    Attributes:
        first_min: The earliest that its first day can be.
        first_max: The latest that its first day can be.
        last_min: The earliest that its last day can be.
        last_max: The latest that its last day can be.
    """

    first_min: int
    first_max: int
    last_min: int
    last_max: int


class Stretches(NamedTuple):
    """
    Days, perhaps with gaps.

    Attributes:
        whole: From the first of the first days to the last of the last days, as if there were no gaps.
        members: The stretches without gaps; `whole` is the one where there is one only.
    """

    whole: Stretch
    members: tuple[Stretch, ...]


Relation = Callable[[Stretches, Stretches], Answer]


def stretch_of(stated: Stated, *, as_period: bool) -> Stretch | None:
    """Return the bounds of what is stated; None if it has gaps or if its year is not known."""
    if not stated.is_year_known:
        return None
    (start, end), *others = stated.members
    if stated.is_exact and not others and isinstance(start, StatedDate) and isinstance(end, StatedDate):
        first, last = start.first(), end.last()
        return Stretch(first, first, last, last)
    # Nothing is kept of it: indexes ask once of each date, and of more dates than are kept.
    known = _stretches.__wrapped__(stated, _FIRST_YEAR, as_period=as_period)
    return None if len(known.members) > 1 else known.whole


def before(left: Stretches, right: Stretches) -> Answer:
    """Say whether every day on the left is earlier than every day on the right."""
    _, _, last_min, last_max = left.whole
    first_min, first_max, _, _ = right.whole
    if last_max < first_min:
        return _YES
    return _UNKNOWN if last_min < first_max else _NO


def after(left: Stretches, right: Stretches) -> Answer:
    """Say whether every day on the left is later than every day on the right."""
    return before(right, left)


def overlaps(left: Stretches, right: Stretches) -> Answer:
    """Say whether they have a day in common."""
    one, two = left.whole, right.whole
    if one.last_max < two.first_min or two.last_max < one.first_min:
        return _NO
    if len(left.members) == len(right.members) == 1:
        return _YES if _surely_meet(one, two) else _UNKNOWN
    pairs = list(itertools.product(left.members, right.members))
    if any(_surely_meet(one, two) for one, two in pairs):
        return _YES
    if any(one.first_min <= two.last_max and two.first_min <= one.last_max for one, two in pairs):
        return _UNKNOWN
    return _NO


def within(left: Stretches, right: Stretches) -> Answer:
    """Say whether every day on the left is a day on the right too."""
    (one, ones), (two, twos) = left, right
    if len(ones) == len(twos) == 1:
        # What the general case comes to, and nearly all that is ever asked.
        if two.first_max <= one.first_min and one.last_max <= two.last_min:
            return _YES
        return _UNKNOWN if _fits(one, two.first_min, two.last_max) else _NO
    certain = _joined((two.first_max, two.last_min) for two in twos if two.first_max <= two.last_min)
    if all(any(first <= one.first_min and one.last_max <= last for first, last in certain) for one in ones):
        return _YES
    possible = _joined((two.first_min, two.last_max) for two in twos)
    if all(any(_fits(one, first, last) for first, last in possible) for one in ones):
        return _UNKNOWN
    return _NO


def contains(left: Stretches, right: Stretches) -> Answer:
    """Say whether every day on the right is a day on the left too."""
    return within(right, left)


def _surely_meet(one: Stretch, two: Stretch) -> bool:
    return one.last_min >= two.first_max and two.last_min >= one.first_max


def _fits(one: Stretch, first: int, last: int) -> bool:
    return first <= one.first_max and one.last_min <= last and max(one.first_min, first) <= min(one.last_max, last)


def _joined(runs: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join runs of days that touch: days of two members side by side hold a stretch that goes across both."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(runs):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return joined


def settle(relation: Relation, left: str, right: str, *, as_period: bool) -> Answer:
    """Answer for two texts: for every year that an unknown year can be; what differs from year to year is unknown."""
    one, two = _days(left), _period(right) if as_period else _days(right)
    if one is not None and two is not None:
        return relation(one, two)
    return _settle_years(relation, parse(left), parse(right), as_period=as_period)


# By text, which knows its hash: what is stated is many tuples, and to hash these takes longer than all the rest.
@functools.lru_cache(maxsize=MOST_KEPT)
def _days(text: str) -> Stretches | None:
    stated = parse(text)
    return _stretches(stated, _FIRST_YEAR) if stated.is_year_known else None


@functools.lru_cache(maxsize=MOST_KEPT)
def _period(text: str) -> Stretches | None:
    stated = parse(text)
    return _stretches(stated, _FIRST_YEAR, as_period=True) if stated.is_year_known else None


def _settle_years(relation: Relation, left: Stated, right: Stated, *, as_period: bool) -> Answer:
    answer: Answer | None = None
    for left_year, right_year in _years(left, right, as_period=as_period):
        found = relation(_stretches(left, left_year), _stretches(right, right_year, as_period=as_period))
        if found is _UNKNOWN or answer not in {None, found}:
            return _UNKNOWN
        answer = found
    return _UNKNOWN if answer is None else answer


def _years(left: Stated, right: Stated, *, as_period: bool) -> Iterator[tuple[int, int]]:
    if right.is_year_known:
        for year in _telling_years(left, _stretches(right, _FIRST_YEAR, as_period=as_period)):
            yield year, _FIRST_YEAR
    elif left.is_year_known:
        for year in _telling_years(right, _stretches(left, _FIRST_YEAR)):
            yield _FIRST_YEAR, year
    else:
        for one, two in itertools.product(_SPECIMEN_YEARS, repeat=2):
            if _exists(left, one) and _exists(right, two):
                yield one, two


def _telling_years(unknown: Stated, known: Stretches) -> Iterator[int]:
    """Yield the years at the ends of the calendar and around each known bound; between them nothing changes."""
    days = {day for one in known.members for day in one if FIRST_DAY <= day <= LAST_DAY}
    turns = {dt.date.fromordinal(day).year for day in days} | {_FIRST_YEAR, _LAST_YEAR}
    reach = _NEW_YEAR if _exists(unknown, _COMMON_YEAR) else _LEAP_GAP
    around = {turn + years for turn in turns for years in range(-reach, reach + 1)}
    # The ends first: where they differ, nothing else needs to be asked.
    for year in sorted(around, key=_from_outside):
        if _FIRST_YEAR <= year <= _LAST_YEAR and _exists(unknown, year):
            yield year


def _from_outside(year: int) -> int:
    return min(year - _FIRST_YEAR, _LAST_YEAR - year)


def _exists(stated: Stated, year: int) -> bool:
    return all(date.exists_in(year) for date in stated.dates)


@functools.lru_cache(maxsize=4_096)
def _stretches(stated: Stated, year: int, *, as_period: bool = False) -> Stretches:
    stretches: list[Stretch] = []
    for start, end in stated.members:
        first_min, first_max = _bounds(start, year, is_start=True, as_period=as_period)
        last_min, last_max = _bounds(end, year, is_start=False, as_period=as_period)
        one = Stretch(first_min, min(first_max, last_max), max(last_min, first_min), last_max)
        if stretches and _is_next_day(stretches[-1], one):
            stretches[-1] = Stretch(*stretches[-1][:2], *one[2:])
        else:
            stretches.append(one)
    return Stretches(stretches[0] if len(stretches) == 1 else _whole(stretches), tuple(stretches))


def _whole(stretches: list[Stretch]) -> Stretch:
    return Stretch(
        min(one.first_min for one in stretches),
        min(one.first_max for one in stretches),
        max(one.last_min for one in stretches),
        max(one.last_max for one in stretches),
    )


def _is_next_day(one: Stretch, two: Stretch) -> bool:
    return one.last_min == one.last_max == two.first_min - 1 and two.first_min == two.first_max


def _bounds(side: Side, year: int, *, is_start: bool, as_period: bool) -> tuple[int, int]:
    if not isinstance(side, StatedDate):
        if side is Edge.OPEN:
            return (_NO_START, _NO_START) if is_start else (_NO_END, _NO_END)
        return (_NO_START, LAST_DAY) if is_start else (FIRST_DAY, _NO_END)
    if side.is_uncertain:
        return FIRST_DAY, LAST_DAY
    unit = 1 if side.is_approximate else 0
    if not as_period:
        return side.first(year, -unit), side.last(year, unit)
    edge = side.first if is_start else side.last
    return edge(year, -unit), edge(year, unit)
