"""The quick path reads what the explaining path reads: the same records, faults and positions."""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode
from seesac_model.formats import (
    LoadResult,
    _lines_entries,
    _quick,
    _quick_records,
    _read_so_far,
    dump_bytes,
    load,
    loads,
)
from seesac_model.formats._known import Ids
from seesac_model.formats._makers import Makers
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._row_parsers import msgspec_parser, quickest_parser, standard_parser
from seesac_model.model import (
    SLUG,
    Attendance,
    Citation,
    Event,
    Extra,
    Headcount,
    Identifier,
    IdentifierScheme,
    Indicator,
    JsonValue,
    Name,
    Origin,
    Place,
    Record,
    Topic,
    Value,
    fields_of,
)
from tests.strategies.datasets import datasets

_EXAMPLES: Final = Path(__file__).parents[2] / "examples" / "seesac"
_NEVER: Final = 1 << 62
_PARSERS: Final = {"standard library": standard_parser(), "msgspec": msgspec_parser()}
_DAMAGE: Final = (
    *('"', "\\", "{", "}", "[", "]", ",", ":", "\n", "\r", " ", "-", "0", "null", "true", "NaN", "1e5", "1" * 120),
    *(
        "\\u0041",
        "\\ud83d\\ude00",
        "\\ud800",
        "\u202e",
        "é",
        "e\u0301",
        "\ufeff",
        '"id":',
        '"id":"a",',
        '"x-a": {"id": 1}',
    ),
    *(
        '"note": null,',
        '"note": "a", "note": "b",',
        '"panels": [],',
        '{"id": "b"},',
        '},\n    {\n      "id": ',
        "}}\n",
        ":-0",
        "\u00a0",
        "\u2003",
    ),
)
_WAYS: Final = (
    ("json", "flat"),
    ("json", "canonical"),
    ("jsonl", "flat"),
)


def _read(data: bytes, name: str, *, quick: bool, parser: str = "msgspec", at_once: int = 500) -> LoadResult:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_quick, "LEAST_BYTES", 0 if quick else _NEVER)
        patch.setattr(_quick, "_AT_ONCE", at_once)
        patch.setattr(_quick_records, "quickest_parser", lambda: _PARSERS[parser])
        patch.setattr(_lines_entries, "_FEW", 2 if quick else _NEVER)
        return loads(data, format=name, on_error="collect")


def _compare(data: bytes, name: str, *, at_once: int = 500) -> None:
    expected = _read(data, name, quick=False)
    for parser in _PARSERS:
        actual = _read(data, name, quick=True, parser=parser, at_once=at_once)
        assert expected == actual
        assert [record.origin for record in expected.dataset] == [record.origin for record in actual.dataset]
        assert [entry.origin for entry in expected.dataset.suppressions] == [
            entry.origin for entry in actual.dataset.suppressions
        ]
        assert [repr(record) for record in expected.dataset] == [repr(record) for record in actual.dataset]


def _made(kind: type[Record], rows: Sequence[Mapping[str, object]]) -> list[Any]:
    """Return what is made of rows, with either parser the same."""
    made: list[list[Any]] = []
    for parser in _PARSERS.values():
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(_quick_records, "quickest_parser", lambda parser=parser: parser)
            texts = [json.dumps(row).encode() for row in rows]
            made.append(_quick_records.make_all(kind, _texts(texts), [Origin(None, 1, 1)] * len(texts), Makers()))
    assert made[0] == made[1]
    return made[0]


def _texts(texts: Sequence[bytes]) -> _quick_records.Texts:
    return _quick_records.Texts(b"", texts, b"[" + b",".join(texts) + b"]", b"".join(texts).count(b'"'))


@pytest.mark.parametrize(("name", "layout"), _WAYS)
@given(dataset=datasets(most=8))
def test_whole_files_are_read_alike(name: str, layout: str, dataset: Dataset) -> None:
    """Of a file in which nothing is wrong both paths make the same records, from the same places."""
    _compare(dump_bytes(dataset, format=name, layout="canonical" if layout == "canonical" else "flat"), name)


