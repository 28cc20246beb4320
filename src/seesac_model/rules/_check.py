"""Running the rules over a dataset."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError
from seesac_model.model import Record, Suppression
from seesac_model.rules._catalogue import all_rules, chosen_rules
from seesac_model.rules._report import Finding, Report, SuppressedFinding
from seesac_model.rules._rule import Context, Rule, Severity
from seesac_model.rules.suppressions import has_expired

__all__ = ["check"]

_Key: TypeAlias = tuple[str, str | None, str | None]


def check(
    dataset: Dataset,
    *,
    beside: Dataset | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    today: dt.date | None = None,
    severity: Severity | None = None,
) -> Report:
    """
    Return everything in a dataset that does not hold, or is doubtful, or worth knowing.

    The result depends on nothing but the arguments: no clock is read, and the order in which the records were given
    does not matter. Whatever the records say, nothing is raised for it. Takes time in proportion to the size of the
    dataset.

    Args:
        dataset: The dataset.
        beside: Records that the dataset may refer to, such as `reference.load()`; where both have a record, the
            dataset's counts. They are not checked for themselves: a finding about one of them is reported only where
            records of the dataset are part of it. None for none.
        select: Which rules run: codes (`"PAN001"`), the beginnings of codes from three letters on (`"PAN"`), or names
            (`"panel-outside-event-dates"`); None for all.
        ignore: Which of these do not run after all, named in the same ways.
        today: The date of the check. None means that rules which need one do not run (the report lists them) and that
            no suppression is taken to have expired.
        severity: The lightest severity that is looked for; None for all.

    Raises:
        UnknownRuleError: `select` or `ignore` names a rule that does not exist; the error proposes the nearest.
        SelectionError: `select` or `ignore` is one text and not a list of texts, or `today` is not a date.

    >>> from seesac_model.model import Topic
    >>> report = check(Dataset([Topic(id="war", label="war", broader_id="war")]), select=["REF"])
    >>> [finding.code for finding in report]
    ['REF003']
    """
    _require_day(today)
    asked = chosen_rules(select=select, ignore=ignore, severity=severity)
    rules = [rule for rule in asked if today is not None or not rule.needs_today]
    codes = {rule.code for rule in rules}
    known = dataset if beside is None else dataset.supplemented_by(beside)
    expired = {entry for entry in known.suppressions if today is not None and has_expired(entry, today)}
    valid = set(known.suppressions) - expired
    found = _record_findings(rules, dataset, known, Context(known, today=today, checked=dataset))
    kept, suppressed, used = _sift(found, valid)
    own = set(dataset.suppressions)
    unused = frozenset(entry for entry in valid & own - used if entry.code in codes)
    kept += _suppression_findings(
        rules, dataset.suppressions, known, Context(known, today=today, codes=_all_codes(), unused=unused)
    )
    return Report(
        findings=tuple(sorted(kept, key=Finding.order)),
        suppressed=tuple(sorted(suppressed, key=lambda entry: entry.finding.order())),
        unused_suppressions=tuple(sorted(unused)),
        expired_suppressions=tuple(sorted(expired & own)),
        rules=tuple(sorted(codes)),
        not_run=tuple(sorted(rule.code for rule in asked if rule.code not in codes)),
    )


def _require_day(today: object) -> None:
    if today is not None and (isinstance(today, dt.datetime) or not isinstance(today, dt.date)):
        raise SelectionError(f"today is a {type(today).__name__}; expected a datetime.date, such as date.today()")


def _all_codes() -> frozenset[str]:
    return frozenset(rule.code for rule in all_rules())


def _record_findings(rules: Sequence[Rule], dataset: Dataset, known: Dataset, context: Context) -> Iterator[Finding]:
    for kind in dataset.kinds():
        interested = [rule for rule in rules if kind in rule.kinds]
        for record in dataset.of(kind):
            for rule in interested:
                for problem in rule.function(record, known, context):
                    yield Finding.of(rule, record, problem)
    # What the dataset does to a record beside it: its meetings leave a gap in a series that is not its own.
    for record in _referred_to_beside(dataset, known):
        for rule in rules:
            if type(record) in rule.kinds:
                for problem in rule.function(record, known, context):
                    if any(related in dataset for related in problem.related):
                        yield Finding.of(rule, record, problem)


def _referred_to_beside(dataset: Dataset, known: Dataset) -> Iterator[Record]:
    if dataset is known:
        return
    targets = {
        (link.kind, link.target_id): link.target
        for record in dataset
        for link in known.links_from(record)
        if link.target is not None and link.target not in dataset
    }
    yield from (targets[key] for key in sorted(targets))


def _suppression_findings(
    rules: Sequence[Rule], suppressions: Iterable[Suppression], known: Dataset, context: Context
) -> Iterator[Finding]:
    for rule in rules:
        if rule.is_about_suppressions:
            for suppression in suppressions:
                for problem in rule.function(suppression, known, context):
                    yield Finding.of(rule, suppression, problem)


def _sift(
    findings: Iterable[Finding], suppressions: Iterable[Suppression]
) -> tuple[list[Finding], list[SuppressedFinding], set[Suppression]]:
    by_key = _by_key(suppressions)
    kept: list[Finding] = []
    suppressed: list[SuppressedFinding] = []
    used: set[Suppression] = set()
    for finding in findings:
        matching = [entry for key in _keys(finding) for entry in by_key.get(key, ())]
        used.update(matching)
        if matching:
            suppressed.append(SuppressedFinding(finding=finding, suppression=matching[0]))
        else:
            kept.append(finding)
    return kept, suppressed, used


def _by_key(suppressions: Iterable[Suppression]) -> Mapping[_Key, Sequence[Suppression]]:
    by_key: dict[_Key, list[Suppression]] = {}
    for entry in sorted(suppressions):
        by_key.setdefault((entry.code, entry.kind, entry.record_id), []).append(entry)
    return by_key


def _keys(finding: Finding) -> tuple[_Key, ...]:
    """Return the keys of the suppressions that silence a finding, the narrowest first."""
    return (
        (finding.code, finding.kind, finding.record_id),
        (finding.code, finding.kind, None),
        (finding.code, None, None),
    )
