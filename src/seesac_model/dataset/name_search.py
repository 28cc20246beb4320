"""Looking records up by what sources call them."""

from __future__ import annotations

import datetime as dt
from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, Final, TypeVar

from seesac_model.dataset._name_index import NameIndex
from seesac_model.dataset._name_styles import STYLES
from seesac_model.dataset._name_words import Gazetteer
from seesac_model.dataset.collection import Collection
from seesac_model.dataset.duplicates import (
    LEAST_DUPLICATE_SCORE,
    DuplicateProposal,
    duplicate_events,
    duplicate_names,
)
from seesac_model.dataset.matching import LEAST_SCORE, Matches
from seesac_model.errors import SelectionError
from seesac_model.model import DateSpan, Event, Organisation, Person, Place, PolicyFramework, Record

__all__ = ["NAMED_KINDS", "NameSearch"]

R = TypeVar("R", bound=Record)

NAMED_KINDS: Final[tuple[type[Record], ...]] = tuple(STYLES)
"""The kinds of record that can be looked up by name."""


class NameSearch:
    """
    What every dataset can be asked about names.

    A name is looked up as sources print it: whatever its case, script, transliteration and order of words, and by its
    acronym. Words that name a place and numbers must agree, so that no ministry is taken for another's. Where a text
    may mean several records they are all given back and none is chosen.

    Names that a dataset holds, letter by letter or otherwise by rule, are found by the library alone. A text that is
    none of these is compared with near spellings, for which the extra `match` is needed.
    """

    __slots__ = ()

    _name_indexes: dict[type[Record], NameIndex[Any]]

    @abstractmethod
    def of(self, kind: type[R]) -> Collection[R]:
        """Return the records of a kind."""

    def find(
        self,
        kind: type[R],
        text: str,
        *,
        on: DateSpan | dt.date | str | None = None,
        limit: int | None = 10,
        at_least: int = LEAST_SCORE,
    ) -> Matches[R]:
        """
        Return the records of a kind that a text may mean.

        Args:
            kind: One of :data:`NAMED_KINDS`: :class:`~seesac_model.model.Organisation`,
                :class:`~seesac_model.model.Person`, :class:`~seesac_model.model.Place`,
                :class:`~seesac_model.model.PolicyFramework`, :class:`~seesac_model.model.EventSeries`,
                :class:`~seesac_model.model.Topic`, :class:`~seesac_model.model.Document` or
                :class:`~seesac_model.model.Event`.
            text: What the source prints: a name, a title, an acronym, the number of an act; also an id.
            on: The time of the text. Names and records that were certainly not in use then score 10 less, so that of
                two bodies with one name the one that existed is chosen. None if it does not matter.
            limit: The greatest number of matches to give back; None for all. Where fewer are given back than there are,
                the best are.
            at_least: The least score of what is given back, 0 to 100. From 89 on nothing is compared letter by letter,
                and the extra is never needed.

        Raises:
            SelectionError: Records of that kind cannot be looked up by name, or an argument is of the wrong type or out
                of range.
            InvalidValueError: `on` is a text that is no date.
            MissingExtraError: The text is no name that the dataset holds, and the extra `match` is not installed.

        >>> from seesac_model.dataset import Dataset
        >>> from seesac_model.model import Organisation, OrganisationKind
        >>> police = Organisation(id="me-police", name="Police of Montenegro", kind=OrganisationKind.POLICE)
        >>> Dataset([police]).find(Organisation, "Montenegrin Police").one().id
        'me-police'
        """
        _require(text, limit, at_least)
        matches = self._name_index(kind).find(text, _span(on), at_least)
        return Matches(kind.collection(), tuple(matches[:limit]))

    def find_organisation(
        self,
        text: str,
        *,
        on: DateSpan | dt.date | str | None = None,
        limit: int | None = 10,
        at_least: int = LEAST_SCORE,
    ) -> Matches[Organisation]:
        """
        Return the organisations that a text may mean; as :meth:`find`.

        >>> from seesac_model.dataset import Dataset
        >>> from seesac_model.model import Name, OrganisationKind
        >>> frontex = Organisation(
        ...     id="frontex",
        ...     name="Frontex",
        ...     other_names=(Name.parse("European Border and Coast Guard Agency"),),
        ...     kind=OrganisationKind.EU_AGENCY,
        ... )
        >>> match = Dataset([frontex]).find_organisation("EBCGA").best
        >>> match.record.id, match.score, str(match.reason)
        ('frontex', 90, 'formed-acronym')
        """
        return self.find(Organisation, text, on=on, limit=limit, at_least=at_least)

    def find_person(
        self,
        text: str,
        *,
        on: DateSpan | dt.date | str | None = None,
        limit: int | None = 10,
        at_least: int = LEAST_SCORE,
    ) -> Matches[Person]:
        """
        Return the people whom a text may mean; as :meth:`find`. Honorifics are no part of names.

        >>> from seesac_model.dataset import Dataset
        >>> dataset = Dataset([Person(id="bojana-balon", name="Bojana Balon")])
        >>> [dataset.find_person(text).one().id for text in ("Ms. Balon, Bojana", "B. Balon", "Бојана Балон")]
        ['bojana-balon', 'bojana-balon', 'bojana-balon']
        """
        return self.find(Person, text, on=on, limit=limit, at_least=at_least)

    def find_place(
        self,
        text: str,
        *,
        on: DateSpan | dt.date | str | None = None,
        limit: int | None = 10,
        at_least: int = LEAST_SCORE,
    ) -> Matches[Place]:
        """
        Return the places that a text may mean; as :meth:`find`.

        >>> from seesac_model.dataset import Dataset
        >>> from seesac_model.model import PlaceKind
        >>> serbia = Place(id="rs", name="Serbia", kind=PlaceKind.JURISDICTION, iso_code="RS")
        >>> Dataset([serbia]).find_place("the Republic of Serbia").one().id
        'rs'
        """
        return self.find(Place, text, on=on, limit=limit, at_least=at_least)

    def find_framework(
        self,
        text: str,
        *,
        on: DateSpan | dt.date | str | None = None,
        limit: int | None = 10,
        at_least: int = LEAST_SCORE,
    ) -> Matches[PolicyFramework]:
        """
        Return the frameworks that a text may mean, by title or number; as :meth:`find`.

        >>> from seesac_model.dataset import Dataset
        >>> from seesac_model.model import FrameworkKind
        >>> title = "Council Decision (CFSP) 2018/1788 in support of SEESAC"
        >>> act = PolicyFramework(id="cfsp-2018-1788", title=title, kind=FrameworkKind.LEGAL_ACT)
        >>> Dataset([act]).find_framework("EUCD 2018/1788").one().id
        'cfsp-2018-1788'
        """
        return self.find(PolicyFramework, text, on=on, limit=limit, at_least=at_least)

    def duplicates(
        self,
        kinds: Iterable[type[Record]] = (Organisation, Person, Place, Event),
        *,
        at_least: int = LEAST_DUPLICATE_SCORE,
    ) -> tuple[DuplicateProposal, ...]:
        """
        Return the pairs of records that may be the same, the likeliest first.

        Organisations, people, places and frameworks are alike by their names and identifiers; events by series and
        number, or by days in common and words of their titles. Left out are pairs that say they are two: by different
        identifiers of one scheme, series, numbers, places or jurisdictions, or a reference from one to the other; and
        events that were cancelled or postponed. Two events of which each title has words that the other lacks score
        less than 80, for the one may be for the police and the other for the customs.

        Args:
            kinds: The kinds to look at, of those named here.
            at_least: The least score of what is proposed. From 89 on no extra is needed.

        Raises:
            SelectionError: A kind is none of these, or `at_least` is out of range.
            MissingExtraError: Near spellings are to be found, and the extra `match` is not installed.

        >>> from seesac_model.dataset import Dataset
        >>> people = (Person(id="ana", name="Ана Петровић"), Person(id="petrovic", name="Ana Petrovic"))
        >>> for pair in Dataset(people).duplicates(at_least=90):
        ...     print(pair.score, pair.reason, pair.record.id, pair.other.id)
        96 other-script ana petrovic
        """
        _require("", None, at_least)
        if isinstance(kinds, type):
            raise SelectionError(f"kinds is a list of classes; write [{kinds.__name__}]")
        found: list[DuplicateProposal] = []
        for kind in kinds:
            if kind is Event:
                found += duplicate_events(self.of(Event), self.of(Place), at_least)
            else:
                found += duplicate_names(self._name_index(kind), at_least)
        return tuple(sorted(found, key=_likeliest))

    def _name_index(self, kind: type[R]) -> NameIndex[R]:
        if not _is_named(kind):
            known = ", ".join(named.__name__ for named in NAMED_KINDS)
            found = getattr(kind, "__name__", type(kind).__name__)
            raise SelectionError(f"{found} is not looked up by name; expected one of {known}")
        if kind not in self._name_indexes:
            style = STYLES[kind](Gazetteer(self.of(Place)))
            self._name_indexes[kind] = NameIndex(self.of(kind), style)
        return self._name_indexes[kind]


def _likeliest(pair: DuplicateProposal) -> tuple[int, str, str, str]:
    return -pair.score, pair.record.collection(), pair.record.id, pair.other.id


def _is_named(kind: object) -> bool:
    return isinstance(kind, type) and kind in STYLES


def _span(on: object) -> DateSpan | None:
    match on:
        case None | DateSpan():
            return on
        case str():
            return DateSpan(on)
        case dt.date():
            return DateSpan.of(on)
        case _:
            raise SelectionError(f"a {type(on).__name__} was given for a date; expected a DateSpan, its text or a day")


def _require(text: object, limit: object, at_least: object) -> None:
    if not isinstance(text, str):
        raise SelectionError(f"a {type(text).__name__} was given for a name; expected text")
    if limit is not None and (not isinstance(limit, int) or limit < 1):
        raise SelectionError("limit is a whole number from 1, or None for no limit")
    if not isinstance(at_least, int) or not 0 <= at_least <= 100:  # noqa: PLR2004 - as documented
        raise SelectionError("at_least is a whole number from 0 to 100")
