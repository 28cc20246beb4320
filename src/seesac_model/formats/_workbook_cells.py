"""
What the cells of a workbook say.

A number in a column of text becomes its digits, a real date a day, `TRUE` a truth value. What could mean several things
is refused at its cell: a formula, an error, merged cells, a time of day in a date, a fraction in a text.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Final

from seesac_model.errors import Fault, FaultCode, InvalidValueError
from seesac_model.formats._cells import CellValue
from seesac_model.formats._columns import Column
from seesac_model.formats._workbook_layout import is_date
from seesac_model.model import Pattern

__all__ = ["RefusedCell", "cell_value", "content", "error_cell", "formula_cell", "merged_cell"]

# From here on a spreadsheet does not keep every digit of a whole number.
_LARGEST: Final = 10**15
_FIRST_DAY: Final = "1900-03-01"
_DAY: Final = len("2023-02-14")
_AS_TEXT: Final = "format the cell as text and type it again"


class RefusedCell(str):
    """
    A cell that cannot be read whatever its column is.

    Attributes:
        fault: Why not.
    """

    __slots__ = ("__dict__",)

    fault: Fault

    @classmethod
    def of(cls, code: FaultCode, found: str, expected: str, suggestion: str) -> RefusedCell:
        """Return such a cell; its text is not blank."""
        cell = cls(found)
        cell.fault = Fault(code=code, found=found, expected=expected, suggestion=suggestion)
        return cell


class _Day(str):
    """A real date, as the text of its day."""

    __slots__ = ()


class _Time(str):
    """A real time of day, as text in hours and minutes."""

    __slots__ = ()


def formula_cell() -> RefusedCell:
    """Return a cell with a formula."""
    return RefusedCell.of(
        FaultCode.UNSUPPORTED, "a formula", "a value", "copy the cells, then choose Paste Special, Values"
    )


def error_cell() -> RefusedCell:
    """Return a cell with an error such as `#REF!`."""
    return RefusedCell.of(
        FaultCode.INVALID_VALUE,
        "an error of the spreadsheet, such as #REF! or #N/A",
        "a value",
        "type what belongs there",
    )


def merged_cell(name: str) -> RefusedCell:
    """Return a cell that is merged with those of other rows or columns."""
    return RefusedCell.of(
        FaultCode.UNSUPPORTED,
        f"the merged cells {name}",
        "cells of their own for every record",
        "unmerge them, and fill in every row what belongs to it",
    )


def cell_value(value: object) -> CellValue:
    """Return what a cell holds, as the reader of workbooks gives it."""
    match value:
        case "" | None:
            return None
        case bool() | str() | int():
            return value
        case float():
            return int(value) if value.is_integer() and abs(value) < _LARGEST else value
        case dt.datetime() if value.time() != dt.time():
            return RefusedCell.of(
                FaultCode.INVALID_DATE,
                "a date with a time of day",
                "a day",
                "type the date as text, such as 2023-02-14",
            )
        case dt.date() if str(value) < _FIRST_DAY:
            return RefusedCell.of(
                FaultCode.INVALID_DATE,
                "a real date before March 1900, where spreadsheets count days in different ways",
                "a day",
                "type the date as text, such as 1899-07-29",
            )
        case dt.date():  # Some programs write a day as its midnight.
            return _Day(value.isoformat()[:_DAY])
        case dt.time() if not value.second and not value.microsecond:
            return _Time(value.strftime("%H:%M"))
        case _:
            return RefusedCell.of(FaultCode.WRONG_TYPE, "a time with seconds or a length of time", "text", _AS_TEXT)


def content(column: Column | None, cell: CellValue) -> CellValue:
    """
    Return what a cell says in a column.

    Args:
        column: The column; None for one of the users' own.
        cell: The cell, as :func:`cell_value` gives it.

    Raises:
        InvalidValueError: It cannot be read, or its meaning is not certain in this column.
    """
    if isinstance(cell, RefusedCell):
        raise InvalidValueError([cell.fault.within(*_path(column))])
    if isinstance(cell, _Day | _Time):
        return _moment(column, cell)
    if column is None or column.is_json or cell is None or isinstance(cell, str):
        return cell
    base = object if column.field.many else column.field.base
    if isinstance(cell, bool):
        if base is bool:
            return cell
        word = "TRUE" if cell else "FALSE"
        raise _refused(column, FaultCode.WRONG_TYPE, f"the truth value {word}", "text or a number")
    if base in {int, float}:
        return cell
    if base is Decimal:
        return Decimal(repr(cell))
    if isinstance(cell, int):
        return str(cell)
    raise _refused(column, FaultCode.INVALID_NUMBER, f"the number {cell!r} in a column of text", "text")


def _moment(column: Column | None, cell: _Day | _Time) -> str:
    """Return a date in a column of dates, and a time where the form of the column is that of times."""
    text = str(cell)
    if column is not None:
        field = column.field
        if isinstance(cell, _Day) and is_date(column):
            return text
        is_patterned = isinstance(field.marker, Pattern) and not field.many
        if isinstance(cell, _Time) and is_patterned and not any(field.faults(text)):
            return text
    what = "a real date" if isinstance(cell, _Day) else "a real time"
    raise _refused(column, FaultCode.WRONG_TYPE, f"{what} in another column", "text or a number")


def _refused(column: Column | None, code: FaultCode, found: str, expected: str) -> InvalidValueError:
    error = InvalidValueError.of(code, found=found, expected=expected, suggestion=_AS_TEXT)
    return InvalidValueError(fault.within(*_path(column)) for fault in error.faults)


def _path(column: Column | None) -> tuple[str, ...]:
    return () if column is None else column.path
