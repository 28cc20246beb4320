"""Reading texts, files and folders."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple, overload

from seesac_model._progress import ProgressCallback
from seesac_model.dataset import NAMED_KINDS, Dataset, MatchReason
from seesac_model.errors import Fault, FaultCode, LoadError, quoted
from seesac_model.formats._collector import paused_collector
from seesac_model.formats._files import path_text
from seesac_model.formats._format import Format, all_formats, format_named, format_of
from seesac_model.formats._input import Input
from seesac_model.formats._read_so_far import Reading, Refused
from seesac_model.model import Origin, Record, fields_of

__all__ = ["LoadResult", "load", "loads"]

OnError = Literal["raise", "collect"]
_MOST_NAMES: Final = 100


class LoadResult(NamedTuple):
    """
    What came of reading with `on_error="collect"`: everything that was there, good or refused.

    Attributes:
        dataset: The good records.
        refused: What did not become a record, with where it stands and why.
        faults: Every fault, in the order of files and lines.
        files: The files that were read, in the order of reading; empty where text was read.
    """

    dataset: Dataset
    refused: tuple[Refused, ...]
    faults: tuple[Fault, ...]
    files: tuple[str, ...]


@overload
def load(
    *paths: str | os.PathLike[str],
    format: str | None = None,
    on_error: Literal["raise"] = "raise",
    progress: ProgressCallback | None = None,
    pause_collector: bool = True,
) -> Dataset: ...
@overload
def load(
    *paths: str | os.PathLike[str],
    format: str | None = None,
    on_error: Literal["collect"],
    progress: ProgressCallback | None = None,
    pause_collector: bool = True,
) -> LoadResult: ...
def load(
    *paths: str | os.PathLike[str],
    format: str | None = None,  # noqa: A002 - the field's word for it
    on_error: OnError = "raise",
    progress: ProgressCallback | None = None,
    pause_collector: bool = True,
) -> Dataset | LoadResult:
    """
    Read files and folders as one dataset.

    The format follows from the extension; `seesac-model formats` lists them. Of a folder, every file with such an
    extension is read, also in folders below it, in the order of their names; files and folders whose names start with a
    dot are left alone. A folder with a `datapackage.json` is a package: what that file lists is read through it, and
    before all other files. Symbolic links are followed, and what is reached twice is read once.

    Args:
        paths: Files and folders, at least one.
        format: The name of the format in which every file is read that is named, whatever its extension; of a folder,
            only files of that format are read. None for what the extensions tell.
        on_error: `"raise"` refuses everything if anything is malformed; `"collect"` gives the good records and, beside
            them, what was refused and why.
        progress: What is told how much of each file is read; None for nobody.
        pause_collector: Whether Python's garbage collector is suspended meanwhile, without which a large file takes
            about a quarter longer; it is restored whatever happens.

    Returns:
        The dataset, or a :class:`LoadResult` with `on_error="collect"`.

    Raises:
        LoadError: Something is malformed or unreadable; the error lists every fault in all files.
        UnknownFormatError: No format has that name, or a file that was named has an extension of no format.
        MissingExtraError: A format needs a library that is not installed.
    """
    if not paths:
        raise TypeError("load() needs at least one path")
    if any(isinstance(path, list | tuple) for path in paths):
        raise TypeError("load() takes paths one after the other: load(*paths)")
    reading = Reading(progress=progress)
    named = None if format is None else format_named(format)
    with paused_collector(pause=pause_collector):
        files = _read_files([path_text(path) for path in paths], named, reading)
        reading.makers.forget()
        return _result(reading, on_error, files)


@overload
def loads(
    data: str | bytes,
    *,
    format: str,
    on_error: Literal["raise"] = "raise",
    progress: ProgressCallback | None = None,
    pause_collector: bool = True,
) -> Dataset: ...
@overload
def loads(
    data: str | bytes,
    *,
    format: str,
    on_error: Literal["collect"],
    progress: ProgressCallback | None = None,
    pause_collector: bool = True,
) -> LoadResult: ...
def loads(
    data: str | bytes,
    *,
    format: str,  # noqa: A002 - the field's word for it
    on_error: OnError = "raise",
    progress: ProgressCallback | None = None,
    pause_collector: bool = True,
) -> Dataset | LoadResult:
    """
    Read a dataset from text, or from bytes: text in UTF-8, or whatever else files of the format consist of.

    Args:
        data: The text, or the bytes.
        format: The name of the format, such as `"json"` or `"xlsx"`.
        on_error: As for :func:`load`.
        progress: As for :func:`load`.
        pause_collector: As for :func:`load`.

    Returns:
        The dataset, or a :class:`LoadResult` with `on_error="collect"`.

    Raises:
        LoadError: Something is malformed; the error lists every fault.
        UnknownFormatError: No format has that name.
        MissingExtraError: The format needs a library that is not installed.

    >>> loads('{"format": "seesac-model", "version": 1}', format="json")
    <Dataset: empty>
    """
    _require_data(data)
    chosen = format_named(format)
    reading = Reading(progress=progress)
    with paused_collector(pause=pause_collector):
        chosen.read(Input(data=data), reading)
        if progress is not None:
            size = len(data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data)
            reading.tell(None, size, size)
        return _result(reading, on_error, ())


def _require_data(given: object) -> None:
    if not isinstance(given, str | bytes):
        raise TypeError(f"text or bytes are read, not objects of the class {type(given).__name__}")


def read_text_as(chosen: Format, text: str) -> Dataset:
    """
    Read a dataset from text in a format.

    Raises:
        LoadError: Something is malformed; the error lists every fault.
    """
    reading = Reading()
    with paused_collector():
        chosen.read(Input(data=text), reading)
        return _dataset(reading)


def _result(reading: Reading, on_error: OnError, files: tuple[str, ...]) -> Dataset | LoadResult:
    if on_error == "raise":
        return _dataset(reading)
    if on_error != "collect":
        raise TypeError(f"on_error is 'raise' or 'collect', not {on_error!r}")
    dataset = Dataset(reading.records, suppressions=reading.suppressions)
    faults = tuple(_in_order(_with_names(reading.faults, dataset)))
    return LoadResult(dataset=dataset, refused=tuple(reading.refused), faults=faults, files=files)


def _dataset(reading: Reading) -> Dataset:
    dataset = Dataset(reading.records, suppressions=reading.suppressions)
    if reading.faults:
        raise LoadError(_in_order(_with_names(reading.faults, dataset)))
    return dataset


def _with_names(faults: list[Fault], dataset: Dataset) -> list[Fault]:
    """Where a name stands for an id, propose the id of the record that is called so, if it was read."""
    kinds = {kind.collection(): kind for kind in dataset.kinds()}
    looked_up = 0
    result: list[Fault] = []
    for fault in faults:
        kind = kinds.get(_pointed_at(fault, kinds))
        if kind is not None and kind in NAMED_KINDS and looked_up < _MOST_NAMES:
            looked_up += 1
            best = dataset.find(kind, str(fault.value), at_least=MatchReason.FORMED_ACRONYM.score).best
            if best is not None:
                result.append(dataclasses.replace(fault, suggestion=f"did you mean {quoted(best.record.id)}?"))
                continue
        result.append(fault)
    return result


def _pointed_at(fault: Fault, kinds: Mapping[str, type[Record]]) -> str:
    """Return the collection that the field of a fault about an id refers to; empty for every other fault."""
    kind = kinds.get(fault.kind or "")
    if fault.code is not FaultCode.INVALID_ID or kind is None:
        return ""
    names = [step for step in fault.path if isinstance(step, str)]
    fields = {field.name: field for field in fields_of(kind)}
    field = fields.get(names[-1]) if names else None
    return (field.refers_to or "") if field is not None else ""


def _in_order(faults: list[Fault]) -> list[Fault]:
    """Sort the faults of each file or sheet by line and column; these stay in the order in which they were read."""
    files = {place: position for position, place in enumerate(dict.fromkeys(map(_file_and_sheet, faults)))}
    return sorted(faults, key=lambda fault: (files[_file_and_sheet(fault)], fault.line or 0, fault.column or 0))


def _file_and_sheet(fault: Fault) -> tuple[str | None, str]:
    return fault.file, (fault.cell or "").rpartition("!")[0]


def _is_name(path: str) -> bool:
    """Tell whether the system could have a file of that name: the bytes exist, and none of them is zero."""
    try:
        return bool(path) and b"\0" not in os.fsencode(path)
    except UnicodeEncodeError:
        return False


def _read_files(paths: list[str], named: Format | None, reading: Reading) -> tuple[str, ...]:
    files: dict[str, str] = {}
    found: list[tuple[str, Format]] = []
    for path in paths:
        if _is_name(path):
            found.extend(_files(path, named, reading))
        else:
            _refuse_path(reading, ascii(path), "a name that no file can have", "the name of a file or folder")
    # Packages come first, so that none of their tables is read by itself too.
    for file, chosen in sorted(found, key=lambda pair: pair[1].index_file != Path(pair[0]).name):
        real = os.path.realpath(file)
        if real not in files and real not in reading.parts:
            files[real] = file
            chosen.read(Input(file), reading)
            size = _size(file)
            reading.tell(file, size, size)
    return tuple(files.values())


def _size(file: str) -> int:
    try:
        return Path(file).stat().st_size
    except OSError:  # That it is missing, or gone by now, was noted by who tried to read it.
        return 0


def _files(path: str, named: Format | None, reading: Reading) -> Iterator[tuple[str, Format]]:
    if not Path(path).is_dir():
        if os.path.lexists(path) or Path(path).suffix:
            yield path, named or format_of(path)
        else:
            _refuse_path(reading, path, "no such file or folder", "a file or a folder")
        return
    formats = all_formats().values() if named is None else (named,)
    known = {extension: known for known in formats for extension in known.extensions}
    found = False
    for file, chosen in _files_below(path, known, reading):
        found = True
        yield file, chosen
    if not found:
        _refuse_path(reading, path, "no file of a known format", f"files that end in {', '.join(known)}")


def _files_below(path: str, known: Mapping[str, Format], reading: Reading) -> Iterator[tuple[str, Format]]:
    visited: set[str] = set()

    def refuse(error: OSError) -> None:
        _refuse_path(reading, os.fspath(error.filename or path), str(error.strerror), "a folder that can be read")

    for folder, folders, names in os.walk(path, onerror=refuse, followlinks=True):
        real = os.path.realpath(folder)
        if real in visited:
            folders.clear()  # A link leads to a folder that is read anyway, or round in a circle.
            continue
        visited.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name, chosen in _chosen_of(sorted(name for name in names if not name.startswith(".")), known):
            yield str(Path(folder, name)), chosen


def _chosen_of(names: list[str], known: Mapping[str, Format]) -> Iterator[tuple[str, Format]]:
    """Yield those files of a folder that are read, with their formats; those of a package through its index alone."""
    indexes = {chosen.index_file: chosen for chosen in known.values() if chosen.index_file in names}
    for name in names:
        chosen = indexes.get(name) or known.get(Path(name).suffix.lower())
        if chosen is not None and (chosen.index_file not in indexes or chosen.index_file == name):
            yield name, chosen


def _refuse_path(reading: Reading, path: str, found: str, expected: str) -> None:
    fault = Fault(
        code=FaultCode.UNREADABLE,
        found=found,
        expected=expected,
        suggestion="check the name and the permissions",
        file=path,
    )
    reading.refuse([fault], origin=Origin(path, 1, 1))
