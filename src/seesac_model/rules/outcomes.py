"""OUT: what events led to."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import DateSpan, Event, Outcome, OutcomeKind, OutcomeStatus
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = ["commitment_without_follow_up", "due_before_event", "outcome_without_addressee"]

_ASKS_SOMEBODY: Final = frozenset({OutcomeKind.RECOMMENDATION, OutcomeKind.COMMITMENT})
_OVER: Final = frozenset({OutcomeStatus.DONE, OutcomeStatus.DROPPED})


@declare("OUT001", Severity.INFO)
def outcome_without_addressee(outcome: Outcome, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a recommendation or commitment of which nobody says who is to act.

    What it does:
        Looks for recommendations and commitments with empty `addressee_ids`.
        Conclusions, findings, decisions and results need no addressee, nor does what is done or was dropped.

    Why is this bad?
        Nobody can be asked what became of it.
        Sources that name nobody exist; then a suppression can say so.

    Example::

        organisations:
          - {id: customs, name: Customs Administration, kind: customs}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            outcomes:
              - {kind: recommendation, text: Exchange more information.}

    Use instead::

        organisations:
          - {id: customs, name: Customs Administration, kind: customs}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            outcomes:
              - {kind: recommendation, text: Exchange more information., addressee_ids: [customs]}

    References:
        - Better Evaluation, recommendations tracking, which identifies those responsible for each:
          https://www.betterevaluation.org/methods-approaches/methods/recommendations-tracking
    """
    if outcome.kind in _ASKS_SOMEBODY and not outcome.addressee_ids and outcome.status not in _OVER:
        yield Problem(
            message=f"nobody is named who is to act on this {outcome.kind}",
            path=("addressee_ids",),
            hint="name the bodies that are to act, or suppress the finding if the source names none",
        )


@declare("OUT002", Severity.INFO, needs_today=True)
def commitment_without_follow_up(
    outcome: Outcome, dataset: Dataset, context: Context, *, after_days: int = 365
) -> Iterator[Problem]:
    """
    Flag a commitment of which nobody says what became of it, long after it was made.

    What it does:
        Looks for commitments, and for decisions that are due on some day, without a status or with the status `open`,
        that no other outcome follows up.
        Reports those whose event and due date both certainly were more than a year ago.
        Where only one of these dates is known, it decides alone.
        A due date before the event is left to OUT003.

    Why is this bad?
        Commitments are there to be kept: whether they were is what readers ask first, and by then a source may say so.

    Options:
        - `after_days` (365): how many days must have passed since the event and since the due date.

    Example::

        organisations:
          - {id: commission, name: SALW Commission, kind: commission}
        events:
          - id: meeting
            title: Meeting
            kind: meeting
            status: held
            dates: 2018-02-01
            outcomes:
              - {kind: commitment, text: A law is to be drafted., addressee_ids: [commission]}

    Use instead::

        organisations:
          - {id: commission, name: SALW Commission, kind: commission}
        events:
          - id: meeting
            title: Meeting
            kind: meeting
            status: held
            dates: 2018-02-01
            outcomes:
              - {kind: commitment, text: A law is to be drafted., addressee_ids: [commission], status: done}

    References:
        - Joint Inspection Unit of the United Nations, on tracking recommendations:
          https://www.unjiu.org/content/tracking-recommendations
    """
    if not _is_to_be_kept(outcome) or outcome.status not in {None, OutcomeStatus.OPEN}:
        return
    event = dataset.events.get(outcome.event_id)
    if event is not None and _is_due_before(outcome, event):
        return
    known = [dates for dates in (outcome.due, None if event is None else event.dates) if dates is not None]
    limit = _days_before(context.today, after_days)
    if not known or limit is None or not all(dates.before(limit).definitely for dates in known):
        return
    if not dataset.referring(Outcome, to=outcome, by="follow_up_of_id"):
        what = f"it was due {outcome.due}" if outcome.due is not None else f"the event was on {known[0]}"
        yield Problem(
            message=f"{what}, and nothing says what became of this {outcome.kind}",
            path=("status",),
            hint="set its status, or add the outcome that follows it up",
            related=() if event is None else (event,),
        )


@declare("OUT003", Severity.WARNING)
def due_before_event(outcome: Outcome, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an outcome that was due before the event that led to it had even begun.

    What it does:
        Asks whether all of `due` was before the event, and reports a certain yes.
        An outcome that follows up an earlier one may have the due date of that one.

    Why is this bad?
        Nobody sets a day that has passed: one of the dates is wrong, a year most often.

    Example::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14/2023-02-15
            outcomes:
              - {kind: decision, text: The network meets again., due: 2014-06}

    Use instead::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14/2023-02-15
            outcomes:
              - {kind: decision, text: The network meets again., due: 2024-06}

    References:
        - UN Environment Programme, on recommendations that are time-bound:
          https://www.unenvironment.org/about-un-environment/evaluation-office/policies-and-strategies/recommendation-compliance
    """
    event = dataset.events.get(outcome.event_id)
    if event is None or not _is_due_before(outcome, event):
        return
    earlier = None if outcome.follow_up_of_id is None else dataset.outcomes.get(outcome.follow_up_of_id)
    if earlier is None or earlier.due != outcome.due:
        yield Problem(
            message=f"it was due {outcome.due}, before {quoted(event.id)}, which was on {event.dates}",
            path=("due",),
            hint="correct one of the two dates",
            related=(event,),
        )


def _is_to_be_kept(outcome: Outcome) -> bool:
    if outcome.kind is OutcomeKind.DECISION:
        return outcome.due is not None
    return outcome.kind is OutcomeKind.COMMITMENT


def _is_due_before(outcome: Outcome, event: Event) -> bool:
    return outcome.due is not None and event.dates is not None and outcome.due.before(event.dates).definitely


def _days_before(day: dt.date, days: int) -> DateSpan | None:
    """Return the day that lies some days before another; None where the calendar does not reach so far."""
    ordinal = day.toordinal() - days
    return DateSpan.of(dt.date.fromordinal(ordinal)) if 0 < ordinal <= dt.date.max.toordinal() else None
