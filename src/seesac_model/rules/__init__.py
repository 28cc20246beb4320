"""
What should hold across a dataset: rules that report the doubtful and never raise.

A rule is one function in the module of its family, with its entry in the `RULES` of that module; see
:data:`~seesac_model.rules.RuleFunction` for its signature. The catalogue in the documentation is made from the
docstrings of these functions, and the examples in them are run by the tests.
"""

from __future__ import annotations

from seesac_model.rules._catalogue import Family, all_rules, catalogue_page, families, rule
from seesac_model.rules._check import check
from seesac_model.rules._report import Finding, Related, Report, SuppressedFinding
from seesac_model.rules._rule import Context, Explanation, Problem, Rule, RuleFunction, Severity

__all__ = [
    "Context",
    "Explanation",
    "Family",
    "Finding",
    "Problem",
    "Related",
    "Report",
    "Rule",
    "RuleFunction",
    "Severity",
    "SuppressedFinding",
    "all_rules",
    "catalogue_page",
    "check",
    "families",
    "rule",
]
