from __future__ import annotations

import datetime as dt
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Affiliation,
    AffiliationCapacity,
    Attendance,
    DateSpan,
    Document,
    DocumentKind,
    FrameworkKind,
    Funding,
    FundingStatus,
    Organisation,
    OrganisationKind,
    Participation,
    Person,
    PolicyFramework,
    Record,
    Role,
    Source,
    Statement,
    Subject,
    Treatment,
)
from seesac_model.rules import Finding, check
from tests.rules.records import appearance, event, post, span

PERSON: Final = Person(id="p", name="A. B.")
HINT: Final = "correct the date, the body or the time of its existence"


def body(
    existed: str | None = "2000/2010", *, record_id: str = "o", kind: OrganisationKind = OrganisationKind.INITIATIVE
) -> Organisation:
    """Return a body that existed at that time."""
    return Organisation(id=record_id, name="Body", kind=kind, existed=span(existed))


def present(
    record_id: str = "a", *, organisation_id: str = "o", on_behalf_of_id: str | None = None, role: Role = Role.HOST
) -> Participation:
    """Return a participation of a body in the event `e`."""
    return Participation(
        id=record_id, event_id="e", organisation_id=organisation_id, on_behalf_of_id=on_behalf_of_id, role=role
    )


def found(code: str, *records: Record) -> list[Finding]:
    """Return the findings of one rule."""
    return list(check(Dataset(records), select=[code]))


def paths(*records: Record) -> list[tuple[str | None, tuple[str | int, ...]]]:
    """Return where ORG001 finds something."""
    return [(finding.record_id, finding.path) for finding in found("ORG001", *records)]


def test_body_that_acts_when_it_did_not_exist_is_flagged() -> None:
    """A body at an event after its time is flagged at the participation, with the body and the event."""
    (finding,) = found("ORG001", body(), event(dates="2014-05-06"), present())
    assert (finding.record_id, finding.path, finding.message, finding.hint, finding.related, finding.fix) == (
        "a",
        ("organisation_id",),
        "'o' existed in 2000/2010, and this was in 2014-05-06",
        HINT,
        (("organisations", "o"), ("events", "e")),
        None,
    )


@pytest.mark.parametrize(
    ("existed", "dates", "flagged"),
    [
        ("2000/2010", "2010-12-31", False),
        ("2000/2010", "2011-01-01", True),
        ("2000/2010", "2000-01-01", False),
        ("2000/2010", "1999-12-31", True),
        ("2000/2010", "2010/2011", False),
        ("2000-05/2010", "2000", False),
        ("2000/..", "2030", False),
        ("2000/..", "1999", True),
        ("2000/", "2030", False),
        ("../2010", "2011", True),
        ("2000/2010~", "2011", False),
        ("2000/2010", "2012?", False),
        ("2000/2010", None, False),
        (None, "2014", False),
        ("2010", "2014", False),
    ],
)
def test_only_certain_times_count(existed: str | None, dates: str | None, *, flagged: bool) -> None:
    """The two times must certainly have no day in common; a date alone is no time of existence."""
    assert bool(paths(body(existed), event(dates=dates), present())) == flagged


@given(st.dates(dt.date(1990, 1, 1), dt.date(2020, 12, 31)))
def test_every_day_is_inside_or_flagged(day: dt.date) -> None:
    """A body with two known days is flagged on the days outside and on no other."""
    outside = not dt.date(2000, 3, 1) <= day <= dt.date(2010, 2, 28)
    records = (body("2000-03-01/2010-02-28"), event(dates=day.isoformat()), present())
    assert bool(paths(*records)) == outside


def test_dangling_references_are_silent() -> None:
    """A body or event that is not there is another rule's finding."""
    assert paths(event(dates="2014"), present()) == []
    assert paths(body(), present()) == []
    assert paths(body(), event(dates="2014"), appearance(organisation_id="o", person_id="gone")) != []


def test_everybody_who_is_named_is_looked_at() -> None:
    """Whom somebody acts for, and each body of a group, is looked at; a body that is named twice is flagged once."""
    other = body("2000/..", record_id="other")
    dated = event(dates="2014")
    assert paths(body(), other, dated, present(organisation_id="other", on_behalf_of_id="o")) == [
        ("a", ("on_behalf_of_id",))
    ]
    assert paths(body(), dated, present(on_behalf_of_id="o")) == [("a", ("organisation_id",))]
    second = body("2000/2009", record_id="second")
    assert paths(body(), second, dated, present(on_behalf_of_id="second")) == [
        ("a", ("on_behalf_of_id",)),
        ("a", ("organisation_id",)),
    ]
    group = Attendance(id="g", event_id="e", description="officials", organisation_ids=("other", "o"))
    assert paths(body(), other, dated, group) == [("g", ("organisation_ids", 1))]


