from __future__ import annotations

from decimal import Decimal

import attrs
import pytest

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Attendance,
    Basis,
    Citation,
    Event,
    EventKind,
    EventSeries,
    EventStatus,
    Extra,
    Indicator,
    Observation,
    ObservationStatus,
    Panel,
    PanelFormat,
    Place,
    PlaceKind,
    Record,
    Source,
    Statement,
    Topic,
)
from seesac_model.rules import Fix, check
from tests.rules.records import framework, span

PAGE = Source(id="page", title="Page")
PLAIN = Citation(source_id="page")


def event(*citations: Citation) -> Event:
    """Return an event with citations."""
    return Event(id="e", title="E", kind=EventKind.MEETING, status=EventStatus.HELD, citations=citations)


def panel(*citations: Citation) -> Panel:
    """Return a panel of the event."""
    return Panel(id="p", event_id="e", format=PanelFormat.OPENING, citations=citations)


def found(code: str, *records: Record) -> list[tuple[str, tuple[str | int, ...]]]:
    """Return the kinds and paths that a rule finds."""
    return [(finding.kind, finding.path) for finding in check(Dataset(records), select=[code])]


@pytest.mark.parametrize("name", ["dates", "title", "id", "note"])
def test_fields_of_the_record_are_silent(name: str) -> None:
    """A citation may name any field of its record."""
    assert found("SRC001", PAGE, event(Citation(source_id="page", fields=(name,)))) == []


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("dattes", "did you mean 'dates'?"),
        ("participations", "these are records of their own; cite the source there"),
        ("zzzz", "name a field of the record, or none"),
    ],
)
def test_unknown_field_is_flagged_with_advice(name: str, hint: str) -> None:
    """A field that the record does not have is flagged at its place, with what may have been meant."""
    dataset = Dataset([PAGE, event(PLAIN, Citation(source_id="page", fields=("dates", name)))])
    (finding,) = check(dataset, select=["SRC001"])
    assert (finding.json_path, finding.message, finding.hint) == (
        "$.citations[1].fields[1]",
        f"events have no field '{name}'",
        hint,
    )


@pytest.mark.parametrize(("name", "silent"), [("place_ids.tirana", True), ("place_ids.bar", False)])
def test_a_citation_of_an_entry_must_find_it(name: str, *, silent: bool) -> None:
    """An entry that is in the list may be cited; one that is not is flagged without being shown."""
    cited = attrs.evolve(event(Citation(source_id="page", fields=(name,))), place_ids=("tirana",))
    findings = [(it.message, it.hint) for it in check(Dataset([PAGE, cited]), select=["SRC001"])]
    hint = "name an entry as it stands in the list, or the field alone"
    assert findings == ([] if silent else [("'place_ids' has no such entry", hint)])


def test_record_without_citation_is_flagged() -> None:
    """A record that names no source is reported."""
    assert found("SRC002", event()) == [("events", ("citations",))]


@pytest.mark.parametrize(
    "record", [PAGE, Topic(id="war", label="war"), Place(id="tirana", name="Tirana", kind=PlaceKind.CITY)]
)
def test_sources_topics_and_places_need_no_citation(record: Record) -> None:
    """The evidence itself, the editors' words and what every atlas has are not reported."""
    assert found("SRC002", record) == []


def test_parts_of_a_record_without_citation_are_not_reported_again() -> None:
    """Where an event names no source, its panels are not reported beside it."""
    assert found("SRC002", event(), panel()) == [("events", ("citations",))]


def test_part_without_citation_of_a_record_with_one_is_flagged() -> None:
    """Where an event names a source, a panel that names none is reported."""
    assert found("SRC002", PAGE, event(PLAIN), panel()) == [("panels", ("citations",))]


def test_a_record_is_no_part_of_all_that_it_names() -> None:
    """An event of a series, and the series, each need a source of their own."""
    meeting = attrs.evolve(event(), series_id="s")
    assert found("SRC002", EventSeries(id="s", title="Meetings"), meeting) == [
        ("events", ("citations",)),
        ("series", ("citations",)),
    ]


