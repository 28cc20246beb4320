"""What is kept of a dataset so that questions need not look at every record: by word, by reference and by day."""

from __future__ import annotations

import datetime as dt
import functools
import operator
from array import array
from collections.abc import Mapping, Sequence
from typing import Final, Literal, TypeAlias, TypeVar

import attrs

from seesac_model.dataset import Dataset, ReferenceField, reference_fields
from seesac_model.model import DateSpan, Record, Stretch
from seesac_model.query._bits import SlicedNumbers, all_of, bits_of, bits_where, chosen, flags_of, positions_of
from seesac_model.query._kept import position_of, records_of, remembered
from seesac_model.query._links import NOWHERE, Links, links_of

__all__ = [
    "DateIndex",
    "DateRelation",
    "Postings",
    "dangling_bits",
    "date_index",
    "handed_on",
    "position_of",
    "postings",
    "records_of",
    "reference_bits",
    "referrers_bits",
    "remembered",
    "targets_bits",
    "word_bits",
]

R = TypeVar("R", bound=Record)
T = TypeVar("T")

DateRelation: TypeAlias = Literal["overlaps", "within", "before", "after"]
"""How dates can lie to a period."""

_FIRST_DAY: Final = dt.date.min.toordinal()
_NO_DAYS: Final = Stretch(0, 0, 0, 0)
# Sets for a million records take 125 kB each.
_MOST_KEPT: Final = 256
# If fewer records than one in so many are asked about, a look-up for each is quicker than a look at all referrers.
_MANY: Final = 25


def word_bits(dataset: Dataset, kind: type[Record], field: str) -> Mapping[object, int]:
    """Return the sets of records of a kind by what a field says; for fields that say one of few things."""

    def build() -> dict[object, int]:
        records = records_of(dataset, kind)
        positions: dict[object, list[int]] = {}
        for position, record in enumerate(records):
            positions.setdefault(getattr(record, field), []).append(position)
        return {word: bits_of(at, len(records)) for word, at in positions.items()}

    return remembered(dataset, (kind, field, "by word"), build)


@attrs.frozen(eq=False)
class Postings:
    """
    Which records of a kind refer to which ids by a field.

    Attributes:
        by_id: The positions of the records that refer to an id, whether or not the dataset has a record with it.
        silent: The set of the records that refer to nothing.
    """

    by_id: Mapping[str, Sequence[int]]
    silent: int


def postings(dataset: Dataset, kind: type[Record], field: str, target: str) -> Postings:
    """Return who refers to what of a collection by a field that holds ids, or values with ids in them."""
    return remembered(dataset, (kind, field, target, "by id"), lambda: _postings(dataset, kind, field, target))


def _postings(dataset: Dataset, kind: type[Record], name: str, target: str) -> Postings:
    records = records_of(dataset, kind)
    lists: dict[str, array[int]] = {}
    spoke: list[int] = []
    for field in _reference_fields(kind, name, target):
        for position, ids in enumerate(field.each(records)):
            if ids:
                spoke.append(position)
            for record_id in ids:
                if (at := lists.get(record_id)) is None:
                    at = lists[record_id] = array("i")
                at.append(position)
    return Postings(lists, all_of(len(records)) ^ bits_of(spoke, len(records)))


def _reference_fields(kind: type[Record], name: str, target: str) -> tuple[ReferenceField, ...]:
    return tuple(field for field in reference_fields(kind) if field.name == name and field.target == target)


def reference_bits(dataset: Dataset, kind: type[Record], field: str, target: str, ids: frozenset[object]) -> int:
    """Return the set of the records that refer by a field to one of some ids of a collection."""
    lately = remembered(
        dataset, "sets by id", lambda: functools.lru_cache(_MOST_KEPT)(functools.partial(_reference_bits, dataset))
    )
    return lately(kind, field, target, ids)  # type: ignore[arg-type]  # classes can be hashed, whatever their records do


def _reference_bits(dataset: Dataset, kind: type[Record], field: str, target: str, ids: frozenset[object]) -> int:
    by_id = postings(dataset, kind, field, target).by_id
    lists = [at for one in ids if (at := by_id.get(str(one))) is not None]
    size = len(dataset.of(kind))
    return bits_of(lists[0] if len(lists) == 1 else [position for at in lists for position in at], size)


def dangling_bits(dataset: Dataset, kind: type[Record], field: str, target: type[Record]) -> int:
    """Return the set of the records that refer by a field to something of another kind that the dataset lacks."""

    def build() -> int:
        known, by_id = dataset.of(target), postings(dataset, kind, field, target.collection()).by_id
        missing = (at for record_id, at in by_id.items() if record_id not in known)
        return bits_of([position for at in missing for position in at], len(dataset.of(kind)))

    return remembered(dataset, (kind, field, target, "dangling"), build)


def _links(dataset: Dataset, kind: type[Record], by: str, target: type[Record]) -> Sequence[Links]:
    fields = _reference_fields(kind, by, target.collection())
    return [links_of(dataset, field, kind, target) for field in fields]


def targets_bits(dataset: Dataset, kind: type[Record], by: str, target: type[Record], bits: int) -> int:
    """Return the set of the records of another kind to which some of a kind, given as a set, refer by a field."""
    size = len(dataset.of(target))
    found: set[int] = set()
    for links in _links(dataset, kind, by, target):
        links.add_ends(positions_of(bits, len(dataset.of(kind))), found)
    return bits_of(list(found), size)


