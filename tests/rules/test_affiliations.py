from __future__ import annotations

import pytest

from seesac_model.dataset import Dataset
from seesac_model.model import Affiliation, AffiliationCapacity, Event, Person, Record, Statement
from seesac_model.rules import check
from tests.rules.records import appearance, event, organisation, post, span

PERSON = Person(id="p", name="A. B.")


def found(
    *posts: Affiliation, on: str | None = "2023-02-14", rule: str = "AFF001", more: tuple[Record, ...] = ()
) -> int:
    """Return how often a rule fires for a participation of the person for the body `o`."""
    return len(check(Dataset([PERSON, event(dates=on), appearance(), *posts, *more]), select=[rule]))


@pytest.mark.parametrize("held", ["2019/2021", "2023-02-15/..", "../2023-01"])
def test_event_outside_the_term_is_flagged(held: str) -> None:
    """A term that cannot have a day in common with the event is flagged."""
    assert found(post(held=held)) == 1


@pytest.mark.parametrize("held", ["2019", "2023-02", "2023", "2019/", "2019/..", "2021~/2023-02-14", None])
def test_event_that_may_be_in_the_term_is_silent(held: str | None) -> None:
    """A term that may have a day in common with the event, or is not known, is not flagged."""
    assert found(post(held=held)) == 0


def test_one_post_that_fits_is_enough() -> None:
    """Of several posts at the body one that may have been held then is enough."""
    assert found(post("a", held="2019/2020"), post("b", held="2023")) == 0


def test_posts_elsewhere_do_not_count() -> None:
    """A post at another body says nothing of the one that was represented."""
    assert found(post("a", held="2019/2020"), post("b", held="2023", organisation_id="other")) == 1


@pytest.mark.parametrize("capacity", [AffiliationCapacity.FORMER, AffiliationCapacity.DESIGNATE])
def test_former_and_designate_holders_are_silent(capacity: AffiliationCapacity) -> None:
    """Whoever is named by a post that they have left, or have not entered, is not flagged."""
    assert found(post(held="2019/2020", capacity=capacity)) == 0


def test_event_without_dates_is_silent() -> None:
    """Without a date there is nothing to compare."""
    assert found(post(held="2019/2020"), on=None) == 0


def test_many_terms_are_cut_short() -> None:
    """The message lists the first five terms, in order."""
    posts = [post(f"a{year}", held=f"{year}/{year}") for year in range(2019, 2009, -1)]
    (finding,) = check(Dataset([PERSON, event(dates="2023"), appearance(), *posts]), select=["AFF001"])
    assert finding.message == (
        "the event was on 2023, the posts at 'o' are recorded for "
        "2010/2010, 2011/2011, 2012/2012, 2013/2013, 2014/2014, …"
    )


def test_five_terms_are_not_cut_short() -> None:
    """Five terms are all listed, and one that two posts have is listed once."""
    posts = [post(f"a{year}", held=f"{year}/{year}") for year in range(2015, 2010, -1)]
    again = post("again", held="2012/2012")
    (finding,) = check(Dataset([PERSON, event(dates="2023"), appearance(), *posts, again]), select=["AFF001"])
    assert finding.message.endswith("2011/2011, 2012/2012, 2013/2013, 2014/2014, 2015/2015")


def test_finding_is_related_to_event_and_posts() -> None:
    """The finding says where it is and leads to the event and to the posts at the body, in the order of their ids."""
    posts = [post("b", held="2019/2020"), post("a", held="2021/2022"), post("c", organisation_id="other")]
    (finding,) = check(Dataset([PERSON, event(dates="2023"), appearance(), *posts]), select=["AFF001"])
    assert (finding.kind, finding.record_id, finding.field, finding.message, finding.related) == (
        "participations",
        "e.speaker",
        "organisation_id",
        "the event was on 2023, the posts at 'o' are recorded for 2019/2020, 2021/2022",
        (("events", "e"), ("affiliations", "a"), ("affiliations", "b")),
    )


@pytest.mark.parametrize(("on", "expected"), [("2023-02-13", 1), ("2023-02-14", 0)])
def test_first_day_of_the_term_is_in_it(on: str, expected: int) -> None:
    """The day before the term is outside it, and its first day is not."""
    assert found(post(held="2023-02-14/2023-03-01"), on=on) == expected


@pytest.mark.parametrize(("on", "expected"), [("2023-03-01", 0), ("2023-03-02", 1)])
def test_last_day_of_the_term_is_in_it(on: str, expected: int) -> None:
    """The day after the term is outside it, and its last day is not."""
    assert found(post(held="2023-02-14/2023-03-01"), on=on) == expected


@pytest.mark.parametrize("capacity", [AffiliationCapacity.ACTING, None])
def test_other_capacities_are_bound_to_the_term(capacity: AffiliationCapacity | None) -> None:
    """An acting holder is bound to the term as any other is."""
    assert found(post(held="2019/2020", capacity=capacity)) == 1


