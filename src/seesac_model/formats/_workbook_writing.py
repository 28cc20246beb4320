"""Writing workbooks: the sheets, their cells, and what helps those who fill them in."""

from __future__ import annotations

import datetime as dt
import html
import io
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from seesac_model._regex import Regex
from seesac_model.dataset import Dataset
from seesac_model.errors import MissingExtraError
from seesac_model.formats._cells import CellValue, cell_name
from seesac_model.formats._columns import tables
from seesac_model.formats._format import Tell
from seesac_model.formats._nesting import ownerships
from seesac_model.formats._workbook_cover import write_cover
from seesac_model.formats._workbook_fitting import Row, fitted, shown_value
from seesac_model.formats._workbook_layout import COVER, SheetColumn, allowed_form, is_date, sheet_columns, sheet_title
from seesac_model.formats._workbook_lists import Formula, Lists, validation
from seesac_model.formats._workbook_look import Look
from seesac_model.model import DateSpan, Prose

__all__ = ["write_workbook"]

_LAST_ROW: Final = 1_048_575
_SPARE_ROWS: Final = 200
"""How many rows behind the last record have the formulas of the helpers already."""
_PROGRESS: Final = 1_000
_LONGEST_ESCAPED: Final = 1_000_000
_FIRST_YEAR: Final = 1900
# Excel counts days from here; it believes in a 29 February 1900.
_DAY_ZERO: Final = dt.date(1899, 12, 30)
_FEBRUARY_1900: Final = dt.date(1900, 3, 1)
_CREATED: Final = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - a fixed text in the file, of no zone
_ESCAPE: Final = Regex("_(?=x[0-9a-fA-F]{4}_)")
_AUTHOR: Final = "seesac-model"
_NARROWEST, _USUAL, _ID, _TITLE, _WIDEST = 12, 20, 36, 56, 60


def write_workbook(dataset: Dataset, tell: Tell, ready_made: Mapping[str, Sequence[str]]) -> bytes:
    """
    Return the bytes of a workbook.

    Args:
        dataset: What it holds; see `fitted` for what it cannot hold.
        tell: What is told how many records are written.
        ready_made: The ids that drop-downs offer besides those of the dataset, by tables.

    Raises:
        MissingExtraError: XlsxWriter is not installed.
    """
    try:
        from xlsxwriter import Workbook  # pyright: ignore[reportMissingTypeStubs] - it ships none
    except ImportError as error:
        raise MissingExtraError("excel", "writing workbooks") from error
    memory = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_urls": False,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
    }
    with Workbook(memory, options) as workbook:
        workbook.set_properties({"title": "seesac-model", "author": _AUTHOR, "created": _CREATED})
        workbook.set_size(2400, 1400)
        _write_sheets(workbook, dataset, tell, Lists(ready_made))
    return memory.getvalue()


def _write_sheets(workbook: Any, dataset: Dataset, tell: Tell, lists: Lists) -> None:  # noqa: ANN401 - XlsxWriter ships no types
    look = Look(workbook)
    cover = workbook.add_worksheet(COVER)
    dependents = {way.dependent.collection() for way in ownerships()}
    counts: dict[str, int] = {}
    done = 0
    for table, fitting in fitted(dataset):
        rows = [entry.row for entry in fitting if entry.row is not None]
        counts[table] = len(rows)
        sheet = _Sheet(workbook.add_worksheet(sheet_title(table)), table, look)
        sheet.sheet.set_tab_color(Look.DEPENDENT_TAB if table in dependents else Look.OWNER_TAB)
        sheet.write_headings(len(rows), lists)
        for number, row in enumerate(rows, start=1):
            sheet.write_row(number, row)
            done += 1
            if done % _PROGRESS == 0:
                tell(done)
        sheet.write_spare_rows(len(rows) + 1)
    lists.write(workbook)
    write_cover(cover, look, counts)


