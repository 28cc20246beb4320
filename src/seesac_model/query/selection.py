"""Selections: the records of one kind that fulfil conditions."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from typing import Any, Final, Generic, Self, TypeVar, get_args, overload

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import Answer, DateSpan, Money, Record
from seesac_model.query._asked import Certainty
from seesac_model.query._bits import all_of, chosen, first_of
from seesac_model.query._indexes import records_of
from seesac_model.query.condition import (
    AllOf,
    Answers,
    Condition,
    Definitely,
    Not,
    Possibly,
    Satisfies,
    answers_one_by_one,
)
from seesac_model.query.counting import Counted
from seesac_model.query.field_reference import field_name
from seesac_model.query.fields import says_nothing

__all__ = ["Among", "Selection", "select"]

R = TypeVar("R", bound=Record)

_MOST_SHOWN: Final = 5


def _require_dataset(_: object, __: object, given: Any) -> None:  # noqa: ANN401 - whatever is given in its place
    if not isinstance(given, Dataset):
        raise SelectionError(f"found {described(given)}, expected a dataset; seesac_model.load(path) reads one")


# Without slots, because functools.cached_property keeps the result in `__dict__`.
@attrs.frozen(eq=False, repr=False, slots=False)
class Selection(Counted[R], Generic[R]):
    """
    The records of one kind that fulfil all conditions. Immutable; nothing is looked up before somebody asks.

    Iterating gives the records in the order of their ids; `len`, `bool`, `in` (for a record or an id), `[0]`, `[-1]`
    and `[:10]` work as expected. `&`, `|` and `-` make selections of what two selections over the same dataset have in
    common, have together, and only the first has; for the contrary of a question there is :meth:`excluding`. Two
    selections are equal if the same records are in them, however they were asked for.

    Attributes:
        dataset: Where the records are.
        kind: Their class.
        conditions: What they fulfil: for each of them all these conditions answer YES.
    """

    dataset: Dataset = attrs.field(validator=_require_dataset)
    kind: type[R]
    conditions: tuple[Condition, ...] = ()

    def where(self, *conditions: Condition | Callable[[R], object], certainty: Certainty = "definitely") -> Self:
        """
        Return the records that fulfil further conditions, all of them.

        Args:
            conditions: Conditions, as :func:`~seesac_model.query.field` makes them; or functions that take a record and
                return True, False or an :class:`~seesac_model.model.Answer`.
            certainty: Whether what is answered UNKNOWN is left out (`"definitely"`) or taken in (`"possibly"`).

        Raises:
            SelectionError: A condition cannot be asked of this kind of record, or it is none.
        """
        if certainty not in get_args(Certainty):
            raise SelectionError(f"found the certainty {quoted(certainty)}, expected 'definitely' or 'possibly'")
        asked = tuple(one if isinstance(one, Condition) else Satisfies(one) for one in conditions)
        for condition in asked:
            condition.check(self.kind)
        if certainty == "possibly":
            asked = tuple(map(Possibly, asked))
        return attrs.evolve(self, conditions=(*self.conditions, *asked))

    @functools.cached_property
    def bits(self) -> int:
        """The records as a set, as :class:`~seesac_model.query.Answers` has sets: a bit for each record of the kind."""
        everything = all_of(len(self.dataset.of(self.kind)))
        return AllOf(self.conditions).answers(self.kind, self.dataset, everything).yes

    @functools.cached_property
    def _records(self) -> tuple[R, ...]:
        return tuple(chosen(records_of(self.dataset, self.kind), self.bits))

    @functools.cached_property
    def _id_set(self) -> frozenset[str]:
        return frozenset(self.ids)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the records, in the order of iteration."""
        return tuple(record.id for record in self._records)

    def excluding(self, other: Selection[R], *, certainty: Certainty = "definitely") -> Self:
        """
        Return the records that do not fulfil what the other selection asks for.

        `these - other` merely takes away what the other selection has, so that what it leaves out because it is not
        fully known stays: of `events - events.online()` some may have been online. Here only such remain of which it is
        certain that they are not meant by the other.

        Args:
            other: A selection over the same dataset.
            certainty: Whether what is UNKNOWN of the other is left out (`"definitely"`) or taken in (`"possibly"`).

        Raises:
            SelectionError: The other is of another kind of record or another dataset, or is none.

        >>> from seesac_model.model import Place, PlaceKind
        >>> from seesac_model.query import field
        >>> places = [Place(id=code, name=code, kind=PlaceKind.CITY, iso_code=None) for code in ("a", "b")]
        >>> everywhere = select(Dataset(places), Place)
        >>> coded = everywhere.where(field(Place.iso_code).is_("RS"))
        >>> (everywhere - coded).ids, everywhere.excluding(coded).ids
        (('a', 'b'), ())
        """
        return self.where(~AllOf(self._conditions_of(other)), certainty=certainty)

    def first(self) -> R | None:
        """Return the first record, or None where there is none."""
        return records_of(self.dataset, self.kind)[first_of(self.bits)] if self.bits else None

    def one(self) -> R:
        """
        Return the only record.

        Raises:
            SelectionError: There is none, or more than one.
        """
        if len(self) != 1:
            ids = ", ".join(quoted(record_id) for record_id in self.ids[:_MOST_SHOWN])
            more = ", …" if len(self) > _MOST_SHOWN else ""
            found = f"{len(self)} ({ids}{more})" if ids else "none"
            raise SelectionError(f"found {found} in {self.kind.collection()}, expected exactly one")
        return self._records[0]

    def sorted_by(self, *fields: object, descending: bool = False) -> tuple[R, ...]:
        """
        Return the records in the order of what one field says or, where that is the same, of what the next one says.

        What says nothing (None, an empty list, `unstated`) comes last, whichever way round, and so do dates of an
        unknown year. Dates have the order of :class:`~seesac_model.model.DateSpan`, amounts of money that of their
        currency first. Records of which all fields say the same stay in the order of their ids.

        Args:
            fields: At least one: a :func:`~seesac_model.query.field`, or what that takes: `Event.dates`, `"dates"`.
            descending: Whether the greatest and latest comes first.

        Raises:
            SelectionError: This kind of record has no such field, or none is given.

        >>> from seesac_model.model import Topic
        >>> topics = select(Dataset([Topic(id="a", label="war"), Topic(id="b", label="customs")]), Topic)
        >>> [topic.id for topic in topics.sorted_by(Topic.label)]
        ['b', 'a']
        """
        names = [field_name(self.kind, one) for one in fields]
        if not names:
            raise SelectionError("found no field to sort by, expected at least one")
        records = list(self._records)
        for name in reversed(names):
            keyed = [(_sort_key(getattr(record, name)), record) for record in records]
            known = sorted(
                ((key, record) for key, record in keyed if key is not None), key=_first_of, reverse=descending
            )
            records = [*(record for _, record in known), *(record for key, record in keyed if key is None)]
        return tuple(records)

    @overload
    def __getitem__(self, position: int) -> R: ...
    @overload
    def __getitem__(self, position: slice) -> tuple[R, ...]: ...
    def __getitem__(self, position: int | slice) -> R | tuple[R, ...]:
        """
        Return the record at a position in the order of iteration, or those of a slice.

        Raises:
            SelectionError: There is no such position, or it is no number: ids are looked up in the dataset.
        """
        if not isinstance(position, slice):
            _require_position(position, len(self), self.kind)
        return self._records[position]

    def __iter__(self) -> Iterator[R]:
        return iter(self._records)

    def __len__(self) -> int:
        return self.bits.bit_count()

    def __bool__(self) -> bool:
        """Tell whether there is any record."""
        return self.bits != 0

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
        if self.dataset is other.dataset:
            return self.kind is other.kind and self.bits == other.bits
        return self.kind is other.kind and self._records == other._records

    def __hash__(self) -> int:
        return hash((self.kind, self._id_set))

    def __repr__(self) -> str:
        total = len(self.dataset.of(self.kind))
        asked = f": {AllOf(self.conditions)}" if self.conditions else ""
        return f"<{len(self)} of {total} {self.kind.collection()}{asked}>"


