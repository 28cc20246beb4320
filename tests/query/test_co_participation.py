from __future__ import annotations

import datetime as dt
import importlib
import itertools
import random
from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import (
    InvalidValueError,
    MissingExtraError,
    NoSingleMatchError,
    SelectionError,
    UnknownRecordError,
)
from seesac_model.model import (
    Attendance,
    DateSpan,
    Event,
    EventKind,
    EventSeries,
    EventStatus,
    Organisation,
    OrganisationKind,
    Participation,
    Person,
    Record,
    Role,
)
from seesac_model.query import Period, events, organisations, people, select
from seesac_model.query.co_participation import Actors, FirstSeen, Network, co_participation
from tests.query.datasets import datasets
from tests.query.published import pieces, pieces_completed
from tests.query.worlds import within, worlds
from tests.strategies.dates import date_spans

BODIES = ("un", "undp", "seesac", "osce")
# A person and a body may have one id.
PEOPLE = ("ana", "bo", "osce")
EVENTS = ("e1", "e2", "e3", "e4", "e5")
ROLES = (Role.ORGANISER, Role.SPEAKER, Role.PARTICIPANT)
DATES = st.none() | date_spans(2020, 2022) | st.sampled_from(["2020", "2020-03", "2021-12-31/2022-01-01", "2021-06-02"])


Key = tuple[str, str]
OSCE, UNDP = ("organisations", "osce"), ("organisations", "undp")


def _some(ids: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(ids), max_size=2, unique=True).map(tuple)


def _event(event_id: str) -> st.SearchStrategy[Event]:
    return st.builds(
        Event,
        id=st.just(event_id),
        title=st.just(event_id),
        kind=st.just(EventKind.MEETING),
        status=st.sampled_from((EventStatus.HELD, EventStatus.HELD, *EventStatus)),
        dates=DATES.map(lambda said: DateSpan(said) if isinstance(said, str) else said),
        series_id=st.sampled_from((None, "meetings")),
    )


def _participation(number: int) -> st.SearchStrategy[Participation]:
    return st.builds(
        Participation,
        id=st.just(f"p{number}"),
        event_id=st.sampled_from((*EVENTS, "gone")),
        person_id=st.sampled_from((None, *PEOPLE, "gone")),
        organisation_id=st.sampled_from((*BODIES, "gone")),
        on_behalf_of_id=st.sampled_from((None, None, *BODIES)),
        role=st.sampled_from(ROLES),
    )


def _attendance(number: int) -> st.SearchStrategy[Attendance]:
    return st.builds(
        Attendance,
        id=st.just(f"a{number}"),
        event_id=st.sampled_from((*EVENTS, "gone")),
        description=st.just("officials"),
        organisation_ids=_some((*BODIES, "gone")),
        role=st.sampled_from(ROLES),
    )


@st.composite
def gatherings(draw: st.DrawFn) -> Dataset:
    """Draw a dataset of five events at which much the same bodies and people were."""
    bodies = [
        # Bodies may be parts of several, of one another in a circle, and of one that is not there.
        Organisation(id=body, name=body, kind=OrganisationKind.IGO, part_of_ids=draw(_some((*BODIES, "gone"))))
        for body in BODIES
    ]
    drawn: list[Record] = [draw(_event(event)) for event in EVENTS]
    drawn += [draw(_participation(number)) for number in range(draw(st.integers(0, 9)))]
    drawn += [draw(_attendance(number)) for number in range(draw(st.integers(0, 4)))]
    everybody = [Person(id=one, name=one) for one in PEOPLE]
    return Dataset([*bodies, *everybody, *drawn, EventSeries(id="meetings", title="Meetings")])


ANY_DATA = st.one_of(gatherings(), gatherings(), datasets(), worlds())
OF = st.sampled_from(get_args(Actors))
ASKED_ROLES = st.none() | st.lists(st.sampled_from(ROLES), min_size=1, unique=True)
PERIODS = st.sampled_from(get_args(Period))


