"""
JSON objects to rows: whatever a parser makes of the text of one record, before anything of it is checked.

The quickest parser that is installed is taken. msgspec makes structs with a place for every field, which refuse keys
that records do not have; the standard library makes dictionaries.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable
from types import GenericAlias
from typing import Any, Final, NamedTuple, TypeAlias

from seesac_model.model import Extra, fields_of, per_class

__all__ = ["ABSENT", "NO_ROW", "RowParser", "msgspec_parser", "quickest_parser", "standard_parser"]

Row: TypeAlias = Any

ABSENT: Final = object()
"""What stands in a row for a field of which the text says nothing."""
NO_ROW: Final = (ValueError, RecursionError)
"""What a parser raises for a text that is not one JSON object, or has keys that records do not have."""


class RowParser(NamedTuple):
    """
    A way from text to rows.

    Attributes:
        of: What parses the text of a record of a class.
        many_of: What parses the text of an array of such records.
        has_attributes: Whether fields are attributes of its rows, where they are keys otherwise.
    """

    of: Callable[[type], Callable[[bytes], Row]]
    many_of: Callable[[type], Callable[[bytes], list[Row]]]
    has_attributes: bool


@functools.cache
def quickest_parser() -> RowParser:
    """Return the quickest that is installed."""
    try:
        return msgspec_parser()
    except ImportError:
        return standard_parser()


def msgspec_parser() -> RowParser:
    """
    Return what parses with msgspec.

    Raises:
        ImportError: It is not installed.
    """
    from msgspec import defstruct
    from msgspec.json import Decoder

    @per_class
    def struct_of(cls: type) -> type:
        fields = [field for field in fields_of(cls) if field.base is not Extra]
        places = [(field.name, Any) if field.required else (field.name, Any, ABSENT) for field in fields]
        return defstruct(cls.__name__, places, kw_only=True, forbid_unknown_fields=True, gc=False)

    return RowParser(
        of=per_class(lambda cls: Decoder(struct_of(cls)).decode),
        many_of=per_class(lambda cls: Decoder(GenericAlias(list, struct_of(cls))).decode),
        has_attributes=True,
    )


def standard_parser() -> RowParser:
    """Return what parses with the standard library."""
    parse, decode = json.JSONDecoder().raw_decode, json.JSONDecoder().decode

    def parsed(data: bytes) -> Row:
        text = data.decode()
        row, end = parse(text)
        if end != len(text) or row.__class__ is not dict:
            raise ValueError(text)
        return row

    def parsed_many(data: bytes) -> list[Row]:
        rows: list[Row] = decode(data.decode())
        if any(row.__class__ is not dict for row in rows):
            raise ValueError(data)
        return rows

    def of(_: type) -> Callable[[bytes], Row]:
        return parsed

    def many_of(_: type) -> Callable[[bytes], list[Row]]:
        return parsed_many

    return RowParser(of, many_of, has_attributes=False)
