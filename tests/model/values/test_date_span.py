"""Dates: what is read, what is refused, and the laws of a value."""

from __future__ import annotations

import copy
import datetime as dt
import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.model.values.date_span import DateSpan
from tests.strategies.dates import date_spans, edtf_texts

DAY = dt.date.fromisoformat

READ = [
    # text, earliest, latest
    ("2023-02-14", "2023-02-14", "2023-02-14"),
    ("2020-02-29", "2020-02-29", "2020-02-29"),
    ("2021-11", "2021-11-01", "2021-11-30"),
    ("2020-02", "2020-02-01", "2020-02-29"),
    ("2021-12", "2021-12-01", "2021-12-31"),
    ("2023", "2023-01-01", "2023-12-31"),
    ("0001", "0001-01-01", "0001-12-31"),
    ("9999", "9999-01-01", "9999-12-31"),
    ("202X", "2020-01-01", "2029-12-31"),
    ("20XX", "2000-01-01", "2099-12-31"),
    ("99XX", "9900-01-01", "9999-12-31"),
    ("2021-XX", "2021-01-01", "2021-12-31"),
    ("2021-11-XX", "2021-11-01", "2021-11-30"),
    ("2021-XX-XX", "2021-01-01", "2021-12-31"),
    ("2022-10~", "2022-10-01", "2022-10-31"),
    ("2023?", "2023-01-01", "2023-12-31"),
    ("2023-02-14%", "2023-02-14", "2023-02-14"),
    ("2023-02-14/2023-02-15", "2023-02-14", "2023-02-15"),
    ("2021-11/2022", "2021-11-01", "2022-12-31"),
    ("2021-11/2021-11-05", "2021-11-01", "2021-11-05"),
    ("2021-11-05~/2021-11?", "2021-11-05", "2021-11-30"),
    ("2019-05-28/..", "2019-05-28", None),
    ("../2024", None, "2024-12-31"),
    ("2019-05-28/", "2019-05-28", None),
    ("/2024", None, "2024-12-31"),
    ("XXXX-03-28", None, None),
    ("XXXX-02-29", None, None),
    ("XXXX-03", None, None),
    ("XXXX-03-XX", None, None),
    ("XXXX-11-23/XXXX-11-24", None, None),
    ("{2020-11-05,2020-11-10}", "2020-11-05", "2020-11-10"),
    ("{2020-11-05..2020-11-07,2020-12}", "2020-11-05", "2020-12-31"),
    ("{2020-11-05..2020-11-07}", "2020-11-05", "2020-11-07"),
    ("{2020~,2022-03-01?}", "2020-01-01", "2022-03-01"),
    ("{XXXX-11-23,XXXX-11-26}", None, None),
]

