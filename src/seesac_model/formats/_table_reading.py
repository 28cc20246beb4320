"""From the headings and rows of a table to records, with every fault at its cell."""

from __future__ import annotations

import contextlib
import dataclasses
from collections.abc import Callable, Generator, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from seesac_model.errors import Fault, FaultCode, InvalidValueError, described, shown
from seesac_model.formats._cells import (
    CellPositions,
    CellValue,
    cell_text,
    is_blank,
    read_entries,
    read_json,
    read_scalar,
)
from seesac_model.formats._columns import Column, has_parts, tables
from seesac_model.formats._converter import missing, plain_json
from seesac_model.formats._document import read_entry
from seesac_model.formats._quick_records import claims_of, make_rows, take_all, unclear_of
from seesac_model.formats._quick_rows import Content, QuickRows
from seesac_model.formats._read_so_far import Full, Reading, Refused, too_many
from seesac_model.formats._table_headings import OWN, Headings, Slot
from seesac_model.formats._tree import MappingNode, Node, UntypedScalar
from seesac_model.model import DateSpan, Field, Origin, Record, Value

__all__ = ["TableReader"]

_ROWS_AT_ONCE: Final = 1_000
_SIZE_AT_ONCE: Final = 128 * 1024
_SIZE_OF_CELL: Final = 16
_ROW_STEPS: Final = 2


class _Row(NamedTuple):
    """
    A row that waits to be read.

    Attributes:
        number: Its number, counted from 1.
        cells: Its cells.
    """

    number: int
    cells: Sequence[CellValue]


def _as_it_is(_: Column | None, cell: CellValue) -> CellValue:
    return cell


