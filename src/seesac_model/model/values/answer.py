"""Yes, no, or not known: what a question about dates that are not fully known can be answered with."""

from __future__ import annotations

from enum import Enum
from typing import Final, NoReturn

__all__ = ["Answer"]


class Answer(Enum):
    """
    A three-valued answer, combined as in Kleene's strong logic: what is not known stays not known.

    It is neither true nor false, so `if answer:` raises :class:`TypeError`: ask :attr:`definitely` or :attr:`possibly`.

    >>> Answer.YES & Answer.UNKNOWN, Answer.NO & Answer.UNKNOWN, ~Answer.UNKNOWN
    (<Answer.UNKNOWN: 'unknown'>, <Answer.NO: 'no'>, <Answer.UNKNOWN: 'unknown'>)
    """

    YES = "yes"
    """True whatever the missing part of the dates turns out to be."""
    NO = "no"
    """False whatever the missing part of the dates turns out to be."""
    UNKNOWN = "unknown"
    """True or false: what is stated does not decide."""

    def __str__(self) -> str:
        return self.value

    @property
    def definitely(self) -> bool:
        """
        Whether the answer is YES.

        >>> Answer.UNKNOWN.definitely
        False
        """
        return self is _YES

    @property
    def possibly(self) -> bool:
        """
        Whether the answer is YES or UNKNOWN.

        >>> Answer.UNKNOWN.possibly
        True
        """
        return self is not _NO

    def __and__(self, other: object) -> Answer:
        """NO if either is NO, YES if both are YES."""
        if not isinstance(other, Answer):
            return NotImplemented
        if Answer.NO in (self, other):
            return Answer.NO
        return other if self is Answer.YES else self

    def __or__(self, other: object) -> Answer:
        """YES if either is YES, NO if both are NO."""
        if not isinstance(other, Answer):
            return NotImplemented
        if Answer.YES in (self, other):
            return Answer.YES
        return other if self is Answer.NO else self

    def __invert__(self) -> Answer:
        """Turn YES and NO round; UNKNOWN stays."""
        if self is Answer.UNKNOWN:
            return self
        return Answer.NO if self is Answer.YES else Answer.YES

    def __bool__(self) -> NoReturn:
        """Refuse: an `if` would have to take UNKNOWN for yes or for no."""
        raise TypeError("an Answer may be unknown and is neither true nor false; ask `.definitely` or `.possibly`")


# To look up a member of an enumeration takes longer than all else that these properties do.
_YES: Final = Answer.YES
_NO: Final = Answer.NO
