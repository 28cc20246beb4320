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

import functools
import itertools
from collections.abc import Iterable, Iterator
from typing import Final

from seesac_model.dataset import FORMAT_NAME, FORMAT_VERSION, Dataset
from seesac_model.formats import _reading
from seesac_model.formats._format import Format, Layout, Tell, Typed
from seesac_model.formats._input import Input
from seesac_model.formats._json_text import dump_pretty, json_ends, parse_json
from seesac_model.formats._nesting import nest
from seesac_model.formats._quick import read_quickly
from seesac_model.formats._quick_writing import Writers
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._tree import JSON_MAX_BYTES
from seesac_model.formats._typed import read_tree
from seesac_model.model import Record, Suppression

__all__ = ["FORMAT", "dumps", "loads"]

_AT_ONCE: Final = 1_000


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


def _flat(dataset: Dataset, tell: Tell) -> Iterator[bytes]:
    writers = Writers(depth=2)
    yield f'{{\n  "format": "{FORMAT_NAME}",\n  "version": {FORMAT_VERSION}'.encode()
    done = 0
    for name, entries in _lists(dataset):
        before = f',\n  "{name}": [\n    '
        waiting = iter(entries)
        while some := list(itertools.islice(waiting, _AT_ONCE)):
            yield (before + ",\n    ".join(map(writers.writer(type(some[0])), some))).encode()
            before = ",\n    "
            done += len(some)
            tell(done)
        yield b"\n  ]"
    yield b"\n}\n"


def _lists(dataset: Dataset) -> Iterator[tuple[str, Iterable[Record | Suppression]]]:
    if dataset.suppressions:
        yield "suppressions", dataset.suppressions
    for kind in dataset.kinds():
        if records := dataset.of(kind):
            yield kind.collection(), records


def _nested(dataset: Dataset, _: Tell) -> Iterable[bytes]:
    return [dump_pretty(nest(dataset)).encode()]


def _canonical(dataset: Dataset, _: Tell) -> Iterable[bytes]:
    return [dataset.canonical_json().encode()]


TYPED: Final = Typed(parse=parse_json, ends=json_ends, max_bytes=JSON_MAX_BYTES)
"""What JSON offers for texts that people type."""


def _read(given: Input, reading: Reading) -> None:
    quickly = functools.partial(read_quickly, file=given.file, reading=reading)
    read_tree(given, reading, TYPED, unless=quickly)


FORMAT: Final = Format(
    name="json",
    says="for programs: every language reads it",
    extensions=(".json",),
    read=_read,
    typed=TYPED,
    layouts={
        "flat": _flat,
        "nested": _nested,
        "canonical": _canonical,
    },
)
"""The format JSON."""
