"""What holds of every kind of record."""

from __future__ import annotations

import copy
import itertools
import pickle
import re
import unicodedata

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, InvalidRecordError, InvalidValueError
from seesac_model.model import (
    Basis,
    Citation,
    Event,
    EventKind,
    EventStatus,
    Extra,
    Field,
    Footnote,
    HouseStyle,
    Identifier,
    Name,
    Origin,
    Pattern,
    Place,
    PlaceKind,
    PolicyFramework,
    Prose,
    Record,
    Reference,
    Source,
    Term,
    Topic,
    fields_of,
)
from tests.strategies.records import (
    KINDS,
    altered,
    any_records,
    maximal_records,
    minimal_records,
    origins,
    plain_record,
    records,
)

# Twenty-two kinds, each with a few examples, are as many examples as one test without kinds has.
_few = settings(max_examples=max(3, settings().max_examples // len(KINDS)))
_every_kind = pytest.mark.parametrize("kind", KINDS)


def words_of(field: Field) -> list[str]:
    """Return the words of a field's vocabulary."""
    return [str(word) for word in field.base] if issubclass(field.base, Term) else []


def _texts(field: Field) -> bool:
    return field.base is str and not isinstance(field.marker, Reference | Pattern)


@_every_kind
@_few
@given(data=st.data())
def test_what_is_well_formed_can_be_made(kind: type[Record], data: st.DataObject) -> None:
    """Each kind takes records that say little, much and everything, and they say what they were given."""
    record = data.draw(minimal_records(kind) | records(kind) | maximal_records(kind))
    assert record == kind(**{field.name: getattr(record, field.name) for field in fields_of(kind)})


@_every_kind
@_few
@given(data=st.data())
def test_text_is_normalised_once_and_for_all(kind: type[Record], data: st.DataObject) -> None:
    """Every text of a record is stripped and in NFC, so making the record again changes nothing."""
    record = data.draw(maximal_records(kind))
    for field in fields_of(kind):
        content = getattr(record, field.name)
        for text in content if field.many else (content,):
            if field.base is str and text is not None:
                assert text == text.strip()
                assert unicodedata.is_normalized("NFC", text)


@_every_kind
@_few
@given(data=st.data())
def test_records_survive_pickling_copying_and_evolving(kind: type[Record], data: st.DataObject) -> None:
    """A record that was copied in whatever way equals the first, has its hash and remembers where it was read."""
    record = altered(data.draw(records(kind)), origin=data.draw(st.none() | origins()))
    for again in (
        pickle.loads(pickle.dumps(record)),  # noqa: S301 - our own bytes
        copy.copy(record),
        copy.deepcopy(record),
        altered(record),
    ):
        assert record == again
        assert hash(record) == hash(again)
        assert record.origin == again.origin


@_every_kind
@_few
@given(data=st.data())
def test_where_a_record_was_read_is_no_part_of_what_it_says(kind: type[Record], data: st.DataObject) -> None:
    """Two records that say the same are equal, hash and sort alike and look alike, wherever they were read."""
    record = data.draw(records(kind))
    elsewhere = altered(record, origin=Origin("a.yaml", 3, 5))
    assert record == elsewhere
    assert hash(record) == hash(elsewhere)
    assert repr(record) == repr(elsewhere)
    assert record <= elsewhere <= record


@_every_kind
@_few
@given(data=st.data())
def test_the_order_of_a_kind_is_total(kind: type[Record], data: st.DataObject) -> None:
    """Of any two records of a kind just one of `<`, `==` and `>` holds, and `<=` is transitive."""
    drawn = data.draw(st.lists(records(kind), min_size=2, max_size=3))
    drawn.append(altered(drawn[0], note="another"))
    for one, two in itertools.product(drawn, repeat=2):
        assert [one < two, one == two, one > two].count(True) == 1
        assert (one <= two) == (one < two or one == two)
        assert (one >= two) == (two <= one)
    for one, two, three in itertools.product(drawn, repeat=3):
        if one <= two <= three:
            assert one <= three


@given(any_records(), any_records())
def test_kinds_are_not_compared_with_each_other(one: Record, two: Record) -> None:
    """Records of two kinds are never equal, and asking which is less is an error."""
    if type(one) is type(two):
        return
    assert one != two
    for compare in ("__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(one, compare)(two) is NotImplemented


@_every_kind
@_few
@given(data=st.data())
def test_representation_shows_what_is_said_and_no_more(kind: type[Record], data: st.DataObject) -> None:
    """The representation has every required field and every other that is not at its default."""
    record = data.draw(records(kind))
    shown = repr(record)
    assert shown.startswith(f"{kind.__name__}(id={record.id!r}")
    for field in fields_of(kind):
        value = getattr(record, field.name)
        said = field.required or value != field.default
        assert (f"{field.name}={value!r}" in shown) or not said
    assert "origin=" not in shown


@_every_kind
def test_records_cannot_be_changed(kind: type[Record]) -> None:
    """Setting a field of a record is an error, also one that it does not have."""
    record = plain_record(kind)
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        record.note = "changed"  # type: ignore[misc]  # that is the point
    with pytest.raises(AttributeError):
        record.anything = 1  # type: ignore[attr-defined]  # that is the point


@_every_kind
def test_every_malformed_field_is_reported_at_once(kind: type[Record]) -> None:
    """A record of which every field is malformed gives an error that names each of them, with kind and id."""
    names = [field.name for field in fields_of(kind)]
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(kind), **dict.fromkeys(names, b"") | {"id": "Not an id"})
    faults = caught.value.faults
    assert names == [fault.path[0] for fault in faults]
    assert {(kind.collection(), "Not an id")} == {(fault.kind, fault.record_id) for fault in faults}
    assert all(fault.found and fault.expected for fault in faults)
    assert FaultCode.INVALID_ID is faults[0].code
    assert {FaultCode.WRONG_TYPE} == {fault.code for fault in faults[1:]}


@_every_kind
def test_an_id_of_another_type_is_reported_without_an_id(kind: type[Record]) -> None:
    """What is no text cannot name the record that it is in."""
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(kind), id=7)
    assert [(fault.path, fault.record_id) for fault in caught.value.faults] == [(("id",), None)]


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind in KINDS for field in fields_of(kind) if _texts(field)], ids=str
)
@pytest.mark.parametrize("character", ["\0", "\x1b", "\x7f", "\x85", "\u202e", "\u2066", "\u2028", "\ufeff", "\ud800"])
def test_characters_that_hide_text_are_refused_and_never_shown(
    kind: type[Record], field: Field, character: str
) -> None:
    """Control and direction-override characters are refused in every text, and the message does not repeat the text."""
    text = f"Gunnar{character}Strömmer"
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(kind), **{field.name: (text,) if field.many else text})
    (fault,) = caught.value.faults
    assert FaultCode.INVALID_TEXT is fault.code
    assert f"U+{ord(character):04X}" in fault.found
    assert "Gunnar" not in str(caught.value)
    assert text == fault.value


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind in KINDS for field in fields_of(kind) if field.base is str and field.name != "id"],
    ids=str,
)
def test_text_of_several_lines_is_taken_only_where_it_is_prose(kind: type[Record], field: Field) -> None:
    """A title has one line, a note may have several, an id or address has no such thing."""
    text = "one\ntwo"
    given = {field.name: (text,) if field.many else text}
    if isinstance(field.marker, Prose):
        assert text == getattr(altered(plain_record(kind), **given), field.name)
    else:
        with pytest.raises(InvalidRecordError):
            altered(plain_record(kind), **given)


