"""
Files to text and text to files, safely.

Reading refuses what is no regular file (a pipe would wait for ever) and what is too large before it reads a byte.
Writing is whole or not at all: the text goes to a temporary file in the same folder, which then takes the place of
the old one in a single step, so that a reader, a crash or a full disk never finds half a file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Generator, Iterable, Iterator
from io import BufferedReader, FileIO
from pathlib import Path
from typing import Final

from seesac_model.errors import Fault, FaultCode, LoadError, SaveError
from seesac_model.formats._tree import JSON_MAX_BYTES, TextPositions

__all__ = [
    "NotOurs",
    "decode",
    "encoding_advice",
    "is_wide",
    "open_regular",
    "path_text",
    "read_bytes",
    "read_text",
    "too_large",
    "unreadable",
    "write_atomically",
]

_NEW_FILE_MODE: Final = 0o666
_OWNER_ONLY: Final = 0o600
_PERMISSIONS: Final = stat.S_IRWXU | stat.S_IRWXG | stat.S_IRWXO
_LONGEST_STEM: Final = 50
# Opening a pipe or a terminal must not wait for somebody at its other end; not every platform has these.
_FLAGS: Final = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOCTTY", 0)
_LONGEST_SEQUENCE: Final = 4
# How files begin that are something else, and what to do about it.
_WIDE: Final = "this looks like UTF-16; save the file as UTF-8"
_FOREIGN_STARTS: Final = (
    (b"\xff\xfe\0\0", "this looks like UTF-32; save the file as UTF-8"),
    (b"\0\0\xfe\xff", "this looks like UTF-32; save the file as UTF-8"),
    (b"\xff\xfe", _WIDE),
    (b"\xfe\xff", _WIDE),
    (b"PK\x03\x04", "this looks like a workbook or a zip; give it the extension .xlsx or .zip"),
    (b"\xd0\xcf\x11\xe0", "this looks like a workbook of an old kind; save it as .xlsx"),
    (b"\x1f\x8b", "this looks like gzip; unpack the file"),
)


def path_text(path: object) -> str:
    """
    Return the path of a file as text.

    Raises:
        TypeError: It is neither text nor a path in text.
    """
    text = os.fspath(path) if isinstance(path, os.PathLike) else path
    if isinstance(text, str):
        return text
    raise TypeError(f"a path is text or a pathlib.Path, not an object of the class {type(path).__name__}")


def read_text(path: str | os.PathLike[str], *, max_bytes: int = JSON_MAX_BYTES) -> str:
    """
    Read a whole file as UTF-8.

    Line ends and a byte order mark stay as they are: positions in the text are positions in the file.

    Args:
        path: The file; faults name it as it is given here.
        max_bytes: The longest file that is read, in bytes.

    Raises:
        LoadError: One fault: `unreadable` (missing, no permission, or a folder, pipe or device), `too-large`, or
            `encoding`, with the line and column of the first byte that is not UTF-8.
    """
    return decode(read_bytes(path, max_bytes=max_bytes), os.fspath(path))


def read_bytes(path: str | os.PathLike[str], *, max_bytes: int = JSON_MAX_BYTES) -> bytes:
    """
    Read a whole file.

    Args:
        path: The file; faults name it as it is given here.
        max_bytes: The longest file that is read, in bytes.

    Raises:
        LoadError: One fault: `unreadable` (missing, no permission, or a folder, pipe or device) or `too-large`.
    """
    name = path_text(path)
    try:
        with open_regular(name) as raw, BufferedReader(raw) as file:
            size = os.fstat(raw.fileno()).st_size
            if size > max_bytes:
                raise too_large(name, size, max_bytes)
            data = file.read(max_bytes + 1)
    except OSError as error:
        raise unreadable(name, error) from error
    if len(data) > max_bytes:  # The file grew, or it is one of those that state no size, as in /proc.
        raise too_large(name, len(data), max_bytes)
    return data


def decode(data: bytes, name: str | None = None) -> str:
    """
    Return the text of bytes in UTF-8.

    Args:
        data: The bytes.
        name: The file that they are from; None for none.

    Raises:
        LoadError: The code is `encoding`, with the line and column of the first byte that is not UTF-8.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise _not_utf8(name, data, error) from error
    if is_wide(data):
        fault = Fault(
            code=FaultCode.ENCODING,
            found="a zero byte",
            expected="UTF-8",
            suggestion=_WIDE,
            file=name,
            line=1,
            column=1,
        )
        raise LoadError([fault])
    return text


def is_wide(data: bytes) -> bool:
    """Tell whether bytes begin as UTF-16 or UTF-32 without a byte order mark, where letters stand beside zeros."""
    return 0 in data[:2]


def open_regular(path: str | os.PathLike[str], flags: int = os.O_RDONLY) -> FileIO:
    """
    Open a regular file, without waiting for anybody.

    There is no buffer: what could not be written must not be tried again when the file is closed.

    Args:
        path: The file.
        flags: As :func:`os.open` takes them.

    Raises:
        OSError: It is missing, may not be opened, or is a folder, pipe or device.
    """
    try:
        descriptor = os.open(path, flags | _FLAGS)
    except ValueError as error:
        raise OSError(errno.EINVAL, "a name that no file can have") from error
    mode = os.fstat(descriptor).st_mode
    if not stat.S_ISREG(mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "a folder" if stat.S_ISDIR(mode) else "a pipe or a device")
    return FileIO(descriptor, "r+b" if flags & os.O_RDWR else "rb")


