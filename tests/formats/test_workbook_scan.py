from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping
from typing import Final

import pytest

from seesac_model.errors import Fault, FaultCode
from seesac_model.formats import _workbook_parts as parts_module
from seesac_model.formats import _workbook_scan as scan_module
from seesac_model.formats import loads, xlsx
from tests.workbooks import TOPICS, changed, parts_of, workbook, zipped

PLAIN: Final = workbook(("Topics", [TOPICS, ("t", "x", None, "a; b")]))
SHEET: Final = "xl/worksheets/sheet2.xml"
TEXTS: Final = "xl/sharedStrings.xml"
BOOK: Final = "xl/workbook.xml"
LINKS: Final = "xl/_rels/workbook.xml.rels"
STYLES: Final = "xl/styles.xml"


def refusal(data: bytes) -> Fault:
    """Return the one fault of a file that is refused as a whole."""
    result = loads(data, format="xlsx", on_error="collect")
    assert len(result.dataset) == 0
    (fault,) = result.faults
    return fault


def with_part(name: str, content: str | bytes) -> bytes:
    """Return the plain workbook with one part that is another."""
    return zipped({**parts_of(PLAIN), name: content if isinstance(content, bytes) else content.encode()})


def sheet(rows: str, after: str = "") -> bytes:
    """Return the plain workbook with these rows, in XML, as its sheet."""
    xmlns = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    return with_part(SHEET, f"<worksheet {xmlns}><sheetData>{rows}</sheetData>{after}</worksheet>")


def cell(reference: str, value: str = "1", more: str = "") -> str:
    """Return a cell in XML."""
    return f'<c r="{reference}"{more}><v>{value}</v></c>'


def test_a_plain_workbook_is_read() -> None:
    """What the tests below damage is whole."""
    assert len(xlsx.loads(PLAIN)) == 1


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", FaultCode.SYNTAX, "found nothing"),
        (b"id,label\nt,x\n", FaultCode.SYNTAX, "a file of another kind"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FaultCode.UNSUPPORTED, "with a password"),
        (PLAIN[:-100], FaultCode.SYNTAX, "torn or broken"),
        (PLAIN[:200], FaultCode.SYNTAX, "torn or broken"),
        (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), FaultCode.UNSUPPORTED, "no Excel"),
    ],
)
def test_what_is_no_workbook(data: bytes, code: FaultCode, words: str) -> None:
    """A file of another kind is refused with what it is and how to make a workbook of it."""
    fault = refusal(data)
    assert fault.code is code
    assert words in str(fault)
    assert "save it as .xlsx" in (fault.suggestion or "")


def test_text_is_refused() -> None:
    """A workbook is read from bytes."""
    assert refusal("PK").code is FaultCode.WRONG_TYPE  # type: ignore[arg-type] # text where bytes belong


def test_a_large_file_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its size is looked at before anything else."""
    monkeypatch.setattr("seesac_model.formats._workbook_reading.MAX_BYTES", 100)
    assert refusal(PLAIN).code is FaultCode.TOO_LARGE


def test_a_bomb_is_refused() -> None:
    """A part that is thousands of times as large unpacked is not unpacked."""
    fault = refusal(with_part("xl/media/image1.png", bytes(50_000_000)))
    assert (fault.code, "times as large unpacked" in fault.found) == (FaultCode.TOO_LARGE, True)


@pytest.mark.parametrize("limit", ["_MAX_PART_BYTES", "_MAX_UNPACKED", "_MAX_PARTS"])
def test_parts_have_limits(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too many parts, too large ones, and too much of them together are refused."""
    monkeypatch.setattr(parts_module, limit, 5)
    assert refusal(PLAIN).code is FaultCode.TOO_LARGE


def test_parts_of_one_name_are_refused() -> None:
    """Two readers might take one part each; capitals and slashes make no difference."""
    parts = parts_of(PLAIN)
    assert refusal(zipped(parts, (SHEET, b"<worksheet/>"))).found == "two parts of one name"
    assert refusal(zipped(parts, (SHEET.upper(), b"<worksheet/>"))).found == "two parts of one name"


def test_unusual_packing_is_refused() -> None:
    """Only what spreadsheet programs write is unpacked."""
    assert refusal(zipped(parts_of(PLAIN), method=zipfile.ZIP_LZMA)).code is FaultCode.UNSUPPORTED
    assert len(xlsx.loads(zipped(parts_of(PLAIN), method=zipfile.ZIP_STORED))) == 1


def test_an_encrypted_part_is_refused() -> None:
    """A zip that needs a password is refused before it is unpacked."""
    data = bytearray(PLAIN)
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert refusal(bytes(data)).code is FaultCode.UNSUPPORTED


