from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, cast

import attrs
import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import InvalidValueError, SelectionError
from seesac_model.model import (
    Answer,
    Attendance,
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventMode,
    EventStatus,
    Funding,
    Indicator,
    Mandate,
    Money,
    Name,
    Observation,
    Panel,
    PanelFormat,
    Participation,
    Person,
    Place,
    PlaceKind,
    Qualifier,
    Record,
    Role,
    Statement,
    Topic,
)
from seesac_model.query import (
    AllOf,
    Among,
    Answers,
    AnyOf,
    Condition,
    Definitely,
    FieldIs,
    FieldReference,
    IsSet,
    ListReference,
    Measures,
    Not,
    Possibly,
    Satisfies,
    Says,
    Unsaid,
    events,
    field,
    select,
)
from seesac_model.query.field_reference import field_name
from tests.query.asking import answered_at_once, answered_singly

CONFERENCE = Event(
    id="conference",
    title="Conference",
    kind=EventKind.CONFERENCE,
    status=EventStatus.HELD,
    dates=DateSpan("2023-02-14/2023-02-15"),
    mode=EventMode.ONLINE,
    topic_ids=("war",),
    citations=(Citation(source_id="page"),),
)
MEETING = Event(id="meeting", title="Meeting", kind=EventKind.MEETING, status=EventStatus.HELD, series_number=None)
WAR = Topic(id="war", label="War in Ukraine")
DATASET = Dataset(
    [
        CONFERENCE,
        MEETING,
        WAR,
        Panel(id="conference.1", event_id="conference", format=PanelFormat.SESSION, title="Opening"),
        Panel(id="meeting.1", event_id="meeting", format=PanelFormat.SESSION),
    ]
)


def found(condition: Condition, record: Record) -> Answer:
    """Ask a condition of a record."""
    return condition.matches(record, DATASET)


def test_field_is_taken_from_its_class() -> None:
    """A field that is an attribute of its class knows its name, the class, and whether it holds a list."""
    assert field(Event.kind) == FieldReference("kind", Event)
    assert field(Event.topic_ids) == ListReference("topic_ids", Event)
    assert str(field(Event.kind)) == "kind"


def test_inherited_field_is_one_of_every_record() -> None:
    """A field that every record has is taken from the base of all, and can be asked of any kind."""
    assert (field(Event.note).owner, field(Event.citations).owner, field(Event.id).owner) == (Record, Record, Record)
    for name in ("note", "citations", "id"):
        field(getattr(Event, name)).check(Panel)
    assert events(DATASET).where(field(Event.id).is_(CONFERENCE)).ids == ("conference",)
    assert events(DATASET).where(field(Event.citations).is_set()).ids == ("conference",)


@pytest.mark.parametrize(
    ("given", "message"),
    [
        (3, "found the number 3, expected a field of a record, such as Event.kind, or its name"),
        (Event.collection, "expected a field of a record"),
        (DateSpan.text, "expected a field of a record"),
        ("Border conference", "expected a field of a record"),
        (Event.origin, "Event has no field 'origin'"),
    ],
)
def test_what_is_no_field_is_refused(given: Any, message: str) -> None:  # noqa: ANN401
    """What is no field of a record, or no part of the data, is a SelectionError that repeats no text."""
    with pytest.raises(SelectionError) as caught:
        field(given)
    assert message.replace("Event has", "Record has") in str(caught.value)
    assert "Border" not in str(caught.value)


def test_name_is_checked_when_a_kind_is_asked() -> None:
    """A field given by name is looked for when a kind of record is asked, and the error proposes the nearest."""
    with pytest.raises(SelectionError, match="Event has no field 'knd'; did you mean 'kind'"):
        events(DATASET).where(field("knd").is_("meeting"))
    assert events(DATASET).where(field("kind").is_("meeting")).ids == ("meeting",)


