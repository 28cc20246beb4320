"""Reading workbooks: from sheets to the rows of tables."""

from __future__ import annotations

import dataclasses
import io
import itertools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, Protocol, TypeAlias

from seesac_model.errors import Fault, FaultCode, LoadError, MissingExtraError, quoted
from seesac_model.formats._cells import CellPositions, CellValue, cell_name, cell_text, is_blank
from seesac_model.formats._columns import columns_of, short_columns_of, tables
from seesac_model.formats._document import read_document
from seesac_model.formats._input import Input
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._table_reading import TableReader
from seesac_model.formats._tree import MappingNode
from seesac_model.formats._workbook_cells import (
    RefusedCell,
    cell_value,
    content,
    error_cell,
    formula_cell,
    merged_cell,
)
from seesac_model.formats._workbook_cover import FORMAT_KEY, VERSION_KEY
from seesac_model.formats._workbook_layout import (
    COVER,
    LISTS,
    NOTES,
    is_first_day,
    sheet_title,
    table_of_sheet,
)
from seesac_model.formats._workbook_parts import MAX_BYTES, refusal
from seesac_model.formats._workbook_scan import Area, ScannedSheet, scan
from seesac_model.model import Origin, did_you_mean

__all__ = ["read_workbook"]

_Row: TypeAlias = "list[CellValue]"
_ROWS_OF_HEADINGS: Final = 10
_MOST_MERGED: Final = 100
_OWN: Final = "x-"


def read_workbook(given: Input, reading: Reading) -> None:
    """
    Read a workbook; faults are noted in `reading`.

    Raises:
        MissingExtraError: The reader of workbooks is not installed.
    """
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError as error:
        raise MissingExtraError("excel", "reading workbooks") from error
    try:
        data = given.bytes(MAX_BYTES)
        scanned = scan(data, _is_ignored)
        try:
            workbook = CalamineWorkbook.from_filelike(io.BytesIO(scanned.packed))
            _Workbook(workbook, scanned.sheets, given.file, reading).read(len(data))
        except CalamineError as error:
            found, expected = "a workbook that cannot be read", "a workbook as spreadsheet programs write it"
            raise refusal(FaultCode.SYNTAX, found, expected, "save it anew with a spreadsheet program") from error
    except LoadError as error:
        faults = [dataclasses.replace(fault, file=given.file) for fault in error.faults]
        first = faults[0]
        reading.refuse(faults, origin=Origin(given.file, first.line or 1, first.column or 1, first.cell))


def _is_ignored(sheet: str) -> bool:
    name = sheet.strip().casefold()
    return name == LISTS.casefold() or name.startswith(NOTES)


def _is_cover(sheet: str) -> bool:
    return sheet.strip().casefold() == COVER.casefold()


def _named(sheet: str) -> str:
    """Return the name of a sheet as it stands before the name of a cell."""
    return sheet if sheet.isalnum() else f"'{sheet}'"


class _Cells(Protocol):
    """A sheet, as the reader of workbooks has it."""

    @property
    def start(self) -> tuple[int, int] | None:
        """The first row and column with anything in it, counted from 0."""
        ...

    def iter_rows(self) -> Iterator[Any]:
        """Yield the rows from the first on, each from the first column with anything in it."""
        ...


class _Sheets(Protocol):
    """A workbook, as the reader of workbooks has it."""

    def get_sheet_by_name(self, name: str, /) -> _Cells:
        """Return the sheet."""
        ...


