"""SRC: citations, and what they leave open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import (
    Basis,
    Citation,
    DateSpan,
    Place,
    Record,
    Source,
    Statement,
    Topic,
    did_you_mean,
    fields_of,
)
from seesac_model.rules._citing import (
    fields_without_citation,
    first_repeat,
    has_more_words,
    in_words,
    inherited,
    named_fields,
    own_citations,
    owners,
    without_repeats,
)
from seesac_model.rules._rule import Context, Fix, Problem, Severity, declare

__all__ = [
    "citation_of_unknown_field",
    "citation_twice",
    "field_without_citation",
    "inference_without_note",
    "quote_too_long",
    "record_without_citation",
    "source_read_before_publication",
    "source_without_date",
    "unexplained_disagreement",
]

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
            citations: [page, {source_id: page, fields: [date], locator: paragraph 2}]

    Use instead::

        sources:
          - {id: page, title: Page}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            citations: [page, {source_id: page, fields: [dates], locator: paragraph 2}]

    References:
        - Each field of a record is listed in the reference of the model.
    """
    for position, citation in enumerate(record.citations):
        for place, name in enumerate(citation.fields):
            if record.has_field(name):
                continue
            known = [field.name for field in fields_of(type(record))]
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
    if all(owner.citations for owner in owners(record, dataset)):
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
    for position, citation in own_citations(record, dataset, _is_bare_inference):
        fields = in_words(named_fields(citation))
        yield Problem(
            message=f"{fields} {citation.basis} from {quoted(citation.source_id)}, with no note",
            path=("citations", position),
            hint="say in the note of the citation from what, or how",
        )


def _is_bare_inference(citation: Citation) -> bool:
    return citation.basis is not Basis.STATED and citation.note is None


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
            fields = ", ".join(named_fields(citation))
            yield Problem(
                message=f"{quoted(citation.source_id)} says something else of {fields}, and no note says why",
                path=("citations", position, "says_instead"),
                hint="say in the note of this citation why the record has what it has",
                related=() if source is None else (source,),
            )


@declare("SRC005", Severity.WARNING)
def quote_too_long(record: Record, dataset: Dataset, _context: Context, *, most_words: int = 60) -> Iterator[Problem]:
    """
    Flag a quotation that is longer than evidence needs to be.

    What it does:
        Counts the words of the quotations in citations and of the quotation in a statement.
        A citation that a record has from the record it is a part of is reported there alone.

    Why is this bad?
        Quotations belong to their authors: the law lets others use a short one as evidence, and not half of an article.
        A long one also hides which words support the fact.

    Options:
        - `most_words` (60): how many words a quotation may have.

    Example::

        sources:
          - {id: page, title: Page}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            citations:
              - source_id: page
                quote: >-
                  The conference brought together the heads of the customs administrations and of the border police of
                  the region. They spoke of what they had done since they had last met, of what hinders them in their
                  work, and of what they expect of one another. Many of them said that they know one another well by
                  now, and that this alone makes the work easier than it was ten years ago.

    Use instead::

        sources:
          - {id: page, title: Page}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            citations:
              - source_id: page
                quote: The conference brought together the heads of the customs administrations

    References:
        - Berne Convention, article 10(1): the extent of a quotation does not exceed what its purpose justifies.
    """
    if isinstance(record, Statement) and has_more_words(record.quote, most_words):
        yield _long(("quote",), most_words)
    for position, _ in own_citations(record, dataset, lambda citation: has_more_words(citation.quote, most_words)):
        yield _long(("citations", position, "quote"), most_words)


def _long(path: tuple[str | int, ...], most_words: int) -> Problem:
    return Problem(
        message=f"the quotation has more than {most_words} words",
        path=path,
        hint="quote the words that support the fact, and leave out the others",
    )


