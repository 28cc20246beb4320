"""
Flat JSON to records, quickly.

What is read here is read as the explaining path reads it, with the same objects, faults and positions. The text is
taken apart at the beginnings of its records; a parser turns some hundred of them at once into dictionaries; and the
makers make records of those in which everything is right. What is left over is explained one by one. Whatever is
unusual about the text as a whole (nested records, keys that stand twice, another order of keys, broken JSON) sends all
of it to the explaining path.

That nothing is lost on the way is shown by counting. Parsers keep the last of two equal keys and say nothing; but the
records that come of a text account for a certain number of quotation marks, and the text has more if it had more keys.
"""

from __future__ import annotations

import functools
import itertools
import json
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from seesac_model.dataset import FORMAT_NAME, FORMAT_VERSION, Dataset
from seesac_model.errors import LoadError
from seesac_model.formats._document import Reading, explain_entry
from seesac_model.formats._json_text import parse_json
from seesac_model.formats._makers import Makers
from seesac_model.formats._nesting import nested_under
from seesac_model.formats._tree import MappingNode, Mark, Marks, TextPositions
from seesac_model.model import Origin, Record, Suppression, fields_of

__all__ = ["NotQuick", "make_all", "read_quickly", "require_rows", "rows_of"]

LEAST_BYTES: Final = 32 * 1024
"""Shorter texts are read by the explaining path alone: making the makers takes longer than reading them."""
_AT_ONCE: Final = 1_000
_SPACE: Final = rb"[ \t\n\r]*"
_START: Final = re.compile(rb"(?:\xef\xbb\xbf)?" + _SPACE + rb"\{" + _SPACE)
_KEY: Final = re.compile(rb'"([a-z_]+)"' + _SPACE + b":" + _SPACE)
_HEADER: Final = {
    "format": re.compile(b'"' + FORMAT_NAME.encode() + b'"'),
    "version": re.compile(str(FORMAT_VERSION).encode() + rb"(?![0-9.eE])"),
}
_NEXT: Final = re.compile(_SPACE + rb"(?:(,)|\})" + _SPACE)
_OPENING: Final = re.compile(b"(" + _SPACE + rb")(\{" + _SPACE + b'"(?:id|code)"' + _SPACE + b":)")
# A number that the explaining path refuses for its length; only fields of fractions could hold one.
_LONG_NUMBER: Final = re.compile(rb"[0-9.]{90}")


class NotQuick(Exception):  # noqa: N818 - nobody sees it: it sends the text to the explaining path
    """Something about a text is unusual."""


class Chunk:
    """
    Some records of a kind, as they stand in a text.

    Args:
        kind: Their class.
        joined: Their JSON, with commas between them.
        text: What gives the JSON of the record at a position.
        origins: Where each of them begins.
        first: How many entries of the collection stand before them.
        makers: What makes them.

    Attributes:
        kind: Their class.
        made: A record for each; None where something is wrong with it, or is not known to be right.
        first: How many entries of the collection stand before them.

    Raises:
        NotQuick: There is something unusual about them, and they are to be read otherwise.
    """

    def __init__(  # noqa: PLR0917 - all of what is known of them
        self,
        kind: type[Record | Suppression],
        joined: bytes,
        text: Callable[[int], bytes],
        origins: Sequence[Origin],
        first: int,
        makers: Makers,
    ) -> None:
        self.kind = kind
        self.first = first
        self._text = text
        self._origins = origins
        self.made, rows = make_all(kind, joined, text, origins, makers)
        unclear = [position for position, made in enumerate(self.made) if made is None] if None in self.made else []
        self._nodes = {position: self._tree(position, rows[position]) for position in unclear}

    def node(self, position: int) -> MappingNode:
        """Return the tree of a record, with its positions in the whole text."""
        if position not in self._nodes:
            self._nodes[position] = self._tree(position, None)
        return self._nodes[position]

    def _tree(self, position: int, row: object) -> MappingNode:
        try:
            node = parse_json(self._text(position).decode())
        except LoadError:
            raise NotQuick from None
        nested = nested_under(self.kind).keys() if issubclass(self.kind, Record) else set[str]()
        if not isinstance(node, MappingNode) or (row is not None and node != row) or nested & node.keys():
            raise NotQuick
        node.positions = _Further(node.positions, self._origins[position])
        return node


