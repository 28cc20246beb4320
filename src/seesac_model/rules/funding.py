"""FUN: money, from whom, through whom and to whom."""

from __future__ import annotations

from collections.abc import Iterator

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Funding, FundingStatus
from seesac_model.rules._money_flows import Flows, currencies
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = [
    "channel_is_recipient",
    "currencies_differ_along_chain",
    "donor_is_recipient",
    "equivalent_in_same_currency",
    "paid_more_than_promised",
]


@declare("FUN001", Severity.WARNING)
def currencies_differ_along_chain(record: Funding, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a sum in a currency in which nothing before it in the chain is known.

    What it does:
        Compares the currencies of a funding, that of the amount and that of its equivalent, with those of what came
        before it under the same framework or for the same event: what its donors received or passed on and, for money
        that was paid, what was pledged or allocated by the same donors to the same recipient through the same channel.
        It reports a funding that has no currency in common with any of these.
        It says nothing where one of these has no amount, and leaves running totals out.
        The finding is at the later one: who passes the money on, or the payment.

    Why is this bad?
        Nothing is ever converted here: whether the sums agree can only be seen if a source gives one of them in the
        currency of the other, and that belongs into `amount_equivalent`.

    Example::

        organisations:
          - {id: donor, name: Donor, kind: government}
          - {id: fund, name: Fund, kind: fund}
          - {id: police, name: Police, kind: police}
        frameworks:
          - {id: roadmap, title: Roadmap, kind: roadmap}
        fundings:
          - {id: in, donor_ids: [donor], recipient_id: fund, amount: 6000000 SEK, framework_id: roadmap}
          - {id: out, donor_ids: [fund], recipient_id: police, amount: 100000 USD, framework_id: roadmap}

    Use instead::

        organisations:
          - {id: donor, name: Donor, kind: government}
          - {id: fund, name: Fund, kind: fund}
          - {id: police, name: Police, kind: police}
        frameworks:
          - {id: roadmap, title: Roadmap, kind: roadmap}
        fundings:
          - id: in
            donor_ids: [donor]
            recipient_id: fund
            amount: 6000000 SEK
            amount_equivalent: about 550000 USD
            framework_id: roadmap
          - {id: out, donor_ids: [fund], recipient_id: police, amount: 100000 USD, framework_id: roadmap}

    References:
        - `Money` in the reference of the model: an amount in the currency of the source, which is never converted.
    """
    if record.amount is None:
        return
    earlier = context.once(Flows.of).before(record)
    if not earlier or any(funding.amount is None for funding in earlier):
        return
    own = currencies(record)
    others = {currency for funding in earlier for currency in currencies(funding)}
    if own.isdisjoint(others):
        yield Problem(
            message=f"the amount is in {' and '.join(sorted(own))}, what came before it in the chain in "
            f"{', '.join(sorted(others))}",
            path=("amount",),
            hint="add the amount_equivalent that a source gives for one of them, or correct the currency",
            related=earlier,
        )


@declare("FUN002", Severity.WARNING)
def paid_more_than_promised(record: Funding, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a payment that certainly is more than all that was promised for it.

    What it does:
        Compares the amount of a funding that was paid with the sum of what was pledged and of what was allocated by the
        same donors to the same recipient through the same channel, under the same framework and for the same event; of
        the framework and the event at least one must be given, and so must the recipient or the channel.
        Promises that certainly were made for a later time are left out.
        It only speaks where all amounts have one currency, be it as `amount_equivalent`, and keeps their qualifiers in
        mind: of a promise of over 4 million nothing is known to be too much.

    Why is this bad?
        One of the amounts, or the status of one of them, is wrong; or a further promise is missing.

    Example::

        organisations:
          - {id: donor, name: Donor, kind: government}
          - {id: fund, name: Fund, kind: fund}
        frameworks:
          - {id: roadmap, title: Roadmap, kind: roadmap}
        fundings:
          - id: promised
            donor_ids: [donor]
            recipient_id: fund
            amount: 400000 EUR
            status: pledged
            framework_id: roadmap
          - {id: paid, donor_ids: [donor], recipient_id: fund, amount: 4000000 EUR, status: paid, framework_id: roadmap}

    Use instead::

        organisations:
          - {id: donor, name: Donor, kind: government}
          - {id: fund, name: Fund, kind: fund}
        frameworks:
          - {id: roadmap, title: Roadmap, kind: roadmap}
        fundings:
          - id: promised
            donor_ids: [donor]
            recipient_id: fund
            amount: 4000000 EUR
            status: pledged
            framework_id: roadmap
          - {id: paid, donor_ids: [donor], recipient_id: fund, amount: 4000000 EUR, status: paid, framework_id: roadmap}

    References:
        - `FundingStatus` in the reference of the model: pledged, allocated, paid.
    """
    if record.status is not FundingStatus.PAID or record.amount is None:
        return
    exceeded = context.once(Flows.of).exceeded_by(record)
    if exceeded is None:
        return
    promises, currency, promised = exceeded
    yield Problem(
        message=f"more was paid than the {promised:f} {currency} that were promised",
        path=("amount",),
        hint="correct one of the amounts or its status, or add the promise that is missing",
        related=promises,
    )


@declare("FUN003", Severity.WARNING)
def donor_is_recipient(record: Funding, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag money that a body gave to itself.

    What it does:
        Looks for fundings whose only donor is the recipient.
        Where others gave too, the recipient may have paid its own share, and nothing is said; nor is it where a donor
        is the channel, for some carry out themselves what they pay for.

    Why is this bad?
        One of the two is another body: often a ministry and its agency, or an organisation and its office.

    Example::

        organisations:
          - {id: undp, name: UNDP, kind: igo-body}
        fundings:
          - {id: grant, donor_ids: [undp], recipient_id: undp, amount: 4000000 EUR}

    Use instead::

        organisations:
          - {id: undp, name: UNDP, kind: igo-body}
          - {id: undp-office, name: UNDP Office, kind: igo-body}
        fundings:
          - {id: grant, donor_ids: [undp], recipient_id: undp-office, amount: 4000000 EUR}

    References:
        - schema.org `funder`: https://schema.org/funder
    """
    if record.recipient_id is not None and set(record.donor_ids) == {record.recipient_id}:
        donor = dataset.organisations.get(record.recipient_id)
        yield Problem(
            message=f"{quoted(record.recipient_id)} is the only donor and the recipient",
            path=("recipient_id",),
            hint="correct one of the two",
            related=() if donor is None else (donor,),
        )


@declare("FUN004", Severity.WARNING)
def equivalent_in_same_currency(record: Funding, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an equivalent in the currency of the amount itself.

    What it does:
        Compares the currencies of `amount` and `amount_equivalent`.

    Why is this bad?
        The equivalent is the same sum in another currency, as the source gives it.
        In the same currency it says nothing, or something else than the amount.

    Example::

        organisations:
          - {id: donor, name: Donor, kind: government}
        fundings:
          - {id: grant, donor_ids: [donor], amount: 6000000 SEK, amount_equivalent: 550000 SEK}

    Use instead::

        organisations:
          - {id: donor, name: Donor, kind: government}
        fundings:
          - {id: grant, donor_ids: [donor], amount: 6000000 SEK, amount_equivalent: about 550000 USD}

    References:
        - ISO 4217, codes for currencies.
    """
    amount, equivalent = record.amount, record.amount_equivalent
    if amount is not None and equivalent is not None and amount.currency == equivalent.currency:
        yield Problem(
            message=f"the amount and its equivalent are both in {amount.currency}",
            path=("amount_equivalent",),
            hint="correct the currency, or drop the equivalent",
        )


@declare("FUN005", Severity.WARNING)
def channel_is_recipient(record: Funding, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag money that went to a body through that same body.

    What it does:
        Compares the channel of a funding with its recipient.

    Why is this bad?
        The channel passes the money on to somebody else: either the recipient is another body, or there was no channel.

    Example::

        organisations:
          - {id: donor, name: Donor, kind: government}
          - {id: fund, name: Fund, kind: fund}
        fundings:
          - {id: grant, donor_ids: [donor], channel_id: fund, recipient_id: fund}

    Use instead::

        organisations:
          - {id: donor, name: Donor, kind: government}
          - {id: fund, name: Fund, kind: fund}
        fundings:
          - {id: grant, donor_ids: [donor], recipient_id: fund}

    References:
        - `Funding` in the reference of the model: through whom the money went.
    """
    if record.channel_id is not None and record.channel_id == record.recipient_id:
        channel = dataset.organisations.get(record.channel_id)
        yield Problem(
            message=f"{quoted(record.channel_id)} is the channel and the recipient",
            path=("channel_id",),
            hint="name who received the money from it, or drop the channel",
            related=() if channel is None else (channel,),
        )
