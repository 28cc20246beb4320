"""Files of older versions are lifted, step by step; and no change of the model forgets them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import pytest

from seesac_model.dataset import FORMAT_VERSION, Dataset
from seesac_model.formats import _document, dumps, loads
from seesac_model.formats._json_text import parse_json
from seesac_model.formats._migrations import MIGRATIONS, Migration, lift
from seesac_model.formats._tree import MappingNode, SequenceNode
from seesac_model.model import Suppression, Term, Value, fields_of

_DATA: Final = Path(__file__).parents[1] / "data"


def _tree(text: str) -> MappingNode:
    tree = parse_json(text)
    assert isinstance(tree, MappingNode)
    return tree


def test_a_tree_goes_through_every_version_in_between() -> None:
    """Each step is taken once, in the order of the versions."""
    tree = _tree('{"version": 1}')
    seen: list[int] = []
    steps: dict[int, Migration] = {
        3: lambda _: seen.append(3),
        2: lambda _: seen.append(2),
        1: lambda _: seen.append(1),
    }
    lift(tree, 1, 3, steps)
    assert seen == [1, 2]
    assert tree["version"] == 3


def test_a_tree_of_the_newest_version_stays_as_it_is() -> None:
    """Nothing is done where nothing has to be."""
    tree = _tree('{"version": 2, "topics": []}')
    lift(tree, 2, 2)
    assert tree == {"version": 2, "topics": []}


def test_an_older_file_is_read_and_upgraded(monkeypatch: pytest.MonkeyPatch) -> None:
    """A later release reads what an earlier one wrote, and faults point at what was typed."""

    def rename(tree: MappingNode) -> None:
        topics = tree["topics"]
        assert isinstance(topics, SequenceNode)
        for topic in topics:
            assert isinstance(topic, MappingNode)
            topic["label"] = topic.pop("heading")
            topic.value_starts["label"] = topic.value_starts.pop("heading")

    monkeypatch.setattr(_document, "FORMAT_VERSION", 2)
    monkeypatch.setattr(_document, "lift", lambda tree, old, new: lift(tree, old, new, {1: rename}))
    topics = '{"id": "war", "heading": "war"},\n{"id": "peace", "heading": ""}'
    result = loads(
        f'{{"format": "seesac-model", "version": 1, "topics": [\n{topics}]}}', format="json", on_error="collect"
    )
    assert result.dataset.topics["war"].label == "war"
    assert [(fault.path, fault.line, fault.column) for fault in result.faults] == [(("topics", 1, "label"), 3, 28)]
    assert '"label": "war"' in dumps(result.dataset, format="json")


def test_there_is_a_migration_from_every_version() -> None:
    """No version can be raised without saying how its files are lifted."""
    assert list(MIGRATIONS) == list(range(1, FORMAT_VERSION))


def _described(cls: type) -> dict[str, Any]:
    """Describe what files can say in the fields of a class."""
    described: dict[str, Any] = {}
    for field in fields_of(cls):
        words = sorted(map(str, field.base)) if issubclass(field.base, Term) else None
        inner = _described(field.base) if issubclass(field.base, Value) else None
        sort = "word" if words else "value" if inner else field.base.__name__
        described[field.name] = {"type": sort, "many": field.many, "words": words, "fields": inner}
    return described


def _lacking(old: dict[str, Any], new: dict[str, Any], where: str) -> list[str]:
    """Return what a file can say by the old description and not by the new one."""
    lacking = []
    for name, field in old.items():
        now = new.get(name)
        if now is None or (now["type"], now["many"]) != (field["type"], field["many"]):
            lacking.append(f"{where}.{name}")
            continue
        lacking += [f"{where}.{name}: {word}" for word in field["words"] or () if word not in now["words"]]
        lacking += _lacking(field["fields"] or {}, now["fields"] or {}, f"{where}.{name}")
    return lacking


def test_every_field_and_word_of_this_version_is_still_there() -> None:
    """Whoever removes or renames one raises FORMAT_VERSION, writes a migration and keeps a new list beside this one."""
    old = json.loads((_DATA / f"fields-{FORMAT_VERSION}.json").read_text(encoding="utf-8"))
    kinds: dict[str, type] = {"suppressions": Suppression, **{kind.collection(): kind for kind in Dataset.kinds()}}
    new = {name: _described(kind) for name, kind in kinds.items()}
    assert [entry for name, fields in old.items() for entry in _lacking(fields, new.get(name, {}), name)] == []


def test_what_is_missing_is_noticed() -> None:
    """The comparison finds a field that is gone, one of another sort, and a word that is gone."""
    old = {"a": {"type": "word", "many": False, "words": ["x", "y"], "fields": None}}
    assert _lacking(old, {}, "events") == ["events.a"]
    assert _lacking(old, {"a": {**old["a"], "many": True}}, "events") == ["events.a"]
    assert _lacking(old, {"a": {**old["a"], "words": ["x"]}}, "events") == ["events.a: y"]