class _Further:
    """Positions in a part of a text, told as positions in the whole."""

    __slots__ = ("_positions", "_start")

    def __init__(self, positions: Marks, start: Origin) -> None:
        self._positions = positions
        self._start = start

    def mark(self, offset: int) -> Mark:
        """Return the position of the character at `offset` of the part, which counts from 0."""
        line, column, _ = self._positions.mark(offset)
        if line == 1:
            return Mark(self._start.line, self._start.column + column - 1)
        return Mark(self._start.line + line - 1, column)


def make_all(
    kind: type[Record | Suppression],
    joined: bytes,
    text: Callable[[int], bytes],
    origins: Sequence[Origin],
    makers: Makers,
    *,
    under: str | None = None,
) -> tuple[list[Any], list[Any]]:
    """
    Return what is made of some records, None where something is unclear, and the plain data of each.

    The arguments are those of :class:`Chunk`, but for `under`: the only key of the mapping in which each record lies;
    None where it lies in none.

    Raises:
        NotQuick: There is something unusual about them.
    """
    rows = rows_of(joined)
    if len(rows) != len(origins) or (kind in _with_fractions() and _LONG_NUMBER.search(joined)):
        raise NotQuick
    if under is not None:
        if not all(row.__class__ is dict and len(row) == 1 and under in row for row in rows):
            raise NotQuick
        rows = [row[under] for row in rows]
    made, quotes = makers.make(kind, rows, origins)
    if under is not None:
        quotes += 2 * (len(made) - made.count(None))
    unclear = [text(position) for position, record in enumerate(made) if record is None] if None in made else []
    if _quotes(joined) != quotes + sum(map(_quotes, unclear)):
        raise NotQuick
    return made, rows


def require_rows(joined: bytes, expected: list[Any]) -> None:
    """
    Make sure that JSON, with commas between the records, is these plain data.

    Raises:
        NotQuick: It is malformed, or something else.
    """
    if rows_of(joined) != expected:
        raise NotQuick


def rows_of(joined: bytes) -> list[Any]:
    """
    Return the plain data of records from their JSON, with commas between them.

    Raises:
        NotQuick: It is malformed.
    """
    try:
        rows = _parser()(b"[" + joined + b"]")
    except (ValueError, RecursionError):
        raise NotQuick from None
    return rows if isinstance(rows, list) else []


@functools.cache
def _parser() -> Callable[[bytes], Any]:
    """Return the quickest parser that is installed."""
    try:
        from msgspec.json import decode
    except ImportError:
        return lambda data: json.loads(data.decode())
    return decode


@functools.cache
def _with_fractions() -> frozenset[type]:
    return frozenset(kind for kind in Dataset.kinds() if any(field.base is float for field in fields_of(kind)))


def _quotes(text: bytes) -> int:
    """Count the quotation marks around keys and texts."""
    count = text.count(b'"')
    if b"\\" in text:
        count -= text.replace(b"\\\\", b"").count(b'\\"')
    return count


def read_quickly(given: str | bytes, file: str | None, reading: Reading) -> bool:
    """
    Read a text into `reading`, if there is nothing unusual about it as a whole; else leave `reading` as it is.

    Args:
        given: The text, or its bytes in UTF-8.
        file: The file, as the caller named it; None for text.
        reading: What came of the texts before.

    Returns:
        Whether the text was read.
    """
    if len(given) < LEAST_BYTES:
        return False
    try:
        data = given.encode() if isinstance(given, str) else given
        lines = _LineCount(data)
        chunks = [chunk for part in _parts(data) for chunk in _chunks(data, part, lines, file, reading)]
    except (NotQuick, UnicodeError):
        return False
    for chunk in chunks:
        _take(chunk, file, reading)
    return True


def _take(chunk: Chunk, file: str | None, reading: Reading) -> None:
    """Take records into what was read; what is unclear about some of them is explained."""
    if issubclass(chunk.kind, Record) and None not in chunk.made and reading.claim_all(chunk.kind, chunk.made):
        reading.records.extend(chunk.made)
        return
    for position, made in enumerate(chunk.made):
        if isinstance(made, Suppression):
            reading.suppressions.append(made)
        elif made is not None and reading.claim_all(type(made), [made]):
            reading.records.append(made)
        else:
            explain_entry(chunk.node(position), chunk.kind, chunk.first + position, file, reading)


