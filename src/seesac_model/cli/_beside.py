"""The reference data beside the files that a command reads."""

from __future__ import annotations

import argparse

from seesac_model.dataset import Dataset
from seesac_model.reference import load

__all__ = ["add_reference_option", "needed_reference_for", "reference_for"]

_NOTHING = Dataset()


def add_reference_option(parser: argparse.ArgumentParser) -> None:
    """Let a command be told to leave the reference data alone."""
    parser.add_argument(
        "--no-reference",
        action="store_true",
        help="leave the reference data that come with this program alone",
    )


def reference_for(arguments: argparse.Namespace) -> Dataset:
    """Return the reference data or, where nobody wants them, nothing."""
    return _NOTHING if arguments.no_reference else load()


def needed_reference_for(dataset: Dataset, arguments: argparse.Namespace) -> Dataset:
    """Return the reference data where something is missing from the dataset, else nothing: reading them takes time."""
    is_open = any(link.target is None for record in dataset for link in dataset.links_from(record))
    return reference_for(arguments) if is_open else _NOTHING
