from __future__ import annotations

import re
import sys

import pytest
import yaml as pyyaml
from hypothesis import given

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode, LoadError, MissingExtraError
from seesac_model.formats import json, yaml
from seesac_model.model import (
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    Extra,
    Name,
    Participation,
    Person,
    Role,
    Suppression,
    Topic,
)
from tests.strategies.datasets import datasets

_TEXT = "format: seesac-model\nversion: 1\ntopics:\n- id: a\n  label: b\n"
_TOPIC = Topic(id="a", label="b")


@given(datasets())
def test_every_layout_is_yaml_for_everybody(dataset: Dataset) -> None:
    """PyYAML, which reads YAML 1.1, finds the keys and texts that were written, dates aside."""
    for text in (yaml.dumps(dataset, layout="flat"), yaml.dumps(dataset, layout="nested")):
        read = pyyaml.load(text, Loader=pyyaml.BaseLoader)  # noqa: S506 - it builds nothing but texts
        assert list(read)[:2] == ["format", "version"]
        topics = [entry["label"] for entry in read.get("topics", [])]
        assert topics == [topic.label for topic in dataset.topics]


@given(datasets())
def test_yaml_and_json_say_the_same(dataset: Dataset) -> None:
    """A dataset that went through one format is the same in the other."""
    assert json.loads(json.dumps(yaml.loads(yaml.dumps(dataset)))) == yaml.loads(
        yaml.dumps(json.loads(json.dumps(dataset)))
    )


def test_the_nested_form() -> None:
    """Files look as people would write them: dependents under owners, values on a line, dates bare."""
    records = [
        Event(
            id="e",
            title="Conference: day one",
            kind=EventKind.CONFERENCE,
            status=EventStatus.HELD,
            dates=DateSpan("2023-02-14/2023-02-15"),
            place_ids=("stockholm",),
            citations=(Citation(source_id="page"), Citation(source_id="page", fields=("dates",), note="no year")),
            note="two\nlines",
        ),
        Person(id="x", name="Јелена", other_names=(Name(text="Jelena", language="sr-Latn"),)),
        Participation(
            id="e.opener.x", event_id="e", person_id="x", role=Role.OPENER, citations=(Citation(source_id="page"),)
        ),
        Topic(id="no", label="NO", extra=Extra({"x-n": 1.5, "x-t": "1.5"})),
    ]
    dataset = Dataset(records, suppressions=[Suppression(code="SER001", reason="No trace.")])
    assert yaml.dumps(dataset) == (
        "format: seesac-model\n"
        "version: 1\n"
        "suppressions:\n"
        "  - code: SER001\n"
        "    reason: No trace.\n"
        "topics:\n"
        '  - id: "no"\n'
        '    label: "NO"\n'
        "    x-n: 1.5\n"
        '    x-t: "1.5"\n'
        "people:\n"
        "  - id: x\n"
        "    name: Јелена\n"
        "    other_names:\n"
        "      - {text: Jelena, language: sr-Latn}\n"
        "events:\n"
        "  - id: e\n"
        '    title: "Conference: day one"\n'
        "    kind: conference\n"
        "    status: held\n"
        "    dates: 2023-02-14/2023-02-15\n"
        "    place_ids: [stockholm]\n"
        "    citations:\n"
        "      - page\n"
        "      - {source_id: page, fields: [dates], note: no year}\n"
        "    note: |-\n"
        "      two\n"
        "      lines\n"
        "    participations:\n"
        "      - person_id: x\n"
        "        role: opener\n"
    )
    assert yaml.loads(yaml.dumps(dataset)) == dataset


@pytest.mark.parametrize("text", ["\ufeff" + _TEXT, _TEXT.replace("\n", "\r\n"), _TEXT.rstrip(), f"---\n{_TEXT}...\n"])
def test_byte_order_mark_line_ends_and_document_marks_do_not_matter(text: str) -> None:
    """Files from other systems and editors are read."""
    assert yaml.loads(text) == Dataset([_TOPIC])


def test_comments_do_not_matter() -> None:
    """Comments are for people; they are read over."""
    assert yaml.loads(re.sub("\n", " # a comment\n", _TEXT)) == Dataset([_TOPIC])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("topics: &all []", FaultCode.UNSUPPORTED),
        ("topics: *all", FaultCode.UNSUPPORTED),
        ("topics: !!seq []", FaultCode.UNSUPPORTED),
        ("topics: [{<<: {}, id: a}]", FaultCode.UNSUPPORTED),
        ("topics: []\n---\ntopics: []", FaultCode.UNSUPPORTED),
        ("topics: []\ntopics: []", FaultCode.DUPLICATE_KEY),
        ("topics: [", FaultCode.SYNTAX),
        ("topics:\n\t- a", FaultCode.SYNTAX),
    ],
)
def test_what_makes_yaml_surprising_is_refused(text: str, code: FaultCode) -> None:
    """Anchors, aliases, tags, merge keys, second documents and equal keys are faults with a position."""
    with pytest.raises(LoadError) as caught:
        yaml.loads(f"format: seesac-model\nversion: 1\n{text}\n")
    assert code in {fault.code for fault in caught.value.faults}
    assert all((fault.line or 0) >= 3 and fault.column for fault in caught.value.faults)


def test_without_its_library_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where ruamel.yaml is missing, reading says which extra to install; writing needs nothing."""
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    with pytest.raises(MissingExtraError, match=r"seesac-model\[yaml\]"):
        yaml.loads(_TEXT)
    assert yaml.dumps(Dataset([_TOPIC]))
