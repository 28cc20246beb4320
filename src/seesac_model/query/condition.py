"""
Conditions: what a record must fulfil to be selected, as values that can be combined, printed and compared.

A condition answers YES, NO or UNKNOWN of a record, and `&`, `|` and `~` combine answers as in Kleene's strong logic. A
selection takes what is answered YES; :class:`Possibly` turns UNKNOWN into YES where that is asked for.

Dates that are not fully known, a mode of meeting that no source states and a place that nobody named give UNKNOWN. That
no record says that somebody took part, in contrast, is read as NO: sources name who was there and not who was not.
"""

from __future__ import annotations

import abc
import functools
import operator
from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described
from seesac_model.model import Answer, Record

__all__ = ["AllOf", "AnyOf", "Candidates", "Condition", "Definitely", "Not", "Possibly", "Satisfies"]

Candidates: TypeAlias = frozenset[str] | None
"""Ids among which every record with the answer YES is found; None where only looking at every record tells."""

_DEEPEST: Final = 64
# Where so much fewer candidates are left, each is asked rather than those of a further condition collected.
_FEWER: Final = 4
_UNKNOWN_REACH: Final = 4_000


class Condition(abc.ABC):
    """
    The base of all conditions. A subclass is a frozen attrs class whose fields say everything about it.

    It must have :meth:`matches` and `__str__`. :meth:`candidates` is worth having where an index of the dataset knows
    the answer; :meth:`check` where not every kind of record can be asked.
    """

    __slots__ = ()

    @abc.abstractmethod
    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer whether a record of the dataset fulfils the condition."""

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:  # noqa: ARG002 - for subclasses
        """Return the ids of the records of a kind among which all lie that are answered YES; None if unknown."""
        return None

    def possible_candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:  # noqa: ARG002 - as above
        """Return the ids among which all lie that are answered YES or UNKNOWN; None if unknown."""
        return None

    def reach(self, kind: type[Record], dataset: Dataset) -> int | None:  # noqa: ARG002 - as above
        """Return about how many candidates there are, found without collecting them; None where that is not known."""
        return None

    def check(self, kind: type[Record]) -> None:  # noqa: B027 - most conditions can be asked of every kind
        """
        Make sure that the condition can be asked of records of a kind.

        Raises:
            SelectionError: It cannot; the message says why.
        """

    def __and__(self, other: object) -> Condition:
        """Both."""
        return AllOf(_joined(AllOf, self, other)) if isinstance(other, Condition) else NotImplemented

    def __or__(self, other: object) -> Condition:
        """At least one of them."""
        return AnyOf(_joined(AnyOf, self, other)) if isinstance(other, Condition) else NotImplemented

    def __invert__(self) -> Condition:
        """YES where this is NO, and NO where it is YES; UNKNOWN stays."""
        return Not(self)


@attrs.frozen
class _Compound(Condition):
    """
    The base of the conditions that are made of others.

    They are asked part by part, each by the one around it. Loops can nest them deeper than Python lets functions call
    one another; what is nested that deep is answered without such calls, and no index is asked.
    """

    depth: int = attrs.field(init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        deepest = max((part.depth for part in self.parts if isinstance(part, _Compound)), default=0)
        object.__setattr__(self, "depth", deepest + 1)

    @property
    @abc.abstractmethod
    def parts(self) -> tuple[Condition, ...]:
        """The conditions that it is made of."""

    @abc.abstractmethod
    def joined(self, answers: Sequence[Answer]) -> Answer:
        """Return the answer that those of all parts come to."""

    @property
    def is_deep(self) -> bool:
        """Whether it is nested so deep that it is answered without asking part by part."""
        return self.depth > _DEEPEST

    def check(self, kind: type[Record]) -> None:
        """Check each part."""
        for leaf in _leaves(self):
            leaf.check(kind)


@attrs.frozen
class AllOf(_Compound):
    """
    All of several conditions; with none, every record.

    Attributes:
        conditions: The conditions.
    """

    conditions: tuple[Condition, ...]

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions."""
        return self.conditions

    def joined(self, answers: Sequence[Answer]) -> Answer:
        """Return YES if all are YES and NO if one is NO."""
        return functools.reduce(operator.and_, answers, Answer.YES)

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES if all are YES and NO if one is NO."""
        if self.depth > _DEEPEST:
            return _answered(self, record, dataset)
        answer = Answer.YES
        for condition in self.conditions:
            answer &= condition.matches(record, dataset)
            if answer is Answer.NO:
                break
        return answer

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """
        Return what conditions that have candidates have in common.

        The narrowest is asked first; once few are left, the others are not asked any more.
        """
        if self.is_deep:
            return None
        reaches = [_UNKNOWN_REACH if (reach := one.reach(kind, dataset)) is None else reach for one in self.conditions]
        found: Candidates = None
        for reach, condition in sorted(zip(reaches, self.conditions, strict=True), key=operator.itemgetter(0)):
            if found is not None and reach > _FEWER * len(found):
                break
            if (ids := condition.candidates(kind, dataset)) is not None:
                found = ids if found is None else found & ids
        return found

    def possible_candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return what those of all conditions that have some have in common."""
        if self.is_deep:
            return None
        known = [ids for one in self.conditions if (ids := one.possible_candidates(kind, dataset)) is not None]
        return frozenset.intersection(*sorted(known, key=len)) if known else None

    def reach(self, kind: type[Record], dataset: Dataset) -> int | None:
        """Return that of the narrowest."""
        if self.is_deep:
            return None
        known = [reach for one in self.conditions if (reach := one.reach(kind, dataset)) is not None]
        return min(known, default=None)

    def __str__(self) -> str:
        return " and ".join(_inner(condition) for condition in self.conditions) or "anything"


