"""
What the annotations of records and values say, read once for each class and used by everything else.

Construction, the JSON and YAML readers, the reference index and the documentation all ask :func:`fields_of`; none of
them keeps a list of fields of its own.
"""

from __future__ import annotations

import functools
import operator
import types
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, Final, NamedTuple, TypeVar, Union, cast, get_args, get_origin, get_type_hints

import attrs

from seesac_model._regex import Regex
from seesac_model.errors import Fault, FaultCode, InvalidValueError, described, quoted, shown
from seesac_model.model._near import did_you_mean
from seesac_model.model._text import clean_text, slug_faults, text_faults

C = TypeVar("C", bound=type)
T = TypeVar("T")

_NOTE: Final = "seesac_model"
_LONGEST_LIST: Final = 100_000
# Citations are inherited: a file of a few kilobytes must not become one of gigabytes where each part has all of them.
_MOST_VALUES: Final = 1_000
_MOST_REPEATS: Final = 100


class Reference(NamedTuple):
    """Marks text that is the id of a record of `kind`, a collection of the dataset (`"events"`)."""

    kind: str


class Prose(NamedTuple):
    """Marks text that may have several lines."""


class Pattern(NamedTuple):
    """
    Marks text of a fixed form.

    Attributes:
        regex: What the whole text must match; written so that it takes linear time.
        expected: The form in words, with an example.
    """

    regex: str
    expected: str


class Range(NamedTuple):
    """Marks a number with bounds, both included; None means unbounded."""

    least: int | None = None
    most: int | None = None


Line = str
"""Text of one line."""
LongText = Annotated[str, Prose()]
"""Text of several lines."""


class FieldNote(NamedTuple):
    """
    What a field's annotation cannot say.

    Attributes:
        says: One line: what the field states.
        term: The term of schema.org, W3C ORG, Popolo, ELI or SKOS that means the same, or None.
        nested_as: For a reference to the record that this one is a part of: the key under which the nested form
            lists such parts (`"panels"` under an event); None for every other field.
        stored: Whether the field is part of the data; False for what is only remembered, as where a record was read.
        mutual: Whether a reference to the own kind holds in both directions, so that a circle of them is no fault.
    """

    says: str
    term: str | None = None
    nested_as: str | None = None
    stored: bool = True
    mutual: bool = False


def about(
    says: str,
    *,
    term: str | None = None,
    nested_as: str | None = None,
    stored: bool = True,
    mutual: bool = False,
) -> Mapping[str, FieldNote]:
    """Return the attrs metadata that describes a field; see :class:`FieldNote`."""
    return {_NOTE: FieldNote(says, term, nested_as, stored, mutual)}


