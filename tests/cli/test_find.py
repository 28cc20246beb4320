from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Final

import pytest

from seesac_model.cli import main
from seesac_model.dataset import MatchReason
from seesac_model.formats import save
from tests.dataset.named import NAMED

EVENT: Final = """{"format": "seesac-model", "version": 1,
"events": [{"id": "e", "title": "Border Workshop", "kind": "workshop", "status": "held"}]}"""


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return a file with the records that are easily confused."""
    path = tmp_path / "all.json"
    save(NAMED, path)
    return str(path)


def test_one_clear_match(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One line has score, kind, id, name and reason, and the status is 0."""
    assert main(["find", file, "B. Balon", "--no-reference"]) == 0
    assert capsys.readouterr().out == " 84  people  bojana-balon  Bojana Balon  (initials)\n"


def test_several_matches(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where several may be meant all are listed, none is chosen, and the status is 1."""
    assert main(["find", file, "Marković", "--kind", "person", "--no-reference"]) == 1
    assert capsys.readouterr().out == (
        " 59  people  marko-markovic  Marko Marković  (contained-words)\n"
        " 59  people  nikola-markovic  Nikola Marković  (contained-words)\n"
        "none of these for certain\n"
    )


def test_no_match(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing has such a name that is said, and the status is 1."""
    assert main(["find", file, "Qwerty", "--no-reference"]) == 1
    assert capsys.readouterr().out == (
        "nothing has such a name; looked at were "
        "organisations, people, places, frameworks, series, topics, documents, events\n"
    )


def test_names_come_before_near_spellings(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A place with the name itself is found alone, though a body has the word in its name."""
    assert main(["find", file, "Serbia", "--no-reference"]) == 0
    assert capsys.readouterr().out == "100  places  rs  Serbia  (same-name)\n"


@pytest.mark.parametrize(("text", "status", "best"), [("Frontx", 0, "frontex"), ("MUP", 1, None)])
def test_json(file: str, capsys: pytest.CaptureFixture[str], text: str, status: int, best: str | None) -> None:
    """As JSON the matches stand with all that is known of them, and the clear one by its id."""
    assert main(["find", file, text, "--format", "json", "--no-reference"]) == status
    report = json.loads(capsys.readouterr().out)
    assert report["best"] == best
    assert set(report["matches"][0]) == {"score", "kind", "id", "name", "matched_name", "reason"}


def test_reference_data_are_looked_at(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Without being told otherwise, the command knows the bodies of the reference data."""
    assert main(["find", file, "europol", "--kind", "organisation"]) == 0
    assert "  organisations  europol  " in capsys.readouterr().out


def test_reference_data_can_be_searched_alone(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a path, the reference data are looked at, series and topics included."""
    assert main(["find", "europol", "--kind", "organisation"]) == 0
    assert "  organisations  europol  " in capsys.readouterr().out
    assert main(["find", "SEEFEN Meeting"]) == 0
    assert "  series  seefen-meetings  " in capsys.readouterr().out
    assert main(["find", "europol", "--no-reference"]) == 2
    assert "there is nothing to look in" in capsys.readouterr().err


def test_several_paths_are_searched(file: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any number of paths stands before the text, and options anywhere; events are found by their titles."""
    (tmp_path / "b.json").write_text(EVENT, encoding="utf-8")
    assert main(["find", file, str(tmp_path / "b.json"), "--no-reference", "Border Workshop"]) == 0
    assert capsys.readouterr().out == "100  events  e  Border Workshop  (same-name)\n"


def test_text_before_path_is_an_error(file: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Where TEXT and PATH have changed places, the message says in which order they stand."""
    assert main(["find", "Serbia", file]) == 2
    assert capsys.readouterr().err == f"error: {file} is a file or folder and no TEXT; write PATH first and TEXT last\n"


def test_malformed_files_are_searched_nevertheless(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is good is searched; that something is not is said, and the status is 2."""
    path = tmp_path / "b.json"
    path.write_text(EVENT.replace("[{", '[{"id": "f"}, {'), encoding="utf-8")
    assert main(["find", str(path), "Border Workshop", "--no-reference"]) == 2
    printed = capsys.readouterr()
    assert printed.out == "100  events  e  Border Workshop  (same-name)\n"
    assert "faults in what was read" in printed.err


def test_help_explains_every_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """The help has each reason that a line can end in, with its score and meaning."""
    assert main(["find", "--help"]) == 0
    words = " ".join(capsys.readouterr().out.split())
    for reason in set(MatchReason) - {MatchReason.SAME_OCCASION}:
        assert f" {reason.score} {reason}: {reason.meaning}" in words


def test_errors_are_errors(file: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A date that is none, and an extra that is missing, are said on standard error, with status 2."""
    assert main(["find", file, "Serbia", "--on", "yesterday"]) == 2
    assert "expected a date" in capsys.readouterr().err
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert main(["find", file, "Frontx"]) == 2
    assert '"seesac-model[match]"' in capsys.readouterr().err


def test_text_that_the_locale_cannot_say_is_read_all_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """In a locale without UTF-8 the bytes of the text arrive as surrogates."""
    typed = "Министарство унутрашњих послова Србије".encode().decode("ascii", "surrogateescape")
    assert main(["find", typed]) == 0
    assert "rs-ministry-of-interior" in capsys.readouterr().out
    assert main(["find", "\udcff"]) == 2
    assert "is not UTF-8" in capsys.readouterr().err
