"""JSON Lines files as streams of bytes: opened safely, read in pieces, and changed by one program at a time."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Generator, Iterator
from io import FileIO
from typing import Final

from seesac_model.errors import SaveError
from seesac_model.formats._files import open_regular, unreadable

__all__ = ["PIECE", "locked", "opened", "pieces_of", "require_in_place", "write_all"]

PIECE: Final = 256 * 1024
"""How many bytes are read at once."""


@contextlib.contextmanager
def opened(path: str) -> Generator[FileIO]:
    """
    Open a file to read it.

    Raises:
        LoadError: The code is `unreadable`: it is missing, may not be read, or is a folder, pipe or device.
    """
    try:
        file = open_regular(path)
    except OSError as error:
        raise unreadable(path, error) from error
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
        file = open_regular(path, os.O_RDWR | os.O_APPEND if writing else os.O_RDONLY)
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
        raise unreadable(path, error) from error


def write_all(file: FileIO, data: bytes) -> None:
    """Write all of some bytes to a file, which may take them in several steps."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


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
