from __future__ import annotations

import datetime as dt
import functools
import io
import sys
from decimal import Decimal
from pathlib import Path
from typing import Final

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.errors import LoadError, MissingExtraError
from seesac_model.formats import Loss, all_formats, load, save, xlsx
from seesac_model.formats import _workbook_fitting as fitting
from seesac_model.formats._columns import columns_of, tables
from seesac_model.formats._workbook_fitting import LONGEST_CELL, shown_value
from seesac_model.formats._workbook_layout import sheet_columns, sheet_title, table_of_sheet
from seesac_model.model import (
    Citation,
    DateSpan,
    Event,
    EventKind,
    EventStatus,
    Extra,
    Funding,
    Indicator,
    Outcome,
    OutcomeKind,
    Place,
    PlaceKind,
    PolicyFramework,
    Suppression,
    Topic,
)
from tests.strategies.datasets import datasets
from tests.workbooks import Untyped

EXAMPLES: Final = Path(__file__).parents[2] / "examples" / "seesac"
FEW: Final = settings(max_examples=max(6, settings().max_examples // 5))
TOPIC: Final = Topic(id="war", label="war")


def opened(data: bytes) -> Untyped:
    """Open a workbook as somebody else's library does."""
    return openpyxl.load_workbook(io.BytesIO(data))


@functools.cache
def template() -> Untyped:
    """Return an empty workbook, opened."""
    return opened(xlsx.template())


def event(name: str, dates: str) -> Event:
    """Return an event at some time."""
    return Event(
        id=name,
        title="Workshop",
        kind=EventKind.WORKSHOP,
        status=EventStatus.HELD,
        dates=DateSpan(dates),
    )


def validations(sheet: Untyped) -> dict[str, Untyped]:
    """Return the validations of a sheet by the headings of their columns."""
    return {
        sheet.cell(1, area.min_col).value: entry
        for entry in sheet.data_validations.dataValidation
        for area in entry.sqref.ranges
    }


@FEW
@given(datasets())
def test_what_is_written_is_read_back(dataset: Dataset) -> None:
    """Reading a workbook gives the dataset that was written."""
    assert xlsx.loads(xlsx.dumps(dataset)) == dataset


@FEW
@given(datasets(most=4))
def test_the_same_data_are_the_same_bytes(dataset: Dataset) -> None:
    """Equal datasets become equal files."""
    assert xlsx.dumps(dataset) == xlsx.dumps(Dataset(reversed(list(dataset)), suppressions=dataset.suppressions))


def test_the_examples_go_through_a_workbook(tmp_path: Path) -> None:
    """The example data come back equal, and nothing is reported as lost."""
    dataset = load(EXAMPLES)
    assert save(dataset, tmp_path / "all.xlsx") == ()
    assert load(tmp_path / "all.xlsx") == dataset


def test_it_is_a_format() -> None:
    """The format is found by name and says what it needs and what it cannot hold."""
    found = all_formats()["xlsx"]
    assert (found.extensions, found.extra, found.is_text, found.is_lossless) == ((".xlsx",), "excel", False, False)
    assert "32,767 characters" in (found.limits or "")


def test_progress_is_told(tmp_path: Path) -> None:
    """Whoever waits learns how many records are written and how many bytes are read."""
    told: list[tuple[str, int]] = []
    many = Dataset(Topic(id=f"t{number}", label="x") for number in range(1_500))
    save(many, tmp_path / "t.xlsx", progress=lambda step: told.append((step.activity, step.done)))
    assert ("writing", 1_000) in told
    load(tmp_path / "t.xlsx", progress=lambda step: told.append((step.activity, step.done)))
    assert told[-1] == ("reading", (tmp_path / "t.xlsx").stat().st_size)


TRAPS: Final = (
    "=1+1",
    "+1",
    "-1",
    "@a",
    "012",
    "1e5",
    "2023-02",
    "TRUE",
    "'quoted",
    "_x000D_",
    "a_x0041_b",
    "_x005F_x0041_",
    "_x005F_x005F_x005F_",
    "<r><t>x</t></r>",
    "<r>x & y</r>",
    "<r>_x005F_x0041_</r>",
    "<b>&amp;</b>",
    "https://example.org/a b",
    "mailto:desk@example.org",
    "internal:'Events'!A1",
    "#REF!",
    "a\u00a0 b",
    "😀 Ž",
    "{=1}",
    "&#95;",
)


def test_text_stays_text() -> None:
    """What a spreadsheet might run, link, shorten or unescape comes back as it was, also through another library."""
    data = xlsx.dumps(Dataset(Topic(id=f"t{number:02}", label=text) for number, text in enumerate(TRAPS)))
    assert tuple(topic.label for topic in xlsx.loads(data).topics) == TRAPS
    assert {cell.data_type for cell in opened(data)["Topics"]["B"]} == {"s"}


def test_lines_and_spaces_stay() -> None:
    """Line feeds and tabs in long texts, and spaces within, come back unchanged."""
    topic = Topic(id="t", label="a  b", note="first\n\n  second\tthird")
    assert xlsx.loads(xlsx.dumps(Dataset([topic]))).topics["t"] == topic


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6) | st.decimals(min_value=0, max_value=1, places=20))
def test_a_decimal_number_is_written_so_that_no_digit_is_lost(number: Decimal) -> None:
    """A number that a spreadsheet would round is written as text."""
    shown = shown_value(number)
    assert Decimal(shown if isinstance(shown, str) else repr(shown)) == number


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers())
def test_numbers_are_written_so_that_no_digit_is_lost(number: float) -> None:
    """A number of more digits than the file would have is written as text."""
    shown = shown_value(number)
    assert number == (type(number)(shown) if isinstance(shown, str) else float(f"{shown:.16G}"))


