from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import pytest
from hypothesis import given

from seesac_model.dataset import Dataset, display_texts
from seesac_model.dataset._display import _display_fields, is_english, with_display_texts
from seesac_model.errors import InvalidRecordError
from seesac_model.model import Field, Name, NameKind, Person, Prose, Record, Topic, Value, fields_of
from tests.strategies.records import any_records

AS_THEY_STAND: Final = {
    ("Citation", "locator"),
    ("Citation", "quote"),
    ("Citation", "says_instead"),
    ("DateSpan", "text"),
    ("Footnote", "text"),
    ("Funding", "wording"),
    ("Headcount", "wording"),
    ("Identifier", "value"),
    ("Observation", "wording"),
    ("Participation", "title_as_printed"),
    ("Person", "family_name"),
    ("Person", "given_name"),
    ("Person", "honorific"),
    ("Person", "name"),
    ("Source", "title"),
    ("Statement", "quote"),
}


def words(cls: type) -> Iterator[tuple[type, Field]]:
    """Yield every field of a class, and of the values in it, that holds text in words."""
    for field in fields_of(cls):
        if issubclass(field.base, Value):
            yield from words(field.base)
        elif field.base is str and (field.marker is None or isinstance(field.marker, Prose)):
            yield cls, field


def at(record: Record, path: tuple[str | int, ...]) -> object:
    """Return what stands at a path."""
    found: object = record
    for step in path:
        found = found[step] if isinstance(found, tuple) and isinstance(step, int) else getattr(found, str(step))
    return found


@given(any_records())
def test_texts_stand_where_their_paths_lead(record: Record) -> None:
    """Each display text is found in the record by its path."""
    assert [text for _, text in display_texts(record)] == [at(record, path) for path, _ in display_texts(record)]


@given(any_records())
def test_writing_reaches_what_is_displayed_and_nothing_else(record: Record) -> None:
    """Every display text is rewritten, and no other text of the record changes."""
    written = with_display_texts(record, "<{}>".format)
    assert list(display_texts(written)) == [(path, f"<{text}>") for path, text in display_texts(record)]
    back = {f"<{text}>": text for _, text in display_texts(record)}
    assert with_display_texts(written, back.__getitem__) == record


@given(any_records())
def test_what_changes_nothing_returns_the_record_itself(record: Record) -> None:
    """Where every text is rewritten to itself, the same object comes back."""
    assert with_display_texts(record, str) is record


def test_texts_that_stand_as_they_are() -> None:
    """Of all texts in words, these alone are not the publisher's: others' words, names of people, and no prose."""
    everything = {found for kind in Dataset.kinds() for found in words(kind)}
    kept = {(cls.__name__, field.name) for cls, field in everything if field not in _display_fields(cls)}
    assert kept == AS_THEY_STAND


def test_names_of_people_are_nobody_elses() -> None:
    """A person may be called like a place; a remark on the person is displayed all the same."""
    person = Person(id="p", name="Ana", honorific="Ms", other_names=(Name(text="Anna"),), note="Of Tirana.")
    assert list(display_texts(person)) == [(("note",), "Of Tirana.")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (Name(text="Kosovo Police"), True),
        (Name(text="Kosovo Police", language="en"), True),
        (Name(text="Kosovo Police", language="EN-gb"), True),
        (Name(text="KP", kind=NameKind.ACRONYM), True),
        (Name(text="Kosovo Police Service", kind=NameKind.FORMER), True),
        (Name(text="Policia", language="sq"), False),
        (Name(text="Eno", language="enm"), False),
        (Name(text="Kosova", kind=NameKind.NATIVE), False),
        (Name(text="Kosova", kind=NameKind.TRANSLITERATED, language="en"), False),
        (Name(text="Kosvo Police", kind=NameKind.AS_PRINTED), False),
    ],
)
def test_other_names_are_displayed_in_english(name: Name, expected: bool) -> None:  # noqa: FBT001 - a column of the table
    """A name in another language, of its bearers, or in somebody's own spelling stays as it is."""
    topic = Topic(id="t", label="label", other_names=(name,))
    assert ((("other_names", 0, "text"), name.text) in display_texts(topic)) is expected
    assert (with_display_texts(topic, str.upper).other_names[0].text == name.text.upper()) is expected
    assert is_english(name) is expected


def test_new_text_that_is_too_long_is_refused() -> None:
    """A text that would be longer than its field allows is an error that names the record and the field."""
    with pytest.raises(InvalidRecordError) as caught:
        with_display_texts(Topic(id="t", label="x" * 2_000), "{}!".format)
    assert [(fault.record_id, fault.path) for fault in caught.value.faults] == [("t", ("label",))]
