"""`seesac-model convert`: read files and write them as one, in another format or layout."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from seesac_model._quoting import how_many
from seesac_model.cli._house_style import add_style_option, published
from seesac_model.cli._output import complain, say
from seesac_model.cli._parsing import Command
from seesac_model.cli._progress import progress_bar
from seesac_model.errors import LoadError
from seesac_model.formats import load, save
from seesac_model.reference import complete

__all__ = ["CONVERT"]

_EXAMPLES = """
The formats follow from the names of the files: .json, .jsonl, .yaml, .xlsx, .zip for tables as CSV, and others, all of
which `seesac-model formats` lists. Files of older versions are read, and written as the newest. Nothing is written if
anything in the files is malformed.

examples:
  seesac-model convert data/ all.json
  seesac-model convert events.yaml people.yaml all.yaml --layout flat
  seesac-model convert all.json all.json --layout canonical --force
  seesac-model convert meetings.xlsx meetings.yaml
  seesac-model convert data/ tables/datapackage.json
  seesac-model convert data/ published.yaml --style eu

exit status:
  0  the file was written
  2  it was not
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="IN", help="a file, or a folder with files")
    parser.add_argument("out", metavar="OUT", help="the file to write")
    parser.add_argument("--format", metavar="NAME", help="the format of OUT, whatever its name is")
    parser.add_argument(
        "--layout",
        choices=("flat", "nested", "canonical"),
        help="one list for each kind of record; parts under what they are part of; or, for JSON, the one spelling that "
        "equal datasets share (YAML: nested, others: flat)",
    )
    parser.add_argument(
        "--with-reference",
        action="store_true",
        help="write the records of the reference data that the files refer to as well, so that OUT stands on its own",
    )
    add_style_option(
        parser,
        "write the names as this publisher prints them, with its footnotes and no others, and the reference data as "
        "--with-reference does; this cannot be undone",
    )
    parser.add_argument("--force", action="store_true", help="replace OUT if it exists")


def _convert(arguments: argparse.Namespace) -> int:
    if os.path.lexists(arguments.out) and not arguments.force:
        complain(f"error: {arguments.out} exists; nothing was written; pass --force to replace it")
        return 2
    with progress_bar() as progress:
        result = load(*arguments.paths, on_error="collect", progress=progress)
    if result.faults:
        raise LoadError(result.faults)
    dataset = result.dataset
    if arguments.style is not None:
        dataset = published(dataset, arguments.style)
    elif arguments.with_reference:
        dataset = complete(dataset, only_needed=True)
    with progress_bar() as progress:
        losses = save(
            dataset,
            arguments.out,
            format=arguments.format,
            layout=arguments.layout,
            style=arguments.style,
            progress=progress,
        )
    say(f"wrote {arguments.out}: {how_many(len(dataset), 'record')}")
    say(f"digest {dataset.digest()} (SHA-256 of the records, whatever the format)")
    if losses:
        complain(f"warning: {arguments.out} does not hold everything")
        complain(str(losses))
    _warn_of_repeats(arguments, result.files)
    return 0


def _warn_of_repeats(arguments: argparse.Namespace, files: Sequence[str]) -> None:
    """Say so where the next reading of a folder will find the output beside that of which it was made."""
    out = Path(os.path.realpath(arguments.out))
    if all(Path(file).samefile(out) for file in files):
        return
    for folder in arguments.paths:
        real = Path(os.path.realpath(folder))
        # Names that start with a dot are left alone when a folder is read.
        if real.is_dir() and out.is_relative_to(real) and not _is_hidden(out.relative_to(real)):
            complain(
                f"warning: {arguments.out} lies in {folder}: reading this folder again finds every record twice; "
                "write elsewhere or remove it"
            )


def _is_hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


CONVERT: Final = Command(
    name="convert",
    says="read files and write all of it to one file",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_convert,
)
"""The subcommand."""
