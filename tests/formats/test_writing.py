"""Datasets to text and files and back: nothing is lost, and the same data gives the same bytes."""

from __future__ import annotations

import hashlib
import random
from pathlib import Path
from types import ModuleType
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.dataset import Dataset, in_house_style
from seesac_model.errors import InvalidValueError, SaveError, UnknownFormatError
from seesac_model.formats import Layout, Progress, dump_bytes, dumps, json, load, loads, save, yaml
from seesac_model.formats._format import all_formats, format_named, format_of
from seesac_model.model import Footnote, HouseStyle, Place, PlaceKind, Topic
from tests.strategies.datasets import datasets

_WRITTEN = [(known.name, layout) for known in all_formats().values() for layout in known.layouts]
_TEXTS = [(name, layout) for name, layout in _WRITTEN if format_named(name).is_text]
_TOPIC = Dataset([Topic(id="war", label="war")])
_KOSOVO = Place(
    id="xk",
    name="Kosovo*",
    kind=PlaceKind.JURISDICTION,
    footnotes=(
        Footnote(style=HouseStyle.UN, text="In the context of\n\nresolution 1244 (1999)."),
        Footnote(style=HouseStyle.EU, text="Without prejudice to positions on status."),
    ),
)


@pytest.mark.parametrize(("name", "layout"), _WRITTEN)
@given(dataset=datasets())
def test_what_is_written_is_read_back(name: str, layout: Layout, dataset: Dataset) -> None:
    """In every format and layout the dataset that comes back equals the one that was written."""
    data = dump_bytes(dataset, format=name, layout=layout)
    again = loads(data, format=name)
    assert again == dataset
    assert again.digest() == dataset.digest()
    if format_named(name).is_text:
        assert loads(data.decode(), format=name) == dataset


@pytest.mark.parametrize(("name", "layout"), _WRITTEN)
@settings(max_examples=10)
@given(dataset=datasets(), numbers=st.randoms(use_true_random=False))
def test_the_same_data_gives_the_same_bytes(
    name: str, layout: Layout, dataset: Dataset, numbers: random.Random
) -> None:
    """The order in which a dataset was filled leaves no trace in any format."""
    shuffled = list(dataset)
    numbers.shuffle(shuffled)
    again = Dataset(shuffled, suppressions=reversed(dataset.suppressions))
    assert dump_bytes(again, format=name, layout=layout) == dump_bytes(dataset, format=name, layout=layout)


@settings(max_examples=10)
@given(dataset=datasets())
def test_the_digest_is_that_of_the_canonical_file(dataset: Dataset, tmp_path_factory: pytest.TempPathFactory) -> None:
    """`sha256sum` of the canonical file prints the digest of the dataset."""
    path = tmp_path_factory.mktemp("canonical") / "x.json"
    save(dataset, path, layout="canonical")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == dataset.digest()


@pytest.mark.parametrize(("name", "layout"), _WRITTEN)
def test_files_hold_what_texts_hold(name: str, layout: Layout, tmp_path: Path) -> None:
    """A saved file has the bytes of the text and is read back equal."""
    path = tmp_path / f"x{format_named(name).extensions[0]}"
    save(_TOPIC, path, layout=layout)
    assert path.read_bytes() == dump_bytes(_TOPIC, format=name, layout=layout)
    assert load(path) == load(str(path)) == _TOPIC


def test_texts_end_in_a_line_feed_unless_they_are_canonical() -> None:
    """People's tools want a line feed at the end, a digest does not."""
    texts = {layout: dumps(_TOPIC, format=name, layout=layout) for name, layout in _TEXTS}
    assert {layout for layout, text in texts.items() if not text.endswith("\n")} == {"canonical"}


def test_what_is_no_text_is_not_written_as_text() -> None:
    """The error lists the formats whose files are text."""
    with pytest.raises(UnknownFormatError, match="no format for 'xlsx'; expected one of json, jsonl, yaml"):
        dumps(_TOPIC, format="xlsx")


def test_a_format_can_be_named(tmp_path: Path) -> None:
    """Where a format is named, the name of the file says nothing, neither in writing nor in reading."""
    path = tmp_path / "x.txt"
    save(_TOPIC, path, format="jsonl")
    assert load(path, format="jsonl") == _TOPIC
    assert path.read_bytes() == dump_bytes(_TOPIC, format="jsonl")


@pytest.mark.parametrize("name", sorted(all_formats()))
def test_writing_tells_how_far_it_is(name: str, tmp_path: Path) -> None:
    """Whoever waits is told last that all records are written, and then that all bytes are read."""
    path = tmp_path / f"x{format_named(name).extensions[0]}"
    told: list[Progress] = []
    save(_TOPIC, path, progress=told.append)
    assert told[-1] == Progress("writing", str(path), 1, 1, "records")
    assert load(path, progress=told.append) == _TOPIC
    assert (told[-1].activity, told[-1].file, told[-1].done, told[-1].unit) == (
        "reading",
        str(path),
        told[-1].total,
        "bytes",
    )


@pytest.mark.parametrize("name", sorted(all_formats()))
def test_reading_from_memory_tells_how_far_it_is(name: str) -> None:
    """Whoever waits for text or bytes is told last that all of them are read, in every format."""
    data = dump_bytes(_TOPIC, format=name)
    given: list[str | bytes] = [data, data.decode()] if format_named(name).is_text else [data]
    for one in given:
        told: list[Progress] = []
        assert loads(one, format=name, progress=told.append) == _TOPIC
        assert told[-1] == Progress("reading", None, len(data), len(data), "bytes")


