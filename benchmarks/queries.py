"""
Measure questions beside a plain scan of all records, polars and DuckDB, in one run.

Each question is asked of all engines in turn, with values that an event of the dataset has, so that well-known bodies
and places are asked for as often as they occur; what they answer is compared, and a difference ends the run. The table
gives the median of the questions and the middle half of them, in milliseconds of wall time, for polars and DuckDB use
all cores. The engines get the same facts as columns: four numbers for the bounds of the dates of an event
(`DateSpan.stretch`), and tables for places, participations, attendances and mandates. Beside that, the strongest form
for them: one flat table with a row an event, which holds what the questions ask and nothing else.

    python -m benchmarks.queries [EVENTS [QUESTIONS]]
"""

from __future__ import annotations

import datetime as dt
import functools
import gc
import importlib.metadata
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final, NamedTuple

import duckdb
import polars as pl

from benchmarks.generated import generated
from benchmarks.generated_registers import Chance
from seesac_model.dataset import Dataset
from seesac_model.model import (
    Affiliation,
    Attendance,
    DateSpan,
    Event,
    EventStatus,
    Mandate,
    Organisation,
    Panel,
    Participation,
    Person,
    Place,
    PlaceKind,
    PolicyFramework,
    Role,
    Topic,
)
from seesac_model.query import EventSelection, events, total_of
from seesac_model.query._asked import place_ids_within

KINDS: Final = frozenset(
    (Topic, Place, Organisation, Person, Affiliation, PolicyFramework, Event, Panel, Participation, Attendance, Mandate)
)
MEBI: Final = 2**20
EVERY: Final = "scan of all records"
# Of what takes long, so many questions are asked.
FEW: Final = 3
LARGE: Final = 100_000


class Asked(NamedTuple):
    """A question with four conditions."""

    start: int
    end: int
    place: str
    body: str
    framework: str


class Case(NamedTuple):
    """What was measured of one engine: seconds for each question."""

    name: str
    seconds: Sequence[float]

    @property
    def median(self) -> float:
        """The median in milliseconds."""
        return statistics.median(self.seconds) * 1e3


