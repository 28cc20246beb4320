from __future__ import annotations

import datetime as dt
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Attendance,
    DateSpan,
    EventStatus,
    Panel,
    PanelFormat,
    Participation,
    Record,
    Role,
    Statement,
)
from seesac_model.rules import check
from tests.rules.records import event, panel, span

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2040, 1, 1))


@given(st.lists(DAYS, min_size=4, max_size=4).map(sorted))
def test_panel_within_its_event_is_silent(days: list[dt.date]) -> None:
    """A panel all of whose days are days of its event is never flagged."""
    first, start, end, last = days
    dataset = Dataset([event(dates=str(DateSpan.of(first, last))), panel(dates=str(DateSpan.of(start, end)))])
    assert len(check(dataset, select=["PAN001"])) == 0


@given(st.lists(DAYS, min_size=3, max_size=3, unique=True).map(sorted))
def test_panel_after_its_event_is_flagged(days: list[dt.date]) -> None:
    """A panel later than the whole event is always flagged."""
    first, last, later = days
    dataset = Dataset([event(dates=str(DateSpan.of(first, last))), panel(dates=later.isoformat())])
    assert [finding.record_id for finding in check(dataset, select=["PAN001"])] == ["e.panel-1"]


@pytest.mark.parametrize(
    ("event_dates", "panel_dates"),
    [
        ("2023", "2023-02-14"),
        ("2023-02-14/2023-02-15", "2023-02"),
        ("2023-02-14?", "2023-03-01"),
        ("XXXX-02-14", "2023-02-14"),
        (None, "2023-02-14"),
        ("2023-02-14", None),
    ],
)
def test_what_is_not_certain_is_silent(event_dates: str | None, panel_dates: str | None) -> None:
    """Dates that are missing, or not precise enough to decide, are not flagged."""
    dataset = Dataset([event(dates=event_dates), panel(dates=panel_dates)])
    assert len(check(dataset, select=["PAN001"])) == 0


def test_panel_that_is_partly_outside_is_flagged() -> None:
    """A panel of which one day is no day of the event is flagged, with both dates and the event."""
    dataset = Dataset([event(dates="2023-02-14/2023-02-15"), panel(dates="2023-02-15/2023-02-16")])
    (finding,) = check(dataset, select=["PAN001"])
    assert (finding.field, finding.message, finding.related) == (
        "dates",
        "the panel is on 2023-02-15/2023-02-16, its event on 2023-02-14/2023-02-15",
        (("events", "e"),),
    )


def test_panel_of_an_event_that_is_not_there_is_silent() -> None:
    """A dangling reference is for another rule."""
    assert len(check(Dataset([panel(dates="2023-02-14")]), select=["PAN001"])) == 0


def within(
    day: str | None, *larger: str | None, on: str | None = "2023-02-14/2023-02-15"
) -> list[tuple[str | None, str]]:
    """Return what is found about a panel within larger parts of the programme, from the smallest to the largest."""
    panels = [
        attrs.evolve(panel(f"x{level}", dates=dates), part_of_id=f"x{level + 1}")
        for level, dates in enumerate((day, *larger))
    ]
    findings = check(Dataset([event(dates=on), *panels]), select=["PAN001"])
    return [(finding.record_id, finding.related[0][1]) for finding in findings]


def test_panel_outside_the_larger_part_is_flagged() -> None:
    """A session of the second day is not within the first day."""
    day, session = panel("day", dates="2023-02-14"), attrs.evolve(panel("x", dates="2023-02-15"), part_of_id="day")
    (finding,) = check(Dataset([event(dates="2023-02-14/2023-02-15"), day, session]), select=["PAN001"])
    assert (finding.record_id, finding.field, finding.message, finding.related) == (
        "x",
        "dates",
        "the panel is on 2023-02-15, the larger part of the programme on 2023-02-14",
        (("panels", "day"),),
    )