@pytest.mark.parametrize("error", [KeyboardInterrupt(), ValueError("a"), OSError("b"), UnicodeError("c"), KeyError(1)])
@pytest.mark.parametrize("name", ["x.json", "x.jsonl", "x.yaml", "x.xlsx", "x.zip", "x/datapackage.json"])
def test_what_progress_raises_ends_the_work(name: str, error: BaseException, tmp_path: Path) -> None:
    """It comes through as it is, for it is not the file's, and no file is left behind."""

    def interrupt(_: Progress) -> None:
        raise error

    with pytest.raises(type(error)) as caught:
        save(_TOPIC, tmp_path / name, progress=interrupt)
    assert caught.value is error
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("name", "layout"), [("json", "flat"), ("yaml", "nested")])
def test_each_format_has_its_usual_layout(name: str, layout: Layout) -> None:
    """Where no layout is asked for, JSON is flat and YAML nested."""
    assert dumps(_TOPIC, format=name) == dumps(_TOPIC, format=name, layout=layout)


def test_the_layouts_are_those_that_formats_have() -> None:
    """Every layout that can be asked for is one that some format writes."""
    assert {layout for _, layout in _WRITTEN} == set(get_args(Layout))


def test_a_layout_that_a_format_lacks_is_refused(tmp_path: Path) -> None:
    """The error lists the layouts that the format has, and no file is written."""
    with pytest.raises(UnknownFormatError, match="yaml has no layout 'canonical'; expected one of nested, flat"):
        dumps(_TOPIC, format="yaml", layout="canonical")
    with pytest.raises(UnknownFormatError):
        save(_TOPIC, tmp_path / "x.yaml", layout="canonical")
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_format_is_refused(tmp_path: Path) -> None:
    """Neither a name nor an extension is guessed."""
    with pytest.raises(UnknownFormatError):
        dumps(_TOPIC, format="xml")
    with pytest.raises(UnknownFormatError):
        save(_TOPIC, tmp_path / "x.xml")


def test_a_file_that_cannot_be_written_is_an_error_of_ours(tmp_path: Path) -> None:
    """A missing folder is reported with the path as it was given."""
    path = tmp_path / "missing" / "x.json"
    with pytest.raises(SaveError) as caught:
        save(_TOPIC, path)
    assert caught.value.path == str(path)


@pytest.mark.parametrize("module", [json, yaml])
def test_every_format_is_a_module_with_the_same_pair(module: ModuleType) -> None:
    """`dumps` and `loads` of a format's module are those of the package with the format filled in."""
    name = module.FORMAT.name
    assert format_named(name) is module.FORMAT
    assert module.dumps(_TOPIC) == dumps(_TOPIC, format=name)
    assert module.dumps(_TOPIC, layout="nested") == dumps(_TOPIC, format=name, layout="nested")
    assert module.loads(module.dumps(_TOPIC)) == _TOPIC


def test_a_format_is_found_by_its_extension() -> None:
    """Each extension belongs to one format, in whatever case."""
    for known in all_formats().values():
        for extension in known.extensions:
            assert format_of(f"a{extension}") is format_of(Path(f"b/a{extension.upper()}")) is known


@pytest.mark.parametrize(("name", "layout"), _WRITTEN)
@settings(max_examples=10)
@given(dataset=datasets(), style=st.sampled_from(HouseStyle))
def test_what_is_written_in_a_house_style_is_read_back(
    name: str, layout: Layout, dataset: Dataset, style: HouseStyle
) -> None:
    """In every format and layout the styled dataset comes back, whatever the footnotes say."""
    dataset = dataset.with_records(_KOSOVO, replace=True)
    data = dump_bytes(dataset, format=name, layout=layout, style=style)
    assert loads(data, format=name) == in_house_style(dataset, style)


def test_yaml_in_a_house_style_starts_with_the_footnotes() -> None:
    """The footnotes stand above the data as remarks; the lines of one follow each other."""
    dataset = Dataset([_KOSOVO, Topic(id="police", label="Kosovo Police")])
    text = dumps(dataset, format="yaml", style="un")
    assert text.startswith("# * In the context of\n#\n# resolution 1244 (1999).\nformat: seesac-model\n")
    assert "label: Kosovo* Police\n" in text
    assert dumps(dataset, format="yaml", style=HouseStyle.EU).startswith(
        "# * Without prejudice to positions on status.\n"
    )


def test_json_in_a_house_style_has_the_footnotes_with_the_places(tmp_path: Path) -> None:
    """JSON has no remarks: the file is that of the styled dataset, and nothing else."""
    save(Dataset([_KOSOVO]), tmp_path / "x.json", style="eu")
    assert load(tmp_path / "x.json") == in_house_style(Dataset([_KOSOVO]), "eu")


def test_data_without_footnotes_have_no_remarks() -> None:
    """Where no name wants a footnote, the file is as it is without a style."""
    assert dumps(_TOPIC, format="yaml", style="un") == dumps(_TOPIC, format="yaml")


def test_unknown_style_writes_nothing(tmp_path: Path) -> None:
    """A style that there is not leaves no file."""
    with pytest.raises(InvalidValueError, match="expected a house style: un or eu"):
        save(_TOPIC, tmp_path / "x.yaml", style="nato")
    assert list(tmp_path.iterdir()) == []
