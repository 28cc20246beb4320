"""
Flat JSON to records, quickly.

What is read here is read as the explaining path reads it, with the same objects, faults and positions. The text is
taken apart at the beginnings of its records. A parser makes a row of each, which shows that it was taken apart rightly;
and the makers make records of those rows in which everything is right. What is left over is explained one by one.
Whatever is unusual about the text as a whole (nested records, say, or broken JSON) sends all of it to the explaining
path.
"""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import operator
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from seesac_model.dataset import FORMAT_NAME, FORMAT_VERSION
from seesac_model.errors import LoadError
from seesac_model.formats._document import read_entry
from seesac_model.formats._json_text import parse_json
from seesac_model.formats._kinds import record_kinds
from seesac_model.formats._makers import Makers
from seesac_model.formats._nesting import nested_under
from seesac_model.formats._quick_records import Texts, claims_of, make_all, origins_of, take_all, unclear_of
from seesac_model.formats._read_so_far import Full, Reading
from seesac_model.formats._tree import MappingNode, Mark, Marks, TextPositions
from seesac_model.model import Origin, Record, Suppression

__all__ = ["read_quickly"]

LEAST_BYTES: Final = 32 * 1024
"""Shorter texts are read by the explaining path alone, which takes about as long as making all makers does."""
_AT_ONCE: Final = 48 * 1024
"""About how many bytes are taken apart at once."""
_WIDEST: Final = 100
"""The widest margin below which the end of a list is looked for first."""
_MOST_SPANS: Final = 500
_MOST_TREES: Final = 50
_BLANK: Final = b" \t\n\r"
_SPACE: Final = rb"[ \t\n\r]*"
_START: Final = re.compile(rb"(?:\xef\xbb\xbf)?" + _SPACE + rb"\{" + _SPACE)
_KEY: Final = re.compile(rb'"([a-z_]+)"' + _SPACE + b":" + _SPACE)
_HEADER: Final = {
    "format": re.compile(b'"' + FORMAT_NAME.encode() + b'"'),
    "version": re.compile(str(FORMAT_VERSION).encode() + rb"(?![0-9.eE])"),
}
_NEXT: Final = re.compile(_SPACE + rb"(?:(,)|\})" + _SPACE)
_COMMA: Final = re.compile("[ \t\n\r]*,[ \t\n\r]*")
_OPENING: Final = re.compile(b"(" + _SPACE + rb")(\{" + _SPACE + b'"(?:id|code)"' + _SPACE + b":)")


class NotQuick(Exception):  # noqa: N818 - nobody sees it: it sends the text to the explaining path
    """Something about a text is unusual."""


class _Chunk:
    """
    Some records of a kind, as they stand in a text.

    Args:
        part: The list that they are from.
        first: How many entries of it stand before them.
        origins: Where each of them begins.
        texts: The JSON of each.
        again: What gives that once more, for it is not kept: what is allocated for one chunk serves the next.
        makers: What makes them.

    Attributes:
        kind: Their class.
        first: How many entries of the list stand before them.
        unclear_ids: What those that were not made say for an id.
        made: A record for each; None where something is wrong with it, or is not known to be right.
        claims: Where the ids of those that were made were read.

    Raises:
        NotQuick: There is something unusual about them, and they are to be read otherwise.
    """

    def __init__(  # noqa: PLR0917 - all of what is known of them
        self,
        part: _Part,
        first: int,
        origins: Sequence[Origin],
        texts: Texts,
        again: Callable[[], Texts],
        makers: Makers,
    ) -> None:
        self.kind = part.kind
        self.first = first
        self._origins = origins
        self._texts = again
        self.made = make_all(self.kind, texts, origins, makers)
        # While they are in the cache of the processor.
        self.claims = claims_of(self.made) if issubclass(self.kind, Record) else {}
        self._nodes = {position: self._tree(position, texts.of(position)) for position in unclear_of(self.made)}
        self.unclear_ids = [_stated_id(node) for node in self._nodes.values()]
        if len(self._nodes) > _MOST_TREES:
            self._nodes.clear()  # They take much more memory than the text.

    def node(self, position: int) -> MappingNode:
        """Return the tree of a record, with its positions in the whole text."""
        if position not in self._nodes:
            self._nodes[position] = self._tree(position, self._texts().of(position))
        return self._nodes[position]

    def _tree(self, position: int, text: bytes) -> MappingNode:
        try:
            node = parse_json(text.decode())
        except LoadError:
            raise NotQuick from None
        nested = nested_under(self.kind).keys() if issubclass(self.kind, Record) else set[str]()
        if not isinstance(node, MappingNode) or nested & node.keys():
            raise NotQuick
        node.positions = _Further(node.positions, self._origins[position])
        return node


