from __future__ import annotations

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, UnknownRuleError
from seesac_model.rules import Severity, all_rules, catalogue_page, check, families, rule


def test_rules_are_in_the_order_of_their_codes() -> None:
    """The catalogue is sorted by code."""
    codes = [entry.code for entry in all_rules()]
    assert codes == sorted(codes)


def test_rules_stand_in_their_family() -> None:
    """The first three letters of a code are those of the family."""
    strays = [entry.code for family in families() for entry in family.rules if entry.code[:3] != family.code]
    assert strays == []


def test_rule_is_found_by_code_and_by_name() -> None:
    """Code and name lead to the same rule."""
    assert [entry for entry in all_rules() if not rule(entry.code) is rule(entry.name) is entry] == []


@pytest.mark.parametrize(
    ("asked", "near"), [("PAN01", "PAN001"), ("pan001", "PAN001"), ("panel-outside-dates", "panel-outside-event-dates")]
)
def test_unknown_rule_proposes_the_nearest(asked: str, near: str) -> None:
    """A misspelt code or name leads to the one that was meant."""
    with pytest.raises(UnknownRuleError) as caught:
        rule(asked)
    assert (caught.value.code, caught.value.suggestions[0]) == (asked, near)


def test_at_most_three_rules_are_proposed() -> None:
    """Whoever misspells a code of a large family is not given all of it."""
    with pytest.raises(UnknownRuleError) as caught:
        rule("PAN00")
    assert len(caught.value.suggestions) == 3


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
    with pytest.raises(SelectionError, match=r"^select is one text; expected a list"):
        check(Dataset(), select="PAN001")
    with pytest.raises(SelectionError, match=r"^ignore is one text; expected a list"):
        check(Dataset(), ignore="PAN001")


def test_page_begins_with_tables() -> None:
    """The page begins with what severities mean and with all rules, and ends with the last of them."""
    meanings = "\n".join(f"| {severity} | {severity.meaning} |" for severity in Severity)
    rules = "\n".join(
        f"| [{entry.code}](#{entry.code.lower()}) | `{entry.name}` | {entry.severity} | {entry.explanation.summary} |"
        for entry in all_rules()
    )
    assert catalogue_page().startswith(
        "# Rules\n\n"
        "`check()` runs these rules over a dataset and reports what they find.\n"
        "It raises nothing for what the records say.\n"
        "`seesac-model explain CODE` prints the same pages.\n\n"
        f"| Severity | Meaning |\n| --- | --- |\n{meanings}\n\n"
        f"| Code | Name | Severity | In one sentence |\n| --- | --- | --- | --- |\n{rules}\n\n"
        f"## {families()[0].code}: {families()[0].title}\n\n"
    )
    assert catalogue_page().endswith(f"{all_rules()[-1].explanation.references}\n")


def test_titles_of_families_are_headings() -> None:
    """A title begins with a capital, ends with no mark, and is that of one family."""
    titles = [family.title for family in families()]
    assert [title for title in titles if not (title[0].isupper() and title[-1].isalpha())] == []
    assert len(set(titles)) == len(titles)


def test_page_explains_each_rule() -> None:
    """Each rule has a target, a heading and its two examples on the page."""
    page = catalogue_page()
    wanted = [
        part
        for entry in all_rules()
        for part in (
            f"\n({entry.code.lower()})=\n\n### {entry.code} `{entry.name}`\n\n{entry.explanation.summary}\n",
            f"```yaml\n{entry.explanation.example}\n```\n",
            f"```yaml\n{entry.explanation.use_instead}\n```\n",
        )
    ]
    assert [part for part in wanted if part not in page] == []


def test_page_says_which_rules_need_a_date() -> None:
    """The page tells of each rule that needs the date of the check."""
    needing = [entry for entry in all_rules() if entry.needs_today]
    assert catalogue_page().count("Runs only where the date of the check is given.") == len(needing)
