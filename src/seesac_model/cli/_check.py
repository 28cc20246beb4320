"""`seesac-model check`: read files, and say what in them is malformed or doubtful."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from seesac_model.cli._beside import add_reference_option, reference_for
from seesac_model.cli._output import say
from seesac_model.cli._parsing import Command
from seesac_model.errors import Fault
from seesac_model.formats import LoadResult, load
from seesac_model.model import JsonValue
from seesac_model.rules import Finding, Report, Severity, check

__all__ = ["CHECK"]

_ABOUT_REFERENCES: Final = frozenset({"REF001", "REF002"})
_EXAMPLES = """
examples:
  seesac-model check data/
  seesac-model check events.yaml people.yaml --select REF,PAN001
  seesac-model check data/ --format json --today 2024-06-30

exit status:
  0  nothing to mend: no finding, or none but infos
  1  there are errors or warnings
  2  something could not be read, or the command was wrong
"""


def _add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, or a folder with files")
    parser.add_argument(
        "--select",
        action="append",
        metavar="CODES",
        help="the rules to run, by code, beginning of a code, or name; with commas between them",
    )
    parser.add_argument("--ignore", action="append", metavar="CODES", help="the rules not to run")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to report (text)")
    parser.add_argument(
        "--today", type=_day, metavar="DATE", help="the date of the check, as 2024-06-30 (today, in UTC)"
    )
    add_reference_option(parser)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a day such as 2024-06-30") from None


def _check(arguments: argparse.Namespace) -> int:
    result = load(*arguments.paths, on_error="collect")
    report = check(
        result.dataset,
        beside=reference_for(arguments),
        select=_codes(arguments.select),
        ignore=_codes(arguments.ignore),
        today=arguments.today or dt.datetime.now(tz=dt.UTC).date(),
    )
    report = attrs.evolve(report, findings=tuple(_not_about_refused(report, result)))
    if arguments.format == "json":
        say(json.dumps(_plain(result, report), indent=2))
    else:
        _print_text(result, report)
    if result.faults:
        return 2
    return 1 if report.at_least(Severity.WARNING) else 0


def _not_about_refused(report: Report, result: LoadResult) -> Iterator[Finding]:
    """Leave out references to records that are in the files and were refused: they dangle until those are mended."""
    refused = {(entry.kind, entry.record_id) for entry in result.refused}
    for finding in report:
        targets: set[tuple[str, str]] = set()
        if refused and finding.code in _ABOUT_REFERENCES and finding.kind and finding.record_id:
            record = result.dataset.collection(finding.kind)[finding.record_id]
            links = result.dataset.links_from(record)
            targets = {(link.kind, link.target_id) for link in links if link.path == finding.path}
        if not targets & refused:
            yield finding


def _codes(given: list[str] | None) -> list[str] | None:
    """Return the codes; a blank stays one, for a list in which somebody forgot them is not the list of none."""
    return None if given is None else [code.strip() for entry in given for code in entry.split(",")]


def _plain(result: LoadResult, report: Report) -> dict[str, JsonValue]:
    return {
        "files": list(result.files),
        "records": len(result.dataset),
        "refused": len(result.refused),
        "faults": [_plain_fault(fault) for fault in result.faults],
        **report.to_plain(),
    }


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


def _print_text(result: LoadResult, report: Report) -> None:
    files: dict[str, list[_Line]] = {file: [] for file in result.files}
    for line in (*_fault_lines(result.faults), *_finding_lines(report)):
        files.setdefault(line.file, []).append(line)
    for file, lines in files.items():
        if lines:
            say(file)
            for line in sorted(lines, key=lambda line: (line.line, line.column)):
                say(f"{line.line}:{line.column}  {line.text}" if line.line else line.text, indent=2, hanging=6)
            say()
    if result.faults and report:
        say("Part of the files could not be read; findings may come from what is missing.")
    say(_summary(result, report))


@dataclasses.dataclass(frozen=True)
class _Line:
    """One line of the report, and where it belongs."""

    file: str
    line: int
    column: int
    text: str


def _fault_lines(faults: Iterable[Fault]) -> Iterator[_Line]:
    for fault in faults:
        text = f"fault: {dataclasses.replace(fault, file=None, line=None, column=None)}"
        yield _Line(fault.file or "", fault.line or 0, fault.column or 0, text)


def _finding_lines(findings: Iterable[Finding]) -> Iterator[_Line]:
    for finding in findings:
        where = finding.origin
        yield _Line(
            (where and where.file) or "the dataset as a whole",
            where.line if where else 0,
            where.column if where else 0,
            str(attrs.evolve(finding, origin=None)),
        )


def _summary(result: LoadResult, report: Report) -> str:
    counts = ", ".join(_counted(count, severity) for severity, count in report.counts.items())
    parts = [_counted(len(result.files), "file"), f"{_counted(len(result.dataset), 'record')}: {counts}"]
    if report.suppressed:
        parts.append(f"{len(report.suppressed)} suppressed")
    if result.faults:
        refused = f"{len(result.refused)} of what is there refused"
        parts.append(f"{_counted(len(result.faults), 'fault')} ({refused})")
    return ", ".join(parts)


def _counted(count: int, what: str) -> str:
    return f"{count} {what}{'' if count == 1 else 's'}"


CHECK: Final = Command(
    name="check",
    says="check files and report what is malformed or doubtful",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_check,
)
"""The subcommand."""
