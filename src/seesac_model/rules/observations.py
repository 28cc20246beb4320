"""OBS: numbers that were planned, delivered or measured."""

from __future__ import annotations

__all__: list[str] = []
