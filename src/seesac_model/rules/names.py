"""NAM: names, and the scripts and times in which they stand."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator
from typing import Any, Final, TypeAlias

import attrs

from seesac_model.dataset import Dataset, display_texts
from seesac_model.errors import quoted
from seesac_model.model import (
    Affiliation,
    Answer,
    Attendance,
    DateSpan,
    Document,
    DocumentStage,
    Event,
    EventSeries,
    Funding,
    Mandate,
    Name,
    NameKind,
    Observation,
    Organisation,
    Outcome,
    Panel,
    Participation,
    Person,
    Place,
    PolicyFramework,
    Statement,
    Subject,
    Topic,
)
from seesac_model.rules._former_names import former_names
from seesac_model.rules._mending import with_text
from seesac_model.rules._rule import Context, Fix, Problem, Severity, declare
from seesac_model.rules._scripts import in_one_script, is_all_of_others, mixed_words, mixture, script_of_language

__all__ = [
    "former_name_outside_its_period",
    "mixed_script_name",
    "name_language_against_script",
    "name_repeated",
]

_Named: TypeAlias = Topic | Place | Organisation | Person | EventSeries | Event | Panel | PolicyFramework | Document
_Dated: TypeAlias = (
    Event
    | Panel
    | Participation
    | Attendance
    | Statement
    | Subject
    | Outcome
    | Mandate
    | Affiliation
    | Funding
    | Observation
    | DocumentStage
)

_SPELLED_BY_OTHERS: Final = frozenset({NameKind.AS_PRINTED, NameKind.TRANSLITERATED, NameKind.ACRONYM})


@declare("NAM001", Severity.WARNING)
def mixed_script_name(record: _Named, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    r"""
    Flag a name with a word that mixes letters of Latin, Cyrillic and Greek.

    What it does:
        Looks at names of people, bodies and places, labels of topics, titles, and all other names and titles.
        Words that a hyphen joins are words of their own, so that an acronym with a Cyrillic ending is none.
        It says nothing of a spelling that is kept as it was printed.
        Where every letter of the rarer script has a look-alike in the other, and it is certain which script is meant,
        the fix writes the word in that script.

    Why is this bad?
        The two letters look alike in print, and are not the same to a computer: who searches for the name does not find
        the record, and the same name written in one script is another name.

    Example::

        places:
          - {id: tirana, name: "Tir\u0430na", kind: city}

    Use instead::

        places:
          - {id: tirana, name: Tirana, kind: city}

    References:
        - Unicode Technical Standard 39, mixed-script detection: https://www.unicode.org/reports/tr39/
    """
    for path, text in _names_in(record):
        if mixed := mixed_words(text):
            written = in_one_script(text)
            mended = with_text(record, path, written) if written is not None else None
            yield Problem(
                message=f"a word of the name mixes {mixture(mixed[0])}",
                path=path,
                hint="write each word in one script",
                fix=Fix(says="write the word in one script", replacements=(mended,)) if mended is not None else None,
            )


@declare("NAM002", Severity.WARNING)
def former_name_outside_its_period(record: _Dated, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a text with a former name of a body or place, of a date at which it certainly had another.

    What it does:
        Takes the names of kind `former`, or of no kind, for which `during` says until when bodies, places, series and
        frameworks had them.
        It looks for them, as words of their own, in the editors' texts of events and what belongs to them, of posts,
        fundings, observations and stages of documents, and reports a name whose time and the date of the record
        certainly have no day in common.
        It says nothing of quotations, of what is kept as it was printed and of remarks; of a text that gives another
        name of the same body or place too; of a name that something still has; and of today's name at a time before it
        was given.

    Why is this bad?
        Whoever reads or prints the text uses a name that the body or place no longer has, or did not have yet.
        Or the date is wrong.

    Example::

        places:
          - id: mk
            name: North Macedonia
            kind: jurisdiction
            other_names:
              - {text: former Yugoslav Republic of Macedonia, kind: former, during: ../2019-02}
        events:
          - id: visit
            title: Visit to the former Yugoslav Republic of Macedonia
            kind: study-visit
            status: held
            dates: 2021-05-11

    Use instead::

        places:
          - id: mk
            name: North Macedonia
            kind: jurisdiction
            other_names:
              - {text: former Yugoslav Republic of Macedonia, kind: former, during: ../2019-02}
        events:
          - id: visit
            title: Visit to North Macedonia
            kind: study-visit
            status: held
            dates: 2021-05-11

    References:
        - Popolo, `other_names` with `end_date`: https://www.popoloproject.com/specs/
    """
    when, event = _when(record, dataset)
    if when is None:
        return
    names = context.once(former_names)
    for path, text in display_texts(record):
        for uses in names.used_in(text) if path[-1] != "note" else ():
            if all(use.during.overlaps(when) is Answer.NO for use in uses):
                owner, during = uses[0]
                yield Problem(
                    message=f"the text has a name that {quoted(owner.id)} had in {during}, and is of {when}",
                    path=path,
                    hint="write the name of that time, or correct the date",
                    related=(*(use.owner for use in uses), *(() if event is None else (event,))),
                )


