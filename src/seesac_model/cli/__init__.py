"""The command line: thin, arguments in and text out."""

from __future__ import annotations

from seesac_model.cli._main import main

__all__ = ["main"]
