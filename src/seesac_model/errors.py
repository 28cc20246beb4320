"""
Every exception of the library, and the :class:`Fault` that each of them is made of.

The tree; each error is also the builtin in brackets, so that code which knows only builtins still catches it::

    SeesacModelError (Exception)
    ├── FaultsError               something was malformed; `faults` lists everything that was
    │   ├── InvalidValueError     a value (a date, a headcount, a name …) [ValueError]
    │   ├── InvalidRecordError    a record [ValueError]
    │   └── LoadError             a file, a text or a folder of files [ValueError]
    ├── UnknownRecordError        no record of that kind has that id [KeyError]
    ├── NoSingleMatchError        a name fits no record, or several [LookupError]
    ├── DuplicateRecordError      an id is taken already [ValueError]
    ├── MergeConflictError        two datasets, or two records to be joined, say different things [ValueError]
    ├── DifferenceError           a difference does not fit the dataset it is applied to [ValueError]
    ├── SelectionError            a question that cannot be asked [ValueError]
    ├── UnknownRuleError          no rule has that code [ValueError]
    ├── InvalidRuleError          a function that is declared as a rule cannot be one [ValueError]
    ├── RuleFailedError           a rule raised something instead of reporting it [RuntimeError]
    ├── SettingsError             settings that cannot be followed [ValueError]
    ├── UnknownFormatError        no format has that name or extension [ValueError]
    ├── EditError                 a change cannot be written into a file as it is typed [ValueError]
    ├── SaveError                 a file could not be written; the old one is untouched [OSError]
    └── MissingExtraError         an optional library is not installed [ImportError]

Facts stand in attributes and the sentences are built from them; nobody needs to parse a message.
Messages quote what was found only where it is a code, an id, a date, a number or a short key, escaped and cut at
60 characters; free text and names are described by their length, and the value itself is in :attr:`Fault.value`.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Final

from seesac_model._quoting import LONGEST_QUOTE, described, quoted, shown, visible

__all__ = [
    "DifferenceError",
    "DuplicateRecordError",
    "EditError",
    "Fault",
    "FaultCode",
    "FaultsError",
    "InvalidRecordError",
    "InvalidRuleError",
    "InvalidValueError",
    "LoadError",
    "MergeConflictError",
    "MissingExtraError",
    "NoSingleMatchError",
    "RuleFailedError",
    "SaveError",
    "SeesacModelError",
    "SelectionError",
    "SettingsError",
    "UnknownFormatError",
    "UnknownRecordError",
    "UnknownRuleError",
    "described",
    "quoted",
    "shown",
]


class FaultCode(StrEnum):
    """What is wrong, in one word that stays the same in every release."""

    ENCODING = "encoding"
    """The bytes are not UTF-8, or a character is not allowed in the format."""
    SYNTAX = "syntax"
    """The text is not JSON or not YAML."""
    UNSUPPORTED = "unsupported"
    """
    Well-formed, but refused here: anchors, aliases, merge keys, tags or several documents in YAML; formulas in a
    worksheet.
    """
    TOO_DEEP = "too-deep"
    """Nested deeper than 64 levels."""
    TOO_LARGE = "too-large"
    """Larger than the reader accepts: the file, one text, one number or one list."""
    TORN = "torn"
    """The end of a file of JSON Lines is missing: it was cut off, or is being written."""
    UNREADABLE = "unreadable"
    """The file or folder is missing or could not be read."""
    NOT_A_DATASET = "not-a-dataset"
    """The text is well-formed, but does not start as a dataset does."""
    NEWER_VERSION = "newer-version"
    """The file was written by a newer release."""
    DUPLICATE_KEY = "duplicate-key"
    """A mapping has the same key twice."""
    DUPLICATE_ID = "duplicate-id"
    """Two records of a kind have the same id."""
    UNKNOWN_KEY = "unknown-key"
    """A key that no field has."""
    MISSING = "missing"
    """A field that must be there is not."""
    WRONG_TYPE = "wrong-type"
    """A list where a text is expected, a number where a mapping is expected, and the like."""
    INVALID_TEXT = "invalid-text"
    """Text that is empty, too long, or has control or direction-override characters."""
    INVALID_ID = "invalid-id"
    """An id that is not 1-128 of `a-z 0-9 - . _`, starting with a letter or digit."""
    INVALID_DATE = "invalid-date"
    """A date that is not of the documented EDTF profile, or not in the calendar."""
    INVALID_NUMBER = "invalid-number"
    """A number that is out of range, not finite, or spelt in another way than the documented one."""
    INVALID_VALUE = "invalid-value"
    """A value that is not of the documented form: an identifier, a currency, a language tag, a time."""
    UNKNOWN_TERM = "unknown-term"
    """A word that is not in the closed vocabulary of the field."""
    CONTRADICTION = "contradiction"
    """Fields of one record or value that cannot all be true."""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """
    One thing that is malformed, and where.

    Attributes:
        code: What is wrong, in one word.
        found: What was there, in words fit for a message.
        expected: What should have been there.
        suggestion: The likely fix, or None.
        path: Where in the record, value or file: keys and positions from the outside in; empty for the whole.
        kind: The collection the record belongs to (`"events"`), or None.
        record_id: The id of the record, or None where it has none or the fault is not in a record.
        file: The file, as the caller named it, or None.
        line: The line, counted from 1, or None.
        column: The column, in characters and counted from 1, or None; of a table, the number of the column.
        cell: The cell as spreadsheets name it, `Events!D14`, or `D14` where a file is one table; None in other files.
        value: The value that was refused, for who asks; not part of equality and never in a message.
    """

    code: FaultCode
    found: str
    expected: str
    suggestion: str | None = None
    path: tuple[str | int, ...] = ()
    kind: str | None = None
    record_id: str | None = None
    file: str | None = None
    line: int | None = None
    column: int | None = None
    cell: str | None = None
    value: object = dataclasses.field(default=None, compare=False, repr=False)

    @property
    def json_path(self) -> str:
        """
        The path as JSONPath writes it.

        >>> Fault(code=FaultCode.MISSING, found="nothing", expected="text", path=("events", 3, "title")).json_path
        '$.events[3].title'
        """
        return "$" + "".join(f"[{step}]" if isinstance(step, int) else _path_step(step) for step in self.path)

    @property
    def location(self) -> str:
        """`file:line:column` as far as known, or `file:cell`, fit to be printed on one line; empty where nothing is."""
        where = (self.file, self.line, self.column) if self.cell is None else (self.file, self.cell)
        return ":".join(visible(str(part)) for part in where if part is not None)

    def within(self, *steps: str | int) -> Fault:
        """Return the same fault seen from further out: `steps` stand before its path."""
        return dataclasses.replace(self, path=(*steps, *self.path))

    def __str__(self) -> str:
        where = f"{self.location}: " if self.location else ""
        record = " ".join(part for part in (self.kind, self.record_id and quoted(self.record_id)) if part)
        place = ", ".join(part for part in (record, self.json_path if self.path else "") if part)
        advice = f"; {self.suggestion}" if self.suggestion else ""
        return (
            f"{where}{place + ': ' if place else ''}found {self.found}, expected {self.expected}{advice} [{self.code}]"
        )


def _path_step(step: str) -> str:
    is_plain = len(step) <= LONGEST_QUOTE and step.replace("-", "_").isidentifier()
    if is_plain:
        return f".{step}"
    return f"[a key of {len(step)} characters]" if any(map(str.isspace, step)) else f"[{quoted(step)}]"


class SeesacModelError(Exception):
    """The base of every error that this library raises."""


class FaultsError(SeesacModelError, ValueError):
    """
    Something is malformed.

    Attributes:
        faults: Everything that is wrong with it, at least one, in the order in which it stands there.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        super().__init__(self.faults)

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)


