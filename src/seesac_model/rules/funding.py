"""FUN: who gave how much to whom."""

from __future__ import annotations

__all__: list[str] = []
