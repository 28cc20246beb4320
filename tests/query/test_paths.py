from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final, TypeAlias

import attrs
import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset, Link
from seesac_model.errors import NoSingleMatchError, SelectionError, UnknownRecordError
from seesac_model.model import (
    Affiliation,
    Citation,
    Document,
    DocumentKind,
    Event,
    EventKind,
    EventStatus,
    FrameworkKind,
    Funding,
    Observation,
    Organisation,
    OrganisationKind,
    Participation,
    Person,
    PolicyFramework,
    Record,
    Role,
    Source,
    Topic,
)
from seesac_model.query import (
    CONNECTING_KINDS,
    EventSelection,
    Neighbour,
    RecordPath,
    events,
    neighbourhood,
    paths_between,
    people,
    shortest_path,
)
from tests.query import datasets as small
from tests.query.published import pieces
from tests.query.worlds import worlds
from tests.strategies.datasets import datasets

KINDS: Final = Dataset.kinds()
RANKS: Final = {kind.collection(): rank for rank, kind in enumerate(KINDS)}

Key: TypeAlias = tuple[int, str]


@attrs.frozen
class Asked:
    """A dataset, two records of it, and what may be passed."""

    dataset: Dataset
    start: Record
    goal: Record
    options: dict[str, Any]

    @property
    def within(self) -> EventSelection | None:
        """The events that may be passed."""
        within: EventSelection | None = self.options["within"]
        return within

    def reversed(self) -> Asked:
        """Ask the other way round."""
        return attrs.evolve(self, start=self.goal, goal=self.start)


def key(record: Record) -> Key:
    """Return what records are ordered by: their kind, then their id."""
    return RANKS[record.collection()], record.id


def keys(path: RecordPath) -> list[Key]:
    """Return the records on a path."""
    return [key(record) for record in path.records]


def may_be_passed(record: Record, asked: Asked) -> bool:
    """Tell whether a record may be passed, by looking at it."""
    if type(record) not in asked.options["through"] or record in asked.options["avoiding"]:
        return False
    if asked.within is None:
        return True
    event_id = record.id if isinstance(record, Event) else getattr(record, "event_id", None)
    return event_id is None or event_id in asked.within.ids


def graph_of(asked: Asked, *ends: Record) -> nx.Graph[Key]:
    """Return the records that may be passed, and the ends, as a graph of networkx."""
    graph: nx.Graph[Key] = nx.Graph()
    for record in asked.dataset:
        graph.add_node(key(record), record=record)
        for link in asked.dataset.links_from(record):
            if link.target is not None:
                graph.add_edge(key(record), key(link.target))
    here = [key(record) for record in asked.dataset if record in ends or may_be_passed(record, asked)]
    return graph.subgraph(here)


def expected_paths(asked: Asked) -> list[list[Key]]:
    """Return all shortest paths, as networkx finds them, in order."""
    graph, start, goal = graph_of(asked, asked.start, asked.goal), key(asked.start), key(asked.goal)
    if not nx.has_path(graph, start, goal):
        return []
    return sorted(nx.all_shortest_paths(graph, start, goal)) if start != goal else [[start]]


@st.composite
def questions(draw: st.DrawFn) -> Asked:
    """Draw a dataset and what is asked of it."""
    dataset = draw(worlds() | small.datasets() | datasets().filter(len))
    records = tuple(dataset)
    start, goal = draw(st.sampled_from(records)), draw(st.sampled_from(records))
    ids = st.lists(st.sampled_from(dataset.events.ids), unique=True) if dataset.events else st.just([])
    within = st.none() | ids.map(lambda these: events(dataset).only(*these))
    nothing: list[Record] = []
    avoiding = st.just(nothing) | st.lists(st.sampled_from(records), max_size=2)
    options = {
        "through": draw(st.sampled_from((KINDS, CONNECTING_KINDS)) | st.sets(st.sampled_from(KINDS)).map(tuple)),
        "within": draw(within),
        "avoiding": [record for record in draw(avoiding) if record not in (start, goal)],
    }
    return Asked(dataset, start, goal, options)


def bodies(*ids: str) -> list[Record]:
    """Make bodies."""
    return [Organisation(id=one, name=f"The {one}", kind=OrganisationKind.IGO) for one in ids]


