"""How many took part, as far as somebody counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import DEFAULT_TOLERANCE, Attendance, Headcount, HeadcountTotal, Term

__all__ = ["AttendanceTotal", "LeftOut", "LeftOutReason", "total_of"]


class LeftOutReason(Term):
    """Why an attendance is not counted in a total."""

    NO_NUMBER = "no-number", "The sources give no number."
    SHARE = "share", "It is a share of a larger group that is counted."
    CUMULATIVE = "cumulative", "Its number, or that of the group it is a share of, includes earlier events."
    CIRCULAR = "circular", "Following part_of_id from group to larger group never comes to an end."


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
        groups = f"{self.counted} group{'' if self.counted == 1 else 's'}"
        counted = f"{self.total} in {groups}" if self.counted else str(self.total)
        reasons = [entry.reason for entry in self.left_out]
        parts = [f"{reasons.count(reason)} {reason}" for reason in LeftOutReason if reason in reasons]
        return f"{counted}; left out: {', '.join(parts)}" if parts else counted


_NOBODY: Final = HeadcountTotal(lower=0, upper=0, counted=0)


def total_of(
    attendances: Iterable[Attendance], dataset: Dataset, *, tolerance: float = DEFAULT_TOLERANCE
) -> AttendanceTotal:
    """
    Add up attendances without counting a group twice and without a number that no source gives.

    - What has no number, and what is cumulative, is left out. A share of a cumulative group is, too.
    - A share (`part_of_id`) of a group that is counted is left out.
    - Shares of a group that is not counted, because it has no number or is not among `attendances`, are counted instead
      of it. Nothing says whether the same people are in several of them, so that together they are at least as many as
      the largest and at most as many as all added up.
    - In the same way nothing says whether the groups at two panels of an event, or at a panel and at the event as a
      whole, have people in common.
    - Otherwise, groups at one event are taken to have nobody in common. Somebody at two events counts twice.

    Args:
        attendances: What to add up; each once, even if it is given twice.
        dataset: Where the larger groups are looked up.
        tolerance: How far `about` and `almost` reach, as a share from 0 to 1; see
            :meth:`~seesac_model.model.Headcount.bounds`.

    Raises:
        InvalidValueError: `tolerance` is not a number from 0 to 1.
    """
    Headcount(value=0).bounds(tolerance)  # Refuses a wrong tolerance even where there is nothing to add up.
    chosen = {attendance.id: attendance for attendance in attendances}
    left_out: list[LeftOut] = []
    events: dict[str, dict[str | None, dict[str, list[HeadcountTotal]]]] = {}
    for attendance in sorted(chosen.values()):
        wholes = _wholes(attendance, dataset)
        headcount = attendance.headcount
        reason = _reason(attendance, wholes, chosen, dataset)
        if headcount is None or wholes is None or reason is not None:
            left_out.append(LeftOut(attendance=attendance, reason=reason or LeftOutReason.NO_NUMBER))
            continue
        groups = events.setdefault(attendance.event_id, {}).setdefault(attendance.panel_id, {})
        largest = wholes[-1] if wholes else attendance.id
        groups.setdefault(largest, []).append(HeadcountTotal.of([headcount], tolerance=tolerance))
    totals = (
        _together(sum(map(_together, groups.values()), start=_NOBODY) for groups in panels.values())
        for panels in events.values()
    )
    return AttendanceTotal(total=sum(totals, start=_NOBODY), left_out=tuple(left_out))


def _wholes(attendance: Attendance, dataset: Dataset) -> tuple[str, ...] | None:
    """Return the ids of the groups that it is a share of, the next larger one first; None if they go in a circle."""
    found: list[str] = []
    whole: Attendance | None = attendance
    while whole is not None and whole.part_of_id is not None:
        if whole.part_of_id in {attendance.id, *found}:
            return None
        found.append(whole.part_of_id)
        whole = dataset.attendances.get(whole.part_of_id)
    return tuple(found)


def _reason(
    attendance: Attendance, wholes: tuple[str, ...] | None, chosen: Mapping[str, Attendance], dataset: Dataset
) -> LeftOutReason | None:
    if wholes is None:
        return LeftOutReason.CIRCULAR
    larger = [whole for whole_id in wholes if (whole := dataset.attendances.get(whole_id)) is not None]
    if any(whole.cumulative for whole in (attendance, *larger)):
        return LeftOutReason.CUMULATIVE
    if attendance.headcount is None:
        return LeftOutReason.NO_NUMBER
    if any(whole.id in chosen and whole.headcount is not None for whole in larger):
        return LeftOutReason.SHARE
    return None


def _together(totals: Iterable[HeadcountTotal]) -> HeadcountTotal:
    """Return the number of people in groups that may have people in common."""
    known = tuple(totals)
    most = sum(known, start=_NOBODY)
    return attrs.evolve(most, lower=max((one.lower for one in known), default=0))
