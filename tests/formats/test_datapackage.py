from __future__ import annotations

import re
from typing import Any

import pytest

from seesac_model.dataset import Dataset
from seesac_model.formats._datapackage import MARK, descriptor_of
from seesac_model.model import Attendance, Event, EventKind, EventStatus, Extra, Panel, PanelFormat, Suppression
from seesac_model.model._text import SLUG
from tests.strategies.records import KINDS, plain_record


def _descriptor(dataset: Dataset) -> Any:  # noqa: ANN401 - JSON, of which the tests say what they expect
    return descriptor_of(dataset)


def _schemas(dataset: Dataset) -> dict[str, Any]:
    return {resource["name"]: resource["schema"] for resource in _descriptor(dataset)["resources"]}


def _event(record_id: str, part_of_id: str | None = None) -> Event:
    return Event(id=record_id, title="A", kind=EventKind.WORKSHOP, status=EventStatus.HELD, part_of_id=part_of_id)


def _all_kinds() -> Dataset:
    return Dataset(
        [plain_record(kind, "a") for kind in KINDS], suppressions=[Suppression(code="PAN001", reason="known")]
    )


def test_a_package_says_what_it_is() -> None:
    """The version of the form stands in it, beside what the standard asks for."""
    descriptor = _descriptor(Dataset([_event("a")]))
    assert descriptor["$schema"] == "https://datapackage.org/profiles/2.0/datapackage.json"
    assert descriptor[MARK] == {"format": "seesac-model", "version": 1}
    assert [resource["path"] for resource in descriptor["resources"]] == ["events.csv"]


def test_an_empty_dataset_has_a_table() -> None:
    """The standard asks for at least one."""
    assert list(_schemas(Dataset())) == ["sources"]


def test_every_field_is_described() -> None:
    """No column of any table is without a type and a description."""
    for schema in _schemas(_all_kinds()).values():
        for field in schema["fields"]:
            assert field["type"] in {"string", "list", "object", "integer", "number", "boolean"}
            assert field["description"]


def test_types_follow_from_the_annotations() -> None:
    """Numbers are numbers, lists of ids are lists, and what may be JSON is text."""
    fields = {
        (table, field["name"]): field for table, schema in _schemas(_all_kinds()).items() for field in schema["fields"]
    }
    names = {
        ("events", "series_number"): "integer",
        ("places", "latitude"): "number",
        ("fundings", "amount.amount"): "number",
        ("attendances", "cumulative"): "boolean",
        ("events", "place_ids"): "list",
        ("events", "languages"): "list",
        ("events", "citations"): "string",
        ("events", "dates"): "string",
        ("events", "extra"): "object",
    }
    assert names == {name: fields[name]["type"] for name in names}
    assert fields["events", "place_ids"]["delimiter"] == "; "
    assert fields["events", "place_ids"]["refersTo"] == "places"
    assert fields["places", "latitude"]["constraints"] == {"minimum": -90, "maximum": 90}
    assert fields["events", "id"]["constraints"] == {"required": True, "unique": True, "pattern": SLUG.pattern}
    assert fields["events", "kind"]["constraints"]["enum"] == [str(kind) for kind in EventKind]
    assert fields["events", "mode"]["description"].endswith("; unstated where it is empty")
    assert "EDTF" in fields["events", "dates"]["description"]
    assert fields["fundings", "amount.amount"]["constraints"] == {"minimum": 0}


def test_patterns_are_such_as_the_standard_knows() -> None:
    """Expressions of Python's own kind are left out: other programs could not read them."""
    for schema in _schemas(_all_kinds()).values():
        for field in schema["fields"]:
            pattern = field.get("constraints", {}).get("pattern", "")
            assert "(?" not in pattern
            re.compile(pattern)


def test_tables_have_a_primary_key() -> None:
    """It is the id; suppressions have none."""
    schemas = _schemas(_all_kinds())
    assert [name for name, schema in schemas.items() if schema.get("primaryKey") != ["id"]] == ["suppressions"]


def test_references_that_all_lead_to_a_row_are_foreign_keys() -> None:
    """A key into the own table names no resource, as the standard asks."""
    panel = Panel(id="p", event_id="a", format=PanelFormat.PANEL_DISCUSSION)
    schemas = _schemas(Dataset([_event("a"), _event("b", part_of_id="a"), panel]))
    assert schemas["events"]["foreignKeys"] == [{"fields": ["part_of_id"], "reference": {"fields": ["id"]}}]
    assert schemas["panels"]["foreignKeys"] == [
        {"fields": ["event_id"], "reference": {"resource": "events", "fields": ["id"]}},
        {"fields": ["part_of_id"], "reference": {"fields": ["id"]}},
    ]


@pytest.mark.parametrize("event_id", ["gone", "a"])
def test_references_out_of_the_package_are_none(event_id: str) -> None:
    """What refers to ready-made records would be an error to every checker; it is described instead."""
    attendance = Attendance(id="x", event_id=event_id, description="d", extra=Extra({"x-a": 1}))
    dataset = Dataset([attendance, _event("b")])
    schema = _schemas(dataset)["attendances"]
    assert [key["fields"] for key in schema["foreignKeys"]] == [["part_of_id"]]
    (field,) = (field for field in schema["fields"] if field["name"] == "event_id")
    assert field["refersTo"] == "events"
    assert "the id of events, here or in the ready-made reference data" in field["description"]
