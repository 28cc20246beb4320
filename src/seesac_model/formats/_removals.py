"""Which characters of a text have to go for an entry of a list or mapping to be gone, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet

from seesac_model.formats._manuscript import Manuscript, Steps, steps_of
from seesac_model.formats._tree import MappingNode

__all__ = ["removals_of"]


def removals_of(manuscript: Manuscript, way: Steps, gone: AbstractSet[str | int]) -> Iterator[tuple[int, int]]:
    """
    Yield the spans that go: from the first character to the one behind the last.

    Args:
        manuscript: The text.
        way: The way to the list or mapping.
        gone: The positions or keys of the entries that are to go; where all go, the list or mapping goes with them.

    Raises:
        LookupError: They do not stand there, or not so that they can be cut out.
    """
    steps = steps_of(manuscript.node(way))
    if way and set(steps) == gone:
        yield from removals_of(manuscript, way[:-1], {way[-1]})
    elif manuscript.is_flow(way):
        yield from _in_brackets(manuscript, way, steps, gone)
    else:
        yield from (_on_lines(manuscript, (*way, step)) for step in steps if step in gone)


def _in_brackets(
    manuscript: Manuscript, way: Steps, steps: Sequence[str | int], gone: AbstractSet[str | int]
) -> Iterator[tuple[int, int]]:
    is_first = True
    for place, step in enumerate(steps):
        if step not in gone:
            is_first = False
        elif is_first:
            yield _begin(manuscript, (*way, step)), _begin(manuscript, (*way, steps[place + 1]))
        else:
            yield manuscript.end((*way, steps[place - 1])), manuscript.end((*way, step))


def _on_lines(manuscript: Manuscript, way: Steps) -> tuple[int, int]:
    text, begin = manuscript.text, _begin(manuscript, way)
    if isinstance(way[-1], int):
        begin = text.rindex("-", 0, begin)
    line = text.rfind("\n", 0, begin) + 1
    if text[line:begin].strip(" \t\ufeff"):
        raise LookupError(way)
    end = text.find("\n", manuscript.end(way)) + 1
    return line, end or len(text)


def _begin(manuscript: Manuscript, way: Steps) -> int:
    """Return where an entry begins: a mapping's with its key."""
    owner, step = manuscript.node(way[:-1]), way[-1]
    if isinstance(owner, MappingNode) and isinstance(step, str):
        return owner.key_starts[step]
    return manuscript.start(way)