def _stated_id(node: MappingNode) -> str | None:
    given = node.get("id")
    return given.strip() if isinstance(given, str) else None


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
        counts = _Counts(data)
        chunks = [chunk for part in _parts(data) for chunk in _chunks(data, part, counts, file, reading)]
    except (NotQuick, UnicodeError):
        return False
    with contextlib.suppress(Full):
        for chunk in chunks:
            _take(chunk, file, reading)
    return True


def _take(chunk: _Chunk, file: str | None, reading: Reading) -> None:
    """Take records into what was read; what is unclear about some of them is explained."""
    name = "suppressions" if issubclass(chunk.kind, Suppression) else chunk.kind.collection()

    def explain(position: int) -> None:
        read_entry(chunk.node(position), chunk.kind, (name, chunk.first + position), file, reading)
        if reading.is_full:
            raise Full

    if issubclass(chunk.kind, Record):
        take_all(chunk.kind, chunk.made, chunk.claims, chunk.unclear_ids, reading, explain)
        return
    for position, made in enumerate(chunk.made):
        if made is None:
            explain(position)
        else:
            reading.suppressions.append(made)


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
    kinds: dict[str, Any] = {"suppressions": Suppression, **record_kinds()}
    position, seen, is_open = _matched(_START, data, 0).end(), set[str](), True
    while is_open:
        key = _matched(_KEY, data, position)
        name = key[1].decode()
        if name in _HEADER:
            position = _matched(_HEADER[name], data, key.end()).end()
        elif name in kinds and data.startswith(b"[", key.end()):
            position = _closing(data, key.start(), key.end()) + 1
            yield _Part(kinds[name], key.end() + 1, _without_blanks(data, position - 1))
        else:
            raise NotQuick
        if name in seen:
            raise NotQuick
        seen.add(name)
        following = _matched(_NEXT, data, position)
        position, is_open = following.end(), following[1] is not None
    if position != len(data) or not _HEADER.keys() <= seen:
        raise NotQuick


def _closing(data: bytes, key: int, start: int) -> int:
    """Return where the bracket closes that opens at `start`, behind the key of its list; it is looked at again."""
    line = data.rfind(b"\n", 0, key)
    if line >= 0 and key - line < _WIDEST and not data[line:key].strip(_BLANK):
        # Where people are to read it, it stands below the key.
        below = re.compile(re.escape(data[line:key] + b"]")).search(data, start)
        if below is not None and _end_of_list().match(data, below.end() - 1):
            return below.end() - 1
    closing = _end_of_list().search(data, start)
    if closing is None:
        raise NotQuick
    return closing.start()


def _without_blanks(data: bytes, end: int) -> int:
    """Return where what ends there ends without white space."""
    while data[end - 1] in _BLANK:
        end -= 1
    return end


@functools.cache
def _end_of_list() -> re.Pattern[bytes]:
    """Return what the end of a collection's list looks like: another key of the document follows, or its end."""
    names = "|".join((*_HEADER, "suppressions", *record_kinds())).encode()
    return re.compile(
        rb"\]" + _SPACE + b"(?:," + _SPACE + b'"(?:' + names + b')"' + _SPACE + rb":|\}" + _SPACE + rb"\Z)"
    )


def _matched(pattern: re.Pattern[bytes], data: bytes, position: int) -> re.Match[bytes]:
    match = pattern.match(data, position)
    if match is None:
        raise NotQuick
    return match


def _chunks(data: bytes, part: _Part, counts: _Counts, file: str | None, reading: Reading) -> list[_Chunk]:
    """Return the records of a list."""
    opening = _OPENING.match(data, part.start, part.end)
    if opening is not None:
        try:
            return list(_chunks_alike(data, part, opening, counts, file, reading))
        except NotQuick:
            pass  # The next record begins otherwise.
    return list(_chunks_in_any_order(data, part, counts, file, reading))


def _chunks_alike(  # noqa: PLR0917 - all of what is known of them
    data: bytes, part: _Part, opening: re.Match[bytes], counts: _Counts, file: str | None, reading: Reading
) -> Iterator[_Chunk]:
    """Yield records that all begin as the first does, by taking the text apart there."""
    lead, begin = opening[1], opening[2]
    separator = b"," + lead + begin
    begins = part.start + len(lead)
    by_line = b"\n" in lead and counts.has_simple_lines
    places = (_ByLine if by_line else _Anywhere)(begins, lead, begin, file, counts)
    start, first = opening.end(), 0
    while start <= part.end:
        end = _end_of_chunk(data, start, part.end, separator)
        again = functools.partial(_texts, data, start, end, begin, separator)
        texts = again()
        origins = places.of(texts.rests, end)
        yield _Chunk(part, first, origins, texts, again, reading.makers)
        start = end + len(separator)
        first += len(origins)
        reading.tell(file, min(end, len(data)), len(data))


