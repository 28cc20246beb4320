"""What followed from an outcome, and which outcomes nothing later refers to; as far as records say so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias, TypeVar

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, quoted
from seesac_model.model import (
    Answer,
    Citation,
    DateSpan,
    DocumentStage,
    Event,
    Mandate,
    Outcome,
    PolicyFramework,
    Record,
    Subject,
)
from seesac_model.query._asked import record_of
from seesac_model.query._choosing import chosen_from
from seesac_model.query._naming import called, dates_first, one_line
from seesac_model.query.condition import Condition
from seesac_model.query.selection import Selection
from seesac_model.query.table import Table

__all__ = ["FollowUp", "FollowUpRelation", "FollowUpStep", "Followed", "follow_up", "without_follow_up"]

FollowUpRelation: TypeAlias = Literal["outcome", "event", "stage", "subject", "mandate", "adoption"]
"""
How a step follows from what is above it.

`outcome`: an outcome that says that it follows up the one above. `event`: an event that says that it follows up on the
event of the outcome above. The others stand under such an event: `stage`, a document reached a stage there; `subject`,
it dealt with a document or framework; `mandate`, it was held under a framework; `adoption`, a framework was adopted
there.
"""

_Found: TypeAlias = Outcome | Event | DocumentStage | Subject | Mandate | PolicyFramework
R = TypeVar("R", bound=Record)


@attrs.frozen(kw_only=True)
class FollowUpStep:
    """
    One thing that followed.

    Attributes:
        depth: How many steps it is from the outcome that was asked for, from 1.
        relation: How it follows.
        follows: The record that it follows: an outcome or, under an event, the event.
        record: What followed.
        words: What followed, in words.
        date: When: the days of the event, the date of a stage or the adoption; None where nobody says it.
    """

    depth: int
    relation: FollowUpRelation
    follows: Outcome | Event
    record: _Found
    words: str
    date: DateSpan | None

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where it stands: the citations of the record."""
        return self.record.citations

    def __str__(self) -> str:
        return f"{'  ' * self.depth}{self.words} ({self.date or 'no date'})"


@attrs.frozen(kw_only=True)
class FollowUp:
    """
    What followed from an outcome.

    The steps stand as in an outline, each directly below what it follows, before what follows something else: those of
    one step by date, undated ones last, then by kind and id. Each record is there once, at the first place where it is
    met; so a circle of outcomes that follow one another comes to an end.

    Attributes:
        outcome: The outcome.
        steps: What followed.
    """

    outcome: Outcome
    steps: tuple[FollowUpStep, ...]

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[FollowUpStep]:
        return iter(self.steps)

    def __str__(self) -> str:
        lines = [f"{self.outcome.kind}: {one_line(self.outcome.text)}", *map(str, self.steps)]
        return "\n".join(lines if self.steps else [*lines, "  nothing that the dataset knows of"])

    def to_table(self) -> Table:
        """Return a row for each step."""
        return Table(
            ("depth", "relation", "date", "what", "record", "follows"),
            [(one.depth, one.relation, one.date, one.words, one.record, one.follows) for one in self.steps],
        )


def follow_up(dataset: Dataset, outcome: Outcome | str) -> FollowUp:
    """
    Return what followed from an outcome: what says that it follows it, and what says that it follows that.

    - Outcomes that follow it up (`Outcome.follow_up_of_id`), at any remove.
    - Events that follow up on its event (`Event.follows_ids`), or on the event of one of these outcomes. What was held
      after an event and does not say so is not taken to follow from it.
    - What happened at these events: stages that documents reached, documents and frameworks dealt with, frameworks
      under which they were held or that were adopted there. Nothing says that these came of the outcome; they stand
      where a reader looks next.

    Args:
        dataset: Where the records are.
        outcome: The outcome or its id.

    Raises:
        UnknownRecordError: The dataset has no such outcome.
        SelectionError: The record is no outcome, or the id is that of an event; events have several outcomes or none.

    >>> from seesac_model.model import OutcomeKind
    >>> first = Outcome(id="a", event_id="c", kind=OutcomeKind.RECOMMENDATION, text="Train customs officers.")
    >>> then = Outcome(id="b", event_id="d", kind=OutcomeKind.RESULT, text="Forty trained.", follow_up_of_id="a")
    >>> print(follow_up(Dataset([first, then]), "a"))
    recommendation: Train customs officers.
      result: Forty trained. (no date)
    """
    if isinstance(outcome, str) and outcome not in dataset.outcomes and outcome in dataset.events:
        asked = quoted(outcome)
        raise SelectionError(
            f"{asked} is one of events; its outcomes are events(dataset).only({asked}).outcomes(), and follow_up takes "
            "one of them"
        )
    known = record_of(dataset, outcome, Outcome)
    met: set[tuple[str, str]] = {_identity(known)}
    steps: list[FollowUpStep] = []
    waiting = _next_steps(known, 0, dataset)[::-1]
    while waiting:
        step = waiting.pop()
        if _identity(step.record) not in met:
            met.add(_identity(step.record))
            steps.append(step)
            if isinstance(step.record, Outcome | Event):
                waiting.extend(_next_steps(step.record, step.depth, dataset)[::-1])
    return FollowUp(outcome=known, steps=tuple(steps))