class _Part(NamedTuple):
    """
    The entries of one collection.

    Attributes:
        kind: Their class.
        start: Where they begin in the text, behind the bracket.
        end: Where they end, before the bracket.
    """

    kind: type[Record | Suppression]
    start: int
    end: int


def _parts(data: bytes) -> Iterator[_Part]:
    """Yield the lists of a document in their order."""
    kinds: dict[str, Any] = {"suppressions": Suppression, **{kind.collection(): kind for kind in Dataset.kinds()}}
    position, seen, is_open = _matched(_START, data, 0).end(), set[str](), True
    while is_open:
        key = _matched(_KEY, data, position)
        name = key[1].decode()
        if name in _HEADER:
            position = _matched(_HEADER[name], data, key.end()).end()
        elif name in kinds and data.startswith(b"[", key.end()) and (closing := _end_of_list().search(data, key.end())):
            yield _Part(kinds[name], key.end() + 1, closing.start())
            position = closing.start() + 1
        else:
            raise NotQuick
        if name in seen:
            raise NotQuick
        seen.add(name)
        following = _matched(_NEXT, data, position)
        position, is_open = following.end(), following[1] is not None
    if position != len(data) or not _HEADER.keys() <= seen:
        raise NotQuick


@functools.cache
def _end_of_list() -> re.Pattern[bytes]:
    """Return what the end of a collection's list looks like: another key of the document follows, or its end."""
    names = "|".join((*_HEADER, "suppressions", *(kind.collection() for kind in Dataset.kinds()))).encode()
    return re.compile(
        rb"\]" + _SPACE + b"(?:," + _SPACE + b'"(?:' + names + b')"' + _SPACE + rb":|\}" + _SPACE + rb"\Z)"
    )


def _matched(pattern: re.Pattern[bytes], data: bytes, position: int) -> re.Match[bytes]:
    match = pattern.match(data, position)
    if match is None:
        raise NotQuick
    return match


def _chunks(data: bytes, part: _Part, lines: _LineCount, file: str | None, reading: Reading) -> Iterator[Chunk]:
    content = data[part.start : part.end]
    if not content.strip():
        return
    opening = _matched(_OPENING, content, 0)
    lead, begin = opening[1], opening[2]
    separator = b"," + lead + begin
    texts = content[opening.end() :].split(separator)
    start = part.start + len(lead)
    if b"\n" in lead and b"\r" not in data:
        column = start - data.rfind(b"\n", 0, start)
        origins = _line_by_line(lines.at(start), column, texts, (lead + begin).count(b"\n"), file)
    else:
        origins = _anywhere(data, start, texts, separator, file)
    for first in range(0, len(texts), _AT_ONCE):
        some = texts[first : first + _AT_ONCE]
        text = functools.partial(_text_at, begin, some)
        places = list(itertools.islice(origins, len(some)))
        yield Chunk(part.kind, begin + separator.join(some), text, places, first, reading.makers)
        reading.tell(file, part.start + (part.end - part.start) * (first + len(some)) // len(texts), len(data))


def _text_at(begin: bytes, texts: Sequence[bytes], position: int) -> bytes:
    return begin + texts[position]


class _LineCount:
    """The number of the line at offsets that only grow."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._offset = 0
        self._line = 1

    def at(self, offset: int) -> int:
        """Return the number of the line in which a byte lies."""
        self._line += self._data.count(b"\n", self._offset, offset)
        self._offset = offset
        return self._line


def _line_by_line(line: int, column: int, texts: list[bytes], between: int, file: str | None) -> Iterator[Origin]:
    """Yield where records begin of which each begins a line, given how many line feeds stand between two texts."""
    heights = (between + text.count(b"\n") for text in texts)
    lines = itertools.accumulate(heights, initial=line)
    places = zip(itertools.repeat(file), lines, itertools.repeat(column), itertools.repeat(None))
    return map(functools.partial(tuple.__new__, Origin), places)


def _anywhere(data: bytes, start: int, texts: list[bytes], separator: bytes, file: str | None) -> Iterator[Origin]:
    """Yield where records begin, given what stands between two texts."""
    positions = TextPositions(data.decode())
    length = len if data.isascii() else _length
    steps = (len(separator) + length(text) for text in texts)
    offsets = itertools.accumulate(steps, initial=length(data[:start]))
    return (Origin(file, *positions.mark(offset)) for offset in offsets)


def _length(text: bytes) -> int:
    return len(text.decode())
