"""All records of one kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar, overload

from seesac_model.errors import SelectionError, UnknownRecordError
from seesac_model.model import Record, nearest

__all__ = ["Collection"]

R = TypeVar("R", bound=Record)
D = TypeVar("D")


class Collection(Generic[R]):
    """
    The records of one kind in a dataset, by id. Immutable.

    Iterating gives the records (not the ids) in the order of their ids, by code point; `len`, `in` and `[...]` work as
    with a dict.

    >>> from seesac_model.dataset import Dataset
    >>> from seesac_model.model import Topic
    >>> topics = Dataset([Topic(id="war", label="war"), Topic(id="customs", label="customs")]).topics
    >>> [topic.id for topic in topics], "war" in topics, topics["war"].label
    (['customs', 'war'], True, 'war')
    """

    __slots__ = ("_by_id", "_name")

    def __init__(self, name: str, by_id: Mapping[str, R]) -> None:
        self._name = name
        self._by_id = by_id

    @property
    def name(self) -> str:
        """The name of the collection, as in files and in references: `"events"`."""
        return self._name

    def __getitem__(self, record_id: str) -> R:
        """
        Return the record with that id.

        Raises:
            SelectionError: What was given is no text.
            UnknownRecordError: There is none; the error proposes ids that look like it.
        """
        try:
            return self._by_id[record_id]
        except KeyError:
            raise self._unknown(record_id) from None

    def _unknown(self, record_id: object) -> SelectionError | UnknownRecordError:
        if not isinstance(record_id, str):
            return SelectionError(f"ids are text, not objects of the class {type(record_id).__name__}")
        return UnknownRecordError(self._name, record_id, nearest(record_id, self._by_id, 3))

    @overload
    def get(self, record_id: str) -> R | None: ...
    @overload
    def get(self, record_id: str, default: D) -> R | D: ...
    def get(self, record_id: str, default: D | None = None) -> R | D | None:
        """Return the record with that id, or `default` where there is none."""
        return self._by_id.get(record_id, default)

    def select(self, record_ids: Iterable[str]) -> tuple[R, ...]:
        """
        Return the records with these ids, in the order of the ids.

        Raises:
            UnknownRecordError: One of them is not there.
        """
        return tuple(self[record_id] for record_id in record_ids)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids, in the order of iteration."""
        return tuple(self._by_id)

    def __contains__(self, record: object) -> bool:
        """Tell whether there is a record with this id or, given a record, whether exactly this record is there."""
        if isinstance(record, Record):
            return self._by_id.get(record.id) == record
        return record in self._by_id

    def __iter__(self) -> Iterator[R]:
        return iter(self._by_id.values())

    def __len__(self) -> int:
        return len(self._by_id)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Collection):
            return NotImplemented
        return self._name == other._name and dict(self._by_id) == dict(other._by_id)

    def __hash__(self) -> int:
        return hash((self._name, frozenset(self._by_id)))

    def __repr__(self) -> str:
        return f"<{self._name}: {len(self)} record{'' if len(self) == 1 else 's'}>"
