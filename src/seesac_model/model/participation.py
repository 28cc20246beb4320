"""Participations: who took part in what, in which role, on whose behalf."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, ClassVar

import attrs

from seesac_model.errors import Fault, FaultCode
from seesac_model.model._fields import LongText, Reference, about
from seesac_model.model.event import EventId
from seesac_model.model.organisation import OrganisationId
from seesac_model.model.panel import PanelId
from seesac_model.model.person import PersonId
from seesac_model.model.record import Record
from seesac_model.model.subject import SubjectId
from seesac_model.model.vocabulary import Role

__all__ = ["Participation", "ParticipationId"]

ParticipationId = Annotated[str, Reference("participations")]
"""The id of a :class:`Participation`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Participation(Record):
    """
    Someone named, or a body, took part in an event or panel in a role.

    A person alone, a person for a body, a body alone; or a body and a title without a person, for the holder of a post
    whom the source does not name.

    Attributes:
        id: The participation's id.
        event_id: The event.
        panel_id: The panel; None for the event as a whole, or where nobody says which panel.
        person_id: The person; None for a body, or for the unnamed holder of a post.
        organisation_id: The body that took part or, with a person or a title, whom they represented there.
        role: In what role.
        title_as_printed: The title that the source gives there; None if it gives none.
        on_behalf_of_id: For whom they acted, where that is not whom they represented: a deputy for an absent minister's
            ministry, a contractor for a donor. None otherwise.
        subject_ids: What they presented or spoke on.
        wording: How the source puts it, in the editors' words; None if there is nothing to add.

    Raises:
        InvalidRecordError: A field is malformed, or neither a person nor a body is named.

    >>> Participation(id="c.opener.x", event_id="c", person_id="x", role=Role.OPENER).role.meaning
    'Opened it, or gave opening remarks.'
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("{role}", "{person_id|organisation_id}")

    id: ParticipationId = attrs.field(metadata=about("the participation's id"))
    event_id: EventId = attrs.field(metadata=about("the event", nested_as="participations"))
    panel_id: PanelId | None = attrs.field(default=None, metadata=about("the panel", nested_as="participations"))
    person_id: PersonId | None = attrs.field(
        default=None, metadata=about("the person", term="https://schema.org/participant")
    )
    organisation_id: OrganisationId | None = attrs.field(
        default=None, metadata=about("the body, or whom the person represented", term="https://schema.org/participant")
    )
    role: Role = attrs.field(metadata=about("in what role", term="https://schema.org/roleName"))
    title_as_printed: str | None = attrs.field(default=None, metadata=about("the title that the source gives there"))
    on_behalf_of_id: OrganisationId | None = attrs.field(
        default=None, metadata=about("for whom they acted, if for another")
    )
    subject_ids: tuple[SubjectId, ...] = attrs.field(default=(), metadata=about("what they presented or spoke on"))
    wording: LongText | None = attrs.field(default=None, metadata=about("how the source puts it"))

    def _contradictions(self) -> Iterator[Fault]:
        if self.person_id is None and self.organisation_id is None:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found="neither person_id nor organisation_id",
                expected="at least one of them",
                suggestion="for people nobody named, write an attendance",
            )
