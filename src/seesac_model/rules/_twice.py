"""Which records say the same twice: found once for a check, for the rules that report it and those that leave it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias, TypeVar

from seesac_model.dataset import CLEAR_SCORE, Dataset, MatchReason
from seesac_model.model import (
    Answer,
    DateSpan,
    Document,
    Event,
    IdentifierScheme,
    Organisation,
    Person,
    Place,
    PolicyFramework,
    Record,
    Source,
    Topic,
)

__all__ = [
    "Identified",
    "Pairs",
    "events_twice",
    "organisations_twice",
    "people_twice",
    "same_identifiers",
    "shared_identifiers",
    "sources_twice",
]

Identified: TypeAlias = Document | Organisation | Person | Place | PolicyFramework | Topic
"""The kinds of record that have identifiers."""
R = TypeVar("R", bound=Record)
N = TypeVar("N", bound=Identified)

Pairs: TypeAlias = Mapping[str, list[R]]
"""By the ids of records of one kind: the others that are the same; each pair stands at both."""
_Mark: TypeAlias = tuple[str, str]

# Acronyms are shared by bodies that have nothing to do with one another, and identifiers are not names.
_OF_NAMES: Final = frozenset(
    {
        MatchReason.SAME_NAME,
        MatchReason.SPELLING,
        MatchReason.OTHER_SCRIPT,
        MatchReason.TRANSLITERATION,
        MatchReason.SAME_WORDS,
    }
)
# Left out: several short acts begin on one page of the Official Journal, numbers of acts are printed in more ways than
# one, and what stands at one address may be many things.
_UNIQUE: Final = frozenset(IdentifierScheme) - {
    IdentifierScheme.ACT_NUMBER,
    IdentifierScheme.OJ,
    IdentifierScheme.URL,
}
_VERSIONS: Final = ("edition", "sha256")
_SCHEMES: Final = ("https://", "http://")
# Behind these a fragment is the address of a page of its own.
_PAGE_MARKS: Final = ("!", "/")
_MOST_COMPARED: Final = 20


def organisations_twice(dataset: Dataset) -> Pairs[Organisation]:
    """Return the organisations that have one name."""
    return _named_alike(dataset, Organisation)


def people_twice(dataset: Dataset) -> Pairs[Person]:
    """Return the people who have one name."""
    return _named_alike(dataset, Person)


def _named_alike(dataset: Dataset, kind: type[R]) -> Pairs[R]:
    records = dataset.of(kind)
    proposals = dataset.duplicates((kind,), at_least=MatchReason.SAME_WORDS.score)
    return _by_id((records[pair.record.id], records[pair.other.id]) for pair in proposals if pair.reason in _OF_NAMES)


def events_twice(dataset: Dataset) -> Pairs[Event]:
    """Return the events that are alike and certainly have a day in common."""
    proposals = dataset.duplicates((Event,), at_least=CLEAR_SCORE)
    pairs = ((dataset.events[pair.record.id], dataset.events[pair.other.id]) for pair in proposals)
    return _by_id((one, two) for one, two in pairs if _have_a_day_in_common(one.dates, two.dates))


def _have_a_day_in_common(mine: DateSpan | None, theirs: DateSpan | None) -> bool:
    return mine is not None and theirs is not None and mine.overlaps(theirs).definitely


def same_identifiers(dataset: Dataset) -> Mapping[str, Pairs[Identified]]:
    """Return the records that have an identifier in common which is given once only, by collection."""
    return {kind.collection(): _by_id(_of_one_mark(dataset.of(kind))) for kind in _IDENTIFIED}


def shared_identifiers(one: Identified, two: Identified) -> dict[str, tuple[str | int, ...]]:
    """Return the identifiers of one thing only that both have, with the paths at which the first has them."""
    theirs = {mark for mark, _ in _marks(two)}
    found: dict[str, tuple[str | int, ...]] = {}
    for (scheme, value), path in _marks(one):
        if (scheme, value) in theirs:
            found.setdefault(f"{scheme}:{value}", path)
    return found


def _of_one_mark(records: Iterable[N]) -> Iterator[tuple[N, N]]:
    groups: dict[_Mark, list[N]] = {}
    for record in records:
        for mark in dict.fromkeys(mark for mark, _ in _marks(record)):
            groups.setdefault(mark, []).append(record)
    pairs: dict[tuple[str, str], tuple[N, N]] = {}
    for group in groups.values():
        pairs.update({(one.id, two.id): (one, two) for one, two in _with_first(group)})
    yield from pairs.values()


def _marks(record: Identified) -> Iterator[tuple[_Mark, tuple[str | int, ...]]]:
    for position, identifier in enumerate(record.identifiers):
        if identifier.scheme in _UNIQUE:
            yield (identifier.scheme.value, identifier.value), ("identifiers", position)
    if isinstance(record, Place) and record.iso_code is not None:
        yield (IdentifierScheme.ISO3166_1.value, record.iso_code), ("iso_code",)


def sources_twice(dataset: Dataset) -> Pairs[Source]:
    """Return the sources that are one page in one version."""
    groups: dict[str, list[Source]] = {}
    for source in dataset.sources:
        if source.url is not None:
            groups.setdefault(_page(source.url), []).append(source)
    return _by_id(pair for group in groups.values() for pair in _with_first(group))


def _page(url: str) -> str:
    """Return what is left of an address when the ways of writing it are put aside."""
    address, _, fragment = url.partition("#")
    for scheme in _SCHEMES:
        address = address.removeprefix(scheme)
    host, slash, rest = address.partition("/")
    path, mark, query = (slash + rest).partition("?")
    page = host.lower().removeprefix("www.") + path.rstrip("/") + mark + query
    return f"{page}#{fragment}" if fragment.startswith(_PAGE_MARKS) else page


def _with_first(group: Iterable[R]) -> Iterator[tuple[R, R]]:
    """Yield each record with the first before it that it is a version of; of very many versions, few are compared."""
    versions: list[R] = []
    for record in group:
        first = next((known for known in versions[:_MOST_COMPARED] if _is_one_version(known, record)), None)
        if first is None:
            versions.append(record)
        else:
            yield first, record


def _is_one_version(one: Record, two: Record) -> bool:
    if any(_differ(getattr(one, field, None), getattr(two, field, None)) for field in _VERSIONS):
        return False
    mine, theirs = _languages(one), _languages(two)
    if mine and theirs and mine.isdisjoint(theirs):
        return False
    dates, other_dates = _published(one), _published(two)
    return dates is None or other_dates is None or dates.overlaps(other_dates) is not Answer.NO


def _languages(record: Record) -> frozenset[str]:
    if isinstance(record, Document):
        return frozenset(record.languages)
    return frozenset({record.language}) if isinstance(record, Source) and record.language else frozenset()


def _published(record: Record) -> DateSpan | None:
    return record.published if isinstance(record, Document | Source) else None


def _differ(mine: object, theirs: object) -> bool:
    return mine is not None and theirs is not None and mine != theirs


def _by_id(pairs: Iterable[tuple[R, R]]) -> Pairs[R]:
    found: dict[str, list[R]] = {}
    for one, two in pairs:
        found.setdefault(one.id, []).append(two)
        found.setdefault(two.id, []).append(one)
    return found


_IDENTIFIED: Final[tuple[type[Identified], ...]] = (Document, Organisation, Person, Place, PolicyFramework, Topic)
