from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError, SelectionError
from seesac_model.model import (
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    FrameworkKind,
    Funding,
    FundingStatus,
    Indicator,
    Money,
    Observation,
    ObservationStatus,
    Organisation,
    OrganisationKind,
    Place,
    PlaceKind,
    PolicyFramework,
    Qualifier,
    Record,
)
from seesac_model.query import events, field, fundings, observations
from seesac_model.query.amount_total import (
    AmountLeftOutReason,
    AmountRange,
    FundingTotals,
    ObservedTotals,
    total_funding,
    total_observed,
)
from tests.query.published import pieces


def value(value_id: str, number: int | str | None = None, **fields: Any) -> Observation:  # noqa: ANN401
    """Make an observation of weapons destroyed."""
    given = {"measure": "weapons destroyed", "unit": "pieces", **fields}
    return Observation(id=value_id, value=None if number is None else Decimal(number), **given)


def sum_(funding_id: str, money: str | None = None, **fields: Any) -> Funding:  # noqa: ANN401
    """Make a funding that was paid by the European Union."""
    given = {"donor_ids": ("eu",), "status": FundingStatus.PAID, **fields}
    return Funding(id=funding_id, amount=None if money is None else Money.parse(money), **given)


def event(event_id: str, status: EventStatus = EventStatus.HELD, of: str | None = None) -> Event:
    """Make an event."""
    return Event(id=event_id, title="Event", kind=EventKind.DESTRUCTION, status=status, part_of_id=of)


def place(place_id: str, kind: PlaceKind = PlaceKind.JURISDICTION, **fields: Any) -> Place:  # noqa: ANN401
    """Make a place."""
    return Place(id=place_id, name=place_id, kind=kind, **fields)


def lines(found: FundingTotals | ObservedTotals) -> list[str]:
    """Return what is printed, line by line."""
    return str(found).split("\n")


def only(*records: Record) -> AmountRange:
    """Add up observations of one thing."""
    (total,) = total_observed(Dataset(records)).totals
    return total.amount


def test_values_of_one_event_may_be_of_the_same() -> None:
    """Those of another event are of others, whatever was measured."""
    records = [
        value(f"{measure}-{at}-{number}", number, measure=measure, event_id=at)
        for measure in ("destroyed", "seized")
        for at, number in (("e1", 5), ("e1", 6), ("e2", 7))
    ]
    totals = total_observed(Dataset([event("e1"), event("e2"), *records])).totals
    assert [(total.measure, str(total.amount)) for total in totals] == [
        ("destroyed", "13 to 18"),
        ("seized", "13 to 18"),
    ]


def reasons(found: FundingTotals | ObservedTotals) -> dict[str, AmountLeftOutReason]:
    """Return why records are left out, by their ids."""
    return {entry.record.id: entry.reason for entry in found.left_out}


# Ranges.


@pytest.mark.parametrize(
    ("least", "most", "sides", "words"),
    [
        ("44", "44", "", "exactly 44"),
        ("90", "110.5", "", "90 to 110.5"),
        ("141", None, "", "at least 141"),
        ("40", None, "over", "over 40"),
        ("40", "60", "over under", "over 40 and under 60"),
        ("40", "60", "over", "over 40 and up to 60"),
        ("0", "60", "under", "at least 0 and under 60"),
    ],
)
def test_ranges_are_printed_as_what_is_known(least: str, most: str | None, sides: str, words: str) -> None:
    """A range never reads as one number that nobody gave."""
    made = AmountRange(
        lower=Decimal(least),
        upper=None if most is None else Decimal(most),
        is_over="over" in sides,
        is_under="under" in sides,
    )
    assert str(made) == words


# Fundings.


