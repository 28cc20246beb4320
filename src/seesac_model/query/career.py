"""A person's posts, roles and statements, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Affiliation,
    AffiliationCapacity,
    Citation,
    DateSpan,
    Event,
    EventStatus,
    Panel,
    Participation,
    Person,
    Role,
    Statement,
)
from seesac_model.query._asked import record_of
from seesac_model.query._naming import called, dates_first, one_line
from seesac_model.query._took_place import TOOK_PLACE
from seesac_model.query.table import Table

__all__ = ["Career", "CareerStep", "CareerStepKind", "career"]

CareerStepKind: TypeAlias = Literal["post", "role", "statement"]
"""What a step in a career is: a post that was held, a role at an event, or a statement."""


@attrs.frozen(kw_only=True)
class CareerStep:
    """
    One post, one role at an event or one of its panels, or one statement of a person.

    Attributes:
        kind: Which of these it is.
        title: The title of the post as it was held; for a role, the title that the source prints there; None where
            nothing is said.
        capacity: Acting, designate and the like, for a post; None for the holder in full, and for what is no post.
        role: In what role; None for a post or a statement.
        organisation: The name of the body of the post, or of the body that they represented or spoke for; None where
            nothing is said.
        organisation_id: Its id.
        on_behalf_of: The name of the body for which they acted instead of the one that they represented; None for none.
        event: The title of the event; None for a post, and for what was said at none.
        event_id: Its id.
        event_status: Whether the event was held; None where there is none, or the dataset lacks it.
        panel: The title of the panel, or its form where it has no title; None for the event as a whole.
        panel_id: Its id.
        said: What was said, in the editors' words; None for what is no statement.
        date: When; for a role or statement the days of the panel or else of the event, or the day of a statement at
            none. None where nobody says it.
        record: The record on which the step rests.
    """

    kind: CareerStepKind
    title: str | None = None
    capacity: AffiliationCapacity | None = None
    role: Role | None = None
    organisation: str | None = None
    organisation_id: str | None = None
    on_behalf_of: str | None = None
    event: str | None = None
    event_id: str | None = None
    event_status: EventStatus | None = None
    panel: str | None = None
    panel_id: str | None = None
    said: str | None = None
    date: DateSpan | None
    record: Affiliation | Participation | Statement

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Where the step stands: the citations of its record."""
        return self.record.citations

    def __str__(self) -> str:
        what = self._role_in_words() if self.kind == "role" else self._post_or_statement_in_words()
        return f"{self.date or 'no date'}: {what}"

    def _role_in_words(self) -> str:
        place = f"{self.panel}, {self.event}" if self.panel else self.event
        cancelled = self.event_status is not None and self.event_status not in TOOK_PLACE
        parts = (
            f"{self.role} at {place}{f' ({self.event_status})' if cancelled else ''}",
            self.title and f"as {self.title}",
            self.organisation and f"for {self.organisation}",
            self.on_behalf_of and f"on behalf of {self.on_behalf_of}",
        )
        return ", ".join(filter(None, parts))

    def _post_or_statement_in_words(self) -> str:
        if self.kind == "post":
            title = f"{self.title} ({self.capacity})" if self.capacity else self.title
            return ", ".join(filter(None, (title, self.organisation)))
        place = ", ".join(filter(None, (self.panel, self.event)))
        words = f"said at {place}" if place else "said"
        return f"{words}{f', for {self.organisation}' if self.organisation else ''}: {one_line(self.said or '')}"


@attrs.frozen(kw_only=True)
class Career:
    """
    What is known of a person's posts, roles and statements, in the order of time.

    The order is that of :class:`~seesac_model.model.DateSpan`: by the earliest days, then by the latest. Where dates
    are not precise it is an order of reading and no statement of what came first: `2021` stands before `2021-03`. Ask
    `one.date.before(other.date)` for what is certain. What has no date comes last; of what has the same dates, posts
    come before roles and these before statements, each by id.

    Printed, a career has a line for each step.

    Attributes:
        person: The person.
        steps: The steps, in order.
    """

    person: Person
    steps: tuple[CareerStep, ...]

    def __len__(self) -> int:
        return len(self.steps)

    def __iter__(self) -> Iterator[CareerStep]:
        return iter(self.steps)

    def __str__(self) -> str:
        return "\n".join([self.person.name, *(f"  {step}" for step in self.steps)])

    def to_table(self) -> Table:
        """Return a row for each step; `sources` has the ids of what the step rests on, separated by spaces."""
        columns = ("date", "kind", "role", "title", "organisation", "on_behalf_of", "panel", "event", "said")
        return Table(
            (*columns, "record", "sources"),
            [(*(getattr(step, name) for name in columns), step.record, _sources(step)) for step in self.steps],
        )


