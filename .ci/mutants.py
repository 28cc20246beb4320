"""
Tries whether the tests of a module would notice if its code were wrong: mutation testing.

A mutant is the module with one small change, such as `is` for `is not`. The module's own tests run against each; a
mutant that they let pass has survived, and shows what no test holds: a test is missing, or the change makes no
difference.

    python .ci/mutants.py [MODULE ...]

The tree is copied first, so that it may change meanwhile. Each mutant is tried in a process forked from one that has
read pytest and the layers below, which takes Linux or macOS. Left as they are: docstrings, annotations, decorators,
and the fixed words of messages; values put into a message are changed.
What is tried, and by which tests, stands in `pyproject.toml` under `tool.mutants`.

The tools there are do not serve here: mutmut leaves out functions under a decorator, which rules are; cosmic-ray
starts an interpreter for each mutant; mutatest ended with Python 3.10.
"""

from __future__ import annotations

import ast
import gc
import importlib
import importlib.machinery
import os
import re
import resource
import shutil
import sys
import tempfile
import textwrap
import time
import tomllib
import traceback
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, NamedTuple

import pytest
from hypothesis import Phase, settings

ROOT: Final = Path(__file__).resolve().parent.parent
SETTINGS: Final = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["mutants"]
MOST_MEMORY: Final = 4 * 2**30
UNUSED: Final = ("cacheprovider", "doctest", "junitxml", "pastebin", "pytest_cov", "xdist", "xdist.looponfail")
PASSED: Final = 0
FAILED: Final = 1

COMPARISONS: Final[dict[type[ast.cmpop], tuple[ast.cmpop, ...]]] = {
    ast.Eq: (ast.NotEq(),),
    ast.NotEq: (ast.Eq(),),
    ast.Lt: (ast.LtE(), ast.GtE()),
    ast.LtE: (ast.Lt(), ast.Gt()),
    ast.Gt: (ast.GtE(), ast.LtE()),
    ast.GtE: (ast.Gt(), ast.Lt()),
    ast.Is: (ast.IsNot(),),
    ast.IsNot: (ast.Is(),),
    ast.In: (ast.NotIn(),),
    ast.NotIn: (ast.In(),),
}
ARITHMETIC: Final[dict[type[ast.operator], ast.operator]] = {
    ast.Add: ast.Sub(),
    ast.Sub: ast.Add(),
    ast.Mult: ast.FloorDiv(),
    ast.Div: ast.Mult(),
    ast.FloorDiv: ast.Mult(),
    ast.Mod: ast.FloorDiv(),
    ast.BitOr: ast.BitAnd(),
    ast.BitAnd: ast.BitOr(),
}
NAMES: Final = {"any": "all", "all": "any", "min": "max", "max": "min"}
ATTRIBUTES: Final = {"YES": "UNKNOWN", "NO": "UNKNOWN", "definitely": "possibly", "possibly": "definitely"}
WORDS: Final = frozenset({"message", "hint", "says"})
EMPTY_YIELD: Final = ast.YieldFrom(value=ast.Tuple(elts=[], ctx=ast.Load()))


class Mutant(NamedTuple):
    """One change: `new` in the place of `old`, which is `holder.field`, or its element at `position`."""

    holder: ast.AST
    field: str
    position: int | None
    old: ast.AST
    new: ast.AST | None

    def __str__(self) -> str:
        new = "(dropped)" if self.new is None else _shown(self.new)
        return f"line {self.line}: {_shown(self.old)}  ->  {new}"

    @property
    def line(self) -> int:
        """The line on which it starts."""
        return next(node.lineno for node in ast.walk(self.old) if isinstance(node, ast.expr | ast.stmt | ast.keyword))

    def apply(self) -> None:
        """Change the tree, for good: each mutant has a process of its own."""
        values = getattr(self.holder, self.field)
        if self.position is None:
            setattr(self.holder, self.field, self.new)
        elif self.new is None:
            del values[self.position]
        else:
            values[self.position] = self.new


