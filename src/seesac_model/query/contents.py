"""Conditions on how much a field says, in which words, and whether it says anything."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, quoted
from seesac_model.model import (
    Answer,
    Field,
    Funding,
    Headcount,
    Money,
    Name,
    Observation,
    Qualifier,
    Record,
)
from seesac_model.query._bits import bits_of, positions_of
from seesac_model.query._indexes import records_of, remembered
from seesac_model.query._words import folded_words
from seesac_model.query.amounts import Bounds, money_bounds, number_bounds
from seesac_model.query.condition import Answers, Condition
from seesac_model.query.fields import field_named, says_nothing

__all__ = ["IsSet", "Measures", "Says", "is_measured"]

_NUMBERS: Final = (int, float, Decimal)


@attrs.frozen
class IsSet(Condition):
    """
    A field says something: it is neither None nor empty, and not `unstated`. It is never UNKNOWN.

    Attributes:
        field: The name of the field.

    >>> print(~IsSet("dates"))
    not dates is set
    """

    field: str

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer YES if the field says something, and NO otherwise."""
        return Answer.NO if says_nothing(getattr(record, self.field)) else Answer.YES

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field."""
        field_named(kind, self.field)

    def __str__(self) -> str:
        return f"{self.field} is set"


@attrs.frozen
class Measures(Condition):
    """
    A number, a headcount or an amount of money lies between two bounds, both included. Without one it is UNKNOWN.

    What a source qualifies is read as what there can have been: of "over 120" nobody knows whether it is at least 200.
    `about` and `almost` reach as far as :data:`~seesac_model.model.DEFAULT_TOLERANCE`. Money of another currency than
    the bounds is UNKNOWN, for nothing is converted.

    Attributes:
        field: The name of the field.
        least: The least that it may be; None for no bound.
        most: The greatest that it may be; None for no bound.
        currency: The currency of the bounds; None for a field that holds no money.

    >>> print(Measures("amount", Decimal(1_000_000), None, "EUR"))
    amount at least 1000000 EUR
    """

    field: str
    least: Decimal | None
    most: Decimal | None
    currency: str | None = None

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer by the bounds between which the number lies."""
        content: float | Decimal | Headcount | Money | None = getattr(record, self.field)
        if content is None or (isinstance(content, Money) and content.currency != self.currency):
            return Answer.UNKNOWN
        between = _bounds_of(content, record)
        return _at_least(between, self.least) & _at_most(between, self.most)

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field, and that it holds a number of what the bounds are of."""
        field = field_named(kind, self.field)
        if not is_measured(field):
            raise SelectionError(f"{kind.__name__}.{self.field} holds no number")
        if (field.base is Money) != (self.currency is not None):
            expected = "an amount of money" if field.base is Money else "a number"
            raise SelectionError(f"{kind.__name__}.{self.field} is compared with {expected}")

    def __str__(self) -> str:
        unit = "" if self.currency is None else f" {self.currency}"
        if self.least is None or self.most is None:
            side, bound = ("at most", self.most) if self.least is None else ("at least", self.least)
            return f"{self.field} {side} {bound}{unit}"
        return f"{self.field} from {self.least} to {self.most}{unit}"


@attrs.frozen
class Says(Condition):
    """
    A text, a name or one of several names has some words in it, one after the other.

    Case, diacritics, script and punctuation make no difference: "Bujaković" is found in "Бујаковић". The last word may
    be the beginning of a word, so that "firearm" is found in "firearms"; in the middle of a word nothing is found. A
    field that is empty says nothing, so that the answer is NO.

    Attributes:
        field: The name of the field.
        text: The words.

    >>> print(Says("title", "customs"))
    title says 'customs'
    """

    field: str
    text: str
    _words: str = attrs.field(
        init=False, eq=False, repr=False, default=attrs.Factory(lambda made: folded_words(made.text), takes_self=True)
    )

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer YES if the words are there, and NO otherwise."""
        return Answer.YES if self._words in _said(record, self.field) else Answer.NO

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer from what all records of the kind say: it is folded once, and kept."""
        records = records_of(dataset, kind)
        said = remembered(
            dataset, (kind, self.field, "folded"), lambda: tuple(_said(record, self.field) for record in records)
        )
        found = [place for place in positions_of(among, len(records)) if self._words in said[place]]
        yes = bits_of(found, len(records))
        return Answers(yes, yes)

    def effort(self, kind: type[Record], dataset: Dataset) -> int:
        """Return how many records there are: all that they say is looked at."""
        return len(dataset.of(kind))

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field, that it holds text or names, and that there are words to look for."""
        field = field_named(kind, self.field)
        if field.base not in {str, Name} or field.refers_to is not None:
            raise SelectionError(f"{kind.__name__}.{self.field} holds no text")
        if not self._words.strip():
            raise SelectionError("found a text without words, expected one word at least")

    def __str__(self) -> str:
        return f"{self.field} says {quoted(self.text)}"


def is_measured(field: Field) -> bool:
    """Tell whether a field holds a number, a headcount or an amount of money."""
    return field.base in {*_NUMBERS, Headcount, Money} and not field.many


def _said(record: Record, field: str) -> str:
    content = getattr(record, field)
    entries = content if isinstance(content, tuple) else () if content is None else (content,)
    # Nothing is found across the end of a line: folded words have spaces between them.
    return "\n".join(folded_words(entry.text if isinstance(entry, Name) else entry) for entry in entries)


def _at_least(between: Bounds, least: Decimal | None) -> Answer:
    lower, upper = between
    if least is None or (lower is not None and lower >= (least, 0)):
        return Answer.YES
    return Answer.NO if upper is not None and upper < (least, 0) else Answer.UNKNOWN


def _at_most(between: Bounds, most: Decimal | None) -> Answer:
    lower, upper = between
    if most is None or (upper is not None and upper <= (most, 0)):
        return Answer.YES
    return Answer.NO if lower is not None and lower > (most, 0) else Answer.UNKNOWN


def _bounds_of(content: float | Decimal | Headcount | Money, record: Record) -> Bounds:
    """Return the bounds of a number, as its own qualifier or that of the record says."""
    match content:
        case Headcount():
            least, most = content.bounds()
            return (Decimal(least), 0), None if most is None else (Decimal(most), 0)
        case Money():
            return money_bounds(content, _qualifier(record))
        case _:
            return number_bounds(Decimal(content), _qualifier(record))


def _qualifier(record: Record) -> Qualifier:
    # What they count and what they pay are the numbers that records qualify in a field of their own.
    return record.qualifier if isinstance(record, Observation | Funding) else Qualifier.EXACTLY
