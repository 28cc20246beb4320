"""Bytes and files to datasets and back: JSON and YAML, lossless, with every fault located."""

from __future__ import annotations

from seesac_model.formats._document import Refused
from seesac_model.formats._editing import FileEdit, edits_for, write_edits
from seesac_model.formats._files import write_atomically
from seesac_model.formats._format import Format, Layout
from seesac_model.formats._manuscript import Positions
from seesac_model.formats._reading import LoadResult, load, loads
from seesac_model.formats._writing import dumps, save

__all__ = [
    "FileEdit",
    "Format",
    "Layout",
    "LoadResult",
    "Positions",
    "Refused",
    "dumps",
    "edits_for",
    "load",
    "loads",
    "save",
    "write_atomically",
    "write_edits",
]
