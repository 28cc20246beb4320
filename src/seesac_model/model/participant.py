"""Whoever took part."""

from __future__ import annotations

from typing import TypeAlias

from seesac_model.model.attendance import Attendance
from seesac_model.model.organisation import Organisation
from seesac_model.model.person import Person

__all__ = ["Participant"]

Participant: TypeAlias = Person | Organisation | Attendance
"""Whoever took part: someone named, a body, or an unnamed group."""
