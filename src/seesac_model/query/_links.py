"""To which records others refer, as numbers: read off the records once for each field."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Final, TypeAlias

import attrs

from seesac_model.dataset import Dataset, ReferenceField
from seesac_model.model import Record
from seesac_model.query._bits import bits_where
from seesac_model.query._kept import remembered

__all__ = ["NOT_SAID", "NOWHERE", "Column", "Links", "Rows", "links_of"]

NOT_SAID: Final = -1
"""Where a link leads that a record does not have."""
_NOT_THERE: Final = -2
NOWHERE: Final = frozenset({NOT_SAID, _NOT_THERE})
"""Where links lead that lead to no record."""


@attrs.frozen
class Column:
    """The links of a field that holds one id: the position referred to, or a number below 0, for each record."""

    ends: array[int]

    def add_ends(self, positions: Iterable[int], found: set[int]) -> None:
        """Add where the links from some records lead."""
        found.update(map(self.ends.__getitem__, positions))
        found.difference_update(NOWHERE)

    def bits_with(self, flags: bytes) -> int:
        """Return the set of the records of which a link leads to a flag that is not 0."""
        return bits_where(bytes(map(flags.__getitem__, self.ends)))

    def owners(self) -> range:
        """Return from which record each link comes."""
        return range(len(self.ends))


@attrs.frozen
class Rows:
    """Any links: those of the record at a position are at `ends[starts[position]:starts[position + 1]]`."""

    starts: array[int]
    ends: array[int]

    def add_ends(self, positions: Iterable[int], found: set[int]) -> None:
        """Add where the links from some records lead."""
        starts, ends = self.starts, self.ends
        if not ends:
            return
        for position in positions:
            first, end = starts[position], starts[position + 1]
            if first != end:
                found.update(ends[first:end])
        found.difference_update(NOWHERE)

    def bits_with(self, flags: bytes) -> int:
        """Return the set of the records of which a link leads to a flag that is not 0."""
        with_flag = bytes(map(flags.__getitem__, self.ends))
        return bits_where(bytes(any(with_flag[first:end]) for first, end in itertools.pairwise(self.starts)))

    def owners(self) -> array[int]:
        """Return from which record each link comes."""
        lengths = (end - first for first, end in itertools.pairwise(self.starts))
        return array("i", itertools.chain.from_iterable(itertools.starmap(itertools.repeat, enumerate(lengths))))


Links: TypeAlias = Column | Rows
"""The links of a field."""


def links_of(dataset: Dataset, field: ReferenceField, kind: type[Record], target: type[Record]) -> Links:
    """Return the links of a field of a kind of record to the positions of another kind."""
    return remembered(dataset, (kind, field, "links"), lambda: _links(dataset, field, kind, target))


def _links(dataset: Dataset, field: ReferenceField, kind: type[Record], target: type[Record]) -> Links:
    # All of it runs in C: there are millions of links.
    nowhere = itertools.repeat(_NOT_THERE)
    positions = remembered(dataset, (target, "positions"), lambda: _positions(dataset, target))
    said = map(attrgetter(field.name), dataset.of(kind))
    if not field.many and field.inner is None:
        return Column(array("i", map(positions.get, said, nowhere)))
    several = list(said) if field.many else [() if one is None else (one,) for one in said]
    entries = itertools.chain.from_iterable(several)
    ids = entries if field.inner is None else map(attrgetter(field.inner), entries)
    starts = array("i", itertools.accumulate(map(len, several), initial=0))
    return Rows(starts, array("i", map(positions.get, ids, nowhere)))


def _positions(dataset: Dataset, kind: type[Record]) -> Mapping[str | None, int]:
    positions: dict[str | None, int] = dict(zip(dataset.of(kind).ids, itertools.count(), strict=False))
    positions[None] = NOT_SAID
    return positions
