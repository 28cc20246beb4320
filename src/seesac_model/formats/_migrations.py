"""
Files of older versions, lifted to the newest before anything is read from them.

A migration takes the tree of a file from one version to the next, in place: it renames keys, moves what stands
elsewhere now, replaces words of vocabularies. It knows nothing of records; what it leaves behind is read, checked and
explained as if it had been typed so. What was typed keeps its place in the tree, so that faults point at it.

There has been one version so far, and so there is no migration yet. The first change of the model that a file of
version 1 does not fit raises `FORMAT_VERSION` and adds the first entry here; a test that holds the fields and words of
each version sees to it that this is not forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, TypeAlias

from seesac_model.formats._tree import MappingNode

__all__ = ["MIGRATIONS", "Migration", "lift"]

Migration: TypeAlias = Callable[[MappingNode], None]
"""What changes the tree of a file so that it fits the next version."""

MIGRATIONS: Final[Mapping[int, Migration]] = {}
"""By the version that each of them starts from."""


def lift(tree: MappingNode, version: int, newest: int, migrations: Mapping[int, Migration] = MIGRATIONS) -> None:
    """
    Take the tree of a file from its version to the newest, one step after the other.

    Args:
        tree: The tree, whose header is sound.
        version: The version that it states.
        newest: The version that it is to have.
        migrations: By the version that each starts from.
    """
    for older in range(version, newest):
        migrations[older](tree)
    tree["version"] = newest