def test_currencies_and_statuses_are_kept_apart() -> None:
    """Nothing is converted, and what was promised is not added to what was paid."""
    given_ = [
        sum_("a", "100 EUR"),
        sum_("b", "50 EUR"),
        sum_("c", "70 USD", amount_equivalent=Money.parse("60 EUR")),
        sum_("d", "500 EUR", status=FundingStatus.PLEDGED),
        sum_("e", "5 EUR", status=None),
        sum_("f"),
        sum_("g", "900 EUR", status=FundingStatus.CUMULATIVE),
    ]
    assert lines(total_funding(Dataset(given_))) == [
        "exactly 500 EUR, pledged, in 1 funding",
        "exactly 150 EUR, paid, in 2 fundings",
        "exactly 5 EUR, status not said, in 1 funding",
        "exactly 70 USD, paid, in 1 funding",
        "left out: 1 no-number, 1 cumulative",
    ]


def test_nothing_adds_up_to_nothing() -> None:
    """Of no fundings there is no total, not even zero."""
    assert (str(total_funding(Dataset())), str(total_observed(Dataset()))) == ("no amounts", "no amounts")


def test_qualifiers_and_approximate_amounts_become_bounds() -> None:
    """About reaches to both sides as far as was asked for, and over has no end."""
    given_ = Dataset([sum_("a", "about 100 EUR"), sum_("b", "100 EUR", qualifier=Qualifier.UNDER)])
    assert str(total_funding(given_).totals[0].amount) == "at least 90 and under 210"
    assert str(total_funding(given_, tolerance=0.25).totals[0].amount) == "at least 75 and under 225"
    over = given_.with_records(sum_("c", "1 EUR", qualifier=Qualifier.OVER))
    assert str(total_funding(over).totals[0].amount) == "over 91"


def test_less_than_nothing_is_left_out() -> None:
    """An amount of under zero is a mistake that spoils no total."""
    found = total_funding(Dataset([sum_("a", "0 EUR", qualifier=Qualifier.UNDER)]))
    assert (found.totals, reasons(found)) == ((), {"a": AmountLeftOutReason.BELOW_ZERO})


def test_money_that_is_handed_on_may_be_the_same() -> None:
    """What a body gave may be what it received, so that it raises the upper bound alone."""
    first = sum_("a", "100 EUR", recipient_id="undp")
    second = sum_("b", "30 EUR", donor_ids=("undp",), recipient_id="police")
    third = sum_("c", "20 EUR", donor_ids=("police",), recipient_id="lab")
    found = total_funding(Dataset([first, second, third]))
    assert [str(total.amount) for total in found.totals] == ["100 to 150"]
    # The link between them need not be of the same currency or status, nor among what is asked for.
    dataset = Dataset([first, attrs.evolve(second, amount=None, status=None), third])
    assert [str(one.amount) for one in total_funding(dataset).totals] == ["100 to 120"]
    some = fundings(dataset).where(field("id").is_in("a", "c"))
    assert [str(one.amount) for one in total_funding(some).totals] == ["100 to 120"]


def test_money_through_a_body_may_be_what_the_body_received() -> None:
    """A channel hands on what it received; two sums through one channel are two."""
    to_fund = sum_("a", "100 EUR", channel_id="fund")
    through = sum_("b", "30 EUR", channel_id="fund", recipient_id="police")
    also = sum_("c", "20 EUR", channel_id="fund", recipient_id="customs")
    assert str(total_funding(Dataset([through, also])).totals[0].amount) == "exactly 50"
    assert str(total_funding(Dataset([to_fund, through, also])).totals[0].amount) == "100 to 150"
    onward = sum_("d", "10 EUR", donor_ids=("police",), recipient_id="lab")
    assert str(total_funding(Dataset([to_fund, through, onward])).totals[0].amount) == "100 to 140"


def test_money_that_goes_round_in_a_circle_is_at_least_the_greatest() -> None:
    """Who receives back what they gave spoils no bound."""
    there = sum_("a", "100 EUR", recipient_id="undp")
    back = sum_("b", "30 EUR", donor_ids=("undp",), recipient_id="eu")
    own = sum_("c", "7 EUR", donor_ids=("fund",), recipient_id="fund")
    assert str(total_funding(Dataset([there, back])).totals[0].amount) == "100 to 130"
    assert str(total_funding(Dataset([own])).totals[0].amount) == "exactly 7"


