"""Records, fields and values in words."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator, Mapping
from decimal import Decimal
from typing import Final, NamedTuple, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Field, Headcount, Money, Qualifier, Record, Term, Value, fields_of

__all__ = ["NAME_FIELDS", "Key", "field_lines", "key_of", "name_of", "said_by", "value_words"]

Key: TypeAlias = tuple[str, str]
"""The collection and the id of a record."""

_APART: Final = ("id", "citations", "extra")
NAME_FIELDS: Final = ("name", "title", "label")
"""What a record is called; the first that a record has."""


class _Lead(NamedTuple):
    """The fields that say the gist of a record which has no name: what stands before a colon, and what behind it."""

    head: tuple[str, ...]
    body: tuple[str, ...] = ()
    between: str = ", "


_LEADS: Final[Mapping[str, _Lead]] = {
    "affiliations": _Lead(("title",), ("organisation_id",)),
    "attendances": _Lead(("description",), ("headcount",)),
    "document_stages": _Lead(("stage",), ("date",)),
    "fundings": _Lead(("amount",)),
    "goals": _Lead(("number",), ("title",)),
    "indicators": _Lead(("number",), ("title",)),
    "mandates": _Lead(("relation",), ("framework_id",)),
    "observations": _Lead(("indicator_id", "measure"), ("value",)),
    "outcomes": _Lead(("kind",), ("text",)),
    "panels": _Lead(("format", "number"), ("title",), between=" "),
    "participations": _Lead(("role",), ("person_id", "organisation_id")),
    "statements": _Lead(("person_id", "organisation_id"), ("gist",)),
    "subjects": _Lead(("treatment",), ("framework_id", "organisation_id", "document_id", "place_id", "topic_id")),
}
# What `qualifier` and `unit` of a record belong to.
_NUMBERS: Final = ("value", "amount")


def key_of(record: Record) -> Key:
    """Return what tells a record from all others."""
    return record.collection(), record.id


def name_of(record: Record, dataset: Dataset) -> str:
    """
    Return what a record is called; for one without a name the gist of it, as "panellist: Bojana Balon, SEESAC".

    Args:
        record: The record.
        dataset: Where the records that it refers to are looked up.
    """
    return _gist(record, dataset) or said_by(record, dataset) or record.id


def said_by(record: Record, dataset: Dataset, *, beside: Container[object] = ()) -> str:
    """
    Return what a record is called; for one without a name all that it says, but for citations and editors' remarks.

    Args:
        record: The record.
        dataset: Where the records that it refers to are looked up.
        beside: The records that the reader has in view and need not be told of.
    """
    lead = _LEADS.get(record.collection())
    gist = _gist(record, dataset, beside)
    if lead is None and gist:
        return gist
    told = {*_APART, "note", *(lead.head + lead.body if lead is not None else ())}
    if any(getattr(record, name, None) is not None for name in _NUMBERS):
        told |= {"qualifier", "unit"}
    rest = "; ".join(
        f"{_label(field)}: {_content_words(record, field, dataset)}"
        for field in fields_of(type(record))
        if field.name not in told and _is_told(record, field, beside)
    )
    return (" " if gist.endswith(".") else "; ").join(filter(None, (gist, rest)))


def _gist(record: Record, dataset: Dataset, beside: Container[object] = ()) -> str:
    lead = _LEADS.get(record.collection())
    if lead is None:
        return _one_line(next((getattr(record, name) for name in NAME_FIELDS if hasattr(record, name)), ""))
    fields = {field.name: field for field in fields_of(type(record))}
    parts = (
        lead.between.join(
            _content_words(record, fields[name], dataset)
            for name in names
            if getattr(record, name) is not None and not _is_in_view(record, fields[name], beside)
        )
        for names in (lead.head, lead.body)
    )
    return ": ".join(filter(None, parts))


def _is_told(record: Record, field: Field, beside: Container[object]) -> bool:
    content = getattr(record, field.name)
    return (field.required or content != field.default) and not _is_in_view(record, field, beside)


def _is_in_view(record: Record, field: Field, beside: Container[object]) -> bool:
    # Of a list nothing is left out: what remained would pass for all of it.
    return not field.many and (field.refers_to, getattr(record, field.name)) in beside


def _label(field: Field) -> str:
    name = field.name.removesuffix("_id")
    return (f"{name.removesuffix('_ids')}s" if name.endswith("_ids") else name).replace("_", " ")


def _content_words(record: Record, field: Field, dataset: Dataset) -> str:
    content = getattr(record, field.name)
    if field.name in _NUMBERS:
        return _number_words(record, content, dataset)
    entries = content if isinstance(content, tuple) else (content,)
    if field.refers_to is not None:
        return ", ".join(_target_words(field.refers_to, str(entry), dataset) for entry in entries)
    return ", ".join(_one_line(_bare(entry)) for entry in entries)


def _target_words(kind: str, record_id: str, dataset: Dataset) -> str:
    target = dataset.collection(kind).get(record_id)
    # The gist and no more: what is referred to may refer back.
    return f"{record_id} (not in the data)" if target is None else _gist(target, dataset) or record_id


def _number_words(record: Record, number: object, dataset: Dataset) -> str:
    """Return a number with its qualifier before and its unit behind it, as "over 1,300 pieces"."""
    qualifier = getattr(record, "qualifier", Qualifier.EXACTLY)
    indicator = dataset.indicators.get(getattr(record, "indicator_id", None) or "")
    unit = getattr(record, "unit", None) or (indicator and indicator.unit) or ""
    words = "" if qualifier is Qualifier.EXACTLY else qualifier.replace("-", " ")
    return " ".join(filter(None, (words, value_words(number).removeprefix(f"{words} "), unit)))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def field_lines(record: Record, dataset: Dataset) -> Iterator[str]:
    """Yield what each field of a record says, but for its id and citations; a field that says nothing is left out."""
    for field in fields_of(type(record)):
        content = getattr(record, field.name)
        if field.name in _APART or content is None or content == ():
            continue
        entries = content if isinstance(content, tuple) else (content,)
        words = "; ".join(_field_words(field, entry, dataset) for entry in entries)
        yield f"{field.note.says[0].upper()}{field.note.says[1:]}: {words}"
    yield from (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in record.extra.items())


def _field_words(field: Field, entry: object, dataset: Dataset) -> str:
    if field.refers_to is None:
        return value_words(entry)
    target = dataset.collection(field.refers_to).get(str(entry))
    return f"{entry} ({'not in the data' if target is None else name_of(target, dataset)})"


def value_words(value: object, *, without: tuple[str, ...] = ()) -> str:
    """
    Return what a value says, in words.

    Args:
        value: What a field of a record, or an entry of a list in it, says.
        without: The names of fields of the value that the reader need not be told of.
    """
    match value:
        case bool():
            return "yes" if value else "no"
        case Term():
            return f"{value} ({value.meaning})"
        case DateSpan():
            return value.text
        case Decimal():
            return f"{value:,f}"
        case Money():
            return f"{'about ' if value.is_approximate else ''}{value.amount:,f} {value.currency}"
        case Headcount():
            return ", ".join(_headcount_parts(value))
        case Value():
            return (None if without else value.short_form()) or ", ".join(_value_parts(value, without))
        case _:
            return str(value)


def _headcount_parts(count: Headcount) -> Iterator[str]:
    plain = attrs.evolve(count, women=None, men=None, wording=None)
    yield str(plain.short_form())
    yield from _value_parts(count, ("value", "qualifier", "upper_value"))


def _value_parts(value: Value, without: tuple[str, ...]) -> Iterator[str]:
    for field in fields_of(type(value)):
        content = getattr(value, field.name)
        if field.name in without or (content == field.default and not field.required):
            continue
        entries = content if isinstance(content, tuple) else (content,)
        yield f"{field.name.replace('_', ' ')} {' and '.join(map(_bare, entries))}"


def _bare(entry: object) -> str:
    return str(entry) if isinstance(entry, Term) else value_words(entry)
