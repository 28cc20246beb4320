from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from seesac_model.cli._parsing import ArgumentParser
from seesac_model.cli._template import TEMPLATE
from seesac_model.dataset import Dataset
from seesac_model.formats import load

Output = pytest.CaptureFixture[str]


def run(*arguments: str) -> int:
    """Run the command with arguments."""
    parser = ArgumentParser()
    TEMPLATE.add_arguments(parser)
    return TEMPLATE.run(parser.parse_args(arguments))


def ids_offered(path: Path, name: str) -> str:
    """Return what the drop-downs with these ids show, as a formula."""
    book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()))
    return str(book.defined_names[name].attr_text)


def test_an_empty_workbook_is_written(tmp_path: Path, capsys: Output) -> None:
    """The file is a dataset without records, and the next step is told."""
    path = tmp_path / "meetings.xlsx"
    assert run(str(path)) == 0
    assert load(path) == Dataset()
    assert capsys.readouterr().out == f"wrote {path}: fill it in, then run: seesac-model check {path}\n"


def test_it_offers_the_ready_made_records(tmp_path: Path) -> None:
    """Their ids are in the lists of the cells unless one does without them."""
    with_them, without = tmp_path / "a.xlsx", tmp_path / "b.XLSX"
    assert run(str(with_them)) == run(str(without), "--no-reference") == 0
    assert "Lists" in ids_offered(with_them, "ids_of_organisations")
    assert "Lists" not in ids_offered(without, "ids_of_organisations")


def test_a_file_is_replaced_only_where_that_is_said(tmp_path: Path, capsys: Output) -> None:
    """Without --force what is there stays."""
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"mine")
    assert run(str(path)) == 2
    assert path.read_bytes() == b"mine"
    assert capsys.readouterr().err == f"error: {path} exists; nothing was written; pass --force to replace it\n"
    assert run(str(path), "--force") == 0
    assert load(path) == Dataset()


def test_another_extension_is_refused(tmp_path: Path, capsys: Output) -> None:
    """A workbook under another name would not be opened as one."""
    path = tmp_path / "a.csv"
    assert run(str(path)) == 2
    assert not path.exists()
    assert "ends in .xlsx" in capsys.readouterr().err
