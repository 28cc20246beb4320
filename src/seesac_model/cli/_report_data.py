"""Reports for programs: JSON, JSON Lines and SARIF."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from seesac_model.cli._checked import Checked, Entry, exit_status
from seesac_model.cli._output import emit
from seesac_model.errors import Fault
from seesac_model.formats import LoadResult
from seesac_model.model import JsonValue
from seesac_model.rules import Finding, Severity, to_sarif

__all__ = ["write_json", "write_json_lines", "write_sarif"]


def write_json(checked: Checked) -> None:
    """Print one JSON object: the files, how many records, the faults and all parts of the report."""
    result = checked.result
    plain: dict[str, JsonValue] = {
        "files": list(result.files),
        "records": len(result.dataset),
        "refused": len(result.refused),
        "faults": [_plain_fault(fault) for fault in result.faults],
        **checked.report.to_plain(),
    }
    emit(json.dumps(plain, indent=2))


def write_json_lines(
    result: LoadResult, entries: Iterable[Entry], is_known: Callable[[Finding], bool] | None = None
) -> int:
    """
    Print a JSON object a line: the faults, what is found as soon as it is, and a summary as the last line.

    Args:
        result: What was read.
        entries: What is found in it.
        is_known: What tells whether a baseline has a finding; such findings are counted only. None without one.

    Returns:
        The exit status, which the summary has too.
    """
    for fault in result.faults:
        _line("fault", _plain_fault(fault))
    found: Counter[Severity] = Counter()
    suppressed = known = 0
    for entry in entries:
        if isinstance(entry, Finding) and is_known and is_known(entry):
            known += 1
        elif isinstance(entry, Finding):
            found[entry.severity] += 1
            _line("finding", entry.to_plain())
        else:
            suppressed += 1
            _line("suppressed", entry.to_plain())
    status = exit_status(result, found)
    summary: dict[str, JsonValue] = {
        "files": len(result.files),
        "records": len(result.dataset),
        "refused": len(result.refused),
        "faults": len(result.faults),
        "counts": {str(severity): found[severity] for severity in Severity},
        "suppressed": suppressed,
        "known": known,
        "exit_status": status,
    }
    _line("summary", summary)
    return status


def write_sarif(checked: Checked) -> None:
    """Print a SARIF log, in which files below the working folder are named by their path from there."""
    log = to_sarif(checked.report, faults=checked.faults, more=checked.more, root=Path.cwd(), exit_code=checked.status)
    emit(json.dumps(log, indent=2))


def _line(kind: str, plain: Mapping[str, JsonValue]) -> None:
    emit(json.dumps({"type": kind, **plain}))


def _plain_fault(fault: Fault) -> dict[str, JsonValue]:
    plain: dict[str, JsonValue] = {
        "code": str(fault.code),
        "found": fault.found,
        "expected": fault.expected,
        "suggestion": fault.suggestion,
        "kind": fault.kind,
        "record_id": fault.record_id,
        "path": fault.json_path if fault.path else None,
        "file": fault.file,
        "line": fault.line,
        "column": fault.column,
    }
    return {key: value for key, value in plain.items() if value is not None}
