from __future__ import annotations

import datetime as dt

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    DateSpan,
    DocumentStage,
    DocumentStageKind,
    Event,
    EventKind,
    EventSeries,
    EventStatus,
    Outcome,
    OutcomeKind,
    PolicyFramework,
    Record,
    Statement,
    Subject,
    Treatment,
)
from seesac_model.rules import Report, check
from tests.rules.records import event, framework, panel, span

TODAY = dt.date(2025, 1, 1)
DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1))
SERIES = EventSeries(id="s", title="Meetings")
NOT_HELD = [EventStatus.CANCELLED, EventStatus.POSTPONED]


def checked(code: str, *records: Record, grace_days: int | None = None) -> Report:
    """Return what one rule finds."""
    options = None if grace_days is None else {code: {"grace_days": grace_days}}
    return check(Dataset(records), select=[code], today=TODAY, options=options)


def later(
    *follows_ids: str,
    dates: str | None,
    record_id: str = "late",
    series_id: str | None = None,
    number: int | None = None,
) -> Event:
    """Return a meeting that follows others."""
    return Event(
        id=record_id,
        title="Meeting",
        kind=EventKind.MEETING,
        status=EventStatus.HELD,
        dates=span(dates),
        follows_ids=follows_ids,
        series_id=series_id,
        series_number=number,
    )


def subject(date: str | None, *, event_id: str = "e", panel_id: str | None = None) -> Subject:
    """Return a topic that was endorsed on a day."""
    return Subject(
        id="s",
        event_id=event_id,
        panel_id=panel_id,
        topic_id="war",
        treatment=Treatment.ENDORSED,
        date=span(date),
    )


def stage(date: str | None, *, event_id: str | None = "e") -> DocumentStage:
    """Return the adoption of a document."""
    return DocumentStage(id="d", document_id="d", stage=DocumentStageKind.ADOPTED, event_id=event_id, date=span(date))


def statement(date: str | None, *, event_id: str | None = "e", panel_id: str | None = None) -> Statement:
    """Return what somebody said on a day."""
    return Statement(id="q", event_id=event_id, panel_id=panel_id, date=span(date), person_id="p", gist="Yes.")


def outcome(event_id: str, follow_up_of_id: str | None = None) -> Outcome:
    """Return the conclusion of an event."""
    return Outcome(
        id=f"{event_id}.conclusion",
        event_id=event_id,
        kind=OutcomeKind.CONCLUSION,
        text="More exchange.",
        follow_up_of_id=follow_up_of_id,
    )


def follow_up(early: Event, late: Event) -> Report:
    """Return what is found where the outcome of one event follows up that of another."""
    return checked("DAT006", early, late, outcome(early.id), outcome(late.id, f"{early.id}.conclusion"))


@given(st.lists(DAYS, min_size=4, max_size=4).map(sorted))
def test_part_within_its_whole_is_silent(days: list[dt.date]) -> None:
    """An event all of whose days are days of the larger one is never flagged."""
    first, start, end, last = days
    whole = event("whole", dates=str(DateSpan.of(first, last)))
    part = event("part", dates=str(DateSpan.of(start, end)), part_of_id="whole")
    assert len(checked("DAT001", whole, part)) == 0


@given(st.lists(DAYS, min_size=3, max_size=3, unique=True).map(sorted))
def test_part_after_its_whole_is_flagged(days: list[dt.date]) -> None:
    """An event later than the whole of which it is a part is always flagged."""
    first, last, after = days
    whole = event("whole", dates=str(DateSpan.of(first, last)))
    part = event("part", dates=after.isoformat(), part_of_id="whole")
    assert [finding.record_id for finding in checked("DAT001", whole, part)] == ["part"]


def test_part_that_is_partly_outside_is_flagged() -> None:
    """One day outside is enough, and the finding has both dates and the whole."""
    whole = event("whole", dates="2022-10-06/2022-10-07")
    (finding,) = checked("DAT001", whole, event("part", dates="2022-10-07/2022-10-08", part_of_id="whole"))
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "part",
        ("dates",),
        "the event was on 2022-10-07/2022-10-08, 'whole', which it was a part of, on 2022-10-06/2022-10-07",
        (("events", "whole"),),
    )


