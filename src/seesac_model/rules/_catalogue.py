"""Which rules there are, how they are chosen, and the page that explains them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

import attrs

from seesac_model.errors import InvalidRuleError, SelectionError, UnknownRuleError, quoted
from seesac_model.model import nearest
from seesac_model.rules import (
    affiliations,
    attendance,
    dates,
    documents,
    duplicates,
    events,
    frameworks,
    funding,
    house_style,
    names,
    observations,
    organisations,
    outcomes,
    panels,
    participation,
    people,
    places,
    references,
    series,
    sources,
    suppressions,
)
from seesac_model.rules._explained import explained_in_markdown
from seesac_model.rules._rule import Rule, Severity, rules_in

__all__ = ["Family", "all_rules", "catalogue_page", "chosen_rules", "families", "rule", "rule_named", "with_more"]


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
    Family("AFF", "Posts of people", rules_in(affiliations)),
    Family("ATT", "Attendance", rules_in(attendance)),
    Family("DAT", "Dates", rules_in(dates)),
    Family("DOC", "Documents", rules_in(documents)),
    Family("DUP", "Records that say the same twice", rules_in(duplicates)),
    Family("EVT", "Events", rules_in(events)),
    Family("FRM", "Frameworks", rules_in(frameworks)),
    Family("FUN", "Funding", rules_in(funding)),
    Family("HST", "House styles", rules_in(house_style)),
    Family("NAM", "Names", rules_in(names)),
    Family("OBS", "Observations", rules_in(observations)),
    Family("ORG", "Organisations", rules_in(organisations)),
    Family("OUT", "Outcomes", rules_in(outcomes)),
    Family("PAN", "Panels", rules_in(panels)),
    Family("PAR", "Participation", rules_in(participation)),
    Family("PER", "People", rules_in(people)),
    Family("PLA", "Places", rules_in(places)),
    Family("REF", "References between records", rules_in(references)),
    Family("SER", "Series of events", rules_in(series)),
    Family("SRC", "Sources and citations", rules_in(sources)),
    Family("SUP", "Suppressions", rules_in(suppressions)),
)


def families() -> tuple[Family, ...]:
    """
    Return the families of rules, in the order of their codes.

    >>> families()[0].title
    'Posts of people'
    """
    return _FAMILIES


def all_rules() -> tuple[Rule, ...]:
    """
    Return every rule, in the order of the codes.

    >>> "PAN001" in {rule.code for rule in all_rules()}
    True
    """
    return tuple(entry for family in _FAMILIES for entry in family.rules)


def with_more(more: Iterable[Rule]) -> tuple[Rule, ...]:
    """
    Return the rules of this library and more of them, in the order of the codes.

    Raises:
        InvalidRuleError: Two different rules have the same code or name.
    """
    rules = sorted(dict.fromkeys((*all_rules(), *more)), key=lambda rule: rule.code)
    taken: dict[str, Rule] = {}
    for rule in rules:
        for key in (rule.code, rule.name):
            if key in taken:
                raise InvalidRuleError(
                    f"two rules are called {quoted(key)}: {taken[key]} and {rule}; rename one of them"
                )
            taken[key] = rule
    return tuple(rules)


def rule(code: str) -> Rule:
    """
    Return the rule with that code or name.

    Raises:
        UnknownRuleError: There is none; the error proposes the nearest.

    >>> print(rule("REF001").severity)
    error
    """
    return rule_named(code, all_rules())


def chosen_rules(
    rules: Sequence[Rule],
    *,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    severity: Severity | None = None,
) -> tuple[Rule, ...]:
    """
    Return those of the rules that are selected, not ignored, and weigh enough.

    Raises:
        UnknownRuleError: A rule is named that is not among them.
        SelectionError: One text is given where a list of texts is expected.
    """
    selected = None if select is None else _codes("select", select, rules)
    ignored = set() if ignore is None else _codes("ignore", ignore, rules)
    return tuple(
        entry
        for entry in rules
        if (selected is None or entry.code in selected)
        and entry.code not in ignored
        and (severity is None or entry.severity.is_at_least(severity))
    )


def rule_named(name: str, rules: Iterable[Rule]) -> Rule:
    """
    Return that of the rules which has the code or name.

    Raises:
        UnknownRuleError: None has; the error proposes the nearest.
    """
    known = {key: entry for entry in rules for key in (entry.code, entry.name)}
    if name not in known:
        raise _unknown(name, known)
    return known[name]


def _codes(argument: str, named: Iterable[str], rules: Sequence[Rule]) -> set[str]:
    if isinstance(named, str):
        raise SelectionError(f"{argument} is one text; expected a list of rules, such as ['PAN001']")
    return {code for name in named for code in _codes_of(name, rules)}


def _codes_of(name: str, rules: Sequence[Rule]) -> set[str]:
    begun = {entry.code for entry in rules if name.startswith(entry.family) and entry.code.startswith(name)}
    called = {entry.code for entry in rules if entry.name == name}
    if not begun | called:
        families = dict.fromkeys(entry.family for entry in rules)
        raise _unknown(name, [*families, *(key for entry in rules for key in (entry.code, entry.name))])
    return begun | called


def _unknown(name: str, known: Iterable[str]) -> UnknownRuleError:
    return UnknownRuleError(name, nearest(name, known, 3))


def catalogue_page() -> str:
    """
    Return the page of the documentation that lists and explains all rules, as MyST Markdown.

    Each rule has a target of its own, its code in lower case, as in `[PAN001](#pan001)`.

    >>> catalogue_page().splitlines()[0]
    '# Rules'
    """
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield "# Rules\n"
    yield "`check()` runs these rules over a dataset and reports what they find."
    yield "It raises nothing for what the records say."
    yield "`seesac-model explain CODE` prints the same pages.\n"
    yield "| Severity | Meaning |\n| --- | --- |"
    yield from (f"| {severity} | {severity.meaning} |" for severity in Severity)
    yield "\n| Code | Name | Severity | In one sentence |\n| --- | --- | --- | --- |"
    for entry in all_rules():
        link = f"[{entry.code}](#{entry.code.lower()})"
        yield f"| {link} | `{entry.name}` | {entry.severity} | {entry.explanation.summary} |"
    for family in _FAMILIES:
        yield f"\n## {family.code}: {family.title}"
        for entry in family.rules:
            yield f"\n({entry.code.lower()})=\n\n{explained_in_markdown(entry, level=3)}"
