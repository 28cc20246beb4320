"""People who are named, and the posts that they hold."""

from __future__ import annotations

from typing import Annotated, ClassVar

import attrs

from seesac_model.model._fields import Reference, about
from seesac_model.model.organisation import OrganisationId
from seesac_model.model.record import Record
from seesac_model.model.values.date_span import DateSpan
from seesac_model.model.values.identifier import Identifier
from seesac_model.model.values.name import Name
from seesac_model.model.vocabulary import AffiliationCapacity, Gender

__all__ = ["Affiliation", "AffiliationId", "Person", "PersonId"]

PersonId = Annotated[str, Reference("people")]
"""The id of a :class:`Person`."""
AffiliationId = Annotated[str, Reference("affiliations")]
"""The id of an :class:`Affiliation`."""


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Person(Record):
    """
    Someone named in a source.

    Attributes:
        id: The person's id.
        name: The name as the person's own language writes it, with its diacritics, where that is known.
        given_name: The given name; None if not told apart.
        family_name: The family name; None if not told apart.
        honorific: What stands before the name: "Ms.", "H.E.", "Col."; None if nothing does.
        other_names: Variants that sources print, and the name in other scripts.
        gender: The gender, only where it is stated; None otherwise. Never concluded from a name.
        identifiers: Codes of the person in registers.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Person(id="bojana-balon", name="Bojana Balon", honorific="Ms.").honorific
    'Ms.'
    """

    id: PersonId = attrs.field(metadata=about("the person's id"))
    name: str = attrs.field(metadata=about("the person's name", term="https://schema.org/name"))
    given_name: str | None = attrs.field(
        default=None, metadata=about("the given name", term="https://schema.org/givenName")
    )
    family_name: str | None = attrs.field(
        default=None, metadata=about("the family name", term="https://schema.org/familyName")
    )
    honorific: str | None = attrs.field(
        default=None, metadata=about("what stands before the name", term="https://schema.org/honorificPrefix")
    )
    other_names: tuple[Name, ...] = attrs.field(
        default=(), metadata=about("variants and other scripts", term="https://schema.org/alternateName")
    )
    gender: Gender | None = attrs.field(
        default=None, metadata=about("the gender, where stated", term="https://schema.org/gender")
    )
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), metadata=about("codes in registers", term="https://schema.org/identifier")
    )


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Affiliation(Record):
    """
    A person's post in an organisation at a time.

    Attributes:
        id: The affiliation's id.
        person_id: The person.
        organisation_id: The organisation; None where the source names the post alone.
        title: The post, in English: "Head of SEESAC".
        held: When the post was held. An interval (`2019-05/2021-12`, `2020-03/..`) is the term; a date alone
            (`2023-02`) says when the post was seen to be held, and nothing of before and after. None if not known.
        capacity: Acting, designate and the like; None for the holder in full.

    Raises:
        InvalidRecordError: A field is malformed.

    >>> Affiliation(id="a", person_id="bojana-balon", organisation_id="seesac", title="Head of SEESAC").title
    'Head of SEESAC'
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ("post", "{organisation_id}")

    id: AffiliationId = attrs.field(metadata=about("the affiliation's id"))
    person_id: PersonId = attrs.field(
        metadata=about("the person", term="http://www.w3.org/ns/org#heldBy", nested_as="affiliations")
    )
    organisation_id: OrganisationId | None = attrs.field(
        default=None, metadata=about("the organisation", term="http://www.w3.org/ns/org#postIn")
    )
    title: str = attrs.field(metadata=about("the post", term="http://www.w3.org/ns/org#role"))
    held: DateSpan | None = attrs.field(
        default=None, metadata=about("when it was held", term="http://www.w3.org/ns/org#memberDuring")
    )
    capacity: AffiliationCapacity | None = attrs.field(default=None, metadata=about("acting, designate and the like"))
