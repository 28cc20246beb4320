from __future__ import annotations

import array
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.formats import _csv_text
from seesac_model.formats._csv_text import CsvRow, csv_line, csv_rows

_CELLS = st.text(st.sampled_from('a,;\t"\n =\u00e9\u2028😀'), max_size=8) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\r\ufeff"), max_size=8
)


def _rows(text: str | bytes, delimiter: str | None = None) -> list[CsvRow]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(csv_rows(io.BytesIO(data), delimiter, array.array("Q")))


def _cells(text: str, delimiter: str | None = None) -> list[list[str]]:
    rows = _rows(text, delimiter)
    assert [row.fault for row in rows] == [None] * len(rows)
    return [row.cells for row in rows]


def _fault(text: str | bytes) -> tuple[int, FaultCode, str]:
    (row,) = (row for row in _rows(text) if row.fault is not None)
    assert row.fault is not None
    return row.number, row.fault.code, row.fault.found


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=5), max_size=5))
def test_rows_come_back(rows: list[list[str]]) -> None:
    """csv_rows(csv_line(x)) == x, whatever the cells hold."""
    assert rows == _cells("".join(map(csv_line, rows)), ",")


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=5), max_size=5))
def test_rows_are_csv_to_others(rows: list[list[str]]) -> None:
    """The reader of the standard library reads the same."""
    assert rows == list(csv.reader(io.StringIO("".join(map(csv_line, rows)), newline=""), strict=True))


@given(st.lists(st.lists(_CELLS, min_size=2, max_size=5), max_size=5), st.sampled_from(",;\t"), st.booleans())
def test_rows_of_others_are_read(rows: list[list[str]], delimiter: str, quotes: bool) -> None:  # noqa: FBT001 - drawn
    """What the writer of the standard library writes is read, with its line ends and whatever stands between cells."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=csv.QUOTE_ALL if quotes else csv.QUOTE_MINIMAL).writerows(rows)
    assert rows == _cells(text.getvalue(), delimiter)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("id,a;b\n", ["id", "a;b"]),
        ("id;title\n", ["id", "title"]),
        ("id\ttitle", ["id", "title"]),
        ('"id";"a,b"\r\n', ["id", "a,b"]),
        ("id;a\tb\n", ["id;a\tb"]),
        ("id", ["id"]),
    ],
)
def test_what_separates_cells_is_seen_where_it_is_certain(text: str, cells: list[str]) -> None:
    """A comma is one; without any, semicolons or tabs are if there are only these."""
    assert [cells] == _cells(text)


def test_the_headings_decide() -> None:
    """Blank lines in front say nothing, and rows below are separated as the headings are."""
    assert _cells("\na;b\n1,5;c\n") == [[""], ["a", "b"], ["1,5", "c"]]


def test_a_byte_order_mark_is_skipped() -> None:
    """Spreadsheets put one in front, and only there is it none of the text."""
    assert _cells("\ufeffid\n\ufeffa\n") == [["id"], ["\ufeffa"]]


def test_rows_know_their_lines() -> None:
    """Line breaks in cells make lines and no rows."""
    lines: array.array[int] = array.array("Q")
    rows = list(csv_rows(io.BytesIO(b'a,b\n"1\n2\n",c\n\nd,e'), None, lines))
    assert [row.number for row in rows] == [1, 2, 3, 4]
    assert lines.tolist() == [1, 2, 5, 6]
    assert rows[1].cells == ["1\n2\n", "c"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('a,b\nc,d"e\nf,g\n', (2, FaultCode.SYNTAX, "a double quote in a cell that does not begin with one")),
        ('a,b\n"c"d,e\nf,g\n', (2, FaultCode.SYNTAX, "something behind the closing quote of a cell")),
        ('a,b\n"c,e\nf,g\n', (2, FaultCode.SYNTAX, "quotes that are not closed")),
        ("a,b\nc\rd,e\n", (2, FaultCode.SYNTAX, "a carriage return without a line feed")),
        ('a,b\n"c",d\re\n', (2, FaultCode.SYNTAX, "a carriage return without a line feed")),
        ("a,b\n" + "," * 16_384 + "\n", (2, FaultCode.SYNTAX, "16,385 cells")),
        (
            "a,b\nc,é\n".encode("latin-1"),
            (2, FaultCode.ENCODING, "the byte 0xE9 at character 3 of line 2"),
        ),
    ],
    ids=range(7),
)
def test_what_is_no_csv_is_refused(text: str | bytes, expected: tuple[int, FaultCode, str]) -> None:
    """Nobody guesses what was meant: the row is named."""
    assert expected == _fault(text)


def test_rows_after_a_malformed_one_are_read() -> None:
    """Where it is certain where the next row begins, reading goes on there."""
    assert [row.cells for row in _rows('a,b\nc,d"e\nf,g\n')] == [["a", "b"], [], ["f", "g"]]


def test_quotes_that_are_not_closed_end_the_table() -> None:
    """Nobody knows where the next row begins."""
    assert [row.fault is None for row in _rows('a,b\n"c,e\nf,g\n')] == [True, False]


@pytest.mark.parametrize("text", ["a," + "b" * 100, 'a,"b\n' + "c\n" * 100])
def test_rows_are_only_so_long(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Memory is needed for one row, and that is bounded."""
    monkeypatch.setattr(_csv_text, "LONGEST_ROW", 99)
    (row,) = _rows(text)
    assert row.fault is not None
    assert row.fault.found == "a row of more than 99 characters"
    with pytest.raises(InvalidValueError, match="a row of 100 characters"):
        csv_line(["a" * 100])


@pytest.mark.parametrize(
    ("data", "hint"),
    [("id".encode("utf-16"), "looks like UTF-16; save the file as UTF-8"), (b"\x80", "CSV UTF-8")],
)
def test_other_encodings_are_refused(data: bytes, hint: str) -> None:
    """What would be guessed might be wrong; the advice says what to choose."""
    (row,) = _rows(data)
    assert row.fault is not None
    assert str(row.fault.suggestion).endswith(hint)
