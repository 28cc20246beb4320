from __future__ import annotations

import attrs
import pytest

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Attendance,
    Basis,
    Citation,
    Event,
    EventKind,
    EventStatus,
    Panel,
    PanelFormat,
    Place,
    PlaceKind,
    Record,
    Source,
    Topic,
)
from seesac_model.rules import check

PAGE = Source(id="page", title="Page")
PLAIN = Citation(source_id="page")


def event(*citations: Citation) -> Event:
    """Return an event with citations."""
    return Event(id="e", title="E", kind=EventKind.MEETING, status=EventStatus.HELD, citations=citations)


def panel(*citations: Citation) -> Panel:
    """Return a panel of the event."""
    return Panel(id="p", event_id="e", format=PanelFormat.OPENING, citations=citations)


def found(code: str, *records: Record) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return the kinds and paths that a rule finds."""
    return [(finding.kind, finding.path) for finding in check(Dataset(records), select=[code])]


@pytest.mark.parametrize("name", ["dates", "title", "id", "note"])
def test_fields_of_the_record_are_silent(name: str) -> None:
    """A citation may name any field of its record."""
    assert found("SRC001", PAGE, event(Citation(source_id="page", fields=(name,)))) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("dattes", "did you mean 'dates'?"),
        ("participations", "these are records of their own; cite the source there"),
        ("zzzz", "name a field of the record, or none"),
    ],
)
def test_unknown_field_is_flagged_with_advice(name: str, hint: str) -> None:
    """A field that the record does not have is flagged at its place, with what may have been meant."""
    dataset = Dataset([PAGE, event(PLAIN, Citation(source_id="page", fields=("dates", name)))])
    (finding,) = check(dataset, select=["SRC001"])
    assert (finding.json_path, finding.message, finding.hint) == (
        "$.citations[1].fields[1]",
        f"events have no field '{name}'",
        hint,
    )


@pytest.mark.parametrize(("name", "silent"), [("place_ids.tirana", True), ("place_ids.bar", False)])
def test_a_citation_of_an_entry_must_find_it(name: str, *, silent: bool) -> None:
    """An entry that is in the list may be cited; one that is not is flagged without being shown."""
    cited = attrs.evolve(event(Citation(source_id="page", fields=(name,))), place_ids=("tirana",))
    findings = [(it.message, it.hint) for it in check(Dataset([PAGE, cited]), select=["SRC001"])]
    hint = "name an entry as it stands in the list, or the field alone"
    assert findings == ([] if silent else [("'place_ids' has no such entry", hint)])


def test_record_without_citation_is_flagged() -> None:
    """A record that names no source is reported."""
    assert found("SRC002", event()) == [("events", ("citations",))]


@pytest.mark.parametrize(
    "record", [PAGE, Topic(id="war", label="war"), Place(id="tirana", name="Tirana", kind=PlaceKind.CITY)]
)
def test_sources_topics_and_places_need_no_citation(record: Record) -> None:
    """The evidence itself, the editors' words and what every atlas has are not reported."""
    assert found("SRC002", record) == []


def test_parts_of_a_record_without_citation_are_not_reported_again() -> None:
    """Where an event names no source, its panels are not reported beside it."""
    assert found("SRC002", event(), panel()) == [("events", ("citations",))]


def test_part_without_citation_of_a_record_with_one_is_flagged() -> None:
    """Where an event names a source, a panel that names none is reported."""
    assert found("SRC002", PAGE, event(PLAIN), panel()) == [("panels", ("citations",))]


def test_part_of_a_record_that_is_not_there_is_flagged() -> None:
    """A part whose whole is missing speaks for itself."""
    assert found("SRC002", panel()) == [("panels", ("citations",))]


def test_part_of_two_records_is_reported_if_both_have_sources() -> None:
    """A group in a panel is a part of the event and of the panel."""
    group = Attendance(id="a", event_id="e", panel_id="p", description="officers")
    assert found("SRC002", PAGE, event(PLAIN), panel(PLAIN), group) == [("attendances", ("citations",))]


@pytest.mark.parametrize("basis", [Basis.INFERRED, Basis.ESTIMATED])
def test_inference_without_note_is_flagged(basis: Basis) -> None:
    """What was inferred or estimated needs a note."""
    cited = Citation(source_id="page", fields=("dates",), basis=basis)
    assert found("SRC003", PAGE, event(PLAIN, cited)) == [("events", ("citations", 1))]


@pytest.mark.parametrize(
    "citation",
    [Citation(source_id="page", basis=Basis.INFERRED, note="from the weekday"), Citation(source_id="page")],
)
def test_inference_with_note_and_plain_statement_are_silent(citation: Citation) -> None:
    """A note says from what; what a source states needs none."""
    assert found("SRC003", PAGE, event(citation)) == []


def test_inherited_inference_is_reported_once() -> None:
    """A citation that a panel has from its event is reported at the event alone."""
    cited = Citation(source_id="page", basis=Basis.INFERRED)
    assert found("SRC003", PAGE, event(cited), panel(cited)) == [("events", ("citations", 0))]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ((), "the record is inferred from 'page', with no note"),
        (("dates",), "dates is inferred from 'page', with no note"),
        (("dates", "title"), "dates and title are inferred from 'page', with no note"),
    ],
)
def test_inference_says_of_what(fields: tuple[str, ...], message: str) -> None:
    """The message names the fields."""
    cited = Citation(source_id="page", fields=fields, basis=Basis.INFERRED)
    assert [entry.message for entry in check(Dataset([event(cited)]), select=["SRC003"])] == [message]


@pytest.mark.parametrize("known", [[PAGE], []])
def test_disagreement_is_reported_without_quoting_it(known: list[Source]) -> None:
    """What the other source says is not repeated; the finding leads to the source if it is there."""
    cited = Citation(source_id="page", fields=("dates",), says_instead="29 October")
    (finding,) = check(Dataset([*known, event(PLAIN, cited)]), select=["SRC004"])
    assert (finding.message, finding.related) == (
        "'page' says something else of dates, and no note says why",
        tuple(("sources", source.id) for source in known),
    )


def test_explained_disagreement_is_silent() -> None:
    """A disagreement that somebody weighed is on record and no finding; nor is agreement."""
    weighed = Citation(source_id="page", fields=("dates",), says_instead="29 October", note="a later copy")
    assert found("SRC004", PAGE, event(PLAIN, weighed)) == []
    assert found("SRC004", PAGE, event(PLAIN)) == []
