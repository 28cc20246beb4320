"""The shortest ways from record to record: searched from both ends, over numbers alone."""

from __future__ import annotations

import functools
import itertools
from collections import defaultdict
from collections.abc import Iterator, Sequence

import attrs

from seesac_model.model import Event
from seesac_model.query._adjacency import (
    NOT_SAID,
    Adjacency,
    Group,
    Node,
    common,
    cost_of,
    nodes_of,
    rank_of,
    without,
)

__all__ = ["Passage", "layers_around", "layers_between", "number_of_ways", "ways_along"]


@attrs.frozen(kw_only=True)
class Passage:
    """
    Which records may be passed.

    Attributes:
        adjacency: The links.
        ranks: The kinds of record.
        events: The events, and no records of other events; None for all.
        avoided: Records that may not be passed whatever they are.
    """

    adjacency: Adjacency
    ranks: frozenset[int]
    events: frozenset[int] | None = None
    avoided: Group = attrs.field(factory=dict[int, set[int]])

    def beyond(self, group: Group) -> Group:
        """Return the neighbours of a group that may be passed."""
        found = without(self.adjacency.neighbours(group, self.ranks), self.avoided)
        if self.events is None:
            return found
        left = ((rank, self._of_the_events(rank, positions, self.events)) for rank, positions in found.items())
        return {rank: positions for rank, positions in left if positions}

    def _of_the_events(self, rank: int, positions: set[int], events: frozenset[int]) -> set[int]:
        if rank == rank_of(Event.collection()):
            return positions & events
        about = self.adjacency.events_of(rank)
        if about is None:
            return positions
        return {position for position in positions if about[position] == NOT_SAID or about[position] in events}


class _Side:
    """What was found from one end: level by level, nearest first."""

    def __init__(self, passage: Passage, start: Node) -> None:
        rank, position = start
        self._passage = passage
        self.levels: list[Group] = [{rank: {position}}]

    @property
    def farthest(self) -> Group:
        return self.levels[-1]

    @property
    def cost(self) -> tuple[bool, int]:
        """What the next level will cost; that of the ends comes first, for only they may be of any kind."""
        return len(self.levels) > 1, cost_of(self.farthest, self._passage.ranks)

    def advance(self) -> None:
        # Neighbours of a level are in it, or in the one before, or new: links are gone along in both directions.
        known = self.levels[-2:]
        self.levels.append(functools.reduce(without, known, self._passage.beyond(self.farthest)))

    def leading_to(self, met: Group) -> list[Group]:
        """Return the levels without what leads to nothing of a part of the farthest one."""
        kept = [met]
        for level in reversed(self.levels[:-1]):
            kept.append(common(self._passage.adjacency.neighbours(kept[-1], level), level))
        return kept[::-1]


def layers_between(passage: Passage, start: Node, goal: Node, longest: int | None) -> list[Group]:
    """
    Return all records on the shortest ways between two that are not linked to each other, by their distance from one.

    The first layer is the start alone and the last one the goal; whatever is linked in two layers that follow each
    other is a step of a shortest way. There are no layers where there is no way, or only one of more steps than
    `longest`.
    """
    one, other = _Side(passage, start), _Side(passage, goal)
    while longest is None or len(one.levels) + len(other.levels) - 2 < longest:
        side = min(one, other, key=lambda side: side.cost)
        side.advance()
        if not side.farthest:
            return []
        # Both ends were gone from before the first of these can be anything.
        if met := common(one.farthest, other.farthest):
            return [*one.leading_to(met), *reversed(other.leading_to(met)[:-1])]
    return []


def layers_around(passage: Passage, start: Node, steps: int) -> list[Group]:
    """Return the records that can be reached in a number of steps, by their distance; the first layer is the start."""
    side = _Side(passage, start)
    while len(side.levels) <= steps and side.farthest:
        side.advance()
    return [level for level in side.levels if level]


def number_of_ways(adjacency: Adjacency, layers: Sequence[Group]) -> int:
    """Return how many ways lead through layers from the first to the last."""
    # Every way begins with the start and ends with the goal.
    between = layers[1:-1]
    ways: dict[Node, int] = dict.fromkeys(nodes_of(between[0]), 1) if between else {}
    for layer, following in itertools.pairwise(between):
        further: defaultdict[Node, int] = defaultdict(int)
        for node, neighbours in adjacency.neighbours_of_each(layer, following):
            for neighbour in neighbours:
                further[neighbour] += ways[node]
        ways = further
    return sum(ways.values()) if between else 1


def ways_along(adjacency: Adjacency, layers: Sequence[Group]) -> Iterator[tuple[Node, ...]]:
    """Yield the ways that lead through layers from the first to the last, in the order of the nodes in them."""
    way: list[Node] = []
    # Without recursion, for a way may be longer than Python lets functions call one another.
    waiting = [iter(sorted(nodes_of(layers[0])))]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
            del way[-1:]
            continue
        way.append(node)
        if len(way) == len(layers):
            yield tuple(way)
            way.pop()
        else:
            following = layers[len(way)]
            if 1 < len(way) < len(layers) - 1:  # All that is next to either end is linked to it.
                rank, position = node
                following = common(adjacency.neighbours({rank: {position}}, following), following)
            waiting.append(iter(sorted(nodes_of(following))))
