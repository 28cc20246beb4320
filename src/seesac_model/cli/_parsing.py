"""The parts of the command line that all subcommands share."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Sequence
from typing import NoReturn

import attrs

from seesac_model.cli._output import complain
from seesac_model.errors import SelectionError

__all__ = ["ArgumentParser", "Command", "text_typed"]


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
        parse: Reads what is typed behind its name, where the parser alone cannot; None where it can. What it returns
            has the default `run` of the parser.
    """

    name: str
    says: str
    epilog: str
    add_arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], int]
    parse: Callable[[argparse.ArgumentParser, Sequence[str]], argparse.Namespace] | None = None


def text_typed(argument: str) -> str:
    """
    Return the text that was typed; where the locale cannot say it, its bytes arrive as something else.

    Raises:
        SelectionError: It is no text in UTF-8.
    """
    if not any("\udc80" <= character <= "\udcff" for character in argument):
        return argument
    try:
        return os.fsencode(argument).decode("utf-8")
    except UnicodeDecodeError:
        raise SelectionError("the text to look for is not UTF-8, so it cannot be read; type it anew") from None