def test_a_part_that_is_not_what_it_says_is_refused() -> None:
    """A wrong check sum, and a size that is a lie, are found while the part is unpacked."""
    stored = zipped(parts_of(PLAIN), method=zipfile.ZIP_STORED)
    assert refusal(stored.replace(b"<sheetData>", b"<sheetDat4>")).code is FaultCode.SYNTAX
    data = bytearray(PLAIN)
    with zipfile.ZipFile(io.BytesIO(PLAIN)) as packed:
        info = packed.getinfo(SHEET)
    entry = data.index(SHEET.encode(), data.index(b"PK\x01\x02")) - 46
    struct.pack_into("<I", data, entry + 24, info.file_size // 2)
    assert refusal(bytes(data)).code is FaultCode.SYNTAX


@pytest.mark.parametrize("name", [SHEET, TEXTS, BOOK, LINKS, STYLES])
@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0",
        b"<a>",
        b"<a></b>",
        b"<a>&b;</a>",
        b"\xff\xfe<\0a\0/\0>\0",
        b"<a>\xc3\x28</a>",
        b'<?xml version="1.0" encoding="iso-8859-1"?><a/>',
        b'<?xml version="1.0" encoding="utf-16"?><a/>',
        b'<?xml version="1.0" encoding="x-unknown"?><a/>',
        b'<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><a>&d;</a>',
        b'<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        b"<?php x?><a/>",
        b"<a><![CDATA[x]]></a>",
        b"<a>" * 70 + b"</a>" * 70,
    ],
)
def test_no_part_may_be_more_than_plain_xml(name: str, content: bytes) -> None:
    """Torn and nested parts, entities, other encodings and other features of XML are refused wherever they stand."""
    assert refusal(with_part(name, content)).code in {FaultCode.SYNTAX, FaultCode.UNSUPPORTED}


def test_a_long_tag_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag is held in memory until it ends, so it must end soon."""
    monkeypatch.setattr(parts_module, "_PIECE", 1_000)
    monkeypatch.setattr(parts_module, "_MAX_TOKEN", 10_000)
    fault = refusal(with_part(SHEET, f'<worksheet a="{"x" * 50_000}"/>'))
    assert "a tag of more than 10,000 bytes" in fault.found


def test_too_many_elements_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each takes time, so there is an end to them."""
    monkeypatch.setattr(parts_module, "_MAX_ELEMENTS", 50)
    assert "too many or too deeply nested" in refusal(sheet("<row/>" * 60)).found


