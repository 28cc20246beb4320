from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
import sys
from collections.abc import Callable
from decimal import Decimal
from html.parser import HTMLParser
from types import ModuleType
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, InvalidValueError, MissingExtraError, SelectionError
from seesac_model.model import DateSpan, EventKind, Headcount, Name, Topic
from seesac_model.query.table import Cell, Table

KINDS = Table(("kind", "count"), [("workshop", 3), ("meeting", 12), (None, 1)], ("total", 16))
MANY = Table(("number",), [(number,) for number in range(100)])
AWKWARD = "=+-@'＝\"\t\r\n,; aé漢\u0301\u202e0"

texts = st.text(AWKWARD, max_size=4)
numbers = st.integers(-(2**63), 2**63 - 1)
floats = st.floats(allow_nan=False, allow_infinity=False)
decimals = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9)
cells: st.SearchStrategy[Cell] = st.none() | st.booleans() | texts | numbers | floats | decimals


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Draw a table of columns that each have cells of one type, or of all."""
    names = draw(st.lists(texts.filter(bool), min_size=1, max_size=4, unique=True))
    columns = [
        draw(st.sampled_from((st.none(), st.booleans(), texts, numbers, floats, decimals, cells))) for _ in names
    ]
    rows = draw(st.lists(st.tuples(*(st.none() | column for column in columns)), max_size=6))
    return Table(names, rows, draw(st.none() | st.just(["total"] * len(names))))


class Cells(HTMLParser):
    """Collects the texts of the cells of a table."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        """Open a row or a cell."""
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"}:
            self.rows[-1].append("")

    def handle_data(self, data: str) -> None:
        """Add to the cell."""
        self.rows[-1][-1] += data


def html_cells(table: Table) -> Cells:
    """Read a table's HTML back."""
    parser = Cells()
    parser.feed(table._repr_html_())
    return parser


def refused(make: Callable[[], object]) -> FaultCode:
    """Return why something is refused."""
    with pytest.raises(InvalidValueError) as caught:
        make()
    return caught.value.faults[0].code


def without_guards(text: str) -> str:
    """Take the apostrophes off, as the documentation says."""
    return re.sub("(?:^|(?<=[;\t\r\n]))'(?=[\"']*[=+\\-@\t\r\n＝＋－＠])", "", text)


def test_cells_are_plain() -> None:
    """Words, dates, records and values become what they say."""
    row = (EventKind.WORKSHOP, dt.date(2023, 2, 14), DateSpan("2023"), Topic(id="war", label="War"), -0.0)
    assert Table("abcde", [row]).rows == (("workshop", "2023-02-14", "2023", "war", 0.0),)
    assert [type(cell) for cell in Table("abcde", [row]).rows[0]] == [str, str, str, str, float]


def test_values_say_everything() -> None:
    """A value is written in its short form, and as JSON where that would not say everything."""
    row = (Headcount.parse("over 40"), Name(text="Mreža", language="hr"))
    assert Table("ab", [row]).rows == (("over 40", '{"language":"hr","text":"Mreža"}'),)


@pytest.mark.parametrize(
    "number", [float("nan"), float("inf"), 2**63, Decimal("NaN"), Decimal("1E-101"), Decimal("1E+101"), Decimal("-Inf")]
)
def test_numbers_that_nobody_could_read_are_refused(number: float | Decimal) -> None:
    """Numbers that are not finite, and such of absurd length, are refused."""
    assert refused(lambda: Table("a", [(number,)])) is FaultCode.INVALID_NUMBER


def test_other_things_are_refused() -> None:
    """A cell holds no list and no other object."""
    assert refused(lambda: Table("a", [([],)])) is FaultCode.WRONG_TYPE


def test_columns_have_names_of_their_own() -> None:
    """There is at least one column, and no name twice."""
    assert refused(lambda: Table((), [])) is FaultCode.CONTRADICTION
    assert refused(lambda: Table(("a", "a"), [])) is FaultCode.CONTRADICTION


