"""Other spellings of dates whose meaning is certain, for the advice in an error; nothing is read through them."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from seesac_model._regex import Regex

_DASHES: Final = "\u2010-\u2015\u2212"
_YEAR_FIRST: Final = Regex(r"([0-9]{4})([./-])([0-9]{1,2})\2([0-9]{1,2})\.?")
_DOTTED: Final = Regex(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})\.?")
_YEAR_LAST: Final = Regex(r"([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})")
_YEAR_MONTH: Final = Regex(r"([0-9]{4})[.-]([0-9]{1,2})\.?")
_COMPACT: Final = Regex("([0-9]{4})([0-9]{2})([0-9]{2})")
_WITH_TIME: Final = Regex(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9]{2}:?[0-9]{2}[0-9:.,+Z-]*")
_RANGE: Final = Regex(
    rf"([0-9X]{{4}}(?:-[0-9X]{{2}}){{0,2}}[~?%]?)(?: ?(?:[{_DASHES}/]|--|\.\.) ?| - | to )"
    r"([0-9X]{4}(?:-[0-9X]{2}){0,2}[~?%]?)"
)
_YEARS: Final = Regex("([0-9]{4})-([0-9]{4})")
_SHORT_END: Final = Regex("([0-9X]{4}-[0-9]{2}(?:-[0-9]{2})?)/((?:[0-9]{2}-)?[0-9]{2})")
_OLD_END: Final = Regex("([0-9-]+)/(open|unknown)")
_BOTH: Final = Regex(r"([0-9X-]+)(?:\?~|~\?)")
_ROUGH_YEAR: Final = Regex("([~?%])([0-9]{4})")
_ONE_MEMBER: Final = Regex("{([^{},.]+)}")
_TO: Final = rf"(?: ?[-{_DASHES}] ?| to | and )"
_DAYS_OF_MONTH: Final = Regex(rf"([0-9]{{1,2}})(?:{_TO}([0-9]{{1,2}}))? (?:of )?([A-Za-z]{{3,9}}),? ([0-9]{{4}})")
_DAYS_OF_MONTHS: Final = Regex(
    rf"([0-9]{{1,2}}) ([A-Za-z]{{3,9}})(?: ([0-9]{{4}}))?{_TO}([0-9]{{1,2}}) ([A-Za-z]{{3,9}}) ([0-9]{{4}})"
)
_MONTH_OF_YEAR: Final = Regex("([A-Za-z]{3,9}) ([0-9]{4})")
_MONTH_NAMES: Final = "january february march april may june july august september october november december".split()
_MONTHS: Final = {name: f"{number:02}" for number, month in enumerate(_MONTH_NAMES, 1) for name in (month, month[:3])}
_LAST_MONTH: Final = 12
# From 1982 to 2091: other numbers of five digits are hardly meant as days.
_DAY_NUMBER: Final = Regex("[3-6][0-9]{4}")
_DAY_ZERO: Final = dt.date(1899, 12, 30)


def respelt(text: str) -> Iterator[str]:
    """
    Yield what a text would be in EDTF if it is one of the known other spellings; the parser says whether it is a date.

    >>> list(respelt("14.02.2023"))
    ['2023-02-14']
    >>> list(respelt("05/06/2023"))
    []
    """
    plain = "".join(str(unicodedata.decimal(character, character)) for character in text)
    if plain != text:
        yield plain
        yield from respelt(plain)
        return
    if re.fullmatch("[0-9XxUu~?%/.-]+", text) and re.search("[xUu]", text):
        yield re.sub("[xUu]", "X", text)
    if text.startswith("{") and " " in text:
        yield text.replace(" ", "")
    yield from _one_date(text)
    yield from _in_words(text)
    yield from _one_rough_date(text)
    yield from _more_dates(text)


def meant_as_day_number(text: str) -> str | None:
    """
    Return the advice on a number by which spreadsheets count days from 1900; None for any other text.

    >>> meant_as_day_number("44971")
    'if a spreadsheet counts days so, it is 2023-02-14; write that as text'
    """
    if not _DAY_NUMBER.fullmatch(text):
        return None
    return f"if a spreadsheet counts days so, it is {_DAY_ZERO + dt.timedelta(int(text))}; write that as text"


def _one_date(text: str) -> Iterator[str]:
    if match := _YEAR_FIRST.fullmatch(text):
        yield _iso(match[1], match[3], match[4])
    if match := _COMPACT.fullmatch(text):
        yield _iso(*match.groups())
    if match := _DOTTED.fullmatch(text):
        day, month, year = match.groups()
        yield _iso(year, month, day)
    if match := _YEAR_LAST.fullmatch(text):
        one, two, year = match.groups()
        # 05/06/2023 is a day in May or in June: only a number above 12 tells the day from the month.
        if int(one) > _LAST_MONTH or one == two:
            yield _iso(year, two, one)
        elif int(two) > _LAST_MONTH:
            yield _iso(year, one, two)


def _one_rough_date(text: str) -> Iterator[str]:
    if match := _YEAR_MONTH.fullmatch(text):
        year, month = match.groups()
        yield f"{year}-{month:0>2}"
    if match := _WITH_TIME.fullmatch(text):
        yield match[1]
    if match := _BOTH.fullmatch(text):
        yield f"{match[1]}%"
    if match := _ROUGH_YEAR.fullmatch(text):
        yield f"{match[2]}{match[1]}"
    if match := _ONE_MEMBER.fullmatch(text):
        yield match[1]


def _in_words(text: str) -> Iterator[str]:
    """Yield the dates that English prose spells out: `23-24 November 2021`, `31 May-1 June 2022`, `June 2022`."""
    if match := _DAYS_OF_MONTH.fullmatch(text):
        first, last, month, year = match.groups()
        if number := _MONTHS.get(month.lower()):
            start, end = _iso(year, number, first), _iso(year, number, last or first)
            # "5 and 12 May" are two days, "17 and 18 May" a span of two.
            apart = " and " in text and int(last) != int(first) + 1
            yield start if last is None else f"{{{start},{end}}}" if apart else f"{start}/{end}"
    elif match := _DAYS_OF_MONTHS.fullmatch(text):
        day, month, year, last_day, last_month, last_year = match.groups()
        first_number, last_number = _MONTHS.get(month.lower()), _MONTHS.get(last_month.lower())
        if first_number and last_number:
            yield f"{_iso(year or last_year, first_number, day)}/{_iso(last_year, last_number, last_day)}"
    elif match := _MONTH_OF_YEAR.fullmatch(text):
        month, year = match.groups()
        if number := _MONTHS.get(month.lower()):
            yield f"{year}-{number}"


def _more_dates(text: str) -> Iterator[str]:
    if match := _RANGE.fullmatch(text) or _YEARS.fullmatch(text):
        yield f"{match[1]}/{match[2]}"
    if match := _SHORT_END.fullmatch(text):
        start, end = match.groups()
        if len(end) < len(start) - 4:
            yield f"{start}/{start[: -len(end)]}{end}"
    if match := _OLD_END.fullmatch(text):
        yield f"{match[1]}/{'..' if match[2] == 'open' else ''}"


def _iso(year: str, month: str, day: str) -> str:
    return f"{year}-{month:0>2}-{day:0>2}"