def handed_on(
    dataset: Dataset, kind: type[Record], field: str, by: str, target: type[Record]
) -> Mapping[object, Sequence[int]]:
    """
    Return by the ids in one field of a kind to which records of another kind its records refer by a second field.

    Events by the frameworks of their mandates, for example; without the detour through the mandates.
    """

    def build() -> dict[object, Sequence[int]]:
        (name,) = {one.target for one in reference_fields(kind) if one.name == field}
        links = _links(dataset, kind, by, target)
        handed: dict[object, Sequence[int]] = {}
        for record_id, at in postings(dataset, kind, field, name).by_id.items():
            found: set[int] = set()
            for one in links:
                one.add_ends(at, found)
            handed[record_id] = array("i", found)
        return handed

    return remembered(dataset, (kind, field, by, target, "handed on"), build)


def referrers_bits(dataset: Dataset, kind: type[Record], by: str, target: type[Record], bits: int) -> int:
    """Return the set of the records of a kind that refer by a field to those of another kind, given as a set."""
    records = records_of(dataset, target)
    if bits.bit_count() * _MANY < len(records):
        by_id = postings(dataset, kind, by, target.collection()).by_id
        found = [position for record in chosen(records, bits) for position in by_id.get(record.id, ())]
        return bits_of(found, len(dataset.of(kind)))
    # Links that lead nowhere have numbers below 0, and so find one of the two flags at the end.
    flags = flags_of(bits, len(records)) + bytes(len(NOWHERE))
    return functools.reduce(operator.or_, (one.bits_with(flags) for one in _links(dataset, kind, by, target)), 0)


@attrs.frozen(eq=False)
class DateIndex:
    """
    The records of a kind by the days on which the dates in a field can begin and end.

    Every stretch of days without gaps is answered for from the four bounds of its first and its last day; of what has
    gaps or an unknown year each is asked.

    Attributes:
        undated: The set of the records without dates.
        asked: The set of those that are asked one by one.
        terms: The set of those with an interval, from a first day to a last.
    """

    undated: int
    asked: int
    terms: int
    _first_min: SlicedNumbers
    _first_max: SlicedNumbers
    _last_min: SlicedNumbers
    _last_max: SlicedNumbers
    _earliest: SlicedNumbers
    _latest: SlicedNumbers

    @classmethod
    def of(cls, dataset: Dataset, kind: type[Record], field: str) -> DateIndex:
        """Look at the dates of every record once."""
        spans: list[DateSpan | None] = [getattr(record, field) for record in records_of(dataset, kind)]
        # Many events are on the same days.
        by_text = {text: span.stretch() for text, span in {span.text: span for span in spans if span}.items()}
        stretches = [None if span is None else by_text[span.text] for span in spans]
        known = [stretch or _NO_DAYS for stretch in stretches]
        return cls(
            bits_where(bytes(span is None for span in spans)),
            bits_where(bytes(span is not None and not stretch for span, stretch in zip(spans, stretches, strict=True))),
            bits_where(bytes(span is not None and "/" in span.text for span in spans)),
            *(SlicedNumbers.ranked([stretch[bound] for stretch in known]) for bound in range(len(_NO_DAYS))),
            *(
                SlicedNumbers.ranked([_named_day(span, is_start=is_start) for span in spans])
                for is_start in (True, False)
            ),
        )

    def named_days(self, bits: int) -> tuple[int, int] | None:
        """Return the first and the last day that the dates of records in a set name; None where they name none."""
        known = [
            (numbers.least(named), numbers.greatest(named))
            for numbers in (self._earliest, self._latest)
            if (named := bits & numbers.at_least(_FIRST_DAY))
        ]
        return (min(least for least, _ in known), max(greatest for _, greatest in known)) if known else None

    def sure(self, relation: DateRelation, period: Stretch) -> int:
        """
        Return of which records the dates surely lie to a period in a way.

        What is undated or asked one by one may be among them; the caller knows better.
        """
        match relation:
            case "overlaps":
                return self._last_min.at_least(period.first_max) & self._first_max.at_most(period.last_min)
            case "within":
                return self._first_min.at_least(period.first_max) & self._last_max.at_most(period.last_min)
            case "before":
                return self._last_max.at_most(period.first_min - 1)
            case _:
                return self._first_min.at_least(period.last_max + 1)

    def possible(self, relation: DateRelation, period: Stretch) -> int:
        """Return of which records they perhaps do, as :meth:`sure` does."""
        match relation:
            case "overlaps":
                return self._last_max.at_least(period.first_min) & self._first_min.at_most(period.last_max)
            case "within":
                return self._first_max.at_least(period.first_min) & self._last_min.at_most(period.last_max)
            case "before":
                return self._last_min.at_most(period.first_max - 1)
            case _:
                return self._first_max.at_least(period.last_min + 1)


def _named_day(span: DateSpan | None, *, is_start: bool) -> int:
    """Return the earliest or the latest day that dates name; 0 where they name none."""
    if span is None or not span.is_year_known:
        return 0
    day = span.earliest if is_start else span.latest
    return 0 if day is None else day.toordinal()


def date_index(dataset: Dataset, kind: type[Record], field: str) -> DateIndex:
    """Return the index of the dates in a field."""
    return remembered(dataset, (kind, field, "by day"), lambda: DateIndex.of(dataset, kind, field))
