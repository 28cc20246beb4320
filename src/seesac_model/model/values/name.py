"""One further name of something, and the language tags that names and texts carry."""

from __future__ import annotations

from typing import Annotated, Final, Self

import attrs

from seesac_model.model._fields import Line, Pattern, about
from seesac_model.model.values._value import Value
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.terms import NameKind

__all__ = ["LanguageTag", "Name"]

# RFC 5646, section 2.1, rule by rule. Subtags end at a hyphen and are told apart by their length and first character,
# so that no input makes the expression go back more than one subtag.
_LANGTAG: Final = (
    r"(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})"  # language, with up to three extended subtags
    r"(?:-[A-Za-z]{4})?"  # script
    r"(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"  # region
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*"  # variants
    r"(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"  # extensions
    r"(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?"  # private use
)
_PRIVATE: Final = r"[Xx](?:-[A-Za-z0-9]{1,8})+"
_IRREGULAR: Final = (
    "en-GB-oed|i-ami|i-bnn|i-default|i-enochian|i-hak|i-klingon|i-lux|i-mingo|i-navajo|i-pwn|i-tao|i-tay|i-tsu"
    "|sgn-BE-FR|sgn-BE-NL|sgn-CH-DE"
)

LanguageTag = Annotated[
    str,
    Pattern(
        f"(?:{_LANGTAG}|{_PRIVATE}|(?i:{_IRREGULAR}))",
        "a language tag as BCP 47 writes it, such as 'sr-Latn', 'sq' or 'en-GB'",
    ),
]
"""A BCP 47 language tag, well-formed by RFC 5646, kept as given: neither its case nor its registration is looked at."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Name(Value):
    """
    One further name of a person, an organisation, a place, an event or a text.

    The short text form is the text alone, where nothing else is said of the name.

    Attributes:
        text: The name, 1 to 2,000 characters in one line; diacritics and script stay as they are.
        language: The language and script of the text, as a BCP 47 tag; None where it was not said.
        kind: What sort of name it is; None where it was not said.
        during: When the name was in use; None where it was not said.

    Raises:
        InvalidValueError: A field is missing, of the wrong type or malformed. Messages never show the text, because
            names of people are personal data.

    >>> Name.parse("Frontex").short_form()
    'Frontex'
    >>> Name(text="Бојана Балон", language="sr-Cyrl").short_form() is None
    True
    """

    text: Line = attrs.field(metadata=about("the name", term="https://schema.org/alternateName"))
    language: LanguageTag | None = attrs.field(
        default=None,
        metadata=about("language and script of the name, as a BCP 47 tag", term="https://schema.org/inLanguage"),
    )
    kind: NameKind | None = attrs.field(default=None, metadata=about("what sort of name it is"))
    during: DateSpan | None = attrs.field(
        default=None, metadata=about("when the name was in use", term="https://schema.org/temporalCoverage")
    )

    @classmethod
    def parse(cls, text: str) -> Self:
        """
        Return the name of which nothing is known but the text.

        Raises:
            InvalidValueError: The text is empty, too long or has forbidden characters.
        """
        return cls(text=text)

    def short_form(self) -> str | None:
        """Return the text where it is all that is said; None where language, kind or time would be lost."""
        return self.text if self.language is None and self.kind is None and self.during is None else None

    def known_by(self) -> str:
        """Return the text, by which citations name the entry of a list."""
        return self.text
