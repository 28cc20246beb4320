from __future__ import annotations

from typing import Any, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError
from seesac_model.model import (
    Basis,
    Citation,
    Event,
    EventKind,
    EventStatus,
    Name,
    Record,
    Topic,
    fields_of,
)
from seesac_model.query import CitedFact, disagreements, facts_table, inferred_facts, resting_on_one_source

PAGE, ATLAS = Citation(source_id="page"), Citation(source_id="atlas")


def event(*citations: Citation, **rest: Any) -> Event:  # noqa: ANN401
    """Make an event with a title, a kind and a status, and whatever else is given."""
    return Event(id="e", title="E", kind=EventKind.VISIT, status=EventStatus.HELD, citations=citations, **rest)


def resting(*records: Record) -> list[tuple[str, str]]:
    """Return the facts that rest on one source, and the sources."""
    return [(fact.fields[0], fact.citation.source_id) for fact in resting_on_one_source(Dataset(records))]


def cites(source: str, *fields: str, **rest: Any) -> Citation:  # noqa: ANN401
    """Cite a source for some fields."""
    return Citation(source_id=source, fields=fields, **rest)


def test_a_record_of_one_source_rests_on_it_with_all_that_it_says() -> None:
    """Each field that says something is a fact; the id and what the editors add are none, nor is what is not said."""
    assert resting(event(PAGE, note="a remark")) == [("title", "page"), ("kind", "page"), ("status", "page")]
    assert resting(event()) == []


def test_a_second_source_takes_its_fields_out() -> None:
    """What two sources state rests on neither alone; one source that is cited twice is one."""
    assert resting(event(PAGE, ATLAS)) == []
    assert resting(event(PAGE, cites("atlas", "title", "kind"))) == [("status", "page")]
    assert resting(event(cites("page", "kind", locator="p. 1"), cites("page", "kind", locator="p. 2"))) == [
        ("kind", "page")
    ]


@pytest.mark.parametrize(
    "other",
    [
        cites("atlas", "status", says_instead="planned"),
        cites("atlas", "status", basis=Basis.INFERRED),
        cites("atlas", "status", basis=Basis.ESTIMATED),
    ],
)
def test_what_does_not_state_it_is_no_second_source(other: Citation) -> None:
    """A source that says something else, or from which it was concluded, supports nothing; also not by a citation."""
    assert ("status", "page") in resting(event(PAGE, other))
    assert resting(event(other)) == []
    assert resting(event(ATLAS, other)) == [("title", "atlas"), ("kind", "atlas")]


def test_entries_that_are_cited_apart_are_facts_apart() -> None:
    """Two entries of a list, each of another source, rest on one source each, and an entry of both on none."""
    names = tuple(Name.parse(text) for text in ("A", "B", "C"))
    cited = event(
        cites("page", "other_titles.A", "other_titles.C"),
        cites("atlas", "other_titles.B", "other_titles.C"),
        other_titles=names,
    )
    assert resting(cited) == [("other_titles.A", "page"), ("other_titles.B", "atlas")]
    assert resting(event(cites("page", "other_titles"), other_titles=names)) == [("other_titles", "page")]


@st.composite
def cited_topics(draw: st.DrawFn) -> Topic:
    """Draw a topic with citations of all sorts."""
    fields = st.lists(st.sampled_from(("label", "definition", "broader_id")), max_size=2, unique=True).map(tuple)
    citation = st.builds(
        Citation, source_id=st.sampled_from(("page", "atlas")), fields=fields, basis=st.sampled_from(Basis)
    )
    return Topic(
        id="t",
        label="T",
        broader_id=draw(st.none() | st.just("u")),
        citations=draw(st.lists(citation, max_size=4).map(tuple)),
    )


@given(cited_topics())
def test_facts_of_one_source_are_those_of_a_scan(topic: Topic) -> None:
    """What rests on one source is what one source states by the citations of the field, field by field."""
    expected = []
    for field in fields_of(Topic):
        stating = {one.source_id for one in topic.citations_of(field.name) if one.basis is Basis.STATED}
        if field.name in {"label", "broader_id"} and getattr(topic, field.name) and len(stating) == 1:
            expected.append((field.name, *stating))
    assert expected == resting(topic)


def test_facts_are_in_the_order_of_the_dataset() -> None:
    """By kind, then by id, then by field."""
    records = [event(PAGE), Topic(id="b", label="B", citations=(PAGE,)), Topic(id="a", label="A", citations=(PAGE,))]
    found = resting_on_one_source(Dataset(records))
    assert [fact.record.id for fact in found] == ["a", "b", "e", "e", "e"]


def test_a_table_has_a_row_for_each_field() -> None:
    """Facts become rows, one for each field, with the words of the citation; a whole record has no field."""
    topic = Topic(
        id="war",
        label="war",
        citations=(
            cites("page", "label", "broader_id", says_instead="=peace", locator="p. 1", note="old"),
            Citation(source_id="atlas", basis=Basis.INFERRED),
        ),
    )
    data = Dataset([topic])
    table = facts_table((*disagreements(data), *inferred_facts(data)))
    assert table.columns == (
        "kind",
        "record_id",
        "field",
        "source_id",
        "basis",
        "says_instead",
        "locator",
        "note",
    )
    assert table.rows == (
        ("topics", "war", "label", "page", "stated", "=peace", "p. 1", "old"),
        ("topics", "war", "broader_id", "page", "stated", "=peace", "p. 1", "old"),
        ("topics", "war", None, "atlas", "inferred", None, None, None),
    )
    assert "'=peace" in table.to_csv()
    assert len(facts_table([])) == 0


def test_what_is_no_fact_is_refused() -> None:
    """A table is made of facts alone."""
    with pytest.raises(SelectionError, match="expected facts with their citations"):
        facts_table(cast("list[CitedFact]", [3]))


def test_a_fact_is_about_what_its_citation_names_unless_told() -> None:
    """The fields of a fact are those of the citation, or one of them."""
    citation = cites("page", "title", "kind")
    assert CitedFact(record=event(citation), citation=citation).fields == ("title", "kind")
    assert CitedFact(record=event(citation), citation=citation, fields=("kind",)).fields == ("kind",)
