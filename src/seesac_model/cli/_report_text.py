"""The report for people: file by file, in the order of the lines."""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from seesac_model._quoting import how_many
from seesac_model.cli._checked import Checked
from seesac_model.cli._colour import FAULT, painter
from seesac_model.cli._output import say
from seesac_model.errors import Fault
from seesac_model.rules import Finding, Report

__all__ = ["MOST_QUOTES", "evidence_lines", "mendable", "summary", "write_text"]

_MOST_OF_A_RULE: Final = 5
MOST_QUOTES: Final = 2
_WHOLE: Final = "the dataset as a whole"


def write_text(checked: Checked, *, fold: bool) -> None:
    """
    Print what was found file by file, and how much it is.

    Args:
        checked: What was found.
        fold: Whether more than five findings of one rule in one file are counted and not shown, and more than two
            quotations of one finding.
    """
    places: dict[str | None, list[_Entry]] = {file: [] for file in checked.result.files}
    for entry in (*map(_of_fault, checked.faults), *map(_of_finding, checked.report)):
        places.setdefault(entry.file, []).append(entry)
    # What stands in no file comes after all files.
    for file in sorted(places, key=lambda file: file is None):
        if entries := sorted(places[file], key=lambda entry: (entry.line, entry.column)):
            say((file or _WHOLE).replace("\n", "\\n"), paint=painter())  # A name is one line, whatever it is.
            shown, more = _folded(entries) if fold else (entries, Counter())
            for entry in shown:
                _say_entry(entry, most_quotes=MOST_QUOTES if fold else None)
            for rule, count in sorted(more.items()):
                say(f"{rule}: {count} more{' in this file' if file else ''} (--all shows them)", indent=2)
            say()
    if checked.faults and checked.report:
        say("Part of the files could not be read; findings may come from what is missing.")
    say(summary(checked))
    if checked.report.gone:
        say(f"{how_many(checked.report.gone, 'finding')} of the baseline no longer there; --write-baseline renews it")
    if sentence := mendable(checked.report):
        say(sentence)


def summary(checked: Checked) -> str:
    """Return how much was read and found, in one line."""
    result, report = checked.result, checked.report
    counts = ", ".join(how_many(count, severity) for severity, count in report.counts.items())
    parts = [how_many(len(result.files), "file"), f"{how_many(len(result.dataset), 'record')}: {counts}"]
    if report.suppressed:
        parts.append(f"{len(report.suppressed)} suppressed")
    if report.known:
        parts.append(f"{len(report.known)} in the baseline")
    if result.faults:
        refused = f"{len(result.refused)} of what is there refused"
        parts.append(f"{how_many(len(result.faults), 'fault')} ({refused})")
    return ", ".join(parts)


def mendable(report: Report) -> str | None:
    """Return the line that says how many findings a fix would mend; None where there is none."""
    count = sum(finding.fix is not None for finding in report)
    return f"{count} can be mended by --fix" if count else None


def evidence_lines(finding: Finding, most: int | None) -> Iterator[str]:
    """
    Yield what the sources say, one in a line: where, and the words.

    Args:
        finding: The finding.
        most: How many at most; the others are counted. None for all.
    """
    for entry in finding.evidence[:most]:
        where = ", ".join(filter(None, (entry.source_id, entry.locator)))
        yield f'{where}: "{" ".join(entry.quote.split())}"'
    if most is not None and len(finding.evidence) > most:
        yield f"{how_many(len(finding.evidence) - most, 'more quotation')}"


@attrs.frozen(kw_only=True)
class _Entry:
    """What is said of one fault or finding, and where it belongs; a line of 0 is no line."""

    file: str | None
    line: int
    column: int
    text: str
    weight: str
    finding: Finding | None = None


def _of_fault(fault: Fault) -> _Entry:
    return _Entry(
        file=fault.file,
        line=fault.line or 0,
        column=fault.column or 0,
        text=f"{FAULT}: {dataclasses.replace(fault, file=None, line=None, column=None)}",
        weight=FAULT,
    )


def _of_finding(finding: Finding) -> _Entry:
    origin = finding.origin
    return _Entry(
        file=origin.file if origin else None,
        line=origin.line if origin else 0,
        column=origin.column if origin else 0,
        text=f"{finding.severity}: {finding.code} {finding.name}: {finding.sentence}{' [fix]' if finding.fix else ''}",
        weight=finding.severity.value,
        finding=finding,
    )


def _folded(entries: Iterable[_Entry]) -> tuple[list[_Entry], Counter[str]]:
    """Return what of a file is shown, and how many findings of which rules are not: what is beyond the first five."""
    seen: Counter[str] = Counter()
    shown: list[_Entry] = []
    more: Counter[str] = Counter()
    for entry in entries:
        rule = f"{entry.finding.code} {entry.finding.name}" if entry.finding else None
        if rule is not None:
            seen[rule] += 1
        if rule is not None and seen[rule] > _MOST_OF_A_RULE:
            more[rule] += 1
        else:
            shown.append(entry)
    return shown, more


def _say_entry(entry: _Entry, *, most_quotes: int | None) -> None:
    position = f"{entry.line}:{entry.column}  " if entry.line else ""
    finding = entry.finding
    paint = painter(weight=entry.weight, code=finding.code if finding else None)
    say(f"{position}{entry.text}", indent=2, hanging=6, paint=paint)
    for line in evidence_lines(finding, most_quotes) if finding else ():
        say(line, indent=6, hanging=2)