def memory() -> float:
    """Return how much memory the process takes, in MiB."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / MEBI


def timed(action: Callable[[], Any]) -> tuple[Any, float]:
    """Return what an action returns, and how many seconds it took."""
    start = time.perf_counter()
    result = action()
    return result, time.perf_counter() - start


def side_by_side(cases: dict[str, Callable[[Any], Any]], questions: Sequence[Any], slow: frozenset[str]) -> list[Case]:
    """Ask every engine every question, in turns; of slow ones the first few alone."""
    taken: dict[str, list[float]] = {name: [] for name in cases}
    for number, question in enumerate(questions):
        expected: Any = None
        for name, ask in cases.items():
            if name in slow and number >= FEW:
                continue
            found, seconds = timed(functools.partial(ask, question))
            taken[name].append(seconds)
            expected = found if expected is None else expected
            if found != expected:
                raise SystemExit(f"{name} answers {question} differently: {found!r}, not {expected!r}")
    return [Case(name, seconds) for name, seconds in taken.items()]


def report(title: str, cases: Sequence[Case]) -> None:
    """Print a table of what was measured, with the first case as 1."""
    first = cases[0].median
    print(f"\n{title}\n{'':42} {'median ms':>10} {'middle half':>20} {'x':>9}")
    for case in cases:
        low, _, high = statistics.quantiles(case.seconds, n=4) if len(case.seconds) > 1 else [case.seconds[0]] * 3
        spread = f"{low * 1e3:.3f} to {high * 1e3:.3f}"
        print(f"{case.name:42} {case.median:10.3f} {spread:>20} {case.median / first:9.2f}")


# --------------------------------------------------------------------------------------------------------- look-ups


def questions_of(dataset: Dataset, count: int, chance: Chance) -> Iterator[Asked]:
    """Yield questions, each with values of an event that is there."""
    records = list(dataset.events)
    while count:
        event = chance.choice(records)
        organisers = [one for one in dataset.referring(Participation, event) if one.role is Role.ORGANISER]
        mandates = dataset.referring(Mandate, event)
        if event.dates is None or event.dates.earliest is None or not (event.place_ids and organisers and mandates):
            continue
        year = event.dates.earliest.year
        place = dataset.places[event.place_ids[0]]
        while place.part_of_id is not None and place.kind is not PlaceKind.JURISDICTION:
            place = dataset.places[place.part_of_id]
        body = organisers[0].organisation_id
        if body is not None:
            yield Asked(year - 1, year + 1, place.id, body, mandates[0].framework_id)
            count -= 1


def chained(dataset: Dataset, asked: Asked) -> EventSelection:
    """Ask the library."""
    return (
        events(dataset)
        .between(str(asked.start), str(asked.end))
        .in_place(asked.place)
        .organised_by(asked.body)
        .under(asked.framework)
    )


def scanned(dataset: Dataset, asked: Asked) -> tuple[str, ...]:
    """Look at every record, as somebody does who writes the loop."""
    period = DateSpan(f"{asked.start}/{asked.end}")
    places = place_ids_within(dataset, dataset.places[asked.place])
    found: list[str] = []
    for event in dataset.events:
        if event.dates is None or not event.dates.overlaps(period, as_period=True).definitely:
            continue
        if places.isdisjoint(event.place_ids):
            continue
        parts = dataset.referring(Participation, event)
        if not any(
            part.role in {Role.ORGANISER, Role.CO_ORGANISER}
            and asked.body in {part.organisation_id, part.on_behalf_of_id}
            for part in parts
        ):
            continue
        if any(mandate.framework_id == asked.framework for mandate in dataset.referring(Mandate, event)):
            found.append(event.id)
    return tuple(found)


class Columns:
    """The same facts as columns, for the other engines."""

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        self.ids = dataset.events.ids
        position = {event_id: number for number, event_id in enumerate(self.ids)}
        self.flat = _flat(dataset, position)
        stretches = [None if one.dates is None else one.dates.stretch() for one in dataset.events]
        self.events = pl.DataFrame(
            {
                "event": range(len(self.ids)),
                "first_max": [None if stretch is None else stretch.first_max for stretch in stretches],
                "last_min": [None if stretch is None else stretch.last_min for stretch in stretches],
                "kind": [str(one.kind) for one in dataset.events],
                "mode": [str(one.mode) for one in dataset.events],
                "family": [position[family_of(one, dataset)] for one in dataset.events],
                "held": [one.status is EventStatus.HELD for one in dataset.events],
            }
        )
        years = [(number, year) for number, one in enumerate(dataset.events) for year in sure_years(one.dates)]
        self.years = pl.DataFrame(years, schema=["event", "year"], orient="row")
        places = [(number, place) for number, one in enumerate(dataset.events) for place in one.place_ids]
        self.places = pl.DataFrame(places, schema=["event", "place"], orient="row")
        parts = [
            (position[one.event_id], one.organisation_id, one.on_behalf_of_id, str(one.role))
            for one in dataset.participations
        ]
        schema = {"event": pl.Int64, "body": pl.String, "behalf": pl.String, "role": pl.String}
        self.participations = pl.DataFrame(parts, schema=schema, orient="row")
        mandates = [(position[one.event_id], one.framework_id) for one in dataset.mandates]
        self.mandates = pl.DataFrame(mandates, schema=["event", "framework"], orient="row")
        groups = [
            (position[one.event_id], one.panel_id or "", *one.headcount.bounds())
            for one in dataset.attendances
            if one.headcount is not None and one.part_of_id is None
        ]
        self.groups = pl.DataFrame(groups, schema=["event", "panel", "lower", "upper"], orient="row")
        self.duck = duckdb.connect()
        with tempfile.TemporaryDirectory() as folder:
            for name in ("flat", "events", "years", "places", "participations", "mandates", "groups"):
                file = f"{folder}/{name}.parquet"
                getattr(self, name).write_parquet(file)
                self.duck.execute(f"CREATE TABLE {name} AS SELECT * FROM read_parquet('{file}')")  # noqa: S608 - ours

    def bounds(self, asked: Asked) -> tuple[int, int, list[str]]:
        """Return the days and places of a question."""
        return *days(asked.start, asked.end), sorted(self.within(asked.place))

    @functools.cache  # noqa: B019 - there is one of it
    def within(self, place: str) -> frozenset[str]:
        """Return the places in a place; not measured, for the engines know no hierarchies."""
        return place_ids_within(self.dataset, self.dataset.places[place])

    def polars(self, asked: Asked) -> tuple[str, ...]:
        """Ask polars, table by table."""
        end, start, places = self.bounds(asked)
        body = (pl.col("body") == asked.body) | (pl.col("behalf") == asked.body)
        found = (
            self.events.filter((pl.col("first_max") <= end) & (pl.col("last_min") >= start))
            .join(self.places.filter(pl.col("place").is_in(places)), on="event", how="semi")
            .join(
                self.participations.filter(pl.col("role").is_in(["organiser", "co-organiser"]) & body),
                on="event",
                how="semi",
            )
            .join(self.mandates.filter(pl.col("framework") == asked.framework), on="event", how="semi")
        )
        return tuple(map(self.ids.__getitem__, sorted(found["event"])))

    def polars_flat(self, asked: Asked) -> tuple[str, ...]:
        """Ask polars, with all in one table."""
        end, start, places = self.bounds(asked)
        found = self.flat.filter(
            (pl.col("first_max") <= end)
            & (pl.col("last_min") >= start)
            & (pl.col("framework") == asked.framework)
            & (pl.col("body") == asked.body)
            & pl.col("place").is_in(places)
        )
        return tuple(map(self.ids.__getitem__, sorted(found["event"])))

    def duckdb(self, asked: Asked) -> tuple[str, ...]:
        """Ask DuckDB, table by table."""
        end, start, places = self.bounds(asked)
        found = self.duck.execute(
            """
            SELECT event FROM events WHERE first_max <= ? AND last_min >= ?
            AND event IN (SELECT event FROM places WHERE list_contains(?, place))
            AND event IN (
              SELECT event FROM participations
              WHERE role IN ('organiser', 'co-organiser') AND (body = ? OR behalf = ?)
            )
            AND event IN (SELECT event FROM mandates WHERE framework = ?) ORDER BY event
            """,
            [end, start, places, asked.body, asked.body, asked.framework],
        ).fetchall()
        return tuple(self.ids[event] for (event,) in found)

    def duckdb_flat(self, asked: Asked) -> tuple[str, ...]:
        """Ask DuckDB, with all in one table."""
        end, start, places = self.bounds(asked)
        found = self.duck.execute(
            """
            SELECT event FROM flat WHERE first_max <= ? AND last_min >= ? AND framework = ? AND body = ?
            AND list_contains(?, place) ORDER BY event
            """,
            [end, start, asked.framework, asked.body, places],
        ).fetchall()
        return tuple(self.ids[event] for (event,) in found)

    def scan_flat(self, asked: Asked) -> tuple[str, ...]:
        """Go through a plain list with all in one tuple an event."""
        end, start, _ = self.bounds(asked)
        places = self.within(asked.place)
        return tuple(
            self.ids[event]
            for event, first_max, last_min, place, body, framework in self.rows
            if first_max is not None
            and first_max <= end
            and last_min >= start
            and place in places
            and body == asked.body
            and framework == asked.framework
        )

    @functools.cached_property
    def rows(self) -> list[tuple[Any, ...]]:
        """The flat table as tuples."""
        return self.flat.rows()


def _flat(dataset: Dataset, position: dict[str, int]) -> pl.DataFrame:
    bodies: dict[str, str] = {}
    for part in dataset.participations:
        if part.role is Role.ORGANISER and part.organisation_id is not None:
            bodies.setdefault(part.event_id, part.organisation_id)
    frameworks = {one.event_id: one.framework_id for one in dataset.mandates}
    rows: list[tuple[Any, ...]] = []
    for event in dataset.events:
        stretch = None if event.dates is None else event.dates.stretch()
        first_max, last_min = (None, None) if stretch is None else (stretch.first_max, stretch.last_min)
        place = event.place_ids[0] if event.place_ids else None
        rows.append((position[event.id], first_max, last_min, place, bodies.get(event.id), frameworks.get(event.id)))
    schema = {
        "event": pl.Int64,
        "first_max": pl.Int64,
        "last_min": pl.Int64,
        "place": pl.String,
        "body": pl.String,
        "framework": pl.String,
    }
    return pl.DataFrame(rows, schema=schema, orient="row")


# ----------------------------------------------------------------------------------------------------------- totals


def sure_years(dates: DateSpan | None) -> tuple[int | None, ...]:
    """Return the years in which dates certainly have a day; None alone where there is none."""
    if dates is None or dates.earliest is None or dates.latest is None:
        return (None,)
    years = range(dates.earliest.year, dates.latest.year + 1)
    sure = tuple(year for year in years if dates.overlaps(DateSpan(f"{year}"), as_period=True).definitely)
    return sure or (None,)


def family_of(event: Event, dataset: Dataset) -> str:
    """Return the id of the largest event that an event is part of."""
    while event.part_of_id is not None:
        event = dataset.events[event.part_of_id]
    return event.id


class Totals:
    """Totals of the events of two years, asked of each engine."""

    def __init__(self, dataset: Dataset, columns: Columns) -> None:
        self.dataset = dataset
        self.columns = columns
        self.duck = columns.duck

    def events(self, year: int) -> EventSelection:
        """Select the events of two years."""
        return events(self.dataset).between(str(year), str(year + 1))

    def chosen(self, year: int) -> pl.DataFrame:
        """Select them with polars."""
        end, start = days(year, year + 1)
        return self.columns.events.filter((pl.col("first_max") <= end) & (pl.col("last_min") >= start))

    def people(self, year: int) -> tuple[int, int | None]:
        """Add up who took part."""
        total = self.events(year).total_attendance()
        return total.lower, total.upper

    def people_duckdb(self, year: int) -> tuple[int, ...]:
        """Do the same with DuckDB: groups on different panels, and at parts of an event, may be the same people."""
        found = self.duck.execute(
            """
            SELECT sum(lower), sum(upper) FROM (
              SELECT max(lower) AS lower, sum(upper) AS upper FROM (
                SELECT family, event, panel, sum(lower) AS lower, sum(upper) AS upper
                FROM groups JOIN events USING (event) WHERE held AND first_max <= ? AND last_min >= ?
                GROUP BY family, event, panel
              ) GROUP BY family
            )
            """,
            days(year, year + 1),
        ).fetchall()
        return tuple(map(int, found[0]))

    def people_polars(self, year: int) -> tuple[int, ...]:
        """Do the same with polars."""
        found = (
            self.columns.groups.join(self.chosen(year).filter("held"), on="event")
            .group_by("family", "event", "panel")
            .agg(pl.col("lower").sum(), pl.col("upper").sum())
            .group_by("family")
            .agg(pl.col("lower").max(), pl.col("upper").sum())
            .select("lower", "upper")
            .sum()
        )
        return tuple(map(int, found.row(0)))

    def people_scanned(self, year: int) -> tuple[int, int | None]:
        """Do the same with a look at every record."""
        period = DateSpan(f"{year}/{year + 1}")
        chosen = {
            one.id
            for one in self.dataset.events
            if one.dates is not None and one.dates.overlaps(period, as_period=True).definitely
        }
        total = total_of((one for one in self.dataset.attendances if one.event_id in chosen), self.dataset)
        return total.lower, total.upper

    def kinds(self, year: int) -> list[tuple[Any, ...]]:
        """Count by kind and mode."""
        return sorted(self.events(year).count_by(("kind", "mode")).rows)

    def kinds_duckdb(self, year: int) -> list[tuple[Any, ...]]:
        """Do the same with DuckDB."""
        asked = "SELECT kind, mode, count(*) FROM events WHERE first_max <= ? AND last_min >= ? GROUP BY kind, mode"
        return sorted(self.duck.execute(asked, days(year, year + 1)).fetchall())

    def kinds_polars(self, year: int) -> list[tuple[Any, ...]]:
        """Do the same with polars."""
        return sorted(self.chosen(year).group_by("kind", "mode").len().rows())

    def years(self, _: int) -> dict[Any, Any]:
        """Count all events by year."""
        return {str(year): count for year, count in events(self.dataset).timeline("year") if count}

    def years_duckdb(self, _: int) -> dict[Any, Any]:
        """Do the same with DuckDB."""
        return _named_years(self.duck.execute("SELECT year, count(*) FROM years GROUP BY year").fetchall())

    def years_polars(self, _: int) -> dict[Any, Any]:
        """Do the same with polars."""
        return _named_years(self.columns.years.group_by("year").len().rows())

    def cases(self) -> dict[str, dict[str, Callable[[int], Any]]]:
        """Return what is measured, with the engines."""
        return {
            "people at the events of two years, as bounds": {
                "seesac_model": self.people,
                "DuckDB": self.people_duckdb,
                "polars": self.people_polars,
                EVERY: self.people_scanned,
            },
            "events of two years, by kind and mode": {
                "seesac_model": self.kinds,
                "DuckDB": self.kinds_duckdb,
                "polars": self.kinds_polars,
            },
            "all events by year; the others are given a table of the years": {
                "seesac_model": self.years,
                "DuckDB": self.years_duckdb,
                "polars": self.years_polars,
            },
        }


def _named_years(rows: Iterable[tuple[Any, ...]]) -> dict[Any, Any]:
    return {"unknown" if year is None else f"{year:04}": count for year, count in rows}


def days(start: int, end: int) -> tuple[int, int]:
    """Return the last and the first day of some years: what the bounds of dates are compared with."""
    return dt.date(end, 12, 31).toordinal(), dt.date(start, 1, 1).toordinal()


def main(count: int, questions: int) -> None:
    """Measure look-ups and totals over a dataset with so many events."""
    dataset, making = timed(lambda: generated(count, kinds=KINDS))
    gc.collect()
    gc.freeze()
    print(f"{count:,} events, {len(dataset):,} records, made in {making:.0f} s; memory {memory():,.0f} MiB")
    chance = Chance(5)
    asked = list(questions_of(dataset, questions, chance))
    before = memory()
    start = time.process_time()
    chained(dataset, asked[0]).ids  # noqa: B018 - it is asked for what it builds
    first = time.process_time()
    events(dataset).between("2010", "2011").total_attendance()
    second = time.process_time()
    print(f"first question, which builds the indexes: {(first - start) * 1e6 / count:.2f} µs of the processor an event")
    print(f"first total of people, which builds its index: {(second - first) * 1e6 / count:.2f} µs an event")
    gc.collect()
    print(
        f"memory of the indexes: {memory() - before:,.0f} MiB, {(memory() - before) * MEBI / count:,.0f} bytes an event"
    )
    before = memory()
    columns, building = timed(lambda: Columns(dataset))
    print(f"columns for polars and DuckDB together: {building:.1f} s, {memory() - before:,.0f} MiB")
    scan_flat = {"plain list of flat tuples": columns.scan_flat}
    cases: dict[str, Callable[[Any], Any]] = {
        "seesac_model": lambda question: chained(dataset, question).ids,
        "polars, tables joined": columns.polars,
        "polars, one flat table": columns.polars_flat,
        "DuckDB, tables joined": columns.duckdb,
        "DuckDB, one flat table": columns.duckdb_flat,
        **scan_flat,
        EVERY: lambda question: scanned(dataset, question),
    }
    slow = frozenset((EVERY, *(scan_flat if count > LARGE else ())))
    report("dates, region, organiser and framework", side_by_side(cases, asked[1:], slow))
    years = [chance.randrange(2001, 2024) for _ in range(min(questions, 50))]
    for title, engines in Totals(dataset, columns).cases().items():
        report(title, side_by_side(engines, years, slow))
    libraries = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in ("attrs", "duckdb", "polars"))
    print(f"\nPython {platform.python_version()}, {libraries}")
    print(f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*[*given, *(10_000, 200)[len(given) :]])
