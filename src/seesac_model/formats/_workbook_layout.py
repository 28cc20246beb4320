"""
How a workbook is laid out: its sheets, their columns, and what is told of each column.

Writing and reading both follow it, and all of it follows from the annotations.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Final, NamedTuple

from seesac_model.formats._columns import Column, columns_of, tables
from seesac_model.model import (
    Checked,
    Citation,
    DateSpan,
    Extra,
    Identifier,
    Name,
    Pattern,
    Prose,
    Range,
    Reference,
    Value,
    fields_of,
)

__all__ = [
    "COVER",
    "LISTS",
    "NOTES",
    "SheetColumn",
    "allowed_form",
    "described_table",
    "first_day_of",
    "is_date",
    "is_first_day",
    "sheet_columns",
    "sheet_title",
    "table_of_sheet",
]

COVER: Final = "Read me"
"""The first sheet, which explains the others and says of which version the workbook is."""
LISTS: Final = "Lists"
"""The hidden sheet from which drop-downs take long lists."""
NOTES: Final = "notes"
"""What the names of sheets start with that belong to the user and are not read, in small letters."""
_FIRST_DAY: Final = " (first day)"
_EXAMPLES: Final[Mapping[type, str]] = {
    DateSpan: "2023-02-14, 2021-11, 2023, 2023-02-14/2023-02-15, 2022-10~ (about then)",
    int: "24",
    float: "41.33",
    Decimal: "8059445.50",
    bool: "true",
    Citation: 'customs-article; {"source_id": "border-article", "fields": ["dates"], "basis": "inferred"}',
    Identifier: "celex:32021D2111",
    Name: 'Network of Experts; {"text": "SEEFEN", "kind": "acronym"}',
    Extra: '{"x-reviewed-by": "desk 2"}',
}


class SheetColumn(NamedTuple):
    """
    One column of a sheet.

    Attributes:
        heading: What stands above it.
        column: What it holds.
        is_first_day: Whether it is the helper beside a column of dates, which shows the first day of each.
    """

    heading: str
    column: Column
    is_first_day: bool = False


def sheet_title(table: str) -> str:
    """
    Return the name of the sheet that holds a table.

    >>> sheet_title("document_stages")
    'Document stages'
    """
    return table.replace("_", " ").capitalize()


def table_of_sheet(title: str) -> str | None:
    """
    Return the table that a sheet of that name holds; None for every other sheet. Capitals do not matter.

    >>> table_of_sheet("document Stages"), table_of_sheet("Read me")
    ('document_stages', None)
    """
    name = title.strip().lower().replace(" ", "_")
    return name if name in tables() else None


def sheet_columns(cls: type[Checked]) -> tuple[SheetColumn, ...]:
    """Return the columns of the sheet for a class, with the helpers."""
    return tuple(_sheet_columns(cls))


def _sheet_columns(cls: type[Checked]) -> Iterator[SheetColumn]:
    for column in columns_of(cls):
        yield SheetColumn(column.heading, column)
        if is_date(column):
            yield SheetColumn(first_day_of(column.heading), column, is_first_day=True)


def is_date(column: Column) -> bool:
    """Tell whether a column holds dates, one in each cell."""
    return column.field.base is DateSpan and not column.field.many


def first_day_of(heading: str) -> str:
    """Return the heading of the helper beside a column of dates."""
    return f"{heading}{_FIRST_DAY}"


def is_first_day(heading: str, cls: type[Checked]) -> bool:
    """Tell whether a heading is that of a helper."""
    name = heading.strip().lower()
    return name.endswith(_FIRST_DAY) and any(
        is_date(column) and first_day_of(column.heading) == name for column in columns_of(cls)
    )


def described_table(table: str) -> str:
    """Return what a table holds, in one line; empty where the class does not say."""
    cls = tables()[table]
    return (inspect.getdoc(cls) or "").partition("\n")[0] if cls.__doc__ else ""


def allowed_form(column: Column) -> Iterator[str]:
    """Yield what a column may hold and examples of it, in lines for the comment on its heading."""
    field = column.field
    if field.many:
        yield "Several: separate them by ; (semicolon)."
    yield from _form_of(field.base, field.marker)
    if field.base in _EXAMPLES:
        yield f"Example: {_EXAMPLES[field.base]}"


def _form_of(base: type, marker: object) -> Iterator[str]:
    match marker:
        case Reference(kind):
            yield f"The id of a record in the sheet {sheet_title(kind)}, or of a ready-made one."
        case Pattern(expected=expected):
            yield f"{expected[0].upper()}{expected[1:]}."
        case Range(least, most) if least is not None and most is not None:
            yield f"A number from {least:,} to {most:,}."
        case Prose():
            yield "Text; several lines are possible (Alt+Enter)."
        case _ if issubclass(base, StrEnum):
            yield f"One of: {', '.join(base)}."
        case _ if base is DateSpan:
            yield "A date as EDTF writes it (ISO 8601-2)."
        case _ if issubclass(base, Value):
            parts = ", ".join(f'"{part.name}"' for part in fields_of(base))
            short = "Its short form, or " if hasattr(base, "parse") else ""
            yield f"{short}JSON with the keys {parts}."
        case _:
            yield from ()
