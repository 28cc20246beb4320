"""`seesac-model check --fix`: mend what is certain, in the files as they are typed, and show what changes first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import attrs

from seesac_model._quoting import how_many, visible
from seesac_model.cli._output import emit, say
from seesac_model.dataset import Dataset
from seesac_model.errors import EditError
from seesac_model.formats import FileEdit, edits_for, write_edits
from seesac_model.model import Suppression
from seesac_model.rules import Finding, Report, mend

__all__ = ["Mending", "mending_of"]

# One fix can make room for another, as where two concern one record.
_MOST_ROUNDS: Final = 100
_PART_MISSING: Final = "part of the files could not be read, and it may be for something in that"


@attrs.frozen(kw_only=True)
class Mending:
    """
    What mending a dataset comes to; nothing is written before somebody asks.

    Attributes:
        edits: What changes in the files.
        done: The findings that are mended.
        refused: The findings whose fix cannot be written into the file, with the reason.
    """

    edits: tuple[FileEdit, ...]
    done: tuple[Finding, ...]
    refused: tuple[tuple[Finding, EditError], ...]

    def show(self, *, write: bool) -> None:
        """
        Print what changes and, with `write`, change it.

        Raises:
            EditError: A file has changed meanwhile.
            SaveError: A file could not be written.
        """
        for edit in self.edits:
            for line in edit.diff().split("\n")[:-1]:
                emit(visible(line.removesuffix("\r")))  # As it is: what is wrapped or stripped is no diff any more.
        if write:
            write_edits(self.edits)
        for finding, error in self.refused:
            say(f"not mended: {finding.code} {finding.name}: {error}")
        verb = "mended" if write else "would be mended"
        findings, files = how_many(len(self.done), "finding"), how_many(len(self.edits), "file")
        say(f"{findings} {verb} in {files}" if self.done else f"nothing {verb}")


def mending_of(dataset: Dataset, check: Callable[[Dataset], Report], *, is_whole: bool = True) -> Mending:
    """
    Return what mending a dataset comes to.

    Args:
        dataset: The dataset as it was read from files.
        check: What checks a dataset.
        is_whole: Whether the dataset is all that is in the files. Where it is not, no suppression is removed: what it
            silences may be in what is missing.
    """
    work = _Work(dataset, is_whole=is_whole)
    for _ in range(_MOST_ROUNDS):
        if not work.apply(work.due(check(work.dataset))):
            break
    return Mending(edits=edits_for(dataset, work.dataset), done=tuple(work.done), refused=tuple(work.refused))


class _Work:
    def __init__(self, dataset: Dataset, *, is_whole: bool) -> None:
        self._read = dataset
        self._is_whole = is_whole
        self.dataset = dataset
        self.done: list[Finding] = []
        self.refused: list[tuple[Finding, EditError]] = []

    def due(self, report: Report) -> list[Finding]:
        """Return the findings whose fix was not tried yet; one that is there again was not mended by its fix."""
        tried: dict[tuple[object, ...], list[Finding]] = {}
        for finding in (*self.done, *(finding for finding, _ in self.refused)):
            tried.setdefault(finding.order(), []).append(finding)
        due = [finding for finding in report if finding.fix and finding not in tried.get(finding.order(), ())]
        if self._is_whole:
            return due
        unsure = [finding for finding in due if _unsuppresses(finding)]
        self.refused += [(finding, EditError(_PART_MISSING, kind=finding.kind)) for finding in unsure]
        return [finding for finding in due if finding not in unsure]

    def apply(self, findings: Sequence[Finding]) -> bool:
        """Apply those fixes that can be written into the files; tell whether there was one."""
        mended = mend(self.dataset, findings)
        if not mended.done:
            return False
        try:
            edits_for(self._read, mended.dataset)
        except EditError as error:
            if len(mended.done) == 1:
                self.refused.append((mended.done[0], error))
                return True
            half = len(mended.done) // 2
            return any([self.apply(mended.done[:half]), self.apply(mended.done[half:])])
        self.dataset = mended.dataset
        self.done += mended.done
        return True


def _unsuppresses(finding: Finding) -> bool:
    return finding.fix is not None and any(isinstance(entry, Suppression) for entry in finding.fix.removals)
