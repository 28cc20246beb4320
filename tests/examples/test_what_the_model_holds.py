"""The page on what the model holds shows records of the example, and nothing else."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import attrs
import pytest

from seesac_model import Citation, Dataset, Event, Record, Value, fields_of, load, loads, reference

ROOT: Final = Path(__file__).parents[2]
FOLDER: Final = ROOT / "examples" / "seesac"
PAGE: Final = ROOT / "docs" / "explanation" / "what-the-model-holds.md"

# Of these lists a block may show some entries, and citations without notes; all else is shown whole or not at all.
SHOWN_IN_PART: Final = {"citations", "other_names", "other_titles", "identifiers"}


@dataclasses.dataclass(frozen=True)
class Entry:
    """A case on the page: its heading, the pieces, the records that it names, and what it shows."""

    heading: str
    pieces: tuple[str, ...]
    record_ids: tuple[str, ...]
    reference_ids: tuple[str, ...]
    blocks: tuple[str, ...]

    @property
    def anchor(self) -> str:
        """Return what links to it on the page end with."""
        return re.sub(r"[^\w -]", "", self.heading.lower()).replace(" ", "-")


def entries() -> Iterator[Entry]:
    """Yield the cases of the page."""
    for part in re.split(r"^### ", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
        heading, _, rest = part.partition("\n")
        says = re.match(r"\nPieces? ([^:]+): ([^;\n]+?)(?:; reference data: ([^;\n]+))?\.\n", rest)
        assert says is not None, heading
        yield Entry(
            heading=heading,
            pieces=tuple(re.findall(r"\d\d", says[1])),
            record_ids=tuple(re.findall(r"`([^`]+)`", says[2])),
            reference_ids=tuple(re.findall(r"`([^`]+)`", says[3] or "")),
            blocks=tuple(re.findall(r"^```yaml\n(.*?)^```$", rest, flags=re.MULTILINE | re.DOTALL)),
        )


ENTRIES: Final = tuple(entries())


@pytest.fixture(scope="module")
def own() -> Dataset:
    """Load the example."""
    return load(FOLDER)


@pytest.fixture(scope="module")
def example(own: Dataset) -> Dataset:
    """Return the example with the reference data."""
    return reference.complete(own)


def read(block: str, event: Event | None) -> Dataset:
    """Read a block; one whose first line is indented stands under the event."""
    header = "format: seesac-model\nversion: 1\n"
    if block.startswith(" "):
        assert event is not None
        said = {"id": event.id, "title": event.title, "kind": event.kind, "status": event.status}
        lines = (f"    {key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said.items())
        header += "events:\n  -\n" + "".join(f"{line}\n" for line in lines)
    return loads(header + block, format="yaml")


def shows(part: Record, whole: Record, *, with_id: bool) -> bool:
    """Return whether everything that one record says is said by another."""
    for field in fields_of(type(part)):
        shown, there = getattr(part, field.name), getattr(whole, field.name)
        if shown in {None, (), field.default} or (field.name == "id" and not with_id):
            continue
        if field.name in SHOWN_IN_PART:
            if not set(shown) <= {*there, *without_notes(there)}:
                return False
        elif shown != there:
            return False
    return True


def without_notes(values: tuple[Value, ...]) -> Iterator[Value]:
    """Yield the citations among values, without their notes."""
    return (attrs.evolve(value, note=None) for value in values if isinstance(value, Citation))


def named(dataset: Dataset, record_id: str) -> list[Record]:
    """Return the records of all kinds with an id."""
    return [record for record in dataset if record.id == record_id]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.anchor)
def test_what_a_case_shows_stands_in_the_example(entry: Entry, example: Dataset) -> None:
    """Every field of every record in a block is in the record of the example; an id counts where the block gives it."""
    event = next(filter(None, map(example.events.get, entry.record_ids)), None)
    assert entry.blocks
    for block in entry.blocks:
        shown = read(block, event)
        assert set(shown.suppressions) <= set(example.suppressions)
        not_there = [
            (record.collection(), record.id)
            for record in shown
            if not any(shows(record, other, with_id=f"id: {record.id}" in block) for other in example.of(type(record)))
        ]
        assert not_there == []


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.anchor)
def test_a_case_names_records_of_its_pieces(entry: Entry, own: Dataset) -> None:
    """Each record that a case names stands in the file of one of its pieces, or in one of several pieces."""
    for record_id in entry.record_ids:
        files = [Path(record.origin.file or "").name for record in named(own, record_id) if record.origin]
        assert any(file[:2] in entry.pieces or not file[:2].isdigit() for file in files), record_id
    for record_id in entry.reference_ids:
        assert named(reference.load(), record_id), record_id
    for piece in entry.pieces:
        assert list(FOLDER.glob(f"{piece}-*.yaml")), piece


def test_every_piece_of_the_table_is_that_of_its_case() -> None:
    """The table at the top lists every case in the order of the page, with its pieces."""
    rows = re.findall(r"^\| \[(.+)\]\(#(.+)\) \| ([\d, ]+) \|", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert [(entry.heading, entry.anchor, ", ".join(entry.pieces)) for entry in ENTRIES] == rows
