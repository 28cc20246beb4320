"""Running the rules over a dataset."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from seesac_model._progress import Progress, ProgressCallback
from seesac_model.dataset import Dataset
from seesac_model.errors import RuleFailedError, SelectionError
from seesac_model.model import Record, Suppression
from seesac_model.rules._catalogue import chosen_rules, with_more
from seesac_model.rules._options import Options, checked_options
from seesac_model.rules._report import Finding, Report, SuppressedFinding
from seesac_model.rules._rule import Context, Fix, Problem, Rule, Severity
from seesac_model.rules.suppressions import has_expired

__all__ = ["check", "findings_in"]

_Function: TypeAlias = Callable[..., Iterator[Problem]]
_Key: TypeAlias = tuple[str, str | None, str | None]
_NOW_AND_THEN: Final = 1_000


def check(
    dataset: Dataset,
    *,
    beside: Dataset | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    today: dt.date | None = None,
    severity: Severity | None = None,
    options: Options | None = None,
    more: Iterable[Rule] = (),
    progress: ProgressCallback | None = None,
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
        options: What is set of the options of rules, as `{"SRC005": {"most_words": 40}}`; None for the defaults.
        more: Rules of your own, or of packages that are installed: :func:`~seesac_model.rules.installed_rules`.
        progress: What is told now and then, and at the end, how many records of the dataset are checked: a function of
            a :class:`~seesac_model.formats.Progress`. What it raises ends the check. None for nobody.

    Raises:
        UnknownRuleError: `select`, `ignore` or `options` names a rule that does not exist; the error proposes the
            nearest.
        SelectionError: `select` or `ignore` is one text and not a list of texts, or `today` is not a date.
        SettingsError: `options` names an option that a rule does not have, or gives it a value of another type.
        InvalidRuleError: Two rules have the same code or name.
        RuleFailedError: One of the rules raised something, where it should report.

    >>> from seesac_model.model import Topic
    >>> report = check(Dataset([Topic(id="war", label="war", broader_id="war")]), select=["REF"])
    >>> [finding.code for finding in report]
    ['REF003']
    """
    choice = _Choice(select, ignore, severity, tuple(more))
    run = _Run.prepared(dataset, choice, beside=beside, today=today, options=options, progress=progress)
    kept: list[Finding] = []
    suppressed: list[SuppressedFinding] = []
    for entry in run.stream():
        if isinstance(entry, Finding):
            kept.append(entry)
        else:
            suppressed.append(entry)
    return Report(
        findings=tuple(sorted(kept, key=Finding.order)),
        suppressed=tuple(sorted(suppressed, key=lambda entry: entry.finding.order())),
        unused_suppressions=tuple(sorted(run.unused())),
        expired_suppressions=tuple(sorted(run.expired & set(dataset.suppressions))),
        rules=tuple(sorted(rule.code for rule in run.rules)),
        not_run=tuple(sorted(rule.code for rule in run.asked if rule not in run.rules)),
    )


def findings_in(
    dataset: Dataset,
    *,
    beside: Dataset | None = None,
    select: Iterable[str] | None = None,
    ignore: Iterable[str] | None = None,
    today: dt.date | None = None,
    severity: Severity | None = None,
    options: Options | None = None,
    more: Iterable[Rule] = (),
    progress: ProgressCallback | None = None,
) -> Iterator[Finding | SuppressedFinding]:
    """
    Yield the same findings as :func:`check` one by one, each as soon as it is found, and keep none of them.

    They come by kind of record, record and rule, in the order of the dataset, the ids and the codes; findings about
    suppressions come last. The order is the same for equal datasets.

    Args:
        dataset: As for :func:`check`, and so are all others.
        beside: As for :func:`check`.
        select: As for :func:`check`.
        ignore: As for :func:`check`.
        today: As for :func:`check`.
        severity: As for :func:`check`.
        options: As for :func:`check`.
        more: As for :func:`check`.
        progress: As for :func:`check`.

    Raises:
        SeesacModelError: As for :func:`check`; what concerns the arguments is raised at once, and not when the first
            finding is asked for.

    >>> from seesac_model.model import Topic
    >>> found = findings_in(Dataset([Topic(id="war", label="war", broader_id="war")]))
    >>> next(found).code
    'REF003'
    """
    choice = _Choice(select, ignore, severity, tuple(more))
    return _Run.prepared(dataset, choice, beside=beside, today=today, options=options, progress=progress).stream()


@attrs.frozen
class _Choice:
    """Which rules there are to choose from, and which of them are chosen."""

    select: Iterable[str] | None
    ignore: Iterable[str] | None
    severity: Severity | None
    more: tuple[Rule, ...]


