"""HST: house styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from seesac_model._regex import Regex
from seesac_model.dataset import Dataset, Mention, PlaceNames, display_texts
from seesac_model.errors import quoted
from seesac_model.model import HouseStyle, Place, PlaceKind, Record
from seesac_model.rules._mending import with_text
from seesac_model.rules._rule import Context, Fix, Problem, Severity, declare

__all__ = ["footnote_missing", "mark_without_footnote", "place_name_without_mark"]

_MARKED: Final = Regex(r"\b([A-Z\u00c0-\u024f][^\W_]*)\*(?![*\w])")


@declare("HST001", Severity.WARNING)
def place_name_without_mark(record: Record, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a text that names a place with a footnote and does not mark the name.

    What it does:
        Looks for the names of places that have `footnotes`, as words of their own, in names, titles, descriptions,
        notes and all other texts that are the editors' own, and reports each text in which such a name carries no mark.
        It says nothing of quotations, of titles of sources, of what is kept as it was printed, and of names of people
        or in other languages.
        A citation that a record has from one that it refers to, as a panel from its event, is reported there alone.
        The fix writes `*` behind each such name in the text; a house style turns it into the mark of its footnote.
        There is none in a citation that other records have too, since it would no longer be the same as theirs.

    Why is this bad?
        Whoever prints the text as it stands leaves out the footnote that the publisher wants.
        A file that is written in a house style has the marks in any case.

    Example::

        sources:
          - {id: page, title: Page}
        places:
          - id: xk
            name: Kosovo*
            kind: jurisdiction
            footnotes:
              - {style: un, text: In the context of Security Council resolution 1244 (1999).}
        organisations:
          - {id: kosovo-police, name: Kosovo Police, kind: police, jurisdiction_id: xk, citations: [page]}

    Use instead::

        sources:
          - {id: page, title: Page}
        places:
          - id: xk
            name: Kosovo*
            kind: jurisdiction
            footnotes:
              - {style: un, text: In the context of Security Council resolution 1244 (1999).}
        organisations:
          - {id: kosovo-police, name: Kosovo* Police, kind: police, jurisdiction_id: xk, citations: [page]}

    References:
        - Interinstitutional Style Guide of the European Union: https://style-guide.europa.eu
        - Resolution 1244 (1999) of the Security Council: https://docs.un.org/S/RES/1244(1999)
    """
    names = context.once(_footnoted_names)
    for path, text in display_texts(record):
        bare = [mention for mention in names.mentions(text) if not mention.mark]
        if bare and not _is_told_elsewhere(path, record, dataset):
            place_ids = tuple(dict.fromkeys(mention.place_id for mention in bare))
            places = (dataset.places[place_id] for place_id in place_ids)
            yield Problem(
                message=f"the text names {' and '.join(map(quoted, place_ids))} without a footnote mark",
                path=path,
                hint="write * behind the name",
                related=tuple(place for place in places if place != record),
                fix=None if _is_shared(path, record, dataset) else _marking(record, path, _marked(text, bare)),
            )


