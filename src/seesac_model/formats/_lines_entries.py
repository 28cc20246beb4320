"""
The lines of a JSON Lines file that hold records, to records.

They are read by the same code as the records of every other format: each line becomes the tree of a flat document with
a single record, whose positions are those of the line.
"""

from __future__ import annotations

import dataclasses
import itertools
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from seesac_model.dataset import FORMAT_VERSION
from seesac_model.errors import Fault, FaultCode, LoadError, quoted, shown
from seesac_model.formats._converter import plain_json, unknown_key, wrong_type
from seesac_model.formats._document import read_alone, read_entry
from seesac_model.formats._kinds import record_kinds
from seesac_model.formats._lines_parsing import Line, parse_line
from seesac_model.formats._nesting import nested_under
from seesac_model.formats._quick_records import Texts, claims_of, make_all, origins_of, take_all, unclear_of
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._tree import MappingNode, Node, key_mark_at
from seesac_model.model import Origin, Record, Suppression

__all__ = ["read_entries"]

_EXPECTED: Final = 'one record under the name of its collection, as in {"events":{"id":"…"}}'
_HEADER: Final = frozenset({"format", "version"})
_FRAME: Final = re.compile(rb'\{"([a-z_]+)":\{')
_FEW: Final = 4


def read_entries(lines: Iterable[Line], file: str | None, version: int, reading: Reading) -> None:
    """
    Read lines with records or suppressions into `reading`, where faults are noted.

    Args:
        lines: The lines, none of them blank, the header or a trailer.
        file: The file, as the caller named it; None for text.
        version: The version that the file's header states.
        reading: What came of the lines before.
    """
    kinds = record_kinds()
    for name, run in _runs(lines):
        if name in kinds and version == FORMAT_VERSION:
            _read_run(kinds[name], run, file, version, kinds, reading)
        else:
            for line in run:
                _explain(line, file, version, kinds, reading)


def _runs(lines: Iterable[Line]) -> Iterator[tuple[str, list[Line]]]:
    """Yield lines behind each other that hold records under one name, if they begin and end as those written here."""
    name, frame, run = "", b"", list[Line]()
    for line in lines:
        data = line.data
        if not (data.startswith(frame) and data.endswith(b"}}")) or not frame:
            yield name, run
            match = _FRAME.match(data) if data.endswith(b"}}") else None
            name, frame, run = (match[1].decode(), match[0], []) if match is not None else ("", b"", [])
        run.append(line)
    yield name, run


def _read_run(  # noqa: PLR0917 - all of what is known of them
    kind: type[Record],
    lines: Sequence[Line],
    file: str | None,
    version: int,
    kinds: Mapping[str, type[Record]],
    reading: Reading,
) -> None:
    """Read lines with records of one kind: together if there are several, and those alone that were not made."""

    def explain(position: int) -> None:
        _explain(lines[position], file, version, kinds, reading)

    if len(lines) < _FEW:
        for position in range(len(lines)):
            explain(position)
        return
    start = len(f'{{"{kind.collection()}":')
    # A carriage return in a line is refused, though it is white space for parsers.
    texts = [b"" if b"\r" in data else data[start:-1] for _, data in lines]
    marks = sum(map(bytes.count, texts, itertools.repeat(b'"')))
    origins = origins_of(file, [number for number, _ in lines], start + 1)
    made = make_all(kind, Texts(b"", texts, None, marks), origins, reading.makers)
    unclear_ids = [_stated_id(texts[position]) for position in unclear_of(made)]
    take_all(kind, made, claims_of(made), unclear_ids, reading, explain)


def _stated_id(text: bytes) -> str | None:
    """Return what the JSON of a record says for an id; None where it says nothing, or is not JSON."""
    try:
        row = json.loads(text)
    except (ValueError, RecursionError):
        return None
    given = row.get("id") if isinstance(row, dict) else None
    return given.strip() if isinstance(given, str) else None


