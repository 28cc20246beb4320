"""What comes of looking a name up: the records that may be meant, each with a score and the reason."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Generic, TypeVar, overload

import attrs

from seesac_model.errors import NoSingleMatchError
from seesac_model.model import Record, Term

__all__ = ["CLEAR_SCORE", "LEAST_SCORE", "Match", "MatchReason", "Matches"]

R = TypeVar("R", bound=Record)

LEAST_SCORE: Final = 50
"""The least score that is given back where nothing else is asked for; what scores less is no match."""
CLEAR_SCORE: Final = 80
"""The least score of a match that is chosen; what scores less is proposed only."""
_LEAD: Final = 3


class MatchReason(Term):
    """
    Why a record matches, from the strongest reason to the weakest; :attr:`score` says how strong it is.

    The first ones, down to `initials`, follow from rules alone and need no extra.
    """

    SAME_NAME = "same-name", "The text is a name of it, letter by letter."
    SAME_ID = "same-id", "The text is its id."
    SAME_IDENTIFIER = "same-identifier", "An identifier of it: the number of an act, a code in a register."
    SAME_ACRONYM = "same-acronym", "An acronym of it; case and points aside."
    SPELLING = (
        "same-but-for-spelling",
        "A name of it but for case, diacritics, punctuation, small words, and British or American spelling.",
    )
    OTHER_SCRIPT = "other-script", "A name of it in another script, letter by letter."
    TWO_NAMES = "two-names", "Two names of it, one behind the other or in brackets."
    TRANSLITERATION = "other-transliteration", "A name of it in another transliteration: Toshkovski, Toškovski."
    SAME_WORDS = (
        "same-words",
        "The words of a name of it in another order or form, as with the place as noun, adjective or jurisdiction.",
    )
    FORMED_ACRONYM = "formed-acronym", "The initials of the words of a name of it, or the words of its acronym."
    FURTHER_GIVEN_NAME = "further-given-name", "The person's name with a middle name more or less."
    FURTHER_WORDS = "further-words", "A name of it, and words that are all in its other names."
    INITIALS = "initials", "The person's name with an initial for the given name."
    SAME_OCCASION = "same-occasion", "An event of the same series and number, or on the same dates in the same place."
    NEAR_SPELLING = "near-spelling", "Nearly a name of it: letters are swapped, missing, too many or others."
    UNNAMED_PLACE = "unnamed-place", "The words of a name of it, and the text does not say of which place."
    CONTAINED_WORDS = "contained-words", "Some of the words of a name of it, and no others."

    @property
    def score(self) -> int:
        """
        The highest score that a match for this reason has, 0 to 100.

        >>> MatchReason.SAME_NAME.score, MatchReason.CONTAINED_WORDS.score
        (100, 69)
        """
        return _SCORES[self]


_SCORES: Final[Mapping[MatchReason, int]] = {
    MatchReason.SAME_NAME: 100,
    MatchReason.SAME_ID: 100,
    MatchReason.SAME_IDENTIFIER: 100,
    MatchReason.SAME_ACRONYM: 99,
    MatchReason.SPELLING: 97,
    MatchReason.OTHER_SCRIPT: 96,
    MatchReason.TWO_NAMES: 95,
    MatchReason.TRANSLITERATION: 93,
    MatchReason.SAME_WORDS: 92,
    MatchReason.FORMED_ACRONYM: 90,
    MatchReason.FURTHER_GIVEN_NAME: 86,
    MatchReason.FURTHER_WORDS: 85,
    MatchReason.INITIALS: 84,
    MatchReason.SAME_OCCASION: 90,
    MatchReason.NEAR_SPELLING: 88,
    MatchReason.UNNAMED_PLACE: 75,
    MatchReason.CONTAINED_WORDS: 69,
}


@attrs.frozen(kw_only=True)
class Match(Generic[R]):
    """
    A record that a text may mean.

    Attributes:
        record: The record.
        score: How well the text fits, 0 to 100: the score of the reason, less where words are missing or misspelt and
            10 less where name or record were not in use at the time asked for. An order, not a probability.
        reason: Why it fits.
        name: The name of the record, or its id or identifier, that fits best.
    """

    record: R
    score: int
    reason: MatchReason
    name: str


@attrs.frozen
class Matches(Sequence[Match[R]], Generic[R]):
    """
    The matches of one text, the best first and those of one score by id; immutable.

    Attributes:
        kind: The collection that was searched.
        found: The matches.
    """

    kind: str
    found: tuple[Match[R], ...]

    @property
    def best(self) -> Match[R] | None:
        """
        The one clear match: its score is at least :data:`CLEAR_SCORE` and 3 more than that of the next.

        None where there is no match, where the text fits several records about equally well, and where it fits one only
        in part, as a family name does: a false match is worse than none.
        """
        if not self.found or self.found[0].score < CLEAR_SCORE:
            return None
        rivals = [match for match in self.found[1:] if match.score > self.found[0].score - _LEAD]
        return None if rivals else self.found[0]

    @property
    def is_ambiguous(self) -> bool:
        """Whether there are matches and none of them is clear."""
        return bool(self.found) and self.best is None

    def one(self) -> R:
        """
        Return the record of the clear match.

        Raises:
            NoSingleMatchError: There is none; the error lists the ids of the candidates.
        """
        if self.best is None:
            raise NoSingleMatchError(self.kind, [match.record.id for match in self.found])
        return self.best.record

    @overload
    def __getitem__(self, index: int) -> Match[R]: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Match[R], ...]: ...
    def __getitem__(self, index: int | slice) -> Match[R] | tuple[Match[R], ...]:
        return self.found[index]

    def __iter__(self) -> Iterator[Match[R]]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)