class InvalidValueError(FaultsError):
    """A value that cannot exist: nothing was built from it."""

    @classmethod
    def of(
        cls,
        code: FaultCode,
        *,
        found: str,
        expected: str,
        suggestion: str | None = None,
        value: object = None,
        path: tuple[str | int, ...] = (),
    ) -> InvalidValueError:
        """Make the error of a single fault."""
        return cls(
            [Fault(code=code, found=found, expected=expected, suggestion=suggestion, value=value, path=path)],
        )


class InvalidRecordError(FaultsError):
    """A record that cannot exist: every fault of it names the kind, the id, the field, what was found and expected."""


class LoadError(FaultsError):
    """A text, a file or a folder that is not wholly a dataset: every fault in it, with its position."""

    def __str__(self) -> str:
        count = len(self.faults)
        return f"{count} fault{'' if count == 1 else 's'}\n{super().__str__()}"


_ADDED: Final = "reference.complete(dataset) adds it if it is one of the ready-made records"


class UnknownRecordError(SeesacModelError, KeyError):
    """
    No record of that kind has that id.

    Attributes:
        kind: The collection that was asked (`"events"`).
        record_id: The id that was asked for.
        suggestions: Ids of that collection that look like it, nearest first.
        is_referred_to: Whether records refer to that id all the same, as to a ready-made record that was not added.
    """

    def __init__(
        self, kind: str, record_id: str, suggestions: Sequence[str] = (), *, is_referred_to: bool = False
    ) -> None:
        self.kind = kind
        self.record_id = record_id
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        self.is_referred_to = is_referred_to
        super().__init__(kind, record_id, self.suggestions)

    def __str__(self) -> str:
        near = " or ".join(quoted(suggestion) for suggestion in self.suggestions)
        referred_to = f"; records refer to it; {_ADDED}" if self.is_referred_to else ""
        advice = f"; did you mean {near}?" if near else ""
        return f"no record {quoted(self.record_id)} in {self.kind}{referred_to}{advice}"


