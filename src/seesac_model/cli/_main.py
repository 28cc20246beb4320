"""The command `seesac-model`: arguments to a subcommand, and errors to lines on standard error."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Final

from seesac_model.cli._append import APPEND
from seesac_model.cli._check import CHECK
from seesac_model.cli._convert import CONVERT
from seesac_model.cli._explain import EXPLAIN
from seesac_model.cli._find import FIND
from seesac_model.cli._formats import FORMATS
from seesac_model.cli._output import abandon_output, complain, prepare_output, say
from seesac_model.cli._parsing import ArgumentParser, Command
from seesac_model.cli._query import QUERY
from seesac_model.cli._recover import RECOVER
from seesac_model.cli._reference import REFERENCE
from seesac_model.cli._schema import SCHEMA
from seesac_model.cli._show import SHOW
from seesac_model.cli._template import TEMPLATE
from seesac_model.dataset import FORMAT_VERSION
from seesac_model.errors import SeesacModelError

__all__ = ["main"]

_PROGRAM: Final = "seesac-model"
_INTERRUPTED: Final = 130
_NO_READER: Final = 141
_COMMANDS: Final[tuple[Command, ...]] = (
    CHECK,
    EXPLAIN,
    SHOW,
    FIND,
    QUERY,
    CONVERT,
    TEMPLATE,
    FORMATS,
    APPEND,
    RECOVER,
    REFERENCE,
    SCHEMA,
)
_EXAMPLES = """
examples:
  seesac-model check data/
  seesac-model explain PAN001
  seesac-model show data/ customs-conference-2023
  seesac-model find data/ "European Border & Coast Guard Agency"
  seesac-model query data/ events --organised-by seesac --between 2021 2023
  seesac-model convert data/ all.json

See `seesac-model COMMAND --help` for more.
"""


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run the command.

    Args:
        argv: The arguments, without the name of the program; None for those of the process.

    Returns:
        The exit status: 0 for success; 1 where `check` has found something, `find` no one record or `query` nothing; 2
        where something could not be done; as shells have it, 130 after Ctrl-C and 141 where the reader of the output
        has gone.
    """
    prepare_output()
    try:
        arguments = _parsed(sys.argv[1:] if argv is None else argv)
        status: int = arguments.run(arguments)
        print(end="", flush=True)  # Unlike the method of the stream, this does without one that the shell has closed.
    except SystemExit as leaving:
        return int(leaving.code or 0)
    except SeesacModelError as error:
        complain(f"error: {error}")
        return 2
    except BrokenPipeError:
        abandon_output()
        return _NO_READER
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        complain(f"error: the output could not be written: {error.strerror or type(error).__name__}")
        abandon_output()
        return 2
    return status


def _parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser, parsers = _parsers()
    for command in _COMMANDS:
        if command.parse is not None and argv and argv[0] == command.name:
            return command.parse(parsers[command.name], argv[1:])
    if argv and argv[0] in parsers and "--" not in argv:
        # Unlike the usual way this lets options stand between paths; but it takes what follows -- for options.
        return parsers[argv[0]].parse_intermixed_args(argv[1:])
    return parser.parse_args(argv)


def _parsers() -> tuple[ArgumentParser, dict[str, ArgumentParser]]:
    """Return the parser of the whole command, and those of the subcommands by their names."""
    parser = ArgumentParser(
        prog=_PROGRAM,
        description="The record of cooperation against illicit firearms: check, show and convert its files.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, help="print the versions of program and format, and leave")
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in _COMMANDS:
        subparser = subparsers.add_parser(
            command.name,
            help=command.says,
            description=f"{command.says[0].upper()}{command.says[1:]}.",
            epilog=command.epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(subparser)
        subparser.set_defaults(run=command.run)
    return parser, dict(subparsers.choices)


class _Version(argparse.Action):
    """Prints the versions."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002 - argparse's name
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        # A fifth of what starting takes, and nothing else here needs it.
        import importlib.metadata  # noqa: PLC0415

        try:
            version = importlib.metadata.version(_PROGRAM)
        except importlib.metadata.PackageNotFoundError:
            version = "of an unknown version, for it is not installed"
        say(f"{_PROGRAM} {version} (format version {FORMAT_VERSION})")
        parser.exit()
