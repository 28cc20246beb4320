from __future__ import annotations

import pytest
from hypothesis import given

from seesac_model.dataset import ReferenceField, reference_fields
from seesac_model.model import Citation, Place, PlaceKind, Record, Value, fields_of
from tests.strategies.records import KINDS, any_records


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_of_a_kind_is_known(kind: type[Record]) -> None:
    """A field whose name ends in `_id` or `_ids` is a reference, and nothing else is, but for values that hold one."""
    named = {field.name for field in fields_of(kind) if field.name.endswith(("_id", "_ids"))}
    found = {field.name for field in reference_fields(kind) if field.inner is None}
    assert found == named
    holders = {field.name for field in fields_of(kind) if issubclass(field.base, Value)}
    assert {field.name for field in reference_fields(kind) if field.inner} <= holders


@pytest.mark.parametrize("kind", KINDS)
def test_every_reference_leads_to_a_collection_there_is(kind: type[Record]) -> None:
    """No field refers to a collection that datasets do not have, and every kind cites sources."""
    collections = {kind.collection() for kind in KINDS}
    assert {field.target for field in reference_fields(kind)} <= collections
    assert ReferenceField("citations", "source_id", "sources", many=True) in reference_fields(kind)


@given(any_records())
def test_ids_stand_where_their_paths_lead(record: Record) -> None:
    """Each id that a field gives is found in the record by its path."""
    for field in reference_fields(type(record)):
        for path, target_id in field.ids(record):
            found: object = record
            for step in path:
                found = found[step] if isinstance(found, tuple) and isinstance(step, int) else getattr(found, str(step))
            assert found == target_id


def test_ids_of_every_shape_of_field() -> None:
    """A field may hold one id, several, none, or values with one each."""
    citations = (Citation(source_id="e"), Citation(source_id="e", locator="p. 2"))
    place = Place(id="a", name="a", kind=PlaceKind.REGION, member_ids=("c", "d"), citations=citations)
    found = {field.name: list(field.ids(place)) for field in reference_fields(Place)}
    assert found == {
        "part_of_id": [],
        "capital_id": [],
        "between_ids": [],
        "member_ids": [(("member_ids", 0), "c"), (("member_ids", 1), "d")],
        "citations": [(("citations", 0, "source_id"), "e"), (("citations", 1, "source_id"), "e")],
    }


def test_a_value_that_refers_to_nothing_has_no_id() -> None:
    """A value in a record may leave its reference out."""
    field = ReferenceField("citations", "locator", "sources", many=True)
    place = Place(id="a", name="a", kind=PlaceKind.CITY, citations=(Citation(source_id="e"),))
    assert list(field.ids(place)) == []
