from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import SettingsError
from seesac_model.model import Topic
from seesac_model.rules import Baseline, Finding, Related, Report, Severity, check

SEVERAL = Dataset([Topic(id=name, label=name, broader_id=f"{name}-above") for name in ("a", "b", "c")])


def finding(
    code: str = "REF001",
    *,
    record_id: str | None = "a",
    path: tuple[str | int, ...] = ("broader_id",),
    message: str = "m",
    related: tuple[Related, ...] = (),
) -> Finding:
    """Return a finding."""
    return Finding(
        code=code,
        name="n",
        severity=Severity.ERROR,
        kind="topics",
        record_id=record_id,
        path=path,
        message=message,
        related=related,
    )


FINDINGS = st.builds(
    finding,
    st.sampled_from(["REF001", "REF002"]),
    record_id=st.sampled_from(["a", "b", None]),
    path=st.sampled_from([(), ("x",), ("x", 1), ("x", 2, "y")]),
    related=st.sampled_from([(), (Related("events", "e"),), (Related("events", "e"), Related("events", "f"))]),
)


def test_nothing_is_new_beside_its_own_baseline() -> None:
    """What was there when the baseline was written is known."""
    report = check(SEVERAL)
    divided = Baseline.of(report).divide(report)
    assert (divided.findings, divided.known, divided.gone) == ((), report.findings, 0)


@given(old=st.lists(FINDINGS), new=st.lists(FINDINGS))
def test_every_finding_is_new_or_known(old: list[Finding], new: list[Finding]) -> None:
    """A baseline divides findings in two and loses none; what it has and nobody finds is gone."""
    divided = Baseline.of(old).divide(Report(findings=tuple(new)))
    assert sorted(map(str, (*divided.findings, *divided.known))) == sorted(map(str, new))
    assert divided.gone == len(old) - len(divided.known)


@given(old=st.lists(FINDINGS), more=st.lists(FINDINGS))
def test_what_comes_on_top_is_new(old: list[Finding], more: list[Finding]) -> None:
    """However many findings a baseline has, as many as are added are new."""
    assert len(Baseline.of(old).divide(Report(findings=(*old, *more)))) == len(more)


@given(st.lists(FINDINGS))
def test_a_baseline_is_read_as_it_was_written(old: list[Finding]) -> None:
    """Written and read, a baseline is the same."""
    baseline = Baseline.of(old)
    assert Baseline.loads(baseline.dumps()) == baseline


@given(st.lists(FINDINGS))
def test_a_baseline_does_not_depend_on_the_order(old: list[Finding]) -> None:
    """The text of a baseline is the same in whatever order the findings come."""
    assert Baseline.of(reversed(old)).dumps() == Baseline.of(old).dumps()


@pytest.mark.parametrize(
    ("other", "is_known"),
    [
        (finding(message="in other words"), True),
        (finding(path=("broader_id", 3)), True),
        (finding(code="REF002"), False),
        (finding(record_id="b"), False),
        (finding(path=("label",)), False),
        (finding(related=(Related("topics", "z"),)), False),
    ],
)
def test_what_a_finding_is_known_by(other: Finding, *, is_known: bool) -> None:
    """Rule, record, fields and related records count; words and positions do not."""
    assert Baseline.of([finding()]).sieve()(other) is is_known


def test_a_sieve_counts() -> None:
    """Each entry of a baseline knows one finding."""
    is_known = Baseline.of([finding()]).sieve()
    assert [is_known(finding()), is_known(finding())] == [True, False]


def test_a_baseline_is_text_with_a_line_for_each_sort() -> None:
    """What people see in the file: a header, and one line for each sort of finding."""
    noted = finding(path=("citations", 1, "note"))
    baseline = Baseline.of(
        [noted, finding(), finding(), finding(record_id=None, path=(), related=(Related("events", "e"),))]
    )
    assert baseline.dumps() == (
        '{\n  "format": "seesac-model-baseline",\n  "version": 1,\n  "findings": [\n'
        '    {"code": "REF001", "kind": "topics", "related": ["events/e"], "count": 1},\n'
        '    {"code": "REF001", "kind": "topics", "record_id": "a", "fields": "broader_id", "count": 2},\n'
        '    {"code": "REF001", "kind": "topics", "record_id": "a", "fields": "citations.note", "count": 1}\n'
        "  ]\n}\n"
    )


def test_an_empty_baseline_is_json_too() -> None:
    """Nothing found makes a baseline with nothing in it."""
    assert json.loads(Baseline.of([]).dumps())["findings"] == []


