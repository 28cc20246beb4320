"""`seesac-model formats`: the formats that files can have, and what each can hold."""

from __future__ import annotations

import argparse
import importlib.util
from typing import Final

from seesac_model.cli._output import say
from seesac_model.cli._parsing import Command
from seesac_model.formats import Format, all_formats

__all__ = ["FORMATS"]

_HEADINGS: Final = ("format", "files", "reads", "writes", "lossless", "extra")
_EXAMPLES = """
The format of a file follows from its name. A format is lossless if its files hold everything that a dataset can say;
what a file of another one could not hold is told when it is written.

exit status:
  0  they were listed
"""


def _list(_: argparse.Namespace) -> int:
    formats = tuple(all_formats().values())
    rows = [_HEADINGS, *map(_row, formats)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        say("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip())
    say()
    for known in formats:
        for line in _remarks(known):
            say(f"{known.name}: {line}")
    return 0


def _row(known: Format) -> tuple[str, ...]:
    files = [*known.extensions, *([known.index_file] if known.index_file else [])]
    # A format without a reader or a writer cannot be declared; the columns are what readers of the table look for.
    return known.name, " ".join(files), "yes", "yes", "yes" if known.is_lossless else "no", known.extra or "none"


def _remarks(known: Format) -> list[str]:
    remarks = [known.says, f"layouts: {', '.join(known.layouts)}"]
    if known.limits is not None:
        remarks.append(f"not lossless: {known.limits}")
    if not all(map(_is_installed, known.needs)):
        remarks.append(f'needs an extra: python -m pip install "seesac-model[{known.extra}]"')
    return remarks


def _is_installed(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:  # of the package that it lies in
        return False


FORMATS: Final = Command(
    name="formats",
    says="list the formats that files can have, and what each can hold",
    epilog=_EXAMPLES,
    add_arguments=lambda _: None,
    run=_list,
)
"""The subcommand."""
