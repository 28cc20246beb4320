"""Which records of one dataset another can use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

from seesac_model.dataset._references import reference_fields
from seesac_model.dataset.collection import Collection
from seesac_model.model import Record

__all__ = ["Collections", "missing_records", "needed_records"]

Collections: TypeAlias = Mapping[str, Collection[Any]]
"""The collections of a dataset, by name."""


def missing_records(own: Collections, other: Collections) -> Iterator[Record]:
    """Yield the records of the other whose ids are not taken."""
    for kind, records in other.items():
        yield from (record for record in records if record.id not in own[kind])


def needed_records(own: Collections, other: Collections) -> Iterator[Record]:
    """Yield the missing records that the own ones refer to, those that these refer to, and so on; each once."""
    waiting = [record for records in own.values() for record in records]
    seen: set[tuple[str, str]] = set()
    while waiting:
        for kind, record_id in _targets(waiting.pop()):
            record = other[kind].get(record_id)
            if record is not None and record_id not in own[kind] and (kind, record_id) not in seen:
                seen.add((kind, record_id))
                waiting.append(record)
                yield record


def _targets(record: Record) -> Iterator[tuple[str, str]]:
    for field in reference_fields(type(record)):
        for _, target_id in field.ids(record):
            yield field.target, target_id
