"""`seesac-model reference`: the ready-made records, with their ids."""

from __future__ import annotations

import argparse
import itertools
from typing import Final

from seesac_model.cli._output import say
from seesac_model.cli._parsing import Command
from seesac_model.cli._words import name_of
from seesac_model.model import Record
from seesac_model.reference import PARTS, load

__all__ = ["REFERENCE"]

_EXAMPLES = """
Your files can refer to these records by their ids, without typing them in.

examples:
  seesac-model reference
  seesac-model reference places organisations

exit status:
  0  they were listed
  2  there is no such part
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"a part of them (all): {', '.join(PARTS)}")


def _list(arguments: argparse.Namespace) -> int:
    everything = load()
    load(*arguments.parts)  # Refuses what is no part before anything is printed.
    for part in arguments.parts or PARTS:
        say(part)
        for kind, records in itertools.groupby(load(part, closed=False), key=_kind):
            say(kind, indent=2)
            for record in records:
                say(f"{record.id}  {name_of(record, everything)}", indent=4)
    return 0


def _kind(record: Record) -> str:
    return record.collection()


REFERENCE: Final = Command(
    name="reference",
    says="list the ready-made records that files can refer to",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_list,
)
"""The subcommand."""
