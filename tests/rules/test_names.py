from __future__ import annotations

from typing import Final

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model import reference
from seesac_model.dataset import Dataset
from seesac_model.model import (
    Affiliation,
    Attendance,
    Citation,
    DateSpan,
    Document,
    DocumentKind,
    DocumentStage,
    DocumentStageKind,
    EventSeries,
    FrameworkKind,
    Funding,
    Mandate,
    MandateRelation,
    Name,
    NameKind,
    Observation,
    Organisation,
    OrganisationKind,
    Outcome,
    OutcomeKind,
    Panel,
    PanelFormat,
    Participation,
    Person,
    Place,
    PlaceKind,
    PolicyFramework,
    Record,
    Role,
    Statement,
    Subject,
    Topic,
    Treatment,
)
from seesac_model.rules import Finding, check
from tests.rules.records import event, span

# Letters that look like the Latin A, E, a and o.
A, E, SMALL_A = "\u0410\u0415\u0430"
GREEK_O: Final = "\u03bf"
SMALL_NAMES: Final = st.text("abcdefgxyz -", min_size=1, max_size=20).map(str.strip).filter(bool)


def place(
    name: str = "Tirana", *other_names: Name, record_id: str = "p", citations: tuple[Citation, ...] = ()
) -> Place:
    """Return a city."""
    return Place(id=record_id, name=name, kind=PlaceKind.CITY, other_names=other_names, citations=citations)


def found(code: str, *records: Record) -> list[Finding]:
    """Return the findings of one rule."""
    return list(check(Dataset(records), select=[code]))


def mended(code: str, *records: Record) -> Record | None:
    """Return what the fix of the only finding makes of the record."""
    (finding,) = found(code, *records)
    if finding.fix is None:
        return None
    (record,) = finding.fix.replacements
    return record


# ------------------------------------------------------------------------------------------------------------- NAM001


def test_mixed_word_is_flagged() -> None:
    """A word of two scripts is flagged at the name, without being shown, and written in the script of most letters."""
    (finding,) = found("NAM001", place(f"Tir{SMALL_A}na"))
    assert (finding.record_id, finding.path, finding.message, finding.hint, finding.related) == (
        "p",
        ("name",),
        "a word of the name mixes Latin and Cyrillic: U+0430 is Cyrillic",
        "write each word in one script",
        (),
    )
    assert finding.fix is not None
    assert (finding.fix.says, finding.fix.replacements) == ("write the word in one script", (place("Tirana"),))


def test_first_of_two_mixed_words_is_told() -> None:
    """One name is one finding, which speaks of its first mixed word."""
    (finding,) = found("NAM001", place(f"Tir{SMALL_A}na {E}xit"))
    assert finding.message == "a word of the name mixes Latin and Cyrillic: U+0430 is Cyrillic"


MIXED: Final = f"B{SMALL_A}r"
NAMED: Final[dict[str, Record]] = {
    "name": Person(id="x", name=MIXED),
    "given_name": Person(id="x", name="Bar", given_name=MIXED),
    "family_name": Person(id="x", name="Bar", family_name=MIXED),
    "organisation": Organisation(id="x", name=MIXED, kind=OrganisationKind.POLICE),
    "label": Topic(id="x", label=MIXED),
    "event": attrs.evolve(event(), title=MIXED),
    "series": EventSeries(id="x", title=MIXED),
    "framework": PolicyFramework(id="x", title=MIXED, kind=FrameworkKind.LEGAL_ACT),
    "document": Document(id="x", title=MIXED, kind=DocumentKind.HANDBOOK),
    "panel": Panel(id="x", event_id="e", title=MIXED, format=PanelFormat.PANEL_DISCUSSION),
}


@pytest.mark.parametrize("record", NAMED.values(), ids=NAMED)
def test_names_titles_and_labels_of_all_kinds_are_looked_at(record: Record) -> None:
    """Each name of a person, and the name, title or label of everything that has one, is looked at, and mended."""
    (finding,) = found("NAM001", record)
    assert finding.path in {("name",), ("given_name",), ("family_name",), ("label",), ("title",)}
    assert finding.fix is not None
    assert getattr(finding.fix.replacements[0], str(finding.path[0])) == "Bar"