@pytest.mark.parametrize(
    ("whole_dates", "part_dates"),
    [
        ("2022", "2022-10-06"),
        ("2022-10-06/", "2022-11-01"),
        ("2022-10-06?", "2022-11-01"),
        (None, "2022-10-06"),
        ("2022-10-06", None),
        ("2022-10-06/2022-10-07", "2022-10-07"),
    ],
)
def test_part_of_a_whole_with_uncertain_dates_is_silent(whole_dates: str | None, part_dates: str | None) -> None:
    """Dates that are missing or decide nothing are not flagged."""
    assert len(checked("DAT001", event("w", dates=whole_dates), event("x", dates=part_dates, part_of_id="w"))) == 0


@pytest.mark.parametrize("status", NOT_HELD)
def test_dates_of_what_was_not_held_are_no_limits(status: EventStatus) -> None:
    """The part of an event that was postponed may have been held at another time, and the other way round."""
    whole, part = event("w", dates="2022-10-06"), event("x", dates="2022-11-06", part_of_id="w")
    moved_whole = event("w", dates="2022-10-06", status=status)
    moved_part = event("x", dates="2022-11-06", part_of_id="w", status=status)
    assert [len(checked("DAT001", *pair)) for pair in ((whole, part), (moved_whole, part), (whole, moved_part))] == [
        1,
        0,
        0,
    ]


def test_part_of_what_is_not_there_is_silent() -> None:
    """A dangling reference is for another rule, and so is an event that is a part of itself."""
    assert len(checked("DAT001", event(dates="2022-10-06", part_of_id="gone"))) == 0
    assert len(checked("DAT001", event(dates="2022-10-06", part_of_id="e"))) == 0


def test_parts_of_one_another_are_one_fault() -> None:
    """Events in a circle are told of by the rule about circles alone; one beside the circle is flagged."""
    first, second = event("a", dates="2020", part_of_id="b"), event("b", dates="2021", part_of_id="a")
    beside = event("c", dates="2022", part_of_id="a")
    found = check(Dataset([first, second, beside]), select=["DAT001", "REF004"])
    assert sorted((finding.code, finding.record_id) for finding in found) == [("DAT001", "c"), ("REF004", "a")]


@given(st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted))
def test_only_an_event_before_what_it_follows_is_flagged(days: list[dt.date]) -> None:
    """The later of two can follow the earlier one, and never the other way round."""
    first, second = (day.isoformat() for day in days)
    assert len(checked("DAT002", event(dates=first), later("e", dates=second))) == 0
    assert len(checked("DAT002", event(dates=second), later("e", dates=first))) == 1


def test_each_event_that_it_follows_is_compared() -> None:
    """The finding points at the one that is later, whatever else the event follows."""
    records = [event("a", dates="2022-06-01"), event("b", dates="2022-07"), event("c", dates="2021")]
    (finding,) = checked("DAT002", *records, later("gone", "a", "b", "c", dates="2022-06-20"))
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "late",
        ("follows_ids", 2),
        "the event was on 2022-06-20, before 'b', which it follows, on 2022-07",
        (("events", "b"),),
    )


@pytest.mark.parametrize(
    ("followed", "following"),
    [
        ("2022-06-20", "2022-06-20"),
        ("2022-06-19/2022-06-20", "2022-06-18/2022-06-19"),
        ("2022", "2022-06-20"),
        ("2023?", "2022-06-20"),
        (None, "2022-06-20"),
        ("2022-06-20", None),
    ],
)
def test_event_that_may_follow_is_silent(followed: str | None, following: str | None) -> None:
    """Events of the same day, or whose order is not certain, are not flagged."""
    assert len(checked("DAT002", event(dates=followed), later("e", dates=following))) == 0


@pytest.mark.parametrize("status", NOT_HELD)
def test_event_can_follow_one_that_was_to_be_later(status: EventStatus) -> None:
    """The date of an event that was not held then decides nothing."""
    assert len(checked("DAT002", event(dates="2022", status=status), later("e", dates="2021"))) == 0


def test_order_of_numbers_is_told_of_once() -> None:
    """Of numbered events of one series that follow one another this rule tells, and the one about numbers does not."""
    fourth = event("e", dates="2022", series_id="s", series_number=4)
    fifth = later("e", dates="2021", series_id="s", number=5)
    found = check(Dataset([SERIES, fourth, fifth]), select=["DAT002", "SER003"])
    assert [finding.code for finding in found] == ["DAT002"]


