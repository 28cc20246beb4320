"""
What people write where JSON wants something else, and what they should write.

Words that are not of the kind are not repeated in messages, for they may be anybody's name.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from seesac_model._regex import Regex

__all__ = ["advice_on", "is_word", "what_stands"]

_WORD: Final = Regex(r"[^\W\d]\w*")
_WORDS: Final = frozenset({"true", "false", "null", "NaN", "Infinity"})
_FOREIGN_WORDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("True", "TRUE"), "write true in lower case"),
    **dict.fromkeys(("False", "FALSE"), "write false in lower case"),
    **dict.fromkeys(("Null", "NULL"), "write null in lower case"),
    **dict.fromkeys(("None", "nil"), "write null"),
    **dict.fromkeys(("undefined", "nan", "inf"), "write null, or leave the entry out"),
}
_FOREIGN_MARKS: Final[Mapping[str, tuple[str, str]]] = {
    "'": ("a single quote", "use double quotes"),
    "`": ("a backtick", "use double quotes"),
    **dict.fromkeys("“”„«\u2019", ("a typographic quotation mark", "use straight double quotes")),
    "/": ("a comment or a slash", "remove it; JSON has no comments"),
    "#": ("a comment or a hash sign", "remove it; JSON has no comments"),
    "+": ("a plus sign", "write the number without it"),
    ".": ("a decimal point", "write a digit before and after it"),
    "-": ("a minus sign without a digit after it", "write a digit after it"),
    "\\": ("a backslash outside of text", "remove it"),
    "=": ("an equals sign", "write a colon"),
    ";": ("a semicolon", "write a comma"),
    "(": ("a round bracket", "write '['"),
    "\ufeff": ("a byte order mark inside the text", "remove it"),
}


def what_stands(text: str, offset: int) -> str:
    """Return what stands at an offset of a text, in words fit for a message."""
    if offset == len(text):
        return "the end of the text"
    character = text[offset]
    if character in _FOREIGN_MARKS:
        return _FOREIGN_MARKS[character][0]
    if character == '"':
        return "text"
    if character in "0123456789":
        return "a number"
    word = _WORD.match(text, offset)
    if word:
        return word[0] if word[0] in _FOREIGN_WORDS or word[0] in _WORDS else "a word without quotes"
    if " " < character <= "~":
        return repr(character)
    return f"the character U+{ord(character):04X}"


def is_word(text: str, offset: int) -> bool:
    """Tell whether a word begins at an offset."""
    return _WORD.match(text, offset) is not None


def advice_on(text: str, offset: int) -> str | None:
    """Return what to write instead of what stands at an offset; None where it is not of the kind."""
    character = text[offset : offset + 1]
    if character in _FOREIGN_MARKS:
        return _FOREIGN_MARKS[character][1]
    word = _WORD.match(text, offset)
    return _FOREIGN_WORDS.get(word[0]) if word else None
