"""What a record carries beyond the model: keys of its users, under an `x-` prefix."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from seesac_model._regex import Regex
from seesac_model.errors import Fault, FaultCode, InvalidValueError, described, quoted
from seesac_model.model._ordering import Ordered
from seesac_model.model.canonical import JsonValue, canonical_json

__all__ = ["Extra"]

_KEY: Final = Regex(r"x-[a-z0-9][a-z0-9._-]{0,125}")
_NOT_TEXT: Final = Regex("[\x00\ud800-\udfff]")
_DEEPEST: Final = 32
_LONGEST_KEY: Final = 1_000
_LONGEST: Final = 1_000_000


class Extra(Mapping[str, JsonValue], Ordered):
    """
    An immutable mapping from keys such as `x-reviewed-by` to JSON values, carried through every lossless format.

    Reading a key gives a fresh copy, so nobody can change what the record says. Two are equal if their canonical JSON
    is.

    Args:
        data: The keys, each `x-` and then `a-z 0-9 - . _`, with text, numbers, booleans, None, lists or mappings.

    Raises:
        InvalidValueError: A key has no `x-` prefix, or a value is not JSON (more than 32 levels deep, a number that is
            not between -2^63 and 2^63, text with NUL characters or lone surrogates, a key of more than 1,000
            characters, another type), or all of it is over a megabyte.

    >>> Extra({"x-checked": True})["x-checked"]
    True
    """

    __slots__ = ("_text",)
    _text: str

    def __init__(self, data: Mapping[str, JsonValue] | None = None) -> None:
        faults = [fault for key, value in (data or {}).items() for fault in _faults(key, value)]
        if faults:
            raise InvalidValueError(faults)
        text = canonical_json(data or {})
        if len(text) > _LONGEST:
            raise InvalidValueError.of(
                FaultCode.TOO_LARGE, found=f"{len(text):,} characters", expected=f"at most {_LONGEST:,}", value=data
            )
        object.__setattr__(self, "_text", text)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError("an Extra cannot be changed; make a new one")

    def __getitem__(self, key: str) -> JsonValue:
        return self._data()[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data())

    def __len__(self) -> int:
        return len(self._data())

    def _data(self) -> dict[str, JsonValue]:
        data: dict[str, JsonValue] = json.loads(self._text)
        return data

    def __eq__(self, other: object) -> bool:
        return self._text == other._text if isinstance(other, Extra) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._text)

    def __bool__(self) -> bool:
        return self._text != "{}"

    def __repr__(self) -> str:
        return f"Extra({self._data()!r})"

    def __reduce__(self) -> tuple[type[Extra], tuple[dict[str, JsonValue]]]:
        return Extra, (self._data(),)

    def _order(self) -> tuple[Any, ...]:
        return (self._text,)


def _faults(key: object, value: object) -> Iterator[Fault]:
    if not (isinstance(key, str) and _KEY.fullmatch(key)):
        yield Fault(
            code=FaultCode.UNKNOWN_KEY,
            found=quoted(key),
            expected="x- and then a-z 0-9 - . _, as in 'x-reviewed-by'",
            path=(str(key),),
            value=key,
        )
    else:
        yield from (fault.within(key) for fault in _value_faults(value, _DEEPEST))


def _value_faults(value: object, levels: int) -> Iterator[Fault]:
    if levels == 0:
        yield Fault(code=FaultCode.TOO_DEEP, found="more levels", expected=f"at most {_DEEPEST} levels")
    elif isinstance(value, str):
        match = _NOT_TEXT.search(value)
        if match:
            yield Fault(
                code=FaultCode.INVALID_TEXT,
                found=f"the character U+{ord(match[0]):04X}",
                expected="text without NUL characters and lone surrogates",
                value=value,
            )
    elif value is None or isinstance(value, bool):
        return
    elif isinstance(value, int | float):
        # `not (… <= …)` also refuses a number that is not a number. The float -2.0**63 is refused too: its shortest
        # digits, -9223372036854776000, are those of a smaller number.
        if not -(2**63) + isinstance(value, float) <= value <= 2**63 - 1:
            yield Fault(
                code=FaultCode.INVALID_NUMBER,
                found=quoted(value),
                expected="a number between -2^63 and 2^63",
                suggestion="write it as text",
                value=value,
            )
    elif isinstance(value, list | tuple):
        for position, entry in enumerate(value):
            yield from (fault.within(position) for fault in _value_faults(entry, levels - 1))
    elif isinstance(value, Mapping):
        yield from _mapping_faults(value, levels)
    else:
        yield Fault(code=FaultCode.WRONG_TYPE, found=f"a {type(value).__name__}", expected="a JSON value", value=value)


def _mapping_faults(value: Mapping[object, object], levels: int) -> Iterator[Fault]:
    for key, entry in value.items():
        if not isinstance(key, str):
            yield Fault(code=FaultCode.WRONG_TYPE, found=described(key), expected="a key of text", value=key)
        elif len(key) > _LONGEST_KEY:
            expected = f"a key of at most {_LONGEST_KEY:,} characters"
            yield Fault(code=FaultCode.TOO_LARGE, found=described(key), expected=expected, value=key)
        else:
            yield from (fault.within(key) for fault in _value_faults(key, _DEEPEST))
            yield from (fault.within(key) for fault in _value_faults(entry, levels - 1))
