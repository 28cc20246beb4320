from __future__ import annotations

import errno
import os
import sys
from collections.abc import Iterator
from io import FileIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import DuplicateRecordError, FaultCode, LoadError, SaveError, SelectionError
from seesac_model.formats import _files, _lines_changing, _lines_files, dump_bytes, load, loads
from seesac_model.formats.jsonl import append_records, read_records, recover
from seesac_model.model import Record, Suppression, Topic
from tests.formats.jsonl_files import ACCEPTED, HEADER, PEACE, WAR, ended, whole
from tests.strategies.datasets import datasets

_NEW = (Topic(id="a", label="ä"), Topic(id="b", label="b"), Topic(id="c", label="c"))
_SEEN = Suppression(code="SER001", reason="seen")
_POSIX = pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Write a file and return where it is."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(whole(WAR, PEACE))
    return path


@settings(max_examples=max(10, settings().max_examples // 2))
@given(datasets(), st.data())
def test_a_dataset_in_parts_is_the_whole(
    tmp_path_factory: pytest.TempPathFactory, dataset: Dataset, data: st.DataObject
) -> None:
    """Whatever is in the file and whatever is appended: what is read is both together, and old bytes stay."""
    path = tmp_path_factory.mktemp("a") / "a.jsonl"
    records = data.draw(st.permutations(list(dataset)))
    cut, end = sorted(data.draw(st.tuples(*[st.integers(0, len(records))] * 2)))
    path.write_bytes(dump_bytes(Dataset(records[:end]), format="jsonl"))
    before = path.read_bytes()
    kept = dataset.suppressions
    assert append_records(iter(records[cut:]), path, suppressions=kept) == len(records) - end + len(set(kept))
    assert path.read_bytes().startswith(before)
    assert load(path) == Dataset(records, suppressions=dict.fromkeys(kept))


def test_the_bytes_are_these(path: Path) -> None:
    """Behind the old trailer stand the new lines and a trailer that covers everything before it."""
    before = path.read_bytes()
    line = '{"topics":{"id":"a","label":"ä"}}\n'.encode()
    assert append_records(_NEW[:1], path, suppressions=[_SEEN]) == 2
    assert path.read_bytes() == ended(before + ACCEPTED + line, 4)


def test_what_stands_there_already_is_left_out(path: Path) -> None:
    """The same again changes nothing, so that after a crash the same command can simply be repeated."""
    assert append_records(_NEW[:2], path, suppressions=[_SEEN]) == 3
    assert append_records(_NEW, path, suppressions=[_SEEN, _SEEN]) == 1
    before = path.read_bytes()
    assert append_records([*_NEW, *_NEW], path, suppressions=[_SEEN]) == 0
    assert path.read_bytes() == before
    assert len(load(path)) == 5


def test_many_records_are_appended(path: Path) -> None:
    """More than fit into one go are written all the same, and those that stand there are passed over."""
    records = [Topic(id=f"t{number}", label="a") for number in range(2_500)]
    assert append_records(records[500:1_500], path) == 1_000
    assert append_records(records, path) == 1_500
    assert len(load(path)) == 2_502


def test_a_record_that_others_spell_is_recognised(path: Path) -> None:
    """Spaces, the order of keys, escapes and fields at their default do not make another record."""
    lines = (
        b'{ "topics":{"id":"a","label":"\\u00e4"}}\n',
        b'{"topics":{"id":"b","label":"b","note":null}}\r\n',
        b'{"topics":{"label":"c","id":" c"}}\n',
        b'{"suppressions":{"reason":"seen","code":"SER001"}}\n',
        b'{"topics":{"id":"d","label":"d"}}\r\n',
    )
    path.write_bytes(whole(*lines))
    before = path.read_bytes()
    assert append_records([*_NEW, Topic(id="d", label="d")], path, suppressions=[_SEEN]) == 0
    assert path.read_bytes() == before


def test_other_records_that_others_spell_do_no_harm(path: Path) -> None:
    """What stands in the file and is not appended is kept as it is, however it is spelled."""
    path.write_bytes(whole(b'{"topics": {"id": "z", "label": "z"}}\n'))
    assert append_records(_NEW, path) == 3
    assert len(load(path)) == 4


@pytest.mark.parametrize("line", [WAR, b'{"topics":{"label":"war","id":"war"}}\n'])
def test_an_id_that_is_taken_is_refused(path: Path, line: bytes) -> None:
    """Another record with the id is an error, however it is spelled, and nothing is written."""
    path.write_bytes(whole(line))
    with pytest.raises(DuplicateRecordError) as caught:
        append_records([*_NEW, Topic(id="war", label="War")], path)
    assert (caught.value.kind, caught.value.record_id) == ("topics", "war")
    assert path.read_bytes() == whole(line)


def test_new_records_do_not_share_an_id(path: Path) -> None:
    """Of two different records with one id none is written."""
    before = path.read_bytes()
    with pytest.raises(DuplicateRecordError):
        append_records([Topic(id="a", label="a"), Topic(id="a", label="b")], path)
    assert path.read_bytes() == before


def test_suppressions_are_passed_over_where_none_is_new(path: Path) -> None:
    """Without suppressions to append, those of the file are not even looked at."""
    path.write_bytes(whole(ACCEPTED, b'{"suppressions":7}\n'))
    assert append_records(_NEW, path) == 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (whole(WAR)[:-1], FaultCode.TORN),
        (HEADER + WAR, FaultCode.TORN),
        (whole(WAR) + PEACE, FaultCode.TORN),
        (whole(WAR).replace(b"war", b"wax"), FaultCode.CONTRADICTION),
        (b"", FaultCode.NOT_A_DATASET),
        (whole(b" 7\n"), FaultCode.WRONG_TYPE),
    ],
)
def test_only_what_is_whole_grows(path: Path, data: bytes, code: FaultCode) -> None:
    """A file that is torn, changed or no such file is refused and stays as it is."""
    path.write_bytes(data)
    with pytest.raises(LoadError) as caught:
        append_records(_NEW, path)
    assert {fault.code for fault in caught.value.faults} == {code}
    assert path.read_bytes() == data


