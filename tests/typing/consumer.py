"""What type checkers make of the library in the hands of its users; checked by mypy and pyright, never run."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import assert_type

import attrs

from seesac_model.dataset import Change, Collection, Dataset, Difference, Link
from seesac_model.errors import Fault, FaultCode, FaultsError, InvalidRecordError, LoadError, UnknownRecordError
from seesac_model.formats import LoadResult, Refused, dumps, load, loads, save
from seesac_model.formats import json as json_format
from seesac_model.model import (
    Attendance,
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    Extra,
    Headcount,
    JsonValue,
    Money,
    Observation,
    Organisation,
    Origin,
    Panel,
    Participant,
    Participation,
    Person,
    Place,
    Record,
    Role,
    Topic,
    to_plain,
)


def look_up(dataset: Dataset) -> None:
    event = dataset.events["x"]
    assert_type(event, Event)
    assert_type(event.title, str)
    assert_type(event.dates, DateSpan | None)
    assert_type(event.place_ids, tuple[str, ...])
    assert_type(event.series_number, int | None)
    assert_type(event.kind, EventKind)
    assert_type(event.kind.meaning, str)
    assert_type(event.extra, Extra)
    assert_type(event.origin, Origin | None)
    assert_type(event.citations, tuple[Citation, ...])
    assert_type(dataset.events, Collection[Event])
    assert_type(dataset.places, Collection[Place])
    assert_type(dataset.of(Panel), Collection[Panel])
    assert_type(dataset.collection("events"), Collection[Record])
    assert_type(dataset.events.get("x"), Event | None)
    assert_type(dataset.events.get("x", 3), Event | int)
    assert_type(dataset.events.select(["x"]), tuple[Event, ...])
    assert_type(iter(dataset.people), Iterator[Person])
    assert_type(iter(dataset), Iterator[Record])
    assert_type([topic.label for topic in dataset.topics], list[str])
    assert_type("x" in dataset.events, bool)


def follow(dataset: Dataset, event: Event, person: Person) -> None:
    assert_type(dataset.referring(Panel, event), tuple[Panel, ...])
    assert_type(dataset.referring(Participation, to=person, by="person_id"), tuple[Participation, ...])
    for link in dataset.links_from(event):
        assert_type(link, Link)
        assert_type(link.target, Record | None)
    assert_type(dataset.links_to(event), tuple[Link, ...])


def change(dataset: Dataset, other: Dataset, event: Event) -> None:
    assert_type(attrs.evolve(event, status=EventStatus.CANCELLED), Event)
    assert_type(dataset.with_records(event, replace=True), Dataset)
    assert_type(dataset.without(event).merge(other), Dataset)
    difference = dataset.diff(other)
    assert_type(difference, Difference)
    assert_type(difference.changed, tuple[Change, ...])
    assert_type(dataset.apply(difference.inverse()), Dataset)
    event.title = "x"  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
    dataset.events = dataset.events  # pyright: ignore[reportAttributeAccessIssue]


def make() -> None:
    Topic(id="x", label="x")
    Topic("x", "x")  # type: ignore[call-arg, arg-type]  # pyright: ignore[reportCallIssue]
    Topic(id="x")  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]
    Event(id="x", title="x", kind="forum", status=EventStatus.HELD)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
    event = Event(id="x", title="x", kind=EventKind.FORUM, status=EventStatus.HELD, dates=DateSpan("2023"))
    assert_type(event.citations_of("title"), tuple[Citation, ...])
    assert_type(Participation(id="x", event_id="e", person_id="p", role=Role.CHAIR).role, Role)
    assert_type(DateSpan.of(dt.date(2023, 2, 14)).earliest, dt.date | None)
    assert_type(Headcount.parse("over 40").upper, int | None)
    assert_type(Money.parse("EUR 4 million").amount, Decimal)
    assert_type(Observation(id="x", measure="m").value, Decimal | None)
    assert_type(to_plain(event), dict[str, JsonValue])
    assert_type(Event.collection(), str)


def take_part(participant: Participant) -> str:
    match participant:
        case Person() | Organisation():
            return participant.name
        case Attendance():
            return participant.description


def read(path: Path) -> None:
    assert_type(load(path), Dataset)
    assert_type(load("a.json", path, on_error="raise"), Dataset)
    result = load(path, on_error="collect")
    assert_type(result, LoadResult)
    assert_type(result.refused, tuple[Refused, ...])
    assert_type(result.refused[0].data, JsonValue)
    assert_type(loads("{}", format="json"), Dataset)
    assert_type(loads(b"{}", format="json", on_error="collect"), LoadResult)
    loads("{}", format="json", on_error="ignore")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue, reportArgumentType]
    loads("{}")  # type: ignore[call-overload]  # pyright: ignore[reportCallIssue]


def write(dataset: Dataset) -> None:
    assert_type(dumps(dataset, format="json", layout="canonical"), str)
    assert_type(json_format.dumps(dataset), str)
    save(dataset, "a.yaml", layout="nested")
    save(dataset, "a.yaml", layout="compact")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]


def fail() -> None:
    try:
        load("a.yaml")
    except LoadError as error:
        assert_type(error.faults, tuple[Fault, ...])
        assert_type(error.faults[0].code, FaultCode)
        assert_type(error.faults[0].line, int | None)
    except UnknownRecordError as error:
        assert_type(error.suggestions, tuple[str, ...])
    except InvalidRecordError as error:
        caught: FaultsError = error
        assert_type(caught.faults, tuple[Fault, ...])
