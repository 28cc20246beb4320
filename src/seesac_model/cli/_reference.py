"""`seesac-model reference`: the ready-made records, with their ids."""

from __future__ import annotations

import argparse
from typing import Final

from seesac_model.cli._output import say
from seesac_model.cli._parsing import Command
from seesac_model.cli._words import name_of
from seesac_model.dataset import Dataset
from seesac_model.model import Name, NameKind, Record, Source, fields_of
from seesac_model.reference import PARTS, load

__all__ = ["REFERENCE"]

_MOST_NAMES: Final = 2
_EXAMPLES = """
Your files can refer to these records by their ids, without typing them in. Behind a name stand acronyms and other names
in brackets, the first two of them; the sources that the records of a part rest on come last.

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
        records = load(part, closed=False)
        # What a part is named for comes first, and the pages that its records rest on come last.
        for kind in sorted(Dataset.kinds(), key=lambda kind: (kind.collection() != part, kind is Source)):
            if found := records.of(kind):
                say(found.name, indent=2)
                for record in found:
                    say(f"{record.id}  {name_of(record, everything)}{_other_names(record)}", indent=4)
    return 0


def _other_names(record: Record) -> str:
    """Return the first of the other names in brackets, acronyms before all others; nothing where there is none."""
    fields = (field.name for field in fields_of(type(record)) if field.base is Name)
    names = sorted((name for field in fields for name in getattr(record, field)), key=_is_no_acronym)
    texts = list(dict.fromkeys(name.text for name in names))
    shown = [*texts[:_MOST_NAMES], *(["..."] if len(texts) > _MOST_NAMES else [])]
    return f" ({'; '.join(shown)})" if shown else ""


def _is_no_acronym(name: Name) -> bool:
    return name.kind is not NameKind.ACRONYM


REFERENCE: Final = Command(
    name="reference",
    says="list the ready-made records that files can refer to",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_list,
)
"""The subcommand."""
