"""Whatever is read as JSON Lines gives records or our own errors, with positions; never another exception."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.errors import DuplicateRecordError, FaultCode, LoadError
from seesac_model.formats import _read_so_far, dump_bytes, load, loads
from seesac_model.formats.jsonl import append_records, read_records, recover
from seesac_model.model import Topic
from tests.formats.jsonl_files import ACCEPTED, HEADER, PEACE, WAR, ended, faults, told, whole
from tests.strategies.datasets import datasets

_MANY: Final = settings(max_examples=8 * settings().max_examples)
_DAMAGE: Final = (
    *(
        b"\n",
        b"\r\n",
        b"\r",
        b"\n\n",
        b" ",
        b"\t",
        b"\0",
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xed\xa0\x80",
        b"\xc3",
        b"\x1a",
    ),
    *(b"{", b"}", b"[", b"]", b'"', b"\\", b",", b":", b"null", b"NaN", b"1e999", b"\\ud800", b"\\u0000", b"9" * 30),
    *(HEADER, WAR, PEACE, ACCEPTED, b'{"end":{}}\n', b'{"end":', b"{}\n", b'{"topics":', b'"id":"a",', b"[" * 70),
)
_HUGE: Final = b'{"topics":{"id":"a","label":"' + b"a" * (8 * 1024 * 1024) + b'"}}'


def _damaged(data: bytes, draw: st.DrawFn) -> bytes:
    position = draw(st.integers(0, len(data)))
    end = min(len(data), position + draw(st.integers(0, 60)))
    lines = data.splitlines(keepends=True)
    line = draw(st.integers(0, max(len(lines) - 1, 0)))
    return draw(
        st.sampled_from(
            (
                data[:position],
                data[:position] + data[end:],
                data[:position] + data[position:end] * 2 + data[end:],
                data[:position] + draw(st.sampled_from(_DAMAGE)) + data[end:],
                data[:position] + draw(st.sampled_from(_DAMAGE)) + data[position:],
                b"".join([*lines[:line], *lines[line + 1 :]]),
                b"".join([*lines[:line], *lines[line : line + 1] * 2, *lines[line + 1 :]]),
                b"".join([*lines[line:], *lines[:line]]),
            )
        )
    )


@st.composite
def _damaged_files(draw: st.DrawFn) -> bytes:
    data = dump_bytes(draw(datasets(most=3)), format="jsonl")
    if draw(st.booleans()):
        data = ended(data + PEACE, data.count(b"\n") - 1)
    for _ in range(draw(st.integers(1, 3))):
        data = _damaged(data, draw)
    return data


def _read_in_every_way(data: bytes, path: Path) -> None:
    """Read a file in every way there is, and compare what they say of it."""
    path.write_bytes(data)
    result = load(path, on_error="collect")
    found = result.faults
    assert all(fault.line and fault.column and fault.found and fault.expected for fault in found)
    assert all((fault.line or 0) <= data.count(b"\n") + 1 for fault in found)
    assert [(fault.code, fault.line, fault.column) for fault in faults(data)] == [
        (fault.code, fault.line, fault.column) for fault in found
    ]
    if {fault.code for fault in found} <= {FaultCode.DUPLICATE_ID}:
        assert set(read_records(path)) >= set(result.dataset)
    else:
        with pytest.raises(LoadError) as caught:
            list(read_records(path))
        assert {fault.line for fault in caught.value.faults} <= {fault.line for fault in found}
    _change_in_every_way(path)


def _change_in_every_way(path: Path) -> None:
    """Append to a file and recover it, if it can be, and see that nothing complete is lost."""
    before = path.read_bytes()
    try:
        append_records([Topic(id="new", label="new")], path)
    except (LoadError, DuplicateRecordError):
        assert path.read_bytes() == before
    else:
        assert path.read_bytes().startswith(before)
        path.write_bytes(before)
    try:
        dropped = recover(path).dropped
    except LoadError:
        assert path.read_bytes() == before
    else:
        assert path.read_bytes().startswith(before.removesuffix(dropped))
        assert b"\n" not in dropped
        assert {fault.code for fault in load(path, on_error="collect").faults} <= {FaultCode.DUPLICATE_ID}


@_MANY
@given(_damaged_files())
def test_damaged_files_give_faults_with_positions(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """Cut, doubled, swapped and spoilt at up to three places, a file is whole still or gives placed faults."""
    _read_in_every_way(data, tmp_path_factory.getbasetemp() / "damaged.jsonl")


@_MANY
@given(st.lists(st.sampled_from((*_DAMAGE, HEADER, whole(), whole(WAR))), max_size=8).map(b"".join))
def test_any_lines_give_faults_with_positions(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    """What is made of pieces that mean something gives placed faults."""
    _read_in_every_way(data, tmp_path_factory.getbasetemp() / "pieces.jsonl")


@given(st.binary(max_size=80) | st.text(max_size=80))
def test_anything_gives_faults_with_positions(data: bytes | str) -> None:
    """What was never such a file gives placed faults, as bytes and as text."""
    found = loads(data, format="jsonl", on_error="collect").faults
    assert found
    assert all(fault.line and fault.column for fault in found)


@pytest.mark.parametrize(
    ("data", "place"),
    [
        (gzip.compress(whole(WAR)), (1, 2, "encoding", "$")),
        (whole(WAR).decode().encode("utf-16"), (1, 1, "encoding", "$")),
        (whole(WAR).decode().encode("utf-16-be"), (1, 1, "syntax", "$")),
        (whole(b'\xef\xbb\xbf{"topics":{"id":"a","label":"a"}}\n'), (2, 1, "syntax", "$")),
        (b"\xef\xbb\xbf" + HEADER[:-3] + b"\xff}\n", (1, 36, "encoding", "$")),
        (whole(WAR).replace(b"\n", b"\r"), (1, 38, "syntax", "$")),
        (whole(b'{"topics":\r{"id":"a","label":"a"}}\r\n'), (2, 11, "syntax", "$")),
        (whole(b'{"topics":{"id":"a\r","label":"a"}}\n'), (2, 19, "syntax", "$")),
        (whole('{"topics":{"id":"é'.encode() + b'\xed\xa0\x80"}}\n'), (2, 19, "encoding", "$")),
        (whole(b'{"topics":{"id":"a","label":"\\ud800"}}\n'), (2, 29, "invalid-text", "$.topics.label")),
        (whole(b'{"topics":{"id":"a","label":"\0"}}\n'), (2, 30, "syntax", "$.topics")),
        (whole(b'{"topics":{"id":"a","label":"\\u0000"}}\n'), (2, 29, "invalid-text", "$.topics.label")),
        (whole(b'{"topics":{"id":"a","id":"b","label":"a"}}\n'), (2, 21, "duplicate-key", "$.topics.id")),
        (whole(b'{"topics":{},"topics":{}}\n'), (2, 14, "duplicate-key", "$.topics")),
        (whole(b'{"topics":{"x-a":' + b"[" * 70 + b"]" * 70 + b"}}\n"), (2, 80, "too-deep", "$.topics")),
        (whole(b"[" * 100_000 + b"\n"), (2, 65, "too-deep", "$")),
        (whole(WAR + b"\0" * 9 + b"\n"), (3, 1, "syntax", "$")),
        (whole(b'{"\\u0065nd":{}}\n'), (2, 2, "unknown-key", "$.end")),
    ],
    ids=lambda value: None if isinstance(value, bytes) else value[2],
)
def test_hostile_files(data: bytes, place: tuple[int, int, str, str]) -> None:
    """Each of these is a fault in its place; what else is told follows from it."""
    line, column, code, path = told(data)[0]
    assert (line, column, code) == place[:3]
    assert path.startswith(place[3])


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (whole(_HUGE + b"\n", PEACE), 2),
        (HEADER + _HUGE, 2),
        (_HUGE, 1),
        (HEADER + b" " * len(_HUGE), 2),
        (b"\n" + HEADER + WAR + _HUGE + b"\n", 4),
    ],
    ids=["complete", "torn", "first", "blank", "later"],
)
def test_a_huge_line_is_refused(data: bytes, line: int, tmp_path: Path) -> None:
    """A line without an end is refused before it fills the memory, and reading stops there, in whatever way."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(data)
    assert [(fault.code, fault.line) for fault in load(path, on_error="collect").faults] == [
        (FaultCode.TOO_LARGE, line)
    ]
    for change in (recover, lambda path: append_records([], path)):
        with pytest.raises(LoadError):
            change(path)
    assert path.stat().st_size == len(data)


def test_the_longest_line_is_read() -> None:
    """A line of the greatest length is read, one byte more is refused."""
    limit = 8 * 1024 * 1024
    record = b'{"topics":{"id":"a","label":"a"}'
    assert not faults(whole(record + b" " * (limit - len(record) - 1) + b"}\n"))
    assert [fault.code for fault in faults(whole(record + b" " * (limit - len(record)) + b"}\n"))] == [
        FaultCode.TOO_LARGE
    ]


def test_reading_ends_after_too_many_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """Millions of bad lines do not fill the memory with their faults."""
    monkeypatch.setattr(_read_so_far, "MOST_FAULTS", 1_500)
    found = faults(whole(*[b"{}\n"] * 3_000))
    assert len(found) == 1_601
    last = found[-1]
    assert (last.code, last.found) == (
        FaultCode.TOO_LARGE,
        "1,500 faults up to here; the rest was not read",
    )


def test_many_blank_lines_are_no_bomb() -> None:
    """What says nothing takes no memory, however much of it there is."""
    assert not faults(ended(HEADER + b"\n" * 1_000_000, 0))
