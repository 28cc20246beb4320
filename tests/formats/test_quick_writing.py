"""Quickly written JSON is to the byte what the JSON writer makes of plain data."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.formats import _quick, _quick_writing, dumps, loads
from seesac_model.formats._json_writer import dump_pretty
from seesac_model.formats._quick_writing import Writers
from seesac_model.model import Citation, Record, Topic, to_plain
from tests.strategies.datasets import datasets
from tests.strategies.records import KINDS, records


@given(dataset=datasets(most=8))
def test_the_flat_layout_is_that_of_the_writer(dataset: Dataset) -> None:
    """The header, the lists, the records and all in them stand where the writer puts them."""
    assert dump_pretty(dataset.to_plain()) == dumps(dataset, format="json")


@pytest.mark.parametrize("kind", KINDS)
@given(data=st.data())
def test_lines_are_those_of_the_standard_library(kind: type[Record], data: st.DataObject) -> None:
    """A record on one line is what the standard library makes of its plain data."""
    record = data.draw(records(kind))
    expected = json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":"))
    assert expected == Writers(depth=None).writer(kind)(record)


def test_long_lists_are_broken() -> None:
    """A list that does not fit on a line has a line for each entry, as in every file before."""
    topic = Topic(id="a", label="a", related_ids=tuple(f"topic-{number}" for number in range(30)))
    assert dump_pretty(Dataset([topic]).to_plain()) == dumps(Dataset([topic]), format="json")


def test_shared_values_are_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What records share is written from memory, and the memory is bounded."""
    shared, other = (Citation(source_id="page"),), (Citation(source_id="other"),)
    topics = [Topic(id=name, label="a", citations=shared) for name in "abc"]
    monkeypatch.setattr(_quick, "LEAST_BYTES", 0)
    dataset = loads(dumps(Dataset([*topics, Topic(id="d", label="a", citations=other)]), format="json"), format="json")
    assert dataset.topics["a"].citations is dataset.topics["b"].citations
    monkeypatch.setattr(_quick_writing, "_MOST_KEPT", 1)
    assert dump_pretty(dataset.to_plain()) == dumps(dataset, format="json")
