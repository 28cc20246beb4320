from __future__ import annotations

import sys
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Document,
    DocumentKind,
    Event,
    EventStatus,
    FrameworkKind,
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
from seesac_model.rules import check
from tests.rules.records import event, span
from tests.strategies.values import lines


def body(record_id: str, name: str, **fields: Any) -> Organisation:  # noqa: ANN401 - as fields hold it
    """Return an organisation."""
    return attrs.evolve(Organisation(id=record_id, name=name, kind=OrganisationKind.POLICE), **fields)


def identified(record: Record, *identifiers: str, **fields: Any) -> Record:  # noqa: ANN401 - as fields hold it
    """Return a record with identifiers."""
    changes: dict[str, Any] = {**fields, "identifiers": tuple(map(Identifier.parse, identifiers))}
    return attrs.evolve(record, **changes)


def workshop(record_id: str, dates: str | None = "2023-02-14", **fields: Any) -> Event:  # noqa: ANN401 - as above
    """Return an event in Tirana."""
    return attrs.evolve(
        event(record_id, dates=dates), **{"title": "Border Workshop", "place_ids": ("tirana",), **fields}
    )


def page(record_id: str, url: str | None = "https://www.seesac.org/News/", **fields: Any) -> Source:  # noqa: ANN401 - as above
    """Return a source."""
    return attrs.evolve(Source(id=record_id, title="Page", url=url), **fields)


def pairs(code: str, *records: Record) -> list[tuple[str, ...]]:
    """Return the ids of the records of each finding."""
    report = check(Dataset(records), select=[code])
    return [(str(finding.record_id), *(record_id for _, record_id in finding.related)) for finding in report]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Border Police", "BORDER POLICE"),
        ("Granična policija", "Гранична полиција"),
        ("Border Police of Montenegro", "Montenegrin Border Police"),
        ("Organisation for Control", "the Organization for Control"),
    ],
)
def test_organisations_with_one_name_are_flagged_once(one: str, two: str) -> None:
    """Case, diacritics, script, spelling and order aside, two bodies with one name are one finding."""
    assert pairs("DUP001", body("a", one), body("b", two)) == [("b", "a")]


@pytest.mark.parametrize(
    "others",
    [
        {"name": "Customs"},
        {"name": "Border Police of Serbia"},
        {"jurisdiction_id": "rs"},
        {"part_of_ids": ("a",)},
        {"identifiers": (Identifier.parse("wikidata:Q2"),)},
    ],
)
def test_organisations_that_say_they_are_two_are_silent(others: dict[str, Any]) -> None:
    """Another name, another jurisdiction, another identifier and a reference tell two bodies apart."""
    one = body("a", "Border Police", jurisdiction_id="me", identifiers=(Identifier.parse("wikidata:Q1"),))
    assert pairs("DUP001", one, body("b", **{"name": "Border Police", **others})) == []


def test_acronyms_and_identifiers_are_not_compared() -> None:
    """Bodies may share an acronym; one identifier alone is no name."""
    same = (Identifier.parse("wikidata:Q1"),)
    assert pairs("DUP001", body("a", "MUP"), body("b", "MUP")) == []
    assert pairs("DUP001", body("a", "Customs", identifiers=same), body("b", "Police", identifiers=same)) == []


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Jelena Bujaković", "Јелена Бујаковић", True),
        ("Jelena Bujaković", "Bujakovic, Jelena", True),
        ("Ms. Jelena Bujaković", "Yelena Buyakovich", True),
        ("Jelena Bujaković", "J. Bujaković", False),
        ("Jelena Bujaković", "Jelena M. Bujaković", False),
        ("Marko Marković", "Mirko Marković", False),
    ],
)
def test_people_with_one_name_are_flagged(one: str, two: str, *, expected: bool) -> None:
    """Spellings of one full name are flagged; names in part are not."""
    assert pairs("DUP002", Person(id="a", name=one), Person(id="b", name=two)) == [("b", "a")] * expected


