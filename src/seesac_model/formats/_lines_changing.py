"""
Changing JSON Lines files: appending to them, and giving a torn one its end back.

Appending writes behind what stands there, new lines and a new trailer, and touches no byte of it.
"""

from __future__ import annotations

import contextlib
import itertools
import os
from collections.abc import Iterable, Iterator
from io import FileIO
from typing import Final, NamedTuple, Self

from seesac_model._regex import Regex
from seesac_model.errors import DuplicateRecordError, FaultCode, LoadError, SaveError
from seesac_model.formats._files import write_atomically
from seesac_model.formats._lines_entries import read_entries
from seesac_model.formats._lines_files import PIECE, locked, pieces_of, require_in_place, write_all
from seesac_model.formats._lines_parsing import Line
from seesac_model.formats._lines_scan import LineScan, trailer
from seesac_model.formats._lines_streaming import StreamReading, read_one
from seesac_model.formats._lines_writing import line_of, lines_of
from seesac_model.model import Record, Suppression

__all__ = ["Recovery", "append", "restore"]

_IN_MEMORY: Final = 64 * PIECE
_AT_ONCE: Final = 500
_DIGEST_BYTES: Final = 16
_LONGEST_START: Final = 256
# How the lines begin that are written here; what other programs write is read as a whole instead.
_START: Final = Regex('\\{"([a-z_]+)":\\{"id":"([a-z0-9._-]{1,128})"')


class Recovery(NamedTuple):
    """
    What :func:`~seesac_model.formats.jsonl.recover` found and did.

    Attributes:
        was_torn: Whether the end of the file was missing; if not, nothing had to be done.
        records: How many records and suppressions the file has now.
        dropped: The bytes of the unterminated last line, which are in the file no more; empty if there was none. They
            may say anything, so do not print them where others read.
        line: The number of that line; None if there was none.
        kind: The collection of the record that began there, if that much of it was left; else None.
        record_id: Its id, likewise.
    """

    was_torn: bool
    records: int
    dropped: bytes = b""
    line: int | None = None
    kind: str | None = None
    record_id: str | None = None


def append(records: Iterable[Record], path: str, suppressions: Iterable[Suppression]) -> int:
    """
    Write records and suppressions behind those of a file, and return how many were not there yet.

    Raises:
        DuplicateRecordError: The file has another record with one of the ids, or two of the records share one.
        LoadError: The end of the file is missing, it was changed, or it is no file of this format.
        SaveError: The file could not be written, or another program is changing it; it stands as it was.
        InvalidValueError: A record is longer than a reader accepts.
        SelectionError: Something is no record, or of a kind that datasets do not hold.
    """
    with _NewLines() as new:
        new.take(lines_of(records, suppressions))
        with locked(path, writing=True) as file:
            reading = StreamReading()
            scan = LineScan(pieces_of(file, path), path, reading)
            for lines in scan.batches():
                for line in lines:
                    new.compare(line, path, scan.version)
            if reading.faults:
                raise LoadError(reading.faults)
            return _write_behind(file, path, scan, new)


class _NewLines:
    """
    The lines to append, set down in a temporary file if they are many, and which of them stand in the file already.

    Only the ids of what is new are remembered, however long the file is.
    """

    def __init__(self) -> None:
        import tempfile  # It loads a dozen modules, and few programs append.

        self._lines = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._digests: dict[str, bytes] = {}
        self._there: set[str] = set()
        self._has_suppressions = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()

    def take(self, lines: Iterable[bytes]) -> None:
        """
        Set down lines as they are written here; a line that comes twice counts once.

        Raises:
            DuplicateRecordError: Two of them share an id.
        """
        for line in lines:
            key, digest = _key(line), _digest(line)
            self._has_suppressions = self._has_suppressions or not key.startswith("{")
            known = self._digests.setdefault(key, digest)
            if known is digest:
                self._lines.write(line)
            elif known != digest:
                raise _duplicate(key)

    def compare(self, line: Line, file: str, version: int) -> None:
        """
        Look whether a line of the file says one of what is new.

        Raises:
            DuplicateRecordError: It says something else with the id of that.
            LoadError: It does not begin as such lines are written here, and is malformed.
        """
        start = _START.match(line.data[:_LONGEST_START].decode("latin-1"))
        if start is not None and start[0] not in self._digests:
            return
        if start is None and not self._has_suppressions and line.data.startswith(b'{"suppressions":'):
            return
        data = line.data.removesuffix(b"\r") + b"\n"
        if start is None or _digest(data) != self._digests[start[0]]:
            data = line_of(read_one(line, file, version))
        key = _key(data)
        if key in self._digests:
            if self._digests[key] != _digest(data):
                raise _duplicate(key)
            self._there.add(key)

    def pieces(self) -> Iterator[tuple[int, bytes]]:
        """Yield the lines that do not stand in the file, some hundred at once, each time with their number."""
        self._lines.seek(0)
        pairs = zip(self._digests, self._lines, strict=True)
        lines = (line for key, line in pairs if key not in self._there)
        while batch := list(itertools.islice(lines, _AT_ONCE)):
            yield len(batch), b"".join(batch)

    def __len__(self) -> int:
        return len(self._digests) - len(self._there)


