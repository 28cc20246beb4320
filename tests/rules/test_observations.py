from __future__ import annotations

from decimal import Decimal
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Indicator,
    Observation,
    ObservationStatus,
    Organisation,
    OrganisationKind,
    Place,
    PlaceKind,
    Qualifier,
    Record,
)
from seesac_model.query import number_bounds, unit_word
from seesac_model.rules import Finding, check
from tests.rules.records import event, span

FAMILY: Final = ["OBS"]
NUMBERS: Final = st.integers(0, 10_000)
PLANNED: Final = ObservationStatus.PLANNED
DELIVERED: Final = ObservationStatus.DELIVERED
CUMULATIVE: Final = ObservationStatus.CUMULATIVE


def value(
    record_id: str,
    number: float | str | None = None,
    status: ObservationStatus = DELIVERED,
    qualifier: Qualifier = Qualifier.EXACTLY,
    *,
    measure: str | None = "weapons destroyed",
    unit: str | None = "pieces",
    indicator_id: str | None = None,
    place_id: str | None = None,
    recipient_id: str | None = None,
    event_id: str | None = None,
    period: str | None = None,
    part_of_id: str | None = None,
) -> Observation:
    """Return a value of the measure `weapons destroyed`."""
    return Observation(
        id=record_id,
        measure=measure,
        value=None if number is None else Decimal(str(number)),
        status=status,
        qualifier=qualifier,
        unit=unit,
        indicator_id=indicator_id,
        place_id=place_id,
        recipient_id=recipient_id,
        event_id=event_id,
        period=span(period),
        part_of_id=part_of_id,
    )


def codes(*records: Record) -> list[tuple[str, str | None]]:
    """Return the code and the record of each finding."""
    return [(finding.code, finding.record_id) for finding in check(Dataset(records), select=FAMILY)]


def only(*records: Record) -> Finding:
    """Return the one finding there is."""
    (finding,) = check(Dataset(records), select=FAMILY)
    return finding


def told(finding: Finding) -> tuple[object, ...]:
    """Return what a finding says."""
    return finding.code, finding.record_id, finding.path, finding.message, finding.hint, finding.related


def indicator(unit: str | None) -> Indicator:
    """Return an indicator."""
    return Indicator(id="kpi", framework_id="f", title="Weapons destroyed", unit=unit)


# Bounds and units


def bound(entry: tuple[int, int] | None) -> tuple[Decimal, int] | None:
    """Return a bound with its number as a decimal."""
    return None if entry is None else (Decimal(entry[0]), entry[1])


@pytest.mark.parametrize(
    ("qualifier", "least", "most"),
    [
        (Qualifier.EXACTLY, (40, 0), (40, 0)),
        (Qualifier.ABOUT, (36, 0), (44, 0)),
        (Qualifier.OVER, (40, 1), None),
        (Qualifier.AT_LEAST, (40, 0), None),
        (Qualifier.ALMOST, (36, 0), (40, -1)),
        (Qualifier.UP_TO, (0, 0), (40, 0)),
        (Qualifier.UNDER, (0, 0), (40, -1)),
        (Qualifier.BETWEEN, (40, 0), None),
    ],
)
def test_bounds(qualifier: Qualifier, least: tuple[int, int], most: tuple[int, int] | None) -> None:
    """A qualifier says between which numbers a value lies."""
    assert number_bounds(Decimal(40), qualifier) == (bound(least), bound(most))


def test_bounds_below_zero() -> None:
    """Up to less than nothing has no lower bound, and about reaches to both sides."""
    assert number_bounds(Decimal(-40), Qualifier.UP_TO) == (None, bound((-40, 0)))
    assert number_bounds(Decimal(-40), Qualifier.ABOUT) == (bound((-44, 0)), bound((-36, 0)))
    assert number_bounds(Decimal(0), Qualifier.UNDER) == (bound((0, 0)), bound((0, -1)))


