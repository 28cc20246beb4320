"""What others call a thing: a scheme and the identifier that it gives."""

from __future__ import annotations

from typing import Self

import attrs

from seesac_model.errors import FaultCode, InvalidValueError, described, quoted
from seesac_model.model._fields import about
from seesac_model.model._near import did_you_mean
from seesac_model.model.values._identifier_schemes import normal_form
from seesac_model.model.values._line import line_of
from seesac_model.model.values._value import Value
from seesac_model.model.values.codes import USER_ASSIGNED_COUNTRIES
from seesac_model.model.values.terms import IdentifierScheme

__all__ = ["Identifier"]


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Identifier(Value):
    """
    An identifier that somebody else gave, checked and in the one normal form of its scheme.

    The short text form is `scheme:value`, as in `celex:32019D2111`. Case, spaces and addresses around a code are
    normalised; nothing else is changed, and check digits must be right.

    Attributes:
        scheme: Who gave it.
        value: The identifier in normal form: CELEX, country codes and symbols in capitals; ISNI as sixteen characters
            without spaces; ROR as its address; ELI of the European Union under http://data.europa.eu; Official Journal
            as `OJ L 293, 20.11.2018, p. 24`; hosts of web addresses in small letters.

    Raises:
        InvalidValueError: A field is malformed, or `value` is no identifier of that scheme.

    >>> Identifier.parse("celex:32019d2111").value
    '32019D2111'
    >>> Identifier.parse("iso3166-1:XK").is_user_assigned
    True
    """

    scheme: IdentifierScheme = attrs.field(metadata=about("who gave it", term="https://schema.org/propertyID"))
    value: str = attrs.field(metadata=about("the identifier in normal form", term="https://schema.org/value"))

    def __attrs_post_init__(self) -> None:
        super().__attrs_post_init__()
        object.__setattr__(self, "value", normal_form(self.scheme, self.value))

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Return the identifier that `scheme:value` stands for.

        Raises:
            InvalidValueError: There is no scheme before the first colon, the scheme is not known, or the value is no
                identifier of that scheme.

        >>> Identifier.parse("un-symbol:S/RES/1244(1999)").short_form()
        'un-symbol:S/RES/1244 (1999)'
        """
        text = line_of(text)
        scheme, colon, value = text.partition(":")
        if not colon or scheme.lower() not in _SCHEMES:
            raise InvalidValueError.of(
                FaultCode.UNKNOWN_TERM,
                found=quoted(scheme) if colon else f"{described(text)} without a scheme",
                expected="a scheme before the first colon, one of " + ", ".join(_SCHEMES),
                suggestion=_advice(scheme.lower() if colon else None),
                value=text,
            )
        return cls(scheme=IdentifierScheme(scheme.lower()), value=value)

    def short_form(self) -> str | None:
        """Return `scheme:value`; there is always such a text."""
        return f"{self.scheme}:{self.value}"

    @property
    def is_user_assigned(self) -> bool:
        """Whether it is a country code that ISO 3166-1 leaves to its users, as `XK` is."""
        return self.scheme is IdentifierScheme.ISO3166_1 and self.value in USER_ASSIGNED_COUNTRIES

    def known_by(self) -> str:
        """Return the scheme, by which citations name the entry of a list."""
        return str(self.scheme)


_SCHEMES = tuple(str(scheme) for scheme in IdentifierScheme)


def _advice(scheme: str | None) -> str | None:
    if scheme is None:
        return "write it as 'celex:32019D2111'"
    if scheme in {"http", "https"}:
        return "write 'url:' before a web address, or 'eli:', 'ror:' or 'wikidata:' where it is one of these"
    return did_you_mean(scheme, _SCHEMES)