@pytest.mark.parametrize(
    ("kind", "field"), [(kind, field) for kind in KINDS for field in fields_of(kind) if field.refers_to], ids=str
)
def test_references_are_ids(kind: type[Record], field: Field) -> None:
    """A reference that is no id is refused with an id that looks like it."""
    given = {field.name: ("Čakovec 2021",) if field.many else "Čakovec 2021"}
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(kind), **given)
    fault = caught.value.faults[0]
    assert (fault.code, fault.suggestion) == (FaultCode.INVALID_ID, "did you mean 'cakovec-2021'?")


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind in KINDS for field in fields_of(kind) if field.refers_to and field.many],
    ids=str,
)
def test_an_id_stands_in_a_list_once(kind: type[Record], field: Field) -> None:
    """A list of references has no id twice."""
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(kind), **{field.name: ("a", "b", "a")})
    assert [(FaultCode.CONTRADICTION, (field.name, 2), "'a' twice")] == [
        (fault.code, fault.path, fault.found) for fault in caught.value.faults if fault.path[0] == field.name
    ]


@pytest.mark.parametrize(
    ("kind", "field"),
    [(kind, field) for kind in KINDS for field in fields_of(kind) if issubclass(field.base, Term)],
    ids=str,
)
def test_words_of_vocabularies_are_members_and_no_text(kind: type[Record], field: Field) -> None:
    """In Python a vocabulary's member is asked for; text that is nearly one gets the word that was meant."""
    word = words_of(field)[0]
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(kind), **{field.name: f"{word}x"})
    (fault,) = caught.value.faults
    assert (FaultCode.WRONG_TYPE, f"a {field.base.__name__}") == (fault.code, fault.expected)
    assert fault.suggestion == f"did you mean {word!r}?"


