from __future__ import annotations

import builtins
import math
import random
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeAlias

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from seesac_model.errors import Fault, FaultCode, InvalidValueError, LoadError, MissingExtraError
from seesac_model.formats import _yaml_text
from seesac_model.formats._tree import (
    MAX_DEPTH,
    MAX_FAULTS,
    Bare,
    FlowMapping,
    FlowSequence,
    Mark,
    PlainScalar,
    key_mark_at,
    mark_at,
)
from seesac_model.formats._yaml_problems import problem_of
from seesac_model.formats._yaml_text import dump_yaml, parse_yaml

_Plain: TypeAlias = "bool | int | float | str | list[_Plain] | dict[str, _Plain] | None"

_VALID = (
    "# comment\nevents:\n  - id: a-1   # comment\n    title: 'It''s \"x\"'\n    note: >-\n      folded\n      text\n\n"
    '    quote: |\n      line\n        more\n    dates: 2023-02-14/..\n    tags: [a, "b\\u010d\\n", {c: d}]\n'
    "  - {id: Ђ, list: [], none: , k: NO}\n? key\n: - - 1\n    - 2\n  -\n"
)
# What is awkward in YAML: its own signs, words of YAML 1.1, white space of every kind, all scripts.
_AWKWARD = st.sampled_from(
    [
        ": ",
        " #",
        "\n",
        "\n\n",
        " ",
        "\t",
        "-",
        "- ",
        "?",
        "? ",
        ",",
        "[",
        "]",
        "{",
        "}",
        "&",
        "*",
        "!",
        "|",
        ">",
        "'",
        '"',
        "%",
        "@",
        "`",
        "\\",
        "---",
        "...",
        "<<",
        "=",
        "~",
        "null",
        "no",
        "Yes",
        "on",
        "true",
        "0",
        "12",
        "012",
        "0o7",
        "0x1F",
        "1_000",
        "12:30",
        "1e3",
        "1.5",
        ".5",
        ".inf",
        "-.INF",
        ".NaN",
        "2023-02-14",
        "2001-12-14 21:59:43.10 -5",
        "\r",
        "\x85",
        "\u2028",
        "\u2029",
        "\ufeff",
        "\xa0",
        "\x07",
        "\x7f",
        "\ufffe",
        "😀",
        "Ђ",
        "č",
        "e\u0301",
        "\u202e",
        "x",
        "y",
        "a b",
        "http://a:b",
        "#",
        ":",
    ],
)  # fmt: skip
_TEXTS = st.one_of(
    st.lists(_AWKWARD, max_size=5).map("".join),
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12),
)
_SCALARS = (
    st.none() | st.booleans() | st.integers(-(2**63), 2**63) | st.floats(allow_nan=False, allow_infinity=False) | _TEXTS
)
_PLAIN = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(_TEXTS, inner, max_size=4),
    max_leaves=12,
)
_MARKED = st.recursive(
    _SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.lists(inner, max_size=4).map(FlowSequence),
        st.dictionaries(_TEXTS, inner, max_size=4),
        st.dictionaries(_TEXTS, inner, max_size=4).map(FlowMapping),
    ),
    max_leaves=12,
)


def _faults(text: str) -> tuple[Fault, ...]:
    with pytest.raises(LoadError) as caught:
        parse_yaml(text)
    return caught.value.faults


def _fault(text: str) -> Fault:
    (fault,) = _faults(text)
    return fault


def _faults_if_any(text: str) -> tuple[Fault, ...]:
    try:
        parse_yaml(text)
    except LoadError as error:
        return error.faults
    return ()


def _untyped(data: object) -> object:
    """Return what is left of plain data when its numbers and constants are the text that stands for them."""
    match data:
        case None:
            return "null"
        case bool():
            return "true" if data else "false"
        case str():
            return str(data)
        case float():
            return data
        case int():
            return str(data)
        case Mapping():
            return {key: _untyped(value) for key, value in data.items()}
        case Sequence():
            return [_untyped(item) for item in data]
        case _:
            raise TypeError


def _retyped(read: object, data: object) -> object:
    """Return what was read, with floats where the data has them."""
    match data:
        case float():
            assert isinstance(read, PlainScalar)
            return float(read)
        case Mapping() if isinstance(read, Mapping):
            return {key: _retyped(value, data.get(key)) for key, value in read.items()}
        case list() if isinstance(read, list) and len(read) == len(data):
            return [_retyped(item, other) for item, other in zip(read, data, strict=True)]
        case _:
            return read


