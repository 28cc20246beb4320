"""What the messages advise about files that are not what they are taken for."""

from __future__ import annotations

import codecs
import datetime as dt
import functools
import json
import re
from pathlib import Path
from typing import Any

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import Fault, FaultCode, UnknownFormatError
from seesac_model.formats import dump_bytes, dumps, load, loads, save
from seesac_model.formats.jsonl import recover
from seesac_model.model import Topic
from tests.formats.jsonl_files import PEACE, WAR, whole
from tests.workbooks import workbook

_TOPICS = Dataset([Topic(id="war", label="war"), Topic(id="peace", label="peace")])


def _first(data: str | bytes, name: str) -> Fault:
    return loads(data, format=name, on_error="collect").faults[0]


def _in_table(folder: Path, name: str, text: str) -> tuple[Fault, ...]:
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder / name, on_error="collect").faults


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["json", "jsonl", "yaml"])
def test_wide_characters_are_recognised(name: str, encoding: str) -> None:
    """UTF-16 with a byte order mark or without one, and UTF-32, are told by how they begin."""
    fault = _first(dumps(_TOPICS, format=name).encode(encoding), name)
    assert fault.suggestion == f"this looks like {encoding[:6].upper()}; save the file as UTF-8"


def test_the_other_order_of_utf_32_is_recognised() -> None:
    """Its mark begins with zeros."""
    data = codecs.BOM_UTF32_BE + dumps(_TOPICS, format="json").encode("utf-32-be")
    assert _first(data, "json").suggestion == "this looks like UTF-32; save the file as UTF-8"


def test_a_zero_inside_is_no_sign_of_wide_characters() -> None:
    """It is refused where it stands."""
    fault = _first(b'{"format": "seesac-model", "version": 1, "topics": [{"id": "a", "label": "a\0"}]}', "json")
    assert "UTF-16" not in (fault.suggestion or "")


@pytest.mark.parametrize("start", ["", "# remark\n", "---\n"])
@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_yaml_is_recognised(name: str, start: str) -> None:
    """Whoever names it otherwise is told its extension."""
    fault = _first(start + "format: seesac-model\nversion: 1\n", name)
    assert fault.suggestion == "this looks like YAML; give the file the extension .yaml"


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ('{\n  "format": "seesac-model",\n  "version": 1\n}\n', "give it the extension .json"),
        ('{"format": "seesac-model",\n"version": 1}\n', "give it the extension .json"),
        ('{"format":"seesac', "close the quotes"),
        ("hello\n", "put text in double quotes"),
    ],
)
def test_first_lines_that_are_none(text: str, advice: str) -> None:
    """JSON over several lines is told from a line that is cut off, and from anything else."""
    assert advice in (_first(text, "jsonl").suggestion or "")


@pytest.mark.parametrize(
    ("data", "is_rewritten"),
    [
        (whole(WAR, PEACE).replace(b"\n", b"\r\n"), True),
        (codecs.BOM_UTF8 + whole(WAR, PEACE), True),
        (whole(WAR, PEACE).replace(b"peace", b"piece"), False),
    ],
)
def test_what_editors_do_to_lines_is_recognised(data: bytes, *, is_rewritten: bool) -> None:
    """A digest that does not fit since the ends of lines or the beginning were changed is told from other changes."""
    assert ("an editor or git" in (_first(data, "jsonl").suggestion or "")) is is_rewritten


def test_a_folder_without_files_is_there(tmp_path: Path) -> None:
    """What is missing is a file in it."""
    (fault,) = load(tmp_path, on_error="collect").faults
    assert (fault.found, fault.expected[:18]) == ("no file of a known format", "files that end in ")


def test_text_of_a_format_that_is_no_text() -> None:
    """The error names the functions that write it."""
    with pytest.raises(UnknownFormatError, match="files of that format are no text: use dump_bytes or save"):
        dumps(_TOPICS, format="xlsx")


@pytest.mark.parametrize("data", [None, bytearray(b"{}"), 5])
def test_what_is_neither_text_nor_bytes(data: Any) -> None:  # noqa: ANN401 - that is the point
    """The error names the class."""
    with pytest.raises(TypeError, match=f"text or bytes are read, not objects of the class {type(data).__name__}"):
        loads(data, format="json")


@pytest.mark.parametrize(
    ("word", "advice"),
    [("yes", "write true"), ("1", "write true"), ("Da", "write true"), ("no", "write false"), ("maybe", None)],
)
def test_words_for_yes_and_no_are_understood_and_not_taken(word: str, advice: str | None, tmp_path: Path) -> None:
    """What they mean is proposed, where it is known."""
    text = f"id,event_id,description,cumulative\ng,e,people,{word}\n"
    assert [fault.suggestion for fault in _in_table(tmp_path, "attendances.csv", text)] == [advice]


@pytest.mark.parametrize(("given", "advice"), [(1, "write true"), (0, "write false"), (7, None), ([], None)])
def test_other_things_for_yes_and_no(given: object, advice: str | None) -> None:
    """Nothing is proposed that is not known."""
    group = {"id": "g", "event_id": "e", "description": "people", "cumulative": given}
    text = json.dumps({"format": "seesac-model", "version": 1, "attendances": [group]})
    assert _first(text, "json").suggestion == advice


