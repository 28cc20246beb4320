from __future__ import annotations

import ast
import importlib
import importlib.machinery
import inspect
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

import seesac_model

FACE: Final = "seesac_model"
FOLDER: Final = Path(seesac_model.__path__[0])
CORE: Final = {"attr", "attrs", "cattr", "cattrs", "exceptiongroup", "typing_extensions", FACE}
"""Import names of the library, its two dependencies and what these depend on."""


def module_name(file: Path) -> str:
    """Name a file of the library as Python imports it."""
    parts = file.relative_to(FOLDER).with_suffix("").parts
    return ".".join([FACE, *(part for part in parts if part != "__init__")])


TREES: Final = {
    module_name(file): ast.parse(file.read_bytes(), filename=str(file)) for file in sorted(FOLDER.rglob("*.py"))
}
PUBLIC_PACKAGES: Final = [
    name
    for name in sorted({module_name(file) for file in FOLDER.rglob("__init__.py")})
    if not any(part.startswith("_") for part in name.split("."))
]

AUDITED_IMPORT: Final = """
import importlib, json, sys

before, opened, acted = set(sys.modules), [], []

def watch(event, arguments):
    if event == "open":
        opened.append(str(arguments[0]))
    elif event.startswith(("socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "urllib.")):
        acted.append(event)

sys.addaudithook(watch)
for name in sys.argv[1:]:
    importlib.import_module(name)
report = {"imported": sorted(set(sys.modules) - before), "opened": opened, "acted": acted}
print(json.dumps(report))
"""


def imported_when_importing(*names: str, folder: Path) -> dict[str, list[str]]:
    """Import modules in a fresh interpreter and say what that imported, opened and did."""
    # -I: nothing of this process or of the folder is seen; -B: no byte code is written, which would count as opening.
    command = [sys.executable, "-I", "-B", "-c", AUDITED_IMPORT, *names]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, encoding="utf-8", check=True)
    report: dict[str, list[str]] = json.loads(done.stdout)
    return report


def imports(tree: ast.AST) -> Iterator[str]:
    """Yield the full name of every module that a tree imports, at whatever depth."""
    for node in ast.walk(tree):
        match node:
            case ast.Import(names=names):
                yield from (alias.name for alias in names)
            case ast.ImportFrom(module=str(module)):
                yield module
            case _:
                pass


def own_modules_imported(tree: ast.AST) -> set[str]:
    """Return the full names of the modules of the library that a tree imports, also as names out of their folder."""
    names = {
        f"{node.module}.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    return (names | set(imports(tree))) & TREES.keys()


def is_private_to_another_layer(module: str, imported: str) -> bool:
    """Tell whether an imported module is one that its layer keeps to itself, and the importing one lies in another."""
    layer, *inside = imported.removeprefix(f"{FACE}.").split(".")
    return any(part.startswith("_") for part in inside) and not module.startswith(f"{FACE}.{layer}")


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function and method of a tree."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imports_at_module_level(tree: ast.Module) -> set[str]:
    """Return what a module imports as soon as it is imported itself."""
    return set(imports(tree)) - {name for function in functions(tree) for name in imports(function)}


def lines_of_code(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Count the lines of a function's body after its docstring."""
    body = function.body[ast.get_docstring(function) is not None :]
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


@pytest.mark.parametrize("name", PUBLIC_PACKAGES)
def test_all_is_the_public_namespace(name: str) -> None:
    """A package's `__all__` names exactly what the package offers without an underscore, each name once."""
    package = importlib.import_module(name)
    exported: list[str] = list(getattr(package, "__all__", []))
    # What several packages need stands in a private module below them, and one of them offers it.
    own = (f"{name}.", f"{FACE}._")
    from_elsewhere = {
        alias.asname or alias.name
        for node in TREES[name].body
        if isinstance(node, ast.ImportFrom) and not f"{node.module}.".startswith(own)
        for alias in node.names
    }
    public = {
        key
        for key, value in vars(package).items()
        if not key.startswith("_")
        and key not in from_elsewhere
        # Python binds a module to its package when it is imported; that alone makes it no export.
        and (not inspect.ismodule(value) or key in exported)
    }
    assert sorted(exported) == sorted(public)


def test_nothing_inside_imports_the_face() -> None:
    """No module of the library imports `seesac_model` itself, which would be a ring."""
    assert [name for name, tree in TREES.items() if FACE in imports(tree)] == []


def test_imports_are_absolute() -> None:
    """Every import of an own module gives its full name."""
    relative = [
        name
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level > 0
    ]
    assert relative == []


def test_other_layers_are_imported_as_layers() -> None:
    """A module whose name begins with an underscore is imported by its own layer alone."""
    from_other_layers = [
        (name, imported)
        for name, tree in TREES.items()
        for imported in sorted(own_modules_imported(tree))
        if is_private_to_another_layer(name, imported)
    ]
    assert from_other_layers == []


def test_own_modules_are_imported_at_module_level() -> None:
    """No function imports an own module: rings are mended, not hidden."""
    hidden = [
        (name, function.name, imported)
        for name, tree in TREES.items()
        for function in functions(tree)
        for imported in imports(function)
        if imported.split(".")[0] == FACE
    ]
    assert hidden == []


def test_annotations_are_imported_at_run_time() -> None:
    """No module imports for type checkers alone: cattrs and the documentation read annotations at run time."""
    assert [name for name, tree in TREES.items() if "TYPE_CHECKING" in ast.dump(tree)] == []


def test_optional_libraries_are_imported_where_they_are_used() -> None:
    """At module level, only the standard library and the two dependencies are imported."""
    allowed = CORE | sys.stdlib_module_names
    extras = {
        name: sorted(imported for imported in imports_at_module_level(tree) if imported.split(".")[0] not in allowed)
        for name, tree in TREES.items()
    }
    assert {name: imported for name, imported in extras.items() if imported} == {}


def test_modules_can_be_read_in_one_sitting() -> None:
    """No module has more than 500 lines."""
    lengths = {module_name(file): file.read_bytes().count(b"\n") for file in FOLDER.rglob("*.py")}
    assert {name: length for name, length in lengths.items() if length > 500} == {}


def test_functions_fit_on_a_screen() -> None:
    """No function has more than 50 lines of code."""
    lengths = {
        f"{name}.{function.name}": lines_of_code(function)
        for name, tree in TREES.items()
        for function in functions(tree)
    }
    assert {name: length for name, length in lengths.items() if length > 50} == {}


def test_importing_the_face_imports_no_extra(tmp_path: Path) -> None:
    """`import seesac_model` imports the standard library, attrs and cattrs, and no optional library."""
    report = imported_when_importing(FACE, folder=tmp_path)
    roots = {name.split(".")[0] for name in report["imported"]}
    assert roots - CORE - sys.stdlib_module_names == set()


def test_importing_opens_no_file_but_modules(tmp_path: Path) -> None:
    """Importing any module of the library reads no data, no setting and no metadata from disk."""
    report = imported_when_importing(*TREES, folder=tmp_path)
    suffixes = tuple(importlib.machinery.all_suffixes())
    assert [file for file in report["opened"] if not file.endswith(suffixes)] == []


def test_importing_starts_nothing(tmp_path: Path) -> None:
    """Importing any module of the library opens no socket and starts no process."""
    report = imported_when_importing(*TREES, folder=tmp_path)
    assert report["acted"] == []
