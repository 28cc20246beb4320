from __future__ import annotations

from typing import Any

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError, SelectionError
from seesac_model.model import (
    Affiliation,
    AffiliationCapacity,
    Answer,
    Citation,
    DateSpan,
    Organisation,
    Person,
    PolicyFramework,
    Source,
)
from seesac_model.query import AllOf, select
from seesac_model.query._dealing import Cites
from seesac_model.query.lasting import HoldsPost, InForce, Lasts, period_asked
from seesac_model.query.organisations import organisations
from seesac_model.query.people import Titled, people
from tests.query.asking import answered_at_once, answered_singly

HELD = AffiliationCapacity


def post(
    held: str | None, capacity: AffiliationCapacity | None = None, *, title: str = "Head of SEESAC"
) -> Affiliation:
    """Make a post."""
    return Affiliation(
        id="a", person_id="ana", title=title, held=None if held is None else DateSpan(held), capacity=capacity
    )


@pytest.mark.parametrize(
    ("held", "capacity", "at", "expected"),
    [
        ("2019-05/2021-12", None, "2020", Answer.YES),
        ("2019-05/2021-12", None, "2022", Answer.NO),
        ("2019-05/2021-12", None, "2019-05-10", Answer.UNKNOWN),
        ("2020-03/..", None, "2024", Answer.YES),
        ("2020-03/", None, "2024", Answer.UNKNOWN),
        ("2023-02-14", None, "2023-02-14", Answer.YES),
        ("2023-02-14", None, "2023", Answer.YES),
        ("2023-02", None, "2023-02-14", Answer.UNKNOWN),
        ("2023-02-14", None, "2023-02-15", Answer.UNKNOWN),
        ("2023-02-14", None, "1990", Answer.UNKNOWN),
        (None, None, "2023", Answer.UNKNOWN),
        ("2023-02-14", HELD.ACTING, "2023-02-14", Answer.YES),
        ("2023-02-14", HELD.DEPUTISING, "2023-02-14", Answer.YES),
        ("2023-02-14", HELD.FORMER, "2023-02-14", Answer.NO),
        ("2023-02-14", HELD.FORMER, "2023", Answer.UNKNOWN),
        ("2023-02-14", HELD.DESIGNATE, "2023-02-14", Answer.NO),
        ("2023-02-14", HELD.DESIGNATE, "2024", Answer.UNKNOWN),
        ("2012/2016", HELD.FORMER, "2014", Answer.UNKNOWN),
        (None, HELD.FORMER, "2014", Answer.UNKNOWN),
        (None, HELD.FORMER, None, Answer.YES),
        (None, HELD.DESIGNATE, None, Answer.UNKNOWN),
        (None, None, None, Answer.YES),
    ],
)
def test_a_post_is_held_as_far_as_the_record_tells(
    held: str | None, capacity: AffiliationCapacity | None, at: str | None, expected: Answer
) -> None:
    """A term decides; a date alone says when the post was seen to be held, or not held any more or yet."""
    asked = HoldsPost(None if at is None else DateSpan(at))
    assert expected is asked.matches(post(held, capacity), Dataset())


@pytest.mark.parametrize(
    ("asked", "whole", "expected"),
    [
        ("head of seesac", True, Answer.YES),
        ("Head of  SEESAC*", True, Answer.YES),
        ("Head", True, Answer.NO),
        ("Head", False, Answer.YES),
        ("of SEESAC", False, Answer.YES),
        ("Hea", False, Answer.NO),
        ("SEESAC Head", False, Answer.NO),
    ],
)
def test_titles_are_compared_in_letters_alone(asked: str, whole: bool, expected: Answer) -> None:  # noqa: FBT001
    """Case, diacritics and punctuation do not matter; order and whole words do."""
    assert expected is Titled(asked, whole).matches(post(None), Dataset())


@pytest.mark.parametrize("title", ["", " * ", 3])
def test_a_title_needs_letters(title: Any) -> None:  # noqa: ANN401
    """A title without letters or digits, or that is no text, is refused."""
    with pytest.raises(SelectionError, match="expected the title of a post"):
        people(Dataset()).holding(title)


def test_periods_run_from_the_first_day_to_the_last() -> None:
    """What is asked for is all days of a date; an open side stays open."""
    assert period_asked("2023") == DateSpan("2023-01-01/2023-12-31")
    assert period_asked("2023-05/..") == DateSpan("2023-05-01/..")
    assert period_asked("../2023-05") == DateSpan("../2023-05-31")


def test_a_period_needs_a_day() -> None:
    """A date of an unknown year cannot be asked for, and no date neither."""
    with pytest.raises(SelectionError, match="'XXXX-11' has no known day"):
        organisations(Dataset()).existing("XXXX-11")
    with pytest.raises(InvalidValueError):
        organisations(Dataset()).existing("14.02.2023")


def test_conditions_print() -> None:
    """Each condition prints what it asks."""
    year = DateSpan("2014")
    assert str(HoldsPost(None)) == "held at any time"
    assert str(Titled("Head", whole=False)) == "title has 'Head'"
    assert str(InForce(year, wholly=True, as_period=True)) == (
        "in force in all days of 2014, years and months read as whole"
    )


@pytest.mark.parametrize(
    ("condition", "kind", "message"),
    [
        (Lasts("name", DateSpan("2014")), Organisation, "Organisation.name holds no dates"),
        (HoldsPost(None), Person, "found people, expected affiliations"),
        (InForce(DateSpan("2014")), Person, "found people, expected frameworks"),
        (Titled("Head"), PolicyFramework, "found frameworks, expected affiliations"),
    ],
)
def test_conditions_are_asked_of_their_kind(condition: Any, kind: Any, message: str) -> None:  # noqa: ANN401
    """A condition that is asked of another kind of record is refused at once."""
    with pytest.raises(SelectionError, match=message):
        select(Dataset(), kind).where(condition)


def test_a_source_that_is_not_there_is_looked_for_in_every_record() -> None:
    """Nothing cites a source that no record cites, whether the dataset has it or not."""
    data = Dataset([Source(id="page", title="Page"), Person(id="ana", name="Ana")])
    assert select(data, Person).where(Cites("gone")).ids == ()
    assert select(data, Person).where(Cites("page"), certainty="possibly").ids == ()


def test_posts_are_asked_one_by_one_below_others() -> None:
    """A condition that no index answers is asked of each record, also where others are asked beside it."""
    data = Dataset([post("2023-02-14")])
    assert select(data, Affiliation).where(AllOf((HoldsPost(DateSpan("2023")), HoldsPost(None)))).ids == ("a",)


def test_citing_is_answered_of_each_record_as_of_all() -> None:
    """Whether a record cites a source is the same asked of it alone and asked of all at once."""
    cited = Person(id="ana", name="Ana", citations=(Citation(source_id="page"),))
    data = Dataset([Source(id="page", title="Page"), cited, Person(id="bo", name="Bo")])
    asked = (Cites("page"), Person, data, 3)
    assert answered_at_once(*asked) == answered_singly(*asked) == {"ana": Answer.YES, "bo": Answer.NO}