def test_rows_are_as_long_as_the_table_is_wide() -> None:
    """A row, and the total too, has a cell for every column; the error says which has not."""
    with pytest.raises(InvalidValueError) as caught:
        Table("ab", [(1, 2), (1,)])
    assert caught.value.faults[0].path == ("rows", 1)
    assert refused(lambda: Table("ab", [], (1,))) is FaultCode.CONTRADICTION


@given(tables())
def test_tables_are_values(table: Table) -> None:
    """A table equals one that is made of the same, hashes like it, and cannot be changed."""
    same = Table(table.columns, table, table.total)
    assert (table, hash(table), len(table)) == (same, hash(same), len(table.rows))
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        table.rows = ()  # type: ignore[misc]


def test_a_column_is_asked_for_by_name() -> None:
    """A column is a tuple of its cells; a name that is none is refused with one that is near."""
    assert KINDS.column("count") == (3, 12, 1)
    with pytest.raises(SelectionError, match=r"no column 'cout'; did you mean 'count'\?"):
        KINDS.column("cout")
    with pytest.raises(SelectionError, match="no column nothing"):
        KINDS.column(None)  # type: ignore[arg-type]


def test_rows_are_sorted_by_columns() -> None:
    """The first name weighs most, None is last in both directions, and the total stays."""
    table = Table("ab", [(1, "x"), (None, "y"), ("z", "x"), (2, "x")], (0, 0))
    assert table.sorted_by("a").column("a") == (1, 2, "z", None)
    assert table.sorted_by("a", descending=True).column("a") == ("z", 2, 1, None)
    assert table.sorted_by("b", "a").column("a") == (1, 2, "z", None)
    assert table.sorted_by("a").total == (0, 0)


@given(tables(), st.booleans())
def test_sorting_loses_nothing(table: Table, descending: bool) -> None:  # noqa: FBT001
    """Law of sorting: the same rows, and sorting once more changes nothing."""
    found = table.sorted_by(*table.columns, descending=descending)
    assert sorted(map(repr, found)) == sorted(map(repr, table))
    assert found.sorted_by(*table.columns, descending=descending) == found


def test_numbers_stand_at_the_right() -> None:
    """A column of numbers is at the right, everything else at the left; `–` stands for None."""
    assert str(KINDS).splitlines() == [
        "kind      count",
        "--------  -----",
        "workshop      3",
        "meeting      12",
        "–             1",
        "--------  -----",
        "total        16",
    ]


def test_wide_letters_and_marks_are_counted_as_they_look() -> None:
    """East Asian letters take two columns and combining marks none."""
    table = Table(("a", "b"), [("漢字", True), ("e\u0301", Decimal("1.50")), ("\u00e9a", 0.5)])
    assert str(table).splitlines()[2:] == ["漢字  true", "e\u0301     1.50", "\u00e9a    0.5"]


def test_nothing_steers_the_terminal() -> None:
    """Control characters and such that change the direction of text are escaped, so that each row is a line."""
    shown = str(Table(("a\nb",), [("x\x1b[31m\u202e\u3000y",)]))
    assert shown.splitlines() == ["a\\nb", "-" * 18, "x\\x1b[31m\\u202e\u3000y"]


def test_long_tables_are_cut() -> None:
    """`str` shows 40 rows, with the last ten among them, and says how many are not shown."""
    lines = str(MANY).splitlines()[2:]
    assert [line.strip() for line in lines] == [
        *map(str, range(30)),
        "… 60 more rows",
        *map(str, range(90, 100)),
    ]


def test_the_limit_can_be_chosen() -> None:
    """`to_text` shows all rows, or as many as asked for; a total is shown in any case."""
    assert len(MANY.to_text().splitlines()) == 102
    assert KINDS.to_text(limit=0).splitlines()[2:] == ["… 3 more rows", "-----  -----", "total     16"]
    assert KINDS.to_text(limit=3) == str(KINDS)
    with pytest.raises(SelectionError, match="found the limit -1"):
        KINDS.to_text(limit=-1)


