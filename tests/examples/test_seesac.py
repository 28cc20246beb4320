from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest

from seesac_model import (
    Affiliation,
    Basis,
    Citation,
    Dataset,
    DocumentStage,
    Event,
    Goal,
    HouseStyle,
    Layout,
    Panel,
    Participation,
    Record,
    Source,
    Statement,
    Subject,
    dumps,
    fields_of,
    load,
    loads,
    reference,
)
from seesac_model.rules import check

FOLDER: Final = Path(__file__).parents[2] / "examples" / "seesac"
CONFERENCE: Final = "customs-conference-2023"
WORKSHOP: Final = "wb-border-workshop-2021"

# What the articles say, in the order: event, panel, role, person, body.
TOOK_PART: Final = {
    (CONFERENCE, None, "organiser", None, "se-council-presidency-2023"),
    (CONFERENCE, None, "opener", "gunnar-strommer", "se-ministry-of-justice"),
    (CONFERENCE, None, "participant", None, "seesac"),
    (CONFERENCE, None, "panellist", "bojana-balon", "seesac"),
    (CONFERENCE, None, "panellist", "jelena-bujakovic", "seesac"),
    (CONFERENCE, None, "presenter", "bojana-balon", "seesac"),
    (CONFERENCE, None, "presenter", "jelena-bujakovic", "seesac"),
    (WORKSHOP, None, "organiser", None, "seesac"),
    (WORKSHOP, None, "co-organiser", None, "frontex"),
    (WORKSHOP, None, "funder", None, "european-union"),
    (WORKSHOP, f"{WORKSHOP}.ciram", "presenter", None, "frontex"),
}

# Person: name, honorific, body, post.
PEOPLE: Final = {
    "gunnar-strommer": ("Gunnar Strömmer", "Mr.", "se-ministry-of-justice", "Minister for Justice"),
    "bojana-balon": ("Bojana Balon", "Ms.", "seesac", "Head of SEESAC"),
    "jelena-bujakovic": ("Jelena Bujaković", "Ms.", "seesac", "SALW Project Specialist"),
}

# Event, panel, what was dealt with, how.
DEALT_WITH: Final = {
    (CONFERENCE, None, "seesac", "presented"),
    (CONFERENCE, None, "wb-roadmap-2024", "presented"),
    (CONFERENCE, None, "seefen", "presented"),
    (WORKSHOP, f"{WORKSHOP}.risks", "new-technologies", "presented"),
    (WORKSHOP, f"{WORKSHOP}.ciram", "ciram", "presented"),
    (WORKSHOP, f"{WORKSHOP}.handbook", "wb-firearms-handbook", "reviewed"),
}


TODAY: Final = dt.date(2026, 11, 22)


@pytest.fixture(scope="module")
def pieces() -> Dataset:
    """Load the example."""
    return load(FOLDER)


@pytest.fixture(scope="module")
def articles() -> Dataset:
    """Load the two articles that the library began with."""
    return load(FOLDER / "01-customs-conference.yaml", FOLDER / "02-border-workshop.yaml")


@pytest.fixture(scope="module")
def seesac(pieces: Dataset) -> Dataset:
    """Return the example with the reference data that it names."""
    return reference.complete(pieces)


def said_fields(record: Record) -> Iterator[str]:
    """Yield the fields in which a record states a fact."""
    for field in fields_of(type(record)):
        if field.name not in {"id", "citations", "note", "extra"} and getattr(record, field.name) not in {None, ()}:
            yield field.name


def inferences(dataset: Dataset) -> Iterator[tuple[Record, Citation]]:
    """Yield each citation for what a source does not state."""
    return (
        (record, citation) for record in dataset for citation in record.citations if citation.basis is not Basis.STATED
    )


@pytest.mark.parametrize(
    ("text_format", "layout"),
    [("json", "flat"), ("json", "nested"), ("json", "canonical"), ("yaml", "flat"), ("yaml", "nested")],
)
def test_every_layout_gives_it_back(pieces: Dataset, text_format: str, layout: Layout) -> None:
    """Written in any format and layout and read again, the dataset equals itself."""
    assert loads(dumps(pieces, format=text_format, layout=layout), format=text_format) == pieces


