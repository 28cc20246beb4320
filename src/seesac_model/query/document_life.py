"""The life of a document: the stages that it reached, and the events that dealt with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final, Literal, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError, SelectionError, quoted
from seesac_model.model import (
    Answer,
    Citation,
    DateSpan,
    Document,
    DocumentStage,
    DocumentStageKind,
    Event,
    PolicyFramework,
    Record,
    Subject,
    Treatment,
)
from seesac_model.query._asked import When, record_of, span_of
from seesac_model.query._naming import called, dates_first
from seesac_model.query._stages import answer_at, answer_by, date_of, told_of
from seesac_model.query.table import Table

__all__ = [
    "DocumentLife",
    "LifeStep",
    "LifeStepKind",
    "StagesReached",
    "document_life",
    "stage_at",
]

LifeStepKind: TypeAlias = Literal["stage", "dealing", "published"]
"""What a step is: a stage that was reached, an event that dealt with the document, or its own date of publication."""

# How far a document is; a draft can be translated.
_FAR: Final = tuple(stage for stage in DocumentStageKind if stage is not DocumentStageKind.TRANSLATED)


@attrs.frozen(kw_only=True)
class StagesReached:
    """
    Which stages a document had reached by a time, as far as the dates of the records decide it.

    Printed, it reads `drafted, reviewed; possibly published`, or `no stage known`.

    Attributes:
        definitely: The stages that it had reached for certain, in their usual order, each once.
        possibly: Further stages that records tell of, without a date that decides whether it was before or after.
    """

    definitely: tuple[DocumentStageKind, ...]
    possibly: tuple[DocumentStageKind, ...]

    @property
    def furthest(self) -> DocumentStageKind | None:
        """The stage furthest on in the usual order that it had reached for certain; None if none is known."""
        return max((stage for stage in self.definitely if stage in _FAR), key=_FAR.index, default=None)

    def reached(self, stage: DocumentStageKind) -> Answer:
        """Say whether it had reached a stage; NO also where no record tells of that stage."""
        if stage in self.definitely:
            return Answer.YES
        return Answer.UNKNOWN if stage in self.possibly else Answer.NO

    def __str__(self) -> str:
        perhaps = f"possibly {', '.join(self.possibly)}" if self.possibly else ""
        return "; ".join(filter(None, (", ".join(self.definitely), perhaps))) or "no stage known"


@attrs.frozen(kw_only=True)
class LifeStep:
    """
    A stage that a document reached, or an event that dealt with it.

    Attributes:
        kind: Which of these it is.
        stage: The stage; None for a dealing.
        treatment: What the event did with it; None for a stage.
        date: When: the date of the stage or dealing, or else the days of the event; None where nobody says it.
        event: The title of the event; None if at none.
        event_id: Its id.
        then: For a dealing and a stage at an event: which stages the document had reached by the end of the event.
        record: The record on which the step rests.
    """

    kind: LifeStepKind
    stage: DocumentStageKind | None = None
    treatment: Treatment | None = None
    date: DateSpan | None
    event: str | None = None
    event_id: str | None = None
    then: StagesReached | None = None
    record: DocumentStage | Subject | Document

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the step stands: the citations of its record, for what it says of when."""
        return self.record.citations_of("published") if isinstance(self.record, Document) else self.record.citations

    def __str__(self) -> str:
        then = f" (then: {self.then})" if self.kind == "dealing" and self.then is not None else ""
        place = f" at {self.event}" if self.event else ""
        return f"{self.date or 'no date'}: {self.stage or self.treatment}{then}{place}"


@attrs.frozen(kw_only=True)
class DocumentLife:
    """
    What is known of the life of a document, in the order of time.

    The order is that of :class:`~seesac_model.model.DateSpan`, undated steps last. Of the same dates, stages
    come first, then dealings, then the publication, each by id. Where dates are not precise, the order says nothing of
    what came first.

    Attributes:
        document: The document.
        framework: The framework that it belongs to or reports on; None for none, or if the dataset lacks it.
        steps: The stages and dealings.
    """

    document: Document
    framework: PolicyFramework | None
    steps: tuple[LifeStep, ...]

    @property
    def stages(self) -> tuple[LifeStep, ...]:
        """The stages that it reached, its publication among them."""
        return tuple(step for step in self.steps if step.stage is not None)

    @property
    def dealings(self) -> tuple[LifeStep, ...]:
        """What events did with it."""
        return tuple(step for step in self.steps if step.kind == "dealing")

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[LifeStep]:
        return iter(self.steps)

    def __str__(self) -> str:
        under = f" ({self.framework.title})" if self.framework else ""
        return "\n".join([f"{self.document.title}{under}", *(f"  {step}" for step in self.steps)])

    def to_table(self) -> Table:
        """Return a row for each step; `then` is what it had reached for certain by the end of the event."""
        rows = [
            (step.date, step.kind, step.stage, step.treatment, step.event, *_then(step), step.record)
            for step in self.steps
        ]
        return Table(("date", "kind", "stage", "treatment", "event", "then", "possibly", "record"), rows)


def _then(step: LifeStep) -> tuple[str | None, str | None]:
    if step.then is None:
        return None, None
    return ", ".join(step.then.definitely) or None, ", ".join(step.then.possibly) or None


