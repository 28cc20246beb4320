"""What a format is, and where the formats are found."""

from __future__ import annotations

import functools
import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, NamedTuple, TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.errors import UnknownFormatError
from seesac_model.formats._tree import Node

Layout: TypeAlias = Literal["flat", "nested", "canonical"]
"""
How the records stand in a file.

`"flat"`: one list for each kind of record. `"nested"`: dependents under the records that they are a part of, as a
person would write them. `"canonical"`: flat, in the one spelling that equal datasets share (RFC 8785); JSON only.
"""


class Format(NamedTuple):
    """
    A format that files can have.

    Attributes:
        name: Its name.
        extensions: The extensions of its files, with the dot; the first is the usual one.
        parse: Text to tree; raises LoadError.
        ends: Text to a function that says where the value ends that begins at an offset: behind its last character;
            None for what begins no text, number or bracket, such as a list in YAML that is indented.
        layouts: What writes each layout: dataset to text. The first is written where none is asked for.
        max_bytes: The longest text it reads, in bytes.
        remark: What starts a line that readers leave out; None where the format has no such lines.
    """

    name: str
    extensions: tuple[str, ...]
    parse: Callable[[str], Node]
    ends: Callable[[str], Callable[[int], int | None]]
    layouts: Mapping[Layout, Callable[[Dataset], str]]
    max_bytes: int
    remark: str | None = None

    def render(self, dataset: Dataset, layout: Layout | None) -> str:
        """
        Write a dataset as text.

        Raises:
            UnknownFormatError: The format has no such layout.
        """
        chosen = next(iter(self.layouts)) if layout is None else layout
        if chosen not in self.layouts:
            raise UnknownFormatError(f"{self.name} {chosen}", [f"{self.name} {known}" for known in self.layouts])
        return self.layouts[chosen](dataset)


@functools.cache
def all_formats() -> Mapping[str, Format]:
    """
    Return every format by name.

    Each module of this package without an underscore is one and holds a `FORMAT`: a new format is a new file.
    """
    package = sys.modules[__name__.rpartition(".")[0]]
    names = sorted(module.name for module in pkgutil.iter_modules(package.__path__) if not module.name.startswith("_"))
    modules = (importlib.import_module(f"{package.__name__}.{name}") for name in names)
    return {module.FORMAT.name: module.FORMAT for module in modules}


def format_named(name: str) -> Format:
    """
    Return the format with that name.

    Raises:
        UnknownFormatError: There is none.
    """
    try:
        return all_formats()[name]
    except KeyError:
        raise UnknownFormatError(name, tuple(all_formats())) from None


def format_of(path: str | os.PathLike[str]) -> Format:
    """
    Return the format of a file, by its extension.

    Raises:
        UnknownFormatError: No format has that extension.
    """
    extension = Path(path).suffix.lower()
    for known in all_formats().values():
        if extension in known.extensions:
            return known
    extensions = tuple(extension for known in all_formats().values() for extension in known.extensions)
    raise UnknownFormatError(Path(path).name, extensions)
