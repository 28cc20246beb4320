"""An amount of money in one currency."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from typing import Annotated, Final, NoReturn, Self

import attrs

from seesac_model._regex import Regex
from seesac_model.errors import Fault, FaultCode, InvalidValueError, described, quoted
from seesac_model.model._fields import Pattern, Range, about
from seesac_model.model._near import did_you_mean
from seesac_model.model.values._line import line_of
from seesac_model.model.values._value import Value
from seesac_model.model.values.codes import CURRENCIES, FORMER_CURRENCIES

__all__ = ["Money"]

_KNOWN: Final = CURRENCIES | FORMER_CURRENCIES
# More digits than two amounts of 28 digits need, so that a sum is never rounded.
_EXACT: Final = Context(prec=64)

_APPROXIMATE: Final = r"approximately|approx\.?|about|around|roughly|circa|ca\.?|c\.|some|an estimated|~|≈"
_NAMES: Final[Mapping[str, str]] = {
    "€": "EUR",
    "euro": "EUR",
    "euros": "EUR",
    "us$": "USD",
    "us dollars": "USD",
    "£": "GBP",
    "pounds sterling": "GBP",
    "swiss francs": "CHF",
    "swedish kronor": "SEK",
    "norwegian kroner": "NOK",
    "danish kroner": "DKK",
}
_MAGNITUDES: Final[Mapping[str, int]] = {
    "": 0,
    "k": 3,
    "thousand": 3,
    "m": 6,
    "mn": 6,
    "million": 6,
    "millions": 6,
    "bn": 9,
    "billion": 9,
}
_NUMBER: Final = (
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:[ \u00a0\u202f\u2009][0-9]{3})+(?:\.[0-9]+)?"
    r"|[0-9]+(?:\.[0-9]+)?)"
)
_MAGNITUDE: Final = r"(?:\s?(?P<magnitude>thousand|millions?|mn|m|billion|bn|k)(?![a-z]))?"
_CURRENCY: Final = "[a-z]{3}(?![a-z])|" + "|".join(re.escape(name) for name in sorted(_NAMES, reverse=True))
_BEFORE: Final = Regex(rf"(?P<currency>{_CURRENCY})\s?{_NUMBER}{_MAGNITUDE}")
_BEHIND: Final = Regex(rf"{_NUMBER}{_MAGNITUDE}\s?(?P<currency>{_CURRENCY})")
_LEAD: Final = Regex(rf"(?:{_APPROXIMATE})\s*")
# 1.300 is one and three tenths in English and one thousand three hundred in most of the region.
_AMBIGUOUS: Final = Regex(r"[1-9][0-9]{0,2}\.[0-9]{3}")
_QUALIFIER: Final = Regex(
    r"(?:(?:well|just|slightly|a (?:total|sum) of|an amount of)\s+)*"
    r"(?P<qualifier>(?:no|not) (?:more|less|fewer) than|(?:not )?exceeding|over|(?:more|less|greater) than|in excess of"
    r"|above|upwards of|up to|as much as|at (?:least|most)|a (?:minimum|maximum) of|minimum|maximum|almost|nearly"
    r"|close to|not quite|under|below|[<>≤≥])(?![a-z])"
)
_BARE: Final = Regex(r"(?<![a-z])[$¥]|\bkr\b|(?<!us )\bdollars?\b|\bfrancs?\b|\bkron\w{1,3}\b|\bdinars?\b|\bpounds?\b")


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Money(Value):
    """
    An amount of money in the currency in which the source gives it; nothing is ever converted.

    The short text form is the amount and the code, `4000000 EUR`, after `about` where it is approximate.
    Amounts of one currency add up with `+`; the sum is approximate if one of them is.

    Attributes:
        amount: The amount in units of the currency (euros, not cents), 0 or more, at most 28 digits; trailing zeros
            mean nothing and are dropped.
        currency: The code of ISO 4217, three capitals. Former currencies that matter in the field are known, as DEM,
            HRK and YUM are.
        is_approximate: Whether the source says about, around or approximately.

    Raises:
        InvalidValueError: A field is malformed, the amount is negative or too long, or the currency is not known.

    >>> from decimal import Decimal
    >>> Money.parse("EUR 4 million") == Money(amount=Decimal(4_000_000), currency="EUR")
    True
    >>> (Money.parse("4000000 EUR") + Money.parse("around 170,000 EUR")).short_form()
    'about 4170000 EUR'
    """

    amount: Annotated[Decimal, Range(0)] = attrs.field(
        metadata=about("the amount in units of the currency", term="https://schema.org/value")
    )
    currency: Annotated[str, Pattern("[A-Z]{3}", "a currency as ISO 4217 writes it, such as 'EUR'")] = attrs.field(
        metadata=about("the code of ISO 4217", term="https://schema.org/currency")
    )
    is_approximate: bool = attrs.field(default=False, metadata=about("whether the source says about"))

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Return the amount that an English text states.

        The currency stands before or behind the number, as a code (`EUR`), a sign (`€`, `£`, `US$`) or a name that has
        one meaning (`euros`, `US dollars`). Commas or spaces set off thousands, a point the fraction; `thousand`,
        `million` and `billion` may follow.

        Raises:
            InvalidValueError: The text states something else or more, names no one currency (`$`), has a qualifier
                other than about (`over`, `up to`), or a number that is one thing in English and another elsewhere
                (`1.300`, also before `million`).

        >>> Money.parse("approximately US$350,000").short_form()
        'about 350000 USD'
        """
        text = line_of(text)
        lead = _LEAD.match(text.lower())
        rest = text[lead.end() :] if lead else text
        match = _BEFORE.fullmatch(rest.lower()) or _BEHIND.fullmatch(rest.lower())
        if match is None:
            _refuse_text(text)
        currency = _currency(match["currency"], rest[match.start("currency") : match.end("currency")], text)
        return cls(amount=_amount(match, text), currency=currency, is_approximate=lead is not None)

    def short_form(self) -> str | None:
        """Return `4000000 EUR` or `about 4000000 EUR`; there is always such a text."""
        number = format(self.amount, "f")
        # Three decimals behind a short number would read as thousands; a further zero says the same and cannot.
        if _AMBIGUOUS.fullmatch(number):
            number += "0"
        return f"{'about ' if self.is_approximate else ''}{number} {self.currency}"

    def __add__(self, other: Money) -> Money:
        if other.__class__ is not Money:
            return NotImplemented
        if self.currency != other.currency:
            raise InvalidValueError.of(
                FaultCode.CONTRADICTION,
                found=f"{self.currency} and {other.currency}",
                expected="amounts of one currency",
                suggestion="add up each currency for itself; nothing is converted here",
                value=(self, other),
            )
        return Money(
            amount=_EXACT.add(self.amount, other.amount),
            currency=self.currency,
            is_approximate=self.is_approximate or other.is_approximate,
        )

    def _contradictions(self) -> Iterator[Fault]:
        if self.currency not in _KNOWN:
            yield Fault(
                code=FaultCode.UNKNOWN_TERM,
                found=quoted(self.currency),
                expected="a currency of ISO 4217, such as 'EUR'",
                suggestion=did_you_mean(self.currency, [code for code in _KNOWN if code[0] == self.currency[0]]),
                path=("currency",),
                value=self.currency,
            )


