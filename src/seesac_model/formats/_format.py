"""What a format is, and where the formats are found."""

from __future__ import annotations

import functools
import importlib
import os
import pkgutil
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple, TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.errors import UnknownFormatError
from seesac_model.formats._files import path_text
from seesac_model.formats._input import Input
from seesac_model.formats._losses import Loss
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._tree import Node

_SPREADSHEETS: Final = frozenset({".xls", ".xlsm", ".xlsb", ".ods"})

Layout: TypeAlias = Literal["flat", "nested", "canonical"]
"""
How the records stand in a file.

`"flat"`: one list for each kind of record. `"nested"`: dependents under the records that they are a part of, as a
person would write them. `"canonical"`: flat, in the one spelling that equal datasets share (RFC 8785); JSON only.
"""

Tell: TypeAlias = Callable[[int], None]
"""What a writer tells, now and then, how many records it has written."""

Writer: TypeAlias = Callable[[Dataset, Tell], Iterable[bytes]]
"""What writes a dataset: the bytes of the file, piece by piece."""


class Typed(NamedTuple):
    """
    What a format offers of which the texts are typed by hand, so that they can be changed in place.

    Attributes:
        parse: Text to tree; raises LoadError.
        ends: Text to a function that says where the value ends that begins at an offset: behind its last character;
            None for what begins no text, number or bracket, such as a list in YAML that is indented.
        max_bytes: The longest text it reads, in bytes.
    """

    parse: Callable[[str], Node]
    ends: Callable[[str], Callable[[int], int | None]]
    max_bytes: int


def _nothing(_: Dataset) -> tuple[Loss, ...]:
    return ()


class Format(NamedTuple):
    """
    A format that files can have.

    Attributes:
        name: Its name.
        says: What it is for, in one line.
        extensions: The extensions of its files, with the dot; the first is the usual one.
        read: Reads an input into what was read before. It raises nothing but MissingExtraError: faults are noted there.
        layouts: What writes each layout. The first is written where none is asked for.
        losses: What a file of it could not hold of a dataset; the writers leave out exactly that.
        limits: What a file of it cannot hold, in words; None if it holds everything.
        is_text: Whether its files are text, in UTF-8.
        typed: What texts that people type need; None where files are not changed in place.
        remark: What starts a line that readers leave out; None where the format has no such lines.
        index_file: The name of the file that stands for a folder of files which belong together; None where each file
            stands on its own. Files with the format's extensions that lie beside it are read through it.
        save_folder: What writes a folder with such a file, given its path; None where there are none.
        extra: The extra of this package that it needs; None if it needs none.
        needs: The modules that the extra brings, by which one can tell whether it is installed.
    """

    name: str
    says: str
    extensions: tuple[str, ...]
    read: Callable[[Input, Reading], None]
    layouts: Mapping[Layout, Writer]
    losses: Callable[[Dataset], Iterable[Loss]] = _nothing
    limits: str | None = None
    is_text: bool = True
    typed: Typed | None = None
    remark: str | None = None
    index_file: str | None = None
    save_folder: Callable[[Dataset, Path, Tell], None] | None = None
    extra: str | None = None
    needs: tuple[str, ...] = ()

    @property
    def is_lossless(self) -> bool:
        """Whether its files hold everything that any dataset can say."""
        return self.limits is None

    def chunks(self, dataset: Dataset, layout: Layout | None, tell: Tell = lambda _: None) -> Iterable[bytes]:
        """
        Write a dataset, piece by piece.

        Raises:
            UnknownFormatError: The format has no such layout.
            MissingExtraError: The format needs a library that is not installed.
        """
        return self.layouts[self.require(layout)](dataset, tell)

    def require(self, layout: Layout | None) -> Layout:
        """
        Return the layout that is written where `layout` is asked for: the usual one for None.

        Raises:
            UnknownFormatError: The format has no such layout.
        """
        chosen = next(iter(self.layouts)) if layout is None else layout
        if chosen not in tuple(self.layouts):
            raise UnknownFormatError(chosen, tuple(self.layouts), layout_of=self.name)
        return chosen

    def render(self, dataset: Dataset, layout: Layout | None = None) -> bytes:
        """
        Write a dataset as bytes.

        Raises:
            UnknownFormatError: The format has no such layout.
            MissingExtraError: The format needs a library that is not installed.
        """
        return b"".join(self.chunks(dataset, layout))


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
    except (KeyError, TypeError):
        raise UnknownFormatError(name, tuple(all_formats())) from None


def format_of(path: str | os.PathLike[str]) -> Format:
    """
    Return the format of a file: by its name, where it stands for a folder of files, or else by its extension.

    Raises:
        UnknownFormatError: No format has that extension.
    """
    path = Path(path_text(path))
    name, extension = path.name, path.suffix.lower()
    for known in all_formats().values():
        if known.index_file == name:
            return known
    for known in all_formats().values():
        if extension in known.extensions:
            return known
    extensions = tuple(extension for known in all_formats().values() for extension in known.extensions)
    hint = "open it in a spreadsheet program and save it as .xlsx" if extension in _SPREADSHEETS else None
    raise UnknownFormatError(name, extensions, hint)
