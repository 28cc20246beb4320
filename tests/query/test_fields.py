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


class Words(str):
    """A text as other libraries have them, with abilities of its own."""

    __slots__ = ()


def test_texts_of_other_libraries_are_texts() -> None:
    """What is derived from the class of a field's contents can be asked for."""
    talks = [
        Event(id=event_id, title=title, kind=EventKind.MEETING, status=EventStatus.HELD)
        for event_id, title in (("e1", "Talks"), ("e2", "Other talks"))
    ]
    assert events(Dataset(talks)).where(FieldIs("title", [Words("Talks")])).ids == ("e1",)
