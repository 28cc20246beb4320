from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import pytest

from seesac_model.dataset import Dataset
from seesac_model.errors import Fault, FaultCode, LoadError
from seesac_model.formats import LoadResult, loads, xlsx
from seesac_model.model import DateSpan, Suppression, Topic
from tests.workbooks import COVER, EVENTS, TOPICS, Formula, Untyped, changed, workbook

_EVENT: Final = ("e", "Workshop", "workshop", "held")


def read(data: bytes) -> LoadResult:
    """Read a workbook, whatever is wrong with it."""
    return loads(data, format="xlsx", on_error="collect")


def faults(data: bytes) -> list[tuple[str, str | None]]:
    """Return the codes and cells of what is wrong with a workbook."""
    return [(str(fault.code), fault.cell) for fault in read(data).faults]


def only(data: bytes) -> Fault:
    """Return the one thing that is wrong with a workbook."""
    (fault,) = read(data).faults
    return fault


def topics(*rows: tuple[object, ...], then: Untyped = None) -> bytes:
    """Return a workbook of topics."""
    return workbook(("Topics", [TOPICS, *rows]), then=then)


def events(*rows: tuple[object, ...]) -> bytes:
    """Return a workbook of events."""
    return workbook(("Events", [EVENTS, *rows]))


def test_a_sheet_is_read() -> None:
    """Rows below the headings are records; their origin is their first cell."""
    result = read(topics(("war", "war", None, "arms; peace")))
    assert result.dataset == Dataset([Topic(id="war", label="war", related_ids=("arms", "peace"))])
    assert str(result.dataset.topics["war"].origin) == "Topics!A2"


def test_every_fault_is_told_at_its_cell() -> None:
    """All faults of all sheets come at once, with sheet and cell."""
    data = workbook(
        ("Topics", [TOPICS, ("A B", "x"), ("b", None)]),
        ("Document stages", [("id", "document_id", "stage"), ("s", "d", "gone")]),
    )
    assert sorted(faults(data)) == [
        ("invalid-id", "Topics!A2"),
        ("missing", "Topics!A3"),
        ("unknown-term", "'Document stages'!C2"),
    ]


def test_a_fault_names_file_and_cell() -> None:
    """The message starts with the place as spreadsheets write it."""
    with pytest.raises(LoadError) as caught:
        xlsx.loads(topics(("a", "x"), ("a", "y")))
    assert str(caught.value).splitlines()[1].startswith("Topics!A3: topics 'a', $.topics[1].id: found the id 'a' again")


def test_a_number_in_a_column_of_text_is_its_digits() -> None:
    """Only a whole number has digits that are certain; a fraction is refused with the way out."""
    assert read(topics(("t", 12))).dataset.topics["t"].label == "12"
    fault = only(topics(("t", 1.1)))
    assert (fault.code, fault.cell, fault.path) == (FaultCode.INVALID_NUMBER, "Topics!B2", ("topics", 0, "label"))
    assert fault.suggestion == "format the cell as text and type it again"


def test_a_number_typed_as_text_is_a_number() -> None:
    """In a column of numbers the digits count, whatever the cell is."""
    row = (*_EVENT, None, "s", "7")
    assert read(events(row)).dataset.events["e"].series_number == 7
    assert only(events((*_EVENT, None, "s", 7.5))).cell == "Events!G2"


def test_decimal_numbers_are_what_they_look_like() -> None:
    """A number cell of three decimals is no thousand; a text is asked what it means."""
    headings = ("id", "framework_id", "title", "baseline", "target")
    data = workbook(
        ("Indicators", [headings, ("i", "f", "Seizures", 1.234, 8059445.5), ("j", "f", "x", "1.234", None)])
    )
    result = read(data)
    assert (result.dataset.indicators["i"].baseline, result.dataset.indicators["i"].target) == (
        Decimal("1.234"),
        Decimal("8059445.5"),
    )
    assert [fault.cell for fault in result.faults] == ["Indicators!D3"]


def test_a_real_date_is_a_day() -> None:
    """A date that the spreadsheet made of what was typed is that day; so is a year that it took for a number."""
    data = events((*_EVENT, dt.date(2023, 2, 14)), ("f", *_EVENT[1:], 2023))
    assert [event.dates for event in read(data).dataset.events] == [DateSpan("2023-02-14"), DateSpan("2023")]


def test_days_can_be_counted_from_1904() -> None:
    """Workbooks of old Macintoshes mean the same days."""
    data = workbook(("Events", [EVENTS, (*_EVENT, dt.date(2023, 2, 14))]), options={"date_1904": True})
    assert read(data).dataset.events["e"].dates == DateSpan("2023-02-14")


