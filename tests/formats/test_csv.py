from __future__ import annotations

import json
import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given

from seesac_model.dataset import Dataset
from seesac_model.errors import Fault, FaultCode, LoadError
from seesac_model.formats import Input, LoadResult, Progress, _package_reading, dump_bytes, load, loads, save
from seesac_model.formats._package_reading import read_table
from seesac_model.formats._package_saving import package_files, save_package
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats.csv import FORMAT
from seesac_model.model import Topic
from tests.strategies.datasets import datasets

_EXAMPLES = Path(__file__).parents[2] / "examples" / "seesac"
_TOPICS = b"id,label\na,A\n"
_MARK = {"format": "seesac-model", "version": 1}
_LISTED = {"name": "topics", "path": "topics.csv"}


def _zipped(files: Mapping[str, bytes | str]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return stream.getvalue()


def _put(folder: Path, files: Mapping[str, bytes | str]) -> Path:
    for name, data in files.items():
        (folder / name).write_bytes(data.encode() if isinstance(data, str) else data)
    return folder


def _collected(data: bytes) -> LoadResult:
    return loads(data, format="csv", on_error="collect")


def _package(*resources: object, mark: object = None, **files: bytes) -> bytes:
    """Return a zip with a descriptor that lists these resources, and the tables of these names."""
    descriptor = {"resources": list(resources)} | ({} if mark is None else {"seesacModel": mark})
    tables = {f"{name}.csv": data for name, data in files.items()}
    return _zipped({"datapackage.json": json.dumps(descriptor), **tables})


def _shown(fault: Fault) -> tuple[str, str]:
    return fault.code.value, fault.found


@given(datasets())
def test_packages_come_back(dataset: Dataset) -> None:
    """loads(dump_bytes(x)) == x, and equal datasets have equal bytes."""
    data = dump_bytes(dataset, format="csv")
    assert dataset == loads(data, format="csv")
    assert data == dump_bytes(dataset, format="csv")


@given(datasets(most=4))
def test_a_folder_holds_what_a_zip_holds(dataset: Dataset) -> None:
    """The files are the same, byte for byte."""
    packed = zipfile.ZipFile(BytesIO(dump_bytes(dataset, format="csv")))
    assert {name: packed.read(name) for name in packed.namelist()} == {
        name: b"".join(pieces) for name, pieces in package_files(dataset, lambda _: None)
    }


def test_the_examples_come_back(tmp_path: Path) -> None:
    """A real dataset is the same as a folder, named by its descriptor or itself, and as a zip."""
    dataset = load(_EXAMPLES)
    save_package(dataset, tmp_path / "package", lambda _: None)
    save(dataset, tmp_path / "package.zip")
    paths = (tmp_path / "package", tmp_path / "package" / "datapackage.json", tmp_path / "package.zip")
    assert [dataset == load(path) for path in paths] == [True] * 3


def test_formulas_are_text(tmp_path: Path) -> None:
    """What a spreadsheet would run begins with an apostrophe in the file, and not in the dataset."""
    dataset = Dataset([Topic(id="a", label="=SUM(A1)"), Topic(id="b", label="'tween"), Topic(id="c", label="'=")])
    save_package(dataset, tmp_path / "p", lambda _: None)
    lines = (tmp_path / "p" / "topics.csv").read_text(encoding="utf-8").splitlines()
    assert [line[: line.index(",,")] for line in lines[1:]] == ["a,'=SUM(A1)", "b,'tween", "c,''="]
    assert dataset == load(tmp_path / "p")


def test_the_format_says_what_it_is() -> None:
    """It is lossless and needs no extra."""
    assert (FORMAT.is_lossless, FORMAT.extra, FORMAT.index_file) == (True, None, "datapackage.json")


def test_a_table_alone_is_named_after_what_it_holds(tmp_path: Path) -> None:
    """A file of CSV is one table; capitals of its name do not matter."""
    _put(tmp_path, {"Topics.CSV": _TOPICS})
    (topic,) = load(tmp_path / "Topics.CSV")
    assert f"{tmp_path / 'Topics.CSV'}:A2" == str(topic.origin)


def test_another_name_is_refused(tmp_path: Path) -> None:
    """Nobody guesses what is in a file, but the nearest name is proposed."""
    _put(tmp_path, {"topic.csv": _TOPICS})
    with pytest.raises(LoadError, match=r"found a file named 'topic'.*did you mean 'topics\.csv'\?"):
        load(tmp_path / "topic.csv")


def test_a_file_of_any_name_may_be_a_zip(tmp_path: Path) -> None:
    """With the format given, a zip is known by how it begins."""
    _put(tmp_path, {"export": _zipped({"topics.csv": _TOPICS})})
    assert len(load(tmp_path / "export", format="csv")) == 1


def test_a_missing_file_is_a_fault(tmp_path: Path) -> None:
    """It is named as for every other format."""
    with pytest.raises(LoadError, match=r"topics\.csv.*no such file"):
        load(tmp_path / "topics.csv")


def test_text_is_no_package() -> None:
    """A package consists of bytes."""
    with pytest.raises(LoadError, match="found text, expected the bytes of a file"):
        loads("id,label\n", format="csv")


def test_tables_of_others_need_no_descriptor(tmp_path: Path) -> None:
    """Tables side by side, with our headings, are read by their names; other files are left alone."""
    files = {"topics.csv": _TOPICS, "people.csv": b"id;name\nb;B\n", "README.md": b"#"}
    assert len(loads(_zipped(files), format="csv")) == 2
    assert len(load(_put(tmp_path, files))) == 2
    assert [_shown(fault) for fault in _collected(_zipped({**files, "notes.csv": b""})).faults] == [
        ("not-a-dataset", "a file named 'notes'")
    ]


def test_a_zip_without_tables_is_refused() -> None:
    """It may be any zip."""
    (fault,) = _collected(_zipped({"a.txt": b""})).faults
    assert _shown(fault) == ("not-a-dataset", "no datapackage.json and no file that ends in .csv")


def test_a_descriptor_of_others_is_read() -> None:
    """Without our mark it is of no version; the name of a resource says what it holds, or else that of its file."""
    package = _package(
        {"name": "topics", "path": ["one.csv"], "dialect": {"delimiter": ";", "header": True}},
        {"path": "people.csv", "encoding": "UTF-8", "dialect": {"$schema": "x", "quoteChar": '"'}},
        {"name": "Topics", "path": "two.csv", "format": "csv"},
        one=b"id;label\na;A\n",
        people=b"id,name\nb,B\n",
        two=b"id,label\nc,C\n",
    )
    assert sorted(record.id for record in loads(package, format="csv")) == ["a", "b", "c"]


def test_the_delimiter_of_the_descriptor_holds() -> None:
    """It says for certain what the headings alone do not."""
    package = _package({**_LISTED, "dialect": {"delimiter": "\t"}}, topics=b"id\tlabel\tx-a,b\n")
    assert [_shown(fault) for fault in _collected(package).faults] == [("unknown-key", "'x-a,b'")]


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ({**_MARK, "version": 2}, FaultCode.NEWER_VERSION),
        ({**_MARK, "format": "other"}, FaultCode.NOT_A_DATASET),
        ({**_MARK, "colour": 1}, FaultCode.UNKNOWN_KEY),
        (7, FaultCode.NOT_A_DATASET),
    ],
)
def test_versions_are_looked_at_first(mark: object, code: FaultCode) -> None:
    """A package of a newer release is refused as such, and not read with the faults that it would seem to have."""
    result = _collected(_package(_LISTED, mark=mark, topics=_TOPICS))
    assert [(code, "datapackage.json")] == [(fault.code, fault.file) for fault in result.faults]
    assert len(result.dataset) == 0