# ------------------------------------------------------------------------------------------------------------- reading


def test_scalars_without_quotes_stay_text_and_are_marked() -> None:
    """Nothing is coerced: the type of a scalar is left to its field, unless quotes make it text."""
    tree = parse_yaml("[NO, 012, 1_000, 2023-02-14, ~, 'NO', \"~\"]\n")
    assert tree == ["NO", "012", "1_000", "2023-02-14", "~", "NO", "~"]
    assert isinstance(tree, list)
    assert [isinstance(item, PlainScalar) for item in tree] == [True] * 5 + [False] * 2


def test_block_scalars_are_text() -> None:
    """Literal and folded text is text like that in quotes."""
    tree = parse_yaml("a: |\n  1\nb: >-\n  2\n  3\n")
    assert tree == {"a": "1\n", "b": "2 3"}
    assert isinstance(tree, dict)
    assert not any(isinstance(value, PlainScalar) for value in tree.values())


def test_an_entry_without_a_value_is_an_empty_plain_scalar() -> None:
    """Nothing behind the colon is told apart from empty text in quotes."""
    tree = parse_yaml("a:\nb: ''\n")
    assert tree == {"a": "", "b": ""}
    assert isinstance(tree, dict)
    assert (isinstance(tree["a"], PlainScalar), isinstance(tree["b"], PlainScalar)) == (True, False)


@pytest.mark.parametrize("text", ["", "\n", "# comment\n", "---\n", "---\n# comment\n...\n", "\ufeff"])
def test_an_empty_document_is_nothing(text: str) -> None:
    """Comments and marks alone are no data."""
    assert parse_yaml(text) is None


def test_a_lone_scalar_is_a_tree() -> None:
    """A document may be one text, plain or quoted."""
    assert parse_yaml("~") == PlainScalar("~")
    assert parse_yaml("''") == ""


def test_keys_are_text_whatever_they_look_like() -> None:
    """A key is never a truth value or a number."""
    assert parse_yaml('no: 1\n1: 2\n"~": 3\n"<<": 4\n? long\n: 5\n') == {
        "no": "1",
        "1": "2",
        "~": "3",
        "<<": "4",
        "long": "5",
    }


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_marks_are_those_of_an_editor(mark: str) -> None:
    """Every key and value has its line and column, also in brackets and behind a byte order mark."""
    tree = parse_yaml(mark + 'a: {"😀č": x, b: [1,\n  22]}\nc:\n  - d: e\nf:\n')
    assert mark_at(tree, ("a", "b")) == Mark(1, 17)
    assert key_mark_at(tree, ("a", "b")) == Mark(1, 14)
    assert mark_at(tree, ("a", "b", 1)) == Mark(2, 3)
    assert mark_at(tree, ("c", 0)) == Mark(4, 5)
    assert mark_at(tree, ("c", 0, "d")) == Mark(4, 8)
    assert mark_at(tree, ("f",)) == Mark(5, 3)


@pytest.mark.parametrize(
    ("text", "found", "places"),
    [
        ("a: &x 1\nb: *x\n", ["an anchor ('&')", "an alias ('*')"], [("$.a", 1, 4), ("$.b", 2, 4)]),
        ("&x a: 1\n*x : 2\n", ["an anchor ('&')", "an alias ('*')"], [("$", 1, 1), ("$", 2, 1)]),
        ("- &x [1]\n", ["an anchor ('&')"], [("$[0]", 1, 3)]),
        ("a: {<<: {b: c}}\n", ["a merge key ('<<')"], [("$.a", 1, 5)]),
        ("a: !!str 1\nb: !x {}\n", ["a tag ('!')", "a tag ('!')"], [("$.a", 1, 4), ("$.b", 2, 4)]),
        ("a: !\n", ["a tag ('!')"], [("$.a", 1, 4)]),
        ("a: !x%25zz b\n", ["a tag ('!')"], [("$.a", 1, 4)]),
        ("~: 1\nnull: 2\n: 3\n", ["a key that is nothing"] * 3, [("$", 1, 1), ("$", 2, 1), ("$", 3, 1)]),
        ("? {a: [b]}\n: 1\n[*c, d]: 2\n", ["a mapping or a list as a key"] * 2, [("$", 1, 3), ("$", 3, 1)]),
        ("a: 1\n---\nb: 2\n", ["a second document"], [("$", 2, 1)]),
        ("%YAML 1.1\n---\na: 1\n", ["a directive"], [("$", 1, 1)]),
        ("a\n...\n%YAML 1.20\n---\n", ["a directive"], [("$", 3, 1)]),
        (f"a\n...\n%YAML 1.{'9' * 5_000}\n---\n", ["a directive"], [("$", 3, 1)]),
        ("\n# x\n%TAG ! x:\n---\na: 1\n", ["a directive"], [("$", 3, 1)]),
    ],
)
def test_what_makes_yaml_surprising_is_refused(text: str, found: list[str], places: list[tuple[str, int, int]]) -> None:
    """Anchors, aliases, merge keys, tags, keys that are no text, directives, second documents are named and placed."""
    faults = _faults(text)
    assert {fault.code for fault in faults} == {FaultCode.UNSUPPORTED}
    assert [fault.found for fault in faults] == found
    assert [(fault.json_path, fault.line, fault.column) for fault in faults] == places


