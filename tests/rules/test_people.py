from __future__ import annotations

from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Event,
    EventKind,
    EventMode,
    EventStatus,
    Panel,
    PanelFormat,
    Participation,
    Place,
    PlaceKind,
    Record,
    Role,
)
from seesac_model.rules import check
from tests.rules.records import span

PERHAPS_ABSENT: Final = {
    Role.ORGANISER,
    Role.CO_ORGANISER,
    Role.HOST,
    Role.PATRON,
    Role.FUNDER,
    Role.SUPPORTER,
    Role.DONOR,
    Role.PARTNER,
    Role.SECRETARIAT,
    Role.IMPLEMENTER,
    Role.CONTRACTOR,
}
DAY: Final = "2023-02-14"


def place(record_id: str, kind: PlaceKind = PlaceKind.CITY, part_of_id: str | None = None) -> Place:
    """Return a place."""
    return Place(id=record_id, name="Place", kind=kind, part_of_id=part_of_id)


PLACES: Final = (
    place("mk", PlaceKind.JURISDICTION),
    place("al", PlaceKind.JURISDICTION),
    place("skopje", part_of_id="mk"),
    place("ohrid", part_of_id="mk"),
    place("tirana", part_of_id="al"),
    place("suburb", part_of_id="skopje"),
    place("hotel", PlaceKind.VENUE, "skopje"),
    place("academy", PlaceKind.VENUE, "skopje"),
    place("depot", PlaceKind.VENUE, "mk"),
    place("camp", PlaceKind.VENUE),
    place("crossing", PlaceKind.BORDER_CROSSING),
    place("region", PlaceKind.REGION),
    place("canton", PlaceKind.JURISDICTION, "mk"),
)


def meeting(record_id: str, *place_ids: str, dates: str | None = DAY, **fields: Any) -> Event:  # noqa: ANN401 - any field
    """Return a meeting in person on one day, where nothing else is said."""
    given_fields: dict[str, Any] = {"status": EventStatus.HELD, "mode": EventMode.IN_PERSON}
    return Event(
        id=record_id,
        title="Meeting",
        kind=EventKind.MEETING,
        dates=span(dates),
        place_ids=place_ids,
        **(given_fields | fields),
    )


def part(
    event_id: str, panel_id: str | None = None, *, role: Role = Role.SPEAKER, person_id: str = "p"
) -> Participation:
    """Return the participation of a person, with an id that tells the event, panel and role."""
    record_id = ".".join(filter(None, (event_id, panel_id, role.value, person_id)))
    return Participation(id=record_id, event_id=event_id, panel_id=panel_id, person_id=person_id, role=role)


def panel(
    record_id: str,
    event_id: str = "e",
    *,
    time: str | None = None,
    dates: str | None = DAY,
    **fields: Any,  # noqa: ANN401 - any field
) -> Panel:
    """Return a panel from one time of day to another, as in `09:00-10:00`."""
    start, _, end = (time or "").partition("-")
    return Panel(
        id=record_id,
        event_id=event_id,
        format=PanelFormat.PANEL_DISCUSSION,
        dates=span(dates),
        start_time=start or None,
        end_time=end or None,
        **fields,
    )


def found(*records: Record, code: str) -> list[str]:
    """Return the ids of the participations that a rule reports."""
    return [finding.record_id or "" for finding in check(Dataset([*PLACES, *records]), select=[code])]


def places_found(one: Event, other: Event, *more: Record) -> bool:
    """Tell whether a person who takes part in both events is reported."""
    return found(one, other, part(one.id), part(other.id), *more, code="PER001") != []


A: Final = meeting("a", "skopje")
B: Final = meeting("b", "tirana")