def test_people_with_different_identifiers_are_silent() -> None:
    """Two people who have one name and different identifiers are known to be two."""
    people = [
        Person(id=name, name="Ana Hoxha", identifiers=(Identifier.parse(f"wikidata:Q{number}"),))
        for number, name in enumerate("ab", 1)
    ]
    assert pairs("DUP002", *people) == []


def test_messages_quote_ids_and_no_names() -> None:
    """The finding names both records by id and says what to do."""
    report = check(Dataset([Person(id="a", name="Ana Hoxha"), Person(id="b", name="ANA HOXHA")]), select=["DUP"])
    assert [(entry.message, entry.hint) for entry in report] == [
        (
            "'a' and 'b' have the same name",
            "merge them with merge_records(), or tell them apart by identifiers or names",
        )
    ]


@settings(max_examples=50)
@given(st.lists(lines(), max_size=4))
def test_no_extra_is_needed(texts: list[str]) -> None:
    """Whatever the names, the rules run without rapidfuzz and do not depend on the order of the records."""
    records = [Person(id=f"p{number}", name=text) for number, text in enumerate(texts)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setitem(sys.modules, "rapidfuzz", None)
        assert pairs("DUP002", *records) == pairs("DUP002", *reversed(records))


@pytest.mark.parametrize(("own", "ready"), [("a", "b"), ("b", "a")])
def test_a_body_that_stands_beside_the_dataset_is_found_whatever_the_order_of_the_ids(own: str, ready: str) -> None:
    """Who types a body that is ready-made is told its id, once, and the ready-made record is not blamed."""
    mine = Organisation(id=own, name="Border Police of Montenegro", kind=OrganisationKind.BORDER_POLICE)
    theirs = Organisation(id=ready, name="Montenegrin Border Police", kind=OrganisationKind.BORDER_POLICE)
    user = Organisation(id="c", name="C", kind=OrganisationKind.OTHER, part_of_ids=(ready,))
    (finding,) = check(Dataset([mine, user]), select=["DUP001"], beside=Dataset([theirs]))
    assert (finding.record_id, finding.hint) == (
        own,
        f"name '{ready}', which is there already, and remove this one, or tell them apart by identifiers or names",
    )


TWO_DAYS = "2023-02-14/2023-02-15"


@pytest.mark.parametrize(
    ("one", "two"),
    [
        (workshop("a"), workshop("b")),
        (workshop("a"), workshop("b", TWO_DAYS)),
        (workshop("a"), workshop("b", title="Workshop on the Border")),
        (workshop("a"), workshop("b", title="Border Control Workshop")),
        (workshop("a", title="Border Guards Workshop"), workshop("b", title="Workshop for Border Guard")),
        (
            workshop("a", title="8th Coordination Meeting", series_id="s", series_number=8),
            workshop("b", title="Eighth Regional Coordination Meeting", series_id="s"),
        ),
        (workshop("a"), workshop("b", title="Forum", other_titles=(Name.parse("Workshop, Border"),))),
        (workshop("a"), workshop("b", status=EventStatus.ANNOUNCED)),
        (workshop("a"), workshop("b", place_ids=("albania",))),
        (workshop("a"), workshop("b", place_ids=())),
        (workshop("a", series_id="s"), workshop("b", title="Fourth Meeting", series_id="s")),
        (workshop("a", series_id="s", series_number=4), workshop("b", series_id="s", series_number=4)),
    ],
)
def test_events_that_are_alike_on_one_day_are_flagged(one: Event, two: Event) -> None:
    """A day in common, and the title or the series, make two records of one event."""
    places = (
        Place(id="albania", name="Albania", kind=PlaceKind.JURISDICTION),
        Place(id="tirana", name="Tirana", kind=PlaceKind.CITY, part_of_id="albania"),
    )
    assert pairs("DUP003", one, two, *places) == [("b", "a")]


@pytest.mark.parametrize(
    "fields",
    [
        {"dates": "2023-02-15"},
        {"dates": "2023-02"},
        {"dates": "2023-02-14?"},
        {"dates": None},
        {"title": "Customs Workshop"},
        {"title": "Border Workshop 2"},
        {"title": "2nd Border Workshop"},
        {"title": "Border Workshop, Group B"},
        {"place_ids": ("bar",)},
        {"status": EventStatus.CANCELLED},
        {"status": EventStatus.POSTPONED},
        {"part_of_id": "a"},
        {"part_of_id": "middle"},
        {"follows_ids": ("a",)},
        {"series_id": "other"},
        {"series_id": "s", "series_number": 5},
    ],
)
def test_events_that_may_be_two_are_silent(fields: dict[str, Any]) -> None:
    """Another day, name, place, series or number, and a part or sequel, is another event; so is what was given up."""
    one = workshop("a", series_id="s", series_number=4)
    middle = event("middle", part_of_id="a")
    assert pairs("DUP003", one, middle, workshop("b", **fields)) == []


@pytest.mark.parametrize(
    ("dates", "said"),
    [("2023-02-14", "both on 2023-02-14"), (TWO_DAYS, "on 2023-02-14 and 2023-02-14/2023-02-15")],
)
def test_event_twice_is_told_with_dates(dates: str, said: str) -> None:
    """The message names both records and their days, and leads to the other one."""
    (finding,) = check(Dataset([workshop("a"), workshop("b", dates)]), select=["DUP003"])
    assert (finding.record_id, finding.message, finding.path, finding.hint, finding.related) == (
        "b",
        f"'a' and 'b' are alike, {said}",
        (),
        "merge them with merge_records(), or tell them apart by titles, places or dates",
        (("events", "a"),),
    )


TREATY = PolicyFramework(id="a", title="Treaty", kind=FrameworkKind.LEGAL_ACT)
GUIDE = Document(id="a", title="Guide", kind=DocumentKind.HANDBOOK)


@pytest.mark.parametrize(
    ("record", "identifier"),
    [
        (TREATY, "celex:32019D2111"),
        (TREATY, "eli:http://data.europa.eu/eli/dec/2018/1789/oj"),
        (TREATY, "un-symbol:S/RES/1244 (1999)"),
        (GUIDE, "un-symbol:S/RES/1244 (1999)"),
        (body("a", "Police"), "wikidata:Q1"),
        (body("a", "Police"), "isni:0000000121032683"),
        (body("a", "Police"), "ror:https://ror.org/02mhbdp94"),
        (body("a", "Police"), "iati-org:XM-DAC-41114"),
        (Person(id="a", name="Ana Hoxha"), "wikidata:Q1"),
        (Topic(id="a", label="war"), "wikidata:Q1"),
        (Place(id="a", name="Serbia", kind=PlaceKind.JURISDICTION), "iso3166-1:RS"),
    ],
)
def test_identifier_of_two_records_is_flagged_alone(record: Record, identifier: str) -> None:
    """What is given to one thing stands at one record; that the names are the same too is no second finding."""
    records = [identified(record, identifier, id=record_id) for record_id in "ab"]
    (finding,) = check(Dataset(records), select=["DUP"])
    assert (finding.code, finding.record_id, finding.message, finding.path, finding.hint, finding.related) == (
        "DUP004",
        "b",
        f"'a' and 'b' have the same '{identifier}'",
        ("identifiers", 0),
        "merge them with merge_records(), or correct the identifier of one of them",
        ((record.collection(), "a"),),
    )


@pytest.mark.parametrize(
    "identifier", ["url:https://www.seesac.org/", "act-number:2010/179/CFSP", "oj:OJ L 293, 20.11.2018, p. 24"]
)
def test_identifiers_that_several_things_may_have_are_silent(identifier: str) -> None:
    """One address may serve many, two acts may begin on one page, and numbers are printed in more ways than one."""
    two = attrs.evolve(TREATY, id="b", title="Roadmap")
    assert pairs("DUP004", identified(TREATY, identifier), identified(two, identifier)) == []


def test_identifiers_of_different_kinds_of_record_are_silent() -> None:
    """An act and the document that prints it have one number; two things have two."""
    document = identified(attrs.evolve(GUIDE, id="b"), "celex:32019D2111")
    other = identified(attrs.evolve(TREATY, id="c"), "celex:32018D1788")
    assert pairs("DUP004", identified(TREATY, "celex:32019D2111"), document, other) == []


def test_codes_of_places_are_compared_wherever_they_stand() -> None:
    """A code is one, as the code of the place and among its identifiers; the path leads to it."""
    one = identified(Place(id="a", name="Serbia", kind=PlaceKind.JURISDICTION), "wikidata:Q403", "iso3166-1:RS")
    two = Place(id="b", name="Albania", kind=PlaceKind.JURISDICTION, iso_code="RS")
    three = Place(id="c", name="Bar", kind=PlaceKind.CITY)
    findings = check(Dataset([one, two, three]), select=["DUP"])
    assert [(entry.record_id, entry.message, entry.path) for entry in findings] == [
        ("b", "'a' and 'b' have the same 'iso3166-1:RS'", ("iso_code",))
    ]


def test_several_identifiers_in_common_are_one_finding() -> None:
    """Two records that share number and address of an act are told once, with all that they share."""
    numbers = ("celex:32018D1789", "eli:http://data.europa.eu/eli/dec/2018/1789/oj")
    two = identified(attrs.evolve(TREATY, id="b", title="Roadmap"), "wikidata:Q1", *numbers)
    (finding,) = check(Dataset([identified(TREATY, *numbers), two]), select=["DUP004"])
    assert (finding.message, finding.path) == (
        f"'a' and 'b' have the same '{numbers[0]}' and '{numbers[1]}'",
        ("identifiers", 1),
    )


def test_each_record_is_reported_with_the_first_of_the_same_identifier() -> None:
    """Three records of one number are two too many."""
    records = [identified(body(record_id, f"Police {record_id}"), "wikidata:Q1") for record_id in "abc"]
    assert pairs("DUP004", *records) == [("b", "a"), ("c", "a")]


@pytest.mark.parametrize(
    ("one", "two", "silent"),
    [
        ({"languages": ("en",)}, {"languages": ("sr", "hr")}, True),
        ({"edition": "1"}, {"edition": "2"}, True),
        ({"published": span("2020")}, {"published": span("2023")}, True),
        ({"languages": ("en",), "edition": "1"}, {"languages": ("en",), "edition": "1"}, False),
        ({"languages": ("en", "sr")}, {"languages": ("sr", "hr")}, False),
        ({"languages": ("en",)}, {}, False),
        ({}, {"languages": ("en",)}, False),
        ({}, {"published": span("2020")}, False),
        ({}, {"edition": "1"}, False),
        ({"published": span("2020")}, {"published": span("2020-03")}, False),
        ({"published": span("2020")}, {}, False),
    ],
)
def test_versions_of_a_document_share_its_number(one: dict[str, Any], two: dict[str, Any], *, silent: bool) -> None:
    """The symbol of a document is the same in every language and edition."""
    records = [
        identified(GUIDE, "un-symbol:S/RES/1244 (1999)", id=record_id, **fields)
        for record_id, fields in (("a", one), ("b", two))
    ]
    assert pairs("DUP004", *records) == [("b", "a")] * (not silent)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://www.seesac.org/News/", "http://seesac.org/News"),
        ("https://www.seesac.org/News", "https://WWW.SEESAC.org/News#top"),
        ("https://www.seesac.org/f.pdf#page=4", "https://www.seesac.org/f.pdf#page=9"),
        ("https://www.seesac.org", "https://seesac.org/"),
        ("https://www.seesac.org/?a=1", "https://seesac.org?a=1"),
        ("https://www.seesac.org/a/?b=1", "https://www.seesac.org/a?b=1"),
        ("https://www.seesac.org/#/news", "http://seesac.org#/news"),
    ],
)
def test_sources_of_one_address_are_flagged(one: str, two: str) -> None:
    """However an address is written, it leads to one page, and one source is enough for it."""
    urls = [url if "/" in url[8:] else f"{url}/" if "?" not in url and "#" not in url else url for url in (one, two)]
    report = check(Dataset([page("a", urls[0]), page("b", urls[1])]), select=["DUP005"])
    assert [(entry.record_id, entry.message, entry.path, entry.hint, entry.related) for entry in report] == [
        (
            "b",
            "'a' and 'b' have the same address",
            ("url",),
            "merge them with merge_records(), or tell them apart by language, day of publication or sha256",
            (("sources", "a"),),
        )
    ]


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://www.seesac.org/News", "https://www.seesac.org/news"),
        ("https://www.seesac.org/News", "https://www.seesac.org/News/2"),
        ("https://www.seesac.org/?a=1", "https://www.seesac.org/?a=2"),
        ("https://www.seesac.org/#/news", "https://www.seesac.org/#/tools"),
        ("https://www.seesac.org/#!news", "https://www.seesac.org/"),
        ("https://www.seesac.org/", "https://www.undp.org/"),
        ("https://www.seesac.org/a?b", "https://www.seesac.org/ab"),
        ("https://www.seesac.org/a~", "https://www.seesac.org/a"),
        (None, None),
    ],
)
def test_sources_of_two_addresses_are_silent(one: str | None, two: str | None) -> None:
    """Paths and queries tell pages apart, and so do fragments that stand for a page; no address says nothing."""
    assert pairs("DUP005", page("a", one), page("b", two)) == []


