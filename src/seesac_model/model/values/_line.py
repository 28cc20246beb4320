"""The one line of text that every `parse` begins with."""

from __future__ import annotations

from seesac_model.errors import FaultCode, InvalidValueError, described
from seesac_model.model._text import clean_text, text_faults


def line_of(text: object) -> str:
    """
    Return the text, cleaned.

    Raises:
        InvalidValueError: It is no text, empty, longer than 2,000 characters, or has several lines or forbidden
            characters.
    """
    if not isinstance(text, str):
        raise InvalidValueError.of(FaultCode.WRONG_TYPE, found=described(text), expected="text (str)", value=text)
    line = clean_text(text)
    faults = list(text_faults(line))
    if faults:
        raise InvalidValueError(faults)
    return line


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is written as running text."""
    return frozenset(text.split())