def test_person_in_two_places_says_what_and_where() -> None:
    """The finding is at the second participation and leads to both events and to the first participation."""
    dataset = Dataset([*PLACES, A, B, part("a"), part("b")])
    (finding,) = check(dataset, select=["PER001"])
    assert (str(finding), finding.related) == (
        (
            "warning: PER001 person-in-two-places: participations 'b.speaker.p', $.person_id: 'p' is at 'b' and at 'a' "
            "in another place on 2023-02-14; correct the person, or a date, place or mode"
        ),
        (("events", "b"), ("participations", "a.speaker.p"), ("events", "a")),
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("skopje", "tirana", True),
        ("skopje", "ohrid", True),
        ("hotel", "ohrid", True),
        ("skopje", "crossing", True),
        ("mk", "al", True),
        ("depot", "tirana", True),
        ("depot", "al", True),
        ("skopje", "skopje", False),
        ("hotel", "skopje", False),
        ("hotel", "academy", False),
        ("suburb", "skopje", False),
        ("suburb", "hotel", False),
        ("depot", "skopje", False),
        ("depot", "hotel", False),
        ("canton", "depot", False),
        ("mk", "mk", False),
        ("camp", "tirana", False),
        ("camp", "al", False),
        ("crossing", "al", False),
        ("region", "tirana", False),
        ("region", "region", False),
        ("gone", "tirana", False),
    ],
)
def test_places_are_different_where_that_is_certain(one: str, other: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """Towns are compared where both are known, jurisdictions otherwise; nothing is said where neither is."""
    results = {
        places_found(meeting("a", one), meeting("b", other)),
        places_found(meeting("a", other), meeting("b", one)),
    }
    assert results == {expected}


def test_all_places_have_to_differ() -> None:
    """An event in several places at once is different if all of its places are."""
    both = meeting("b", "tirana", "skopje")
    neither = meeting("b", "tirana", "ohrid")
    assert (places_found(A, both), places_found(A, neither)) == (False, True)


@pytest.mark.parametrize(
    "other",
    [
        meeting("b"),
        meeting("b", "tirana", dates="2023-02-15"),
        meeting("b", "tirana", dates="2023-02-13"),
        meeting("b", "tirana", dates="2023-02-14/2023-02-15"),
        meeting("b", "tirana", dates="2023-02"),
        meeting("b", "tirana", dates="2023-02-14?"),
        meeting("b", "tirana", dates="XXXX-02-14"),
        meeting("b", "tirana", dates=None),
        meeting("b", "tirana", mode=EventMode.ONLINE),
        meeting("b", "tirana", mode=EventMode.HYBRID),
        meeting("b", "tirana", mode=EventMode.UNSTATED),
        meeting("b", "tirana", status=EventStatus.CANCELLED),
        meeting("b", "tirana", status=EventStatus.POSTPONED),
        meeting("b", "tirana", follows_ids=("a",)),
        meeting("b", "tirana", part_of_id="a"),
    ],
)
def test_what_is_no_contradiction_is_silent(other: Event) -> None:
    """Another day, several days, another mode, and an event that was not held or belongs to the first are silent."""
    assert (places_found(A, other), places_found(attrs.evolve(other, id="0"), A)) == (False, False)


def test_event_that_the_second_follows_is_silent() -> None:
    """It does not matter which of the two says that one follows the other."""
    assert not places_found(attrs.evolve(A, follows_ids=("b",)), B)


@pytest.mark.parametrize("middle", [meeting("middle", part_of_id="whole"), meeting("middle")])
def test_parts_of_one_larger_event_are_silent(middle: Event) -> None:
    """Two parts of one event, at any remove, can be in two places; parts of different events cannot."""
    one, other = attrs.evolve(A, part_of_id="middle"), attrs.evolve(B, part_of_id="whole")
    assert places_found(one, other, middle, meeting("whole")) == (middle.part_of_id is None)


@pytest.mark.parametrize("status", [EventStatus.PLANNED, EventStatus.ANNOUNCED, EventStatus.UNDER_WAY])
def test_events_to_come_are_looked_at(status: EventStatus) -> None:
    """Nobody can be announced for two cities on one day either."""
    assert places_found(attrs.evolve(A, status=status), attrs.evolve(B, status=status))


@pytest.mark.parametrize("role", Role)
def test_whoever_need_not_be_there_is_silent(role: Role) -> None:
    """A patron, host or organiser can be elsewhere; whoever has a part in what happens cannot."""
    assert bool(found(A, B, part("a"), part("b", role=role), code="PER001")) == (role not in PERHAPS_ABSENT)


def test_other_people_and_bodies_are_silent() -> None:
    """Two people can be in two places, and so can one body."""
    body = {"organisation_id": "o", "role": Role.SPEAKER}
    bodies = [Participation(id=f"{event_id}.o", event_id=event_id, **body) for event_id in "ab"]  # type: ignore[arg-type]  # a table of fields
    assert found(A, B, part("a"), part("b", person_id="q"), *bodies, code="PER001") == []


@pytest.mark.parametrize("present", [(A,), (B,), ()])
def test_events_that_are_not_there_are_silent(present: tuple[Event, ...]) -> None:
    """A dangling reference is for another rule."""
    assert found(*present, part("a"), part("b"), code="PER001") == []


def test_two_roles_at_one_event_are_reported_once() -> None:
    """A pair of events is reported once for a person, whatever number of roles they had."""
    parts = [part("a"), part("a", role=Role.OPENER), part("b"), part("b", role=Role.OPENER)]
    assert found(A, B, *parts, code="PER001") == ["b.opener.p"]


def test_third_place_is_reported_once() -> None:
    """Each event that contradicts an earlier one is reported once, with the first of these."""
    third = meeting("c", "ohrid")
    dataset = Dataset([*PLACES, A, B, third, part("a"), part("b"), part("c")])
    findings = check(dataset, select=["PER001"])
    assert [(finding.record_id, finding.related[-1]) for finding in findings] == [
        ("b.speaker.p", ("events", "a")),
        ("c.speaker.p", ("events", "a")),
    ]


def test_second_of_three_can_be_the_one_that_fits() -> None:
    """An event is compared with all earlier ones, and not with the last alone."""
    assert found(A, B, meeting("c", "tirana"), *map(part, "abc"), code="PER001") == ["b.speaker.p", "c.speaker.p"]


@pytest.mark.parametrize(("own", "there"), [("a", "b"), ("b", "a")])
def test_what_stands_beside_is_a_part_of_the_pair(own: str, there: str) -> None:
    """Where one of the two is beside the records that are checked, the other is reported, whatever the ids."""
    beside = Dataset([*PLACES, A, B, part(there)])
    assert [finding.record_id for finding in check(Dataset([part(own)]), beside=beside, select=["PER001"])] == [
        f"{own}.speaker.p"
    ]


def test_many_events_on_one_day_are_compared_with_the_nearest() -> None:
    """Twenty events before one are looked at, which is more than anybody is at on one day."""
    here = [meeting(f"a{number:02}", "skopje") for number in range(20)]
    parts = [part(event.id) for event in here]
    assert found(B, *here, *parts, part("b"), code="PER001") == ["b.speaker.p"]
    assert found(B, meeting("a", "ohrid"), *here, *parts, part("a"), part("b"), code="PER001")[-1] == "b.speaker.p"


def test_earlier_event_beyond_the_nearest_is_not_compared() -> None:
    """The twenty-first event before one is not looked at."""
    first, last = meeting("a", "ohrid"), meeting("b", "skopje")
    between = [meeting(f"a{number:02}", "skopje") for number in range(20)]
    records = [first, *between, last]
    assert found(*records, *(part(entry.id) for entry in records), code="PER001") == [
        f"{entry.id}.speaker.p" for entry in between
    ]


@pytest.mark.parametrize("dates", ["2023-02-14/2023-02-15", "2023-02", None])
def test_two_events_of_several_days_are_silent(dates: str | None) -> None:
    """Whoever is at two events of the same days can be at one on the first and at the other on the second."""
    assert not places_found(meeting("a", "skopje", dates=dates), meeting("b", "tirana", dates=dates))


@pytest.mark.parametrize(
    "first",
    [part("0", role=Role.HOST), part("0"), Participation(id="0", event_id="a", organisation_id="o", role=Role.HOST)],
)
def test_participations_that_do_not_count_hide_no_others(first: Participation) -> None:
    """What is left out, as at an event that is not there, does not keep what comes after it from being compared."""
    assert found(A, B, first, part("a"), part("b"), code="PER001") == ["b.speaker.p"]


def test_event_in_more_places_than_can_be_compared_is_silent() -> None:
    """Twenty places of an event are compared; who says more says nothing of where the person was."""
    cities = [place(f"city-{number:02}") for number in range(21)]
    wide = [meeting("b", *(city.id for city in cities[:count])) for count in (20, 21)]
    assert [places_found(A, other, *cities) for other in wide] == [True, False]


@pytest.mark.parametrize(
    ("of_panel", "expected"),
    [
        (panel("x", "b", dates=DAY), True),
        (panel("x", "b", dates="2023-02-15"), False),
        (panel("x", "b", dates="2023-02-14/2023-02-15"), False),
        (panel("x", "b", dates=None), False),
        (panel("x", "b", dates=None, part_of_id="day"), True),
        (panel("x", "b", place_id="ohrid"), True),
        (panel("x", "b", place_id="hotel"), False),
        (panel("x", "other"), False),
        (panel("other", "b"), False),
    ],
)
def test_panel_says_more_closely_when_and_where(of_panel: Panel, expected: bool) -> None:  # noqa: FBT001 - a table
    """Of an event of two days the day of the panel counts, and the place of the panel before that of the event."""
    days = meeting("b", "tirana", dates="2023-02-14/2023-02-15")
    records = [A, days, of_panel, panel("day", "b", dates=DAY), part("a"), part("b", "x")]
    assert bool(found(*records, code="PER001")) == expected


def seats_found(*panels: Panel, events: tuple[Event, ...] = (), on: str | None = DAY) -> list[str]:
    """Return the participations of a person on all of these panels that are reported."""
    parts = [part(entry.event_id, entry.id) for entry in panels]
    return found(meeting("e", dates=on), *events, *panels, *parts, code="PER002")


NINE: Final = panel("x", time="09:00-10:30")


def test_person_in_two_panels_at_once_says_what_and_where() -> None:
    """The finding is at the second participation and leads to both panels and to the first participation."""
    other = panel("y", time="10:00-11:00")
    dataset = Dataset([meeting("e"), NINE, other, part("e", "x"), part("e", "y")])
    (finding,) = check(dataset, select=["PER002"])
    assert (str(finding), finding.related) == (
        (
            "warning: PER002 person-in-two-panels-at-once: participations 'e.y.speaker.p', $.panel_id: 'p' is on 'y' "
            "from 10:00 to 11:00 and on 'x' from 09:00 to 10:30 of the same day; correct the person, or a date or time"
        ),
        (("panels", "y"), ("participations", "e.x.speaker.p"), ("panels", "x")),
    )


@pytest.mark.parametrize(("own", "there"), [("x", "y"), ("y", "x")])
def test_seat_that_stands_beside_is_a_part_of_the_pair(own: str, there: str) -> None:
    """Where one of the two seats is beside the records that are checked, the other is reported, whatever the ids."""
    beside = Dataset([meeting("e"), NINE, panel("y", time="10:00-11:00"), part("e", there)])
    report = check(Dataset([part("e", own)]), beside=beside, select=["PER002"])
    assert [finding.record_id for finding in report] == [f"e.{own}.speaker.p"]


@pytest.mark.parametrize(
    ("time", "expected"),
    [
        ("10:29-11:00", True),
        ("10:30-11:00", False),
        ("08:00-09:00", False),
        ("08:00-09:01", True),
        ("09:15-10:00", True),
        ("08:00-12:00", True),
        ("10:29-10:31", True),
        ("08:00-08:59", False),
        ("09:00-10:30", True),
        ("09:30-09:30", False),
        ("23:00-01:00", False),
        ("23:00-22:00", False),
        (None, False),
        ("09:00-", False),
        ("-10:00", False),
    ],
)
def test_panels_overlap_where_a_minute_is_in_both(time: str | None, expected: bool) -> None:  # noqa: FBT001 - a table
    """One that starts when the other ends is not at once with it, and without both times nothing is said."""
    assert bool(seats_found(NINE, panel("y", time=time))) == expected


@pytest.mark.parametrize(
    ("time", "dates", "expected"),
    [
        ("00:30-02:00", "2023-02-15", True),
        ("01:00-02:00", "2023-02-15", False),
        ("00:30-02:00", DAY, False),
        ("00:30-02:00", "2023-02-16", False),
        ("22:00-23:30", DAY, True),
        ("00:59-02:00", "2023-02-15", True),
    ],
)
def test_end_before_the_start_is_on_the_next_day(time: str, dates: str, expected: bool) -> None:  # noqa: FBT001 - a table
    """A panel from 23:00 to 01:00 goes on after midnight."""
    assert bool(seats_found(panel("x", time="23:00-01:00"), panel("y", time=time, dates=dates))) == expected


def test_panel_with_a_doubtful_end_is_left_to_its_rule() -> None:
    """A panel from two in the afternoon to half past three in the morning has a wrong time, and one finding."""
    assert seats_found(panel("x", time="14:00-03:30"), panel("y", time="16:00-17:00")) == []
    assert seats_found(panel("x", time="14:00-02:00"), panel("y", time="16:00-17:00")) != []


def test_last_minute_of_a_day_is_before_the_first_of_the_next() -> None:
    """A panel that ends before midnight is not at once with one that starts at midnight."""
    next_day = panel("y", time="00:00-01:00", dates="2023-02-15")
    assert seats_found(panel("x", time="22:00-23:59"), next_day) == []


@pytest.mark.parametrize(
    ("dates", "on", "expected"),
    [
        (DAY, None, True),
        (None, DAY, True),
        (None, None, False),
        (None, "2023-02-14/2023-02-15", False),
        ("2023-02-14/2023-02-15", DAY, False),
        ("2023-02", DAY, False),
        ("2023-02-15", None, False),
    ],
)
def test_panels_are_on_one_day_where_that_is_certain(dates: str | None, on: str | None, expected: bool) -> None:  # noqa: FBT001 - a table
    """A panel without a date has that of the event, if this is one day."""
    assert bool(seats_found(NINE, panel("y", time="09:00-10:00", dates=dates), on=on)) == expected


@pytest.mark.parametrize("zones", [("Europe/Belgrade", "Europe/Belgrade"), (None, None)])
@pytest.mark.parametrize("part_of_id", [None, "day"])
def test_one_time_zone_of_one_event_is_compared(zones: tuple[str | None, str | None], part_of_id: str | None) -> None:
    """Times of one event are compared if both are of one zone, or neither says of which; parallel sessions too."""
    panels = [
        panel(name, time="09:00-10:00", time_zone=zone, part_of_id=part_of_id)
        for name, zone in zip("xy", zones, strict=True)
    ]
    assert seats_found(*panels) == ["e.y.speaker.p"]


@pytest.mark.parametrize("zones", [("Europe/Belgrade", "UTC"), ("Europe/Belgrade", None), (None, "UTC")])
def test_two_time_zones_are_not_compared(zones: tuple[str | None, str | None]) -> None:
    """What time it is elsewhere depends on a database that changes, so nothing is said."""
    panels = [panel(name, time="09:00-10:00", time_zone=zone) for name, zone in zip("xy", zones, strict=True)]
    assert seats_found(*panels) == []


@pytest.mark.parametrize("part_of_id", ["x", "middle"])
def test_part_of_the_panel_is_silent(part_of_id: str) -> None:
    """Whoever sits on a part of a panel sits on the panel, at any remove and in either order."""
    middle = panel("middle", part_of_id="x")
    inner = panel("y", time="09:00-10:00", part_of_id=part_of_id)
    early = attrs.evolve(inner, start_time="08:00")
    assert (seats_found(NINE, middle, inner), seats_found(NINE, middle, early)) == ([], [])


def test_panels_with_one_number_are_left_to_their_rule() -> None:
    """Of one panel that is recorded twice PAN004 tells."""
    one, other = attrs.evolve(NINE, number=1), attrs.evolve(NINE, id="y", number=1)
    assert seats_found(one, other) == []
    assert seats_found(one, attrs.evolve(other, number=2)) == ["e.y.speaker.p"]
    assert seats_found(one, attrs.evolve(other, part_of_id="day")) == ["e.y.speaker.p"]


ZONED: Final = panel("x", time="09:00-10:30", time_zone="UTC")
ELSEWHERE: Final = attrs.evolve(ZONED, id="y", event_id="f")


def test_panels_of_two_events_are_compared() -> None:
    """Nobody sits on panels of two events at once, whatever numbers these have."""
    one, other = attrs.evolve(ZONED, number=1), attrs.evolve(ELSEWHERE, number=1)
    assert seats_found(one, other, events=(meeting("f"),)) == ["f.y.speaker.p"]


@pytest.mark.parametrize("zone", [None, "Europe/Belgrade"])
def test_panels_of_two_events_need_one_time_zone(zone: str | None) -> None:
    """Local times of two events say nothing of one another."""
    one, other = attrs.evolve(ZONED, time_zone=None), attrs.evolve(ELSEWHERE, time_zone=zone)
    assert seats_found(one, other, events=(meeting("f"),)) == []


@pytest.mark.parametrize("middle", [meeting("f", part_of_id="e"), meeting("f", part_of_id="g")])
def test_event_within_the_event_is_silent(middle: Event) -> None:
    """A panel of the larger event may be the smaller event."""
    assert seats_found(ZONED, ELSEWHERE, events=(middle, meeting("g", part_of_id="e"))) == []


def test_parallel_parts_of_one_event_are_compared() -> None:
    """Two parts of one event can be at the same time, yet nobody is in both."""
    parts = (meeting("f", part_of_id="g"), meeting("h", part_of_id="g"), meeting("g"))
    assert seats_found(ELSEWHERE, attrs.evolve(ELSEWHERE, id="z", event_id="h"), events=parts) == ["h.z.speaker.p"]


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (meeting("f", "tirana"), ["PER001"]),
        (meeting("f", "hotel"), ["PER002"]),
        (meeting("f", "tirana", mode=EventMode.ONLINE), ["PER002"]),
    ],
)
def test_two_places_and_two_panels_are_one_finding(other: Event, expected: list[str]) -> None:
    """Whoever is in another place is not told that the panels there are at the same time."""
    records = [*PLACES, meeting("e", "skopje"), other, ZONED, ELSEWHERE, part("e", "x"), part("f", "y")]
    swapped = [*records[:-4], attrs.evolve(ZONED, start_time="09:15"), *records[-3:]]
    assert [
        [finding.code for finding in check(Dataset(entries), select=["PER"])] for entries in (records, swapped)
    ] == [expected, expected]


