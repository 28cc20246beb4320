from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest

from seesac_model.errors import Fault, FaultCode
from seesac_model.formats import _read_so_far, _table_reading
from seesac_model.formats._cells import CellPositions, CellValue
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._table_reading import TableReader
from seesac_model.model import Attendance, Event, EventKind, EventStatus, Headcount, Origin, Topic

_HEADINGS = ("id", "title", "kind", "status")
_ROW = ("a", "A", "workshop", "held")


def _read(table: str, headings: Sequence[CellValue], *rows: Sequence[CellValue]) -> Reading:
    reading = Reading()
    reader = TableReader(table, "book", CellPositions(), reading)
    if reader.head(headings, 1):
        for number, row in enumerate(rows, start=2):
            reader.add(row, number)
    reader.end()
    return reading


def _events(headings: Sequence[CellValue], *rows: Sequence[CellValue]) -> Reading:
    """Read events `a`, `b` …, which have what an event needs, with further columns."""
    named = (("abcd"[number], *_ROW[1:], *row) for number, row in enumerate(rows))
    return _read("events", (*_HEADINGS, *headings), *named)


def _shown(faults: Sequence[Fault]) -> list[tuple[str, str | None, str]]:
    return [(fault.code.value, fault.cell, fault.found) for fault in faults]


def test_headings_are_known_in_any_case_and_with_blanks_around() -> None:
    """Title is title; nothing else than that is taken for what it is not."""
    reading = _read("events", (" ID", "Title ", "KIND", "status", None, ""), _ROW)
    expected = Event(id="a", title="A", kind=EventKind.WORKSHOP, status=EventStatus.HELD)
    assert [expected] == reading.records
    assert reading.faults == []


def test_records_know_their_cell() -> None:
    """A record begins in the first cell of its row; blank rows say nothing and are counted."""
    reading = _read("topics", ("id", "label"), ("a", "A"), (" ", None), ("b", "B"))
    assert [str(record.origin) for record in reading.records] == ["book:A2", "book:A4"]


def test_suppressions_are_a_table_too() -> None:
    """Suppressions are read from a table of their own, and have no keys of the users' own."""
    reading = _read("suppressions", ("code", "reason", "x-a"), ("PAN001", "known", ""), ("PAN002", "known", "1"))
    assert [entry.code for entry in reading.suppressions] == ["PAN001"]
    assert [Origin("book", 2, 1, "A2")] == [entry.origin for entry in reading.suppressions]
    assert _shown(reading.faults) == [("unknown-key", "C1", "the heading 'x-a'")]
    assert "x-" not in str(reading.faults[0].suggestion)


def test_an_unknown_heading_is_listed_once() -> None:
    """Rows with something below it are refused, for it would be lost; others are not."""
    reading = _events(["venue", "titel"], ["", ""], ["Tirana", "x"])
    assert _shown(reading.faults) == [
        ("unknown-key", "E1", "the heading 'venue'"),
        ("unknown-key", "F1", "the heading 'titel'"),
    ]
    assert str(reading.faults[0].suggestion).endswith("; a column of your own starts with x-")
    assert reading.faults[1].suggestion == "did you mean 'title'?"
    assert [str(record.origin) for record in reading.records] == ["book:A2"]
    assert [(entry.record_id, len(entry.faults)) for entry in reading.refused] == [(None, 2), ("b", 2)]


def test_a_missing_column_is_listed_once() -> None:
    """All rows are refused, and what else is wrong with them is said."""
    reading = _read("events", ("id", "title", "kind"), ("a", "A", "workshop"), ("b", "B", "worksop"))
    assert _shown(reading.faults) == [("missing", "A1", "no heading status"), ("unknown-term", "C3", "'worksop'")]
    assert reading.records == []
    assert [entry.record_id for entry in reading.refused] == [None, "a", "b"]
    assert [len(entry.faults) for entry in reading.refused] == [1, 1, 2]


def test_a_heading_stands_once() -> None:
    """Of two columns with the same heading, in whatever case, nobody knows which is meant."""
    reading = _events(["Title", "x-a", "x-a"], ["", "", ""], ["B", "", ""])
    assert _shown(reading.faults[:1]) == [("duplicate-key", "E1", "the heading 'title' a second time")]
    assert _shown(reading.faults[1:]) == [("duplicate-key", "G1", "the heading 'x-a' a second time")]
    assert len(reading.records) == 1


def test_columns_of_their_own_hold_text() -> None:
    """A column whose heading begins with x- is kept with the record, number or text."""
    reading = _events(["x-mine", "x-size", "x-share"], ["=1 ", 2, Decimal("0.5")])
    (record,) = reading.records
    assert dict(record.extra) == {"x-mine": "=1 ", "x-size": 2, "x-share": "0.5"}