def was_there(event: Event, data: Dataset, of: Actors, roles: list[Role] | None) -> Iterator[tuple[Key, Role]]:
    """Return who was at an event by looking at every record: each with a role."""
    for one in data.participations:
        if one.event_id == event.id and (roles is None or one.role in roles):
            if of != "organisations" and one.person_id in data.people:
                yield ("people", str(one.person_id)), one.role
            for body in (one.organisation_id, one.on_behalf_of_id):
                if of != "people" and body in data.organisations:
                    yield ("organisations", str(body)), one.role
    for group in data.attendances:
        if group.event_id == event.id and (roles is None or group.role in roles) and of != "people":
            yield from (
                (("organisations", body), group.role) for body in group.organisation_ids if body in data.organisations
            )


def standing_for(actor: Key, data: Dataset, *, parts: bool) -> set[Key]:
    """Return who counts as somebody."""
    kind, one = actor
    return {(kind, body) for body in within(frozenset({one}), data)} if parts and kind == "organisations" else {actor}


def everybody(data: Dataset, of: Actors) -> list[Key]:
    """Return who can be in a network, in its order."""
    kinds = ("people", "organisations") if of == "both" else (of,)
    return [(kind, record_id) for kind in kinds for record_id in data.collection(kind).ids]


Plain = dict[tuple[Key, Key], list[tuple[str, set[Role], set[Role]]]]


def plain_ties(data: Dataset, of: Actors, roles: list[Role] | None, *, parts: bool) -> Plain:
    """Return all ties by two loops: for each event, and for each two who may have been there."""
    ties: Plain = {}
    for event in events(data).in_order():
        there = list(was_there(event, data, of, roles))
        for one, other in itertools.combinations(everybody(data, of), 2):
            ones = [who for who in there if who[0] in standing_for(one, data, parts=parts)]
            others = [who for who in there if who[0] in standing_for(other, data, parts=parts)]
            if any(left != right for (left, _), (right, _) in itertools.product(ones, others)):
                met = (event.id, {role for _, role in ones}, {role for _, role in others})
                ties.setdefault((one, other), []).append(met)
    return ties


def key(record: Organisation | Person) -> Key:
    """Return what tells records apart."""
    return record.collection(), record.id


def event_sets(network: Network) -> dict[tuple[Key, Key], tuple[str, ...]]:
    """Return the ties as the ids of events."""
    return {(key(tie.one), key(tie.other)): tie.event_ids for tie in network.ties}


@given(data=ANY_DATA, of=OF, roles=ASKED_ROLES, parts=st.booleans())
def test_ties_are_those_of_two_loops(data: Dataset, of: Actors, roles: list[Role] | None, *, parts: bool) -> None:
    """Two are tied by each event in which both took part, and by nothing else, with the roles that both had there."""
    expected = {
        pair: (
            tuple(event for event, _, _ in met),
            tuple(role for role in Role if any(role in ones for _, ones, _ in met)),
            tuple(role for role in Role if any(role in others for _, _, others in met)),
        )
        for pair, met in plain_ties(data, of, roles, parts=parts).items()
    }
    network = co_participation(data, of=of, roles=roles, parts=parts)
    ties = {(key(tie.one), key(tie.other)): (tie.event_ids, tie.one_roles, tie.other_roles) for tie in network.ties}
    assert ties == expected
    order = everybody(data, of)
    assert list(ties) == sorted(expected, key=lambda pair: (order.index(pair[0]), order.index(pair[1])))


@given(data=ANY_DATA, of=OF, parts=st.booleans())
def test_actors_took_part_in_the_events_that_the_verb_finds(data: Dataset, of: Actors, *, parts: bool) -> None:
    """The events of an actor are those of `involving`, by their dates; who took part in none is no actor."""
    network = co_participation(data, of=of, parts=parts)
    in_order = events(data).in_order()
    expected = {}
    for kind, one in everybody(data, of):
        theirs = events(data).involving(data.collection(kind)[one], parts=parts)  # type: ignore[arg-type]  # of one of two collections
        if theirs:
            expected[kind, one] = tuple(event.id for event in in_order if event.id in theirs)
    assert {key(actor.record): actor.event_ids for actor in network.actors} == expected
    assert [key(actor.record) for actor in network.actors] == list(expected)
    assert network.event_ids == tuple(event.id for event in in_order)


