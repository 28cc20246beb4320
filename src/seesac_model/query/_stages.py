"""What records tell of the stages of a document, and whether they were reached by some day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from seesac_model.dataset import Dataset
from seesac_model.model import Answer, DateSpan, Document, DocumentStage, DocumentStageKind, Event, Subject
from seesac_model.query._took_place import took_place

__all__ = ["answer_at", "answer_by", "date_of", "told_of"]


def date_of(record: DocumentStage | Subject, event: Event | None) -> DateSpan | None:
    """Return when a stage was reached or a document dealt with: on its own date, or else on the days of the event."""
    return record.date or (None if event is None else event.dates)


def told_of(document: Document, dataset: Dataset) -> Iterator[tuple[DocumentStageKind, DateSpan | None, str | None]]:
    """Yield each stage, with its date and the event; without a date where the event is not known to have been held."""
    for stage in dataset.referring(DocumentStage, document, by="document_id"):
        event = None if stage.event_id is None else dataset.events.get(stage.event_id)
        if event is not None and not took_place(event):
            yield stage.stage, None, None
        else:
            yield stage.stage, date_of(stage, event), stage.event_id
    if document.published is not None:
        yield DocumentStageKind.PUBLISHED, document.published, None


def answer_at(date: DateSpan | None, dates: DateSpan | None) -> Answer:
    """Say whether all of a date is before the end of the days of an event."""
    if date is None or dates is None:
        return Answer.UNKNOWN
    if dates.is_exact and dates.latest is not None:
        return answer_by(date, dates.latest)
    if date.before(dates).definitely:
        return Answer.YES
    return Answer.NO if date.after(dates).definitely else Answer.UNKNOWN


def answer_by(date: DateSpan | None, last: dt.date) -> Answer:
    """Say whether all of a date is on a day or before it; UNKNOWN if a part of it is."""
    if date is None:
        return Answer.UNKNOWN
    if date.within(DateSpan(f"../{last}"), as_period=True).definitely:
        return Answer.YES
    return Answer.NO if date.after(DateSpan.of(last)).definitely else Answer.UNKNOWN
