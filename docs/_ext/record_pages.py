"""One page for each kind of record, one for the values, one for the closed vocabularies: all from the classes."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from typing import Final

from plain_words import fields_in_docstring, need_of, term_of, type_of
from restructured import document, heading, table

from seesac_model import model
from seesac_model.dataset import Dataset, reference_fields
from seesac_model.model import Record, Term, Value, fields_of

_OF_VOCABULARIES: Final = """\
Closed lists of words. A file may use these words and no others, spelt as here; an unknown word is the fault
``unknown-term``, and the message proposes the nearest one.
"""


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every page."""
    for kind in Dataset.kinds():
        yield f"records/{kind.collection()}", _record_page(kind)
    yield "records/index", _index()
    yield "values", _values_page()
    yield "vocabularies", _vocabularies_page()


def _record_page(kind: type[Record]) -> str:
    return document(
        f".. _kind-{kind.collection()}:",
        heading(kind.__name__),
        f".. autoclass:: seesac_model.model.{kind.__name__}",
        heading("Fields", "-"),
        _field_table(kind),
        heading("In files", "-"),
        _in_files(kind),
        heading("Who refers to it", "-"),
        _referrers(kind),
    )


def _field_table(cls: type) -> str:
    texts = fields_in_docstring(cls)
    rows = [
        (
            f"``{field.name}``",
            type_of(field),
            need_of(field, cls),
            texts.get(field.name, field.note.says),
            term_of(field.note.term),
        )
        for field in fields_of(cls)
    ]
    return table(
        [("field", 16), ("holds", 22), ("given?", 14), ("what it says", 34), ("term", 14)], rows, name="fields"
    )


def _in_files(kind: type[Record]) -> str:
    ways = [
        f"under a record of :ref:`{field.refers_to} <kind-{field.refers_to}>`, key ``{field.note.nested_as}``; "
        f"``{field.name}`` is left out there"
        for field in fields_of(kind)
        if field.note.nested_as and field.refers_to
    ]
    ways.append(f"at the top of a file, key ``{kind.collection()}``")
    owns = [
        f"``{field.note.nested_as}`` (:ref:`{other.collection()} <kind-{other.collection()}>`)"
        for other in Dataset.kinds()
        for field in fields_of(other)
        if field.note.nested_as and field.refers_to == kind.collection()
    ]
    lines = [f"The collection is ``{kind.collection()}``. A record of it stands\n", *(f"- {way}" for way in ways)]
    if owns:
        lines += ["", f"Under it can stand: {', '.join(owns)}."]
    if kind.DERIVED_ID:
        parts = ".".join(("<owner>", *(part.replace("|", " or ") for part in kind.DERIVED_ID)))
        lines += ["", f"Its id may be left out under an owner, and is then ``{parts}``."]
    else:
        lines += ["", "Its id must be given."]
    return "\n".join(lines)


def _referrers(kind: type[Record]) -> str:
    rows = [
        (
            f":ref:`{other.collection()} <kind-{other.collection()}>`",
            f"``{'.'.join(filter(None, (field.name, field.inner)))}``",
        )
        for other in Dataset.kinds()
        for field in reference_fields(other)
        if field.target == kind.collection()
    ]
    if kind.collection() == "sources":
        return "Every record can, with ``citations``; records of no other kind are referred to by all."
    return table([("records in", 1), ("field", 2)], rows) if rows else "No field of another record does."


def _index() -> str:
    rows = [
        (
            f":ref:`{kind.__name__} <kind-{kind.collection()}>`",
            f"``{kind.collection()}``",
            _first_paragraph(kind),
        )
        for kind in Dataset.kinds()
    ]
    return document(
        heading("The kinds of records"),
        "Every fact is a record of one of these kinds. "
        "The pages are made from the classes themselves, so that they say what the library does.",
        "Every record has an id of 1 to 128 characters ``a-z 0-9 - . _``, unique among the records of its kind; "
        "``citations`` that say where its facts stand; a ``note`` of the editors; "
        "and keys of your own that start with ``x-``.",
        ".. image:: ../records.svg\n   :alt: The kinds of records and how they refer to each other; "
        "the tables on the pages of the kinds say the same in words.\n   :target: ../../../_images/records.svg",
        table([("record", 18), ("collection", 18), ("is", 64)], rows),
        ".. toctree::\n   :hidden:\n\n" + "\n".join(f"   {kind.collection()}" for kind in Dataset.kinds()),
    )