def document_life(dataset: Dataset, document: Document | str) -> DocumentLife:
    """
    Return the stages that a document reached and the events that dealt with it, with the stage that it had then.

    Args:
        dataset: Where the records are.
        document: The document, its id, or a title that clearly means one document.

    Raises:
        UnknownRecordError: The dataset has no such document.
        NoSingleMatchError: A title may mean several documents, or none for certain.
        SelectionError: The record is no document.

    >>> from seesac_model.model import DocumentKind, EventKind, EventStatus
    >>> dataset = Dataset(
    ...     [
    ...         Document(id="h", title="Handbook", kind=DocumentKind.HANDBOOK),
    ...         Event(
    ...             id="w",
    ...             title="Workshop",
    ...             kind=EventKind.WORKSHOP,
    ...             status=EventStatus.HELD,
    ...             dates=DateSpan("2021-11-23/2021-11-24"),
    ...         ),
    ...         DocumentStage(
    ...             id="h.d", document_id="h", stage=DocumentStageKind.DRAFTED, date=DateSpan("/2021-11-23")
    ...         ),
    ...         DocumentStage(id="h.p", document_id="h", stage=DocumentStageKind.PUBLISHED),
    ...         Subject(id="w.h", event_id="w", document_id="h", treatment=Treatment.REVIEWED),
    ...     ]
    ... )
    >>> print(document_life(dataset, "Handbook"))
    Handbook
      /2021-11-23: drafted
      2021-11-23/2021-11-24: reviewed (then: drafted; possibly published) at Workshop
      no date: published
    """
    known = record_of(dataset, document, Document)
    steps = [*_stages(known, dataset), *_dealings(known, dataset)]
    if known.published is not None:
        steps.append(LifeStep(kind="published", stage=DocumentStageKind.PUBLISHED, date=known.published, record=known))
    framework = None if known.framework_id is None else dataset.frameworks.get(known.framework_id)
    ordered = tuple(sorted(steps, key=lambda step: dates_first(step.date)))
    return DocumentLife(document=known, framework=framework, steps=ordered)


def _stages(document: Document, dataset: Dataset) -> Iterator[LifeStep]:
    for stage in dataset.referring(DocumentStage, document, by="document_id"):
        event = None if stage.event_id is None else dataset.events.get(stage.event_id)
        yield LifeStep(
            kind="stage",
            stage=stage.stage,
            date=date_of(stage, event),
            event=called(dataset.events, stage.event_id),
            event_id=stage.event_id,
            then=None if event is None else _reached_at(document, event, dataset),
            record=stage,
        )


def _dealings(document: Document, dataset: Dataset) -> Iterator[LifeStep]:
    for subject in dataset.referring(Subject, document, by="document_id"):
        event = dataset.events.get(subject.event_id)
        yield LifeStep(
            kind="dealing",
            treatment=subject.treatment,
            date=date_of(subject, event),
            event=called(dataset.events, subject.event_id),
            event_id=subject.event_id,
            then=None if event is None else _reached_at(document, event, dataset),
            record=subject,
        )


def stage_at(dataset: Dataset, document: Document | str, when: Event | When) -> StagesReached:
    """
    Return which stages a document had reached by the end of an event, or of a day, month or year.

    A stage was reached for certain if all its dates lie before the end, or if it was reached at the event itself. It
    was perhaps reached if it has no date, or one that does not decide it, and if it was to be reached at an event that
    is not known to have been held.

    Args:
        dataset: Where the records are.
        document: The document, its id, or a title that clearly means one document.
        when: An event, its id or a title that clearly means one event; or a date: `"2023"` asks for the end of 2023.
            Text is taken for a date if it is one.

    Raises:
        UnknownRecordError: The dataset has no such document or event.
        NoSingleMatchError: A title may mean several, or none for certain.
        SelectionError: A record is of another kind, or the date has no known last day.

    >>> from seesac_model.model import DocumentKind
    >>> dataset = Dataset(
    ...     [
    ...         Document(id="h", title="Handbook", kind=DocumentKind.HANDBOOK, published=DateSpan("2023-06")),
    ...         DocumentStage(id="h.d", document_id="h", stage=DocumentStageKind.DRAFTED, date=DateSpan("2021")),
    ...     ]
    ... )
    >>> print(stage_at(dataset, "h", "2023-06-15"))
    drafted; possibly published
    """
    known = record_of(dataset, document, Document)
    if isinstance(when, str) and not _is_date(when):
        when = record_of(dataset, when, Event)
    if isinstance(when, Record):
        return _reached_at(known, record_of(dataset, when, Event), dataset)
    last = span_of(when).latest
    if last is None:
        raise SelectionError(f"{quoted(span_of(when).text)} has no known last day to ask for")
    return _reached((stage, answer_by(date, last)) for stage, date, _ in told_of(known, dataset))


def _is_date(text: str) -> bool:
    try:
        DateSpan(text)
    except InvalidValueError:
        return False
    return True


def _reached_at(document: Document, event: Event, dataset: Dataset) -> StagesReached:
    return _reached(
        (stage, Answer.YES if event_id == event.id else answer_at(date, event.dates))
        for stage, date, event_id in told_of(document, dataset)
    )


def _reached(told: Iterable[tuple[DocumentStageKind, Answer]]) -> StagesReached:
    answers: dict[DocumentStageKind, Answer] = {}
    for stage, answer in told:
        answers[stage] = answers.get(stage, Answer.NO) | answer
    return StagesReached(
        definitely=tuple(stage for stage in DocumentStageKind if answers.get(stage) is Answer.YES),
        possibly=tuple(stage for stage in DocumentStageKind if answers.get(stage) is Answer.UNKNOWN),
    )
