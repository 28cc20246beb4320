"""What a field takes from a JSON or YAML text: its own type, spelt in one of the documented ways, and nothing else."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode, InvalidValueError, LoadError
from seesac_model.formats import loads
from seesac_model.formats._converter import is_null, plain_json, structure
from seesac_model.formats._tree import PlainScalar
from seesac_model.model import Citation, DateSpan, Event, Headcount, Identifier, Money, Name, Record, Topic, Value

_EVENT = {"id": "e", "title": "t", "kind": "forum", "status": "held"}
_PLACE = {"id": "p", "name": "n", "kind": "city", "longitude": 20.5}
_OBSERVATION = {"id": "o", "measure": "m"}
_ATTENDANCE = {"id": "a", "event_id": "e", "description": "d"}


def _from_json(collection: str, record: dict[str, Any]) -> Dataset:
    text = json.dumps({"format": "seesac-model", "version": 1, collection: [record]})
    return loads(text, format="json")


def _from_yaml(collection: str, record: dict[str, Any], lines: str) -> Dataset:
    """Read a record of which some lines are YAML and the other fields as JSON writes them."""
    given = "".join(f"    {key}: {json.dumps(value)}\n" for key, value in record.items() if f"{key}:" not in lines)
    text = f"format: seesac-model\nversion: 1\n{collection}:\n  - {lines}\n{given}"
    return loads(text, format="yaml")


@pytest.mark.parametrize(
    ("collection", "record", "name", "value", "expected"),
    [
        ("events", _EVENT, "title", "NO", "NO"),
        ("events", _EVENT, "title", " Stro\u0308m ", "Ström"),
        ("events", _EVENT, "note", None, None),
        ("events", _EVENT, "dates", "2023", DateSpan("2023")),
        ("events", _EVENT, "dates", None, None),
        ("events", _EVENT, "place_ids", [], ()),
        ("events", _EVENT | {"series_id": "s"}, "series_number", 5, 5),
        ("events", _EVENT, "other_titles", ["a", {"text": "b"}], (Name(text="a"), Name(text="b"))),
        ("events", _EVENT, "citations", ["page"], (Citation(source_id="page"),)),
        ("places", _PLACE, "latitude", 44, 44.0),
        ("places", _PLACE, "latitude", 4.4e1, 44.0),
        ("observations", _OBSERVATION, "value", "1.50", Decimal("1.5")),
        ("observations", _OBSERVATION, "value", 3, Decimal(3)),
        ("observations", _OBSERVATION, "value", "-0.0000000000000000000000000001", Decimal("-1E-28")),
        ("attendances", _ATTENDANCE, "cumulative", True, True),
        ("attendances", _ATTENDANCE, "headcount", "over 40", Headcount.parse("over 40")),
    ],
)
def test_json_values_that_fields_take(
    collection: str, record: dict[str, Any], name: str, value: object, expected: object
) -> None:
    """A field takes JSON of its type; text is cleaned, short forms are read."""
    (read,) = _from_json(collection, {**record, name: value}).collection(collection)
    assert repr(getattr(read, name)) == repr(expected)


@pytest.mark.parametrize(
    ("collection", "record", "name", "value", "code"),
    [
        ("events", _EVENT, "title", 5, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "title", True, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "title", None, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "title", ["t"], FaultCode.WRONG_TYPE),
        ("events", _EVENT, "title", "", FaultCode.INVALID_TEXT),
        ("events", _EVENT, "title", "a\u202eb", FaultCode.INVALID_TEXT),
        ("events", _EVENT, "note", 5, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "kind", "forun", FaultCode.UNKNOWN_TERM),
        ("events", _EVENT, "kind", "Forum", FaultCode.UNKNOWN_TERM),
        ("events", _EVENT, "kind", None, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "kind", 1, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "mode", None, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "dates", 2023, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "dates", "14.02.2023", FaultCode.INVALID_DATE),
        ("events", _EVENT, "dates", {"text": "2023"}, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "place_ids", "p", FaultCode.WRONG_TYPE),
        ("events", _EVENT, "place_ids", None, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "place_ids", [None], FaultCode.WRONG_TYPE),
        ("events", _EVENT, "place_ids", ["P"], FaultCode.INVALID_ID),
        ("events", _EVENT, "citations", [[]], FaultCode.WRONG_TYPE),
        ("events", _EVENT, "citations", [{}], FaultCode.MISSING),
        ("events", _EVENT, "citations", [{"source_id": "s", "page": 1}], FaultCode.UNKNOWN_KEY),
        ("events", _EVENT, "citations", ["No id"], FaultCode.INVALID_ID),
        ("events", _EVENT, "series_number", 5, FaultCode.CONTRADICTION),
        ("events", _EVENT, "series_number", 5.0, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "series_number", True, FaultCode.WRONG_TYPE),
        ("events", _EVENT, "series_number", "5", FaultCode.INVALID_NUMBER),
        ("events", _EVENT, "website", "www.seesac.org", FaultCode.INVALID_VALUE),
        ("places", _PLACE, "latitude", "44", FaultCode.INVALID_NUMBER),
        ("places", _PLACE, "latitude", True, FaultCode.WRONG_TYPE),
        ("places", _PLACE, "latitude", 91, FaultCode.INVALID_NUMBER),
        ("places", _PLACE, "latitude", 2**53, FaultCode.WRONG_TYPE),
        ("observations", _OBSERVATION, "value", 1.5, FaultCode.WRONG_TYPE),
        ("observations", _OBSERVATION, "value", True, FaultCode.WRONG_TYPE),
        ("observations", _OBSERVATION, "value", "1e3", FaultCode.INVALID_NUMBER),
        ("observations", _OBSERVATION, "value", "NaN", FaultCode.INVALID_NUMBER),
        ("observations", _OBSERVATION, "value", "", FaultCode.INVALID_NUMBER),
        ("observations", _OBSERVATION, "value", "1" * 29, FaultCode.INVALID_NUMBER),
        ("attendances", _ATTENDANCE, "cumulative", "true", FaultCode.WRONG_TYPE),
        ("attendances", _ATTENDANCE, "cumulative", 1, FaultCode.WRONG_TYPE),
        ("attendances", _ATTENDANCE, "headcount", 40, FaultCode.WRONG_TYPE),
    ],
)
def test_json_values_that_fields_refuse(
    collection: str, record: dict[str, Any], name: str, value: object, code: FaultCode
) -> None:
    """Nothing is coerced: what is of another type or out of bounds is refused at the field."""
    with pytest.raises(LoadError) as caught:
        _from_json(collection, {**record, name: value})
    (fault,) = caught.value.faults
    assert (fault.code, fault.path[:3]) == (code, (collection, 0, name))
    assert (fault.kind, fault.record_id) == (collection, record["id"])


@pytest.mark.parametrize("literal", ["NaN", "Infinity", "-Infinity", "1e999", "9223372036854775808", "1" * 5000])
def test_json_numbers_that_no_field_takes(literal: str) -> None:
    """Numbers that are not finite or do not fit are refused before a field sees them."""
    text = f'{{"format": "seesac-model", "version": 1, "places": [{{"latitude": {literal}}}]}}'
    with pytest.raises(LoadError) as caught:
        loads(text, format="json")
    (fault,) = caught.value.faults
    assert fault.code in {FaultCode.INVALID_NUMBER, FaultCode.TOO_LARGE}
    assert text[(fault.column or 0) - 1 :].startswith(literal)


@pytest.mark.parametrize(
    ("collection", "record", "line", "name", "expected"),
    [
        ("events", _EVENT, "title: NO", "title", "NO"),
        ("events", _EVENT, "title: 012", "title", "012"),
        ("events", _EVENT, "title: 1_000", "title", "1_000"),
        ("events", _EVENT, "title: 0x1F", "title", "0x1F"),
        ("events", _EVENT, "title: 12:30:45", "title", "12:30:45"),
        ("events", _EVENT, "title: 2023-02-14", "title", "2023-02-14"),
        ("events", _EVENT, "title: 'null'", "title", "null"),
        ("events", _EVENT, 'title: "~"', "title", "~"),
        ("events", _EVENT, "title: true", "title", "true"),
        ("events", _EVENT, "title: .nan", "title", ".nan"),
        ("events", _EVENT, "title: =", "title", "="),
        ("events", _EVENT, "note: null", "note", None),
        ("events", _EVENT, "note: ~", "note", None),
        ("events", _EVENT, "note:", "note", None),
        ("events", _EVENT, "note: Null", "note", None),
        ("events", _EVENT, "note: none", "note", "none"),
        ("events", _EVENT, "dates: 2023", "dates", DateSpan("2023")),
        ("events", _EVENT, "dates: 2023-02-14", "dates", DateSpan("2023-02-14")),
        ("events", _EVENT, "languages: [no, on]", "languages", ("no", "on")),
        ("places", _PLACE | {"id": "no"}, "iso_code: NO", "iso_code", "NO"),
        ("places", _PLACE, "latitude: 44", "latitude", 44.0),
        ("places", _PLACE, "latitude: 4.4e+1", "latitude", 44.0),
        ("places", _PLACE, "latitude: -0", "latitude", 0.0),
        ("observations", _OBSERVATION, "value: 1.50", "value", Decimal("1.5")),
        ("observations", _OBSERVATION, "value: '7'", "value", Decimal(7)),
        ("attendances", _ATTENDANCE, "cumulative: true", "cumulative", True),
        ("attendances", _ATTENDANCE, "headcount: 40", "headcount", Headcount.parse("40")),
    ],
)
def test_yaml_scalars_take_their_type_from_the_field(
    collection: str, record: dict[str, Any], line: str, name: str, expected: object
) -> None:
    """A scalar without quotes is what the field says it is, in YAML's spelling of nothing and JSON's of the rest."""
    (read,) = _from_yaml(collection, record | ({"latitude": 1.0} if name == "iso_code" else {}), line).collection(
        collection
    )
    assert repr(getattr(read, name)) == repr(expected)


@pytest.mark.parametrize(
    ("collection", "record", "line", "code"),
    [
        ("events", _EVENT, "title: null", FaultCode.WRONG_TYPE),
        ("events", _EVENT, "title: ~", FaultCode.WRONG_TYPE),
        ("events", _EVENT, "title:", FaultCode.WRONG_TYPE),
        ("events", _EVENT, "title: ''", FaultCode.INVALID_TEXT),
        ("events", _EVENT, "title: [a, b]", FaultCode.WRONG_TYPE),
        ("events", _EVENT, "title: {a: b}", FaultCode.WRONG_TYPE),
        ("events", _EVENT, "kind: null", FaultCode.WRONG_TYPE),
        ("events", _EVENT, "kind: yes", FaultCode.UNKNOWN_TERM),
        ("events", _EVENT, "dates: 2023-2-14", FaultCode.INVALID_DATE),
        ("events", _EVENT, "place_ids:", FaultCode.WRONG_TYPE),
        ("events", _EVENT, "place_ids: p", FaultCode.WRONG_TYPE),
        ("events", _EVENT, "series_number: 012", FaultCode.INVALID_NUMBER),
        ("events", _EVENT, "series_number: 1_000", FaultCode.INVALID_NUMBER),
        ("events", _EVENT, "series_number: 0x1F", FaultCode.INVALID_NUMBER),
        ("events", _EVENT, "series_number: 1.0", FaultCode.INVALID_NUMBER),
        ("events", _EVENT, "series_number: '1'", FaultCode.INVALID_NUMBER),
        ("events", _EVENT, "series_number: 99999999999999999999", FaultCode.INVALID_NUMBER),
        ("events", _EVENT, "series_number: five", FaultCode.INVALID_NUMBER),
        ("places", _PLACE, "latitude: .nan", FaultCode.INVALID_NUMBER),
        ("places", _PLACE, "latitude: .inf", FaultCode.INVALID_NUMBER),
        ("places", _PLACE, "latitude: 1e999", FaultCode.INVALID_NUMBER),
        ("places", _PLACE, "latitude: 44,8", FaultCode.INVALID_NUMBER),
        ("places", _PLACE, "latitude: +44", FaultCode.INVALID_NUMBER),
        ("observations", _OBSERVATION, "value: 1_000", FaultCode.INVALID_NUMBER),
        ("observations", _OBSERVATION, "value: 1,000", FaultCode.INVALID_NUMBER),
        ("attendances", _ATTENDANCE, "cumulative: yes", FaultCode.WRONG_TYPE),
        ("attendances", _ATTENDANCE, "cumulative: True", FaultCode.WRONG_TYPE),
        ("attendances", _ATTENDANCE, "cumulative: 'true'", FaultCode.WRONG_TYPE),
        ("attendances", _ATTENDANCE, "cumulative:", FaultCode.WRONG_TYPE),
        ("attendances", _ATTENDANCE, "headcount: several", FaultCode.INVALID_VALUE),
    ],
)
def test_yaml_scalars_that_fields_refuse(collection: str, record: dict[str, Any], line: str, code: FaultCode) -> None:
    """What is spelt in another way than the documented one is refused, never guessed."""
    with pytest.raises(LoadError) as caught:
        _from_yaml(collection, record, line)
    (fault,) = caught.value.faults
    assert (fault.code, fault.path) == (code, (collection, 0, line.partition(":")[0]))
    assert fault.line == 4


def test_free_text_in_the_place_of_a_number_or_truth_is_not_repeated() -> None:
    """A person's name that stands in a wrong field does not come into the message."""
    with pytest.raises(LoadError) as caught:
        _from_json("places", {**_PLACE, "latitude": "Gunnar Strömmer"})
    assert "Gunnar" not in str(caught.value)
    with pytest.raises(LoadError) as caught:
        _from_json("attendances", {**_ATTENDANCE, "cumulative": "Gunnar Strömmer"})
    assert "Gunnar" not in str(caught.value)


