from __future__ import annotations

import datetime as dt
from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    DateSpan,
    FrameworkKind,
    Funding,
    FundingStatus,
    Goal,
    Indicator,
    Mandate,
    MandateRelation,
    Name,
    PolicyFramework,
    Record,
)
from seesac_model.rules import Finding, check
from tests.rules.records import event, framework, mandate, span
from tests.strategies.dates import date_spans
from tests.strategies.records import altered

PROMISES: Final = [FundingStatus.PLANNED, FundingStatus.ANNOUNCED, FundingStatus.PLEDGED]


def found(dates: str | None, *, adopted: str | None = None, in_force: str | None = None) -> list[str]:
    """Return the codes that are found for an event under an act."""
    dataset = Dataset([event(dates=dates), framework(adopted=adopted, in_force=in_force), mandate()])
    return [finding.code for finding in check(dataset, select=["FRM"])]


def act(
    record_id: str = "act",
    title: str = "Act",
    *,
    adopted: str | None = None,
    in_force: str | None = None,
    target: str | None = None,
    amends: tuple[str, ...] = (),
    repeals: tuple[str, ...] = (),
    succeeds: tuple[str, ...] = (),
    other_titles: tuple[str, ...] = (),
    note: str | None = None,
    kind: FrameworkKind = FrameworkKind.LEGAL_ACT,
) -> PolicyFramework:
    """Return an act, with what it changes."""
    return PolicyFramework(
        id=record_id,
        title=title,
        other_titles=tuple(Name(text=text) for text in other_titles),
        kind=kind,
        adopted=span(adopted),
        in_force=span(in_force),
        target=span(target),
        amends_ids=amends,
        repeals_ids=repeals,
        succeeds_ids=succeeds,
        note=note,
    )


def money(
    during: str | None, *, status: FundingStatus | None = None, framework_id: str | None = "act", event_id: str = "e"
) -> Funding:
    """Return money under an act."""
    return Funding(
        id="f", donor_ids=("d",), framework_id=framework_id, during=span(during), status=status, event_id=event_id
    )


def findings(code: str, *records: Record) -> list[Finding]:
    """Return what a rule or a family finds."""
    return list(check(Dataset(records), select=[code]))


def codes(*records: Record) -> list[str]:
    """Return the codes of the family that are found."""
    return [finding.code for finding in findings("FRM", *records)]


@pytest.mark.parametrize(
    "dates", ["2018-10-19", "2018-10-18/2018-10-19", "2020", "2021-12-31/2022-02-01", "2022-01?", None]
)
def test_event_that_may_be_within_the_validity_is_silent(dates: str | None) -> None:
    """An event of which a day may be one on which the act was in force is not flagged."""
    assert found(dates, in_force="2018-10-19/2021-12-31") == []


@pytest.mark.parametrize("dates", ["2018-10-18", "2022-01-01", "2022", "2022-01~/2022-03"])
def test_event_outside_the_validity_is_flagged(dates: str) -> None:
    """An event of which no day can be one on which the act was in force is flagged."""
    expected = [] if "~" in dates else ["FRM001"]
    assert found(dates, in_force="2018-10-19/2021-12-31") == expected


@pytest.mark.parametrize("in_force", ["2018-10-19/..", "2018-10-19/", None])
def test_validity_without_a_known_end_does_not_run_out(in_force: str | None) -> None:
    """An act that is still in force, or of which nobody says until when, allows later events."""
    assert found("2039-01-01", in_force=in_force) == []


def test_event_before_the_adoption_is_flagged_once() -> None:
    """An event before the adoption is also outside the validity; only the adoption is reported."""
    assert found("2018-02-01", adopted="2018-07-09", in_force="2018-07-10/..") == ["FRM002"]


def test_event_between_adoption_and_entry_into_force_is_outside_the_validity() -> None:
    """An act that is adopted is not yet in force."""
    assert found("2018-07-10", adopted="2018-07-09", in_force="2018-08-01/..") == ["FRM001"]


@pytest.mark.parametrize("dates", ["2018-07-09", "2018-07", "2018", "2018-07-08/2018-07-09", None])
def test_event_that_may_be_at_or_after_the_adoption_is_silent(dates: str | None) -> None:
    """An event whose last day may be that of the adoption is not flagged."""
    assert found(dates, adopted="2018-07-09") == []


