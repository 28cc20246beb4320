"""
What should hold across a dataset: rules that report the doubtful and never raise.

A rule is one function in the module of its family, under :func:`~seesac_model.rules.declare`; see
:data:`~seesac_model.rules.RuleFunction` for its signature. The catalogue in the documentation is made from the
docstrings of these functions, and the examples in them are run by the tests.
"""

from __future__ import annotations

from seesac_model.rules._catalogue import Family, all_rules, catalogue_page, families, rule
from seesac_model.rules._check import check, findings_in
from seesac_model.rules._options import Options
from seesac_model.rules._report import Evidence, Finding, Related, Report, SuppressedFinding
from seesac_model.rules._rule import (
    Context,
    Explanation,
    Fix,
    OptionValue,
    Problem,
    Rule,
    RuleFunction,
    Severity,
    declare,
    rules_in,
)

__all__ = [
    "Context",
    "Evidence",
    "Explanation",
    "Family",
    "Finding",
    "Fix",
    "OptionValue",
    "Options",
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
    "declare",
    "families",
    "findings_in",
    "rule",
    "rules_in",
]
