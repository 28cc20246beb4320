"""
The plain tree that a JSON or YAML text becomes before anything is known of records, and where each part of it stood.

Nodes are ordinary dictionaries, lists and scalars, so whatever works on plain data works on them; the containers know
besides where they and their entries began. The limits of every reader stand here too: they are checked before
anything recursive or slow sees a text, and each is far above what any dataset needs.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple, Protocol, TypeAlias

from seesac_model._regex import Regex
from seesac_model.errors import Fault, FaultCode, InvalidValueError, LoadError, described

__all__ = [
    "JSON_MAX_BYTES",
    "LONGEST_KEY",
    "LONGEST_NUMBER",
    "LONGEST_TEXT",
    "MAX_DEPTH",
    "MAX_FAULTS",
    "YAML_MAX_BYTES",
    "YAML_MAX_NODES",
    "Bare",
    "FaultLog",
    "FlowMapping",
    "FlowSequence",
    "MappingNode",
    "Mark",
    "Marks",
    "Node",
    "PlainScalar",
    "SequenceNode",
    "TextPositions",
    "UntypedScalar",
    "key_mark_at",
    "mark_at",
    "require_depth",
    "require_writable",
]

JSON_MAX_BYTES: Final = 256 * 1024 * 1024
"""The longest JSON text, in bytes: some 130,000 events, and a tree of about ten times that in memory."""
YAML_MAX_BYTES: Final = 8 * 1024 * 1024
"""The longest YAML text, in bytes: YAML is typed by hand, and a pure parser takes about a minute for that much."""
YAML_MAX_NODES: Final = 500_000
"""How many keys, values and ends of containers a YAML text may have: what the parser's time really depends on."""
MAX_DEPTH: Final = 64
"""How many mappings and lists may stand inside each other."""
LONGEST_TEXT: Final = 1_000_000
"""The longest single text, in characters."""
LONGEST_KEY: Final = 1_000
"""The longest key, in characters; YAML itself ends at 1,024 for a key on a line of its own."""
LONGEST_NUMBER: Final = 100
"""The longest number, in characters: turning digits into a number takes more than linear time."""
MAX_FAULTS: Final = 1_000
"""How many faults of a text are listed; reading ends there, so that a hostile text cannot fill the memory with them."""

_NOT_WRITABLE: Final = Regex("[\x00\ud800-\udfff]")
_LINE_END: Final = Regex("\r\n|\n|\r")


class Mark(NamedTuple):
    """
    A position in a text.

    Attributes:
        line: The line, counted from 1.
        column: The column, counted from 1 in characters (code points); a byte order mark does not count. Of a table,
            the number of the column, counted from 1.
        cell: The cell as spreadsheets name it; None for texts that are no tables.
    """

    line: int
    column: int
    cell: str | None = None


class Marks(Protocol):
    """What tells where an offset lies: an offset into a text, or the number that somebody gave to a cell."""

    def mark(self, offset: int, /) -> Mark:
        """Return the position."""
        ...


class TextPositions:
    r"""
    Where the lines of one text begin; shared by all nodes of its tree, and worked out when somebody first asks.

    >>> TextPositions("a\nbc").mark(3)
    Mark(line=2, column=2, cell=None)
    """

    __slots__ = ("_starts", "_text")

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts: list[int] = []

    def mark(self, offset: int) -> Mark:
        """Return the position of the character at `offset`, which counts from 0."""
        if not self._starts:
            self._starts = [1 if self._text.startswith("\ufeff") else 0]
            self._starts.extend(match.end() for match in _LINE_END.finditer(self._text))
        line = max(1, bisect_right(self._starts, offset))
        return Mark(line, max(offset - self._starts[line - 1], 0) + 1)


class MappingNode(dict[str, "Node"]):
    """
    A mapping that knows where it and its entries stood.

    The parsers fill it: `key_starts` and `value_starts` hold offsets into the text, from which the marks follow.
    A key that was added later has no offset and stands, as far as marks go, where the mapping does.
    """

    __slots__ = ("key_starts", "positions", "start", "value_starts")

    def __init__(self, positions: Marks, start: int) -> None:
        super().__init__()
        self.positions = positions
        self.start = start
        self.key_starts: dict[str, int] = {}
        self.value_starts: dict[str, int] = {}

    @property
    def mark(self) -> Mark:
        """Where the mapping begins."""
        return self.positions.mark(self.start)

    @property
    def key_marks(self) -> dict[str, Mark]:
        """Where each key begins."""
        return {key: self.positions.mark(start) for key, start in self.key_starts.items()}

    @property
    def value_marks(self) -> dict[str, Mark]:
        """Where the value of each key begins."""
        return {key: self.positions.mark(start) for key, start in self.value_starts.items()}


class SequenceNode(list["Node"]):
    """A list that knows where it and its items stood; the parsers fill it."""

    __slots__ = ("item_starts", "positions", "start")

    def __init__(self, positions: Marks, start: int) -> None:
        super().__init__()
        self.positions = positions
        self.start = start
        self.item_starts: list[int] = []

    @property
    def mark(self) -> Mark:
        """Where the list begins."""
        return self.positions.mark(self.start)

    @property
    def item_marks(self) -> list[Mark]:
        """Where each item begins."""
        return [self.positions.mark(start) for start in self.item_starts]


class UntypedScalar(str):
    """Text whose type is the field's to decide, as the text of a cell is: `24` is a number for a field of numbers."""

    __slots__ = ()


