"""Conditions on what the fields of a record say, and on the records at the other end of a reference."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable
from typing import Final

import attrs

from seesac_model.dataset import NAMED_KINDS, Dataset, ReferenceField, reference_fields
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import (
    SLUG,
    Answer,
    DateSpan,
    EventMode,
    Field,
    Record,
    Term,
    Value,
    did_you_mean,
    fields_of,
    per_class,
)
from seesac_model.query._asked import term_of
from seesac_model.query._bits import all_of, bits_of
from seesac_model.query._indexes import (
    DateRelation,
    dangling_bits,
    date_index,
    handed_on,
    position_of,
    postings,
    reference_bits,
    referrers_bits,
    targets_bits,
    word_bits,
)
from seesac_model.query.condition import Answers, Condition, answers_one_by_one

__all__ = ["Dated", "FieldIs", "Referred", "Refers", "Unsaid"]

_MOST_SHOWN: Final = 5
# Lists and references say who and what was there, and not what was not, but for these: nothing said, nothing known.
_LEFT_OPEN: Final = frozenset({"languages", "place_id", "place_ids"})

# What it takes to answer, in look-ups of an entry of an index.
_A_LOOK_UP: Final = 10
_A_COMPARISON: Final = 300
_QUICK: Final = 1_000
_BROAD: Final = 20
_SEVERAL: Final = 50

_RELATIONS: Final[dict[DateRelation, str]] = {
    "overlaps": "overlap",
    "within": "within",
    "before": "before",
    "after": "after",
}


def _frozen(values: Iterable[object]) -> frozenset[object]:
    return frozenset(values)


@attrs.frozen
class FieldIs(Condition):
    """
    A field says one of several things; a field that holds a list has one of them in it.

    Attributes:
        field: The name of the field.
        values: What it may say, at least one for any record to match.
        three_valued: Whether a field that says nothing answers UNKNOWN instead of NO. It does where it may be anything:
            a date, a number, a word or a text is, and so are languages and the places of a meeting. It does not where a
            list or reference is empty because there is nothing: no series, no topics, no further names.

    >>> from seesac_model.model import EventKind
    >>> print(FieldIs("kind", [EventKind.WORKSHOP]))
    kind is 'workshop'
    """

    field: str
    values: frozenset[object] = attrs.field(converter=_frozen)
    three_valued: bool = False

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer YES if the field says one of the values, and otherwise NO or, if it says nothing, UNKNOWN."""
        content = getattr(record, self.field)
        said = not self.values.isdisjoint(content) if isinstance(content, tuple) else content in self.values
        if said:
            return Answer.YES
        is_open = self.three_valued and says_nothing(content) and self.field in _open_fields(type(record))
        return Answer.UNKNOWN if is_open else Answer.NO

    def is_look_up(self, kind: type[Record]) -> bool:
        """Tell whether the field refers to records of some kind, and the answer is never UNKNOWN."""
        is_open = self.three_valued and self.field in _open_fields(kind)
        return field_named(kind, self.field).refers_to is not None and not is_open

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer from the index of the field, if it is a reference, the id or a word of a vocabulary."""
        field = field_named(kind, self.field)
        size = len(dataset.of(kind))
        if field.name == "id":
            places = (position_of(dataset, kind, str(value)) for value in self.values)
            yes = among & bits_of([place for place in places if place is not None], size)
            return Answers(yes, yes)
        if is_word(field):
            index = word_bits(dataset, kind, field.name)
            yes = functools.reduce(operator.or_, (index.get(value, 0) for value in self.values), 0)
        elif field.refers_to is not None:
            yes = reference_bits(dataset, kind, field.name, field.refers_to, self.values)
        else:
            return answers_one_by_one(self, kind, dataset, among)
        is_open = self.three_valued and field.name in _open_fields(kind)
        silent = _silent_bits(dataset, kind, field, EventMode.UNSTATED) if is_open else 0
        return Answers(among & yes, among & (yes | silent))

    def effort(self, kind: type[Record], dataset: Dataset) -> int:
        """Return how many records say one of the values, if an index knows."""
        field = field_named(kind, self.field)
        if field.name == "id":
            return _A_LOOK_UP * len(self.values)
        if is_word(field):
            return len(dataset.of(kind)) // _QUICK
        if field.refers_to is None:
            return super().effort(kind, dataset)
        if len(self.values) > _SEVERAL:
            return len(dataset.of(kind)) // _BROAD
        by_id = postings(dataset, kind, field.name, field.refers_to).by_id
        return sum(len(by_id.get(str(value), ())) for value in self.values)

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field, and that it can say these values."""
        field = field_named(kind, self.field)
        holds_ids = field.refers_to is not None or field.name == "id"
        for value in self.values:
            if holds_ids:
                _require_id(value, field)
            elif type(value) is not field.base:
                _require_value(kind, field, value)

    def __str__(self) -> str:
        shown = sorted(quoted(_in_words(value)) for value in self.values)
        more = f" or {len(shown) - _MOST_SHOWN} more" if len(shown) > _MOST_SHOWN else ""
        return f"{self.field} is {' or '.join(shown[:_MOST_SHOWN]) or 'nothing'}{more}"


