"""OBS: measured values, and how they stand to one another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Observation
from seesac_model.query import unit_of, unit_word
from seesac_model.rules._amounts import greater, shown, total_lower, upper_bound
from seesac_model.rules._apart import bodies_apart, places_apart
from seesac_model.rules._comparable_values import Comparable, with_larger_events
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = [
    "delivered_more_than_planned",
    "observation_in_another_unit",
    "overlapping_counts",
    "running_total_falls",
    "shares_exceed_observation",
]


@declare("OBS001", Severity.ERROR)
def observation_in_another_unit(record: Observation, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a value whose unit is another one than that of its indicator.

    What it does:
        Compares the unit of an observation with that of the indicator that it is for, where both are given.
        Upper and lower case, the plural and some spellings are the same: pieces, pcs, items, units; t, tonnes, tons;
        kg, kilograms; %, per cent, percent; people, persons; rounds, rds; and the names and signs of euros and US
        dollars.

    Why is this bad?
        The value cannot be compared with the target of the indicator, or added to its other values.

    Example::

        frameworks:
          - id: roadmap
            title: Roadmap
            kind: roadmap
            indicators:
              - {id: roadmap.kpi-9, number: "9", title: Weapons destroyed, unit: pieces}
        observations:
          - {id: destroyed-2023, indicator_id: roadmap.kpi-9, value: 12, unit: t}

    Use instead::

        frameworks:
          - id: roadmap
            title: Roadmap
            kind: roadmap
            indicators:
              - {id: roadmap.kpi-9, number: "9", title: Weapons destroyed, unit: pieces}
        observations:
          - {id: destroyed-2023, indicator_id: roadmap.kpi-9, value: 1200, unit: pcs}

    References:
        - schema.org `unitText`: https://schema.org/unitText
    """
    if record.indicator_id is None or record.unit is None:
        return
    indicator = dataset.indicators.get(record.indicator_id)
    if indicator is None or indicator.unit is None or unit_word(indicator.unit) == unit_word(record.unit):
        return
    yield Problem(
        message=f"the unit is not that of {quoted(indicator.id)}",
        path=("unit",),
        hint="give the value in the unit of the indicator, or give a measure instead of the indicator",
        related=(indicator,),
    )


