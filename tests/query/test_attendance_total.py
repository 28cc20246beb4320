from __future__ import annotations

import math

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError
from seesac_model.model import Attendance, Event, EventKind, EventStatus, Headcount, Qualifier
from seesac_model.query import AttendanceTotal, LeftOutReason, events, total_of
from tests.strategies.values import headcounts


def group(
    group_id: str,
    count: str | None = None,
    *,
    of: str | None = None,
    event: str = "e1",
    panel: str | None = None,
    cumulative: bool = False,
) -> Attendance:
    """Make an attendance."""
    return Attendance(
        id=group_id,
        event_id=event,
        panel_id=panel,
        description="officials",
        headcount=None if count is None else Headcount.parse(count),
        part_of_id=of,
        cumulative=cumulative,
    )


def total(*groups: Attendance) -> AttendanceTotal:
    """Add up all attendances of a dataset."""
    return total_of(groups, Dataset(groups))


def left_out(found: AttendanceTotal) -> dict[str, LeftOutReason]:
    """Return the reasons by id."""
    return {entry.attendance.id: entry.reason for entry in found.left_out}


def bounds(found: AttendanceTotal) -> tuple[int, int | None, int]:
    """Return the numbers of a total."""
    return found.lower, found.upper, found.counted


def test_groups_of_an_event_add_up() -> None:
    """Two groups of one event have nobody in common."""
    assert bounds(total(group("a", "20"), group("b", "24"))) == (44, 44, 2)


def test_bounds_add_up() -> None:
    """The bounds of a total are the sums of the bounds, and one group without an upper bound leaves the total none."""
    assert bounds(total(group("a", "about 100"), group("b", "between 21 and 22"))) == (111, 132, 2)
    assert bounds(total(group("a", "20"), group("b", "over 120"))) == (141, None, 2)


def test_tolerance_widens_about() -> None:
    """The tolerance that is asked for says how far "about" reaches."""
    groups = [group("a", "about 100")]
    assert bounds(total_of(groups, Dataset(groups), tolerance=0.2)) == (80, 120, 1)


def test_wrong_tolerance_is_refused_even_with_nothing_to_add() -> None:
    """A tolerance beyond 0 to 1 is an InvalidValueError, whatever there is to count."""
    with pytest.raises(InvalidValueError):
        total_of([], Dataset(), tolerance=2)


def test_group_without_number_is_left_out() -> None:
    """What nobody counted is not counted, and listed."""
    found = total(group("a", "20"), group("b"))
    assert bounds(found) == (20, 20, 1)
    assert left_out(found) == {"b": LeftOutReason.NO_NUMBER}


def test_share_of_a_counted_group_is_left_out() -> None:
    """A share is in its whole already, and so is a share of a share without a number."""
    found = total(group("a", "20"), group("b", of="a"), group("c", "5", of="b"))
    assert bounds(found) == (20, 20, 1)
    assert left_out(found) == {"b": LeftOutReason.NO_NUMBER, "c": LeftOutReason.SHARE}


def test_shares_stand_for_a_whole_without_number() -> None:
    """Shares of a group that nobody counted may have people in common: at least the largest, at most all."""
    found = total(group("a"), group("b", "20", of="a"), group("c", "5", of="a"))
    assert bounds(found) == (20, 25, 2)
    assert left_out(found) == {"a": LeftOutReason.NO_NUMBER}


def test_shares_of_a_group_that_is_not_there_may_overlap() -> None:
    """Shares of a group that the dataset lacks are read as shares all the same."""
    assert bounds(total(group("b", "20", of="gone"), group("c", "5", of="gone"))) == (20, 25, 2)


def test_share_counts_where_its_whole_is_not_asked_for() -> None:
    """A share of a group of another event counts where only its own event is asked for."""
    groups = [group("a", "50", event="e2"), group("b", "20", of="a")]
    assert bounds(total_of(groups[1:], Dataset(groups))) == (20, 20, 1)


def test_cumulative_number_is_left_out_with_its_shares() -> None:
    """A number that includes earlier events is never added, nor are shares of it."""
    found = total(group("a", "500", cumulative=True), group("b", "120", of="a"), group("c", "7"))
    assert bounds(found) == (7, 7, 1)
    assert left_out(found) == {"a": LeftOutReason.CUMULATIVE, "b": LeftOutReason.CUMULATIVE}


