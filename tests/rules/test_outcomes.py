from __future__ import annotations

import datetime as dt
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import Event, Outcome, OutcomeKind, OutcomeStatus
from seesac_model.rules import Finding, check
from tests.rules.records import event, span

TODAY: Final = dt.date(2025, 1, 1)
K = OutcomeKind


def outcome(
    kind: OutcomeKind = K.COMMITMENT,
    record_id: str = "o",
    *,
    addressee_ids: tuple[str, ...] = ("body",),
    due: str | None = None,
    status: OutcomeStatus | None = None,
    follow_up_of_id: str | None = None,
) -> Outcome:
    """Return an outcome of the event `e`."""
    return Outcome(
        id=record_id,
        event_id="e",
        kind=kind,
        text="A law is to be drafted.",
        addressee_ids=addressee_ids,
        due=span(due),
        status=status,
        follow_up_of_id=follow_up_of_id,
    )


def found(
    codes: str, *records: Outcome | Event, today: dt.date = TODAY, after_days: int | None = None
) -> list[Finding]:
    """Return what a rule or a family finds."""
    options = {} if after_days is None else {"OUT002": {"after_days": after_days}}
    return list(check(Dataset(records), select=[codes], today=today, options=options))


@pytest.mark.parametrize("kind", OutcomeKind)
def test_only_what_asks_somebody_to_act_needs_an_addressee(kind: OutcomeKind) -> None:
    """Recommendations and commitments are for somebody; the other kinds may be for nobody."""
    expected = 1 if kind in {K.RECOMMENDATION, K.COMMITMENT} else 0
    assert len(found("OUT001", outcome(kind, addressee_ids=()))) == expected
    assert found("OUT001", outcome(kind)) == []


@pytest.mark.parametrize("status", [None, *OutcomeStatus])
def test_what_is_over_needs_no_addressee(status: OutcomeStatus | None) -> None:
    """Nobody has to act on what was done or dropped."""
    expected = 0 if status in {OutcomeStatus.DONE, OutcomeStatus.DROPPED} else 1
    assert len(found("OUT001", outcome(addressee_ids=(), status=status))) == expected


def test_finding_about_an_addressee_says_which_field() -> None:
    """Message, path and related records of a finding."""
    (finding,) = found("OUT001", outcome(K.RECOMMENDATION, addressee_ids=()))
    assert (finding.message, finding.path, finding.related) == (
        "nobody is named who is to act on this recommendation",
        ("addressee_ids",),
        (),
    )


@given(days=st.integers(0, 2_000), after_days=st.integers(0, 2_000))
def test_commitment_is_flagged_once_enough_days_have_passed(days: int, after_days: int) -> None:
    """More days than the option says must lie between the event and today."""
    held = event(dates=str(TODAY - dt.timedelta(days=days)))
    assert len(found("OUT002", outcome(), held, after_days=after_days)) == int(days > after_days)


def test_a_year_must_have_passed_by_default() -> None:
    """The default is 365 days."""
    assert found("OUT002", outcome(), event(dates="2024-01-02")) == []
    assert len(found("OUT002", outcome(), event(dates="2024-01-01"))) == 1


@pytest.mark.parametrize("due", ["2024-01-02", "2024", "2030", "2023?", "XXXX-07", "2019/.."])
def test_commitment_that_was_due_lately_or_will_be_is_silent(due: str) -> None:
    """The days are counted from the due date, where it is later than the event."""
    assert found("OUT002", outcome(due=due), event(dates="2018-02-01")) == []


@pytest.mark.parametrize("dates", ["2024-01-02", "2024", "2023?", None])
def test_commitment_of_an_event_that_may_be_recent_is_silent(dates: str | None) -> None:
    """An event of which a day may be within the year is too young, and one of an unknown day may be."""
    assert found("OUT002", outcome(), event(dates=dates)) == []


def test_only_one_date_needs_to_be_known() -> None:
    """A due date decides alone where the event has no dates, or is not there."""
    assert len(found("OUT002", outcome(due="2020"), event())) == 1
    (finding,) = found("OUT002", outcome(due="2020"))
    assert (finding.message, finding.related) == (
        "it was due 2020, and nothing says what became of this commitment",
        (),
    )
    assert found("OUT002", outcome()) == []


@pytest.mark.parametrize("status", [None, *OutcomeStatus])
def test_status_says_what_became_of_it(status: OutcomeStatus | None) -> None:
    """Nothing is known of a commitment that is open; any other status is an answer."""
    expected = 1 if status in {None, OutcomeStatus.OPEN} else 0
    assert len(found("OUT002", outcome(status=status), event(dates="2018"))) == expected


