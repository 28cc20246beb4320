"""The nested form: what stands under what, and what is left out because the reader puts it back."""

from __future__ import annotations

import json
from typing import Any

import attrs
import pytest
from hypothesis import given

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode, LoadError
from seesac_model.formats import dumps, loads
from seesac_model.formats._nesting import derived_id, nest, nested_under, ownerships
from seesac_model.model import (
    Affiliation,
    Citation,
    Document,
    DocumentStage,
    Event,
    Goal,
    Indicator,
    Mandate,
    MandateRelation,
    Observation,
    Outcome,
    OutcomeKind,
    Panel,
    Participation,
    Person,
    PolicyFramework,
    Record,
    Role,
    Source,
    Statement,
    Subject,
    Topic,
)
from tests.strategies.datasets import datasets
from tests.strategies.records import plain_record

_PAGE = Citation(source_id="page")
_EVENT = attrs.evolve(plain_record(Event), id="e", citations=(_PAGE,))


def _yaml(text: str) -> Dataset:
    return loads(f"format: seesac-model\nversion: 1\n{text}", format="yaml")


def _event(*lines: str) -> Dataset:
    head = ["events:", "- id: e", "  title: t", "  kind: forum", "  status: held"]
    return _yaml("\n".join([*head, *(f"  {line}" for line in lines)]))


def _nested(*records: Record) -> dict[str, Any]:
    nested: dict[str, Any] = json.loads(dumps(Dataset(records), format="json", layout="nested"))
    return nested


@given(datasets())
def test_the_nested_form_says_what_the_flat_form_says(dataset: Dataset) -> None:
    """Whatever is left out comes back, in JSON and in YAML."""
    for name in ("json", "yaml"):
        assert loads(dumps(dataset, format=name, layout="nested"), format=name) == dataset


@given(datasets())
def test_nesting_is_stable(dataset: Dataset) -> None:
    """What was read and is written again is the same text, byte by byte."""
    text = dumps(dataset, format="yaml", layout="nested")
    assert dumps(loads(text, format="yaml"), format="yaml", layout="nested") == text


@given(datasets())
def test_every_record_stands_in_one_place(dataset: Dataset) -> None:
    """No record is written twice and none is missing, however deep it stands."""

    def count(entries: list[dict[str, Any]], kind: type[Record]) -> int:
        inner = [
            (way.dependent, entry[key]) for entry in entries for key, way in nested_under(kind).items() if key in entry
        ]
        return len(entries) + sum(count(list(below), dependent) for dependent, below in inner)

    document: dict[str, Any] = nest(dataset)
    kinds = {kind.collection(): kind for kind in Dataset.kinds()}
    assert sum(count(document[name], kind) for name, kind in kinds.items() if name in document) == len(dataset)


def test_what_stands_under_what() -> None:
    """The ways of nesting follow from the annotations; these are those of the first release."""
    found = {(way.owner.collection(), way.key, way.field, way.shared) for way in ownerships()}
    in_event = ["panels", "subjects", "participations", "attendances", "mandates", "outcomes", "statements", "fundings"]
    in_panel = ["subjects", "participations", "attendances", "outcomes", "statements"]
    assert found >= {("events", key, "event_id", ()) for key in in_event}
    assert found >= {("panels", key, "panel_id", ("event_id",)) for key in in_panel}
    assert found >= {
        ("people", "affiliations", "person_id", ()),
        ("frameworks", "goals", "framework_id", ()),
        ("frameworks", "indicators", "framework_id", ()),
        ("indicators", "observations", "indicator_id", ()),
        ("documents", "stages", "document_id", ()),
        ("events", "observations", "event_id", ()),
    }


def test_no_key_of_the_nested_form_is_the_name_of_a_field() -> None:
    """A list of dependents cannot be taken for a field of the owner."""
    for way in ownerships():
        assert way.key not in {field.name for field in attrs.fields(way.owner)}


