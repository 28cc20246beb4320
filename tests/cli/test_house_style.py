from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from seesac_model.cli import _beside, main
from seesac_model.dataset import Dataset, in_house_style
from seesac_model.formats import load, loads
from seesac_model.reference import _loading

KOSOVO: Final = """\
  - id: xk
    name: Kosovo*
    kind: jurisdiction
    footnotes:
      - {style: un, text: In the context of resolution 1244 (1999).}
      - {style: eu, text: Without prejudice to positions on status.}
"""
REFERENCE: Final = (
    f"format: seesac-model\nversion: 1\nplaces:\n{KOSOVO}  - {{id: al, name: Albania, kind: jurisdiction}}\n"
)
OWN: Final = """\
format: seesac-model
version: 1
sources:
  - {id: page, title: On the Kosovo Police}
organisations:
  - {id: kp, name: Kosovo Police, kind: police, citations: [{source_id: page, quote: Kosovo Police}]}
  - {id: asp, name: State Police, kind: police, jurisdiction_id: al}
"""

Output = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _reference(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reference data be two places."""
    everything = loads(REFERENCE, format="yaml")
    for module in (_beside, _loading):
        monkeypatch.setattr(module, "load", lambda: everything)


@pytest.fixture
def own(tmp_path: Path) -> str:
    """Return the path of a file that names a place without referring to it."""
    path = tmp_path / "own.yaml"
    path.write_text(OWN, encoding="utf-8")
    return str(path)


def test_show_in_a_style_marks_names_and_ends_in_the_footnotes(own: str, capsys: Output) -> None:
    """A list has marked names, and below it, after a line, the footnotes of the names in it."""
    assert main(["show", own, "--kind", "organisations", "--style", "un"]) == 0
    assert capsys.readouterr().out == (
        "asp  State Police\nkp  Kosovo* Police\n\n* In the context of resolution 1244 (1999).\n"
    )


def test_show_without_marked_names_has_no_footnotes(own: str, capsys: Output) -> None:
    """Where what is shown names no such place, or another's words alone do, there is no footnote."""
    assert main(["show", own, "--kind", "sources", "--style", "un"]) == 0
    assert main(["show", own, "--style", "eu"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("page  On the Kosovo Police\nRecords\n")
    assert "*" not in out


def test_show_of_a_record_in_a_style_keeps_quotations(own: str, capsys: Output) -> None:
    """Names are marked, the words of others are as they are, and the blank line below the record is the only one."""
    assert main(["show", own, "kp", "--style", "eu"]) == 0
    out = capsys.readouterr().out
    assert "  Its usual name in English: Kosovo* Police\n" in out
    assert "    page (On the Kosovo Police): quote Kosovo Police\n" in out
    assert out.endswith(f"  Read from {own}:6:5\n\n* Without prejudice to positions on status.\n")


def test_show_in_a_style_can_leave_the_reference_data_alone(own: str, capsys: Output) -> None:
    """With `--no-reference` the names are those of the files alone."""
    assert main(["show", own, "--kind", "organisations", "--style", "un", "--no-reference"]) == 0
    assert capsys.readouterr().out == "asp  State Police\nkp  Kosovo Police\n"


def test_convert_in_a_style_writes_what_stands_on_its_own(own: str, tmp_path: Path, capsys: Output) -> None:
    """The file has the footnotes, and of the reference data the places that are referred to or named."""
    out = str(tmp_path / "out.yaml")
    assert main(["convert", own, out, "--style", "eu"]) == 0
    written = load(out)
    expected = Dataset([*load(own), *loads(REFERENCE, format="yaml")])
    assert written == in_house_style(expected, "eu")
    assert Path(out).read_text(encoding="utf-8").startswith("# * Without prejudice to positions on status.\n")
    assert capsys.readouterr().out == (
        f"wrote {out}: 5 records\ndigest {written.digest()} (SHA-256 of the records, whatever the format)\n"
    )


def test_convert_in_a_style_keeps_own_places(own: str, tmp_path: Path) -> None:
    """A place that the files describe is theirs, and not that of the reference data."""
    place = KOSOVO.replace("resolution 1244 (1999)", "another resolution")
    Path(own).write_text(f"{OWN}places:\n{place}", encoding="utf-8")
    assert main(["convert", own, str(tmp_path / "out.yaml"), "--style", "un"]) == 0
    assert "# * In the context of another resolution.\n" in (tmp_path / "out.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["show", "convert"])
def test_unknown_style_is_2(command: str, own: str, capsys: Output) -> None:
    """A style that there is not is answered with those there are."""
    assert main([command, own, "out.yaml", "--style", "nato"]) == 2
    assert "argument --style: invalid choice: 'nato' (choose from" in " ".join(capsys.readouterr().err.split())
