from __future__ import annotations

import re
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError
from seesac_model.formats._schema_text import (
    DATES,
    DECIMAL,
    DECIMAL_FROM_ZERO,
    ID,
    LINE,
    NO_DATE,
    PROSE,
    ecma,
)
from seesac_model.model import Citation, DateSpan, Name, Pattern, Suppression, clean_text, fields_of, text_faults
from tests.strategies.dates import edtf_texts
from tests.strategies.records import awkward_prose

PATTERNS: Final = sorted(
    {
        field.marker.regex
        for cls in (*Dataset.kinds(), Citation, Name, Suppression)
        for field in fields_of(cls)
        if isinstance(field.marker, Pattern)
    }
)
# What of a date a regular expression cannot know: the year's length and the order of dates.
LONGEST_DATE: Final = 400
BEYOND: Final = ("the earlier date first", "a day from 01 to 28", "in ascending order", "ranges in a set")


def is_date(text: str) -> bool:
    """Tell whether a text is a date to the schema."""
    return any(re.search(form, text) for form in DATES.values()) and not re.search(NO_DATE, text)


def refusals(text: str) -> list[str]:
    """Return what the reader expects instead of a text that is no date to it; nothing of a date."""
    try:
        DateSpan(text)
    except InvalidValueError as error:
        return [fault.expected for fault in error.faults]
    return []


@given(edtf_texts())
def test_dates_of_the_profile_match(text: str) -> None:
    """Whatever the profile of EDTF allows, the schema allows."""
    assert is_date(text)


@given(
    st.one_of([st.from_regex(pattern, fullmatch=True) for pattern in DATES.values()]).filter(
        lambda text: len(text) <= LONGEST_DATE and is_date(text)
    )
)
def test_what_matches_is_a_date(text: str) -> None:
    """What the schema allows is a date, but for what only a calendar knows: leap years and what comes first."""
    assert [expected for expected in refusals(text) if not any(word in expected for word in BEYOND)] == []


@given(st.text("0123456789X-/.,{}~?% ", max_size=25).filter(lambda text: text == text.strip()))
def test_what_does_not_match_is_no_date(text: str) -> None:
    """A text of the characters of dates that the schema refuses is refused by the reader too."""
    assert is_date(text) or refusals(text)


@pytest.mark.parametrize(
    "text",
    [
        "2023-02-30",
        "2023-04-31",
        "2023-13",
        "2023-00-10",
        "0000",
        "000X",
        "00XX",
        "XXXX",
        "202X-05",
        "2023-XX-05",
        "../..",
        "/",
        "2023/XXXX-03",
        "{2023}",
        "{2023,XXXX-03}",
        "{2023-01..2023-02}",
        "2023-21",
        "2023-02-14T10:00",
        "14.02.2023",
    ],
)
def test_no_dates(text: str) -> None:
    """What is in no calendar or not of the profile matches nothing."""
    assert not is_date(text)
    assert refusals(text)


@given(awkward_prose() | st.text(max_size=30) | st.text(" \t\r\n\x85\u2028\xa0a", max_size=8))
def test_text(text: str) -> None:
    """Text matches the schema if, and only if, the reader takes it for text of that sort."""
    if any("combining" in fault.found for fault in text_faults(clean_text(text), prose=True)):
        return
    assert bool(re.search(LINE, text)) == (not list(text_faults(clean_text(text))))
    assert bool(re.search(PROSE, text)) == (not list(text_faults(clean_text(text), prose=True)))


@pytest.mark.parametrize("regex", PATTERNS)
def test_translated_patterns_match_the_same(regex: str) -> None:
    """What a field's own expression matches, its translation matches, and the other way round."""
    translated = re.compile(ecma(regex))

    @given(st.from_regex(regex, fullmatch=True) | st.from_regex(ecma(regex), fullmatch=True) | st.text(max_size=8))
    def agree(text: str) -> None:
        text = clean_text(text)
        said = re.fullmatch(regex, text) is not None and not list(text_faults(text, prose=True))
        assert bool(translated.search(text)) == said

    agree()


def test_translated_patterns_say_what_they_mean() -> None:
    """No translation has a word that engines understand differently."""
    translated = [ecma(regex) for regex in PATTERNS]
    assert [pattern for pattern in translated if re.search(r"\\[dDwWsSbBAZz]|\(\?[^:]", pattern)] == []


@pytest.mark.parametrize("regex", [r"\d", r"[\w]", r"[\S]", r"\s", "(?P<name>a)", "(?=a)", "(?s:.)"])
def test_what_has_no_translation(regex: str) -> None:
    """An expression that would mean something else elsewhere is refused, not passed on."""
    with pytest.raises(ValueError, match="cannot be said in a schema"):
        ecma(regex)


def test_case_is_spelt_out() -> None:
    """Where case does not matter, both letters are written, and only there."""
    assert ecma("(?i:a(b)-1)c") == "^(?:(?:[Aa](?:[Bb])-1)c)$"


@pytest.mark.parametrize(
    ("text", "matches"),
    [
        ("0", True),
        ("12.50", True),
        ("-3", True),
        ("1300", True),
        ("1300.500", True),
        ("0.123", True),
        ("1.2340", True),
        ("1.234", False),
        ("-12.345", False),
        ("01", False),
        ("1,300", False),
        ("1e3", False),
        (".5", False),
        ("5.", False),
    ],
)
def test_decimals(text: str, matches: bool) -> None:  # noqa: FBT001 - the two columns of a table
    """Decimal numbers are spelt in full and so that nobody takes a fraction for thousands."""
    assert bool(re.search(DECIMAL, text)) == matches
    assert bool(re.search(DECIMAL_FROM_ZERO, text)) == (matches and not text.startswith("-"))


def test_ids() -> None:
    """Ids have up to 128 characters."""
    assert re.search(ID, "a" * 128)
    assert not re.search(ID, "a" * 129)
    assert not re.search(ID, "A")
