from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Answer,
    Attendance,
    DateSpan,
    Event,
    EventKind,
    EventMode,
    EventStatus,
    Funding,
    Money,
    Record,
    Topic,
    fields_of,
)
from seesac_model.query import AllOf, AnyOf, Condition, Dated, Lasts, Not, Unsaid, field, select
from tests.query.asking import KINDS, Material, answered_at_once, answered_singly, materials
from tests.query.datasets import datasets
from tests.strategies.dates import date_spans
from tests.strategies.records import records
from tests.strategies.values import headcounts, money


@given(materials())
def test_a_selection_is_the_naive_filter(material: Material) -> None:
    """Law of selections: conditions on any fields select just the records that fulfil them one by one."""
    several = [one.condition for one in material.asked]
    everything = select(material.dataset, material.kind)
    for certainty in ("definitely", "possibly"):
        expected = [
            record.id
            for record in material.dataset.of(material.kind)
            if all(getattr(one.answer(record), certainty) for one in material.asked)
        ]
        assert expected == list(everything.where(*several, certainty=certainty).ids)


@given(materials())
def test_a_condition_answers_as_a_look_at_the_record_does(material: Material) -> None:
    """Law of conditions: YES, NO and UNKNOWN are what the field says."""
    for one in material.asked:
        records_of_kind = material.dataset.of(material.kind)
        assert [one.answer(record) for record in records_of_kind] == material.answers(one.condition)


@given(materials(), st.permutations(range(3)))
def test_the_order_of_conditions_makes_no_difference(material: Material, order: list[int]) -> None:
    """Law of commutation: conditions in any order, at once or one after the other, select the same."""
    several = [one.condition for one in material.asked]
    one, two, three = (several[number] for number in order)
    everything = select(material.dataset, material.kind)
    expected = everything.where(*several)
    assert expected == everything.where(one, two, three) == everything.where(one).where(two).where(three)
    assert material.answers(AllOf(tuple(several))) == material.answers(one & two & three)


@given(materials())
def test_de_morgan_holds(material: Material) -> None:
    """Law of De Morgan: not both is the contrary of one or of the other, whatever is UNKNOWN."""
    one, two, _ = (asked.condition for asked in material.asked)
    assert material.answers(~(one & two)) == material.answers(~one | ~two)
    assert material.answers(~(one | two)) == material.answers(~one & ~two)
    assert material.answers(~~one) == material.answers(one)


@given(materials())
def test_and_distributes_over_or(material: Material) -> None:
    """Law of distribution: one and either of two others is one and the first, or one and the second; and dually."""
    one, two, three = (asked.condition for asked in material.asked)
    assert material.answers(one & (two | three)) == material.answers((one & two) | (one & three))
    assert material.answers(one | (two & three)) == material.answers((one | two) & (one | three))


@given(materials())
def test_what_is_definite_is_possible(material: Material) -> None:
    """Law of certainty: what is selected with certainty is selected as possible too."""
    everything = select(material.dataset, material.kind)
    for one in material.asked:
        certain, possible = (everything.where(one.condition, certainty=word) for word in ("definitely", "possibly"))
        assert set(certain.ids) <= set(possible.ids)


def joined(one: Condition, two: Condition, three: Condition) -> st.SearchStrategy[Condition]:
    """Draw a way to join three conditions."""
    return st.sampled_from((one, ~one, one & two, one | two, AllOf((one, two | ~three)), AnyOf((one & two, three))))


@given(materials(), st.data(), st.integers(0, 31))
def test_asking_at_once_is_asking_one_by_one(material: Material, data: st.DataObject, among: int) -> None:
    """Law of indexes: the answers of some records at once are those of each of them."""
    condition = data.draw(joined(*(asked.condition for asked in material.asked)))
    asked = (condition, material.kind, material.dataset, among & (1 << len(material.dataset.of(material.kind))) - 1)
    assert answered_at_once(*asked) == answered_singly(*asked)


def held(number: int, dates: DateSpan | None) -> Event:
    """Make an event with dates."""
    return Event(id=f"e{number}", title="Event", kind=EventKind.MEETING, status=EventStatus.HELD, dates=dates)


@given(
    st.lists(st.none() | date_spans(1, 40) | date_spans(2019, 2024) | date_spans(9960, 9999), max_size=8),
    date_spans(1, 40) | date_spans(2019, 2024) | date_spans(9960, 9999),
)
def test_the_index_of_dates_answers_as_the_dates_do(spans: list[DateSpan | None], period: DateSpan) -> None:
    """Law of the index of dates: for each way to lie to a period, its answers are those of each of the dates."""
    dataset = Dataset(held(number, dates) for number, dates in enumerate(spans))
    everything = (1 << len(spans)) - 1
    for relation in ("overlaps", "within", "before", "after"):
        asked = (Dated("dates", relation, period), Event, dataset, everything)
        assert answered_at_once(*asked) == answered_singly(*asked)
    lasting = (Lasts("dates", period), Event, dataset, everything)
    assert answered_at_once(*lasting) == answered_singly(*lasting)


@given(datasets(), st.sampled_from(("dates", "mode", "place_ids", "languages", "title")))
def test_what_is_unsaid_is_possible(dataset: Dataset, name: str) -> None:
    """Law of indexes, for what says nothing: it is possible, and nothing is certain."""
    asked = (Unsaid(name, "unstated"), Event, dataset, (1 << len(dataset.events)) - 1)
    assert answered_at_once(*asked) == answered_singly(*asked)


@given(materials(), st.integers(65, 200))
def test_what_is_nested_deep_is_answered_alike(material: Material, times: int) -> None:
    """Law of depth: joins in alternation, each around the one before, come to what two of them come to."""
    one, two, three = (asked.condition for asked in material.asked)
    deep = one
    for _ in range(times):
        deep = ~~(deep & two) | three
    assert material.answers((one & two) | three) == material.answers(deep)


