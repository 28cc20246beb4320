from __future__ import annotations

import itertools
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Attendance,
    Basis,
    Citation,
    Event,
    EventKind,
    EventStatus,
    Headcount,
    Organisation,
    OrganisationKind,
    Panel,
    PanelFormat,
    Place,
    PlaceKind,
    Qualifier,
    Record,
)
from seesac_model.rules import Finding, Report, check
from tests.rules.records import event

FAMILY: Final = ["ATT"]
NUMBERS: Final = st.integers(0, 10_000)


def group(
    record_id: str = "all",
    headcount: Headcount | int | None = None,
    *,
    description: str = "officers",
    part_of_id: str | None = None,
    organisation_ids: tuple[str, ...] = (),
    place_ids: tuple[str, ...] = (),
    panel_id: str | None = None,
    cumulative: bool = False,
    citations: tuple[Citation, ...] = (),
) -> Attendance:
    """Return a group at the event `e`."""
    return Attendance(
        id=record_id,
        event_id="e",
        panel_id=panel_id,
        description=description,
        headcount=Headcount(value=headcount) if isinstance(headcount, int) else headcount,
        part_of_id=part_of_id,
        organisation_ids=organisation_ids,
        place_ids=place_ids,
        cumulative=cumulative,
        citations=citations,
    )


def share(
    record_id: str,
    headcount: Headcount | int | None,
    *,
    description: str = "officers",
    organisation_ids: tuple[str, ...] = (),
    place_ids: tuple[str, ...] = (),
    part_of_id: str = "all",
    cumulative: bool = False,
) -> Attendance:
    """Return a share of the group `all`."""
    return group(
        record_id,
        headcount,
        description=description,
        part_of_id=part_of_id,
        organisation_ids=organisation_ids,
        place_ids=place_ids,
        cumulative=cumulative,
    )


def report(*records: Record, slip: int | None = None) -> Report:
    """Return what the rules of the family find."""
    return check(Dataset(records), select=FAMILY, options=None if slip is None else {"ATT002": {"slip": slip}})


def codes(*records: Record, slip: int | None = None) -> list[tuple[str, str | None]]:
    """Return the code and the record of each finding."""
    return [(finding.code, finding.record_id) for finding in report(*records, slip=slip)]


def only(*records: Record) -> Finding:
    """Return the one finding there is."""
    (finding,) = report(*records)
    return finding


def quote(
    text: str,
    *fields: str,
    source_id: str = "page",
    says_instead: str | None = None,
    basis: Basis = Basis.STATED,
    note: str | None = None,
) -> Citation:
    """Return a citation with a quotation."""
    return Citation(source_id=source_id, fields=fields, quote=text, says_instead=says_instead, basis=basis, note=note)


def count(
    value: int,
    qualifier: Qualifier = Qualifier.EXACTLY,
    *,
    women: int | None = None,
    men: int | None = None,
    wording: str | None = None,
) -> Headcount:
    """Return a headcount."""
    return Headcount(value=value, qualifier=qualifier, women=women, men=men, wording=wording)


# ATT001


@given(NUMBERS, NUMBERS)
def test_share_is_flagged_if_and_only_if_it_is_larger(part: int, whole: int) -> None:
    """Of exact numbers, a share is flagged if it is more than the whole."""
    found = codes(group("all", whole), share("part", part))
    assert found == ([("ATT001", "part")] if part > whole else [])


def test_larger_share_says_both_numbers() -> None:
    """The finding is at the headcount of the share, and names the whole."""
    found = only(group("all", count(20, Qualifier.UP_TO, wording="up to 20")), share("part", count(20, Qualifier.OVER)))
    assert (found.code, found.path, found.message, found.hint, found.related) == (
        "ATT001",
        ("headcount",),
        "over 20, and 'all', of which it is a share, has up to 20",
        "correct one of the numbers, or the larger group",
        (("attendances", "all"),),
    )


