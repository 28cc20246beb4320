"""Who took part with whom: the network that events in common make of bodies or people, and how it grew."""

from __future__ import annotations

import datetime as dt
import functools
import heapq
import itertools
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any, Final, get_args

import attrs

from seesac_model._quoting import how_many
from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import Event, EventSeries, Organisation, Person, Role
from seesac_model.query._asked import record_of, term_of
from seesac_model.query._meeting_index import MeetingIndex, meeting_index
from seesac_model.query._meetings import Actors, numbers_of
from seesac_model.query._networkx import imported_networkx
from seesac_model.query._periods import Period
from seesac_model.query._roles import SomeEvents
from seesac_model.query._ties import Actor, FirstSeen, Tie
from seesac_model.query._took_place import took_place
from seesac_model.query.fields import FieldIs
from seesac_model.query.selection import Selection
from seesac_model.query.table import Table

__all__ = ["Actor", "Actors", "FirstSeen", "Network", "Tie", "co_participation"]

_STRONGEST: Final = 10
_NAMES: Final[Mapping[Actors, tuple[str, str]]] = {
    "organisations": ("organisation", "organisations"),
    "people": ("person", "people"),
    "both": ("person or organisation", "people and organisations"),
}


# Without slots, because functools.cached_property keeps the result in `__dict__`.
@attrs.frozen(kw_only=True, eq=False, repr=False, slots=False)
class Network:
    """
    Who took part with whom; made by :func:`co_participation`. Immutable.

    A **tie** joins two who took part in the same events; its **weight** is the number of these, each counted once
    however often and in whatever roles they are named there.

    **Order.** Events stand by their dates and then their ids, as :meth:`EventSelection.in_order
    <seesac_model.query.EventSelection.in_order>` has them, so that those without dates come last; people stand before
    bodies, each by their ids; and ties, where nothing else is said, by their two ends in that order.

    Where a method asks for somebody it takes the record, its id, or a name that clearly means one record, and raises as
    :class:`~seesac_model.query.EventSelection` says. Whoever took part in none of the events is no actor, has no ties,
    and is not an error. Two networks are equal if they were asked of the same events and say the same.

    Attributes:
        dataset: Where the records are.
        of: Of whom the network is.

    >>> network = co_participation(Dataset([Person(id="ana", name="Ana")]), of="people")
    >>> network
    <Network: 0 people with 0 ties by 0 events>
    >>> network.actor("Ana") is None, network.ties_of("ana")
    (True, ())
    """

    dataset: Dataset
    of: Actors
    _index: MeetingIndex = attrs.field(alias="index")

    @property
    def event_ids(self) -> tuple[str, ...]:
        """The ids of all events that were looked at, also of those in which nobody is known to have taken part."""
        return self._index.event_ids

    @property
    def not_held(self) -> tuple[str, ...]:
        """The ids of the events with actors that are planned, announced, cancelled or postponed."""
        events = (meeting.event for meeting in self._index.meetings if meeting.numbers)
        return tuple(event.id for event in events if not took_place(event))

    @property
    def missing_ids(self) -> tuple[str, ...]:
        """
        The ids of those who took part and are no actors because the dataset has no record of them, in order.

        :func:`reference.complete <seesac_model.reference.complete>` adds the records of well-known bodies.
        """
        found = {record_id for meeting in self._index.meetings for record_id, _ in meeting.missing}
        return tuple(sorted(found))

    @functools.cached_property
    def actors(self) -> tuple[Actor, ...]:
        """Everybody who took part in one of the events, alone or with others."""
        return tuple(map(self._index.actor, self._index.places))

    @functools.cached_property
    def ties(self) -> tuple[Tie, ...]:
        """All ties; each once."""
        common = self._index.all_met()
        return tuple(self._index.tie(*pair, common[pair]) for pair in sorted(common))

    def actor(self, who: Organisation | Person | str) -> Actor | None:
        """Return what the network knows of somebody; None for who took part in none of the events."""
        number = self._number(who)
        return self._index.actor(number) if number in self._index.places else None

    def ties_of(self, who: Organisation | Person | str) -> tuple[Tie, ...]:
        """
        Return the ties of somebody, who is `one` in each of them: the strongest first, equally strong ones by `other`.

        >>> from seesac_model.model import EventKind, EventStatus, OrganisationKind, Participation
        >>> dataset = Dataset(
        ...     [
        ...         *(Organisation(id=body, name=body, kind=OrganisationKind.IGO) for body in ("osce", "undp")),
        ...         Event(id="talk", title="Talk", kind=EventKind.MEETING, status=EventStatus.HELD),
        ...         Participation(id="p1", event_id="talk", organisation_id="osce", role=Role.HOST),
        ...         Participation(id="p2", event_id="talk", organisation_id="undp", role=Role.GUEST),
        ...     ]
        ... )
        >>> [(tie.other.id, tie.weight, tie.event_ids) for tie in co_participation(dataset).ties_of("undp")]
        [('osce', 1, ('talk',))]
        """
        number = self._number(who)
        common = self._index.met_by(number)
        strongest_first = sorted(common, key=lambda other: (-len(common[other]), other))
        return tuple(self._index.tie(number, other, common[other]) for other in strongest_first)

    def strongest(self, number: int = _STRONGEST) -> tuple[Tie, ...]:
        """
        Return the strongest ties, the strongest first; equally strong ones by their two ends.

        Args:
            number: How many at most.

        Raises:
            SelectionError: The number is below zero.
        """
        if number < 0:
            raise SelectionError(f"found the number {quoted(number)} of ties, expected 0 or more")
        chosen = heapq.nsmallest(number, self._index.weights.items(), key=lambda item: (-item[1], item[0]))
        return tuple(self._index.tie(*pair, self._index.common(*pair)) for pair, _ in chosen)

    def between(self, who: Organisation | Person | str, other: Organisation | Person | str) -> Tie | None:
        """
        Return the tie between two, from the first to the second; None where they took part in no event together.

        Raises:
            SelectionError: Both are the same.
        """
        one, two = self._number(who), self._number(other)
        if one == two:
            raise SelectionError(f"found {quoted(self._index.records[one].id)} twice, expected two to be compared")
        common = self._index.common(one, two)
        return self._index.tie(one, two, common) if common else None

    def among(self, *these: Organisation | Person | str | Selection[Organisation] | Selection[Person]) -> Network:
        """
        Return the network of the same events among some alone.

        Args:
            these: Bodies or people, or selections of them.
        """
        numbers = frozenset(
            self._number(who) for one in these for who in (one if isinstance(one, Selection) else (one,))
        )
        return self._network(self._index.among(numbers))

    def by_period(self, by: Period = "year") -> Mapping[str, Network]:
        """
        Return a network for each period of time, without gaps: where there are no events, one without actors.

        An event counts in the one period in which all its days certainly are, so that the weights of a tie in all the
        periods add up to its weight in the whole. What is not certainly in one period comes under `unknown` at the end:
        `2023` where quarters are asked for, 30 December to 2 January, and what has no dates. In a
        :meth:`~seesac_model.query.Counted.timeline`, which need not add up, such events count in every period
        that they touch.

        Args:
            by: How long a period is: `"year"` (`2023`), `"half-year"` (`2023-H1`), `"quarter"` (`2023-Q1`) or
                `"month"` (`2023-01`).

        Returns:
            The networks by the names of the periods, in the order of time.

        Raises:
            SelectionError: There is no such period.
        """
        if by not in get_args(Period):
            raise SelectionError(f"found the period {quoted(by)}, expected one of {', '.join(get_args(Period))}")
        slices = self._index.by_period(by)
        return MappingProxyType({name: self._network(index) for name, index in slices.items()})

    def joined(self) -> tuple[FirstSeen, ...]:
        """
        Return when each actor first took part, as far as the dates of the events can tell.

        An event of `2021` may have been in January or in December: it proves that somebody was there by the end of
        2021, and does not prove that they were there before one of 2021-03. Of an event of several days nobody says on
        which of them somebody came, so that nothing is certain before the last one; of an event without a known end
        nothing ever is. Dates that are perhaps others (`2021?`) rule nothing out and make nothing certain; those that
        are about right (`2021~`) reach further out. What was planned, announced, cancelled or postponed is not looked
        at: nobody is known to have been there.

        Returns:
            First those of whom it is certain by a day, in the order of these days; then the others; where that is the
            same, by the earliest possible day, unknown ones last, and then in the order of the network.
        """
        found = [self._index.first_seen(number) for number in self._index.places]
        return tuple(sorted(found, key=lambda seen: (_none_last(seen.certainly), _none_last(seen.possibly))))

    def to_table(self) -> Table:
        """
        Return the ties as a table, the strongest first; equally strong ones by their two ends.

        The columns are `one_id`, `one` (the name), `other_id`, `other`, `weight`, `first`, `last`, `one_roles` and
        `other_roles`. In a network of people and bodies, `one_kind` and `other_kind` say of which collection they are.
        """
        ties = sorted(self.ties, key=lambda tie: -tie.weight)
        names = ("one_id", "one", "other_id", "other", "weight", "first", "last", "one_roles", "other_roles")
        rows: list[tuple[object, ...]] = [
            (
                *(tie.one.id, tie.one.name, tie.other.id, tie.other.name, tie.weight, tie.first, tie.last),
                *(", ".join(tie.one_roles), ", ".join(tie.other_roles)),
            )
            for tie in ties
        ]
        if self.of != "both":
            return Table(names, rows)
        kinds = [(tie.one.collection(), tie.other.collection()) for tie in ties]
        rows = [(*pair, *row) for pair, row in zip(kinds, rows, strict=True)]
        return Table(("one_kind", "other_kind", *names), rows)

    def actors_table(self) -> Table:
        """
        Return the actors as a table, in the order of the network.

        The columns are `id`, `name`, `events` (how many), `ties` (how many), `first`, `last`, `possibly_seen` and
        `certainly_seen`, as :class:`FirstSeen` has them, and `roles`. In a network of people and bodies, `kind` says of
        which collection they are.
        """
        ties = Counter(itertools.chain.from_iterable(self._index.weights))
        names = ("id", "name", "events", "ties", "first", "last", "possibly_seen", "certainly_seen", "roles")
        rows: list[tuple[object, ...]] = []
        for number, actor in zip(self._index.places, self.actors, strict=True):
            who, seen = actor.record, self._index.first_seen(number)
            counts = (actor.event_count, ties[number])
            dates = (actor.first, actor.last, seen.possibly, seen.certainly)
            kind = (who.collection(),) if self.of == "both" else ()
            rows.append((*kind, who.id, who.name, *counts, *dates, ", ".join(actor.roles)))
        return Table(("kind", *names) if self.of == "both" else names, rows)

    def to_networkx(self) -> Any:  # noqa: ANN401 - of an optional library
        """
        Return the network as an undirected `networkx.Graph`.

        A node is a pair of collection and id, as :func:`~seesac_model.query.to_networkx` has it:
        `("organisations", "frontex")`. It has the attributes `collection`, `id`, `label` (the name) and `events` (how
        many). An edge has `weight` and `event_ids`, one text with spaces between them. Both have `first` and `last`
        where these are known. Every attribute is plain text or a number, as GraphML and GEXF want it.

        Raises:
            MissingExtraError: networkx is not installed; the extra `graph` brings it.
        """
        graph = imported_networkx().Graph()
        for actor in self.actors:
            who = actor.record
            content = {"collection": who.collection(), "id": who.id, "label": who.name, "events": actor.event_count}
            graph.add_node(_node(who), **content, **_dates(actor))
        for tie in self.ties:
            content = {"weight": tie.weight, "event_ids": " ".join(tie.event_ids)}
            graph.add_edge(_node(tie.one), _node(tie.other), **content, **_dates(tie))
        return graph

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Network):
            return NotImplemented
        mine, theirs = (self.of, self.event_ids, self.actors), (other.of, other.event_ids, other.actors)
        return mine == theirs and self.ties == other.ties

    def __hash__(self) -> int:
        return hash((self.of, self.event_ids))

    def __str__(self) -> str:
        one, several = _NAMES[self.of]
        ties, unheld, missing = len(self._index.weights), len(self.not_held), len(self.missing_ids)
        parts = (
            how_many(len(self._index.places), one, several),
            f" with {how_many(ties, 'tie')} by {how_many(len(self.event_ids), 'event')}",
            f" ({unheld} of them not held)" if unheld else "",
            f"; left out: {how_many(missing, 'id')} without a record" if missing else "",
        )
        return "".join(parts)

    def __repr__(self) -> str:
        return f"<Network: {self}>"

    def _network(self, index: MeetingIndex) -> Network:
        return attrs.evolve(self, index=index)

    def _number(self, who: Organisation | Person | str) -> int:
        numbers = numbers_of(self.dataset, self.of)
        if self.of == "both":
            return numbers.of(record_of(self.dataset, who, Organisation, Person))
        if self.of == "people":
            return numbers.of(record_of(self.dataset, who, Person))
        return numbers.of(record_of(self.dataset, who, Organisation))