@pytest.mark.parametrize(
    "record",
    [
        Person(id="x", name="Bar", other_names=(Name(text="Bar 1"), Name(text=MIXED))),
        Organisation(id="x", name="B", kind=OrganisationKind.POLICE, other_names=(Name(text="C"), Name(text=MIXED))),
        Topic(id="x", label="B", other_names=(Name(text="C"), Name(text=MIXED))),
        attrs.evolve(event(), other_titles=(Name(text="C"), Name(text=MIXED))),
        Document(id="x", title="B", kind=DocumentKind.HANDBOOK, other_titles=(Name(text="C"), Name(text=MIXED))),
    ],
    ids=lambda record: record.collection(),
)
def test_other_names_are_looked_at(record: Record) -> None:
    """The path to one of the other names has its position."""
    (finding,) = found("NAM001", record)
    assert finding.path[1:] == (1, "text")
    assert finding.path[0] in {"other_names", "other_titles"}


@pytest.mark.parametrize(
    "name",
    [
        "Tirana",
        "Белград",
        "Αθήνα",
        "Čačak",
        f"SEESAC-{SMALL_A}",
        "ЕУ-Western",
        "UNODC Београд Αθήνα",
        "SEESAC2023а",
        "Zürich ვანი",
    ],
)
def test_words_of_one_script_are_silent(name: str) -> None:
    """Each word may be in a script of its own, also behind a hyphen, an underscore or a digit."""
    assert found("NAM001", place(name)) == []


def test_spelling_kept_as_printed_is_silent() -> None:
    """What a source printed stays as it is."""
    assert found("NAM001", place("Bar", Name(text=MIXED, kind=NameKind.AS_PRINTED))) == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (f"S{E}{E}SAC", "SEESAC"),
        (f"SEESAC S{E}ESAC", "SEESAC SEESAC"),
        ("Бeоград", "Београд"),
        ("Beоgrаd", "Beograd"),
        ("Αθήνa", None),
        ("ΑΘHNA", None),
        ("ΑΘHΝΑ", "ΑΘΗΝΑ"),
        (f"B{GREEK_O}r", "Bor"),
        ("Београ\u03bf", "Београо"),
        ("\u0391\u0398\u0397\u041d", "\u0391\u0398\u0397\u0397"),
        ("Brиba", None),
        (f"{A}B", None),
        (f"{A}B Belgrade", None),
        ("ТЕA in Latin letters", None),
        ("ТЕA чај", "ТЕА чај"),
        ("SEESAС Канцеларија", None),
        ("Tirаna Канцеларија", "Tirana Канцеларија"),
        (f"Tir{SMALL_A}na {A}B", None),
        ("Мариʼaна", "Мариʼана"),
        ("Be\u0301оgrad", "Be\u0301ograd"),
    ],
)
def test_mend_of_a_mixed_word(name: str, written: str | None) -> None:
    """A word is written in the script of most letters if all others look alike and something says which is meant."""
    record = mended("NAM001", place(name))
    assert record == (None if written is None else place(written))


def test_mend_keeps_citations_of_the_entry() -> None:
    """A citation that names the entry goes on naming it; those of other entries and fields stay as they are."""
    citations = (
        Citation(source_id="s", fields=(f"other_names.{MIXED}", "name", "other_names.B")),
        Citation(source_id="t"),
    )
    record = mended("NAM001", place("A", Name(text=MIXED, language="sq"), Name(text="B"), citations=citations))
    after = (attrs.evolve(citations[0], fields=("other_names.Bar", "name", "other_names.B")), citations[1])
    assert record == place("A", Name(text="Bar", language="sq"), Name(text="B"), citations=after)


def test_mend_that_would_repeat_an_entry_is_not_proposed() -> None:
    """Two entries that would become one are left to somebody who looks at them."""
    assert mended("NAM001", place("A", Name(text=MIXED), Name(text="Bar", language="sq"))) is None


def test_mend_of_one_of_two_like_entries_is_not_proposed() -> None:
    """A citation that names two entries of one text could not follow one of them."""
    findings = found("NAM001", place("A", Name(text=MIXED), Name(text=MIXED, language="sq")))
    assert [finding.fix for finding in findings] == [None, None]