@given(headcounts(most=60), st.integers(-2, 80), st.integers(0, 40))
def test_a_headcount_is_compared_in_every_possible_world(headcount: Any, least: int, more: int) -> None:  # noqa: ANN401
    """Law of bounds: YES where every number that there can have been lies between them, NO where none does."""
    group = Attendance(id="a", event_id="e", description="officials", headcount=headcount)
    lower, upper = headcount.bounds()
    worlds = range(lower, (upper if upper is not None else 200) + 1)
    within = {least <= number <= least + more for number in worlds}
    expected = Answer.UNKNOWN if len(within) > 1 else Answer.YES if True in within else Answer.NO
    asked = field(Attendance.headcount).between(least, least + more)
    assert expected is asked.matches(group, Dataset())


@given(money(), money("EUR"))
def test_money_is_compared_in_one_currency(amount: Money, bound: Money) -> None:
    """Law of currencies: an amount in another currency is neither less nor more, and an exact one is one of them."""
    exact = Money(amount=bound.amount, currency="EUR")
    funding = Funding(id="f", donor_ids=("eu",), amount=amount)
    one = field(Funding.amount).at_least(exact).matches(funding, Dataset())
    other = field(Funding.amount).at_most(exact).matches(funding, Dataset())
    if amount.currency != "EUR":
        assert one is other is Answer.UNKNOWN
    elif not amount.is_approximate:
        assert (one, other) == tuple(
            Answer.YES if said else Answer.NO for said in (amount.amount >= exact.amount, amount.amount <= exact.amount)
        )


WORDS = st.text("abčšабвг", min_size=1, max_size=3)
PLAIN = str.maketrans("čšабвг", "csabvg")


@given(st.lists(WORDS, min_size=1, max_size=4), st.lists(WORDS, min_size=1, max_size=2))
def test_text_is_found_from_word_to_word(words: list[str], asked: list[str]) -> None:
    """Law of text: words are found one after the other, the last as the beginning of one, in whatever script."""
    plain, sought = ([word.translate(PLAIN) for word in several] for several in (words, asked))
    found = any(
        plain[start : start + len(sought) - 1] == sought[:-1]
        and "".join(plain[start + len(sought) - 1 : start + len(sought)]).startswith(sought[-1])
        for start in range(len(plain))
    )
    topic = Topic(id="t", label=", ".join(words).upper())
    answer = field(Topic.label).says(" ".join(asked)).matches(topic, Dataset())
    assert (Answer.YES if found else Answer.NO) is answer


@st.composite
def collections(draw: st.DrawFn) -> tuple[type[Record], Dataset]:
    """Draw records of one kind."""
    kind = draw(st.sampled_from(KINDS))
    drawn = {record.id: record for record in draw(st.lists(records(kind), max_size=6))}
    return kind, Dataset(drawn.values())


@given(collections(), st.slices(7), st.integers(-8, 8))
def test_slices_are_those_of_a_tuple(drawn: tuple[type[Record], Dataset], part: slice, position: int) -> None:
    """Law of sequences: positions and slices are those of the tuple of all records."""
    kind, dataset = drawn
    these = select(dataset, kind)
    expected = tuple(dataset.of(kind))
    assert expected[part] == these[part]
    if -len(expected) <= position < len(expected):
        assert expected[position] is these[position]


def says_nothing(content: Any) -> bool:  # noqa: ANN401 - whatever a field holds
    """Tell whether a content comes last."""
    is_yearless = isinstance(content, DateSpan) and not content.is_year_known
    return content in (None, ()) or content is EventMode.UNSTATED or is_yearless


def key(content: Any) -> Any:  # noqa: ANN401 - as above
    """Return what Python sorts a content by."""
    return (content.currency, content) if isinstance(content, Money) else content


@given(collections(), st.booleans(), st.data())
def test_sorting_is_that_of_python(
    drawn: tuple[type[Record], Dataset],
    descending: bool,  # noqa: FBT001 - drawn
    data: st.DataObject,
) -> None:
    """Law of order: by one field as `sorted` has it, what says nothing behind, and ties in the order of the ids."""
    kind, dataset = drawn
    name = data.draw(st.sampled_from([one.name for one in fields_of(kind)]))
    everything = list(dataset.of(kind))
    said = [record for record in everything if not says_nothing(getattr(record, name))]
    silent = [record for record in everything if says_nothing(getattr(record, name))]
    expected = [*sorted(said, key=lambda record: key(getattr(record, name)), reverse=descending), *silent]
    assert expected == list(select(dataset, kind).sorted_by(getattr(kind, name), descending=descending))


@given(collections(), st.data())
def test_sorting_by_two_fields_is_that_of_python(drawn: tuple[type[Record], Dataset], data: st.DataObject) -> None:
    """Law of order: by two fields, where each says something, is by the pair of them."""
    kind, dataset = drawn
    required = [one.name for one in fields_of(kind) if one.required]
    one, two = data.draw(st.permutations((*required, *required)))[:2]
    expected = sorted(dataset.of(kind), key=lambda record: (getattr(record, one), getattr(record, two)))
    assert expected == list(select(dataset, kind).sorted_by(field(one), getattr(kind, two)))


@given(materials())
def test_conditions_are_values(material: Material) -> None:
    """Law of values: conditions that say the same are equal and print the same, and can be kept in sets."""
    for one in material.asked:
        again = Not(Not(one.condition))
        assert again == ~~one.condition
        assert len({again, ~~one.condition}) == 1
        assert str(again) == str(~~one.condition)
