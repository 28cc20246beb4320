"""Files and folders: what is read, in which order, and what becomes of what cannot be."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode, LoadError, UnknownFormatError
from seesac_model.formats import LoadResult, _format, load, loads, save
from seesac_model.formats._typed import tree_reader
from seesac_model.model import Origin, Topic

_HEADER = "format: seesac-model\nversion: 1\n"


def _write(path: Path, *topics: str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix == ".json":
        entries = ", ".join(f'{{"id": "{topic}", "label": "{topic}"}}' for topic in topics)
        text = f'{{"format": "seesac-model", "version": 1, "topics": [{entries}]}}'
    else:
        text = f"{_HEADER}topics:\n" + "".join(f"- {{id: {topic}, label: {topic}}}\n" for topic in topics)
    path.write_text(text, encoding="utf-8")
    return str(path)


def _faults(*paths: str | Path) -> list[tuple[FaultCode, str | None]]:
    with pytest.raises(LoadError) as caught:
        load(*paths)
    return [(fault.code, fault.file) for fault in caught.value.faults]


def test_files_of_several_formats_are_one_dataset(tmp_path: Path) -> None:
    """The format of each file follows from its extension, in whatever case."""
    paths = [_write(tmp_path / name, name[0]) for name in ("a.json", "b.yaml", "c.yml", "d.YAML")]
    assert load(*paths).topics.ids == ("a", "b", "c", "d")


def test_a_path_may_be_text_or_a_path(tmp_path: Path) -> None:
    """Whatever names a file does, and faults and origins name it as it was given."""
    name = _write(tmp_path / "a.yaml", "a")
    assert load(name) == load(Path(name))
    assert load(name).topics["a"].origin == Origin(name, 4, 3)


def test_a_folder_is_read_in_the_order_of_names(tmp_path: Path) -> None:
    """Files of a folder come before those of the folders in it; hidden ones and other extensions are left alone."""
    for name in (
        "b/a.yaml",
        "b/.hidden.yaml",
        ".git/x.json",
        "c.json",
        "a.yml",
        "B/z.json",
        "notes.txt",
        "yaml",
        "b/c/d.json",
    ):
        _write(tmp_path / name, name.lower().replace("/", "-").strip("."))
    result = load(tmp_path, on_error="collect")
    expected = ["a.yml", "c.json", "B/z.json", "b/a.yaml", "b/c/d.json"]
    assert [Path(file).relative_to(tmp_path).as_posix() for file in result.files] == expected
    assert not result.faults


@pytest.mark.parametrize(
    "names", [("p", "p/topics.csv"), ("p/topics.csv", "p"), ("p/topics.csv", "p/datapackage.json")]
)
def test_a_table_that_is_named_beside_its_package_is_read_once(names: tuple[str, ...], tmp_path: Path) -> None:
    """It is a part of the package, whichever is named first."""
    dataset = Dataset([Topic(id="a", label="A")])
    save(dataset, tmp_path / "p" / "datapackage.json")
    result = load(*(tmp_path / name for name in names), on_error="collect")
    assert (result.dataset, result.faults) == (dataset, ())
    assert [Path(file).name for file in result.files] == ["datapackage.json"]


@pytest.mark.parametrize("name", ["old.xls", "sheet.ODS"])
def test_other_spreadsheets_are_sent_back(name: str) -> None:
    """The error says in what form the workbook can be read."""
    with pytest.raises(UnknownFormatError, match=r"save it as \.xlsx$"):
        load(name)


def test_a_file_that_is_named_twice_is_read_once(tmp_path: Path) -> None:
    """A folder and a file in it may be named together."""
    name = _write(tmp_path / "a.yaml", "a")
    assert load(tmp_path, name, name).topics.ids == ("a",)


def test_a_hidden_file_that_is_named_is_read(tmp_path: Path) -> None:
    """Only what nobody named is left alone."""
    assert load(_write(tmp_path / ".a.yaml", "a")).topics.ids == ("a",)


def test_an_id_belongs_to_one_record_over_all_files(tmp_path: Path) -> None:
    """An id that two files give is refused in the second, with the place in the first."""
    one, two = _write(tmp_path / "1.yaml", "a"), _write(tmp_path / "2.json", "b", "a")
    with pytest.raises(LoadError) as caught:
        load(one, two)
    (fault,) = caught.value.faults
    assert (fault.code, fault.file, fault.found) == (
        FaultCode.DUPLICATE_ID,
        two,
        f"the id 'a' again, first at {one}:4:3",
    )
    assert fault.line == 1


def test_faults_of_all_files_are_reported_file_by_file(tmp_path: Path) -> None:
    """One error lists what is wrong in every file, in the order of reading, and every file is tried."""
    paths = [_write(tmp_path / f"{number}.yaml", f"x{number}", f"BAD{number}", f"WORSE{number}") for number in (2, 1)]
    (tmp_path / "3.json").write_text("{", encoding="utf-8")
    broken, missing = str(tmp_path / "3.json"), str(tmp_path / "4.json")
    with pytest.raises(LoadError) as caught:
        load(*paths, missing, broken)
    found = [(fault.file, fault.code) for fault in caught.value.faults]
    bad = FaultCode.INVALID_ID
    assert found == [
        *((paths[0], bad),) * 2,
        *((paths[1], bad),) * 2,
        (missing, FaultCode.UNREADABLE),
        (broken, FaultCode.SYNTAX),
    ]


def test_collecting_keeps_the_good_records_of_all_files(tmp_path: Path) -> None:
    """A file that cannot be read at all is refused as one thing; the others are read."""
    good, broken = _write(tmp_path / "a.yaml", "a"), tmp_path / "b.json"
    broken.write_text('{"a":\n ]', encoding="utf-8")
    result = load(good, broken, tmp_path / "c.yaml", on_error="collect")
    assert isinstance(result, LoadResult)
    assert result.dataset == Dataset([Topic(id="a", label="a")])
    assert [(entry.kind, entry.data, entry.origin) for entry in result.refused] == [
        (None, None, Origin(str(broken), 2, 2)),
        (None, None, Origin(str(tmp_path / "c.yaml"), 1, 1)),
    ]
    assert result.files == (good, str(broken), str(tmp_path / "c.yaml"))


def test_what_is_not_there_is_unreadable(tmp_path: Path) -> None:
    """A missing file is a fault that names it."""
    missing = str(tmp_path / "a.yaml")
    assert _faults(missing) == [(FaultCode.UNREADABLE, missing)]


@pytest.mark.parametrize("names", [[], ["notes.txt"], [".hidden.json"], [".git/a.json"]])
def test_a_folder_without_files_is_unreadable(tmp_path: Path, names: list[str]) -> None:
    """Nothing to read is a fault, and no empty dataset."""
    for name in names:
        _write(tmp_path / name, "a")
    assert _faults(tmp_path) == [(FaultCode.UNREADABLE, str(tmp_path))]


def test_a_folder_that_may_not_be_entered_is_a_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the system does not let us list is reported and not skipped."""
    _write(tmp_path / "a.yaml", "a")

    def walk(top: str, *, onerror: Callable[[OSError], object], **_: bool) -> list[tuple[str, list[str], list[str]]]:
        error = PermissionError(13, "Permission denied", str(tmp_path / "secret"))
        onerror(error)
        onerror(PermissionError(13, "Permission denied"))
        return [(top, [], ["a.yaml"])]

    monkeypatch.setattr("os.walk", walk)
    result = load(tmp_path, on_error="collect")
    assert [fault.file for fault in result.faults] == [str(tmp_path / "secret"), str(tmp_path)]
    assert {fault.code for fault in result.faults} == {FaultCode.UNREADABLE}
    assert result.dataset.topics.ids == ("a",)


