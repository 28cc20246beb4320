from __future__ import annotations

from decimal import Decimal

import pytest

from seesac_model.model import Observation, ObservationStatus, Qualifier
from seesac_model.rules._amounts import shown


@pytest.mark.parametrize(
    ("value", "qualifier", "text"),
    [
        (Decimal(40), Qualifier.EXACTLY, "40"),
        (Decimal("1E+3"), Qualifier.UP_TO, "up to 1000"),
        (None, Qualifier.EXACTLY, "nothing"),
    ],
)
def test_values_are_shown_with_their_qualifier(value: Decimal | None, qualifier: Qualifier, text: str) -> None:
    """A value is written in full, with the words for how exact it is."""
    record = Observation(id="o", indicator_id="i", value=value, qualifier=qualifier, status=ObservationStatus.MEASURED)
    assert shown(record) == text
