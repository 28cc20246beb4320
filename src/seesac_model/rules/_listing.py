"""Lists in messages, which a mistake can make longer than anybody reads."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

__all__ = ["listed"]


def listed(entries: Iterable[str], most: int, *, joint: str = ", ") -> str:
    """
    Return the first entries, and a sign for those that are left out.

    >>> listed("abc", 3), listed("abcd", 3), listed("ab", 1, joint=" and ")
    ('a, b, c', 'a, b, c, …', 'a and …')
    """
    shown = list(islice(entries, most + 1))
    return joint.join([*shown[:most], *("…" for _ in shown[most:])])
