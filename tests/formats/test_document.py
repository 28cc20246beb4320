"""From the tree of a text to records: headers, ids, positions, and nothing dropped."""

from __future__ import annotations

import copy
import json
import random
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import Fault, FaultCode, LoadError
from seesac_model.formats import LoadResult, dumps, loads
from seesac_model.model import Origin, Record, Suppression, Topic
from tests.strategies.datasets import datasets

_HEADER = "format: seesac-model\nversion: 1\n"


def _collected(text: str) -> LoadResult:
    return loads(_HEADER + text, format="yaml", on_error="collect")


def _faults(text: str) -> list[Fault]:
    with pytest.raises(LoadError) as caught:
        loads(text, format="yaml")
    return list(caught.value.faults)


def _at(text: str, fault: Fault) -> str:
    """Return what stands at the position of a fault, to the end of the line."""
    assert fault.line is not None
    assert fault.column is not None
    return text.splitlines()[fault.line - 1][fault.column - 1 :]


@pytest.mark.parametrize(
    ("text", "code", "found", "position"),
    [
        ("", FaultCode.NOT_A_DATASET, "nothing", (1, 1)),
        ("# a comment", FaultCode.NOT_A_DATASET, "nothing", (1, 1)),
        ("- a", FaultCode.NOT_A_DATASET, "a list of 1", (1, 1)),
        ("Gunnar Strömmer", FaultCode.NOT_A_DATASET, "text of 15 characters", (1, 1)),
        ("events: []", FaultCode.NOT_A_DATASET, "no format", (1, 1)),
        ("version: 1\nformat: geojson", FaultCode.NOT_A_DATASET, "the format 'geojson'", (2, 9)),
        ("format: [seesac-model]", FaultCode.NOT_A_DATASET, "no format", (1, 9)),
        ("format: seesac-model", FaultCode.NOT_A_DATASET, "no version", (1, 1)),
        ("format: seesac-model\nversion: 0", FaultCode.NOT_A_DATASET, "text of 1 character", (2, 10)),
        ("format: seesac-model\nversion: true", FaultCode.NOT_A_DATASET, "text of 4 characters", (2, 10)),
        ("format: seesac-model\nversion: 1.0", FaultCode.NOT_A_DATASET, "text of 3 characters", (2, 10)),
        ("format: seesac-model\nversion: '1'", FaultCode.NOT_A_DATASET, "text of 1 character", (2, 10)),
        ("format: seesac-model\nversion: 2", FaultCode.NEWER_VERSION, "the version 2", (2, 10)),
    ],
)
def test_what_does_not_begin_as_a_dataset_is_refused_as_a_whole(
    text: str, code: FaultCode, found: str, position: tuple[int, int]
) -> None:
    """Format and version come first: without them nothing of the text is read."""
    (fault,) = _faults(text)
    assert (fault.code, (fault.line, fault.column)) == (code, position)
    assert fault.found == found
    assert fault.suggestion


@pytest.mark.parametrize("version", [True, 1.0, "1", None, 0, -1, [1]])
def test_the_version_is_a_whole_number(version: object) -> None:
    """In JSON the version is the integer 1 and no other thing that looks like it."""
    with pytest.raises(LoadError) as caught:
        loads(json.dumps({"format": "seesac-model", "version": version}), format="json")
    assert [fault.code for fault in caught.value.faults] == [FaultCode.NOT_A_DATASET]


def test_a_header_alone_is_an_empty_dataset() -> None:
    """No collection has to be there."""
    assert loads(_HEADER, format="yaml") == Dataset()


def test_what_was_refused_as_a_whole_is_given_back_as_a_whole() -> None:
    """The data of a text without a header is kept with its fault."""
    result = loads("events: [{id: 1}]", format="yaml", on_error="collect")
    (refused,) = result.refused
    assert (refused.kind, refused.record_id) == (None, None)
    assert refused.data == {"events": [{"id": 1}]}
    assert refused.origin == Origin(None, 1, 1)
    assert refused.faults == result.faults