def test_groups_have_totals_of_their_own() -> None:
    """By donor, a gift of several counts whole under each of them; nothing is split."""
    joint = sum_("a", "100 EUR", donor_ids=("no", "se"))
    found = total_funding(Dataset([joint, sum_("b", "5 EUR", donor_ids=("se",))]), by="donor_ids")
    assert lines(found) == ["no: exactly 100 EUR, paid, in 1 funding", "se: exactly 105 EUR, paid, in 2 fundings"]
    table = found.to_table()
    assert table.columns == ("donor_ids", "currency", "status", "amount", "least", "most", "counted")
    assert table.rows[1] == ("se", "EUR", "paid", "exactly 105", Decimal(105), Decimal(105), 2)


def test_columns_never_clash() -> None:
    """What is grouped by may have the name of a column of the total."""
    found = total_funding(Dataset([sum_("a", "100 EUR")]), by=("status", "event_id"))
    assert found.by == ("status (2)", "event_id")
    assert found.to_table().rows[0][:4] == ("paid", "unknown", "EUR", "paid")


@pytest.mark.parametrize("these", ["fundings", None])
def test_something_else_is_refused(these: object) -> None:
    """What is neither a dataset nor a selection of the kind is a SelectionError."""
    with pytest.raises(SelectionError, match="selection of fundings"):
        total_funding(these)  # type: ignore[arg-type]  # what callers without a type checker may do
    with pytest.raises(SelectionError, match="found events, expected observations"):
        total_observed(events(Dataset()))  # type: ignore[arg-type]  # as above


def test_wrong_tolerance_is_refused_even_with_nothing_to_add() -> None:
    """A tolerance beyond 0 to 1 is an InvalidValueError, whatever there is to count."""
    with pytest.raises(InvalidValueError):
        total_funding(Dataset(), tolerance=2)
    with pytest.raises(InvalidValueError):
        total_observed(Dataset(), tolerance=-1)


# Observations.


def test_things_units_and_statuses_are_kept_apart() -> None:
    """What was planned, of another thing or in another unit is another total; spelling makes none."""
    of_kpi = {"measure": None, "unit": None, "indicator_id": "kpi"}
    counted = [
        value("a", 5, event_id="x"),
        value("b", 3, event_id="y", unit="PCS", measure=" Weapons  Destroyed"),
        value("c", 2, unit="t"),
        value("d", 9, status=ObservationStatus.PLANNED),
        value("e", 8, status=ObservationStatus.TARGET),
        value("f", 1, unit=None),
        value("g", 4, **of_kpi),
        value("h", 6, **{**of_kpi, "indicator_id": "gone"}),
        PolicyFramework(id="r", title="Roadmap", kind=FrameworkKind.ROADMAP),
        Indicator(id="kpi", framework_id="r", title="Weapons", unit="weapons"),
    ]
    assert lines(total_observed(Dataset(counted))) == [
        "gone: exactly 6, delivered, in 1 observation",
        "kpi: exactly 4 weapons, delivered, in 1 observation",
        "weapons destroyed: exactly 9 pieces, planned, in 1 observation",
        "weapons destroyed: exactly 8 pieces, delivered, in 2 observations",
        "weapons destroyed: exactly 8 pieces, target, in 1 observation",
        "weapons destroyed: exactly 2 t, delivered, in 1 observation",
        "weapons destroyed: exactly 1, delivered, in 1 observation",
    ]


