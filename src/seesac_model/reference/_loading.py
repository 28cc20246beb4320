"""Reading the ready-made records, when somebody asks for them."""

from __future__ import annotations

import functools
import importlib.resources
from typing import Final

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, quoted
from seesac_model.formats import loads
from seesac_model.model import did_you_mean

__all__ = ["PARTS", "complete", "load"]

PARTS: Final = ("places", "organisations", "presidencies", "series", "frameworks", "topics", "sources")
"""
The parts of the reference data.

`"places"`: jurisdictions with their codes, names over time and footnotes, regions with their members, cities.
`"organisations"`: bodies, services and networks. `"presidencies"`: the presidencies of the Council of the EU.
`"series"`: recurring meetings. `"frameworks"`: roadmaps, strategies, legal acts and treaties, with goals.
`"topics"`: the vocabulary of topics, commodities and modes of trafficking. `"sources"`: pages that several parts cite.
"""


def load(*parts: str, closed: bool = True) -> Dataset:
    """
    Return the reference data, or parts of them with everything that these refer to.

    The first call reads the data, which come with the library; later calls take no time.

    Args:
        parts: Names of :data:`PARTS`; none for all of them.
        closed: Whether parts bring along what they refer to, so that nothing dangles: the organisations their
            jurisdictions, and both the sources. False for the records of the parts and nothing more.

    Raises:
        SelectionError: There is no such part.

    >>> topics = load("topics")
    >>> topics.topics["firearms"].scheme
    <TopicScheme.COMMODITY: 'commodity'>
    >>> len(topics) < len(load())
    True
    """
    for part in parts:
        _require_part(part)
    if not parts:
        return _everything()
    chosen = functools.reduce(Dataset.merge, (_part(part) for part in parts))
    return chosen.supplemented_by(_everything(), only_needed=True) if closed else chosen


def _require_part(part: object) -> None:
    if not isinstance(part, str):
        raise SelectionError(f"a {type(part).__name__} was given for a part; expected names, one by one")
    if part not in PARTS:
        advice = did_you_mean(part, PARTS) or f"the parts are {', '.join(PARTS)}"
        raise SelectionError(f"no part {quoted(part)} of the reference data; {advice}")


def complete(dataset: Dataset, *, only_needed: bool = False) -> Dataset:
    """
    Return a dataset together with the reference data; what the dataset says itself is never overwritten.

    It is `dataset.supplemented_by(load())`.

    Args:
        dataset: The dataset.
        only_needed: Whether to add only the records that the dataset refers to, and those that they refer to: enough
            for a file that stands on its own, and without the members of regions that nobody named.

    >>> from seesac_model.model import Place, PlaceKind
    >>> own = Dataset([Place(id="bar", name="Bar", kind=PlaceKind.CITY, part_of_id="me")])
    >>> complete(own).places["me"].name
    'Montenegro'
    """
    return dataset.supplemented_by(load(), only_needed=only_needed)


@functools.cache
def _everything() -> Dataset:
    return functools.reduce(Dataset.merge, (_part(part) for part in PARTS))


@functools.cache
def _part(part: str) -> Dataset:
    file = importlib.resources.files("seesac_model.reference") / "data" / f"{part}.json"
    data = loads(file.read_bytes(), format="json")
    # Where a record stands in the installed package tells a user nothing.
    records = (attrs.evolve(record, origin=None) for record in data)
    return Dataset(records, suppressions=data.suppressions)
