"""What every record has."""

from __future__ import annotations

import dataclasses
from typing import Any, ClassVar, Final

import attrs

from seesac_model.errors import Fault, InvalidRecordError
from seesac_model.model._fields import Checked, LongText, Reference, about, fields_of, per_class
from seesac_model.model._ordering import Ordered, sort_key
from seesac_model.model.extra import Extra
from seesac_model.model.origin import Origin
from seesac_model.model.values._value import Value
from seesac_model.model.values.citation import Citation

__all__ = ["Record"]

_NO_EXTRA: Final = Extra()


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class Record(Checked, Ordered):
    """
    The base of every record: one fact with an id, frozen and well-formed.

    Records of a kind are ordered by id, then by their other fields. `origin` is remembered and not part of equality.

    Attributes:
        id: The record's name among the records of its kind: 1 to 128 characters `a-z 0-9 - . _`, the first a letter or
            digit.
        citations: Where the facts of this record stand; empty if nowhere is named.
        note: A remark of the editors; None if there is none.
        extra: Keys of the users' own, under an `x-` prefix.
        origin: Where the record was read; None if it was made in Python. Not part of equality, never written.

    Raises:
        InvalidRecordError: Any field is malformed; the error lists every fault of the record.
    """

    DERIVED_ID: ClassVar[tuple[str, ...]] = ()
    """
    How an id is derived where the nested form leaves it out: parts joined by dots after the owner's id. A part names
    one or more fields of which the first that is set is taken (`{person_id|organisation_id}`), perhaps after a word
    (`panel-{number}`); several ways are joined by "or", and the first whose field is set is taken. Empty for records
    that must have an id given.
    """

    id: str = attrs.field(metadata=about("the record's name among the records of its kind"))
    citations: tuple[Citation, ...] = attrs.field(
        default=(), metadata=about("where the facts stand", term="https://schema.org/citation")
    )
    note: LongText | None = attrs.field(default=None, metadata=about("a remark of the editors"))
    extra: Extra = attrs.field(default=_NO_EXTRA, metadata=about("keys of the users' own, under an x- prefix"))
    origin: Origin | None = attrs.field(
        default=None, eq=False, repr=False, metadata=about("where the record was read", stored=False)
    )

    @classmethod
    def collection(cls) -> str:
        """
        Return the name of the collection that holds records of this kind, in the dataset and in files.

        >>> from seesac_model.model import Event
        >>> Event.collection()
        'events'
        """
        return _collection_of(cls)

    def citations_of(self, field: str) -> tuple[Citation, ...]:
        """
        Return the citations that support `field`, in their order.

        Of each source count the citations that name it most closely: for an entry of a list those that name the entry
        or, where there are none, the list; for anything those that name no field, where there are no others. So a
        source that is cited for the whole record and once more for an inferred date supports the date as inferred only.
        A list is supported by the citations of its entries too.

        Args:
            field: The name of a field of this record, or of an entry, such as `identifiers.celex`.

        >>> from seesac_model.model import Basis, Topic
        >>> whole = Citation(source_id="page")
        >>> inferred = Citation(source_id="page", fields=("label",), basis=Basis.INFERRED)
        >>> Topic(id="war", label="war", citations=(whole, inferred)).citations_of("label") == (inferred,)
        True
        """
        closest: dict[str, int] = {}
        for citation in self.citations:
            closest[citation.source_id] = max(closest.get(citation.source_id, 1), _closeness(citation, field))
        return tuple(
            citation
            for citation in self.citations
            if _closeness(citation, field) == closest[citation.source_id]
            or any(name.startswith(f"{field}.") for name in citation.fields)
        )

    def has_field(self, name: str) -> bool:
        """
        Tell whether a citation can name this: a field of the record, or an entry that is in one of its lists.

        >>> from seesac_model.model import Topic
        >>> topic = Topic(id="war", label="war", related_ids=("conflict",))
        >>> [topic.has_field(name) for name in ("related_ids", "related_ids.conflict", "related_ids.peace", "dates")]
        [True, True, False, False]
        """
        field, _, entry = name.partition(".")
        if field not in _field_names(type(self)):
            return False
        return not entry or name in self.entries_of(field)

    def entries_of(self, field: str) -> tuple[str, ...]:
        """
        Return the names by which citations can name the entries of a list, in the order of the list.

        Entries that nothing tells apart are left out; of a field that is no list, and of an empty one, there are none.

        >>> from seesac_model.model import Topic
        >>> Topic(id="war", label="war", related_ids=("conflict",)).entries_of("related_ids")
        ('related_ids.conflict',)
        """
        content = getattr(self, field)
        known = (_known_by(entry) for entry in content) if isinstance(content, tuple) else ()
        return tuple(f"{field}.{entry}" for entry in known if entry is not None)

    def _order(self) -> tuple[Any, ...]:
        return tuple(sort_key(getattr(self, field.name)) for field in fields_of(type(self)))

    def _refuse(self, faults: list[Fault]) -> None:
        record_id = _text_or_none(self.id)
        raise InvalidRecordError(
            dataclasses.replace(fault, kind=self.collection(), record_id=record_id) for fault in faults
        )


def _closeness(citation: Citation, field: str) -> int:
    if field in citation.fields:
        return 3
    if field.partition(".")[0] in citation.fields:
        return 2
    return 0 if citation.fields else 1


def _known_by(entry: object) -> str | None:
    return entry.known_by() if isinstance(entry, Value) else str(entry)


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) else None


@per_class
def _field_names(cls: type) -> frozenset[str]:
    return frozenset(field.name for field in fields_of(cls))


@per_class
def _collection_of(cls: type) -> str:
    marker = fields_of(cls)[0].marker
    if not isinstance(marker, Reference):
        raise TypeError(f"{cls.__name__}.id is not annotated with the id type of a collection")
    return marker.kind
