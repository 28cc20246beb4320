"""Records, fields and values in words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Field, Record, Term, Value, fields_of

__all__ = ["field_lines", "name_of", "value_words"]

# What a record is called in the first place; the first that a record has and says.
_NAMES: Final = ("name", "title", "label", "description", "text", "gist", "measure")
_APART: Final = ("id", "citations", "extra")


def name_of(record: Record, dataset: Dataset, *, beside: Record | None = None) -> str:
    """
    Return what a record is called; for one without a name what it says, as "panellist, Bojana Balon, SEESAC".

    Args:
        record: The record.
        dataset: Where the records that it refers to are looked up.
        beside: A record that the reader has in view and need not be told of.
    """
    for field in _NAMES:
        if isinstance(text := getattr(record, field, None), str):
            return " ".join(text.split())
    return ", ".join(_parts(record, dataset, beside)) or record.id


def _parts(record: Record, dataset: Dataset, beside: Record | None) -> Iterator[str]:
    for field in fields_of(type(record)):
        content = getattr(record, field.name)
        if isinstance(content, Term):
            yield str(content)
        elif field.refers_to and isinstance(content, str):
            target = dataset.collection(field.refers_to).get(content)
            if beside is None or (field.refers_to, content) != (beside.collection(), beside.id):
                # One step only: what is referred to may refer back.
                yield next((getattr(target, name) for name in _NAMES if getattr(target, name, None)), content)
        elif isinstance(content, int | DateSpan) and not isinstance(content, bool):
            yield str(content)


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
        case Value():
            return (None if without else value.short_form()) or ", ".join(_value_parts(value, without))
        case _:
            return str(value)


def _value_parts(value: Value, without: tuple[str, ...]) -> Iterator[str]:
    for field in fields_of(type(value)):
        content = getattr(value, field.name)
        if field.name in without or (content == field.default and not field.required):
            continue
        entries = content if isinstance(content, tuple) else (content,)
        yield f"{field.name.replace('_', ' ')} {' and '.join(map(_bare, entries))}"


def _bare(entry: object) -> str:
    return str(entry) if isinstance(entry, Term) else value_words(entry)
