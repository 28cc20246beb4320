"""`seesac-model append`: write the records of files behind those of a JSON Lines file."""

from __future__ import annotations

import argparse
from typing import Final

from seesac_model._quoting import how_many
from seesac_model.cli._output import say
from seesac_model.cli._parsing import Command
from seesac_model.cli._progress import progress_bar
from seesac_model.formats import load
from seesac_model.formats.jsonl import append_records

__all__ = ["APPEND"]

_EXAMPLES = """
What stands in FILE is compared with its trailer first and not changed by a byte. After a crash meanwhile, the command
`seesac-model recover` makes FILE whole again, and the same command adds what is missing: a record that stands there
already, and says the same, is left out. Nothing is written if an id of FILE is taken by a record that says something
else, or if anything in the files to append is malformed. `seesac-model convert` makes a FILE to begin with.

examples:
  seesac-model append log.jsonl today.yaml
  seesac-model append all.jsonl data/2024/ data/2025/

exit status:
  0  every record is in FILE
  2  nothing was appended
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the JSON Lines file that grows")
    parser.add_argument(
        "paths", nargs="+", metavar="IN", help="a file, or a folder with files, whose records to append"
    )


def _append(arguments: argparse.Namespace) -> int:
    with progress_bar() as progress:
        dataset = load(*arguments.paths, progress=progress)
    entries = len(dataset) + len(dataset.suppressions)
    appended = append_records(dataset, arguments.file, suppressions=dataset.suppressions)
    there = f"; {how_many(entries - appended, 'record')} stood there already" if appended < entries else ""
    say(f"appended to {arguments.file}: {how_many(appended, 'record')}{there}")
    return 0


APPEND: Final = Command(
    name="append",
    says="write the records of files behind those of a JSON Lines file",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_append,
)
"""The subcommand."""