@given(ANY_DATA)
def test_bodies_are_tied_to_those_that_the_verb_finds(data: Dataset) -> None:
    """Whom a body is tied to is whom it took part with by `taking_part_with`."""
    network = co_participation(data)
    found = {body.id: tuple(sorted(tie.other.id for tie in network.ties_of(body))) for body in data.organisations}
    assert found == {body.id: organisations(data).taking_part_with(body).ids for body in data.organisations}


@given(data=ANY_DATA, of=OF, parts=st.booleans())
def test_ways_to_a_tie_agree(data: Dataset, of: Actors, *, parts: bool) -> None:
    """A tie is the same from both ends, between the two, and among the strongest."""
    network = co_participation(data, of=of, parts=parts)
    for tie in network.ties:
        assert tie in network.ties_of(tie.one)
        assert tie.reversed() in network.ties_of(tie.other)
        assert network.between(tie.one, tie.other) == tie
        assert network.between(tie.other, tie.one) == tie.reversed()
        assert tie.reversed().reversed() == tie
    assert sum(len(network.ties_of(actor.record)) for actor in network.actors) == 2 * len(network.ties)
    assert network.strongest(1000) == tuple(sorted(network.ties, key=lambda tie: -tie.weight))
    assert network.strongest(2) == network.strongest(1000)[:2]


@given(data=ANY_DATA, of=OF, parts=st.booleans())
def test_no_tie_is_stronger_than_its_ends(data: Dataset, of: Actors, *, parts: bool) -> None:
    """Two take part together in no more events than each of them takes part in, and in one at least."""
    network = co_participation(data, of=of, parts=parts)
    counts = {key(actor.record): actor.event_count for actor in network.actors}
    assert all(1 <= tie.weight <= min(counts[key(tie.one)], counts[key(tie.other)]) for tie in network.ties)


@given(data=ANY_DATA, of=OF, by=PERIODS, parts=st.booleans())
def test_periods_add_up(data: Dataset, of: Actors, by: Period, *, parts: bool) -> None:
    """Each event is in one period, so that weights and numbers of events in all periods come to those of the whole."""
    network = co_participation(data, of=of, parts=parts)
    slices = network.by_period(by).values()
    weights = Counter({(key(tie.one), key(tie.other)): tie.weight for tie in network.ties})
    assert (
        sum((Counter({(key(t.one), key(t.other)): t.weight for t in one.ties}) for one in slices), Counter()) == weights
    )
    counts = Counter({key(actor.record): actor.event_count for actor in network.actors})
    assert sum((Counter({key(a.record): a.event_count for a in one.actors}) for one in slices), Counter()) == counts
    assert sorted(event for one in slices for event in one.event_ids) == sorted(network.event_ids)


@given(ANY_DATA, st.sampled_from(("year", "month")))
def test_an_event_is_in_the_period_in_which_it_certainly_lies(data: Dataset, by: Period) -> None:
    """An event counts in a year or month exactly if all its days certainly are in it, and otherwise as unknown."""
    for name, one in co_participation(data).by_period(by).items():
        for event_id in one.event_ids:
            dates = data.events[event_id].dates
            if name != "unknown":
                assert dates is not None
                assert dates.within(DateSpan(name), as_period=True).definitely
            elif dates is not None and dates.earliest is not None:
                period = DateSpan(dates.earliest.isoformat()[: {"year": 4, "month": 7}[by]])
                assert not dates.within(period, as_period=True).definitely


@given(data=ANY_DATA, kept=st.sets(st.sampled_from(EVENTS)), of=OF, parts=st.booleans())
def test_fewer_events_make_a_smaller_network(data: Dataset, kept: set[str], of: Actors, *, parts: bool) -> None:
    """Of fewer events the ties are those of all, by what is left of their events."""
    chosen = events(data).where(lambda event: event.id in kept)
    whole = event_sets(co_participation(data, of=of, parts=parts))
    rest = {pair: tuple(event for event in ids if event in kept) for pair, ids in whole.items()}
    assert event_sets(co_participation(chosen, of=of, parts=parts)) == {pair: ids for pair, ids in rest.items() if ids}
    assert co_participation(chosen, of=of, parts=parts) == co_participation(data, chosen, of=of, parts=parts)


