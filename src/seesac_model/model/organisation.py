"""Organisations: every body that meets, organises, pays or is represented."""

from __future__ import annotations

from typing import Annotated

import attrs

from seesac_model.model._fields import Pattern, Reference, about
from seesac_model.model.place import PlaceId
from seesac_model.model.record import Record
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.identifier import Identifier
from seesac_model.model.values.name import Name
from seesac_model.model.vocabulary import OrganisationKind

__all__ = ["Organisation", "OrganisationId", "WebAddress"]

OrganisationId = Annotated[str, Reference("organisations")]
"""The id of an :class:`Organisation`."""
WebAddress = Annotated[
    str,
    Pattern(
        r"https?://[^\s/@<>\"{}|\\^`]{1,255}(/[^\s<>\"{}|\\^`]{0,1800})?",
        "a web address that starts with http:// or https://",
    ),
]
"""The address of a page, without user name or password (RFC 3986; international characters are allowed)."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Organisation(Record):
    """
    A body: an international organisation, an EU agency, a ministry, a service, a commission, a network, a company.

    Attributes:
        id: The organisation's id.
        name: Its usual name in English.
        other_names: Acronyms, official and former names, names in other languages and scripts.
        kind: What sort of body it is.
        part_of_ids: The bodies that it is a part or joint initiative of; empty if none is named.
        secretariat_ids: The bodies that serve as its secretariat, as SEESAC does for SEEFEN; empty if none is named.
        jurisdiction_id: The place whose authority it is or where it is registered; None for international bodies.
        existed: When it existed; None if not known. An open end (`2002-05-08/..`) says that it still exists.
        identifiers: Its codes in registers.
        website: Its address on the web; None if not known.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Organisation(id="frontex", name="Frontex", kind=OrganisationKind.EU_AGENCY)
    Organisation(id='frontex', name='Frontex', kind=<OrganisationKind.EU_AGENCY: 'eu-agency'>)
    """

    id: OrganisationId = attrs.field(metadata=about("the organisation's id"))
    name: str = attrs.field(
        metadata=about("its usual name in English", term="http://www.w3.org/2004/02/skos/core#prefLabel")
    )
    other_names: tuple[Name, ...] = attrs.field(
        default=(), metadata=about("its other names", term="http://www.w3.org/2004/02/skos/core#altLabel")
    )
    kind: OrganisationKind = attrs.field(
        metadata=about("what sort of body it is", term="http://www.w3.org/ns/org#classification")
    )
    part_of_ids: tuple[OrganisationId, ...] = attrs.field(
        default=(), metadata=about("what it is a part of", term="http://www.w3.org/ns/org#subOrganizationOf")
    )
    secretariat_ids: tuple[OrganisationId, ...] = attrs.field(
        default=(), metadata=about("the bodies that serve as its secretariat")
    )
    jurisdiction_id: PlaceId | None = attrs.field(default=None, metadata=about("the place whose authority it is"))
    existed: DateSpan | None = attrs.field(
        default=None, metadata=about("when it existed", term="https://schema.org/foundingDate")
    )
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), metadata=about("its codes in registers", term="http://www.w3.org/ns/org#identifier")
    )
    website: WebAddress | None = attrs.field(
        default=None, metadata=about("its address on the web", term="https://schema.org/url")
    )
