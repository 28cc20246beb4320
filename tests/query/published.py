"""The published pieces of the examples, read once for all tests that ask them something."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Final

from seesac_model import reference
from seesac_model.dataset import Dataset
from seesac_model.formats import load

FOLDER: Final = Path(__file__).parents[2] / "examples" / "seesac"


@functools.cache
def pieces() -> Dataset:
    """Return what the pieces say."""
    return load(FOLDER)


@functools.cache
def pieces_completed() -> Dataset:
    """Return what the pieces say, with the records of the reference data that they refer to."""
    return reference.complete(pieces())
