"""The files of a CSV package: those of a folder, or those in a zip, which is looked at closely before it is opened."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Sequence
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import IO, Final, Protocol, cast

from seesac_model._regex import Regex
from seesac_model.errors import Fault, FaultCode, LoadError, quoted
from seesac_model.formats._csv_text import LONGEST_ROW
from seesac_model.formats._files import decode, read_bytes, too_large
from seesac_model.formats._zip_errors import zip_errors

__all__ = ["PACKAGE_MAX_BYTES", "FolderFiles", "PackageFiles", "ZipFiles", "lines_of"]

PACKAGE_MAX_BYTES: Final = 512 * 1024 * 1024
"""The largest table, and the largest zip with all that is in it, in bytes."""
_DESCRIPTOR_MAX_BYTES: Final = 2 * 1024 * 1024
_LONGEST_LINE: Final = 4 * LONGEST_ROW
_MOST_FILES: Final = 1_000
# What a package compresses to: rows of a kind are alike, but no more so than this.
_MOST_RATIO: Final = 200
_ALWAYS_ALLOWED: Final = 1024 * 1024
_DIRECTORY_MAX_BYTES: Final = 256 * 1024
_START: Final = b"PK\x03\x04"
_END: Final = b"PK\x05\x06"
_END_LENGTH: Final = 22
_LONGEST_COMMENT: Final = 65_535
_LOCATOR_64: Final = b"PK\x06\x07"
_LOCATOR_LENGTH: Final = 20
_ENCRYPTED: Final = 0x1 | 0x40 | 0x2000
_METHODS: Final = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_WORKBOOK: Final = "[Content_Types].xml"
_WORKBOOK_ADVICE: Final = "this looks like a workbook; give it the extension .xlsx"
# What archivers of macOS add to every zip.
_LITTER: Final = Regex(r"__MACOSX/.*|(?:[^/]*/)?\._[^/]*|(?:[^/]*/)?\.DS_Store")


class PackageFiles(Protocol):
    """The files of a package, by their names."""

    def names(self) -> Sequence[str]:
        """Return the names of all files, sorted."""
        ...

    def place(self, name: str) -> str:
        """Return how faults and origins name a file."""
        ...

    def text(self, name: str) -> str:
        """
        Return a small file as text.

        Raises:
            LoadError: One fault, without a file.
        """
        ...

    def open(self, name: str) -> tuple[IO[bytes], int]:
        """
        Return a table to be read, and its size in bytes.

        Raises:
            LoadError: One fault, without a file.
        """
        ...


class FolderFiles:
    """
    The files of a folder.

    Args:
        folder: The folder, as the caller named it.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def names(self) -> Sequence[str]:
        """Return the names of all files that do not start with a dot, sorted; none where the folder cannot be read."""
        try:
            return sorted(entry.name for entry in Path(self._folder).iterdir() if not entry.name.startswith("."))
        except OSError:
            return ()

    def place(self, name: str) -> str:
        """Return the path of a file."""
        return str(Path(self._folder, name))

    def text(self, name: str) -> str:
        """Return a file as text; see :class:`PackageFiles`."""
        return decode(read_bytes(self.place(name), max_bytes=_DESCRIPTOR_MAX_BYTES))

    def open(self, name: str) -> tuple[IO[bytes], int]:
        """Return a file to be read; see :class:`PackageFiles`."""
        data = read_bytes(self.place(name), max_bytes=PACKAGE_MAX_BYTES)
        return BytesIO(data), len(data)


class ZipFiles:
    """
    The files in a zip, at its root or in the one folder that everything is in.

    Args:
        data: The zip.
        file: The zip, as the caller named it; None for what is in memory.

    Raises:
        LoadError: One fault: it is no zip, damaged, encrypted, compressed in an unusual way, too large or too good to
            be true; a name in it leads elsewhere or is there twice.
    """

    def __init__(self, data: bytes, file: str | None) -> None:
        self._file = file
        _require_small_directory(data)
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
        except zip_errors() as error:
            raise _damaged() from error
        entries = [entry for entry in self._zip.infolist() if not _LITTER.fullmatch(entry.filename)]
        _require_modest(entries, len(data))
        self._entries = _by_name([entry for entry in entries if not entry.is_dir()])

    def names(self) -> Sequence[str]:
        """Return the names of all files, sorted."""
        return sorted(self._entries)

    def place(self, name: str) -> str:
        """Return the path of a file as if the zip were a folder."""
        return name if self._file is None else str(Path(self._file, name))

    def text(self, name: str) -> str:
        """Return a file as text; see :class:`PackageFiles`."""
        stream, size = self.open(name)
        if size > _DESCRIPTOR_MAX_BYTES:
            raise too_large(None, size, _DESCRIPTOR_MAX_BYTES)
        return decode(b"".join(lines_of(stream)))

    def open(self, name: str) -> tuple[IO[bytes], int]:
        """Return a file to be read; see :class:`PackageFiles`."""
        entry = self._entries[name]
        try:
            # Its own way to read lines of bounded length looks at every byte in Python.
            return BufferedReader(cast("zipfile.ZipExtFile", self._zip.open(entry))), entry.file_size
        except zip_errors() as error:
            raise _damaged() from error