def test_units_differ() -> None:
    """Other units are others."""
    units = ["pieces", "t", "kg", "%", "people", "rounds", "EUR", "USD", "boxes", "events", "glass", "glas"]
    assert len({unit_word(unit) for unit in units}) == len(units)


# OBS001


def test_unit_of_another_kind_is_flagged() -> None:
    """Tonnes are no pieces."""
    found = only(value("o", 1, indicator_id="kpi", unit="t"), indicator("pieces"))
    assert told(found) == (
        "OBS001",
        "o",
        ("unit",),
        "the unit is not that of 'kpi'",
        "give the value in the unit of the indicator, or give a measure instead of the indicator",
        (("indicators", "kpi"),),
    )


@pytest.mark.parametrize(("unit", "of_indicator"), [(None, "pieces"), ("t", None), ("pcs", "Pieces"), ("t", "tonnes")])
def test_unit_that_is_the_same_or_not_said_is_silent(unit: str | None, of_indicator: str | None) -> None:
    """Spelling makes no other unit, and one alone is no contradiction."""
    assert codes(value("o", 1, indicator_id="kpi", unit=unit), indicator(of_indicator)) == []


def test_unit_without_an_indicator_that_is_there_is_silent() -> None:
    """A dangling reference is for another rule."""
    assert codes(value("o", 1, indicator_id="kpi", unit="t")) == []
    assert codes(value("o", 1, unit="t"), indicator("pieces")) == []


# OBS002


@given(NUMBERS, NUMBERS)
def test_delivered_is_flagged_if_and_only_if_it_is_more(planned: int, delivered: int) -> None:
    """Of exact numbers, a delivered one is flagged if it is more than the planned one."""
    found = codes(value("plan", planned, PLANNED), value("done", delivered))
    assert found == ([("OBS002", "done")] if delivered > planned else [])


def test_more_than_planned_says_both_numbers() -> None:
    """The finding is at the delivered value, and names the plan."""
    plan = value("plan", "40.5", PLANNED, Qualifier.UP_TO, event_id="e", period="2023")
    found = only(plan, value("done", 41, event_id="e", period="2023"))
    assert told(found) == (
        "OBS002",
        "done",
        ("value",),
        "41 delivered, and no more than up to 40.5 planned in 'plan'",
        "correct one of the numbers, or the status",
        (("observations", "plan"),),
    )


@pytest.mark.parametrize(
    ("plan", "done"),
    [
        ((40, Qualifier.EXACTLY), (40, Qualifier.EXACTLY)),
        ((40, Qualifier.EXACTLY), (44, Qualifier.ABOUT)),
        ((40, Qualifier.ABOUT), (44, Qualifier.EXACTLY)),
        ((40, Qualifier.AT_LEAST), (4000, Qualifier.EXACTLY)),
        ((40, Qualifier.EXACTLY), (4000, Qualifier.UP_TO)),
    ],
)
def test_what_may_be_as_planned_is_silent(plan: tuple[int, Qualifier], done: tuple[int, Qualifier]) -> None:
    """Qualifiers are kept in mind."""
    assert codes(value("plan", plan[0], PLANNED, plan[1]), value("done", done[0], DELIVERED, done[1])) == []


