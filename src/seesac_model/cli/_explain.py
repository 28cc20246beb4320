"""`seesac-model explain`: what rules look for, why that matters, and how to mend it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from typing import Final

from seesac_model._quoting import visible
from seesac_model.cli._output import emit, output_width, say
from seesac_model.cli._parsing import Command
from seesac_model.errors import UnknownRuleError
from seesac_model.model import JsonValue, nearest
from seesac_model.rules import (
    Rule,
    explained_in_markdown,
    explained_in_text,
    families,
    installed_rules,
    with_more,
)

__all__ = ["EXPLAIN"]

_NEAR: Final = 3
_WIDEST: Final = 100
_EXAMPLES = """
examples:
  seesac-model explain
  seesac-model explain PAN001
  seesac-model explain gap-in-series REF
  seesac-model explain --format json

exit status:
  0  they were explained
  2  there is no such rule
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "rules", nargs="*", metavar="RULE", help="the code or name of a rule, or the three letters of a family (a list)"
    )
    parser.add_argument(
        "--format", choices=("text", "markdown", "json"), default="text", help="how to print the pages (text)"
    )


def _explain(arguments: argparse.Namespace) -> int:
    there = with_more(installed_rules())
    # Refuses what is no rule before anything is printed.
    rules = list(dict.fromkeys(rule for name in arguments.rules for rule in _called(name, there))) or list(there)
    if arguments.format == "json":
        emit(json.dumps([_plain(rule) for rule in rules], indent=2))
    elif arguments.format == "markdown":
        _print_pages([explained_in_markdown(rule) for rule in rules])
    elif arguments.rules:
        width = min(output_width(), _WIDEST)
        _print_pages([explained_in_text(rule, width=width) for rule in rules])
    else:
        for line in _table(rules):
            say(line)
    return 0


def _called(name: str, there: Sequence[Rule]) -> list[Rule]:
    found = [rule for rule in there if name in (rule.code, rule.name, rule.family)]
    if not found:
        known = dict.fromkeys(key for rule in there for key in (rule.family, rule.code, rule.name))
        raise UnknownRuleError(name, nearest(name, known, _NEAR))
    return found


def _print_pages(pages: Sequence[str]) -> None:
    # The lines have their width already, and YAML must stay as it is.
    for number, page in enumerate(pages):
        for line in (*([""] if number else []), *page.split("\n")):
            emit(visible(line))


def _table(rules: Sequence[Rule]) -> Iterator[str]:
    titles = {family.code: family.title for family in families()}
    name_width = max(len(rule.name) for rule in rules)
    family = ""
    for rule in rules:
        if rule.family != family:
            yield from [""] if family else []
            family = rule.family
            yield f"{family}: {titles.get(family, 'Rules of another package')}"
        yield f"  {rule.code}  {rule.name:{name_width}}  {rule.severity:7}  {rule.explanation.summary}"


def _plain(rule: Rule) -> dict[str, JsonValue]:
    told = rule.explanation
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": str(rule.severity),
        "kinds": [kind.collection() for kind in rule.kinds],
        "needs_today": rule.needs_today,
        "options": dict(rule.options),
        "summary": told.summary,
        "what_it_does": told.what_it_does,
        "why_is_this_bad": told.why_is_this_bad,
        "about_options": told.options,
        "example": told.example,
        "use_instead": told.use_instead,
        "references": told.references,
    }


EXPLAIN: Final = Command(
    name="explain",
    says="explain the rules: what they look for, why, and how to mend it",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_explain,
)
"""The subcommand."""