def lines_of(stream: IO[bytes]) -> Iterator[bytes]:
    """
    Yield the physical lines of a file, each with its line feed.

    Raises:
        LoadError: One fault: the file is damaged, or a line is too long.
    """
    while True:
        try:
            line = stream.readline(_LONGEST_LINE + 1)
        except zip_errors() as error:
            raise _damaged() from error
        if not line:
            return
        if len(line) > _LONGEST_LINE:
            raise too_large(None, len(line), _LONGEST_LINE)
        yield line


def _require_small_directory(data: bytes) -> None:
    """Look at how large the directory of a zip is, since the standard library reads all of it at once."""
    end = data.rfind(_END, -_END_LENGTH - _LONGEST_COMMENT)
    if end < 0 or len(data) - end < _END_LENGTH:
        if data.startswith(_START):
            found, advice = "the beginning of a zip without its end", "it was cut off: copy or load it down once more"
            raise _refused(FaultCode.SYNTAX, found, "a whole zip", advice)
        raise _refused(FaultCode.SYNTAX, "no zip", "a zip with a package in it", "check what kind of file it is")
    if data[max(end - _LOCATOR_LENGTH, 0) : end].startswith(_LOCATOR_64):
        raise _refused(FaultCode.UNSUPPORTED, "a zip of the 64-bit kind", "a zip of the usual kind", "pack it anew")
    (size,) = struct.unpack_from("<I", data, end + 12)
    if size > _DIRECTORY_MAX_BYTES:
        expected = f"at most {_DIRECTORY_MAX_BYTES:,}"
        raise _refused(FaultCode.TOO_LARGE, f"a directory of {size:,} bytes", expected, "leave out what is no table")


def _require_modest(entries: Sequence[zipfile.ZipInfo], size: int) -> None:
    if len(entries) > _MOST_FILES:
        expected = f"at most {_MOST_FILES:,}"
        raise _refused(FaultCode.TOO_LARGE, f"{len(entries):,} files", expected, "leave out what is no table")
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise _refused(FaultCode.UNSUPPORTED, "an encrypted file", "files without a password", "pack it without one")
    if any(entry.compress_type not in _METHODS for entry in entries):
        raise _refused(FaultCode.UNSUPPORTED, "an unusual compression", "files that are deflated", "pack it anew")
    total = sum(entry.file_size for entry in entries)
    if total > PACKAGE_MAX_BYTES:
        raise too_large(None, total, PACKAGE_MAX_BYTES)
    if total > _ALWAYS_ALLOWED + _MOST_RATIO * size:
        found = f"{total:,} bytes packed into {size:,}"
        raise _refused(FaultCode.TOO_LARGE, found, f"at most {_MOST_RATIO} times as many", "pass the folder instead")


def _by_name(entries: Sequence[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    folders = {entry.filename.partition("/")[0] if "/" in entry.filename else None for entry in entries}
    folder = next(iter(folders)) if len(folders) == 1 and not folders & {"", ".", ".."} else None
    named = {entry.filename for entry in entries}
    found: dict[str, zipfile.ZipInfo] = {}
    for entry in entries:
        name = entry.filename if folder is None else entry.filename.removeprefix(f"{folder}/")
        if not name or name.startswith(("/", "..")) or any(mark in name for mark in "/\\:"):
            raise _refused(
                FaultCode.UNSUPPORTED,
                f"the name {quoted(entry.filename)}",
                "files side by side, with plain names",
                _WORKBOOK_ADVICE if _WORKBOOK in named else "pack the folder with the tables, and no other",
            )
        if name in found:
            raise _refused(FaultCode.DUPLICATE_KEY, f"the file {quoted(name)} twice", "each file once", "pack it anew")
        found[name] = entry
    return found


def _damaged() -> LoadError:
    return _refused(FaultCode.SYNTAX, "a damaged zip", "a zip that can be unpacked", "pack it anew")


def _refused(code: FaultCode, found: str, expected: str, suggestion: str) -> LoadError:
    return LoadError([Fault(code=code, found=found, expected=expected, suggestion=suggestion)])
