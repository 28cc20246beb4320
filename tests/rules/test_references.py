from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Attendance,
    Citation,
    EventSeries,
    Name,
    Organisation,
    OrganisationKind,
    Outcome,
    OutcomeKind,
    Place,
    PlaceKind,
    PolicyFramework,
    Record,
    Statement,
    Subject,
    Topic,
    Treatment,
)
from seesac_model.rules import check
from tests.rules.records import appearance, event, framework, mandate, organisation, panel

OF_PANEL: tuple[Record, ...] = (
    appearance(panel_id="other.panel-1"),
    Attendance(id="a", event_id="e", panel_id="other.panel-1", description="officers"),
    Outcome(id="o", event_id="e", panel_id="other.panel-1", kind=OutcomeKind.FINDING, text="It works."),
    Statement(id="s", event_id="e", panel_id="other.panel-1", person_id="p", gist="It works."),
    Subject(id="t", event_id="e", panel_id="other.panel-1", place_id="x", treatment=Treatment.VISITED),
)


def topic(record_id: str, broader_id: str | None) -> Topic:
    """Return a topic below another."""
    return Topic(id=record_id, label="label", broader_id=broader_id)


def test_dangling_reference_names_field_and_id() -> None:
    """Each dangling reference is a finding of its own, at its place."""
    dataset = Dataset([organisation("a", "x", "b", "y"), organisation("b")])
    assert [(finding.json_path, finding.message) for finding in check(dataset, select=["REF"])] == [
        ("$.part_of_ids[0]", "no record 'x' in organisations"),
        ("$.part_of_ids[2]", "no record 'y' in organisations"),
    ]


def test_reference_inside_a_value_is_checked() -> None:
    """The source of a citation is a reference too."""
    dataset = Dataset([Topic(id="war", label="war", citations=(Citation(source_id="page"),))])
    assert [finding.path for finding in check(dataset, select=["REF"])] == [("citations", 0, "source_id")]


@pytest.mark.parametrize(
    ("present", "hint"),
    [
        (("frontex", "osce"), "did you mean 'frontex'?"),
        (("frontex", "frontex-2"), "did you mean 'frontex' or 'frontex-2'?"),
        (("osce",), "add the record, or correct the id"),
    ],
)
def test_dangling_reference_proposes_the_nearest(present: tuple[str, ...], hint: str) -> None:
    """The hint names the ids that look like the one that is missing."""
    dataset = Dataset([organisation("a", "frontx"), *map(organisation, present)])
    assert [finding.hint for finding in check(dataset, select=["REF001"])] == [hint]


def test_dangling_reference_proposes_three_at_most() -> None:
    """The record of that name comes first, and two ids that look like it follow."""
    named = Organisation(id="agency", name="Frontx", kind=OrganisationKind.EU_AGENCY)
    near = map(organisation, ("frontex", "frontex-2", "frontex-21"))
    (finding,) = check(Dataset([organisation("a", "frontx"), named, *near]), select=["REF001"])
    assert finding.hint == "did you mean 'agency' or 'frontex' or 'frontex-2'?"


def test_reference_to_another_kind_says_which() -> None:
    """An id that other collections have is a reference to the wrong kind, and not a dangling one."""
    tirana = Place(id="tirana", name="Tirana", kind=PlaceKind.CITY)
    dataset = Dataset([organisation("a", "tirana"), tirana, Topic(id="tirana", label="Tirana")])
    (finding,) = check(dataset, select=["REF"])
    assert (finding.code, finding.path, finding.message, finding.hint, finding.related) == (
        "REF002",
        ("part_of_ids", 0),
        "'tirana' is not in organisations but in topics and places",
        "use the field that is for topics, or the id of a record in organisations",
        (("topics", "tirana"), ("places", "tirana")),
    )


def test_id_that_both_kinds_have_is_silent() -> None:
    """Ids are unique within a kind only: the same id in another collection does no harm."""
    tirana = Place(id="tirana", name="Tirana", kind=PlaceKind.CITY)
    assert len(check(Dataset([organisation("a", "tirana"), organisation("tirana"), tirana]), select=["REF"])) == 0


def test_reference_to_itself_is_flagged_once() -> None:
    """A record that refers to itself is no circle, and not reported as one."""
    assert [(finding.code, finding.path) for finding in check(Dataset([organisation("a", "a")]))][:1] == [
        ("REF003", ("part_of_ids", 0))
    ]


def test_reference_to_a_record_of_another_kind_with_the_same_id_is_silent() -> None:
    """A mandate and its framework may share an id."""
    dataset = Dataset([event(), framework(), attrs.evolve(mandate(), id="act")])
    assert len(check(dataset, select=["REF"])) == 0


