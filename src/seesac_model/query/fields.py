"""Conditions on what the fields of a record say, and on the records at the other end of a reference."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, Literal

import attrs

from seesac_model.dataset import Dataset, ReferenceField, reference_fields
from seesac_model.errors import SelectionError, quoted
from seesac_model.model import Answer, DateSpan, Field, Record, did_you_mean, fields_of
from seesac_model.query.condition import Candidates, Condition

__all__ = ["Dated", "FieldIs", "Referred", "Refers", "Unsaid"]

_MOST_SHOWN: Final = 5


def _frozen(values: Iterable[object]) -> frozenset[object]:
    return frozenset(values)


@attrs.frozen
class FieldIs(Condition):
    """
    A field says one of several things; a field that holds a list has one of them in it.

    Attributes:
        field: The name of the field.
        values: What it may say, at least one for any record to match.

    >>> from seesac_model.model import EventKind
    >>> print(FieldIs("kind", [EventKind.WORKSHOP]))
    kind is 'workshop'
    """

    field: str
    values: frozenset[object] = attrs.field(converter=_frozen)

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer YES if the field says one of the values, and NO otherwise."""
        content = getattr(record, self.field)
        said = not self.values.isdisjoint(content) if isinstance(content, tuple) else content in self.values
        return Answer.YES if said else Answer.NO

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return what the index of the field knows, if it is a reference or the id."""
        if self.field == "id":
            return frozenset(map(str, self.values))
        target = field_named(kind, self.field).refers_to
        if target is None:
            return None
        found: set[str] = set()
        for value in self.values:
            # What refers to a record that is not there is in no index.
            if (record := dataset.collection(target).get(str(value))) is None:
                return None
            found.update(referrer.id for referrer in dataset.referring(kind, record, by=self.field))
        return frozenset(found)

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field."""
        field_named(kind, self.field)

    def __str__(self) -> str:
        shown = sorted(quoted(str(value)) for value in self.values)
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

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field."""
        field_named(kind, self.field)

    def __str__(self) -> str:
        return f"unknown {self.field}"


@attrs.frozen
class Dated(Condition):
    """
    The dates in a field have a day in common with a period, or all their days in it. Without dates it is UNKNOWN.

    Attributes:
        field: The name of the field.
        relation: `"overlaps"` for a day in common, `"within"` for all days.
        period: The period: all days from its earliest to its latest.
    """

    field: str
    relation: Literal["overlaps", "within"]
    period: DateSpan

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer by the three-valued relations of :class:`~seesac_model.model.DateSpan`."""
        dates: DateSpan | None = getattr(record, self.field)
        if dates is None:
            return Answer.UNKNOWN
        relation = dates.overlaps if self.relation == "overlaps" else dates.within
        return relation(self.period, as_period=True)

    def check(self, kind: type[Record]) -> None:
        """Make sure that there is such a field and that it holds dates."""
        if field_named(kind, self.field).base is not DateSpan:
            raise SelectionError(f"{kind.__name__}.{self.field} holds no dates")

    def __str__(self) -> str:
        return f"{self.field} {'overlap' if self.relation == 'overlaps' else 'within'} {self.period}"


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
        ids = self.condition.candidates(self.kind, dataset)
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
