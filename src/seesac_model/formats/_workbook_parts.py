"""
The parts of a workbook, which is a zip of XML: opened within limits, and parsed piece by piece.

Nothing here is ever unpacked as a whole. What a hostile file could make a parser do, such as swell, nest or refer to
other files, is refused before anything else sees it.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from typing import Final, Protocol, TypeAlias

from seesac_model.errors import Fault, FaultCode, LoadError, quoted
from seesac_model.formats._zip_errors import zip_errors

__all__ = ["MAX_BYTES", "Parts", "XmlPart", "refusal"]

MAX_BYTES: Final = 64 * 1024 * 1024
"""The largest workbook that is read, in bytes."""

_MAX_PARTS: Final = 1_000
_MAX_PART_BYTES: Final = 256 * 1024 * 1024
_MAX_UNPACKED: Final = 512 * 1024 * 1024
_MAX_RATIO: Final = 200
_ALWAYS_UNPACKED: Final = 1024 * 1024
_MAX_ELEMENTS: Final = 20_000_000
_MAX_DEPTH: Final = 64
_MAX_TOKEN: Final = 1024 * 1024
_PIECE: Final = 64 * 1024
_ENCRYPTED: Final = 0x1
_DIRECTORY_ENTRY: Final = b"PK\x01\x02"
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ADVICE: Final = "save it as .xlsx with a spreadsheet program"
_STORED, _DEFLATED = 0, 8

Attributes: TypeAlias = Mapping[str, str]
"""The attributes of an element, by name."""


def refusal(code: FaultCode, found: str, expected: str, suggestion: str | None = None) -> LoadError:
    """Return the error for a whole file that is refused."""
    return LoadError([Fault(code=code, found=found, expected=expected, suggestion=suggestion)])


class _Entry(Protocol):
    """What the directory of a zip says of a part."""

    flag_bits: int
    compress_type: int
    file_size: int
    compress_size: int


class Parts:
    """
    The parts of one workbook.

    Args:
        data: The bytes of the file.

    Attributes:
        names: The names of the parts.

    Raises:
        LoadError: It is no workbook, or a hostile one; one fault says what it is.
    """

    def __init__(self, data: bytes) -> None:
        # Whoever reads any file asks for all formats, and this takes as long to import as all the rest of this one.
        from zipfile import ZipFile

        _require_zip(data)
        try:
            self._zip = ZipFile(io.BytesIO(data))
        except zip_errors() as error:
            raise refusal(FaultCode.SYNTAX, "a torn or broken file", "a workbook (.xlsx)", _ADVICE) from error
        entries = self._zip.infolist()
        self.names: Final = frozenset(entry.filename for entry in entries)
        if len({name.casefold().replace("\\", "/") for name in self.names}) < len(entries):
            raise refusal(FaultCode.UNSUPPORTED, "two parts of one name", "parts with names of their own", _ADVICE)
        for entry in entries:
            _require_modest(entry)
        total = sum(entry.file_size for entry in entries)
        if total > _MAX_UNPACKED:
            raise refusal(FaultCode.TOO_LARGE, f"{total:,} bytes unpacked", f"at most {_MAX_UNPACKED:,}")

    def pieces(self, name: str) -> Iterator[bytes]:
        """
        Yield a part, piece by piece.

        Raises:
            LoadError: It is missing or broken.
        """
        try:
            with self._zip.open(name) as part:
                while piece := part.read(_PIECE):
                    yield piece
        except KeyError:
            raise refusal(FaultCode.SYNTAX, f"no part {quoted(name)}", "a whole workbook", _ADVICE) from None
        except zip_errors() as error:
            raise refusal(FaultCode.SYNTAX, f"the broken part {quoted(name)}", "a whole workbook", _ADVICE) from error


def _require_zip(data: bytes) -> None:
    """
    Refuse what is certainly no workbook.

    Raises:
        LoadError: It is none.
    """
    if data.startswith(_OLD_OFFICE):
        raise refusal(
            FaultCode.UNSUPPORTED,
            "a workbook of Excel 97-2003, or one with a password",
            "a workbook (.xlsx) without a password",
            f"{_ADVICE}, without a password",
        )
    if not data.startswith(b"PK\x03\x04"):
        found = "nothing" if not data else "a file of another kind"
        raise refusal(FaultCode.SYNTAX, found, "a workbook (.xlsx)", _ADVICE)
    # Counted before the directory is read, which would make an object for each.
    if data.count(_DIRECTORY_ENTRY) > _MAX_PARTS:
        raise refusal(FaultCode.TOO_LARGE, f"more than {_MAX_PARTS:,} parts", f"at most {_MAX_PARTS:,}", _ADVICE)


def _require_modest(entry: _Entry) -> None:
    """
    Refuse a part that is encrypted, packed in an unusual way, or swells.

    Raises:
        LoadError: It is.
    """
    if entry.flag_bits & _ENCRYPTED or entry.compress_type not in {_STORED, _DEFLATED}:
        raise refusal(FaultCode.UNSUPPORTED, "an encrypted or unusually packed file", "a workbook (.xlsx)", _ADVICE)
    if entry.file_size > _MAX_PART_BYTES:
        raise refusal(
            FaultCode.TOO_LARGE,
            f"a part of {entry.file_size:,} bytes unpacked",
            f"at most {_MAX_PART_BYTES:,}",
            "split the data into several workbooks",
        )
    if entry.file_size > max(_ALWAYS_UNPACKED, entry.compress_size * _MAX_RATIO):
        raise refusal(
            FaultCode.TOO_LARGE,
            f"a part that is {entry.file_size // max(entry.compress_size, 1):,} times as large unpacked",
            f"at most {_MAX_RATIO} times",
            _ADVICE,
        )


class XmlPart:
    """
    One part, parsed from start to end.

    A subclass looks at what it needs: :meth:`start` and :meth:`end` get local names, without their name spaces, and
    :meth:`text` gets the characters.

    Args:
        parts: The workbook.
        name: The name of the part.
    """

    def __init__(self, parts: Parts, name: str) -> None:
        self.name: Final = name
        self._parts = parts
        self._depth = 0
        self._elements = 0

    def start(self, name: str, attributes: Attributes) -> None:
        """Look at the start of an element."""

    def end(self, name: str) -> None:
        """Look at the end of an element."""

    def text(self, text: str) -> None:
        """Look at characters between tags; those of one text may come in several pieces."""

    def parse(self) -> None:
        """
        Parse the part.

        Raises:
            LoadError: It is malformed, or has what no workbook needs; one fault says what.
        """
        from xml.parsers import expat

        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        parser.XmlDeclHandler = self._declared
        parser.StartDoctypeDeclHandler = self._refusing("a DOCTYPE")
        parser.ProcessingInstructionHandler = self._refusing("a processing instruction")
        parser.StartCdataSectionHandler = self._refusing("a CDATA section")
        fed = 0
        try:
            for piece in self._parts.pieces(self.name):
                if b"\0" in piece:
                    raise self._unsupported("bytes that are not UTF-8")
                parser.Parse(piece, False)  # noqa: FBT003 - expat takes it by position only
                fed += len(piece)
                if fed - parser.CurrentByteIndex > _MAX_TOKEN:
                    raise self._unsupported(f"a tag of more than {_MAX_TOKEN:,} bytes")
            parser.Parse(b"", True)  # noqa: FBT003 - as above
        except expat.ExpatError as error:
            found = f"malformed XML in line {error.lineno} of {quoted(self.name)}"
            raise refusal(FaultCode.SYNTAX, found, "a whole workbook", _ADVICE) from error

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        self._elements += 1
        if self._depth > _MAX_DEPTH or self._elements > _MAX_ELEMENTS:
            raise self._unsupported("too many or too deeply nested elements")
        self.start(name.rpartition(" ")[2], attributes)

    def _end(self, name: str) -> None:
        self._depth -= 1
        self.end(name.rpartition(" ")[2])

    def _declared(self, _version: str, encoding: str | None, _standalone: int) -> None:
        if encoding is not None and encoding.lower() not in {"utf-8", "utf8", "us-ascii", "ascii"}:
            raise self._unsupported(f"the encoding {quoted(encoding)}")

    def _refusing(self, what: str) -> Callable[..., None]:
        def refuse(*_: object) -> None:
            raise self._unsupported(what)

        return refuse

    def _unsupported(self, what: str) -> LoadError:
        found = f"{what} in {quoted(self.name)}"
        return refusal(FaultCode.UNSUPPORTED, found, "a workbook as spreadsheet programs write it", _ADVICE)