@pytest.mark.parametrize(
    ("larger", "expected"),
    [
        (("2023-02-14",), [("x0", "x1")]),
        ((None, "2023-02-14"), [("x0", "x2")]),
        (("2023-02-14/2023-02-15", "2023-02-14"), [("x1", "x2")]),
        (("2023-02-15",), []),
        (("2023-02",), []),
        ((None,), []),
        (("2022-02-15",), [("x1", "e")]),
    ],
)
def test_nearest_larger_part_with_dates_counts(larger: tuple[str | None, ...], expected: list[tuple[str, str]]) -> None:
    """A panel is compared with the nearest part that has dates; one that is outside the event is itself wrong."""
    assert within("2023-02-15", *larger) == expected


def test_panel_outside_both_is_flagged_once() -> None:
    """A panel outside its event is not flagged again for the larger part."""
    assert within("2022-02-15", "2023-02-15") == [("x0", "e")]


def test_larger_part_counts_where_the_event_has_no_dates() -> None:
    """The days of the larger part bind the panel, even if nobody says when the event was."""
    assert within("2023-02-15", "2023-02-14", on=None) == [("x0", "x1")]


def test_panels_that_are_parts_of_one_another_are_silent() -> None:
    """A circle is for another rule."""
    first = attrs.evolve(panel("x", dates="2023-02-14"), part_of_id="y")
    second = attrs.evolve(panel("y", dates="2023-02-15"), part_of_id="x")
    assert len(check(Dataset([event(), first, second]), select=["PAN001"])) == 0


VOICES: Final = {
    Role.PANELLIST,
    Role.SPEAKER,
    Role.PRESENTER,
    Role.KEYNOTE,
    Role.LEAD,
    Role.TRAINER,
    Role.FACILITATOR,
    Role.RAPPORTEUR,
    Role.EXPERT,
}
GUIDES: Final = {Role.MODERATOR, Role.CHAIR, Role.CO_CHAIR}


def part(
    record_id: str,
    role: Role,
    *,
    person_id: str | None = "p",
    panel_id: str | None = "x",
    **fields: Any,  # noqa: ANN401 - any field
) -> Participation:
    """Return the participation of somebody in the panel `x` of the event `e`."""
    given_fields: dict[str, Any] = {"event_id": "e", "organisation_id": None if person_id else "o"}
    return Participation(id=record_id, role=role, person_id=person_id, panel_id=panel_id, **(given_fields | fields))


def group(role: Role, *, panel_id: str | None = "x", event_id: str = "e") -> Attendance:
    """Return an unnamed group in a role."""
    return Attendance(id="group", event_id=event_id, panel_id=panel_id, role=role, description="officials")


def said(*, person_id: str | None = "p", organisation_id: str | None = None, panel_id: str | None = "x") -> Statement:
    """Return a statement on the panel `x`."""
    return Statement(
        id="said", event_id="e", panel_id=panel_id, person_id=person_id, organisation_id=organisation_id, gist="Yes."
    )


GUIDE: Final = part("guide", Role.MODERATOR)
SEAT: Final = part("seat", Role.PANELLIST)
X: Final = panel("x")


def alone(*records: Record, code: str = "PAN002") -> list[str | None]:
    """Return the panels that a rule reports beside the event `e`."""
    return [finding.record_id for finding in check(Dataset([event(), X, *records]), select=[code])]


def test_moderator_alone_says_what_and_where() -> None:
    """The finding is at the panel, names both roles and leads to both participations."""
    (finding,) = check(Dataset([event(), X, GUIDE, SEAT]), select=["PAN002"])
    assert (str(finding), finding.related) == (
        (
            "warning: PAN002 moderator-is-the-only-panellist: panels 'x': 'p' is moderator and the only panellist; "
            "add who else spoke, or correct the role"
        ),
        (("participations", "guide"), ("participations", "seat")),
    )


@pytest.mark.parametrize("guide", Role)
@pytest.mark.parametrize("seat", [Role.PANELLIST, Role.SPEAKER, Role.PRESENTER, Role.EXPERT, Role.PARTICIPANT])
def test_only_who_guides_and_sits_there_is_flagged(guide: Role, seat: Role) -> None:
    """A moderator or chair who is the only panellist or speaker is flagged; one who gave a presentation is not."""
    expected = guide in GUIDES and seat in {Role.PANELLIST, Role.SPEAKER}
    assert bool(alone(part("guide", guide), part("seat", seat))) == expected