@given(data=ANY_DATA, kept=st.sets(st.sampled_from(BODIES)), parts=st.booleans())
def test_a_network_among_some(data: Dataset, kept: set[str], *, parts: bool) -> None:
    """Among some, the ties are those of all of which both ends are among them; a selection says the same as its ids."""
    chosen = [body for body in data.organisations if body.id in kept]
    network = co_participation(data, parts=parts)
    among = network.among(*chosen)
    ids = {body.id for body in chosen}
    assert among.ties == tuple(tie for tie in network.ties if {tie.one.id, tie.other.id} <= ids)
    assert among.actors == tuple(actor for actor in network.actors if actor.record.id in ids)
    assert among == network.among(organisations(data).only(*chosen)) if chosen else not among.actors


@given(gatherings(), st.randoms(use_true_random=False), OF)
def test_the_order_of_the_records_makes_no_difference(data: Dataset, chance: random.Random, of: Actors) -> None:
    """The same records in another order make the same network, with the same hash."""
    records = list(data)
    chance.shuffle(records)
    one, other = co_participation(data, of=of), co_participation(Dataset(records), of=of)
    assert (one, hash(one)) == (other, hash(other))


@given(ANY_DATA, OF, ASKED_ROLES)
def test_weights_are_those_of_a_projection_by_networkx(data: Dataset, of: Actors, roles: list[Role] | None) -> None:
    """networkx, projecting the graph of events and those who were there, comes to the same ties and weights."""
    both_sides: Any = nx.Graph()
    both_sides.add_nodes_from(("event", event_id) for event_id in ("none", *data.events.ids))
    there = {who for event in data.events for who, _ in was_there(event, data, of, roles)}
    both_sides.add_nodes_from(there)
    for event in data.events:
        both_sides.add_edges_from((who, ("event", event.id)) for who, _ in was_there(event, data, of, roles))
    projected: Any = nx.bipartite.weighted_projected_graph(both_sides, there)
    expected = {frozenset(pair): weight for *pair, weight in projected.edges(data="weight")}
    network = co_participation(data, of=of, roles=roles)
    graph = network.to_networkx()
    assert {frozenset(pair): weight for *pair, weight in graph.edges(data="weight")} == expected
    assert set(graph) == there
    assert [graph.nodes[name]["events"] for name in graph] == [actor.event_count for actor in network.actors]


@given(gatherings(), st.data())
def test_whenever_the_events_were_the_bounds_hold(data: Dataset, days: st.DataObject) -> None:
    """On whichever stated day of each event somebody came, the first of these days lies between the bounds."""
    held = [event for event in data.events if event.status in {EventStatus.HELD, EventStatus.UNDER_WAY}]
    came: dict[str, int] = {}
    for event in held:
        first = event.dates.earliest if event.dates is not None else None
        last = event.dates.latest if event.dates is not None else None
        bounds = (first or dt.date(2019, 1, 1)).toordinal(), (last or dt.date(2023, 12, 31)).toordinal()
        came[event.id] = days.draw(st.integers(*bounds))
    network = co_participation(data, of="both")
    by_actor = {key(actor.record): actor for actor in network.actors}
    for seen in network.joined():
        theirs = [came[event] for event in by_actor[key(seen.record)].event_ids if event in came]
        if not theirs:
            assert (seen.possibly, seen.certainly, seen.event_id) == (None, None, None)
            continue
        assert seen.possibly is None or seen.possibly.toordinal() <= min(theirs)
        assert seen.certainly is None or min(theirs) <= seen.certainly.toordinal()
        assert (seen.event_id is None) == (seen.certainly is None)


@given(gatherings())
def test_who_joined_stands_in_the_order_of_the_days(data: Dataset) -> None:
    """Everybody is there once, by the day that is certain, then by the possible one, and unknown ones last."""
    network = co_participation(data)
    found = network.joined()
    assert Counter(seen.record.id for seen in found) == Counter(actor.record.id for actor in network.actors)
    far = dt.date.max
    order = [(seen.certainly or far, seen.possibly or far, seen.record.id) for seen in found]
    assert order == sorted(order)


