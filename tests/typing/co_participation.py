"""What type checkers make of networks of co-participation; checked by mypy and pyright, never run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import assert_type

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Organisation, Person, Role
from seesac_model.query import (
    Actor,
    FirstSeen,
    Network,
    Table,
    Tie,
    co_participation,
    events,
    organisations,
    people,
)


def networks(dataset: Dataset, person: Person) -> None:
    network = co_participation(events(dataset).with_status("held"), "seefen-meetings", roles=Role.HOST, parts=True)
    assert_type(network, Network)
    assert_type(co_participation(dataset, events(dataset).on("2023"), of="both", roles=["host"]), Network)
    assert_type(network.actors, tuple[Actor, ...])
    assert_type(network.actor(person), Actor | None)
    assert_type(network.between("seesac", person), Tie | None)
    assert_type(network.among("seesac", person, organisations(dataset), people(dataset)), Network)
    assert_type(network.by_period("half-year"), Mapping[str, Network])
    assert_type(network.to_table(), Table)


def ties(network: Network) -> None:
    for tie in (*network.ties, *network.strongest(3), *network.ties_of("seesac")):
        assert_type(tie.one, Organisation | Person)
        assert_type(tie.weight, int)
        assert_type(tie.one_roles, tuple[Role, ...])
        assert_type(tie.first, DateSpan | None)
    for seen in network.joined():
        assert_type(seen, FirstSeen)
        assert_type(seen.certainly, dt.date | None)
