from __future__ import annotations

import builtins
import concurrent.futures
import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import CLEAR_SCORE, Dataset, Match, Matches, MatchReason
from seesac_model.dataset._name_fields import names_of
from seesac_model.errors import InvalidValueError, MissingExtraError, NoSingleMatchError, SelectionError
from seesac_model.model import (
    DateSpan,
    Document,
    DocumentKind,
    Event,
    EventKind,
    EventSeries,
    EventStatus,
    Identifier,
    Name,
    Organisation,
    OrganisationKind,
    Person,
    Place,
    PlaceKind,
    PolicyFramework,
    Record,
    Source,
    Topic,
)
from tests.dataset.named import NAMED, body, framework, jurisdiction, names, person
from tests.strategies.values import lines

KINDS: Final[dict[str, type[Record]]] = {
    "organisation": Organisation,
    "person": Person,
    "place": Place,
    "framework": PolicyFramework,
}
VARIANTS: Final = [
    line.split("\t")
    for line in (Path(__file__).parent / "variants.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize(("kind", "text", "expected", "reason"), VARIANTS)
def test_variants_of_names(kind: str, text: str, expected: str, reason: str) -> None:
    """What sources print leads to the record that is meant, to several, or to none, as the table says."""
    matches = NAMED.find(KINDS[kind], text)
    found = matches.best.record.id if matches.best is not None else "?" if matches else "-"
    assert (expected, reason) == (found, str(matches[0].reason) if matches else "")


@pytest.mark.parametrize("record", NAMED, ids=lambda record: f"{record.collection()}-{record.id}")
def test_every_name_finds_its_record(record: Record) -> None:
    """A record is found by its id and by each of its names, letter by letter."""
    for text in (record.id, *(text for text, _ in names_of(record))):
        assert record in [match.record for match in NAMED.find(type(record), text, limit=None)]


@given(lines(), st.sampled_from(list(KINDS.values())))
def test_any_name_finds_its_record(text: str, kind: type[Record]) -> None:
    """Whatever a record is called, it is found by that name, with the highest score there is."""
    made: Mapping[type[Record], Record] = {
        Organisation: body("a", text),
        Person: person("a", text),
        Place: Place(id="a", name=text, kind=PlaceKind.CITY),
        PolicyFramework: framework("a", text),
    }
    matches = Dataset([made[kind], person("b", "Bojana Balon"), body("b", "Frontex")]).find(kind, text)
    assert [match.record.id for match in matches if match.score >= MatchReason.SAME_ACRONYM.score] == ["a"]


@given(lines(), lines(), st.sampled_from([None, str.upper, str.lower, str.title]))
def test_matching_by_rule_is_symmetric(one: str, two: str, change: Callable[[str], str] | None) -> None:
    """Where a name finds a record by its folded letters, the name of that record finds the other one."""
    two = two if change is None else change(one)
    for make in (body, person):
        there = make("a-record", one).__class__
        forth = Dataset([make("a-record", one)]).find(there, two, at_least=MatchReason.OTHER_SCRIPT.score)
        back = Dataset([make("a-record", two)]).find(there, one, at_least=MatchReason.OTHER_SCRIPT.score)
        assert len(forth) == len(back)


@given(st.lists(st.sampled_from([text for _, text, _, _ in VARIANTS]), max_size=3).map(" ".join))
def test_matches_are_in_order_and_of_the_dataset(text: str) -> None:
    """Whatever is asked, the matches are records of the dataset, each once, best first, then by id."""
    for kind in KINDS.values():
        matches = NAMED.find(kind, text, limit=None)
        assert [match.record in NAMED for match in matches] == [True] * len(matches)
        order = [(-match.score, match.record.id) for match in matches]
        assert order == sorted(set(order))
        assert matches.best in {None, *matches[:1]}


def test_words_of_a_place_may_be_its_own() -> None:
    """The names that the dataset has for a place count as that place, in names of bodies too."""
    coast = Place(id="coast", name="Dry Coast", kind=PlaceKind.JURISDICTION)
    venue = Place(id="hall", name="Hall", kind=PlaceKind.VENUE, part_of_id="coast")
    nowhere = Place(id="nowhere", name="!", kind=PlaceKind.CITY, part_of_id="nowhere")
    dataset = Dataset([coast, venue, nowhere, body("a", "Police", place="hall"), body("b", "Guard", place="nowhere")])
    assert dataset.find_organisation("Police of Dry Coast").one().id == "a"
    assert dataset.find_organisation("Guard").one().id == "b"


def test_place_of_no_jurisdiction_is_none() -> None:
    """A region that lies in nothing known, or in itself, tells no names apart."""
    ring = [Place(id=a, name=a, kind=PlaceKind.REGION, part_of_id=b) for a, b in (("x", "y"), ("y", "x"))]
    dataset = Dataset([*ring, body("a", "Police", place="x"), body("b", "Guard", place="gone")])
    assert [dataset.find_organisation(name).one().id for name in ("Police", "Guard")] == ["a", "b"]


def test_unnamed_place_with_an_id_is_no_doubt() -> None:
    """A text that is an id means that record, however many have the name."""
    dataset = Dataset([body("police", "Police", place="rs"), body("me-police", "Police", place="me"), *NAMED.places])
    assert dataset.find_organisation("police").one().id == "police"


def test_an_acronym_need_not_be_a_ministry() -> None:
    """A body whose acronym is often that of a ministry is not taken for one, and is found by it."""
    agency = body("agency", "Media Information Agency", place="mk", acronym="MIA")
    dataset = NAMED.with_records(agency)
    assert dataset.find_organisation("Ministry of Internal Affairs of North Macedonia").one().id == "mk-moi"
    assert dataset.find_organisation("MIA North Macedonia").one().id == "mk-moi"
    assert dataset.find_organisation("MIA").one().id == "agency"


def test_an_international_body_is_not_doubted() -> None:
    """A body without jurisdiction is found by its name, though its offices have it with a place."""
    assert NAMED.find_organisation("UNDP").one().id == "undp"


def test_names_of_another_time_count_less() -> None:
    """With a time given, names that were given up and bodies that were no more stand behind."""
    union = Organisation(id="old", name="Ministry", kind=OrganisationKind.MINISTRY, existed=DateSpan("1992/2003"))
    later = attrs.evolve(union, id="new", existed=DateSpan("2006/.."))
    renamed = attrs.evolve(
        union, id="other", existed=None, name="Bureau", other_names=(Name(text="Ministry", during=DateSpan("1950")),)
    )
    dataset = Dataset([union, later, renamed])
    assert dataset.find_organisation("Ministry").best is None
    assert dataset.find_organisation("Ministry", on="2010").one().id == "new"
    assert dataset.find_organisation("Ministry", on=DateSpan("1995-05")).one().id == "old"
    assert [match.score for match in dataset.find_organisation("Ministry", on="2010")] == [100, 90, 90]


def test_one_place_at_two_times_is_no_doubt() -> None:
    """Two bodies of one place with one name are told apart by the time, and not taken for those of two places."""
    bodies = [body("old", "Ministry of Interior", place="rs"), body("new", "Ministry of Interior", place="rs")]
    spans = (DateSpan("1992/2003"), DateSpan("2006/.."))
    bodies = [attrs.evolve(one, existed=span) for one, span in zip(bodies, spans, strict=True)]
    dataset = Dataset([*bodies, *NAMED.places])
    assert dataset.find_organisation("Ministry of Interior", on="2010").one().id == "new"
    abroad = dataset.with_records(body("me", "Ministry of Internal Affairs of Montenegro"))
    assert abroad.find_organisation("Ministry of Interior", on="2010").best is None


def test_time_must_be_a_date() -> None:
    """A time that is no date is refused."""
    with pytest.raises(InvalidValueError):
        NAMED.find_place("Serbia", on="yesterday")


def test_limit_keeps_the_best() -> None:
    """Of many matches the first are given back; the rest is not looked at by `best` either."""
    every = NAMED.find_organisation("Ministry", limit=None)
    assert NAMED.find_organisation("Ministry", limit=2).found == every.found[:2]
    assert len(every) > 2


def test_at_least_leaves_weaker_matches_out() -> None:
    """Nothing that scores less than asked for comes back."""
    assert not NAMED.find_person("Balon", at_least=CLEAR_SCORE)
    assert not NAMED.find_person("B. Balon", at_least=90)


@pytest.mark.parametrize(
    ("text", "limit", "at_least"),
    [(None, 1, 50), (b"a", 1, 50), ("a", 0, 50), ("a", "1", 50), ("a", 1, 101), ("a", 1, "x")],
)
def test_senseless_questions_are_refused(text: object, limit: object, at_least: object) -> None:
    """A name is text, a limit counts from one, and a score goes from 0 to 100."""
    with pytest.raises(SelectionError):
        NAMED.find_person(text, limit=limit, at_least=at_least)  # type: ignore[arg-type]  # what this is about


@pytest.mark.parametrize("kind", [Source, "people", ["people"]])
def test_kinds_without_names_are_refused(kind: type[Record]) -> None:
    """Only kinds of record with names can be looked up by name."""
    with pytest.raises(SelectionError, match="expected one of Place, Organisation, Person, PolicyFramework"):
        NAMED.find(kind, "war")


def test_titles_and_labels_are_found() -> None:
    """Series, topics, documents and events are found as other records are; the numbers in titles must agree."""
    titled = Dataset(
        [
            EventSeries(id="seefen-meetings", title="SEEFEN Meetings", other_titles=names("SEEFEN")),
            Topic(id="trafficking", label="trafficking of firearms"),
            Document(
                id="handbook",
                title="Handbook on Firearms",
                kind=DocumentKind.HANDBOOK,
                identifiers=(Identifier.parse("un-symbol:S/RES/1244 (1999)"),),
            ),
            *(
                Event(id=f"m{number}", title=f"Meeting {number}", kind=EventKind.MEETING, status=EventStatus.HELD)
                for number in (1, 2)
            ),
        ]
    )
    assert titled.find(EventSeries, "SEEFEN").one().id == "seefen-meetings"
    assert titled.find(Topic, "Firearms trafficking").one().id == "trafficking"
    assert titled.find(Document, "S/RES/1244 (1999)").one().id == "handbook"
    assert titled.find(Event, "meeting 2").one().id == "m2"


@pytest.mark.parametrize("text", ["", " ", "x" * 2_001, "x " * 60, "of the"])
def test_texts_that_are_no_names_find_nothing(text: str) -> None:
    """Nothing, too much, and words that do not count match nothing."""
    assert [len(NAMED.find(kind, text)) for kind in KINDS.values()] == [0, 0, 0, 0]


def test_long_names_are_kept_and_found() -> None:
    """A name of very many words is found as it is, and compared with no other letter by letter."""
    text = " ".join(f"word{number}" for number in range(60))
    dataset = Dataset([body("a", text)])
    assert dataset.find_organisation(text).one().id == "a"
    assert not dataset.find_organisation("wrd1")


def test_one_names_the_candidates_by_id() -> None:
    """The error lists what may be meant by id and never quotes the text."""
    with pytest.raises(
        NoSingleMatchError, match=r"for certain; it may mean 'marko-markovic' or 'nikola-markovic'"
    ) as error:
        NAMED.find_person("Marković").one()
    assert error.value.candidates == ("marko-markovic", "nikola-markovic")
    with pytest.raises(NoSingleMatchError, match=r"^the name fits no record in people for certain$"):
        NAMED.find_person("Nobody").one()


def test_matches_are_a_sequence() -> None:
    """Matches have a length, an order, positions and slices, and are equal where they hold the same."""
    matches = NAMED.find_person("Marković")
    assert isinstance(matches, Sequence)
    assert (len(matches), list(matches), matches[0], matches[:1]) == (
        2,
        [*matches.found],
        matches.found[0],
        matches.found[:1],
    )
    assert matches == NAMED.find_person("Marković")
    assert (matches.is_ambiguous, NAMED.find_person("Bojana Balon").is_ambiguous) == (True, False)
    assert not Matches[Person]("people", ()).is_ambiguous


def test_scores_follow_the_order_of_the_reasons() -> None:
    """The reasons that choose score at least what is needed to be chosen; those that leave a doubt score less."""
    doubtful = {reason for reason in MatchReason if reason.score < CLEAR_SCORE}
    assert doubtful == {MatchReason.UNNAMED_PLACE, MatchReason.CONTAINED_WORDS}


def _without_rapidfuzz(monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def refuse(name: str, *args: object, **kwargs: object) -> object:
        if name.partition(".")[0] == "rapidfuzz":
            raise ImportError(name)
        return real(name, *args, **kwargs)  # type: ignore[arg-type]  # passed on as they came

    monkeypatch.setattr(builtins, "__import__", refuse)


@pytest.mark.parametrize(
    ("kind", "text", "expected", "reason"), [row for row in VARIANTS if row[3] not in {"", "near-spelling"}]
)
def test_names_need_no_extra(kind: str, text: str, expected: str, reason: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What follows by rule is found without rapidfuzz."""
    _without_rapidfuzz(monkeypatch)
    matches = Dataset(NAMED).find(KINDS[kind], text)
    assert (expected, reason) == (matches.best.record.id if matches.best is not None else "?", str(matches[0].reason))


def test_near_spellings_name_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """A text that is no name needs the extra, and the error says how to install it."""
    _without_rapidfuzz(monkeypatch)
    dataset = Dataset(NAMED)
    assert not dataset.find_organisation("Frontx", at_least=90)
    with pytest.raises(MissingExtraError, match=r'"seesac-model\[match\]"'):
        dataset.find_organisation("Frontx")


def test_rapidfuzz_is_imported_when_needed_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Finding a name that is there does not import the library of the extra."""
    for name in [name for name in sys.modules if name.partition(".")[0] == "rapidfuzz"]:
        monkeypatch.delitem(sys.modules, name)
    Dataset(NAMED).find_organisation("EBCGA").one()
    assert not any(name.partition(".")[0] == "rapidfuzz" for name in sys.modules)


def test_a_word_that_is_spelt_so_elsewhere_is_no_slip() -> None:
    """A family name that somebody else in the dataset bears is no misspelling of another one."""
    dataset = Dataset([person("a", "Bojana Vukašinović"), person("b", "Ivan Vukasimović")])
    assert not dataset.find_person("Bojana Vukasimović")
    assert dataset.find_person("Bojana Vukasizović")[0].reason is MatchReason.NEAR_SPELLING


def test_two_slips_in_one_word_are_proposed_only() -> None:
    """A name of a single word with two slips leaves a doubt, one of several words does not."""
    dataset = Dataset([body("a", "Clearinghouse"), body("b", "Disarmament Department of Vienna")])
    assert dataset.find_organisation("Claeringhose").is_ambiguous
    assert dataset.find_organisation("Dizarmanent Department of Vienna").one().id == "b"
    assert not dataset.find_organisation("Dizarmanent Departmemt of Vienna")


def test_match_is_a_value() -> None:
    """A match holds the record, the score, the reason and the name that fits."""
    record = NAMED.people["bojana-balon"]
    expected = Match(record=record, score=84, reason=MatchReason.INITIALS, name="Bojana Balon")
    assert expected == NAMED.find_person("B. Balon").best


def test_jurisdictions_may_lack_a_code() -> None:
    """A jurisdiction without an ISO code is known by what English calls it."""
    dataset = Dataset([attrs.evolve(jurisdiction("rs", "Serbia"), iso_code=None), body("a", "Customs", place="rs")])
    assert dataset.find_organisation("Serbian Customs").one().id == "a"
    assert dataset.find_place("Republic of Serbia").one().id == "rs"


@pytest.mark.parametrize("on", ["2020-01-01", dt.date(2020, 1, 1), DateSpan("2020-01-01")])
def test_the_time_may_be_a_text_a_day_or_a_span(on: DateSpan | dt.date | str) -> None:
    """A day is a date like any other."""
    assert NAMED.find_organisation("Frontex", on=on) == NAMED.find_organisation("Frontex", on=DateSpan("2020-01-01"))


@pytest.mark.parametrize("on", [5, b"2020", ["2020"]])
def test_what_is_no_time_is_refused(on: Any) -> None:  # noqa: ANN401 - what this is about
    """A number is no date, also where it would not matter for the answer."""
    with pytest.raises(SelectionError, match="given for a date"):
        NAMED.find_organisation("Frontex", on=on)


def test_a_kind_is_not_a_list_of_kinds() -> None:
    """Duplicates are looked for in several kinds; one is written as a list of one."""
    with pytest.raises(SelectionError, match=r"write \[Person\]"):
        NAMED.duplicates(Person)  # type: ignore[arg-type]  # what this is about


@pytest.fixture
def often_interrupted() -> Iterator[None]:
    """Let threads take turns as often as can be, so that what is half done is seen."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("often_interrupted")
def test_several_may_ask_for_the_first_time_at_once() -> None:
    """The index is shown when it is full: whoever asks meanwhile gets the same answer."""
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        for _ in range(20):
            dataset = Dataset(NAMED)
            answers = list(pool.map(dataset.find_organisation, ["coast guard"] * 8))
            assert all(answer == answers[0] for answer in answers)