def test_groups_that_are_shares_in_a_circle_are_left_out() -> None:
    """Groups that would be shares of themselves, and shares of these, are not counted, and listed."""
    found = total(group("a", "5", of="b"), group("b", "6", of="a"), group("c", "1", of="a"), group("d", "1", of="d"))
    assert bounds(found) == (0, 0, 0)
    assert dict.fromkeys("abcd", LeftOutReason.CIRCULAR) == left_out(found)


def test_groups_at_panels_may_overlap() -> None:
    """Somebody at a panel may be at another panel and in a group of the event as a whole."""
    found = total(
        group("a", "30"), group("b", "20", panel="p1"), group("c", "15", panel="p1"), group("d", "9", panel="p2")
    )
    assert bounds(found) == (35, 74, 4)


def test_somebody_at_two_events_counts_twice() -> None:
    """Groups of different events add up."""
    assert bounds(total(group("a", "20"), group("b", "24", event="e2"))) == (44, 44, 2)


def test_total_reads_as_a_sentence() -> None:
    """Printed, a total says its bounds, how many groups are in it, and how many are not and why."""
    assert str(total(group("a", "about 100"))) == "90 to 110 in 1 group"
    assert str(total(group("a", "20"), group("b", "24"), group("c"))) == "exactly 44 in 2 groups; left out: 1 no-number"
    assert str(total()) == "no headcounts"


def test_selection_adds_up_its_attendances() -> None:
    """`total_attendance` of a selection is the total of the attendances of its events."""
    held = [Event(id=one, title="Event", kind=EventKind.MEETING, status=EventStatus.HELD) for one in ("e1", "e2")]
    dataset = Dataset([*held, group("a", "20"), group("b", "about 100", event="e2")])
    assert bounds(events(dataset).only("e1").total_attendance()) == (20, 20, 1)
    assert bounds(events(dataset).total_attendance(tolerance=0.2)) == (100, 140, 2)


def event(event_id: str, *, of: str | None = None, status: EventStatus = EventStatus.HELD) -> Event:
    """Make an event."""
    return Event(id=event_id, title="Event", kind=EventKind.MEETING, status=status, part_of_id=of)


def test_groups_at_panels_of_one_event_may_overlap() -> None:
    """What is asked of one event alone is what is asked of its groups."""
    groups = [group("a", "20", panel="p1"), group("b", "9", panel="p2"), group("c", "5", panel="p2", of="b")]
    dataset = Dataset([event("e1"), *groups])
    assert bounds(events(dataset).total_attendance()) == bounds(total_of(groups, dataset)) == (20, 29, 2)


@pytest.mark.parametrize("status", sorted(set(EventStatus) - {EventStatus.HELD, EventStatus.UNDER_WAY}))
def test_groups_of_an_event_that_was_not_held_are_left_out(status: EventStatus) -> None:
    """Nobody took part in an event that is intended, announced, cancelled or postponed, whatever number is given."""
    dataset = Dataset(
        [event("e1", status=status), event("e2"), group("a", "20"), group("b"), group("c", "5", event="e2")]
    )
    found = events(dataset).total_attendance()
    assert bounds(found) == (5, 5, 1)
    assert left_out(found) == {"a": LeftOutReason.NOT_HELD, "b": LeftOutReason.NOT_HELD}
    assert str(found) == "exactly 5 in 1 group; left out: 2 not-held"


def test_groups_of_an_event_that_is_under_way_are_counted() -> None:
    """Who takes part in what has begun has taken part."""
    dataset = Dataset([event("e1", status=EventStatus.UNDER_WAY), group("a", "20")])
    assert bounds(events(dataset).total_attendance()) == (20, 20, 1)


def test_share_counts_where_the_event_of_its_whole_was_not_held() -> None:
    """A share of a group that is left out because its event was not held is counted instead."""
    groups = [group("a", "50", event="e2"), group("b", "20", of="a")]
    dataset = Dataset([event("e1"), event("e2", status=EventStatus.CANCELLED), *groups])
    found = events(dataset).total_attendance()
    assert bounds(found) == (20, 20, 1)
    assert left_out(found) == {"a": LeftOutReason.NOT_HELD}


