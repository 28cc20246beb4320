from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.model import slug_like
from seesac_model.model._text import LONGEST_LINE, LONGEST_PROSE, clean_text, slug_faults, text_faults

_ANY_TEXT = st.text(st.characters(), max_size=60) | st.text("a\r\n \t\u0301\u0344\u0308\u00a0", max_size=60)


@given(_ANY_TEXT)
def test_cleaning_what_is_accepted_changes_nothing(text: str) -> None:
    """Text without faults is as clean as it gets."""
    once = clean_text(text)
    if not list(text_faults(once, prose=True)):
        assert clean_text(once) == once


@given(_ANY_TEXT)
def test_what_is_accepted_is_nfc_and_stripped_and_shows_what_it_says(text: str) -> None:
    """No text without faults hides anything: no control characters, no direction overrides, no surrogates."""
    cleaned = clean_text(text)
    if not list(text_faults(cleaned, prose=True)):
        assert cleaned == cleaned.strip() != ""
        assert unicodedata.is_normalized("NFC", cleaned)
        assert {"Cc", "Cs", "Zl", "Zp"}.isdisjoint({unicodedata.category(it) for it in cleaned if it not in "\t\n"})
        assert {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}.isdisjoint(
            map(unicodedata.bidirectional, cleaned)
        )


@given(_ANY_TEXT)
def test_cleaning_changes_no_word(text: str) -> None:
    """Cleaned text differs in white space around it, in line ends and in composition only."""
    same = unicodedata.normalize("NFD", text.replace("\r\n", "\n")).strip()
    assert unicodedata.normalize("NFD", clean_text(text)).strip() == same


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" a\r\nb ", "a\nb"),
        ("\u00a0Stro\u0308m\r\nmer\u2003", "Ström\nmer"),
        ("a\rb", "a\rb"),
        ("", ""),
        ("e" + "\u0301" * 31, "e" + "\u0301" * 31),
        ("e" + "\u0301" * 30, "é" + "\u0301" * 29),
        ("e\u0301" * 10_001, "e\u0301" * 10_001),
    ],
)
def test_cleaning(text: str, expected: str) -> None:
    """Line ends become line feeds, white space around goes, letters are composed unless there are too many marks."""
    assert clean_text(text) == expected


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["empty text"]),
        ("a" * (LONGEST_LINE + 1), ["text of 2001 characters"]),
        ("a\nb", ["the character U+000A at position 2"]),
        ("a\tb", ["the character U+0009 at position 2"]),
        ("ab\rc", ["the character U+000D at position 3"]),
        ("e" + "\u0301" * 31, ["more than 30 combining marks in a row"]),
        ("e" + "\u0301" * 30, []),
        ("x" * 31 + "é", []),
        ("a" * LONGEST_LINE, []),
    ],
)
def test_faults_of_a_line(text: str, found: list[str]) -> None:
    """A line has characters, not too many, and no line breaks."""
    assert [fault.found for fault in text_faults(text)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("a\n\tb", []), ("a" * LONGEST_PROSE, []), ("a" * (LONGEST_PROSE + 1), ["text of 20001 characters"])],
)
def test_faults_of_prose(text: str, found: list[str]) -> None:
    """Prose may have line breaks and tabs and be longer."""
    assert [fault.found for fault in text_faults(text, prose=True)] == found


@pytest.mark.parametrize("text", ["a", "0", "a-b._c", "x" * 128, "2023"])
def test_ids(text: str) -> None:
    """An id has 1 to 128 of a few characters, the first a letter or digit."""
    assert not list(slug_faults(text))


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("", None),
        ("-a", "did you mean 'a'?"),
        ("A", "did you mean 'a'?"),
        ("a b", "did you mean 'a-b'?"),
        ("čakovec", "did you mean 'cakovec'?"),
        ("Скопје", None),
        ("x" * 129, f"did you mean '{'x' * 60}'… (128 characters)?"),
        ("a\n", "did you mean 'a'?"),
    ],
)
def test_what_is_no_id_gets_one_that_looks_like_it(text: str, suggestion: str | None) -> None:
    """A text that is no id is refused with the id that it may have meant."""
    (fault,) = slug_faults(text)
    assert fault.suggestion == suggestion


@given(st.text(max_size=200))
def test_a_proposed_id_is_an_id(text: str) -> None:
    """What `slug_like` proposes is never refused."""
    near = slug_like(text)
    assert near is None or not list(slug_faults(near))
