"""Conditions on fields as one argument of the command line: `role=speaker`, `title~customs`, `dates in 2021..2023`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from seesac_model._regex import Regex
from seesac_model.errors import SelectionError, described, quoted
from seesac_model.model import DateSpan, Field, Headcount, Money, Record, Term, fields_of, nearest
from seesac_model.query import Condition, FieldReference, field

__all__ = ["GRAMMAR", "condition_of", "field_called"]

GRAMMAR: Final = """
  FIELD=VALUE          it says this; a list has this in it; of words and ids one of several: role=chair,speaker
  FIELD!=VALUE         it says something else
  FIELD~WORDS          a text or name has these words in it, whatever their case, accents and script
  FIELD>=N  FIELD<=N   a number, headcount or sum ("EUR 4 million") is at least or at most this
  FIELD in A..B        a number lies from A to B; dates have a day from A to B (also A.. and ..B, and `in 2021`)
  FIELD within DATE    all days of the dates lie in this year, month, day or period; also: before, after
  FIELD is set         it says something; also: is unset
"""
"""What can be typed, for a help text."""

_BY_SIGN: Final = Regex(r"(?s)([^\s=!<>~]+)\s*(!=|>=|<=|=|~)\s*(.+)")
_BY_WORD: Final = Regex(r"(?s)(\S+)\s+(in|within|before|after|is)\s+(.+)")
_NUMBERS: Final = (int, float, Decimal, Headcount)
_AS_METHODS: Final[Mapping[str, Callable[[FieldReference[Any], str], Condition]]] = {
    "~": FieldReference.says,
    "within": FieldReference.within,
    "before": FieldReference.before,
    "after": FieldReference.after,
}
_TRUTH: Final = {"yes": True, "true": True, "no": False, "false": False}


def condition_of(text: str, kind: type[Record]) -> Condition:
    """
    Return the condition that a text states of a kind of record.

    Raises:
        SelectionError: It is of another form, the kind has no such field, or the field cannot be asked that.
        InvalidValueError: What the field is compared with does not parse, or the vocabulary has no such word.

    >>> from seesac_model.model import Event
    >>> print(condition_of("kind != workshop", Event))
    not kind is 'workshop'
    """
    match = _BY_SIGN.fullmatch(text.strip()) or _BY_WORD.fullmatch(text.strip())
    if match is None:
        raise SelectionError(
            f"found {described(text)}, expected a field, one of = != ~ >= <= and a value, or words such as "
            "'dates in 2021..2023', 'dates before 2021' and 'website is set'"
        )
    name, operator, value = match.groups()
    known = field_called(name, kind)
    reference: FieldReference[Any] = field(getattr(kind, known.name))
    match operator:
        case "=":
            return _is(reference, known, value)
        case "!=":
            return ~_is(reference, known, value)
        case ">=":
            return reference.at_least(_bound(known, value))
        case "<=":
            return reference.at_most(_bound(known, value))
        case "in":
            return _in(reference, known, value)
        case "is":
            return _set(reference, value)
        case _:
            return _AS_METHODS[operator](reference, value)


def field_called(name: str, kind: type[Record]) -> Field:
    """
    Return the field of a kind of record with a name.

    Raises:
        SelectionError: There is none; the message proposes one that looks like it.
    """
    fields = {known.name: known for known in fields_of(kind)}
    if name not in fields:
        # Half a name is like none of the long ones, and there is no doubt which is meant.
        begun = [known for known in fields if known.startswith(name)]
        near = begun if len(begun) == 1 else nearest(name, fields)
        advice = f"did you mean {quoted(near[0])}?" if near else f"they have {', '.join(fields)}"
        raise SelectionError(f"{kind.collection()} have no field {quoted(name)}; {advice}")
    return fields[name]


def _is(reference: FieldReference[Any], known: Field, value: str) -> Condition:
    if known.base is DateSpan:
        # Taken as written, 2021 would not find what was on a day in it, and nobody would be told.
        raise SelectionError(
            f"{known.name} holds dates; write '{known.name} in …', 'within …', 'before …' or 'after …'"
        )
    if not known.many and (known.base is Money or known.base in _NUMBERS):
        bound = _bound(known, value)
        return reference.between(bound, bound)
    if known.base is bool:
        if value not in _TRUTH:
            raise SelectionError(f"found {quoted(value)}, expected yes or no")
        return reference.is_(_TRUTH[value])
    if known.name == "id" or known.refers_to is not None or issubclass(known.base, Term):
        return reference.is_in(*(part.strip() for part in value.split(",")))
    return reference.is_(value)


def _in(reference: FieldReference[Any], known: Field, value: str) -> Condition:
    # A period in EDTF has dots of its own where a side is open: 2019/..
    if known.base is DateSpan and ("/" in value or ".." not in value):
        return reference.overlaps(value)
    first, dots, last = (part.strip() for part in value.partition(".."))
    if not dots or not (first or last):
        raise SelectionError(f"found {described(value)}, expected two bounds with two dots between them, as 20..50")
    if not last:
        return reference.at_least(_bound(known, first))
    if not first:
        return reference.at_most(_bound(known, last))
    return reference.between(_bound(known, first), _bound(known, last))


def _set(reference: FieldReference[Any], value: str) -> Condition:
    if value not in {"set", "unset"}:
        raise SelectionError(f"found 'is' and {described(value)}, expected 'is set' or 'is unset'")
    return reference.is_set() if value == "set" else reference.is_unset()


def _bound(known: Field, text: str) -> Any:  # noqa: ANN401 - whatever the field is compared with
    if known.base in {DateSpan, Money}:
        return text
    if known.base not in _NUMBERS:
        raise SelectionError(f"{known.name} holds no number and no dates")
    try:
        return Decimal(text)
    except InvalidOperation:
        raise SelectionError(f"found {quoted(text)}, expected a number such as 100 or 2.5") from None
