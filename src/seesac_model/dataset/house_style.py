"""
House styles: the footnotes that a publisher wants with certain names, and the marks that lead to them.

Which names these are, and what the footnotes say, stands in the data: in :attr:`Place.footnotes
<seesac_model.model.Place>`. Nothing here knows any place.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

import attrs

from seesac_model._regex import Regex
from seesac_model.dataset._display import display_texts, is_english, with_display_texts
from seesac_model.dataset.dataset import Dataset
from seesac_model.errors import FaultCode, InvalidValueError, SelectionError, described, shown
from seesac_model.model import (
    Answer,
    Citation,
    DateSpan,
    HouseStyle,
    Name,
    NameKind,
    Place,
    Record,
    Value,
    did_you_mean,
    fields_of,
)

__all__ = [
    "FootnotedNames",
    "MarkedFootnote",
    "Mention",
    "PlaceNames",
    "StyledText",
    "display_texts",
    "footnotes_for",
    "in_house_style",
    "name_on",
]

_SIGNS: Final = "*†‡§"
_WITHOUT_SIGNS: Final = dict.fromkeys(map(ord, _SIGNS))
# Addresses are left alone: their first words are here, those without these are told by what stands beside the name.
_ADDRESS: Final = r"(?:https?://|www\.)\S*"
# A raised number is a note behind the name, and an accent makes another letter of its last one.
_RAISED: Final = "\u00b2\u00b3\u00b9\u2070-\u209f"
_ACCENTS: Final = "\u0300-\u036f"
# A mark may also stand behind what follows the name closely: Kosovo's*, (Kosovo)*.
_MARK: Final = rf"(?:(?P<tail>['’]s|['’\"”»)])?(?P<mark>[{_SIGNS}]++))?+"
_FORMER: Final = frozenset({None, NameKind.FORMER})


class Mention(NamedTuple):
    """
    A place named in a text.

    Attributes:
        place_id: The place.
        start: Where its name starts in the text.
        end: Where the name ends, before any mark.
        mark: The mark that it carries; empty if it carries none.
    """

    place_id: str
    start: int
    end: int
    mark: str


class MarkedFootnote(NamedTuple):
    """
    A footnote and its mark. Printed, it is the line at the foot of the page.

    Attributes:
        mark: The mark that leads to it.
        text: What it says.
        place_ids: The places that it is about.

    >>> print(MarkedFootnote("*", "In the context of resolution 1244 (1999).", ("xk",)))
    * In the context of resolution 1244 (1999).
    """

    mark: str
    text: str
    place_ids: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.mark} {self.text}"


class StyledText(NamedTuple):
    """
    A text as a publisher prints it.

    Attributes:
        text: The text, with marks.
        footnotes: The footnotes that the marks lead to, in the order in which they are first needed.
    """

    text: str
    footnotes: tuple[MarkedFootnote, ...]


class PlaceNames:
    """
    Finds the names of places in texts.

    A place is found by its usual name and by its other names in English, in the spelling of the record or in capitals,
    as a word or words of their own: with a possessive, in a compound with a hyphen and in a longer name ("Kosovo
    Police"), yet not inside of a longer word, a web or e-mail address, or a tag. Where names overlap the longest
    counts, and where two places have the same name the one whose id is first.

    Args:
        places: The places, in the order of their ids.

    >>> from seesac_model.model import PlaceKind
    >>> names = PlaceNames([Place(id="xk", name="Kosovo*", kind=PlaceKind.JURISDICTION)])
    >>> names.mentions("Kosovo*'s customs and the Kosovo Police; see www.example.org/Kosovo")
    (Mention(place_id='xk', start=0, end=6, mark='*'), Mention(place_id='xk', start=26, end=32, mark=''))
    """

    def __init__(self, places: Iterable[Place]) -> None:
        self._ids: dict[str, str] = {}
        for place in places:
            for name in _names_of(place):
                self._ids.setdefault(name, place.id)
                self._ids.setdefault(name.upper(), place.id)
        self._beginnings = {name.split()[0] for name in self._ids}
        longest_first = sorted(self._ids, key=lambda name: (-len(name), name))
        names = "|".join(r"\s+".join(map(re.escape, name.split())) for name in longest_first)
        found = rf"(?<![\w@#])(?P<name>{names})(?![^\W{_RAISED}]|[{_ACCENTS}]|@\w|\.[a-z]){_MARK}"
        self._pattern = Regex(f"{_ADDRESS}|{found}") if names else None

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return every place that a text names, each time it does, in the order of the text."""
        # Most texts name none of these places, and to see that takes much less than to look for the names.
        if self._pattern is None or not any(map(text.__contains__, self._beginnings)):
            return ()
        return tuple(
            Mention(self._id_of(match["name"]), match.start("name"), match.end("name"), match["mark"] or "")
            for match in self._pattern.finditer(text)
            if match["name"] is not None
        )

    def _id_of(self, name: str) -> str:
        return self._ids[" ".join(name.split())]


def _names_of(place: Place) -> Iterator[str]:
    for text in (place.name, *(name.text for name in place.other_names if is_english(name))):
        if name := " ".join(text.translate(_WITHOUT_SIGNS).split()):
            yield name


class FootnotedNames:
    """
    The names that want a footnote in one house style, and the marks of these footnotes.

    The first footnote, in the order of the ids of the places, has the mark `*`, the next ones have `**`, `†`, `††`,
    `‡`, `‡‡`, `§`, `§§`, and then more signs in a row. Places that share a footnote share its mark. So a name has the
    same mark in every text, however many texts are made from one dataset.

    Args:
        dataset: The dataset with the places.
        style: The house style, or its word: `"un"` or `"eu"`.

    Raises:
        InvalidValueError: There is no such style.

    >>> from seesac_model.model import Footnote, PlaceKind
    >>> note = Footnote(style=HouseStyle.UN, text="In the context of resolution 1244 (1999).")
    >>> kosovo = Place(id="xk", name="Kosovo*", kind=PlaceKind.JURISDICTION, footnotes=(note,))
    >>> styled = FootnotedNames(Dataset([kosovo]), "un").styled("The Kosovo Police and their partners")
    >>> print(styled.text)
    The Kosovo* Police and their partners
    >>> print(*styled.footnotes)
    * In the context of resolution 1244 (1999).
    """

    def __init__(self, dataset: Dataset, style: HouseStyle | str) -> None:
        self.style: HouseStyle = _house_style(style)
        about = {place: note.text for place in dataset.places for note in place.footnotes if note.style is self.style}
        places_of: dict[str, list[str]] = {}
        for place, text in about.items():
            places_of.setdefault(text, []).append(place.id)
        self._names = PlaceNames(about)
        self._footnotes: dict[str, MarkedFootnote] = {}
        for number, (text, place_ids) in enumerate(places_of.items()):
            footnote = MarkedFootnote(_mark(number), text, tuple(place_ids))
            self._footnotes.update(dict.fromkeys(place_ids, footnote))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Return the names in a text that want a footnote, marked or not."""
        return self._names.mentions(text)

    def marked(self, text: str) -> str:
        """
        Return a text in which each such name carries its mark.

        A mark that a name has already gives way to the mark of its footnote, which as a rule is the same; so what was
        marked once stays as it is.
        """
        pieces: list[str] = []
        done = 0
        for mention in self.mentions(text):
            at = text.index(mention.mark, mention.end)
            pieces += text[done:at], self._footnotes[mention.place_id].mark
            done = at + len(mention.mark)
        return "".join((*pieces, text[done:]))

    def footnotes(self, texts: Iterable[str]) -> tuple[MarkedFootnote, ...]:
        """
        Return the footnotes that go with texts, each once, in the order in which the texts first need them.

        Raises:
            SelectionError: One text is given where several are expected.
        """
        if isinstance(texts, str):
            raise SelectionError("texts is one text; expected a list of texts")
        needed = (self._footnotes[mention.place_id] for text in texts for mention in self.mentions(text))
        return tuple(dict.fromkeys(needed))

    def styled(self, text: str) -> StyledText:
        """Return a text with its marks, and the footnotes that go with it."""
        return StyledText(self.marked(text), self.footnotes([text]))


def _mark(number: int) -> str:
    rounds, place = divmod(number, 2 * len(_SIGNS))
    return _SIGNS[place // 2] * (2 * rounds + place % 2 + 1)


def _house_style(style: object) -> HouseStyle:
    words = [word.value for word in HouseStyle]
    if isinstance(style, str) and style in words:
        return HouseStyle(style)
    raise InvalidValueError.of(
        FaultCode.UNKNOWN_TERM if isinstance(style, str) else FaultCode.WRONG_TYPE,
        found=shown(style) if isinstance(style, str) else described(style),
        expected=f"a house style: {' or '.join(words)}",
        suggestion=did_you_mean(style, words) if isinstance(style, str) else None,
        value=style,
    )


def in_house_style(dataset: Dataset, style: HouseStyle | str) -> Dataset:
    """
    Return a dataset as a publisher prints it.

    In every display text (see :func:`display_texts`) the name of a place that has a footnote in that style carries its
    mark (see :class:`FootnotedNames`), and places have no footnotes but those of that style, nor citations for others.
    Citations that name an entry of a list by its text go on naming it. Ids, references, dates and numbers stay as they
    are, and so do suppressions, which are not for print.

    This cannot be undone: the footnotes of other styles are gone, and nothing tells marks that were there from those
    that were added. Keep the dataset that you edit, and publish this one. Done twice it changes nothing more.

    Args:
        dataset: The dataset.
        style: The house style, or its word: `"un"` or `"eu"`.

    Raises:
        InvalidValueError: There is no such style.
        InvalidRecordError: With its marks, a text would be longer than its field allows.

    >>> from seesac_model.model import Footnote, Organisation, OrganisationKind, PlaceKind
    >>> note = Footnote(style=HouseStyle.UN, text="In the context of resolution 1244 (1999).")
    >>> kosovo = Place(id="xk", name="Kosovo*", kind=PlaceKind.JURISDICTION, footnotes=(note,))
    >>> police = Organisation(id="kp", name="Kosovo Police", kind=OrganisationKind.POLICE)
    >>> in_house_style(Dataset([kosovo, police]), "un").organisations["kp"].name
    'Kosovo* Police'
    """
    names = FootnotedNames(dataset, style)
    return Dataset((_in_style(record, names) for record in dataset), suppressions=dataset.suppressions)


def _in_style(record: Record, names: FootnotedNames) -> Record:
    styled = with_display_texts(record, names.marked)
    if isinstance(styled, Place) and any(footnote.style is not names.style for footnote in styled.footnotes):
        kept = tuple(footnote for footnote in styled.footnotes if footnote.style is names.style)
        styled = attrs.evolve(styled, footnotes=kept)
    entries = _entries(record, styled)
    styled = _without_repeats(styled)
    if not entries:
        return styled
    citations = (_following(citation, entries) for citation in styled.citations)
    return attrs.evolve(styled, citations=tuple(citation for citation in citations if citation is not None))


def _without_repeats(record: Record) -> Record:
    """Return the record without second copies in its lists of names: `Kosovo` and `Kosovo*` become one."""
    for field in fields_of(type(record)):
        if field.base is Name:
            names = getattr(record, field.name)
            kept: Any = tuple(dict.fromkeys(names))
            record = record if len(kept) == len(names) else attrs.evolve(record, **{field.name: kept})
    return record


def _entries(before: Record, after: Record) -> dict[str, str | None]:
    """Return how citations name the entries of lists that are known otherwise now; None for those that are gone."""
    entries: dict[str, str | None] = {}
    for field in fields_of(type(before)):
        if field.many and issubclass(field.base, Value):
            old = [f"{field.name}.{entry.known_by()}" for entry in getattr(before, field.name)]
            new = [f"{field.name}.{entry.known_by()}" for entry in getattr(after, field.name)]
            pairs = zip(old, new, strict=True) if len(old) == len(new) else ((it, None) for it in old if it not in new)
            entries.update((was, now) for was, now in pairs if was != now)
    return entries


def _following(citation: Citation, entries: Mapping[str, str | None]) -> Citation | None:
    """Return the citation for the entries as they are now; None where it was for nothing but entries that are gone."""
    fields = tuple(dict.fromkeys(name for field in citation.fields if (name := entries.get(field, field)) is not None))
    if fields == citation.fields:
        return citation
    return attrs.evolve(citation, fields=fields) if fields else None


def footnotes_for(
    dataset: Dataset, style: HouseStyle | str, *, texts: Iterable[str] | None = None
) -> tuple[MarkedFootnote, ...]:
    """
    Return the footnotes that something printed in a house style must carry, in the order in which it needs them.

    Args:
        dataset: The dataset with the places.
        style: The house style, or its word: `"un"` or `"eu"`.
        texts: The texts that are printed; None for all display texts of the dataset, in its order.

    Raises:
        InvalidValueError: There is no such style.
        SelectionError: `texts` is one text and not a list of texts.

    >>> from seesac_model.model import Footnote, PlaceKind
    >>> note = Footnote(style=HouseStyle.UN, text="In the context of resolution 1244 (1999).")
    >>> kosovo = Place(id="xk", name="Kosovo*", kind=PlaceKind.JURISDICTION, footnotes=(note,))
    >>> [footnote.mark for footnote in footnotes_for(Dataset([kosovo]), "un", texts=["The Kosovo Police"])]
    ['*']
    >>> footnotes_for(Dataset([kosovo]), "un", texts=["The police of Albania"])
    ()
    """
    everything = (text for record in dataset for _, text in display_texts(record))
    return FootnotedNames(dataset, style).footnotes(everything if texts is None else texts)


def name_on(place: Place, date: dt.date | DateSpan) -> str:
    """
    Return the name that a place had at a time: a former name in English whose time certainly covers it, else the usual.

    A name counts if its kind is `former` or not said, and it has a time of use. Where the dates do not decide, as with
    a name that was given up in `2019` and an event in that year, the usual name is returned: nothing is guessed. The
    first that fits counts.

    Args:
        place: The place.
        date: The day, or the dates of an event; all of their days must lie in the time of the name.

    Raises:
        InvalidValueError: `date` is no date.

    >>> from seesac_model.model import Name, PlaceKind
    >>> before = Name(
    ...     text="former Yugoslav Republic of Macedonia", kind=NameKind.FORMER, during=DateSpan("1993-04-08/2019-02-11")
    ... )
    >>> place = Place(id="mk", name="North Macedonia", kind=PlaceKind.JURISDICTION, other_names=(before,))
    >>> name_on(place, dt.date(2018, 7, 10)), name_on(place, DateSpan("2019-02"))
    ('former Yugoslav Republic of Macedonia', 'North Macedonia')
    """
    when = date if isinstance(date, DateSpan) else DateSpan.of(date)
    return next((name.text for name in place.other_names if _was_used(name, when)), place.name)


def _was_used(name: Name, when: DateSpan) -> bool:
    if name.during is None or name.kind not in _FORMER or not is_english(name):
        return False
    return when.within(name.during) is Answer.YES
