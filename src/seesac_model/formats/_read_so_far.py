"""What came of reading so far: records, and what was refused, up to a limit of faults."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from typing import Final, NamedTuple

import attrs

from seesac_model._progress import Progress, ProgressCallback
from seesac_model.errors import Fault, FaultCode
from seesac_model.formats._makers import Makers
from seesac_model.model import JsonValue, Origin, Record, Suppression

__all__ = ["Full", "Reading", "Refused", "too_many"]

MOST_FAULTS: Final = 50_000
"""How many faults of all files are listed; reading ends there, so that a hostile file cannot fill the memory."""


def too_many() -> Fault:
    """Return the fault of a file whose rest is not read, for there are too many faults; it has no place yet."""
    return Fault(
        code=FaultCode.TOO_LARGE,
        found=f"{MOST_FAULTS:,} faults up to here; the rest was not read",
        expected="fewer faults",
        suggestion="mend these first, then read the file again",
    )


class Full(Exception):  # noqa: N818 - nobody sees it: it ends what is read at once
    """There are so many faults that nothing more is to be read."""


class Refused(NamedTuple):
    """
    A part of a file that did not become a record.

    Attributes:
        kind: The collection that it would belong to (`"events"`); None where that is not known, as for a file that is
            not JSON or YAML at all.
        record_id: Its id, given or derived; None if it has none.
        data: What stands there, as plain data and without the records nested in it, which are read on their own; None
            where it could not be read.
        origin: Where it stands.
        faults: Why it was refused.
    """

    kind: str | None
    record_id: str | None
    data: JsonValue
    origin: Origin
    faults: tuple[Fault, ...]


@attrs.define
class Reading:
    """
    What came of reading one or more texts; each is read into it by its format.

    Attributes:
        records: The good records, in the order in which they stand.
        suppressions: The suppressions.
        refused: What was refused.
        faults: Every fault, in the order in which they were met.
        parts: The real paths of files that were read as parts of another.
        progress: What is told how far the reading has come; None for nobody.
        makers: What makes records quickly, and shares what it has seen.
    """

    records: list[Record] = attrs.Factory(list)
    suppressions: list[Suppression] = attrs.Factory(list)
    refused: list[Refused] = attrs.Factory(list)
    faults: list[Fault] = attrs.Factory(list)
    parts: set[str] = attrs.Factory(set)
    progress: ProgressCallback | None = None
    makers: Makers = attrs.Factory(Makers)
    _first: dict[str, dict[str, Origin | None]] = attrs.Factory(dict)

    def part(self) -> Reading:
        """Return a reading of nothing yet, which shares with this one what ids are taken."""
        part: Reading = attrs.evolve(self, records=[], suppressions=[], refused=[], faults=[])
        return part

    def refuse(
        self,
        faults: Iterable[Fault],
        *,
        origin: Origin,
        data: JsonValue = None,
        kind: str | None = None,
        record_id: str | None = None,
    ) -> None:
        """Note something that did not become a record, and why."""
        entry = Refused(kind=kind, record_id=record_id, data=data, origin=origin, faults=tuple(faults))
        self.refused.append(entry)
        self.faults.extend(entry.faults)

    @property
    def is_full(self) -> bool:
        """Whether so many faults are noted that nothing more is to be read."""
        return len(self.faults) >= MOST_FAULTS

    def refuse_rest(self, file: str | None) -> None:
        """Note that the rest of a file was not read, for there are too many faults."""
        last = self.faults[-1]
        line, column = (last.line or 1, last.column or 1) if last.file == file else (1, 1)
        fault = dataclasses.replace(too_many(), file=file, line=line, column=column)
        self.refuse([fault], origin=Origin(file, line, column))

    def tell(self, file: str | None, done: int, total: int | None) -> None:
        """Tell whoever waits how many bytes of a file are read."""
        if self.progress is not None:
            self.progress(Progress("reading", file, done, total, "bytes"))

    def claim(self, kind: str, record_id: str, origin: Origin) -> Origin | None:
        """Take an id for the record at `origin`; return where it was taken before, or None where it was free."""
        first = self._first.setdefault(kind, {}).setdefault(record_id, origin)
        return None if first is origin else first

    def claim_all(self, kind: type[Record], claims: Mapping[str, Origin | None], records: int) -> bool:
        """Take the ids of so many records of a kind, if all are free and differ; tell whether that was so."""
        taken = self._first.setdefault(kind.collection(), {})
        if len(claims) < records or not taken.keys().isdisjoint(claims):
            return False
        taken.update(claims)
        return True
