"""From the tree of a text to records: the header, the collections, what is nested, and every fault with its place."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

import attrs

from seesac_model.dataset import FORMAT_NAME, FORMAT_VERSION
from seesac_model.errors import Fault, FaultCode, InvalidValueError, described, quoted
from seesac_model.formats._converter import faults_left_out, is_null, plain_json, structure, unknown_key, wrong_type
from seesac_model.formats._kinds import record_kinds
from seesac_model.formats._migrations import lift
from seesac_model.formats._nesting import (
    IdAllocator,
    Ownership,
    derived_id,
    inherited_citations,
    nested_under,
    ownerships,
)
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._tree import (
    MAX_FAULTS,
    MappingNode,
    Mark,
    Marks,
    Node,
    PlainScalar,
    SequenceNode,
    key_mark_at,
    mark_at,
)
from seesac_model.model import Citation, Origin, Record, Suppression, fields_of, per_class

_AT_KEY: Final = frozenset({FaultCode.UNKNOWN_KEY})
_Path: TypeAlias = tuple[str | int, ...]
_HEADER: Final = ("format", "version", "suppressions")


def read_document(tree: Node, file: str | None, reading: Reading, *, stops: bool = False) -> None:
    """
    Read the tree of one text into `reading`. It does not raise for faults: they are noted there.

    Args:
        tree: What a parser returned.
        file: The file, as the caller named it; None for text.
        reading: What came of the texts before.
        stops: Whether nothing more is read when `reading` is full.
    """
    _DocumentReader(tree, file, reading, stops=stops).read()


def read_alone(
    node: Node,
    name: str,
    version: int,
    file: str | None,
    reading: Reading,
    *,
    positions: Marks,
    start: int,
) -> Reading:
    """
    Return what comes of one entry, read as the only one of a document; its faults have the position 0.

    Args:
        node: The entry.
        name: The collection, or `suppressions`.
        version: The version of the format in which it is written.
        file: The file, as the caller named it; None for text.
        reading: What came of the entries before; only the ids are noted there.
        positions: What tells where the entry stands.
        start: Where it begins.
    """
    entries = SequenceNode(positions, start)
    entries.append(node)
    entries.item_starts.append(start)
    document = MappingNode(positions, start)
    document.update({"format": FORMAT_NAME, "version": version, name: entries})
    document.key_starts[name] = document.value_starts[name] = start
    part = reading.part()
    read_document(document, file, part)
    return part


def read_entry(
    node: MappingNode,
    kind: type[Record | Suppression],
    path: tuple[str | int, ...],
    file: str | None,
    reading: Reading,
) -> None:
    """
    Read one entry of a collection into `reading`, as :func:`read_document` would have read it in its place.

    Args:
        node: The entry, of the newest version and with no records nested in it.
        kind: Its class.
        path: Its place in the document.
        file: The file, as the caller named it; None for text.
        reading: What came of the entries before.
    """
    _DocumentReader(node, file, reading, root=path).read_entry(kind)


class _Under(NamedTuple):
    """
    The place of a dependent: the record that it stands under, as far as that could be read.

    Attributes:
        way: How it is nested there.
        owner: What the owner's mapping says, as plain data.
        owner_id: The owner's id; None where it has none, and then the dependents have no owner either.
        citations: What the dependent inherits where it has no citations of its own; None where the owner's are at
            fault.
    """

    way: Ownership
    owner: Mapping[str, object]
    owner_id: str | None
    citations: tuple[Citation, ...] | None

    def fill(self, data: dict[str, object]) -> Iterator[Fault]:
        """Put back what the nested form leaves out, and yield where what is given contradicts where it stands."""
        implied = {self.way.field: self.owner_id, **{name: self.owner.get(name) for name in self.way.shared}}
        for name, value in implied.items():
            if name in data and not is_null(data[name]) and value is not None and data[name] != value:
                yield Fault(
                    code=FaultCode.CONTRADICTION,
                    found=quoted(str(data[name])) if isinstance(data[name], str) else described(data[name]),
                    expected=f"{quoted(value)}, the record under which this one stands",
                    suggestion=f"leave {name} out here, or move the record",
                    path=(name,),
                    value=data[name],
                )
            elif value is not None:
                data[name] = value
        if "citations" in data:
            return
        if self.citations is None:
            yield Fault(
                code=FaultCode.MISSING,
                found="no citations, and malformed ones on the record that they would come from",
                expected="citations, here or there",
                suggestion="mend those of the record above",
            )
        else:
            data["citations"] = self.citations


_OWNER_WITHOUT_ID: Final = Fault(
    code=FaultCode.MISSING,
    found="no valid id on the record under which this one stands",
    expected="an id there",
    suggestion="give that record an id",
)


class _DocumentReader:
    """
    Reads a tree into a reading.

    Args:
        tree: The tree.
        file: The file, as the caller named it; None for text.
        reading: What came of the texts before.
        stops: Whether nothing more is read when `reading` is full.
        root: The place of the tree in its document.
    """

    def __init__(
        self, tree: Node, file: str | None, reading: Reading, *, stops: bool = False, root: _Path = ()
    ) -> None:
        self._tree = tree
        self._root = root
        self._stops = stops
        self._file = file
        self._reading = reading
        self._kinds = record_kinds()
        self._allocate = IdAllocator(())

    def read_entry(self, kind: type[Record | Suppression]) -> None:
        """Read a tree that is one entry of a collection."""
        assert isinstance(self._tree, MappingNode)  # noqa: S101 - as it is called
        if issubclass(kind, Suppression):
            self._read_suppression(self._tree, self._root)
        else:
            self._read_record(kind, self._tree, self._root, None)

    def read(self) -> None:
        tree = self._tree
        header = list(self._header_faults())
        if header or not isinstance(tree, MappingNode):
            self._reading.refuse(header, data=plain_json(tree), origin=self._origin(()))
            return
        lift(tree, self._version() or FORMAT_VERSION, FORMAT_VERSION)
        self._allocate = IdAllocator(self._given_ids(tree))
        for key, value in tree.items():
            if key in self._kinds:
                self._read_records(self._kinds[key], value, (key,), None)
            elif key == "suppressions":
                self._read_suppressions(value)
            elif key not in _HEADER:
                fault = unknown_key(key, value, (*_HEADER, *self._kinds), "a dataset")
                self._reading.refuse([self._placed(fault)], data=plain_json(value), origin=self._origin((key,)))

    def _header_faults(self) -> Iterator[Fault]:
        hint = f"start the file with format: {FORMAT_NAME} and version: {FORMAT_VERSION}"
        if not isinstance(self._tree, MappingNode):
            found = "nothing" if is_null(self._tree) else described(self._tree)
            yield self._fault(FaultCode.NOT_A_DATASET, (), found, "a mapping with the collections of a dataset", hint)
            return
        name = self._tree.get("format")
        if name != FORMAT_NAME:
            found = f"the format {quoted(name)}" if isinstance(name, str) else "no format"
            yield self._fault(FaultCode.NOT_A_DATASET, ("format",), found, f"the format {FORMAT_NAME}", hint)
            return
        version = self._version()
        if version is None:
            given = self._tree.get("version")
            found = "no version" if given is None else described(given)
            yield self._fault(FaultCode.NOT_A_DATASET, ("version",), found, f"the version {FORMAT_VERSION}", hint)
        elif version > FORMAT_VERSION:
            yield self._fault(
                FaultCode.NEWER_VERSION,
                ("version",),
                f"the version {version}",
                f"at most the version {FORMAT_VERSION}",
                'upgrade with: python -m pip install --upgrade "seesac-model"',
            )

    def _version(self) -> int | None:
        """Return the version that the text states; None where it states none."""
        given = self._tree.get("version") if isinstance(self._tree, MappingNode) else None
        version = plain_json(given) if isinstance(given, PlainScalar) else given
        return None if isinstance(version, bool) or not isinstance(version, int) or version < 1 else version

    def _given_ids(self, tree: MappingNode) -> Iterator[tuple[str, str]]:
        """Yield every id that the text gives, so that none of them is derived for another record."""
        waiting: list[tuple[type[Record], object]]
        waiting = [(self._kinds[key], value) for key, value in tree.items() if key in self._kinds]
        while waiting:
            kind, entries = waiting.pop()
            for node in entries if isinstance(entries, SequenceNode) else ():
                if isinstance(node, MappingNode):
                    if isinstance(node.get("id"), str):
                        yield kind.collection(), str(node["id"]).strip()
                    ways = nested_under(kind).items()
                    waiting.extend((way.dependent, node[key]) for key, way in ways if key in node)

    def _read_suppressions(self, entries: object) -> None:
        for path, node in self._entries(entries, ("suppressions",), None):
            self._read_suppression(node, path)

    def _read_suppression(self, node: MappingNode, path: _Path) -> None:
        try:
            entry = structure(node, Suppression)
            self._reading.suppressions.append(attrs.evolve(entry, origin=self._origin(path)))
        except InvalidValueError as error:
            self._refuse(error.faults, node, path, None, None)

    def _read_records(self, kind: type[Record], entries: object, path: _Path, under: _Under | None) -> None:
        for here, node in self._entries(entries, path, kind.collection()):
            self._read_record(kind, node, here, under)

    def _entries(self, entries: object, path: _Path, kind: str | None) -> Iterator[tuple[_Path, MappingNode]]:
        """Yield the mappings of a list with their paths; what is no list or no mapping is refused."""
        if not isinstance(entries, SequenceNode):
            error = wrong_type(entries, "a list of mappings", "write [] for none" if is_null(entries) else None)
            self._refuse(error.faults, entries, path, kind, None)
            return
        for position, node in enumerate(entries):
            if self._stops and self._reading.is_full:
                return
            if isinstance(node, MappingNode):
                yield (*path, position), node
            else:
                error = wrong_type(node, "a mapping")
                self._refuse(error.faults, node, (*path, position), kind, None)

    def _read_record(self, kind: type[Record], node: MappingNode, path: _Path, under: _Under | None) -> None:
        if under is not None and under.owner_id is None:
            self._refuse([_OWNER_WITHOUT_ID], node, path, kind.collection(), None)
            for key, way in nested_under(kind).items():
                if key in node:
                    inner = _Under(way, node, None, None)
                    self._read_records(way.dependent, node[key], (*path, key), inner)
            return
        ways = nested_under(kind)
        origin = self._origin(path)
        data, faults = self._fields(kind, node, under)
        record_id = self._id_of(kind, data, under)
        if record_id is not None:
            data["id"] = record_id
            first = self._reading.claim(kind.collection(), record_id, origin)
            if first is not None:
                faults.append(_duplicate(record_id, first))
        record = self._structured(kind, data, origin, faults)
        if record is None:
            self._refuse(faults, node, path, kind.collection(), record_id)
        else:
            self._reading.records.append(record)
        if ways.keys() & node.keys():
            citations = inherited_citations(record) if record else self._citations_of(data)
            for key, way in ways.items():
                if key in node:
                    inner = _Under(way, data, _valid_id(kind, record_id), citations)
                    self._read_records(way.dependent, node[key], (*path, key), inner)

    def _fields(
        self, kind: type[Record], node: MappingNode, under: _Under | None
    ) -> tuple[dict[str, object], list[Fault]]:
        """Return what a mapping says of the record itself, with what the nested form left out, and what is wrong."""
        names = _names(kind)
        data: dict[str, object] = {}
        extra: dict[str, object] = {}
        faults: list[Fault] = []
        for key, value in node.items():
            if key in names:
                data[key] = value
            elif key.startswith("x-"):
                extra[key] = value
            elif key not in nested_under(kind):
                known = (*names, *nested_under(kind))
                if len(faults) < MAX_FAULTS:
                    fault = _misplaced(key, kind) or unknown_key(key, value, known, f"a record in {kind.collection()}")
                    faults.append(fault)
                elif len(faults) == MAX_FAULTS:
                    faults.append(faults_left_out())
        if extra:
            data["extra"] = extra
        if under is not None:
            faults.extend(under.fill(data))
        return data, faults

    def _id_of(self, kind: type[Record], data: Mapping[str, object], under: _Under | None) -> str | None:
        given = data.get("id")
        if not is_null(given):
            return given.strip() if isinstance(given, str) else None
        if under is None or under.owner_id is None:
            return None
        base = derived_id(kind, under.owner_id, data)
        return None if base is None else self._allocate(kind.collection(), base)

    def _structured(
        self, kind: type[Record], data: dict[str, object], origin: Origin, faults: list[Fault]
    ) -> Record | None:
        try:
            record = structure({**data, "origin": origin}, kind)
        except InvalidValueError as error:
            faults.extend(
                dataclasses.replace(fault, path=fault.path[1:]) if fault.path[:1] == ("extra",) else fault
                for fault in error.faults
            )
            return None
        return None if faults else record

    def _citations_of(self, data: Mapping[str, object]) -> tuple[Citation, ...] | None:
        """Return what dependents inherit from a record that was refused; None where its citations are at fault too."""
        given = data.get("citations", ())
        if not isinstance(given, list | tuple):
            return None
        try:
            citations = [structure(entry, Citation) for entry in given]
        except InvalidValueError:
            return None
        return tuple(citation for citation in citations if not citation.fields)

    def _refuse(
        self, faults: Iterable[Fault], node: object, path: _Path, kind: str | None, record_id: str | None
    ) -> None:
        placed = [self._placed(fault, path, kind, record_id) for fault in faults]
        nested = nested_under(self._kinds[kind]) if kind is not None else {}
        own = {key: value for key, value in node.items() if key not in nested} if isinstance(node, Mapping) else node
        self._reading.refuse(placed, data=plain_json(own), kind=kind, record_id=record_id, origin=self._origin(path))

    def _fault(self, code: FaultCode, path: _Path, found: str, expected: str, suggestion: str | None) -> Fault:
        return self._placed(Fault(code=code, path=path, found=found, expected=expected, suggestion=suggestion))

    def _placed(self, fault: Fault, within: _Path = (), kind: str | None = None, record_id: str | None = None) -> Fault:
        """Return a fault of what stands at the path `within`, with its place in the file."""
        path = (*within, *fault.path)
        line, column, cell = self._mark(path, at_key=fault.code in _AT_KEY)
        return dataclasses.replace(
            fault, path=path, kind=kind, record_id=record_id, file=self._file, line=line, column=column, cell=cell
        )

    def _origin(self, path: _Path) -> Origin:
        return Origin(self._file, *self._mark(path))

    def _mark(self, path: _Path, *, at_key: bool = False) -> Mark:
        """Return where something stands, given its path in the document."""
        return (key_mark_at if at_key else mark_at)(self._tree, path[len(self._root) :])


@per_class
def _names(kind: type[Record]) -> Mapping[str, None]:
    """Return the keys that state fields of a record, in their order."""
    return dict.fromkeys(field.name for field in fields_of(kind) if field.name != "extra")


def _valid_id(kind: type[Record], record_id: str | None) -> str | None:
    field = fields_of(kind)[0]
    return None if record_id is None or any(field.faults(field.normalised(record_id))) else record_id


def _misplaced(key: str, kind: type[Record]) -> Fault | None:
    """Return the fault of a list of dependents under a record that cannot have them; None for every other key."""
    owners = [way.owner.collection() for way in ownerships() if way.key == key]
    if not owners:
        return None
    return Fault(
        code=FaultCode.UNKNOWN_KEY,
        found=f"{quoted(key)} under a record in {kind.collection()}",
        expected=f"{quoted(key)} under a record in {' or '.join(owners)}",
        suggestion=_advice_for_misplaced(key, kind),
        path=(key,),
        value=key,
    )


def _advice_for_misplaced(key: str, kind: type[Record]) -> str:
    is_own_kind = key == kind.collection() and any(field.name == "part_of_id" for field in fields_of(kind))
    return "move the list there" + (", and give each of them part_of_id" if is_own_kind else "")


def _duplicate(record_id: str, first: Origin) -> Fault:
    return Fault(
        code=FaultCode.DUPLICATE_ID,
        found=f"the id {quoted(record_id)} again, first at {first}",
        expected="an id of its own for every record of a kind",
        suggestion="give one of them another id, or remove it if both are the same",
        path=("id",),
        value=record_id,
    )
