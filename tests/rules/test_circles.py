from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given
from hypothesis import strategies as st

from seesac_model.rules._circles import circles

IDS = "abcdef"
GRAPHS = st.dictionaries(st.sampled_from(IDS), st.lists(st.sampled_from(IDS), max_size=4, unique=True))


def reached(start: str, graph: Mapping[str, Sequence[str]]) -> set[str]:
    """Return what can be reached from an id in one step or more, the slow and plain way."""
    found: set[str] = set()
    for _ in IDS:
        found |= {end for one in {start, *found} for end in graph.get(one, ())}
    return found


@given(GRAPHS)
def test_one_circle_for_each_group(graph: dict[str, list[str]]) -> None:
    """Each circle starts at the smallest id of a group whose members reach one another, and no group is left out."""
    groups = {
        min(mutual)
        for one in IDS
        if len(mutual := {one, *(two for two in IDS if two in reached(one, graph) and one in reached(two, graph))}) > 1
    }
    assert [circle[0] for circle in circles(graph)] == sorted(groups)


@given(GRAPHS)
def test_circles_are_circles(graph: dict[str, list[str]]) -> None:
    """Each id of a circle points to the next, and the last to the first; no id stands twice."""
    for circle in circles(graph):
        steps = zip(circle, (*circle[1:], circle[0]), strict=True)
        assert (all(end in graph[start] for start, end in steps), len(set(circle))) == (True, len(circle))


@given(GRAPHS)
def test_groups_do_not_depend_on_the_order(graph: dict[str, list[str]]) -> None:
    """The order in which the ids are given does not change where circles start and how long they are."""
    turned = dict(reversed(graph.items()))
    assert [(circle[0], len(circle)) for circle in circles(turned)] == [(c[0], len(c)) for c in circles(graph)]


def test_a_long_circle_needs_no_recursion() -> None:
    """A circle of ten thousand ids is found."""
    count = 10_000
    graph = {f"{number:04}": [f"{(number + 1) % count:04}"] for number in range(count)}
    assert [len(circle) for circle in circles(graph)] == [count]


def test_two_ids_are_a_circle() -> None:
    """Two ids that point to one another are the smallest circle."""
    assert circles({"b": ["a"], "a": ["b"]}) == [("a", "b")]


def test_an_id_that_points_to_itself_is_no_circle() -> None:
    """A reference to itself is another rule's."""
    assert circles({"a": ["a"]}) == []


def test_the_shortest_circle_is_shown() -> None:
    """Of several circles through the smallest id the shortest is shown."""
    assert circles({"a": ["b", "a"], "b": ["b", "c"], "c": ["d", "a"], "d": ["a"]}) == [("a", "b", "c")]
