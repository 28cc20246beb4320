"""What a format reads: a file, or text or bytes that somebody has in memory."""

from __future__ import annotations

import os
from typing import TypeAlias

from seesac_model.errors import Fault, FaultCode, LoadError
from seesac_model.formats._files import decode, read_bytes, too_large

__all__ = ["Input"]

_Data: TypeAlias = str | bytes


class Input:
    """
    One file, text or piece of bytes.

    Args:
        file: The file, as the caller named it; None for what is in memory.
        data: What is in memory; None for a file.

    Attributes:
        file: The file, as the caller named it; None for what is in memory.
    """

    def __init__(self, file: str | os.PathLike[str] | None = None, data: str | bytes | None = None) -> None:
        self.file: str | None = None if file is None else os.fspath(file)
        self._data = data

    def text(self, max_bytes: int) -> str:
        """
        Return all of it as text; bytes are read as UTF-8.

        Args:
            max_bytes: The longest text that is read, in bytes.

        Raises:
            LoadError: One fault: `unreadable`, `too-large`, or `encoding`.
        """
        data = self.data(max_bytes)
        return data if isinstance(data, str) else decode(data, self.file)

    def data(self, max_bytes: int) -> _Data:
        """
        Return all of it as it is there: text that was given as text, else bytes.

        Args:
            max_bytes: The most that is read.

        Raises:
            LoadError: One fault: `unreadable` or `too-large`.
        """
        if isinstance(self._data, str):
            if len(self._data) > max_bytes:
                raise too_large(None, len(self._data), max_bytes)
            return self._data
        return self.bytes(max_bytes)

    def bytes(self, max_bytes: int) -> bytes:
        """
        Return all of it as bytes.

        Args:
            max_bytes: The most that is read.

        Raises:
            LoadError: One fault: `unreadable`, `too-large`, or `wrong-type` for text that was given where a format
                reads bytes.
        """
        if self.file is not None:
            return read_bytes(self.file, max_bytes=max_bytes)
        if not isinstance(self._data, bytes):
            found, expected = "text", "the bytes of a file"
            raise LoadError([Fault(code=FaultCode.WRONG_TYPE, found=found, expected=expected, suggestion="pass bytes")])
        if len(self._data) > max_bytes:
            raise too_large(None, len(self._data), max_bytes)
        return self._data
