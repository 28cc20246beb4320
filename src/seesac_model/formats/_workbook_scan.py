"""
Looking at a workbook before a parser of workbooks sees it.

The scan reads the sheets that are asked for within bounded memory, notes where formulas, errors and merged cells stand,
and refuses what would swell while it is read: far cells, and texts that many cells share. What it has looked at is then
packed anew, so that nothing else of the file is ever read.
"""

from __future__ import annotations

import functools
import html
import io
import posixpath
from array import array
from collections.abc import Callable, Iterable, Mapping
from typing import Final, NamedTuple

from seesac_model._regex import Regex
from seesac_model.errors import Fault, FaultCode, LoadError, quoted
from seesac_model.formats._cells import CellPositions, cell_name
from seesac_model.formats._workbook_parts import Attributes, Parts, XmlPart, refusal

__all__ = ["MAX_CELLS", "MAX_TEXT", "TEXT_COST", "Area", "Scan", "ScannedSheet", "Sheets", "scan", "text_cost"]

MAX_CELLS: Final = 4_000_000
"""How many cells all tables of a workbook have at most: of each, its rows times its columns."""
MAX_TEXT: Final = 32 * 1024 * 1024
"""How much all texts in a workbook are together, as :func:`text_cost` counts."""
TEXT_COST: Final = 24
"""What each text, and each entry of a list within it, counts beside its length: about what it takes in memory."""

_MAX_ROW: Final = 1_048_576
_MAX_COLUMN: Final = 16_384
_MAX_TAGGED: Final = 5_000_000
_MAX_MERGED: Final = 10_000
_MAX_SHEETS: Final = 255
_MAX_STYLES: Final = 16 * 1024 * 1024
_CELL: Final = Regex("([A-Z]{1,3})([1-9][0-9]{0,6})")
_INDEX: Final = Regex("[0-9]{1,9}")
_NUMBER: Final = Regex(r"[-+]?(?:[0-9]{1,400}\.?[0-9]{0,400}|\.[0-9]{1,400})(?:[eE][-+]?[0-9]{1,3})?")
_TRUTH: Final = Regex("[01]")
_MOMENT: Final = Regex("[-0-9T:.Z]{1,40}")
_SHARED: Final = "s"
_TEXTS: Final = frozenset({_SHARED, "str", "inlineStr"})
_FORMS: Final[Mapping[str, Regex]] = {_SHARED: _INDEX, "n": _NUMBER, "b": _TRUTH, "d": _MOMENT}
_TYPES: Final = frozenset({*_TEXTS, *_FORMS, "e"})
_WORKBOOK: Final = "xl/workbook.xml"
_RELATIONS: Final = "xl/_rels/workbook.xml.rels"
_MACROS: Final = ("vbaproject.bin", "macrosheets/")
_PACKED_SHEET: Final = "xl/worksheets/sheet{number}.xml"
_SEPARATORS: Final = ";,\n[{"
_ADVICE: Final = "save it anew with a spreadsheet program"
_SPREADSHEET: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"