def event(event_id: str, *follows: str, series: str | None = None) -> Event:
    """Make an event."""
    return Event(
        id=event_id,
        title=f"Event {event_id}",
        kind=EventKind.MEETING,
        status=EventStatus.HELD,
        follows_ids=follows,
        series_id=series,
    )


def took_part(event_id: str, body: str) -> Participation:
    """Make a participation of a body."""
    return Participation(id=f"{event_id}.{body}", event_id=event_id, organisation_id=body, role=Role.PARTICIPANT)


@given(questions())
def test_all_shortest_paths_are_found(asked: Asked) -> None:
    """The paths are all those that networkx finds over the records that may be passed, by kinds and ids."""
    paths = paths_between(asked.dataset, asked.start, asked.goal, **asked.options, limit=10_000)
    assert expected_paths(asked) == [keys(path) for path in paths]
    assert paths.total == len(paths)
    assert paths.is_complete


@given(questions())
def test_every_step_has_all_links_between_its_records(asked: Asked) -> None:
    """A step has every reference of one of its records to the other, first those of the first."""
    for path in paths_between(asked.dataset, asked.start, asked.goal, **asked.options):
        assert len(path) == len(path.records) - 1
        assert path.records == (asked.start, *path.through, *(asked.goal,) * bool(len(path)))
        for one, other, links in zip(path.records, path.records[1:], path.links, strict=False):
            there = [link for link in asked.dataset.links_from(one) if link.target is other]
            back = [link for link in asked.dataset.links_to(one) if link.record is other]
            assert [*there, *back] == list(links)
            assert links


@given(questions())
def test_ways_back_are_the_same(asked: Asked) -> None:
    """From the goal to the start lead the same paths, the other way round."""
    there = paths_between(asked.dataset, asked.start, asked.goal, **asked.options, limit=10_000)
    back = paths_between(asked.dataset, asked.goal, asked.start, **asked.options, limit=10_000)
    assert sorted(keys(path) for path in there) == sorted(keys(path)[::-1] for path in back)


@given(questions(), st.integers(0, 6))
def test_longest_is_a_bound(asked: Asked, longest: int) -> None:
    """Paths are found if they have at most so many steps, and then all of them."""
    found = paths_between(asked.dataset, asked.start, asked.goal, **asked.options, longest=longest)
    unbounded = paths_between(asked.dataset, asked.start, asked.goal, **asked.options)
    are_short = bool(unbounded) and len(unbounded[0]) <= longest
    assert found == (unbounded if are_short else attrs.evolve(unbounded, shown=(), total=0))


@given(questions(), st.integers(1, 3))
def test_what_the_limit_cuts_is_counted(asked: Asked, limit: int) -> None:
    """Under a limit the first paths are shown, and the total says how many there are."""
    everything = paths_between(asked.dataset, asked.start, asked.goal, **asked.options, limit=10_000)
    some = paths_between(asked.dataset, asked.start, asked.goal, **asked.options, limit=limit)
    assert some == attrs.evolve(everything, shown=everything.shown[:limit])
    assert some.is_complete == (len(everything) <= limit)


@given(questions())
def test_the_shortest_path_is_the_first(asked: Asked) -> None:
    """`shortest_path` gives the first of all shortest paths, or None where there is none."""
    paths = paths_between(asked.dataset, asked.start, asked.goal, **asked.options)
    assert shortest_path(asked.dataset, asked.start, asked.goal, **asked.options) == next(iter(paths), None)


@given(questions(), st.integers(0, 5))
def test_neighbourhoods_are_what_can_be_reached(asked: Asked, steps: int) -> None:
    """A neighbourhood has all records that networkx reaches in so many steps, nearest first, by kinds and ids."""
    found = neighbourhood(asked.dataset, asked.start, steps, **asked.options)
    lengths = nx.single_source_shortest_path_length(graph_of(asked, asked.start), key(asked.start), cutoff=steps)
    expected = sorted((distance, one) for one, distance in dict(lengths).items())
    assert expected == [(0, key(found.start)), *((distance, key(record)) for record, distance in found)]
    assert len(found) == len(expected) - 1
    assert bool(found) == (len(expected) > 1)


