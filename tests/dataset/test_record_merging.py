from __future__ import annotations

from typing import Any, Final

import attrs
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from seesac_model.dataset import Dataset, reference_fields
from seesac_model.errors import InvalidRecordError, MergeConflictError, SelectionError, UnknownRecordError
from seesac_model.model import (
    Basis,
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventSeries,
    EventStatus,
    Extra,
    Footnote,
    HouseStyle,
    Identifier,
    Name,
    NameKind,
    Organisation,
    OrganisationKind,
    Participation,
    Person,
    Place,
    PlaceKind,
    Record,
    Role,
    Source,
    Subject,
    Suppression,
    Topic,
    Treatment,
    fields_of,
)
from tests.strategies.datasets import datasets
from tests.strategies.records import KINDS, records

_NOT_CITED: Final = {"id", "citations", "note", "extra"}


def cited(source: str, *fields: str, **more: Any) -> Citation:  # noqa: ANN401 - as fields hold it
    """Return a citation."""
    return attrs.evolve(Citation(source_id=source, fields=fields), **more)


def ana(record_id: str = "ana", **fields: Any) -> Person:  # noqa: ANN401 - as fields hold it
    """Return a person."""
    return attrs.evolve(Person(id=record_id, name="Ana Petrović"), **fields)


def merged_people(keep: Person, other: Person, *, wins: bool = False) -> Person:
    """Return the person that two become."""
    dataset = Dataset([keep, other]).merge_records(keep, other, prefer="keep" if wins else None)
    return dataset.people[keep.id]


def supports(record: Record) -> set[tuple[str, str]]:
    """Return which source supports which field of a record."""
    return {
        (citation.source_id, field.name)
        for field in fields_of(type(record))
        if field.name not in _NOT_CITED and getattr(record, field.name) != field.default
        for citation in record.citations_of(field.name)
        if citation.says_instead is None
    }


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Dataset, Record, Record]:
    """Draw a dataset and two different records of a kind in it."""
    dataset = draw(datasets(most=5))
    kind = draw(st.sampled_from(KINDS))
    other = draw(records(kind))
    keep = draw(st.sampled_from([*dataset.of(kind)]) if dataset.of(kind) else records(kind))
    assume(keep.id != other.id and other.id not in dataset.of(kind))
    return dataset.with_records(keep, other, replace=True), keep, other


@settings(max_examples=40)
@given(pairs())
def test_merging_is_undone_by_the_difference(pair: tuple[Dataset, Record, Record]) -> None:
    """The difference to the dataset before brings it back, in both directions."""
    dataset, keep, other = pair
    try:
        merged = dataset.merge_records(keep, other, prefer="keep")
    except InvalidRecordError:
        return
    assert dataset == merged.apply(merged.diff(dataset))
    assert merged == dataset.apply(dataset.diff(merged))


@settings(max_examples=40)
@given(pairs())
def test_nothing_refers_to_the_record_that_is_gone(pair: tuple[Dataset, Record, Record]) -> None:
    """One record less is there, and every reference and suppression of it is one of the kept record."""
    dataset, keep, other = pair
    try:
        merged = dataset.merge_records(keep.id, other.id, kind=type(keep), prefer="keep")
    except InvalidRecordError:
        return
    assert len(merged) == len(dataset) - 1
    assert other.id not in merged.of(type(keep))
    for record in merged:
        for field in reference_fields(type(record)):
            if field.target == keep.collection():
                assert other.id not in {target for _, target in field.ids(record)}
    assert (keep.collection(), other.id) not in {(entry.kind, entry.record_id) for entry in merged.suppressions}


@settings(max_examples=40)
@given(pairs())
def test_what_the_kept_record_says_is_kept(pair: tuple[Dataset, Record, Record]) -> None:
    """With `prefer`, no single value of the first record is changed, and no name of either is lost."""
    dataset, keep, other = pair
    try:
        merged = dataset.merge_records(keep, other, prefer="keep").of(type(keep))[keep.id]
    except InvalidRecordError:
        return
    for field in fields_of(type(keep)):
        before, after = getattr(keep, field.name), getattr(merged, field.name)
        if field.name in _NOT_CITED or field.refers_to == keep.collection() or before == field.default:
            continue
        assert set(before) <= set(after) if field.many else before == after
    names = {name.text for name in getattr(merged, "other_names", ())} | {getattr(merged, "name", None)}
    assert getattr(other, "name", None) in names or not hasattr(other, "other_names")