def test_numbers_are_numbers() -> None:
    """What is a number is one in the sheet too, so that it can be added up."""
    framework = PolicyFramework(id="f", title="Roadmap", kind=next(iter(fields_kind())))
    indicator = Indicator(id="i", framework_id="f", title="Seizures", baseline=Decimal("1.234"), target=Decimal(24))
    place = Place(id="p", name="Bar", kind=PlaceKind.CITY, latitude=41.5, longitude=-19.123456789012345)
    data = xlsx.dumps(Dataset([framework, indicator, place]))
    row = [cell.value for cell in opened(data)["Indicators"][2]]
    assert row[6:8] == [1.234, 24]
    assert xlsx.loads(data) == Dataset([framework, indicator, place])


def fields_kind() -> Untyped:
    """Return the vocabulary of the kinds of frameworks."""
    return next(column.field.base for column in columns_of(PolicyFramework) if column.heading == "kind")


def test_sheets_are_named_after_collections() -> None:
    """Every table has a sheet, and its name leads back to it whatever its capitals."""
    assert [table_of_sheet(sheet_title(table).upper()) for table in tables()] == list(tables())
    assert template().sheetnames == ["Read me", *map(sheet_title, tables()), "Lists"]


def test_headings_are_frozen_filterable_and_explained() -> None:
    """Each heading stays in sight, can be filtered, has the colour of its need and a comment."""
    sheet = template()["Events"]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("B2", f"A1:{sheet.cell(2, sheet.max_column).coordinate}")
    title, other_titles = sheet["B1"], sheet["C1"]
    assert title.fill.fgColor.rgb != other_titles.fill.fgColor.rgb
    assert title.comment.text == "Its title.\nNeeded."
    assert all(cell.comment is not None for cell in sheet[1])


def test_the_cover_explains_and_counts() -> None:
    """The cover has the version, how dates are written, and how many records each sheet has."""
    cover = opened(xlsx.dumps(Dataset([TOPIC])))["Read me"]
    rows = [[cell.value for cell in row] for row in cover]
    texts = [text for row in rows for text in row if isinstance(text, str)]
    assert ["version", 1, None] in rows
    assert any("2023-02-14/2023-02-15" in text for text in texts)
    assert next(row[:2] for row in rows if row[0] == "Topics") == ["Topics", 1]