def test_every_record_knows_where_it_was_read() -> None:
    """The origin is the position of the record's mapping."""
    dataset = loads(f"{_HEADER}topics:\n- id: a\n  label: a\n-   {{id: b, label: b}}\n", format="yaml")
    assert [topic.origin for topic in dataset.topics] == [Origin(None, 4, 3), Origin(None, 6, 5)]


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ("topics:\n- id: a\n  label: a\n  label_: b", FaultCode.UNKNOWN_KEY, "label_: b"),
        ("topics:\n- id: a\n  label: [b]", FaultCode.WRONG_TYPE, "[b]"),
        ("topics:\n- id: A\n  label: a", FaultCode.INVALID_ID, "A"),
        ("topics:\n- label: a", FaultCode.MISSING, "label: a"),
        ("topics:\n- {id: a, label: ''}", FaultCode.INVALID_TEXT, "''}"),
        ("topics:\n- {id: a, label: a, x-B: 1}", FaultCode.UNKNOWN_KEY, "x-B: 1}"),
        ("topics:\n- {id: a, label: a, x-b: 9999999999999999999}", FaultCode.INVALID_NUMBER, "9999999999999999999}"),
        ("topics:\n- {id: a, label: a, extra: {x-b: 1}}", FaultCode.UNKNOWN_KEY, "extra: {x-b: 1}}"),
        ("topics:\n- {id: a, label: a, origin: b}", FaultCode.UNKNOWN_KEY, "origin: b}"),
        ("topics:\n- {id: a, label: a, citations: [p, {source_id: Q}]}", FaultCode.INVALID_ID, "Q}]}"),
        ("topics:\n- {id: a, label: a, citations: [{source_id: q, pages: 2}]}", FaultCode.UNKNOWN_KEY, "pages: 2}]}"),
        ("topics:\n- {id: a, label: a, citations: [{source_id: q, basis: guess}]}", FaultCode.UNKNOWN_TERM, "guess}]}"),
        ("topics: {}", FaultCode.WRONG_TYPE, "{}"),
        ("topics:", FaultCode.WRONG_TYPE, ""),
        ("topics: [a]", FaultCode.WRONG_TYPE, "a]"),
        ("topic: []", FaultCode.UNKNOWN_KEY, "topic: []"),
        ("suppressions: [{code: PAN1, reason: a}]", FaultCode.INVALID_VALUE, "PAN1, reason: a}]"),
        ("suppressions: [{code: PAN001, reason: a, record_id: b}]", FaultCode.CONTRADICTION, "{code: PAN001"),
        ("suppressions: {}", FaultCode.WRONG_TYPE, "{}"),
        ("suppressions: [{code: PAN001, reason: a, origin: b}]", FaultCode.UNKNOWN_KEY, "origin: b}"),
        (
            "events: [{id: e, title: t, kind: forum, status: held, dates: 2023-02-30}]",
            FaultCode.INVALID_DATE,
            "2023-02-30}]",
        ),
        ("events: [{id: e, title: t, kind: forum, status: held, series_number: 0}]", FaultCode.INVALID_NUMBER, "0}]"),
    ],
)
def test_a_fault_stands_where_it_is_said_to_stand(text: str, code: FaultCode, at: str) -> None:
    """Line and column lead to the value at fault, or to the key where that is what is wrong."""
    text = _HEADER + text
    (fault,) = _faults(text)
    assert fault.code is code
    assert _at(text, fault).startswith(at)


def test_unknown_keys_get_the_key_that_was_meant() -> None:
    """The nearest key is proposed: a field, a list of dependents, a collection; or all keys where none is near."""
    text = "event: []\ntopics: [{id: a, lable: a, label: b, zzz: 1}]\n"
    text += "documents: [{id: d, title: t, kind: report, stage: []}]"
    suggestions = [fault.suggestion for fault in _faults(_HEADER + text)]
    assert suggestions[:2] == ["did you mean 'events'?", "did you mean 'label'?"]
    keys = "id, label, other_names, broader_id, related_ids, scheme, scope_note, identifiers, citations, note"
    assert suggestions[2] == f"the keys are {keys}"
    assert suggestions[3] == "did you mean 'stages'?"


