"""What paths and neighbourhoods are, and how they are told."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Final, NamedTuple, TypeVar

import attrs

from seesac_model._quoting import how_many
from seesac_model.dataset import Dataset, Link
from seesac_model.errors import SelectionError, described
from seesac_model.model import Record
from seesac_model.query._cell import Cell
from seesac_model.query._naming import name_of
from seesac_model.query.table import Table

__all__ = ["Neighbour", "Neighbourhood", "RecordPath", "RecordPaths", "links_between"]

R = TypeVar("R", bound=Record)

_COLUMNS: Final = ("step", "kind", "id", "name", "field", "refers")


@attrs.frozen(kw_only=True, repr=False)
class RecordPath:
    """
    A way from a record to another one along references, whichever of two records refers to the other.

    `len` is the number of steps. Somebody's participation in an event is a record of its own, so that from a person to
    an event it takes two steps. A path is true in any case, also the one without steps from a record to itself.

    As text each record has a line with its name, kind and id, and how it is linked to the one before: after `→` stand
    the fields by which that one refers to it, after `←` those by which it refers to that one.

    Attributes:
        records: The records, from the start to the goal.
        links: For each step all links between its two records, first those of the record that comes first. There is one
            at least; `link.record` is the record that refers.
    """

    records: tuple[Record, ...]
    links: tuple[tuple[Link, ...], ...]

    @property
    def start(self) -> Record:
        """The record at the start."""
        return self.records[0]

    @property
    def goal(self) -> Record:
        """The record at the end."""
        return self.records[-1]

    @property
    def through(self) -> tuple[Record, ...]:
        """The records between the start and the goal."""
        return self.records[1:-1]

    def __len__(self) -> int:
        return len(self.links)

    def __bool__(self) -> bool:
        """Tell that there is a path."""
        return True

    def __repr__(self) -> str:
        return f"<path of {how_many(len(self), 'step')}: {_known_as(self.start)} … {_known_as(self.goal)}>"

    def __str__(self) -> str:
        steps = (
            f"{_arrows(links, before)}: {_shown(record)}"
            for before, record, links in zip(self.records, self.records[1:], self.links, strict=False)
        )
        return "\n".join([_shown(self.start), *steps])

    def to_table(self) -> Table:
        """
        Return the path as a table with a row for the start and one for each link.

        Its columns: the number of the `step`; the `kind`, `id` and `name` of the record that it leads to; the `field`
        of the link; and `refers`, which says whether the `previous` record refers to this one or `this` one to it.

        >>> from seesac_model.model import Topic
        >>> from seesac_model.query import neighbourhood, paths_between, shortest_path
        >>> topics = Dataset([Topic(id="war", label="war"), Topic(id="arms", label="arms", broader_id="war")])
        >>> print(shortest_path(topics, "arms", "war").to_table())
        step  kind    id    name  field       refers
        ----  ------  ----  ----  ----------  --------
           0  topics  arms  arms  –           –
           1  topics  war   war   broader_id  previous
        """
        return Table(_COLUMNS, _rows(self))


@attrs.frozen(kw_only=True, repr=False)
class RecordPaths:
    """
    The shortest paths between two records: those that are shown, and how many there are.

    Iterating, `len`, `bool` and `[0]` go by the paths that are shown.

    Attributes:
        start: The record they start from.
        goal: The record they lead to.
        shown: The paths, all of one length, in the order of the kinds and ids of their records from the start on.
        total: How many there are, with those beyond the limit.
    """

    start: Record
    goal: Record
    shown: tuple[RecordPath, ...]
    total: int

    @property
    def is_complete(self) -> bool:
        """Whether all paths are shown."""
        return len(self.shown) == self.total

    def __len__(self) -> int:
        return len(self.shown)

    def __iter__(self) -> Iterator[RecordPath]:
        return iter(self.shown)

    def __getitem__(self, position: int) -> RecordPath:
        """
        Return the path at a position.

        Raises:
            SelectionError: There is no such position.
        """
        _require_position(position, len(self.shown))
        return self.shown[position]

    def __repr__(self) -> str:
        ends = f"{_known_as(self.start)} … {_known_as(self.goal)}"
        return f"<{len(self)} of {how_many(self.total, 'shortest path')}: {ends}>"

    def __str__(self) -> str:
        if not self.shown:
            return f"no path from {_shown(self.start)} to {_shown(self.goal)}"
        more = [] if self.is_complete else [f"… {how_many(self.total - len(self), 'more path')} of this length"]
        return "\n\n".join([*map(str, self.shown), *more])

    def to_table(self) -> Table:
        """
        Return the paths that are shown as one table: the columns of :meth:`RecordPath.to_table` after its number.

        >>> from seesac_model.model import Topic
        >>> from seesac_model.query import neighbourhood, paths_between, shortest_path
        >>> topics = Dataset([Topic(id="war", label="war"), Topic(id="arms", label="arms", broader_id="war")])
        >>> paths_between(topics, "arms", "war").to_table().column("path")
        (1, 1)
        """
        rows = [(number, *row) for number, path in enumerate(self.shown, start=1) for row in _rows(path)]
        return Table(("path", *_COLUMNS), rows)


class Neighbour(NamedTuple):
    """
    A record in the neighbourhood of another one.

    Attributes:
        record: The record.
        distance: The number of steps to it.
    """

    record: Record
    distance: int


@attrs.frozen(kw_only=True, repr=False)
class Neighbourhood:
    """
    The records that can be reached from one in a few steps.

    Iterating gives every record but the start with its distance, nearest first, then by kind and id; `len` is their
    number.

    Attributes:
        dataset: Where the records are.
        layers: The records by distance, each layer in the order of their kinds and ids; the first has the start alone.
            No layer is empty.
    """

    dataset: Dataset = attrs.field(eq=False)
    layers: tuple[tuple[Record, ...], ...]

    @property
    def start(self) -> Record:
        """The record in the middle."""
        return self.layers[0][0]

    def at(self, distance: int) -> tuple[Record, ...]:
        """Return the records at a distance; none where that is farther than was looked or than anything is."""
        return self.layers[distance] if 0 <= distance < len(self.layers) else ()

    def of(self, kind: type[R]) -> tuple[R, ...]:
        """Return the records of a kind without the start, nearest first, then by id."""
        return tuple(record for record, _ in self if isinstance(record, kind))

    def __iter__(self) -> Iterator[Neighbour]:
        for distance, layer in enumerate(self.layers[1:], start=1):
            yield from (Neighbour(record, distance) for record in layer)

    def __len__(self) -> int:
        return sum(map(len, self.layers[1:]))

    def __bool__(self) -> bool:
        """Tell whether any record can be reached."""
        return len(self.layers) > 1

    def __repr__(self) -> str:
        return f"<{how_many(len(self), 'record')} around {_known_as(self.start)}>"

    def __str__(self) -> str:
        lines = [f"around {_shown(self.start)}: {how_many(len(self), 'record')}"]
        for distance, layer in enumerate(self.layers[1:], start=1):
            kinds = itertools.groupby(layer, key=lambda record: record.collection())
            counts = ", ".join(f"{sum(1 for _ in records)} {kind}" for kind, records in kinds)
            lines.append(f"{how_many(distance, 'step')} away: {counts}")
        return "\n".join(lines)

    def to_table(self) -> Table:
        """
        Return the records, the start not among them, as a table of `distance`, `kind`, `id` and `name`.

        >>> from seesac_model.model import Topic
        >>> from seesac_model.query import neighbourhood, paths_between, shortest_path
        >>> topics = Dataset([Topic(id="war", label="war"), Topic(id="arms", label="arms", broader_id="war")])
        >>> print(neighbourhood(topics, "war", through=Topic).to_table())
        distance  kind    id    name
        --------  ------  ----  ----
               1  topics  arms  arms
        """
        rows = [(distance, record.collection(), record.id, name_of(record)) for record, distance in self]
        return Table(("distance", "kind", "id", "name"), rows)


def links_between(dataset: Dataset, one: Record, other: Record) -> tuple[Link, ...]:
    """Return all links between two records, first those by which the first refers to the second."""
    return (*_links_to(dataset, one, other), *_links_to(dataset, other, one))


def _links_to(dataset: Dataset, record: Record, target: Record) -> Iterator[Link]:
    kind = target.collection()
    return (link for link in dataset.links_from(record) if link.target_id == target.id and link.kind == kind)


def _require_position(position: object, length: int) -> None:
    if not isinstance(position, int):
        raise SelectionError(f"found {described(position)}, expected the position of a path")
    if not -length <= position < length:
        raise SelectionError(f"found the position {position} among {how_many(length, 'path')}")


def _known_as(record: Record) -> str:
    return f"{record.collection()} {record.id}"


def _shown(record: Record) -> str:
    known, name = _known_as(record), name_of(record)
    return known if name is None else f"{name} ({known})"


def _arrows(links: tuple[Link, ...], before: Record) -> str:
    fields = {"→": dict.fromkeys(link.field for link in links if link.record is before)}
    fields["←"] = dict.fromkeys(link.field for link in links if link.record is not before)
    return " ".join(f"{arrow} {', '.join(names)}" for arrow, names in fields.items() if names)


def _rows(path: RecordPath) -> Iterator[tuple[Cell, ...]]:
    yield 0, *_identity(path.start), None, None
    for step, links in enumerate(path.links, start=1):
        record = path.records[step]
        for link in links:
            yield step, *_identity(record), link.field, "this" if link.record is record else "previous"


def _identity(record: Record) -> tuple[Cell, ...]:
    return record.collection(), record.id, name_of(record)
