from __future__ import annotations

import datetime as dt
import itertools
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError, SelectionError
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
    Record,
    Source,
    Subject,
    Treatment,
)
from seesac_model.query import documents, events, field
from seesac_model.query.still_in_draft import FINISHED_STAGES, StillInDraft, still_in_draft
from tests.query.published import pieces
from tests.query.test_document_life import document, event, stage

Kind = DocumentStageKind


def answer(*records: Record, on: str = "2030-01-01", months: int = 12, **fields: Any) -> Answer:  # noqa: ANN401
    """Answer for the handbook."""
    made = document(**fields)
    return StillInDraft(dt.date.fromisoformat(on), months).matches(made, Dataset([made, *records]))


def test_what_no_record_says_is_finished_is_a_draft() -> None:
    """A year after the first mention nothing tells of its end."""
    assert answer(stage(Kind.DRAFTED, "2021-11")) is Answer.YES
    assert answer(stage(Kind.PRESENTED, "2021-11"), stage(Kind.REVIEWED)) is Answer.YES


@pytest.mark.parametrize("kind", [Kind.PRESENTED, Kind.TRANSLATED])
def test_what_no_record_calls_a_draft_may_have_been_finished_all_along(kind: Kind) -> None:
    """A document that was merely presented or translated is a draft for all that is known, and for nothing certain."""
    assert answer(stage(kind, "2021-11")) is Answer.UNKNOWN
    assert answer(stage(kind, "2021-11"), on="2022-01-01") is Answer.NO


@pytest.mark.parametrize(
    ("published", "found"),
    [
        ("2022-11-02", Answer.NO),
        ("2022-11-03", Answer.YES),
        ("2022-11", Answer.UNKNOWN),
        ("2022-10", Answer.NO),
        ("2022-11~", Answer.UNKNOWN),
    ],
)
def test_the_day_a_year_later_decides(published: str, found: Answer) -> None:
    """What was finished on that day or before it was no draft; what was so later was one."""
    assert answer(stage(Kind.DRAFTED, "2021-11-02"), published=DateSpan(published)) is found


def test_a_year_must_have_passed() -> None:
    """Of what was mentioned less than a year ago nobody can tell yet."""
    mentioned = stage(Kind.DRAFTED, "2021-11")
    assert answer(mentioned, on="2022-10-31") is Answer.NO
    assert answer(mentioned, on="2022-11-15") is Answer.UNKNOWN
    assert answer(mentioned, on="2022-11-30") is Answer.YES


def test_undated_records_leave_it_open() -> None:
    """An undated end may have been at any time; an undated mention may have been long before."""
    assert answer(stage(Kind.DRAFTED, "2021-11"), stage(Kind.PUBLISHED)) is Answer.UNKNOWN
    assert answer(stage(Kind.DRAFTED), published=DateSpan("2021-11")) is Answer.UNKNOWN
    assert answer(stage(Kind.DRAFTED)) is Answer.UNKNOWN
    assert answer(stage(Kind.DRAFTED, "2021?")) is Answer.UNKNOWN
    assert answer() is Answer.UNKNOWN


def test_events_and_sources_mention_documents() -> None:
    """The first mention may be an event that was held, or a dated page that the document or its records cite."""
    dealing = Subject(id="s", event_id="e", document_id="h", treatment=Treatment.MENTIONED)
    draft = stage(Kind.DRAFTED)
    assert answer(event("e", "2021-11-23"), dealing, draft) is Answer.YES
    assert answer(event("e", "2021-11-23", EventStatus.PLANNED), dealing, draft) is Answer.UNKNOWN
    assert answer(dealing, draft) is Answer.UNKNOWN
    page = Source(id="page", title="Page", url="https://example.org", published=DateSpan("2021-11-23"))
    undated = Source(id="undated", title="Page", url="https://example.org")
    cited = tuple(Citation(source_id=one) for one in ("page", "undated", "gone"))
    assert answer(page, undated, draft, citations=cited) is Answer.YES


def test_months_end_with_the_month_and_the_calendar() -> None:
    """A month after 31 January is the last of February, and nothing lies beyond the last year."""
    records = [stage(Kind.DRAFTED, "2023-01-31"), stage(Kind.PUBLISHED, "2023-02-28")]
    assert answer(*records, months=1) is Answer.NO
    assert answer(*records, months=120_000) is Answer.NO