@given(questions())
def test_neighbourhood_and_paths_agree(asked: Asked) -> None:
    """What is at a distance in a neighbourhood is connected by a path of that length."""
    for record, distance in neighbourhood(asked.dataset, asked.start, 3, **asked.options):
        path = shortest_path(asked.dataset, asked.start, record, **asked.options)
        assert path is not None
        assert len(path) == distance


def test_a_path_is_told_step_by_step() -> None:
    """A path names its records, the fields that link them, and which of both refers."""
    path = shortest_path(pieces(), "Gunnar Strömmer", "Bojana Balon", through=(Event, Participation))
    assert str(path).splitlines() == [
        "Gunnar Strömmer (people gunnar-strommer)",
        "← person_id: participations customs-conference-2023.opener.gunnar-strommer",
        f"→ event_id: {pieces().events['customs-conference-2023'].title} (events customs-conference-2023)",
        "← event_id: participations customs-conference-2023.panellist.bojana-balon",
        "→ person_id: Bojana Balon (people bojana-balon)",
    ]


def test_paths_of_a_year() -> None:
    """Within a selection of events, only these and their records are passed."""
    for year, expected in {"2021": [], "2023": ["customs-conference-2023"]}.items():
        these = events(pieces()).on(year)
        paths = paths_between(
            pieces(), "jelena-bujakovic", "bojana-balon", within=these, through=(Event, Participation), limit=100
        )
        passed = {record.id for path in paths for record in path.through if isinstance(record, Event)}
        assert sorted(passed) == expected


def test_the_neighbourhood_of_a_person() -> None:
    """Two steps from a person are the body that the post is in and the events of the participations."""
    around = neighbourhood(pieces(), "gunnar-strommer", 2)
    assert [event.id for event in around.of(Event)] == ["customs-conference-2023"]
    assert [body.id for body in around.of(Organisation)] == ["se-ministry-of-justice"]
    assert Neighbour(pieces().organisations["se-ministry-of-justice"], 2) in list(around)


def test_what_connects_everything_is_not_passed() -> None:
    """Two bodies named on one page are not connected by it unless sources may be passed."""
    page = (Citation(source_id="page"),)
    dataset = Dataset(
        [*(attrs.evolve(body, citations=page) for body in bodies("un", "eu")), Source(id="page", title="Page")]
    )
    assert shortest_path(dataset, "un", "eu") is None
    path = shortest_path(dataset, "un", "eu", through=Source)
    assert path is not None
    assert [record.id for record in path.through] == ["page"]


def test_ends_may_be_of_any_kind() -> None:
    """A source is an end of paths, though paths do not pass through sources."""
    page = (Citation(source_id="page"),)
    dataset = Dataset([*bodies("un", "eu"), Funding(id="f", donor_ids=("eu",), recipient_id="un", citations=page)])
    dataset = dataset.with_records(Source(id="page", title="Page"))
    path = shortest_path(dataset, "page", "eu")
    assert path is not None
    assert [link.path for link in path.links[0]] == [("citations", 0, "source_id")]
    assert [record.id for record in path.records] == ["page", "f", "eu"]


def test_records_of_other_events_are_not_passed() -> None:
    """What has an `event_id` belongs to that event, even one that the dataset lacks; what has none to no event."""
    dataset = Dataset(
        [
            *bodies("eu", "un", "osce"),
            event("e"),
            Funding(id="there", donor_ids=("eu",), recipient_id="un", event_id="e"),
            Funding(id="gone", donor_ids=("eu",), recipient_id="un", event_id="nowhere"),
            Funding(id="always", donor_ids=("osce",), recipient_id="un"),
        ]
    )
    none, one = events(dataset).only(), events(dataset).only("e")
    assert [path.through[0].id for path in paths_between(dataset, "eu", "un")] == ["gone", "there"]
    assert [path.through[0].id for path in paths_between(dataset, "eu", "un", within=one)] == ["there"]
    assert shortest_path(dataset, "eu", "un", within=none) is None
    assert shortest_path(dataset, "osce", "un", within=none) is not None


def test_ends_need_not_be_within() -> None:
    """The start and the goal may be other events than those that may be passed."""
    dataset = Dataset([event("a"), event("b", "a"), event("c", "b")])
    path = shortest_path(dataset, "a", "c", within=events(dataset).only("b"))
    assert path is not None
    assert [record.id for record in path.records] == ["a", "b", "c"]


