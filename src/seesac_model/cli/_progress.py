"""A bar that shows on a terminal how far long work has come, and nothing anywhere else."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Generator
from pathlib import Path
from typing import Final, TextIO

from seesac_model._quoting import visible
from seesac_model.cli._output import output_width
from seesac_model.formats import Progress, ProgressCallback

__all__ = ["progress_bar"]

_PATIENCE: Final = 0.5
_INTERVAL: Final = 0.1
_BAR: Final = 20


@contextlib.contextmanager
def progress_bar() -> Generator[ProgressCallback | None]:
    """
    Give what shows progress on standard error while a block runs, and leave no trace of it behind.

    None where standard error is no terminal, as in a log, or one that cannot move back within its line.
    """
    stream = sys.stderr
    if stream is None or not stream.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    bar = _Bar(stream)
    try:
        yield bar.show
    finally:
        bar.clear()


class _Bar:
    """One line of a terminal; nothing is shown of what is done within half a second."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._next = time.monotonic() + _PATIENCE
        self._shown = 0

    def show(self, progress: Progress) -> None:
        now = time.monotonic()
        if now >= self._next:
            self._next = now + _INTERVAL
            self._draw(_text(progress)[: output_width() - 1])

    def clear(self) -> None:
        if self._shown:
            self._draw("")
            print("\r", end="", file=self._stream, flush=True)

    def _draw(self, text: str) -> None:
        print(f"\r{text:<{self._shown}}", end="", file=self._stream, flush=True)
        self._shown = len(text)


def _text(progress: Progress) -> str:
    what = progress.activity if progress.file is None else f"{progress.activity} {visible(Path(progress.file).name)}"
    if not progress.total:
        return f"{what} {progress.done:,} {progress.unit}"
    share = min(progress.done / progress.total, 1)
    filled = int(share * _BAR)
    return f"[{'#' * filled}{'.' * (_BAR - filled)}] {share:4.0%} {what}"
