"""Places: venues, cities, border crossings, jurisdictions and regions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import attrs

from seesac_model.errors import Fault, FaultCode
from seesac_model.model._fields import Pattern, Range, Reference, about
from seesac_model.model.record import Record
from seesac_model.model.values.footnote import Footnote
from seesac_model.model.values.identifier import Identifier
from seesac_model.model.values.name import Name
from seesac_model.model.vocabulary import PlaceKind

__all__ = ["Place", "PlaceId"]

PlaceId = Annotated[str, Reference("places")]
"""The id of a :class:`Place`."""
_IsoCode = Annotated[str, Pattern("[A-Z]{2}(-[A-Z0-9]{1,3})?", "a code of ISO 3166-1 or 3166-2, such as 'RS' or 'XK'")]
_SIDES = 2
# The codes that ISO 3166-1 leaves to its users: AA, QM to QZ, XA to XZ, ZZ.
_USER_ASSIGNED = frozenset({"AA", "ZZ"} | {f"Q{letter}" for letter in "MNOPQRSTUVWXYZ"})


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Place(Record):
    """
    A place: a venue, a city, a border crossing, a jurisdiction or a region.

    Attributes:
        id: The place's id.
        name: Its usual name in English.
        other_names: Names in other languages and scripts, and names it had at other times.
        kind: What sort of place it is.
        part_of_id: The place that this one lies in: a city's jurisdiction, a venue's city. None if not said.
        capital_id: For a jurisdiction, the city that is its capital; None if not said or if there is none.
        between_ids: For a border crossing, the jurisdictions on either side, as far as named; empty for other places.
        member_ids: For a region, the jurisdictions that belong to it; empty for every other place.
        iso_code: The code of ISO 3166-1 (two letters) or ISO 3166-2; None if there is none. XK is user-assigned.
        latitude: Degrees north of the equator, WGS 84, -90 to 90; None if not known. Never without `longitude`.
        longitude: Degrees east of Greenwich, WGS 84, -180 to 180; None if not known.
        footnotes: What a house style wants said wherever the name stands, one for each style.
        identifiers: Codes of the place in other registers.

    Raises:
        InvalidRecordError: A field is malformed, one coordinate stands alone, a place that is no region has members, or
            one that is no jurisdiction a capital.

    >>> Place(id="xk", name="Kosovo*", kind=PlaceKind.JURISDICTION, iso_code="XK").has_user_assigned_code
    True
    """

    id: PlaceId = attrs.field(metadata=about("the place's id"))
    name: str = attrs.field(metadata=about("its usual name in English", term="https://schema.org/name"))
    other_names: tuple[Name, ...] = attrs.field(
        default=(), metadata=about("its other names", term="https://schema.org/alternateName")
    )
    kind: PlaceKind = attrs.field(metadata=about("what sort of place it is"))
    part_of_id: PlaceId | None = attrs.field(
        default=None, metadata=about("the place it lies in", term="https://schema.org/containedInPlace")
    )
    capital_id: PlaceId | None = attrs.field(
        default=None,
        metadata=about("the capital of a jurisdiction", term="https://www.wikidata.org/wiki/Property:P36"),
    )
    between_ids: tuple[PlaceId, ...] = attrs.field(
        default=(), metadata=about("the jurisdictions on either side of a border crossing")
    )
    member_ids: tuple[PlaceId, ...] = attrs.field(
        default=(), metadata=about("the jurisdictions of a region", term="https://schema.org/containsPlace")
    )
    iso_code: _IsoCode | None = attrs.field(default=None, metadata=about("its ISO 3166 code"))
    latitude: Annotated[float, Range(-90, 90)] | None = attrs.field(
        default=None, metadata=about("degrees north", term="https://schema.org/latitude")
    )
    longitude: Annotated[float, Range(-180, 180)] | None = attrs.field(
        default=None, metadata=about("degrees east", term="https://schema.org/longitude")
    )
    footnotes: tuple[Footnote, ...] = attrs.field(
        default=(), metadata=about("what a house style wants said with the name")
    )
    identifiers: tuple[Identifier, ...] = attrs.field(
        default=(), metadata=about("its codes in other registers", term="https://schema.org/identifier")
    )

    @property
    def has_user_assigned_code(self) -> bool:
        """Whether `iso_code` is one that ISO 3166-1 leaves to its users, as XK is; False where there is no code."""
        code = (self.iso_code or "")[:2]
        return code in _USER_ASSIGNED or code.startswith("X")

    def _contradictions(self) -> Iterator[Fault]:
        if (self.latitude is None) != (self.longitude is None):
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found="one coordinate",
                expected="latitude and longitude, or neither",
                path=("longitude" if self.longitude is None else "latitude",),
            )
        if self.capital_id is not None and self.kind is not PlaceKind.JURISDICTION:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"the capital of a {self.kind}",
                expected="the capital of a jurisdiction only",
                suggestion="set part_of_id to the jurisdiction, and its capital_id there",
                path=("capital_id",),
            )
        if self.member_ids and self.kind is not PlaceKind.REGION:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"members of a {self.kind}",
                expected="members of a region only",
                suggestion="set part_of_id on the members instead",
                path=("member_ids",),
            )
        if self.between_ids and self.kind is not PlaceKind.BORDER_CROSSING:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"a {self.kind} between places",
                expected="a border crossing between them",
                suggestion="set part_of_id to the place it lies in",
                path=("between_ids",),
            )
        if len(self.between_ids) > _SIDES:
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found=f"{len(self.between_ids)} sides of a border crossing",
                expected="two at most",
                path=("between_ids",),
            )
        styles = [footnote.style for footnote in self.footnotes]
        if len(set(styles)) < len(styles):
            yield Fault(
                code=FaultCode.CONTRADICTION,
                found="two footnotes for one style",
                expected="one footnote for each style",
                path=("footnotes",),
            )
