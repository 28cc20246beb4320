"""
Plain data to YAML text that people can read and edit.

What is written means the same to readers of YAML 1.1 and 1.2: text that either would take for something else is
quoted. No line is folded, nothing is anchored, and no library is needed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from typing import Final, TypeGuard

from seesac_model._regex import Regex
from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.formats._tree import Bare, FlowMapping, FlowSequence, require_depth, require_writable

__all__ = ["dump_yaml"]

_WIDEST_LINE: Final = 120
_LINE_FEED: Final = "\n"
# A key that comes without "? " may have 1,024 characters at most, as it is written.
_LONGEST_SIMPLE_KEY: Final = 1_000

_NOT_PRINTABLE: Final = Regex("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")
_INDICATORS: Final = frozenset("-?:,[]{}#&*!|>'\"%@`=")
_STRUCTURE: Final = Regex(r": |:\Z| #|[\t\n]")
_FLOW_STRUCTURE: Final = Regex(r"[,\[\]{}?:]")
# Text with double quotes or backslashes is easier to read in single quotes, which have no escapes.
_SINGLE: Final = Regex(r"""[^'"\\\t\n]*["\\][^'\t\n]*""")
# Integers, floats, sexagesimals, dates and times of YAML 1.1 and 1.2 are made of these characters.
_LIKE_A_NUMBER: Final = Regex(r"[-+.0-9][-+.0-9_a-fA-FoOxX:tTzZ \t]*")
_RESERVED: Final = frozenset(
    {"", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", "+.inf", "-.inf", ".nan", "=", "<<"}
)
_ESCAPES: Final = {
    '"': '\\"',
    "\\": "\\\\",
    "\t": "\\t",
    "\n": "\\n",
    "\r": "\\r",
    "\x85": "\\N",
    "\u2028": "\\L",
    "\u2029": "\\P",
}
_TO_ESCAPE: Final = Regex(r'["\\\t\n]|' + _NOT_PRINTABLE.pattern)
# In these a literal block would not say where its own indentation ends, or editors would strip what belongs to it.
_NOT_LITERAL: Final = Regex(r"\A[ \t\n]|[ \t](?:\n|\Z)|\n[ ]*\t|\n\n\Z")


def dump_yaml(data: object) -> str:
    """
    Write plain data as YAML, in block style: two spaces a level, keys in the order given, characters unescaped.

    Text of several lines becomes a literal block where nothing is lost by it. Where the caller marked a mapping, a list
    or a text by :class:`FlowMapping`, :class:`FlowSequence` or :class:`Bare`, it is written in that way if it can be.

    Args:
        data: None, bool, int, float, str, and dictionaries, lists and tuples of them.

    Returns:
        The text; it ends in a line feed.

    Raises:
        InvalidValueError: A float is not finite, a text has a NUL or a lone surrogate, or the data is nested deeper
            than a reader accepts.
        TypeError: Something is not plain data.

    >>> print(dump_yaml({"held": Bare("2023-02"), "title": "no", "topics": FlowSequence(["a", "b"])}), end="")
    held: 2023-02
    title: "no"
    topics: [a, b]
    """
    if not _is_filled(data):
        return f"{_inline(data, 0)}\n"
    lines: list[str] = []
    _write(lines, data, "", 1)
    return "".join(f"{line}\n" for line in lines)


def _is_filled(data: object) -> TypeGuard[Mapping[object, object] | list[object] | tuple[object, ...]]:
    return isinstance(data, Mapping | list | tuple) and len(data) > 0


def _write(
    lines: list[str],
    data: Mapping[object, object] | list[object] | tuple[object, ...],
    pad: str,
    depth: int,
) -> None:
    """Add the lines of a mapping or list, all of which begin with `pad`."""
    require_depth(depth)
    if isinstance(data, Mapping):
        for key, value in data.items():
            head = _key(key)
            if len(head) > _LONGEST_SIMPLE_KEY:
                lines.append(f"{pad}? {head}")
                head = ""
            _put(lines, f"{head}:", value, pad, depth)
    else:
        for item in data:
            if _is_filled(item) and _flow_line(pad, "-", item, depth) is None:
                first = len(lines)
                _write(lines, item, f"{pad}  ", depth + 1)
                lines[first] = f"{pad}- {lines[first][len(pad) + 2 :]}"
            else:
                _put(lines, "-", item, pad, depth)


def _put(lines: list[str], head: str, value: object, pad: str, depth: int) -> None:
    """Add the lines of one entry, which `head` begins."""
    line = _flow_line(pad, head, value, depth)
    if line is not None:
        lines.append(line)
    elif _is_filled(value):
        lines.append(f"{pad}{head}")
        _write(lines, value, f"{pad}  ", depth + 1)
    elif isinstance(value, str) and _is_literal(value):
        lines.append(f"{pad}{head} {'|' if value[-1] == _LINE_FEED else '|-'}")
        lines.extend(f"{pad}  {part}" if part else "" for part in value.removesuffix(_LINE_FEED).split(_LINE_FEED))
    else:
        lines.append(f"{pad}{head} {_inline(value, depth)}")


def _flow_line(pad: str, head: str, value: object, depth: int) -> str | None:
    """Return the line of an entry whose value is to stand in brackets, or None where it shall not or is too long."""
    if not (isinstance(value, FlowMapping | FlowSequence) and value):
        return None
    line = f"{pad}{head} {_inline(value, depth)}"
    return line if len(line) <= _WIDEST_LINE else None


def _inline(value: object, depth: int, *, in_flow: bool = False) -> str:
    """Write a value on one line; mappings and lists in brackets."""
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return _text(value, in_flow=in_flow)
        case int():
            return int.__repr__(value)
        case float():
            return _float(value)
        case Mapping():
            require_depth(depth + 1)
            entries = (
                f"{_key(key, in_flow=True)}: {_inline(item, depth + 1, in_flow=True)}" for key, item in value.items()
            )
            return f"{{{', '.join(entries)}}}"
        case list() | tuple():
            require_depth(depth + 1)
            return f"[{', '.join(_inline(item, depth + 1, in_flow=True) for item in value)}]"
        case _:
            raise TypeError(f"YAML is not written from {type(value).__name__}")


def _key(key: object, *, in_flow: bool = False) -> str:
    if not isinstance(key, str):
        raise TypeError(f"a key is text, not {type(key).__name__}")
    return _text(key, in_flow=in_flow)


def _float(number: float) -> str:
    if not math.isfinite(number):
        raise InvalidValueError.of(
            FaultCode.INVALID_NUMBER,
            found=str(number),
            expected="a finite number",
            suggestion="leave the value out",
        )
    digits, exponent_mark, exponent = float.__repr__(number).partition("e")
    # Readers of YAML 1.1 take a number without a point for text.
    return f"{digits}{'' if '.' in digits else '.0'}{exponent_mark}{exponent}"


def _text(text: str, *, in_flow: bool) -> str:
    require_writable(text)
    if _is_plain(text, in_flow=in_flow):
        return str(text)
    if _SINGLE.fullmatch(text) and not _NOT_PRINTABLE.search(text):
        return f"'{text}'"
    return f'"{_TO_ESCAPE.sub(_escape, text)}"'


def _is_plain(text: str, *, in_flow: bool) -> bool:
    return not (
        text.lower() in _RESERVED
        or text != text.strip()
        or text[0] in _INDICATORS
        or text.startswith("...")
        or _STRUCTURE.search(text)
        or (in_flow and _FLOW_STRUCTURE.search(text))
        or _NOT_PRINTABLE.search(text)
        # To an editor a year such as 0001 would be the number 1.
        or ((not isinstance(text, Bare) or text.startswith("0")) and _LIKE_A_NUMBER.fullmatch(text))
    )


def _is_literal(text: str) -> bool:
    return "\n" in text and not (_NOT_LITERAL.search(text) or _NOT_PRINTABLE.search(text))


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\u{ord(character):04X}"
