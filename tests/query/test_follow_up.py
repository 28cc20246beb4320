from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, UnknownRecordError
from seesac_model.model import (
    Citation,
    DateSpan,
    Document,
    DocumentKind,
    DocumentStage,
    DocumentStageKind,
    Event,
    EventKind,
    EventStatus,
    FrameworkKind,
    Mandate,
    MandateRelation,
    Outcome,
    OutcomeKind,
    PolicyFramework,
    Record,
    Subject,
    Treatment,
)
from seesac_model.query import events, field, outcomes
from seesac_model.query.follow_up import Followed, FollowUp, follow_up, without_follow_up
from tests.query.published import pieces


def outcome(name: str, event_id: str = "e", of: str | None = None, **fields: Any) -> Outcome:  # noqa: ANN401
    """Make an outcome."""
    given_ = {"kind": OutcomeKind.CONCLUSION, "text": f"Text of {name}.", "follow_up_of_id": of, **fields}
    return Outcome(id=name, event_id=event_id, **given_)


def event(name: str, *follows: str, dates: str | None = None) -> Event:
    """Make an event."""
    span = None if dates is None else DateSpan(dates)
    return Event(
        id=name,
        title=f"Event {name}",
        kind=EventKind.MEETING,
        status=EventStatus.HELD,
        follows_ids=follows,
        dates=span,
    )


def lines(*records: Record) -> list[str]:
    """Return what is printed of what followed from the outcome `a`."""
    return str(follow_up(Dataset(records), "a")).split("\n")


def depths(found: FollowUp) -> list[tuple[str, int]]:
    """Return what followed, with how far it is away."""
    return [(step.record.id, step.depth) for step in found]


def test_outcomes_follow_each_other_as_an_outline() -> None:
    """What follows stands directly below what it follows, by date, and what has no date comes last."""
    assert lines(
        event("e"),
        event("f", dates="2023"),
        event("g", dates="2022"),
        outcome("a", text="Exchange\nmore."),
        outcome("b", "f", of="a"),
        outcome("c", "g", of="a", kind=OutcomeKind.RESULT),
        outcome("d", "gone", of="c"),
        outcome("h", "gone", of="a"),
        outcome("unrelated", "f"),
    ) == [
        "conclusion: Exchange more.",
        "  result: Text of c. (2022)",
        "    conclusion: Text of d. (no date)",
        "  conclusion: Text of b. (2023)",
        "  conclusion: Text of h. (no date)",
    ]


def test_nothing_is_guessed() -> None:
    """An event held later that does not say so follows from nothing, and an outcome without follow-up says so."""
    assert lines(event("e", dates="2022"), event("f", dates="2023"), outcome("a"), outcome("b", "f")) == [
        "conclusion: Text of a.",
        "  nothing that the dataset knows of",
    ]


def test_events_that_follow_the_event_bring_what_happened_there() -> None:
    """Below an event that follows stand the documents, frameworks and mandates that records tell of there."""
    assert lines(
        event("e"),
        event("f", "e", dates="2023-05-02"),
        outcome("a"),
        Document(id="h", title="Handbook", kind=DocumentKind.HANDBOOK),
        PolicyFramework(
            id="r",
            title="Roadmap",
            kind=FrameworkKind.ROADMAP,
            adopted=DateSpan("2023-05-01"),
            adopted_at_event_id="f",
        ),
        DocumentStage(
            id="s", document_id="h", event_id="f", stage=DocumentStageKind.REVIEWED, date=DateSpan("2023-05")
        ),
        Subject(id="h1", event_id="f", document_id="h", treatment=Treatment.DISCUSSED),
        Subject(id="h2", event_id="f", framework_id="r", treatment=Treatment.ADOPTED),
        Subject(id="h3", event_id="f", organisation_id="x", treatment=Treatment.PRESENTED),
        Mandate(id="m", event_id="f", framework_id="gone", relation=MandateRelation.IMPLEMENTS),
    ) == [
        "conclusion: Text of a.",
        "  Event f (2023-05-02)",
        "    Roadmap: adopted (2023-05-01)",
        "    Handbook: reviewed (2023-05)",
        "    Handbook: discussed (2023-05-02)",
        "    Roadmap: adopted (2023-05-02)",
        "    implements: gone (2023-05-02)",
    ]


def test_events_follow_follow_ups_too() -> None:
    """An event that follows the event of a follow-up is a step from there; what is met again is told once."""
    found = follow_up(
        Dataset(
            [event("e"), event("f", "e"), event("g", "f"), outcome("a"), outcome("b", "f", of="a"), outcome("c", "g")]
        ),
        "a",
    )
    assert depths(found) == [("b", 1), ("g", 2), ("f", 1)]
    assert [(step.relation, step.follows.id) for step in found] == [("outcome", "a"), ("event", "b"), ("event", "a")]