@pytest.mark.parametrize(("name", "layout"), _WAYS)
@given(dataset=datasets(most=6), data=st.data())
def test_damaged_files_are_read_alike(name: str, layout: str, dataset: Dataset, data: st.DataObject) -> None:
    """Of a file in which anything is wrong both paths refuse the same, for the same reasons, in the same places."""
    text = dump_bytes(dataset, format=name, layout="canonical" if layout == "canonical" else "flat").decode()
    for _ in range(data.draw(st.integers(1, 3))):
        position = data.draw(st.integers(0, len(text)))
        end = min(len(text), position + data.draw(st.integers(0, 8)))
        text = text[:position] + data.draw(st.sampled_from(_DAMAGE)) + text[end:]
    _compare(text.encode("utf-8", "replace"), name)


@pytest.mark.parametrize("name", ["json", "jsonl"])
@given(dataset=datasets(most=6), data=st.data())
def test_damaged_bytes_are_read_alike(name: str, dataset: Dataset, data: st.DataObject) -> None:
    """Bytes that are no UTF-8 are refused in the same places."""
    raw = bytearray(dump_bytes(dataset, format=name))
    for _ in range(data.draw(st.integers(1, 3))):
        raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    _compare(bytes(raw), name)


@pytest.mark.parametrize("name", ["json", "jsonl"])
@given(dataset=datasets(most=6), data=st.data())
def test_values_of_another_sort_are_read_alike(name: str, dataset: Dataset, data: st.DataObject) -> None:
    """A field that holds something else than it should is refused by both paths in the same words."""
    texts = ("", " a ", "A b", "a\nb", "a\n", "2021-02-30", "e\u0301", "\u00a0a", "a" + "\u0301" * 40, "1.50")
    odd: st.SearchStrategy[Any] = st.sampled_from(
        (None, True, 0, -1, 1.5, 10**30, [], [[]], ["a", "a"], {}, {"a": 1}, *texts)
    )
    plain = json.loads(dump_bytes(dataset, format="json"))
    records = [record for key in plain if isinstance(plain[key], list) for record in plain[key]]
    for record in records[:: data.draw(st.integers(1, 3))]:
        record[data.draw(st.sampled_from(sorted(record)))] = data.draw(odd)
    if name == "json":
        text = json.dumps(plain, indent=data.draw(st.sampled_from((None, 1, 2))), ensure_ascii=data.draw(st.booleans()))
    else:
        lines = [{"format": "seesac-model", "version": 1}]
        lines += [{key: record} for key in plain if isinstance(plain[key], list) for record in plain[key]]
        text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    _compare(text.encode(), name)


def test_keys_that_stand_twice_are_noticed() -> None:
    """No path keeps the last of two equal keys in silence, wherever they stand."""
    whole = '{"format": "seesac-model", "version": 1, "topics": [{"id": "a", "label": "a"}, {"id": "b", "label": "b"}]}'
    for again in ('"label": "a"', '"note": "a"', '"x-a": {"b": 1, "b": 2}', '"note": "\\\\", "note": "\\""'):
        _compare(whole.replace('"label": "a"', f'"label": "a", {again}', 1).encode(), "json")
    _compare(whole.replace('"version": 1', '"version": 1, "version": 1').encode(), "json")
    _compare(whole.replace("]}", '], "topics": []}').encode(), "json")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_positions_do_not_depend_on_the_ends_of_lines(ends: str, mark: str) -> None:
    """Lines and columns are counted alike for all ends of lines, in any layout, behind a byte order mark."""
    dataset = Dataset(Topic(id=f"t{number}", label="č" * number or "a", note='a\n"b"') for number in range(7))
    for indent in (None, 1, 4):
        text = json.dumps(dataset.to_plain(), indent=indent, ensure_ascii=False)
        _compare((mark + text.replace("\n", ends)).encode(), "json")


