"""
The one cattrs converter: plain data to records and values, with nothing coerced and every fault kept.

cattrs is imported when something is first read: it takes a third of the time that importing this library may take, and
programs that make their records in Python never need it.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

import attrs

from seesac_model._regex import Regex
from seesac_model.errors import Fault, FaultCode, FaultsError, InvalidValueError, described, quoted, shown
from seesac_model.formats._tree import MAX_FAULTS, PlainScalar, UntypedScalar
from seesac_model.model import (
    DateSpan,
    Extra,
    Field,
    JsonValue,
    Origin,
    Record,
    Term,
    Value,
    did_you_mean,
    fields_of,
    per_class,
)

T = TypeVar("T", bound=Record | Value)

_NULLS: Final = frozenset({"", "~", "null", "Null", "NULL"})
_TRUTHS: Final = {"true": True, "false": False}
_MEANT_AS_TRUTHS: Final = {
    **dict.fromkeys(("yes", "y", "1", "x", "true", "on", "da", "oui", "ja"), "true"),
    **dict.fromkeys(("no", "n", "0", "false", "off", "ne", "non", "nein"), "false"),
}
# The numbers of JSON (RFC 8259, section 6), of at most as many digits as fit.
_WHOLE: Final = Regex(r"-?(?:0|[1-9][0-9]{0,18})")
_DECIMAL: Final = Regex(r"-?(?:0|[1-9][0-9]{0,27})(?:\.[0-9]{1,28})?")
_NUMBER_IN_TEXT: Final = Regex(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,9})?|[0-9]{1,18}(?:\.[0-9]{1,9})?")
_LIKE_THOUSANDS: Final = Regex(r"-?[1-9][0-9]{0,2}\.[0-9]{3}")
# What somebody may have meant as a number: shown in messages, unlike other text.
_NUMBER_LIKE: Final = Regex(r"[-+0-9_.,'eExX ]{1,40}")
_WORD: Final = Regex(r"[a-z0-9][a-z0-9._-]{0,59}")
_FLOAT: Final = Regex(r"-?(?:0|[1-9][0-9]{0,18})(?:\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?")


def structure(data: object, cls: type[T]) -> T:
    """
    Build a record or value from plain data: a mapping or, for values that have one, a short form.

    Raises:
        InvalidValueError: Something in the data is malformed; every fault is there, with its path from `data` on.
    """
    structured: T = _converter().structure(data, cls)
    return structured


def is_null(value: object) -> bool:
    """Tell whether a scalar says that there is nothing: JSON's null, or YAML's in any of its spellings."""
    return value is None or (isinstance(value, PlainScalar) and str(value) in _NULLS)


def plain_json(value: object) -> JsonValue:
    """
    Return a part of a tree as plain data, with the scalars without quotes as YAML 1.2 reads them where JSON can say it.

    It serves where no field says what a scalar is: `true`, `null` and numbers spelt as in JSON are those, the rest is
    text.
    """
    match value:
        case PlainScalar():
            return _resolved(str(value))
        case Mapping():
            return {str(key): plain_json(entry) for key, entry in value.items()}
        case list() | tuple():
            return [plain_json(entry) for entry in value]
        case str():
            return str(value)
        case None | bool() | int() | float():
            return value
        case _:
            raise TypeError(f"a {type(value).__name__} is no part of a tree")


def _resolved(text: str) -> JsonValue:
    if text in _NULLS:
        return None
    if text in _TRUTHS:
        return _TRUTHS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _FLOAT.fullmatch(text) else text


def missing(name: str, cls: type) -> Fault:
    """Return the fault of a field that must be there and is not."""
    says = next((f": {field.note.says}" for field in fields_of(cls) if field.name == name), "")
    return Fault(code=FaultCode.MISSING, found=f"no {name}", expected="one", suggestion=f"add {name}{says}")


def unknown_key(key: str, value: object, known: Iterable[str], owner: str) -> Fault:
    """
    Return the fault of a key that `owner` does not have, with the nearest of those that it has.

    In `{title: Tuzla, Bosnia}` YAML reads a key without a value behind the comma; it is described and not shown, for it
    is text.
    """
    known = list(known)
    if isinstance(value, PlainScalar) and not value:
        found = f"{described(key)} as a key without a value"
        suggestion = "if it belongs to the text before it, put the whole text in quotes, for it has a comma"
    else:
        found = f"the key {shown(key)}"
        suggestion = did_you_mean(key, known) or f"the keys are {', '.join(known)}"
    return Fault(
        code=FaultCode.UNKNOWN_KEY,
        found=found,
        expected=f"a key of {owner}",
        suggestion=suggestion,
        path=(key,),
        value=key,
    )


def faults_left_out() -> Fault:
    """Return the fault that stands for all others of the same mapping or list, of which there are too many."""
    return Fault(
        code=FaultCode.TOO_LARGE,
        found=f"more than {MAX_FAULTS:,} faults of this sort; only the first are listed",
        expected="fewer faults",
        suggestion="mend these first, then read the file again",
    )


def wrong_type(value: object, expected: str, suggestion: str | None = None) -> InvalidValueError:
    """Return the error for a value that is not of the expected type."""
    found = "nothing" if is_null(value) else described(value)
    return InvalidValueError.of(
        FaultCode.WRONG_TYPE, found=found, expected=expected, suggestion=suggestion, value=value
    )


def _faults_of(
    error: Any,  # noqa: ANN401 - an error of cattrs, which is imported late
    data: Mapping[str, Any],
) -> Iterator[Fault]:
    noted, others = error.group_exceptions()
    for inner, note in noted:
        if isinstance(inner, KeyError):
            yield missing(note.name, error.cl)
        elif isinstance(inner, FaultsError):
            yield from (fault.within(note.name) for fault in inner.faults)
        else:
            raise inner
    for inner in others:
        if isinstance(inner, FaultsError):
            yield from inner.faults
        elif extra := getattr(inner, "extra_fields", None):
            known = [field.name for field in fields_of(error.cl)]
            listed = sorted(extra)[:MAX_FAULTS]
            yield from (unknown_key(key, data[key], known, error.cl.__name__) for key in listed)
            if len(extra) > MAX_FAULTS:
                yield faults_left_out()
        else:
            raise inner


def _faults_besides(
    error: Any,  # noqa: ANN401 - as above
    data: Mapping[str, object],
) -> Iterator[Fault]:
    """Yield what construction would have said of the fields that could be read, had the others not failed."""
    noted, others = error.group_exceptions()
    if any(isinstance(inner, FaultsError) for inner in others):
        return  # Everything could be read, and construction has spoken.
    failed = {note.name for _, note in noted}
    hints = _hints(error.cl)
    for field in fields_of(error.cl):
        given = data.get(field.name)
        if field.name in data and field.name not in failed:
            value = _converter().structure(given, hints[field.name])
            yield from field.faults(field.normalised(value))
        elif field.many and isinstance(given, list):
            yield from _faults_of_good_entries(field, given, hints[field.name])


@per_class
def _hints(cls: type) -> Mapping[str, object]:
    return get_type_hints(cls, include_extras=True)


def _faults_of_good_entries(field: Field, entries: list[object], hint: object) -> Iterator[Fault]:
    """Yield what construction would have said of those entries of a list that could be read."""
    failed = 0
    for position, entry in enumerate(entries):
        try:
            (value,) = _converter().structure([entry], hint)
        except FaultsError:
            failed += 1
            if failed > MAX_FAULTS:
                return
        else:
            for fault in field.faults(field.normalised((value,))):
                yield dataclasses.replace(fault, path=(field.name, position, *fault.path[2:]))


def _text(value: object, _: object) -> str:
    if isinstance(value, str) and not is_null(value):
        return str(value)
    if isinstance(value, list | tuple | dict):
        raise wrong_type(value, "text", "give one; for several, write a record for each" if value else None)
    raise wrong_type(value, "text", None if is_null(value) else "put it in quotes")


def _whole(value: object, _: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if isinstance(value, UntypedScalar) and _WHOLE.fullmatch(value):
        return int(value)
    raise _no_number(value, "a whole number such as 24")


def _float(value: object, _: object) -> float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    if isinstance(value, UntypedScalar) and _FLOAT.fullmatch(value):
        return float(value)
    raise _no_number(value, "a number such as 41.3")


def _decimal(value: object, _: object) -> Decimal:
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    if isinstance(value, str) and _LIKE_THOUSANDS.fullmatch(value):
        raise InvalidValueError.of(
            FaultCode.INVALID_NUMBER,
            found=f"{quoted(str(value))}, which is thousands to some readers and a fraction to others",
            expected="a decimal number that everybody reads alike",
            suggestion=f"write {value.replace('.', '')} for thousands, or {value}0 for a fraction",
            value=value,
        )
    if isinstance(value, str) and _DECIMAL.fullmatch(value):
        return Decimal(value)
    hint = f'write it in quotes and with every digit, such as "{value!r}"' if isinstance(value, float) else None
    if isinstance(value, str) and (number := _NUMBER_IN_TEXT.search(value)):
        alone = number[0].replace(",", "")
        hint = f"write the number alone, {alone}; qualifier, unit and currency stand in fields of their own"
    raise _no_number(value, 'a decimal number as text, such as "8059445.50"', hint)


def _no_number(value: object, expected: str, suggestion: str | None = None) -> InvalidValueError:
    if isinstance(value, str) and not is_null(value):
        found = quoted(str(value)) if _NUMBER_LIKE.fullmatch(value) else described(str(value))
        code = FaultCode.INVALID_NUMBER
        return InvalidValueError.of(code, found=found, expected=expected, suggestion=suggestion, value=value)
    return wrong_type(value, expected, suggestion)


def _truth(value: object, _: object) -> bool:
    if isinstance(value, bool):
        return value
    if isinstance(value, UntypedScalar) and value in _TRUTHS:
        return _TRUTHS[value]
    meant = _MEANT_AS_TRUTHS.get(str(value).strip().casefold()) if isinstance(value, str | int) else None
    raise wrong_type(value, "true or false", f"write {meant}" if meant else None)


def _term(value: object, cls: type[Term]) -> Term:
    words = [str(member) for member in cls]
    if not isinstance(value, str) or is_null(value):
        raise wrong_type(value, f"one of {', '.join(words)}")
    if value in words:
        return cls(str(value))
    raise InvalidValueError.of(
        FaultCode.UNKNOWN_TERM,
        found=shown(str(value)),
        expected=f"one of {', '.join(words)}",
        suggestion=did_you_mean(value, words),
        value=value,
    )


def _tuple_hook(cls: Any) -> Callable[[object, object], tuple[Any, ...]]:  # noqa: ANN401 - a type form has no type
    entry_type = get_args(cls)[0]

    def hook(value: object, _: object) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            shown = value if isinstance(value, str) and _WORD.fullmatch(value) else "..."
            hint = "write [] for none" if is_null(value) else f"write it as a list: [{shown}]"
            raise wrong_type(value, "a list", hint)
        entries: list[Any] = []
        faults: list[Fault] = []
        for position, entry in enumerate(value):
            try:
                entries.append(_converter().structure(entry, entry_type))
            except FaultsError as error:
                faults.extend(fault.within(position) for fault in error.faults)
                if len(faults) > MAX_FAULTS:
                    faults[MAX_FAULTS:] = [faults_left_out()]
                    break
        if faults:
            raise InvalidValueError(faults)
        return tuple(entries)

    return hook


def _optional_hook(cls: Any) -> Callable[[object, object], Any]:  # noqa: ANN401 - a type form has no type
    (kept,) = (entry for entry in get_args(cls) if entry is not type(None))

    def hook(value: object, _: object) -> Any:  # noqa: ANN401 - whatever the optional type holds
        return None if is_null(value) else _converter().structure(value, kept)

    return hook


def _mapping_hook(cls: type[Any]) -> Callable[[object, object], Any]:
    from cattrs import ClassValidationError
    from cattrs.gen import make_dict_structure_fn, override

    # Where a value was read is the reader's to say; of records the reader itself has looked at the keys before.
    stored = {field.name for field in fields_of(cls)}
    hidden = set() if issubclass(cls, Record) else {entry.name for entry in attrs.fields(cls)} - stored
    omitted: dict[str, Any] = {name: override(omit=True) for name in hidden}
    from_mapping = make_dict_structure_fn(
        cls,
        _converter(),
        _cattrs_forbid_extra_keys=True,
        _cattrs_detailed_validation=True,
        **omitted,
    )
    parse = getattr(cls, "parse", None)
    as_text = " or text" if parse else ""

    def hook(value: object, _: object) -> Any:  # noqa: ANN401 - whatever the optional type holds
        if isinstance(value, cls):
            return value
        if parse is not None and isinstance(value, str) and not is_null(value):
            return parse(str(value))
        if not isinstance(value, Mapping):
            raise wrong_type(value, f"a mapping with the fields of {cls.__name__}{as_text}")
        try:
            return from_mapping(value, cls)
        except ClassValidationError as error:
            # Through the frame that gathered them these would hold themselves, as long as nobody looks for circles.
            for inner in error.exceptions:
                inner.__traceback__ = None
            raise InvalidValueError([*_faults_of(error, value), *_faults_besides(error, value)]) from error

    return hook


def _date_span(value: object, _: object) -> DateSpan:
    if isinstance(value, str) and not is_null(value):
        return DateSpan.parse(str(value))
    hint = _advice_on_date(value) if value.__class__ is int else None
    raise wrong_type(value, "a date as text, such as 2023-02-14", hint)


def _advice_on_date(number: object) -> str | None:
    try:
        return f'write "{DateSpan.parse(str(number))}", in quotes'
    except InvalidValueError as error:
        return error.faults[0].suggestion


def _extra(value: object, _: object) -> Extra:
    data = plain_json(value)
    return Extra(data if isinstance(data, Mapping) else {})


def _as_it_is(value: object, _: object) -> Any:  # noqa: ANN401 - what the reader itself put there
    return value


def _is_tuple(cls: object) -> bool:
    return get_origin(cls) is tuple


def _is_optional(cls: object) -> bool:
    return type(None) in get_args(cls)


def _is_mapped(cls: object) -> bool:
    return isinstance(cls, type) and issubclass(cls, Record | Value) and cls is not DateSpan


@functools.cache
def _converter() -> Any:  # noqa: ANN401 - a converter of cattrs, which is imported late
    from cattrs import Converter

    converter = Converter(forbid_extra_keys=True)
    # By class, since cattrs asks its own hook for text before any predicate; vocabularies are text too, but nearer to
    # `Term`.
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(Term, _term)
    converter.register_structure_hook(int, _whole)
    converter.register_structure_hook(float, _float)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(Decimal, _decimal)
    converter.register_structure_hook(DateSpan, _date_span)
    converter.register_structure_hook(Extra, _extra)
    converter.register_structure_hook(Origin, _as_it_is)
    converter.register_structure_hook_factory(_is_tuple, _tuple_hook)
    converter.register_structure_hook_factory(_is_optional, _optional_hook)
    converter.register_structure_hook_factory(_is_mapped, _mapping_hook)
    return converter