@given(SMALL_NAMES, st.integers(0, 19))
def test_one_swapped_letter_is_found_and_mended(name: str, position: int) -> None:
    """A Latin word of three letters or more with one Cyrillic look-alike is mended to what it was."""
    name = f"{name} wag"
    swapped = f"{name[:-2]}{SMALL_A}{name[-1]}"
    assert found("NAM001", place(name)) == []
    assert mended("NAM001", place(swapped)) == place(name)
    assert found("NAM001", place(name[: position + 1])) == []


# ------------------------------------------------------------------------------------------------------------- NAM002

FORMER: Final = "former Yugoslav Republic of Macedonia"


def macedonia(
    *, during: str | None = "../2019-02", kind: NameKind | None = NameKind.FORMER, text: str = FORMER
) -> Place:
    """Return a place that had another name."""
    name = Name(text=text, kind=kind, during=span(during))
    return place("North Macedonia", name, record_id="mk")


def titled(title: str, dates: str | None = "2021-05-11") -> Record:
    """Return an event with that title."""
    return attrs.evolve(event(dates=dates), title=title)


def test_former_name_after_its_time_is_flagged() -> None:
    """A name that was given up is flagged in a text of a later date, with its place and its time."""
    (finding,) = found("NAM002", macedonia(), titled(f"Visit to the {FORMER}"))
    assert (finding.record_id, finding.path, finding.message, finding.hint, finding.related) == (
        "e",
        ("title",),
        "the text has a name that 'mk' had in ../2019-02, and is of 2021-05-11",
        "write the name of that time, or correct the date",
        (("places", "mk"),),
    )


@pytest.mark.parametrize(
    ("dates", "flagged"),
    [
        ("2019-02", False),
        ("2019-02-28", False),
        ("2019-03-01", True),
        ("2019", False),
        ("2020", True),
        ("2018", False),
        ("2020?", False),
        ("2021-05/..", True),
        (None, False),
    ],
)
def test_only_certain_dates_count(dates: str | None, *, flagged: bool) -> None:
    """The dates must certainly have no day in common with the time of the name."""
    assert bool(found("NAM002", macedonia(), titled(f"Visit to the {FORMER}", dates))) == flagged


def test_former_name_of_two_is_explained_by_one() -> None:
    """Where two had the former name, a text that gives the new name of one of them means that one."""
    other = place("Skopje Region", Name(text=FORMER, kind=NameKind.FORMER, during=DateSpan("../2019-02")))
    assert len(found("NAM002", macedonia(), other, titled(f"Visit to the {FORMER}"))) == 1
    assert found("NAM002", macedonia(), other, titled(f"North Macedonia, then the {FORMER}")) == []


def test_former_name_before_its_time_is_flagged() -> None:
    """A name that came and went is wrong before it came too."""
    mission = place(
        "Mission to Serbia", Name(text="Mission to Two", kind=NameKind.FORMER, during=DateSpan("2003/2006"))
    )
    assert len(found("NAM002", mission, titled("Meeting of the Mission to Two", "2002"))) == 1


@pytest.mark.parametrize(
    ("during", "kind", "flagged"),
    [
        ("../2019-02", None, True),
        ("../2019-02", NameKind.FORMER, True),
        ("../2019-02", NameKind.OFFICIAL, False),
        ("../2019-02", NameKind.AS_PRINTED, False),
        (None, NameKind.FORMER, False),
        ("2018", NameKind.FORMER, False),
        ("2018/2018", NameKind.FORMER, True),
        ("2023/..", None, False),
        ("2023/", NameKind.FORMER, False),
    ],
)
def test_only_names_that_were_given_up_count(during: str | None, kind: NameKind | None, *, flagged: bool) -> None:
    """The kind must not say otherwise, and the time must have an end; a date alone is no time."""
    assert bool(found("NAM002", macedonia(during=during, kind=kind), titled(f"Visit to the {FORMER}"))) == flagged


@pytest.mark.parametrize(
    ("title", "flagged"),
    [
        ("Visit to Macedonia", True),
        ("Macedonia's visit", True),
        ("VISIT TO MACEDONIA", True),
        ("Serbia–Macedonia meeting", True),
        ("Visit to North Macedonia", False),
        ("Visit to the Macedonian police", False),
        ("visit to macedonia", False),
        ("Macedonia, today North Macedonia", False),
        ("", False),
    ],
)
def test_names_are_found_as_words_of_their_own(title: str, *, flagged: bool) -> None:
    """A name counts in its spelling or in capitals, not inside of a longer name, nor beside another one."""
    title = title or "Visit"
    assert bool(found("NAM002", macedonia(text="Macedonia"), titled(title))) == flagged


