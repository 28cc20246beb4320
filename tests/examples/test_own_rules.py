from __future__ import annotations

import datetime as dt
import importlib
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest

from seesac_model.formats import load, loads
from seesac_model.rules import Rule, check, installed_rules, read_settings

FOLDER: Final = Path(__file__).parents[2] / "examples" / "own_rules"
TODAY: Final = dt.date(2024, 1, 1)


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Rule, ...]]:
    """The rules of the example, as they are found once it is installed."""
    project: dict[str, Any] = tomllib.loads((FOLDER / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    info = tmp_path / "training_unit_rules-1.0.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 1.0.0\n", encoding="utf-8"
    )
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in entries.items())
        for group, entries in project["entry-points"].items()
    )
    (info / "entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(FOLDER)
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield installed_rules()
    sys.modules.pop("training_unit_rules", None)


def test_rules_of_the_example_are_found(rules: tuple[Rule, ...]) -> None:
    """The entry point of the example leads to its rules."""
    assert [str(rule) for rule in rules] == ["TUR001 training-without-headcount", "TUR002 budget-line-malformed"]


def test_rules_of_the_example_find_what_they_are_for(rules: tuple[Rule, ...]) -> None:
    """The data of the example have one training without a number and one budget line that is none."""
    settings = read_settings(FOLDER / "pyproject.toml")
    found = check(
        load(FOLDER / "trainings.yaml"), ignore=settings.ignore, options=settings.options, today=TODAY, more=rules
    )
    assert [(finding.code, finding.record_id) for finding in found] == [
        ("TUR002", "marking-2023"),
        ("TUR001", "marking-2023"),
    ]


def test_examples_of_the_rules_are_right(rules: tuple[Rule, ...]) -> None:
    """What the rules show as wrong is flagged by them, and what they propose is not."""
    for rule in rules:
        told = rule.explanation
        for text, codes in ((told.example, [rule.code]), (told.use_instead, [])):
            dataset = loads(f"format: seesac-model\nversion: 1\n{text}", format="yaml")
            assert [finding.code for finding in check(dataset, select=["TUR"], today=TODAY, more=rules)] == codes