def test_cells_are_formatted_as_text() -> None:
    """A spreadsheet leaves alone what is typed into columns of text and of dates."""
    sheet = template()["Events"]
    widths = [(width.min, width.max, width.number_format) for width in sheet.column_dimensions.values()]
    formats = {
        cell.value: number_format
        for cell in sheet[1]
        for first, last, number_format in widths
        if first <= cell.column <= last
    }
    assert (formats["dates"], formats["title"], formats["series_number"]) == ("@", "@", "General")


def test_closed_vocabularies_have_drop_downs_that_stop() -> None:
    """Short lists stand in the rule, long ones on the hidden sheet; other words are stopped."""
    book = template()
    rules = validations(book["Events"])
    assert rules["mode"].formula1 == '"in-person,online,hybrid,unstated"'
    assert rules["kind"].formula1 == f"Lists!$A$1:$A${len(EventKind)}"
    assert [book["Lists"].cell(row, 1).value for row in (1, 2)] == [str(kind) for kind in list(EventKind)[:2]]
    assert (rules["kind"].errorStyle, book["Lists"].sheet_state) == (None, "hidden")
    assert validations(book["Attendances"])["cumulative"].formula1 == '"true,false"'


def test_references_have_drop_downs_that_warn() -> None:
    """Ids of other sheets are offered; others are warned of, or not even that where a cell has several."""
    book = template()
    rules = validations(book["Panels"])
    assert (rules["event_id"].formula1, rules["event_id"].errorStyle) == ("ids_of_events", "warning")
    assert (rules["topic_ids"].formula1, rules["topic_ids"].showErrorMessage) == ("ids_of_topics", False)
    assert "'Events'!$A$2" in book.defined_names["ids_of_events"].attr_text


def test_numbers_are_kept_in_range() -> None:
    """A number has the bounds of its field."""
    rules = validations(template()["Places"])
    assert (rules["latitude"].type, rules["latitude"].formula1, rules["latitude"].formula2) == ("decimal", "-90", "90")
    assert validations(template()["Indicators"])["target"].errorStyle == "warning"


def test_drop_downs_offer_ready_made_records() -> None:
    """With reference data their ids come first and the sheet's own follow; they are no records of the workbook."""
    data = xlsx.template(Dataset([TOPIC]))
    book = opened(data)
    column = next(column for column in book["Lists"].iter_cols() if column[0].value == "war")
    assert column[1].value == "=INDEX('Topics'!$A$2:$A$1048576,1)&\"\""
    assert book.defined_names["ids_of_topics"].attr_text.startswith(f"OFFSET(Lists!${column[0].column_letter}$1")
    assert xlsx.loads(data) == Dataset()


FIRST_DAYS: Final = {
    "2023-02-14": dt.date(2023, 2, 14),
    "2023-02-14/2023-02-15": dt.date(2023, 2, 14),
    "2021-11/2022": dt.date(2021, 11, 1),
    "2020/2021-11": dt.date(2020, 1, 1),
    "2022-10~": dt.date(2022, 10, 1),
    "202X": dt.date(2020, 1, 1),
    "1900-01-01": dt.date(1900, 1, 1),
    "1899": None,
    "XXXX-03-28": None,
    "../2024": None,
    "{2020-11-05,2020-11-10}": None,
}


def test_beside_dates_stands_the_first_day() -> None:
    """The helper column has a formula and its value, a real date; nothing where no spreadsheet could have one."""
    data = xlsx.dumps(Dataset(event(f"e{number:02}", dates) for number, dates in enumerate(FIRST_DAYS)))
    formulas = [cell.value for cell in opened(data)["Events"]["G"]]
    values = [cell.value for cell in openpyxl.load_workbook(io.BytesIO(data), data_only=True)["Events"]["G"]]
    assert formulas[0] == "dates (first day)"
    assert all(formula.startswith("=IFERROR(") for formula in formulas[1:])
    found = [value and value.date() for value in values[1 : len(FIRST_DAYS) + 1]]
    assert found == list(FIRST_DAYS.values())
    assert [str(entry.dates) for entry in xlsx.loads(data).events] == list(FIRST_DAYS)


