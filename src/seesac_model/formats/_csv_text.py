"""
Rows of cells to CSV (RFC 4180) and back.

The standard library's reader would do but for three things: how long a cell may be is a setting that it shares with the
whole program, it reads what is no CSV as something, and it does not say where. This one is a loop over lines, in memory
for a single row.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, MutableSequence
from typing import Final, NamedTuple

from seesac_model._regex import Regex
from seesac_model.errors import Fault, FaultCode, InvalidValueError, LoadError
from seesac_model.formats._cells import MAX_COLUMNS
from seesac_model.formats._files import decode

__all__ = ["DELIMITERS", "LONGEST_ROW", "CsvRow", "csv_line", "csv_rows"]

DELIMITERS: Final = (",", ";", "\t")
"""What may stand between cells: a comma, or what spreadsheets of the region write in its place."""
LONGEST_ROW: Final = 8 * 1024 * 1024
"""The longest row, in characters."""

# A semicolon or tab needs no quotes, but some spreadsheets split cells there unless told otherwise.
_NEEDS_QUOTES: Final = Regex(r'[",;\t\r\n]')
_IN_QUOTES: Final = Regex(r'"((?:[^"]++|"")*+)(")?')
_QUOTED: Final = Regex(r'"[^"]*+"?')
_MARK: Final = "\ufeff"
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_START_OF_JSON: Final = Regex(r'\s*(?:\{\s*(?:"|$)|\[\s*(?:\{|$))')
_ENCODING_HINT: Final = "save it as CSV UTF-8"


class CsvRow(NamedTuple):
    """
    One row of a table.

    Attributes:
        number: Its number as spreadsheets count: the first is 1, and a blank line counts.
        cells: The cells; empty for a blank line and for a row that is malformed.
        fault: What is wrong with it, without its place; None if nothing is.
        column: The number of the cell that the fault is about, counted from 1; 1 where it is about the whole row.
    """

    number: int
    cells: list[str]
    fault: Fault | None = None
    column: int = 1


def csv_line(cells: Iterable[str]) -> str:
    r"""
    Write a row, which ends in a line feed.

    Raises:
        InvalidValueError: It is longer than a reader accepts.

    >>> csv_line(["workshop", "arms; ammunition", 'a "round" table', ""])
    'workshop,"arms; ammunition","a ""round"" table",\n'
    """
    line = ",".join('"' + cell.replace('"', '""') + '"' if _NEEDS_QUOTES.search(cell) else cell for cell in cells)
    if len(line) > LONGEST_ROW:
        raise InvalidValueError.of(
            FaultCode.TOO_LARGE,
            found=f"a row of {len(line):,} characters",
            expected=f"at most {LONGEST_ROW:,}",
            suggestion="write this dataset as JSON",
        )
    return line + "\n"


def csv_rows(stream: Iterable[bytes], delimiter: str | None, lines: MutableSequence[int]) -> Iterator[CsvRow]:
    """
    Read the rows of a table one by one; malformed ones have a fault, and nothing is raised.

    Args:
        stream: The physical lines, in UTF-8, each with the line feed that ends it.
        delimiter: What stands between cells; None for what the first line with something in it shows for certain: a
            comma if it has one outside of quotes, else a semicolon or a tab if it has only that.
        lines: Where the physical line is noted in which each row begins, before the row is given.
    """
    return _Rows(stream, delimiter, lines).read()


class _BadRowError(Exception):
    def __init__(self, found: str, expected: str, suggestion: str, column: int = 1) -> None:
        super().__init__(found)
        self.column = column
        self.fault = Fault(code=FaultCode.SYNTAX, found=found, expected=expected, suggestion=suggestion)


class _Rows:
    def __init__(self, stream: Iterable[bytes], delimiter: str | None, lines: MutableSequence[int]) -> None:
        self._stream = iter(stream)
        self._delimiter = delimiter
        self._starts = lines
        self._line = 0
        self._is_done = False

    def read(self) -> Iterator[CsvRow]:
        number = 0
        while not self._is_done:
            self._starts.append(self._line + 1)
            number += 1
            try:
                text = self._next_line()
                if text is None:
                    self._starts.pop()
                    return
                yield CsvRow(number, self._cells(text))
            except _BadRowError as error:
                column = error.column if error.column <= MAX_COLUMNS else 1
                yield CsvRow(number, [], error.fault, column)
            except LoadError as error:
                self._is_done = True
                yield CsvRow(number, [], error.faults[0])

    def _next_line(self) -> str | None:
        line = next(self._stream, None)
        if line is None:
            return None
        self._line += 1
        try:
            text = decode(line)
        except LoadError as error:
            fault = error.faults[0]
            hint = fault.suggestion if line.startswith(_UTF16_MARKS) else _ENCODING_HINT
            where = f"{fault.found} at character {fault.column} of line {self._line}"
            raise LoadError([dataclasses.replace(fault, found=where, suggestion=hint)]) from error
        return text.removeprefix(_MARK) if self._line == 1 else text

    def _cells(self, text: str) -> list[str]:
        if self._delimiter is None and text.strip():
            self._require_headings(text)
            self._delimiter = _delimiter_of(text)
        delimiter = self._delimiter or ","
        if len(text) > LONGEST_ROW:
            raise self._too_long()
        cells, is_whole = _split(text, delimiter)
        if not is_whole:
            cells, is_whole = _split(self._continued(text), delimiter)
        if not is_whole:
            self._is_done = True
            raise _BadRowError(
                "quotes that are not closed",
                "'\"' at the end of the cell",
                "close the quotes, or double those within",
                len(cells) + 1,
            )
        if len(cells) > MAX_COLUMNS:
            raise _BadRowError(f"{len(cells):,} cells", f"at most {MAX_COLUMNS:,}", "remove columns")
        return cells

    def _require_headings(self, text: str) -> None:
        """Refuse a first line that begins as JSON does and no heading."""
        if _START_OF_JSON.match(text):
            self._is_done = True
            raise _BadRowError(
                "a line that begins as JSON does",
                "a row of headings",
                "if this is JSON, give the file the extension .json, or .jsonl with a record on each line",
            )

    def _continued(self, text: str) -> str:
        """Return a row of which a cell in quotes goes on in the next lines: they are read up to its closing quote."""
        parts, length, quotes = [text], len(text), text.count('"')
        while quotes % 2 and (line := self._next_line()) is not None:
            parts.append(line)
            length += len(line)
            quotes += line.count('"')
            if length > LONGEST_ROW:
                raise self._too_long()
        return "".join(parts)

    def _too_long(self) -> _BadRowError:
        self._is_done = True
        found = f"a row of more than {LONGEST_ROW:,} characters"
        return _BadRowError(found, "shorter rows", "close the quotes of every cell, and end every row in a line feed")


def _delimiter_of(text: str) -> str:
    outside = _QUOTED.sub("", text)
    found = [delimiter for delimiter in DELIMITERS if delimiter in outside]
    return found[0] if found and (found[0] == "," or len(found) == 1) else ","


def _split(text: str, delimiter: str) -> tuple[list[str], bool]:
    """Return the cells of a row, and whether these are all: where a cell in quotes has no end, it is not among them."""
    text = text.removesuffix("\n").removesuffix("\r")
    if '"' not in text:
        cells = text.split(delimiter)
        if "\r" in text:
            raise _stray_return(text.count(delimiter, 0, text.index("\r")) + 1)
        return cells, True
    cells = []
    position = 0
    while True:
        match = _IN_QUOTES.match(text, position)
        if match is not None:
            if match[2] is None:
                return cells, False
            cells.append(match[1].replace('""', '"'))
            end = match.end()
            if end < len(text) and text[end] != delimiter:
                raise _BadRowError(
                    "something behind the closing quote of a cell",
                    "the end of the cell there",
                    "double the quotes that belong to the text",
                    len(cells),
                )
        else:
            end = text.find(delimiter, position)
            end = len(text) if end < 0 else end
            cells.append(_without_quotes(text[position:end], len(cells) + 1))
        if end == len(text):
            return cells, True
        position = end + 1


def _without_quotes(cell: str, column: int) -> str:
    if '"' in cell:
        raise _BadRowError(
            "a double quote in a cell that does not begin with one",
            "cells with quotes in quotes",
            "put the whole cell in quotes, and double those within",
            column,
        )
    if "\r" in cell:
        raise _stray_return(column)
    return cell


def _stray_return(column: int) -> _BadRowError:
    return _BadRowError(
        "a carriage return without a line feed",
        "rows that end in a line feed",
        "save the file with the line ends of Windows or Unix",
        column,
    )
