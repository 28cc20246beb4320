"""
Records from plain data of which nothing is wrong, quickly: field by field rather than record by record.

Some hundred records that have the same keys are made at once. What they say in one field is a column; it is checked
and turned into values as a whole, by operations of the interpreter that loop in C. The columns are then put into
records by a function that is written out for each class, as attrs and cattrs do it. A record is filled as an instance
of a plain twin of its class, with the same slots and without the guards of frozen classes, and becomes one of its class
when all is there.

A maker checks what construction and the converter check, and knows only whether things are right: whatever it does not
know to be right it leaves out, and the reader asks the converter, which explains. So the two can differ in time alone:
what a maker accepts, the converter accepts as the same record, and tests hold the makers to it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from seesac_model.formats._converter import structure
from seesac_model.formats._known import (
    Ids,
    Known,
    Refusal,
    are_lines,
    are_prose,
    known_dates,
    known_decimals,
    known_texts,
)
from seesac_model.model import (
    Checked,
    Citation,
    DateSpan,
    Extra,
    Field,
    Origin,
    Pattern,
    Prose,
    Range,
    Reference,
    Term,
    Value,
    fields_of,
    per_class,
)

__all__ = ["Made", "Makers"]

_Column: TypeAlias = Sequence[Any]
_Row: TypeAlias = dict[str, Any]

_NOT_MADE: Final = (Refusal, ValueError, LookupError, TypeError, AttributeError)
"""What making can raise: the last four where data are not of the sort that the code takes them for."""
_MOST_ENTRIES: Final = 1_000
_SIMPLE: Final = ("source_id",)


class Made(NamedTuple):
    """
    What came of the data of some records.

    Attributes:
        records: A record for each, in their order; None where something is wrong with it, or is not known to be right.
        quotes: How many quotation marks their JSON has around keys and texts, without that of the Nones.
    """

    records: list[Any]
    quotes: int


class Makers:
    """The makers for one reading, which share what they have seen."""

    def __init__(self) -> None:
        self._ids = Ids()
        self._dates = known_dates()
        self._decimals = known_decimals()
        self._texts: dict[str, Known[str]] = {}
        self._cited: Known[Citation] = Known(self._citing)
        self._cited_alone: Known[tuple[Citation]] = Known(lambda source_id: (self._cited[source_id],))
        self._converted: dict[type, dict[tuple[Any, ...], Any]] = {}
        self._short: dict[type, Known[Any]] = {}

    def make(self, cls: type[Checked], rows: Sequence[_Row], origins: Sequence[Origin | None]) -> Made:
        """Make the records or values of a class from what a parser returned for each, and where each was read."""
        shapes = [tuple(row) if row.__class__ is dict else None for row in rows]
        if len(set(shapes)) == 1:
            return self._alike(cls, shapes[0], rows, origins)
        groups: dict[tuple[str, ...] | None, list[int]] = {}
        for place, shape in enumerate(shapes):
            groups.setdefault(shape, []).append(place)
        records: list[Any] = [None] * len(rows)
        total = 0
        for shape, places in groups.items():
            made = self._alike(cls, shape, [rows[place] for place in places], [origins[place] for place in places])
            for place, record in zip(places, made.records, strict=True):
                records[place] = record
            total += made.quotes
        return Made(records, total)

    def _alike(
        self, cls: type[Checked], shape: tuple[str, ...] | None, rows: Sequence[_Row], origins: Sequence[Origin | None]
    ) -> Made:
        """Make records that have the same keys."""
        plan = _plan(cls)
        if shape is None or not plan.required <= set(shape) <= plan.fields.keys():
            return Made([None] * len(rows), 0)
        try:
            return self._from_columns(plan, shape, rows, origins)
        except _NOT_MADE:
            if len(rows) == 1:
                return Made([None], 0)
        middle = len(rows) // 2
        first = self._alike(cls, shape, rows[:middle], origins[:middle])
        second = self._alike(cls, shape, rows[middle:], origins[middle:])
        return Made([*first.records, *second.records], first.quotes + second.quotes)

    def _from_columns(
        self, plan: _Plan, shape: tuple[str, ...], rows: Sequence[_Row], origins: Sequence[Origin | None]
    ) -> Made:
        quotes = 2 * len(shape) * len(rows)
        columns: dict[str, Iterable[Any]] = {}
        for name, column in zip(shape, zip(*map(dict.values, rows), strict=True), strict=True):
            columns[name], count = self._column(plan.fields[name], column)
            quotes += count
        filled = (columns.get(name) or itertools.repeat(default) for name, default in plan.defaults.items())
        records = plan.fill(origins, *filled)
        if plan.can_contradict and any(fault for record in records for fault in record._contradictions()):  # noqa: SLF001 - part of the model's classes
            raise Refusal
        return Made(records, quotes)

    def _column(self, field: Field, column: _Column) -> tuple[Sequence[Any], int]:
        """Return what a field of some records holds, and how many quotation marks there are in it."""
        if field.optional and None in column:
            stated = [value for value in column if value is not None]
            values, quotes = self._values(field, stated) if stated else ((), 0)
            waiting = iter(values)
            return [None if value is None else next(waiting) for value in column], quotes
        return self._lists(field, column) if field.many else self._values(field, column)

    def _lists(self, field: Field, column: _Column) -> tuple[Sequence[Any], int]:
        if set(map(type, column)) != {list}:
            raise Refusal
        lengths = list(map(len, column))
        entries = list(itertools.chain.from_iterable(column))
        longest = max(lengths)
        if longest > _MOST_ENTRIES:
            raise Refusal
        if not longest:
            return [()] * len(column), 0
        if longest == 1 == min(lengths):
            if field.base is Citation and all(entry.__class__ is dict and tuple(entry) == _SIMPLE for entry in entries):
                return [self._cited_alone[entry["source_id"]] for entry in entries], 4 * len(entries)
            values, quotes = self._values(field, entries)
            return list(zip(values, strict=True)), quotes
        values, quotes = self._values(field, entries)
        remaining = iter(values)
        lists = [tuple(itertools.islice(remaining, length)) for length in lengths]
        if isinstance(field.marker, Reference) and any(len(set(ids)) < len(ids) for ids in lists):
            raise Refusal
        return lists, quotes

    def _values(self, field: Field, column: _Column) -> tuple[Sequence[Any], int]:
        """Return the values that entries stand for, and how many quotation marks there are in them."""
        base, marker = field.base, field.marker
        if base in {int, float, bool}:
            return _numbers(field, column), 0
        if issubclass(base, Value) and base is not DateSpan:
            return self._inner(base, column)
        quotes = 2 * len(column)
        if isinstance(marker, Reference):
            if field.name != "id":
                return list(map(self._ids.__getitem__, column)), quotes
            return self._ids.new(column), quotes
        if base is str and not isinstance(marker, Pattern):
            if not (are_prose if isinstance(marker, Prose) else are_lines)(column):
                raise Refusal
            return column, quotes
        return list(map(self._table(field).__getitem__, column)), quotes

    def _table(self, field: Field) -> Mapping[str, Any]:
        """Return the table in which the texts of a field are looked up."""
        if field.base is DateSpan:
            return self._dates
        if field.base is Decimal:
            return self._decimals
        if isinstance(field.marker, Pattern):
            regex = field.marker.regex
            if regex not in self._texts:
                self._texts[regex] = known_texts(regex)
            return self._texts[regex]
        return _words(field.base)

    def _inner(self, cls: type[Value], column: _Column) -> tuple[Sequence[Any], int]:
        """Return values of a class with fields of its own, from mappings or short texts."""
        if str in set(map(type, column)):
            short = self._short.setdefault(cls, Known(lambda text: structure(text, cls)))
            made = [(short[entry], 2) if entry.__class__ is str else self._one(cls, entry) for entry in column]
            return [value for value, _ in made], sum(quotes for _, quotes in made)
        if _has_its_own_check(cls):
            made = [self._one(cls, entry) for entry in column]
            return [value for value, _ in made], sum(quotes for _, quotes in made)
        values, quotes = self.make(cls, column, [None] * len(column))
        if None in values:
            raise Refusal
        return values, quotes

    def _one(self, cls: type[Value], row: _Row) -> tuple[Any, int]:
        if not _has_its_own_check(cls):
            (value,), quotes = self.make(cls, [row], [None])
            if value is None:
                raise Refusal
            return value, quotes
        # The converter is asked, once for each spelling; the fields of these classes are texts.
        spellings, spelling = self._converted.setdefault(cls, {}), tuple(row.items())
        if spelling not in spellings:
            if any(entry.__class__ is not str for entry in row.values()):
                raise Refusal
            spellings[spelling] = structure(row, cls)
        return spellings[spelling], 4 * len(row)

    def _citing(self, source_id: str) -> Citation:
        (citation,), _ = self._from_columns(_plan(Citation), _SIMPLE, [{"source_id": source_id}], [None])
        made: Citation = citation
        return made


def _numbers(field: Field, column: _Column) -> _Column:
    if set(map(type, column)) != {field.base}:
        raise Refusal
    if field.base is bool:
        return column
    bounds = field.marker if isinstance(field.marker, Range) else Range()
    least = -(2**63) if bounds.least is None else bounds.least
    most = 2**63 - 1 if bounds.most is None else bounds.most
    # The negative zero is left to the converter.
    if not all(least <= number <= most for number in column) or (field.base is float and 0 in column):
        raise Refusal
    return column


@per_class
def _words(base: type) -> Mapping[str, Term]:
    return {str(member): member for member in base} if issubclass(base, Term) else {}


@per_class
def _has_its_own_check(cls: type) -> bool:
    """Tell whether the construction of a class does more than look at its fields and their contradictions."""
    return getattr(cls, "__attrs_post_init__", None) is not Checked.__attrs_post_init__


class _Plan(NamedTuple):
    """
    How the records of a class are made.

    Attributes:
        fields: The fields that can be given, by name.
        required: The names of those that must be.
        defaults: For every slot the value that it has where none is given.
        fill: Columns, that of the origins first, to records.
        can_contradict: Whether fields that are right each for itself can contradict each other.
    """

    fields: Mapping[str, Field]
    required: frozenset[str]
    defaults: Mapping[str, object]
    fill: Callable[..., list[Any]]
    can_contradict: bool


@per_class
def _plan(cls: type) -> _Plan:
    fields = fields_of(cls)
    return _Plan(
        fields={field.name: field for field in fields if field.base is not Extra},
        required=frozenset(field.name for field in fields if field.required),
        defaults={field.name: field.default for field in fields},
        fill=_filler(cls, [field.name for field in fields]),
        can_contradict=getattr(cls, "_contradictions", None) is not Checked._contradictions,  # noqa: SLF001 - as above
    )


def _filler(cls: type, names: Sequence[str]) -> Callable[..., list[Any]]:
    """Write the function that puts columns into records."""
    plain = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    twin = type(f"{cls.__name__}Twin", cls.__bases__, {"__slots__": vars(cls)["__slots__"], **plain})
    values = [f"v{number}" for number in range(len(names))]
    columns = [f"c{number}" for number in range(len(names))]
    slots = [*zip(names, values, strict=True), *([("origin", "w")] if hasattr(cls, "origin") else [])]
    source = (
        f"def fill(origins, {', '.join(columns)}):\n"
        " records = []\n"
        f" for w, {', '.join(values)} in zip(origins, {', '.join(columns)}):\n"
        "  o = twin()\n"
        f"{''.join(f'  o.{name} = {value}' + chr(10) for name, value in slots)}"
        "  o.__class__ = cls\n"
        "  records.append(o)\n"
        " return records\n"
    )
    names_of_it: dict[str, Any] = {"twin": twin, "cls": cls}
    exec(compile(source, f"<maker of {cls.__name__}>", "exec"), names_of_it)  # noqa: S102 - of names of our own fields
    filler: Callable[..., list[Any]] = names_of_it["fill"]
    return filler
