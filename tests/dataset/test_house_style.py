from __future__ import annotations

import datetime as dt
import random
from collections.abc import Callable
from typing import Any, Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import (
    Dataset,
    FootnotedNames,
    MarkedFootnote,
    Mention,
    PlaceNames,
    display_texts,
    footnotes_for,
    in_house_style,
    name_on,
)
from seesac_model.dataset._display import with_display_texts
from seesac_model.errors import FaultCode, InvalidRecordError, InvalidValueError, SelectionError
from seesac_model.model import (
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    Footnote,
    HouseStyle,
    Name,
    NameKind,
    Organisation,
    OrganisationKind,
    Place,
    PlaceKind,
    Record,
    Source,
    Statement,
    Suppression,
    Topic,
    fields_of,
)
from tests.strategies.datasets import datasets

UN: Final = "In the context of Security Council resolution 1244 (1999)."
EU: Final = "Without prejudice to positions on status."
SIGNS: Final = "*†‡§"


def place(
    record_id: str, name: str, *other_names: Name, un: str | None = None, eu: str | None = None, note: str | None = None
) -> Place:
    """Return a jurisdiction with these footnotes."""
    texts = {HouseStyle.UN: un, HouseStyle.EU: eu}
    footnotes = tuple(Footnote(style=style, text=text) for style, text in texts.items() if text is not None)
    return Place(
        id=record_id,
        name=name,
        kind=PlaceKind.JURISDICTION,
        other_names=other_names,
        footnotes=footnotes,
        note=note,
    )


KOSOVO: Final = place(
    "xk", "Kosovo*", Name(text="Republic of Kosovo"), Name(text="Kosova", language="sq"), un=UN, eu=EU
)
ISLANDS: Final = place("fk", "Falkland Islands (Malvinas)", un="A dispute exists.")


def with_mentions(dataset: Dataset, numbers: random.Random) -> Dataset:
    """Return the dataset with names of places, marked and not, in many of its texts; and with the places."""
    names = ["Kosovo", "Kosovo*", "KOSOVO", "Kosovo’s", "Falkland Islands (Malvinas)", "Kosovo†", "Kosovar", "§"]

    def write(text: str) -> str:
        return f"{text} {numbers.choice(names)} {numbers.choice(names)}" if numbers.random() < 0.7 else text

    records = [with_display_texts(record, write) for record in dataset]
    return Dataset(records, suppressions=dataset.suppressions).with_records(KOSOVO, ISLANDS, replace=True)


def naming(dataset: st.SearchStrategy[Dataset]) -> st.SearchStrategy[Dataset]:
    """Draw a dataset whose texts name places with footnotes."""
    return st.builds(with_mentions, dataset, st.randoms(use_true_random=False))


def without_signs(record: Record) -> Record:
    """Return a record whose display texts have no marks, whose names stand once in a list, and without footnotes."""
    bare = with_display_texts(record, lambda text: text.translate(dict.fromkeys(map(ord, SIGNS))).strip() or "-")
    lists = [field.name for field in fields_of(type(bare)) if field.base is Name]
    once: dict[str, Any] = {name: tuple(dict.fromkeys(getattr(bare, name))) for name in lists}
    bare = attrs.evolve(bare, **once)
    return attrs.evolve(bare, footnotes=()) if isinstance(bare, Place) else bare


@given(naming(datasets()), st.sampled_from(HouseStyle))
def test_styling_is_idempotent(dataset: Dataset, style: HouseStyle) -> None:
    """A dataset that is in a house style is not changed by being put in it again."""
    styled = in_house_style(dataset, style)
    assert in_house_style(styled, style) == styled


@given(naming(datasets()), st.sampled_from(HouseStyle))
def test_styling_adds_marks_and_takes_footnotes_and_does_nothing_else(dataset: Dataset, style: HouseStyle) -> None:
    """Without marks and footnotes the styled dataset is the original: ids, references, dates, numbers, quotations."""
    styled = in_house_style(dataset, style)
    assert [without_signs(record) for record in styled] == [without_signs(record) for record in dataset]
    assert styled.suppressions == dataset.suppressions


@given(naming(datasets()), st.sampled_from(HouseStyle))
def test_every_name_in_a_styled_dataset_is_marked(dataset: Dataset, style: HouseStyle) -> None:
    """In no display text of a styled dataset does a name with a footnote lack the footnote's mark."""
    names = FootnotedNames(dataset, style)
    texts = [text for record in in_house_style(dataset, style) for _, text in display_texts(record)]
    mark_of = {place_id: note.mark for note in footnotes_for(dataset, style) for place_id in note.place_ids}
    assert [it for text in texts for it in names.mentions(text) if it.mark != mark_of[it.place_id]] == []