@declare("SRC006", Severity.INFO)
def source_without_date(source: Source, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a source of which no date is known.

    What it does:
        Looks for sources that have neither `published` nor `retrieved`.

    Why is this bad?
        Pages change: whoever finds another text there cannot tell whether it is a later one.

    Example::

        sources:
          - {id: page, title: Page, url: "https://www.seesac.org/News/Page/"}

    Use instead::

        sources:
          - {id: page, title: Page, url: "https://www.seesac.org/News/Page/", retrieved: 2024-06-01}

    References:
        - ISO 690:2021, on the date of citation of online resources.
    """
    if source.published is None and source.retrieved is None:
        yield Problem(
            message="neither published nor retrieved is given",
            path=("retrieved",),
            hint="add the day on which it was read, or published",
        )


@declare("SRC007", Severity.INFO)
def citation_twice(record: Record, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a record with two citations that say exactly the same.

    What it does:
        Compares the citations of each record in all that they say; the order of `fields` counts.
        Parts that have their citations from the record, as the nested form has it, are mended along with it and not
        reported themselves.

    Why is this bad?
        It looks like more evidence than there is; or the second was meant for another field or source.

    Example::

        sources:
          - {id: page, title: Page}
        events:
          - {id: conference, title: Conference, kind: conference, status: held, citations: [page, page]}

    Use instead::

        sources:
          - {id: page, title: Page}
        events:
          - {id: conference, title: Conference, kind: conference, status: held, citations: [page]}

    References:
        - The reference of the model, `Record.citations`.
    """
    position = first_repeat(record.citations) if len(record.citations) > 1 else None
    if position is None:
        return
    if all(inherited(owner) != record.citations or not context.checks(owner) for owner in owners(record, dataset)):
        yield Problem(
            message=f"the citation of {quoted(record.citations[position].source_id)} is repeated",
            path=("citations", position),
            hint="remove it, or say what it is for",
            fix=Fix(says="remove citations that are repeated", replacements=without_repeats(record, dataset)),
        )


@declare("SRC008", Severity.ERROR)
def source_read_before_publication(source: Source, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a source that certainly was read before it was published.

    What it does:
        Asks whether all days of `retrieved` are before all days of `published`, and reports a certain yes.
        A single day between the two is let pass: it is the next day in the east while it is still the day before in
        the west.

    Why is this bad?
        One of the two dates is wrong; or it was an earlier version that was read, and that should be the source.

    Example::

        sources:
          - {id: page, title: Page, published: 2024-06-03, retrieved: 2024-05-03}

    Use instead::

        sources:
          - {id: page, title: Page, published: 2024-05-03, retrieved: 2024-06-03}

    References:
        - Dublin Core, `issued`, the date of formal issuance of a resource.
    """
    if source.published is None or source.retrieved is None:
        return
    if source.retrieved.before(source.published).definitely and not _is_next_day(source.retrieved, source.published):
        yield Problem(
            message=f"it was read on {source.retrieved}, and published on {source.published}",
            path=("retrieved",),
            hint="correct one of the two dates",
        )


def _is_next_day(earlier: DateSpan, later: DateSpan) -> bool:
    last, first = earlier.latest, later.earliest
    return last is not None and first is not None and (first - last).days == 1


@declare("SRC009", Severity.INFO)
def field_without_citation(record: Record, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a record whose citations are each for some fields, and leave a field out.

    What it does:
        Where every citation of a record names fields, looks for fields that are set and that none of them names.
        A citation of an entry, such as `place_ids.tirana`, counts for the field.
        Where a citation names a field that the record does not have, SRC001 reports that first.
        It says nothing of `kind` and of long texts such as a description, which are the editors' own, of what has its
        default, and of the record that this one is a part of; nor of sources, topics and places, as SRC002 does not,
        or of records without citations, which SRC002 reports.

    Why is this bad?
        The field has no source, though the record looks as if it had.

    Example::

        sources:
          - {id: page, title: Page, retrieved: 2024-06-01}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14
            citations:
              - {source_id: page, fields: [title, status]}

    Use instead::

        sources:
          - {id: page, title: Page, retrieved: 2024-06-01}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14
            citations:
              - {source_id: page, fields: [title, status, dates]}

    References:
        - W3C PROV, `prov:wasDerivedFrom`: https://www.w3.org/TR/prov-o/
    """
    if not record.citations or not all(citation.fields for citation in record.citations):
        return
    if isinstance(record, _NEED_NO_SOURCE):
        return
    fields = fields_without_citation(record)
    if fields:
        yield Problem(
            message=f"no citation is for {', '.join(fields)}",
            path=("citations",),
            hint="name the fields in the citation that supports them, or cite their source",
        )