class Field(NamedTuple):
    """
    One field as its annotation and metadata describe it.

    Attributes:
        name: The field's name, in Python and in files.
        base: The class of one entry: `str`, `int`, `float`, `bool`, `Decimal`, a vocabulary or a value class.
        many: Whether the field holds a tuple of entries.
        optional: Whether None is allowed.
        required: Whether it must be given.
        default: What it is when it is not given.
        marker: The :class:`Reference`, :class:`Pattern`, :class:`Prose` or :class:`Range` of the annotation, or None.
        note: Its description.
    """

    name: str
    base: type
    many: bool
    optional: bool
    required: bool
    default: object
    marker: Reference | Pattern | Prose | Range | None
    note: FieldNote

    @property
    def refers_to(self) -> str | None:
        """The collection that the field points into; None where it is no reference or is the record's own id."""
        return self.marker.kind if isinstance(self.marker, Reference) and self.name != "id" else None

    @property
    def most_entries(self) -> int:
        """How many entries there may be: fewer of values with fields of their own; 1 where there is no list."""
        if not self.many:
            return 1
        return _LONGEST_LIST if self.marker or self.base is str else _MOST_VALUES

    def normalised(self, value: object) -> object:
        """Return the value with its texts cleaned and a list as a tuple; anything else as it is."""
        if self.many and isinstance(value, list | tuple):
            return tuple(self._normalised_entry(entry) for entry in value)
        return self._normalised_entry(value)

    def _normalised_entry(self, value: object) -> object:
        if isinstance(value, str) and value.__class__ is str:
            return clean_text(value)
        if isinstance(value, Decimal) and self.base is Decimal:
            return plain_decimal(value)
        if isinstance(value, int) and value.__class__ is int and self.base is float:
            return float(value) if abs(value) < 2**53 else value
        return value + 0.0 if isinstance(value, float) else value  # turns -0.0 into 0.0

    def faults(self, value: object) -> Iterator[Fault]:
        """Yield what is wrong with a normalised value."""
        if value is None and self.optional:
            return
        if not self.many:
            yield from (fault.within(self.name) for fault in self._entry_faults(value))
        elif not isinstance(value, tuple):
            yield self._wrong_type(value, f"a tuple of {_plural(self.base)}").within(self.name)
        elif len(value) > self.most_entries:
            yield Fault(
                code=FaultCode.TOO_LARGE,
                found=described(value),
                expected=f"at most {self.most_entries:,} entries",
                path=(self.name,),
            )
        else:
            for position, entry in enumerate(value):
                yield from (fault.within(self.name, position) for fault in self._entry_faults(entry))
            yield from self._repeats(value)

    def _repeats(self, value: tuple[object, ...]) -> Iterator[Fault]:
        if self.refers_to is None:
            return
        seen: set[str] = set()
        repeated = 0
        for position, entry in enumerate(value):
            if not isinstance(entry, str):
                continue
            if entry in seen and (repeated := repeated + 1) <= _MOST_REPEATS:
                yield Fault(
                    code=FaultCode.CONTRADICTION,
                    found=f"{quoted(entry)} twice",
                    expected="every id once",
                    suggestion="remove the second",
                    path=(self.name, position),
                    value=entry,
                )
            seen.add(entry)
        if repeated > _MOST_REPEATS:
            yield Fault(
                code=FaultCode.TOO_LARGE,
                found=f"{repeated:,} ids that stand there before; the first {_MOST_REPEATS} are listed",
                expected="every id once",
                suggestion="remove them",
                path=(self.name,),
            )

    def _entry_faults(self, value: object) -> Iterator[Fault]:
        if self.base is object:
            return
        if not (value.__class__ is self.base or (self.base not in _EXACT and isinstance(value, self.base))):
            yield self._wrong_type(value, _SPOKEN.get(self.base) or f"a {self.base.__name__}")
        elif isinstance(value, str) and self.base is str:
            yield from self._text_faults(value)
        elif isinstance(value, int | float | Decimal) and self.base in _NUMBERS:
            yield from self._number_faults(value)

    def _text_faults(self, text: str) -> Iterator[Fault]:
        match self.marker:
            case Reference():
                yield from slug_faults(text)
            case Pattern(regex, expected):
                if not _compiled(regex).fullmatch(text) or any(text_faults(text, prose=True)):
                    # Before an @ stands somebody's name or password.
                    found = described(text) if "@" in text else shown(text)
                    yield Fault(code=FaultCode.INVALID_VALUE, found=found, expected=expected, value=text)
            case marker:
                yield from text_faults(text, prose=isinstance(marker, Prose))

    def _number_faults(self, number: float | Decimal) -> Iterator[Fault]:
        bounds = self.marker if isinstance(self.marker, Range) else Range()
        least = bounds.least if bounds.least is not None else -(2**63)
        most = bounds.most if bounds.most is not None else 2**63 - 1
        # `not (… <= …)` also refuses a number that is not a number.
        if (isinstance(number, Decimal) and not number.is_finite()) or not least <= number <= most:
            yield Fault(
                code=FaultCode.INVALID_NUMBER,
                found=quoted(number),
                expected=f"a number from {least} to {most}",
                value=number,
            )
        elif isinstance(number, Decimal) and len(number.as_tuple().digits) > _MOST_DIGITS:
            yield Fault(
                code=FaultCode.INVALID_NUMBER,
                found=f"{len(number.as_tuple().digits)} digits",
                expected=f"at most {_MOST_DIGITS} digits",
                value=number,
            )
        elif isinstance(number, Decimal) and not _fits(number):
            yield Fault(
                code=FaultCode.INVALID_NUMBER,
                found=quoted(number),
                expected=f"at most {_MOST_DIGITS} decimal places",
                value=number,
            )

    def _wrong_type(self, value: object, expected: str) -> Fault:
        suggestion = None
        if issubclass(self.base, StrEnum) and isinstance(value, str):
            near = did_you_mean(value, [str(member) for member in self.base])
            suggestion = near or f"write {self.base.__name__}(…) around it"
        elif hasattr(self.base, "parse") and isinstance(value, str):
            suggestion = f"write {self.base.__name__}.parse(…) around it"
        return Fault(
            code=FaultCode.WRONG_TYPE,
            found=f"a {type(value).__name__}" if value is not None else "None",
            expected=expected,
            suggestion=suggestion,
            value=value,
        )


_MOST_DIGITS: Final = 28
_NUMBERS: Final = (int, float, Decimal)
_EXACT: Final = (str, int, float, bool)
_SPOKEN: Final[Mapping[type, str]] = {
    str: "text (str)",
    int: "a whole number (int)",
    float: "a number (float)",
    bool: "True or False",
    Decimal: "a Decimal",
}


