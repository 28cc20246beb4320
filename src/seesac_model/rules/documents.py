"""DOC: documents, and the stages that they reached."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import (
    Answer,
    DateSpan,
    Document,
    DocumentKind,
    DocumentStage,
    DocumentStageKind,
    Record,
    Subject,
    Treatment,
)
from seesac_model.rules._rule import Context, Problem, Severity, declare
from seesac_model.rules._stages import key_of, publications, stages_out_of_order

__all__ = ["document_stage_out_of_order", "endorsed_but_never_drafted", "report_published_before_its_period_ended"]

_ENDORSED: Final = frozenset({DocumentStageKind.APPROVED, DocumentStageKind.ADOPTED, DocumentStageKind.ENDORSED})
_WORKED_ON: Final = frozenset(
    {
        DocumentStageKind.PLANNED,
        DocumentStageKind.DRAFTED,
        DocumentStageKind.PRESENTED,
        DocumentStageKind.REVIEWED,
        DocumentStageKind.CONSOLIDATED,
        DocumentStageKind.COMPLETED,
    }
)
_ENDORSING: Final = frozenset({Treatment.ADOPTED, Treatment.ENDORSED})
_WORKING_ON: Final = frozenset({Treatment.DRAFTED, Treatment.REVIEWED, Treatment.PRESENTED, Treatment.DISCUSSED})


@declare("DOC001", Severity.WARNING)
def document_stage_out_of_order(
    record: Document | DocumentStage, _dataset: Dataset, context: Context
) -> Iterator[Problem]:
    """
    Flag a stage of a document that certainly was reached before one that comes earlier in the order.

    What it does:
        Takes the first time that a document was planned, drafted, reviewed, consolidated, completed, then approved,
        adopted, endorsed or forthcoming, then published, and compares each with those before it.
        A stage without a date has the dates of its event; `Document.published` counts as well.
        A document may be presented or translated at any time, and endorsed after it was published.
        The finding is at the stage that comes later in the order, and one wrong date gives one finding.
        A stage on a day that is not one of its event is left to DAT005.

    Why is this bad?
        One of the dates is likely wrong, a year most often.
        Or the record mixes two editions: a new edition is a document of its own.

    Example::

        documents:
          - id: handbook
            title: Handbook
            kind: handbook
            stages:
              - {stage: reviewed, date: 2021-11-23}
              - {stage: published, date: 2020-10}

    Use instead::

        documents:
          - id: handbook
            title: Handbook
            kind: handbook
            stages:
              - {stage: reviewed, date: 2021-11-23}
              - {stage: published, date: 2022-10}

    References:
        - schema.org `creativeWorkStatus`, the stage of a work in its lifecycle: https://schema.org/creativeWorkStatus
    """
    found = context.once(stages_out_of_order).get(key_of(record))
    if found is None:
        return
    step, earlier = found
    records: tuple[Record, ...] = (*step.records[1:], *earlier.records)
    yield Problem(
        message=f"the document was {step.kind} {step.dates}, and {earlier.kind} only {earlier.dates}",
        path=step.path,
        hint="correct one of the dates, or record a new edition as a document of its own",
        related=tuple(dict.fromkeys(records)),
    )


@declare("DOC002", Severity.INFO)
def endorsed_but_never_drafted(document: Document, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a document that was approved, adopted or endorsed, while nothing tells how it was written.

    What it does:
        Looks for the stages `approved`, `adopted` and `endorsed`, and for events with the document as a subject that
        was adopted or endorsed.
        Reports the document if it has no stage `planned`, `drafted`, `presented`, `reviewed`, `consolidated` or
        `completed`, and no event drafted, reviewed, presented or discussed it.
        Declarations are left out: they are drawn up for the meeting that adopts them.

    Why is this bad?
        Somebody wrote it, mostly at meetings that are worth recording, and under another title perhaps: then the
        document may be recorded twice.

    Example::

        documents:
          - id: procedures
            title: Standard Operating Procedures
            kind: procedure
            stages:
              - {stage: endorsed, date: 2023-10-13}

    Use instead::

        documents:
          - id: procedures
            title: Standard Operating Procedures
            kind: procedure
            stages:
              - {stage: drafted, date: 2023-03}
              - {stage: endorsed, date: 2023-10-13}

    References:
        - schema.org `creativeWorkStatus`, the stage of a work in its lifecycle: https://schema.org/creativeWorkStatus
    """
    if document.kind is DocumentKind.DECLARATION:
        return
    stages = dataset.referring(DocumentStage, to=document, by="document_id")
    subjects = dataset.referring(Subject, to=document, by="document_id")
    endorsing: tuple[Record, ...] = (
        *(stage for stage in stages if stage.stage in _ENDORSED),
        *(subject for subject in subjects if subject.treatment in _ENDORSING),
    )
    if not endorsing or any(stage.stage in _WORKED_ON for stage in stages):
        return
    if not any(subject.treatment in _WORKING_ON for subject in subjects):
        yield Problem(
            message=f"{quoted(endorsing[0].id)} has it endorsed, and no stage or event tells how it was written",
            hint="add a stage for the drafting, with the event if there was one, or suppress the finding",
            related=endorsing,
        )


@declare("DOC003", Severity.WARNING)
def report_published_before_its_period_ended(
    document: Document, dataset: Dataset, context: Context
) -> Iterator[Problem]:
    """
    Flag a document that was published before the period that it reports on had certainly ended.

    What it does:
        Compares the last day of `covers` with `published`, or where that is empty with the stages `published`.
        It says nothing of a period without end, of a date of publication that is not certain, and of plans, which
        cover what is to come.
        A publication that is out of order with the other stages is left to DOC001.

    Why is this bad?
        No report tells of what has not happened yet: the year of one of the two is likely wrong.

    Example::

        documents:
          - {id: report, title: Report, kind: report, covers: 2024-01-01/2024-06-30, published: 2024-05-31}

    Use instead::

        documents:
          - {id: report, title: Report, kind: report, covers: 2024-01-01/2024-06-30, published: 2024-07-31}

    References:
        - schema.org `temporalCoverage`: https://schema.org/temporalCoverage
        - schema.org `datePublished`: https://schema.org/datePublished
    """
    covers = document.covers
    if covers is None or covers.latest is None or document.kind is DocumentKind.PLAN:
        return
    for step in publications(document, dataset):
        if step.dates is None or not _ended_after(covers, step.dates):
            continue
        if key_of(step.record) in context.once(stages_out_of_order):
            continue
        own = step.record is document
        yield Problem(
            message=f"it covers {covers}, and was published {step.dates}",
            path=step.path if own else ("covers",),
            hint="correct one of the two",
            related=() if own else step.records,
        )
        return


def _ended_after(period: DateSpan, published: DateSpan) -> bool:
    """Tell whether a period certainly lasted longer than until a publication."""
    if published.latest is None or published.is_approximate or published.is_uncertain:
        return False
    # What may have been over by then, as most is, need not be compared.
    if period.latest is not None and period.latest <= published.latest:
        return False
    return period.within(DateSpan(f"../{published.latest}")) is Answer.NO
