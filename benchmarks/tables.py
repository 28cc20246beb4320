"""
Measure reading CSV packages beside frictionless, and workbooks beside readers that check nothing.

A generated dataset is written as a CSV package and as a workbook. Ours reads either into records, with every check and
the cell of each record. frictionless validates the package against the schema that stands in its descriptor, which has
the types, patterns, vocabularies and foreign keys of ours, and makes nothing of it. What the standard library takes to
cut the tables into cells, and python-calamine and openpyxl to give the cells of a workbook, is what any reader of these
files needs at least.

Rounds go in turns over all cases; a first one is not counted. The times are microseconds of the processor for each
record, medians of the rounds with their range, with the garbage collector as Python has it. All must find as many
records, or the run ends.

    python -m benchmarks.tables [EVENTS [ROUNDS]]
"""

from __future__ import annotations

import csv
import gc
import importlib.metadata
import itertools
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

from benchmarks.generated import generated
from seesac_model.dataset import Dataset
from seesac_model.formats import load, save
from seesac_model.formats._columns import tables
from seesac_model.formats._workbook_layout import sheet_title

PACKAGES: Final = ("frictionless", "openpyxl", "python-calamine")

try:
    import frictionless
    import openpyxl
    import python_calamine
except ImportError as error:
    raise SystemExit(f"{error.name} is missing: python -m pip install {' '.join(PACKAGES)}") from None


class Case(NamedTuple):
    """Something to measure, which returns how many records it found; ours is the first of a table."""

    table: str
    name: str
    run: Callable[[], int]


def entries(dataset: Dataset) -> int:
    """Count what stands in rows."""
    return len(dataset) + len(dataset.suppressions)


def validated(descriptor: Path) -> int:
    """Let frictionless look at a package; every table has a row of headings."""
    report: Any = frictionless.validate(str(descriptor))
    if not report.valid:
        raise SystemExit(f"frictionless finds faults: {report.flatten(['type', 'note'])[:3]}")
    return sum(task.stats["rows"] for task in report.tasks)


def cut(folder: Path) -> int:
    """Cut the tables of a folder into cells."""
    found = 0
    for path in folder.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            found += sum(1 for _ in csv.reader(file)) - 1
    return found


def by_calamine(path: Path) -> int:
    """Read the cells of the sheets with records."""
    workbook = python_calamine.CalamineWorkbook.from_path(path)
    sheets = map(workbook.get_sheet_by_name, titles_in(workbook.sheet_names))
    return sum(sum(1 for row in sheet.iter_rows() if row[0] != "") - 1 for sheet in sheets)


def by_openpyxl(path: Path) -> int:
    """Read the cells of the sheets with records, row by row as openpyxl does it quickest."""
    workbook: Any = openpyxl.load_workbook(path, read_only=True)
    sheets = map(workbook.__getitem__, titles_in(workbook.sheetnames))
    return sum(
        sum(1 for row in sheet.iter_rows(values_only=True) if row and row[0] is not None) - 1 for sheet in sheets
    )


def titles_in(names: Sequence[str]) -> Iterator[str]:
    """Yield the names of the sheets with records."""
    titles = set(map(sheet_title, tables()))
    return (name for name in names if name in titles)


def cases(folder: Path, dataset: Dataset) -> Iterator[Case]:
    """Write the dataset and yield what reads it."""
    package, workbook = folder / "package", folder / "workbook.xlsx"
    save(dataset, package, format="csv")
    save(dataset, workbook)
    yield Case("Read a CSV package", "seesac_model", lambda: entries(load(package)))
    yield Case("Read a CSV package", "frictionless, validation", lambda: validated(package / "datapackage.json"))
    yield Case("Read a CSV package", "csv alone", lambda: cut(package))
    yield Case("Read a workbook", "seesac_model", lambda: entries(load(workbook)))
    yield Case("Read a workbook", "openpyxl alone", lambda: by_openpyxl(workbook))
    yield Case("Read a workbook", "python-calamine alone", lambda: by_calamine(workbook))


def microseconds(case: Case, records: int) -> float:
    """Run a case once and return what it takes for each record."""
    gc.collect()
    start = time.process_time()
    found = case.run()
    taken = time.process_time() - start
    if found != records:
        raise SystemExit(f"{case.name} finds {found:,} of {records:,} records")
    return taken * 1e6 / records


def main(events: int, rounds: int) -> None:
    """Measure everything with a dataset of so many events."""
    dataset = generated(events)
    records = entries(dataset)
    with tempfile.TemporaryDirectory() as folder:
        measured = list(cases(Path(folder), dataset))
        taken = [[microseconds(case, records) for case in measured] for _ in range(rounds + 1)][1:]
    print(f"{events:,} events, {records:,} records and suppressions, {rounds} rounds")
    for table, rows in itertools.groupby(
        zip(measured, zip(*taken, strict=True), strict=True), lambda row: row[0].table
    ):
        print(f"\n| {table} | µs a record | range | x ours |\n| --- | --- | --- | --- |")
        first = None
        for case, each in rows:
            median = statistics.median(each)
            first = first or median
            print(f"| {case.name} | {median:.1f} | {min(each):.1f} to {max(each):.1f} | {median / first:.2f} |")
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("attrs", *PACKAGES))
    print(f"\nPython {platform.python_version()}, {libraries}")
    print(f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*[*given, *(3_000, 5)[len(given) :]])
