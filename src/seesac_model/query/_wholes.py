"""From parts to wholes, step by step, also where the steps lead round in a circle."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import attrs

__all__ = ["End", "ends"]


@attrs.frozen
class End:
    """Where going from part to whole ends: at the largest whole or, in a circle, at the first id of the circle."""

    id: str
    in_circle: bool


def ends(ids: Iterable[str], larger: Callable[[str], str | None]) -> dict[str, End]:
    """Return the ends for ids and all their wholes, each looked at once; outside of circles, wholes come first."""
    found: dict[str, End] = {}
    for start in ids:
        path: dict[str, None] = {}
        here: str | None = start
        while here is not None and here not in found and here not in path:
            path[here] = None
            here = larger(here)
        passed = list(path)
        if here is None:
            end = End(passed[-1], in_circle=False)
        elif here in path:
            end = End(min(passed[passed.index(here) :]), in_circle=True)
        else:
            end = found[here]
        found.update(dict.fromkeys(reversed(passed), end))
    return found
