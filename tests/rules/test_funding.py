from __future__ import annotations

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.model import Funding, FundingStatus, Money, Organisation, OrganisationKind, Qualifier, Record
from seesac_model.rules import Finding, check
from tests.rules.records import span

FAMILY: Final = ["FUN"]
PLEDGED: Final = FundingStatus.PLEDGED
PAID: Final = FundingStatus.PAID


def funding(
    record_id: str,
    amount: str | None = None,
    status: FundingStatus | None = None,
    *,
    donor_ids: tuple[str, ...] = ("donor",),
    recipient_id: str | None = "fund",
    channel_id: str | None = None,
    framework_id: str | None = "f",
    event_id: str | None = None,
    equivalent: str | None = None,
    qualifier: Qualifier = Qualifier.EXACTLY,
    during: str | None = None,
) -> Funding:
    """Return a funding of the body `fund` by the body `donor` under the framework `f`."""
    return Funding(
        id=record_id,
        donor_ids=donor_ids,
        recipient_id=recipient_id,
        channel_id=channel_id,
        amount=None if amount is None else Money.parse(amount),
        amount_equivalent=None if equivalent is None else Money.parse(equivalent),
        status=status,
        framework_id=framework_id,
        event_id=event_id,
        qualifier=qualifier,
        during=span(during),
    )


def onward(
    record_id: str = "out",
    amount: str | None = "100 USD",
    *,
    donor_ids: tuple[str, ...] = ("fund",),
    framework_id: str | None = "f",
    event_id: str | None = None,
    equivalent: str | None = None,
    status: FundingStatus | None = None,
) -> Funding:
    """Return what the body `fund` gave to the police."""
    return funding(
        record_id,
        amount,
        status,
        donor_ids=donor_ids,
        recipient_id="police",
        framework_id=framework_id,
        event_id=event_id,
        equivalent=equivalent,
    )


def codes(*records: Record) -> list[tuple[str, str | None]]:
    """Return the code and the record of each finding."""
    return [(finding.code, finding.record_id) for finding in check(Dataset(records), select=FAMILY)]


def only(*records: Record) -> Finding:
    """Return the one finding there is."""
    (finding,) = check(Dataset(records), select=FAMILY)
    return finding


def told(finding: Finding) -> tuple[object, ...]:
    """Return what a finding says."""
    return finding.code, finding.record_id, finding.path, finding.message, finding.hint, finding.related


# FUN001


def test_other_currencies_along_a_chain_are_flagged() -> None:
    """The finding is at who passes the money on, and names all currencies and what came before."""
    before = (funding("in", "6000 SEK"), funding("in-2", "10 EUR", equivalent="9 GBP"))
    found = only(*before, onward(equivalent="90 CHF"))
    assert told(found) == (
        "FUN001",
        "out",
        ("amount",),
        "the amount is in CHF and USD, what came before it in the chain in EUR, GBP, SEK",
        "add the amount_equivalent that a source gives for one of them, or correct the currency",
        (("fundings", "in"), ("fundings", "in-2")),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (funding("in", "6000 SEK", recipient_id="x", channel_id="fund"), onward()),
        (funding("in", "6000 SEK", channel_id="x"), onward(donor_ids=("other", "fund"))),
        (funding("in", "6000 SEK", event_id="e"), onward(framework_id=None, event_id="e")),
        (funding("in", "6000 SEK", framework_id="g", event_id="e"), onward(event_id="e")),
        (funding("in", "6000 SEK", recipient_id=None, channel_id="fund"), onward(status=PAID)),
        (funding("in", "6000 SEK", PLEDGED), funding("out", "100 USD", PAID)),
        (funding("in", "6000 SEK", FundingStatus.ALLOCATED), funding("out", "100 USD", PAID)),
        (
            funding("in", "6000 SEK", PLEDGED, recipient_id=None, channel_id="x", framework_id=None, event_id="e"),
            funding("out", "100 USD", PAID, recipient_id=None, channel_id="x", framework_id=None, event_id="e"),
        ),
        (
            funding("in", "6000 SEK", PLEDGED, donor_ids=("a", "b")),
            funding("out", "100 USD", PAID, donor_ids=("b", "a")),
        ),
    ],
)
def test_one_chain_is_compared(before: Funding, after: Funding) -> None:
    """A chain goes from recipient or channel to donor, and from promise to payment."""
    assert codes(before, after) == [("FUN001", "out")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (funding("in", "6000 USD"), onward()),
        (funding("in", "6000 SEK", equivalent="550 USD"), onward()),
        (funding("in", "6000 SEK"), onward(equivalent="1000 SEK")),
        (funding("in", "6000 SEK", framework_id="other"), onward()),
        (funding("in", "6000 SEK", framework_id=None), onward(framework_id=None)),
        (funding("in", "6000 SEK", framework_id="e"), onward(framework_id=None, event_id="e")),
        (funding("in", "6000 SEK", recipient_id="other"), onward()),
        (funding("in", "6000 SEK", recipient_id=None), onward(donor_ids=())),
        (funding("in"), onward()),
        (funding("in", "6000 SEK"), onward(amount=None)),
        (funding("in", None, equivalent="550 SEK"), onward()),
        (funding("in", "6000 SEK", FundingStatus.CUMULATIVE), onward()),
        (funding("in", "6000 SEK"), onward(status=FundingStatus.CUMULATIVE)),
        (funding("in", "6000 SEK", PLEDGED), funding("out", "100 USD", PLEDGED)),
        (funding("in", "6000 SEK", FundingStatus.ANNOUNCED), funding("out", "100 USD", PAID)),
        (funding("in", "6000 SEK", PLEDGED, channel_id="x"), funding("out", "100 USD", PAID)),
        (funding("in", "6000 SEK", PLEDGED, recipient_id="x"), funding("out", "100 USD", PAID)),
        (funding("in", "6000 SEK", PLEDGED, donor_ids=("a",)), funding("out", "100 USD", PAID)),
        (
            funding("in", "6000 SEK", PLEDGED, recipient_id=None),
            funding("out", "100 USD", PAID, recipient_id=None),
        ),
        (
            funding("in", "6000 SEK", PLEDGED, framework_id=None),
            funding("out", "100 USD", PAID, framework_id=None),
        ),
    ],
)
def test_what_is_comparable_or_no_chain_is_silent(before: Funding, after: Funding) -> None:
    """A currency in common, sums that are not known, running totals and other purposes are silent."""
    assert codes(before, after) == []


