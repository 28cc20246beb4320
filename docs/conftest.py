"""The extensions of the documentation belong to Sphinx, which need not be installed where the examples are run."""

from __future__ import annotations

collect_ignore = ["_ext"]