def test_equal_keys_are_refused() -> None:
    """The second of two equal keys is a fault, however it is quoted, and reading goes on."""
    faults = _faults("a: 1\n'a': {b: 1, b: 2}\n")
    assert [(fault.code, fault.json_path, fault.line, fault.column) for fault in faults] == [
        (FaultCode.DUPLICATE_KEY, "$.a", 2, 1),
        (FaultCode.DUPLICATE_KEY, "$.a.b", 2, 13),
    ]


@pytest.mark.parametrize(
    ("text", "position", "suggestion"),
    [
        ("a: b: c\n", (1, 5), "put the text in quotes if it contains ': '"),
        ("a: 1\n b: 2\n", (2, 3), "check the indentation"),
        ("a:\n  b: 1\n c: 2\n", (3, 2), "check the indentation"),
        ("- a\nb: c\n", (2, 1), "check the indentation"),
        ("a:\n\tb: c\n", (2, 1), "spaces"),
        ("a: 1\nb\n", (3, 1), "add ': ' behind the key"),
        ("a: @b\n", (1, 4), "put the text in quotes"),
        ("a: - b\n", (1, 4), "on a line of its own"),
        ("a: ? b\n", (1, 4), "put the text in quotes"),
        ('a: "b" c\n', (1, 8), "put the whole text in quotes"),
        ("- *\n", (1, 4), "put the text in quotes"),
        ("- & a\n", (1, 4), "put the text in quotes"),
        ("- !<a b\n", (1, 6), "put the text in quotes"),
        ("- !a!b c\n", (1, 3), "put the text in quotes"),
        ("a: |x\n  b\n", (1, 5), "put the text in quotes"),
        ("a: |\n  \n   \n b\n", (4, 2), "remove the spaces"),
        ('a: "\\q"\n', (1, 6), "write a backslash"),
        ('a: "\\x4"\n', (1, 7), "write a backslash"),
        ('a: "\\U00110000"\n', (1, 5), "write a backslash"),
        ('a: "\\UFFFFFFFF"\n', (1, 5), "write a backslash"),
        ('a:\n  "b\n', (2, 3), "close the quotes"),
        ('"a\n---\nb"\n', (2, 1), "close the quotes before it"),
        ("a: [b, c\n", (2, 1), "closing bracket is missing"),
        ("a: {b: c]\n", (1, 9), "closing brace is missing"),
        ("a: [b: c: d]\n", (1, 9), "comma or the closing bracket"),
        ("{a: b, , c}\n", (1, 8), "remove the comma"),
        ("a: b\n... c\n", (2, 5), "remove it"),
        ("a: [b]\n%YAML 2.0\n---\n", (2, 1), "remove that line"),
        ("'a'\nb\n", (2, 1), "check the indentation"),
    ],
)
def test_a_syntax_fault_names_the_place_and_the_fix(text: str, position: tuple[int, int], suggestion: str) -> None:
    """What is no YAML is one fault with its position and the likely remedy, in plain words."""
    fault = _fault(text)
    assert (fault.code, fault.line, fault.column) == (FaultCode.SYNTAX, *position)
    assert fault.suggestion is not None
    assert suggestion in fault.suggestion


def test_an_open_bracket_is_named() -> None:
    """Where a closing bracket is missing, the fault says which one is open."""
    assert "line 2, column 4" in _fault("a: 1\nb: [c,\n  d\n").expected


