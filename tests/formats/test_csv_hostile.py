"""Whatever a package holds, reading gives a dataset or one of our errors, with positions; never another exception."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, LoadError
from seesac_model.formats import dump_bytes, loads
from tests.strategies.damage import damaged
from tests.strategies.datasets import datasets

_MANY: Final = settings(max_examples=4 * settings().max_examples)
_DAMAGE: Final = (
    *('"', "'", ",", ";", "\t", "\n", "\r", "\r\n", "{", "}", "[", "]", ":", "\\", "\0", "\x1b", "\ufeff", "\u2028"),
    *("=1", "+1", "@x", "''=", "\u202e", "é", "😀", '""', '"""', "; ", ";;", "a;;b", "e\u0301" * 40, "1" * 400),
    *("NaN", "1e999", "{" * 80, '{"a":' * 80, '{"x-a":1}', '{"x-a":[', "id", "x-a", "x-A", "headcount", "extra"),
    *("true", "TRUE", "..", "/", ".csv", "null", "path", "dialect", '"delimiter": ";"', "events", "suppressions"),
)
_CELLS: Final = (
    "a",
    "b",
    "",
    "workshop",
    "held",
    "2023",
    '"a;b"',
    '"{""source_id"":""a""}"',
    "=1",
    '"',
    "{",
    "1,",
    "[",
)
_HEADINGS: Final = ("id", "title", "kind", "status", "dates", "place_ids", "x-a", "extra", "citations", "", "Title")


def _unpacked(data: bytes) -> dict[str, bytes]:
    packed = zipfile.ZipFile(BytesIO(data))
    return {name: packed.read(name) for name in packed.namelist()}


def _packed(files: Mapping[str, bytes], method: int = zipfile.ZIP_STORED) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", method) as packed:
        for name, data in files.items():
            packed.writestr(name, data)
    return stream.getvalue()


@st.composite
def _damaged_packages(draw: st.DrawFn) -> bytes:
    files = _unpacked(dump_bytes(draw(datasets(most=4)), format="csv"))
    name = draw(st.sampled_from(sorted(files)))
    text = files[name].decode()
    for _ in range(draw(st.integers(1, 3))):
        text = damaged(text, _DAMAGE, draw)
    files[name] = text.encode(errors="surrogatepass")
    if draw(st.booleans()):
        files.pop("datapackage.json")
    return _packed(files)


def _faults_are_placed(data: bytes) -> None:
    faults = loads(data, format="csv", on_error="collect").faults
    if not faults:
        loads(data, format="csv")
        return
    with pytest.raises(LoadError) as caught:
        loads(data, format="csv")
    assert caught.value.faults == faults
    assert all(fault.line and fault.column and fault.found and fault.expected and str(fault) for fault in faults)


@_MANY
@given(_damaged_packages())
def test_damaged_files_give_faults_with_positions(data: bytes) -> None:
    """Cut, doubled, swapped and spoilt at up to three places, a package is a dataset still or gives placed faults."""
    _faults_are_placed(data)


@_MANY
@given(data=st.data())
def test_damaged_zips_give_faults_with_positions(data: st.DataObject) -> None:
    """A zip of which bytes were overwritten gives a dataset or placed faults, wherever that was."""
    raw = bytearray(dump_bytes(data.draw(datasets(most=3)), format="csv"))
    start = data.draw(st.sampled_from((0, max(0, len(raw) - 400))))  # its directory is at the end
    for _ in range(data.draw(st.integers(1, 6))):
        raw[data.draw(st.integers(start, len(raw) - 1))] = data.draw(st.integers(0, 255))
    _faults_are_placed(bytes(raw[: data.draw(st.just(len(raw)) | st.integers(0, len(raw)))]))


@given(st.binary(max_size=200), st.sampled_from(("datapackage.json", "events.csv", "x.csv")))
def test_any_bytes_give_faults_with_positions(data: bytes, name: str) -> None:
    """What was never a table or a descriptor gives placed faults, and so does what was never a zip."""
    _faults_are_placed(_packed({name: data}))
    _faults_are_placed(data)


@_MANY
@given(data=st.data())
def test_any_rows_give_faults_with_positions(data: st.DataObject) -> None:
    """Whatever stands in the cells, and however many of them there are, faults are placed."""
    headings = data.draw(st.lists(st.sampled_from(_HEADINGS), min_size=1, max_size=9))
    rows = data.draw(st.lists(st.lists(st.sampled_from(_CELLS), max_size=10), max_size=6))
    text = "\n".join(data.draw(st.sampled_from((",", ";", "\t"))).join(row) for row in (headings, *rows))
    _faults_are_placed(_packed({"events.csv": text.encode()}))


_EVENTS: Final = b"id,title,kind,status,citations,extra\na,A,workshop,held,"


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (_EVENTS + b'"' + b"x" * 9_000_000, FaultCode.SYNTAX),
        (_EVENTS + b'"' + b"x\n" * 5_000_000, FaultCode.SYNTAX),
        (_EVENTS + b"," * 1_000_000, FaultCode.SYNTAX),
        (_EVENTS + b'"' + b"a;" * 500_000 + b'"', FaultCode.TOO_LARGE),
        (_EVENTS + b'"' + b'{""a"":' * 300_000 + b'"', FaultCode.TOO_LARGE),
        (_EVENTS + b'"' + b'{""a"":' * 20_000 + b'"', FaultCode.TOO_DEEP),
        (_EVENTS + b',"{""x-a"":' + b"[" * 20_000 + b'"', FaultCode.TOO_DEEP),
        (_EVENTS + b',"{""x-a"":[' + b"[]," * 700_000 + b'"', FaultCode.TOO_LARGE),
        (b"id,label\n" + b"\r" * 9_000_000, FaultCode.SYNTAX),
        (b"x-a," * 20_000, FaultCode.SYNTAX),
    ],
    ids=["line", "quotes", "cells", "entries", "braces", "depth", "lists", "extra", "returns", "headings"],
)
def test_bombs_are_refused(table: bytes, code: FaultCode) -> None:
    """Depth and sizes are bounded before anything recursive or slow sees them."""
    faults = loads(_packed({"events.csv": table}), format="csv", on_error="collect").faults
    assert code in {fault.code for fault in faults}
    assert len(faults) < 10
