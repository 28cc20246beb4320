from __future__ import annotations

import datetime as dt
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import NoSingleMatchError, SelectionError, UnknownRecordError
from seesac_model.model import (
    Answer,
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
    PolicyFramework,
    Record,
    Subject,
    Treatment,
)
from seesac_model.query.document_life import document_life, stage_at
from tests.query.published import pieces
from tests.strategies.dates import date_spans

Kind = DocumentStageKind


def document(**fields: Any) -> Document:  # noqa: ANN401
    """Make the handbook."""
    return Document(**{"id": "h", "title": "Handbook", "kind": DocumentKind.HANDBOOK, **fields})


def stage(kind: Kind, date: str | None = None, event_id: str | None = None, name: str | None = None) -> DocumentStage:
    """Make a stage of the handbook."""
    span = None if date is None else DateSpan(date)
    return DocumentStage(id=name or f"h.{kind}", document_id="h", stage=kind, date=span, event_id=event_id)


def event(event_id: str, dates: str | None = None, status: EventStatus = EventStatus.HELD) -> Event:
    """Make an event."""
    span = None if dates is None else DateSpan(dates)
    return Event(id=event_id, title=f"Event {event_id}", kind=EventKind.MEETING, status=status, dates=span)


def reached(when: Any, *records: Record, published: str | None = None) -> str:  # noqa: ANN401
    """Return in words which stages the handbook had reached."""
    span = None if published is None else DateSpan(published)
    return str(stage_at(Dataset([document(published=span), *records]), "h", when))


@pytest.mark.parametrize(
    ("date", "when", "words"),
    [
        ("2021-11-23", "2021-11-23", "drafted"),
        ("2021-11-24", "2021-11-23", "no stage known"),
        ("/2021-11-23", "2021-11-23", "drafted"),
        ("2021-11", "2021-11-23", "possibly drafted"),
        ("2021-11", "2021", "drafted"),
        ("2021-11-20/2021-11-25", "2021-11-23", "possibly drafted"),
        ("2021-11?", "2030", "possibly drafted"),
        (None, "2030", "possibly drafted"),
        ("2021", dt.date(9999, 12, 31), "drafted"),
        ("2021", DateSpan("2020/2022"), "drafted"),
    ],
)
def test_stages_by_a_date(date: str | None, when: Any, words: str) -> None:  # noqa: ANN401
    """A stage was reached for certain if all of its date is before the end of what is asked for."""
    assert reached(when, stage(Kind.DRAFTED, date)) == words


@pytest.mark.parametrize(
    ("date", "dates", "words"),
    [
        ("2021-11-24", "2021-11-23/2021-11-24", "drafted"),
        ("2021-11-25", "2021-11-23/2021-11-24", "no stage known"),
        ("2021-10", "2021-11", "drafted"),
        ("2021-12", "2021-11", "no stage known"),
        ("2021-11-02", "2021-11", "possibly drafted"),
        ("2021-11-02", None, "possibly drafted"),
        (None, "2021-11-02", "possibly drafted"),
    ],
)
def test_stages_by_the_end_of_an_event(date: str | None, dates: str | None, words: str) -> None:
    """Where the days of the event are not known precisely, they decide what lies before or after all of them."""
    assert reached("e", stage(Kind.DRAFTED, date), event("e", dates)) == words


def test_what_was_reached_at_the_event_was_reached_then() -> None:
    """A stage at the event itself needs no dates; one at an event that is not known to have been held is in doubt."""
    held, planned = event("e"), event("f", "2021", EventStatus.PLANNED)
    records = [held, planned, stage(Kind.REVIEWED, event_id="e"), stage(Kind.ENDORSED, "2021", event_id="f")]
    assert reached(held, *records) == "reviewed; possibly endorsed"
    assert reached("Event f", *records) == "possibly reviewed, endorsed"
    assert reached("e", held, stage(Kind.DRAFTED, "2020", event_id="gone")) == "possibly drafted"


def test_the_day_of_publication_is_a_stage() -> None:
    """The date of the document counts beside its stages, and several records of a stage are one."""
    assert reached("2023", published="2023-06") == "published"
    assert reached("2023", stage(Kind.PUBLISHED), published="2023-06") == "published"


def test_the_furthest_stage_is_the_last_in_the_usual_order() -> None:
    """A translation says nothing of how far a document is."""
    records = [stage(Kind.TRANSLATED, "2020"), stage(Kind.REVIEWED, "2020"), stage(Kind.DRAFTED, "2019")]
    found = stage_at(Dataset([document(), *records]), "h", "2021")
    assert (found.furthest, found.reached(Kind.DRAFTED), found.reached(Kind.PUBLISHED)) == (
        Kind.REVIEWED,
        Answer.YES,
        Answer.NO,
    )
    undated = stage_at(Dataset([document(), stage(Kind.DRAFTED)]), "h", "2021")
    assert (undated.furthest, undated.reached(Kind.DRAFTED)) == (None, Answer.UNKNOWN)


