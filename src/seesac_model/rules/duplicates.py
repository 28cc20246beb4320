"""DUP: what is recorded twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeVar

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Event, Organisation, Person, Record, Source
from seesac_model.rules._rule import Context, Problem, Severity, declare
from seesac_model.rules._twice import (
    Identified,
    Pairs,
    events_twice,
    organisations_twice,
    people_twice,
    same_identifiers,
    shared_identifiers,
    sources_twice,
)

__all__ = ["event_twice", "identifier_twice", "organisation_twice", "person_twice", "source_twice"]

R = TypeVar("R", bound=Record)

_MERGE: Final = "merge them with merge_records()"
_BESIDE: Final = "name {}, which is there already, and remove this one"


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
        are silent; two with the same identifier are left to DUP004.

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
    for other in _others(record, context.once(organisations_twice), context):
        if not shared_identifiers(record, other):
            yield _named_alike(record, other, context)


@declare("DUP002", Severity.WARNING)
def person_twice(record: Person, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag people who have the same name.

    What it does:
        Compares the names of all people, the other names too, with case, diacritics, script, transliteration,
        honorifics and the order of given and family name put aside.
        Initials, and names with a middle name more or less, are not compared.
        Two with different identifiers of one scheme are silent; two with the same identifier are left to DUP004.

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
    for other in _others(record, context.once(people_twice), context):
        if not shared_identifiers(record, other):
            yield _named_alike(record, other, context)


@declare("DUP003", Severity.WARNING)
def event_twice(record: Event, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag events that are alike and were held on the same days.

    What it does:
        Looks for events that certainly have a day in common and are of one series, or whose titles have the same words,
        or the one all words of the other and at most three times as many.
        Other titles count too; small words, the order of words, the s of a plural and diacritics do not, and an ordinal
        is the same in digits and in words.
        It says nothing of events with different numbers, in their titles or in a series, of different series, in
        places of which neither lies in the other, or of which one is a part of the other or follows it; nor of events
        that were cancelled or postponed.

    Why is this bad?
        Whoever was there was there twice: attendance, events of a year and days of training are counted double.

    Example::

        places:
          - {id: tirana, name: Tirana, kind: city}
        events:
          - id: tirana-workshop
            title: Workshop on Firearms Tracing
            kind: workshop
            status: held
            dates: 2023-02-14
            place_ids: [tirana]
          - id: tracing-2023
            title: Firearms Tracing Workshop
            kind: workshop
            status: held
            dates: 2023-02-14/2023-02-15
            place_ids: [tirana]

    Use instead::

        places:
          - {id: tirana, name: Tirana, kind: city}
        events:
          - id: tirana-workshop
            title: Workshop on Firearms Tracing
            other_titles: [Firearms Tracing Workshop]
            kind: workshop
            status: held
            dates: 2023-02-14/2023-02-15
            place_ids: [tirana]

    References:
        - schema.org `Event`, one for each occasion: https://schema.org/Event
    """
    for other in _others(record, context.once(events_twice), context):
        days = f"both on {record.dates}" if record.dates == other.dates else f"on {other.dates} and {record.dates}"
        yield Problem(
            message=f"{quoted(other.id)} and {quoted(record.id)} are alike, {days}",
            hint=_hint(other, "tell them apart by titles, places or dates", context),
            related=(other,),
        )


@declare("DUP004", Severity.ERROR)
def identifier_twice(record: Identified, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag two records of one kind with the same identifier.

    What it does:
        Compares the identifiers of schemes that give each to one thing only: `celex`, `eli`, `un-symbol`, `wikidata`,
        `isni`, `ror`, `iati-org` and `iso3166-1`, with the `iso_code` of places.
        It says nothing of web addresses, of numbers of acts, and of places in the Official Journal, where several
        short acts begin on one page; nor of documents in different languages or editions or published at different
        times, which may share the number of the work.

    Why is this bad?
        An identifier names one thing: the two records are one, or one has the identifier of another thing.
        Whoever joins these data with others by that identifier gets everything twice.

    Example::

        organisations:
          - {id: undp, name: Development Programme, kind: igo, identifiers: ["iati-org:XM-DAC-41114"]}
          - {id: unodc, name: Office on Drugs and Crime, kind: igo, identifiers: ["iati-org:XM-DAC-41114"]}

    Use instead::

        organisations:
          - {id: undp, name: Development Programme, kind: igo, identifiers: ["iati-org:XM-DAC-41114"]}
          - {id: unodc, name: Office on Drugs and Crime, kind: igo}

    References:
        - OWL 2, inverse-functional properties, which are keys: https://www.w3.org/TR/owl2-syntax/
    """
    pairs = context.once(same_identifiers)[record.collection()]
    for other in _others(record, pairs, context):
        shared = shared_identifiers(record, other)
        yield Problem(
            message=f"{quoted(other.id)} and {quoted(record.id)} have the same {' and '.join(map(quoted, shared))}",
            path=next(iter(shared.values())),
            hint=_hint(other, "correct the identifier of one of them", context),
            related=(other,),
        )


@declare("DUP005", Severity.WARNING)
def source_twice(record: Source, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag two sources with the same address.

    What it does:
        Compares the addresses of all sources, with `http` and `https`, `www.`, capitals in the host, a slash at the end
        and a fragment (`#page=4`) put aside.
        Two in different languages, of files that are not the same (`sha256`), or certainly published at different times
        are silent.

    Why is this bad?
        What one page supports is divided between two records, and a fact that cites both seems to have two sources.

    Example::

        sources:
          - {id: page, title: Page, url: "https://www.seesac.org/News/Page/"}
          - {id: page-2, title: Page, url: "http://seesac.org/News/Page"}

    Use instead::

        sources:
          - {id: page, title: Page, url: "https://www.seesac.org/News/Page/"}

    References:
        - RFC 3986, section 6, on what makes two addresses one.
    """
    for other in _others(record, context.once(sources_twice), context):
        yield Problem(
            message=f"{quoted(other.id)} and {quoted(record.id)} have the same address",
            path=("url",),
            hint=_hint(other, "tell them apart by language, day of publication or sha256", context),
            related=(other,),
        )


def _others(record: Record, pairs: Pairs[R], context: Context) -> Iterator[R]:
    """Yield the others of the pairs that are reported here: at the record that is checked or, of two, the later."""
    if record.id in pairs and context.checks(record):
        yield from (other for other in pairs[record.id] if other.id < record.id or not context.checks(other))


def _named_alike(record: Record, other: Record, context: Context) -> Problem:
    return Problem(
        message=f"{quoted(other.id)} and {quoted(record.id)} have the same name",
        hint=_hint(other, "tell them apart by identifiers or names", context),
        related=(other,),
    )


def _hint(other: Record, otherwise: str, context: Context) -> str:
    merge = _MERGE if context.checks(other) else _BESIDE.format(quoted(other.id))
    return f"{merge}, or {otherwise}"