def test_name_may_start_with_a_capital_letter() -> None:
    """At the start of a sentence a name begins with a capital letter."""
    assert len(found("NAM002", macedonia(), titled(f"F{FORMER[1:]} visited"))) == 1


def test_name_that_something_still_has_is_silent() -> None:
    """A name that is the usual name of another record says nothing wrong."""
    other = Topic(id="t", label="Macedonia")
    assert found("NAM002", macedonia(text="Macedonia"), other, titled("Visit to Macedonia")) == []


def test_longer_name_of_another_record_is_silent() -> None:
    """A former name inside of the name of a document is part of that name."""
    other = Document(id="d", title="Atlas of Macedonia", kind=DocumentKind.HANDBOOK)
    assert found("NAM002", macedonia(text="Macedonia"), other, titled("Atlas of Macedonia printed")) == []
    assert len(found("NAM002", macedonia(text="Macedonia"), other, titled("Atlas of Macedonia in Macedonia"))) == 1


def test_shorter_name_is_found_where_a_longer_one_does_not_fit() -> None:
    """A longer name that begins with the same word does not hide the shorter one."""
    other = Document(id="d", title="Macedonia and its neighbours", kind=DocumentKind.HANDBOOK)
    assert len(found("NAM002", macedonia(text="Macedonia"), other, titled("Macedonia and Albania"))) == 1
    assert found("NAM002", macedonia(text="Macedonia"), other, titled("Macedonia and its neighbours reprinted")) == []


def test_name_that_two_had_must_be_wrong_for_both() -> None:
    """Where two had a name, it is flagged only outside the times of both, with both; and each text once."""
    one = place("One", Name(text="Old", kind=NameKind.FORMER, during=DateSpan("2000/2005")), record_id="a")
    two = place("Two", Name(text="Old", kind=NameKind.FORMER, during=DateSpan("2004/2010")), record_id="b")
    assert found("NAM002", one, two, titled("Old and Old", "2008")) == []
    (finding,) = found("NAM002", one, two, titled("Old and Old", "2011"))
    assert finding.message == "the text has a name that 'a' had in 2000/2005, and is of 2011"
    assert finding.related == (("places", "a"), ("places", "b"))


def test_every_former_name_of_a_text_is_told() -> None:
    """Two former names of two places in one text are two findings."""
    other = place("Two", Name(text="Old", kind=NameKind.FORMER, during=DateSpan("2000/2005")))
    assert len(found("NAM002", macedonia(), other, titled(f"Old and the {FORMER}"))) == 2


TEXT: Final = f"The {FORMER}"
DATED: Final[dict[str, tuple[Record, tuple[str, ...]]]] = {
    "panel": (Panel(id="x", event_id="e", format=PanelFormat.PANEL_DISCUSSION, description=TEXT), ("description",)),
    "participation": (Participation(id="x", event_id="e", person_id="p", role=Role.HOST, wording=TEXT), ("wording",)),
    "attendance": (Attendance(id="x", event_id="e", description=TEXT), ("description",)),
    "statement": (Statement(id="x", event_id="e", person_id="p", gist=TEXT), ("gist",)),
    "subject": (
        Subject(id="x", event_id="e", topic_id="t", treatment=Treatment.DISCUSSED, wording=TEXT),
        ("wording",),
    ),
    "outcome": (Outcome(id="x", event_id="e", kind=OutcomeKind.CONCLUSION, text=TEXT), ("text",)),
    "mandate": (
        Mandate(id="x", event_id="e", framework_id="f", relation=MandateRelation.IMPLEMENTS, wording=TEXT),
        ("wording",),
    ),
    "funding": (Funding(id="x", event_id="e", purpose=TEXT), ("purpose",)),
    "observation": (Observation(id="x", event_id="e", measure=TEXT), ("measure",)),
    "stage": (
        DocumentStage(id="x", event_id="e", document_id="d", stage=DocumentStageKind.DRAFTED, wording=TEXT),
        ("wording",),
    ),
}


