"""How far long work has come, for whoever waits for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

__all__ = ["Progress", "ProgressCallback"]


class Progress(NamedTuple):
    """
    How far reading or writing a file, or checking a dataset, has come.

    Attributes:
        activity: What is being done.
        file: The file, as the caller named it; None for text, and for a check.
        done: How much is done: bytes, or records.
        total: How much there is to do; None if that is not known.
        unit: What `done` and `total` count.
    """

    activity: Literal["reading", "writing", "checking"]
    file: str | None
    done: int
    total: int | None
    unit: Literal["bytes", "records"]


ProgressCallback: TypeAlias = Callable[[Progress], None]
"""
What is told how far the work has come: now and then, for every file or check at least once, and last when it is done.

It runs in the thread that does the work, which waits for it; what it raises ends the work, and nothing is written then.
"""
