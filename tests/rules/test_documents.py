from __future__ import annotations

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Answer,
    DateSpan,
    Document,
    DocumentKind,
    DocumentStage,
    DocumentStageKind,
    Record,
    Subject,
    Treatment,
)
from seesac_model.rules import Finding, check
from tests.rules.records import event, span
from tests.strategies.dates import date_spans

K = DocumentStageKind
ORDER = [K.PLANNED, K.DRAFTED, K.REVIEWED, K.CONSOLIDATED, K.COMPLETED, K.APPROVED, K.PUBLISHED]


def document(
    *, published: str | None = None, covers: str | None = None, kind: DocumentKind = DocumentKind.REPORT
) -> Document:
    """Return a document."""
    return Document(id="d", title="Document", kind=kind, published=span(published), covers=span(covers))


def stage(
    kind: DocumentStageKind, date: str | None = None, *, event_id: str | None = None, number: int = 1
) -> DocumentStage:
    """Return a stage of the document."""
    return DocumentStage(id=f"d.{kind}-{number}", document_id="d", stage=kind, date=span(date), event_id=event_id)


def subject(treatment: Treatment) -> Subject:
    """Return the document as what an event dealt with."""
    return Subject(id=f"e.{treatment}", event_id="e", document_id="d", treatment=treatment)


def found(codes: str, *records: Record) -> list[Finding]:
    """Return what a rule or a family finds; the document is one without dates unless it is given."""
    own = () if any(isinstance(record, Document) for record in records) else (document(),)
    return list(check(Dataset([*records, *own]), select=[codes]))


def ids(findings: list[Finding]) -> list[str | None]:
    """Return the records that findings are about."""
    return [finding.record_id for finding in findings]


@given(years=st.lists(st.integers(2000, 2040), min_size=7, max_size=7), known=st.lists(st.booleans(), min_size=7))
def test_stages_in_order_are_silent(years: list[int], known: list[bool]) -> None:
    """Stages that were reached one after the other, or some of them on the same day, are in order."""
    dated = zip(ORDER, sorted(years), known, strict=False)
    stages = [stage(kind, f"{year}-05-05" if is_known else None) for kind, year, is_known in dated]
    assert found("DOC001", *stages) == []


@given(place=st.integers(0, 6), year=st.sampled_from([1990, 2090]))
def test_one_wrong_year_gives_one_finding(place: int, year: int) -> None:
    """Whichever stage is dated too early or too late, one finding tells of it, unless it is at that end anyhow."""
    years = [2010 + number for number in range(7)]
    years[place] = year
    is_at_its_end = (place, year) in {(0, 1990), (6, 2090)}
    stages = [stage(kind, str(number)) for kind, number in zip(ORDER, years, strict=True)]
    assert len(found("DOC001", *stages)) == (0 if is_at_its_end else 1)


@pytest.mark.parametrize(("earlier", "later"), list(itertools.pairwise(ORDER)))
def test_finding_is_at_the_stage_that_comes_later_in_the_order(
    earlier: DocumentStageKind, later: DocumentStageKind
) -> None:
    """Of two neighbours in the wrong order the later one in the usual order is reported."""
    assert ids(found("DOC001", stage(earlier, "2021"), stage(later, "2020"))) == [f"d.{later}-1"]


@pytest.mark.parametrize("date", ["2021-11-23", "2021-11", "2021", "2021-11-22?", "../2022", None])
def test_stage_that_may_be_in_order_is_silent(date: str | None) -> None:
    """A stage on the same day, or one that may be later, is in order."""
    assert found("DOC001", stage(K.DRAFTED, "2021-11-23"), stage(K.REVIEWED, date)) == []


@pytest.mark.parametrize("kind", [K.APPROVED, K.ADOPTED, K.ENDORSED, K.FORTHCOMING])
def test_what_is_agreed_on_was_completed_before(kind: DocumentStageKind) -> None:
    """A document is complete before anybody approves, adopts or endorses it, or says that it is about to come out."""
    assert ids(found("DOC001", stage(K.COMPLETED, "2021"), stage(kind, "2020"))) == [f"d.{kind}-1"]