class _Sheet:
    """One sheet while it is written; rows and columns are counted from 0."""

    def __init__(self, sheet: Any, table: str, look: Look) -> None:  # noqa: ANN401 - as above
        self.sheet = sheet
        self._columns = sheet_columns(tables()[table])
        self._helped = [is_date(column.column) for column in self._columns if not column.is_first_day]
        self._look = look
        # Texts are written escaped where XlsxWriter would not do it rightly, and its limit is for plain ones.
        sheet.xls_strmax = _LONGEST_ESCAPED

    def write_headings(self, count: int, lists: Lists) -> None:
        sheet = self.sheet
        sheet.freeze_panes(1, 1)
        sheet.set_row(0, 22)
        sheet.autofilter(0, 0, max(count, 1), len(self._columns) - 1)
        sheet.set_landscape()
        sheet.repeat_rows(0)
        for number, column in enumerate(self._columns):
            sheet.set_column(number, number, _width(column), self._format(column))
            sheet.write_string(0, number, column.heading, self._heading_format(column))
            text = "\n".join(_comment(column))
            lines = sum(1 + len(line) // 45 for line in text.split("\n"))
            look = {"author": _AUTHOR, "font_size": 9, "x_scale": 2.4, "y_scale": max(0.8, lines / 4.5)}
            sheet.write_comment(0, number, text, look)
            rule = None if column.is_first_day else validation(column.column, lists)
            if rule is not None:
                sheet.data_validation(1, number, _LAST_ROW, number, rule)

    def write_row(self, number: int, row: Row) -> None:
        place = 0
        for cell, helped in zip(row.cells, self._helped, strict=True):
            self._write(number, place, shown_value(cell))
            place += 1
            if helped:
                self._write_first_day(number, place, cell)
                place += 1

    def write_spare_rows(self, start: int) -> None:
        for number in range(start, min(start + _SPARE_ROWS, _LAST_ROW + 1)):
            for place, column in enumerate(self._columns):
                if column.is_first_day:
                    self._write_first_day(number, place, None)

    def _write(self, number: int, place: int, value: CellValue) -> None:
        if isinstance(value, str):
            self.sheet.write_string(number, place, _safe(value))
        elif value is not None:
            self.sheet.write_number(number, place, value)

    def _write_first_day(self, number: int, place: int, cell: CellValue) -> None:
        formula = Formula(_FORMULA.format(cell_name(number + 1, place)))
        value = "" if cell is None else _serial(DateSpan(str(cell)))
        self.sheet.write_formula(number, place, formula, self._look.first_day, value)

    def _format(self, column: SheetColumn) -> Any:  # noqa: ANN401 - as above
        if column.is_first_day:
            return self._look.first_day
        if column.column.field.base in {int, float, Decimal}:
            return self._look.number
        return self._look.prose if _is_long(column) else self._look.text

    def _heading_format(self, column: SheetColumn) -> Any:  # noqa: ANN401 - as above
        if column.is_first_day:
            return self._look.helping
        return self._look.required if column.column.is_required else self._look.optional


# The first of the days that the text of the cell speaks of, as far as sheets can tell: what stands before a slash, with
# X as 0 in years, and the first month or day where there is none. A number above 9999 is a date that somebody typed.
_FORMULA: Final = (
    'IFERROR(IF(N({0})>9999,INT({0}),IF(--SUBSTITUTE(LEFT({0},4),"X",0)<1900,"",'
    'DATE(--SUBSTITUTE(LEFT({0},4),"X",0),'
    'IFERROR(--MID(LEFT({0},FIND("/",{0}&"/")-1),6,2),1),IFERROR(--MID(LEFT({0},FIND("/",{0}&"/")-1),9,2),1)))),"")'
)


def _serial(dates: DateSpan) -> int | str:
    """Return the first day as the sheet computes it; nothing for sets, and before the days that spreadsheets know."""
    first = dates.earliest
    if first is None or first.year < _FIRST_YEAR or dates.text.startswith("{"):
        return ""
    return (first - _DAY_ZERO).days - (first < _FEBRUARY_1900)


def _safe(text: str) -> str:
    """
    Return what makes XlsxWriter write just this text.

    It writes as it is what begins with `<r>` and ends with `</r>`, and leaves out an escape where two overlap. Both are
    written as the one run of a rich text, and underscores so that it leaves them alone.
    """
    if not text.startswith("<r>") and not _ESCAPE.search(text):
        return text
    escaped = html.escape(_ESCAPE.sub("_x005F_", text), quote=False).replace("_", "&#95;")
    return f'<r><t xml:space="preserve">{escaped}</t></r>'


def _is_long(column: SheetColumn) -> bool:
    return isinstance(column.column.field.marker, Prose)


def _width(column: SheetColumn) -> int:
    field = column.column.field
    if column.is_first_day or field.base in {bool, int, float}:
        return max(_NARROWEST, len(column.heading) + 4)
    if _is_long(column):
        return _WIDEST
    if column.heading in {"title", "name", "label"}:
        return _TITLE
    if column.heading == "id":
        return _ID
    return max(_USUAL, len(column.heading) + 4)


def _comment(column: SheetColumn) -> Iterator[str]:
    if column.is_first_day:
        yield f"The first day of {column.column.heading}, for sorting and filtering."
        yield "The sheet computes it; it is not read. Copy the cell down for further rows."
        return
    says = column.column.says
    yield f"{says[0].upper()}{says[1:]}."
    yield "Needed." if column.column.is_required else "May stay empty."
    yield from allowed_form(column.column)
