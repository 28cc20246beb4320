from __future__ import annotations

import errno
import stat
import sys
from pathlib import Path

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError, SaveError
from seesac_model.formats import _csv_text, load
from seesac_model.formats._package_saving import save_package
from seesac_model.model import Person, Topic

_OLD = Dataset([Topic(id="a", label="A"), Person(id="p", name="P")])
_NEW = Dataset([Topic(id="b", label="B")])


def _save(dataset: Dataset, path: Path) -> None:
    save_package(dataset, path, lambda _: None)


def _refused(path: Path) -> str:
    """Return why a folder is not written; nothing beside it may be left over."""
    before = sorted(entry.name for entry in path.parent.iterdir())
    with pytest.raises(SaveError) as caught:
        _save(_NEW, path)
    assert before == sorted(entry.name for entry in path.parent.iterdir())
    assert str(path) == caught.value.path
    return caught.value.reason


def test_a_package_of_ours_is_replaced(tmp_path: Path) -> None:
    """Tables that the new dataset has not are gone, and nothing else is left."""
    folder = tmp_path / "p"
    _save(_OLD, folder)
    _save(_NEW, folder / "datapackage.json")
    assert load(folder) == _NEW
    assert sorted(entry.name for entry in folder.iterdir()) == ["datapackage.json", "topics.csv"]
    assert [folder] == list(tmp_path.iterdir())


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    """It keeps its permissions."""
    folder = tmp_path / "p"
    folder.mkdir(0o700)
    _save(_NEW, folder)
    assert (load(folder), 0o700) == (_NEW, stat.S_IMODE(folder.stat().st_mode))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_stays(tmp_path: Path) -> None:
    """The folder that it leads to is replaced."""
    _save(_OLD, tmp_path / "p")
    (tmp_path / "link").symlink_to(tmp_path / "p")
    _save(_NEW, tmp_path / "link")
    assert ((tmp_path / "link").is_symlink(), load(tmp_path / "p")) == (True, _NEW)


def test_other_things_in_the_folder_are_left_alone(tmp_path: Path) -> None:
    """A folder with anything else in it is not touched."""
    folder = tmp_path / "p"
    _save(_OLD, folder)
    (folder / "notes.txt").write_text("mine")
    assert _refused(folder) == "the folder holds something else, 'notes.txt'; name an empty folder"
    (folder / "more.txt").write_text("mine")
    assert _refused(folder) == "the folder holds something else, 'more.txt' and 1 more; name an empty folder"
    assert load(folder, format="csv") == _OLD


def test_a_folder_that_bears_the_name_of_a_table_is_something_else(tmp_path: Path) -> None:
    """Nothing below a folder is removed."""
    (tmp_path / "p" / "topics.csv").mkdir(parents=True)
    assert _refused(tmp_path / "p").startswith("the folder holds something else, 'topics.csv'")


@pytest.mark.parametrize("descriptor", [None, "{", "[]", "{}"])
def test_tables_of_others_are_left_alone(tmp_path: Path, descriptor: str | None) -> None:
    """Without our mark, nobody knows whose tables they are."""
    folder = tmp_path / "p"
    folder.mkdir()
    (folder / "topics.csv").write_text("id,label\n")
    if descriptor is not None:
        (folder / "datapackage.json").write_text(descriptor)
    assert _refused(folder) == "the folder holds tables that this library did not write; name an empty folder"


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    """What is a file stays one."""
    (tmp_path / "p").write_text("mine")
    assert _refused(tmp_path / "p") == "it is a file; name a folder, or a file that ends in .zip"


def test_one_file_of_csv_holds_no_dataset(tmp_path: Path) -> None:
    """A dataset is several tables; what to write instead is said."""
    expected = "a file of CSV is one table; name a folder, such as data/datapackage.json, or a zip"
    assert _refused(tmp_path / "data.csv") == expected


def test_the_folder_above_must_exist(tmp_path: Path) -> None:
    """As for files, only the last folder of a path is made."""
    with pytest.raises(SaveError, match="No such file or directory"):
        _save(_NEW, tmp_path / "gone" / "p")


def test_a_name_that_no_folder_can_have_is_refused(tmp_path: Path) -> None:
    """It is an error of ours as all others."""
    with pytest.raises(SaveError, match="no folder can have such a name"):
        _save(_NEW, tmp_path / "p\0")


def test_a_name_may_be_too_long(tmp_path: Path) -> None:
    """What the system says of it is the reason."""
    assert _refused(tmp_path / ("p" * 300))


def test_a_failure_leaves_the_old_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever fails while the new one is written, the old one is there, and nothing beside it."""
    folder = tmp_path / "p"
    _save(_OLD, folder)
    with monkeypatch.context() as patch:
        patch.setattr(_csv_text, "LONGEST_ROW", 10)
        with pytest.raises(InvalidValueError):
            _save(_NEW, folder)
    assert (load(folder), [folder]) == (_OLD, list(tmp_path.iterdir()))


def test_a_failure_at_the_last_step_puts_the_old_package_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the new folder cannot take its place, the old one takes it again."""
    folder = tmp_path / "p"
    _save(_OLD, folder)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.suffix == ".tmp":
            raise OSError(errno.EIO, "the disk is gone")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    assert _refused(folder) == "the disk is gone"
    assert load(folder) == _OLD


def test_what_came_meanwhile_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What somebody puts into the old folder at the last moment is not removed with it."""
    folder = tmp_path / "p"
    _save(_OLD, folder)
    rename = Path.rename

    def late(self: Path, target: Path) -> Path:
        if self == folder:
            (self / "late.txt").write_text("mine")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", late)
    _save(_NEW, folder)
    assert load(folder) == _NEW
    assert [found.name for found in tmp_path.glob(".p.*.old/*")] == ["late.txt"]