def test_one_post_held_as_former_is_enough() -> None:
    """Whoever has another post there as former can be named by that one."""
    former = post("b", held="2021/2022", capacity=AffiliationCapacity.FORMER)
    assert found(post("a", held="2019/2020"), former) == 0


def test_who_represents_nobody_has_no_term_to_compare() -> None:
    """A post without a body is not the post of somebody who took part for no body."""
    alone = appearance(organisation_id=None)
    dataset = Dataset([PERSON, event(dates="2023"), alone, post(organisation_id=None, held="2019/2020")])
    assert len(check(dataset, select=["AFF001"])) == 0


def statement(*, event_id: str | None = None, date: str | None = None) -> Statement:
    """Return a statement of the person for the body `o`."""
    return Statement(
        id="s", event_id=event_id, date=span(date), person_id="p", organisation_id="o", gist="Cooperation is the key."
    )


def test_statement_at_no_event_has_its_own_date() -> None:
    """What was said at no event is compared by its date, and there is no event to lead to."""
    dataset = Dataset([PERSON, post(held="2019/2020"), statement(date="2023-02-14")])
    (finding,) = check(dataset, select=["AFF001"])
    assert (finding.record_id, finding.message, finding.related) == (
        "s",
        "the statement was on 2023-02-14, the posts at 'o' are recorded for 2019/2020",
        (("affiliations", "a"),),
    )


@pytest.mark.parametrize(
    "said",
    [
        statement(date="2020-02-14"),
        statement(),
        statement(event_id="e", date="2023-02-14"),
        statement(event_id="gone", date="2023-02-14"),
    ],
)
def test_statement_that_may_be_in_the_term_is_silent(said: Statement) -> None:
    """The date of an event goes before that of the statement; without either there is nothing to compare."""
    dataset = Dataset([PERSON, event(dates="2020-01-01"), post(held="2019/2020"), said])
    assert len(check(dataset, select=["AFF001"])) == 0


def test_statements_are_looked_at_too() -> None:
    """Whoever is quoted for a body represents it as well."""
    statement = Statement(id="s", event_id="e", person_id="p", organisation_id="o", gist="Cooperation is the key.")
    dataset = Dataset([PERSON, event(dates="2023"), post(held="2019/2020"), statement])
    assert [finding.kind for finding in check(dataset, select=["AFF001"])] == ["statements"]


@pytest.mark.parametrize("present", [[PERSON], [event(dates="2023")]])
def test_dangling_references_are_silent(present: list[Person | Event]) -> None:
    """A person or an event that is not there is for another rule."""
    assert len(check(Dataset([*present, appearance(), post(held="2019/2020")]), select=["AFF"])) == 0


def test_body_without_a_post_is_worth_knowing() -> None:
    """Who has a post elsewhere and none at the body they represent is reported."""
    dataset = Dataset([PERSON, event(), appearance(), post(organisation_id="other")])
    (finding,) = check(dataset, select=["AFF002"])
    assert (str(finding), finding.related) == (
        (
            "info: AFF002 appearance-without-post: participations 'e.speaker', $.organisation_id: "
            "no post of 'p' at 'o' is recorded; add the post, or correct the body"
        ),
        (("affiliations", "a"),),
    )


def test_people_without_posts_are_silent() -> None:
    """Where no post of the person is recorded, posts are simply not recorded."""
    assert found(rule="AFF002") == 0


def test_post_without_a_body_is_silent() -> None:
    """A post of which nobody says where may be at the body."""
    assert found(post("a", organisation_id=None), post("b", organisation_id="other"), rule="AFF002") == 0


def test_post_at_the_body_is_silent() -> None:
    """A post at the body itself is what is looked for."""
    assert found(post("a"), post("b", organisation_id="other"), rule="AFF002") == 0


@pytest.mark.parametrize(
    "bodies",
    [
        (organisation("unit", "middle"), organisation("middle", "o"), organisation("o")),
        (organisation("o", "middle"), organisation("middle", "unit"), organisation("unit")),
        (organisation("o", "middle"), organisation("middle", "unit", "o")),
    ],
)
def test_post_in_a_part_or_a_whole_of_the_body_is_silent(bodies: tuple[Record, ...]) -> None:
    """A post in a part of the body, or in what it is a part of, at any remove and in circles too, is enough."""
    assert found(post(organisation_id="unit"), rule="AFF002", more=bodies) == 0


@pytest.mark.parametrize(("person_id", "organisation_id"), [("p", None), (None, "o")])
def test_a_person_or_a_body_alone_is_silent(person_id: str | None, organisation_id: str | None) -> None:
    """Who represents nobody, or is not named, has no post to compare."""
    alone = appearance(person_id=person_id, organisation_id=organisation_id)
    assert len(check(Dataset([PERSON, event(dates="2023"), alone, post(held="2019/2020")]), select=["AFF"])) == 0
