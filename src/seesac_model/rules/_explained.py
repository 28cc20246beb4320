"""The page about a rule: for a terminal, for Markdown, and for tools that show help beside a finding."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import Final, NamedTuple

from seesac_model.rules._rule import Rule

__all__ = ["explained_in_markdown", "explained_in_text", "flowed"]

_ITEM: Final = "- "
_INDENT: Final = "  "
_CODE_INDENT: Final = 4


class _Section(NamedTuple):
    """A part of the page: its heading, what it says, and whether that is YAML, which is shown as it is."""

    heading: str
    text: str
    is_yaml: bool = False


def explained_in_text(rule: Rule, *, width: int | None = None) -> str:
    """
    Return the page about a rule as plain text.

    Args:
        rule: The rule.
        width: How many characters a line may have, but for the examples, whose lines stay as they are; None for
            paragraphs of one line each.

    >>> from seesac_model.rules import rule
    >>> for line in explained_in_text(rule("PAN001"), width=60).splitlines()[:5]:
    ...     print(line)
    PAN001 panel-outside-event-dates
    <BLANKLINE>
      Flag a panel on days on which its event certainly was not
      held.
    <BLANKLINE>
    """
    inner = None if width is None else width - len(_INDENT)
    lines = [str(rule)]
    for paragraph in (rule.explanation.summary, f"Severity: {rule.severity}. {rule.severity.meaning}", _looks_at(rule)):
        lines += ["", textwrap.indent(flowed(paragraph, width=inner), _INDENT)]
    for heading, text, is_yaml in _sections(rule):
        body = text if is_yaml else flowed(text, width=None if width is None else width - 2 * len(_INDENT))
        lines += ["", f"{_INDENT}{heading}", textwrap.indent(body, _INDENT * 2)]
    return "\n".join(lines)


def explained_in_markdown(rule: Rule, *, level: int = 1) -> str:
    """
    Return the page about a rule as Markdown.

    Args:
        rule: The rule.
        level: The level of its heading, from 1.

    >>> from seesac_model.rules import rule
    >>> print(explained_in_markdown(rule("PAN001")).splitlines()[0])
    # PAN001 `panel-outside-event-dates`
    """
    parts = [
        f"{'#' * level} {rule.code} `{rule.name}`",
        rule.explanation.summary,
        f"Severity: {rule.severity}. {_looks_at(rule, quote='`')}",
    ]
    for heading, text, is_yaml in _sections(rule):
        parts += [f"**{heading}**", f"```yaml\n{text}\n```" if is_yaml else text]
    return "\n\n".join(parts)


def flowed(text: str, *, width: int | None = None) -> str:
    r"""
    Return text whose paragraphs and items are wrapped anew.

    Args:
        text: The text; blank lines part its paragraphs, and what starts with a hyphen is an item. Blocks that are
            indented by four characters or more stay as they are.
        width: How many characters a line may have; None for one line for each paragraph and item.

    >>> print(flowed("One\ntwo.\n\n- three\n  four"))
    One two.
    <BLANKLINE>
    - three four
    """
    return "\n".join(line for block in _blocks(text) for line in _wrapped(block, width))


def _sections(rule: Rule) -> Iterator[_Section]:
    told = rule.explanation
    # Rules of others need not say what their options mean.
    options = told.options or "\n".join(f"- `{name}` ({value})" for name, value in rule.options.items())
    sections = (
        _Section("What it does", told.what_it_does),
        _Section("Why is this bad?", told.why_is_this_bad),
        _Section("Options", options),
        _Section("Example", told.example, is_yaml=True),
        _Section("Use instead", told.use_instead, is_yaml=True),
        _Section("References", told.references),
    )
    return (section for section in sections if section.text)


def _looks_at(rule: Rule, *, quote: str = "") -> str:
    kinds = ", ".join(f"{quote}{kind.collection()}{quote}" for kind in rule.kinds) or f"{quote}suppressions{quote}"
    return f"Looks at: {kinds}." + (" Runs only where the date of the check is given." if rule.needs_today else "")


def _blocks(text: str) -> Iterator[str]:
    """Yield paragraphs and items as one line each, and what parts them or is code line by line."""
    block = ""
    for line in text.splitlines():
        is_code = line.startswith(" " * _CODE_INDENT)
        if not line.strip() or is_code or line.startswith(_ITEM):
            if block:
                yield block
            block = ""
        if not line.strip() or is_code:
            yield line.rstrip()
        else:
            block = f"{block} {line.strip()}" if block else line.strip()
    if block:
        yield block


def _wrapped(block: str, width: int | None) -> list[str]:
    if width is None or len(block) <= width or block.startswith(" "):
        return [block]
    hanging = " " * len(_ITEM) if block.startswith(_ITEM) else ""
    return textwrap.wrap(block, width, subsequent_indent=hanging, break_long_words=False, break_on_hyphens=False)