def _chunks_in_any_order(
    data: bytes, part: _Part, counts: _Counts, file: str | None, reading: Reading
) -> Iterator[_Chunk]:
    """Yield records that begin in any way, as those of the canonical layout: a parser finds where each ends."""
    text, before = data[part.start : part.end].decode(), counts.characters_before(part.start)
    spans = list(_spans(text))
    for first in range(0, len(spans), _MOST_SPANS):
        some = spans[first : first + _MOST_SPANS]
        origins = [Origin(file, *counts.positions.mark(before + start)) for start, _ in some]
        again = functools.partial(_cut, text, some)
        yield _Chunk(part, first, origins, again(), again, reading.makers)
        reading.tell(file, part.start + (part.end - part.start) * (first + len(some)) // len(spans), len(data))


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the entries of a list begin and end."""
    parse = json.JSONDecoder().raw_decode
    position = end = len(text) - len(text.lstrip(_BLANK.decode()))
    while position < len(text):
        try:
            _, end = parse(text, position)
        except (ValueError, RecursionError):
            raise NotQuick from None
        yield position, end
        comma = _COMMA.match(text, end)
        if comma is None:
            break
        position = comma.end()
    if end != len(text):
        raise NotQuick


def _cut(text: str, spans: Sequence[tuple[int, int]]) -> Texts:
    array = f"[{text[spans[0][0] : spans[-1][1]]}]".encode()
    return Texts(b"", [text[start:end].encode() for start, end in spans], array, array.count(b'"'))


def _texts(data: bytes, start: int, end: int, begin: bytes, separator: bytes) -> Texts:
    """Return the texts of some records, of which the first goes on behind its beginning at `start`."""
    some = data[start:end]
    array = b"".join((b"[", begin, some, b"]"))
    return Texts(begin, some.split(separator), array, array.count(b'"'))


def _end_of_chunk(data: bytes, start: int, end: int, separator: bytes) -> int:
    """Return where some hundred records end: behind the last that ends among so many bytes."""
    if end - start <= _AT_ONCE:
        return end
    last = data.rfind(separator, start, start + _AT_ONCE)
    if last < 0:
        last = data.find(separator, start, end)
    return end if last < 0 else last


class _Counts:
    """
    What bytes are in lines and characters; counted from the offset that was asked for before.

    Args:
        data: The text.

    Attributes:
        known_line: An offset, and the number of its line.
    """

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.known_line = (0, 1)
        self._known_characters = (0, 0)

    @functools.cached_property
    def has_simple_lines(self) -> bool:
        """Whether line feeds alone end lines."""
        return b"\r" not in self.data

    @functools.cached_property
    def positions(self) -> TextPositions:
        """The position of each character."""
        return TextPositions(self.data.decode())

    def line_at(self, offset: int) -> int:
        """Return the number of the line in which a byte lies."""
        known, line = self.known_line
        line += self.data.count(b"\n", known, offset) - self.data.count(b"\n", offset, known)
        self.known_line = (offset, line)
        return line

    def characters_before(self, offset: int) -> int:
        """Return how many characters there are before a byte."""
        known, characters = self._known_characters
        characters += len(self.data[known:offset].decode()) - len(self.data[offset:known].decode())
        self._known_characters = (offset, characters)
        return characters


class _ByLine:
    """
    Tells where records begin of which each begins a line.

    Args:
        start: Where the first of them begins.
        lead: What stands between two of them, but for the comma.
        begin: With what each begins.
        file: The file.
        counts: What counts the lines of the text.
    """

    def __init__(self, start: int, lead: bytes, begin: bytes, file: str | None, counts: _Counts) -> None:
        self._file = file
        self._counts = counts
        self._line = counts.line_at(start)
        self._column = start - counts.data.rfind(b"\n", 0, start)
        self._between = lead.count(b"\n")
        self._beginning = begin.count(b"\n")

    def of(self, rests: Sequence[bytes], end: int) -> list[Origin]:
        """Return where the next records begin, of which that is the rest; the last ends there."""
        heights = map(bytes.count, rests, itertools.repeat(b"\n"))
        steps = map(operator.add, heights, itertools.repeat(self._beginning + self._between))
        *lines, self._line = itertools.accumulate(steps, initial=self._line)
        self._counts.known_line = (end, self._line - self._between)
        return origins_of(self._file, lines, self._column)


class _Anywhere:
    """Tells where records begin, wherever that is; the arguments are those of :class:`_ByLine`."""

    def __init__(self, start: int, lead: bytes, begin: bytes, file: str | None, counts: _Counts) -> None:
        self._file = file
        self._positions = counts.positions
        self._offset = counts.characters_before(start)
        self._between = len(b"," + lead + begin)

    def of(self, rests: Sequence[bytes], _: int) -> list[Origin]:
        """Return where the next records begin."""
        lengths = (len(rest.decode()) + self._between for rest in rests)
        *offsets, self._offset = itertools.accumulate(lengths, initial=self._offset)
        return [Origin(self._file, *self._positions.mark(offset)) for offset in offsets]