@pytest.mark.parametrize(
    ("kind", "data", "expected"),
    [
        (Panel, {"number": 2}, "e.panel-2"),
        (Panel, {"number": "2"}, "e.panel-2"),
        (Panel, {"format": "session"}, "e.session"),
        (Participation, {"role": "host", "organisation_id": "seesac"}, "e.host.seesac"),
        (Participation, {"role": "host", "person_id": "x", "organisation_id": "seesac"}, "e.host.x"),
        (Participation, {"role": "host", "person_id": None, "organisation_id": "seesac"}, "e.host.seesac"),
        (Participation, {"role": ["host"], "organisation_id": "seesac"}, "e.seesac"),
        (Participation, {}, "e"),
        (Participation, {"role": "Gäst!"}, "e.gast"),
        (Mandate, {"relation": "implements", "framework_id": "f"}, "e.implements.f"),
        (Subject, {"treatment": "presented", "place_id": "p"}, "e.presented.p"),
        (Outcome, {"kind": "finding"}, "e.finding"),
        (Statement, {"person_id": "x"}, "e.statement.x"),
        (Affiliation, {"organisation_id": "seesac"}, "e.post.seesac"),
        (DocumentStage, {"stage": "drafted"}, "e.drafted"),
        (Observation, {}, "e.observation"),
        (Topic, {}, None),
        (Event, {"title": "t"}, None),
    ],
)
def test_ids_follow_from_what_a_record_is(kind: type[Record], data: dict[str, object], expected: str | None) -> None:
    """The id is that of the owner and what tells the record apart; records of their own have none."""
    assert derived_id(kind, "e", data) == expected


@pytest.mark.parametrize("nothing", ["null", "~", "", "NULL"], ids=["null", "tilde", "nothing", "capitals"])
def test_a_reference_that_is_said_to_be_none_names_nobody(nothing: str) -> None:
    """A person that is null does not come into the id, in whichever spelling."""
    dataset = _event(
        "participations:", f"- {{person_id: {nothing}, organisation_id: frontex, role: host, id: {nothing}}}"
    )
    assert dataset.participations.ids == ("e.host.frontex",)


def test_equals_are_numbered_in_their_order() -> None:
    """The second record that would have an id gets number 2."""
    dataset = _event(
        "outcomes:", "- {kind: finding, text: one}", "- {kind: finding, text: two}", "- {kind: finding, text: c}"
    )
    assert [(it.id, it.text) for it in dataset.outcomes] == [
        ("e.finding", "one"),
        ("e.finding-2", "two"),
        ("e.finding-3", "c"),
    ]


def test_a_given_id_wins_wherever_it_stands() -> None:
    """An id that is given is never derived for another record, though it comes later in the file."""
    dataset = _event("outcomes:", "- {kind: finding, text: one}", "- {kind: decision, text: two, id: e.finding}")
    assert [(it.id, it.text) for it in dataset.outcomes] == [("e.finding", "two"), ("e.finding-2", "one")]


def test_a_given_id_of_a_nested_list_is_seen_too() -> None:
    """Ids that stand deeper in the file are taken as well, with or without white space around them."""
    dataset = _event(
        "outcomes:",
        "- {kind: finding, text: one}",
        "panels:",
        '- {number: 1, format: plenary, outcomes: [{kind: decision, text: two, id: " e.finding "}]}',
    )
    assert [(it.id, it.text) for it in dataset.outcomes] == [("e.finding", "two"), ("e.finding-2", "one")]


def test_a_record_of_its_own_needs_an_id() -> None:
    """Nothing is derived for what stands under nothing."""
    with pytest.raises(LoadError) as caught:
        _yaml("panels: [{event_id: e, format: plenary}]")
    assert [(fault.code, fault.found) for fault in caught.value.faults] == [(FaultCode.MISSING, "no id")]


def test_an_id_that_would_be_too_long_must_be_given() -> None:
    """A derived id is held to the same bounds as a given one."""
    long = "e" * 125
    with pytest.raises(LoadError) as caught:
        _yaml(f"documents: [{{id: {long}, title: t, kind: report, stages: [{{stage: drafted}}]}}]")
    assert [fault.code for fault in caught.value.faults] == [FaultCode.INVALID_ID]
    document = attrs.evolve(plain_record(Document), id=long)
    stage = attrs.evolve(plain_record(DocumentStage), id="s", document_id=long)
    assert loads(dumps(Dataset([document, stage]), format="yaml"), format="yaml") == Dataset([document, stage])


def test_the_writer_leaves_out_what_the_reader_restores() -> None:
    """Owner, derived id and inherited citations are not written; what cannot be restored is."""
    panel = attrs.evolve(plain_record(Panel), id="e.panel-1", event_id="e", number=1, citations=(_PAGE,))
    talk = attrs.evolve(plain_record(Participation), id="talk", event_id="e", panel_id=panel.id, citations=(_PAGE,))
    assert _nested(_EVENT, panel, talk)["events"][0]["panels"] == [
        {
            "format": "panel-discussion",
            "number": 1,
            "participations": [{"id": "talk", "person_id": "a", "role": "organiser"}],
        }
    ]