@pytest.mark.parametrize("missing", ["event", "framework"])
def test_mandate_with_a_dangling_end_is_silent(missing: str) -> None:
    """A dangling reference is for another rule."""
    ends = {"event": event(dates="2000"), "framework": framework(adopted="2018", in_force="2018/..")}
    del ends[missing]
    assert len(check(Dataset([*ends.values(), mandate()]), select=["FRM"])) == 0


def test_findings_name_the_dates() -> None:
    """The messages say which act, and when it and the event were."""
    (finding,) = findings("FRM", event(dates="2022-03"), framework(in_force="2018/2020"), mandate())
    assert finding.message == "'act' was in force 2018/2020, the event was on 2022-03"
    assert (finding.path, [entry.record_id for entry in finding.related]) == (("framework_id",), ["e", "act"])
    (finding,) = findings("FRM", event(dates="2017-03"), framework(adopted="2018"), mandate())
    assert finding.message == "'act' was adopted 2018, the event was on 2017-03"
    assert (finding.path, [entry.record_id for entry in finding.related]) == (("framework_id",), ["e", "act"])


def test_time_of_money_is_asked_like_that_of_an_event() -> None:
    """Money under an act that is no longer in force, or not yet adopted, is flagged, with the act beside it."""
    (finding,) = findings("FRM", money("2022"), framework(in_force="2018/2020"))
    assert (finding.code, finding.kind, finding.path) == ("FRM001", "fundings", ("framework_id",))
    assert finding.message == "'act' was in force 2018/2020, the money is of 2022"
    assert [entry.record_id for entry in finding.related] == ["act"]
    assert codes(money("2017"), framework(adopted="2018")) == ["FRM002"]


def test_dates_of_the_event_that_was_paid_for_are_left_to_its_mandate() -> None:
    """Money without a time of its own is not flagged, and neither is money under no act, or an unknown one."""
    held = event(dates="2022")
    assert codes(money(None), framework(in_force="2018/2020"), held) == []
    assert codes(money("2022", framework_id=None), framework(in_force="2018/2020")) == []
    assert codes(money("2022", framework_id="nowhere"), framework(in_force="2018/2020")) == []
    assert codes(money(None), mandate(), framework(in_force="2018/2020"), held) == ["FRM001"]


@pytest.mark.parametrize("status", [None, *FundingStatus])
def test_promise_may_come_before_the_act(status: FundingStatus | None) -> None:
    """Money can be promised before the act is adopted or in force; it can be given only afterwards."""
    adopted = framework(adopted="2018-07-09", in_force="2018-08-01/2020")
    before, between = money("2018-02", status=status), money("2018-07-15", status=status)
    assert codes(before, adopted) == ([] if status in PROMISES else ["FRM002"])
    assert codes(between, adopted) == ([] if status in PROMISES else ["FRM001"])


@pytest.mark.parametrize("status", PROMISES)
def test_promise_after_the_end_of_the_act_is_flagged(status: FundingStatus) -> None:
    """Nobody promises money under an act that is over."""
    assert codes(money("2022", status=status), framework(in_force="2018/2020")) == ["FRM001"]


def test_promise_of_an_unknown_year_is_silent() -> None:
    """Money of some December may have been promised before the act was in force; given outside of it, it is flagged."""
    some = framework(in_force="2018-01/2018-06")
    assert codes(money("XXXX-12", status=FundingStatus.PLEDGED), some) == []
    assert codes(money("XXXX-12", status=FundingStatus.PAID), some) == ["FRM001"]


def test_act_in_force_only_before_its_adoption_is_told_once() -> None:
    """Where the dates of the act contradict one another, its events are not flagged on top."""
    held = event(dates="2019")
    assert codes(held, mandate(), framework(adopted="2018", in_force="2008/2010")) == ["FRM008"]
    assert codes(held, mandate(), framework(adopted="2081", in_force="2018/2020")) == ["FRM008"]


def test_event_before_an_act_in_force_before_its_adoption_is_flagged() -> None:
    """An event in neither of the two times is flagged nevertheless."""
    assert codes(event(dates="2016"), mandate(), framework(adopted="2019", in_force="2018/2020")) == [
        "FRM002",
        "FRM008",
    ]


