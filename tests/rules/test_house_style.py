from __future__ import annotations

from typing import Final

import attrs
import pytest

from seesac_model.dataset import Dataset, in_house_style
from seesac_model.model import (
    Citation,
    Footnote,
    HouseStyle,
    Name,
    NameKind,
    Organisation,
    OrganisationKind,
    Participation,
    Place,
    PlaceKind,
    Record,
    Role,
    Source,
    Statement,
    Topic,
)
from seesac_model.rules import check
from tests.rules.records import event

UN: Final = Footnote(style=HouseStyle.UN, text="In the context of resolution 1244 (1999).")
EU: Final = Footnote(style=HouseStyle.EU, text="Without prejudice to positions on status.")
KOSOVO: Final = Place(id="xk", name="Kosovo*", kind=PlaceKind.JURISDICTION, iso_code="XK", footnotes=(UN, EU))


def police(name: str) -> Organisation:
    """Return a police service."""
    return Organisation(id="kp", name=name, kind=OrganisationKind.POLICE)


def test_name_without_mark_is_flagged_with_its_place() -> None:
    """A display text that names a footnoted place bare is flagged once, with the path and the place."""
    (finding,) = check(Dataset([KOSOVO, police("Kosovo Police of Kosovo")]), select=["HST001"])
    assert (finding.record_id, finding.path, finding.message, finding.related) == (
        "kp",
        ("name",),
        "the text names 'xk' without a footnote mark",
        (("places", "xk"),),
    )


def test_place_that_itself_lacks_the_mark_is_flagged() -> None:
    """The place's own name wants the mark too, and no record is related to itself."""
    (finding,) = check(Dataset([attrs.evolve(KOSOVO, name="Kosovo")]), select=["HST001"])
    assert (finding.record_id, finding.path, finding.related) == ("xk", ("name",), ())


def test_every_place_in_a_text_is_named() -> None:
    """One text that names two such places bare is one finding about both."""
    other = Place(id="fk", name="Falkland Islands", kind=PlaceKind.JURISDICTION, footnotes=(UN,))
    dataset = Dataset([KOSOVO, attrs.evolve(other, name="Falkland Islands**"), police("Kosovo and Falkland Islands")])
    (finding,) = check(dataset, select=["HST001"])
    assert finding.message == "the text names 'xk' and 'fk' without a footnote mark"


@pytest.mark.parametrize("name", ["Kosovo* Police", "Kosovo† Police", "Kosovar Police", "Police of Albania"])
def test_marked_names_and_other_words_are_silent(name: str) -> None:
    """A name with any mark, a longer word and other places are no findings."""
    assert len(check(Dataset([KOSOVO, police(name)]), select=["HST001"])) == 0


def test_place_without_footnotes_needs_no_mark() -> None:
    """Where no publisher wants a footnote, none is missed."""
    dataset = Dataset([attrs.evolve(KOSOVO, footnotes=()), police("Kosovo Police")])
    assert len(check(dataset, select=["HST001"])) == 0


def test_words_of_others_are_silent() -> None:
    """Quotations, titles of sources, printed titles and spellings, and footnotes are what they are."""
    records = (
        Source(id="page", title="Kosovo footnote"),
        Statement(id="s", person_id="p", gist="They help.", quote="Kosovo helps."),
        Participation(id="a", event_id="e", person_id="p", role=Role.SPEAKER, title_as_printed="Police of Kosovo"),
        attrs.evolve(police("Police"), other_names=(Name(text="Kosovo Polise", kind=NameKind.AS_PRINTED),)),
        attrs.evolve(
            event(), citations=(Citation(source_id="page", quote="Kosovo", fields=("title",), says_instead="Kosovo"),)
        ),
    )
    assert len(check(Dataset([KOSOVO, *records]), select=["HST001"])) == 0


