"""
JSON (RFC 8259): flat, nested, or canonical (RFC 8785).

>>> from seesac_model.dataset import Dataset
>>> from seesac_model.model import Topic
>>> text = dumps(Dataset([Topic(id="war", label="war")]), layout="canonical")
>>> print(text)
{"format":"seesac-model","topics":[{"id":"war","label":"war"}],"version":1}
>>> loads(text).topics["war"].label
'war'
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.formats import _reading
from seesac_model.formats._format import Format, Layout, Tell, Typed
from seesac_model.formats._json_text import dump_pretty, json_ends, parse_json
from seesac_model.formats._nesting import nest
from seesac_model.formats._tree import JSON_MAX_BYTES
from seesac_model.formats._typed import tree_reader

__all__ = ["FORMAT", "dumps", "loads"]


def dumps(dataset: Dataset, *, layout: Layout | None = None) -> str:
    """
    Write a dataset as JSON text.

    Args:
        dataset: The dataset.
        layout: `"flat"` (the default), `"nested"` or `"canonical"`.
    """
    return FORMAT.render(dataset, layout).decode()


def loads(text: str) -> Dataset:
    """
    Read a dataset from JSON text.

    Raises:
        LoadError: The text is not wholly a dataset; the error lists every fault.
    """
    return _reading.read_text_as(FORMAT, text)


def _flat(dataset: Dataset, _: Tell) -> Iterable[bytes]:
    return [dump_pretty(dataset.to_plain()).encode()]


def _nested(dataset: Dataset, _: Tell) -> Iterable[bytes]:
    return [dump_pretty(nest(dataset)).encode()]


def _canonical(dataset: Dataset, _: Tell) -> Iterable[bytes]:
    return [dataset.canonical_json().encode()]


TYPED: Final = Typed(parse=parse_json, ends=json_ends, max_bytes=JSON_MAX_BYTES)
"""What JSON offers for texts that people type."""

FORMAT: Final = Format(
    name="json",
    says="for programs: every language reads it",
    extensions=(".json",),
    read=tree_reader(TYPED),
    typed=TYPED,
    layouts={
        "flat": _flat,
        "nested": _nested,
        "canonical": _canonical,
    },
)
"""The format JSON."""
