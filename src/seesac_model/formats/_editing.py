"""
Changes to records written into the files that these were read from, with everything else in them left as it is.

Remarks, order, indentation and quotes stay: only the characters that say something else now are touched. Whatever was
changed is read again before anything is written, and must be what was asked for.
"""

from __future__ import annotations

import contextlib
import difflib
from collections.abc import Iterable
from typing import Any, Final, NamedTuple, TypeAlias

from seesac_model._regex import Regex
from seesac_model.dataset import Change, Dataset
from seesac_model.errors import EditError, LoadError
from seesac_model.formats._alignment import kept_entries
from seesac_model.formats._document import read_document
from seesac_model.formats._files import read_text, write_atomically
from seesac_model.formats._format import Typed, format_of
from seesac_model.formats._manuscript import Manuscript, Steps
from seesac_model.formats._read_so_far import Reading
from seesac_model.formats._removals import removals_of
from seesac_model.formats._scalars import quoted_scalar, rewritten_scalar
from seesac_model.formats._tree import MappingNode, SequenceNode
from seesac_model.model import JsonValue, Record, Suppression, to_plain

__all__ = ["FileEdit", "edits_for", "write_edits"]

_Entry: TypeAlias = Record | Suppression

_LINE: Final = Regex(r"[^\n]*\n|[^\n]+")
_HAS_CHANGED: Final = "the file has changed since it was read"


class FileEdit(NamedTuple):
    """
    What becomes of one file.

    Attributes:
        file: The file, as the caller named it when it was read.
        before: Its text.
        after: Its text as it is to be.
    """

    file: str
    before: str
    after: str

    def diff(self) -> str:
        """Return the lines that change, as a unified diff with three lines around each."""
        lines = difflib.unified_diff(_lines(self.before), _lines(self.after), self.file, self.file)
        return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    # Not splitlines(): what separates paragraphs inside a text in JSON ends no line of the file.
    return [match[0] for match in _LINE.finditer(text)]


def edits_for(before: Dataset, after: Dataset) -> tuple[FileEdit, ...]:
    """
    Return what has to change in the files of a dataset for it to become another; nothing is written yet.

    Args:
        before: The dataset as :func:`~seesac_model.formats.load` has read it.
        after: What it is to be: records changed or removed, suppressions removed.

    Returns:
        The edits, in the order of the files' names.

    Raises:
        EditError: A change cannot be written into a file as it is typed: the record was read from no file, the file has
            changed since, the change adds something, or what it changes does not stand there, as a citation that a
            panel has from its event.
        LoadError: A file cannot be read any more.
        MissingExtraError: A format needs a library that is not installed.
    """
    difference = before.diff(after)
    added: tuple[_Entry, ...] = (*difference.added, *difference.suppressions_added)
    removed: tuple[_Entry, ...] = (*difference.removed, *difference.suppressions_removed)
    if added:
        raise _refused(added[0], "nothing can be added to a file as it is typed; write the dataset anew instead")
    drafts: dict[str, _Draft] = {}
    for change in difference.changed:
        _draft_of(change.before, drafts).change(change)
    for entry in removed:
        _draft_of(entry, drafts).remove(entry)
    return tuple(drafts[file].edit() for file in sorted(drafts))


def write_edits(edits: Iterable[FileEdit]) -> None:
    """
    Write edited files, each whole or not at all.

    Raises:
        EditError: A file is not any more what was edited; those before it have been written.
        SaveError: A file could not be written; those before it have been.
        LoadError: A file cannot be read any more.
    """
    for edit in edits:
        if read_text(edit.file) != edit.before:
            raise EditError(_HAS_CHANGED, file=edit.file)
        write_atomically(edit.file, edit.after)


def _draft_of(entry: _Entry, drafts: dict[str, _Draft]) -> _Draft:
    origin = entry.origin
    if origin is None or origin.file is None:
        raise _refused(entry, "it was read from no file")
    if origin.file not in drafts:
        drafts[origin.file] = _Draft(origin.file)
    return drafts[origin.file]


def _refused(entry: _Entry, reason: str) -> EditError:
    file = entry.origin.file if entry.origin else None
    if isinstance(entry, Record):
        return EditError(reason, file=file, kind=entry.collection(), record_id=entry.id)
    return EditError(reason, file=file, kind="suppressions")


class _TextChange(NamedTuple):
    """A scalar, from its first character to the one behind its last, that says something else now."""

    start: int
    end: int
    before: str
    after: str

    def source(self, text: str, *, in_quotes: bool) -> str:
        if in_quotes:
            return quoted_scalar(self.after)
        return rewritten_scalar(text[self.start : self.end], self.before, self.after)


