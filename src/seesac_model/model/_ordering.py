"""A total order for values and records, in agreement with their equality."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs


def sort_key(value: object) -> tuple[Any, ...]:
    """
    Return a key by which any two contents of fields can be compared: nothing, then numbers, text, lists, values.

    >>> sorted(["b", None, 3, "a"], key=sort_key)
    [None, 3, 'a', 'b']
    """
    match value:
        case None:
            return (0,)
        case int() | float() | Decimal():
            return (1, value)
        case str():
            return (2, str(value))
        case tuple():
            return (3, tuple(sort_key(item) for item in value))
        case Ordered():
            return (4, type(value).__name__, value._order())  # noqa: SLF001 - the protocol of this module
        case _:
            raise TypeError(f"no order is defined for {type(value).__name__}")


class Ordered:
    """Gives an attrs class `<`, `<=`, `>` and `>=`: field by field, in the order of those that count for equality."""

    __slots__ = ()

    def _order(self) -> tuple[Any, ...]:
        fields: tuple[attrs.Attribute[object], ...] = attrs.fields(type(self))  # type: ignore[arg-type]  # every subclass is an attrs class
        return tuple(sort_key(getattr(self, field.name)) for field in fields if field.eq)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self._order() < other._order()

    def __le__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self._order() <= other._order()

    def __gt__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self._order() > other._order()

    def __ge__(self, other: object) -> bool:
        if not isinstance(other, type(self)):
            return NotImplemented
        return self._order() >= other._order()