@pytest.mark.parametrize(("record", "path"), DATED.values(), ids=DATED)
def test_texts_of_what_belongs_to_an_event_have_its_date(record: Record, path: tuple[str, ...]) -> None:
    """What belongs to an event is of its date, and without the event or its date of none."""
    (finding,) = found("NAM002", macedonia(), event(dates="2021"), record)
    assert (finding.record_id, finding.path, finding.related) == ("x", path, (("places", "mk"), ("events", "e")))
    assert found("NAM002", macedonia(), event(dates="2018"), record) == []
    assert found("NAM002", macedonia(), event(), record) == []
    assert found("NAM002", macedonia(), record) == []


@pytest.mark.parametrize(
    ("record", "field"),
    [
        (DATED["panel"][0], "dates"),
        (DATED["statement"][0], "date"),
        (DATED["subject"][0], "date"),
        (DATED["funding"][0], "during"),
        (DATED["observation"][0], "period"),
        (DATED["stage"][0], "date"),
    ],
    ids=["panel", "statement", "subject", "funding", "observation", "stage"],
)
def test_own_date_counts_before_that_of_the_event(record: Record, field: str) -> None:
    """A record that is dated itself is of that date."""
    changed: Record = attrs.evolve(record, **{field: DateSpan("2018")})  # type: ignore[arg-type]  # a field of each
    assert found("NAM002", macedonia(), event(dates="2021"), changed) == []
    changed = attrs.evolve(record, **{field: DateSpan("2022")})  # type: ignore[arg-type]  # as above
    assert [it.related for it in found("NAM002", macedonia(), event(dates="2018"), changed)] == [(("places", "mk"),)]


def test_statement_at_no_event_has_its_date_alone() -> None:
    """A statement to the press is of its own date, and of none if it has none."""
    said = Statement(id="x", person_id="p", gist=TEXT)
    assert found("NAM002", macedonia(), said) == []
    assert len(found("NAM002", macedonia(), attrs.evolve(said, date=DateSpan("2021")))) == 1


@pytest.mark.parametrize(("held", "flagged"), [("2020/..", True), ("2017/2021", False), (None, False)])
def test_posts_have_the_time_for_which_they_were_held(held: str | None, *, flagged: bool) -> None:
    """The title of a post is looked at with the time of the post."""
    post = Affiliation(id="x", person_id="p", title=f"Minister of the {FORMER}", held=span(held))
    assert bool(found("NAM002", macedonia(), post)) == flagged


@pytest.mark.parametrize(
    "record",
    [
        attrs.evolve(event(dates="2021"), note=TEXT),
        attrs.evolve(event(dates="2021"), citations=(Citation(source_id="s", note=TEXT, quote=TEXT),)),
        attrs.evolve(event(dates="2021"), other_titles=(Name(text=TEXT, kind=NameKind.AS_PRINTED),)),
        Statement(id="x", person_id="p", gist="He spoke.", quote=TEXT, date=DateSpan("2021")),
    ],
    ids=["note", "citation", "as printed", "quotation"],
)
def test_remarks_and_words_of_others_are_silent(record: Record) -> None:
    """Remarks may speak of the past, and what others wrote stays as they wrote it."""
    assert found("NAM002", macedonia(), record) == []


def test_other_titles_are_looked_at() -> None:
    """Another title in English is the editors' own."""
    (finding,) = found("NAM002", macedonia(), attrs.evolve(event(dates="2021"), other_titles=(Name(text=TEXT),)))
    assert finding.path == ("other_titles", 0, "text")


@pytest.mark.parametrize(
    "owner",
    [
        Organisation(
            id="x",
            name="New",
            kind=OrganisationKind.POLICE,
            other_names=(Name(text="Old Name", kind=NameKind.FORMER, during=DateSpan("../2010")),),
        ),
        EventSeries(
            id="x",
            title="New",
            other_titles=(Name(text="Old Name", kind=NameKind.FORMER, during=DateSpan("../2010")),),
        ),
        PolicyFramework(
            id="x",
            title="New",
            kind=FrameworkKind.LEGAL_ACT,
            other_titles=(Name(text="Old Name", kind=NameKind.FORMER, during=DateSpan("../2010")),),
        ),
    ],
    ids=lambda record: record.collection(),
)
def test_bodies_series_and_frameworks_are_renamed_too(owner: Record) -> None:
    """A former name of a body, a series or a framework counts as one of a place does."""
    assert len(found("NAM002", owner, titled("Meeting of the Old Name"))) == 1
    assert found("NAM002", owner, titled("Meeting of the New, the Old Name")) == []