@pytest.mark.parametrize(
    ("whole", "part"),
    [
        (count(20, Qualifier.UP_TO), count(20)),
        (count(20, Qualifier.OVER), count(500, Qualifier.OVER)),
        (count(100, Qualifier.ABOUT), count(110)),
        (None, count(5)),
        (count(5), None),
        (count(5), count(6, Qualifier.UP_TO)),
    ],
)
def test_share_that_may_fit_is_silent(whole: Headcount | None, part: Headcount | None) -> None:
    """What the qualifiers allow, and what is not counted, is not flagged."""
    assert codes(group("all", whole), share("part", part)) == []


@pytest.mark.parametrize(
    ("part", "whole", "path", "message"),
    [
        (count(9, women=8), count(20, women=7), "women", "8 women, and 'all', of which it is a share, has 7"),
        (count(9, men=1), count(20, men=0), "men", "1 men, and 'all', of which it is a share, has 0"),
    ],
)
def test_more_women_or_men_than_the_whole_are_flagged(
    part: Headcount, whole: Headcount, path: str, message: str
) -> None:
    """A share cannot have more women or men than its whole."""
    found = only(group("all", whole), share("part", part))
    assert (found.code, found.path, found.message) == ("ATT001", ("headcount", path), message)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        (count(9, women=8), count(20, women=8)),
        (count(9, women=8), count(20)),
        (count(9), count(20, women=8)),
        (count(9, men=9), count(20, women=8)),
    ],
)
def test_no_more_women_or_men_are_silent(part: Headcount, whole: Headcount) -> None:
    """As many, and numbers that only one of the two has, are not flagged."""
    assert codes(group("all", whole), share("part", part)) == []


def test_share_of_nothing_that_is_there_is_silent() -> None:
    """A dangling reference is for another rule."""
    assert codes(share("part", 5)) == []


def test_shares_of_one_another_are_silent() -> None:
    """A circle is for another rule."""
    assert codes(share("a", 5, part_of_id="b"), share("b", 9, part_of_id="a")) == []
    assert codes(share("a", 5, part_of_id="a")) == []


# ATT002

MEN: Final = share("men", 18, description="Men among them")


def test_shares_that_exceed_the_whole_are_flagged() -> None:
    """18 and 4 are not 21."""
    found = only(group("all", 21), MEN, share("women", 4, description="women"))
    assert (found.code, found.record_id, found.path, found.message, found.hint, found.related) == (
        "ATT002",
        "all",
        ("headcount",),
        "21, with shares of 18 and 4, together exactly 22",
        "correct one of the numbers, or give the words as printed if the source has the slip",
        (("attendances", "men"), ("attendances", "women")),
    )


@given(st.integers(1, 100), st.integers(1, 100))
def test_shares_that_add_up_are_silent(men: int, women: int) -> None:
    """Shares that are the whole together are not flagged."""
    parts = (share("a", men, description="men"), share("b", women, description="women"))
    assert codes(group("all", men + women), *parts) == []


@given(st.integers(3, 100), st.integers(3, 100), st.integers(-2, 2).filter(bool))
def test_exact_shares_that_miss_the_whole_by_a_little_are_flagged(men: int, women: int, slip: int) -> None:
    """Shares that miss the whole by one or two, to either side, are flagged."""
    parts = (share("a", men, description="men"), share("b", women, description="women"))
    found = codes(group("all", men + women + slip), *parts)
    assert found == ([("ATT002", "all")] if max(men, women) <= men + women + slip else [("ATT001", "a")])