@given(st.data())
def test_citations_support_what_they_supported(data: st.DataObject) -> None:
    """A source supports a field of the joined person if and only if it supported it in one of the two."""
    sources = st.sampled_from(("a", "b"))
    names = st.lists(st.sampled_from(("name", "given_name", "gender", "honorific")), max_size=2, unique=True)
    citations = st.lists(
        st.builds(Citation, source_id=sources, fields=names.map(tuple), basis=st.sampled_from(Basis)), max_size=3
    ).map(tuple)
    texts = st.sampled_from((None, "Ana"))
    people = [
        ana(name, given_name=data.draw(texts), honorific=data.draw(texts), citations=data.draw(citations))
        for name in ("a", "b")
    ]
    merged = merged_people(*people)
    assert supports(people[0]) | supports(people[1]) == supports(merged)


def test_names_of_the_other_become_other_names() -> None:
    """The usual name of the other and its other names follow those of the first, with what is known of them."""
    native = Name(text="Ана Петровић", kind=NameKind.NATIVE)
    printed = Name(text="Ana Petrovic", kind=NameKind.AS_PRINTED)
    keep = ana(other_names=(Name.parse("A. Petrović"),))
    other = ana("b", name="A. Petrović", other_names=(printed, native, Name.parse("Ana Petrović"), Name.parse("Anna")))
    expected = (Name.parse("A. Petrović"), printed, native, Name.parse("Anna"))
    assert expected == merged_people(keep, other).other_names


def test_lists_are_united_and_gaps_filled() -> None:
    """Entries of both lists stand once each, and what one leaves open is taken from the other."""
    wikidata, isni = Identifier.parse("wikidata:Q1"), Identifier.parse("url:https://example.org/a")
    keep = ana(identifiers=(wikidata,), given_name="Ana", note="one", extra=Extra({"x-a": 1}))
    other = ana(
        "b", identifiers=(isni, wikidata), family_name="Petrović", note="two", extra=Extra({"x-b": 2, "x-a": 1})
    )
    merged = merged_people(keep, other)
    assert (merged.identifiers, merged.given_name, merged.family_name) == ((wikidata, isni), "Ana", "Petrović")
    assert (merged.note, merged.extra, merged.other_names) == ("one\ntwo", Extra({"x-a": 1, "x-b": 2}), ())


def test_citations_of_all_fields_name_them_where_there_are_more() -> None:
    """A source of a whole record supports in the joined one what stood in its own, and no more."""
    keep = ana(given_name="Ana", citations=(cited("page"),))
    other = ana("b", name="A. Petrović", family_name="Petrović", citations=(cited("other"),))
    assert merged_people(keep, other).citations == (
        cited("page", "name", "given_name"),
        cited("other", "family_name", "other_names.A. Petrović"),
    )


def test_citations_of_all_fields_stay_short_where_they_can() -> None:
    """A source that supports every field of the joined record needs to name none, before as after."""
    inferred = cited("page", "given_name", basis=Basis.INFERRED)
    keep = ana(given_name="Ana", citations=(cited("page"), inferred))
    assert merged_people(keep, ana("b", citations=(cited("page"),))).citations == (cited("page"), inferred)


def test_a_citation_of_nothing_is_not_dropped() -> None:
    """A quote of a source all of whose fields are cited apart stays, for these fields."""
    keep = ana(citations=(cited("page", quote="Ana spoke."), cited("page", "name")))
    assert merged_people(keep, ana("b")).citations == (cited("page", "name", quote="Ana spoke."), cited("page", "name"))


def test_disagreement_is_a_conflict() -> None:
    """Where single values differ nothing is merged; the error lists the fields."""
    keep = ana(given_name="Ana", honorific="Ms.", extra=Extra({"x-a": 1}))
    other = ana("b", given_name="Anna", honorific="Dr", extra=Extra({"x-a": 2}))
    with pytest.raises(
        MergeConflictError, match="prefer='keep'; nothing was merged\npeople 'ana': given_name"
    ) as error:
        merged_people(keep, other)
    assert error.value.conflicts == (("people", "ana", ("given_name", "honorific", "extra")),)