def test_selection_can_be_narrowed() -> None:
    """The answer is a selection of documents, of all or of some."""
    drafts = Dataset([document(), stage(Kind.DRAFTED, "2021"), Document(id="r", title="R", kind=DocumentKind.REPORT)])
    assert still_in_draft(drafts, on="2023").ids == ("h",)
    assert still_in_draft(drafts, on="2023", certainty="possibly").ids == ("h", "r")
    reports = documents(drafts).where(field(Document.kind).is_in("report"))
    assert still_in_draft(reports, on=dt.date(2023, 1, 1), certainty="possibly").ids == ("r",)
    assert "still in draft 12 months" in repr(still_in_draft(drafts, on="2023"))


@pytest.mark.parametrize(("on", "months"), [("2023/..", 12), ("2023", 0), ("2023", "12"), (None, 12)])
def test_wrong_questions_are_refused(on: Any, months: Any) -> None:  # noqa: ANN401
    """A date without a last day and a number of months below one are errors."""
    with pytest.raises(SelectionError):
        still_in_draft(Dataset(), on=on, months=months)


def test_only_documents_are_drafts() -> None:
    """The condition is asked of documents, and the question of them or a dataset."""
    with pytest.raises(SelectionError):
        events(Dataset()).where(StillInDraft(dt.date(2023, 1, 1)))
    with pytest.raises(SelectionError):
        still_in_draft(events(Dataset()), on="2023")  # type: ignore[arg-type]  # as callers without a type checker may
    with pytest.raises(InvalidValueError):
        still_in_draft(Dataset(), on="soon")


MONTHS: Final = tuple(f"202{year}-{month:02}" for year in range(3) for month in (1, 6, 12))
DATES: Final = st.none() | st.sampled_from((*MONTHS, "2020", "2021", "2021-06-15", "2022-06-30"))


def possible_days(date: str | None) -> list[dt.date]:
    """Return days that a date may be: its first and its last, or any of some years where it is not known."""
    span = DateSpan("2018/2024" if date is None else date)
    assert span.earliest is not None
    assert span.latest is not None
    return [span.earliest, span.latest]


@given(st.lists(st.tuples(st.sampled_from((Kind.DRAFTED, Kind.PUBLISHED)), DATES), min_size=1, max_size=4))
def test_answers_hold_on_whichever_days_it_was(drawn: list[tuple[Kind, str | None]]) -> None:
    """Law of certainty: the answer holds in every world that the dates allow."""
    stages = [stage(kind, date, name=f"s{number}") for number, (kind, date) in enumerate(drawn)]
    found = answer(*stages, on="2022-12-31")
    worlds: set[bool] = set()
    for days in itertools.product(*(possible_days(date) for _, date in drawn)):
        first = min(days)
        later = first.replace(year=first.year + 1)
        ended = [day for day, (kind, _) in zip(days, drawn, strict=True) if kind in FINISHED_STAGES]
        worlds.add(later <= dt.date(2022, 12, 31) and not any(day <= later for day in ended))
    assert found is not Answer.YES or worlds == {True}
    assert found is not Answer.NO or worlds == {False}


def test_drafts_of_the_example() -> None:
    """Standard operating procedures that were drafted in 2023 and of which nobody told since."""
    dataset = pieces()
    assert "moldova-salw-investigation-sops" in still_in_draft(dataset, on="2025").ids
    assert "brussels-declaration-2024" not in still_in_draft(dataset, on="2026", certainty="possibly").ids
    assert set(still_in_draft(dataset, on="2025").ids) <= set(
        still_in_draft(dataset, on="2025", certainty="possibly").ids
    )


def test_events_are_imported_for_their_kind() -> None:
    """An event of any kind may mention a document."""
    visit = Event(id="e", title="Visit", kind=EventKind.VISIT, status=EventStatus.HELD, dates=DateSpan("2020"))
    dealing = Subject(id="s", event_id="e", document_id="h", treatment=Treatment.MENTIONED, date=DateSpan("2020-02"))
    assert answer(visit, dealing, DocumentStage(id="d", document_id="h", stage=Kind.DRAFTED)) is Answer.YES
