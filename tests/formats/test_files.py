from __future__ import annotations

import errno
import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest

from seesac_model.errors import Fault, FaultCode, LoadError, SaveError
from seesac_model.formats._files import read_text, write_atomically

_POSIX = pytest.mark.skipif(os.name != "posix", reason="permissions, pipes and links of POSIX")


def _fault(path: str | os.PathLike[str], max_bytes: int = 100) -> Fault:
    with pytest.raises(LoadError) as caught:
        read_text(path, max_bytes=max_bytes)
    (fault,) = caught.value.faults
    return fault


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def _disk_full(*_arguments: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


# ------------------------------------------------------------------------------------------------------------- reading


def test_text_is_read_as_it_is(tmp_path: Path) -> None:
    """Line ends and a byte order mark stay, so that positions in the text are positions in the file."""
    path = tmp_path / "a"
    path.write_bytes("\ufeffČ\r\n😀\n".encode())
    assert read_text(path) == "\ufeffČ\r\n😀\n"
    assert read_text(str(path)) == "\ufeffČ\r\n😀\n"


def test_a_missing_file_is_unreadable(tmp_path: Path) -> None:
    """The fault names the file as the caller did."""
    fault = _fault(tmp_path / "a")
    assert (fault.code, fault.file, fault.found) == (
        FaultCode.UNREADABLE,
        str(tmp_path / "a"),
        "no such file or directory",
    )


def test_a_folder_is_unreadable(tmp_path: Path) -> None:
    """A folder is no file."""
    assert _fault(tmp_path).code == FaultCode.UNREADABLE


def test_an_impossible_name_is_unreadable() -> None:
    """A name that no file can have is a fault like any other."""
    assert _fault("a\x00").code == FaultCode.UNREADABLE


@_POSIX
def test_a_pipe_is_refused_at_once(tmp_path: Path) -> None:
    """Nobody waits for somebody to write into a pipe."""
    os.mkfifo(tmp_path / "a")
    assert _fault(tmp_path / "a").found == "a pipe or a device"


@_POSIX
def test_a_device_is_refused() -> None:
    """A device without an end is not read."""
    assert _fault("/dev/zero").found == "a pipe or a device"


def test_size_is_checked_before_reading(tmp_path: Path) -> None:
    """A file of the greatest size is read, one byte more is refused."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100)
    assert read_text(path, max_bytes=100) == "x" * 100
    assert _fault(path, 99).code == FaultCode.TOO_LARGE


def test_a_file_that_grows_is_not_read_to_its_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size that was stated is not relied on."""
    path = tmp_path / "a"
    path.write_bytes(b"x" * 100)
    states = os.stat_result((stat.S_IFREG, 0, 0, 0, 0, 0, 0, 0, 0, 0))
    monkeypatch.setattr(os, "fstat", lambda _descriptor: states)
    assert _fault(path, 99).code == FaultCode.TOO_LARGE


@pytest.mark.parametrize(
    ("data", "position", "found"),
    [
        (b"\xff", (1, 1), "0xFF"),
        ("Č\r\nžž".encode() + b"\xe2\x82", (2, 3), "0xE2"),
        (b"a\xed\xa0\x80", (1, 2), "0xED"),
        (b"\xef\xbb\xbfa\xc0\x80", (1, 2), "0xC0"),
        (b"\xff\xfea\x00", (1, 1), "0xFF"),
    ],
)
def test_the_first_byte_that_is_not_utf8_is_placed(
    tmp_path: Path, data: bytes, position: tuple[int, int], found: str
) -> None:
    """A fault of encoding has line and column, counted in characters."""
    (tmp_path / "a").write_bytes(data)
    fault = _fault(tmp_path / "a")
    assert (fault.code, fault.line, fault.column) == (FaultCode.ENCODING, *position)
    assert found in fault.found


@pytest.mark.parametrize(
    ("data", "advice"),
    [
        ("x".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04\xff", "a workbook or a zip"),
        (b"\xd0\xcf\x11\xe0", "a workbook of an old kind"),
        (b"\x1f\x8b", "gzip"),
        (b"\xff", "save the file as UTF-8"),
    ],
)
def test_other_kinds_of_files_are_recognised(data: bytes, advice: str, tmp_path: Path) -> None:
    """The advice names what the file probably is."""
    (tmp_path / "a").write_bytes(data)
    assert advice in str(_fault(tmp_path / "a").suggestion)


# ------------------------------------------------------------------------------------------------------------- writing


def test_a_new_file_is_written(tmp_path: Path) -> None:
    """The bytes are the text in UTF-8, with its line ends, and nothing else is left in the folder."""
    write_atomically(tmp_path / "a", "Č\n\r\n")
    assert (tmp_path / "a").read_bytes() == "Č\n\r\n".encode()
    assert _names(tmp_path) == ["a"]


def test_an_old_file_is_replaced(tmp_path: Path) -> None:
    """A shorter text leaves nothing of a longer one."""
    (tmp_path / "a").write_text("long text")
    write_atomically(str(tmp_path / "a"), "x")
    assert (tmp_path / "a").read_text() == "x"
    assert _names(tmp_path) == ["a"]


def test_a_relative_name_is_written_where_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name without a folder means the working folder."""
    monkeypatch.chdir(tmp_path)
    write_atomically("a", "x")
    assert (tmp_path / "a").read_text() == "x"


def test_a_long_name_is_no_obstacle(tmp_path: Path) -> None:
    """The temporary file of the longest name that a file can have still has a name that a file can have."""
    path = tmp_path / ("a" * 255)
    write_atomically(path, "x")
    assert path.read_text() == "x"


@_POSIX
@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_permissions_are_kept(tmp_path: Path, mode: int) -> None:
    """Whoever could read or write the old file can read or write the new one, and nobody else."""
    path = tmp_path / "a"
    path.touch()
    path.chmod(mode)
    write_atomically(path, "x")
    assert stat.S_IMODE(path.stat().st_mode) == mode


@_POSIX
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_usual_permissions(tmp_path: Path, mask: int) -> None:
    """The mask of the process decides, as for any other file."""
    old = os.umask(mask)
    try:
        write_atomically(tmp_path / "a", "x")
    finally:
        os.umask(old)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o666 & ~mask


@_POSIX
def test_the_target_of_a_link_is_replaced(tmp_path: Path) -> None:
    """A symbolic link stays a link, also one to a file in another folder or to one that is not there yet."""
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real" / "a")
    for text in ("x", "y"):
        write_atomically(tmp_path / "link", text)
        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "real" / "a").read_text() == text
    assert _names(tmp_path / "real") == ["a"]


@_POSIX
def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    """A link without an end is an error and no endless search."""
    (tmp_path / "a").symlink_to(tmp_path / "a")
    with pytest.raises(SaveError):
        write_atomically(tmp_path / "a", "x")


@pytest.mark.parametrize(
    ("owner", "call"),
    [(os, "fsync"), (os, "replace"), (os, "open"), (Path, "replace"), (Path, "chmod"), (Path, "open")],
)
def test_a_failure_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, owner: object, call: str
) -> None:
    """A full disk at any step leaves the old file whole and no temporary file beside it."""
    (tmp_path / "a").write_text("old")
    with monkeypatch.context() as patch:
        patch.setattr(owner, call, _disk_full)
        with pytest.raises(SaveError) as caught:
            write_atomically(tmp_path / "a", "new")
    assert (caught.value.path, caught.value.reason) == (str(tmp_path / "a"), "No space left on device")
    assert (tmp_path / "a").read_text() == "old"
    assert _names(tmp_path) == ["a"]


def test_an_interruption_leaves_no_temporary_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C is passed on, after the folder has been cleaned."""

    def interrupt(_descriptor: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", "new")
    assert _names(tmp_path) == []


def test_a_temporary_file_that_cannot_be_removed_hides_no_failure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is reported is why the file was not written."""
    monkeypatch.setattr(os, "fsync", _disk_full)
    monkeypatch.setattr(Path, "unlink", lambda *_arguments: _raise(PermissionError(errno.EACCES, "Permission denied")))
    with pytest.raises(SaveError) as caught:
        write_atomically(tmp_path / "a", "new")
    assert caught.value.reason == "No space left on device"


def _raise(error: Exception) -> None:
    raise error


@_POSIX
def test_a_folder_that_cannot_be_synchronised_is_no_failure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file stands in its place by then, so it would be wrong to say that nothing was changed."""
    synchronise: Callable[[int], None] = os.fsync

    def refuse_folders(descriptor: int) -> None:
        if stat.S_ISDIR(os.fstat(descriptor).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        synchronise(descriptor)

    monkeypatch.setattr(os, "fsync", refuse_folders)
    write_atomically(tmp_path / "a", "x")
    assert (tmp_path / "a").read_text() == "x"


def test_a_platform_without_folders_to_synchronise_writes_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a folder cannot be opened at all, that step is left out."""
    monkeypatch.delattr(os, "O_DIRECTORY", raising=False)
    write_atomically(tmp_path / "a", "x")
    assert (tmp_path / "a").read_text() == "x"


@_POSIX
def test_the_folder_is_synchronised_after_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """First the contents reach the disk, then the name."""
    kinds: list[bool] = []
    synchronise: Callable[[int], None] = os.fsync

    def record(descriptor: int) -> None:
        kinds.append(stat.S_ISDIR(os.fstat(descriptor).st_mode))
        synchronise(descriptor)

    monkeypatch.setattr(os, "fsync", record)
    write_atomically(tmp_path / "a", "x")
    assert kinds == [False, True]


def test_a_write_protected_file_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Replacing would go around the protection, since it needs the folder's permission only."""
    (tmp_path / "a").write_text("old")
    # The administrator, as whom tests may run, is never refused.
    monkeypatch.setattr(os, "access", lambda _path, _mode: False)
    with pytest.raises(SaveError) as caught:
        write_atomically(tmp_path / "a", "new")
    assert caught.value.reason == "it is write-protected"
    assert (tmp_path / "a").read_text() == "old"


@_POSIX
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the administrator may write everywhere")
def test_a_write_protected_folder_is_an_error(tmp_path: Path) -> None:
    """Where no file can be made, the reason is the operating system's."""
    tmp_path.chmod(0o500)
    with pytest.raises(SaveError) as caught:
        write_atomically(tmp_path / "a", "x")
    tmp_path.chmod(0o700)
    assert caught.value.reason == "Permission denied"


@pytest.mark.parametrize("name", ["missing/a", ".", "a\x00b", "a" * 300])
def test_a_name_that_cannot_be_written_is_an_error(tmp_path: Path, name: str) -> None:
    """A missing folder, a folder, and names that no file can have are errors of ours."""
    with pytest.raises(SaveError):
        write_atomically(os.path.join(tmp_path, name), "x")  # noqa: PTH118 - pathlib would drop the dot
    assert _names(tmp_path) == []


@_POSIX
def test_a_pipe_is_not_replaced(tmp_path: Path) -> None:
    """What is no regular file stays what it is."""
    os.mkfifo(tmp_path / "a")
    with pytest.raises(SaveError):
        write_atomically(tmp_path / "a", "x")
    assert stat.S_ISFIFO((tmp_path / "a").stat().st_mode)


def test_text_that_has_no_utf8_is_not_written(tmp_path: Path) -> None:
    """A lone surrogate is found before anything is touched."""
    (tmp_path / "a").write_text("old")
    with pytest.raises(SaveError) as caught:
        write_atomically(tmp_path / "a", "\ud800")
    assert "surrogate" in caught.value.reason
    assert (tmp_path / "a").read_text() == "old"
