from __future__ import annotations

import json

from seesac_model.dataset import Dataset
from seesac_model.formats import loads
from seesac_model.model import DateSpan, EventSeries, Origin, Suppression, Topic
from seesac_model.rules import Finding, Problem, Related, Report, Severity, SuppressedFinding, check, rule
from tests.rules.records import event

FINDING = Finding(
    code="TST001",
    name="thing-flagged",
    severity=Severity.WARNING,
    kind="events",
    record_id="e",
    path=("citations", 1, "note"),
    message="something is off",
    hint="mend it",
    related=(Related("topics", "war"),),
    origin=Origin("a.yaml", 12, 5),
)
BARE = Finding(
    code="TST002", name="other-thing", severity=Severity.ERROR, kind="suppressions", record_id=None, message="off"
)
SUPPRESSION = Suppression(code="TST001", reason="nobody\nknows better", until=DateSpan("2024"))


def test_finding_is_one_line() -> None:
    """Printed, a finding says where, how heavy, which rule, which record and field, what, and what to do."""
    assert str(FINDING) == (
        "a.yaml:12:5: warning: TST001 thing-flagged: events 'e', $.citations[1].note: something is off; mend it"
    )


def test_finding_prints_only_what_it_has() -> None:
    """Without origin, id, path and hint the line is shorter."""
    assert str(BARE) == "error: TST002 other-thing: suppressions: off"


def test_field_is_the_first_step_of_the_path() -> None:
    """The field of a finding is where its path starts; a finding about the whole record has none."""
    assert (FINDING.field, BARE.field) == ("citations", None)


def test_origin_is_no_part_of_equality() -> None:
    """The same finding read from another file is the same finding, as the same record is."""
    document = {"format": "seesac-model", "version": 1, "topics": [{"id": "war", "label": "war", "broader_id": "war"}]}
    read = loads(json.dumps(document), format="json")
    made = Dataset([Topic(id="war", label="war", broader_id="war")])
    assert (check(read), check(read).findings[0].origin) == (check(made), Origin(None, 1, 53))


MEETINGS = """\
format: seesac-model
version: 1
events:
  - {id: b, title: Border Workshop, kind: workshop, status: held, series_id: s, series_number: 4}
  - {id: c, title: Customs Workshop, kind: workshop, status: held, series_id: s, series_number: 4, topic_ids: [war]}
"""


def test_finding_about_a_ready_made_record_leads_to_what_was_read() -> None:
    """A finding about all of a record that was read from no file has the place of the first that is part of it."""
    read = loads(MEETINGS, format="yaml")
    (finding,) = check(read, beside=Dataset([EventSeries(id="s", title="Workshops")]), select=["SER002"])
    assert (finding.kind, finding.record_id, finding.origin) == ("series", "s", Origin(None, 4, 5))
    problem = Problem(message="off", related=(event("a"), read.events["c"]))
    assert Finding.of(rule("SER002"), EventSeries(id="s", title="Workshops"), problem).origin == Origin(None, 5, 5)


def test_finding_about_a_field_does_not_lead_to_another_record() -> None:
    """A path is one of the record itself, and would be looked for in vain where another was read."""
    series, read = EventSeries(id="s", title="Workshops"), loads(MEETINGS, format="yaml")
    problem = Problem(message="off", path=("title",), related=(read.events["b"],))
    assert Finding.of(rule("SER002"), series, problem).origin is None


def test_finding_of_records_made_in_python_has_no_origin() -> None:
    """Where nothing was read from a file, no finding says where."""
    made = [*(event(record_id, series_id="s", series_number=4) for record_id in "ab"), EventSeries(id="s", title="S")]
    (finding,) = check(Dataset(made), select=["SER002"])
    assert finding.origin is None


def test_finding_as_plain_data() -> None:
    """A finding as plain data has its parts under their names, and the origin taken apart."""
    assert FINDING.to_plain() == {
        "code": "TST001",
        "name": "thing-flagged",
        "severity": "warning",
        "kind": "events",
        "record_id": "e",
        "path": "$.citations[1].note",
        "message": "something is off",
        "hint": "mend it",
        "related": [{"kind": "topics", "record_id": "war"}],
        "file": "a.yaml",
        "line": 12,
        "column": 5,
    }


