"""
How each kind of record is named: under which keys its names are kept, and which keys are asked for a text.

A key is a tuple that starts with what it says of the name; two names match where a key of one is asked for by the
other. Everything here is a look-up: nothing compares letters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias

from seesac_model._regex import Regex
from seesac_model.dataset._folding import fold, sound
from seesac_model.dataset._name_acts import asked_numbers, kept_numbers, kept_symbol
from seesac_model.dataset._name_fields import names_of
from seesac_model.dataset._name_translation import in_english
from seesac_model.dataset._name_words import Gazetteer, Item, Meaning, initials, telling_words
from seesac_model.dataset._near_names import NearItem, Slip
from seesac_model.dataset._person_names import PersonName
from seesac_model.dataset.matching import MatchReason
from seesac_model.errors import InvalidValueError
from seesac_model.model import (
    Document,
    Event,
    EventSeries,
    Identifier,
    IdentifierScheme,
    Name,
    NameKind,
    Organisation,
    Person,
    Place,
    PolicyFramework,
    Record,
    Topic,
)

__all__ = ["STYLES", "Key", "NameStyle", "Question", "TwoNames", "is_acronym"]

Key: TypeAlias = tuple[Any, ...]

_LEAST_SOUND: Final = 6
_LEAST_FORMED: Final = 3
_LEAST_SPELT: Final = 4
_LONGEST_ACRONYM: Final = 10
_MOST_EDITS: Final = 2
_EDIT: Final = 3
_LEAST_NEAR: Final = 7
_PROPOSED: Final = 76
_HALVES: Final[Mapping[str, MatchReason]] = {
    "ends": MatchReason.FURTHER_GIVEN_NAME,
    "initial": MatchReason.INITIALS,
}
_ALIKE: Final[Mapping[str, MatchReason]] = {
    "name": MatchReason.SAME_NAME,
    "identifier": MatchReason.SAME_IDENTIFIER,
    "act": MatchReason.SAME_IDENTIFIER,
    "code": MatchReason.SAME_IDENTIFIER,
    "fold": MatchReason.SPELLING,
    "sound": MatchReason.TRANSLITERATION,
    "meaning": MatchReason.SAME_WORDS,
    "words": MatchReason.SAME_WORDS,
    "jurisdiction": MatchReason.SAME_WORDS,
}
_SCHEMES: Final = frozenset(scheme.value for scheme in IdentifierScheme)
# Words of this field between which a letter or two make all the difference.
_CONFUSABLE: Final = frozenset(
    "police policy trade trace state states minister ministry council counsel office officer section sector action "
    "actions arms army custom customs central general border order training draining support sport court port".split()
)
_BRACKETS: Final = Regex(r"^(?P<before>[^()]*\S)\s*\((?P<inside>[^()]+)\)(?P<after>[^()]*)$")
_APART: Final = Regex(r"\s+[-–—]\s+|,\s+|(?<=[^\W\d])\s*/\s*(?=[^\W\d])")


class Question(NamedTuple):
    """
    A key to ask for.

    Attributes:
        reason: Why what is kept under it matches.
        key: The key.
    """

    reason: MatchReason
    key: Key


class TwoNames(NamedTuple):
    """
    A text that may be two names of one thing.

    Attributes:
        first: What stands first.
        second: What stands in brackets, or behind a comma or dash.
        is_short: Whether the second is the acronym of the first.
    """

    first: str
    second: str
    is_short: bool


class NameStyle:
    """
    How records are named.

    Args:
        gazetteer: What is known of places.
    """

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def names(self, record: Any) -> Iterator[tuple[str, Name | None]]:  # noqa: ANN401 - each style knows its kind
        """Yield every name of a record; with its :class:`Name` where it is one of the others."""
        yield from names_of(record)

    def place_of(self, _record: Any) -> str | None:  # noqa: ANN401 - as above
        """Return the key of the place that a record belongs to; None where that does not tell its names apart."""
        return None

    def record_keys(self, record: Any) -> Iterator[tuple[Key, str]]:  # noqa: ANN401 - as above
        """Yield the keys that do not follow from a name, each with the text that it stands for."""
        yield ("id", record.id), record.id
        # Events and series have none.
        for identifier in getattr(record, "identifiers", ()):
            yield ("identifier", _bare(identifier.value)), identifier.value

    def keys(self, text: str, _place: str | None) -> Iterator[Key]:
        """Yield the keys under which a name is kept."""
        folded = "".join(telling_words(text))
        if folded:
            yield ("fold", folded)
            yield ("sound", sound(folded))

    def questions(self, text: str) -> Iterator[Question]:
        """Yield what to ask for a text, the strongest reason first."""
        yield Question(MatchReason.SAME_ID, ("id", text))
        if ":" in text or any(map(str.isdigit, text)):
            yield Question(MatchReason.SAME_IDENTIFIER, ("identifier", _bare(_without_scheme(text))))
        folded = "".join(telling_words(text))
        if folded:
            yield Question(MatchReason.SPELLING, ("fold", folded))
        if len(folded) >= _LEAST_SOUND:
            yield Question(MatchReason.TRANSLITERATION, ("sound", sound(folded)))

    def likeness(self, key: Key) -> tuple[MatchReason | None, Key | None]:
        """
        Return why records are alike that share a key, and the other key whose records are like these.

        No reason where sharing the key says too little, as half of a pair of keys does.
        """
        sort, *rest = key
        if (sort == "meaning" and not rest[0]) or (sort == "sound" and len(rest[0]) < _LEAST_SOUND):
            return None, None
        if sort in _HALVES:
            # The second half of the key tells two sides apart: long and short names, or initials and names in full.
            return (_HALVES[sort], (sort, False, *rest[1:])) if rest[0] else (None, None)
        return _ALIKE.get(sort), None

    def two_names(self, _text: str) -> TwoNames | None:
        """Return the two names that a text may consist of, one behind the other; None where it is one."""
        return None

    def meaning(self, text: str) -> Meaning:
        """Return what a name says, whatever the order and form of its words."""
        return self.gazetteer.meaning(text)

    def near_forms(self, text: str, _place: str | None) -> Iterator[tuple[NearItem, ...]]:
        """Yield the words of a name that is kept, in every form in which near spellings of it are looked for."""
        yield self.near_form(text)

    def near_form(self, text: str) -> tuple[NearItem, ...]:
        """Return the words of a name for finding near spellings."""
        capitals = _in_capitals(text)
        return tuple(
            NearItem(
                sound(item.word),
                item.place or sound(item.word),
                is_fixed=item.place is not None or item.word in capitals or any(map(str.isdigit, item.word)),
                is_known=self.is_known(item.word),
            )
            for item in self.near_items(text)
        )

    def is_known(self, word: str) -> bool:
        """Tell whether a word is spelt right and means another thing than words that are spelt nearly so."""
        return word in _CONFUSABLE

    def near_items(self, text: str) -> Iterator[Item]:
        """Yield the words of a name in which near spellings are looked for."""
        return self.gazetteer.items(text)

    def near_score(self, slips: list[Slip], count: int) -> int | None:
        """
        Return how much a match with these slips among so many words scores; None for no match.

        One edit is a slip of the pen. Two leave a doubt where the name is a single word.
        """
        edits = sum(slip.edits for slip in slips)
        if not 0 < edits <= _MOST_EDITS or (len(slips) == count and count > 1):
            return None
        highest = MatchReason.NEAR_SPELLING.score
        return highest - _EDIT * edits - (0 if count > 1 else _EDIT if edits == 1 else 2 * _EDIT)


class WordStyle(NameStyle):
    """Names that consist of words of the language: those of bodies, and titles."""

    def names(self, record: Any) -> Iterator[tuple[str, Name | None]]:  # noqa: ANN401 - as above
        """Yield every name, and apart what stands in brackets behind one and is its acronym."""
        for text, name in super().names(record):
            yield text, name
            parts = _bracketed(text)
            if parts is not None and _is_short_for(parts[1], parts[0]):
                yield from ((part, name) for part in parts)

    def keys(self, text: str, place: str | None) -> Iterator[Key]:
        """Yield the keys of the letters, of the words whatever their order, and of the acronyms they give."""
        yield from super().keys(text, place)
        words, places = self.meaning(text)
        yield ("meaning", words, places)
        of_places = places if place is None else places | {place}
        if of_places != places:
            yield ("meaning", words, of_places)
        if words and of_places:
            yield ("bare", words)
            english = in_english(words)
            if english != words:
                yield ("meaning", english, of_places)
            yield ("formed", self.gazetteer.initials(text), of_places)
        yield from (("formed", acronym) for acronym in initials(text) if len(acronym) >= _LEAST_FORMED)

    def questions(self, text: str) -> Iterator[Question]:
        """Yield what to ask for; a text that names no place may mean the bodies of any."""
        yield from super().questions(text)
        words, places = self.gazetteer.meaning(text, is_asked=True)
        if words:
            yield Question(MatchReason.SAME_WORDS, ("meaning", words, places))
            if not places:
                yield Question(MatchReason.UNNAMED_PLACE, ("bare", words))
            else:
                yield Question(MatchReason.SAME_WORDS, ("meaning", in_english(words), places))
                if len(words) == 1 and len(words[0]) >= _LEAST_FORMED and words[0] in _in_capitals(text):
                    yield Question(MatchReason.FORMED_ACRONYM, ("formed", words[0], places))
        if is_acronym(text):
            yield Question(MatchReason.FORMED_ACRONYM, ("formed", fold(text)))
        for acronym in initials(text):
            if len(acronym) >= _LEAST_SPELT:
                yield Question(MatchReason.FORMED_ACRONYM, ("letters", acronym))

    def two_names(self, text: str) -> TwoNames | None:
        """Return what stands before and in brackets, or before and behind a comma or dash."""
        parts = _bracketed(text) or _divided(text)
        return None if parts is None else TwoNames(*parts, is_short=_is_formed(text, *parts))

    def near_forms(self, text: str, place: str | None) -> Iterator[tuple[NearItem, ...]]:
        """Yield the words of a name, and the same with the jurisdiction, which the text may name."""
        form = self.near_form(text)
        yield form
        if place is not None and all(item.key != place for item in form):
            yield (*form, NearItem("", place, is_fixed=True))


class BodyStyle(WordStyle):
    """Names of organisations."""

    def place_of(self, record: Organisation) -> str | None:
        """Return the key of the jurisdiction."""
        return self.gazetteer.key_of(record.jurisdiction_id)

    def record_keys(self, record: Organisation) -> Iterator[tuple[Key, str]]:
        """Yield the keys of id and identifiers and, where all its names are acronyms, of these."""
        yield from super().record_keys(record)
        texts = [text for text, _ in self.names(record)]
        if all(is_acronym(text) for text in texts):
            yield from ((("letters", fold(text)), text) for text in texts)


class FrameworkStyle(WordStyle):
    """Titles and numbers of frameworks."""

    def record_keys(self, record: PolicyFramework) -> Iterator[tuple[Key, str]]:
        """Yield the keys of id, identifiers and numbers."""
        yield from super().record_keys(record)
        numbered = [entry.value for entry in record.identifiers if entry.scheme is IdentifierScheme.ACT_NUMBER]
        for text in (*numbered, *(text for text, _ in self.names(record))):
            yield from ((key, text) for key in kept_numbers(text))
        symbols = (entry.value for entry in record.identifiers if entry.scheme is IdentifierScheme.UN_SYMBOL)
        yield from ((key, symbol) for symbol in symbols for key in kept_symbol(symbol))

    def questions(self, text: str) -> Iterator[Question]:
        """Yield what to ask for: an act by its number, however that is printed."""
        yield from (Question(MatchReason.SAME_IDENTIFIER, key) for key in asked_numbers(text))
        yield from super().questions(text)


class PlaceStyle(NameStyle):
    """Names of places."""

    def place_of(self, record: Place) -> str | None:
        """Return the key of the place that it lies in."""
        return self.gazetteer.jurisdiction_of(record)

    def record_keys(self, record: Place) -> Iterator[tuple[Key, str]]:
        """Yield the keys of id, identifiers and ISO codes."""
        yield from super().record_keys(record)
        codes = (entry.value for entry in record.identifiers if entry.scheme is IdentifierScheme.ISO3166_1)
        yield from ((("code", code), code) for code in codes)
        if record.iso_code is not None:
            yield ("code", record.iso_code), record.iso_code

    def keys(self, text: str, place: str | None) -> Iterator[Key]:
        """Yield the keys of the letters, of the jurisdiction that it is, and of the place with what it lies in."""
        yield from super().keys(text, place)
        jurisdiction = self.gazetteer.is_jurisdiction(text)
        if jurisdiction is not None:
            yield ("jurisdiction", jurisdiction)
        if place is not None:
            yield ("inside", "".join(telling_words(text)), place)

    def questions(self, text: str) -> Iterator[Question]:
        """Yield what to ask for; behind a comma or in brackets may stand what it lies in."""
        yield Question(MatchReason.SAME_IDENTIFIER, ("code", text))
        yield from super().questions(text)
        jurisdiction = self.gazetteer.is_jurisdiction(text)
        if jurisdiction is not None:
            yield Question(MatchReason.SAME_WORDS, ("jurisdiction", jurisdiction))
        parts = _bracketed(text) or _divided(text)
        around = self.gazetteer.is_jurisdiction(parts[1]) if parts is not None else None
        if parts is not None and around is not None:
            yield Question(MatchReason.SAME_WORDS, ("inside", "".join(telling_words(parts[0])), around))

    def two_names(self, text: str) -> TwoNames | None:
        """Return what stands before and behind a stroke, comma or bracket: Prishtina/Priština."""
        parts = _bracketed(text) or _divided(text)
        return None if parts is None else TwoNames(*parts, is_short=False)

    def meaning(self, text: str) -> Meaning:
        """Return the words alone: what names a place is what is looked for."""
        return Meaning(tuple(sorted(telling_words(text))), frozenset())

    def near_items(self, text: str) -> Iterator[Item]:
        """Yield the words alone."""
        return (Item(word, None) for word in telling_words(text))

    def is_known(self, word: str) -> bool:
        """Tell whether a word names a jurisdiction or is its adjective, which is no misspelt noun."""
        return any(item.place is not None for item in self.gazetteer.items(word))


class PersonStyle(NameStyle):
    """Names of people."""

    def names(self, record: Person) -> Iterator[tuple[str, Name | None]]:
        """Yield every name, and given and family name together."""
        yield from super().names(record)
        if record.given_name is not None and record.family_name is not None:
            yield f"{record.given_name} {record.family_name}", None

    def keys(self, text: str, _place: str | None) -> Iterator[Key]:
        """Yield the keys of the letters, of the words whatever their order, of the ends, and of the initials."""
        name = PersonName.parse(text)
        if not name.parts:
            return
        folded = "".join(name.folded)
        if not name.was_turned:
            yield ("fold", folded)
            yield ("sound", sound(folded))
        if len(name.parts) > 1:
            yield ("words", name.words)
            yield ("ends", _is_long(name), name.parts[0], name.parts[-1])
            yield from (("initial", name.has_initial, start, name.parts[-1]) for start in name.initials)

    def questions(self, text: str) -> Iterator[Question]:
        """Yield what to ask for."""
        yield from (question for question in super().questions(text) if question.key[0] not in {"fold", "sound"})
        name = PersonName.parse(text)
        folded = "".join(name.folded)
        if folded and not name.was_turned:
            yield Question(MatchReason.SPELLING, ("fold", folded))
            yield Question(MatchReason.TRANSLITERATION, ("sound", sound(folded)))
        if len(name.parts) > 1:
            yield Question(MatchReason.SAME_WORDS, ("words", name.words))
            ends = ("ends", not _is_long(name), name.parts[0], name.parts[-1])
            yield Question(MatchReason.FURTHER_GIVEN_NAME, ends)
            # An initial asks for names in full, and a name in full for initials.
            for start in [name.parts[0]] if name.has_initial else name.initials:
                yield Question(MatchReason.INITIALS, ("initial", not name.has_initial, start, name.parts[-1]))

    def meaning(self, text: str) -> Meaning:
        """Return the words by their sound."""
        return Meaning(PersonName.parse(text).words, frozenset())

    def near_items(self, text: str) -> Iterator[Item]:
        """Yield the parts by their sound; a hyphenated name is one."""
        return (Item(part, None) for part in PersonName.parse(text).parts)

    def near_score(self, slips: list[Slip], count: int) -> int | None:
        """
        Return how much a match with these slips among so many words scores; None for no match.

        Names that differ in a letter are most often names of two people: Marko and Mirko, Petrović and Petković. So a
        longer name with one edit is only proposed; chosen is Pančo for Panče, which are two forms of one name.
        """
        if len(slips) != 1 or count < 2 or slips[0].edits != 1:  # noqa: PLR2004 - another name must agree
            return None
        asked, kept, _ = slips[0]
        if asked[:-1] == kept[:-1] and {asked[-1], kept[-1]} == {"e", "o"}:
            return MatchReason.INITIALS.score
        is_long = min(len(asked), len(kept)) >= _LEAST_NEAR
        return _PROPOSED if is_long and asked[-1] == kept[-1] else None


STYLES: Final[dict[type[Record], type[NameStyle]]] = {
    Place: PlaceStyle,
    Organisation: BodyStyle,
    Person: PersonStyle,
    PolicyFramework: FrameworkStyle,
    EventSeries: WordStyle,
    Topic: WordStyle,
    Document: WordStyle,
    Event: WordStyle,
}
"""The kinds of record that can be looked up by name, and how each is named."""


def is_acronym(text: str, name: Name | None = None) -> bool:
    """Tell whether a text is printed as acronyms are: one word, mostly in capitals; or a name is said to be one."""
    if name is not None and name.kind is NameKind.ACRONYM:
        return True
    if len(text) > 2 * _LONGEST_ACRONYM or len(fold(text).split()) != 1:
        return False
    letters = [character for character in text if character.isalpha()]
    return 1 < len(letters) <= _LONGEST_ACRONYM and sum(map(str.isupper, letters)) * 2 > len(letters)


def _in_capitals(text: str) -> set[str]:
    """Return the folded words that are printed in capitals as acronyms are, not as a whole line in capitals is."""
    words = text.split()
    if len(words) > 1 and text.isupper():
        return set()
    return {fold(word) for word in words if not word[1:].islower() and is_acronym(word)}


def _is_long(name: PersonName) -> bool:
    return len(name.parts) > 2  # noqa: PLR2004 - more than a given and a family name


def _bare(value: str) -> str:
    return "".join(value.casefold().split())


def _bracketed(text: str) -> tuple[str, str] | None:
    found = _BRACKETS.fullmatch(text)
    return None if found is None else (f"{found['before']}{found['after']}", found["inside"])


def _is_short_for(short: str, long: str) -> bool:
    """Tell whether a text in brackets is an acronym of what stands before; of a long name it may skip words."""
    words = telling_words(long)
    is_loose = is_acronym(short) and len(short) >= _LEAST_SPELT <= len(words) and fold(short)[0] == words[0][0]
    return fold(short) in initials(long) or is_loose


def _divided(text: str) -> tuple[str, str] | None:
    parts = _APART.split(text)
    return (parts[0], parts[1]) if len(parts) == 2 and all(parts) else None  # noqa: PLR2004 - two names


def _is_formed(text: str, one: str, two: str) -> bool:
    """Tell whether the second of two names is the acronym of what stands before it, or of the end of that."""
    found = _BRACKETS.fullmatch(text)
    before = (one if found is None else found["before"]).split()
    return any(fold(two) in initials(" ".join(before[start:])) for start in range(len(before)))


def _without_scheme(text: str) -> str:
    """Return the value of an identifier whose scheme stands before it, behind a colon or space; else the text."""
    scheme, _, value = text.partition(" ")
    if ":" not in text and scheme.casefold() in _SCHEMES:
        text = f"{scheme.casefold()}:{value}"
    try:
        return Identifier.parse(text).value
    except InvalidValueError:
        return text
