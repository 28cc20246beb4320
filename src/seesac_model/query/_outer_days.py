"""Between which days dates lie, as two numbers."""

from __future__ import annotations

import datetime as dt
from typing import Final

from seesac_model.model import DateSpan

__all__ = ["ALL_DAYS", "outer_days"]

ALL_DAYS: Final = (0, dt.date.max.toordinal() + 1)
"""What no start and no end are numbered as."""

_NO_START, _NO_END = ALL_DAYS


def outer_days(span: DateSpan) -> tuple[int, int]:
    """
    Return the first and the last day that a span can touch; no start is 0, and no end the day after the last.

    Gaps between make no difference. Of an unknown year it is every day, and so it is of doubtful dates with gaps.

    >>> [dt.date.fromordinal(day).isoformat() for day in outer_days(DateSpan("{2019,2021-11}"))]
    ['2019-01-01', '2021-11-30']
    """
    if span.is_approximate or span.is_uncertain:
        stretch = span.stretch()
        return ALL_DAYS if stretch is None else (stretch.first_min, stretch.last_max)
    first, last = span.earliest, span.latest
    return first.toordinal() if first else _NO_START, last.toordinal() if last else _NO_END