@attrs.frozen
class AnyOf(_Compound):
    """
    At least one of several conditions; with none, no record.

    Attributes:
        conditions: The conditions.
    """

    conditions: tuple[Condition, ...]

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions."""
        return self.conditions

    def joined(self, answers: Sequence[Answer]) -> Answer:
        """Return YES if one is YES and NO if all are NO."""
        return functools.reduce(operator.or_, answers, Answer.NO)

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES if one is YES and NO if all are NO."""
        if self.depth > _DEEPEST:
            return _answered(self, record, dataset)
        answer = Answer.NO
        for condition in self.conditions:
            answer |= condition.matches(record, dataset)
            if answer is Answer.YES:
                break
        return answer

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return all candidates of all conditions, if each has them."""
        return None if self.is_deep else _together(one.candidates(kind, dataset) for one in self.conditions)

    def possible_candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return those of all conditions, if each has them."""
        return None if self.is_deep else _together(one.possible_candidates(kind, dataset) for one in self.conditions)

    def reach(self, kind: type[Record], dataset: Dataset) -> int | None:
        """Return the sum of all, if it is known for each."""
        if self.is_deep:
            return None
        total = 0
        for condition in self.conditions:
            reach = condition.reach(kind, dataset)
            if reach is None:
                return None
            total += reach
        return total

    def __str__(self) -> str:
        return " or ".join(_inner(condition) for condition in self.conditions) or "nothing"


@attrs.frozen
class Not(_Compound):
    """
    The contrary of a condition.

    Attributes:
        condition: The condition.
    """

    condition: Condition

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The condition."""
        return (self.condition,)

    def joined(self, answers: Sequence[Answer]) -> Answer:
        """Return YES for NO and NO for YES; UNKNOWN stays."""
        return ~answers[0]

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES for NO and NO for YES; UNKNOWN stays."""
        if self.depth > _DEEPEST:
            return _answered(self, record, dataset)
        return ~self.condition.matches(record, dataset)

    def __str__(self) -> str:
        return f"not {_inner(self.condition)}"


@attrs.frozen
class Possibly(_Compound):
    """
    A condition with UNKNOWN read as YES: what nothing that is stated rules out.

    Attributes:
        condition: The condition.
    """

    condition: Condition

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The condition."""
        return (self.condition,)

    def joined(self, answers: Sequence[Answer]) -> Answer:
        """Return NO for NO, and YES otherwise."""
        return Answer.YES if answers[0].possibly else Answer.NO

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer NO for NO, and YES otherwise."""
        if self.depth > _DEEPEST:
            return _answered(self, record, dataset)
        return Answer.YES if self.condition.matches(record, dataset).possibly else Answer.NO

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return what the condition has for UNKNOWN as well as YES."""
        return None if self.is_deep else self.condition.possible_candidates(kind, dataset)

    def possible_candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return the candidates: the answer is never UNKNOWN."""
        return self.candidates(kind, dataset)

    def __str__(self) -> str:
        return f"possibly {_inner(self.condition)}"


