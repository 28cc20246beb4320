from __future__ import annotations

import contextlib
import json
import math
import random
from collections.abc import Iterator
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.errors import Fault, FaultCode, InvalidValueError, LoadError
from seesac_model.formats import _json_text
from seesac_model.formats._json_text import dump_pretty, parse_json
from seesac_model.formats._tree import LONGEST_KEY, LONGEST_NUMBER, LONGEST_TEXT, MAX_DEPTH, MAX_FAULTS

_Plain: TypeAlias = "bool | int | float | str | list[_Plain] | dict[str, _Plain] | None"

_VALID = (
    '{"events": [{"id": "a-1", "n": [0, -1, 2.5, 1e3, -0.0, 1E+2], "t": "\\u010cakovec \\ud83d\\ude00 \\"x\\"\\n"},\r\n'
    '\t{}, [], true, false, null, "", [[["Ђ"]]]], "note": "e\u0301 \u2028 \ufeff"} '
)
_TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
_PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | _TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=12,
)


def _faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(LoadError) as caught:
        parse_json(text)
    return caught.value.faults


def _fault(text: str) -> Fault:
    (fault,) = _faults(text)
    return fault


def _is_read_or_placed(text: str) -> bool:
    """Whether the text is read as the standard library reads it, or else every fault of it has line and column."""
    try:
        ours = parse_json(text)
    except LoadError as error:
        return all(fault.line and fault.column for fault in error.faults)
    return _same(ours, json.loads(text))


def _same(ours: object, theirs: object) -> bool:
    """Compare with types and signs, which `==` does not."""
    return repr(ours) == repr(theirs)


def test_every_kind_of_value_is_read() -> None:
    """A text with everything that JSON has gives what the standard library gives."""
    assert _same(parse_json(_VALID), json.loads(_VALID))


@pytest.mark.parametrize("text", ["1", '"x"', "null", " [ ] ", "\n{\t}\r"])
def test_any_value_is_a_text(text: str) -> None:
    """A JSON text is any value, with white space around it."""
    assert _same(parse_json(text), json.loads(text))


def test_a_byte_order_mark_is_skipped() -> None:
    """The mark that some editors write is no fault, as RFC 8259 allows, and shifts no column."""
    assert parse_json("\ufeff[1]") == [1]
    assert _fault("\ufeff[x]").column == 2


@given(_PLAIN)
def test_pretty_text_reads_back(data: _Plain) -> None:
    """Round trip: what is written is read as the same values of the same types."""
    assert _same(parse_json(dump_pretty(data)), data)
    assert _same(json.loads(dump_pretty(data)), data)


@given(_PLAIN, st.booleans(), st.sampled_from([None, 1]))
def test_the_standard_library_agrees_on_what_it_wrote(data: _Plain, ascii_only: bool, indent: int | None) -> None:  # noqa: FBT001
    """Oracle: any spelling of the standard library is read as the standard library reads it."""
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    assert _same(parse_json(text), json.loads(text))


@given(st.text(st.sampled_from(list("[]{}:,\"\\u0dtruefalsn123.eE+-/ \n'")), max_size=24))
@settings(max_examples=300)
def test_nothing_is_read_that_the_standard_library_refuses(text: str) -> None:
    """Oracle: what both read is equal, and what the standard library refuses is refused here."""
    assert _is_read_or_placed(text)


