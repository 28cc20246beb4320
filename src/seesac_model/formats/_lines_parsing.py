"""One line of a JSON Lines file to a tree that knows its line."""

from __future__ import annotations

import dataclasses
from typing import Final, NamedTuple

from seesac_model.errors import Fault, FaultCode, LoadError
from seesac_model.formats._files import encoding_advice
from seesac_model.formats._json_text import parse_json
from seesac_model.formats._tree import MappingNode, Mark, Node, SequenceNode

__all__ = ["LONGEST_LINE", "Line", "parse_line"]

LONGEST_LINE: Final = 8 * 1024 * 1024
"""The longest line that is read or written, in bytes: far above any record, and little enough for the memory."""
_LONGEST_SEQUENCE: Final = 4
_MARK: Final = "\ufeff"


class Line(NamedTuple):
    """
    A line as it stands in the file.

    Attributes:
        number: Its number, counted from 1.
        data: Its bytes, without the line feed; before that may stand a carriage return.
    """

    number: int
    data: bytes


class _LineMarks:
    """Where the characters of one line stand in the file."""

    __slots__ = ("_first", "_number")

    def __init__(self, number: int, first: int) -> None:
        self._number = number
        self._first = first

    def mark(self, offset: int) -> Mark:
        """Return the position of the character at `offset`, which counts from 0."""
        return Mark(self._number, offset - self._first + 1)


def parse_line(line: Line, file: str | None) -> Node:
    """
    Read a line as JSON.

    Args:
        line: The line.
        file: The file, for faults.

    Raises:
        LoadError: The line is not JSON in UTF-8; lists every fault, with file, line and column.
    """
    text = _decoded(line, file).removesuffix("\r")
    has_mark = line.number == 1 and text.startswith(_MARK)
    if not has_mark and text.startswith(_MARK):
        found, suggestion = "a byte order mark inside the file", "remove it"
        raise _refused(line, file, FaultCode.SYNTAX, 1, found, "a line of JSON", suggestion)
    if "\r" in text:
        # Other readers take it for the end of a line, so that the two would count lines differently.
        column = text.index("\r") + 1 - has_mark
        found, suggestion = "a carriage return inside the line", "save the file with LF at the end of each line"
        raise _refused(line, file, FaultCode.SYNTAX, column, found, "a line feed", suggestion)
    try:
        tree = parse_json(text)
    except LoadError as error:
        faults = [dataclasses.replace(fault, file=file, line=line.number) for fault in error.faults]
        raise LoadError(faults) from error
    if isinstance(tree, MappingNode | SequenceNode):
        tree.positions = _LineMarks(line.number, int(has_mark))
    return tree


def _decoded(line: Line, file: str | None) -> str:
    try:
        return line.data.decode("utf-8")
    except UnicodeDecodeError as error:
        column = len(line.data[: error.start].decode("utf-8").removeprefix(_MARK if line.number == 1 else "")) + 1
        advice = encoding_advice(line.data)
        found = f"the byte 0x{line.data[error.start]:02X}"
        value = line.data[error.start : error.start + _LONGEST_SEQUENCE]
        raise _refused(line, file, FaultCode.ENCODING, column, found, "UTF-8", advice, value) from error


def _refused(  # noqa: PLR0917 - all of what a fault says
    line: Line,
    file: str | None,
    code: FaultCode,
    column: int,
    found: str,
    expected: str,
    suggestion: str,
    value: object = None,
) -> LoadError:
    fault = Fault(
        code=code,
        found=found,
        expected=expected,
        suggestion=suggestion,
        file=file,
        line=line.number,
        column=column,
        value=value,
    )
    return LoadError([fault])
