"""The condition on an event that it is one of the first or the last of some events."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from typing import Literal, TypeAlias

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError, described
from seesac_model.model import Answer, DateSpan, Event, Record
from seesac_model.query.condition import Answers, Condition
from seesac_model.query.fields import FieldIs
from seesac_model.query.selection import Among, Selection

__all__ = ["AtEnd", "End"]

End: TypeAlias = Literal["earliest", "latest"]
"""An end of time."""


# Without slots, because functools.cached_property keeps the result in `__dict__`.
@attrs.frozen(slots=False)
class AtEnd(Condition):
    """
    An event is one of the earliest or latest of some events; :meth:`EventSelection.latest` says how they are ordered.

    Attributes:
        end: At which end.
        count: How many there are at most, from 1.
        selection: The events among which they are looked for.

    >>> from seesac_model.query import events
    >>> print(AtEnd("latest", 5, events(Dataset()).of_kind("meeting")))
    one of the 5 latest of (kind is 'meeting')
    """

    end: End
    count: int
    selection: Selection[Event]

    @functools.cached_property
    def _found(self) -> Among:
        """The events; what they are is found out once."""
        ids = FieldIs("id", itertools.islice(self._in_order(), self.count))
        return Among(Selection(self.selection.dataset, Event, (ids,)))

    def _in_order(self) -> Iterator[str]:
        # Many events have the same dates, and texts are told apart much faster than dates are compared.
        spans: dict[str, DateSpan] = {}
        ids: dict[str, list[str]] = {}
        for event in self.selection:
            if event.dates is not None:
                spans[event.dates.text] = event.dates
                ids.setdefault(event.dates.text, []).append(event.id)
        is_latest = self.end == "latest"
        for span in sorted((span for span in spans.values() if span.is_year_known), reverse=is_latest):
            yield from reversed(ids[span.text]) if is_latest else ids[span.text]

    def matches(self, record: Record, dataset: Dataset) -> Answer:
        """Answer YES if the event is one of them, and NO otherwise."""
        return self._found.matches(record, dataset)

    def answers(self, kind: type[Record], dataset: Dataset, among: int) -> Answers:
        """Answer from what was found among the events."""
        return self._found.answers(kind, dataset, among)

    def effort(self, kind: type[Record], dataset: Dataset) -> int:
        """Return what it takes to find the events, and to look at the dates of each."""
        return len(dataset.of(kind)) + Among(self.selection).effort(kind, dataset)

    def check(self, kind: type[Record]) -> None:
        """
        Make sure that it is asked of events, and that the count is one.

        Raises:
            SelectionError: It is asked of another kind, or the count is no number from 1 on.
        """
        Among(self.selection).check(kind)
        _require_count(self.count)

    def __str__(self) -> str:
        many = f"{self.count} {self.end}" if self.count > 1 else self.end
        return f"one of the {many} of ({Among(self.selection)})"


def _require_count(count: object) -> None:
    if not isinstance(count, int) or isinstance(count, bool) or count < 1:
        raise SelectionError(f"found {described(count)}, expected a number of events from 1 on")