def test_a_day_may_be_written_as_its_midnight() -> None:
    """Some programs write dates as text of ISO 8601, with or without the time."""
    data = events((*_EVENT, "x"))
    for moment in ("2023-02-14", "2023-02-14T00:00:00"):
        cell = f'<c r="E2" t="d"><v>{moment}'
        day = changed(data, "xl/worksheets/sheet2.xml", r'<c r="E2" t="s"><v>\d+', cell)
        assert read(day).dataset.events["e"].dates == DateSpan("2023-02-14")


def test_a_time_of_day_is_no_part_of_a_date() -> None:
    """A moment is refused where a day is expected."""
    fault = only(events((*_EVENT, dt.datetime.fromisoformat("2023-02-14T11:30"))))
    assert (fault.code, fault.cell) == (FaultCode.INVALID_DATE, "Events!E2")


def test_a_date_in_a_column_of_text_is_not_certain() -> None:
    """The spreadsheet has made a date of something; only whoever typed it knows of what."""
    assert faults(topics(("t", dt.date(2023, 2, 1)))) == [("wrong-type", "Topics!B2")]
    assert faults(workbook(("Topics", [(*TOPICS[:2], "x-day"), ("t", "x", dt.date(2023, 2, 1))]))) == [
        ("wrong-type", "Topics!C2")
    ]


def test_a_real_time_is_one_where_times_stand() -> None:
    """Hours and minutes are read in columns of times, and refused elsewhere."""
    headings = ("id", "event_id", "format", "start_time", "title")
    half_past = dt.time(9, 30)
    panel = ("p", "e", "panel-discussion")

    def timed(*cells: object) -> bytes:
        def then(made: Untyped, sheets: Mapping[str, Untyped]) -> None:
            style = made.add_format({"num_format": "hh:mm:ss"})
            for place, cell in enumerate(cells, start=3):
                if cell is not None:
                    sheets["Panels"].write_datetime(1, place, cell, style)

        return workbook(("Panels", [headings, panel]), then=then)

    assert read(timed(half_past)).dataset.panels["p"].start_time == "09:30"
    assert faults(timed(None, half_past)) == [("wrong-type", "Panels!E2")]
    assert faults(timed(dt.time(9, 30, 15))) == [("wrong-type", "Panels!D2")]


def test_truth_values_are_read_however_they_are_written() -> None:
    """TRUE of the spreadsheet and true as text are the same; in a column of text TRUE may have been anything."""
    headings = ("id", "event_id", "description", "cumulative")
    rows = [("a", "e", "x", True), ("b", "e", "x", "True"), ("c", "e", "x", "false")]
    result = read(workbook(("Attendances", [headings, *rows])))
    assert [entry.cumulative for entry in result.dataset.attendances] == [True, True, False]
    assert faults(topics(("t", False))) == [("wrong-type", "Topics!B2")]


def test_own_columns_hold_what_stands_there() -> None:
    """Numbers and truth values in columns that start with x- stay what they are."""
    data = workbook(("Topics", [("id", "label", "x-a", "x-b", "x-c"), ("t", "x", 7, 1.5, True)]))
    assert dict(read(data).dataset.topics["t"].extra) == {"x-a": 7, "x-b": 1.5, "x-c": True}


def test_spaces_and_capitals_of_headings_and_sheets_do_not_matter() -> None:
    """Trailing spaces, empty rows and other capitals change nothing."""
    rows = [("ID ", " Label"), (None, None), ("  war ", "war  "), (" ", None)]
    assert read(workbook((" topics ", rows))).dataset == Dataset([Topic(id="war", label="war")])


def test_a_title_above_the_headings_is_left_out() -> None:
    """The next row must have nothing but headings, or the first counts as headings."""
    title = ("All our topics",)
    assert read(workbook(("Topics", [title, (), TOPICS, ("t", "x")]))).dataset.topics["t"].label == "x"
    assert faults(workbook(("Topics", [title, ("id", "label", "gone"), ("t", "x")]))) == [
        ("not-a-dataset", "Topics!A1")
    ]


def test_a_merged_title_and_merged_headings_are_certain() -> None:
    """Cells may be merged above the headings, and a heading over several rows counts in the last of them."""

    def merge(_: Untyped, sheets: Mapping[str, Untyped]) -> None:
        sheets["Topics"].merge_range("A1:A2", "id")
        sheets["Topics"].merge_range("B1:D1", "What they are")

    rows = [(), (None, *TOPICS[1:]), ("t", "x")]
    assert read(workbook(("Topics", rows), then=merge)).dataset.topics["t"].label == "x"