def test_events_that_follow_one_another_are_one_fault() -> None:
    """Events in a circle are told of by the rule about circles alone; one beside the circle is flagged."""
    first, second = later("b", dates="2021", record_id="a"), later("a", dates="2022", record_id="b")
    beside = later("a", dates="2020", record_id="c")
    found = check(Dataset([first, second, beside]), select=["DAT002", "REF004"])
    assert sorted((finding.code, finding.record_id) for finding in found) == [("DAT002", "c"), ("REF004", "a")]


@given(DAYS, st.sampled_from(EventStatus))
def test_only_what_is_still_to_come_cannot_have_begun(day: dt.date, status: EventStatus) -> None:
    """An event is flagged if it was held or had begun and its day is after that of the check, and not otherwise."""
    found = checked("DAT003", event(dates=day.isoformat(), status=status))
    assert (len(found) == 1) is (day > TODAY and status in {EventStatus.HELD, EventStatus.UNDER_WAY})


def test_held_event_in_the_future_is_flagged_with_both_days() -> None:
    """The finding has the date and that of the check."""
    (finding,) = checked("DAT003", event(dates="2025-01-02"))
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "e",
        ("dates",),
        "the event is held, and its date, 2025-01-02, is after today, 2025-01-01",
        (),
    )


@pytest.mark.parametrize(
    "dates", ["2025-01-01", "2025", "2024-12-31/2026", "../2026", "2025-02~/2025-03?", "2026?", "XXXX-12-01", None]
)
def test_what_may_have_begun_is_silent(dates: str | None) -> None:
    """An event of this day, of a longer time around it, or of no certain time is not flagged."""
    assert len(checked("DAT003", event(dates=dates))) == 0


@pytest.mark.parametrize("code", ["DAT003", "DAT004"])
def test_rules_that_need_a_day_do_not_run_without(code: str) -> None:
    """Without the date of the check nothing is said of past and future."""
    announced = event("a", dates="2020", status=EventStatus.ANNOUNCED)
    report = check(Dataset([announced, event("b", dates="2030")]), select=[code])
    assert (len(report), report.not_run) == (0, (code,))


@given(DAYS, st.sampled_from(EventStatus), st.integers(-5, 500))
def test_only_what_is_over_should_be_known(day: dt.date, status: EventStatus, grace_days: int) -> None:
    """An event is flagged if it was still to come, or under way, and its day is over for more days than are allowed."""
    found = checked("DAT004", event(dates=day.isoformat(), status=status), grace_days=grace_days)
    is_open = status in {EventStatus.PLANNED, EventStatus.ANNOUNCED, EventStatus.UNDER_WAY}
    assert (len(found) == 1) is (is_open and day < TODAY and (TODAY - day).days > grace_days)


@pytest.mark.parametrize(("dates", "count"), [("2024-12-17", 1), ("2024-12-18", 0)])
def test_reports_may_take_a_fortnight(dates: str, count: int) -> None:
    """An event is flagged from the fifteenth day after its last on."""
    assert len(checked("DAT004", event(dates=dates, status=EventStatus.ANNOUNCED))) == count


def test_announced_event_in_the_past_is_flagged_at_its_status() -> None:
    """The finding has the status and the date."""
    (finding,) = checked("DAT004", event(dates="2024-06", status=EventStatus.PLANNED))
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "e",
        ("status",),
        "the event is planned, and its date, 2024-06, is over",
        (),
    )


@pytest.mark.parametrize("dates", ["2024-06/", "2024-06/..", "2024-06?", "2025", "XXXX-06", None])
def test_what_may_not_be_over_is_silent(dates: str | None) -> None:
    """An event without a certain end is not flagged."""
    assert len(checked("DAT004", event(dates=dates, status=EventStatus.UNDER_WAY))) == 0


def test_no_number_of_days_is_too_large() -> None:
    """A grace that leads out of the calendar is one for ever."""
    announced = event(dates="0001-01-01", status=EventStatus.ANNOUNCED)
    assert len(checked("DAT004", announced, grace_days=10**12)) == 0
    assert len(checked("DAT004", announced, grace_days=-(10**12))) == 1


@given(st.lists(DAYS, min_size=3, max_size=3, unique=True).map(sorted))
def test_day_of_an_event_is_silent_and_another_is_not(days: list[dt.date]) -> None:
    """What happened on a day of its event is never flagged, and what did on another day always."""
    first, second, third = (day.isoformat() for day in days)
    for made in (subject(second), stage(second), statement(second)):
        assert len(checked("DAT005", event(dates=f"{first}/{third}"), made)) == 0
    for made in (subject(third), stage(third), statement(third)):
        assert len(checked("DAT005", event(dates=f"{first}/{second}"), made)) == 1


