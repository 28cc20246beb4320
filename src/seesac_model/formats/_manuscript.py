"""A text as somebody typed it: where each record and each of its fields begins and ends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from seesac_model.errors import LoadError
from seesac_model.formats._files import read_text
from seesac_model.formats._format import Typed, format_of
from seesac_model.formats._tree import MappingNode, Mark, Node, SequenceNode, mark_at
from seesac_model.model import Origin

__all__ = ["Manuscript", "Positions", "Steps", "steps_of"]

Steps: TypeAlias = tuple[str | int, ...]
"""The way from the root of a tree, or from a record in it, to one of its parts."""


class Manuscript:
    """
    One text, its tree, and the spans of all that stands in it.

    Args:
        text: The text.
        typed: What its format offers for texts that people type.

    Raises:
        LoadError: The text is malformed.
    """

    def __init__(self, text: str, typed: Typed) -> None:
        self.text = text
        self.typed = typed
        self.tree: Node = typed.parse(text)
        self._end_of = typed.ends(text)
        self._ways = dict(_mappings(self.tree, ()))

    def way_to(self, mark: tuple[int, int]) -> Steps | None:
        """Return the way to the mapping that begins at a line and column; None where none does."""
        return self._ways.get(Mark(*mark))

    def node(self, way: Steps) -> Node:
        """
        Return what a way leads to.

        Raises:
            LookupError: It leads nowhere.
        """
        node = self.tree
        for step in way:
            match node, step:
                case (MappingNode(), str()):
                    node = node[step]
                case (SequenceNode(), int()):
                    node = node[step]
                case _:
                    raise LookupError(step)
        return node

    def start(self, way: Steps) -> int:
        """Return where the value begins that a way leads to."""
        match self.node(way[:-1]), way[-1]:
            case (MappingNode() as mapping, str(key)):
                return mapping.value_starts[key]
            case (SequenceNode() as sequence, int(position)):
                return sequence.item_starts[position]
            case _:
                raise LookupError(way)

    def end(self, way: Steps) -> int:
        """Return where the value ends that a way leads to: behind its last character that is no space or remark."""
        node, start = self.node(way), self.start(way)
        if isinstance(node, MappingNode | SequenceNode) and not self.is_flow(way):
            return max(self.end((*way, step)) for step in steps_of(node))
        known = self._end_of(start)
        return start if known is None else known

    def is_flow(self, way: Steps) -> bool:
        """Tell whether the list or mapping that a way leads to stands in brackets."""
        node = self.node(way)
        return isinstance(node, MappingNode | SequenceNode) and self.text[node.start] in "[{"


class Positions:
    """
    Where the fields of records stand in the files that they were read from.

    A record remembers where it begins; where in it a field stands is looked up when somebody asks, in the file as it
    is then. Each file is read once.

    >>> from seesac_model.model import Origin
    >>> Positions().of(Origin("gone.yaml", 3, 5), ("dates",))
    Origin(file='gone.yaml', line=3, column=5, cell=None)
    """

    def __init__(self) -> None:
        self._manuscripts: dict[str, Manuscript | None] = {}

    def of(self, origin: Origin, path: Sequence[str | int]) -> Origin:
        """
        Return where a part of a record stands.

        Args:
            origin: Where the record was read.
            path: The field, perhaps with a position and an inner field.

        Returns:
            The place of the value; of the last part of the path that is there, where it is not; and `origin` where the
            record was read from no file or the file has changed since.
        """
        manuscript = None if origin.file is None else self._manuscript(origin.file)
        way = None if manuscript is None else manuscript.way_to((origin.line, origin.column))
        if manuscript is None or way is None:
            return origin
        return Origin(origin.file, *mark_at(manuscript.tree, (*way, *path)))

    def _manuscript(self, file: str) -> Manuscript | None:
        if file not in self._manuscripts:
            self._manuscripts[file] = _manuscript(file)
        return self._manuscripts[file]


def steps_of(node: Node) -> list[str | int]:
    """
    Return the keys of a mapping, or the positions of a list.

    Raises:
        LookupError: It is neither.
    """
    match node:
        case MappingNode():
            return list(node)
        case SequenceNode():
            return list(range(len(node)))
        case _:
            raise LookupError(node)


def _manuscript(file: str) -> Manuscript | None:
    typed = format_of(file).typed
    if typed is None:
        return None
    try:
        return Manuscript(read_text(file, max_bytes=typed.max_bytes), typed)
    except LoadError:
        return None


def _mappings(node: Node, way: Steps) -> Iterator[tuple[Mark, Steps]]:
    waiting: list[tuple[Node, Steps]] = [(node, way)]
    while waiting:
        here, steps = waiting.pop()
        if isinstance(here, MappingNode):
            yield here.mark, steps
            waiting.extend((value, (*steps, key)) for key, value in here.items())
        elif isinstance(here, SequenceNode):
            waiting.extend((value, (*steps, position)) for position, value in enumerate(here))