class NoSingleMatchError(SeesacModelError, LookupError):
    """
    A name fits no record, or several, or one only in part; nothing was chosen.

    Attributes:
        kind: The collection that was searched (`"organisations"`).
        candidates: The ids of the records that it may mean, the likeliest first.
        missing_id: The id that the name is but for capitals, if records refer to it and no record has it; else None.
    """

    def __init__(self, kind: str, candidates: Sequence[str] = (), *, missing_id: str | None = None) -> None:
        self.kind = kind
        self.candidates: tuple[str, ...] = tuple(candidates)
        self.missing_id = missing_id
        super().__init__(kind, self.candidates)

    def __str__(self) -> str:
        near = " or ".join(quoted(candidate) for candidate in self.candidates)
        missing = "" if self.missing_id is None else f"; records refer to {quoted(self.missing_id)}; {_ADDED}"
        advice = f"; it may mean {near}" if near else ""
        return f"the name fits no record in {self.kind} for certain{missing}{advice}"


class DuplicateRecordError(SeesacModelError, ValueError):
    """
    An id is taken already.

    Attributes:
        kind: The collection (`"events"`).
        record_id: The id that two records claim.
    """

    def __init__(self, kind: str, record_id: str) -> None:
        self.kind = kind
        self.record_id = record_id
        super().__init__(kind, record_id)

    def __str__(self) -> str:
        return (
            f"{self.kind} has two different records {quoted(self.record_id)}; expected one; "
            f"give one of them another id, or pass replace=True where replacing is what you want"
        )


class MergeConflictError(SeesacModelError, ValueError):
    """
    Two datasets say different things of the same records, or two records that are to be joined do; nothing was merged.

    Attributes:
        conflicts: One for each such record: kind, id, and the names of the fields that differ.
        advice: What disagrees, and what to do about it.
    """

    def __init__(
        self,
        conflicts: Iterable[tuple[str, str, tuple[str, ...]]],
        advice: str = "the datasets disagree; change one of them, then merge again",
    ) -> None:
        self.conflicts: tuple[tuple[str, str, tuple[str, ...]], ...] = tuple(conflicts)
        self.advice = advice
        super().__init__(self.conflicts, advice)

    def __str__(self) -> str:
        lines = (f"{kind} {quoted(record_id)}: {', '.join(fields)}" for kind, record_id, fields in self.conflicts)
        return "\n".join((self.advice, *lines))


class DifferenceError(SeesacModelError, ValueError):
    """A difference does not fit the dataset it is applied to; nothing was changed."""


class SelectionError(SeesacModelError, ValueError):
    """A question that cannot be asked as it stands; the message says what would work."""


