"""JSON Lines files as streams of bytes: opened safely, read in pieces, and changed by one program at a time."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Generator, Iterator
from io import FileIO
from typing import Final

from seesac_model.errors import Fault, FaultCode, LoadError, SaveError

__all__ = ["PIECE", "locked", "opened", "pieces_of", "require_in_place", "write_all"]

PIECE: Final = 256 * 1024
"""How many bytes are read at once."""
# Opening a pipe or a terminal must not wait for somebody at its other end; not every platform has these.
_FLAGS: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)


@contextlib.contextmanager
def opened(path: str) -> Generator[FileIO]:
    """
    Open a file to read it.

    Raises:
        LoadError: The code is `unreadable`: it is missing, may not be read, or is a folder, pipe or device.
    """
    try:
        file = _open(path, os.O_RDONLY)
    except OSError as error:
        raise _unreadable(path, error) from error
    with file:
        yield file


@contextlib.contextmanager
def locked(path: str, *, writing: bool) -> Generator[FileIO]:
    """
    Open a file that no other program of this library may change meanwhile.

    The lock is advisory and lasts as long as the block; where the system has none (Windows, some network file systems)
    there is nothing but the check of :func:`require_in_place`.

    Args:
        path: The file.
        writing: Whether it is written to, at its end.

    Raises:
        SaveError: It cannot be opened, is no regular file, or another program is changing it.
    """
    try:
        file = _open(path, os.O_RDWR | os.O_APPEND if writing else os.O_RDONLY)
    except OSError as error:
        raise SaveError(path, error.strerror or type(error).__name__) from error
    with file:
        try:
            _lock(file)
        except BlockingIOError as error:
            raise SaveError(path, "another program is writing to it") from error
        require_in_place(path, file, None)
        yield file


def require_in_place(path: str, file: FileIO, size: int | None) -> None:
    """
    Make sure that an open file is still the one that the path names.

    Args:
        path: The file, as it was opened.
        file: What was opened.
        size: How many bytes it must have; None for any number.

    Raises:
        SaveError: Another file has taken its place, or it has grown or shrunk.
    """
    status = os.fstat(file.fileno())
    try:
        is_same = os.path.samestat(status, os.stat(path))  # noqa: PTH116 - a name as the caller gave it
    except OSError:
        is_same = False
    if not is_same or size not in (None, status.st_size):
        raise SaveError(path, "another program has changed it meanwhile")


def pieces_of(file: FileIO, path: str) -> Iterator[bytes]:
    """
    Yield the bytes of a file from where it stands, piece by piece.

    Raises:
        LoadError: The code is `unreadable`: the medium failed.
    """
    try:
        while piece := file.read(PIECE):
            yield piece
    except OSError as error:
        raise _unreadable(path, error) from error


def write_all(file: FileIO, data: bytes) -> None:
    """Write all of some bytes to a file, which may take them in several steps."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def _open(path: str, flags: int) -> FileIO:
    try:
        descriptor = os.open(path, flags | _FLAGS)
    except ValueError as error:
        raise OSError(errno.EINVAL, "a name that no file can have") from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "a folder" if stat.S_ISDIR(mode) else "a pipe or a device")
    # Without a buffer: what could not be written must not be tried again when the file is closed.
    return FileIO(descriptor, "r+b" if flags & os.O_RDWR else "rb")


def _lock(file: FileIO) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        return
    try:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise
    except OSError:  # A file system without locks
        return


def _unreadable(path: str, error: OSError) -> LoadError:
    fault = Fault(
        code=FaultCode.UNREADABLE,
        found=(error.strerror or type(error).__name__).lower(),
        expected="a file that can be read",
        suggestion="check the name and the permissions",
        file=path,
    )
    return LoadError([fault])