def test_one_body_at_one_event_is_flagged_once() -> None:
    """Of several records that name a body at an event the first is reported, and at each event anew."""
    records = (
        body(),
        event(dates="2014"),
        present("b"),
        present("c", role=Role.SPEAKER),
        Attendance(id="a", event_id="e", description="officials", organisation_ids=("o",)),
        Statement(id="a", event_id="e", organisation_id="o", gist="They help."),
    )
    assert paths(*records) == [("b", ("organisation_id",))]
    assert paths(*records[:2], *records[4:]) == [("a", ("organisation_ids", 0))]
    assert paths(*records[:2], *records[5:]) == [("a", ("organisation_id",))]
    again = (event("f", dates="2015"), attrs.evolve(present("d"), event_id="f"))
    assert paths(*records, *again) == [("b", ("organisation_id",)), ("d", ("organisation_id",))]
    other = body(record_id="z")
    assert len(paths(*records, other, present("z", organisation_id="z"))) == 2


def test_same_id_of_another_kind_is_another_record() -> None:
    """An attendance is not taken for the participation with its id."""
    group = Attendance(id="a", event_id="e", description="officials", organisation_ids=("o",))
    assert paths(body(), event(dates="2014"), present("a"), group) == [("a", ("organisation_id",))]


def test_statement_has_its_own_date_before_that_of_the_event() -> None:
    """A statement that is dated itself is of that date, and is reported beside what was at the event."""
    said = Statement(id="s", event_id="e", organisation_id="o", gist="They help.", date=DateSpan("2012"))
    (finding,) = found("ORG001", body(), event(dates="2005"), said)
    assert (finding.message, finding.related) == (
        "'o' existed in 2000/2010, and this was in 2012",
        (("organisations", "o"),),
    )
    assert paths(body(), event(dates="2014"), attrs.evolve(said, date=DateSpan("2005"))) == []
    assert paths(body(), event(dates="2014"), attrs.evolve(said, date=DateSpan("2005")), present()) != []
    assert len(paths(body(), event(dates="2014"), said, present())) == 2
    assert paths(body(), attrs.evolve(said, event_id=None)) == [("s", ("organisation_id",))]
    assert paths(body(), attrs.evolve(said, event_id=None, date=None)) == []


ACTS: Final[dict[str, tuple[Record, tuple[str | int, ...]]]] = {
    "post": (post(held="2012/2013"), ("organisation_id",)),
    "donor": (Funding(id="x", donor_ids=("z", "o"), during=DateSpan("2012")), ("donor_ids", 1)),
    "recipient": (Funding(id="x", recipient_id="o", during=DateSpan("2012")), ("recipient_id",)),
    "channel": (Funding(id="x", channel_id="o", during=DateSpan("2012")), ("channel_id",)),
    "framework": (
        PolicyFramework(
            id="x",
            title="Act",
            kind=FrameworkKind.LEGAL_ACT,
            adopted_by_ids=("z", "o"),
            adopted=DateSpan("2012"),
        ),
        ("adopted_by_ids", 1),
    ),
}


@pytest.mark.parametrize(("record", "path"), ACTS.values(), ids=ACTS)
def test_acts_of_other_sorts_are_flagged(record: Record, path: tuple[str | int, ...]) -> None:
    """A post, money and a framework are dated themselves."""
    (finding,) = found("ORG001", body(), record)
    assert (finding.path, finding.related) == (path, (("organisations", "o"),))
    assert paths(body("2000/.."), record) == []
    assert paths(body(None), record) == []


@pytest.mark.parametrize(
    "record",
    [
        post(),
        Funding(id="x", donor_ids=("o",)),
        PolicyFramework(id="x", title="Act", kind=FrameworkKind.LEGAL_ACT, adopted_by_ids=("o",)),
        Document(id="x", title="Book", kind=DocumentKind.HANDBOOK, author_ids=("o",)),
        Source(id="x", title="Page", publisher_id="o"),
    ],
    ids=lambda record: record.collection(),
)
def test_acts_without_date_are_silent(record: Record) -> None:
    """What is not dated contradicts nothing."""
    assert paths(body(), record) == []


