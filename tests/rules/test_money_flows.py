from __future__ import annotations

import pytest

from seesac_model.dataset import Dataset
from seesac_model.model import Funding, FundingStatus, Money
from seesac_model.rules._money_flows import Flows
from tests.rules.records import span

CUMULATIVE = FundingStatus.CUMULATIVE
PLEDGED = FundingStatus.PLEDGED
PAID = FundingStatus.PAID


def funding(
    record_id: str,
    donor: str,
    recipient: str,
    status: FundingStatus | None = None,
    *,
    amount: str = "10 EUR",
    during: str | None = None,
) -> Funding:
    """Return what one body gave to another under the framework `f`."""
    return Funding(
        id=record_id,
        donor_ids=(donor,),
        recipient_id=recipient,
        status=status,
        framework_id="f",
        amount=Money.parse(amount),
        during=span(during),
    )


def before(funding_id: str, *fundings: Funding) -> tuple[str, ...]:
    """Return what came before one of some fundings."""
    dataset = Dataset(fundings)
    found = Flows.of(dataset).before(dataset.fundings[funding_id])
    assert isinstance(found, tuple)
    return tuple(entry.id for entry in found)


@pytest.mark.parametrize("status", [None, PLEDGED, PAID])
def test_what_a_donor_received_came_before(status: FundingStatus | None) -> None:
    """The money that reached a body came before what it gave, promised or paid; a running total is no step."""
    fundings = (funding("a", "eu", "undp", CUMULATIVE), funding("b", "eu", "undp"), funding("c", "undp", "me", status))
    assert before("c", *fundings) == ("b",)


def test_nothing_came_before_a_running_total() -> None:
    """A running total has no step before it."""
    assert before("b", funding("a", "eu", "undp"), funding("b", "undp", "me", CUMULATIVE)) == ()


def test_a_promise_came_before_the_payment() -> None:
    """What was pledged came before what was paid, and not the other way round."""
    fundings = (funding("a", "eu", "undp", PLEDGED), funding("b", "eu", "undp", PAID))
    assert (before("a", *fundings), before("b", *fundings)) == ((), ("a",))


def test_money_that_goes_in_a_ring_has_no_order() -> None:
    """A body that gives to itself has nothing before what it gave."""
    assert before("a", funding("a", "undp", "undp"), funding("b", "eu", "undp")) == ()


@pytest.mark.parametrize(("count", "found"), [(20, 20), (21, 0)])
def test_of_very_many_steps_none_is_before(count: int, found: int) -> None:
    """Whoever hands on money from more than twenty has no chain; so with promises."""
    received = [funding(f"in-{number:02}", "eu", "undp") for number in range(count)]
    promised = [funding(f"in-{number:02}", "undp", "me", PLEDGED) for number in range(count)]
    assert len(before("out", *received, funding("out", "undp", "me"))) == found
    assert len(before("out", *promised, funding("out", "undp", "me", PAID))) == found


@pytest.mark.parametrize(
    ("promised", "paid", "is_exceeded"),
    [(None, "2020", True), ("2020", None, True), (None, None, True), ("2019", "2020", True), ("2021", "2020", False)],
)
def test_only_earlier_promises_are_exceeded(promised: str | None, paid: str | None, *, is_exceeded: bool) -> None:
    """A promise that certainly came after a payment is another; where one of the times is not known it may be meant."""
    promise = funding("a", "eu", "undp", PLEDGED, during=promised)
    payment = funding("b", "eu", "undp", PAID, amount="11 EUR", during=paid)
    found = Flows.of(Dataset([promise, payment])).exceeded_by(payment)
    assert (found is not None) is is_exceeded
