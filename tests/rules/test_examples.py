from __future__ import annotations

import datetime as dt
from typing import Final

import attrs
import pytest

from seesac_model.dataset import Dataset
from seesac_model.formats import loads
from seesac_model.rules import Report, Rule, all_rules, check

HEADER: Final = "format: seesac-model\nversion: 1\n"
TODAY: Final = dt.date(2025, 1, 1)


def read(example: str) -> Dataset:
    """Read an example from the docstring of a rule."""
    return loads(HEADER + example, format="yaml")


# Examples are short: most have no citations, and their sources no dates.
_LEFT_OUT: Final = frozenset({"SRC002", "SRC006"})


def codes(report: Report, rule: Rule) -> set[str]:
    """Return the codes found, but for those of what examples leave out because they are short."""
    return {entry.code for entry in report if entry.code not in _LEFT_OUT or entry.code == rule.code}


@pytest.mark.parametrize("rule", all_rules(), ids=str)
def test_example_fires_exactly_its_rule(rule: Rule) -> None:
    """What the documentation shows as wrong is flagged by that rule, and by no other."""
    assert codes(check(read(rule.explanation.example), today=TODAY), rule) == {rule.code}


@pytest.mark.parametrize("rule", all_rules(), ids=str)
def test_example_to_use_instead_is_silent(rule: Rule) -> None:
    """What the documentation proposes instead is not flagged by that rule, nor by another."""
    assert codes(check(read(rule.explanation.use_instead), today=TODAY), rule) == set()


@pytest.mark.parametrize("rule", all_rules(), ids=str)
def test_findings_on_the_example_say_where(rule: Rule) -> None:
    """Each finding about a record that was read has the line and column of the record."""
    found = [entry for entry in check(read(rule.explanation.example), today=TODAY) if entry.record_id is not None]
    assert [entry for entry in found if entry.origin is None] == []


@pytest.mark.parametrize("rule", all_rules(), ids=str)
def test_explanation_is_complete(rule: Rule) -> None:
    """Every section of the docstring is there and says something."""
    told = rule.explanation
    sections = (told.summary, told.what_it_does, told.why_is_this_bad, told.example, told.use_instead, told.references)
    assert [section for section in sections if not section.strip()] == []


@pytest.mark.parametrize("rule", all_rules(), ids=str)
def test_explanation_keeps_all_of_the_docstring(rule: Rule) -> None:
    """Nothing of the docstring is lost between its sections."""
    told = rule.explanation
    sections = attrs.astuple(told)
    headings = "What it does: Why is this bad? Example:: Use instead:: References:"
    headings += " Options:" if told.options else ""
    words = sorted(f"{' '.join(sections)} {headings}".split())
    assert words == sorted((rule.function.__doc__ or "").split())


@pytest.mark.parametrize("rule", all_rules(), ids=str)
def test_options_are_explained(rule: Rule) -> None:
    """Each option has its line, with the default that the rule has."""
    lines = [f"- `{name}` ({str(default).lower()}):" for name, default in rule.options.items()]
    assert [line for line in lines if line not in rule.explanation.options] == []
    assert rule.explanation.options.count("- `") == len(lines)
