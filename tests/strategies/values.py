"""Values of every kind but dates and citations, as anybody could build them."""

import datetime as dt
from decimal import Decimal

from hypothesis import strategies as st

from seesac_model.model._text import clean_text, text_faults
from seesac_model.model.values._act_styles import (
    BEFORE_LISBON,
    COM_SERIES,
    DECISIONS,
    DIRECTIVES,
    DOMAINS,
    ONE_SERIES,
    REGULATIONS,
)
from seesac_model.model.values.codes import COUNTRIES, CURRENCIES, FORMER_CURRENCIES
from seesac_model.model.values.footnote import Footnote
from seesac_model.model.values.headcount import Headcount, HeadcountTotal
from seesac_model.model.values.identifier import Identifier
from seesac_model.model.values.legal_act import LegalAct
from seesac_model.model.values.money import Money
from seesac_model.model.values.name import Name
from seesac_model.model.values.terms import HouseStyle, IdentifierScheme, LegalActKind, NameKind, Qualifier
from tests.strategies.dates import date_spans

_MOST = 10**9
_DIGITS = "0123456789"
_BASE_32 = "0123456789abcdefghjkmnpqrstvwxyz"


def lines(max_size: int = 40) -> st.SearchStrategy[str]:
    """Draw text of one line in any script, not yet cleaned."""
    return st.text(min_size=1, max_size=max_size).filter(lambda text: not list(text_faults(clean_text(text))))


def prose(max_size: int = 80) -> st.SearchStrategy[str]:
    """Draw text that may have several lines, not yet cleaned."""
    return st.text(min_size=1, max_size=max_size).filter(
        lambda text: not list(text_faults(clean_text(text), prose=True))
    )


@st.composite
def headcounts(draw: st.DrawFn, most: int = _MOST) -> Headcount:
    """Draw a headcount of up to `most` people, with and without split and wording."""
    qualifier = draw(st.sampled_from(Qualifier))
    least = int(qualifier in {Qualifier.ALMOST, Qualifier.UNDER})
    value = draw(st.integers(least, most - 1))
    upper = draw(st.integers(value + 1, most)) if qualifier is Qualifier.BETWEEN else None
    plain = Headcount(value=value, qualifier=qualifier, upper_value=upper)
    share = st.none() | st.integers(0, min(most if plain.upper is None else plain.upper, _MOST))
    return Headcount(
        value=value,
        qualifier=qualifier,
        upper_value=upper,
        women=draw(share),
        men=draw(share),
        wording=draw(st.none() | lines()),
    )


def headcount_totals() -> st.SearchStrategy[HeadcountTotal]:
    """Draw a total of up to five headcounts."""
    return st.lists(headcounts(), max_size=5).map(HeadcountTotal.of)


@st.composite
def money(draw: st.DrawFn, currency: str | None = None) -> Money:
    """Draw an amount, in `currency` if it is given and otherwise in any."""
    number = draw(st.integers(0, 10**18))
    return Money(
        amount=Decimal(number).scaleb(-draw(st.integers(0, 9))),
        currency=currency or draw(st.sampled_from(sorted(CURRENCIES | FORMER_CURRENCIES))),
        is_approximate=draw(st.booleans()),
    )


def names() -> st.SearchStrategy[Name]:
    """Draw a name, with and without language, kind and time."""
    return st.builds(
        Name,
        text=lines(),
        language=st.none() | st.sampled_from(("en", "sq", "sr-Latn", "sr-Cyrl-ME", "mk", "bs-BA", "de-1996", "x-any")),
        kind=st.none() | st.sampled_from(NameKind),
        during=st.none() | date_spans(),
    )


def footnotes() -> st.SearchStrategy[Footnote]:
    """Draw a footnote of either house style."""
    return st.builds(Footnote, style=st.sampled_from(HouseStyle), text=prose())


