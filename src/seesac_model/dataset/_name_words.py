"""
The words of names of bodies, places and texts: which count, which mean the same, and which name a place.

Words that name a jurisdiction are what tells one ministry from another, so they are taken out of a name and compared
apart: "Montenegrin Border Police" and "Border Police of Montenegro" have the same words and the same place.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from seesac_model._regex import Regex
from seesac_model.dataset._folding import fold, sound
from seesac_model.dataset._place_words import place_words
from seesac_model.model import Place, PlaceKind

__all__ = ["GENERIC_WORDS", "Gazetteer", "Item", "Meaning", "initials", "telling_words"]

GENERIC_WORDS: Final = frozenset(
    "agency authority board centre commission committee council delegation department embassy government ministry "
    "mission network office organisation parliament police presidency programme secretariat service".split()
)
"""What bodies are. Alone such a word names one of them only where the article says so: "the Commission"."""

_SMALL: Final = frozenset("the a an of for and in on to at by de du des la le les et der die das und za na".split())
_ARTICLE: Final = "the"
_POSSESSIVE: Final = Regex(r"(?<=\w)['’\u02bc][sS]\b")
# American, short and French spellings of words in names of bodies; -ize is looked at apart.
_SPELLING: Final[Mapping[str, str]] = {
    "program": "programme",
    "programs": "programmes",
    "center": "centre",
    "centers": "centres",
    "defense": "defence",
    "labor": "labour",
    "license": "licence",
    "licenses": "licences",
    "armor": "armour",
    "min": "ministry",
    "dept": "department",
    "dep": "department",
    "gov": "government",
    "govt": "government",
    "natl": "national",
    "intl": "international",
    "comm": "commission",
    "univ": "university",
}
_IZE: Final = Regex(r"(?<=[a-z]{4})iz(?=(?:e|ed|er|ers|ing|ation|ations|ational)$)")
# What is often written short, and what bodies with the same task are called in different languages' English.
_PHRASES: Final[Mapping[str, str]] = {
    "united nations": "un",
    "european union": "eu",
    "small arms light weapons": "salw",
    "south east europe": "see",
    "south eastern europe": "see",
    "southeast europe": "see",
    "southeastern europe": "see",
    "south east european": "see",
    "south eastern european": "see",
    "southeast european": "see",
    "southeastern european": "see",
    "south east": "south eastern",
    "southeast": "south eastern",
    "southeastern": "south eastern",
    "western balkan": "western balkans",
    "co operation": "cooperation",
    "co ordination": "coordination",
    "dg": "directorate general",
    "eud": "delegation eu",
    "internal affairs": "interior",
    "interior affairs": "interior",
    "home affairs": "interior",
    "moi": "ministry interior",
    "mia": "ministry interior",
    "mfa": "ministry foreign affairs",
    "mod": "ministry defence",
    "moj": "ministry justice",
    "mof": "ministry finance",
}
_DECLINING: Final = frozenset("republika republike republici republikes republica republicii".split())
_REPUBLIC: Final = _DECLINING | {"republic"}
# What joins the name of a place to the words before it in Albanian, Romanian and the South Slavic languages.
_JOINING: Final = frozenset("al e i se te u".split())
_CITY_OF: Final = "place:"


class Meaning(NamedTuple):
    """
    What a name says, whatever the order and form of its words.

    Attributes:
        words: The words that count, sorted; numbers are among them.
        places: The jurisdictions and cities that it names: an ISO code, or the id of a place.
    """

    words: tuple[str, ...]
    places: frozenset[str]


def telling_words(text: str) -> list[str]:
    """
    Return the folded words of a name without small words such as "of", in British spelling.

    >>> telling_words("The Organization for Security and Co-operation")
    ['organisation', 'security', 'co', 'operation']
    """
    words = [_SPELLING.get(word, word) for word in fold(_POSSESSIVE.sub("", text)).split()]
    kept = [_IZE.sub("is", word) if "iz" in word else word for word in words if word not in _SMALL] or words
    return words if words[:-1] == [_ARTICLE] and words[-1] in GENERIC_WORDS else kept


def initials(text: str) -> set[str]:
    """
    Return the acronyms that a name of several words gives: with the small words and without, the article never.

    >>> sorted(initials("the European Border and Coast Guard Agency"))
    ['ebacga', 'ebcga']
    """
    words = [word for word in fold(text).split() if word != _ARTICLE]
    return {"".join(word[0] for word in chosen) for chosen in (words, [w for w in words if w not in _SMALL]) if chosen}


class Gazetteer:
    """
    Finds the words of a name that name a place.

    Args:
        places: The places of the dataset; of these the jurisdictions and cities are known beside what English calls
            the jurisdictions of ISO 3166-1.

    >>> Gazetteer([]).meaning("Montenegrin Border Police")
    Meaning(words=('border', 'police'), places=frozenset({'ME'}))
    >>> Gazetteer([]).meaning("MoI Serbia") == Gazetteer([]).meaning("Ministry of Internal Affairs of Serbia")
    True
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._nouns = {words: code for words, code, is_adjective in place_words() if not is_adjective}
        self._phrases = {words: code for words, code, _ in place_words()}
        self._keys: dict[str, str] = {}
        self._parents: dict[str, str | None] = {}
        for place in places:
            self._learn(place)
        self._first_words: dict[str, int] = {}
        for words in (*self._phrases, *_MEANT):
            self._first_words[words[0]] = max(self._first_words.get(words[0], 0), len(words))

    def _learn(self, place: Place) -> None:
        self._parents[place.id] = place.part_of_id
        if place.kind not in {PlaceKind.JURISDICTION, PlaceKind.CITY}:
            return
        texts = [place.name, *(name.text for name in place.other_names)]
        phrases = [tuple(telling_words(text)) for text in texts]
        known = next(filter(None, map(self.is_jurisdiction, texts)), None)
        is_city = place.kind is PlaceKind.CITY
        code = None if is_city else place.iso_code or known
        key = code or f"{_CITY_OF}{place.id}"
        self._keys[place.id] = key
        for words in phrases:
            if words:
                self._phrases.setdefault(words, key)
                if not is_city:
                    self._nouns.setdefault(words, key)

    def key_of(self, place_id: str | None) -> str | None:
        """Return what stands in a :class:`Meaning` for a place: its own key, or that of the nearest it lies in."""
        seen: set[str] = set()
        while place_id is not None and place_id not in seen:
            if place_id in self._keys:
                return self._keys[place_id]
            seen.add(place_id)
            place_id = self._parents.get(place_id)
        return None

    def jurisdiction_of(self, place: Place) -> str | None:
        """Return the key of the place that a place lies in."""
        return self.key_of(place.part_of_id)

    def is_jurisdiction(self, text: str) -> str | None:
        """Return the key of the jurisdiction of which the whole text is a noun; None where it is none."""
        words = telling_words(text)
        rest = tuple(word for word in words if word not in _REPUBLIC)
        if not _DECLINING.isdisjoint(words[:1]):
            # What follows is in the genitive in Albanian and Romanian: Republika e Kosovës.
            rest = tuple(word for word in rest if word not in _JOINING)
            return self._nouns.get(tuple(words)) or self._phrases.get(rest)
        return self._nouns.get(tuple(words)) or self._nouns.get(rest)

    def meaning(self, text: str, *, is_asked: bool = False) -> Meaning:
        """
        Return what a name says, whatever the order and form of its words.

        Args:
            text: The name.
            is_asked: Whether it is looked up and not kept. A body that is called MIA and nothing else need not be a
                ministry of internal affairs; who asks for MIA may mean one.
        """
        kept = telling_words(text)
        if len(kept) == 1 and tuple(kept) in _MEANT and not is_asked:
            return Meaning(tuple(kept), frozenset())
        words: list[str] = []
        places: set[str] = set()
        for item in self.items(text):
            if item.place is None:
                words.append(item.word)
            else:
                places.add(item.place)
        return Meaning(tuple(sorted(words)), frozenset(places))

    def items(self, text: str) -> Iterator[Item]:
        """Yield the words that count in their order, those that name a place together as one."""
        words = telling_words(text)
        position = 0
        before: list[Item] = []
        while position < len(words):
            length, items = self._phrase_at(words, position)
            # An acronym in brackets behind its words says nothing new.
            if items != before[-len(items) :] or not items[0].word.isalpha():
                yield from items
                before += items
            position += length

    def initials(self, text: str) -> str:
        """
        Return the initials of the words that name no place.

        >>> Gazetteer([]).initials("Indirect Taxation Authority of Bosnia and Herzegovina")
        'ita'
        """
        return "".join(item.word[0] for item in self.items(text) if item.place is None)

    def _phrase_at(self, words: list[str], position: int) -> tuple[int, list[Item]]:
        longest = self._first_words.get(words[position], 0)
        for length in range(min(longest, len(words) - position), 0, -1):
            phrase = tuple(words[position : position + length])
            if phrase in self._phrases:
                return length, [Item(sound("".join(phrase)), self._phrases[phrase])]
            if phrase in _MEANT:
                return length, [Item(word, None) for word in _MEANT[phrase]]
        if words[position] in _REPUBLIC | _JOINING and position + 1 < len(words):
            length, after = self._phrase_at(words, position + 1)
            if after[0].place is not None:
                return length + 1, after
        return 1, [Item(words[position], None)]


class Item(NamedTuple):
    """
    A word of a name that counts.

    Attributes:
        word: The word; of several that name a place, their sound without spaces.
        place: The place that it names; None if it names none.
    """

    word: str
    place: str | None


_MEANT: Final = {tuple(phrase.split()): tuple(meant.split()) for phrase, meant in _PHRASES.items()}
