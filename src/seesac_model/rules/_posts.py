"""The posts of whoever appeared somewhere, and which of them say nothing of when they can be named by it."""

from __future__ import annotations

from typing import Final, TypeAlias

from seesac_model.dataset import Dataset
from seesac_model.model import Affiliation, AffiliationCapacity, Participation, Statement

__all__ = ["NOT_IN_POST", "Appearance", "posts_of"]

Appearance: TypeAlias = Participation | Statement
"""The records that name a person, and the body that they stand for."""

NOT_IN_POST: Final = frozenset({AffiliationCapacity.FORMER, AffiliationCapacity.DESIGNATE})
"""Whoever has left a post, or has not entered it yet, can be named by it at any time."""


def posts_of(record: Appearance, dataset: Dataset) -> tuple[Affiliation, ...]:
    """Return the posts of the person of a record; none where no person is named, or that one is not there."""
    person = dataset.people.get(record.person_id) if record.person_id is not None else None
    return () if person is None else dataset.referring(Affiliation, to=person, by="person_id")