@pytest.mark.parametrize(
    ("capacity", "flagged"),
    [
        (None, True),
        (AffiliationCapacity.ACTING, True),
        (AffiliationCapacity.DEPUTISING, True),
        (AffiliationCapacity.FORMER, False),
        (AffiliationCapacity.DESIGNATE, False),
    ],
)
def test_post_that_is_not_held_is_silent(capacity: AffiliationCapacity | None, *, flagged: bool) -> None:
    """Whoever has left a post, or has not entered it yet, can be named by it when the body is no more."""
    assert bool(paths(body(), post(held="2012", capacity=capacity))) == flagged


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (Document(id="x", title="B", kind=DocumentKind.HANDBOOK, author_ids=("z", "o")), ("author_ids", 1)),
        (Source(id="x", title="Page", publisher_id="o"), ("publisher_id",)),
    ],
    ids=["document", "source"],
)
def test_what_is_published_may_come_late_and_not_early(record: Record, path: tuple[str | int, ...]) -> None:
    """A report comes out after the end of a project, and not before its start."""
    early: Record = attrs.evolve(record, published=DateSpan("1999"))  # type: ignore[call-arg]  # a field of both
    late: Record = attrs.evolve(record, published=DateSpan("2012"))  # type: ignore[call-arg]  # as above
    assert (paths(body(), early), paths(body(), late)) == ([("x", path)], [])
    either: Record = attrs.evolve(record, published=DateSpan("XXXX-12"))  # type: ignore[call-arg]  # as above
    assert paths(body("2000-01/2000-06"), either) == []


@pytest.mark.parametrize(
    ("field", "during", "status", "flagged"),
    [
        ("recipient_id", "1999", FundingStatus.PLEDGED, False),
        ("channel_id", "1999", None, False),
        ("recipient_id", "1999", FundingStatus.PAID, True),
        ("recipient_id", "2012", FundingStatus.PLEDGED, True),
        ("channel_id", "2012", None, True),
    ],
)
def test_money_may_be_promised_to_a_body_to_come(
    field: str, during: str, status: FundingStatus | None, *, flagged: bool
) -> None:
    """Money can be pledged before its receiver is founded, and not be paid; afterwards neither."""
    money = Funding(id="x", donor_ids=("z",), during=DateSpan(during), status=status)
    changed: Record = attrs.evolve(money, **{field: "o"})  # type: ignore[arg-type]  # one of two fields for an id
    assert bool(paths(body(), changed)) == flagged


def test_money_of_an_unknown_year_may_be_promised() -> None:
    """Where nobody says whether it was before the body was founded, it may have been."""
    money = Funding(id="x", recipient_id="o", during=DateSpan("XXXX-12"), status=FundingStatus.PLEDGED)
    assert paths(body("2000-01/2000-06"), money) == []
    assert paths(body("2000-01/2000-06"), attrs.evolve(money, status=FundingStatus.PAID)) != []


def test_donor_must_exist() -> None:
    """A donor gives nothing before it is founded, whatever the status."""
    assert paths(body(), Funding(id="x", donor_ids=("o",), during=DateSpan("1999"))) == [("x", ("donor_ids", 0))]


@pytest.mark.parametrize(
    ("dates", "role", "flagged"),
    [
        ("2022-12", Role.PARTICIPANT, False),
        ("2022-12", Role.SPEAKER, False),
        ("2022-12", Role.ORGANISER, True),
        ("2022-12", Role.HOST, True),
        ("2023-07-01", Role.PARTICIPANT, True),
        ("2023-03", Role.HOST, False),
        ("XXXX-12", Role.PARTICIPANT, False),
        ("XXXX-12", Role.HOST, True),
    ],
)
def test_presidency_to_come_takes_part(dates: str, role: Role, *, flagged: bool) -> None:
    """A presidency of the Council takes part before its half-year, without leading, and not afterwards."""
    presidency = body("2023-01-01/2023-06-30", kind=OrganisationKind.COUNCIL_PRESIDENCY)
    assert bool(paths(presidency, event(dates=dates), present(role=role))) == flagged


