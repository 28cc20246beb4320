"""Two records of one kind made into one, and what refers to them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, Final, NamedTuple, TypeVar

import attrs

from seesac_model.dataset._joined_citations import cited_fields, explicit, united
from seesac_model.dataset._name_fields import name_fields
from seesac_model.dataset._references import reference_fields
from seesac_model.errors import MergeConflictError
from seesac_model.model import Citation, Extra, Field, Footnote, Name, Record, Suppression, fields_of, to_plain

__all__ = ["joined", "rewired", "rewired_suppressions"]

R = TypeVar("R", bound=Record)

_APART: Final = frozenset({"id", "citations", "note", "extra"})
# What a field means depends on another: a number without its series is none.
_DEPENDS_ON: Final[Mapping[str, str]] = {
    "series_number": "series_id",
    "longitude": "latitude",
    "panel_id": "event_id",
}
_ADVICE: Final = "the records disagree; correct one of them, or pass prefer='keep'; nothing was merged"


class _Outcome(NamedTuple):
    """
    What becomes of a field.

    Attributes:
        value: The content of the joined record.
        lost: What is left out of it, as text; None where nothing is.
        is_said: Whether it holds what the other record says, if that says anything.
        is_denied: Whether what is left out is what the other record, and so its sources, say instead.
    """

    value: Any
    lost: str | None = None
    is_said: bool = True
    is_denied: bool = False


def joined(keep: R, other: R, *, keep_wins: bool) -> R:
    """
    Return the record that says what two of one kind say, under the id of the first.

    Args:
        keep: The record whose id and usual name stay.
        other: The record that becomes a part of it.
        keep_wins: Whether what `keep` says counts where the two disagree; what the other says is then kept in a
            citation or in the note.

    Raises:
        MergeConflictError: The two disagree, and `keep_wins` is not set.
        InvalidRecordError: What both say together is no record, as with more than one subject of a subject.
    """
    outcomes: dict[str, _Outcome] = {}
    for field in fields_of(type(keep)):
        if field.name not in _APART:
            lead = outcomes.get(_DEPENDS_ON.get(field.name, ""))
            outcomes[field.name] = _joined_field(field, keep, other, is_led=lead is not None and lead.lost is not None)
    outcomes.update(_joined_names(keep, other))
    outcomes["extra"] = _joined_extra(keep, other)
    lost = {name: outcome.lost for name, outcome in outcomes.items() if outcome.lost is not None}
    if lost and not keep_wins:
        raise MergeConflictError([(keep.collection(), keep.id, tuple(lost))], _ADVICE)
    grown = {field.name for field in fields_of(type(keep)) if field.many and field.name in outcomes}
    found = [*_own_citations(keep, outcomes, grown), *_taken_citations(keep, other, outcomes, grown)]
    citations = [entry for entry in found if isinstance(entry, Citation)]
    told = {name for entry in citations if entry.says_instead in lost.values() for name in entry.fields}
    untold = [f"left out of {name}: {text}" for name, text in lost.items() if name not in told]
    note = _note(keep, other, [*untold, *(entry for entry in found if isinstance(entry, str))])
    values = {name: outcome.value for name, outcome in outcomes.items()}
    record = attrs.evolve(keep, **values, note=note, citations=())
    return attrs.evolve(record, citations=united(citations, record))


def _joined_field(field: Field, keep: Record, other: Record, *, is_led: bool) -> _Outcome:
    mine, theirs = getattr(keep, field.name), getattr(other, field.name)
    if field.refers_to == keep.collection():
        ids = {keep.id, other.id}
        between = [entry for entry in (*_entries(mine), *_entries(theirs)) if entry in ids]
        mine, theirs = (_without(value, ids, many=field.many) for value in (mine, theirs))
        if between:
            value = _union(mine, theirs) if field.many else mine if mine is not None else theirs
            is_said = bool(theirs) and (field.many or value == theirs)
            return _Outcome(value, ", ".join(dict.fromkeys(between)), is_said=is_said)
    if field.many:
        if field.base is Footnote:
            return _joined_footnotes(mine, theirs)
        return _Outcome(_union(mine, theirs), is_said=bool(theirs))
    if mine == theirs or (not field.required and theirs == field.default):
        return _Outcome(mine, is_said=mine == theirs)
    if not field.required and mine == field.default and not is_led:
        return _Outcome(theirs)
    return _Outcome(mine, _text_of(other, field.name), is_said=False, is_denied=True)


def _entries(value: object) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else (value,)


def _without(value: Any, ids: set[str], *, many: bool) -> Any:  # noqa: ANN401 - one id or several
    if many:
        return tuple(entry for entry in value if entry not in ids)
    return None if value in ids else value


def _union(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys((*mine, *theirs)))


def _joined_footnotes(mine: tuple[Footnote, ...], theirs: tuple[Footnote, ...]) -> _Outcome:
    """Keep one footnote for each style, as a place has."""
    styles = {footnote.style: footnote for footnote in mine}
    value = (*mine, *(footnote for footnote in theirs if footnote.style not in styles))
    differing = [footnote for footnote in theirs if styles.get(footnote.style, footnote) != footnote]
    lost = "; ".join(f"{entry.style}: {entry.text}" for entry in differing) or None
    return _Outcome(value, lost, is_said=bool(theirs) and not differing, is_denied=bool(differing))


def _joined_names(keep: Record, other: Record) -> dict[str, _Outcome]:
    """Make the usual name of the other record one of the other names."""
    fields = name_fields(type(keep))
    if fields is None:
        return {}
    main: str = getattr(keep, fields.main)
    names = list(getattr(keep, fields.others))
    known = {main, *(name.text for name in names)}
    theirs: str = getattr(other, fields.main)
    if theirs not in known:
        names.append(Name.parse(theirs))
    # A name of which nothing is said but the text adds nothing where the text is there already.
    more = [name for name in getattr(other, fields.others) if name.short_form() not in {*known, theirs}]
    return {fields.main: _Outcome(main), fields.others: _Outcome(_union(tuple(names), tuple(more)))}


def _joined_extra(keep: Record, other: Record) -> _Outcome:
    differing = {key: value for key, value in other.extra.items() if key in keep.extra and keep.extra[key] != value}
    value = Extra({**other.extra, **keep.extra})
    return _Outcome(value, _json(differing) if differing else None)


def _by_entry(
    citation: Citation, record: Record, outcomes: Mapping[str, _Outcome], lists: AbstractSet[str]
) -> Citation:
    """Let a citation of a list that has grown name the entries that it supported."""
    fields: list[str] = []
    for name in citation.fields:
        entries = record.entries_of(name) if name in lists and outcomes[name].value != getattr(record, name) else ()
        can_be_named = entries and len(entries) == len(getattr(record, name))
        fields += entries if can_be_named else (name,)
    return attrs.evolve(citation, fields=tuple(dict.fromkeys(fields)))


def _own_citations(keep: Record, outcomes: Mapping[str, _Outcome], lists: AbstractSet[str]) -> Iterator[Citation | str]:
    """Yield the citations of the kept record, and in words what no citation can say any more."""
    said = cited_fields(keep)
    for full in explicit(keep):
        citation = full if full.says_instead is not None else _by_entry(full, keep, outcomes, lists)
        # A field that was empty here may say what the other record says, which the source did not.
        filled = [name for name in citation.fields if _field(name) in outcomes and _field(name) not in said]
        filled = [name for name in filled if outcomes[_field(name)].value]
        if citation.says_instead is not None or not filled:
            yield citation
            continue
        rest = tuple(name for name in citation.fields if name not in filled)
        if rest:
            yield attrs.evolve(citation, fields=rest)
        yield f"cited for {' and '.join(filled)}: {citation.source_id}"


def _taken_citations(
    keep: Record, other: Record, outcomes: Mapping[str, _Outcome], lists: AbstractSet[str]
) -> Iterator[Citation | str]:
    """Yield what the citations of the other record support and deny, and in words what no citation can say."""
    fields = name_fields(type(keep))
    moved: dict[str, str] = {}
    if fields is not None and getattr(keep, fields.main) != getattr(other, fields.main):
        moved = {fields.main: f"{fields.others}.{getattr(other, fields.main)}"}
    for full in explicit(other):
        if full.says_instead is not None:
            yield _agreeing(full, keep)
            continue
        citation = _by_entry(full, other, outcomes, lists)
        cited = [name for name in citation.fields if _field(name) in outcomes]
        agreed = [name for name in citation.fields if name not in cited or outcomes[_field(name)].is_said]
        denied = dict.fromkeys(_field(name) for name in cited if outcomes[_field(name)].is_denied)
        if agreed:
            yield attrs.evolve(citation, fields=tuple(dict.fromkeys(moved.get(name, name) for name in agreed)))
        yield from (attrs.evolve(citation, fields=(name,), says_instead=outcomes[name].lost) for name in denied)
        if not agreed and not denied:
            yield f"cited for {' and '.join(citation.fields)}: {citation.source_id}"


def _field(name: str) -> str:
    """Return the field that a citation names, perhaps with one entry of it."""
    return name.partition(".")[0]


def _agreeing(citation: Citation, keep: Record) -> Citation:
    """Take a source that disagreed with the other record as support, where what it says is what the kept one says."""
    if all(_text_of(keep, name) == citation.says_instead for name in citation.fields):
        return attrs.evolve(citation, says_instead=None)
    return citation


def _note(keep: Record, other: Record, left_out: Iterable[str]) -> str | None:
    texts = [keep.note, None if other.note == keep.note else other.note]
    texts += [f"When {other.id} was merged into this record, {text}" for text in left_out]
    return "\n".join(text for text in texts if text is not None) or None


def _text_of(record: Record, name: str) -> str | None:
    plain = to_plain(record, short=True).get(name)
    return plain if plain is None or isinstance(plain, str) else _json(plain)


def _json(plain: object) -> str:
    return json.dumps(plain, ensure_ascii=False, sort_keys=True)


def rewired(record: R, kind: str, old: str, new: str) -> R:
    """Return a record in which every reference to one record of a collection leads to another one; each id once."""
    values: dict[str, Any] = {}
    for field in reference_fields(type(record)):
        content = getattr(record, field.name)
        if field.target != kind or not any(target == old for _, target in field.ids(record)):
            continue
        if field.inner is not None:
            # Citations are the only values that refer to records.
            record = attrs.evolve(record, citations=_rewired_citations(record, old, new))
        elif field.many:
            values[field.name] = _union(_renamed(content, old, new), ())
            values["citations"] = _renamed_entries(
                values.get("citations", record.citations), f"{field.name}.{old}", f"{field.name}.{new}"
            )
        else:
            values[field.name] = new
    return attrs.evolve(record, **values)


def _renamed_entries(citations: tuple[Citation, ...], old: str, new: str) -> tuple[Citation, ...]:
    """Let citations of single entries of a list name them as they are named now."""
    return tuple(
        attrs.evolve(citation, fields=_union(_renamed(citation.fields, old, new), ()))
        if old in citation.fields
        else citation
        for citation in citations
    )


def _renamed(ids: Iterable[str], old: str, new: str) -> tuple[str, ...]:
    return tuple(new if entry == old else entry for entry in ids)


def _rewired_citations(record: Record, old: str, new: str) -> tuple[Citation, ...]:
    """Cite one source for two, without a change in which fields each citation supports."""
    if not any(citation.source_id == new for citation in record.citations):
        return tuple(_with_source(citation, old, new) for citation in record.citations)
    named = explicit(record, {old, new})
    about = [_with_source(citation, old, new) for citation in named if citation.source_id in {old, new}]
    rest = [citation for citation in named if citation.source_id not in {old, new}]
    return (*united(about, record), *rest)


def _with_source(citation: Citation, old: str, new: str) -> Citation:
    return attrs.evolve(citation, source_id=new) if citation.source_id == old else citation


def rewired_suppressions(suppressions: Iterable[Suppression], kind: str, old: str, new: str) -> Iterator[Suppression]:
    """Yield the suppressions, those of one record for another."""
    for entry in suppressions:
        yield attrs.evolve(entry, record_id=new) if (entry.kind, entry.record_id) == (kind, old) else entry
