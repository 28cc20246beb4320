"""The annotations of records and values in plain words, as the tables of the reference print them."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from seesac_model.model import Extra, Field, Pattern, Prose, Range, Reference, Term

_TERMS: Final = (
    ("https://schema.org/", "schema:"),
    ("http://schema.org/", "schema:"),
    ("http://www.w3.org/ns/org#", "org:"),
    ("http://www.w3.org/2004/02/skos/core#", "skos:"),
    ("http://data.europa.eu/eli/ontology#", "eli:"),
    ("http://purl.org/pav/", "pav:"),
    ("https://www.popoloproject.com/", "popolo:"),
)


def type_of(field: Field) -> str:
    """Say in reStructuredText what a field holds."""
    one = _entry(field)
    return f"list of: {one}" if field.many else one


def _entry(field: Field) -> str:
    marker = field.marker
    if isinstance(marker, Reference):
        return "the record's own id" if field.name == "id" else f"id in :ref:`{marker.kind} <kind-{marker.kind}>`"
    if issubclass(field.base, Term):
        return f":ref:`{field.base.__name__} <words-{field.base.__name__.lower()}>`"
    if field.base is str:
        return _text(marker)
    if field.base in {int, float, Decimal}:
        return ("whole number" if field.base is int else "number") + _bounds(marker)
    if field.base is bool:
        return "true or false"
    if field.base is Extra:
        return "keys that start with ``x-``"
    return f":class:`~seesac_model.model.{field.base.__name__}`"


def _text(marker: object) -> str:
    if isinstance(marker, Pattern):
        return re.sub(r"'([^']*)'", r"``\1``", marker.expected)
    return "text, several lines allowed" if isinstance(marker, Prose) else "text of one line"


def _bounds(marker: object) -> str:
    match marker:
        case Range(least=None, most=None):
            return ""
        case Range(least=least, most=None):
            return f", at least {least:,}"
        case Range(least=None, most=most):
            return f", at most {most:,}"
        case Range(least=least, most=most):
            return f", {least:,} to {most:,}"
        case _:
            return ""


def need_of(field: Field, cls: type) -> str:
    """Say whether a field of a class must be given and, where it need not be, what it is then."""
    is_implied = field.note.nested_as or (field.name == "id" and getattr(cls, "DERIVED_ID", ()))
    if field.required:
        return "**must be given**, but not under an owner" if is_implied else "**must be given**"
    if isinstance(field.default, Term):
        return f"``{field.default}`` if left out"
    if field.default is False:
        return "``false`` if left out"
    return "may be left out"


def term_of(address: str | None) -> str:
    """Print the address of a term as a link with its usual prefix."""
    if address is None:
        return ""
    for start, prefix in _TERMS:
        if address.startswith(start):
            return f"`{prefix}{address.removeprefix(start)} <{address}>`__"
    return f"`{address} <{address}>`__" if address.startswith("http") else address


def fields_in_docstring(cls: type) -> dict[str, str]:
    """Return what the section `Attributes` of a class and its bases says of each field."""
    found: dict[str, str] = {}
    for owner in reversed(cls.__mro__):
        section = re.search(r"^ *Attributes:\n(.*?)(?:\n\s*\n|\Z)", owner.__doc__ or "", re.DOTALL | re.MULTILINE)
        if section is None:
            continue
        indent = len(section[1]) - len(section[1].lstrip())
        for entry in re.split(rf"^ {{{indent}}}(?=\S)", section[1], flags=re.MULTILINE)[1:]:
            name, _, text = entry.partition(":")
            found[name] = " ".join(text.split())
    return found
