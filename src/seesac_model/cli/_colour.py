"""Colour in the text that people read: only where it is shown to somebody, and never the only sign of anything."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Final

from seesac_model.rules import Severity

__all__ = ["FAULT", "Painter", "painter", "wants_colour"]

Painter = Callable[[str], str]
"""Colours a line."""

FAULT: Final = "fault"
_RESET: Final = "\x1b[0m"
_BOLD: Final = "\x1b[1m"
_COLOURS: Final = {
    FAULT: "\x1b[1;35m",
    Severity.ERROR.value: "\x1b[1;31m",
    Severity.WARNING.value: "\x1b[33m",
    Severity.INFO.value: "\x1b[36m",
}


def wants_colour() -> bool:
    """
    Tell whether what is printed may be coloured.

    `NO_COLOR` forbids it and `FORCE_COLOR` asks for it, where they are set to anything, in this order; without them it
    depends on whether the output is a terminal that knows colours.
    """
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return os.environ.get("TERM") != "dumb" and sys.stdout is not None and sys.stdout.isatty()


def painter(*, weight: str | None = None, code: str | None = None) -> Painter | None:
    """
    Return what colours a line, or None where no colour is wanted.

    Args:
        weight: The severity, or :data:`FAULT`, with which the line begins behind its position; None for a heading.
        code: The code of the rule behind it; None for none.
    """
    if not wants_colour():
        return None

    def paint(line: str) -> str:
        if weight is None:
            return f"{_BOLD}{line}{_RESET}"
        for word, colour in ((f"{weight}:", _COLOURS[weight]), (code, _BOLD)):
            if word:
                line = line.replace(word, f"{colour}{word}{_RESET}", 1)
        return line

    return paint
