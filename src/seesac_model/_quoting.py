"""What messages show of the things that they speak of: codes and ids as they are, free text never."""

from __future__ import annotations

from typing import Final

__all__ = ["LONGEST_QUOTE", "described", "quoted", "shown"]

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