def test_html_is_escaped() -> None:
    """What stands in cells and names is text in HTML, not HTML."""
    nasty = "<script>alert('&')</script>"
    found = html_cells(Table((nasty,), [(nasty,)], (nasty,)))
    assert found.rows == [[nasty], [nasty], [nasty]]
    assert found.tags == {"table", "thead", "tbody", "tfoot", "tr", "th", "td"}


def test_html_is_cut_as_text_is() -> None:
    """A long table says in HTML too how many rows it does not show."""
    rows = html_cells(MANY).rows
    assert (len(rows), rows[31], rows[-1]) == (42, ["… 60 more"], ["99"])


@given(tables())
def test_html_has_every_cell(table: Table) -> None:
    """A short table is whole in HTML."""
    rows = [table.columns, *table.rows, *([table.total] if table.total else [])]
    assert [len(row) for row in html_cells(table).rows] == [len(row) for row in rows]


def test_rows_are_mappings() -> None:
    """`to_rows` gives each row by the names of the columns, without the total."""
    assert KINDS.to_rows()[0] == {"kind": "workshop", "count": 3}
    assert len(KINDS.to_rows()) == 3


def test_plain_data_is_json() -> None:
    """`to_plain` is what JSON can say; decimal numbers are text and the total is there."""
    table = Table("a", [(Decimal("1.234"),), (None,)], (True,))
    assert table.to_plain() == {"columns": ["a"], "rows": [["1.2340"], [None]], "total": [True]}
    assert json.loads(json.dumps(KINDS.to_plain())) == KINDS.to_plain()


@given(tables())
def test_csv_is_read_as_it_was_written(table: Table) -> None:
    """A reader of CSV finds the names and cells again, but for an apostrophe before what looks like a formula."""
    written = list(csv.reader(io.StringIO(table.to_csv(), newline=""), strict=True))
    # The reader takes a line without anything for no row at all.
    rows = [row for row in (table.columns, *table.rows) if row != (None,)]
    assert [list(map(without_guards, row)) if row else row for row in written if row] == [
        list(map(as_text, row)) for row in rows
    ]


def as_text(cell: Cell) -> str:
    """Write a cell as CSV does."""
    if isinstance(cell, bool):
        return str(cell).lower()
    return "" if cell is None else format(cell, "f") if isinstance(cell, Decimal) else str(cell)


@given(tables(), st.sampled_from(",;\t"))
def test_a_spreadsheet_runs_nothing(table: Table, separator: str) -> None:
    """No text in CSV starts as a formula does, whatever the reader separates cells by."""
    found = csv.reader(io.StringIO(table.to_csv(), newline=""), delimiter=separator)
    suspects = [text for row in found for text in row if text.startswith(tuple("=+-@＝＋－＠"))]
    assert [text for text in suspects if not re.match("-[0-9]", text)] == []


def test_csv_is_that_of_the_rfc() -> None:
    """Lines end in CR LF, quotes are doubled, and None differs from empty text."""
    table = Table(("a", "b"), [('say "no"', None), ("", -1), ("'=1", Decimal("0.10"))])
    assert table.to_csv() == 'a,b\r\n"say ""no""",\r\n"",-1\r\n\'\'=1,0.10\r\n'


TYPED = Table(
    ("text", "whole", "float", "exact", "both", "yes", "nothing", "mixed"),
    [
        ("a", 1, 0.5, Decimal("-1.25"), 1, True, None, 2021),
        (None, None, None, None, None, None, None, None),
        ("b", 2**62, 2, Decimal(3), Decimal("0.5"), False, None, "unknown"),
    ],
    ("total",) * 8,
)
EXPECTED: dict[str, list[Any]] = {
    "text": ["a", None, "b"],
    "whole": [1, None, 2**62],
    "float": [0.5, None, 2.0],
    "exact": [Decimal("-1.25"), None, Decimal("3.00")],
    "both": [Decimal("1.0"), None, Decimal("0.5")],
    "yes": [True, None, False],
    "nothing": [None, None, None],
    "mixed": ["2021", None, "unknown"],
}


