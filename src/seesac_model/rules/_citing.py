"""What the rules about citations share: whose parts records are, and what citations are for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import Citation, Prose, Record, fields_of

__all__ = [
    "fields_without_citation",
    "first_repeat",
    "has_more_words",
    "in_words",
    "inherited",
    "named_fields",
    "own_citations",
    "owners",
    "without_repeats",
]

# Of every record: what is not a fact about what the record is of.
_NO_FACTS = frozenset({"id", "citations", "extra"})
# The editors sort; no source says which of the kinds of this model a thing is.
_SORTING = frozenset({"kind"})


def owners(record: Record, dataset: Dataset) -> Iterator[Record]:
    """Yield the records that this one is a part of, as the nested form has it."""
    for field in fields_of(type(record)):
        if field.note.nested_as is not None and field.refers_to is not None:
            owner = dataset.collection(field.refers_to).get(getattr(record, field.name))
            if owner is not None:
                yield owner


def own_citations(
    record: Record, dataset: Dataset, is_asked_for: Callable[[Citation], bool]
) -> Iterator[tuple[int, Citation]]:
    """Yield those citations asked for that a record has not from one that it is a part of, with their positions."""
    found = [entry for entry in enumerate(record.citations) if is_asked_for(entry[1])]
    if found:
        from_owners = {citation for owner in owners(record, dataset) for citation in owner.citations}
        yield from (entry for entry in found if entry[1] not in from_owners)


def inherited(owner: Record) -> tuple[Citation, ...]:
    """Return the citations that parts of a record have in the nested form if they name none."""
    return tuple(citation for citation in owner.citations if not citation.fields)


def first_repeat(citations: Sequence[Citation]) -> int | None:
    """Return the position of the first citation that is the same as one before it; None if there is none."""
    seen: set[Citation] = set()
    for position, citation in enumerate(citations):
        if citation in seen:
            return position
        seen.add(citation)
    return None


def without_repeats(record: Record, dataset: Dataset) -> tuple[Record, ...]:
    """Return a record with each citation once, and its parts that have what it repeats from it likewise."""
    changed = {(record.collection(), record.id): record}
    if first_repeat(inherited(record)) is not None:
        changed.update({(part.collection(), part.id): part for part in _inheriting(record, dataset)})
    return tuple(attrs.evolve(entry, citations=tuple(dict.fromkeys(entry.citations))) for entry in changed.values())


def _inheriting(owner: Record, dataset: Dataset) -> Iterator[Record]:
    citations = inherited(owner)
    for kind in dataset.kinds():
        for field in fields_of(kind):
            if field.note.nested_as is not None and field.refers_to == owner.collection():
                for part in dataset.referring(kind, to=owner, by=field.name):
                    if part.citations == citations:
                        yield part
                        yield from _inheriting(part, dataset)


def named_fields(citation: Citation) -> list[str]:
    """Return the fields that a citation is for, without entries of lists: these may be people's names."""
    return list(dict.fromkeys(name.partition(".")[0] for name in citation.fields))


def in_words(fields: Sequence[str]) -> str:
    """Return what a citation is for, with the verb; no fields stand for all of the record."""
    if not fields:
        return "the record is"
    return f"{' and '.join(fields)} {'is' if len(fields) == 1 else 'are'}"


def fields_without_citation(record: Record) -> list[str]:
    """
    Return the fields that state a fact which no citation names; none where a citation names no field there is.

    Long texts say in the editors' words what the other fields and the sources say; they state no fact of their own.
    """
    fields = fields_of(type(record))
    cited = {name for citation in record.citations for name in named_fields(citation)}
    if not cited <= {field.name for field in fields}:
        return []
    return [
        field.name
        for field in fields
        if field.name not in cited | _NO_FACTS | _SORTING
        and not isinstance(field.marker, Prose)
        and field.note.nested_as is None
        and getattr(record, field.name) != field.default
    ]


def has_more_words(text: str | None, most: int) -> bool:
    """Tell whether a text has more words than these, in whatever script; a dash between spaces is none."""
    # A text has more characters than words.
    return text is not None and len(text) > most and sum(any(map(str.isalnum, word)) for word in text.split()) > most