def test_a_file_can_grow_from_itself(path: Path) -> None:
    """The records may be read from the very file: they are all there."""
    assert append_records(read_records(path), path) == 0


# ------------------------------------------------------------------------------------------------------------- crashes


def test_a_crash_at_any_byte_loses_nothing_old(path: Path) -> None:
    """Cut anywhere in what was appended, recovery gives the old records and the new ones whose lines were complete."""
    before = path.read_bytes()
    append_records(_NEW, path)
    after = path.read_bytes()
    for size in range(len(before), len(after) + 1):
        path.write_bytes(after[:size])
        complete = after[len(before) : size].count(b"\n")
        found = recover(path)
        assert path.read_bytes().startswith(before)
        assert [record.id for record in read_records(path)] == ["war", "peace", "a", "b", "c"][: 2 + complete]
        assert found.was_torn == (size not in (len(before), len(after)))
        assert path.read_bytes() == (before if complete == 0 else path.read_bytes())
        assert append_records(_NEW, path) == 3 - min(complete, 3)
        assert load(path) == loads(after, format="jsonl")


@pytest.mark.parametrize("fails_at", range(3))
def test_a_full_disk_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch, fails_at: int) -> None:
    """What could be written before the disk was full is taken back."""
    before = path.read_bytes()
    calls = 0

    def write(file: FileIO, data: bytes) -> None:
        nonlocal calls
        if calls == fails_at:
            file.write(data[:7])
            raise OSError(errno.ENOSPC, "No space left on device")
        calls += 1
        file.write(data)

    monkeypatch.setattr(_lines_changing, "_AT_ONCE", 2)
    monkeypatch.setattr(_lines_changing, "write_all", write)
    with pytest.raises(SaveError) as caught:
        append_records(_NEW, path)
    assert caught.value.reason == "No space left on device"
    assert path.read_bytes() == before


def test_an_interruption_leaves_the_file_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C between two writes takes back what was written, and comes through."""

    def interrupted(file: FileIO, data: bytes) -> None:
        file.write(data)
        raise KeyboardInterrupt

    before = path.read_bytes()
    monkeypatch.setattr(_lines_changing, "write_all", interrupted)
    with pytest.raises(KeyboardInterrupt):
        append_records(_NEW, path)
    assert path.read_bytes() == before


def test_what_cannot_be_taken_back_can_be_recovered(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even that fails, the error is that of the write, and the file is torn and can be recovered."""
    before = path.read_bytes()

    class OneWay(FileIO):
        def truncate(self, size: int | None = None) -> int:
            raise OSError(errno.EIO, f"Input/output error at {size}")

    def fail(file: FileIO, data: bytes) -> None:
        file.write(data[:7])
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(_files, "FileIO", OneWay)
        patch.setattr(_lines_changing, "write_all", fail)
        with pytest.raises(SaveError) as caught:
            append_records(_NEW, path)
    assert caught.value.reason == "No space left on device"
    assert path.read_bytes() == before + b'{"topic'
    recover(path)
    assert path.read_bytes() == before


