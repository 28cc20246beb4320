"""`seesac-model check --fix`: mend what is certain, in the files as they are typed, and show what changes first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import attrs

from seesac_model.cli._output import emit, say, visible
from seesac_model.dataset import Dataset
from seesac_model.errors import EditError
from seesac_model.formats import FileEdit, edits_for, write_edits
from seesac_model.rules import Finding, Report, mend

__all__ = ["Mending", "mending_of"]

# One fix can make room for another, as where two concern one record.
_MOST_ROUNDS: Final = 10


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
            for line in edit.diff().splitlines():
                emit(visible(line))  # As it is: what is wrapped or stripped is no diff any more.
        if write:
            write_edits(self.edits)
        for finding, error in self.refused:
            say(f"not mended: {finding.code} {finding.name}: {error}")
        verb = "mended" if write else "would be mended"
        findings = f"{len(self.done)} finding{'' if len(self.done) == 1 else 's'}"
        files = f"{len(self.edits)} file{'' if len(self.edits) == 1 else 's'}"
        say(f"{findings} {verb} in {files}" if self.done else f"nothing {verb}")


def mending_of(dataset: Dataset, check: Callable[[Dataset], Report]) -> Mending:
    """
    Return what mending a dataset comes to.

    Args:
        dataset: The dataset as it was read from files.
        check: What checks a dataset.
    """
    work = _Work(dataset)
    for _ in range(_MOST_ROUNDS):
        if not work.apply(work.due(check(work.dataset))):
            break
    return Mending(edits=edits_for(dataset, work.dataset), done=tuple(work.done), refused=tuple(work.refused))


class _Work:
    def __init__(self, dataset: Dataset) -> None:
        self._read = dataset
        self.dataset = dataset
        self.done: list[Finding] = []
        self.refused: list[tuple[Finding, EditError]] = []

    def due(self, report: Report) -> list[Finding]:
        refused = [finding for finding, _ in self.refused]
        return [finding for finding in report if finding.fix is not None and finding not in refused]

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