def test_a_malformed_own_heading_is_refused() -> None:
    """Keys of the users' own are as in all other files."""
    reading = _events(["x-My Key"], [""])
    assert _shown(reading.faults) == [("unknown-key", "E1", "text of 8 characters")]
    assert len(reading.records) == 1


def test_keys_stand_once_in_a_row() -> None:
    """What a column says, the column extra must not say again, or otherwise."""
    reading = _events(["x-a", "extra"], ["1", '{"x-a": "2"}'], ["", '{"x-a": "2", "x-b": [1]}'])
    assert _shown(reading.faults) == [("duplicate-key", "F2", "the key 'x-a' a second time in the row")]
    assert [dict(record.extra) for record in reading.records] == [{"x-a": "2", "x-b": [1]}]


@pytest.mark.parametrize(
    ("cell", "code", "found"),
    [
        ("[1]", "wrong-type", "a list of 1"),
        ('{"note": "n"}', "unknown-key", "the key 'note'"),
        ("{", "syntax", "the end of the text at character 2 of the JSON in the cell"),
        ('{"x-a": 1e999}', "invalid-number", "the number '1e999' at character 9 of the JSON in the cell"),
    ],
)
def test_extra_is_a_mapping_of_own_keys(cell: str, code: str, found: str) -> None:
    """The column extra holds JSON, and only keys that no field has."""
    assert [(code, "E2", found)] == _shown(_events(["extra"], [cell]).faults)


def test_what_has_no_heading_must_be_empty() -> None:
    """A column without a heading that holds something is listed once, and its rows are refused."""
    reading = _events(["", "note"], ["", "n"], ["here", "n", "there"], ["here", "n", "", "far"], ["", "n", "again"])
    expected = "something in a column without a heading"
    assert [("missing", cell, expected) for cell in ("E3", "G3", "H4")] == _shown(reading.faults)
    assert len(reading.records) == 1
    assert [len(entry.faults) for entry in reading.refused] == [2, 2, 1]


@pytest.mark.parametrize(("headings", "found"), [((), "no headings"), (("Tirana", "2023"), "no known heading")])
def test_a_table_needs_headings(headings: Sequence[str], found: str) -> None:
    """Where no heading is known, the table has none, and its first row is not shown: it may say anything."""
    reading = _read("events", headings, _ROW)
    assert [("not-a-dataset", "A1", found)] == _shown(reading.faults)
    assert reading.records == []


def test_there_are_only_so_many_columns() -> None:
    """No worksheet has more, and cells beyond would have the numbers of others."""
    reading = _read("events", ["x-a"] * 16_385)
    assert _shown(reading.faults) == [("too-large", "A1", "16,385 headings")]


def _attendances(headings: Sequence[str], *row: CellValue) -> Reading:
    return _read("attendances", ("id", "event_id", "description", *headings), ("a", "e", "d", *row))


@pytest.mark.parametrize(
    ("headings", "row"),
    [
        (("headcount",), ("about 40",)),
        (("headcount.value", "headcount.qualifier"), ("40", "about")),
        (("Headcount.Value", "headcount.qualifier"), (40, "about")),
        (("headcount", "headcount.value", "headcount.qualifier"), (None, 40, "about")),
        (("headcount.value", "headcount.qualifier", "headcount"), ("", "", "about 40")),
    ],
)
def test_a_value_may_be_given_in_short_or_in_parts(headings: Sequence[str], row: Sequence[CellValue]) -> None:
    """Both say the same, whichever columns there are."""
    headcount = Headcount.parse("about 40")
    expected = [Attendance(id="a", event_id="e", description="d", headcount=headcount)]
    assert expected == _attendances(headings, *row).records


@pytest.mark.parametrize("headings", [("headcount", "headcount.value"), ("headcount.value", "headcount")])
def test_a_value_is_not_given_twice(headings: Sequence[str]) -> None:
    """Even if both say the same, nobody knows which is meant when one of them changes."""
    reading = _attendances(headings, "40", "40")
    assert _shown(reading.faults) == [("contradiction", "E2", "headcount in one cell, and a part of it in another")]
    assert reading.faults[0].path == ("attendances", 0, *headings[1].split("."))