@given(days=st.integers(-400, 400))
def test_event_after_the_repeal_is_flagged(days: int) -> None:
    """From the day after that on which the other act is in force, an act that it repeals gives no mandate."""
    day = dt.date(2021, 4, 26)
    records = [act("old"), act("new", in_force=f"{day}/..", repeals=("old",))]
    held = event(dates=str(day + dt.timedelta(days=days)))
    expected = ["FRM003"] if days > 0 else []
    assert codes(*records, held, mandate(framework_id="old")) == expected


@pytest.mark.parametrize(
    ("adopted", "in_force", "dates"),
    [
        (None, None, "2030"),
        ("2021-03-24", "2021-04/..", "2021-04-30"),
        ("2021-03-24", "/2025", "2022"),
        ("2021-03-24", "../2025", "2022"),
        ("2021-03-24", "{2021-04-26,2021-05-01}", "2022"),
        ("2021-03-24", "2021?/..", "2022"),
        ("2021", None, "2021-12-31"),
        ("2021-03-24", None, None),
        ("2021-03-24", None, "2021-03-23/2021-03-25"),
    ],
)
def test_event_that_may_be_before_the_repeal_is_silent(
    adopted: str | None, in_force: str | None, dates: str | None
) -> None:
    """Where it is not known since when the other act is in force, or when the event was, nothing is said."""
    new = act("new", adopted=adopted, in_force=in_force, repeals=("old",))
    assert findings("FRM003", act("old"), new, event(dates=dates), mandate(framework_id="old")) == []


def test_adoption_stands_for_the_repeal_where_nothing_else_is_known() -> None:
    """An act that repeals, and of which only the adoption is known, repeals from then on."""
    new = act("new", adopted="2021-03-24", repeals=("old",))
    (finding,) = findings("FRM", act("old"), new, event(dates="2022"), mandate(framework_id="old"))
    assert finding.message == "'new' repealed 'old' with effect from 2021-03-24, the event was on 2022"
    assert finding.path == ("framework_id",)
    assert [entry.record_id for entry in finding.related] == ["e", "old", "new"]


def test_several_repeals_are_told_once() -> None:
    """The first act that certainly had repealed it by then is named."""
    records = [
        act("n1", in_force="/2029", repeals=("old",)),
        act("n2", adopted="2030", repeals=("old",)),
        act("n3", adopted="2020", repeals=("old",)),
        act("n4", adopted="2019", repeals=("old",)),
    ]
    (finding,) = findings("FRM", act("old"), *records, money("2022", framework_id="old"))
    assert [entry.record_id for entry in finding.related] == ["old", "n3"]


def test_act_that_amends_or_follows_repeals_nothing() -> None:
    """Only an act that names the other in `repeals_ids` ends it."""
    new = act("new", adopted="2021", amends=("old",), succeeds=("old",))
    assert codes(act("old"), new, event(dates="2022"), mandate(framework_id="old")) == []


@pytest.mark.parametrize("in_force", ["2018/2023", "2018/2020"])
def test_end_of_the_repealed_act_itself_counts(in_force: str) -> None:
    """Where the act says until when it was in force, the repeal is not asked for."""
    records = [act("old", in_force=in_force), act("new", adopted="2021", repeals=("old",))]
    expected = ["FRM001"] if in_force.endswith("2020") else []
    assert codes(*records, event(dates="2022"), mandate(framework_id="old")) == expected


@pytest.mark.parametrize("in_force", ["2018/..", "2018/"])
def test_end_that_is_not_known_does_not_keep_a_repealed_act_in_force(in_force: str) -> None:
    """An act in force without end is repealed all the same."""
    records = [act("old", in_force=in_force), act("new", adopted="2021", repeals=("old",))]
    assert codes(*records, event(dates="2022"), mandate(framework_id="old")) == ["FRM003"]


def test_repeal_in_a_circle_or_against_time_is_told_elsewhere() -> None:
    """Acts that repeal one another, themselves or a later act are flagged for that alone."""
    held = [event(dates="2022"), mandate(framework_id="old")]
    circle = [act("old", repeals=("new",)), act("new", adopted="2021", repeals=("old",))]
    assert codes(*circle, *held) == []
    assert codes(act("old", adopted="2020", repeals=("old",)), *held) == []
    assert codes(act("old", adopted="2020"), act("new", adopted="2010", repeals=("old",)), *held) == ["FRM007"]


