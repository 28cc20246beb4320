from __future__ import annotations

import io
import sys
from decimal import Decimal
from typing import Any, Final

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import MissingExtraError, SelectionError
from seesac_model.model import (
    Attendance,
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    Extra,
    Funding,
    Headcount,
    Money,
    Observation,
    Organisation,
    OrganisationKind,
    Panel,
    PanelFormat,
    Place,
    PlaceKind,
    Record,
    Topic,
    fields_of,
)
from seesac_model.query import neighbourhood, paths_between, shortest_path, to_networkx
from tests.query.worlds import worlds
from tests.strategies.datasets import datasets

KINDS: Final = Dataset.kinds()


def key(record: Record) -> tuple[str, str]:
    """Return what a node is known by."""
    return record.collection(), record.id


def graph_of(what: Any, **options: Any) -> nx.MultiDiGraph[tuple[str, str]]:  # noqa: ANN401 - whatever is given
    """Make a graph, of the type that the checkers know."""
    graph = to_networkx(what, **options)
    assert isinstance(graph, nx.MultiDiGraph)
    return graph


def edges_of(graph: nx.MultiDiGraph[tuple[str, str]]) -> set[tuple[Any, ...]]:
    """Return the edges with their keys and fields."""
    return set(graph.edges(keys=True, data="field"))


def expected_edges(dataset: Dataset, among: set[tuple[str, str]]) -> set[tuple[Any, ...]]:
    """Return the references between some records, by asking each record."""
    return {
        (key(record), (link.kind, link.target_id), ".".join(map(str, link.path)), link.field)
        for record in dataset
        for link in dataset.links_from(record)
        if key(record) in among and (link.kind, link.target_id) in among
    }


@given(datasets() | worlds(), st.none() | st.sets(st.sampled_from(KINDS)))
def test_a_dataset_is_its_records_and_references(dataset: Dataset, kinds: set[type[Record]] | None) -> None:
    """Every record of the kinds is a node, every reference between two of them an edge; what dangles is counted."""
    graph = graph_of(dataset, kinds=kinds)
    records = [record for record in dataset if kinds is None or type(record) in kinds]
    assert list(graph) == [key(record) for record in records]
    assert edges_of(graph) == expected_edges(dataset, set(graph))
    dangling = [link for record in records for link in dataset.links_from(record) if link.target is None]
    assert graph.graph == {"dangling": len(dangling)}


@given(datasets())
def test_attributes_are_plain(dataset: Dataset) -> None:
    """Every graph can be written as GraphML, for its attributes are text, numbers, True or False."""
    graph = graph_of(dataset)
    nx.write_graphml(graph, io.BytesIO())
    assert {type(content) for _, attributes in graph.nodes(data=True) for content in attributes.values()} <= {
        str,
        int,
        float,
        bool,
    }


@given(worlds(), st.data())
def test_paths_are_their_records_and_links(dataset: Dataset, data: st.DataObject) -> None:
    """The graph of paths has what is on them, each record with its distance, and both ends in any case."""
    start, goal = (data.draw(st.sampled_from(tuple(dataset))) for _ in range(2))
    paths = paths_between(dataset, start, goal)
    graph = graph_of(paths)
    distances = {key(record): distance for path in paths for distance, record in enumerate(path.records)}
    assert {node: graph.nodes[node].get("distance") for node in graph} == {
        key(goal): None,
        key(start): 0,
        **distances,
    }
    links = [link for path in paths for several in path.links for link in several]
    assert edges_of(graph) == {
        (key(link.record), (link.kind, link.target_id), ".".join(map(str, link.path)), link.field) for link in links
    }
    path = shortest_path(dataset, start, goal)
    assert path is None or nx.utils.graphs_equal(graph_of(path), graph_of(paths_between(dataset, start, goal, limit=1)))


@given(worlds(), st.data())
def test_neighbourhoods_are_their_records_and_all_references_between(dataset: Dataset, data: st.DataObject) -> None:
    """The graph of a neighbourhood has its records with their distances, and every reference between them."""
    around = neighbourhood(dataset, data.draw(st.sampled_from(tuple(dataset))), 2)
    graph = graph_of(around)
    expected = {key(around.start): 0, **{key(record): distance for record, distance in around}}
    assert {node: attributes["distance"] for node, attributes in graph.nodes(data=True)} == expected
    assert edges_of(graph) == expected_edges(dataset, set(graph))