def _key(line: bytes) -> str:
    """Return what tells a line from others: its beginning with the record's id, or a digest, as it has no id."""
    start = _START.match(line[:_LONGEST_START].decode("latin-1"))
    return _digest(line).hex() if start is None else start[0]


def _digest(line: bytes) -> bytes:
    import hashlib

    return hashlib.blake2b(line, digest_size=_DIGEST_BYTES).digest()


def _duplicate(key: str) -> DuplicateRecordError:
    start = _START.match(key)
    assert start is not None  # noqa: S101 - what has no id is told by its digest, and equal if that is
    return DuplicateRecordError(start[1], start[2])


def _write_behind(file: FileIO, path: str, scan: LineScan, new: _NewLines) -> int:
    require_in_place(path, file, scan.complete)
    if not len(new):
        return 0
    digest = scan.hash.copy()
    entries = scan.entries
    try:
        for count, piece in new.pieces():
            write_all(file, piece)
            digest.update(piece)
            entries += count
        write_all(file, trailer(entries, digest.hexdigest()))
        os.fsync(file.fileno())
    except BaseException as error:
        with contextlib.suppress(OSError):  # Where that fails too, the end is torn, and can be recovered.
            file.truncate(scan.complete)
            os.fsync(file.fileno())
        if isinstance(error, OSError):
            raise SaveError(path, error.strerror or type(error).__name__) from error
        raise
    require_in_place(path, file, None)
    return len(new)


def restore(path: str, out: str | None) -> Recovery:
    """
    Give a file the end that is missing, in its place or as another file.

    Raises:
        LoadError: A complete line is malformed, something was changed, or it is no file of this format.
        SaveError: The file could not be written, or another program is changing it; nothing was changed.
    """
    with locked(path, writing=False) as file:
        reading = StreamReading()
        scan = LineScan(pieces_of(file, path), path, reading)
        for lines in scan.batches():
            read_entries(lines, path, scan.version, reading)
            reading.records.clear()
            reading.suppressions.clear()
        faults = [fault for fault in reading.faults if fault.code is not FaultCode.TORN or not scan.has_header]
        if faults:
            raise LoadError(faults)
        if scan.is_torn or out is not None:
            target = path if out is None else out
            write_atomically(target, _restored(file, path, scan, target))
        return _recovery(scan)


def _restored(file: FileIO, path: str, scan: LineScan, target: str) -> Iterator[bytes]:
    """Yield the complete lines of a file, with a trailer."""
    import hashlib

    file.seek(0)
    digest, rest = hashlib.sha256(), scan.complete
    while piece := file.read(min(PIECE, rest)):
        digest.update(piece)
        rest -= len(piece)
        yield piece
    if digest.hexdigest() != scan.digest:
        raise SaveError(target, "another program has changed what is read meanwhile")
    require_in_place(path, file, scan.complete + len(scan.tail))
    file.close()  # Windows replaces no file that is open; whoever writes to this one now is told so.
    if not scan.has_trailer:
        yield trailer(scan.entries, scan.digest)


def _recovery(scan: LineScan) -> Recovery:
    start = _START.match(scan.tail[:_LONGEST_START].decode("latin-1"))
    return Recovery(
        was_torn=scan.is_torn,
        records=scan.entries,
        dropped=scan.tail,
        line=scan.tail_line if scan.tail else None,
        kind=None if start is None else start[1],
        record_id=None if start is None else start[2],
    )