def test_day_outside_its_event_is_flagged_with_both_dates() -> None:
    """The finding is at the date, and has the event."""
    (finding,) = checked("DAT005", event(dates="2024-10-28/2024-10-29"), subject("2024-10-30"))
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "s",
        ("date",),
        "the date is 2024-10-30, the event was on 2024-10-28/2024-10-29",
        (("events", "e"),),
    )


@pytest.mark.parametrize(
    ("event_dates", "date"),
    [("2024", "2024-10-30"), ("2024-10-28?", "2024-10-30"), (None, "2024-10-30"), ("2024-10-28", None)],
)
def test_day_that_may_be_one_of_the_event_is_silent(event_dates: str | None, date: str | None) -> None:
    """Dates that are missing or decide nothing are not flagged."""
    assert len(checked("DAT005", event(dates=event_dates), subject(date))) == 0


def test_day_of_no_event_is_silent() -> None:
    """What happened at no event has no limits, and a dangling reference is for another rule."""
    records = (stage("2020", event_id=None), statement("2020", event_id=None), subject("2020", event_id="gone"))
    assert len(checked("DAT005", event(dates="2024"), *records)) == 0


@pytest.mark.parametrize("status", NOT_HELD)
def test_day_of_what_was_not_held_is_silent(status: EventStatus) -> None:
    """The dates of an event that was postponed are no limits."""
    records = (event(dates="2024", status=status), panel(dates="2024"), subject("2025", panel_id="e.panel-1"))
    assert len(checked("DAT005", *records)) == 0


@pytest.mark.parametrize(
    ("event_dates", "panel_dates", "date", "found"),
    [
        ("2024-10-28/2024-10-29", "2024-10-28", "2024-10-28", ()),
        ("2024-10-28/2024-10-29", "2024-10-28", "2024-10-29", (("panels", "e.panel-1"),)),
        ("2024", "2024-10-28", "2024-10-29", (("panels", "e.panel-1"),)),
        (None, "2024-10-28", "2024-10-29", (("panels", "e.panel-1"),)),
        ("2024-10-28/2024-10-29", None, "2024-10-29", ()),
        ("2024-10-28/2024-10-29", None, "2024-10-30", (("events", "e"),)),
        ("2024-10-28/2024-10-29", "2024-10-30", "2024-10-30", ()),
        ("2024-10-28/2024-10-29", "2024-10-30", "2024-10-29", ()),
    ],
)
def test_panel_counts_before_its_event(
    event_dates: str | None, panel_dates: str | None, date: str, found: tuple[tuple[str, str], ...]
) -> None:
    """A day is compared with the panel's dates if it has some; a panel outside its event is left to another rule."""
    records = (event(dates=event_dates), panel(dates=panel_dates))
    for made in (subject(date, panel_id="e.panel-1"), statement(date, panel_id="e.panel-1")):
        assert [finding.related for finding in checked("DAT005", *records, made)] == ([found] if found else [])


def adopted(date: str | None, event_id: str | None = "e") -> PolicyFramework:
    """Return an act that was adopted at an event."""
    return attrs.evolve(framework(adopted=date), adopted_at_event_id=event_id)


def test_adoption_on_another_day_than_its_event_is_flagged() -> None:
    """The finding is at the adoption, and has the event."""
    (finding,) = checked("DAT005", event(dates="2024-10-28/2024-10-29"), adopted("2024-10-20"))
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "act",
        ("adopted",),
        "the date is 2024-10-20, the event was on 2024-10-28/2024-10-29",
        (("events", "e"),),
    )


@pytest.mark.parametrize(
    ("date", "event_id"), [("2024-10-29", "e"), ("2024", "e"), (None, "e"), ("2020", None), ("2020", "gone")]
)
def test_adoption_that_may_be_on_a_day_of_its_event_is_silent(date: str | None, event_id: str | None) -> None:
    """A day of the event, a date that leaves it open, and an adoption at no event are not flagged."""
    assert len(checked("DAT005", event(dates="2024-10-28/2024-10-29"), adopted(date, event_id))) == 0


def test_day_of_a_panel_names_it() -> None:
    """The message says that the panel was on another day."""
    (finding,) = checked("DAT005", event(), panel(dates="2024-10-28"), subject("2024-10-29", panel_id="e.panel-1"))
    assert finding.message == "the date is 2024-10-29, the panel was on 2024-10-28"


