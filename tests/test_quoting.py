from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model._quoting import how_many, visible


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Škoda, Ћирилица, 3\u00a0%", "Škoda, Ћирилица, 3\u00a0%"),
        ("a\x1b[2Jb", r"a\x1b[2Jb"),
        ("a\u202eb\u2066", r"a\u202eb\u2066"),
        ("one\ntwo\u2028three", r"one\ntwo\u2028three"),
    ],
)
def test_what_steers_a_terminal_or_a_reader_is_escaped(text: str, expected: str) -> None:
    """Control characters, line ends and marks of direction are escaped; letters and spaces of all scripts are not."""
    assert visible(text) == expected


@given(st.text())
def test_what_is_visible_stays_as_it_is(text: str) -> None:
    """Law of visible text: to make it visible once more changes nothing."""
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(("number", "expected"), [(0, "0 people"), (1, "1 person"), (2, "2 people")])
def test_one_alone_is_singular(number: int, expected: str) -> None:
    """One is one, and all other numbers are several."""
    assert how_many(number, "person", "people") == expected