@pytest.mark.parametrize(
    "number", ["1." + "0" * 50 + "e" + "0" * 50, "1" * 120, "-1." + "0" * 100, "1e-" + "0" * 100, "2.5e1", "1e400"]
)
def test_long_numbers_are_refused_alike(number: str) -> None:
    """What is too long for the one path is too long for the other, with an exponent too."""
    places = [
        f'{{"id":"p{row}","name":"a","kind":"city","latitude":{number if row == 1 else 2.5},"longitude":1.5}}'
        for row in range(4)
    ]
    _compare(f'{{"format":"seesac-model","version":1,"places":[{",".join(places)}]}}'.encode(), "json")
    lines = "".join(f'{{"places":{place}}}\n' for place in places)
    _compare(f'{{"format":"seesac-model","version":1}}\n{lines}'.encode(), "jsonl")


def test_ids_that_stand_twice_are_refused_alike() -> None:
    """The second of two equal ids is refused, in its place, with the place of the first."""
    topics = [{"id": record_id, "label": "a"} for record_id in "abcabcd"]
    document = {"format": "seesac-model", "version": 1, "topics": topics}
    _compare(json.dumps(document, indent=2).encode(), "json")
    lines = [{"format": "seesac-model", "version": 1}, *({"topics": topic} for topic in topics)]
    _compare("".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines).encode(), "jsonl")


def test_lines_that_only_make_sense_together_are_refused_alike() -> None:
    """A value that runs over several lines is malformed, also if the lines begin and end as good ones do."""
    lines = (
        '{"topics":{"id":"a","label":"a"}},{"topics":{"id":"b","label":"b","x-a":[{"b":{}}',
        '{"topics":{}}]}}',
        '{"topics":{"id":"c","label":"c"}}',
        '{"topics":{"id":"d","label":"d"}}',
    )
    header = '{"format":"seesac-model","version":1}'
    _compare("\n".join((header, *lines, "")).encode(), "jsonl")
    three = (
        '{"topics":{"id":"a","label":"a"}},{"topics":{"id":"b","x-a":[{"b":{}}',
        '{"topics":{}}',
        '{"topics":{}}]}}',
    )
    _compare("\n".join((header, *three, lines[2] + "," + lines[3], "")).encode(), "jsonl")


def test_a_record_cut_over_lines_is_refused_alike() -> None:
    """Where one line has two records and another a part of one, the numbers agree and nothing else."""
    event = '"title":"l","kind":"workshop","status":"held"'
    lines = (
        '{"format":"seesac-model","version":1}',
        f'{{"events":{{"id":"a",{event},"citations":[{{"source_id":"s"}}}}',
        '{"events":{"source_id":"t"}]}}',
        f'{{"events":{{"id":"e",{event}}},{{"id":"f",{event}}}}}',
        f'{{"events":{{"id":"g",{event}}}}}',
    )
    _compare("\n".join((*lines, "")).encode(), "jsonl")


def test_a_carriage_return_inside_a_line_is_refused_alike() -> None:
    """It ends a line for other readers, so none stands in a line, however many such lines there are."""
    lines = [f'{{"topics":{{"id":"t{number}",\r"label":"a"}}}}' for number in range(5)]
    _compare("\n".join(('{"format":"seesac-model","version":1}', *lines, "")).encode(), "jsonl")


