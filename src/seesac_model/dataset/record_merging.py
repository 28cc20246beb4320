"""Making one record of two."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any, Literal, Self, TypeVar

from seesac_model.dataset._joining import joined, rewired, rewired_suppressions
from seesac_model.dataset.collection import Collection
from seesac_model.errors import SelectionError, UnknownRecordError
from seesac_model.model import Record, Suppression

__all__ = ["RecordMerging"]


R = TypeVar("R", bound=Record)


class RecordMerging:
    """How two records of a dataset that turn out to be the same become one."""

    __slots__ = ()

    _collections: dict[str, Collection[Any]]
    _suppressions: tuple[Suppression, ...]

    @abstractmethod
    def of(self, kind: type[R]) -> Collection[R]:
        """Return the records of a kind."""

    @abstractmethod
    def __init__(self, records: Iterable[Record] = (), *, suppressions: Iterable[Suppression] = ()) -> None:
        """Make a dataset."""

    def merge_records(
        self,
        keep: Record | str,
        other: Record | str,
        *,
        kind: type[Record] | None = None,
        prefer: Literal["keep"] | None = None,
    ) -> Self:
        """
        Return a dataset in which two records of one kind are one, under the id of the first.

        The name of the other record becomes one of the other names. Lists are united, and what one of the two leaves
        open is taken from the other. Every reference to the other record leads to the kept one, those of citations and
        suppressions included; ids that were derived from its id stay as they are. Citations go on supporting what they
        supported: those of the other record name the fields for which the joined record says what it said.

        `merged.diff(before)` tells how to undo it, as long as nothing else has changed.

        Args:
            keep: The record whose id and name stay, or its id.
            other: The record that becomes a part of it, or its id.
            kind: The class of the records; needed where both are given by their ids.
            prefer: `"keep"` where the first record is right wherever they disagree. What the other says instead is then
                kept in a citation where it cites a source for that, and in the note where it does not. So are
                references from one of the two to the other, which would lead to the record itself. With None nothing
                is decided.

        Raises:
            MergeConflictError: The records disagree, and `prefer` is None; the error lists the fields.
            InvalidRecordError: What both say together cannot be said of one record.
            SelectionError: They are of different kinds or one and the same, the kind is missing, or `prefer` is
                another word.
            UnknownRecordError: One of them is not there.

        >>> from seesac_model.dataset import Dataset
        >>> from seesac_model.model import Person
        >>> dataset = Dataset([Person(id="ana", name="Ana Petrović"), Person(id="petrovic", name="A. Petrović")])
        >>> merged = dataset.merge_records("ana", "petrovic", kind=Person)
        >>> merged.people.ids, [name.text for name in merged.people["ana"].other_names]
        (('ana',), ['A. Petrović'])
        >>> merged.apply(merged.diff(dataset)) == dataset
        True
        """
        if prefer is not None and prefer != "keep":
            raise SelectionError("prefer is 'keep' or None")
        first, second = self._member(keep, kind), self._member(other, kind)
        if type(first) is not type(second) or first.id == second.id:
            raise SelectionError("two different records of one kind can be merged; these are none")
        name, old, new = second.collection(), second.id, first.id
        whole = joined(first, second, keep_wins=prefer == "keep")
        others = (record for records in self._collections.values() for record in records)
        kept = [rewired(record, name, old, new) for record in others if record not in (first, second)]
        suppressions = rewired_suppressions(self._suppressions, name, old, new)
        return type(self)([*kept, rewired(whole, name, old, new)], suppressions=suppressions)

    def _member(self, given: Record | str, kind: type[Record] | None) -> Record:
        if isinstance(given, Record):
            if given not in self.of(type(given)):
                raise UnknownRecordError(given.collection(), given.id)
            return given
        if kind is None:
            raise SelectionError("an id alone does not say of what kind the record is; give kind, such as kind=Person")
        if not _is_kind(kind):
            raise SelectionError("kind is a class of records, such as Person")
        return self.of(kind)[given]


def _is_kind(given: object) -> bool:
    return isinstance(given, type) and issubclass(given, Record)