@pytest.mark.parametrize(
    ("plan", "done"),
    [
        (value("plan", 40, PLANNED), value("done", 40, DELIVERED, Qualifier.OVER)),
        (value("plan", 40, PLANNED, Qualifier.UNDER), value("done", 40)),
        (value("plan", 40, PLANNED, Qualifier.ABOUT), value("done", 45)),
        (value("plan", 40, PLANNED, unit="pcs"), value("done", 41)),
        (value("plan", 40, PLANNED, measure=" Weapons  Destroyed "), value("done", 41)),
        (value("plan", 40, PLANNED, period="2023"), value("done", 41, period="2023")),
        (value("plan", 40, PLANNED, period="2023"), value("done", 41, period="2023-05-24", event_id="e")),
        (value("plan", 40, PLANNED, period="2020/2024"), value("done", 41, period="2023-05-24")),
        (value("plan", 40, PLANNED, event_id="e"), value("done", 41, event_id="e", period="2023")),
        (value("plan", 40, PLANNED, event_id="e", period="2023"), value("done", 41, event_id="e")),
        (value("plan", 40, PLANNED, place_id="al"), value("done", 41, place_id="al")),
        (value("plan", 40, PLANNED, recipient_id="x"), value("done", 41, recipient_id="x")),
        (value("plan", 40, PLANNED, period="0005"), value("done", 41, period="0005-05-24")),
    ],
)
def test_same_thing_is_compared(plan: Observation, done: Observation) -> None:
    """The same thing for the same event or time, or for neither, is compared."""
    assert codes(plan, done) == [("OBS002", "done")]


@pytest.mark.parametrize(
    ("plan", "done"),
    [
        (value("plan", 40, PLANNED, unit="t"), value("done", 41)),
        (value("plan", 40, PLANNED, measure="ammunition destroyed"), value("done", 41)),
        (value("plan", 40, PLANNED, indicator_id="kpi"), value("done", 41)),
        (value("plan", 40, PLANNED, place_id="al"), value("done", 41)),
        (value("plan", 40, PLANNED, recipient_id="x"), value("done", 41)),
        (value("plan", 40, PLANNED, event_id="e"), value("done", 41, event_id="other")),
        (value("plan", 40, PLANNED, event_id="e"), value("done", 41)),
        (value("plan", 40, PLANNED), value("done", 41, event_id="e")),
        (value("plan", 40, PLANNED, period="2023"), value("done", 41)),
        (value("plan", 40, PLANNED), value("done", 41, period="2023")),
        (value("plan", 40, PLANNED, period="2022"), value("done", 41, period="2023")),
        (value("plan", 40, PLANNED, period="2023-05"), value("done", 41, period="2023")),
        (value("plan", 40, PLANNED, period="2023?"), value("done", 41, period="2023-05")),
        (value("plan", 40, PLANNED, period="2023/"), value("done", 41, period="2023-05")),
        (value("plan", 40, PLANNED, period="/2023"), value("done", 41, period="2023-05")),
        (value("plan", 40, PLANNED, period="2023"), value("done", 41, period="XXXX-05-24")),
        (value("plan", 40, PLANNED, event_id="e", period="2022"), value("done", 41, event_id="e", period="2023")),
        (value("plan", None, PLANNED), value("done", 41)),
        (value("plan", 40, PLANNED), value("done")),
        (value("plan", 40, ObservationStatus.TARGET), value("done", 41)),
        (value("plan", 40, PLANNED), value("done", 41, CUMULATIVE)),
        (value("plan", 40, PLANNED, part_of_id="done"), value("done", 41)),
    ],
)
def test_other_things_are_silent(plan: Observation, done: Observation) -> None:
    """What differs in a field that says what was counted, or is a target or a share, is not compared."""
    assert codes(plan, done) == []


def test_delivered_share_of_a_plan_is_reported_as_a_share() -> None:
    """A share is compared by the rule about shares alone."""
    assert codes(value("plan", 40, PLANNED), value("done", 41, part_of_id="plan")) == [("OBS003", "done")]


def test_greatest_plan_counts() -> None:
    """A plan may have been raised, or have no upper bound, in whatever order."""
    for ids in (("a", "b"), ("b", "a")):
        plans = (value(ids[0], 40, PLANNED), value(ids[1], 50, PLANNED))
        assert codes(*plans, value("done", 50)) == []
        assert only(*plans, value("done", 51)).related == (("observations", ids[1]),)
        assert codes(plans[0], value(ids[1], 4, PLANNED, Qualifier.OVER), value("done", 51)) == []


