"""Fields of records as things to ask conditions of: `field(Event.kind).is_("workshop")`."""

from __future__ import annotations

import datetime as dt
import types
from decimal import Decimal
from typing import Any, Final, Generic, LiteralString, TypeVar, overload

import attrs

from seesac_model._regex import Regex
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import DateSpan, Field, Headcount, Identifier, Money, Name, Record, Term
from seesac_model.query._asked import When, period_of, span_of, term_of
from seesac_model.query._indexes import DateRelation
from seesac_model.query.condition import Condition
from seesac_model.query.contents import IsSet, Measures, Says
from seesac_model.query.fields import Dated, FieldIs, Refers, field_named

__all__ = ["FieldReference", "ListReference", "field", "field_name"]

E = TypeVar("E")
V = TypeVar("V", bound=Term)

_NAME: Final = Regex("[a-z][a-z0-9_]{0,63}")
_PARSED: Final = (DateSpan, Headcount, Identifier, Money, Name)
_ONE_OF_MANY: Final = (list, tuple, set, frozenset, dict)


@attrs.frozen
class FieldReference(Generic[E]):
    """
    A field of a record, as :func:`field` gives it. Its methods return conditions on what the field says.

    Whatever takes a value takes a text that parses too: a word of a vocabulary, a date in EDTF, `"EUR 4 million"`; and
    a reference takes the record itself or its id. What may be an id is not looked up: one that the dataset lacks is as
    good as any, for records may refer to it.

    **What is not said.** A field that says nothing answers UNKNOWN where it may be anything: a date, a number, a word
    or a text that is None, a mode that is `unstated`, places and languages that nobody named. A list or reference that
    is empty answers NO: an event without a series is in none. :meth:`is_set` and :meth:`says` are never UNKNOWN.

    Attributes:
        name: The name of the field.
        owner: The class that the field was taken from; None where it was given by name.
    """

    name: str
    owner: type[Record] | None = None

    def is_(self, value: E | str | Record) -> Condition:
        """
        Return the condition that the field says a value; of a list, that it has the value in it.

        Raises:
            InvalidValueError: The text does not parse, or the vocabulary has no such word.
            SelectionError: The field holds something else; or it refers to records, and the text cannot be an id, as a
                name cannot.

        >>> from seesac_model.model import Event
        >>> print(field(Event.kind).is_("workshop"))
        kind is 'workshop'
        """
        return self.is_in(value)

    def is_in(self, *values: E | str | Record) -> Condition:
        """
        Return the condition that the field says one of several values; with none, no record does.

        Raises:
            InvalidValueError: As for `is_`.
            SelectionError: As for `is_`.

        >>> from seesac_model.model import Event
        >>> print(~field(Event.kind).is_in("workshop", "training"))
        not kind is 'training' or 'workshop'
        """
        return self._checked(FieldIs(self.name, [self._value(value) for value in values], three_valued=True))

    def is_set(self) -> Condition:
        """
        Return the condition that the field says something: it is neither None nor empty, and not `unstated`.

        >>> from seesac_model.model import Event
        >>> print(field(Event.dates).is_set())
        dates is set
        """
        return self._checked(IsSet(self.name))

    def is_unset(self) -> Condition:
        """
        Return the condition that the field says nothing.

        >>> from seesac_model.model import Event
        >>> print(field(Event.website).is_unset())
        not website is set
        """
        return ~self.is_set()

    @overload
    def at_least(self: FieldReference[DateSpan], least: When) -> Condition: ...
    @overload
    def at_least(self: FieldReference[Money], least: Money | str) -> Condition: ...
    @overload
    def at_least(
        self: FieldReference[int] | FieldReference[float] | FieldReference[Decimal] | FieldReference[Headcount],
        least: float | Decimal,
    ) -> Condition: ...
    def at_least(self: FieldReference[Any], least: object) -> Condition:
        """
        Return the condition that a number is not below a bound, or that dates have a day from the first day of one on.

        What is not exactly known answers UNKNOWN where it may be on either side. Money of another currency does too.

        Raises:
            InvalidValueError: The text does not parse.
            SelectionError: The field holds something else, or a text is given for a number; only money is read.

        >>> from seesac_model.model import Attendance, Funding
        >>> print(field(Attendance.headcount).at_least(100) | field(Funding.amount).at_least("EUR 1 million"))
        headcount at least 100 or amount at least 1000000 EUR
        """
        return self._between(least, None)

    @overload
    def at_most(self: FieldReference[DateSpan], most: When) -> Condition: ...
    @overload
    def at_most(self: FieldReference[Money], most: Money | str) -> Condition: ...
    @overload
    def at_most(
        self: FieldReference[int] | FieldReference[float] | FieldReference[Decimal] | FieldReference[Headcount],
        most: float | Decimal,
    ) -> Condition: ...
    def at_most(self: FieldReference[Any], most: object) -> Condition:
        """
        Return the condition that a number is not above a bound, or that dates have a day up to the last day of one.

        Raises:
            InvalidValueError: As for :meth:`at_least`.
            SelectionError: As for :meth:`at_least`.

        >>> from seesac_model.model import Event
        >>> print(field(Event.series_number).at_most(3))
        series_number at most 3
        """
        return self._between(None, most)

    @overload
    def between(self: FieldReference[DateSpan], start: When, end: When) -> Condition: ...
    @overload
    def between(self: FieldReference[Money], start: Money | str, end: Money | str) -> Condition: ...
    @overload
    def between(
        self: FieldReference[int] | FieldReference[float] | FieldReference[Decimal] | FieldReference[Headcount],
        start: float | Decimal,
        end: float | Decimal,
    ) -> Condition: ...
    def between(self: FieldReference[Any], start: object, end: object) -> Condition:
        """
        Return the condition that a number lies from one bound to another, or that dates have a day in a period.

        Raises:
            InvalidValueError: As for :meth:`at_least`, or the end of a period is before its start.
            SelectionError: As for :meth:`at_least`, or the second number is below the first.

        >>> from seesac_model.model import Event
        >>> print(field(Event.dates).between("2021", "2023-06"))
        dates overlap 2021/2023-06
        """
        return self._between(start, end)

    def overlaps(self: FieldReference[DateSpan], period: When) -> Condition:
        """
        Return the condition that dates have a day in a period: on that day, in that month, in that year.

        Raises:
            InvalidValueError: The text is no date.
            SelectionError: The field holds no dates.

        >>> from seesac_model.model import Panel
        >>> print(field(Panel.dates).overlaps("2023-02"))
        dates overlap 2023-02
        """
        return self._dated("overlaps", period)

    def within(self: FieldReference[DateSpan], period: When) -> Condition:
        """
        Return the condition that all days of the dates lie in a period.

        Raises:
            InvalidValueError: The text is no date.
            SelectionError: The field holds no dates.

        >>> from seesac_model.model import Event
        >>> print(field(Event.dates).within("2023"))
        dates within 2023
        """
        return self._dated("within", period)

    def before(self: FieldReference[DateSpan], date: When) -> Condition:
        """
        Return the condition that all days of the dates lie before the first day of another.

        Raises:
            InvalidValueError: The text is no date.
            SelectionError: The field holds no dates.

        >>> from seesac_model.model import PolicyFramework
        >>> print(field(PolicyFramework.adopted).before("2014"))
        adopted before 2014
        """
        return self._dated("before", date)

    def after(self: FieldReference[DateSpan], date: When) -> Condition:
        """
        Return the condition that all days of the dates lie after the last day of another.

        Raises:
            InvalidValueError: The text is no date.
            SelectionError: The field holds no dates.

        >>> from seesac_model.model import Document
        >>> print(field(Document.published).after("2020"))
        published after 2020
        """
        return self._dated("after", date)

    def says(self: FieldReference[str] | FieldReference[Name], text: str) -> Condition:
        """
        Return the condition that a text, a name or one of several names has some words in it, one after the other.

        Case, diacritics and script make no difference, and the last word may be the beginning of one. Names that are
        transliterated in another way are found by :meth:`~seesac_model.dataset.NameSearch.find`.

        Raises:
            SelectionError: The field holds no text, or the text has no words.

        >>> from seesac_model.model import Person
        >>> print(field(Person.name).says("bujakovic") | field(Person.other_names).says("bujakovic"))
        name says 'bujakovic' or other_names says 'bujakovic'
        """
        return self._checked(Says(self.name, _text(text)))

    def is_one_with(self: FieldReference[str], condition: Condition) -> Condition:
        """
        Return the condition that a record that the field refers to fulfils a condition.

        Args:
            condition: What must hold there; for a selection, :class:`~seesac_model.query.Among` it.

        Raises:
            SelectionError: The field refers to no record, or the condition cannot be asked of what it refers to.

        >>> from seesac_model.model import Event, Panel
        >>> print(field(Panel.event_id).is_one_with(field(Event.kind).is_("conference")))
        event_id is one with (kind is 'conference')
        """
        return self._checked(Refers(self.name, condition))

    def check(self, kind: type[Record]) -> None:
        """
        Make sure that a kind of record has the field.

        Raises:
            SelectionError: It has not; the message proposes a name that looks like it.
        """
        if self.owner is not None and not issubclass(kind, self.owner):
            raise SelectionError(f"found {self.owner.__name__}.{self.name}, expected a field of {kind.__name__}")
        field_named(kind, self.name)

    def __str__(self) -> str:
        return self.name

    def _field(self) -> Field | None:
        return None if self.owner is None else field_named(self.owner, self.name)

    def _checked(self, condition: Condition) -> Condition:
        if self.owner is not None:
            condition.check(self.owner)
        return condition

    def _value(self, given: object) -> object:
        known = self._field()
        match given:
            case Record():
                # Every record has an id: of which kind it is, the field does not tell.
                if known is not None and known.name != "id" and given.collection() != known.refers_to:
                    raise SelectionError(f"found {_a(given)}, which {self._place()} does not refer to")
                return given.id
            case str() if known is not None:
                return _read(given, known)
            case int() if known is not None and known.base is Decimal:
                return Decimal(given)
            case dt.date() if known is not None and known.base is DateSpan:
                return span_of(given)
            case _ if isinstance(given, _ONE_OF_MANY):
                raise SelectionError(f"found {described(given)}, expected one value; write is_in(*values) for several")
            case _:
                return given

    def _place(self) -> str:
        return self.name if self.owner is None else f"{self.owner.__name__}.{self.name}"

    def _dated(self, relation: DateRelation, when: When) -> Condition:
        return self._checked(Dated(self.name, relation, span_of(when)))

    def _between(self, start: object, end: object) -> Condition:
        given = [bound for bound in (start, end) if bound is not None]
        known = self._field()
        if not given or (known is None and any(isinstance(one, str | DateSpan | dt.date) for one in given)):
            return self._checked(Dated(self.name, "overlaps", period_of(start, end)))
        if known is not None and known.base is DateSpan:
            return self._checked(Dated(self.name, "overlaps", period_of(start, end)))
        if known is not None and known.base is not Money:
            self._refuse_texts(given)
        (least, one), (most, other) = _number(start), _number(end)
        currencies = {currency for currency, bound in ((one, start), (other, end)) if bound is not None}
        if len(currencies) > 1:
            raise SelectionError("found bounds in two currencies, expected one")
        if least is not None and most is not None and least > most:
            raise SelectionError(f"found bounds from {least} to {most}, expected the lesser one first")
        return self._checked(Measures(self.name, least, most, currencies.pop()))

    def _refuse_texts(self, given: list[object]) -> None:
        for text in given:
            if isinstance(text, str):
                # What holds no number at all says so.
                self._checked(Measures(self.name, None, None))
                raise SelectionError(
                    f"found {described(text)}, and {self._place()} is compared with a number, such as 100"
                )