def unreadable(name: str, error: OSError) -> LoadError:
    """Return the error for a file that could not be opened or read."""
    fault = Fault(
        code=FaultCode.UNREADABLE,
        found=(error.strerror or type(error).__name__).lower(),
        expected="a file that can be read",
        suggestion="check the name and the permissions",
        file=name,
    )
    return LoadError([fault])


def too_large(name: str | None, size: int, max_bytes: int) -> LoadError:
    """Return the error for a text of `size` bytes or characters where at most `max_bytes` are read."""
    fault = Fault(
        code=FaultCode.TOO_LARGE,
        found=f"{size:,} bytes or more",
        expected=f"at most {max_bytes:,} bytes",
        suggestion="split the data into several files",
        file=name,
    )
    return LoadError([fault])


def _not_utf8(name: str | None, data: bytes, error: UnicodeDecodeError) -> LoadError:
    before = data[: error.start].decode("utf-8")
    line, column, _ = TextPositions(before).mark(len(before))
    fault = Fault(
        code=FaultCode.ENCODING,
        found=f"the byte 0x{data[error.start]:02X}",
        expected="UTF-8",
        suggestion=encoding_advice(data),
        file=name,
        line=line,
        column=column,
        value=data[error.start : error.start + _LONGEST_SEQUENCE],
    )
    return LoadError([fault])


def encoding_advice(data: bytes) -> str:
    """Return what to do about bytes that are not UTF-8, by how they begin."""
    known = (advice for start, advice in _FOREIGN_STARTS if data.startswith(start))
    return next(known, _WIDE if is_wide(data) else "save the file as UTF-8")


def write_atomically(path: str | os.PathLike[str], content: str | Iterable[bytes]) -> None:
    """
    Write a text as UTF-8, or bytes piece by piece, wholly or not at all.

    The permissions of a file that is there are kept, a new file gets the usual ones. Where `path` is a symbolic link,
    the file it leads to is replaced and the link stays. Line feeds are written as they are on every platform.

    Args:
        path: The file to write; its folder must exist.
        content: What it shall contain: text, or the pieces of bytes that it is made of, in their order.

    Raises:
        SaveError: It could not be written; what stood there before stands there still. The same is true of whatever
            making the pieces raises.
    """
    name = path_text(path)
    try:
        pieces = [content.encode("utf-8")] if isinstance(content, str) else content
    except UnicodeEncodeError as error:
        raise SaveError(name, "the text has a lone surrogate") from error
    callers = NotOurs()
    try:
        target = Path(os.path.realpath(name))
        mode = _mode_of(target)
        with _temporary_file(target, mode) as temporary:
            _write(temporary, callers.made(pieces), mode)
            temporary.replace(target)
    except (OSError, ValueError) as error:
        if error is callers.error:
            raise
        if isinstance(error, OSError):
            raise SaveError(name, error.strerror or type(error).__name__) from error
        raise SaveError(name, "no file can have such a name") from error  # that is, one with such a character
    _sync_folder(target.parent)


class NotOurs:
    """
    Remembers what is raised in a block that runs somebody else's code: a failure to write is not to blame for it.

    Attributes:
        error: What was raised last; None if nothing was.
    """

    def __init__(self) -> None:
        self.error: BaseException | None = None

    def __enter__(self) -> None:
        """Begin such a block."""

    def __exit__(self, _: object, error: BaseException | None, __: object) -> None:
        """End it, and let what was raised go on."""
        self.error = error

    def made(self, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield pieces that somebody else makes."""
        with self:
            yield from pieces


def _mode_of(target: Path) -> int | None:
    """Return the permissions of the file that is there, or None where there is none."""
    try:
        status = target.stat()
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, "it is a folder, a pipe or a device")
    if not os.access(target, os.W_OK):
        raise PermissionError(errno.EACCES, "it is write-protected")
    return status.st_mode & _PERMISSIONS


@contextlib.contextmanager
def _temporary_file(target: Path, mode: int | None) -> Generator[Path]:
    """Make an empty file beside `target`, which is gone when the block has failed."""
    # A long name of the target must not make this one too long for the file system.
    temporary = target.with_name(f".{target.name[:_LONGEST_STEM]}.{os.urandom(8).hex()}.tmp")
    # What replaces a protected file must at no moment be open to more people than that.
    os.close(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _NEW_FILE_MODE if mode is None else _OWNER_ONLY))
    try:
        yield temporary
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise


def _write(temporary: Path, pieces: Iterable[bytes], mode: int | None) -> None:
    with temporary.open("wb") as file:
        file.writelines(pieces)
        file.flush()
        os.fsync(file.fileno())
    if mode is not None:
        temporary.chmod(mode)


def _sync_folder(folder: Path) -> None:
    """
    Make the new name of the file last through a power cut.

    Not every platform can do that for a folder. The new file is in its place by now, so this is no failure to write.
    """
    if not hasattr(os, "O_DIRECTORY"):
        return
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