def test_the_first_of_several_days_is_named() -> None:
    """Where the earlier stage was reached more than once, the finding leads to the first time."""
    twice = stage(K.DRAFTED, "2022", number=1), stage(K.DRAFTED, "2022-03", number=2)
    (finding,) = found("DOC001", *twice, stage(K.REVIEWED, "2021"))
    assert [record_id for _, record_id in finding.related] == ["d.drafted-2"]


def test_stage_of_the_day_before_is_out_of_order() -> None:
    """One day is enough."""
    assert len(found("DOC001", stage(K.DRAFTED, "2021-11-23"), stage(K.REVIEWED, "2021-11-22"))) == 1


@pytest.mark.parametrize("free", [K.PRESENTED, K.TRANSLATED])
def test_what_may_come_at_any_time_is_silent(free: DocumentStageKind) -> None:
    """A document can be presented and translated before and after every stage."""
    assert found("DOC001", stage(K.DRAFTED, "2021"), stage(K.PUBLISHED, "2022"), stage(free, "2020")) == []
    assert found("DOC001", stage(K.DRAFTED, "2021"), stage(K.PUBLISHED, "2022"), stage(free, "2023")) == []


def test_endorsement_may_come_after_the_publication() -> None:
    """What is out can be endorsed; what was approved or adopted only later should not have been out."""
    assert found("DOC001", stage(K.ENDORSED, "2022"), stage(K.DRAFTED, "2020"), stage(K.PUBLISHED, "2021")) == []
    for kind in (K.APPROVED, K.ADOPTED, K.FORTHCOMING):
        findings = found("DOC001", stage(kind, "2022"), stage(K.DRAFTED, "2020"), stage(K.PUBLISHED, "2021"))
        assert ids(findings) == ["d.published-1"]


def test_endorsement_before_the_draft_is_out_of_order() -> None:
    """Nothing is endorsed before there is a draft."""
    assert ids(found("DOC001", stage(K.DRAFTED, "2022"), stage(K.ENDORSED, "2021"))) == ["d.endorsed-1"]


@pytest.mark.parametrize("pair", [(K.APPROVED, K.ADOPTED), (K.ADOPTED, K.ENDORSED), (K.ENDORSED, K.FORTHCOMING)])
def test_stages_of_one_rank_have_no_order(pair: tuple[DocumentStageKind, DocumentStageKind]) -> None:
    """Approved, adopted, endorsed and forthcoming come in any order."""
    one, two = pair
    assert found("DOC001", stage(K.DRAFTED, "2020"), stage(one, "2021"), stage(two, "2022")) == []
    assert found("DOC001", stage(K.DRAFTED, "2020"), stage(one, "2022"), stage(two, "2021")) == []


def test_first_of_several_drafts_counts() -> None:
    """A draft that was reviewed and drafted anew is in order, and so is one that was reviewed twice."""
    stages = [stage(K.DRAFTED, "2020"), stage(K.REVIEWED, "2021"), stage(K.DRAFTED, "2022", number=2)]
    assert found("DOC001", *stages) == []
    assert found("DOC001", *stages, stage(K.REVIEWED, "2023", number=2)) == []


def test_review_before_all_drafts_is_compared_with_the_first() -> None:
    """The finding names the first draft, in whatever order the drafts are recorded."""
    stages = [stage(K.DRAFTED, "2023"), stage(K.DRAFTED, "2022", number=2), stage(K.REVIEWED, "2021")]
    (finding,) = found("DOC001", *stages)
    assert [entry.record_id for entry in finding.related] == ["d.drafted-2"]


def test_first_of_several_reviews_is_reported() -> None:
    """Of several that are too early, the earliest is reported, also where another has no date or no end."""
    reviews = [stage(K.REVIEWED, "2012"), stage(K.REVIEWED, "2011", number=2), stage(K.REVIEWED, number=3)]
    findings = found("DOC001", stage(K.DRAFTED, "2020"), *reviews, stage(K.REVIEWED, "2010/..", number=4))
    assert ids(findings) == ["d.reviewed-2"]


def test_one_more_stage_without_a_date_leaves_it_open() -> None:
    """A draft of which nobody knows the day may have been before the review."""
    assert found("DOC001", stage(K.DRAFTED, "2022"), stage(K.DRAFTED, number=2), stage(K.REVIEWED, "2021")) == []