def test_one_comparable_sum_is_enough() -> None:
    """The money may have come from the one whose currency it is, or from the one whose sum is not known."""
    assert codes(funding("a", "6000 SEK"), funding("b", "550 USD"), onward()) == []
    assert codes(funding("a", "6000 SEK"), funding("b"), onward()) == []


def test_many_that_came_before_are_no_chain() -> None:
    """Up to twenty fundings are compared."""
    many = [funding(f"in-{number:02}", "6000 SEK") for number in range(21)]
    assert codes(*many[:20], onward()) == [("FUN001", "out")]
    assert codes(*many, onward()) == []
    two_ways = [*many[:20], funding("more", "6000 SEK", event_id="e", framework_id=None)]
    assert codes(*two_ways, onward(event_id="e")) == []
    promises = [funding(f"in-{number:02}", "6000 SEK", PLEDGED) for number in range(21)]
    assert codes(*promises[:20], funding("out", "100 USD", PAID)) == [("FUN001", "out")]
    assert codes(*promises, funding("out", "100 USD", PAID)) == []


def test_funding_that_came_before_itself_is_silent() -> None:
    """Where the donor receives its own money, the chain has no order."""
    assert codes(funding("a", "6000 SEK"), onward("b", donor_ids=("fund", "police"))) == []


# FUN002


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_payment_is_flagged_if_and_only_if_it_is_more(promised: int, paid: int) -> None:
    """Of exact sums, a payment is flagged if it is more than was promised."""
    found = codes(funding("promise", f"{promised} EUR", PLEDGED), funding("payment", f"{paid} EUR", PAID))
    assert found == ([("FUN002", "payment")] if paid > promised else [])


def test_payment_that_is_more_says_the_sum() -> None:
    """The finding is at the payment, and names all promises."""
    promises = (funding("a", "100 EUR", PLEDGED), funding("b", "50.5 EUR", FundingStatus.ALLOCATED))
    assert codes(*promises, funding("payment", "150.5 EUR", PAID)) == []
    assert told(only(*promises, funding("payment", "151 EUR", PAID))) == (
        "FUN002",
        "payment",
        ("amount",),
        "more was paid than the 150.5 EUR that were promised",
        "correct one of the amounts or its status, or add the promise that is missing",
        (("fundings", "a"), ("fundings", "b")),
    )


@pytest.mark.parametrize(
    ("promise", "payment"),
    [
        (funding("a", "100 EUR", PLEDGED), funding("b", "100 EUR", PAID, qualifier=Qualifier.OVER)),
        (funding("a", "100 EUR", PLEDGED, qualifier=Qualifier.UNDER), funding("b", "100 EUR", PAID)),
        (funding("a", "about 100 EUR", PLEDGED), funding("b", "111 EUR", PAID)),
        (funding("a", "about 100 EUR", PLEDGED, qualifier=Qualifier.UP_TO), funding("b", "101 EUR", PAID)),
        (funding("a", "900 SEK", PLEDGED, equivalent="100 EUR"), funding("b", "101 EUR", PAID)),
        (funding("a", "100 EUR", PLEDGED), funding("b", "900 SEK", PAID, equivalent="101 EUR")),
        (funding("a", "100 EUR", PLEDGED, during="2023"), funding("b", "101 EUR", PAID, during="2023")),
        (funding("a", "100 EUR", PLEDGED, during="2022"), funding("b", "101 EUR", PAID, during="2023")),
        (funding("a", "100 EUR", PLEDGED, during="2025"), funding("b", "101 EUR", PAID)),
    ],
)
def test_certainly_more_is_flagged(promise: Funding, payment: Funding) -> None:
    """Qualifiers, equivalents and times are kept in mind."""
    assert codes(promise, payment) == [("FUN002", "b")]


