from __future__ import annotations

from pathlib import Path

import pytest

from seesac_model.cli import main
from tests.formats.jsonl_files import HEADER, PEACE, WAR, whole

Output = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file that was cut off, and return where it is."""
    path = tmp_path / "log.jsonl"
    path.write_bytes(HEADER + WAR + PEACE[:-9])
    return path


def test_a_torn_file_is_made_whole(file: Path, capsys: Output) -> None:
    """What is dropped is told by its line, its length and the id of the record that began there, never by its text."""
    assert main(["recover", str(file)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "dropped line 3: 33 bytes without an end, the beginning of topics 'peace'",
        f"wrote {file}: 1 record",
    ]
    assert file.read_bytes() == whole(WAR)


def test_what_is_dropped_may_have_no_id(file: Path, capsys: Output) -> None:
    """Where the id is not left, nothing more is said."""
    file.write_bytes(HEADER + WAR + b"{")
    assert main(["recover", str(file)]) == 0
    assert capsys.readouterr().out.startswith("dropped line 3: 1 byte without an end\n")


def test_a_whole_file_is_left_alone(file: Path, capsys: Output) -> None:
    """Where nothing is missing, that is said, and nothing is written unless another file was asked for."""
    file.write_bytes(whole(WAR))
    out = file.with_name("out.jsonl")
    assert main(["recover", str(file)]) == 0
    assert capsys.readouterr().out == f"{file} is whole\n"
    assert main(["recover", str(file), str(out)]) == 0
    assert capsys.readouterr().out == f"{file} is whole\nwrote {out}: 1 record\n"
    assert out.read_bytes() == whole(WAR)


def test_another_file_is_not_replaced_unasked(file: Path, capsys: Output) -> None:
    """A file that exists is replaced with `--force` alone, and the torn one stays as it is."""
    before, out = file.read_bytes(), file.with_name("out.jsonl")
    out.write_text("mine", encoding="utf-8")
    assert main(["recover", str(file), str(out)]) == 2
    assert "--force" in capsys.readouterr().err
    assert out.read_text(encoding="utf-8") == "mine"
    assert main(["recover", str(file), str(out), "--force"]) == 0
    assert out.read_bytes() == whole(WAR)
    assert file.read_bytes() == before


def test_a_malformed_line_is_not_dropped(file: Path, capsys: Output) -> None:
    """A complete line that cannot be read is a complaint, and the file stays as it is."""
    file.write_bytes(HEADER + b"{}\n" + WAR)
    assert main(["recover", str(file)]) == 2
    assert "2:1: found an empty mapping" in capsys.readouterr().err
    assert file.read_bytes() == HEADER + b"{}\n" + WAR