REFUSED = [
    # text, the fix that is proposed or None, words of what was expected
    ("", None, "EDTF"),
    ("2021-21", None, "seasons"),
    ("2021-33", None, "seasons"),
    ("[2021,2022]", None, "square brackets"),
    ("2023-02-14T10:00", "2023-02-14", "without a time"),
    ("2023-02-14T10:00:00+01:00", "2023-02-14", "without a time"),
    ("2023-02-14 10:00", "2023-02-14", "EDTF"),
    ("14.02.2023", "2023-02-14", "EDTF"),
    ("17.06.2022.", "2022-06-17", "EDTF"),
    ("4. 2. 2023.", "2023-02-04", "EDTF"),
    ("2023/02/14", "2023-02-14", "one /"),
    ("2023.02.14", "2023-02-14", "EDTF"),
    ("2023-2-14", "2023-02-14", "EDTF"),
    ("2023-2", "2023-02", "EDTF"),
    ("20230214", "2023-02-14", "EDTF"),
    ("25/06/2023", "2023-06-25", "one /"),
    ("06/25/2023", "2023-06-25", "one /"),
    ("06/06/2023", "2023-06-06", "one /"),
    ("05/06/2023", None, "told apart"),
    ("05-06-2023", None, "told apart"),
    ("23-24 November 2021", "2021-11-23/2021-11-24", "EDTF"),
    ("17 and 18 of May 2022", "2022-05-17/2022-05-18", "EDTF"),
    ("5 and 12 May 2022", "{2022-05-05,2022-05-12}", "EDTF"),
    ("3 July, 2020", "2020-07-03", "EDTF"),
    ("31 May-1 June 2022", "2022-05-31/2022-06-01", "EDTF"),
    ("30 December 2021 to 2 January 2022", "2021-12-30/2022-01-02", "EDTF"),
    ("30 Maybe-2 June 2022", None, "EDTF"),
    ("June 2022", "2022-06", "EDTF"),
    ("Sept 2022", None, "EDTF"),
    ("31 Brumaire 2022", None, "EDTF"),
    ("31 February 2022", None, "EDTF"),
    ("14022023", None, "EDTF"),
    ("14-15 February 2023", "2023-02-14/2023-02-15", "EDTF"),
    ("14/15/2023", None, "one /"),
    ("2023-02-14 - 2023-02-15", "2023-02-14/2023-02-15", "EDTF"),
    ("2023-02-14 / 2023-02-15", "2023-02-14/2023-02-15", "EDTF"),
    ("2023-02-14\u20132023-02-15", "2023-02-14/2023-02-15", "EDTF"),
    ("2023-02-14..2023-02-15", "2023-02-14/2023-02-15", "EDTF"),
    ("2019-2024", "2019/2024", "EDTF"),
    ("2019-20", None, "month from 01 to 12"),
    ("2023-02-14/15", "2023-02-14/2023-02-15", "EDTF"),
    ("2023-02-14/03-02", "2023-02-14/2023-03-02", "EDTF"),
    ("2023-02/03", "2023-02/2023-03", "EDTF"),
    ("2023-02/03-04", None, "EDTF"),
    ("2023/24", None, "EDTF"),
    ("2019/open", "2019/..", "EDTF"),
    ("2019/unknown", "2019/", "EDTF"),
    ("2023-02-15/2023-02-14", None, "earlier date first"),
    ("XXXX-12-30/XXXX-01-02", None, "earlier date first"),
    ("2023-02-30", None, "01 to 28"),
    ("2021-02-29", None, "01 to 28"),
    ("XXXX-02-30", None, "01 to 29"),
    ("2023-02-00", None, "01 to 28"),
    ("2023-13", None, "01 to 12"),
    ("2023-00-01", None, "01 to 12"),
    ("0000", None, "0001 to 9999"),
    ("000X", None, "0001 to 9999"),
    ("-0004", None, "0001 to 9999"),
    ("Y17000", None, "0001 to 9999"),
    ("12023", None, "0001 to 9999"),
    ("2021?-11", None, "once, at the end"),
    ("(2021)?~", None, "once, at the end"),
    ("2021-11?~", "2021-11%", "once, at the end"),
    ("~2021", "2021~", "once, at the end"),
    ("~2021-11", None, "once, at the end"),
    ("\u0662\u0660\u0662\u0663-\u0660\u0662-\u0661\u0664", "2023-02-14", "EDTF"),
    ("\u0661\u0664.\u0660\u0662.\u0662\u0660\u0662\u0663", "2023-02-14", "EDTF"),
    ("199u", "199X", "EDTF"),
    ("xxxx-03-28", "XXXX-03-28", "EDTF"),
    ("XXXX", None, "month beside an unknown year"),
    ("XXXX-XX-XX", None, "month beside an unknown year"),
    ("2021-XX-05", None, "X only at the end"),
    ("202X-11", None, "X only at the end"),
    ("2021-1X", None, "EDTF"),
    ("2020/XXXX-03", None, "XXXX in every date"),
    ("{2020,XXXX-03-01}", None, "XXXX in every date"),
    ("{2020-03-01..XXXX-03-02}", None, "XXXX in every date"),
    ("/", None, "a date on one side"),
    ("../..", None, "a date on one side"),
    ("2020/2021/2022", None, "one /"),
    ("{2020-11-05}", "2020-11-05", "two dates or more"),
    ("{2020-11-05, 2020-11-10}", "{2020-11-05,2020-11-10}", "EDTF"),
    ("{2020-11-10,2020-11-05}", None, "ascending"),
    ("{2020-11,2020-11-05}", None, "ascending"),
    ("{2020-11-05,2020-11-05}", None, "ascending"),
    ("{2020..2022}", None, "one by one"),
    ("{2020-11-05..2020-11-04}", None, "from one day to a later one"),
    ("{2020-11-05~..2020-11-07}", None, "without ~"),
    ("{..2020}", None, "EDTF"),
    ("{}", None, "EDTF"),
    ("{2020,2021", None, "between { and }"),
    ("{2020/2021,2022}", None, "between { and }"),
    ("2020\n2021", None, "EDTF"),
    ("2021\x00", None, "EDTF"),
]