@pytest.mark.parametrize(
    ("promise", "payment"),
    [
        (funding("a", "about 100 EUR", PLEDGED), funding("b", "110 EUR", PAID)),
        (funding("a", "100 EUR", PLEDGED), funding("b", "about 110 EUR", PAID)),
        (funding("a", "100 EUR", PLEDGED, qualifier=Qualifier.OVER), funding("b", "900 EUR", PAID)),
        (funding("a", "100 EUR", PLEDGED), funding("b", "900 EUR", PAID, qualifier=Qualifier.UP_TO)),
        (funding("a", "100 EUR", FundingStatus.ANNOUNCED), funding("b", "900 EUR", PAID)),
        (funding("a", "100 EUR", PLEDGED), funding("b", "900 EUR")),
        (funding("a", "100 EUR", PLEDGED), funding("b", None, PAID, equivalent="900 EUR")),
        (funding("a", None, PLEDGED), funding("b", "900 EUR", PAID)),
        (funding("a", "100 EUR", PLEDGED, during="2025"), funding("b", "900 EUR", PAID, during="2023")),
        (funding("a", "100 EUR", PLEDGED, framework_id="g"), funding("b", "900 EUR", PAID)),
        (funding("a", "100 EUR", PLEDGED, event_id="e"), funding("b", "900 EUR", PAID)),
        (funding("a", "100 EUR", PLEDGED, donor_ids=("x", "donor")), funding("b", "900 EUR", PAID)),
        (funding("a", "100 EUR", PLEDGED, donor_ids=()), funding("b", "900 EUR", PAID, donor_ids=())),
    ],
)
def test_payment_that_may_be_as_promised_is_silent(promise: Funding, payment: Funding) -> None:
    """What is open, promised by others or for something else is not flagged."""
    assert codes(promise, payment) == []


def test_promise_that_cannot_be_added_leaves_it_open() -> None:
    """With a promise in another currency, or without amount, nothing is known of the sum."""
    payment = funding("c", "900 EUR", PAID)
    assert codes(funding("a", "100 EUR", PLEDGED), funding("b", "100 SEK", PLEDGED), payment) == []
    assert codes(funding("a", "100 SEK", PLEDGED), funding("b", "100 EUR", PLEDGED), payment) == []
    assert codes(funding("a", "100 EUR", PLEDGED), funding("b", None, PLEDGED), payment) == []


def test_many_promises_are_not_added_up() -> None:
    """Up to twenty promises are compared."""
    many = [funding(f"p-{number:02}", "1 EUR", PLEDGED) for number in range(21)]
    assert codes(*many[:20], funding("z", "21 EUR", PAID)) == [("FUN002", "z")]
    assert codes(*many, funding("z", "900 EUR", PAID)) == []


# FUN003, FUN004, FUN005

BODY: Final = Organisation(id="fund", name="Fund", kind=OrganisationKind.FUND)


def test_donor_that_is_the_recipient_is_flagged() -> None:
    """Nobody gives money to itself."""
    alone = funding("a", donor_ids=("fund",))
    assert told(only(BODY, alone)) == (
        "FUN003",
        "a",
        ("recipient_id",),
        "'fund' is the only donor and the recipient",
        "correct one of the two",
        (("organisations", "fund"),),
    )
    assert only(alone).related == ()


def test_recipient_may_pay_a_share() -> None:
    """With other donors, or as a channel, a body may pay for what it does; and nobody is no body."""
    assert codes(funding("a", donor_ids=("fund", "donor"))) == []
    assert codes(funding("a", donor_ids=("fund",), recipient_id="x", channel_id="fund")) == []
    assert codes(funding("a", donor_ids=(), recipient_id=None)) == []


def test_equivalent_in_the_same_currency_is_flagged() -> None:
    """An equivalent is in another currency."""
    assert told(only(funding("a", "100 EUR", equivalent="90 EUR"))) == (
        "FUN004",
        "a",
        ("amount_equivalent",),
        "the amount and its equivalent are both in EUR",
        "correct the currency, or drop the equivalent",
        (),
    )
    assert codes(funding("a", "100 EUR", equivalent="90 USD")) == []
    assert codes(funding("a", None, equivalent="90 USD")) == []


def test_channel_that_is_the_recipient_is_flagged() -> None:
    """Nothing goes through whom it goes to."""
    through = funding("a", channel_id="fund")
    assert told(only(BODY, through)) == (
        "FUN005",
        "a",
        ("channel_id",),
        "'fund' is the channel and the recipient",
        "name who received the money from it, or drop the channel",
        (("organisations", "fund"),),
    )
    assert only(through).related == ()
    assert codes(funding("a", channel_id="x")) == []
    assert codes(funding("a", recipient_id=None)) == []
