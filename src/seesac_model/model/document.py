"""Documents, and the stages of their lives."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from seesac_model.model._fields import LongText, Reference, about
from seesac_model.model.event import EventId
from seesac_model.model.framework import PolicyFrameworkId
from seesac_model.model.organisation import OrganisationId, WebAddress
from seesac_model.model.person import PersonId
from seesac_model.model.record import Record
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.identifier import Identifier
from seesac_model.model.values.name import LanguageTag, Name
from seesac_model.model.vocabulary import DocumentKind, DocumentStageKind

__all__ = ["Document", "DocumentId", "DocumentStage", "DocumentStageId"]

DocumentId = Annotated[str, Reference("documents")]
"""The id of a :class:`Document`."""
DocumentStageId = Annotated[str, Reference("document_stages")]
"""The id of a :class:`DocumentStage`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Document(Record):
    """
    A handbook, report, study, tool or presentation. The pages that records rest on are sources instead.

    Attributes:
        id: The document's id.
        title: Its title in English.
        other_titles: Variants that sources print, titles in other languages.
        kind: What sort of document it is.
        author_ids: The bodies that wrote it.
        author_person_ids: The people who wrote it, where named.
        supported_by_ids: The bodies that supported its writing.
        audience: Whom it is for, in words; None if not said.
        languages: The languages it exists in, as BCP 47 tags; empty if not known.
        edition: Its edition, as printed; None if not said.
        framework_id: The framework that it belongs to or reports on; None if to none.
        published: When it was published; None if it was not, or nobody says when.
        covers: The period that it reports on; None if not said.
        url: Its address on the web; None if not known.
        identifiers: Its numbers in registers.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Document(id="handbook", title="Handbook on Firearms", kind=DocumentKind.HANDBOOK).kind
    <DocumentKind.HANDBOOK: 'handbook'>
    """

    id: DocumentId = attrs.field(metadata=about("the document's id"))
    title: str = attrs.field(metadata=about("its title", term="https://schema.org/name"))
    other_titles: tuple[Name, ...] = attrs.field(
        default=(), metadata=about("other titles", term="https://schema.org/alternateName")
    )
    kind: DocumentKind = attrs.field(
        metadata=about("what sort of document it is", term="https://schema.org/additionalType")
    )
    author_ids: tuple[OrganisationId, ...] = attrs.field(
        default=(), metadata=about("the bodies that wrote it", term="https://schema.org/author")
    )
    author_person_ids: tuple[PersonId, ...] = attrs.field(
        default=(), metadata=about("the people who wrote it", term="https://schema.org/author")
    )
    supported_by_ids: tuple[OrganisationId, ...] = attrs.field(
        default=(), metadata=about("the bodies that supported its writing", term="https://schema.org/contributor")
    )
    audience: LongText | None = attrs.field(
        default=None, metadata=about("whom it is for", term="https://schema.org/audience")
    )
    languages: tuple[LanguageTag, ...] = attrs.field(
        default=(), metadata=about("the languages it exists in", term="https://schema.org/inLanguage")
    )
    edition: str | None = attrs.field(
        default=None, metadata=about("its edition", term="https://schema.org/bookEdition")
    )
    framework_id: PolicyFrameworkId | None = attrs.field(
        default=None, metadata=about("the framework it belongs to", term="https://schema.org/isPartOf")
    )
    published: DateSpan | None = attrs.field(
        default=None, metadata=about("when it was published", term="https://schema.org/datePublished")
    )
    covers: DateSpan | None = attrs.field(
        default=None, metadata=about("the period it reports on", term="https://schema.org/temporalCoverage")
    )
    url: WebAddress | None = attrs.field(default=None, metadata=about("its address", term="https://schema.org/url"))
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), metadata=about("its numbers in registers", term="https://schema.org/identifier")
    )


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class DocumentStage(Record):
    """
    A document reached a stage.

    Attributes:
        id: The stage's id.
        document_id: The document.
        stage: Which stage.
        date: When; None if not known.
        event_id: The event at which it happened; None if at none.
        languages: In or into which languages, as BCP 47 tags, where the stage is about these; empty otherwise.
        wording: How the source puts it, in the editors' words; None if there is nothing to add.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> DocumentStage(id="h.reviewed", document_id="h", stage=DocumentStageKind.REVIEWED).stage.meaning
    'A draft was reviewed or commented.'
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("{stage}",)

    id: DocumentStageId = attrs.field(metadata=about("the stage's id"))
    document_id: DocumentId = attrs.field(metadata=about("the document", nested_as="stages"))
    stage: DocumentStageKind = attrs.field(metadata=about("which stage", term="https://schema.org/creativeWorkStatus"))
    date: DateSpan | None = attrs.field(default=None, metadata=about("when"))
    event_id: EventId | None = attrs.field(default=None, metadata=about("the event at which it happened"))
    languages: tuple[LanguageTag, ...] = attrs.field(
        default=(), metadata=about("in or into which languages", term="https://schema.org/inLanguage")
    )
    wording: LongText | None = attrs.field(default=None, metadata=about("how the source puts it"))