def refusal(text: str) -> InvalidValueError:
    """Return the error that a text is refused with."""
    with pytest.raises(InvalidValueError) as caught:
        DateSpan(text)
    return caught.value


@pytest.mark.parametrize(("text", "earliest", "latest"), READ)
def test_reads_the_profile(text: str, earliest: str | None, latest: str | None) -> None:
    """Every kind of date in the profile has the first and last day that it can touch."""
    span = DateSpan(text)
    expected = (earliest and DAY(earliest), latest and DAY(latest))
    assert expected == (span.earliest, span.latest)


@pytest.mark.parametrize(("text", "fix", "words"), REFUSED)
def test_refuses_with_a_reason(text: str, fix: str | None, words: str) -> None:
    """What is not of the profile is refused with the reason, and with the right spelling where that is certain."""
    (fault,) = refusal(text).faults
    advice = f"did you mean {fix!r}?" if fix else "leave the field out where nothing is known" if not text else None
    assert (fault.code, fault.suggestion, fault.value) == (FaultCode.INVALID_DATE, advice, text)
    assert words in fault.expected


@given(st.dates(DAY("1982-02-18"), DAY("2091-08-24")))
def test_numbers_of_days_in_spreadsheets_are_named(day: dt.date) -> None:
    """The day that a spreadsheet shows for the number is proposed, as what it may mean and not as what it does."""
    number = (day - DAY("1899-12-30")).days
    (fault,) = refusal(str(number)).faults
    assert fault.suggestion == f"if a spreadsheet counts days so, it is {day}; write that as text"


@pytest.mark.parametrize("fix", [fix for _, fix, _ in REFUSED if fix])
def test_proposes_only_what_it_reads(fix: str) -> None:
    """A spelling that is proposed is read."""
    assert fix == str(DateSpan(fix))


def test_refuses_long_text_unread() -> None:
    """A text above 400 characters is refused for its length alone."""
    (fault,) = refusal("{" + "2020-01-01," * 40 + "}").faults
    assert (fault.found, fault.expected) == ("text of 442 characters", "at most 400 characters")


def test_does_not_quote_free_text() -> None:
    """What could be a person's name in the wrong column is not shown in the message."""
    message = str(refusal("Gunnar Strömmer"))
    assert "Gunnar" not in message
    assert "text of 15 characters" in message


@pytest.mark.parametrize(
    "given", [None, 2023, dt.date(2023, 2, 14), ["2023"], b"2023", type("Text", (str,), {})("2023")]
)
def test_reads_text_only(given: object) -> None:
    """Nothing but text is taken for text."""
    with pytest.raises(InvalidValueError) as caught:
        DateSpan(given)  # type: ignore[arg-type]  # the mistake that is tested
    (fault,) = caught.value.faults
    assert fault.code is FaultCode.WRONG_TYPE


def test_strips_white_space_and_nothing_else() -> None:
    """White space around a date is no part of it."""
    expected = DateSpan("2023-02-14")
    assert expected == DateSpan(" 2023-02-14\n")


def test_of_dates() -> None:
    """A span is made of one date or of two."""
    first, last = dt.date(2023, 2, 14), dt.date(2023, 2, 15)
    expected = ["2023-02-14", "2023-02-14", "2023-02-14/2023-02-15", "0099-01-01"]
    spans = [DateSpan.of(first), DateSpan.of(first, first), DateSpan.of(first, last), DateSpan.of(dt.date(99, 1, 1))]
    assert expected == [str(span) for span in spans]


