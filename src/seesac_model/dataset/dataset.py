"""The dataset: every record, by kind and id, and what refers to what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, Generic, NamedTuple, Self, TypeVar, overload

from seesac_model.dataset._collecting import by_kind_and_id
from seesac_model.dataset._references import ReferenceField, reference_fields
from seesac_model.dataset._supplement import missing_records, needed_records
from seesac_model.dataset.collection import Collection
from seesac_model.dataset.difference import Change, Difference
from seesac_model.dataset.name_search import NameSearch
from seesac_model.dataset.record_merging import RecordMerging
from seesac_model.errors import (
    DifferenceError,
    MergeConflictError,
    SelectionError,
    UnknownRecordError,
    quoted,
)
from seesac_model.model import (
    Affiliation,
    Attendance,
    Document,
    DocumentStage,
    Event,
    EventSeries,
    Funding,
    Goal,
    Indicator,
    JsonValue,
    Mandate,
    Observation,
    Organisation,
    Outcome,
    Panel,
    Participation,
    Person,
    Place,
    PolicyFramework,
    Record,
    Source,
    Statement,
    Subject,
    Suppression,
    Topic,
    canonical_json,
    nearest,
    per_class,
    to_plain,
)

__all__ = ["FORMAT_NAME", "FORMAT_VERSION", "Dataset", "Link"]

R = TypeVar("R", bound=Record)

FORMAT_NAME: Final = "seesac-model"
"""What every file of this library names as its format."""
FORMAT_VERSION: Final = 1
"""The version of the format that this release writes."""


class Link(NamedTuple):
    """
    One reference from a record to another.

    Attributes:
        record: The record that refers.
        path: Where in it: the field, perhaps with a position and an inner field.
        kind: The collection referred to.
        target_id: The id referred to.
        target: The record referred to; None where the dataset has none with that id.
    """

    record: Record
    path: tuple[str | int, ...]
    kind: str
    target_id: str
    target: Record | None

    @property
    def field(self) -> str:
        """The field of the record that refers."""
        return str(self.path[0])


class _Kind(Generic[R]):
    """One kind of record as an attribute of the dataset: the collection of its records."""

    def __init__(self, record_class: type[R]) -> None:
        self.record_class = record_class

    def __set_name__(self, owner: type[Dataset], name: str) -> None:
        self._name = name

    @overload
    def __get__(self, dataset: None, owner: type[Dataset]) -> Self: ...
    @overload
    def __get__(self, dataset: Dataset, owner: type[Dataset]) -> Collection[R]: ...
    def __get__(self, dataset: Dataset | None, owner: type[Dataset]) -> Self | Collection[R]:
        # The attribute has the name of the collection; rules ask for it all the time.
        return self if dataset is None else dataset._collections[self._name]  # noqa: SLF001 - part of the dataset


class Dataset(NameSearch, RecordMerging):
    """
    The frozen collection of all records: look-up by id, look-up along references, merge, difference, digest.

    Each kind of record is an attribute (`dataset.events`), a :class:`Collection`. Iterating over the dataset gives all
    records: kind after kind in the order of the attributes below, and within a kind in the order of the ids.
    Indexes are built once, on first use. A dataset never changes; its methods return new ones.

    Args:
        records: The records, in any order. The same record twice counts once.
        suppressions: Findings that are accepted, with the reasons.

    Raises:
        DuplicateRecordError: Two different records of a kind have the same id.

    >>> from seesac_model.model import Topic
    >>> dataset = Dataset([Topic(id="war", label="war")])
    >>> len(dataset), dataset.topics["war"].label
    (1, 'war')
    """

    sources: _Kind[Source] = _Kind(Source)
    topics: _Kind[Topic] = _Kind(Topic)
    places: _Kind[Place] = _Kind(Place)
    organisations: _Kind[Organisation] = _Kind(Organisation)
    people: _Kind[Person] = _Kind(Person)
    affiliations: _Kind[Affiliation] = _Kind(Affiliation)
    series: _Kind[EventSeries] = _Kind(EventSeries)
    events: _Kind[Event] = _Kind(Event)
    panels: _Kind[Panel] = _Kind(Panel)
    frameworks: _Kind[PolicyFramework] = _Kind(PolicyFramework)
    goals: _Kind[Goal] = _Kind(Goal)
    indicators: _Kind[Indicator] = _Kind(Indicator)
    documents: _Kind[Document] = _Kind(Document)
    document_stages: _Kind[DocumentStage] = _Kind(DocumentStage)
    subjects: _Kind[Subject] = _Kind(Subject)
    participations: _Kind[Participation] = _Kind(Participation)
    attendances: _Kind[Attendance] = _Kind(Attendance)
    mandates: _Kind[Mandate] = _Kind(Mandate)
    outcomes: _Kind[Outcome] = _Kind(Outcome)
    statements: _Kind[Statement] = _Kind(Statement)
    fundings: _Kind[Funding] = _Kind(Funding)
    observations: _Kind[Observation] = _Kind(Observation)

    __slots__ = ("_collections", "_indexes", "_name_indexes", "_single_indexes", "_suppressions")
    _collections: dict[str, Collection[Any]]
    _indexes: dict[tuple[type[Record], ReferenceField], Any]
    _single_indexes: dict[tuple[type[Record], str, str | None], Any]
    _suppressions: tuple[Suppression, ...]

    def __init__(self, records: Iterable[Record] = (), *, suppressions: Iterable[Suppression] = ()) -> None:
        by_kind = by_kind_and_id(self.kinds(), records)
        collections = {name: Collection(name, by_id) for name, by_id in by_kind.items()}
        object.__setattr__(self, "_collections", collections)
        object.__setattr__(self, "_indexes", {})
        object.__setattr__(self, "_single_indexes", {})
        object.__setattr__(self, "_name_indexes", {})
        object.__setattr__(self, "_suppressions", tuple(sorted(set(suppressions))))

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("a dataset cannot be changed; its methods return new ones")

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuilt, (tuple(self), self._suppressions)

    @classmethod
    def kinds(cls) -> tuple[type[Record], ...]:
        """Return every record class, in the order in which datasets are iterated and written."""
        return _kinds(cls)

    def of(self, kind: type[R]) -> Collection[R]:
        """
        Return the records of a kind; `dataset.of(Event)` is `dataset.events`.

        Raises:
            SelectionError: That is no kind of record that datasets hold.
        """
        try:
            return self._collections[kind.collection()]
        except (KeyError, TypeError):  # The second is what a class without an id of its own says, such as Record.
            raise SelectionError(f"datasets hold no records of the kind {kind.__name__}") from None

    def collection(self, name: str) -> Collection[Record]:
        """
        Return the records of the collection with that name; `dataset.collection("events")` is `dataset.events`.

        Raises:
            SelectionError: No collection has that name.
        """
        try:
            return self._collections[name]
        except KeyError:
            known = ", ".join(self._collections)
            raise SelectionError(f"no collection {quoted(name)}; expected one of {known}") from None

    @property
    def suppressions(self) -> tuple[Suppression, ...]:
        """The findings that are accepted, in the order of their codes."""
        return self._suppressions

    def __iter__(self) -> Iterator[Record]:
        for collection in self._collections.values():
            yield from collection

    def __len__(self) -> int:
        return sum(map(len, self._collections.values()))

    def __contains__(self, record: object) -> bool:
        """Tell whether exactly this record is there."""
        return isinstance(record, Record) and record in self.of(type(record))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return self._collections == other._collections and self._suppressions == other._suppressions

    def __hash__(self) -> int:
        return hash((tuple(self._collections.values()), self._suppressions))

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(entries)} {name}" for name, entries in self._collections.items() if entries)
        return f"<Dataset: {counts or 'empty'}>"

    def referring(self, kind: type[R], to: Record, *, by: str | None = None) -> tuple[R, ...]:
        """
        Return the records of `kind` that refer to a record: an event's panels, a person's participations.

        Takes constant time, once the index of the field is built.

        Args:
            kind: The class of the records asked for.
            to: The record referred to.
            by: The field through which they refer; None for every field that can.

        Returns:
            The records in the order of their ids, each once.

        Raises:
            SelectionError: `kind` has no such field, or none that refers to records like `to`.

        >>> from seesac_model.model import Place, PlaceKind
        >>> albania = Place(id="al", name="Albania", kind=PlaceKind.JURISDICTION)
        >>> tirana = Place(id="tirana", name="Tirana", kind=PlaceKind.CITY, part_of_id="al")
        >>> [place.id for place in Dataset([albania, tirana]).referring(Place, to=albania)]
        ['tirana']
        """
        target = to.collection()
        # Rules ask this for nearly every record: from the second time on, two look-ups are all.
        index: Mapping[str, tuple[R, ...]] | None = self._single_indexes.get((kind, target, by))
        if index is not None:
            return index.get(to.id, ())
        fields = _fields_between(kind, target, by)
        if len(fields) == 1:
            index = self._single_indexes[kind, target, by] = self._index(kind, fields[0])
            return index.get(to.id, ())
        found = {record.id: record for field in fields for record in self._index(kind, field).get(to.id, ())}
        return tuple(found[record_id] for record_id in sorted(found))

    def _index(self, kind: type[R], field: ReferenceField) -> dict[str, tuple[R, ...]]:
        index: dict[str, tuple[R, ...]] | None = self._indexes.get((kind, field))
        if index is None:
            lists: dict[str, list[R]] = {}
            for record, target_ids in zip(self.of(kind), field.each(self.of(kind)), strict=True):
                for target_id in target_ids:
                    lists.setdefault(target_id, []).append(record)
            index = {target_id: tuple(records) for target_id, records in lists.items()}
            self._indexes[kind, field] = index
        return index

    def links_from(self, record: Record) -> tuple[Link, ...]:
        """Return every reference that a record makes, in the order of its fields, dangling ones included."""
        return tuple(
            Link(record, path, field.target, target_id, self._collections[field.target].get(target_id))
            for field in reference_fields(type(record))
            for path, target_id in field.ids(record)
        )

    def links_to(self, record: Record) -> tuple[Link, ...]:
        """Return every reference to a record, by kind, id and field of the records that refer."""
        name = record.collection()
        return tuple(
            Link(referrer, path, name, record.id, record)
            for kind in self.kinds()
            for field in reference_fields(kind)
            if field.target == name
            for referrer in self._index(kind, field).get(record.id, ())
            for path, target_id in field.ids(referrer)
            if target_id == record.id
        )

    def with_records(self, *records: Record, replace: bool = False) -> Dataset:
        """
        Return a dataset that has these records too.

        Args:
            records: The records to add.
            replace: Whether a record may take the place of a different one with its id.

        Raises:
            DuplicateRecordError: An id is taken by a different record, and `replace` is not set; or two of `records`
                claim one id.
        """
        given = Dataset(records)
        if not replace:
            return Dataset((*self, *given), suppressions=self._suppressions)
        kept = (record for record in self if record.id not in given.of(type(record)))
        return Dataset((*kept, *given), suppressions=self._suppressions)

    def without(self, *records: Record) -> Dataset:
        """
        Return a dataset that lacks these records. References to them are left as they are, for the rules to find.

        Raises:
            UnknownRecordError: One of them is not there.
        """
        gone: set[tuple[str, str]] = set()
        for record in records:
            if record not in self:
                raise UnknownRecordError(record.collection(), record.id)
            gone.add((record.collection(), record.id))
        kept = (record for record in self if (record.collection(), record.id) not in gone)
        return Dataset(kept, suppressions=self._suppressions)

    def with_suppressions(self, *suppressions: Suppression) -> Dataset:
        """Return a dataset that has these suppressions too."""
        return Dataset(self, suppressions=(*self._suppressions, *suppressions))

    def merge(self, other: Dataset) -> Dataset:
        """
        Return a dataset with the records and suppressions of both.

        Where it succeeds it is commutative, associative and idempotent. Nothing is overwritten.

        Raises:
            MergeConflictError: The datasets hold different records with the same id; the error lists all of them with
                the fields that differ.
        """
        conflicts = [(change.kind, change.record_id, change.fields) for change in self.diff(other).changed]
        if conflicts:
            raise MergeConflictError(conflicts)
        return Dataset((*self, *other), suppressions=(*self._suppressions, *other.suppressions))

    def supplemented_by(self, other: Dataset, *, only_needed: bool = False) -> Dataset:
        """
        Return a dataset that also has those records of another whose ids it lacks.

        What this dataset says stays as it is: where both have a record of one kind and id, this one's is kept and the
        other's is not looked at. Suppressions come along with the records they are about.

        Args:
            other: The dataset to take from, such as `reference.load()`.
            only_needed: Whether to take only records that this dataset refers to, those that they refer to, and so on.

        >>> from seesac_model.model import Place, PlaceKind
        >>> own = Dataset([Place(id="tirana", name="Tirana", kind=PlaceKind.CITY, part_of_id="al")])
        >>> known = Dataset([Place(id=code, name=code, kind=PlaceKind.JURISDICTION) for code in ("al", "me")])
        >>> own.supplemented_by(known, only_needed=True).places.ids
        ('al', 'tirana')
        """
        choose = needed_records if only_needed else missing_records
        added = Dataset(choose(self._collections, other._collections))
        about_added = (entry for entry in other.suppressions if entry.record_id and added._has(entry))
        return Dataset((*self, *added), suppressions=(*self._suppressions, *about_added))

    def _has(self, entry: Suppression) -> bool:
        return entry.kind in self._collections and entry.record_id in self._collections[entry.kind]

    def diff(self, other: Dataset) -> Difference:
        """
        Return what has to change in this dataset for it to become the other.

        >>> from seesac_model.model import Topic
        >>> before, after = Dataset([Topic(id="war", label="war")]), Dataset([Topic(id="war", label="war in Ukraine")])
        >>> print(before.diff(after))
        ~ topics 'war'
            label: 'war' -> 'war in Ukraine'
        >>> before.apply(before.diff(after)) == after
        True
        """
        before, after = set(self._suppressions), set(other.suppressions)
        added, removed, changed = [], [], []
        for kind in self.kinds():
            mine, theirs = self.of(kind), other.of(kind)
            added += [record for record in theirs if record.id not in mine]
            removed += [record for record in mine if record.id not in theirs]
            changed += [
                Change(before=record, after=theirs[record.id])
                for record in mine
                if record.id in theirs and record != theirs[record.id]
            ]
        return Difference(
            added=tuple(added),
            removed=tuple(removed),
            changed=tuple(changed),
            suppressions_added=tuple(entry for entry in other.suppressions if entry not in before),
            suppressions_removed=tuple(entry for entry in self._suppressions if entry not in after),
        )

    def apply(self, difference: Difference) -> Dataset:
        """
        Return the dataset with a difference carried out: `a.apply(a.diff(b)) == b`.

        Raises:
            DifferenceError: The difference was made from a dataset that says something else of the records it touches.
        """
        gone = (*difference.removed, *(change.before for change in difference.changed))
        come = (*difference.added, *(change.after for change in difference.changed))
        misfits = [record for record in gone if record not in self]
        kept = self.without(*(record for record in gone if record in self))
        misfits += [record for record in come if record.id in kept.of(type(record))]
        missing = [entry for entry in difference.suppressions_removed if entry not in self._suppressions]
        if misfits or missing:
            names = sorted({f"{record.collection()} {quoted(record.id)}" for record in misfits})
            names += [f"the suppression of {entry.code}" for entry in missing]
            raise DifferenceError(
                f"the difference was made for another dataset; it does not fit {', '.join(names)}; "
                f"make it anew from this dataset"
            )
        suppressions = set(self._suppressions) - set(difference.suppressions_removed)
        return Dataset((*kept, *come), suppressions=suppressions | set(difference.suppressions_added))

    def to_plain(self) -> dict[str, JsonValue]:
        """Return the dataset as plain data in the flat form: the header, then a list for each kind that has records."""
        document: dict[str, JsonValue] = {"format": FORMAT_NAME, "version": FORMAT_VERSION}
        if self._suppressions:
            document["suppressions"] = [to_plain(entry) for entry in self._suppressions]
        for name, entries in self._collections.items():
            if entries:
                document[name] = [to_plain(record) for record in entries]
        return document

    def canonical_json(self) -> str:
        """Return the dataset in the flat form as canonical JSON (RFC 8785): the same text for equal datasets."""
        return canonical_json(self.to_plain())

    def digest(self) -> str:
        """
        Return the SHA-256 of the canonical JSON, in hexadecimal: equal for equal datasets, and for nothing else.

        It is what `sha256sum` prints for the file that `save(dataset, "x.json", layout="canonical")` writes.

        >>> Dataset().digest() == Dataset([]).digest()
        True
        """
        import hashlib  # noqa: PLC0415 - its C library takes a while to load, and few programs ask for a digest

        return hashlib.sha256(self.canonical_json().encode()).hexdigest()


def _rebuilt(records: tuple[Record, ...], suppressions: tuple[Suppression, ...]) -> Dataset:
    return Dataset(records, suppressions=suppressions)


@per_class
def _kinds(owner: type) -> tuple[type[Record], ...]:
    return tuple(kind.record_class for kind in vars(owner).values() if isinstance(kind, _Kind))


@per_class
def _fields_by_target(kind: type) -> Mapping[tuple[str, str | None], tuple[ReferenceField, ...]]:
    """Return the fields of a class that refer to records, by the collection and the name, and by the collection."""
    found: dict[tuple[str, str | None], tuple[ReferenceField, ...]] = {}
    for field in reference_fields(kind):
        for by in (field.name, None):
            found[field.target, by] = (*found.get((field.target, by), ()), field)
    return found


def _fields_between(kind: type[Record], target: str, by: str | None) -> tuple[ReferenceField, ...]:
    fields = _fields_by_target(kind).get((target, by), ())
    if not fields:
        names = [field.name for field in reference_fields(kind) if field.target == target]
        near = nearest(by, names) if by else []
        hint = f"; did you mean {quoted(near[0])}?" if near else ""
        through = f" through {quoted(by)}" if by else ""
        raise SelectionError(f"{kind.__name__} does not refer to {target}{through}{hint}")
    return fields
