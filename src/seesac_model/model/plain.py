"""Records and values as plain data: what JSON can say, and nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from seesac_model.model._fields import Checked, fields_of
from seesac_model.model.canonical import JsonValue
from seesac_model.model.extra import Extra
from seesac_model.model.values._value import Value
from seesac_model.model.values.date_span import DateSpan

__all__ = ["decimal_text", "to_plain"]

_THOUSANDS: Final = 3


def to_plain(thing: Checked, *, short: bool = False) -> dict[str, JsonValue]:
    """
    Return a record or value as a mapping from the names of its fields to plain data.

    Fields that are at their default are left out; the keys of `extra` stand beside the fields. Dates are EDTF text,
    decimal numbers are text, words of vocabularies are text.

    Args:
        thing: A record, or a value that is not a date.
        short: Whether a value that has a short form (a citation that is a source's id alone) is written as that.

    >>> from seesac_model.model import Citation, Topic
    >>> to_plain(Topic(id="war", label="war", citations=(Citation(source_id="page"),)))
    {'id': 'war', 'label': 'war', 'citations': [{'source_id': 'page'}]}
    """
    return dict(_pairs(thing, short=short))


def _pairs(thing: Checked, *, short: bool) -> Iterator[tuple[str, JsonValue]]:
    for field in fields_of(type(thing)):
        value = getattr(thing, field.name)
        if isinstance(value, Extra):
            yield from value.items()
        elif field.required or value != field.default:
            yield field.name, _plain(value, short=short)


def decimal_text(number: Decimal) -> str:
    """
    Write a decimal number so that nobody takes a fraction for thousands: three decimals are written as four.

    >>> decimal_text(Decimal("1.234")), decimal_text(Decimal("1.5"))
    ('1.2340', '1.5')
    """
    text = format(number, "f")
    whole, _, fraction = text.partition(".")
    return f"{text}0" if len(fraction) == _THOUSANDS and len(whole.lstrip("-")) <= _THOUSANDS else text


def _plain(value: object, *, short: bool) -> JsonValue:
    match value:
        case tuple():
            return [_plain(entry, short=short) for entry in value]
        case str():
            return str(value)
        case Decimal():
            return decimal_text(value)
        case DateSpan():
            return value.text
        case Value():
            text = value.short_form() if short else None
            return to_plain(value, short=short) if text is None else text
        case None | bool() | int() | float():
            return value
        case _:
            raise TypeError(f"a {type(value).__name__} has no plain form")