@pytest.mark.parametrize("name", ["a.txt", "a", "a.json.bak", ".json"])
def test_a_file_of_no_known_format_is_refused(tmp_path: Path, name: str) -> None:
    """The error for a file that was named lists the extensions there are."""
    with pytest.raises(
        UnknownFormatError, match=r"expected one of \.zip, \.csv, \.json, \.jsonl, \.ndjson, \.xlsx, \.yaml, \.yml"
    ):
        load(_write(tmp_path / name, "a"))


def test_an_unknown_format_is_refused() -> None:
    """The error for a format that was named lists the formats there are."""
    with pytest.raises(UnknownFormatError, match="no format for 'toml'; expected one of csv, json, jsonl, xlsx, yaml"):
        loads("", format="toml")


def test_something_has_to_be_named() -> None:
    """Loading nothing is a mistake of the program."""
    with pytest.raises(TypeError, match="at least one path"):
        load()


@pytest.mark.parametrize("text", ["{", '{"format": "seesac-model", "version": 1}'])
def test_there_are_two_ways_to_treat_faults(text: str) -> None:
    """Anything but raise and collect is a mistake of the program, with faults and without."""
    with pytest.raises(TypeError, match="'ignore'"):
        loads(text, format="json", on_error="ignore")  # type: ignore[call-overload]  # that is the point