def test_greatest_plan_of_all_that_are_compared_counts() -> None:
    """The plans of the event, of the same time, of the year and of the longest time are compared."""
    done = value("done", 50, period="2023-05", event_id="e")
    plans = [
        value("event", 40, PLANNED, event_id="e"),
        value("month", 41, PLANNED, period="2023-05"),
        value("year", 42, PLANNED, period="2023"),
        value("years", 43, PLANNED, period="2020/2024"),
    ]
    assert only(*plans, done).related == (("observations", "years"),)
    assert only(*plans[:3], done).related == (("observations", "year"),)
    for raised in plans:
        others = [plan for plan in plans if plan is not raised]
        more = value(
            raised.id, 60, PLANNED, event_id=raised.event_id, period=str(raised.period) if raised.period else None
        )
        assert codes(*others, more, done) == []


def test_unit_of_the_indicator_counts() -> None:
    """A value without unit is in that of its indicator."""
    plan = value("plan", 40, PLANNED, indicator_id="kpi", unit=None)
    assert codes(plan, value("done", 41, indicator_id="kpi", unit="pcs"), indicator("pieces")) == [("OBS002", "done")]
    assert codes(plan, value("done", 41, indicator_id="kpi", unit="pcs")) == []


# OBS003


@given(NUMBERS, NUMBERS)
def test_share_is_flagged_if_and_only_if_it_is_more(part: int, whole: int) -> None:
    """Of exact numbers, a share is flagged if it is more than the whole."""
    found = codes(value("all", whole, place_id="wb"), value("part", part, part_of_id="all"))
    assert found == ([("OBS003", "part")] if part > whole else [])


def test_share_that_is_more_says_both_numbers() -> None:
    """The finding is at the share, and names the whole."""
    found = only(value("all", 5, qualifier=Qualifier.UNDER), value("part", 5, part_of_id="all"))
    assert told(found) == (
        "OBS003",
        "part",
        ("value",),
        "5, and 'all', of which it is a share, has under 5",
        "correct one of the numbers, or the larger value",
        (("observations", "all"),),
    )


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (value("all", 5, qualifier=Qualifier.OVER), value("part", 500, part_of_id="all")),
        (value("all", 5), value("part", 5, part_of_id="all")),
        (value("all", 5), value("part", 6, part_of_id="all", unit="t")),
        (value("all", 5, unit="%"), value("part", 6, part_of_id="all", unit="per cent")),
        (value("all", 5), value("part", None, part_of_id="all")),
        (value("all", None), value("part", 6, part_of_id="all")),
        (value("all", 5, part_of_id="part"), value("part", 6, part_of_id="all")),
        (value("other", 5), value("part", 6, part_of_id="all")),
        (value("other", 5), value("part", 6, part_of_id="part")),
    ],
)
def test_share_that_may_fit_is_silent(whole: Observation, part: Observation) -> None:
    """Qualifiers, other units, shares in per cent, circles and dangling references are not flagged."""
    assert codes(whole, part) == []


def parts(*fields: dict[str, str], number: int = 3) -> list[Observation]:
    """Return shares of `all` that differ in these fields."""
    return [
        value(
            f"part-{place}",
            number,
            part_of_id="all",
            place_id=entry.get("place_id"),
            recipient_id=entry.get("recipient_id"),
            event_id=entry.get("event_id"),
            period=entry.get("period"),
        )
        for place, entry in enumerate(fields)
    ]


PLACES: Final = (
    Place(id="al", name="Albania", kind=PlaceKind.JURISDICTION),
    Place(id="tirana", name="Tirana", kind=PlaceKind.CITY, part_of_id="al"),
)
BODIES: Final = tuple(
    Organisation(id=record_id, name="Body", kind=OrganisationKind.POLICE, part_of_ids=wholes)
    for record_id, wholes in (("police", ()), ("unit", ("police",)))
)
EVENTS: Final = (event("e"), event("f"), event("part", part_of_id="e"), event("deep", part_of_id="part"))


