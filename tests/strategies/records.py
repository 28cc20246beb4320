"""
Records of every kind, as anybody could make them.

Strategies follow from the annotations, so a new kind of record has one as soon as it exists. Only a rule between two
fields of a kind needs words of its own, in `_MENDED`.
"""

from __future__ import annotations

import math
import string
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, Final, TypeAlias, TypeVar

import attrs
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Citation,
    DateSpan,
    Event,
    Extra,
    Field,
    Footnote,
    Funding,
    Headcount,
    Identifier,
    JsonValue,
    LegalAct,
    Money,
    Name,
    Observation,
    Origin,
    Participation,
    Pattern,
    Place,
    PlaceKind,
    Prose,
    Range,
    Record,
    Reference,
    Statement,
    Subject,
    Suppression,
    Term,
    Value,
    fields_of,
)
from tests.strategies.dates import date_spans
from tests.strategies.values import footnotes, headcounts, identifiers, legal_acts, lines, money, names, prose

KINDS: Final = Dataset.kinds()
"""Every kind of record."""
Ids: TypeAlias = Callable[[str], st.SearchStrategy[str]]
"""What draws an id of the collection that is named."""
Fields: TypeAlias = dict[str, Any]  # a field holds what its annotation says

R = TypeVar("R", bound=Record)

_AWKWARD: Final = (
    "Bojana Balon",
    "Јелена Бујаковић",
    "Gunnar Stro\u0308mmer",  # not NFC: an o and a mark
    "Ş\u0323̈\u0301ärë",
    "Μαρία Παπαδοπούλου",
    "محمد بن سلمان",  # runs from right to left
    "李小龍",
    "नेपाल",
    "👩\u200d💻🇽🇰",
    "a\u00adb\u200bc",  # marks that nobody sees
    "NO",
    "null",
    "~",
    "012",
    "1_000",
    "1e3",
    "0x1F",
    "2023-02-14",
    "12:30",
    "true",
    "- a",
    "? b",
    "key: value",
    "a #b",
    "#tag",
    "{a: b}",
    "[a]",
    "&anchor",
    "*alias",
    "!tag",
    "%TAG",
    "@at",
    "`tick`",
    "'single'",
    '"double"',
    "back\\slash",
    "...",
    "---",
    "<<",
    "=SUM(A1)",
    "x" * 200,
)
_AWKWARD_PROSE: Final = (
    *_AWKWARD,
    "two\nlines",
    "  indented\n    more",
    "one\r\ntwo",
    "end\n\n\nof text",
    "a tab\tinside",
    "trailing \nblank",
    "# no comment\n- no list",
)
_ADDRESSES: Final = (
    "https://www.seesac.org/News_1/a-title/",
    "http://example.org",
    "https://пример.срб/страница?b=ć&c=%20#d",
    "https://example.org:8080/a/b;c,d'e(f)",
)
_ID_ALPHABET: Final = "abz019-._"


def ids(_kind: str = "") -> st.SearchStrategy[str]:
    """Draw an id."""
    return st.builds("{}{}".format, st.sampled_from("abz019"), st.text(_ID_ALPHABET, max_size=6))


def awkward_lines() -> st.SearchStrategy[str]:
    """Draw text of one line, as readers and writers get wrong most easily; not yet cleaned."""
    return st.sampled_from(_AWKWARD) | lines(20)


def awkward_prose() -> st.SearchStrategy[str]:
    """Draw text of several lines, as readers and writers get wrong most easily; not yet cleaned."""
    return st.sampled_from(_AWKWARD_PROSE) | prose(30)


def json_values() -> st.SearchStrategy[JsonValue]:
    """Draw what JSON can say within the bounds of :class:`Extra`."""
    text = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8)
    numbers = st.integers(-(2**63), 2**63 - 1) | st.floats(-(2.0**62), 2.0**62)
    scalars = st.none() | st.booleans() | numbers | text | st.sampled_from(_AWKWARD_PROSE)
    return st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(text, inner, max_size=3), max_leaves=5
    )


def extras(*, min_size: int = 0) -> st.SearchStrategy[Extra]:
    """Draw keys under the `x-` prefix."""
    keys = st.builds("x-{}{}".format, st.sampled_from("ax0"), st.text(_ID_ALPHABET, max_size=4))
    return st.dictionaries(keys, json_values(), min_size=min_size, max_size=2).map(Extra)


