"""Baselines: the findings that are there now and accepted as a whole, so that what is new stands out."""

from __future__ import annotations

import collections
import functools
import json
import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import attrs

from seesac_model.errors import SettingsError, described, quoted
from seesac_model.rules._report import Finding, Mark, Report, mark_of

__all__ = ["Baseline"]

_FORMAT: Final = "seesac-model-baseline"
_VERSION: Final = 1
_MAX_BYTES: Final = 64 * 1024 * 1024
_MOST_OF_A_SORT: Final = 1_000_000_000


@attrs.frozen
class Baseline:
    """
    Findings that were there before.

    A finding is recognised by its rule, its record, the fields that it is about and the other records that are part of
    it. Neither the wording of the message nor the line counts, so that a baseline outlives new releases and edits
    elsewhere in the file. Where a record has more findings of one sort than the baseline, those that are too many are
    new.

    Attributes:
        counts: How many findings of each sort there were.

    >>> from seesac_model.dataset import Dataset
    >>> from seesac_model.model import Topic
    >>> from seesac_model.rules import check
    >>> war = Topic(id="war", label="war", broader_id="conflict")
    >>> baseline = Baseline.of(check(Dataset([war])))
    >>> arms = Topic(id="arms", label="arms", broader_id="trade")
    >>> report = baseline.divide(check(Dataset([war, arms])))
    >>> [finding.record_id for finding in report], len(report.known)
    (['arms'], 1)
    """

    counts: Mapping[Mark, int]

    @classmethod
    def of(cls, findings: Iterable[Finding]) -> Baseline:
        """Return the baseline of findings, such as a report."""
        return cls(collections.Counter(map(mark_of, findings)))

    def divide(self, report: Report) -> Report:
        """Return the report with what is new as its findings; what was there before is in `known`."""
        is_known = self.sieve()
        known = tuple(finding for finding in report if is_known(finding))
        taken = collections.Counter(map(mark_of, known))
        ids = set(map(id, known))
        return attrs.evolve(
            report,
            findings=tuple(finding for finding in report if id(finding) not in ids),
            known=known,
            gone=sum(self.counts.values()) - taken.total(),
        )

    def sieve(self) -> Callable[[Finding], bool]:
        """Return what tells of findings, one after the other, whether they were there before."""
        left = collections.Counter(self.counts)

        def is_known(finding: Finding) -> bool:
            mark = mark_of(finding)
            left[mark] -= 1
            return left[mark] >= 0

        return is_known

    def dumps(self) -> str:
        """Return the baseline as JSON text: one line for each sort of finding, in a fixed order."""
        lines = [json.dumps(_plain(mark, count)) for mark, count in sorted(self.counts.items())]
        inner = ",\n".join(f"    {line}" for line in lines)
        head = f'{{\n  "format": "{_FORMAT}",\n  "version": {_VERSION},\n  "findings": ['
        return f"{head}\n{inner}\n  ]\n}}\n" if lines else f"{head}]\n}}\n"

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Baseline:
        """
        Read a baseline from a file.

        Raises:
            SettingsError: It cannot be read, or is not a baseline; the message says where and why.
        """
        file = Path(path)
        try:
            with file.open("rb") as opened:
                data = opened.read(_MAX_BYTES + 1)
        except OSError as error:
            raise SettingsError(f"{file}: {(error.strerror or type(error).__name__).lower()}") from error
        except ValueError as error:
            raise SettingsError(f"{file}: no file can have such a name") from error
        if len(data) > _MAX_BYTES:
            raise SettingsError(f"{file}: this is too large for a baseline: more than {_MAX_BYTES:,} bytes")
        try:
            text = data.decode()
        except UnicodeDecodeError as error:
            raise SettingsError(f"{file}: this is not UTF-8; write the baseline anew") from error
        return cls.loads(text, file=str(file))

    @classmethod
    def loads(cls, text: str, *, file: str | None = None) -> Baseline:
        """
        Read a baseline.

        Args:
            text: What :meth:`dumps` has returned.
            file: The file that it is from, for messages; None for none.

        Raises:
            SettingsError: It is not a baseline; the message says where and why.
        """
        where = "" if file is None else f"{file}: "
        repeated: list[str] = []
        try:
            data = json.loads(text, object_pairs_hook=functools.partial(_object, repeated))
        except (ValueError, RecursionError) as error:  # Of numbers that are too long json raises a bare ValueError.
            reason = error if isinstance(error, json.JSONDecodeError) else "something in it is too long or too deep"
            raise SettingsError(f"{where}this is not JSON ({reason}); write the baseline anew") from error
        if repeated:
            raise SettingsError(f"{where}the key {quoted(repeated[0])} stands there twice; write the baseline anew")
        header = (data.get("format"), data.get("version")) if isinstance(data, dict) else None
        if header != (_FORMAT, _VERSION):
            raise SettingsError(f"{where}this is no baseline of version {_VERSION}; write it anew")
        entries = data.get("findings")
        if not isinstance(entries, list):
            raise SettingsError(f"{where}findings is {described(entries)}; expected a list")
        counts: collections.Counter[Mark] = collections.Counter()
        for position, entry in enumerate(entries):
            mark, count = _read(entry, f"{where}findings[{position}]")
            counts[mark] += count
        return cls(counts)


def _plain(mark: Mark, count: int) -> dict[str, Any]:
    code, kind, record_id, fields, related = mark
    plain = {"code": code, "kind": kind, "record_id": record_id, "fields": fields, "related": related, "count": count}
    return {key: value for key, value in plain.items() if value not in ("", ())}


def _object(repeated: list[str], pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return a JSON object, and note the keys that stand in it twice: which of the two is meant nobody can tell."""
    counts = collections.Counter(key for key, _ in pairs)
    repeated += (key for key, count in counts.items() if count > 1)
    return dict(pairs)


def _read(entry: object, where: str) -> tuple[Mark, int]:
    match entry:
        case {"code": str(code), "kind": str(kind), "count": int(count), **others} if (
            0 < count <= _MOST_OF_A_SORT and count is not True
        ):
            record_id, fields = others.pop("record_id", ""), others.pop("fields", "")
            related = others.pop("related", [])
            texts = (record_id, fields, *(related if isinstance(related, list) else [related]))
            if not others and isinstance(related, list) and all(isinstance(text, str) for text in texts):
                return (code, kind, str(record_id), str(fields), tuple(map(str, related))), count
        case _:
            pass
    raise SettingsError(f"{where}: expected code, kind, record_id, fields, related and count; write the baseline anew")