@pytest.mark.parametrize(
    ("record", "suggestion"),
    [
        ({"kind": "conferense"}, "did you mean 'conference'?"),
        ({"titel": "x"}, "did you mean 'title'?"),
        ({"dates": 2023}, 'write "2023", in quotes'),
        ({"dates": 20230214}, "did you mean '2023-02-14'?"),
        ({"dates": 44971}, "if a spreadsheet counts days so, it is 2023-02-14"),
        ({"title": 5}, "put it in quotes"),
        ({"place_ids": "p"}, "write it as a list: [p]"),
        ({"place_ids": "P Q"}, "write it as a list: [...]"),
        ({"place_ids": None}, "write [] for none"),
        ({"citations": [{"source": "p"}]}, "did you mean 'source_id'?"),
        ({"citations": [{"source_id": "p", "xyz": 1}]}, "the keys are source_id, fields, locator, quote, basis, note"),
    ],
)
def test_faults_say_what_to_do(record: dict[str, Any], suggestion: str) -> None:
    """Where the likely fix is known, the fault proposes it."""
    with pytest.raises(LoadError) as caught:
        _from_json("events", {**_EVENT, **record})
    assert [fault for fault in caught.value.faults if (fault.suggestion or "").startswith(suggestion)]


def test_a_decimal_that_was_written_as_a_float_is_shown_with_all_its_digits() -> None:
    """The advice for a JSON number where a decimal is expected is the text to write."""
    with pytest.raises(LoadError) as caught:
        _from_json("observations", {**_OBSERVATION, "value": 1.5})
    assert caught.value.faults[0].suggestion == 'write it in quotes and with every digit, such as "1.5"'


