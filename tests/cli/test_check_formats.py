from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from seesac_model.cli import main

FORMATS: Final = ("text", "json", "jsonl", "sarif", "github")
DATA: Final = """{"format": "seesac-model", "version": 1,
"suppressions": [{"code": "REF001", "kind": "topics", "record_id": "accepted", "reason": "Known."}],
"topics": [
{"id": "accepted", "label": "a", "broader_id": "gone"},
{"id": "missing", "label": "b"},
{"id": "one", "label": "c", "broader_id": "gone"},
{"id": "refused", "lable": "d"},
{"id": "self", "label": "e", "broader_id": "self"},
{"id": "two", "label": "f", "broader_id": "refused"}]}"""
INFO: Final = """{"format": "seesac-model", "version": 1, "events": [
{"id": "e", "title": "E", "kind": "visit", "status": "held", "dates": "2020-01-01"}]}"""

Output = pytest.CaptureFixture[str]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """Write a file with one fault more than none, two findings and a suppressed one."""
    file = tmp_path / "a.json"
    file.write_text(DATA, encoding="utf-8")
    return str(file)


def codes(printed: str, form: str) -> Counter[str]:
    """Return how many findings of which rule a report tells of that are not suppressed."""
    match form:
        case "json":
            return Counter(entry["code"] for entry in json.loads(printed)["findings"])
        case "jsonl":
            entries = map(json.loads, printed.splitlines())
            return Counter(entry["code"] for entry in entries if entry["type"] == "finding")
        case "sarif":
            (run,) = json.loads(printed)["runs"]
            results = (entry for entry in run["results"] if "suppressions" not in entry)
            return Counter(entry["ruleId"] for entry in results if not entry["ruleId"].startswith("fault/"))
        case _:
            return Counter(re.findall(r"\b([A-Z]{3}[0-9]{3}) ", printed))


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_tells_of_every_finding(form: str, path: str, capsys: Output) -> None:
    """The formats agree on what is found, what is accepted and on the status; a refused record is not missing."""
    assert main(["check", path, "--select", "REF", "--format", form]) == 2
    printed = capsys.readouterr().out
    assert codes(printed, form) == {"REF001": 1, "REF003": 1}
    assert "unknown-key" in printed


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_is_the_same_every_time(form: str, path: str, capsys: Output) -> None:
    """The same files give the same bytes."""
    arguments = ["check", path, "--today", "2024-06-30", "--format", form]
    assert main(arguments) == main(arguments)
    printed = capsys.readouterr().out
    assert printed[: len(printed) // 2] == printed[len(printed) // 2 :]


def test_severity_is_the_lightest_that_is_looked_for(tmp_path: Path, capsys: Output) -> None:
    """Lighter rules do not run, so that they neither print nor decide the status."""
    file = tmp_path / "a.json"
    file.write_text(INFO, encoding="utf-8")
    assert main(["check", str(file), "--select", "SRC002"]) == 0
    assert "1 info\n" in capsys.readouterr().out
    for severity in ("warning", "error"):
        assert main(["check", str(file), "--select", "SRC002", "--severity", severity]) == 0
        assert capsys.readouterr().out.endswith("0 errors, 0 warnings, 0 infos\n")


def test_unknown_severity_is_2(path: str, capsys: Output) -> None:
    """A severity that there is not is answered with those that there are."""
    assert main(["check", path, "--severity", "fatal"]) == 2
    assert "choose from" in capsys.readouterr().err


def test_all_shows_what_is_folded(tmp_path: Path, capsys: Output) -> None:
    """More than five findings of a rule in a file are counted, and shown with `--all`."""
    topics = ", ".join(f'{{"id": "t{number}", "label": "t", "broader_id": "gone"}}' for number in range(9))
    file = tmp_path / "a.json"
    file.write_text(f'{{"format": "seesac-model", "version": 1, "topics": [{topics}]}}', encoding="utf-8")
    assert main(["check", str(file), "--select", "REF"]) == 1
    assert "\n  REF001 dangling-reference: 4 more in this file (--all shows them)\n" in capsys.readouterr().out
    assert main(["check", str(file), "--select", "REF", "--all"]) == 1
    assert capsys.readouterr().out.count("REF001") == 9
