"""`seesac-model template`: an empty workbook to fill in."""

from __future__ import annotations

import argparse
import os
from typing import Final

from seesac_model.cli._output import complain, say
from seesac_model.cli._parsing import Command
from seesac_model.formats import write_atomically
from seesac_model.formats.xlsx import template
from seesac_model.reference import load

__all__ = ["TEMPLATE"]

_EXAMPLES = """
OUT has a sheet for each kind of record, and one in front that explains how it is filled in. It needs the extra `excel`:
python -m pip install "seesac-model[excel]"

The lists of the cells offer the ids that are typed into OUT and, so that nobody must look them up, those of the
ready-made records (seesac-model reference); the records themselves do not become a part of OUT.

examples:
  seesac-model template meetings.xlsx
  seesac-model check meetings.xlsx

exit status:
  0  the workbook was written
  2  it was not
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", metavar="OUT", help="the workbook to write, such as meetings.xlsx")
    parser.add_argument(
        "--no-reference", action="store_true", help="offer only the ids that are typed into the workbook"
    )
    parser.add_argument("--force", action="store_true", help="replace OUT if it exists")


def _write(arguments: argparse.Namespace) -> int:
    if not arguments.out.lower().endswith(".xlsx"):
        complain(f"error: {arguments.out} is no name of a workbook; give one that ends in .xlsx")
        return 2
    if os.path.lexists(arguments.out) and not arguments.force:
        complain(f"error: {arguments.out} exists; nothing was written; pass --force to replace it")
        return 2
    write_atomically(arguments.out, [template(None if arguments.no_reference else load())])
    say(f"wrote {arguments.out}: fill it in, then run: seesac-model check {arguments.out}")
    return 0


TEMPLATE: Final = Command(
    name="template",
    says="write an empty workbook to fill in",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_write,
)
"""The subcommand."""
