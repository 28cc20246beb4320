"""Documents that stay drafts for long."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator
from typing import Final

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import Answer, DateSpan, Document, DocumentStage, DocumentStageKind, Record, Subject
from seesac_model.query._asked import Certainty, When, record_of, span_of
from seesac_model.query._choosing import chosen_from
from seesac_model.query._stages import answer_by, date_of, told_of
from seesac_model.query._took_place import took_place
from seesac_model.query.condition import Condition
from seesac_model.query.selection import Selection

__all__ = ["DRAFT_STAGES", "FINISHED_STAGES", "StillInDraft", "still_in_draft"]

DRAFT_STAGES: Final = (
    DocumentStageKind.PLANNED,
    DocumentStageKind.DRAFTED,
    DocumentStageKind.REVIEWED,
    DocumentStageKind.CONSOLIDATED,
)
"""The stages of a document that is still being written."""
FINISHED_STAGES: Final = (
    DocumentStageKind.COMPLETED,
    DocumentStageKind.APPROVED,
    DocumentStageKind.ADOPTED,
    DocumentStageKind.ENDORSED,
    DocumentStageKind.FORTHCOMING,
    DocumentStageKind.PUBLISHED,
)
"""The stages of a document that is no draft any more; one that was presented or translated may be a draft still."""


_YEAR: Final = 12
_MOST_MONTHS: Final = 120_000


@attrs.frozen
class StillInDraft(Condition):
    """
    A document was still in draft some months after its first mention; :func:`still_in_draft` says how that is read.

    Attributes:
        on: The day up to which the records are read.
        months: How many months after the first mention.

    >>> print(StillInDraft(dt.date(2024, 12, 31)))
    still in draft 12 months after the first mention, on 2024-12-31
    """

    on: dt.date
    months: int = _YEAR

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer by the first mention and by what records tell of the document being finished."""
        document = record_of(dataset, record, Document)
        mentions = list(_mentions(document, dataset))
        ends = [day for date in mentions if (day := _latest_start(date)) is not None]
        if not ends:
            return Answer.UNKNOWN
        starts = [_earliest(date) for date in mentions]
        last = _months_after(min(ends), self.months)
        known = [day for day in starts if day is not None]
        first = _months_after(min(known), self.months) if len(known) == len(starts) else None
        has_passed = Answer.YES if last <= self.on else Answer.UNKNOWN
        if first is not None and first > self.on:
            has_passed = Answer.NO
        was_draft, finished = Answer.UNKNOWN, Answer.NO
        for stage, date, _ in told_of(document, dataset):
            if stage in DRAFT_STAGES:
                was_draft = Answer.YES
            elif stage in FINISHED_STAGES:
                finished |= _finished(date, first, last)
        return has_passed & was_draft & ~finished

    def check(self, kind: type[Record]) -> None:
        """Make sure that it is asked of documents."""
        if kind is not Document:
            raise SelectionError(f"found {kind.collection()}, expected {Document.collection()}")

    def __str__(self) -> str:
        return f"still in draft {self.months} months after the first mention, on {self.on}"


def still_in_draft(
    these: Dataset | Selection[Document], *, on: When, months: int = _YEAR, certainty: Certainty = "definitely"
) -> Selection[Document]:
    """
    Return the documents that were still in draft some months after their first mention.

    The first mention is the earliest of: the stages of the document, the events that dealt with it, its publication,
    and the publication of the dated sources that the document, its stages and these dealings cite. It was in draft if a
    record tells of one of :data:`DRAFT_STAGES`, as long as none tells of one of :data:`FINISHED_STAGES`; what was only
    mentioned, presented or translated may have been finished all along. A document that was first mentioned less than
    these months before `on` is not among them, for nobody knows yet.

    A document is so definitely if that holds whatever the dates that are not precise turn out to be; possibly, if they
    leave it open, if it is undated that it was finished, or if nothing is known of its stages.

    Args:
        these: A dataset, for all its documents, or a selection of documents.
        on: The day up to which the records are read: that of the last update. Of a month or year, its last day counts.
        months: How many months after the first mention, from 1.
        certainty: What to do where the dates do not decide.

    Raises:
        InvalidValueError: The text is no date.
        SelectionError: `these` is something else, the date has no known last day, or `months` is no number from 1.

    >>> from seesac_model.model import DocumentKind
    >>> dataset = Dataset(
    ...     [
    ...         Document(id="h", title="Handbook", kind=DocumentKind.HANDBOOK, published=DateSpan("2023-06")),
    ...         DocumentStage(id="h.d", document_id="h", stage=DocumentStageKind.DRAFTED, date=DateSpan("2021-11")),
    ...         Document(id="r", title="Report", kind=DocumentKind.REPORT, published=DateSpan("2022-01")),
    ...     ]
    ... )
    >>> still_in_draft(dataset, on="2024").ids
    ('h',)
    """
    last = span_of(on).latest
    if last is None:
        raise SelectionError(f"{quoted(span_of(on).text)} has no known last day to ask for")
    _require_months(months)
    return chosen_from(these, Document).where(StillInDraft(last, months), certainty=certainty)


def _require_months(months: object) -> None:
    if not isinstance(months, int) or not 1 <= months <= _MOST_MONTHS:
        raise SelectionError(f"found {described(months)}, expected a number of months from 1 to {_MOST_MONTHS}")


def _mentions(document: Document, dataset: Dataset) -> Iterator[DateSpan | None]:
    """Yield when a document was mentioned; None where somebody mentioned it, and nobody knows when."""
    stages = dataset.referring(DocumentStage, document, by="document_id")
    subjects = dataset.referring(Subject, document, by="document_id")
    for _, date, _ in told_of(document, dataset):
        yield date
    for subject in subjects:
        event = dataset.events.get(subject.event_id)
        is_held = event is None or took_place(event)
        yield date_of(subject, event) if is_held else None
    for record in (document, *stages, *subjects):
        for citation in record.citations:
            source = dataset.sources.get(citation.source_id)
            if source is not None and source.published is not None:
                yield source.published


def _latest_start(date: DateSpan | None) -> dt.date | None:
    """Return the latest day on which a date can begin, or a later one; None if there is none that is known."""
    if date is None or date.is_approximate or date.is_uncertain:
        return None
    return date.earliest if date.is_exact else date.latest


def _earliest(date: DateSpan | None) -> dt.date | None:
    """Return the earliest day that a date can touch; None if there is none that is known."""
    return None if date is None or date.is_approximate or date.is_uncertain else date.earliest


def _months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day of a later month, or its last day; the last day that there is if it lies beyond."""
    years, month = divmod(day.month - 1 + months, _YEAR)
    if day.year + years > dt.MAXYEAR:
        return dt.date.max
    return dt.date(day.year + years, month + 1, min(day.day, calendar.monthrange(day.year + years, month + 1)[1]))


def _finished(date: DateSpan | None, first: dt.date | None, last: dt.date) -> Answer:
    """Say whether what was finished at a date was so on a day from a first to a last; None for no first."""
    if date is not None and date.after(DateSpan.of(last)).definitely:
        return Answer.NO
    return Answer.UNKNOWN if first is None else answer_by(date, first) | Answer.UNKNOWN
