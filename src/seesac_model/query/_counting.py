"""Counting what records say: the work behind the methods of :class:`~seesac_model.query.counting.Counted`."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, Literal, Protocol, Self, TypeAlias, TypeVar, get_args, runtime_checkable

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import Answer, DateSpan, Extra, Record, Term, Value
from seesac_model.query._cell import Cell, cell_of, cell_text
from seesac_model.query.condition import Candidates, Condition
from seesac_model.query.fields import field_named
from seesac_model.query.table import Table

__all__ = [
    "UNKNOWN",
    "By",
    "Countable",
    "Named",
    "Period",
    "Said",
    "count_by",
    "group_by",
    "pivot",
    "timeline",
]

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)

UNKNOWN: Final = "unknown"
"""The bucket of the records that do not say it."""
Period: TypeAlias = Literal["year", "half-year", "quarter", "month"]
"""How long the periods of a time line are."""

_MONTHS: Final[Mapping[Period, int]] = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}
_YEAR: Final = 12
_Key: TypeAlias = tuple[Cell, ...]


@runtime_checkable
class Named(Protocol):
    """What refers to a field of a record by its name."""

    @property
    def name(self) -> str:
        """The name of the field."""
        ...


By: TypeAlias = str | Named | Callable[[R], object]
"""
What records are counted by: the name of a field, a reference to one, or a function of the record.