class TableReader:
    """
    Reads one table into a reading: first :meth:`head`, then :meth:`add` for each row below, then :meth:`end`.

    Some rows are read at once: records are made quickly of those in which everything is certain, and the others are
    taken cell by cell and explained.

    A row is refused if one of its cells is malformed, or if it has something in a column that could not be read; faults
    of headings are listed once. Where a column that every record needs is missing, all rows are refused.

    Attributes:
        width: How many headings there are; 0 before they are read.
        least_width: The number of the last column that has something in every record.

    Args:
        table: The name of the table: a collection, or `suppressions`.
        file: The file that faults and origins name, or None.
        positions: What knows where a cell is.
        reading: What came of the tables before.
        content: What tells what a cell says in a column; None where all cells are texts.
    """

    def __init__(
        self,
        table: str,
        file: str | None,
        positions: CellPositions,
        reading: Reading,
        content: Content | None = None,
    ) -> None:
        self._table = table
        self._class = tables()[table]
        self._kind = table if issubclass(self._class, Record) else None
        self._file = file
        self.width = self.least_width = 0
        self._positions = positions
        self._reading = reading
        self._content = content or _as_it_is
        self._slots: tuple[Slot, ...] = ()
        self._missing: list[Fault] = []
        self._missing_names: frozenset[str] = frozenset()
        self._nameless: dict[int, Fault] = {}
        self._quick: QuickRows | None = None
        self._waiting: list[_Row] = []
        self._size = 0
        self._before = 0

    def head(self, headings: Sequence[CellValue], row: int) -> bool:
        """
        Take the headings.

        Args:
            headings: The cells of the row of headings.
            row: The number of that row, counted from 1.

        Returns:
            Whether rows can be read: False where no heading is known, or there are too many of them.
        """
        known = Headings(self._table, headings)
        refusal = known.refusal()
        if refusal is not None:
            return self._refuse_table(self._at(refusal, row, 1), row)
        self._slots = tuple(self._placed(slot, row) for slot in known.slots())
        self.width = len(self._slots)
        needed = (slot.number for slot in self._slots if slot.column is not None and slot.column.is_required)
        self.least_width = max(needed, default=0)
        missing_headings = known.missing()
        self._missing_names = frozenset(missing_headings)
        self._missing = [self._at(fault, row, 1) for fault in missing_headings.values()]
        faults = [slot.fault for slot in self._slots if slot.fault is not None] + self._missing
        if faults:
            self._reading.refuse(faults, origin=self._origin(row), kind=self._kind)
        if not self._missing and issubclass(self._class, Record):
            self._quick = QuickRows([_of_quick_rows(slot) for slot in self._slots], self._content)
        return True

    def add(self, cells: Sequence[CellValue], row: int) -> bool:
        """
        Take a row; one in which all cells are blank says nothing and is left out.

        Args:
            cells: The cells, as many as there are; those that are missing at the end are empty.
            row: The number of the row, counted from 1.

        Returns:
            Whether to go on: False where there are too many faults, which is noted then.
        """
        if all(map(is_blank, cells)):
            return True
        self._waiting.append(_Row(row, cells))
        self._size += _SIZE_OF_CELL * len(cells) + sum([len(cell) for cell in cells if isinstance(cell, str)])
        if len(self._waiting) < _ROWS_AT_ONCE and self._size < _SIZE_AT_ONCE:
            return True
        return self._read_waiting()

    def refuse_row(self, fault: Fault, row: int, column: int = 1) -> bool:
        """
        Refuse a row that cannot be read at all.

        Args:
            fault: What is wrong with it; where it is, is added.
            row: The number of the row, counted from 1.
            column: The number of the cell that it is about.

        Returns:
            Whether to go on, as :meth:`add` does.
        """
        if not self._read_waiting():
            return False
        placed = self._in_row(fault, row, column)
        self._reading.refuse([placed], origin=self._origin(row), kind=self._kind)
        self._before += 1
        return self._may_go_on(row)

    def end(self) -> bool:
        """
        Read what is left; there are no more rows.

        Returns:
            Whether to go on with other tables, as :meth:`add` does.
        """
        return self._read_waiting()

    def _placed(self, slot: Slot, row: int) -> Slot:
        return slot if slot.fault is None else slot._replace(fault=self._at(slot.fault, row, slot.number))

    def _node(self, cells: Sequence[CellValue], row: int) -> tuple[MappingNode, list[Fault], list[Fault]]:
        """Return a row as the mapping of a record, what is wrong with its cells, and what of that is listed already."""
        node = MappingNode(self._positions, self._positions.offset(row, 1))
        faults: list[Fault] = []
        listed: list[Fault] = []
        for slot in self._slots:
            start = self._positions.offset(row, slot.number)
            cell = cells[slot.number - 1] if slot.number <= len(cells) else None
            if is_blank(cell):
                if slot.column is not None and len(slot.column.path) == 1:
                    node.key_starts.setdefault(slot.key, start)
                    node.value_starts.setdefault(slot.key, start)
            elif slot.fault is not None:
                listed.append(slot.fault)
            elif not slot.key:
                (listed if slot.number in self._nameless else faults).append(self._without_heading(row, slot.number))
            else:
                try:
                    self._fill(node, slot, self._content(slot.column, cell), start)
                except InvalidValueError as error:
                    faults.extend(self._in_row(fault, row, slot.number) for fault in error.faults)
        for number in range(len(self._slots) + 1, len(cells) + 1):
            if not is_blank(cells[number - 1]):
                (listed if number in self._nameless else faults).append(self._without_heading(row, number))
        return node, faults, listed

    def _without_heading(self, row: int, number: int) -> Fault:
        fault = Fault(
            code=FaultCode.MISSING,
            found="something in a column without a heading",
            expected="a heading above it",
            suggestion="give the column a heading, or empty it",
        )
        return self._nameless.setdefault(number, self._in_row(fault, row, number))

    def _fill(self, node: MappingNode, slot: Slot, cell: CellValue, start: int) -> None:
        column = slot.column
        if column is None:
            self._put(node, slot.key, _own_value(cell), start)
        elif column.is_json:
            for key, value in self._own_keys(cell, start):
                self._put(node, key, value, start)
        else:
            owner = node
            for step in column.path[:-1]:
                if step not in owner:
                    self._put(owner, step, MappingNode(self._positions, start), start)
                inner = owner[step]
                if not isinstance(inner, MappingNode):
                    raise _both(column)
                owner = inner
            if column.path[-1] in owner:
                raise _both(column)
            with _below(column.path):
                value = self._value(column.field, cell, start)
            self._put(owner, column.path[-1], value, start)

    def _value(self, field: Field, cell: CellValue, start: int) -> Node:
        if field.many:
            return read_entries(cell_text(cell), field.base, self._positions, start)
        if issubclass(field.base, Value):
            text = cell_text(cell).strip()
            is_json = text.startswith("{") and not has_parts(field) and not issubclass(field.base, DateSpan)
            return read_json(text, self._positions, start) if is_json else UntypedScalar(text)
        if isinstance(cell, str):
            return read_scalar(cell, field.base)
        return cell_text(cell) if isinstance(cell, Decimal) else cell

    def _own_keys(self, cell: CellValue, start: int) -> Iterator[tuple[str, Node]]:
        data = read_json(cell_text(cell), self._positions, start)
        if not isinstance(data, MappingNode):
            raise InvalidValueError.of(
                FaultCode.WRONG_TYPE,
                found=described(data),
                expected="a mapping in JSON",
                suggestion='write it as {"x-key": "text"}',
                value=data,
            )
        for key, value in data.items():
            if not key.startswith(OWN):
                raise InvalidValueError.of(
                    FaultCode.UNKNOWN_KEY,
                    found=f"the key {shown(key)}",
                    expected="a key such as 'x-reviewed-by'",
                    suggestion="start it with x-, or give what it says in a column of its own",
                    value=key,
                )
            yield key, value

    @staticmethod
    def _put(node: MappingNode, key: str, value: Node, start: int) -> None:
        if key in node:
            raise InvalidValueError.of(
                FaultCode.DUPLICATE_KEY,
                found=f"the key {shown(key)} a second time in the row",
                expected="each key once",
                suggestion="remove it here, or from the column extra",
                value=key,
            )
        node[key] = value
        node.key_starts[key] = node.value_starts[key] = start

    def _read_waiting(self) -> bool:
        """Read the rows that wait, and return whether to go on."""
        rows, self._waiting, self._size = self._waiting, [], 0
        before = self._before

        def explain(position: int) -> None:
            self._before = before + position
            self._explain(rows[position])
            if self._reading.is_full:
                raise Full

        try:
            if self._quick is None or not issubclass(self._class, Record):
                for position in range(len(rows)):
                    explain(position)
            else:
                self._read_quickly(rows, self._class, self._quick, explain)
        except Full:
            return self._may_go_on(rows[self._before - before].number)
        self._before = before + len(rows)
        return True

    def _read_quickly(
        self, rows: Sequence[_Row], kind: type[Record], quick: QuickRows, explain: Callable[[int], None]
    ) -> None:
        plain = [quick.row(row.cells) for row in rows]
        made = make_rows(kind, plain, [self._origin(row.number) for row in rows], self._reading.makers)
        unclear_ids = [self._id_in(rows[position].cells) for position in unclear_of(made)]
        take_all(kind, made, claims_of(made), unclear_ids, self._reading, explain)

    def _id_in(self, cells: Sequence[CellValue]) -> str:
        places = [slot.number - 1 for slot in self._slots if slot.key == "id" and slot.fault is None]
        return "".join(cell_text(cells[place]).strip() for place in places if place < len(cells))

    def _explain(self, row: _Row) -> None:
        """Read a row cell by cell."""
        node, faults, listed = self._node(row.cells, row.number)
        if faults or listed or self._missing:
            self._read_broken(node, faults, listed, row.number)
        else:
            read_entry(node, self._class, (self._table, self._before), self._file, self._reading)

    def _read_broken(self, node: MappingNode, faults: Sequence[Fault], listed: Sequence[Fault], row: int) -> None:
        """Read a row of which something is wrong already: whatever else is wrong is added, and it becomes no record."""
        part = self._reading.part()
        read_entry(node, self._class, (self._table, self._before), self._file, part)
        if part.refused:
            entry = part.refused[0]
        else:
            record_id = part.records[0].id if part.records else None
            entry = Refused(self._kind, record_id, plain_json(node), self._origin(row), ())
        names = self._missing_names.union(str(fault.path[2]) for fault in faults if len(fault.path) > _ROW_STEPS)
        consequences = {missing(name, self._class).found for name in names}
        # What could not be read is missing, and then what needs it contradicts.
        others = (
            fault
            for fault in entry.faults
            if not (fault.code is FaultCode.MISSING and fault.found in consequences)
            and not (fault.code is FaultCode.CONTRADICTION and names)
        )
        own = [*(dataclasses.replace(fault, record_id=entry.record_id) for fault in faults), *others]
        self._reading.refused.append(entry._replace(faults=(*self._missing, *listed, *own)))
        self._reading.faults.extend(own)

    def _may_go_on(self, row: int) -> bool:
        if not self._reading.is_full:
            return True
        self._refuse_table(self._at(dataclasses.replace(too_many(), path=(self._table,)), row, 1), row)
        return False

    def _refuse_table(self, fault: Fault, row: int) -> bool:
        self._reading.refuse([fault], origin=self._origin(row), kind=self._kind)
        return False

    def _in_row(self, fault: Fault, row: int, number: int) -> Fault:
        return self._at(fault.within(self._table, self._before), row, number)

    def _at(self, fault: Fault, row: int, number: int) -> Fault:
        mark = self._positions.mark(self._positions.offset(row, number))
        return dataclasses.replace(
            fault, kind=self._kind, file=self._file, line=mark.line, column=mark.column, cell=mark.cell
        )

    def _origin(self, row: int) -> Origin:
        return Origin(self._file, *self._positions.mark(self._positions.offset(row, 1)))


@contextlib.contextmanager
def _below(path: Sequence[str]) -> Generator[None]:
    """Let the faults of a cell have paths from the record on."""
    try:
        yield
    except InvalidValueError as error:
        raise InvalidValueError(fault.within(*path) for fault in error.faults) from error


def _both(column: Column) -> InvalidValueError:
    whole = column.path[0]
    return InvalidValueError.of(
        FaultCode.CONTRADICTION,
        found=f"{whole} in one cell, and a part of it in another",
        expected=f"{whole} once",
        suggestion="empty the one or the others",
        path=column.path,
    )


def _of_quick_rows(slot: Slot) -> Column | str | None:
    return None if slot.fault is not None else slot.column or slot.key or None


def _own_value(cell: CellValue) -> Node:
    return cell_text(cell) if isinstance(cell, Decimal) else cell
