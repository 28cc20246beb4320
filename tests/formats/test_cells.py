from __future__ import annotations

import contextlib
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.formats._cells import (
    CellPositions,
    CellValue,
    cell_name,
    cell_text,
    entries_text,
    guarded,
    is_blank,
    read_entries,
    read_json,
    read_scalar,
    unguarded,
    value_text,
)
from seesac_model.formats._tree import MappingNode, Mark, SequenceNode, UntypedScalar
from seesac_model.model import Citation, Footnote, HouseStyle, Name, Value

_DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_SPEAKING = st.text(st.sampled_from("a;'\"{}[]=+-@\t\r\n＝ \\,:b"), max_size=12) | st.text(max_size=12)
_WRITABLE = _SPEAKING.filter(lambda text: "\0" not in text)  # No field holds such a character.


def _read(text: str, base: type = str) -> SequenceNode:
    return read_entries(text, base, CellPositions(), CellPositions.offset(2, 3))


def _refused(text: str) -> tuple[FaultCode, tuple[str | int, ...], str]:
    with pytest.raises(InvalidValueError) as caught:
        _read(text)
    fault = caught.value.faults[0]
    return fault.code, fault.path, fault.found


@given(_SPEAKING)
@example("'=a")
@example("''+")
@example("'tween")
def test_guarding_text_can_be_undone(text: str) -> None:
    """unguarded(guarded(x)) == x."""
    assert text == unguarded(guarded(text))


@given(_SPEAKING)
@example("=SUM(A1)")
@example("＝1")
def test_guarded_text_is_no_formula(text: str) -> None:
    """No spreadsheet runs what is guarded: it does not begin with what starts a formula."""
    assert not guarded(text).startswith(_DANGEROUS)


@pytest.mark.parametrize("text", ["", "'tween", "'", "''", "a=b", "a'=b", "{=1}"])
def test_text_that_is_no_formula_stays(text: str) -> None:
    """Apostrophes that people wrote are theirs."""
    assert (text, text) == (guarded(text), unguarded(text))


@pytest.mark.parametrize(
    ("column", "name"), [(1, "A7"), (26, "Z7"), (27, "AA7"), (702, "ZZ7"), (703, "AAA7"), (16_384, "XFD7")]
)
def test_cells_have_the_names_of_spreadsheets(column: int, name: str) -> None:
    """Columns are counted in letters, of which none is nought."""
    assert name == cell_name(7, column)


@given(st.integers(1, 2**40), st.integers(1, 16_384))
def test_every_cell_has_an_offset_of_its_own(row: int, column: int) -> None:
    """Row and column come back from the offset."""
    mark = CellPositions("Events").mark(CellPositions.offset(row, column))
    assert Mark(row, column, f"Events!{cell_name(row, column)}") == mark


def test_a_row_may_begin_in_another_line() -> None:
    """Where cells have line breaks, the line is not the row; rows that are not listed have their own number."""
    positions = CellPositions(lines=[1, 2, 5])
    assert [positions.mark(positions.offset(row, 1)).line for row in (1, 2, 3, 4)] == [1, 2, 5, 4]


@pytest.mark.parametrize(("value", "blank"), [(None, True), (" \n", True), ("a", False), (0, False), (False, False)])
def test_blank_cells_say_nothing(value: CellValue, blank: bool) -> None:  # noqa: FBT001 - what is expected
    """White space is nothing; nought and false are something."""
    assert blank == is_blank(value)


@given(st.lists(_WRITABLE | st.integers() | st.decimals(allow_nan=False, allow_infinity=False, places=2)))
def test_lists_come_back(entries: list[str | int | Decimal]) -> None:
    """read_entries(entries_text(x)) == x, with numbers as their text."""
    texts = [entry if isinstance(entry, str) else cell_text(entry) for entry in entries]
    assert texts == (_read(entries_text(entries)) if entries else [])


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (True, "true"), (24, "24"), (41.5, "41.5"), (Decimal("1.234"), "1.2340"), ("a", "a")],
)
def test_cells_have_a_text(value: CellValue, text: str) -> None:
    """Numbers are written as every reader of numbers takes them, and nothing is empty."""
    assert text == cell_text(value)


def test_values_without_a_short_text_are_json() -> None:
    """What the short text does not say stands in JSON, in lists and alone."""
    values: tuple[Value, ...] = (
        Citation(source_id="article"),
        Citation(source_id="article", fields=("dates",)),
        Footnote(style=HouseStyle.UN, text="a; b"),
        Name(text="a; b"),
    )
    expected = 'article; {"source_id": "article", "fields": ["dates"]}; {"style": "un", "text": "a; b"}; "a; b"'
    assert expected == entries_text(values)
    assert [value_text(values[0]), value_text(values[2])] == ["article", '{"style": "un", "text": "a; b"}']


