"""Questions about events."""

from __future__ import annotations

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, quoted
from seesac_model.model import (
    DEFAULT_TOLERANCE,
    Attendance,
    Event,
    EventKind,
    EventMode,
    EventSeries,
    EventStatus,
    Goal,
    Mandate,
    Organisation,
    Panel,
    Participation,
    Person,
    Place,
    PolicyFramework,
    Role,
    Topic,
)
from seesac_model.query._asked import (
    Certainty,
    When,
    narrower_ids,
    organisation_ids_within,
    period_of,
    place_ids_within,
    record_of,
    span_of,
    term_of,
)
from seesac_model.query.attendance_total import AttendanceTotal, total_of
from seesac_model.query.condition import AllOf, Condition
from seesac_model.query.fields import Dated, FieldIs, Referred, Refers, Unsaid
from seesac_model.query.selection import Among, Selection

__all__ = ["EventSelection", "events"]


@attrs.frozen(eq=False, repr=False, slots=False)
class EventSelection(Selection[Event]):
    """
    Events that fulfil all that was asked for; each method asks for one thing more. Their order makes no difference.

    Whatever takes a record takes its id too. All methods raise :class:`~seesac_model.errors.UnknownRecordError` where
    the dataset has no such record and :class:`~seesac_model.errors.SelectionError` where it is one of another kind.

    **Certainty.** What is not fully known (dates, mode, place) answers UNKNOWN. With `certainty="definitely"`, the
    default, only such events are selected as what is stated puts beyond doubt: a list or a count of them can be
    defended with the sources. `"possibly"` takes in what is not ruled out, which includes every event of which nothing
    is known, and so is a superset. Read the two side by side where it matters.

    **Who took part.** A person, by a participation. A body, by a participation of its own or of somebody who
    represented it or acted on its behalf, or because it is named as one that an attendance came from. A body that is a
    part of another one takes part for itself alone, unless `parts` is asked for. Whoever took part in a part of a
    larger event (`part_of_id`) took part in that part. References to records that the dataset lacks find nothing; the
    rules report them.

    **Status.** Planned and cancelled events are events too; `with_status("held")` leaves them out.
    """

    def between(
        self,
        start: When | None,
        end: When | None = None,
        *,
        wholly: bool = False,
        certainty: Certainty = "definitely",
    ) -> EventSelection:
        """
        Return the events with a day in the period from the first day of `start` to the last day of `end`.

        Args:
            start: A date of any precision; None for no bound.
            end: A date of any precision; None for no bound.
            wholly: Whether all days of the event must be in the period.
            certainty: How dates that are not fully known are read; see the class.

        Raises:
            InvalidValueError: A text is no date, or the end is before the start.
            SelectionError: Both bounds are None, a bound has no known day on its side, or the start is a period and
                there is no end.
        """
        return self.where(
            Dated("dates", "within" if wholly else "overlaps", period_of(start, end)), certainty=certainty
        )

    def on(self, date: When, *, certainty: Certainty = "definitely") -> EventSelection:
        """
        Return the events with a day in a date of any precision: on that day, in that month, in that year.

        Raises:
            InvalidValueError: The text is no date.
        """
        return self.where(Dated("dates", "overlaps", span_of(date)), certainty=certainty)

    def only(self, *these: Event | str) -> EventSelection:
        """Return those of the events that are named."""
        return self.where(FieldIs("id", [record_of(self.dataset, one, Event).id for one in these]))

    def of_kind(self, *kinds: EventKind | str) -> EventSelection:
        """
        Return the events of one of these kinds.

        Raises:
            InvalidValueError: There is no such kind.
        """
        return self.where(FieldIs("kind", [term_of(EventKind, kind) for kind in kinds]))

    def with_status(self, *statuses: EventStatus | str) -> EventSelection:
        """
        Return the events with one of these statuses.

        Raises:
            InvalidValueError: There is no such status.
        """
        return self.where(FieldIs("status", [term_of(EventStatus, status) for status in statuses]))

    def in_mode(self, *modes: EventMode | str, certainty: Certainty = "definitely") -> EventSelection:
        """
        Return the events that were held in one of these modes; where the mode is unstated, it may be any.

        Raises:
            InvalidValueError: There is no such mode.
        """
        asked = FieldIs("mode", [term_of(EventMode, mode) for mode in modes])
        return self.where(asked | Unsaid("mode", EventMode.UNSTATED), certainty=certainty)

    def online(self, *, certainty: Certainty = "definitely") -> EventSelection:
        """Return the events that were held online and only so; for hybrid ones there is :meth:`in_mode`."""
        return self.in_mode(EventMode.ONLINE, certainty=certainty)

    def in_place(
        self, place: Place | str, *, within: bool = True, certainty: Certainty = "definitely"
    ) -> EventSelection:
        """
        Return the events that were held in a place, or of which a panel was.

        Args:
            place: The place.
            within: Whether whatever lies in the place counts, by `part_of_id` from place to place, and for a region the
                members and whatever lies in these. If not, only what is said to be in the place itself.
            certainty: Whether an event without any place that was not online counts (`"possibly"`).
        """
        known = record_of(self.dataset, place, Place)
        ids = place_ids_within(self.dataset, known) if within else [known.id]
        there = FieldIs("place_ids", ids) | Referred(Panel, "event_id", FieldIs("place_id", ids))
        nowhere = Unsaid("place_ids") & ~FieldIs("mode", [EventMode.ONLINE])
        return self.where(there | nowhere, certainty=certainty)

    def organised_by(self, who: Organisation | Person | str, *, parts: bool = False) -> EventSelection:
        """
        Return the events of which a body, or somebody for it, or a person was organiser or co-organiser.

        Args:
            who: A person or body.
            parts: As for :meth:`involving`.
        """
        return self.where(self._takes_part(who, (Role.ORGANISER, Role.CO_ORGANISER), parts=parts))

    def hosted_by(self, who: Organisation | Person | str, *, parts: bool = False) -> EventSelection:
        """
        Return the events of which a body, or somebody for it, or a person was host.

        Args:
            who: A person or body.
            parts: As for :meth:`involving`.
        """
        return self.where(self._takes_part(who, (Role.HOST,), parts=parts))

    def involving(
        self, who: Organisation | Person | str, role: Role | str | None = None, *, parts: bool = False
    ) -> EventSelection:
        """
        Return the events in which somebody took part; who does, is said at the class.

        Args:
            who: A person or body.
            role: In what role; None for any.
            parts: Whether the parts of a body count as the body, by `part_of_ids` from body to body: UNODC's Global
                Firearms Programme as UNODC, the European Commission as the European Union. A part of two bodies counts
                for both.

        Raises:
            InvalidValueError: There is no such role.
        """
        return self.where(self._takes_part(who, () if role is None else (term_of(Role, role),), parts=parts))

    def under(self, framework: PolicyFramework | str, goal: Goal | str | None = None) -> EventSelection:
        """
        Return the events with a mandate from a framework itself; what amends or implements it is not looked at.

        Args:
            framework: The framework.
            goal: A goal of it that the mandate names; None for any or none.

        Raises:
            SelectionError: The goal is one of another framework.
        """
        asked: Condition = FieldIs("framework_id", [record_of(self.dataset, framework, PolicyFramework).id])
        if goal is not None:
            known = record_of(self.dataset, goal, Goal)
            if known.framework_id != record_of(self.dataset, framework, PolicyFramework).id:
                raise SelectionError(f"the goal {quoted(known.id)} is one of {quoted(known.framework_id)}")
            asked &= FieldIs("goal_ids", [known.id])
        return self.where(Referred(Mandate, "event_id", asked))

    def about(self, topic: Topic | str, *, narrower: bool = True) -> EventSelection:
        """
        Return the events that were about a topic, or of which a panel was.

        Args:
            topic: The topic.
            narrower: Whether narrower topics count, by `broader_id` from topic to topic.
        """
        known = record_of(self.dataset, topic, Topic)
        asked = FieldIs("topic_ids", narrower_ids(self.dataset, known) if narrower else [known.id])
        return self.where(asked | Referred(Panel, "event_id", asked))

    def in_series(self, series: EventSeries | str) -> EventSelection:
        """Return the events of a series."""
        return self.where(FieldIs("series_id", [record_of(self.dataset, series, EventSeries).id]))

    def participations(self) -> Selection[Participation]:
        """Return the participations of people and bodies in these events."""
        return Selection(self.dataset, Participation, (self._here(),))

    def attendances(self) -> Selection[Attendance]:
        """Return the groups that took part in these events."""
        return Selection(self.dataset, Attendance, (self._here(),))

    def mandates(self) -> Selection[Mandate]:
        """Return the mandates of these events; :func:`in_force` says whether their frameworks were in force."""
        return Selection(self.dataset, Mandate, (self._here(),))

    def frameworks(self) -> Selection[PolicyFramework]:
        """Return the frameworks under which these events were held."""
        return Selection(self.dataset, PolicyFramework, (Referred(Mandate, "framework_id", self._here()),))

    def people(self) -> Selection[Person]:
        """Return the people who took part in these events."""
        return Selection(self.dataset, Person, (Referred(Participation, "person_id", self._here()),))

    def organisations(self) -> Selection[Organisation]:
        """Return the bodies that took part in these events; which do, is said at the class."""
        here = self._here()
        took_part = (
            Referred(Participation, "organisation_id", here)
            | Referred(Participation, "on_behalf_of_id", here)
            | Referred(Attendance, "organisation_ids", here)
        )
        return Selection(self.dataset, Organisation, (took_part,))

    def total_attendance(self, *, tolerance: float = DEFAULT_TOLERANCE) -> AttendanceTotal:
        """
        Add up the groups that took part, as :func:`total_of` does. People who are named are not added.

        Groups of events that were not held are left out, and an event that is part of a larger one may have people in
        common with it, and with its other parts.

        Args:
            tolerance: How far `about` and `almost` reach, as a share from 0 to 1.

        Raises:
            InvalidValueError: `tolerance` is not a number from 0 to 1.
        """
        return total_of(self.attendances(), self.dataset, tolerance=tolerance)

    def in_order(self) -> tuple[Event, ...]:
        """
        Return the events by their dates, and those without dates at the end.

        How dates that are not fully known are ordered is said at :class:`~seesac_model.model.DateSpan`.
        """
        dated = sorted((event.dates, event.id) for event in self if event.dates is not None)
        undated = (event for event in self if event.dates is None)
        return (*self.dataset.events.select(event_id for _, event_id in dated), *undated)

    def _here(self) -> Condition:
        return Refers("event_id", Among(self))

    def _takes_part(self, who: Organisation | Person | str, roles: tuple[Role, ...], *, parts: bool) -> Condition:
        known = record_of(self.dataset, who, Organisation, Person)
        in_role: list[Condition] = [FieldIs("role", roles)] if roles else []
        if isinstance(known, Person):
            return Referred(Participation, "event_id", AllOf((FieldIs("person_id", [known.id]), *in_role)))
        body = self.dataset.organisations[known.id]
        ids = organisation_ids_within(self.dataset, body) if parts else [body.id]
        named = FieldIs("organisation_id", ids) | FieldIs("on_behalf_of_id", ids)
        came_from = FieldIs("organisation_ids", ids)
        return Referred(Participation, "event_id", AllOf((named, *in_role))) | Referred(
            Attendance, "event_id", AllOf((came_from, *in_role))
        )


def events(dataset: Dataset) -> EventSelection:
    """
    Return the selection of all events of a dataset, to ask for fewer.

    >>> from seesac_model.model import DateSpan
    >>> workshop = Event(
    ...     id="workshop",
    ...     title="Workshop",
    ...     kind=EventKind.WORKSHOP,
    ...     status=EventStatus.HELD,
    ...     dates=DateSpan("2021-11-23/2021-11-24"),
    ... )
    >>> events(Dataset([workshop])).between("2021", "2023-06").of_kind("workshop")
    <1 of 1 events: dates overlap 2021/2023-06 and kind is 'workshop'>
    """
    return EventSelection(dataset, Event)