def test_what_does_not_add_up_is_left_out_with_the_reason() -> None:
    """Running totals, percentages, what is so at a time, negative numbers and what was not held are listed."""
    counted = [
        value("a"),
        value("b", 5, status=ObservationStatus.CUMULATIVE),
        value("c", 5, status=ObservationStatus.MEASURED),
        value("d", 5, unit="per cent"),
        value("e", -5),
        value("f", 0, qualifier=Qualifier.UNDER),
        value("g", 5, event_id="cancelled"),
        value("h", 5, event_id="cancelled", status=ObservationStatus.PLANNED),
        event("cancelled", EventStatus.CANCELLED),
    ]
    found = total_observed(Dataset(counted))
    assert [total.status for total in found.totals] == [ObservationStatus.PLANNED]
    assert reasons(found) == {
        "a": AmountLeftOutReason.NO_NUMBER,
        "b": AmountLeftOutReason.CUMULATIVE,
        "c": AmountLeftOutReason.NOT_ADDITIVE,
        "d": AmountLeftOutReason.NOT_ADDITIVE,
        "e": AmountLeftOutReason.BELOW_ZERO,
        "f": AmountLeftOutReason.BELOW_ZERO,
        "g": AmountLeftOutReason.NOT_HELD,
    }


def test_shares_of_what_is_counted_are_left_out() -> None:
    """A share, and a share of it, is in the larger value already; of another thing it is not."""
    counted = [
        value("whole", 100),
        value("part", 40, part_of_id="whole"),
        value("between", part_of_id="whole"),
        value("small", 7, part_of_id="between"),
        value("pistols", 30, part_of_id="whole", measure="pistols destroyed"),
    ]
    found = total_observed(Dataset(counted))
    assert [str(total.amount) for total in found.totals] == ["exactly 30", "exactly 100"]
    assert [one for one, why in reasons(found).items() if why is AmountLeftOutReason.SHARE] == ["part", "small"]


def test_shares_of_what_is_not_counted_are_counted() -> None:
    """A running total is left out, and the values that it is made of are added up as far as they lie apart."""
    counted = [
        value("whole", 45_285, status=ObservationStatus.CUMULATIVE),
        value("now", 17_000, part_of_id="whole", period=DateSpan("2012-12-20")),
        value("before", 28_285, part_of_id="whole", period=DateSpan("2009/2011")),
        value("dangling", 1, part_of_id="gone", period=DateSpan("2020")),
    ]
    assert str(only(*counted)) == "exactly 45286"


def test_shares_in_a_circle_are_left_out() -> None:
    """What is a share of itself, at any remove, is counted nowhere."""
    found = total_observed(Dataset([value("a", 1, part_of_id="b"), value("b", 1, part_of_id="a")]))
    assert set(reasons(found).values()) == {AmountLeftOutReason.CIRCULAR}


def test_what_nothing_keeps_apart_may_be_the_same() -> None:
    """A month may be in the year, the undated anywhere: they raise the upper bound alone."""
    year = value("a", 5000, place_id="md", period=DateSpan("2023"))
    month = value("b", 1300, place_id="md", period=DateSpan("2023-05-24"))
    assert str(only(year, month)) == "5000 to 6300"
    assert str(only(year, value("b", 1300))) == "5000 to 6300"
    assert str(only(year, attrs.evolve(month, period=DateSpan("2024?")))) == "5000 to 6300"
    assert str(only(year, attrs.evolve(month, period=DateSpan("2024~")))) == "5000 to 6300"
    assert str(only(year, attrs.evolve(month, period=DateSpan("2024/..")))) == "exactly 6300"


def test_values_lie_apart_by_time_place_event_or_recipient() -> None:
    """One side on which two values certainly have nothing in common is enough."""
    sides: list[dict[str, Any]] = [
        {"period": DateSpan("2022")},
        {"place_id": "al"},
        {"event_id": "e2"},
        {"recipient_id": "customs"},
    ]
    first = value("a", 5, period=DateSpan("2023"), place_id="md", event_id="e1", recipient_id="police")
    assert [str(only(first, attrs.evolve(first, id="b", **side))) for side in sides] == ["exactly 10"] * len(sides)
    assert str(only(first, attrs.evolve(first, id="b"))) == "5 to 10"


