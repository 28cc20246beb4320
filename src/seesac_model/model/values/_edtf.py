"""
The EDTF profile: from text to what it states, or to the reason why not.

EDTF is ISO 8601-2:2019, annex A, and https://www.loc.gov/standards/datetime/. Every expression here takes linear time.
"""

from __future__ import annotations

import datetime as dt
import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import Final, NamedTuple

from seesac_model._regex import Regex
from seesac_model.errors import FaultCode, InvalidValueError, described, quoted
from seesac_model.model.values._edtf_hints import meant_as_day_number, respelt

LONGEST: Final = 400
"""The longest text of a date, in characters; a set of dates is the only form that comes near."""
MOST_KEPT: Final = 32_768
"""How many texts are kept with what was read from them: about as many as there are in a hundred thousand events."""
FIRST_DAY: Final = dt.date.min.toordinal()
LAST_DAY: Final = dt.date.max.toordinal()

_LEAP_YEAR: Final = 2000
_LAST_YEAR: Final = 9999
_MONTHS: Final = 12
_DATE: Final = Regex(
    "([0-9]{4}|[0-9]{3}X|[0-9]{2}XX|XXXX)(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?([~?%]?)",
)
_SEASONS: Final = range(21, 42)
_EXACT_DAYS: Final = Regex("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:/([0-9]{4}-[0-9]{2}-[0-9]{2}))?")
_LOOKS_LIKE_A_DATE: Final = Regex(r"[0-9XxuYTZ~?%/.,:{}\[\]()+\-\u2010-\u2015\u2212 ]*")
_WHOLE: Final = "a date as EDTF writes it: 2023-02-14, 2021-11, 2023, 2023-02-14/2023-02-15, 2022-10~, XXXX-03-28"


class Edge(Enum):
    """A side of an interval that is not a date."""

    OPEN = ".."
    UNKNOWN = ""


class StatedDate(NamedTuple):
    """
    One date as it is stated.

    Attributes:
        years: The first and the last year it can lie in; None where the year is not known.
        month: The month, or None where none is stated.
        day: The day of the month, or None where none is stated.
        qualifier: `~`, `?`, `%` or nothing.
    """

    years: tuple[int, int] | None
    month: int | None
    day: int | None
    qualifier: str

    @property
    def is_approximate(self) -> bool:
        """Whether it is said to be near this date."""
        return self.qualifier in {"~", "%"}

    @property
    def is_uncertain(self) -> bool:
        """Whether it is said that it may be another date altogether."""
        return self.qualifier in {"?", "%"}

    def first(self, year: int = _LEAP_YEAR, moved: int = 0) -> int:
        """
        Return the number of its first day.

        Args:
            year: The year to take where it is not known.
            moved: By how many days, months or years (whichever is stated) to move it; the calendar's ends stop it.
        """
        low, high = self.years or (year, year)
        if self.month is not None and self.day is not None:
            return _in_calendar(dt.date(low, self.month, self.day).toordinal() + moved)
        if self.month is not None:
            return _in_calendar(_month_start(low * _MONTHS + self.month - 1 + moved))
        return _in_calendar(_month_start((low + moved * (high - low + 1)) * _MONTHS))

    def last(self, year: int = _LEAP_YEAR, moved: int = 0) -> int:
        """Return the number of its last day; see :meth:`first`."""
        low, high = self.years or (year, year)
        if self.day is not None:
            return self.first(year, moved)
        if self.month is not None:
            return _in_calendar(_month_start(low * _MONTHS + self.month + moved) - 1)
        return _in_calendar(_month_start((high + 1 + moved * (high - low + 1)) * _MONTHS) - 1)

    def exists_in(self, year: int) -> bool:
        """Whether there is such a day in a year: false for 29 February of a common year."""
        return (self.month, self.day) != (2, 29) or _is_leap(year)


Side = StatedDate | Edge


class Stated(NamedTuple):
    """
    What the text of a date states.

    Attributes:
        members: First and last side of each stretch, in ascending order; one, but for a set.
        is_year_known: Whether the years are stated.
        earliest: The first day of the first date; None without one, or without its year.
        latest: The last day of the last date; likewise.
        is_approximate: Whether a date is said to be near.
        is_uncertain: Whether a date is said to be perhaps another.
        is_exact: Whether all sides are dates to the day of a known year, and none is qualified.
        order: Where it stands among others: without a year behind, then the first day, then the last one.
    """

    members: tuple[tuple[Side, Side], ...]
    is_year_known: bool
    earliest: dt.date | None
    latest: dt.date | None
    is_approximate: bool
    is_uncertain: bool
    is_exact: bool
    order: tuple[bool, int, int]

    @property
    def dates(self) -> Iterator[StatedDate]:
        """Every date that is stated."""
        return _dates(self.members)


