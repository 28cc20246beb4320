"""Names of people: honorifics, order, initials, hyphens."""

from __future__ import annotations

from typing import Final, NamedTuple

from seesac_model._regex import Regex
from seesac_model.dataset._folding import fold, sound

__all__ = ["PersonName"]

_EXCELLENCY: Final = Regex(r"^\s*(?:H\.\s?E\.?|HE)(?=\s)")
_BEFORE: Final = frozenset(
    "mr mrs ms miss mx sir dame madam mme herr frau gospodin gospodja gospoda gdin gdja gda her his excellency hon "
    "honourable honorable dr doc prof professor mag mgr dipl ing eng amb ambassador adv insp inspector supt "
    "superintendent sgt sergeant lt lieutenant ltcol capt captain cpt cmdr commander maj major col colonel brig "
    "brigadier gen general ltc minister ministar ministri ministru deputy assistant state secretary president director "
    "commissioner hrvp".split()
)
_BEHIND: Final = frozenset("phd msc ma mba llm jr esq".split())
_LONGEST_INITIAL: Final = 2


class PersonName(NamedTuple):
    """
    A name of a person in parts that were divided by white space, without honorifics, the family name last.

    Attributes:
        parts: The parts by their sound; a hyphenated name is one part.
        folded: The parts, folded.
        words: The words by their sound, in the order of the alphabet; a hyphenated name is several words.
        was_turned: Whether the text had the family name first, with a comma behind it or an initial after it.
        has_initial: Whether the first part is an initial.
    """

    parts: tuple[str, ...]
    folded: tuple[str, ...]
    words: tuple[str, ...]
    was_turned: bool
    has_initial: bool

    @classmethod
    def parse(cls, text: str) -> PersonName:
        """
        Read a name.

        >>> PersonName.parse("H.E. Ms. Bojana Balon").folded, PersonName.parse("Balon, B.").folded
        (('bojana', 'balon'), ('b', 'balon'))
        """
        text = _EXCELLENCY.sub("", text)
        first, *rest = text.split(",")
        given = [part for piece in rest for part in _without_titles(piece, least=0)]
        family = _without_titles(first, least=1)
        parts, was_turned = [*given, *family], bool(given and family)
        if len(parts) > 1 and _is_initial(parts[-1]) and not _is_initial(parts[0]):
            parts, was_turned = [parts[-1], *parts[:-1]], True
        folded = tuple("".join(fold(part).split()) for part in parts)
        words = sorted(sound(word) for part in parts for word in fold(part).split())
        has_initial = bool(parts) and _is_initial(parts[0])
        return cls(tuple(map(sound, folded)), folded, tuple(words), was_turned, has_initial)

    @property
    def initials(self) -> list[str]:
        """The initials that the given name can be written with: L. and, for the sake of Lj., Li."""
        return sorted({self.parts[0][:1], self.parts[0][:_LONGEST_INITIAL]})


def _without_titles(text: str, *, least: int) -> list[str]:
    parts = [part for part in text.replace(".", ". ").split() if fold(part)]
    keys = ["".join(fold(part).split()) for part in parts]
    start, end = 0, len(parts)
    while end - start > least and keys[start] in _BEFORE:
        start += 1
    while end - start > least and keys[end - 1] in _BEHIND:
        end -= 1
    return parts[start:end]


def _is_initial(part: str) -> bool:
    folded = fold(part)
    return len(folded) == 1 or (part.endswith(".") and len(folded) <= _LONGEST_INITIAL)
