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
        column: The column, in characters and counted from 1; of a table, the number of the column.
        cell: The cell with which it begins, as spreadsheets name it: `Events!A14`, or `A14` where a file is one table;
            None in all other files.
    """

    file: str | None
    line: int
    column: int
    cell: str | None = None

    def __str__(self) -> str:
        where = (self.file, self.line, self.column) if self.cell is None else (self.file, self.cell)
        return ":".join(str(part) for part in where if part is not None)
