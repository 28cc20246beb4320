from __future__ import annotations

import itertools
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import Place, PlaceKind
from seesac_model.rules import check

SIZES: Final = (
    {PlaceKind.VENUE, PlaceKind.BORDER_CROSSING},
    {PlaceKind.CITY},
    {PlaceKind.JURISDICTION, PlaceKind.REGION},
)


def place(record_id: str, kind: PlaceKind, part_of_id: str | None = None) -> Place:
    """Return a place that lies in another."""
    return Place(id=record_id, name="Place", kind=kind, part_of_id=part_of_id)


def size(kind: PlaceKind) -> int:
    """Return how large the places of a kind are, next to those of the others."""
    return next(number for number, kinds in enumerate(SIZES) if kind in kinds)


@pytest.mark.parametrize(("kind", "whole"), [*itertools.product(PlaceKind, PlaceKind)])
def test_only_a_place_in_a_smaller_one_is_flagged(kind: PlaceKind, whole: PlaceKind) -> None:
    """A place can lie in one that is as large or larger by its kind, and in no other."""
    report = check(Dataset([place("a", kind, "b"), place("b", whole)]), select=["PLA001"])
    assert (len(report) == 1) is (size(kind) > size(whole))


@given(st.lists(st.sampled_from(PlaceKind), max_size=6))
def test_places_that_grow_are_silent(kinds: list[PlaceKind]) -> None:
    """Places of which each lies in the next larger one are never flagged."""
    chain = sorted(kinds, key=size)
    places = [place(str(number), kind, str(number + 1)) for number, kind in enumerate(chain)]
    assert len(check(Dataset(places), select=["PLA001"])) == 0


def test_place_in_a_smaller_one_is_flagged_with_both_kinds() -> None:
    """The finding is at the reference, and has the smaller place."""
    dataset = Dataset([place("tirana", PlaceKind.CITY, "academy"), place("academy", PlaceKind.VENUE)])
    (finding,) = check(dataset, select=["PLA001"])
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "tirana",
        ("part_of_id",),
        "a city lies in 'academy', a venue; expected a larger place",
        (("places", "academy"),),
    )


@pytest.mark.parametrize("part_of_id", [None, "gone"])
def test_place_in_no_other_is_silent(part_of_id: str | None) -> None:
    """A place that lies in none is at the top, and a dangling reference is for another rule."""
    assert len(check(Dataset([place("al", PlaceKind.JURISDICTION, part_of_id)]), select=["PLA001"])) == 0


def test_places_in_one_another_are_one_fault() -> None:
    """Places in a circle are told of by the rule about circles alone; one beside the circle is flagged."""
    circle = place("al", PlaceKind.JURISDICTION, "tirana"), place("tirana", PlaceKind.CITY, "al")
    found = check(Dataset([*circle, place("me", PlaceKind.JURISDICTION, "tirana")]), select=["PLA001", "REF004"])
    assert sorted((finding.code, finding.record_id) for finding in found) == [("PLA001", "me"), ("REF004", "al")]
