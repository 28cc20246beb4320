"""Tables as text to read, as HTML and as CSV."""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from seesac_model._quoting import how_many, visible
from seesac_model._regex import Regex
from seesac_model.query._cell import Cell, cell_text

__all__ = ["csv_form", "html_form", "text_form"]

_NOTHING: Final = "–"
_GAP: Final = "  "
_WIDE: Final = frozenset({"W", "F"})
_WITHOUT_WIDTH: Final = frozenset({"Mn", "Me"})
_FROM_THE_END: Final = 4

# Where a spreadsheet may take what follows for a formula: at the start of a cell and, because many do not separate by
# commas but by semicolons or tabs, after these and at the start of a line. Full-width signs count in some languages.
_FORMULA: Final = Regex("(?:^|(?<=[;\t\r\n]))(?=[\"']*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20])")
# Besides what RFC 4180 names: the separators of spreadsheets that expect no commas, and spaces that they would drop.
_TO_QUOTE: Final = Regex('[",;\t\r\n]|^ | $')


def text_form(
    columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], total: tuple[Cell, ...] | None, *, limit: int | None
) -> str:
    """Return a table as lines of text; with more rows than `limit`, only some from its start and its end."""
    above, left_out, below = _cut(rows, limit)
    is_right = [_is_number_column(row[place] for row in rows) for place in range(len(columns))]
    shown = [[visible(_shown(cell)) for cell in row] for row in (columns, *above, *below, *([total] if total else []))]
    widths = [max(map(_width, column)) for column in zip(*shown, strict=True)]
    rule = _GAP.join("-" * width for width in widths)
    lines = [_GAP.join(map(_padded, row, widths, is_right)).rstrip() for row in shown]
    head, body, foot = lines[0], lines[1 : len(above) + len(below) + 1], lines[len(above) + len(below) + 1 :]
    gap = [f"… {how_many(left_out, 'more row')}"] if left_out else []
    body[len(above) : len(above)] = gap
    return "\n".join([head, rule, *body, *([rule, *foot] if foot else [])])


def html_form(
    columns: tuple[str, ...], rows: Sequence[tuple[Cell, ...]], total: tuple[Cell, ...] | None, *, limit: int
) -> str:
    """Return a table as an HTML element, cut as the text is."""
    above, left_out, below = _cut(rows, limit)
    gap = f'<tr><td colspan="{len(columns)}">… {left_out} more</td></tr>' if left_out else ""
    body = "".join(map(_html_row, above)) + gap + "".join(map(_html_row, below))
    foot = f"<tfoot>{_html_row(total)}</tfoot>" if total else ""
    head = "".join(f"<th>{_escaped(name)}</th>" for name in columns)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody>{foot}</table>"


def csv_form(columns: tuple[str, ...], rows: Iterable[tuple[Cell, ...]]) -> str:
    """Return a table as RFC 4180 has it, with apostrophes before what a spreadsheet would run."""
    return "".join(",".join(map(_csv_cell, row)) + "\r\n" for row in (columns, *rows))


def _cut(
    rows: Sequence[tuple[Cell, ...]], limit: int | None
) -> tuple[Sequence[tuple[Cell, ...]], int, Sequence[tuple[Cell, ...]]]:
    if limit is None or len(rows) <= limit:
        return rows, 0, ()
    # The end is shown too, for that is where the unknown stands.
    end = limit // _FROM_THE_END
    return rows[: limit - end], len(rows) - limit, rows[len(rows) - end :]


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def _is_number_column(cells: Iterable[Cell]) -> bool:
    said = [_is_number(cell) for cell in cells if cell is not None]
    return bool(said) and all(said)


def _shown(cell: Cell) -> str:
    return _NOTHING if cell is None else cell_text(cell)


def _width(text: str) -> int:
    """Return how many columns of a terminal a text takes."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.category(character) in _WITHOUT_WIDTH
        else 2
        if unicodedata.east_asian_width(character) in _WIDE
        else 1
        for character in text
    )


def _padded(text: str, width: int, is_right: bool) -> str:  # noqa: FBT001 - `map` passes it by position
    space = " " * (width - _width(text))
    return space + text if is_right else text + space


def _html_row(row: Iterable[Cell]) -> str:
    cells = (
        f'<td style="text-align: right">{_escaped(cell_text(cell))}</td>'
        if _is_number(cell)
        else f'<td style="text-align: left">{_escaped(_shown(cell))}</td>'
        for cell in row
    )
    return f"<tr>{''.join(cells)}</tr>"


def _escaped(text: str) -> str:
    return html.escape(visible(text))


def _csv_cell(cell: Cell) -> str:
    text = cell_text(cell)
    if not isinstance(cell, str):
        return text
    text = _FORMULA.sub("'", text)
    if not text or _TO_QUOTE.search(text):
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