class _Draft:
    """One file, and what is to be changed in it."""

    def __init__(self, file: str) -> None:
        self._file = file
        typed = format_of(file).typed
        if typed is None:
            raise EditError("files of this format are not changed in place; read it, and save what you want", file=file)
        self._manuscript = Manuscript(read_text(file, max_bytes=typed.max_bytes), typed)
        self._changes: list[_TextChange] = []
        self._removed: dict[Steps, set[str | int]] = {}
        # The records that are changed or removed, by their places, with what becomes of each; the suppressions that go.
        self._fates: dict[tuple[int, int], tuple[Record, Record | None]] = {}
        self._gone: set[Suppression] = set()

    def change(self, change: Change) -> None:
        way = self._way(change.before)
        self._fates[_place(change.before)] = change.before, change.after
        old, new = _Said.of(change.before), _Said.of(change.after)
        try:
            self._compare_mappings(way, old, new)
        except LookupError as error:
            raise _refused(change.before, "what is to be changed does not stand there as the record has it") from error

    def remove(self, entry: _Entry) -> None:
        *above, position = self._way(entry)
        if not isinstance(position, int):
            raise _refused(entry, "it is no entry of a list there")
        self._removed.setdefault(tuple(above), set()).add(position)
        if isinstance(entry, Suppression):
            self._gone.add(entry)
        else:
            self._fates[_place(entry)] = entry, None

    def edit(self) -> FileEdit:
        """
        Return the text with all changes.

        Raises:
            EditError: Read again, it is not what was asked for.
        """
        there = _read(self._manuscript.text, self._manuscript.typed, self._file)
        for entry in there.suppressions:
            if entry in self._gone:  # A dataset has each suppression once; the file may have it several times.
                self.remove(entry)
        expected = self._expected(there)
        for in_quotes in (False, True):
            text = self._text(in_quotes=in_quotes)
            with contextlib.suppress(LoadError):
                if _read(text, self._manuscript.typed, self._file) == expected:
                    return FileEdit(self._file, self._manuscript.text, text)
        raise EditError("the change cannot be written into the text as it stands", file=self._file)

    def _expected(self, there: _Contents) -> _Contents:
        """Return what the file is to hold; what else is there stays, also where another file has a record of its id."""
        fates = dict(self._fates)
        records: list[Record] = []
        for record in there.records:
            before, after = fates.pop(_place(record), (record, record))
            if record != before:
                raise _refused(before, _HAS_CHANGED)
            records += [] if after is None else [after]
        for before, _ in fates.values():
            raise _refused(before, _HAS_CHANGED)
        kept = tuple(entry for entry in there.suppressions if entry not in self._gone)
        return _Contents(tuple(records), kept, there.refused)

    def _text(self, *, in_quotes: bool) -> str:
        manuscript = self._manuscript
        spans = [
            (change.start, change.end, change.source(manuscript.text, in_quotes=in_quotes)) for change in self._changes
        ]
        try:
            spans += [(start, end, "") for start, end in removals_of(manuscript, self._removed)]
        except LookupError as error:
            raise EditError("what is to be removed cannot be cut out of the text", file=self._file) from error
        text, reached = "", 0
        for start, end, new in sorted(spans):
            if start < reached:
                raise EditError("two changes concern the same place", file=self._file)
            text += manuscript.text[reached:start] + new
            reached = end
        return text + manuscript.text[reached:]

    def _way(self, entry: _Entry) -> Steps:
        way = entry.origin and self._manuscript.way_to((entry.origin.line, entry.origin.column))
        if not way:
            raise _refused(entry, _HAS_CHANGED)
        return way

    def _compare(self, way: Steps, old: _Said, new: _Said) -> None:
        if old.whole == new.whole:
            return
        match self._manuscript.node(way), old.short, new.short:
            case (MappingNode(), dict(), dict()):
                self._compare_mappings(way, old, new)
            case (MappingNode(), _, _):
                self._compare_mappings(way, _Said(old.whole, old.whole), _Said(new.whole, new.whole))
            case (SequenceNode() as node, list(), _):
                self._compare_lists(way, old, new, len(node))
            case (str(), str(before), str(after)):
                span = self._manuscript.start(way), self._manuscript.end(way)
                self._changes.append(_TextChange(*span, before, after))
            case _:
                raise LookupError(way)

    def _compare_mappings(self, way: Steps, old: _Said, new: _Said) -> None:
        before, after = _keys(old.whole), _keys(new.whole)
        if after.keys() - before.keys():
            raise LookupError(way)
        for key in before:
            if key in after:
                self._compare((*way, key), old.part(key), new.part(key))
            else:
                self._manuscript.node((*way, key))
                self._removed.setdefault(way, set()).add(key)

    def _compare_lists(self, way: Steps, old: _Said, new: _Said, length: int) -> None:
        before, after = _entries(old.whole), _entries(new.whole)
        if len(before) != length:
            raise LookupError(way)
        kept = list(range(length)) if len(before) == len(after) else kept_entries(before, after)
        for position, place in enumerate(kept):
            self._compare((*way, place), old.part(place), new.part(position))
        if gone := set(range(length)).difference(kept):
            self._removed.setdefault(way, set()).update(gone)


def _keys(plain: JsonValue) -> dict[str, JsonValue]:
    return plain if isinstance(plain, dict) else {}


def _entries(plain: JsonValue) -> list[JsonValue]:
    return plain if isinstance(plain, list) else []


class _Said(NamedTuple):
    """
    What a record, or a part of one, says as plain data.

    Attributes:
        whole: With every value as a mapping.
        short: With values in their short form, where they have one.
    """

    whole: JsonValue
    short: JsonValue

    @classmethod
    def of(cls, record: Record) -> _Said:
        return cls(to_plain(record), to_plain(record, short=True))

    def part(self, step: str | int) -> _Said:
        whole: Any = self.whole
        short: Any = self.short
        return _Said(whole[step], short[step])


class _Contents(NamedTuple):
    """What a file holds, in its order, and how much in it is refused."""

    records: tuple[Record, ...]
    suppressions: tuple[Suppression, ...]
    refused: int


def _read(text: str, typed: Typed, file: str) -> _Contents:
    reading = Reading()
    read_document(typed.parse(text), file, reading)
    return _Contents(tuple(reading.records), tuple(reading.suppressions), len(reading.refused))


def _place(record: Record) -> tuple[int, int]:
    return (record.origin.line, record.origin.column) if record.origin else (0, 0)
