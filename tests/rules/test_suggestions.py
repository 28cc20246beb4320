from __future__ import annotations

import pytest

from seesac_model.rules._suggestions import Suggestions


def test_neighbour_in_the_alphabet_is_found() -> None:
    """A slip in the end of an id of one word is found, though no word is shared."""
    assert Suggestions(["frontex", "osce"]).for_id("fronntex") == ["frontex"]


def test_id_that_shares_a_word_is_found() -> None:
    """A slip at the start is found through the words that are right, however many ids lie between."""
    between = [f"d{number:05}" for number in range(1_000)]
    ids = sorted(["customs-conference-2023", *between])
    assert Suggestions(ids).for_id("vcustoms-conference-2023") == ["customs-conference-2023"]


def test_nothing_is_proposed_where_nothing_is_near() -> None:
    """An id that looks like none has no proposals."""
    assert Suggestions(["frontex", "osce"]).for_id("0-1-2-3") == []


def test_rare_words_come_before_common_ones() -> None:
    """Words that hundreds of ids share do not crowd out the one that shares the rare word."""
    common = [f"{start}{number:03}-{word}" for start, word in ("ax", "by", "cz") for number in range(100)]
    ids = [*common, "event-tracing", *(f"f{number:02}" for number in range(10))]
    assert Suggestions(ids).for_id("zevent-tracing-x-y-z") == ["event-tracing"]


def test_three_ids_are_proposed_at_most() -> None:
    """Of many that are near, three are enough to choose from."""
    assert len(Suggestions(["osca", "oscb", "oscd", "osce"]).for_id("oscc")) == 3


@pytest.mark.parametrize(("between", "found"), [(9, ["osce"]), (10, [])])
def test_ten_neighbours_are_compared_on_each_side(between: int, found: list[str]) -> None:
    """What is further away in the alphabet, and shares no word, is not looked at."""
    after = [f"oscb-{number:09}" for number in range(between)]
    assert Suggestions([*after, "osce"]).for_id("osca") == found


@pytest.mark.parametrize(("before", "found"), [(19, ["customs-x"]), (20, [])])
def test_twenty_ids_of_a_word_are_compared(before: int, found: list[str]) -> None:
    """Of the ids that share a word, the first in the alphabet are looked at."""
    ids = [*(f"a{number:09}-x" for number in range(before)), "customs-x", *(f"d{number:09}" for number in range(20))]
    assert Suggestions(ids).for_id("vcustoms-x") == found


@pytest.mark.parametrize(
    ("missing", "found"), [("zmeeting-east-west", ["meeting-west"]), ("zmeeting-2023-east-west", [])]
)
def test_fifty_ids_are_compared(missing: str, found: list[str]) -> None:
    """Ten neighbours, twenty ids of one word and twenty of another are looked at; one of a third word is too many."""
    ids = ["b-2023", *(f"c{number:02}-east" for number in range(20)), *(f"d{number:02}-west" for number in range(19))]
    ids += ["meeting-west", "n-west", *(f"y{number:02}" for number in range(10))]
    assert Suggestions(ids).for_id(missing) == found


def test_a_body_of_one_country_is_not_proposed_for_that_of_another() -> None:
    """Ids that begin with different countries are different bodies, however alike the rest is."""
    known = Suggestions(["ba-ministry-of-interior", "me-ministry-of-interior", "ministry-of-interior"])
    assert known.for_id("me-ministry-of-interor") == ["me-ministry-of-interior", "ministry-of-interior"]
    assert Suggestions(["me-ministry-of-interior"]).for_id("xk-ministry-of-interior") == []
    assert Suggestions(["me-ministry-of-interior"]).for_id("ministry-of-interior") == ["me-ministry-of-interior"]