def test_bare_finding_as_plain_data() -> None:
    """What a finding does not have is left out."""
    assert set(BARE.to_plain()) == {"code", "name", "severity", "kind", "message"}


def test_suppressed_finding_says_why_and_until_when() -> None:
    """Printed, a suppressed finding has the reason on the same line."""
    entry = SuppressedFinding(finding=BARE, suppression=SUPPRESSION)
    assert str(entry) == f"{BARE} (accepted until 2024: nobody knows better)"


def test_suppressed_finding_without_end() -> None:
    """A finding that is accepted for good has no end."""
    entry = SuppressedFinding(finding=BARE, suppression=Suppression(code="TST002", reason="so be it"))
    assert str(entry) == f"{BARE} (accepted: so be it)"


def test_empty_report_is_false() -> None:
    """A report without findings is false, has no length, and still says that it counted."""
    report = Report()
    assert (bool(report), len(report), list(report), report.gone) == (False, 0, [], 0)
    assert str(report) == "0 errors, 0 warnings, 0 infos"


def test_report_is_its_findings() -> None:
    """A report with findings is true, and gives them in order."""
    report = Report(findings=(BARE, FINDING))
    assert (bool(report), len(report), list(report)) == (True, 2, [BARE, FINDING])


def test_counts_have_every_severity() -> None:
    """The counts name every severity, the heaviest first."""
    counts = Report(findings=(BARE, FINDING)).counts
    assert list(counts.items()) == [(Severity.ERROR, 1), (Severity.WARNING, 1), (Severity.INFO, 0)]


def test_findings_of_a_weight() -> None:
    """The findings that weigh at least so much can be asked for."""
    report = Report(findings=(BARE, FINDING))
    assert [report.at_least(severity) for severity in Severity] == [(BARE,), (BARE, FINDING), (BARE, FINDING)]


def test_report_can_be_hashed() -> None:
    """Equal reports have equal hashes."""
    dataset = Dataset([Topic(id="war", label="war", broader_id="war")])
    assert hash(check(dataset)) == hash(check(dataset))


def test_report_reads_from_top_to_bottom() -> None:
    """Printed, a report has the findings, what was suppressed, what did not run, and the counts."""
    entry = SuppressedFinding(finding=FINDING, suppression=SUPPRESSION)
    report = Report(findings=(BARE,), suppressed=(entry,), not_run=("DAT003", "SUP002"))
    assert str(report).splitlines() == [
        str(BARE),
        "suppressed: 1",
        f"  {entry}",
        "not run without a date: DAT003, SUP002",
        "1 error, 0 warnings, 0 infos",
    ]


def test_report_as_plain_data_is_json() -> None:
    """A report as plain data has every part, and JSON can say it."""
    entry = SuppressedFinding(finding=FINDING, suppression=SUPPRESSION)
    report = Report(
        findings=(BARE,),
        suppressed=(entry,),
        unused_suppressions=(SUPPRESSION,),
        expired_suppressions=(SUPPRESSION,),
        rules=("TST001",),
        not_run=("SUP002",),
        known=(FINDING,),
        gone=2,
    )
    plain = {"code": "TST001", "reason": "nobody\nknows better", "until": "2024"}
    assert json.loads(json.dumps(report.to_plain())) == {
        "counts": {"error": 1, "warning": 0, "info": 0},
        "findings": [BARE.to_plain()],
        "suppressed": [{"finding": FINDING.to_plain(), "suppression": plain}],
        "unused_suppressions": [plain],
        "expired_suppressions": [plain],
        "rules": ["TST001"],
        "not_run": ["SUP002"],
        "known": [FINDING.to_plain()],
        "gone": 2,
    }


def test_findings_are_sorted_by_weight_code_record_and_path() -> None:
    """The order is: severity, code, kind, id, path, message; positions count as numbers."""
    paths: list[tuple[str | int, ...]] = [(), ("a",), ("a", 2), ("a", 10), ("b",)]
    ordered = [
        BARE,
        *(
            Finding(
                code="TST001", name="n", severity=Severity.INFO, kind="events", record_id="e", path=path, message="m"
            )
            for path in paths
        ),
    ]
    turned = tuple(reversed(ordered))
    assert sorted(turned, key=Finding.order) == ordered