def took_part(event: str, body: str, role: Role = Role.PARTICIPANT) -> Participation:
    """Make a body take part."""
    return Participation(id=f"{event}.{body}.{role}", event_id=event, organisation_id=body, role=role)


def meeting(event: str, dates: str | None, status: EventStatus = EventStatus.HELD) -> Event:
    """Make an event."""
    when = None if dates is None else DateSpan(dates)
    return Event(id=event, title=event, kind=EventKind.MEETING, status=status, dates=when)


def body(body_id: str, *part_of: str) -> Organisation:
    """Make a body."""
    return Organisation(id=body_id, name=f"The {body_id.upper()}", kind=OrganisationKind.IGO, part_of_ids=part_of)


def world(*meetings: Event, there: tuple[str, ...] = ("osce", "undp")) -> Dataset:
    """Make a dataset of events at which the same bodies were."""
    return Dataset([*map(body, there), *meetings, *(took_part(one.id, who) for one in meetings for who in there)])


@pytest.mark.parametrize(
    ("dates", "possibly", "certainly", "event_id"),
    [
        (["2021"], "2021-01-01", "2021-12-31", "e0"),
        (["2021", "2021-03-10"], "2021-01-01", "2021-03-10", "e1"),
        (["2021-05-01", "2021-03-10/2021-03-12"], "2021-03-10", "2021-03-12", "e1"),
        (["2021-03-10", None], None, "2021-03-10", "e0"),
        (["2021?", "2022-01"], None, "2022-01-31", "e1"),
        (["{2021-03-10,2021-05-02}"], "2021-03-10", "2021-05-02", "e0"),
        (["2019-05/.."], "2019-05-01", None, None),
        (["../2019-05"], None, "2019-05-31", "e0"),
        (["XXXX-03-28"], None, None, None),
        ([None], None, None, None),
        (["0001-01-01~", "9999-12-31~"], None, "0001-01-02", "e0"),
    ],
)
def test_when_somebody_is_first_seen(
    dates: list[str | None], possibly: str | None, certainly: str | None, event_id: str | None
) -> None:
    """What is not fully known about the dates stays between the bounds; and the event that decides is named."""
    data = world(*(meeting(f"e{number}", one) for number, one in enumerate(dates)))
    expected = FirstSeen(
        record=data.organisations["osce"],
        possibly=possibly and dt.date.fromisoformat(possibly),  # type: ignore[arg-type]  # None stays None
        certainly=certainly and dt.date.fromisoformat(certainly),  # type: ignore[arg-type]  # None stays None
        event_id=event_id,
    )
    assert co_participation(data).joined()[0] == expected


@pytest.mark.parametrize("status", [one for one in EventStatus if one not in {EventStatus.HELD, EventStatus.UNDER_WAY}])
def test_what_was_not_held_proves_no_presence(status: EventStatus) -> None:
    """An event that was not held is in the network, is said not to have been held, and lets nobody join."""
    network = co_participation(world(meeting("early", "2020-01-01", status), meeting("later", "2021-01-01")))
    assert network.not_held == ("early",)
    assert str(network) == "2 organisations with 1 tie by 2 events (1 of them not held)"
    assert {seen.event_id for seen in network.joined()} == {"later"}


@given(gatherings(), OF, ASKED_ROLES)
def test_who_has_no_record_is_said_to_be_left_out(data: Dataset, of: Actors, roles: list[Role] | None) -> None:
    """Nobody is lost in silence: an id without a record is named where a record would make it an actor."""
    fuller = data.with_records(Person(id="gone", name="Gone"), body("gone"))
    found = {actor.record.id for actor in co_participation(fuller, of=of, roles=roles).actors}
    network = co_participation(data, of=of, roles=roles)
    assert network.missing_ids == (("gone",) if "gone" in found else ())
    assert ("left out: 1 id without a record" in str(network)) is ("gone" in found)


def test_events_that_were_not_held_can_be_left_out() -> None:
    """A selection of what was held leaves the rest out."""
    data = world(meeting("early", "2020-01-01", EventStatus.CANCELLED), meeting("later", "2021-01-01"))
    assert co_participation(events(data).with_status("held")).event_ids == ("later",)


