"""
What stands in the cells of a table: one text for each value, and the way back.

Worksheets and CSV packages share it. A list stands in one cell, its entries separated by `;`; an entry is the short
text of a value wherever that says everything, and JSON where it does not. Reading takes line breaks for separators too,
because people press Enter inside a cell.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, TypeAlias

from seesac_model._regex import Regex
from seesac_model.errors import Fault, FaultCode, InvalidValueError, LoadError, described
from seesac_model.formats._json_text import parse_json
from seesac_model.formats._tree import MappingNode, Mark, Marks, Node, SequenceNode, UntypedScalar
from seesac_model.model import JsonValue, Value, decimal_text, to_plain

__all__ = [
    "MAX_COLUMNS",
    "CellPositions",
    "CellValue",
    "cell_name",
    "cell_text",
    "entries_text",
    "guarded",
    "is_blank",
    "json_text",
    "read_entries",
    "read_json",
    "read_scalar",
    "unguarded",
    "value_text",
]

CellValue: TypeAlias = str | int | float | bool | Decimal | None
"""What a cell holds; None for an empty one."""

MAX_COLUMNS: Final = 16_384
"""How many columns a table may have: as many as a worksheet of Excel."""
_COLUMN_BITS: Final = 14
_SEPARATOR: Final = "; "
_MOST_ENTRIES: Final = 100_000
# Of each of these characters of JSON may come something that takes a hundred times as much memory.
_BRANCHES: Final = ",[{"
_MOST_BRANCHES: Final = 250_000
_LONGEST_JSON: Final = 2_000_000
_LETTERS: Final = 26

# What makes a spreadsheet run a text: its first character, in the usual or the full width. White space in front of a
# text is taken off by some of them, so it counts as well.
_DANGEROUS: Final = "=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20"
_UNSAFE: Final = Regex(f"'*[{_DANGEROUS}]")
_GUARDED: Final = Regex(f"'+[{_DANGEROUS}]")
_NOT_PLAIN: Final = Regex(r"[;\r\n]")
_STARTS_OTHERWISE: Final = ("{", "[", '"', "'")
_JSON_STEP: Final = Regex(r'(?s)[^"{}\[\]]*+(?:("(?:[^"\\]|\\.)*+")|([{\[])|([}\]])|())')
_STRING, _OPENING, _CLOSING = range(1, 4)
_BLANKS: Final = Regex(r"[^\S\r\n]*+")
_LIST_HINT: Final = "separate the entries by semicolons"


def cell_name(row: int, column: int, sheet: str | None = None) -> str:
    """
    Return the name of a cell as spreadsheets write it.

    Args:
        row: The row, counted from 1.
        column: The column, counted from 1.
        sheet: The worksheet; None where a file is one table.

    >>> cell_name(14, 4), cell_name(1, 28, "Events")
    ('D14', 'Events!AB1')
    """
    letters = ""
    while column:
        column, letter = divmod(column - 1, _LETTERS)
        letters = chr(ord("A") + letter) + letters
    return f"{letters}{row}" if sheet is None else f"{sheet}!{letters}{row}"


class CellPositions:
    """
    The cells of one table as offsets, for the nodes that are made of them.

    Args:
        sheet: The worksheet; None where a file is one table.
        lines: The physical line in which each row begins, the first row first; rows beyond have the line of their own
            number. The list may grow while the table is read.

    >>> positions = CellPositions()
    >>> positions.mark(positions.offset(14, 4))
    Mark(line=14, column=4, cell='D14')
    """

    __slots__ = ("_lines", "_sheet")

    def __init__(self, sheet: str | None = None, lines: Sequence[int] = ()) -> None:
        self._sheet = sheet
        self._lines = lines

    @staticmethod
    def offset(row: int, column: int) -> int:
        """Return the offset of a cell; row and column are counted from 1, and columns go up to MAX_COLUMNS."""
        return row << _COLUMN_BITS | column - 1

    def mark(self, offset: int) -> Mark:
        """Return where the cell is."""
        row, column = offset >> _COLUMN_BITS, (offset & MAX_COLUMNS - 1) + 1
        line = self._lines[row - 1] if row <= len(self._lines) else row
        return Mark(line, column, cell_name(row, column, self._sheet))


def guarded(text: str) -> str:
    """
    Return text that no spreadsheet takes for a formula: an apostrophe stands before what looks like one.

    >>> guarded("=SUM(A1)"), guarded("'=a"), guarded("'tween")
    ("'=SUM(A1)", "''=a", "'tween")
    """
    return f"'{text}" if _UNSAFE.match(text) else text


def unguarded(text: str) -> str:
    """
    Take off what :func:`guarded` put before a text; other apostrophes stay.

    >>> unguarded("'=SUM(A1)"), unguarded("=SUM(A1)"), unguarded("'tween")
    ('=SUM(A1)', '=SUM(A1)', "'tween")
    """
    return text[1:] if _GUARDED.match(text) else text


def is_blank(value: CellValue) -> bool:
    """Tell whether a cell says nothing: it is empty, or holds only white space."""
    return value is None or (isinstance(value, str) and not value.strip())


def cell_text(value: CellValue) -> str:
    """
    Return the text of what a cell holds, unguarded; empty for an empty cell.

    >>> [cell_text(value) for value in (None, True, 24, 41.5, Decimal("1.234"), "text")]
    ['', 'true', '24', '41.5', '1.2340', 'text']
    """
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case Decimal():
            return decimal_text(value)
        case _:
            return str(value)


def json_text(data: JsonValue) -> str:
    """Return plain data as JSON on one line, with characters unescaped."""
    return json.dumps(data, ensure_ascii=False)


def value_text(value: Value) -> str:
    """
    Return the text of a value: its short form where that says everything, else JSON.

    >>> from seesac_model.model import Citation
    >>> value_text(Citation(source_id="article")), value_text(Citation(source_id="article", locator="p. 2"))
    ('article', '{"source_id": "article", "locator": "p. 2"}')
    """
    text = value.short_form()
    return json_text(to_plain(value, short=True)) if text is None or text.startswith("{") else text


def entries_text(entries: Iterable[object]) -> str:
    """
    Return the text of a list.

    Args:
        entries: Values, texts, words of vocabularies, numbers or truth values.

    >>> entries_text(["tirana", "a; b"])
    'tirana; "a; b"'
    """
    return _SEPARATOR.join(map(_entry_text, entries))


def _entry_text(entry: object) -> str:
    if isinstance(entry, Value):
        short = entry.short_form()
        return json_text(to_plain(entry, short=True)) if short is None else _plain_entry(short)
    if isinstance(entry, str):
        return _plain_entry(str(entry))
    if isinstance(entry, int | float | Decimal):
        return cell_text(entry)
    raise TypeError(f"a {type(entry).__name__} is no entry of a cell")


def _plain_entry(text: str) -> str:
    is_plain = text and text == text.strip() and not text.startswith(_STARTS_OTHERWISE) and not _NOT_PLAIN.search(text)
    return text if is_plain else json_text(text)


def read_scalar(text: str, base: type) -> Node:
    """
    Return what the text of a cell says in a field of one entry; its type is the field's to decide.

    Truth values are read in any case, since spreadsheets write them in capitals.

    Args:
        text: The text, which is not blank.
        base: The class of the entry.
    """
    text = text.strip()
    if base is bool and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    return UntypedScalar(text)


def read_json(text: str, positions: Marks, offset: int) -> Node:
    """
    Read JSON that fills a cell; all of it stands at that cell.

    Raises:
        InvalidValueError: It is malformed, or longer than 2,000,000 characters; the faults have paths from the cell on,
            and no positions.
    """
    if len(text) > _LONGEST_JSON:
        raise _too_large(f"JSON of {len(text):,} characters", f"at most {_LONGEST_JSON:,} in a cell")
    try:
        return _placed(parse_json(text.strip()), positions, offset)
    except LoadError as error:
        raise InvalidValueError(_without_position(fault) for fault in error.faults) from error


def read_entries(text: str, base: type, positions: Marks, offset: int) -> SequenceNode:
    """
    Read the list that stands in a cell.

    Entries are separated by semicolons or line breaks; an entry in double quotes or braces is JSON.

    Args:
        text: The text of the cell, which is not blank.
        base: The class of an entry.
        positions: What knows where the cell is.
        offset: The offset of the cell, at which all entries stand.

    Raises:
        InvalidValueError: An entry is empty or malformed, or there are more than 100,000, or more of what makes them
            large; the faults have paths from the cell on, and no positions.

    >>> read_entries('tirana; "a; b"', str, CellPositions(), 0)
    ['tirana', 'a; b']
    """
    if len(text) > _MOST_BRANCHES and sum(map(text.count, _BRANCHES)) > _MOST_BRANCHES:
        raise _too_large(f"{described(text)} with more commas and brackets", f"at most {_MOST_BRANCHES:,} in a cell")
    node = SequenceNode(positions, offset)
    for entry in _entries(text, base, positions, offset):
        node.append(entry)
        if len(node) > _MOST_ENTRIES:
            raise _too_large("more entries", f"at most {_MOST_ENTRIES:,} in a cell")
    node.item_starts.extend([offset] * len(node))
    return node


def _entries(text: str, base: type, positions: Marks, offset: int) -> Iterator[Node]:
    position = number = since = 0  # entries so far, and since the last semicolon
    while position < len(text):
        position = _end_of_blanks(text, position)
        start = text[position : position + 1]
        if start in {"{", '"'}:
            end = _json_end(text, position)
            yield _json_entry(text[position:end], number, positions, offset)
            position = _end_of_blanks(text, end)
            if position < len(text) and text[position] not in ";\r\n":
                raise _bad_entry(
                    number,
                    f"{described(text[position:].strip())} behind an entry in {'braces' if start == '{' else 'quotes'}",
                    "a semicolon or the end of the cell",
                    _LIST_HINT if start == "{" else r"put the whole entry in quotes, with \" for those inside it",
                )
            number, since = number + 1, since + 1
        found = _NOT_PLAIN.search(text, position)
        end = len(text) if found is None else found.start()
        entry = text[position:end].strip()
        if entry.startswith("["):
            raise _bad_entry(
                number, "an entry in brackets", "entries without brackets", f"{_LIST_HINT}, or put it in double quotes"
            )
        if entry:
            yield read_scalar(entry, base)
            number, since = number + 1, since + 1
        if found is not None and found[0] == ";":
            if not since:
                raise _bad_entry(number, "an empty entry", "one between two semicolons", "remove one of the semicolons")
            since = 0
        position = end + 1


def _end_of_blanks(text: str, position: int) -> int:
    match = _BLANKS.match(text, position)
    return position if match is None else match.end()


def _too_large(found: str, expected: str) -> InvalidValueError:
    hint = "spread it over several records"
    return InvalidValueError.of(FaultCode.TOO_LARGE, found=found, expected=expected, suggestion=hint)


def _bad_entry(number: int, found: str, expected: str, suggestion: str) -> InvalidValueError:
    return InvalidValueError.of(FaultCode.SYNTAX, found=found, expected=expected, suggestion=suggestion, path=(number,))


def _json_entry(text: str, number: int, positions: Marks, offset: int) -> Node:
    try:
        return read_json(text, positions, offset)
    except InvalidValueError as error:
        raise InvalidValueError(fault.within(number) for fault in error.faults) from error


def _json_end(text: str, position: int) -> int:
    """Return where the JSON value ends that begins at `position`; the end of the text where it has no end."""
    depth = 0
    while True:
        match = _JSON_STEP.match(text, position)
        assert match is not None  # noqa: S101 - the last alternative is empty and fits everywhere
        position = match.end()
        kind = match.lastindex
        if kind not in {_STRING, _OPENING, _CLOSING}:
            return len(text)
        depth += (kind == _OPENING) - (kind == _CLOSING)
        if depth <= 0:
            return position


def _placed(node: Node, positions: Marks, offset: int) -> Node:
    """Let a part of a tree, and everything in it, stand at one cell."""
    if isinstance(node, MappingNode):
        node.positions, node.start = positions, offset
        node.key_starts = dict.fromkeys(node, offset)
        node.value_starts = dict.fromkeys(node, offset)
        for entry in node.values():
            _placed(entry, positions, offset)
    elif isinstance(node, SequenceNode):
        node.positions, node.start = positions, offset
        node.item_starts = [offset] * len(node)
        for entry in node:
            _placed(entry, positions, offset)
    return node


def _without_position(fault: Fault) -> Fault:
    """Return a fault of JSON in a cell: its line and column there become part of what was found."""
    where = f"line {fault.line}, character {fault.column}" if fault.line != 1 else f"character {fault.column}"
    return dataclasses.replace(
        fault, found=f"{fault.found} at {where} of the JSON in the cell", line=None, column=None, cell=None
    )
