"""
Many records of one kind at once: made from their texts, and taken into what was read.

That nothing is lost on the way is shown by counting. Parsers keep the last of two equal keys and say nothing; but the
record that comes of a text accounts for a certain number of quotation marks, and the text has more if it had more keys.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError
from seesac_model.formats._makers import Made, Makers
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._row_parsers import NO_ROW, RowParser, quickest_parser, standard_parser
from seesac_model.model import LONGEST_LINE, Extra, Origin, Record, Suppression, fields_of

__all__ = ["Texts", "claims_of", "make_all", "make_rows", "origins_of", "take_all", "unclear_of"]

_origin: Final = functools.partial(tuple.__new__, Origin)
# Numbers that the explaining path refuses for their length are among these; only fields of fractions could hold one.
_LONG_NUMBER: Final = re.compile(rb"[-+.0-9eE]{90}")
_OWN_KEY: Final = b'"x-'
_LARGE: Final = 2**53


class Texts(NamedTuple):
    """
    The texts of some records.

    Attributes:
        begin: With what each of them begins, at which they were taken apart; empty where a parser told them apart.
        rests: What follows that in each.
        array: All of them as they stand in an array of JSON; None where they stand otherwise.
        marks: How many quotation marks there are in all of them.
    """

    begin: bytes
    rests: Sequence[bytes]
    array: bytes | None
    marks: int

    def of(self, position: int) -> bytes:
        """Return the text of a record."""
        return self.begin + self.rests[position]

    def all(self) -> list[bytes]:
        """Return the text of each record."""
        return [self.begin + rest for rest in self.rests]

    def marks_of_each(self) -> Iterable[int]:
        """Return how many quotation marks there are in each."""
        marks = map(bytes.count, self.rests, itertools.repeat(b'"'))
        return map(self.begin.count(b'"').__add__, marks)


def make_all(kind: type[Record | Suppression], given: Texts, origins: Sequence[Origin], makers: Makers) -> list[Any]:
    """
    Return a record for each text; None where something is wrong with it, or is not known to be right.

    Where the texts are not those of the records, there is a None beside one of them that is no JSON.

    Args:
        kind: The class of the records.
        given: Their texts.
        origins: Where each of them begins.
        makers: What makes them.
    """
    parser = quickest_parser()
    rows = _rows_together(kind, given, parser) or _rows(kind, given.all(), parser)
    made, counts = _made_of(kind, rows, origins, makers, parser)
    if all(made) and sum(counts) == given.marks:
        return made
    for position, (count, marks) in enumerate(zip(counts, given.marks_of_each(), strict=True)):
        # One with more has a key that counts for nothing, because it stands twice or is a user's own; or has escapes.
        if marks != count and made[position] is not None and _marks(given.of(position)) != count:
            made[position] = None
    if issubclass(kind, Record):
        texts = {position: given.of(position) for position in unclear_of(made)}
        own = [position for position, text in texts.items() if _OWN_KEY in text]
        records = _made_with_own_keys(kind, [texts[n] for n in own], [origins[n] for n in own], makers)
        for position, record in zip(own, records, strict=True):
            made[position] = record
    return made


def _rows_together(kind: type[Record | Suppression], texts: Texts, parser: RowParser) -> list[Any]:
    """
    Return what a parser makes of an array of records; nothing where there is none, or not one row for each text.

    That they agree in number does not show that they belong together: one text may hold two records, where another is a
    part of one. A part begins inside a list, as an object with an id does, and no record that is made has such an
    object, unless hidden by a second key. So then there are more quotation marks than records account for; and some
    text that holds two records, one of them its own, has more than that one: nothing is made of it, and it is no JSON.
    """
    if texts.array is None or (kind in _with_fractions() and _LONG_NUMBER.search(texts.array)):
        return []
    try:
        rows = parser.many_of(kind)(texts.array)
    except NO_ROW:
        return []
    return rows if len(rows) == len(texts.rests) else []


def _made_with_own_keys(
    kind: type[Record], texts: Sequence[bytes], origins: Sequence[Origin], makers: Makers
) -> list[Any]:
    """Return a record for each text in which there may be keys of users' own."""
    parser = standard_parser()
    made, counts = _made_of_mappings(kind, _rows(kind, texts, parser), origins, makers)
    for position in range(len(made)):
        if counts[position] != _marks(texts[position]):
            made[position] = None
    return made


def make_rows(
    kind: type[Record], rows: Sequence[dict[str, Any] | None], origins: Sequence[Origin], makers: Makers
) -> list[Any]:
    """
    Return a record for each row; None where something is wrong with it, or is not known to be right.

    Args:
        kind: The class of the records.
        rows: What each says under the keys of its fields and those of users' own; None where there is none. What is
            said under the latter is taken out.
        origins: Where each was read.
        makers: What makes them.
    """
    return _made_of_mappings(kind, rows, origins, makers).records