@declare("HST002", Severity.WARNING)
def footnote_missing(place: Place, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a jurisdiction with a user-assigned code that lacks the footnote of a house style.

    What it does:
        Looks for jurisdictions whose `iso_code` is one that ISO 3166-1 leaves to its users, such as XK, and reports
        each house style for which they have no footnote.
        A file that was published in one style has no footnotes of the others: do not ask this rule about it.

    Why is this bad?
        ISO 3166-1 follows the list of the United Nations, so a jurisdiction without a code of its own is one whose
        status is not the same to all; publishers say in a footnote how they mean its name.
        A file in a style for which there is none is published without it.

    Example::

        places:
          - id: xk
            name: Kosovo*
            kind: jurisdiction
            iso_code: XK
            footnotes:
              - {style: un, text: In the context of Security Council resolution 1244 (1999).}

    Use instead::

        places:
          - id: xk
            name: Kosovo*
            kind: jurisdiction
            iso_code: XK
            footnotes:
              - {style: un, text: In the context of Security Council resolution 1244 (1999).}
              - {style: eu, text: Without prejudice to positions on status.}

    References:
        - ISO 3166-1, section on user-assigned codes: https://www.iso.org/iso-3166-country-codes.html
        - Interinstitutional Style Guide of the European Union: https://style-guide.europa.eu
    """
    if not _must_have_footnotes(place):
        return
    there = {footnote.style for footnote in place.footnotes}
    missing = [style.value for style in HouseStyle if style not in there]
    if missing:
        yield Problem(
            message=f"{quoted(place.iso_code)} is a user-assigned code, with no footnote for {' and '.join(missing)}",
            path=("footnotes",),
            hint="add the footnote that these publishers want with the name",
        )


@declare("HST003", Severity.WARNING)
def mark_without_footnote(record: Record, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a name with a footnote mark where no place of that name has a footnote.

    What it does:
        Looks, in the texts that are the editors' own, for a word that begins with a capital letter and has one asterisk
        behind it, and reports it unless it is the name of a place with `footnotes`.
        A jurisdiction with a user-assigned code that lacks its footnotes is left to HST002, and so are its names.

    Why is this bad?
        The asterisk leads a reader to a footnote that is not there, and a file written in a house style lacks it too.

    Example::

        sources:
          - {id: page, title: Page}
        organisations:
          - {id: kosovo-police, name: Kosovo* Police, kind: police, citations: [page]}

    Use instead::

        sources:
          - {id: page, title: Page}
        places:
          - id: xk
            name: Kosovo*
            kind: jurisdiction
            footnotes:
              - {style: un, text: In the context of Security Council resolution 1244 (1999).}
        organisations:
          - {id: kosovo-police, name: Kosovo* Police, kind: police, citations: [page]}

    References:
        - Interinstitutional Style Guide of the European Union: https://style-guide.europa.eu
    """
    names = context.once(_names_to_mark)
    for path, text in display_texts(record):
        if "*" not in text:
            continue
        led = {mention.end for mention in names.mentions(text)}
        if any(match.end(1) not in led for match in _MARKED.finditer(text)):
            yield Problem(
                message="a name has a footnote mark, and no place of that name has a footnote",
                path=path,
                hint="add the place with its footnotes, or check beside the reference data, which have it",
            )


def _is_told_elsewhere(path: tuple[str | int, ...], record: Record, dataset: Dataset) -> bool:
    if path[0] != "citations":
        return False
    citation = record.citations[int(path[1])]
    return any(link.target is not None and citation in link.target.citations for link in dataset.links_from(record))


def _is_shared(path: tuple[str | int, ...], record: Record, dataset: Dataset) -> bool:
    """Tell whether the text is in a citation that records which refer to this one have from it."""
    if path[0] != "citations":
        return False
    citation = record.citations[int(path[1])]
    return any(citation in link.record.citations for link in dataset.links_to(record))


def _marked(text: str, bare: Sequence[Mention]) -> str:
    pieces: list[str] = []
    done = 0
    for mention in bare:
        pieces += text[done : mention.end], "*"
        done = mention.end
    return "".join((*pieces, text[done:]))


def _marking(record: Record, path: tuple[str | int, ...], text: str) -> Fix | None:
    marked = with_text(record, path, text)
    return None if marked is None else Fix(says="write * behind the name", replacements=(marked,))


def _footnoted_names(dataset: Dataset) -> PlaceNames:
    return PlaceNames(place for place in dataset.places if place.footnotes)


def _names_to_mark(dataset: Dataset) -> PlaceNames:
    return PlaceNames(place for place in dataset.places if place.footnotes or _must_have_footnotes(place))


def _must_have_footnotes(place: Place) -> bool:
    return place.kind is PlaceKind.JURISDICTION and place.has_user_assigned_code
