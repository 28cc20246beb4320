from __future__ import annotations

from decimal import Decimal

import pytest

from seesac_model.model import DateSpan, Extra, Role
from seesac_model.model._ordering import sort_key


def test_nothing_comes_before_numbers_text_lists_and_values() -> None:
    """Contents of every kind can be compared with each other."""
    ordered = [
        None,
        False,
        True,
        2,
        Decimal("2.5"),
        3.5,
        "",
        "a",
        Role.CHAIR,
        "d",
        (),
        ("a",),
        DateSpan("2023"),
        Extra(),
    ]
    assert sorted(ordered, key=sort_key) == ordered


def test_what_has_no_order_is_refused() -> None:
    """Only what fields hold can be compared."""
    with pytest.raises(TypeError, match="list"):
        sort_key([])