@pytest.mark.parametrize(
    ("whole", "women", "slip", "is_found"),
    [
        (21, 2, None, True),
        (22, 3, 1, True),
        (23, 3, None, True),
        (24, 3, None, False),
        (24, 4, 2, True),
        (22, 3, 0, False),
        (20, 1, None, False),
        (20, 2, None, False),
        (24, 3, 3, False),
        (25, 4, 3, True),
    ],
)
def test_slip_is_how_much_may_be_missing(whole: int, women: int, slip: int | None, is_found: bool) -> None:  # noqa: FBT001 - a column of the table
    """What is missing is no more than the slip, and less than each share: else a share may not be recorded."""
    found = codes(group("all", whole), MEN, share("women", women, description="women"), slip=slip)
    assert found == ([("ATT002", "all")] if is_found else [])


def test_missing_people_may_be_in_a_share_that_is_not_counted() -> None:
    """Shares are only all of the whole if each of them is counted and keeps people apart from the others."""
    parts = (MEN, share("women", 2, description="women"))
    assert codes(group("all", 21), *parts, share("rest", None, description="others")) == []
    assert codes(group("all", 21), *parts, share("rest", 3, description="speakers")) == []


@pytest.mark.parametrize(
    ("whole", "men"),
    [
        (count(21, Qualifier.ABOUT), count(18)),
        (count(21), count(18, Qualifier.OVER)),
        (count(20, Qualifier.OVER), count(18)),
    ],
)
def test_numbers_that_are_not_exact_need_not_add_up(whole: Headcount, men: Headcount) -> None:
    """Only exact numbers miss an exact whole by a little."""
    parts = (share("men", men, description="men"), share("women", 2, description="women"))
    assert codes(group("all", whole), *parts) == []


def test_shares_that_may_overlap_are_silent() -> None:
    """Women may be officials, and speakers experts: their numbers are not added up."""
    parts = [
        share("women", 18, description="women"),
        share("officials", 18, description="customs officials"),
        share("more-women", 18, description="female experts"),
        share("both", 18, description="men and women"),
    ]
    assert codes(group("all", 20), *parts) == []


def both(one: str, two: str) -> list[tuple[str, str | None]]:
    """Return what is found where the shares of these two descriptions are more than the whole together."""
    return codes(group("all", 10), share("a", 8, description=one), share("b", 8, description=two))


@pytest.mark.parametrize(
    "groups",
    [
        (("woman", "women", "female"), ("man", "men", "male")),
        (
            ("police", "policemen", "policewomen"),
            ("customs",),
            ("prosecutors", "prosecution"),
            ("judges",),
            ("military", "army", "soldiers"),
        ),
        (("trainees",), ("trainers", "instructors"), ("members",), ("guests",)),
    ],
    ids=["sex", "service", "standing"],
)
def test_descriptions_can_keep_people_apart(groups: tuple[tuple[str, ...], ...]) -> None:
    """Nobody is of both sexes or of two services, or both a trainer and a trainee; two words for one say nothing."""
    for one, two in itertools.combinations(groups, 2):
        assert {word for word in one if both(word, f"the {two[0]} of the network")} == set(one)
        assert {word for word in two if both(one[0].title(), word)} == set(two)
    for words in groups:
        assert [word for word in words if both(words[0], word)] == []


def test_other_words_keep_nobody_apart() -> None:
    """Experts may be speakers."""
    assert both("experts", "speakers") == []


def body(record_id: str, *part_of_ids: str) -> Organisation:
    """Return a body."""
    return Organisation(id=record_id, name="Body", kind=OrganisationKind.POLICE, part_of_ids=part_of_ids)


def test_bodies_keep_people_apart_unless_one_is_a_part_of_the_other() -> None:
    """Shares of two bodies are added up; those of a body and its part are not, whichever comes first."""

    def parts(one: str, two: str) -> list[Attendance]:
        return [share("a", 8, organisation_ids=(one,)), share("b", 8, organisation_ids=(two, "x"))]

    bodies = [body("police"), body("unit", "police"), body("customs")]
    whole = group("all", 10)
    assert codes(whole, *parts("police", "customs"), *bodies) == [("ATT002", "all")]
    assert codes(whole, *parts("unit", "customs"), *bodies) == [("ATT002", "all")]
    assert codes(whole, *parts("unit", "police"), *bodies) == []
    assert codes(whole, *parts("police", "unit"), *bodies) == []
    assert codes(whole, *parts("police", "police")) == []


