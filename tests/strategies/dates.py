"""Dates of every kind in the EDTF profile."""

import calendar

from hypothesis import strategies as st

from seesac_model.model.values.date_span import DateSpan

QUALIFIERS = st.sampled_from(("", "", "~", "?", "%"))
"""Nothing twice as often, so that intervals without any are common."""


_LEAP_YEAR = 2000


def _day(draw: st.DrawFn, year: str, month: int) -> str:
    longest = calendar.monthrange(_LEAP_YEAR if year == "XXXX" else int(year), month)[1]
    return f"{year}-{month:02}-{draw(st.integers(1, longest)):02}"


@st.composite
def stated_dates(draw: st.DrawFn, first_year: int = 1, last_year: int = 9999) -> str:
    """Draw the text of one date of a known year, without a qualifier."""
    number = draw(st.integers(first_year, last_year))
    year, month = f"{number:04}", draw(st.integers(1, 12))
    forms = [
        _day(draw, year, month),
        f"{year}-{month:02}",
        year,
        f"{year}-XX",
        f"{year}-{month:02}-XX",
        f"{year}-XX-XX",
    ]
    if number >= 10:
        forms.append(f"{year[:3]}X")
    if number >= 100:
        forms.append(f"{year[:2]}XX")
    return draw(st.sampled_from(forms))


@st.composite
def yearless_dates(draw: st.DrawFn) -> str:
    """Draw the text of one date of an unknown year, without a qualifier."""
    month = draw(st.integers(1, 12))
    return draw(st.sampled_from([_day(draw, "XXXX", month), f"XXXX-{month:02}", f"XXXX-{month:02}-XX"]))


@st.composite
def _intervals(draw: st.DrawFn, dates: st.SearchStrategy[str]) -> str:
    # In the order of their texts, in which X comes after all digits, no two dates make an interval that is backwards.
    start, end = sorted((draw(dates), draw(dates)))
    known = draw(st.sampled_from(("both", "start", "end")))
    edge = draw(st.sampled_from(("..", "")))
    left = edge if known == "end" else start + draw(QUALIFIERS)
    right = edge if known == "start" else end + draw(QUALIFIERS)
    return f"{left}/{right}"


@st.composite
def _sets(draw: st.DrawFn, years: st.SearchStrategy[str]) -> str:
    months = st.tuples(years, st.integers(1, 12))
    chosen = sorted(draw(st.lists(months, min_size=2, max_size=5, unique=True)))
    entries: list[str] = []
    for year, month in chosen:
        first = draw(st.integers(1, 27))
        entries.append(
            draw(
                st.sampled_from(
                    (
                        f"{year}-{month:02}",
                        f"{year}-{month:02}-{first:02}" + draw(QUALIFIERS),
                        f"{year}-{month:02}-{first:02}..{year}-{month:02}-{draw(st.integers(first + 1, 28)):02}",
                    )
                )
            )
        )
    return f"{{{','.join(entries)}}}"


def run_texts(first_year: int = 1, last_year: int = 9999) -> st.SearchStrategy[str]:
    """Draw texts of known years that say no gaps: every kind but the sets."""
    known = stated_dates(first_year, last_year)
    return st.one_of(st.tuples(known, QUALIFIERS).map("".join), _intervals(known))


def yearless_run_texts() -> st.SearchStrategy[str]:
    """Draw texts of an unknown year that say no gaps."""
    return st.one_of(st.tuples(yearless_dates(), QUALIFIERS).map("".join), _intervals(yearless_dates()))


def edtf_texts(first_year: int = 1, last_year: int = 9999) -> st.SearchStrategy[str]:
    """Draw texts of every kind in the profile; years that are stated lie between the two given."""
    years = st.integers(first_year, last_year).map(lambda year: f"{year:04}")
    return st.one_of(
        run_texts(first_year, last_year),
        yearless_run_texts(),
        _sets(years),
        _sets(st.just("XXXX")),
    )


def date_spans(first_year: int = 1, last_year: int = 9999) -> st.SearchStrategy[DateSpan]:
    """Draw spans of every kind in the profile; years that are stated lie between the two given."""
    return edtf_texts(first_year, last_year).map(DateSpan)
