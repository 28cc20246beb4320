"""What the sources do not say themselves: facts that were inferred or estimated."""

from __future__ import annotations

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import Basis, Citation, Record

__all__ = ["InferredFact", "inferred_facts"]


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
