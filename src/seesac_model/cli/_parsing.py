"""The parts of the command line that all subcommands share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import NoReturn

import attrs

from seesac_model.cli._output import complain

__all__ = ["ArgumentParser", "Command"]


class ArgumentParser(argparse.ArgumentParser):
    """A parser whose complaints are safe to print: they quote what was typed."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the command, and leave with 2."""
        complain(f"{self.format_usage().rstrip()}\nerror: {message}")
        self.exit(2)


@attrs.frozen(kw_only=True)
class Command:
    """
    A subcommand.

    Attributes:
        name: Its name.
        says: What it does, in one line.
        epilog: Examples and exit statuses, printed below its help as they are.
        add_arguments: Tells a parser what it takes.
        run: Does it: arguments to exit status.
    """

    name: str
    says: str
    epilog: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
