"""
The columns of the table that holds the records of one kind.

They follow from the annotations: a column for each field, and for a value such as a headcount one for each of its parts
(`headcount.value`). A list stands in one column, and so do the keys of the users' own, as JSON.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from seesac_model.formats._cells import CellValue, entries_text, json_text, value_text
from seesac_model.formats._kinds import record_kinds
from seesac_model.model import Checked, DateSpan, Extra, Field, Record, Suppression, Value, fields_of, per_class

__all__ = ["Column", "columns_of", "has_parts", "row_of", "short_columns_of", "tables"]


class Column(NamedTuple):
    """
    One column of a table.

    Attributes:
        heading: What stands above it: `title`, or `headcount.value` for a part of a value.
        path: The names of the fields that lead to what it holds, from the record on.
        field: The last of these fields.
        says: What the column states, in one line.
    """

    heading: str
    path: tuple[str, ...]
    field: Field
    says: str

    @property
    def is_required(self) -> bool:
        """Whether every record has something in it; a part of a value is there only if the value is."""
        return self.field.required and len(self.path) == 1

    @property
    def is_json(self) -> bool:
        """Whether it holds the keys of the users' own, as a mapping in JSON."""
        return self.field.base is Extra


def tables() -> Mapping[str, type[Record | Suppression]]:
    """
    Return the class whose instances each table holds, by the name of the table.

    >>> list(tables())[0], list(tables())[-1]
    ('sources', 'suppressions')
    """
    return {**record_kinds(), "suppressions": Suppression}


@per_class
def columns_of(cls: type) -> tuple[Column, ...]:
    """
    Return the columns of the table of a record class, or of suppressions, in the order of its fields.

    >>> from seesac_model.model import Attendance
    >>> [column.heading for column in columns_of(Attendance)][4:7]
    ['headcount.value', 'headcount.qualifier', 'headcount.upper_value']
    """
    return tuple(_columns(cls, ()))


@per_class
def short_columns_of(cls: type) -> tuple[Column, ...]:
    """
    Return the columns that may stand in place of several: a value in its short form, under the name of its field.

    >>> from seesac_model.model import Funding
    >>> [column.heading for column in short_columns_of(Funding)]
    ['amount', 'amount_equivalent']
    """
    return tuple(_column(field, ()) for field in fields_of(cls) if has_parts(field))


def row_of(thing: Checked) -> list[CellValue]:
    """
    Return what the cells of a record, or of a suppression, hold: one for each of :func:`columns_of`.

    A cell is None where the field is at its default. Words of vocabularies, dates and lists are text; numbers, decimal
    numbers and truth values are what they are.

    >>> from seesac_model.model import Topic
    >>> row_of(Topic(id="war", label="war", related_ids=("peace", "arms")))[:5]
    ['war', 'war', None, None, 'peace; arms']
    """
    return [cell(thing) for cell in _cells(type(thing))]


def _columns(cls: type, path: tuple[Field, ...]) -> Iterator[Column]:
    for field in fields_of(cls):
        if has_parts(field):
            yield from _columns(field.base, (*path, field))
        else:
            yield _column(field, path)


def _column(field: Field, path: tuple[Field, ...]) -> Column:
    steps = (*path, field)
    names = tuple(step.name for step in steps)
    return Column(".".join(names), names, field, ": ".join(step.note.says for step in steps))


def has_parts(field: Field) -> bool:
    """
    Tell whether each part of a field's value has a column.

    One of the parts must always be given, or a value of which all parts are at their defaults would leave no trace.
    """
    is_whole = field.many or not issubclass(field.base, Value) or issubclass(field.base, DateSpan)
    return not is_whole and any(part.required for part in fields_of(field.base))


@per_class
def _cells(cls: type) -> tuple[Callable[[object], CellValue], ...]:
    return tuple(_cell_of(column) for column in columns_of(cls))


def _cell_of(column: Column) -> Callable[[object], CellValue]:
    first, *rest = map(operator.attrgetter, column.path)
    field = column.field

    def cell(thing: object) -> CellValue:
        value = first(thing)
        for inner in rest:
            if value is None:
                return None
            value = inner(value)
        return None if value == field.default and not field.required else _content(value)

    return cell


def _content(value: object) -> CellValue:
    match value:
        case tuple():
            return entries_text(value)
        case Extra():
            return json_text(dict(value))
        case DateSpan():
            return value.text
        case Value():
            return value_text(value)
        case str():
            return str(value)
        case None | bool() | int() | float() | Decimal():
            return value
        case _:
            raise TypeError(f"a {type(value).__name__} has no cell")
