"""Who funds whom, through whom and for what."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Citation,
    DateSpan,
    EventStatus,
    Funding,
    FundingStatus,
    Mandate,
    MandateRelation,
    Money,
    Organisation,
    Participation,
    PolicyFramework,
    Qualifier,
    Role,
)
from seesac_model.query._asked import record_of
from seesac_model.query._choosing import chosen_from
from seesac_model.query._naming import called, dates_first, one_line
from seesac_model.query._roles import body_ids
from seesac_model.query._took_place import TOOK_PLACE
from seesac_model.query.amount_total import FundingTotals, total_funding
from seesac_model.query.fields import FieldIs
from seesac_model.query.selection import Selection, select
from seesac_model.query.table import Table

__all__ = ["FundingFlow", "FundingFlows", "funding_flows"]


@attrs.frozen(kw_only=True)
class FundingFlow:
    """
    Money, or what was bought with it, on its way: from donors, perhaps through a channel, to a recipient or purpose.

    What several donors gave together is one flow, and nobody's share of it is known.

    Attributes:
        donor_ids: Who gave; empty where nobody says it.
        donors: Their names.
        channel_id: Through whom it went; None if not said.
        channel: The channel's name.
        recipient_id: Who received; None if not said.
        recipient: The recipient's name.
        amount: How much, in the currency of the source; None where no sum is printed.
        qualifier: How the amount stands to what was given: exactly, over, up to and so on.
        amount_equivalent: The same in another currency, as the source prints it; None if it does not.
        status: How far the money has come; None if not said.
        framework_ids: The frameworks under which it was given.
        frameworks: Their titles.
        event_id: The event that it paid for or at which it was given; None for none.
        event: The event's title.
        event_status: Whether the event was held; None where there is none, or the dataset lacks it.
        purpose: What it was for, in words; None if not said.
        date: When, or for which period, or else the days of the event; None where nobody says it.
        records: What the flow rests on: a funding; or, for an event of which only its funders or the frameworks that
            paid for it are known, the participations and mandates that say so.
    """

    donor_ids: tuple[str, ...] = ()
    donors: tuple[str, ...] = ()
    channel_id: str | None = None
    channel: str | None = None
    recipient_id: str | None = None
    recipient: str | None = None
    amount: Money | None = None
    qualifier: Qualifier = Qualifier.EXACTLY
    amount_equivalent: Money | None = None
    status: FundingStatus | None = None
    framework_ids: tuple[str, ...] = ()
    frameworks: tuple[str, ...] = ()
    event_id: str | None = None
    event: str | None = None
    event_status: EventStatus | None = None
    purpose: str | None = None
    date: DateSpan | None = None
    records: tuple[Funding | Participation | Mandate, ...]

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the flow stands: the citations of its records, each once."""
        return tuple(dict.fromkeys(citation for record in self.records for citation in record.citations))

    def __str__(self) -> str:
        way = (", ".join(self.donors) or "donor not said", self.channel, self.recipient)
        held = self.event_status is None or self.event_status in TOOK_PLACE
        said = (
            self._amount_in_words(),
            self.status or "",
            f"under {', '.join(self.frameworks)}" if self.frameworks else "",
            f"for {self.event}{'' if held else f' ({self.event_status})'}" if self.event else "",
            one_line(self.purpose or ""),
        )
        return f"{self.date or 'no date'}: {' → '.join(filter(None, way))}: {'; '.join(filter(None, said))}"

    def _amount_in_words(self) -> str:
        if self.amount is None:
            return "amount not said"
        qualifier = "" if self.qualifier is Qualifier.EXACTLY else f"{self.qualifier.replace('-', ' ')} "
        equivalent = f" (given as {self.amount_equivalent.short_form()})" if self.amount_equivalent else ""
        return f"{qualifier}{self.amount.short_form()}{equivalent}"