def test_circle_is_reported_at_its_smallest_id() -> None:
    """A circle is one finding, at the smallest id, and leads to the others."""
    dataset = Dataset([topic("b", "c"), topic("c", "a"), topic("a", "b"), topic("d", "a")])
    (finding,) = check(dataset, select=["REF"])
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "a",
        ("broader_id",),
        "a circle through broader_id: 'a' -> 'b' -> 'c' -> 'a'",
        (("topics", "b"), ("topics", "c")),
    )


def test_long_circles_are_cut_short() -> None:
    """The message names ten ids, and how many there are beside."""
    dataset = Dataset([topic(f"t{number:02}", f"t{(number + 1) % 12:02}") for number in range(12)])
    (finding,) = check(dataset, select=["REF004"])
    assert finding.message.endswith(" -> 't08' -> 't09' -> (2 more) -> 't00'")


def test_fields_are_followed_each_by_itself() -> None:
    """An act that amends another which implements it is no circle."""
    acts = [
        PolicyFramework(id="a", title="A", kind=framework().kind, amends_ids=("b",)),
        PolicyFramework(id="b", title="B", kind=framework().kind, implements_ids=("a",)),
    ]
    assert len(check(Dataset(acts), select=["REF"])) == 0


@given(st.lists(st.integers(0, 9), min_size=10, max_size=10))
def test_references_that_lead_one_way_are_silent(targets: list[int]) -> None:
    """Where every record refers to one with a smaller id there is no circle."""
    topics = [
        topic(f"t{number}", f"t{min(target, number - 1)}" if number else None) for number, target in enumerate(targets)
    ]
    assert len(check(Dataset(topics), select=["REF"])) == 0


@given(st.permutations(range(8)), st.integers(2, 8))
def test_every_circle_is_found(order: list[int], length: int) -> None:
    """A circle of any length is found, in whatever order its ids come."""
    circle = [f"t{number}" for number in order[:length]]
    ends = [*circle[1:], circle[0]]
    dataset = Dataset(topic(start, end) for start, end in zip(circle, ends, strict=True))
    assert [(finding.code, finding.record_id) for finding in check(dataset, select=["REF"])] == [
        ("REF004", min(circle))
    ]


@pytest.mark.parametrize("record", OF_PANEL, ids=lambda record: record.collection())
def test_panel_of_another_event_is_flagged(record: Record) -> None:
    """A record whose panel is of another event is flagged, of whatever kind it is."""
    other = panel("other.panel-1", event_id="other")
    report = check(Dataset([event(), event("other"), other, record]), select=["REF005"])
    assert [(finding.kind, finding.path, finding.message, finding.related) for finding in report] == [
        (
            record.collection(),
            ("panel_id",),
            "'other.panel-1' is a panel of 'other', not of 'e'",
            (("panels", "other.panel-1"),),
        )
    ]


@pytest.mark.parametrize("panel_id", ["e.panel-1", "missing", None])
def test_panel_of_the_same_event_is_silent(panel_id: str | None) -> None:
    """A panel of the event, none, and one that is not there are not this rule's."""
    assert len(check(Dataset([event(), panel(), appearance(panel_id=panel_id)]), select=["REF005"])) == 0


def test_a_circle_of_related_topics_is_no_fault() -> None:
    """What holds both ways may be named on both, and around; what is broader may not."""
    related = [Topic(id=one, label=one, related_ids=(other,)) for one, other in ("ab", "bc", "ca", "db")]
    broader = [Topic(id=one, label=one, broader_id=other) for one, other in ("ef", "fe")]
    findings = check(Dataset([*related, *broader]), select=["REF004"])
    assert [finding.record_id for finding in findings] == ["e"]


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("european-border-and-coast-guard-agency", "did you mean 'frontex'?"),
        ("border-police", "add the record, or correct the id"),
        ("europan-border-and-coast-guard-agency", "add the record, or correct the id"),
        ("coast-guard-agency", "add the record, or correct the id"),
        ("evropska-agencija", "did you mean 'frontex'?"),
    ],
)
def test_dangling_reference_proposes_the_record_with_that_name(target: str, expected: str) -> None:
    """An id that spells a name proposes the record that bears it, whatever its own id."""
    frontex = Organisation(
        id="frontex",
        name="Frontex",
        other_names=(Name.parse("European Border and Coast Guard Agency"), Name.parse("Европска агенција")),
        kind=OrganisationKind.EU_AGENCY,
    )
    series = EventSeries(id="s", title="Meetings", convened_by_ids=(target,))
    (finding,) = check(Dataset([frontex, series]), select=["REF001"])
    assert finding.hint == expected