A function returns a word, a text, a number, True, False, a date, another value or a record, which counts by its id;
several of them; or None where it is not known.
"""


class Countable(Protocol[R_co]):
    """What counting needs of a selection."""

    @property
    def kind(self) -> type[R_co]:
        """The class of the records."""
        ...

    def where(self, condition: Condition, /) -> Self:
        """Return the records that fulfil one more condition."""
        ...

    def __iter__(self) -> Iterator[R_co]: ...

    def __len__(self) -> int: ...


S = TypeVar("S", bound=Countable[Any])


@attrs.frozen
class Said(Condition):
    """
    The record is one of those that said something when they were grouped.

    Attributes:
        by: What they were grouped by, in a word for each part.
        key: What they say, or :data:`UNKNOWN`.
        ids: The ids of the records.
    """

    by: tuple[str, ...]
    key: tuple[Cell, ...]
    ids: frozenset[str]

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - it was settled when grouping
        """Answer YES if the record is one of them, and NO otherwise."""
        return Answer.YES if record.id in self.ids else Answer.NO

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:  # noqa: ARG002 - as above
        """Return their ids."""
        return self.ids

    def possible_candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:  # noqa: ARG002 - as above
        """Return their ids: the answer is never UNKNOWN."""
        return self.ids

    def reach(self, kind: type[Record], dataset: Dataset) -> int:  # noqa: ARG002 - as above
        """Return how many they are."""
        return len(self.ids)

    def __str__(self) -> str:
        return " and ".join(
            f"{name} is {quoted(cell_text(cell))}" for name, cell in zip(self.by, self.key, strict=True)
        )


def count_by(selection: Countable[Any], by: By[Any] | tuple[By[Any], ...]) -> Table:
    """Count the records of a selection; see :meth:`~seesac_model.query.counting.Counted.count_by`."""
    parts = _parts(selection.kind, by)
    counts = Counter(key for record in selection for key in _keys(parts, record))
    return _count_table(parts, _in_order(parts, counts), counts, len(selection))


def group_by(selection: S, by: By[Any] | tuple[By[Any], ...]) -> Mapping[Any, S]:
    """Split a selection; see :meth:`~seesac_model.query.counting.Counted.group_by`."""
    parts = _parts(selection.kind, by)
    ids: dict[_Key, list[str]] = {}
    for record in selection:
        for key in _keys(parts, record):
            ids.setdefault(key, []).append(record.id)
    names = tuple(part.name for part in parts)
    groups = {
        key if isinstance(by, tuple) else key[0]: selection.where(Said(names, key, frozenset(ids[key])))
        for key in _in_order(parts, ids)
    }
    return MappingProxyType(groups)


def pivot(
    selection: Countable[Any], rows: By[Any] | tuple[By[Any], ...], columns: By[Any] | tuple[By[Any], ...]
) -> Table:
    """Count by two things at once; see :meth:`~seesac_model.query.counting.Counted.pivot`."""
    down, across = _parts(selection.kind, rows), _parts(selection.kind, columns)
    cells: Counter[tuple[_Key, _Key]] = Counter()
    at_right: Counter[_Key] = Counter()
    below: Counter[_Key] = Counter()
    for record in selection:
        left, above = _keys(down, record), _keys(across, record)
        at_right.update(left)
        below.update(above)
        cells.update(itertools.product(left, above))
    heads = _in_order(across, below)
    names = (*(part.name for part in down), *(" / ".join(map(cell_text, head)) for head in heads), "total")
    padding = ("",) * (len(down) - 1)
    return Table(
        _distinct(names),
        [(*key, *(cells[key, head] for head in heads), at_right[key]) for key in _in_order(down, at_right)],
        ("total", *padding, *(below[head] for head in heads), len(selection)),
    )


def timeline(selection: Countable[Any], by: Period = "year", *, field: str | Named = "dates") -> Table:
    """Count by periods of time; see :meth:`~seesac_model.query.counting.Counted.timeline`."""
    if by not in get_args(Period):
        raise SelectionError(f"found the period {quoted(by)}, expected one of {', '.join(get_args(Period))}")
    name = _field_name(selection.kind, field)
    if field_named(selection.kind, name).base is not DateSpan:
        raise SelectionError(f"{selection.kind.__name__}.{name} holds no dates")
    months = _MONTHS[by]
    spans: Counter[DateSpan | None] = Counter(getattr(record, name) for record in selection)
    edges = [_number(day, months) for span in spans if span for day in (span.earliest, span.latest) if day]
    counts: Counter[int] = Counter()
    unknown = 0
    for span, count in spans.items():
        touched = _touched(span, months, edges) if span else []
        counts.update(dict.fromkeys(touched, count))
        unknown += 0 if touched else count
    every = range(min(counts), max(counts) + 1) if counts else ()
    rows: list[tuple[Cell, ...]] = [(_period_name(number, months), counts[number]) for number in every]
    return Table((by, "count"), [*rows, *([(UNKNOWN, unknown)] if unknown else [])], ("total", len(selection)))


@attrs.define
class _Part:
    """One thing that records are counted by; it remembers what stands for what, and in which order."""

    name: str
    read: Callable[[Any], object]
    is_field: bool
    _known: dict[object, tuple[Cell, ...]] = attrs.field(factory=dict)
    _order: dict[Cell, tuple[Any, ...]] = attrs.field(factory=dict)

    def cells(self, record: Record) -> tuple[Cell, ...]:
        """Return what a record says, each thing once; `UNKNOWN` where it says nothing."""
        said = self.read(record)
        # What a function returns may be anything, and need not stay what it is.
        if not self.is_field and not isinstance(said, str):
            return self._cells_of(said)
        if (cells := self._known.get(said)) is None:
            cells = self._known[said] = self._cells_of(said)
        return cells

    def order(self, cell: Cell) -> tuple[Any, ...]:
        """Return where a cell stands among the others."""
        return self._order[cell]

    def _cells_of(self, said: object) -> tuple[Cell, ...]:
        match said:
            case str() | bytes() | Mapping():
                entries: list[object] = [said]
            case Iterable():
                entries = list(said) or [None]
            case _:
                entries = [said]
        return tuple(dict.fromkeys(map(self._cell_of, entries)))

    def _cell_of(self, entry: object) -> Cell:
        cell = UNKNOWN if entry is None else cell_of(entry)
        self._order.setdefault(cell, (_LAST,) if cell == UNKNOWN else _order(entry, cell))
        return cell


_LAST: Final = 9


def _order(entry: object, cell: Cell) -> tuple[Any, ...]:
    match entry:
        case int() | float() | Decimal():
            return 0, entry
        case Term():
            return 1, type(entry).__name__, list(type(entry)).index(entry)
        case Value():
            return 2, type(entry).__name__, entry
        case _:
            return 3, cell


def _parts(kind: type[Record], by: By[Any] | tuple[By[Any], ...]) -> tuple[_Part, ...]:
    several = by if isinstance(by, tuple) else (by,)
    if not several:
        raise SelectionError("found nothing to count by, expected the name of a field or a function")
    parts = [_part(kind, one) for one in several]
    for part, name in zip(parts, _distinct(["count", *(part.name for part in parts)])[1:], strict=True):
        part.name = name
    return tuple(parts)


def _part(kind: type[Record], by: By[Any]) -> _Part:
    if callable(by) and not isinstance(by, str | Named):
        name = getattr(by, "__name__", type(by).__name__)
        return _Part(name if name.isidentifier() else "key", by, is_field=False)
    name = _field_name(kind, by)
    return _Part(name, lambda record: getattr(record, name), is_field=True)


def _field_name(kind: type[Record], by: object) -> str:
    if not isinstance(by, str | Named):
        raise SelectionError(f"found {described(by)}, expected the name of a field, a reference to one, or a function")
    name, owner = by if isinstance(by, str) else by.name, getattr(by, "owner", None)
    if isinstance(owner, type) and not issubclass(kind, owner):
        raise SelectionError(f"found {owner.__name__}.{name}, expected a field of {kind.__name__}")
    if field_named(kind, name).base is Extra:
        raise SelectionError(
            f"{kind.__name__}.{name} holds several keys; write a function for one of them, such as "
            f"lambda record: record.{name}.get('x-key')"
        )
    return name


def _keys(parts: tuple[_Part, ...], record: Record) -> tuple[_Key, ...]:
    return tuple(itertools.product(*(part.cells(record) for part in parts)))


def _in_order(parts: tuple[_Part, ...], keys: Iterable[_Key]) -> list[_Key]:
    return sorted(keys, key=lambda key: [part.order(cell) for part, cell in zip(parts, key, strict=True)])


def _count_table(parts: tuple[_Part, ...], keys: list[_Key], counts: Mapping[_Key, int], total: int) -> Table:
    names = (*(part.name for part in parts), "count")
    padding = ("",) * (len(parts) - 1)
    return Table(names, [(*key, counts[key]) for key in keys], ("total", *padding, total))


def _distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return names of columns as they are, but for those that came before, which get a number."""
    given: dict[str, None] = {}
    for name in names:
        numbered = (f"{name} ({number})" for number in itertools.count(2))
        given[name if name not in given else next(one for one in numbered if one not in given)] = None
    return tuple(given)


def _touched(span: DateSpan, months: int, edges: list[int]) -> list[int]:
    """Return the periods that the dates certainly touch, from the first to the last that any dates name."""
    if not span.is_year_known:
        return []
    first = _number(span.earliest, months) if span.earliest else min(edges)
    last = _number(span.latest, months) if span.latest else max(edges)
    return [
        number for number in range(first, last + 1) if span.overlaps(_period(number, months), as_period=True).definitely
    ]


def _number(day: dt.date, months: int) -> int:
    return (day.year * _YEAR + day.month - 1) // months


def _period(number: int, months: int) -> DateSpan:
    (year, month), (last_year, last_month) = divmod(number * months, _YEAR), divmod((number + 1) * months - 1, _YEAR)
    return DateSpan(f"{year:04}-{month + 1:02}/{last_year:04}-{last_month + 1:02}")


def _period_name(number: int, months: int) -> str:
    year, month = divmod(number * months, _YEAR)
    match months:
        case 12:
            return f"{year:04}"
        case 6:
            return f"{year:04}-H{month // 6 + 1}"
        case 3:
            return f"{year:04}-Q{month // 3 + 1}"
        case _:
            return f"{year:04}-{month + 1:02}"
