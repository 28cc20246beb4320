"""Which records refer to which, as numbers: for going from record to record without looking at any of them."""

from __future__ import annotations

import functools
import itertools
from array import array
from collections.abc import Container, Iterable, Iterator
from typing import Final, NamedTuple, TypeAlias

import attrs

from seesac_model.dataset import Dataset, ReferenceField, reference_fields
from seesac_model.errors import SelectionError, described
from seesac_model.model import Event, Record
from seesac_model.query._kept import position_of, records_of, remembered
from seesac_model.query._links import NOT_SAID, NOWHERE, Links, Rows, links_of

__all__ = [
    "NOT_SAID",
    "Adjacency",
    "Group",
    "Node",
    "SomeKinds",
    "common",
    "cost_of",
    "nodes_of",
    "rank_of",
    "ranks_of",
    "without",
]

SomeKinds: TypeAlias = type[Record] | Iterable[type[Record]]
"""One kind of record or several."""
Node: TypeAlias = tuple[int, int]
"""A record: the rank of its kind in the order of the dataset, and its position in the order of the ids."""
Group: TypeAlias = dict[int, set[int]]
"""Some records: their positions by the rank of their kind; no kind is without any."""

# How much longer it takes to look up who refers to a record by a field than whom it refers to itself.
_COST_BACK: Final = 4


class _Way(NamedTuple):
    """One field gone along from a record, to what it refers to or, back, to what refers to it."""

    kind: type[Record]
    field: ReferenceField
    is_back: bool
    leads_to: int


@functools.cache
def _ranks() -> dict[str, int]:
    return {kind.collection(): rank for rank, kind in enumerate(Dataset.kinds())}


@functools.cache
def _ways() -> tuple[tuple[_Way, ...], ...]:
    """Return the ways from each kind of record, in the order of the kinds."""
    ways: list[list[_Way]] = [[] for _ in Dataset.kinds()]
    for rank, kind in enumerate(Dataset.kinds()):
        for field in reference_fields(kind):
            target = rank_of(field.target)
            ways[rank].append(_Way(kind, field, is_back=False, leads_to=target))
            ways[target].append(_Way(kind, field, is_back=True, leads_to=rank))
    return tuple(map(tuple, ways))


def rank_of(collection: str) -> int:
    """
    Return the rank of a kind of record in the order of the dataset.

    >>> rank_of("sources"), rank_of("topics")
    (0, 1)
    """
    return _ranks()[collection]


def ranks_of(kinds: object) -> frozenset[int]:
    """
    Return the ranks of one kind of record or of several.

    Raises:
        SelectionError: It is something else.
    """
    several = kinds if isinstance(kinds, Iterable) and not isinstance(kinds, type | str) else (kinds,)
    return frozenset(map(_rank_of_kind, several))


def _rank_of_kind(kind: object) -> int:
    if not (isinstance(kind, type) and issubclass(kind, Record) and kind in Dataset.kinds()):
        raise SelectionError(f"found {described(kind)}, expected a kind of record that datasets hold, such as Event")
    return rank_of(kind.collection())


