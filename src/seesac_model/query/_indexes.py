"""What is kept of a dataset so that questions need not look at every record: by word, and by day."""

from __future__ import annotations

import datetime as dt
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Iterable, Mapping
from operator import itemgetter
from typing import Any, Final, TypeVar

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Record

__all__ = ["ALL_DAYS", "DateIndex", "date_index", "ids_where", "outer_days", "remembered", "word_index"]

T = TypeVar("T")

# Days are numbered as by `date.toordinal`; beyond these two lies no day.
_NO_START: Final = 0
_NO_END: Final = dt.date.max.toordinal() + 1
ALL_DAYS: Final = (_NO_START, _NO_END)
"""What no start and no end are numbered as."""
# The month before may be three days longer, and the decade or century before a day.
_LONGER: Final = 4


def remembered(dataset: Dataset, key: Hashable, build: Callable[[], T]) -> T:
    """Return what is kept with a dataset under a key; the first time, build it."""
    kept: dict[Any, Any] = dataset._indexes  # noqa: SLF001 - an index of the dataset like its own
    if key not in kept:
        # Built first and shown last: another thread may ask at the same time, and gets the same or an equal one.
        kept[key] = build()
    return kept[key]  # type: ignore[no-any-return]  # the values of one dict have as many types as there are keys


def word_index(dataset: Dataset, kind: type[Record], field: str) -> Mapping[object, tuple[str, ...]]:
    """Return the ids of the records of a kind by what a field of them says; for fields that say one of few things."""

    def build() -> dict[object, tuple[str, ...]]:
        lists: dict[object, list[str]] = {}
        for record in dataset.of(kind):
            lists.setdefault(getattr(record, field), []).append(record.id)
        return {content: tuple(ids) for content, ids in lists.items()}

    return remembered(dataset, (kind, field, "by word"), build)


def ids_where(
    dataset: Dataset, kind: type[Record], field: str, value: object, ids: Callable[[], Iterable[str]]
) -> frozenset[str]:
    """Return the ids of the records of which a field says a value, kept from the first time on that it is asked."""
    return remembered(dataset, (kind, field, "says", value), lambda: frozenset(ids()))


def outer_days(span: DateSpan) -> tuple[int, int]:
    """
    Return the first and the last day that a span can touch, `~` and `?` considered.

    They may lie further out than they need, and never further in.
    """
    if span.is_uncertain or not span.is_year_known:
        return ALL_DAYS
    first = _NO_START if span.earliest is None else span.earliest.toordinal()
    last = _NO_END if span.latest is None else span.latest.toordinal()
    if span.is_approximate:
        if "/" in span.text or span.text.startswith("{"):
            # Of which of its dates `~` is said, and whether of a day or a year, cannot be told from the days.
            return ALL_DAYS
        unit = last - first + _LONGER
        return first - unit, last + unit
    return first, last


@attrs.frozen
class _Bucket:
    """Records of which the dates reach over about as many days, in the order of their first days."""

    firsts: array[int]
    lasts: array[int]
    ids: tuple[str, ...]


@attrs.frozen
class DateIndex:
    """
    The records of a kind by the days that the dates in a field can touch.

    Attributes:
        undated: The ids of the records without dates.
    """

    undated: tuple[str, ...]
    _buckets: Mapping[int, _Bucket]

    @classmethod
    def of(cls, dataset: Dataset, kind: type[Record], field: str) -> DateIndex:
        """Look at the dates of every record once."""
        undated: list[str] = []
        by_length: dict[int, list[tuple[int, int, str]]] = {}
        for record in dataset.of(kind):
            dates: DateSpan | None = getattr(record, field)
            if dates is None:
                undated.append(record.id)
                continue
            first, last = outer_days(dates)
            by_length.setdefault((last - first).bit_length(), []).append((first, last, record.id))
        return cls(tuple(undated), {length: _bucket(entries) for length, entries in by_length.items()})

    def touching(self, first: int, last: int) -> frozenset[str]:
        """Return the ids of the records with dates that can touch a day from a first to a last."""
        found: set[str] = set()
        for length, bucket in self._buckets.items():
            start, inside, end = _range(bucket, length, first, last)
            lasts = bucket.lasts
            found.update(bucket.ids[number] for number in range(start, inside) if lasts[number] >= first)
            found.update(bucket.ids[inside:end])
        return frozenset(found)

    def about_touching(self, first: int, last: int) -> int:
        """Return how many these are at most, give or take, without collecting them."""
        ranges = (_range(bucket, length, first, last) for length, bucket in self._buckets.items())
        return sum(end - start for start, _, end in ranges)


def date_index(dataset: Dataset, kind: type[Record], field: str) -> DateIndex:
    """Return the index of the dates in a field."""
    return remembered(dataset, (kind, field, "by day"), lambda: DateIndex.of(dataset, kind, field))


def _bucket(entries: list[tuple[int, int, str]]) -> _Bucket:
    entries.sort(key=itemgetter(0))
    return _Bucket(
        array("l", [first for first, _, _ in entries]),
        array("l", [last for _, last, _ in entries]),
        tuple(record_id for _, _, record_id in entries),
    )


def _range(bucket: _Bucket, length: int, first: int, last: int) -> tuple[int, int, int]:
    """Return where those start that may reach into some days, where those that begin on them, and where these end."""
    firsts = bucket.firsts
    end = bisect_right(firsts, last)
    inside = bisect_left(firsts, first, hi=end)
    return bisect_left(firsts, first - (1 << length) + 1, hi=inside), inside, end