def test_a_whole_counts_instead_of_its_parts_where_that_is_more() -> None:
    """Of a region and its jurisdictions, an event and its parts, a body and its offices, the greater side counts."""
    region = place("region", PlaceKind.REGION, member_ids=("al", "me"))
    bridge = place("bridge", PlaceKind.BORDER_CROSSING, between_ids=("al", "me"))
    records: list[Record] = [region, bridge, place("al"), place("me"), place("tirana", part_of_id="al")]
    records += [value(f"v-{one}", 10, place_id=one) for one in ("al", "me", "bridge", "tirana")]
    assert str(only(*records, value("r", 15, place_id="region"))) == "20 to 55"
    assert str(only(*records, value("r", 25, place_id="region"))) == "25 to 65"
    held = [event("whole"), event("part", of="whole"), event("other", of="gone")]
    counted = [value(f"e-{one}", 10, event_id=one) for one in ("whole", "part", "other", "gone")]
    assert str(only(*held, *counted)) == "20 to 40"
    bodies = [
        Organisation(id="police", name="Police", kind=OrganisationKind.POLICE),
        Organisation(id="lab", name="Laboratory", kind=OrganisationKind.POLICE, part_of_ids=("police",)),
    ]
    assert str(only(*bodies, value("a", 3, recipient_id="police"), value("b", 4, recipient_id="lab"))) == "4 to 7"


def test_long_chains_of_shares_are_added_up() -> None:
    """However many steps it is from a share to its whole, the total is found."""
    chain = [value(f"v{one}", 7, part_of_id=f"v{one - 1}" if one else None) for one in range(3000)]
    assert str(only(*chain)) == "exactly 7"


def test_many_values_are_added_up_at_once() -> None:
    """One value for each place and day, thousands of them, comes to their exact sum."""
    days = [f"2023-{month:02}-{day:02}" for month in range(1, 13) for day in range(1, 29)]
    counted = [
        value(f"{body}-{day}", 1, place_id=body, period=DateSpan(day)) for body in ("al", "md", "me") for day in days
    ]
    assert str(only(*counted)) == f"exactly {len(days) * 3}"


# The example.


def test_weapons_destroyed_per_jurisdiction() -> None:
    """The running totals of Moldova and Serbia are not added to what they include."""
    destroyed = observations(pieces()).where(field(Observation.measure).says("destroyed"))
    found = total_observed(destroyed, by="place_id")
    assert {total.group[0]: str(total.amount) for total in found.totals} == {
        "hr": "exactly 30000",
        "md": "over 1300",
        "me": "exactly 1489",
        "rs": "exactly 45285",
        "unknown": "over 5000",
    }
    assert reasons(found) == {
        "moldova-destroyed-since-2005": AmountLeftOutReason.CUMULATIVE,
        "destruction-serbia-2012.total": AmountLeftOutReason.CUMULATIVE,
    }


def test_totals_of_observations_are_rows() -> None:
    """Each total is a row, with its indicator, measure, unit and status."""
    vehicles = observations(pieces()).where(field(Observation.measure).says("vehicles"))
    assert total_observed(vehicles).to_table().to_rows() == [
        {
            "indicator": None,
            "measure": "donated vehicles",
            "unit": "vehicles",
            "status": "delivered",
            "amount": "exactly 14",
            "least": Decimal(14),
            "most": Decimal(14),
            "counted": 1,
        }
    ]


def test_money_of_the_european_union() -> None:
    """What was announced, allocated and paid stays apart, and so do euros and dollars."""
    given_ = fundings(pieces()).where(field(Funding.donor_ids).is_in("european-union"))
    found = total_funding(given_)
    assert [(total.currency, total.status, str(total.amount)) for total in found.totals] == [
        ("EUR", "announced", "exactly 4000000"),
        ("EUR", "allocated", "exactly 4000000"),
        ("EUR", "paid", "153000 to 187000"),
        ("EUR", None, "exactly 8059445"),
        ("USD", "allocated", "315000 to 385000"),
    ]


