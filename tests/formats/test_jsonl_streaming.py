from __future__ import annotations

import gc
import os
import tracemalloc
from collections.abc import Iterator
from io import FileIO
from pathlib import Path
from unittest import mock

import pytest
from hypothesis import given

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode, InvalidValueError, LoadError, SaveError, SelectionError
from seesac_model.formats import Refused, _files, _lines_streaming, load
from seesac_model.formats.jsonl import read_records, write_records
from seesac_model.model import Origin, Record, Suppression, Topic
from tests.formats.jsonl_files import ACCEPTED, HEADER, PEACE, WAR, ended, whole
from tests.strategies.datasets import datasets

_POSIX = pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Return where a file may be."""
    return tmp_path / "a.jsonl"


def _read(path: Path, data: bytes) -> tuple[list[str], tuple[tuple[str, int | None], ...]]:
    """Return the ids that are read up to the first fault, and the faults."""
    path.write_bytes(data)
    ids: list[str] = []
    try:
        ids.extend(record.id for record in read_records(path))
    except LoadError as error:
        return ids, tuple((str(fault.code), fault.line) for fault in error.faults)
    return ids, ()


def _topics(count: int, text: str = "a") -> Iterator[Topic]:
    return (Topic(id=f"t{number}", label=text) for number in range(count))


@given(datasets())
def test_what_is_written_is_streamed(tmp_path_factory: pytest.TempPathFactory, dataset: Dataset) -> None:
    """Records and suppressions come back in the order in which they were given, and loading gives the same."""
    path = tmp_path_factory.mktemp("a") / "a.jsonl"
    count = write_records(iter(dataset), path, suppressions=iter(dataset.suppressions))
    assert count == len(dataset) + len(dataset.suppressions)
    kept: list[Suppression] = []
    assert list(read_records(path, on_suppression=kept.append)) == list(dataset)
    assert tuple(kept) == dataset.suppressions
    assert load(path) == dataset


def test_many_records_are_streamed(path: Path) -> None:
    """More records than are looked at together come in their order."""
    assert write_records(_topics(2_500), path) == 2_500
    assert [record.id for record in read_records(str(path))] == [f"t{number}" for number in range(2_500)]


def test_records_know_their_lines(path: Path) -> None:
    """The origin of a streamed record is its place in the file."""
    path.write_bytes(whole(WAR, PEACE))
    assert [record.origin for record in read_records(path)] == [Origin(str(path), 2, 11), Origin(str(path), 3, 11)]


def test_reading_ends_at_the_first_bad_line(path: Path) -> None:
    """The records before it come, and the error has all faults of that line and of no other."""
    bad = b'{"topics":{"id":"A"}}\n'
    assert _read(path, whole(WAR, bad, PEACE, bad)) == (["war"], (("missing", 3), ("invalid-id", 3)))


def test_ids_are_not_compared(path: Path) -> None:
    """To know all ids would take memory for each; that one stands twice is found by loading."""
    assert _read(path, whole(WAR, WAR)) == (["war", "war"], ())
    with pytest.raises(LoadError):
        load(path)


@pytest.mark.parametrize(
    ("data", "ids", "faults"),
    [
        (b"", [], (("not-a-dataset", 1),)),
        (HEADER + WAR + PEACE, ["war", "peace"], (("torn", 4),)),
        (whole(WAR) + PEACE[:-1], ["war"], (("torn", 4),)),
        (whole(WAR, PEACE).replace(WAR, b""), ["peace"], (("contradiction", 3), ("contradiction", 3))),
        (ended(whole(WAR).replace(b"war", b"wax") + PEACE, 2), ["wax"], (("contradiction", 3),)),
    ],
)
def test_the_end_is_checked(path: Path, data: bytes, ids: list[str], faults: tuple[tuple[str, int], ...]) -> None:
    """Whether a file is whole and unchanged is known behind its records, and is an error then."""
    assert _read(path, data) == (ids, faults)


def test_reading_can_go_on(path: Path) -> None:
    """With `on_refused` everything is told, and the good records come all the same."""
    path.write_bytes(whole(WAR, b"{}\n", PEACE, ACCEPTED) + b"x")
    refused: list[Refused] = []
    kept: list[Suppression] = []
    records = read_records(path, on_refused=refused.append, on_suppression=kept.append)
    assert [record.id for record in records] == ["war", "peace"]
    assert [(entry.origin.line, str(entry.faults[0].code)) for entry in refused] == [(3, "missing"), (7, "torn")]
    assert [entry.code for entry in kept] == ["SER001"]


def test_nobody_need_want_suppressions(path: Path) -> None:
    """Where nobody takes them, they are passed over; a malformed one is an error still."""
    assert _read(path, whole(ACCEPTED, WAR)) == (["war"], ())
    assert _read(path, whole(ACCEPTED.replace(b"SER001", b"S"), WAR)) == ([], (("invalid-value", 2),))


def test_reading_needs_no_more_memory_for_more_records(path: Path) -> None:
    """A file of several megabytes is read with a fraction of its size in memory, and written so."""
    tracemalloc.start()
    try:
        write_records(_topics(3_000, "a" * 2_000), path)
        for record in read_records(path):
            assert record.id
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert path.stat().st_size > 6_000_000
    assert peak < 4_000_000


def test_what_records_share_is_forgotten(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether seldom or after each batch, the records are the same."""
    write_records(_topics(3_000, "a"), path)
    expected = list(read_records(path))
    monkeypatch.setattr(_lines_streaming, "_MOST_SHARED", 0)
    assert expected == list(read_records(path))