def goal(framework_id: str, number: str = "1") -> Goal:
    """Return a goal of a framework."""
    return Goal(id=f"{framework_id}.goal-{number}", framework_id=framework_id, number=number, title="Goal")


def indicator(framework_id: str, *goal_ids: str) -> Indicator:
    """Return an indicator of a framework."""
    return Indicator(
        id=f"{framework_id}.indicator-1", framework_id=framework_id, number="1", title="Indicator", goal_ids=goal_ids
    )


def served(*goal_ids: str, indicator_ids: tuple[str, ...] = (), framework_id: str = "a") -> Mandate:
    """Return a mandate with goals and indicators."""
    return attrs.evolve(mandate(framework_id=framework_id), goal_ids=goal_ids, indicator_ids=indicator_ids)


def test_own_goals_and_indicators_are_silent() -> None:
    """A mandate and an indicator may name what belongs to their framework."""
    records = [act("a"), goal("a"), goal("a", "2"), indicator("a", "a.goal-1", "a.goal-2")]
    assert codes(*records, served("a.goal-1", "a.goal-2", indicator_ids=("a.indicator-1",))) == []


def test_each_goal_of_another_framework_is_flagged() -> None:
    """The path leads to the entry; entries of the framework itself are passed over."""
    records = [act("a"), act("b", succeeds=("a",)), goal("a"), goal("b"), goal("b", "2")]
    first, second = findings("FRM", *records, served("b.goal-1", "a.goal-1", "b.goal-2"))
    assert (first.code, first.kind, first.path, second.path) == (
        "FRM004",
        "mandates",
        ("goal_ids", 0),
        ("goal_ids", 2),
    )
    assert first.message == "'b.goal-1' belongs to 'b'; expected one of 'a'"
    assert [(entry.kind, entry.record_id) for entry in first.related] == [("goals", "b.goal-1")]


def test_indicator_of_another_framework_is_flagged() -> None:
    """The indicators of a mandate, and the goals of an indicator, are asked as well."""
    records = [act("a"), act("b"), goal("b"), indicator("b")]
    (finding,) = findings("FRM", *records, served(indicator_ids=("nowhere", "b.indicator-1")))
    assert (finding.path, [entry.kind for entry in finding.related]) == (("indicator_ids", 1), ["indicators"])
    (finding,) = findings("FRM", *records, indicator("a", "b.goal-1"))
    assert (finding.kind, finding.path) == ("indicators", ("goal_ids", 0))


@pytest.mark.parametrize("missing", ["a", "b", "b.goal-1"])
def test_entry_that_leads_nowhere_is_silent(missing: str) -> None:
    """A dangling reference is for another rule."""
    records = [record for record in (act("a"), act("b"), goal("b")) if record.id != missing]
    assert codes(*records, served("b.goal-1")) == []


@pytest.mark.parametrize(
    "text",
    [
        "Decision 1, as amended",
        "Decision 1 as last amended by Decision 2",
        "Decision 1 (As Subsequently Amended)",
        "Decision 1, as most recently amended",
        "Decision 1, as further amended",
        "Consolidated text of Decision 1",
        "The consolidated version was not seen.",
        "Decision 1 (consolidated)",
    ],
)
def test_act_cited_as_amended_needs_an_amender(text: str) -> None:
    """Each of the ways to say so is flagged, until an act is recorded that amends it."""
    assert codes(act(title=text)) == ["FRM005"]
    assert codes(act(title=text), act("other", amends=("act",))) == []
    assert codes(act(title=text), act("other", amends=("x",), repeals=("act",))) == ["FRM005"]


@pytest.mark.parametrize(
    "text",
    [
        "Decision 1",
        "Decisions 2 and 3 amended it.",
        "a programme as wide as the amended one",
        "Commission for consolidated reporting",
        "Alias amended",
        "Regulation implementing Decision 1, as amended",
        "It repeals Decision 2, as last amended.",
        "held under the consolidated version of Decision 2",
    ],
)
def test_act_that_is_not_cited_as_amended_is_silent(text: str) -> None:
    """Other uses of the words, and other acts, are not meant."""
    assert codes(act(title=text)) == []


