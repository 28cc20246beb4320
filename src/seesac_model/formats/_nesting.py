"""
The nested form: a dependent record stands under the record that it is a part of, as a person would write it.

It changes where a record stands, never what its fields are called. What the nested form leaves out, the reader puts
back: the reference to the owner, an id that follows from what the record is, and the owner's citations.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from seesac_model._regex import Regex
from seesac_model.dataset import FORMAT_NAME, FORMAT_VERSION, Dataset
from seesac_model.formats._converter import is_null
from seesac_model.formats._kinds import record_kinds
from seesac_model.formats._tree import Bare, FlowMapping, FlowSequence
from seesac_model.model import (
    Citation,
    DateSpan,
    Field,
    Record,
    Value,
    fields_of,
    per_class,
    slug_like,
    to_plain,
)

_DIGITS: Final = Regex("([0-9]+)")
_PART: Final = Regex(r"\{([a-z_|]+)\}")


class Ownership(NamedTuple):
    """
    How records of one kind are listed under records of another.

    Attributes:
        owner: The class of the owner.
        dependent: The class of the dependents.
        field: The dependents' field that holds the owner's id.
        key: The key under which the owner lists them.
        shared: Fields of the dependents that repeat a field of the owner, as a participation in a panel repeats the
            panel's event.
    """

    owner: type[Record]
    dependent: type[Record]
    field: str
    key: str
    shared: tuple[str, ...]


@functools.cache
def ownerships() -> tuple[Ownership, ...]:
    """Return every way in which records are nested, the innermost owners first."""
    owners = record_kinds()
    found = [
        _ownership(owners[field.refers_to], kind, field, field.note.nested_as)
        for kind in Dataset.kinds()
        for field in fields_of(kind)
        if field.note.nested_as is not None and field.refers_to is not None
    ]
    return tuple(sorted(found, key=lambda ownership: -_depth(ownership.owner)))


def _ownership(owner: type[Record], dependent: type[Record], field: Field, key: str) -> Ownership:
    theirs = {own.name for own in fields_of(owner) if own.note.nested_as}
    shared = tuple(own.name for own in fields_of(dependent) if own.note.nested_as and own.name in theirs)
    return Ownership(owner=owner, dependent=dependent, field=field.name, key=key, shared=shared)


def _depth(kind: type[Record]) -> int:
    owners = {own.refers_to for own in fields_of(kind) if own.note.nested_as}
    return 1 + max(map(_depth, (kind for kind in Dataset.kinds() if kind.collection() in owners)), default=-1)


@per_class
def nested_under(owner: type) -> Mapping[str, Ownership]:
    """Return what records of this kind can list, by key."""
    return {ownership.key: ownership for ownership in ownerships() if ownership.owner is owner}


def derived_id(kind: type[Record], owner_id: str, data: Mapping[str, object]) -> str | None:
    """
    Return the id that follows from what a dependent is; None for kinds that must be given one.

    Args:
        kind: The class of the dependent.
        owner_id: The id of the record under which it stands.
        data: Its fields, as a file has them.
    """
    if not kind.DERIVED_ID:
        return None
    parts = (_rendered(part, data) for part in kind.DERIVED_ID)
    return ".".join([owner_id, *(part for part in parts if part)])


def _rendered(part: str, data: Mapping[str, object]) -> str:
    ways = (_way_rendered(way, data) for way in part.split(" or "))
    return next(filter(None, ways), "")


def _way_rendered(way: str, data: Mapping[str, object]) -> str:
    match = _PART.search(way)
    if match is None:
        return way
    given = (data.get(name) for name in match[1].split("|"))
    value = next((value for value in given if isinstance(value, str | int) and not is_null(value)), "")
    text = slug_like(str(value))
    return way.replace(match[0], text) if text else ""


def inherited_citations(owner: Record) -> tuple[Citation, ...]:
    """Return the citations that dependents have from their owner: those that are for the whole of it."""
    return tuple(citation for citation in owner.citations if not citation.fields)


def flat(dataset: Dataset) -> dict[str, object]:
    """Return the dataset as plain data in the flat form, with hints for the YAML writer."""
    document = _header(dataset)
    for kind in Dataset.kinds():
        if records := dataset.of(kind):
            document[kind.collection()] = [_styled(to_plain(record), kind) for record in records]
    return document


def _header(dataset: Dataset) -> dict[str, object]:
    document: dict[str, object] = {"format": FORMAT_NAME, "version": FORMAT_VERSION}
    if dataset.suppressions:
        document["suppressions"] = [_styled(to_plain(entry), type(entry)) for entry in dataset.suppressions]
    return document


def nest(dataset: Dataset) -> dict[str, object]:
    """Return the dataset as plain data in the nested form, with hints for the YAML writer."""
    return _Nester(dataset).document()


class _Nester:
    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._tops: dict[str, list[Record]] = {}
        self._children: dict[tuple[str, str], dict[str, list[Record]]] = {}
        for record in dataset:
            owned = _owner_of(record, dataset)
            if owned is None:
                self._tops.setdefault(record.collection(), []).append(record)
            else:
                owner, key = owned
                self._children.setdefault((owner.collection(), owner.id), {}).setdefault(key, []).append(record)
        for lists in self._children.values():
            for records in lists.values():
                records.sort(key=_by_number)
        self._omitted = restorable((record, owner) for record, owner in self._in_order() if owner is not None)

    def _in_order(self) -> Iterator[tuple[Record, Record | None]]:
        """Yield every record with its owner, in the order in which a reader meets them."""
        for records in self._tops.values():
            for record in records:
                yield record, None
                yield from self._below(record)

    def _below(self, owner: Record) -> Iterator[tuple[Record, Record]]:
        for records in self._children.get((owner.collection(), owner.id), {}).values():
            for record in records:
                yield record, owner
                yield from self._below(record)

    def document(self) -> dict[str, object]:
        document = _header(self._dataset)
        for name, records in self._tops.items():
            document[name] = [self._nested(record, None, None) for record in records]
        return document

    def _nested(self, record: Record, owner: Record | None, way: Ownership | None) -> dict[str, object]:
        plain = _styled(to_plain(record, short=True), type(record))
        if owner is not None and way is not None:
            for name in (way.field, *way.shared):
                plain.pop(name, None)
            if (record.collection(), record.id) in self._omitted:
                del plain["id"]
            if record.citations == inherited_citations(owner):
                plain.pop("citations", None)
            elif not record.citations:
                plain["citations"] = FlowSequence()
        for key, dependents in self._children.get((record.collection(), record.id), {}).items():
            inner = nested_under(type(record))[key]
            plain[key] = [self._nested(dependent, record, inner) for dependent in dependents]
        return plain


def restorable(pairs: Iterable[tuple[Record, Record]]) -> set[tuple[str, str]]:
    """
    Return the ids, with their collections, that can be left out because a reader derives them again.

    Args:
        pairs: Dependents with their owners, in the order in which the reader will meet them.
    """
    waiting = [
        (record.collection(), record.id, base)
        for record, owner in pairs
        if (base := derived_id(type(record), owner.id, to_plain(record))) is not None
    ]
    # An id that has to be written is taken for the reader, which can change what it derives for the records after it;
    # so the reader's work is done again until nothing changes. Each round writes at least one more id.
    written = {(name, record_id) for name, record_id, base in waiting if not record_id.startswith(base)}
    while True:
        allocate = IdAllocator(written)
        wrong = {
            (name, record_id)
            for name, record_id, base in waiting
            if (name, record_id) not in written and allocate(name, base) != record_id
        }
        if not wrong:
            return {(name, record_id) for name, record_id, _ in waiting} - written
        written |= wrong


class IdAllocator:
    """
    Derives ids so that no two records of a kind get the same: the second that would is numbered 2, and so on.

    Args:
        taken: Ids, with their collections, that are given.
    """

    def __init__(self, taken: Iterable[tuple[str, str]]) -> None:
        self._taken = set(taken)
        self._numbers: dict[tuple[str, str], int] = {}

    def __call__(self, name: str, base: str) -> str:
        """Return the next free id for a record in the collection `name`, and take it."""
        candidate = base
        while (name, candidate) in self._taken:
            number = self._numbers[name, base] = self._numbers.get((name, base), 1) + 1
            candidate = f"{base}-{number}"
        self._taken.add((name, candidate))
        return candidate


def _by_number(record: Record) -> list[tuple[int, str]]:
    """Sort ids as people do: the second before the tenth."""
    return [(int(part) if part.isdigit() else -1, part) for part in _DIGITS.split(record.id)]


def _owner_of(record: Record, dataset: Dataset) -> tuple[Record, str] | None:
    for ownership in ownerships():
        if isinstance(record, ownership.dependent):
            owner = dataset.of(ownership.owner).get(getattr(record, ownership.field) or "")
            if owner is not None and all(getattr(owner, name) == getattr(record, name) for name in ownership.shared):
                return owner, ownership.key
    return None


def _styled(plain: Mapping[str, Any], cls: type) -> dict[str, object]:
    fields = {field.name: field for field in fields_of(cls)}
    return {name: _styled_field(value, fields.get(name)) for name, value in plain.items()}


def _styled_field(value: Any, field: Field | None) -> object:  # noqa: ANN401 - plain data of any field
    if field is None:
        return value
    if isinstance(value, list):
        entries = [_styled_entry(entry, field) for entry in value]
        return entries if any(isinstance(entry, dict) for entry in entries) else FlowSequence(entries)
    return _styled_entry(value, field)


def _styled_entry(value: Any, field: Field) -> object:  # noqa: ANN401 - plain data of any field
    if isinstance(value, str) and issubclass(field.base, DateSpan):
        return Bare(value)
    if isinstance(value, dict) and issubclass(field.base, Value):
        return FlowMapping(_styled(value, field.base))
    return value