def test_the_greatest_length_is_one_that_is_allowed() -> None:
    """A path may have as many steps as `longest` says, and not one more."""
    dataset = Dataset([event("a"), *(event(one, before) for before, one in zip("abcd", "bcde", strict=True))])
    lengths = {
        (goal, longest): shortest_path(dataset, "a", goal, longest=longest) is not None
        for goal in "abcde"
        for longest in range(6)
    }
    assert lengths == {(goal, longest): "abcde".index(goal) <= longest for goal, longest in lengths}


def test_what_is_avoided_is_gone_around() -> None:
    """Avoiding a record gives the paths that do without it."""
    dataset = Dataset([*bodies("eu", "un"), *(event(one) for one in "abc")])
    dataset = dataset.with_records(*(took_part(one, body) for one in "abc" for body in ("eu", "un")))
    options: list[str | Record | Iterable[str | Record]] = ["a", dataset.events["a"], ["a", dataset.events["b"]]]
    left = [paths_between(dataset, "eu", "un", avoiding=avoiding) for avoiding in options]
    assert [[path.through[1].id for path in paths] for paths in left] == [["b", "c"], ["b", "c"], ["c"]]
    assert [event.id for event in neighbourhood(dataset, "eu", 2, avoiding=["b"]).of(Event)] == ["a", "c"]


def test_from_a_record_to_itself_it_takes_no_step() -> None:
    """The path from a record to itself is one, and true, and has no step."""
    dataset = Dataset(bodies("un"))
    path = shortest_path(dataset, "un", "un", longest=0)
    assert path == RecordPath(records=(dataset.organisations["un"],), links=())
    assert path
    assert (len(path), path.start, path.goal, path.through) == (0, path.goal, path.start, ())
    assert str(path) == "The un (organisations un)"
    assert path.to_table().rows == ((0, "organisations", "un", "The un", None, None),)


def test_circles_and_what_refers_to_itself_come_to_an_end() -> None:
    """Records that refer to themselves or to one another in a circle are gone through once; what is gone is not."""
    dataset = Dataset([event("a", "a", "b", "gone"), event("b", "a"), event("z", "gone")])
    paths = paths_between(dataset, "a", "b")
    assert [len(path) for path in paths] == [1]
    assert str(paths) == "Event a (events a)\n→ follows_ids ← follows_ids: Event b (events b)"
    assert paths_between(dataset, "a", "z").total == 0
    assert [record.id for record, _ in neighbourhood(dataset, "a", 9)] == ["b"]


def test_several_links_are_one_step() -> None:
    """All fields that link two records stand in one step, and each has a row in the table."""
    body = Organisation(id="un", name="UN", kind=OrganisationKind.IGO)
    acting = Participation(
        id="p", event_id="e", organisation_id="un", on_behalf_of_id="un", role=Role.HOST, note="Alone."
    )
    path = shortest_path(Dataset([body, acting, event("e")]), "e", "un")
    assert path is not None
    assert str(path).endswith("→ organisation_id, on_behalf_of_id: UN (organisations un)")
    assert path.to_table().columns == ("step", "kind", "id", "name", "field", "refers")
    assert path.to_table().rows == (
        (0, "events", "e", "Event e", None, None),
        (1, "participations", "p", None, "event_id", "this"),
        (2, "organisations", "un", "UN", "organisation_id", "previous"),
        (2, "organisations", "un", "UN", "on_behalf_of_id", "previous"),
    )


def test_paths_say_what_is_not_shown() -> None:
    """Under the paths that are shown stands how many there are besides."""
    dataset = Dataset([*bodies("eu", "un"), *(event(one) for one in "abc")])
    dataset = dataset.with_records(*(took_part(one, body) for one in "abc" for body in ("eu", "un")))
    paths = paths_between(dataset, "eu", "un", limit=1)
    assert (len(paths), paths.total, paths.is_complete) == (1, 3, False)
    assert str(paths) == f"{paths[0]}\n\n… 2 more paths of this length"
    assert str(paths_between(dataset, "eu", "un", limit=2)).endswith("\n\n… 1 more path of this length")
    everything = paths_between(dataset, "eu", "un")
    assert str(everything) == "\n\n".join(map(str, everything))
    assert everything[-1] == everything.shown[2]
    assert everything.to_table().columns == ("path", *everything[0].to_table().columns)
    assert [row[1:] for row in everything.to_table() if row[0] == 2] == list(everything[1].to_table())


