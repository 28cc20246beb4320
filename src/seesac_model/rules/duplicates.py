"""DUP: bodies and people that are recorded twice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

from seesac_model.dataset import Dataset, MatchReason
from seesac_model.errors import quoted
from seesac_model.model import Organisation, Person, Record
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = ["organisation_twice", "person_twice"]

_Pairs: TypeAlias = Mapping[str, list[Record]]

_HINT: Final = "merge them with merge_records(), or tell them apart by identifiers or names"
_HINT_BESIDE: Final = "name {}, which is there already, and remove this one; or tell them apart by identifiers or names"


@declare("DUP001", Severity.WARNING)
def organisation_twice(record: Organisation, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag organisations that have the same name.

    What it does:
        Compares the names of all organisations, the other names too, with case, diacritics, punctuation, script and the
        order of words put aside.
        The words of a place count as the place: the noun, the adjective and the jurisdiction of the record are one.
        Acronyms alone are not compared.
        Two with different identifiers of one scheme, in different jurisdictions, or of which one refers to the other
        are silent.

    Why is this bad?
        What one body did is divided between two records, and totals and searches find half of it.

    Example::

        organisations:
          - {id: me-border-police, name: Border Police of Montenegro, kind: border-police}
          - {id: montenegro-border, name: Montenegrin Border Police, kind: border-police}

    Use instead::

        organisations:
          - id: me-border-police
            name: Border Police of Montenegro
            other_names: [Montenegrin Border Police]
            kind: border-police

    References:
        - W3C Organization Ontology, `skos:altLabel` for further names: https://www.w3.org/TR/vocab-org/
    """
    yield from _problems(record, context.once(_organisations), context)


@declare("DUP002", Severity.WARNING)
def person_twice(record: Person, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag people who have the same name.

    What it does:
        Compares the names of all people, the other names too, with case, diacritics, script, transliteration,
        honorifics and the order of given and family name put aside.
        Initials, and names with a middle name more or less, are not compared.
        Two with different identifiers of one scheme are silent.

    Why is this bad?
        Either one person is recorded twice, and what they did is divided between two records; or two people have one
        name, and nothing tells a reader which of them is meant.

    Example::

        people:
          - {id: jelena-bujakovic, name: Jelena Bujaković}
          - {id: bujakovic, name: Јелена Бујаковић}

    Use instead::

        people:
          - {id: jelena-bujakovic, name: Jelena Bujaković, other_names: [Јелена Бујаковић]}

    References:
        - Popolo, class Person, on other names: https://www.popoloproject.com/specs/person.html
    """
    yield from _problems(record, context.once(_people), context)


# Acronyms are shared by bodies that have nothing to do with one another, and identifiers are not names.
_REASONS: Final = frozenset(
    {
        MatchReason.SAME_NAME,
        MatchReason.SPELLING,
        MatchReason.OTHER_SCRIPT,
        MatchReason.TRANSLITERATION,
        MatchReason.SAME_WORDS,
    }
)


def _problems(record: Record, pairs: _Pairs, context: Context) -> Iterator[Problem]:
    """Yield each pair once: at the record that is checked or, where both are, at the first."""
    if not context.checks(record):
        return
    for other in pairs.get(record.id, ()):
        if record.id < other.id or not context.checks(other):
            yield Problem(
                message=f"{quoted(record.id)} and {quoted(other.id)} have the same name",
                hint=_HINT if context.checks(other) else _HINT_BESIDE.format(quoted(other.id)),
                related=(other,),
            )


def _organisations(dataset: Dataset) -> _Pairs:
    return _pairs(dataset, Organisation)


def _people(dataset: Dataset) -> _Pairs:
    return _pairs(dataset, Person)


def _pairs(dataset: Dataset, kind: type[Record]) -> _Pairs:
    found: dict[str, list[Record]] = {}
    for pair in dataset.duplicates((kind,), at_least=MatchReason.SAME_WORDS.score):
        if pair.reason in _REASONS:
            found.setdefault(pair.record.id, []).append(pair.other)
            found.setdefault(pair.other.id, []).append(pair.record)
    return found
