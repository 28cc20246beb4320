"""What text may be: NFC, stripped, and free of characters that hide what a reader would see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from seesac_model._regex import Regex
from seesac_model.errors import Fault, FaultCode, described, quoted

LONGEST_LINE: Final = 2_000
"""The longest text of one line, in characters: a title, a name, a description."""
LONGEST_PROSE: Final = 20_000
"""The longest text of several lines, in characters: a note, a wording, an outcome."""

# Unicode's Stream-Safe Text Format (UAX #15, section 13): more marks in a row than any script writes, and the number
# from which normalisation would no longer take linear time.
_MOST_MARKS: Final = 30
_FORBIDDEN: Final = Regex(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters; tab and line feed are looked at apart
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u2069"  # embedding, override and isolate of direction
    "\ufeff\ufff9-\ufffb"  # byte order mark and interlinear annotation
    "\ufffe\uffff\ud800-\udfff]",  # no characters at all
)
_LINE_BREAKING: Final = Regex("[\t\n]")


def clean_text(text: str) -> str:
    r"""
    Return `text` with line ends as line feeds, without white space around it, in NFC; what it says stays.

    >>> clean_text(" Gunnar Stro\u0308mmer\r\n")
    'Gunnar Strömmer'
    """
    if text.isascii():
        return text.replace("\r\n", "\n").strip() if "\r" in text else text.strip()
    text = text.replace("\r\n", "\n").strip()
    if len(text) > LONGEST_PROSE or _longest_run_of_marks(text) > _MOST_MARKS:
        return text
    return unicodedata.normalize("NFC", text)


def _longest_run_of_marks(text: str) -> int:
    if len(text) <= _MOST_MARKS:
        return 0
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        longest = max(longest, run)
    return longest


def text_faults(text: str, *, prose: bool = False) -> Iterator[Fault]:
    r"""
    Yield what is wrong with a text that :func:`clean_text` has been through.

    Args:
        text: The text.
        prose: Whether it may have several lines and be longer.

    >>> [fault.found for fault in text_faults("two\nlines")]
    ['the character U+000A at position 4']
    """
    longest = LONGEST_PROSE if prose else LONGEST_LINE
    expected = f"1 to {longest:,} characters of text" + ("" if prose else " in one line")
    if not text:
        yield Fault(
            code=FaultCode.INVALID_TEXT,
            found="empty text",
            expected=expected,
            suggestion="leave the field out where nothing is known",
            value=text,
        )
        return
    if len(text) > longest:
        yield Fault(code=FaultCode.INVALID_TEXT, found=described(text), expected=expected, value=text)
        return
    match = _FORBIDDEN.search(text) or (None if prose else _LINE_BREAKING.search(text))
    if match:
        yield Fault(
            code=FaultCode.INVALID_TEXT,
            found=f"the character U+{ord(match[0]):04X} at position {match.start() + 1}",
            expected=expected + " without control and direction-override characters",
            suggestion="remove that character",
            value=text,
        )
    elif not text.isascii() and _longest_run_of_marks(text) > _MOST_MARKS:
        yield Fault(
            code=FaultCode.INVALID_TEXT,
            found=f"more than {_MOST_MARKS} combining marks in a row",
            expected=expected,
            value=text,
        )


def slug_like(text: str) -> str | None:
    """
    Propose an id that looks like `text`; None where nothing is left of it.

    >>> slug_like("Čakovec Meeting, 2021")
    'cakovec-meeting-2021'
    """
    plain = unicodedata.normalize("NFKD", text[:128]).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9._]+", "-", plain).strip("-._") or None


SLUG: Final = Regex(r"[a-z0-9][a-z0-9._-]{0,127}")


def slug_faults(text: str) -> Iterator[Fault]:
    """Yield what is wrong with an id."""
    if SLUG.fullmatch(text):
        return
    near = slug_like(text)
    yield Fault(
        code=FaultCode.INVALID_ID,
        found=quoted(text),
        expected="an id of 1 to 128 characters a-z 0-9 - . _ that starts with a letter or digit",
        suggestion=f"did you mean {quoted(near)}?" if near else None,
        value=text,
    )
