"""Conditions on what lasts: posts that are held, bodies that exist, acts that are in force."""

from __future__ import annotations

from typing import Final, TypeGuard, cast

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, quoted
from seesac_model.model import Affiliation, AffiliationCapacity, Answer, DateSpan, PolicyFramework, Record
from seesac_model.query._asked import When, span_of
from seesac_model.query._indexes import date_index
from seesac_model.query.condition import Answers, Condition
from seesac_model.query.fields import Dated

__all__ = ["HoldsPost", "InForce", "Lasts", "is_term", "period_asked"]

_OUTSIDE_THE_TERM: Final = frozenset({AffiliationCapacity.FORMER, AffiliationCapacity.DESIGNATE})


def is_term(span: DateSpan | None) -> TypeGuard[DateSpan]:
    """Tell whether a span is an interval, from a first day to a last, and not a date at which something was seen."""
    return span is not None and "/" in span.text


def period_asked(asked: When) -> DateSpan:
    """
    Return the days that a caller asks for: all from the earliest to the latest.

    Raises:
        InvalidValueError: The text is no date.
        SelectionError: It is no date, or one without any known day.

    >>> period_asked("2014-02")
    DateSpan('2014-02-01/2014-02-28')
    """
    span = span_of(asked)
    if span.earliest is None and span.latest is None:
        raise SelectionError(f"{quoted(span.text)} has no known day to ask for")
    return DateSpan(f"{span.earliest or '..'}/{span.latest or '..'}")


@attrs.frozen
class Lasts(Condition):
    """
    What the dates in a field say goes on for has a day in common with a period.

    An interval says from when to when. A date alone says when it was seen to be so, and nothing of before and after:
    YES if it is surely in the period, and UNKNOWN otherwise. Without dates it is UNKNOWN.

    Attributes:
        field: The name of the field.
        period: The period: all days from its earliest to its latest.

    >>> print(Lasts("existed", DateSpan("2014")))
    existed lasts in 2014
    """

    field: str
    period: DateSpan

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer by the dates in the field."""
        seen = self._overlaps().matches(record, dataset)
        return seen if seen.definitely or is_term(getattr(record, self.field)) else Answer.UNKNOWN

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer as :class:`~seesac_model.query.Dated` does, but that a date alone rules nothing out."""
        yes, possible = self._overlaps().answers(kind, dataset, among)
        return Answers(yes, possible | among & ~date_index(dataset, kind, self.field).terms)

    def effort(self, kind: type[Record], dataset: Dataset) -> int:
        """Return about what the comparisons of all dates take."""
        return self._overlaps().effort(kind, dataset)

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field and that it holds dates."""
        self._overlaps().check(kind)

    def _overlaps(self) -> Dated:
        return Dated(self.field, "overlaps", self.period)

    def __str__(self) -> str:
        return f"{self.field} lasts in {self.period}"


@attrs.frozen
class HoldsPost(Condition):
    """
    The post of an affiliation was held in a period, as far as :class:`Lasts` and the capacity tell.

    Who is named as a former or designate holder did not hold the post on the day on which they were seen; nothing is
    known of other days.

    Attributes:
        period: The period: all days from its earliest to its latest; None for any time.

    >>> print(HoldsPost(DateSpan("2014")))
    held in 2014
    """

    period: DateSpan | None

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer by `held` and `capacity`."""
        post = cast("Affiliation", record)
        if self.period is None:
            return Answer.UNKNOWN if post.capacity is AffiliationCapacity.DESIGNATE else Answer.YES
        if post.capacity not in _OUTSIDE_THE_TERM:
            return Lasts("held", self.period).matches(post, dataset)
        held = post.held
        if held is None or is_term(held):
            return Answer.UNKNOWN
        return Answer.NO if held.contains(self.period, as_period=True).definitely else Answer.UNKNOWN

    def check(self, kind: type[Record]) -> None:
        """Make sure that it is asked of affiliations."""
        _require(kind, Affiliation)

    def __str__(self) -> str:
        return "held at any time" if self.period is None else f"held in {self.period}"


@attrs.frozen
class InForce(Condition):
    """
    A framework was in force in a period; :func:`in_force` asks the same of all days of an event.

    NO if the period was before the adoption; UNKNOWN if nothing is said, or if the dates do not decide it: an act of
    which a source says no more than "2014-2016" began on some day of 2014.

    Attributes:
        period: Days from one to another, as `period_asked` gives them.
        wholly: Whether on all days of the period; on one of them otherwise.
        as_period: Whether to read years and months at the ends of `in_force` as wholly in it.

    >>> print(InForce(DateSpan("2014-01-01/2014-12-31")))
    in force in 2014-01-01/2014-12-31
    """

    period: DateSpan
    wholly: bool = False
    as_period: bool = False

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer by `in_force` and `adopted`."""
        framework = cast("PolicyFramework", record)
        if framework.adopted is not None and self.period.before(framework.adopted).definitely:
            return Answer.NO
        if framework.in_force is None:
            return Answer.UNKNOWN
        relation = self.period.within if self.wholly else self.period.overlaps
        return relation(framework.in_force, as_period=self.as_period)

    def check(self, kind: type[Record]) -> None:
        """Make sure that it is asked of frameworks."""
        _require(kind, PolicyFramework)

    def __str__(self) -> str:
        days = "all days of " if self.wholly else ""
        ends = ", years and months read as whole" if self.as_period else ""
        return f"in force in {days}{self.period}{ends}"


def _require(kind: type[Record], expected: type[Record]) -> None:
    if kind is not expected:
        raise SelectionError(f"found {kind.collection()}, expected {expected.collection()}")