def test_outcome_that_follows_it_up_says_what_became_of_it() -> None:
    """A commitment with a follow-up is not flagged; the follow-up itself may be."""
    later = outcome(K.RESULT, "later", follow_up_of_id="o")
    assert found("OUT002", outcome(), later, event(dates="2018")) == []
    later = outcome(K.COMMITMENT, "later", follow_up_of_id="o")
    assert [entry.record_id for entry in found("OUT002", outcome(), later, event(dates="2018"))] == ["later"]


@pytest.mark.parametrize("kind", OutcomeKind)
def test_only_what_is_to_be_kept_needs_a_follow_up(kind: OutcomeKind) -> None:
    """Commitments do, and decisions with a due date; the other kinds do not."""
    assert len(found("OUT002", outcome(kind), event(dates="2018"))) == int(kind is K.COMMITMENT)
    expected = int(kind in {K.COMMITMENT, K.DECISION})
    assert len(found("OUT002", outcome(kind, due="2020"), event(dates="2018"))) == expected


@pytest.mark.parametrize("after_days", [TODAY.toordinal(), 10**12, -(10**12), -(3_652_059 - TODAY.toordinal() + 1)])
def test_days_beyond_the_calendar_are_silent(after_days: int) -> None:
    """An option that leads out of the calendar finds nothing, and raises nothing."""
    assert found("OUT002", outcome(), event(dates="0001-01-01"), after_days=after_days) == []


def test_days_up_to_the_ends_of_the_calendar_are_counted() -> None:
    """The first and the last day of the calendar can be the limit."""
    to_the_last, to_the_first = TODAY.toordinal() - 3_652_059, TODAY.toordinal() - 1
    assert len(found("OUT002", outcome(), event(dates="9999-12-30"), after_days=to_the_last)) == 1
    assert found("OUT002", outcome(), event(dates="0001-01-01"), after_days=to_the_first) == []
    assert len(found("OUT002", outcome(), event(dates="0001-01-01"), after_days=to_the_first - 1)) == 1


def test_without_a_date_of_the_check_nothing_is_asked() -> None:
    """Whether a year has passed is not known without today."""
    report = check(Dataset([outcome(), event(dates="2018")]), select=["OUT002"])
    assert (report.findings, report.not_run) == ((), ("OUT002",))


def test_finding_about_a_commitment_says_since_when() -> None:
    """Message, path, hint and related records of a finding."""
    (finding,) = found("OUT002", outcome(), event(dates="2018-02-01"))
    assert finding.message == "the event was on 2018-02-01, and nothing says what became of this commitment"
    assert finding.hint == "set its status, or add the outcome that follows it up"
    assert (finding.path, [entry.record_id for entry in finding.related]) == (("status",), ["e"])


@given(day=st.dates(min_value=dt.date(2, 1, 1)), days=st.integers(-300, 300))
def test_due_date_is_flagged_only_before_the_event(day: dt.date, days: int) -> None:
    """A due date on the first day of the event or later is in order, one before it is not."""
    due = dt.date.fromordinal(min(day.toordinal() + days, dt.date.max.toordinal()))
    assert len(found("OUT003", outcome(due=str(due)), event(dates=f"{day}/.."))) == int(due < day)


@pytest.mark.parametrize(
    ("due", "dates"),
    [
        (None, "2023-02-14"),
        ("2022", None),
        ("2023-02", "2023-02-14"),
        ("2022?", "2023-02-14"),
        ("2022/..", "2023-02-14"),
        ("XXXX-01", "2023-02-14"),
        ("2022-06", "2023?"),
    ],
)
def test_due_date_that_may_be_in_order_is_silent(due: str | None, dates: str | None) -> None:
    """Where one of the dates is missing or vague, nothing is said."""
    assert found("OUT003", outcome(due=due), event(dates=dates)) == []


def test_due_date_of_an_event_that_is_not_there_is_silent() -> None:
    """A dangling reference is for another rule."""
    assert found("OUT003", outcome(due="2022")) == []


def test_follow_up_may_have_the_due_date_of_the_earlier_outcome() -> None:
    """A meeting that comes back to an overdue promise repeats its date; another date in the past is wrong."""
    follow_up = outcome(K.FINDING, due="2022-06", follow_up_of_id="first")
    held = event(dates="2023-02-14")
    earlier = Outcome(id="first", event_id="f", kind=K.COMMITMENT, text="A law.", due=span("2022-06"))
    assert found("OUT003", follow_up, earlier, held) == []
    assert len(found("OUT003", outcome(due="2021", follow_up_of_id="first"), earlier, held)) == 1
    assert len(found("OUT003", follow_up, held)) == 1


def test_wrong_due_date_is_told_once() -> None:
    """A due date before the event is long ago as well: only the first is told."""
    (finding,) = found("OUT", outcome(due="2002-06"), event(dates="2023-02-14"))
    assert (finding.code, finding.path) == ("OUT003", ("due",))
    assert finding.message == "it was due 2002-06, before 'e', which was on 2023-02-14"
    assert [entry.record_id for entry in finding.related] == ["e"]
