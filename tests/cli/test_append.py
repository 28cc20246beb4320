from __future__ import annotations

from pathlib import Path

import pytest

from seesac_model.cli import main
from seesac_model.formats import load
from tests.formats.jsonl_files import PEACE, WAR, whole

_NEW = """{"format": "seesac-model", "version": 1, "topics": [{"id": "war", "label": "war"}, {"id": "a", "label": "a"}],
"suppressions": [{"code": "SER001", "reason": "seen"}]}"""

Output = pytest.CaptureFixture[str]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Write a file that grows, and return where it is."""
    path = tmp_path / "log.jsonl"
    path.write_bytes(whole(WAR, PEACE))
    return path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Write a file to append, and return where it is."""
    path = tmp_path / "new.json"
    path.write_text(_NEW, encoding="utf-8")
    return path


def test_records_are_appended(file: Path, new: Path, capsys: Output) -> None:
    """What is new is written behind what stands there, and it is said how much there was already."""
    before = file.read_bytes()
    assert main(["append", str(file), str(new)]) == 0
    assert capsys.readouterr().out == f"appended to {file}: 2 records; 1 record stood there already\n"
    assert file.read_bytes().startswith(before)
    assert len(load(file)) == 3


def test_the_same_again_changes_nothing(file: Path, new: Path, capsys: Output) -> None:
    """After a crash the command can simply be repeated."""
    assert main(["append", str(file), str(new), str(new.parent / "missing")]) == 2
    assert main(["append", str(file), str(new)]) == 0
    before = file.read_bytes()
    assert main(["append", str(file), str(new)]) == 0
    assert capsys.readouterr().out.endswith(f"appended to {file}: 0 records; 3 records stood there already\n")
    assert file.read_bytes() == before


def test_only_new_records_are_told_as_such(file: Path, tmp_path: Path, capsys: Output) -> None:
    """Where nothing stood there already, nothing is said of it."""
    (tmp_path / "a.jsonl").write_bytes(whole(PEACE.replace(b"peace", b"a")))
    assert main(["append", str(file), str(tmp_path / "a.jsonl")]) == 0
    assert capsys.readouterr().out == f"appended to {file}: 1 record\n"


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (whole(WAR.replace(b'"label":"war"', b'"label":"War"')), "topics has two different records 'war'"),
        (whole(WAR)[:-5], "[torn]"),
        (None, "No such file or directory"),
    ],
)
def test_what_cannot_be_done_is_2(file: Path, new: Path, capsys: Output, data: bytes | None, complaint: str) -> None:
    """An id that is taken, a torn file and a missing one are complaints, and nothing is written."""
    file.unlink() if data is None else file.write_bytes(data)
    assert main(["append", str(file), str(new)]) == 2
    assert complaint in capsys.readouterr().err
    assert (file.read_bytes() if file.exists() else None) == data


def test_malformed_input_is_not_appended(file: Path, new: Path, capsys: Output) -> None:
    """Where anything to append is malformed, its faults are listed and nothing is written."""
    before = file.read_bytes()
    new.write_text(_NEW.replace('"a"}', '"a", "b": 1}'), encoding="utf-8")
    assert main(["append", str(file), str(new)]) == 2
    assert "found the key 'b'" in capsys.readouterr().err
    assert file.read_bytes() == before