@attrs.frozen
class Unsaid(Condition):
    """
    UNKNOWN where a field says nothing, and NO where it says something: joined by `|`, it keeps a NO from being certain.

    Attributes:
        field: The name of the field.
        word: The word of its vocabulary that stands for nothing said; None for a field that is empty then.
    """

    field: str
    word: str | None = None

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer UNKNOWN if the field says nothing, and NO otherwise."""
        content = getattr(record, self.field)
        return Answer.UNKNOWN if content in ((), None, self.word) else Answer.NO

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer from the index of the field, if it is a reference, dates or a word of a vocabulary."""
        field = field_named(kind, self.field)
        if not _is_indexed(field):
            return answers_one_by_one(self, kind, dataset, among)
        return Answers(0, among & _silent_bits(dataset, kind, field, self.word))

    def effort(self, kind: type[Record], dataset: Dataset) -> int:
        """Return how many records say nothing, if an index knows."""
        if not _is_indexed(field_named(kind, self.field)):
            return super().effort(kind, dataset)
        return len(dataset.of(kind)) // _QUICK

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field."""
        field_named(kind, self.field)

    def __str__(self) -> str:
        return f"unknown {self.field}"


@attrs.frozen
class Dated(Condition):
    """
    How the dates in a field lie to a period. Without dates it is UNKNOWN.

    Attributes:
        field: The name of the field.
        relation: `"overlaps"` for a day in common, `"within"` for all days, `"before"` and `"after"` for all days
            before or after it.
        period: The period: all days from its earliest to its latest.
    """

    field: str
    relation: DateRelation
    period: DateSpan

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer by the three-valued relations of :class:`~seesac_model.model.DateSpan`."""
        dates: DateSpan | None = getattr(record, self.field)
        if dates is None:
            return Answer.UNKNOWN
        match self.relation:
            case "overlaps":
                return dates.overlaps(self.period, as_period=True)
            case "within":
                return dates.within(self.period, as_period=True)
            case "before":
                return dates.before(self.period, as_period=True)
            case _:
                return dates.after(self.period, as_period=True)

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer from the index of the dates, but for such as have gaps or an unknown year."""
        if (period := self.period.stretch(as_period=True)) is None:
            return answers_one_by_one(self, kind, dataset, among)
        index = date_index(dataset, kind, self.field)
        known = among & ~(index.undated | index.asked)
        yes, possible = known & index.sure(self.relation, period), known & index.possible(self.relation, period)
        rest = answers_one_by_one(self, kind, dataset, among & index.asked)
        return Answers(yes | rest.yes, possible | rest.possible | among & index.undated)

    def effort(self, kind: type[Record], dataset: Dataset) -> int:
        """Return about what the comparisons of all dates take."""
        size = len(dataset.of(kind))
        return _A_COMPARISON + size // _BROAD if self.period.stretch(as_period=True) else _BROAD * size

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field and that it holds dates."""
        if field_named(kind, self.field).base is not DateSpan:
            raise SelectionError(f"{kind.__name__}.{self.field} holds no dates")

    def __str__(self) -> str:
        return f"{self.field} {_RELATIONS[self.relation]} {self.period}"


@attrs.frozen
class Referred(Condition):
    """
    Some record that refers to this one fulfils a condition: an event with a participation of which something holds.

    Attributes:
        kind: The class of the records that refer.
        by: Their field.
        condition: What must hold for one of them.
    """

    kind: type[Record]
    by: str
    condition: Condition

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES if it is YES for one of them, and NO if it is NO for all."""
        answer = Answer.NO
        for referrer in dataset.referring(self.kind, record, by=self.by):
            answer |= self.condition.matches(referrer, dataset)
            if answer is Answer.YES:
                break
        return answer

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer by what those refer to that the condition is asked of."""
        asked = self.condition
        if isinstance(asked, FieldIs) and asked.is_look_up(self.kind):
            handed = handed_on(dataset, self.kind, asked.field, self.by, kind)
            lists = [at for value in asked.values if (at := handed.get(value)) is not None]
            yes = among & bits_of([position for at in lists for position in at], len(dataset.of(kind)))
            return Answers(yes, yes)
        found = self.condition.answers(self.kind, dataset, all_of(len(dataset.of(self.kind))))
        yes = targets_bits(dataset, self.kind, self.by, kind, found.yes)
        unknown = targets_bits(dataset, self.kind, self.by, kind, found.yes ^ found.possible)
        return Answers(among & yes, among & (yes | unknown))

    def effort(self, kind: type[Record], dataset: Dataset) -> int:  # noqa: ARG002 - the other kind is asked
        """Return that of the condition."""
        return len(dataset.of(self.kind)) // _QUICK + 2 * self.condition.effort(self.kind, dataset)

    def check(self, kind: type[Record]) -> None:
        """Make sure that the field refers to records of the kind, and check the condition."""
        if not _references(self.kind, self.by, kind.collection()):
            raise SelectionError(
                f"{self.kind.__name__} does not refer to {kind.collection()} through {quoted(self.by)}"
            )
        self.condition.check(self.kind)

    def __str__(self) -> str:
        return f"some of {self.kind.collection()} with {self.by} here: ({self.condition})"


