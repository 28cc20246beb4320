"""Reading formats whose texts become a tree before anything is known of records."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from seesac_model.errors import LoadError
from seesac_model.formats._document import Reading, read_document
from seesac_model.formats._format import Typed
from seesac_model.formats._input import Input
from seesac_model.model import Origin

__all__ = ["tree_reader"]


def tree_reader(typed: Typed) -> Callable[[Input, Reading], None]:
    """Return what reads inputs of a format by parsing them as a whole."""

    def read(given: Input, reading: Reading) -> None:
        try:
            tree = typed.parse(given.text(typed.max_bytes))
        except LoadError as error:
            faults = [dataclasses.replace(fault, file=given.file) for fault in error.faults]
            reading.refuse(faults, origin=Origin(given.file, faults[0].line or 1, faults[0].column or 1))
        else:
            read_document(tree, given.file, reading)

    return read
