"""What stands in a cell of a table, and how it is written."""

from __future__ import annotations

import datetime as dt
import math
from decimal import Decimal
from typing import Final, TypeAlias

from seesac_model.errors import FaultCode, InvalidValueError, described, quoted
from seesac_model.model import Record, Value, canonical_json, to_plain

__all__ = ["Cell", "cell_of", "cell_text"]

Cell: TypeAlias = str | int | float | Decimal | bool | None
"""Text, a finite number, True or False; None where there is nothing to say."""

_LEAST: Final = -(2**63)
_MOST: Final = 2**63 - 1
_MOST_PLACES: Final = 100


def cell_of(value: object) -> Cell:
    """
    Return what stands in a cell for a value.

    A word of a vocabulary becomes plain text, a record its id, a date its text in ISO 8601 or EDTF, another value its
    short form or, where that would not say everything, its plain form as JSON.

    Raises:
        InvalidValueError: It is something else, or a number that is not finite, a whole number beyond 64 bits, or a
            decimal number of more than 100 places.

    >>> from seesac_model.model import DateSpan, EventKind
    >>> cell_of(EventKind.WORKSHOP), cell_of(DateSpan("2023-02")), cell_of(7)
    ('workshop', '2023-02', 7)
    """
    match value:
        case None | bool():
            return value
        case str():
            return str(value)
        case int() | float() | Decimal():
            return _number(value)
        case dt.date():
            return value.isoformat()
        case Record():
            return value.id
        case Value():
            return value.short_form() or canonical_json(to_plain(value))
        case _:
            raise InvalidValueError.of(
                FaultCode.WRONG_TYPE,
                found=described(value),
                expected="text, a number, True, False, None, a date, a value or a record",
                value=value,
            )


def _number(number: float | Decimal) -> Cell:
    if isinstance(number, int):
        fits = _LEAST <= number <= _MOST
    elif isinstance(number, float):
        fits = math.isfinite(number)
    else:
        exponent = number.as_tuple().exponent
        fits = isinstance(exponent, int) and exponent >= -_MOST_PLACES and number.adjusted() <= _MOST_PLACES
    if not fits:
        raise InvalidValueError.of(
            FaultCode.INVALID_NUMBER,
            found=quoted(number),
            expected="a whole number of 64 bits, a finite number, or a decimal number of at most 100 places",
            value=number,
        )
    if isinstance(number, Decimal):
        return number
    return int(number) if isinstance(number, int) else float(number) + 0.0  # Zero has no sign.


def cell_text(cell: Cell) -> str:
    """Return a cell as text, and the empty text for None."""
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return format(cell, "f")
        case _:
            return str(cell)
