"""Records in any order to records by kind and id."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence
from typing import Any

from seesac_model.errors import DuplicateRecordError, SelectionError
from seesac_model.model import Record

__all__ = ["by_kind_and_id"]


def by_kind_and_id(kinds: Sequence[type[Record]], records: Iterable[Record]) -> dict[str, dict[str, Record]]:
    """
    Return records by collection and id, in the order of these; the same record twice counts once.

    Raises:
        DuplicateRecordError: Two different records of a kind have the same id.
        SelectionError: Something is no record, or of no such kind.
    """
    by_kind: dict[str, dict[str, Record]] = {kind.collection(): {} for kind in kinds}
    for _, run in itertools.groupby(records, key=type):
        _add_run(by_kind, list(run))
    return {name: _in_order(by_id) for name, by_id in by_kind.items()}


def _add_run(by_kind: dict[str, dict[str, Record]], run: list[Any]) -> None:
    """Add things of one class: together if they are records with ids of their own, else one by one."""
    if isinstance(run[0], Record) and (name := run[0].collection()) in by_kind:
        by_id = {record.id: record for record in run}
        if len(by_id) == len(run) and by_kind[name].keys().isdisjoint(by_id):
            by_kind[name].update(by_id)
            return
    for record in run:
        _add(by_kind, record)


def _in_order(records: dict[str, Record]) -> dict[str, Record]:
    """Return records by their ids, in the order of these."""
    ids = sorted(records)
    return records if ids == list(records) else {record_id: records[record_id] for record_id in ids}


def _add(by_kind: dict[str, dict[str, Record]], record: object) -> None:
    if not isinstance(record, Record):
        raise SelectionError(f"datasets hold records, not objects of the class {type(record).__name__}")
    name = record.collection()
    if name not in by_kind:
        raise SelectionError(f"datasets hold no records of the kind {type(record).__name__}")
    known = by_kind[name].setdefault(record.id, record)
    if known is not record and known != record:
        raise DuplicateRecordError(name, record.id)
