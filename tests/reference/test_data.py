"""What the reference data must be, whatever they say."""

from __future__ import annotations

import datetime as dt
import itertools
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

import pytest

from seesac_model import reference
from seesac_model.dataset import Dataset
from seesac_model.formats import load
from seesac_model.model import (
    HouseStyle,
    IdentifierScheme,
    LegalAct,
    NameKind,
    OrganisationKind,
    PlaceKind,
    PolicyFramework,
    Source,
    Topic,
)
from seesac_model.rules import check

DATA: Final = Path(reference.__file__).parent / "data"
TYPED: Final = pytest.mark.skipif(not (DATA / "places.yaml").exists(), reason="the wheel has the JSON alone")
MEMBERS_OF_THE_EU: Final = "at be bg cy cz de dk ee es fi fr gr hr hu ie it lt lu lv mt nl pl pt ro se si sk".split()


@pytest.fixture(scope="module")
def data() -> Dataset:
    """Return all of the reference data."""
    return reference.load()


@TYPED
@pytest.mark.parametrize("part", reference.PARTS)
def test_what_is_shipped_is_what_was_typed(part: str) -> None:
    """The JSON that the library reads says what the YAML beside it says; `make reference` writes it anew."""
    assert load(DATA / f"{part}.yaml") == load(DATA / f"{part}.json")


@TYPED
def test_every_file_is_a_part() -> None:
    """No file is forgotten."""
    assert sorted(reference.PARTS) == sorted(file.stem for file in DATA.glob("*.yaml"))
    assert sorted(reference.PARTS) == sorted(file.stem for file in DATA.glob("*.json"))


def test_every_record_is_cited(data: Dataset) -> None:
    """Every record names a source, but the sources themselves and headings that the editors put over topics."""
    uncited = [record for record in data if not record.citations and not isinstance(record, Source)]
    assert {type(record) for record in uncited} <= {Topic}
    for heading in uncited:
        assert data.referring(Topic, to=heading, by="broader_id"), heading.id
        assert (heading.note or "").startswith("A heading of the editors"), heading.id


def test_every_page_has_a_well_formed_address(data: Dataset) -> None:
    """Every source that is cited can be looked up: it has an address with a scheme, a host and no blanks."""
    cited = {citation.source_id for record in data for citation in record.citations}
    for source in data.sources.select(sorted(cited)):
        assert source.url is not None, source.id
        parts = urlsplit(source.url)
        assert parts.scheme in {"http", "https"}, source.id
        assert parts.hostname is not None, source.id
        assert "." in parts.hostname, source.id
        assert source.url.isprintable(), source.id
        assert " " not in source.url, source.id


def test_no_page_is_there_twice(data: Dataset) -> None:
    """One address is one source."""
    addresses = [source.url for source in data.sources if source.url]
    assert len(addresses) == len(set(addresses))


def test_nothing_dangles(data: Dataset) -> None:
    """The reference data refer to nothing but themselves."""
    assert [
        (link.record.id, link.target_id) for record in data for link in data.links_from(record) if not link.target
    ] == []


def test_the_rules_find_nothing(data: Dataset) -> None:
    """The reference data are clean; the copies in which pages were seen give no days, and SRC006 would say so."""
    assert [str(finding) for finding in check(data, ignore=["SRC006"], today=dt.date(2026, 11, 22))] == []


def test_presidencies_follow_one_another_without_gap(data: Dataset) -> None:
    """From 2018 to 2027 every day has one presidency, and each lasts half a year."""
    terms = sorted(
        body.existed for body in data.organisations if body.kind is OrganisationKind.COUNCIL_PRESIDENCY and body.existed
    )
    days = [(term.earliest, term.latest) for term in terms]
    assert len(days) == 20
    assert (days[0][0], days[-1][1]) == (dt.date(2018, 1, 1), dt.date(2027, 12, 31))
    for (_, end), (start, _) in itertools.pairwise(days):
        assert end is not None
        assert start == end + dt.timedelta(days=1)


def test_regions_have_their_members(data: Dataset) -> None:
    """The Western Balkans are six jurisdictions, the European Union has twenty-seven members."""
    assert sorted(data.places["western-balkans"].member_ids) == ["al", "ba", "me", "mk", "rs", "xk"]
    assert sorted(data.places["eu-member-states"].member_ids) == MEMBERS_OF_THE_EU


def test_capitals_lie_in_their_jurisdictions(data: Dataset) -> None:
    """The capital of a jurisdiction is a city in it, and no capital is that of two."""
    capitals = {place.id: data.places[place.capital_id] for place in data.places if place.capital_id is not None}
    assert len(capitals) == 12
    assert {PlaceKind.CITY} == {capital.kind for capital in capitals.values()}
    assert list(capitals) == [capital.part_of_id for capital in capitals.values()]


def test_every_jurisdiction_has_its_code(data: Dataset) -> None:
    """The id of a jurisdiction is its code of ISO 3166-1 in small letters."""
    jurisdictions = [place for place in data.places if place.kind is PlaceKind.JURISDICTION]
    assert [place.id for place in jurisdictions] == [(place.iso_code or "").lower() for place in jurisdictions]


def test_the_code_that_nobody_assigned_is_marked(data: Dataset) -> None:
    """XK alone is user-assigned, and the place has both codes and both footnotes."""
    assert [place.id for place in data.places if place.has_user_assigned_code] == ["xk"]
    place = data.places["xk"]
    assert {footnote.style for footnote in place.footnotes} == set(HouseStyle)
    assert "XKX" in {identifier.value for identifier in place.identifiers}


def test_numbers_of_acts_agree(data: Dataset) -> None:
    """The CELEX number of an act is the one that its number and kind lead to, and an ELI has its year and number."""
    numbered = [act for act in data.frameworks if _values(act, IdentifierScheme.ACT_NUMBER)]
    assert len(numbered) > 15
    for act in numbered:
        parsed = LegalAct.parse(next(name.text for name in act.other_titles if name.kind is NameKind.SHORT))
        assert _values(act, IdentifierScheme.ACT_NUMBER) == [parsed.number], act.id
        assert set(_values(act, IdentifierScheme.CELEX)) <= {parsed.celex}, act.id
        assert all(f"/{parsed.year}/" in eli for eli in _values(act, IdentifierScheme.ELI)), act.id


def _values(act: PolicyFramework, scheme: IdentifierScheme) -> list[str]:
    return [identifier.value for identifier in act.identifiers if identifier.scheme is scheme]


def test_topics_stay_within_their_scheme(data: Dataset) -> None:
    """A broader topic belongs to the same part of the vocabulary, and no relation is named twice."""
    related: set[frozenset[str]] = set()
    for topic in data.topics:
        assert topic.broader_id is None or topic.scheme is data.topics[topic.broader_id].scheme, topic.id
        pairs = [frozenset((topic.id, other)) for other in topic.related_ids]
        assert not related.intersection(pairs), topic.id
        related.update(pairs)