def test_names_that_stand_twice_stand_once() -> None:
    """Whether two names differed in a mark before or in nothing; what is left is the first."""
    names = (Name(text="Kosovo"), Name(text="Kosovo*"), Name(text="Kosova", language="sq"))
    topic = Topic(id="t", label="a", other_names=(*names, names[2]))
    styled = in_house_style(Dataset([KOSOVO, topic]), "un").topics["t"]
    assert styled.other_names == (names[1], names[2])


@given(naming(datasets()))
def test_styles_differ_in_footnotes_alone(dataset: Dataset) -> None:
    """Where each place has a footnote in both styles or in none, the two differ in the footnotes and nothing else."""
    both = (attrs.evolve(it, footnotes=KOSOVO.footnotes if it == KOSOVO else ()) for it in dataset.places)
    dataset = dataset.with_records(*both, replace=True)
    un, eu = in_house_style(dataset, "un"), in_house_style(dataset, "eu")
    assert {(change.kind, change.record_id, change.fields) for change in un.diff(eu).changed} == {
        ("places", "xk", ("footnotes",))
    }
    assert (un.places["xk"].footnotes, eu.places["xk"].footnotes) == (KOSOVO.footnotes[:1], KOSOVO.footnotes[1:])


@given(naming(datasets()), st.sampled_from(HouseStyle))
def test_where_a_record_was_read_is_kept(dataset: Dataset, style: HouseStyle) -> None:
    """A finding about a styled record still knows its file and line."""
    assert [record.origin for record in in_house_style(dataset, style)] == [record.origin for record in dataset]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kosovo", "Kosovo*"),
        ("Kosovo*", "Kosovo*"),
        ("Kosovo Police", "Kosovo* Police"),
        ("The Republic of Kosovo.", "The Republic of Kosovo*."),
        ("the Republic\nof  Kosovo", "the Republic\nof  Kosovo*"),
        ("Kosovo's customs", "Kosovo*'s customs"),
        ("Kosovo’s customs", "Kosovo*’s customs"),
        ("Kosovo*’s customs", "Kosovo*’s customs"),
        ("Kosovo’s* customs", "Kosovo’s* customs"),
        ("“Kosovo”*", "“Kosovo”*"),
        ("(Kosovo)", "(Kosovo*)"),
        ("Serbia/Kosovo, Kosovo-wide", "Serbia/Kosovo*, Kosovo*-wide"),
        ("KOSOVO POLICE", "KOSOVO* POLICE"),
        ("Kosovo. Then", "Kosovo*. Then"),
        ("Kosovo† and Kosovo**", "Kosovo* and Kosovo*"),
        ("Kosovar, kosovo, Kosovo_6, Kosova", "Kosovar, kosovo, Kosovo_6, Kosova"),
        (
            "see https://seesac.org/Kosovo/ and www.x.org/?q=Kosovo",
            "see https://seesac.org/Kosovo/ and www.x.org/?q=Kosovo",
        ),
        ("#Kosovo @Kosovo info@Kosovo Kosovo@x.org Kosovo.org", "#Kosovo @Kosovo info@Kosovo Kosovo@x.org Kosovo.org"),
        ("", ""),
    ],
)
def test_names_are_marked_as_words_of_their_own(text: str, expected: str) -> None:
    """A name is marked once, wherever it is a word; parts of words and of addresses are no names."""
    assert FootnotedNames(Dataset([KOSOVO]), "un").marked(text) == expected


def test_mentions_say_where_and_which() -> None:
    """Each mention has the place, the stretch of the name and its mark; the longest name counts."""
    names = PlaceNames([KOSOVO, place("al", "Albania")])
    assert names.mentions("Albania, Republic of Kosovo**") == (Mention("al", 0, 7, ""), Mention("xk", 9, 27, "**"))


def test_no_places_are_named_nowhere() -> None:
    """Without places, or with one whose name is nothing but a mark, there is nothing to find."""
    assert PlaceNames([]).mentions("Kosovo") == PlaceNames([place("x", "*")]).mentions("* Kosovo *") == ()


def test_of_two_places_with_one_name_the_first_counts() -> None:
    """Who shares a name is told apart by the order of the ids."""
    assert [it.place_id for it in PlaceNames([place("a", "Bar"), place("b", "Bar")]).mentions("Bar")] == ["a"]


def test_different_footnotes_have_different_marks() -> None:
    """Places that share a footnote share its mark; the others have marks of their own, in the order of the ids."""
    names = FootnotedNames(
        Dataset([place("a", "Ay*", un="1"), place("b", "Bee*", un="2"), place("c", "Sea", un="1")]), HouseStyle.UN
    )
    text, footnotes = names.styled("Bee*, Sea and Ay")
    assert text == "Bee**, Sea* and Ay*"
    assert footnotes == (MarkedFootnote("**", "2", ("b",)), MarkedFootnote("*", "1", ("a", "c")))
    assert [str(footnote) for footnote in footnotes] == ["** 2", "* 1"]