def test_reference_is_to_a_field_of_the_kind() -> None:
    """A field of another class is none of a kind of record, also where they have the same name."""
    assert field_name(Event, Event.dates) == field_name(Event, "dates") == field_name(Event, field("dates")) == "dates"
    with pytest.raises(SelectionError, match=r"found Panel.dates, expected a field of Event"):
        field_name(Event, Panel.dates)


@pytest.mark.parametrize(
    ("reference", "values"),
    [
        (field(Event.kind), ("conference", EventKind.CONFERENCE)),
        (field(Event.dates), ("2023-02-14/2023-02-15", DateSpan("2023-02-14/2023-02-15"))),
        (field(Event.topic_ids), ("war", WAR)),
        (field(Indicator.target), (10, Decimal(10))),
        (field(Event.dates), (dt.date(2023, 2, 14), "2023-02-14")),
        (field(Funding.amount), ("EUR 4 million", Money(amount=Decimal(4_000_000), currency="EUR"))),
        (field(Person.other_names), ("Ana", Name(text="Ana"))),
        (field(Person.name), ("Zoe\u0308", "Zo\u00eb")),
    ],
)
def test_value_is_given_as_text_or_as_what_it_is(reference: FieldReference[Any], values: tuple[Any, Any]) -> None:
    """A text that parses, a record or its id, and the value itself ask for the same."""
    assert reference.is_(values[0]) == reference.is_(values[1])


@pytest.mark.parametrize(
    ("reference", "name", "message"),
    [
        (
            field(Statement.person_id),
            "Gunnar Strömmer",
            "the id of one of people, or the record; dataset.find(Person, …)",
        ),
        (field(Event.topic_ids), "War in Ukraine", "the id of one of topics, or the record; dataset.find(Topic, …)"),
        (field(Participation.person_id), "x" * 129, "the id of one of people, or the record"),
        (field(Event.id), "Customs Conference", "found text of 18 characters for id, expected an id; dataset.find(…)"),
    ],
)
def test_a_name_is_no_id(reference: FieldReference[Any], name: str, message: str) -> None:
    """A field that refers to records is not asked for a name, which no record could ever have there."""
    with pytest.raises(SelectionError) as caught:
        reference.is_(name)
    assert message in str(caught.value)
    assert name not in str(caught.value)


def test_records_without_names_are_given_by_id() -> None:
    """Where records have no names, the error proposes no search for them."""
    with pytest.raises(SelectionError) as caught:
        field(Mandate.goal_ids).includes("Goal One")
    assert str(caught.value).endswith("expected the id of one of goals, or the record")


