"""The base of every closed vocabulary."""

from __future__ import annotations

from enum import StrEnum
from typing import Self


class Term(StrEnum):
    """
    A word of a closed list, which is also that word as text, with what it means and where the meaning was taken from.

    A member is declared by its word, its meaning in one line, and the address or name of the standard behind it, if
    any.

    Attributes:
        meaning: What the word says of the thing it is used for.
        source: Where word or meaning were taken from; None where they are this library's own.

    >>> class Weather(Term):
    ...     SUNNY = "sunny", "The sun shines."
    ...     RAINY = "rainy", "Water falls.", "https://example.org/weather#rain"
    >>> Weather("rainy").meaning, Weather.RAINY.source, Weather.SUNNY.source
    ('Water falls.', 'https://example.org/weather#rain', None)
    >>> Weather.SUNNY == "sunny", f"{Weather.SUNNY}"
    (True, 'sunny')
    """

    meaning: str
    source: str | None

    # `meaning` has a default only for type checkers, to which the look-up `Weather("rainy")` is this call.
    def __new__(cls, word: str, meaning: str = "", source: str | None = None) -> Self:
        """Make the member that is `word`; only the declaration of the members calls this."""
        if not meaning:
            raise TypeError(f"the term {word!r} has no meaning; declare it as {word!r}, 'what it means'")
        term = str.__new__(cls, word)
        term._value_ = word
        term.meaning = meaning
        term.source = source
        return term