def test_a_text_that_no_cell_holds_is_a_loss(tmp_path: Path) -> None:
    """It is left out and named; characters beyond the first plane count twice, as in Excel."""
    long = Topic(id="long", label="x", extra=Extra({"x-a": "😀" * (LONGEST_CELL // 2)}))
    fits = Topic(id="fits", label="x", extra=Extra({"x-a": "y" * (LONGEST_CELL - 12)}))
    losses = save(Dataset([long, fits, TOPIC]), tmp_path / "t.xlsx")
    assert losses == (Loss("topics", "long", "extra", "a cell holds at most 32,767 characters"),)
    assert load(tmp_path / "t.xlsx") == Dataset([Topic(id="long", label="x"), fits, TOPIC])


def test_a_record_that_cannot_do_without_is_a_loss(tmp_path: Path) -> None:
    """Where the text is one that the record needs, or that it makes no sense without, the record is left out."""
    emoji = "😀" * 20_000
    lost = Outcome(id="o", event_id="e", kind=next(iter(OutcomeKind)), text=emoji)
    suppression = Suppression(code="PAN001", reason=emoji)
    losses = save(Dataset([lost, TOPIC], suppressions=[suppression]), tmp_path / "t.xlsx")
    assert [loss[:3] for loss in losses] == [("outcomes", "o", None), ("suppressions", None, None)]
    assert load(tmp_path / "t.xlsx") == Dataset([TOPIC])


def test_a_field_is_not_left_out_where_the_rest_would_contradict_itself(tmp_path: Path) -> None:
    """A record that is malformed without its long field is left out as a whole; others lose the field alone."""
    many = tuple(f"donor-{number:05}" for number in range(5_000))
    bare, told = Funding(id="bare", donor_ids=many), Funding(id="told", donor_ids=many, event_id="e")
    losses = save(Dataset([bare, told]), tmp_path / "t.xlsx")
    assert [loss[:3] for loss in losses] == [("fundings", "bare", None), ("fundings", "told", "donor_ids")]
    assert load(tmp_path / "t.xlsx") == Dataset([Funding(id="told", event_id="e")])


def test_more_cells_than_are_read_are_a_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The records that do not fit any more are left out, just these, and each is named."""
    width = len(sheet_columns(Topic))
    monkeypatch.setattr(fitting, "_MOST_CELLS", 2 * width)
    records = [Topic(id=name, label="x") for name in ("a", "b", "c")]
    assert [loss[:3] for loss in save(Dataset(records), tmp_path / "t.xlsx")] == [("topics", "c", None)]
    assert load(tmp_path / "t.xlsx") == Dataset(records[:2])


def test_more_text_than_is_read_is_a_loss(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """So is what would make the texts too long together."""
    monkeypatch.setattr(fitting, "_MOST_TEXT", 100)
    records = [Topic(id="a", label="x"), Topic(id="b", label="x" * 100), Topic(id="c", label="x")]
    assert [loss.record_id for loss in save(Dataset(records), tmp_path / "t.xlsx")] == ["b"]


@pytest.mark.parametrize("missing", ["xlsxwriter", "python_calamine"])
def test_without_the_extra_the_error_names_it(missing: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its libraries the format says what to install."""
    data = xlsx.template()
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(MissingExtraError, match=r"seesac-model\[excel\]"):
        xlsx.dumps(Dataset()) if missing == "xlsxwriter" else xlsx.loads(data)


def test_citations_and_own_keys_stand_in_a_cell() -> None:
    """A list has its entries side by side, in short where that says everything."""
    topic = Topic(
        id="t",
        label="x",
        citations=(Citation(source_id="a"), Citation(source_id="b", locator="p. 2")),
        extra=Extra({"x-desk": "2"}),
    )
    data = xlsx.dumps(Dataset([topic]))
    sheet = opened(data)["Topics"]
    cells = {sheet.cell(1, cell.column).value: cell.value for cell in sheet[2]}
    assert cells["citations"] == 'a; {"source_id": "b", "locator": "p. 2"}'
    assert cells["extra"] == '{"x-desk": "2"}'
    assert xlsx.loads(data) == Dataset([topic])


def test_text_is_no_workbook() -> None:
    """What is not bytes of a workbook is refused."""
    with pytest.raises(LoadError):
        xlsx.loads(b"id,label\n")