@_every_kind
def test_the_fields_of_a_kind_are_described(kind: type[Record]) -> None:
    """Each field says in a line what it states, and stands under Attributes of its class or of the base."""
    documented = f"{kind.__doc__}{Record.__doc__}"
    for field in fields_of(kind):
        assert re.fullmatch(r"[^\n.]{3,80}", field.note.says), field.name
        assert re.search(rf"^ +{field.name}: ", documented, re.MULTILINE), field.name


@_every_kind
def test_the_id_of_a_kind_names_its_collection(kind: type[Record]) -> None:
    """The collection of a kind is that of its own id type, and no other kind has it."""
    assert [kind] == [other for other in KINDS if other.collection() == kind.collection()]
    assert fields_of(kind)[0].name == "id"


def test_a_kind_without_an_id_type_has_no_collection() -> None:
    """The base of all records is no kind of record."""
    with pytest.raises(TypeError, match="Record"):
        Record.collection()


@pytest.mark.parametrize(("origin", "expected"), [(Origin("a.yaml", 3, 5), "a.yaml:3:5"), (Origin(None, 3, 5), "3:5")])
def test_an_origin_is_written_as_editors_read_it(origin: Origin, expected: str) -> None:
    """File, line and column are joined by colons, the file as far as there is one."""
    assert str(origin) == expected


def test_a_source_that_is_cited_apart_for_a_field_supports_it_so_and_no_other_way() -> None:
    """The page that is cited for the whole and again for an inferred date supports the date as inferred only."""
    whole, apart = Citation(source_id="a"), Citation(source_id="a", fields=("dates",), basis=Basis.INFERRED)
    record = altered(plain_record(Event), citations=(whole, apart))
    assert ((apart,), (whole,)) == (record.citations_of("dates"), record.citations_of("title"))


def test_citations_of_a_field_are_those_that_name_it_or_nothing() -> None:
    """A citation without fields is for the whole record, beside those that other sources give for a field."""
    whole, dates, title = (
        Citation(source_id="a"),
        Citation(source_id="b", fields=("dates",)),
        Citation(source_id="c", fields=("title", "dates")),
    )
    record = altered(plain_record(Event), citations=(whole, dates, title))
    assert (whole, dates, title) == record.citations_of("dates")
    assert (whole, title) == record.citations_of("title")
    assert (whole,) == record.citations_of("kind")


def test_what_a_source_says_of_a_field_apart_counts_for_that_field_alone() -> None:
    """A source that is cited for the whole and once more for a field supports the field in the second way only."""
    whole, apart = Citation(source_id="a"), Citation(source_id="a", fields=("dates",), basis=Basis.INFERRED)
    record = attrs.evolve(plain_record(Event), citations=(whole, apart))
    assert record.citations_of("dates") == (apart,)
    assert record.citations_of("title") == (whole,)


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"place_ids": "stockholm"}, FaultCode.WRONG_TYPE),
        ({"place_ids": (["stockholm"],)}, FaultCode.WRONG_TYPE),
        ({"place_ids": None}, FaultCode.WRONG_TYPE),
        ({"place_ids": ("",)}, FaultCode.INVALID_ID),
        ({"title": ""}, FaultCode.INVALID_TEXT),
        ({"title": " \n"}, FaultCode.INVALID_TEXT),
        ({"title": "x" * 2001}, FaultCode.INVALID_TEXT),
        ({"note": "x" * 20001}, FaultCode.INVALID_TEXT),
        ({"title": "e" + "\u0301\u0300" * 16}, FaultCode.INVALID_TEXT),
        ({"series_id": "s", "series_number": True}, FaultCode.WRONG_TYPE),
        ({"series_id": "s", "series_number": 1.0}, FaultCode.WRONG_TYPE),
        ({"series_id": "s", "series_number": 0}, FaultCode.INVALID_NUMBER),
        ({"series_id": "s", "series_number": 10_001}, FaultCode.INVALID_NUMBER),
        pytest.param({"series_id": "s", "series_number": 10**5000}, FaultCode.INVALID_NUMBER, id="endless number"),
        ({"dates": "2023"}, FaultCode.WRONG_TYPE),
        ({"duration": "two weeks"}, FaultCode.INVALID_VALUE),
        ({"languages": ("english language",)}, FaultCode.INVALID_VALUE),
        ({"website": "www.seesac.org"}, FaultCode.INVALID_VALUE),
        ({"website": "https://user:password@seesac.org/"}, FaultCode.INVALID_VALUE),
        ({"website": "https://seesac.org/\u202egnp.exe"}, FaultCode.INVALID_VALUE),
        ({"website": "https://seesac.org/\ud800"}, FaultCode.INVALID_VALUE),
        ({"website": "https://seesac.org/\0"}, FaultCode.INVALID_VALUE),
        ({"extra": {"x-a": 1}}, FaultCode.WRONG_TYPE),
        ({"citations": ("seesac",)}, FaultCode.WRONG_TYPE),
        ({"series_number": 3}, FaultCode.CONTRADICTION),
    ],
)
def test_construction_refuses_the_malformed(fields: dict[str, object], code: FaultCode) -> None:
    """What is not of its field's form, size or type cannot exist."""
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(Event), **fields)
    assert {code} == {fault.code for fault in caught.value.faults}


