from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode, InvalidRecordError
from seesac_model.model import (
    Citation,
    Event,
    Extra,
    Observation,
    Panel,
    Participation,
    Prose,
    Range,
    Record,
    Reference,
    fields_of,
)
from seesac_model.model._fields import plain_decimal
from tests.strategies.records import altered, decimals, plain_record


def test_fields_are_those_that_are_data_in_the_order_in_which_they_are_written() -> None:
    """The class's own fields come first, then those that all records have; where it was read is none."""
    names = [field.name for field in fields_of(Panel)]
    assert names[:3] == ["id", "event_id", "title"]
    assert names[-3:] == ["citations", "note", "extra"]
    assert "origin" not in names


@pytest.mark.parametrize(
    ("kind", "name", "expected"),
    [
        (Event, "id", (str, "one", "required", Reference("events"), None)),
        (Event, "part_of_id", (str, "one", None, Reference("events"), "events")),
        (Event, "place_ids", (str, "many", (), Reference("places"), "places")),
        (Event, "series_number", (int, "one", None, Range(1, 10_000), None)),
        (Event, "citations", (Citation, "many", (), None, None)),
        (Event, "note", (str, "one", None, Prose(), None)),
        (Event, "extra", (Extra, "one", Extra(), None, None)),
        (Observation, "value", (Decimal, "one", None, None, None)),
    ],
)
def test_what_an_annotation_says(kind: type[Record], name: str, expected: tuple[object, ...]) -> None:
    """Type, number, default, bounds and target of a field are read off its annotation."""
    field = next(field for field in fields_of(kind) if field.name == name)
    number = "many" if field.many else "one"
    default = "required" if field.required else field.default
    assert (field.base, number, default, field.marker, field.refers_to) == expected


@pytest.mark.parametrize(("name", "expected"), [("note", True), ("title", False), ("place_ids", False)])
def test_only_optional_fields_take_none(name: str, expected: bool) -> None:  # noqa: FBT001 - one of the cases
    """A field that is None where nothing is known says so in its annotation."""
    assert next(field.optional for field in fields_of(Event) if field.name == name) is expected


def test_the_key_of_the_nested_form_stands_with_the_reference() -> None:
    """The field that leads to the owner says under which key the owner lists its dependents."""
    keys = {field.name: field.note.nested_as for field in fields_of(Participation) if field.note.nested_as}
    assert keys == {"event_id": "participations", "panel_id": "participations"}


@given(decimals())
def test_a_number_has_one_decimal(number: Decimal) -> None:
    """However a number was spelt, the Decimal is the same, without exponent and trailing zeros."""
    plain = plain_decimal(number)
    assert plain == number
    assert plain.as_tuple().exponent in range(-28, 1)
    assert str(plain) == str(plain_decimal(number * Decimal("1.00")))


@pytest.mark.parametrize(
    ("number", "found"),
    [
        (Decimal("NaN"), "NaN"),
        (Decimal("sNaN"), "sNaN"),
        (Decimal("-Infinity"), "-Infinity"),
        (Decimal(2**63), "9223372036854775808"),
        (Decimal("1E+40"), "1E+40"),
        (Decimal("1E-29"), "1E-29"),
        (Decimal("10E-30"), "1.0E-29"),
        (Decimal("0E-29"), "0E-29"),
        (Decimal("0E+29"), "0E+29"),
        (Decimal("1E-999999"), "1E-999999"),
        (Decimal("1.2345678901234567890123456789"), "29 digits"),
    ],
)
def test_numbers_that_no_file_gives_back_are_refused(number: Decimal, found: str) -> None:
    """A decimal has at most 28 digits and 28 places and is finite."""
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(Observation), measure="a", value=number)
    assert [(FaultCode.INVALID_NUMBER, found)] == [(fault.code, fault.found) for fault in caught.value.faults]


@given(st.integers(-(2**63), 2**63 - 1))
def test_whole_numbers_of_64_bits_are_taken(number: int) -> None:
    """Every whole number of 64 bits is a value that can be observed."""
    assert altered(plain_record(Observation), measure="a", value=Decimal(number)).value == number


@pytest.mark.parametrize("kind", Dataset.kinds())
def test_no_part_of_a_derived_id_is_the_bare_name_of_a_field(kind: type[Record]) -> None:
    """A field in `DERIVED_ID` stands in braces: without them its name and not its content would be in every id."""
    assert not {field.name for field in fields_of(kind)} & set(kind.DERIVED_ID)


def test_lists_have_their_limits() -> None:
    """Fewer values with fields of their own than ids or texts; what is no list has one entry."""
    fields = {field.name: field for field in fields_of(Event)}
    assert [fields[name].most_entries for name in ("title", "citations", "place_ids", "languages")] == [
        1,
        1_000,
        100_000,
        100_000,
    ]