@pytest.mark.parametrize("role", Role)
def test_whoever_need_not_sit_there_is_silent(role: Role) -> None:
    """Whoever hosts or pays for a panel need not be there."""
    other = panel("y", time="09:00-10:00")
    records = [meeting("e"), NINE, other, part("e", "x"), part("e", "y", role=role)]
    assert bool(found(*records, code="PER002")) == (role not in PERHAPS_ABSENT)


def test_two_roles_on_one_panel_are_reported_once() -> None:
    """A pair of panels is reported once for a person, and a panel is no pair with itself."""
    other = panel("y", time="09:30-10:00")
    parts = [part("e", name, role=role) for name in "xy" for role in (Role.MODERATOR, Role.PANELLIST)]
    assert found(meeting("e"), NINE, other, *parts, code="PER002") == ["e.y.moderator.p"]


@pytest.mark.parametrize("status", [EventStatus.CANCELLED, EventStatus.POSTPONED])
def test_programme_that_was_given_up_is_silent(status: EventStatus) -> None:
    """Nobody has to sit on the panels of an event that does not take place."""
    records = [meeting("e", status=status), NINE, panel("y", time="09:30-10:00"), part("e", "x"), part("e", "y")]
    assert found(*records, code="PER002") == []


def test_panels_are_compared_by_time_and_not_by_id() -> None:
    """The pair is reported at the greater id, whichever of the two starts first."""
    assert seats_found(panel("x", time="10:00-11:00"), panel("y", time="09:00-10:30")) == ["e.y.speaker.p"]


def test_long_panel_is_compared_with_all_that_start_in_it() -> None:
    """A panel that lasts all day meets each of those that start later."""
    short = [panel(f"y{hour}", time=f"{hour}:00-{hour}:30") for hour in range(10, 13)]
    assert seats_found(panel("x", time="09:00-17:00"), *short) == [f"e.y{hour}.speaker.p" for hour in range(10, 13)]


@given(st.lists(st.integers(0, 23), min_size=1, max_size=8, unique=True))
def test_panels_one_after_the_other_are_silent(hours: list[int]) -> None:
    """However many panels somebody sits on, none is reported while each ends when the next starts, or earlier."""
    panels = [panel(f"x{hour}", time=f"{hour:02}:00-{(hour + 1) % 24:02}:00") for hour in hours]
    assert seats_found(*panels) == []