def test_circles_come_to_an_end() -> None:
    """What follows itself, at any remove, is told once."""
    ring = [outcome("a", of="c"), outcome("b", of="a"), outcome("c", of="b"), event("e", "e")]
    assert depths(follow_up(Dataset(ring), "a")) == [("b", 1), ("c", 2)]
    assert depths(follow_up(Dataset([outcome("a", of="a")]), "a")) == []


def test_steps_are_rows_and_have_sources() -> None:
    """Each step is a row, and says where it stands."""
    page = Citation(source_id="page")
    found = follow_up(Dataset([outcome("a"), outcome("b", of="a", citations=(page,))]), "a")
    assert (len(found), found.steps[0].citations) == (1, (page,))
    assert found.to_table().to_rows() == [
        {
            "depth": 1,
            "relation": "outcome",
            "date": None,
            "what": "conclusion: Text of b.",
            "record": "b",
            "follows": "a",
        }
    ]


def test_only_outcomes_have_follow_ups() -> None:
    """What is not there and what is no outcome is refused."""
    with pytest.raises(UnknownRecordError):
        follow_up(Dataset(), "a")
    with pytest.raises(SelectionError):
        without_follow_up(events(Dataset()))  # type: ignore[arg-type]  # what callers without a type checker may do
    with pytest.raises(SelectionError):
        events(Dataset()).where(Followed())


def test_an_event_has_no_follow_up_of_its_own() -> None:
    """The id of an event is answered with the way to its outcomes, unless an outcome has that id too."""
    dataset = Dataset([event("e"), outcome("a")])
    with pytest.raises(SelectionError, match=r"'e' is one of events; its outcomes are events\(dataset\)\.only\('e'\)"):
        follow_up(dataset, "e")
    assert events(dataset).only("e").outcomes().ids == ("a",)
    assert follow_up(Dataset([event("e"), outcome("e")]), "e").outcome.id == "e"


def test_outcomes_without_follow_up() -> None:
    """An outcome to which no other refers has none; to refer to itself does not count."""
    dataset = Dataset([outcome("a"), outcome("b", of="a"), outcome("c", of="c"), outcome("d", of="gone")])
    assert without_follow_up(dataset).ids == ("b", "c", "d")
    assert without_follow_up(outcomes(dataset).where(field(Outcome.id).is_in("a", "b"))).ids == ("b",)


def test_events_count_as_follow_up_where_that_is_asked_for() -> None:
    """An event that follows on the event of an outcome takes it off the list only if asked to."""
    dataset = Dataset([event("e", "e"), event("f", "e"), outcome("a"), outcome("b", "f"), outcome("c", "gone")])
    assert without_follow_up(dataset).ids == ("a", "b", "c")
    assert without_follow_up(dataset, through_events=True).ids == ("b", "c")
    assert "not followed up or its event followed" in repr(without_follow_up(dataset, through_events=True))


IDS: Final = tuple("abcdef")


@given(st.lists(st.none() | st.sampled_from((*IDS, "gone")), min_size=1, max_size=6))
def test_what_has_no_follow_up_has_no_steps(parents: list[str | None]) -> None:
    """Law: an outcome is without follow-up exactly if nothing follows; all that leads back to it is a step, once."""
    records = [outcome(name, of=parent) for name, parent in zip(IDS, parents, strict=False)]
    dataset = Dataset(records)
    assert Dataset(reversed(records)) == dataset
    silent = without_follow_up(dataset)
    for record in records:
        found = follow_up(dataset, record)
        told = [step.record.id for step in found]
        assert (record.id in silent) == (not told)
        expected = {other.id for other in records if record.id in above(other, dataset)} - {record.id}
        assert sorted(told) == sorted(expected)


def above(one: Outcome, dataset: Dataset) -> set[str]:
    """Return all outcomes that one follows up, step by step."""
    found: set[str] = set()
    here: Outcome | None = one
    while here is not None and here.follow_up_of_id is not None and here.follow_up_of_id not in found:
        found.add(here.follow_up_of_id)
        here = dataset.outcomes.get(here.follow_up_of_id)
    return found


def test_outcomes_of_the_example() -> None:
    """No outcome of the example refers to another; where an event followed, that is all there is to tell."""
    dataset = pieces()
    assert without_follow_up(dataset) == outcomes(dataset)
    followed = [one.id for one in dataset.outcomes if follow_up(dataset, one).steps]
    assert set(without_follow_up(dataset, through_events=True).ids) == set(dataset.outcomes.ids) - set(followed)