def test_what_loses_is_kept_where_it_is_cited() -> None:
    """With `prefer`, the sources of the other record say instead what it said; without sources the note does."""
    keep = ana(given_name="Ana", honorific="Ms.")
    other = ana("b", given_name="Anna", honorific="Dr", citations=(cited("page", "given_name", quote="Anna"),))
    merged = merged_people(keep, other, wins=True)
    assert merged.citations == (cited("page", "given_name", quote="Anna", says_instead="Anna"),)
    assert merged.note == "When b was merged into this record, left out of honorific: Dr"
    assert (merged.given_name, merged.honorific) == ("Ana", "Ms.")


def test_extra_that_loses_stands_in_the_note() -> None:
    """A key of the users' own that both have with different values keeps the first; the note tells of the second."""
    merged = merged_people(ana(extra=Extra({"x-a": 1})), ana("b", extra=Extra({"x-a": [2]})), wins=True)
    assert (merged.extra, merged.note) == (
        Extra({"x-a": 1}),
        'When b was merged into this record, left out of extra: {"x-a": [2]}',
    )


def test_a_source_that_disagreed_may_agree_with_the_first() -> None:
    """A source that gave another value than the second record supports the first where it gave that one's."""
    other = ana(
        "b",
        given_name="Anna",
        citations=(cited("page", "given_name", says_instead="Ana"), cited("web", "given_name", says_instead="Ane")),
    )
    merged = merged_people(ana(given_name="Ana"), other, wins=True)
    assert merged.citations == (cited("page", "given_name"), cited("web", "given_name", says_instead="Ane"))


def test_a_citation_of_a_field_that_said_nothing_does_not_support_what_fills_it() -> None:
    """A source cited for a field that its record leaves empty supports nothing of the other; the note tells of it."""
    keep = ana(citations=(cited("page", "name", "given_name"), cited("web", "given_name")))
    filled = merged_people(keep, ana("b", given_name="Ana"))
    assert (filled.citations, filled.note) == (
        (cited("page", "name"),),
        (
            "When b was merged into this record, cited for given_name: page\n"
            "When b was merged into this record, cited for given_name: web"
        ),
    )
    merged = merged_people(ana(given_name="Ana"), ana("b", citations=(cited("page", "given_name"),)))
    assert (merged.citations, merged.note) == (
        (),
        "When b was merged into this record, cited for given_name: page",
    )


def test_references_and_suppressions_lead_to_the_kept_record() -> None:
    """Fields with one id and with several, in values and in suppressions; derived ids stay."""
    event = Event(id="e", title="E", kind=EventKind.MEETING, status=EventStatus.HELD, topic_ids=("a", "b", "c"))
    topics = [Topic(id=name, label=name) for name in "abc"]
    dataset = Dataset(
        [event, *topics], suppressions=[Suppression(code="TOP001", kind="topics", record_id="b", reason="r")]
    )
    merged = dataset.merge_records(topics[0], topics[1], prefer="keep")
    assert merged.events["e"].topic_ids == ("a", "c")
    assert merged.suppressions[0].record_id == "a"
    part = Participation(id="e.speaker.b", event_id="e", person_id="b", role=Role.SPEAKER)
    people = Dataset([event, part, ana("a"), ana("b")]).merge_records("a", "b", kind=Person)
    assert people.participations["e.speaker.b"].person_id == "a"


def test_citations_of_entries_follow_the_entries() -> None:
    """A citation of one entry of a list names it by its new id, once; entries of the other's lists stay cited."""
    event = Event(
        id="e",
        title="E",
        kind=EventKind.MEETING,
        status=EventStatus.HELD,
        topic_ids=("a", "b", "c"),
        citations=(cited("page", "topic_ids.b", "topic_ids.a"), cited("web", "topic_ids.c")),
    )
    topics = [Topic(id=name, label="topic") for name in "abc"]
    merged = Dataset([event, *topics]).merge_records("a", "b", kind=Topic).events["e"]
    assert merged.citations == (cited("page", "topic_ids.a"), cited("web", "topic_ids.c"))
    bodies = [
        Organisation(id=name, name="Body", kind=OrganisationKind.NGO, citations=(cited("page", "part_of_ids.c"),))
        for name in ("x", "y")
    ]
    bodies[1] = attrs.evolve(bodies[1], part_of_ids=("c",))
    joined = Dataset(bodies).merge_records("x", "y", kind=Organisation).organisations["x"]
    assert joined.citations == (cited("page", "part_of_ids.c"),)