def _identity(record: Record) -> tuple[str, str]:
    return record.collection(), record.id


def _next_steps(from_: Outcome | Event, depth: int, dataset: Dataset) -> list[FollowUpStep]:
    steps = [
        FollowUpStep(
            depth=depth + 1,
            relation=relation,
            follows=from_,
            record=record,
            words=_words(record, dataset),
            date=_date(record, dataset),
        )
        for relation, record in (_after(from_, dataset) if isinstance(from_, Outcome) else _at(from_, dataset))
    ]
    # They come by kind and id already, and sorting keeps that.
    return sorted(steps, key=lambda step: dates_first(step.date))


def _after(outcome: Outcome, dataset: Dataset) -> Iterator[tuple[FollowUpRelation, _Found]]:
    for other in dataset.referring(Outcome, outcome, by="follow_up_of_id"):
        yield "outcome", other
    for event in _following_events(outcome, dataset):
        yield "event", event


def _at(event: Event, dataset: Dataset) -> Iterator[tuple[FollowUpRelation, _Found]]:
    for stage in dataset.referring(DocumentStage, event, by="event_id"):
        yield "stage", stage
    for subject in dataset.referring(Subject, event, by="event_id"):
        if subject.document_id is not None or subject.framework_id is not None:
            yield "subject", subject
    for mandate in dataset.referring(Mandate, event, by="event_id"):
        yield "mandate", mandate
    for framework in dataset.referring(PolicyFramework, event, by="adopted_at_event_id"):
        yield "adoption", framework


def _following_events(outcome: Outcome, dataset: Dataset) -> tuple[Event, ...]:
    event = dataset.events.get(outcome.event_id)
    if event is None:
        return ()
    return tuple(other for other in dataset.referring(Event, event, by="follows_ids") if other.id != event.id)


def _words(record: _Found, dataset: Dataset) -> str:
    match record:
        case Outcome():
            return f"{record.kind}: {one_line(record.text)}"
        case Event():
            return record.title
        case DocumentStage():
            return f"{called(dataset.documents, record.document_id)}: {record.stage}"
        case Subject():
            document = called(dataset.documents, record.document_id)
            return f"{document or called(dataset.frameworks, record.framework_id)}: {record.treatment}"
        case Mandate():
            return f"{record.relation}: {called(dataset.frameworks, record.framework_id)}"
        case _:
            return f"{record.title}: adopted"


def _date(record: _Found, dataset: Dataset) -> DateSpan | None:
    match record:
        case Event():
            return record.dates
        case PolicyFramework():
            return record.adopted
        case DocumentStage() | Subject() if record.date is not None:
            return record.date
        case _:
            event = None if record.event_id is None else dataset.events.get(record.event_id)
            return None if event is None else event.dates


@attrs.frozen
class Followed(Condition):
    """
    Another outcome says that it follows this one up. It is never UNKNOWN: that no record says so is read as NO.

    Attributes:
        through_events: Whether an event that says that it follows up on the outcome's event counts too.

    >>> print(~Followed())
    not followed up
    """

    through_events: bool = False

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES if the dataset has such a record; that an outcome follows itself up says nothing."""
        others = dataset.referring(Outcome, record, by="follow_up_of_id")
        if any(other.id != record.id for other in others):
            return Answer.YES
        is_followed = self.through_events and isinstance(record, Outcome) and _following_events(record, dataset)
        return Answer.YES if is_followed else Answer.NO

    def check(self, kind: type[Record]) -> None:
        """Make sure that it is asked of outcomes."""
        if kind is not Outcome:
            raise SelectionError(f"found {kind.collection()}, expected {Outcome.collection()}")

    def __str__(self) -> str:
        return f"followed up{' or its event followed' if self.through_events else ''}"


def without_follow_up(these: Dataset | Selection[Outcome], *, through_events: bool = False) -> Selection[Outcome]:
    """
    Return the outcomes that nothing later refers to: no other outcome says that it follows them up.

    Whether nothing followed cannot be known; what the selection says is that no record tells of it.

    Args:
        these: A dataset, for all its outcomes, or a selection of outcomes.
        through_events: Whether an outcome has a follow-up also where an event says that it follows up on the event that
            led to it.

    Raises:
        SelectionError: It is neither, or a selection of other records.

    >>> from seesac_model.model import OutcomeKind
    >>> first = Outcome(id="a", event_id="c", kind=OutcomeKind.CONCLUSION, text="Exchange more information.")
    >>> then = Outcome(id="b", event_id="d", kind=OutcomeKind.CONCLUSION, text="Do so weekly.", follow_up_of_id="a")
    >>> without_follow_up(Dataset([first, then])).ids
    ('b',)
    """
    return chosen_from(these, Outcome).where(~Followed(through_events))