def test_part_of_a_record_that_is_not_there_is_flagged() -> None:
    """A part whose whole is missing speaks for itself."""
    assert found("SRC002", panel()) == [("panels", ("citations",))]


def test_part_of_two_records_is_reported_if_both_have_sources() -> None:
    """A group in a panel is a part of the event and of the panel."""
    group = Attendance(id="a", event_id="e", panel_id="p", description="officers")
    assert found("SRC002", PAGE, event(PLAIN), panel(PLAIN), group) == [("attendances", ("citations",))]


@pytest.mark.parametrize("basis", [Basis.INFERRED, Basis.ESTIMATED])
def test_inference_without_note_is_flagged(basis: Basis) -> None:
    """What was inferred or estimated needs a note."""
    cited = Citation(source_id="page", fields=("dates",), basis=basis)
    assert found("SRC003", PAGE, event(PLAIN, cited)) == [("events", ("citations", 1))]


@pytest.mark.parametrize(
    "citation",
    [Citation(source_id="page", basis=Basis.INFERRED, note="from the weekday"), Citation(source_id="page")],
)
def test_inference_with_note_and_plain_statement_are_silent(citation: Citation) -> None:
    """A note says from what; what a source states needs none."""
    assert found("SRC003", PAGE, event(citation)) == []


def test_only_the_inference_without_a_note_is_flagged() -> None:
    """An inferred fact with a note beside one without is left alone."""
    noted = Citation(source_id="page", basis=Basis.INFERRED, note="from the weekday")
    assert found("SRC003", PAGE, event(noted, attrs.evolve(noted, note=None))) == [("events", ("citations", 1))]


def test_inherited_inference_is_reported_once() -> None:
    """A citation that a panel has from its event is reported at the event alone."""
    cited = Citation(source_id="page", basis=Basis.INFERRED)
    assert found("SRC003", PAGE, event(cited), panel(cited)) == [("events", ("citations", 0))]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ((), "the record is inferred from 'page', with no note"),
        (("dates",), "dates is inferred from 'page', with no note"),
        (("dates", "title"), "dates and title are inferred from 'page', with no note"),
    ],
)
def test_inference_says_of_what(fields: tuple[str, ...], message: str) -> None:
    """The message names the fields."""
    cited = Citation(source_id="page", fields=fields, basis=Basis.INFERRED)
    assert [entry.message for entry in check(Dataset([event(cited)]), select=["SRC003"])] == [message]


@pytest.mark.parametrize("known", [[PAGE], []])
def test_disagreement_is_reported_without_quoting_it(known: list[Source]) -> None:
    """What the other source says is not repeated; the finding leads to the source if it is there."""
    cited = Citation(source_id="page", fields=("dates", "title"), says_instead="29 October")
    (finding,) = check(Dataset([*known, event(PLAIN, cited)]), select=["SRC004"])
    assert (finding.message, finding.path, finding.related) == (
        "'page' says something else of dates, title, and no note says why",
        ("citations", 1, "says_instead"),
        tuple(("sources", source.id) for source in known),
    )


def test_explained_disagreement_is_silent() -> None:
    """A disagreement that somebody weighed is on record and no finding; nor is agreement."""
    weighed = Citation(source_id="page", fields=("dates",), says_instead="29 October", note="a later copy")
    assert found("SRC004", PAGE, event(PLAIN, weighed)) == []
    assert found("SRC004", PAGE, event(PLAIN)) == []


LONG = "реч " * 61


def statement(quote: str | None, *citations: Citation) -> Statement:
    """Return a statement with a quotation."""
    return Statement(id="s", event_id="e", person_id="p", gist="It works.", quote=quote, citations=citations)


def quoting(quote: str) -> Citation:
    """Return a citation with a quotation."""
    return Citation(source_id="page", quote=quote)


