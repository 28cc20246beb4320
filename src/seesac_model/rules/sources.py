"""SRC: citations, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Basis, Citation, Place, Record, Source, Topic, did_you_mean, fields_of
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = ["citation_of_unknown_field", "inference_without_note", "record_without_citation", "unexplained_disagreement"]

# Sources are the evidence themselves. Topics are the editors' own words. Places are the same in every atlas, and their
# codes lead to the registers.
_NEED_NO_SOURCE: Final = (Source, Topic, Place)


@declare("SRC001", Severity.ERROR)
def citation_of_unknown_field(record: Record, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a citation for a field that the record does not have, or for an entry that is not in its list.

    What it does:
        Compares the `fields` of each citation with the fields of the record that carries it, and entries such as
        `place_ids.tirana` with what the lists hold.

    Why is this bad?
        The citation supports nothing: the field is misspelt, or the citation belongs on another record, as one for the
        participations of an event belongs on these.

    Example::

        sources:
          - {id: page, title: Page}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            citations:
              - {source_id: page, fields: [date]}

    Use instead::

        sources:
          - {id: page, title: Page}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            citations:
              - {source_id: page, fields: [dates]}

    References:
        - Each field of a record is listed in the reference of the model.
    """
    known = [field.name for field in fields_of(type(record))]
    for position, citation in enumerate(record.citations):
        for place, name in enumerate(citation.fields):
            if record.has_field(name):
                continue
            field = name.partition(".")[0]
            if field in known:
                # The entry may be somebody's name, and is not shown.
                what = f"{quoted(field)} has no such entry"
                hint = "name an entry as it stands in the list, or the field alone"
            elif any(field == kind.collection() for kind in dataset.kinds()):
                what, hint = _no_field(record, field), "these are records of their own; cite the source there"
            else:
                what = _no_field(record, field)
                hint = did_you_mean(field, known) or "name a field of the record, or none"
            yield Problem(message=what, path=("citations", position, "fields", place), hint=hint)


def _no_field(record: Record, field: str) -> str:
    return f"{record.collection()} have no field {quoted(field)}"


@declare("SRC002", Severity.INFO)
def record_without_citation(record: Record, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a record that names no source.

    What it does:
        Looks for records without citations.
        It says nothing of sources, topics and places: sources are the evidence, topics the editors' own words, and
        places the same in every atlas.
        Nor does it of a record that is a part of one without citations, such as a panel of an event: the finding there
        is for both.

    Why is this bad?
        Nobody can check the fact, or weigh it against another source.

    Example::

        events:
          - {id: conference, title: Conference, kind: conference, status: held}

    Use instead::

        sources:
          - {id: page, title: Page}
        events:
          - {id: conference, title: Conference, kind: conference, status: held, citations: [page]}

    References:
        - W3C PROV, `prov:wasDerivedFrom`: https://www.w3.org/TR/prov-o/
    """
    if record.citations or isinstance(record, _NEED_NO_SOURCE):
        return
    if all(owner.citations for owner in _owners(record, dataset)):
        yield Problem(message="no source is named", path=("citations",), hint="add a citation")


@declare("SRC003", Severity.WARNING)
def inference_without_note(record: Record, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a fact that was inferred or estimated, and nobody says from what.

    What it does:
        Looks for citations whose basis is `inferred` or `estimated` and that have no note.
        A citation that a record has from the record it is a part of is reported there alone.

    Why is this bad?
        A conclusion can only be checked by who knows its premises.

    Example::

        sources:
          - {id: page, title: Page}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14
            citations:
              - page
              - {source_id: page, fields: [dates], basis: inferred}

    Use instead::

        sources:
          - {id: page, title: Page}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14
            citations:
              - page
              - {source_id: page, fields: [dates], basis: inferred, note: The year is that of the Swedish Presidency.}

    References:
        - W3C PROV, `prov:wasDerivedFrom`: https://www.w3.org/TR/prov-o/
    """
    from_owners = {citation for owner in _owners(record, dataset) for citation in owner.citations}
    for position, citation in enumerate(record.citations):
        if citation.basis is not Basis.STATED and citation.note is None and citation not in from_owners:
            yield Problem(
                message=f"{_cited(_fields(citation))} {citation.basis} from {quoted(citation.source_id)}, with no note",
                path=("citations", position),
                hint="say in the note of the citation from what, or how",
            )


@declare("SRC004", Severity.INFO)
def unexplained_disagreement(record: Record, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a source that says something else than the record, where nobody says why the record has the other.

    What it does:
        Looks for citations with `says_instead` and without a note.

    Why is this bad?
        That sources disagree is worth keeping, and both sides are on record.
        But whoever relies on the field must know whether the editors weighed the two, or only typed one after the
        other.

    Example::

        sources:
          - {id: page-1, title: Page 1}
          - {id: page-2, title: Page 2}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2022-10-28
            citations:
              - page-1
              - {source_id: page-2, fields: [dates], says_instead: 29 October}

    Use instead::

        sources:
          - {id: page-1, title: Page 1}
          - {id: page-2, title: Page 2}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2022-10-28
            citations:
              - page-1
              - source_id: page-2
                fields: [dates]
                says_instead: 29 October
                note: the other page is the organisers' own, written on the day

    References:
        - Wikidata keeps statements that disagree side by side, with references, rank and the reason for the rank:
          https://www.wikidata.org/wiki/Help:Ranking
    """
    for position, citation in enumerate(record.citations):
        if citation.says_instead is not None and citation.note is None:
            source = dataset.sources.get(citation.source_id)
            fields = ", ".join(_fields(citation))
            yield Problem(
                message=f"{quoted(citation.source_id)} says something else of {fields}, and no note says why",
                path=("citations", position, "says_instead"),
                hint="say in the note of this citation why the record has what it has",
                related=() if source is None else (source,),
            )


def _fields(citation: Citation) -> list[str]:
    """Return the fields that a citation is for, without entries of lists: these may be people's names."""
    return list(dict.fromkeys(name.partition(".")[0] for name in citation.fields))


def _owners(record: Record, dataset: Dataset) -> Iterator[Record]:
    """Yield the records that this one is a part of, as the nested form has it."""
    for field in fields_of(type(record)):
        if field.note.nested_as is not None and field.refers_to is not None:
            owner = dataset.collection(field.refers_to).get(getattr(record, field.name) or "")
            if owner is not None:
                yield owner


def _cited(fields: list[str]) -> str:
    if not fields:
        return "the record is"
    return f"{' and '.join(fields)} {'is' if len(fields) == 1 else 'are'}"
