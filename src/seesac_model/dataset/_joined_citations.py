"""
The citations of two records that become one: each goes on supporting what it supported, and nothing else.

A citation that names no field supports all fields of its record. In the joined record, which has more of them, that
would be too much; so every citation first names its fields, and at the end those that support everything name none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Final

import attrs

from seesac_model.model import Citation, Record, fields_of

__all__ = ["cited_fields", "explicit", "united"]

_NOT_CITED: Final = frozenset({"id", "citations", "note", "extra"})


def cited_fields(record: Record) -> tuple[str, ...]:
    """Return the fields that a citation without fields supports: those that say something."""
    fields = (field for field in fields_of(type(record)) if field.name not in _NOT_CITED)
    return tuple(field.name for field in fields if field.required or getattr(record, field.name) != field.default)


def explicit(record: Record, sources: AbstractSet[str] | None = None) -> list[Citation]:
    """
    Return the citations of a record, each with the fields that it supports.

    Args:
        record: The record.
        sources: The sources whose citations shall name their fields; None for all.
    """
    apart: dict[str, list[str]] = {}
    for citation in record.citations:
        apart.setdefault(citation.source_id, []).extend(citation.fields)
    said = cited_fields(record)
    result: list[Citation] = []
    for citation in record.citations:
        if citation.fields or (sources is not None and citation.source_id not in sources):
            result.append(citation)
            continue
        named = apart[citation.source_id]
        # A source all of whose fields are cited apart supports these anyway; its quote or locator is not dropped.
        fields = [field for field in said if field not in named] or dict.fromkeys(named)
        result.append(attrs.evolve(citation, fields=tuple(fields)))
    return result


def united(citations: Iterable[Citation], record: Record) -> tuple[Citation, ...]:
    """
    Return citations with explicit fields as few as can be: those that differ in nothing but the fields become one.

    Args:
        citations: The citations.
        record: The record that they are for.
    """
    order = [field.name for field in fields_of(type(record))]
    merged: dict[Citation, list[str]] = {}
    for citation in citations:
        is_general = citation.says_instead is None
        key = attrs.evolve(citation, fields=()) if is_general else citation
        fields = merged.setdefault(key, [])
        fields += [field for field in citation.fields if is_general and field not in fields]
    result = [
        attrs.evolve(key, fields=tuple(sorted(fields, key=_place_in(order)))) if fields else key
        for key, fields in merged.items()
    ]
    return tuple(_shortened(result, cited_fields(record)))


def _place_in(order: Sequence[str]) -> Callable[[str], tuple[bool, int, str]]:
    return lambda name: (name not in order, order.index(name) if name in order else 0, name)


def _shortened(citations: list[Citation], said: Sequence[str]) -> list[Citation]:
    """Leave the fields out where a citation supports all but those for which its source is cited apart."""
    for position, citation in enumerate(citations):
        others = [other for other in citations if other is not citation and other.source_id == citation.source_id]
        apart = {field for other in others for field in other.fields}
        is_all = set(said) <= {*citation.fields, *apart} and apart.isdisjoint(citation.fields)
        if is_all and citation.says_instead is None and set(citation.fields) <= set(said):
            citations[position] = attrs.evolve(citation, fields=())
    return citations
