"""Sphinx extension: writes the pages of the reference that follow from the code into `reference/generated/`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import api_pages
import command_page
import picture
import record_pages
import reference_data_pages
from sphinx.application import Sphinx

from seesac_model.rules import catalogue_page

# Napoleon takes what stands before a colon in the docstring of one of these for a type; here it is part of a sentence.
_ONE_SENTENCE: Final = frozenset({"attribute", "data", "property"})


def _write(app: Sphinx) -> None:
    folder = Path(app.srcdir) / "reference" / "generated"
    wanted = {folder / name: text for name, text in _files()}
    for path, text in wanted.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
    for path in folder.rglob("*.*"):
        if path not in wanted:
            path.unlink()


def _files() -> Iterator[tuple[str, str]]:
    for name, text in (*record_pages.pages(), *reference_data_pages.pages(), *api_pages.pages()):
        yield f"{name}.rst", text
    yield "command.rst", command_page.page()
    yield "rules.md", catalogue_page()
    yield "records.svg", picture.svg()


_kept_from_napoleon: dict[str, list[str]] = {}


def _before_napoleon(_app: Sphinx, what: str, name: str, thing: object, _options: object, lines: list[str]) -> None:
    if what in _ONE_SENTENCE:
        _kept_from_napoleon[name] = lines[:]
        lines.clear()
        return
    if record_pages.has_field_table(thing):
        record_pages.without_fields(lines)
    _plain_returns(lines)


def _plain_returns(lines: list[str]) -> None:
    """Turn the section `Returns` into a field, before Napoleon takes what stands before a colon in it for a type."""
    for start, line in enumerate(lines):
        if line.strip() == "Returns:":
            indent = line[: len(line) - len(line.lstrip())]
            end = next((at for at in range(start + 1, len(lines)) if not lines[at].strip()), len(lines))
            text = [entry.strip() for entry in lines[start + 1 : end]]
            lines[start:end] = [f"{indent}:returns: {text[0]}", *(f"{indent}    {entry}" for entry in text[1:])]
            return


def _after_napoleon(_app: Sphinx, what: str, name: str, _thing: object, _options: object, lines: list[str]) -> None:
    if what in _ONE_SENTENCE:
        lines[:] = _kept_from_napoleon.pop(name)


def _signature(
    _app: Sphinx, _what: str, _name: str, thing: object, _options: object, _arguments: str, _returns: str
) -> tuple[str, str] | None:
    # The table of fields or words says it in a form that people can read.
    return ("", "") if record_pages.has_field_table(thing) or record_pages.is_vocabulary(thing) else None


def setup(app: Sphinx) -> dict[str, object]:
    """Connect the pages to the build."""
    app.connect("builder-inited", _write)
    app.connect("autodoc-process-signature", _signature)
    # Napoleon itself comes between the two.
    app.connect("autodoc-process-docstring", _before_napoleon, priority=100)
    app.connect("autodoc-process-docstring", _after_napoleon, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