def test_faults_come_in_the_order_in_which_they_stand() -> None:
    """Whatever finds them, faults are listed from the top of the text to its end."""
    text = "topics:\n- {label: a, zzz: 1, id: A}\n- id: b\n  label: []\nevent: []"
    places = [(fault.line, fault.column) for fault in _faults(_HEADER + text)]
    assert places == sorted(places) == [(4, 14), (4, 26), (6, 10), (7, 1)]


def test_extra_keys_are_read_as_yaml_reads_them() -> None:
    """Under `x-` keys scalars without quotes are what JSON would have, and all else is text."""
    dataset = loads(
        f"{_HEADER}topics: [{{id: a, label: a, x-b: [1, 1.5, true, null, NO, '2', {{c: 012}}]}}]", format="yaml"
    )
    assert dataset.topics["a"].extra["x-b"] == [1, 1.5, True, None, "NO", "2", {"c": "012"}]


def test_an_id_that_is_given_twice_is_refused_with_both_places() -> None:
    """The second record of an id is refused, though it be the same, and the first is kept."""
    result = _collected("topics:\n- {id: a, label: a}\n- {id: ' a ', label: a}\n- {id: a, label: b}\n")
    assert list(result.dataset) == [Topic(id="a", label="a")]
    assert [fault.code for fault in result.faults] == [FaultCode.DUPLICATE_ID, FaultCode.DUPLICATE_ID]
    assert {fault.found for fault in result.faults} == {"the id 'a' again, first at 4:3"}
    assert [(fault.line, fault.column) for fault in result.faults] == [(5, 8), (6, 8)]


def test_records_of_two_kinds_may_share_an_id() -> None:
    """An id is taken for its kind alone."""
    assert not _collected("topics: [{id: a, label: a}]\npeople: [{id: a, name: a}]").faults


def test_suppressions_are_read_with_the_dataset() -> None:
    """Suppressions stand in the header, each once."""
    one = "{code: PAN001, reason: a, until: 2024}"
    dataset = loads(f"{_HEADER}suppressions: [{one}, {one}]", format="yaml")
    (suppression,) = dataset.suppressions
    assert isinstance(suppression, Suppression)
    assert (suppression.code, str(suppression.until)) == ("PAN001", "2024")
    assert suppression.origin == Origin(None, 3, 16)


def test_refused_records_keep_what_was_said_without_what_is_nested_in_them() -> None:
    """The data of a refused record is there as plain data; records nested in it are read on their own."""
    result = _collected("documents:\n- id: d\n  title: 1_000\n  kind: nope\n  x-a: 2\n  stages: [{stage: drafted}]\n")
    (refused,) = result.refused
    assert refused.data == {"id": "d", "title": "1_000", "kind": "nope", "x-a": 2}
    assert (refused.kind, refused.record_id, refused.origin) == ("documents", "d", Origin(None, 4, 3))
    assert result.dataset.document_stages.ids == ("d.drafted",)


_SPOILS = ("unknown key", "wrong type", "no mapping", "invalid id", "missing id", "unknown term", "duplicate")


def _spoil(entries: list[Any], position: int, how: str) -> None:
    entry = entries[position]
    match how:
        case "unknown key":
            entry["colour"] = "red"
        case "wrong type":
            entry["citations"] = "page"
        case "no mapping":
            entries[position] = "nobody"
        case "invalid id":
            entry["id"] = "Not an id"
        case "missing id":
            del entry["id"]
        case "unknown term":
            entry["note"] = ["a"]
        case _:
            entries.append(copy.deepcopy(entry))