@attrs.frozen
class Definitely(_Compound):
    """
    A condition with UNKNOWN read as NO. It matters below :class:`Not`; selections read conditions so anyway.

    Attributes:
        condition: The condition.
    """

    condition: Condition

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The condition."""
        return (self.condition,)

    def joined(self, answers: Sequence[Answer]) -> Answer:
        """Return YES for YES, and NO otherwise."""
        return Answer.YES if answers[0].definitely else Answer.NO

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES for YES, and NO otherwise."""
        if self.depth > _DEEPEST:
            return _answered(self, record, dataset)
        return Answer.YES if self.condition.matches(record, dataset).definitely else Answer.NO

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return those of the condition."""
        return None if self.is_deep else self.condition.candidates(kind, dataset)

    def possible_candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return the candidates: the answer is never UNKNOWN."""
        return self.candidates(kind, dataset)

    def reach(self, kind: type[Record], dataset: Dataset) -> int | None:
        """Return that of the condition."""
        return None if self.is_deep else self.condition.reach(kind, dataset)

    def __str__(self) -> str:
        return f"definitely {_inner(self.condition)}"


@attrs.frozen
class Satisfies(Condition):
    """
    What a function of the caller's says.

    Attributes:
        function: It takes a record and returns an :class:`~seesac_model.model.Answer`, True or False.
    """

    function: Callable[..., object]

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the function sees the record alone
        """
        Answer what the function returns, True as YES and False as NO.

        Raises:
            SelectionError: It returned something else, such as None.
        """
        match self.function(record):
            case Answer() as answer:
                return answer
            case bool(is_so):
                return Answer.YES if is_so else Answer.NO
            case other:
                raise SelectionError(
                    f"the function returned a {type(other).__name__}; expected True, False or an Answer"
                )

    def check(self, kind: type[Record]) -> None:  # noqa: ARG002 - the function may take any
        """Make sure that it is a function."""
        if not callable(self.function):
            raise SelectionError(f"found {described(self.function)}, expected a condition or a function")

    def __str__(self) -> str:
        return f"satisfies {getattr(self.function, '__name__', type(self.function).__name__)}"


def _together(several: Iterator[Candidates]) -> Candidates:
    found: set[str] = set()
    for ids in several:
        if ids is None:
            return None
        found.update(ids)
    return frozenset(found)


def _leaves(top: Condition) -> Iterator[Condition]:
    """Yield the conditions that are made of no others, from the first to the last."""
    waiting = [top]
    while waiting:
        condition = waiting.pop()
        if isinstance(condition, _Compound):
            waiting.extend(reversed(condition.parts))
        else:
            yield condition


def _answered(top: _Compound, record: Record, dataset: Dataset) -> Answer:
    """Answer what is nested deep: parts first, and then what they are joined by."""
    answers: list[Answer] = []
    waiting: list[tuple[Condition, bool]] = [(top, False)]
    while waiting:
        condition, is_prepared = waiting.pop()
        if not isinstance(condition, _Compound) or not condition.is_deep:
            answers.append(condition.matches(record, dataset))
        elif is_prepared:
            count = len(condition.parts)
            answers[-count:] = [condition.joined(answers[-count:])]
        else:
            waiting.append((condition, True))
            waiting.extend((part, False) for part in condition.parts)
    return answers[0]


def _inner(condition: Condition) -> str:
    if isinstance(condition, _Compound) and condition.is_deep:
        return "(…)"
    return f"({condition})" if isinstance(condition, AllOf | AnyOf) else str(condition)


def _joined(kind: type[AllOf | AnyOf], *conditions: Condition) -> tuple[Condition, ...]:
    """Return conditions to be joined side by side, however many joins went before, so that loops nest nothing."""
    found: list[Condition] = []
    for condition in conditions:
        only = condition
        while isinstance(only, AllOf | AnyOf) and len(only.conditions) == 1:
            only = only.conditions[0]
        found.extend(only.conditions if isinstance(only, kind) else (only,))
    return tuple(found)
