"""What type checkers make of questions: element types through every chain, and fields that do not exist."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any, assert_type

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Attendance,
    Citation,
    DateSpan,
    Document,
    Event,
    EventKind,
    EventMode,
    Funding,
    FundingStatus,
    Gender,
    Headcount,
    Money,
    Name,
    Observation,
    Panel,
    Person,
    Place,
    Record,
    Topic,
)
from seesac_model.query import (
    Condition,
    EventSelection,
    FieldReference,
    ListReference,
    Selection,
    attendances,
    events,
    field,
    fundings,
    observations,
    panels,
    select,
    topics,
)


def refer() -> None:
    assert_type(field(Event.kind), FieldReference[EventKind])
    assert_type(field(Event.mode), FieldReference[EventMode])
    assert_type(field(Event.dates), FieldReference[DateSpan])
    assert_type(field(Event.topic_ids), ListReference[str])
    assert_type(field(Event.other_titles), ListReference[Name])
    assert_type(field(Event.citations), ListReference[Citation])
    assert_type(field(Event.note), FieldReference[str])
    assert_type(field(Event.series_number), FieldReference[int])
    assert_type(field(Person.gender), FieldReference[Gender])
    assert_type(field(Funding.status), FieldReference[FundingStatus])
    assert_type(field(Funding.amount), FieldReference[Money])
    assert_type(field(Attendance.headcount), FieldReference[Headcount])
    assert_type(field(Observation.value), FieldReference[Decimal])
    assert_type(field(Place.latitude), FieldReference[float])
    assert_type(field("kind"), ListReference[Any])


def refer_wrongly() -> None:
    field(Event.knd)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]


def ask(topic: Topic) -> None:
    assert_type(field(Event.kind).is_(EventKind.FORUM), Condition)
    assert_type(field(Event.kind).is_("forum") & ~field(Event.mode).is_in("online", EventMode.HYBRID), Condition)
    assert_type(field(Event.topic_ids).includes(topic, "war"), Condition)
    assert_type(field(Event.dates).between("2021", dt.date(2023, 2, 14)), Condition)
    assert_type(field(Event.dates).within(DateSpan("2021")) | field(Event.dates).is_unset(), Condition)
    assert_type(field(Event.series_number).at_least(3), Condition)
    assert_type(field(Observation.value).between(1, Decimal("2.5")), Condition)
    assert_type(field(Place.latitude).at_most(44.8), Condition)
    assert_type(field(Funding.amount).at_least("EUR 1 million"), Condition)
    assert_type(field(Attendance.headcount).at_least(20), Condition)
    assert_type(field(Person.name).says("balon") | field(Person.other_names).says("balon"), Condition)
    assert_type(field(Panel.event_id).is_one_with(field(Event.kind).is_("forum")), Condition)
    assert_type(field("dates").between("2021", "2022"), Condition)


def ask_wrongly() -> None:
    field(Event.kind).is_(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    field(Event.dates).at_least(3)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    field(Event.kind).at_least(3)  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    field(Event.kind).includes("forum")  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    field(Event.dates).says("2021")  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    field(Event.kind).overlaps("2021")  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]


def chain(dataset: Dataset) -> None:
    held = events(dataset).where(field(Event.status).is_("held"), lambda one: one.dates is not None)
    assert_type(held, EventSelection)
    assert_type(held.between("2021").where(field(Event.kind).is_("forum"))[0], Event)
    assert_type(held[:3], tuple[Event, ...])
    assert_type(held.sorted_by(Event.dates, descending=True), tuple[Event, ...])
    assert_type(held.first(), Event | None)
    assert_type(held.one(), Event)
    assert_type([one.title for one in held - held], list[str])
    assert_type(panels(dataset).where(field(Panel.number).at_most(3)), Selection[Panel])
    assert_type(attendances(dataset).where(field(Attendance.headcount).at_least(20)).one(), Attendance)
    assert_type(fundings(dataset).sorted_by(Funding.amount, "during")[0], Funding)
    assert_type(observations(dataset)[0].value, Decimal | None)
    assert_type(select(dataset, Document)[0], Document)
    assert_type({one.id: one for one in topics(dataset)}, dict[str, Topic])
    held.where(lambda one: one.dtes is None)  # type: ignore[attr-defined]  # pyright: ignore[reportAttributeAccessIssue]
    records: Selection[Record] = panels(dataset)  # type: ignore[assignment]  # pyright: ignore[reportAssignmentType]
    records.first()
