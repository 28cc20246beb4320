"""Bytes and files to datasets and back: JSON and YAML, lossless, with every fault located."""

from __future__ import annotations

from seesac_model.formats._document import Refused
from seesac_model.formats._format import Format, Layout
from seesac_model.formats._reading import LoadResult, load, loads
from seesac_model.formats._writing import dumps, save

__all__ = ["Format", "Layout", "LoadResult", "Refused", "dumps", "load", "loads", "save"]
