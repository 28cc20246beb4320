from __future__ import annotations

import sys
from typing import Any

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import Identifier, Organisation, OrganisationKind, Person, Record
from seesac_model.rules import check
from tests.strategies.values import lines


def body(record_id: str, name: str, **fields: Any) -> Organisation:  # noqa: ANN401 - as fields hold it
    """Return an organisation."""
    return attrs.evolve(Organisation(id=record_id, name=name, kind=OrganisationKind.POLICE), **fields)


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
    assert pairs("DUP001", body("a", one), body("b", two)) == [("a", "b")]


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
    assert pairs("DUP002", Person(id="a", name=one), Person(id="b", name=two)) == [("a", "b")] * expected


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
        f"name '{ready}', which is there already, and remove this one; or tell them apart by identifiers or names",
    )
