"""DAT: dates of records that belong together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import (
    Answer,
    DateSpan,
    DocumentStage,
    Event,
    EventStatus,
    Outcome,
    Panel,
    PolicyFramework,
    Statement,
    Subject,
)
from seesac_model.query import took_place
from seesac_model.rules._circles import in_circles
from seesac_model.rules._programme import GIVEN_UP
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = [
    "announced_event_in_the_past",
    "day_outside_event_dates",
    "event_before_the_one_it_follows",
    "follow_up_before_outcome",
    "held_event_in_the_future",
    "part_outside_whole_dates",
]

_OfADay: TypeAlias = Subject | DocumentStage | Statement | PolicyFramework

_NOT_OVER: Final = frozenset({EventStatus.PLANNED, EventStatus.ANNOUNCED, EventStatus.UNDER_WAY})


@declare("DAT001", Severity.ERROR)
def part_outside_whole_dates(event: Event, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag an event on days on which the larger event that it was a part of certainly was not held.

    What it does:
        Asks whether all days of the part are days of the whole, and reports a certain no.
        It says nothing if one of the two was cancelled or postponed, for then the dates say when it was to be.
        Events that are parts of one another are left to REF004.

    Why is this bad?
        A part of an event is held while the event is, so one of the two dates is wrong, or the two do not belong
        together.

    Example::

        events:
          - {id: forum, title: Forum, kind: forum, status: held, dates: 2022-10-06/2022-10-07}
          - {id: launch, title: Launch, kind: launch, status: held, dates: 2022-10-09, part_of_id: forum}

    Use instead::

        events:
          - {id: forum, title: Forum, kind: forum, status: held, dates: 2022-10-06/2022-10-09}
          - {id: launch, title: Launch, kind: launch, status: held, dates: 2022-10-09, part_of_id: forum}

    References:
        - schema.org `superEvent`: https://schema.org/superEvent
    """
    whole = None if event.part_of_id is None else dataset.events.get(event.part_of_id)
    if whole is None:
        return
    part_dates, whole_dates = _when(event), _when(whole)
    if part_dates is None or whole_dates is None:
        return
    if part_dates.within(whole_dates) is Answer.NO and not {event.id, whole.id} <= context.once(_parts_in_circles):
        yield Problem(
            message=f"the event was on {part_dates}, {quoted(whole.id)}, which it was a part of, on {whole_dates}",
            path=("dates",),
            hint="correct one of the two dates, or part_of_id",
            related=(whole,),
        )