def test_numbered_ids_are_left_out_too() -> None:
    """Of several equals none needs an id, as long as their numbers are those that the reader gives."""
    names = ["e.finding", *(f"e.finding-{number}" for number in range(2, 12))]
    outcomes = [Outcome(id=name, event_id="e", kind=OutcomeKind.FINDING, text=name) for name in names]
    written = _nested(attrs.evolve(_EVENT, citations=()), *outcomes)["events"][0]["outcomes"]
    assert [entry for entry in written if "id" in entry] == []
    assert len(written) == 11


def test_a_number_that_is_not_the_next_is_written() -> None:
    """Where equals are numbered with a gap, those behind it keep the ids that they have."""
    outcomes = [
        Outcome(id=name, event_id="e", kind=OutcomeKind.FINDING, text=name) for name in ("e.finding", "e.finding-3")
    ]
    dataset = Dataset([_EVENT, *outcomes])
    written = _nested(*dataset)["events"][0]["outcomes"]
    assert [entry.get("id") for entry in written] == [None, "e.finding-3"]
    assert loads(dumps(dataset, format="yaml"), format="yaml") == dataset


def test_dependents_inherit_the_citations_for_the_whole_of_their_owner() -> None:
    """Citations of single fields of the owner are the owner's own."""
    dataset = _event(
        "citations: [page, {source_id: other, fields: [dates]}]",
        "panels:",
        "- {number: 1, format: plenary, participations: [{person_id: x, role: chair}]}",
        "mandates:",
        "- {framework_id: f, relation: implements, citations: [{source_id: third}]}",
        "outcomes:",
        "- {kind: finding, text: t, citations: []}",
    )
    assert dataset.panels["e.panel-1"].citations == (_PAGE,)
    assert dataset.participations["e.panel-1.chair.x"].citations == (_PAGE,)
    assert dataset.mandates["e.implements.f"].citations == (Citation(source_id="third"),)
    assert dataset.outcomes["e.finding"].citations == ()


def test_no_citations_at_all_are_written_where_the_owner_has_some() -> None:
    """A dependent that cites nothing says so, or it would inherit."""
    bare = attrs.evolve(plain_record(Outcome), id="e.conclusion", event_id="e")
    assert _nested(_EVENT, bare)["events"][0]["outcomes"][0]["citations"] == []
    assert "citations" not in _nested(attrs.evolve(_EVENT, citations=()), bare)["events"][0]["outcomes"][0]


def test_a_dependent_stands_under_the_innermost_owner_that_fits() -> None:
    """A participation in a panel stands there, unless panel and event contradict each other."""
    panel = attrs.evolve(plain_record(Panel), id="p", event_id="e")
    inside = attrs.evolve(plain_record(Participation), id="in", event_id="e", panel_id="p")
    astray = attrs.evolve(plain_record(Participation), id="out", event_id="f", panel_id="p")
    nested = _nested(_EVENT, panel, inside, astray)
    assert nested["events"][0]["panels"][0]["participations"] == [{"id": "in", "person_id": "a", "role": "organiser"}]
    assert nested["participations"] == [
        {"id": "out", "event_id": "f", "panel_id": "p", "person_id": "a", "role": "organiser"}
    ]


def test_what_has_no_owner_stands_in_its_collection() -> None:
    """A record whose owner is not there is written with all its fields."""
    panel = plain_record(Panel)
    assert _nested(panel)["panels"] == [{"id": "a", "event_id": "a", "format": "panel-discussion"}]


def test_an_observation_stands_under_its_indicator() -> None:
    """With an indicator and an event the event is written as a reference."""
    records = [
        attrs.evolve(plain_record(PolicyFramework), id="f"),
        attrs.evolve(plain_record(Indicator), id="i", framework_id="f"),
        attrs.evolve(plain_record(Goal), id="g", framework_id="f"),
        _EVENT,
        Observation(id="i.observation", indicator_id="i", event_id="e"),
    ]
    (framework,) = _nested(*records)["frameworks"]
    assert framework["indicators"][0]["observations"] == [{"event_id": "e"}]
    assert framework["goals"][0]["id"] == "g"