@pytest.mark.parametrize("role", Role)
def test_somebody_else_with_a_voice_is_enough(role: Role) -> None:
    """Any other who speaks on the panel makes it a discussion, named or in a group; a second moderator does not."""
    other = part("other", role, person_id="q")
    results = {bool(alone(GUIDE, SEAT, other)), bool(alone(GUIDE, SEAT, group(role)))}
    assert results == {role not in VOICES}


@pytest.mark.parametrize("role", Role)
def test_voice_of_the_event_may_have_been_on_the_panel(role: Role) -> None:
    """Where nobody says on which panel somebody spoke, it may have been this one; another event's was not."""
    other = part("other", role, person_id="q", panel_id=None)
    results = {bool(alone(GUIDE, SEAT, other)), bool(alone(GUIDE, SEAT, group(role, panel_id=None)))}
    assert results == {role not in VOICES}
    assert alone(GUIDE, SEAT, attrs.evolve(other, event_id="f")) == ["x"]


def test_voice_on_another_panel_is_not_here() -> None:
    """Whoever sits on another panel of the event does not sit on this one."""
    other = part("other", Role.PANELLIST, person_id="q", panel_id="y")
    assert alone(panel("y"), GUIDE, SEAT, other) == ["x"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (said(), ["x"]),
        (said(person_id="q"), []),
        (said(person_id=None, organisation_id="o"), []),
        (said(person_id="q", panel_id=None), ["x"]),
        (said(person_id="q", panel_id="y"), ["x"]),
    ],
)
def test_statement_of_somebody_else_is_a_voice(statement: Statement, expected: list[str]) -> None:
    """Whoever is quoted from the panel spoke there; what was said elsewhere at the event does not count."""
    assert alone(GUIDE, SEAT, statement) == expected


@pytest.mark.parametrize("panels", [("y",), ("y", "z"), ("y", "z", "y")])
def test_voices_on_parts_of_the_panel_count(panels: tuple[str, ...]) -> None:
    """Whoever speaks on a part of the panel, at any remove, speaks on the panel; circles end."""
    chained = [
        attrs.evolve(panel(one), part_of_id=other) for one, other in zip(panels, (*panels[1:], "x"), strict=True)
    ]
    parts = list({entry.id: entry for entry in reversed(chained)}.values())
    inner = part("inner", Role.PANELLIST, person_id="q", panel_id=panels[-1])
    assert alone(GUIDE, SEAT, *parts, inner) == ([] if len(panels) < 3 else ["x"])


def test_voices_on_the_larger_part_do_not_count() -> None:
    """Whoever speaks on the day and not on the panel is not on it; the moderator of the panel has others on the day."""
    day = panel("day")
    dataset = Dataset(
        [
            event(),
            day,
            attrs.evolve(X, part_of_id="day"),
            GUIDE,
            SEAT,
            part("day.guide", Role.MODERATOR, panel_id="day"),
            part("day.seat", Role.PANELLIST, panel_id="day"),
            part("other", Role.PANELLIST, person_id="q", panel_id="day"),
        ]
    )
    assert [finding.record_id for finding in check(dataset, select=["PAN002"])] == ["x"]


def test_third_voice_in_a_part_is_heard_above() -> None:
    """A part with three who speak does not leave the panel with the moderator alone."""
    inner = attrs.evolve(panel("y"), part_of_id="x")
    parts = [part(f"inner-{who}", Role.PANELLIST, person_id=who, panel_id="y") for who in "pqr"]
    assert alone(GUIDE, SEAT, inner, *parts) == []


