"""PER: people."""

from __future__ import annotations

__all__: list[str] = []
