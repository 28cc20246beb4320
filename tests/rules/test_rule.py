from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import attrs
import pytest

from seesac_model.dataset import Dataset
from seesac_model.model import Outcome, Panel, Record, Statement, Topic
from seesac_model.rules import Context, Explanation, Problem, Rule, Severity, all_rules, rule


def outcome_or_statement(_record: Outcome | Statement, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """Flag nothing."""
    yield from ()


def undocumented(_record: Outcome, _dataset: Dataset, _context: Context) -> Iterator[Problem]:  # noqa: D103 - it has none
    yield from ()


def documented(_record: Outcome, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag every outcome.

    What it does:
        Looks at outcomes.
        It says nothing of others.

    Why is this bad?
        Nobody knows.

    Options:
        - `most` (5): how many.

    Example::

        events:
          - {id: e}

    Use instead::

        events: []

    References:
        - The reference.
    """
    yield from ()


def test_severities_are_printed_as_words() -> None:
    """What settings, reports and other tools call the severities."""
    assert [str(severity) for severity in Severity] == ["error", "warning", "info"]


def test_severities_weigh_less_and_less() -> None:
    """An error weighs more than a warning, and a warning more than what is worth knowing."""
    assert [severity.rank for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO)] == [0, 1, 2]


def test_severity_is_at_least_itself() -> None:
    """The comparison includes equality, and only the heavier side."""
    assert [Severity.WARNING.is_at_least(other) for other in Severity] == [False, True, True]


def test_kinds_follow_from_the_annotation() -> None:
    """A rule for a union of kinds looks at each of them."""
    assert Rule("TST001", Severity.INFO, outcome_or_statement).kinds == (Outcome, Statement)


def test_a_rule_for_records_looks_at_every_kind() -> None:
    """A rule whose parameter is a record of any kind looks at all kinds."""
    assert rule("REF001").kinds == Dataset.kinds()


def test_a_rule_for_suppressions_looks_at_no_record() -> None:
    """A rule whose parameter is a suppression looks at no kind of record."""
    assert [entry.code for entry in all_rules() if not entry.kinds] == ["SUP001", "SUP002", "SUP003"]


def test_only_rules_without_kinds_are_about_suppressions() -> None:
    """A rule looks at records or at suppressions."""
    assert [rule(code).is_about_suppressions for code in ("SUP001", "PAN001")] == [True, False]


def test_name_is_the_name_of_the_function() -> None:
    """The name of a rule is the name of its function, with hyphens."""
    assert rule("PAN001").function.__name__ == "panel_outside_event_dates"


def test_rule_is_printed_by_code_and_name() -> None:
    """A rule reads as its code and its name."""
    assert str(rule("PAN001")) == "PAN001 panel-outside-event-dates"


def test_explanation_of_a_bare_docstring_is_its_summary() -> None:
    """Sections that are not there are empty, as all are where Python drops docstrings."""
    told = Rule("TST001", Severity.INFO, outcome_or_statement).explanation
    assert (told.summary, told.example, told.references) == ("Flag nothing.", "", "")


def test_explanation_without_a_docstring_is_empty() -> None:
    """Where Python drops docstrings there is nothing to say."""
    told = Rule("TST001", Severity.INFO, undocumented).explanation
    assert set(attrs.astuple(told)) == {""}


def test_explanation_takes_sections_apart() -> None:
    """A section has the text below its heading, without the indentation."""
    assert Rule("TST001", Severity.INFO, documented).explanation == Explanation(
        summary="Flag every outcome.",
        what_it_does="Looks at outcomes.\nIt says nothing of others.",
        why_is_this_bad="Nobody knows.",
        options="- `most` (5): how many.",
        example="events:\n  - {id: e}",
        use_instead="events: []",
        references="- The reference.",
    )


def test_a_rule_needs_no_date_unless_it_says_so() -> None:
    """Whether a rule needs the date of the check is said by name, and not by default."""
    assert [Rule("TST001", Severity.INFO, documented).needs_today, rule("SUP002").needs_today] == [False, True]
    with pytest.raises(TypeError):
        Rule("TST001", Severity.INFO, documented, True)  # type: ignore[call-arg]  # noqa: FBT003 - what is wrong on purpose.


def test_context_knows_what_is_checked() -> None:
    """Without records beside the dataset all are checked for themselves; with some, those of the dataset alone."""
    own, beside = Topic(id="war", label="war"), Topic(id="peace", label="peace")
    known = Dataset([own, beside])
    assert [Context(known).checks(topic) for topic in known.topics] == [True, True]
    context = Context(known, checked=Dataset([own]))
    assert (context.checks(own), context.checks(beside)) == (True, False)


def test_codes_are_unique_and_well_formed() -> None:
    """No two rules share a code, and each has three letters and three digits."""
    codes = [entry.code for entry in all_rules()]
    assert [code for code in codes if re.fullmatch("[A-Z]{3}[0-9]{3}", code)] == sorted(set(codes))


def test_names_are_unique() -> None:
    """No two rules share a name."""
    names = [entry.name for entry in all_rules()]
    assert len(set(names)) == len(names)


def test_today_is_the_date_that_was_given() -> None:
    """A rule that needs the date gets the caller's."""
    assert Context(Dataset(), today=dt.date(2024, 5, 1)).today == dt.date(2024, 5, 1)


def test_today_is_refused_where_none_was_given() -> None:
    """A rule that asks for the date without saying that it needs one is a mistake that shows at once."""
    with pytest.raises(LookupError, match="needs_today"):
        _ = Context(Dataset()).today


def test_once_computes_once() -> None:
    """What concerns all records together is computed for the first record that asks, and then kept."""
    asked: list[Dataset] = []

    def compute(dataset: Dataset) -> int:
        asked.append(dataset)
        return len(dataset)

    dataset = Dataset([Topic(id="war", label="war")])
    context = Context(dataset)
    assert ([context.once(compute), context.once(compute)], asked) == ([1, 1], [dataset])


def test_problem_names_records_as_they_are() -> None:
    """A problem holds the related records themselves; the finding turns them into ids."""
    topic: Record = Topic(id="war", label="war")
    assert Problem(message="m", related=(topic,)).related == (topic,)


def test_panel_rule_looks_at_panels() -> None:
    """A rule for one kind looks at that kind."""
    assert rule("PAN001").kinds == (Panel,)
