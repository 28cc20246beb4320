"""Whatever is done to a workbook, reading it gives a dataset or one of our errors; never another exception."""

from __future__ import annotations

import re
from typing import Final

from hypothesis import given, settings
from hypothesis import strategies as st

from seesac_model.dataset import Dataset
from seesac_model.formats import loads, xlsx
from seesac_model.model import DateSpan, Event, EventKind, EventStatus, Topic
from tests.workbooks import COVER, EVENTS, TOPICS, changed, parts_of, workbook, zipped

MANY: Final = settings(max_examples=8 * settings().max_examples)
SMALL: Final = workbook(
    ("Topics", [TOPICS, ("t", "<r>x</r>", "u", "a; b"), ("u", 7)]),
    ("Events", [EVENTS, ("e", "x", "meeting", "held", "2023", None, 1)]),
    cover=[*COVER, ("x",)],
)
REAL: Final = xlsx.dumps(
    Dataset(
        [
            Topic(id="t", label="_x005F_x0041_"),
            Event(id="e", title="x", kind=EventKind.VISIT, status=EventStatus.HELD, dates=DateSpan("2023-02")),
        ]
    )
)
# The real one has two dozen sheets, which take their time.
PARTS: Final = [*[parts_of(SMALL)] * 7, parts_of(REAL)]
HOT: Final = re.compile(r"xl/(worksheets/sheet[23]|sharedStrings|workbook|styles|_rels/workbook)\.xml(\.rels)?")
ATTRIBUTE: Final = re.compile(rb'\b(t|s|r|ref|numFmtId|r:id|Id|Target|Type|name|count|spans)="[^"]*"')
VALUES: Final = st.sampled_from(
    [
        *(
            b"",
            b"0",
            b"-1",
            b"1",
            b"14",
            b"99",
            b"18446744073709551616",
            b"x" * 300,
            b"[Red]0.0;@",
            b"&#9;",
            b"\xc3\xa9",
        ),
        *(b"A1", b"ZZZ9", b"XFD1048576", b"B2:A1", b"rId1", b"rId9"),
        *(b"s", b"e", b"d", b"b", b"n", b"str", b"inlineStr"),
    ]
)
PIECES: Final = st.sampled_from(
    [
        *(b"<f>1</f>", b"<v>1</v>", b"<v>1e308</v>", b"<v></v>", b"<is><t>x</t></is>", b"<rPh/>", b"_x0041_", b"&amp;"),
        *(b"<c/>", b"</c>", b"<row>", b"</row>", b'<mergeCell ref="A1:B9"/>'),
        *(b"<!-- x -->", b"&#0;", b"&#xD800;", b"\0", b"\xff", b"<![CDATA[1]]>", b"]]>"),
        *(b'<c r="B2" t="e"><v>#N/A</v></c>', b'<c r="C3" t="d"><v>2023-02-30T99:00:00</v></c>'),
    ]
)


def read(data: bytes) -> None:
    """Read bytes; whatever is wrong with them has a message."""
    result = loads(data, format="xlsx", on_error="collect")
    assert all(str(fault) for fault in result.faults)


@MANY
@given(st.data())
def test_changed_attributes_and_elements(data: st.DataObject) -> None:
    """Well-formed nonsense in any part is read or refused."""
    parts = dict(data.draw(st.sampled_from(PARTS)))
    for _ in range(data.draw(st.integers(1, 3))):
        name = data.draw(st.sampled_from([name for name in sorted(parts) if HOT.fullmatch(name)]))
        content = parts[name]
        found = [match.span() for match in ATTRIBUTE.finditer(content)]
        by_attribute: bool = data.draw(st.booleans())
        if found and by_attribute:
            start, end = data.draw(st.sampled_from(found))
            key = content[start:end].partition(b"=")[0]
            parts[name] = content[:start] + key + b'="' + data.draw(VALUES) + b'"' + content[end:]
        else:
            places = [place.start() for place in re.finditer(b"<", content)]
            place = data.draw(st.sampled_from(places)) if places else 0
            parts[name] = content[:place] + data.draw(PIECES) + content[place:]
    read(zipped(parts))


@MANY
@given(st.data())
def test_damaged_bytes(data: st.DataObject) -> None:
    """Torn, cut, overwritten and repeated bytes are read or refused."""
    content = bytearray(data.draw(st.sampled_from([*[SMALL] * 7, REAL])))
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content)))
        end = min(len(content), place + data.draw(st.integers(0, 20)))
        content[place:end] = data.draw(st.binary(max_size=20) | st.just(bytes(content[:30])))
    read(bytes(content[: data.draw(st.integers(0, len(content)) | st.just(len(content)))]))


def test_what_only_calamine_refuses_is_refused() -> None:
    """A workbook whose parts are sound, but for the extent of a sheet, which nobody needs."""
    data = changed(xlsx.template(), "xl/worksheets/sheet2.xml", '<dimension ref="', '<dimension ref="!')
    (fault,) = loads(data, format="xlsx", on_error="collect").faults
    assert fault.found == "a workbook that cannot be read"