def test_merged_cells_may_hide_something() -> None:
    """What stands under a merged heading is kept, and short rows do not matter."""

    def merge(_: Untyped, sheets: Mapping[str, Untyped]) -> None:
        sheets["Topics"].merge_range("A1:A2", "Title")
        sheets["Topics"].write("A2", "id")

    rows = [(), (None, "label"), ("t", "x")]
    assert read(workbook(("Topics", rows), then=merge)).dataset.topics["t"].label == "x"


def test_headings_stand_at_the_top() -> None:
    """A table that begins far below is not searched for, and one without any value has none."""
    rows = [*[()] * 11, TOPICS, ("t", "x")]
    assert faults(workbook(("Topics", rows))) == [("not-a-dataset", "Topics!A1")]
    data = changed(workbook(("Topics", [(Formula("=1"),)])), "xl/worksheets/sheet2.xml", "<v>2</v>", "")
    assert faults(data) == [("not-a-dataset", "Topics!A1")]


def test_a_title_may_be_a_formula() -> None:
    """It is left out, whatever it is."""
    rows = [(Formula("=1+1"),), TOPICS, ("t", "x")]
    assert read(workbook(("Topics", rows))).dataset == Dataset([Topic(id="t", label="x")])


def test_merged_cells_in_the_table_are_refused() -> None:
    """What stands in merged cells may belong to each of their rows or to the first; all of these are refused."""

    def merge(_: Untyped, sheets: Mapping[str, Untyped]) -> None:
        sheets["Topics"].merge_range("B2:B3", "x")

    data = topics(("a",), ("b",), ("c", "y"), then=merge)
    assert faults(data) == [("unsupported", "Topics!B2"), ("unsupported", "Topics!B3")]
    assert "B2:B3" in read(data).faults[0].found
    assert read(data).dataset == Dataset([Topic(id="c", label="y")])


def test_merged_cells_beside_and_below_the_table_do_no_harm() -> None:
    """Where nothing stands, nothing can be misread."""

    def merge(_: Untyped, sheets: Mapping[str, Untyped]) -> None:
        sheets["Topics"].merge_range("A9:B12", None)

    assert read(topics(("t", "x"), then=merge)).faults == ()


def test_too_many_merged_cells_are_refused_together() -> None:
    """A sheet in which everything is merged has one fault."""

    def merge(_: Untyped, sheets: Mapping[str, Untyped]) -> None:
        for row in range(1, 110):
            sheets["Topics"].merge_range(row, 1, row, 2, "x")

    rows = [("t",)] * 120
    assert faults(topics(*rows, then=merge)) == [("unsupported", None)]


def test_a_formula_is_refused_with_the_way_out() -> None:
    """The value that a formula had when the file was saved is nobody's statement."""
    fault = only(topics(("t", Formula("=1+1"))))
    assert (fault.code, fault.cell, fault.path) == (FaultCode.UNSUPPORTED, "Topics!B2", ("topics", 0, "label"))
    assert "Paste Special, Values" in (fault.suggestion or "")


def test_a_formula_is_found_in_any_column() -> None:
    """Also behind the table, in a column without heading, in a column of the user's own and in a list."""
    row = ("t", "x", None, Formula("=A1"), None, Formula("=A1"))
    assert faults(topics(row)) == [("unsupported", "Topics!D2"), ("missing", "Topics!F2")]
    assert faults(workbook(("Topics", [(*TOPICS[:2], "x-a"), ("t", "x", Formula("=1"))]))) == [
        ("unsupported", "Topics!C2")
    ]


def test_other_faults_of_a_row_with_a_formula_are_told_too() -> None:
    """One look at the faults is enough to mend the row."""
    assert faults(events(("A B", Formula("=1"), "gone", "held"))) == [
        ("invalid-id", "Events!A2"),
        ("unsupported", "Events!B2"),
        ("unknown-term", "Events!C2"),
    ]


def test_an_error_of_the_spreadsheet_is_refused() -> None:
    """#REF! is no value."""
    data = changed(
        topics(("t", "x")), "xl/worksheets/sheet2.xml", r'<c r="B2" t="s"><v>\d+', '<c r="B2" t="e"><v>#REF!'
    )
    assert faults(data) == [("invalid-value", "Topics!B2")]


def test_the_helper_beside_dates_is_not_read() -> None:
    """Formulas, values and errors in that column, and only there, say nothing."""
    rows = [("dates (First Day) ", *EVENTS), (Formula("=1"), *_EVENT, "2023"), ("x", "f", *_EVENT[1:])]
    assert read(workbook(("Events", rows))).faults == ()
    assert len(read(workbook(("Events", rows))).dataset) == 2
    assert faults(workbook(("Topics", [("dates (first day)", *TOPICS), ("x", "t", "y")]))) == [
        ("unknown-key", "Topics!A1")
    ]