def test_what_is_forgotten_is_gone(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also where nobody collects garbage: ids that stand in no two records do not add up."""
    monkeypatch.setattr(_lines_streaming, "_MOST_SHARED", 20_000)
    ids = (tuple(f"t{number}-{other}" for other in range(200)) for number in range(2_000))
    write_records((Topic(id=f"a{n}", label="a", related_ids=others) for n, others in enumerate(ids)), path)
    gc.collect()
    gc.disable()
    tracemalloc.start()
    try:
        assert sum(1 for _ in read_records(path)) == 2_000
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
        gc.enable()
    assert path.stat().st_size > 4_000_000
    assert peak < 12_000_000


def test_the_collector_is_suspended_only_inside(path: Path) -> None:
    """While the caller has a record, the collector is as it was."""
    write_records(_topics(3_000, "a"), path)
    assert all(gc.isenabled() for _ in read_records(path))
    gc.disable()
    try:
        assert not any(gc.isenabled() for _ in read_records(path))
    finally:
        gc.enable()


def test_nothing_is_opened_before_the_first_record(path: Path) -> None:
    """A missing file is an error when the first record is asked for."""
    records = read_records(path)
    with pytest.raises(LoadError) as caught:
        next(records)
    assert [(fault.code, fault.file) for fault in caught.value.faults] == [(FaultCode.UNREADABLE, str(path))]


@_POSIX
@pytest.mark.parametrize("name", [".", "/dev/zero", "a\0b", "pipe"])
def test_what_is_no_file_is_unreadable(name: str, tmp_path: Path) -> None:
    """Folders, devices, pipes and impossible names are refused at once, by loading too."""
    os.mkfifo(tmp_path / "pipe")
    target = os.path.join(tmp_path, name)  # noqa: PTH118 - a name that no path can have
    with pytest.raises(LoadError) as caught:
        next(read_records(target))
    assert caught.value.faults[0].code == FaultCode.UNREADABLE
    if name == "pipe":
        assert [fault.found for fault in load(target, format="jsonl", on_error="collect").faults] == [
            "a pipe or a device"
        ]


def test_a_failing_medium_is_unreadable(path: Path) -> None:
    """What the system cannot read in the middle of a file is a fault like any other."""
    path.write_bytes(whole(WAR))

    class Failing(FileIO):
        def read(self, size: int | None = -1) -> bytes:
            raise OSError(5, f"Input/output error of {size}")

    with mock.patch.object(_files, "FileIO", Failing), pytest.raises(LoadError) as caught:
        list(read_records(path))
    assert caught.value.faults[0].found == "input/output error of 262144"


def test_a_failed_write_leaves_the_old_file(path: Path) -> None:
    """Whatever the records raise comes through, and what stood there stands there still."""

    def failing() -> Iterator[Record]:
        yield from _topics(1_000)
        raise RuntimeError("no more")

    path.write_bytes(whole(WAR))
    with pytest.raises(RuntimeError):
        write_records(failing(), path)
    assert path.read_bytes() == whole(WAR)
    assert [entry.name for entry in path.parent.iterdir()] == ["a.jsonl"]


def test_only_records_are_written(path: Path) -> None:
    """What no reader knows is refused, and so is a place where no file can be."""

    class Foreign(Topic):
        pass

    for thing in ("war", Foreign(id="a", label="a")):
        with pytest.raises(SelectionError):
            write_records([thing], path)  # type: ignore[list-item]
    with pytest.raises(SaveError):
        write_records([], path.parent)
    assert not path.exists()


def test_no_line_is_too_long(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record that no reader would accept is not written."""
    monkeypatch.setattr("seesac_model.formats._lines_writing.LONGEST_LINE", 30)
    with pytest.raises(InvalidValueError):
        write_records(_topics(1), path)
    assert not path.exists()
