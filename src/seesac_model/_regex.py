"""Regular expressions that cost nothing until they are used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


class Regex:
    """
    A regular expression that is compiled on its first use.

    Compiling the expressions of this library takes about as long as importing all the rest of it, and most programs use
    few of them.

    Args:
        pattern: The expression, as `re.compile` takes it.
        flags: The flags, as `re.compile` takes them.

    >>> Regex("[0-9]+").fullmatch("2023").group()
    '2023'
    """

    __slots__ = ("_compiled", "_flags", "pattern")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        self.pattern: str = pattern
        self._flags = flags
        self._compiled: re.Pattern[str] | None = None

    def compiled(self) -> re.Pattern[str]:
        """Return the compiled expression."""
        if self._compiled is None:
            self._compiled = re.compile(self.pattern, self._flags)
        return self._compiled

    def match(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match at `start`."""
        return self.compiled().match(text, start)

    def fullmatch(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Match the whole text from `start`."""
        return self.compiled().fullmatch(text, start)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Find the first match from `start`."""
        return self.compiled().search(text, start)

    def finditer(self, text: str, start: int = 0) -> Iterator[re.Match[str]]:
        """Find every match from `start`."""
        return self.compiled().finditer(text, start)

    def split(self, text: str) -> list[str]:
        """Split the text at every match."""
        return self.compiled().split(text)

    def sub(self, replacement: str | Callable[[re.Match[str]], str], text: str) -> str:
        """Replace every match."""
        return self.compiled().sub(replacement, text)