def _amount(match: re.Match[str], text: str) -> Decimal:
    number = re.sub(r"[^0-9.]", "", match["number"])
    magnitude = _MAGNITUDES[match["magnitude"] or ""]
    if _AMBIGUOUS.fullmatch(match["number"]):
        raise InvalidValueError.of(
            FaultCode.INVALID_NUMBER,
            found=quoted(match["number"]),
            expected="a number that can be read in one way",
            suggestion=f"write {quoted(number.replace('.', ','))} or {quoted(number + '0')}, whichever is meant",
            value=text,
        )
    return Decimal(number).scaleb(magnitude, _EXACT)


def _currency(found: str, printed: str, text: str) -> str:
    if found in _NAMES:
        return _NAMES[found]
    if printed != printed.upper():
        raise InvalidValueError.of(
            FaultCode.INVALID_VALUE,
            found=quoted(printed),
            expected="a currency as ISO 4217 writes it, such as 'EUR'",
            suggestion=f"did you mean {quoted(printed.upper())}?" if printed.upper() in _KNOWN else None,
            value=text,
        )
    return printed


def _refuse_text(text: str) -> NoReturn:
    bare = _BARE.search(text.lower())
    qualified = _QUALIFIER.match(text.lower())
    if qualified:
        raise InvalidValueError.of(
            FaultCode.INVALID_VALUE,
            found=f"the qualifier {quoted(qualified['qualifier'])} before the amount, which money has no place for",
            expected="one amount and its currency, with nothing before it but a word for 'about'",
            suggestion="give the sum alone, and put the qualifier into the record's field `qualifier` or `wording`",
            value=text,
        )
    raise InvalidValueError.of(
        FaultCode.INVALID_VALUE,
        found=f"{quoted(bare[0])}, which several currencies share" if bare else described(text),
        expected="one amount and its currency, such as '4000000 EUR', 'EUR 4 million' or 'about US$350,000'",
        suggestion="write the code of ISO 4217, such as 'USD'" if bare else None,
        value=text,
    )
