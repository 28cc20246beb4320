"""What a check came to: all that the reports in their several formats are made of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias, TypeVar

import attrs

from seesac_model.cli._progress import progress_bar
from seesac_model.dataset import Dataset
from seesac_model.errors import Fault
from seesac_model.formats import LoadResult, ProgressCallback
from seesac_model.rules import Finding, Report, Rule, Settings, Severity, SuppressedFinding, check, findings_in

__all__ = ["Checked", "Entry", "Request", "Writer", "exit_status"]

A = TypeVar("A")

Entry: TypeAlias = Finding | SuppressedFinding
"""What a check comes upon."""


@attrs.frozen(kw_only=True)
class Request:
    """
    What a check is asked to look for.

    Attributes:
        settings: The rules that run, and their options.
        beside: Records that the files may refer to.
        today: The date of the check.
        more: The rules of other packages.
    """

    settings: Settings
    beside: Dataset
    today: dt.date
    more: tuple[Rule, ...]

    def report(self, dataset: Dataset) -> Report:
        """Check a dataset, with a bar on a terminal, and return the report."""
        with progress_bar() as progress:
            return self._answer(check, dataset, progress)

    def stream(self, dataset: Dataset) -> Iterator[Entry]:
        """Check a dataset, and yield what is found as soon as it is."""
        return self._answer(findings_in, dataset, None)

    def _answer(self, ask: Callable[..., A], dataset: Dataset, progress: ProgressCallback | None) -> A:
        return ask(
            dataset,
            beside=self.beside,
            select=self.settings.select,
            ignore=self.settings.ignore,
            severity=self.settings.severity,
            options=self.settings.options,
            today=self.today,
            more=self.more,
            progress=progress,
        )


@attrs.frozen(kw_only=True)
class Checked:
    """
    What was read, and what a check of it found.

    Attributes:
        result: What was read, and what was refused.
        report: What was found in what was read.
        more: The rules of other packages that could run.
    """

    result: LoadResult
    report: Report
    more: tuple[Rule, ...] = ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What could not be read."""
        return self.result.faults

    @property
    def status(self) -> int:
        """The exit status."""
        return exit_status(self.result, self.report.counts)


Writer: TypeAlias = Callable[[Checked], None]
"""Prints a report in one of the formats."""


def exit_status(result: LoadResult, counts: Mapping[Severity, int]) -> int:
    """Return 2 where something could not be read, 1 where there are errors or warnings, else 0."""
    if result.faults:
        return 2
    return 1 if counts[Severity.ERROR] or counts[Severity.WARNING] else 0
