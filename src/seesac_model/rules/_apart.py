"""Whether groups, or values, that are parts of one whole can have anything in common."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Sequence

from seesac_model.dataset import Dataset
from seesac_model.model import Place

__all__ = ["bodies_apart", "places_apart", "with_larger_bodies"]


def places_apart(entries: Iterable[Sequence[str]], dataset: Dataset) -> bool:
    """Tell whether no place of one entry is a place of another, or lies in one."""

    def wholes(place_id: str) -> tuple[str, ...]:
        place = dataset.places.get(place_id)
        if place is None:
            return ()
        regions = (region.id for region in dataset.referring(Place, to=place, by="member_ids"))
        return tuple(whole for whole in (place.part_of_id, *place.between_ids, *regions) if whole is not None)

    return _are_apart(entries, wholes)


def bodies_apart(entries: Iterable[Sequence[str]], dataset: Dataset) -> bool:
    """Tell whether no body of one entry is a body of another, or a part of one."""
    return _are_apart(entries, functools.partial(_larger_bodies, dataset))


def with_larger_bodies(organisation_ids: Iterable[str], dataset: Dataset) -> set[str]:
    """Return bodies and all that they are parts of, at any remove."""
    return _with_wholes(organisation_ids, functools.partial(_larger_bodies, dataset))


def _larger_bodies(dataset: Dataset, organisation_id: str) -> tuple[str, ...]:
    organisation = dataset.organisations.get(organisation_id)
    return () if organisation is None else organisation.part_of_ids


def _with_wholes(start: Iterable[str], wholes: Callable[[str], Iterable[str]]) -> set[str]:
    """
    Return ids and all that they are parts of, at any remove.

    >>> sorted(_with_wholes(["tirana"], {"tirana": ["al"], "al": ["tirana"]}.__getitem__))
    ['al', 'tirana']
    """
    waiting = list(start)
    found = set(waiting)
    while waiting:
        new = set(wholes(waiting.pop())) - found
        found |= new
        waiting += new
    return found


def _are_apart(entries: Iterable[Sequence[str]], wholes: Callable[[str], Iterable[str]]) -> bool:
    seen: set[str] = set()
    seen_wholes: set[str] = set()
    for entry in entries:
        reached = _with_wholes(entry, wholes)
        if not reached.isdisjoint(seen) or not seen_wholes.isdisjoint(entry):
            return False
        seen.update(entry)
        seen_wholes |= reached
    return True
