"""One page for each public module, and one for the codes of faults: what is in `__all__`, with its docstring."""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import itertools
import pkgutil
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import get_args

import record_pages
from restructured import document, heading, table

import seesac_model
from seesac_model.errors import FaultCode
from seesac_model.model import Pattern, Reference, Term


def pages() -> Iterator[tuple[str, str]]:
    """Yield the name and the text of every page."""
    modules = list(public_modules())
    yield "api/index", _index(modules)
    for module in modules:
        yield f"api/{module.__name__}", _module_page(module)
    yield "faults", _faults_page()


def public_modules() -> Iterator[ModuleType]:
    """Yield the layers of the library, and the formats, which are used by the names of their modules."""
    for info in sorted(pkgutil.walk_packages(seesac_model.__path__, "seesac_model."), key=lambda info: info.name):
        layer, _, name = info.name.removeprefix("seesac_model.").partition(".")
        if name.startswith("_") or (name and layer != "formats"):
            continue
        module = importlib.import_module(info.name)
        if getattr(module, "__all__", None):
            yield module


def _index(modules: list[ModuleType]) -> str:
    rows = [(f":doc:`{module.__name__}`", _summary(module)) for module in modules]
    return document(
        heading("Python, module by module"),
        "Everything here can also be imported from ``seesac_model`` itself, "
        "but for the modules of single formats, such as ``seesac_model.formats.json``, which have names of their own.",
        table([("module", 35), ("what it offers", 65)], rows),
        ".. toctree::\n   :hidden:\n\n" + "\n".join(f"   {module.__name__}" for module in modules),
    )


def _summary(module: ModuleType) -> str:
    text = " ".join((inspect.getdoc(module) or "").split("\n\n")[0].split())
    return re.sub(r":\w+:`~?([^`]+)`", r"``\1``", text)


def _module_page(module: ModuleType) -> str:
    elsewhere = record_pages.documented() if module.__name__ == "seesac_model.model" else set()
    names = sorted(set(module.__all__) - elsewhere, key=lambda name: (_rank(getattr(module, name)), name.lower()))
    parts = [
        heading(module.__name__),
        f".. automodule:: {module.__name__}\n   :no-index:",
        f".. py:module:: {module.__name__}",
    ]
    if elsewhere:
        parts.append(
            "The kinds of records stand on :doc:`pages of their own <../records/index>`, "
            "and so do the :doc:`values <../values>` and the :doc:`vocabularies <../vocabularies>`."
        )
    parts += [_entry(module, name) for name in names if name != "FaultCode"]
    return document(*parts)


def _rank(thing: object) -> int:
    return 0 if inspect.isroutine(thing) else 1 if inspect.isclass(thing) else 2


def _entry(module: ModuleType, name: str) -> str:
    thing, path = getattr(module, name), f"{module.__name__}.{name}"
    if inspect.isclass(thing) and issubclass(thing, Term) and list(thing):
        own = ", ".join(member.name for member in thing)
        return document(f".. autoclass:: {path}\n   :members:\n   :exclude-members: {own}", record_pages.words(thing))
    if inspect.isclass(thing):
        bases = "\n   :show-inheritance:" if issubclass(thing, Exception) else ""
        # The fields of a named tuple have docstrings of Python's own, which say nothing.
        own = f"\n   :exclude-members: {', '.join(thing._fields)}" if hasattr(thing, "_fields") else ""
        return f".. autoclass:: {path}\n   :members:{bases}{own}"
    if inspect.isroutine(thing) or hasattr(thing, "__wrapped__"):
        return f".. autofunction:: {path}"
    text = "\n".join(f"   {line}".rstrip() for line in _docstrings().get(name, "").splitlines())
    return f".. py:data:: {name}\n\n{text}\n\n{_form(thing)}"


def _form(thing: object) -> str:
    """Say of the type of an id or of a text of fixed form what stands behind it."""
    match get_args(thing):
        case (base, Reference(kind=kind)) if base is str:
            return f"   Text: an id in :ref:`{kind} <kind-{kind}>`."
        case (base, Pattern(expected=expected)) if base is str:
            return f"   Text: {expected}."
        case _:
            return ""


@functools.cache
def _docstrings() -> Mapping[str, str]:
    """Return the texts that stand behind assignments anywhere in the library, by the name that is assigned to."""
    found: dict[str, str] = {}
    for path in sorted(Path(seesac_model.__path__[0]).rglob("*.py")):
        found.update(_assigned(ast.parse(path.read_text(encoding="utf-8")).body))
    return found


def _assigned(statements: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for statement, after in itertools.pairwise(statements):
        target = statement.targets[0] if isinstance(statement, ast.Assign) else getattr(statement, "target", None)
        match after:
            case ast.Expr(value=ast.Constant(value=str(text))) if isinstance(target, ast.Name):
                yield target.id, inspect.cleandoc(text)


def _faults_page() -> str:
    tree = ast.parse(inspect.getsource(FaultCode)).body[0]
    texts = dict(_assigned(tree.body)) if isinstance(tree, ast.ClassDef) else {}
    return document(
        heading("Codes of faults"),
        "Each thing that is malformed is a :class:`~seesac_model.errors.Fault` with one of these codes. "
        "The codes stay the same in every release, so that programs can rely on them.",
        ".. autoclass:: seesac_model.errors.FaultCode",
        table(
            [("code", 25), ("meaning", 75)],
            [(f"``{code}``", texts[code.name].replace("\n", " ")) for code in FaultCode],
        ),
    )
