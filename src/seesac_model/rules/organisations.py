"""ORG: organisations."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import (
    Affiliation,
    Answer,
    Attendance,
    DateSpan,
    Document,
    Event,
    Funding,
    FundingStatus,
    Organisation,
    OrganisationKind,
    Participation,
    PolicyFramework,
    Role,
    Source,
    Statement,
)
from seesac_model.rules import affiliations
from seesac_model.rules._posts import NOT_IN_POST, posts_of
from seesac_model.rules._rule import Context, Problem, Severity, declare

__all__ = ["organisation_outside_its_existence", "part_of_body_of_another_time"]

_Acting: TypeAlias = (
    Source | PolicyFramework | Affiliation | Participation | Attendance | Statement | Document | Funding
)
_Present: TypeAlias = Participation | Attendance | Statement
_Act: TypeAlias = tuple[tuple[str | int, ...], Organisation]

_LEADING: Final = frozenset(
    {Role.ORGANISER, Role.CO_ORGANISER, Role.HOST, Role.PATRON, Role.CHAIR, Role.CO_CHAIR, Role.SECRETARIAT}
)


@declare("ORG001", Severity.ERROR)
def organisation_outside_its_existence(record: _Acting, dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag a body that acts at a time at which it certainly did not exist.

    What it does:
        Takes the bodies that take part in an event, send somebody, make a statement, have posts, give or receive money,
        adopt a framework, write a document or publish a page, and asks whether `existed` and the date have a day in
        common.
        It reports a certain no: of one body at one event once, at the first record that names it.

        It says nothing of a body whose work an event only dealt with.
        Nor of a date at which these are usual: a presidency of the Council that is yet to come takes part without
        leading or hosting, money is promised to a body that is yet to be founded, and a document or page comes out when
        its author or publisher exists no more.
        Of a person whose posts in the body are at fault, the finding is at the post, or is AFF001 (appearance outside
        term).

    Why is this bad?
        The records contradict one another: the date, the body or the time of its existence is wrong.
        Often a body stands for the one that it followed, or that followed it.

    Example::

        organisations:
          - {id: stability-pact, name: Stability Pact, kind: initiative, existed: 1999/2008-02-27}
        events:
          - id: workshop
            title: Workshop
            kind: workshop
            status: held
            dates: 2014-05-06
            participations:
              - {organisation_id: stability-pact, role: organiser}

    Use instead::

        organisations:
          - {id: rcc, name: Regional Cooperation Council, kind: igo, existed: 2008-02-27/..}
        events:
          - id: workshop
            title: Workshop
            kind: workshop
            status: held
            dates: 2014-05-06
            participations:
              - {organisation_id: rcc, role: organiser}

    References:
        - schema.org `foundingDate`: https://schema.org/foundingDate
        - schema.org `dissolutionDate`: https://schema.org/dissolutionDate
    """
    when, event = _when(record, dataset)
    if when is None:
        return
    for path, organisation in _faults(record, when, dataset, context):
        if event is None or _is_first(record, organisation, event, when, dataset=dataset, context=context):
            yield Problem(
                message=f"{quoted(organisation.id)} existed in {organisation.existed}, and this was in {when}",
                path=path,
                hint="correct the date, the body or the time of its existence",
                related=(organisation,) if event is None else (organisation, event),
            )


