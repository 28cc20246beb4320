"""
YAML text to a positioned tree (YAML 1.2).

The tree is built from the parser's events alone, so nothing is resolved, coerced or constructed: a scalar without
quotes stays text until a field says what it is. What makes YAML files surprising or dangerous is refused: anchors,
aliases, merge keys, tags, directives, several documents. The parser of ruamel.yaml works character by character in
time that grows with the text; depth is watched event by event, so that it never runs far ahead of a refusal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final, Protocol

from seesac_model._regex import Regex
from seesac_model.errors import FaultCode, LoadError, MissingExtraError, quoted
from seesac_model.formats._tree import (
    LONGEST_KEY,
    LONGEST_TEXT,
    MAX_DEPTH,
    YAML_MAX_BYTES,
    YAML_MAX_NODES,
    FaultLog,
    MappingNode,
    Node,
    PlainScalar,
    SequenceNode,
    TextPositions,
)
from seesac_model.formats._yaml_problems import MISPLACED, problem_of
from seesac_model.formats._yaml_writer import dump_yaml

__all__ = ["dump_yaml", "parse_yaml", "yaml_ends"]

# What YAML does not allow unescaped; three line ends of YAML 1.1, which the parser still takes for line ends although
# YAML 1.2 has them as text; and a byte order mark within the text, which it skips or keeps depending on the place.
_NOT_ALLOWED: Final = Regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")
_FIRST_CONTENT: Final = Regex(r"^[ \t]*([^ \t\r\n#])", re.MULTILINE)
_NO_CODE_POINT: Final = Regex(r"\\U(?!00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})")
_COLON: Final = Regex(r"[ \t]*:")
_NULL_KEYS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_NO_KEY: Final = "?"


def parse_yaml(text: str) -> Node:
    """
    Read a YAML text of one document.

    Args:
        text: The text; a leading byte order mark is skipped.

    Returns:
        The tree: :class:`MappingNode`, :class:`SequenceNode`, :class:`PlainScalar` for a scalar without quotes, str for
        all others. None where the text has nothing but comments. Keys are always str.

    Raises:
        LoadError: Every fault up to the first that ends the reading, with line, column and path. Codes: `syntax`
            (ends), `unsupported` (anchors, aliases, merge keys, tags, keys that are no text; ends at directives and a
            second document), `duplicate-key`, `too-deep` (ends), `too-large`, `invalid-text` (NUL, lone surrogates),
            `encoding` (characters that YAML allows in escapes only).
        MissingExtraError: ruamel.yaml is not installed; the extra `yaml` brings it.

    >>> parse_yaml("held: [2023, NO]")
    {'held': ['2023', 'NO']}
    >>> try:
    ...     parse_yaml("title: Conference: day one")
    ... except LoadError as error:
    ...     print(error.faults[0].line, error.faults[0].column, error.faults[0].suggestion)
    1 18 put the text in quotes if it contains ': ', or check the indentation
    """
    return _Builder(text).build()


def yaml_ends(text: str) -> Callable[[int], int | None]:
    """
    Return what tells where the scalar, or the list or mapping in brackets, ends that begins at an offset.

    Args:
        text: A text that :func:`parse_yaml` has read.

    >>> yaml_ends("held: [2023, NO]")(6)
    16
    """
    from ruamel.yaml import YAML, events

    skipped = 1 if text.startswith("\ufeff") else 0
    ends: dict[int, int] = {}
    opened: list[int] = []
    for event in YAML(typ="safe", pure=True).parse(text[skipped:]):
        if isinstance(event, events.ScalarEvent):
            start, end = event.start_mark.index, event.end_mark.index
            # The parser takes the blank lines and remarks below a block scalar for a part of it.
            ends[start + skipped] = start + len(text[start + skipped : end + skipped].rstrip()) + skipped
        elif isinstance(event, events.CollectionStartEvent):
            opened.append(event.start_mark.index + skipped)
        elif isinstance(event, events.CollectionEndEvent):
            start = opened.pop()
            if text[start] in "[{":
                ends[start] = event.end_mark.index + skipped
    return ends.get


class _Mark(Protocol):
    index: int


class _Start(Protocol):
    """What ruamel.yaml's events of scalars, mappings and lists have in common; an alias has no `ctag`."""

    start_mark: _Mark
    anchor: str | None
    ctag: object


class _Scalar(_Start, Protocol):
    value: str
    style: str | None


