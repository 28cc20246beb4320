"""Reading JSON Lines record by record, in memory that does not grow with the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final

import attrs

from seesac_model.errors import LoadError
from seesac_model.formats._collector import paused_collector
from seesac_model.formats._lines_entries import read_entries
from seesac_model.formats._lines_files import opened, pieces_of
from seesac_model.formats._lines_parsing import Line
from seesac_model.formats._lines_scan import LineScan
from seesac_model.formats._read_so_far import Reading, Refused
from seesac_model.model import Origin, Record, Suppression

__all__ = ["StreamReading", "read_one", "streamed"]


_MOST_SHARED: Final = 100_000
"""How many things are kept for records to share them; then they are forgotten, lest they grow with the file."""


@attrs.define
class StreamReading(Reading):
    """What came of the last few lines; ids are not remembered, for that would take memory for every record."""

    def claim(self, kind: str, record_id: str, origin: Origin) -> Origin | None:  # noqa: ARG002 - of no interest
        """Return None: every id is free."""
        return None

    def claim_all(self, kind: type[Record], claims: Mapping[str, Origin | None], records: int) -> bool:  # noqa: ARG002 - as above
        """Return True: every id is free."""
        return True

    def clear(self) -> None:
        """Forget the lines so far, and from time to time what was shared among records."""
        if self.makers.known > _MOST_SHARED:
            self.makers.forget()
        for noted in (self.records, self.suppressions, self.refused, self.faults):
            noted.clear()


def read_one(line: Line, file: str | None, version: int) -> Record | Suppression:
    """
    Read a line that holds a record or a suppression.

    Raises:
        LoadError: It is malformed.
    """
    reading = StreamReading()
    read_entries([line], file, version, reading)
    if reading.faults:
        raise LoadError(reading.faults)
    entries: list[Record | Suppression] = [*reading.records, *reading.suppressions]
    return entries[0]


def streamed(
    path: str,
    on_refused: Callable[[Refused], None] | None,
    on_suppression: Callable[[Suppression], None] | None,
) -> Iterator[Record]:
    """
    Yield the records of a file in the order of its lines.

    Args:
        path: The file.
        on_refused: What is told of malformed parts, so that reading goes on; None to raise at the first.
        on_suppression: What is given the suppressions; None if nobody wants them.

    Raises:
        LoadError: The file cannot be read or, without `on_refused`, something is malformed.
    """
    reading = StreamReading()
    with opened(path) as file:
        scan = LineScan(pieces_of(file, path), path, reading)
        for lines in scan.batches():
            with paused_collector():
                read_entries(lines, path, scan.version, reading)
            yield from _handed_on(reading, on_refused, on_suppression)
            reading.clear()
        yield from _handed_on(reading, on_refused, on_suppression)


def _handed_on(
    reading: StreamReading,
    on_refused: Callable[[Refused], None] | None,
    on_suppression: Callable[[Suppression], None] | None,
) -> Iterator[Record]:
    """Yield what was read, and tell of the rest, line by line."""
    others: list[Record | Suppression | Refused] = [*reading.suppressions, *reading.refused]
    if not others:
        yield from reading.records
        return
    for entry in sorted([*reading.records, *others], key=_line):
        if isinstance(entry, Record):
            yield entry
        elif isinstance(entry, Suppression):
            if on_suppression is not None:
                on_suppression(entry)
        elif on_refused is None:
            raise LoadError(entry.faults)
        else:
            on_refused(entry)


def _line(entry: Record | Suppression | Refused) -> int:
    return entry.origin.line if entry.origin is not None else 0
