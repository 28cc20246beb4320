from __future__ import annotations

import io
import re
import sys
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.cli._checked import Checked
from seesac_model.cli._colour import painter
from seesac_model.cli._report_text import mendable, write_text
from seesac_model.rules import Evidence, Finding, Report, Severity
from tests.cli.reports import BARE, FAULT, FINDING, checked, finding

MORE: Final = re.compile(r"^  (\w+) [\w-]+: (\d+) more(?: in this file)? \(--all shows them\)$", re.MULTILINE)
ONE: Final = re.compile(r"^  (?:\d+:\d+  )?(?:error|warning|info): (\w+) ", re.MULTILINE)
COLOUR: Final = re.compile("\x1b\\[[0-9;]*m")


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the environment of whoever runs the tests say nothing of colours."""
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


def text_of(given: Checked, *, fold: bool = True) -> str:
    """Return what is printed."""
    output = io.StringIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdout", output)
        write_text(given, fold=fold)
    return output.getvalue()


def test_report_goes_file_by_file() -> None:
    """Files come in the order of reading, lines in theirs, and what stands in no file last; then all is counted."""
    assert (
        text_of(checked(FINDING, finding(3), BARE, faults=(FAULT,), suppressed=2))
        == """\
a.yaml
  2:55  fault: $.label: found nothing, expected a label [missing]

b.yaml
  3:1  warning: SRC006 source-without-date: sources 'source-3': off
  12:5  error: PAN001 panel-outside-event-dates: panels 'e.panel-1', $.dates: off; mend it [fix]
      page, paragraph 2: "the words"
      other: "more"

the dataset as a whole
  info: SUP001 unused-suppression: suppressions: off

Part of the files could not be read; findings may come from what is missing.
2 files, 0 records: 1 error, 1 warning, 1 info, 2 suppressed, 1 fault (0 of what is there refused)
1 can be mended by --fix
"""
    )


def test_the_name_of_a_file_is_one_line() -> None:
    """A name cannot pass for lines of the report."""
    assert "a\\n1 file, 1 record.yaml\n  3:1  " in text_of(checked(finding(3, file="a\n1 file, 1 record.yaml")))


def test_five_of_a_rule_are_shown() -> None:
    """Up to five findings of a rule in a file are not folded."""
    text = text_of(checked(*(finding(number) for number in range(1, 6))))
    assert (len(ONE.findall(text)), MORE.findall(text)) == (5, [])


def test_more_of_a_rule_are_counted() -> None:
    """Of more than five findings the first in the file are shown, and one line counts the others."""
    text = text_of(checked(*(finding(number) for number in range(60, 0, -1))))
    assert re.findall(r"^  (\d+):1  ", text, re.MULTILINE) == ["1", "2", "3", "4", "5"]
    assert "\n  SRC006 source-without-date: 55 more in this file (--all shows them)\n\n" in text
    assert text.endswith("0 errors, 60 warnings, 0 infos\n")


def test_rules_and_files_are_counted_apart() -> None:
    """What is folded is counted by rule and by file; what stands in no file is counted likewise."""
    findings = [
        finding(number, code=code, file=file)
        for number in range(1, 8)
        for code, file in (("SRC006", "a.yaml"), ("SRC007", "a.yaml"), ("SRC006", None))
    ]
    text = text_of(checked(*findings))
    assert MORE.findall(text) == [("SRC006", "2"), ("SRC007", "2"), ("SRC006", "2")]
    assert "  SRC006 source-without-date: 2 more (--all shows them)\n\n1" not in text
    assert text.count(" more (--all shows them)\n") == 1


def test_all_shows_all() -> None:
    """Without folding every finding is shown, and every quotation."""
    quotes = tuple(Evidence("page", None, f"words {number}") for number in range(4))
    findings = [*(finding(number) for number in range(1, 61)), attrs.evolve(FINDING, evidence=quotes)]
    text = text_of(checked(*findings), fold=False)
    assert (len(ONE.findall(text)), MORE.findall(text), text.count('page: "words')) == (61, [], 4)


def test_two_quotations_are_shown() -> None:
    """Of more than two quotations of a finding, the others are counted."""
    quotes = tuple(Evidence("page", None, f"words {number}") for number in range(4))
    text = text_of(checked(attrs.evolve(FINDING, evidence=quotes)))
    assert text.count('page: "words') == 2
    assert "\n      2 more quotations\n" in text


def test_faults_are_never_folded() -> None:
    """What could not be read is always shown, whatever there is of it."""
    assert text_of(checked(faults=(FAULT,) * 9)).count("fault: ") == 9


@given(
    st.lists(
        st.builds(
            finding,
            st.integers(1, 99),
            code=st.sampled_from(("AAA001", "BBB001")),
            file=st.sampled_from(("b.yaml", None)),
        ),
        max_size=30,
    )
)
def test_shown_and_counted_are_all(findings: list[Finding]) -> None:
    """For each rule, what is shown and what is counted is what was found."""
    text = text_of(checked(*findings))
    for code in ("AAA001", "BBB001"):
        more = sum(int(count) for rule, count in MORE.findall(text) if rule == code)
        assert ONE.findall(text).count(code) + more == sum(entry.code == code for entry in findings)
    assert f" {len(findings)} warning" in text


def test_nothing_to_mend_is_not_said() -> None:
    """Where no finding has a fix, no line speaks of it."""
    assert mendable(Report(findings=(BARE,))) is None


def test_colour_marks_severity_and_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Coloured, the text is the same; the name of the file, the severity and the code are marked."""
    given = checked(FINDING, BARE, faults=(FAULT,))
    without = text_of(given)
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = text_of(given)
    assert COLOUR.sub("", text) == without
    assert "\x1b[1mb.yaml\x1b[0m\n" in text
    assert "  12:5  \x1b[1;31merror:\x1b[0m \x1b[1mPAN001\x1b[0m panel-outside" in text
    assert "  2:55  \x1b[1;35mfault:\x1b[0m $.label" in text


def test_colour_of_the_data_is_escaped(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would colour the terminal from within the data is escaped, and only ours is left."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    text = text_of(checked(attrs.evolve(FINDING, evidence=(Evidence("page", None, "a\x1b[31mb"),))))
    assert 'page: "a\\x1b[31mb"' in text


@pytest.mark.parametrize(
    ("environment", "is_terminal", "expected"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"TERM": "xterm"}, True, True),
        ({"TERM": "dumb"}, True, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
    ],
)
def test_colour_is_for_terminals_unless_somebody_says_so(
    environment: dict[str, str], *, is_terminal: bool, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A terminal that is not dumb has colour; NO_COLOR forbids it before FORCE_COLOR asks for it."""
    output = io.StringIO()
    monkeypatch.setattr(output, "isatty", lambda: is_terminal)
    monkeypatch.setattr(sys, "stdout", output)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert (painter(weight=Severity.ERROR.value) is not None) is expected
