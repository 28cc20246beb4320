"""The classes of records by the names that their collections have in files."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType

from seesac_model.dataset import Dataset
from seesac_model.model import Record

__all__ = ["record_kinds"]


@functools.cache
def record_kinds() -> Mapping[str, type[Record]]:
    """Return the class of the records in each collection, in the order in which datasets are written."""
    return MappingProxyType({kind.collection(): kind for kind in Dataset.kinds()})
