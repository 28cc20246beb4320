"""What one entry of a field may be, in a schema: text, a number, a word, a value."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final, TypeAlias

from seesac_model._regex import Regex
from seesac_model.formats._schema_rules import Schema
from seesac_model.formats._schema_text import (
    DATES,
    DECIMAL,
    DECIMAL_FROM_ZERO,
    ID,
    LINE,
    NO_DATE,
    PROSE,
    behind_scheme,
    ecma,
)
from seesac_model.model import (
    LONGEST_LINE,
    LONGEST_PROSE,
    Citation,
    DateSpan,
    Field,
    Headcount,
    Identifier,
    IdentifierScheme,
    Pattern,
    Prose,
    Range,
    Reference,
    Term,
    Value,
    fields_of,
)

__all__ = ["Types", "alone", "comment", "or_null", "summary"]

_LONGEST_DATE: Final = 400
_LEAST: Final = -(2**63)
_MOST: Final = 2**63 - 1
# The roles of reStructuredText: :class:`~seesac_model.model.Event` is Event.
_MARKUP: Final = Regex(r":[a-z]+:`~?(?:[A-Za-z_]+\.)*([A-Za-z_]+)`")
_NUMBERS_AS_TEXT: Final = ("1", "24", "8.1", "2023")
_EXAMPLES: Final = ("2023-02-14", "2023-02-14/2023-02-15", "2021-11", "2022-10~", "2019-05-28/..")

Define: TypeAlias = Callable[[str, Callable[[], Schema]], Schema]
"""Makes a definition when it is first referred to, and returns the reference."""


class Types:
    """
    The schemas of entries.

    Args:
        names: The name of the record class of each collection.
        define: Makes definitions.
        mapping: Returns the schema of a mapping with the fields of a class.
        is_typed_by_hand: Whether short texts are understood, and numbers where YAML without quotes is read as text.
    """

    def __init__(
        self,
        names: Mapping[str, str],
        *,
        define: Define,
        mapping: Callable[[type], Schema],
        is_typed_by_hand: bool,
    ) -> None:
        self._names = names
        self._define = define
        self._mapping = mapping
        self._is_typed_by_hand = is_typed_by_hand

    def entry(self, field: Field) -> Schema:
        """Return the schema of one entry of a field."""
        base = field.base
        if issubclass(base, DateSpan):
            return self._define("DateSpan", self._date)
        if issubclass(base, Term):
            return self._define(base.__name__, lambda: _term(base))
        if issubclass(base, Value):
            return self.value(base)
        if base is str:
            return self._text(field.marker)
        return {"type": "boolean"} if base is bool else self._number(field)

    def value(self, cls: type[Value]) -> Schema:
        """Return the schema of a value that is a mapping or, where people type it, perhaps a short text."""
        mapping = self._define(cls.__name__, lambda: self._mapping(cls))
        if not (self._is_typed_by_hand and hasattr(cls, "parse")):
            return mapping
        says = f"{summary(cls)} A mapping, or a short text."
        return self._define(
            f"{cls.__name__}OrText", lambda: {"description": says, "anyOf": [*self._short_texts(cls), mapping]}
        )

    def _short_texts(self, cls: type[Value]) -> list[Schema]:
        if cls is Citation:
            return [self._text(Reference("sources"))]
        if cls is Identifier:
            return [{"type": "string", "pattern": behind_scheme([str(word) for word in IdentifierScheme])}]
        if cls is Headcount:
            number = next(field for field in fields_of(cls) if field.name == "value")
            return [_string(LINE, LONGEST_LINE), self._number(number)]
        return [self._text(None)]

    def _text(self, marker: object) -> Schema:
        match marker:
            case Reference(kind):
                return self._define(
                    f"{self._names[kind]}Id", lambda: self._typed({"type": "string", "pattern": ID}, least=0)
                )
            case Pattern(regex):
                text = _string(ecma(regex), LONGEST_PROSE)
                can_be_a_number = any(re.fullmatch(regex, number) for number in _NUMBERS_AS_TEXT)
                return self._typed(text, least=0) if can_be_a_number else text
            case Prose():
                text = _string(PROSE, LONGEST_PROSE)
                return self._define("LongText", lambda: self._typed(text))
            case _:
                text = _string(LINE, LONGEST_LINE)
                return self._define("Line", lambda: self._typed(text))

    def _typed(self, text: Schema, *, least: int | None = None) -> Schema:
        """Return the schema of text or, where people type it, of a number that the reader takes as text."""
        if not self._is_typed_by_hand:
            return text
        bounds = {} if least is None else {"minimum": least}
        return {"anyOf": [text, {"type": "number"} | bounds]}

    def _date(self) -> Schema:
        says = "When, in EDTF (ISO 8601-2): a day, a month, a year, an interval or a set, as precisely as it is known."
        forms: list[Schema] = [
            {"description": form} | _string(pattern, _LONGEST_DATE) for form, pattern in DATES.items()
        ]
        if self._is_typed_by_hand:
            forms.append({"description": "A year.", "type": "integer", "minimum": 1000, "maximum": 9999})
        return {
            "description": says,
            "examples": list(_EXAMPLES),
            "anyOf": forms,
            "not": {"type": "string", "pattern": NO_DATE},
        }

    def _number(self, field: Field) -> Schema:
        bounds = field.marker if isinstance(field.marker, Range) else Range()
        within: Schema = {
            "minimum": _LEAST if bounds.least is None else bounds.least,
            "maximum": _MOST if bounds.most is None else bounds.most,
        }
        if field.base is not Decimal:
            return {"type": "integer" if field.base is int else "number"} | within
        text = DECIMAL if bounds.least is None else DECIMAL_FROM_ZERO
        number = "number" if self._is_typed_by_hand else "integer"
        return {"anyOf": [{"type": "string", "pattern": text}, {"type": number} | within]}


def alone(schema: Schema) -> Schema:
    """Return the schema so that it can have keywords beside it: a reference is wrapped."""
    # A description beside `$ref` is right, but generators of types make a type of its own for each of them.
    return {"allOf": [schema]} if "$ref" in schema else schema


def or_null(schema: Schema) -> Schema:
    """Return the schema of what may also be null."""
    match schema:
        case {"type": str(name), **others}:
            return {"type": [name, "null"], **others}
        case {"anyOf": list(forms), **others}:
            return {"anyOf": [*forms, {"type": "null"}], **others}
        case _:
            return {"anyOf": [schema, {"type": "null"}]}


def summary(cls: type) -> str:
    """Return what a class is, in a sentence: the first of its docstring."""
    paragraph, _, _ = (inspect.getdoc(cls) or cls.__name__).partition("\n\n")
    return _MARKUP.sub(lambda match: match[1], " ".join(paragraph.split()))


def comment(text: str | None) -> Schema:
    """Return the keyword for a term or source that means the same; nothing for none."""
    return {} if text is None else {"$comment": text}


def _string(pattern: str, longest: int) -> Schema:
    return {"type": "string", "minLength": 1, "maxLength": longest, "pattern": pattern}


def _term(cls: type[Term]) -> Schema:
    words = [{"const": str(word), "description": word.meaning} | comment(word.source) for word in cls]
    return {"description": summary(cls), "oneOf": words}
