from __future__ import annotations

import sys
from typing import Any, cast

import attrs
import pytest

from seesac_model import reference
from seesac_model.dataset import Dataset
from seesac_model.errors import NoSingleMatchError, SelectionError, UnknownRecordError
from seesac_model.model import (
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventSeries,
    EventStatus,
    FrameworkKind,
    Goal,
    Name,
    Organisation,
    OrganisationKind,
    Participation,
    Person,
    Place,
    PlaceKind,
    PolicyFramework,
    Role,
    Source,
)
from seesac_model.query import events
from seesac_model.query.frameworks import frameworks
from seesac_model.query.organisations import organisations
from seesac_model.query.people import people


def body(body_id: str, name: str, kind: OrganisationKind = OrganisationKind.OTHER, **rest: Any) -> Organisation:  # noqa: ANN401
    """Make a body."""
    return Organisation(id=body_id, name=name, kind=kind, **rest)


DATASET = Dataset(
    [
        body("frontex", "Frontex", other_names=(Name.parse("European Border and Coast Guard Agency"),)),
        body("al-customs", "Customs of Albania"),
        body("me-customs", "Customs of Montenegro"),
        body("rs-post", "Post"),
        body("me-post", "Post"),
        body("se-government", "Sweden", OrganisationKind.GOVERNMENT, jurisdiction_id="se"),
        body(
            "se-council-presidency-2023",
            "Swedish Presidency",
            OrganisationKind.COUNCIL_PRESIDENCY,
            jurisdiction_id="se",
            existed=DateSpan("2023-01-01/2023-06-30"),
        ),
        body("hr-presidency", "Croatian Presidency", OrganisationKind.COUNCIL_PRESIDENCY, jurisdiction_id="hr"),
        Person(id="djordje-tosic", name="Đorđe Tošić"),
        Person(id="post", name="Post"),
        Place(id="se", name="Sweden", kind=PlaceKind.JURISDICTION, iso_code="SE"),
        Place(id="hr", name="Croatia", kind=PlaceKind.JURISDICTION, iso_code="HR"),
        Place(id="al", name="Albania", kind=PlaceKind.JURISDICTION, iso_code="AL"),
        EventSeries(id="meetings", title="Regional Meeting of SEEFEN"),
        Event(
            id="workshop",
            title="Customs Workshop",
            kind=EventKind.WORKSHOP,
            status=EventStatus.HELD,
            dates=DateSpan("2023-02-14"),
            series_id="meetings",
        ),
        Participation(
            id="p", event_id="workshop", person_id="djordje-tosic", organisation_id="frontex", role=Role.OPENER
        ),
        PolicyFramework(id="roadmap", title="Western Balkans Roadmap", kind=FrameworkKind.ROADMAP),
        Goal(id="goal-1", framework_id="roadmap", title="Goal"),
        Source(id="page", title="A page"),
    ]
)


@pytest.mark.parametrize("asked", ["frontex", "Frontex", "FRONTEX", "European Border and Coast Guard Agency", "EBCGA"])
def test_a_body_is_asked_for_by_any_of_its_names(asked: str) -> None:
    """Whatever clearly means one body is as good as its id."""
    assert events(DATASET).involving(asked).ids == ("workshop",)


@pytest.mark.parametrize("asked", ["Đorđe Tošić", "Djordje Toshich", "Ђорђе Тошић"])
def test_a_person_is_asked_for_in_any_script(asked: str) -> None:
    """A person's name in another script or transliteration means the person."""
    assert people(DATASET).only(asked).ids == ("djordje-tosic",)


def test_events_series_and_frameworks_have_names() -> None:
    """An event, a series and a framework are asked for by their titles."""
    assert people(DATASET).who_opened("Customs Workshop").ids == ("djordje-tosic",)
    assert organisations(DATASET).organising("Regional Meeting of SEEFEN").ids == ()
    assert frameworks(DATASET).only("western balkans roadmap").ids == ("roadmap",)


def test_a_name_of_several_is_refused_with_the_candidates() -> None:
    """A name that several records have means none of them for certain: nothing is chosen."""
    with pytest.raises(NoSingleMatchError) as refused:
        organisations(DATASET).only("Post")
    assert refused.value.candidates == ("me-post", "rs-post")


def test_a_name_of_a_person_and_a_body_is_refused() -> None:
    """Where a person and a body may be meant, a name that both have is refused."""
    data = Dataset([body("mercy", "Mercy"), Person(id="mercy-1", name="Mercy")])
    with pytest.raises(NoSingleMatchError) as refused:
        events(data).involving("Mercy")
    assert (refused.value.kind, refused.value.candidates) == ("organisations or people", ("mercy", "mercy-1"))


def test_a_part_of_a_name_is_proposed_and_not_taken() -> None:
    """What fits in part, or but for a letter, is proposed."""
    pytest.importorskip("rapidfuzz")
    with pytest.raises(NoSingleMatchError) as refused:
        organisations(DATASET).only("The Customs")
    assert set(refused.value.candidates) == {"al-customs", "me-customs"}
    with pytest.raises(NoSingleMatchError) as refused:
        people(DATASET).only("Tošić")
    assert refused.value.candidates == ("djordje-tosic",)