def test_a_heading_twice_or_unknown_is_a_fault() -> None:
    """A column that cannot be read is not dropped in silence."""
    data = workbook(("Topics", [("id", "label", "labl", "id"), ("t", "x", "y", "t")]))
    assert faults(data) == [("unknown-key", "Topics!C1"), ("duplicate-key", "Topics!D1")]


def test_something_below_no_heading_is_a_fault() -> None:
    """It stands in the file, so it must not vanish."""
    assert faults(topics(("t", "x", None, None, None, "lost"))) == [("missing", "Topics!F2")]


def test_a_sheet_of_another_name_is_a_fault() -> None:
    """It is named, with the nearest name and with the way to keep notes in the file."""
    fault = only(workbook(("Evnts", [("id",), ("e",)])))
    assert (fault.code, fault.cell, fault.found) == (FaultCode.UNKNOWN_KEY, "Evnts!A1", "the sheet 'Evnts'")
    assert fault.suggestion == "did you mean 'Events'?; the name of a sheet that is not read starts with Notes"


def test_a_table_stands_in_one_sheet() -> None:
    """Two sheets that mean one table are one too many."""
    rows = [TOPICS, ("t", "x")]
    data = workbook(("Document stages", [("id",)]), ("document_stages", [("id",), ("x",)]), ("Topics", rows))
    assert "duplicate-key" in [code for code, _ in faults(data)]


def test_notes_and_empty_sheets_are_left_alone() -> None:
    """Whatever stands in a sheet whose name starts with Notes is the user's; formulas as well."""
    data = workbook(("Sheet1", []), ("Notes of mine", [(Formula("=1"), "x")]), ("Topics", [TOPICS, ("t", "x")]))
    assert read(data).dataset == Dataset([Topic(id="t", label="x")])
    assert read(data).faults == ()


def test_without_the_cover_nothing_is_read() -> None:
    """The version stands there, and what the sheets mean depends on it."""
    fault = only(workbook(("Topics", [TOPICS, ("t", "x")]), cover=None))
    assert fault.code is FaultCode.NOT_A_DATASET
    assert "seesac-model template" in (fault.suggestion or "")


@pytest.mark.parametrize(
    ("cover", "code", "cell"),
    [
        ([("hello",)], "not-a-dataset", "'Read me'!A1"),
        ([("format", "other"), ("version", 1)], "not-a-dataset", "'Read me'!B1"),
        ([(), ("format", "seesac-model"), ("version", 99)], "newer-version", "'Read me'!B3"),
        ([("format", "seesac-model"), ("version", "soon")], "not-a-dataset", "'Read me'!B2"),
    ],
)
def test_the_cover_says_what_can_be_read(cover: list[tuple[object, ...]], code: str, cell: str) -> None:
    """Another format or version is refused at the cell that says so, and no sheet is read."""
    data = workbook(("Topics", [TOPICS, ("t", None)]), cover=cover)
    assert faults(data) == [(code, cell)]


def test_the_version_may_be_text() -> None:
    """A version that was typed is one."""
    data = workbook(("Topics", [TOPICS, ("t", "x")]), cover=[COVER[0], ("Version", " 1 "), ("version", 2)])
    assert len(read(data).dataset) == 1


def test_suppressions_have_a_sheet() -> None:
    """What is accepted stands beside the records."""
    data = workbook(("Suppressions", [("code", "reason"), ("PAN001", "Known.")]))
    assert read(data).dataset.suppressions == (Suppression(code="PAN001", reason="Known."),)


def test_texts_in_cells_of_their_own_are_read() -> None:
    """Programs that do not share texts between cells write them in place."""
    data = changed(
        topics(("t", "x")),
        "xl/worksheets/sheet2.xml",
        r'<c r="B2" t="s"><v>\d+</v>',
        '<c r="B2" t="inlineStr"><is><t>in place</t></is>',
    )
    assert read(data).dataset.topics["t"].label == "in place"


def test_reading_ends_where_there_are_too_many_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hostile file cannot fill the memory with them."""
    monkeypatch.setattr("seesac_model.formats._read_so_far.MOST_FAULTS", 3)
    data = workbook(
        ("Topics", [TOPICS, *[(f"t{number}", Formula("=1")) for number in range(9)]]), ("Places", [("id",), ("p",)])
    )
    assert sorted(code for code, _ in faults(data)) == ["too-large", *["unsupported"] * 3]
    monkeypatch.setattr("seesac_model.formats._table_reading._ROWS_AT_ONCE", 1)
    assert sorted(code for code, _ in faults(data)) == ["too-large", *["unsupported"] * 3]
