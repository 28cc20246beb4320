from __future__ import annotations

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
    """A word that a thousand ids share does not crowd out the one that shares the rare word."""
    ids = sorted(["tracing-x-2023", *(f"event-{number:05}-2023" for number in range(1_000))])
    assert Suggestions(ids).for_id("zx-tracing-2023")[0] == "tracing-x-2023"


def test_a_body_of_one_country_is_not_proposed_for_that_of_another() -> None:
    """Ids that begin with different countries are different bodies, however alike the rest is."""
    known = Suggestions(["ba-ministry-of-interior", "me-ministry-of-interior", "ministry-of-interior"])
    assert known.for_id("me-ministry-of-interor") == ["me-ministry-of-interior", "ministry-of-interior"]
    assert Suggestions(["me-ministry-of-interior"]).for_id("xk-ministry-of-interior") == []