class ListReference(FieldReference[E]):
    """A field that holds a list, as :func:`field` gives it."""

    __slots__ = ()

    def includes(self, *entries: E | str | Record) -> Condition:
        """
        Return the condition that a list has one of some entries in it.

        Raises:
            InvalidValueError: As for `is_`.
            SelectionError: The field holds no list, or a list of something else.

        >>> from seesac_model.model import Event
        >>> print(field(Event.languages).includes("sr", "en") & field(Event.topic_ids).includes("trafficking"))
        languages is 'en' or 'sr' and topic_ids is 'trafficking'
        """
        known = self._field()
        if known is not None and not known.many:
            raise SelectionError(f"{self._place()} holds no list")
        return self.is_in(*entries)


@overload
def field(of: tuple[E, ...]) -> ListReference[E]: ...
@overload
def field(of: V | None) -> FieldReference[V]: ...  # type: ignore[overload-overlap]  # words of vocabularies name no field
@overload
def field(of: LiteralString) -> ListReference[Any]: ...
@overload
def field(of: E | None) -> FieldReference[E]: ...
def field(of: object) -> FieldReference[Any]:
    """
    Return a reference to a field of a kind of record, to ask conditions of it.

    Args:
        of: The field as an attribute of its class, `Event.kind`, so that type checkers find what is misspelt and know
            what the field holds; or its name, which is checked when a kind of record is asked.

    Raises:
        SelectionError: It is neither, or no field of a record.

    >>> from seesac_model.dataset import Dataset
    >>> from seesac_model.model import Topic
    >>> from seesac_model.query import select
    >>> topics = select(Dataset([Topic(id="war", label="War in Ukraine")]), Topic)
    >>> topics.where(field(Topic.label).says("ukraine") & field(Topic.broader_id).is_unset()).ids
    ('war',)
    """
    if isinstance(of, str) and _NAME.fullmatch(of):
        return ListReference(of)
    if isinstance(of, types.MemberDescriptorType) and issubclass(of.__objclass__, Record):
        known = field_named(of.__objclass__, of.__name__)
        kind: type[FieldReference[Any]] = ListReference if known.many else FieldReference
        return kind(of.__name__, of.__objclass__)
    raise SelectionError(f"found {described(of)}, expected a field of a record, such as Event.kind, or its name")


