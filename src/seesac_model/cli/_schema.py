"""`seesac-model schema`: the JSON Schema of files, for editors and other languages."""

from __future__ import annotations

import argparse
import json
import os
from typing import Final

from seesac_model.cli._output import complain, emit, say
from seesac_model.cli._parsing import Command
from seesac_model.formats import SCHEMA_LAYOUTS, SCHEMA_LIMITS, json_schema, write_atomically

__all__ = ["SCHEMA"]

_EXAMPLES = """
Editors check and complete what is typed with the schema of the nested layout; programs that read or write files want
the one of the flat layout. Both are JSON Schema, draft 2020-12, of the version of the format that this release writes.

examples:
  seesac-model schema --layout nested seesac-model.schema.json
  seesac-model schema > flat.schema.json
  seesac-model schema --limits

exit status:
  0  it was printed or written
  2  it was not
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("out", nargs="?", metavar="OUT", help="the file to write (standard output)")
    parser.add_argument(
        "--layout",
        choices=SCHEMA_LAYOUTS,
        default="flat",
        help="flat: as programs write and read files; nested: as people type them, which takes in flat files (flat)",
    )
    parser.add_argument("--limits", action="store_true", help="list what a schema judges otherwise than the reader")
    parser.add_argument("--force", action="store_true", help="replace OUT if it exists")


def _schema(arguments: argparse.Namespace) -> int:
    if arguments.limits:
        for refuser in ("reader", "schema"):
            say(f"refused by the {refuser} alone:")
            for limit in SCHEMA_LIMITS:
                if limit.refused_by == refuser:
                    say(f"{limit.name}: {limit.says}", indent=2)
        return 0
    # Plain ASCII comes through every shell and every locale unchanged.
    text = json.dumps(json_schema(arguments.layout), indent=2)
    if arguments.out is None:
        emit(text)
        return 0
    if os.path.lexists(arguments.out) and not arguments.force:
        complain(f"error: {arguments.out} exists; nothing was written; pass --force to replace it")
        return 2
    write_atomically(arguments.out, f"{text}\n")
    say(f"wrote {arguments.out}")
    return 0


SCHEMA: Final = Command(
    name="schema",
    says="print or write the JSON Schema of files, for editors and other languages",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_schema,
)
"""The subcommand."""
