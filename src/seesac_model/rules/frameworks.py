"""FRM: frameworks, and the events that were held under them."""

from __future__ import annotations

from collections.abc import Iterator

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Answer, DateSpan, Event, Mandate, PolicyFramework
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = ["event_before_framework_adoption", "event_outside_framework_validity"]


@declare("FRM001", Severity.WARNING)
def event_outside_framework_validity(mandate: Mandate, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an event under a framework that certainly was not in force on any of its days.

    What it does:
        Asks whether the event and the time in which the framework was in force have a day in common, and reports a
        certain no.
        An event that was held before the framework was even adopted is left to FRM002.

    Why is this bad?
        An act that is no longer, or not yet, in force gives no mandate and no money.
        Often the act meant is the one that followed or came before.

    Example::

        frameworks:
          - {id: decision-1, title: Decision 1, kind: legal-act, adopted: 2018-10-19, in_force: 2018-10-19/2021-12-31}
        events:
          - id: training
            title: Training
            kind: training
            status: held
            dates: 2022-03-08
            mandates:
              - {framework_id: decision-1, relation: funded-under}

    Use instead::

        frameworks:
          - {id: decision-1, title: Decision 1, kind: legal-act, adopted: 2018-10-19, in_force: 2018-10-19/2021-12-31}
          - {id: decision-2, title: Decision 2, kind: legal-act, in_force: 2022-01-01/.., succeeds_ids: [decision-1]}
        events:
          - id: training
            title: Training
            kind: training
            status: held
            dates: 2022-03-08
            mandates:
              - {framework_id: decision-2, relation: funded-under}

    References:
        - ELI ontology, `eli:first_date_entry_in_force` and `eli:date_no_longer_in_force`:
          https://op.europa.eu/en/web/eu-vocabularies/eli
    """
    event, framework = _ends(mandate, dataset)
    if event is None or framework is None or event.dates is None or framework.in_force is None:
        return
    if _is_before_adoption(event.dates, framework):
        return
    if event.dates.overlaps(framework.in_force) is Answer.NO:
        yield Problem(
            message=f"{quoted(framework.id)} was in force {framework.in_force}, the event was on {event.dates}",
            path=("framework_id",),
            hint="name the framework that was in force then, or correct the dates",
            related=(event, framework),
        )


@declare("FRM002", Severity.WARNING)
def event_before_framework_adoption(mandate: Mandate, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an event under a framework that certainly was adopted only afterwards.

    What it does:
        Asks whether the whole event was before the framework was adopted, and reports a certain yes.

    Why is this bad?
        Nothing is carried out under a framework that does not exist yet.
        Where the event prepared the framework, it is one of the event's subjects and not its mandate.

    Example::

        frameworks:
          - {id: roadmap, title: Roadmap, kind: roadmap, adopted: 2018-07-09}
        events:
          - id: drafting
            title: Drafting Meeting
            kind: meeting
            status: held
            dates: 2018-02-01
            mandates:
              - {framework_id: roadmap, relation: implements}

    Use instead::

        frameworks:
          - {id: roadmap, title: Roadmap, kind: roadmap, adopted: 2018-07-09}
        events:
          - id: drafting
            title: Drafting Meeting
            kind: meeting
            status: held
            dates: 2018-02-01
            subjects:
              - {framework_id: roadmap, treatment: drafted}

    References:
        - ELI ontology, `eli:date_document`: https://op.europa.eu/en/web/eu-vocabularies/eli
    """
    event, framework = _ends(mandate, dataset)
    if event is None or framework is None or event.dates is None:
        return
    if _is_before_adoption(event.dates, framework):
        yield Problem(
            message=f"{quoted(framework.id)} was adopted {framework.adopted}, the event was on {event.dates}",
            path=("framework_id",),
            hint="correct one of the dates, or make the framework a subject of the event",
            related=(event, framework),
        )


def _ends(mandate: Mandate, dataset: Dataset) -> tuple[Event | None, PolicyFramework | None]:
    return dataset.events.get(mandate.event_id), dataset.frameworks.get(mandate.framework_id)


def _is_before_adoption(dates: DateSpan, framework: PolicyFramework) -> bool:
    return framework.adopted is not None and dates.before(framework.adopted).definitely
