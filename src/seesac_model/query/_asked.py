"""What callers ask with - a record, an id, a word, a date - as what conditions hold."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterable
from collections.abc import Set as AbstractSet
from typing import Final, Literal, TypeAlias, TypeVar, overload

from seesac_model._regex import Regex
from seesac_model.dataset import NAMED_KINDS, Dataset, Match, Matches, MatchReason, reference_fields
from seesac_model.errors import (
    FaultCode,
    InvalidValueError,
    MissingExtraError,
    NoSingleMatchError,
    SelectionError,
    UnknownRecordError,
    described,
    quoted,
)
from seesac_model.model import DateSpan, Organisation, Place, Record, Term, Topic, did_you_mean, nearest
from seesac_model.query._indexes import postings, remembered

__all__ = [
    "Certainty",
    "When",
    "articled",
    "narrower_ids",
    "organisation_ids_within",
    "period_of",
    "place_ids_within",
    "record_of",
    "span_of",
    "term_of",
    "with_all_below",
]

R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Record)
U = TypeVar("U", bound=Record)
T = TypeVar("T", bound=Term)

Certainty: TypeAlias = Literal["definitely", "possibly"]
"""
How a selection reads what is not fully known.

`"definitely"`: what is true whatever the missing part turns out to be. `"possibly"`: what nothing that is stated rules
out, and so everything of which nothing is stated.
"""
When: TypeAlias = DateSpan | dt.date | str
"""A date or period: a span, its text in EDTF (`"2023-02"`), or a day."""

_NEAR: Final = 3
_MOST_NEAR: Final = 5
_MOST_PROPOSED: Final = 10
_LIKE_AN_ID: Final = Regex("[a-z0-9][a-z0-9._-]*")
_AS_HYPHENS: Final = str.maketrans("._ ", "---")


@overload
def record_of(
    dataset: Dataset, asked: object, kind: type[R], other: type[S], /, *, named: Callable[[R | S], bool] | None = None
) -> R | S: ...
@overload
def record_of(
    dataset: Dataset, asked: object, kind: type[R], other: type[S], third: type[U], /, *, named: None = None
) -> R | S | U: ...
@overload
def record_of(dataset: Dataset, asked: object, /, *kinds: type[R], named: Callable[[R], bool] | None = None) -> R: ...
def record_of(
    dataset: Dataset, asked: object, /, *kinds: type[Record], named: Callable[..., bool] | None = None
) -> Record:
    """
    Return the record of one of the kinds that a caller means.

    A text that is no id is taken for a name, as :meth:`~seesac_model.dataset.Dataset.find` reads names by rule alone:
    whatever their case, script, transliteration and order of words, and by acronyms, which for bodies may be the
    initials of their names; never by near spelling. It is taken where it clearly means one record, and nothing is
    chosen where it may mean several. Text that looks like an id, in small letters and without spaces, must be a name
    letter by letter but for case and diacritics: a mistyped id is not taken for a name that is nearly the same.

    Args:
        dataset: Where it must be.
        asked: The record, its id or a name of it. A record is looked up by its id.
        kinds: The kinds it can be of.
        named: Which records a name can mean; None for all.

    Raises:
        UnknownRecordError: The dataset has none with that id; the error proposes ids that look like it or have it in
            them as a word, or else records with such names; or it says that records refer to that very id.
        NoSingleMatchError: A name may mean several records, or none for certain; the error lists the candidates, or
            says that records refer to an id that is the name but for capitals.
        SelectionError: It is of another kind, or the id is that of two records of different kinds.
    """
    expected = " or ".join([articled(kinds[0]), *(kind.__name__ for kind in kinds[1:])])
    if isinstance(asked, Record):
        if not isinstance(asked, kinds):
            raise SelectionError(f"found {articled(type(asked))} where {expected} is expected")
        return dataset.of(type(asked))[asked.id]
    if not isinstance(asked, str):
        raise SelectionError(f"found {described(asked)}, expected {expected} or its id")
    found = [record for kind in kinds if (record := dataset.of(kind).get(asked)) is not None]
    if len(found) > 1:
        names = " and ".join(record.collection() for record in found)
        raise SelectionError(f"{quoted(asked)} is in {names}; pass the record itself instead of its id")
    return found[0] if found else _named(dataset, asked, kinds, named)


def _named(dataset: Dataset, text: str, kinds: tuple[type[Record], ...], named: Callable[..., bool] | None) -> Record:
    is_like_an_id = _LIKE_AN_ID.fullmatch(text) is not None
    least = MatchReason.TWO_NAMES.score if is_like_an_id else MatchReason.FORMED_ACRONYM.score
    named_kinds = [kind for kind in kinds if kind in NAMED_KINDS]
    found = [
        Matches(
            kind.collection(),
            tuple(match for match in matches if _is_name(match) and (not named or named(match.record))),
        )
        for kind in named_kinds
        if (matches := dataset.find(kind, text, limit=None, at_least=least))
    ]
    found = [matches for matches in found if matches]
    if len(found) == 1 and (best := found[0].best) is not None:
        return best.record
    names = " or ".join(kind.collection() for kind in kinds)
    if found:
        others = [kind for kind in named_kinds if kind.collection() not in {matches.kind for matches in found}]
        likely = [match.record.id for matches in found for match in matches]
        raise NoSingleMatchError(names, [*likely, *_perhaps_meant(dataset, text, others)][:_MOST_PROPOSED])
    if any(_is_missing(dataset, text.lower(), kind) for kind in kinds):
        # What is near is not meant where the very id is known and only its record is missing.
        if is_like_an_id:
            raise UnknownRecordError(names, text, is_referred_to=True)
        raise NoSingleMatchError(names, missing_id=text.lower())
    ids = {record_id for kind in kinds for record_id in dataset.of(kind).ids}
    if is_like_an_id or not named_kinds:
        raise UnknownRecordError(names, text, _ids_like(text, ids) or _perhaps_meant(dataset, text, named_kinds))
    raise NoSingleMatchError(names, _perhaps_meant(dataset, text, named_kinds) or _ids_like(text.lower(), ids))


def _is_missing(dataset: Dataset, record_id: str, kind: type[Record]) -> bool:
    """Tell whether records refer to an id that no record of the kind has."""
    name = kind.collection()
    return record_id not in dataset.of(kind) and any(
        record_id in postings(dataset, referring, field.name, name).by_id
        for referring in dataset.kinds()
        for field in reference_fields(referring)
        if field.target == name
    )


def articled(kind: type) -> str:
    """Return the name of a class behind its article."""
    return f"{'an' if kind.__name__.startswith(tuple('AEIO')) else 'a'} {kind.__name__}"


def _is_name(match: Match[Record]) -> bool:
    """Tell whether a match is no chance: the initials of a long title are some word sooner or later."""
    return match.reason is not MatchReason.FORMED_ACRONYM or isinstance(match.record, Organisation)


def _ids_like(text: str, ids: AbstractSet[str]) -> list[str]:
    """Return the ids that are spelt nearly as a text, and those of which the text is a part, nearest first."""
    part = f"-{text.translate(_AS_HYPHENS)}-"
    # Of ids that contain a text, the shortest is nearest to it.
    longer = sorted((len(one), one) for one in ids if part in f"-{one.translate(_AS_HYPHENS)}-")
    near = [*nearest(text, sorted(ids), _NEAR), *(one for _, one in longer)]
    return list(dict.fromkeys(near))[:_MOST_NEAR]


def _perhaps_meant(dataset: Dataset, text: str, kinds: list[type[Record]]) -> list[str]:
    """Return the ids of records with names that have the words of a text in them or are spelt nearly as it is."""
    found: list[Match[Record]] = []
    for kind in kinds:
        # Near spellings are only proposed; without them the error says less and is still right.
        with contextlib.suppress(MissingExtraError):
            found.extend(dataset.find(kind, text, limit=_NEAR))
    return [match.record.id for match in sorted(found, key=lambda match: -match.score)][:_NEAR]


def term_of(vocabulary: type[T], asked: object) -> T:
    """
    Return the member of a vocabulary for a word.

    Raises:
        InvalidValueError: The vocabulary has no such word; the error proposes one that looks like it.
    """
    for member in vocabulary:
        if member == asked:
            return member
    words = [str(member) for member in vocabulary]
    raise InvalidValueError.of(
        FaultCode.UNKNOWN_TERM,
        found=quoted(asked) if isinstance(asked, str) else described(asked),
        expected=f"one of {', '.join(words)}",
        suggestion=did_you_mean(asked, words) if isinstance(asked, str) else None,
        value=asked,
    )


def span_of(asked: object) -> DateSpan:
    """
    Return the span that a caller means.

    Raises:
        InvalidValueError: The text is no date, or a moment was given for a day.
        SelectionError: It is something else.
    """
    match asked:
        case DateSpan():
            return asked
        case str():
            return DateSpan(asked)
        case dt.date():
            return DateSpan.of(asked)
        case _:
            raise SelectionError(f"found {described(asked)}, expected a DateSpan, its text, or a datetime.date")


def period_of(start: object, end: object) -> DateSpan:
    """
    Return the period from the first day of `start` to the last day of `end`; None leaves a side open.

    Raises:
        InvalidValueError: One of them is no date, or the end is before the start.
        SelectionError: Both are None, one has no known day on that side, or the start is a period and there is no end.
    """
    if start is None and end is None:
        raise SelectionError("found neither a start nor an end, expected at least one of them")
    if end is None and "/" in (period := span_of(start).text):
        raise SelectionError(
            f"found the period {quoted(period)} as a start, and no end; write on({quoted(period)}) for what was in it, "
            "or give its first day alone for that and all that followed"
        )
    first = ".." if start is None else _edge(span_of(start), is_start=True)
    last = ".." if end is None else _edge(span_of(end), is_start=False)
    return DateSpan(f"{first}/{last}")


def _edge(span: DateSpan, *, is_start: bool) -> str:
    day = span.earliest if is_start else span.latest
    if day is None:
        side = "first" if is_start else "last"
        raise SelectionError(f"{quoted(span.text)} has no known {side} day to be the {'start' if is_start else 'end'}")
    is_single = not span.text.startswith("{") and "/" not in span.text
    # A single date keeps what it says: `2021~` reaches further than 2021 does.
    return span.text if is_single else day.isoformat()


def place_ids_within(dataset: Dataset, place: Place) -> frozenset[str]:
    """Return the ids of a place, of all that lies in it, of a region's members, and of all that lies in these."""
    return remembered(dataset, (Place, place.id, "within"), lambda: _place_ids_within(dataset, place))


