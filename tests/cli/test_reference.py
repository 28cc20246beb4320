from __future__ import annotations

from pathlib import Path
from typing import Final

import pytest

from seesac_model.cli import _reference, main
from seesac_model.dataset import Dataset
from seesac_model.formats import load
from seesac_model.model import Name, NameKind, Organisation, OrganisationKind
from seesac_model.reference import PARTS
from seesac_model.reference import load as reference

NAMING: Final = """{"format": "seesac-model", "version": 1,
"sources": [{"id": "page", "title": "Page", "published": "2023"}],
"places": [{"id": "bar", "name": "Bar", "kind": "city", "part_of_id": "me", "citations": ["page"]}],
"events": [{"id": "e", "title": "Event", "kind": "meeting", "status": "held", "place_ids": ["bar"],
  "citations": ["page"]}],
"participations": [{"id": "p", "event_id": "e", "organisation_id": "frontex", "role": "organiser",
  "citations": ["page"]}]}"""

Output = pytest.CaptureFixture[str]


@pytest.fixture
def naming(tmp_path: Path) -> str:
    """Write a file that names reference records and return its path."""
    path = tmp_path / "own.json"
    path.write_text(NAMING, encoding="utf-8")
    return str(path)


def test_check_knows_the_reference_data(naming: str, capsys: Output) -> None:
    """A file that refers to ready-made records is clean, and these are not counted as its own."""
    assert main(["check", naming]) == 0
    assert capsys.readouterr().out == "1 file, 4 records: 0 errors, 0 warnings, 0 infos\n"


def test_check_can_do_without_them(naming: str, capsys: Output) -> None:
    """With `--no-reference` what the file does not have is missing."""
    assert main(["check", naming, "--no-reference"]) == 1
    out = capsys.readouterr().out
    assert "no record 'me' in places" in out
    assert "no record 'frontex' in organisations" in out


def test_a_typing_error_is_compared_with_the_reference_data(tmp_path: Path, capsys: Output) -> None:
    """An id that is almost that of a ready-made record leads to it."""
    path = tmp_path / "own.json"
    path.write_text(NAMING.replace("frontex", "frontx"), encoding="utf-8")
    assert main(["check", str(path)]) == 1
    assert "did you mean 'frontex'?" in capsys.readouterr().out


def test_show_has_the_names_of_reference_records(naming: str, capsys: Output) -> None:
    """What a record refers to is shown by name, and a reference record with what the files say of it."""
    assert main(["show", naming, "p"]) == 0
    assert "Frontex" in capsys.readouterr().out
    assert main(["show", naming, "frontex"]) == 0
    out = capsys.readouterr().out
    assert (
        "  Named in participations, as the body, or whom the person represented (1)\n    p  organiser; event: Event\n"
    ) in out
    assert "Read from the reference data" in out
    assert main(["show", naming, "frontex", "--no-reference"]) == 2


def test_the_overview_counts_the_files_alone(naming: str, capsys: Output) -> None:
    """Reference records are not part of what the files hold."""
    assert main(["show", naming]) == 0
    assert "all together: 4" in capsys.readouterr().out


def test_convert_writes_what_was_read(naming: str, tmp_path: Path) -> None:
    """Nothing is added unless it is asked for; then the file stands on its own."""
    assert main(["convert", naming, str(tmp_path / "same.json")]) == 0
    assert load(tmp_path / "same.json") == load(naming)
    assert main(["convert", naming, str(tmp_path / "whole.json"), "--with-reference"]) == 0
    whole = load(tmp_path / "whole.json")
    assert {"frontex", "me"} <= {record.id for record in whole}
    assert all(link.target for record in whole for link in whole.links_from(record))
    assert len(whole) < len(reference())


def test_the_reference_data_can_be_listed(capsys: Output) -> None:
    """Every record is listed with its id and name, by part and kind."""
    assert main(["reference"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert set(PARTS) <= set(lines)
    assert any(line.startswith("    frontex  Frontex (") for line in lines)
    assert sum(line.startswith("    ") for line in lines) >= len(reference())


def test_one_part_can_be_listed(capsys: Output) -> None:
    """A part is listed without the others."""
    assert main(["reference", "presidencies"]) == 0
    out = capsys.readouterr().out
    assert "se-council-presidency-2023  " in out
    assert "frontex" not in out


def test_own_records_come_first_and_sources_last(capsys: Output) -> None:
    """A part starts with what it is named for, and the pages that this rests on are at its end."""
    assert main(["reference", "frameworks", "sources"]) == 0
    lines = capsys.readouterr().out.splitlines()
    kinds = [line.strip() for line in lines if not line.startswith("    ")]
    end = kinds.index("sources")
    assert kinds[:2] == ["frameworks", "frameworks"]
    assert kinds[end:] in (["sources", "sources"], ["sources", "sources", "sources"])


def test_other_names_stand_behind_the_name(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first two other names are in brackets, acronyms before all; three points stand for the rest."""
    bodies = (
        ("a", ()),
        ("b", (Name.parse("One"), Name(text="BB", kind=NameKind.ACRONYM))),
        ("c", (Name.parse("One"), Name.parse("Two"), Name(text="One", language="en"), Name.parse("Three"))),
    )
    dataset = Dataset(
        Organisation(id=one, name=one.upper(), kind=OrganisationKind.POLICE, other_names=names) for one, names in bodies
    )
    monkeypatch.setattr(_reference, "load", lambda *_, **__: dataset)
    assert main(["reference", "organisations"]) == 0
    assert capsys.readouterr().out == (
        "organisations\n  organisations\n    a  A\n    b  B (BB; One)\n    c  C (One; Two; ...)\n"
    )


def test_a_part_that_is_none_is_an_error(capsys: Output) -> None:
    """The message proposes the part that was meant, and nothing is listed."""
    assert main(["reference", "places", "topic"]) == 2
    captured = capsys.readouterr()
    assert captured.err == "error: no part 'topic' of the reference data; did you mean 'topics'?\n"
    assert captured.out == ""