def test_an_id_that_the_dataset_lacks_can_be_asked_for() -> None:
    """Records may refer to what is not there, and are found by that."""
    lost = Participation(id="p", event_id="gone", person_id="ana", role=Role.SPEAKER)
    found = select(Dataset([lost]), Participation).where(field(Participation.event_id).is_(" gone "))
    assert found.ids == ("p",)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: field(Event.kind).is_(cast("Any", 3)), "expected one of"),
        (lambda: field(Event.kind).is_("confrence"), "did you mean 'conference'?"),
        (lambda: field(Event.dates).is_("14.02.2023"), "expected a date as EDTF writes it"),
    ],
)
def test_word_that_does_not_exist_is_an_invalid_value(ask: Any, message: str) -> None:  # noqa: ANN401
    """A word that the vocabulary has not, and a text that is no date, are InvalidValueErrors with what is near."""
    with pytest.raises(InvalidValueError) as caught:
        ask()
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: field(Event.series_number).is_("3"), "Event.series_number holds int, and text of 1 character is none"),
        (lambda: field(Event.series_number).is_(cast("Any", bool(1))), "holds int, and"),
        (lambda: field(Event.topic_ids).is_in(cast("Any", ["war", "customs"])), "write is_in(*values) for several"),
        (
            lambda: field(Event.topic_ids).includes(CONFERENCE),
            "one of events, 'conference', which Event.topic_ids does",
        ),
        (lambda: field(Event.kind).is_(WAR), "which Event.kind does not refer to"),
        (lambda: ListReference[Any]("kind", Event).includes("forum"), "Event.kind holds no list"),
        (lambda: cast("Any", field(Event.kind)).at_least(3), "Event.kind holds no number"),
        (lambda: cast("Any", field(Event.kind)).overlaps("2021"), "Event.kind holds no dates"),
        (lambda: field(Event.dates).between(cast("Any", None), cast("Any", None)), "neither a start nor an end"),
        (
            lambda: field(Event.series_number).between(cast("Any", None), cast("Any", None)),
            "neither a start nor an end",
        ),
        (lambda: field(Event.series_number).between(3, 2), "found bounds from 3 to 2, expected the lesser one first"),
        (lambda: field(Event.series_number).at_least(float("nan")), "expected an exact number"),
        (lambda: field(Event.series_number).at_least(True), "expected an exact number"),  # noqa: FBT003
        (lambda: field(Event.series_number).at_least(cast("Any", "EUR 3")), "is compared with a number"),
        (
            lambda: field(Event.series_number).at_least(cast("Any", "three")),
            "found text of 5 characters, and Event.series_number is compared with a number, such as 100",
        ),
        (lambda: field(Event.series_number).at_most(cast("Any", "3")), "is compared with a number, such as 100"),
        (lambda: field(Event.series_number).between(1, cast("Any", "3")), "is compared with a number, such as 100"),
        (
            lambda: field(Attendance.headcount).at_least(cast("Any", "over 50")),
            "found text of 7 characters, and Attendance.headcount is compared with a number, such as 100",
        ),
        (lambda: cast("Any", field(Event.kind)).at_least("forum"), "Event.kind holds no number"),
        (lambda: field(Funding.amount).at_least(cast("Any", 3)), "Funding.amount is compared with an amount of money"),
        (lambda: field(Funding.amount).at_least("about EUR 3"), "expected an exact number"),
        (lambda: field(Funding.amount).between("EUR 3", "USD 4"), "found bounds in two currencies, expected one"),
        (lambda: field(Event.title).says(cast("Any", 3)), "found the number 3, expected text"),
        (lambda: field(Event.title).says("…"), "found a text without words"),
        (lambda: field(Event.series_id).says("seefen"), "Event.series_id holds no text"),
        (lambda: cast("Any", field(Event.dates)).says("2023"), "Event.dates holds no text"),
        (lambda: field(Event.title).is_one_with(AllOf(())), "Event.title refers to no record"),
        (lambda: field(Panel.event_id).is_one_with(field(Topic.label).says("war")), "Event has no field 'label'"),
        (lambda: events(DATASET).where(IsSet("dats")), "Event has no field 'dats'; did you mean 'dates'?"),
        (lambda: events(DATASET).where(Measures("dats", None, None)), "Event has no field 'dats'"),
        (lambda: events(DATASET).where(Says("dats", "x")), "Event has no field 'dats'"),
        (
            lambda: events(DATASET).where(FieldIs("series_id", [3])),
            "found the number 3 for series_id, expected the id of one of series",
        ),
        (
            lambda: events(DATASET).where(field("series_id").is_("SEEFEN meetings")),
            "found text of 15 characters for series_id, expected the id of one of series",
        ),
    ],
)
def test_what_a_field_cannot_be_asked_is_refused_at_once(ask: Any, message: str) -> None:  # noqa: ANN401
    """What does not fit a field is a SelectionError before anything is looked up."""
    with pytest.raises(SelectionError) as caught:
        ask()
    assert message in str(caught.value)


