from __future__ import annotations

import copy

import pytest

from seesac_model.errors import FaultCode, InvalidValueError, LoadError
from seesac_model.formats._json_text import parse_json
from seesac_model.formats._tree import (
    MAX_DEPTH,
    MAX_FAULTS,
    FaultLog,
    MappingNode,
    Mark,
    SequenceNode,
    TextPositions,
    key_mark_at,
    mark_at,
    require_depth,
    require_writable,
)

_TEXT = '{"events": [\n  {"id": "a",\n   "title": "Č"},\n  7\n]}'


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ((), Mark(1, 1)),
        (("events",), Mark(1, 12)),
        (("events", 0), Mark(2, 3)),
        (("events", 0, "title"), Mark(3, 13)),
        (("events", 1), Mark(4, 3)),
    ],
)
def test_mark_at_points_to_the_value(path: tuple[str | int, ...], expected: Mark) -> None:
    """A path leads to where its value begins, line and column counted from 1."""
    assert mark_at(parse_json(_TEXT), path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("places",), Mark(1, 1)),
        (("events", 0, "kind"), Mark(2, 3)),
        (("events", 9, "kind"), Mark(1, 12)),
        (("events", -1), Mark(1, 12)),
        (("events", "title"), Mark(1, 12)),
        (("events", 1, "title"), Mark(4, 3)),
        ((3,), Mark(1, 1)),
    ],
)
def test_mark_at_falls_back_to_the_last_value_that_is_there(path: tuple[str | int, ...], expected: Mark) -> None:
    """A path that leads nowhere stands where its last step that exists does."""
    assert mark_at(parse_json(_TEXT), path) == expected


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (("events",), Mark(1, 2)),
        (("events", 0, "title"), Mark(3, 4)),
        (("events", 0), Mark(2, 3)),
        (("events", 0, "kind"), Mark(2, 3)),
        ((), Mark(1, 1)),
    ],
)
def test_key_mark_at_points_to_the_key(path: tuple[str | int, ...], expected: Mark) -> None:
    """The key of an entry can be pointed to as well as its value."""
    assert key_mark_at(parse_json(_TEXT), path) == expected


def test_a_lone_scalar_stands_at_the_beginning() -> None:
    """A tree without containers knows no better position than 1:1."""
    assert mark_at("text", ("events",)) == Mark(1, 1)


def test_mark_at_survives_what_was_removed_from_the_tree() -> None:
    """A part that was read and later taken out can still be pointed to."""
    tree = parse_json(_TEXT)
    assert isinstance(tree, MappingNode)
    events = tree["events"]
    assert isinstance(events, SequenceNode)
    events.clear()
    assert mark_at(tree, ("events", 1)) == Mark(4, 3)


def test_containers_know_the_marks_of_all_their_entries() -> None:
    """Keys, values and items have their positions beside them."""
    tree = parse_json('{"a": [1,\n 2]}')
    assert isinstance(tree, MappingNode)
    items = tree["a"]
    assert isinstance(items, SequenceNode)
    assert (tree.mark, tree.key_marks, tree.value_marks) == (Mark(1, 1), {"a": Mark(1, 2)}, {"a": Mark(1, 7)})
    assert (items.mark, items.item_marks) == (Mark(1, 7), [Mark(1, 8), Mark(2, 2)])


def test_a_tree_can_be_copied() -> None:
    """A deep copy is equal and has its positions."""
    tree = parse_json(_TEXT)
    twin = copy.deepcopy(tree)
    assert twin == tree
    assert mark_at(twin, ("events", 1)) == Mark(4, 3)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_line_end_counts_once(line_end: str) -> None:
    """Line feeds, carriage returns and both together end a line."""
    text = f"a{line_end}b{line_end}c"
    assert TextPositions(text).mark(text.index("c")) == Mark(3, 1)


def test_columns_count_characters_and_no_byte_order_mark() -> None:
    """A column is a number of characters, and what no editor shows does not count."""
    assert TextPositions("\ufeffČ😀x").mark(3) == Mark(1, 3)
    assert TextPositions("\ufeffx").mark(0) == Mark(1, 1)


def test_the_list_of_faults_ends() -> None:
    """A text with more faults than are listed is given up, and the last fault says so."""
    log = FaultLog(TextPositions("x"))
    for _ in range(MAX_FAULTS - 1):
        log.add(FaultCode.SYNTAX, 0, found="x", expected="y")
    with pytest.raises(LoadError) as caught:
        log.add(FaultCode.SYNTAX, 0, found="x", expected="y")
    assert len(caught.value.faults) == MAX_FAULTS + 1
    assert caught.value.faults[-1].code == FaultCode.TOO_LARGE


@pytest.mark.parametrize("text", ["a\x00", "\ud800"])
def test_unreadable_text_is_not_written(text: str) -> None:
    """What no reader here accepts is refused by the writers too."""
    with pytest.raises(InvalidValueError) as caught:
        require_writable(text)
    assert caught.value.faults[0].code == FaultCode.INVALID_TEXT


def test_depth_is_limited_for_writers() -> None:
    """The deepest level that is read is the deepest that is written."""
    require_depth(MAX_DEPTH)
    with pytest.raises(InvalidValueError) as caught:
        require_depth(MAX_DEPTH + 1)
    assert caught.value.faults[0].code == FaultCode.TOO_DEEP