def test_nodes_say_what_their_records_say() -> None:
    """A node has every field that holds one thing and is set; no lists, no references and no keys of the users' own."""
    records = [
        Event(
            id="e",
            title="Talk",
            kind=EventKind.MEETING,
            status=EventStatus.HELD,
            dates=DateSpan("2021-06~"),
            series_id="talks",
            series_number=5,
            place_ids=("hall",),
            languages=("en",),
            extra=Extra({"x-room": "A"}),
        ),
        Place(id="hall", name="Hall", kind=PlaceKind.VENUE, latitude=44.5, longitude=20.0),
        Attendance(id="a", event_id="e", description="all", headcount=Headcount(value=24, women=10)),
        Funding(id="f", donor_ids=("eu",), amount=Money(amount=Decimal(5), currency="EUR")),
        Observation(id="o", measure="pistols", value=Decimal("1.234")),
        Panel(id="p", event_id="e", format=PanelFormat.SESSION),
    ]
    nodes = graph_of(Dataset(records)).nodes
    assert nodes["events", "e"] == {
        "collection": "events",
        "id": "e",
        "label": "Talk",
        "title": "Talk",
        "kind": "meeting",
        "status": "held",
        "dates": "2021-06~",
        "mode": "unstated",
        "series_number": 5,
    }
    assert (nodes["places", "hall"]["latitude"], nodes["places", "hall"]["name"]) == (44.5, "Hall")
    assert nodes["attendances", "a"]["headcount"] == '{"value":24,"women":10}'
    assert nodes["attendances", "a"]["cumulative"] is False
    assert nodes["fundings", "f"]["amount"] == "5 EUR"
    assert nodes["observations", "o"]["value"] == "1.2340"
    assert nodes["panels", "p"]["label"] == "p"
    assert "title" not in nodes["panels", "p"]


def test_no_field_is_hidden_by_another_attribute() -> None:
    """No field of a record has the name of an attribute that says something else."""
    names = {field.name for kind in KINDS for field in fields_of(kind)}
    assert names & {"collection", "distance", "label"} == {"label"}
    assert [kind for kind in KINDS if "label" in {field.name for field in fields_of(kind)}] == [Topic]


def test_links_between_two_records_are_edges_of_their_own() -> None:
    """Two references from one record to another are two edges, from the one that refers to the other."""
    body = Organisation(id="un", name="UN", kind=OrganisationKind.IGO)
    grant = Funding(id="f", donor_ids=("un",), channel_id="un")
    assert edges_of(graph_of(Dataset([body, grant]))) == {
        (("fundings", "f"), ("organisations", "un"), "donor_ids.0", "donor_ids"),
        (("fundings", "f"), ("organisations", "un"), "channel_id", "channel_id"),
    }


def test_one_kind_of_record_may_be_asked_for() -> None:
    """A single kind needs no list, and leaves the other records out of paths too."""
    body = Organisation(id="un", name="UN", kind=OrganisationKind.IGO)
    dataset = Dataset([body, Funding(id="f", donor_ids=("un",))])
    assert list(graph_of(dataset, kinds=Funding)) == [("fundings", "f")]
    path = shortest_path(dataset, "f", "un")
    assert (list(graph_of(path, kinds=Funding)), list(graph_of(path, kinds=Funding).edges)) == ([("fundings", "f")], [])


def test_other_things_are_refused() -> None:
    """Only datasets, paths and neighbourhoods become graphs, and only kinds of record choose nodes."""
    with pytest.raises(SelectionError, match="found nothing, expected a dataset, a path, paths or a neighbourhood"):
        to_networkx(None)  # type: ignore[arg-type]  # the error is what is tested
    with pytest.raises(SelectionError, match="expected a kind of record"):
        to_networkx(Dataset(), kinds="events")  # type: ignore[arg-type]  # as above


def test_without_networkx_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where networkx is not installed, the error names the extra that brings it."""
    monkeypatch.setitem(sys.modules, "networkx", None)
    with pytest.raises(MissingExtraError) as caught:
        to_networkx(Dataset())
    assert (caught.value.extra, caught.value.purpose) == ("graph", "a graph of networkx")
