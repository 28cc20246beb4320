"""Answers that may be unknown."""

from __future__ import annotations

import itertools

import pytest

from seesac_model.model.values.answer import Answer

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN
PAIRS = list(itertools.product(Answer, repeat=2))


def possible(answer: Answer) -> set[bool]:
    """Return what the truth behind an answer can be."""
    return {YES: {True}, NO: {False}, UNKNOWN: {True, False}}[answer]


def answer_of(truths: set[bool]) -> Answer:
    """Return the answer that leaves just these truths open."""
    return UNKNOWN if len(truths) == 2 else YES if True in truths else NO


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_and_is_what_every_possible_truth_makes_of_it(left: Answer, right: Answer) -> None:
    """`&` says of two answers what `and` says of the truths that may be behind them."""
    expected = answer_of({one and two for one in possible(left) for two in possible(right)})
    assert expected is left & right


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_or_is_what_every_possible_truth_makes_of_it(left: Answer, right: Answer) -> None:
    """`|` says of two answers what `or` says of the truths that may be behind them."""
    expected = answer_of({one or two for one in possible(left) for two in possible(right)})
    assert expected is left | right


@pytest.mark.parametrize("answer", Answer)
def test_not_turns_every_possible_truth(answer: Answer) -> None:
    """`~` says of an answer what `not` says of the truths that may be behind it."""
    assert answer_of({not truth for truth in possible(answer)}) is ~answer


@pytest.mark.parametrize(("left", "right"), PAIRS)
def test_de_morgan(left: Answer, right: Answer) -> None:
    """Not (a and b) is (not a) or (not b)."""
    assert (~left | ~right) is ~(left & right)


@pytest.mark.parametrize("answer", Answer)
def test_definitely_and_possibly(answer: Answer) -> None:
    """Definitely leaves only true open, possibly leaves true open."""
    assert (False not in possible(answer), True in possible(answer)) == (answer.definitely, answer.possibly)


@pytest.mark.parametrize("answer", Answer)
def test_is_not_a_condition(answer: Answer) -> None:
    """An answer refuses to be a condition and says what to ask."""
    with pytest.raises(TypeError, match="definitely"):
        bool(answer)


@pytest.mark.parametrize("other", [True, None, "yes"])
def test_does_not_mix_with_other_things(other: object) -> None:
    """An answer is combined with answers only."""
    with pytest.raises(TypeError):
        Answer.YES & other
    with pytest.raises(TypeError):
        Answer.YES | other


def test_an_answer_prints_as_its_word() -> None:
    """What is printed is the plain word."""
    assert [str(answer) for answer in Answer] == ["yes", "no", "unknown"]