def test_the_line_that_speaks_to_excel_alone_is_recognised(tmp_path: Path) -> None:
    """A first line such as `sep=;` is no heading."""
    (fault,) = _in_table(tmp_path, "topics.csv", "sep=;\nid;label\nwar;war\n")
    assert "remove this line" in (fault.suggestion or "")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("id|label\nwar|war\n", "if '|' stands between the cells, save the table with commas"),
        ('{"format": "seesac-model",\n', "if this is JSON, give the file the extension .json"),
        (' [{"id": "war"}]\n', "if this is JSON, give the file the extension .json"),
        ("{\n", "if this is JSON, give the file the extension .json"),
        ("[id],[label]\nwar,war\n", "the headings are id, label"),
        ("number;word\n1;war\n", "the headings are id, label"),
    ],
)
def test_first_lines_that_are_no_headings(text: str, advice: str, tmp_path: Path) -> None:
    """What separates cells otherwise, and other formats, are recognised."""
    (fault,) = _in_table(tmp_path, "topics.csv", text)
    assert (fault.suggestion or "").startswith(advice)


def test_cells_of_malformed_rows_are_named(tmp_path: Path) -> None:
    """Of a row that is no CSV, the cell is told in which it goes wrong."""
    rows = ('war,"w" ar,', 'a,A,"x"y', 'b,B "q",', "c,C\rc,x", 'd,"D",x', 'e,E\re,"x"', 'f,"F')
    text = "id,label,note\n" + "".join(f"{row}\n" for row in rows)
    assert [fault.cell for fault in _in_table(tmp_path, "topics.csv", text)] == ["B2", "C3", "B4", "B5", "B7", "B8"]


def test_cells_beyond_the_last_column_are_told_from_other_rows(tmp_path: Path) -> None:
    """There are only so many columns, and what goes wrong behind them is told with the row."""
    (fault,) = _in_table(tmp_path, "topics.csv", "id,label\n" + "," * 20_000 + 'x"y\n')
    assert fault.cell == "A2"


def test_what_is_no_path_is_refused_by_name(tmp_path: Path) -> None:
    """Objects of other classes are told from paths, and a list of paths from one."""
    path: Any
    for path in (5, None, b"a.json"):
        for action in (load, recover, functools.partial(save, _TOPICS)):
            with pytest.raises(TypeError, match=f"a path is text or a pathlib.Path.* {type(path).__name__}$"):
                action(path)
    path = [tmp_path / "a.json"]
    with pytest.raises(TypeError, match=re.escape("one after the other: load(*paths)")):
        load(path)


def test_what_could_not_be_read_contradicts_nothing() -> None:
    """A latitude in another form is no missing latitude beside a longitude."""
    headings = ("id", "name", "kind", "latitude", "longitude")
    data = workbook(("Places", [headings, ("p", "P", "city", dt.date(2021, 3, 4), 19.2)]))
    assert [fault.cell for fault in loads(data, format="xlsx", on_error="collect").faults] == ["Places!D2"]


@pytest.mark.parametrize("day", [dt.date(1900, 1, 1), dt.date(1900, 2, 28)])
def test_days_that_spreadsheets_count_differently_are_refused(day: dt.date) -> None:
    """Some of them take 1900 for a leap year."""
    headings = ("id", "title", "kind", "status", "dates")
    data = workbook(("Events", [headings, ("a", "A", "meeting", "held", day)]))
    (fault,) = loads(data, format="xlsx", on_error="collect").faults
    assert (fault.code, fault.cell) == (FaultCode.INVALID_DATE, "Events!E2")
    good = workbook(("Events", [headings, ("a", "A", "meeting", "held", dt.date(1900, 3, 1))]))
    assert str(loads(good, format="xlsx").events["a"].dates) == "1900-03-01"


def test_what_is_written_is_read() -> None:
    """None of this refuses a file as it is written here."""
    for name in ("json", "jsonl", "yaml", "csv", "xlsx"):
        assert loads(dump_bytes(_TOPICS, format=name), format=name) == _TOPICS


def test_what_is_no_dataset_is_not_written(tmp_path: Path) -> None:
    """A list of records is not taken for one, and the error says what to do."""
    topics: Any = list(_TOPICS)
    for write in (lambda: save(topics, tmp_path / "a.json"), lambda: dumps(topics, format="json")):
        with pytest.raises(TypeError, match="not objects of the class list: make a Dataset of them"):
            write()


def test_a_sheet_is_named_as_the_tab_names_it() -> None:
    """Copies of a sheet have a space and a bracket in their name."""
    copy = workbook(("Topics", [("id", "label"), ("a", "A")]), ("Topics (2)", [("id", "label"), ("b", "B")]))
    assert "the sheet 'Topics (2)'" in [fault.found for fault in loads(copy, format="xlsx", on_error="collect").faults]