def test_marks_do_not_end() -> None:
    """However many footnotes there are, each has a mark of its own."""
    places = [place(f"p{number:02}", f"Place {number:02}", un=str(number)) for number in range(20)]
    marks = [note.mark for note in footnotes_for(Dataset(places), "un")]
    assert marks[:10] == ["*", "**", "†", "††", "‡", "‡‡", "§", "§§", "***", "****"]
    assert len(set(marks)) == 20


def test_footnotes_are_those_of_the_texts_in_the_order_of_need() -> None:
    """Only what a text names has its footnote, and first what is named first; names that are marked count as well."""
    dataset = Dataset([KOSOVO, ISLANDS])
    texts = ["Kosovo*", "Falkland Islands (Malvinas) and Kosovo"]
    assert [note.place_ids for note in footnotes_for(dataset, "un", texts=texts)] == [("xk",), ("fk",)]
    assert [note.place_ids for note in footnotes_for(dataset, "un", texts=reversed(texts))] == [("fk",), ("xk",)]
    assert footnotes_for(dataset, "un", texts=["Albania"]) == ()
    assert footnotes_for(dataset, "eu") == (MarkedFootnote("*", EU, ("xk",)),)


def test_one_text_is_no_list_of_texts() -> None:
    """A text is not taken for the list of its letters."""
    with pytest.raises(SelectionError, match="expected a list"):
        footnotes_for(Dataset([KOSOVO]), "un", texts="Kosovo")


def test_a_place_without_footnote_in_the_style_keeps_its_name() -> None:
    """What a publisher says nothing of is neither marked nor unmarked; the other publisher's footnote goes."""
    dataset = Dataset([ISLANDS, Topic(id="t", label="Falkland Islands (Malvinas)*")])
    styled = in_house_style(dataset, "eu")
    assert styled.places["fk"] == attrs.evolve(ISLANDS, footnotes=())
    assert styled.topics["t"].label == "Falkland Islands (Malvinas)*"


def test_quotations_and_printed_texts_are_not_marked() -> None:
    """Words of others stay word for word, and the editors' words beside them are marked."""
    dataset = Dataset(
        [
            KOSOVO,
            Source(id="page", title="Kosovo footnote", note="On Kosovo."),
            Statement(id="s", person_id="p", gist="Kosovo helps.", quote="We in Kosovo help."),
            Organisation(
                id="kp",
                name="Kosovo Police",
                kind=OrganisationKind.POLICE,
                other_names=(
                    Name(text="Kosovo Polic", kind=NameKind.AS_PRINTED),
                    Name(text="Kosovo Police Service", kind=NameKind.FORMER),
                ),
                citations=(
                    Citation(source_id="page", quote="Kosovo", locator="Kosovo", note="By the page on Kosovo."),
                ),
            ),
        ]
    )
    styled = in_house_style(dataset, "eu")
    changed = {
        (change.record_id, field): change.after for change in dataset.diff(styled).changed for field in change.fields
    }
    assert set(changed) == {
        ("page", "note"),
        ("xk", "footnotes"),
        ("xk", "other_names"),
        ("s", "gist"),
        ("kp", "name"),
        ("kp", "other_names"),
        ("kp", "citations"),
    }
    police = styled.organisations["kp"]
    assert [name.text for name in police.other_names] == ["Kosovo Polic", "Kosovo* Police Service"]
    assert police.citations == (
        Citation(source_id="page", quote="Kosovo", locator="Kosovo", note="By the page on Kosovo*."),
    )


def test_citations_follow_the_entries_that_they_name() -> None:
    """A citation of one name goes on naming it; one of a footnote that is gone is for the rest, or goes with it."""
    cited = attrs.evolve(
        KOSOVO,
        citations=(
            Citation(source_id="a", fields=("other_names.Republic of Kosovo", "footnotes.un")),
            Citation(source_id="b", fields=("name", "footnotes.eu")),
            Citation(source_id="c", fields=("footnotes.eu",)),
            Citation(source_id="d", fields=("footnotes",)),
            Citation(source_id="e"),
        ),
    )
    styled = in_house_style(Dataset([cited]), "un").places["xk"]
    assert [(citation.source_id, citation.fields) for citation in styled.citations] == [
        ("a", ("other_names.Republic of Kosovo*", "footnotes.un")),
        ("b", ("name",)),
        ("d", ("footnotes",)),
        ("e", ()),
    ]
    assert all(styled.has_field(name) for citation in styled.citations for name in citation.fields)


