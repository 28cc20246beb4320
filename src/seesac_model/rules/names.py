"""NAM: names, and the scripts and times in which they stand."""

from __future__ import annotations

__all__: list[str] = []