def test_citations_of_two_sources_become_citations_of_one() -> None:
    """What each of two sources supported alone, the one that they become supports likewise."""
    sources = [Source(id=name, title="Page", url="https://example.org") for name in ("a", "b")]
    both = ana("x", given_name="A", citations=(cited("b"), cited("a", "name", basis=Basis.INFERRED), cited("c")))
    one = ana("y", citations=(cited("b", "name"),))
    merged = Dataset([*sources, both, one]).merge_records("a", "b", kind=Source)
    assert merged.people["x"].citations == (
        cited("a", "name", "given_name"),
        cited("a", "name", basis=Basis.INFERRED),
        cited("c"),
    )
    assert merged.people["y"].citations == (cited("a", "name"),)


@pytest.mark.parametrize(
    ("mine", "theirs"),
    [({"part_of_ids": ("b", "c")}, {}), ({}, {"part_of_ids": ("a", "c")}), ({"part_of_ids": ("b",)}, {})],
)
def test_records_that_refer_to_each_other_are_two(mine: dict[str, Any], theirs: dict[str, Any]) -> None:
    """A reference from one to the other is a conflict; with `prefer` it is left out, and the note says so."""
    bodies = [Organisation(id=name, name="Body", kind=OrganisationKind.NGO) for name in ("a", "b", "c")]
    bodies[0] = attrs.evolve(bodies[0], **mine, citations=(cited("page", "part_of_ids"),))
    bodies[1] = attrs.evolve(bodies[1], **theirs)
    dataset = Dataset(bodies)
    with pytest.raises(MergeConflictError, match="part_of_ids"):
        dataset.merge_records(bodies[0], bodies[1])
    merged = dataset.merge_records(bodies[0], bodies[1], prefer="keep").organisations["a"]
    rest = tuple(entry for entry in (*bodies[0].part_of_ids, *bodies[1].part_of_ids) if entry == "c")
    assert (merged.part_of_ids, merged.note is not None) == (rest, True)


@pytest.mark.parametrize(("mine", "theirs", "expected"), [("b", "c", "c"), ("c", "a", "c"), (None, "a", None)])
def test_single_references_to_each_other_are_left_out(
    mine: str | None, theirs: str | None, expected: str | None
) -> None:
    """What the first refers to beside the second stays, and if there is nothing, what the second refers to."""
    places = [Place(id=name, name="Place", kind=PlaceKind.CITY) for name in ("a", "b", "c")]
    places[0] = attrs.evolve(places[0], part_of_id=mine)
    places[1] = attrs.evolve(places[1], part_of_id=theirs, citations=(cited("page", "part_of_id"),))
    merged = Dataset(places).merge_records("a", "b", kind=Place, prefer="keep").places["a"]
    assert merged.part_of_id == expected
    assert (merged.citations == (cited("page", "part_of_id"),)) is (theirs == expected)


def test_a_number_goes_with_its_series() -> None:
    """Where the series differ, the number in the second series is no number of the first."""
    event = Event(id="a", title="E", kind=EventKind.MEETING, status=EventStatus.HELD, series_id="s")
    other = attrs.evolve(event, id="b", series_id="t", series_number=4)
    dataset = Dataset([event, other, EventSeries(id="s", title="S"), EventSeries(id="t", title="T")])
    with pytest.raises(MergeConflictError, match="events 'a': series_id, series_number"):
        dataset.merge_records(event, other)
    assert dataset.merge_records(event, other, prefer="keep").events["a"].series_number is None
    same = attrs.evolve(other, series_id="s")
    assert Dataset([event, same]).merge_records(event, same).events["a"].series_number == 4


def test_one_footnote_for_a_style() -> None:
    """Footnotes of different styles are united; of one style two different ones are a conflict."""
    notes = [Footnote(style=style, text=text) for style in HouseStyle for text in ("one", "two")]
    place = Place(id="a", name="A", kind=PlaceKind.CITY, footnotes=(notes[0],))
    united = attrs.evolve(place, id="b", footnotes=(notes[0], notes[2]))
    dataset = Dataset([place, united])
    assert dataset.merge_records(place, united).places["a"].footnotes == (notes[0], notes[2])
    differing = attrs.evolve(place, id="b", footnotes=(notes[1],), citations=(cited("page"),))
    dataset = Dataset([place, differing])
    with pytest.raises(MergeConflictError, match="footnotes"):
        dataset.merge_records(place, differing)
    kept = dataset.merge_records(place, differing, prefer="keep").places["a"]
    assert kept.citations == (cited("page"), cited("page", "footnotes", says_instead="un: two"))


