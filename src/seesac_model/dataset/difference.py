"""What has to change in one dataset for it to become another."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import attrs

from seesac_model.errors import quoted
from seesac_model.model import Record, Suppression, fields_of

__all__ = ["Change", "Difference"]


class Change(NamedTuple):
    """
    One record that differs.

    Attributes:
        before: The record as it is.
        after: The record as it is to be; of the same kind, with the same id.
    """

    before: Record
    after: Record

    @property
    def kind(self) -> str:
        """The collection of the record."""
        return self.before.collection()

    @property
    def record_id(self) -> str:
        """The id of the record."""
        return self.before.id

    @property
    def fields(self) -> tuple[str, ...]:
        """The names of the fields that differ, in the order in which they are written."""
        return tuple(
            field.name
            for field in fields_of(type(self.before))
            if getattr(self.before, field.name) != getattr(self.after, field.name)
        )


@attrs.frozen(kw_only=True)
class Difference:
    """
    What has to change in a dataset for it to become another; `dataset.apply(difference)` changes it.

    Printed, each record has a line that starts with `+` (added), `-` (removed) or `~` (changed, with its fields below).
    Unlike messages of errors it shows what the fields say.

    Attributes:
        added: The records that only the other has.
        removed: The records that only the first has.
        changed: The records that both have and that differ.
        suppressions_added: The suppressions that only the other has.
        suppressions_removed: The suppressions that only the first has.
    """

    added: tuple[Record, ...] = ()
    removed: tuple[Record, ...] = ()
    changed: tuple[Change, ...] = ()
    suppressions_added: tuple[Suppression, ...] = ()
    suppressions_removed: tuple[Suppression, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return any(attrs.astuple(self, recurse=False))

    def inverse(self) -> Difference:
        """Return the difference that leads back."""
        return Difference(
            added=self.removed,
            removed=self.added,
            changed=tuple(Change(before=change.after, after=change.before) for change in self.changed),
            suppressions_added=self.suppressions_removed,
            suppressions_removed=self.suppressions_added,
        )

    def __str__(self) -> str:
        return "\n".join(self._lines()) or "no difference"

    def _lines(self) -> Iterator[str]:
        yield from (f"- {record.collection()} {quoted(record.id)}" for record in self.removed)
        yield from (f"+ {record.collection()} {quoted(record.id)}" for record in self.added)
        for change in self.changed:
            yield f"~ {change.kind} {quoted(change.record_id)}"
            for name in change.fields:
                yield f"    {name}: {_shown(change.before, name)} -> {_shown(change.after, name)}"
        yield from (f"- suppression {entry!r}" for entry in self.suppressions_removed)
        yield from (f"+ suppression {entry!r}" for entry in self.suppressions_added)


def _shown(record: Record, name: str) -> str:
    value = getattr(record, name)
    return repr(str(value) if isinstance(value, str) else value)