def test_places_keep_people_apart_unless_one_lies_in_the_other() -> None:
    """Shares of two places are added up; not those of a city and its jurisdiction, region or crossing."""
    places = [
        Place(id="al", name="Albania", kind=PlaceKind.JURISDICTION),
        Place(id="rs", name="Serbia", kind=PlaceKind.JURISDICTION),
        Place(id="tirana", name="Tirana", kind=PlaceKind.CITY, part_of_id="al"),
        Place(id="wb", name="Western Balkans", kind=PlaceKind.REGION, member_ids=("al", "rs")),
        Place(id="gate", name="Gate", kind=PlaceKind.BORDER_CROSSING, between_ids=("al", "me")),
    ]

    def found(one: str, two: str) -> list[tuple[str, str | None]]:
        return codes(group("all", 10), share("a", 8, place_ids=(one,)), share("b", 8, place_ids=(two,)), *places)

    assert found("al", "rs") == found("tirana", "rs") == found("nowhere", "rs") == [("ATT002", "all")]
    assert found("al", "tirana") == found("tirana", "wb") == found("wb", "rs") == found("gate", "al") == []


def test_shares_without_bodies_are_left_out_of_the_sum() -> None:
    """Only the shares that are apart are added up."""
    parts = [share("a", 8, organisation_ids=("x",)), share("b", 1, organisation_ids=("y",)), share("c", 9)]
    assert codes(group("all", 10), *parts) == []
    assert codes(group("all", 10), parts[0], share("c", 9)) == []


def test_many_shares_are_not_all_shown() -> None:
    """A message shows five shares."""
    parts = [share(f"s{number}", 3, organisation_ids=(f"o{number}",)) for number in range(6)]
    message = "10, with shares of 3 and 3 and 3 and 3 and 3 and …, together exactly 18"
    assert only(group("all", 10), *parts).message == message
    message = "10, with shares of 3 and 3 and 3 and 3 and 3, together exactly 15"
    assert only(group("all", 10), *parts[:5]).message == message


def test_each_sum_is_reported_once() -> None:
    """Shares that differ in two respects are one finding."""
    parts = [
        share("a", 8, description="men", organisation_ids=("x",)),
        share("b", 8, description="women", organisation_ids=("y",)),
    ]
    assert codes(group("all", 10), *parts) == [("ATT002", "all")]


@pytest.mark.parametrize(
    "whole",
    [
        group("all", count(21, wording="18 men and 4 women, given as 21")),
        group("all", 21, citations=(quote("21 officers: 18 men and four women", "headcount"),)),
        group("all", 21, citations=(quote("x", "headcount", says_instead="22 officers", note="the page is newer"),)),
    ],
)
def test_slip_of_the_source_that_is_on_record_is_silent(whole: Attendance) -> None:
    """Where the words show all numbers, or a source says something else, the editors know."""
    assert codes(whole, MEN, share("women", 4, description="women")) == []


@pytest.mark.parametrize(
    "whole",
    [
        group("all", count(21, wording="18 men, given as 21")),
        group("all", 21, citations=(quote("21 officers: 18 men and four women", "description"),)),
        group("all", 21, citations=(quote("x", "description", says_instead="22 officers", note="newer"),)),
        group("all", 21, citations=(Citation(source_id="page", fields=("headcount",)),)),
    ],
)
def test_words_for_something_else_do_not_explain_a_slip(whole: Attendance) -> None:
    """All numbers must be there, and the words be for the headcount."""
    assert codes(whole, MEN, share("women", 4, description="women")) == [("ATT002", "all")]


