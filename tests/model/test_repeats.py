from __future__ import annotations

import pytest

from seesac_model.errors import FaultCode, InvalidRecordError, InvalidValueError
from seesac_model.model import DateSpan, Footnote, Headcount, HouseStyle, Topic
from seesac_model.model.values._edtf_hints import respelt


def test_many_repeats_are_counted() -> None:
    """A list that repeats an id thousands of times gives a hundred faults and their number, not thousands."""
    with pytest.raises(InvalidRecordError) as caught:
        Topic(id="a", label="a", related_ids=("b",) * 150)
    *listed, last = caught.value.faults
    assert len(listed) == 100
    assert (last.code, last.found) == (
        FaultCode.TOO_LARGE,
        "149 ids that stand there before; the first 100 are listed",
    )


def test_a_value_without_a_name_of_its_own_is_known_by_nothing() -> None:
    """Citations cannot name it among its neighbours."""
    assert Headcount(value=1).known_by() is None


def test_digits_of_other_scripts_are_respelt() -> None:
    """A date in full-width or Arabic digits is proposed in those that EDTF has."""
    with pytest.raises(InvalidValueError) as caught:
        DateSpan("\uff12\uff10\uff12\uff11-11")
    assert caught.value.faults[0].suggestion == "did you mean '2021-11'?"
    assert set(respelt("\uff12\uff10\uff12\uff11-11")) == {"2021-11"}


def test_a_value_without_a_short_form_shows_everything() -> None:
    """Where a text would not say all, printing shows the fields."""
    note = Footnote(style=HouseStyle.UN, text="a")
    assert str(note) == repr(note)
