"""The page of the command: the help of the program and of each of its commands, as they print it."""

from __future__ import annotations

import re

from checked_commands import printed
from restructured import document, heading


def page() -> str:
    """Return the text of the page."""
    parts = [heading("The command seesac-model"), _help("")]
    for name in re.findall(r"^    ([a-z]+)\b", printed("seesac-model --help"), re.MULTILINE):
        parts += [heading(f"seesac-model {name}", "-"), _help(name)]
    return document(*parts)


def _help(name: str) -> str:
    command = " ".join(filter(None, ("seesac-model", name, "--help")))
    lines = "\n".join(f"   {line}".rstrip() for line in printed(command).splitlines())
    return f".. code-block:: text\n\n{lines}"