def test_name_without_a_word_is_never_found() -> None:
    """A former name of punctuation alone is in no text."""
    assert found("NAM002", macedonia(text="–"), titled("A – B")) == []


def test_former_names_of_the_reference_data_are_known() -> None:
    """The former names of North Macedonia are found in data beside the ready-made records."""
    dataset = Dataset([titled("Visit to the former Yugoslav Republic of Macedonia")])
    (finding,) = check(dataset, beside=reference.load(), select=["NAM002"])
    assert finding.related == (("places", "mk"),)


# ------------------------------------------------------------------------------------------------------------- NAM003


def test_name_in_another_script_is_flagged() -> None:
    """A name without a letter of the script that its tag demands is flagged at the tag."""
    (finding,) = found("NAM003", place("Belgrade", Name(text="B"), Name(text="Beograd", language="sr-Cyrl")))
    assert (finding.record_id, finding.path, finding.message, finding.hint, finding.related, finding.fix) == (
        "p",
        ("other_names", 1, "language"),
        "'sr-Cyrl' is written in Cyrl, and the name has no such letter",
        "correct the language tag, or say in the kind of the name that it is transliterated",
        (),
        None,
    )


@pytest.mark.parametrize(
    ("text", "language", "flagged"),
    [
        ("Београд", "sr-Cyrl", False),
        ("Beograd", "sr-Latn", False),
        ("Београд", "sr-Latn", True),
        ("Београд", "SR-LATN-RS", True),
        ("Beograd", "sr", False),
        ("Београд", "sr", False),
        ("Београд", "bs", False),
        ("Београд", "cnr", False),
        ("Београд", "bs-Latn", True),
        ("Београд", "zh-yue-Latn", True),
        ("Beograd", "zh-yue-abc-Cyrl", True),
        ("Beograd", "sr-1994", False),
        ("Skopje", "mk", True),
        ("Skopje", "mk-Latn", False),
        ("Скопје", "mk-MK", False),
        ("Sofia", "bg", True),
        ("Kyiv", "uk", True),
        ("Moskva", "ru", True),
        ("Minsk", "be", True),
        ("Athina", "el", True),
        ("Αθήνα", "el", False),
        ("Αθήνα", "en", True),
        ("Тирана", "sq", True),
        ("Загреб", "hr", True),
        ("Београд", "EN", True),
        ("თბილისი", "en", True),
        ("თბილისი", "ka", False),
        ("Tbilisi", "ka", False),
        ("Tbilisi", "ka-Geor", False),
        ("СЕЕСАК Beograd", "sr-Latn", False),
        ("2023", "mk", False),
        ("ʼ", "mk", False),
        ("SEESAC", "mk", False),
        ("SEESAC UNDP", "mk", True),
        ("1º", "es", False),
        ("Seesac", None, False),
        ("Seesac", "x-own", False),
    ],
)
def test_tags_and_scripts(text: str, language: str | None, *, flagged: bool) -> None:
    """Only a tag that demands a script, and a name without any letter of it, is flagged; acronyms are not."""
    assert bool(found("NAM003", place("Usual", Name(text=text, language=language)))) == flagged


@pytest.mark.parametrize("kind", [NameKind.TRANSLITERATED, NameKind.AS_PRINTED, NameKind.ACRONYM])
def test_spellings_of_others_are_silent(kind: NameKind) -> None:
    """Transliterations, printed spellings and acronyms may be in another script; other kinds may not."""
    name = Name(text="Skopje", language="mk", kind=kind)
    assert found("NAM003", place("Usual", name)) == []
    assert len(found("NAM003", place("Usual", attrs.evolve(name, kind=NameKind.NATIVE)))) == 1


def test_panels_have_no_other_titles() -> None:
    """A panel has a title alone, or none."""
    record = Panel(id="x", event_id="e", format=PanelFormat.PANEL_DISCUSSION)
    assert found("NAM", record) == []


# ------------------------------------------------------------------------------------------------------------- NAM004


