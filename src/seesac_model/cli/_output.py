"""Text to the terminal: wrapped to its width, and without characters that would steer it."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import shutil
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from seesac_model._quoting import visible

__all__ = ["abandon_output", "complain", "emit", "output_width", "prepare_output", "say"]

_LEAST_WIDTH = 40


def prepare_output() -> None:
    """Make sure that no character is too much for standard output: what it cannot show is escaped."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def abandon_output() -> None:
    """Send what is not yet written to nowhere: whoever read it has gone."""
    # Without this, Python complains when it flushes at its exit. A stream of a test has no descriptor.
    if sys.stdout is None:
        return
    with contextlib.suppress(OSError), Path(os.devnull).open("wb") as nowhere:
        os.dup2(nowhere.fileno(), sys.stdout.fileno())


def say(text: str = "", *, indent: int = 0, hanging: int = 4, paint: Callable[[str], str] | None = None) -> None:
    """
    Print text to standard output, each line of it by itself; wrapped where that is a terminal.

    Args:
        text: The text; it may have several lines.
        indent: How far its first line is indented.
        hanging: How much further the others are, and what does not fit in a line.
        paint: Colours the first line that is printed, which is escaped and wrapped by then; None for no colour.
    """
    _write(sys.stdout, text, indent, hanging, paint)


def emit(line: str) -> None:
    """Print a line for a program that reads it: at once, as it is and whole, whatever the width of a terminal."""
    print(line, file=_open(sys.stdout), flush=True)


def output_width() -> int:
    """Return how many characters a line of the terminal has, or of a page where there is none."""
    return max(shutil.get_terminal_size().columns, _LEAST_WIDTH)


def complain(text: str) -> None:
    """Print lines to standard error, in the same way as :func:`say`."""
    with contextlib.suppress(OSError):  # Where nobody can be told, the exit status still tells.
        for line in text.split("\n"):
            _write(sys.stderr, line, 0, 4, None)


def _open(stream: TextIO | None) -> TextIO:
    if stream is None:  # The shell closed it before the program began: `>&-`.
        raise OSError(errno.EBADF, os.strerror(errno.EBADF))
    return stream


def _write(given: TextIO | None, text: str, indent: int, hanging: int, paint: Callable[[str], str] | None) -> None:
    stream = _open(given)
    width = output_width() if stream.isatty() else None
    for number, line in enumerate(text.split("\n")):
        margin = " " * (indent if number == 0 else indent + hanging)
        for piece in _wrapped(visible(line), margin, " " * (indent + hanging), width):
            print(paint(piece) if paint else piece, file=stream)
            paint = None


def _wrapped(line: str, margin: str, hanging: str, width: int | None) -> list[str]:
    if width is None or len(margin) + len(line) <= width:
        return [f"{margin}{line}".rstrip()]
    return textwrap.wrap(
        line,
        width,
        initial_indent=margin,
        subsequent_indent=hanging,
        break_long_words=False,
        break_on_hyphens=False,
        replace_whitespace=False,
    )