class Trial:
    """A module, its tests, and the process in which a mutant of it is tried."""

    def __init__(self, name: str, tree: Path) -> None:
        folder = Path(SETTINGS["package"].replace(".", "/"))
        self.path = tree / "src" / folder / f"{name}.py"
        if not self.path.exists():
            sys.exit(f"error: there is no {folder / name}.py; name modules of {SETTINGS['package']}, such as panels")
        self.module = f"{SETTINGS['package']}.{name}"
        self.code = ast.parse(self.path.read_text(encoding="utf-8"))
        self.families = set(re.findall(r'@declare\(\s*"([A-Z]{3})', self.path.read_text(encoding="utf-8")))
        names = SETTINGS["tested-by"].get(name, [name.lstrip("_")])
        own = (tree / SETTINGS["tests"] / f"test_{test}.py" for test in names)
        self.examples = SETTINGS["examples"]
        self.tests = [str(path) for path in own if path.exists()] + [str(tree / self.examples)] * bool(self.families)

    def pytest_sessionstart(self) -> None:
        """Let Hypothesis stop at the first failure: nobody reads the smallest example."""
        quick = settings(settings.get_profile("fast"), phases=[Phase.explicit, Phase.generate], derandomize=True)
        settings.register_profile("mutants", quick, database=None)
        settings.load_profile("mutants")

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Keep the examples of this module's rules alone."""
        items[:] = [item for item in items if self.examples not in item.nodeid or self._is_of_family(item.name)]

    def find_spec(self, name: str, *_: object) -> importlib.machinery.ModuleSpec | None:
        """Answer for the module, as a finder on `sys.meta_path` does."""
        loader = _Loader(name, str(self.path))
        return importlib.machinery.ModuleSpec(name, loader, origin=str(self.path)) if name == self.module else None

    def start(self, mutant: Mutant | None, most_seconds: int) -> int:
        """Start to try a mutant, or the module as it is; return the id of the process, whose status will tell."""
        sys.stdout.flush()
        process = os.fork()
        if process == 0:
            try:
                self._run(mutant, most_seconds)
            finally:
                traceback.print_exc()
                os._exit(FAILED)
        return process

    def _run(self, mutant: Mutant | None, most_seconds: int) -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (most_seconds, most_seconds))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
        if mutant is not None:
            nothing = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nothing, 1)
            os.dup2(nothing, 2)
            mutant.apply()
        _Loader.code = compile(ast.fix_missing_locations(self.code), str(self.path), "exec")
        sys.meta_path.insert(0, self)
        known = "-Wignore::pytest.PytestAssertRewriteWarning"  # Hypothesis is read before pytest starts.
        without = [f"-pno:{name}" for name in UNUSED]
        options = ("-qx", "--tb=short", "-oaddopts=--import-mode=importlib", known)
        status = pytest.main([*options, *without, *self.tests], plugins=[self])
        sys.stdout.flush()
        os._exit(status)

    def _is_of_family(self, name: str) -> bool:
        return any(f"[{family}" in name for family in self.families)


class _Loader(importlib.machinery.SourceFileLoader):
    code: Any = None

    def get_code(self, fullname: str) -> Any:  # noqa: ANN401, ARG002 - as its base has it
        return self.code


def mutants_in(holder: ast.AST) -> Iterator[Mutant]:
    """Yield every change to the code below a node, in its order."""
    for field, value in ast.iter_fields(holder):
        if field in ("annotation", "returns", "decorator_list", "type_params", "format_spec"):
            continue
        for position, node in enumerate(value if isinstance(value, list) else [value]):
            if not isinstance(node, ast.AST) or _is_left_alone(holder, node):
                continue
            place = position if isinstance(value, list) else None
            for new in _others(node, holder):
                yield Mutant(holder, field, place, node, new)
            if isinstance(node, ast.keyword) and node.arg not in WORDS:
                yield Mutant(holder, field, place, node, None)
            yield from mutants_in(node)


def _is_left_alone(holder: ast.AST, node: ast.AST) -> bool:
    """Tell whether a node is a docstring, words of a message, the name of a type, or what a module offers."""
    match holder, node:
        case ast.Expr() | ast.JoinedStr(), ast.Constant():
            return True
        case ast.keyword(arg=word), ast.Constant(value=str()) if word in WORDS:
            return True
        case ast.Call(func=ast.Name(id=name)), ast.Constant(value=str()) if name.endswith(("cast", "Error")):
            return True
        case _, ast.Assign(value=ast.Call(func=ast.Name(id="TypeVar"))):
            return True
        case _, ast.AnnAssign(annotation=ast.Name(id="TypeAlias")) | ast.Import() | ast.ImportFrom():
            return True
        case _, ast.Assign(targets=[ast.Name(id="__all__")]) | ast.AnnAssign(target=ast.Name(id="__all__")):
            return True
    return False