def test_long_quotation_of_a_citation_is_flagged_at_its_place() -> None:
    """A quotation of more than sixty words is flagged, whatever the script, and not repeated."""
    (finding,) = check(Dataset([PAGE, event(PLAIN, quoting(LONG))]), select=["SRC005"])
    assert (finding.path, finding.message, finding.hint, finding.related, finding.fix) == (
        ("citations", 1, "quote"),
        "the quotation has more than 60 words",
        "quote the words that support the fact, and leave out the others",
        (),
        None,
    )


@pytest.mark.parametrize(
    ("quote", "flagged"),
    [
        ("word " * 60, False),
        ("word " * 61, True),
        ("a " * 61, True),
        ("word - " * 60, False),
        ("14 " * 61, True),
        ("words, " * 61, True),
        ("x" * 100, False),
        (None, False),
    ],
)
def test_words_are_counted(quote: str | None, *, flagged: bool) -> None:
    """Sixty words are short enough, sixty-one are not; a dash is no word and a number is one."""
    assert found("SRC005", statement(quote)) == [("statements", ("quote",))] * flagged


def test_the_number_of_words_can_be_set() -> None:
    """Who sets the option decides how long a quotation may be."""
    dataset = Dataset([PAGE, event(quoting("one two three"))])
    messages = [
        [entry.message for entry in check(dataset, select=["SRC005"], options={"SRC005": {"most_words": most}})]
        for most in (2, 3)
    ]
    assert messages == [["the quotation has more than 2 words"], []]


def test_inherited_quotation_is_reported_once() -> None:
    """A quotation that a panel has from its event is reported at the event; one of its own at the panel."""
    own = Citation(source_id="page", fields=("format",), quote=LONG)
    assert found("SRC005", PAGE, event(quoting(LONG)), panel(quoting(LONG), own)) == [
        ("events", ("citations", 0, "quote")),
        ("panels", ("citations", 1, "quote")),
    ]


def test_only_the_long_quotations_of_a_record_are_flagged() -> None:
    """A short quotation beside a long one is left alone."""
    assert found("SRC005", PAGE, event(quoting("short"), quoting(LONG))) == [("events", ("citations", 1, "quote"))]


def source(published: str | None = None, retrieved: str | None = None) -> Source:
    """Return a source with its dates."""
    return Source(id="page", title="Page", published=span(published), retrieved=span(retrieved))


@pytest.mark.parametrize(
    ("dated", "silent"),
    [(source(), False), (source("2023"), True), (source(None, "2024-06-01"), True), (source("2023", "2024"), True)],
)
def test_source_needs_one_of_two_dates(dated: Source, *, silent: bool) -> None:
    """A source with neither date is worth a word; one with either is not."""
    expected = ("neither published nor retrieved is given", ("retrieved",), ())
    findings = [(entry.message, entry.path, entry.related) for entry in check(Dataset([dated]), select=["SRC006"])]
    assert findings == ([] if silent else [expected])


def test_repeated_citation_is_flagged_with_a_certain_fix() -> None:
    """Citations that say the same are reported once for a record, and the fix keeps each of them once, in order."""
    other = Citation(source_id="other")
    repeating = event(PLAIN, other, PLAIN, other)
    (finding,) = check(Dataset([PAGE, repeating]), select=["SRC007"])
    assert (finding.path, finding.message, finding.fix) == (
        ("citations", 2),
        "the citation of 'page' is repeated",
        Fix(says="remove citations that are repeated", replacements=(event(PLAIN, other),)),
    )


def test_citations_that_differ_are_silent() -> None:
    """Another field, place or note makes it another citation; none and one are no two."""
    others = [
        attrs.evolve(PLAIN, fields=("dates",)),
        attrs.evolve(PLAIN, locator="p. 2"),
        attrs.evolve(PLAIN, note="x"),
    ]
    assert found("SRC007", PAGE, event(PLAIN, *others)) == []
    assert found("SRC007", PAGE, event(PLAIN)) == []
    assert found("SRC007", event()) == []


