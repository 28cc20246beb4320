"""All records together: look-up, references in both directions, merge, difference, digest."""

from __future__ import annotations

from seesac_model.dataset._references import ReferenceField, reference_fields
from seesac_model.dataset.collection import Collection
from seesac_model.dataset.dataset import FORMAT_NAME, FORMAT_VERSION, Dataset, Link
from seesac_model.dataset.difference import Change, Difference

__all__ = [
    "FORMAT_NAME",
    "FORMAT_VERSION",
    "Change",
    "Collection",
    "Dataset",
    "Difference",
    "Link",
    "ReferenceField",
    "reference_fields",
]
