from __future__ import annotations

import datetime as dt
from typing import Final

import pytest

from seesac_model.dataset import Dataset
from seesac_model.formats import loads
from seesac_model.rules import Report, Rule, Severity, all_rules, check

HEADER: Final = "format: seesac-model\nversion: 1\n"
TODAY: Final = dt.date(2025, 1, 1)


def read(example: str) -> Dataset:
    """Read an example from the docstring of a rule."""
    return loads(HEADER + example, format="yaml")


def codes(report: Report, rule: Rule) -> set[str]:
    """Return the codes found, those of other rules only if they are more than something worth knowing."""
    return {entry.code for entry in report if entry.severity is not Severity.INFO or entry.code == rule.code}


@pytest.mark.parametrize("rule", all_rules(), ids=str)
def test_example_fires_exactly_its_rule(rule: Rule) -> None:
    """What the documentation shows as wrong is flagged by that rule, and no other has an error or a warning."""
    assert codes(check(read(rule.explanation.example), today=TODAY), rule) == {rule.code}


@pytest.mark.parametrize("rule", all_rules(), ids=str)
def test_example_to_use_instead_is_silent(rule: Rule) -> None:
    """What the documentation proposes instead is not flagged by that rule, nor as wrong or doubtful by another."""
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
    sections = (told.summary, told.what_it_does, told.why_is_this_bad, told.example, told.use_instead, told.references)
    headings = "What it does: Why is this bad? Example:: Use instead:: References:"
    words = sorted(f"{' '.join(sections)} {headings}".split())
    assert words == sorted((rule.function.__doc__ or "").split())