def test_parts_are_found_at_their_cells() -> None:
    """A malformed part of a value is found at its own cell, and a missing one at the first of them."""
    reading = _attendances(("headcount.value", "headcount.qualifier"), "many", "about")
    assert [(fault.code, fault.cell) for fault in reading.faults] == [("invalid-number", "D2")]
    reading = _attendances(("headcount.value", "headcount.qualifier"), "", "about")
    assert [(fault.code, fault.found) for fault in reading.faults] == [("missing", "no value")]


def test_typed_cells_are_taken_as_they_are() -> None:
    """Numbers and truth values of a worksheet are no text, and text is no number where text belongs."""
    reading = _read(
        "attendances", ("id", "event_id", "description", "cumulative"), ("a", "e", "d", True), ("b", 7, "d")
    )
    assert [getattr(record, "cumulative") for record in reading.records] == [True]  # noqa: B009 - of which kind is known
    assert _shown(reading.faults) == [("wrong-type", "B3", "the number 7")]


def test_decimal_numbers_may_be_typed() -> None:
    """Decimal numbers stay exact."""
    reading = _read("observations", ("id", "measure", "value"), ("a", "m", Decimal("1.234")))
    assert [Decimal("1.234")] == [getattr(record, "value") for record in reading.records]  # noqa: B009 - as above


def test_everything_wrong_with_a_row_is_said() -> None:
    """Faults of cells and of the record are listed together, each at its cell, and rows count on."""
    reading = _events(
        ["dates", "citations", "place_ids"], ["2023", "a", "x"], ["2023-13", "a;;b", "x; y"], ["2023", "a", "X"]
    )
    assert [(fault.code, fault.cell, fault.path) for fault in reading.faults] == [
        ("syntax", "F3", ("events", 1, "citations", 1)),
        ("invalid-date", "E3", ("events", 1, "dates")),
        ("invalid-id", "G4", ("events", 2, "place_ids", 0)),
    ]
    assert [fault.record_id for fault in reading.faults] == ["b", "b", "c"]
    assert [len(entry.faults) for entry in reading.refused] == [2, 1]


def test_a_refused_row_holds_its_id() -> None:
    """The id of a row with a malformed cell is taken, as that of any other refused record."""
    reading = _read("topics", ("id", "label", "related_ids"), ("a", "A", ";"), ("a", "A", ""))
    assert [fault.code for fault in reading.faults] == ["syntax", "duplicate-id"]


def test_rows_are_read_in_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """However the table is cut, rows are counted from its first."""
    rows = [(f"t{number}", "T" if number % 3 else "") for number in range(20)]
    monkeypatch.setattr(_table_reading, "_ROWS_AT_ONCE", 4)
    reading = _read("topics", ("id", "label"), *rows)
    assert len(reading.records) == 13
    assert list(range(0, 20, 3)) == [fault.path[1] for fault in reading.faults]
    assert [f"A{number}" for number in range(2, 22, 3)] == [fault.cell for fault in reading.faults]
    assert [fault for entry in reading.refused for fault in entry.faults] == reading.faults


def test_long_rows_are_read_in_smaller_portions(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits to be read takes little memory."""
    monkeypatch.setattr(_table_reading, "_SIZE_AT_ONCE", 50)
    reading = Reading()
    reader = TableReader("topics", None, CellPositions(), reading)
    reader.head(("id", "label"), 1)
    reader.add(("a", "A" * 50), 2)
    assert [Topic(id="a", label="A" * 50)] == reading.records


def test_a_row_that_cannot_be_read_is_counted() -> None:
    """It is refused with its fault at its first cell."""
    reading = Reading()
    reader = TableReader("topics", "t", CellPositions(), reading)
    reader.head(("id", "label"), 1)
    reader.add(("a", "A"), 2)
    assert reader.refuse_row(Fault(code=FaultCode.SYNTAX, found="a", expected="b"), 3)
    reader.add(("b", ""), 4)
    reader.end()
    assert [(fault.cell, fault.path) for fault in reading.faults] == [("A3", ("topics", 1)), ("A4", ("topics", 2))]
    assert [record.id for record in reading.records] == ["a"]


def test_there_are_only_so_many_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of nothing but faults does not fill the memory; that the rest was not read is said."""
    monkeypatch.setattr(_read_so_far, "MOST_FAULTS", 10)
    monkeypatch.setattr(_table_reading, "_ROWS_AT_ONCE", 1)
    reading = Reading()
    reader = TableReader("topics", "t", CellPositions(), reading)
    reader.head(("id", "label"), 1)
    went_on = [reader.add((f"t{number}", ""), number) for number in range(2, 12)]
    assert went_on == [True] * 9 + [False]
    assert _shown(reading.faults[10:]) == [("too-large", "A11", "10 faults up to here; the rest was not read")]