def test_every_problem_has_words() -> None:
    """A problem that only a later release of the parser knows is still a fault in plain words."""
    assert problem_of("found something new").found == "something that is not YAML"


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\x7f", "\x85", "\u2028", "\u2029", "\ud800", "\ufffe", "\ufeff"]
)
def test_characters_that_need_an_escape_are_refused(character: str) -> None:
    """What YAML does not allow, or parsers disagree on, is named with its place before the parser sees it."""
    fault = _fault(f"a: 'b'\nc: 'd{character}'\n")
    assert (fault.code, fault.line, fault.column) == (FaultCode.ENCODING, 2, 6)
    assert f"U+{ord(character):04X}" in fault.found


@pytest.mark.parametrize("escape", ["\\0", "\\ud800", "\\U0000DFFF"])
def test_escapes_for_what_is_no_text_are_refused(escape: str) -> None:
    """NUL and lone surrogates are refused in values and keys."""
    faults = _faults(f'"{escape}": "{escape}"')
    assert [(fault.code, fault.column) for fault in faults] == [
        (FaultCode.INVALID_TEXT, 1),
        (FaultCode.INVALID_TEXT, len(escape) + 5),
    ]


@pytest.mark.parametrize("text", ["a" * 41, f"? {'k' * 31}\n: 1"])
def test_what_is_too_long_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts and keys have a greatest length."""
    monkeypatch.setattr(_yaml_text, "LONGEST_TEXT", 40)
    monkeypatch.setattr(_yaml_text, "LONGEST_KEY", 30)
    assert _fault(text).code == FaultCode.TOO_LARGE


@pytest.mark.parametrize("limit", ["YAML_MAX_BYTES", "YAML_MAX_NODES"])
def test_the_whole_has_a_limit(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the size nor the number of keys and values is without an end."""
    monkeypatch.setattr(_yaml_text, limit, 3)
    assert _fault("[a, b, c]").code == FaultCode.TOO_LARGE


@pytest.mark.parametrize(
    ("text", "column"),
    [
        ("[" * 200, MAX_DEPTH + 1),
        ("- " * 200, 2 * MAX_DEPTH + 1),
        ("{a: " * 200, 4 * MAX_DEPTH + 1),
        ("? [" + "[" * 200, MAX_DEPTH + 2),
    ],
)
def test_depth_is_limited(text: str, column: int) -> None:
    """The 65th level is refused where it opens, in brackets, in blocks and in keys."""
    fault = _faults(text)[-1]
    assert (fault.code, fault.column) == (FaultCode.TOO_DEEP, column)


def test_the_greatest_depth_is_read() -> None:
    """64 levels are no fault."""
    assert parse_yaml("[" * MAX_DEPTH + "]" * MAX_DEPTH) is not None


def test_the_list_of_faults_is_limited() -> None:
    """A text of nothing but faults does not fill the memory with them."""
    assert len(_faults("k: v\n" * (MAX_FAULTS + 5))) == MAX_FAULTS + 1