@pytest.mark.parametrize(
    ("panel", "path", "expected"),
    [
        ("{format: plenary, event_id: f}", ("events", 0, "panels", 0, "event_id"), "'e'"),
        ("{format: plenary, event_id: [e]}", ("events", 0, "panels", 0, "event_id"), "'e'"),
        (
            "{format: plenary, id: p, subjects: [{treatment: visited, place_id: x, panel_id: q}]}",
            ("events", 0, "panels", 0, "subjects", 0, "panel_id"),
            "'p'",
        ),
        (
            "{format: plenary, id: p, subjects: [{treatment: visited, place_id: x, event_id: q}]}",
            ("events", 0, "panels", 0, "subjects", 0, "event_id"),
            "'e'",
        ),
    ],
)
def test_what_contradicts_its_place_is_refused(panel: str, path: tuple[str | int, ...], expected: str) -> None:
    """A dependent that names another owner than the one it stands under is refused."""
    with pytest.raises(LoadError) as caught:
        _event("panels:", f"- {panel}")
    fault = next(fault for fault in caught.value.faults if fault.code is FaultCode.CONTRADICTION)
    assert fault.path == path
    assert fault.expected.startswith(expected)


@pytest.mark.parametrize("owner", ["e", "null", "~"])
def test_the_owner_may_be_named_in_its_dependents(owner: str) -> None:
    """Naming the owner again, or nobody, is what leaving it out is."""
    assert _event("panels:", f"- {{format: plenary, event_id: {owner}}}").panels["e.plenary"].event_id == "e"


def test_dependents_of_a_record_without_an_id_are_refused_with_it() -> None:
    """What stands under a record that nobody can refer to is not dropped: it is reported, to the last level."""
    text = "events: [{title: t, kind: forum, status: held, panels: [{format: plenary, subjects: [{id: s}]}]}]"
    result = loads(f"format: seesac-model\nversion: 1\n{text}\n", format="yaml", on_error="collect")
    assert [entry.kind for entry in result.refused] == ["events", "panels", "subjects"]
    assert len(result.dataset) == 0


def test_dependents_of_a_refused_record_are_read_on_their_own() -> None:
    """A fault of the owner does not take its good dependents along; they inherit its citations all the same."""
    text = (
        "events: [{id: e, title: t, kind: nope, status: held, citations: [page],"
        " panels: [{format: plenary}, {format: nope}]}]"
    )
    result = loads(f"format: seesac-model\nversion: 1\n{text}\n", format="yaml", on_error="collect")
    assert [panel.citations for panel in result.dataset.panels] == [(_PAGE,)]
    assert [(entry.kind, entry.record_id) for entry in result.refused] == [("events", "e"), ("panels", "e.nope")]


@pytest.mark.parametrize("citations", ["[No id]", "[{source_id: page, fields: [X]}]", "page", "null"])
def test_citations_at_fault_are_not_inherited(citations: str) -> None:
    """A dependent that would inherit malformed citations is refused too, for what it cites is not known."""
    event = f"id: e, title: t, kind: forum, status: held, citations: {citations}"
    text = f"events: [{{{event}, panels: [{{format: plenary}}]}}]"
    result = loads(f"format: seesac-model\nversion: 1\n{text}\n", format="yaml", on_error="collect")
    assert [entry.kind for entry in result.refused] == ["events", "panels"]
    assert [fault.code for fault in result.refused[1].faults] == [FaultCode.MISSING]


def test_a_list_of_dependents_is_a_list_of_mappings() -> None:
    """Anything else under the key of dependents is refused where it stands."""
    text = "events: [{id: e, title: t, kind: forum, status: held, panels: {format: plenary}, mandates: [x]}]"
    result = loads(f"format: seesac-model\nversion: 1\n{text}\n", format="yaml", on_error="collect")
    assert [(entry.kind, entry.data) for entry in result.refused] == [
        ("panels", {"format": "plenary"}),
        ("mandates", "x"),
    ]
    assert result.dataset.events.ids == ("e",)


def test_people_and_roles_are_told_apart() -> None:
    """One person in two roles, and two people in one role, have ids of their own."""
    records = [
        attrs.evolve(_EVENT, citations=()),
        *(Person(id=name, name=name) for name in "xy"),
        Participation(id="e.chair.x", event_id="e", person_id="x", role=Role.CHAIR),
        Participation(id="e.chair.y", event_id="e", person_id="y", role=Role.CHAIR),
        Participation(id="e.opener.x", event_id="e", person_id="x", role=Role.OPENER),
        Mandate(id="e.implements.f", event_id="e", framework_id="f", relation=MandateRelation.IMPLEMENTS),
        Source(id="page", title="t"),
    ]
    (event,) = _nested(*records)["events"]
    assert not [entry for key in ("participations", "mandates") for entry in event[key] if "id" in entry]
