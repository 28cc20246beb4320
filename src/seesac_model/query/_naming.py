"""What readers are told instead of ids."""

from __future__ import annotations

from typing import Final, TypeVar

from seesac_model.dataset import Collection
from seesac_model.model import DateSpan, Record

__all__ = ["called", "dates_first", "name_of", "one_line"]

R = TypeVar("R", bound=Record)

_NAMES: Final = ("name", "title", "label")


def called(collection: Collection[R], record_id: str | None) -> str | None:
    """
    Return the name or title of a record; its id where the dataset lacks it or it has none, and None for no id.

    >>> from seesac_model.dataset import Dataset
    >>> from seesac_model.model import Topic
    >>> topics = Dataset([Topic(id="war", label="war in Ukraine")]).topics
    >>> called(topics, "war"), called(topics, "gone"), called(topics, None)
    ('war in Ukraine', 'gone', None)
    """
    if record_id is None:
        return None
    record = collection.get(record_id)
    return (None if record is None else name_of(record)) or record_id


def name_of(record: Record) -> str | None:
    """
    Return the name, title or label of a record; None where it has none.

    >>> from seesac_model.model import Topic
    >>> name_of(Topic(id="war", label="War in Ukraine"))
    'War in Ukraine'
    """
    return next((getattr(record, field) for field in _NAMES if hasattr(record, field)), None)


def one_line(text: str) -> str:
    """Return a text without line ends."""
    return " ".join(text.split())


def dates_first(date: DateSpan | None) -> tuple[object, ...]:
    """Return a key that sorts by dates and puts what has none last, after dates of an unknown year."""
    return (1,) if date is None else (0, date)
