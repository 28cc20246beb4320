"""`seesac-model formats`, and the choice of a format by `convert`."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from seesac_model.cli import main
from seesac_model.dataset import Dataset
from seesac_model.formats import all_formats, load, save
from seesac_model.model import Citation, Topic


def test_every_format_has_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """The table says of each which files it has, whether it is lossless, and which extra it needs."""
    assert main(["formats"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["format", "files", "reads", "writes", "lossless", "extra"]
    assert [line.split()[0] for line in lines[1 : len(all_formats()) + 1]] == list(all_formats())
    assert lines[1].split() == ["csv", ".zip", ".csv", "datapackage.json", "yes", "yes", "yes", "none"]
    assert lines[4].split() == ["xlsx", ".xlsx", "yes", "yes", "no", "excel"]
    assert any(line.startswith("xlsx: not lossless: a cell holds at most 32,767 characters") for line in lines)
    assert not any("needs an extra" in line for line in lines)


def test_a_missing_extra_is_named_with_its_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever cannot use a format yet reads how to."""

    def find(name: str) -> None:
        if name == "ruamel.yaml":
            raise ModuleNotFoundError(name)

    monkeypatch.setattr(importlib.util, "find_spec", find)
    main(["formats"])
    printed = capsys.readouterr().out
    assert 'yaml: needs an extra: python -m pip install "seesac-model[yaml]"' in printed
    assert 'xlsx: needs an extra: python -m pip install "seesac-model[excel]"' in printed


def test_a_format_can_be_named(tmp_path: Path) -> None:
    """The name of the output says nothing where a format is named."""
    save(Dataset([Topic(id="war", label="war")]), tmp_path / "a.json")
    assert main(["convert", str(tmp_path / "a.json"), str(tmp_path / "b.log"), "--format", "jsonl"]) == 0
    assert load(tmp_path / "b.log", format="jsonl").topics["war"].label == "war"


def test_what_a_file_cannot_hold_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A lossy file is written, and which fields of how many records it lacks stands on standard error."""
    citations = tuple(Citation(source_id="page", quote="a" * 9_000, locator=str(number)) for number in range(9))
    save(Dataset([Topic(id="war", label="war", citations=citations)]), tmp_path / "a.json")
    assert main(["convert", str(tmp_path / "a.json"), str(tmp_path / "b.xlsx")]) == 0
    told = capsys.readouterr().err
    assert "b.xlsx does not hold everything" in told
    assert "left out: citations of 1 record in topics" in told
    assert load(tmp_path / "b.xlsx").topics["war"].citations == ()
