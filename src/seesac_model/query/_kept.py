"""What is worked out once for a dataset and kept with it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from seesac_model.dataset import Dataset
from seesac_model.model import Record

__all__ = ["position_of", "records_of", "remembered"]

R = TypeVar("R", bound=Record)
T = TypeVar("T")


def remembered(dataset: Dataset, key: Hashable, build: Callable[[], T]) -> T:
    """Return what is kept with a dataset under a key; the first time, build it."""
    kept: dict[Any, Any] = dataset._indexes  # noqa: SLF001 - an index of the dataset like its own
    if key not in kept:
        # Built first and shown last: another thread may ask at the same time, and gets the same or an equal one.
        kept[key] = build()
    known: T = kept[key]
    return known


def records_of(dataset: Dataset, kind: type[R]) -> tuple[R, ...]:
    """Return the records of a kind by their positions: in the order of their ids."""
    return remembered(dataset, (kind, "records"), lambda: tuple(dataset.of(kind)))


def position_of(dataset: Dataset, kind: type[Record], record_id: str) -> int | None:
    """Return the position of a record; None where the dataset has none with that id."""
    if record_id not in dataset.of(kind):
        return None
    return bisect_left(remembered(dataset, (kind, "ids"), lambda: dataset.of(kind).ids), record_id)