@declare("NAM003", Severity.WARNING)
def name_language_against_script(record: _Named, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a name in another script than its language tag demands.

    What it does:
        Looks at other names and titles whose `language` names a script, as `sr-Cyrl` and `sr-Latn` do, or a language
        that is written in one script, as Macedonian and English are, and reports one without any letter of that script.
        Serbian, Bosnian and Montenegrin are written in two, so that it says nothing of them without a script.
        Nor does it of acronyms, of names carried over into another script and of spellings kept as they were printed.

    Why is this bad?
        Programs choose names by their tags, so that this one is shown to readers of the other script.
        Either the tag or the kind of the name is wrong.

    Example::

        places:
          - id: belgrade
            name: Belgrade
            kind: city
            other_names:
              - {text: Beograd, language: sr-Cyrl}

    Use instead::

        places:
          - id: belgrade
            name: Belgrade
            kind: city
            other_names:
              - {text: Beograd, language: sr-Latn}

    References:
        - RFC 5646, Tags for Identifying Languages, sections 2.2.3 and 3.1.9: https://datatracker.ietf.org/doc/rfc5646/
    """
    field, names = _other_names(record)
    for position, name in enumerate(names):
        if name.language is None or name.kind in _SPELLED_BY_OTHERS:
            continue
        script = script_of_language(name.language)
        if script is not None and not _is_acronym(name.text) and is_all_of_others(name.text, script):
            yield Problem(
                message=f"{quoted(name.language)} is written in {script.value}, and the name has no such letter",
                path=(field, position, "language"),
                hint="correct the language tag, or say in the kind of the name that it is transliterated",
            )


@declare("NAM004", Severity.INFO)
def name_repeated(record: _Named, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag one of the other names of a record that says nothing new.

    What it does:
        Looks for other names and titles whose text is exactly the usual name or another entry, and of which no
        language, kind or time is said that is not said there too.
        The fix removes the entry, unless a citation is for it alone.

    Why is this bad?
        Nothing is wrong, and whoever lists the names shows one of them twice.

    Example::

        organisations:
          - {id: frontex, name: Frontex, kind: eu-agency, other_names: [Frontex]}

    Use instead::

        organisations:
          - {id: frontex, name: Frontex, kind: eu-agency}

    References:
        - SKOS, labels of one concept are disjoint: https://www.w3.org/TR/skos-reference/
    """
    field, names = _other_names(record)
    if len({_usual_name(record), *(name.text for name in names)}) > len(names):
        return
    for position in _repeated(Name(text=_usual_name(record)), names):
        yield Problem(
            message="the entry says nothing that the usual name or another entry does not say",
            path=(field, position),
            hint="remove the entry, or say of which language or kind it is",
            fix=_removal(record, field, position),
        )


def _repeated(usual: Name, names: tuple[Name, ...]) -> Iterator[int]:
    """Yield the positions of the names of which all is said by another one; of equal ones the first counts."""
    saying = Counter(less for name in {usual, *names} for less in _said_in_part(name))
    seen = {usual}
    for position, name in enumerate(names):
        if name in seen or saying[_said(name)] > 1:
            yield position
        seen.add(name)


def _said(name: Name) -> tuple[object, ...]:
    return name.text, name.language, name.kind, name.during


def _said_in_part(name: Name) -> set[tuple[object, ...]]:
    """Return what a name says, with each of language, kind and time said or left out."""
    choices = itertools.product({name.language, None}, {name.kind, None}, {name.during, None})
    return {(name.text, *choice) for choice in choices}


def _removal(record: _Named, field: str, position: int) -> Fix | None:
    names: tuple[Name, ...] = getattr(record, field)
    kept: Any = (*names[:position], *names[position + 1 :])
    mended = attrs.evolve(record, **{field: kept})
    cited = {name for citation in record.citations for name in citation.fields}
    entry = f"{field}.{names[position].text}"
    if (field in cited and not kept) or (entry in cited and not mended.has_field(entry)):
        return None
    return Fix(says="remove the entry", replacements=(mended,))


def _names_in(record: _Named) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield the names of a record that the editors spelled, each with its path."""
    match record:
        case Person():
            yield ("name",), record.name
            yield ("given_name",), record.given_name or ""
            yield ("family_name",), record.family_name or ""
        case Organisation() | Place():
            yield ("name",), record.name
        case Topic():
            yield ("label",), record.label
        case _:
            yield ("title",), record.title or ""
    field, names = _other_names(record)
    for position, name in enumerate(names):
        if name.kind is not NameKind.AS_PRINTED:
            yield (field, position, "text"), name.text


def _usual_name(record: _Named) -> str:
    return next(text for _, text in _names_in(record))


def _other_names(record: _Named) -> tuple[str, tuple[Name, ...]]:
    match record:
        case Person() | Organisation() | Place() | Topic():
            return "other_names", record.other_names
        case Panel():
            return "title", ()
        case _:
            return "other_titles", record.other_titles


def _is_acronym(text: str) -> bool:
    return text.isupper() and " " not in text


def _when(record: _Dated, dataset: Dataset) -> tuple[DateSpan | None, Event | None]:
    """Return the date of a record: its own or that of its event, which is the second."""
    match record:
        case Event():
            return record.dates, None
        case Panel():
            own = record.dates
        case Statement() | Subject() | DocumentStage():
            own = record.date
        case Funding():
            own = record.during
        case Observation():
            own = record.period
        case Affiliation():
            return record.held, None
        case _:
            own = None
    event = dataset.events.get(record.event_id) if own is None and record.event_id is not None else None
    return (own, None) if event is None else (event.dates, event)