def citations(ids_of: Ids = ids) -> st.SearchStrategy[Citation]:
    """Draw a citation: often that of a source as a whole, sometimes with everything there is to say."""
    plain = st.builds(Citation, source_id=ids_of("sources"))
    fields = st.lists(st.sampled_from(("dates", "title", "member_ids", "x")), min_size=1, max_size=2).map(tuple)
    full = values_of(Citation, ids_of, fields=fields)
    return plain | full


def values_of(
    cls: type[Any], ids_of: Ids = ids, **chosen: st.SearchStrategy[Any]
) -> st.SearchStrategy[Any]:  # as the class says
    """Draw a value of a class from its annotations, with some fields drawn by other strategies."""
    return st.builds(cls, **{field.name: chosen.get(field.name, contents(field, ids_of)) for field in fields_of(cls)})


def suppressions(ids_of: Ids = ids) -> st.SearchStrategy[Suppression]:
    """Draw the suppression of a finding, for a record, a kind or the whole dataset."""
    kinds = st.sampled_from([kind.collection() for kind in KINDS])
    scopes = st.just((None, None)) | kinds.flatmap(lambda kind: st.tuples(st.just(kind), st.none() | ids_of(kind)))
    return st.builds(
        lambda scope, **fields: Suppression(kind=scope[0], record_id=scope[1], **fields),
        scope=scopes,
        code=st.sampled_from(("PAN001", "SER001", "REF002")),
        reason=awkward_prose(),
        until=st.none() | date_spans(),
    )


_VALUES: Final[Mapping[type, Callable[[], st.SearchStrategy[Any]]]] = {
    DateSpan: date_spans,
    Extra: extras,
    Footnote: footnotes,
    Headcount: headcounts,
    Identifier: identifiers,
    LegalAct: legal_acts,
    Money: money,
    Name: names,
}


def decimals() -> st.SearchStrategy[Decimal]:
    """Draw a number of at most 28 digits, in any spelling."""
    small = st.builds(lambda digits, places: Decimal(digits).scaleb(-places), st.integers(0, 10**18), st.integers(0, 9))
    return small | st.sampled_from((Decimal("-0"), Decimal("4E+6"), Decimal("1.50"), Decimal(2**63 - 1)))


def entries(field: Field, ids_of: Ids = ids) -> st.SearchStrategy[Any]:
    """Draw one entry of a field."""
    if field.base is Citation:
        return citations(ids_of)
    if field.base in _VALUES:
        return _VALUES[field.base]()
    if issubclass(field.base, Term):
        return st.sampled_from(field.base)
    if issubclass(field.base, Value):
        return values_of(field.base, ids_of)
    if field.base is str:
        return _texts(field, ids_of)
    return _numbers(field)


def _texts(field: Field, ids_of: Ids) -> st.SearchStrategy[str]:
    match field.marker:
        case Reference(kind):
            return ids_of(kind)
        case Prose():
            return awkward_prose()
        case Pattern(regex) if "http" in regex:
            return st.sampled_from(_ADDRESSES)
        case Pattern(regex):
            return st.from_regex(regex, fullmatch=True, alphabet=string.ascii_letters + string.digits + "-_/. +:()")
        case _:
            return awkward_lines()


def _numbers(field: Field) -> st.SearchStrategy[Any]:
    bounds = field.marker if isinstance(field.marker, Range) else Range()
    least = -(2**63) if bounds.least is None else bounds.least
    most = 2**63 - 1 if bounds.most is None else bounds.most
    if field.base is bool:
        return st.booleans()
    if field.base is int:
        return st.integers(least, most)
    if field.base is float:
        return st.floats(least, math.nextafter(most, least))
    return decimals()


def contents(field: Field, ids_of: Ids = ids, *, filled: bool = False) -> st.SearchStrategy[Any]:
    """Draw what a field may hold; with `filled` neither None nor an empty tuple."""
    one = entries(field, ids_of)
    if field.many:
        repeats_matter = field.refers_to is not None
        return st.lists(one, min_size=int(filled), max_size=2, unique=repeats_matter).map(tuple)
    return one if filled or not field.optional else st.none() | one


