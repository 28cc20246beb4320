from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given

from seesac_model.model import (
    Citation,
    DateSpan,
    Extra,
    JsonValue,
    Name,
    Observation,
    Place,
    Record,
    Topic,
    Value,
    canonical_json,
    decimal_text,
    fields_of,
    to_plain,
)
from tests.strategies.records import any_records, plain_record


@given(any_records())
def test_plain_data_is_what_json_can_say(record: Record) -> None:
    """The plain form has an id, no None, no empty list and nothing that is not JSON."""
    plain = to_plain(record)
    assert canonical_json(plain)
    assert plain["id"] == record.id
    extra = set(record.extra)
    assert not [name for name, value in plain.items() if name not in extra and value in (None, [], ())]


@given(any_records(), any_records())
def test_equal_records_and_only_they_are_the_same_plain_data(one: Record, two: Record) -> None:
    """Nothing that counts for equality is missing from the plain form, and nothing else is in it."""
    if type(one) is type(two):
        assert (one == two) == (canonical_json(to_plain(one)) == canonical_json(to_plain(two)))
    assert canonical_json(to_plain(one)) == canonical_json(to_plain(attrs.evolve(one)))


@given(any_records())
def test_fields_come_in_their_order_and_defaults_are_left_out(record: Record) -> None:
    """The plain form has the fields that say something, in the order of the annotations, then the extra keys."""
    fields = fields_of(type(record))
    said = [field.name for field in fields if field.required or getattr(record, field.name) != field.default]
    said = [name for name in said if name != "extra"]
    assert [*said, *record.extra] == list(to_plain(record))


def test_values_are_written_as_people_write_them() -> None:
    """Dates are EDTF, decimals are text without exponent, words of vocabularies are text."""
    observation = attrs.evolve(
        plain_record(Observation), measure="kits", value=Decimal("4E+2"), period=DateSpan("2021-11~")
    )
    assert to_plain(observation) == {"id": "a", "measure": "kits", "value": "400", "period": "2021-11~"}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Citation(source_id="page"), "page"),
        (Citation(source_id="page", locator="p. 2"), {"source_id": "page", "locator": "p. 2"}),
    ],
)
def test_short_forms_are_written_where_they_say_everything(value: Citation, expected: JsonValue) -> None:
    """With `short` a value becomes its text, as long as the text is all that there is to say."""
    topic = Topic(id="a", label="a", citations=(value,))
    assert to_plain(topic, short=True)["citations"] == [expected]


def test_without_short_every_value_is_a_mapping() -> None:
    """The flat form has one shape for each field."""
    topic = Topic(id="a", label="a", citations=(Citation(source_id="page"),), other_names=(Name(text="b"),))
    assert to_plain(topic) == {
        "id": "a",
        "label": "a",
        "other_names": [{"text": "b"}],
        "citations": [{"source_id": "page"}],
    }


def test_the_name_of_a_vocabulary_is_gone_from_its_words() -> None:
    """A word of a vocabulary is a plain text, with nothing of the class left."""
    place = plain_record(Place)
    assert type(to_plain(place)["kind"]) is str


def test_extra_keys_stand_beside_the_fields() -> None:
    """The keys of `extra` are keys of the record."""
    topic = Topic(id="a", label="a", extra=Extra({"x-b": [1]}))
    assert to_plain(topic) == {"id": "a", "label": "a", "x-b": [1]}


def test_what_has_no_plain_form_is_refused() -> None:
    """A field that may hold anything is taken as it is, and only what JSON can say has a plain form."""

    @attrs.frozen(order=False)
    class Anything(Value):
        held: object

    with pytest.raises(TypeError, match="set"):
        to_plain(Anything({1}))


@pytest.mark.parametrize(
    ("number", "text"), [("1.234", "1.2340"), ("-999.001", "-999.0010"), ("1234.567", "1234.567"), ("0.5", "0.5")]
)
def test_a_fraction_of_three_digits_is_written_with_four(number: str, text: str) -> None:
    """What would be taken for thousands is not written."""
    assert decimal_text(Decimal(number)) == text