def test_conditions_read_like_sentences() -> None:
    """Conditions print as what they ask."""
    one = field(Event.dates).between("2021", "2023-06") & ~field(Event.mode).is_("online")
    assert str(one) == "dates overlap 2021/2023-06 and not mode is 'online'"
    assert str(field(Event.dates).at_least("2021")) == "dates overlap 2021/.."
    assert str(field(Event.dates).at_most(dt.date(2021, 2, 3))) == "dates overlap ../2021-02-03"
    assert str(field("dates").at_most(DateSpan("2021"))) == "dates overlap ../2021"
    assert str(field(Event.dates).within("2021") | field(Event.dates).before("2020")) == (
        "dates within 2021 or dates before 2020"
    )
    assert str(field(Event.series_number).between(2, 3)) == "series_number from 2 to 3"
    assert str(field("amount").at_most(Money.parse("EUR 3"))) == "amount at most 3 EUR"
    assert str(field(Funding.amount).is_("EUR 3")) == "amount is '3 EUR'"
    assert str(field(Event.extra).is_set()) == "extra is set"


def test_what_says_nothing_may_be_anything_or_is_nothing() -> None:
    """A date, word or place that is not said is UNKNOWN, and a series or topic that is not there is NO."""
    for condition in (
        field(Event.dates).is_("2023"),
        field(Event.mode).is_("online"),
        field(Event.website).is_("https://example.org"),
        field(Event.place_ids).includes("al"),
        field(Event.languages).includes("en"),
        field(Event.series_number).at_least(1),
        field(Event.dates).overlaps("2023"),
    ):
        assert (found(condition, MEETING), found(~condition, MEETING)) == (Answer.UNKNOWN, Answer.UNKNOWN)
    for condition in (
        field(Event.series_id).is_("seefen-meetings"),
        field(Event.topic_ids).includes("war"),
        field(Event.other_titles).says("seefen"),
        field(Event.website).says("seefen"),
        field(Event.mode).is_set(),
    ):
        assert (found(condition, MEETING), found(~condition, MEETING)) == (Answer.NO, Answer.YES)


def test_text_is_found_whatever_its_case_diacritics_and_script() -> None:
    """Text and names are looked for as words that are folded, in all names of a list."""
    person = Person(id="p", name="Đorđe BUJAKOVIĆ", other_names=(Name(text="D. B."), Name(text="Ђорђе Бујаковић")))
    for text in ("bujakovic", "djordje b", "Бујаковић", "ĐORĐE bujaković"):
        assert found(field(Person.name).says(text), person) is Answer.YES
        assert found(field(Person.other_names).says(text), person) is Answer.YES
    assert found(field(Person.name).says("jakovic"), person) is Answer.NO
    assert found(field(Person.name).says("djord bujakovic"), person) is Answer.NO
    assert found(field(Person.other_names).says("b djordje"), person) is Answer.NO


def test_long_text_is_searched_to_its_end() -> None:
    """Of a text of any length all words are looked at, and of a word of any length all letters."""
    for long in ("word " * 1_000 + "customs", "šta " * 1_000 + "carina customs", "x" * 2_000 + "y customs"):
        group = Attendance(id="a", event_id="e", description=long)
        assert found(field(Attendance.description).says("customs"), group) is Answer.YES


def test_qualified_numbers_are_read_as_what_there_can_have_been() -> None:
    """`over 100` is surely at least 100, never at most 100, and perhaps at least 200."""
    over = Observation(id="o", measure="pieces", value=Decimal(100), qualifier=Qualifier.OVER)
    value = field(Observation.value)
    assert found(value.at_least(100), over) is Answer.YES
    assert found(value.at_most(100), over) is Answer.NO
    assert found(value.at_least(200), over) is Answer.UNKNOWN
    about = Funding(id="f", donor_ids=("eu",), amount=Money.parse("about EUR 100"))
    assert found(field(Funding.amount).between("EUR 90", "EUR 110"), about) is Answer.YES
    assert found(field(Funding.amount).at_least("USD 1"), about) is Answer.UNKNOWN
    place = Place(id="p", name="P", kind=PlaceKind.CITY, latitude=44.8, longitude=20.5)
    assert found(field(Place.latitude).between(44.8, 44.8), place) is Answer.YES


