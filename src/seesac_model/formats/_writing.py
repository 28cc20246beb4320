"""Writing datasets as text and to files."""

from __future__ import annotations

import os

from seesac_model.dataset import Dataset
from seesac_model.formats._files import write_atomically
from seesac_model.formats._format import Layout, format_named, format_of

__all__ = ["dumps", "save"]


def save(dataset: Dataset, path: str | os.PathLike[str], *, layout: Layout | None = None) -> None:
    """
    Write a dataset to a file, whole or not at all.

    The format follows from the extension. The text goes to a temporary file in the same folder, which then takes the
    place of the old file; a symbolic link stays and its target is replaced, and permissions are kept.

    Args:
        dataset: The dataset.
        path: The file.
        layout: `"flat"`, `"nested"` or, for JSON, `"canonical"`; None for the usual one of the format, which is flat
            for JSON and nested for YAML.

    Raises:
        SaveError: The file could not be written; what stood there before stands there still.
        UnknownFormatError: No format has that extension, or the format has no such layout.
    """
    write_atomically(path, format_of(path).render(dataset, layout))


def dumps(dataset: Dataset, *, format: str, layout: Layout | None = None) -> str:  # noqa: A002 - the field's word for it
    """
    Write a dataset as text.

    Args:
        dataset: The dataset.
        format: The name of the format: `"json"` or `"yaml"`.
        layout: As for :func:`save`.

    Raises:
        UnknownFormatError: No format has that name, or it has no such layout.

    >>> from seesac_model.dataset import Dataset
    >>> print(dumps(Dataset(), format="json", layout="canonical"))
    {"format":"seesac-model","version":1}
    """
    return format_named(format).render(dataset, layout)
