"""What a file could not hold of a dataset."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

__all__ = ["Loss", "LossReport"]


class Loss(NamedTuple):
    """
    Something that a dataset says and a file could not hold.

    Attributes:
        kind: The collection of the record (`"events"`), or `"suppressions"`.
        record_id: The id of the record; None for a suppression.
        field: The field that is missing from the file; None where the whole record is.
        reason: Why the file could not hold it.
    """

    kind: str
    record_id: str | None
    field: str | None
    reason: str

    def __str__(self) -> str:
        where = " ".join(part for part in (self.kind, self.record_id, self.field) if part is not None)
        return f"{where}: {self.reason}"


class LossReport(tuple[Loss, ...]):
    """
    Everything that a file could not hold, in the order of kinds and ids; empty, and so false, if it holds everything.

    Its text is a summary: how many fields of how many records, and why.

    >>> print(LossReport())
    nothing was left out
    >>> print(LossReport([Loss("events", "workshop", "note", "a cell holds at most 32,767 characters")]))
    left out: note of 1 record in events (a cell holds at most 32,767 characters)
    """

    __slots__ = ()

    def __str__(self) -> str:
        if not self:
            return "nothing was left out"
        counted = Counter((loss.kind, loss.field, loss.reason) for loss in self)
        return "\n".join(
            f"left out: {field or 'all'} of {count} record{'' if count == 1 else 's'} in {kind} ({reason})"
            for (kind, field, reason), count in counted.items()
        )
