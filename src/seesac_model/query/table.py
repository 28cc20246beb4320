"""Small tables: what questions are answered with where the answer is more than one number."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, Final

import attrs

from seesac_model.errors import FaultCode, InvalidValueError, SelectionError, described, quoted
from seesac_model.model import JsonValue, decimal_text, did_you_mean
from seesac_model.query._cell import Cell, cell_of
from seesac_model.query._table_columns import TypedColumn, arrow_stream, pandas_frame, polars_frame, typed_column
from seesac_model.query._table_text import csv_form, html_form, text_form

__all__ = ["Cell", "Table"]

_SHOWN: Final = 40


def _names(columns: Iterable[str]) -> tuple[str, ...]:
    return tuple(map(str, columns))


def _cells(row: Iterable[object]) -> tuple[Cell, ...]:
    return tuple(map(cell_of, row))


def _rows(rows: Iterable[Iterable[object]]) -> tuple[tuple[Cell, ...], ...]:
    return tuple(map(_cells, rows))


@attrs.frozen
class Table:
    """
    Columns with names, rows of cells, and perhaps a total. Immutable and hashable; equal if all of it is.

    A cell is text, a number, True, False or None. Words of vocabularies become plain text in it, records become their
    ids, dates and other values their texts. `len` and iterating go by the rows. `print` shows at most 40 rows and says
    how many more there are; notebooks show the same.

    The total is not one of the rows and is left out of all that is for computing: :meth:`to_rows`, :meth:`to_csv`,
    Arrow and data frames. It need not be the sum: where a record is counted in several rows, the total has it once.

    Attributes:
        columns: The names of the columns, each once; at least one.
        rows: The rows, each with a cell for every column.
        total: What all rows come to, as a row of its own; None where that makes no sense.

    Raises:
        InvalidValueError: There is no column, or two of one name; a row has too few or too many cells; or a cell is of
            another type, a number that is not finite, or a whole number beyond 64 bits.

    >>> table = Table(("kind", "count"), [("workshop", 3), ("meeting", 12)], total=("total", 15))
    >>> print(table)
    kind      count
    --------  -----
    workshop      3
    meeting      12
    --------  -----
    total        15
    """

    columns: tuple[str, ...] = attrs.field(converter=_names)
    rows: tuple[tuple[Cell, ...], ...] = attrs.field(converter=_rows)
    total: tuple[Cell, ...] | None = attrs.field(default=None, converter=attrs.converters.optional(_cells))

    def __attrs_post_init__(self) -> None:
        if not self.columns or len(set(self.columns)) < len(self.columns):
            raise InvalidValueError.of(
                FaultCode.CONTRADICTION,
                found=f"{len(self.columns)} columns with {len(set(self.columns))} names",
                expected="one column or more, each with a name of its own",
                path=("columns",),
            )
        for place, row in enumerate(self.rows):
            self._check(row, "rows", place)
        if self.total is not None:
            self._check(self.total, "total")

    def _check(self, row: tuple[Cell, ...], *path: str | int) -> None:
        if len(row) != len(self.columns):
            raise InvalidValueError.of(
                FaultCode.CONTRADICTION, found=f"{len(row)} cells", expected=f"{len(self.columns)} cells", path=path
            )

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def __str__(self) -> str:
        return self.to_text(limit=_SHOWN)

    def column(self, name: str) -> tuple[Cell, ...]:
        """
        Return the cells of a column, from top to bottom.

        Raises:
            SelectionError: There is no such column; the message proposes one that looks like it.

        >>> Table(("kind", "count"), [("workshop", 3), ("meeting", 12)]).column("count")
        (3, 12)
        """
        place = self._place(name)
        return tuple(row[place] for row in self.rows)

    def sorted_by(self, *names: str, descending: bool = False) -> Table:
        """
        Return the table with its rows in the order of columns, the first name first; equal rows stay as they were.

        Numbers come before text, and text goes by code point. None comes last in either direction.

        Args:
            names: The names of columns.
            descending: Whether the greatest comes first.

        Raises:
            SelectionError: There is no such column.

        >>> Table(("kind", "count"), [("workshop", 3), ("meeting", 12)]).sorted_by("count", descending=True).rows
        (('meeting', 12), ('workshop', 3))
        """
        rows = list(self.rows)
        for place in map(self._place, reversed(names)):
            said = [row for row in rows if row[place] is not None]
            said.sort(key=lambda row: _order(row[place]), reverse=descending)
            rows = [*said, *(row for row in rows if row[place] is None)]
        return attrs.evolve(self, rows=rows)

    def to_text(self, *, limit: int | None = None) -> str:
        """
        Return the table as lines of text: numbers at the right, `–` for None, control characters escaped.

        Args:
            limit: How many rows are shown at most, three quarters of them from the start and the others from the end;
                None for all. Between them stands how many are not shown.

        Raises:
            SelectionError: The limit is below zero.

        >>> print(Table(("year", "count"), [("2021", 1), ("2022", 0), ("2023", None)]).to_text(limit=2))
        year  count
        ----  -----
        2021      1
        2022      0
        … 1 more row
        """
        if limit is not None and limit < 0:
            raise SelectionError(f"found the limit {quoted(limit)}, expected 0 or more, or None for all rows")
        return text_form(self.columns, self.rows, self.total, limit=limit)

    def _repr_html_(self) -> str:
        return html_form(self.columns, self.rows, self.total, limit=_SHOWN)

    def to_rows(self) -> list[dict[str, Cell]]:
        """
        Return each row as a mapping from the names of the columns.

        >>> Table(("kind", "count"), [("workshop", 3)]).to_rows()
        [{'kind': 'workshop', 'count': 3}]
        """
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def to_plain(self) -> dict[str, JsonValue]:
        """
        Return the table as plain data for JSON, with the total if there is one; decimal numbers become text.

        >>> Table(("kind", "count"), [("workshop", 3)]).to_plain()
        {'columns': ['kind', 'count'], 'rows': [['workshop', 3]]}
        """
        plain: dict[str, JsonValue] = {"columns": list(self.columns), "rows": [_plain(row) for row in self.rows]}
        return plain if self.total is None else {**plain, "total": _plain(self.total)}

    def to_csv(self) -> str:
        r"""
        Return the table as CSV (RFC 4180): commas, lines that end in CR LF, quotes where they are needed.

        No text in it is run by a spreadsheet. Text and names that start with `=`, `+`, `-`, `@`, a full-width form of
        these, a tab or a line end, after any quotes and apostrophes, get an apostrophe at the start; and because many
        spreadsheets separate cells by semicolons or tabs, so does what stands after one of these or in a new line.
        Taking one apostrophe off at each of these places gives back what was there. Numbers are written as they are,
        None as nothing, and empty text as `""`.

        Questions write no files. To make one of the text, pass `newline=""`, so that the line ends stay as they are:
        `Path("kinds.csv").write_text(table.to_csv(), encoding="utf-8", newline="")`.

        >>> Table(("title", "count"), [("=1+1", -1), ("one, two", None)]).to_csv()
        'title,count\r\n\'=1+1,-1\r\n"one, two",\r\n'
        """
        return csv_form(self.columns, self.rows)

    def to_polars(self) -> Any:  # noqa: ANN401 - of an optional library
        """
        Return the rows as a data frame of polars.

        A column gets the narrowest type that says all its cells without loss: boolean, 64-bit integer or float, decimal
        of 38 digits, and text for all else, so also for a column of numbers with the word `unknown` in it.

        Raises:
            MissingExtraError: polars is not installed; the extra `polars` brings it.
        """
        return polars_frame(self._typed())

    def to_pandas(self) -> Any:  # noqa: ANN401 - of an optional library
        """
        Return the rows as a data frame of pandas, with the types that know missing values.

        The types are chosen as for :meth:`to_polars`; decimals are Python's own.

        Raises:
            MissingExtraError: pandas is not installed; the extra `pandas` brings it.
        """
        return pandas_frame(self._typed())

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """
        Return the rows as a stream of Arrow's PyCapsule interface, which pyarrow, polars, DuckDB and others read.

        The types are chosen as for :meth:`to_polars`.

        Args:
            requested_schema: A capsule with the schema that the reader would like, which is not obliged.

        Raises:
            MissingExtraError: nanoarrow is not installed; the extra `arrow` brings it.
        """
        return arrow_stream(self._typed(), len(self.rows), requested_schema)

    def _typed(self) -> dict[str, TypedColumn]:
        return {name: typed_column(row[place] for row in self.rows) for place, name in enumerate(self.columns)}

    def _place(self, name: object) -> int:
        if name in self.columns:
            return self.columns.index(str(name))
        near = did_you_mean(name, self.columns) if isinstance(name, str) else None
        found = quoted(name) if isinstance(name, str) else described(name)
        raise SelectionError(f"the table has no column {found}" + (f"; {near}" if near else ""))


def _order(cell: Cell) -> tuple[int, Any]:
    return (1, cell) if isinstance(cell, str) else (0, cell)


def _plain(row: tuple[Cell, ...]) -> list[JsonValue]:
    return [decimal_text(cell) if isinstance(cell, Decimal) else cell for cell in row]
