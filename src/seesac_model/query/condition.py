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
from typing import Final, NamedTuple, NoReturn

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described
from seesac_model.model import Answer, Record
from seesac_model.query._bits import bits_of, positions_of
from seesac_model.query._indexes import records_of

__all__ = ["AllOf", "Answers", "AnyOf", "Condition", "Definitely", "Not", "Possibly", "Satisfies", "answers_one_by_one"]

_DEEPEST: Final = 64
# How many entries of an index are looked up in the time that it takes to ask a record.
_ASKING: Final = 60


class Answers(NamedTuple):
    """
    The answers to a condition of many records at once, as two sets of records of a kind.

    A set is a whole number: its last bit stands for the first record in the order of the ids, and so on.

    Attributes:
        yes: The records that are answered YES.
        possible: The records that are answered YES or UNKNOWN.
    """

    yes: int
    possible: int


class Condition(abc.ABC):
    """
    The base of all conditions. A subclass is a frozen attrs class whose fields say everything about it.

    It must have :meth:`matches` and `__str__`. :meth:`answers` and :meth:`effort` are worth having where an index of
    the dataset knows the answers; :meth:`check` where not every kind of record can be asked.
    """

    __slots__ = ()

    @abc.abstractmethod
    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer whether a record of the dataset fulfils the condition."""

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """
        Answer for many records at once, the same as :meth:`matches` of each.

        Args:
            kind: Their class.
            dataset: Where they are.
            among: The set of the records that are asked; the answers are subsets of it.
        """
        return answers_one_by_one(self, kind, dataset, among)

    def effort(self, kind: type[Record], dataset: Dataset) -> int:
        """Return about how many entries of an index are looked up to answer for all records of a kind."""
        return _ASKING * len(dataset.of(kind))

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

    def __bool__(self) -> NoReturn:
        """Refuse: `and` and `or` would ask one of two conditions and forget the other."""
        raise SelectionError(
            "a condition is neither true nor false; write & for and, | for or, and ~ for not, with brackets around them"
        )


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

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer by what the parts answer."""
        if self.is_deep:
            return answers_one_by_one(self, kind, dataset, among)
        return self.combined(kind, dataset, among)

    @abc.abstractmethod
    def combined(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Return the answers that those of all parts come to."""

    def effort(self, kind: type[Record], dataset: Dataset) -> int:
        """Return what the efforts of the parts come to."""
        if self.is_deep:
            return Condition.effort(self, kind, dataset)
        return self.together([part.effort(kind, dataset) for part in self.parts])

    def together(self, efforts: Sequence[int]) -> int:
        """Return what several efforts come to."""
        return sum(efforts)

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

    def combined(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Ask those first that are answered with the least effort, and the others of what is left."""
        yes = possible = among
        efforts = [condition.effort(kind, dataset) for condition in self.conditions]
        for effort, condition in sorted(zip(efforts, self.conditions, strict=True), key=operator.itemgetter(0)):
            if not possible:
                break
            if possible.bit_count() * _ASKING < effort:
                found = answers_one_by_one(condition, kind, dataset, possible)
            else:
                found = condition.answers(kind, dataset, possible)
            yes &= found.yes
            possible = found.possible
        return Answers(yes & possible, possible)

    def together(self, efforts: Sequence[int]) -> int:
        """Return the least effort: once it is made, there are fewer to ask."""
        return min(efforts, default=0)

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

    def combined(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Ask each of what those before it did not answer with YES."""
        yes = possible = 0
        for condition in self.conditions:
            found = condition.answers(kind, dataset, among ^ yes)
            yes |= found.yes
            possible |= found.possible
        return Answers(yes, possible)

    def __str__(self) -> str:
        return " or ".join(_inner(condition) for condition in self.conditions) or "nothing"


@attrs.frozen
class _OfOne(_Compound):
    """The base of the conditions that are made of one other."""

    condition: Condition

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The condition."""
        return (self.condition,)

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer by what the condition answers."""
        if self.depth > _DEEPEST:
            return _answered(self, record, dataset)
        return self.joined((self.condition.matches(record, dataset),))


@attrs.frozen
class Not(_OfOne):
    """
    The contrary of a condition.

    Attributes:
        condition: The condition.
    """

    def joined(self, answers: Sequence[Answer]) -> Answer:
        """Return YES for NO and NO for YES; UNKNOWN stays."""
        return ~answers[0]

    def combined(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Return what is not possible as what is certain, and the other way round."""
        found = self.condition.answers(kind, dataset, among)
        return Answers(among ^ found.possible, among ^ found.yes)

    def __str__(self) -> str:
        return f"not {_inner(self.condition)}"


@attrs.frozen
class Possibly(_OfOne):
    """
    A condition with UNKNOWN read as YES: what nothing that is stated rules out.

    Attributes:
        condition: The condition.
    """

    def joined(self, answers: Sequence[Answer]) -> Answer:
        """Return NO for NO, and YES otherwise."""
        return Answer.YES if answers[0].possibly else Answer.NO

    def combined(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Return what is possible as what is certain."""
        found = self.condition.answers(kind, dataset, among)
        return Answers(found.possible, found.possible)

    def __str__(self) -> str:
        return f"possibly {_inner(self.condition)}"


@attrs.frozen
class Definitely(_OfOne):
    """
    A condition with UNKNOWN read as NO. It matters below :class:`Not`; selections read conditions so anyway.

    Attributes:
        condition: The condition.
    """

    def joined(self, answers: Sequence[Answer]) -> Answer:
        """Return YES for YES, and NO otherwise."""
        return Answer.YES if answers[0].definitely else Answer.NO

    def combined(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Return what is certain as all that is possible."""
        found = self.condition.answers(kind, dataset, among)
        return Answers(found.yes, found.yes)

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


def answers_one_by_one(condition: Condition, kind: type[Record], dataset: Dataset, among: int) -> Answers:
    """Ask a condition of each of some records."""
    records = records_of(dataset, kind)
    yes: list[int] = []
    unknown: list[int] = []
    for position in positions_of(among, len(records)):
        answer = condition.matches(records[position], dataset)
        if answer is Answer.YES:
            yes.append(position)
        elif answer is Answer.UNKNOWN:
            unknown.append(position)
    certain = bits_of(yes, len(records))
    return Answers(certain, certain | bits_of(unknown, len(records)))


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
