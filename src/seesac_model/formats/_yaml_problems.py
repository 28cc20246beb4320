"""What ruamel.yaml's parser finds wrong with a text, put into words for people who do not know how a parser works."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["MISPLACED", "Problem", "problem_of"]


class Problem(NamedTuple):
    """
    A problem of the parser in plain words.

    Attributes:
        part: What its wording contains, in ruamel.yaml 0.18 and 0.19.
        found: What was found.
        expected: What should have been there.
        suggestion: The likely fix.
        is_at_start: Whether to point to where the broken text began rather than to where the parser gave up.
        is_in_brackets: Whether it helps to say which bracket is open.
    """

    part: str
    found: str
    expected: str
    suggestion: str
    is_at_start: bool = False
    is_in_brackets: bool = False


_QUOTE_IT: Final = "put the text in quotes"
_ALIGN_IT: Final = "check the indentation; the entries of one mapping or list start in the same column"
_DIRECTIVE: Final = (
    "a directive ('%' at the start of a line)",
    "a value",
    "remove that line, or put the text in quotes",
)
_TAG: Final = ("'!' at the start of a text", "a value", _QUOTE_IT)

MISPLACED: Final = Problem(
    "expected <block end>",
    "an entry that does not fit those before it",
    "an entry in line with them",
    _ALIGN_IT,
)
"""What the parser says of an entry in the wrong column, and of anything behind the end of a value."""

# The first that fits is taken: what is general comes after what is special.
_PROBLEMS: Final = (
    Problem(
        "could not find expected ':'",
        "text without a colon behind it",
        "'key: value'",
        "add ': ' behind the key, or indent the text",
    ),
    Problem(
        "mapping values are not allowed",
        "a colon in a place without a key",
        "a value",
        f"{_QUOTE_IT} if it contains ': ', or check the indentation",
    ),
    Problem(
        "sequence entries are not allowed",
        "a list entry on the line of its key",
        "a value",
        "start the list on a line of its own",
    ),
    Problem("mapping keys are not allowed", "'?' in a place without a mapping", "a value", _QUOTE_IT),
    Problem("'\\t' that cannot start", "a tab", "spaces", "indent and separate with spaces"),
    Problem(
        "that cannot start any token",
        "a character that no text without quotes starts with",
        "a value",
        _QUOTE_IT,
    ),
    Problem("scanning an alias", "'*' at the start of a text", "a value", _QUOTE_IT),
    Problem("scanning an anchor", "'&' at the start of a text", "a value", _QUOTE_IT),
    Problem("directive", *_DIRECTIVE),
    Problem("incompatible YAML", *_DIRECTIVE),
    Problem("a tag", *_TAG),
    Problem("an tag", *_TAG),
    Problem("tag handle", *_TAG),
    Problem(
        "scanning a block scalar",
        "something behind '|' or '>'",
        "the text on the next line, indented",
        "move it there, or put the text in quotes",
    ),
    Problem(
        "more indented follow up",
        "a blank line with more spaces than the text below it",
        "a blank line without spaces",
        "remove the spaces from the blank lines",
    ),
    Problem(
        "escape",
        "an unknown or incomplete escape",
        r"an escape of YAML, such as \\ or \n",
        r"write a backslash that belongs to the text as \\, or use single quotes",
    ),
    Problem(
        "unexpected end of stream",
        "text without an end",
        "the closing quote",
        "close the quotes",
        is_at_start=True,
    ),
    Problem(
        "unexpected document separator",
        "a line of '---' or '...' inside text in quotes",
        "the closing quote",
        "close the quotes before it",
    ),
    Problem("found unexpected ':'", "a colon inside text without quotes", "',' or a closing bracket", _QUOTE_IT),
    Problem("after document end marker", "something behind '...'", "a line of its own", "remove it"),
    Problem(
        "expected ',' or ']'",
        "something else in a list in brackets",
        "',' or ']'",
        "a comma or the closing bracket is missing before this, or text with special characters needs quotes",
        is_in_brackets=True,
    ),
    Problem(
        "expected ',' or '}'",
        "something else in a mapping in braces",
        "',' or '}'",
        "a comma or the closing brace is missing before this, or text with special characters needs quotes",
        is_in_brackets=True,
    ),
    MISPLACED,
    Problem(
        "expected the node content",
        "nothing in the place of a value",
        "a value",
        "write the value, or remove the comma or bracket that is too much",
    ),
    Problem(
        "<document start>",
        "something that does not belong to what stands before it",
        "the end of the text",
        _ALIGN_IT,
    ),
    # What a later release of the parser may say.
    Problem("", "something that is not YAML", "YAML 1.2", "check the quotes and the indentation here"),
)


def problem_of(wording: str) -> Problem:
    """
    Return in plain words what the parser says.

    Args:
        wording: Its problem and its context.

    >>> problem_of("found unexpected end of stream, while scanning a quoted scalar").found
    'text without an end'
    """
    return next(problem for problem in _PROBLEMS if problem.part in wording)
