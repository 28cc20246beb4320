"""
JSON Lines: one record a line, for large files, streams and logs that grow.

The first line says what the file is. Each line behind it holds one record under the name of its collection, and says
everything itself, as in the flat layout of JSON. The last line, the trailer, tells how many records there are and what
the SHA-256 of all bytes before it is, so that a file which was cut off or changed is never taken for whole.

>>> from seesac_model.dataset import Dataset
>>> from seesac_model.model import Topic
>>> text = dumps(Dataset([Topic(id="war", label="war")]))
>>> for line in text.splitlines():
...     print(line[:48])
{"format":"seesac-model","version":1}
{"topics":{"id":"war","label":"war"}}
{"end":{"records":1,"sha256":"a1786a6b8f860e5365
>>> loads(text).topics["war"].label
'war'
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import LoadError
from seesac_model.formats import _reading
from seesac_model.formats._files import path_text, write_atomically
from seesac_model.formats._format import Format, Tell
from seesac_model.formats._input import Input
from seesac_model.formats._lines_changing import Recovery, append, restore
from seesac_model.formats._lines_entries import read_entries
from seesac_model.formats._lines_files import PIECE, opened, pieces_of
from seesac_model.formats._lines_scan import LineScan
from seesac_model.formats._lines_streaming import streamed
from seesac_model.formats._lines_writing import written
from seesac_model.formats._read_so_far import Reading, Refused
from seesac_model.formats._tree import JSON_MAX_BYTES
from seesac_model.model import Origin, Record, Suppression

__all__ = [
    "FORMAT",
    "Recovery",
    "append_records",
    "dumps",
    "loads",
    "read_records",
    "recover",
    "write_records",
]


def dumps(dataset: Dataset) -> str:
    """Write a dataset as JSON Lines."""
    return FORMAT.render(dataset).decode()


def loads(text: str) -> Dataset:
    """
    Read a dataset from JSON Lines.

    Raises:
        LoadError: The text is not wholly a dataset; the error lists every fault.
    """
    return _reading.read_text_as(FORMAT, text)


def read_records(
    path: str | os.PathLike[str],
    *,
    on_refused: Callable[[Refused], None] | None = None,
    on_suppression: Callable[[Suppression], None] | None = None,
) -> Iterator[Record]:
    """
    Read the records of a file one after the other, in memory that does not grow with the file.

    Each record is checked by itself, as :func:`~seesac_model.formats.load` does it. What only all records together
    show is not looked at: ids that stand twice, references that lead nowhere. Whether the file is whole and unchanged
    is known at its end alone, so make nothing of the records final before the last one has come.

    The file is open until the iterator ends or is closed. While some lines are read, a few milliseconds at a time,
    Python's garbage collector is suspended.

    Args:
        path: The file.
        on_refused: What is called with each line that is malformed and whatever is wrong with the file as a whole, so
            that reading goes on behind it; None to raise at the first.
        on_suppression: What is called with each suppression; None if nobody wants them.

    Yields:
        The records, in the order of the lines.

    Raises:
        LoadError: While the iterator runs: the file cannot be read, or, without `on_refused`, a line is malformed (the
            error lists the faults of that line), the end of the file is missing, or its digest is not that of the file.

    >>> from seesac_model.model import Topic
    >>> import tempfile, pathlib
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "topics.jsonl")
    ...     write_records((Topic(id=f"topic-{number}", label="a topic") for number in range(3)), file)
    ...     [record.id for record in read_records(file)]
    3
    ['topic-0', 'topic-1', 'topic-2']
    """
    return streamed(path_text(path), on_refused, on_suppression)


def write_records(
    records: Iterable[Record], path: str | os.PathLike[str], *, suppressions: Iterable[Suppression] = ()
) -> int:
    """
    Write records to a file as they come, in memory that does not grow with their number; whole or not at all.

    Ids are not compared, for that would take memory for each record: two records of a kind with the same id are
    written, and are a fault when the file is loaded.

    Args:
        records: The records.
        path: The file; what stands there is replaced when the last record is written.
        suppressions: The suppressions, which come first.

    Returns:
        How many records and suppressions were written.

    Raises:
        SaveError: The file could not be written; what stood there before stands there still. The same is true of
            whatever the iterables raise.
        InvalidValueError: A record is longer than the 8 MiB that a line may have.
        SelectionError: Something is no record, or of a kind that datasets do not hold.
    """
    count = 0

    def tell(done: int) -> None:
        nonlocal count
        count = done

    write_atomically(path, written(records, suppressions, tell))
    return count


def append_records(
    records: Iterable[Record], path: str | os.PathLike[str], *, suppressions: Iterable[Suppression] = ()
) -> int:
    """
    Write records behind those of a file, without a change to what stands there.

    First the whole file is read and compared with its trailer; then the new lines are written behind the old ones, with
    a new trailer, and it is made sure that they are on the disk. A crash meanwhile leaves the old lines as they were,
    and behind them some of the new ones or a part of one: :func:`recover` makes that a file again, and appending the
    same records once more adds those that are missing, for a record that stands there already, and says the same, is
    left out.

    Programs that append or recover at the same time exclude each other, where the system has locks on files (not on
    Windows). The memory that is needed grows with the number of new records, some 300 bytes for each, and not with the
    file.

    Args:
        records: The records.
        path: The file, which must exist.
        suppressions: The suppressions, which come first.

    Returns:
        How many records and suppressions were written: those that did not stand there.

    Raises:
        DuplicateRecordError: The file has another record with one of the ids, or two of `records` share one.
        LoadError: The end of the file is missing (the code is `torn`), something in it was changed, or it is no such
            file. Lines that are not compared with a new record are not checked.
        SaveError: The file could not be written, or another program is changing it; what stood there stands there
            still. The same is true of whatever the iterables raise.
        InvalidValueError: A record is longer than the 8 MiB that a line may have.
        SelectionError: Something is no record, or of a kind that datasets do not hold.
    """
    return append(records, path_text(path), suppressions)


def recover(path: str | os.PathLike[str], out: str | os.PathLike[str] | None = None) -> Recovery:
    """
    Give a file its end back that was cut off, as by a crash while it was appended to.

    All complete lines are kept as they are, byte for byte. An unterminated last line is dropped, and a trailer is
    written if the last line that is left is none. Complete lines are never dropped: where one of them is malformed, or
    a trailer shows that something before it was changed, the file is refused as it is.

    Args:
        path: The file.
        out: Where to write the result; None for its own place, whole or not at all. A file whose end is not missing is
            left alone, or copied.

    Returns:
        What was found and done.

    Raises:
        LoadError: A complete line is malformed, something was changed, or it is no such file; lists every fault.
        SaveError: The file could not be written, or another program is changing it; nothing was changed.
    """
    return restore(path_text(path), None if out is None else path_text(out))


def _read(given: Input, reading: Reading) -> None:
    try:
        if given.file is None:
            data = _bytes_of(given)
            pieces = (data[start : start + PIECE] for start in range(0, len(data), PIECE))
            _read_pieces(pieces, None, len(data), reading)
        else:
            with opened(given.file) as file:
                _read_pieces(pieces_of(file, given.file), given.file, os.fstat(file.fileno()).st_size, reading)
    except LoadError as error:
        reading.refuse(error.faults, origin=Origin(given.file, 1, 1))


def _bytes_of(given: Input) -> bytes:
    data = given.data(JSON_MAX_BYTES)
    # A lone surrogate becomes bytes that are no UTF-8, and is refused in its place.
    return data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data


def _read_pieces(pieces: Iterable[bytes], file: str | None, size: int, reading: Reading) -> None:
    scan = LineScan(pieces, file, reading)
    for lines in scan.batches():
        read_entries(lines, file, scan.version, reading)
        reading.tell(file, min(scan.complete, size), size)


def _flat(dataset: Dataset, tell: Tell) -> Iterable[bytes]:
    return written(dataset, dataset.suppressions, tell)


FORMAT: Final = Format(
    name="jsonl",
    says="for large files and streams: one record a line",
    extensions=(".jsonl", ".ndjson"),
    read=_read,
    layouts={"flat": _flat},
)
"""The format JSON Lines."""
