import itertools
import pickle
import random

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.model.values.headcount import DEFAULT_TOLERANCE, Headcount, HeadcountTotal
from seesac_model.model.values.terms import Qualifier
from tests.strategies.values import headcount_totals, headcounts

EXACTLY, ABOUT, OVER, AT_LEAST = Qualifier.EXACTLY, Qualifier.ABOUT, Qualifier.OVER, Qualifier.AT_LEAST
ALMOST, UP_TO, UNDER, BETWEEN = Qualifier.ALMOST, Qualifier.UP_TO, Qualifier.UNDER, Qualifier.BETWEEN
TOLERANCES = st.floats(0, 1)

UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split(" ")
TENS = ". . twenty thirty forty fifty sixty seventy eighty ninety".split(" ")


def spelt(number: int, joint: str = " and ") -> str:
    """Spell a number below a thousand million in English, from the largest part down."""
    if number < 20:
        return UNITS[number]
    if number < 100:
        return TENS[number // 10] + (f"-{UNITS[number % 10]}" if number % 10 else "")
    for scale, word, between in ((10**6, "million", " "), (1000, "thousand", " "), (100, "hundred", joint)):
        if number >= scale:
            rest = number % scale
            return f"{spelt(number // scale, joint)} {word}" + (f"{between}{spelt(rest, joint)}" if rest else "")
    raise AssertionError


def refusal(phrase: str) -> InvalidValueError:
    """Return the error with which a text is refused."""
    with pytest.raises(InvalidValueError) as caught:
        Headcount.parse(phrase)
    return caught.value


@given(headcounts())
def test_short_form_is_read_back(headcount: Headcount) -> None:
    """The short form is None or a text from which parse gives back the same value."""
    short = headcount.short_form()

    assert short is None or Headcount.parse(short) == headcount


@given(headcounts())
def test_without_split_and_wording_there_is_a_short_form(headcount: Headcount) -> None:
    """Number and qualifier alone can always be said in a phrase."""
    plain = attrs.evolve(headcount, women=None, men=None, wording=None)

    assert plain == Headcount.parse(plain.short_form() or "")


@given(headcounts(), TOLERANCES)
def test_lower_bound_is_never_above_the_upper(headcount: Headcount, tolerance: float) -> None:
    """Bounds leave room for at least one number, and none is negative."""
    lower, upper = headcount.bounds(tolerance)

    assert lower >= 0
    assert upper is None or lower <= upper


@given(headcounts(), TOLERANCES)
def test_bounds_contain_the_value_where_the_qualifier_does(headcount: Headcount, tolerance: float) -> None:
    """The stated number lies within the bounds of every qualifier but over, under and almost, which exclude it."""
    lower, upper = headcount.bounds(tolerance)
    inside = lower <= headcount.value and (upper is None or headcount.value <= upper)

    assert (headcount.qualifier not in {OVER, UNDER, ALMOST}) is inside


@given(headcounts(), TOLERANCES, TOLERANCES)
def test_more_tolerance_never_narrows_the_bounds(headcount: Headcount, one: float, other: float) -> None:
    """Bounds of a larger tolerance contain those of a smaller one."""
    (low, high), (lowest, highest) = (headcount.bounds(tolerance) for tolerance in sorted((one, other)))

    assert lowest <= low
    assert high is highest is None or (high is not None and highest is not None and high <= highest)


@given(headcounts())
def test_properties_are_the_bounds_of_the_default_tolerance(headcount: Headcount) -> None:
    """`lower` and `upper` are `bounds()` with DEFAULT_TOLERANCE."""
    assert headcount.bounds(DEFAULT_TOLERANCE) == (headcount.lower, headcount.upper)


@given(st.lists(headcounts(most=4), max_size=3))
def test_totals_contain_every_possible_world(parts: list[Headcount]) -> None:
    """Whatever the true numbers are, their sum lies within the total, and both of its bounds can be reached."""
    total = HeadcountTotal.of(parts)
    ranges = [range(part.lower, (part.lower + 3 if part.upper is None else part.upper) + 1) for part in parts]
    worlds = [sum(world) for world in itertools.product(*ranges)]

    assert min(worlds) == total.lower
    assert all(total.upper is None or world <= total.upper for world in worlds)
    assert total.upper is None or max(worlds) == total.upper


@given(headcount_totals(), headcount_totals(), headcount_totals())
def test_totals_are_associative_and_commutative(a: HeadcountTotal, b: HeadcountTotal, c: HeadcountTotal) -> None:
    """Totals add up to the same in any order and grouping."""
    assert a + (b + c) == (c + a) + b


@given(st.lists(headcounts(), max_size=6), st.integers(0, 6), st.randoms(use_true_random=False))
def test_totals_of_parts_make_the_total_of_all(parts: list[Headcount], cut: int, rng: random.Random) -> None:
    """Cutting a list in two and shuffling it changes no total."""
    shuffled = rng.sample(parts, len(parts))

    assert HeadcountTotal.of(parts) == HeadcountTotal.of(shuffled[:cut]) + HeadcountTotal.of(shuffled[cut:])
    assert HeadcountTotal.of(parts) == Headcount.total(iter(parts))


@given(headcount_totals())
def test_nothing_is_the_neutral_total(total: HeadcountTotal) -> None:
    """The total of no headcounts changes nothing."""
    assert total == total + HeadcountTotal.of([])


@given(st.integers(0, 999_999_999), st.sampled_from((" and ", " ")))
def test_every_number_is_read_in_words(number: int, joint: str) -> None:
    """Number words are read up to one short of a thousand million, with and without the British `and`."""
    assert number == Headcount.parse(spelt(number, joint)).value


@given(st.integers(0, 10**9))
def test_every_number_is_read_in_digits(number: int) -> None:
    """Digits are read with and without separators of thousands, and say no more than the number."""
    assert Headcount(value=number) == Headcount.parse(str(number)) == Headcount.parse(f"{number:,}")


@given(st.integers(0, 5000), st.integers(0, 5000))
def test_ranges_in_words_are_right_or_refused(lower: int, upper: int) -> None:
    """A range in words is never read as another one."""
    phrase = f"between {spelt(lower)} and {spelt(upper)}"
    try:
        read = Headcount.parse(phrase)
    except InvalidValueError:
        return

    assert (lower, upper) == (read.value, read.upper_value)


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever the text is, only InvalidValueError is raised, and never with the text in it."""
    try:
        Headcount.parse(text)
    except InvalidValueError:
        return


@given(
    st.lists(
        st.sampled_from(
            "over about between and to from - – ( ) + or so more 20 30 1,300 1.300 forty hundred thousand dozen a half "
            "participants of c. % several".split()
        ),
        max_size=10,
    )
)
def test_any_words_of_the_grammar_are_read_or_refused(words: list[str]) -> None:
    """Shuffled words of the grammar are read within the laws or refused, never anything else."""
    try:
        read = Headcount.parse(" ".join(words))
    except InvalidValueError:
        return

    assert read == Headcount.parse(read.short_form() or "")


@pytest.mark.parametrize(
    ("phrase", "value", "qualifier"),
    [
        # As printed in the records.
        ("approximately 100 representatives", 100, ABOUT),
        ("over 120 participants", 120, OVER),
        ("Over 100 participants", 100, OVER),
        ("more than 100 participants attending both in person and online", 100, OVER),
        ("Over 35 representatives", 35, OVER),
        ("more than 30 experts", 30, OVER),
        ("20 members", 20, EXACTLY),
        ("6 international guest firearms experts", 6, EXACTLY),
        ("over 50 representatives", 50, OVER),
        ("Twenty-four (24) representatives", 24, EXACTLY),
        ("a total of 20 participants", 20, EXACTLY),
        ("15 representatives", 15, EXACTLY),
        ("15 officers", 15, EXACTLY),
        ("Over 1,300", 1300, OVER),
        ("exceeding 22", 22, OVER),
        ("forty (40)", 40, EXACTLY),
        # As English has it.
        ("close to 100", 100, ABOUT),
        ("around 100", 100, ABOUT),
        ("circa 100", 100, ABOUT),
        ("c. 100", 100, ABOUT),
        ("ca.100", 100, ABOUT),
        ("approx. forty", 40, ABOUT),
        ("roughly 100", 100, ABOUT),
        ("some 60", 60, ABOUT),
        ("~100", 100, ABOUT),
        ("30 or so", 30, ABOUT),
        ("nearly 50", 50, ALMOST),
        ("just under 50", 50, ALMOST),
        ("more than thirty", 30, OVER),
        ("in excess of 30", 30, OVER),
        ("a total of over 100 participants", 100, OVER),
        ("over a dozen experts", 12, OVER),
        ("no fewer than 20", 20, AT_LEAST),
        ("20 or more participants", 20, AT_LEAST),
        ("100+", 100, AT_LEAST),
        ("not more than 40", 40, UP_TO),
        ("as many as 300", 300, UP_TO),
        ("40 or fewer", 40, UP_TO),
        ("fewer than 50", 50, UNDER),
        ("less than 50", 50, UNDER),
        ("a dozen", 12, EXACTLY),
        ("two dozen", 24, EXACTLY),
        ("half a dozen officers", 6, EXACTLY),
        ("a hundred people", 100, EXACTLY),
        ("3 hundred", 300, EXACTLY),
        ("5 dozen", 60, EXACTLY),
        ("one participant", 1, EXACTLY),
        ("24 (twenty-four) officers", 24, EXACTLY),
        ("one hundred and twenty (120) people", 120, EXACTLY),
        ("20 border and customs officials", 20, EXACTLY),
        ("100 law-enforcement officers from across the region", 100, EXACTLY),
        ("20 participants in total.", 20, EXACTLY),
        ("1\u00a0300 people", 1300, EXACTLY),
        ("20.", 20, EXACTLY),
        ("20 high-level officials", 20, EXACTLY),
        ("12 EU and Albanian firearms experts", 12, EXACTLY),
        ("30 judges and prosecutors", 30, EXACTLY),
        ("3 police officers", 3, EXACTLY),
        ("1 international expert", 1, EXACTLY),
        ("999 thousand people", 999_000, EXACTLY),
    ],
)
def test_usual_phrases_are_understood(phrase: str, value: int, qualifier: Qualifier) -> None:
    """The phrase says this number in this way, and its words are kept."""
    assert Headcount(value=value, qualifier=qualifier, wording=phrase) == Headcount.parse(phrase)


@pytest.mark.parametrize(
    ("phrase", "lower", "upper"),
    [
        ("20-30", 20, 30),
        ("20–30 experts", 20, 30),
        ("20 to 30", 20, 30),
        ("from 20 to 30 experts", 20, 30),
        ("between 20 and 30 participants", 20, 30),
        ("between twenty (20) and thirty (30)", 20, 30),
        ("between one hundred and two hundred", 100, 200),
        ("between one hundred and twenty and two hundred people", 120, 200),
        ("ninety to one hundred", 90, 100),
    ],
)
def test_ranges_are_understood(phrase: str, lower: int, upper: int) -> None:
    """The phrase says these two numbers, and its words are kept."""
    expected = Headcount(value=lower, qualifier=BETWEEN, upper_value=upper, wording=phrase)

    assert expected == Headcount.parse(phrase)


@pytest.mark.parametrize("phrase", ["40", "about 40", "over 40", "at least 40", "almost 40", "up to 40", "under 40"])
def test_plain_phrases_are_their_own_short_form(phrase: str) -> None:
    """A phrase that says no more than the fields leaves no wording and comes back unchanged."""
    headcount = Headcount.parse(f" {phrase} ")

    assert (phrase, None) == (headcount.short_form(), headcount.wording)


@pytest.mark.parametrize("wording", ["the delegation", "about 41", "40"])
def test_wording_that_says_something_else_forbids_the_short_form(wording: str) -> None:
    """Words from which parse would not give back the value are no short form."""
    assert Headcount(value=40, wording=wording).short_form() is None


@pytest.mark.parametrize(
    "phrase",
    [
        # No number, or none that is certain.
        "participants",
        "a",
        "and",
        "over",
        "between",
        "hundred",
        "(40)",
        "several dozen" + " officers",
        "30 or 40 or so",
        "more than thirty or forty",
        "about 100 or more",
        "1.300",
        "1,30",
        "1 300",
        "012",
        "1e3",
        "-5",
        "٣٠",
        "20?",
        "10 %",
        "10 per cent of participants",
        "20 30",
        "twelve hundred",
        "forty (40",
        "forty (officers)",
        "5 thousand two hundred",
        "100000000000 people",
        "one hundred and",
        "twenty-",
        # Ranges that run backwards or can be two things.
        "between 30 and 20",
        "between 20 to 30",
        "20-20",
        "20-30-40",
        "two to three hundred",
        "between two and three hundred",
        "2 to 3 thousand",
        "between forty (50) and sixty",
        "between two thousand and three hundred and four thousand",
        # Something behind the number changes it.
        "20 participants or more",
        "20 participants, 10 of them women",
        "20 participants each",
        "20 participants minimum",
        "experts from the 56 participating States",
        # Ordinals and decades.
        "18th Regional Meeting participants",
        "2nd line officers",
        "24th participants",
        "twenty-fifth participants",
        "1990s officers",
        # Durations, ages and distances.
        "two-day workshop participants",
        "five-day training participants",
        "20-year-old women",
        "20 year old women",
        "3 day participants",
        "20 km border officers",
        # Dates, periods and events.
        "23-27 October participants",
        "4-5 July participants",
        "2021 course participants",
        "20-2023",
        "2019 to 2021 participants",
        "from 2019 to 2021",
        "3 workshop participants",
        # Things and bodies that stand before the people.
        "45,285 weapons and officers",
        "300 firearms and experts",
        "300 firearms/experts",
        "5 laboratories and experts",
        "40 organisations and experts",
        "14 EU Member States experts",
        "20 and experts",
        "20 level officials",
        # Money, and numbers that are none.
        "40 million euros officials",
        "100-odd participants",
        "hundred-odd participants",
        "over 100 hundred people",
        "1000 thousand people",
        # No people.
        "forty (40) tonnes",
        "three side events",
        "20 experts meetings",
        "14 specialized vehicles",
        "56 participating States",
        "20 delegations of officers",
        "20 of us",
        "two participant",
    ],
)
def test_what_is_not_certain_is_refused(phrase: str) -> None:
    """A phrase that can be read in another way, or not wholly, gives no headcount."""
    (fault,) = refusal(phrase).faults

    assert phrase == fault.value
    assert fault.suggestion


@pytest.mark.parametrize("word", ["several", "many", "dozens", "few", "numerous"])
def test_vague_words_are_named(word: str) -> None:
    """The error names the word that says no number."""
    assert f"the word '{word}'" in str(refusal(f"{word} of the experts"))


def test_a_number_and_another_in_brackets_contradict() -> None:
    """`forty (50)` is a contradiction, and the error shows both numbers."""
    (fault,) = refusal("forty (50) experts").faults

    assert (fault.code, fault.found) == (FaultCode.CONTRADICTION, "40 and, in brackets, 50")


@pytest.mark.parametrize("text", ["", "  ", "20\nparticipants", "20 \u202eparticipants", "2" * 2001])
def test_malformed_text_is_refused_as_text(text: str) -> None:
    """Empty, long and many-lined text and hidden characters are refused before anything is read."""
    assert refusal(text).faults[0].code == FaultCode.INVALID_TEXT


def test_no_text_is_refused() -> None:
    """A number is no phrase."""
    with pytest.raises(InvalidValueError, match="wrong-type"):
        Headcount.parse(20)  # type: ignore[arg-type]  # what a caller without types can do


def test_messages_do_not_show_the_phrase() -> None:
    """A phrase can name people, so it is in the fault's value and not in the message."""
    assert "Strömmer" not in str(refusal("20 guests of Gunnar Strömmer, 7 of them ministers"))


@pytest.mark.parametrize("phrase", ["one and " * 249, "(" * 2000, "1," * 1000, "between " * 250, "c." * 1000])
def test_hostile_text_is_refused(phrase: str) -> None:
    """Long text made to send a reader back and forth is refused like any other."""
    refusal(phrase)


@pytest.mark.parametrize(
    ("headcount", "lower", "upper"),
    [
        (Headcount(value=40), 40, 40),
        (Headcount(value=100, qualifier=ABOUT), 90, 110),
        (Headcount(value=5, qualifier=ABOUT), 4, 6),
        (Headcount(value=0, qualifier=ABOUT), 0, 0),
        (Headcount(value=40, qualifier=OVER), 41, None),
        (Headcount(value=40, qualifier=AT_LEAST), 40, None),
        (Headcount(value=100, qualifier=ALMOST), 90, 99),
        (Headcount(value=1, qualifier=ALMOST), 0, 0),
        (Headcount(value=50, qualifier=UP_TO), 0, 50),
        (Headcount(value=50, qualifier=UNDER), 0, 49),
        (Headcount(value=20, qualifier=BETWEEN, upper_value=30), 20, 30),
    ],
)
def test_bounds_of_each_qualifier(headcount: Headcount, lower: int, upper: int | None) -> None:
    """Each qualifier has the documented bounds, rounded outward."""
    assert (lower, upper) == (headcount.lower, headcount.upper)


def test_without_tolerance_almost_is_one_less() -> None:
    """With no tolerance, almost 100 can only be 99, and about 100 only 100."""
    almost, about = Headcount.parse("almost 100"), Headcount.parse("about 100")

    assert (almost.bounds(0), about.bounds(0.0)) == ((99, 99), (100, 100))


@pytest.mark.parametrize("tolerance", [-0.1, 1.1, float("nan"), float("inf")])
def test_tolerance_is_a_share(tolerance: float) -> None:
    """A tolerance is a number from 0 to 1."""
    with pytest.raises(InvalidValueError, match="tolerance"):
        Headcount(value=1).bounds(tolerance)


@pytest.mark.parametrize(
    ("fields", "path"),
    [
        ({"value": -1}, ("value",)),
        ({"value": 10**9 + 1}, ("value",)),
        ({"value": 1.0}, ("value",)),
        ({"value": True}, ("value",)),
        ({"value": 1, "qualifier": "about"}, ("qualifier",)),
        ({"value": 1, "upper_value": 2}, ("upper_value",)),
        ({"value": 1, "qualifier": BETWEEN}, ("upper_value",)),
        ({"value": 2, "qualifier": BETWEEN, "upper_value": 2}, ("upper_value",)),
        ({"value": 0, "qualifier": UNDER}, ("value",)),
        ({"value": 0, "qualifier": ALMOST}, ("value",)),
        ({"value": 20, "women": 21}, ("women",)),
        ({"value": 20, "qualifier": UP_TO, "men": 21}, ("men",)),
        ({"value": 20, "women": -1}, ("women",)),
        ({"value": 20, "wording": ""}, ("wording",)),
    ],
)
def test_impossible_fields_are_refused(fields: dict[str, object], path: tuple[str, ...]) -> None:
    """The error names the field that cannot be."""
    with pytest.raises(InvalidValueError) as caught:
        Headcount(**fields)  # type: ignore[arg-type]  # wrong on purpose

    assert [path] == [fault.path for fault in caught.value.faults]


def test_a_split_need_not_add_up() -> None:
    """Sources print 18 and 4 as 21; that is kept as printed."""
    assert Headcount(value=21, women=18, men=4).value == 21


def test_open_counts_set_no_limit_to_a_split() -> None:
    """Over 20 can be any number of women."""
    assert Headcount(value=20, qualifier=OVER, women=300).women == 300


@pytest.mark.parametrize(
    ("phrases", "printed"),
    [
        ([], "no headcounts"),
        (["20", "over 120 participants"], "at least 141"),
        (["about 100"], "90 to 110"),
        (["20", "24"], "exactly 44"),
        (["up to 50"], "0 to 50"),
    ],
)
def test_totals_print_as_bounds(phrases: list[str], printed: str) -> None:
    """A total prints as bounds, never as a number that nobody counted."""
    assert printed == str(Headcount.total(map(Headcount.parse, phrases)))


def test_totals_use_the_tolerance_they_are_given() -> None:
    """The tolerance of a total is that of its parts."""
    assert str(Headcount.total([Headcount.parse("about 100")], tolerance=0.2)) == "80 to 120"


def test_totals_cannot_be_upside_down() -> None:
    """No total has an upper bound below its lower one."""
    with pytest.raises(InvalidValueError, match="at least lower"):
        HeadcountTotal(lower=2, upper=1, counted=1)


def test_totals_add_to_totals_only() -> None:
    """A number is no total."""
    with pytest.raises(TypeError):
        HeadcountTotal.of([]) + 1  # type: ignore[operator]  # wrong on purpose


@given(headcounts(), headcounts())
def test_order_agrees_with_equality(one: Headcount, other: Headcount) -> None:
    """Of two headcounts one is smaller, or they are equal."""
    assert [one < other, one == other, one > other].count(True) == 1


@given(headcounts())
def test_pickles_are_equal(headcount: Headcount) -> None:
    """A headcount survives pickling."""
    assert headcount == pickle.loads(pickle.dumps(headcount))  # noqa: S301 - our own bytes