def test_citation_of_the_whole_is_flagged_once() -> None:
    """A remark in a citation that parts have from their event is flagged at the event alone."""
    citations = (Citation(source_id="page", note="The page is on Kosovo."),)
    part = Participation(id="a", event_id="e", organisation_id="kp", role=Role.HOST, citations=citations)
    dataset = Dataset([KOSOVO, attrs.evolve(event(), citations=citations), part])
    found = check(dataset, select=["HST001"])
    assert [(finding.record_id, finding.path) for finding in found] == [("e", ("citations", 0, "note"))]
    assert [finding.record_id for finding in check(dataset.without(dataset.events["e"]), select=["HST001"])] == ["a"]
    assert [finding.record_id for finding in check(Dataset([KOSOVO, event(), part]), select=["HST001"])] == ["a"]


@pytest.mark.parametrize("style", HouseStyle)
def test_styled_data_have_all_marks(style: HouseStyle) -> None:
    """What is written in a house style is silent."""
    dataset = Dataset([KOSOVO, police("Kosovo Police")])
    assert len(check(in_house_style(dataset, style), select=["HST001"])) == 0


def test_place_beside_the_data_counts() -> None:
    """A footnoted place that is known from elsewhere is looked for in the data, and is not itself looked at."""
    beside = Dataset([attrs.evolve(KOSOVO, name="Kosovo")])
    assert [it.record_id for it in check(Dataset([police("Kosovo Police")]), beside=beside, select=["HST"])] == ["kp"]


def mended(*records: Record) -> tuple[Record, ...] | None:
    """Return what the fix of the only finding replaces; None where it has no fix."""
    (finding,) = check(Dataset([KOSOVO, *records]), select=["HST001"])
    if finding.fix is None:
        return None
    assert (finding.fix.says, finding.fix.removals) == ("write * behind the name", ())
    return finding.fix.replacements


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("Kosovo Police", "Kosovo* Police"),
        ("Police of Kosovo", "Police of Kosovo*"),
        ("Kosovo's (Kosovo) and Kosovo* KOSOVO", "Kosovo*'s (Kosovo*) and Kosovo* KOSOVO*"),
        ("Kosovar Kosovo, see www.example.org/Kosovo", "Kosovar Kosovo*, see www.example.org/Kosovo"),
    ],
)
def test_fix_writes_the_mark_behind_each_bare_name(name: str, marked: str) -> None:
    """The fix marks every bare name of the text and nothing else, and leaves nothing to find."""
    assert mended(police(name)) == (police(marked),)
    assert len(check(Dataset([KOSOVO, police(marked)]), select=["HST"])) == 0


def test_fix_reaches_into_values_and_their_citations() -> None:
    """One of the other names is marked in its place, and the citations that name it go on naming it."""
    names = (Name(text="KP"), Name(text="Kosovo Service", language="en"))
    citation = Citation(source_id="page", fields=("name", "other_names.Kosovo Service"))
    record = attrs.evolve(police("Police"), other_names=names, citations=(citation,))
    after = attrs.evolve(
        record,
        other_names=(names[0], attrs.evolve(names[1], text="Kosovo* Service")),
        citations=(attrs.evolve(citation, fields=("name", "other_names.Kosovo* Service")),),
    )
    assert mended(record) == (after,)


def test_fix_of_a_remark_in_a_citation() -> None:
    """A citation of this record alone is marked; one that its parts have too is left, and so is its fix."""
    citations = (Citation(source_id="other"), Citation(source_id="page", note="The page is on Kosovo."))
    marked = (citations[0], attrs.evolve(citations[1], note="The page is on Kosovo*."))
    whole = attrs.evolve(event(), citations=citations)
    assert mended(whole) == (attrs.evolve(event(), citations=marked),)
    part = Participation(id="a", event_id="e", organisation_id="kp", role=Role.HOST)
    assert mended(whole, part) == (attrs.evolve(event(), citations=marked),)
    assert mended(whole, attrs.evolve(part, citations=citations[1:])) is None
    titled = attrs.evolve(whole, title="Kosovo", citations=citations[:1])
    assert mended(titled, attrs.evolve(part, citations=citations[:1])) == (attrs.evolve(titled, title="Kosovo*"),)


def test_no_fix_where_a_list_would_repeat_a_name() -> None:
    """Where the marked name is there already, somebody must decide what becomes of the other."""
    names = (Name(text="Kosovo Service", language="en"), Name(text="Kosovo* Service"))
    assert mended(attrs.evolve(police("Police"), other_names=names)) is None