@pytest.mark.parametrize(
    ("possibly", "certainly", "text"),
    [
        (None, None, "at an unknown time"),
        ("2021-01-01", None, "on 2021-01-01 or later"),
        (None, "2021-01-01", "on 2021-01-01 or earlier"),
        ("2021-01-01", "2021-01-01", "on 2021-01-01"),
        ("2021-01-01", "2021-01-31", "from 2021-01-01 to 2021-01-31"),
    ],
)
def test_when_somebody_is_first_seen_in_words(possibly: str | None, certainly: str | None, text: str) -> None:
    """Printed, it says what is known and no more."""
    days = [None if day is None else dt.date.fromisoformat(day) for day in (possibly, certainly)]
    seen = FirstSeen(record=body("osce"), possibly=days[0], certainly=days[1], event_id=None)
    assert str(seen) == f"The OSCE: first seen {text}"


@pytest.mark.parametrize(
    ("dates", "text"),
    [
        (["2021"], "1 event, 2021"),
        (["2021-02", "2021-01"], "2 events, from 2021-01 to 2021-02"),
        ([None, "../2020", "XXXX-01-01"], "3 events, undated"),
        ([None, "../2020", "XXXX-01-01", "2021/.."], "4 events, 2021/.."),
    ],
)
def test_ties_and_actors_in_words(dates: list[str | None], text: str) -> None:
    """Printed, they say in how many events, and from when to when as far as the first days are known."""
    network = co_participation(world(*(meeting(f"e{number}", one) for number, one in enumerate(dates))))
    assert list(map(str, network.ties)) == [f"The OSCE – The UNDP: {text}"]
    assert str(network.actor("undp")) == f"The UNDP: {text}"


def test_parts_meet_others_and_not_themselves() -> None:
    """A part counts for both of its wholes, which do not meet through it alone; each of them meets whom it met."""
    bodies = [body("undp"), body("rcc"), body("seesac", "undp", "rcc"), body("osce")]
    alone, together = meeting("alone", "2021"), meeting("together", "2022")
    data = Dataset(
        [
            *bodies,
            alone,
            together,
            *(took_part("alone", one) for one in ("seesac", "osce")),
            *(took_part("together", one) for one in ("seesac", "undp")),
        ]
    )
    found = event_sets(co_participation(data, parts=True))
    assert {(one, other): ids for ((_, one), (_, other)), ids in found.items()} == {
        ("osce", "rcc"): ("alone",),
        ("osce", "seesac"): ("alone",),
        ("osce", "undp"): ("alone",),
        ("rcc", "undp"): ("together",),
        ("seesac", "undp"): ("together",),
    }


def test_periods_have_no_gaps_and_unknown_comes_last() -> None:
    """Between the first and the last period there is a network for each, and what lies in none comes at the end."""
    dates = {"a": "2021-01-05", "b": "2021-08", "c": "2021", "d": None, "e": "2021-09-30~", "f": "2021-08-15?"}
    found = co_participation(world(*itertools.starmap(meeting, dates.items()))).by_period("quarter")
    assert [(name, one.event_ids) for name, one in found.items()] == [
        ("2021-Q1", ("a",)),
        ("2021-Q2", ()),
        ("2021-Q3", ("b",)),
        ("unknown", ("c", "f", "e", "d")),
    ]


def test_no_events_have_no_periods() -> None:
    """Without events there is no period, and nobody."""
    network = co_participation(Dataset())
    assert (dict(network.by_period()), network.actors, network.ties, network.joined()) == ({}, (), (), ())
    assert repr(network) == "<Network: 0 organisations with 0 ties by 0 events>"


