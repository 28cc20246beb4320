"""How the identifier of each scheme is written: every reader returns the one normal form or refuses."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Final, NoReturn
from urllib.parse import SplitResult, urlsplit

from seesac_model._regex import Regex
from seesac_model.errors import FaultCode, InvalidValueError, quoted
from seesac_model.model._near import did_you_mean
from seesac_model.model.values._act_styles import read_act
from seesac_model.model.values.codes import COUNTRIES, COUNTRIES_ALPHA_3, USER_ASSIGNED_COUNTRIES
from seesac_model.model.values.terms import IdentifierScheme

_LONGEST_CODE: Final = 100
_YEAR: Final = "(?:19|20)[0-9]{2}"

# Sectors 2 to 6 and 9 (agreements, acts, complementary acts, preparatory acts, case-law, questions), 1 (treaties) and
# 0 (consolidated texts), as "CELEX numbers" in the help of EUR-Lex describes them.
_CELEX: Final = Regex(
    rf"[2-69]{_YEAR}[A-Z]{{1,2}}[0-9]{{4,6}}(?:\([0-9]{{2}}\))?(?:R\([0-9]{{2}}\))?"
    rf"|1{_YEAR}[A-Z]{{1,2}}(?:/[A-Z]{{2,3}}(?:/[A-Z0-9]{{1,4}})?|[0-9]{{1,3}})?"
    rf"|0{_YEAR}(?:[A-Z]{{1,2}}[0-9]{{4}}(?:\([0-9]{{2}}\))?|[A-Z]{{1,2}}/[A-Z]{{2,3}})(?:-(?P<day>[0-9]{{8}}))?"
)
_ELI_PATH: Final = Regex(rf"/eli/[A-Za-z_]{{1,30}}/{_YEAR}(?:/[A-Za-z0-9_()-]{{1,40}}){{1,8}}")
_OJ_OLD: Final = Regex(
    r"(?P<series>[LC]) ?(?P<issue>[1-9][0-9]{0,3}) ?(?P<part>[A-Z])?, (?P<date>[0-9.]{8,10}), "
    r"pp?\. ?(?P<page>[1-9][0-9]{0,3})(?:[-\u2013](?P<last>[1-9][0-9]{0,3}))?"
)
_OJ_NEW: Final = Regex(rf"(?P<series>[LC]), (?P<number>(?:[A-Z]/)?{_YEAR}/[1-9][0-9]{{0,4}}), (?P<date>[0-9.]{{8,10}})")
_WIKIDATA: Final = Regex(r"(?:https?://(?:www\.)?wikidata\.org/(?:wiki|entity)/)?([Qq][1-9][0-9]{0,11})")
_ISNI: Final = Regex(r"(?:https?://(?:www\.)?isni\.org/(?:isni/)?|ISNI:? ?)?([0-9 -]{15,30}[0-9X])", re.IGNORECASE)
_ROR: Final = Regex(r"(?:https?://)?(?:ror\.org/)?(0[a-hjkmnp-tv-z0-9]{6}[0-9]{2})", re.IGNORECASE)
_ROR_DIGITS: Final = "0123456789abcdefghjkmnpqrstvwxyz"
_IATI: Final = Regex(r"[A-Z]{2}-[A-Z0-9]{2,12}-[A-Za-z0-9._:-]{1,70}|[A-Z]{2}-[0-9]{1,12}")
_UN_SYMBOL: Final = Regex(
    r"([A-Z]{1,12}(?:\.[0-9]{1,4})?(?:/[A-Z0-9][A-Z0-9.-]{0,20}){1,8}) ?(\([A-Z0-9-]{1,12}\))?", re.IGNORECASE
)
_HOST: Final = Regex(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.){1,20}[^\W\d_](?:[\w-]{0,61}[^\W_])?")
_NOT_IN_URLS: Final = Regex(r"[\s<>\"{}|\\^`\x00-\x20\x7f]")


def normal_form(scheme: IdentifierScheme, value: str) -> str:
    """
    Return the one way to write an identifier.

    Raises:
        InvalidValueError: It is not an identifier of that scheme, or its check digits are wrong.
    """
    return _READERS[scheme](value)


def _celex(text: str) -> str:
    code = text.upper()
    match = _short_match(_CELEX, code)
    if match is None or (match["day"] and not _is_day(match["day"][:4], match["day"][4:6], match["day"][6:])):
        _refuse(text, "a CELEX number, such as '32019D2111', '52020DC0608' or '02018D1789-20201217'")
    return code


def _eli(text: str) -> str:
    parts = _web_address(text)
    path = parts.path.rstrip("/")
    if parts.query or parts.fragment or "/eli/" not in path:
        _refuse(text, "an ELI, such as 'http://data.europa.eu/eli/dec/2018/1789/oj'")
    if parts.netloc not in {"data.europa.eu", "eur-lex.europa.eu"}:
        return parts._replace(path=path).geturl()
    if not _ELI_PATH.fullmatch(path):
        _refuse(text, "an ELI with type, year and number, such as 'http://data.europa.eu/eli/dec/2018/1789/oj'")
    return f"http://data.europa.eu{path}"


def _oj(text: str) -> str:
    place = text.removeprefix("OJ ").strip()
    old, new = _short_match(_OJ_OLD, place), _short_match(_OJ_NEW, place)
    match = old or new
    day = _oj_date(match["date"]) if match else None
    if match is None or day is None:
        _refuse(text, "a place in the Official Journal with its date, such as 'OJ L 293, 20.11.2018, p. 24'")
    if old is None:
        return f"OJ {match['series']}, {match['number']}, {day}"
    if match["last"] and int(match["last"]) < int(match["page"]):
        _refuse(text, "a last page that is not before the first")
    part = f" {match['part']}" if match["part"] else ""
    last = f"-{match['last']}" if match["last"] and match["last"] != match["page"] else ""
    return f"OJ {match['series']} {match['issue']}{part}, {day}, p. {match['page']}{last}"


def _oj_date(text: str) -> str | None:
    day, month, year = (*text.split("."), "", "")[:3]
    if text.count(".") != 2 or not _is_day(year, month, day):  # noqa: PLR2004 - day, month and year
        return None
    return f"{int(day)}.{int(month)}.{year}"


def _wikidata(text: str) -> str:
    match = _short_match(_WIKIDATA, text)
    if match is None:
        _refuse(text, "an item of Wikidata, such as 'Q458'")
    return match[1].upper()


def _isni(text: str) -> str:
    match = _short_match(_ISNI, text)
    code = re.sub("[ -]", "", match[1]).upper() if match else ""
    if not re.fullmatch("[0-9]{15}[0-9X]", code):
        _refuse(text, "an ISNI of sixteen characters, such as '0000 0001 2146 438X'")
    # ISO 7064, MOD 11-2.
    check = 0
    for digit in code[:-1]:
        check = (check + int(digit)) * 2 % 11
    expected = "0123456789X"[(12 - check) % 11]
    if code[-1] != expected:
        _refuse(text, f"an ISNI whose last character is {quoted(expected)}", _TYPING)
    return code


def _ror(text: str) -> str:
    match = _short_match(_ROR, text)
    if match is None:
        _refuse(text, "a ROR id, such as 'https://ror.org/05dxps055'")
    code = match[1].lower()
    number = 0
    for digit in code[:-2]:
        number = number * 32 + _ROR_DIGITS.index(digit)
    # ISO 7064, MOD 97-10, over the number that the first seven characters stand for in Crockford's base 32.
    expected = f"{98 - number * 100 % 97:02}"
    if code[-2:] != expected:
        _refuse(text, f"a ROR id that ends in {quoted(expected)}", _TYPING)
    return f"https://ror.org/{code}"


def _iati_org(text: str) -> str:
    if not _short_match(_IATI, text):
        _refuse(text, "an IATI organisation identifier, register and number, such as 'XM-DAC-41114'")
    return text


def _un_symbol(text: str) -> str:
    match = _short_match(_UN_SYMBOL, text)
    if match is None:
        _refuse(text, "a symbol of a United Nations document, such as 'S/RES/1244 (1999)' or 'A/RES/55/255'")
    return f"{match[1]} {match[2]}".upper() if match[2] else match[1].upper()


_USUAL: Final[Mapping[str, str]] = {"EL": "GR", "UK": "GB"}


def _iso3166_1(text: str) -> str:
    code = text.upper()
    if code not in COUNTRIES and code not in COUNTRIES_ALPHA_3 and code not in USER_ASSIGNED_COUNTRIES:
        usual = _USUAL.get(code)
        near = f"did you mean {quoted(usual)}?" if usual else None
        if near is None and len(code) == len("XK"):
            near = did_you_mean(code, sorted(COUNTRIES))
        _refuse(text, "a code of ISO 3166-1, such as 'RS' or 'SRB', or the user-assigned 'XK' or 'XKX'", near)
    return code


def _url(text: str) -> str:
    return _web_address(text).geturl()


def _act_number(text: str) -> str:
    try:
        # Without the kind the number must still say the same: 91/95/EEC is certain of a directive, and not alone.
        return read_act(read_act(text).text).text
    except InvalidValueError as error:
        raise InvalidValueError(fault.within("value") for fault in error.faults) from error


def _web_address(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        _refuse(text, _WEB)
    host = (parts.hostname or "").lower()
    if parts.scheme not in {"http", "https"} or _NOT_IN_URLS.search(text) or not _HOST.fullmatch(host):
        _refuse(text, _WEB)
    if "@" in parts.netloc:
        raise InvalidValueError.of(
            FaultCode.INVALID_VALUE,
            found="an address with a user name or password",
            expected=_WEB,
            suggestion="leave out what stands before the @",
            path=("value",),
            value=text,
        )
    return parts._replace(netloc=host if port is None else f"{host}:{port}")


def _short_match(pattern: Regex, text: str) -> re.Match[str] | None:
    return pattern.fullmatch(text) if len(text) <= _LONGEST_CODE else None


def _is_day(year: str, month: str, day: str) -> bool:
    if not (year + month + day).isdecimal() or len(year) != len("2018"):
        return False
    try:
        dt.date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True


_WEB: Final = "an address that begins with http:// or https:// and a host, such as 'https://www.seesac.org/'"
_TYPING: Final = "look for a mistyped or swapped character"


def _refuse(text: str, expected: str, suggestion: str | None = None) -> NoReturn:
    raise InvalidValueError.of(
        FaultCode.INVALID_VALUE,
        found=quoted(text),
        expected=expected,
        suggestion=suggestion,
        path=("value",),
        value=text,
    )


_READERS: Final[Mapping[IdentifierScheme, Callable[[str], str]]] = {
    IdentifierScheme.ACT_NUMBER: _act_number,
    IdentifierScheme.CELEX: _celex,
    IdentifierScheme.ELI: _eli,
    IdentifierScheme.OJ: _oj,
    IdentifierScheme.WIKIDATA: _wikidata,
    IdentifierScheme.ISNI: _isni,
    IdentifierScheme.ROR: _ror,
    IdentifierScheme.IATI_ORG: _iati_org,
    IdentifierScheme.UN_SYMBOL: _un_symbol,
    IdentifierScheme.ISO3166_1: _iso3166_1,
    IdentifierScheme.URL: _url,
}