class UnknownRuleError(SeesacModelError, ValueError):
    """
    No rule or family of rules has that code.

    Attributes:
        code: The code that was asked for.
        suggestions: Codes that look like it.
    """

    def __init__(self, code: str, suggestions: Sequence[str] = ()) -> None:
        self.code = code
        self.suggestions: tuple[str, ...] = tuple(suggestions)
        super().__init__(code, self.suggestions)

    def __str__(self) -> str:
        near = " or ".join(quoted(suggestion) for suggestion in self.suggestions)
        return f"no rule has the code {quoted(self.code)}" + (f"; did you mean {near}?" if near else "")


class InvalidRuleError(SeesacModelError, ValueError):
    """A function that is declared as a rule cannot be one; the message says what a rule looks like."""


class RuleFailedError(SeesacModelError, RuntimeError):
    """
    A rule raised something, where it should report; what it raised is the cause of this error.

    Attributes:
        code: The code of the rule.
        kind: The collection of the record that it looked at.
        record_id: The id of that record; None for a suppression.
    """

    def __init__(self, code: str, kind: str, record_id: str | None) -> None:
        self.code = code
        self.kind = kind
        self.record_id = record_id
        super().__init__(code, kind, record_id)

    def __str__(self) -> str:
        record = self.kind if self.record_id is None else f"{self.kind} {quoted(self.record_id)}"
        cause = f" ({type(self.__cause__).__name__})" if self.__cause__ else ""
        return f"the rule {self.code} failed at {record}{cause}; tell its authors, and leave it out meanwhile"


class SettingsError(SeesacModelError, ValueError):
    """Settings that cannot be followed; the message says where they stand and what would do."""


class UnknownFormatError(SeesacModelError, ValueError):
    """
    No format has that name, none is known for that file's extension, or a format has no such layout.

    Attributes:
        asked: The name, file or layout that was given.
        known: The names of the formats, extensions or layouts there are.
        suggestion: The likely fix, or None.
        layout_of: The format that has no such layout; None where there is no such format.
    """

    def __init__(
        self, asked: str, known: Sequence[str], suggestion: str | None = None, layout_of: str | None = None
    ) -> None:
        self.asked = asked
        self.known: tuple[str, ...] = tuple(known)
        self.suggestion = suggestion
        self.layout_of = layout_of
        super().__init__(asked, self.known, suggestion, layout_of)

    def __str__(self) -> str:
        hint = f"; {self.suggestion}" if self.suggestion else ""
        asked = quoted(self.asked)
        what = f"no format for {asked}" if self.layout_of is None else f"{self.layout_of} has no layout {asked}"
        return f"{what}; expected one of {', '.join(self.known)}{hint}"


class EditError(SeesacModelError, ValueError):
    """
    A change cannot be written into a file as it is typed; nothing of it was written.

    Attributes:
        reason: Why not.
        file: The file, as the caller named it; None where the record was read from none.
        kind: The collection of the record (`"events"`), or `"suppressions"`; None where the whole file is concerned.
        record_id: The id of the record; None for a suppression and a whole file.
    """

    def __init__(
        self, reason: str, file: str | None = None, kind: str | None = None, record_id: str | None = None
    ) -> None:
        self.reason = reason
        self.file = file
        self.kind = kind
        self.record_id = record_id
        super().__init__(reason, file, kind, record_id)

    def __str__(self) -> str:
        record = " ".join(filter(None, (self.kind, self.record_id and quoted(self.record_id))))
        return ": ".join(filter(None, (self.file, record, self.reason)))


class SaveError(SeesacModelError, OSError):
    """
    A file could not be written; what stood there before stands there still.

    Attributes:
        path: The file, as the caller named it.
        reason: What the operating system said.
    """

    def __init__(self, path: str, reason: str) -> None:
        self.path = path
        self.reason = reason
        super().__init__(path, reason)

    def __str__(self) -> str:
        return f"{quoted(self.path)} was not written: {self.reason}; nothing was changed"


class MissingExtraError(SeesacModelError, ImportError):
    """
    An optional library is needed and not installed.

    Attributes:
        extra: The extra of this package that brings it.
        purpose: What it is needed for.
    """

    def __init__(self, extra: str, purpose: str) -> None:
        self.extra = extra
        self.purpose = purpose
        super().__init__(extra, purpose)

    def __str__(self) -> str:
        return f'{self.purpose} needs an extra; install it with: python -m pip install "seesac-model[{self.extra}]"'