@pytest.mark.parametrize(
    ("text", "position", "suggestion"),
    [
        ("", (1, 1), "cut off"),
        ("[", (1, 2), "cut off"),
        ("[1", (1, 3), "a ']' is missing"),
        ('{"a": 1', (1, 8), "a '}' is missing"),
        ("{", (1, 2), "a '}' is missing"),
        ("[1,]", (1, 4), "remove the comma before ']'"),
        ('{"a": 1,}', (1, 9), "remove the comma before '}'"),
        ("[,1]", (1, 2), "write a value before this"),
        ("[1,,2]", (1, 4), "write a value before this"),
        ("{,}", (1, 2), "remove this comma"),
        ('{"a": }', (1, 7), "write a value before this"),
        ('{"a": 1\n "b": 2}', (2, 2), "a comma is missing before this"),
        ("[1 2]", (1, 4), "a comma is missing before this"),
        ("[1}", (1, 3), "close this with ']'"),
        ('{"a": 1]', (1, 8), "close this with '}'"),
        ("[1: 2]", (1, 3), "a list has no keys"),
        ('{"a" 1}', (1, 6), "write a colon"),
        ('{"a"= 1}', (1, 5), "write a colon"),
        ("[1]]", (1, 4), "remove this bracket"),
        ("[1] x", (1, 5), "a single value"),
        ('{"a": 1} {"b": 2}', (1, 10), "a single value"),
        ('{"a": 1}\n {"b": 2}', (2, 2), "is JSON Lines"),
        ('{"a": 1}\r{"b": 2}', (2, 1), "is JSON Lines"),
        ('{"a": 1}\n{"a": 2}', (2, 1), "give it the extension .jsonl"),
        ("[True]", (1, 2), "write true in lower case"),
        ("[None]", (1, 2), "write null"),
        ("nan", (1, 1), "write null"),
        ("['a']", (1, 2), "use double quotes"),
        ("[“a”]", (1, 2), "use straight double quotes"),
        ("{a: 1}", (1, 2), "put the key in double quotes"),
        ("{1: 1}", (1, 2), "put the key in double quotes"),
        ("{'a': 1}", (1, 2), "use double quotes"),
        ("[abc]", (1, 2), "put text in double quotes"),
        ("[01]", (1, 3), "without leading zeros"),
        ("[1.]", (1, 3), "a digit after the point"),
        ("[1e]", (1, 3), "a digit after the point"),
        ("[0x1F]", (1, 3), "in decimal digits"),
        ("[.5]", (1, 2), "a digit before and after it"),
        ("[+1]", (1, 2), "without it"),
        ("[-]", (1, 2), "a digit after it"),
        ("// x\n[]", (1, 1), "no comments"),
        ("[1 # x\n]", (1, 4), "no comments"),
        ('"a', (1, 1), "close the quotes"),
        ('"a\nb"', (1, 3), "write \\n"),
        ('"a\tb"', (1, 3), "write a tab as \\t"),
        ('"a\x01b"', (1, 3), "remove that character"),
        ('"\\x"', (1, 2), "write a backslash"),
        ('"\\', (1, 2), "write a backslash"),
    ],
)
def test_a_syntax_fault_names_the_place_and_the_fix(text: str, position: tuple[int, int], suggestion: str) -> None:
    """What is no JSON is one fault with its position and the likely remedy."""
    fault = _fault(text)
    assert (fault.code, fault.line, fault.column) == (FaultCode.SYNTAX, *position)
    assert fault.suggestion is not None
    assert suggestion in fault.suggestion


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[@]", "'@'"),
        ("[\u00a0]", "the character U+00A0"),
        ("[1 @]", "'@'"),
        ('"\\u12"', "an incomplete \\u escape"),
        ("[Gunnar]", "a word without quotes"),
        ("[1", "the end of the text"),
        ("{@}", "'@'"),
    ],
)
def test_a_syntax_fault_says_what_was_found(text: str, found: str) -> None:
    """Single signs are shown, words that may be anybody's name are not."""
    assert _fault(text).found == found


def test_a_syntax_fault_knows_its_path() -> None:
    """A fault of syntax names the mapping or list in which it stands."""
    assert _fault('{"events": [{}, {"id" 1}]}').json_path == "$.events[1]"


def test_all_faults_that_leave_the_syntax_whole_are_listed() -> None:
    """One reading lists equal keys, impossible numbers and impossible texts, each with its path and position."""
    text = (
        '{"a": 1,\n "a": [NaN, -Infinity, 1e999, 1e-999, 9223372036854775808, "\\ud800"],\n'
        ' "\\u0000": {"b": "\\u0000"}}'
    )
    assert [(fault.code, fault.json_path, fault.line, fault.column) for fault in _faults(text)] == [
        (FaultCode.DUPLICATE_KEY, "$.a", 2, 2),
        (FaultCode.INVALID_NUMBER, "$.a[0]", 2, 8),
        (FaultCode.INVALID_NUMBER, "$.a[1]", 2, 13),
        (FaultCode.INVALID_NUMBER, "$.a[2]", 2, 24),
        (FaultCode.INVALID_NUMBER, "$.a[3]", 2, 31),
        (FaultCode.INVALID_NUMBER, "$.a[4]", 2, 39),
        (FaultCode.INVALID_TEXT, "$.a[5]", 2, 60),
        (FaultCode.INVALID_TEXT, "$", 3, 2),
        (FaultCode.INVALID_TEXT, "$['\\x00'].b", 3, 18),
    ]


def test_a_lone_number_out_of_range_has_an_empty_path() -> None:
    """A fault of the whole text has no path."""
    assert _fault("-Infinity").path == ()


@pytest.mark.parametrize("number", [2**63 - 1, -(2**63), 0])
def test_integers_of_64_bits_are_read(number: int) -> None:
    """The largest and the smallest integer of 64 bits are inside the range."""
    assert parse_json(str(number)) == number


@pytest.mark.parametrize("number", [2**63, -(2**63) - 1, 10**25])
def test_integers_beyond_64_bits_are_refused(number: int) -> None:
    """The next integers are outside, however long they are."""
    assert _fault(str(number)).code == FaultCode.INVALID_NUMBER