@pytest.mark.parametrize("name", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml"])
def test_macros_are_refused(name: str) -> None:
    """They would never run here, but they have no place in a file of data."""
    assert refusal(with_part(name, b"x")).found == "a workbook with macros"


def test_links_to_other_files_are_not_followed() -> None:
    """A part that is elsewhere is no part, and what leads out of the workbook leads nowhere."""
    data = changed(PLAIN, LINKS, 'Target="worksheets/sheet2.xml"', 'Target="http://x.org/" TargetMode="External"')
    assert loads(data, format="xlsx").topics is not None
    data = changed(PLAIN, LINKS, 'Target="worksheets/sheet2.xml"', 'Target="../../../etc/passwd"')
    assert refusal(data).found == "no part 'etc/passwd'"


def test_sheets_must_be_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """No sheet, two of one name or of one part, and too many are refused."""
    assert refusal(changed(PLAIN, BOOK, "<sheets>.*</sheets>", "")).code is FaultCode.SYNTAX
    assert refusal(changed(PLAIN, BOOK, 'name="Topics"', 'name="READ ME"')).code is FaultCode.SYNTAX
    assert refusal(changed(PLAIN, BOOK, 'r:id="rId2"', 'r:id="rId1"')).code is FaultCode.SYNTAX
    monkeypatch.setattr(scan_module, "_MAX_SHEETS", 1)
    assert refusal(PLAIN).code is FaultCode.TOO_LARGE


def test_charts_are_no_data() -> None:
    """A sheet that is a chart shows what stands elsewhere."""
    data = changed(PLAIN, BOOK, "</sheets>", '<sheet name="Chart1" sheetId="9" r:id="rId99"/></sheets>')
    data = changed(
        data, LINKS, "</Relationships>", '<Relationship Id="rId99" Type="x/chartsheet" Target="c"/></Relationships>'
    )
    assert len(xlsx.loads(data)) == 1


@pytest.mark.parametrize(
    "rows",
    [
        cell(""),
        cell("A0"),
        cell("1A"),
        cell("ZZZ1"),
        cell("A1048577"),
        cell("A2") + cell("A1"),
        cell("A1") + cell("A1"),
        cell("A1", more=' t="z"'),
        cell("A1", more=' s="-1"'),
        cell("A1", more=' t="s"', value="99"),
        cell("A1", more=' t="s"', value="-1"),
        cell("A1", more=' t="s"', value="x"),
        cell("A1", more=' t="b"', value="2"),
        cell("A1", more=' t="d"', value="soon"),
        cell("A1", value="NaN"),
        cell("A1", value="0x1F"),
        '<c r="A1"><c r="B1"><v>1</v></c></c>',
    ],
)
def test_cells_are_as_spreadsheet_programs_write_them(rows: str) -> None:
    """A cell without a place or out of order, and a value that is none, are refused before a parser might stumble."""
    fault = refusal(sheet(rows))
    assert (fault.code, "the sheet 'Topics'" in fault.found) == (FaultCode.SYNTAX, True)


def test_a_far_cell_is_refused_where_it_stands() -> None:
    """A single cell far out would make millions of empty ones."""
    fault = refusal(sheet(cell("A1") + cell("XFD1048576")))
    assert (fault.code, fault.cell, fault.line) == (FaultCode.TOO_LARGE, "Topics!XFD1048576", 1_048_576)
    assert refusal(sheet(cell("A1") + cell("F1000000"))).cell == "Topics!F1000000"


def test_the_sheets_count_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """What no sheet has too much of, all of them may."""
    monkeypatch.setattr(scan_module, "MAX_CELLS", 10)
    assert refusal(PLAIN).cell == "Topics!A2"


def test_what_a_sheet_says_of_its_size_does_not_count() -> None:
    """A dimension that is a lie is not believed, and cells without anything are no far cells."""
    rows = '<c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>label</t></is></c>'
    data = sheet(f'{rows}<c r="XFD1048576" s="1"/>')
    whole = changed(data, SHEET, "<sheetData>", '<dimension ref="A1:XFD1048576"/><sheetData>')
    assert loads(whole, format="xlsx", on_error="collect").faults == ()


def test_texts_count_as_often_as_they_are_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """One long text in many cells is as much as as many long texts."""
    monkeypatch.setattr(scan_module, "MAX_TEXT", 3_000)
    rows = [TOPICS, *[("t", "x" * 900)] * 4]
    assert "bytes of text" in refusal(workbook(("Topics", rows))).found


@pytest.mark.parametrize(
    "part",
    {
        TEXTS: f"<sst><si><t>{'x' * 4_000}</t></si></sst>",
        SHEET: f'<worksheet><c r="A1" t="inlineStr"><is><t>{"x" * 4_000}</t></is></c></worksheet>',
    }.items(),
)
def test_long_texts_are_refused(part: tuple[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts that are shared or in place have an end, used or not."""
    monkeypatch.setattr(scan_module, "MAX_TEXT", 3_000)
    assert "bytes of text" in refusal(with_part(*part)).found


@pytest.mark.parametrize(
    ("limit", "most", "data"),
    [
        ("_MAX_TAGGED", 3, PLAIN),
        ("_MAX_STYLES", 100, PLAIN),
        ("_MAX_MERGED", 1, sheet("", '<mergeCell ref="A1:B2"/><mergeCell ref="C1"/>')),
    ],
)
def test_everything_has_an_end(limit: str, most: int, data: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells, styles and merged cells are counted."""
    monkeypatch.setattr(scan_module, limit, most)
    assert refusal(data).code in {FaultCode.TOO_LARGE, FaultCode.SYNTAX}


def test_merged_cells_must_have_a_place() -> None:
    """Merged cells without one are refused."""
    assert refusal(sheet("", '<mergeCell ref="hello"/>')).code is FaultCode.SYNTAX


def test_a_workbook_without_styles_and_shared_texts_is_one() -> None:
    """Neither is needed."""
    rows = '<c r="A1" t="inlineStr"><is><t>id</t></is></c>'
    cover = rows.replace("id<", "format<") + '<c r="B1" t="inlineStr"><is><t>seesac-model</t></is></c>'
    cover += '<c r="A2" t="inlineStr"><is><t>version</t></is></c><c r="B2"><v>1</v></c>'
    parts: Mapping[str, bytes] = parts_of(sheet(rows + rows.replace("A1", "B1").replace("id<", "label<")))
    bare = {name: content for name, content in parts.items() if name not in {TEXTS, STYLES}}
    bare["xl/worksheets/sheet1.xml"] = f"<worksheet><sheetData>{cover}</sheetData></worksheet>".encode()
    links = bare[LINKS].decode()
    for kind in ("sharedStrings", "styles"):
        start = links.index("<Relationship ", links.index(f'/{kind}"') - 150)
        links = links[:start] + links[links.index("/>", start) + 2 :]
    bare[LINKS] = links.encode()
    assert loads(zipped(bare), format="xlsx", on_error="collect").faults == ()
