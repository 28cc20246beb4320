"""Who is connected to whom, and through what: the shortest ways from record to record along the references."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from typing import Final, TypeAlias

import attrs

from seesac_model.dataset import NAMED_KINDS, Dataset
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import Event, Place, Record, Source, Topic
from seesac_model.query._adjacency import Adjacency, Group, Node, SomeKinds, rank_of, ranks_of
from seesac_model.query._asked import record_of
from seesac_model.query._path import Neighbour, Neighbourhood, RecordPath, RecordPaths, links_between
from seesac_model.query._path_search import Passage, layers_around, layers_between, number_of_ways, ways_along
from seesac_model.query.selection import Selection, select

__all__ = [
    "CONNECTING_KINDS",
    "Neighbour",
    "Neighbourhood",
    "RecordPath",
    "RecordPaths",
    "SomeKinds",
    "SomeRecords",
    "neighbourhood",
    "paths_between",
    "shortest_path",
]

SomeRecords: TypeAlias = Record | str | Iterable[Record | str]
"""One record or several; a text is the id or name of one."""

CONNECTING_KINDS: Final[tuple[type[Record], ...]] = tuple(
    kind for kind in Dataset.kinds() if kind not in {Source, Topic, Place}
)
"""
The kinds of record that a path may pass through if nothing else is asked for: all but sources, topics and places.