def test_dates_that_lose_are_written_as_text() -> None:
    """A date that is not taken stands in the citation as EDTF."""
    body = Organisation(id="a", name="A", kind=OrganisationKind.NGO, existed=DateSpan("2002/.."))
    other = attrs.evolve(body, id="b", existed=DateSpan("2003/.."), citations=(cited("page", "existed"),))
    merged = Dataset([body, other]).merge_records(body, other, prefer="keep").organisations["a"]
    assert merged.citations == (cited("page", "existed", says_instead="2003/.."),)


def test_records_without_other_names_differ_by_name() -> None:
    """Where a kind has no other names, two names are a conflict like any other."""
    sources = [Source(id=name, title=name, url="https://example.org") for name in ("a", "b")]
    with pytest.raises(MergeConflictError, match="sources 'a': title"):
        Dataset(sources).merge_records(*sources)


def test_what_cannot_be_one_record_is_refused() -> None:
    """Two records that together would contradict themselves are refused with the fault."""
    subjects = [
        Subject(id="a", event_id="e", organisation_id="o", treatment=Treatment.DISCUSSED),
        Subject(id="b", event_id="e", place_id="p", treatment=Treatment.DISCUSSED),
    ]
    with pytest.raises(InvalidRecordError):
        Dataset(subjects).merge_records(*subjects)


@pytest.mark.parametrize(
    ("keep", "other", "kind", "prefer", "message"),
    [
        ("ana", "b", None, None, "give kind"),
        ("ana", "ana", Person, None, "two different records"),
        (ana(), Topic(id="war", label="war"), None, None, "two different records"),
        (ana(), ana("b"), None, "other", "prefer is 'keep' or None"),
        ("ana", "b", Record, None, "no records of the kind Record"),
    ],
)
def test_senseless_merges_are_refused(
    keep: Record | str, other: Record | str, kind: type[Record] | None, prefer: str | None, message: str
) -> None:
    """Two different records of one kind can be merged, and nothing else."""
    dataset = Dataset([ana(), ana("b"), Topic(id="war", label="war")])
    with pytest.raises(SelectionError, match=message):
        dataset.merge_records(keep, other, kind=kind, prefer=prefer)  # type: ignore[arg-type]  # what this is about


@pytest.mark.parametrize(
    ("keep", "kind"), [("nobody", Person), (ana("nobody"), None), (ana(gender=None, note="x"), None)]
)
def test_unknown_records_are_refused(keep: Record | str, kind: type[Record] | None) -> None:
    """Both records must be there, exactly as they are given."""
    with pytest.raises(UnknownRecordError):
        Dataset([ana(), ana("b")]).merge_records(keep, ana("b"), kind=kind)


def test_sources_of_lists_support_the_entries_that_they_told_of() -> None:
    """In a list that has grown, each source goes on supporting its own entries and none of the others'."""
    keep = ana(other_names=(Name(text="X"),), citations=(cited("page", "other_names"),))
    other = ana("b", name="B", other_names=(Name(text="Y"), Name(text="X")), citations=(cited("other"),))
    joined = merged_people(keep, other)
    supported = {
        name.text: {citation.source_id for citation in joined.citations_of(f"other_names.{name.text}")}
        for name in joined.other_names
    }
    assert supported == {"X": {"page", "other"}, "B": {"other"}, "Y": {"other"}}


@pytest.mark.parametrize(
    "arguments",
    [{"kind": "people"}, {"kind": int}, {"kind": Person, "prefer": ["keep"]}, {"kind": Person, "prefer": "other"}],
)
def test_what_is_no_kind_and_no_preference_is_refused(arguments: dict[str, Any]) -> None:
    """Mistaken arguments are told in words."""
    with pytest.raises(SelectionError):
        Dataset([ana(), ana("b")]).merge_records("ana", "b", **arguments)
