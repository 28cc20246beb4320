"""When something was, is or will be, as precisely as it is known."""

from __future__ import annotations

import datetime as dt
from typing import Any, Self

import attrs

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.model._fields import about
from seesac_model.model.values import _edtf, _relations
from seesac_model.model.values._relations import Stretch
from seesac_model.model.values._value import Value
from seesac_model.model.values.answer import Answer

__all__ = ["DateSpan", "Stretch"]


@attrs.frozen(eq=False, order=False, weakref_slot=False)
class DateSpan(Value):
    """
    A day, some days, a month, a year or longer, written in EDTF (ISO 8601-2:2019) and kept as it was written.

    What is written: `2023-02-14`, `2021-11`, `2023`, `202X` (a year of the 2020s), `2021-11-XX` (in that month);
    `2023-02-14/2023-02-15` from the first day to the last; `2019-05-28/..` without end, `2019-05-28/` with an end that
    is not known, `../2024` and `/2024` likewise; `2022-10~` about then, `2022-10?` perhaps then, `2022-10%` both;
    `XXXX-03-28` in a year that is not known; `{2020-11-05,2020-11-10..2020-11-12}` on all of these days.

    Two spans are equal if their texts are: `2021-11` and `2021-11-01/2021-11-30` are not the same statement, since the
    first says *some* day or days of November and the second says all of them.

    The order is that of the earliest days, then of the latest, then of the texts. Spans without a known first day come
    first, those without a known last day after others of the same first day; those of an unknown year come after all
    others, by month and day.

    Five relations compare what is stated, each with an :class:`Answer`: YES if it holds and NO if it does not, whatever
    the truth behind the statements is; UNKNOWN otherwise. With `as_period=True` the other span is not read as a fact
    (`2023`: something in that year) but as the period that a question is about (all days of that year, from its
    :attr:`earliest` to its :attr:`latest`). `~` lets each bound be one unit further out (a day, a month, a year, a
    decade); with `?` and `%` any day is possible, so that such a date decides nothing.

    Attributes:
        text: The text in EDTF.

    Raises:
        InvalidValueError: The text is not of this profile or not in the calendar; years run from 0001 to 9999.

    >>> DateSpan("2021-11-23/2021-11-24").within(DateSpan("2021-11"), as_period=True)
    <Answer.YES: 'yes'>
    >>> DateSpan("2021-11-05").within(DateSpan("2021-11"))
    <Answer.UNKNOWN: 'unknown'>
    >>> DateSpan("14.02.2023")
    Traceback (most recent call last):
    seesac_model.errors.InvalidValueError: found '14.02.2023', expected a date as EDTF writes it: 2023-02-14, 2021-11, \
2023, 2023-02-14/2023-02-15, 2022-10~, XXXX-03-28; did you mean '2023-02-14'? [invalid-date]
    """

    text: str = attrs.field(
        metadata=about("the date or dates in EDTF (ISO 8601-2)", term="https://schema.org/temporalCoverage")
    )
    _stated: _edtf.Stated | None = attrs.field(init=False, default=None, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        # The text is the whole value, so that its faults are those of the value and not of a field within it.
        if self.text.__class__ is not str:
            raise _wrong_type(self.text, "text (str)")
        object.__setattr__(self, "text", self.text.strip())
        # Of most dates it is enough to know that they are right; what they state is worked out when somebody asks.
        if not _edtf.is_exact_days(self.text):
            object.__setattr__(self, "_stated", _edtf.parse(self.text))

    @property
    def _said(self) -> _edtf.Stated:
        stated = self._stated
        if stated is None:
            stated = _edtf.parse(self.text)
            object.__setattr__(self, "_stated", stated)
        return stated

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Return the span that a text states; the inverse of `str()`.

        Raises:
            InvalidValueError: As for the class.
        """
        return cls(text)

    @classmethod
    def of(cls, start: dt.date, end: dt.date | None = None) -> Self:
        """
        Return the span of one day, or of all days from `start` to `end`.

        Raises:
            InvalidValueError: `end` is earlier than `start`, or one of them is not a plain date; a moment is not a day.

        >>> DateSpan.of(dt.date(2023, 2, 14), dt.date(2023, 2, 15))
        DateSpan('2023-02-14/2023-02-15')
        """
        for given in (start, start if end is None else end):
            if given.__class__ is not dt.date:
                moment = isinstance(given, dt.datetime)
                raise _wrong_type(given, "a date", "take the day with .date()" if moment else None)
        return cls(start.isoformat() if end in {None, start} else f"{start.isoformat()}/{end}")

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"DateSpan({self.text!r})"

    def __reduce__(self) -> tuple[type[Self], tuple[str]]:
        return type(self), (self.text,)

    def short_form(self) -> str:
        """Return the text: it says everything."""
        return self.text

    @property
    def earliest(self) -> dt.date | None:
        """
        The first day that it can touch by what is said, `~`, `?` and `%` aside; None without a known start or year.

        >>> DateSpan("2021-11~").earliest
        datetime.date(2021, 11, 1)
        """
        return self._said.earliest

    @property
    def latest(self) -> dt.date | None:
        """
        The last day that it can touch by what is said, `~`, `?` and `%` aside; None without a known end or year.

        >>> DateSpan("2020/2021-11").latest
        datetime.date(2021, 11, 30)
        """
        return self._said.latest

    @property
    def is_approximate(self) -> bool:
        """Whether a date in it is said to be about then (`~` or `%`)."""
        return self._said.is_approximate

    @property
    def is_uncertain(self) -> bool:
        """Whether a date in it is said to be perhaps another one (`?` or `%`)."""
        return self._said.is_uncertain

    @property
    def is_open(self) -> bool:
        """Whether it is said to have no end or no start (`..`); an end that is not known is not open."""
        return any(side is _edtf.Edge.OPEN for member in self._said.members for side in member)

    @property
    def is_year_known(self) -> bool:
        """Whether the year is stated, as it is not in `XXXX-03-28`."""
        return self._said.is_year_known

    @property
    def is_exact(self) -> bool:
        """Whether it says precisely which days: each date to the day and without qualifier, no open or unknown end."""
        return self._said.is_exact

    @property
    def days(self) -> frozenset[dt.date] | None:
        """
        All its days; None if it does not say precisely which they are.

        >>> sorted(day.isoformat() for day in DateSpan("2023-02-14/2023-02-15").days)
        ['2023-02-14', '2023-02-15']
        """
        if not self.is_exact:
            return None
        return frozenset(
            dt.date.fromordinal(day)
            for start, end in self._said.members
            if isinstance(start, _edtf.StatedDate) and isinstance(end, _edtf.StatedDate)
            for day in range(start.first(), end.last() + 1)
        )

    def stretch(self, *, as_period: bool = False) -> Stretch | None:
        """
        Return between which days its first and its last day lie.

        None for several dates with gaps between them, and where the year is not known. The relations below follow from
        these four numbers, so that a database can answer them from columns: two spans have a day in common for certain
        if each one's `last_min` is not before the other's `first_max`, and perhaps if each one's `last_max` is not
        before the other's `first_min`.

        Args:
            as_period: Whether it stands for all days from its earliest to its latest, as what is asked for does.

        >>> DateSpan("2021-11").stretch()
        Stretch(first_min=738095, first_max=738124, last_min=738095, last_max=738124)
        >>> DateSpan("2021-11").stretch(as_period=True)
        Stretch(first_min=738095, first_max=738095, last_min=738124, last_max=738124)
        """
        return _relations.stretch_of(self._said, as_period=as_period)

    def in_year(self, year: int) -> Self:
        """
        Return the span with `year` for the year that is not known, and unchanged if it is known.

        Args:
            year: From 1 to 9999.

        Raises:
            InvalidValueError: There is no such year, or no such day in it.

        >>> DateSpan("XXXX-11-23/XXXX-11-24").in_year(2021)
        DateSpan('2021-11-23/2021-11-24')
        """
        return type(self)(self.text.replace("XXXX", f"{year!s:0>4}"))

    def before(self, other: DateSpan, *, as_period: bool = False) -> Answer:
        """
        Say whether all of it is earlier than all of the other.

        >>> DateSpan("2021-10").before(DateSpan("2021-11-05"))
        <Answer.YES: 'yes'>
        """
        return self._settle(_relations.before, other, as_period=as_period)

    def after(self, other: DateSpan, *, as_period: bool = False) -> Answer:
        """
        Say whether all of it is later than all of the other.

        >>> DateSpan("2021-11").after(DateSpan("2021-11-05"))
        <Answer.UNKNOWN: 'unknown'>
        """
        return self._settle(_relations.after, other, as_period=as_period)

    def overlaps(self, other: DateSpan, *, as_period: bool = False) -> Answer:
        """
        Say whether the two have a day in common.

        >>> DateSpan("2022-12-30/2023-01-02").overlaps(DateSpan("2023"), as_period=True)
        <Answer.YES: 'yes'>
        """
        return self._settle(_relations.overlaps, other, as_period=as_period)

    def within(self, other: DateSpan, *, as_period: bool = False) -> Answer:
        """
        Say whether each of its days is a day of the other too.

        >>> DateSpan("2021-11-23").within(DateSpan("2020/2024"), as_period=True)
        <Answer.YES: 'yes'>
        """
        return self._settle(_relations.within, other, as_period=as_period)

    def contains(self, other: DateSpan, *, as_period: bool = False) -> Answer:
        """
        Say whether each day of the other is one of its days too.

        >>> DateSpan("2023-02-13/2023-02-17").contains(DateSpan("2023-02-14"))
        <Answer.YES: 'yes'>
        """
        return self._settle(_relations.contains, other, as_period=as_period)

    def _settle(self, relation: _relations.Relation, other: object, *, as_period: bool) -> Answer:
        if not isinstance(other, DateSpan):
            raise _wrong_type(other, "a DateSpan", "write DateSpan(…) around it" if isinstance(other, str) else None)
        return _relations.settle(relation, self.text, other.text, as_period=as_period)

    def _order(self) -> tuple[Any, ...]:
        return *self._said.order, self.text


def _wrong_type(given: object, expected: str, suggestion: str | None = None) -> InvalidValueError:
    found = "nothing" if given is None else f"a {type(given).__name__}"
    return InvalidValueError.of(
        FaultCode.WRONG_TYPE, found=found, expected=expected, suggestion=suggestion, value=given
    )
