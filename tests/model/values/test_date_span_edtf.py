"""Dates beside an independent reader: the package `edtf`."""

from __future__ import annotations

from typing import Any

import edtf
import pytest
from edtf import EDTFParseException
from hypothesis import given

from seesac_model.model.values.date_span import DateSpan
from tests.strategies.dates import edtf_texts

INFINITE = float("inf")

# Each point in which edtf 5.0.2 differs: text, its answer, ours, and the feature of EDTF that ours rests on. An answer
# is the first and the last day, or the name of the exception. EDTF is https://www.loc.gov/standards/datetime/, which
# shows each feature alone; that features combine where it does not say otherwise is our reading.
DIFFERENCES = [
    (
        "2019-05-28/..",
        ("2019-05-28", "inf"),
        ("2019-05-28", None),
        "Level 1, open end: no last day; only spelt otherwise",
    ),
    (
        "../2024",
        ("-inf", "2024-12-31"),
        (None, "2024-12-31"),
        "Level 1, open start: no first day; only spelt otherwise",
    ),
    ("2019/", ("2019-01-01", "2029-01-01"), ("2019-01-01", None), "Level 1, unknown end: nothing says ten years"),
    (
        "/2024-05-02",
        ("2014-05-02", "2024-05-02"),
        (None, "2024-05-02"),
        "Level 1, unknown start: nothing says ten years",
    ),
    (
        "XXXX-03-28",
        ("0000-03-28", "9999-03-28"),
        (None, None),
        "Level 2, unspecified year: one day, not ten thousand years",
    ),
    ("XXXX-02", ("0000-02-01", "9999-02-28"), (None, None), "Level 2, unspecified year: February can have 29 days"),
    ("XXXX-11-23/XXXX-11-24", ("0000-11-23", "9999-11-24"), (None, None), "Level 2, unspecified year: two days"),
    ("XXXX-03-28~", "EDTFParseException", (None, None), "Level 1 qualifies any date as a whole"),
    ("XXXX-03-28/..", "EDTFParseException", (None, None), "Level 1 opens an interval after any date"),
    ("XXXX-03-28?/XXXX-03-29", "EDTFParseException", (None, None), "Level 1 qualifies each side of an interval"),
    (
        "{XXXX-01-01..XXXX-01-02,XXXX-02}",
        "EDTFParseException",
        (None, None),
        "Level 2: a set may hold any range of dates",
    ),
    ("202X~/2031", "EDTFParseException", ("2020-01-01", "2031-12-31"), "Level 1 qualifies each side of an interval"),
    ("202X/..", "EDTFParseException", ("2020-01-01", None), "Level 1 opens an interval after any date"),
    ("202X/", "EDTFParseException", ("2020-01-01", None), "Level 1, unknown end after any date"),
    ("../202X", "TypeError", (None, "2029-12-31"), "Level 1 opens an interval before any date; the reader breaks"),
    ("2021-XX/2022", "AttributeError", ("2021-01-01", "2022-12-31"), "Level 1, unspecified month; the reader breaks"),
]


def theirs(text: str) -> tuple[str, str] | str:
    """Return the first and the last day that `edtf` gives to a text, or the name of the exception."""
    try:
        stated = edtf.parse_edtf(text)
        return shown(stated.lower_strict()), shown(stated.upper_strict())
    except (EDTFParseException, TypeError, AttributeError) as error:
        return type(error).__name__


def shown(moment: Any) -> str:  # noqa: ANN401 - a time.struct_time or a float
    """Return a bound of `edtf` as a date, or as infinite."""
    return str(moment) if abs(moment[0] if isinstance(moment, tuple) else moment) == INFINITE else _iso(moment)


def _iso(moment: tuple[int, ...]) -> str:
    return f"{moment[0]:04}-{moment[1]:02}-{moment[2]:02}"


def ours(span: DateSpan) -> tuple[str | None, ...]:
    """Return our first and last day."""
    return tuple(None if day is None else day.isoformat() for day in (span.earliest, span.latest))


def is_listed(text: str) -> bool:
    """Say whether a text is of a kind that `edtf` may not read: X in an interval or range, or with a qualifier."""
    return "X" in text and (".." in text or not {*"/~?%"}.isdisjoint(text))


@pytest.mark.parametrize(("text", "edtf_says", "we_say", "reason"), DIFFERENCES)
def test_differs_where_it_is_known_to(
    text: str, edtf_says: tuple[str, str] | str, we_say: tuple[str | None, str | None], reason: str
) -> None:
    """Where the other reader differs, it differs as it is listed, and for the reason that is given."""
    assert (edtf_says, we_say) == (theirs(text), ours(DateSpan(text))), reason


@given(edtf_texts())
def test_agrees_with_edtf(text: str) -> None:
    """Every text is read by the other reader too, with the same first and last day, unless its kind is listed."""
    answer = theirs(text)
    if isinstance(answer, str):
        assert is_listed(text)
    elif "XXXX" not in text:
        bounds = enumerate(answer)
        expected = tuple(None if "inf" in bound or _is_invented(text, side) else bound for side, bound in bounds)
        assert expected == ours(DateSpan(text))


def _is_invented(text: str, side: int) -> bool:
    return text.startswith("/") if side == 0 else text.endswith("/")


@pytest.mark.parametrize(
    "text", ["2021-21", "[2021,2022]", "2023-02-14T10:00:00", "Y17000", "2004-06~-11", "{2020..2022}"]
)
def test_profile_is_smaller(text: str) -> None:
    """What EDTF has and the profile does not is read by the other reader, so that its refusal is a choice."""
    assert edtf.parse_edtf(text)
