"""Conditions on the fields of every kind of record, and the plain answers to them."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, Literal

import attrs
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Answer,
    DateSpan,
    EventMode,
    Field,
    Funding,
    Headcount,
    Money,
    Observation,
    Qualifier,
    Record,
    fields_of,
)
from seesac_model.query import Condition, FieldReference, field
from tests.strategies.dates import date_spans
from tests.strategies.records import entries, records

KINDS = Dataset.kinds()
EXACT = (int, float, Decimal)


@attrs.frozen
class Asked:
    """A condition, and the answer by looking at one record."""

    condition: Condition
    answer: Callable[[Record], Answer]


@attrs.frozen
class Material:
    """Records of one kind, and conditions to ask of them."""

    dataset: Dataset
    kind: type[Record]
    asked: tuple[Asked, ...]

    def answers(self, condition: Condition) -> list[Answer]:
        """Return the answer for each record."""
        return [condition.matches(record, self.dataset) for record in self.dataset.of(self.kind)]


def answered_at_once(condition: Condition, kind: type[Record], dataset: Dataset, among: int) -> dict[str, Answer]:
    """Return the answers that a condition gives of many records at once, by their ids."""
    yes, possible = condition.answers(kind, dataset, among)
    assert yes | possible | among == among
    assert yes | possible == possible
    asked = {record.id: 1 << place for place, record in enumerate(dataset.of(kind)) if among >> place & 1}
    return {
        record_id: Answer.YES if yes & bit else Answer.UNKNOWN if possible & bit else Answer.NO
        for record_id, bit in asked.items()
    }


def answered_singly(condition: Condition, kind: type[Record], dataset: Dataset, among: int) -> dict[str, Answer]:
    """Return the answers that a condition gives of one record after the other, by their ids."""
    return {
        record.id: condition.matches(record, dataset)
        for place, record in enumerate(dataset.of(kind))
        if among >> place & 1
    }


def _silent(content: object) -> bool:
    return content in (None, ()) or content is EventMode.UNSTATED


def is_open(one: Field) -> bool:
    """Tell whether nothing said means that nothing is known."""
    if one.name in {"place_id", "place_ids", "languages"}:
        return True
    return not one.many and one.refers_to is None


def _one_of(reference: FieldReference[Any], one: Field, values: list[Any]) -> Asked:
    def answer(record: Record) -> Answer:
        content = getattr(record, one.name)
        if any(entry in values for entry in (content if one.many else [content])):
            return Answer.YES
        return Answer.UNKNOWN if _silent(content) and is_open(one) else Answer.NO

    return Asked(reference.is_in(*values), answer)


def _set(reference: FieldReference[Any], one: Field, *, is_set: bool) -> Asked:
    condition = reference.is_set() if is_set else reference.is_unset()

    def answer(record: Record) -> Answer:
        return Answer.YES if _silent(getattr(record, one.name)) is not is_set else Answer.NO

    return Asked(condition, answer)


def _dated(
    reference: FieldReference[Any],
    one: Field,
    relation: Literal["overlaps", "within", "before", "after"],
    period: DateSpan,
) -> Asked:
    def answer(record: Record) -> Answer:
        dates: DateSpan | None = getattr(record, one.name)
        return Answer.UNKNOWN if dates is None else getattr(dates, relation)(period, as_period=True)

    return Asked(getattr(reference, relation)(period), answer)


def _measured(reference: FieldReference[Any], one: Field, bound: Decimal, *, is_least: bool) -> Asked:
    def answer(record: Record) -> Answer:
        content = getattr(record, one.name)
        if content is None or (isinstance(content, Money) and content.currency != "EUR"):
            return Answer.UNKNOWN
        least, most, only_beyond = limits(content, record)
        if is_least:
            if least is not None and least >= bound:
                return Answer.YES
            is_out = most is not None and (most < bound or (most == bound and only_beyond == "below"))
            return Answer.NO if is_out else Answer.UNKNOWN
        if most is not None and most <= bound:
            return Answer.YES
        is_out = least is not None and (least > bound or (least == bound and only_beyond == "above"))
        return Answer.NO if is_out else Answer.UNKNOWN

    given = Money(amount=bound, currency="EUR") if one.base is Money else bound
    return Asked(reference.at_least(given) if is_least else reference.at_most(given), answer)


def limits(content: Any, record: Record) -> tuple[Decimal | None, Decimal | None, str]:  # noqa: ANN401
    """Return between which numbers a content lies, and at which side the number itself is excluded."""
    if isinstance(content, Headcount):
        least, most = content.bounds()
        return Decimal(least), None if most is None else Decimal(most), ""
    value = content.amount if isinstance(content, Money) else Decimal(content)
    qualifier = record.qualifier if isinstance(record, Observation | Funding) else Qualifier.EXACTLY
    if isinstance(content, Money) and content.is_approximate and qualifier is Qualifier.EXACTLY:
        qualifier = Qualifier.ABOUT
    tenth, none = abs(value) / 10, Decimal(0) if value >= 0 else None
    return {
        Qualifier.EXACTLY: (value, value, ""),
        Qualifier.ABOUT: (value - tenth, value + tenth, ""),
        Qualifier.OVER: (value, None, "above"),
        Qualifier.AT_LEAST: (value, None, ""),
        Qualifier.ALMOST: (value - tenth, value, "below"),
        Qualifier.UP_TO: (none, value, ""),
        Qualifier.UNDER: (none, value, "below"),
        Qualifier.BETWEEN: (value, None, ""),
    }[qualifier]


@st.composite
def _questions(draw: st.DrawFn, kind: type[Record], drawn: tuple[Record, ...]) -> Asked:
    one = draw(st.sampled_from([known for known in fields_of(kind) if known.name != "extra"]))
    by_name = draw(st.booleans())
    reference: FieldReference[Any] = field(one.name if by_name else getattr(kind, one.name))
    said = [getattr(record, one.name) for record in drawn]
    known = [entry for content in said for entry in (content if one.many else [content]) if entry is not None]
    # Texts are kept in one normal form; other spellings of the same text are for another test.
    further = entries(one).map(one.normalised)
    values = st.sampled_from(known) | further if known else further
    questions = [
        st.lists(values, max_size=3).map(lambda several: _one_of(reference, one, several)),
        st.booleans().map(lambda is_set: _set(reference, one, is_set=is_set)),
    ]
    if one.base is DateSpan:
        relations = st.sampled_from(("overlaps", "within", "before", "after"))
        periods = date_spans(1990, 2030) | (st.sampled_from(known) if known else date_spans(2020, 2021))
        questions.append(st.builds(lambda relation, span: _dated(reference, one, relation, span), relations, periods))
    if one.base in {*EXACT, Headcount, Money} and not one.many:
        bounds = st.integers(0, 10**9) | st.sampled_from(known).map(_number) if known else st.integers(0, 1000)
        questions.append(
            st.builds(
                lambda bound, is_least: _measured(reference, one, Decimal(bound), is_least=is_least),
                bounds,
                st.booleans(),
            )
        )
    return draw(st.one_of(questions))


def _number(content: Any) -> Decimal:  # noqa: ANN401 - whatever is a number in some field
    match content:
        case Headcount():
            return Decimal(content.value)
        case Money():
            return content.amount
        case _:
            return Decimal(content)


@st.composite
def materials(draw: st.DrawFn, questions: int = 3) -> Material:
    """Draw records of a kind, and conditions on what their fields say."""
    kind = draw(st.sampled_from(KINDS))
    drawn = {record.id: record for record in draw(st.lists(records(kind), max_size=5))}
    asked = draw(st.lists(_questions(kind, tuple(drawn.values())), min_size=questions, max_size=questions))
    return Material(Dataset(drawn.values()), kind, tuple(asked))