def career(dataset: Dataset, person: Person | str) -> Career:
    """
    Return a person's posts, roles at events and panels, and statements, in the order of time.

    Args:
        dataset: Where the records are.
        person: The person, the id, or a name that clearly means one person.

    Raises:
        UnknownRecordError: The dataset has no such person.
        NoSingleMatchError: A name may mean several people, or none for certain.
        SelectionError: The record is no person.

    >>> from seesac_model.model import EventKind, Organisation, OrganisationKind
    >>> dataset = Dataset(
    ...     [
    ...         Person(id="bojana-balon", name="Bojana Balon"),
    ...         Organisation(id="seesac", name="SEESAC", kind=OrganisationKind.IGO_BODY),
    ...         Affiliation(id="a", person_id="bojana-balon", organisation_id="seesac", title="Head of SEESAC"),
    ...         Event(
    ...             id="c",
    ...             title="Customs conference",
    ...             kind=EventKind.CONFERENCE,
    ...             status=EventStatus.HELD,
    ...             dates=DateSpan("2023-02-14/2023-02-15"),
    ...         ),
    ...         Participation(id="c.p", event_id="c", person_id="bojana-balon", role=Role.PANELLIST),
    ...     ]
    ... )
    >>> print(career(dataset, "Bojana Balon"))
    Bojana Balon
      2023-02-14/2023-02-15: panellist at Customs conference
      no date: Head of SEESAC, SEESAC
    """
    known = record_of(dataset, person, Person)
    steps = [
        *(_post(post, dataset) for post in dataset.referring(Affiliation, known, by="person_id")),
        *(_role(one, dataset) for one in dataset.referring(Participation, known, by="person_id")),
        *(_statement(one, dataset) for one in dataset.referring(Statement, known, by="person_id")),
    ]
    # Posts, roles and statements come in this order already, each by id, and sorting keeps it.
    return Career(person=known, steps=tuple(sorted(steps, key=lambda step: dates_first(step.date))))


def _post(post: Affiliation, dataset: Dataset) -> CareerStep:
    return CareerStep(
        kind="post",
        title=post.title,
        capacity=post.capacity,
        organisation=called(dataset.organisations, post.organisation_id),
        organisation_id=post.organisation_id,
        date=post.held,
        record=post,
    )


def _role(one: Participation, dataset: Dataset) -> CareerStep:
    event, panel = dataset.events.get(one.event_id), _panel(one.panel_id, dataset)
    return CareerStep(
        kind="role",
        title=one.title_as_printed,
        role=one.role,
        organisation=called(dataset.organisations, one.organisation_id),
        organisation_id=one.organisation_id,
        on_behalf_of=called(dataset.organisations, one.on_behalf_of_id),
        event=called(dataset.events, one.event_id),
        event_id=one.event_id,
        event_status=None if event is None else event.status,
        panel=_panel_name(panel, one.panel_id),
        panel_id=one.panel_id,
        date=_days(event, panel),
        record=one,
    )


def _statement(one: Statement, dataset: Dataset) -> CareerStep:
    event = None if one.event_id is None else dataset.events.get(one.event_id)
    panel = _panel(one.panel_id, dataset)
    return CareerStep(
        kind="statement",
        organisation=called(dataset.organisations, one.organisation_id),
        organisation_id=one.organisation_id,
        event=called(dataset.events, one.event_id),
        event_id=one.event_id,
        event_status=None if event is None else event.status,
        panel=_panel_name(panel, one.panel_id),
        panel_id=one.panel_id,
        said=one.gist,
        date=one.date or _days(event, panel),
        record=one,
    )


def _panel(panel_id: str | None, dataset: Dataset) -> Panel | None:
    return None if panel_id is None else dataset.panels.get(panel_id)


def _panel_name(panel: Panel | None, panel_id: str | None) -> str | None:
    return panel_id if panel is None else panel.title or panel.format.value


def _days(event: Event | None, panel: Panel | None) -> DateSpan | None:
    if panel is not None and panel.dates is not None:
        return panel.dates
    return None if event is None else event.dates


def _sources(step: CareerStep) -> str | None:
    return " ".join(dict.fromkeys(citation.source_id for citation in step.citations)) or None
