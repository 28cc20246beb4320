"""Writing datasets as text and to files."""

from __future__ import annotations

import os

from seesac_model.dataset import Dataset, footnotes_for, in_house_style
from seesac_model.formats._files import write_atomically
from seesac_model.formats._format import Format, Layout, format_named, format_of
from seesac_model.model import HouseStyle

__all__ = ["dumps", "save"]


def save(
    dataset: Dataset,
    path: str | os.PathLike[str],
    *,
    layout: Layout | None = None,
    style: HouseStyle | str | None = None,
) -> None:
    """
    Write a dataset to a file, whole or not at all.

    The format follows from the extension. The text goes to a temporary file in the same folder, which then takes the
    place of the old file; a symbolic link stays and its target is replaced, and permissions are kept.

    Args:
        dataset: The dataset.
        path: The file.
        layout: `"flat"`, `"nested"` or, for JSON, `"canonical"`; None for the usual one of the format, which is flat
            for JSON and nested for YAML.
        style: The house style in which it is published, `"un"` or `"eu"`: the file has what
            :func:`~seesac_model.dataset.in_house_style` makes of the dataset, which cannot be undone. YAML starts with
            the footnotes as remarks; in JSON, which has no remarks, they stand with the places alone. None to write
            the dataset as it is.

    Raises:
        SaveError: The file could not be written; what stood there before stands there still.
        UnknownFormatError: No format has that extension, or the format has no such layout.
        InvalidValueError: There is no such style.
        InvalidRecordError: With the marks of the style, a text would be longer than its field allows.
    """
    write_atomically(path, _text(format_of(path), dataset, layout, style))


def dumps(
    dataset: Dataset,
    *,
    format: str,  # noqa: A002 - the field's word for it
    layout: Layout | None = None,
    style: HouseStyle | str | None = None,
) -> str:
    """
    Write a dataset as text.

    Args:
        dataset: The dataset.
        format: The name of the format: `"json"` or `"yaml"`.
        layout: As for :func:`save`.
        style: As for :func:`save`.

    Raises:
        UnknownFormatError: No format has that name, or it has no such layout.
        InvalidValueError: There is no such style.
        InvalidRecordError: With the marks of the style, a text would be longer than its field allows.

    >>> from seesac_model.dataset import Dataset
    >>> print(dumps(Dataset(), format="json", layout="canonical"))
    {"format":"seesac-model","version":1}
    """
    return _text(format_named(format), dataset, layout, style)


def _text(chosen: Format, dataset: Dataset, layout: Layout | None, style: HouseStyle | str | None) -> str:
    if style is None:
        return chosen.render(dataset, layout)
    text = chosen.render(in_house_style(dataset, style), layout)
    if chosen.remark is None:
        return text
    lines = (line for footnote in footnotes_for(dataset, style) for line in str(footnote).split("\n"))
    return "".join(f"{chosen.remark}{line}".rstrip() + "\n" for line in lines) + text