def _coordinates(fields: Fields) -> Fields:
    if (fields.get("latitude") is None) != (fields.get("longitude") is None):
        fields |= {"latitude": 44.8125, "longitude": -0.0}
    if fields.get("member_ids"):
        fields |= {"kind": PlaceKind.REGION, "between_ids": (), "capital_id": None}
    elif fields.get("between_ids"):
        between_ids = fields["between_ids"][:2]
        fields |= {"kind": PlaceKind.BORDER_CROSSING, "between_ids": between_ids, "capital_id": None}
    elif fields.get("capital_id"):
        fields |= {"kind": PlaceKind.JURISDICTION}
    if "footnotes" in fields:
        fields["footnotes"] = tuple({note.style: note for note in fields["footnotes"]}.values())
    return fields


def _numbered(fields: Fields) -> Fields:
    return fields if fields.get("series_id") else fields | {"series_number": None}


def _exactly_one(fields: Fields) -> Fields:
    names = [it.name for it in fields_of(Subject) if it.refers_to and it.optional and it.note.nested_as is None]
    kept = next((name for name in names if fields.get(name)), names[-1])
    return fields | dict.fromkeys(names) | {kept: fields.get(kept) or "a"}


def _at_least_one(default: str, value: object, *others: str) -> Callable[[Fields], Fields]:
    def mended(fields: Fields) -> Fields:
        return fields if any(fields.get(name) for name in (default, *others)) else fields | {default: value}

    return mended


def _stated(fields: Fields) -> Fields:
    said = _at_least_one("person_id", "a", "organisation_id")(fields)
    return said | {"panel_id": None} if not said.get("event_id") and said.get("panel_id") else said


_MENDED: Final[Mapping[type[Record], Callable[[Fields], Fields]]] = {
    Event: _numbered,
    Funding: _at_least_one("recipient_id", "a", "donor_ids"),
    Observation: _at_least_one("measure", "kits", "indicator_id"),
    Participation: _at_least_one("person_id", "a", "organisation_id"),
    Place: _coordinates,
    Statement: _stated,
    Subject: _exactly_one,
}
"""What the fields of one record must say together."""


@st.composite
def records(draw: st.DrawFn, kind: type[R], ids_of: Ids = ids, *, most: int = 6) -> R:
    """Draw a record with some of the optional fields, `most` at most."""
    optional = [field for field in fields_of(kind) if not field.required]
    chosen = draw(st.sets(st.sampled_from(range(len(optional))), max_size=most))
    given = [field for field in fields_of(kind) if field.required] + [optional[number] for number in sorted(chosen)]
    return _made(kind, {field.name: draw(contents(field, ids_of)) for field in given})


@st.composite
def maximal_records(draw: st.DrawFn, kind: type[R], ids_of: Ids = ids) -> R:
    """Draw a record in which every field says something, as far as they go together."""
    return _made(kind, {field.name: draw(contents(field, ids_of, filled=True)) for field in fields_of(kind)})


def minimal_records(kind: type[R], ids_of: Ids = ids) -> st.SearchStrategy[R]:
    """Draw a record with nothing but what it must have."""
    return records(kind, ids_of, most=0)


def any_records(ids_of: Ids = ids) -> st.SearchStrategy[Record]:
    """Draw a record of any kind."""
    return st.sampled_from(KINDS).flatmap(lambda kind: records(kind, ids_of) | maximal_records(kind, ids_of))


def origins() -> st.SearchStrategy[Origin]:
    """Draw where a record may have been read."""
    return st.builds(Origin, st.none() | st.just("events/2023.yaml"), st.integers(1, 99), st.integers(1, 99))


def altered(record: R, **fields: object) -> R:
    """Return a copy with these fields, which need not be what their annotations ask for."""
    return attrs.evolve(record, **fields)  # type: ignore[arg-type]  # that is the point


def plain_record(kind: type[R], record_id: str = "a") -> R:
    """Return the record that has this id, says as little as can be said, and refers only to ids `a`."""
    fields = {field.name: _plain_entry(field) for field in fields_of(kind) if field.required}
    return _made(kind, fields | {"id": record_id})


def _plain_entry(field: Field) -> object:
    if issubclass(field.base, Term):
        return next(iter(field.base))
    return "1" if isinstance(field.marker, Pattern) else "a"


def _made(kind: type[R], fields: Fields) -> R:
    return kind(**_MENDED.get(kind, dict)(fields))