@pytest.mark.parametrize(
    ("guide", "seat", "expected"),
    [
        ({"person_id": None}, {"person_id": None}, "o"),
        ({"person_id": None, "title_as_printed": "Head"}, {"person_id": None, "title_as_printed": "Head"}, "o"),
        ({"person_id": None, "title_as_printed": "Head"}, {"person_id": None}, None),
        ({"person_id": None, "title_as_printed": "Head"}, {"person_id": None, "title_as_printed": "Deputy"}, None),
        ({"person_id": None}, {"person_id": None, "organisation_id": "other"}, None),
        ({"person_id": None}, {"organisation_id": "o"}, None),
        ({"organisation_id": "o"}, {"organisation_id": "other"}, "p"),
        ({}, {"person_id": "q"}, None),
        ({"person_id": "o"}, {"person_id": None}, None),
    ],
)
def test_person_is_told_from_others_by_id_and_a_body_by_its_post(
    guide: dict[str, Any], seat: dict[str, Any], expected: str | None
) -> None:
    """One person for two bodies is one; a body without a person is one where the title, if any, is."""
    records = [event(), X, part("guide", Role.MODERATOR, **guide), part("seat", Role.PANELLIST, **seat)]
    messages = [finding.message for finding in check(Dataset(records), select=["PAN002"])]
    assert messages == ([f"'{expected}' is moderator and the only panellist"] if expected else [])


def test_two_moderators_on_the_panel_are_a_discussion() -> None:
    """Two who moderate and sit there can discuss with one another."""
    others = part("other-guide", Role.CO_CHAIR, person_id="q"), part("other-seat", Role.SPEAKER, person_id="q")
    assert alone(GUIDE, SEAT, *others) == []


def test_first_of_several_roles_is_shown() -> None:
    """Whoever has several such roles is reported once, with the first participations."""
    (finding,) = check(
        Dataset([event(), X, GUIDE, SEAT, part("h", Role.CHAIR), part("t", Role.SPEAKER)]), select=["PAN002"]
    )
    assert finding.related == (("participations", "guide"), ("participations", "seat"))


EXPECTED: Final = {
    PanelFormat.PANEL_DISCUSSION: VOICES | GUIDES,
    PanelFormat.ROUND_TABLE: VOICES | GUIDES,
    PanelFormat.PRESENTATION: VOICES,
    PanelFormat.OPENING: VOICES | {Role.OPENER, Role.WELCOME},
    PanelFormat.CLOSING: VOICES | {Role.CLOSER},
}


@pytest.mark.parametrize("form", PanelFormat)
def test_only_forms_with_somebody_to_name_are_flagged(form: PanelFormat) -> None:
    """A day, a plenary or a session of a form that is not known can have nobody in particular."""
    dataset = Dataset([event(), attrs.evolve(X, format=form)])
    assert bool(len(check(dataset, select=["PAN003"]))) == (form in EXPECTED)


def test_panel_with_nobody_says_what_and_where() -> None:
    """The finding is at the panel and says its form."""
    assert [str(finding) for finding in check(Dataset([event(), X]), select=["PAN003"])] == [
        (
            "info: PAN003 panel-with-nobody: panels 'x': no participation, attendance or statement is recorded of this "
            "panel-discussion; add who took part in it, or suppress the finding where the source names nobody"
        )
    ]


@pytest.mark.parametrize("record", [part("a", Role.GUEST), group(Role.OBSERVER), said()])
@pytest.mark.parametrize("parts", [(), ("y",), ("y", "z")])
def test_anybody_on_the_panel_or_a_part_of_it_is_enough(record: Any, parts: tuple[str, ...]) -> None:  # noqa: ANN401 - of several kinds
    """A participation, attendance or statement of the panel, or of its parts at any remove, is somebody."""
    names = ("x", *parts)
    panels = [
        attrs.evolve(panel(name, dates=None), part_of_id=above)
        for name, above in zip(names, (None, *names), strict=False)
    ]
    dataset = Dataset([event(), *panels, attrs.evolve(record, panel_id=names[-1])])
    assert len(check(dataset, select=["PAN003"])) == 0


def test_somebody_on_the_larger_part_is_not_on_the_panel() -> None:
    """Who was there on the day says nothing of the panel."""
    dataset = Dataset([event(), panel("day"), attrs.evolve(X, part_of_id="day"), part("a", Role.GUEST, panel_id="day")])
    assert [finding.record_id for finding in check(dataset, select=["PAN003"])] == ["x"]


