"""
Reports for other tools: the Static Analysis Results Interchange Format (SARIF) 2.1.0 of OASIS.

The standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath
from typing import Final, TypeAlias
from urllib.parse import quote

from seesac_model.errors import Fault, FaultCode, quoted
from seesac_model.model import JsonValue, Origin
from seesac_model.rules._catalogue import with_more
from seesac_model.rules._explained import explained_in_markdown, explained_in_text, flowed
from seesac_model.rules._report import Finding, Report, SuppressedFinding, mark_of
from seesac_model.rules._rule import Rule, Severity

__all__ = ["to_sarif"]

_Object: TypeAlias = dict[str, JsonValue]

_PROGRAM: Final = "seesac-model"
_VERSION: Final = "2.1.0"
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_FINGERPRINT: Final = "seesacModelFinding/v1"
_FAULT: Final = "fault/"
_LEVELS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "note",
}


def to_sarif(
    report: Report,
    *,
    faults: Iterable[Fault] = (),
    more: Iterable[Rule] = (),
    root: str | os.PathLike[str] | None = None,
    exit_code: int | None = None,
) -> dict[str, JsonValue]:
    """
    Return a report as a SARIF log of one run, in plain data that JSON can say.

    Faults come first, then the findings, those that a baseline has and the suppressed ones, in the order of the report;
    the last two sorts are marked as accepted. A fault of the code `missing` has the rule `fault/missing`. The
    fingerprint of a finding depends on the rule, the record, the fields and the related records, and neither on the
    place in the file nor on the words of the message.

    Args:
        report: The report.
        faults: What could not be read, such as :attr:`LoadResult.faults <seesac_model.formats.LoadResult.faults>`.
        more: The rules of your own that :func:`~seesac_model.rules.check` was given, so that they are explained too.
        root: The folder below which files are named by their path from there, as a repository's; None for none. Files
            elsewhere are named as they were given to the reader.
        exit_code: The status with which the program is going to leave; None where there is no program.

    Raises:
        InvalidRuleError: Two rules have the same code or name.

    >>> from seesac_model.dataset import Dataset
    >>> from seesac_model.model import Topic
    >>> from seesac_model.rules import check
    >>> log = to_sarif(check(Dataset([Topic(id="war", label="war", broader_id="war")])))
    >>> [(result["ruleId"], result["level"]) for result in log["runs"][0]["results"]]
    [('REF003', 'error')]
    """
    faulty = tuple(faults)
    rules = _rules(report, faulty, with_more(more))
    results = _Results(root, {str(entry["id"]): number for number, entry in enumerate(rules)})
    invocation: _Object = {"executionSuccessful": not faulty}
    if exit_code is not None:
        invocation["exitCode"] = exit_code
    if report.not_run:
        invocation["toolConfigurationNotifications"] = [_not_run(code) for code in report.not_run]
    run: _Object = {
        "tool": {"driver": {"name": _PROGRAM, **_version(), "rules": rules}},
        "invocations": [invocation],
        "columnKind": "unicodeCodePoints",
        "results": [
            *map(results.of_fault, faulty),
            *map(results.of_finding, report.findings),
            *map(results.of_known, report.known),
            *map(results.of_suppressed, report.suppressed),
        ],
    }
    return {"$schema": _SCHEMA, "version": _VERSION, "runs": [run]}


def _version() -> _Object:
    # Slow to import, and no other format needs it.
    import importlib.metadata  # noqa: PLC0415

    try:
        return {"version": importlib.metadata.version(_PROGRAM)}
    except importlib.metadata.PackageNotFoundError:
        return {}


def _not_run(code: str) -> _Object:
    return {
        "level": "note",
        "message": {"text": f"{code} did not run: it needs the date of the check, and none was given."},
        "associatedRule": {"id": code},
    }


def _rules(report: Report, faults: Iterable[Fault], there: Iterable[Rule]) -> list[_Object]:
    """Return the rules that ran or found something, in the order of their codes, and those that faults stand for."""
    known = {rule.code: rule for rule in there}
    silenced = (entry.finding for entry in report.suppressed)
    found = {finding.code: finding for finding in (*report.findings, *report.known, *silenced)}
    described: list[_Object] = [
        _rule(known[code]) if code in known else {"id": code, "name": _pascal_case(found[code].name)}
        for code in sorted(found.keys() | (set(report.rules) & known.keys()))
    ]
    return [*described, *(_fault_rule(code) for code in sorted({fault.code for fault in faults}))]


def _rule(rule: Rule) -> _Object:
    told = rule.explanation
    summary = told.summary or rule.name
    return {
        "id": rule.code,
        "name": _pascal_case(rule.name),
        "shortDescription": {"text": summary},
        "fullDescription": {"text": flowed(told.what_it_does) or summary},
        "help": {"text": explained_in_text(rule), "markdown": explained_in_markdown(rule)},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _fault_rule(code: FaultCode) -> _Object:
    return {
        "id": f"{_FAULT}{code}",
        "name": _pascal_case(f"fault-{code}"),
        "shortDescription": {"text": f"Flag what cannot be read as records: {code}."},
        "fullDescription": {
            "text": "A part of the files is malformed or unreadable. What is left out for it was not checked, and "
            "other findings may come from what is missing."
        },
        "defaultConfiguration": {"level": "error"},
    }


def _pascal_case(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("-"))


class _Results:
    """Makes the results of one run."""

    def __init__(self, root: str | os.PathLike[str] | None, indexes: Mapping[str, int]) -> None:
        self._root = root
        self._indexes = indexes
        self._seen: Counter[str] = Counter()

    def of_fault(self, fault: Fault) -> _Object:
        identity = (str(fault.code), fault.file, fault.kind, fault.record_id, fault.json_path)
        text = ": ".join(filter(None, (_place(fault.kind, fault.record_id), f"found {fault.found}")))
        advice = f"; {fault.suggestion}" if fault.suggestion else ""
        return {
            **self._head(f"{_FAULT}{fault.code}", "error", f"{text}, expected {fault.expected}{advice}"),
            "locations": self._locations(fault.file, (fault.line, fault.column), _logical(fault.kind, fault.record_id)),
            "partialFingerprints": {_FINGERPRINT: self._fingerprint(identity)},
            **_properties({"path": fault.json_path if fault.path else None}),
        }

    def of_finding(self, finding: Finding) -> _Object:
        plain = finding.to_plain()
        return {
            **self._head(finding.code, _LEVELS[finding.severity], finding.sentence),
            "locations": self._locations(*_position(finding.origin), _logical(finding.kind, finding.record_id)),
            **({"relatedLocations": list(_related(finding))} if finding.related else {}),
            "partialFingerprints": {_FINGERPRINT: self._fingerprint(mark_of(finding))},
            **_properties({key: plain.get(key) for key in ("path", "hint", "fix", "evidence")}),
        }

    def of_known(self, finding: Finding) -> _Object:
        return {**self.of_finding(finding), "suppressions": [_accepted("It is in the baseline.")]}

    def of_suppressed(self, entry: SuppressedFinding) -> _Object:
        suppression = _accepted(entry.suppression.reason)
        file, position = _position(entry.suppression.origin)
        if file is not None:
            suppression["location"] = self._physical(file, position)
        return {**self.of_finding(entry.finding), "suppressions": [suppression]}

    def _head(self, rule_id: str, level: str, text: str) -> _Object:
        return {"ruleId": rule_id, "ruleIndex": self._indexes[rule_id], "level": level, "message": {"text": text}}

    def _locations(
        self, file: str | None, position: tuple[int | None, int | None], logical: list[_Object]
    ) -> list[_Object]:
        physical = {} if file is None else self._physical(file, position)
        location: _Object = {**physical, **({"logicalLocations": logical} if logical else {})}
        return [location] if location else []

    def _physical(self, file: str, position: tuple[int | None, int | None]) -> _Object:
        names = ("startLine", "startColumn")
        region = {name: number for name, number in zip(names, position, strict=True) if number is not None}
        place: _Object = {"artifactLocation": {"uri": _uri(file, self._root)}}
        return {"physicalLocation": {**place, **({"region": region} if region else {})}}

    def _fingerprint(self, identity: tuple[object, ...]) -> str:
        digest = hashlib.sha256(json.dumps(identity).encode()).hexdigest()
        self._seen[digest] += 1
        return f"{digest}:{self._seen[digest]}"


def _accepted(why: str) -> _Object:
    return {"kind": "external", "status": "accepted", "justification": why}


def _position(origin: Origin | None) -> tuple[str | None, tuple[int | None, int | None]]:
    return (None, (None, None)) if origin is None else (origin.file, (origin.line, origin.column))


def _place(kind: str | None, record_id: str | None) -> str:
    return " ".join(filter(None, (kind, record_id and quoted(record_id))))


def _logical(kind: str | None, record_id: str | None) -> list[_Object]:
    if kind is None:
        return []
    if record_id is None:
        return [{"fullyQualifiedName": kind, "kind": "array"}]
    return [{"name": record_id, "fullyQualifiedName": f"{kind}/{record_id}", "kind": "object"}]


def _related(finding: Finding) -> Iterator[_Object]:
    for number, (kind, record_id) in enumerate(finding.related, 1):
        yield {"id": number, "logicalLocations": _logical(kind, record_id)}


def _properties(given: _Object) -> _Object:
    properties = {key: value for key, value in given.items() if value is not None}
    return {"properties": properties} if properties else {}


def _uri(file: str, root: str | os.PathLike[str] | None) -> str:
    """Return the reference to a file: relative where its name is, or where it lies below the root."""
    path = PurePath(file)
    if root is not None and path.is_relative_to(root):
        path = path.relative_to(root)
    # A name need not be UTF-8: Python keeps its bytes as lone surrogates.
    reference = quote(path.as_posix(), errors="surrogateescape")
    return f"file:///{reference.lstrip('/')}" if path.is_absolute() else reference
