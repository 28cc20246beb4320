"""Tables are read quickly as they are read cell by cell: the same records, faults and cells."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.formats import _table_reading
from seesac_model.formats._cells import CellPositions, CellValue, cell_text
from seesac_model.formats._columns import columns_of, row_of, short_columns_of, tables
from seesac_model.formats._quick_rows import QuickRows
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._table_reading import TableReader
from seesac_model.formats._workbook_cells import cell_value, content, error_cell, formula_cell
from seesac_model.model import (
    Attendance,
    Checked,
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    Extra,
    Headcount,
    Qualifier,
    Record,
    Suppression,
    Topic,
)
from tests.strategies.datasets import datasets

_ODD_TEXTS: Final = (
    *("", " ", "\n", "a", "A", " a", "a ", "a;b", "a; b;", "a;;b", "; a", "a\nb", "a\r\nb", "'a", '"a"', '"a; b"'),
    *('"a', '{"id": "a"}', '{"source_id": "a"}', '{"source_id": "a", "source_id": "b"}', "{", "{}", "[a]", "[]"),
    *(
        "0",
        "-0",
        "007",
        "24",
        "-3",
        "24.0",
        "1e3",
        "1,000",
        "41.5",
        "1.50",
        "1.234",
        "0.1",
        "1e999",
        "9" * 20,
        "1" * 120,
    ),
    *("true", "TRUE", "False", "yes", "null", "~", "2023-02-14", "2023-2-14", "2023/", "14.02.2023", "workshop"),
    *("e\u0301", "é", "\u202e", "\u00a0a", "\ufeff", "Ђорђе", "\U0001f600", "\x7f", "a@b", "https://example.org/a"),
    *("about 24", "EUR 24", "24 EUR", '{"x-a": 1}', '{"x-a": "a", "x-a": "b"}', "x" * 1_001),
)
_TYPED: Final = (
    *(True, False, 0, 7, 24, -1, 2**53 + 1, 10**20, 41.5, 0.1, -0.0, 1e300, float("inf"), dt.date(2023, 2, 14)),
    *(dt.datetime(2023, 2, 14, 9, 30), dt.time(9, 30), dt.time(9, 30, 5), dt.timedelta(1), dt.date(1899, 1, 1)),  # noqa: DTZ001 - as in cells
)
_cells: Final = st.sampled_from(_ODD_TEXTS) | st.sampled_from([cell_value(value) for value in _TYPED])
_refused_cells: Final = st.sampled_from([formula_cell(), error_cell()])


def _read(
    table: str, headings: Sequence[CellValue], rows: Sequence[Sequence[CellValue]], *, quick: bool, typed: bool
) -> Reading:
    reading = Reading()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_table_reading, "_ROWS_AT_ONCE", 3)
        if not quick:
            patch.setattr(QuickRows, "row", lambda *_: None)
        reader = TableReader(table, "book", CellPositions("S"), reading, content if typed else None)
        if reader.head(headings, 1) and all(reader.add(row, number) for number, row in enumerate(rows, start=2)):
            reader.end()
    return reading


def _compare(table: str, headings: Sequence[CellValue], rows: Sequence[Sequence[CellValue]], *, typed: bool) -> None:
    expected = _read(table, headings, rows, quick=False, typed=typed)
    actual = _read(table, headings, rows, quick=True, typed=typed)
    assert expected.records == actual.records
    assert list(map(repr, expected.records)) == list(map(repr, actual.records))
    assert [record.origin for record in expected.records] == [record.origin for record in actual.records]
    assert expected.suppressions == actual.suppressions
    assert expected.refused == actual.refused
    assert expected.faults == actual.faults


def _rows_of(dataset: Dataset) -> Iterator[tuple[str, list[CellValue], list[list[CellValue]]]]:
    for table, cls in tables().items():
        things = dataset.suppressions if cls is Suppression else dataset.collection(table)
        if things:
            yield table, [column.heading for column in columns_of(cls)], [_row_of(thing) for thing in things]


def _row_of(thing: Checked) -> list[CellValue]:
    """Return the cells of a row as they come from a workbook, which has no decimal numbers."""
    return [cell_text(cell) if isinstance(cell, Decimal) else cell for cell in row_of(thing)]


def _as_texts(row: Sequence[CellValue]) -> list[CellValue]:
    return [cell_text(cell) for cell in row]


@pytest.mark.parametrize("typed", [True, False])
@given(dataset=datasets(most=8))
def test_whole_tables_are_read_alike(*, typed: bool, dataset: Dataset) -> None:
    """Of tables in which nothing is wrong the same records come, from the same cells."""
    for table, headings, rows in _rows_of(dataset):
        _compare(table, headings, rows if typed else list(map(_as_texts, rows)), typed=typed)


@pytest.mark.parametrize("typed", [True, False])
@given(dataset=datasets(most=6), data=st.data())
def test_damaged_tables_are_read_alike(*, typed: bool, dataset: Dataset, data: st.DataObject) -> None:
    """Of tables in which anything is wrong the same is refused, for the same reasons, at the same cells."""
    for table, headings, rows in _rows_of(dataset):
        short = [column.heading for column in short_columns_of(tables()[table])]
        more = data.draw(st.lists(st.sampled_from(["x-a", "x-b", "", "titel", "id", *short]), max_size=2))
        full = [[*row, *(None for _ in more)] for row in rows]
        for _ in range(data.draw(st.integers(0, 4))):
            row = data.draw(st.sampled_from(full))
            place = data.draw(st.integers(0, len(row)))
            row[place : place + 1] = [data.draw(_cells | _refused_cells if typed else _cells)]
        full.extend(data.draw(st.lists(st.sampled_from(full), max_size=2)))
        _compare(table, [*headings, *more], full if typed else list(map(_as_texts, full)), typed=typed)


@pytest.mark.parametrize("typed", [True, False])
@pytest.mark.parametrize("table", tables())
@given(data=st.data())
def test_rows_of_anything_are_read_alike(*, typed: bool, table: str, data: st.DataObject) -> None:
    """Whatever stands below whichever headings, both ways say the same of it."""
    known = [column.heading for column in (*columns_of(tables()[table]), *short_columns_of(tables()[table]))]
    headings = data.draw(st.lists(st.sampled_from([*known, "x-a"]), min_size=1, max_size=6, unique=True))
    rows = data.draw(st.lists(st.lists(_cells, max_size=7), max_size=4))
    _compare(table, headings, rows if typed else list(map(_as_texts, rows)), typed=typed)


def _read_plainly(table: str, **cells: str) -> Record:
    """Return what comes of one row of texts, which is not to be explained."""

    def refuse(*_: object) -> None:
        raise AssertionError("a plain row was explained")

    headings = [heading.replace("__", ".") for heading in cells]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_table_reading, "read_entry", refuse)
        (record,) = _read(table, headings, [list(cells.values())], quick=True, typed=False).records
    return record


def test_plain_rows_need_no_explanation() -> None:
    """Dates, lists, parts of values, short forms and numbers are certain at first sight."""
    citations = 'p; {"source_id": "q", "locator": "p. 2"}'
    event = {"title": "A", "kind": "workshop", "status": "held", "dates": "2023-02", "place_ids": "b; a"}
    assert Event(
        id="a",
        title="A",
        kind=EventKind.WORKSHOP,
        status=EventStatus.HELD,
        dates=DateSpan.parse("2023-02"),
        place_ids=("b", "a"),
        citations=(Citation(source_id="p"), Citation(source_id="q", locator="p. 2")),
    ) == _read_plainly("events", id="a", **event, citations=citations)
    headcount = {"headcount__value": "24", "headcount__qualifier": "at-least"}
    assert Attendance(
        id="a", event_id="b", description="D", headcount=Headcount(value=24, qualifier=Qualifier.AT_LEAST)
    ) == _read_plainly("attendances", id="a", event_id="b", description="D", **headcount)
    assert Attendance(id="a", event_id="b", description="D", headcount=Headcount.parse("24")) == _read_plainly(
        "attendances", id="a", event_id="b", description="D", headcount="24"
    )


@pytest.mark.parametrize("cell", [" about 24", '{"value": 24}', "24 \n"])
def test_short_forms_are_certain_without_blanks_and_braces(cell: str) -> None:
    """What stands in a cell in another form is taken as everywhere."""
    headings, row = ["id", "event_id", "description", "headcount"], ["a", "b", "D", cell]
    _compare("attendances", headings, [row], typed=False)
    (columns,) = [column for column in short_columns_of(Attendance) if column.heading == "headcount"]
    assert QuickRows([columns], lambda _, said: said).row([cell]) is None


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u3000", "\t"])
def test_blank_cells_of_own_columns_say_nothing(blank: str) -> None:
    """Spreadsheets are full of cells with one space."""
    _compare("topics", ["id", "label", "x-a"], [["a", "A", blank]], typed=False)
    reading = _read("topics", ["id", "label", "x-a"], [["a", "A", blank]], quick=True, typed=False)
    assert [Topic(id="a", label="A")] == reading.records


@pytest.mark.parametrize("second", ["id", "ID"])
def test_a_second_heading_for_ids_claims_none(second: str) -> None:
    """What stands below it is refused, and is the id of no record."""
    _compare("topics", ["id", "label", second], [["b", "L", "x"], ["b", "M", None], ["x", "X", None]], typed=False)


def test_long_lists_are_split_where_entries_are_counted() -> None:
    """A cell of millions of entries is refused before anybody makes a list of them."""
    (columns,) = [column for column in columns_of(Topic) if column.heading == "related_ids"]
    quick = QuickRows([columns], lambda _, said: said)
    assert quick.row(["a; b"]) == {"related_ids": ["a", "b"]}
    assert quick.row(["a;" * 100_000]) is None
    _compare(
        "topics", ["id", "label", "related_ids"], [["a", "A", ";".join(f"t{n}" for n in range(9_000))]], typed=False
    )


def test_own_columns_need_no_explanation() -> None:
    """What stands in them is kept as it is typed."""
    topic = _read_plainly("topics", id="a", label="A", **{"x-checked": " yes", "x-by": "007"})
    assert Topic(id="a", label="A", extra=Extra({"x-checked": " yes", "x-by": "007"})) == topic
