from __future__ import annotations

import re

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.cli._report_github import annotation, write_github
from seesac_model.rules import Severity
from tests.cli.reports import BARE, FAULT, FINDING, checked, finding

ESCAPES = {"%25": "%", "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ","}


def unescaped(text: str) -> str:
    """Read text as GitHub does."""
    return re.sub("|".join(ESCAPES), lambda found: ESCAPES[found[0]], text)


def test_annotations_mark_lines(capsys: pytest.CaptureFixture[str]) -> None:
    """Each fault and finding is a command with its place, its rule and what to do; the last line counts them."""
    write_github(checked(FINDING, finding(3), BARE, faults=(FAULT,), suppressed=1))
    assert capsys.readouterr().out.splitlines() == [
        "::error file=a.yaml,line=2,col=55,title=fault missing::$.label: found nothing, expected a label [missing]",
        (
            "::error file=b.yaml,line=12,col=5,title=PAN001 panel-outside-event-dates::panels 'e.panel-1', $.dates: "
            'off; mend it%0Apage, paragraph 2: "the words"%0Aother: "more"'
        ),
        "::warning file=b.yaml,line=3,col=1,title=SRC006 source-without-date::sources 'source-3': off",
        "::notice title=SUP001 unused-suppression::suppressions: off",
        "2 files, 0 records: 1 error, 1 warning, 1 info, 1 suppressed, 1 fault (0 of what is there refused)",
    ]


PRINTABLE = st.text(st.characters(codec="ascii", min_codepoint=32, max_codepoint=126) | st.sampled_from("\r\nčя"))


@given(PRINTABLE, PRINTABLE)
def test_what_is_escaped_can_be_read_again(text: str, file: str) -> None:
    """A command is one line, ends its properties at the first colons, and gives back what it was given."""
    line = annotation("error", text, file=file, line=None)
    head, _, message = line.removeprefix("::error file=").partition("::")
    assert (unescaped(head), unescaped(message), line.splitlines()) == (file, text, [line])
    assert not set(",:\r\n") & set(head)


@given(st.text())
def test_nothing_steers_the_log(text: str) -> None:
    """No text, whatever it has in it, prints a control character or begins a line."""
    line = annotation("error", text, title=text)
    assert [character for character in line if not character.isprintable() and character.isascii()] == []


@pytest.mark.parametrize("severity", Severity)
def test_every_severity_has_a_command(severity: Severity, capsys: pytest.CaptureFixture[str]) -> None:
    """Each severity is one of the three commands that GitHub knows."""
    write_github(checked(attrs.evolve(BARE, severity=severity)))
    assert re.match("::(error|warning|notice) ", capsys.readouterr().out)