def test_of_dates_backwards() -> None:
    """The last day is not before the first."""
    with pytest.raises(InvalidValueError, match="earlier date first"):
        DateSpan.of(dt.date(2023, 2, 15), dt.date(2023, 2, 14))


def test_a_moment_is_not_a_day() -> None:
    """A datetime is refused, although Python counts it among the dates."""
    with pytest.raises(InvalidValueError, match=r"found a datetime, expected a date; take the day with \.date\(\)"):
        DateSpan.of(dt.datetime(2023, 2, 14, tzinfo=dt.UTC))


def test_of_something_else() -> None:
    """Text is not a date."""
    with pytest.raises(InvalidValueError, match="found a str, expected a date"):
        DateSpan.of(dt.date(2023, 2, 14), "2023-02-15")  # type: ignore[arg-type]  # the mistake that is tested


PROPERTIES = ("is_approximate", "is_uncertain", "is_open", "is_year_known", "is_exact")


@pytest.mark.parametrize(
    ("text", "true"),
    [
        ("2023-02-14", {"is_year_known", "is_exact"}),
        ("2023-02-14/2023-02-15", {"is_year_known", "is_exact"}),
        ("{2020-11-05,2020-11-10}", {"is_year_known", "is_exact"}),
        ("2023-02", {"is_year_known"}),
        ("2023-02-XX", {"is_year_known"}),
        ("2023-02-14~", {"is_year_known", "is_approximate"}),
        ("2023-02-14?", {"is_year_known", "is_uncertain"}),
        ("2023-02-14/2023-02-15%", {"is_year_known", "is_approximate", "is_uncertain"}),
        ("2023-02-14/..", {"is_year_known", "is_open"}),
        ("../2023-02-14", {"is_year_known", "is_open"}),
        ("2023-02-14/", {"is_year_known"}),
        ("XXXX-02-14", set()),
    ],
)
def test_properties(text: str, true: set[str]) -> None:
    """The properties say how a date is known."""
    span = DateSpan(text)
    assert true == {name for name in PROPERTIES if getattr(span, name)}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("2023-02-14", ["2023-02-14"]),
        ("2023-02-28/2023-03-01", ["2023-02-28", "2023-03-01"]),
        ("{2020-11-05..2020-11-06,2020-11-10}", ["2020-11-05", "2020-11-06", "2020-11-10"]),
        ("9999-12-31", ["9999-12-31"]),
        ("2023-02", None),
        ("2023-02-14/..", None),
        ("2023-02-14~", None),
        ("XXXX-02-14", None),
    ],
)
def test_days(text: str, days: list[str] | None) -> None:
    """The days are given where they are all said, and only there."""
    expected = None if days is None else {DAY(day) for day in days}
    assert expected == DateSpan(text).days


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("XXXX-11-23/XXXX-11-24", "2021-11-23/2021-11-24"),
        ("{XXXX-03,XXXX-05-01~}", "{2021-03,2021-05-01~}"),
        ("2019-03-28", "2019-03-28"),
    ],
)
def test_in_year(text: str, expected: str) -> None:
    """A year takes the place of the one that is not known, and of none that is."""
    assert expected == str(DateSpan(text).in_year(2021))


@pytest.mark.parametrize("year", [2021, 0, -5, 12021, "then", None])
def test_in_year_without_such_a_day(year: int) -> None:
    """There is no 29 February in a common year, and none in what is no year."""
    with pytest.raises(InvalidValueError):
        DateSpan("XXXX-02-29").in_year(year)


ORDERED = [
    "../2019",
    "/2019",
    "../2024",
    "2019",
    "2021-11-01",
    "2021-11-01/2021-11-05",
    "2021-11",
    "2021-11~",
    "2021-11-01/",
    "2021-11-01/..",
    "2021-11-02",
    "{2021-11-02,2021-11-05}",
    "9999-12-31",
    "XXXX-01",
    "XXXX-02-29",
    "XXXX-12-31",
]