def test_when_must_be_a_date_or_an_event() -> None:
    """A date without a last day, a title of nothing and another record are errors."""
    with pytest.raises(SelectionError, match="no known last day"):
        reached("2023/..")
    with pytest.raises(NoSingleMatchError):
        reached("The Conference")
    with pytest.raises(UnknownRecordError):
        reached("conference")
    with pytest.raises(SelectionError):
        reached(document())
    with pytest.raises(SelectionError):
        reached(7)


def test_a_life_has_stages_and_dealings_in_order() -> None:
    """Stages, what events did with the document, and its publication stand among each other; undated ones are last."""
    page = Citation(source_id="page", fields=("published",))
    found = document_life(
        Dataset(
            [
                document(published=DateSpan("2023-06"), framework_id="r", citations=(page, Citation(source_id="x"))),
                PolicyFramework(id="r", title="Roadmap", kind=FrameworkKind.ROADMAP),
                event("e", "2021-11-23/2021-11-24"),
                stage(Kind.PLANNED),
                stage(Kind.DRAFTED, "2021"),
                stage(Kind.REVIEWED, event_id="e"),
                Subject(id="s", event_id="e", document_id="h", treatment=Treatment.REVIEWED),
                Subject(id="t", event_id="gone", document_id="h", treatment=Treatment.MENTIONED),
            ]
        ),
        "handbook",
    )
    assert str(found).split("\n") == [
        "Handbook (Roadmap)",
        "  2021: drafted",
        "  2021-11-23/2021-11-24: reviewed at Event e",
        "  2021-11-23/2021-11-24: reviewed (then: reviewed; possibly planned, drafted) at Event e",
        "  2023-06: published",
        "  no date: planned",
        "  no date: mentioned at gone",
    ]
    assert [step.record.id for step in found.stages] == ["h.drafted", "h.reviewed", "h", "h.planned"]
    assert [step.record.id for step in found.dealings] == ["s", "t"]
    assert [step.citations for step in found if step.kind == "published"] == [(page, Citation(source_id="x"))]
    assert [step.citations for step in found.dealings] == [(), ()]
    assert found.to_table().column("then") == (None, "reviewed", "reviewed", None, None, None)
    assert found.to_table().column("possibly")[1:3] == ("planned, drafted",) * 2
    assert len(found.to_table()) == len(found)


def test_a_life_without_framework() -> None:
    """A framework that is not named, or that the dataset lacks, is none."""
    assert str(document_life(Dataset([document(framework_id="gone")]), "h")) == "Handbook"
    assert document_life(Dataset([document()]), "h").framework is None


def days_within(span: DateSpan) -> list[dt.date]:
    """Return days that a date of one month, day or year may be."""
    assert span.earliest is not None
    assert span.latest is not None
    length = (span.latest - span.earliest).days
    return [span.earliest + dt.timedelta(days) for days in {0, length // 2, length}]


SINGLE: Final = st.sampled_from(("2020", "2021", "2021-06", "2021-06-15", "2021-07", "2021-12-31", "202X")).map(
    DateSpan
)


@given(SINGLE, SINGLE)
def test_answers_hold_on_whichever_days_it_was(date: DateSpan, dates: DateSpan) -> None:
    """Law of certainty: what was reached for certain was so on all days that the dates allow, and NO is so on none."""
    found = stage_at(Dataset([document(), stage(Kind.DRAFTED, date.text), event("e", dates.text)]), "h", "e")
    worlds = {reached_on <= held_on for reached_on in days_within(date) for held_on in days_within(dates)}
    assert found.reached(Kind.DRAFTED) is not Answer.YES or worlds == {True}
    assert found.reached(Kind.DRAFTED) is not Answer.NO or worlds == {False}
    if len(worlds) > 1:
        assert found.reached(Kind.DRAFTED) is Answer.UNKNOWN


@given(
    st.lists(st.tuples(st.sampled_from(Kind), st.none() | date_spans(2019, 2023)), max_size=6), date_spans(2019, 2023)
)
def test_later_never_loses_a_stage(drawn: list[tuple[Kind, DateSpan | None]], when: DateSpan) -> None:
    """Law of time: what was reached for certain by one day is so by every later one."""
    stages = [
        stage(kind, None if date is None else date.text, name=f"s{number}") for number, (kind, date) in enumerate(drawn)
    ]
    dataset = Dataset([document(), *stages])
    if when.latest is not None:
        early, late = (stage_at(dataset, "h", day) for day in (when.latest, when.latest + dt.timedelta(400)))
        assert set(early.definitely) <= set(late.definitely)
        assert {*early.definitely, *early.possibly} <= {*late.definitely, *late.possibly}
        assert set(late.definitely).isdisjoint(late.possibly)


def test_life_of_the_handbook() -> None:
    """At the workshop the handbook was a draft under review, and two years later it was out."""
    dataset = pieces()
    assert str(stage_at(dataset, "wb-firearms-handbook", "wb-border-workshop-2021")) == (
        "drafted, reviewed; possibly published, translated"
    )
    assert stage_at(dataset, "wb-firearms-handbook", "detection-course-montenegro-2023").furthest is Kind.PUBLISHED
    events = document_life(dataset, "wb-firearms-handbook").to_table().column("event")
    assert "Detection" in str(events)
