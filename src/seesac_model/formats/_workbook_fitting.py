"""What a workbook can hold of a dataset, and what it cannot."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Final, NamedTuple, cast

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultsError
from seesac_model.formats._cells import CellValue, cell_text
from seesac_model.formats._columns import columns_of, row_of, tables
from seesac_model.formats._losses import Loss
from seesac_model.formats._workbook_layout import sheet_columns
from seesac_model.formats._workbook_scan import MAX_CELLS, MAX_TEXT, TEXT_COST, text_cost
from seesac_model.model import Checked, Record, fields_of

__all__ = ["LIMITS", "LONGEST_CELL", "Row", "Rows", "fitted", "losses", "shown_value"]

LONGEST_CELL: Final = 32_767
"""How long the text of a cell is at most, in units of UTF-16, as Excel counts."""
_MOST_CELLS: Final = MAX_CELLS - 500_000
_MOST_TEXT: Final = MAX_TEXT - 2 * 1024 * 1024
_MOST_ROWS: Final = 1_048_575
_EXACT_DIGITS: Final = 15
_LARGEST: Final = 10**_EXACT_DIGITS
LIMITS: Final = (
    f"a cell holds at most {LONGEST_CELL:,} characters, and a workbook {_MOST_CELLS:,} cells (some 200,000 records) "
    f"and {_MOST_TEXT // 2**20} MiB of text"
)
"""The limits in words."""
_TOO_LONG: Final = f"a cell holds at most {LONGEST_CELL:,} characters"
_TOO_MANY: Final = (
    f"a workbook holds at most {_MOST_CELLS:,} cells and {_MOST_TEXT // 2**20} MiB of text, and a sheet "
    f"{_MOST_ROWS:,} records"
)


class Row(NamedTuple):
    """A record or suppression, and what its cells hold."""

    thing: Checked
    cells: list[CellValue]


class Rows(NamedTuple):
    """
    What of a table fits, record by record.

    Attributes:
        row: What the workbook holds; None where it cannot hold the record.
        losses: What it does not hold of the record.
    """

    row: Row | None
    losses: tuple[Loss, ...]


def fitted(dataset: Dataset) -> Iterator[tuple[str, list[Rows]]]:
    """Yield every table with its records, in the order in which they are written."""
    budget = _Budget()
    for table in tables():
        things: Iterator[Checked]
        things = iter(dataset.suppressions) if table == "suppressions" else iter(getattr(dataset, table))
        width = len(sheet_columns(tables()[table]))
        yield table, [budget.spend(table, width, number, _reduced(table, thing)) for number, thing in enumerate(things)]


def losses(dataset: Dataset) -> Iterator[Loss]:
    """Yield what a workbook cannot hold."""
    for _, rows in fitted(dataset):
        for row in rows:
            yield from row.losses


def shown_value(value: CellValue) -> CellValue:
    """
    Return what is written into a cell: numbers where a spreadsheet keeps every digit of them, else text.

    >>> shown_value(Decimal("12.5")), shown_value(Decimal("0.1234567890123456789")), shown_value(True)
    (12.5, '0.1234567890123456789', 'true')
    """
    match value:
        case bool():
            return cell_text(value)
        case int():
            return value if abs(value) < _LARGEST else str(value)
        case float():
            # The writer of workbooks has 16 digits for each number, one less than some numbers need.
            return value if float(f"{value:.16G}") == value else repr(value)
        case Decimal():
            number = float(value)
            is_kept = abs(value) < _LARGEST and len(value.as_tuple().digits) <= _EXACT_DIGITS
            return number if is_kept and Decimal(repr(number)) == value else cell_text(value)
        case _:
            return value


class _Budget:
    """How much a workbook still holds."""

    def __init__(self) -> None:
        self._cells = _MOST_CELLS
        self._text = _MOST_TEXT

    def spend(self, table: str, width: int, number: int, rows: Rows) -> Rows:
        """Return what can still be written of a record."""
        if rows.row is None:
            return rows
        texts = (value for value in map(shown_value, rows.row.cells) if isinstance(value, str))
        text = sum(text_cost(value) + TEXT_COST for value in texts)
        if number >= _MOST_ROWS or width > self._cells or text > self._text:
            return Rows(None, (Loss(table, _id_of(rows.row.thing), None, _TOO_MANY),))
        self._cells -= width
        self._text -= text
        return rows


def _reduced(table: str, thing: Checked) -> Rows:
    """Return a record without the fields that no cell can hold; without any where it could not be read without them."""
    cells = row_of(thing)
    long = [column.path[0] for column, cell in zip(columns_of(type(thing)), cells, strict=True) if _is_too_long(cell)]
    if not long:
        return Rows(Row(thing, cells), ())
    name = _id_of(thing)
    defaults = {field.name: field.default for field in fields_of(type(thing))}
    names = list(dict.fromkeys(long))
    if any(defaults[field] is attrs.NOTHING for field in names):
        return Rows(None, (Loss(table, name, None, _TOO_LONG),))
    try:
        reduced: Checked = attrs.evolve(cast("Any", thing), **{field: defaults[field] for field in names})
    except FaultsError:
        return Rows(None, (Loss(table, name, None, _TOO_LONG),))
    return Rows(Row(reduced, row_of(reduced)), tuple(Loss(table, name, field, _TOO_LONG) for field in names))


def _is_too_long(value: CellValue) -> bool:
    return isinstance(value, str) and 2 * len(value) > LONGEST_CELL and _units(value) > LONGEST_CELL


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _id_of(thing: Checked) -> str | None:
    return thing.id if isinstance(thing, Record) else None
