"""DAT: dates of records that belong together."""

from __future__ import annotations

__all__: list[str] = []