# Laws.

PLACES: Final = ("region", "al", "tirana", "me")
LIES_IN: Final = {"region": {"region"}, "al": {"al", "region"}, "tirana": {"tirana", "al", "region"}}
WORLD: Final = (
    place("region", PlaceKind.REGION, member_ids=("al", "me")),
    place("al"),
    place("me"),
    place("tirana", PlaceKind.CITY, part_of_id="al"),
    event("e1"),
    event("e2", of="e1"),
    event("e3"),
)
PERIODS: Final = ("2022", "2023", "2023-05", "2023-06", "2022/2023")


def _maybe(ids: tuple[str, ...]) -> st.SearchStrategy[str | None]:
    return st.none() | st.sampled_from(ids)


@st.composite
def counted_values(draw: st.DrawFn, most: int = 3) -> list[Observation]:
    """Draw exact values of one thing that may or may not lie apart."""
    return [
        value(
            f"v{number}",
            draw(st.integers(0, 2)),
            place_id=draw(_maybe(PLACES)),
            event_id=draw(_maybe(("e1", "e2", "e3", "gone"))),
            period=draw(st.none() | st.sampled_from(PERIODS).map(DateSpan)),
            recipient_id=draw(_maybe(("police", "customs"))),
        )
        for number in range(draw(st.integers(1, most)))
    ]


def may_overlap(one: Observation, other: Observation) -> bool:
    """Tell whether two values may count the same thing, side by side."""
    if one.place_id and other.place_id:
        in_one, in_other = (LIES_IN.get(place_id, {place_id, "region"}) for place_id in (one.place_id, other.place_id))
        if one.place_id not in in_other and other.place_id not in in_one:
            return False
    held = {one.event_id, other.event_id} - {None}
    if len(held) > 1 and held != {"e1", "e2"}:
        return False
    if one.period and other.period and not one.period.overlaps(other.period).possibly:
        return False
    return not (one.recipient_id and other.recipient_id and one.recipient_id != other.recipient_id)


def unions(sizes: Sequence[int], kinds: Sequence[frozenset[int]]) -> Iterator[int]:
    """Yield how many things there may be in all, where each thing is counted in all values of one of the kinds."""
    if not kinds:
        if not any(sizes):
            yield 0
        return
    first, *rest = kinds
    for number in range(min(sizes[one] for one in first) + 1):
        left = [size - number if one in first else size for one, size in enumerate(sizes)]
        yield from (number + more for more in unions(left, rest))


def kinds_of_things(related: Sequence[Sequence[bool]]) -> list[frozenset[int]]:
    """Return in which values together one thing may be counted: those of which each two may overlap."""
    numbers = range(len(related))
    return [
        frozenset(chosen)
        for size in range(1, len(related) + 1)
        for chosen in itertools.combinations(numbers, size)
        if all(related[one][other] for one, other in itertools.combinations(chosen, 2))
    ]


@given(counted_values())
def test_bounds_of_values_contain_every_possible_world(values: list[Observation]) -> None:
    """Law of totals: however things are shared among values that may overlap, their number lies in the bounds."""
    found = only(*WORLD, *values)
    related = [[may_overlap(one, other) for other in values] for one in values]
    worlds = set(unions([int(one.value or 0) for one in values], kinds_of_things(related)))
    assert found.lower <= min(worlds)
    assert found.upper == max(worlds)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), min_size=1, max_size=6))
def test_periods_that_lie_apart_add_up_as_far_as_they_can(drawn: list[tuple[int, int]]) -> None:
    """Law of time: of values of one place the bound is the greatest sum of such as have no day in common."""
    values = [
        value(f"v{number}", size, period=DateSpan(f"202{min(start, number)}/202{start}"))
        for number, (start, size) in enumerate(drawn)
    ]
    best = max(
        sum(int(one.value or 0) for one in chosen)
        for size in range(len(values) + 1)
        for chosen in itertools.combinations(values, size)
        if all(not may_overlap(one, other) for one, other in itertools.combinations(chosen, 2))
    )
    assert only(*values).lower == best