def test_text_that_has_no_room_for_a_mark_is_refused() -> None:
    """A title of the greatest length that names a place is an error, and nothing is cut."""
    title = f"Kosovo {'x' * 1_993}"
    event = Event(id="e", title=title, kind=EventKind.MEETING, status=EventStatus.HELD)
    with pytest.raises(InvalidRecordError):
        in_house_style(Dataset([KOSOVO, event]), "un")


def test_suppressions_are_not_for_print() -> None:
    """Why a finding was accepted stays as it was written."""
    suppression = Suppression(code="REF001", reason="Known in Kosovo.")
    assert in_house_style(Dataset([KOSOVO], suppressions=[suppression]), "un").suppressions == (suppression,)


@pytest.mark.parametrize(
    ("style", "code", "suggestion"),
    [
        ("UN", FaultCode.UNKNOWN_TERM, "did you mean 'un'?"),
        ("eus", FaultCode.UNKNOWN_TERM, "did you mean 'eu'?"),
        ("chicago style", FaultCode.UNKNOWN_TERM, None),
        (None, FaultCode.WRONG_TYPE, None),
        ([], FaultCode.WRONG_TYPE, None),
    ],
)
@pytest.mark.parametrize("ask", [in_house_style, footnotes_for, FootnotedNames])
def test_unknown_style_is_refused(
    ask: Callable[[Dataset, str], object], style: str, code: FaultCode, suggestion: str | None
) -> None:
    """A style that there is not is an error that lists those there are, and proposes the nearest."""
    with pytest.raises(InvalidValueError) as caught:
        ask(Dataset(), style)
    (fault,) = caught.value.faults
    assert (fault.code, fault.expected, fault.suggestion) == (code, "a house style: un or eu", suggestion)


MACEDONIA: Final = place(
    "mk",
    "North Macedonia",
    Name(text="Republic of North Macedonia", kind=NameKind.OFFICIAL, during=DateSpan("2019-02-12/..")),
    Name(text="Republika Makedonija", language="mk-Latn", kind=NameKind.FORMER, during=DateSpan("1991/2019-02-11")),
    Name(text="Macedonia", kind=NameKind.FORMER),
    Name(text="FYROM", during=DateSpan("1993-04-08/2019-02-11")),
)


@pytest.mark.parametrize(
    ("date", "expected"),
    [
        (dt.date(2018, 7, 10), "FYROM"),
        (dt.date(2019, 2, 11), "FYROM"),
        (dt.date(2019, 2, 12), "North Macedonia"),
        (DateSpan("2018"), "FYROM"),
        (DateSpan("2019"), "North Macedonia"),
        (DateSpan("2018-07-10?"), "North Macedonia"),
        (DateSpan("2019-02-10/2019-02-13"), "North Macedonia"),
        (DateSpan("1990"), "North Macedonia"),
    ],
)
def test_name_on_a_date_is_the_one_that_certainly_was_in_use(date: dt.date | DateSpan, expected: str) -> None:
    """A former name is given for dates that certainly lie in its time, and the usual name for all others."""
    assert name_on(MACEDONIA, date) == expected


@pytest.mark.parametrize("date", [dt.datetime(2018, 7, 10, tzinfo=dt.UTC), "2018-07-10", None])
def test_name_on_what_is_no_date_is_refused(date: object) -> None:
    """A moment, a text and nothing are no dates."""
    with pytest.raises(InvalidValueError):
        name_on(MACEDONIA, date)  # type: ignore[arg-type]  # that is the point


def test_a_raised_number_does_not_hide_a_name() -> None:
    """A note number behind a name is no letter of it; an accent is."""
    names = FootnotedNames(Dataset([KOSOVO]), "un")
    assert [names.marked(text) for text in ("Kosovo¹", "Kosovo\u0301")] == ["Kosovo*¹", "Kosovo\u0301"]


def test_names_that_become_one_are_kept_once() -> None:
    """A name that was typed with its mark and without is one name in print, and is cited once."""
    both = (Name(text="Kosovo P"), Name(text="Kosovo* P"))
    fields = ("other_names.Kosovo P", "other_names.Kosovo* P")
    cited = (Citation(source_id="page", fields=fields),)
    police = Organisation(id="p", name="Police", kind=OrganisationKind.POLICE, other_names=both, citations=cited)
    styled = in_house_style(Dataset([KOSOVO, police]), "un").organisations[police.id]
    assert styled.other_names == (Name(text="Kosovo* P"),)
    assert styled.citations == (Citation(source_id="page", fields=("other_names.Kosovo* P",)),)