@pytest.mark.parametrize("turn", range(4))
def test_order(turn: int) -> None:
    """Spans are in order of first day, last day and text; without start first, without year last."""
    turned = ORDERED[turn * 4 :][::-1] + ORDERED[: turn * 4]
    spans = sorted(DateSpan(text) for text in turned)
    assert [str(span) for span in spans] == ORDERED


@given(date_spans(), date_spans())
def test_order_agrees_with_equality(one: DateSpan, two: DateSpan) -> None:
    """Of two spans, one is less or they are equal, as their texts are."""
    assert [one < two, one == two, one > two].count(True) == 1
    assert (one.text == two.text) == (one == two)
    assert ((one <= two), (one >= two)) == (not one > two, not one < two)


@given(date_spans(), date_spans(), date_spans())
def test_order_is_transitive(one: DateSpan, two: DateSpan, three: DateSpan) -> None:
    """What stands between two others in order is between any of them."""
    first, second, third = sorted([one, two, three])
    assert first <= second <= third
    assert first <= third


def test_is_not_ordered_with_text() -> None:
    """A span is compared with spans only."""
    with pytest.raises(TypeError):
        DateSpan("2023") < "2024"  # noqa: B015 - the mistake that is tested


@given(edtf_texts())
def test_text_is_kept(text: str) -> None:
    """`parse` and `str` are inverse, and nothing of the text is changed."""
    span = DateSpan.parse(text)
    assert (text, text, text) == (span.text, str(span), span.short_form())


@given(date_spans())
def test_repr_makes_it_again(span: DateSpan) -> None:
    """The repr of a span is the Python that makes it."""
    assert f"DateSpan({span.text!r})" == repr(span)
    assert span == eval(repr(span), {"DateSpan": DateSpan})  # noqa: S307 - the property that is tested


@given(date_spans(), st.integers(2, pickle.HIGHEST_PROTOCOL))
def test_copies_are_equal(span: DateSpan, protocol: int) -> None:
    """A copy, a deep copy, a pickle and an evolved span are equal, hash alike and answer alike."""
    copies = [
        copy.copy(span),
        copy.deepcopy(span),
        pickle.loads(pickle.dumps(span, protocol)),  # noqa: S301 - of our own making
        attrs.evolve(span),
    ]
    assert [span] * 4 == copies
    assert {hash(span)} == {hash(made) for made in copies}
    expected = (span.earliest, span.latest)
    assert {expected} == {(made.earliest, made.latest) for made in copies}


def test_evolve_reads_the_new_text() -> None:
    """A span that is evolved answers for its new text."""
    expected = dt.date(2024, 12, 31)
    assert expected == attrs.evolve(DateSpan("2023"), text="2024").latest


def test_is_frozen() -> None:
    """A span cannot be changed."""
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        DateSpan("2023").text = "2024"  # type: ignore[misc]  # the mistake that is tested


MUTATED = st.text("0123456789XXxu~?%/-.,{}[]() TZ\u2013\u0660\u0669\n")


@given(st.one_of(st.text(), MUTATED, st.tuples(edtf_texts(), MUTATED, edtf_texts()).map("".join)))
def test_reads_or_refuses_anything(text: str) -> None:
    """Any text is a date that is kept as it is, or is refused by our own error with code and advice that is read."""
    try:
        span = DateSpan(text)
    except InvalidValueError as error:
        (fault,) = error.faults
        assert FaultCode.INVALID_DATE is fault.code
        advice = fault.suggestion or ""
        if advice.startswith("did you mean '"):
            DateSpan(advice.removeprefix("did you mean '").removesuffix("'?"))
    else:
        assert text.strip() == str(span)


@given(edtf_texts(), st.data())
def test_one_character_changed(text: str, data: st.DataObject) -> None:
    """A date with one character changed is another date or is refused; it is never read as something else."""
    position = data.draw(st.integers(0, len(text) - 1))
    changed = text[:position] + data.draw(st.characters()) + text[position + 1 :]
    try:
        span = DateSpan(changed)
    except InvalidValueError:
        return
    assert changed.strip() == span.text
