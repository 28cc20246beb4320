"""PLA: places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Place, PlaceKind
from seesac_model.rules._circles import in_circles
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = ["place_inside_a_smaller_one"]

# An airport holds a border crossing, and a border crossing holds buildings. A region is a group of jurisdictions or a
# part of one, and so either can lie in the other.
_SIZES: Final = {
    PlaceKind.VENUE: 0,
    PlaceKind.BORDER_CROSSING: 0,
    PlaceKind.CITY: 1,
    PlaceKind.JURISDICTION: 2,
    PlaceKind.REGION: 2,
}


@declare("PLA001", Severity.ERROR)
def place_inside_a_smaller_one(place: Place, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a place that is said to lie in one of a smaller kind: a city in a venue, a jurisdiction in a city.

    What it does:
        Compares the kind of a place with that of the place which `part_of_id` names.
        Venues and border crossings are the smallest and can lie in one another, then come cities, then jurisdictions
        and regions, which can lie in one another too.
        Places that are parts of one another are left to REF004.

    Why is this bad?
        Questions for all events in a jurisdiction climb from part to whole, and would find those of the wrong place.
        Often the two were exchanged, or the kind of one is wrong.

    Example::

        places:
          - {id: academy, name: Police Academy, kind: venue}
          - {id: tirana, name: Tirana, kind: city, part_of_id: academy}

    Use instead::

        places:
          - {id: academy, name: Police Academy, kind: venue, part_of_id: tirana}
          - {id: tirana, name: Tirana, kind: city}

    References:
        - schema.org `containedInPlace`: https://schema.org/containedInPlace
    """
    whole = None if place.part_of_id is None else dataset.places.get(place.part_of_id)
    if whole is None or _SIZES[place.kind] <= _SIZES[whole.kind]:
        return
    if not {place.id, whole.id} <= context.once(_places_in_circles):
        yield Problem(
            message=f"a {place.kind} lies in {quoted(whole.id)}, a {whole.kind}; expected a larger place",
            path=("part_of_id",),
            hint="name the place it lies in, or correct the kind of one of the two",
            related=(whole,),
        )


def _places_in_circles(dataset: Dataset) -> frozenset[str]:
    return in_circles({place.id: [place.part_of_id] for place in dataset.places if place.part_of_id is not None})
