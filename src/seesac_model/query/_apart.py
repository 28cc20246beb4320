"""How much there is at least in values of which some may count the same things."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Event, Observation, Organisation, Place, Record
from seesac_model.query._indexes import remembered
from seesac_model.query._outer_days import outer_days
from seesac_model.query.amounts import Bound, bound_of_sum

__all__ = ["least_together"]

_Weights: TypeAlias = Mapping[str, Bound]


@attrs.frozen
class _Side:
    """
    One of the things by which values are kept apart.

    Attributes:
        read: What a value says of it; None where it says nothing.
        choose: The most that values come to which it keeps apart, from the least of those that say the same.
    """

    read: Callable[[Observation], str | None]
    choose: Callable[[_Weights, Dataset], Bound]


def least_together(values: Sequence[Observation], least: Mapping[str, Bound], dataset: Dataset) -> Bound:
    """
    Return the least that values come to, where what nothing keeps apart may be the same.

    Two values are of different things if their events, places, times or recipients lie apart. Of values that may be of
    the same things, the greatest counts. To find the best choice of values may take for ever; here the sides are taken
    one within the other, which is never too much and rarely less than it need be.

    Args:
        values: The values, none below zero.
        least: The least that each of them can be, by its id.
        dataset: Where events, places and recipients lie within one another.
    """
    return _least(values, least, dataset, _SIDES)


def _least(
    values: Sequence[Observation], least: Mapping[str, Bound], dataset: Dataset, sides: tuple[_Side, ...]
) -> Bound:
    best = max(least[value.id] for value in values)
    if len(values) == 1 or not sides:
        return best
    total = bound_of_sum(least[value.id] for value in values)
    for number, side in enumerate(sides, 1):
        if best == total:
            break
        parts: dict[str | None, list[Observation]] = {}
        for value in values:
            parts.setdefault(side.read(value), []).append(value)
        if len(parts) > 1:  # Otherwise nothing is kept apart by it.
            weights = {key: _least(part, least, dataset, sides[number:]) for key, part in parts.items()}
            unsaid = weights.pop(None, best)
            said = {key: weight for key, weight in weights.items() if key is not None}
            best = max(best, unsaid, side.choose(said, dataset))
    return best


def _apart_in_time(weights: _Weights, _dataset: Dataset) -> Bound:
    """Return the most that periods come to which have no day in common."""
    periods = [(*outer_days(DateSpan(text)), weight) for text, weight in weights.items()]
    periods.sort(key=lambda period: period[1])
    ends = [last for _, last, _ in periods]
    best: list[Bound] = [bound_of_sum(())]
    for number, (first, _, weight) in enumerate(periods):
        before = best[bisect_left(ends, first, hi=number)]
        best.append(max(best[number], bound_of_sum((before, weight))))
    return best[-1]


def _apart_by(kind: type[Record], *fields: str) -> Callable[[_Weights, Dataset], Bound]:
    """Return what adds up those records of a kind that have nothing in common, by the fields that lead to wholes."""

    def choose(weights: _Weights, dataset: Dataset) -> Bound:
        reach = _reach(dataset, kind, fields, weights)
        chosen: dict[str, Bound] = {}
        holder: dict[str, str] = {}
        # What is smaller comes first; what it is part of takes its place if that is more than all parts together.
        for key in sorted(weights, key=lambda key: (len(reach[key]), key)):
            met = {holder[part] for part in reach[key] if holder.get(part) in chosen}
            if bound_of_sum(chosen[other] for other in met) < weights[key]:
                for other in met:
                    del chosen[other]
                chosen[key] = weights[key]
                holder.update(dict.fromkeys(reach[key], key))
        return bound_of_sum(chosen.values())

    return choose


def _inner(dataset: Dataset, kind: type[Record], fields: tuple[str, ...]) -> Mapping[str, Sequence[str]]:
    """Return what lies in each record, by ids, also where the dataset lacks one of the two."""

    def build() -> dict[str, list[str]]:
        inner: dict[str, list[str]] = {}
        for record in dataset.of(kind):
            for field in fields:
                for whole in _ids(getattr(record, field)):
                    inner.setdefault(whole, []).append(record.id)
            if isinstance(record, Place):
                inner.setdefault(record.id, []).extend(record.member_ids)
        return inner

    return remembered(dataset, (kind, fields, "inner"), build)


def _reach(
    dataset: Dataset, kind: type[Record], fields: tuple[str, ...], ids: Iterable[str]
) -> Mapping[str, frozenset[str]]:
    """Return for each of some ids, and perhaps for others, all that lies in it; what was found out is kept."""
    inner = _inner(dataset, kind, fields)
    known = remembered(dataset, (kind, fields, "reach"), dict[str, frozenset[str]])
    for one in ids:
        if one not in known:
            known[one] = _with_inner(one, inner)
    return known


def _ids(content: str | Iterable[str] | None) -> Iterable[str]:
    return () if content is None else (content,) if isinstance(content, str) else content


def _with_inner(start: str, inner: Mapping[str, Sequence[str]]) -> frozenset[str]:
    found: set[str] = set()
    waiting = [start]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(inner.get(one, ()))
    return frozenset(found)


def _period(value: Observation) -> str | None:
    return None if value.period is None else value.period.text


_SIDES: Final = (
    _Side(lambda value: value.event_id, _apart_by(Event, "part_of_id")),
    _Side(lambda value: value.place_id, _apart_by(Place, "part_of_id", "between_ids")),
    _Side(_period, _apart_in_time),
    _Side(lambda value: value.recipient_id, _apart_by(Organisation, "part_of_ids")),
)