def _dates(members: tuple[tuple[Side, Side], ...]) -> Iterator[StatedDate]:
    return (side for member in members for side in member if isinstance(side, StatedDate))


def _stated(members: tuple[tuple[Side, Side], ...], *, is_year_known: bool) -> Stated:
    start, end = members[0][0], members[-1][1]
    first = start.first() if isinstance(start, StatedDate) else FIRST_DAY - 1
    last = end.last() if isinstance(end, StatedDate) else LAST_DAY + 1
    dates = tuple(_dates(members))
    return Stated(
        members=members,
        is_year_known=is_year_known,
        earliest=dt.date.fromordinal(first) if is_year_known and isinstance(start, StatedDate) else None,
        latest=dt.date.fromordinal(last) if is_year_known and isinstance(end, StatedDate) else None,
        is_approximate=any(date.is_approximate for date in dates),
        is_uncertain=any(date.is_uncertain for date in dates),
        is_exact=is_year_known
        and len(dates) == 2 * len(members)
        and all(date.day is not None and not date.qualifier for date in dates),
        order=(not is_year_known, first, last),
    )


def _in_calendar(day: int) -> int:
    return min(max(day, FIRST_DAY), LAST_DAY)


def _month_start(months: int) -> int:
    year, month = divmod(months, _MONTHS)
    if not 1 <= year <= _LAST_YEAR:
        return FIRST_DAY if year < 1 else LAST_DAY + 1
    return dt.date(year, month + 1, 1).toordinal()


def is_exact_days(text: str) -> bool:
    """
    Tell whether a text is a day, or a day, a stroke and the same day or a later one, all in the calendar.

    Most dates are these. It takes a tenth of the time of :func:`parse`, which says what a text states.
    """
    match = _EXACT_DAYS.fullmatch(text)
    if match is None:
        return False
    try:
        first = dt.date.fromisoformat(match[1])
        return match[2] is None or first <= dt.date.fromisoformat(match[2])
    except ValueError:
        return False


@functools.lru_cache(maxsize=MOST_KEPT)
def parse(text: str) -> Stated:
    """
    Return what a text states.

    Raises:
        InvalidValueError: It is not of the profile, or not in the calendar.
    """
    if len(text) > LONGEST:
        raise _refusal(text, f"at most {LONGEST} characters", found=described(text))
    try:
        return _parse(text)
    except InvalidValueError as error:
        (fault,) = error.faults
        hint = _advice(text) if text else "leave the field out where nothing is known"
        if hint is None:
            raise
        raise InvalidValueError.of(
            fault.code, found=fault.found, expected=fault.expected, suggestion=hint, value=text
        ) from None


def _advice(text: str) -> str | None:
    for candidate in respelt(text):
        try:
            _parse(candidate)
        except InvalidValueError:
            continue
        return f"did you mean {quoted(candidate)}?"
    return meant_as_day_number(text)


def _parse(text: str) -> Stated:
    if text.startswith("{"):
        members = _set(text)
    elif "/" in text:
        members = (_interval(text),)
    else:
        date = _date(text, text)
        members = ((date, date),)
    return _stated(members, is_year_known="XXXX" not in text)


def _interval(text: str) -> tuple[Side, Side]:
    sides = text.split("/")
    if len(sides) != 2:  # noqa: PLR2004 - first and last
        raise _refusal(text, _AMBIGUOUS if _is_ambiguous(text) else "one / between the first and the last date")
    start, end = (_side(side, text) for side in sides)
    if isinstance(start, Edge) and isinstance(end, Edge):
        raise _refusal(text, "a date on one side of the / at least")
    _check_years((start, end), text)
    if isinstance(start, StatedDate) and isinstance(end, StatedDate) and start.first() > end.last():
        raise _refusal(text, "the earlier date first", found=f"an interval that ends before it starts, {_shown(text)}")
    return start, end


def _check_years(sides: Iterable[Side], whole: str) -> None:
    if len({side.years is None for side in sides if isinstance(side, StatedDate)}) > 1:
        raise _refusal(whole, "the year in every date, or XXXX in every date")


def _side(text: str, whole: str) -> Side:
    match text:
        case "..":
            return Edge.OPEN
        case "":
            return Edge.UNKNOWN
        case _:
            return _date(text, whole)


