from __future__ import annotations

from seesac_model.dataset import Dataset
from seesac_model.model import Event, EventKind, EventStatus, Panel, PanelFormat
from seesac_model.query import FieldIs, events, panels


def test_many_ids_are_looked_up_like_few() -> None:
    """Panels of any of a hundred events are found together with another condition, whichever is asked first."""
    programme = [
        Panel(id=f"e{number}.p", event_id=f"e{number}", number=number + 1, format=PanelFormat.PLENARY)
        for number in range(150)
    ]
    asked = FieldIs("event_id", [f"e{number}" for number in range(100)]) & FieldIs("number", [1, 100, 101])
    assert panels(Dataset(programme)).where(asked).ids == ("e0.p", "e99.p")


def test_a_field_that_holds_numbers_is_asked_for_numbers() -> None:
    """A number is a value of a field of numbers."""
    talks = [
        Event(
            id=f"talks-{number}",
            title="Talks",
            kind=EventKind.MEETING,
            status=EventStatus.HELD,
            series_id="talks",
            series_number=number,
        )
        for number in (1, 2)
    ]
    assert events(Dataset(talks)).where(FieldIs("series_number", [2])).ids == ("talks-2",)