def test_real_records_are_made_without_explanation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the example dataset the quick path makes every record itself, in JSON and in JSON Lines."""
    dataset = Dataset(load(_EXAMPLES))

    def explain(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(_quick, "LEAST_BYTES", 0)
    monkeypatch.setattr(_quick, "read_entry", explain)
    monkeypatch.setattr(_lines_entries, "_FEW", 1)
    monkeypatch.setattr(_lines_entries, "_read_entry", explain)
    monkeypatch.setattr("seesac_model.formats._typed.read_document", explain)
    assert loads(dump_bytes(dataset, format="json"), format="json") == dataset
    assert loads(dump_bytes(dataset, format="jsonl"), format="jsonl") == dataset


def test_short_texts_are_read_by_the_explaining_path() -> None:
    """A text for which making the makers would take longer than reading it is left alone."""
    reading = Reading()
    assert not _quick.read_quickly('{"format": "seesac-model", "version": 1}', None, reading)
    assert reading == Reading(makers=reading.makers)


def test_records_share_what_repeats() -> None:
    """Equal ids, dates and citations of one reading are one object."""
    page = [{"source_id": "page"}]
    event = {"id": "a", "title": "A", "kind": "meeting", "status": "held", "dates": "2021-11-23", "citations": page}
    first, second = _made(Event, [event, {**event, "id": "b"}])
    assert first.dates is second.dates
    assert first.citations is second.citations


@pytest.mark.parametrize("kind", [*Dataset.kinds(), Citation, Headcount])
def test_no_field_is_named_as_a_collection(kind: type[Record | Value]) -> None:
    """The soundness of reading several lines at once rests on it."""
    assert {field.name for field in fields_of(kind)}.isdisjoint(known.collection() for known in Dataset.kinds())


def _values_of(kind: type[Record | Value]) -> Iterator[type[Value]]:
    for field in fields_of(kind):
        if issubclass(field.base, Value) and field.base is not kind:
            yield field.base
            yield from _values_of(field.base)


def test_no_value_has_an_id() -> None:
    """That an array of records was taken apart at their beginnings rests on it."""
    values = {value for kind in Dataset.kinds() for value in _values_of(kind)}
    assert values >= {Citation, Headcount, Name}
    assert not any(field.name == "id" for value in values for field in fields_of(value))


_BEGIN: Final = '{\n      "id":'
_PARTS: Final = (
    *(' "a", "label": "b"', ' "c", "label": "id"', ' "d", "label": "\\"e\\""', ' "f"', ' 7, "label": "g"'),
    *(' "h", "label": "i", "x-j": 1', ' "k", "label": "l", "m": 1', ' "n", "label": "o", "\\u0069d": "p"'),
)
_INNER: Final = ('"related_ids"', '"x-q"', '"other_names"')


@given(
    parts=st.lists(st.tuples(st.sampled_from(_PARTS), st.integers(0, 3), st.booleans()), min_size=2, max_size=6),
    inner=st.sampled_from(_INNER),
    ends=st.lists(st.booleans(), min_size=6, max_size=6),
    at_once=st.sampled_from((60, 5_000)),
)
def test_beginnings_inside_a_record_are_none(
    parts: list[tuple[str, int, bool]], inner: str, ends: list[bool], at_once: int
) -> None:
    """What looks like the beginning of a record may stand in a list of one, seen or hidden by a second such key."""
    records: list[str] = []
    for part, beginnings, hidden in parts:
        entries = ",\n    ".join(["{}", *(f'{_BEGIN} "z{number}"}}' for number in range(beginnings))])
        lists = f", {inner}: [{entries}]" * bool(beginnings) + f", {inner}: []" * hidden
        records.append(f"{_BEGIN}{part}{lists}\n    }}")
    between = [",\n    " if is_usual else ", " for is_usual in ends]
    listed = "".join(record + mark for record, mark in zip(records[:-1], between, strict=False)) + records[-1]
    text = f'{{\n  "format": "seesac-model",\n  "version": 1,\n  "topics": [\n    {listed}\n  ]\n}}'
    _compare(text.encode(), "json", at_once=at_once)


@pytest.mark.parametrize(
    "broken",
    [
        '"label": "b", "x-c": [{},\n    {\n      "id": "d"}]',
        '"label": "b", "related_ids": [{},\n    {\n      "id": "d"}]',
        '"label": "b", "related_ids": [{},\n    {\n      "id": "d"}], "related_ids": []',
        '"label": 7, "related_ids": [{},\n    {\n      "id": "d"}], "related_ids": []',
        '"label": 7',
        '"lable": "b"',
        '"label": "b"},\n    {\n      "id": ',
    ],
)
@pytest.mark.parametrize("key", ["id", "\\u0069d", "label"])
def test_one_record_does_not_shift_the_others(broken: str, key: str) -> None:
    """The pieces of an array may agree in number with its records, and not with them: one has two, another a half."""
    topics = f"""
    {{
      "id": "a", "label": "a"
    }},
    {{
      "id": "b", {broken}
    }}, {{"{key}": "e", "label": "e"}},
    {{
      "id": "f", "label": "f"
    }}
  """
    _compare(f'{{"format": "seesac-model", "version": 1, "topics": [{topics}]}}'.encode(), "json", at_once=5_000)


def test_pieces_that_agree_in_number_and_marks_shift_nothing() -> None:
    """One record is cut in two and hides it, two stand together, and what is broken lends the marks that are left."""
    begin = '{\n      "id":'
    topics = f"""
    {begin} "a", "label": "a", "related_ids": [{{}},\n    {begin} "z"}}], "related_ids": []}},
    {begin} "b", "label": "b", "related_ids": []}},
    {begin} 7, "label": 7}}, {begin} "d", "label": "d"}}
  """
    _compare(f'{{"format": "seesac-model", "version": 1, "topics": [{topics}]}}'.encode(), "json", at_once=5_000)


def test_beginnings_of_another_key_show_nothing() -> None:
    """Where the first record begins with another key than its id, the pieces are told apart by a parser."""
    begin = '{\n      "code":'
    nested = f'[{{}},\n    {begin} "c"}}]'
    records = (f'{begin} "a", "id": "a", "x-b": {nested}}}', '{"id": "d", "label": "d"}', f'{begin} "e", "id": "e"}}')
    topics = f"{records[0]}, {records[1]},\n    {records[2]}"
    _compare(f'{{"format": "seesac-model", "version": 1, "topics": [\n    {topics}]}}'.encode(), "json", at_once=5_000)


def test_the_end_of_a_list_is_found_behind_any_margin() -> None:
    """However far in the key of a list stands, and with a bracket below it that is none."""
    for margin in (2, 98, 99, 250):
        space = "\n" + " " * margin
        topics = f'[{{"id": "a", "label": "a"}},{space}{{"id": "b", "label": "b", "x-c": [{space}]}}{space}]'
        text = f'{{"format": "seesac-model", "version": 1,{space}"topics": {topics}}}'
        _compare(text.encode(), "json")


def test_the_collector_is_restored() -> None:
    """It is suspended while a text is read and runs again afterwards, also where reading fails or it was off before."""
    seen: list[bool] = []
    text = '{"format": "seesac-model", "version": 1, "topics": [{"id": "a"}]}'
    for pause in (True, False):
        loads(text, format="json", on_error="collect", progress=None, pause_collector=pause)
        seen.append(gc.isenabled())
    gc.disable()
    try:
        loads(text, format="json", on_error="collect")
        seen.append(gc.isenabled())
    finally:
        gc.enable()
    assert seen == [True, True, False]


_TOPIC: Final = {"id": "a", "label": "a"}
_EVENT: Final = {"id": "a", "title": "a", "kind": "meeting", "status": "held"}


@pytest.mark.parametrize(
    ("kind", "row"),
    [
        (Event, {**_EVENT, "series_number": 1}),
        (Event, {**_EVENT, "series_id": "s", "series_number": 0}),
        (Event, {**_EVENT, "series_id": "s", "series_number": "1"}),
        (Event, {**_EVENT, "languages": "en"}),
        (Event, {**_EVENT, "languages": ["English!"]}),
        (Place, {"id": "a", "name": "a", "kind": "region", "member_ids": [f"p{number}" for number in range(1_001)]}),
        (Topic, {**_TOPIC, "related_ids": ["b", "b"]}),
        (Topic, {**_TOPIC, "other_names": ["A", {"text": ""}]}),
        (Topic, {**_TOPIC, "identifiers": [{"scheme": "wikidata", "value": 1}]}),
        (Indicator, {"id": "a", "framework_id": "f", "title": "a", "target": "1.234"}),
        (Event, {**_EVENT, "dates": 2021}),
        (Event, {**_EVENT, "organiser_ids": [1]}),
    ],
)
def test_what_is_not_known_to_be_right_is_not_made(kind: type[Record], row: dict[str, Any]) -> None:
    """The explaining path is asked, whatever it says of it then."""
    assert _made(kind, [row]) == [None]


def test_what_is_right_is_made() -> None:
    """Nulls, empty lists, short texts and values of which several are alike are made as construction makes them."""
    wikidata = {"scheme": "wikidata", "value": "Q1"}
    rows: list[dict[str, Any]] = [
        {**_TOPIC, "note": None, "related_ids": [], "other_names": ["A", {"text": "B"}], "identifiers": [wikidata]},
        {**_TOPIC, "note": "x", "related_ids": [], "other_names": [{"text": "C"}, "D"], "identifiers": [wikidata]},
    ]
    first, second = _made(Topic, rows)
    names = Name(text="A"), Name(text="B")
    identifiers = (Identifier(scheme=IdentifierScheme.WIKIDATA, value="Q1"),)
    assert first == Topic(id="a", label="a", other_names=names, identifiers=identifiers)
    assert (second.note, second.related_ids) == ("x", ())
    (nothing,) = _made(Topic, [{**_TOPIC, "note": None}])
    assert nothing.note is None
    group: dict[str, Any] = {"id": "a", "event_id": "e", "description": "people", "cumulative": True}
    assert _made(Attendance, [group])[0].cumulative is True


_OWN_VALUES: Final = (
    *('"a"', '""', '"\\""', '" a\\n"', '"e\u0301"', f'"{"a" * 3_000}"', '"\\u0000"', '"\\ud800"', "null", "true"),
    *("0", "-0", "7", "-12", str(2**53), str(2**63), str(2**64), "1" * 40, "1.0", "-0.0", "1e400", "[]", '{"b": "c"}'),
)


@pytest.mark.parametrize("key", ["x-a", "x-", "x-A", "x-\u0161", "x-a.b_c-1"])
@given(texts=st.lists(st.sampled_from(_OWN_VALUES), min_size=1, max_size=6), twice=st.booleans())
def test_keys_of_users_own_are_read_alike(key: str, texts: list[str], *, twice: bool) -> None:
    """Whatever stands under them, once or twice, beside good fields and bad ones."""
    own = [f'"{key}": {text}, "x-other": 1' + f', "{key}": {text}' * twice for text in texts]
    topics = [f'{{"id": "t{number}", "label": "a\\"b", {said}}}' for number, said in enumerate(own)]
    topics.append('{"id": "plain", "label": "\\"x-"}')
    header = '"format": "seesac-model", "version": 1'
    _compare(f'{{{header}, "topics": [{", ".join(topics)}]}}'.encode("utf-8", "surrogatepass"), "json")
    lines = "".join(f'{{"topics":{topic}}}\n' for topic in topics)
    _compare(f"{{{header}}}\n{lines}".encode("utf-8", "surrogatepass"), "jsonl")


def test_short_scalars_under_keys_of_users_own_are_made() -> None:
    """They come with the record, and neither they nor those beside them are explained."""
    own: dict[str, JsonValue] = {"x-folder": 'A "12"', "x-checked": True, "x-pages": 12, "x-box": None}
    first, second, third = _made(Topic, [{**_TOPIC, **own}, {**_TOPIC, "id": "b"}, {**_TOPIC, "id": "c", "x-a": [1]}])
    assert first == Topic(id="a", label="a", extra=Extra(own))
    assert (second.extra, third) == (Extra(), None)


@pytest.mark.parametrize(
    "text",
    [
        '{"format": "seesac-model", "version": 1, "topics": []}',
        '{"format": "seesac-model", "version": 1, "topics": [], "events": []} x',
        '{"format": "seesac-model", "topics": []}',
        '{"format": "seesac-model", "version": 1, "topic": []}',
        '{"format": "seesac-model", "version": 1, "topics": [{"id": 7}, 8]}',
        '{"format": "seesac-model", "version": 1, "topics": [{"id": "a", "label": [{"id": 7}]}]}',
        '{"format": "seesac-model", "version": 1, "events": [{"id": "a", "panels": [{"number": 1}]}]}',
        '{"format": "seesac-model", "version": 1, "topics": [{"label": "a", "id": "a"} {"label": "b", "id": "b"}]}',
        '{"format": "seesac-model", "version": 1, "topics": [{"label": "a", "id": "a"},, {"label": "b", "id": "b"}]}',
        '{"format": "seesac-model", "version": 1, "topics": [{"label": "a", "id": "a"}, ]}',
        '{"format": "seesac-model", "version": 1, "topics": [ , {"label": "a", "id": "a"}]}',
        '{"format": "seesac-model", "version": 1, "topics": [   ]}',
        '{"format": "seesac-model", "version": 1, "topics": [{"id": "a", "label": "\u010d"}, {"label": "b"}]}',
        '{"format": "seesac-model", "version": 1,\n"topics": [{"id": "a", "label": "a", "x-b": [1\n]}]}',
        '{"format": "seesac-model", "version": 1,\n"topics": [{"id": "a", "label": "a"}]}',
        '{"format": "seesac-model", "version": 1,\n"topics": [{"id": "a", "label": "a"} \n]\n}',
    ],
)
def test_unusual_documents_are_read_alike(text: str) -> None:
    """Empty lists, what follows the end, what is no record, and what is nested."""
    _compare(text.encode(), "json")


def test_records_may_be_longer_than_what_is_read_at_once() -> None:
    """A part of a text ends behind a record, however long that is."""
    dataset = Dataset(Topic(id=f"t{number}", label="a" * 400 * number) for number in range(1, 5))
    for layout in ("flat", "nested"):
        _compare(dump_bytes(dataset, format="json", layout=layout), "json")


@pytest.mark.parametrize(
    "options", [{}, {"indent": 1}, {"separators": (" ,  ", " : ")}, {"sort_keys": True, "indent": 4}]
)
def test_any_layout_is_read_quickly(options: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    """Spaces and the order of keys do not matter, nor the letters of texts."""
    dataset = Dataset([*load(_EXAMPLES), Topic(id="face", label="\u0161 \U0001f600")])
    text = json.dumps(dataset.to_plain(), ensure_ascii=False, **options)
    _compare(text.encode(), "json")
    monkeypatch.setattr("seesac_model.formats._typed.read_document", None)
    assert loads(text, format="json") == dataset


def test_lines_without_a_record_are_read_alike() -> None:
    """A line with two keys, and lines of which the rest does not fit without them."""
    header = '{"format":"seesac-model","version":1}'
    two = '{"topics":{"id":"a","label":"a"},"places":{}}'
    _compare(f"{header}\n{two}\n{two}\n".encode(), "jsonl")
    cut = ('{"topics":{"id":"c","x-b":[{"topics":{}}', '{"topics":{}}]}}')
    crowded = '{"topics":{"id":"d","y":1}},{"topics":{"id":"e","label":"e"}}'
    _compare("\n".join((header, *cut, crowded, "")).encode(), "jsonl")


def test_without_the_extra_the_standard_library_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """The core needs no other parser."""
    monkeypatch.setitem(sys.modules, "msgspec", None)
    parser = quickest_parser.__wrapped__()
    assert parser.of(Topic)('{"label":"č"}'.encode()) == {"label": "č"}


_ODD_IDS: Final = ("", "a" * 128, "a" * 129, "-a", "A", "a b", "a\nb", "\n", "a\n", "\na", "\u0161", "a.b_c-d")


@given(st.lists(st.text("ab-._\n", max_size=4) | st.sampled_from(_ODD_IDS), max_size=12))
def test_ids_are_looked_at_together_as_one_by_one(ids: list[str]) -> None:
    """Of many ids those are known afterwards that are right, each as one object, and no others."""
    table = Ids()
    known = table.new(ids)
    assert known == [text if SLUG.fullmatch(text) else None for text in ids]
    assert table.keys() == {text for text in known if text is not None}
    assert all(text is None or table[text] is text for text in known)


def test_a_malformed_id_leaves_its_neighbours_alone() -> None:
    """Rows without an id, with another thing for it or a malformed one are not made; those beside them are."""
    rows: list[dict[str, object]] = [{**_TOPIC, "id": given} for given in ("a", "Not an id", 7, None, "a\nb", "c")]
    rows.append({"label": "a"})
    assert [topic and topic.id for topic in _made(Topic, rows)] == ["a", None, None, None, None, "c", None]


def test_a_bad_text_leaves_its_neighbours_alone() -> None:
    """Texts are looked at together, and one by one where something is wrong with one of them."""
    topics = _made(Topic, [{**_TOPIC, "label": label, "scope_note": "b"} for label in ("a", "a ", 7, "e\u0301", "c")])
    assert [topic and topic.label for topic in topics] == ["a", None, None, None, "c"]
    topics = _made(Topic, [{**_TOPIC, "scope_note": note} for note in ("a\nb", "\u202e", "c")])
    assert [topic and topic.scope_note for topic in topics] == ["a\nb", None, "c"]


@pytest.mark.parametrize("name", ["json", "jsonl"])
@pytest.mark.parametrize("order", [("a", "a ", "b"), ("a ", "a", "b"), ("b", "a", "a ")])
def test_an_id_is_taken_by_a_refused_record_too(name: str, order: tuple[str, ...]) -> None:
    """Whichever record of two stands first has the id, also if it is refused for something else."""
    topics = [{"id": text.strip(), "label": "a", **({"unheard_of": 1} if text == "a " else {})} for text in order]
    if name == "json":
        text = json.dumps({"format": "seesac-model", "version": 1, "topics": topics}, indent=2)
    else:
        lines: list[Any] = [{"format": "seesac-model", "version": 1}, *({"topics": t} for t in topics)]
        text = "".join(json.dumps(line, separators=(",", ":")) + "\n" for line in lines)
    _compare(text.encode(), name)


@pytest.mark.parametrize("most", [1, 3, 4, 7, 8, 100])
@example(bad=set(range(8)), spaced=True)
@given(bad=st.sets(st.integers(0, 7)), spaced=st.booleans())
def test_reading_ends_alike_after_too_many_faults(most: int, bad: set[int], *, spaced: bool) -> None:
    """Nothing is read behind the fault that is one too many, and that is said."""
    topics = [{"id": f"t{number}", "label": "" if number in bad else "a"} for number in range(8)]
    document = {
        "format": "seesac-model",
        "version": 1,
        "topics": topics,
        "places": [{"id": "p", "name": "", "kind": "city"}],
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_read_so_far, "MOST_FAULTS", most)
        text = json.dumps(document, indent=2 if spaced else None)
        _compare(text.encode(), "json")
        result = loads(text, format="json", on_error="collect")
    expected = len(bad) + 1
    assert len(result.faults) == (most + 1 if expected >= most else expected)
    assert (result.faults[-1].code is FaultCode.TOO_LARGE) is (expected >= most)


def test_several_files_share_the_limit_of_faults(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A file that is not read at all says so."""
    monkeypatch.setattr(_read_so_far, "MOST_FAULTS", 2)
    for name in ("a.json", "b.json"):
        text = '{"format": "seesac-model", "version": 1, "topics": [{"id": "a"}, {"id": "b"}, {"id": "c"}]}'
        (tmp_path / name).write_text(text, encoding="utf-8")
    faults = load(tmp_path, on_error="collect").faults
    assert [(Path(fault.file or "").name, str(fault.code)) for fault in faults] == [
        ("a.json", "missing"),
        ("a.json", "missing"),
        ("a.json", "too-large"),
        ("b.json", "too-large"),
    ]


def test_many_broken_records_are_read_alike() -> None:
    """Where much is wrong, what was parsed to see that is not kept."""
    topics = [{"id": f"t{number}", "label": ""} for number in range(100)]
    document = {"format": "seesac-model", "version": 1, "topics": topics}
    for indent in (None, 2):
        _compare(json.dumps(document, indent=indent).encode(), "json", at_once=1 << 20)