@pytest.mark.parametrize(
    ("qualifier", "at_least_100", "at_most_100", "at_least_95", "at_most_105"),
    [
        (Qualifier.EXACTLY, Answer.YES, Answer.YES, Answer.YES, Answer.YES),
        (Qualifier.ABOUT, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN, Answer.UNKNOWN),
        (Qualifier.OVER, Answer.YES, Answer.NO, Answer.YES, Answer.UNKNOWN),
        (Qualifier.AT_LEAST, Answer.YES, Answer.UNKNOWN, Answer.YES, Answer.UNKNOWN),
        (Qualifier.ALMOST, Answer.NO, Answer.YES, Answer.UNKNOWN, Answer.YES),
        (Qualifier.UP_TO, Answer.UNKNOWN, Answer.YES, Answer.UNKNOWN, Answer.YES),
        (Qualifier.UNDER, Answer.NO, Answer.YES, Answer.UNKNOWN, Answer.YES),
        (Qualifier.BETWEEN, Answer.YES, Answer.UNKNOWN, Answer.YES, Answer.UNKNOWN),
    ],
)
def test_every_qualifier_has_its_bounds(
    qualifier: Qualifier, at_least_100: Answer, at_most_100: Answer, at_least_95: Answer, at_most_105: Answer
) -> None:
    """What a number with a qualifier is compared with decides as far as the qualifier lets it."""
    record = Observation(id="o", measure="pieces", value=Decimal(100), qualifier=qualifier)
    value = field(Observation.value)
    asked = (value.at_least(100), value.at_most(100), value.at_least(95), value.at_most(105))
    expected = [at_least_100, at_most_100, at_least_95, at_most_105]
    assert expected == [found(condition, record) for condition in asked]


def test_condition_reaches_over_references() -> None:
    """What a record refers to can be asked for what its own fields say."""
    panels = select(DATASET, Panel)
    online = field(Panel.event_id).is_one_with(field(Event.mode).is_("online"))
    assert panels.where(online).ids == ("conference.1",)
    assert panels.where(online, certainty="possibly").ids == ("conference.1", "meeting.1")


def test_several_conditions_are_asked_at_once() -> None:
    """`where` takes several conditions and functions, and none of them for all records."""
    asked = events(DATASET).where(field(Event.kind).is_("meeting"), lambda one: one.dates is None)
    assert asked.ids == ("meeting",)
    assert events(DATASET).where() == events(DATASET)
    assert events(DATASET).where(field(Event.mode).is_("online"), certainty="possibly").ids == ("conference", "meeting")


def test_sorting_needs_fields_of_the_kind() -> None:
    """Sorting by nothing, and by a field that the kind has not, are SelectionErrors."""
    for fields, message in (
        ((), "found no field to sort by"),
        ((Panel.dates,), "found Panel.dates, expected a field of Event"),
        (("dats",), "Event has no field 'dats'; did you mean 'dates'?"),
        ((3,), "found the number 3, expected a field"),
    ):
        with pytest.raises(SelectionError, match=message):
            events(DATASET).sorted_by(*fields)


def test_positions_are_numbers_that_are_there() -> None:
    """A position that no record has, and what is no position, are SelectionErrors."""
    assert events(DATASET)[-1] is events(DATASET)[1]
    assert [one.id for one in reversed(events(DATASET))] == ["meeting", "conference"]
    with pytest.raises(SelectionError, match="found the position 2 among 2 of events"):
        events(DATASET)[2]
    with pytest.raises(SelectionError, match="expected a position or a slice"):
        events(DATASET)[cast("Any", "meeting")]


def test_joins_in_alternation_are_asked_printed_and_refused_however_many_there_are() -> None:
    """Five thousand joins, each around the one before, are answered, checked and printed like two."""
    deep: Condition = field(Event.kind).is_("meeting")
    for _ in range(5_000):
        deep = Possibly(~~((deep & IsSet("title")) | FieldIs("id", ["none"])))
    assert events(DATASET).where(deep).ids == ("meeting",)
    assert str(deep) == "possibly (…)"
    assert deep.effort(Event, DATASET) == Satisfies(bool).effort(Event, DATASET)
    with pytest.raises(SelectionError, match="Panel has no field 'kind'"):
        deep.check(Panel)