def test_no_rule_finds_anything(pieces: Dataset) -> None:
    """The rules find nothing in the example that is not accepted with a reason."""
    assert [str(finding) for finding in check(pieces, beside=reference.load(), today=TODAY)] == []


def test_references_lead_somewhere(seesac: Dataset) -> None:
    """Every record that is referred to is there, in the example or in the reference data."""
    dangling = [
        (link.record.id, link.target_id)
        for record in seesac
        for link in seesac.links_from(record)
        if link.target is None
    ]
    assert dangling == []


def test_every_stated_field_is_cited(pieces: Dataset) -> None:
    """Every fact of every record has a source; the sources speak for themselves."""
    uncited = [
        (record.collection(), record.id, field)
        for record in pieces
        if not isinstance(record, Source)
        for field in said_fields(record)
        if not record.citations_of(field)
    ]
    assert uncited == []


def test_citations_support_fields_that_say_something(pieces: Dataset) -> None:
    """No citation is for a field that the record lacks or leaves empty."""
    idle = [
        (record.id, field)
        for record in pieces
        for citation in record.citations
        for field in citation.fields
        if field.partition(".")[0] not in {*said_fields(record), "note"}
    ]
    assert idle == []


def test_every_source_is_used(pieces: Dataset) -> None:
    """No source is listed that nothing rests on."""
    used = {citation.source_id for record in pieces for citation in record.citations}
    assert [source.id for source in pieces.sources if source.id not in used] == []


def test_inferences_say_from_what(pieces: Dataset) -> None:
    """Each fact that no source states names what it was concluded from."""
    assert [record.id for record, citation in inferences(pieces) if citation.note is None] == []


@pytest.mark.parametrize(
    ("event_id", "expected"),
    [
        (CONFERENCE, ("conference", "2023-02-14/2023-02-15", "in-person", ("stockholm",))),
        (WORKSHOP, ("workshop", "2021-11-23/2021-11-24", "online", ())),
    ],
)
def test_events(seesac: Dataset, event_id: str, expected: tuple[object, ...]) -> None:
    """Each event has the kind, the days, the mode and the place of its article, and was held."""
    event = seesac.events[event_id]
    assert ((event.kind, str(event.dates), event.mode, event.place_ids), event.status) == (expected, "held")


def test_year_of_the_conference_is_inferred(seesac: Dataset) -> None:
    """The year of the conference, which the article does not print, is marked as inferred from the Presidency."""
    sources = {citation.source_id for record, citation in inferences(seesac) if record.id == CONFERENCE}
    assert sources == {"seesac-customs-conference", "council-decision-2016-1316"}


def test_celex_is_inferred(seesac: Dataset) -> None:
    """The CELEX number of the Council Decision, built by its pattern, is marked as inferred."""
    act = seesac.frameworks["cfsp-2019-2111"]
    assert [str(fields) for record, citation in inferences(seesac) if record == act for fields in citation.fields] == [
        "identifiers.celex",
        "identifiers.eli",
    ]


def test_who_took_part(articles: Dataset) -> None:
    """Exactly the people and bodies of the articles took part, in the roles that the articles give them."""
    found = {
        (one.event_id, one.panel_id, str(one.role), one.person_id, one.organisation_id)
        for one in articles.participations
    }
    assert found == TOOK_PART


def test_people(seesac: Dataset) -> None:
    """The three people whom an article names are there, each with honorific, body and post."""
    found = {
        post.person_id: (person.name, person.honorific, post.organisation_id, post.title)
        for person in seesac.people.select(sorted(PEOPLE))
        for post in seesac.referring(Affiliation, to=person)
        if str(post.held) == "2023-02-14"
    }
    assert found == PEOPLE


def test_titles_stand_as_printed(articles: Dataset) -> None:
    """Where a person took part, the title is the one that the article prints."""
    found = {one.person_id: one.title_as_printed for one in articles.participations if one.person_id is not None}
    assert found == {
        "gunnar-strommer": "Swedish Minister for Justice",
        "bojana-balon": "Head of SEESAC",
        "jelena-bujakovic": "SALW Project Specialist",
    }


