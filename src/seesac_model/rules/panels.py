"""PAN: panels."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import (
    Attendance,
    DateSpan,
    Event,
    Panel,
    PanelFormat,
    Participation,
    Role,
    Statement,
)
from seesac_model.query import took_place
from seesac_model.rules._listing import listed
from seesac_model.rules._programme import Count, count_of, ends_before_start, one_day, when, whole_outside_of
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = [
    "moderator_is_the_only_panellist",
    "panel_ending_before_its_start",
    "panel_number_repeated",
    "panel_numbers_against_time",
    "panel_outside_event_dates",
    "panel_with_nobody",
]

_Who: TypeAlias = tuple[str | None, ...]

_GUIDES: Final = frozenset({Role.MODERATOR, Role.CHAIR, Role.CO_CHAIR})
_SEATS: Final = frozenset({Role.PANELLIST, Role.SPEAKER})
_VOICES: Final = _SEATS | {
    Role.PRESENTER,
    Role.KEYNOTE,
    Role.LEAD,
    Role.TRAINER,
    Role.FACILITATOR,
    Role.RAPPORTEUR,
    Role.EXPERT,
}
# The forms of which somebody is expected to be named, with the roles in which that may be written under the event.
_EXPECTED: Final[Mapping[PanelFormat, frozenset[Role]]] = {
    PanelFormat.PANEL_DISCUSSION: _VOICES | _GUIDES,
    PanelFormat.ROUND_TABLE: _VOICES | _GUIDES,
    PanelFormat.PRESENTATION: _VOICES,
    PanelFormat.OPENING: _VOICES | {Role.OPENER, Role.WELCOME},
    PanelFormat.CLOSING: _VOICES | {Role.CLOSER},
}
# With two who speak, nobody is the only one.
_ENOUGH: Final = 2
_MOST_SHOWN: Final = 5


@declare("PAN001", Severity.ERROR)
def panel_outside_event_dates(panel: Panel, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a panel on days on which its event certainly was not held.

    What it does:
        Asks whether all days of the panel are days of its event, and of the larger part of the programme that it lies
        in, and reports a certain no.
        Where the dates are not precise enough to decide, as with an event of `2023` and a panel of `2023-02-14`, it
        says nothing.

    Why is this bad?
        A panel is a part of its event, so one of the two dates is wrong.

    Example::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14/2023-02-15
            panels:
              - {number: 1, format: session, dates: 2023-02-16}

    Use instead::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14/2023-02-15
            panels:
              - {number: 1, format: session, dates: 2023-02-15}

    References:
        - schema.org `superEvent`: https://schema.org/superEvent
    """
    whole = whole_outside_of(panel, dataset)
    if whole is not None:
        named = "its event" if isinstance(whole, Event) else "the larger part of the programme"
        yield Problem(
            message=f"the panel is on {panel.dates}, {named} on {whole.dates}",
            path=("dates",),
            hint="correct one of the two dates",
            related=(whole,),
        )


