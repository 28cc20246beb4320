"""ATT: how many took part."""

from __future__ import annotations

__all__: list[str] = []
