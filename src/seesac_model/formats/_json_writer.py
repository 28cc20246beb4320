"""Plain data to JSON text that people can read."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.formats._tree import require_depth, require_writable

__all__ = ["dump_pretty", "is_short", "scalar_list"]

_WIDEST_LIST: Final = 100


def dump_pretty(data: object) -> str:
    """
    Write plain data as JSON text for people: two spaces a level, keys in the order given, characters unescaped.

    Short lists of scalars stay on one line. The text ends in a line feed.

    Args:
        data: None, bool, int, float, str, and dictionaries, lists and tuples of them.

    Raises:
        InvalidValueError: A float is not finite, a text has a NUL or a lone surrogate, or the data is nested deeper
            than a reader accepts.
        TypeError: Something is not plain data.

    >>> print(dump_pretty({"place_ids": ["stockholm"], "note": None}), end="")
    {
      "place_ids": ["stockholm"],
      "note": null
    }
    """
    return "".join(_pretty(data, 0)) + "\n"


def _pretty(data: object, depth: int) -> Iterator[str]:
    if not isinstance(data, Mapping | list | tuple):
        yield _scalar(data)
        return
    require_depth(depth + 1)
    is_mapping = isinstance(data, Mapping)
    opening, closing = "{}" if is_mapping else "[]"
    if not is_mapping and not any(isinstance(item, Mapping | list | tuple) for item in data):
        yield scalar_list([_scalar(item) for item in data], depth)
        return
    break_ = "\n" + "  " * (depth + 1)
    separator = opening + break_
    for entry in data:
        yield separator
        separator = "," + break_
        if isinstance(data, Mapping):
            yield f"{_scalar(_key(entry))}: "
            yield from _pretty(data[entry], depth + 1)
        else:
            yield from _pretty(entry, depth + 1)
    yield "\n" + "  " * depth + closing if data else opening + closing


def is_short(line: str, depth: int) -> bool:
    """Tell whether a list of scalars stays on one line."""
    return len(line) + 2 * depth <= _WIDEST_LIST


def scalar_list(texts: Sequence[str], depth: int) -> str:
    """
    Lay out a list of scalars: on one line if that is short enough.

    Args:
        texts: The texts of the scalars.
        depth: How deep the list lies.
    """
    line = f"[{', '.join(texts)}]"
    if is_short(line, depth):
        return line
    margin = "\n" + "  " * depth
    return f"[{','.join(f'{margin}  {text}' for text in texts)}{margin}]"


def _key(key: object) -> str:
    if isinstance(key, str):
        return key
    raise TypeError(f"a key of JSON is text, not {type(key).__name__}")


def _scalar(value: object) -> str:
    match value:
        case str():
            return json.dumps(require_writable(value), ensure_ascii=False)
        case float() if not math.isfinite(value):
            raise InvalidValueError.of(
                FaultCode.INVALID_NUMBER,
                found=str(value),
                expected="a finite number",
                suggestion="leave the value out",
            )
        case None | bool() | int() | float():
            return json.dumps(value)
        case _:
            raise TypeError(f"JSON has no {type(value).__name__}")
