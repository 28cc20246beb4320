"""The stages that documents reached, and which of them run against their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.model import Answer, DateSpan, Document, DocumentStage, DocumentStageKind, Event, Record

__all__ = ["Step", "key_of", "publications", "stages_out_of_order"]

_Key: TypeAlias = tuple[str, str]

_RANKS: Final = {
    DocumentStageKind.PLANNED: 0,
    DocumentStageKind.DRAFTED: 1,
    DocumentStageKind.REVIEWED: 2,
    DocumentStageKind.CONSOLIDATED: 3,
    DocumentStageKind.COMPLETED: 4,
    DocumentStageKind.APPROVED: 5,
    DocumentStageKind.ADOPTED: 5,
    DocumentStageKind.ENDORSED: 5,
    DocumentStageKind.FORTHCOMING: 5,
    DocumentStageKind.PUBLISHED: 6,
}


class Step(NamedTuple):
    """
    One stage that a document reached.

    Attributes:
        kind: Which stage.
        dates: When; None if that is not known.
        record: The record that says so: a stage, or the document where it is `Document.published`.
        path: The field of that record with the dates, or with the event that has them.
        event: The event, where the dates are its own; None otherwise.
    """

    kind: DocumentStageKind
    dates: DateSpan | None
    record: Document | DocumentStage
    path: tuple[str | int, ...]
    event: Event | None = None

    @property
    def records(self) -> tuple[Record, ...]:
        """The records that say it."""
        return (self.record,) if self.event is None else (self.record, self.event)


def stages_out_of_order(dataset: Dataset) -> Mapping[_Key, tuple[Step, Step]]:
    """
    Return each step that certainly was before one that comes earlier in the order, with that one, by its record.

    Of one fault, one step: what follows a step out of order is compared with that step and no longer with what was
    before.
    """
    return {
        key_of(step.record): (step, other)
        for document in dataset.documents
        for step, other in _out_of_order(document, dataset)
    }


def key_of(record: Record) -> _Key:
    """Return what a record is found by: its collection and its id."""
    return record.collection(), record.id


def publications(document: Document, dataset: Dataset) -> list[Step]:
    """Return what says when a document was published: its own field, or else its stages."""
    if document.published is not None:
        return [_publication(document)]
    steps = (_step(stage, dataset) for stage in dataset.referring(DocumentStage, to=document, by="document_id"))
    return [step for step in steps if step.kind is DocumentStageKind.PUBLISHED]


def _publication(document: Document) -> Step:
    return Step(DocumentStageKind.PUBLISHED, document.published, document, ("published",))


def _step(stage: DocumentStage, dataset: Dataset) -> Step:
    event = None if stage.event_id is None else dataset.events.get(stage.event_id)
    if stage.date is None:
        return Step(stage.stage, None if event is None else event.dates, stage, ("event_id",), event)
    # Which of the two is wrong is for the rule on days outside their event to ask.
    doubtful = event is not None and event.dates is not None and stage.date.within(event.dates) is Answer.NO
    return Step(stage.stage, None if doubtful else stage.date, stage, ("date",))


def _out_of_order(document: Document, dataset: Dataset) -> Iterator[tuple[Step, Step]]:
    passed: list[list[Step]] = []
    for group in _groups(document, dataset):
        first = min(group, key=_latest)
        against = next((other for other in reversed(passed) if _is_against(first, other)), None)
        if against is not None:
            yield first, min(against, key=_latest)
            passed.clear()
        passed.append(group)


def _groups(document: Document, dataset: Dataset) -> list[list[Step]]:
    """Return the steps of one kind together, in the usual order of the kinds; `Document.published` is a kind alone."""
    stages = dataset.referring(DocumentStage, to=document, by="document_id")
    groups: dict[DocumentStageKind, list[Step]] = {}
    for stage in stages:
        if stage.stage in _RANKS:
            groups.setdefault(stage.stage, []).append(_step(stage, dataset))
    ordered = [groups[kind] for kind in _RANKS if kind in groups]
    return ordered if document.published is None else [*ordered, [_publication(document)]]


def _latest(step: Step) -> dt.date:
    return dt.date.max if step.dates is None or step.dates.latest is None else step.dates.latest


def _is_against(step: Step, group: list[Step]) -> bool:
    """Tell whether a step certainly was before all steps of a kind that comes earlier."""
    kind = group[0].kind
    if _RANKS[kind] == _RANKS[step.kind] or kind is DocumentStageKind.ENDORSED:
        return False
    # A stage that was reached once more on a day that nobody knows may have been reached at any time.
    return all(
        step.dates is not None and other.dates is not None and step.dates.before(other.dates).definitely
        for other in group
    )