@attrs.frozen
class Adjacency:
    """
    The links of a dataset.

    What is asked for is kept with the dataset: the links of each field are looked up once, when somebody first goes
    along it. References to records that the dataset lacks lead nowhere.
    """

    dataset: Dataset

    def node_of(self, record: Record) -> Node:
        """Return the node of a record of the dataset."""
        position = position_of(self.dataset, type(record), record.id)
        return rank_of(record.collection()), NOT_SAID if position is None else position

    def positions_of(self, rank: int, ids: Iterable[str]) -> frozenset[int]:
        """Return the positions of records of a kind."""
        found = (position_of(self.dataset, Dataset.kinds()[rank], record_id) for record_id in ids)
        return frozenset(position for position in found if position is not None)

    def record_at(self, node: Node) -> Record:
        """Return the record of a node."""
        rank, position = node
        return self._records(rank)[position]

    def records_of(self, group: Group) -> Iterator[Record]:
        """Yield the records of a group, by kind and id."""
        for rank, positions in sorted(group.items()):
            yield from map(self._records(rank).__getitem__, sorted(positions))

    def neighbours(self, group: Group, ranks: Container[int]) -> Group:
        """Return the records of some kinds that one of a group refers to, or that refer to one."""
        found: Group = {}
        for rank, positions in group.items():
            for way in _ways()[rank]:
                if way.leads_to in ranks:
                    self._links(way).add_ends(positions, found.setdefault(way.leads_to, set()))
        return {rank: positions for rank, positions in found.items() if positions}

    def neighbours_of_each(self, group: Group, among: Group) -> Iterator[tuple[Node, Iterator[Node]]]:
        """Yield each record of a group with those among others that it refers to or that refer to it, each once."""
        for rank, positions in group.items():
            ways = [(way.leads_to, self._links(way)) for way in _ways()[rank] if way.leads_to in among]
            for position in positions:
                found: Group = {}
                for leads_to, links in ways:
                    links.add_ends((position,), found.setdefault(leads_to, set()))
                yield (rank, position), nodes_of(common(found, among))

    def events_of(self, rank: int) -> array[int] | None:
        """Return the events that records of a kind are about, by `event_id`; None for kinds without that field."""
        events = rank_of(Event.collection())
        for way in _ways()[rank]:
            if not way.is_back and way.field.name == "event_id" and way.leads_to == events:
                return self._links(way).ends
        return None

    def _records(self, rank: int) -> tuple[Record, ...]:
        return records_of(self.dataset, Dataset.kinds()[rank])

    def _links(self, way: _Way) -> Links:
        forth = links_of(self.dataset, way.field, way.kind, Dataset.kinds()[rank_of(way.field.target)])
        if not way.is_back:
            return forth
        return remembered(self.dataset, (way.kind, way.field, "links back"), lambda: self._back(way, forth))

    def _back(self, way: _Way, forth: Links) -> Rows:
        if max(forth.ends, default=NOT_SAID) <= NOT_SAID:
            return Rows(array("i"), array("i"))
        size = len(self.dataset.collection(way.field.target))
        # What leads nowhere has a number below 0, and so comes into one of the rows at the end, which are taken off.
        rows: list[list[int]] = [[] for _ in range(size + len(NOWHERE))]
        for owner, end in zip(forth.owners(), forth.ends, strict=True):
            rows[end].append(owner)
        del rows[size:]
        starts = itertools.accumulate(map(len, rows), initial=0)
        return Rows(array("i", starts), array("i", itertools.chain.from_iterable(rows)))


def nodes_of(group: Group) -> Iterator[Node]:
    """Yield the nodes of a group, in no order."""
    return ((rank, position) for rank, positions in group.items() for position in positions)


def common(one: Group, other: Group) -> Group:
    """
    Return what two groups have in common.

    >>> common({0: {1, 2}, 1: {3}}, {0: {2, 4}, 1: {5}})
    {0: {2}}
    """
    ranks = one.keys() & other.keys()
    return {rank: both for rank in ranks if (both := one[rank] & other[rank])}


def without(one: Group, other: Group) -> Group:
    """
    Return what one group has and another has not.

    >>> without({0: {1, 2}, 1: {3}}, {0: {2, 4}, 1: {3}})
    {0: {1}}
    """
    left = ((rank, positions - other[rank] if rank in other else positions) for rank, positions in one.items())
    return {rank: positions for rank, positions in left if positions}


def cost_of(group: Group, ranks: Container[int]) -> int:
    """Return about how long it takes to look up the neighbours of a group, in no unit."""
    return sum(
        len(positions) * sum(_COST_BACK if way.is_back else 1 for way in _ways()[rank] if way.leads_to in ranks)
        for rank, positions in group.items()
    )