class _Workbook:
    """
    Reads the sheets of one workbook.

    Args:
        workbook: The workbook, as the reader of workbooks has it.
        sheets: What the scan says of its sheets.
        file: The file that faults and origins name, or None.
        reading: What came of the files before.
    """

    def __init__(self, workbook: _Sheets, sheets: Sequence[ScannedSheet], file: str | None, reading: Reading) -> None:
        self._workbook = workbook
        self._sheets = sheets
        self._file = file
        self._reading = reading

    def read(self, total: int) -> None:
        """Read all sheets, if the cover says that they can be read."""
        known = len(self._reading.faults)
        self._read_cover()
        if len(self._reading.faults) > known:
            return
        taken: set[str] = set()
        for number, sheet in enumerate(self._sheets):
            self._reading.tell(self._file, total * number // len(self._sheets), total)
            if sheet.is_empty or _is_cover(sheet.name):
                continue
            table = table_of_sheet(sheet.name)
            if table is None or table in taken:
                self._refuse_sheet(sheet, table)
            elif not self._read_table(sheet, table):
                break
            else:
                taken.add(table)

    def _rows(self, sheet: ScannedSheet) -> Iterator[_Row]:
        """Yield the rows of a sheet, the first row first, as far as there is anything."""
        read = self._workbook.get_sheet_by_name(sheet.name)
        start = 0 if read.start is None else read.start[1]
        for cells in read.iter_rows():
            yield [None] * start + [cell_value(cell) for cell in cells]

    def _read_cover(self) -> None:
        covers = [sheet for sheet in self._sheets if _is_cover(sheet.name)]
        if not covers:
            found = f"no sheet '{COVER}', which says of which version the workbook is"
            advice = "copy it from a new one: seesac-model template new.xlsx"
            raise refusal(FaultCode.NOT_A_DATASET, found, f"the sheet '{COVER}'", advice)
        positions = CellPositions(_named(covers[0].name))
        header = MappingNode(positions, positions.offset(1, 1))
        for row, cells in enumerate(self._rows(covers[0]), start=1):
            key = cell_text(cells[0]).strip().lower()
            value = cells[1] if len(cells) > 1 else None
            if key in {FORMAT_KEY, VERSION_KEY} and key not in header and not is_blank(value):
                text = cell_text(value).strip()
                header[key] = int(text) if key == VERSION_KEY and _is_whole(text) else text
                header.key_starts[key] = positions.offset(row, 1)
                header.value_starts[key] = positions.offset(row, 2)
        read_document(header, self._file, self._reading)

    def _refuse_sheet(self, sheet: ScannedSheet, table: str | None) -> None:
        titles = [sheet_title(name) for name in tables()]
        if table is not None:
            advice = "move its rows to the other one"
        else:
            near = did_you_mean(sheet.name, titles)
            advice = f"{near or 'delete it'}; the name of a sheet that is not read starts with Notes"
        fault = Fault(
            code=FaultCode.UNKNOWN_KEY if table is None else FaultCode.DUPLICATE_KEY,
            found=f"the sheet {quoted(sheet.name)}" + ("" if table is None else " besides another one for its records"),
            expected=f"the sheets {', '.join(titles)}",
            suggestion=advice,
            file=self._file,
            line=1,
            column=1,
            cell=cell_name(1, 1, _named(sheet.name)),
        )
        self._reading.refuse([fault], origin=Origin(self._file, 1, 1, fault.cell))

    def _read_table(self, sheet: ScannedSheet, table: str) -> bool:
        """Read one sheet; return whether to go on with the others."""
        positions = CellPositions(_named(sheet.name))
        reader = TableReader(table, self._file, positions, self._reading, content)
        known = _Headings(table)
        rows = enumerate(self._rows(sheet), start=1)
        above = list(itertools.islice(rows, _ROWS_OF_HEADINGS))
        number = known.find([cells for _, cells in above], sheet.merged)
        headings = above[number - 1][1] if above else []
        helpers = {place for place, cell in enumerate(headings) if known.is_helper(cell)}
        marked = _Marked(sheet, number, helpers)
        if not reader.head(known.without_helpers(headings), number):
            return True
        for row, cells in itertools.chain(above[number:], rows):
            if not reader.add(marked.row(row, cells), row):
                return False
        return reader.end()


def _is_whole(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 10  # noqa: PLR2004 - more than any version will have


class _Headings:
    """What the headings of a table can be."""

    def __init__(self, table: str) -> None:
        self._class = tables()[table]
        columns = (*columns_of(self._class), *short_columns_of(self._class))
        self._known = {column.heading.lower() for column in columns}

    def is_helper(self, cell: CellValue) -> bool:
        """Tell whether a heading is that of a column which the sheet fills itself."""
        return isinstance(cell, str) and is_first_day(cell, self._class)

    def without_helpers(self, cells: _Row) -> _Row:
        """Return the headings of the columns that are read."""
        return [None if self.is_helper(cell) else cell for cell in cells]

    def find(self, rows: Sequence[_Row], merged: Iterable[Area]) -> int:
        """
        Return the number of the row that has the headings, counted from 1.

        It is the first that has anything, or else the next one if only that has nothing but headings: above the
        headings may stand a title. A heading that is merged with the cells below it counts in each of their rows.
        Where none of these rows has anything, it is the first.
        """
        for area in merged:
            if area.first_column == area.last_column and area.last_row <= len(rows):
                for row in rows[area.first_row : area.last_row]:
                    top = rows[area.first_row - 1]
                    if area.first_column <= min(len(top), len(row)) and is_blank(row[area.first_column - 1]):
                        row[area.first_column - 1] = top[area.first_column - 1]
        first, *others = [number for number, cells in enumerate(rows, 1) if not all(map(is_blank, cells))] or [1]
        if others and not self._has_only_headings(rows[first - 1]) and self._has_only_headings(rows[others[0] - 1]):
            return others[0]
        return first

    def _has_only_headings(self, cells: _Row) -> bool:
        texts = [cell_text(cell).strip().lower() for cell in cells if not is_blank(cell)]
        return all(text in self._known or text.startswith(_OWN) or is_first_day(text, self._class) for text in texts)


class _Marked:
    """
    Puts into the rows of a sheet what the reader of workbooks does not tell: formulas, errors and merged cells.

    Args:
        sheet: What the scan says of the sheet.
        headings: The number of the row of headings.
        helpers: The columns that are not read, counted from 0.
    """

    def __init__(self, sheet: ScannedSheet, headings: int, helpers: set[int]) -> None:
        self._helpers = helpers
        self._formulas = _Offsets(sheet.formulas)
        self._errors = _Offsets(sheet.errors)
        self._merged = [area for area in sheet.merged if headings < area.last_row and area.first_row <= sheet.last_row]
        if len(self._merged) > _MOST_MERGED:
            found = f"{len(self._merged):,} merged cells in the sheet {sheet.name}"
            raise refusal(FaultCode.UNSUPPORTED, found, "none below the headings", "unmerge them")

    def row(self, number: int, cells: _Row) -> _Row:
        """Return a row with all that is known of it."""
        for place in self._errors.of_row(number):
            _put(cells, place, error_cell())
        for place in self._formulas.of_row(number):
            _put(cells, place, formula_cell())
        for area in self._merged:
            if area.first_row <= number <= area.last_row:
                first = cell_name(area.first_row, area.first_column)
                last = cell_name(area.last_row, area.last_column)
                _put(cells, area.first_column - 1, merged_cell(f"{first}:{last}"))
        for place in self._helpers:  # All rows are as long as the longest, that of the headings too.
            cells[place] = None
        return cells


def _put(cells: _Row, place: int, cell: RefusedCell) -> None:
    cells.extend([None] * (place + 1 - len(cells)))
    cells[place] = cell


class _Offsets:
    """The offsets of cells, row by row from the first on."""

    def __init__(self, offsets: array[int]) -> None:
        self._offsets = offsets
        self._next = 0

    def of_row(self, number: int) -> list[int]:
        """Return the columns of a row, counted from 0; rows are asked for in their order."""
        found: list[int] = []
        end = CellPositions.offset(number + 1, 1)
        while self._next < len(self._offsets) and self._offsets[self._next] < end:
            offset = self._offsets[self._next]
            if offset >= CellPositions.offset(number, 1):
                found.append(offset - CellPositions.offset(number, 1))
            self._next += 1
        return found