def _place_ids_within(dataset: Dataset, place: Place) -> frozenset[str]:
    found: set[str] = set()
    waiting = [place.id]
    while waiting:
        place_id = waiting.pop()
        if place_id in found:
            continue
        found.add(place_id)
        if (known := dataset.places.get(place_id)) is not None:
            waiting.extend(known.member_ids)
            waiting.extend(_ids(dataset.referring(Place, known, by="part_of_id")))
    return frozenset(found)


def narrower_ids(dataset: Dataset, topic: Topic) -> frozenset[str]:
    """Return the ids of a topic and of all narrower ones."""
    return with_all_below(dataset, topic, by="broader_id")


def organisation_ids_within(dataset: Dataset, body: Organisation) -> frozenset[str]:
    """Return the ids of a body, of its parts, and of their parts."""
    return with_all_below(dataset, body, by="part_of_ids")


def with_all_below(dataset: Dataset, top: Record, by: str) -> frozenset[str]:
    """Return the ids of a record, of those that refer to it by a field, of those that refer to these, and so on."""
    return remembered(dataset, (type(top), top.id, by, "below"), lambda: _with_all_below(dataset, top, by))


def _with_all_below(dataset: Dataset, top: Record, by: str) -> frozenset[str]:
    found: set[str] = set()
    waiting = [top]
    while waiting:
        one = waiting.pop()
        if one.id not in found:
            found.add(one.id)
            waiting.extend(dataset.referring(type(top), one, by=by))
    return frozenset(found)


def _ids(records: Iterable[Record]) -> list[str]:
    return [record.id for record in records]