def test_one_share_alone_is_no_sum() -> None:
    """A single share is compared by itself, and one that is larger is not reported again at the whole."""
    assert codes(group("all", 19), MEN) == []
    assert codes(group("all", 19), MEN, share("rest", 1, description="speakers")) == []
    assert codes(group("all", 17), MEN, share("women", 4, description="women")) == [("ATT001", "men")]


def test_group_without_number_has_nothing_to_exceed() -> None:
    """Shares of a group that was not counted are silent."""
    assert codes(group("all"), MEN, share("women", 4, description="women")) == []


def test_share_that_is_the_larger_group_of_its_whole_is_silent() -> None:
    """In a circle nothing is a sum."""
    whole = group("all", 10, part_of_id="a")
    parts = (share("a", 10, organisation_ids=("x",)), share("b", 9, organisation_ids=("y",)))
    assert codes(whole, *parts) == []


def test_group_that_is_a_share_of_itself_is_not_counted_in_the_sum() -> None:
    """A reference to itself is for another rule."""
    whole = group("all", 10, part_of_id="all", organisation_ids=("x",))
    assert codes(whole, share("b", 9, organisation_ids=("y",))) == []


# ATT003


@given(NUMBERS, NUMBERS)
def test_women_and_men_that_add_up_are_silent(women: int, men: int) -> None:
    """A headcount that is the sum of its women and men is not flagged."""
    assert codes(group("all", count(women + men, women=women, men=men))) == []


@pytest.mark.parametrize(
    ("headcount", "message"),
    [
        (count(21, women=4, men=18), "4 women and 18 men are 22, and the number is 21"),
        (count(23, women=4, men=18), "4 women and 18 men are 22, and the number is 23"),
        (count(21, Qualifier.UP_TO, women=4, men=18), "4 women and 18 men are 22, and the number is up to 21"),
        (count(22, Qualifier.OVER, women=4, men=18), "4 women and 18 men are 22, and the number is over 22"),
    ],
)
def test_women_and_men_that_do_not_add_up_are_flagged(headcount: Headcount, message: str) -> None:
    """The finding says all three numbers."""
    found = only(group("all", headcount))
    assert (found.code, found.path, found.message, found.hint, found.related) == (
        "ATT003",
        ("headcount",),
        message,
        "correct one of the numbers, or give the words as printed if the source has the slip",
        (),
    )


@pytest.mark.parametrize(
    "headcount",
    [
        count(21, women=4),
        count(21, men=4),
        count(22, Qualifier.AT_LEAST, women=4, men=18),
        count(22, Qualifier.UP_TO, women=4, men=18),
        count(21, Qualifier.OVER, women=4, men=18),
        count(20, Qualifier.ABOUT, women=4, men=18),
        count(21, women=4, men=18, wording="18 men and 4 women, given as 21"),
    ],
)
def test_women_and_men_that_may_be_all_are_silent(headcount: Headcount) -> None:
    """What one of the two leaves open, the qualifier allows or the source has so is not flagged."""
    assert codes(group("all", headcount)) == []


def test_source_that_says_something_else_explains_women_and_men() -> None:
    """A disagreement on record is not reported again."""
    citation = quote("x", "headcount", says_instead="22", note="newer")
    assert codes(group("all", count(21, women=4, men=18), citations=(citation,))) == []


# ATT004

DAY: Final = event(dates="2023-02-14")


@pytest.mark.parametrize(
    "words",
    [
        "officers trained So Far",
        "officers trained to date",
        "officers thus far",
        "officers until now",
        "officers up to now",
        "a running total of officers",
        "the cumulative number of officers",
        "officers, cumulatively",
        "officers trained since 2019",
        "officers trained in the region since May 2022",
        "officers who took part over the past two years",
        "officers reached during the last decade",
    ],
)
def test_words_for_a_running_total_are_flagged(words: str) -> None:
    """A number that includes earlier events by its words is to be marked so."""
    found = only(DAY, group("all", 500, description=words))
    assert (found.code, found.path, found.message, found.hint) == (
        "ATT004",
        ("description",),
        "the words say that the number includes earlier events, and it is not marked cumulative",
        "set cumulative: true, or correct the words",
    )
    assert codes(DAY, group("all", 500, description=words, cumulative=True)) == []
    assert codes(DAY, group("all", description=words)) == []
    assert codes(group("all", 500, description=words)) == []