def _plural(base: type) -> str:
    return f"{base.__name__} entries"


def plain_decimal(number: Decimal) -> Decimal:
    """
    Return the one Decimal that stands for this number: without exponent, trailing zeros or negative zero.

    >>> plain_decimal(Decimal("1.50")), plain_decimal(Decimal("4E+6")), plain_decimal(Decimal("-0"))
    (Decimal('1.5'), Decimal('4000000'), Decimal('0'))
    """
    if not _fits(number):
        return number
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return Decimal(0) if text in {"-0", "", "-"} else Decimal(text)


def _fits(number: Decimal) -> bool:
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and -_MOST_DIGITS <= exponent <= _MOST_DIGITS


def per_class(function: Callable[[C], T]) -> Callable[[C], T]:
    """Make a function of a class remember its answers: `functools.cache`, in words that type checkers accept."""
    return cast("Callable[[C], T]", functools.cache(function))


@functools.cache
def _compiled(regex: str) -> Regex:
    return Regex(regex)


@per_class
def fields_of(cls: type) -> tuple[Field, ...]:
    """
    Return the fields of a record or value class that are part of the data, in the order in which they are written.

    The class's own fields come first, then those that it inherits.
    """
    hints = get_type_hints(cls, include_extras=True)
    stored = [attribute for attribute in attrs.fields(cls) if _stored(attribute)]
    return tuple(_field(a, hints[a.name]) for a in sorted(stored, key=lambda attribute: attribute.inherited))


def _stored(attribute: attrs.Attribute[Any]) -> bool:
    note = attribute.metadata.get(_NOTE)
    return attribute.init and (note is None or note.stored)


def _field(attribute: attrs.Attribute[Any], hint: Any) -> Field:  # noqa: ANN401 - an annotation can be anything
    hint, optional = _without_none(hint)
    hint, marker = _without_marker(hint)
    many = get_origin(hint) is tuple
    if many:
        hint, marker = _without_marker(get_args(hint)[0])
    default = attribute.default
    return Field(
        name=attribute.name,
        base=hint,
        many=many,
        optional=optional,
        required=default is attrs.NOTHING,
        default=default,
        marker=marker,
        note=attribute.metadata.get(_NOTE, FieldNote(attribute.name)),
    )


def _without_none(hint: Any) -> tuple[Any, bool]:  # noqa: ANN401 - an annotation can be anything
    if get_origin(hint) in {Union, types.UnionType}:
        (kept,) = (entry for entry in get_args(hint) if entry is not types.NoneType)
        return kept, True
    return hint, False


def _without_marker(hint: Any) -> tuple[Any, Any]:  # noqa: ANN401 - an annotation can be anything
    if get_origin(hint) is Annotated:
        kept, marker, *_ = get_args(hint)
        return kept, marker
    return hint, None


@per_class
def _contents(cls: type) -> Callable[[object], object]:
    """Return the function that takes from an instance all that counts for equality."""
    return operator.attrgetter(*(attribute.name for attribute in attrs.fields(cls) if attribute.eq))


class Checked:
    """
    Gives an attrs class its first line of defence, what exists is well-formed, and equality, hash and repr.

    attrs would generate the latter for each class anew, which takes a good part of the time that importing may take.

    After the generated `__init__`, every field is normalised and checked against its annotation, then the class's own
    `_contradictions` are asked for, and all faults are raised at once. attrs validators would stop at the first.
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        faults: list[Fault] = []
        for field in fields_of(type(self)):
            given = getattr(self, field.name)
            if given is field.default:
                continue
            value = field.normalised(given)
            if value is not given:
                object.__setattr__(self, field.name, value)
            faults.extend(field.faults(value))
        if not faults:
            faults.extend(self._contradictions())
        if faults:
            self._refuse(faults)

    def __eq__(self, other: object) -> bool:
        if other.__class__ is not self.__class__:
            return NotImplemented
        contents = _contents(self.__class__)
        return bool(contents(self) == contents(other))

    def __hash__(self) -> int:
        return hash((self.__class__, _contents(self.__class__)(self)))

    def __repr__(self) -> str:
        said = ((field, getattr(self, field.name)) for field in fields_of(type(self)))
        shown = (f"{field.name}={value!r}" for field, value in said if field.required or value != field.default)
        return f"{type(self).__name__}({', '.join(shown)})"

    def _contradictions(self) -> Iterator[Fault]:
        """Yield what cannot all be true of the fields together; each field alone is well-formed when this is asked."""
        yield from ()

    def _refuse(self, faults: list[Fault]) -> None:
        """Raise the error for these faults."""
        raise InvalidValueError(faults)
