"""How many people, as honestly as the source said."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Annotated, Final, Self

import attrs

from seesac_model.errors import Fault, FaultCode, InvalidValueError, described, quoted
from seesac_model.model._fields import Line, Range, about
from seesac_model.model.values._headcount_phrases import read_count
from seesac_model.model.values._line import line_of
from seesac_model.model.values._value import Value
from seesac_model.model.values.terms import Qualifier

__all__ = ["DEFAULT_TOLERANCE", "Headcount", "HeadcountTotal"]

DEFAULT_TOLERANCE: Final = 0.1
"""How far, as a share of the number, `about` and `almost` are taken to reach where nothing else is asked for: 10 %."""

_Number = Annotated[int, Range(0, 10**9)]


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Headcount(Value):
    """
    A number of people with what the source said of it: about, over, at least, or nothing.

    The short text form is an English phrase (:meth:`parse`). Equality is by what is said: "about 100" and "some 100
    people" are two values, and neither equals 100.

    Attributes:
        value: The number as stated, 0 to 1,000,000,000; the smaller one for `between`.
        qualifier: How the number is meant; `exactly` where the source gives it without a qualifier.
        upper_value: The greater number; given for `between` and only there.
        women: How many of them were women; None where it was not said.
        men: How many of them were men; None where it was not said. Women and men need not add up to the number:
            sources print 18 and 4 as 21; a rule reports it where nothing explains it.
        wording: The words as printed; None where they say no more than the other fields.

    Raises:
        InvalidValueError: A field is malformed; `upper_value` is missing, out of place or not greater than `value`;
            nothing is `under` or `almost` zero; or there are more women or men than the number allows at most.

    >>> count = Headcount.parse("over 120 participants")
    >>> count.value, count.qualifier.value, count.lower, count.upper
    (120, 'over', 121, None)
    >>> Headcount.parse("about 100").bounds(tolerance=0.2)
    (80, 120)
    """

    value: _Number = attrs.field(
        metadata=about("the number as stated; the smaller one for between", term="https://schema.org/value")
    )
    qualifier: Qualifier = attrs.field(default=Qualifier.EXACTLY, metadata=about("how the number is meant"))
    upper_value: _Number | None = attrs.field(
        default=None, metadata=about("the greater number, for between", term="https://schema.org/maxValue")
    )
    women: _Number | None = attrs.field(default=None, metadata=about("how many of them were women"))
    men: _Number | None = attrs.field(default=None, metadata=about("how many of them were men"))
    wording: Line | None = attrs.field(
        default=None, metadata=about("the words as printed, where they say more", term="https://schema.org/description")
    )

    @classmethod
    def parse(cls, phrase: str) -> Self:
        """
        Return what an English phrase says; it becomes `wording` unless it is plain, as `100` and `over 100` are.

        Understood are digits (1,300) and number words, with or without one qualifier before or behind, ranges, and
        words for those who were counted. `close to` is read as `about`, `nearly` as `almost`, `as many as` as `up-to`.

        Raises:
            InvalidValueError: The phrase is not understood with certainty: it has no number ("several"), two numbers
                that are no range, a number that is spelt ambiguously ("1.300") or says two things ("forty (50)"), or
                what was counted is not known to be people: between the number and a noun for people only words of a
                closed list may stand, so that no date, duration, event or body is taken for a headcount.

        >>> Headcount.parse("Twenty-four (24) representatives").value
        24
        >>> Headcount.parse("between 20 and 30").short_form()
        'between 20 and 30'
        """
        text = line_of(phrase)
        count = read_count(text)
        found = cls(value=count.value, qualifier=count.qualifier, upper_value=count.upper)
        is_plain = text in {found._plain(), f"{count.value:,}"}
        return found if is_plain else attrs.evolve(found, wording=text)

    def short_form(self) -> str | None:
        """Return the words as printed or else the plain phrase; None where a split or the words would be lost."""
        if self.wording is None:
            return self._plain() if self.women is None and self.men is None else None
        try:
            same = Headcount.parse(self.wording) == self
        except InvalidValueError:
            return None
        return self.wording if same else None

    def _plain(self) -> str:
        if self.qualifier is Qualifier.EXACTLY:
            return str(self.value)
        if self.qualifier is Qualifier.BETWEEN:
            return f"between {self.value} and {self.upper_value}"
        return f"{self.qualifier.replace('-', ' ')} {self.value}"

    @property
    def lower(self) -> int:
        """The least number of people there can have been, with :data:`DEFAULT_TOLERANCE`."""
        return self.bounds()[0]

    @property
    def upper(self) -> int | None:
        """The greatest number of people there can have been, with :data:`DEFAULT_TOLERANCE`; None for no bound."""
        return self.bounds()[1]

    def bounds(self, tolerance: float = DEFAULT_TOLERANCE) -> tuple[int, int | None]:
        """
        Return the least and the greatest number of people there can have been; None for no upper bound.

        Args:
            tolerance: How far `about` (to both sides) and `almost` (downwards) reach, as a share of the number from
                0 to 1; bounds are rounded outward. The other qualifiers do not depend on it.

        Raises:
            InvalidValueError: `tolerance` is not a number from 0 to 1.

        >>> Headcount.parse("almost 100").bounds()
        (90, 99)
        """
        share = _share(tolerance)
        match self.qualifier:
            case Qualifier.EXACTLY:
                return self.value, self.value
            case Qualifier.ABOUT:
                return math.floor(self.value * (1 - share)), math.ceil(self.value * (1 + share))
            case Qualifier.OVER:
                return self.value + 1, None
            case Qualifier.AT_LEAST:
                return self.value, None
            case Qualifier.ALMOST:
                return min(math.floor(self.value * (1 - share)), self.value - 1), self.value - 1
            case Qualifier.UP_TO:
                return 0, self.value
            case Qualifier.UNDER:
                return 0, self.value - 1
            case _:
                return self.value, self.upper_value

    @staticmethod
    def total(headcounts: Iterable[Headcount], *, tolerance: float = DEFAULT_TOLERANCE) -> HeadcountTotal:
        """
        Return the sum of headcounts that have nobody in common, as bounds; see :meth:`HeadcountTotal.of`.

        Raises:
            InvalidValueError: `tolerance` is not a number from 0 to 1.

        >>> print(Headcount.total([Headcount.parse("20"), Headcount.parse("over 120")]))
        at least 141
        """
        return HeadcountTotal.of(headcounts, tolerance=tolerance)

    def _contradictions(self) -> Iterator[Fault]:
        is_between = self.qualifier is Qualifier.BETWEEN
        if is_between != (self.upper_value is not None):
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"qualifier {quoted(self.qualifier)} {'without' if is_between else 'with'} upper_value",
                expected="upper_value for 'between', and only there",
                path=("upper_value",),
                value=self.upper_value,
            )
        elif self.upper_value is not None and self.upper_value <= self.value:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"{self.upper_value}",
                expected=f"a number greater than value, {self.value}",
                path=("upper_value",),
                value=self.upper_value,
            )
        elif self.value == 0 and self.qualifier in {Qualifier.UNDER, Qualifier.ALMOST}:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"{self.qualifier} 0",
                expected="a number of at least 1 with this qualifier",
                path=("value",),
                value=self.value,
            )
        elif self.women is not None or self.men is not None:
            yield from self._impossible_shares()

    def _impossible_shares(self) -> Iterator[Fault]:
        most = self.value if self.qualifier is Qualifier.EXACTLY else self.upper
        for name, share in (("women", self.women), ("men", self.men)):
            if share is not None and most is not None and share > most:
                yield Fault(
                    code=FaultCode.CONTRADICTION,
                    found=f"{share}",
                    expected=f"at most {most}, the greatest number that {quoted(self._plain())} allows",
                    path=(name,),
                    value=share,
                )


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class HeadcountTotal(Value):
    """
    The sum of several headcounts, as the bounds between which it lies; never one number that nobody counted.

    Totals add up (`+`) in any order and grouping; `HeadcountTotal.of([])` changes nothing. Printed, a total reads
    `exactly 44`, `90 to 110` or `at least 141`, and `no headcounts` where nothing went in.

    Attributes:
        lower: The least number of people.
        upper: The greatest number of people; None for no bound.
        counted: How many headcounts went in.

    Raises:
        InvalidValueError: A field is malformed, or `upper` is below `lower`.

    >>> print(HeadcountTotal.of([Headcount(value=20), Headcount(value=24)]))
    exactly 44
    """

    lower: Annotated[int, Range(0)] = attrs.field(
        metadata=about("the least number of people", term="https://schema.org/minValue")
    )
    upper: Annotated[int, Range(0)] | None = attrs.field(
        metadata=about("the greatest number of people; none for no bound", term="https://schema.org/maxValue")
    )
    counted: Annotated[int, Range(0)] = attrs.field(metadata=about("how many headcounts went in"))

    @classmethod
    def of(cls, headcounts: Iterable[Headcount], *, tolerance: float = DEFAULT_TOLERANCE) -> Self:
        """
        Return the sum of headcounts that have nobody in common; shares of a larger group are the caller's to leave out.

        Args:
            headcounts: What to add up.
            tolerance: How far `about` and `almost` reach; see :meth:`Headcount.bounds`.

        Raises:
            InvalidValueError: `tolerance` is not a number from 0 to 1.
        """
        lower, counted = 0, 0
        upper: int | None = 0
        for headcount in headcounts:
            least, most = headcount.bounds(tolerance)
            lower += least
            upper = None if upper is None or most is None else upper + most
            counted += 1
        return cls(lower=lower, upper=upper, counted=counted)

    def __add__(self, other: HeadcountTotal) -> HeadcountTotal:
        if other.__class__ is not HeadcountTotal:
            return NotImplemented
        return HeadcountTotal(
            lower=self.lower + other.lower,
            upper=None if self.upper is None or other.upper is None else self.upper + other.upper,
            counted=self.counted + other.counted,
        )

    def __str__(self) -> str:
        if not self.counted:
            return "no headcounts"
        if self.upper is None:
            return f"at least {self.lower}"
        return f"exactly {self.lower}" if self.lower == self.upper else f"{self.lower} to {self.upper}"

    def _contradictions(self) -> Iterator[Fault]:
        if self.upper is not None and self.upper < self.lower:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"{self.upper}",
                expected=f"at least lower, {self.lower}",
                path=("upper",),
                value=self.upper,
            )


# By type too: True is equal to 1, and is no tolerance.
@functools.lru_cache(maxsize=16, typed=True)
def _share(tolerance: float) -> Fraction:
    if not 0 <= tolerance <= 1:
        raise InvalidValueError.of(
            FaultCode.INVALID_NUMBER,
            found=described(tolerance),
            expected="a tolerance from 0 to 1, as 0.1 for 10 %",
            value=tolerance,
        )
    # The shortest decimal that stands for the float: 0.1 is meant as one tenth, not as its binary neighbour.
    return Fraction(repr(tolerance))
