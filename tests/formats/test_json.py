from __future__ import annotations

import json as stdlib
from typing import Any

import pytest
import rfc8785
from hypothesis import given

from seesac_model.dataset import Dataset
from seesac_model.errors import FaultCode, LoadError
from seesac_model.formats import json
from seesac_model.model import Extra, Name, Topic
from tests.strategies.datasets import datasets

_HEADER = '"format": "seesac-model", "version": 1'
_TEXT = f'{{{_HEADER}, "topics": [{{"id": "a", "label": "b"}}]}}'
_TOPIC = Topic(id="a", label="b")


@given(datasets())
def test_every_layout_is_json_for_everybody(dataset: Dataset) -> None:
    """The standard library reads what is written, and flat and canonical say the same."""
    flat: dict[str, Any] = stdlib.loads(json.dumps(dataset))
    assert flat == stdlib.loads(json.dumps(dataset, layout="canonical"))
    assert list(flat)[:2] == ["format", "version"]
    assert stdlib.loads(json.dumps(dataset, layout="nested"))["version"] == 1


@given(datasets())
def test_canonical_datasets_are_those_of_rfc_8785(dataset: Dataset) -> None:
    """Within the whole numbers that RFC 8785 is for, the text is that of an independent implementation."""
    plain: Any = stdlib.loads(json.dumps(dataset, layout="canonical"), parse_int=_whole)
    ours = json.dumps(dataset, layout="canonical")
    if '"\ue000' not in stdlib.dumps(plain, ensure_ascii=False):
        assert rfc8785.dumps(plain).decode() == ours


def _whole(text: str) -> object:
    number = int(text)
    return number if abs(number) < 2**53 else f"\ue000{text}"


def test_the_flat_form() -> None:
    """Two spaces a level, short lists on a line, letters as they are, fields in their order."""
    topic = Topic(id="a", label="Ћ", other_names=(Name(text="b"),), extra=Extra({"x-b": [1, "2"]}))
    assert json.dumps(Dataset([topic])) == (
        "{\n"
        '  "format": "seesac-model",\n'
        '  "version": 1,\n'
        '  "topics": [\n'
        "    {\n"
        '      "id": "a",\n'
        '      "label": "Ћ",\n'
        '      "other_names": [\n'
        "        {\n"
        '          "text": "b"\n'
        "        }\n"
        "      ],\n"
        '      "x-b": [1, "2"]\n'
        "    }\n"
        "  ]\n"
        "}\n"
    )


def test_the_nested_form_has_short_forms() -> None:
    """A value that is its text alone is written as text in the nested form."""
    nested = stdlib.loads(
        json.dumps(Dataset([Topic(id="a", label="a", other_names=(Name(text="b"),))]), layout="nested")
    )
    assert nested["topics"][0]["other_names"] == ["b"]


@pytest.mark.parametrize("text", ["\ufeff" + _TEXT, _TEXT.replace(" ", "\r\n"), f"\n\t{_TEXT}\n\n"])
def test_byte_order_mark_and_white_space_do_not_matter(text: str) -> None:
    """Files from other systems are read, line ends and byte order mark included."""
    assert json.loads(text) == Dataset([_TOPIC])


def test_positions_count_lines_of_every_system() -> None:
    """A carriage return and a line feed end one line; a byte order mark has no column."""
    with pytest.raises(LoadError) as caught:
        json.loads(f'\ufeff{{{_HEADER},\r\n"topics":\r[{{"id": "A",\n"label": "a"}}]}}')
    assert [(fault.line, fault.column) for fault in caught.value.faults] == [(3, 9)]


def test_keys_in_any_order() -> None:
    """The header need not come first in JSON."""
    assert json.loads('{"topics": [{"label": "b", "id": "a"}], "version": 1, "format": "seesac-model"}') == Dataset(
        [_TOPIC]
    )


def test_no_key_stands_twice() -> None:
    """Where the standard library keeps the last of two equal keys in silence, the text is refused."""
    with pytest.raises(LoadError) as caught:
        json.loads(_TEXT.replace('"label"', '"id": "c", "label"'))
    assert [fault.code for fault in caught.value.faults] == [FaultCode.DUPLICATE_KEY]
