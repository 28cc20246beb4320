from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, UnknownRecordError
from seesac_model.model import (
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    FrameworkKind,
    Funding,
    FundingStatus,
    Mandate,
    MandateRelation,
    Money,
    Organisation,
    OrganisationKind,
    Participation,
    Person,
    PolicyFramework,
    Qualifier,
    Record,
    Role,
)
from seesac_model.query import events, field, fundings
from seesac_model.query.funding_flows import funding_flows
from tests.query.published import pieces_completed

BODIES: Final = (
    Organisation(id="eu", name="European Union", kind=OrganisationKind.EU),
    Organisation(id="fpi", name="Foreign Policy Instruments", kind=OrganisationKind.EU, part_of_ids=("eu",)),
    Organisation(id="undp", name="UNDP", kind=OrganisationKind.IGO),
    Organisation(id="police", name="Police", kind=OrganisationKind.POLICE),
    PolicyFramework(id="act", title="Council Decision", kind=FrameworkKind.LEGAL_ACT),
    Person(id="ana", name="Ana Marić"),
)


def event(name: str, dates: str | None = None, status: EventStatus = EventStatus.HELD) -> Event:
    """Make an event."""
    span = None if dates is None else DateSpan(dates)
    return Event(id=name, title=f"Event {name}", kind=EventKind.HANDOVER, status=status, dates=span)


def given_(name: str, money: str | None = None, *donors: str, **fields: Any) -> Funding:  # noqa: ANN401
    """Make a funding."""
    amount = None if money is None else Money.parse(money)
    return Funding(id=name, amount=amount, **{"donor_ids": donors, "framework_id": "act", **fields})


def funder(event_id: str, body: str | None, **fields: Any) -> Participation:  # noqa: ANN401
    """Make a participation as funder."""
    return Participation(
        id=f"{event_id}.{body or 'x'}", event_id=event_id, organisation_id=body, role=Role.FUNDER, **fields
    )


def under(event_id: str, framework: str = "act") -> Mandate:
    """Make a mandate under which an event was paid for."""
    return Mandate(
        id=f"{event_id}.{framework}",
        event_id=event_id,
        framework_id=framework,
        relation=MandateRelation.FUNDED_UNDER,
    )


def lines(*records: Record, **asked: Any) -> list[str]:  # noqa: ANN401
    """Return what is printed."""
    return str(funding_flows(Dataset([*BODIES, *records]), **asked)).split("\n")


def test_flows_say_who_whom_and_what_for_in_order_of_time() -> None:
    """Donors, channel, recipient, amount as the source gives it, framework, event and purpose; undated flows last."""
    assert lines(
        event("e", "2022-09-14"),
        event("f", "2023", EventStatus.POSTPONED),
        given_(
            "a",
            "about 170000 EUR",
            "eu",
            channel_id="undp",
            recipient_id="police",
            event_id="e",
            purpose="IT\nequipment",
            status=FundingStatus.PAID,
        ),
        given_("b", "6000000 SEK", "gone", framework_id=None, amount_equivalent=Money.parse("about 550000 USD")),
        given_("c", None, "eu", "undp", framework_id=None, event_id="f"),
        given_("d", "5 EUR", during=DateSpan("2021"), qualifier=Qualifier.UP_TO),
    ) == [
        "2021: donor not said: up to 5 EUR; under Council Decision",
        (
            "2022-09-14: European Union → UNDP → Police: about 170000 EUR; paid; under Council Decision; for Event e; "
            "IT equipment"
        ),
        "2023: European Union, UNDP: amount not said; for Event f (postponed)",
        "no date: gone: 6000000 SEK (given as about 550000 USD)",
    ]


def test_no_funding_is_said_so() -> None:
    """Of nothing, nothing is told."""
    assert lines() == ["no funding"]


def test_events_tell_who_paid_for_them() -> None:
    """Where only a funder or an act is known, the event is one flow without an amount, and its funders share it."""
    assert lines(
        event("e", "2022"),
        funder("e", "eu"),
        funder("e", "undp", on_behalf_of_id="police"),
        funder("e", None, person_id="ana"),
        under("e"),
        under("gone", "gone"),
        Participation(id="x", event_id="e", organisation_id="undp", role=Role.HOST),
    ) == [
        "2022: European Union, Police, Ana Marić: amount not said; under Council Decision; for Event e",
        "no date: donor not said: amount not said; under gone; for gone",
    ]


def test_what_a_funding_says_is_not_told_again() -> None:
    """A funder and an act that stand in a funding of the same event make no flow of their own; others do."""
    funding = given_("a", "5 EUR", "eu", event_id="e")
    assert len(funding_flows(Dataset([*BODIES, funding, event("e"), funder("e", "eu"), under("e")]))) == 1
    found = funding_flows(Dataset([*BODIES, funding, event("e"), funder("e", "undp"), under("e", "eu")]))
    assert [(flow.donor_ids, flow.framework_ids) for flow in found] == [(("eu",), ("act",)), (("undp",), ("eu",))]
    assert [flow.records[0].id for flow in found] == ["a", "e.undp"]