def test_a_list_has_at_most_a_hundred_thousand_entries() -> None:
    """A list of any length that makes sense is taken, and no longer one."""
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(Event), place_ids=("a",) * 100_001)
    assert [fault.code for fault in caught.value.faults] == [FaultCode.TOO_LARGE]


def test_the_text_of_a_value_where_the_value_belongs_is_explained() -> None:
    """Who gives text for a value that can be parsed from text is told how."""
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(Event), dates="2023", kind="conference", status=EventStatus.HELD)
    suggestions = [fault.suggestion for fault in caught.value.faults]
    assert suggestions == ["did you mean 'conference'?", "write DateSpan.parse(…) around it"]


def test_text_that_is_like_no_word_gets_the_way_to_write_a_word() -> None:
    """Where no word of the vocabulary is near, the type of the vocabulary is named."""
    with pytest.raises(InvalidRecordError) as caught:
        altered(plain_record(Event), kind="1")
    assert [fault.suggestion for fault in caught.value.faults] == ["write EventKind(…) around it"]


def test_lists_become_tuples() -> None:
    """A list is taken as the tuple of its entries, each normalised."""
    event = Event(id="a", title="a", kind=EventKind.FORUM, status=EventStatus.HELD, place_ids=["x", " y "])  # type: ignore[arg-type]  # that is the point
    assert event.place_ids == ("x", "y")


def test_a_record_that_says_the_same_in_other_letters_is_the_same() -> None:
    """White space around text and the composition of its letters make no difference."""
    assert Topic(id="war", label=" Stro\u0308mmer\r\n") == Topic(id="war", label="Str\u00f6mmer")


def test_the_error_of_a_record_is_not_that_of_a_value() -> None:
    """Who catches malformed values does not catch malformed records by accident, and the other way round."""
    with pytest.raises(InvalidRecordError) as caught:
        Source(id="a", title="")
    assert not isinstance(caught.value, InvalidValueError)


def test_extra_keys_are_a_part_of_what_a_record_says() -> None:
    """Two records that differ in their extra keys are not equal."""
    assert Topic(id="a", label="a") != Topic(id="a", label="a", extra=Extra({"x-a": 1}))


def test_entries_of_lists_have_citations_of_their_own() -> None:
    """Of each source the closest citation counts: for the entry, for the list, for the whole record."""
    whole, celex, numbers, other = (
        Citation(source_id="a"),
        Citation(source_id="a", fields=("identifiers.celex",), basis=Basis.INFERRED),
        Citation(source_id="b", fields=("identifiers",)),
        Citation(source_id="c", fields=("identifiers.oj", "title")),
    )
    record = altered(plain_record(PolicyFramework), citations=(whole, celex, numbers, other))
    assert (celex, numbers) == record.citations_of("identifiers.celex")
    assert (whole, numbers, other) == record.citations_of("identifiers.oj")
    assert (whole, numbers) == record.citations_of("identifiers.eli")
    assert (whole, celex, numbers, other) == record.citations_of("identifiers")
    assert (whole, other) == record.citations_of("title")
    assert (whole,) == record.citations_of("kind")


def test_entries_are_known_by_what_tells_them_apart() -> None:
    """An id, a scheme, a style or the text of a name leads to an entry; a value without such a thing has none."""
    place = Place(
        id="xk",
        name="Kosovo*",
        kind=PlaceKind.REGION,
        member_ids=("a",),
        other_names=(Name(text="X. Y"),),
        footnotes=(Footnote(style=HouseStyle.UN, text="a"),),
        identifiers=(Identifier.parse("wikidata:Q1"),),
        citations=(Citation(source_id="a"),),
    )
    known = ("name", "member_ids.a", "other_names.X. Y", "footnotes.un", "identifiers.wikidata")
    unknown = ("nam", "member_ids.b", "other_names.X", "footnotes.eu", "identifiers.Q1", "citations.a", "name.K", "x.y")
    assert [(name, True) for name in known] == [(name, place.has_field(name)) for name in known]
    assert [(name, False) for name in unknown] == [(name, place.has_field(name)) for name in unknown]