@st.composite
def legal_acts(draw: st.DrawFn) -> LegalAct:
    """Draw an act of any kind and time, real or not."""
    kind = draw(st.sampled_from(LegalActKind))
    year = draw(st.integers(1952, 2009 if kind in BEFORE_LISBON else 2099))
    domains: tuple[str | None, ...] = (None,) if kind in COM_SERIES else DOMAINS
    if kind in BEFORE_LISBON:
        domains = ("CFSP",)
    if kind in REGULATIONS | DIRECTIVES:
        domains = tuple(domain for domain in DOMAINS if domain != "CFSP")
    if kind not in DECISIONS or year >= ONE_SERIES:
        domains = (None, *domains)
    serial = draw(st.integers(1, 9999))
    return LegalAct(kind=kind, year=year, serial=serial, domain=draw(st.sampled_from(domains)))


def isni_of(digits: str) -> str:
    """Return the ISNI of fifteen digits, by the definition of ISO 7064 MOD 11-2: the weighted sum leaves 1."""
    weighted = sum(int(digit) * 2 ** (15 - place) for place, digit in enumerate(digits))
    return digits + next(check for check in "0123456789X" if (weighted + "0123456789X".index(check)) % 11 == 1)


def ror_of(digits: str) -> str:
    """Return the ROR id of six characters, by the definition of ISO 7064 MOD 97-10: the whole number leaves 1."""
    number = sum(_BASE_32.index(digit) * 32 ** (5 - place) for place, digit in enumerate(digits))
    return f"0{digits}" + next(f"{check:02}" for check in range(2, 99) if (number * 100 + check) % 97 == 1)


_VALUES = {
    IdentifierScheme.CELEX: st.builds(
        "3{}{}{:04}".format, st.integers(1952, 2099), st.sampled_from("DLRE"), st.integers(1, 9999)
    ),
    IdentifierScheme.ELI: st.builds(
        "http://data.europa.eu/eli/{}/{}/{}/oj".format,
        st.sampled_from(("dec", "reg", "dir", "dec_impl")),
        st.integers(1952, 2099),
        st.integers(1, 9999),
    ),
    IdentifierScheme.OJ: st.builds(
        "OJ {} {}, {}, p. {}".format,
        st.sampled_from("LC"),
        st.integers(1, 999),
        st.dates(min_value=dt.date(1952, 1, 1)).map(lambda day: f"{day.day}.{day.month}.{day.year}"),
        st.integers(1, 999),
    ),
    IdentifierScheme.WIKIDATA: st.integers(1, 10**9).map("Q{}".format),
    IdentifierScheme.ISNI: st.text(_DIGITS, min_size=15, max_size=15).map(isni_of),
    IdentifierScheme.ROR: st.text(_BASE_32, min_size=6, max_size=6).map(ror_of),
    IdentifierScheme.IATI_ORG: st.integers(1, 99999).map("XM-DAC-{}".format),
    IdentifierScheme.UN_SYMBOL: st.builds("S/RES/{} ({})".format, st.integers(1, 2999), st.integers(1946, 2099)),
    IdentifierScheme.ISO3166_1: st.sampled_from((*sorted(COUNTRIES), "XK")),
    IdentifierScheme.URL: st.builds(
        "{}://{}.org/{}".format,
        st.sampled_from(("http", "https")),
        st.text("abcdefghij", min_size=1, max_size=10),
        st.text("abc/._-%20?=&#", max_size=10),
    ),
}


def _act_numbers() -> st.SearchStrategy[Identifier]:
    found = legal_acts().map(lambda act: [it for it in act.identifiers() if it.scheme is IdentifierScheme.ACT_NUMBER])
    return found.filter(bool).map(lambda identifiers: identifiers[0])


def identifiers(scheme: IdentifierScheme | None = None) -> st.SearchStrategy[Identifier]:
    """Draw an identifier of one scheme, or of any."""
    if scheme is IdentifierScheme.ACT_NUMBER:
        return _act_numbers()
    if scheme is not None:
        return _VALUES[scheme].map(lambda value: Identifier(scheme=scheme, value=value))
    return st.sampled_from(IdentifierScheme).flatmap(identifiers)
