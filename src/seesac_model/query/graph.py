"""Records and their references as a graph, for the algorithms, drawings and file formats of networkx."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any, TypeAlias

from seesac_model.dataset import Dataset, Link
from seesac_model.errors import SelectionError, described
from seesac_model.model import Extra, Record, Value, canonical_json, decimal_text, fields_of, per_class, to_plain
from seesac_model.query._adjacency import SomeKinds, rank_of, ranks_of
from seesac_model.query._naming import name_of
from seesac_model.query._networkx import imported_networkx
from seesac_model.query._path import Neighbourhood, RecordPath, RecordPaths

__all__ = ["to_networkx"]

_Plain: TypeAlias = str | int | float | bool


def to_networkx(what: Dataset | RecordPath | RecordPaths | Neighbourhood, *, kinds: SomeKinds | None = None) -> Any:  # noqa: ANN401 - of an optional library
    """
    Return records and the references between them as a `networkx.MultiDiGraph`.

    A node is a pair of collection and id: `("events", "customs-conference-2023")`. Its attributes are `collection`,
    `id`, `label` (the record's name or title, and its id where it has none), in paths and neighbourhoods the `distance`
    from the start, and every field that holds one thing and is set, under its own name: words and dates as text,
    numbers, True or False; decimal numbers as text, and other values as text in their short form or JSON. Lists,
    references, and the keys of `extra` are left out.

    An edge goes from the record that refers to the one that it refers to. Its key is the place of the reference,
    `place_ids.0`, so that each has its own, and its attribute `field` the name of the field. So every attribute is
    plain, as GraphML and GEXF want it.

    References to records that are not among the nodes are no edges. How many references of the nodes lead to no record
    of the dataset at all is said in `graph.graph["dangling"]`; on paths there are none.

    Args:
        what: A dataset with all its references; a path, or several, with the links on them; or a neighbourhood with all
            references between its records.
        kinds: The kinds of record that become nodes; None for all.

    Raises:
        MissingExtraError: networkx is not installed; the extra `graph` brings it.
        SelectionError: It is something else, or `kinds` has something else than kinds of record.

    >>> from seesac_model.model import Topic
    >>> graph = to_networkx(Dataset([Topic(id="war", label="War"), Topic(id="arms", label="Arms", broader_id="war")]))
    >>> graph.nodes["topics", "war"]
    {'collection': 'topics', 'id': 'war', 'label': 'War', 'scheme': 'topic'}
    >>> list(graph.edges(keys=True, data="field"))
    [(('topics', 'arms'), ('topics', 'war'), 'broader_id', 'broader_id')]
    """
    ranks = None if kinds is None else ranks_of(kinds)
    graph = imported_networkx().MultiDiGraph()
    records = {
        _key(record): (record, distance)
        for record, distance in _records(what)
        if ranks is None or rank_of(record.collection()) in ranks
    }
    graph.add_nodes_from((key, _attributes(record, distance)) for key, (record, distance) in records.items())
    dangling = 0
    for link in _links(what):
        start, end = _key(link.record), (link.kind, link.target_id)
        if start not in records:
            continue
        if end in records:
            graph.add_edge(start, end, key=".".join(map(str, link.path)), field=link.field)
        elif link.target is None:
            dangling += 1
    graph.graph["dangling"] = dangling
    return graph


def _key(record: Record) -> tuple[str, str]:
    return record.collection(), record.id


def _records(what: object) -> Iterator[tuple[Record, int | None]]:
    match what:
        case Dataset():
            yield from ((record, None) for record in what)
        case RecordPath():
            yield from ((record, distance) for distance, record in enumerate(what.records))
        case RecordPaths():
            # Both ends are there even if nothing connects them; and as all paths are of one length, a record has the
            # same distance on each.
            yield from ((what.start, 0), (what.goal, None))
            yield from itertools.chain.from_iterable(map(_records, what))
        case Neighbourhood():
            yield what.start, 0
            yield from what
        case _:
            raise SelectionError(f"found {described(what)}, expected a dataset, a path, paths or a neighbourhood")


def _links(what: Dataset | RecordPath | RecordPaths | Neighbourhood) -> Iterator[Link]:
    match what:
        case RecordPath():
            yield from itertools.chain.from_iterable(what.links)
        case RecordPaths():
            yield from itertools.chain.from_iterable(map(_links, what))
        case _:
            dataset = what if isinstance(what, Dataset) else what.dataset
            for record, _ in _records(what):
                yield from dataset.links_from(record)


def _attributes(record: Record, distance: int | None) -> dict[str, _Plain]:
    said: dict[str, _Plain] = {
        "collection": record.collection(),
        "id": record.id,
        "label": name_of(record) or record.id,
    }
    if distance is not None:
        said["distance"] = distance
    contents = ((name, getattr(record, name)) for name in _plain_fields(type(record)))
    return said | {name: _plain(content) for name, content in contents if content is not None}


@per_class
def _plain_fields(kind: type) -> tuple[str, ...]:
    return tuple(
        field.name
        for field in fields_of(kind)
        if not (field.many or field.refers_to or field.base is Extra or field.name == "id") and field.note.stored
    )


def _plain(content: object) -> _Plain:
    match content:
        case bool() | int() | float():
            return content
        case Decimal():
            return decimal_text(content)
        case Value():
            return content.short_form() or canonical_json(to_plain(content))
        case _:
            return str(content)
