"""Workbooks for tests: made cell by cell, or changed part by part."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final, TypeAlias

from xlsxwriter import Workbook

Untyped: TypeAlias = Any
"""An object of a library that ships no types."""

__all__ = ["COVER", "EVENTS", "TOPICS", "Formula", "Untyped", "changed", "parts_of", "workbook", "zipped"]

COVER: Final = (("format", "seesac-model"), ("version", 1))
"""The rows of a cover that the reader needs."""
TOPICS: Final = ("id", "label", "broader_id", "related_ids")
"""Headings of topics."""
EVENTS: Final = ("id", "title", "kind", "status", "dates", "series_id", "series_number", "place_ids")
"""Headings of events."""


class Formula(str):
    """A formula, to tell it from text."""

    __slots__ = ()


def workbook(
    *sheets: tuple[str, Sequence[Sequence[object]]],
    cover: Sequence[Sequence[object]] | None = COVER,
    then: Callable[[Untyped, Mapping[str, Untyped]], None] | None = None,
    options: Mapping[str, object] | None = None,
) -> bytes:
    """
    Return a workbook with these sheets, behind a cover.

    Args:
        sheets: The name of each sheet and its rows; a date is written as a real date.
        cover: The rows of the cover; None for none.
        then: What is done to the workbook and its sheets at the end.
        options: Further options of XlsxWriter.
    """
    memory = io.BytesIO()
    plain = {"in_memory": True, "strings_to_urls": False, "strings_to_formulas": False}
    with Workbook(memory, {**plain, "default_date_format": "yyyy-mm-dd", **(options or {})}) as made:
        covers = [] if cover is None else [("Read me", cover)]
        written: dict[str, Untyped] = {}
        for name, rows in (*covers, *sheets):
            written[name] = sheet = made.add_worksheet(name)
            for number, row in enumerate(rows):
                for place, value in enumerate(row):
                    if isinstance(value, Formula):
                        sheet.write_formula(number, place, value, None, 2)
                    elif value is not None:
                        sheet.write(number, place, value)
        if then is not None:
            then(made, written)
    return memory.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook by their names."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def zipped(parts: Mapping[str, bytes], *more: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of parts; `more` may repeat their names."""
    memory = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(memory, "w", method) as packed:
        warnings.simplefilter("ignore")
        for name, content in (*parts.items(), *more):
            packed.writestr(name, content)
    return memory.getvalue()


def changed(data: bytes, part: str, pattern: str, replacement: str) -> bytes:
    """Return a workbook of which one part is changed where a pattern first matches, which it must."""
    parts = parts_of(data)
    text, count = re.subn(pattern, lambda _: replacement, parts[part].decode(), count=1)
    assert count == 1
    return zipped({**parts, part: text.encode()})
