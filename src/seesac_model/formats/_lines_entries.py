"""
The lines of a JSON Lines file that hold records, to records.

They are read by the same code as the records of every other format: each line becomes the tree of a flat document with
a single record, whose positions are those of the line.
"""

from __future__ import annotations

import dataclasses
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from seesac_model.dataset import FORMAT_VERSION, Dataset
from seesac_model.errors import Fault, FaultCode, LoadError, quoted, shown
from seesac_model.formats._converter import plain_json, unknown_key, wrong_type
from seesac_model.formats._document import Reading, read_alone
from seesac_model.formats._lines_parsing import Line, parse_line
from seesac_model.formats._nesting import nested_under
from seesac_model.formats._quick import NotQuick, make_all, require_rows
from seesac_model.formats._tree import MappingNode, Node, key_mark_at
from seesac_model.model import Origin, Record

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
    kinds = {kind.collection(): kind for kind in Dataset.kinds()}
    for name, run in itertools.groupby(lines, key=_collection_of):
        if name in kinds and version == FORMAT_VERSION:
            _Run(kinds[name], file, kinds, reading).read(list(run))
        else:
            for line in run:
                _explain(line, file, version, kinds, reading)


def _collection_of(line: Line) -> str:
    """Return the name under which a line holds a record, if it begins and ends as lines that are written here."""
    match = _FRAME.match(line.data)
    return match[1].decode() if match is not None and line.data.endswith(b"}}") else ""


class _Run:
    """Lines behind each other with records of one kind."""

    def __init__(
        self, kind: type[Record], file: str | None, kinds: Mapping[str, type[Record]], reading: Reading
    ) -> None:
        self._kind = kind
        self._file = file
        self._kinds = kinds
        self._reading = reading

    def read(self, lines: Sequence[Line]) -> None:
        """Read them together if there are several and nothing is unusual about them, else in ever smaller parts."""
        if len(lines) < _FEW:
            self._explain(lines)
            return
        try:
            made = self._made(lines)
        except NotQuick:
            middle = len(lines) // 2
            self.read(lines[:middle])
            self.read(lines[middle:])
            return
        if None not in made and self._reading.claim_all(self._kind, made):
            self._reading.records.extend(made)
            return
        for line, record in zip(lines, made, strict=True):
            if record is not None and self._reading.claim_all(self._kind, [record]):
                self._reading.records.append(record)
            else:
                self._explain([line])

    def _made(self, lines: Sequence[Line]) -> list[Any]:
        name = self._kind.collection()
        texts = [line.data for line in lines]
        origins = [Origin(self._file, line.number, len(f'{{"{name}":') + 1) for line in lines]
        joined = b",".join(texts)
        if b"\r" in joined:
            raise NotQuick
        made, rows = make_all(self._kind, joined, texts.__getitem__, origins, self._reading.makers, under=name)
        if None in made:
            # Where every record is made, each line is one: no field of a record holds what a line begins with. So the
            # lines that were made are looked at once more, without those of which that is not known.
            good = [position for position, record in enumerate(made) if record is not None]
            expected = [{name: rows[position]} for position in good]
            require_rows(b",".join([texts[position] for position in good]), expected)
        return made

    def _explain(self, lines: Iterable[Line]) -> None:
        for line in lines:
            _explain(line, self._file, FORMAT_VERSION, self._kinds, self._reading)


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