def test_without_the_extra_nothing_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extra for near spellings a name that is none is refused all the same."""
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    fresh = Dataset(DATASET)
    with pytest.raises(NoSingleMatchError) as refused:
        organisations(fresh).only("Frontecs Agency")
    assert refused.value.candidates == ()


def test_a_mistyped_id_is_no_name() -> None:
    """What looks like an id and is none is unknown, however near it sounds to a name."""
    with pytest.raises(UnknownRecordError) as refused:
        events(DATASET).involving("fronntex")
    assert refused.value.suggestions == ("frontex",)


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("customs", ("me-customs", "al-customs")),
        ("tosic", ("djordje-tosic",)),
        ("council.presidency", ("se-council-presidency-2023",)),
        ("coast", ("frontex",)),
        ("cust", ()),
    ],
)
def test_ids_and_names_with_the_word_are_proposed(
    asked: str, near: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An unknown id is answered with the ids that have it in them as words, or else with records of such names."""
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    with pytest.raises(UnknownRecordError) as refused:
        events(Dataset(DATASET)).involving(asked)
    assert near == refused.value.suggestions


def test_the_shortest_id_with_the_word_is_nearest() -> None:
    """Of many ids that have a word in them a few are proposed, those first that have the fewest letters beside it."""
    ids = ["post", "x-post", "post-office", "post-office-box", "the-old-post-office", "the-post.office_box", "postage"]
    data = Dataset(body(f"rs-{one}", "Body") for one in ids)
    with pytest.raises(UnknownRecordError) as refused:
        organisations(data).only("post")
    assert refused.value.suggestions[:2] == ("rs-post", "rs-x-post")
    assert len(refused.value.suggestions) == 5
    assert "rs-postage" not in refused.value.suggestions


def test_an_acronym_in_a_title_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A series with an acronym in its title is proposed for it and not taken, with and without other kinds beside."""
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    fresh = Dataset(DATASET)
    with pytest.raises(NoSingleMatchError) as refused:
        events(fresh).in_series("SEEFEN")
    assert refused.value.candidates == ("meetings",)
    with pytest.raises(NoSingleMatchError) as refused:
        people(fresh).who_opened("SEEFEN")
    assert refused.value.candidates == ("meetings",)
    two = Dataset([*DATASET, *(attrs.evolve(DATASET.events["workshop"], id=one, title="SEEFEN") for one in "ab")])
    with pytest.raises(NoSingleMatchError) as refused:
        people(two).who_opened("SEEFEN")
    assert refused.value.candidates == ("a", "b", "meetings")


def test_an_acronym_in_an_id_is_proposed(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no name has may still be a word of an id."""
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    data = Dataset([EventSeries(id="eu-jha-forum", title="Forum on Justice and Home Affairs")])
    with pytest.raises(NoSingleMatchError) as refused:
        events(data).in_series("EU JHA")
    assert refused.value.candidates == ("eu-jha-forum",)


def test_names_are_not_quoted() -> None:
    """The error about a name does not repeat it: it may be a person's."""
    with pytest.raises(NoSingleMatchError) as refused:
        people(DATASET).only("Somebody Else")
    assert "Somebody" not in str(refused.value)


def test_records_without_names_have_ids_only() -> None:
    """Goals are found by id, and an id that no goal has is unknown."""
    with pytest.raises(UnknownRecordError):
        events(DATASET).under("roadmap", "Goal One")


@pytest.mark.parametrize("asked", ["SE", "se", "Sweden", "Swedish Presidency", "se-council-presidency-2023"])
def test_a_presidency_is_named_by_itself_or_its_country(asked: str) -> None:
    """A presidency is asked for by id or name, or by the place that held it, whose government is not meant."""
    assert events(DATASET).during_presidency(asked).ids == ("workshop",)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            "frontex",
            "'frontex' is no Council presidency; the dataset knows 'hr-presidency', 'se-council-presidency-2023'$",
        ),
        ("al", "'al' is a place without a known Council presidency; the dataset knows 'hr-presidency', 'se-"),
        ("hr", "the dataset does not say from when to when 'hr-presidency' was"),
        ("hr-presidency", "the dataset does not say from when to when 'hr-presidency' was"),
    ],
)
def test_a_presidency_without_a_term_is_refused(asked: str, message: str) -> None:
    """What is no presidency, a place that had none and a presidency without a term are refused."""
    with pytest.raises(SelectionError, match=message):
        events(DATASET).during_presidency(asked)


def test_of_many_presidencies_five_are_listed() -> None:
    """The ids that look like what was asked come alone; where none does, five stand for all."""
    ids = [f"{country}-council-presidency" for country in ("at", "be", "bg", "cy", "cz", "de")]
    presidencies = [body(one, "Presidency", OrganisationKind.COUNCIL_PRESIDENCY) for one in ids]
    dataset = Dataset([*presidencies, body("bbe-council-presidency", "Team"), body("seesac", "SEESAC")])
    with pytest.raises(SelectionError, match=r"knows 'at-.*', 'be-.*', 'bg-.*', 'cy-.*', 'cz-[a-z-]*' and 1 more$"):
        events(dataset).during_presidency("seesac")
    with pytest.raises(
        SelectionError, match="'bbe-council-presidency' is no Council presidency; the dataset knows 'be-"
    ):
        events(dataset).during_presidency("bbe-council-presidency")