def _others(node: ast.AST, holder: ast.AST) -> Iterator[ast.AST]:  # noqa: C901, PLR0912 - one case a kind of node
    if isinstance(node, ast.Name | ast.Attribute | ast.Call) and node is getattr(holder, "test", None):
        yield ast.UnaryOp(ast.Not(), node)
    match node:
        case ast.Compare(left, ops, comparators):
            for position, operator in enumerate(ops):
                for other in COMPARISONS[type(operator)]:
                    yield ast.Compare(left, [*ops[:position], other, *ops[position + 1 :]], comparators)
        case ast.BoolOp(operator, values):
            yield ast.BoolOp(ast.And() if isinstance(operator, ast.Or) else ast.Or(), values)
            for position in range(len(values)):
                rest = [*values[:position], *values[position + 1 :]]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(operator, rest)
        case ast.UnaryOp(ast.Not(), operand):
            yield operand
        case ast.BinOp(left, operator, right) if type(operator) in ARITHMETIC:
            yield ast.BinOp(left, ARITHMETIC[type(operator)], right)
        case ast.AugAssign(target, operator, value) if type(operator) in ARITHMETIC:
            yield ast.AugAssign(target, ARITHMETIC[type(operator)], value)
            yield ast.Pass()
        case ast.Constant(bool() as truth):
            yield ast.Constant(not truth)
        case ast.Constant(int() | float() as number):
            yield ast.Constant(number + 1)
            yield ast.Constant(number - 1)
        case ast.Constant(str() as text):
            yield ast.Constant(f"{text}~")
        case ast.Name(name, ast.Load()) if name in NAMES:
            yield ast.Name(NAMES[name], ast.Load())
        case ast.Attribute(value, name) if name in ATTRIBUTES:
            yield ast.Attribute(value, ATTRIBUTES[name], ast.Load())
        case ast.comprehension(target, iterated, conditions):
            for position in range(len(conditions)):
                rest = [*conditions[:position], *conditions[position + 1 :]]
                yield ast.comprehension(target, iterated, rest, node.is_async)
        case ast.Continue():
            yield ast.Break()
        case ast.Break():
            yield ast.Continue()
        case ast.Return(None):
            yield ast.Pass()
        case ast.Return(ast.Constant(None | False | True)):
            pass  # None and False are as good as one another, and truth is turned round above.
        case ast.Return():
            yield ast.Return(ast.Constant(None))
        case ast.Yield() | ast.YieldFrom() if isinstance(holder, ast.Expr):
            yield EMPTY_YIELD
        case ast.Expr(ast.Call()):
            yield ast.Pass()


def _shown(node: ast.AST) -> str:
    return textwrap.shorten(ast.unparse(ast.fix_missing_locations(node)), 110, placeholder=" …")


def tried(name: str, tree: Path) -> None:
    """Try all mutants of a module, a few at a time, and print those that survive."""
    trial, start = Trial(name, tree), time.monotonic()
    mutants = list(mutants_in(trial.code))
    if not mutants or not trial.tests:
        print(f"{name}: {len(mutants)} mutants and {len(trial.tests)} files of tests; nothing to try")
        return
    before = os.times()
    if os.waitpid(trial.start(None, SETTINGS["most-seconds"]), 0)[1] != PASSED:
        sys.exit(f"error: the tests of {name} fail, or take too long, before anything is changed; mend them first")
    after = os.times()
    most = 5 + int(3 * (after.children_user - before.children_user))
    survived: list[Mutant] = []
    running: dict[int, Mutant] = {}
    for mutant in [*mutants, None]:
        while running and (mutant is None or len(running) >= SETTINGS["processes"]):
            process, status = os.wait()
            done = running.pop(process)
            survived += [done] * (status == PASSED)
        if mutant is not None:
            running[trial.start(mutant, most)] = mutant
    caught = len(mutants) - len(survived)
    print(f"{name}: {caught} of {len(mutants)} mutants caught, {time.monotonic() - start:.0f} s; survivors:")
    for mutant in sorted(survived, key=mutants.index):
        print(f"  {trial.path.relative_to(tree)} {mutant}")


def main(names: list[str]) -> None:
    """Copy the tree, read what all mutants share, and try the modules one after the other."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder).resolve()
        for part in ("src", "tests"):
            shutil.copytree(ROOT / part, tree / part, ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("pyproject.toml", "conftest.py"):
            shutil.copy(ROOT / part, tree)
        os.chdir(tree)
        os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] = str(tree / ".hypothesis")
        sys.path[:0] = [str(tree / "src")]
        sys.dont_write_bytecode = False  # What one process has compiled, the next can read.
        for shared in SETTINGS["shared"]:
            importlib.import_module(shared)
        gc.freeze()  # What all processes share, none of them need search for garbage.
        package = tree / "src" / SETTINGS["package"].replace(".", "/")
        for name in names or sorted(path.stem for path in package.glob("*.py") if path.stem != "__init__"):
            tried(name, tree)


if __name__ == "__main__":
    main(sys.argv[1:])