def test_no_path_is_said_so() -> None:
    """Where nothing connects two records there is nothing, and the text says between what."""
    paths = paths_between(Dataset(bodies("eu", "un")), "eu", "un")
    assert not paths
    assert str(paths) == "no path from The eu (organisations eu) to The un (organisations un)"
    assert paths.to_table().rows == ()


def test_neighbourhoods_are_told_by_distance() -> None:
    """A neighbourhood counts its records by distance and kind, and lists them in a table."""
    dataset = Dataset([*bodies("eu", "un"), event("e"), took_part("e", "eu"), took_part("e", "un")])
    around = neighbourhood(dataset, "e", 2)
    assert str(around).splitlines() == [
        "around Event e (events e): 4 records",
        "1 step away: 2 participations",
        "2 steps away: 2 organisations",
    ]
    assert [record.id for record in around.at(2)] == ["eu", "un"]
    assert [around.at(distance) for distance in (-1, 0, 3)] == [(), (dataset.events["e"],), ()]
    assert around.to_table().columns == ("distance", "kind", "id", "name")
    assert around.to_table().rows[0] == (1, "participations", "e.eu", None)
    assert around.to_table().rows[3] == (2, "organisations", "un", "The un")
    assert str(neighbourhood(Dataset(bodies("eu")), "eu")) == "around The eu (organisations eu): 0 records"
    assert str(neighbourhood(dataset, "eu", 1)).startswith("around The eu (organisations eu): 1 record\n")


def test_results_have_a_short_form() -> None:
    """What an interpreter shows says from where to where, and how much there is, without any record in full."""
    dataset = Dataset([*bodies("eu", "un"), event("e"), took_part("e", "eu"), took_part("e", "un")])
    paths = paths_between(dataset, "eu", "un")
    assert repr(paths) == "<1 of 1 shortest path: organisations eu … organisations un>"
    assert repr(paths[0]) == "<path of 4 steps: organisations eu … organisations un>"
    assert repr(shortest_path(dataset, "e", "e.eu")) == "<path of 1 step: events e … participations e.eu>"
    assert repr(neighbourhood(dataset, "e", 2)) == "<4 records around events e>"


def test_names_are_taken_where_they_are_clear() -> None:
    """A name means a record, as everywhere; what is no id and no name is refused with what looks like it."""
    dataset = Dataset([*bodies("frontex"), Person(id="ana", name="Ana Anić"), Person(id="ana-2", name="Ana Anić")])
    dataset = dataset.with_records(Affiliation(id="post", person_id="ana", organisation_id="frontex", title="Head"))
    assert shortest_path(dataset, "The Frontex", "ana") is not None
    with pytest.raises(UnknownRecordError, match="did you mean 'frontex'"):
        shortest_path(dataset, "frontx", "ana")
    with pytest.raises(NoSingleMatchError):
        neighbourhood(dataset, "Ana Anić")
    assert shortest_path(dataset, "post", dataset.people["ana"]) is not None


def test_an_id_of_two_collections_is_refused() -> None:
    """Where records of two kinds have an id, the record itself is needed."""
    dataset = Dataset([Topic(id="seesac", label="SEESAC"), *bodies("seesac")])
    with pytest.raises(SelectionError, match="is in topics and organisations"):
        neighbourhood(dataset, "seesac")
    assert neighbourhood(dataset, dataset.topics["seesac"]).start == dataset.topics["seesac"]


def test_long_chains_are_gone_along() -> None:
    """A path may be longer than functions may call one another."""
    chain = [event("e0000"), *(event(f"e{number:04}", f"e{number - 1:04}") for number in range(1, 3000))]
    path = shortest_path(Dataset(chain), "e0000", "e2999")
    assert path is not None
    assert [record.id for record in path.records] == [record.id for record in chain]