def test_panel_that_is_not_there_or_of_another_event_does_not_count() -> None:
    """Then the day is compared with the dates of the event."""
    records = (event(dates="2024"), event("f", dates="2023"), panel(dates="2023", event_id="f"))
    for panel_id in ("gone", "e.panel-1"):
        assert len(checked("DAT005", *records, subject("2024-05", panel_id=panel_id))) == 0
        assert len(checked("DAT005", *records, subject("2023-05", panel_id=panel_id))) == 1


@given(st.lists(DAYS, min_size=2, max_size=2, unique=True).map(sorted))
def test_only_an_outcome_of_a_later_event_cannot_be_followed_up(days: list[dt.date]) -> None:
    """A later event can follow up the outcome of an earlier one, and never the other way round."""
    first, second = (day.isoformat() for day in days)
    assert len(follow_up(event("a", dates=first), event("b", dates=second))) == 0
    assert len(follow_up(event("a", dates=second), event("b", dates=first))) == 1


def test_follow_up_before_outcome_is_flagged_with_both_events() -> None:
    """The finding is at the follow-up, and has the outcome and both events."""
    (finding,) = follow_up(event("a", dates="2022-06-14"), event("b", dates="2021-11"))
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "b.conclusion",
        ("follow_up_of_id",),
        "'b' was on 2021-11, before 'a', the event of the outcome that is followed up, on 2022-06-14",
        (("outcomes", "a.conclusion"), ("events", "b"), ("events", "a")),
    )


@pytest.mark.parametrize(
    ("early", "late"),
    [("2022", "2022-06-14"), ("2023?", "2022"), ("2022-06-14", "2022-06-14"), (None, "2022"), ("2022", None)],
)
def test_follow_up_that_may_be_later_is_silent(early: str | None, late: str | None) -> None:
    """Events of the same day, or whose order is not certain, are not flagged."""
    assert len(follow_up(event("a", dates=early), event("b", dates=late))) == 0


@pytest.mark.parametrize("status", NOT_HELD)
def test_follow_up_of_what_was_to_be_later_is_silent(status: EventStatus) -> None:
    """The date of an event that was not held then decides nothing."""
    assert len(follow_up(event("a", dates="2022", status=status), event("b", dates="2021"))) == 0
    assert len(follow_up(event("a", dates="2022"), event("b", dates="2021", status=status))) == 0


def test_follow_up_of_what_is_not_there_is_silent() -> None:
    """Dangling references are for another rule."""
    dated = event("a", dates="2022"), event("b", dates="2021")
    assert len(checked("DAT006", *dated, outcome("b", "gone"))) == 0
    assert len(checked("DAT006", dated[0], outcome("a"), outcome("b", "a.conclusion"))) == 0
    assert len(checked("DAT006", dated[1], outcome("a"), outcome("b", "a.conclusion"))) == 0
    assert len(checked("DAT006", *dated, outcome("a"), outcome("b"))) == 0


def test_events_in_the_wrong_order_are_told_of_once() -> None:
    """Where another rule compares the two events, nothing is said of their outcomes."""
    early = event("e", dates="2022", series_id="s", series_number=4)
    for late, code in (
        (later("e", dates="2021", record_id="f"), "DAT002"),
        (later("e", dates="2021", record_id="f", series_id="s", number=5), "DAT002"),
        (event("f", dates="2021", series_id="s", series_number=5), "SER003"),
        (event("f", dates="2021", series_id="s", series_number=3), "DAT006"),
        (event("f", dates="2021", series_id="s"), "DAT006"),
        (event("f", dates="2021", series_id="t", series_number=5), "DAT006"),
    ):
        records = [SERIES, early, late, outcome("e"), outcome("f", "e.conclusion")]
        assert [it.code for it in check(Dataset(records), select=["DAT", "SER003"])] == [code]
    unnumbered = event("e", dates="2022", series_id="s")
    assert len(follow_up(unnumbered, event("f", dates="2021", series_id="s", series_number=5))) == 1


def test_events_of_one_number_have_no_order_by_it() -> None:
    """Two events with one number are compared by their outcomes."""
    early = event("a", dates="2022", series_id="s", series_number=4)
    assert len(follow_up(early, event("b", dates="2021", series_id="s", series_number=4))) == 1