@pytest.mark.parametrize(
    "shares",
    [
        parts({"place_id": "al"}, {"place_id": "rs"}),
        parts({"recipient_id": "police"}, {"recipient_id": "customs"}),
        parts({"event_id": "e"}, {"event_id": "f"}),
        parts({"event_id": "f"}, {"event_id": "part"}),
        parts({"event_id": "e"}, {"event_id": "nowhere"}),
        parts({"period": "2023"}, {"period": "2022"}),
        parts({"place_id": "al", "period": "2023"}, {"place_id": "rs", "period": "2023"}),
    ],
)
def test_shares_that_are_more_together_are_flagged(shares: list[Observation]) -> None:
    """Shares with nothing in common are added up, and the finding is at the whole."""
    found = only(value("all", 5), *shares, *PLACES, *BODIES, *EVENTS)
    assert told(found) == (
        "OBS003",
        "all",
        ("value",),
        "5, and 2 shares together are 6",
        "correct one of the numbers, or the larger value of one of the shares",
        (("observations", "part-0"), ("observations", "part-1")),
    )


@pytest.mark.parametrize(
    "shares",
    [
        parts({}, {}),
        parts({"place_id": "al"}, {"place_id": "tirana"}),
        parts({"place_id": "al"}, {}),
        parts({"recipient_id": "unit"}, {"recipient_id": "police"}),
        parts({"recipient_id": "unit"}, {}),
        parts({"event_id": "e"}, {"event_id": "e"}),
        parts({"event_id": "e"}, {"event_id": "part"}),
        parts({"event_id": "e"}, {"event_id": "deep"}),
        parts({"event_id": "e"}, {}),
        parts({"period": "2023"}, {"period": "2023-05"}),
        parts({"period": "2023"}, {}),
        parts({"period": "2022"}, {"period": "2023"}, {"period": "2023-05"}),
        parts({"event_id": "f"}, {"event_id": "e"}, {"event_id": "part"}),
        parts({"place_id": "al"}, {"recipient_id": "police"}),
        parts({"place_id": "al"}),
    ],
)
def test_shares_that_may_overlap_are_silent(shares: list[Observation]) -> None:
    """Shares that may have something in common are not added up."""
    assert codes(value("all", 5), *shares, *PLACES, *BODIES, *EVENTS) == []


def test_events_that_are_parts_of_one_another_are_followed_once() -> None:
    """A circle of events ends."""
    circle = (event("g", part_of_id="h"), event("h", part_of_id="g"))
    shares = parts({"event_id": "g"}, {"event_id": "f"})
    assert codes(value("all", 5), *shares, *circle) == [("OBS003", "all")]


@pytest.mark.parametrize(
    ("whole", "is_found"),
    [
        (value("all", 6), False),
        (value("all", 5, qualifier=Qualifier.OVER), False),
        (value("all", 6, qualifier=Qualifier.UNDER), True),
        (value("all", 5, unit="t"), False),
    ],
)
def test_sum_is_compared_with_the_bounds_of_the_whole(whole: Observation, is_found: bool) -> None:  # noqa: FBT001 - a column of the table
    """A sum that may be the whole is silent."""
    found = codes(whole, *parts({"place_id": "al"}, {"place_id": "rs"}))
    assert found == ([("OBS003", "all")] if is_found else [])


def test_sum_of_values_that_are_more_is_more() -> None:
    """Over 3 and 3 are more than 6; up to 3 may be nothing, and below zero there is no bound."""
    places = ({"place_id": "al"}, {"place_id": "rs"})
    _, two = parts(*places)
    over = value("part-0", 3, qualifier=Qualifier.OVER, place_id="al", part_of_id="all")
    assert only(value("all", 6), over, two).message == "6, and 2 shares together are more than 6"
    up_to = value("part-0", 3, qualifier=Qualifier.UP_TO, place_id="al", part_of_id="all")
    assert codes(value("all", 5), up_to, two) == []
    below = value("part-0", -3, qualifier=Qualifier.UP_TO, place_id="al", part_of_id="all")
    assert codes(value("all", 3), below, two) == []