def test_flows_of_a_donor_and_through_an_act() -> None:
    """What one donor gave, alone or with others, and what came under one act; both if both are asked for."""
    records = [
        event("e"),
        funder("e", "eu"),
        under("e"),
        given_("a", "5 EUR", "eu", framework_id=None),
        given_("b", "6 EUR", "undp"),
        given_("c", "7 EUR", "undp", "fpi"),
    ]
    dataset = Dataset([*BODIES, *records])
    questions: dict[str, dict[str, Any]] = {
        "donor": {"donor": "European Union"},
        "parts": {"donor": "eu", "parts": True},
        "through": {"through": "act"},
        "both": {"donor": "undp", "through": "Council Decision"},
    }
    ids = {
        words: [flow.records[0].id for flow in funding_flows(dataset, **asked)] for words, asked in questions.items()
    }
    assert ids == {
        "donor": ["a", "e.eu"],
        "parts": ["a", "c", "e.eu"],
        "through": ["b", "c", "e.eu"],
        "both": ["b", "c"],
    }


def test_a_selection_gives_its_fundings_alone() -> None:
    """Of a selection, only what is in it is told, and added up."""
    records = [event("e"), funder("e", "eu"), given_("a", "5 EUR", "eu"), given_("b", "6 EUR", "eu")]
    found = funding_flows(fundings(Dataset(records)).where(field(Funding.id).is_in("a")))
    assert [flow.records[0].id for flow in found] == ["a"]
    assert str(found.totals()) == "exactly 5 EUR, status not said, in 1 funding"


def test_flows_are_rows_and_have_sources() -> None:
    """Each flow is a row; about and over stand beside the amount; each source is told once."""
    page = Citation(source_id="page")
    found = funding_flows(
        Dataset(
            [
                *BODIES,
                given_("a", "about 5 EUR", "eu", "undp", citations=(page,)),
                given_("b", "5 EUR", "eu", qualifier=Qualifier.OVER),
                funder("e", "eu", citations=(page,)),
                funder("e", "undp", citations=(page,)),
            ]
        )
    )
    assert [flow.citations for flow in found] == [(page,), (), (page,)]
    table = found.to_table()
    assert table.column("qualifier") == ("about", "over", None)
    assert table.column("donors") == ("European Union, UNDP", "European Union", "European Union, UNDP")
    assert table.column("records") == ("a", "b", "e.eu, e.undp")


def test_wrong_questions_are_refused() -> None:
    """Something else than fundings, and a body or act that is not there, are errors."""
    with pytest.raises(SelectionError):
        funding_flows(events(Dataset()))  # type: ignore[arg-type]  # what callers without a type checker may do
    with pytest.raises(UnknownRecordError):
        funding_flows(Dataset(), donor="eu")
    with pytest.raises(UnknownRecordError):
        funding_flows(Dataset(), through="act")


WHO: Final = ("eu", "undp", "gone")


@st.composite
def worlds(draw: st.DrawFn) -> list[Record]:
    """Draw fundings, funders and mandates of two events."""
    records: list[Record] = [*BODIES, event("e1", "2022")]
    for number in range(draw(st.integers(0, 6))):
        place = draw(st.sampled_from(("e1", "e2")))
        who = draw(st.sampled_from(WHO))
        made: list[Record] = [
            given_(f"f{number}", "5 EUR", who, event_id=place),
            Participation(id=f"p{number}", event_id=place, organisation_id=who, role=Role.FUNDER),
            Mandate(id=f"m{number}", event_id=place, framework_id=who, relation=MandateRelation.FUNDED_UNDER),
        ]
        records.append(draw(st.sampled_from(made)))
    return records


@given(worlds())
def test_nothing_is_told_twice_and_nothing_is_lost(records: list[Record]) -> None:
    """Law of completeness: each funding is a flow, and each funder of an event is told, but never twice."""
    found = funding_flows(Dataset(reversed(records)))
    assert found == funding_flows(Dataset(records))
    resting = [record.id for flow in found for record in flow.records]
    assert len(resting) == len(set(resting))
    told = {(donor, flow.event_id) for flow in found for donor in flow.donor_ids}
    funders = [one for one in records if isinstance(one, Participation)]
    given_ids = [one.id for one in records if isinstance(one, Funding)]
    assert set(given_ids) <= set(resting)
    assert {(one.organisation_id, one.event_id) for one in funders} <= told
    ours = [flow for flow in found if not isinstance(flow.records[0], Funding)]
    theirs = {(donor, flow.event_id) for flow in found if flow not in ours for donor in flow.donor_ids}
    assert theirs.isdisjoint((donor, flow.event_id) for flow in ours for donor in flow.donor_ids)


def test_everything_through_an_act_of_the_example() -> None:
    """What Council Decision (CFSP) 2019/2111 paid for, and what the European Union gave, in original currency."""
    dataset = pieces_completed()
    assert [flow.event_id for flow in funding_flows(dataset, through="cfsp-2019-2111")] != []
    gave = funding_flows(dataset, donor="European Union")
    assert {flow.amount.currency for flow in gave if flow.amount} == {"EUR", "USD"}