That two bodies are named on one page, deal with one topic or are seated in one city connects nearly everything with
nearly everything and says little.
"""

_LIMIT: Final = 10


def shortest_path(
    dataset: Dataset,
    start: Record | str,
    goal: Record | str,
    *,
    through: SomeKinds = CONNECTING_KINDS,
    within: Selection[Event] | None = None,
    avoiding: SomeRecords = (),
    longest: int | None = None,
) -> RecordPath | None:
    """
    Return the shortest path from a record to another one; None where there is none.

    Of several that are equally short it is the first in the order of :func:`paths_between`, which takes the same
    arguments and tells how many there are.

    Raises:
        UnknownRecordError: The dataset has no such record.
        NoSingleMatchError: A name may mean several records, or none for certain.
        SelectionError: As for :func:`paths_between`.

    >>> from seesac_model.model import Affiliation, Organisation, OrganisationKind, Person
    >>> seesac = Organisation(id="seesac", name="SEESAC", kind=OrganisationKind.PROJECT)
    >>> head = Affiliation(id="head", person_id="bojana-balon", organisation_id="seesac", title="Head of SEESAC")
    >>> dataset = Dataset([seesac, head, Person(id="bojana-balon", name="Bojana Balon")])
    >>> print(shortest_path(dataset, "Bojana Balon", "SEESAC"))
    Bojana Balon (people bojana-balon)
    ← person_id: Head of SEESAC (affiliations head)
    → organisation_id: SEESAC (organisations seesac)
    """
    question = _Question.of(dataset, start, goal, through=through, within=within, avoiding=avoiding, longest=longest)
    layers = question.layers()
    return next((question.path(way) for way in ways_along(question.adjacency, layers)), None) if layers else None


def paths_between(
    dataset: Dataset,
    start: Record | str,
    goal: Record | str,
    *,
    through: SomeKinds = CONNECTING_KINDS,
    within: Selection[Event] | None = None,
    avoiding: SomeRecords = (),
    longest: int | None = None,
    limit: int = _LIMIT,
) -> RecordPaths:
    """
    Return the shortest paths from a record to another one: who is connected to whom, and through what.

    A step goes from a record to one that it refers to or that refers to it. Two paths are different if different
    records are on them; several links between the same two records are one step. References to records that the dataset
    lacks lead nowhere.

    The first time a kind of link is gone along in a dataset, all such links are looked up and kept, which takes seconds
    with a million records; after that, an answer takes some milliseconds, and rarely a tenth of a second.

    Args:
        dataset: Where the records are.
        start: A record of any kind, its id, or a name of it that clearly means it. Where records of several kinds have
            the id, pass the record.
        goal: Another one.
        through: The kinds of record that may be passed. The start and the goal may be of any kind.
        within: Events that may be passed, as those of a year; other events, and the records of other events (those with
            an `event_id`), may not. Records that are of no event may be passed at any time, such as posts. None for all
            events.
        avoiding: Records that may not be passed: what connects two bodies other than through SEESAC?
        longest: The greatest number of steps; None for any.
        limit: How many paths are shown at most. The result says how many there are.

    Raises:
        UnknownRecordError: The dataset has no such record.
        NoSingleMatchError: A name may mean several records, or none for certain.
        SelectionError: An id is in several collections, `through` has something else than kinds of record, `within` is
            no selection of events of this dataset, `avoiding` has the start or the goal, `longest` is below 0, or
            `limit` is below 1.

    >>> from seesac_model.model import Funding, Organisation, OrganisationKind
    >>> bodies = [Organisation(id=body, name=body.upper(), kind=OrganisationKind.IGO) for body in ("eu", "undp")]
    >>> grants = [Funding(id=grant, donor_ids=("eu",), recipient_id="undp") for grant in ("first", "second", "third")]
    >>> paths = paths_between(Dataset([*bodies, *grants]), "eu", "undp", limit=2)
    >>> [path.through[0].id for path in paths], paths.total
    (['first', 'second'], 3)
    """
    question = _Question.of(dataset, start, goal, through=through, within=within, avoiding=avoiding, longest=longest)
    _require_number(limit, "limit", least=1)
    layers, adjacency = question.layers(), question.adjacency
    ways = itertools.islice(ways_along(adjacency, layers), limit) if layers else ()
    return RecordPaths(
        start=question.start,
        goal=question.goal,
        shown=tuple(map(question.path, ways)),
        total=number_of_ways(adjacency, layers) if layers else 0,
    )


def neighbourhood(
    dataset: Dataset,
    record: Record | str,
    steps: int = 1,
    *,
    through: SomeKinds = CONNECTING_KINDS,
    within: Selection[Event] | None = None,
    avoiding: SomeRecords = (),
) -> Neighbourhood:
    """
    Return the records that can be reached from one in a number of steps, as :func:`paths_between` takes them.

    Args:
        dataset: Where the records are.
        record: A record of any kind, its id, or a name of it that clearly means it.
        steps: How many steps at most; 0 or more.
        through: The kinds of record that are gone to and passed. The start may be of any kind.
        within: Events that are gone to and passed, as in :func:`paths_between`; None for all.
        avoiding: Records that are left out, and not passed either.

    Raises:
        UnknownRecordError: The dataset has no such record.
        NoSingleMatchError: A name may mean several records, or none for certain.
        SelectionError: As for :func:`paths_between`, or `steps` is below 0.

    >>> from seesac_model.model import Affiliation, Organisation, OrganisationKind, Person
    >>> seesac = Organisation(id="seesac", name="SEESAC", kind=OrganisationKind.PROJECT)
    >>> head = Affiliation(id="head", person_id="bojana-balon", organisation_id="seesac", title="Head of SEESAC")
    >>> dataset = Dataset([seesac, head, Person(id="bojana-balon", name="Bojana Balon")])
    >>> print(neighbourhood(dataset, "seesac", steps=2))
    around SEESAC (organisations seesac): 2 records
    1 step away: 1 affiliations
    2 steps away: 1 people
    """
    start = _record(dataset, record)
    _require_number(steps, "number of steps", least=0)
    passage = _passage(dataset, (start,), through=through, within=within, avoiding=avoiding)
    adjacency = passage.adjacency
    layers = layers_around(passage, adjacency.node_of(start), steps)
    return Neighbourhood(dataset=dataset, layers=tuple(tuple(adjacency.records_of(layer)) for layer in layers))


@attrs.frozen(kw_only=True)
class _Question:
    """What is asked for, made sure of."""

    start: Record
    goal: Record
    passage: Passage
    longest: int | None

    @classmethod
    def of(
        cls,
        dataset: Dataset,
        start: object,
        goal: object,
        *,
        through: SomeKinds,
        within: Selection[Event] | None,
        avoiding: SomeRecords,
        longest: int | None,
    ) -> _Question:
        ends = _record(dataset, start), _record(dataset, goal)
        if longest is not None:
            _require_number(longest, "greatest length", least=0)
        passage = _passage(dataset, ends, through=through, within=within, avoiding=avoiding)
        return cls(start=ends[0], goal=ends[1], passage=passage, longest=longest)

    @property
    def adjacency(self) -> Adjacency:
        return self.passage.adjacency

    def layers(self) -> list[Group]:
        """Return the records on the shortest paths by their distance from the start; nothing where there is no path."""
        start, goal = map(self.adjacency.node_of, (self.start, self.goal))
        if start == goal:
            return [_alone(start)]
        if self.longest != 0 and links_between(self.adjacency.dataset, self.start, self.goal):
            return [_alone(start), _alone(goal)]
        return layers_between(self.passage, start, goal, self.longest)

    def path(self, way: Iterable[Node]) -> RecordPath:
        """Return the path along some nodes."""
        records = tuple(map(self.adjacency.record_at, way))
        links = (links_between(self.adjacency.dataset, one, other) for one, other in itertools.pairwise(records))
        return RecordPath(records=records, links=tuple(links))


def _alone(node: Node) -> Group:
    rank, position = node
    return {rank: {position}}


def _record(dataset: Dataset, asked: object) -> Record:
    kinds: tuple[type[Record], ...] = Dataset.kinds()
    if isinstance(asked, str) and not any(asked in dataset.of(kind) for kind in kinds):
        # A name, or no id at all: what is proposed is something that has a name.
        kinds = NAMED_KINDS
    elif not isinstance(asked, str | Record):
        raise SelectionError(f"found {described(asked)}, expected a record, its id or a name of it")
    return record_of(dataset, asked, *kinds)


def _passage(
    dataset: Dataset,
    ends: Iterable[Record],
    *,
    through: SomeKinds,
    within: Selection[Event] | None,
    avoiding: SomeRecords,
) -> Passage:
    adjacency = Adjacency(dataset)
    avoided: Group = {}
    several = avoiding if isinstance(avoiding, Iterable) and not isinstance(avoiding, str) else (avoiding,)
    for asked in several:
        one = _record(dataset, asked)
        if one in ends:
            raise SelectionError(f"found {quoted(one.id)} to be avoided, expected neither the start nor the goal")
        rank, position = adjacency.node_of(one)
        avoided.setdefault(rank, set()).add(position)
    return Passage(
        adjacency=adjacency,
        ranks=ranks_of(through),
        events=None if within is None else _positions(adjacency, within),
        avoided=avoided,
    )


def _positions(adjacency: Adjacency, events: Selection[Event]) -> frozenset[int]:
    # Joining makes sure that these are events, and of the same dataset.
    these = select(adjacency.dataset, Event) & events
    return adjacency.positions_of(rank_of(Event.collection()), these.ids)


def _require_number(number: object, name: str, least: int) -> None:
    if not isinstance(number, int) or number < least:
        found = quoted(number) if isinstance(number, int) else described(number)
        raise SelectionError(f"found the {name} {found}, expected {least} or more")
