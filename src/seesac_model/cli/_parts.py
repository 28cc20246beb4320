"""What belongs to a record and what names it: the parts of an event as a tree, and other records that refer to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from seesac_model.cli._house_style import Line
from seesac_model.cli._words import Key, key_of, said_by
from seesac_model.dataset import Dataset, Link
from seesac_model.model import Record, fields_of, per_class

__all__ = ["named_in_lines", "part_lines"]

# In the order in which they are shown.
_HEADINGS: Final[Mapping[str, str]] = {
    "panels": "Panels",
    "participations": "Who took part",
    "attendances": "Groups",
    "subjects": "What it dealt with",
    "mandates": "Under which framework",
    "outcomes": "What came of it",
    "statements": "What was said",
    "fundings": "Money",
    "observations": "Numbers",
    "document_stages": "Stages",
    "goals": "Goals",
    "indicators": "Indicators",
    "affiliations": "Posts",
}
_PART_OF: Final = "part_of_id"


class _Entry(NamedTuple):
    """A heading or a part that is still to be shown, how far it is indented, and what stands above it."""

    what: str | Record
    indent: int
    above: frozenset[Key]


def part_lines(record: Record, dataset: Dataset, indent: int) -> Iterator[Line]:
    """Yield the parts of a record under headings, in the order in which they were read, each with its own parts."""
    shown: set[Key] = set()
    pending = _under(record, dataset, indent, frozenset({key_of(record)}))
    # No function that calls itself: nobody can tell how deep parts are in parts.
    while pending:
        entry = pending.pop()
        if isinstance(entry.what, str):
            yield entry.what, entry.indent
            continue
        part, key = entry.what, key_of(entry.what)
        if key in shown:
            yield f"as above  [{part.id}]", entry.indent
            continue
        shown.add(key)
        yield f"{said_by(part, dataset, beside=entry.above)}  [{part.id}]", entry.indent
        pending += _under(part, dataset, entry.indent + 2, entry.above | {key})


def named_in_lines(record: Record, dataset: Dataset, indent: int) -> Iterator[Line]:
    """Yield the records that refer to a record and are no parts of it, by kind and by what the reference states."""
    groups: dict[tuple[str, str], dict[str, Record]] = {}
    for link in dataset.links_to(record):
        if not _is_of_part(link):
            says = next(field.note.says for field in fields_of(type(link.record)) if field.name == link.field)
            groups.setdefault((link.record.collection(), says), {})[link.record.id] = link.record
    for (kind, says), referrers in groups.items():
        yield f"Named in {kind.replace('_', ' ')}, as {says} ({len(referrers)})", indent
        for referrer in _as_read(referrers.values()):
            yield f"{referrer.id}  {said_by(referrer, dataset, beside=[key_of(record)])}", indent + 2


def _under(owner: Record, dataset: Dataset, indent: int, above: frozenset[Key]) -> list[_Entry]:
    """Return the headings and parts right under a record, the last first."""
    parts: dict[str, dict[str, Record]] = {}
    for link in dataset.links_to(owner):
        if _is_of_part(link) and not _is_further_down(link.record, owner, dataset):
            parts.setdefault(link.record.collection(), {})[link.record.id] = link.record
    entries: list[_Entry] = []
    for kind in sorted(parts, key=_position):
        heading = _HEADINGS.get(kind, kind.replace("_", " ").capitalize())
        entries.append(_Entry(f"{heading} ({len(parts[kind])})", indent, above))
        entries += (_Entry(part, indent + 2, above) for part in _as_read(parts[kind].values()))
    return entries[::-1]


def _position(kind: str) -> int:
    return [*_HEADINGS, kind].index(kind)


def _is_further_down(part: Record, owner: Record, dataset: Dataset) -> bool:
    """Tell whether a part is part of another part of the owner, as what stands under a panel is of the event too."""
    others = (other for other in _owners(part, dataset) if key_of(other) != key_of(owner))
    return any(key_of(owner) in (above := _all_above(other, dataset)) and key_of(part) not in above for other in others)


def _all_above(record: Record, dataset: Dataset) -> set[Key]:
    found: set[Key] = set()
    pending = [record]
    while pending:
        for owner in _owners(pending.pop(), dataset):
            if key_of(owner) not in found:
                found.add(key_of(owner))
                pending.append(owner)
    return found


def _owners(record: Record, dataset: Dataset) -> list[Record]:
    return [link.target for link in dataset.links_from(record) if _is_of_part(link) and link.target is not None]


def _is_of_part(link: Link) -> bool:
    return link.field in _owner_fields(type(link.record))


@per_class
def _owner_fields(kind: type) -> frozenset[str]:
    """Return the fields that say of what records of a kind are parts; places are in places, and are no parts."""
    nested = frozenset(field.name for field in fields_of(kind) if field.note.nested_as)
    return nested | {_PART_OF} if nested else nested


def _as_read(records: Iterable[Record]) -> list[Record]:
    """Sort records as they stand in the files; those from elsewhere come last, in the order of their ids."""
    return sorted(records, key=_place)


def _place(record: Record) -> tuple[bool, str, int, int]:
    origin = record.origin
    return (True, "", 0, 0) if origin is None else (False, origin.file or "", origin.line, origin.column)
