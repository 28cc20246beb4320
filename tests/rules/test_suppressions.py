from __future__ import annotations

import datetime as dt

import pytest

from seesac_model.dataset import Dataset
from seesac_model.model import DateSpan, Suppression, Topic
from seesac_model.rules import Fix, Report, check

TODAY = dt.date(2024, 5, 1)
WRONG = Topic(id="war", label="war", broader_id="war")
RIGHT = Topic(id="peace", label="peace")


def accepted(
    code: str = "REF003", kind: str | None = None, record_id: str | None = None, until: str | None = None
) -> Suppression:
    """Return a suppression."""
    return Suppression(
        code=code, kind=kind, record_id=record_id, reason="so be it", until=DateSpan(until) if until else None
    )


def checked(*suppressions: Suppression, today: dt.date | None = TODAY, select: tuple[str, ...] | None = None) -> Report:
    """Check a dataset with one record that refers to itself."""
    return check(Dataset([WRONG, RIGHT], suppressions=suppressions), today=today, select=select)


@pytest.mark.parametrize(("kind", "record_id"), [(None, None), ("topics", None), ("topics", "war")])
def test_suppression_silences_what_it_is_for(kind: str | None, record_id: str | None) -> None:
    """The whole dataset, a kind or a record can be accepted; what was silenced is kept with the reason."""
    entry = accepted(kind=kind, record_id=record_id)
    report = checked(entry)
    assert ([*report], [(one.finding.code, one.suppression) for one in report.suppressed]) == ([], [("REF003", entry)])


@pytest.mark.parametrize(
    ("code", "kind", "record_id"),
    [("REF001", None, None), ("REF003", "events", None), ("REF003", "topics", "peace")],
)
def test_suppression_silences_nothing_else(code: str, kind: str | None, record_id: str | None) -> None:
    """A suppression of another rule, kind or record leaves the finding, and is itself reported."""
    assert [finding.code for finding in checked(accepted(code, kind, record_id))] == ["REF003", "SUP001"]


def test_narrowest_suppression_is_named() -> None:
    """Where several silence a finding, the narrowest is given as the reason, and none of them is unused."""
    entries = (accepted(), accepted(kind="topics"), accepted(kind="topics", record_id="war"))
    report = checked(*entries)
    assert ([one.suppression for one in report.suppressed], len(report)) == ([entries[2]], 0)


@pytest.mark.parametrize(
    ("entry", "message", "hint"),
    [
        (accepted("REF001"), "REF001 for the whole dataset", "remove it"),
        (accepted("REF001", "topics"), "REF001 for topics", "remove it"),
        (accepted("REF001", "topics", "war"), "REF001 for topics 'war'", "remove it"),
        (accepted("REF001", "topic"), "REF001 for topic", "there is no collection 'topic'; did you mean 'topics'?"),
        (accepted("REF001", "zzz", "a"), "REF001 for zzz 'a'", "there is no collection 'zzz'"),
        (
            accepted("REF001", "topics", "wars"),
            "REF001 for topics 'wars'",
            "that record does not exist; did you mean 'war'?",
        ),
        (accepted("REF001", "topics", "x"), "REF001 for topics 'x'", "that record does not exist"),
        (
            accepted("SUP001"),
            "SUP001 for the whole dataset",
            "findings about suppressions cannot be suppressed; remove it",
        ),
    ],
)
def test_unused_suppression_says_what_to_do(entry: Suppression, message: str, hint: str) -> None:
    """A suppression that silences nothing is reported with the likely reason."""
    (finding,) = checked(entry, select=("REF001", "SUP001"))
    assert (finding.kind, finding.record_id, finding.message, finding.hint) == (
        "suppressions",
        None,
        f"the suppression of {message} silences nothing",
        hint,
    )


@pytest.mark.parametrize(
    ("entry", "certain"),
    [
        (accepted("REF001"), True),
        (accepted("REF001", "topics"), True),
        (accepted("REF001", "topics", "war"), True),
        (accepted("REF001", "topic"), False),
        (accepted("REF001", "topics", "wars"), False),
        (accepted("SUP001"), True),
    ],
)
def test_unused_suppression_is_removed_where_that_is_certain(entry: Suppression, *, certain: bool) -> None:
    """What is for something that is there can go; what is for nothing there may be misspelt, or for data elsewhere."""
    (finding,) = checked(entry, select=("REF001", "SUP001"))
    assert finding.fix == (Fix(says="remove the suppression", removals=(entry,)) if certain else None)


def test_unused_suppressions_are_listed() -> None:
    """The report lists unused suppressions, whether or not the rule about them runs."""
    assert checked(accepted("REF001"), select=("REF001",)).unused_suppressions == (accepted("REF001"),)


def test_suppression_of_a_rule_that_did_not_run_is_not_judged() -> None:
    """Whether a suppression is used shows only when its rule runs."""
    assert len(checked(accepted("PAN001"), select=("SUP",))) == 0


def test_suppression_leads_to_its_record() -> None:
    """A finding about a suppression of a record leads to the record."""
    (finding,) = checked(accepted("REF001", "topics", "war"), select=("REF001", "SUP001"))
    assert finding.related == (("topics", "war"),)


@pytest.mark.parametrize("until", ["2024-04-30", "2024-04", "2023", "2023~", "2023/2024-01"])
def test_expired_suppression_no_longer_holds(until: str) -> None:
    """After its last day a suppression silences nothing and is reported, as expired and not as unused."""
    entry = accepted(kind="topics", record_id="war", until=until)
    report = checked(entry)
    assert ([finding.code for finding in report], report.expired_suppressions) == (["REF003", "SUP002"], (entry,))
    assert (report.findings[1].path, report.findings[1].related) == (("until",), (("topics", "war"),))


@pytest.mark.parametrize("until", ["2024-05-01", "2024-05", "2024", "2023/..", "2023/", "XXXX-01-01"])
def test_suppression_holds_to_the_end_of_its_last_day(until: str) -> None:
    """On its last day, and where no last day is known, a suppression holds."""
    assert len(checked(accepted(until=until))) == 0


def test_nothing_expires_without_a_date() -> None:
    """Where the date of the check is not given, every suppression holds, and the report says what did not run."""
    report = checked(accepted(until="1999"), today=None)
    assert (len(report), report.expired_suppressions, "SUP002" in report.not_run) == (0, (), True)


@pytest.mark.parametrize(("code", "hint"), [("REX003", "did you mean 'REF003'?"), ("ZZZ999", "remove the suppression")])
def test_suppression_of_an_unknown_rule_is_flagged(code: str, hint: str) -> None:
    """A code that no rule has is reported, and not as unused."""
    report = check(Dataset([RIGHT], suppressions=[accepted(code, "topics", "peace")]), today=TODAY)
    assert [(finding.code, finding.path, finding.hint, finding.related) for finding in report] == [
        ("SUP003", ("code",), hint, (("topics", "peace"),))
    ]
