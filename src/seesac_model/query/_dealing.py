"""Conditions on events by what they dealt with, and by the term of a Council presidency in which they fell."""

from __future__ import annotations

from typing import Final

import attrs

from seesac_model.dataset import Dataset, reference_fields
from seesac_model.errors import SelectionError, quoted
from seesac_model.model import (
    Answer,
    DateSpan,
    Document,
    DocumentStage,
    DocumentStageKind,
    Event,
    Organisation,
    OrganisationKind,
    Outcome,
    Place,
    PolicyFramework,
    Record,
    Source,
    Subject,
    nearest,
)
from seesac_model.query._asked import record_of, term_of
from seesac_model.query._indexes import postings, reference_bits
from seesac_model.query.condition import AllOf, Answers, AnyOf, Condition
from seesac_model.query.fields import FieldIs, Referred, Refers
from seesac_model.query.lasting import is_term

__all__ = ["Cites", "deals_with", "presidency_terms"]

_MOST_LISTED: Final = 5


@attrs.frozen
class Cites(Condition):
    """
    A record cites a source, for all of it or for a field, also where the source says something else than the record.

    Attributes:
        source_id: The id of the source.

    >>> print(Cites("page"))
    cites 'page'
    """

    source_id: str

    def matches(self, record: Record, dataset: Dataset) -> Answer:  # noqa: ARG002 - the record says it alone
        """Answer YES if one of the citations names the source, and NO otherwise."""
        cites = any(citation.source_id == self.source_id for citation in record.citations)
        return Answer.YES if cites else Answer.NO

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer from the index of the citations."""
        yes = among & reference_bits(dataset, kind, "citations", Source.collection(), frozenset({self.source_id}))
        return Answers(yes, yes)

    def effort(self, kind: type[Record], dataset: Dataset) -> int:
        """Return how many records cite the source."""
        return len(postings(dataset, kind, "citations", Source.collection()).by_id.get(self.source_id, ()))

    def __str__(self) -> str:
        return f"cites {quoted(self.source_id)}"


def deals_with(
    dataset: Dataset, what: Document | PolicyFramework | Source | str, stage: DocumentStageKind | str | None
) -> Condition:
    """
    Return the condition on an event that it dealt with something; :meth:`EventSelection.citing` says how.

    Raises:
        InvalidValueError: There is no such stage.
        UnknownRecordError: The dataset has no such record.
        NoSingleMatchError: A name may mean several, or none for certain.
        SelectionError: It is a record of another kind, or a stage was asked for of a source.
    """
    known = record_of(dataset, what, Document, PolicyFramework, Source)
    if isinstance(known, Source):
        if stage is not None:
            raise SelectionError(f"{quoted(known.id)} is a source, and sources have no stages; documents have")
        return _rests_on(known)
    if isinstance(known, Document):
        dealt_with: tuple[Condition, ...] = (Referred(Subject, "event_id", FieldIs("document_id", [known.id])),)
        documents: Condition = FieldIs("document_id", [known.id])
    else:
        dealt_with = (
            Referred(Subject, "event_id", FieldIs("framework_id", [known.id])),
            Referred(Outcome, "event_id", FieldIs("framework_ids", [known.id])),
            Referred(PolicyFramework, "adopted_at_event_id", FieldIs("id", [known.id])),
        )
        documents = Refers("document_id", FieldIs("framework_id", [known.id]))
    if stage is not None:
        at_stage = FieldIs("stage", [term_of(DocumentStageKind, stage)])
        return Referred(DocumentStage, "event_id", AllOf((documents, at_stage)))
    return AnyOf((*dealt_with, Referred(DocumentStage, "event_id", documents)))


def _rests_on(source: Source) -> Condition:
    """Return the condition on an event that it, or something that is recorded of it, cites a source."""
    cites = Cites(source.id)
    recorded = [
        Referred(kind, "event_id", cites)
        for kind in Dataset.kinds()
        if any(field.name == "event_id" and field.target == Event.collection() for field in reference_fields(kind))
    ]
    return AnyOf((cites, *recorded))


def presidency_terms(dataset: Dataset, asked: Organisation | Place | str) -> tuple[DateSpan, ...]:
    """
    Return the terms of a Council presidency, or of all that a jurisdiction had as far as the dataset knows.

    Raises:
        UnknownRecordError: The dataset has no such body or place.
        NoSingleMatchError: A name may mean several, or none for certain.
        SelectionError: The body is no Council presidency, or the place had none that the dataset knows; the message
            lists some that it knows. Or one of them has no term.
    """
    known = record_of(dataset, asked, Organisation, Place, named=_can_preside)
    if isinstance(known, Place):
        presidencies = [body for body in dataset.referring(Organisation, known) if _can_preside(body)]
    else:
        presidencies = [known] if _can_preside(known) else []
    if not presidencies:
        raise SelectionError(_no_presidency(dataset, known))
    return tuple(_term(body) for body in presidencies)


def _no_presidency(dataset: Dataset, asked: Organisation | Place) -> str:
    """Say that a body is no presidency or that a place had none, and which ones there are."""
    ids = [body.id for body in dataset.organisations if _can_preside(body)]
    if not ids:
        return "the dataset knows no Council presidency; reference.complete(dataset) adds those of the reference data"
    is_none = (
        f"{quoted(asked.id)} is a place without a known Council presidency"
        if isinstance(asked, Place)
        else f"{quoted(asked.id)} is no Council presidency"
    )
    listed = nearest(asked.id, ids, _MOST_LISTED) or ids[:_MOST_LISTED]
    others = f" and {len(ids) - len(listed)} more" if len(ids) > len(listed) else ""
    return f"{is_none}; the dataset knows {', '.join(map(quoted, listed))}{others}"


def _term(presidency: Organisation) -> DateSpan:
    if not is_term(presidency.existed):
        raise SelectionError(f"the dataset does not say from when to when {quoted(presidency.id)} was")
    return presidency.existed


def _can_preside(record: Organisation | Place) -> bool:
    return isinstance(record, Place) or record.kind is OrganisationKind.COUNCIL_PRESIDENCY