@pytest.mark.parametrize(
    ("resource", "code", "found"),
    [
        (7, "wrong-type", "the number 7"),
        ({"name": "topics"}, "unsupported", "nothing"),
        ({"name": "topics", "data": []}, "unsupported", "data in the descriptor"),
        ({"path": ["topics.csv", "b.csv"]}, "unsupported", "a list of 2"),
        ({"path": "../topics.csv"}, "unsupported", "the path '../topics.csv'"),
        ({"path": "/etc/passwd"}, "unsupported", "the path '/etc/passwd'"),
        ({"path": "https://example.org/topics.csv"}, "unsupported", "the path 'https://example.org/topics.csv'"),
        ({"path": "a\\topics.csv"}, "unsupported", "the path 'a\\\\topics.csv'"),
        ({"path": ""}, "unsupported", "the path ''"),
        ({"path": "gone.csv", "name": "people"}, "unreadable", "no file 'gone.csv'"),
        ({"path": "topics.csv", "name": "x"}, "duplicate-key", "'topics.csv' again"),
        ({"path": "other.csv", "name": "x"}, "not-a-dataset", "a file named 'other'"),
        ({"path": "people.csv", "encoding": "cp1250"}, "encoding", "the encoding 'cp1250'"),
        ({"path": "people.csv", "encoding": 7}, "encoding", "the number 7"),
        ({"path": "people.csv", "format": "xlsx"}, "unsupported", "another format"),
        ({"path": "people.csv", "compression": "gz"}, "unsupported", "another compression"),
        ({"path": "people.csv", "dialect": "dialect.json"}, "unsupported", "another dialect"),
        ({"path": "people.csv", "dialect": {"header": False}}, "unsupported", "another setting 'header'"),
        ({"path": "people.csv", "dialect": {"commentChar": "#"}}, "unsupported", "another setting 'commentChar'"),
        ({"path": "people.csv", "dialect": {"delimiter": "|"}}, "unsupported", "another delimiter"),
    ],
    ids=range(20),
)
def test_other_resources_are_refused(resource: object, code: str, found: str) -> None:
    """Nothing is read from elsewhere, and nothing in another way than it is written; the other tables are read."""
    package = _package(_LISTED, resource, topics=_TOPICS, people=b"id,name\n", other=b"")
    result = _collected(package)
    faults = [fault for fault in result.faults if "does not list it" not in fault.found]
    assert [(code, found)] == [_shown(fault) for fault in faults]
    assert (faults[0].file, faults[0].path[0]) == ("datapackage.json", "resources")
    assert len(result.dataset) == 1