class _Builder:
    """One text, and the containers that are open where reading stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._skipped = 1 if text.startswith("\ufeff") else 0
        self._positions = TextPositions(text)
        self._log = FaultLog(self._positions)
        self._open: list[MappingNode | SequenceNode] = []
        # For each open container the key whose value is due or being read; None in a list, and where a key is due.
        self._keys: list[str | None] = []
        self._root: Node = None
        self._documents = 0
        self._events = 0
        self._levels_inside_key = 0
        self._reached = 0

    def build(self) -> Node:
        try:
            from ruamel.yaml import YAML, events
            from ruamel.yaml.error import MarkedYAMLError
        except ImportError as error:
            raise MissingExtraError("yaml", "reading YAML") from error
        self._refuse_whole()
        handlers: dict[type, Any] = {  # Any: each takes its own kind of event
            events.DocumentStartEvent: self._document,
            events.MappingStartEvent: self._mapping,
            events.SequenceStartEvent: self._sequence,
            events.MappingEndEvent: self._end,
            events.SequenceEndEvent: self._end,
            events.ScalarEvent: self._scalar,
            events.AliasEvent: self._alias,
        }
        try:
            for event in YAML(typ="safe", pure=True).parse(self._text[self._skipped :]):
                handler = handlers.get(type(event))
                if handler:
                    handler(event)
                self._count(event)
                self._reached = self._skipped + event.end_mark.index
        except LoadError:
            raise
        except MarkedYAMLError as error:
            self._syntax(error.problem, error.context, error.problem_mark, error.context_mark)
        except (ValueError, OverflowError, AssertionError):
            # What the parser lets through: of escapes for no character, of tags, and of versions in directives.
            self._impossible()
        self._log.raise_any()
        return self._root

    def _refuse_whole(self) -> None:
        if len(self._text) > YAML_MAX_BYTES:
            self._log.add(
                FaultCode.TOO_LARGE,
                0,
                found=f"a text of {len(self._text):,} characters",
                expected=f"at most {YAML_MAX_BYTES:,}",
                suggestion="split the data into several files, or use JSON",
            )
            self._log.raise_any()
        for match in _NOT_ALLOWED.finditer(self._text, self._skipped):
            self._log.add(
                FaultCode.ENCODING,
                match.start(),
                found=f"the character U+{ord(match[0]):04X}",
                expected="characters that YAML allows unescaped",
                suggestion="remove that character; it is often invisible",
            )
        first = _FIRST_CONTENT.search(self._text, self._skipped)
        if first and first[1] == "%":
            self._refuse(first.start(1), "a directive", "remove that line; every text is read as YAML 1.2")
        self._log.raise_any()

    def _count(self, event: _Start) -> None:
        self._events += 1
        if self._events > YAML_MAX_NODES:
            self._log.add(
                FaultCode.TOO_LARGE,
                self._offset(event),
                found=f"more than {YAML_MAX_NODES:,} keys and values up to here",
                expected="fewer",
                suggestion="split the data into several files, or use JSON",
            )
            self._log.raise_any()

    def _document(self, event: _Start) -> None:
        self._documents += 1
        if self._documents > 1:
            self._refuse(self._offset(event), "a second document", "write one file for each document, and remove '---'")
            self._log.raise_any()

    def _mapping(self, event: _Start) -> None:
        self._container(event, MappingNode(self._positions, self._offset(event)))

    def _sequence(self, event: _Start) -> None:
        self._container(event, SequenceNode(self._positions, self._offset(event)))

    def _container(self, event: _Start, node: MappingNode | SequenceNode) -> None:
        if len(self._open) + self._levels_inside_key == MAX_DEPTH:
            self._log.add(
                FaultCode.TOO_DEEP,
                node.start,
                found=f"more than {MAX_DEPTH} levels of mappings and lists",
                expected=f"at most {MAX_DEPTH}",
                suggestion="flatten the data",
                path=self._path(),
            )
            self._log.raise_any()
        if self._levels_inside_key:
            self._levels_inside_key += 1
            return
        self._refuse_properties(event)
        if self._is_key_due():
            self._refuse(node.start, "a mapping or a list as a key", "use a text as the key")
            self._levels_inside_key = 1
            return
        self._place(node, node.start)
        self._open.append(node)
        self._keys.append(None)

    def _end(self, _event: object) -> None:
        if self._levels_inside_key:
            self._levels_inside_key -= 1
            if not self._levels_inside_key:
                self._keys[-1] = _NO_KEY
            return
        self._open.pop()
        self._keys.pop()
        if self._keys:
            self._keys[-1] = None

    def _scalar(self, event: _Scalar) -> None:
        if self._levels_inside_key:
            return
        offset = self._offset(event)
        self._refuse_properties(event)
        if self._is_key_due():
            self._key(event.value, offset, is_plain=event.style is None)
            return
        text = event.value
        self._log.check_text(text, offset, self._path(), longest=LONGEST_TEXT)
        if not self._open and not text and event.style is None:
            return  # "---" and nothing behind it: an empty document
        if not text and event.style is None and self._keys[-1] is not None:
            # The parser notices that there is no value when it meets what comes next, maybe many lines below.
            colon = _COLON.match(self._text, self._reached)
            offset = colon.end() if colon else offset
        self._place(PlainScalar(text) if event.style is None else text, offset)

    def _alias(self, event: _Start) -> None:
        if self._levels_inside_key:
            return
        self._refuse(
            self._offset(event), "an alias ('*')", "write the value out, or put text that begins with '*' in quotes"
        )
        if self._is_key_due():
            self._keys[-1] = _NO_KEY
        else:
            self._place(None, self._offset(event))

    def _key(self, key: str, offset: int, *, is_plain: bool) -> None:
        node = self._open[-1]
        assert isinstance(node, MappingNode)  # noqa: S101 - only mappings have keys
        if is_plain and key == "<<":
            self._refuse(offset, "a merge key ('<<')", "write the entries out")
        elif is_plain and key in _NULL_KEYS:
            self._refuse(offset, "a key that is nothing", "write a key before the colon; put '~' and null in quotes")
        self._log.check_text(key, offset, self._path(), longest=LONGEST_KEY)
        if key in node:
            self._log.add(
                FaultCode.DUPLICATE_KEY,
                offset,
                found=f"the key {quoted(key)} a second time",
                expected="each key once",
                suggestion="remove one of the two, or join what they say",
                path=(*self._path(), key),
            )
        node.key_starts[key] = offset
        self._keys[-1] = key

    def _place(self, value: Node, offset: int) -> None:
        if not self._open:
            self._root = value
            return
        node = self._open[-1]
        if isinstance(node, SequenceNode):
            node.append(value)
            node.item_starts.append(offset)
            return
        key = self._keys[-1]
        assert key is not None  # noqa: S101 - events of keys and values alternate
        node[key] = value
        node.value_starts[key] = offset
        if not isinstance(value, MappingNode | SequenceNode):
            self._keys[-1] = None

    def _is_key_due(self) -> bool:
        return bool(self._open) and self._keys[-1] is None and isinstance(self._open[-1], MappingNode)

    def _offset(self, event: _Start) -> int:
        return event.start_mark.index + self._skipped

    def _path(self) -> tuple[str | int, ...]:
        """Return the path of the value that is due, or of the mapping whose key is due."""
        steps: list[str | int] = []
        for level, (node, key) in enumerate(zip(self._open, self._keys, strict=True), start=1):
            if isinstance(node, SequenceNode):
                steps.append(len(node) if level == len(self._open) else len(node) - 1)
            elif key is not None:
                steps.append(key)
        return tuple(steps)

    def _refuse(self, offset: int, found: str, suggestion: str) -> None:
        self._log.add(
            FaultCode.UNSUPPORTED,
            offset,
            found=found,
            expected="plain mappings, lists and texts",
            suggestion=suggestion,
            path=self._path(),
        )

    def _refuse_properties(self, event: _Start) -> None:
        if event.anchor is not None:
            self._refuse(
                self._offset(event), "an anchor ('&')", "remove it, or put text that begins with '&' in quotes"
            )
        if event.ctag is not None:
            self._refuse_tag(self._offset(event))

    def _refuse_tag(self, offset: int) -> None:
        self._refuse(offset, "a tag ('!')", "remove it, or put text that begins with '!' in quotes")

    def _syntax(
        self,
        problem: str | None,
        context: str | None,
        problem_mark: _Mark | None,
        context_mark: _Mark | None,
    ) -> None:
        plain = problem_of(f"{problem}, {context}")
        _, found, expected, suggestion, is_at_start, is_in_brackets = plain
        mark = context_mark if is_at_start else problem_mark or context_mark
        offset = mark.index + self._skipped if mark else self._reached
        if offset >= len(self._text) and not is_at_start:
            found = "the end of the text"
        elif plain == MISPLACED and self._follows_something(offset):
            found, suggestion = "something behind the end of a value", "put the whole text in quotes, or start a line"
        if context_mark and is_in_brackets:
            opened = self._positions.mark(context_mark.index + self._skipped)
            expected = f"{expected} for the bracket of line {opened.line}, column {opened.column}"
        self._log.add(
            FaultCode.SYNTAX,
            offset,
            found=found,
            expected=expected,
            suggestion=suggestion,
            path=self._path(),
        )

    def _follows_something(self, offset: int) -> bool:
        """Whether there is more than white space before `offset` on its line."""
        before = max(self._text.rfind("\n", 0, offset), self._text.rfind("\r", 0, offset)) + 1
        return bool(self._text[before:offset].strip(" \t-"))

    def _impossible(self) -> None:
        escape = _NO_CODE_POINT.search(self._text, self._reached)
        tag = self._text.find("!", self._reached)
        if escape:
            self._log.add(
                FaultCode.SYNTAX,
                escape.start(),
                found="an escape for more than the last character of Unicode",
                expected="an escape up to \\U0010FFFF",
                suggestion="write a backslash that belongs to the text as \\\\, or use single quotes",
                path=self._path(),
            )
        elif tag >= 0:
            self._refuse_tag(tag)
        else:
            directive = max(self._text.find("%", self._reached), self._reached)
            self._refuse(directive, "a directive", "remove it and what follows; write one file for each document")
