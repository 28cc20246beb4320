"""What the sources do not say themselves, and what they say against one another."""

from __future__ import annotations

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import Basis, Citation, Record

__all__ = ["Disagreement", "InferredFact", "disagreements", "inferred_facts"]


@attrs.frozen(kw_only=True)
class InferredFact:
    """
    Fields of a record that rest on an inference or estimate.

    Attributes:
        record: The record.
        citation: What it was concluded from: the source, the basis, and the reasoning in its note.
    """

    record: Record
    citation: Citation

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields; empty for all of the record."""
        return self.citation.fields


def inferred_facts(dataset: Dataset) -> tuple[InferredFact, ...]:
    """
    Return everything that no source states: one entry for each citation whose basis is not `stated`.

    Returns:
        The facts in the order of the dataset: by kind, by id, and then as the record lists its citations.

    >>> from seesac_model.model import Topic
    >>> guess = Citation(source_id="page", fields=("label",), basis=Basis.INFERRED, note="from the title")
    >>> facts = inferred_facts(Dataset([Topic(id="war", label="war", citations=(guess,))]))
    >>> [(fact.record.id, fact.fields, fact.citation.note) for fact in facts]
    [('war', ('label',), 'from the title')]
    """
    return tuple(
        InferredFact(record=record, citation=citation)
        for record in dataset
        for citation in record.citations
        if citation.basis is not Basis.STATED
    )


@attrs.frozen(kw_only=True)
class Disagreement:
    """
    Fields of a record for which a source gives something else.

    Attributes:
        record: The record, which has what the editors hold to be likelier.
        citation: The source, what it says instead, and in the note why the record has the other.
    """

    record: Record
    citation: Citation

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields."""
        return self.citation.fields


def disagreements(dataset: Dataset) -> tuple[Disagreement, ...]:
    """
    Return every place where a source says something else than the record.

    Returns:
        The places in the order of the dataset: by kind, by id, and then as the record lists its citations.

    >>> from seesac_model.model import Topic
    >>> other = Citation(source_id="page", fields=("label",), says_instead="warfare", note="an older page")
    >>> war = Topic(id="war", label="war", citations=(other,))
    >>> [(place.record.id, place.citation.says_instead) for place in disagreements(Dataset([war]))]
    [('war', 'warfare')]
    """
    return tuple(
        Disagreement(record=record, citation=citation)
        for record in dataset
        for citation in record.citations
        if citation.says_instead is not None
    )
