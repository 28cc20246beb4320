"""What a check found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple, TypeAlias

import attrs

from seesac_model.errors import quoted
from seesac_model.model import Citation, JsonValue, Origin, Record, Suppression, to_plain
from seesac_model.rules._rule import Fix, Problem, Rule, Severity

__all__ = ["Evidence", "Finding", "Mark", "Related", "Report", "SuppressedFinding", "mark_of"]

Mark: TypeAlias = tuple[str, str, str, str, tuple[str, ...]]
"""Code, kind, id, fields without positions, related records: what a finding is known by when files have changed."""


class Related(NamedTuple):
    """
    Another record that is part of a finding.

    Attributes:
        kind: Its collection (`"events"`).
        record_id: Its id.
    """

    kind: str
    record_id: str


class Evidence(NamedTuple):
    """
    What a source says about a record, in its own words.

    Attributes:
        source_id: The source.
        locator: Where in it: "paragraph 2"; None if nobody noted that.
        quote: The words, as the citation quotes them.
    """

    source_id: str
    locator: str | None
    quote: str

    def to_plain(self) -> dict[str, JsonValue]:
        """Return it as plain data that JSON can say; a locator that is None is left out."""
        plain: dict[str, JsonValue] = {"source_id": self.source_id, "locator": self.locator, "quote": self.quote}
        return {key: value for key, value in plain.items() if value is not None}


@attrs.frozen(kw_only=True)
class Finding:
    """
    One thing that does not hold.

    Printed, it is one line: where, severity, rule, record, path, message and hint.

    Attributes:
        code: The code of the rule.
        name: The name of the rule.
        severity: How much it weighs.
        kind: The collection of the record (`"events"`); `"suppressions"` for a finding about a suppression.
        record_id: The id of the record; None for a suppression, which has none.
        path: Where in the record: the field, perhaps with a position and an inner field; empty for the whole record.
        message: What is wrong.
        hint: What to do about it; None if there is nothing to propose.
        related: The other records that are part of it.
        fix: The change that mends it, where that is certain; None where somebody must decide.
        evidence: The words of the sources on the field, or on the record where the finding is about all of it.
        origin: Where the record was read. For a finding about all of a record that was read from no file, such as a
            ready-made one, where the first of the others was that were read from one. None if there is none. Not part
            of equality.
    """

    code: str
    name: str
    severity: Severity
    kind: str
    record_id: str | None
    path: tuple[str | int, ...] = ()
    message: str
    hint: str | None = None
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    evidence: tuple[Evidence, ...] = ()
    origin: Origin | None = attrs.field(default=None, eq=False)

    @classmethod
    def of(cls, rule: Rule, subject: Record | Suppression, problem: Problem) -> Finding:
        """Return the finding that a problem of a record, or of a suppression, is."""
        record = subject if isinstance(subject, Record) else None
        return cls(
            code=rule.code,
            name=rule.name,
            severity=rule.severity,
            kind=record.collection() if record else "suppressions",
            record_id=record.id if record else None,
            path=problem.path,
            message=problem.message,
            hint=problem.hint,
            related=tuple(Related(other.collection(), other.id) for other in problem.related),
            fix=problem.fix,
            evidence=_evidence(record, problem.path) if record else (),
            origin=subject.origin or (None if problem.path else _first_origin(problem.related)),
        )

    @property
    def field(self) -> str | None:
        """The field of the record; None for the whole record."""
        return str(self.path[0]) if self.path else None

    @property
    def json_path(self) -> str:
        """
        The path as JSONPath writes it, with the record as its root.

        >>> from seesac_model.rules import Finding, Severity
        >>> Finding(
        ...     code="SRC003", name="n", severity=Severity.WARNING, kind="events", record_id="e",
        ...     path=("citations", 1, "note"), message="m",
        ... ).json_path
        '$.citations[1].note'
        """
        return "$" + "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in self.path)

    def to_plain(self) -> dict[str, JsonValue]:
        """Return the finding as plain data that JSON can say; what is None or empty is left out."""
        plain: dict[str, JsonValue] = {
            "code": self.code,
            "name": self.name,
            "severity": str(self.severity),
            "kind": self.kind,
            "record_id": self.record_id,
            "path": self.json_path if self.path else None,
            "message": self.message,
            "hint": self.hint,
            "related": [{"kind": kind, "record_id": record_id} for kind, record_id in self.related],
            "fix": self.fix.says if self.fix else None,
            "evidence": [entry.to_plain() for entry in self.evidence],
            "file": self.origin.file if self.origin else None,
            "line": self.origin.line if self.origin else None,
            "column": self.origin.column if self.origin else None,
        }
        return {key: value for key, value in plain.items() if value not in (None, [])}

    @property
    def sentence(self) -> str:
        """
        Which record, where in it, what is wrong and what to do: what is printed, behind the rule.

        >>> from seesac_model.rules import Finding, Severity
        >>> Finding(
        ...     code="SER001", name="n", severity=Severity.INFO, kind="series", record_id="seefen", message="a gap",
        ... ).sentence
        "series 'seefen': a gap"
        """
        record = self.kind if self.record_id is None else f"{self.kind} {quoted(self.record_id)}"
        place = f"{record}, {self.json_path}" if self.path else record
        hint = f"; {self.hint}" if self.hint else ""
        return f"{place}: {self.message}{hint}"

    def __str__(self) -> str:
        where = f"{self.origin}: " if self.origin else ""
        return f"{where}{self.severity}: {self.code} {self.name}: {self.sentence}"

    def order(self) -> tuple[Any, ...]:
        """Return the key by which a report sorts: severity, code, kind, id, path, then the message."""
        steps = tuple((isinstance(step, str), step) for step in self.path)
        return self.severity.rank, self.code, self.kind, self.record_id, steps, self.message


def mark_of(finding: Finding) -> Mark:
    """Return what a finding is known by, in baselines and in reports for other tools."""
    fields = ".".join(step for step in finding.path if isinstance(step, str))
    related = tuple(sorted(f"{kind}/{record_id}" for kind, record_id in finding.related))
    return finding.code, finding.kind, finding.record_id or "", fields, related


def _first_origin(records: Iterable[Record]) -> Origin | None:
    return next((record.origin for record in records if record.origin is not None), None)


def _evidence(record: Record, path: tuple[str | int, ...]) -> tuple[Evidence, ...]:
    match path:
        case ("citations", int(position), *_) if position < len(record.citations):
            citations: Iterable[Citation] = (record.citations[position],)
        case (str(field), *_) if field != "citations":
            citations = record.citations_of(field)
        case _:
            citations = record.citations
    return tuple(Evidence(entry.source_id, entry.locator, entry.quote) for entry in citations if entry.quote)


@attrs.frozen(kw_only=True)
class SuppressedFinding:
    """
    A finding that somebody accepted.

    Attributes:
        finding: The finding.
        suppression: What silenced it; the narrowest where several do.
    """

    finding: Finding
    suppression: Suppression

    def to_plain(self) -> dict[str, JsonValue]:
        """Return both as plain data that JSON can say."""
        return {"finding": self.finding.to_plain(), "suppression": to_plain(self.suppression)}

    def __str__(self) -> str:
        until = f" until {self.suppression.until}" if self.suppression.until else ""
        return f"{self.finding} (accepted{until}: {' '.join(self.suppression.reason.split())})"


@attrs.frozen(kw_only=True)
class Report:
    """
    Everything that a check found, and what it did not look for.

    As a collection it is its findings: `len(report)` counts them, iterating gives them, and it is true if there is at
    least one. Suppressed findings do not count. Equal datasets have equal reports.

    Attributes:
        findings: The findings, the heaviest first, then by code, kind, id, path and message.
        suppressed: The findings that a suppression silenced, in the same order.
        unused_suppressions: The suppressions that silenced nothing, though their rule ran.
        expired_suppressions: The suppressions that no longer hold on the date of the check; empty where none was given.
        rules: The codes of the rules that ran.
        not_run: The codes of the rules that were asked for and did not run, for they need a date and none was given.
        known: The findings that a :class:`~seesac_model.rules.Baseline` has, in the same order; empty without one.
        gone: How many findings of the baseline are not there any more; 0 without one.

    >>> import datetime
    >>> from seesac_model.dataset import Dataset
    >>> from seesac_model.model import Topic
    >>> from seesac_model.rules import check
    >>> dataset = Dataset([Topic(id="war", label="war", broader_id="conflict")])
    >>> report = check(dataset, today=datetime.date(2024, 5, 1))
    >>> print(report)
    error: REF001 dangling-reference: topics 'war', $.broader_id: no record 'conflict' in topics; add the record, or \
