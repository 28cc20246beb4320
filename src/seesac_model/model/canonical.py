"""JSON text that is the same for the same data everywhere: RFC 8785, the JSON Canonicalization Scheme."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from typing import TypeAlias

from seesac_model.errors import FaultCode, InvalidValueError, quoted

__all__ = ["JsonValue", "canonical_json"]

JsonValue: TypeAlias = "bool | int | float | str | Sequence[JsonValue] | Mapping[str, JsonValue] | None"
"""What JSON can say."""

_encode_text = json.JSONEncoder(ensure_ascii=False).encode


def canonical_json(value: JsonValue) -> str:
    """
    Write `value` as JSON without white space, keys sorted, numbers in their shortest form.

    The text does not depend on the order in which a mapping was filled, on the locale or on the version of Python.
    Keys are sorted by UTF-16 code units and numbers are written as ECMAScript writes them, as RFC 8785 asks; whole
    numbers beyond 2**53, which RFC 8785 leaves to text, are written digit by digit.

    Args:
        value: The data; at most a few hundred levels deep.

    Raises:
        InvalidValueError: A number is not finite.

    >>> print(canonical_json({"b": 1.0, "a": ["é", None, 1e-7]}))
    {"a":["é",null,1e-7],"b":1}
    """
    match value:
        case None:
            return "null"
        case bool():
            return "true" if value else "false"
        case str():
            return _encode_text(value)
        case int():
            return str(value)
        case float():
            return _number(value)
        case Mapping():
            pairs = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be", "surrogatepass"))
            return "{" + ",".join(f"{_encode_text(key)}:{canonical_json(entry)}" for key, entry in pairs) + "}"
        case _:
            return "[" + ",".join(canonical_json(entry) for entry in value) + "]"


def _number(number: float) -> str:
    if not math.isfinite(number):
        raise InvalidValueError.of(
            FaultCode.INVALID_NUMBER, found=quoted(number), expected="a finite number", value=number
        )
    if number == 0:
        return "0"
    # Python and ECMAScript agree on the digits (the shortest that read back equal), not on where the point stands.
    sign = "-" if number < 0 else ""
    mantissa, _, exponent_text = f"{abs(number)!r}".partition("e")
    whole, _, fraction = mantissa.partition(".")
    fraction = "" if fraction == "0" else fraction
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent_text or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    return sign + _place_point(digits, point)


def _place_point(digits: str, point: int) -> str:
    """Write `0.digits` times ten to the power of `point`, as ECMAScript's Number::toString does."""
    count = len(digits)
    if count <= point <= 21:  # noqa: PLR2004 - ECMA-262, 6.1.6.1.20
        return digits + "0" * (point - count)
    if 0 < point <= 21:  # noqa: PLR2004 - as above
        return f"{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:  # noqa: PLR2004 - as above
        return "0." + "0" * -point + digits
    exponent = point - 1
    mantissa = digits[0] + (f".{digits[1:]}" if count > 1 else "")
    return f"{mantissa}e{'+' if exponent > 0 else '-'}{abs(exponent)}"