@pytest.mark.parametrize(
    ("data", "line", "column"),
    [(b"\xff\xfe{\0", 1, 1), (b'{"a":\n  "\xe9"}', 2, 4), (b"\xef\xbb\xbf{\xc3", 1, 2), (b"a: \xed\xa0\x80", 1, 4)],
)
@pytest.mark.parametrize("name", ["json", "yaml"])
def test_bytes_that_are_not_utf_8_are_refused_where_they_stand(data: bytes, line: int, column: int, name: str) -> None:
    """The position is that of the first byte that is no UTF-8, in characters."""
    with pytest.raises(LoadError) as caught:
        loads(data, format=name)
    (fault,) = caught.value.faults
    assert (fault.code, fault.line, fault.column) == (FaultCode.ENCODING, line, column)


@pytest.mark.parametrize("name", ["json", "yaml"])
def test_a_text_that_is_too_long_is_refused_unread(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is looked at before anything else, in text and in bytes."""
    text = '{"format": "seesac-model", "version": 1}'
    known = _format.format_named(name)
    assert known.typed is not None
    shorter = known._replace(read=tree_reader(known.typed._replace(max_bytes=len(text))))
    monkeypatch.setattr(_format, "all_formats", lambda: {name: shorter})
    assert loads(text, format=name) == loads(text.encode(), format=name) == Dataset()
    for longer in (text + " ", text.encode() + b" "):
        with pytest.raises(LoadError) as caught:
            loads(longer, format=name)
        assert [fault.code for fault in caught.value.faults] == [FaultCode.TOO_LARGE]


def test_links_to_folders_are_followed_and_circles_end(tmp_path: Path) -> None:
    """A linked folder is read too; a link that leads round in a circle adds nothing."""
    _write(tmp_path / "elsewhere" / "b.yaml", "b")
    _write(tmp_path / "data" / "a.yaml", "a")
    (tmp_path / "data" / "linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "data" / "circle").symlink_to(tmp_path / "data")
    assert load(tmp_path / "data").topics.ids == ("a", "b")


def test_a_file_under_two_names_is_read_once(tmp_path: Path) -> None:
    """The same file under two names does not repeat its records."""
    name = _write(tmp_path / "a.yaml", "a")
    result = load(name, f"{tmp_path}/./a.yaml", tmp_path, on_error="collect")
    assert (result.files, result.faults) == ((name,), ())


def test_a_mistyped_folder_is_said_to_be_missing(tmp_path: Path) -> None:
    """A path without an extension at which nothing stands is a missing folder, not an unknown format."""
    assert _faults(tmp_path / "dtaa") == [(FaultCode.UNREADABLE, str(tmp_path / "dtaa"))]


@pytest.mark.parametrize("name", ["", "a\0b.json", "a\0b", "\ud800.json"])
@pytest.mark.parametrize("on_error", ["raise", "collect"])
def test_a_name_that_no_file_can_have_is_a_fault(name: str, on_error: Literal["raise", "collect"]) -> None:
    """Empty names, zero bytes and lone surrogates are refused like missing files."""
    if on_error == "collect":
        (fault,) = load(name, on_error="collect").faults
    else:
        with pytest.raises(LoadError) as caught:
            load(name)
        (fault,) = caught.value.faults
    assert (fault.code, fault.file) == (FaultCode.UNREADABLE, ascii(name))