@pytest.mark.parametrize(
    ("record", "path"),
    [
        (act(title="Act, as amended", note="as amended"), ("title",)),
        (act(other_titles=("Act 1", "Act 1 as amended")), ("other_titles", 1, "text")),
        (act(note="It is cited as amended."), ("note",)),
    ],
)
def test_finding_says_where_it_is_cited_as_amended(record: PolicyFramework, path: tuple[str | int, ...]) -> None:
    """The path leads to the text, and an act is reported once."""
    (finding,) = findings("FRM", record, attrs.evolve(mandate(), wording="under the act, as amended"))
    assert (finding.path, finding.related) == (path, ())
    assert finding.message == "'act' is cited as amended, and no framework is recorded that amends it"


def test_wording_of_a_mandate_can_cite_it_as_amended() -> None:
    """The first mandate that says so is named; one that speaks of an amending act is not."""
    said = "held under the act, as last amended"
    wordings = ["under the act", "the act that amends Act 1, as last amended", said, said]
    mandates = [attrs.evolve(mandate(), id=f"m{at}", wording=wording) for at, wording in enumerate(wordings)]
    (finding,) = findings("FRM", act(), *mandates, mandate())
    assert finding.message == "'act' is cited as amended in 'm2', and no framework is recorded that amends it"
    assert (finding.path, [entry.record_id for entry in finding.related]) == ((), ["m2"])


def test_missing_link_between_two_acts_is_told_once() -> None:
    """While an amending act does not say what it amends, it may be the one that is missing."""
    records = [act(title="Act, as amended"), act("other", "Decision amending the Act")]
    assert codes(*records) == ["FRM006"]
    assert codes(records[0], attrs.evolve(records[1], amends_ids=("act",))) == []
    assert codes(records[0], attrs.evolve(records[1], amends_ids=("third",))) == ["FRM005"]


@pytest.mark.parametrize(
    "title",
    [
        "Decision 2 amending Decision 1",
        "Decision extending and amending Decision 1",
        "Amendment to the Act",
        "Amendments of the Law on Weapons",
        "Decision, extending, and amending Decision 1",
    ],
)
def test_amending_act_that_names_nothing_is_flagged(title: str) -> None:
    """An act that is there to amend should say what."""
    (finding,) = findings("FRM", act(title=title))
    assert (finding.code, finding.path, finding.related) == ("FRM006", ("title",), ())
    assert finding.message == "the title of 'act' says that it amends another, and amends_ids is empty"
    assert codes(act(title=title, amends=("x",))) == []


@pytest.mark.parametrize(
    "title", ["Regulation on explosives precursors, amending Regulation 1", "Commending letter", "Amended Act"]
)
def test_act_that_does_not_amend_in_the_first_place_is_silent(title: str) -> None:
    """What an act on another matter amends by the way need not be recorded."""
    assert codes(act(title=title)) == []


@pytest.mark.parametrize("kind", FrameworkKind)
def test_only_acts_amend(kind: FrameworkKind) -> None:
    """A programme for amending laws amends nothing."""
    amend = {FrameworkKind.LEGAL_ACT, FrameworkKind.TREATY, FrameworkKind.RESOLUTION}
    assert codes(act(title="Support for amending laws", kind=kind)) == (["FRM006"] if kind in amend else [])


@given(days=st.integers(-400, 400), field=st.sampled_from(["amends", "repeals", "succeeds"]))
def test_act_adopted_before_what_it_changes_is_flagged(days: int, field: str) -> None:
    """An act can change one of the same day and earlier ones, and none that is adopted later."""
    day = dt.date(2018, 11, 19)
    changing = altered(act(adopted=str(day)), **{f"{field}_ids": ("other",)})
    records = [changing, act("other", adopted=str(day + dt.timedelta(days=days)))]
    assert [finding.path for finding in findings("FRM", *records)] == ([(f"{field}_ids", 0)] if days > 0 else [])


@pytest.mark.parametrize(
    ("adopted", "other"),
    [(None, "2020"), ("2018", None), ("2018", "2018-11"), ("2018?", "2020"), ("2018/2022", "2020")],
)
def test_order_that_is_not_known_is_silent(adopted: str | None, other: str | None) -> None:
    """Where one of the two dates is missing or vague, nothing is said."""
    assert codes(act(adopted=adopted, amends=("other",)), act("other", adopted=other)) == []