def test_the_number_of_paths_needs_no_list_of_them() -> None:
    """Paths are counted without being gone along: over ten times eight events there are eight to the power of ten."""
    dataset = Dataset(
        [
            event("start"),
            *(event(f"{step}.{one}", *_all_of(step - 1)) for step in range(10) for one in range(8)),
            event("stop", *_all_of(9)),
        ]
    )
    paths = paths_between(dataset, "start", "stop", limit=3)
    assert paths.total == 8**10
    assert [[record.id[-1] for record in path.through] for path in paths] == [
        ["0"] * 10,
        ["0"] * 9 + ["1"],
        ["0"] * 9 + ["2"],
    ]


def _all_of(step: int) -> list[str]:
    return ["start"] if step < 0 else [f"{step}.{one}" for one in range(8)]


def test_links_of_all_forms_are_gone_along() -> None:
    """References in one field, in lists and in values of lists all connect."""
    cited = (Citation(source_id="page"), Citation(source_id="lost"))
    dataset = Dataset(
        [
            Source(id="page", title="Page", publisher_id="un"),
            *bodies("un"),
            PolicyFramework(id="act", title="Act", kind=FrameworkKind.LEGAL_ACT, citations=cited),
            Document(id="book", title="Book", kind=DocumentKind.HANDBOOK, author_ids=("un", "gone")),
            Observation(id="o", measure="pistols", value=Decimal(1), recipient_id="un"),
        ]
    )
    around = neighbourhood(dataset, "un", 2, through=KINDS)
    assert [record.id for record in around.at(1)] == ["page", "book", "o"]
    assert [record.id for record in around.at(2)] == ["act"]
    fields: set[str] = {
        link.field
        for record, _ in around
        for path in paths_between(dataset, "un", record, through=KINDS)
        for link in _links_of(path)
    }
    assert fields == {"publisher_id", "citations", "author_ids", "recipient_id"}


def _links_of(path: RecordPath) -> list[Link]:
    return [link for links in path.links for link in links]


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"through": "events"}, "found text of 6 characters, expected a kind of record"),
        ({"through": (Event, Record)}, "expected a kind of record"),
        ({"through": None}, "found nothing, expected a kind of record"),
        ({"limit": 0}, "found the limit 0, expected 1 or more"),
        ({"limit": "many"}, "found the limit text of 4 characters, expected 1 or more"),
        ({"longest": -1}, "found the greatest length -1, expected 0 or more"),
        ({"within": 2021}, "expected a selection"),
        ({"avoiding": "un"}, "found 'un' to be avoided"),
        ({"avoiding": None}, "found nothing, expected a record"),
    ],
)
def test_what_cannot_be_asked_is_refused(options: dict[str, Any], message: str) -> None:
    """Options that make no sense are errors that say what was found and what is expected."""
    with pytest.raises(SelectionError, match=message):
        paths_between(Dataset(bodies("eu", "un")), "eu", "un", **options)


def test_other_ends_and_steps_are_refused() -> None:
    """Ends are records or texts, steps are 0 or more, and selections are of events of the dataset."""
    dataset = Dataset(bodies("eu", "un"))
    with pytest.raises(SelectionError, match="found the number 5, expected a record, its id or a name"):
        shortest_path(dataset, 5, "un")  # type: ignore[arg-type]  # the error is what is tested
    with pytest.raises(SelectionError, match="found the number of steps -1, expected 0 or more"):
        neighbourhood(dataset, "eu", -1)
    with pytest.raises(SelectionError, match="found events and people, expected one kind"):
        neighbourhood(dataset, "eu", within=people(dataset))  # type: ignore[arg-type]  # as above
    with pytest.raises(SelectionError, match="of two datasets"):
        neighbourhood(dataset, "eu", within=events(Dataset()))


def test_paths_are_taken_by_position() -> None:
    """A position beyond the paths, or no position at all, is refused."""
    paths = paths_between(Dataset(bodies("un")), "un", "un")
    assert paths[0] == paths[-1]
    with pytest.raises(SelectionError, match="found the position 1 among 1 path"):
        _ = paths[1]
    with pytest.raises(SelectionError, match="found the position 0 among 0 paths"):
        _ = paths_between(Dataset(bodies("un", "eu")), "un", "eu")[0]
    with pytest.raises(SelectionError, match="found text of 1 character, expected the position of a path"):
        _ = paths["0"]  # type: ignore[index]  # the error is what is tested