def test_presidency_to_come_sends_people_and_speaks() -> None:
    """Officials and statements of a presidency to come are as usual as its presence; other bodies have no such time."""
    group = Attendance(id="g", event_id="e", description="officials", organisation_ids=("o",))
    said = Statement(id="s", event_id="e", organisation_id="o", gist="They help.")
    presidency = body("2023-01-01/2023-06-30", kind=OrganisationKind.COUNCIL_PRESIDENCY)
    assert paths(presidency, event(dates="2022"), group, said) == []
    assert paths(body("2023-01-01/2023-06-30"), event(dates="2022"), group) == [("g", ("organisation_ids", 0))]


def test_usual_presence_does_not_hide_a_fault() -> None:
    """Where a presidency to come both takes part and hosts, the hosting is reported."""
    presidency = body("2023-01-01/2023-06-30", kind=OrganisationKind.COUNCIL_PRESIDENCY)
    records = (presidency, event(dates="2022"), present("a", role=Role.PARTICIPANT), present("b"))
    assert paths(*records) == [("b", ("organisation_id",))]


def test_body_that_is_dealt_with_is_silent() -> None:
    """An event can deal with the work of a body that is no more."""
    subject = Subject(id="x", event_id="e", organisation_id="o", treatment=Treatment.DISCUSSED)
    assert paths(body(), event(dates="2014"), subject) == []


def test_posts_outside_the_event_are_told_by_aff001() -> None:
    """Where the posts of a person miss the event too, there is one finding, and it is AFF001."""
    records = (PERSON, body(), event(dates="2014"), appearance(), post(held="2005/2009"))
    assert [finding.code for finding in check(Dataset(records), select=["AFF001", "ORG001"])] == ["AFF001"]


def test_post_outside_the_existence_is_told_once() -> None:
    """Where the post misses the existence of the body, the finding is at the post alone."""
    records = (PERSON, body(), event(dates="2014"), appearance(), post(held="2013/2015"))
    findings = check(Dataset(records), select=["AFF001", "ORG001"])
    assert [(finding.code, finding.kind) for finding in findings] == [("ORG001", "affiliations")]


@pytest.mark.parametrize(
    "held",
    [
        post(held="2008/.."),
        post(),
        post(organisation_id="z", held="2013/2015"),
        post(organisation_id=None, held="2013/2015"),
        post(held="2013/2015", capacity=AffiliationCapacity.FORMER),
    ],
    ids=["in time", "undated", "elsewhere", "nowhere", "former"],
)
def test_posts_that_are_not_at_fault_tell_nothing(held: Affiliation) -> None:
    """Other posts of the person leave the finding where it is."""
    assert paths(PERSON, body(), event(dates="2014"), appearance(), held) == [("e.speaker", ("organisation_id",))]


def test_posts_tell_nothing_of_whom_somebody_acts_for() -> None:
    """The posts of a person are about the body that they represent, and no other."""
    acting = attrs.evolve(appearance(), organisation_id="z", on_behalf_of_id="o")
    held = post(held="2013/2015")
    assert [it.record_id for it in found("ORG001", PERSON, body(), event(dates="2014"), acting, held)] == [
        "a",
        "e.speaker",
    ]


# ------------------------------------------------------------------------------------------------------------- ORG002


def test_part_of_body_of_another_time_is_flagged() -> None:
    """A part that came after the end of the whole is flagged at the reference, with the whole."""
    whole, other = body("1999/2008", record_id="w"), body("1999/..", record_id="v")
    part = attrs.evolve(body("2012/.."), part_of_ids=("v", "w"))
    (finding,) = found("ORG002", whole, other, part)
    assert (finding.record_id, finding.path, finding.message, finding.hint, finding.related) == (
        "o",
        ("part_of_ids", 1),
        "it existed in 2012/.., and 'w' in 1999/2008",
        "correct one of the two times, or name the body that it was a part of",
        (("organisations", "w"),),
    )


@pytest.mark.parametrize(
    ("whole", "part", "flagged"),
    [
        ("1999/2008", "2008/..", False),
        ("1999/2008-02-27", "2008-02-28/..", True),
        ("1999/2008-02-27", "2008-02-27/..", False),
        ("2010/..", "1999/2009", True),
        ("1999/2008", "2012", False),
        ("1999", "2012/..", False),
        (None, "2012/..", False),
        ("1999/2008", None, False),
        ("1999/", "2012/..", False),
    ],
)
def test_times_of_whole_and_part(whole: str | None, part: str | None, *, flagged: bool) -> None:
    """The two times must certainly have no day in common."""
    records = (body(whole, record_id="w"), attrs.evolve(body(part), part_of_ids=("gone", "w")))
    assert bool(found("ORG002", *records)) == flagged
