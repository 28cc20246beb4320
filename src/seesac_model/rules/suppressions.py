"""SUP: suppressions that do nothing, or no longer hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Record, Suppression, did_you_mean, nearest
from seesac_model.rules._rule import Context, Fix, Problem, Severity, declare

__all__ = ["expired_suppression", "has_expired", "suppression_of_unknown_rule", "unused_suppression"]

_FAMILY: Final = "SUP"


def has_expired(suppression: Suppression, today: dt.date) -> bool:
    """Tell whether the last day that a suppression was meant for is over; never for one without a known last day."""
    last_day = suppression.until.latest if suppression.until else None
    return last_day is not None and last_day < today


@declare("SUP001", Severity.WARNING)
def unused_suppression(suppression: Suppression, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a suppression that silences nothing.

    What it does:
        Looks for suppressions whose rule ran and had no finding that they are for.
        One whose rule did not run, because it was not selected, is left alone; so is one that has expired.
        Findings about suppressions cannot be suppressed, so that a suppression of a SUP rule is always flagged.

    Why is this bad?
        The finding that was accepted is gone, or never was where the suppression says.
        A later mistake of the same sort would pass in silence.

    Example::

        suppressions:
          - {code: SER001, kind: series, record_id: seefen, reason: The second meeting left no trace.}
        series:
          - {id: seefen, title: Regional Meeting of SEEFEN}
        events:
          - {id: e1, title: First, kind: network-meeting, status: held, series_id: seefen, series_number: 1}
          - {id: e2, title: Second, kind: network-meeting, status: held, series_id: seefen, series_number: 2}

    Use instead::

        series:
          - {id: seefen, title: Regional Meeting of SEEFEN}
        events:
          - {id: e1, title: First, kind: network-meeting, status: held, series_id: seefen, series_number: 1}
          - {id: e2, title: Second, kind: network-meeting, status: held, series_id: seefen, series_number: 2}

    References:
        - `RUF100` of Ruff and `warn_unused_ignores` of mypy do the same for comments that silence these tools.
    """
    if suppression not in context.unused:
        return
    record = _record(suppression, dataset)
    is_aimed = _is_aimed(suppression, dataset, record)
    yield Problem(
        message=f"the suppression of {_scope(suppression)} silences nothing",
        hint=_advice(suppression, dataset, record),
        related=() if record is None else (record,),
        fix=Fix(says="remove the suppression", removals=(suppression,)) if is_aimed else None,
    )


@declare("SUP002", Severity.WARNING, needs_today=True)
def expired_suppression(suppression: Suppression, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a suppression whose time is over.

    What it does:
        Compares `until` with the date of the check; the suppression holds to the end of the last day.
        What it silenced is reported again.
        A time whose end is open, not known, or in a year that is not known does not run out.

    Why is this bad?
        Somebody accepted the finding for a while only, and that while is over.

    Example::

        suppressions:
          - {code: SRC002, until: 2020-12-31, reason: The sources are being added this year.}
        events:
          - {id: e1, title: Seminar on Tracing, kind: seminar, status: held}

    Use instead::

        suppressions:
          - {code: SRC002, until: 2999-12-31, reason: The sources come with the next delivery.}
        events:
          - {id: e1, title: Seminar on Tracing, kind: seminar, status: held}

    References:
        - Entries of Trivy's ignore files expire for the same reason (`exp:`, `expired_at`).
    """
    if has_expired(suppression, context.today):
        record = _record(suppression, dataset)
        yield Problem(
            message=f"the suppression of {_scope(suppression)} held until {suppression.until}",
            path=("until",),
            hint="mend what it was for, or decide anew until when it is accepted",
            related=() if record is None else (record,),
        )


@declare("SUP003", Severity.WARNING)
def suppression_of_unknown_rule(suppression: Suppression, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a suppression of a rule that does not exist.

    What it does:
        Looks for codes that no rule of this release has.

    Why is this bad?
        It silences nothing: the code is misspelt, or it belongs to a newer release than the one that checks.

    Example::

        suppressions:
          - {code: SRX002, reason: The sources are being added.}

    Use instead::

        suppressions:
          - {code: SRC002, reason: The sources are being added.}
        events:
          - {id: e1, title: Seminar on Tracing, kind: seminar, status: held}

    References:
        - Codes of rules are never used again for another rule, so that an old suppression cannot come to mean another.
    """
    if suppression.code not in context.codes:
        record = _record(suppression, dataset)
        yield Problem(
            message=f"no rule has the code {quoted(suppression.code)}",
            path=("code",),
            hint=did_you_mean(suppression.code, sorted(context.codes)) or "remove the suppression",
            related=() if record is None else (record,),
        )


def _scope(suppression: Suppression) -> str:
    parts = (suppression.kind, suppression.record_id and quoted(suppression.record_id))
    return f"{suppression.code} for {' '.join(filter(None, parts)) or 'the whole dataset'}"


def _record(suppression: Suppression, dataset: Dataset) -> Record | None:
    if suppression.kind not in _collections(dataset) or suppression.record_id is None:
        return None
    return dataset.collection(suppression.kind).get(suppression.record_id)


def _collections(dataset: Dataset) -> list[str]:
    return [kind.collection() for kind in dataset.kinds()]


def _is_aimed(suppression: Suppression, dataset: Dataset, record: Record | None) -> bool:
    """Tell whether what it is for is there: what is not may be misspelt, or in data that are not checked along."""
    if suppression.kind is not None and suppression.kind not in _collections(dataset):
        return False
    return suppression.record_id is None or record is not None


def _advice(suppression: Suppression, dataset: Dataset, record: Record | None) -> str:
    if suppression.code.startswith(_FAMILY):
        return "findings about suppressions cannot be suppressed; remove it"
    if suppression.kind is not None and suppression.kind not in _collections(dataset):
        near = did_you_mean(suppression.kind, _collections(dataset))
        return f"there is no collection {quoted(suppression.kind)}" + (f"; {near}" if near else "")
    if suppression.kind is not None and suppression.record_id is not None and record is None:
        near_ids = nearest(suppression.record_id, dataset.collection(suppression.kind).ids)
        return "that record does not exist" + (f"; did you mean {quoted(near_ids[0])}?" if near_ids else "")
    return "remove it"