@pytest.mark.parametrize("text", ["[]", "{}", '{"resources": {}}', "7"])
def test_a_descriptor_lists_resources(text: str) -> None:
    """What lists none is no descriptor, and that is said once, whatever stands beside it."""
    faults = _collected(_zipped({"datapackage.json": text, "a.csv": b""})).faults
    assert [_shown(fault) for fault in faults] == [("not-a-dataset", "no list of resources")]


def test_other_data_in_a_zip_are_not_lost_in_silence() -> None:
    """Nobody reads them there, so they are refused; a text that explains the tables is welcome."""
    files = {"topics.csv": b"id,label\na,A\n", "README.txt": b"", "map.png": b""}
    others = ("events.json", "events.XLSX", "events.csv.gz", "places.tsv", "more.zip")
    result = _collected(_zipped({**files, **dict.fromkeys(others, b"")}))
    assert [_shown(fault) for fault in result.faults] == [
        ("unsupported", f"the file {name!r} among the tables") for name in sorted(others)
    ]
    assert len(result.dataset) == 1


def test_a_descriptor_lists_only_so_many_resources() -> None:
    """There are not that many tables."""
    (fault,) = _collected(_package(*[7] * 1_001)).faults
    assert _shown(fault) == ("too-large", "1,001 resources")


def test_a_malformed_descriptor_is_refused(tmp_path: Path) -> None:
    """Its faults have their lines, and no table is read."""
    _put(tmp_path, {"datapackage.json": '{\n"resources": x}', "topics.csv": _TOPICS})
    result = load(tmp_path, on_error="collect")
    assert [f"{tmp_path / 'datapackage.json'}:2:14"] == [fault.location for fault in result.faults]
    assert len(result.dataset) == 0


def test_tables_that_are_not_listed_are_faults() -> None:
    """Nothing that lies in a package is left out in silence."""
    (fault,) = _collected(_package(_LISTED, topics=_TOPICS, people=b"id,name\n")).faults
    assert _shown(fault) == ("unknown-key", "the file 'people.csv' beside the descriptor, which does not list it")


