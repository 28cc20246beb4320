"""Questions about events."""

from __future__ import annotations

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, quoted
from seesac_model.model import (
    DEFAULT_TOLERANCE,
    Attendance,
    Document,
    DocumentStage,
    DocumentStageKind,
    Event,
    EventKind,
    EventMode,
    EventSeries,
    EventStatus,
    Funding,
    Goal,
    Mandate,
    Observation,
    Organisation,
    Outcome,
    OutcomeKind,
    Panel,
    Participation,
    Person,
    Place,
    PolicyFramework,
    Role,
    Source,
    Statement,
    Subject,
    Topic,
)
from seesac_model.query._asked import (
    Certainty,
    When,
    narrower_ids,
    period_of,
    place_ids_within,
    record_of,
    span_of,
    term_of,
    with_all_below,
)
from seesac_model.query._attendance_index import total_at
from seesac_model.query._dealing import deals_with, presidency_terms
from seesac_model.query._ends import AtEnd, End
from seesac_model.query._roles import AS_OPENER, ORGANISERS, body_took_part, involves, person_took_part
from seesac_model.query.attendance_total import AttendanceTotal, total_of
from seesac_model.query.condition import AllOf, AnyOf, Condition
from seesac_model.query.fields import Dated, FieldIs, Referred, Refers, Unsaid
from seesac_model.query.frameworks import FrameworkSelection
from seesac_model.query.organisations import OrganisationSelection
from seesac_model.query.people import PeopleSelection
from seesac_model.query.selection import Among, Selection

__all__ = ["EventSelection", "events"]


