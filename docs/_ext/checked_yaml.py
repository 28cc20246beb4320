"""
Sphinx extension: every piece of YAML in the documentation is read while the pages are built, and must be right.

A block of the language `yaml` is a file, with or without its header; where its first line is indented, it stands under
an event. A block of the class `refused` is left alone. The directive `mistake` shows YAML that is refused and, behind a
line of dashes, what the library says of it, word for word. A page that is no longer true is a warning, and warnings end
the build.
"""

from __future__ import annotations

import contextlib
import dataclasses
import tempfile
from pathlib import Path
from typing import ClassVar, Final

from docutils import nodes
from docutils.parsers.rst import Directive, directives
from sphinx.application import Sphinx
from sphinx.util import logging

from seesac_model.errors import Fault
from seesac_model.formats import dumps, load, loads

_HEADER: Final = "format: seesac-model\nversion: 1\n"
_EVENT: Final = f"{_HEADER}events:\n  - id: e\n    title: E\n    kind: meeting\n    status: held\n"
_FILE: Final = "article.yaml"
_RULE: Final = "-----"

_log = logging.getLogger(__name__)


def faults_of(text: str, *, whole: bool = False) -> list[Fault]:
    """Return what is wrong with a piece of YAML, or with a whole file; lines count from the first one shown."""
    frame = "" if whole or text.startswith("format:") else _EVENT if text.startswith(" ") else _HEADER
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Path(_FILE).write_text(frame + text, encoding="utf-8")
        result = load(_FILE, on_error="collect")
    if not result.faults and loads(dumps(result.dataset, format="yaml"), format="yaml") != result.dataset:
        raise AssertionError("what was written does not read back equal")
    lines = frame.count("\n")
    return [dataclasses.replace(fault, line=(fault.line or 0) - lines) for fault in result.faults]


class Mistake(Directive):
    """YAML that is refused, a line of dashes, and what the library says of it; a `whole` file gets no header."""

    has_content = True
    option_spec: ClassVar = {"whole": directives.flag}

    def run(self) -> list[nodes.Node]:
        """Check the words of the library and show both parts."""
        text, _, said = "\n".join(self.content).partition(f"\n{_RULE}\n")
        says = "\n".join(map(str, faults_of(text + "\n", whole="whole" in self.options)))
        source = self.state.document.settings.env.docname
        if says != said.strip("\n"):
            _log.warning("the library says something else:\n%s", says, location=(source, self.lineno))
        shown = nodes.literal_block(text, text, language="yaml", classes=["refused"])
        answer = nodes.literal_block(said, said, language="text", classes=["answer"])
        return [nodes.container("", shown, answer, classes=["mistake"])]


def _check(_app: Sphinx, tree: nodes.document) -> None:
    for block in tree.findall(nodes.literal_block):
        if block.get("language") == "yaml" and "refused" not in block["classes"]:
            for fault in faults_of(block.astext() + "\n"):
                _log.warning("this YAML is refused: %s", fault, location=block)


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the checks to the build."""
    app.add_directive("mistake", Mistake)
    app.connect("doctree-read", _check)
    # A file is read in a folder of its own, and a process has but one working folder.
    return {"parallel_read_safe": False, "parallel_write_safe": True}
