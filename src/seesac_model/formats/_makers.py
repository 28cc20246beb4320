"""
Records from rows of which nothing is wrong, quickly.

A maker checks what construction and the converter check, and knows only whether things are right: whatever it does not
know to be right it leaves out, and the reader asks the converter, which explains. So the two can differ in time alone:
what a maker accepts, the converter accepts as the same record, and tests hold the makers to it.

What is dear is done once for many: ids and texts of a few hundred records are looked at together, and what stands for a
date, a word of a vocabulary or a citation is made once in a reading and then looked up.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any, Final, NamedTuple, TypeAlias

from seesac_model.formats._converter import structure
from seesac_model.formats._known import (
    Ids,
    Known,
    Refusal,
    are_lines,
    are_prose,
    known_dates,
    known_decimals,
    known_texts,
)
from seesac_model.formats._maker_code import code_for_attributes, code_for_keys, code_of_values, is_text, is_value
from seesac_model.formats._row_parsers import ABSENT, RowParser
from seesac_model.model import (
    Checked,
    Citation,
    DateSpan,
    Field,
    Origin,
    Pattern,
    Term,
    Value,
    fields_of,
    per_class,
)

__all__ = ["Made", "Makers"]

_Row: TypeAlias = Any
_NOT_MADE: Final = (Refusal, ValueError, LookupError, TypeError, AttributeError)
"""What making can raise: the last four where data are not of the sort that the code takes them for."""
_ID: Final = "id"


class Made(NamedTuple):
    """
    What came of some rows.

    Attributes:
        records: A record for each, in their order; None where something is wrong with it, or is not known to be right.
        marks: How many quotation marks the text of each has around keys and texts; of no meaning beside a None.
    """

    records: list[Any]
    marks: list[int]


class Makers:
    """The makers for one reading, which share what they have seen."""

    def __init__(self) -> None:
        self._tables = _Tables()
        self._lines: list[Any] = []
        self._prose: list[Any] = []
        self._quick = _Functions(self._tables, self._lines.append, self._prose.append)
        self._careful = _Functions(self._tables, _require_line, _require_prose)

    @property
    def known(self) -> int:
        """How many things are kept, for records to share them."""
        return sum(map(len, self._tables.all))

    def forget(self) -> None:
        """Let go of everything that is kept; it would stay for a while otherwise, for the functions hold each other."""
        for table in self._tables.all:
            table.clear()

    def make(
        self, cls: type[Checked], rows: Sequence[_Row], origins: Sequence[Origin | None], parser: RowParser
    ) -> Made:
        """
        Make the records of a class.

        Args:
            cls: Their class.
            rows: What the parser made of the text of each.
            origins: Where each was read.
            parser: The parser.
        """
        ids = self._ids(cls, rows, has_attributes=parser.has_attributes)
        made = Made(*self._quick.rows(cls, has_attributes=parser.has_attributes)(rows, ids, origins))
        are_right = are_lines(self._lines) and are_prose(self._prose)
        self._lines.clear()
        self._prose.clear()
        if are_right:
            return made
        return Made(*self._careful.rows(cls, has_attributes=parser.has_attributes)(rows, ids, origins))

    def _ids(self, cls: type[Checked], rows: Sequence[_Row], *, has_attributes: bool) -> Sequence[str | None]:
        """Return the ids of records as the objects that stand for them; None for what is none."""
        if fields_of(cls)[0].name != _ID:
            return [None] * len(rows)
        given = [row.id for row in rows] if has_attributes else [row.get(_ID) for row in rows]
        try:
            return self._tables.ids.new(given)
        except TypeError:
            known = iter(self._tables.ids.new([text for text in given if text.__class__ is str]))
            return [next(known) if text.__class__ is str else None for text in given]


class _Tables:
    """
    What was seen in one reading.

    Attributes:
        ids: Every id.
        all: Every table, this one and those that the functions have.
    """

    def __init__(self) -> None:
        self.ids = Ids()
        self._dates = known_dates()
        self._decimals = known_decimals()
        self._texts: dict[str, Known[str]] = {}
        self.all: list[dict[Any, Any]] = [self.ids, self._dates, self._decimals]

    def of(self, field: Field) -> Mapping[str, Any]:
        """Return the table in which the texts of a field are looked up; empty where there is none for such a field."""
        if field.base is DateSpan:
            return self._dates
        if field.base is Decimal:
            return self._decimals
        if isinstance(field.marker, Pattern):
            regex = field.marker.regex
            if regex not in self._texts:
                self._texts[regex] = known_texts(regex)
                self.all.append(self._texts[regex])
            return self._texts[regex]
        return _words(field.base)


class _Functions:
    """
    The functions that make records and values, which are put together when they are first needed.

    Args:
        tables: What they look things up in.
        line: What takes each text of one line.
        prose: What takes each text of several lines.
    """

    def __init__(self, tables: _Tables, line: Callable[[Any], None], prose: Callable[[Any], None]) -> None:
        self._tables = tables
        self._rows: dict[tuple[type, bool], Callable[..., tuple[list[Any], list[int]]]] = {}
        self._values: dict[type, Callable[[Any], tuple[Any, int]]] = {}
        self._cited: Known[Citation] = Known(lambda source_id: self.value(Citation)({"source_id": source_id})[0])
        alone = Known(lambda source_id: (self._cited[source_id],))
        tables.all.extend((self._cited, alone))
        self._shared: dict[str, Any] = {
            "ABSENT": ABSENT,
            "NOT_MADE": _NOT_MADE,
            "Refusal": Refusal,
            "alone": alone,
            "cited": self._cited,
            "ids": tables.ids,
            "line": line,
            "prose": prose,
        }

    def rows(self, cls: type[Checked], *, has_attributes: bool) -> Callable[..., tuple[list[Any], list[int]]]:
        """Return what makes records of rows."""
        way = cls, has_attributes
        if way not in self._rows:
            self._rows[way] = self._function(cls, (code_for_attributes if has_attributes else code_for_keys)(cls))
        return self._rows[way]

    def value(self, cls: type[Value]) -> Callable[[Any], tuple[Any, int]]:
        """Return what makes a value of a mapping, or of a short text, and counts the quotation marks in that."""
        if cls not in self._values:
            short: Known[tuple[Any, int]] = Known(lambda text: (structure(text, cls), 2))
            self._tables.all.append(short)
            made = self._converted(cls) if _has_its_own_check(cls) else self._function(cls, code_of_values(cls))
            self._values[cls] = lambda given: short[given] if given.__class__ is str else made(given)
        return self._values[cls]

    def _converted(self, cls: type[Value]) -> Callable[[Any], tuple[Any, int]]:
        """Return what asks the converter for a value, once for each spelling; the fields of these classes are texts."""
        spellings: dict[tuple[Any, ...], tuple[Any, int]] = {}
        self._tables.all.append(spellings)

        def made(row: dict[str, Any]) -> tuple[Any, int]:
            spelling = tuple(row.items())
            if spelling not in spellings:
                if any(entry.__class__ is not str for entry in row.values()):
                    raise Refusal
                spellings[spelling] = structure(row, cls), 4 * len(row)
            return spellings[spelling]

        return made

    def _function(self, cls: type, code: Any) -> Any:  # noqa: ANN401 - what the code defines
        names = {**self._shared, "cls": cls, "twin": _twin(cls)}
        for number, field in enumerate(fields_of(cls)):
            names[f"default{number}"] = field.default
            if is_value(field):
                names[f"value{number}"] = self.value(field.base)
            elif not is_text(field):
                names[f"table{number}"] = self._tables.of(field)
        exec(code, names)  # noqa: S102 - of names of our own fields
        return names["make"]


def _require_line(text: Any) -> None:  # noqa: ANN401 - what stands where a text should
    if not are_lines([text]):
        raise Refusal


def _require_prose(text: Any) -> None:  # noqa: ANN401 - as above
    if not are_prose([text]):
        raise Refusal


@per_class
def _words(base: type) -> Mapping[str, Term]:
    return {str(member): member for member in base} if issubclass(base, Term) else {}


@per_class
def _has_its_own_check(cls: type) -> bool:
    """Tell whether the construction of a class does more than look at its fields and their contradictions."""
    return getattr(cls, "__attrs_post_init__", None) is not Checked.__attrs_post_init__


@per_class
def _twin(cls: type) -> type:
    plain = {name: getattr(object, name) for name in ("__init__", "__setattr__", "__delattr__")}
    return type(f"{cls.__name__}Twin", cls.__bases__, {"__slots__": vars(cls)["__slots__"], **plain})