@pytest.mark.parametrize(
    "words",
    [
        "20 participants in total",
        "officers who came from so far away",
        "representatives of networks that have been active since 2019",
        "officers trained since 2023",
        "officers with up to date knowledge",
        "officers with up-to-date knowledge",
        "owners of to date-stamped arms",
        "experts who served over the past ten years",
        "the trained. Of those here since 2019",
    ],
)
def test_other_words_are_silent(words: str) -> None:
    """Words that are said of fresh numbers too are not flagged."""
    assert codes(DAY, group("all", 500, description=words)) == []


def test_words_of_the_headcount_are_read_too() -> None:
    """The finding is where the words are, and once."""
    headcount = count(500, wording="500 so far")
    assert only(DAY, group("all", headcount)).path == ("headcount", "wording")
    assert only(DAY, group("all", headcount, description="officers so far")).path == ("description",)


@pytest.mark.parametrize(
    ("dates", "is_found"),
    [("2023-01-01/2023-01-31", True), ("2023-01-01/2023-02-01", False), ("2023-01-01/..", False), (None, True)],
)
def test_long_event_can_have_a_running_total_of_its_own(dates: str | None, is_found: bool) -> None:  # noqa: FBT001 - a column of the table
    """What was reached so far by an event of more than a month may all be its own."""
    found = codes(event(dates=dates), group("all", 500, description="officers so far"))
    assert found == ([("ATT004", "all")] if is_found else [])


def test_event_under_way_can_have_a_running_total_of_its_own() -> None:
    """So far is then said of the event itself."""
    under_way = event(dates="2023-02-14", status=EventStatus.UNDER_WAY)
    assert codes(under_way, group("all", 500, description="officers so far")) == []


def test_since_a_year_needs_the_year_of_the_event() -> None:
    """Without a date of the event, nothing says that 2019 was earlier; other words need no year."""
    assert codes(event(), group("all", 500, description="officers trained since 2019")) == []
    both = "officers trained since 2023, so far"
    assert codes(DAY, group("all", 500, description=both)) == [("ATT004", "all")]


def test_running_total_is_no_share_of_a_fresh_number() -> None:
    """A cumulative share of a group that is not cumulative is flagged, and not as larger too."""
    found = only(group("all", 40), share("part", 500, cumulative=True))
    assert (found.code, found.path, found.message, found.hint, found.related) == (
        "ATT004",
        ("part_of_id",),
        "a running total, and 'all', of which it is a share, is none",
        "mark both as cumulative or none, or correct the larger group",
        (("attendances", "all"),),
    )


def test_running_total_can_be_a_share_of_one() -> None:
    """A cumulative share of a cumulative group, of none that is there or counted, or of one to be marked, is silent."""
    part = share("part", 30, cumulative=True)
    assert codes(group("all", 40, cumulative=True), part) == []
    assert codes(part) == []
    assert codes(group("all"), part) == []
    assert codes(group("part", 30, cumulative=True)) == []
    assert codes(DAY, group("all", 40, description="officers so far"), part) == [("ATT004", "all")]
    wording = count(40, wording="40 officers so far")
    assert codes(DAY, group("all", wording), part) == [("ATT004", "all")]


def test_words_for_a_running_total_explain_a_larger_share() -> None:
    """A share that is to be marked cumulative is not reported as larger, or in a sum, too."""
    part = share("part", 500, description="women trained so far")
    assert codes(DAY, group("all", 40), part) == [("ATT004", "part")]
    part = share("part", 30, description="women trained so far")
    assert codes(DAY, group("all", 40), part, share("men", 20, description="men")) == [("ATT004", "part")]


