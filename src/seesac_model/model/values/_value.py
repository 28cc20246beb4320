"""The base of every value."""

from __future__ import annotations

from seesac_model.model._fields import Checked
from seesac_model.model._ordering import Ordered


class Value(Checked, Ordered):
    """
    A thing without an id that lives inside records: frozen, well-formed, comparable by what it says.

    A value class that has a short text form offers `parse` (text to value) and `short_form` (value to text, or None
    where the text would not say everything).
    """

    __slots__ = ()

    def short_form(self) -> str | None:
        """Return a text from which `parse` gives back an equal value; None where there is no such text."""
        return None

    def known_by(self) -> str | None:
        """Return what tells this value from its neighbours in a list, for citations; None where nothing does."""
        return None

    def __str__(self) -> str:
        return self.short_form() or repr(self)