@attrs.frozen
class Refers(Condition):
    """
    Some record that this one refers to fulfils a condition: a participation in an event of which something holds.

    A reference to a record that the dataset lacks is UNKNOWN.

    Attributes:
        field: The name of the field that refers.
        condition: What must hold for a record it refers to.
    """

    field: str
    condition: Condition

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES if it is YES for one of them, and NO if it is NO for all."""
        content = getattr(record, self.field)
        targets = dataset.collection(str(field_named(type(record), self.field).refers_to))
        answer = Answer.NO
        for target_id in content if isinstance(content, tuple) else (content,) if content else ():
            target = targets.get(target_id)
            answer |= Answer.UNKNOWN if target is None else self.condition.matches(target, dataset)
        return answer

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer by what refers to those that fulfil the condition."""
        target = _target(kind, self.field)
        found = self.condition.answers(target, dataset, all_of(len(dataset.of(target))))
        yes = referrers_bits(dataset, kind, self.field, target, found.yes)
        unknown = referrers_bits(dataset, kind, self.field, target, found.yes ^ found.possible)
        missing = dangling_bits(dataset, kind, self.field, target)
        return Answers(among & yes, among & (yes | unknown | missing))

    def effort(self, kind: type[Record], dataset: Dataset) -> int:
        """Return that of the condition, and what it takes to look at the references."""
        return len(dataset.of(kind)) + self.condition.effort(_target(kind, self.field), dataset)

    def check(self, kind: type[Record]) -> None:
        """Make sure that the field refers to records, and check the condition."""
        self.condition.check(_target(kind, self.field))

    def __str__(self) -> str:
        return f"{self.field} is one with ({self.condition})"


def says_nothing(content: object) -> bool:
    """Tell whether what a field holds says nothing: None, an empty list, or the word for what sources do not say."""
    return content is None or content == () or content is EventMode.UNSTATED


def is_word(field: Field) -> bool:
    """Tell whether a field holds one word of a vocabulary."""
    return issubclass(field.base, Term) and not field.many


@per_class
def _open_fields(kind: type) -> frozenset[str]:
    """Return the fields of a kind that may say anything where they say nothing."""
    return frozenset(
        field.name
        for field in fields_of(kind)
        if field.name in _LEFT_OPEN or (field.refers_to is None and not field.many)
    )


def _is_indexed(field: Field) -> bool:
    return is_word(field) or field.refers_to is not None or (field.base is DateSpan and not field.many)


def _silent_bits(dataset: Dataset, kind: type[Record], field: Field, word: str | None) -> int:
    """Return the set of the records of which a field says nothing, or the word that stands for that."""
    if is_word(field):
        index = word_bits(dataset, kind, field.name)
        return index.get(None, 0) | index.get(word, 0)
    if field.refers_to is not None:
        return postings(dataset, kind, field.name, field.refers_to).silent
    return date_index(dataset, kind, field.name).undated


def _require_id(value: object, field: Field) -> None:
    if isinstance(value, str) and SLUG.fullmatch(value):
        return
    expected, advice = "an id", "; dataset.find(…) finds records by name"
    for kind in Dataset.kinds():
        if kind.collection() == field.refers_to:
            expected = f"the id of one of {field.refers_to}, or the record"
            advice = f"; dataset.find({kind.__name__}, …) finds it by name" if kind in NAMED_KINDS else ""
    raise SelectionError(f"found {described(value)} for {field.name}, expected {expected}{advice}")


def _require_value(kind: type[Record], field: Field, value: object) -> None:
    if issubclass(field.base, Term):
        term_of(field.base, value)
    elif not isinstance(value, field.base) or (isinstance(value, bool) and field.base is not bool):
        place = f"{kind.__name__}.{field.name}"
        raise SelectionError(f"{place} holds {field.base.__name__}, and {described(value)} is none")


def _in_words(value: object) -> str:
    short = value.short_form() if isinstance(value, Value) else None
    return str(value) if short is None else short


def field_named(kind: type[Record], name: str) -> Field:
    """
    Return the field of a kind of record.

    Raises:
        SelectionError: There is none with that name.
    """
    fields = fields_of(kind)
    for field in fields:
        if field.name == name:
            return field
    near = did_you_mean(name, [field.name for field in fields])
    raise SelectionError(f"{kind.__name__} has no field {quoted(name)}" + (f"; {near}" if near else ""))


def _target(kind: type[Record], name: str) -> type[Record]:
    target = field_named(kind, name).refers_to
    for record_class in Dataset.kinds():
        if record_class.collection() == target:
            return record_class
    raise SelectionError(f"{kind.__name__}.{name} refers to no record")


def _references(kind: type[Record], by: str, target: str) -> tuple[ReferenceField, ...]:
    return tuple(field for field in reference_fields(kind) if field.name == by and field.target == target)