@pytest.mark.parametrize(
    "text",
    [
        "1" * (LONGEST_NUMBER + 1),
        f'"{"a" * (LONGEST_TEXT + 1)}"',
        f'"\\n{"a" * LONGEST_TEXT}"',
        f'{{"{"k" * (LONGEST_KEY + 1)}": 1}}',
    ],
)
def test_what_is_too_long_is_refused(text: str) -> None:
    """Numbers, texts and keys have a greatest length."""
    assert _fault(text).code == FaultCode.TOO_LARGE


def test_a_text_that_is_too_long_is_not_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    """The size of the whole is checked before its first character."""
    monkeypatch.setattr(_json_text, "JSON_MAX_BYTES", 3)
    assert _fault("????").code == FaultCode.TOO_LARGE


def test_a_surrogate_that_is_not_escaped_is_refused() -> None:
    """A text that is no Unicode text is refused as such."""
    fault = _fault('["\ud800"]')
    assert (fault.code, fault.line, fault.column) == (FaultCode.ENCODING, 1, 3)


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_depth_is_limited(opening: str, closing: str) -> None:
    """64 levels are read and the 65th is refused where it opens, with no recursion in between."""
    parse_json(opening * (MAX_DEPTH - 1) + "[]" + closing * (MAX_DEPTH - 1))
    fault = _fault(opening * 200_000)
    assert (fault.code, fault.column) == (FaultCode.TOO_DEEP, MAX_DEPTH * len(opening) + 1)


def test_the_list_of_faults_is_limited() -> None:
    """A text of nothing but faults does not fill the memory with them."""
    assert len(_faults("[" + "NaN," * 5_000)) == MAX_FAULTS + 1


def _hostile() -> Iterator[str]:
    """Yield the valid text cut off, damaged and overgrown in a few hundred ways, always the same."""
    yield from (_VALID[:end] for end in range(len(_VALID)))
    chance = random.Random(8259)  # noqa: S311 - the same damage in every run
    for _ in range(300):
        place = chance.randrange(len(_VALID))
        replacement = chance.choice(
            ['"', "\\", "[", "}", ",", ":", "\x00", "\ud800", "\u2028", "\ufeff", "9" * 30, "-", "e"]
        )
        yield _VALID[:place] + replacement + _VALID[place + chance.randrange(3) :]
    for bomb in (
        "[",
        '{"":',
        '[{"a":',
        "[[],",
        '"\\u0041',
        "-",
        "1e",
        "\\",
        " ",
        "\n",
        '"a"',
        "//",
        "/*",
        "\u00a0",
        "٣",
        "\uff11",
    ):
        yield bomb * 1_000


def test_hostile_texts_give_our_errors_with_positions() -> None:
    """However broken a text is, it is read as the standard library reads it, or every fault has line and column."""
    for text in _hostile():
        assert _is_read_or_placed(text)


def test_messages_quote_no_free_text() -> None:
    """A fault near a name does not repeat it."""
    for text in ("[Gunnar Strömmer]", '["Gunnar Strömmer" x]', '["Gunnar Strömmer\\ud800"]', '{"a": "Gunnar Strömmer"'):
        with contextlib.suppress(UnicodeEncodeError):
            assert "Gunnar" not in "".join(str(fault) for fault in _faults(text))


def test_pretty_text_is_for_people() -> None:
    """Two spaces a level, characters as they are, short lists on one line, and a line feed at the end."""
    data = {"Č": [1, "Ђ"], "e": [], "m": {}, "l": [{"a": None}], "t": ("x" * 60, "y" * 60)}
    assert dump_pretty(data) == (
        '{\n  "Č": [1, "Ђ"],\n  "e": [],\n  "m": {},\n  "l": [\n    {\n      "a": null\n    }\n  ],\n'
        f'  "t": [\n    "{"x" * 60}",\n    "{"y" * 60}"\n  ]\n}}\n'
    )


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_are_not_finite_are_not_written(number: float) -> None:
    """JSON has no infinities and no NaN."""
    with pytest.raises(InvalidValueError) as caught:
        dump_pretty([number])
    assert caught.value.faults[0].code == FaultCode.INVALID_NUMBER


def test_data_that_is_too_deep_is_not_written() -> None:
    """What could not be read again is refused, and data of the greatest depth is written."""
    data: object = {}
    for _ in range(MAX_DEPTH - 1):
        data = {"a": data}
    assert parse_json(dump_pretty(data)) == data
    with pytest.raises(InvalidValueError):
        dump_pretty([data])


@pytest.mark.parametrize("data", [{1: 2}, {"a": object()}, [b"x"]])
def test_only_plain_data_is_written(data: object) -> None:
    """What JSON has no form for is a mistake of the caller."""
    with pytest.raises(TypeError):
        dump_pretty(data)