correct the id
    1 error, 0 warnings, 0 infos
    """

    findings: tuple[Finding, ...] = ()
    suppressed: tuple[SuppressedFinding, ...] = ()
    unused_suppressions: tuple[Suppression, ...] = ()
    expired_suppressions: tuple[Suppression, ...] = ()
    rules: tuple[str, ...] = ()
    not_run: tuple[str, ...] = ()
    known: tuple[Finding, ...] = ()
    gone: int = 0

    def __len__(self) -> int:
        return len(self.findings)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    @property
    def counts(self) -> Mapping[Severity, int]:
        """How many findings there are of each severity, the heaviest first; none is left out."""
        severities = [finding.severity for finding in self.findings]
        return {severity: severities.count(severity) for severity in Severity}

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings that weigh at least so much, as a command does that is to fail on errors alone."""
        return tuple(finding for finding in self.findings if finding.severity.is_at_least(severity))

    def to_plain(self) -> dict[str, JsonValue]:
        """Return the report as plain data that JSON can say, every part of it present."""
        return {
            "counts": {str(severity): count for severity, count in self.counts.items()},
            "findings": [finding.to_plain() for finding in self.findings],
            "suppressed": [entry.to_plain() for entry in self.suppressed],
            "unused_suppressions": [to_plain(entry) for entry in self.unused_suppressions],
            "expired_suppressions": [to_plain(entry) for entry in self.expired_suppressions],
            "rules": list(self.rules),
            "not_run": list(self.not_run),
            "known": [finding.to_plain() for finding in self.known],
            "gone": self.gone,
        }

    def __str__(self) -> str:
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield from map(str, self.findings)
        if self.suppressed:
            yield f"suppressed: {len(self.suppressed)}"
            yield from (f"  {entry}" for entry in self.suppressed)
        if self.not_run:
            yield f"not run without a date: {', '.join(self.not_run)}"
        yield ", ".join(f"{count} {severity}{'' if count == 1 else 's'}" for severity, count in self.counts.items())
