from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.model.values.codes import CURRENCIES, FORMER_CURRENCIES
from seesac_model.model.values.money import Money
from tests.strategies.values import money


def refusal(text: str) -> InvalidValueError:
    """Return the error with which a text is refused."""
    with pytest.raises(InvalidValueError) as caught:
        Money.parse(text)
    return caught.value


@given(money())
def test_short_form_is_read_back(amount: Money) -> None:
    """Every amount has a short form, from which parse gives back the same value."""
    assert amount == Money.parse(amount.short_form() or "")


@given(money("EUR"), money("EUR"), money("EUR"))
def test_addition_is_associative_and_commutative(a: Money, b: Money, c: Money) -> None:
    """Amounts of one currency add up to the same in any order and grouping, to the last digit."""
    assert a + (b + c) == (c + a) + b


@given(money("EUR"))
def test_nothing_is_neutral(amount: Money) -> None:
    """Adding nothing changes nothing."""
    assert amount == amount + Money(amount=Decimal(0), currency="EUR")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever the text is, only InvalidValueError is raised."""
    try:
        read = Money.parse(text)
    except InvalidValueError:
        return

    assert read == Money.parse(read.short_form() or "")


@given(st.lists(st.sampled_from("about 1 .5 1,000 1.300 EUR € $ US$ million m k euros and".split()), max_size=6))
def test_any_words_of_the_grammar_are_read_or_refused(words: list[str]) -> None:
    """Shuffled words of the grammar are read within the laws or refused, never anything else."""
    try:
        read = Money.parse(" ".join(words))
    except InvalidValueError:
        return

    assert read == Money.parse(read.short_form() or "")


@pytest.mark.parametrize(
    ("text", "amount", "currency", "is_approximate"),
    [
        ("4000000 EUR", "4000000", "EUR", False),
        ("EUR 4 million", "4000000", "EUR", False),
        ("4 million EUR", "4000000", "EUR", False),
        ("8,059,445 EUR", "8059445", "EUR", False),
        ("approximately US$350,000", "350000", "USD", True),
        ("around 170,000 EUR", "170000", "EUR", True),
        ("6,000,000 SEK", "6000000", "SEK", False),
        ("2.3 million USD", "2300000", "USD", False),
        ("22.5 million US dollars", "22500000", "USD", False),
        ("€170,000", "170000", "EUR", False),
        ("EUR 4 m", "4000000", "EUR", False),
        ("€4m", "4000000", "EUR", False),
        ("EUR 8 059 445", "8059445", "EUR", False),
        ("8\u202f059\u202f445 EUR", "8059445", "EUR", False),
        ("1,300 EUR", "1300", "EUR", False),
        ("1,300.50 EUR", "1300.5", "EUR", False),
        ("1.1250 million EUR", "1125000", "EUR", False),
        ("0.125 million EUR", "125000", "EUR", False),
        ("0.125 EUR", "0.125", "EUR", False),
        ("1 billion euros", "1000000000", "EUR", False),
        ("250k GBP", "250000", "GBP", False),
        ("ca. £10", "10", "GBP", True),
        ("100 DEM", "100", "DEM", False),
    ],
)
def test_usual_texts_are_understood(text: str, amount: str, currency: str, *, is_approximate: bool) -> None:
    """The text states this amount."""
    expected = Money(amount=Decimal(amount), currency=currency, is_approximate=is_approximate)

    assert expected == Money.parse(text)


@pytest.mark.parametrize(
    "text",
    [
        "EUR",
        "4",
        "-4 EUR",
        "1,5 million EUR",
        "1,30,000 EUR",
        "1e9 EUR",
        "NaN EUR",
        "٣ EUR",
        "10 EUR and 5 USD",
        "EUR 4 EUR",
        "6,000,000 SEK (approximately 550,000 USD)",
        "exceeding 22 EUR",
        "¥100",
        "100 kr",
        "1" * 1990 + " EUR",
        "1.2345678901234567890123456789 EUR",
    ],
)
def test_what_is_not_certain_is_refused(text: str) -> None:
    """A text that is not one amount in one currency gives no money."""
    refusal(text)


@pytest.mark.parametrize("text", ["$350", "350 dollars", "100 dinars"])
def test_shared_signs_are_named(text: str) -> None:
    """A sign or name of several currencies is refused with a hint."""
    assert "several currencies share" in str(refusal(text))


def test_a_point_before_three_digits_is_ambiguous() -> None:
    """1.300 is refused, with both ways to write it clearly."""
    (fault,) = refusal("1.300 EUR").faults

    assert fault.suggestion == "write '1,300' or '1.3000', whichever is meant"


@pytest.mark.parametrize("text", ["EUR 1.300 million", "1.300 million EUR", "1.300 thousand EUR", "€1.300m"])
def test_a_magnitude_leaves_a_point_before_three_digits_ambiguous(text: str) -> None:
    """1.300 million can be 1,300 million where a point sets off thousands, so it is refused like 1.300."""
    (fault,) = refusal(text).faults

    assert (fault.found, fault.suggestion) == ("'1.300'", "write '1,300' or '1.3000', whichever is meant")


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("exceeding 22.5 million US dollars", "exceeding"),
        ("over EUR 4 million", "over"),
        ("Up to 4 million EUR", "up to"),
        ("well over 4 million EUR", "over"),
        ("not exceeding $350", "not exceeding"),
        (">4 EUR", ">"),
    ],
)
def test_a_qualifier_is_named_as_the_obstacle(text: str, qualifier: str) -> None:
    """The error says that the qualifier is in the way, and which fields of the record it belongs to."""
    (fault,) = refusal(text).faults

    assert fault.found.startswith(f"the qualifier '{qualifier}' before the amount")
    assert fault.suggestion == (
        "give the sum alone, and put the qualifier into the record's field `qualifier` or `wording`"
    )


def test_us_dollars_are_not_called_a_shared_name() -> None:
    """A text that is refused for another reason is not told that US dollars are shared by several currencies."""
    assert "several currencies" not in str(refusal("22 million US dollars and more"))


@pytest.mark.parametrize(("text", "near"), [("4 eur", "EUR"), ("4 EUT", "EUR")])
def test_misspelt_currencies_are_corrected_in_the_message(text: str, near: str) -> None:
    """The error proposes the currency that was probably meant, and does not take it."""
    assert f"did you mean '{near}'?" in str(refusal(text))


def test_a_small_unknown_currency_has_no_correction() -> None:
    """Where no currency is known for the small letters, none is proposed."""
    assert refusal("4 qqq").faults[0].suggestion is None


def test_currencies_are_not_mixed() -> None:
    """Adding euros and dollars is an error, for nothing is converted."""
    with pytest.raises(InvalidValueError, match="EUR and USD"):
        Money.parse("1 EUR") + Money.parse("1 USD")


def test_a_sum_is_approximate_if_a_part_is() -> None:
    """About is contagious."""
    assert (Money.parse("1 EUR") + Money.parse("about 2 EUR")).short_form() == "about 3 EUR"


def test_sums_are_never_rounded() -> None:
    """A sum with more digits than are kept is refused and not rounded."""
    large, small = Money(amount=Decimal(10**18), currency="EUR"), Money(amount=Decimal("1E-20"), currency="EUR")

    with pytest.raises(InvalidValueError, match="39 digits"):
        large + small


def test_money_adds_to_money_only() -> None:
    """A number is no money."""
    with pytest.raises(TypeError):
        Money.parse("1 EUR") + 1  # type: ignore[operator]  # wrong on purpose


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({"amount": Decimal(-1), "currency": "EUR"}, FaultCode.INVALID_NUMBER),
        ({"amount": Decimal("NaN"), "currency": "EUR"}, FaultCode.INVALID_NUMBER),
        ({"amount": Decimal("1E-29"), "currency": "EUR"}, FaultCode.INVALID_NUMBER),
        ({"amount": Decimal("0E-999999"), "currency": "EUR"}, FaultCode.INVALID_NUMBER),
        ({"amount": 1, "currency": "EUR"}, FaultCode.WRONG_TYPE),
        ({"amount": 1.5, "currency": "EUR"}, FaultCode.WRONG_TYPE),
        ({"amount": Decimal(1), "currency": "eur"}, FaultCode.INVALID_VALUE),
        ({"amount": Decimal(1), "currency": "XXX"}, FaultCode.UNKNOWN_TERM),
        ({"amount": Decimal(1), "currency": "EUR", "is_approximate": 1}, FaultCode.WRONG_TYPE),
    ],
)
def test_impossible_fields_are_refused(fields: dict[str, object], code: FaultCode) -> None:
    """The error says what kind of fault it is."""
    with pytest.raises(InvalidValueError) as caught:
        Money(**fields)  # type: ignore[arg-type]  # wrong on purpose

    assert [code] == [fault.code for fault in caught.value.faults]


def test_amounts_have_one_spelling() -> None:
    """Trailing zeros mean nothing."""
    assert Money(amount=Decimal("1.50"), currency="EUR") == Money(amount=Decimal("1.5"), currency="EUR")


def test_current_and_former_currencies_are_apart() -> None:
    """No currency is both in use and former, and those of the region are known."""
    assert not CURRENCIES & FORMER_CURRENCIES
    assert {"ALL", "BAM", "EUR", "MDL", "MKD", "RSD", "SEK", "USD"} <= CURRENCIES
    assert {"DEM", "HRK", "YUM", "CSD"} <= FORMER_CURRENCIES


def test_three_decimals_are_written_so_that_they_cannot_be_thousands() -> None:
    """One euro, thirty cents and a half is written with a fourth decimal, and read back."""
    amount = Money(amount=Decimal("1.305"), currency="EUR")

    assert amount.short_form() == "1.3050 EUR"
    assert Money.parse("1.3050 EUR") == amount
