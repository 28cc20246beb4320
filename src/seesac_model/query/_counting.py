"""Counting what records say: the work behind the methods of :class:`~seesac_model.query.counting.Counted`."""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import operator
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final, Protocol, Self, TypeAlias, TypeVar, cast, get_args, runtime_checkable

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import Answer, DateSpan, Extra, Record, Stretch, Term, Value, fields_of
from seesac_model.query._bits import bits_of
from seesac_model.query._cell import Cell, cell_of, cell_text
from seesac_model.query._indexes import DateIndex, date_index, position_of, word_bits
from seesac_model.query._periods import MONTHS_IN, Period, period_at, period_name, period_number
from seesac_model.query.condition import Answers, Condition, answers_one_by_one
from seesac_model.query.fields import Dated, field_named, is_word
from seesac_model.query.table import Table

__all__ = [
    "UNKNOWN",
    "By",
    "Countable",
    "Named",
    "Said",
    "count_by",
    "group_by",
    "in_periods",
    "part_names",
    "pivot",
    "timeline",
    "to_table",
]

R = TypeVar("R", bound=Record)
R_co = TypeVar("R_co", bound=Record, covariant=True)

UNKNOWN: Final = "unknown"
"""The bucket of the records that do not say it."""
# What it takes to find a record by its id, in look-ups of an entry of an index.
_A_LOOK_UP: Final = 10
_NO_COLUMNS: Final = frozenset({"citations", "extra"})
_Key: TypeAlias = tuple[Cell, ...]


@runtime_checkable
class Named(Protocol):
    """What refers to a field of a record by its name."""

    @property
    def name(self) -> str:
        """The name of the field."""
        ...


By: TypeAlias = str | Named | Condition | Callable[[R], object]
"""
What records are counted by: the name of a field, a reference to one, a condition, or a function of the record.

A condition counts under `yes`, `no` and :data:`UNKNOWN`, and so does a function that returns an
:class:`~seesac_model.model.Answer`. A function returns a word, a text, a number, True, False, a date, another value or
a record, which counts by its id; several of them; or None where it is not known.
"""


