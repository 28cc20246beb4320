"""The condition on an event that somebody took part in it."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import attrs

from seesac_model.dataset import Dataset, reference_fields
from seesac_model.errors import SelectionError, quoted
from seesac_model.model import Answer, Attendance, Event, Organisation, Participation, Person, Record, Role
from seesac_model.query._bits import bits_of
from seesac_model.query._kept import records_of, remembered
from seesac_model.query._links import links_of
from seesac_model.query.condition import Answers, Condition

__all__ = ["Involves"]

_MOST_SHOWN: Final = 3
_Taking: TypeAlias = Mapping[str, Mapping[Role | None, Sequence[int]]]


def _frozen(ids: Iterable[str]) -> frozenset[str]:
    return frozenset(ids)


@attrs.frozen
class Involves(Condition):
    """
    Somebody took part in an event.

    A person, by a participation. A body, by a participation of its own or of somebody who represented it or acted on
    its behalf, or because it is named as one that an attendance came from.

    Attributes:
        who: The class of those who are asked for.
        ids: Their ids, of which one is enough.
        roles: The roles, of which one is enough; with none, any role, stated or not.

    >>> print(Involves(Organisation, ["frontex"], (Role.HOST,)))
    'frontex' took part as host
    """

    who: type[Organisation | Person]
    ids: frozenset[str] = attrs.field(converter=_frozen)
    roles: tuple[Role, ...] = ()

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES if some participation or attendance says so, and NO otherwise."""
        took_part: Iterable[Participation | Attendance] = dataset.referring(Participation, record)
        if self.who is Organisation:
            took_part = (*took_part, *dataset.referring(Attendance, record))
        is_so = any(not self.ids.isdisjoint(_named(one, self.who)) and self._has(one.role) for one in took_part)
        return Answer.YES if is_so else Answer.NO

    def _has(self, role: Role | None) -> bool:
        return not self.roles or role in self.roles

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:  # noqa: ARG002 - they are events
        """Answer from the index of who took part in what."""
        found = self._found(dataset)
        yes = among & bits_of(
            found[0] if len(found) == 1 else [position for at in found for position in at], len(dataset.events)
        )
        return Answers(yes, yes)

    def effort(self, kind: type[Record], dataset: Dataset) -> int:  # noqa: ARG002 - they are events
        """Return how many times somebody took part."""
        return sum(map(len, self._found(dataset)))

    def _found(self, dataset: Dataset) -> list[Sequence[int]]:
        taking = remembered(dataset, (self.who, "took part in"), lambda: _taking(dataset, self.who))
        known = [by_role for one in self.ids if (by_role := taking.get(one)) is not None]
        return [at for by_role in known for role, at in by_role.items() if self._has(role)]

    def check(self, kind: type[Record]) -> None:
        """Make sure that it is asked of events."""
        if kind is not Event:
            raise SelectionError(f"found {kind.collection()}, expected {Event.collection()}")

    def __str__(self) -> str:
        shown = sorted(map(quoted, self.ids))
        more = f" or {len(shown) - _MOST_SHOWN} more" if len(shown) > _MOST_SHOWN else ""
        roles = f" as {' or '.join(sorted(self.roles))}" if self.roles else ""
        return f"{' or '.join(shown[:_MOST_SHOWN]) or 'nobody'}{more} took part{roles}"


def _named(one: Participation | Attendance, who: type[Organisation | Person]) -> Iterable[str | None]:
    """Return the ids of those who took part."""
    if isinstance(one, Attendance):
        return one.organisation_ids
    return (one.person_id,) if who is Person else (one.organisation_id, one.on_behalf_of_id)


def _taking(dataset: Dataset, who: type[Organisation | Person]) -> _Taking:
    """Return the positions of the events in which each took part, by their roles."""
    taking: dict[str, dict[Role | None, array[int]]] = {}
    for one, position in _placed(dataset, who):
        for record_id in _named(one, who):
            if record_id is not None:
                by_role = taking.setdefault(record_id, {})
                if (at := by_role.get(one.role)) is None:
                    at = by_role[one.role] = array("i")
                at.append(position)
    return taking


def _placed(dataset: Dataset, who: type[Organisation | Person]) -> Iterator[tuple[Participation | Attendance, int]]:
    """Yield what can say that somebody took part, with the position of the event if the dataset has it."""
    kinds: tuple[type[Participation | Attendance], ...] = (Participation, Attendance)
    for kind in kinds if who is Organisation else kinds[:1]:
        (event_id,) = (field for field in reference_fields(kind) if field.name == "event_id")
        positions = links_of(dataset, event_id, kind, Event).ends
        placed = zip(records_of(dataset, kind), positions, strict=True)
        yield from ((one, position) for one, position in placed if position >= 0)
