"""Sources: the published pages and files that records rest on."""

from __future__ import annotations

from typing import Annotated

import attrs

from seesac_model.model._fields import Pattern, about
from seesac_model.model.organisation import OrganisationId, WebAddress
from seesac_model.model.record import Record
from seesac_model.model.values.citation import SourceId
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.name import LanguageTag

__all__ = ["Source"]

_Sha256 = Annotated[str, Pattern("[0-9a-f]{64}", "the SHA-256 as 64 hexadecimal digits in lower case")]


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Source(Record):
    """
    A published page or file that records rest on.

    Attributes:
        id: The source's id.
        title: Its title.
        publisher_id: Who published it; None if not known.
        url: Its address; None if it has none.
        published: When it was published; None if it does not say.
        retrieved: When it was read; None if not noted.
        language: Its language, as a BCP 47 tag; None if not noted.
        licence: Under which licence it may be used, in words or as an SPDX identifier; None if not known.
        sha256: The SHA-256 of the file that was read; None if not noted.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Source(id="seesac-customs-conference", title="SEESAC Contributes to Discussion", publisher_id="seesac").id
    'seesac-customs-conference'
    """

    id: SourceId = attrs.field(metadata=about("the source's id"))
    title: str = attrs.field(metadata=about("its title", term="https://schema.org/name"))
    publisher_id: OrganisationId | None = attrs.field(
        default=None, metadata=about("who published it", term="https://schema.org/publisher")
    )
    url: WebAddress | None = attrs.field(default=None, metadata=about("its address", term="https://schema.org/url"))
    published: DateSpan | None = attrs.field(
        default=None, metadata=about("when it was published", term="https://schema.org/datePublished")
    )
    retrieved: DateSpan | None = attrs.field(
        default=None, metadata=about("when it was read", term="http://purl.org/pav/retrievedOn")
    )
    language: LanguageTag | None = attrs.field(
        default=None, metadata=about("its language", term="https://schema.org/inLanguage")
    )
    licence: str | None = attrs.field(default=None, metadata=about("its licence", term="https://schema.org/license"))
    sha256: _Sha256 | None = attrs.field(default=None, metadata=about("the SHA-256 of the file that was read"))
