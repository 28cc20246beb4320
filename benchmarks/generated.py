"""
Makes datasets of any size that look like real ones, for measuring.

The same number of events and the same seed always give the same dataset; every reference in it resolves. It is skewed
as real records are: the few best-known places, organisations, frameworks and people take most of the events (the
frequency falls as one over the rank, Zipf's law). Dates run from 2001 to 2025, and one in five is a month, a year,
approximate or unknown. Names come in Latin, Cyrillic and Greek letters. All people and bodies are made up.

The records are clean on purpose, yet have all that rules look at: dates, posts, shares, numbers, quotations. So a rule
goes all the way to its last comparison, and finds little.

Each event brings about ten records of its own: panels, participations, attendances, mandates, subjects, outcomes,
statements, observations, fundings, documents and its source.
"""

from __future__ import annotations

import bisect
import collections
import datetime as dt
import itertools
from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from typing import Final, Generic, NamedTuple, TypeVar

import attrs

from benchmarks.generated_registers import (
    COUNTRIES,
    THEMES,
    Chance,
    cited,
    make_bodies,
    make_earlier_post,
    make_frameworks,
    make_goals,
    make_indicator,
    make_people,
    make_places,
    make_post,
    make_series,
    make_topics,
    word_of,
)
from seesac_model.dataset import Dataset
from seesac_model.model import (
    Affiliation,
    Attendance,
    Basis,
    Citation,
    DateSpan,
    Document,
    DocumentKind,
    DocumentStage,
    DocumentStageKind,
    Event,
    EventKind,
    EventMode,
    EventStatus,
    Funding,
    FundingStatus,
    Headcount,
    Mandate,
    MandateRelation,
    Money,
    Observation,
    ObservationStatus,
    Outcome,
    OutcomeKind,
    OutcomeStatus,
    Panel,
    PanelFormat,
    Participation,
    PlaceKind,
    Record,
    Role,
    Source,
    Statement,
    Subject,
    Suppression,
    Treatment,
)

__all__ = ["LAST_DAY", "generated"]

T = TypeVar("T")

FIRST_DAY: Final = dt.date(2001, 1, 1)
LAST_DAY: Final = dt.date(2025, 12, 20)
"""No event starts later."""

MOST_NUMBERED: Final = 10_000
"""No series counts further."""

MEETINGS: Final = (EventKind.WORKSHOP, EventKind.TRAINING, EventKind.CONFERENCE, EventKind.MEETING, EventKind.SEMINAR)


class _When(NamedTuple):
    """The days of an event, and what its record says of them."""

    start: dt.date
    end: dt.date
    stated: DateSpan | None

    @property
    def is_exact(self) -> bool:
        return self.stated is not None and self.stated.is_exact


class _Skewed(Generic[T]):
    """Entries of which the first is drawn most often, and the nth one nth as often."""

    def __init__(self, entries: Sequence[T], chance: Chance) -> None:
        self._entries = entries
        self._chance = chance
        self._sums = list(itertools.accumulate(1 / rank for rank in range(1, len(entries) + 1)))

    def one(self) -> T:
        """Draw an entry."""
        drawn = self._chance.random() * self._sums[-1]
        return self._entries[bisect.bisect(self._sums, drawn, hi=len(self._sums) - 1)]