def field_name(kind: type[Record], asked: object) -> str:
    """
    Return the name of the field of a kind that a caller means.

    Args:
        kind: The kind of record.
        asked: A reference, the field as an attribute of its class, or its name.

    Raises:
        SelectionError: The kind has no such field.
    """
    reference: FieldReference[Any] = asked if isinstance(asked, FieldReference) else field(asked)
    reference.check(kind)
    return reference.name


def _read(text: str, known: Field) -> object:
    if issubclass(known.base, Term):
        return term_of(known.base, text)
    for kind in _PARSED:
        if known.base is kind:
            return kind.parse(text)
    return known.normalised(text)


def _number(given: object) -> tuple[Decimal | None, str | None]:
    if given is None:
        return None, None
    if isinstance(given, str):
        given = Money.parse(given)
    if isinstance(given, Money) and not given.is_approximate:
        return given.amount, given.currency
    if isinstance(given, int | float | Decimal) and not isinstance(given, bool):
        number = Decimal(given)
        if number.is_finite():
            return number, None
    raise SelectionError(f"found {described(given)}, expected an exact number or amount of money")


def _text(given: object) -> str:
    if not isinstance(given, str):
        raise SelectionError(f"found {described(given)}, expected text")
    return given


def _a(record: Record) -> str:
    return f"one of {record.collection()}, {quoted(record.id)}"
