"""
Sphinx extension: the directive `command` shows what `seesac-model` prints, and the build runs it to see that it does.

Lines that start with `$` are commands; what follows is their output, in which `...` on a line of its own stands for any
lines. They run in a folder of their own that has a copy of `examples/` and, with the option `file`, one more file.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import shlex
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import ClassVar, Final
from unittest import mock

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx.application import Sphinx
from sphinx.util import logging

from seesac_model.cli import main

_PROMPT: Final = "$ "
_PROGRAM: Final = "seesac-model"
_EXAMPLES: Final = Path(__file__).parents[2] / "examples"

_log = logging.getLogger(__name__)


def printed(command: str) -> str:
    """Return what a command prints, its complaints included, in a terminal of 100 columns without colours."""
    program, *arguments = shlex.split(command)
    if program != _PROGRAM:
        raise ValueError(f"only {_PROGRAM} is run, not {program}")
    output = io.StringIO()
    plain = mock.patch.dict(os.environ, {"COLUMNS": "100", "NO_COLOR": "1"})
    with plain, contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
        main(arguments)
    return output.getvalue()


class Command(Directive):
    """
    Commands and what they print.

    The option `file` names a file beside the page and, behind `as`, what it is called where the commands run.
    """

    has_content = True
    option_spec: ClassVar = {"file": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        """Run the commands, compare, and show them."""
        text = "\n".join(self.content)
        environment = self.state.document.settings.env
        page = Path(environment.doc2path(environment.docname))
        with tempfile.TemporaryDirectory() as folder:
            shutil.copytree(_EXAMPLES, Path(folder) / _EXAMPLES.name)
            if "file" in self.options:
                source, name = self.options["file"].split(" as ")
                shutil.copy(page.parent / source, Path(folder) / name)
                environment.note_dependency(str(page.parent / source))
            with contextlib.chdir(folder):
                for command, expected in _commands(text):
                    self._compare(expected, printed(command), environment.docname)
        return [nodes.literal_block(text, text, language="console")]

    def _compare(self, expected: str, got: str, page: str) -> None:
        same = doctest.OutputChecker().check_output(expected.rstrip() + "\n", got.rstrip() + "\n", doctest.ELLIPSIS)
        if not same:
            _log.warning("the command prints something else:\n%s", got, location=(page, self.lineno))


def _commands(text: str) -> Iterator[tuple[str, str]]:
    for part in f"\n{text}".split(f"\n{_PROMPT}")[1:]:
        command, _, output = part.partition("\n")
        yield command, output


def setup(app: Sphinx) -> dict[str, object]:
    """Add the directive."""
    app.add_directive("command", Command)
    # The commands run in a folder of their own, and a process has but one working folder.
    return {"parallel_read_safe": False, "parallel_write_safe": True}
