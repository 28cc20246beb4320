from __future__ import annotations

import json
from pathlib import Path

import pytest

from seesac_model.cli import main
from seesac_model.formats import SCHEMA_LAYOUTS, SCHEMA_LIMITS, SchemaLayout, json_schema

Output = pytest.CaptureFixture[str]


@pytest.mark.parametrize("layout", SCHEMA_LAYOUTS)
def test_a_schema_is_printed(layout: SchemaLayout, capsys: Output) -> None:
    """Without a file, the schema goes to standard output, in characters that every locale has."""
    assert main(["schema", "--layout", layout]) == 0
    out = capsys.readouterr().out
    assert json.loads(out) == json_schema(layout)
    assert out.isascii()


def test_the_flat_layout_is_the_usual_one(capsys: Output) -> None:
    """Who asks for nothing gets the schema of what programs write."""
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out)["$id"] == "urn:seesac-model:schema:1:flat"


def test_a_schema_is_written(tmp_path: Path, capsys: Output) -> None:
    """With a file, the schema is written there, and it is said."""
    path = tmp_path / "schema.json"
    assert main(["schema", "--layout", "nested", str(path)]) == 0
    assert capsys.readouterr().out == f"wrote {path}\n"
    assert json.loads(path.read_bytes()) == json_schema("nested")
    assert path.read_bytes().endswith(b"}\n")


def test_a_file_is_replaced_by_force_alone(tmp_path: Path, capsys: Output) -> None:
    """What exists stays as it is without `--force`."""
    path = tmp_path / "schema.json"
    path.write_text("mine", encoding="utf-8")
    assert main(["schema", str(path)]) == 2
    assert "exists; nothing was written; pass --force to replace it" in capsys.readouterr().err
    assert path.read_text(encoding="utf-8") == "mine"
    assert main(["schema", str(path), "--force"]) == 0
    assert json.loads(path.read_bytes()) == json_schema()


def test_a_folder_that_is_not_there(tmp_path: Path, capsys: Output) -> None:
    """A schema that cannot be written is an error of ours."""
    assert main(["schema", str(tmp_path / "gone" / "schema.json")]) == 2
    assert capsys.readouterr().err.startswith("error: ")


def test_other_layouts_have_none(capsys: Output) -> None:
    """A layout without a schema is refused with those that have one."""
    assert main(["schema", "--layout", "canonical"]) == 2
    assert "'flat', 'nested', 'lines'" in capsys.readouterr().err


def test_the_limits_are_listed(capsys: Output) -> None:
    """`--limits` lists what a schema and the reader judge differently, by who refuses it."""
    assert main(["schema", "--limits"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if not line.startswith("  ")] == [
        "refused by the reader alone:",
        "refused by the schema alone:",
    ]
    assert [line for line in lines if line.startswith("  ")] == [
        f"  {limit.name}: {limit.says}" for limit in SCHEMA_LIMITS
    ]