@pytest.mark.parametrize("middle", ["e1", "between"])
def test_event_may_have_people_in_common_with_the_larger_event(middle: str) -> None:
    """An event that is part of another, in one step or several, is read like a panel of it."""
    dataset = Dataset(
        [
            event("e1"),
            event("between", of="e1"),
            event("e2", of=middle),
            group("a", "100"),
            group("b", "30", event="e2"),
        ]
    )
    assert bounds(events(dataset).total_attendance()) == (100, 130, 2)


def test_parts_of_an_event_may_have_people_in_common() -> None:
    """Two parts of an event are read like two panels, even where nobody counted the whole or the dataset lacks it."""
    parts = [event("e2", of="gone"), event("e3", of="gone")]
    dataset = Dataset([*parts, group("b", "30", event="e2"), group("c", "20", event="e3")])
    assert bounds(events(dataset).total_attendance()) == (30, 50, 2)


def test_events_that_are_parts_in_a_circle_are_read_as_one() -> None:
    """Events that would be parts of each other, and their parts, are read like panels; others are not."""
    circle = [event("e1", of="e2"), event("e2", of="e1"), event("e3", of="e2"), event("e4", of="e4")]
    groups = [group(f"g{number}", f"{number}", event=f"e{number}") for number in (1, 2, 3, 4)]
    assert bounds(events(Dataset([*circle, *groups])).total_attendance()) == (7, 10, 4)


def test_long_chains_of_shares_and_events_are_added_up() -> None:
    """However many steps it is from a share to its whole, and from an event to the largest, the total is found."""
    steps = range(3000)
    shares = [group(f"a{one}", "7", of=f"a{one - 1}" if one else None) for one in steps]
    found = total(*shares)
    assert bounds(found) == (7, 7, 1)
    assert {f"a{one}": LeftOutReason.SHARE for one in steps[1:]} == left_out(found)
    chain = [event(f"e{one}", of=f"e{one - 1}" if one else None) for one in steps]
    groups = [group(f"g{one}", "1", event=f"e{one}") for one in steps]
    assert bounds(events(Dataset([*chain, *groups])).total_attendance()) == (1, 3000, 3000)


def test_groups_need_not_be_in_the_dataset() -> None:
    """Groups that are given are read as they are given, also where the dataset lacks them."""
    assert bounds(total_of([group("a", "20"), group("b", "5", of="a")], Dataset())) == (20, 20, 1)


def honest_counts(number: int) -> list[Headcount]:
    """Return what a source may honestly say of a number of people."""
    said = [
        Headcount(value=number),
        Headcount(value=number, qualifier=Qualifier.AT_LEAST),
        Headcount(value=number, qualifier=Qualifier.UP_TO),
        Headcount(value=number, qualifier=Qualifier.BETWEEN, upper_value=number + 3),
        Headcount(value=number + 1, qualifier=Qualifier.UNDER),
        Headcount(value=math.floor(number / 0.95), qualifier=Qualifier.ABOUT),
    ]
    return [*said, Headcount(value=number - 1, qualifier=Qualifier.OVER)] if number else said


@st.composite
def worlds(draw: st.DrawFn) -> tuple[list[Attendance], dict[str, set[str]]]:
    """Draw attendances with the people who really were there; groups that are no shares have nobody in common."""
    groups: list[Attendance] = []
    people: dict[str, set[str]] = {}
    for number in range(draw(st.integers(0, 7))):
        group_id = f"g{number}"
        whole = draw(st.none() | st.sampled_from(groups)) if groups else None
        if whole is None:
            event = draw(st.sampled_from(("e1", "e2")))
            there = {f"{group_id}-{one}" for one in range(draw(st.integers(0, 6)))}
        else:
            event = whole.event_id
            there = {one for one in sorted(people[whole.id]) if draw(st.booleans())}
        people[group_id] = there
        groups.append(
            Attendance(
                id=group_id,
                event_id=event,
                description="officials",
                headcount=draw(st.none() | st.sampled_from(honest_counts(len(there)))),
                part_of_id=None if whole is None else whole.id,
            )
        )
    return groups, people


