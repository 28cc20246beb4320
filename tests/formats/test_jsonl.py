from __future__ import annotations

import json
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode, InvalidValueError, UnknownFormatError
from seesac_model.formats import Progress, dump_bytes, dumps, jsonl, load, loads, save
from seesac_model.model import Extra, Origin, Topic, to_plain
from tests.formats.jsonl_files import ACCEPTED, HEADER, PEACE, WAR, ended, faults, told, whole
from tests.strategies.datasets import datasets

_EXAMPLE = Path(__file__).parents[2] / "examples" / "seesac"


# ---------------------------------------------------------------------------------------------------------- round trip


@given(datasets())
def test_round_trip(dataset: Dataset) -> None:
    """What is written reads back equal, and is written again as the same bytes."""
    data = dump_bytes(dataset, format="jsonl")
    assert loads(data, format="jsonl") == dataset
    assert dump_bytes(loads(data, format="jsonl"), format="jsonl") == data
    assert jsonl.loads(jsonl.dumps(dataset)) == dataset


@given(datasets())
def test_each_line_is_one_record(dataset: Dataset) -> None:
    """Between header and trailer, every line is what the flat layout says of one suppression or record."""
    header, *lines, end = (json.loads(line) for line in dumps(dataset, format="jsonl").split("\n")[:-1])
    assert header == {"format": "seesac-model", "version": 1}
    assert lines == [
        *({"suppressions": to_plain(entry)} for entry in dataset.suppressions),
        *({record.collection(): to_plain(record)} for record in dataset),
    ]
    assert end["end"]["records"] == len(lines)


def test_the_bytes_are_these() -> None:
    """A file is a header, compact lines and a trailer that fits, each with a line feed."""
    dataset = Dataset([Topic(id="war", label="war")])
    assert dump_bytes(dataset, format="jsonl") == whole(WAR)


def test_the_example_survives(tmp_path: Path) -> None:
    """The real dataset goes through a file, told by either extension."""
    dataset = load(_EXAMPLE)
    for name in ("all.jsonl", "all.ndjson"):
        assert not save(dataset, tmp_path / name)
        assert load(tmp_path / name) == dataset


def test_polars_reads_it(tmp_path: Path) -> None:
    """An independent reader finds as many lines, and the ids of each kind in their order."""
    dataset = load(_EXAMPLE)
    save(dataset, tmp_path / "all.jsonl")
    # Of a file: versions before 1.33 look at the first hundred lines alone of what is in memory.
    frame = pl.read_ndjson(tmp_path / "all.jsonl", infer_schema_length=None)
    assert frame.height == len(dataset) + len(dataset.suppressions) + 2
    assert frame["end"].drop_nulls().struct.field("records").to_list() == [frame.height - 2]
    for kind in dataset.kinds():
        records, name = dataset.of(kind), kind.collection()
        if records:
            ids = frame[name].drop_nulls().struct.field("id").to_list()
            assert ids == [record.id for record in records]


def test_there_is_one_layout() -> None:
    """Records stand on lines of their own, which leaves no room for nesting."""
    with pytest.raises(UnknownFormatError):
        dumps(Dataset(), format="jsonl", layout="nested")


