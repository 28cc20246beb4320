from __future__ import annotations

from collections.abc import Iterator

import pytest

from seesac_model.dataset import Dataset
from seesac_model.model import Event, Panel
from seesac_model.rules import (
    Context,
    Problem,
    Rule,
    Severity,
    all_rules,
    declare,
    explained_in_markdown,
    explained_in_text,
    rule,
)
from seesac_model.rules._explained import flowed


@declare("ACM001", Severity.INFO, needs_today=True)
def event_of_ours(
    event: Event, _dataset: Dataset, _context: Context, *, most_days: int = 3, strict: bool = True
) -> Iterator[Problem]:
    """Flag an event."""
    yield Problem(message=f"{event.id} {most_days} {strict}")


@declare("ACM002", Severity.WARNING, needs_today=True)
def part_without_note(record: Event | Panel, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a part.

    What it does:
        Looks at what is here, and then again.

    Why is this bad?
        Nobody knows.

    Example::

        events:
          - {id: event-with-a-long-id-that-stays}

    Use instead::

        events: []

    References:
        - The reference of this.
    """
    yield Problem(message=record.id)


def test_page_as_text() -> None:
    """Sections are wrapped to the width, four characters in; examples stay as they are."""
    assert explained_in_text(part_without_note, width=26).splitlines() == [
        "ACM002 part-without-note",
        "",
        "  Flag a part.",
        "",
        "  Severity: warning.",
        "  Doubtful: likely a",
        "  mistake, yet it may be",
        "  as the records say.",
        "",
        "  Looks at: events,",
        "  panels. Runs only where",
        "  the date of the check is",
        "  given.",
        "",
        "  What it does",
        "    Looks at what is here,",
        "    and then again.",
        "",
        "  Why is this bad?",
        "    Nobody knows.",
        "",
        "  Example",
        "    events:",
        "      - {id: event-with-a-long-id-that-stays}",
        "",
        "  Use instead",
        "    events: []",
        "",
        "  References",
        "    - The reference of",
        "      this.",
    ]


def test_page_as_markdown() -> None:
    """Each section has its heading in bold, and examples are blocks of code."""
    assert explained_in_markdown(part_without_note).split("\n\n") == [
        "# ACM002 `part-without-note`",
        "Flag a part.",
        "Severity: warning. Looks at: `events`, `panels`. Runs only where the date of the check is given.",
        "**What it does**",
        "Looks at what is here, and then again.",
        "**Why is this bad?**",
        "Nobody knows.",
        "**Example**",
        "```yaml\nevents:\n  - {id: event-with-a-long-id-that-stays}\n```",
        "**Use instead**",
        "```yaml\nevents: []\n```",
        "**References**",
        "- The reference of this.",
    ]


@pytest.mark.parametrize("entry", all_rules(), ids=str)
def test_page_says_all_that_the_rule_says(entry: Rule) -> None:
    """In both forms, the page has every word of every section, and the examples line by line."""
    told = entry.explanation
    for page, indent in ((explained_in_text(entry, width=60), "    "), (explained_in_markdown(entry), "")):
        words = " ".join(page.split())
        for section in (told.summary, told.what_it_does, told.why_is_this_bad, told.options, told.references):
            assert " ".join(section.split()) in words
        lines = [line.removeprefix(indent) for line in page.splitlines()]
        for example in (told.example, told.use_instead):
            assert set(example.splitlines()) <= set(lines)


@pytest.mark.parametrize("width", [40, 72, 100])
def test_lines_fit_the_width(width: int) -> None:
    """No line is longer than asked for, but for examples and words that are longer themselves."""
    text, _, _ = explained_in_text(rule("PAN001"), width=width).partition("\n  Example\n")
    assert [line for line in text.splitlines() if len(line) > width] == []


def test_text_begins_with_what_matters() -> None:
    """Code and name come first, then the summary, the severity with its meaning, and the kinds of record."""
    lines = explained_in_text(rule("PAN001")).splitlines()
    assert lines[:7] == [
        "PAN001 panel-outside-event-dates",
        "",
        "  Flag a panel on days on which its event certainly was not held.",
        "",
        f"  Severity: error. {Severity.ERROR.meaning}",
        "",
        "  Looks at: panels.",
    ]


@pytest.mark.parametrize("entry", [entry for entry in all_rules() if entry.options], ids=str)
def test_options_are_told_with_their_defaults(entry: Rule) -> None:
    """The page of a rule says of each option what it is where nobody sets it."""
    page = explained_in_text(entry)
    assert [name for name, value in entry.options.items() if f"- `{name}` ({value})" not in page] == []


def test_options_that_nobody_explained_are_listed() -> None:
    """Where the docstring says nothing of options, they stand there with their defaults; that a date is needed, too."""
    text, markdown = explained_in_text(event_of_ours), explained_in_markdown(event_of_ours, level=2)
    assert text.endswith("\n  Options\n    - `most_days` (3)\n    - `strict` (True)")
    assert "Looks at: events. Runs only where the date of the check is given." in text
    assert markdown.startswith("## ACM001 `event-of-ours`\n\nFlag an event.\n\nSeverity: info. Looks at: `events`.")
    assert "Example" not in markdown


def test_rule_about_suppressions_says_so() -> None:
    """A rule that looks at no kind of record looks at suppressions."""
    assert "Looks at: suppressions." in explained_in_text(rule("SUP001"))


def test_text_flows() -> None:
    """Paragraphs and items are wrapped anew; empty lines and indented blocks stay."""
    text = "One\ntwo three.\n\n- four five\n  six\n- seven\n\n    code  as it is, however long it may be\nEight"
    assert flowed(text, width=12).splitlines() == [
        "One two",
        "three.",
        "",
        "- four five",
        "  six",
        "- seven",
        "",
        "    code  as it is, however long it may be",
        "Eight",
    ]


def test_only_what_is_indented_by_four_is_code() -> None:
    """Code need not be parted from the paragraph before by an empty line; what is indented by less flows."""
    assert (flowed("a\n    b"), flowed("a\n   b")) == ("a\n    b", "a b")


def test_nothing_flows_to_nothing() -> None:
    """Empty text stays empty, and an empty line at the end is kept."""
    assert (flowed(""), flowed("a\n\n")) == ("", "a\n")
