"""What callers mean by some records: all of a dataset, or a selection."""

from __future__ import annotations

from typing import TypeVar, cast

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described
from seesac_model.model import Record
from seesac_model.query.selection import Selection, select

__all__ = ["chosen_from"]

R = TypeVar("R", bound=Record)


def chosen_from(these: object, kind: type[R]) -> Selection[R]:
    """
    Return the selection of a kind that a caller means.

    Raises:
        SelectionError: It is neither a dataset nor a selection, or a selection of another kind.
    """
    if isinstance(these, Dataset):
        return select(these, kind)
    if not isinstance(these, Selection):
        raise SelectionError(f"found {described(these)}, expected a dataset or a selection of {kind.collection()}")
    selection = cast("Selection[R]", these)
    if selection.kind is not kind:
        raise SelectionError(f"found {selection.kind.collection()}, expected {kind.collection()}")
    return selection
