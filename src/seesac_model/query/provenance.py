"""What the sources do not say themselves, and what they say against one another."""

from __future__ import annotations

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import Basis, Citation, Record

__all__ = ["CitedFact", "disagreements", "inferred_facts"]


@attrs.frozen(kw_only=True)
class CitedFact:
    """
    Fields of a record, and what one source has to do with them.

    Attributes:
        record: The record. Where a source disagrees with it, it has what the editors hold to be likelier.
        citation: The source; and in its note what an inferred fact was concluded from, or why a source that says
            something else was not followed.
    """

    record: Record
    citation: Citation

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields; empty for all of the record."""
        return self.citation.fields


def inferred_facts(dataset: Dataset) -> tuple[CitedFact, ...]:
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
        CitedFact(record=record, citation=citation)
        for record in dataset
        for citation in record.citations
        if citation.basis is not Basis.STATED
    )


def disagreements(dataset: Dataset) -> tuple[CitedFact, ...]:
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
        CitedFact(record=record, citation=citation)
        for record in dataset
        for citation in record.citations
        if citation.says_instead is not None
    )