def test_parts_that_inherit_a_repeated_citation_are_mended_along() -> None:
    """What a panel and a group in it have from the event is no fault of theirs, and one fix mends all of them."""
    group = Attendance(id="a", event_id="e", panel_id="p", description="officers", citations=(PLAIN, PLAIN))
    apart = Attendance(id="b", event_id="e", panel_id="p", description="officers", citations=(PLAIN,))
    (finding,) = check(Dataset([PAGE, event(PLAIN, PLAIN), panel(PLAIN, PLAIN), group, apart]), select=["SRC007"])
    assert finding.fix is not None
    assert (finding.kind, finding.fix.replacements) == (
        "events",
        (event(PLAIN), panel(PLAIN), attrs.evolve(group, citations=(PLAIN,))),
    )


def test_parts_of_parts_are_mended_along() -> None:
    """What a value has through its indicator from the framework is mended there."""
    twice = (PLAIN, PLAIN)
    indicator = Indicator(id="i", framework_id="act", title="Seizures", citations=twice)
    value = Observation(id="o", indicator_id="i", value=Decimal(1), status=ObservationStatus.DELIVERED, citations=twice)
    (finding,) = check(Dataset([PAGE, attrs.evolve(framework(), citations=twice), indicator, value]), select=["SRC007"])
    assert finding.fix is not None
    assert [record.id for record in finding.fix.replacements] == ["act", "i", "o"]


def test_only_what_parts_have_from_their_whole_is_mended_along() -> None:
    """A panel has no citations for fields of the event; a smaller event has citations of its own."""
    whole = event(PLAIN, PLAIN, Citation(source_id="page", fields=("dates",)))
    part = attrs.evolve(event(PLAIN, PLAIN), id="part", part_of_id="e")
    first, second = check(Dataset([PAGE, whole, panel(PLAIN, PLAIN), part]), select=["SRC007"])
    assert (first.fix, second.fix) != (None, None)
    assert [[record.id for record in it.fix.replacements] for it in (first, second) if it.fix] == [["e", "p"], ["part"]]


def test_mended_records_are_silent() -> None:
    """With the fix carried out nothing is left to report."""
    dataset = Dataset([PAGE, event(PLAIN, PLAIN), panel(PLAIN, PLAIN)])
    (finding,) = check(dataset, select=["SRC007"])
    assert finding.fix is not None
    mended = dataset.with_records(*finding.fix.replacements, replace=True)
    assert len(check(mended, select=["SRC007"])) == 0


def test_a_repeated_citation_of_fields_is_not_inherited() -> None:
    """A citation for a field stays with the record: its parts are not touched by the fix."""
    dates = Citation(source_id="page", fields=("dates",))
    (finding,) = check(Dataset([PAGE, event(PLAIN, dates, dates), panel(PLAIN)]), select=["SRC007"])
    assert finding.fix is not None
    assert finding.fix.replacements == (event(PLAIN, dates),)


def test_a_part_that_repeats_what_its_own_citations_say_is_flagged() -> None:
    """Citations that a panel has not from its event are its own fault; so are those from an event beside."""
    assert found("SRC007", PAGE, event(PLAIN), panel(PLAIN, PLAIN)) == [("panels", ("citations", 1))]
    report = check(Dataset([panel(PLAIN, PLAIN)]), select=["SRC007"], beside=Dataset([PAGE, event(PLAIN, PLAIN)]))
    assert [finding.kind for finding in report] == ["panels"]