def test_polars_gets_types() -> None:
    """A data frame of polars has the rows, each column with the narrowest type that holds it."""
    polars = pytest.importorskip("polars")
    frame = TYPED.to_polars()
    assert frame.to_dict(as_series=False) == EXPECTED
    assert [str(one) for one in frame.dtypes] == [
        "String",
        "Int64",
        "Float64",
        "Decimal(precision=38, scale=2)",
        "Decimal(precision=38, scale=1)",
        "Boolean",
        "Null",
        "String",
    ]
    assert isinstance(frame, polars.DataFrame)


def test_arrow_is_read_by_others() -> None:
    """Another implementation of Arrow reads from the stream what polars is given directly."""
    polars = pytest.importorskip("polars")
    pytest.importorskip("nanoarrow")
    assert polars.DataFrame(TYPED).equals(TYPED.to_polars())
    assert polars.DataFrame(Table("a", [])).equals(Table("a", []).to_polars())


@given(tables())
def test_arrow_and_polars_agree(table: Table) -> None:
    """The stream and the frame are the same for every table, and say what its rows say."""
    polars = pytest.importorskip("polars")
    pytest.importorskip("nanoarrow")
    frame = table.to_polars()
    assert polars.DataFrame(table).equals(frame)
    for name, column in frame.to_dict(as_series=False).items():
        given_cells = table.column(name)
        are_text = any(isinstance(cell, str) for cell in column)
        assert column == [None if cell is None else as_text(cell) if are_text else cell for cell in given_cells]


def test_numbers_are_never_rounded() -> None:
    """Where no common type holds all numbers, they are text."""
    polars = pytest.importorskip("polars")
    for row in [(2**53 + 1, 0.5), (Decimal(10**30), Decimal("1E-28")), (True, 1), (0.5, Decimal("0.5"))]:
        assert Table("a", [(cell,) for cell in row]).to_polars().dtypes == [polars.String]


def test_pandas_gets_types() -> None:
    """A data frame of pandas has the rows, with types that know missing values."""
    pandas = pytest.importorskip("pandas")
    frame = TYPED.to_pandas()
    rows = frame.astype(object).where(frame.notna(), None).to_dict("list")
    assert rows == EXPECTED
    assert isinstance(frame, pandas.DataFrame)


def test_pandas_is_told_the_types(monkeypatch: pytest.MonkeyPatch) -> None:
    """What pandas is given are the cells of each column with its type."""
    pandas = ModuleType("pandas")
    pandas.Series = lambda cells, dtype: (cells, dtype)  # type: ignore[attr-defined]
    pandas.DataFrame = dict  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pandas", pandas)
    found = TYPED.to_pandas()
    assert {name: column for name, (column, _) in found.items()} == EXPECTED
    types = ["string", "Int64", "Float64", "object", "object", "boolean", "object", "string"]
    assert [dtype for _, dtype in found.values()] == types


@pytest.mark.parametrize(
    ("library", "extra", "ask"),
    [
        ("polars", "polars", Table.to_polars),
        ("pandas", "pandas", Table.to_pandas),
        ("nanoarrow", "arrow", Table.__arrow_c_stream__),
    ],
)
def test_missing_libraries_are_named(
    library: str, extra: str, ask: Callable[[Table], object], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the library, the error says which extra brings it."""
    monkeypatch.setitem(sys.modules, library, None)
    with pytest.raises(MissingExtraError) as caught:
        ask(KINDS)
    assert caught.value.extra == extra
