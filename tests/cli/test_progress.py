from __future__ import annotations

import io

import pytest

from seesac_model.cli import _progress
from seesac_model.cli._progress import progress_bar
from seesac_model.formats import Progress


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_progress, "_PATIENCE", 0)
    monkeypatch.setattr(_progress, "_INTERVAL", 0)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "60")


def _shown(monkeypatch: pytest.MonkeyPatch, *told: Progress) -> list[str]:
    stream = _Terminal()
    monkeypatch.setattr("sys.stderr", stream)
    with progress_bar() as progress:
        assert progress is not None
        for entry in told:
            progress(entry)
    return stream.getvalue().split("\r")


def test_a_bar_grows_and_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each state covers the one before, and at the end the line is blank again."""
    lines = _shown(
        monkeypatch,
        Progress("reading", "data/a\x1b.jsonl", 1, 4, "bytes"),
        Progress("reading", "b.jsonl", 4, 4, "bytes"),
    )
    assert lines[1].rstrip() == "[#####...............]  25% reading a\\x1b.jsonl"
    assert lines[2].rstrip() == "[####################] 100% reading b.jsonl"
    assert (lines[3].strip(), lines[4]) == ("", "")
    assert len(lines[3]) >= len(lines[2].rstrip())


def test_where_the_end_is_not_known_there_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    """No bar pretends to know what nobody knows."""
    lines = _shown(monkeypatch, Progress("writing", None, 1200, None, "records"))
    assert lines[1].rstrip() == "writing 1,200 records"


def test_quick_work_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is done within half a second does not flicker."""
    monkeypatch.setattr(_progress, "_PATIENCE", 60)
    assert _shown(monkeypatch, Progress("reading", "a", 1, 2, "bytes")) == [""]


@pytest.mark.parametrize("terminal", ["log", "dumb", "closed"])
def test_logs_stay_silent(terminal: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where standard error is no terminal that can move back, nobody is told anything."""
    monkeypatch.setattr("sys.stderr", {"log": io.StringIO(), "dumb": _Terminal(), "closed": None}[terminal])
    monkeypatch.setenv("TERM", "dumb" if terminal == "dumb" else "xterm")
    with progress_bar() as progress:
        assert progress is None