def test_somebody_on_panels_in_a_circle_is_enough() -> None:
    """Panels that are parts of one another have whoever is on one of them, and the search ends."""
    circle = [attrs.evolve(panel(name), part_of_id=above) for name, above in ("xy", "yx")]
    assert len(check(Dataset([event(), *circle, part("a", Role.GUEST)]), select=["PAN003"])) == 0


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("form", EXPECTED)
def test_role_of_the_event_may_belong_to_the_panel(form: PanelFormat, role: Role) -> None:
    """Where nobody says in which part of the programme somebody spoke, it may have been in this one."""
    unplaced = part("a", role, panel_id=None), group(role, panel_id=None)
    found = [
        bool(len(check(Dataset([event(), attrs.evolve(X, format=form), record]), select=["PAN003"])))
        for record in unplaced
    ]
    assert found == [role not in EXPECTED[form]] * 2


@pytest.mark.parametrize("record", [part("a", Role.PANELLIST, panel_id="y"), part("a", Role.PANELLIST, event_id="f")])
def test_panellist_of_another_panel_or_event_is_not_here(record: Participation) -> None:
    """Who sat on another panel, or spoke at another event, was not on this one."""
    elsewhere = attrs.evolve(record, panel_id="y" if record.event_id == "e" else None)
    assert alone(elsewhere, code="PAN003") == ["x"]


@pytest.mark.parametrize("status", EventStatus)
def test_only_events_that_have_begun_are_asked(status: EventStatus) -> None:
    """Nobody need be named for a programme that is to come or was given up."""
    dataset = Dataset([event(status=status), X])
    assert bool(len(check(dataset, select=["PAN003"]))) == (status in {EventStatus.HELD, EventStatus.UNDER_WAY})


def test_panel_with_nobody_of_an_event_that_is_not_there_is_silent() -> None:
    """A dangling reference is for another rule."""
    assert len(check(Dataset([X]), select=["PAN003"])) == 0


def numbered(record_id: str, number: int | None, **fields: Any) -> Panel:  # noqa: ANN401 - any field
    """Return a session with a number."""
    given_fields: dict[str, Any] = {"event_id": "e", "format": PanelFormat.SESSION}
    return Panel(id=record_id, number=number, **(given_fields | fields))


def test_repeated_number_says_what_and_where() -> None:
    """The panels with one number are reported once, at the last, which leads to all others."""
    dataset = Dataset([numbered("a", 2), numbered("b", 1), numbered("c", 2), numbered("d", 2)])
    (finding,) = check(dataset, select=["PAN004"])
    assert (str(finding), finding.related) == (
        (
            "warning: PAN004 panel-number-repeated: panels 'd', $.number: 3 panels have number 2: 'a', 'c', 'd'; "
            "correct the numbers, merge the panels if they are the same, or say by part_of_id in which part of the "
            "programme each is counted"
        ),
        (("panels", "a"), ("panels", "c")),
    )


@pytest.mark.parametrize(("count", "tail"), [(5, "'a4'"), (6, "'a4', …")])
def test_many_panels_with_one_number_are_cut_short(count: int, tail: str) -> None:
    """The message lists five ids."""
    dataset = Dataset([numbered(f"a{place}", 1) for place in range(count)])
    (finding,) = check(dataset, select=["PAN004"])
    assert finding.message == f"{count} panels have number 1: 'a0', 'a1', 'a2', 'a3', {tail}"


@pytest.mark.parametrize(
    "other",
    [
        numbered("b", 2),
        numbered("b", None),
        numbered("b", 1, event_id="f"),
        numbered("b", 1, part_of_id="day"),
        numbered("b", 1, format=PanelFormat.WORKING_GROUP),
    ],
)
def test_panels_that_are_not_counted_together_are_silent(other: Panel) -> None:
    """Each event, larger part of the programme and form has its own numbers, and panels can have none."""
    assert len(check(Dataset([numbered("a", 1), other]), select=["PAN004"])) == 0


@pytest.mark.parametrize("part_of_id", [None, "day"])
def test_repeated_number_in_one_part_is_flagged(part_of_id: str | None) -> None:
    """Within one day, or outside of all, a number stands once."""
    dataset = Dataset([numbered(name, 1, part_of_id=part_of_id) for name in "ab"])
    assert [finding.record_id for finding in check(dataset, select=["PAN004"])] == ["b"]