@declare("DAT002", Severity.ERROR)
def event_before_the_one_it_follows(event: Event, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag an event that certainly was before one that it follows.

    What it does:
        Asks for each of `follows_ids` whether all days of this event are before all days of that one, and reports a
        certain yes.
        It says nothing if one of the two was cancelled or postponed, for then the dates say when it was to be.
        Events that follow one another are left to REF004.

    Why is this bad?
        An event cannot follow up on one that was still to come: one of the dates is wrong, or the two were exchanged.

    Example::

        events:
          - {id: local, title: Local meetings, kind: coordination-meeting, status: held, dates: 2022-06}
          - id: regional
            title: Regional meeting
            kind: coordination-meeting
            status: held
            dates: 2021-07-05/2021-07-06
            follows_ids: [local]

    Use instead::

        events:
          - {id: local, title: Local meetings, kind: coordination-meeting, status: held, dates: 2022-06}
          - id: regional
            title: Regional meeting
            kind: coordination-meeting
            status: held
            dates: 2022-07-05/2022-07-06
            follows_ids: [local]

    References:
        - The reference of the model, `Event.follows_ids`: earlier events that it followed up on.
    """
    dates = _when(event)
    if dates is None:
        return
    for position, earlier_id in enumerate(event.follows_ids):
        earlier = dataset.events.get(earlier_id)
        if earlier is None:
            continue
        earlier_dates = _when(earlier)
        if earlier_dates is None or not dates.before(earlier_dates).definitely:
            continue
        if not {event.id, earlier.id} <= context.once(_followers_in_circles):
            yield Problem(
                message=f"the event was on {dates}, before {quoted(earlier.id)}, which it follows, on {earlier_dates}",
                path=("follows_ids", position),
                hint="correct one of the two dates, or follows_ids",
                related=(earlier,),
            )


@declare("DAT003", Severity.ERROR, needs_today=True)
def held_event_in_the_future(event: Event, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag an event that was held, or had begun, on days that certainly are still to come.

    What it does:
        For an event that is `held` or `under-way`, asks whether all its days are after the date of the check, and
        reports a certain yes.

    Why is this bad?
        What is still to come has not been held: the date is wrong, often the year, or the event was only announced.

    Example::

        events:
          - {id: forum, title: Forum, kind: forum, status: held, dates: 2032-10-06}

    Use instead::

        events:
          - {id: forum, title: Forum, kind: forum, status: held, dates: 2023-10-06}

    References:
        - schema.org `EventScheduled`, of events still to come: https://schema.org/EventScheduled
    """
    dates = event.dates
    if not took_place(event) or dates is None:
        return
    first = dates.earliest
    if first is not None and first > context.today and dates.after(DateSpan.of(context.today)).definitely:
        yield Problem(
            message=f"the event is {event.status}, and its date, {dates}, is after today, {context.today}",
            path=("dates",),
            hint="correct the date, or write announced",
        )


@declare("DAT004", Severity.INFO, needs_today=True)
def announced_event_in_the_past(
    event: Event, _dataset: Dataset, context: Context, *, grace_days: int = 14
) -> Iterator[Problem]:
    """
    Flag an event that is still recorded as planned, announced or under way, though its days certainly are over.

    What it does:
        For an event that is `planned`, `announced` or `under-way`, asks whether all its days are before the date of the
        check, the last by more than `grace_days`, and reports a certain yes.

    Why is this bad?
        Nobody has looked since whether it was held, so it is missing wherever only events that were held count.

    Options:
        - `grace_days` (14): how many days may go by before somebody should know; reports come out some days later.

    Example::

        events:
          - {id: forum, title: Forum, kind: forum, status: announced, dates: 2024-06-19}

    Use instead::

        events:
          - {id: forum, title: Forum, kind: forum, status: held, dates: 2024-06-19}

    References:
        - schema.org `eventStatus`: https://schema.org/eventStatus
    """
    dates = event.dates
    if event.status not in _NOT_OVER or dates is None or dates.latest is None:
        return
    # The days are counted from the last one, because the date that many days ago may be before the calendar begins.
    if (context.today - dates.latest).days > grace_days and dates.before(DateSpan.of(context.today)).definitely:
        yield Problem(
            message=f"the event is {event.status}, and its date, {dates}, is over",
            path=("status",),
            hint="write held, cancelled or postponed as soon as a source says so",
        )


@declare("DAT005", Severity.ERROR)
def day_outside_event_dates(record: _OfADay, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag something that happened at an event or panel on a day on which this certainly was not held.

    What it does:
        Asks whether the date of a subject, of a stage of a document or of a statement lies within the dates of the
        panel that is named or, where none is named or it has no dates, within those of the event, and reports a certain
        no.
        So it does with the day on which a framework was adopted, and the event at which it was.
        It says nothing if the event was cancelled or postponed, for then the dates say when it was to be.
        A panel that is outside its event is left to PAN001, and one of another event to REF005.

    Why is this bad?
        What happened at an event happened on one of its days, so one of the two dates is wrong.

    Example::

        frameworks:
          - {id: roadmap, title: Roadmap, kind: roadmap}
        events:
          - id: forum
            title: Forum
            kind: forum
            status: held
            dates: 2024-10-28/2024-10-29
            subjects:
              - {framework_id: roadmap, treatment: endorsed, date: 2024-10-30}

    Use instead::

        frameworks:
          - {id: roadmap, title: Roadmap, kind: roadmap}
        events:
          - id: forum
            title: Forum
            kind: forum
            status: held
            dates: 2024-10-28/2024-10-29
            subjects:
              - {framework_id: roadmap, treatment: endorsed, date: 2024-10-29}

    References:
        - The reference of the model, `Subject.date`: on which of the event's days.
    """
    if isinstance(record, PolicyFramework):
        date, event_id, field = record.adopted, record.adopted_at_event_id, "adopted"
    else:
        date, event_id, field = record.date, record.event_id, "date"
    if date is None or event_id is None:
        return
    event = dataset.events.get(event_id)
    if event is None or event.status in GIVEN_UP:
        return
    occasion = _occasion(record, event, dataset)
    if occasion is not None and occasion.dates is not None and date.within(occasion.dates) is Answer.NO:
        yield Problem(
            message=f"the date is {date}, the {type(occasion).__name__.lower()} was on {occasion.dates}",
            path=(field,),
            hint="correct one of the two dates",
            related=(occasion,),
        )


@declare("DAT006", Severity.WARNING)
def follow_up_before_outcome(outcome: Outcome, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag an outcome that follows up one of a later event.

    What it does:
        Compares the events of the two outcomes, and reports if the one of the follow-up certainly was before the other.
        It says nothing if one of them was cancelled or postponed, for then the dates say when it was to be.
        Events of which one is said to follow the other are left to DAT002, and the order of numbered events of one
        series to SER003.

    Why is this bad?
        A follow-up comes after what it follows up: one of the dates is wrong, or the two outcomes were exchanged.

    Example::

        events:
          - id: first
            title: First meeting
            kind: meeting
            status: held
            dates: 2022-06-14
            outcomes:
              - {kind: conclusion, text: A register is needed.}
          - id: second
            title: Second meeting
            kind: meeting
            status: held
            dates: 2021-11-23
            outcomes:
              - {kind: result, text: The register is there., follow_up_of_id: first.conclusion}

    Use instead::

        events:
          - id: first
            title: First meeting
            kind: meeting
            status: held
            dates: 2022-06-14
            outcomes:
              - {kind: conclusion, text: A register is needed.}
          - id: second
            title: Second meeting
            kind: meeting
            status: held
            dates: 2022-11-23
            outcomes:
              - {kind: result, text: The register is there., follow_up_of_id: first.conclusion}

    References:
        - The reference of the model, `Outcome.follow_up_of_id`: the earlier outcome that it follows up.
    """
    earlier = None if outcome.follow_up_of_id is None else dataset.outcomes.get(outcome.follow_up_of_id)
    if earlier is None:
        return
    event, earlier_event = dataset.events.get(outcome.event_id), dataset.events.get(earlier.event_id)
    if event is None or earlier_event is None:
        return
    if earlier_event.id in event.follows_ids or _is_later_by_number(event, earlier_event):
        return
    dates, earlier_dates = _when(event), _when(earlier_event)
    if dates is not None and earlier_dates is not None and dates.before(earlier_dates).definitely:
        yield Problem(
            message=f"{quoted(event.id)} was on {dates}, before {quoted(earlier_event.id)}, the event of the outcome "
            f"that is followed up, on {earlier_dates}",
            path=("follow_up_of_id",),
            hint="correct one of the two dates, or follow_up_of_id",
            related=(earlier, event, earlier_event),
        )


def _when(event: Event) -> DateSpan | None:
    """Return when an event was; the dates of one that was cancelled or postponed say when it was to be."""
    return None if event.status in GIVEN_UP else event.dates


def _is_later_by_number(event: Event, other: Event) -> bool:
    number, other_number = event.series_number, other.series_number
    is_of_same_series = event.series_id == other.series_id
    return is_of_same_series and number is not None and other_number is not None and other_number < number


def _occasion(record: _OfADay, event: Event, dataset: Dataset) -> Event | Panel | None:
    """Return that of whose days the date should be one; None where another rule speaks of it."""
    panel_id = None if isinstance(record, DocumentStage | PolicyFramework) else record.panel_id
    panel = None if panel_id is None else dataset.panels.get(panel_id)
    if panel is None or panel.dates is None or panel.event_id != event.id:
        return event
    return None if event.dates is not None and panel.dates.within(event.dates) is Answer.NO else panel


def _parts_in_circles(dataset: Dataset) -> frozenset[str]:
    return in_circles({event.id: [event.part_of_id] for event in dataset.events if event.part_of_id is not None})


def _followers_in_circles(dataset: Dataset) -> frozenset[str]:
    return in_circles({event.id: event.follows_ids for event in dataset.events})