def test_a_short_text_that_looks_like_json_is_written_as_json() -> None:
    """A lone value whose text begins with a brace would be read as JSON, so it is."""
    assert value_text(Name(text="{a}")) == '{"text": "{a}"}'


def test_other_things_are_no_entries() -> None:
    """What has no text is a mistake of the program."""
    with pytest.raises(TypeError, match="a list is no entry"):
        entries_text([[]])


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("a;b", ["a", "b"]),
        (" a ; b ; ", ["a", "b"]),
        ("a\nb\r\nc", ["a", "b", "c"]),
        ("a;\n\nb\n;c", ["a", "b", "c"]),
        ('"a; b";c', ["a; b", "c"]),
        ('"a\\"b"\n', ['a"b']),
        ("'a';b", ["'a'", "b"]),
        ('a "b"; c{d}', ['a "b"', "c{d}"]),
        ("\u2003{}", [{}]),
    ],
)
def test_people_may_separate_entries_by_line_breaks(text: str, entries: list[object]) -> None:
    """Semicolons and line breaks separate, and one of them may stand at the end."""
    assert entries == _read(text)


@pytest.mark.parametrize(
    ("text", "code", "path", "found"),
    [
        ("a;;b", FaultCode.SYNTAX, (1,), "an empty entry"),
        (";a", FaultCode.SYNTAX, (0,), "an empty entry"),
        (";", FaultCode.SYNTAX, (0,), "an empty entry"),
        ("a; ;", FaultCode.SYNTAX, (1,), "an empty entry"),
        ("[a, b]", FaultCode.SYNTAX, (0,), "an entry in brackets"),
        ('"a" b', FaultCode.SYNTAX, (0,), "text of 1 character behind an entry in quotes"),
        ('{"a": 1} b', FaultCode.SYNTAX, (0,), "text of 1 character behind an entry in braces"),
        ('a; "b', FaultCode.SYNTAX, (1,), "text without an end at character 1 of the JSON in the cell"),
        ('{"a": 1', FaultCode.SYNTAX, (0,), "the end of the text at character 8 of the JSON in the cell"),
        ("{'a': 1}", FaultCode.SYNTAX, (0,), "a single quote at character 2 of the JSON in the cell"),
        ('{"a": 1,\n"a": 2}', FaultCode.DUPLICATE_KEY, (0, "a"), "the key 'a' a second time at line 2"),
        ('{"a": NaN}', FaultCode.INVALID_NUMBER, (0, "a"), "NaN at character 7 of the JSON in the cell"),
        ('{"a":' * 100, FaultCode.TOO_DEEP, (0, *["a"] * 64), "more than 64 levels of mappings and lists"),
        ("a;" * 100_001, FaultCode.TOO_LARGE, (), "more entries"),
        ('{"a": [' + "1," * 250_001, FaultCode.TOO_LARGE, (), "text of 500009 characters with more commas"),
        ('"' + "a" * 2_000_001, FaultCode.TOO_LARGE, (0,), "JSON of 2,000,002 characters"),
    ],
    ids=range(16),
)
def test_malformed_lists_are_refused(text: str, code: FaultCode, path: tuple[str | int, ...], found: str) -> None:
    """What is no list of entries says where, and JSON is as strict as in a file of its own."""
    given_code, given_path, given_found = _refused(text)
    assert (code, path) == (given_code, given_path)
    assert given_found.startswith(found)


@given(_SPEAKING)
def test_any_text_is_a_list_or_is_refused(text: str) -> None:
    """Nothing but our own error comes of reading a cell."""
    with contextlib.suppress(InvalidValueError):
        assert all(isinstance(entry, str | MappingNode) for entry in _read(text))


def test_all_of_a_cell_stands_at_the_cell() -> None:
    """Faults inside JSON are found at the cell that holds it."""
    cell = Mark(2, 3, "C2")
    (entry,) = _read('{"a": [{"b": 1}]}')
    assert isinstance(entry, MappingNode)
    inner = entry["a"]
    assert isinstance(inner, SequenceNode)
    innermost = inner[0]
    assert isinstance(innermost, MappingNode)
    marks = [*entry.key_marks.values(), *entry.value_marks.values(), *inner.item_marks, innermost.mark]
    assert {cell} == {*marks, *innermost.value_marks.values()}


def test_json_alone_is_read() -> None:
    """A cell may hold one value as JSON."""
    assert read_json(' {"x-a": [1]} ', CellPositions(), 0) == {"x-a": [1]}


@pytest.mark.parametrize("text", ["true", "TRUE", " True "])
def test_spreadsheets_write_truth_in_capitals(text: str) -> None:
    """Truth values are read in any case, where a truth value belongs, and are text elsewhere."""
    assert [True, text.strip()] == [read_scalar(text, bool), read_scalar(text, str)]
    assert isinstance(read_scalar("yes", bool), UntypedScalar)
