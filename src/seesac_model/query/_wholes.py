"""From parts to wholes, step by step, also where the steps lead round in a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

__all__ = ["LargestWhole", "largest_wholes"]


@attrs.frozen
class LargestWhole:
    """The largest whole that a part belongs to or, in a circle of parts, the first id of the circle."""

    id: str
    in_circle: bool


def largest_wholes(ids: Iterable[str], larger: Callable[[str], str | None]) -> dict[str, LargestWhole]:
    """Return them for ids and all their wholes, each looked at once; outside of circles, wholes come first."""
    found: dict[str, LargestWhole] = {}
    for start in ids:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in found and here not in path:
            path[here] = None
            here = larger(here)
        passed = list(path)
        if here is None:
            end = LargestWhole(passed[-1], in_circle=False)
        elif here in path:
            end = LargestWhole(min(passed[passed.index(here) :]), in_circle=True)
        else:
            end = found[here]
        found.update(dict.fromkeys(reversed(passed), end))
    return found
