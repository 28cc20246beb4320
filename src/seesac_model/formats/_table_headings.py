"""The headings of a table: what each column holds, and what is wrong with a heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from seesac_model.errors import Fault, FaultCode, InvalidValueError, quoted, shown
from seesac_model.formats._cells import MAX_COLUMNS, CellValue, cell_text
from seesac_model.formats._columns import Column, columns_of, short_columns_of, tables
from seesac_model.formats._converter import missing
from seesac_model.model import Extra, Record, did_you_mean

__all__ = ["OWN", "Headings", "Slot"]

OWN: Final = "x-"
"""What a key of the users' own begins with."""
_OTHER_DELIMITERS: Final = "|^~"


class Slot(NamedTuple):
    """
    What a column of the file holds.

    Attributes:
        number: The number of the column, counted from 1.
        key: The key of the record that it fills, or its heading where it is not read.
        column: What the column is; None for a key of the users' own, and where it is not read.
        fault: Why it is not read; None where it is.
    """

    number: int
    key: str
    column: Column | None
    fault: Fault | None = None


class Headings:
    """
    The row of headings of one table; the faults that it gives have no place in the file yet.

    Args:
        table: The name of the table.
        cells: The cells of the row.
    """

    def __init__(self, table: str, cells: Sequence[CellValue]) -> None:
        self._table = table
        self._class = tables()[table]
        self._has_own = issubclass(self._class, Record)
        self._known = {column.heading: column for column in (*columns_of(self._class), *short_columns_of(self._class))}
        self._texts = [cell_text(cell).strip() for cell in cells]
        while self._texts and not self._texts[-1]:
            self._texts.pop()
        by_case = {heading.lower(): column for heading, column in self._known.items()}
        self._found = [self._known.get(text) or by_case.get(text.lower()) for text in self._texts]

    def refusal(self) -> Fault | None:
        """Return why no row below can be read: there are too many headings, or none is known; None if rows can be."""
        if len(self._texts) > MAX_COLUMNS:
            found, expected = f"{len(self._texts):,} headings", f"at most {MAX_COLUMNS:,}"
            return self._fault(FaultCode.TOO_LARGE, found, expected, "remove columns")
        if any(self._found):
            return None
        found = "no known heading" if self._texts else "no headings"
        expected = f"a row of headings of the table {self._table}"
        return self._fault(FaultCode.NOT_A_DATASET, found, expected, self._advice())

    def _advice(self) -> str:
        if self._texts and self._texts[0].lower().startswith("sep="):
            return "remove this line, which speaks to Excel alone; the headings show what separates the cells"
        if len(self._texts) == 1 and (mark := next(filter(self._texts[0].__contains__, _OTHER_DELIMITERS), None)):
            return f"if {quoted(mark)} stands between the cells, save the table with commas"
        return f"the headings are {', '.join(column.heading for column in columns_of(self._class))}"

    def slots(self) -> Iterator[Slot]:
        """Yield what each column holds."""
        taken: set[str] = set()
        for number, (text, column) in enumerate(zip(self._texts, self._found, strict=True), start=1):
            key = text if column is None else column.heading
            fault = None
            if key and key in taken:
                fault = self._fault(
                    FaultCode.DUPLICATE_KEY,
                    f"the heading {shown(key)} a second time",
                    "each heading once",
                    "remove one of the two columns, or join what they say",
                )
            elif key and column is None:
                fault = self._fault_of_own(key) if self._has_own and key.startswith(OWN) else self._unknown(key)
            taken.add(key)
            yield Slot(number, key, column, fault)

    def missing(self) -> Mapping[str, Fault]:
        """Return the fault of each field that every record has and no heading names."""
        there = {column.path[0] for column in self._found if column is not None}
        names = (column.path[0] for column in columns_of(self._class) if column.is_required)
        return {name: self._missing(name) for name in names if name not in there}

    def _missing(self, name: str) -> Fault:
        advice = missing(name, self._class).suggestion
        return self._fault(FaultCode.MISSING, f"no heading {name}", "a column for what every record has", advice)

    def _fault_of_own(self, key: str) -> Fault | None:
        try:
            Extra({key: ""})
        except InvalidValueError as error:
            fault = error.faults[0]
            return self._fault(fault.code, shown(key), fault.expected, "use small letters and hyphens")
        return None

    def _unknown(self, key: str) -> Fault:
        own = "; a column of your own starts with x-" if self._has_own else ""
        return self._fault(
            FaultCode.UNKNOWN_KEY,
            f"the heading {shown(key)}",
            f"a heading of the table {self._table}",
            did_you_mean(key, self._known) or f"the headings are {', '.join(self._known)}{own}",
        )

    def _fault(self, code: FaultCode, found: str, expected: str, suggestion: str | None) -> Fault:
        return Fault(code=code, found=found, expected=expected, suggestion=suggestion, path=(self._table,))
