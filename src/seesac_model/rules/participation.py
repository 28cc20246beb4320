"""PAR: who took part, and in what role."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import quoted
from seesac_model.model import Participation, Role
from seesac_model.rules._rule import Context, Fix, Problem, Severity, declare

__all__ = ["organiser_without_organisation", "participation_twice"]

_Key: TypeAlias = tuple[object, ...]

# People can host an event, hold their hand over it, support it, carry it out or work under contract; these are of
# bodies alone.
_OF_BODIES: Final = frozenset(
    {Role.ORGANISER, Role.CO_ORGANISER, Role.FUNDER, Role.DONOR, Role.PARTNER, Role.SECRETARIAT}
)


@declare("PAR001", Severity.WARNING)
def organiser_without_organisation(record: Participation, _dataset: Dataset, _context: Context) -> Iterator[Problem]:
    """
    Flag a person who is organiser, or has another role that only bodies have, without a body.

    What it does:
        Looks at organisers, co-organisers, funders, donors, partners and secretariats.
        It reports a person in such a role of whom neither says whom they represented there nor on whose behalf they
        acted.
        Hosts, patrons, supporters, implementers and contractors can be people, and are silent.

    Why is this bad?
        Who organised an event is asked of bodies: a search for what one has organised or paid for does not find it.
        Or the person did something else there, and the role is wrong.

    Example::

        people:
          - {id: person-1, name: A. B.}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            participations:
              - {person_id: person-1, role: organiser}

    Use instead::

        organisations:
          - {id: seesac, name: SEESAC, kind: igo-body}
        people:
          - {id: person-1, name: A. B.}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            participations:
              - {person_id: person-1, organisation_id: seesac, role: organiser}

    References:
        - schema.org `organizer`: https://schema.org/organizer
    """
    if record.role in _OF_BODIES and record.organisation_id is None and record.on_behalf_of_id is None:
        yield Problem(
            message=f"{quoted(record.person_id)} is {record.role} and stands for no body",
            path=("role",),
            hint="name the body in organisation_id, or correct the role",
        )


@declare("PAR002", Severity.WARNING)
def participation_twice(record: Participation, _dataset: Dataset, context: Context) -> Iterator[Problem]:
    """
    Flag somebody who is recorded twice in the same role at the same event or panel.

    What it does:
        Compares the participations of each event: two are the same if person, body, on whose behalf, title, role and
        panel are.
        A person for two bodies or with two titles is not reported, nor are several people of one body. A body without a
        person is only the same if subjects and wording are too, for several of its people may have spoken for it.
        Each participation but the first is reported; one that differs from the first in nothing but the id can be
        removed.

    Why is this bad?
        Whoever counts participations counts this one twice, and a correction to one of the two misses the other.

    Example::

        organisations:
          - {id: seesac, name: SEESAC, kind: igo-body}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            participations:
              - {organisation_id: seesac, role: organiser}
              - {organisation_id: seesac, role: organiser}

    Use instead::

        organisations:
          - {id: seesac, name: SEESAC, kind: igo-body}
        events:
          - id: conference
            title: Conference
            kind: conference
            status: held
            participations:
              - {organisation_id: seesac, role: organiser}

    References:
        - schema.org `Role`: https://schema.org/Role
    """
    same = context.once(_repeated).get(record.id)
    first = None if same is None else _first_before(record, same, context)
    if first is None:
        return
    fix = Fix(says=f"remove it; {quoted(first.id)} says the same", removals=(record,))
    yield Problem(
        message=f"{quoted(first.id)} has the same person, body, title, role and panel",
        hint="remove one of the two, with what only that one says written to the other",
        related=(first,),
        # Nothing refers to participations, so that nothing is left without what it refers to.
        fix=fix if attrs.evolve(record, id=first.id) == first else None,
    )


def _first_before(record: Participation, same: list[Participation], context: Context) -> Participation | None:
    """Return what `record` repeats: what stands beside the records that are checked, or the first of these."""
    if record is not same[0]:
        return same[0]
    return next((entry for entry in same if not context.checks(entry)), None)


def _repeated(dataset: Dataset) -> Mapping[str, list[Participation]]:
    """Return for each participation that is there more than once all of the same, in the order of their ids."""
    alike: dict[_Key, list[Participation]] = {}
    for record in dataset.participations:
        alike.setdefault(_key(record), []).append(record)
    return {record.id: same for same in alike.values() if len(same) > 1 for record in same}


def _key(record: Participation) -> _Key:
    told = (record.subject_ids, record.wording) if record.person_id is None else ()
    return (
        record.event_id,
        record.panel_id,
        record.person_id,
        record.organisation_id,
        record.on_behalf_of_id,
        record.title_as_printed,
        record.role,
        *told,
    )
