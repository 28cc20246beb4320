"""Circles in a graph, in linear time and without recursion."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Iterator, Mapping, Sequence

__all__ = ["Graph", "circles", "in_circles"]

Graph = Mapping[str, Sequence[str]]
"""The ids that each id points to. An id that is pointed to need not be a key."""


def circles(graph: Graph) -> list[tuple[str, ...]]:
    """
    Return one circle for each group of ids that all lead to one another, sorted.

    The circle starts at the smallest id of the group and is the shortest that goes through it. An id that points to
    itself alone is no circle here. A group can hold more circles than anybody wants to read, up to exponentially many;
    with the one that is returned broken, the next shows.

    >>> circles({"b": ["a"], "a": ["b", "c"], "c": ["c"]})
    [('a', 'b')]
    """
    return sorted(_shortest_through(min(group), group, graph) for group in _groups(graph) if len(group) > 1)


def in_circles(graph: Graph) -> frozenset[str]:
    """
    Return the ids on the circles that :func:`circles` gives.

    >>> sorted(in_circles({"b": ["a"], "a": ["b", "c"], "c": ["c"]}))
    ['a', 'b']
    """
    return frozenset(itertools.chain.from_iterable(circles(graph)))


def _groups(graph: Graph) -> Iterator[set[str]]:
    """Yield the strongly connected components: Kosaraju's algorithm, with the stacks written out."""
    reverse: dict[str, list[str]] = {}
    for start, ends in graph.items():
        for end in ends:
            reverse.setdefault(end, []).append(start)
    seen: set[str] = set()
    for root in reversed(_finished(graph)):
        if root not in seen:
            group = set(_reached(root, reverse, seen))
            yield group


def _finished(graph: Graph) -> list[str]:
    """Return all ids in the order in which a depth-first search leaves them."""
    order: list[str] = []
    seen: set[str] = set()
    for root in graph:
        if root in seen:
            continue
        seen.add(root)
        stack = [(root, iter(graph[root]))]
        while stack:
            current, ends = stack[-1]
            for end in ends:
                if end not in seen:
                    seen.add(end)
                    stack.append((end, iter(graph.get(end, ()))))
                    break
            else:
                order.append(current)
                stack.pop()
    return order


def _reached(root: str, graph: Graph, seen: set[str]) -> Iterator[str]:
    seen.add(root)
    stack = [root]
    while stack:
        current = stack.pop()
        yield current
        for end in graph.get(current, ()):
            if end not in seen:
                seen.add(end)
                stack.append(end)


def _shortest_through(start: str, group: set[str], graph: Graph) -> tuple[str, ...]:
    before: dict[str, str] = {}
    queue = deque([start])
    while start not in before:
        current = queue.popleft()
        for end in graph[current]:
            if end in group and end not in before and end != current:
                before[end] = current
                queue.append(end)
    circle = [start]
    while before[circle[-1]] != start:
        circle.append(before[circle[-1]])
    return (start, *reversed(circle[1:]))
