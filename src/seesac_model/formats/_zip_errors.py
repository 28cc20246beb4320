"""What the standard library raises for zips that are damaged in one way or another."""

from __future__ import annotations

import functools

__all__ = ["zip_errors"]


@functools.cache
def zip_errors() -> tuple[type[Exception], ...]:
    """Return the classes; the modules that they are from take a while to import, and few programs read zips."""
    import struct
    import zlib
    from zipfile import BadZipFile

    return (
        BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        OverflowError,
        RuntimeError,  # with NotImplementedError: methods and versions that it does not know
        ValueError,  # with UnicodeDecodeError: names
    )
