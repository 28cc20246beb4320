from __future__ import annotations

from typing import Any

import pytest

from seesac_model import reference
from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError
from seesac_model.model import Place, PlaceKind


def test_the_parts_together_are_everything() -> None:
    """All parts, each without the others, have the records of the whole."""
    parts = [reference.load(part, closed=False) for part in reference.PARTS]
    assert reference.load() == Dataset(
        (record for part in parts for record in part),
        suppressions=(entry for part in parts for entry in part.suppressions),
    )
    assert sum(len(part) for part in parts) == len(reference.load())


@pytest.mark.parametrize("part", reference.PARTS)
def test_a_part_brings_along_what_it_refers_to(part: str) -> None:
    """Nothing dangles in a part, it is a part of the whole, and it has all of its own records."""
    dataset = reference.load(part)
    assert all(link.target for record in dataset for link in dataset.links_from(record))
    assert set(dataset) <= set(reference.load())
    assert set(reference.load(part, closed=False)) <= set(dataset)


def test_reading_happens_once() -> None:
    """The second call gives the same object."""
    assert reference.load() is reference.load()


def test_records_do_not_say_where_the_package_is() -> None:
    """A reference record was read nowhere that a user knows."""
    assert {record.origin for record in reference.load()} == {None}


@pytest.mark.parametrize(
    ("part", "advice"), [("place", "did you mean 'places'?"), ("zzz", f"the parts are {', '.join(reference.PARTS)}")]
)
def test_a_part_that_is_none_is_refused(part: str, advice: str) -> None:
    """The error names the part that was meant, or all of them."""
    with pytest.raises(SelectionError) as refused:
        reference.load("topics", part)
    assert str(refused.value) == f"no part '{part}' of the reference data; {advice}"


def test_completing_never_overwrites() -> None:
    """A user's own record stays, whatever the reference data say of it."""
    own = Place(id="me", name="Crna Gora", kind=PlaceKind.JURISDICTION)
    bar = Place(id="bar", name="Bar", kind=PlaceKind.CITY, part_of_id="me")
    completed = reference.complete(Dataset([own, bar]))
    assert own in completed
    assert {place.id for place in completed.places} == {"bar", *reference.load().places.ids}


def test_completing_can_be_confined_to_what_is_needed() -> None:
    """A file that is to stand on its own gets what it refers to and no more."""
    bar = Place(id="bar", name="Bar", kind=PlaceKind.CITY, part_of_id="me")
    needed = reference.complete(Dataset([bar]), only_needed=True)
    assert needed.places.ids == ("bar", "me", "podgorica")
    assert all(link.target for record in needed for link in needed.links_from(record))
    assert len(needed) < len(reference.complete(Dataset([bar])))


@pytest.mark.parametrize("part", [["places"], None, 5])
def test_parts_are_named_one_by_one(part: Any) -> None:  # noqa: ANN401 - what this is about
    """A list of parts, or what is no name, is told apart from a part that does not exist."""
    with pytest.raises(SelectionError, match="expected names, one by one"):
        reference.load(part)