def test_delegation_of_the_conference(seesac: Dataset) -> None:
    """About a hundred people came to the conference, from customs and from the four bodies that the article names."""
    group = seesac.attendances[f"{CONFERENCE}.delegates"]
    assert group.headcount is not None
    assert (group.headcount.value, group.headcount.qualifier, group.headcount.lower, group.headcount.upper) == (
        100,
        "about",
        90,
        110,
    )
    assert set(group.organisation_ids) == {"european-commission", "osce", "frontex", "europol"}


def test_officials_at_the_workshop_are_not_counted(seesac: Dataset) -> None:
    """The officials at the workshop came from the Western Balkans, and no number is made up for them."""
    group = seesac.attendances[f"{WORKSHOP}.officials"]
    assert (group.headcount, group.place_ids) == (None, ("western-balkans",))


def test_panels(seesac: Dataset) -> None:
    """The conference had two panel discussions without a title and three themes; the workshop had three parts."""
    found = [
        [(str(panel.format), panel.title) for panel in seesac.referring(Panel, to=seesac.events[event_id])]
        for event_id in (CONFERENCE, WORKSHOP)
    ]
    assert found == [
        [("session", None)] * 3 + [("panel-discussion", None)] * 2,
        [("presentation", None), ("session", None), ("presentation", None)],
    ]


def test_themes_of_the_conference(seesac: Dataset) -> None:
    """The sessions of the conference are on information exchange, cooperation across borders, and capacity."""
    themes = {panel.topic_ids[0] for panel in seesac.referring(Panel, to=seesac.events[CONFERENCE]) if panel.topic_ids}
    assert themes == {"information-exchange", "cross-border-cooperation", "customs-capacity"}


def _dealt_with(subject: Subject) -> str | None:
    return subject.framework_id or subject.organisation_id or subject.document_id or subject.topic_id


def test_what_was_dealt_with(seesac: Dataset) -> None:
    """Each event dealt with the frameworks, bodies and documents of its article."""
    found = {
        (one.event_id, one.panel_id, _dealt_with(one), str(one.treatment))
        for event_id in (CONFERENCE, WORKSHOP)
        for one in seesac.referring(Subject, to=seesac.events[event_id])
    }
    assert found == DEALT_WITH


def test_presenters_have_their_subjects(articles: Dataset) -> None:
    """Whoever presented something is joined to what they presented."""
    found = {
        one.person_id or one.organisation_id: {subject.rpartition(".")[2] for subject in one.subject_ids}
        for one in articles.participations
        if one.role == "presenter"
    }
    assert found == {
        "bojana-balon": {"seesac", "roadmap", "seefen"},
        "jelena-bujakovic": {"seesac", "roadmap", "seefen"},
        "frontex": {"ciram"},
    }


def test_mandates(articles: Dataset) -> None:
    """The workshop implements the Council Decision, and for the conference no mandate is made up."""
    found = [(one.event_id, str(one.relation), one.framework_id) for one in articles.mandates]
    assert found == [(WORKSHOP, "implements", "cfsp-2019-2111")]


def test_council_decision(seesac: Dataset) -> None:
    """The Council Decision has its number, CELEX, ELI, date and years."""
    act = seesac.frameworks["cfsp-2019-2111"]
    assert [str(identifier.short_form()) for identifier in act.identifiers] == [
        "act-number:(CFSP) 2019/2111",
        "celex:32019D2111",
        "eli:http://data.europa.eu/eli/dec/2019/2111/oj",
    ]
    assert (str(act.adopted), str(act.in_force), act.adopted_by_ids) == (
        "2019-12-09",
        "2020/2024",
        ("council-of-the-eu",),
    )


def test_roadmap(seesac: Dataset) -> None:
    """The Roadmap was adopted in London on 10 July 2018, for 2024, and the three goals that were seen are there."""
    roadmap = seesac.frameworks["wb-roadmap-2024"]
    summit = seesac.events[roadmap.adopted_at_event_id or ""]
    goals = {goal.number: str(goal.due) for goal in seesac.referring(Goal, to=roadmap)}
    assert (str(roadmap.adopted), str(summit.dates), summit.place_ids, str(roadmap.target), goals) == (
        "2018-07-10",
        "2018-07-10",
        ("london",),
        "2024",
        {"1": "2023", "2": "2024", "3": "2024"},
    )