def test_every_fault_of_a_record_is_reported_whatever_its_sort() -> None:
    """Wrong types, wrong words, malformed text and unknown keys of one record are all in one error."""
    record = {
        "id": "Not an id",
        "title": "",
        "kind": "nope",
        "dates": 1,
        "place_ids": ["p", None],
        "other_titles": [{"text": "", "kind": "nope", "titel": 1}],
        "colour": 1,
    }
    with pytest.raises(LoadError) as caught:
        _from_json("events", record)
    assert {fault.path[2:] for fault in caught.value.faults} == {
        (),
        ("id",),
        ("title",),
        ("kind",),
        ("dates",),
        ("place_ids", 1),
        ("other_titles", 0, "text"),
        ("other_titles", 0, "kind"),
        ("other_titles", 0, "titel"),
        ("colour",),
    }


def test_every_fault_of_a_list_is_reported_whatever_its_sort() -> None:
    """An id that is none is reported beside an entry that is no text."""
    with pytest.raises(LoadError) as caught:
        _from_json("events", {**_EVENT, "place_ids": ["P", None]})
    assert [fault.path[2:] for fault in caught.value.faults] == [("place_ids", 0), ("place_ids", 1)]


@pytest.mark.parametrize("text", ["null", "Null", "NULL", "~", ""])
def test_nothing_has_five_spellings(text: str) -> None:
    """A scalar without quotes may say that there is nothing; text in quotes never does."""
    assert is_null(PlainScalar(text))
    assert is_null(None)
    assert not is_null(text)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (PlainScalar("null"), None),
        (PlainScalar("true"), True),
        (PlainScalar("True"), "True"),
        (PlainScalar("12"), 12),
        (PlainScalar("012"), "012"),
        (PlainScalar("-0"), 0),
        (PlainScalar("1e3"), 1000.0),
        (PlainScalar("1_000"), "1_000"),
        (PlainScalar("2023-02-14"), "2023-02-14"),
        ({"a": (PlainScalar("1"), "1")}, {"a": [1, "1"]}),
        ([None, True, 1, 1.5, "a"], [None, True, 1, 1.5, "a"]),
    ],
)
def test_where_no_field_decides_scalars_are_those_of_json(value: object, expected: object) -> None:
    """Extra keys and refused data read scalars without quotes as YAML 1.2 does where JSON has such a value."""
    assert repr(plain_json(value)) == repr(expected)


