from __future__ import annotations

import struct
import warnings
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import LoadError
from seesac_model.formats import _package_files, dump_bytes, loads
from seesac_model.formats._package_files import ZipFiles, lines_of

_TOPICS = b"id,label\na,A\n"
_END_LENGTH = 22


def _zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    stream = BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(stream, "w", method) as packed:
            for name, data in files.items():
                packed.writestr(name, data)
    return stream.getvalue()


def _refused(data: bytes) -> str:
    with pytest.raises(LoadError) as caught:
        loads(data, format="csv")
    (fault,) = caught.value.faults
    assert (fault.line, fault.column) == (1, 1)
    return f"{fault.code}: {fault.found}"


def _names(*names: str) -> list[str]:
    return list(ZipFiles(_zipped(dict.fromkeys(names, b"")), None).names())


def test_files_may_lie_in_one_folder() -> None:
    """Whoever packs a folder gets a zip with that folder in it; what macOS adds is left alone."""
    assert _names("p/b.csv", "p/a.csv", "p/", "__MACOSX/p/._a.csv", "p/.DS_Store", "._p") == ["a.csv", "b.csv"]
    assert _names("a.csv", ".DS_Store") == ["a.csv"]
    assert _names() == []


@pytest.mark.parametrize(
    "names",
    [("../a.csv",), ("/a.csv",), ("p/../a.csv",), ("a.csv", "p/a.csv"), ("p/q/a.csv",), ("c:a.csv",), ("..",)],
)
def test_names_that_lead_elsewhere_are_refused(names: tuple[str, ...]) -> None:
    """Nothing outside of the zip is meant by any name in it."""
    assert _refused(_zipped(dict.fromkeys(names, _TOPICS))).startswith("unsupported: the name")


def test_a_name_stands_once() -> None:
    """Of two files with one name, nobody knows which is meant."""
    stream = BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(stream, "w") as packed:
        warnings.simplefilter("ignore")
        packed.writestr("topics.csv", _TOPICS)
        packed.writestr("topics.csv", _TOPICS)
    assert _refused(stream.getvalue()) == "duplicate-key: the file 'topics.csv' twice"


def _overwritten(data: bytes, mark: bytes, offset: int, value: bytes) -> bytes:
    """Return the zip with some bytes of its last record of a sort overwritten."""
    start = data.rindex(mark) + offset
    return data[:start] + value + data[start + len(value) :]


_DIRECTORY = b"PK\x01\x02"
_END = b"PK\x05\x06"
_DAMAGE: tuple[tuple[Callable[[bytes], bytes], str], ...] = (
    (lambda _: b"", "syntax: no zip"),
    (lambda _: b"PK", "syntax: no zip"),
    (lambda data: data[:-1], "syntax: the beginning of a zip without its end"),
    (lambda data: data + _END, "syntax: the beginning of a zip without its end"),
    (lambda data: _overwritten(data, _END, 16, b"\xff\xff\0\0"), "syntax: a damaged zip"),
    (lambda data: _overwritten(data, _DIRECTORY, 0, b"PK\0\0"), "syntax: a damaged zip"),
    (lambda data: _overwritten(data, _DIRECTORY, 42, b"\x07\0\0\0"), "syntax: a damaged zip"),
    (lambda data: _overwritten(data, _DIRECTORY, 16, b"\0\0\0\0"), "syntax: a damaged zip"),
    (lambda data: _overwritten(data, _DIRECTORY, 8, b"\x01\0"), "unsupported: an encrypted file"),
    (lambda data: _overwritten(data, _DIRECTORY, 10, b"\x0e\0"), "unsupported: an unusual compression"),
    (lambda data: _overwritten(data, _DIRECTORY, 24, b"\xff\xff\xff\x7f"), "too-large: 2,147,483,647 bytes or more"),
    (lambda data: _overwritten(data, _END, 12, b"\0\0\xff\0"), "too-large: a directory of 16,711,680 bytes"),
    (
        lambda data: data[:-_END_LENGTH] + b"PK\x06\x07" + b"\0" * 16 + data[-_END_LENGTH:],
        "unsupported: a zip of the 64-bit kind",
    ),
)


@pytest.mark.parametrize(("damage", "expected"), _DAMAGE, ids=range(len(_DAMAGE)))
def test_damaged_zips_are_refused(damage: Callable[[bytes], bytes], expected: str) -> None:
    """Whatever is wrong with a zip is one fault of ours."""
    assert expected == _refused(damage(_zipped({"topics.csv": _TOPICS})))


@pytest.mark.parametrize("name", ["topics.csv", "datapackage.json"])
def test_damage_inside_is_found_while_reading(name: str) -> None:
    """What is packed is checked by its sum, whichever file it is."""
    data = _zipped({"topics.csv": _TOPICS, name: _TOPICS}, zipfile.ZIP_STORED)
    assert _refused(data.replace(b"id,label", b"id,lebel")) == "syntax: a damaged zip"


def test_a_zip_of_nothing_but_air_is_refused() -> None:
    """A small file that unpacks to a very large one is no table."""
    assert _refused(_zipped({"topics.csv": b"\0" * 5_000_000})).startswith("too-large: 5,000,000 bytes packed into")


def test_a_zip_has_only_so_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """There are not that many tables."""
    monkeypatch.setattr(_package_files, "_MOST_FILES", 2)
    assert _refused(_zipped(dict.fromkeys("abc", b""))) == "too-large: 3 files"


def test_a_descriptor_is_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it is read at once."""
    monkeypatch.setattr(_package_files, "_DESCRIPTOR_MAX_BYTES", 10)
    assert _refused(_zipped({"datapackage.json": b"x" * 11})) == "too-large: 11 bytes or more"


def test_lines_are_only_so_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory is needed for one line, and that is bounded."""
    monkeypatch.setattr(_package_files, "_LONGEST_LINE", 4)
    assert list(lines_of(BytesIO(b"abc\nabcd"))) == [b"abc\n", b"abcd"]
    with pytest.raises(LoadError, match="5 bytes or more"):
        list(lines_of(BytesIO(b"abcde\n")))


def test_the_directory_is_measured_where_the_standard_library_reads_it() -> None:
    """The size that is looked at is that of the last record of the end."""
    data = _zipped({"topics.csv": _TOPICS})
    (size,) = struct.unpack_from("<I", data, len(data) - _END_LENGTH + 12)
    assert len(data) - _END_LENGTH - data.index(_DIRECTORY) == size


def test_a_workbook_named_as_a_zip_is_recognised() -> None:
    """The advice is the extension that it should have."""
    with pytest.raises(LoadError, match=r"this looks like a workbook; give it the extension \.xlsx"):
        loads(dump_bytes(Dataset(), format="xlsx"), format="csv")
