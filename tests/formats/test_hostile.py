"""Whatever is read gives a dataset or one of our errors, with positions; never another exception."""

from __future__ import annotations

import random
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, LoadError
from seesac_model.formats import dumps, loads
from tests.strategies.damage import damaged
from tests.strategies.datasets import datasets

_FORMATS: Final = pytest.mark.parametrize("name", ["json", "yaml"])
_MANY: Final = settings(max_examples=8 * settings().max_examples)
_DAMAGE: Final = (
    *(
        '"',
        "'",
        "\\",
        "{",
        "}",
        "[",
        "]",
        ",",
        ":",
        "\n",
        "\r",
        "\t",
        " ",
        "#",
        "&a ",
        "*a",
        "!!str ",
        "<<: ",
        "? ",
        "- ",
    ),
    *("|\n", ">\n", "---\n", "...\n", "%YAML 1.1\n", "null", "~", "NaN", "-Infinity", "1e999", "-0", "1" * 400, "0x1F"),
    *("\ud800", "\\ud800", "\\u0000", "\0", "\x1b", "\x85", "\u2028", "\ufeff", "\u202e", "e\u0301" * 40, "é", "😀"),
    *("[" * 70, '{"a":' * 70, "- " * 70, "a: " * 3, '"id": "a", ', "id: a\n", '"id": 7', "x-a: {x: [y]}", '"x-A": 1'),
)


@st.composite
def _damaged_texts(draw: st.DrawFn, name: str) -> str:
    text = dumps(draw(datasets(most=4)), format=name, layout=draw(st.sampled_from(("flat", "nested"))))
    for _ in range(draw(st.integers(1, 3))):
        text = damaged(text, _DAMAGE, draw)
    return text


def _faults_are_placed(data: str | bytes, name: str) -> None:
    faults = loads(data, format=name, on_error="collect").faults
    if not faults:
        loads(data, format=name)
        return
    with pytest.raises(LoadError) as caught:
        loads(data, format=name)
    assert caught.value.faults == faults
    assert all(fault.line and fault.column and fault.found and fault.expected for fault in faults)
    lines = len((data if isinstance(data, str) else data.decode(errors="replace")).splitlines()) + 1
    assert all((fault.line or 0) <= lines for fault in faults)


@_FORMATS
@_MANY
@given(data=st.data())
def test_damaged_texts_give_faults_with_positions(name: str, data: st.DataObject) -> None:
    """Cut, doubled, swapped and spoilt at up to three places, a text is a dataset still or gives placed faults."""
    _faults_are_placed(data.draw(_damaged_texts(name)), name)


@_FORMATS
@_MANY
@given(data=st.data())
def test_damaged_bytes_give_faults_with_positions(name: str, data: st.DataObject) -> None:
    """Bytes that were overwritten give a dataset or placed faults, also where they are no UTF-8."""
    raw = bytearray(data.draw(_damaged_texts(name)).encode(errors="surrogatepass"))
    for _ in range(data.draw(st.integers(1, 4))):
        if raw:
            raw[data.draw(st.integers(0, len(raw) - 1))] = data.draw(st.integers(0, 255))
    _faults_are_placed(bytes(raw), name)


@_FORMATS
@given(st.text(max_size=80))
def test_any_text_gives_faults_with_positions(name: str, text: str) -> None:
    """What was never a dataset gives placed faults."""
    _faults_are_placed(text, name)


@_FORMATS
@given(text=st.text(st.sampled_from("{}[]:,\"'-?&*!|>#%@ \n\tab01~\\"), max_size=60))
def test_any_structure_gives_faults_with_positions(name: str, text: str) -> None:
    """What is made of the characters that mean something to the parsers gives placed faults."""
    _faults_are_placed(text, name)


@pytest.mark.parametrize(
    ("text", "name", "code"),
    [
        ("[" * 100_000, "json", FaultCode.TOO_DEEP),
        ('{"a":' * 100_000, "json", FaultCode.TOO_DEEP),
        ("[" * 100_000, "yaml", FaultCode.TOO_DEEP),
        ("- " * 100_000, "yaml", FaultCode.TOO_DEEP),
        ("a: &a [*a, *a]", "yaml", FaultCode.UNSUPPORTED),
        ('"' + "a" * 1_000_001 + '"', "json", FaultCode.TOO_LARGE),
        ("1" * 100_000, "json", FaultCode.TOO_LARGE),
        ('{"a":1,' + '"a":1,' * 2_000 + '"a":1}', "json", FaultCode.TOO_LARGE),
    ],
    ids=["lists", "mappings", "flow lists", "block lists", "aliases", "text", "number", "faults"],
)
def test_bombs_are_refused(text: str, name: str, code: FaultCode) -> None:
    """Depth and sizes are bounded before anything recursive or slow sees them."""
    with pytest.raises(LoadError) as caught:
        loads(text, format=name)
    assert code in {fault.code for fault in caught.value.faults}


def test_a_long_number_in_an_extra_key_is_no_bomb() -> None:
    """Digits that no number holds are text in YAML, and comparing them takes no time."""
    text = f"format: seesac-model\nversion: 1\ntopics: [{{id: a, label: a, x-a: {'1' * 100_000}}}]"
    assert loads(text, format="yaml").topics["a"].extra["x-a"] == "1" * 100_000


@pytest.mark.parametrize("seed", range(3))
def test_many_faults_are_all_listed(seed: int) -> None:
    """A thousand bad records among good ones give a thousand faults, and the good ones are kept."""
    numbers = random.Random(seed)  # noqa: S311 - to choose cases
    bad = [numbers.random() < 0.5 for _ in range(1000)]
    entries = "".join(f"- {{id: t{number}, label: {'[]' if is_bad else 'a'}}}\n" for number, is_bad in enumerate(bad))
    result = loads(f"format: seesac-model\nversion: 1\ntopics:\n{entries}", format="yaml", on_error="collect")
    assert [len(result.faults), len(result.dataset)] == [sum(bad), 1000 - sum(bad)]
