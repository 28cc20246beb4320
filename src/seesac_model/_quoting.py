"""
What messages show of the things that they speak of: codes and ids as they are, free text never.

And how text looks that is shown where characters could steer a terminal or a reader.
"""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["LONGEST_QUOTE", "described", "how_many", "quoted", "shown", "visible"]

LONGEST_QUOTE: Final = 60
"""How many characters of a code or id are shown."""
_LONGEST_NUMBER: Final = 10_000


def quoted(value: object) -> str:
    r"""
    Show a code, an id, a date, a number or a key in a message: escaped, and cut at 60 characters.

    Never give it free text or a person's name: for these there is :func:`described`.

    >>> print(quoted("customs-conference"))
    'customs-conference'
    >>> print(quoted("a\u202eb"))
    'a\u202eb'
    """
    if isinstance(value, int) and value.bit_length() > _LONGEST_NUMBER:
        return f"a number of {value.bit_length():,} bits"  # Python refuses to write out very long numbers.
    text = str(value)
    cut = text[:LONGEST_QUOTE]
    shown = repr(cut) if isinstance(value, str) else cut
    return f"{shown}… ({len(text)} characters)" if len(text) > LONGEST_QUOTE else shown


def shown(text: str) -> str:
    """
    Show text that should be a code or a key, if it looks like one; text with spaces may say anything and is described.

    >>> shown("worksop"), shown("the man who was there")
    ("'worksop'", 'text of 21 characters')
    """
    return described(text) if any(character.isspace() for character in text) else quoted(text)


def described(value: object) -> str:
    """
    Say what kind of thing a value is without showing what it says.

    >>> described("Gunnar Strömmer")
    'text of 15 characters'
    >>> described(["a", "b"])
    'a list of 2'
    >>> described(None)
    'nothing'
    """
    match value:
        case None:
            return "nothing"
        case bool():
            return "true" if value else "false"
        case str():
            return f"text of {len(value)} character{'' if len(value) == 1 else 's'}" if value else "empty text"
        case int() | float():
            return f"the number {quoted(value)}"
        case dict():
            return f"a mapping of {len(value)}"
        case list() | tuple():
            return f"a list of {len(value)}"
        case _:
            return f"a {type(value).__name__}"


def how_many(number: int, one: str, several: str | None = None) -> str:
    """
    Say how many there are of something; without a plural, that of regular words.

    >>> how_many(1, "file"), how_many(2, "file"), how_many(0, "person", "people")
    ('1 file', '2 files', '0 people')
    """
    return f"{number} {one if number == 1 else several or f'{one}s'}"


def visible(text: str) -> str:
    r"""
    Return the text with control characters, and such that change the direction of text, escaped.

    >>> print(visible("Škoda\x1b[2J\u202eb"))
    Škoda\x1b[2J\u202eb
    """
    if text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or unicodedata.category(character) == "Zs"
        else character.encode("unicode_escape").decode("ascii")
        for character in text
    )
