"""Which fields of a record kind refer to which collections, read off the annotations."""

from __future__ import annotations

import operator
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from seesac_model.model import Record, Value, fields_of, per_class


class ReferenceField(NamedTuple):
    """
    A field through which records of one kind refer to records of another, or of their own.

    Attributes:
        name: The field of the record.
        inner: The field of the value inside it that holds the id, as `source_id` in `citations`; None where the field
            itself does.
        target: The collection referred to.
        many: Whether the field holds several.
    """

    name: str
    inner: str | None
    target: str
    many: bool

    def ids(self, record: Record) -> Iterator[tuple[tuple[str | int, ...], str]]:
        """Yield each id that `record` refers to through this field, with the path at which it stands."""
        content = getattr(record, self.name)
        if content is None:
            return
        if not self.many:
            yield from self._id((self.name,), content)
            return
        for position, entry in enumerate(content):
            yield from self._id((self.name, position), entry)

    def each(self, records: Iterable[Record]) -> Iterator[Collection[str]]:
        """Yield to which ids each of some records refers through this field, each id once."""
        if self.inner is not None:
            return (dict.fromkeys(target for _, target in self.ids(record)) for record in records)
        contents = map(operator.attrgetter(self.name), records)
        if self.many:
            return map(dict.fromkeys, contents)
        return (() if content is None else (content,) for content in contents)

    def _id(self, path: tuple[str | int, ...], entry: object) -> Iterator[tuple[tuple[str | int, ...], str]]:
        if self.inner is None:
            yield path, str(entry)
        elif (inner := getattr(entry, self.inner)) is not None:
            yield (*path, self.inner), inner


@per_class
def reference_fields(kind: type) -> tuple[ReferenceField, ...]:
    """Return the fields of a record class that refer to records, in the order in which they are written."""
    return tuple(_reference_fields(kind))


def _reference_fields(kind: type) -> Iterator[ReferenceField]:
    for field in fields_of(kind):
        if field.refers_to is not None:
            yield ReferenceField(field.name, None, field.refers_to, field.many)
        elif issubclass(field.base, Value):
            for inner in fields_of(field.base):
                if inner.refers_to is not None:
                    yield ReferenceField(field.name, inner.name, inner.refers_to, field.many)