class _Run:
    """One check of one dataset."""

    def __init__(
        self,
        dataset: Dataset,
        known: Dataset,
        *,
        asked: Sequence[Rule],
        there: Sequence[Rule],
        today: dt.date | None,
        options: Options,
        progress: ProgressCallback | None,
    ) -> None:
        self.asked = asked
        self._codes = frozenset(rule.code for rule in there)
        self.rules = tuple(rule for rule in asked if today is not None or not rule.needs_today)
        self.expired = {entry for entry in known.suppressions if today is not None and has_expired(entry, today)}
        self._valid = set(known.suppressions) - self.expired
        self._used: set[Suppression] = set()
        self._dataset = dataset
        self._known = known
        self._today = today
        self._options = options
        self._progress = progress

    @classmethod
    def prepared(
        cls,
        dataset: Dataset,
        choice: _Choice,
        *,
        beside: Dataset | None,
        today: dt.date | None,
        options: Options | None,
        progress: ProgressCallback | None,
    ) -> _Run:
        _require_day(today)
        there = with_more(choice.more)
        asked = chosen_rules(there, select=choice.select, ignore=choice.ignore, severity=choice.severity)
        known = dataset if beside is None else dataset.supplemented_by(beside)
        settled = checked_options({} if options is None else options, there)
        return cls(dataset, known, asked=asked, there=there, today=today, options=settled, progress=progress)

    def stream(self) -> Iterator[Finding | SuppressedFinding]:
        silencing = _by_key(self._valid)
        for finding in self._of_records():
            matching = [entry for key in _keys(finding) for entry in silencing.get(key, ())]
            self._used.update(matching)
            yield SuppressedFinding(finding=finding, suppression=matching[0]) if matching else finding
        yield from self._of_suppressions()
        self._tell(len(self._dataset))

    def unused(self) -> frozenset[Suppression]:
        """Return the suppressions of the dataset that have silenced nothing so far, though their rule runs."""
        codes = {rule.code for rule in self.rules}
        own = set(self._dataset.suppressions)
        return frozenset(entry for entry in self._valid & own - self._used if entry.code in codes)

    def _of_records(self) -> Iterator[Finding]:
        context = Context(self._known, today=self._today, checked=self._dataset)
        by_kind = {
            kind: [(rule, self._function(rule)) for rule in self.rules if kind in rule.kinds]
            for kind in self._dataset.kinds()
        }
        for done, record in enumerate(self._dataset):
            if done % _NOW_AND_THEN == 0:
                self._tell(done)
            for rule, problem in _problems(by_kind[type(record)], record, self._known, context):
                yield Finding.of(rule, record, problem)
        # What the dataset does to a record beside it: its meetings leave a gap in a series that is not its own.
        for record in _referred_to_beside(self._dataset, self._known):
            for rule, problem in _problems(by_kind[type(record)], record, self._known, context):
                if any(related in self._dataset for related in problem.related):
                    yield Finding.of(rule, record, problem)

    def _tell(self, done: int) -> None:
        if self._progress is not None:
            self._progress(Progress("checking", None, done, len(self._dataset), "records"))

    def _of_suppressions(self) -> Iterator[Finding]:
        context = Context(self._known, today=self._today, codes=self._codes, unused=self.unused())
        for rule in self.rules:
            if rule.is_about_suppressions:
                interested = [(rule, self._function(rule))]
                for suppression in self._dataset.suppressions:
                    for _, problem in _problems(interested, suppression, self._known, context):
                        yield Finding.of(rule, suppression, problem)

    def _function(self, rule: Rule) -> _Function:
        options = self._options.get(rule.code)
        return functools.partial(rule.function, **options) if options else rule.function


def _problems(
    interested: Iterable[tuple[Rule, _Function]], subject: Record | Suppression, known: Dataset, context: Context
) -> Iterator[tuple[Rule, Problem]]:
    # A check comes here once for each record and rule: nearly always nothing is found, and asking is all that counts.
    for rule, function in interested:
        try:
            problems = [*function(subject, known, context)]
        except (Exception, SystemExit) as error:
            raise RuleFailedError(rule.code, *_named(subject)) from error
        for problem in problems:
            if not _is_sound(problem):
                raise RuleFailedError(rule.code, *_named(subject)) from TypeError("a rule yields problems")
            yield rule, problem


def _is_sound(problem: object) -> bool:
    """Tell whether a rule has yielded a problem, whose parts are what they are said to be: nobody checks its types."""
    match problem:
        case Problem(message=str(), hint=None | str(), path=tuple() as path, related=tuple() as related, fix=fix):
            return _all_are(path, int, str) and _all_are(related, Record) and (fix is None or _is_sound_fix(fix))
        case _:
            return False


def _is_sound_fix(fix: object) -> bool:
    match fix:
        case Fix(says=str(), replacements=tuple() as replacements, removals=tuple() as removals):
            return _all_are(replacements, Record) and _all_are(removals, Record, Suppression)
        case _:
            return False


def _all_are(entries: Iterable[object], *kinds: type) -> bool:
    return all(isinstance(entry, kinds) for entry in entries)


def _named(subject: Record | Suppression) -> tuple[str, str | None]:
    return (subject.collection(), subject.id) if isinstance(subject, Record) else ("suppressions", None)


def _require_day(today: object) -> None:
    if today is not None and (isinstance(today, dt.datetime) or not isinstance(today, dt.date)):
        raise SelectionError(f"today is a {type(today).__name__}; expected a datetime.date, such as date.today()")


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