def test_tables_of_a_network() -> None:
    """The ties stand by their strength, with names and dates; the actors with their bounds."""
    data = Dataset(
        [
            *map(body, ("iom", "osce", "undp")),
            meeting("a", "2021"),
            meeting("b", "2022-03"),
            *(took_part("a", one, Role.ORGANISER) for one in ("osce", "undp")),
            *(took_part("b", one) for one in ("iom", "osce", "undp")),
        ]
    )
    network = co_participation(data)
    table = network.to_table()
    assert table.columns == (
        *("one_id", "one", "other_id", "other", "weight", "first", "last", "one_roles", "other_roles"),
    )
    roles = "organiser, participant"
    assert table.rows == (
        ("osce", "The OSCE", "undp", "The UNDP", 2, "2021", "2022-03", roles, roles),
        ("iom", "The IOM", "osce", "The OSCE", 1, "2022-03", "2022-03", "participant", "participant"),
        ("iom", "The IOM", "undp", "The UNDP", 1, "2022-03", "2022-03", "participant", "participant"),
    )
    actors = network.actors_table()
    assert actors.columns == (
        *("id", "name", "events", "ties", "first", "last", "possibly_seen", "certainly_seen", "roles"),
    )
    assert actors.rows[:2] == (
        ("iom", "The IOM", 1, 2, "2022-03", "2022-03", "2022-03-01", "2022-03-31", "participant"),
        ("osce", "The OSCE", 2, 2, "2021", "2022-03", "2021-01-01", "2021-12-31", roles),
    )


def test_people_and_bodies_of_one_id_stay_apart() -> None:
    """In a network of both, tables and graphs say which collection a record is of."""
    person = Participation(id="p", event_id="a", person_id="osce", organisation_id="osce", role=Role.SPEAKER)
    data = Dataset([body("osce"), Person(id="osce", name="Osce Osceović"), meeting("a", None), person])
    network = co_participation(data, of="both")
    row = ("people", "organisations", "osce", "Osce Osceović", "osce", "The OSCE", 1, None, None, "speaker", "speaker")
    assert (network.to_table().columns[:2], network.to_table().rows) == (("one_kind", "other_kind"), (row,))
    assert [row[:2] for row in network.actors_table()] == [("people", "osce"), ("organisations", "osce")]
    assert network.actors_table().columns[0] == "kind"
    assert list(network.to_networkx().edges) == [(("people", "osce"), ("organisations", "osce"))]
    with pytest.raises(SelectionError, match="pass the record itself"):
        network.actor("osce")


def test_graphs_have_plain_attributes_that_can_be_written() -> None:
    """Nodes and edges say what they are in text and numbers, and say nothing of what is not known."""
    graph = co_participation(world(meeting("a", "2021"), meeting("b", "2022"), meeting("c", None))).to_networkx()
    assert dict(graph.nodes[OSCE]) == {
        "collection": "organisations",
        "id": "osce",
        "label": "The OSCE",
        "events": 3,
        "first": "2021",
        "last": "2022",
    }
    assert graph.edges[OSCE, UNDP] == {"weight": 3, "event_ids": "a b c", "first": "2021", "last": "2022"}
    undated = co_participation(world(meeting("c", None))).to_networkx()
    assert undated.edges[OSCE, UNDP] == {"weight": 1, "event_ids": "c"}
    assert "".join(nx.generate_graphml(graph)).count("<edge ") == 1


