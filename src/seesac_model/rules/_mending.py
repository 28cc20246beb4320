"""Records with one of their texts written otherwise, for fixes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import attrs

from seesac_model.errors import FaultsError
from seesac_model.model import Checked, Citation, Record

__all__ = ["with_text"]


def with_text(record: Record, path: Sequence[str | int], text: str) -> Record | None:
    """
    Return a record with another text in one place; None where that cannot be done without loss.

    Citations that name the entry of a list by its text go on naming it.

    Args:
        record: The record.
        path: Where the text is: a field, perhaps with a position and inner fields.
        text: The new text. There is no such record where the field does not allow it, or where one of the texts,
            old or new, is that of another entry of the list, so that citations would name two of them.

    >>> from seesac_model.model import Name, Topic
    >>> topic = Topic(id="war", label="war", other_names=(Name(text="wars"),))
    >>> with_text(topic, ("other_names", 0, "text"), "warfare").other_names
    (Name(text='warfare'),)
    """
    try:
        written = _with(record, tuple(path), text)
        return _with_citations(record, written, str(path[0]))
    except FaultsError:
        return None


def _with(thing: Any, path: tuple[str | int, ...], text: str) -> Any:  # noqa: ANN401 - a path goes through any type
    if not path:
        return text
    head, *rest = path
    if isinstance(head, int):
        return (*thing[:head], _with(thing[head], tuple(rest), text), *thing[head + 1 :])
    inner: Checked = getattr(thing, head)
    return attrs.evolve(thing, **{head: _with(inner, tuple(rest), text)})


def _with_citations(before: Record, after: Record, field: str) -> Record | None:
    old, new = before.entries_of(field), after.entries_of(field)
    if min(len(set(old)), len(set(new))) < len(new):
        return None
    renamed = dict(zip(old, new, strict=True))
    citations = tuple(_following(citation, renamed) for citation in after.citations)
    return attrs.evolve(after, citations=citations)


def _following(citation: Citation, renamed: dict[str, str]) -> Citation:
    fields = tuple(renamed.get(name, name) for name in citation.fields)
    return citation if fields == citation.fields else attrs.evolve(citation, fields=fields)
