from __future__ import annotations

import itertools
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.dataset import Dataset, DuplicateProposal, MatchReason
from seesac_model.errors import MissingExtraError, SelectionError
from seesac_model.model import (
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    Identifier,
    Name,
    Organisation,
    Person,
    Place,
    PlaceKind,
    PolicyFramework,
    Record,
    Source,
)
from tests.dataset.named import NAMED, body, framework, jurisdiction, person
from tests.strategies.values import lines


def found(*records: Record, at_least: int = 70) -> list[tuple[str, str, str, int]]:
    """Return the pairs among records."""
    pairs = Dataset(records).duplicates((Organisation, Person, Place, PolicyFramework, Event), at_least=at_least)
    return [(pair.record.id, pair.other.id, str(pair.reason), pair.score) for pair in pairs]


def meeting(record_id: str, title: str = "Border Workshop", **fields: Any) -> Event:  # noqa: ANN401 - as fields hold it
    """Return an event on a day in a place."""
    base = Event(id=record_id, title=title, kind=EventKind.WORKSHOP, status=EventStatus.HELD)
    return attrs.evolve(base, **{"dates": DateSpan("2023-02-14"), "place_ids": ("tirana",), **fields})


@pytest.mark.parametrize(
    ("one", "two", "reason"),
    [
        (person("a", "Bojana Balon"), person("b", "Bojana Balon"), "same-name"),
        (person("a", "Bojana Balon"), person("b", "BOJANA BALON"), "same-but-for-spelling"),
        (person("a", "Bojana Balon"), person("b", "Бојана Балон"), "other-script"),
        (person("a", "Panče Toškovski"), person("b", "Panche Toshkovski"), "other-transliteration"),
        (person("a", "Bojana Balon"), person("b", "Balon, Bojana"), "same-words"),
        (person("a", "Bojana Balon"), person("b", "Bojana M. Balon"), "further-given-name"),
        (person("a", "Bojana Balon"), person("b", "B. Balon"), "initials"),
        (person("a", "Jelena Bujaković"), person("b", "Jelena Bujakvić"), "near-spelling"),
        (body("a", "OSCE"), body("b", "osce"), "same-acronym"),
        (body("a", "Border Police of Montenegro"), body("b", "Montenegrin Border Police"), "same-words"),
        (body("a", "Border Police of Montenegro"), body("b", "Border Polcie of Montenegro"), "near-spelling"),
        (
            jurisdiction("rs", "Serbia"),
            Place(id="s", name="Republic of Serbia", kind=PlaceKind.JURISDICTION),
            "same-words",
        ),
        (framework("a", "Decision (CFSP) 2018/1788"), framework("b", "EUCD 2018/1788"), "same-identifier"),
    ],
)
def test_records_that_may_be_one(one: Record, two: Record, reason: str) -> None:
    """Names that are alike by rule or nearly so make a pair."""
    assert [entry[2] for entry in found(one, two)] == [reason]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (person("a", "Marko Marković"), person("b", "Mirko Marković")),
        (person("a", "Balon"), person("b", "Bojana Balon")),
        (person("a", "Bojana Maria Balon"), person("b", "Bojana Elena Balon")),
        (person("a", "B. Balon"), person("b", "B. Ballone")),
        (body("a", "Border Police", place="rs"), body("b", "Border Police", place="me")),
        (body("a", "Serbia"), body("b", "Republic of Serbia")),
        (body("a", "Border Police of Serbia"), body("b", "Border Police of Albania")),
        (body("a", "UNODC"), body("b", "UNODA")),
        (jurisdiction("lu", "Luxembourg"), Place(id="city", name="Luxembourg", kind=PlaceKind.CITY)),
        (
            Place(id="a", name="Petnica", kind=PlaceKind.CITY, part_of_id="rs"),
            Place(id="b", name="Petnica", kind=PlaceKind.CITY, part_of_id="me"),
        ),
        (body("a", "Network"), attrs.evolve(body("b", "Network"), part_of_ids=("a",))),
        (
            attrs.evolve(person("a", "Ana Hoxha"), identifiers=(Identifier.parse("wikidata:Q1"),)),
            attrs.evolve(person("b", "Ana Hoxha"), identifiers=(Identifier.parse("wikidata:Q2"),)),
        ),
        (framework("a", "Roadmap 2024"), framework("b", "Roadmap 2030")),
    ],
)
def test_records_that_are_two(one: Record, two: Record) -> None:
    """Names of others, and records that say that they are two, make none."""
    assert found(one, two) == []


def test_identifiers_make_a_pair() -> None:
    """One identifier for two records says that they are one, whatever their names."""
    known = (Identifier.parse("wikidata:Q1"), Identifier.parse("isni:0000000121032683"))
    records = (
        attrs.evolve(person("a", "Ana Hoxha"), identifiers=known[:1]),
        attrs.evolve(person("b", "Bojana Balon"), identifiers=known),
    )
    assert found(*records) == [("a", "b", "same-identifier", 100)]