def test_the_extra_is_named_where_networkx_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without networkx the error says which extra brings it."""

    def refuse(name: str) -> Any:  # noqa: ANN401 - as the function that it stands for
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", refuse)
    with pytest.raises(MissingExtraError) as caught:
        co_participation(Dataset()).to_networkx()
    assert caught.value.extra == "graph"


def test_events_can_be_asked_for_as_everywhere() -> None:
    """One event, a series and a selection, by record, id or name, narrow what is looked at."""
    first = Event(
        id="a",
        title="First",
        kind=EventKind.MEETING,
        status=EventStatus.HELD,
        series_id="talks",
        dates=DateSpan("2021"),
    )
    series = EventSeries(id="talks", title="Regional talks of the services")
    data = world(first, meeting("b", "2022")).with_records(series)
    for at in ("a", first, "talks", series, "Regional talks of the services", events(data).only("a")):
        assert co_participation(data, at).event_ids == ("a",)
        assert co_participation(events(data).on("2022"), at).event_ids == ()


def test_roles_can_be_one_or_several() -> None:
    """A role, its word, and several of them say in which roles somebody has to be there."""
    data = Dataset(
        [
            *map(body, ("iom", "osce", "undp")),
            meeting("a", None),
            took_part("a", "iom", Role.HOST),
            took_part("a", "osce", Role.ORGANISER),
            took_part("a", "undp"),
        ]
    )
    asked = [Role.HOST, "host", ["host", Role.ORGANISER], iter(["organiser"]), None]
    found = [[actor.record.id for actor in co_participation(data, roles=roles).actors] for roles in asked]
    assert found == [["iom"], ["iom"], ["iom", "osce"], ["osce"], ["iom", "osce", "undp"]]


def test_who_took_part_in_nothing_is_no_error() -> None:
    """A body of the dataset that took part in none of the events is no actor and has no ties."""
    data = world(meeting("a", None)).with_records(body("iom"))
    network = co_participation(data)
    assert (network.actor("iom"), network.ties_of("iom"), network.between("iom", "undp")) == (None, (), None)


def test_somebody_is_asked_for_by_name() -> None:
    """Names find records as they do everywhere; a network of people knows no bodies."""
    data = world(meeting("a", None)).with_records(Person(id="ana", name="Ana Petrović"))
    assert co_participation(data).between("The OSCE", "the undp") is not None
    assert co_participation(data, of="people").ties_of("ana petrovic") == ()
    with pytest.raises(UnknownRecordError):
        co_participation(data, of="people").ties_of("osce")


WRONG: list[tuple[dict[str, Any], type[Exception]]] = [
    ({"asked": "osce"}, SelectionError),
    ({"asked": select(Dataset(), Person)}, SelectionError),
    ({"of": "bodies"}, SelectionError),
    ({"roles": ()}, SelectionError),
    ({"roles": "boss"}, InvalidValueError),
    ({"roles": [3]}, InvalidValueError),
    ({"at": "e9"}, UnknownRecordError),
    ({"at": "Some other talks"}, NoSingleMatchError),
    ({"at": 3}, SelectionError),
    ({"at": people(Dataset())}, SelectionError),
    ({"at": events(Dataset())}, SelectionError),
]


@pytest.mark.parametrize(("wrong", "error"), WRONG)
def test_what_cannot_be_asked(wrong: dict[str, Any], error: type[Exception]) -> None:
    """What cannot be meant is an error of our own."""
    with pytest.raises(error):
        co_participation(**{"asked": world(meeting("a", None)), **wrong})


def test_what_cannot_be_asked_of_a_network() -> None:
    """A number below zero, an unknown period, and a tie of somebody with themselves."""
    network = co_participation(world(meeting("a", None)))
    with pytest.raises(SelectionError, match="expected 0 or more"):
        network.strongest(-1)
    with pytest.raises(SelectionError, match="'week', expected one of year, half-year, quarter, month"):
        network.by_period("week")  # type: ignore[arg-type]  # that is what is tested
    with pytest.raises(SelectionError, match="'osce' twice"):
        network.between("osce", "The OSCE")
    assert network != "network"


def test_networks_of_other_actors_differ() -> None:
    """Networks of bodies and of people are not equal, even where nobody is in either."""
    assert co_participation(Dataset()) != co_participation(Dataset(), of="people")


def test_who_met_in_the_published_pieces() -> None:
    """The organisers and the funder of the workshop of 2021 are tied by it, in the roles that the article names."""
    network = co_participation(pieces_completed(), "wb-border-workshop-2021")
    assert [(tie.one.id, tie.other.id) for tie in network.ties] == [
        ("european-union", "frontex"),
        ("european-union", "seesac"),
        ("frontex", "seesac"),
    ]
    tie = network.between("SEESAC", "Frontex")
    assert tie is not None
    assert (tie.one_roles, tie.other_roles) == ((Role.ORGANISER,), (Role.CO_ORGANISER, Role.PRESENTER))
    assert network.missing_ids == ()


def test_without_the_reference_data_a_network_says_who_is_missing() -> None:
    """The pieces alone have no record of SEESAC, and their network says so."""
    assert "seesac" in co_participation(pieces()).missing_ids


def test_ties_and_actors_are_told_by_the_ids_of_their_records() -> None:
    """What developers see of a tie names its two records by kind and id, and says no more of them."""
    network = co_participation(pieces_completed(), "wb-border-workshop-2021")
    tie = network.ties[0]
    assert all(f"<{record.collection()} {record.id}>" in repr(tie) for record in (tie.one, tie.other))
    assert len(repr(tie)) < 1_000