@given(datasets(), st.randoms(use_true_random=False), st.lists(st.sampled_from(_SPOILS), min_size=1, max_size=3))
def test_nothing_is_dropped_in_silence(dataset: Dataset, numbers: random.Random, spoils: list[str]) -> None:
    """However entries are spoilt, each entry of the file is a good record or a refused one."""
    document: dict[str, Any] = json.loads(dataset.canonical_json())
    lists = {name: document[name] for name in document if name not in {"format", "version", "suppressions"}}
    spoilt: set[tuple[str, int]] = set()
    for how in spoils:
        places = [
            (name, at) for name, entries in lists.items() for at in range(len(entries)) if (name, at) not in spoilt
        ]
        if places:
            name, position = numbers.choice(places)
            _spoil(lists[name], position, how)
            spoilt |= {(name, position), (name, len(lists[name]) - 1)} if how == "duplicate" else {(name, position)}
    text = json.dumps(document)
    result = loads(text, format="json", on_error="collect")
    assert len(result.dataset) + len(result.refused) == sum(map(len, lists.values()))
    assert all(entry.faults and entry.origin.line == 1 for entry in result.refused)
    assert all(entry.data in lists[entry.kind or ""] for entry in result.refused)
    assert set(result.dataset) <= set(dataset)
    if result.faults:
        with pytest.raises(LoadError) as caught:
            loads(text, format="json")
        assert caught.value.faults == result.faults
    else:
        assert result.dataset == dataset


@given(datasets())
def test_collecting_from_a_good_text_gives_all_of_it(dataset: Dataset) -> None:
    """Without faults the collected dataset is the dataset."""
    result = loads(dumps(dataset, format="json"), format="json", on_error="collect")
    assert (result.dataset, result.refused, result.faults, result.files) == (dataset, (), (), ())


def _reached(text: str | bytes, name: str) -> set[FaultCode]:
    return {fault.code for fault in loads(text, format=name, on_error="collect").faults}


def test_every_fault_code_can_be_reached() -> None:
    """Each code is one that reading really gives; `unreadable` is that of files alone."""
    texts: list[tuple[str | bytes, str]] = [
        (b"\xff", "json"),
        ("{", "json"),
        ("a: &b c", "yaml"),
        ("[" * 65, "json"),
        ('{"a": 1' + "0" * 200 + "}", "json"),
        ("{}", "json"),
        ("format: seesac-model\nversion: 9", "yaml"),
        ('{"a": 1, "a": 1}', "json"),
        (_HEADER + "topics: [{id: a, label: a}, {id: a, label: b}]", "yaml"),
        (_HEADER + "topics: [{id: A, lable: '', broader_id: []}, {label: ''}]", "yaml"),
        (
            _HEADER + "events: [{id: e, title: t, kind: x, status: held, dates: x, series_number: 0, website: x}]",
            "yaml",
        ),
        (_HEADER + "events: [{id: e, title: t, kind: forum, status: held, series_number: 1}]", "yaml"),
        (b'{"format":"seesac-model","version":1}\n', "jsonl"),
    ]
    reached = set().union(*(_reached(text, name) for text, name in texts))
    assert set(FaultCode) - reached == {FaultCode.UNREADABLE}


@given(datasets())
def test_origins_lead_to_the_ids(dataset: Dataset) -> None:
    """In a flat file each record's id stands on the line after its mapping begins."""
    lines = dumps(dataset, format="json", layout="flat").split("\n")
    records: list[Record] = list(loads("\n".join(lines), format="json"))
    for record in records:
        assert record.origin is not None
        assert lines[record.origin.line - 1][record.origin.column - 1] == "{"
        assert json.loads("{" + lines[record.origin.line].strip().rstrip(",") + "}") == {"id": record.id}
        assert attrs.evolve(record, origin=None) == record


def test_text_with_a_comma_in_braces_is_recognised() -> None:
    """What YAML takes for a key is the rest of a text without quotes; it is not shown, and the fix is proposed."""
    (fault,) = _faults(_HEADER + "topics: [{id: a, label: Tuzla, Bosnia and Herzegovina}]")
    assert (fault.code, fault.found) == (FaultCode.UNKNOWN_KEY, "text of 22 characters as a key without a value")
    assert fault.suggestion == "if it belongs to the text before it, put the whole text in quotes, for it has a comma"


