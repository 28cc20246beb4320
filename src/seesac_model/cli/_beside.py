"""The reference data beside the files that a command reads."""

from __future__ import annotations

import argparse

from seesac_model.dataset import Dataset
from seesac_model.reference import load

__all__ = ["add_reference_option", "reference_for"]

_NOTHING = Dataset()


def add_reference_option(parser: argparse.ArgumentParser) -> None:
    """Let a command be told to leave the reference data alone."""
    parser.add_argument(
        "--no-reference",
        action="store_true",
        help="do not look for missing records in the reference data that come with this program",
    )


def reference_for(dataset: Dataset, arguments: argparse.Namespace) -> Dataset:
    """Return the reference data where something is missing from the dataset and nobody forbids it, else nothing."""
    if arguments.no_reference or not _is_open(dataset):
        return _NOTHING
    return load()


def _is_open(dataset: Dataset) -> bool:
    return any(link.target is None for record in dataset for link in dataset.links_from(record))
