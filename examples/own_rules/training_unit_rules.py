"""Rules of a training unit: a family of its own, TUR, beside those of the library."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.model import Attendance, Event, EventKind, EventStatus
from seesac_model.rules import Context, Problem, Severity, declare

_BUDGET_LINE: Final = re.compile(r"[A-Z]{2}-[0-9]{4}")


@declare("TUR001", Severity.WARNING, needs_today=True)
def training_without_headcount(
    event: Event, dataset: Dataset, context: Context, *, least_days: int = 14
) -> Iterator[Problem]:
    """
    Flag a training of which nobody has said how many took part.

    What it does:
        Looks for trainings that were held and have no attendance with a headcount, once their reports are due.

    Why is this bad?
        The unit's yearly report counts people, and a training without a number is missing from it.

    Options:
        - `least_days` (14): how many days after the training the reports are due.

    Example::

        events:
          - {id: tracing, title: Training on Tracing, kind: training, status: held, dates: 2023-03-01}

    Use instead::

        events:
          - id: tracing
            title: Training on Tracing
            kind: training
            status: held
            dates: 2023-03-01
            attendances:
              - {description: investigators, headcount: 18}

    References:
        - The unit's handbook, on reports.
    """
    if event.kind is not EventKind.TRAINING or event.status is not EventStatus.HELD:
        return
    last_day = event.dates.latest if event.dates else None
    if last_day is None or (context.today - last_day).days < least_days:
        return
    groups = dataset.referring(Attendance, to=event, by="event_id")
    if all(group.headcount is None for group in groups):
        yield Problem(
            message=f"the training was over on {last_day}, and no attendance has a headcount",
            hint="ask for the list of participants",
            related=groups,
        )


@declare("TUR002", Severity.ERROR)
def budget_line_malformed(event: Event, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a budget line that is none.

    What it does:
        Looks at the unit's own key `x-budget-line`, and expects two letters, a hyphen and four digits.

    Why is this bad?
        The accounts do not know the line, and the costs of the event cannot be booked.

    Example::

        events:
          - {id: tracing, title: Training on Tracing, kind: seminar, status: held, x-budget-line: TR 17}

    Use instead::

        events:
          - {id: tracing, title: Training on Tracing, kind: seminar, status: held, x-budget-line: TR-0017}

    References:
        - The unit's handbook, on budgets.
    """
    line = event.extra.get("x-budget-line")
    if line is not None and not (isinstance(line, str) and _BUDGET_LINE.fullmatch(line)):
        yield Problem(
            message="the budget line has another form",
            path=("x-budget-line",),
            hint="write it as the accounts do, such as TR-0017",
        )