@given(worlds())
def test_bounds_contain_every_possible_world(world: tuple[list[Attendance], dict[str, set[str]]]) -> None:
    """Law of totals: as many people as there really were in the groups that are counted lie within the bounds."""
    groups, people = world
    found = total(*groups)
    counted = [one.id for one in groups if one.id not in left_out(found)]
    really = len(set().union(*(people[group_id] for group_id in counted)))
    assert found.lower <= really
    assert found.upper is None or really <= found.upper


@given(worlds())
def test_every_group_is_counted_or_left_out(world: tuple[list[Attendance], dict[str, set[str]]]) -> None:
    """Law of completeness: nothing is lost; whatever is not counted is listed."""
    groups, _ = world
    found = total(*groups)
    assert len(groups) == found.counted + len(found.left_out)


@st.composite
def conferences(draw: st.DrawFn) -> tuple[Dataset, int]:
    """Draw events, some of them parts of others, with groups; and how many different people were in each family."""
    held: list[Event] = []
    groups: list[Attendance] = []
    people: set[tuple[str, int]] = set()
    family: dict[str, str] = {}
    for number in range(draw(st.integers(0, 5))):
        whole = draw(st.none() | st.sampled_from(held)) if held else None
        held.append(event(f"e{number}", of=None if whole is None else whole.id))
        family[f"e{number}"] = f"e{number}" if whole is None else family[whole.id]
        for panel in draw(st.sets(st.sampled_from((None, "p1", "p2")))):
            there = draw(st.sets(st.integers(0, 6)))
            said = draw(st.sampled_from(honest_counts(len(there))))
            groups.append(attrs.evolve(group(f"g{len(groups)}", event=f"e{number}", panel=panel), headcount=said))
            people |= {(family[f"e{number}"], one) for one in there}
    return Dataset([*held, *groups]), len(people)


@given(conferences())
def test_bounds_contain_every_way_in_which_parts_overlap(conference: tuple[Dataset, int]) -> None:
    """Law of parts: whoever comes to several parts of one event, the number of people lies within the bounds."""
    dataset, really = conference
    found = events(dataset).total_attendance()
    assert found.lower <= really
    assert found.upper is None or really <= found.upper


@st.composite
def tangles(draw: st.DrawFn) -> Dataset:
    """Draw events that are parts of one another, with groups that are shares of one another, also across events."""
    names = ("e1", "e2", "e3", "e4", "e5")
    nobody = st.none()
    events_drawn = [
        event(
            name,
            of=draw(nobody | st.sampled_from((*(other for other in names if other != name), "gone"))),
            status=draw(st.sampled_from((EventStatus.HELD, EventStatus.HELD, EventStatus.PLANNED))),
        )
        for name in names
    ]
    groups = [
        Attendance(
            id=f"g{number}",
            event_id=draw(st.sampled_from((*names, "gone"))),
            panel_id=draw(nobody | st.sampled_from(("p1", "p2"))),
            description="officers",
            headcount=draw(nobody | headcounts()),
            part_of_id=draw(nobody | st.sampled_from(tuple(f"g{other}" for other in range(9) if other != number))),
            cumulative=draw(st.sampled_from((False, False, True))),
        )
        for number in range(draw(st.integers(0, 8)))
    ]
    return Dataset([*events_drawn, *groups])


@given(tangles(), st.sets(st.sampled_from(("e1", "e2", "e3", "e4", "e5"))))
def test_events_add_up_as_their_groups_do(dataset: Dataset, chosen: set[str]) -> None:
    """Law of the index of totals: what some events come to is what their groups come to when they are added up."""
    these = events(dataset).only(*chosen)
    assert these.total_attendance() == total_of(these.attendances(), dataset)


def test_shares_of_a_group_with_a_number_stay_out_of_the_total_of_an_event() -> None:
    """A group and its shares at one event come to the group, and the shares are listed."""
    groups = [group("all", "50"), group("women", "20", of="all"), group("men", "30", of="all")]
    found = events(Dataset([event("e1"), *groups])).total_attendance()
    assert bounds(found) == (50, 50, 1)
    assert left_out(found) == {"men": LeftOutReason.SHARE, "women": LeftOutReason.SHARE}
