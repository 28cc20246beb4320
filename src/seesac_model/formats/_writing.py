"""Writing datasets as text and to files."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from seesac_model._progress import Progress, ProgressCallback
from seesac_model.dataset import Dataset, footnotes_for, in_house_style
from seesac_model.errors import UnknownFormatError
from seesac_model.formats._files import path_text, write_atomically
from seesac_model.formats._format import Format, Layout, Tell, all_formats, format_named, format_of
from seesac_model.formats._losses import LossReport
from seesac_model.model import HouseStyle

__all__ = ["dump_bytes", "dumps", "save"]


def save(
    dataset: Dataset,
    path: str | os.PathLike[str],
    *,
    format: str | None = None,  # noqa: A002 - the field's word for it
    layout: Layout | None = None,
    style: HouseStyle | str | None = None,
    progress: ProgressCallback | None = None,
) -> LossReport:
    """
    Write a dataset to a file, whole or not at all.

    What is written goes to a temporary file in the same folder, which then takes the place of the old file; a symbolic
    link stays and its target is replaced, and permissions are kept.

    Args:
        dataset: The dataset.
        path: The file.
        format: The name of the format; None for the one that the extension tells.
        layout: `"flat"`, `"nested"` or, for JSON, `"canonical"`; None for the usual one of the format, which is nested
            for YAML and flat for all others.
        style: The house style in which it is published, `"un"` or `"eu"`: the file has what
            :func:`~seesac_model.dataset.in_house_style` makes of the dataset, which cannot be undone. YAML starts with
            the footnotes as remarks; elsewhere, where there are no remarks, they stand with the places alone. None to
            write the dataset as it is.
        progress: What is told how many records are written; None for nobody.

    Returns:
        What the file could not hold; empty, and so false, unless the format has limits and the dataset goes beyond.

    Raises:
        SaveError: The file could not be written; what stood there before stands there still.
        UnknownFormatError: No format has that name or extension, or the format has no such layout.
        MissingExtraError: The format needs a library that is not installed.
        InvalidValueError: There is no such style, or a record is longer than a reader of the format accepts.
        InvalidRecordError: With the marks of the style, a text would be longer than its field allows.
    """
    _require_dataset(dataset)
    chosen = format_of(path) if format is None else format_named(format)
    written = dataset if style is None else in_house_style(dataset, style)
    tell = _teller(progress, path_text(path), len(written))
    if chosen.save_folder is not None and _is_folder(chosen, path):
        chosen.require(layout)
        chosen.save_folder(written, Path(path), tell)
    else:
        chunks = _chunks(chosen, dataset, written, layout, style, tell)
        write_atomically(path, _told(chunks, len(written), tell))
    return LossReport(chosen.losses(written))


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
        format: The name of a format whose files are text: `"json"`, `"jsonl"` or `"yaml"`.
        layout: As for :func:`save`.
        style: As for :func:`save`.

    Raises:
        UnknownFormatError: No format has that name, its files are no text, or it has no such layout.
        MissingExtraError: The format needs a library that is not installed.
        InvalidValueError: There is no such style.
        InvalidRecordError: With the marks of the style, a text would be longer than its field allows.

    >>> from seesac_model.dataset import Dataset
    >>> print(dumps(Dataset(), format="json", layout="canonical"))
    {"format":"seesac-model","version":1}
    """
    if not format_named(format).is_text:
        texts = [name for name, known in all_formats().items() if known.is_text]
        raise UnknownFormatError(format, texts, "files of that format are no text: use dump_bytes or save")
    return dump_bytes(dataset, format=format, layout=layout, style=style).decode()


def dump_bytes(
    dataset: Dataset,
    *,
    format: str,  # noqa: A002 - the field's word for it
    layout: Layout | None = None,
    style: HouseStyle | str | None = None,
) -> bytes:
    """
    Write a dataset as the bytes that a file of the format has.

    What the format cannot hold is left out; only :func:`save` tells what that is.

    Args:
        dataset: The dataset.
        format: The name of the format.
        layout: As for :func:`save`.
        style: As for :func:`save`.

    Raises:
        UnknownFormatError: No format has that name, or it has no such layout.
        MissingExtraError: The format needs a library that is not installed.
        InvalidValueError: There is no such style.
        InvalidRecordError: With the marks of the style, a text would be longer than its field allows.

    >>> from seesac_model.dataset import Dataset
    >>> dump_bytes(Dataset(), format="json", layout="canonical")
    b'{"format":"seesac-model","version":1}'
    """
    _require_dataset(dataset)
    written = dataset if style is None else in_house_style(dataset, style)
    return b"".join(_chunks(format_named(format), dataset, written, layout, style, _teller(None, "", 0)))


def _require_dataset(given: object) -> None:
    if not isinstance(given, Dataset):
        raise TypeError(
            f"datasets are written, not objects of the class {type(given).__name__}: make a Dataset of them"
        )


def _chunks(  # noqa: PLR0917 - all of what is asked for
    chosen: Format,
    dataset: Dataset,
    written: Dataset,
    layout: Layout | None,
    style: HouseStyle | str | None,
    tell: Tell,
) -> Iterable[bytes]:
    chunks = chosen.chunks(written, layout, tell)
    return chunks if style is None or chosen.remark is None else _remarked(chosen.remark, dataset, style, chunks)


def _told(chunks: Iterable[bytes], total: int, tell: Tell) -> Iterator[bytes]:
    """Tell that all is written before the file takes its place, so that whoever is told can still end the work."""
    yield from chunks
    tell(total)


def _remarked(remark: str, dataset: Dataset, style: HouseStyle | str, chunks: Iterable[bytes]) -> Iterator[bytes]:
    lines = (line for footnote in footnotes_for(dataset, style) for line in str(footnote).split("\n"))
    yield "".join(f"{remark}{line}".rstrip() + "\n" for line in lines).encode()
    yield from chunks


def _is_folder(chosen: Format, path: str | os.PathLike[str]) -> bool:
    """Tell whether a path names a folder of files rather than one file: by the file that stands for the folder."""
    return Path(path).name == chosen.index_file or Path(path).suffix.lower() != chosen.extensions[0]


def _teller(progress: ProgressCallback | None, file: str, total: int) -> Tell:
    if progress is None:
        return lambda _: None
    return lambda done: progress(Progress("writing", file, done, total, "records"))