def _set(text: str) -> tuple[tuple[Side, Side], ...]:
    if not text.endswith("}") or "/" in text:
        raise _refusal(text, "dates with commas between { and }, and .. between the first and last day of a range")
    members: list[tuple[StatedDate, StatedDate]] = []
    for entry in text[1:-1].split(","):
        first, dots, last = entry.partition("..")
        start = _date(first, text)
        members.append(_range(start, _date(last, text), text) if dots else (start, start))
    if len(members) < 2 and members[0][0] is members[0][1]:  # noqa: PLR2004 - fewer are no set
        raise _refusal(text, "two dates or more between { and }")
    _check_years((start for start, _ in members), text)
    for (_, earlier), (later, _) in itertools.pairwise(members):
        if earlier.last() >= later.first():
            raise _refusal(text, "the dates of a set in ascending order, none inside another")
    return tuple(members)


def _range(start: StatedDate, end: StatedDate, whole: str) -> tuple[StatedDate, StatedDate]:
    _check_years((start, end), whole)
    if start.day is None or end.day is None or start.qualifier or end.qualifier or start.first() >= end.first():
        expected = "ranges in a set from one day to a later one, without ~ ? %, and its months and years one by one"
        raise _refusal(whole, expected)
    return start, end


def _date(text: str, whole: str) -> StatedDate:
    match = _DATE.fullmatch(text)
    if not match:
        raise _refusal(text, _reason(text), whole=whole)
    years = None if match[1] == "XXXX" else (int(match[1].replace("X", "0")), int(match[1].replace("X", "9")))
    month, day = _number(match[2]), _number(match[3])
    if years is None and month is None:
        raise _refusal(text, "a month beside an unknown year: XXXX-03 or XXXX-03-28", whole=whole)
    if years is not None and years[0] == 0:
        raise _refusal(text, "a year from 0001 to 9999", whole=whole)
    if (years is not None and years[0] != years[1] and match[2]) or (month is None and day is not None):
        raise _refusal(text, "X only at the end of a date, or XXXX for the whole year", whole=whole)
    if month is not None:
        _check_calendar(years[0] if years else _LEAP_YEAR, month, day, text, whole)
    return StatedDate(years, month, day, match[4])


def _number(digits: str | None) -> int | None:
    return None if digits is None or digits == "XX" else int(digits)


# The module `calendar` knows this too, and takes longer to import than all of this one.
_DAYS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_FEBRUARY: Final = 2


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _check_calendar(year: int, month: int, day: int | None, text: str, whole: str) -> None:
    if not 1 <= month <= _MONTHS:
        raise _refusal(text, _month_reason(month), whole=whole)
    days = _DAYS[month - 1] + (month == _FEBRUARY and _is_leap(year))
    if day is not None and not 1 <= day <= days:
        raise _refusal(text, f"a day from 01 to {days} in that month", whole=whole)


def _month_reason(month: int) -> str:
    if month in _SEASONS:
        return "a month from 01 to 12; seasons and quarters are not read, write the months as far as they are known"
    return "a month from 01 to 12"


def _is_ambiguous(text: str) -> bool:
    match = re.fullmatch("([0-9]{1,2})[/-]([0-9]{1,2})[/-][0-9]{4}", text)
    return match is not None and max(int(match[1]), int(match[2])) <= _MONTHS and match[1] != match[2]


_AMBIGUOUS: Final = "year-month-day; day and month cannot be told apart here"


def _reason(text: str) -> str:
    if text.startswith("["):
        return "a date; 'one of these' in square brackets is not read, write the month or year that is certain"
    if re.match("Y?-?[0-9]{5,}|Y-?[0-9]|-[0-9]", text) and not re.fullmatch("[0-9]{8}", text):
        return "a year of four digits, from 0001 to 9999"
    if "T" in text[:11]:
        return "a date without a time of day"
    if _is_ambiguous(text):
        return _AMBIGUOUS
    if re.search("[~?%].", text):
        return "~, ? or % once, at the end of the date that it qualifies"
    return _WHOLE


def _refusal(text: str, expected: str, *, whole: str | None = None, found: str | None = None) -> InvalidValueError:
    shown = found or (_shown(text) if whole in {None, text} else f"{_shown(text)} in {_shown(whole or text)}")
    return InvalidValueError.of(FaultCode.INVALID_DATE, found=shown, expected=expected, value=whole or text)


def _shown(text: str) -> str:
    """Show what could be a date; what could not may be anything, a name too, and is only described."""
    return quoted(text) if text and _LOOKS_LIKE_A_DATE.fullmatch(text) else described(text)
