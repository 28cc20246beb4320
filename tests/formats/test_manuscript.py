from __future__ import annotations

from pathlib import Path

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import EditError
from seesac_model.formats import Layout, Positions, dumps, edits_for, load, save
from seesac_model.formats._manuscript import Manuscript, steps_of
from seesac_model.formats._tree import MappingNode
from seesac_model.formats.json import TYPED as JSON
from seesac_model.formats.yaml import TYPED as YAML
from seesac_model.model import Origin, Topic
from tests.strategies.datasets import datasets

LAYOUTS: list[tuple[str, Layout]] = [("json", "flat"), ("json", "nested"), ("yaml", "nested")]
TEXT = """\
format: seesac-model
version: 1
events:
  - id: visit
    title: Visit
    dates: 2023-02-14
    kind: visit
    status: held
    citations:
      - page
      - source_id: page
        fields: [dates]
    panels:
      - {number: 1, format: opening}
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        (("dates",), 6, 12),
        (("citations", 1), 11, 9),
        (("citations", 1, "fields", 0), 12, 18),
        (("citations", 0, "note"), 10, 9),
        (("place_ids",), 4, 5),
        ((), 4, 5),
    ],
)
def test_positions_of_fields(tmp_path: Path, path: tuple[str | int, ...], line: int, column: int) -> None:
    """A field stands where its value begins; what is not there, where the last part of its path does."""
    file = tmp_path / "a.yaml"
    file.write_text(TEXT, encoding="utf-8")
    origin = load(file).events["visit"].origin
    assert origin is not None
    assert Positions().of(origin, path) == Origin(str(file), line, column)


def test_positions_of_text_that_is_in_no_file() -> None:
    """Where a record was read from no file, its own place is all that is known."""
    assert Positions().of(Origin(None, 3, 4), ("dates",)) == Origin(None, 3, 4)


@pytest.mark.parametrize("text", ["# moved\n" + TEXT, "format: [", None])
def test_positions_in_a_file_that_has_changed(tmp_path: Path, text: str | None) -> None:
    """Where the file is not any more what it was, the record's own place is all that is known."""
    file = tmp_path / "a.yaml"
    file.write_text(TEXT, encoding="utf-8")
    origin = load(file).events["visit"].origin
    assert origin is not None
    if text is None:
        file.unlink()
    else:
        file.write_text(text, encoding="utf-8")
    assert Positions().of(origin, ("dates",)) == origin


def test_a_file_is_read_once(tmp_path: Path) -> None:
    """What was read first counts for all that is asked afterwards."""
    file = tmp_path / "a.yaml"
    file.write_text(TEXT, encoding="utf-8")
    origin = load(file).events["visit"].origin
    assert origin is not None
    positions = Positions()
    first = positions.of(origin, ("dates",))
    file.unlink()
    assert positions.of(origin, ("dates",)) == first


@given(layouts=st.sampled_from(LAYOUTS), dataset=datasets(most=4))
def test_every_record_is_found_where_it_was_read(
    tmp_path_factory: pytest.TempPathFactory, layouts: tuple[str, Layout], dataset: Dataset
) -> None:
    """The place of a record leads to its mapping, and its span reads as one value of the format."""
    name, layout = layouts
    file = tmp_path_factory.mktemp("place") / f"a.{name}"
    save(dataset, file, layout=layout)
    manuscript = Manuscript(file.read_text(encoding="utf-8"), {"json": JSON, "yaml": YAML}[name])
    for record in load(file):
        assert record.origin is not None
        way = manuscript.way_to((record.origin.line, record.origin.column))
        assert way
        node = manuscript.node(way)
        assert isinstance(node, MappingNode)
        assert node.get("id", record.id) == record.id
        assert manuscript.text[manuscript.start(way) : manuscript.end(way)].strip() != ""


@pytest.mark.parametrize("way", [("events", 5), ("events", "id"), ("nothing",), ("version", "x")])
def test_a_way_that_leads_nowhere(way: tuple[str | int, ...]) -> None:
    """What is not there is not found, and nothing else is found instead."""
    with pytest.raises(LookupError):
        Manuscript(TEXT, YAML).node(way)


def test_a_start_needs_an_owner_of_the_right_sort() -> None:
    """A list has no keys, and a text no parts."""
    with pytest.raises(LookupError):
        Manuscript(TEXT, YAML).start(("events", "id"))


def test_a_text_has_no_steps() -> None:
    """Only lists and mappings have parts."""
    with pytest.raises(LookupError):
        steps_of("text")


def test_spans_behind_a_byte_order_mark() -> None:
    """The mark at the start of a file moves nothing."""
    manuscript = Manuscript(f"\ufeff{TEXT}", YAML)
    way = ("events", 0, "title")
    assert manuscript.text[manuscript.start(way) : manuscript.end(way)] == "Visit"


def test_an_empty_value_ends_where_it_begins() -> None:
    """A key without a value has a span without characters."""
    manuscript = Manuscript("a:\nb: 1\n", YAML)
    assert manuscript.start(("a",)) == manuscript.end(("a",))


def test_json_ends_are_those_of_the_library() -> None:
    """A whole value in JSON ends with its bracket."""
    text = dumps(Dataset(), format="json")
    manuscript = Manuscript(text, JSON)
    assert text[manuscript.start(("format",)) : manuscript.end(("format",))] == '"seesac-model"'


def test_files_that_nobody_types_have_no_places_of_fields(tmp_path: Path) -> None:
    """Of a record in JSON Lines the beginning is known, and it is not changed in place."""
    file = tmp_path / "a.jsonl"
    save(Dataset([Topic(id="war", label="war")]), file)
    (topic,) = load(file).topics
    assert topic.origin is not None
    assert Positions().of(topic.origin, ("label",)) == topic.origin
    changed = Dataset([attrs.evolve(topic, label="peace")])
    with pytest.raises(EditError, match="files of this format are not changed in place"):
        edits_for(load(file), changed)
