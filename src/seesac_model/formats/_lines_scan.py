"""
What holds a JSON Lines file together: the header, the trailers, and an end that was not torn off.

A file begins with a line that says what it is. Then each line holds one record, and a trailer says how many there are
before it and what the SHA-256 of all bytes before it is. Whoever appends writes more lines and another trailer, so that
bytes which stand there never change, and a crash leaves nothing worse than lines without a trailer.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Final

from seesac_model._quoting import how_many
from seesac_model._regex import Regex
from seesac_model.dataset import FORMAT_NAME, FORMAT_VERSION
from seesac_model.errors import Fault, FaultCode, LoadError, described
from seesac_model.formats._converter import plain_json, unknown_key
from seesac_model.formats._document import read_document
from seesac_model.formats._files import encoding_advice, is_wide
from seesac_model.formats._lines_parsing import LONGEST_LINE, Line, parse_line
from seesac_model.formats._read_so_far import Reading, too_many
from seesac_model.formats._tree import MappingNode, Node, key_mark_at, mark_at
from seesac_model.model import Origin

__all__ = ["HEADER", "LineScan", "trailer"]

HEADER: Final = f'{{"format":"{FORMAT_NAME}","version":{FORMAT_VERSION}}}\n'.encode()
"""The first line of a file, as it is written."""
_HEADER_KEYS: Final = frozenset({"format", "version"})
_TRAILER_KEYS: Final = frozenset({"records", "sha256"})
_MOST_LINES: Final = 200
_BLANK: Final = b" \t\r"
_MARK: Final = b"\xef\xbb\xbf"
_HEAD: Final = 64
"""By how many bytes a trailer is told from a record."""
_DIGEST: Final = Regex("[0-9a-f]{64}")
_SHOWN_DIGITS: Final = 12
_START: Final = f"start the file with {HEADER.decode().rstrip()}"
_ON_ONE_LINE: Final = "a file whose records do not stand on a line each is JSON; give it the extension .json"
_CUT_OFF: Final = "the file was cut off, or is being written at this moment; `seesac-model recover`"
_REWRITTEN: Final = (
    "an editor or git has put a byte order mark at the beginning or changed the ends of lines to CRLF; save the file "
    "as UTF-8 without a mark and with LF, or get it anew"
)
_CHANGED: Final = (
    "something before this line was changed or removed; get the file anew, or, if that was meant, delete the lines "
    'that start with {"end" and run `seesac-model recover`'
)


def trailer(entries: int, digest: str) -> bytes:
    """Return the line that ends a file with so many records, whose bytes before it have that SHA-256."""
    return f'{{"end":{{"records":{entries},"sha256":"{digest}"}}}}\n'.encode()


class LineScan:
    """
    One way through the lines of a file; what is wrong with it as a whole is noted on the way.

    Args:
        pieces: The bytes of the file, in pieces of any size.
        file: The file, as the caller named it; None for text.
        reading: Where faults are noted.

    Attributes:
        has_header: Whether a complete line with a good header was read; without it, nothing behind it is read.
        version: The version that it states.
        entries: How many lines with records or suppressions there were, good or bad.
        complete: How many bytes the complete lines have that were read.
        tail: What stands behind the last line feed.
        hash: The SHA-256 of those.
        has_trailer: Whether the last complete line that is not blank is a trailer.
        is_torn: Whether the end of the file is missing; known when all of it was read.
    """

    def __init__(self, pieces: Iterable[bytes], file: str | None, reading: Reading) -> None:
        import hashlib  # Its C library takes a while to load, and few programs read this format.

        self._pieces = pieces
        self._file = file
        self._reading = reading
        self.hash = hashlib.sha256()
        self._number = 0
        self._is_stopped = False
        self._is_changed = False
        self.has_header = False
        self.version = FORMAT_VERSION
        self.entries = 0
        self.complete = 0
        self.tail = b""
        self.has_trailer = False
        self.is_torn = False
        self._has_mark = False

    @property
    def digest(self) -> str:
        """The SHA-256 of the complete lines that were read."""
        return self.hash.hexdigest()

    @property
    def tail_line(self) -> int:
        """The number of the line that is not complete, or would come next."""
        return self._number + 1

    def batches(self) -> Iterator[list[Line]]:
        """Yield the lines with records or suppressions: at most two hundred, or a few hundred kilobytes, at once."""
        for piece in self._pieces:
            data = self.tail + piece
            end = data.rfind(b"\n") + 1
            self.tail = data[end:]
            for batch in self._batches_of(data[:end]):
                self.entries += len(batch)
                yield batch
                if self._reading.is_full:
                    self._stop_at_faults()
                if self._is_stopped:
                    return
            if len(self.tail) > LONGEST_LINE:
                self._number += 1
                self._stop_at_length()
                return
        self._check_end()

    def _batches_of(self, data: bytes) -> Iterator[list[Line]]:
        """Yield those of some complete lines that hold records, and look at the others."""
        batch: list[Line] = []
        start = hashed = 0
        for line in data.split(b"\n")[:-1]:
            self._number += 1
            # Nearly every line is of this sort, and tells it at first sight.
            is_entry = self.has_header and line[:2] == b'{"' and line[2:6] != b'end"' and len(line) <= LONGEST_LINE
            head = b"" if is_entry else line[:_HEAD].translate(None, _BLANK)
            if is_entry:
                pass
            elif len(line) > LONGEST_LINE:
                self._stop_at_length()
            elif not head and not line.strip(_BLANK):
                pass  # A blank line says nothing.
            elif not self.has_header:
                version = self._read_header(Line(self._number, line))
                self.has_header = version is not None
                self.version = version or self.version
            elif head.startswith(b'{"end":'):
                yield batch
                batch = []
                self.hash.update(memoryview(data)[hashed:start])
                hashed = start
                self._read_trailer(Line(self._number, line))
            else:
                is_entry = True
            if self._is_stopped:
                break
            if is_entry:
                batch.append(Line(self._number, line))
                self.has_trailer = False
            start += len(line) + 1
            if len(batch) == _MOST_LINES:
                yield batch
                batch = []
        self.hash.update(memoryview(data)[hashed:start])
        self.complete += start
        yield batch

    def _read_header(self, line: Line) -> int | None:
        """Return the version that the first line states; None where it is no header, and then reading ends."""
        origin = Origin(self._file, line.number, 1)
        self._has_mark = line.data.startswith(_MARK)
        try:
            tree = parse_line(line, self._file)
        except LoadError as error:
            advice = _advice_on_header(line.data)
            faults = [
                dataclasses.replace(fault, suggestion=advice) if advice and fault.code is FaultCode.SYNTAX else fault
                for fault in error.faults
            ]
            self._stop(faults, origin)
            return None
        part = Reading()
        read_document(_without_records(tree), self._file, part)
        faults = [
            dataclasses.replace(fault, line=line.number, suggestion=_START)
            if fault.code is FaultCode.NOT_A_DATASET
            else fault
            for fault in (*part.faults, *(() if part.faults else _beside_header(tree, self._file)))
        ]
        if faults:
            self._stop(faults, origin, tree)
            return None
        assert isinstance(tree, MappingNode)  # noqa: S101 - everything else is at fault
        return int(str(tree["version"]))

    def _read_trailer(self, line: Line) -> None:
        self.has_trailer = True
        origin = Origin(self._file, line.number, 1)
        try:
            tree = parse_line(line, self._file)
        except LoadError as error:
            self._reading.refuse(error.faults, origin=origin)
            return
        if self._is_changed:
            return  # Where something was changed, no later trailer can be right.
        faults = [
            dataclasses.replace(fault, file=self._file, line=line.number, column=mark_at(tree, fault.path).column)
            for fault in self._trailer_faults(tree, _REWRITTEN if self._is_rewritten(line) else _CHANGED)
        ]
        if faults:
            self._is_changed = True
            self._reading.refuse(faults, data=plain_json(tree), origin=origin)

    def _is_rewritten(self, trailer: Line) -> bool:
        """Tell whether an editor or git has written the lines in its own way, which is not ours."""
        return self._has_mark or trailer.data.endswith(b"\r")

    def _trailer_faults(self, tree: Node, advice: str) -> Iterator[Fault]:
        stated = _stated(tree)
        if stated is None:
            yield Fault(
                code=FaultCode.INVALID_VALUE,
                found=described(tree.get("end")) if isinstance(tree, MappingNode) else described(tree),
                expected='a trailer as in {"end":{"records":12,"sha256":"64 hexadecimal digits"}}',
                path=("end",),
            )
            return
        entries, digest = stated
        if entries != self.entries:
            expected = f"{self.entries}, the number of lines with records before it"
            yield _contradiction("records", entries, f"the number {entries}", expected, advice)
        if digest != self.digest:
            expected = f"{self.digest[:_SHOWN_DIGITS]}…, the SHA-256 of what stands before it"
            yield _contradiction("sha256", digest, f"the digest {digest[:_SHOWN_DIGITS]}…", expected, advice)

    def _check_end(self) -> None:
        """Note that the end of the file is missing, where it is."""
        if not self.has_header and not self.tail.strip(_BLANK):
            self._stop([self._fault(FaultCode.NOT_A_DATASET, "nothing", "a file with records", _START)])
        elif not self.has_header:
            if self._read_header(Line(self.tail_line, self.tail)) is not None:
                advice = "no record is in it; write the file anew"
                self._tear("a first line without its end", "a line feed behind it", advice)
        elif self.tail:
            found = f"{how_many(len(self.tail), 'byte')} without the end of their line"
            self._tear(found, "a line feed at the end of the file", f"{_CUT_OFF} drops that line")
        elif not self.has_trailer:
            self._tear("no trailer", 'a last line as in {"end":{"records":…}}', f"{_CUT_OFF} writes one")

    def _tear(self, found: str, expected: str, suggestion: str) -> None:
        self.is_torn = True
        fault = self._fault(FaultCode.TORN, found, expected, suggestion)
        self._reading.refuse([fault], origin=Origin(self._file, self.tail_line, 1))

    def _stop_at_length(self) -> None:
        found, expected = f"a line of more than {LONGEST_LINE:,} bytes", f"at most {LONGEST_LINE:,}"
        fault = self._fault(FaultCode.TOO_LARGE, found, expected, "write each record on a line of its own")
        self._stop([dataclasses.replace(fault, line=self._number)])

    def _stop_at_faults(self) -> None:
        self._stop([dataclasses.replace(too_many(), file=self._file, line=self.tail_line, column=1)])

    def _fault(self, code: FaultCode, found: str, expected: str, suggestion: str) -> Fault:
        return Fault(
            code=code,
            found=found,
            expected=expected,
            suggestion=suggestion,
            file=self._file,
            line=self.tail_line,
            column=1,
        )

    def _stop(self, faults: list[Fault], origin: Origin | None = None, tree: Node = None) -> None:
        """Note faults after which nothing more of the file is read."""
        self._is_stopped = True
        self._reading.refuse(faults, data=plain_json(tree), origin=origin or Origin(self._file, faults[0].line or 1, 1))


def _without_records(tree: Node) -> Node:
    """Return the header alone, of a line that may hold more."""
    if not isinstance(tree, MappingNode):
        return tree
    header = MappingNode(tree.positions, tree.start)
    for key in tree.keys() & _HEADER_KEYS:
        header[key] = tree[key]
        header.key_starts[key] = tree.key_starts[key]
        header.value_starts[key] = tree.value_starts[key]
    return header


def _advice_on_header(line: bytes) -> str | None:
    """Return what to do about a first line that is not JSON, by what it looks like; None to say what a parser does."""
    if is_wide(line):
        return encoding_advice(line)
    return _ON_ONE_LINE if line.rstrip(_BLANK).endswith((b"{", b"[", b",")) else None


def _beside_header(tree: Node, file: str | None) -> Iterator[Fault]:
    """Yield a fault for each key that a header does not have."""
    for key in tree if isinstance(tree, MappingNode) else ():
        if key in _HEADER_KEYS:
            continue
        mark = key_mark_at(tree, (key,))
        fault = unknown_key(key, None, sorted(_HEADER_KEYS), "the first line")
        yield dataclasses.replace(fault, file=file, line=mark.line, column=mark.column, suggestion=_ON_ONE_LINE)


def _contradiction(key: str, value: object, found: str, expected: str, advice: str) -> Fault:
    """Return the fault of a trailer that says something else than the file does."""
    return Fault(
        code=FaultCode.CONTRADICTION,
        found=found,
        expected=expected,
        suggestion=advice,
        path=("end", key),
        value=value,
    )


def _stated(tree: Node) -> tuple[int, str] | None:
    """Return what a trailer says; None where it is not of the form of one."""
    end = tree.get("end") if isinstance(tree, MappingNode) and len(tree) == 1 else None
    if not isinstance(end, MappingNode) or end.keys() != _TRAILER_KEYS:
        return None
    entries, digest = end["records"], end["sha256"]
    if not isinstance(entries, int) or isinstance(entries, bool) or not isinstance(digest, str):
        return None
    return (entries, digest) if entries >= 0 and _DIGEST.fullmatch(digest) else None