def _made_of_mappings(
    kind: type[Record], rows: Sequence[dict[str, Any] | None], origins: Sequence[Origin], makers: Makers
) -> Made:
    """Return what is made of rows in which there may be keys of users' own; they count too."""
    extras = [None if row is None else _taken_out(row) for row in rows]
    known = [None if extra is None else row for row, extra in zip(rows, extras, strict=True)]
    made = _made_of(kind, known, origins, makers, standard_parser())
    for position, extra in enumerate(extras):
        if made.records[position] is not None and extra is not None and extra.marks:
            object.__setattr__(made.records[position], "extra", extra.said)  # Nobody has seen the record yet.
            made.marks[position] += extra.marks
    return made


class _Own(NamedTuple):
    """What a row says under keys of users' own, and how many quotation marks there are around that."""

    said: Extra
    marks: int


def _taken_out(row: dict[str, Any]) -> _Own | None:
    """Remove from a row what it says under keys of users' own, and return it; None for more than short scalars."""
    data = {key: row.pop(key) for key in [key for key in row if key.startswith("x-")]}
    if not data:
        return _NOTHING_OWN
    if not all(map(_is_short_scalar, data.values())):
        return None
    try:
        said = Extra(data)
    except InvalidValueError:
        return None
    return _Own(said, 2 * len(data) + 2 * sum(isinstance(value, str) for value in data.values()))


_NOTHING_OWN: Final = _Own(Extra(), 0)


def _is_short_scalar(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= LONGEST_LINE
    return value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < _LARGE)


def _made_of(
    kind: type[Record | Suppression],
    rows: Sequence[Any],
    origins: Sequence[Origin],
    makers: Makers,
    parser: RowParser,
) -> Made:
    """Return what is made of rows; where there is none, nothing is."""
    if all(rows):
        return makers.make(kind, rows, origins, parser)
    positions = [position for position, row in enumerate(rows) if row is not None]
    records, marks = makers.make(kind, [rows[n] for n in positions], [origins[n] for n in positions], parser)
    made = Made([None] * len(rows), [0] * len(rows))
    for position, record, count in zip(positions, records, marks, strict=True):
        made.records[position], made.marks[position] = record, count
    return made


def _rows(kind: type[Record | Suppression], texts: Sequence[bytes], parser: RowParser) -> list[Any]:
    """Return what a parser makes of each text, None where it is not content."""
    rows: list[Any] = []
    parsed = map(parser.of(kind), texts)
    while len(rows) < len(texts):
        try:
            rows.extend(parsed)
        except NO_ROW:
            rows.append(None)
    if kind in _with_fractions():
        return [None if _LONG_NUMBER.search(text) else row for row, text in zip(rows, texts, strict=True)]
    return rows


def origins_of(file: str | None, lines: Iterable[int], column: int) -> list[Origin]:
    """Return the positions in some lines, in the same column of each."""
    places = zip(itertools.repeat(file), lines, itertools.repeat(column), itertools.repeat(None))
    return list(map(_origin, places))


def unclear_of(made: Sequence[Any]) -> list[int]:
    """Return the positions of what was not made."""
    # Records are true; comparing each with None would take longer.
    return [] if all(made) else [position for position, record in enumerate(made) if record is None]


def claims_of(made: Sequence[Any]) -> dict[str, Origin | None]:
    """Return where the ids were read of what is a record and not None."""
    records = made if all(made) else [record for record in made if record is not None]
    return {record.id: record.origin for record in records}


@functools.cache
def _with_fractions() -> frozenset[type]:
    return frozenset(kind for kind in Dataset.kinds() if any(field.base is float for field in fields_of(kind)))


def _marks(text: bytes) -> int:
    """Count the quotation marks around keys and texts."""
    count = text.count(b'"')
    if b"\\" in text:
        count -= text.replace(b"\\\\", b"").count(b'\\"')
    return count


def take_all(  # noqa: PLR0917 - all of what is known of them
    kind: type[Record],
    made: Sequence[Any],
    claims: Mapping[str, Origin | None],
    unclear_ids: Collection[object],
    reading: Reading,
    explain: Callable[[int], None],
) -> None:
    """
    Take records into what was read, in their order, and let the others be explained.

    Args:
        kind: Their class.
        made: A record for each; None for one that is to be explained.
        claims: Where the ids of the records were read.
        unclear_ids: What the others say for an id: it is taken, whatever else is wrong with them.
        reading: What came of the records before.
        explain: What explains the record at a position.
    """
    good = len(made) - len(unclear_ids)
    are_free = claims.keys().isdisjoint(unclear_ids) and reading.claim_all(kind, claims, good)
    if are_free and not unclear_ids:
        reading.records.extend(made)
        return
    for position, record in enumerate(made):
        if record is not None and (are_free or reading.claim_all(kind, claims_of([record]), 1)):
            reading.records.append(record)
        else:
            explain(position)
