"""What a rule is, what it is given, and what it yields."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import re
from collections.abc import Callable, Iterator
from typing import Any, Final, TypeAlias, TypeVar, cast, get_args, get_type_hints

import attrs

from seesac_model._regex import Regex
from seesac_model.dataset import Dataset
from seesac_model.model import Record, Suppression, Term

__all__ = ["Context", "Explanation", "Problem", "Rule", "RuleFunction", "Severity"]

T = TypeVar("T")


class Severity(Term):
    """
    How much a finding weighs.

    Severities are compared by :meth:`is_at_least`; as text they would sort by the alphabet.
    """

    ERROR = "error", "Certainly wrong: the records cannot all be true, or cannot be used as they are."
    WARNING = "warning", "Doubtful: likely a mistake, yet it may be as the records say."
    INFO = "info", "Worth knowing: something is missing, or sources disagree; nothing may be wrong."

    def is_at_least(self, other: Severity) -> bool:
        """
        Tell whether this one weighs as much as the other, or more.

        >>> Severity.ERROR.is_at_least(Severity.WARNING), Severity.INFO.is_at_least(Severity.WARNING)
        (True, False)
        """
        return self.rank <= other.rank

    @property
    def rank(self) -> int:
        """The place in the order of weights: 0 for the heaviest."""
        return list(type(self)).index(self)


@attrs.frozen(kw_only=True)
class Problem:
    """
    One thing that a rule found about the record that it was given.

    Attributes:
        message: What is wrong, in one clause. It quotes ids, dates, numbers and codes, never names or free text.
        path: Where in the record: the field, perhaps with a position and an inner field; empty for the whole record.
        hint: What to do about it; None if there is nothing to propose.
        related: The other records that are part of the problem.
    """

    message: str
    path: tuple[str | int, ...] = ()
    hint: str | None = None
    related: tuple[Record, ...] = ()


class Context:
    """
    What a rule may know beside the record and the dataset.

    Args:
        dataset: The dataset that is checked.
        today: The date of the check; None where the caller gives none.
        codes: The codes of all rules there are; given only to the rules about suppressions, which run last.
        unused: The suppressions that silenced nothing; likewise.
        checked: The records that are checked for themselves; None for all of the dataset, as where nothing stands
            beside it.
    """

    __slots__ = ("_checked", "_computed", "_dataset", "_today", "codes", "unused")

    def __init__(
        self,
        dataset: Dataset,
        *,
        today: dt.date | None = None,
        codes: frozenset[str] = frozenset(),
        unused: frozenset[Suppression] = frozenset(),
        checked: Dataset | None = None,
    ) -> None:
        self._checked = dataset if checked is None else checked
        self._dataset = dataset
        self._today = today
        self._computed: dict[Callable[[Dataset], Any], Any] = {}
        self.codes: frozenset[str] = codes
        self.unused: frozenset[Suppression] = unused

    @property
    def today(self) -> dt.date:
        """
        The date of the check, for rules that are declared with `needs_today=True`: they do not run without it.

        Raises:
            LookupError: A rule that is not declared so asks for it.
        """
        if self._today is None:
            raise LookupError("this check has no date; declare the rule with needs_today=True")
        return self._today

    def checks(self, record: Record) -> bool:
        """Tell whether a record is checked for itself, and does not only stand beside the records that are."""
        return record in self._checked

    def once(self, compute: Callable[[Dataset], T]) -> T:
        """
        Return `compute(dataset)`, computed once for the whole check.

        It is for what concerns all records together, such as the circles among them: computed for each record anew it
        would take time out of proportion.

        Args:
            compute: A function of a module, not one made on the spot: it is also the key under which the result is
                kept.
        """
        if compute not in self._computed:
            self._computed[compute] = compute(self._dataset)
        return cast("T", self._computed[compute])


RuleFunction: TypeAlias = Callable[[Any, Dataset, Context], Iterator[Problem]]
"""
The one signature of all rules: `(record, dataset, context)` to every problem of that record.

The annotation of the first parameter says which kinds of record the rule looks at: a record class, a union of several,
:class:`~seesac_model.model.Record` for all, or :class:`~seesac_model.model.Suppression`.
"""


@attrs.frozen(kw_only=True)
class Explanation:
    """
    What the documentation says of a rule, taken from the docstring of its function.

    Attributes:
        summary: What it flags, in one sentence.
        what_it_does: What exactly is compared.
        why_is_this_bad: Why a finding matters.
        example: Records for which the rule fires: YAML in the nested form, without the header.
        use_instead: The same mended, so that the rule is silent.
        references: What the rule rests on: a standard, a policy text or this library's own documentation.
    """

    summary: str
    what_it_does: str
    why_is_this_bad: str
    example: str
    use_instead: str
    references: str


_SECTION: Final = Regex(
    r"^(What it does|Why is this bad\?|Example|Use instead|References):{0,2}\n((?:[ ]{4}.*\n|\n)*)", re.MULTILINE
)


@attrs.frozen
class Rule:
    """
    One thing that should hold across a dataset.

    Attributes:
        code: Three letters for the family and three digits; never used again for another rule.
        severity: How much its findings weigh.
        function: The generator that yields the problems of a record.
        needs_today: Whether it needs the date of the check; such a rule does not run where none is given.

    >>> from seesac_model.rules import rule
    >>> rule("PAN001").name, [kind.__name__ for kind in rule("PAN001").kinds]
    ('panel-outside-event-dates', ['Panel'])
    """

    code: str
    severity: Severity
    function: RuleFunction
    needs_today: bool = attrs.field(default=False, kw_only=True)

    @property
    def name(self) -> str:
        """The thing that is flagged, in words joined by hyphens: the function's own name."""
        return self.function.__name__.replace("_", "-")

    @property
    def kinds(self) -> tuple[type[Record], ...]:
        """The record classes that it looks at, in the order of the dataset; empty for a rule about suppressions."""
        return _kinds(self.function)

    @property
    def is_about_suppressions(self) -> bool:
        """Whether it looks at suppressions; its findings cannot be suppressed."""
        return not self.kinds

    @property
    def explanation(self) -> Explanation:
        """What the documentation says of it; all empty where Python drops docstrings (`-OO`)."""
        text = inspect.getdoc(self.function) or ""
        sections = {heading: _dedented(body) for heading, body in _SECTION.compiled().findall(f"{text}\n")}
        return Explanation(
            summary=text.partition("\n")[0],
            what_it_does=sections.get("What it does", ""),
            why_is_this_bad=sections.get("Why is this bad?", ""),
            example=sections.get("Example", ""),
            use_instead=sections.get("Use instead", ""),
            references=sections.get("References", ""),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def _dedented(body: str) -> str:
    return inspect.cleandoc(f"\n{body}").strip("\n")


@functools.cache
def _kinds(function: RuleFunction) -> tuple[type[Record], ...]:
    first = next(iter(inspect.signature(function).parameters))
    hint = get_type_hints(function)[first]
    named = get_args(hint) or (hint,)
    return tuple(kind for kind in Dataset.kinds() if issubclass(kind, named))