def test_vague_stage_between_two_does_not_hide_their_order() -> None:
    """What is published is compared with the draft where the review may have been at any time."""
    stages = [stage(K.DRAFTED, "2022"), stage(K.REVIEWED, "2020/2023?"), stage(K.PUBLISHED, "2021")]
    assert ids(found("DOC001", *stages)) == ["d.published-1"]


def test_nearest_stage_that_it_is_against_is_named() -> None:
    """A publication before everything is compared with the last stage before it."""
    stages = [stage(K.DRAFTED, "2020"), stage(K.REVIEWED, "2021"), stage(K.PUBLISHED, "2019")]
    (finding,) = found("DOC001", *stages)
    assert [entry.record_id for entry in finding.related] == ["d.reviewed-1"]


def test_stage_without_a_date_has_that_of_its_event() -> None:
    """The dates of the event count, and the finding leads to the reference to it and names it."""
    records = [stage(K.DRAFTED, "2022-05"), stage(K.REVIEWED, event_id="e"), event(dates="2021-11-23/2021-11-24")]
    (finding,) = found("DOC001", *records)
    assert (finding.path, [(entry.kind, entry.record_id) for entry in finding.related]) == (
        ("event_id",),
        [("events", "e"), ("document_stages", "d.drafted-1")],
    )


def test_event_of_both_stages_is_named_once() -> None:
    """Events with the dates of the earlier stage are named behind it, and none of them twice."""
    records = [stage(K.DRAFTED, event_id="f"), stage(K.REVIEWED, event_id="e")]
    (finding,) = found("DOC001", *records, event(dates="2021"), event("f", dates="2022"))
    assert [entry.record_id for entry in finding.related] == ["e", "d.drafted-1", "f"]


def test_finding_says_what_is_against_what() -> None:
    """Message, path, hint and related records of a finding."""
    (finding,) = found("DOC001", stage(K.DRAFTED, "2021-11"), stage(K.PUBLISHED, "2020"))
    assert (finding.kind, finding.record_id, finding.path) == ("document_stages", "d.published-1", ("date",))
    assert finding.message == "the document was published 2020, and drafted only 2021-11"
    assert finding.hint == "correct one of the dates, or record a new edition as a document of its own"
    assert [(entry.kind, entry.record_id) for entry in finding.related] == [("document_stages", "d.drafted-1")]


@pytest.mark.parametrize("event_id", ["e", "nowhere"])
def test_stage_without_any_date_is_silent(event_id: str) -> None:
    """Neither an event without dates nor one that is not there gives a stage a date."""
    assert found("DOC001", stage(K.DRAFTED, "2021"), stage(K.REVIEWED, event_id=event_id), event()) == []


def test_stage_outside_its_event_is_left_to_the_rule_about_that() -> None:
    """Where date and event of a stage contradict one another, neither is relied on."""
    records = [stage(K.DRAFTED, "2021-11-23"), stage(K.REVIEWED, "2012-12-01", event_id="e")]
    assert found("DOC001", *records, event(dates="2022-12-01")) == []
    assert [finding.code for finding in found("DAT", *records, event(dates="2022-12-01"))] == ["DAT005"]


@pytest.mark.parametrize("dates", [None, "2021-11-20/2021-11-22", "2021"])
def test_stage_that_may_be_within_its_event_keeps_its_date(dates: str | None) -> None:
    """An event without dates, or with dates that allow that of the stage, changes nothing."""
    records = [stage(K.DRAFTED, "2021-11-23"), stage(K.REVIEWED, "2021-11-22", event_id="e"), event(dates=dates)]
    assert [finding.path for finding in found("DOC001", *records)] == [("date",)]


def test_publication_of_the_document_counts_as_its_last_stage() -> None:
    """The document is reported where its own date of publication is before its stages."""
    (finding,) = found("DOC001", document(published="2020"), stage(K.DRAFTED, "2021"), stage(K.PUBLISHED, "2022"))
    assert (finding.kind, finding.path) == ("documents", ("published",))
    assert [entry.record_id for entry in finding.related] == ["d.drafted-1"]
    assert found("DOC001", document(published="2021"), stage(K.DRAFTED, "2021"), stage(K.PUBLISHED, "2022")) == []


