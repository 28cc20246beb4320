"""How much money was given, and how much was counted or weighed, as far as somebody printed a number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, Generic, TypeVar

import attrs

from seesac_model._quoting import how_many
from seesac_model.dataset import Dataset
from seesac_model.model import (
    DEFAULT_TOLERANCE,
    Funding,
    FundingStatus,
    Headcount,
    Observation,
    ObservationStatus,
    Record,
    Term,
    decimal_text,
)
from seesac_model.query import _counting
from seesac_model.query._apart import least_together
from seesac_model.query._cell import Cell, cell_text
from seesac_model.query._choosing import chosen_from
from seesac_model.query._counting import By
from seesac_model.query._handed_on import first_hand
from seesac_model.query._left_out import AmountLeftOutReason, Key, key_of, reasons_of, why_no_funding
from seesac_model.query._naming import one_line
from seesac_model.query.amounts import Bound, Bounds, bound_of_sum, funding_bounds, number_bounds
from seesac_model.query.selection import Selection
from seesac_model.query.table import Table

__all__ = [
    "AmountLeftOut",
    "AmountLeftOutReason",
    "AmountRange",
    "FundingTotal",
    "FundingTotals",
    "ObservedTotal",
    "ObservedTotals",
    "total_funding",
    "total_observed",
]

R = TypeVar("R", bound=Record)
_ZERO: Final = (Decimal(0), 0)
_LAST: Final = 99
_FUNDED: Final = ("currency", "status", "amount", "least", "most", "counted")
_OBSERVED: Final = ("indicator", "measure", "unit", "status", "amount", "least", "most", "counted")


@attrs.frozen(kw_only=True)
class AmountLeftOut(Generic[R]):
    """
    A funding or an observation that is not counted in a total.

    Attributes:
        record: The record.
        reason: Why it is not counted.
        group: The group for which that is so; empty where there are no groups.
    """

    record: R
    reason: AmountLeftOutReason
    group: tuple[Cell, ...] = ()


@attrs.frozen(kw_only=True)
class AmountRange:
    """
    Between which numbers an amount lies; never one number that nobody counted.

    Printed, a range reads `exactly 44`, `90 to 110`, `at least 141`, `over 40`, or `over 40 and under 60`.

    Attributes:
        lower: The least that it can be.
        upper: The greatest that it can be; None for no bound.
        is_over: Whether it is more than `lower`.
        is_under: Whether it is less than `upper`.

    >>> print(AmountRange(lower=Decimal(1_300), upper=None, is_over=True))
    over 1300
    """

    lower: Decimal
    upper: Decimal | None
    is_over: bool = False
    is_under: bool = False

    def __str__(self) -> str:
        least = decimal_text(self.lower)
        if self.upper is None:
            return f"{'over' if self.is_over else 'at least'} {least}"
        most = decimal_text(self.upper)
        if self.is_over or self.is_under:
            return (
                f"{'over' if self.is_over else 'at least'} {least} and {'under' if self.is_under else 'up to'} {most}"
            )
        return f"exactly {least}" if self.lower == self.upper else f"{least} to {most}"


@attrs.frozen(kw_only=True)
class FundingTotal:
    """
    How much money of one currency and one status was given.

    Attributes:
        group: What all of it has in common, where it was asked for by something; empty otherwise.
        currency: The currency, as ISO 4217 writes it.
        status: How far the money has come; None where the sources do not say.
        amount: How much it is.
        records: The fundings that are counted, in the order of their ids.
    """

    group: tuple[Cell, ...]
    currency: str
    status: FundingStatus | None
    amount: AmountRange
    records: tuple[Funding, ...]

    def __str__(self) -> str:
        status = "status not said" if self.status is None else self.status
        counted = how_many(len(self.records), "funding")
        return f"{_heading(self.group)}{self.amount} {self.currency}, {status}, in {counted}"


@attrs.frozen(kw_only=True)
class ObservedTotal:
    """
    How much there was of one thing, in one unit and of one status.

    Attributes:
        group: What all of it has in common, where it was asked for by something; empty otherwise.
        indicator_id: The indicator; None where the values are of none.
        measure: What was measured, as the first of the observations words it; None where the indicator says it.
        unit: The unit, likewise ("pieces"), or else that of the indicator; None where nobody says it.
        status: Planned, delivered, or what is to be reached.
        amount: How much it is.
        records: The observations that are counted, in the order of their ids.
    """

    group: tuple[Cell, ...]
    indicator_id: str | None
    measure: str | None
    unit: str | None
    status: ObservationStatus
    amount: AmountRange
    records: tuple[Observation, ...]

    def __str__(self) -> str:
        what = one_line(self.measure or self.indicator_id or "")
        unit = "" if self.unit is None else f" {self.unit}"
        counted = how_many(len(self.records), "observation")
        return f"{_heading(self.group)}{what}: {self.amount}{unit}, {self.status}, in {counted}"


@attrs.frozen(kw_only=True)
class FundingTotals:
    """
    How much money was given, currency by currency and status by status; and which fundings are not among it.

    Printed, it has a line for each total, and one for what is left out.

    Attributes:
        totals: The totals, in the order of the groups, the currencies and the statuses; what says none comes last.
        left_out: What is not counted and why, in the order of the groups and ids.
        by: The names of what was asked for by; empty where there are no groups.
    """

    totals: tuple[FundingTotal, ...]
    left_out: tuple[AmountLeftOut[Funding], ...]
    by: tuple[str, ...] = ()

    def __str__(self) -> str:
        return _lines(self.totals, self.left_out)

    def to_table(self) -> Table:
        """Return a row for each total; `most` is empty where there is no bound."""
        return Table((*self.by, *_FUNDED), [_row(one, one.currency, one.status) for one in self.totals])


@attrs.frozen(kw_only=True)
class ObservedTotals:
    """
    How much was counted or weighed, thing by thing, unit by unit and status by status; and what is not among it.

    Printed, it has a line for each total, and one for what is left out.

    Attributes:
        totals: The totals, in the order of the groups, the indicators, measures, units and statuses.
        left_out: What is not counted and why, in the order of the groups and ids.
        by: The names of what was asked for by; empty where there are no groups.
    """

    totals: tuple[ObservedTotal, ...]
    left_out: tuple[AmountLeftOut[Observation], ...]
    by: tuple[str, ...] = ()

    def __str__(self) -> str:
        return _lines(self.totals, self.left_out)

    def to_table(self) -> Table:
        """Return a row for each total; `most` is empty where there is no bound."""
        return Table(
            (*self.by, *_OBSERVED),
            [_row(one, one.indicator_id, one.measure, one.unit, one.status) for one in self.totals],
        )


def total_funding(
    these: Dataset | Selection[Funding],
    *,
    by: By[Funding] | tuple[By[Funding], ...] | None = None,
    tolerance: float = DEFAULT_TOLERANCE,
) -> FundingTotals:
    """
    Add up fundings, each currency and each status by itself, without counting money twice.

    - Nothing is converted: amounts count in the currency of the source, and `amount_equivalent` does not count.
    - Pledged, allocated and paid money is never added up with one another, nor with what has no status.
    - What has no amount, and a running total (`cumulative`), is left out.
    - Money that a body gave may be money that it received. Where a donor of one funding received or channelled another
      one that is counted in the same total, directly or at several removes, the two may be the same money, and so may
      they where one went through a body that received the other. Such fundings raise the upper bound alone; together,
      all are at least as much as the greatest of them.
    - Otherwise, two records are taken to be of different money.

    Args:
        these: What to add up: a dataset, for all of them, or a selection.
        by: What to make totals for, as :meth:`~seesac_model.query.Counted.count_by` takes it: a field, a
            function, or a tuple of them. A funding of several donors is not split: by `donor_ids` it counts whole
            under each of them, so that totals of several groups must not be added.
        tolerance: How far `about` and `almost` reach, as a share from 0 to 1.

    Raises:
        InvalidValueError: `tolerance` is not a number from 0 to 1.
        SelectionError: `these` is something else or a selection of other records, or nothing can be grouped by `by`.

    >>> from seesac_model.model import Money
    >>> from seesac_model.query import fundings
    >>> given = [
    ...     Funding(id="a", donor_ids=("eu",), amount=Money.parse("4000000 EUR"), status=FundingStatus.PAID),
    ...     Funding(id="b", donor_ids=("se",), amount=Money.parse("about 100000 EUR"), status=FundingStatus.PAID),
    ...     Funding(id="c", donor_ids=("se",), amount=Money.parse("6000000 SEK"), status=FundingStatus.PLEDGED),
    ... ]
    >>> print(total_funding(fundings(Dataset(given))))
    4090000 to 4110000 EUR, paid, in 2 fundings
    exactly 6000000 SEK, pledged, in 1 funding
    """
    Headcount(value=0).bounds(tolerance)  # Refuses a wrong tolerance, and in the same words as for headcounts.
    chosen = chosen_from(these, Funding)
    names, groups = _grouped(chosen, by, _FUNDED)
    totals: list[FundingTotal] = []
    left_out: list[AmountLeftOut[Funding]] = []
    for group, fundings in groups:
        between = {funding.id: funding_bounds(funding, tolerance=tolerance) for funding in fundings}
        kept: dict[tuple[str, FundingStatus | None], list[Funding]] = {}
        for funding in fundings:
            reason = why_no_funding(funding, between[funding.id])
            if funding.amount is not None and reason is None:
                kept.setdefault((funding.amount.currency, funding.status), []).append(funding)
            else:
                why = reason or AmountLeftOutReason.NO_NUMBER
                left_out.append(AmountLeftOut(record=funding, reason=why, group=group))
        for currency, status in sorted(kept, key=lambda key: (key[0], _place(key[1]))):
            counted = kept[currency, status]
            first = bound_of_sum(_least(between[funding.id]) for funding in first_hand(counted, chosen.dataset))
            amount = _range(max(first, *(_least(between[one.id]) for one in counted)), counted, between)
            totals.append(
                FundingTotal(group=group, currency=currency, status=status, amount=amount, records=tuple(counted))
            )
    return FundingTotals(totals=tuple(totals), left_out=tuple(left_out), by=names)


def total_observed(
    these: Dataset | Selection[Observation],
    *,
    by: By[Observation] | tuple[By[Observation], ...] | None = None,
    tolerance: float = DEFAULT_TOLERANCE,
) -> ObservedTotals:
    """
    Add up observations, each thing, unit and status by itself, without counting anything twice.

    - Things are the same if indicator and measure are, upper and lower case aside. Units are read as the rules read
      them (`pcs.` and `pieces` are one) and never converted.
    - What was planned, what was delivered and what is to be reached are never added up with one another.
    - Running totals (`cumulative`) are left out, for they include earlier values; so is what does not add up: what is
      `measured` at a time, and percentages. So is what has no number, and what is said to be delivered at an event
      that was not held.
    - A share (`part_of_id`) of a value that is counted in the same total is left out. Shares of a value that is not
      counted, as of a running total, are counted instead of it.
    - Two values are of different things if their events, their places, their periods or their recipients lie apart, as
      far as the dataset knows what is part of what. Otherwise nothing says whether one includes the other (5,000
      destroyed in 2023, 1,300 in May 2023), and together they are at least as much as the greater and at most as much
      as both.

    Args:
        these: What to add up: a dataset, for all of them, or a selection.
        by: What to make totals for, as :meth:`~seesac_model.query.Counted.count_by` takes it: a field, a
            function, or a tuple of them. Totals of several groups must not be added: what one counts may be a share of
            what another counts.
        tolerance: How far `about` and `almost` reach, as a share from 0 to 1.

    Raises:
        InvalidValueError: `tolerance` is not a number from 0 to 1.
        SelectionError: `these` is something else or a selection of other records, or nothing can be grouped by `by`.

    >>> from seesac_model.model import DateSpan, Qualifier
    >>> from seesac_model.query import observations
    >>> def destroyed(name: str, number: int, period: str, **more: object) -> Observation:
    ...     measure, value = "weapons destroyed", Decimal(number)
    ...     return Observation(
    ...         id=name, measure=measure, value=value, unit="pieces", place_id="md", period=DateSpan(period), **more
    ...     )
    >>> counted = [
    ...     destroyed("2022", 500, "2022-06-01"),
    ...     destroyed("2023", 1_300, "2023-05-24", qualifier=Qualifier.OVER),
    ...     destroyed("all", 12_000, "2005/2023", status=ObservationStatus.CUMULATIVE),
    ... ]
    >>> print(total_observed(observations(Dataset(counted)), by="place_id"))
    md: weapons destroyed: over 1800 pieces, delivered, in 2 observations
    left out: 1 cumulative
    """
    Headcount(value=0).bounds(tolerance)  # As above.
    chosen = chosen_from(these, Observation)
    names, groups = _grouped(chosen, by, _OBSERVED)
    totals: list[ObservedTotal] = []
    left_out: list[AmountLeftOut[Observation]] = []
    for group, observations in groups:
        between = {
            one.id: number_bounds(one.value, one.qualifier, tolerance=tolerance)
            for one in observations
            if one.value is not None
        }
        keys = {one.id: key_of(one, chosen.dataset) for one in observations}
        reasons = reasons_of(observations, keys, between, chosen.dataset)
        kept: dict[Key, list[Observation]] = {}
        for one in observations:
            if one.id in reasons:
                left_out.append(AmountLeftOut(record=one, reason=reasons[one.id], group=group))
            else:
                kept.setdefault(keys[one.id], []).append(one)
        for key in sorted(kept, key=lambda key: (*((word is None, word or "") for word in key[:-1]), _place(key[-1]))):
            counted = kept[key]
            least = {one.id: _least(between[one.id]) for one in counted}
            totals.append(
                ObservedTotal(
                    group=group,
                    indicator_id=key[0],
                    measure=counted[0].measure,
                    unit=_unit_as_said(counted[0], chosen.dataset),
                    status=key[3],
                    amount=_range(least_together(counted, least, chosen.dataset), counted, between),
                    records=tuple(counted),
                )
            )
    return ObservedTotals(totals=tuple(totals), left_out=tuple(left_out), by=names)


def _grouped(
    these: Selection[R], by: By[R] | tuple[By[R], ...] | None, columns: tuple[str, ...]
) -> tuple[tuple[str, ...], list[tuple[tuple[Cell, ...], tuple[R, ...]]]]:
    """Return the names of what records are grouped by, and the groups, each with its records in the order of ids."""
    if by is None:
        return (), [((), tuple(these))]
    groups = these.group_by(by if isinstance(by, tuple) else (by,))
    names = _counting.part_names(these.kind, by, beside=columns)
    return names, [(key, tuple(group)) for key, group in groups.items()]


def _unit_as_said(one: Observation, dataset: Dataset) -> str | None:
    indicator = None if one.indicator_id is None else dataset.indicators.get(one.indicator_id)
    return one.unit or (None if indicator is None else indicator.unit)


def _least(between: Bounds) -> Bound:
    # Only what may be below zero has no lower bound, and that is left out.
    return between[0] or _ZERO


def _range(least: Bound, records: Iterable[Record], between: Mapping[str, Bounds]) -> AmountRange:
    most = bound_of_sum(between[record.id][1] for record in records)
    return AmountRange(
        lower=_plain(least[0]),
        upper=None if most is None else _plain(most[0]),
        is_over=least[1] > 0,
        is_under=most is not None and most[1] < 0,
    )


def _plain(number: Decimal) -> Decimal:
    """Return the number without the zeros that multiplying leaves behind the point."""
    return number.to_integral_value() if number == number.to_integral_value() else number.normalize()


def _place(status: Term | None) -> int:
    return _LAST if status is None else list(type(status)).index(status)


def _heading(group: tuple[Cell, ...]) -> str:
    return f"{', '.join(map(cell_text, group))}: " if group else ""


def _lines(totals: Iterable[object], left_out: Iterable[AmountLeftOut[Any]]) -> str:
    reasons = [entry.reason for entry in left_out]
    parts = [f"{reasons.count(reason)} {reason}" for reason in AmountLeftOutReason if reason in reasons]
    lines = [*map(str, totals)] or ["no amounts"]
    return "\n".join([*lines, f"left out: {', '.join(parts)}"] if parts else lines)


def _row(total: FundingTotal | ObservedTotal, *words: Cell) -> tuple[Cell, ...]:
    amount = total.amount
    return *total.group, *words, str(amount), amount.lower, amount.upper, len(total.records)