def test_share_that_is_more_alone_is_not_reported_with_the_others() -> None:
    """One fault is one finding, and shares of other units or without number are not added up."""
    shares = parts({"place_id": "al"}, {"place_id": "rs"}, number=6)
    assert codes(value("all", 5), *shares) == [("OBS003", "part-0"), ("OBS003", "part-1")]
    assert codes(value("all", 7), shares[0], value("more", 8, part_of_id="all", place_id="rs")) == [("OBS003", "more")]
    one, _ = parts({"place_id": "al"}, {"place_id": "rs"})
    assert codes(value("all", 5), one, value("x", 3, part_of_id="all", unit="t", place_id="rs")) == []
    uncounted = value("x", None, part_of_id="all", place_id="xk")
    assert codes(value("all", 5), one, uncounted) == []
    assert len(only(value("all", 5), *parts({"place_id": "al"}, {"place_id": "rs"}), uncounted).related) == 2
    assert codes(value("all", 5, part_of_id="x"), one, value("x", 5, part_of_id="all", place_id="rs")) == []


# OBS004


@given(NUMBERS, NUMBERS)
def test_running_total_is_flagged_if_and_only_if_it_falls(earlier: int, later: int) -> None:
    """A running total that is less than the one before is flagged."""
    found = codes(
        value("a", later, CUMULATIVE, period="2005/2023"), value("b", earlier, CUMULATIVE, period="2005/2022")
    )
    assert found == ([("OBS004", "a")] if later < earlier else [])


def test_falling_total_says_both_numbers() -> None:
    """The finding is at the later one."""
    found = only(
        value("a", 12000, CUMULATIVE, Qualifier.OVER, period="2022-05"), value("b", 1300, CUMULATIVE, period="2023")
    )
    assert told(found) == (
        "OBS004",
        "b",
        ("value",),
        "1300 for 2023, and over 12000 for 2022-05 in 'a'",
        "correct one of the numbers or dates",
        (("observations", "a"),),
    )


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        (value("a", 12, CUMULATIVE, period="2005/2022"), value("b", 3, CUMULATIVE, period="2012/2023")),
        (value("a", 12, CUMULATIVE, period="2005/2022"), value("b", 3, CUMULATIVE, period="2023")),
        (value("a", 12, CUMULATIVE, period="2023"), value("b", 3, CUMULATIVE, period="2023-05")),
        (value("a", 12, CUMULATIVE, period="2022"), value("b", 3, CUMULATIVE)),
        (value("a", 12, CUMULATIVE), value("b", 3, CUMULATIVE, period="2023")),
        (value("a", 12, CUMULATIVE, period="2005/2022"), value("b", 3, CUMULATIVE, period="2005/..")),
        (value("a", 12, CUMULATIVE, period="2005/2022"), value("b", 3, CUMULATIVE, period="2005/")),
        (value("a", 12, CUMULATIVE, period="2022?"), value("b", 3, CUMULATIVE, period="2023")),
        (value("a", 12, CUMULATIVE, period="{2022-01-01,2022-02-01}"), value("b", 3, CUMULATIVE, period="2023")),
        (value("a", 12, CUMULATIVE, period="2022"), value("b", 3, CUMULATIVE, period="XXXX-02-01")),
        (value("a", 12, CUMULATIVE, period="2022", place_id="al"), value("b", 3, CUMULATIVE, period="2023")),
        (value("a", 12, CUMULATIVE, Qualifier.UP_TO, period="2022"), value("b", 3, CUMULATIVE, period="2023")),
        (value("a", 12, CUMULATIVE, period="2022"), value("b", 3, period="2023")),
        (value("a", 12, period="2022"), value("b", 3, CUMULATIVE, period="2023")),
        (value("a", 12, CUMULATIVE, period="2022"), value("b", None, CUMULATIVE, period="2023")),
    ],
)
def test_total_that_need_not_fall_is_silent(earlier: Observation, later: Observation) -> None:
    """Other starts, times that are not clear, other things and qualifiers leave it open."""
    assert codes(earlier, later) == []


