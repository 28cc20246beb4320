from __future__ import annotations

from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, UnknownRecordError
from seesac_model.model import (
    Affiliation,
    AffiliationCapacity,
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    Organisation,
    OrganisationKind,
    Panel,
    PanelFormat,
    Participation,
    Person,
    Record,
    Role,
    Statement,
)
from seesac_model.query.career import career
from tests.query.published import pieces_completed
from tests.strategies.dates import date_spans

ANA: Final = Person(id="ana", name="Ana Marić")
BODIES: Final = tuple(
    Organisation(id=body, name=name, kind=OrganisationKind.OTHER)
    for body, name in (("seesac", "SEESAC"), ("ministry", "Ministry of the Interior"))
)


def event(event_id: str, dates: str | None = None, status: EventStatus = EventStatus.HELD) -> Event:
    """Make an event."""
    span = None if dates is None else DateSpan(dates)
    return Event(id=event_id, title=f"Event {event_id}", kind=EventKind.MEETING, status=status, dates=span)


def post(post_id: str, held: str | None = None, **fields: Any) -> Affiliation:  # noqa: ANN401
    """Make a post of Ana's."""
    span = None if held is None else DateSpan(held)
    return Affiliation(**{"id": post_id, "person_id": "ana", "title": "Head", "held": span, **fields})


def role(role_id: str, event_id: str, **fields: Any) -> Participation:  # noqa: ANN401
    """Make a role of Ana's."""
    return Participation(**{"id": role_id, "event_id": event_id, "person_id": "ana", "role": Role.SPEAKER, **fields})


def statement(statement_id: str, **fields: Any) -> Statement:  # noqa: ANN401
    """Make a statement of Ana's."""
    return Statement(**{"id": statement_id, "person_id": "ana", "gist": "Cooperation\nis the key.", **fields})


def lines(*records: Record) -> list[str]:
    """Return what is printed of Ana's career."""
    return str(career(Dataset([ANA, *BODIES, *records]), "ana")).split("\n")[1:]


def test_steps_come_in_order_of_time() -> None:
    """Posts, roles and statements stand among each other by date, and what has none comes last."""
    assert lines(
        post("later", "2022-05/2023", organisation_id="seesac"),
        post("undated", organisation_id="ministry"),
        event("e1", "2022-01-11"),
        role("r1", "e1"),
        statement("s1", date=DateSpan("2021")),
    ) == [
        "  2021: said: Cooperation is the key.",
        "  2022-01-11: speaker at Event e1",
        "  2022-05/2023: Head, SEESAC",
        "  no date: Head, Ministry of the Interior",
    ]


def test_of_one_date_posts_come_first() -> None:
    """Where dates are the same, posts come before roles and these before statements, each by id."""
    day = "2023-02-14"
    dataset = Dataset(
        [
            ANA,
            event("e1", day),
            statement("a", event_id="e1"),
            role("b", "e1"),
            role("a", "e1"),
            post("z", day),
        ]
    )
    assert [(step.kind, step.record.id) for step in career(dataset, ANA)] == [
        ("post", "z"),
        ("role", "a"),
        ("role", "b"),
        ("statement", "a"),
    ]


def test_a_role_says_where_as_what_and_for_whom() -> None:
    """A role has the days and title of its panel, the title as printed and both bodies; and says if none was held."""
    assert lines(
        event("e1", "2023-02-14/2023-02-15", EventStatus.CANCELLED),
        Panel(id="p1", event_id="e1", format=PanelFormat.OPENING, dates=DateSpan("2023-02-14")),
        Panel(id="p2", event_id="e1", format=PanelFormat.OPENING, title="Opening session"),
        role("r1", "e1", panel_id="p1", title_as_printed="Minister", organisation_id="ministry"),
        role("r2", "e1", panel_id="p2", on_behalf_of_id="seesac"),
    ) == [
        "  2023-02-14: speaker at opening, Event e1 (cancelled), as Minister, for Ministry of the Interior",
        "  2023-02-14/2023-02-15: speaker at Opening session, Event e1 (cancelled), on behalf of SEESAC",
    ]


def test_posts_and_statements_say_what_they_are() -> None:
    """A post names the capacity, a statement where and for whom it was made."""
    assert lines(
        event("e1", "2023"),
        post("a", "2020", capacity=AffiliationCapacity.ACTING),
        statement("s", event_id="e1", panel_id="gone", organisation_id="seesac"),
    ) == ["  2020: Head (acting)", "  2023: said at gone, Event e1, for SEESAC: Cooperation is the key."]


def test_dangling_ids_stand_for_themselves() -> None:
    """What the dataset lacks is told by its id, without dates."""
    (step,) = career(Dataset([ANA, role("r", "gone", organisation_id="nobody")]), "ana")
    assert (step.event, step.organisation, step.date, step.event_status) == ("gone", "nobody", None, None)


def test_a_step_has_the_citations_of_its_record() -> None:
    """Every step says where it stands."""
    page = Citation(source_id="page")
    found = career(Dataset([ANA, post("a", citations=(page, Citation(source_id="other"))), post("b")]), "ana")
    assert found.steps[0].citations[0] == page
    assert found.to_table().column("sources") == ("page other", None)


def test_a_career_is_a_table() -> None:
    """Each step is a row."""
    table = career(Dataset([ANA, *BODIES, event("e1", "2023"), role("r", "e1", organisation_id="seesac")]), "ana")
    assert len(table) == 1
    assert table.to_table().to_rows() == [
        {
            "date": "2023",
            "kind": "role",
            "role": "speaker",
            "title": None,
            "organisation": "SEESAC",
            "on_behalf_of": None,
            "panel": None,
            "event": "Event e1",
            "said": None,
            "record": "r",
            "sources": None,
        }
    ]


def test_only_people_have_careers() -> None:
    """A person that is not there, and a record of another kind, are errors."""
    with pytest.raises(UnknownRecordError):
        career(Dataset(), "ana")
    with pytest.raises(SelectionError):
        career(Dataset(BODIES), BODIES[0])  # type: ignore[arg-type]  # what callers without a type checker may do


@given(st.lists(st.tuples(st.sampled_from(("post", "role", "said")), st.none() | date_spans(2019, 2023)), max_size=7))
def test_every_record_is_one_step_in_order(drawn: list[tuple[str, DateSpan | None]]) -> None:
    """Law of completeness: each post, role and statement is there once; dates never go back; undated ones are last."""
    records: list[Record] = []
    for number, (kind, dates) in enumerate(drawn):
        if kind == "post":
            records.append(post(f"x{number}", None if dates is None else dates.text))
        elif kind == "said":
            records.append(statement(f"x{number}", date=dates))
        else:
            records += [event(f"e{number}", None if dates is None else dates.text), role(f"x{number}", f"e{number}")]
    steps = career(Dataset([ANA, *reversed(records)]), "ana").steps
    assert sorted(step.record.id for step in steps) == sorted(one.id for one in records if one.id.startswith("x"))
    dated = [step.date for step in steps if step.date is not None]
    assert dated == sorted(dated)
    assert [step.date for step in steps] == [*dated, *[None] * (len(steps) - len(dated))]


def test_career_of_the_example() -> None:
    """The posts, roles and statements of the Head of SEESAC, each with its source."""
    found = career(pieces_completed(), "Bojana Balon")
    assert {("role", "SEESAC"), ("post", "SEESAC")} <= {(step.kind, step.organisation) for step in found}
    assert [step for step in found if not step.citations] == []
    conference = [step.role for step in found if step.event_id == "customs-conference-2023" and step.kind == "role"]
    assert conference == [Role.PANELLIST, Role.PRESENTER]