def test_panels_without_numbers_are_silent() -> None:
    """Two panels of which nobody says the number do not have one in common."""
    assert len(check(Dataset([numbered("a", None), numbered("b", None)]), select=["PAN004"])) == 0


@pytest.mark.parametrize(("own", "there"), [("a", "b"), ("b", "a")])
def test_repeated_number_beside_is_reported_at_ones_own(own: str, there: str) -> None:
    """Where one of the two stands beside the records that are checked, the other is reported."""
    beside = Dataset([event(), numbered(there, 1)])
    (finding,) = check(Dataset([numbered(own, 1)]), beside=beside, select=["PAN004"])
    assert (finding.record_id, finding.related) == (own, (("panels", there),))


def test_repeated_number_beside_alone_is_silent() -> None:
    """Two panels beside the records that are checked are not for this check."""
    beside = Dataset([event(), numbered("a", 1), numbered("b", 1)])
    owns = Dataset([part("p", Role.PANELLIST, panel_id="a"), part("q", Role.PANELLIST, panel_id="b")])
    assert len(check(owns, beside=beside, select=["PAN004"])) == 0


def order(
    *panels: Panel, on: str | None = "2023-02-14/2023-02-16", more: tuple[Panel, ...] = ()
) -> list[tuple[str | None, str]]:
    """Return the panels that are against time, each with the one that it was before."""
    findings = check(Dataset([event(dates=on), *panels, *more]), select=["PAN005"])
    return [(finding.record_id, finding.related[0][1]) for finding in findings]


def dated(number: int, dates: str | None, start_time: str | None = None, **fields: Any) -> Panel:  # noqa: ANN401 - any field
    """Return a session with a number on a day."""
    return numbered(f"x{number}", number, dates=span(dates), start_time=start_time, **fields)


def test_numbers_against_days_say_what_and_where() -> None:
    """The finding is at the panel with the higher number and leads to the other."""
    dataset = Dataset([event(), dated(1, "2023-02-15"), dated(2, "2023-02-14")])
    (finding,) = check(dataset, select=["PAN005"])
    assert (str(finding), finding.related) == (
        (
            "warning: PAN005 panel-numbers-against-time: panels 'x2', $.number: number 2 is on 2023-02-14, before "
            "'x1', which has number 1 and is on 2023-02-15; correct one of the numbers, dates or times"
        ),
        (("panels", "x1"),),
    )


def test_numbers_against_starts_say_both_times() -> None:
    """On one day the starts are compared."""
    dataset = Dataset([event(), dated(1, "2023-02-14", "10:00"), dated(2, "2023-02-14", "09:00")])
    (finding,) = check(dataset, select=["PAN005"])
    assert finding.message == (
        "number 2 is on 2023-02-14 at 09:00, before 'x1', which has number 1 and is on 2023-02-14 at 10:00"
    )


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (("2023-02-14", None), ("2023-02-14", None), False),
        (("2023-02-14", None), ("2023-02-15", None), False),
        (("2023-02-15", None), ("2023-02-14/2023-02-15", None), False),
        (("2023-02-15/2023-02-16", None), ("2023-02-14", None), True),
        (("2023-02-15", None), ("2023-02", None), False),
        (("2023-02-15", None), ("2023-02-14?", None), False),
        (("2023-02-14", "10:00"), ("2023-02-14", "10:00"), False),
        (("2023-02-14", "10:00"), ("2023-02-14", "10:01"), False),
        (("2023-02-14", "10:01"), ("2023-02-14", "10:00"), True),
        (("2023-02-14", "09:00"), ("2023-02-15", "08:00"), False),
        (("2023-02-15", "08:00"), ("2023-02-14", "09:00"), True),
        (("2023-02-14", "10:00"), ("2023-02-14", None), False),
        (("2023-02-14", None), ("2023-02-14", "10:00"), False),
        (("2023-02-14/2023-02-15", "10:00"), ("2023-02-14/2023-02-15", "09:00"), False),
        (("2023-02-14", "10:00"), ("2023-02-14/2023-02-15", "09:00"), False),
        (("2023-02", "10:00"), ("2023-02", "09:00"), False),
        ((None, "10:00"), (None, "09:00"), False),
    ],
)
def test_numbers_are_against_time_where_that_is_certain(
    first: tuple[str | None, str | None],
    second: tuple[str | None, str | None],
    expected: bool,  # noqa: FBT001 - a table
) -> None:
    """Days decide, and starts on one and the same day; the same time, and what is not known, do not."""
    assert bool(order(dated(1, *first), dated(2, *second))) == expected