@declare("PAN002", Severity.WARNING)
def moderator_is_the_only_panellist(panel: Panel, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a panel whose moderator or chair is also the only one who sits on it.

    What it does:
        Looks for somebody who is moderator, chair or co-chair of a panel and its panellist or speaker as well: a
        person or, where no person is named, a body or the holder of a post.
        It reports them where nobody else has a voice there: no other panellist, speaker, presenter, keynote, lead,
        trainer, facilitator, rapporteur or expert, named or in a group, and no statement of somebody else.
        The parts of the panel count, and so does whoever has such a role at the event where nobody says in which part
        of the programme. Opening, welcome and closing do not.

    Why is this bad?
        A discussion needs others: those are missing, or the moderator did not sit on the panel.

    Example::

        people:
          - {id: person-1, name: A. B.}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            panels:
              - number: 1
                format: panel-discussion
                participations:
                  - {person_id: person-1, role: moderator}
                  - {person_id: person-1, role: panellist}

    Use instead::

        people:
          - {id: person-1, name: A. B.}
          - {id: person-2, name: C. D.}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            panels:
              - number: 1
                format: panel-discussion
                participations:
                  - {person_id: person-1, role: moderator}
                  - {person_id: person-2, role: panellist}

    References:
        - schema.org `performer`: https://schema.org/performer
    """
    here = dataset.referring(Participation, to=panel, by="panel_id")
    guides = {_who(entry): entry for entry in reversed(here) if entry.role in _GUIDES}
    seats = {_who(entry): entry for entry in reversed(here) if entry.role in _SEATS} if guides else {}
    for who in guides.keys() & seats.keys():
        voices = context.once(_voices)
        if voices[("panels", panel.id)] | voices.get(("events", panel.event_id), set()) == {who}:
            guide, seat = guides[who], seats[who]
            yield Problem(
                message=f"{quoted(who[1])} is {guide.role} and the only {seat.role}",
                hint="add who else spoke, or correct the role",
                related=(guide, seat),
            )


@declare("PAN003", Severity.INFO)
def panel_with_nobody(panel: Panel, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a panel discussion, round table, presentation, opening or closing of which nobody is recorded to have been in.

    What it does:
        Looks for participations, attendances and statements of the panel and of its parts.
        Days, plenaries, working groups, exercises, site visits and sessions of which the form is not known are silent:
        nobody in particular need be named there. So are events that have not begun or did not take place.
        It is silent too where somebody took part in the event in such a role and nobody says in which part of the
        programme: a panellist or presenter, a moderator for a discussion, an opener for the opening.

    Why is this bad?
        Who spoke is the first thing that is asked of a panel, and a search by person or body does not find it.
        If the source names nobody, a suppression can say so.

    Example::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            panels:
              - {number: 1, format: panel-discussion}

    Use instead::

        organisations:
          - {id: seesac, name: SEESAC, kind: igo-body}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            panels:
              - number: 1
                format: panel-discussion
                participations:
                  - {organisation_id: seesac, role: panellist}

    References:
        - schema.org `performer`: https://schema.org/performer
    """
    expected = _EXPECTED.get(panel.format)
    event = dataset.events.get(panel.event_id) if expected is not None else None
    if expected is None or event is None or not took_place(event) or panel.id in context.once(_occupied):
        return
    if expected.isdisjoint(context.once(_unplaced).get(event.id, ())):
        yield Problem(
            message=f"no participation, attendance or statement is recorded of this {panel.format}",
            hint="add who took part in it, or suppress the finding where the source names nobody",
        )


@declare("PAN004", Severity.WARNING)
def panel_number_repeated(panel: Panel, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a number that several panels of one event have.

    What it does:
        Compares the panels that are counted together: those of the same event and form that lie in the same larger part
        of the programme, or in none. So the numbers may start anew within each day, and panels and working groups are
        counted apart.
        The panels that share a number are reported once, at the last of them.

    Why is this bad?
        The same panel is recorded twice, or one of the numbers is wrong; and nobody can tell which of them a source
        means by the number.

    Example::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            panels:
              - {id: conference.borders, number: 1, format: session}
              - {id: conference.parcels, number: 1, format: session}

    Use instead::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            panels:
              - {id: conference.borders, number: 1, format: session}
              - {id: conference.parcels, number: 2, format: session}

    References:
        - Panels of one event are told apart by their numbers, which their ids follow: `panel-{number}`.
    """
    if panel.number is None:
        return
    alike = context.once(_by_number)[count_of(panel)][panel.number]
    if len(alike) > 1 and panel is next(filter(context.checks, reversed(alike)), None):
        shown = listed((quoted(entry.id) for entry in alike), _MOST_SHOWN)
        yield Problem(
            message=f"{len(alike)} panels have number {panel.number}: {shown}",
            path=("number",),
            hint="correct the numbers, merge the panels if they are the same, or say by part_of_id in which part of "
            "the programme each is counted",
            related=tuple(entry for entry in alike if entry is not panel),
        )


@declare("PAN005", Severity.WARNING)
def panel_numbers_against_time(panel: Panel, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a panel that certainly was before one with a lower number of the same event.

    What it does:
        Goes through the panels that are counted together, which PAN004 explains, in the order of their numbers, and
        compares each with the one before it by their days or, on the same single day, by their starts in the same time
        zone.
        Panels without dates have those of the larger part of the programme, or of the event.
        It says nothing of numbers that are repeated, for which there is PAN004, nor of panels outside the dates of
        their event, for which there is PAN001.

    Why is this bad?
        One of the numbers, dates or times is wrong.

    Example::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14/2023-02-15
            panels:
              - {number: 1, format: session, dates: 2023-02-15}
              - {number: 2, format: session, dates: 2023-02-14}

    Use instead::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14/2023-02-15
            panels:
              - {number: 1, format: session, dates: 2023-02-14}
              - {number: 2, format: session, dates: 2023-02-15}

    References:
        - schema.org `startDate`: https://schema.org/startDate
    """
    found = context.once(_against_time).get(panel.id)
    if found is not None:
        lower, mine, others = found
        yield Problem(
            message=f"number {panel.number} is on {mine}, before {quoted(lower.id)}, which has number {lower.number} "
            f"and is on {others}",
            path=("number",),
            hint="correct one of the numbers, dates or times",
            related=(lower,),
        )


@declare("PAN006", Severity.WARNING)
def panel_ending_before_its_start(panel: Panel, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a panel that ends before it starts, unless it may have gone on into the night.

    What it does:
        Compares the two times of the panel. An end before the start lies on the next day, as that of a reception can;
        it reports one more than 12 hours after the start.
        Exercises, which can take a day and a night, are silent, and so are panels that are or may be of several days.

    Why is this bad?
        One of the two times is wrong, such as `03:30` for half past three in the afternoon.

    Example::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14
            panels:
              - {number: 1, format: session, start_time: "14:00", end_time: "03:30"}

    Use instead::

        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            dates: 2023-02-14
            panels:
              - {number: 1, format: session, start_time: "14:00", end_time: "15:30"}

    References:
        - schema.org `endDate`: https://schema.org/endDate
    """
    if ends_before_start(panel):
        yield Problem(
            message=f"it starts at {panel.start_time}, and ends at {panel.end_time}",
            path=("end_time",),
            hint="correct one of the two times",
        )


def _who(record: Participation | Statement) -> _Who:
    """Return what tells somebody from others: the person or, where none is named, the body and the post in it."""
    if record.person_id is not None:
        return ("people", record.person_id)
    title = record.title_as_printed if isinstance(record, Participation) else None
    return ("organisations", record.organisation_id, title)


def _voices(dataset: Dataset) -> Mapping[_Who, set[_Who]]:
    """Return for each panel, and for each event, who spoke there: two of them at most, for more makes no difference."""
    found: dict[_Who, set[_Who]] = {}

    def add(record: Participation | Attendance | Statement, who: _Who) -> None:
        if record.panel_id is None:
            _add(found.setdefault(("events", record.event_id), set()), who)
        panel_id = record.panel_id
        while panel_id is not None and _add(found.setdefault(("panels", panel_id), set()), who):
            panel = dataset.panels.get(panel_id)
            panel_id = None if panel is None else panel.part_of_id

    for participation in dataset.participations:
        if participation.role in _VOICES:
            add(participation, _who(participation))
    for attendance in dataset.attendances:
        if attendance.role in _VOICES:
            add(attendance, ("attendances", attendance.id))
    for statement in dataset.statements:
        if statement.panel_id is not None:
            add(statement, _who(statement))
    return found


def _add(voices: set[_Who], who: _Who) -> bool:
    """Add a voice, and tell whether the parts above can be short of it too."""
    if who in voices or len(voices) == _ENOUGH:
        return False
    voices.add(who)
    return True


def _occupied(dataset: Dataset) -> set[str]:
    """Return the panels that somebody took part in, and those that these are parts of."""
    found: set[str] = set()
    records: Iterable[Participation | Attendance | Statement] = itertools.chain(
        dataset.participations, dataset.attendances, dataset.statements
    )
    for record in records:
        panel_id = record.panel_id
        while panel_id is not None and panel_id not in found:
            found.add(panel_id)
            panel = dataset.panels.get(panel_id)
            panel_id = None if panel is None else panel.part_of_id
    return found


def _unplaced(dataset: Dataset) -> Mapping[str, set[Role]]:
    """Return for each event the roles of those of whom nobody says in which part of the programme they had them."""
    found: dict[str, set[Role]] = {}
    records: Iterable[Participation | Attendance] = itertools.chain(dataset.participations, dataset.attendances)
    for record in records:
        if record.panel_id is None:
            found.setdefault(record.event_id, set()).add(record.role)
    return found


def _by_number(dataset: Dataset) -> Mapping[Count, Mapping[int, list[Panel]]]:
    """Return the panels that are counted together, by number, those of one number by their ids."""
    found: dict[Count, dict[int, list[Panel]]] = {}
    for panel in dataset.panels:
        if panel.number is not None:
            found.setdefault(count_of(panel), {}).setdefault(panel.number, []).append(panel)
    return found


def _against_time(dataset: Dataset) -> Mapping[str, tuple[Panel, str, str]]:
    """Return for each panel that was before one with a lower number that one, and when the two were."""
    found: dict[str, tuple[Panel, str, str]] = {}
    for numbers in _by_number(dataset).values():
        previous: tuple[Panel, DateSpan] | None = None
        for number in sorted(numbers):
            panel, *more = numbers[number]
            dates = when(panel, dataset)
            if more or dates is None or whole_outside_of(panel, dataset) is not None:
                continue
            one = panel, dates
            against = None if previous is None else _precedes(one, previous)
            if previous is not None and against is not None:
                found[panel.id] = previous[0], against[0], against[1]
            # Where time does not decide between the two, the next is compared with the earlier one as well.
            if previous is None or against is not None or _precedes(previous, one) is not None:
                previous = one
    return found


def _precedes(one: tuple[Panel, DateSpan], other: tuple[Panel, DateSpan]) -> tuple[str, str] | None:
    """Return when two panels were, where the first certainly was, or started, before the other; None otherwise."""
    (panel, dates), (after, later) = one, other
    if dates.before(later).definitely:
        return str(dates), str(later)
    if panel.start_time is None or after.start_time is None or panel.time_zone != after.time_zone:
        return None
    if one_day(dates) is None or one_day(dates) != one_day(later) or panel.start_time >= after.start_time:
        return None
    return f"{dates} at {panel.start_time}", f"{later} at {after.start_time}"
