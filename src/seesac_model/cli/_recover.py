"""`seesac-model recover`: make a JSON Lines file whole again whose end was cut off."""

from __future__ import annotations

import argparse
import os
from typing import Final

from seesac_model._quoting import how_many, quoted
from seesac_model.cli._output import complain, say
from seesac_model.cli._parsing import Command
from seesac_model.formats.jsonl import Recovery, recover

__all__ = ["RECOVER"]

_EXAMPLES = """
A crash while records are appended can leave a part of the last line, or lines without the trailer that tells how many
there are. All complete lines are kept as they are; an unterminated last line is dropped, and what is known of it is
said; the trailer is written. A file that is whole is left alone. One with a malformed line, or that was changed, is
refused.

examples:
  seesac-model recover log.jsonl
  seesac-model recover log.jsonl recovered.jsonl

exit status:
  0  the file is whole
  2  it is not, and nothing was written
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the JSON Lines file")
    parser.add_argument("out", nargs="?", metavar="OUT", help="the file to write (FILE itself)")
    parser.add_argument("--force", action="store_true", help="replace OUT if it exists")


def _recover(arguments: argparse.Namespace) -> int:
    if arguments.out is not None and os.path.lexists(arguments.out) and not arguments.force:
        complain(f"error: {arguments.out} exists; nothing was written; pass --force to replace it")
        return 2
    found = recover(arguments.file, arguments.out)
    if found.dropped:
        say(f"dropped line {found.line}: {how_many(len(found.dropped), 'byte')} without an end{_begun(found)}")
    if not found.was_torn:
        say(f"{arguments.file} is whole")
    if found.was_torn or arguments.out is not None:
        say(f"wrote {arguments.out or arguments.file}: {how_many(found.records, 'record')}")
    return 0


def _begun(found: Recovery) -> str:
    return "" if found.record_id is None else f", the beginning of {found.kind} {quoted(found.record_id)}"


RECOVER: Final = Command(
    name="recover",
    says="make a JSON Lines file whole again whose end was cut off",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_recover,
)
"""The subcommand."""
