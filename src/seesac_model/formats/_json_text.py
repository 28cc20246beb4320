"""
JSON text to a positioned tree (RFC 8259).

The standard library's parser is recursive, keeps the last of two equal keys, accepts NaN and says little about what is
wrong and where; so this one is its own: a loop over one compiled pattern, in time that grows with the text. It accepts
nothing that the standard library refuses, with one exception: a leading byte order mark is skipped, as RFC 8259,
section 8.1, allows, because some editors write it unasked.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Mapping
from typing import Final, NoReturn

from seesac_model._regex import Regex
from seesac_model.errors import FaultCode, InvalidValueError, LoadError, quoted
from seesac_model.formats._json_foreign import advice_on, is_word, what_stands
from seesac_model.formats._json_writer import dump_pretty
from seesac_model.formats._tree import (
    JSON_MAX_BYTES,
    LONGEST_KEY,
    LONGEST_NUMBER,
    LONGEST_TEXT,
    MAX_DEPTH,
    FaultLog,
    MappingNode,
    Node,
    SequenceNode,
    TextPositions,
)

__all__ = ["dump_pretty", "json_ends", "parse_json"]

_TOKEN: Final = Regex(
    r"[ \t\n\r]*"
    r'(?:"([^"\\\x00-\x1f]*)"'
    r"|(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
    r"|([\[\]{},:]|true|false|null|NaN|-?Infinity)"
    r'|(")'
    r"|())",
)
_TEXT, _NUMBER, _FIXED, _QUOTE, _OTHER = range(1, 6)
_TEXT_ENTRY: Final = Regex(
    r"[ \t\n\r]*+(,[ \t\n\r]*+)?"
    r'"([^"\\\x00-\x1f]*+)"[ \t\n\r]*+:[ \t\n\r]*+"([^"\\\x00-\x1f]*+)"',
)
_COMMA, _KEY, _SAID = range(1, 4)
_CHUNK: Final = Regex(r'([^"\\\x00-\x1f]*)(?:(")|\\(?:(["\\/bfnrt])|u([0-9a-fA-F]{4}))|())')
_PLAIN, _END, _SHORT, _HEX = range(1, 5)
_ESCAPED: Final = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_CONSTANTS: Final[Mapping[str, bool | None]] = {"true": True, "false": False, "null": None}
_NOT_FINITE: Final = frozenset({"NaN", "Infinity", "-Infinity"})
_SURROGATE_PAIR: Final = Regex("[\ud800-\udbff][\udc00-\udfff]")
_RAW_SURROGATE: Final = Regex("[\ud800-\udfff]")
_LONGEST_INTEGER: Final = 20

_LIKE_YAML: Final = ("format:", "#", "%YAML", "---")


def json_ends(text: str) -> Callable[[int], int]:
    """
    Return what tells where the value ends that begins at an offset, in a text that :func:`parse_json` has read.

    >>> json_ends('{"a": [1, 2]}')(6)
    12
    """
    decoder = json.JSONDecoder()
    return lambda start: decoder.raw_decode(text, start)[1]


def parse_json(text: str) -> Node:
    """
    Read a JSON text (RFC 8259).

    Args:
        text: The text; a leading byte order mark is skipped.

    Returns:
        The tree: :class:`MappingNode`, :class:`SequenceNode`, str, int, float, bool or None. Numbers with a fraction
        or an exponent are floats, the others integers.

    Raises:
        LoadError: Every fault of the text, with line, column and path. Codes: `syntax` (reading ends there),
            `duplicate-key`, `too-deep` (ends), `too-large`, `invalid-number` (NaN, infinities, numbers that no double
            holds, integers beyond 64 bits), `invalid-text` (NUL, lone surrogates), `encoding` (surrogates that are
            not even escaped).

    >>> parse_json('{"held": [true, 2]}')
    {'held': [True, 2]}
    >>> try:
    ...     parse_json('{"a": 1 "b": 2}')
    ... except LoadError as error:
    ...     print(error.faults[0])
    1:9: found text, expected ',' or '}'; a comma is missing before this [syntax]
    """
    return _Parser(text).parse()


class _Parser:
    """One text, and the containers that are open where reading stands."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._positions = TextPositions(text)
        self._log = FaultLog(self._positions)
        self._open: list[MappingNode | SequenceNode] = []
        self._pending: str | int = 0
        self._next = _TOKEN.compiled().match
        self._text_entry = _TEXT_ENTRY.compiled().match

    def parse(self) -> Node:
        self._refuse_whole()
        root, _, position = self._value(1 if self._text.startswith("\ufeff") else 0)
        while self._open:
            node = self._open[-1]
            position = self._entry(node, position) if isinstance(node, MappingNode) else self._item(node, position)
        match = self._token(position)
        if match.end() < len(self._text) or match.lastindex != _OTHER:
            self._syntax(match, "the end of the text", self._rest_advice(match))
        self._log.raise_any()
        return root

    def _refuse_whole(self) -> None:
        if len(self._text) > JSON_MAX_BYTES:
            self._log.add(
                FaultCode.TOO_LARGE,
                0,
                found=f"a text of {len(self._text):,} characters",
                expected=f"at most {JSON_MAX_BYTES:,}",
                suggestion="split the data into several files",
            )
        elif not self._text.isascii() and (match := _RAW_SURROGATE.search(self._text)):
            self._log.add(
                FaultCode.ENCODING,
                match.start(),
                found=f"the lone surrogate U+{ord(match[0]):04X}",
                expected="Unicode text",
                suggestion="read the file as UTF-8",
            )
        self._log.raise_any()

    def _token(self, position: int) -> re.Match[str]:
        match = self._next(self._text, position)
        assert match is not None  # noqa: S101 - the last alternative is empty and fits everywhere
        return match

    def _entry(self, node: MappingNode, position: int) -> int:
        usual = self._text_entry(self._text, position)
        if usual is not None and self._is_taken(usual, node):
            return usual.end()
        match = self._token(position)
        if match[_FIXED] == "}":
            self._open.pop()
            return match.end()
        if node:
            if match[_FIXED] != ",":
                self._syntax(match, "',' or '}'", self._separator_advice(match, "}"))
            match = self._token(match.end())
        key, key_start, position = self._key(match, first=not node)
        match = self._token(position)
        if match[_FIXED] != ":":
            self._syntax(match, "':' after the key", "write a colon between the key and its value")
        if key in node:
            self._log.add(
                FaultCode.DUPLICATE_KEY,
                key_start,
                found=f"the key {quoted(key)} a second time",
                expected="each key once",
                suggestion="remove one of the two, or join what they say",
                path=(*self._path(), key),
            )
            del node[key]  # so that the last key is the one that reading is in
        self._pending = key
        value, start, position = self._value(match.end())
        node[key] = value
        node.key_starts[key] = key_start
        node.value_starts[key] = start
        return position

    def _is_taken(self, usual: re.Match[str], node: MappingNode) -> bool:
        """Take an entry of one text, as nearly all are; unless something is wrong with it, which is looked at then."""
        _, key, text = usual.groups()
        if (usual[_COMMA] is None) is bool(node) or key in node or len(key) > LONGEST_KEY or len(text) > LONGEST_TEXT:
            return False
        node[key] = text
        node.key_starts[key] = usual.start(_KEY) - 1
        node.value_starts[key] = usual.start(_SAID) - 1
        return True

    def _key(self, match: re.Match[str], *, first: bool) -> tuple[str, int, int]:
        if match.lastindex == _TEXT:
            key, start, end = match[_TEXT], match.start(_TEXT) - 1, match.end()
        elif match.lastindex == _QUOTE:
            start = match.start(_QUOTE)
            key, end = self._escaped(match.end(), start)
            self._log.check_text(key, start, self._path(), longest=LONGEST_TEXT)
        elif match[_FIXED] == "}":
            self._syntax(match, "a key in double quotes", "remove the comma before '}'")
        else:
            expected = "a key in double quotes or '}'" if first else "a key in double quotes"
            self._syntax(match, expected, self._key_advice(match))
        if len(key) > LONGEST_KEY:
            self._log.add(
                FaultCode.TOO_LARGE,
                start,
                found=f"a key of {len(key):,} characters",
                expected=f"at most {LONGEST_KEY:,}",
                suggestion="shorten the key",
                path=self._path(),
                value=key,
            )
        return key, start, end

    def _item(self, node: SequenceNode, position: int) -> int:
        match = self._token(position)
        if match[_FIXED] == "]":
            self._open.pop()
            return match.end()
        if node:
            if match[_FIXED] != ",":
                self._syntax(match, "',' or ']'", self._separator_advice(match, "]"))
            position = match.end()
            match = self._token(position)
            if match[_FIXED] == "]":
                self._syntax(match, "a value", "remove the comma before ']'")
        self._pending = len(node)
        value, start, position = self._value(position)
        node.append(value)
        node.item_starts.append(start)
        return position

    def _value(self, position: int) -> tuple[Node, int, int]:
        """Read a scalar, or the opening of a container, which then is the innermost that is open."""
        match = self._token(position)
        kind = match.lastindex
        if kind == _TEXT:
            start = match.start(_TEXT) - 1
            self._log.check_text(match[_TEXT], start, self._pending_path(), longest=LONGEST_TEXT)
            return match[_TEXT], start, match.end()
        if kind == _NUMBER:
            start = match.start(_NUMBER)
            return self._number(match[_NUMBER], start), start, match.end()
        if kind == _QUOTE:
            start = match.start(_QUOTE)
            text, end = self._escaped(match.end(), start)
            self._log.check_text(text, start, self._pending_path(), longest=LONGEST_TEXT)
            return text, start, end
        if kind == _FIXED:
            return self._fixed(match), match.start(_FIXED), match.end()
        return self._syntax(match, "a value", self._value_advice(match))

    def _fixed(self, match: re.Match[str]) -> Node:
        word, start = match[_FIXED], match.start(_FIXED)
        if word in _CONSTANTS:
            return _CONSTANTS[word]
        if word in _NOT_FINITE:
            self._log.add(
                FaultCode.INVALID_NUMBER,
                start,
                found=word,
                expected="a finite number",
                suggestion="write null, or leave the entry out",
                path=self._pending_path(),
            )
            return None
        if word not in ("{", "["):
            self._syntax(match, "a value", self._value_advice(match))
        if len(self._open) == MAX_DEPTH:
            self._log.add(
                FaultCode.TOO_DEEP,
                start,
                found=f"more than {MAX_DEPTH} levels of mappings and lists",
                expected=f"at most {MAX_DEPTH}",
                suggestion="flatten the data",
                path=self._pending_path(),
            )
            self._log.raise_any()
        opened = (MappingNode if word == "{" else SequenceNode)(self._positions, start)
        self._open.append(opened)
        return opened

    def _number(self, literal: str, start: int) -> int | float:
        if len(literal) <= LONGEST_NUMBER:
            try:
                return _number(literal)
            except InvalidValueError as error:
                fault = error.faults[0]
        else:
            fault = InvalidValueError.of(
                FaultCode.TOO_LARGE,
                found=f"a number of {len(literal):,} characters",
                expected=f"at most {LONGEST_NUMBER}",
                value=literal,
            ).faults[0]
        self._log.add(
            fault.code,
            start,
            found=fault.found,
            expected=fault.expected,
            suggestion=fault.suggestion,
            path=self._pending_path(),
            value=fault.value,
        )
        return 0

    def _escaped(self, position: int, start: int) -> tuple[str, int]:
        """Read a text with escapes, from behind its opening quote on."""
        parts: list[str] = []
        surrogates = False
        while True:
            match = _CHUNK.match(self._text, position)
            assert match is not None  # noqa: S101 - the last alternative is empty and fits everywhere
            parts.append(match[_PLAIN])
            kind = match.lastindex
            position = match.end()
            if kind == _SHORT:
                parts.append(_ESCAPED.get(match[_SHORT], match[_SHORT]))
            elif kind == _HEX:
                character = chr(int(match[_HEX], 16))
                surrogates = surrogates or "\ud800" <= character <= "\udfff"
                parts.append(character)
            elif kind == _END:
                text = "".join(parts)
                return (_SURROGATE_PAIR.sub(_paired, text) if surrogates else text), position
            else:
                self._broken_text(position, start)

    def _broken_text(self, offset: int, start: int) -> NoReturn:
        if offset == len(self._text):
            self._stop(start, "text without an end", "'\"' at the end of the text", "close the quotes")
        character = self._text[offset]
        if character == "\\":
            escape = self._text[offset : offset + 2]
            if escape == "\\u":
                self._stop(offset, "an incomplete \\u escape", "four hexadecimal digits after \\u")
            self._stop(
                offset,
                f"the escape {quoted(escape)}" if len(escape) > 1 else "a backslash at the end",
                'one of \\" \\\\ \\/ \\b \\f \\n \\r \\t \\u',
                "write a backslash that belongs to the text as \\\\",
            )
        if character in "\n\r":
            self._stop(
                offset, "a line break inside text", "text on one line", "close the quotes before it, or write \\n"
            )
        self._stop(
            offset,
            f"the control character U+{ord(character):04X} inside text",
            "text without control characters",
            "write a tab as \\t" if character == "\t" else "remove that character",
        )

    def _path(self) -> tuple[str | int, ...]:
        """Return the path of the innermost open container."""
        return tuple(_last_step(node) for node in self._open[:-1])

    def _pending_path(self) -> tuple[str | int, ...]:
        """Return the path of the value that is being read."""
        return (*self._path(), self._pending) if self._open else ()

    def _syntax(self, match: re.Match[str], expected: str, suggestion: str | None) -> NoReturn:
        offset = _start(match)
        self._stop(offset, what_stands(self._text, offset), expected, suggestion)

    def _stop(self, offset: int, found: str, expected: str, suggestion: str | None = None) -> NoReturn:
        self._log.add(
            FaultCode.SYNTAX,
            offset,
            found=found,
            expected=expected,
            suggestion=suggestion,
            path=self._path(),
        )
        raise LoadError(self._log.faults)

    def _value_advice(self, match: re.Match[str]) -> str | None:
        offset = _start(match)
        if offset == len(self._text):
            return "the text is cut off, or something is missing at its end"
        if match[_FIXED] in ("}", "]", ","):
            return "write a value before this, or null"
        if self._text.startswith(_LIKE_YAML, offset) and not self._text[:offset].strip("\ufeff \t\r\n"):
            return "this looks like YAML; give the file the extension .yaml"
        advice = advice_on(self._text, offset)
        return advice or ("put text in double quotes" if is_word(self._text, offset) else None)

    def _key_advice(self, match: re.Match[str]) -> str | None:
        offset = _start(match)
        if offset == len(self._text):
            return "the text is cut off, or a '}' is missing at its end"
        if match[_FIXED] == ",":
            return "remove this comma"
        if match.lastindex == _NUMBER or is_word(self._text, offset):
            return "put the key in double quotes"
        return advice_on(self._text, offset)

    def _separator_advice(self, match: re.Match[str], closing: str) -> str | None:
        offset = _start(match)
        if offset == len(self._text):
            return f"the text is cut off, or a {closing!r} is missing at its end"
        before, here = self._text[offset - 1], self._text[offset]
        if before in "0123456789" and here in "0123456789":
            return "write the number without leading zeros"
        if before in "0123456789" and here in ".eExX_":
            return "write the number in decimal digits, with a digit after the point and after the e"
        if match[_FIXED] in ("}", "]"):
            return f"close this with {closing!r}"
        if match[_FIXED] == ":":
            return "a list has no keys; put this entry in '{' and '}'"
        if match.lastindex != _OTHER:
            return "a comma is missing before this"
        return advice_on(self._text, offset)

    def _rest_advice(self, match: re.Match[str]) -> str:
        if match[_FIXED] in ("}", "]"):
            return "remove this bracket, or add the one that opens it"
        if match[_FIXED] == "{" and self._begins_line(match.start(_FIXED)):
            return "a file with a record on each line is JSON Lines; give it the extension .jsonl"
        return advice_on(self._text, _start(match)) or "a JSON text is a single value; remove what follows it"

    def _begins_line(self, offset: int) -> bool:
        line = max(self._text.rfind("\n", 0, offset), self._text.rfind("\r", 0, offset))
        return line >= 0 and not self._text[line:offset].strip()


