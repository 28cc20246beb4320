"""PAN: panels."""

from __future__ import annotations

from collections.abc import Iterator

from seesac_model.dataset import Dataset
from seesac_model.model import Answer, Panel
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = ["panel_outside_event_dates"]


@declare("PAN001", Severity.ERROR)
def panel_outside_event_dates(panel: Panel, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a panel on days on which its event certainly was not held.

    What it does:
        Asks whether all days of the panel are days of its event, and reports a certain no.
        Where the dates are not precise enough to decide, as with an event of `2023` and a panel of `2023-02-14`, it
        says nothing.

    Why is this bad?
        A panel is a part of its event, so one of the two dates is wrong.

    Example::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14/2023-02-15
            panels:
              - {number: 1, format: panel-discussion, dates: 2023-02-16}

    Use instead::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14/2023-02-15
            panels:
              - {number: 1, format: panel-discussion, dates: 2023-02-15}

    References:
        - schema.org `superEvent`: https://schema.org/superEvent
    """
    event = dataset.events.get(panel.event_id)
    if event is None or event.dates is None or panel.dates is None:
        return
    if panel.dates.within(event.dates) is Answer.NO:
        yield Problem(
            message=f"the panel is on {panel.dates}, its event on {event.dates}",
            path=("dates",),
            hint="correct one of the two dates",
            related=(event,),
        )