@attrs.frozen(eq=False, repr=False, slots=False)
class EventSelection(Selection[Event]):
    """
    Events that fulfil all that was asked for; each method asks for one thing more.

    The order of the methods makes no difference, but for :meth:`latest` and :meth:`earliest`: these are asked of the
    events so far.

    Whatever takes a record takes its id too, or a name of it that clearly means one record: `"frontex"`, `"Frontex"`,
    `"European Border and Coast Guard Agency"`. All methods raise :class:`~seesac_model.errors.UnknownRecordError` where
    the dataset has no such record, :class:`~seesac_model.errors.NoSingleMatchError` with the candidates where a name
    may mean several or none for certain, and :class:`~seesac_model.errors.SelectionError` where it is a record of
    another kind.

    **Certainty.** What is not fully known (dates, mode, place) answers UNKNOWN. With `certainty="definitely"`, the
    default, only such events are selected as what is stated puts beyond doubt: a list or a count of them can be
    defended with the sources. `"possibly"` takes in what is not ruled out, which includes every event of which nothing
    is known, and so is a superset. Read the two side by side where it matters.

    **Who took part.** A person, by a participation. A body, by a participation of its own or of somebody who
    represented it or acted on its behalf, or because it is named as one that an attendance came from. A body that is a
    part of another one takes part for itself alone, unless `parts` is asked for. Whoever took part in a part of a
    larger event (`part_of_id`) took part in that part. References to records that the dataset lacks find nothing; the
    rules report them.

    **Each for itself.** What is asked for must each be so of the event, and not of the same part of it: an event that
    went on in several places over several days is found by a day and a place that do not belong together. Where its
    parts are recorded (`part_of_id`), ask them.

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
        return self.where(involves(self.dataset, who, *ORGANISERS, parts=parts))

    def hosted_by(self, who: Organisation | Person | str, *, parts: bool = False) -> EventSelection:
        """
        Return the events of which a body, or somebody for it, or a person was host.

        Args:
            who: A person or body.
            parts: As for :meth:`involving`.
        """
        return self.where(involves(self.dataset, who, Role.HOST, parts=parts))

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
        return self.where(involves(self.dataset, who, *(() if role is None else (role,)), parts=parts))

    def under(
        self, framework: PolicyFramework | str, goal: Goal | str | None = None, *, amending: bool = False
    ) -> EventSelection:
        """
        Return the events with a mandate from a framework; what implements it is not looked at.

        An event that spoke about a framework need not be held under it: for that there is :meth:`citing`.

        Args:
            framework: The framework.
            goal: A goal that the mandate names; None for any or none.
            amending: Whether a mandate from an act that amends the framework counts too, and from what amends that, by
                `amends_ids` from act to act.

        Raises:
            SelectionError: The goal is one of another framework.
        """
        act = record_of(self.dataset, framework, PolicyFramework)
        ids = with_all_below(self.dataset, act, by="amends_ids") if amending else frozenset({act.id})
        asked: Condition = FieldIs("framework_id", ids)
        if goal is not None:
            known = record_of(self.dataset, goal, Goal)
            if known.framework_id not in ids:
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
        asked = self._on_topic(topic, narrower=narrower)
        return self.where(asked | Referred(Panel, "event_id", asked))

    def in_series(self, series: EventSeries | str) -> EventSelection:
        """Return the events of a series."""
        return self.where(FieldIs("series_id", [record_of(self.dataset, series, EventSeries).id]))

    def during_presidency(
        self, presidency: Organisation | Place | str, *, wholly: bool = False, certainty: Certainty = "definitely"
    ) -> EventSelection:
        """
        Return the events with a day in the term of a Council presidency, whether or not the presidency took part.

        Args:
            presidency: The presidency (`"se-council-presidency-2023"`, `"Swedish Presidency"`), or a place (`"SE"`) for
                all presidencies of it that the dataset knows. :func:`reference.complete
                <seesac_model.reference.complete>` adds those of 2018 to 2027.
            wholly: Whether all days of the event must be in the term.
            certainty: How dates that are not fully known are read; see the class.

        Raises:
            SelectionError: The body is no Council presidency, the dataset knows none of that place, or it does not say
                from when to when one of them was.
        """
        terms = presidency_terms(self.dataset, presidency)
        asked = (Dated("dates", "within" if wholly else "overlaps", term) for term in terms)
        return self.where(AnyOf(tuple(asked)), certainty=certainty)

    def with_outcome(
        self, kind: OutcomeKind | str | None = None, about: Topic | str | None = None, *, narrower: bool = True
    ) -> EventSelection:
        """
        Return the events that led to an outcome, at a panel or as a whole.

        Args:
            kind: What sort of outcome; None for any.
            about: A topic of the outcome itself; None for any or none.
            narrower: Whether narrower topics count, as for :meth:`about`.

        Raises:
            InvalidValueError: There is no such kind.
        """
        of_kind = () if kind is None else (FieldIs("kind", [term_of(OutcomeKind, kind)]),)
        on_topic = () if about is None else (self._on_topic(about, narrower=narrower),)
        return self.where(Referred(Outcome, "event_id", AllOf((*of_kind, *on_topic))))

    def citing(
        self, what: Document | PolicyFramework | Source | str, stage: DocumentStageKind | str | None = None
    ) -> EventSelection:
        """
        Return the events that dealt with a document or framework, or the record of which rests on a source.

        - A document: it is a subject of the event, or reached a stage there.
        - A framework: it is a subject of the event, an outcome of the event refers to it, it was adopted there, or a
          document that belongs to it reached a stage there.
        - A source: the event cites it, or something that is recorded of the event does, such as a participation.

        This is what an event spoke about; under which framework it was held is another question, for :meth:`under`.
        Few of the events under a roadmap discuss it, and an event that does may be held under nothing.

        Args:
            what: The document, framework or source.
            stage: What stage the document, or a document that belongs to the framework, reached at the event; then
                nothing else counts. None for any way of dealing with it.

        Raises:
            InvalidValueError: There is no such stage.
            SelectionError: A stage is asked for of a source.
        """
        return self.where(deals_with(self.dataset, what, stage))

    def latest(self, count: int = 1) -> EventSelection:
        """
        Return the latest of these events: those whose dates come last.

        The order is that of :meth:`in_order`, without the events of which no dates or no year is known: these are never
        among the latest. It is the order of :class:`~seesac_model.model.DateSpan`: by the first day that the dates can
        touch, then by the last. So what was some day in 2023 comes before 14 February 2023, what was some day in
        February 2023 does too, and `~`, `?` and `%` move nothing. Of events with the same dates the one with the later
        id comes last. Planned and cancelled events count as any other.

        This is asked of the events so far: `in_series("seefen-meetings").latest(5)` are the last five of the series,
        and `latest(5).in_series("seefen-meetings")` those of the last five events that are in the series. With what is
        possibly so among them, other events may be the latest: these are no superset.

        Args:
            count: How many, from 1; where there are fewer, all of them.

        Raises:
            SelectionError: The count is no number from 1 on.
        """
        return self._at_end("latest", count)

    def earliest(self, count: int = 1) -> EventSelection:
        """
        Return the earliest of these events; what is said at :meth:`latest` holds at this end too.

        What has no known first day (`../2019`) comes before everything else.

        Args:
            count: How many, from 1; where there are fewer, all of them.

        Raises:
            SelectionError: The count is no number from 1 on.
        """
        return self._at_end("earliest", count)

    def panels(self) -> Selection[Panel]:
        """Return the parts of the programmes of these events."""
        return Selection(self.dataset, Panel, (self._here(),))

    def subjects(self) -> Selection[Subject]:
        """Return what was spoken about at these events."""
        return Selection(self.dataset, Subject, (self._here(),))

    def statements(self) -> Selection[Statement]:
        """Return what somebody was quoted as saying at these events."""
        return Selection(self.dataset, Statement, (self._here(),))

    def outcomes(self) -> Selection[Outcome]:
        """Return what these events led to, at a panel or as a whole."""
        return Selection(self.dataset, Outcome, (self._here(),))

    def document_stages(self) -> Selection[DocumentStage]:
        """Return the stages that documents reached at these events."""
        return Selection(self.dataset, DocumentStage, (self._here(),))

    def observations(self) -> Selection[Observation]:
        """Return what was counted or measured at these events."""
        return Selection(self.dataset, Observation, (self._here(),))

    def fundings(self) -> Selection[Funding]:
        """Return what paid for these events or was given at them."""
        return Selection(self.dataset, Funding, (self._here(),))

    def participations(self) -> Selection[Participation]:
        """Return the participations of people and bodies in these events."""
        return Selection(self.dataset, Participation, (self._here(),))

    def openings(self) -> Selection[Participation]:
        """
        Return the participations of those who opened these events or gave opening remarks.

        Those are the openers of an event as a whole, and of a part of its programme that is its opening; as with
        :meth:`PeopleSelection.who_opened`, but also where a source names nothing but the post or the body of who
        opened. Who opened another part of the programme, or welcomed the participants, is not among them.
        """
        return Selection(self.dataset, Participation, (*AS_OPENER, self._here()))

    def attendances(self) -> Selection[Attendance]:
        """Return the groups that took part in these events."""
        return Selection(self.dataset, Attendance, (self._here(),))

    def mandates(self) -> Selection[Mandate]:
        """Return the mandates of these events; :func:`in_force` says whether their frameworks were in force."""
        return Selection(self.dataset, Mandate, (self._here(),))

    def frameworks(self) -> FrameworkSelection:
        """Return the frameworks under which these events were held."""
        under = Referred(Mandate, "framework_id", self._here())
        return FrameworkSelection(self.dataset, PolicyFramework, (under,))

    def people(self) -> PeopleSelection:
        """
        Return the people who took part in these events.

        What is asked of them next is asked of them anywhere: `with_role("opener", at=these)` keeps to these events.
        """
        return PeopleSelection(self.dataset, Person, (person_took_part(self._here()),))

    def organisations(self) -> OrganisationSelection:
        """
        Return the bodies that took part in these events; which do, is said at the class.

        What is asked of them next is asked of them anywhere: `with_role("opener", at=these)` keeps to these events.
        """
        return OrganisationSelection(self.dataset, Organisation, (body_took_part(self._here()),))

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
        if tolerance != DEFAULT_TOLERANCE:
            return total_of(self.attendances(), self.dataset, tolerance=tolerance)
        return total_at(self.dataset, self.bits)

    def in_order(self) -> tuple[Event, ...]:
        """
        Return the events by their dates, and those without dates at the end.

        How dates that are not fully known are ordered is said at :class:`~seesac_model.model.DateSpan`.
        """
        dated = sorted((event.dates, event.id) for event in self if event.dates is not None)
        undated = (event for event in self if event.dates is None)
        return (*self.dataset.events.select(event_id for _, event_id in dated), *undated)

    def _at_end(self, end: End, count: int) -> EventSelection:
        # Whatever else was asked for is asked for by the condition already.
        return attrs.evolve(self, conditions=()).where(AtEnd(end, count, self))

    def _here(self) -> Condition:
        return Refers("event_id", Among(self))

    def _on_topic(self, topic: Topic | str, *, narrower: bool) -> Condition:
        known = record_of(self.dataset, topic, Topic)
        return FieldIs("topic_ids", narrower_ids(self.dataset, known) if narrower else [known.id])


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
