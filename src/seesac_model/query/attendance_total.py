"""How many took part, as far as somebody counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import attrs

from seesac_model._quoting import how_many
from seesac_model.dataset import Dataset
from seesac_model.model import DEFAULT_TOLERANCE, Attendance, Headcount, HeadcountTotal, Term
from seesac_model.query._took_place import took_place
from seesac_model.query._wholes import LargestWhole, largest_wholes

__all__ = ["AttendanceTotal", "LeftOut", "LeftOutReason", "total_of"]


class LeftOutReason(Term):
    """Why an attendance is not counted in a total."""

    NO_NUMBER = "no-number", "The sources give no number."
    SHARE = "share", "It is a share of a larger group that is counted."
    CUMULATIVE = "cumulative", "Its number, or that of the group it is a share of, includes earlier events."
    CIRCULAR = "circular", "Following part_of_id from group to larger group never comes to an end."
    NOT_HELD = (
        "not-held",
        "Its event is planned, announced, cancelled or postponed: nobody is known to have taken part.",
    )


@attrs.frozen(kw_only=True)
class LeftOut:
    """
    An attendance that is not counted in a total.

    Attributes:
        attendance: The attendance.
        reason: Why it is not counted.
    """

    attendance: Attendance
    reason: LeftOutReason


@attrs.frozen(kw_only=True)
class AttendanceTotal:
    """
    How many people were in the groups that somebody counted, as bounds; and which groups are not among them.

    The bounds say nothing of the groups in `left_out` for which the sources give no number: where there are any, more
    people may have taken part than `upper`.

    Attributes:
        total: The sum, with its bounds.
        left_out: What is not counted and why, in the order of the ids.
    """

    total: HeadcountTotal
    left_out: tuple[LeftOut, ...]

    @property
    def lower(self) -> int:
        """The least number of people in the groups that are counted."""
        return self.total.lower

    @property
    def upper(self) -> int | None:
        """The greatest number of people in the groups that are counted; None for no bound."""
        return self.total.upper

    @property
    def counted(self) -> int:
        """How many groups are counted."""
        return self.total.counted

    def __str__(self) -> str:
        groups = how_many(self.counted, "group")
        counted = f"{self.total} in {groups}" if self.counted else str(self.total)
        reasons = [entry.reason for entry in self.left_out]
        parts = [f"{reasons.count(reason)} {reason}" for reason in LeftOutReason if reason in reasons]
        return f"{counted}; left out: {', '.join(parts)}" if parts else counted


class HeadcountSum(NamedTuple):
    """A :class:`~seesac_model.model.HeadcountTotal` in the making, of which nothing is checked."""

    lower: int
    upper: int | None
    counted: int


def total_of(
    attendances: Iterable[Attendance], dataset: Dataset, *, tolerance: float = DEFAULT_TOLERANCE
) -> AttendanceTotal:
    """
    Add up attendances without counting a group twice and without a number that no source gives.

    - Groups of an event that is neither `held` nor `under-way` are left out: nobody took part, or not yet. A group of
      an event that the dataset lacks is counted.
    - What has no number, and what is cumulative, is left out. A share of a cumulative group is, too.
    - A share (`part_of_id`) of a group that is counted is left out.
    - Shares of a group that is not counted, because it has no number, is of an event that was not held or is not among
      `attendances`, are counted instead of it. Nothing says whether the same people are in several of them, so that
      together they are at least as many as the largest and at most as many as all added up.
    - In the same way nothing says whether the groups at two panels of an event, or at a panel and at the event as a
      whole, have people in common.
    - An event that is part of a larger one (`Event.part_of_id`, over any number of steps) is read like a panel of it,
      whether groups of the larger event are counted or not. Events that are parts of each other in a circle, and their
      parts, are read like panels of one event.
    - Otherwise, groups at one event are taken to have nobody in common. Somebody at two events that are not parts of
      the same event counts twice.

    Args:
        attendances: What to add up; each once, even if it is given twice.
        dataset: Where the larger groups, the events and the larger events are looked up.
        tolerance: How far `about` and `almost` reach, as a share from 0 to 1; see
            :meth:`~seesac_model.model.Headcount.bounds`.

    Raises:
        InvalidValueError: `tolerance` is not a number from 0 to 1.
    """
    Headcount(value=0).bounds(tolerance)  # Refuses a wrong tolerance even where there is nothing to add up.
    chosen = {attendance.id: attendance for attendance in attendances}
    wholes = largest_wholes(
        chosen, lambda group_id: group.part_of_id if (group := _group(group_id, chosen, dataset)) else None
    )
    families = largest_wholes(
        (attendance.event_id for attendance in chosen.values()),
        lambda event_id: event.part_of_id if (event := dataset.events.get(event_id)) else None,
    )
    reasons = _reasons(chosen, wholes, dataset)
    left_out: list[LeftOut] = []
    counted: dict[str, dict[tuple[str, str | None], dict[str, list[HeadcountSum]]]] = {}
    for _, attendance in sorted(chosen.items()):
        reason, headcount = reasons.get(attendance.id), attendance.headcount
        if reason is not None or headcount is None:
            left_out.append(LeftOut(attendance=attendance, reason=reason or LeftOutReason.NO_NUMBER))
            continue
        places = counted.setdefault(families[attendance.event_id].id, {})
        groups = places.setdefault((attendance.event_id, attendance.panel_id), {})
        groups.setdefault(wholes[attendance.id].id, []).append(HeadcountSum(*headcount.bounds(tolerance), 1))
    totals = (
        _together([added_up(map(_together, groups.values())) for groups in places.values()])
        for places in counted.values()
    )
    lower, upper, groups_counted = added_up(totals)
    total = HeadcountTotal(lower=lower, upper=upper, counted=groups_counted)
    return AttendanceTotal(total=total, left_out=tuple(left_out))


def _reasons(
    chosen: Mapping[str, Attendance], wholes: Mapping[str, LargestWhole], dataset: Dataset
) -> dict[str, LeftOutReason]:
    """Return why attendances are left out, apart from those that merely have no number, by their ids."""
    reasons: dict[str, LeftOutReason] = {}
    cumulative: set[str] = set()
    counted: set[str] = set()
    # Larger groups come first, so that what holds for them is handed down in one step.
    for group_id, end in wholes.items():
        group = _group(group_id, chosen, dataset)
        if group is None:
            continue
        if group.cumulative or group.part_of_id in cumulative:
            cumulative.add(group_id)
        if not _was_held(group, dataset):
            reasons[group_id] = LeftOutReason.NOT_HELD
        elif end.in_circle:
            reasons[group_id] = LeftOutReason.CIRCULAR
        elif group_id in cumulative:
            reasons[group_id] = LeftOutReason.CUMULATIVE
        elif group.headcount is not None and group.part_of_id in counted:
            reasons[group_id] = LeftOutReason.SHARE
        is_counted = group_id in chosen and group.headcount is not None and group_id not in reasons
        if is_counted or group.part_of_id in counted:
            counted.add(group_id)
    return reasons


def _group(group_id: str, chosen: Mapping[str, Attendance], dataset: Dataset) -> Attendance | None:
    return chosen.get(group_id) or dataset.attendances.get(group_id)


def _was_held(attendance: Attendance, dataset: Dataset) -> bool:
    event = dataset.events.get(attendance.event_id)
    return event is None or took_place(event)


def added_up(sums: Iterable[HeadcountSum]) -> HeadcountSum:
    """Return the number of people in groups that have nobody in common."""
    lower = counted = 0
    upper: int | None = 0
    for least, most, groups in sums:
        lower += least
        upper = None if upper is None or most is None else upper + most
        counted += groups
    return HeadcountSum(lower, upper, counted)


def _together(sums: Sequence[HeadcountSum]) -> HeadcountSum:
    """Return the number of people in groups that may have people in common."""
    _, upper, counted = added_up(sums)
    return HeadcountSum(max((least for least, _, _ in sums), default=0), upper, counted)
