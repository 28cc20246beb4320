from __future__ import annotations

from decimal import Decimal

import attrs
import pytest
from hypothesis import given

from seesac_model.dataset import Dataset
from seesac_model.formats._cells import CellPositions, CellValue
from seesac_model.formats._columns import columns_of, row_of, short_columns_of, tables
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._table_reading import TableReader
from seesac_model.model import (
    Attendance,
    DateSpan,
    Extra,
    Footnote,
    Headcount,
    HouseStyle,
    Name,
    Observation,
    Suppression,
    Value,
    about,
    fields_of,
)
from tests.strategies.datasets import datasets


def test_every_table_has_a_column_for_every_field() -> None:
    """No field of any kind of record is without a column, and no heading stands twice."""
    for cls in tables().values():
        columns = columns_of(cls)
        assert [field.name for field in fields_of(cls)] == list(dict.fromkeys(column.path[0] for column in columns))
        headings = [column.heading for column in (*columns, *short_columns_of(cls))]
        assert len(headings) == len({heading.lower() for heading in headings})


def test_parts_of_a_value_have_columns() -> None:
    """A headcount has a column for its number and one for each other part, none of which every row needs."""
    columns = {column.heading: column for column in columns_of(Attendance)}
    assert not columns["headcount.value"].is_required
    assert columns["description"].is_required
    assert columns["extra"].is_json
    assert columns["headcount.value"].says.endswith(": the number as stated; the smaller one for between")


def test_a_row_has_what_is_not_at_its_default() -> None:
    """Cells are empty at defaults and keep the types of numbers."""
    record = Attendance(
        id="a", event_id="e", description="d", headcount=Headcount.parse("about 40"), extra=Extra({"x-a": [1]})
    )
    row = dict(zip((column.heading for column in columns_of(Attendance)), row_of(record), strict=True))
    expected: dict[str, CellValue] = {
        "id": "a",
        "event_id": "e",
        "description": "d",
        "headcount.value": 40,
        "headcount.qualifier": "about",
        "extra": '{"x-a": [1]}',
    }
    assert expected == {heading: cell for heading, cell in row.items() if cell is not None}


def test_numbers_dates_and_truth_are_what_they_are() -> None:
    """Decimal numbers stay exact, and dates are EDTF."""
    observation = Observation(id="a", measure="m", value=Decimal("1.234"), period=DateSpan.parse("2023-02"))
    assert {Decimal("1.234"), "2023-02"} <= set(row_of(observation))
    assert True in row_of(Attendance(id="a", event_id="e", description="d", cumulative=True))
    assert row_of(Suppression(code="PAN001", reason="known")) == ["PAN001", None, None, "known", None]


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class _Vague(Value):
    """A value of which nothing must be given, as a later release may have."""

    colour: str | None = attrs.field(default=None, metadata=about("the colour"))


@attrs.frozen(kw_only=True, eq=False, order=False, weakref_slot=False, repr=False)
class _Holder(Value):
    vague: _Vague | None = attrs.field(default=None, metadata=about("something vague"))
    thing: object = attrs.field(default=None, metadata=about("anything"))
    name: Name | None = attrs.field(default=None, metadata=about("a name"))
    footnote: Footnote | None = attrs.field(default=None, metadata=about("a footnote"))


def test_a_value_that_may_be_all_defaults_stands_in_one_cell() -> None:
    """Spread over columns, it would leave no trace where all of its parts are at their defaults."""
    assert [column.heading for column in columns_of(_Holder)][:4] == ["vague", "thing", "name.text", "name.language"]
    assert row_of(_Holder(vague=_Vague()))[0] == "{}"
    assert row_of(_Holder())[0] is None
    assert "x" in row_of(_Holder(footnote=Footnote(style=HouseStyle.UN, text="x")))


def test_other_things_have_no_cell() -> None:
    """What has no text is a mistake of the program."""
    with pytest.raises(TypeError, match="a set has no cell"):
        row_of(_Holder(thing=set()))


@given(datasets())
def test_rows_with_typed_cells_come_back(dataset: Dataset) -> None:
    """Read from cells as they are, as a worksheet gives them, the dataset is the same."""
    reading = Reading()
    for table, cls in tables().items():
        things = dataset.suppressions if cls is Suppression else dataset.collection(table)
        reader = TableReader(table, None, CellPositions(table), reading)
        assert reader.head([column.heading for column in columns_of(cls)], 1)
        assert all(reader.add(row_of(thing), row) for row, thing in enumerate(things, start=2))
        reader.end()
    assert reading.faults == []
    assert dataset == Dataset(reading.records, suppressions=reading.suppressions)
