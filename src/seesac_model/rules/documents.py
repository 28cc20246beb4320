"""DOC: documents, and the stages that they reached."""

from __future__ import annotations

__all__: list[str] = []