def _explain(line: Line, file: str | None, version: int, kinds: Mapping[str, type[Record]], reading: Reading) -> None:
    origin = Origin(file, line.number, 1)
    try:
        tree = parse_line(line, file)
    except LoadError as error:
        reading.refuse(error.faults, origin=origin)
        return
    fault = _frame_fault(tree, kinds)
    if fault is not None:
        placed = dataclasses.replace(_placed(fault, tree, file), line=line.number)
        reading.refuse([placed], data=plain_json(tree), origin=origin)
    else:
        assert isinstance(tree, MappingNode)  # noqa: S101 - everything else is at fault
        _read_entry(tree, file, version, kinds, reading)


def _frame_fault(tree: Node, kinds: Iterable[str]) -> Fault | None:
    """Return what is wrong with a line around its record; None where that is sound."""
    if not isinstance(tree, MappingNode):
        return wrong_type(tree, _EXPECTED).faults[0]
    if not tree:
        return Fault(code=FaultCode.MISSING, found="an empty mapping", expected=_EXPECTED)
    first, *others = tree
    if _HEADER & tree.keys():
        return Fault(
            code=FaultCode.UNKNOWN_KEY,
            found="the header of a file a second time",
            expected=_EXPECTED,
            suggestion="read several files together rather than join their lines",
            path=(first,),
        )
    known = ("suppressions", *kinds)
    if first not in known:
        fault = unknown_key(first, tree[first], known, "a line")
        is_bare = "id" in tree
        suggestion = "put the record under the name of its collection" if is_bare else fault.suggestion
        return dataclasses.replace(fault, expected=_EXPECTED, suggestion=suggestion)
    if others:
        return Fault(
            code=FaultCode.UNKNOWN_KEY,
            found=f"{shown(others[0])} beside {quoted(first)}",
            expected=_EXPECTED,
            suggestion="put each record on a line of its own",
            path=(others[0],),
            value=others[0],
        )
    return None


def _read_entry(
    tree: MappingNode, file: str | None, version: int, kinds: Mapping[str, type[Record]], reading: Reading
) -> None:
    [(key, node)] = tree.items()
    nested: list[Fault] = []
    if key in kinds and isinstance(node, MappingNode):
        nested = [_placed(fault, tree, file) for fault in _nested_faults(kinds[key], node)]
        # It is no part of the record, and is refused beside whatever else is wrong with that.
        for name in nested_under(kinds[key]):
            node.pop(name, None)
    if version == FORMAT_VERSION and isinstance(node, MappingNode):
        part = reading.part()
        node.positions = tree.positions
        read_entry(node, kinds.get(key, Suppression), (key, 0), file, part)
    else:
        start = tree.value_starts[key]
        part = read_alone(node, key, version, file, reading, positions=tree.positions, start=start)
    reading.suppressions.extend(part.suppressions)
    for kind, record_id, data, origin, given in part.refused:
        faults = [dataclasses.replace(fault, path=(key, *fault.path[2:])) for fault in given]
        reading.refuse([*nested, *faults], data=data, kind=kind, record_id=record_id, origin=origin)
    for record in part.records:
        if nested:
            origin = record.origin or Origin(file, 1, 1)
            reading.refuse(nested, data=plain_json(node), kind=key, record_id=record.id, origin=origin)
        else:
            reading.records.append(record)


def _nested_faults(kind: type[Record], node: MappingNode) -> Iterator[Fault]:
    """Yield a fault for each list of dependents that stands inside a record."""
    given, collection = node.get("id"), kind.collection()
    for name, way in nested_under(kind).items():
        if name in node:
            yield Fault(
                code=FaultCode.UNKNOWN_KEY,
                found=f"{quoted(name)} inside a record in {collection}",
                expected="each record on a line of its own",
                suggestion=f'write {{"{way.dependent.collection()}":{{…}}}} on other lines, each with its {way.field}',
                path=(collection, name),
                kind=collection,
                record_id=given.strip() if isinstance(given, str) else None,
                value=name,
            )


def _placed(fault: Fault, tree: Node, file: str | None) -> Fault:
    mark = key_mark_at(tree, fault.path)
    return dataclasses.replace(fault, file=file, line=mark.line, column=mark.column)
