from __future__ import annotations

from seesac_model.cli._query_question import _given
from seesac_model.cli._query_verbs import Parameter


def test_two_points_leave_a_side_open() -> None:
    """Where a verb takes None, that is what `..` says; elsewhere it is text like any other."""
    assert _given("..", Parameter("end", is_open=True)) is None
    assert _given("..", Parameter("end")) == ".."
