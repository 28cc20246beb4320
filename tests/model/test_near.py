from __future__ import annotations

import pytest

from seesac_model.model import did_you_mean, nearest


@pytest.mark.parametrize(
    ("word", "valid", "expected"),
    [
        ("organizer", ["host", "organiser"], ["organiser"]),
        ("ORGANISER", ["organiser"], ["organiser"]),
        ("xyz", ["organiser", "host"], []),
        ("", ["host"], []),
        ("x" * 129, ["x" * 128], []),
        ("x" * 128, ["x" * 128], ["x" * 128]),
    ],
)
def test_the_nearest_word(word: str, valid: list[str], expected: list[str]) -> None:
    """A word that looks like a valid one gives that one, in whatever case; very long words are not compared."""
    assert nearest(word, valid) == expected


def test_as_many_as_asked_for_nearest_first() -> None:
    """With `count` more than one word is proposed."""
    assert nearest("event-1", ["event-22", "event-2", "place"], 3) == ["event-2", "event-22"]


def test_of_a_very_long_list_only_the_beginning_is_compared() -> None:
    """Proposing a word takes no longer than it is worth."""
    words = (f"{'q' * 40}{number}" for number in range(20_000))
    assert nearest("organiser", [*words, "organiser"]) == []


def test_the_proposal_is_a_sentence() -> None:
    """The sentence quotes the word, and there is none where no word is near."""
    assert did_you_mean("organizer", ["organiser"]) == "did you mean 'organiser'?"
    assert did_you_mean("xyz", ["organiser"]) is None