def test_small_datasets_with_names_alike_have_no_pairs() -> None:
    """The dataset of the names that are easily confused holds no record twice."""
    assert NAMED.duplicates((Organisation, Person, PolicyFramework)) == ()


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        (meeting("a"), meeting("b", "Workshop on the Border"), 89),
        (meeting("a"), meeting("b", "Border Control Workshop"), 85),
        (meeting("a"), meeting("b", "Customs Conference"), None),
        (meeting("a"), meeting("b", place_ids=("durres",)), None),
        (meeting("a"), meeting("b", place_ids=("albania",)), 89),
        (meeting("a"), meeting("b", place_ids=()), 89),
        (meeting("a"), meeting("b", place_ids=("hotel",)), 89),
        (meeting("a"), meeting("b", "Border Forum", place_ids=("hotel",)), None),
        (meeting("a"), meeting("b", "Border"), 83),
        (meeting("a"), meeting("b", "Border Control Post Workshop Tour Visit"), 80),
        (meeting("a"), meeting("b", "Border Control Post Workshop Tour Visit Day"), None),
        (meeting("a"), meeting("b", "Border Forum"), 70),
        (meeting("a", "Great Border Workshop"), meeting("b", "Large Border Workshop"), 73),
        (meeting("a"), meeting("b", "Forum", other_titles=(Name.parse("The Border Workshop"),)), 89),
        (meeting("a"), meeting("b", dates=DateSpan("2023-02-13/2023-02-14")), 89),
        (meeting("a"), meeting("b", dates=DateSpan("{2023-02-13,2023-02-15}")), None),
        (meeting("a"), meeting("b", "Forum", dates=DateSpan("2023-02-13/2023-02-14")), None),
        (meeting("a", series_id="s"), meeting("b", "Forum", series_id="s"), 80),
        (meeting("a", series_id="s"), meeting("b", series_id="s"), 89),
        (meeting("a", series_id="s"), meeting("b", series_id="t"), None),
        (meeting("a", series_id="s"), meeting("b", "Forum", series_id="s", dates=DateSpan("2023-02-15")), None),
        (meeting("a", series_id="s"), meeting("b", "Forum", series_id="s", place_ids=("durres",)), None),
        (meeting("a", series_id="s"), meeting("b"), 89),
        (meeting("a"), meeting("b", place_ids=("durres", "tirana")), 89),
        (meeting("a", place_ids=()), meeting("b", place_ids=()), 89),
        (meeting("a"), meeting("b", dates=DateSpan("2023-02-15")), None),
        (meeting("a", dates=DateSpan("2023-02")), meeting("b", dates=DateSpan("2023-02")), None),
        (meeting("a", dates=None), meeting("b", dates=None), None),
        (meeting("a"), meeting("b", status=EventStatus.CANCELLED), None),
        (meeting("a"), meeting("b", "Border Workshop 2"), None),
        (meeting("a"), meeting("b", part_of_id="a"), None),
        (meeting("a", "!"), meeting("b", "!"), None),
        (meeting("a", series_id="s", series_number=4), meeting("b", series_id="s", series_number=5), None),
        (
            meeting("a", series_id="s", series_number=4),
            meeting("b", "Fourth Meeting", dates=None, series_id="s", series_number=4),
            90,
        ),
    ],
)
def test_events_that_may_be_one(one: Event, two: Event, expected: int | None) -> None:
    """Same series and number, or same dates and place and half of the words of the title, make a pair."""
    places = [
        Place(id="albania", name="Albania", kind=PlaceKind.JURISDICTION),
        Place(id="tirana", name="Tirana", kind=PlaceKind.CITY, part_of_id="albania"),
        Place(id="durres", name="Durrës", kind=PlaceKind.CITY, part_of_id="albania"),
        Place(id="hotel", name="Hotel", kind=PlaceKind.VENUE, part_of_id="tirana"),
    ]
    pairs = [("a", "b", "same-occasion", expected)] if expected is not None else []
    assert pairs == found(one, two, *places)


@pytest.mark.parametrize(("levels", "expected"), [(1, 0), (9, 0), (10, 1)])
def test_parts_of_parts_are_no_repetition(levels: int, expected: int) -> None:
    """An event in another one, at up to ten removes, is not the other one; no chain is climbed further."""
    wholes = ["whole", *(f"p{number:02}" for number in range(levels))]
    chain = [meeting(one, "Forum", dates=None, part_of_id=whole) for whole, one in itertools.pairwise(wholes)]
    part = meeting("z", part_of_id=wholes[-1])
    assert len(found(meeting("whole"), *chain, part)) == expected
    assert len(found(meeting("zz", part_of_id="a"), meeting("a", "Forum", dates=None, part_of_id="zz"))) == 0


def test_numbered_parts_are_no_repetition() -> None:
    """A part of a meeting may bear its number, at any remove."""
    numbered: dict[str, Any] = {"series_id": "s", "series_number": 4, "dates": None}
    middle = meeting("b", "Forum", dates=None, part_of_id="a")
    assert found(meeting("a", **numbered), middle, meeting("c", part_of_id="b", **numbered)) == []