@pytest.mark.parametrize(("on", "expected"), [("2023-02-14", True), ("2023-02-14/2023-02-15", False), (None, False)])
def test_panels_without_dates_are_on_the_day_of_the_event(on: str | None, expected: bool) -> None:  # noqa: FBT001 - a table
    """Where the event was on one day, so were its panels."""
    assert bool(order(dated(1, None, "10:00"), dated(2, None, "09:00"), on=on)) == expected


def test_panels_without_dates_are_on_the_day_that_they_are_part_of() -> None:
    """The starts of sessions within one day are compared."""
    day = numbered("day", 1, dates=span("2023-02-14"), format=PanelFormat.DAY)
    sessions = dated(1, None, "10:00", part_of_id="day"), dated(2, None, "09:00", part_of_id="day")
    assert order(*sessions, more=(day,)) == [("x2", "x1")]


@pytest.mark.parametrize(
    ("zones", "expected"),
    [(("UTC", "UTC"), True), (("UTC", "Europe/Belgrade"), False), (("UTC", None), False), ((None, "UTC"), False)],
)
def test_starts_in_two_time_zones_are_not_compared(zones: tuple[str | None, str | None], expected: bool) -> None:  # noqa: FBT001 - a table
    """Which of two zones is ahead depends on a database that changes."""
    one, other = zones
    panels = dated(1, "2023-02-14", "10:00", time_zone=one), dated(2, "2023-02-14", "09:00", time_zone=other)
    assert bool(order(*panels)) == expected


@pytest.mark.parametrize(
    "fields", [{"event_id": "f"}, {"part_of_id": "day"}, {"format": PanelFormat.WORKING_GROUP}, {"number": None}]
)
def test_numbers_that_are_not_counted_together_are_not_compared(fields: dict[str, Any]) -> None:
    """Numbers start anew in each event, larger part of the programme and form."""
    assert order(dated(1, "2023-02-15"), attrs.evolve(dated(2, "2023-02-14"), **fields)) == []


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ((16, 14, 15), [("x2", "x1")]),
        ((14, 16, 15), [("x3", "x2")]),
        ((15, 16, 14), [("x3", "x2")]),
        ((16, 15, 14), [("x2", "x1"), ("x3", "x2")]),
        ((15, None, 14), [("x3", "x1")]),
        ((15, 15, 14), [("x3", "x1")]),
        ((14, 15, 16), []),
    ],
)
def test_one_wrong_date_is_one_finding(days: tuple[int | None, ...], expected: list[tuple[str, str]]) -> None:
    """Each panel is compared with the one before it, or with an earlier one where that one decides nothing."""
    panels = [dated(number, f"2023-02-{day}" if day else None) for number, day in enumerate(days, start=1)]
    assert order(*panels) == expected


def test_numbers_are_compared_as_numbers() -> None:
    """The second comes before the tenth, whatever the order of the ids."""
    assert order(dated(2, "2023-02-14"), dated(10, "2023-02-15")) == []


def test_repeated_numbers_are_left_to_their_rule() -> None:
    """Of panels with one number nobody can say which of them the order is against."""
    again = numbered("again", 2, dates=span("2023-02-14"))
    assert order(dated(1, "2023-02-15"), dated(2, "2023-02-14"), again, dated(3, "2023-02-16")) == []


def test_repeated_numbers_hide_no_others() -> None:
    """The panels after those with one number are compared all the same."""
    again = numbered("again", 1, dates=span("2023-02-16"))
    panels = dated(1, "2023-02-16"), again, dated(2, "2023-02-15"), dated(3, "2023-02-14")
    assert order(*panels) == [("x3", "x2")]