@attrs.frozen(kw_only=True)
class FundingFlows:
    """
    Who funds whom, through whom and for what, in the order of time.

    The order is that of :class:`~seesac_model.model.DateSpan`, undated flows last; of the same dates by the ids of the
    records. Printed, it has a line for each flow. Nothing is added up or converted; :meth:`totals` adds.

    Attributes:
        fundings: The fundings among the records.
        flows: The flows.
    """

    fundings: Selection[Funding]
    flows: tuple[FundingFlow, ...]

    def totals(self) -> FundingTotals:
        """Return how much it is, currency by currency and status by status, as :func:`total_funding` adds it up."""
        return total_funding(self.fundings)

    def __len__(self) -> int:
        return len(self.flows)

    def __iter__(self) -> Iterator[FundingFlow]:
        return iter(self.flows)

    def __str__(self) -> str:
        return "\n".join(map(str, self.flows)) or "no funding"

    def to_table(self) -> Table:
        """Return a row for each flow; several donors, frameworks and records stand in one cell, with commas between."""
        columns = (
            "date donors channel recipient qualifier amount currency equivalent status frameworks event purpose records"
        )
        return Table(columns.split(), map(_row, self.flows))


def _row(flow: FundingFlow) -> tuple[object, ...]:
    return (
        flow.date,
        ", ".join(flow.donors) or None,
        flow.channel,
        flow.recipient,
        None if flow.amount is None else "about" if _is_about(flow.amount, flow.qualifier) else flow.qualifier,
        None if flow.amount is None else flow.amount.amount,
        None if flow.amount is None else flow.amount.currency,
        flow.amount_equivalent,
        flow.status,
        ", ".join(flow.frameworks) or None,
        flow.event,
        flow.purpose,
        ", ".join(record.id for record in flow.records),
    )


def _is_about(amount: Money, qualifier: Qualifier) -> bool:
    return amount.is_approximate and qualifier is Qualifier.EXACTLY


def funding_flows(
    these: Dataset | Selection[Funding],
    *,
    donor: Organisation | str | None = None,
    through: PolicyFramework | str | None = None,
    parts: bool = False,
) -> FundingFlows:
    """
    Return who funds whom, through whom and for what; in original currency, amount by amount.

    Of a dataset, the answer has its fundings; and the events of which records say no more than who paid for them (a
    participation as `funder`) or under which framework (a mandate as `funded-under`), one flow for each event, without
    an amount. What a funding of the same event says already is not told again.

    Args:
        these: A dataset, or a selection of fundings, which gives these alone.
        donor: A body that gave, alone or with others; its id or a name that clearly means one body. None for all.
        through: The framework under which it was given: an act, a programme; its id or title. None for all.
        parts: Whether what parts of the donor gave is taken in.

    Raises:
        UnknownRecordError: The dataset has no such body or framework.
        NoSingleMatchError: A name may mean several, or none for certain.
        SelectionError: Something else was given, or a selection of other records.

    >>> from seesac_model.model import Event, EventKind, OrganisationKind
    >>> dataset = Dataset(
    ...     [
    ...         Organisation(id="eu", name="European Union", kind=OrganisationKind.EU),
    ...         Organisation(id="seesac", name="SEESAC", kind=OrganisationKind.IGO_BODY),
    ...         Funding(
    ...             id="f",
    ...             donor_ids=("eu",),
    ...             recipient_id="seesac",
    ...             amount=Money.parse("4000000 EUR"),
    ...             status=FundingStatus.ALLOCATED,
    ...             during=DateSpan("2025/2028"),
    ...         ),
    ...         Event(id="w", title="Workshop", kind=EventKind.WORKSHOP, status=EventStatus.HELD),
    ...         Participation(id="w.eu", event_id="w", organisation_id="eu", role=Role.FUNDER),
    ...     ]
    ... )
    >>> print(funding_flows(dataset, donor="European Union"))
    2025/2028: European Union → SEESAC: 4000000 EUR; allocated
    no date: European Union: amount not said; for Workshop
    """
    fundings = chosen_from(these, Funding)
    dataset = fundings.dataset
    donors = None if donor is None else body_ids(dataset, donor, parts=parts)
    framework = None if through is None else record_of(dataset, through, PolicyFramework).id
    if donors is not None:
        fundings = fundings.where(FieldIs("donor_ids", donors))
    if framework is not None:
        fundings = fundings.where(FieldIs("framework_id", [framework]))
    flows = [_flow(funding, dataset) for funding in fundings]
    if isinstance(these, Dataset):
        flows.extend(
            flow
            for flow in _told_by_events(dataset)
            if (donors is None or not donors.isdisjoint(flow.donor_ids))
            and (framework is None or framework in flow.framework_ids)
        )
    flows.sort(key=lambda flow: (dates_first(flow.date), [record.id for record in flow.records]))
    return FundingFlows(fundings=fundings, flows=tuple(flows))


