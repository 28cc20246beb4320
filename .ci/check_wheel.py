"""
Builds the package and tests the wheel as a user gets it: installed, with no source tree in reach.

The test suite runs against the lowest versions that the wheel says it needs; the other checks run against the newest.
Then the core is tried with its two dependencies alone: it must read JSON, and say what to install for YAML.

Run it by the Python of the development environment: `python .ci/check_wheel.py`.
"""

from __future__ import annotations

import email
import json
import os
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INSTALL_YAML = 'python -m pip install "seesac-model[yaml]"'


def main() -> None:
    """Run every check; the first that fails ends the run."""
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder).resolve()
        wheel = built(scratch / "dist")
        check_contents(wheel)
        tree = tree_without_src(scratch / "tree")
        full = environment(scratch / "full")
        install(full, f"{wheel}[yaml,match,excel,fast]", *lowest(wheel), "--group", f"{tree / 'pyproject.toml'}:tests")
        check_suite(full, tree)
        core = environment(scratch / "core")
        install(core, str(wheel))
        check_core(core, full, tree, scratch)
    print("The wheel is sound.")


def built(folder: Path) -> Path:
    """Build the source distribution, and the wheel from that; return the wheel."""
    run(sys.executable, "-m", "build", "--outdir", folder, ROOT)
    (wheel,) = folder.glob("*.whl")
    return wheel


def check_contents(wheel: Path) -> None:
    """The wheel has every file of the package but what the reference data are typed as, its metadata, and no more."""
    source = ROOT / "src"
    expected = {
        file.relative_to(source).as_posix()
        for file in (source / "seesac_model").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts and file.suffix != ".yaml"
    }
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    metadata = {name for name in names if name.split("/")[0].endswith(".dist-info")}
    require(names - metadata == expected, f"the wheel differs from src in {sorted((names - metadata) ^ expected)}")
    require("seesac_model/py.typed" in names, "the wheel has no py.typed")
    require(any(name.endswith("/licenses/LICENSE") for name in metadata), "the wheel has no licence")


def lowest(wheel: Path) -> list[str]:
    """Return what the wheel needs and may use, each pinned to the lowest version that is allowed."""
    with zipfile.ZipFile(wheel) as archive:
        (name,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        needs = email.message_from_bytes(archive.read(name)).get_all("Requires-Dist", [])
    return [need.partition(";")[0].strip().replace(">=", "==") for need in needs]


def tree_without_src(folder: Path) -> Path:
    """Copy what the test suite reads; the package itself stays behind."""
    for name in ("docs", "examples", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "_build", "generated"))
    for name in ("CHANGELOG.md", "README.md", "conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, folder)
    return folder


def environment(folder: Path) -> Path:
    """Make an empty virtual environment and return its folder of programs."""
    venv.create(folder, symlinks=os.name != "nt")
    return folder / ("Scripts" if os.name == "nt" else "bin")


def install(programs: Path, *what: str) -> None:
    """Install into an environment; the pip of this one does it, for it is new enough for dependency groups."""
    run(sys.executable, "-m", "pip", "--python", programs / "python", "install", "--quiet", *what)


def check_suite(full: Path, tree: Path) -> None:
    """The whole test suite passes against the installed package, its docstrings included."""
    where = run(full / "python", "-c", "import seesac_model; print(*seesac_model.__path__)", cwd=tree).strip()
    require(full.parent in Path(where).parents, f"the installed package was not found, but {where}")
    options = ("-n", "2", "--dist", "loadfile", "-p", "no:cacheprovider", "-c", tree / "pyproject.toml")
    print(run(full / "python", "-m", "pytest", *options, where, "tests", "docs", "README.md", cwd=tree))


def check_core(core: Path, full: Path, tree: Path, scratch: Path) -> None:
    """With attrs and cattrs alone, JSON is read, and YAML is refused with the command that would help."""
    listed = json.loads(run(sys.executable, "-m", "pip", "--python", core / "python", "list", "--format", "json"))
    installed = {package["name"].lower().replace("_", "-") for package in listed}
    beyond = installed - {"attrs", "cattrs", "exceptiongroup", "seesac-model", "typing-extensions"}
    require(not beyond, f"the core brings more than attrs and cattrs: {sorted(beyond)}")
    dataset = scratch / "dataset.json"
    run(full / "seesac-model", "convert", tree / "examples" / "seesac", dataset, cwd=scratch)
    run(core / "seesac-model", "check", dataset, cwd=scratch)
    command: list[str | Path] = [core / "seesac-model", "check", tree / "examples" / "seesac"]
    refused = subprocess.run(command, cwd=scratch, capture_output=True, encoding="utf-8", check=False)
    require(refused.returncode != 0, "without the extra, YAML was not refused")
    require(INSTALL_YAML in refused.stderr, f"without the extra, YAML was refused with: {refused.stderr}")
    require("Traceback" not in refused.stderr, f"without the extra, YAML ended in a traceback: {refused.stderr}")


def run(*command: str | Path, cwd: Path = ROOT) -> str:
    """Run a program to its end and return what it printed; where it fails, show all of that and end."""
    print("+", *command, flush=True)
    # Nothing but the environment itself may decide which packages are seen.
    clean = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=clean, capture_output=True, encoding="utf-8", check=False
    )
    require(done.returncode == 0, f"{done.stdout}{done.stderr}failed with exit code {done.returncode}")
    return done.stdout


def require(condition: bool, otherwise: str) -> None:  # noqa: FBT001 - It reads like an assertion, which it is.
    """End the run unless a condition holds."""
    if not condition:
        sys.exit(otherwise)


if __name__ == "__main__":
    main()
