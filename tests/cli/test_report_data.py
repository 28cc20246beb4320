from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from typing import Any

import pytest

from seesac_model.cli._checked import Entry
from seesac_model.cli._report_data import write_json, write_json_lines, write_sarif
from seesac_model.rules import to_sarif
from tests.cli.reports import BARE, FAULT, FINDING, SUPPRESSED, checked, finding, read

Output = pytest.CaptureFixture[str]


def lines(text: str) -> list[dict[str, Any]]:
    """Read JSON Lines."""
    return [json.loads(line) for line in text.splitlines()]


def test_json_has_all_parts(capsys: Output) -> None:
    """The JSON report is the report as plain data, with files, records and faults before it."""
    given = checked(FINDING, BARE, faults=(FAULT,), suppressed=1)
    write_json(given)
    printed = json.loads(capsys.readouterr().out)
    assert list(printed) == ["files", "records", "refused", "faults", *given.report.to_plain()]
    assert printed["findings"] == [FINDING.to_plain(), BARE.to_plain()]
    assert printed["faults"] == [
        {
            "code": "missing",
            "found": "nothing",
            "expected": "a label",
            "path": "$.label",
            "file": "a.yaml",
            "line": 2,
            "column": 55,
        }
    ]


def test_json_lines_end_with_a_summary(capsys: Output) -> None:
    """Faults come first, then what is found, each with its type, and the last line counts them."""
    assert write_json_lines(read(FAULT), [FINDING, SUPPRESSED, BARE]) == 2
    fault, *entries, summary = lines(capsys.readouterr().out)
    assert (fault["type"], fault["code"]) == ("fault", "missing")
    assert entries == [
        {"type": "finding", **FINDING.to_plain()},
        {"type": "suppressed", **SUPPRESSED.to_plain()},
        {"type": "finding", **BARE.to_plain()},
    ]
    assert summary == {
        "type": "summary",
        "files": 2,
        "records": 0,
        "refused": 0,
        "faults": 1,
        "counts": {"error": 1, "warning": 0, "info": 1},
        "suppressed": 1,
        "known": 0,
        "exit_status": 2,
    }


@pytest.mark.parametrize(("entries", "expected"), [([], 0), ([BARE], 0), ([SUPPRESSED], 0), ([finding(1)], 1)])
def test_json_lines_give_the_status(entries: list[Entry], expected: int, capsys: Output) -> None:
    """The status is that of the other formats, and stands in the summary."""
    assert write_json_lines(read(), entries) == expected
    assert lines(capsys.readouterr().out)[-1]["exit_status"] == expected


def test_json_lines_are_written_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A finding is printed and flushed before the next one is looked for."""
    flushed: list[str] = []

    class Stream(io.StringIO):
        def flush(self) -> None:
            flushed.append(self.getvalue())

    monkeypatch.setattr(sys, "stdout", Stream())

    def entries() -> Iterator[Entry]:
        yield FINDING
        assert lines(flushed[-1])[-1] == {"type": "finding", **FINDING.to_plain()}
        yield BARE

    write_json_lines(read(), entries())
    assert [line["type"] for line in lines(flushed[-1])] == ["finding", "finding", "summary"]


def test_what_programs_read_is_never_wrapped(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a narrow terminal too, a line of JSON is one line."""
    output = io.StringIO()
    monkeypatch.setattr(output, "isatty", lambda: True)
    monkeypatch.setattr(sys, "stdout", output)
    monkeypatch.setenv("COLUMNS", "40")
    write_json_lines(read(), [FINDING])
    assert len(lines(output.getvalue())) == 2


def test_sarif_is_that_of_the_library(capsys: Output) -> None:
    """The log is what the library makes of the report, with the exit status."""
    given = checked(FINDING, faults=(FAULT,))
    write_sarif(given)
    assert json.loads(capsys.readouterr().out) == json.loads(
        json.dumps(to_sarif(given.report, faults=[FAULT], exit_code=2))
    )
