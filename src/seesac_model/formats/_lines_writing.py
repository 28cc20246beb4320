"""Records to the lines of a JSON Lines file."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode, InvalidValueError, SelectionError
from seesac_model.formats._format import Tell
from seesac_model.formats._lines_parsing import LONGEST_LINE
from seesac_model.formats._lines_scan import HEADER, trailer
from seesac_model.formats._quick_writing import Writers
from seesac_model.model import Record, Suppression

__all__ = ["line_of", "lines_of", "written"]

_AT_ONCE: Final = 500


def line_of(entry: Record | Suppression) -> bytes:
    """
    Return a record or suppression as the line that says it, with its line feed.

    Raises:
        InvalidValueError: The line would be longer than a reader accepts.
    """
    return _lines([entry], Writers(depth=None))


def _lines(entries: Sequence[Record | Suppression], writers: Writers) -> bytes:
    """Return the lines of entries of one class."""
    write = writers.writer(type(entries[0]))
    name = entries[0].collection() if isinstance(entries[0], Record) else "suppressions"
    between = f'}}\n{{"{name}":'
    data = f'{{"{name}":{between.join(map(write, entries))}}}\n'.encode()
    longest = 0 if len(data) <= LONGEST_LINE else max(map(len, data.splitlines(keepends=True)))
    if longest > LONGEST_LINE:
        raise InvalidValueError.of(
            FaultCode.TOO_LARGE,
            found=f"a record of {longest:,} bytes in {name}",
            expected=f"at most {LONGEST_LINE:,} on a line",
            suggestion="write JSON, or shorten its texts",
        )
    return data


def lines_of(records: Iterable[Record], suppressions: Iterable[Suppression]) -> Iterator[bytes]:
    """
    Yield the lines of suppressions and records, these behind those.

    Raises:
        InvalidValueError: A line would be longer than a reader accepts.
        SelectionError: Something is no record, or of a kind that datasets do not hold.
    """
    return (line for piece, _ in _pieces(records, suppressions) for line in piece.splitlines(keepends=True))


def _pieces(records: Iterable[Record], suppressions: Iterable[Suppression]) -> Iterator[tuple[bytes, int]]:
    """Yield the lines of suppressions and records, some hundred at once, each time with their number."""
    kinds, writers = {*Dataset.kinds(), Suppression}, Writers(depth=None)
    entries: Iterable[Record | Suppression] = itertools.chain(suppressions, records)
    for kind, run in itertools.groupby(entries, key=type):
        if kind not in kinds:
            raise SelectionError(f"files hold the records of datasets, not objects of the class {kind.__name__}")
        while some := list(itertools.islice(run, _AT_ONCE)):
            yield _lines(some, writers), len(some)


def written(records: Iterable[Record], suppressions: Iterable[Suppression], tell: Tell) -> Iterator[bytes]:
    """
    Yield the bytes of a whole file, some hundred lines at once.

    Raises:
        InvalidValueError: A line would be longer than a reader accepts.
        SelectionError: Something is no record, or of a kind that datasets do not hold.
    """
    import hashlib  # Its C library takes a while to load, and few programs write this format.

    digest = hashlib.sha256(HEADER)
    yield HEADER
    entries = 0
    for piece, count in _pieces(records, suppressions):
        digest.update(piece)
        yield piece
        entries += count
        tell(entries)
    yield trailer(entries, digest.hexdigest())
