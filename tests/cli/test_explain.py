from __future__ import annotations

import json

import pytest

from seesac_model.cli import main
from seesac_model.rules import all_rules, explained_in_markdown, explained_in_text, families, rule

Output = pytest.CaptureFixture[str]


def test_all_rules_are_listed(capsys: Output) -> None:
    """Without arguments every rule stands in a line below its family, with severity and summary."""
    assert main(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines if line.startswith("  ")] == [entry.code for entry in all_rules()]
    assert [line for line in lines if line and not line.startswith(" ")] == [
        f"{family.code}: {family.title}" for family in families() if family.rules
    ]
    assert any(line.split()[:3] == ["PAN001", "panel-outside-event-dates", "error"] for line in lines)


@pytest.mark.parametrize("name", ["PAN001", "panel-outside-event-dates"])
def test_rule_is_explained_by_code_and_name(name: str, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rule gives its page, in lines of the width of the terminal."""
    monkeypatch.setenv("COLUMNS", "70")
    assert main(["explain", name]) == 0
    assert capsys.readouterr().out == f"{explained_in_text(rule('PAN001'), width=70)}\n"


def test_lines_are_never_too_long_to_read(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a very wide terminal, lines end at a hundred characters."""
    monkeypatch.setenv("COLUMNS", "500")
    assert main(["explain", "PAN001"]) == 0
    assert capsys.readouterr().out == f"{explained_in_text(rule('PAN001'), width=100)}\n"


def test_family_is_explained_rule_by_rule(capsys: Output) -> None:
    """Three letters give all pages of the family; what is named twice is explained once."""
    assert main(["explain", "REF", "REF001", "--format", "markdown"]) == 0
    pages = [explained_in_markdown(entry) for entry in all_rules() if entry.code.startswith("REF")]
    assert capsys.readouterr().out == "\n\n".join(pages) + "\n"


def test_rules_as_json(capsys: Output) -> None:
    """As JSON, each rule has its facts and the sections of its page."""
    assert main(["explain", "--format", "json"]) == 0
    printed = {entry["code"]: entry for entry in json.loads(capsys.readouterr().out)}
    assert list(printed) == [entry.code for entry in all_rules()]
    entry = printed["PAN001"]
    assert (entry["name"], entry["severity"], entry["kinds"]) == ("panel-outside-event-dates", "error", ["panels"])
    assert (entry["needs_today"], entry["options"]) == (False, {})
    assert entry["example"] == rule("PAN001").explanation.example


@pytest.mark.parametrize(("asked", "near"), [("PAN01", "PAN001"), ("panel-outside-dates", "panel-outside-event-dates")])
def test_misspelt_rule_proposes_the_nearest(asked: str, near: str, capsys: Output) -> None:
    """What is no rule is refused with what looks like it, and nothing is explained."""
    assert main(["explain", "REF001", asked]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(f"error: no rule has the code '{asked}'; did you mean '{near}'")
