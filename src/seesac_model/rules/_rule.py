"""What a rule is, what it is given, and what it yields."""

from __future__ import annotations

import datetime as dt
import functools
import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from types import ModuleType
from typing import Any, Final, TypeAlias, TypeVar, get_type_hints

import attrs

from seesac_model._regex import Regex
from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidRuleError, quoted
from seesac_model.model import Record, Suppression, Term

__all__ = [
    "Context",
    "Explanation",
    "Fix",
    "OptionValue",
    "Problem",
    "Rule",
    "RuleFunction",
    "Severity",
    "declare",
    "rules_in",
]

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
class Fix:
    """
    A change that mends a problem for certain: nobody who looks at the records would mend it otherwise.

    Attributes:
        says: What it does, as an order: "write * behind the name".
        replacements: Records as they should be; each takes the place of the record of its kind and id.
        removals: Records, or suppressions, that should not be there.
    """

    says: str
    replacements: tuple[Record, ...] = ()
    removals: tuple[Record | Suppression, ...] = ()


@attrs.frozen(kw_only=True)
class Problem:
    """
    One thing that a rule found about the record that it was given.

    Attributes:
        message: What is wrong, in one clause. It quotes ids, dates, numbers and codes, never names or free text.
        path: Where in the record: the field, perhaps with a position and an inner field; empty for the whole record.
        hint: What to do about it; None if there is nothing to propose.
        related: The other records that are part of the problem.
        fix: The change that mends it, where that is certain; None where somebody must decide.
    """

    message: str
    path: tuple[str | int, ...] = ()
    hint: str | None = None
    related: tuple[Record, ...] = ()
    fix: Fix | None = None


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
        computed: T = self._computed[compute]
        return computed


RuleFunction: TypeAlias = Callable[..., Iterator[Problem]]
"""
The one signature of all rules: `(record, dataset, context)` to every problem of that record.

The annotation of the first parameter says which kinds of record the rule looks at: a record class, a union of several,
:class:`~seesac_model.model.Record` for all, or :class:`~seesac_model.model.Suppression`.
What a user may set, such as a threshold, is a keyword-only parameter with a default: a number, a text or a truth value.
"""

OptionValue: TypeAlias = int | float | str | bool
"""What an option of a rule can be set to."""


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
        options: What can be set, with the meaning of each; empty for a rule without options.
    """

    summary: str
    what_it_does: str
    why_is_this_bad: str
    example: str
    use_instead: str
    references: str
    options: str


_CODE: Final = Regex(r"[A-Z]{3}[0-9]{3}")
_NAME: Final = Regex(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
_FAMILY_LENGTH: Final = 3
_GIVEN: Final = 3
_COLLECTING: Final = (inspect.Parameter.VAR_POSITIONAL, inspect.Parameter.VAR_KEYWORD)
_SECTION: Final = Regex(
    r"^(What it does|Why is this bad\?|Options|Example|Use instead|References):{0,2}\n((?:[ ]{4}.*\n|\n)*)",
    re.MULTILINE,
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

    Raises:
        InvalidRuleError: The code has another form, or the function is not one that a rule can be.

    >>> from seesac_model.rules import rule
    >>> rule("PAN001").name, [kind.__name__ for kind in rule("PAN001").kinds]
    ('panel-outside-event-dates', ['Panel'])
    """

    code: str
    severity: Severity
    function: RuleFunction
    needs_today: bool = attrs.field(default=False, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not _CODE.fullmatch(self.code):
            raise InvalidRuleError(f"{quoted(self.code)} is no code of a rule; expected one such as 'PAN001'")
        if not _NAME.fullmatch(self.function.__name__):
            raise InvalidRuleError(
                f"{self.code}: {quoted(self.function.__name__)} is no name of a rule; expected words in lower case "
                "with _ between them, such as panel_outside_event_dates"
            )
        _require_signature(self.code, self.function)

    @property
    def family(self) -> str:
        """The three letters with which its code begins."""
        return self.code[:_FAMILY_LENGTH]

    @property
    def name(self) -> str:
        """The thing that is flagged, in words joined by hyphens: the function's own name."""
        return self.function.__name__.replace("_", "-")

    @property
    def kinds(self) -> tuple[type[Record], ...]:
        """The record classes that it looks at, in the order of the dataset; empty for a rule about suppressions."""
        return _kinds(self.function)

    @property
    def options(self) -> Mapping[str, OptionValue]:
        """
        What can be set, by name, with the defaults; empty for a rule without options.

        >>> from seesac_model.rules import rule
        >>> rule("PAN001").options
        {}
        """
        return _options(self.function)

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
            options=sections.get("Options", ""),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


def declare(code: str, severity: Severity, *, needs_today: bool = False) -> Callable[[RuleFunction], Rule]:
    """
    Make a rule of the function below.

    Args:
        code: As for :class:`Rule`.
        severity: As for :class:`Rule`.
        needs_today: As for :class:`Rule`.

    Raises:
        InvalidRuleError: The code has another form, or the function is not one that a rule can be.

    >>> from seesac_model.model import Event
    >>> @declare("ACM001", Severity.INFO)
    ... def event_without_website(event: Event, dataset: Dataset, context: Context) -> Iterator[Problem]:
    ...     if event.website is None:
    ...         yield Problem(message="no website is named", path=("website",))
    >>> print(event_without_website)
    ACM001 event-without-website
    """

    def declared(function: RuleFunction) -> Rule:
        return Rule(code, severity, function, needs_today=needs_today)

    return declared


def rules_in(module: ModuleType) -> tuple[Rule, ...]:
    """
    Return the rules that a module declares, in the order of their codes.

    >>> from seesac_model.rules import panels
    >>> print(rules_in(panels)[0])
    PAN001 panel-outside-event-dates
    """
    found = dict.fromkeys(entry for entry in vars(module).values() if isinstance(entry, Rule))
    return tuple(sorted(found, key=lambda rule: rule.code))


def _require_signature(code: str, function: RuleFunction) -> None:
    parameters = list(inspect.signature(function).parameters.values())
    given = [entry for entry in parameters if entry.kind is not inspect.Parameter.KEYWORD_ONLY]
    if len(given) != _GIVEN or any(
        entry.kind not in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
        for entry in given
    ):
        raise InvalidRuleError(f"{code}: a rule takes (record, dataset, context), and its options by keyword")
    if given[0].annotation is inspect.Parameter.empty:
        raise InvalidRuleError(f"{code}: {quoted(given[0].name)} needs an annotation: the kind of record to look at")
    for entry in parameters[_GIVEN:]:
        if not isinstance(entry.default, int | float | str):
            raise InvalidRuleError(
                f"{code}: the option {quoted(entry.name)} needs a default: a number, a text or a truth value"
            )


@functools.cache
def _options(function: RuleFunction) -> Mapping[str, OptionValue]:
    parameters = inspect.signature(function).parameters.values()
    return {entry.name: entry.default for entry in parameters if entry.kind is inspect.Parameter.KEYWORD_ONLY}


def _dedented(body: str) -> str:
    return inspect.cleandoc(f"\n{body}")


@functools.cache
def _kinds(function: RuleFunction) -> tuple[type[Record], ...]:
    first = next(iter(inspect.signature(function).parameters))
    named = get_type_hints(function)[first]
    return tuple(kind for kind in Dataset.kinds() if issubclass(kind, named))