@pytest.mark.parametrize("period", ["2005/{}", "/{}", "{}", "../{}"])
def test_totals_of_one_start_are_compared(period: str) -> None:
    """The start may be said or not, if it is the same."""
    totals = [
        value("c", 12, CUMULATIVE, period=period.format("2021")),
        value("b", 5, CUMULATIVE, period=period.format("2020")),
        value("a", 9, CUMULATIVE, period=period.format("2022")),
        value("d", 12, CUMULATIVE, period=period.format("2023")),
    ]
    assert codes(*totals) == [("OBS004", "a")]
    assert only(*totals).related == (("observations", "c"),)


def test_greatest_lower_bound_counts() -> None:
    """A total that says no least number hides none that does, and the first of equals is named."""
    up_to = value("b", -3, CUMULATIVE, Qualifier.UP_TO, period="2021")
    _, later = check(
        Dataset([value("a", 12, CUMULATIVE, period="2020"), up_to, value("c", 9, CUMULATIVE, period="2022")]),
        select=FAMILY,
    )
    assert (later.record_id, later.related) == ("c", (("observations", "a"),))
    assert (
        codes(value("a", -3, CUMULATIVE, Qualifier.UP_TO, period="2020"), value("b", 1, CUMULATIVE, period="2021"))
        == []
    )
    under = value("a", -3, CUMULATIVE, Qualifier.UP_TO, period="2020")
    found = only(under, value("b", 12, CUMULATIVE, period="2021"), value("c", 9, CUMULATIVE, period="2022"))
    assert found.related == (("observations", "b"),)
    twelve = [value("a", 12, CUMULATIVE, period="2020"), value("b", 12, CUMULATIVE, period="2021")]
    assert only(*twelve, value("c", 9, CUMULATIVE, period="2022")).related == (("observations", "a"),)


# OBS005