class PlainScalar(UntypedScalar):
    """
    A YAML scalar without quotes: its type is the field's to decide, and it can also say that there is nothing.

    `NO` is text for a field of text, `012` is text too and no number; an entry without a value is `PlainScalar("")`.
    Scalars in quotes and block scalars are ordinary strings.
    """

    __slots__ = ()


Node: TypeAlias = "MappingNode | SequenceNode | str | int | float | bool | None"
"""A part of the tree: a container with positions, or a scalar."""


class Bare(str):
    """
    Text that the YAML writer leaves without quotes although it looks like a number or a date to some readers.

    Where it would not come back as the same text at all, or would be read as nothing or as a truth value, it is quoted
    all the same. For every other purpose it is a string.
    """

    __slots__ = ()


class FlowMapping(dict[str, object]):
    """A mapping that the YAML writer puts on one line, `{a: b}`, if the line does not grow too long."""

    __slots__ = ()


class FlowSequence(list[object]):
    """A list that the YAML writer puts on one line, `[a, b]`, if the line does not grow too long."""

    __slots__ = ()


def mark_at(node: Node, path: Sequence[str | int]) -> Mark:
    """
    Return where the value begins that `path` leads to.

    Args:
        node: The tree, as a parser returned it.
        path: Keys and positions (from 0) from the outside in.

    Returns:
        The position of the value. Where a step leads nowhere, that of the last value which is there; for a tree that
        is a lone scalar, the beginning of the text.
    """
    return _mark(node, path, at_key=False)


def key_mark_at(node: Node, path: Sequence[str | int]) -> Mark:
    """
    Return where the last key of `path` stands; like :func:`mark_at` for a position in a list and a missing key.

    Args:
        node: The tree, as a parser returned it.
        path: Keys and positions (from 0) from the outside in.
    """
    return _mark(node, path, at_key=True)


def _mark(node: Node, path: Sequence[str | int], *, at_key: bool) -> Mark:
    if not isinstance(node, MappingNode | SequenceNode):
        return Mark(1, 1)
    positions, offset = node.positions, node.start
    for number, step in enumerate(path, start=1):
        if isinstance(node, MappingNode) and isinstance(step, str) and step in node.value_starts:
            starts = node.key_starts if at_key and number == len(path) else node.value_starts
            offset, child = starts[step], node.get(step)
        elif isinstance(node, SequenceNode) and isinstance(step, int) and 0 <= step < len(node.item_starts):
            offset, child = node.item_starts[step], node[step] if step < len(node) else None
        else:
            break
        node = child
    return positions.mark(offset)


class FaultLog:
    """
    The faults of one text while it is read.

    Attributes:
        faults: What was found so far.
    """

    def __init__(self, positions: Marks) -> None:
        self.faults: list[Fault] = []
        self._positions = positions

    def add(
        self,
        code: FaultCode,
        offset: int,
        *,
        found: str,
        expected: str,
        suggestion: str | None = None,
        path: Sequence[str | int] = (),
        value: object = None,
    ) -> None:
        """
        Note a fault at `offset` and go on.

        Raises:
            LoadError: There are as many faults as are listed at most.
        """
        line, column, cell = self._positions.mark(offset)
        self.faults.append(
            Fault(
                code=code,
                found=found,
                expected=expected,
                suggestion=suggestion,
                path=tuple(path),
                line=line,
                column=column,
                cell=cell,
                value=value,
            ),
        )
        if len(self.faults) == MAX_FAULTS:
            self.faults.append(
                Fault(
                    code=FaultCode.TOO_LARGE,
                    found=f"{MAX_FAULTS:,} faults up to here; the rest was not read",
                    expected="fewer faults",
                    suggestion="mend these first, then read the file again",
                    line=line,
                    column=column,
                    cell=cell,
                ),
            )
            raise LoadError(self.faults)

    def check_text(self, text: str, offset: int, path: Sequence[str | int], *, longest: int) -> None:
        """Note what no format accepts of a text: that it is too long, or has NUL characters or lone surrogates."""
        if len(text) > longest:
            self.add(
                FaultCode.TOO_LARGE,
                offset,
                found=described(text),
                expected=f"at most {longest:,} characters",
                suggestion="shorten the text",
                path=path,
                value=text,
            )
        match = _NOT_WRITABLE.search(text)
        if match:
            self.add(
                FaultCode.INVALID_TEXT,
                offset,
                found=f"the character U+{ord(match[0]):04X} in {described(text)}",
                expected="text without NUL characters and lone surrogates",
                suggestion="remove that escape",
                path=path,
                value=text,
            )

    def raise_any(self) -> None:
        """
        End the reading.

        Raises:
            LoadError: There were faults.
        """
        if self.faults:
            raise LoadError(self.faults)


def require_writable(text: str) -> str:
    """
    Return `text` as it is.

    Raises:
        InvalidValueError: It has a NUL character or a lone surrogate, which no reader here accepts.
    """
    match = _NOT_WRITABLE.search(text)
    if match:
        raise InvalidValueError.of(
            FaultCode.INVALID_TEXT,
            found=f"the character U+{ord(match[0]):04X} in {described(text)}",
            expected="text without NUL characters and lone surrogates",
            suggestion="remove that character",
            value=text,
        )
    return text


def require_depth(depth: int) -> None:
    """
    Refuse to write what could not be read again.

    Raises:
        InvalidValueError: `depth` is more than :data:`MAX_DEPTH`.
    """
    if depth > MAX_DEPTH:
        raise InvalidValueError.of(
            FaultCode.TOO_DEEP,
            found=f"more than {MAX_DEPTH} levels of mappings and lists",
            expected=f"at most {MAX_DEPTH}",
            suggestion="flatten the data",
        )