class Area(NamedTuple):
    """Merged cells: their first and last row and column, counted from 1."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class ScannedSheet(NamedTuple):
    """
    What the scan noted of one sheet.

    Attributes:
        name: Its name.
        last_row: The last row with anything in it, counted from 1; 0 for an empty sheet.
        last_column: The last column with anything in it; 0 for an empty sheet.
        formulas: The offsets of the cells with formulas, in order.
        errors: The offsets of the cells that hold an error such as `#REF!`, in order.
        merged: The merged cells.
    """

    name: str
    last_row: int
    last_column: int
    formulas: array[int]
    errors: array[int]
    merged: tuple[Area, ...]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.last_row


class Sheets(NamedTuple):
    """
    The worksheets of a workbook, before anybody has looked into them.

    Attributes:
        parts: The names of their parts, by the names of the sheets.
        is_1904: Whether its days are counted from 1904.
        shared: The part with the texts that cells share; None where there is none.
        styles: The part with the styles; None where there is none.
    """

    parts: Mapping[str, str]
    is_1904: bool
    shared: str | None
    styles: str | None


class Scan(NamedTuple):
    """
    What is known of a workbook, and what of it is safe to read.

    Attributes:
        sheets: The sheets that were asked for, in the order in which they stand.
        packed: A workbook with just these.
    """

    sheets: tuple[ScannedSheet, ...]
    packed: bytes


def text_cost(text: str) -> int:
    """Return what a part of a text counts: its bytes in UTF-8, and more for what separates the entries of lists."""
    length = len(text) if text.isascii() else len(text.encode())
    return length + TEXT_COST * sum(map(text.count, _SEPARATORS))


def scan(data: bytes, ignored: Callable[[str], bool]) -> Scan:
    """
    Look at all worksheets of a workbook.

    Args:
        data: The bytes of the file.
        ignored: Tells by their names which sheets are not looked at, and not read.

    Raises:
        LoadError: It is no workbook, a broken one, or one that must not be read.
    """
    parts = Parts(data)
    sheets = _sheets(parts)
    lengths = array("I")
    if sheets.shared is not None:
        shared = _SharedTexts(parts, sheets.shared)
        shared.parse()
        lengths = shared.lengths
    if sheets.styles is not None:
        _Styles(parts, sheets.styles).parse()
    budget = _Budget()
    scanned: dict[str, ScannedSheet] = {}
    for name, part in sheets.parts.items():
        if not ignored(name):
            sheet = _Sheet(parts, part, name, lengths, budget)
            sheet.parse()
            scanned[part] = sheet.noted()
    return Scan(tuple(scanned.values()), _packed(parts, sheets, scanned))


def _sheets(parts: Parts) -> Sheets:
    """
    Return the worksheets.

    Raises:
        LoadError: There are none, or they cannot be told.
    """
    if _WORKBOOK not in parts.names:
        raise refusal(
            FaultCode.UNSUPPORTED,
            "a zip file that is no Excel workbook",
            "a workbook (.xlsx)",
            "save it as .xlsx with a spreadsheet program",
        )
    if any(macro in name.lower() for name in parts.names for macro in _MACROS):
        raise refusal(
            FaultCode.UNSUPPORTED, "a workbook with macros", "one without", "save it as .xlsx, which has no macros"
        )
    relations = _Relations(parts, _RELATIONS)
    relations.parse()
    workbook = _Workbook(parts, _WORKBOOK)
    workbook.parse()
    found: dict[str, str] = {}
    for name, relation in workbook.sheets:
        kind, target = relations.targets.get(relation, ("", ""))
        if kind == "worksheet":
            found[name] = target
    names = [name for name, _ in workbook.sheets]
    if not found or len({name.casefold() for name in names}) < len(names) or len(set(found.values())) < len(found):
        raise refusal(FaultCode.SYNTAX, "no worksheets, or one of them twice", "worksheets", _ADVICE)
    single = {kind: target for kind, target in relations.targets.values() if kind in {"sharedStrings", "styles"}}
    return Sheets(found, workbook.is_1904, single.get("sharedStrings"), single.get("styles"))


class _Relations(XmlPart):
    """Which parts belong to the workbook: kind and name of each, by the id of the relation."""

    def __init__(self, parts: Parts, name: str) -> None:
        super().__init__(parts, name)
        self.targets: dict[str, tuple[str, str]] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/xl", attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            self.targets[attributes.get("Id", "")] = (kind, target.lstrip("/"))


class _Workbook(XmlPart):
    """The names of the sheets, with the ids of their relations."""

    def __init__(self, parts: Parts, name: str) -> None:
        super().__init__(parts, name)
        self.sheets: list[tuple[str, str]] = []
        self.is_1904 = False

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "workbookPr":
            self.is_1904 = attributes.get("date1904") in {"1", "true"}
        elif name == "sheet":
            relation = next((value for key, value in attributes.items() if key.rpartition(" ")[2] == "id"), "")
            self.sheets.append((attributes.get("name", ""), relation))
            if len(self.sheets) > _MAX_SHEETS:
                raise refusal(FaultCode.TOO_LARGE, f"more than {_MAX_SHEETS} sheets", "fewer sheets")


class _Styles(XmlPart):
    """The styles, which tell dates from numbers."""

    def __init__(self, parts: Parts, name: str) -> None:
        super().__init__(parts, name)
        self._seen = 0

    def start(self, name: str, attributes: Attributes) -> None:
        self._seen += len(name) + sum(map(len, attributes.values())) + TEXT_COST
        if self._seen > _MAX_STYLES:
            raise refusal(FaultCode.TOO_LARGE, f"more than {_MAX_STYLES:,} bytes of styles", "fewer styles", _ADVICE)


class _SharedTexts(XmlPart):
    """What each text counts that cells share."""

    def __init__(self, parts: Parts, name: str) -> None:
        super().__init__(parts, name)
        self.lengths = array("I")
        self._length = 0
        self._total = 0

    def start(self, name: str, attributes: Attributes) -> None:  # noqa: ARG002 - as it is called
        if name == "si":
            self._length = 0

    def text(self, text: str) -> None:
        self._length += text_cost(text)
        self._require_modest()

    def end(self, name: str) -> None:
        if name == "si":
            self._total += self._length + TEXT_COST
            self.lengths.append(self._length)
            self._length = 0
            self._require_modest()

    def _require_modest(self) -> None:
        if self._total + self._length > MAX_TEXT:
            raise too_much_text()


def too_much_text() -> LoadError:
    """Return the error for a workbook whose texts are too long together."""
    return refusal(
        FaultCode.TOO_LARGE,
        f"more than {MAX_TEXT:,} bytes of text and entries of lists",
        f"at most {MAX_TEXT:,}",
        "split the data into several workbooks",
    )


class _Budget:
    """What all sheets together may have."""

    def __init__(self) -> None:
        self.cells = 0
        self.tagged = 0
        self.text = 0


class _Sheet(XmlPart):
    """One worksheet, cell by cell."""

    def __init__(self, parts: Parts, part: str, sheet: str, lengths: array[int], budget: _Budget) -> None:
        super().__init__(parts, part)
        self._sheet = sheet
        self._lengths = lengths
        self._budget = budget
        self._formulas = array("Q")
        self._errors = array("Q")
        self._merged: list[Area] = []
        self._last_row = self._last_column = 0
        self._at = -1
        self._row = self._column = 0
        self._type = "n"
        self._has_formula = self._in_value = self._in_cell = False
        self._value: list[str] = []

    def noted(self) -> ScannedSheet:
        """Return what was noted, and count the sheet."""
        self._budget.cells += self._last_row * self._last_column
        return ScannedSheet(
            self._sheet, self._last_row, self._last_column, self._formulas, self._errors, tuple(self._merged)
        )

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "c":
            self._start_cell(attributes)
        elif self._in_cell:
            if name == "f":
                self._has_formula = True
            elif name in {"v", "t"}:
                self._in_value = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        if self._in_value:
            self._value.append(text)
            self._budget.text += text_cost(text)
            if self._budget.text > MAX_TEXT:
                raise too_much_text()

    def end(self, name: str) -> None:
        if name in {"v", "t"}:
            self._in_value = False
        elif name == "c":
            self._end_cell()

    def _start_cell(self, attributes: Attributes) -> None:
        self._budget.tagged += 1
        if self._in_cell or self._budget.tagged > _MAX_TAGGED:
            raise self._broken("cells within cells, or too many of them")
        self._row, self._column = self._place(attributes.get("r", ""))
        at = CellPositions.offset(self._row, self._column)
        if at <= self._at:
            raise self._broken("cells that are out of order")
        self._at = at
        self._type = attributes.get("t", "n")
        if self._type not in _TYPES or not _INDEX.fullmatch(attributes.get("s", "0")):
            raise self._broken("a cell of an unknown type")
        self._in_cell = True
        self._has_formula = False
        self._value.clear()

    def _end_cell(self) -> None:
        self._in_cell = False
        value = "".join(self._value)
        if self._has_formula:
            self._formulas.append(self._at)
        if not value and not self._has_formula:
            return
        if value:
            self._weigh(value)
        if self._type == "e":
            self._errors.append(self._at)
        self._last_row = self._row
        self._last_column = max(self._last_column, self._column)
        if self._budget.cells + self._last_row * self._last_column > MAX_CELLS:
            raise self._far()

    def _weigh(self, value: str) -> None:
        """
        Count what a cell adds to the texts of the workbook.

        Raises:
            LoadError: It is too much, or the value cannot be one.
        """
        form = _FORMS.get(self._type)
        if form is not None and not form.fullmatch(value.strip()):
            raise self._broken(f"a value in {cell_name(self._row, self._column)} that is none")
        if self._type == _SHARED:
            if int(value) >= len(self._lengths):
                raise self._broken(f"a text in {cell_name(self._row, self._column)} that is missing")
            self._budget.text += self._lengths[int(value)]
        if self._type in _TEXTS:
            self._budget.text += TEXT_COST
        if self._budget.text > MAX_TEXT:
            raise too_much_text()

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        self._merged.append(Area(*self._place(first), *self._place(last or first)))
        if len(self._merged) > _MAX_MERGED:
            raise refusal(
                FaultCode.TOO_LARGE, f"more than {_MAX_MERGED:,} merged cells", "none", "take the merging back"
            )

    def _place(self, reference: str) -> tuple[int, int]:
        match = _CELL.fullmatch(reference)
        if match is None:
            raise self._broken("a cell without a place")
        row, column = int(match[2]), _column(match[1])
        if row > _MAX_ROW or column > _MAX_COLUMN:
            raise self._broken("a cell without a place")
        return row, column

    def _far(self) -> LoadError:
        here = cell_name(self._row, self._column, self._sheet)
        fault = Fault(
            code=FaultCode.TOO_LARGE,
            found="a filled cell so far out that the tables have too many cells",
            expected=f"at most {MAX_CELLS:,} cells in all tables, empty ones between them included",
            suggestion="delete the rows and columns behind the table, or split the data into several workbooks",
            line=self._row,
            column=self._column,
            cell=here,
        )
        return LoadError([fault])

    def _broken(self, what: str) -> LoadError:
        found = f"{what} in the sheet {quoted(self._sheet)}"
        return refusal(FaultCode.SYNTAX, found, "a workbook as spreadsheet programs write it", _ADVICE)


@functools.lru_cache(maxsize=_MAX_COLUMN)
def _column(letters: str) -> int:
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column


def _packed(parts: Parts, sheets: Sheets, scanned: Mapping[str, ScannedSheet]) -> bytes:
    """Return a workbook of the sheets that were looked at; nothing in it leads anywhere else."""
    from zipfile import ZIP_DEFLATED, ZipFile

    kept = {_PACKED_SHEET.format(number=number): part for number, part in enumerate(scanned, start=1)}
    relations = [(f"rId{number}", "worksheet", part) for number, part in enumerate(kept, start=1)]
    for kind, part in (("sharedStrings", sheets.shared), ("styles", sheets.styles)):
        if part is not None:
            kept[f"xl/{kind}.xml"] = part
            relations.append((kind, kind, f"xl/{kind}.xml"))
    memory = io.BytesIO()
    with ZipFile(memory, "w", ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", f'<Types xmlns="{_PACKAGE}/content-types"></Types>')
        packed.writestr("_rels/.rels", _relations([("rId1", "officeDocument", "xl/workbook.xml")]))
        packed.writestr(_WORKBOOK, _workbook(scanned.values(), is_1904=sheets.is_1904))
        packed.writestr(_RELATIONS, _relations(relations))
        for name, part in kept.items():
            with packed.open(name, "w") as file:
                for piece in parts.pieces(part):
                    file.write(piece)
    return memory.getvalue()


def _relations(relations: Iterable[tuple[str, str, str]]) -> str:
    entries = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{kind}" Target="/{part}"/>' for name, kind, part in relations
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _workbook(scanned: Iterable[ScannedSheet], *, is_1904: bool) -> str:
    entries = "".join(
        f'<sheet name="{html.escape(sheet.name)}" sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(scanned, start=1)
    )
    return (
        f'<workbook xmlns="{_SPREADSHEET}" xmlns:r="{_OFFICE}"><workbookPr date1904="{int(is_1904)}"/>'
        f"<sheets>{entries}</sheets></workbook>"
    )
