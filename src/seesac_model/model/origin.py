"""Where something was read."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["Origin"]


class Origin(NamedTuple):
    """
    Where a record, or a suppression, was read.

    Attributes:
        file: The file, as the caller named it; None where it was read from text.
        line: The line, counted from 1.
        column: The column, in characters and counted from 1.
    """

    file: str | None
    line: int
    column: int

    def __str__(self) -> str:
        return ":".join(str(part) for part in self if part is not None)