@declare("ORG002", Severity.WARNING)
def part_of_body_of_another_time(organisation: Organisation, dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a body that is a part of another one, where the two certainly did not exist at the same time.

    What it does:
        Asks of a body and each of `part_of_ids` whether the times of their existence have a day in common, and reports
        a certain no.

    Why is this bad?
        A body can only be a part of what exists, so one of the two times is wrong, or the body belongs to another one.

    Example::

        organisations:
          - {id: stability-pact, name: Stability Pact, kind: initiative, existed: 1999/2008-02-27}
          - {id: taskforce, name: Taskforce, kind: network, existed: 2012/.., part_of_ids: [stability-pact]}

    Use instead::

        organisations:
          - {id: rcc, name: Regional Cooperation Council, kind: igo, existed: 2008-02-27/..}
          - {id: taskforce, name: Taskforce, kind: network, existed: 2012/.., part_of_ids: [rcc]}

    References:
        - W3C Organization Ontology, `org:subOrganizationOf`: https://www.w3.org/TR/vocab-org/
    """
    existed = _existence(organisation)
    if existed is None:
        return
    for position, whole_id in enumerate(organisation.part_of_ids):
        whole = dataset.organisations.get(whole_id)
        if whole is not None and _did_not_exist(whole, existed):
            yield Problem(
                message=f"it existed in {existed}, and {quoted(whole_id)} in {whole.existed}",
                path=("part_of_ids", position),
                hint="correct one of the two times, or name the body that it was a part of",
                related=(whole,),
            )


def _when(record: _Acting, dataset: Dataset) -> tuple[DateSpan | None, Event | None]:
    """Return the date of an act, and the event whose date it is; None for one that is dated itself."""
    match record:
        case Source() | Document():
            return record.published, None
        case PolicyFramework():
            return record.adopted, None
        case Affiliation():
            return record.held, None
        case Funding():
            return record.during, None
        case Statement() if record.date is not None:
            return record.date, None
        case _:
            event = dataset.events.get(record.event_id) if record.event_id is not None else None
            return (None, None) if event is None else (event.dates, event)


def _named(record: _Acting) -> Iterator[tuple[tuple[str | int, ...], str | None]]:
    """Yield the bodies that act, each with its path."""
    match record:
        case Source():
            yield ("publisher_id",), record.publisher_id
        case PolicyFramework():
            yield from _listed("adopted_by_ids", record.adopted_by_ids)
        case Document():
            yield from _listed("author_ids", record.author_ids)
        case Attendance():
            yield from _listed("organisation_ids", record.organisation_ids)
        case Funding():
            yield from _listed("donor_ids", record.donor_ids)
            yield ("recipient_id",), record.recipient_id
            yield ("channel_id",), record.channel_id
        case Participation():
            yield ("organisation_id",), record.organisation_id
            yield ("on_behalf_of_id",), record.on_behalf_of_id
        case _:
            yield ("organisation_id",), record.organisation_id


def _listed(field: str, ids: tuple[str, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    yield from (((field, position), organisation_id) for position, organisation_id in enumerate(ids))


def _faults(record: _Acting, when: DateSpan, dataset: Dataset, context: Context) -> Iterator[_Act]:
    """Yield the bodies that certainly did not exist when they acted, each once with its path."""
    seen: set[str] = set()
    organisations = dataset.organisations
    for path, organisation_id in _named(record):
        organisation = organisations.get(organisation_id) if organisation_id is not None else None
        if organisation is None or organisation.id in seen or not _did_not_exist(organisation, when):
            continue
        if not _is_usual(record, path, organisation, when) and not _is_told_by_posts(
            record, organisation, dataset, context
        ):
            seen.add(organisation.id)
            yield path, organisation


def _existence(organisation: Organisation) -> DateSpan | None:
    """Return the time from the start to the end of a body; a date alone says nothing of before and after."""
    existed = organisation.existed
    return existed if existed is not None and "/" in existed.text else None


def _did_not_exist(organisation: Organisation, when: DateSpan) -> bool:
    existed = _existence(organisation)
    return existed is not None and existed.overlaps(when) is Answer.NO


def _is_usual(record: _Acting, path: tuple[str | int, ...], organisation: Organisation, when: DateSpan) -> bool:
    """Tell whether a body can be named so before its time, or after it."""
    existed = _existence(organisation)
    early = Answer.UNKNOWN if existed is None else when.before(existed)
    match record:
        case Source() | Document():
            return not early.definitely
        case Affiliation():
            return record.capacity in NOT_IN_POST
        case Funding():
            return early.possibly and path[0] != "donor_ids" and record.status is not FundingStatus.PAID
        case PolicyFramework():
            return False
        case Participation() if record.role in _LEADING:
            return False
        case _:
            return early.possibly and organisation.kind is OrganisationKind.COUNCIL_PRESIDENCY


def _is_told_by_posts(record: _Acting, organisation: Organisation, dataset: Dataset, context: Context) -> bool:
    if not isinstance(record, Participation | Statement) or record.organisation_id != organisation.id:
        return False
    return any(
        post.organisation_id == organisation.id
        and post.held is not None
        and post.capacity not in NOT_IN_POST
        and _did_not_exist(organisation, post.held)
        for post in posts_of(record, dataset)
    ) or any(affiliations.appearance_outside_term.function(record, dataset, context))


def _is_first(
    record: _Acting, organisation: Organisation, event: Event, when: DateSpan, *, dataset: Dataset, context: Context
) -> bool:
    """Tell whether no record before this one, in the order of the dataset, has the same fault."""
    there = context.once(_appearances).get((event.id, organisation.id), ())
    earlier = itertools.takewhile(lambda other: not (isinstance(record, type(other)) and other.id == record.id), there)
    faults = (found.id for other in earlier for _, found in _faults(other, when, dataset, context))
    return organisation.id not in faults


def _appearances(dataset: Dataset) -> Mapping[tuple[str, str], Sequence[_Present]]:
    """Return who was at an event for a body, by event and body, in the order of the dataset."""
    found: dict[tuple[str, str], list[_Present]] = {}
    for record in (*dataset.participations, *dataset.attendances, *dataset.statements):
        event = _when(record, dataset)[1]
        for organisation_id in {named for _, named in _named(record) if named is not None}:
            if event is not None:
                found.setdefault((event.id, organisation_id), []).append(record)
    return found
