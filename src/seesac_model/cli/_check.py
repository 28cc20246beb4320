"""`seesac-model check`: read files, and say what in them is malformed or doubtful."""

from __future__ import annotations

import argparse
import datetime as dt
import functools
import os
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeVar

import attrs

from seesac_model._quoting import how_many
from seesac_model.cli._beside import add_reference_option
from seesac_model.cli._checked import Checked, Entry, Request, Writer
from seesac_model.cli._mending import mending_of
from seesac_model.cli._output import say
from seesac_model.cli._parsing import Command
from seesac_model.cli._progress import progress_bar
from seesac_model.cli._report_data import write_json, write_json_lines, write_sarif
from seesac_model.cli._report_github import write_github
from seesac_model.cli._report_text import write_text
from seesac_model.cli._settings import add_settings_options, baseline_for, settings_for
from seesac_model.dataset import Dataset
from seesac_model.errors import SettingsError
from seesac_model.formats import LoadResult, Positions, load, write_atomically
from seesac_model.reference import load as load_reference
from seesac_model.rules import Baseline, Finding, Report, Severity, installed_rules

__all__ = ["CHECK"]

E = TypeVar("E", bound=Entry)

_ABOUT_REFERENCES: Final = frozenset({"REF001", "REF002"})
_LINES: Final = "jsonl"
_WRITERS: Final[Mapping[str, Writer]] = {"json": write_json, "sarif": write_sarif, "github": write_github}
_EXAMPLES = """
examples:
  seesac-model check data/
  seesac-model check events.yaml people.yaml --select REF,PAN001
  seesac-model check data/ --severity error --format github
  seesac-model check data/ --format sarif > report.sarif
  seesac-model check data/ --diff
  seesac-model check data/ --fix
  seesac-model check data/ --write-baseline accepted.baseline
  seesac-model explain PAN001

formats:
  text    for people: file by file, in the order of the lines
  json    one JSON object, when all is done
  jsonl   JSON Lines: an object a line, as soon as it is known; the last one has the type "summary"
  sarif   SARIF 2.1.0, as editors and code scanning read it
  github  annotations in the log of a GitHub workflow

Text is coloured on a terminal; NO_COLOR=1 prevents that, and FORCE_COLOR=1 colours it elsewhere too.

Settings stand in seesac-model.toml, or in pyproject.toml under [tool.seesac-model]: select, ignore, severity,
baseline, reference, and options.CODE. What the command line says counts before them.

exit status, whatever the format:
  0  nothing to mend: no finding, or none but infos and what is suppressed or in the baseline
  1  there are errors or warnings; with --diff, something would be mended
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
    parser.add_argument(
        "--severity",
        choices=[severity.value for severity in Severity],
        help="the lightest findings to look for (info)",
    )
    parser.add_argument(
        "--format",
        choices=("text", "json", _LINES, "sarif", "github"),
        default="text",
        help="how to report, as said below (text)",
    )
    parser.add_argument("--all", action="store_true", help="with text, show all findings and quotations")
    parser.add_argument(
        "--today", type=_day, metavar="DATE", help="the date of the check, as 2024-06-30 (today, in UTC)"
    )
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--fix", action="store_true", help="show what is mended for certain, mend it, and check again")
    change.add_argument("--diff", action="store_true", help="show what --fix would change, and leave the files alone")
    add_settings_options(parser)
    add_reference_option(parser)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"found {text!r}, expected a day such as 2024-06-30") from None


def _check(arguments: argparse.Namespace) -> int:
    _require_possible(arguments)
    more = installed_rules()
    settings = settings_for(arguments, more)
    # One that is written anew need not be there, nor be one.
    baseline = baseline_for(settings) if arguments.write_baseline is None else None
    request = Request(
        settings=settings,
        beside=load_reference() if settings.reference else Dataset(),
        today=arguments.today or dt.datetime.now(tz=dt.UTC).date(),
        more=more,
    )
    with progress_bar() as progress:
        result = load(*arguments.paths, on_error="collect", progress=progress)
    if arguments.fix or arguments.diff:
        mending = mending_of(result.dataset, request.report, is_whole=not result.faults)
        mending.show(write=arguments.fix)
        if arguments.diff:
            return 2 if result.faults else int(bool(mending.done))
        with progress_bar() as progress:
            result = load(*arguments.paths, on_error="collect", progress=progress)
    if arguments.write_baseline is not None:
        return _write_baseline(arguments.write_baseline, request, result)
    positions = Positions()
    if arguments.format == _LINES:
        entries = _not_about_refused(request.stream(result.dataset), result)
        located = (_located(entry, positions) for entry in entries)
        return write_json_lines(result, located, baseline.sieve() if baseline else None)
    report = _report(request, result)
    report = attrs.evolve(report, findings=tuple(_placed(entry, positions) for entry in report))
    checked = Checked(result=result, report=baseline.divide(report) if baseline else report, more=request.more)
    write: Writer = _WRITERS.get(arguments.format, functools.partial(write_text, fold=not arguments.all))
    write(checked)
    return checked.status


def _require_possible(arguments: argparse.Namespace) -> None:
    if (arguments.fix or arguments.diff) and arguments.format != "text":
        raise SettingsError("--fix and --diff print text; leave --format out, and check again for a report")
    if arguments.diff and arguments.write_baseline is not None:
        raise SettingsError("--diff writes nothing; leave it out, or --write-baseline")


def _report(request: Request, result: LoadResult) -> Report:
    report = request.report(result.dataset)
    return attrs.evolve(report, findings=tuple(_not_about_refused(report, result)))


def _write_baseline(file: str, request: Request, result: LoadResult) -> int:
    if "\0" not in file and os.path.realpath(file) in map(os.path.realpath, result.files):
        raise SettingsError(f"{file}: this is one of the files that are checked; name another for the baseline")
    report = _report(request, result)
    write_atomically(file, Baseline.of(report).dumps())
    say(f"{how_many(len(report), 'finding')} written to {file}")
    return 2 if result.faults else 0


def _located(entry: Entry, positions: Positions) -> Entry:
    if isinstance(entry, Finding):
        return _placed(entry, positions)
    return attrs.evolve(entry, finding=_placed(entry.finding, positions))


def _placed(finding: Finding, positions: Positions) -> Finding:
    """Return the finding with the place of the field that it is about, and not only of the record."""
    if finding.origin is None or not finding.path:
        return finding
    return attrs.evolve(finding, origin=positions.of(finding.origin, finding.path))


def _not_about_refused(entries: Iterable[E], result: LoadResult) -> Iterator[E]:
    """Leave out references to records that are in the files and were refused: they dangle until those are mended."""
    refused = {(entry.kind, entry.record_id) for entry in result.refused}
    for entry in entries:
        targets: set[tuple[str, str]] = set()
        if refused and isinstance(entry, Finding) and entry.code in _ABOUT_REFERENCES and entry.record_id:
            record = result.dataset.collection(entry.kind)[entry.record_id]
            links = result.dataset.links_from(record)
            targets = {(link.kind, link.target_id) for link in links if link.path == entry.path}
        if not targets & refused:
            yield entry


CHECK: Final = Command(
    name="check",
    says="check files and report what is malformed or doubtful",
    epilog=_EXAMPLES,
    add_arguments=_add_arguments,
    run=_check,
)
"""The subcommand."""
