"""Mending what a check found, where the mend is certain."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.model import Record, Suppression
from seesac_model.rules._report import Finding

__all__ = ["Mended", "mend"]

_Touched: TypeAlias = tuple[str, str] | Suppression


class Mended(NamedTuple):
    """
    What came of mending.

    Attributes:
        dataset: The dataset with the changes.
        done: The findings that were mended.
        left: The findings whose fix was not applied: another one has changed the same record already, or the record is
            not in the dataset. A second check finds them again, as far as they are still there.
    """

    dataset: Dataset
    done: tuple[Finding, ...]
    left: tuple[Finding, ...]


def mend(dataset: Dataset, findings: Iterable[Finding]) -> Mended:
    """
    Apply the fixes of findings; a finding without a fix is left out.

    Args:
        dataset: The dataset that was checked.
        findings: What was found, as in a report; the first of two that concern one record wins.

    >>> from seesac_model.model import Suppression
    >>> from seesac_model.rules import check
    >>> dataset = Dataset(suppressions=[Suppression(code="SER001", reason="No trace of the fifth.")])
    >>> mend(dataset, check(dataset)).dataset
    <Dataset: empty>
    """
    replaced: dict[_Touched, Record] = {}
    removed: set[_Touched] = set()
    done: list[Finding] = []
    left: list[Finding] = []
    for finding in findings:
        if finding.fix is None:
            continue
        touched = {_key(entry) for entry in (*finding.fix.replacements, *finding.fix.removals)}
        if touched & (replaced.keys() | removed) or not all(_is_there(key, dataset) for key in touched):
            left.append(finding)
            continue
        replaced.update((_key(record), record) for record in finding.fix.replacements)
        removed.update(map(_key, finding.fix.removals))
        done.append(finding)
    records = (replaced.get(_key(record), record) for record in dataset if _key(record) not in removed)
    suppressions = (entry for entry in dataset.suppressions if entry not in removed)
    return Mended(Dataset(records, suppressions=suppressions), tuple(done), tuple(left))


def _key(entry: Record | Suppression) -> _Touched:
    return entry if isinstance(entry, Suppression) else (entry.collection(), entry.id)


def _is_there(key: _Touched, dataset: Dataset) -> bool:
    if isinstance(key, Suppression):
        return key in dataset.suppressions
    return key[1] in dataset.collection(key[0])
