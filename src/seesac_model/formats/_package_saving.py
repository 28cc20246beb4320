"""Writing a CSV package: the bytes of its files, a zip of them, or a folder, whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from io import BytesIO
from pathlib import Path
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import LoadError, SaveError, quoted
from seesac_model.formats._cells import cell_text, guarded
from seesac_model.formats._columns import columns_of, row_of, tables
from seesac_model.formats._csv_text import csv_line
from seesac_model.formats._datapackage import DESCRIPTOR, MARK, descriptor_of, rows_by_table, table_file
from seesac_model.formats._files import NotOurs
from seesac_model.formats._format import Tell
from seesac_model.formats._json_text import dump_pretty, parse_json
from seesac_model.formats._package_files import FolderFiles
from seesac_model.formats._tree import MappingNode
from seesac_model.model import Checked

__all__ = ["package_files", "save_package", "zip_package"]

_TELL_AFTER: Final = 1_000
# The first moment that a zip can state: what a package says must not depend on when it was written.
_MOMENT: Final = (1980, 1, 1, 0, 0, 0)
_UNIX: Final = 3
_FILE_MODE: Final = (stat.S_IFREG | 0o644) << 16
_LEVEL: Final = 6
_LONGEST_STEM: Final = 50
_CSV: Final = ".csv"


def package_files(dataset: Dataset, tell: Tell) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Yield the files of a package, each with its name and its bytes piece by piece, in the order of their names."""
    told = _Told(tell)
    held = rows_by_table(dataset)
    names = {table_file(table): table for table in held}
    for name in sorted([DESCRIPTOR, *names]):
        if name == DESCRIPTOR:
            yield name, [dump_pretty(descriptor_of(dataset)).encode()]
        else:
            yield name, _table(names[name], held[names[name]], told)


def zip_package(dataset: Dataset, tell: Tell) -> Iterable[bytes]:
    """Return the bytes of a zip with the files of a package: the same for equal datasets, whenever it is made."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=_LEVEL) as packed:
        for name, pieces in package_files(dataset, tell):
            entry = zipfile.ZipInfo(name, _MOMENT)
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, _UNIX, _FILE_MODE
            with packed.open(entry, "w") as file:
                for piece in pieces:
                    file.write(piece)
    return [stream.getvalue()]


def save_package(dataset: Dataset, path: Path, tell: Tell) -> None:
    """
    Write the folder of a package, whole or not at all.

    The files go to a new folder beside, which then takes the place of the old one. Only a folder is replaced that is
    empty, or holds a package of ours and nothing else.

    Args:
        dataset: The dataset.
        path: The folder, or the `datapackage.json` in it.
        tell: What is told how many records are written.

    Raises:
        SaveError: It could not be written, or what stands there is something else; that stands there still.
    """
    name = os.fspath(path)
    if path.suffix.lower() == _CSV:
        stem = path.with_suffix("")
        raise SaveError(name, f"a file of CSV is one table; name a folder, such as {stem.name}/{DESCRIPTOR}, or a zip")
    try:
        target = Path(os.path.realpath(path.parent if path.name == DESCRIPTOR else path))
        old = _old_files(target, name)
    except ValueError as error:  # a character that no name can have
        raise SaveError(name, "no folder can have such a name") from error
    except SaveError:
        raise
    except OSError as error:
        raise _failed(name, error) from error
    callers = NotOurs()

    def tell_callers(done: int) -> None:
        with callers:
            tell(done)

    try:
        _write(dataset, target, old, tell_callers)
    except OSError as error:
        if error is callers.error:
            raise
        raise _failed(name, error) from error


def _write(dataset: Dataset, target: Path, old: Sequence[str] | None, tell: Tell) -> None:
    temporary = _beside(target, "tmp")
    try:
        _fill(temporary, dataset, tell)
        if old is not None:
            temporary.chmod(stat.S_IMODE(target.stat().st_mode))
        _exchange(temporary, target, old)
    except BaseException:
        _remove(temporary)
        raise


def _failed(name: str, error: OSError) -> SaveError:
    return SaveError(name, error.strerror or type(error).__name__)


class _Told:
    """How many rows of all tables are written."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._done = 0

    def row(self) -> None:
        self._done += 1
        if self._done % _TELL_AFTER == 0:
            self._tell(self._done)


def _table(table: str, things: Iterable[Checked], told: _Told) -> Iterator[bytes]:
    yield csv_line(column.heading for column in columns_of(tables()[table])).encode()
    for thing in things:
        cells = row_of(thing)
        yield csv_line(guarded(cell) if isinstance(cell, str) else cell_text(cell) for cell in cells).encode()
        told.row()


def _old_files(target: Path, name: str) -> Sequence[str] | None:
    """
    Return the names of what a folder holds that may be replaced; None where there is no folder.

    Raises:
        SaveError: It is no folder, or there is something in it that is not ours.
    """
    try:
        found = sorted(entry.name for entry in target.iterdir())
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise SaveError(name, "it is a file; name a folder, or a file that ends in .zip") from error
    known = {DESCRIPTOR, *map(table_file, tables())}
    foreign = [entry for entry in found if entry not in known or not (target / entry).is_file()]
    if foreign:
        more = f" and {len(foreign) - 1} more" if len(foreign) > 1 else ""
        raise SaveError(name, f"the folder holds something else, {quoted(foreign[0])}{more}; name an empty folder")
    if found and not _is_ours(target):
        raise SaveError(name, "the folder holds tables that this library did not write; name an empty folder")
    return found


def _is_ours(folder: Path) -> bool:
    try:
        tree = parse_json(FolderFiles(os.fspath(folder)).text(DESCRIPTOR))
    except LoadError:
        return False
    return isinstance(tree, MappingNode) and MARK in tree


def _beside(target: Path, ending: str) -> Path:
    """Return a name beside a folder that nothing has."""
    # A long name of the target must not make this one too long for the file system.
    return target.with_name(f".{target.name[:_LONGEST_STEM]}.{os.urandom(8).hex()}.{ending}")


def _fill(folder: Path, dataset: Dataset, tell: Tell) -> None:
    folder.mkdir()
    for name, pieces in package_files(dataset, tell):
        with (folder / name).open("xb") as file:
            file.writelines(pieces)
            file.flush()
            os.fsync(file.fileno())
    tell(len(dataset))


def _exchange(new: Path, target: Path, old: Sequence[str] | None) -> None:
    """Put a folder in the place of another; nothing but the files that were seen there before is removed."""
    if old is None:
        new.rename(target)
        return
    away = _beside(target, "old")
    target.rename(away)
    try:
        new.rename(target)
    except OSError:
        away.rename(target)
        raise
    with contextlib.suppress(OSError):  # What was put there meanwhile stays, and so does its folder.
        for name in old:
            (away / name).unlink()
        away.rmdir()


def _remove(folder: Path) -> None:
    with contextlib.suppress(OSError):
        for entry in folder.iterdir():
            entry.unlink()
        folder.rmdir()
