"""Years, half-years, quarters and months as numbers, one after the other from the beginning of the calendar."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final, Literal, TypeAlias

from seesac_model.model import DateSpan

__all__ = ["MONTHS_IN", "Period", "period_at", "period_name", "period_number"]

Period: TypeAlias = Literal["year", "half-year", "quarter", "month"]
"""How long the periods of a time line are."""

MONTHS_IN: Final[Mapping[Period, int]] = {"year": 12, "half-year": 6, "quarter": 3, "month": 1}
"""How many months the periods have."""

_YEAR: Final = 12


def period_number(day: dt.date, months: int) -> int:
    """Return the number of the period of so many months in which a day is."""
    return (day.year * _YEAR + day.month - 1) // months


def period_at(number: int, months: int) -> DateSpan:
    """Return the days of a period."""
    (year, month), (last_year, last_month) = divmod(number * months, _YEAR), divmod((number + 1) * months - 1, _YEAR)
    return DateSpan(f"{year:04}-{month + 1:02}/{last_year:04}-{last_month + 1:02}")


def period_name(number: int, months: int) -> str:
    """Return what a period is called, so that texts have the order of time: 2023, 2023-H1, 2023-Q1 or 2023-02."""
    year, month = divmod(number * months, _YEAR)
    match months:
        case 12:
            return f"{year:04}"
        case 6:
            return f"{year:04}-H{month // 6 + 1}"
        case 3:
            return f"{year:04}-Q{month // 3 + 1}"
        case _:
            return f"{year:04}-{month + 1:02}"