def _first_paragraph(cls: type) -> str:
    return " ".join(inspect.getdoc(cls).split("\n\n")[0].split())


def _values_page() -> str:
    classes = [thing for thing in map(model.__dict__.get, sorted(model.__all__)) if _is_value(thing)]
    parts = [
        heading("Values"),
        "Values live inside records and have no id. They are frozen, and equal where they say the same.",
    ]
    for cls in classes:
        parts += [heading(cls.__name__, "-"), f".. autoclass:: seesac_model.model.{cls.__name__}\n   :members:"]
        if len(fields_of(cls)) > 1:
            parts.append(_field_table(cls))
    return document(*parts)


def _is_value(thing: object) -> bool:
    return isinstance(thing, type) and issubclass(thing, Value) and thing is not Value


def _vocabularies_page() -> str:
    classes = [thing for thing in map(model.__dict__.get, sorted(model.__all__)) if is_vocabulary(thing)]
    users = _users()
    parts = [
        heading("Vocabularies"),
        _OF_VOCABULARIES,
    ]
    for cls in classes:
        parts += [
            f".. _words-{cls.__name__.lower()}:",
            heading(cls.__name__, "-"),
            f".. autoclass:: seesac_model.model.{cls.__name__}",
            f"Used by {', '.join(users[cls])}." if users.get(cls) else "",
            words(cls),
        ]
    return document(*parts)


def words(cls: type[Term]) -> str:
    """Return the table of the words of a vocabulary."""
    rows = [(f"``{term}``", term.meaning, _source(term.source)) for term in cls]
    return table([("word", 20), ("meaning", 60), ("source", 20)], rows)


def _users() -> dict[type, list[str]]:
    """Return for each class that fields hold where it is used, as text for a page."""
    users: dict[type, list[str]] = {}
    for kind in Dataset.kinds():
        name = kind.collection()
        for field in fields_of(kind):
            users.setdefault(field.base, []).append(f":ref:`{name}.{field.name} <kind-{name}>`")
    for value in filter(_is_value, map(model.__dict__.get, model.__all__)):
        for field in fields_of(value):
            place = f"``{field.name}`` of :class:`~seesac_model.model.{value.__name__}`"
            users.setdefault(field.base, []).append(place)
    return users


def _source(source: str | None) -> str:
    if source is None:
        return ""
    return term_of(source) if re.match("https?://", source) else source


def is_vocabulary(thing: object) -> bool:
    """Tell whether a page prints the words of a class as a table."""
    return isinstance(thing, type) and issubclass(thing, Term) and thing is not Term


def documented() -> set[str]:
    """Return the names of `seesac_model.model` that these pages describe."""
    return {
        *(kind.__name__ for kind in Dataset.kinds()),
        *(name for name in model.__all__ if _is_value(getattr(model, name)) or is_vocabulary(getattr(model, name))),
    }


def has_field_table(thing: object) -> bool:
    """Tell whether a page prints the fields of a class as a table."""
    return thing in Dataset.kinds() or (_is_value(thing) and len(fields_of(thing)) > 1)


def without_fields(text: list[str]) -> None:
    """Take the section `Attributes` out of a docstring whose fields stand in a table."""
    start = next((position for position, line in enumerate(text) if line.strip() == "Attributes:"), None)
    if start is not None:
        end = next((position for position in range(start, len(text)) if not text[position].strip()), len(text))
        del text[start : end + 1]
