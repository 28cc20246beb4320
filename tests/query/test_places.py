"""Places within places."""

from __future__ import annotations

from seesac_model.dataset import Dataset
from seesac_model.model import Event, EventKind, EventStatus, Place, PlaceKind
from seesac_model.query import events


def test_a_place_that_is_reached_twice_counts_once() -> None:
    """A jurisdiction that is a member of a region and lies in it too is gone through once, and a circle ends."""
    region = Place(id="region", name="Region", kind=PlaceKind.REGION, member_ids=("al",), part_of_id="tirana")
    albania = Place(id="al", name="Albania", kind=PlaceKind.JURISDICTION, part_of_id="region")
    tirana = Place(id="tirana", name="Tirana", kind=PlaceKind.CITY, part_of_id="al")
    event = Event(id="e", title="E", kind=EventKind.MEETING, status=EventStatus.HELD, place_ids=("tirana",))
    dataset = Dataset([region, albania, tirana, event])
    assert events(dataset).in_place("region").ids == ("e",)
