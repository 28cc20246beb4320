"""Selections: the records of one kind that fulfil conditions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any, Final, Generic, Self, TypeVar, get_args

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import Answer, Record
from seesac_model.query._asked import Certainty
from seesac_model.query.condition import AllOf, Candidates, Condition, Definitely, Not, Possibly, Satisfies

__all__ = ["Among", "Selection", "select"]

R = TypeVar("R", bound=Record)

_MOST_SHOWN: Final = 5


# Without slots, because functools.cached_property keeps the result in `__dict__`.
@attrs.frozen(eq=False, repr=False, slots=False)
class Selection(Generic[R]):
    """
    The records of one kind that fulfil all conditions. Immutable; nothing is looked up before somebody asks.

    Iterating gives the records in the order of their ids; `len`, `bool` and `in` (for a record or an id) work as
    expected. `&`, `|` and `-` make selections of what two selections over the same dataset have in common, have
    together, and only the first has. Two selections are equal if the same records are in them, however they were
    asked for.

    Attributes:
        dataset: Where the records are.
        kind: Their class.
        conditions: What they fulfil: for each of them all these conditions answer YES.
    """

    dataset: Dataset
    kind: type[R]
    conditions: tuple[Condition, ...] = ()

    def where(self, condition: Condition | Callable[[R], object], *, certainty: Certainty = "definitely") -> Self:
        """
        Return the records that fulfil one more condition.

        Args:
            condition: A condition; or a function that takes a record and returns True, False or an
                :class:`~seesac_model.model.Answer`.
            certainty: Whether what is answered UNKNOWN is left out (`"definitely"`) or taken in (`"possibly"`).

        Raises:
            SelectionError: The condition cannot be asked of this kind of record, or it is none.
        """
        if not isinstance(condition, Condition):
            condition = Satisfies(condition)
        condition.check(self.kind)
        if certainty not in get_args(Certainty):
            raise SelectionError(f"found the certainty {quoted(certainty)}, expected 'definitely' or 'possibly'")
        asked = Possibly(condition) if certainty == "possibly" else condition
        return attrs.evolve(self, conditions=(*self.conditions, asked))

    @functools.cached_property
    def _records(self) -> tuple[R, ...]:
        collection, condition = self.dataset.of(self.kind), AllOf(self.conditions)
        ids = condition.candidates(self.kind, self.dataset)
        if ids is None:
            pool: Iterator[R] = iter(collection)
        else:
            pool = (record for record_id in sorted(ids) if (record := collection.get(record_id)) is not None)
        return tuple(record for record in pool if condition.matches(record, self.dataset).definitely)

    @functools.cached_property
    def _id_set(self) -> frozenset[str]:
        return frozenset(self.ids)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records, in the order of iteration."""
        return tuple(record.id for record in self._records)

    def first(self) -> R | None:
        """Return the first record, or None where there is none."""
        return self._records[0] if self._records else None

    def one(self) -> R:
        """
        Return the only record.

        Raises:
            SelectionError: There is none, or more than one.
        """
        if len(self._records) != 1:
            ids = ", ".join(quoted(record_id) for record_id in self.ids[:_MOST_SHOWN])
            more = ", …" if len(self) > _MOST_SHOWN else ""
            found = f"{len(self)} ({ids}{more})" if ids else "none"
            raise SelectionError(f"found {found} in {self.kind.collection()}, expected exactly one")
        return self._records[0]

    def __iter__(self) -> Iterator[R]:
        return iter(self._records)

    def __len__(self) -> int:
        return len(self._records)

    def __bool__(self) -> bool:
        """Tell whether there is any record."""
        return bool(self._records)

    def __contains__(self, record: object) -> bool:
        """Tell whether there is a record with this id or, given a record, whether exactly this record is there."""
        if isinstance(record, Record):
            return record.id in self._id_set and record in self.dataset.of(self.kind)
        return record in self._id_set

    def __and__(self, other: Selection[R]) -> Self:
        """What both have."""
        return attrs.evolve(self, conditions=(*self.conditions, *self._conditions_of(other)))

    def __or__(self, other: Selection[R]) -> Self:
        """What at least one of them has."""
        return attrs.evolve(self, conditions=(AllOf(self.conditions) | AllOf(self._conditions_of(other)),))

    def __sub__(self, other: Selection[R]) -> Self:
        """What this one has and the other has not."""
        # Without Definitely, what the other answers with UNKNOWN, and so does not have, would be lost.
        rest = Not(Definitely(AllOf(self._conditions_of(other))))
        return attrs.evolve(self, conditions=(*self.conditions, rest))

    def _conditions_of(self, other: object) -> tuple[Condition, ...]:
        if not isinstance(other, Selection):
            raise SelectionError(f"found {described(other)}, expected a selection")
        if self.kind is not other.kind:
            raise SelectionError(f"found {self.kind.collection()} and {other.kind.collection()}, expected one kind")
        if self.dataset is not other.dataset and self.dataset != other.dataset:
            raise SelectionError("the selections are of two datasets; merge the datasets first")
        return other.conditions

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection):
            return NotImplemented
        return self.kind is other.kind and self._records == other._records

    def __hash__(self) -> int:
        return hash((self.kind, self._id_set))

    def __repr__(self) -> str:
        total = len(self.dataset.of(self.kind))
        asked = f": {AllOf(self.conditions)}" if self.conditions else ""
        return f"<{len(self)} of {total} {self.kind.collection()}{asked}>"


def select(dataset: Dataset, kind: type[R]) -> Selection[R]:
    """
    Return the selection of all records of a kind.

    Raises:
        SelectionError: Datasets hold no records of that kind.

    >>> from seesac_model.model import Topic
    >>> topics = select(Dataset([Topic(id="war", label="war")]), Topic)
    >>> topics.where(lambda topic: topic.broader_id is None).one().label
    'war'
    """
    dataset.of(kind)
    return Selection(dataset, kind)


@attrs.frozen
class Among(Condition):
    """
    The record is in a selection; what the selection is asked for is looked up once.

    Attributes:
        selection: The selection.
    """

    selection: Selection[Any]  # Of whatever kind the condition is asked of; `check` makes sure.

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the selection has its own
        """Answer YES if the record is in the selection, and NO otherwise."""
        return Answer.YES if record in self.selection else Answer.NO

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:  # noqa: ARG002 - as above
        """Return the ids of the selection."""
        return frozenset(self.selection.ids)

    def check(self, kind: type[Record]) -> None:
        """Make sure that the selection is of records of the kind."""
        if kind is not self.selection.kind:
            raise SelectionError(
                f"found a selection of {self.selection.kind.collection()}, expected {kind.collection()}"
            )

    def __str__(self) -> str:
        return str(AllOf(self.selection.conditions))