def test_faults_name_the_table_and_the_cell(tmp_path: Path) -> None:
    """File, line and column are those of the file, the cell is that which a spreadsheet shows."""
    table = b'id,label,scope_note\n"a",A,"two\nlines"\n\nb,,\nC,C,\n'
    _put(tmp_path, {"topics.csv": table, "package.zip": _zipped({"topics.csv": table})})
    for path, file in ((tmp_path / "topics.csv",) * 2, (tmp_path / "package.zip", tmp_path / "package.zip/topics.csv")):
        faults = load(path, on_error="collect").faults
        assert [(str(file), 5, 1, "A4"), (str(file), 6, 1, "A5")] == [
            (fault.file, fault.line, fault.column, fault.cell) for fault in faults
        ]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (b"", [("not-a-dataset", "no headings", "A1")]),
        (b"\n,,\n", [("not-a-dataset", "no headings", "A1")]),
        (b"a,b\n", [("not-a-dataset", "no known heading", "A1")]),
        (b'"id\n', [("syntax", "quotes that are not closed", "A1")]),
        (b"id,label\na,A,x\nb,B,,\nc,C\n", [("syntax", "3 cells", "A2")]),
        (b"id,label,note\na,A\nb\nc,C,\n", [("syntax", "1 cells", "A3")]),
        (b"id,label\na,A\nb,\xff\nc,C\n", [("encoding", "the byte 0xFF at character 3 of line 3", "A3")]),
        (b"id,label\na,\0\n", [("invalid-text", "the character U+0000 at position 1", "B2")]),
    ],
    ids=range(8),
)
def test_what_is_no_table_is_refused(table: bytes, expected: list[tuple[str, str, str]]) -> None:
    """Every fault is at its row; the other rows are read where it is certain where they begin."""
    result = _collected(_zipped({"topics.csv": table}))
    assert expected == [(*_shown(fault), fault.cell) for fault in result.faults]


def test_there_may_be_blank_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """They say nothing, but there are only so many of them."""
    monkeypatch.setattr(_package_reading, "_MOST_BLANK_ROWS", 3)
    assert len(loads(_zipped({"topics.csv": b"\n\nid,label\na,A\n,\n\n \nb,B\n"}), format="csv")) == 2
    (fault,) = _collected(_zipped({"topics.csv": b"id,label\n\n\n\n\nb,B\n"})).faults
    assert _shown(fault) == ("too-large", "more than 3 rows in which all cells are empty")


def test_reading_ends_after_very_many_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """A table of nothing but faults does not fill the memory."""
    monkeypatch.setattr("seesac_model.formats._read_so_far.MOST_FAULTS", 5)
    faults = _collected(_zipped({"topics.csv": b"id,label\n" + b"a\n" * 10})).faults
    assert [fault.code for fault in faults] == ["syntax"] * 5 + ["too-large"]
    mixed = _collected(_zipped({"topics.csv": b"id,label\n" + b"a,\n" * 5 + b"a\n"})).faults
    assert {fault.code for fault in mixed} == {"missing", "duplicate-id", "too-large"}


def test_progress_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of each table, how many of its bytes are read; of a package, how many records are written."""
    monkeypatch.setattr(_package_reading, "_TELL_AFTER", 10)
    told: list[Progress] = []
    reading = Reading(progress=told.append)
    read_table("topics", BytesIO(_TOPICS + b"b,B\n"), 17, "t", reading)
    assert [progress.done for progress in told] == [13, 17]
    written: list[int] = []
    monkeypatch.setattr("seesac_model.formats._package_saving._TELL_AFTER", 1)
    save_package(Dataset([Topic(id="a", label="A"), Topic(id="b", label="B")]), tmp_path / "p", written.append)
    assert written == [1, 2, 2]


def test_a_folder_that_is_gone_has_no_files(tmp_path: Path) -> None:
    """A folder may go while it is read."""
    reading = Reading()
    FORMAT.read(Input(tmp_path / "gone" / "datapackage.json"), reading)
    assert [fault.code for fault in reading.faults] == ["not-a-dataset"]


def test_a_table_that_cannot_be_read_is_a_fault(tmp_path: Path) -> None:
    """A folder that bears the name of a table is none."""
    (tmp_path / "topics.csv").mkdir()
    _put(tmp_path, {"datapackage.json": json.dumps({"resources": [_LISTED]})})
    (fault,) = load(tmp_path, on_error="collect").faults
    assert (fault.code, fault.file) == ("unreadable", str(tmp_path / "topics.csv"))