def test_larger_share_of_a_running_total_is_flagged() -> None:
    """A running total is compared with its shares like any other number."""
    assert codes(group("all", 40, cumulative=True), share("part", 500, cumulative=True)) == [("ATT001", "part")]


# ATT005


@pytest.mark.parametrize(
    ("headcount", "text", "numbers"),
    [
        (count(42), "24 customs officers", "24"),
        (count(42), "twenty-four (24) representatives", "24"),
        (count(42), "The course, on 14 February 2023, gathered 45 participants over two days", "45"),
        (count(21), "18 men and four women", "18, 4"),
        (count(12, Qualifier.OVER), "over 120 participants", "120"),
        (count(100, Qualifier.OVER), "90 participants", "90"),
        (count(100, Qualifier.OVER), "201 participants", "201"),
        (count(100, Qualifier.ABOUT), "111 participants", "111"),
        (count(20), "half a dozen experts", "6"),
        (count(20), "one hundred and two officers", "102"),
        (count(20), "1,300 officers", "1300"),
        (count(20), "24", "24"),
        (count(9), "1 man, 1 woman, 1 expert, 1 man and 1 woman", "1, 1, 1, 1, 1"),
        (count(9), "1 man, 1 woman, 1 expert, 1 man, 1 woman and 1 expert", "1, 1, 1, 1, 1, …"),
    ],
)
def test_quotation_with_other_numbers_is_flagged(headcount: Headcount, text: str, numbers: str) -> None:
    """A quotation for the headcount in which no number agrees with it is flagged, and where."""
    cited = group("all", headcount, citations=(Citation(source_id="page"), quote(text, "headcount")))
    found = only(cited)
    plain = headcount.short_form()
    assert (found.code, found.path, found.message, found.hint) == (
        "ATT005",
        ("citations", 1, "quote"),
        f"the words say {numbers}, the headcount {plain}",
        "correct the number or the words; if the source says something else, put that into says_instead",
    )


@pytest.mark.parametrize(
    ("headcount", "text"),
    [
        (count(24), "24 customs officers"),
        (count(24), "Twenty-four (24) representatives"),
        (count(21, women=4, men=18), "18 men and 4 women, given as 21"),
        (count(22), "18 men and 4 women"),
        (count(20), "12 police officers, 8 customs officers and 3 prosecutors"),
        (count(11), "12 police officers, 8 customs officers and 3 prosecutors"),
        (count(100, Qualifier.ABOUT), "110 participants"),
        (count(100, Qualifier.OVER), "200 participants"),
        (count(120, Qualifier.OVER), "120 participants"),
        (count(20), "two days"),
        (count(20), "the officers met on 14 February 2023"),
        (count(20), "In 2023 participants met"),
        (count(20), "2023"),
        (count(20), "10 police stations"),
        (count(20), "Day 2 participants discussed the draft"),
        (count(20), "one of the participants"),
        (count(20), "One participant said"),
        (count(20), "COVID-19 experts"),
        (count(20), "16.5 experts and 5% women"),
        (count(20), "a 24-hour course"),
        (count(20), "dozens of officers, several hundred"),
        (count(6), "half a dozen experts"),
        (count(20), "100 officers of " + "1 man, " * 31),
        (count(30, Qualifier.UP_TO), "25 officers"),
        (count(500, women=4, men=3), "four women"),
        (count(500, women=4, men=3), "3 men"),
        (Headcount(value=20, qualifier=Qualifier.BETWEEN, upper_value=30), "20-30 officers"),
    ],
)
def test_quotation_that_agrees_or_counts_nobody_is_silent(headcount: Headcount, text: str) -> None:
    """One number that agrees is enough; days, dates and things are no people."""
    cited = group("all", headcount, citations=(quote(text, "headcount"),))
    assert [code for code, _ in codes(cited) if code == "ATT005"] == []


