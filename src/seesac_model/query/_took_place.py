"""Which events took place, as far as their status says."""

from __future__ import annotations

from typing import Final

from seesac_model.model import Event, EventStatus

__all__ = ["TOOK_PLACE", "took_place"]

TOOK_PLACE: Final = frozenset({EventStatus.HELD, EventStatus.UNDER_WAY})
"""The statuses of events that somebody went to: what has taken place, or has begun to."""


def took_place(event: Event) -> bool:
    """
    Tell whether an event has taken place, or has begun to; not so what was cancelled or postponed, or is planned.

    >>> from seesac_model.model import EventKind
    >>> took_place(Event(id="talks", title="Talks", kind=EventKind.MEETING, status=EventStatus.POSTPONED))
    False
    """
    return event.status in TOOK_PLACE