@pytest.mark.parametrize("asked", ["frontex", "al"])
def test_without_any_presidency_the_ready_made_ones_are_offered(asked: str) -> None:
    """Only a dataset that knows no presidency at all is told where they are to be had."""
    dataset = Dataset([DATASET.organisations["frontex"], DATASET.places["al"]])
    with pytest.raises(SelectionError, match=r"knows no Council presidency; reference\.complete\(dataset\) adds those"):
        events(dataset).during_presidency(asked)


def _without(*ids: str) -> Dataset:
    return Dataset(record for record in DATASET if record.id not in ids)


def test_what_records_refer_to_without_having_it_may_be_ready_made() -> None:
    """An id to which records refer, and which no record has, is told apart from one that nobody knows."""
    dataset = _without("frontex", "se")
    with pytest.raises(UnknownRecordError, match=r"records refer to it; reference\.complete") as unknown:
        events(dataset).involving("frontex")
    assert (unknown.value.is_referred_to, unknown.value.suggestions) == (True, ())
    with pytest.raises(NoSingleMatchError, match=r"records refer to 'frontex'; reference\.complete") as no_match:
        events(dataset).involving("Frontex")
    assert no_match.value.missing_id == "frontex"
    with pytest.raises(UnknownRecordError, match="records refer to it"):
        events(dataset).in_place("se")
    with pytest.raises(NoSingleMatchError, match="records refer to 'se'"):
        events(dataset).during_presidency("SE")


def test_an_id_inside_a_value_is_a_reference_too() -> None:
    """Sources are referred to by citations, and the events that rest on one are asked for by its id."""
    cited = attrs.evolve(DATASET.events["workshop"], citations=(Citation(source_id="gone"),))
    with pytest.raises(UnknownRecordError) as refused:
        events(Dataset([cited])).citing("gone")
    assert refused.value.is_referred_to


def test_what_nothing_refers_to_as_what_is_asked_for_is_unknown() -> None:
    """Nothing is said of ready-made records where no record refers to the id, or only as to another kind."""
    dataset = _without("frontex", "se")
    with pytest.raises(UnknownRecordError) as unknown:
        events(dataset).in_place("frontex")
    assert not unknown.value.is_referred_to
    with pytest.raises(NoSingleMatchError) as no_match:
        organisations(dataset).only("ABC")
    assert no_match.value.missing_id is None
    with pytest.raises(NoSingleMatchError) as no_match:
        people(DATASET).only("WORKSHOP")
    assert no_match.value.missing_id is None


def test_a_completed_dataset_has_what_is_ready_made() -> None:
    """Once the ready-made records are there, they are found, and an error does not speak of them."""
    dataset = reference.complete(_without("frontex", "se"))
    assert events(dataset).involving("Frontex").ids == ("workshop",)
    with pytest.raises(UnknownRecordError) as unknown:
        events(dataset).involving("nobody")
    assert "reference" not in str(unknown.value)
    with pytest.raises(SelectionError) as refused:
        events(dataset).during_presidency("seesac")
    assert "reference" not in str(refused.value)


def test_what_is_recorded_of_an_event_rests_on_sources_too() -> None:
    """An event is found by a source that one of its participations cites."""
    cited = attrs.evolve(DATASET.participations["p"], citations=(Citation(source_id="page"),))
    dataset = Dataset([*(record for record in DATASET if record.id != "p"), cited])
    assert events(dataset).citing("page").ids == ("workshop",)
    assert events(DATASET).citing("page").ids == ()


def test_a_source_has_no_stages() -> None:
    """A stage is asked for of documents."""
    with pytest.raises(SelectionError, match="'page' is a source, and sources have no stages"):
        events(DATASET).citing("page", "reviewed")


def test_events_of_another_dataset_are_refused() -> None:
    """Events are asked about in the dataset in which they are, and a selection must be one of events."""
    with pytest.raises(SelectionError, match="two datasets"):
        people(DATASET).speaking_at(events(Dataset()))
    with pytest.raises(SelectionError, match="expected one kind"):
        people(DATASET).speaking_at(cast("Any", people(DATASET)))
    with pytest.raises(SelectionError, match="expected an Event or EventSeries or its id"):
        people(DATASET).speaking_at(cast("Any", 3))


def test_initials_of_a_title_are_no_name() -> None:
    """What a body is called by its initials, an event is not: of a long title they are some word sooner or later."""
    works = body("works", "Small Arms Laboratory Works")
    forum = Event(
        id="forum", title="Second Arms Legislation Workshop", kind=EventKind.WORKSHOP, status=EventStatus.HELD
    )
    dataset = Dataset([works, forum])
    assert organisations(dataset).only("SALW").ids == ("works",)
    with pytest.raises(NoSingleMatchError):
        events(dataset).only("SALW")
