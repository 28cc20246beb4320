"""
Conditions: what a record must fulfil to be selected, as values that can be combined, printed and compared.

A condition answers YES, NO or UNKNOWN of a record, and `&`, `|` and `~` combine answers as in Kleene's strong logic. A
selection takes what is answered YES; :class:`Possibly` turns UNKNOWN into YES where that is asked for.

Dates that are not fully known, a mode of meeting that no source states and a place that nobody named give UNKNOWN. That
no record says that somebody took part, in contrast, is read as NO: sources name who was there and not who was not.
"""

from __future__ import annotations

import abc
from collections.abc import Callable
from typing import TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described
from seesac_model.model import Answer, Record

__all__ = ["AllOf", "AnyOf", "Candidates", "Condition", "Definitely", "Not", "Possibly", "Satisfies"]

Candidates: TypeAlias = frozenset[str] | None
"""Ids among which every record with the answer YES is found; None where only looking at every record tells."""


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
class AllOf(Condition):
    """
    All of several conditions; with none, every record.

    Attributes:
        conditions: The conditions.
    """

    conditions: tuple[Condition, ...]

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES if all are YES and NO if one is NO."""
        answer = Answer.YES
        for condition in self.conditions:
            answer &= condition.matches(record, dataset)
            if answer is Answer.NO:
                break
        return answer

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return what all conditions that have candidates have in common."""
        known = [ids for one in self.conditions if (ids := one.candidates(kind, dataset)) is not None]
        return frozenset.intersection(*sorted(known, key=len)) if known else None

    def check(self, kind: type[Record]) -> None:
        """Check each of them."""
        for condition in self.conditions:
            condition.check(kind)

    def __str__(self) -> str:
        return " and ".join(_inner(condition) for condition in self.conditions) or "anything"


@attrs.frozen
class AnyOf(Condition):
    """
    At least one of several conditions; with none, no record.

    Attributes:
        conditions: The conditions.
    """

    conditions: tuple[Condition, ...]

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES if one is YES and NO if all are NO."""
        answer = Answer.NO
        for condition in self.conditions:
            answer |= condition.matches(record, dataset)
            if answer is Answer.YES:
                break
        return answer

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return all candidates of all conditions, if each has them."""
        found: frozenset[str] = frozenset()
        for condition in self.conditions:
            ids = condition.candidates(kind, dataset)
            if ids is None:
                return None
            found |= ids
        return found

    def check(self, kind: type[Record]) -> None:
        """Check each of them."""
        for condition in self.conditions:
            condition.check(kind)

    def __str__(self) -> str:
        return " or ".join(_inner(condition) for condition in self.conditions) or "nothing"


@attrs.frozen
class Not(Condition):
    """
    The contrary of a condition.

    Attributes:
        condition: The condition.
    """

    condition: Condition

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES for NO and NO for YES; UNKNOWN stays."""
        return ~self.condition.matches(record, dataset)

    def check(self, kind: type[Record]) -> None:
        """Check the condition."""
        self.condition.check(kind)

    def __str__(self) -> str:
        return f"not {_inner(self.condition)}"


@attrs.frozen
class Possibly(Condition):
    """
    A condition with UNKNOWN read as YES: what nothing that is stated rules out.

    Attributes:
        condition: The condition.
    """

    condition: Condition

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer NO for NO, and YES otherwise."""
        return Answer.YES if self.condition.matches(record, dataset).possibly else Answer.NO

    def check(self, kind: type[Record]) -> None:
        """Check the condition."""
        self.condition.check(kind)

    def __str__(self) -> str:
        return f"possibly {_inner(self.condition)}"


@attrs.frozen
class Definitely(Condition):
    """
    A condition with UNKNOWN read as NO. It matters below :class:`Not`; selections read conditions so anyway.

    Attributes:
        condition: The condition.
    """

    condition: Condition

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES for YES, and NO otherwise."""
        return Answer.YES if self.condition.matches(record, dataset).definitely else Answer.NO

    def candidates(self, kind: type[Record], dataset: Dataset) -> Candidates:
        """Return those of the condition."""
        return self.condition.candidates(kind, dataset)

    def check(self, kind: type[Record]) -> None:
        """Check the condition."""
        self.condition.check(kind)

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


def _inner(condition: Condition) -> str:
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
