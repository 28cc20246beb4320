"""
The JSON Schema of files, draft 2020-12, generated from the annotations of the records.

It keeps to what validators in their strict modes, editors and generators of types understand alike: no keywords of one
tool, no formats, and every type said where its keywords stand.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection
from typing import Final, Literal, TypeAlias

from seesac_model.dataset import FORMAT_NAME, FORMAT_VERSION
from seesac_model.errors import UnknownFormatError
from seesac_model.formats._kinds import record_kinds
from seesac_model.formats._nesting import Ownership, nested_under
from seesac_model.formats._schema_rules import Schema, rules_of
from seesac_model.formats._schema_types import Types, alone, comment, or_null, summary
from seesac_model.model import Extra, Field, Pattern, Record, Suppression, Term, fields_of

__all__ = ["SCHEMA_LAYOUTS", "SchemaLayout", "json_schema"]

SchemaLayout: TypeAlias = Literal["flat", "nested", "lines"]
"""
What a schema describes.

`"flat"`: files in the flat layout, as programs write and read them. `"nested"`: whatever a file may say that people
type: dependents under their owners too, short texts, and numbers where YAML reads text. `"lines"`: one line of a file
in JSON Lines.
"""

SCHEMA_LAYOUTS: Final[tuple[SchemaLayout, ...]] = ("flat", "nested", "lines")
"""The layouts that have a schema."""

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_OWN_KEYS: Final = "^x-[a-z0-9][a-z0-9._-]{0,125}$"
_TITLES: Final[dict[SchemaLayout, str]] = {
    "flat": "seesac-model file",
    "nested": "seesac-model file typed by hand",
    "lines": "seesac-model line",
}
_HEADER: Final[Schema] = {
    "format": {"description": "What the file is.", "const": FORMAT_NAME},
    "version": {"description": "The version of the format.", "const": FORMAT_VERSION},
}


def json_schema(layout: SchemaLayout = "flat") -> Schema:
    """
    Return the JSON Schema (draft 2020-12) of files, as plain data that belongs to the caller.

    It describes the version of the format that this library writes. What it judges otherwise than the reader is in
    :data:`~seesac_model.formats.SCHEMA_LIMITS`.

    Args:
        layout: `"flat"` for what programs write and read, `"nested"` for what people type, `"lines"` for each line of
            JSON Lines.

    Raises:
        UnknownFormatError: There is no schema of that layout.

    >>> json_schema()["$id"]
    'urn:seesac-model:schema:1:flat'
    >>> json_schema("nested")["$defs"]["PanelInEvent"]["required"]
    ['format']
    """
    if layout not in SCHEMA_LAYOUTS:
        raise UnknownFormatError(layout, SCHEMA_LAYOUTS, layout_of="JSON Schema")
    # Made anew as text would be, so that no two parts of it are one object.
    schema: Schema = json.loads(json.dumps(_Generator(layout).document()))
    return schema


class _Generator:
    def __init__(self, layout: SchemaLayout) -> None:
        self._layout: SchemaLayout = layout
        self._kinds = record_kinds()
        self._definitions: dict[str, Schema] = {}
        self._types = Types(
            {name: kind.__name__ for name, kind in self._kinds.items()},
            define=self._defined,
            mapping=self._mapping,
            is_typed_by_hand=layout == "nested",
        )

    def document(self) -> Schema:
        content = self._lines() if self._layout == "lines" else self._file()
        return {
            "$schema": _DIALECT,
            "$id": f"urn:{FORMAT_NAME}:schema:{FORMAT_VERSION}:{self._layout}",
            "title": _TITLES[self._layout],
            "description": "Who met whom in the fight against illicit firearms.",
            **content,
            "$defs": dict(sorted(self._definitions.items())),
        }

    def _file(self) -> Schema:
        lists = {name: _list(entry, says) for name, (entry, says) in self._entries().items()}
        return _closed(_HEADER | lists, required=list(_HEADER))

    def _lines(self) -> Schema:
        entries = self._entries().items()
        lines = [_closed({name: alone(entry)}, required=[name]) for name, (entry, _) in entries]
        return {"anyOf": [_closed(_HEADER, required=list(_HEADER)), *lines, _closed({"end": _END}, required=["end"])]}

    def _entries(self) -> dict[str, tuple[Schema, str]]:
        """Return what stands in each list of a file, and what that is."""
        suppressions = self._types.value(Suppression), summary(Suppression)
        records = {name: (self._record(kind), summary(kind)) for name, kind in self._kinds.items()}
        return {"suppressions": suppressions} | records

    def _defined(self, name: str, make: Callable[[], Schema]) -> Schema:
        """Return a reference to a definition, which is made when it is first referred to."""
        if name not in self._definitions:
            self._definitions[name] = {}  # Whatever refers to itself on the way finds the name taken.
            made = make()
            # Editors show titles and descriptions; where a definition has neither, they show those of the field.
            self._definitions[name] = {"title": name, **made} if "description" in made else made
        return {"$ref": f"#/$defs/{name}"}

    def _record(self, kind: type[Record]) -> Schema:
        return self._defined(kind.__name__, lambda: self._record_schema(kind, ()))

    def _dependent(self, way: Ownership) -> Schema:
        name = f"{way.dependent.__name__}In{way.owner.__name__}"
        return self._defined(name, lambda: self._record_schema(way.dependent, (way.field, *way.shared)))

    def _record_schema(self, kind: type[Record], given: Collection[str]) -> Schema:
        """Return the schema of a record; `given` are the fields that follow from the owner under which it stands."""
        schema = self._mapping(kind, given, {*given, "id"} if given and kind.DERIVED_ID else given)
        if self._layout == "nested":
            for key, way in nested_under(kind).items():
                schema["properties"][key] = _list(self._dependent(way), summary(way.dependent))
        return schema | {"patternProperties": {_OWN_KEYS: True}}

    def _mapping(self, cls: type, given: Collection[str] = (), optional: Collection[str] = ()) -> Schema:
        fields = [field for field in fields_of(cls) if field.base is not Extra]
        schema: Schema = {"description": summary(cls)} | _closed(
            {field.name: self._field(field, is_optional=field.name in optional) for field in fields},
            required=[field.name for field in fields if field.required and field.name not in optional],
        )
        if rules := rules_of(cls, given):
            # Behind an `if`, where generators of types do not look: they would cross their types with every rule.
            schema |= {"if": {"type": "object"}, "then": {"allOf": rules}}
        return schema

    def _field(self, field: Field, *, is_optional: bool) -> Schema:
        schema: Schema = {"description": _description(field)} | comment(field.note.term)
        entry = self._types.entry(field)
        if field.many:
            most = field.most_entries
            schema |= {"type": "array", "items": entry, "maxItems": most}
            if field.refers_to is not None:
                schema["uniqueItems"] = True
        else:
            schema |= or_null(entry) if field.optional or is_optional else alone(entry)
        return schema


def _closed(properties: Schema, *, required: list[str]) -> Schema:
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


_END: Final = {
    "description": "How many records and suppressions there are, and the SHA-256 of all lines before this one.",
    **_closed(
        {"records": {"type": "integer", "minimum": 0}, "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"}},
        required=["records", "sha256"],
    ),
}


def _list(entry: Schema, says: str) -> Schema:
    return {"description": says, "type": "array", "items": entry}


def _description(field: Field) -> str:
    says = field.note.says[:1].upper() + field.note.says[1:]
    if isinstance(field.default, Term | bool):
        # A word of a vocabulary as it is, and True and False as JSON has them.
        default = field.default if isinstance(field.default, Term) else str(field.default).lower()
        return f"{says}; {default} where it is left out."
    if field.refers_to is not None:
        ids = "ids of records" if field.many else "the id of a record"
        return f"{says}: {ids} in {field.refers_to}."
    if isinstance(field.marker, Pattern):
        return f"{says}: {field.marker.expected}."
    return f"{says}."