def test_a_missing_parser_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without ruamel.yaml the error names the extra."""
    original: Callable[..., object] = builtins.__import__

    def refuse(name: str, *arguments: object) -> object:
        if name.startswith("ruamel"):
            raise ImportError(name)
        return original(name, *arguments)

    monkeypatch.setattr(builtins, "__import__", refuse)
    with pytest.raises(MissingExtraError) as caught:
        parse_yaml("a: 1")
    assert caught.value.extra == "yaml"


def _hostile() -> Iterator[str]:
    """Yield the valid text cut off, damaged and overgrown in a few hundred ways, always the same."""
    yield from (_VALID[:end] for end in range(len(_VALID)))
    chance = random.Random(1202)  # noqa: S311 - the same damage in every run
    signs = [
        "&a ",
        "*a ",
        "!",
        "!x%25zz ",
        "<<: ",
        "%",
        "[",
        "}",
        ": ",
        "- ",
        "? ",
        "|",
        ">9",
        "'",
        '"',
        "\\",
        "\\U00110000",
        "\t",
    ]
    signs += [
        "\n",
        "\n---\n",
        "\n...\n",
        "\n%TAG ! x\n",
        "\r",
        "\x00",
        "\x85",
        "\u2028",
        "\ufeff",
        "\ud800",
        "#",
        "@",
        "😀",
    ]
    for _ in range(500):
        text = _VALID
        for _ in range(chance.randrange(1, 4)):
            place = chance.randrange(len(text))
            text = text[:place] + chance.choice(signs) + text[place + chance.randrange(3) :]
        yield text
    for bomb in (
        "[",
        "{a: ",
        "- ",
        "? ",
        "[?,",
        "a: ",
        "&a ",
        "*a,",
        "!a ",
        "|\n",
        "# ",
        "'",
        '"\\',
        "---\n",
        "%a\n",
        " ",
        "\t",
        "a:\n ",
    ):
        yield bomb * 400
    yield from (
        "a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n",
        '"\\UFFFFFFFF"',
        "!<%zz> a",
        "!%C3 a",
        "%YAML 1." + "9" * 5_000,
    )


def test_hostile_texts_give_our_errors_with_positions() -> None:
    """However broken a text is, it is a tree, or every fault has line and column."""
    for text in _hostile():
        assert all(fault.line and fault.column for fault in _faults_if_any(text))


def test_messages_quote_no_free_text() -> None:
    """A fault near a name does not repeat it."""
    for text in (
        "name: Gunnar: x",
        "[Gunnar Strömmer",
        "- Gunnar\nStrömmer: x",
        "a: !Gunnar b",
        "a: *Gunnar",
        "a: &Gunnar b",
    ):
        message = "".join(str(fault) for fault in _faults(text))
        assert ("Gunnar" in message, "Strömmer" in message) == (False, False)


# ------------------------------------------------------------------------------------------------------------- writing


@given(_MARKED)
@example(
    {"no": ["012", "1_000", "2023-02-14", "12:30", "~", "null", "1e3", "", "`", "=", "<<", "0o7", "y", "a: b", "a #b"]}
)
@example({"a": "x\n\ny\n", "b": ["\n", " x\ny", "x \ny", "x\n\n", "x\n\ty", "---\n...", "#x\n- y"]})
@example({"k" * 1_100: {"a": [1]}, "l" * 1_100: "x\ny", "m" * 1_100: []})
@example([1e16, 1e-7, -0.0, 5e-324, 2**63])
@example([[[], {}], [{}], {"a": [[1, [2]], {"b": {}}]}])
def test_other_readers_read_what_was_written(data: _Plain) -> None:
    """Oracle: PyYAML (YAML 1.1) and ruamel.yaml (YAML 1.2) read the very data that was written."""
    text = dump_yaml(data)
    assert repr(yaml.safe_load(text)) == repr(_without_marks(data))
    assert repr(_without_marks(YAML(typ="safe", pure=True).load(text))) == repr(_without_marks(data))


def _without_marks(data: object) -> object:
    if isinstance(data, dict):
        return {key: _without_marks(value) for key, value in data.items()}
    return [_without_marks(item) for item in data] if isinstance(data, list) else data


@given(_PLAIN)
def test_what_was_written_reads_back(data: _Plain) -> None:
    """Round trip: up to the types of plain scalars, what is written is read; text that was quoted is read as text."""
    read = parse_yaml(dump_yaml([data]))
    assert _retyped(read, [data]) == _untyped([data])


@given(st.lists(_AWKWARD, max_size=4).map("".join))
@example("...")
@example("2023-02-14/..")
@example("{2020,2021}")
def test_bare_text_reads_back(text: str) -> None:
    """Text that is marked to stay without quotes is read as the same text, in a block and in brackets."""
    read = parse_yaml(dump_yaml({"a": Bare(text), "b": FlowSequence([Bare(text)])}))
    assert read == {"a": text, "b": [text]}


def test_a_year_before_1000_has_quotes() -> None:
    """To other readers the text 0001 without quotes would be the number one."""
    assert dump_yaml({"a": Bare("0001"), "b": Bare("1001")}) == 'a: "0001"\nb: 1001\n'


@pytest.mark.parametrize(
    "text", ["2023-02-14", "2023-02", "2023", "2022-10~", "2023?", "2019-05-28/..", "/2024", "XXXX-03-28", "1_000"]
)
def test_bare_text_stays_without_quotes(text: str) -> None:
    """Dates stand as people type them where the caller says so."""
    assert dump_yaml({"a": Bare(text)}) == f"a: {text}\n"


def test_an_entry_without_a_value_stands_behind_its_colon() -> None:
    """A fault in a missing value is shown on the line of its key, not where the parser noticed it."""
    tree = parse_yaml("a :\n\n# comment\n\nb: {c, d: }\n? e\n")
    assert [mark_at(tree, path) for path in (("a",), ("b", "d"), ("b", "c"), ("e",))] == [
        Mark(1, 4),
        Mark(5, 10),
        Mark(5, 6),
        Mark(7, 1),
    ]


@pytest.mark.parametrize("text", ["{2020-11-05,2020-11-10}", "~", "", "no", "a: b", " a", "- a", "a\t"])
def test_bare_text_that_would_not_survive_is_quoted(text: str) -> None:
    """The mark is a wish, not a command."""
    assert dump_yaml([Bare(text)])[2] == '"'


@pytest.mark.parametrize(
    "text", ["no", "Y", "012", "1_000", "2023-02-14", "12:30", "~", "null", "1e3", "", "`", "=", "<<", ".5", "+1"]
)
def test_text_that_looks_like_something_else_is_quoted(text: str) -> None:
    """What YAML 1.1 or 1.2 would not read as text is quoted, as a value and as a key."""
    assert dump_yaml({text: text}) == f'"{text}": "{text}"\n'


@pytest.mark.parametrize(
    "text", ["a-b", "It's", "Ђ č", "a#b", "a:b", "5th meeting", "x, y [z]", "(x)", "Russia’s", "http://a.b/?c=d"]
)
def test_ordinary_text_is_not_quoted(text: str) -> None:
    """Quotes stand only where they are needed."""
    assert dump_yaml([text]) == f"- {text}\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('say "x"', 'say "x"'),
        ('"x" said', "'\"x\" said'"),
        ('"it\'s"', '"\\"it\'s\\""'),
        ("\\: ", "'\\: '"),
        ("a\tb", '"a\\tb"'),
        ("a\r\n", '"a\\r\\n"'),
        ("\x07\x85\u2028\u2029\ufeff", '"\\u0007\\N\\L\\P\\uFEFF"'),
    ],
)
def test_quotes_are_chosen_for_reading(text: str, expected: str) -> None:
    """Single quotes stand where double ones would need escapes, double ones where there is no other way."""
    assert dump_yaml([text]) == f"- {expected}\n"


def test_the_layout_is_that_of_a_person() -> None:
    """Two spaces a level, lists below their key, keys in the order given, literal blocks, brackets where wished."""
    data = {
        "b": [{"id": "x", "l": ["y", [1, 2]]}, FlowMapping(a=1, b=[None, {"c": True}])],
        "a": "two\n  lines\n",
        "c": ["no\n\nend"],
        "d": {},
        "e": FlowSequence(["?", "z" * 30]),
        "f": FlowSequence(["z" * 60, "z" * 60]),
    }
    assert dump_yaml(data) == (
        'b:\n  - id: x\n    l:\n      - "y"\n      - - 1\n        - 2\n  - {a: 1, b: [null, {c: true}]}\n'
        "a: |\n  two\n    lines\nc:\n  - |-\n    no\n\n    end\nd: {}\n"
        f'e: ["?", {"z" * 30}]\nf:\n  - {"z" * 60}\n  - {"z" * 60}\n'
    )


def test_a_lone_value_is_written() -> None:
    """Data without a mapping or a list is one line."""
    assert (dump_yaml("a"), dump_yaml([]), dump_yaml(())) == ("a\n", "[]\n", "[]\n")


def test_data_that_is_too_deep_is_not_written() -> None:
    """What could not be read again is refused, in blocks and in brackets, and the greatest depth is written."""
    data: object = {}
    for _ in range(MAX_DEPTH - 1):
        data = [data]
    assert parse_yaml(dump_yaml(data)) == data
    for deeper in ([data], {"a": data}, FlowSequence([data])):
        with pytest.raises(InvalidValueError):
            dump_yaml(deeper)


@pytest.mark.parametrize("data", [[math.nan], [math.inf], ["\x00"], ["\ud800"], {"\ud800": 1}])
def test_what_could_not_be_read_is_not_written(data: object) -> None:
    """Numbers that are not finite and text that is none are refused."""
    with pytest.raises(InvalidValueError):
        dump_yaml(data)


@pytest.mark.parametrize("data", [{1: 2}, [object()], FlowMapping({"a": b"x"})])
def test_only_plain_data_is_written(data: object) -> None:
    """What YAML has no form for here is a mistake of the caller."""
    with pytest.raises(TypeError):
        dump_yaml(data)