BODIES: Final = ("a", "b", "c")


@st.composite
def given_sums(draw: st.DrawFn, most: int = 3) -> list[Funding]:
    """Draw fundings among a few bodies, which may hand on what they received."""
    return [
        Funding(
            id=f"f{number}",
            donor_ids=(draw(st.sampled_from(BODIES)),),
            channel_id=draw(_maybe(BODIES)),
            recipient_id=draw(_maybe(BODIES)),
            amount=Money(amount=Decimal(draw(st.integers(0, 2))), currency="EUR"),
        )
        for number in range(draw(st.integers(1, most)))
    ]


def leads_to(one: Funding, other: Funding) -> bool:
    """Tell whether the money of one funding can be handed on in another, in one step."""
    end = one.recipient_id or one.channel_id
    return one.id != other.id and (
        bool({*other.donor_ids} & {one.recipient_id, one.channel_id})
        or (other.channel_id is not None and other.channel_id == end)
    )


@given(given_sums())
def test_bounds_of_sums_contain_every_possible_world(given_: list[Funding]) -> None:
    """Law of totals: however much of the money is handed on, what was given lies in the bounds."""
    (found,) = total_funding(Dataset(given_)).totals
    numbers = range(len(given_))
    leads = [[leads_to(one, other) for other in given_] for one in given_]
    for middle, start, end in itertools.product(numbers, repeat=3):
        leads[start][end] |= leads[start][middle] and leads[middle][end]
    related = [[leads[one][other] or leads[other][one] for other in numbers] for one in numbers]
    sizes = [int(one.amount.amount) for one in given_ if one.amount]
    worlds = set(unions(sizes, kinds_of_things(related)))
    assert found.amount.lower <= min(worlds)
    assert found.amount.upper == max(worlds)


@st.composite
def any_values(draw: st.DrawFn) -> list[Observation]:
    """Draw values of every sort, with shares that dangle or go round in circles."""
    numbers = range(draw(st.integers(0, 6)))
    return [
        value(
            f"v{number}",
            draw(st.none() | st.integers(-1, 9)),
            status=draw(st.sampled_from(ObservationStatus)),
            qualifier=draw(st.sampled_from(Qualifier)),
            unit=draw(st.sampled_from((None, "%", "pieces"))),
            part_of_id=draw(_maybe(("v0", "v1", "v2", "v3", "gone"))),
            place_id=draw(_maybe(PLACES)),
            period=draw(st.none() | st.sampled_from(PERIODS).map(DateSpan)),
        )
        for number in numbers
    ]


@given(any_values(), st.randoms(use_true_random=False))
def test_every_value_is_counted_or_left_out_once(values: list[Observation], random: Any) -> None:  # noqa: ANN401
    """Law of completeness, and of order: nothing is lost or counted twice, however the records come."""
    found = total_observed(Dataset([*WORLD, *values]))
    told = [one.id for total in found.totals for one in total.records] + [one.record.id for one in found.left_out]
    assert sorted(told) == [one.id for one in values]
    mixed = list(values)
    random.shuffle(mixed)
    assert total_observed(Dataset([*mixed, *WORLD])) == found


@given(any_values())
def test_a_greater_tolerance_never_narrows_the_bounds(values: list[Observation]) -> None:
    """Law of tolerance: the further "about" reaches, the wider are the bounds."""
    narrow, wide = (total_observed(Dataset(values), tolerance=tolerance) for tolerance in (0.1, 0.5))
    for one, other in zip(narrow.totals, wide.totals, strict=True):
        assert other.amount.lower <= one.amount.lower
        assert other.amount.upper is None or (one.amount.upper or 0) <= other.amount.upper
