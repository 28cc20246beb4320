"""What type checkers make of paths and neighbourhoods; checked by mypy and pyright, never run."""

from __future__ import annotations

from typing import assert_type

from seesac_model.dataset import Dataset, Link
from seesac_model.model import Event, Participation, Person, Record
from seesac_model.query import Neighbour, RecordPath, Table, events, neighbourhood, paths_between, shortest_path


def paths(dataset: Dataset, person: Person) -> None:
    path = shortest_path(dataset, person, "frontex", through=Event, within=events(dataset).on("2023"))
    assert_type(path, RecordPath | None)
    found = paths_between(dataset, "seesac", person, through=[Event, Participation], avoiding=[person, "undp"])
    assert_type([one for one in found], list[RecordPath])  # noqa: C416 - the type of each is what is asserted
    assert_type(found[0].through, tuple[Record, ...])
    assert_type(found[0].links, tuple[tuple[Link, ...], ...])
    assert_type(found.to_table(), Table)


def around(dataset: Dataset) -> None:
    near = neighbourhood(dataset, "frontex", 2)
    assert_type(near.of(Event), tuple[Event, ...])
    assert_type(next(iter(near)), Neighbour)
    for record, distance in near:
        assert_type(record, Record)
        assert_type(distance, int)
