"""Reading files of which a part may be malformed: the rest is used, and what is missing is said."""

from __future__ import annotations

import shlex

from seesac_model.cli._output import complain
from seesac_model.cli._progress import progress_bar
from seesac_model.errors import LoadError
from seesac_model.formats import LoadResult, load

__all__ = ["read_good"]


def read_good(*paths: str) -> LoadResult:
    """
    Read files and, where anything in them is malformed, say on standard error that the output lacks it.

    Raises:
        LoadError: Nothing at all could be read.
    """
    with progress_bar() as progress:
        result = load(*paths, on_error="collect", progress=progress)
    if result.faults and not len(result.dataset):
        raise LoadError(result.faults)
    if result.faults:
        count = len(result.faults)
        found = "there is 1 fault" if count == 1 else f"there are {count} faults"
        complain(
            f"warning: {found} in what was read, and what is malformed is left out here; "
            f"`seesac-model check {shlex.join(paths)}` lists {'it' if count == 1 else 'them'}"
        )
    return result
