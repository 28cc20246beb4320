"""
What should hold across a dataset: rules that report the doubtful and never raise.

A rule is one function in the module of its family, under :func:`~seesac_model.rules.declare`; see
:data:`~seesac_model.rules.RuleFunction` for its signature. The catalogue in the documentation is made from the
docstrings of these functions, and the examples in them are run by the tests.
"""

from __future__ import annotations

from seesac_model.rules._baseline import Baseline
from seesac_model.rules._catalogue import Family, all_rules, catalogue_page, families, rule, with_more
from seesac_model.rules._check import check, findings_in
from seesac_model.rules._explained import explained_in_markdown, explained_in_text
from seesac_model.rules._fixing import Mended, mend
from seesac_model.rules._installed import ENTRY_POINTS, installed_rules
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
from seesac_model.rules._sarif import to_sarif
from seesac_model.rules._settings import Settings, find_settings, read_settings

__all__ = [
    "ENTRY_POINTS",
    "Baseline",
    "Context",
    "Evidence",
    "Explanation",
    "Family",
    "Finding",
    "Fix",
    "Mended",
    "OptionValue",
    "Options",
    "Problem",
    "Related",
    "Report",
    "Rule",
    "RuleFunction",
    "Settings",
    "Severity",
    "SuppressedFinding",
    "all_rules",
    "catalogue_page",
    "check",
    "declare",
    "explained_in_markdown",
    "explained_in_text",
    "families",
    "find_settings",
    "findings_in",
    "installed_rules",
    "mend",
    "read_settings",
    "rule",
    "rules_in",
    "to_sarif",
    "with_more",
]
