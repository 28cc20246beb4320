"""How many took part in each event, worked out once, so that the total of many events takes no look at any of them."""

from __future__ import annotations

import itertools
from array import array
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import Attendance, Event, HeadcountTotal
from seesac_model.query._bits import SlicedNumbers, bits_of, bits_where, flags_of, positions_of
from seesac_model.query._indexes import records_of, remembered
from seesac_model.query._took_place import took_place
from seesac_model.query.attendance_total import (
    AttendanceTotal,
    HeadcountSum,
    LeftOut,
    LeftOutReason,
    added_up,
    total_of,
)

__all__ = ["total_at"]

_Total: TypeAlias = tuple[HeadcountSum, Sequence[LeftOut]]
_NOBODY: Final = HeadcountSum(0, 0, 0)


def total_at(dataset: Dataset, events: int) -> AttendanceTotal:
    """Add up the groups that took part in events, given as a set; the same as :func:`total_of` of these groups."""
    return remembered(dataset, "people at events", lambda: AttendanceIndex.of(dataset)).total(dataset, events)


@attrs.frozen(eq=False)
class AttendanceIndex:
    """
    The totals of clusters: events of which the groups cannot be added up apart, as those of an event and of its parts.

    Nearly every event is a cluster of its own. What a cluster comes to is kept at the first of its events, and holds
    where all of them are asked for. Of others the groups are added up anew.

    Attributes:
        heads: By the positions of the events that share a cluster: that of the first of them.
        sizes: By the position of the first: how many they are.
        together: The set of the events that share a cluster.
        lower: The least number of people.
        upper: The greatest, where there is a bound.
        counted: How many groups are counted.
        unbounded: The set of the events with no bound.
        left_out: The groups that are left out where their clusters are asked for, in the order of their ids.
        left_out_at: The positions of their events.
    """

    heads: Mapping[int, int]
    sizes: Mapping[int, int]
    together: int
    lower: SlicedNumbers
    upper: SlicedNumbers
    counted: SlicedNumbers
    unbounded: int
    left_out: Sequence[LeftOut]
    left_out_at: Sequence[int]

    @classmethod
    def of(cls, dataset: Dataset) -> AttendanceIndex:
        """Add up the groups of every cluster."""
        events = records_of(dataset, Event)
        heads = _heads(dataset)
        members: dict[int, list[Event]] = {}
        for position, head in heads.items():
            members.setdefault(head, []).append(events[position])
        totals: list[HeadcountSum] = []
        left_out: list[LeftOut] = []
        for position, event in enumerate(events):
            if heads.get(position, position) != position:
                totals.append(_NOBODY)
                continue
            found, entries = _total(dataset, members.get(position, [event]))
            totals.append(found)
            left_out += entries
        left_out.sort(key=_group_id)
        at = {event_id: position for position, event_id in enumerate(dataset.events.ids)}
        return cls(
            heads=heads,
            sizes=Counter(heads.values()),
            together=bits_of(sorted(heads), len(events)),
            lower=SlicedNumbers.plain([total.lower for total in totals]),
            upper=SlicedNumbers.plain([total.upper or 0 for total in totals]),
            counted=SlicedNumbers.plain([total.counted for total in totals]),
            unbounded=bits_where(bytes(total.upper is None for total in totals)),
            left_out=left_out,
            left_out_at=array("i", [at[entry.attendance.event_id] for entry in left_out]),
        )

    def total(self, dataset: Dataset, events: int) -> AttendanceTotal:
        """Return the total of events, given as a set."""
        size = len(dataset.events)
        shared = list(positions_of(events & self.together, size))
        found = Counter(map(self.heads.__getitem__, shared))
        torn = [position for position in shared if found[self.heads[position]] < self.sizes[self.heads[position]]]
        whole = events ^ bits_of(torn, size)
        upper = None if self.unbounded & whole else self.upper.total(whole)
        total = HeadcountSum(self.lower.total(whole), upper, self.counted.total(whole))
        flags = flags_of(whole, size)
        left_out = list(itertools.compress(self.left_out, map(flags.__getitem__, self.left_out_at)))
        if torn:
            records = records_of(dataset, Event)
            rest, entries = _total(dataset, [records[position] for position in torn])
            total = added_up((total, rest))
            left_out = sorted([*left_out, *entries], key=_group_id)
        lower, upper, counted = total
        return AttendanceTotal(
            total=HeadcountTotal(lower=lower, upper=upper, counted=counted), left_out=tuple(left_out)
        )


def _group_id(entry: LeftOut) -> str:
    return entry.attendance.id


def _heads(dataset: Dataset) -> dict[int, int]:
    """Return the first events of clusters with several, by the positions of all events in these."""
    above: dict[str, str] = {}

    def top(event_id: str) -> str:
        while (higher := above.get(event_id, event_id)) != event_id:
            above[event_id] = event_id = above.get(higher, higher)
        return event_id

    for one, other in _tied(dataset):
        first, second = sorted((top(one), top(other)))
        above[first] = above[second] = first
    # What is named as a whole ties its parts together, also where the dataset lacks it.
    clusters: dict[str, list[int]] = {}
    for position, event_id in enumerate(dataset.events.ids):
        if event_id in above:
            clusters.setdefault(top(event_id), []).append(position)
    return {position: cluster[0] for cluster in clusters.values() for position in cluster}


def _tied(dataset: Dataset) -> Iterable[tuple[str, str]]:
    """Yield the ids of two events each that share a cluster: by being parts, or by groups with shares at the other."""
    for event in dataset.events:
        if event.part_of_id is not None:
            yield event.id, event.part_of_id
    for group in dataset.attendances:
        whole = None if group.part_of_id is None else dataset.attendances.get(group.part_of_id)
        if whole is not None and whole.event_id != group.event_id:
            yield group.event_id, whole.event_id


def _total(dataset: Dataset, events: Sequence[Event]) -> _Total:
    groups = [group for event in events for group in dataset.referring(Attendance, event, by="event_id")]
    if len(events) == 1 and (found := _simple_total(events[0], groups)) is not None:
        return found
    total = total_of(groups, dataset)
    return HeadcountSum(total.lower, total.upper, total.counted), total.left_out


def _simple_total(event: Event, groups: Sequence[Attendance]) -> _Total | None:
    """Return the total where groups with numbers are counted and their shares are not; None if there is more to it."""
    if not took_place(event) or event.part_of_id is not None:
        return None
    sums: list[HeadcountSum] = []
    counted: set[str] = set()
    panels: set[str | None] = set()
    shares: list[Attendance] = []
    for group in groups:
        if group.headcount is None or group.cumulative:
            return None
        if group.part_of_id is None:
            sums.append(HeadcountSum(*group.headcount.bounds(), 1))
            counted.add(group.id)
            panels.add(group.panel_id)
        else:
            shares.append(group)
    if len(panels) > 1 or not counted.issuperset(share.part_of_id for share in shares):
        return None
    return added_up(sums), [LeftOut(attendance=share, reason=LeftOutReason.SHARE) for share in shares]
