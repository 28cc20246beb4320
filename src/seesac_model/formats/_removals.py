"""Which characters of a text have to go for entries of lists and mappings to be gone, and nothing else."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Final

from seesac_model._regex import Regex
from seesac_model.formats._manuscript import Manuscript, Steps, steps_of
from seesac_model.formats._tree import MappingNode, SequenceNode

__all__ = ["removals_of"]

_LINE_END: Final = Regex(r"\r\n?|\n")
# A remark that has a line of its own.
_REMARK: Final = Regex(r"(?m)^[ \t]*(#[^\r\n]*(?:\r\n?|\n|$))")
_COMMA: Final = Regex(r"(?:\s|#[^\r\n]*)*(,)")


def removals_of(manuscript: Manuscript, removed: Mapping[Steps, AbstractSet[str | int]]) -> Iterator[tuple[int, int]]:
    """
    Yield the spans that go: from the first character to the one behind the last.

    What stands on lines goes with its lines and the remarks on them; remarks on lines of their own stay, and so do all
    remarks in brackets.

    Args:
        manuscript: The text.
        removed: The positions or keys of the entries that are to go, by the way to their list or mapping; where all of
            one go, it goes with them.

    Raises:
        LookupError: They do not stand there, or not so that they can be cut out.
    """
    for way, gone in _gathered(manuscript, removed).items():
        cut = _in_brackets if manuscript.is_flow(way) else _in_block
        yield from cut(manuscript, way, gone)


def _gathered(
    manuscript: Manuscript, removed: Mapping[Steps, AbstractSet[str | int]]
) -> Mapping[Steps, AbstractSet[str | int]]:
    """Return the same removals, each said once: what has nothing left goes itself, and what is in it with it."""
    gathered = {way: set(gone) for way, gone in removed.items()}
    for depth in range(max(map(len, gathered), default=0), 0, -1):
        for way in [way for way in gathered if len(way) == depth]:
            if gathered[way] == set(steps_of(manuscript.node(way))):
                del gathered[way]
                gathered.setdefault(way[:-1], set()).add(way[-1])
    return {
        way: gone
        for way, gone in gathered.items()
        if not any(step in gathered.get(way[:depth], ()) for depth, step in enumerate(way))
    }


def _in_brackets(manuscript: Manuscript, way: Steps, gone: AbstractSet[str | int]) -> Iterator[tuple[int, int]]:
    steps = steps_of(manuscript.node(way))
    is_first = True
    for place, step in enumerate(steps):
        begin, end = _begin(manuscript, (*way, step)), manuscript.end((*way, step))
        if step not in gone:
            is_first = False
        elif is_first:
            yield from _with_comma(manuscript.text, (begin, end), (end, _begin(manuscript, (*way, steps[place + 1]))))
        else:
            yield from _with_comma(manuscript.text, (begin, end), (manuscript.end((*way, steps[place - 1])), begin))


def _with_comma(text: str, entry: tuple[int, int], gap: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Yield what goes of an entry and of the gap between it and the next; of that the comma alone if it has remarks."""
    comma = _COMMA.match(text, gap[0]) if "#" in text[slice(*gap)] else None
    if comma is None:
        yield min(*entry, *gap), max(*entry, *gap)
    else:
        yield entry
        yield comma.span(1)


def _in_block(manuscript: Manuscript, way: Steps, gone: AbstractSet[str | int]) -> Iterator[tuple[int, int]]:
    steps = steps_of(manuscript.node(way))
    kept = next(place for place, step in enumerate(steps) if step not in gone)
    begin, behind = (_begin(manuscript, (*way, steps[place])) for place in (0, kept))
    before = manuscript.text[_line(manuscript.text, begin) : begin].strip(" \t")
    if isinstance(steps[0], str) and kept and before:
        # The first keys stand behind the hyphen of a list, and the next one takes their place.
        if before.strip("-") or "#" in manuscript.text[begin:behind]:
            raise LookupError(way)
        yield begin, behind
        steps = steps[kept:]
    for step in steps:
        if step in gone:
            yield from _on_lines(manuscript, (*way, step))


def _on_lines(manuscript: Manuscript, way: Steps) -> Iterator[tuple[int, int]]:
    text, begin, end = manuscript.text, _begin(manuscript, way), manuscript.end(way)
    if isinstance(way[-1], int):
        begin = _hyphen(text, begin)
        owner = manuscript.node(way[:-1])
        if isinstance(owner, SequenceNode) and owner.start - _line(text, owner.start) != begin - _line(text, begin):
            raise LookupError(way)  # The hyphen is that of a list around this one.
    reached = _line(text, begin)
    indent = begin - reached
    if text[reached:begin].strip(" \t"):
        raise LookupError(way)
    words = list(_words(manuscript, way))
    remarks = itertools.takewhile(lambda remark: remark.start() < end, _REMARK.finditer(text, reached))
    for remark in remarks:
        if not any(first < remark.start() < last for first, last in words):
            yield reached, remark.start()
            # Not further in than what is gone, or it would fall to a text block above.
            yield min(remark.start() + indent, remark.start(1)), remark.start(1)
            reached = remark.end()
    behind = _LINE_END.search(text, end)
    yield reached, behind.end() if behind else len(text)


def _words(manuscript: Manuscript, way: Steps) -> Iterator[tuple[int, int]]:
    """Yield where the texts begin and end that are part of what a way leads to."""
    node = manuscript.node(way)
    if isinstance(node, MappingNode | SequenceNode):
        for step in steps_of(node):
            yield from _words(manuscript, (*way, step))
    else:
        yield manuscript.start(way), manuscript.end(way)


def _begin(manuscript: Manuscript, way: Steps) -> int:
    """Return where an entry begins: a mapping's with its key."""
    owner, step = manuscript.node(way[:-1]), way[-1]
    if isinstance(owner, MappingNode) and isinstance(step, str):
        return owner.key_starts[step]
    return manuscript.start(way)


def _hyphen(text: str, begin: int) -> int:
    """Return where the hyphen stands before an entry of a list; there may be remarks between, with hyphens in them."""
    place = text.rfind("-", 0, begin)
    while place >= 0 and text[_line(text, place) : place].strip(" \t"):
        place = text.rfind("-", 0, place)
    if place < 0:
        raise LookupError(begin)
    return place


def _line(text: str, place: int) -> int:
    """Return where the line begins, behind a byte order mark."""
    begin = max(text.rfind("\n", 0, place), text.rfind("\r", 0, place)) + 1
    return begin + text.startswith("\ufeff", begin)