def test_no_fix_where_the_field_has_no_room() -> None:
    """A text that has the greatest length already cannot take a mark."""
    longest = f"{'x' * 1_993} Kosovo"
    assert mended(Topic(id="t", label=longest)) is None


@pytest.mark.parametrize(
    ("footnotes", "message"),
    [
        ((), "'XK' is a user-assigned code, with no footnote for un and eu"),
        ((UN,), "'XK' is a user-assigned code, with no footnote for eu"),
        ((EU,), "'XK' is a user-assigned code, with no footnote for un"),
    ],
)
def test_missing_footnotes_are_flagged(footnotes: tuple[Footnote, ...], message: str) -> None:
    """A jurisdiction with a user-assigned code is flagged once, with each style for which it has no footnote."""
    (finding,) = check(Dataset([attrs.evolve(KOSOVO, footnotes=footnotes)]), select=["HST002"])
    assert (finding.message, finding.path) == (message, ("footnotes",))


@pytest.mark.parametrize(
    "place",
    [
        KOSOVO,
        Place(id="al", name="Albania", kind=PlaceKind.JURISDICTION, iso_code="AL"),
        Place(id="x", name="Somewhere", kind=PlaceKind.JURISDICTION),
        Place(id="xk-10", name="Pristina", kind=PlaceKind.CITY, iso_code="XK-10"),
    ],
    ids=lambda place: place.id,
)
def test_other_places_need_no_footnote(place: Place) -> None:
    """A jurisdiction with all footnotes, with a code of its own or without any, and a city are silent."""
    assert len(check(Dataset([place]), select=["HST002"])) == 0


@pytest.mark.parametrize(
    ("name", "flagged"),
    [
        ("Kosovo* Police", True),
        ("Police of Kosovo*", True),
        ("Kosovo** Police", False),
        ("Kosovo Police", False),
        ("a* b", False),
        ("Police 5*", False),
        ("K*osovo", False),
    ],
)
def test_mark_without_footnote_is_flagged(name: str, *, flagged: bool) -> None:
    """A marked name of which no place has a footnote is flagged once, without being shown; other asterisks are not."""
    findings = [(it.record_id, it.path) for it in check(Dataset([police(name)]), select=["HST003"])]
    assert findings == ([("kp", ("name",))] if flagged else [])
    assert list(check(Dataset([KOSOVO, police(name)]), select=["HST003"])) == []


def test_marks_of_every_text_are_looked_at() -> None:
    """A text without a mark does not end the search."""
    record = attrs.evolve(police("Police"), other_names=(Name(text="Kosovo* Police", language="en"),))
    (finding,) = check(Dataset([record]), select=["HST003"])
    assert finding.path == ("other_names", 0, "text")


def test_mark_of_another_place_is_flagged_beside_a_footnoted_one() -> None:
    """A footnote of one place is none of another."""
    (finding,) = check(Dataset([KOSOVO, police("Kosovo* and Elsewhere* Police")]), select=["HST003"])
    assert (finding.record_id, finding.path) == ("kp", ("name",))


def test_mark_of_a_jurisdiction_that_lacks_its_footnotes_is_left_to_the_other_rule() -> None:
    """One fault is one finding: the jurisdiction without footnotes is reported, and no text that names it."""
    bare = Place(id="xk", name="Kosovo*", kind=PlaceKind.JURISDICTION, iso_code="XK")
    findings = check(Dataset([bare, police("Kosovo* Police")]), select=["HST"])
    assert [(finding.code, finding.record_id) for finding in findings] == [("HST002", "xk")]


@pytest.mark.parametrize(
    "bare",
    [
        Place(id="xk", name="Kosovo*", kind=PlaceKind.JURISDICTION),
        Place(id="xk", name="Kosovo*", kind=PlaceKind.REGION),
    ],
)
def test_mark_of_a_place_without_such_a_code_is_flagged(bare: Place) -> None:
    """Where HST002 asks for no footnote, a marked name of the place itself is flagged."""
    (finding,) = check(Dataset([bare]), select=["HST"])
    assert (finding.code, finding.record_id, finding.path) == ("HST003", "xk", ("name",))
