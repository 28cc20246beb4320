from __future__ import annotations

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, UnknownRuleError
from seesac_model.rules import Rule, Severity, all_rules, catalogue_page, check, families, rule


def test_rules_are_in_the_order_of_their_codes() -> None:
    """The catalogue is sorted by code."""
    codes = [entry.code for entry in all_rules()]
    assert codes == sorted(codes)


def test_rules_stand_in_their_family() -> None:
    """The first three letters of a code are those of the family."""
    strays = [entry.code for family in families() for entry in family.rules if entry.code[:3] != family.code]
    assert strays == []


@pytest.mark.parametrize("entry", all_rules(), ids=str)
def test_rule_is_found_by_code_and_by_name(entry: Rule) -> None:
    """Code and name lead to the same rule."""
    assert (rule(entry.code), rule(entry.name)) == (entry, entry)


@pytest.mark.parametrize(
    ("asked", "near"), [("PAN01", "PAN001"), ("pan001", "PAN001"), ("panel-outside-dates", "panel-outside-event-dates")]
)
def test_unknown_rule_proposes_the_nearest(asked: str, near: str) -> None:
    """A misspelt code or name leads to the one that was meant."""
    with pytest.raises(UnknownRuleError) as caught:
        rule(asked)
    assert (caught.value.code, caught.value.suggestions[0]) == (asked, near)


@pytest.mark.parametrize("asked", ["", "P", "PA", "XYZ", "pan", "PAN002x", "no-such-rule"])
def test_selecting_what_does_not_exist_is_refused(asked: str) -> None:
    """A selection that matches no rule is an error, so that a misspelt one does not pass as a clean check."""
    with pytest.raises(UnknownRuleError):
        check(Dataset(), select=[asked])


def test_ignoring_what_does_not_exist_is_refused() -> None:
    """What is to be ignored must exist too."""
    with pytest.raises(UnknownRuleError) as caught:
        check(Dataset(), ignore=["PEN"])
    assert "PAN" in caught.value.suggestions


@pytest.mark.parametrize(
    ("asked", "beginning"),
    [("PAN", "PAN"), ("PAN0", "PAN0"), ("PAN001", "PAN001"), ("panel-outside-event-dates", "PAN001")],
)
def test_rules_are_selected_by_code_beginning_and_name(asked: str, beginning: str) -> None:
    """A family, the beginning of a code, a code and a name all select."""
    expected = tuple(entry.code for entry in all_rules() if entry.code.startswith(beginning))
    assert check(Dataset(), select=[asked]).rules == expected


def test_ignoring_wins_over_selecting() -> None:
    """A rule that is selected and ignored does not run."""
    assert check(Dataset(), select=["FRM001", "FRM002"], ignore=["FRM001"]).rules == ("FRM002",)


def test_selecting_nothing_runs_nothing() -> None:
    """An empty selection is no rule, and not all of them."""
    assert check(Dataset(), select=[]).rules == ()


def test_severity_is_the_lightest_that_runs() -> None:
    """Only rules of that severity or a heavier one run."""
    assert {rule(code).severity for code in check(Dataset(), severity=Severity.ERROR).rules} == {Severity.ERROR}


def test_one_text_is_no_list_of_rules() -> None:
    """A text is not taken for the list of its letters."""
    with pytest.raises(SelectionError, match="expected a list"):
        check(Dataset(), select="PAN001")


@pytest.mark.parametrize("entry", all_rules(), ids=str)
def test_page_explains_each_rule(entry: Rule) -> None:
    """Each rule has a target, a heading and its two examples on the page."""
    told = entry.explanation
    wanted = [
        f"\n({entry.code.lower()})=\n\n### {entry.code} `{entry.name}`\n\n{told.summary}\n",
        f"```yaml\n{told.example}\n```\n",
        f"```yaml\n{told.use_instead}\n```\n",
    ]
    assert [part for part in wanted if part not in catalogue_page()] == []


def test_page_says_which_rules_need_a_date() -> None:
    """The page tells of each rule that needs the date of the check."""
    needing = [entry for entry in all_rules() if entry.needs_today]
    assert catalogue_page().count("Runs only where the date of the check is given.") == len(needing)
