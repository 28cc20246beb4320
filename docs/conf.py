"""How the documentation is built: `sphinx-build -nWE docs docs/_build/html`, without a network."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "seesac_model"
author = "seesac_model contributors"
copyright = author
_project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))["project"]
version = release = _project["version"]
language = "en-GB"

extensions = [
    "myst_parser",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.doctest",
    "generated_pages",
    "checked_yaml",
    "checked_commands",
]
exclude_patterns = ["_build", "_ext"]
html_theme = "furo"
html_title = "seesac_model"
html_static_path = ["_static"]
html_css_files = ["tables.css"]
html_js_files = ["search-rules.js"]

myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3

# Docstrings write code in single backticks.
default_role = "code"
napoleon_numpy_docstring = False
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
python_use_unqualified_type_names = True

# The annotations name these, and no page of this documentation can describe them: it is built without a network, so
# that there is no index of the standard library to link to.
nitpick_ignore_regex = [
    ("py:.*", r"(collections\.abc|datetime|decimal|enum|os|pathlib|types|typing)\..*"),
    ("py:class", r"(Any|Annotated|Callable|ClassVar|Decimal|Generic|Iterable|Iterator|Literal|Mapping|Self|Sequence)"),
    ("py:class", r"(Path|PathLike)"),
    ("py:class", r"(bool|bytes|dict|float|frozenset|int|object|str|tuple|type)"),
    ("py:exc", r"(\w+Error|Exception)"),
    # Type variables stand for nothing but themselves.
    ("py:class", r"(seesac_model\..*\.)?([A-Z]|OfEvent)"),
    # The tree between a text and its records, and what it is read into; only those who write a format meet these, and
    # read of them in their modules.
    ("py:class", r"Node|(seesac_model\.formats\._read_so_far\.)?Reading"),
    # What a network is made from: `co_participation` does that, and nobody else need.
    ("py:class", r"(seesac_model\.query\._meeting_index\.)?MeetingIndex"),
]