class _World:
    """What there is before the first event: topics, places, bodies, people, frameworks and series."""

    def __init__(self, events: int, chance: Chance) -> None:
        self.chance = chance
        self.topics = list(make_topics())
        self.places = list(make_places(max(60, events // 50)))
        self.venues = [place for place in self.places if place.kind is PlaceKind.VENUE]
        self.bodies = list(make_bodies(max(40, events // 40)))
        body = _Skewed(self.bodies, chance)
        self.people = list(make_people(max(60, events // 4)))
        self.posts = [make_post(person, body.one(), chance) for person in self.people]
        self.earlier_posts = [make_earlier_post(post, body.one()) for post in self.posts if chance.says_yes(0.2)]
        self.frameworks = list(make_frameworks(max(20, events // 200), self.bodies))
        self.goals = [goal for framework in self.frameworks for goal in make_goals(framework)]
        self.indicators = [make_indicator(goal) for goal in self.goals]
        self.series = list(make_series(max(5, events // 60), self.bodies))
        self.any_topic = _Skewed(self.topics, chance)
        self.any_venue = _Skewed(self.venues, chance)
        self.any_body = body
        self.any_post = _Skewed(self.posts, chance)
        self.any_framework = _Skewed(self.frameworks, chance)
        self.any_series = _Skewed(self.series, chance)
        # Nobody is in two places on a day, and a series counts on.
        self.free_from: dict[str, dt.date] = {}
        self.numbers: collections.Counter[str] = collections.Counter()
        self.observed = itertools.count()
        self.latest: tuple[Event, _When] | None = None
        self.outcomes: list[str] = []

    def records(self) -> Iterator[Record]:
        """Yield the records, and the handbook that they cite."""
        handbook = DateSpan("2000-06-01")
        yield Source(id="handbook", title="Handbook of bodies and frameworks", published=handbook, retrieved=handbook)
        people = (self.people, self.posts, self.earlier_posts)
        acts = (self.frameworks, self.goals, self.indicators)
        yield from itertools.chain(self.topics, self.places, self.bodies, *people, *acts, self.series)

    def free_posts(self, when: _When, most: int) -> list[Affiliation]:
        """Draw posts of different people who are nowhere else on these days."""
        found: dict[str, Affiliation] = {}
        for _ in range(4 * most):
            post = self.any_post.one()
            if self.free_from.get(post.person_id, dt.date.min) < when.start and len(found) < most:
                found[post.person_id] = post
        known_until = when.end if when.is_exact else dt.date(when.end.year, 12, 31)
        self.free_from.update(dict.fromkeys(found, known_until))
        return list(found.values())


def generated(events: int, *, seed: int = 1, kinds: Collection[type[Record]] | None = None) -> Dataset:
    """
    Make a dataset.

    Args:
        events: How many events it has; there are about ten times as many records besides.
        seed: What chance starts from; datasets of different seeds differ in everything that is drawn.
        kinds: The kinds of record to keep, where the others are not asked about and would only take memory; None for
            all. References to the others then lead nowhere.
    """
    chance = Chance(seed)
    world = _World(events, chance)
    kept = tuple(Dataset.kinds() if kinds is None else kinds)
    records = [record for record in world.records() if isinstance(record, kept)]
    days = sorted(chance.randrange((LAST_DAY - FIRST_DAY).days) for _ in range(events))
    for number, day in enumerate(days):
        made = _event_and_its_records(number, FIRST_DAY + dt.timedelta(day), world)
        records += (record for record in made if isinstance(record, kept))
    suppressions = [
        Suppression(code="SRC002", kind="subjects", record_id=record.id, reason="The page is gone.")
        for record in records
        if isinstance(record, Subject) and not record.citations
    ]
    return Dataset(records, suppressions=suppressions)


def _when(start: dt.date, chance: Chance) -> _When:
    end = start + dt.timedelta(chance.choice((0, 0, 0, 1, 1, 2)))
    if chance.says_yes(0.8):
        return _When(start, end, DateSpan.of(start, end))
    (stated,) = chance.choices((f"{start:%Y-%m}", f"{start:%Y-%m}~", f"{start.year}", None), (10, 3, 5, 2))
    return _When(start, end, None if stated is None else DateSpan(stated))


def _event_and_its_records(number: int, day: dt.date, world: _World) -> Iterator[Record]:
    chance, page = world.chance, f"page-{number}"
    whole = world.latest if chance.says_yes(0.05) else None
    when = _when(day, chance) if whole is None else whole[1]
    told = _day(when.end + dt.timedelta(3))
    yield Source(
        id=page,
        title=f"News of event {number}",
        publisher_id=world.any_body.one().id,
        url=f"https://example.org/news/{number}",
        published=told,
        retrieved=told,
    )
    event = _event(number, when, world)
    if whole is not None:
        event = attrs.evolve(event, part_of_id=whole[0].id, mode=whole[0].mode, place_ids=whole[0].place_ids)
    yield event
    world.latest = (event, when) if when.is_exact and whole is None and event.status is EventStatus.HELD else None
    if event.status is EventStatus.CANCELLED:
        return
    attending = world.free_posts(when, 3)
    most_panels = (len(attending) + 1) // 2
    panels = [_panel(event, number, when) for number in range(1, 1 + min(chance.choice((0, 0, 1, 1, 2)), most_panels))]
    yield from panels
    yield from _participations(event, panels, attending, world)
    yield from _attendances(event, chance)
    yield from _about(event, when, world)
    yield from _said(event, attending, world)
    if chance.says_yes(0.1):
        yield from _document(event, when, world)


def _day(day: dt.date) -> DateSpan:
    return DateSpan(day.isoformat())


def _event(number: int, when: _When, world: _World) -> Event:
    chance = world.chance
    (mode,) = chance.choices((EventMode.IN_PERSON, EventMode.HYBRID, EventMode.ONLINE), (84, 8, 8))
    page = f"page-{number}"
    dates = Citation(source_id=page, fields=("dates",), locator="paragraph 2", quote="on these days")
    if not when.is_exact:
        dates = Citation(source_id=page, fields=("dates",), basis=Basis.INFERRED, note="From the date of the page.")
    series_id = world.any_series.one().id if when.is_exact and chance.says_yes(0.2) else None
    if series_id is not None and world.numbers[series_id] == MOST_NUMBERED:
        series_id = None
    if series_id is not None:
        world.numbers[series_id] += 1
    return Event(
        id=f"event-{number}",
        title=f"Workshop {word_of(number)} on {chance.choice(THEMES)}, {number}",
        kind=EventKind.MEETING if series_id is not None else chance.choice(MEETINGS),
        status=EventStatus.CANCELLED if chance.says_yes(0.01) else EventStatus.HELD,
        dates=when.stated,
        mode=mode,
        place_ids=() if mode is EventMode.ONLINE else (world.any_venue.one().id,),
        series_id=series_id,
        series_number=None if series_id is None else world.numbers[series_id],
        follows_ids=(f"event-{number // 2}",) if number % 9 == 1 else (),
        topic_ids=(world.any_topic.one().id,),
        languages=("en",),
        citations=(*cited(page), dates) if when.stated is not None and chance.says_yes(0.4) else cited(page),
    )


def _panel(event: Event, number: int, when: _When) -> Panel:
    return Panel(
        id=f"{event.id}.panel-{number}",
        event_id=event.id,
        format=PanelFormat.PANEL_DISCUSSION,
        number=number,
        dates=_day(when.start) if when.is_exact else None,
        start_time=f"{8 + 2 * number:02}:00",
        end_time=f"{9 + 2 * number:02}:30",
        topic_ids=event.topic_ids,
        citations=event.citations[:1],
    )


def _participations(
    event: Event, panels: Sequence[Panel], attending: Sequence[Affiliation], world: _World
) -> Iterator[Participation]:
    yield Participation(
        id=f"{event.id}.organiser",
        event_id=event.id,
        organisation_id=world.any_body.one().id,
        role=Role.ORGANISER,
        citations=event.citations[:1],
    )
    for number, post in enumerate(attending):
        # The first two speak on the first panel, and so on, so that no panel is without people.
        panel = panels[number // 2 % len(panels)] if panels else None
        role = Role.SPEAKER if panel is None else Role.MODERATOR if number == len(panels) + 1 else Role.PANELLIST
        yield Participation(
            id=f"{event.id}.{post.person_id}",
            event_id=event.id,
            panel_id=None if panel is None else panel.id,
            person_id=post.person_id,
            organisation_id=post.organisation_id,
            role=role,
            citations=event.citations[:1],
        )


def _attendances(event: Event, chance: Chance) -> Iterator[Attendance]:
    women, men = chance.randrange(5, 60), chance.randrange(5, 60)
    everybody = Attendance(
        id=f"{event.id}.everybody",
        event_id=event.id,
        description="participants",
        headcount=Headcount(value=women + men, women=women, men=men, wording=f"{women + men} participants"),
        citations=event.citations[:1],
    )
    yield everybody
    if chance.says_yes(0.2):
        for code, share in zip(chance.sample(COUNTRIES, 2), (women, men), strict=True):
            yield Attendance(
                id=f"{event.id}.from-{code}",
                event_id=event.id,
                description="officers",
                headcount=Headcount(value=share),
                place_ids=(code,),
                part_of_id=everybody.id,
                citations=event.citations[:1],
            )


def _about(event: Event, when: _When, world: _World) -> Iterator[Record]:
    """Yield what the event dealt with, under which framework, and what came of it."""
    chance = world.chance
    framework_id = world.any_framework.one().id
    if chance.says_yes(0.7):
        yield Subject(
            id=f"{event.id}.subject",
            event_id=event.id,
            framework_id=framework_id,
            treatment=Treatment.DISCUSSED,
            date=_day(when.start) if when.is_exact else None,
            # Of a few no source is named, and that is accepted, for the rules about suppressions.
            citations=() if chance.says_yes(0.01) else event.citations[:1],
        )
    if chance.says_yes(0.8):
        yield Mandate(
            id=f"{event.id}.mandate",
            event_id=event.id,
            framework_id=framework_id,
            relation=MandateRelation.IMPLEMENTS,
            goal_ids=(f"{framework_id}.goal-{chance.randrange(1, 6)}",),
            citations=event.citations[:1],
        )
    if chance.says_yes(0.8):
        followed = chance.choice(world.outcomes) if world.outcomes and chance.says_yes(0.2) else None
        world.outcomes.append(f"{event.id}.outcome")
        yield Outcome(
            id=f"{event.id}.outcome",
            event_id=event.id,
            kind=OutcomeKind.COMMITMENT if chance.says_yes(0.2) else OutcomeKind.RECOMMENDATION,
            follow_up_of_id=followed,
            text="Records of marked weapons are to be kept.",
            topic_ids=event.topic_ids,
            addressee_ids=(world.any_body.one().id,),
            due=DateSpan(f"{when.end.year + 2}"),
            status=OutcomeStatus.DONE,
            citations=event.citations[:1],
        )


def _said(event: Event, attending: Sequence[Affiliation], world: _World) -> Iterator[Record]:
    """Yield what was said, counted and paid."""
    chance = world.chance
    if attending and chance.says_yes(0.5):
        yield Statement(
            id=f"{event.id}.statement",
            event_id=event.id,
            person_id=attending[0].person_id,
            organisation_id=attending[0].organisation_id,
            gist="The work goes on.",
            quote="We go on with the work.",
            language="en",
            citations=event.citations[:1],
        )
    if chance.says_yes(0.4):
        yield from _observations(event, world)
    if chance.says_yes(0.3):
        yield Funding(
            id=f"{event.id}.funding",
            donor_ids=(world.bodies[0].id,),
            recipient_id=world.bodies[chance.randrange(1, len(world.bodies))].id,
            amount=Money(amount=Decimal(1_000 * chance.randrange(1, 400)), currency="EUR"),
            status=FundingStatus.PAID,
            event_id=event.id,
            during=event.dates,
            citations=event.citations[:1],
        )


def _observations(event: Event, world: _World) -> Iterator[Observation]:
    """Yield a value of an indicator: each is observed once a year for twenty years, and then comes the next one."""
    step, year = divmod(next(world.observed), 20)
    indicator = world.indicators[step % len(world.indicators)]
    value = world.chance.randrange(10, 500)
    delivered = Observation(
        id=f"{event.id}.delivered",
        indicator_id=indicator.id,
        value=Decimal(value),
        unit=indicator.unit,
        status=ObservationStatus.DELIVERED,
        place_id=COUNTRIES[step // len(world.indicators) % len(COUNTRIES)],
        period=DateSpan(f"{2001 + year}"),
        citations=event.citations[:1],
    )
    yield delivered
    if world.chance.says_yes(0.3):
        planned = ObservationStatus.PLANNED
        yield attrs.evolve(delivered, id=f"{event.id}.planned", value=Decimal(value + 10), status=planned)
        yield attrs.evolve(delivered, id=f"{event.id}.share", value=Decimal(value // 2), part_of_id=delivered.id)


def _document(event: Event, when: _When, world: _World) -> Iterator[Record]:
    document_id = f"report-of-{event.id}"
    out = when.end + dt.timedelta(500)
    yield Document(
        id=document_id,
        title=f"Report on {event.id}",
        kind=DocumentKind.REPORT,
        author_ids=(world.any_body.one().id,),
        languages=("en",),
        published=_day(out),
        covers=event.dates,
        url=f"https://example.org/reports/{event.id}",
        citations=event.citations[:1],
    )
    stages = {DocumentStageKind.DRAFTED: when.end + dt.timedelta(400), DocumentStageKind.PUBLISHED: out}
    for stage, day in stages.items():
        yield DocumentStage(
            id=f"{document_id}.{stage}",
            document_id=document_id,
            stage=stage,
            date=_day(day),
            citations=event.citations[:1],
        )