def test_repeated_name_is_flagged() -> None:
    """An entry that is the usual name and says nothing of it is flagged, and the fix removes it."""
    (finding,) = found("NAM004", place("Tirana", Name(text="Tirona"), Name(text="Tirana")))
    assert (finding.record_id, finding.path, finding.message, finding.hint, finding.related) == (
        "p",
        ("other_names", 1),
        "the entry says nothing that the usual name or another entry does not say",
        "remove the entry, or say of which language or kind it is",
        (),
    )
    assert finding.fix is not None
    assert (finding.fix.says, finding.fix.replacements) == ("remove the entry", (place("Tirana", Name(text="Tirona")),))


BARE: Final = Name(text="A")
TAGGED: Final = Name(text="A", language="sq")
FULL: Final = Name(text="A", language="sq", kind=NameKind.NATIVE, during=DateSpan("2010/.."))


@pytest.mark.parametrize(
    ("usual", "names", "positions"),
    [
        ("A", (TAGGED,), []),
        ("A", (attrs.evolve(BARE, kind=NameKind.SHORT),), []),
        ("A", (attrs.evolve(BARE, during=DateSpan("2010/..")),), []),
        ("A", (BARE,), [0]),
        ("a", (BARE,), []),
        ("B", (BARE, BARE), [1]),
        ("B", (BARE, Name(text="C"), BARE, BARE), [2, 3]),
        ("B", (BARE, TAGGED), [0]),
        ("B", (TAGGED, BARE), [1]),
        ("B", (TAGGED, FULL), [0]),
        ("B", (FULL, FULL), [1]),
        ("B", (TAGGED, TAGGED, FULL), [0, 1]),
        ("B", (TAGGED, attrs.evolve(BARE, language="sr")), []),
        ("B", (TAGGED, attrs.evolve(BARE, kind=NameKind.NATIVE)), []),
        ("B", (attrs.evolve(BARE, during=DateSpan("2010/..")), FULL), [0]),
        ("B", (attrs.evolve(BARE, during=DateSpan("2011/..")), FULL), []),
        ("B", (attrs.evolve(BARE, kind=NameKind.SHORT), FULL), []),
        ("A", (BARE, TAGGED), [0]),
        ("A", (), []),
    ],
)
def test_which_entry_is_repeated(usual: str, names: tuple[Name, ...], positions: list[int]) -> None:
    """An entry is repeated if another says all that it says; of equal ones the first is kept."""
    assert [finding.path for finding in found("NAM004", place(usual, *names))] == [
        ("other_names", position) for position in positions
    ]


@pytest.mark.parametrize(
    ("names", "fields", "has_fix"),
    [
        ((Name(text="Tirana"),), ("other_names.Tirana",), False),
        ((Name(text="Tirana"),), ("other_names",), False),
        ((Name(text="Tirana"), Name(text="Tirona")), ("other_names",), True),
        ((Name(text="Tirana"), Name(text="Tirona")), ("other_names.Tirona",), True),
        ((Name(text="Tirana"), Name(text="Tirana", language="sq")), ("other_names.Tirana",), True),
        ((Name(text="Tirana"),), ("name",), True),
        ((Name(text="Tirana"),), (), True),
    ],
)
def test_cited_entry_is_not_removed(names: tuple[Name, ...], fields: tuple[str, ...], *, has_fix: bool) -> None:
    """There is no fix that would leave a citation without what it is for."""
    record = place("Tirana", *names, citations=(Citation(source_id="s", fields=fields),))
    (finding,) = found("NAM004", record)
    assert (finding.fix is not None) == has_fix


@pytest.mark.parametrize(
    "record",
    [
        Person(id="x", name="A", given_name="B", other_names=(Name(text="A"),)),
        Topic(id="x", label="A", other_names=(Name(text="A"),)),
        attrs.evolve(event(), title="A", other_titles=(Name(text="A"),)),
    ],
    ids=lambda record: record.collection(),
)
def test_repeats_of_all_kinds_are_flagged(record: Record) -> None:
    """The usual name is the name, label or title."""
    (finding,) = found("NAM004", record)
    assert finding.path in {("other_names", 0), ("other_titles", 0)}


@given(st.lists(SMALL_NAMES, unique=True, min_size=1, max_size=5))
def test_different_names_are_silent(names: list[str]) -> None:
    """Names that differ are no repeats, and a repeat of any is found once and mended by its fix."""
    record = place(names[0], *map(Name.parse, names[1:]))
    assert found("NAM004", record) == []
    repeated = attrs.evolve(record, other_names=(*record.other_names, Name(text=names[-1])))
    assert mended("NAM004", repeated) == record
