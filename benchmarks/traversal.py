"""
Measure the way from record to record beside a plain search, DuckDB and networkx, in one run.

Who met whom: the bodies with which a body took part in events, with the number of the events; DuckDB joins its table of
participations with itself, and networkx goes two steps in a graph of bodies and events. How two people are connected:
one shortest path along references; networkx searches its graph from both ends, as the library does, and the plain
search goes through `Dataset.links_from` and `Dataset.links_to`. Everything within two steps of a record is what
`neighbourhood` finds. The graphs of networkx hold ids alone; beyond 100,000 events they are left out, for they take
more memory than everything else together.

    python -m benchmarks.traversal [EVENTS [QUESTIONS]]
"""

from __future__ import annotations

import collections
import gc
import importlib.metadata
import os
import platform
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import duckdb
import networkx as nx

from benchmarks.generated import generated
from benchmarks.generated_registers import Chance
from benchmarks.queries import KINDS, LARGE, MEBI, memory, report, side_by_side, timed
from seesac_model.dataset import Dataset
from seesac_model.model import Organisation, Person, Record
from seesac_model.query import CONNECTING_KINDS, co_participation, neighbourhood, shortest_path

PLAIN: Final = "plain search along links"


class Meetings:
    """Who met whom, asked of each engine."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        rows = sorted(
            {
                (one.event_id, body)
                for one in dataset.participations
                for body in (one.organisation_id, one.on_behalf_of_id)
                if body is not None
            }
        )
        self.duck = duckdb.connect()
        self.duck.execute("CREATE TABLE parts (event VARCHAR, body VARCHAR)")
        self.duck.executemany("INSERT INTO parts VALUES (?, ?)", rows[:1])
        for start in range(1, len(rows), LARGE):
            events, bodies = zip(*rows[start : start + LARGE], strict=True)
            self.duck.execute("INSERT INTO parts SELECT unnest(?), unnest(?)", [list(events), list(bodies)])
        self.graph: Any = nx.Graph()
        self.graph.add_edges_from((("event", event), body) for event, body in rows)

    def model(self, body: str) -> dict[str, int]:
        """Ask the library."""
        ties = co_participation(self.dataset).ties_of(body)
        return {tie.other.id: tie.weight for tie in ties}

    def duckdb(self, body: str) -> dict[str, int]:
        """Ask DuckDB."""
        found = self.duck.execute(
            """
            SELECT other.body, count(*) FROM parts AS one JOIN parts AS other USING (event)
            WHERE one.body = ? AND other.body <> ? GROUP BY other.body
            """,
            [body, body],
        ).fetchall()
        return dict(found)

    def networkx(self, body: str) -> dict[str, int]:
        """Ask networkx."""
        met = collections.Counter(other for event in self.graph[body] for other in self.graph[event])
        del met[body]
        return dict(met)


class Connections:
    """Paths and neighbourhoods, asked of each engine."""

    def __init__(self, dataset: Dataset, *, with_graph: bool) -> None:
        self.dataset = dataset
        self.graph: Any = nx.Graph()
        if with_graph:
            passed = [record for kind in CONNECTING_KINDS for record in dataset.of(kind)]
            links = (link for record in passed for link in dataset.links_from(record))
            self.graph.add_nodes_from(map(_key, passed))
            self.graph.add_edges_from(
                (_key(link.record), (link.kind, link.target_id))
                for link in links
                if link.target is not None and (link.kind, link.target_id) in self.graph
            )

    def steps(self, pair: tuple[Person, Person]) -> int | None:
        """Ask the library how many steps there are between two people."""
        path = shortest_path(self.dataset, *pair)
        return None if path is None else len(path)

    def steps_networkx(self, pair: tuple[Person, Person]) -> int | None:
        """Ask networkx."""
        try:
            return len(nx.bidirectional_shortest_path(self.graph, *map(_key, pair))) - 1
        except nx.NetworkXNoPath:
            return None

    def steps_plainly(self, pair: tuple[Person, Person]) -> int | None:
        """Search from one end, step by step."""
        start, goal = pair
        for distance, record in self._reached(start):
            if record == goal:
                return distance
        return None

    def around(self, body: Organisation) -> int:
        """Ask the library how many records are within two steps."""
        return len(neighbourhood(self.dataset, body, 2))

    def around_networkx(self, body: Organisation) -> int:
        """Ask networkx."""
        return len(nx.single_source_shortest_path_length(self.graph, _key(body), cutoff=2)) - 1

    def _reached(self, start: Record) -> Iterator[tuple[int, Record]]:
        kinds = {kind.collection() for kind in CONNECTING_KINDS}
        waiting = collections.deque([(0, start)])
        seen = {_key(start)}
        while waiting:
            distance, record = waiting.popleft()
            yield distance, record
            forth = (link.target for link in self.dataset.links_from(record))
            back = (link.record for link in self.dataset.links_to(record))
            for other in (*forth, *back):
                if other is not None and other.collection() in kinds and _key(other) not in seen:
                    seen.add(_key(other))
                    waiting.append((distance + 1, other))


def _key(record: Record) -> tuple[str, str]:
    return record.collection(), record.id


def first_time(name: str, count: int, action: Callable[[], object]) -> None:
    """Print what it takes to ask the first time, indexes included."""
    before, start = memory(), time.process_time()
    action()
    seconds, taken = time.process_time() - start, memory() - before
    print(f"first {name}: {seconds * 1e6 / count:.1f} µs of the processor an event, {taken:,.0f} MiB")


def main(count: int, questions: int) -> None:
    """Measure over a dataset with so many events."""
    dataset, making = timed(lambda: generated(count, kinds=KINDS))
    gc.collect()
    gc.freeze()
    print(f"{count:,} events, {len(dataset):,} records, made in {making:.0f} s; memory {memory():,.0f} MiB")
    chance = Chance(7)
    bodies: Sequence[Organisation] = tuple(dataset.organisations)
    people: Sequence[Person] = tuple(dataset.people)
    some_bodies = [dataset.organisations["body-0"], *chance.sample(bodies, min(questions, len(bodies)))]
    pairs = [tuple(chance.sample(people, 2)) for _ in range(questions)]
    first_time("network", count, lambda: co_participation(dataset).ties_of(bodies[0].id))
    first_time("path", count, lambda: shortest_path(dataset, people[0], people[-1]))
    before = memory()
    meetings, building = timed(lambda: Meetings(dataset))
    connections, linking = timed(lambda: Connections(dataset, with_graph=count <= LARGE))
    print(f"for DuckDB and networkx: {building + linking:.0f} s, {memory() - before:,.0f} MiB")
    small = count <= LARGE
    met = {"seesac_model": meetings.model, "DuckDB": meetings.duckdb, "networkx": meetings.networkx}
    report("whom a body met, and how often", side_by_side(met, [body.id for body in some_bodies], frozenset()))
    report("whom the best-known body met", side_by_side(met, ["body-0"] * 5, frozenset()))
    steps: dict[str, Callable[[Any], Any]] = {"seesac_model": connections.steps, PLAIN: connections.steps_plainly}
    if small:
        steps["networkx"] = connections.steps_networkx
    report("steps between two people", side_by_side(steps, pairs, frozenset({PLAIN})))
    around: dict[str, Callable[[Any], Any]] = {"seesac_model": connections.around}
    if small:
        around["networkx"] = connections.around_networkx
    report("records within two steps of a body", side_by_side(around, some_bodies[1:], frozenset()))
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("attrs", "duckdb", "networkx"))
    print(f"\nPython {platform.python_version()}, {libraries}; {memory() * MEBI / count:,.0f} bytes of memory an event")
    print(f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*[*given, *(10_000, 50)[len(given) :]])