def test_what_an_owner_does_not_say_is_missing_in_its_dependents_too() -> None:
    """A subject of a panel without an event has no event either; both are reported."""
    text = "panels: [{id: p, format: plenary, subjects: [{id: s, treatment: presented, place_id: x}]}]"
    assert [(fault.kind, fault.found) for fault in _faults(_HEADER + text)] == [
        ("panels", "no event_id"),
        ("subjects", "no event_id"),
    ]


def test_a_list_under_the_wrong_record_is_sent_to_the_right_one() -> None:
    """Mandates under a panel are refused with the collection under which they may stand."""
    (fault,) = _faults(
        "format: seesac-model\nversion: 1\npanels:\n- id: p\n  event_id: e\n  format: session\n  mandates: []\n"
    )
    assert (fault.code, fault.line, fault.expected) == (
        FaultCode.UNKNOWN_KEY,
        7,
        "'mandates' under a record in events",
    )


def test_dependents_of_a_record_with_a_malformed_id_say_so() -> None:
    """An id that cannot be is one fault; what stands under that record asks for a valid one."""
    faults = _faults(
        "format: seesac-model\nversion: 1\nevents:\n- id: Not One\n  title: t\n  kind: workshop\n  status: held\n"
        "  panels:\n  - {format: session, participations: [{role: host, organisation_id: o}]}\n"
    )
    assert [(fault.code, fault.kind) for fault in faults] == [
        (FaultCode.INVALID_ID, "events"),
        (FaultCode.MISSING, "panels"),
        (FaultCode.MISSING, "participations"),
    ]


@pytest.mark.parametrize(
    ("value", "advice"),
    [
        ("over 2,382", "write the number alone, 2382; qualifier, unit and currency stand in fields of their own"),
        ("96.5%", "write the number alone, 96.5; qualifier, unit and currency stand in fields of their own"),
        ("dozens", None),
    ],
)
def test_numbers_with_words_are_refused_with_the_number(value: str, advice: str | None) -> None:
    """Whoever types a number with its qualifier or unit is told which part of it belongs there."""
    (fault,) = _faults(f"{_HEADER}observations: [{{id: o, measure: kits, value: {value!r}}}]")
    assert fault.suggestion == advice


def test_several_where_one_belongs_are_refused_with_advice() -> None:
    """A list in the place of one id is no text that lacks quotes."""
    text = f"{_HEADER}participations: [{{id: p, event_id: e, organisation_id: [un, undp], role: speaker}}]"
    assert [fault.suggestion for fault in _faults(text)] == ["give one; for several, write a record for each"]


def test_sessions_under_a_day_are_refused_with_the_way_to_say_it() -> None:
    """Panels stand beside one another, and say with `part_of_id` which is in which."""
    text = f"{_HEADER}events: [{{id: e, title: t, kind: meeting, status: held, panels: [{{format: day, panels: []}}]}}]"
    assert [fault.suggestion for fault in _faults(text)] == ["move the list there, and give each of them part_of_id"]


def test_the_faults_of_one_record_are_only_so_many() -> None:
    """A record of nothing but unknown keys or wrong entries does not fill the memory; what is left out is said."""
    keys = {f"r{number}": 1 for number in range(3_000)}
    citations = {"citations": [{"source_id": "a", **keys}]}
    wrong = {"related_ids": [1] * 3_000}
    for data in (keys, citations, wrong):
        record = {"id": "a", "label": "a", **data}
        text = json.dumps({"format": "seesac-model", "version": 1, "topics": [record]})
        faults = loads(text, format="json", on_error="collect").faults
        assert len(faults) == 1_001
        (left_out,) = [fault for fault in faults if fault.code is FaultCode.TOO_LARGE]
        assert left_out.found == "more than 1,000 faults of this sort; only the first are listed"


def test_known_fields_behind_many_unknown_keys_are_read() -> None:
    """A field that stands last is not missing."""
    record = {"id": "a", **{f"r{number}": 1 for number in range(3_000)}, "label": "a"}
    text = json.dumps({"format": "seesac-model", "version": 1, "topics": [record]})
    codes = {fault.code for fault in loads(text, format="json", on_error="collect").faults}
    assert codes == {FaultCode.UNKNOWN_KEY, FaultCode.TOO_LARGE}
