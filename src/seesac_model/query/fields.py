"""Conditions on what the fields of a record say, and on the records at the other end of a reference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal, TypeAlias

import attrs

from seesac_model.dataset import Dataset, ReferenceField, reference_fields
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import (
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
from seesac_model.query._indexes import ALL_DAYS, date_index, ids_where, outer_days, word_index
from seesac_model.query.condition import Candidates, Condition

__all__ = ["Dated", "FieldIs", "Referred", "Refers", "Unsaid"]

_MOST_SHOWN: Final = 5
# Lists and references say who and what was there, and not what was not, but for these: nothing said, nothing known.
_LEFT_OPEN: Final = frozenset({"languages", "place_id", "place_ids"})

DateRelation: TypeAlias = Literal["overlaps", "within", "before", "after"]
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

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return what the index of the field knows, if it is a reference, the id or a word of a vocabulary."""
        if self.field == "id":
            return frozenset(map(str, self.values))
        field = field_named(kind, self.field)
        if not is_word(field) and field.refers_to is None:
            return None
        found: list[frozenset[str]] = []
        for value in self.values:
            if (ids := _ids_saying(value, field, kind, dataset)) is None:
                return None
            found.append(ids)
        return found[0] if len(found) == 1 else frozenset().union(*found)

    def possible_candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return the candidates, and of a word of a vocabulary those too that say nothing."""
        if not self.three_valued or self.field not in _open_fields(kind):
            return self.candidates(kind, dataset)
        field = field_named(kind, self.field)
        return _with_silent(self.candidates(kind, dataset), kind, field, dataset) if is_word(field) else None

    def reach(self, kind: type[Record], dataset: Dataset) -> int | None:
        """Return how many records say one of the values, if an index knows."""
        if self.field == "id":
            return len(self.values)
        field = field_named(kind, self.field)
        if is_word(field):
            index = word_index(dataset, kind, self.field)
            return sum(len(index.get(value, ())) for value in self.values)
        if field.refers_to is None:
            return None
        targets = dataset.collection(field.refers_to)
        known = (record for value in self.values if (record := targets.get(str(value))) is not None)
        return sum(len(dataset.referring(kind, record, by=self.field)) for record in known)

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field, and that it can say these values."""
        field = field_named(kind, self.field)
        for value in self.values:
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

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:  # noqa: ARG002 - never YES
        """Return none: the answer is never YES."""
        return frozenset()

    def possible_candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return those that the index of a vocabulary or of dates knows."""
        field = field_named(kind, self.field)
        if is_word(field):
            index = word_index(dataset, kind, self.field)
            return frozenset((*index.get(None, ()), *index.get(self.word, ())))
        is_dates = field.base is DateSpan and not field.many
        return frozenset(date_index(dataset, kind, self.field).undated) if is_dates else None

    def reach(self, kind: type[Record], dataset: Dataset) -> int | None:  # noqa: ARG002 - never YES
        """Return 0."""
        return 0

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

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return what the index of the dates knows."""
        return date_index(dataset, kind, self.field).touching(*self._days())

    def possible_candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return the candidates, and what has no dates."""
        index = date_index(dataset, kind, self.field)
        return index.touching(*self._days()).union(index.undated)

    def reach(self, kind: type[Record], dataset: Dataset) -> int | None:
        """Return about how many records have dates near the period."""
        return date_index(dataset, kind, self.field).about_touching(*self._days())

    def _days(self) -> tuple[int, int]:
        """Return the first and the last day of which dates can touch one, unless the answer is NO."""
        first, last = outer_days(self.period)
        no_start, no_end = ALL_DAYS
        return (no_start if self.relation == "before" else first), (no_end if self.relation == "after" else last)

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

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return what the candidates of the condition refer to."""
        return self._referred_to(self.condition.candidates(self.kind, dataset), kind, dataset)

    def possible_candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return what those of the condition refer to."""
        return self._referred_to(self.condition.possible_candidates(self.kind, dataset), kind, dataset)

    def reach(self, kind: type[Record], dataset: Dataset) -> int | None:  # noqa: ARG002 - the other kind is asked
        """Return that of the condition."""
        return self.condition.reach(self.kind, dataset)

    def _referred_to(self, ids: Candidates, kind: type[Record], dataset: Dataset) -> Candidates:
        if ids is None:
            return None
        referrers = dataset.of(self.kind)
        fields = _references(self.kind, self.by, kind.collection())
        known = (referrer for record_id in ids if (referrer := referrers.get(record_id)) is not None)
        return frozenset(target for referrer in known for field in fields for _, target in field.ids(referrer))

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

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return what refers to the candidates of the condition."""
        target = _target(kind, self.field)
        ids = self.condition.candidates(target, dataset)
        if ids is None:
            return None
        known = (record for record_id in ids if (record := dataset.of(target).get(record_id)) is not None)
        return frozenset(referrer.id for record in known for referrer in dataset.referring(kind, record, by=self.field))

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


def _ids_saying(value: object, field: Field, kind: type[Record], dataset: Dataset) -> Candidates:
    """Return the ids of the records of which a field with an index says a value; None if the index does not know."""
    if field.refers_to is None:
        index = word_index(dataset, kind, field.name)
        return ids_where(dataset, kind, field.name, value, lambda: index.get(value, ()))
    # What refers to a record that is not there is in no index.
    if (record := dataset.collection(field.refers_to).get(str(value))) is None:
        return None
    target: Record = record
    return ids_where(
        dataset,
        kind,
        field.name,
        value,
        lambda: (referrer.id for referrer in dataset.referring(kind, target, by=field.name)),
    )


def _with_silent(ids: Candidates, kind: type[Record], field: Field, dataset: Dataset) -> Candidates:
    index = word_index(dataset, kind, field.name)
    return (ids or frozenset()).union(index.get(None, ()), index.get(EventMode.UNSTATED, ()))


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