def _node(record: Organisation | Person) -> tuple[str, str]:
    return record.collection(), record.id


def _none_last(day: dt.date | None) -> tuple[bool, dt.date]:
    return day is None, day or dt.date.max


def _dates(found: Actor | Tie) -> dict[str, str]:
    known = {"first": found.first, "last": found.last}
    return {name: span.text for name, span in known.items() if span is not None}


def co_participation(
    asked: Dataset | Selection[Event],
    at: SomeEvents | None = None,
    *,
    of: Actors = "organisations",
    roles: Role | str | Iterable[Role | str] | None = None,
    parts: bool = False,
) -> Network:
    r"""
    Return the network of who took part with whom: of bodies, of people, or of both.

    Who takes part in an event, is said at :class:`~seesac_model.query.EventSelection`: a body by a participation of its
    own, by somebody who represented it or acted on its behalf, or as one that an attendance came from. So two bodies
    are tied also where one person represented one on behalf of the other, and in a network of people and bodies a
    person is tied to the body that they represented. Whom the dataset has no record of, is not in the network;
    :attr:`Network.missing_ids` says who that is.

    Planned and cancelled events are events too: they tell with whom somebody meant to take part. For those who did,
    ask `co_participation(events(dataset).with_status("held", "under-way"))`. :attr:`Network.not_held` says which events
    were not held. A network that is printed says how many these are, and how many ids have no record.

    Args:
        asked: The events: a selection, or a dataset for all of its events.
        at: Of these only one event, those of a series or of a selection; None for all.
        of: `"organisations"`, `"people"`, or `"both"`.
        roles: A role or several: who took part in another one is left out. None for any.
        parts: Whether the parts of a body count as the body, by `part_of_ids` from body to body; a part of two bodies
            counts for both, and stays an actor itself. Two bodies are not tied where it was one and the same body that
            counted as both: a part alone does not meet its whole, nor make two of its wholes meet.

    Raises:
        InvalidValueError: There is no such role.
        SelectionError: `asked` is neither a dataset nor a selection of events, `roles` is empty, there is no such `of`,
            or `at` is something else or from another dataset.
        UnknownRecordError: The dataset has no event or series with the id `at`.
        NoSingleMatchError: A name may mean several events or series, or none for certain.

    >>> from seesac_model.model import DateSpan, EventKind, EventStatus, OrganisationKind, Participation
    >>> def took_part(event: str, body: str) -> Participation:
    ...     return Participation(id=f"{event}.{body}", event_id=event, organisation_id=body, role=Role.PARTICIPANT)
    >>> def meeting(event: str, dates: str) -> Event:
    ...     status = EventStatus.HELD
    ...     return Event(id=event, title=event, kind=EventKind.MEETING, status=status, dates=DateSpan(dates))
    >>> dataset = Dataset(
    ...     [
    ...         *(Organisation(id=body, name=body, kind=OrganisationKind.IGO) for body in ("osce", "undp", "iom")),
    ...         meeting("first", "2021"),
    ...         meeting("second", "2022-03-01/2022-03-02"),
    ...         *(took_part("first", body) for body in ("osce", "undp")),
    ...         *(took_part("second", body) for body in ("osce", "undp", "iom")),
    ...     ]
    ... )
    >>> network = co_participation(dataset)
    >>> print(network)
    3 organisations with 3 ties by 2 events
    >>> print(network.strongest(1)[0])
    osce – undp: 2 events, from 2021 to 2022-03-01/2022-03-02
    >>> {year: len(slice.ties) for year, slice in network.by_period("year").items()}
    {'2021': 1, '2022': 3}
    >>> print(*network.joined(), sep="\n")
    osce: first seen from 2021-01-01 to 2021-12-31
    undp: first seen from 2021-01-01 to 2021-12-31
    iom: first seen from 2022-03-01 to 2022-03-02
    """
    if of not in get_args(Actors):
        raise SelectionError(f"found the actors {quoted(of)}, expected one of {', '.join(get_args(Actors))}")
    chosen = _only(_events_asked(asked), at)
    index = meeting_index(chosen.dataset, chosen, of, roles=_roles_asked(roles), parts=parts)
    return Network(dataset=chosen.dataset, of=of, index=index)


def _events_asked(asked: Any) -> Selection[Event]:  # noqa: ANN401 - callers may pass what they may not
    if isinstance(asked, Dataset):
        return Selection(asked, Event)
    if isinstance(asked, Selection):
        # Joining makes sure that it is a selection of events.
        return Selection(asked.dataset, Event) & asked
    raise SelectionError(f"found {described(asked)}, expected a dataset or a selection of events")


def _only(chosen: Selection[Event], at: SomeEvents | None) -> Selection[Event]:
    if at is None:
        return chosen
    if isinstance(at, Selection):
        return chosen & at
    known = record_of(chosen.dataset, at, Event, EventSeries)
    return chosen.where(FieldIs("id" if isinstance(known, Event) else "series_id", [known.id]))


def _roles_asked(roles: Role | str | Iterable[Role | str] | None) -> tuple[Role, ...] | None:
    if roles is None:
        return None
    asked = tuple(term_of(Role, role) for role in ((roles,) if isinstance(roles, str) else roles))
    if not asked:
        raise SelectionError("found no role, expected at least one, or None for any")
    return asked
