"""Fields of one record that cannot all be true."""

from __future__ import annotations

import pytest

from seesac_model.errors import FaultCode, InvalidRecordError, InvalidValueError
from seesac_model.model import (
    Event,
    Footnote,
    Funding,
    HouseStyle,
    Observation,
    Participation,
    Place,
    PlaceKind,
    Record,
    Statement,
    Subject,
    Suppression,
)
from tests.strategies.records import altered, plain_record

_REGION = {"kind": PlaceKind.REGION}
_UN, _EU = Footnote(style=HouseStyle.UN, text="a"), Footnote(style=HouseStyle.EU, text="a")


@pytest.mark.parametrize(
    ("kind", "fields", "path"),
    [
        (Event, {"series_number": 5}, ("series_number",)),
        (Place, {"latitude": 44.8}, ("longitude",)),
        (Place, {"longitude": 20.5}, ("latitude",)),
        (Place, {"capital_id": "tirana", "kind": PlaceKind.CITY}, ("capital_id",)),
        (Place, {"capital_id": "tirana", **_REGION}, ("capital_id",)),
        (Place, {"member_ids": ("rs",), "kind": PlaceKind.CITY}, ("member_ids",)),
        (Place, {"between_ids": ("al", "me"), "kind": PlaceKind.CITY}, ("between_ids",)),
        (Place, {"between_ids": ("al", "me", "xk"), "kind": PlaceKind.BORDER_CROSSING}, ("between_ids",)),
        (Place, {"footnotes": (_UN, _UN)}, ("footnotes",)),
        (Participation, {"person_id": None, "organisation_id": None}, ()),
        (Statement, {"person_id": None, "organisation_id": None}, ()),
        (Statement, {"panel_id": "a", "event_id": None}, ("panel_id",)),
        (Subject, {"topic_id": "a", "place_id": "a"}, ()),
        (Subject, {"topic_id": None}, ()),
        (Funding, {"donor_ids": (), "recipient_id": None}, ()),
        (Observation, {"measure": None, "indicator_id": None}, ()),
    ],
)
def test_contradictions_are_refused_where_they_stand(
    kind: type[Record], fields: dict[str, object], path: tuple[str, ...]
) -> None:
    """Each rule between the fields of one record is kept, and its fault says which field is too much or missing."""
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(kind), **fields)
    assert [(FaultCode.CONTRADICTION, path)] == [(fault.code, fault.path) for fault in caught.value.faults]


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Event, {"series_number": 5, "series_id": "a"}),
        (Place, {"latitude": -90.0, "longitude": 180.0}),
        (Place, {"capital_id": "tirana", "kind": PlaceKind.JURISDICTION}),
        (Place, {"member_ids": ("rs",), **_REGION}),
        (Place, {"footnotes": (_UN, _EU)}),
        (Participation, {"person_id": None, "organisation_id": "a"}),
        (Participation, {"person_id": "a", "organisation_id": None}),
        (Statement, {"person_id": None, "organisation_id": "a"}),
        (Subject, {"topic_id": None, "document_id": "a"}),
        (Funding, {"donor_ids": ("a",), "recipient_id": None}),
        (Observation, {"measure": None, "indicator_id": "a"}),
    ],
)
def test_what_goes_together_is_taken(kind: type[Record], fields: dict[str, object]) -> None:
    """The same fields in agreement make a record."""
    record = altered(plain_record(kind), **fields)
    assert fields == {name: getattr(record, name) for name in fields}


@pytest.mark.parametrize("latitude", [90.1, -90.1, float("nan"), float("inf"), 10**400])
def test_coordinates_lie_on_the_globe(latitude: float) -> None:
    """A latitude beyond the poles, or that is no number, is refused."""
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(Place), latitude=latitude, longitude=0.0)
    assert [fault.path for fault in caught.value.faults] == [("latitude",)]


def test_coordinates_are_floats() -> None:
    """A whole number is taken as the float that it is, and zero has no sign."""
    place = altered(plain_record(Place), latitude=44, longitude=-0.0)
    assert repr((place.latitude, place.longitude)) == "(44.0, 0.0)"


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        (None, False),
        ("RS", False),
        ("XK", True),
        ("QM", True),
        ("QL", False),
        ("AA", True),
        ("ZZ", True),
        ("RS-00", False),
    ],
)
def test_user_assigned_codes_are_known(code: str | None, expected: bool) -> None:  # noqa: FBT001 - one of the cases
    """ISO 3166-1 leaves AA, QM to QZ, XA to XZ and ZZ to its users."""
    assert altered(plain_record(Place), iso_code=code).has_user_assigned_code is expected


def test_a_suppression_of_a_record_names_its_collection() -> None:
    """An id alone does not say which record is meant."""
    with pytest.raises(InvalidValueError) as caught:
        Suppression(code="PAN001", record_id="a", reason="a")
    assert [(fault.code, fault.path) for fault in caught.value.faults] == [(FaultCode.CONTRADICTION, ("kind",))]