def test_no_index_is_asked_of_what_is_nested_deep() -> None:
    """Whatever the outermost join, what is nested deep is answered record by record."""
    deep: Condition = field(Event.kind).is_("meeting")
    for _ in range(100):
        deep = Definitely(deep)
    for joined, expected in (
        (deep, ("meeting",)),
        (Definitely(deep), ("meeting",)),
        (~deep, ("conference",)),
        (Possibly(deep), ("meeting",)),
        (deep & IsSet("dates"), ()),
        (deep | IsSet("dates"), ("conference", "meeting")),
    ):
        assert answered_at_once(joined, Event, DATASET, 3) == answered_singly(joined, Event, DATASET, 3)
        assert events(DATASET).where(joined).ids == expected
        assert found(joined, MEETING).definitely is ("meeting" in expected)


def test_what_is_never_unknown_is_possible_where_it_is_certain() -> None:
    """A selection, a text and what is read as definite or possible select the same, however UNKNOWN is read."""
    title = field(Event.title).says("meet")
    for condition in (Among(events(DATASET).where(title)), title, Definitely(title), Possibly(title)):
        assert answered_at_once(condition, Event, DATASET, 3) == {"conference": Answer.NO, "meeting": Answer.YES}
        assert events(DATASET).where(condition, certainty="possibly").ids == ("meeting",)


def test_selections_joined_in_alternation_are_no_more_trouble_than_one() -> None:
    """A thousand joins and differences, one after the other, end."""
    these = events(DATASET)
    for _ in range(1_000):
        these = (these | events(DATASET).only("meeting")) - events(DATASET).only("conference")
    assert these.ids == ("meeting",)


@attrs.frozen
class Broad(IsSet):
    """A condition that claims to need many look-ups, and says how often it is asked at once."""

    asked: list[int] = attrs.field(factory=list, eq=False)

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer as the other does, and remember it."""
        self.asked.append(among)
        return super().answers(kind, dataset, among)

    def effort(self, kind: type[Record], dataset: Dataset) -> int:  # noqa: ARG002 - it only claims
        """Claim a lot."""
        return 1_000


def test_few_records_are_asked_one_by_one() -> None:
    """What takes many look-ups for all records is asked last, and of the few that are left one by one."""
    broad, narrow = Broad("title"), field(Event.kind).is_("meeting")
    assert events(DATASET).where(broad, narrow).ids == ("meeting",)
    assert broad.asked == []
    assert (broad | narrow).answers(Event, DATASET, 3) == (3, 3)
    assert broad.asked == [3]


def test_nothing_is_asked_when_nothing_is_left() -> None:
    """Where one condition is answered NO by all, the others are not asked."""
    broad = Broad("title")
    assert events(DATASET).where(field(Event.kind).is_("visit"), broad).ids == ()
    assert broad.asked == []


def test_indexes_say_how_much_is_looked_up() -> None:
    """What an index knows takes less effort than asking every record."""
    by_kind, by_text, by_function = FieldIs("kind", ["meeting", "visit"]), FieldIs("title", ["x"]), Satisfies(bool)
    every = by_function.effort(Event, DATASET)
    assert by_text.effort(Event, DATASET) == Unsaid("title").effort(Event, DATASET) == every
    assert by_kind.effort(Event, DATASET) == FieldIs("event_id", ["gone"]).effort(Participation, DATASET) == 0
    assert FieldIs("id", ["a", "b"]).effort(Event, DATASET) == 2 * FieldIs("id", ["a"]).effort(Event, DATASET)
    assert AnyOf((by_text, by_function)).effort(Event, DATASET) == 2 * every
    assert AllOf((by_kind, by_function)).effort(Event, DATASET) == 0
    assert Not(by_text).effort(Event, DATASET) == every
    assert Says("title", "x").effort(Event, DATASET) == 2
