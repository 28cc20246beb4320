from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode, LoadError, SaveError
from seesac_model.formats import _lines_changing, _lines_files, dump_bytes, load, loads
from seesac_model.formats._files import write_atomically
from seesac_model.formats.jsonl import Recovery, read_records, recover
from tests.formats.jsonl_files import ACCEPTED, HEADER, PEACE, WAR, ended, whole
from tests.strategies.datasets import datasets


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a file may be."""
    return tmp_path / "a.jsonl"


@settings(max_examples=max(10, settings().max_examples // 2))
@given(datasets(most=4), st.data())
def test_a_prefix_gives_the_records_of_its_complete_lines(
    tmp_path_factory: pytest.TempPathFactory, dataset: Dataset, data: st.DataObject
) -> None:
    """Cut anywhere, a file gives placed faults, the records of its complete lines, and exactly these when recovered."""
    path = tmp_path_factory.mktemp("a") / "a.jsonl"
    written = dump_bytes(dataset, format="jsonl")
    cut = written[: data.draw(st.integers(0, len(written)))]
    path.write_bytes(cut)
    result = loads(cut, format="jsonl", on_error="collect")
    assert bool(result.faults) == (cut != written)
    assert all(fault.line and fault.column for fault in result.faults)
    if b"\n" not in cut:
        with pytest.raises(LoadError):
            recover(path)
        assert path.read_bytes() == cut
        return
    found = recover(path)
    assert load(path) == result.dataset
    assert (found.was_torn, found.dropped) == (cut != written, cut[cut.rindex(b"\n") + 1 :])
    lines = cut.count(b"\n")
    expected = [*dataset.suppressions, *dataset][: lines - 1]
    assert [*result.dataset.suppressions, *result.dataset] == expected
    assert found.records == len(expected)


def test_the_unterminated_line_is_dropped(path: Path) -> None:
    """Only what stands behind the last line feed goes, and is returned; the rest gets a trailer."""
    path.write_bytes(HEADER + WAR + PEACE[:-9])
    assert recover(path) == Recovery(
        was_torn=True, records=1, dropped=PEACE[:-9], line=3, kind="topics", record_id="peace"
    )
    assert path.read_bytes() == whole(WAR)


def test_what_began_there_may_be_unknown(path: Path) -> None:
    """Where not even the id is left of a line, only its number is known."""
    path.write_bytes(HEADER + WAR + PEACE[:20])
    assert recover(path) == Recovery(was_torn=True, records=1, dropped=PEACE[:20], line=3)


def test_a_missing_trailer_is_written(path: Path) -> None:
    """Complete lines without a trailer are all kept."""
    path.write_bytes(whole(WAR) + ACCEPTED + PEACE)
    assert recover(path) == Recovery(was_torn=True, records=3)
    assert path.read_bytes() == ended(whole(WAR) + ACCEPTED + PEACE, 3)


def test_a_tail_behind_a_trailer_gives_the_old_file(path: Path) -> None:
    """Where nothing complete stands behind the old trailer, the file is what it was before, byte for byte."""
    path.write_bytes(whole(WAR) + b"\0" * 5)
    assert recover(path).dropped == b"\0" * 5
    assert path.read_bytes() == whole(WAR)


def test_what_is_whole_is_left_alone(path: Path) -> None:
    """A whole file is not even written anew, or is copied as it is."""
    path.write_bytes(whole(WAR))
    before = path.stat()
    assert recover(path) == Recovery(was_torn=False, records=1)
    assert path.stat() == before
    out = path.with_name("b.jsonl")
    assert recover(path, out) == Recovery(was_torn=False, records=1)
    assert out.read_bytes() == path.read_bytes()


def test_another_file_can_be_written(path: Path) -> None:
    """With `out`, the torn file stays as it is."""
    path.write_bytes(HEADER + WAR + b"{")
    recover(str(path), str(path.with_name("b.jsonl")))
    assert path.read_bytes() == HEADER + WAR + b"{"
    assert path.with_name("b.jsonl").read_bytes() == whole(WAR)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (HEADER + b"{}\n" + WAR, FaultCode.MISSING),
        (HEADER + b"x\n" + WAR, FaultCode.SYNTAX),
        (HEADER + b'{"end":\n', FaultCode.SYNTAX),
        (whole(WAR).replace(b"war", b"wax") + b"{", FaultCode.CONTRADICTION),
        (HEADER[:-1], FaultCode.TORN),
        (b"[1, 2]", FaultCode.NOT_A_DATASET),
        (b"", FaultCode.NOT_A_DATASET),
        (WAR, FaultCode.NOT_A_DATASET),
    ],
)
def test_nothing_complete_is_ever_dropped(path: Path, data: bytes, code: FaultCode) -> None:
    """A malformed line, a trailer that does not fit and a file of another kind are refused as they are."""
    path.write_bytes(data)
    with pytest.raises(LoadError) as caught:
        recover(path)
    assert {fault.code for fault in caught.value.faults} == {code}
    assert path.read_bytes() == data


def test_a_meant_change_can_be_kept(path: Path) -> None:
    """As the message says: without its trailers, a file that somebody changed can be recovered."""
    path.write_bytes(whole(WAR).replace(b'"label":"war"', b'"label":"War"'))
    with pytest.raises(LoadError, match="delete the lines"):
        load(path)
    lines = [line for line in path.read_bytes().splitlines(keepends=True) if not line.startswith(b'{"end"')]
    path.write_bytes(b"".join(lines))
    recover(path)
    assert [record.id for record in read_records(path)] == ["war"]


def test_ids_are_not_compared(path: Path) -> None:
    """Recovery judges lines by themselves; that an id stands twice is found when the file is loaded."""
    path.write_bytes(HEADER + WAR + WAR)
    assert recover(path).records == 2
    with pytest.raises(LoadError):
        load(path)


def test_what_cannot_be_opened_is_refused(tmp_path: Path) -> None:
    """A missing file and a folder are errors."""
    for path in (tmp_path / "missing.jsonl", tmp_path):
        with pytest.raises(SaveError):
            recover(path)


@pytest.mark.skipif(os.name != "posix", reason="open files that are replaced")
def test_a_file_that_changes_meanwhile_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another program writes between reading and writing is not lost."""
    path.write_bytes(HEADER + WAR)
    changed = HEADER + WAR.replace(b"war", b"wax")

    def meddled(target: str, content: Iterable[bytes]) -> None:
        path.write_bytes(changed)
        write_atomically(target, content)

    monkeypatch.setattr(_lines_changing, "write_atomically", meddled)
    with pytest.raises(SaveError):
        recover(path)
    assert path.read_bytes() == changed
    assert [entry.name for entry in path.parent.iterdir()] == ["a.jsonl"]


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
def test_recovery_excludes_appending(path: Path) -> None:
    """A file that is being recovered is not appended to."""
    path.write_bytes(HEADER + WAR)
    with _lines_files.locked(str(path), writing=False), pytest.raises(SaveError):
        recover(path)
