"""What the sources do not say themselves, and what they say against one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described
from seesac_model.model import Basis, Citation, Record, fields_of
from seesac_model.query.table import Table

__all__ = ["CitedFact", "disagreements", "facts_table", "inferred_facts", "resting_on_one_source"]

# What is no fact: a record's name in the dataset, and what the editors add.
_NO_FACTS: Final = frozenset({"id", "citations", "note", "extra"})
_COLUMNS: Final = ("kind", "record_id", "field", "source_id", "basis", "says_instead", "locator", "note")


def _named(fact: CitedFact) -> tuple[str, ...]:
    return fact.citation.fields


@attrs.frozen(kw_only=True)
class CitedFact:
    """
    Fields of a record, and what one source has to do with them.

    Attributes:
        record: The record. Where a source disagrees with it, it has what the editors hold to be likelier.
        citation: The source; and in its note what an inferred fact was concluded from, or why a source that says
            something else was not followed.
        fields: The names of the fields, or of entries of lists (`identifiers.celex`); empty for all of the record. What
            the citation names, unless given.
    """

    record: Record
    citation: Citation
    fields: tuple[str, ...] = attrs.field(default=attrs.Factory(_named, takes_self=True))


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


def resting_on_one_source(dataset: Dataset) -> tuple[CitedFact, ...]:
    """
    Return every fact that one source states and no other: should that source be wrong, nothing else would tell.

    A source states a field if the record cites it for the field, or for all of the record and not for that field apart,
    as :meth:`~seesac_model.model.Record.citations_of` says. What is inferred or estimated from a source is not stated
    by it, and a source that says something else (`says_instead`) does not support the record; so a fact that one
    source states and another contradicts is among these. What no source states is not:
    :func:`inferred_facts` lists what was concluded. Sources are counted as they are recorded: a page that copies
    another one is a second source.

    A fact is a field that says something, apart from `id`, `note` and `extra`; of a list of which single entries are
    cited, it is each entry.

    Returns:
        One entry for each fact, with the first of the citations that state it, in the order of the dataset: by kind, by
        id, and then as the fields are written.

    >>> from seesac_model.model import Place, PlaceKind
    >>> page, atlas = Citation(source_id="page"), Citation(source_id="atlas", fields=("name",))
    >>> place = Place(id="rs", name="Serbia", kind=PlaceKind.JURISDICTION, iso_code="RS", citations=(page, atlas))
    >>> [(fact.record.id, fact.fields, fact.citation.source_id) for fact in resting_on_one_source(Dataset([place]))]
    [('rs', ('kind',), 'page'), ('rs', ('iso_code',), 'page')]
    """
    return tuple(
        CitedFact(record=record, citation=citations[0], fields=(name,))
        for record in dataset
        if record.citations
        for name in _facts_of(record)
        if (citations := _stating(record, name)) and len({citation.source_id for citation in citations}) == 1
    )


def _facts_of(record: Record) -> Iterator[str]:
    cited = {name.partition(".")[0] for citation in record.citations for name in citation.fields if "." in name}
    for field in fields_of(type(record)):
        if field.name in _NO_FACTS or (not field.required and getattr(record, field.name) == field.default):
            continue
        entries = record.entries_of(field.name) if field.name in cited else ()
        yield from entries or (field.name,)


def _stating(record: Record, name: str) -> list[Citation]:
    return [
        citation
        for citation in record.citations_of(name)
        if citation.basis is Basis.STATED and citation.says_instead is None
    ]


def facts_table(facts: Iterable[CitedFact]) -> Table:
    """
    Return facts as a table, to be sorted, exported and counted: those of :func:`inferred_facts` and the like.

    There is a row for each field of each fact, in their order, and one without a field for a fact that is all of a
    record. The columns are `kind` (the collection of the record), `record_id`, `field`, `source_id`, `basis`,
    `says_instead`, `locator` and `note`; what is not said is None.

    Raises:
        SelectionError: One of them is no :class:`CitedFact`.

    >>> from collections import Counter
    >>> from seesac_model.model import Topic
    >>> guess = Citation(source_id="page", fields=("label",), basis=Basis.INFERRED, note="from the title")
    >>> table = facts_table(inferred_facts(Dataset([Topic(id="war", label="war", citations=(guess,))])))
    >>> table.to_csv().splitlines()[1]
    'topics,war,label,page,inferred,,,from the title'
    >>> Counter(table.column("basis"))
    Counter({'inferred': 1})
    """
    return Table(_COLUMNS, (row for fact in facts for row in _rows(fact)))


def _rows(fact: object) -> Iterator[tuple[object, ...]]:
    if not isinstance(fact, CitedFact):
        raise SelectionError(f"found {described(fact)}, expected facts with their citations")
    record, citation = fact.record, fact.citation
    about = (citation.source_id, citation.basis, citation.says_instead, citation.locator, citation.note)
    for field in fact.fields or (None,):
        yield record.collection(), record.id, field, *about
