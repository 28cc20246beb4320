from __future__ import annotations

from seesac_model.dataset._name_fields import NameFields, name_fields, names_of
from seesac_model.model import EventSeries, Name, Source


def test_fields_with_names_follow_from_the_annotations() -> None:
    """A kind with a list of names has a usual name and others; a kind without has none of both."""
    assert (name_fields(EventSeries), name_fields(Source)) == (NameFields("title", "other_titles"), None)


def test_names_are_the_usual_one_and_the_others() -> None:
    """The usual name stands first; a kind without other names is not looked up by name."""
    other = Name.parse("SEEFEN")
    series = EventSeries(id="s", title="Meetings", other_titles=(other,))
    assert list(names_of(series)) == [("Meetings", None), ("SEEFEN", other)]
    assert list(names_of(Source(id="a", title="Page", url="https://example.org"))) == []
