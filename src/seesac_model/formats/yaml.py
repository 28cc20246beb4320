"""
YAML 1.2, nested as a person would write it, or flat. Needs the extra `yaml`.

Anchors, aliases, merge keys, tags and several documents in a file are refused, and a scalar without quotes takes its
type from the field: `NO` is text where text is expected.

>>> from seesac_model.dataset import Dataset
>>> from seesac_model.model import Topic
>>> print(dumps(Dataset([Topic(id="war", label="war")])), end="")
format: seesac-model
version: 1
topics:
  - id: war
    label: war
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.formats import _reading
from seesac_model.formats._format import Format, Layout, Tell, Typed
from seesac_model.formats._nesting import flat, nest
from seesac_model.formats._tree import YAML_MAX_BYTES
from seesac_model.formats._typed import tree_reader
from seesac_model.formats._yaml_text import parse_yaml, yaml_ends
from seesac_model.formats._yaml_writer import dump_yaml

__all__ = ["FORMAT", "dumps", "loads"]


def dumps(dataset: Dataset, *, layout: Layout | None = None) -> str:
    """
    Write a dataset as YAML text.

    Args:
        dataset: The dataset.
        layout: `"nested"` (the default) or `"flat"`.

    Raises:
        UnknownFormatError: Another layout was asked for.
    """
    return FORMAT.render(dataset, layout).decode()


def loads(text: str) -> Dataset:
    """
    Read a dataset from YAML text.

    Raises:
        LoadError: The text is not wholly a dataset; the error lists every fault.
        MissingExtraError: The extra `yaml` is not installed.
    """
    return _reading.read_text_as(FORMAT, text)


def _nested(dataset: Dataset, _: Tell) -> Iterable[bytes]:
    return [dump_yaml(nest(dataset)).encode()]


def _flat(dataset: Dataset, _: Tell) -> Iterable[bytes]:
    return [dump_yaml(flat(dataset)).encode()]


TYPED: Final = Typed(parse=parse_yaml, ends=yaml_ends, max_bytes=YAML_MAX_BYTES)
"""What YAML offers for texts that people type."""

FORMAT: Final = Format(
    name="yaml",
    says="for people who type records by hand",
    extensions=(".yaml", ".yml"),
    read=tree_reader(TYPED),
    typed=TYPED,
    layouts={
        "nested": _nested,
        "flat": _flat,
    },
    remark="# ",
    extra="yaml",
    needs=("ruamel.yaml",),
)
"""The format YAML."""
