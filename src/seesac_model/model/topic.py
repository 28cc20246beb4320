"""Topics: the concepts of the controlled vocabulary."""

from __future__ import annotations

from typing import Annotated

import attrs

from seesac_model.model._fields import LongText, Reference, about
from seesac_model.model.record import Record
from seesac_model.model.values.identifier import Identifier
from seesac_model.model.values.name import Name
from seesac_model.model.vocabulary import TopicScheme

__all__ = ["Topic", "TopicId"]

TopicId = Annotated[str, Reference("topics")]
"""The id of a :class:`Topic`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Topic(Record):
    """
    A concept of the controlled vocabulary, as SKOS has it.

    Attributes:
        id: The topic's id.
        label: Its preferred label, in English.
        other_names: Labels in other languages and other labels in English.
        broader_id: The next broader topic; None for one at the top.
        related_ids: Topics that are related and neither broader nor narrower; it holds both ways, named on either.
        scheme: Which part of the vocabulary it belongs to: what work is about, a commodity, a mode of trafficking.
        scope_note: What the topic covers and what it does not; None if not said.
        identifiers: The same concept in other vocabularies.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Topic(id="customs-cooperation", label="customs cooperation").label
    'customs cooperation'
    """

    id: TopicId = attrs.field(metadata=about("the topic's id"))
    label: str = attrs.field(
        metadata=about("its preferred label, in English", term="http://www.w3.org/2004/02/skos/core#prefLabel")
    )
    other_names: tuple[Name, ...] = attrs.field(
        default=(), metadata=about("its other labels", term="http://www.w3.org/2004/02/skos/core#altLabel")
    )
    broader_id: TopicId | None = attrs.field(
        default=None,
        metadata=about("the next broader topic", term="http://www.w3.org/2004/02/skos/core#broader"),
    )
    related_ids: tuple[TopicId, ...] = attrs.field(
        default=(),
        metadata=about("related topics", term="http://www.w3.org/2004/02/skos/core#related", mutual=True),
    )
    scheme: TopicScheme = attrs.field(
        default=TopicScheme.TOPIC,
        metadata=about("its part of the vocabulary", term="http://www.w3.org/2004/02/skos/core#inScheme"),
    )
    scope_note: LongText | None = attrs.field(
        default=None, metadata=about("what it covers", term="http://www.w3.org/2004/02/skos/core#scopeNote")
    )
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(),
        metadata=about("the concept in other vocabularies", term="http://www.w3.org/2004/02/skos/core#exactMatch"),
    )