class Countable(Protocol[R_co]):
    """What counting needs of a selection."""

    @property
    def kind(self) -> type[R_co]:
        """The class of the records."""
        ...

    @property
    def dataset(self) -> Dataset:
        """Where they are."""
        ...

    # As selections have it: pyright takes a cached property for no property.
    @functools.cached_property
    def bits(self) -> int:
        """The records as a set."""
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

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer from their ids."""
        places = (position_of(dataset, kind, record_id) for record_id in self.ids)
        yes = among & bits_of([place for place in places if place is not None], len(dataset.of(kind)))
        return Answers(yes, yes)

    def effort(self, kind: type[Record], dataset: Dataset) -> int:  # noqa: ARG002 - the ids are known
        """Return how many look-ups their ids take."""
        return _A_LOOK_UP * len(self.ids)

    def __str__(self) -> str:
        return " and ".join(
            f"{name} is {quoted(cell_text(cell))}" for name, cell in zip(self.by, self.key, strict=True)
        )


def to_table(selection: Countable[Any], columns: tuple[By[Any], ...]) -> Table:
    """Make a table of a selection; see :meth:`~seesac_model.query.counting.Counted.to_table`."""
    fields = [field.name for field in fields_of(selection.kind) if field.name not in _NO_COLUMNS]
    parts = _parts(selection, columns or tuple(fields))
    rows = [[_joined(part.read(record)) for part in parts] for record in selection]
    return Table([part.name for part in parts], rows)


def _joined(said: object) -> Cell:
    """Return what stands in one cell for whatever is said."""
    match said:
        case Answer():
            return _ANSWERED[said]
        case str() | bytes() | Mapping():
            return cell_of(said)
        case Iterable():
            return "; ".join(cell_text(cell_of(entry)) for entry in said) or None
        case _:
            return cell_of(said)


def count_by(selection: Countable[Any], by: By[Any] | tuple[By[Any], ...]) -> Table:
    """Count the records of a selection; see :meth:`~seesac_model.query.counting.Counted.count_by`."""
    parts = _parts(selection, by)
    counts = _counts(selection, parts)
    return _count_table(parts, _in_order(parts, counts), counts, len(selection))


def _counts(selection: Countable[Any], parts: tuple[_Part, ...]) -> Mapping[_Key, int]:
    """Return how many records say what: without a look at any, where indexes know it for each of the parts."""
    sets = [part.sets() for part in parts]
    if any(known is None for known in sets):
        return Counter(key for record in selection for key in _keys(parts, record))
    counts: dict[_Key, int] = {}
    for several in itertools.product(*(known.items() for known in sets if known is not None)):
        bits = functools.reduce(operator.and_, (bits for _, bits in several), selection.bits)
        if bits:
            counts[tuple(cell for cell, _ in several)] = bits.bit_count()
    return counts


def group_by(selection: S, by: By[Any] | tuple[By[Any], ...]) -> Mapping[Any, S]:
    """Split a selection; see :meth:`~seesac_model.query.counting.Counted.group_by`."""
    parts = _parts(selection, by)
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


def part_names(kind: type[Record], by: By[Any] | tuple[By[Any], ...], *, beside: Iterable[str] = ()) -> tuple[str, ...]:
    """Return a name for each thing that records are grouped by, none of them one of those beside it."""
    names = [part.name for part in _parts_of(kind, by)]
    taken = list(beside)
    return _distinct([*taken, *names])[len(taken) :]


def pivot(
    selection: Countable[Any], rows: By[Any] | tuple[By[Any], ...], columns: By[Any] | tuple[By[Any], ...]
) -> Table:
    """Count by two things at once; see :meth:`~seesac_model.query.counting.Counted.pivot`."""
    down, across = _parts(selection, rows), _parts(selection, columns)
    at_right, below = _counts(selection, down), _counts(selection, across)
    cells = _counts(selection, (*down, *across))
    heads = _in_order(across, below)
    names = (*(part.name for part in down), *(" / ".join(map(cell_text, head)) for head in heads), "total")
    padding = ("",) * (len(down) - 1)
    return Table(
        _distinct(names),
        [(*key, *(cells.get((*key, *head), 0) for head in heads), at_right[key]) for key in _in_order(down, at_right)],
        ("total", *padding, *(below[head] for head in heads), len(selection)),
    )


def timeline(selection: Countable[Any], by: Period = "year", *, field: str | Named = "dates") -> Table:
    """Count by periods of time; see :meth:`~seesac_model.query.counting.Counted.timeline`."""
    months = _months_in(by)
    name = _field_name(selection.kind, field)
    if field_named(selection.kind, name).base is not DateSpan:
        raise SelectionError(f"{selection.kind.__name__}.{name} holds no dates")
    index = date_index(selection.dataset, selection.kind, name)
    known = selection.bits & ~(index.undated | index.asked)
    found: dict[int, int] = {}
    unknown = selection.bits
    for number in _named_periods(index, selection.bits, months):
        period = period_at(number, months)
        touching = Dated(name, "overlaps", period)
        yes = answers_one_by_one(touching, selection.kind, selection.dataset, selection.bits & index.asked).yes
        # A period of the calendar has no gaps.
        yes |= known & index.sure("overlaps", cast("Stretch", period.stretch(as_period=True)))
        unknown &= ~yes
        if yes:
            found[number] = yes.bit_count()
    every = range(min(found), max(found) + 1) if found else ()
    rows: list[tuple[Cell, ...]] = [(period_name(number, months), found.get(number, 0)) for number in every]
    return Table(
        (by, "count"), [*rows, *([(UNKNOWN, unknown.bit_count())] if unknown else [])], ("total", len(selection))
    )


def _named_periods(index: DateIndex, bits: int, months: int) -> Iterable[int]:
    """Return the numbers of the periods from the first to the last that the dates of some records name."""
    if (named := index.named_days(bits)) is None:
        return ()
    first, last = (period_number(dt.date.fromordinal(day), months) for day in named)
    return range(first, last + 1)


def in_periods(by: Period, *, field: str | Named = "dates") -> Callable[[Record], object]:
    """Return what counts by periods of time; see :func:`seesac_model.query.counting.in_periods`."""
    months, name = _months_in(by), field if isinstance(field, str) else field.name

    def periods(record: Record) -> tuple[str, ...]:
        dates: object = getattr(record, name, None)
        if not isinstance(dates, DateSpan):
            if dates is None and name in {one.name for one in fields_of(type(record))}:
                return ()
            raise SelectionError(f"{type(record).__name__}.{name} holds no dates")
        if not dates.is_year_known:
            return ()
        ends = [day for day in (dates.earliest, dates.latest) if day is not None]
        return tuple(
            period_name(number, months)
            for number in range(period_number(ends[0], months), period_number(ends[-1], months) + 1)
            if dates.overlaps(period_at(number, months), as_period=True).definitely
        )

    periods.__name__ = by.replace("-", "_")
    return periods


def _months_in(by: Period) -> int:
    if by not in get_args(Period):
        raise SelectionError(f"found the period {quoted(by)}, expected one of {', '.join(get_args(Period))}")
    return MONTHS_IN[by]


@attrs.define
class _Part:
    """One thing that records are counted by; it remembers what stands for what, and in which order."""

    name: str
    read: Callable[[Any], object]
    is_field: bool
    words: Callable[[], Mapping[object, int]] | None = None
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

    def sets(self) -> Mapping[Cell, int] | None:
        """Return the sets of the records that say the same, where an index knows them."""
        return None if self.words is None else {self._cell_of(word): bits for word, bits in self.words().items()}

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
        if isinstance(entry, Answer):
            entry = _ANSWERED[entry]
        cell = UNKNOWN if entry is None else cell_of(entry)
        self._order.setdefault(cell, (_LAST,) if cell == UNKNOWN else _order(entry, cell))
        return cell


_LAST: Final = 9
_ANSWERED: Final[Mapping[Answer, str | None]] = {Answer.YES: "yes", Answer.NO: "no", Answer.UNKNOWN: None}


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


def _parts(selection: Countable[Any], by: By[Any] | tuple[By[Any], ...]) -> tuple[_Part, ...]:
    return _parts_of(selection.kind, by, selection.dataset)


def _parts_of(
    kind: type[Record], by: By[Any] | tuple[By[Any], ...], dataset: Dataset | None = None
) -> tuple[_Part, ...]:
    several = by if isinstance(by, tuple) else (by,)
    if not several:
        raise SelectionError("found nothing to count by, expected the name of a field or a function")
    parts = [_part(kind, one, dataset) for one in several]
    for part, name in zip(parts, _distinct(["count", *(part.name for part in parts)])[1:], strict=True):
        part.name = name
    return tuple(parts)


def _part(kind: type[Record], by: By[Any], dataset: Dataset | None) -> _Part:
    if isinstance(by, Condition):
        by.check(kind)
        asked = by
        return _Part(str(by), lambda record: asked.matches(record, dataset or Dataset()), is_field=False)
    if callable(by) and not isinstance(by, str | Named):
        name = getattr(by, "__name__", type(by).__name__)
        return _Part(name if name.isidentifier() else "key", by, is_field=False)
    name = _field_name(kind, by)
    words = None
    if dataset is not None and is_word(field_named(kind, name)):
        words = functools.partial(word_bits, dataset, kind, name)
    return _Part(name, operator.attrgetter(name), is_field=True, words=words)


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
