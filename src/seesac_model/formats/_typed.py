"""Reading formats whose texts become a tree before anything is known of records."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable

from seesac_model.errors import LoadError
from seesac_model.formats._document import read_document
from seesac_model.formats._files import decode
from seesac_model.formats._format import Typed
from seesac_model.formats._input import Input
from seesac_model.formats._read_so_far import Reading
from seesac_model.model import Origin

__all__ = ["read_tree", "tree_reader"]


def tree_reader(typed: Typed) -> Callable[[Input, Reading], None]:
    """Return what reads inputs of a format by parsing them as a whole."""
    return lambda given, reading: read_tree(given, reading, typed)


def read_tree(
    given: Input, reading: Reading, typed: Typed, *, unless: Callable[[str | bytes], bool] = lambda _: False
) -> None:
    """
    Read an input by parsing it as a whole.

    Args:
        given: The input.
        reading: What came of the inputs before; faults are noted there.
        typed: What the format offers.
        unless: What tries to read it in another way, and tells whether it did.
    """
    if not reading.is_full:
        _read_tree(given, reading, typed, unless)
    if reading.is_full:
        reading.refuse_rest(given.file)


def _read_tree(given: Input, reading: Reading, typed: Typed, unless: Callable[[str | bytes], bool]) -> None:
    try:
        data = given.data(typed.max_bytes)
        if unless(data):
            return
        tree = typed.parse(data if isinstance(data, str) else decode(data, given.file))
    except LoadError as error:
        faults = [dataclasses.replace(fault, file=given.file) for fault in error.faults]
        reading.refuse(faults, origin=Origin(given.file, faults[0].line or 1, faults[0].column or 1))
    else:
        read_document(tree, given.file, reading, stops=True)
