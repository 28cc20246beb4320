"""Where the schema and the reader do not judge alike, and why."""

from __future__ import annotations

from typing import Final, Literal, NamedTuple

__all__ = ["SCHEMA_LIMITS", "SchemaLimit"]


class SchemaLimit(NamedTuple):
    """
    Something that the schema and the reader judge differently.

    Attributes:
        name: A short name for it.
        refused_by: Who refuses it: the reader alone, or the schema alone.
        says: What it is, in some words.
    """

    name: str
    refused_by: Literal["reader", "schema"]
    says: str


SCHEMA_LIMITS: Final[tuple[SchemaLimit, ...]] = (
    SchemaLimit("ids", "reader", "an id that two records of a kind have, or that becomes too long where it is derived"),
    SchemaLimit("keys", "reader", "a key that stands twice in a mapping, which most parsers do not tell"),
    SchemaLimit("owners", "reader", "a record under another one that names a different owner"),
    SchemaLimit("leap-days", "reader", "29 February of a year that has none"),
    SchemaLimit("order", "reader", "an interval that ends before it begins, and a set of dates out of order"),
    SchemaLimit("shares", "reader", "an upper_value that is not greater than value, and more women or men than people"),
    SchemaLimit("phrases", "reader", "a short text of a headcount or of money that is not understood"),
    SchemaLimit("currencies", "reader", "three capitals that are no currency"),
    SchemaLimit("identifiers", "reader", "how each scheme writes its identifiers, check digits included"),
    SchemaLimit("footnotes", "reader", "two footnotes of a place for one house style"),
    SchemaLimit("numbers", "reader", "a decimal number of more than 28 digits or beyond 64 bits, and 24.0 for 24"),
    SchemaLimit("text", "reader", "more than 30 combining marks in a row, and halves of surrogate pairs"),
    SchemaLimit("x-keys", "reader", "what is too deep, too long or no JSON of 64 bits under a key of your own"),
    SchemaLimit("size", "reader", "files, texts and keys beyond the limits of the file format"),
    SchemaLimit(
        "spelling", "reader", "a number for text in JSON, in the nested layout: in YAML it is text without quotes"
    ),
    SchemaLimit("white-space", "schema", "white space around an id, a date or a code, which the reader takes away"),
    SchemaLimit("length", "schema", "text that is too long only before the reader composes its letters and trims it"),
    SchemaLimit("capitals", "schema", "a scheme in capitals in the short text of an identifier: CELEX:32019D2111"),
    SchemaLimit("flat", "schema", "short texts, and records under others, in every layout but the nested one"),
    SchemaLimit("truths", "schema", "true or false for text, and a year before 1000, without quotes in YAML"),
    SchemaLimit("versions", "schema", "files of older versions of the format, which the reader lifts"),
)
"""What the schema and the reader judge differently; in all else they agree."""
