from __future__ import annotations

import importlib
import importlib.metadata
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidRuleError
from seesac_model.rules import check, installed_rules

MODULE = """
from seesac_model.model import Topic
from seesac_model.rules import Problem, Severity, declare

def _flag(code, name):
    def rule(record: Topic, dataset, context):
        yield Problem(message="found")
    rule.__name__ = name
    return declare(code, Severity.INFO)(rule)

second = _flag("ACM002", "second")
first = _flag("ACM001", "first")
RULES = [second]
OWN = [_flag("PAN900", "own")]
MIXED = [first, 1]
NUMBER = 1

def untyped(record: "Nothing", dataset, context):
    yield Problem(message="found")

UNTYPED = [declare("ACM003", Severity.INFO)(untyped)]

def _failing():
    yield first
    raise OSError

FAILING = _failing()
"""


@pytest.fixture
def installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with an installed package; its entry points are still to be written."""
    (tmp_path / "acme_rules.py").write_text(MODULE, encoding="utf-8")
    info = tmp_path / "acme_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: acme-rules\nVersion: 1.0\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    importlib.invalidate_caches()
    yield info / "entry_points.txt"
    sys.modules.pop("acme_rules", None)


def offer(file: Path, target: str) -> None:
    """Write an entry point that leads to `target`."""
    file.write_text(f"[seesac_model.rules]\nacme = {target}\n", encoding="utf-8")


def test_nothing_is_installed_by_itself() -> None:
    """Where no other package offers rules there are none."""
    assert installed_rules() == ()


@pytest.mark.parametrize(
    ("target", "codes"),
    [("acme_rules", ["ACM001", "ACM002"]), ("acme_rules:RULES", ["ACM002"])],
    ids=["module", "list"],
)
def test_rules_of_a_package_are_found(installed: Path, target: str, codes: list[str]) -> None:
    """An entry point leads to a module or to a list; the rules come in the order of their codes."""
    offer(installed, target)
    assert [rule.code for rule in installed_rules()] == codes


def test_rules_of_a_package_are_selected_like_ours(installed: Path) -> None:
    """Their families, codes and names select them."""
    offer(installed, "acme_rules")
    assert check(Dataset(), select=["ACM", "PAN001"], more=installed_rules()).rules == ("ACM001", "ACM002", "PAN001")


def test_an_entry_point_need_not_be_of_a_package(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no package is known, the entry point alone is named."""
    made = importlib.metadata.EntryPoint("acme", "acme_missing", "seesac_model.rules")
    monkeypatch.setattr("importlib.metadata.entry_points", lambda group: [made] * (group == made.group))
    with pytest.raises(InvalidRuleError, match=r"^the entry point 'acme' cannot be loaded"):
        installed_rules()


@pytest.mark.parametrize(
    ("target", "message"),
    [
        ("acme_missing", "the entry point 'acme' of the package 'acme-rules' cannot be loaded"),
        ("acme_rules:NOTHING", "cannot be loaded"),
        ("acme_rules:NUMBER", "leads to a int; expected a module or a list of rules"),
        ("acme_rules:MIXED", "leads to a int among its rules"),
        ("acme_rules:UNTYPED", "cannot be loaded"),
        ("acme_rules:FAILING", r"cannot be loaded \(OSError\); tell its authors"),
        ("acme_rules:OWN", "has PAN900 own; the family PAN is this library's own"),
    ],
)
def test_what_offers_no_rules_is_refused(installed: Path, target: str, message: str) -> None:
    """An entry point that leads elsewhere is refused, and the package is named."""
    offer(installed, target)
    with pytest.raises(InvalidRuleError, match=message):
        installed_rules()


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("raise SystemExit(0)", "SystemExit"),
        ("from seesac_model.rules import declare\ndeclare('A', 'info')(print)", "'A' is no code of a rule; .*"),
    ],
)
def test_a_package_that_cannot_be_loaded_says_why(installed: Path, text: str, reason: str) -> None:
    """Neither does leaving end the check in silence, and what is wrong with a rule is said in its words."""
    module = installed.parent.parent / "acme_broken.py"
    module.write_text(text, encoding="utf-8")
    offer(installed, "acme_broken")
    with pytest.raises(InvalidRuleError, match=rf"cannot be loaded \({reason}\); tell its authors"):
        installed_rules()