@pytest.mark.parametrize(
    ("fields", "silent"),
    [
        ({"language": "sr"}, True),
        ({"sha256": "b" * 64}, True),
        ({"published": span("2024")}, True),
        ({"published": span("2023-05")}, False),
        ({"language": "en", "sha256": "a" * 64}, False),
        ({"retrieved": span("2024-06-01")}, False),
    ],
)
def test_versions_of_a_page_are_two_sources(fields: dict[str, Any], *, silent: bool) -> None:
    """Another language, file or day of publication makes another source; another day of reading does not."""
    one = page("a", language="en", sha256="a" * 64, published=span("2023"), retrieved=span("2024"))
    assert pairs("DUP005", one, page("b", **fields)) == [("b", "a")] * (not silent)


def test_each_source_is_reported_with_the_first_of_its_version() -> None:
    """Of sources in two languages, each that comes again is told with the first in its language."""
    sources = [
        page(record_id, language=language) for record_id, language in zip("abcde", ("en", "sr") * 3, strict=False)
    ]
    assert pairs("DUP005", *sources) == [
        ("c", "a"),
        ("d", "b"),
        ("e", "a"),
    ]


@pytest.mark.parametrize(("versions", "found"), [(20, 1), (21, 0)])
def test_of_very_many_versions_few_are_compared(versions: int, found: int) -> None:
    """So that time stays in proportion, a source is compared with twenty versions of its page at most."""
    sources = [page(f"p{number:03}", sha256=f"{number:064}") for number in range(versions)]
    again = page("z", sha256=f"{versions - 1:064}")
    assert len(pairs("DUP005", *sources, again)) == found


def test_a_source_that_stands_beside_the_dataset_is_named() -> None:
    """Who types a source that is ready-made is told its id, once."""
    (finding,) = check(Dataset([page("a")]), select=["DUP005"], beside=Dataset([page("b")]))
    hint = "name 'b', which is there already, and remove this one, or tell them apart by language, day of publication"
    assert (finding.record_id, finding.hint) == ("a", f"{hint} or sha256")
