from __future__ import annotations

from pathlib import Path

import pytest

from seesac_model.errors import SettingsError
from seesac_model.rules import Settings, Severity, find_settings, read_settings

WHOLE = """
select = ["REF", "PAN001"]
ignore = ["SRC006"]
severity = "warning"
baseline = "accepted.json"
reference = false

[options.SRC005]
most_words = 40
"""


def test_own_file_is_read_as_a_whole(tmp_path: Path) -> None:
    """A file of its own has the settings at the top."""
    file = tmp_path / "seesac-model.toml"
    file.write_text(WHOLE, encoding="utf-8")
    assert read_settings(file) == Settings(
        select=("REF", "PAN001"),
        ignore=("SRC006",),
        severity=Severity.WARNING,
        options={"SRC005": {"most_words": 40}},
        baseline=tmp_path / "accepted.json",
        reference=False,
        file=file,
    )


def test_project_file_is_read_in_its_table(tmp_path: Path) -> None:
    """In a `pyproject.toml` the settings stand in a table of the tool."""
    file = tmp_path / "pyproject.toml"
    file.write_text('[project]\nname = "x"\n\n[tool.seesac-model]\nignore = ["SRC"]\n', encoding="utf-8")
    assert read_settings(file) == Settings(ignore=("SRC",), file=file)


def test_settings_are_all_by_default(tmp_path: Path) -> None:
    """An empty file settles nothing."""
    file = tmp_path / "seesac-model.toml"
    file.write_text("", encoding="utf-8")
    assert read_settings(file) == Settings(file=file)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("select = 'REF'", "select: found text of 3 characters, expected a list of rules"),
        ("select = [1]", "select: found the number 1, expected a text in quotes"),
        ("severity = 'fatal'", "severity: found 'fatal', expected error, warning, info"),
        ("severity = ['error']", "severity: found a list of 1, expected a text"),
        ("baseline = 1", "baseline: found the number 1"),
        ("reference = 'no'", "reference: found text of 2 characters, expected true or false"),
        ("options = []", "options: found an empty list|options: found a list of 0"),
        ("[options]\nSRC005 = 4", "options: SRC005: found the number 4, expected a table"),
        ("[options.SRC005]\nmost_words = []", "options: SRC005.most_words: found"),
        ("selct = []", "'selct' is no setting; did you mean 'select'?"),
        ("quux = 1", "'quux' is no setting; the keys are baseline, select, ignore"),
        ("select = [\n1 2]", "this is not TOML: .*line 2"),
        (f"select = {'1' * 5_000}", "this is not TOML: something in it is too long or too deep$"),
        (f"x = {'9' * 5_000}", "this is not TOML: something in it is too long or too deep"),
        (f"x = {'[' * 5_000}", "this is not TOML: something in it is too long or too deep"),
    ],
)
def test_what_is_no_setting_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """A malformed setting is refused with the file, the key and what would do."""
    file = tmp_path / "seesac-model.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=message) as caught:
        read_settings(file)
    assert str(caught.value).startswith(str(file))


def test_what_is_no_text_is_refused(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 are no TOML."""
    file = tmp_path / "seesac-model.toml"
    file.write_bytes(b"\xff\xfe")
    with pytest.raises(SettingsError, match="this is not TOML: it is not UTF-8; save the file as UTF-8"):
        read_settings(file)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    """A name with a zero byte is an error like any other."""
    with pytest.raises(SettingsError, match="no file can have such a name"):
        read_settings("a\0b.toml")


def test_a_folder_in_the_place_of_settings_is_not_passed_by(tmp_path: Path) -> None:
    """Whoever has put a folder, or a link to nothing, where settings should be is told that it is none."""
    (tmp_path / "seesac-model.toml").mkdir()
    found = find_settings(tmp_path)
    assert found is not None
    with pytest.raises(SettingsError, match="is a directory"):
        read_settings(found)


def test_a_working_folder_that_is_gone_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nobody can say what is above, no settings can be looked for."""
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    with pytest.raises(SettingsError, match="the working folder: no such file or directory"):
        find_settings(".")


@pytest.mark.parametrize("text", ["[project]\nname = 'x'", "tool = 1"])
def test_a_project_file_without_the_table_is_refused(tmp_path: Path, text: str) -> None:
    """Whoever names a file expects settings in it."""
    file = tmp_path / "pyproject.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=r"there is no table \[tool.seesac-model\]"):
        read_settings(file)


def test_a_table_that_is_none_is_refused(tmp_path: Path) -> None:
    """The table of the tool must be a table."""
    file = tmp_path / "pyproject.toml"
    file.write_text("[tool]\nseesac-model = 1", encoding="utf-8")
    with pytest.raises(SettingsError, match=r"tool.seesac-model is the number 1; expected a table"):
        read_settings(file)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A file that cannot be read is named."""
    with pytest.raises(SettingsError, match=r"missing.toml: no such file"):
        read_settings(tmp_path / "missing.toml")


def test_the_nearest_settings_are_found(tmp_path: Path) -> None:
    """Settings hold for the folder in which they stand and those below it, and the nearest count."""
    inner = tmp_path / "data" / "2023"
    inner.mkdir(parents=True)
    (tmp_path / "seesac-model.toml").write_text("", encoding="utf-8")
    assert find_settings(inner) == tmp_path / "seesac-model.toml"
    (tmp_path / "data" / "pyproject.toml").write_text("[tool.seesac-model]\n", encoding="utf-8")
    assert find_settings(inner) == tmp_path / "data" / "pyproject.toml"


def test_a_project_without_settings_is_passed_by(tmp_path: Path) -> None:
    """A `pyproject.toml` that says nothing of this tool does not end the search."""
    (tmp_path / "seesac-model.toml").write_text("", encoding="utf-8")
    inner = tmp_path / "project"
    inner.mkdir()
    (inner / "pyproject.toml").write_text("[project]\n", encoding="utf-8")
    assert find_settings(inner) == tmp_path / "seesac-model.toml"


def test_own_file_counts_before_the_project_file(tmp_path: Path) -> None:
    """Where both stand in one folder, the file of its own counts."""
    for name in ("seesac-model.toml", "pyproject.toml"):
        (tmp_path / name).write_text("[tool.seesac-model]\n", encoding="utf-8")
    assert find_settings(tmp_path) == tmp_path / "seesac-model.toml"


def test_no_settings_are_found_where_there_are_none(tmp_path: Path) -> None:
    """A folder without settings, and none above, has none."""
    assert find_settings(tmp_path) is None
