"""The descriptor of a CSV package, `datapackage.json`, as Data Package 2.0 has it (https://datapackage.org)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Final

from seesac_model.dataset import FORMAT_NAME, FORMAT_VERSION, Dataset
from seesac_model.formats._columns import Column, columns_of, tables
from seesac_model.model import SLUG, Checked, DateSpan, JsonValue, Pattern, Range, Record, Reference, Term, fields_of

__all__ = ["DESCRIPTOR", "MARK", "descriptor_of", "rows_by_table", "table_file"]

DESCRIPTOR: Final = "datapackage.json"
"""The name of the file that describes a package."""
MARK: Final = "seesacModel"
"""The property under which a package says that it is one of ours, and of which version."""
_PROFILES: Final = "https://datapackage.org/profiles/2.0"
_LIST_ENTRY: Final = "entries are separated by a semicolon and a space"
_JSON_ENTRY: Final = "an entry that needs more than its short text is JSON"


def table_file(table: str) -> str:
    """Return the name of the file that holds a table."""
    return f"{table}.csv"


def rows_by_table(dataset: Dataset) -> Mapping[str, tuple[Checked, ...]]:
    """
    Return what each table of a package holds; those that would be empty are left out.

    The standard asks for at least one, so an empty dataset has its first.
    """
    held: dict[str, tuple[Checked, ...]] = {kind.collection(): tuple(dataset.of(kind)) for kind in dataset.kinds()}
    held["suppressions"] = dataset.suppressions
    return {table: rows for table, rows in held.items() if rows} or dict([next(iter(held.items()))])


def descriptor_of(dataset: Dataset) -> dict[str, JsonValue]:
    """Return the descriptor of the package that holds a dataset."""
    held = rows_by_table(dataset)
    return {
        "$schema": f"{_PROFILES}/datapackage.json",
        "name": "seesac-model-dataset",
        MARK: {"format": FORMAT_NAME, "version": FORMAT_VERSION},
        "resources": [_resource(table, held) for table in held],
    }


def _resource(table: str, held: Mapping[str, tuple[Checked, ...]]) -> JsonValue:
    return {
        "$schema": f"{_PROFILES}/dataresource.json",
        "name": table,
        "type": "table",
        "path": table_file(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"$schema": f"{_PROFILES}/tabledialect.json", "delimiter": ",", "lineTerminator": "\n"},
        "schema": _schema(table, held),
    }


def _schema(table: str, held: Mapping[str, tuple[Checked, ...]]) -> JsonValue:
    cls = tables()[table]
    schema: dict[str, JsonValue] = {
        "$schema": f"{_PROFILES}/tableschema.json",
        "fields": [_field(column) for column in columns_of(cls)],
    }
    if issubclass(cls, Record):
        schema["primaryKey"] = ["id"]
    keys = list(_foreign_keys(table, held))
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _foreign_keys(table: str, held: Mapping[str, tuple[Checked, ...]]) -> Iterator[JsonValue]:
    """Yield a key for each column of single references that all lead to a row of the package."""
    for field in fields_of(tables()[table]):
        target = field.refers_to
        if target is None or field.many or target not in held:
            continue
        known = {getattr(thing, "id", None) for thing in held[target]} | {None}
        if all(getattr(thing, field.name) in known for thing in held[table]):
            # A key into the own table names no resource.
            elsewhere: dict[str, JsonValue] = {} if target == table else {"resource": target}
            yield {"fields": [field.name], "reference": {**elsewhere, "fields": ["id"]}}


def _field(column: Column) -> JsonValue:
    field = column.field
    described: dict[str, JsonValue] = {
        "name": column.heading,
        "type": _type(column),
        "description": "; ".join((column.says, *_remarks(column))),
    }
    if described["type"] == "list":
        described |= {"delimiter": "; ", "itemType": "string"}
    if field.base is bool and not field.many:
        described |= {"trueValues": ["true"], "falseValues": ["false"]}
    if field.refers_to is not None:
        described["refersTo"] = field.refers_to
    constraints = dict(_constraints(column))
    if constraints:
        described["constraints"] = constraints
    return described


def _type(column: Column) -> str:
    field = column.field
    if field.many:
        return "list" if isinstance(field.marker, Reference | Pattern) or issubclass(field.base, Term) else "string"
    if column.is_json:
        return "object"
    return {int: "integer", float: "number", Decimal: "number", bool: "boolean"}.get(field.base, "string")


def _remarks(column: Column) -> Iterator[str]:
    field = column.field
    if field.refers_to is not None:
        yield f"{'ids' if field.many else 'the id'} of {field.refers_to}, here or in the ready-made reference data"
    if field.many:
        yield _LIST_ENTRY
        if _type(column) == "string":
            yield _JSON_ENTRY
    elif field.base is DateSpan:
        yield "a date of EDTF (ISO 8601-2), such as 2023-02-14, 2023-02, or 2023-02-14/2023-02-15"
    elif not field.required and field.default is not None and isinstance(field.default, str):
        yield f"{field.default} where it is empty"


def _constraints(column: Column) -> Iterator[tuple[str, JsonValue]]:
    field = column.field
    if column.is_required:
        yield "required", True
    if field.many:
        return
    if isinstance(field.marker, Reference):
        if field.refers_to is None:
            yield "unique", True
        yield "pattern", SLUG.pattern
    if issubclass(field.base, Term):
        yield "enum", [str(member) for member in field.base]
    if isinstance(field.marker, Pattern) and (pattern := _plain_pattern(field.marker.regex)) is not None:
        yield "pattern", pattern
    if isinstance(field.marker, Range):
        for name, bound in (("minimum", field.marker.least), ("maximum", field.marker.most)):
            if bound is not None:
                yield name, bound


def _plain_pattern(regex: str) -> str | None:
    """Return an expression as XML Schema writes it, which the standard asks for; None where that cannot say it."""
    plain = regex.replace("(?:", "(").replace('\\"', '"')
    return None if "(?" in plain else plain
