"""Statements: what somebody was quoted as saying."""

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
from seesac_model.model.topic import TopicId
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.name import LanguageTag

__all__ = ["Statement", "StatementId"]

StatementId = Annotated[str, Reference("statements")]
"""The id of a :class:`Statement`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Statement(Record):
    """
    What somebody was quoted as saying: at an event, or to the press.

    Attributes:
        id: The statement's id.
        event_id: The event; None if it was said at none, as in a press release.
        panel_id: The panel; None if it was not a panel or nobody says which.
        date: When, where no event says it; None if not known.
        person_id: Who said it; None for the unnamed holder of a post.
        organisation_id: For whom they spoke; None if not said.
        gist: What was said, in the editors' words.
        quote: The words themselves, kept short; None if not recorded.
        language: The language of `quote`, as a BCP 47 tag; None if not known.
        topic_ids: What it is about.

    Raises:
        InvalidRecordError: A field is malformed, neither a person nor a body is named, or a panel stands without its
            event.

    >>> Statement(id="s", event_id="c", person_id="x", gist="Cooperation is the key.").gist
    'Cooperation is the key.'
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("statement", "{person_id|organisation_id}")

    id: StatementId = attrs.field(metadata=about("the statement's id"))
    event_id: EventId | None = attrs.field(default=None, metadata=about("the event", nested_as="statements"))
    panel_id: PanelId | None = attrs.field(default=None, metadata=about("the panel", nested_as="statements"))
    date: DateSpan | None = attrs.field(default=None, metadata=about("when, where no event says it"))
    person_id: PersonId | None = attrs.field(
        default=None, metadata=about("who said it", term="https://schema.org/spokenByCharacter")
    )
    organisation_id: OrganisationId | None = attrs.field(default=None, metadata=about("for whom they spoke"))
    gist: LongText = attrs.field(metadata=about("what was said, in the editors' words"))
    quote: LongText | None = attrs.field(
        default=None, metadata=about("the words themselves", term="https://schema.org/Quotation")
    )
    language: LanguageTag | None = attrs.field(
        default=None, metadata=about("the language of the quotation", term="https://schema.org/inLanguage")
    )
    topic_ids: tuple[TopicId, ...] = attrs.field(
        default=(), metadata=about("what it is about", term="https://schema.org/about")
    )

    def _contradictions(self) -> Iterator[Fault]:
        if self.person_id is None and self.organisation_id is None:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found="neither person_id nor organisation_id",
                expected="at least one of them",
                suggestion="say who made the statement, or for whom",
            )
        if self.panel_id is not None and self.event_id is None:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found="a panel without its event",
                expected="event_id beside panel_id",
                path=("panel_id",),
            )