def _flow(funding: Funding, dataset: Dataset) -> FundingFlow:
    event = None if funding.event_id is None else dataset.events.get(funding.event_id)
    frameworks = () if funding.framework_id is None else (funding.framework_id,)
    return FundingFlow(
        donor_ids=funding.donor_ids,
        donors=tuple(called(dataset.organisations, donor) or donor for donor in funding.donor_ids),
        channel_id=funding.channel_id,
        channel=called(dataset.organisations, funding.channel_id),
        recipient_id=funding.recipient_id,
        recipient=called(dataset.organisations, funding.recipient_id),
        amount=funding.amount,
        qualifier=funding.qualifier,
        amount_equivalent=funding.amount_equivalent,
        status=funding.status,
        framework_ids=frameworks,
        frameworks=tuple(called(dataset.frameworks, one) or one for one in frameworks),
        event_id=funding.event_id,
        event=called(dataset.events, funding.event_id),
        event_status=None if event is None else event.status,
        purpose=funding.purpose,
        date=funding.during or (None if event is None else event.dates),
        records=(funding,),
    )


def _told_by_events(dataset: Dataset) -> Iterator[FundingFlow]:
    """Yield a flow for each event of which more is known on who paid for it than its fundings say."""
    told: dict[str, set[tuple[str, str | None]]] = {}
    for funding in dataset.fundings:
        if funding.event_id is not None:
            said = told.setdefault(funding.event_id, set())
            said.update(("donor", donor) for donor in funding.donor_ids)
            said.add(("framework", funding.framework_id))
    rest: dict[str, list[Participation | Mandate]] = {}
    for one in select(dataset, Participation).where(FieldIs("role", [Role.FUNDER])):
        if ("donor", _payer(one)) not in told.get(one.event_id, ()):
            rest.setdefault(one.event_id, []).append(one)
    for mandate in select(dataset, Mandate).where(FieldIs("relation", [MandateRelation.FUNDED_UNDER])):
        if ("framework", mandate.framework_id) not in told.get(mandate.event_id, ()):
            rest.setdefault(mandate.event_id, []).append(mandate)
    for event_id, records in rest.items():
        yield _flow_of_event(event_id, records, dataset)


def _payer(one: Participation) -> str:
    return one.on_behalf_of_id or one.organisation_id or one.person_id or ""


def _flow_of_event(event_id: str, records: list[Participation | Mandate], dataset: Dataset) -> FundingFlow:
    payers: dict[str, str] = {}
    frameworks: dict[str, str] = {}
    for one in records:
        if isinstance(one, Mandate):
            frameworks[one.framework_id] = called(dataset.frameworks, one.framework_id) or one.framework_id
        else:
            body = one.on_behalf_of_id or one.organisation_id
            name = called(dataset.people, one.person_id) if body is None else called(dataset.organisations, body)
            payers[_payer(one)] = name or ""
    event = dataset.events.get(event_id)
    return FundingFlow(
        donor_ids=tuple(payers),
        donors=tuple(payers.values()),
        framework_ids=tuple(frameworks),
        frameworks=tuple(frameworks.values()),
        event_id=event_id,
        event=called(dataset.events, event_id),
        event_status=None if event is None else event.status,
        date=None if event is None else event.dates,
        records=tuple(records),
    )
