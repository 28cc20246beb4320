"""networkx, where it is installed."""

from __future__ import annotations

import importlib
from typing import Any

from seesac_model.errors import MissingExtraError

__all__ = ["imported_networkx"]


def imported_networkx() -> Any:  # noqa: ANN401 - an optional library
    """
    Return the module networkx.

    Raises:
        MissingExtraError: It is not installed; the extra `graph` brings it.

    >>> imported_networkx().Graph().number_of_nodes()
    0
    """
    try:
        return importlib.import_module("networkx")
    except ImportError as error:
        raise MissingExtraError("graph", "a graph of networkx") from error
