"""
Excel workbooks (.xlsx): a sheet for each kind of record, with what helps people to fill it in.

Needs the extra `excel`.

>>> from seesac_model.dataset import Dataset
>>> from seesac_model.model import Topic
>>> loads(dumps(Dataset([Topic(id="war", label="war")]))).topics["war"].label
'war'
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.formats import _reading
from seesac_model.formats._format import Format, Tell
from seesac_model.formats._workbook_fitting import LIMITS, losses
from seesac_model.formats._workbook_reading import read_workbook
from seesac_model.formats._workbook_writing import write_workbook
from seesac_model.model import Record

__all__ = ["FORMAT", "dumps", "loads", "template"]


def dumps(dataset: Dataset) -> bytes:
    """
    Write a dataset as the bytes of a workbook.

    What a workbook cannot hold is left out; :func:`seesac_model.formats.save` tells what that is.

    Raises:
        MissingExtraError: The extra `excel` is not installed.
    """
    return FORMAT.render(dataset)


def loads(data: bytes) -> Dataset:
    """
    Read a dataset from the bytes of a workbook.

    Raises:
        LoadError: They are not wholly a dataset; the error lists every fault.
        MissingExtraError: The extra `excel` is not installed.
    """
    return _reading.loads(data, format=FORMAT.name)


def template(reference: Dataset | None = None) -> bytes:
    """
    Return the bytes of an empty workbook, with a sheet for every kind of record.

    Args:
        reference: Ready-made records: the drop-downs offer their ids besides those that are typed in. The records
            themselves do not become a part of the workbook. None for no such ids.

    Raises:
        MissingExtraError: The extra `excel` is not installed.
    """
    ready_made = {} if reference is None else {kind.collection(): _ids(reference, kind) for kind in Dataset.kinds()}
    return write_workbook(Dataset(), lambda _: None, ready_made)


def _ids(reference: Dataset, kind: type[Record]) -> list[str]:
    return [record.id for record in reference.of(kind)]


def _flat(dataset: Dataset, tell: Tell) -> Iterable[bytes]:
    return [write_workbook(dataset, tell, {})]


FORMAT: Final = Format(
    name="xlsx",
    says="for people who live in spreadsheets",
    extensions=(".xlsx",),
    read=read_workbook,
    layouts={"flat": _flat},
    losses=losses,
    limits=LIMITS,
    is_text=False,
    extra="excel",
    needs=("xlsxwriter", "python_calamine"),
)
"""The format of Excel workbooks."""
