"""The drop-downs of a workbook, and the hidden sheet from which they take long lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import Any, Final

from seesac_model.formats._columns import Column
from seesac_model.formats._workbook_layout import LISTS, sheet_title
from seesac_model.model import Range

__all__ = ["Formula", "Lists", "validation"]

_LONGEST_INLINE: Final = 255
_LONGEST_TITLE: Final = 32
_MIRRORED: Final = 500
_LAST_ROW: Final = 1_048_576
_UNBOUNDED: Final = 10**15


class Formula(str):
    """
    A formula, without the equals sign, of functions that every spreadsheet has.

    XlsxWriter looks for 30 newer functions in every formula, which takes most of its time, unless there is the mark of
    one already.
    """

    __slots__ = ()

    def __contains__(self, text: object, /) -> bool:
        return text == "_xlfn." or (isinstance(text, str) and super().__contains__(text))


class Lists:
    """
    The lists of one workbook.

    Args:
        ready_made: The ids of ready-made records that the drop-downs offer besides those of the workbook, by tables.
    """

    def __init__(self, ready_made: Mapping[str, Sequence[str]]) -> None:
        self._ready_made = ready_made
        self._columns: dict[str, list[str]] = {}
        self._asked: dict[str, str] = {}

    def terms(self, vocabulary: type[StrEnum]) -> list[str] | str:
        """Return the source of a drop-down with the words of a vocabulary."""
        words = [str(word) for word in vocabulary]
        if len(",".join(words)) <= _LONGEST_INLINE:
            return words
        place = self._place(vocabulary.__name__, words)
        return f"={LISTS}!${place}$1:${place}${len(words)}"

    def ids(self, table: str) -> str:
        """Return the source of a drop-down with the ids of a table."""
        return f"={self._asked.setdefault(table, f'ids_of_{table}')}"

    def write(self, workbook: Any) -> None:  # noqa: ANN401 - XlsxWriter ships no types
        """Define the names that the drop-downs use, and write the hidden sheet."""
        sources = {name: self._source(table) for table, name in self._asked.items()}
        sheet = workbook.add_worksheet(LISTS)
        sheet.hide()
        for number, (name, entries) in enumerate(self._columns.items()):
            for row, entry in enumerate(entries):
                sheet.write_string(row, number, entry)
            if name in self._asked:
                own = _ids_of(name)
                for row in range(_MIRRORED):
                    sheet.write_formula(len(entries) + row, number, Formula(f'INDEX({own},{row + 1})&""'), None, "")
        for name, source in sources.items():
            workbook.define_name(name, source)

    def _source(self, table: str) -> str:
        """Return the range of a table's ids as a formula: it ends where they end, so that no list shows blanks."""
        own = _ids_of(table)
        ready_made = self._ready_made.get(table)
        # Not `first:INDEX(…)`, which Gnumeric does not know.
        if not ready_made:
            return f"=OFFSET({own.partition(':')[0]},0,0,MAX(1,COUNTA({own})),1)"
        place = self._place(table, list(ready_made))
        count = f"{len(ready_made)}+MIN({_MIRRORED},COUNTA({own}))"
        return f"=OFFSET({LISTS}!${place}$1,0,0,{count},1)"

    def _place(self, name: str, entries: list[str]) -> str:
        self._columns.setdefault(name, entries)
        letters, number = "", list(self._columns).index(name) + 1
        while number:
            number, letter = divmod(number - 1, 26)
            letters = chr(ord("A") + letter) + letters
        return letters


def _ids_of(table: str) -> str:
    return f"'{sheet_title(table)}'!$A$2:$A${_LAST_ROW}"


def validation(column: Column, lists: Lists) -> dict[str, Any] | None:
    """
    Return what a spreadsheet shall check while somebody types into a column; None for nothing.

    A word that is not in a closed list and a number out of range are stopped. An id that the workbook does not know is
    only warned of, since it may be that of a ready-made record.
    """
    field = column.field
    marker = field.marker if isinstance(field.marker, Range) else Range()
    least, most = marker.least, marker.most
    bounds = (-_UNBOUNDED if least is None else least, _UNBOUNDED if most is None else most)
    if column.heading == "id":
        return {
            "validate": "custom",
            "value": f"=COUNTIF($A$2:$A${_LAST_ROW},A2)<2",
            **_message("This id is taken", "Every record of a sheet needs an id of its own."),
        }
    if field.refers_to is not None and field.many:
        return {"validate": "list", "source": lists.ids(field.refers_to), "show_error": False}
    if field.refers_to is not None:
        title = sheet_title(field.refers_to)
        says = f"The sheet {title} has no record of that id. Keep it if it is that of a ready-made record."
        return {"validate": "list", "source": lists.ids(field.refers_to), **_message("Not in this workbook", says)}
    if field.many:
        return None
    if issubclass(field.base, StrEnum):
        return {
            "validate": "list",
            "source": lists.terms(field.base),
            **_message(f"Not a {column.heading}", "Pick one from the list of the cell.", stops=True),
        }
    if field.base is bool:
        source = ["true", "false"]
        return {"validate": "list", "source": source, **_message("Yes or no", "Pick true or false.", stops=True)}
    if field.base in {int, float}:
        says = f"Type a {'whole ' if field.base is int else ''}number from {bounds[0]:,} to {bounds[1]:,}."
        kind = "integer" if field.base is int else "decimal"
        return _number(kind, bounds, _message(f"Not a {column.heading}", says, stops=True))
    if field.base is Decimal:
        return _number("decimal", bounds, _message("Not a number", "Type a number without units, such as 24.5."))
    return None


def _number(kind: str, bounds: Iterable[int], message: Mapping[str, str]) -> dict[str, Any]:
    least, most = bounds
    return {"validate": kind, "criteria": "between", "minimum": least, "maximum": most, **message}


def _message(title: str, says: str, *, stops: bool = False) -> dict[str, str]:
    return {
        "error_title": title[:_LONGEST_TITLE],
        "error_message": says,
        "error_type": "stop" if stops else "warning",
    }