def test_what_is_no_part_of_a_tree_is_refused() -> None:
    """Only what parsers give becomes plain data."""
    with pytest.raises(TypeError, match="set"):
        plain_json({"a": {1}})


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"id": "a", "label": "b"}, Topic(id="a", label="b")),
        ("page", Citation(source_id="page")),
        ("celex:32019D2111", Identifier.parse("celex:32019D2111")),
        ("EUR 4 million", Money.parse("EUR 4 million")),
        (Citation(source_id="page"), Citation(source_id="page")),
    ],
)
def test_plain_data_becomes_records_and_values(data: object, expected: Record | Value) -> None:
    """A mapping, a short form, or what is such a thing already."""
    assert structure(data, type(expected)) == expected


def test_the_error_of_a_value_has_paths_from_the_value_on() -> None:
    """Where there is no file, the faults of plain data have no position and are all there."""
    with pytest.raises(InvalidValueError) as caught:
        structure({"id": "a", "kind": "nope", "dates": "nope"}, Event)
    assert {fault.path for fault in caught.value.faults} == {(), ("kind",), ("dates",)}
    assert {fault.line for fault in caught.value.faults} == {None}


def test_a_mistake_of_the_program_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """An error that is none of ours comes through as it is, from a field and from the whole."""

    def broken(*_: object) -> None:
        raise RuntimeError("a mistake")

    monkeypatch.setattr(DateSpan, "parse", broken)
    with pytest.raises(RuntimeError, match="a mistake"):
        structure(_EVENT | {"dates": "2023"}, Event)
    monkeypatch.setattr(Topic, "_contradictions", broken)
    with pytest.raises(RuntimeError, match="a mistake"):
        structure({"id": "a", "label": "b"}, Topic)


@pytest.mark.parametrize("text", ["30.000", "1.234", "-4.000", "999.999"])
def test_a_fraction_that_may_be_thousands_is_refused(text: str) -> None:
    """Three digits behind a point are thousands in the region and a fraction elsewhere, so neither is read."""
    with pytest.raises(LoadError) as caught:
        _from_json("observations", {**_OBSERVATION, "value": text})
    (fault,) = caught.value.faults
    assert fault.code is FaultCode.INVALID_NUMBER
    assert fault.suggestion == f"write {text.replace('.', '')} for thousands, or {text}0 for a fraction"


def test_text_that_should_be_a_word_is_not_shown() -> None:
    """Where a word of a vocabulary, a key or a code is expected, text with spaces is described and not quoted."""
    with pytest.raises(LoadError) as caught:
        _from_json("events", {**_EVENT, "kind": "Ana Horvat said so", "Ana Horvat": 1, "languages": ["Ana Horvat"]})
    assert "Ana" not in str(caught.value)