HEAD = '{"format": "seesac-model-baseline", "version": 1, "findings": '


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"a.json: this is not JSON \(Expecting"),
        ("[" * 100_000, r"a.json: this is not JSON \(something in it is too long or too deep\)"),
        ("1" * 5_000, r"a.json: this is not JSON \(something in it is too long or too deep\)"),
        ("[]", "a.json: this is no baseline of version 1"),
        ('{"format": "seesac-model", "version": 1}', "a.json: this is no baseline of version 1"),
        ('{"format": "seesac-model-baseline", "version": 2}', "a.json: this is no baseline of version 1"),
        (f"{HEAD}{'1' * 5_000}}}", r"this is not JSON \(something in it is too long or too deep\)"),
        (f"{HEAD}1}}", "a.json: findings is the number 1; expected a list"),
        (f'{HEAD}[{{"code": "A", "kind": "b"}}]}}', r"a.json: findings\[0\]: expected code"),
        (f'{HEAD}[{{"code": "A", "kind": "b", "count": 0}}]}}', r"findings\[0\]"),
        (f'{HEAD}[{{"code": "A", "kind": "b", "count": 1000000001}}]}}', r"findings\[0\]"),
        (f'{HEAD}[{{"code": "A", "kind": "b", "count": true}}]}}', r"findings\[0\]"),
        (f'{HEAD}[{{"code": "A", "kind": "b", "count": 1, "x": 1}}]}}', r"findings\[0\]"),
        (f'{HEAD}[{{"code": "A", "kind": "b", "count": 1, "related": "x"}}]}}', r"findings\[0\]"),
        (f'{HEAD}[{{"code": "A", "kind": "b", "count": 1, "related": [1]}}]}}', r"findings\[0\]"),
        (f'{HEAD}[{{"code": "A", "kind": "b", "count": 1, "fields": 1}}]}}', r"findings\[0\]"),
        (f"{HEAD}[1]}}", r"findings\[0\]"),
        (f'{HEAD}[1], "findings": []}}', "a.json: the key 'findings' stands there twice; write the baseline anew"),
        (f'{HEAD}[{{"code": "A", "kind": "b", "count": 1, "count": 2}}]}}', "a.json: the key 'count' stands there"),
    ],
)
def test_what_is_no_baseline_is_refused(text: str, message: str) -> None:
    """A malformed baseline is refused with the file and the place."""
    with pytest.raises(SettingsError, match=message):
        Baseline.loads(text, file="a.json")


def test_a_sort_of_finding_can_be_very_common() -> None:
    """A billion findings of one sort are the most that a baseline has."""
    baseline = Baseline.loads(f'{HEAD}[{{"code": "A", "kind": "b", "count": 1000000000}}]}}')
    assert list(baseline.counts.values()) == [1_000_000_000]


def test_text_without_a_file_is_refused_without_its_name() -> None:
    """Where no file is named, the message starts with what is wrong."""
    with pytest.raises(SettingsError, match=r"^this is no baseline"):
        Baseline.loads("1")


def test_a_baseline_is_read_from_a_file(tmp_path: Path) -> None:
    """A file with the text of a baseline is one."""
    file = tmp_path / "accepted.json"
    baseline = Baseline.of([finding()])
    file.write_text(baseline.dumps(), encoding="utf-8")
    assert Baseline.load(file) == baseline


@pytest.mark.parametrize(
    ("content", "message"), [(None, "no such file"), (b"\xff", "this is not UTF-8"), (b"{}", "this is no baseline")]
)
def test_a_file_that_holds_no_baseline_is_refused(tmp_path: Path, content: bytes | None, message: str) -> None:
    """A file that is not there, is no text or says something else is named."""
    file = tmp_path / "accepted.json"
    if content is not None:
        file.write_bytes(content)
    with pytest.raises(SettingsError, match=f"accepted.json: {message}"):
        Baseline.load(file)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    """A name with a zero byte, as settings can say it, is an error like any other."""
    with pytest.raises(SettingsError, match="no file can have such a name"):
        Baseline.load("a\0b")


def test_a_file_that_is_too_large_is_refused(tmp_path: Path) -> None:
    """A file of a size that no baseline has is not read."""
    file = tmp_path / "accepted.json"
    with file.open("wb") as opened:
        opened.truncate(67_108_865)
    with pytest.raises(SettingsError, match="too large for a baseline: more than 67,108,864 bytes"):
        Baseline.load(file)
