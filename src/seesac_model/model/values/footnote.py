"""A footnote that a publisher's house style asks for."""

from __future__ import annotations

import attrs

from seesac_model.model._fields import LongText, about
from seesac_model.model.values._value import Value
from seesac_model.model.values.terms import HouseStyle

__all__ = ["Footnote"]


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Footnote(Value):
    """
    The footnote that one house style puts to a name, word for word.

    The text belongs to the publisher: the same place has one footnote in the style of the United Nations and another in
    that of the European Union. There is no short text form, because a text alone would not say whose footnote it is.

    Attributes:
        style: Whose rules ask for the footnote.
        text: The footnote without its mark (asterisk or number); 1 to 20,000 characters, several lines allowed.

    Raises:
        InvalidValueError: A field is missing, of the wrong type, empty, too long or has forbidden characters.

    >>> from seesac_model.model.values.terms import HouseStyle
    >>> note = Footnote(style=HouseStyle.UN, text="In the context of Security Council resolution 1244 (1999).")
    >>> note.style.value, note.short_form()
    ('un', None)
    """

    style: HouseStyle = attrs.field(metadata=about("whose rules ask for the footnote"))
    text: LongText = attrs.field(
        metadata=about("the footnote without its mark", term="http://www.w3.org/2004/02/skos/core#editorialNote")
    )

    def known_by(self) -> str:
        """Return the style, by which citations name the entry of a list."""
        return str(self.style)