def test_sources_that_disagree_are_both_kept(seesac: Dataset) -> None:
    """One page dates the first update of the risk-analysis model to 2007, another to 2006; both are on record."""
    update = seesac.frameworks["ciram-first-update"]
    others = [citation.says_instead for citation in update.citations_of("adopted") if citation.says_instead]
    assert (str(update.adopted), others) == ("2007", ["2006"])


def test_outcomes(articles: Dataset) -> None:
    """The conference concluded on information exchange, and on cooperation across borders with joint operations."""
    found = [(one.event_id, str(one.kind), one.topic_ids) for one in articles.outcomes]
    assert found == [
        (CONFERENCE, "conclusion", ("information-exchange",)),
        (CONFERENCE, "conclusion", ("cross-border-cooperation", "joint-operations")),
    ]


def test_stages_of_the_handbook(seesac: Dataset) -> None:
    """Frontex wrote the handbook, SEESAC supported it, and a draft existed before the workshop reviewed it."""
    handbook = seesac.documents["wb-firearms-handbook"]
    reached = seesac.referring(DocumentStage, to=handbook)
    stages = {str(one.stage): (str(one.date), one.event_id) for one in reached if one.stage in {"drafted", "reviewed"}}
    assert (handbook.author_ids, handbook.supported_by_ids) == (("frontex",), ("seesac",))
    assert stages == {
        "drafted": ("/2021-11-23", None),
        "reviewed": ("2021-11-23/2021-11-24", WORKSHOP),
    }


def test_statements_are_in_our_words(seesac: Dataset) -> None:
    """What people said is there as its gist, and no article is quoted."""
    said = seesac.referring(Statement, to=seesac.events[CONFERENCE])
    assert ({one.person_id for one in said}, {one.quote for one in said}) == (set(PEOPLE), {None})


def test_quotations_are_a_few_words(seesac: Dataset) -> None:
    """What stands in a source's own words is a date, a count, a title or a name, and no sentence."""
    quotes = [citation.quote for record in seesac for citation in record.citations if citation.quote]
    quotes += [statement.quote for statement in seesac.statements if statement.quote]
    assert [quote for quote in quotes if len(quote.split()) > 16] == []


def test_presidency_held_its_term(seesac: Dataset) -> None:
    """The Swedish Presidency existed in the first half of 2023, and the conference lies within it."""
    presidency, conference = seesac.organisations["se-council-presidency-2023"], seesac.events[CONFERENCE]
    assert presidency.existed is not None
    assert conference.dates is not None
    assert (presidency.kind, conference.dates.within(presidency.existed).value) == ("council-presidency", "yes")


def test_western_balkans(seesac: Dataset) -> None:
    """The Western Balkans are six jurisdictions, and Kosovo* has its footnote in both house styles."""
    codes = {place.iso_code for place in seesac.places.select(seesac.places["western-balkans"].member_ids)}
    footnotes = {footnote.style for footnote in seesac.places["xk"].footnotes}
    assert (codes, footnotes) == ({"AL", "BA", "ME", "MK", "RS", "XK"}, {HouseStyle.UN, HouseStyle.EU})


def test_photographer_took_no_part(seesac: Dataset) -> None:
    """Every person on record took part in an event or made a statement; who took a photograph did neither."""
    for person in seesac.people:
        took_part = bool(seesac.referring(Participation, to=person))
        assert took_part or seesac.referring(Statement, to=person), person.id


def test_the_articles_lead_to_their_pages(seesac: Dataset) -> None:
    """Each article is a source with its title, publisher and address."""
    for source_id, event_id in (("seesac-customs-conference", CONFERENCE), ("seesac-border-workshop", WORKSHOP)):
        source = seesac.sources[source_id]
        assert source.publisher_id == "seesac"
        assert (source.url or "").startswith("https://www.seesac.org/News_1/")
        assert event_id in {event.id for event in seesac.referring(Event, to=source)}