def test_stage_of_no_document_is_silent() -> None:
    """A dangling reference is for another rule."""
    dangling = [stage(K.DRAFTED, "2022"), stage(K.REVIEWED, "2021")]
    assert list(check(Dataset(dangling), select=["DOC"])) == []


@pytest.mark.parametrize("kind", [K.APPROVED, K.ADOPTED, K.ENDORSED])
def test_endorsed_document_without_a_draft_is_flagged(kind: DocumentStageKind) -> None:
    """Each of the three says that somebody agreed to it, and nothing says how it came about."""
    (finding,) = found("DOC002", stage(kind, "2022"))
    assert (finding.kind, finding.record_id, finding.path) == ("documents", "d", ())
    assert finding.message == f"'d.{kind}-1' has it endorsed, and no stage or event tells how it was written"
    assert [entry.record_id for entry in finding.related] == [f"d.{kind}-1"]


@pytest.mark.parametrize("treatment", [Treatment.ADOPTED, Treatment.ENDORSED])
def test_document_that_an_event_endorsed_is_flagged(treatment: Treatment) -> None:
    """What an event adopted or endorsed counts as well, and the document is reported once."""
    (finding,) = found("DOC002", subject(treatment), stage(K.ENDORSED), event())
    assert finding.message.startswith("'d.endorsed-1' has it endorsed")
    assert [entry.record_id for entry in finding.related] == ["d.endorsed-1", f"e.{treatment}"]
    assert len(found("DOC002", subject(treatment), event())) == 1


@pytest.mark.parametrize("kind", [K.PLANNED, K.DRAFTED, K.PRESENTED, K.REVIEWED, K.CONSOLIDATED, K.COMPLETED])
def test_any_earlier_stage_is_enough(kind: DocumentStageKind) -> None:
    """A document with a stage before the endorsement is not flagged."""
    assert found("DOC002", stage(K.ENDORSED, "2022"), stage(kind)) == []


@pytest.mark.parametrize("kind", [K.FORTHCOMING, K.PUBLISHED, K.TRANSLATED])
def test_stage_after_the_endorsement_is_not_enough(kind: DocumentStageKind) -> None:
    """That it came out does not tell how it was written; and by itself it is no endorsement."""
    assert len(found("DOC002", stage(K.ENDORSED), stage(kind))) == 1
    assert found("DOC002", stage(kind)) == []


@pytest.mark.parametrize("treatment", [Treatment.DRAFTED, Treatment.REVIEWED, Treatment.PRESENTED, Treatment.DISCUSSED])
def test_event_that_worked_on_it_is_enough(treatment: Treatment) -> None:
    """A document that an event drafted, reviewed, presented or discussed is not flagged."""
    assert found("DOC002", stage(K.ENDORSED), subject(treatment), event()) == []


@pytest.mark.parametrize("treatment", [Treatment.MENTIONED, Treatment.NOTED, Treatment.LAUNCHED])
def test_event_that_only_spoke_of_it_is_not_enough(treatment: Treatment) -> None:
    """A mention tells nothing of how a document was written; and by itself it is no endorsement."""
    assert len(found("DOC002", stage(K.ENDORSED), subject(treatment), event())) == 1
    assert found("DOC002", subject(treatment), event()) == []


def test_declaration_needs_no_draft() -> None:
    """A declaration is drawn up for the meeting that adopts it."""
    assert found("DOC002", document(kind=DocumentKind.DECLARATION), stage(K.ADOPTED, "2024-12-18")) == []


@given(day=st.dates(), days=st.integers(0, 400))
def test_report_published_on_or_after_the_last_day_is_silent(day: dt.date, days: int) -> None:
    """A report may come out on the last day of its period, and later."""
    last = day.toordinal()
    published = dt.date.fromordinal(min(last + days, dt.date.max.toordinal()))
    covers = f"{dt.date.fromordinal(max(last - 90, 1))}/{day}"
    assert found("DOC003", document(covers=covers, published=str(published))) == []


@given(first=st.dates(), days=st.integers(1, 400), before=st.integers(1, 400))
def test_report_published_before_the_last_day_is_flagged(first: dt.date, days: int, before: int) -> None:
    """A report that came out before its period ended tells of days to come."""
    last = dt.date.fromordinal(min(first.toordinal() + days, dt.date.max.toordinal()))
    published = dt.date.fromordinal(max(last.toordinal() - before, 1))
    expected = [] if published == last else ["d"]
    assert ids(found("DOC003", document(covers=f"{first}/{last}", published=str(published)))) == expected