def test_counts_that_overlap_are_flagged_once() -> None:
    """The finding is at the one for the shorter time, and names the other."""
    found = only(value("a", 1300, period="2023-05"), value("b", 5000, period="2023"))
    assert told(found) == (
        "OBS005",
        "a",
        ("period",),
        "2023-05 lies within 2023, for which 'b' counts the same",
        "name the larger value in part_of_id, mark a running total as cumulative, or tell the measures apart",
        (("observations", "b"),),
    )


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (value("a", 1, period="2023"), value("b", 1, period="2023")),
        (value("a", 1, period="2023-05-24"), value("b", 1, period="2023-05-24")),
        (value("a", 1, period="2020/.."), value("b", 1, period="2023")),
        (value("a", 1, period="../2024"), value("b", 1, period="2023")),
        (value("a", 1, period="2023"), value("b", 1, period="2023-05-24", event_id="e")),
        (value("a", 1, period="2023", event_id="e"), value("b", 1, period="2023-05-24")),
        (value("a", 1, period="2023", event_id="e"), value("b", 1, period="2023-05-24", event_id="e")),
        (value("a", 1, period="2023", event_id="e"), value("b", 1, period="2023-05-24", event_id="deep")),
    ],
)
def test_same_thing_for_a_time_within_another_is_flagged(one: Observation, two: Observation) -> None:
    """Of two for the same time, the one with the greater id is reported."""
    assert codes(one, two, *EVENTS) == [("OBS005", "b")]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (value("a", 1, period="2023"), value("b", 1, period="2024")),
        (value("a", 1, period="2023"), value("b", 1, period="2022-12/2023-01")),
        (value("a", 1, period="2023"), value("b", 1)),
        (value("a", 1, period="2023"), value("b", 1, period="XXXX-05-24")),
        (value("a", 1, period="XXXX-05-24"), value("b", 1, period="XXXX-05-24")),
        (value("a", 1, period="2023?"), value("b", 1, period="2023-05")),
        (value("a", 1, period="2023~"), value("b", 1, period="2023-01")),
        (value("a", 1, period="/2023"), value("b", 1, period="2023-05")),
        (value("a", 1, period="2020/"), value("b", 1, period="2023-05")),
        (value("a", 1, period="2023"), value("b", 1, period="2023-05", part_of_id="a")),
        (value("a", 1, period="2023", part_of_id="c"), value("b", 1, period="2023-05")),
        (value("a", 1, CUMULATIVE, period="2023"), value("b", 1, period="2023-05")),
        (value("a", 1, period="2023"), value("b", 1, CUMULATIVE, period="2023-05")),
        (value("a", 1, period="2023"), value("b", 1, period="2023-05", unit="t")),
        (value("a", 1, period="2023"), value("b", 1, period="2023-05", place_id="al")),
        (value("a", 1, period="2023"), value("b", 1, period="2023-05", recipient_id="x")),
        (value("a", 1, period="2023"), value("b", 1, period="2023-05", measure="other")),
        (value("a", 1, period="2023"), value("b", 1, period="2023-05", indicator_id="kpi")),
        (value("a", 1, period="2023"), value("b", None, period="2023-05")),
        (value("a", None, period="2023"), value("b", 1, period="2023-05")),
        (value("a", 1, period="2023-05-24", event_id="e"), value("b", 1, period="2023-05-24", event_id="f")),
    ],
)
def test_counts_that_need_not_overlap_are_silent(one: Observation, two: Observation) -> None:
    """Other times, things and events, shares and running totals are not counted twice."""
    assert codes(one, two, *EVENTS) == []


@given(st.lists(st.integers(1, 28), min_size=1, max_size=8, unique=True))
def test_days_apart_are_silent(days: list[int]) -> None:
    """Values for different days are never flagged."""
    assert codes(*(value(f"d{day}", 5, period=f"2023-02-{day:02}") for day in days)) == []


def test_each_value_is_reported_with_the_one_that_reaches_furthest() -> None:
    """A value within several others is one finding; what is not clear hides nothing."""
    years = [value("a", 1, period="2020/2024"), value("b", 1, period="2021/2022")]
    assert codes(*years, value("c", 1, period="2023")) == [("OBS005", "b"), ("OBS005", "c")]
    unclear = [value("u", 1, period="2020?/2030"), value("v", 1, period="2020/2030~")]
    assert codes(years[0], *unclear, value("c", 1, period="2023")) == [("OBS005", "c")]
    found = only(value("a", 1, period="2020/2022"), value("b", 1, period="2021/2024"), value("c", 1, period="2023"))
    assert found.related == (("observations", "b"),)


def test_values_of_other_events_hide_none_of_no_event() -> None:
    """What reaches furthest is sought for each event and for none."""
    records = [
        value("a", 1, period="2020/2024"),
        value("b", 1, period="2021/2030", event_id="e"),
        value("c", 1, period="2023", event_id="f"),
    ]
    assert codes(*records, *EVENTS) == [("OBS005", "c")]
    assert only(*records, *EVENTS).related == (("observations", "a"),)


def test_events_in_a_circle_are_followed_once() -> None:
    """A circle of events ends."""
    circle = (event("g", part_of_id="h"), event("h", part_of_id="g"))
    values = (value("a", 1, period="2023", event_id="g"), value("b", 1, period="2023-05", event_id="h"))
    assert codes(*values, *circle) == [("OBS005", "b")]
