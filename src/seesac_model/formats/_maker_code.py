"""
The code that makes records and values of a class from rows, written out from the annotations as attrs and cattrs do it.

For every field stands in a row what it says of that, or that it says nothing. What it says becomes a value, and is
counted. A record is filled as an instance of a plain twin of its class, with the same slots and without the guards of
frozen classes, and becomes one of its class when all is there.

The code uses these names: `cls` and `twin`, the classes; `ABSENT`; `Refusal` and `NOT_MADE`, what is raised where
something is not known to be right; `line` and `prose`, which take texts that are to be looked at; `ids`; `cited` and
`alone`, the citation of a source without more, and the tuple of it; for the field of number 3 `table3`, what its texts
stand for, `value3`, what makes its values and counts their quotation marks, and `default3`.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import CodeType
from typing import Final

from seesac_model.model import (
    Checked,
    Citation,
    DateSpan,
    Extra,
    Field,
    Pattern,
    Prose,
    Range,
    Reference,
    Value,
    fields_of,
    per_class,
)

__all__ = ["code_for_attributes", "code_for_keys", "code_of_values", "is_text", "is_value"]

_MOST_ENTRIES: Final = 1_000
"""The longest list that is made here: shorter than what the model allows for any field; longer ones are explained."""
_LITERALS: Final = (None, (), False)


def is_value(field: Field) -> bool:
    """Tell whether a field holds values with fields of their own."""
    return issubclass(field.base, Value) and field.base is not DateSpan


def is_text(field: Field) -> bool:
    """Tell whether a field holds one text of which nothing is asked but that it is sound."""
    return field.base is str and not field.many and not isinstance(field.marker, Pattern | Reference)


@per_class
def code_for_attributes(cls: type) -> CodeType:
    """
    Return the code of `make(rows, given_ids, origins)`, for rows whose fields are attributes.

    It returns the records, None where something is wrong or not known to be right, and for each the number of quotation
    marks around the keys and texts of its row.
    """
    return _compiled(cls, _rows(cls, has_attributes=True))


@per_class
def code_for_keys(cls: type) -> CodeType:
    """Return the same for rows that are dictionaries."""
    return _compiled(cls, _rows(cls, has_attributes=False))


@per_class
def code_of_values(cls: type) -> CodeType:
    """Return the code of `make(row)`, which returns a value from a dictionary or raises one of `NOT_MADE`."""
    return _compiled(cls, _value(cls))


def _compiled(cls: type, lines: Iterator[str]) -> CodeType:
    return compile("\n".join(lines), f"<maker of {cls.__name__}>", "exec")


def _rows(cls: type, *, has_attributes: bool) -> Iterator[str]:
    writing = _Writing(cls, has_attributes=has_attributes)
    yield "def make(rows, given_ids, origins):"
    yield " records = []; add = records.append"
    yield " counts = []; count = counts.append"
    yield " for s, i, w in zip(rows, given_ids, origins):"
    yield "  try:"
    yield from (f"   {line}" for line in writing.lines())
    yield "  except NOT_MADE:"
    yield "   o = None"
    yield "  add(o); count(n)"
    yield " return records, counts"


def _value(cls: type) -> Iterator[str]:
    writing = _Writing(cls, has_attributes=False, counts_keys=True)
    yield "def make(s):"
    yield f" keys = {sum(field.required for field in fields_of(cls))}"
    yield from (f" {line}" for line in writing.lines())
    yield " if keys != len(s): raise Refusal"
    yield " return o, n"


class _Writing:
    """
    Writes the lines that make one thing, `o`, from one row, `s`.

    Args:
        cls: Its class.
        has_attributes: Whether fields are attributes of rows rather than keys.
        counts_keys: Whether keys are counted beside quotation marks.
    """

    def __init__(self, cls: type, *, has_attributes: bool, counts_keys: bool = False) -> None:
        self._cls = cls
        self._has_attributes = has_attributes
        self._key = "; keys += 1" if counts_keys else ""

    def lines(self) -> Iterator[str]:
        """Yield them, without a margin."""
        fields = fields_of(self._cls)
        yield f"n = {sum(2 + _marks(field) for field in fields if field.required)}"
        if not self._has_attributes:
            yield "get = s.get"
        yield "o = twin()"
        for number, field in enumerate(fields):
            if field.base is Extra:
                yield f"o.{field.name} = default{number}"
            elif field.required:
                yield from self._read(field, number)
            else:
                yield from self._optional(field, number)
        if hasattr(self._cls, "origin"):
            yield "o.origin = w"
        yield "o.__class__ = cls"
        if _can_contradict(self._cls):
            yield "for x in o._contradictions(): raise Refusal"

    def _optional(self, field: Field, number: int) -> Iterator[str]:
        read = f"s.{field.name}" if self._has_attributes else f"get({field.name!r}, ABSENT)"
        default = repr(field.default) if any(field.default is one for one in _LITERALS) else f"default{number}"
        yield f"x = {read}"
        yield f"if x is ABSENT: o.{field.name} = {default}"
        if field.optional:
            yield f"elif x is None: o.{field.name} = None; n += 2{self._key}"
        yield "else:"
        yield f" n += {2 + _marks(field)}{self._key}"
        yield from (f" {line}" for line in self._made(field, number))

    def _read(self, field: Field, number: int) -> Iterator[str]:
        if field.name == "id":
            # Ids are looked at together, beforehand.
            yield "if i is None: raise Refusal"
            yield "o.id = i"
            return
        yield f"x = s.{field.name}" if self._has_attributes else f"x = s[{field.name!r}]"
        yield from self._made(field, number)

    def _made(self, field: Field, number: int) -> Iterator[str]:
        """Yield the lines that make what `o` holds of `x`."""
        if field.many:
            yield f"if x.__class__ is not list or len(x) > {_MOST_ENTRIES}: raise Refusal"
            yield from self._list(field, number)
        elif is_value(field):
            yield f"o.{field.name}, k = value{number}(x); n += k"
        elif field.base in {int, float, bool}:
            yield f"if {_is_no_number(field)}: raise Refusal"
            yield f"o.{field.name} = x"
        elif is_text(field):
            yield f"o.{field.name} = x; {_taker(field)}(x)"
        else:
            yield f"o.{field.name} = {_table(field, number)}[x]"

    def _list(self, field: Field, number: int) -> Iterator[str]:
        name = field.name
        if field.base is Citation:
            yield "if len(x) == 1 and x[0].__class__ is dict and len(x[0]) == 1:"
            yield f" o.{name} = alone[x[0]['source_id']]; n += 4"
            yield "else:"
            yield " y = []"
            yield " for z in x:"
            yield "  if z.__class__ is dict and len(z) == 1:"
            yield "   y.append(cited[z['source_id']]); n += 4"
            yield "  else:"
            yield f"   z, k = value{number}(z); n += k; y.append(z)"
            yield f" o.{name} = tuple(y)"
        elif is_value(field):
            yield "y = []"
            yield f"for z in x: z, k = value{number}(z); n += k; y.append(z)"
            yield f"o.{name} = tuple(y)"
        else:
            table = _table(field, number)
            yield f"if len(x) == 1: o.{name} = {table}[x[0]],; n += 2"
            yield "else:"
            yield f" o.{name} = y = tuple(map({table}.__getitem__, x)); n += 2 * len(y)"
            if isinstance(field.marker, Reference):
                yield " if len(set(y)) < len(y): raise Refusal"


def _can_contradict(cls: type) -> bool:
    """Tell whether fields that are right each for itself can contradict each other."""
    return getattr(cls, "_contradictions", None) is not Checked._contradictions  # noqa: SLF001 - part of the model's classes


def _marks(field: Field) -> int:
    """Return how many quotation marks there are in whatever a field holds; what is not the same for all counts none."""
    return 0 if field.many or is_value(field) or field.base in {int, float, bool} else 2


def _taker(field: Field) -> str:
    return "prose" if isinstance(field.marker, Prose) else "line"


def _table(field: Field, number: int) -> str:
    return "ids" if isinstance(field.marker, Reference) else f"table{number}"


def _is_no_number(field: Field) -> str:
    """Return the condition that `x` is of another class than the field's, or out of its bounds."""
    other = f"x.__class__ is not {field.base.__name__}"
    if field.base is bool:
        return other
    bounds = field.marker if isinstance(field.marker, Range) else Range()
    least = -(2**63) if bounds.least is None else bounds.least
    most = 2**63 - 1 if bounds.most is None else bounds.most
    # The negative zero is left to the converter.
    return f"{other} or not {least!r} <= x <= {most!r}{' or x == 0' if field.base is float else ''}"
