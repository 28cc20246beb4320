"""Questions about bodies: with whom they took part, of what they are parts, when they existed."""

from __future__ import annotations

import attrs

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Event,
    Organisation,
    OrganisationKind,
    Participation,
    Person,
    Place,
    Role,
)
from seesac_model.query._asked import (
    Certainty,
    When,
    organisation_ids_within,
    place_ids_within,
    record_of,
    term_of,
)
from seesac_model.query._roles import ORGANISERS, SomeEvents, at_events, body_took_part, in_roles, involves, selected
from seesac_model.query.condition import AnyOf, Condition
from seesac_model.query.fields import FieldIs, Refers
from seesac_model.query.lasting import Lasts, period_asked
from seesac_model.query.selection import Among, Selection

__all__ = ["OrganisationSelection", "organisations"]


@attrs.frozen(eq=False, repr=False, slots=False)
class OrganisationSelection(Selection[Organisation]):
    """
    Bodies of which all is so that was asked for; each method asks for one thing more. Their order makes no difference.

    What a verb takes for a record, what it raises, how it reads what is not fully known (`certainty`), and when a body
    takes part in an event, is said at :class:`~seesac_model.query.EventSelection`. Where a verb takes events it takes
    one event, a series or a selection; events that were planned or cancelled are events too.

    >>> from seesac_model.model import DateSpan
    >>> pact = Organisation(
    ...     id="stability-pact",
    ...     name="Stability Pact",
    ...     kind=OrganisationKind.INITIATIVE,
    ...     existed=DateSpan("1999/2008-02-27"),
    ... )
    >>> rcc = Organisation(
    ...     id="rcc",
    ...     name="Regional Cooperation Council",
    ...     kind=OrganisationKind.IGO,
    ...     existed=DateSpan("2008-02-27/.."),
    ... )
    >>> organisations(Dataset([pact, rcc])).existing("2012").ids
    ('rcc',)
    """

    def only(self, *these: Organisation | str) -> OrganisationSelection:
        """Return those of the bodies that are named."""
        return self.where(FieldIs("id", [record_of(self.dataset, one, Organisation).id for one in these]))

    def of_kind(self, *kinds: OrganisationKind | str) -> OrganisationSelection:
        """
        Return the bodies of one of these kinds.

        Raises:
            InvalidValueError: There is no such kind.
        """
        return self.where(FieldIs("kind", [term_of(OrganisationKind, kind) for kind in kinds]))

    def taking_part_with(
        self, who: Organisation | Person | str, *, at: SomeEvents | None = None, parts: bool = False
    ) -> OrganisationSelection:
        """
        Return the bodies that took part in an event in which somebody else did: not this body itself.

        With a person, the body that the person represented is among them: it took part in the event through the person.

        Args:
            who: The person or body.
            at: The events; None for any.
            parts: Whether whoever took part with a part of the body took part with the body. A part of it is among them
                if it took part with the body itself or with another part.
        """
        known = record_of(self.dataset, who, Organisation, Person)
        here = at_events(self.dataset, at)
        if isinstance(known, Person):
            return self.where(self._with(known, *here))
        ids = organisation_ids_within(self.dataset, known) if parts else frozenset({known.id})
        members = self.dataset.organisations.select(sorted(ids))
        together = AnyOf(tuple(self._with(one, *here) & ~FieldIs("id", [one.id]) for one in members))
        return self.where(together & ~FieldIs("id", [known.id]))

    def part_of(
        self,
        body: Organisation | str,
        *,
        all: bool = True,  # noqa: A002 - it reads like the question, and the function is not needed here
    ) -> OrganisationSelection:
        """
        Return the parts of a body, by `part_of_ids` from body to body; not the body itself.

        Args:
            body: The body.
            all: Whether parts of parts count. If not, only what is said to be a part of the body itself.
        """
        known = record_of(self.dataset, body, Organisation)
        within = FieldIs("id", organisation_ids_within(self.dataset, known))
        asked = within if all else FieldIs("part_of_ids", [known.id])
        return self.where(asked & ~FieldIs("id", [known.id]))

    def in_jurisdiction(self, place: Place | str, *, narrower: bool = True) -> OrganisationSelection:
        """
        Return the bodies whose jurisdiction is a place; international bodies have none.

        Args:
            place: The place.
            narrower: Whether whatever lies in the place counts, and for a region its members and whatever lies in
                these. If not, only the place itself.
        """
        known = record_of(self.dataset, place, Place)
        ids = place_ids_within(self.dataset, known) if narrower else [known.id]
        return self.where(FieldIs("jurisdiction_id", ids))

    def organising(self, these: SomeEvents | None = None) -> OrganisationSelection:
        """
        Return the bodies that were, or for which somebody was, organiser or co-organiser of an event.

        Args:
            these: The events; None for any.
        """
        return self.with_role(*ORGANISERS, at=these)

    def with_role(self, *roles: Role | str, at: SomeEvents | None = None) -> OrganisationSelection:
        """
        Return the bodies that took part in one of these roles, or for which somebody did.

        Args:
            roles: The roles; none for any.
            at: The events; None for any.

        Raises:
            InvalidValueError: There is no such role.
        """
        return self.where(body_took_part(*in_roles(*roles), *at_events(self.dataset, at)))

    def existing(self, on: When, *, certainty: Certainty = "definitely") -> OrganisationSelection:
        """
        Return the bodies that existed on a day in a date of any precision.

        An interval in `existed` decides; a date alone says when the body was seen to exist, so that any other time is
        unknown.

        Args:
            on: The date.
            certainty: How times that are not fully known are read.

        Raises:
            InvalidValueError: The text is no date.
            SelectionError: The date has no known day.
        """
        return self.where(Lasts("existed", period_asked(on)), certainty=certainty)

    def participations(self) -> Selection[Participation]:
        """Return the participations of these bodies, and of those who represented them or acted for them."""
        theirs = self._theirs("organisation_id") | self._theirs("on_behalf_of_id")
        return Selection(self.dataset, Participation, (theirs,))

    def _with(self, who: Organisation | Person, *here: Condition) -> Condition:
        there = selected(self.dataset, Event, involves(self.dataset, who, parts=False))
        return body_took_part(Refers("event_id", there), *here)

    def _theirs(self, field: str) -> Condition:
        return Refers(field, Among(self))


def organisations(dataset: Dataset) -> OrganisationSelection:
    """
    Return the selection of all bodies of a dataset, to ask for fewer.

    >>> frontex = Organisation(id="frontex", name="Frontex", kind=OrganisationKind.EU_AGENCY)
    >>> organisations(Dataset([frontex])).of_kind("eu-agency")
    <1 of 1 organisations: kind is 'eu-agency'>
    """
    return OrganisationSelection(dataset, Organisation)
