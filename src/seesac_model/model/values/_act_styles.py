"""
The ways in which the number of an act of the European Union is printed, and what each of them says.

Which of the two numbers is the year follows from rules of the Official Journal:

- Since 1 January 2015 every act is year/number, in one series for all: (CFSP) 2019/2111, (EU) 2021/555.
- Before, directives and all acts of the common foreign and security policy were year/number (2010/179/CFSP, 2008/43/EC)
  and regulations number/year, after `No` ((EU) No 258/2012).
- Years had two digits up to 1998 (91/477/EEC).

A number that cannot be a year settles it in any order, so that 179/2010/CFSP is read as well.
Where both can be years and the rules leave two readings, the text is refused.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Final, NamedTuple, NoReturn

from seesac_model._regex import Regex
from seesac_model.errors import FaultCode, InvalidValueError, described, quoted
from seesac_model.model.values.terms import LegalActKind

ONE_SERIES: Final = 2015
"""Since this year all acts share one series of numbers, year/number."""
LISBON: Final = 2010
"""The first full year in which the common foreign and security policy had decisions only."""
TWO_DIGIT_UNTIL: Final = 1998
EARLIEST: Final = 1952
LATEST: Final = 2099

DOMAINS: Final = ("CFSP", "EU", "EC", "EEC", "Euratom", "ECSC")
_OLD_DOMAINS: Final = frozenset({"CFSP", "EC", "EEC", "Euratom", "ECSC"})
_DOMAIN: Final[Mapping[str, str]] = {domain.casefold(): domain for domain in DOMAINS}

FORMS: Final[Mapping[LegalActKind, str]] = {
    LegalActKind.DECISION: "Decision",
    LegalActKind.IMPLEMENTING_DECISION: "Implementing Decision",
    LegalActKind.DELEGATED_DECISION: "Delegated Decision",
    LegalActKind.REGULATION: "Regulation",
    LegalActKind.IMPLEMENTING_REGULATION: "Implementing Regulation",
    LegalActKind.DELEGATED_REGULATION: "Delegated Regulation",
    LegalActKind.DIRECTIVE: "Directive",
    LegalActKind.IMPLEMENTING_DIRECTIVE: "Implementing Directive",
    LegalActKind.DELEGATED_DIRECTIVE: "Delegated Directive",
    LegalActKind.JOINT_ACTION: "Joint Action",
    LegalActKind.COMMON_POSITION: "Common Position",
}
"""The words that stand before the number of each kind."""
_KINDS: Final[Mapping[str, LegalActKind]] = {form.casefold(): kind for kind, form in FORMS.items()}

DECISIONS: Final = frozenset(
    {LegalActKind.DECISION, LegalActKind.IMPLEMENTING_DECISION, LegalActKind.DELEGATED_DECISION}
)
REGULATIONS: Final = frozenset(
    {LegalActKind.REGULATION, LegalActKind.IMPLEMENTING_REGULATION, LegalActKind.DELEGATED_REGULATION}
)
DIRECTIVES: Final = frozenset(
    {LegalActKind.DIRECTIVE, LegalActKind.IMPLEMENTING_DIRECTIVE, LegalActKind.DELEGATED_DIRECTIVE}
)
BEFORE_LISBON: Final = frozenset({LegalActKind.JOINT_ACTION, LegalActKind.COMMON_POSITION})
COM_SERIES: Final = frozenset({LegalActKind.COMMUNICATION, LegalActKind.COM_DOCUMENT})

_ACT: Final = Regex(
    r"(?:(?P<short>EUCD|CD) "
    r"|(?:European Union |EU )?(?:Council |Commission |European Parliament and Council )?"
    rf"(?:(?P<form>{'|'.join(FORMS.values())}) )?)"
    rf"(?:\((?P<before>{'|'.join(DOMAINS)})\) ?|(?P<bare>CFSP) (?!No))?(?P<no>No\.? ?)?"
    rf"(?P<first>[0-9]{{1,4}})/(?P<second>[0-9]{{1,4}})(?:/(?P<behind>{'|'.join(DOMAINS)}))?",
    re.IGNORECASE,
)
_COM: Final = Regex(
    r"(?:Commission )?(?P<form>Communication )?COM ?\((?P<year>[0-9]{4})\) ?(?P<serial>[0-9]{1,4})(?: final)?",
    re.IGNORECASE,
)
_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_DATED: Final = Regex(
    rf"(?P<act>.+?)\s+of\s+(?P<day>[0-9]{{1,2}})\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>[0-9]{{4}})",
    re.IGNORECASE,
)
_LONGEST: Final = 120
_EXPECTED: Final = "an act as it is printed, such as '2010/179/CFSP', 'Decision (CFSP) 2019/2111' or 'COM(2020) 608'"


class ActNumber(NamedTuple):
    """
    What a printed number says.

    Attributes:
        kind: The kind of act; None where the text leaves it open.
        year: The year, in four digits.
        serial: The number in that year.
        domain: The treaty or policy, as printed (`CFSP`, `EU`, `EC`); None where it is not printed.
        says_no: Whether `No` stands before the number.
    """

    kind: LegalActKind | None
    year: int
    serial: int
    domain: str | None
    says_no: bool = False

    @property
    def text(self) -> str:
        """The number alone, as the Official Journal of its time printed it."""
        if self.kind in COM_SERIES:
            return f"COM({self.year}) {self.serial}"
        if self.year >= ONE_SERIES:
            return f"({self.domain}) {self.year}/{self.serial}" if self.domain else f"{self.year}/{self.serial}"
        year = self.year if self.year > TWO_DIGIT_UNTIL else self.year % 100
        if self.kind in REGULATIONS or (self.kind is None and self.says_no):
            return f"({self.domain}) No {self.serial}/{year}" if self.domain else f"No {self.serial}/{year}"
        return f"{year}/{self.serial}/{self.domain}" if self.domain else f"{year}/{self.serial}"


def read_act(text: str) -> ActNumber:
    """
    Return what a printed number says.

    Raises:
        InvalidValueError: The text is none of the printed styles, or year and number cannot be told apart.
    """
    words = " ".join(text.split()) if len(text) <= _LONGEST else ""
    com = _COM.fullmatch(words)
    if com:
        series = LegalActKind.COMMUNICATION if com["form"] else LegalActKind.COM_DOCUMENT
        return _checked(ActNumber(series, int(com["year"]), int(com["serial"]), None), text)
    match = _ACT.fullmatch(words)
    if match is None or ((match["before"] or match["bare"]) and match["behind"]):
        _refuse(text, "one act and nothing else; leave out its title, its date and other acts", is_number=False)
    domain = _DOMAIN.get((match["before"] or match["bare"] or match["behind"] or "").casefold())
    kind = LegalActKind.DECISION if match["short"] else _KINDS.get((match["form"] or "").casefold())
    if kind in BEFORE_LISBON and domain is None:
        domain = "CFSP"
    act = _in_order(match, kind, domain, text)
    if act.kind is None and domain == "CFSP" and act.year >= LISBON:
        act = act._replace(kind=LegalActKind.DECISION)
    return _checked(act, text)


def read_dated_act(text: str) -> ActNumber:
    """
    Return what a printed number says that may have the date of the act behind it; the date is no part of the number.

    Raises:
        InvalidValueError: As :func:`read_act`, or the date is not in the calendar, or is neither of the year of the
            number nor of the year before, in which an act can have been adopted that was numbered in January.
    """
    dated = _DATED.fullmatch(text) if len(text) <= _LONGEST else None
    if dated is None:
        return read_act(text)
    act = read_act(dated["act"])
    year, month = int(dated["year"]), _MONTHS.index(dated["month"].capitalize()) + 1
    try:
        date(year, month, int(dated["day"]))
    except ValueError:
        _refuse(text, "the act without its date, which is not in the calendar", is_number=False)
    if year not in {act.year, act.year - 1}:
        _refuse(text, f"the act without its date, which does not belong to a number of {act.year}", is_number=False)
    return act


def _in_order(match: re.Match[str], kind: LegalActKind | None, domain: str | None, text: str) -> ActNumber:
    """Tell year and number apart."""
    first, second = match["first"], match["second"]
    says_no = bool(match["no"])
    year_first = _year(first, domain)
    year_behind = _year(second, domain)
    if (
        len(first) == len("2010")
        and year_first
        and kind not in REGULATIONS
        and not says_no
        and len(second) < len("2010")
    ):
        year_behind = None  # 2010/96/CFSP: numbers beyond 1,000 were given to regulations only
    if year_first and year_behind and not _is_certain(match, kind, year_first, year_behind):
        _refuse(text, "a number of which one part only can be a year, or the CELEX number")
    if year_behind and (says_no or not year_first):
        if kind in DECISIONS and domain != "CFSP" and year_behind < ONE_SERIES:
            _refuse(text, "a decision numbered year/number; decisions numbered number/year are a series of their own")
        return ActNumber(kind, year_behind, int(first), domain, says_no)
    if year_first:
        return ActNumber(kind, year_first, int(second), domain, says_no)
    return _refuse(text, "a number with its year, such as '2019/2111'")


def _is_certain(match: re.Match[str], kind: LegalActKind | None, year_first: int, year_behind: int) -> bool:
    """Whether the rules tell which part is the year where both can be."""
    if match["no"]:
        return year_behind < ONE_SERIES
    if kind in DIRECTIVES or kind in BEFORE_LISBON:
        return True
    # A domain in brackets and no `No` is the style since 2015; only regulations are printed so with an older number as
    # well, where somebody left out the `No`.
    is_decision = kind in DECISIONS or (match["before"] or "").upper() == "CFSP"
    return bool(match["before"]) and year_first >= ONE_SERIES and (is_decision or year_behind >= ONE_SERIES)


def _year(digits: str, domain: str | None) -> int | None:
    if len(digits) == len("98") and domain in _OLD_DOMAINS:
        year = 1900 + int(digits)
        return year if EARLIEST <= year <= TWO_DIGIT_UNTIL else None
    return int(digits) if len(digits) == len("1998") and EARLIEST <= int(digits) <= LATEST else None


def _checked(act: ActNumber, text: str) -> ActNumber:
    if not act.serial or not EARLIEST <= act.year <= LATEST:
        _refuse(text, f"a number from 1 and a year from {EARLIEST} to {LATEST}")
    if (
        act.year < ONE_SERIES
        and act.domain is None
        and (act.kind in DECISIONS or (act.kind is None and not act.says_no))
    ):
        _refuse(text, "the domain behind the number, such as '/CFSP', which was a part of it before 2015")
    if act.kind in REGULATIONS | DIRECTIVES and act.domain == "CFSP":
        _refuse(text, "a decision, a joint action or a common position, which are all acts that the CFSP has")
    if act.kind in BEFORE_LISBON and (act.year >= LISBON or act.domain != "CFSP"):
        _refuse(text, "a joint action or common position of the CFSP from 2009 or before")
    return act


def _refuse(text: str, advice: str, *, is_number: bool = True) -> NoReturn:
    raise InvalidValueError.of(
        FaultCode.INVALID_VALUE,
        found=quoted(text) if is_number else described(text),
        expected=_EXPECTED,
        suggestion=f"give {advice}",
        value=text,
    )
