"""Answers to questions: lists of records, counts, totals; as text, JSON, JSON Lines or CSV."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final, TypeVar, cast

import attrs

from seesac_model._quoting import how_many
from seesac_model.cli._output import complain, emit
from seesac_model.cli._query_where import field_called
from seesac_model.cli._words import NAME_FIELDS, name_of
from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError
from seesac_model.model import (
    Attendance,
    DateSpan,
    Extra,
    JsonValue,
    Record,
    Value,
    canonical_json,
    fields_of,
    to_plain,
)
from seesac_model.query import AttendanceTotal, EventSelection, Period, Selection, Table, total_of

__all__ = ["FORMATS", "SUMMARY", "print_answer"]

T = TypeVar("T")

FORMATS: Final = ("text", "json", "jsonl", "csv")
"""How an answer can be printed."""
SUMMARY: Final = "summary"
"""The name of the column that says a record in words, as no field does."""

_NAMELESS: Final = frozenset({"affiliations"})  # Their title is that of a post, and says neither whose nor where.
_ID: Final = "id"


def print_answer(selection: Selection[Any], arguments: argparse.Namespace) -> None:
    """
    Print what was asked about a selection.

    Raises:
        SelectionError: There is no such field or column, or an option that does not go with the others.
    """
    if arguments.count:
        _require_without(arguments, "--count", "fields", "sort", "descending", "limit")
        _print_one({"count": len(selection)}, str(len(selection)), arguments.format)
    elif arguments.total_attendance:
        _require_without(arguments, "--total-attendance", "fields", "sort", "descending", "limit")
        _print_total(_total(selection), arguments.format)
    elif (table := _table(selection, arguments)) is not None:
        _require_without(arguments, "a count", "fields")
        _print_table(_cut_table(table, arguments), arguments.format)
    else:
        _print_records(selection, arguments)


def _print_total(total: AttendanceTotal, form: str) -> None:
    """Print a total of attendance, and all that is not counted in it."""
    left_out = [(entry.attendance.id, entry.reason) for entry in total.left_out]
    plain: dict[str, JsonValue] = {
        "lower": total.lower,
        "upper": total.upper,
        "counted": total.counted,
        "left_out": [{"id": record_id, "reason": str(reason)} for record_id, reason in left_out],
    }
    if form == "csv":
        plain["left_out"] = "; ".join(f"{record_id} ({reason})" for record_id, reason in left_out)
    lines = [str(total), *(f"  {record_id}  {reason.meaning}" for record_id, reason in left_out)]
    _print_one(plain, "\n".join(lines), form)


def _require_without(arguments: argparse.Namespace, what: str, *names: str) -> None:
    for name in names:
        if getattr(arguments, name):
            raise SelectionError(f"--{name}: found together with {what}, expected with a list")


def _total(selection: Selection[Any]) -> AttendanceTotal:
    if isinstance(selection, EventSelection):
        return selection.total_attendance()
    if selection.kind is Attendance:
        return total_of(selection, selection.dataset)
    kind = selection.kind.collection()
    raise SelectionError(f"--total-attendance: found {kind}, expected events; add --events where there is such a flag")


def _table(selection: Selection[Any], arguments: argparse.Namespace) -> Table | None:
    if arguments.count_by is not None:
        by = _fields(selection.kind, arguments.count_by, "--count-by")
        return _asked("--count-by", lambda: selection.count_by(by))
    if arguments.pivot is not None:
        rows, columns = (_fields(selection.kind, names, "--pivot") for names in arguments.pivot)
        return _asked("--pivot", lambda: selection.pivot(rows, columns))
    if arguments.timeline is None:
        return None
    period, *dates = arguments.timeline
    if len(dates) > 1:
        raise SelectionError("--timeline: expected a period and one field at most")
    known = _fields(selection.kind, dates[0], "--timeline") if dates else (_date_field(selection.kind) or "dates",)
    return _asked("--timeline", lambda: selection.timeline(cast("Period", period), field=known[0]))


def _asked(flag: str, ask: Callable[[], T]) -> T:
    try:
        return ask()
    except SelectionError as error:
        raise SelectionError(f"{flag}: {error}") from error


def _fields(kind: type[Record], names: str, flag: str) -> tuple[str, ...]:
    """Return the names of fields that are typed with commas between them, each once."""
    typed = dict.fromkeys(name.strip() for name in names.split(","))
    return tuple(_asked(flag, lambda: [field_called(name, kind).name for name in typed]))


def _date_field(kind: type[Record]) -> str | None:
    """Return the field that says when; of several the first."""
    return next((known.name for known in fields_of(kind) if known.base is DateSpan and not known.many), None)


def _cut_table(table: Table, arguments: argparse.Namespace) -> Table:
    if arguments.descending and not arguments.sort:
        raise SelectionError("--descending: expected --sort with a column of the table")
    if arguments.sort:
        names = [name.strip() for name in arguments.sort.split(",")]
        table = _asked("--sort", lambda: table.sorted_by(*names, descending=arguments.descending))
    return attrs.evolve(table, rows=_first(table.rows, arguments.limit, "row"))


def _first(entries: Sequence[T], limit: int | None, what: str) -> Sequence[T]:
    if limit is None or len(entries) <= limit:
        return entries
    complain(f"{how_many(len(entries) - limit, f'more {what}')} not shown, because of --limit")
    return entries[:limit]


def _print_records(selection: Selection[Any], arguments: argparse.Namespace) -> None:
    kind, dataset = selection.kind, selection.dataset
    by_default = _date_field(kind) or _ID
    by = _fields(kind, arguments.sort or by_default, "--sort")
    records: Sequence[Record] = selection.sorted_by(*by, descending=arguments.descending)
    records = _first(records, arguments.limit, "record")
    chosen = None if arguments.fields is None else _columns(kind, arguments.fields)
    if arguments.format in {"json", "jsonl"}:
        plain = [_plain(record, chosen, dataset) for record in records]
        if arguments.format == "jsonl":
            _emit_all(map(json.dumps, plain))
            return
        # Whole records are a file like any other, which this program reads.
        head = Dataset().to_plain() if chosen is None else {}
        emit(json.dumps({**head, kind.collection(): plain}, indent=2))
        return
    columns = chosen or _default_columns(kind)
    rows = [[_cell(record, name, dataset) for name in columns] for record in records]
    if rows or arguments.format == "csv":
        _print_table(Table(columns, rows), arguments.format)


def _columns(kind: type[Record], names: str) -> tuple[str, ...]:
    typed = dict.fromkeys(name.strip() for name in names.split(","))
    return tuple(_asked("--fields", lambda: [_column(kind, name) for name in typed]))


def _column(kind: type[Record], name: str) -> str:
    return name if name == SUMMARY else field_called(name, kind).name


def _default_columns(kind: type[Record]) -> tuple[str, ...]:
    required = {known.name for known in fields_of(kind) if known.required and kind.collection() not in _NAMELESS}
    called = next((name for name in NAME_FIELDS if name in required), SUMMARY)
    return tuple(filter(None, (_ID, _date_field(kind), called)))


def _cell(record: Record, name: str, dataset: Dataset) -> object:
    content = name_of(record, dataset) if name == SUMMARY else getattr(record, name)
    if isinstance(content, tuple):
        return "; ".join(map(_entry_text, content)) or None
    return canonical_json(dict(content)) if isinstance(content, Extra) else content


def _entry_text(entry: object) -> str:
    return entry.short_form() or canonical_json(to_plain(entry)) if isinstance(entry, Value) else str(entry)


def _plain(record: Record, chosen: tuple[str, ...] | None, dataset: Dataset) -> dict[str, JsonValue]:
    plain = to_plain(record)
    return plain if chosen is None else {name: _plain_field(record, name, plain, dataset) for name in chosen}


def _plain_field(record: Record, name: str, plain: Mapping[str, JsonValue], dataset: Dataset) -> JsonValue:
    if name == SUMMARY:
        return name_of(record, dataset)
    content: Any = getattr(record, name)
    if isinstance(content, Extra):
        return dict(content)
    # What is at its default stands in no plain form, and was asked for.
    return plain.get(name, [] if content == () else content)


def _print_table(table: Table, form: str) -> None:
    match form:
        case "json":
            emit(json.dumps(table.to_plain(), indent=2))
        case "jsonl":
            plain = cast("list[list[JsonValue]]", table.to_plain()["rows"])
            _emit_all(json.dumps(dict(zip(table.columns, row, strict=True))) for row in plain)
        case "csv":
            # The line ends become those of the system when they are printed.
            emit(table.to_csv().replace("\r\n", "\n").removesuffix("\n"))
        case _:
            emit(table.to_text())


def _print_one(plain: Mapping[str, Any], text: str, form: str) -> None:
    match form:
        case "json":
            emit(json.dumps(plain, indent=2))
        case "jsonl":
            emit(json.dumps(plain))
        case "csv":
            _print_table(Table(tuple(plain), [tuple(plain.values())]), form)
        case _:
            emit(text)


def _emit_all(lines: Iterable[str]) -> None:
    for line in lines:
        emit(line)