@pytest.mark.parametrize(
    ("covers", "published"),
    [
        (None, "2024-05"),
        ("2024-01-01/2024-06-30", None),
        ("2024-01-01/2024-06-30", "2024"),
        ("2024-01-01/2024-06-30", "2024-06"),
        ("2024-01-01/2024-06-30", "2024-05~"),
        ("2024-01-01/2024-06-30", "2023?"),
        ("2024-01-01/2024-06-30", "2023/.."),
        ("2024-01-01/2024-06-30", "XXXX-05-02"),
        ("2024", "2024-06"),
        ("2024/..", "2023"),
        ("2024/", "2023"),
        ("2024?", "2023"),
    ],
)
def test_report_that_may_be_after_its_period_is_silent(covers: str | None, published: str | None) -> None:
    """Where one of the two is missing, vague or without end, nothing is said."""
    assert found("DOC003", document(covers=covers, published=published)) == []


def test_plan_covers_what_is_to_come() -> None:
    """A plan is published before its period, a report after it."""
    plan = document(covers="2025-01-01/2028-12-31", published="2024-12", kind=DocumentKind.PLAN)
    assert found("DOC003", plan) == []


def test_finding_about_a_period_says_both_dates() -> None:
    """Message, path and related records of a finding."""
    (finding,) = found("DOC003", document(covers="2024-01-01/2024-06-30", published="2024-05"))
    assert (finding.message, finding.path, finding.related) == (
        "it covers 2024-01-01/2024-06-30, and was published 2024-05",
        ("published",),
        (),
    )


def test_stage_says_when_a_document_without_a_date_was_published() -> None:
    """The first stage that is too early is named, with the event that has its date, and others are not asked."""
    stages = [stage(K.PUBLISHED), stage(K.PUBLISHED, event_id="e", number=2), stage(K.PUBLISHED, "2025", number=3)]
    late = stage(K.PUBLISHED, "2024-03", number=4)
    records = [document(covers="2024-01-01/2024-06-30"), *stages, late, event(dates="2024-04-09")]
    (finding,) = found("DOC003", *records)
    assert (finding.path, [entry.record_id for entry in finding.related]) == (("covers",), ["d.published-2", "e"])
    assert found("DOC003", document(covers="2024-01-01/2024-06-30"), stage(K.PRESENTED, "2024-02")) == []


def test_date_of_the_document_goes_before_that_of_its_stages() -> None:
    """Where the document says when it was published, an earlier stage is of a part, or of a draft."""
    records = [document(covers="2024-01-01/2024-06-30", published="2024-08"), stage(K.PUBLISHED, "2024-03")]
    assert found("DOC003", *records) == []


def test_publication_out_of_order_is_told_once() -> None:
    """A wrong year of publication is before the draft and before the end of the period: only the first is told."""
    records = [document(covers="2024-01-01/2024-06-30", published="2004-08"), stage(K.DRAFTED, "2024-07")]
    assert [finding.code for finding in found("DOC", *records)] == ["DOC001"]
    records = [document(covers="2024-01-01/2024-06-30"), stage(K.PUBLISHED, "2004"), stage(K.DRAFTED, "2024-02")]
    assert [finding.code for finding in found("DOC", *records)] == ["DOC001"]
    (_, other) = found("DOC", *records, stage(K.PUBLISHED, "2024-03", number=2))
    assert (other.code, [entry.record_id for entry in other.related]) == ("DOC003", ["d.published-2"])


@given(date_spans(2019, 2022), st.dates(dt.date(2018, 12, 1), dt.date(2023, 2, 1)))
def test_a_period_of_any_kind_is_compared_by_its_days(covers: DateSpan, day: dt.date) -> None:
    """Whatever is said of the period, it is flagged if certainly not all of it was over by the publication."""
    is_early = covers.latest is not None and covers.within(DateSpan(f"../{day}")) is Answer.NO
    assert bool(found("DOC003", document(covers=str(covers), published=str(day)))) is is_early