@given(st.integers(1, 9_999).filter(lambda number: not 1900 <= number < 2100))
def test_quotation_of_the_number_itself_is_silent(number: int) -> None:
    """The headcount's own number agrees, however it is printed."""
    texts = (f"{number} officers", f"{number:,} officers", f"some {number} officers met for {number + 1} days")
    cited = group("all", number, citations=tuple(quote(text, "headcount") for text in texts))
    assert codes(cited) == []


def test_words_of_the_headcount_are_compared_too() -> None:
    """The words as printed come first, and a difference is reported once."""
    headcount = count(42, wording="24 officers")
    assert only(group("all", headcount)).path == ("headcount", "wording")
    assert only(group("all", headcount, citations=(quote("24 officers", "headcount"),))).path == (
        "headcount",
        "wording",
    )


@pytest.mark.parametrize(
    "citation",
    [
        quote("24 officers", "headcount", says_instead="24 officers", note="newer"),
        quote("24 officers", "headcount", basis=Basis.INFERRED, note="from the list"),
        quote("24 officers", "description"),
        quote("the course for 24 officers"),
        Citation(source_id="page", fields=("headcount",)),
    ],
)
def test_citation_that_does_not_state_the_headcount_is_silent(citation: Citation) -> None:
    """Disagreements on record, conclusions and quotations for other fields are not compared."""
    assert codes(group("all", 42, citations=(citation,))) == []


def test_citation_of_all_fields_is_compared_if_it_is_nothing_but_a_number() -> None:
    """It is silent where the same source is cited apart for the headcount, and where the event has it too."""
    whole = quote("24 officers")
    apart = Citation(source_id="page", fields=("headcount",))
    assert codes(group("all", 42, citations=(whole,))) == [("ATT005", "all")]
    assert codes(group("all", 42, citations=(whole, apart))) == []
    other = Citation(source_id="other", fields=("headcount",))
    assert codes(group("all", 42, citations=(whole, other))) == [("ATT005", "all")]
    named = Citation(source_id="page", fields=("description",))
    assert codes(group("all", 42, citations=(whole, named))) == [("ATT005", "all")]
    of_event = Event(id="e", title="Meeting", kind=EventKind.MEETING, status=EventStatus.HELD, citations=(whole,))
    assert codes(of_event, group("all", 42, citations=(whole,))) == []
    assert codes(DAY, group("all", 42, citations=(whole,))) == [("ATT005", "all")]
    of_panel = Panel(id="p", event_id="e", format=PanelFormat.PANEL_DISCUSSION, citations=(whole,))
    assert codes(of_panel, group("all", 42, citations=(whole,), panel_id="p")) == []
    assert codes(of_panel, group("all", 42, citations=(whole,))) == [("ATT005", "all")]


def test_group_without_number_has_nothing_to_compare() -> None:
    """A quotation for no headcount is silent."""
    assert codes(group("all", citations=(quote("24 officers", "headcount"),))) == []


def test_number_that_differs_from_its_quotation_is_reported_there_alone() -> None:
    """The other rules leave a number that was mistyped to this one."""
    part = group("part", 81, part_of_id="all", citations=(quote("18 officers", "headcount"),))
    assert codes(group("all", 21), part) == [("ATT005", "part")]
    men = group("men", 8, part_of_id="all", description="men", citations=(quote("7 men", "headcount"),))
    assert codes(group("all", 10), men, share("women", 3, description="women")) == [("ATT005", "men")]
    whole = group("all", count(17, wording="71 officers"))
    assert codes(whole, share("part", 18)) == [("ATT005", "all")]
    split = group("all", count(10, women=2, men=3), citations=(quote("25 officers", "headcount"),))
    assert codes(split) == [("ATT005", "all")]
