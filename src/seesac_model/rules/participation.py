"""PAR: who took part, and in what role."""

from __future__ import annotations

__all__: list[str] = []