@pytest.mark.parametrize("on", ["2023-02-14/2023-02-16", "2023-02-15"])
def test_panels_outside_the_event_are_left_to_their_rule(on: str) -> None:
    """A panel that is outside its event, or outside the larger part of it, has one wrong date and one finding."""
    day = numbered("day", 1, dates=span("2023-02-15"), format=PanelFormat.DAY)
    sessions = dated(1, "2023-02-15", part_of_id="day"), dated(2, "2023-02-14", part_of_id="day")
    findings = check(Dataset([event(dates=on), day, *sessions]), select=["PAN001", "PAN005"])
    assert [(finding.code, finding.record_id) for finding in findings] == [("PAN001", "x2")]


@given(st.lists(DAYS, min_size=1, max_size=6).map(sorted))
def test_numbers_along_time_are_silent(days: list[dt.date]) -> None:
    """Panels whose numbers follow their days are never flagged."""
    assert order(*(dated(number, day.isoformat()) for number, day in enumerate(days, start=1)), on=None) == []


@given(st.lists(DAYS, min_size=2, max_size=6, unique=True).map(sorted))
def test_numbers_against_time_are_flagged(days: list[dt.date]) -> None:
    """Of panels in reverse order each but the first is flagged."""
    panels = [dated(number, day.isoformat()) for number, day in enumerate(reversed(days), start=1)]
    assert len(order(*panels, on=None)) == len(days) - 1


def test_long_chain_of_parts_ends() -> None:
    """A panel within more parts than any programme has is treated as if the chain ended after twenty."""
    chained = [
        numbered(
            f"x{level:02}",
            level + 1,
            part_of_id=f"x{level + 1:02}",
            dates=span("2023-02-15") if level == last else None,
        )
        for last in (20,)
        for level in range(last + 1)
    ]
    bottom = [
        attrs.evolve(panel(name, dates=None), part_of_id="x00", number=number) for name, number in (("a", 1), ("b", 2))
    ]
    timed = [attrs.evolve(entry, start_time=start) for entry, start in zip(bottom, ("10:00", "09:00"), strict=True)]
    shorter = [attrs.evolve(entry, part_of_id="x02") for entry in timed]
    assert (order(*chained, *timed, on=None), order(*chained, *shorter, on=None)) == ([], [("b", "a")])


def timed(start: str | None, end: str | None, **fields: Any) -> Panel:  # noqa: ANN401 - any field
    """Return a session from one time of day to another."""
    return numbered("x", 1, start_time=start, end_time=end, **fields)


def test_end_before_the_start_says_what_and_where() -> None:
    """The finding is at the end, and has both times."""
    (finding,) = check(Dataset([timed("14:00", "03:30")]), select=["PAN006"])
    assert str(finding) == (
        "warning: PAN006 panel-ending-before-its-start: panels 'x', $.end_time: it starts at 14:00, and ends at 03:30; "
        "correct one of the two times"
    )


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("14:00", "02:00", False),
        ("14:00", "02:01", True),
        ("14:00", "13:59", True),
        ("14:00", "14:00", False),
        ("22:00", "01:00", False),
        ("00:00", "23:59", False),
        ("09:00", "00:00", True),
        ("14:30", "02:29", False),
        ("14:29", "02:30", True),
        ("14:00", None, False),
        (None, "03:30", False),
    ],
)
def test_end_in_the_night_is_silent(start: str | None, end: str | None, expected: bool) -> None:  # noqa: FBT001 - a table
    """A panel can go on for twelve hours, into the next day; one that would be longer has a wrong time."""
    assert bool(check(Dataset([timed(start, end)]), select=["PAN006"])) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"dates": span("2023-02-14")}, True),
        ({"dates": span("2023-02-14/2023-02-15")}, False),
        ({"dates": span("2023-02")}, False),
        ({"format": PanelFormat.EXERCISE}, False),
        ({"format": PanelFormat.DAY}, True),
    ],
)
def test_panel_of_several_days_is_silent(fields: dict[str, Any], expected: bool) -> None:  # noqa: FBT001 - a table
    """The end of a panel that is or may be of several days is on the last of them; exercises take days and nights."""
    assert bool(check(Dataset([timed("14:00", "03:30", **fields)]), select=["PAN006"])) == expected
