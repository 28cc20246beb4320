"""Which rules there are, how they are chosen, and the page that explains them."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from seesac_model.errors import SelectionError, UnknownRuleError
from seesac_model.model import nearest
from seesac_model.rules import (
    affiliations,
    duplicates,
    frameworks,
    house_style,
    panels,
    references,
    series,
    sources,
    suppressions,
)
from seesac_model.rules._rule import Rule, Severity

__all__ = ["Family", "all_rules", "catalogue_page", "chosen_rules", "families", "rule"]

_FAMILY_LENGTH: Final = 3


@attrs.frozen
class Family:
    """
    Rules about one thing.

    Attributes:
        code: The three letters with which their codes start.
        title: What they are about.
        rules: The rules, in the order of their codes.
    """

    code: str
    title: str
    rules: tuple[Rule, ...]


_FAMILIES: Final = (
    Family("AFF", "Posts of people", affiliations.RULES),
    Family("DUP", "Records that say the same twice", duplicates.RULES),
    Family("FRM", "Frameworks", frameworks.RULES),
    Family("HST", "House styles", house_style.RULES),
    Family("PAN", "Panels", panels.RULES),
    Family("REF", "References between records", references.RULES),
    Family("SER", "Series of events", series.RULES),
    Family("SRC", "Sources and citations", sources.RULES),
    Family("SUP", "Suppressions", suppressions.RULES),
)


def families() -> tuple[Family, ...]:
    """
    Return the families of rules, in the order of their codes.

    >>> families()[4].title
    'Panels'
    """
    return _FAMILIES


def all_rules() -> tuple[Rule, ...]:
    """
    Return every rule, in the order of the codes.

    >>> "PAN001" in {rule.code for rule in all_rules()}
    True
    """
    return tuple(entry for family in _FAMILIES for entry in family.rules)


def rule(code: str) -> Rule:
    """
    Return the rule with that code or name.

    Raises:
        UnknownRuleError: There is none; the error proposes the nearest.

    >>> print(rule("REF001").severity)
    error
    """
    try:
        return _by_code_and_name()[code]
    except KeyError:
        raise _unknown(code, _by_code_and_name()) from None


def chosen_rules(
    *, select: Iterable[str] | None = None, ignore: Iterable[str] | None = None, severity: Severity | None = None
) -> tuple[Rule, ...]:
    """
    Return the rules that are selected, not ignored, and weigh enough, in the order of the codes.

    Raises:
        UnknownRuleError: A rule is named that does not exist.
        SelectionError: One text is given where a list of texts is expected.
    """
    selected = None if select is None else _codes("select", select)
    ignored = set() if ignore is None else _codes("ignore", ignore)
    return tuple(
        entry
        for entry in all_rules()
        if (selected is None or entry.code in selected)
        and entry.code not in ignored
        and (severity is None or entry.severity.is_at_least(severity))
    )


def _codes(argument: str, named: Iterable[str]) -> set[str]:
    if isinstance(named, str):
        raise SelectionError(f"{argument} is one text; expected a list of rules, such as ['PAN001']")
    return {code for name in named for code in _codes_of(name)}


def _codes_of(name: str) -> Iterator[str]:
    prefixed = [entry.code for entry in all_rules() if len(name) >= _FAMILY_LENGTH and entry.code.startswith(name)]
    if not prefixed and name not in _by_code_and_name():
        raise _unknown(name, [*(family.code for family in _FAMILIES), *_by_code_and_name()])
    yield from prefixed or [_by_code_and_name()[name].code]


@functools.cache
def _by_code_and_name() -> dict[str, Rule]:
    return {key: entry for entry in all_rules() for key in (entry.code, entry.name)}


def _unknown(name: str, known: Iterable[str]) -> UnknownRuleError:
    return UnknownRuleError(name, nearest(name, known, 3))


def catalogue_page() -> str:
    """
    Return the page of the documentation that lists and explains all rules, as MyST Markdown.

    Each rule has a target of its own, its code in lower case, as in `[PAN001](#pan001)`.

    >>> catalogue_page().splitlines()[0]
    '# Rules'
    """
    return "\n".join(_page()).rstrip("\n") + "\n"


def _page() -> Iterator[str]:
    yield "# Rules\n"
    yield "`check()` runs these rules over a dataset and reports what they find."
    yield "It raises nothing for what the records say.\n"
    yield "| Severity | Meaning |\n| --- | --- |"
    yield from (f"| {severity} | {severity.meaning} |" for severity in Severity)
    yield "\n| Code | Name | Severity | In one sentence |\n| --- | --- | --- | --- |"
    for entry in all_rules():
        link = f"[{entry.code}](#{entry.code.lower()})"
        yield f"| {link} | `{entry.name}` | {entry.severity} | {entry.explanation.summary} |"
    for family in _FAMILIES:
        yield f"\n## {family.code}: {family.title}"
        for entry in family.rules:
            yield from _explained(entry)


def _explained(entry: Rule) -> Iterator[str]:
    told = entry.explanation
    kinds = ", ".join(f"`{kind.collection()}`" for kind in entry.kinds) or "`suppressions`"
    date = " Runs only where the date of the check is given." if entry.needs_today else ""
    yield f"\n({entry.code.lower()})=\n\n### {entry.code} `{entry.name}`\n"
    yield f"{told.summary}\n"
    yield f"Severity: {entry.severity}. Looks at: {kinds}.{date}\n"
    yield f"**What it does**\n\n{told.what_it_does}\n"
    yield f"**Why is this bad?**\n\n{told.why_is_this_bad}\n"
    yield f"**Example**\n\n```yaml\n{told.example}\n```\n"
    yield f"**Use instead**\n\n```yaml\n{told.use_instead}\n```\n"
    yield f"**References**\n\n{told.references}"
