"""
Ready-made records of what the whole field shares, each with the page on which it was seen.

>>> from seesac_model import reference
>>> reference.load().organisations["frontex"].name
'Frontex'
"""

from __future__ import annotations

from seesac_model.reference._loading import PARTS, complete, load

__all__ = ["PARTS", "complete", "load"]
