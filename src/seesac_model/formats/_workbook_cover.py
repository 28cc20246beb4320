"""The cover of a workbook: what it is, how it is filled in, and of which version it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from seesac_model.dataset import FORMAT_NAME, FORMAT_VERSION
from seesac_model.formats._workbook_layout import described_table, sheet_title
from seesac_model.formats._workbook_look import Look

__all__ = ["FORMAT_KEY", "VERSION_KEY", "write_cover"]

FORMAT_KEY: Final = "format"
"""What stands left of the cell with the name of the format."""
VERSION_KEY: Final = "version"
"""What stands left of the cell with the version of the format."""

_TITLE: Final = "Cooperation against illicit firearms"
_INTRODUCTION: Final = (
    "Each sheet holds records of one kind, one in a row. Rest the pointer on a heading to read what its column is for. "
    "When you have finished, save the workbook as .xlsx and run:  seesac-model check FILE.xlsx"
)
_ONE_LINE: Final = 115
_HEADINGS: Final = (
    ("dark heading", "Every record needs something in this column.", "required"),
    ("light heading", "Leave the cell empty where nothing is known.", "optional"),
    (
        "grey heading",
        "The sheet fills this column itself, so that you can sort by real dates; it is not read.",
        "helping",
    ),
)
_RULES: Final = (
    ("id", "A short name for the record: a-z 0-9 - . _, such as border-workshop-2021. Each id once in a sheet."),
    (
        "columns that end in _id",
        (
            "The id of a record in another sheet, or of a ready-made one such as seesac; the list of a cell offers "
            "those that the workbook knows. All ready-made ones: seesac-model reference"
        ),
    ),
    ("several entries", "Separate them by ; (semicolon):  stockholm; tirana"),
    ("an entry with a ;", 'Put it in double quotes:  "Arms; a history"; Annex'),
    (
        "dates",
        (
            "As text, as precisely as they are known:  2023-02-14  ·  2021-11  ·  2023  ·  2023-02-14/2023-02-15 "
            "(from, to)  ·  2019-05-28/.. (no end)  ·  2022-10~ (about then)  ·  2022-10? (perhaps)  ·  202X (in the "
            "2020s)"
        ),
    ),
    ("numbers", "With a point for fractions and without units:  24  ·  8059445.50"),
    ("yes and no", "true or false"),
    ("citations", "The ids of the sources from which the record was taken, in the sheet Sources."),
    ("extra", 'Columns of your own start with x- (x-reviewed-by); in this column they stand as JSON:  {"x-desk": "2"}'),
    (
        "formulas",
        "They are refused: copy the cells, then Paste Special, Values. Nor merge any cells below the headings.",
    ),
    (
        "your own notes",
        "Sheets whose names start with Notes are left alone. What stands in any other sheet of your own is reported.",
    ),
)


def write_cover(sheet: Any, look: Look, counts: Mapping[str, int]) -> None:  # noqa: ANN401 - XlsxWriter ships no types
    """
    Write the cover.

    Args:
        sheet: The sheet of XlsxWriter that is the cover.
        look: Its formats.
        counts: How many records each table has, in the order of the sheets.
    """
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 26)
    sheet.set_column(1, 1, 12)
    sheet.set_column(2, 2, 100)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_row(0, 28)
    sheet.write_string(0, 0, _TITLE, look.title)
    sheet.write_string(1, 0, FORMAT_KEY, look.key)
    sheet.write_string(1, 1, FORMAT_NAME, look.fact)
    sheet.write_string(2, 0, VERSION_KEY, look.key)
    sheet.write_number(2, 1, FORMAT_VERSION, look.fact)
    sheet.merge_range(3, 0, 3, 2, _INTRODUCTION, look.plain)
    sheet.set_row(3, 34)
    row = _headings(sheet, look, 5)
    row = _rules(sheet, look, row + 1)
    _contents(sheet, look, row + 1, counts)


def _section(sheet: Any, look: Look, row: int, *texts: str) -> int:  # noqa: ANN401 - as above
    for column in range(3):
        sheet.write_string(row, column, texts[column] if column < len(texts) else "", look.section)
    return row + 1


def _headings(sheet: Any, look: Look, row: int) -> int:  # noqa: ANN401 - as above
    row = _section(sheet, look, row, "Headings")
    for name, says, kind in _HEADINGS:
        sheet.write_string(row, 0, name, getattr(look, kind))
        sheet.merge_range(row, 1, row, 2, says, look.plain)
        row += 1
    return row


def _rules(sheet: Any, look: Look, row: int) -> int:  # noqa: ANN401 - as above
    row = _section(sheet, look, row, "How to fill it in")
    for name, says in _RULES:
        sheet.write_string(row, 0, name, look.plain)
        sheet.merge_range(row, 1, row, 2, says, look.plain)
        if len(says) > _ONE_LINE:
            sheet.set_row(row, 31)
        row += 1
    return row


def _contents(sheet: Any, look: Look, row: int, counts: Mapping[str, int]) -> None:  # noqa: ANN401 - as above
    row = _section(sheet, look, row, "Sheets", "records", "what they hold")
    for table, count in counts.items():
        title = sheet_title(table)
        sheet.write_url(row, 0, f"internal:'{title}'!A1", look.link, title)
        sheet.write_number(row, 1, count, look.count)
        sheet.write_string(row, 2, described_table(table), look.plain)
        row += 1
