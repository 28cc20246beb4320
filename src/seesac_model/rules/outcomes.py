"""OUT: what events led to."""

from __future__ import annotations

__all__: list[str] = []
