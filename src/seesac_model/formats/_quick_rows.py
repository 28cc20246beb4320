"""
Rows of tables to what makers take, quickly.

What most cells say is certain at first sight. Where one is not so there is no row here, and the reader of tables takes
it cell by cell, with whatever it has to say of each.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from seesac_model._regex import Regex
from seesac_model.errors import InvalidValueError
from seesac_model.formats._cells import CellPositions, CellValue, cell_text, is_blank, read_entries, read_scalar
from seesac_model.formats._columns import Column
from seesac_model.formats._converter import plain_json, structure
from seesac_model.formats._known import Known, Refusal
from seesac_model.model import DateSpan, Extra, Field, JsonValue, Value

__all__ = ["Content", "QuickRows"]

Content: TypeAlias = Callable[[Column | None, CellValue], CellValue]
"""What tells what a cell says in a column, which is None for one of the users' own; it raises InvalidValueError."""

_IN_QUOTES_OR_BRACES: Final = Regex(r'["{\[\r\n]')
_LONGEST_LIST: Final = 20_000
"""Longer texts of lists are split where their entries are counted meanwhile."""


class _Step(NamedTuple):
    """
    What becomes of the cells of a column.

    Attributes:
        column: The column; None for one of the users' own, and for one that is not read.
        key: The key of the row that it fills.
        part: The part of the value under that key; None where it fills the whole.
        take: What makes of a text, or of a number, what stands there in JSON; None to leave it as it is.
    """

    column: Column | None
    key: str
    part: str | None
    take: Callable[[Any], Any] | None


class QuickRows:
    """
    Makes plain rows of the cells of one table.

    Args:
        columns: For each heading its column, the key of the users' own that it is, or None where it is not read.
        content: What tells what cells say that are more than text.
    """

    def __init__(self, columns: Sequence[Column | str | None], content: Content) -> None:
        self._content = content
        wholes = {column.heading for column in columns if isinstance(column, Column)}
        self._steps = [_step(column, wholes) for column in columns]

    def row(self, cells: Sequence[CellValue]) -> dict[str, Any] | None:
        """Return a row; None where something in it is not certain."""
        row: dict[str, Any] = {}
        steps = self._steps
        try:
            for (column, key, part, take), cell in zip(steps, cells, strict=False):
                if cell is None or cell == "":
                    continue
                said: Any = cell if cell.__class__ is str else self._content(column, cell)
                if take is not None:
                    said = take(said)
                if part is None:
                    row[key] = said
                else:
                    row.setdefault(key, {})[part] = said
        except (Refusal, InvalidValueError):
            return None
        return row if len(cells) <= len(steps) or all(map(is_blank, cells[len(steps) :])) else None


def _step(column: Column | str | None, headings: set[str]) -> _Step:
    if column is None:
        return _Step(None, "", None, _refuse)
    if isinstance(column, str):
        return _Step(None, column, None, _own)
    whole, *parts = column.path
    if not parts:
        return _Step(column, whole, None, _taker(column.field))
    (part,) = parts
    return _Step(column, whole, part, _refuse if whole in headings else _taker(column.field))


def _taker(field: Field) -> Callable[[Any], Any] | None:
    if field.base is Extra:
        return _refuse
    if field.many:
        return functools.partial(_entries, field.base)
    if field.base in {int, float, bool}:
        return _number_taker(field.base)
    if field.base is Decimal:
        return cell_text
    return _short if issubclass(field.base, Value) and field.base is not DateSpan else None


def _number_taker(base: type) -> Callable[[Any], Any]:
    def number(text: str) -> Any:  # noqa: ANN401 - one of that class
        return structure(read_scalar(text, base), base)

    texts = Known(number)

    def take(cell: Any) -> Any:  # noqa: ANN401 - a text, or a number of any sort
        return texts[cell] if cell.__class__ is str else cell

    return take


def _refuse(_: object) -> None:
    raise Refusal


def _own(said: Any) -> Any:  # noqa: ANN401 - a text, or a number of any sort
    if is_blank(said):
        raise Refusal
    return said


def _entries(base: type, text: str) -> JsonValue:
    if len(text) > _LONGEST_LIST:
        raise Refusal
    if _IN_QUOTES_OR_BRACES.search(text):
        return plain_json(read_entries(text, base, CellPositions(), 0))
    return [entry.strip() for entry in text.split(";")]


def _short(text: str) -> str:
    if text.startswith("{") or text != text.strip():
        raise Refusal
    return text
