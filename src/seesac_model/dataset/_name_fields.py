"""Which fields of a kind of record hold its names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from seesac_model.model import Name, Record, fields_of, per_class

__all__ = ["NameFields", "name_fields", "names_of"]

_MAIN: Final = ("name", "title", "label")


class NameFields(NamedTuple):
    """
    The fields of a kind of record that hold its names.

    Attributes:
        main: The field with its usual name.
        others: The field with its other names.
    """

    main: str
    others: str


@per_class
def name_fields(kind: type) -> NameFields | None:
    """
    Return the fields that hold the names of records of a kind; None where they have no other names.

    >>> from seesac_model.model import Event
    >>> name_fields(Event)
    NameFields(main='title', others='other_titles')
    """
    fields = fields_of(kind)
    others = next((field.name for field in fields if field.base is Name and field.many), None)
    main = next((field.name for field in fields if field.name in _MAIN), None)
    return None if main is None or others is None else NameFields(main, others)


def names_of(record: Record) -> Iterator[tuple[str, Name | None]]:
    """Yield every name of a record: the usual one, then the others with their :class:`Name`; none for some kinds."""
    fields = name_fields(type(record))
    if fields is not None:
        yield getattr(record, fields.main), None
        yield from ((name.text, name) for name in getattr(record, fields.others))