@declare("OBS002", Severity.WARNING)
def delivered_more_than_planned(record: Observation, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a delivered value that certainly is greater than what was planned.

    What it does:
        Compares a delivered value with the planned ones of the same thing: the same indicator and measure, unit, place
        and recipient.
        They are compared where they are of the same event; where the plan is of none, and the time of the delivered
        value lies within that of the plan; and where neither has an event or a time.
        It reports a value that is greater than the greatest of these plans, with its qualifier in mind: `over 40`
        is more than `40`, and `about 42` need not be.
        Targets are left out, for more than was to be reached is good news; and so are shares (OBS003).

    Why is this bad?
        More is rarely handed over or destroyed than was planned: one of the numbers, or the status of one of them, may
        be wrong.

    Example::

        events:
          - id: melting
            title: Melting
            kind: destruction
            status: held
            observations:
              - {measure: weapons destroyed, value: 1000, unit: pieces, status: planned}
              - {measure: weapons destroyed, value: 10000, unit: pieces}

    Use instead::

        events:
          - id: melting
            title: Melting
            kind: destruction
            status: held
            observations:
              - {measure: weapons destroyed, value: 1000, unit: pieces, status: planned}
              - {measure: weapons destroyed, value: 1000, unit: pieces}

    References:
        - `ObservationStatus` in the reference of the model: what was planned, and what was done.
    """
    plan = context.once(Comparable.of).plans.get(record.id)
    if plan is not None and record.id != plan.part_of_id and record.part_of_id != plan.id:
        yield Problem(
            message=f"{shown(record)} delivered, and no more than {shown(plan)} planned in {quoted(plan.id)}",
            path=("value",),
            hint="correct one of the numbers, or the status",
            related=(plan,),
        )


@declare("OBS003", Severity.WARNING)
def shares_exceed_observation(record: Observation, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag shares that certainly are more than the value that they are shares of, alone or together.

    What it does:
        Compares an observation with those that are a part of it (`part_of_id`) and have the same unit.
        Shares are added up if they have nothing in common, because they are all for different places, for different
        recipients or for different times, or came about at different events; no place, body or event may be a part of
        another.
        Shares in per cent are left out: they are shares of different things.
        A finding on a single share is at the share, one on several is at the whole.

    Why is this bad?
        A part cannot be more than what it is a part of: one of the numbers, or the whole that is named, is wrong.

    Example::

        observations:
          - {id: region, measure: weapons destroyed, value: 5000, unit: pieces}
          - {id: albania, measure: weapons destroyed, value: 6000, unit: pieces, part_of_id: region}

    Use instead::

        observations:
          - {id: region, measure: weapons destroyed, value: 6000, unit: pieces}
          - {id: albania, measure: weapons destroyed, value: 5000, unit: pieces, part_of_id: region}

    References:
        - `Observation.part_of_id` in the reference of the model: the larger value that this one is a share of.
    """
    unit = unit_of(record, dataset)
    if unit == "%":
        return
    if record.part_of_id is not None:
        whole = dataset.observations.get(record.part_of_id)
        if whole is not None and unit_of(whole, dataset) == unit and _exceeds(record, whole):
            yield Problem(
                message=f"{shown(record)}, and {quoted(whole.id)}, of which it is a share, has {shown(whole)}",
                path=("value",),
                hint="correct one of the numbers, or the larger value",
                related=(whole,),
            )
    shares = [
        share
        for share in dataset.referring(Observation, to=record, by="part_of_id")
        if share.value is not None and share.id != record.part_of_id and unit_of(share, dataset) == unit
    ]
    if not shares or any(_exceeds(share, record) for share in shares):
        return
    together = total_lower(shares)
    most = upper_bound(record)
    if together is not None and most is not None and together > most and _are_apart(shares, dataset):
        yield Problem(
            message=f"{shown(record)}, and {len(shares)} shares together are "
            f"{'more than ' if together[1] else ''}{together[0]:f}",
            path=("value",),
            hint="correct one of the numbers, or the larger value of one of the shares",
            related=tuple(shares),
        )


def _exceeds(share: Observation, whole: Observation) -> bool:
    return whole.part_of_id != share.id and greater(share, whole)


def _are_apart(shares: list[Observation], dataset: Dataset) -> bool:
    """Tell whether no two shares can have anything in common."""
    places = [(share.place_id,) for share in shares if share.place_id is not None]
    if len(places) == len(shares) and places_apart(places, dataset):
        return True
    bodies = [(share.recipient_id,) for share in shares if share.recipient_id is not None]
    if len(bodies) == len(shares) and bodies_apart(bodies, dataset):
        return True
    events = {share.event_id for share in shares if share.event_id is not None}
    if len(events) == len(shares) and all(
        events.isdisjoint(with_larger_events(event_id, dataset)[1:]) for event_id in events
    ):
        return True
    periods = sorted(share.period for share in shares if share.period is not None)
    return len(periods) == len(shares) and all(earlier.before(later).definitely for earlier, later in pairwise(periods))


@declare("OBS004", Severity.WARNING)
def running_total_falls(record: Observation, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a running total that certainly is less than an earlier one of the same thing.

    What it does:
        Puts the cumulative values of the same thing in the order of the days up to which they count: the same indicator
        and measure, unit, place and recipient, and the same start of the period, if one is said.
        It compares each with the greatest before it, where the one certainly ended before the other.
        `2023-05` counts up to May 2023, and so does `2005/2023-05`; the two are not compared, for nothing says that the
        first starts in 2005 too.

    Why is this bad?
        What was done stays done, so that a running total never falls: one of the numbers, dates or measures is wrong.

    Example::

        observations:
          - id: destroyed-2022
            measure: weapons destroyed
            value: 12000
            status: cumulative
            period: 2005/2022
          - id: destroyed-2023
            measure: weapons destroyed
            value: 1300
            status: cumulative
            period: 2005/2023

    Use instead::

        observations:
          - id: destroyed-2022
            measure: weapons destroyed
            value: 12000
            status: cumulative
            period: 2005/2022
          - id: destroyed-2023
            measure: weapons destroyed
            value: 13000
            status: cumulative
            period: 2005/2023

    References:
        - `ObservationStatus` in the reference of the model: a running total includes earlier values.
    """
    earlier = context.once(Comparable.of).higher_before.get(record.id)
    if earlier is not None:
        yield Problem(
            message=f"{shown(record)} for {record.period}, and {shown(earlier)} for {earlier.period} in "
            f"{quoted(earlier.id)}",
            path=("value",),
            hint="correct one of the numbers or dates",
            related=(earlier,),
        )


@declare("OBS005", Severity.WARNING)
def overlapping_counts(record: Observation, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a delivered value that is counted again in another one for a longer time.

    What it does:
        Compares the delivered values of the same thing: the same indicator and measure, unit, place and recipient.
        It reports one whose time certainly lies within that of another one; of two for the same time, the one with the
        greater id.
        It says nothing of shares (`part_of_id`), which are not added to their whole, nor of values that came about at
        two different events, unless one event is a part of the other.

    Why is this bad?
        Whoever adds the two up counts the same things twice.
        If one includes the other, it is a share of it; or one of them is a running total.

    Example::

        observations:
          - id: destroyed-2023
            measure: weapons destroyed
            value: 5000
            unit: pieces
            period: 2023
          - id: destroyed-2023-05
            measure: weapons destroyed
            value: 1300
            unit: pieces
            period: 2023-05

    Use instead::

        observations:
          - id: destroyed-2023
            measure: weapons destroyed
            value: 5000
            unit: pieces
            period: 2023
          - id: destroyed-2023-05
            measure: weapons destroyed
            value: 1300
            unit: pieces
            period: 2023-05
            part_of_id: destroyed-2023

    References:
        - `Observation.part_of_id` in the reference of the model: the larger value that this one is a share of.
    """
    other = context.once(Comparable.of).around.get(record.id)
    if other is not None:
        yield Problem(
            message=f"{record.period} lies within {other.period}, for which {quoted(other.id)} counts the same",
            path=("period",),
            hint="name the larger value in part_of_id, mark a running total as cumulative, or tell the measures apart",
            related=(other,),
        )