def test_what_no_reader_accepts_is_not_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that is too long for a line is refused when it is written, not when it is read."""
    monkeypatch.setattr("seesac_model.formats._lines_writing.LONGEST_LINE", 100)
    longest = Dataset([Topic(id="a", label="a" * 67)])
    assert max(map(len, dump_bytes(longest, format="jsonl").splitlines(keepends=True))) == 100
    with pytest.raises(InvalidValueError) as caught:
        dumps(Dataset([Topic(id="a", label="a" * 68)]), format="jsonl")
    assert caught.value.faults[0].code == FaultCode.TOO_LARGE


def test_the_largest_texts_fit_a_line() -> None:
    """The longest line is longer than a record with all the keys of their own that users can have."""
    extra = Extra({f"x-{number}": "\U0001f600" * 99_000 for number in range(10)})
    dataset = Dataset([Topic(id="a", label="a", extra=extra)])
    assert loads(dump_bytes(dataset, format="jsonl"), format="jsonl") == dataset


def test_progress_is_told(tmp_path: Path) -> None:
    """Writing tells records and reading tells bytes, and both say last that they are done."""
    path, heard = str(tmp_path / "a.jsonl"), list[Progress]()
    dataset = Dataset(Topic(id=f"t{number}", label="a" * 500) for number in range(3_000))
    save(dataset, path, progress=heard.append)
    assert {(told.activity, told.total, told.unit) for told in heard} == {("writing", 3_000, "records")}
    assert [told.done for told in heard[:2]] == [500, 1_000]
    assert heard[-1].done == 3_000
    heard.clear()
    load(path, progress=heard.append)
    size = Path(path).stat().st_size
    assert {(told.activity, told.file, told.total, told.unit) for told in heard} == {("reading", path, size, "bytes")}
    assert heard[0].done < heard[-1].done == size


# -------------------------------------------------------------------------------------------------- what is said where


def test_records_know_their_lines() -> None:
    """An origin is the line of the file and the column where the record begins."""
    spaced = b'  {"topics" : {"id":"a","label":"a"}}\n'
    dataset = loads(ended(HEADER + WAR + b"\n" + spaced + ACCEPTED, 3), format="jsonl")
    assert [topic.origin for topic in dataset.topics] == [Origin(None, 4, 15), Origin(None, 2, 11)]
    assert dataset.suppressions[0].origin == Origin(None, 5, 17)


def test_faults_say_line_column_and_path() -> None:
    """The path is that of the line, which is all of the JSON text there is."""
    bad = '{"topics":{"id":"ć","lable":"x","citations":[{"source_id":"é","source":1}]}}\n'.encode()
    assert told(whole(WAR, bad)) == [
        (3, 11, "missing", "$.topics"),
        (3, 17, "invalid-id", "$.topics.id"),
        (3, 21, "unknown-key", "$.topics.lable"),
        (3, 59, "invalid-id", "$.topics.citations[0].source_id"),
        (3, 63, "unknown-key", "$.topics.citations[0].source"),
    ]


def test_what_is_no_json_is_placed() -> None:
    """Faults of the parser have the line of the file, too."""
    assert told(whole(WAR, b'{"topics":{"id":"a" "label":"b"}}\n', b'{"topics":{"x-a":NaN,"x-a":1}}\n')) == [
        (3, 21, "syntax", "$.topics"),
        (4, 18, "invalid-number", "$.topics.x-a"),
        (4, 22, "duplicate-key", "$.topics.x-a"),
    ]


def test_faults_name_the_file(tmp_path: Path) -> None:
    """Every fault, and what was refused, has the file as the caller named it."""
    path = tmp_path / "a.jsonl"
    lines = b"{", b'{"a":1}', b'{"topics":1}', b'{"panels":{"id":"p","subjects":[]}}', b'{"x":"\xff"}', b'{"end":', b""
    path.write_bytes(HEADER + b"\n".join(lines))
    result = load(path, on_error="collect")
    assert {fault.file for fault in result.faults} == {str(path)}
    assert {refused.origin.file for refused in result.refused} == {str(path)}
    assert [refused.origin.line for refused in result.refused] == [2, 3, 4, 5, 6, 7]


def test_the_good_records_of_a_bad_file_are_kept() -> None:
    """With `on_error="collect"`, what is malformed is refused by itself, with what it says."""
    result = loads(whole(WAR, b'{"topics":{"id":"a"}}\n', PEACE), format="jsonl", on_error="collect")
    assert [topic.id for topic in result.dataset.topics] == ["peace", "war"]
    (refused,) = result.refused
    assert (refused.kind, refused.record_id, refused.data) == ("topics", "a", {"id": "a"})


def test_an_id_stands_once() -> None:
    """A second record with the id is refused, across files as well as lines."""
    (fault,) = faults(whole(WAR, WAR))
    assert (fault.code, fault.line, fault.found) == (FaultCode.DUPLICATE_ID, 3, "the id 'war' again, first at 2:11")


@pytest.mark.parametrize(
    ("line", "place"),
    [
        (b"5\n", (2, 1, "wrong-type", "$")),
        (b"[]\n", (2, 1, "wrong-type", "$")),
        (b"{}\n", (2, 1, "missing", "$")),
        (b'{"topics":5}\n', (2, 11, "wrong-type", "$.topics")),
        (b'{"topics":[{"id":"a","label":"a"}]}\n', (2, 11, "wrong-type", "$.topics")),
        (b'{"suppressions":{"code":"SER001"}}\n', (2, 17, "missing", "$.suppressions")),
        (b'{"topic":{}}\n', (2, 2, "unknown-key", "$.topic")),
        (b'{"":{}}\n', (2, 2, "unknown-key", "$['']")),
        (b'{"id":"a","label":"a"}\n', (2, 2, "unknown-key", "$.id")),
        (b'{"topics":{"id":"a","label":"a"},"places":{}}\n', (2, 34, "unknown-key", "$.places")),
        (HEADER, (2, 2, "unknown-key", "$.format")),
    ],
)
def test_a_line_holds_one_record(line: bytes, place: tuple[int, int, str, str]) -> None:
    """Whatever else stands on a line is a fault, also where it would be right in JSON."""
    assert told(whole(line)) == [place]


def test_advice_fits_what_stands_there() -> None:
    """A record without its collection, a mistyped collection and joined files are told apart."""
    lines = b'{"id":"a"}\n', b'{"topic":{}}\n', HEADER
    assert [fault.suggestion for fault in faults(whole(*lines))] == [
        "put the record under the name of its collection",
        "did you mean 'topics'?",
        "read several files together rather than join their lines",
    ]


def test_records_are_not_nested() -> None:
    """A list of dependents is refused with the record in which it stands, and nothing of it is read."""
    event = b'{"events":{"id":"e","title":"t","kind":"forum","status":"held","panels":[{"id":"p"}],"attendances":[]}}\n'
    result = loads(whole(event, PEACE), format="jsonl", on_error="collect")
    assert [(fault.line, fault.column, fault.json_path, fault.record_id) for fault in result.faults] == [
        (2, 64, "$.events.panels", "e"),
        (2, 86, "$.events.attendances", "e"),
    ]
    assert result.faults[0].suggestion == 'write {"panels":{…}} on other lines, each with its event_id'
    assert (len(result.dataset), len(result.refused)) == (1, 1)
    assert result.refused[0].data == {"id": "e", "title": "t", "kind": "forum", "status": "held"}


def test_nesting_is_told_beside_other_faults() -> None:
    """What is wrong with the record besides is said in the same go."""
    bad = b'{"panels":{"id":7,"subjects":[],"event_id":"e","format":"session"}}\n'
    assert told(whole(bad)) == [(2, 17, "wrong-type", "$.panels.id"), (2, 19, "unknown-key", "$.panels.subjects")]


# -------------------------------------------------------------------------------------- header, trailer and end of file


@pytest.mark.parametrize(
    "data",
    [
        whole(),
        whole(WAR),
        ended(whole(WAR) + PEACE, 2),
        ended(whole(WAR), 1),
        whole(WAR) + b"\n \t\r\n",
        ended(b"\n\n" + HEADER + b"\n" + WAR + b"\n", 1),
        ended((HEADER + WAR).replace(b"\n", b"\r\n"), 1).replace(b"}}\n", b"}}\r\n"),
        ended(b"\xef\xbb\xbf" + HEADER, 0),
        whole(WAR).replace(b'{"end":', b'\t{ "end" :'),
    ],
    ids=["empty", "one", "appended", "two trailers", "blank end", "blank lines", "CRLF", "mark", "spaces"],
)
def test_whole_files(data: bytes) -> None:
    """Blank lines, line ends and spaces mean nothing, and a file may grow behind its trailer."""
    assert not faults(data)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (b"", (1, 1, "not-a-dataset", "$")),
        (b"\n \n", (3, 1, "not-a-dataset", "$")),
        (b"7\n", (1, 1, "not-a-dataset", "$")),
        (b"\n[]\n", (2, 1, "not-a-dataset", "$")),
        (WAR, (1, 1, "not-a-dataset", "$.format")),
        (b'{"format":"seesac-model","version":true}\n', (1, 36, "not-a-dataset", "$.version")),
        (b'{"format":"seesac-model","version":2}\n', (1, 36, "newer-version", "$.version")),
        (b'{"format":"seesac-model","topics":[],"version":1}\n', (1, 26, "unknown-key", "$.topics")),
        (b'{\n"format":"seesac-model","version":1}\n', (1, 2, "syntax", "$")),
        (HEADER[:-1], (1, 1, "torn", "$")),
        (HEADER[:9], (1, 10, "syntax", "$")),
    ],
)
def test_without_a_header_nothing_is_read(data: bytes, place: tuple[int, int, str, str]) -> None:
    """What does not begin as these files do gives one fault, whatever follows."""
    assert told(data) == [place]


def test_json_over_several_lines_is_recognised() -> None:
    """Who gives JSON the wrong extension is told so, whether it stands on one line or on many."""
    topic = Dataset([Topic(id="a", label="a")])
    for layout in ("flat", "canonical"):
        text = dumps(topic, format="json", layout="canonical" if layout == "canonical" else "flat")
        assert "extension .json" in (faults(text)[0].suggestion or "")


@pytest.mark.parametrize(
    ("data", "line", "found"),
    [
        (HEADER + WAR, 3, "no trailer"),
        (whole(WAR) + PEACE, 5, "no trailer"),
        (HEADER + WAR + b"\n\n", 5, "no trailer"),
        (whole(WAR)[:-1], 3, "97 bytes without the end of their line"),
        (whole(WAR) + PEACE[:-1], 4, "41 bytes without the end of their line"),
        (whole(WAR) + b"\0", 4, "1 byte without the end of their line"),
        (whole(WAR) + b" ", 4, "1 byte without the end of their line"),
    ],
)
def test_torn_ends(data: bytes, line: int, found: str) -> None:
    """A file ends in a trailer with a line feed; otherwise the records of the complete lines are there, and a fault."""
    result = loads(data, format="jsonl", on_error="collect")
    assert [(fault.code, fault.line, fault.found) for fault in result.faults] == [(FaultCode.TORN, line, found)]
    assert result.dataset.topics["war"].label == "war"
    assert "`seesac-model recover`" in (result.faults[0].suggestion or "")


@pytest.mark.parametrize(
    ("end", "place"),
    [
        (b'{"end":7}\n', (3, 8, "invalid-value", "$.end")),
        (b'{"end":{"records":1}}\n', (3, 8, "invalid-value", "$.end")),
        (b'{"end":{"records":true,"sha256":"%b"}}\n', (3, 8, "invalid-value", "$.end")),
        (b'{"end":{"records":-1,"sha256":"%b"}}\n', (3, 8, "invalid-value", "$.end")),
        (b'{"end":{"records":1,"sha256":"%bA"}}\n', (3, 8, "invalid-value", "$.end")),
        (b'{"end":{"records":1,"sha256":1}}\n', (3, 8, "invalid-value", "$.end")),
        (b'{"end":{"records":1,"sha256":"%b"},"at":1}\n', (3, 8, "invalid-value", "$.end")),
        (b'{"end":{"records":1,"sha256":"%b","at":1}}\n', (3, 8, "invalid-value", "$.end")),
        (b'{"end":}\n', (3, 8, "syntax", "$")),
        (b'{"end":{"records":2,"sha256":"%b"}}\n', (3, 19, "contradiction", "$.end.records")),
        (b'{"end":{"records":1,"sha256":"' + b"0" * 64 + b'"}}\n', (3, 30, "contradiction", "$.end.sha256")),
    ],
)
def test_bad_trailers(end: bytes, place: tuple[int, int, str, str]) -> None:
    """A trailer that is malformed, or does not fit, is a fault where it stands, and the file is not torn."""
    digest = whole(WAR)[-68:-4]
    assert told(HEADER + WAR + end.replace(b"%b", digest)) == [place]


@pytest.mark.parametrize("gone", [b"", PEACE, b'{"topics":{"id":"war","label":"War"}}\n'])
def test_changes_are_noticed(gone: bytes) -> None:
    """A line that was removed or changed before the trailer is a fault at the trailer, and the records are kept."""
    result = loads(whole(WAR, PEACE).replace(WAR, gone), format="jsonl", on_error="collect")
    assert (FaultCode.CONTRADICTION, ("end", "sha256")) in {(fault.code, fault.path) for fault in result.faults}
    assert "peace" in result.dataset.topics


def test_a_change_is_told_once() -> None:
    """Where the first of many trailers does not fit, the others cannot, and are not told."""
    data = whole(WAR)
    for number in range(3):
        data = ended(data + f'{{"topics":{{"id":"t{number}","label":"a"}}}}\n'.encode(), 2 + number)
    assert told(data.replace(b'"label":"war"', b'"label":"wax"')) == [(3, 30, "contradiction", "$.end.sha256")]


def test_what_is_in_memory_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Text and bytes that are larger than what one would hold in memory are refused; files are read line by line."""
    monkeypatch.setattr(jsonl, "JSON_MAX_BYTES", 150)
    assert [told(whole(WAR)), told(whole(WAR).decode())] == [[(None, None, "too-large", "$")]] * 2


def test_text_and_bytes_and_files_say_the_same(tmp_path: Path) -> None:
    """Whether a file is read, or what is in memory, does not change what is told."""
    data = whole(WAR) + PEACE
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    assert [fault.location for fault in load(path, on_error="collect").faults] == [f"{path}:5:1"]
    assert told(data) == told(data.decode()) == [(5, 1, "torn", "$")]