def _require_position(position: object, length: int, kind: type[Record]) -> None:
    if not isinstance(position, int):
        raise SelectionError(f"found {described(position)}, expected a position or a slice")
    if not -length <= position < length:
        raise SelectionError(f"found the position {position} among {length} of {kind.collection()}")


def _sort_key(content: object) -> object:
    """Return what a content is sorted by; None if it comes last."""
    if says_nothing(content) or (isinstance(content, DateSpan) and not content.is_year_known):
        return None
    return (content.currency, content) if isinstance(content, Money) else content


def _first_of(pair: tuple[Any, object]) -> Any:  # noqa: ANN401 - whatever a field holds
    return pair[0]


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
    selection = Selection(dataset, kind)
    dataset.of(kind)
    return selection


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

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer from what the selection found: in equal datasets a record has the same place."""
        if dataset is not self.selection.dataset and dataset != self.selection.dataset:
            return answers_one_by_one(self, kind, dataset, among)
        yes = among & self.selection.bits
        return Answers(yes, yes)

    def effort(self, kind: type[Record], dataset: Dataset) -> int:  # noqa: ARG002 - the selection has its own
        """Return that of what the selection is asked for."""
        return AllOf(self.selection.conditions).effort(self.selection.kind, self.selection.dataset)

    def check(self, kind: type[Record]) -> None:
        """Make sure that the selection is of records of the kind."""
        if kind is not self.selection.kind:
            raise SelectionError(
                f"found a selection of {self.selection.kind.collection()}, expected {kind.collection()}"
            )

    def __str__(self) -> str:
        return str(AllOf(self.selection.conditions))