def _start(match: re.Match[str]) -> int:
    kind = match.lastindex or _OTHER
    return match.start(kind) - (kind == _TEXT)


def _last_step(node: MappingNode | SequenceNode) -> str | int:
    return next(reversed(node)) if isinstance(node, MappingNode) else len(node) - 1


def _paired(pair: re.Match[str]) -> str:
    high, low = tuple(pair[0])
    return chr(0x10000 + ((ord(high) - 0xD800) << 10) + (ord(low) - 0xDC00))


def _number(literal: str) -> int | float:
    """Return the number that a literal of JSON stands for, or raise `InvalidValueError`."""
    if literal.lstrip("-").isdigit():
        if len(literal) <= _LONGEST_INTEGER and -(2**63) <= (integer := int(literal)) < 2**63:
            return integer
        raise InvalidValueError.of(
            FaultCode.INVALID_NUMBER,
            found=f"the integer {quoted(literal)}",
            expected="an integer of at most 64 bits with its sign",
            suggestion="write it as text if it is no quantity",
            value=literal,
        )
    number = float(literal)
    if math.isinf(number) or (number == 0 and literal.lower().partition("e")[0].strip("-0.")):
        raise InvalidValueError.of(
            FaultCode.INVALID_NUMBER,
            found=f"the number {quoted(literal)}",
            expected="a number that fits a double (IEEE 754)",
            suggestion="write it as text if its digits matter",
            value=literal,
        )
    return number
