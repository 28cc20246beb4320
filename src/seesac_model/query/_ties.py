"""Who is in a network of common events, and what joins them."""

from __future__ import annotations

import datetime as dt

import attrs

from seesac_model._quoting import how_many
from seesac_model.model import DateSpan, Organisation, Person, Role

__all__ = ["Actor", "FirstSeen", "Tie"]


def _id_of(record: Organisation | Person) -> str:
    # Whole records are pages long, and a network has many ties.
    return f"<{record.collection()} {record.id}>"


@attrs.frozen(kw_only=True)
class Actor:
    """
    Somebody in a :class:`Network`, and the events in which they took part.

    Attributes:
        record: The body or person.
        event_ids: The ids of the events, in the order of the network.
        roles: All roles in which they took part, in the order of the vocabulary.
        first: The dates of the first of the events that has a known first day; None where none has.
        last: The dates of the last of the events that has a known first day; None where none has.

    >>> ana, when = Person(id="ana", name="Ana"), DateSpan("2021-03")
    >>> print(Actor(record=ana, event_ids=("talk",), roles=(Role.SPEAKER,), first=when, last=when))
    Ana: 1 event, 2021-03
    """

    record: Organisation | Person = attrs.field(repr=_id_of)
    event_ids: tuple[str, ...]
    roles: tuple[Role, ...]
    first: DateSpan | None
    last: DateSpan | None

    @property
    def event_count(self) -> int:
        """In how many events they took part."""
        return len(self.event_ids)

    def __str__(self) -> str:
        return f"{self.record.name}: {_when(self)}"


@attrs.frozen(kw_only=True)
class Tie:
    """
    Two who took part in the same events.

    Attributes:
        one: A body or person; where the ties of somebody were asked for, always they.
        other: The body or person that took part with them.
        event_ids: The ids of the events in which both took part, in the order of the network; at least one.
        one_roles: All roles in which `one` took part in these, in the order of the vocabulary.
        other_roles: All roles in which `other` did.
        first: The dates of the first of the events that has a known first day; None where none has.
        last: The dates of the last of the events that has a known first day; None where none has.

    >>> ana, bo = (Person(id=name, name=name.title()) for name in ("ana", "bo"))
    >>> roles, when = (Role.SPEAKER,), DateSpan("2021-03")
    >>> tie = Tie(
    ...     one=ana, other=bo, event_ids=("talk",), one_roles=roles, other_roles=roles, first=when, last=when
    ... )
    >>> print(tie)
    Ana – Bo: 1 event, 2021-03
    >>> tie.weight, tie.reversed().other.id
    (1, 'ana')
    """

    one: Organisation | Person = attrs.field(repr=_id_of)
    other: Organisation | Person = attrs.field(repr=_id_of)
    event_ids: tuple[str, ...]
    one_roles: tuple[Role, ...]
    other_roles: tuple[Role, ...]
    first: DateSpan | None
    last: DateSpan | None

    @property
    def weight(self) -> int:
        """In how many events both took part."""
        return len(self.event_ids)

    def reversed(self) -> Tie:
        """Return the same tie as the other sees it."""
        return attrs.evolve(
            self, one=self.other, other=self.one, one_roles=self.other_roles, other_roles=self.one_roles
        )

    def __str__(self) -> str:
        return f"{self.one.name} – {self.other.name}: {_when(self)}"


@attrs.frozen(kw_only=True)
class FirstSeen:
    """
    Between which days somebody first took part in one of the events of a network.

    Attributes:
        record: The body or person.
        possibly: The earliest day on which it can have been; None where nothing bounds it, as with an event without
            dates, or where none of the events took place.
        certainly: The day by the end of which it certainly had been; None where nothing makes it certain.
        event_id: The id of the event that makes it certain; None where nothing does.

    >>> ana, day = Person(id="ana", name="Ana"), dt.date(2021, 12, 31)
    >>> print(FirstSeen(record=ana, possibly=None, certainly=day, event_id="talk"))
    Ana: first seen on 2021-12-31 or earlier
    """

    record: Organisation | Person = attrs.field(repr=_id_of)
    possibly: dt.date | None
    certainly: dt.date | None
    event_id: str | None

    def __str__(self) -> str:
        return f"{self.record.name}: first seen {self._when()}"

    def _when(self) -> str:
        if self.certainly is None:
            return "at an unknown time" if self.possibly is None else f"on {self.possibly} or later"
        if self.possibly is None:
            return f"on {self.certainly} or earlier"
        return (
            f"on {self.certainly}" if self.possibly == self.certainly else f"from {self.possibly} to {self.certainly}"
        )


def _when(found: Actor | Tie) -> str:
    events = how_many(len(found.event_ids), "event")
    if found.first is None or found.last is None:
        return f"{events}, undated"
    return f"{events}, {found.first}" if found.first == found.last else f"{events}, from {found.first} to {found.last}"
