"""Runs the examples in README.md and docs/ as tests, each page in a folder of its own that has a copy of examples/."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path
from typing import Any

from sybil import Sybil
from sybil.parsers.myst import DocTestDirectiveParser, PythonCodeBlockParser, SkipParser

collect_ignore = ["docs/conf.py", "docs/_build", "docs/reference/generated"]
# These files are read by type checkers and never run.
collect_ignore_glob = ["tests/typing/*"]

_EXAMPLES = Path(__file__).parent / "examples"
_page = contextlib.ExitStack()


# Sybil's namespaces hold whatever an example binds.
def _open_page(_namespace: dict[str, Any]) -> None:
    folder = _page.enter_context(tempfile.TemporaryDirectory())
    shutil.copytree(_EXAMPLES, Path(folder) / "examples")
    _page.enter_context(contextlib.chdir(folder))


def _close_page(_namespace: dict[str, Any]) -> None:
    _page.close()


pytest_collect_file = Sybil(
    parsers=[DocTestDirectiveParser(), PythonCodeBlockParser(), SkipParser()],
    patterns=["*.md"],
    setup=_open_page,
    teardown=_close_page,
).pytest()