def test_act_against_order_is_reported_once_for_each_other() -> None:
    """An act that is repealed and followed is named once, at the first of the references to it."""
    records = [act("x", adopted="2020"), act("y", adopted="2021"), act("z", adopted="2001")]
    changing = act(adopted="2018", repeals=("z", "y"), succeeds=("nowhere", "y", "x"))
    first, second = findings("FRM", changing, *records)
    assert (first.code, first.path, second.path) == ("FRM007", ("repeals_ids", 1), ("succeeds_ids", 2))
    assert first.message == "'act' was adopted 2018 and repeals 'y', which was adopted 2021"
    assert "and follows 'x'" in second.message
    assert [entry.record_id for entry in first.related] == ["y"]


def test_acts_that_name_each_other_are_told_elsewhere() -> None:
    """A circle is one fault, and is reported as that."""
    assert codes(act(adopted="2018", amends=("other",)), act("other", adopted="2020", amends=("act",))) == []
    (finding,) = findings("FRM", act(adopted="2018", amends=("other",)), act("other", adopted="2020", repeals=("act",)))
    assert finding.message == "'act' was adopted 2018 and amends 'other', which was adopted 2020"


def test_wrong_year_of_an_adoption_is_told_once() -> None:
    """Where the dates of one of the acts contradict one another, their order is not asked."""
    wrong = act("other", adopted="2091", in_force="2019/2022")
    assert codes(act(adopted="2020", amends=("other",)), wrong) == ["FRM008"]
    early = act(adopted="2018", in_force="2017/..", amends=("other",))
    assert codes(early, act("other", adopted="2020")) == ["FRM008"]


@given(days=st.integers(-400, 400))
def test_act_in_force_before_its_adoption_is_flagged(days: int) -> None:
    """An act can be in force from the day of its adoption on."""
    day = dt.date(2019, 12, 9)
    begin = day + dt.timedelta(days=days)
    assert codes(act(adopted=str(day), in_force=f"{begin}/2030")) == (["FRM008"] if days < 0 else [])
    assert codes(act(adopted=str(day), target=str(begin))) == (["FRM008"] if days < 0 else [])


@pytest.mark.parametrize("in_force", ["2019", "../2024", "/2024", "2019/2024", "2018?/2024", "{2018,2020}", None])
def test_act_that_may_be_in_force_only_from_its_adoption_is_silent(in_force: str | None) -> None:
    """Where it is not known since when, nothing is said."""
    assert codes(act(adopted="2019-12-09", in_force=in_force)) == []
    assert codes(act(adopted="2019-12-09", target=in_force)) == []


def test_act_without_an_adoption_is_silent() -> None:
    """Nothing is compared with a date that is not known."""
    assert codes(act(in_force="2018/2020", target="2016")) == []


def test_finding_about_an_act_says_its_dates() -> None:
    """Of the two dates the first that is wrong is reported, once."""
    (finding,) = findings("FRM", act(adopted="2091", in_force="2020/2024", target="2024"))
    assert (finding.message, finding.path) == ("'act' was adopted 2091, and was in force 2020/2024", ("in_force",))
    (finding,) = findings("FRM", act(adopted="2019", in_force="2020/2024", target="2004"))
    assert (finding.message, finding.path) == ("'act' was adopted 2019, and was to be achieved by 2004", ("target",))


@given(adopted=date_spans(), in_force=date_spans(), dates=date_spans())
def test_every_date_is_borne(adopted: DateSpan, in_force: DateSpan, dates: DateSpan) -> None:
    """Whatever dates there are, nothing is raised, and an event is flagged for one thing."""
    old = attrs.evolve(act("old"), adopted=adopted, in_force=in_force)
    new = attrs.evolve(act("new", repeals=("old",)), adopted=in_force, in_force=dates)
    held = attrs.evolve(event(), dates=dates)
    report = check(Dataset([old, new, held, mandate(framework_id="old")]), select=["FRM"])
    assert len([finding for finding in report if finding.kind == "mandates"]) <= 1


def test_relation_of_the_mandate_does_not_matter() -> None:
    """Whatever an event has to do with an act, the act must be there."""
    for relation in MandateRelation:
        assert codes(event(dates="2017"), act(adopted="2018"), attrs.evolve(mandate(), relation=relation)) == ["FRM002"]