def test_of_very_many_events_those_that_are_alike_are_compared() -> None:
    """Among hundreds of events of one place and day, two of one title are found, wherever their ids stand."""
    events = [
        meeting(f"e{number:03}", f"Topic Q{chr(65 + number % 26)}{chr(65 + number // 26)}") for number in range(99)
    ]
    twice = (meeting("a", "Zoning Board"), meeting("z", "Board for Zoning"))
    assert [pair[:2] for pair in found(*events, *twice, at_least=80)] == [("a", "z")]


def test_of_very_many_events_of_one_number_those_of_one_day_are_compared() -> None:
    """Among many events of one number, two of one day are found, wherever their ids stand."""
    number: dict[str, Any] = {"series_id": "s", "series_number": 4, "place_ids": ()}
    events = [
        meeting(f"e{day:02}", f"Day {day}", dates=DateSpan(f"2023-01-{day:02}"), **number) for day in range(1, 31)
    ]
    twice = [meeting(name, name, dates=DateSpan("2023-02-14"), **number) for name in ("a", "z")]
    undated = meeting("m", dates=None, **number)
    assert ("a", "z") in [pair[:2] for pair in found(*events, *twice, undated)]


def test_events_with_very_many_titles_are_compared_by_the_first() -> None:
    """Twenty titles of an event are looked at, so that time stays in proportion."""
    names = tuple(Name.parse(f"Title Q{chr(65 + number)}") for number in range(20))
    known, unknown = meeting("a", "Title QS"), meeting("a", "Title QT")
    other = meeting("b", "Forum", other_titles=names)
    assert [len(found(one, other, at_least=80)) for one in (known, unknown)] == [1, 0]


@settings(max_examples=50)
@given(st.lists(st.tuples(st.sampled_from(["2023-02-14", "2023-02-13/2023-02-15", "2023-02"]), lines()), max_size=6))
def test_pairs_of_events_do_not_depend_on_the_order(given_events: list[tuple[str, str]]) -> None:
    """Events and their mirror image give the same pairs, each of two events, once."""
    events = [meeting(f"e{number}", title, dates=DateSpan(dates)) for number, (dates, title) in enumerate(given_events)]
    pairs = found(*events)
    assert pairs == found(*reversed(events))
    assert [pair for pair in pairs if pair[0] >= pair[1]] == []


def test_many_alike_are_paired_with_their_neighbours() -> None:
    """Of very many records with one name each is paired with the next, so that time stays in proportion."""
    people = [person(f"p{number:03}", "Ana Hoxha") for number in range(50)]
    events = [meeting(f"e{number:03}") for number in range(50)]
    assert (len(found(*people)), len(found(*events))) == (49, 49)
    assert len(found(*people[:4])) == 6
    short = [person(f"s{number:03}", "A. Hoxha") for number in range(50)]
    assert len([pair for pair in found(*people, *short) if pair[2] == "initials"]) == 50


@settings(max_examples=50)
@given(st.lists(lines(), max_size=4))
def test_pairs_do_not_depend_on_the_order(texts: list[str]) -> None:
    """Whatever the names, records and their mirror image give the same pairs, each of two different records, once."""
    records = [person(f"p{number}", text) for number, text in enumerate(texts)]
    pairs = found(*records)
    assert pairs == found(*reversed(records))
    assert len({pair[:2] for pair in pairs}) == len(pairs)
    assert [pair for pair in pairs if pair[0] >= pair[1]] == []


def test_pairs_come_with_the_likeliest_first() -> None:
    """Pairs are in the order of their scores, kinds and ids."""
    people = (person("c", "B. Balon"), person("b", "Bojana Balon"), person("a", "Bojana Balon"))
    assert found(*people, body("x", "OSCE"), body("y", "Osce")) == [
        ("a", "b", "same-name", 100),
        ("x", "y", "same-acronym", 99),
        ("a", "c", "initials", 84),
        ("b", "c", "initials", 84),
    ]


def test_a_proposal_is_a_value() -> None:
    """A proposal holds both records, the score and the reason."""
    people = (person("a", "Bojana Balon"), person("b", "Bojana Balon"))
    expected = DuplicateProposal(record=people[0], other=people[1], score=100, reason=MatchReason.SAME_NAME)
    assert Dataset(people).duplicates() == (expected,)


def test_near_spellings_need_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs by rule are found without rapidfuzz; near spellings name the extra."""
    monkeypatch.setitem(__import__("sys").modules, "rapidfuzz", None)
    dataset = Dataset([person("a", "Bojana Balon"), person("b", "Balon Bojana")])
    assert len(dataset.duplicates((Person,), at_least=89)) == 1
    with pytest.raises(MissingExtraError):
        dataset.duplicates((Person,))


@pytest.mark.parametrize(("kinds", "at_least"), [((Source,), 70), ((Person,), 101)])
def test_senseless_questions_are_refused(kinds: tuple[type[Record], ...], at_least: int) -> None:
    """Only kinds with names, and events, can be compared; a score goes to 100."""
    with pytest.raises(SelectionError):
        Dataset().duplicates(kinds, at_least=at_least)
