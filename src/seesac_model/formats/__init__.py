"""Bytes and files to datasets and back: JSON, YAML, workbooks and tables, with every fault located."""

from __future__ import annotations

from seesac_model._progress import Progress, ProgressCallback
from seesac_model.formats._editing import FileEdit, edits_for, write_edits
from seesac_model.formats._files import write_atomically
from seesac_model.formats._format import Format, Layout, Typed, all_formats
from seesac_model.formats._input import Input
from seesac_model.formats._losses import Loss, LossReport
from seesac_model.formats._manuscript import Positions
from seesac_model.formats._read_so_far import Refused
from seesac_model.formats._reading import LoadResult, load, loads
from seesac_model.formats._schema import SCHEMA_LAYOUTS, SchemaLayout, json_schema
from seesac_model.formats._schema_limits import SCHEMA_LIMITS, SchemaLimit
from seesac_model.formats._writing import dump_bytes, dumps, save

__all__ = [
    "SCHEMA_LAYOUTS",
    "SCHEMA_LIMITS",
    "FileEdit",
    "Format",
    "Input",
    "Layout",
    "LoadResult",
    "Loss",
    "LossReport",
    "Positions",
    "Progress",
    "ProgressCallback",
    "Refused",
    "SchemaLayout",
    "SchemaLimit",
    "Typed",
    "all_formats",
    "dump_bytes",
    "dumps",
    "edits_for",
    "json_schema",
    "load",
    "loads",
    "save",
    "write_atomically",
    "write_edits",
]
