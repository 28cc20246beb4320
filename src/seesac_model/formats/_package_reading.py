"""From the files of a CSV package to records: what the descriptor lists, table by table."""

from __future__ import annotations

import array
import dataclasses
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import IO, Final, NamedTuple

from seesac_model.errors import Fault, FaultCode, LoadError, described, quoted, shown
from seesac_model.formats._cells import CellPositions, unguarded
from seesac_model.formats._columns import tables
from seesac_model.formats._csv_text import DELIMITERS, CsvRow, csv_rows
from seesac_model.formats._datapackage import DESCRIPTOR, MARK, table_file
from seesac_model.formats._document import read_document
from seesac_model.formats._json_text import parse_json
from seesac_model.formats._package_files import PackageFiles, lines_of
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._table_reading import TableReader
from seesac_model.formats._tree import MappingNode, Node, SequenceNode, mark_at
from seesac_model.model import Origin, did_you_mean

__all__ = ["named_table", "read_package", "read_table", "refuse_file", "refuse_other_data", "unknown_table"]

_CSV: Final = ".csv"
_OTHER_DATA: Final = frozenset(
    {
        *(".json", ".jsonl", ".ndjson", ".yaml", ".yml", ".xlsx", ".xlsm", ".xls", ".ods", ".tsv"),
        *(".gz", ".zip", ".7z", ".parquet", ".xml"),
    }
)
_TELL_AFTER: Final = 1024 * 1024
_MOST_BLANK_ROWS: Final = 100_000
_MOST_RESOURCES: Final = 1_000
# What a dialect may say; the delimiter apart, which may be another.
_DIALECT: Final[Mapping[str, object]] = {
    "header": True,
    "headerRows": [1],
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
_ANYTHING: Final = frozenset({"$schema", "name", "title", "description", "delimiter", "lineTerminator", "headerJoin"})
_ENCODINGS: Final = frozenset({"utf-8", "utf8", "utf-8-sig"})


class _Listed(NamedTuple):
    """
    A table that a descriptor lists.

    Attributes:
        table: The name of the table.
        name: The name of its file.
        delimiter: What stands between its cells; None if the descriptor does not say.
        path: Where in the descriptor its file is named.
    """

    table: str
    name: str
    delimiter: str | None
    path: tuple[str | int, ...]


def named_table(stem: str) -> str | None:
    """Return the table that a file without its extension is named after, in whatever case; None if there is none."""
    return stem.lower() if stem.lower() in tables() else None


def unknown_table(stem: str) -> Fault:
    """Return the fault of a file that is named after no table."""
    near = did_you_mean(f"{stem.lower()}{_CSV}", [table_file(table) for table in tables()])
    return Fault(
        code=FaultCode.NOT_A_DATASET,
        found=f"a file named {shown(stem)}",
        expected=f"the name of a table: {', '.join(map(table_file, tables()))}",
        suggestion=near or "name the file after what it holds",
    )


def read_package(files: PackageFiles, reading: Reading) -> None:
    """
    Read every table of a package. It does not raise for faults: they are noted in the reading.

    Without a descriptor, every file that ends in `.csv` is the table that it is named after.
    """
    names = files.names()
    listed = _DescriptorReader(files, reading).listed() if DESCRIPTOR in names else list(_named(files, reading))
    for entry in listed:
        try:
            stream, size = files.open(entry.name)
            reading.parts.add(os.path.realpath(files.place(entry.name)))
        except LoadError as error:
            refuse_file(error.faults, files.place(entry.name), reading)
        else:
            read_table(entry.table, stream, size, files.place(entry.name), reading, delimiter=entry.delimiter)


def refuse_other_data(files: PackageFiles, reading: Reading) -> None:
    """Note the files of data in a zip that nobody reads there; texts, pictures and the like are no data."""
    for name in files.names():
        if PurePath(name).suffix.lower() in _OTHER_DATA and name != DESCRIPTOR:
            fault = Fault(
                code=FaultCode.UNSUPPORTED,
                found=f"the file {quoted(name)} among the tables",
                expected=f"files that end in {_CSV}",
                suggestion="take it out of the zip and load it by itself, or save what it says as tables",
            )
            refuse_file([fault], files.place(name), reading)


def read_table(
    table: str, stream: IO[bytes], size: int, file: str | None, reading: Reading, *, delimiter: str | None = None
) -> None:
    """
    Read one table. It does not raise for faults: they are noted in the reading.

    Args:
        table: The name of the table.
        stream: Its bytes, which are CSV in UTF-8.
        size: How many they are.
        file: How faults and origins name the file.
        reading: What came of the tables before.
        delimiter: What stands between cells; None for what the headings show.
    """
    lines: array.array[int] = array.array("Q")
    reader = TableReader(table, file, CellPositions(lines=lines), reading)
    rows = csv_rows(_told(stream, size, file, reading), delimiter, lines)
    for row in rows:
        if row.fault is not None:
            reader.refuse_row(row.fault, row.number, row.column)
            return
        if any(map(str.strip, row.cells)):
            if reader.head(_unguarded(row.cells), row.number):
                _read_rows(reader, rows)
            reader.end()
            return
    reader.head([], 1)


def _read_rows(reader: TableReader, rows: Iterator[CsvRow]) -> None:
    blank = 0
    for row in rows:
        fault = row.fault or _cell_count_fault(reader, row.cells)
        if fault is None and not any(map(str.strip, row.cells)):
            blank += 1
            if blank > _MOST_BLANK_ROWS:
                reader.refuse_row(_too_many_blank_rows(), row.number)
                return
            continue
        may_go_on = (
            reader.add(_unguarded(row.cells), row.number)
            if fault is None
            else reader.refuse_row(fault, row.number, row.column)
        )
        if not may_go_on:
            return


def _unguarded(cells: Sequence[str]) -> list[str]:
    # Few cells begin with an apostrophe, and asking for that is quicker than a call.
    return [unguarded(cell) if cell[:1] == "'" else cell for cell in cells]


def _cell_count_fault(reader: TableReader, cells: Sequence[str]) -> Fault | None:
    """Return the fault of a row with more or fewer cells; empty ones at its end, that no row needs, may be missing."""
    if reader.least_width <= len(cells) <= reader.width or not any(map(str.strip, cells[reader.width :] or cells)):
        return None
    return Fault(
        code=FaultCode.SYNTAX,
        found=f"{len(cells):,} cells",
        expected=f"{reader.width:,}, as many as there are headings",
        suggestion="put text with commas or line breaks in double quotes",
    )


def _too_many_blank_rows() -> Fault:
    return Fault(
        code=FaultCode.TOO_LARGE,
        found=f"more than {_MOST_BLANK_ROWS:,} rows in which all cells are empty",
        expected="fewer",
        suggestion="remove them",
    )


def _told(stream: IO[bytes], size: int, file: str | None, reading: Reading) -> Iterator[bytes]:
    done = told = 0
    for line in lines_of(stream):
        done += len(line)
        if done - told >= _TELL_AFTER:
            told = done
            reading.tell(file, done, size)
        yield line
    reading.tell(file, done, size)


def _named(files: PackageFiles, reading: Reading) -> Iterator[_Listed]:
    found = False
    for name in files.names():
        path = PurePath(name)
        if path.suffix.lower() == _CSV:
            found = True
            table = named_table(path.stem)
            if table is None:
                refuse_file([unknown_table(path.stem)], files.place(name), reading)
            else:
                yield _Listed(table, name, None, ())
    if not found:
        fault = Fault(
            code=FaultCode.NOT_A_DATASET,
            found=f"no {DESCRIPTOR} and no file that ends in {_CSV}",
            expected="a package of tables",
            suggestion=f"put the tables side by side, named {', '.join(map(table_file, list(tables())[:3]))} …",
        )
        refuse_file([fault], files.place("") or None, reading)


def refuse_file(faults: Sequence[Fault], file: str | None, reading: Reading) -> None:
    """Note what is wrong with a file as a whole."""
    placed = [dataclasses.replace(fault, file=file, line=fault.line or 1, column=fault.column or 1) for fault in faults]
    reading.refuse(placed, origin=Origin(file, placed[0].line or 1, placed[0].column or 1))


class _DescriptorReader:
    def __init__(self, files: PackageFiles, reading: Reading) -> None:
        self._files = files
        self._reading = reading
        self._place = files.place(DESCRIPTOR)
        self._tree: Node = None
        self._faults: list[Fault] = []

    def listed(self) -> Sequence[_Listed]:
        """Return the tables; empty where the descriptor is malformed, or says that a newer release wrote it."""
        try:
            self._tree = parse_json(self._files.text(DESCRIPTOR))
        except LoadError as error:
            refuse_file(error.faults, self._place, self._reading)
            return ()
        if not self._is_of_known_version():
            return ()
        listed = list(self._resources())
        if isinstance(self._tree, MappingNode) and isinstance(self._tree.get("resources"), SequenceNode):
            self._find_unlisted(listed)
        if self._faults:
            refuse_file(self._faults, self._place, self._reading)
        return listed

    def _is_of_known_version(self) -> bool:
        """Tell whether this release reads what our mark says; a package without it is of no version."""
        if not isinstance(self._tree, MappingNode) or MARK not in self._tree:
            return True
        faults = len(self._reading.faults)
        read_document(self._tree[MARK], self._place, self._reading)
        return len(self._reading.faults) == faults

    def _resources(self) -> Iterator[_Listed]:
        resources = self._tree.get("resources") if isinstance(self._tree, MappingNode) else None
        if not isinstance(resources, SequenceNode):
            self._add(
                FaultCode.NOT_A_DATASET,
                (),
                "no list of resources",
                "the descriptor of a Data Package",
                'list the tables: {"resources": [{"name": "events", "path": "events.csv"}]}',
            )
            return
        if len(resources) > _MOST_RESOURCES:
            expected = f"at most {_MOST_RESOURCES:,}"
            self._add(FaultCode.TOO_LARGE, ("resources",), f"{len(resources):,} resources", expected, "list the tables")
            return
        taken: set[str] = set()
        for number, resource in enumerate(resources):
            path: tuple[str | int, ...] = ("resources", number)
            if not isinstance(resource, MappingNode):
                self._add(FaultCode.WRONG_TYPE, path, described(resource), "a mapping", None)
                continue
            name = self._name(resource, path)
            if name is None or not self._is_plain_csv(resource, path):
                continue
            if name in taken:
                self._add(
                    FaultCode.DUPLICATE_KEY, (*path, "path"), f"{quoted(name)} again", "each file once", "remove one"
                )
                continue
            taken.add(name)
            table = self._table(resource, name, path)
            if table is not None and self._is_there(name, path):
                yield _Listed(table, name, self._delimiter(resource, path), path)

    def _name(self, resource: MappingNode, path: tuple[str | int, ...]) -> str | None:
        name = resource.get("path")
        if isinstance(name, list) and len(name) == 1:
            name = name[0]
        if not isinstance(name, str):
            found = "data in the descriptor" if "data" in resource else described(name)
            self._add(FaultCode.UNSUPPORTED, path, found, "the path of a file", 'write it as "path": "events.csv"')
            return None
        if not name or name.startswith(".") or any(mark in name for mark in "/\\:\0") or not name.isprintable():
            self._add(
                FaultCode.UNSUPPORTED,
                (*path, "path"),
                f"the path {shown(name)}",
                "the plain name of a file beside the descriptor",
                "put the file there, and give its name alone",
            )
            return None
        return name

    def _table(self, resource: MappingNode, name: str, path: tuple[str | int, ...]) -> str | None:
        given = resource.get("name")
        stem = PurePath(name).stem
        table = (named_table(given) if isinstance(given, str) else None) or named_table(stem)
        if table is None:
            fault = unknown_table(stem)
            self._add(fault.code, (*path, "path"), fault.found, fault.expected, fault.suggestion)
        return table

    def _is_there(self, name: str, path: tuple[str | int, ...]) -> bool:
        if name in self._files.names():
            return True
        near = did_you_mean(name, self._files.names()) or "add the file, or remove it from the list"
        self._add(FaultCode.UNREADABLE, (*path, "path"), f"no file {shown(name)}", "a file beside the descriptor", near)
        return False

    def _is_plain_csv(self, resource: MappingNode, path: tuple[str | int, ...]) -> bool:
        before = len(self._faults)
        encoding = resource.get("encoding", "utf-8")
        if not isinstance(encoding, str) or encoding.lower() not in _ENCODINGS:
            found = f"the encoding {shown(encoding)}" if isinstance(encoding, str) else described(encoding)
            self._add(FaultCode.ENCODING, (*path, "encoding"), found, "UTF-8", "save the table as CSV UTF-8")
        for key, least in (("format", "csv"), ("scheme", "file")):
            if resource.get(key, least) != least:
                self._unusual(key, (*path, key), least)
        if "compression" in resource:
            self._unusual("compression", (*path, "compression"), "no compression")
        dialect = resource.get("dialect")
        if dialect is None:
            return len(self._faults) == before
        if not isinstance(dialect, MappingNode):
            self._unusual("dialect", (*path, "dialect"), "a mapping")
            return False
        for key, value in dialect.items():
            if key not in _ANYTHING and (key not in _DIALECT or value != _DIALECT[key]):
                usual = _DIALECT.get(key)
                self._unusual(f"setting {shown(key)}", (*path, "dialect", key), "none" if usual is None else str(usual))
        return len(self._faults) == before

    def _delimiter(self, resource: MappingNode, path: tuple[str | int, ...]) -> str | None:
        dialect = resource.get("dialect")
        delimiter = dialect.get("delimiter") if isinstance(dialect, MappingNode) else None
        if delimiter is None or delimiter in DELIMITERS:
            return str(delimiter) if delimiter is not None else None
        self._unusual("delimiter", (*path, "dialect", "delimiter"), "a comma, a semicolon or a tab")
        return None

    def _unusual(self, what: str, path: tuple[str | int, ...], usual: str) -> None:
        self._add(FaultCode.UNSUPPORTED, path, f"another {what}", usual, "save the table as CSV UTF-8, with commas")

    def _find_unlisted(self, listed: Sequence[_Listed]) -> None:
        known = {entry.name for entry in listed} | {str(path) for path in self._paths() if isinstance(path, str)}
        for name in self._files.names():
            if PurePath(name).suffix.lower() == _CSV and name not in known:
                self._add(
                    FaultCode.UNKNOWN_KEY,
                    ("resources",),
                    f"the file {shown(name)} beside the descriptor, which does not list it",
                    "each table in the list",
                    f"list it, move it elsewhere, or remove {DESCRIPTOR} to read every table by its name",
                )

    def _paths(self) -> Iterator[object]:
        resources = self._tree.get("resources") if isinstance(self._tree, MappingNode) else None
        for resource in resources if isinstance(resources, SequenceNode) else ():
            path = resource.get("path") if isinstance(resource, MappingNode) else None
            yield path[0] if isinstance(path, list) and len(path) == 1 else path

    def _add(
        self, code: FaultCode, path: tuple[str | int, ...], found: str, expected: str, suggestion: str | None
    ) -> None:
        mark = mark_at(self._tree, path)
        self._faults.append(
            Fault(
                code=code,
                path=path,
                found=found,
                expected=expected,
                suggestion=suggestion,
                line=mark.line,
                column=mark.column,
            )
        )
