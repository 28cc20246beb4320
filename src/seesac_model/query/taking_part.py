"""Who took part in an event, and who in several."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from seesac_model.dataset import Dataset
from seesac_model.errors import SelectionError
from seesac_model.model import Event, Organisation, Participant
from seesac_model.query.events import events
from seesac_model.query.selection import Selection

__all__ = ["organisations_in_common", "participants"]


def participants(dataset: Dataset, event: Event | str) -> tuple[Participant, ...]:
    """
    Return whoever took part in an event, each once: the people, the bodies, and the groups that nobody named.

    Args:
        dataset: Where the records are.
        event: The event or its id.

    Returns:
        People, then organisations, then attendances, each in the order of their ids; who they are is said at
        :class:`~seesac_model.query.EventSelection`.

    Raises:
        UnknownRecordError: The dataset has no such event.
        SelectionError: The record is no event.
    """
    chosen = events(dataset).only(event)
    return (*chosen.people(), *chosen.organisations(), *chosen.attendances())


def organisations_in_common(dataset: Dataset, these: Iterable[Event | str]) -> Selection[Organisation]:
    """
    Return the bodies that took part in each of several events.

    Args:
        dataset: Where the records are.
        these: The events or their ids, at least one.

    Raises:
        UnknownRecordError: The dataset has no such event.
        SelectionError: A record is no event, or there is none at all.
    """
    bodies = [events(dataset).only(event).organisations() for event in these]
    if not bodies:
        raise SelectionError("found no events, expected at least one")
    return functools.reduce(lambda one, other: one & other, bodies)