@pytest.mark.parametrize(
    ("published", "retrieved", "flagged"),
    [
        ("2024-06-03", "2024-05-03", True),
        ("2024-06-03", "2024-06-01", True),
        ("2024-06-03", "2024-06-02", False),
        ("2024-06-03", "2024-06-03", False),
        ("2024-06-03", "2024-06-04", False),
        ("2024-06-03", "2024-06", False),
        ("2024-06", "2024-06-03", False),
        ("2024", "2023", False),
        ("2024", "2022", True),
        ("2024-06-03?", "2024-05-03", False),
        ("../2024-06-03", "2024-05-03", False),
        ("2024-06-03/..", "2024-05-03", True),
        ("2024-06-03", None, False),
        (None, "2024-05-03", False),
    ],
)
def test_source_read_before_publication(published: str | None, retrieved: str | None, *, flagged: bool) -> None:
    """What was certainly read more than a day before it was published is flagged; what may be in order is not."""
    report = check(Dataset([source(published, retrieved)]), select=["SRC008"])
    message = f"it was read on {retrieved}, and published on {published}"
    assert [(entry.message, entry.path) for entry in report] == [(message, ("retrieved",))] * flagged


def for_fields(*fields: str) -> Citation:
    """Return a citation for these fields."""
    return Citation(source_id="page", fields=fields)


def test_fields_that_no_citation_names_are_listed() -> None:
    """Where all citations name fields, those that are set and left out are reported together."""
    dated = attrs.evolve(event(for_fields("title"), for_fields("topic_ids")), dates=span("2023"), place_ids=("tirana",))
    (finding,) = check(Dataset([PAGE, dated]), select=["SRC009"])
    assert (finding.message, finding.path, finding.related) == (
        "no citation is for status, dates, place_ids",
        ("citations",),
        (),
    )


@pytest.mark.parametrize(
    "citations",
    [
        (),
        (PLAIN, for_fields("title")),
        (for_fields("title", "status"),),
        (for_fields("title"), for_fields("status")),
        (for_fields("title", "stattus"),),
    ],
)
def test_fields_that_are_cited_are_silent(citations: tuple[Citation, ...]) -> None:
    """No citation, one for all, or all fields named: nothing is left out; a misspelt field is for another rule."""
    noted = attrs.evolve(event(*citations), note="a remark", extra=Extra({"x-key": "1"}))
    assert found("SRC009", PAGE, noted) == []


def test_an_entry_counts_for_its_field() -> None:
    """Who cites a place of the event has cited its places."""
    placed = attrs.evolve(event(for_fields("title", "status", "place_ids.tirana")), place_ids=("tirana", "bar"))
    assert found("SRC009", placed) == []
    (finding,) = check(
        Dataset([attrs.evolve(placed, citations=(for_fields("title", "place_ids.bar"),))]), select=["SRC009"]
    )
    assert finding.message == "no citation is for status"


def test_a_long_text_needs_no_citation() -> None:
    """What a panel dealt with is told in the editors' words."""
    assert found("SRC009", attrs.evolve(panel(for_fields("format")), description="Tracing.")) == []


def test_the_owner_of_a_part_needs_no_citation() -> None:
    """That a panel is of its event is how it is stored, and not what a source says."""
    assert found("SRC009", panel(for_fields("format"))) == []


@pytest.mark.parametrize(
    "record",
    [
        attrs.evolve(PAGE, citations=(for_fields("url"),)),
        Topic(id="war", label="war", citations=(for_fields("broader_id"),)),
        Place(id="tirana", name="Tirana", kind=PlaceKind.CITY, citations=(for_fields("iso_code"),)),
    ],
)
def test_what_needs_no_source_needs_none_for_its_fields(record: Record) -> None:
    """Sources, topics and places are left alone."""
    assert found("SRC009", record) == []


def test_disagreements_that_are_both_explained_are_silent() -> None:
    """Two sources that say something else of one field, each with a note, are on record and no finding."""
    weighed = [
        Citation(source_id="page", fields=("dates",), says_instead=day, note="written later") for day in ("28", "29")
    ]
    assert found("SRC", attrs.evolve(PAGE, retrieved=span("2024")), event(PLAIN, *weighed)) == []