def test_a_write_may_take_several_steps(tmp_path: Path) -> None:
    """The system may take a part of what it is given; the rest is given again."""

    class Slow(FileIO):
        def write(self, data: bytes) -> int:  # type: ignore[override]
            return super().write(data[:3])

    with Slow(tmp_path / "a", "w") as file:
        _lines_files.write_all(file, b"0123456789")
    assert (tmp_path / "a").read_bytes() == b"0123456789"


# --------------------------------------------------------------------------------------------------- others at the file


@_POSIX
def test_two_do_not_append_at_once(path: Path) -> None:
    """While somebody appends, others are refused and change nothing; so is recovery."""
    with _lines_files.locked(str(path), writing=True):
        for change in (lambda: append_records(_NEW, path), lambda: recover(path)):
            with pytest.raises(SaveError) as caught:
                change()
            assert caught.value.reason == "another program is writing to it"
    assert append_records(_NEW, path) == 3


def test_what_grows_meanwhile_is_left_alone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A program that knows of no locks is noticed before anything is written behind its bytes."""
    grown = whole(WAR, PEACE) + b"more"
    real = _lines_files.require_in_place

    def meddled(name: str, file: FileIO, size: int | None) -> None:
        path.write_bytes(grown)
        real(name, file, size)

    monkeypatch.setattr(_lines_changing, "require_in_place", meddled)
    with pytest.raises(SaveError) as caught:
        append_records(_NEW, path)
    assert caught.value.reason == "another program has changed it meanwhile"
    assert path.read_bytes() == grown


@_POSIX
@pytest.mark.parametrize("is_replaced", [True, False])
def test_a_file_that_is_gone_meanwhile_is_an_error(
    path: Path, monkeypatch: pytest.MonkeyPatch, *, is_replaced: bool
) -> None:
    """Where another file takes its place while it grows, nobody is told that the records are in it."""
    real = _lines_files.write_all

    def meddled(file: FileIO, data: bytes) -> None:
        real(file, data)
        path.unlink(missing_ok=True)
        if is_replaced:
            path.write_bytes(whole())

    monkeypatch.setattr(_lines_changing, "write_all", meddled)
    with pytest.raises(SaveError):
        append_records(_NEW, path)


@pytest.mark.parametrize("answer", [OSError(errno.ENOLCK, "No locks available"), ImportError()])
def test_where_there_are_no_locks_one_appends_without(
    path: Path, monkeypatch: pytest.MonkeyPatch, answer: Exception
) -> None:
    """Some file systems have no locks, and neither has Windows; that keeps nobody from appending."""

    class NoLocks:
        LOCK_EX = LOCK_NB = 0

        @staticmethod
        def flock(*_: int) -> None:
            raise answer

    monkeypatch.setitem(sys.modules, "fcntl", None if isinstance(answer, ImportError) else NoLocks)
    assert append_records(_NEW, path) == 3


def test_the_file_must_be_there(tmp_path: Path) -> None:
    """A missing file, a folder and an impossible name are refused."""
    for name in ("missing.jsonl", ".", "a\0b"):
        with pytest.raises(SaveError):
            append_records(_NEW, os.path.join(tmp_path, name))  # noqa: PTH118 - a name that no path can have
    assert list(tmp_path.iterdir()) == []


def test_whatever_the_records_raise_comes_through(path: Path) -> None:
    """Nothing is written where the records end early, or are none."""

    def failing() -> Iterator[Record]:
        yield from _NEW
        raise RuntimeError("no more")

    before = path.read_bytes()
    with pytest.raises(RuntimeError):
        append_records(failing(), path)
    with pytest.raises(SelectionError):
        append_records(["war"], path)  # type: ignore[list-item]
    assert path.read_bytes() == before
