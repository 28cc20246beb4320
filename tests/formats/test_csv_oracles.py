"""Programs that know nothing of this library read what it writes, and read the same."""

from __future__ import annotations

import tempfile
from pathlib import Path

import frictionless
import polars as pl
from hypothesis import given, settings

from seesac_model.dataset import Dataset
from seesac_model.formats import load, save
from seesac_model.formats._cells import cell_text, guarded
from seesac_model.formats._columns import columns_of, row_of, tables
from seesac_model.formats._datapackage import rows_by_table
from seesac_model.formats._package_saving import save_package
from seesac_model.model import Checked
from tests.strategies.datasets import datasets

_EXAMPLES = Path(__file__).parents[2] / "examples" / "seesac"
_FEW = settings(max_examples=max(3, settings().max_examples // 8))


def _saved(dataset: Dataset, folder: Path) -> Path:
    save_package(dataset, folder, lambda _: None)
    return folder


def _errors(package: Path) -> list[object]:
    report = frictionless.validate(str(package))
    return [*report.errors, *report.flatten(["type", "note", "rowNumber", "fieldName"])]


def _texts(thing: Checked) -> list[str | None]:
    cells = (guarded(cell) if isinstance(cell, str) else cell_text(cell) for cell in row_of(thing))
    return [cell or None for cell in cells]


def test_frictionless_finds_the_examples_valid(tmp_path: Path) -> None:
    """The descriptor is as Data Package 2.0 wants it, and every row is as the descriptor says, in a zip too."""
    dataset = load(_EXAMPLES)
    save(dataset, tmp_path / "p.zip")
    assert _errors(_saved(dataset, tmp_path / "p") / "datapackage.json") == []
    assert _errors(tmp_path / "p.zip") == []


@_FEW
@given(datasets())
def test_frictionless_finds_every_package_valid(dataset: Dataset) -> None:
    """Whatever a dataset says, and wherever its references lead."""
    with tempfile.TemporaryDirectory() as folder:
        assert _errors(_saved(dataset, Path(folder) / "p") / "datapackage.json") == []


def test_frictionless_finds_a_broken_reference(tmp_path: Path) -> None:
    """The keys that the descriptor states are looked at: a row that is taken away is missed."""
    folder = _saved(load(_EXAMPLES), tmp_path / "p")
    people = folder / "people.csv"
    people.write_text(people.read_text(encoding="utf-8").replace("bojana-balon,", "somebody,"), encoding="utf-8")
    assert "foreign-key" in str(_errors(folder / "datapackage.json"))


@_FEW
@given(datasets())
def test_polars_reads_the_same(dataset: Dataset) -> None:
    """Every cell of every table is the text that was written."""
    with tempfile.TemporaryDirectory() as name:
        folder = _saved(dataset, Path(name) / "p")
        for table, things in rows_by_table(dataset).items():
            frame = pl.read_csv(folder / f"{table}.csv", infer_schema=False)
            assert frame.columns == [column.heading for column in columns_of(tables()[table])]
            assert [list(row) for row in frame.rows()] == [_texts(thing) for thing in things]
