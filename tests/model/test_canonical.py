from __future__ import annotations

import json
import math

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.model import JsonValue, canonical_json

_SAFE = st.integers(-(2**53) + 1, 2**53 - 1)
_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_SCALARS = st.none() | st.booleans() | _SAFE | st.floats(allow_nan=False, allow_infinity=False) | _TEXT
_JSON = st.recursive(_SCALARS, lambda inner: st.lists(inner) | st.dictionaries(_TEXT, inner), max_leaves=15)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_are_written_as_ecmascript_writes_them(number: float) -> None:
    """For every double the text is that of an independent implementation of RFC 8785."""
    assert rfc8785.dumps(number).decode() == canonical_json(number)


@given(st.integers(-330, 310), st.integers(1, 10**17), st.sampled_from((1, -1)))
def test_numbers_of_every_size_are_written_as_ecmascript_writes_them(exponent: int, digits: int, sign: int) -> None:
    """The point is in the right place for every exponent that a double has."""
    number = sign * float(f"{digits}e{exponent - 17}")
    if math.isfinite(number):
        assert rfc8785.dumps(number).decode() == canonical_json(number)


@given(_JSON)
def test_canonical_json_is_that_of_rfc_8785(value: JsonValue) -> None:
    """Within the numbers that RFC 8785 is for, the text is that of an independent implementation."""
    assert rfc8785.dumps(value).decode() == canonical_json(value)


@given(_JSON)
def test_canonical_json_reads_back(value: JsonValue) -> None:
    """The text is JSON, and says what was written."""
    assert canonical_json(json.loads(canonical_json(value))) == canonical_json(value)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (1e21, "1e+21"),
        (1e20, "100000000000000000000"),
        (1e-6, "0.000001"),
        (1e-7, "1e-7"),
        (123456.75, "123456.75"),
        (5e-324, "5e-324"),
        (1.7976931348623157e308, "1.7976931348623157e+308"),
        (-1.5e-10, "-1.5e-10"),
        (2**63 - 1, "9223372036854775807"),
    ],
)
def test_numbers_have_one_spelling(number: float, expected: str) -> None:
    """The examples of RFC 8785, and the whole numbers that it leaves to text."""
    assert canonical_json(number) == expected


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
def test_numbers_that_json_lacks_are_refused(number: float) -> None:
    """There is no JSON for what is not a finite number."""
    with pytest.raises(InvalidValueError) as caught:
        canonical_json({"a": [number]})
    assert [fault.code for fault in caught.value.faults] == [FaultCode.INVALID_NUMBER]


def test_keys_are_sorted_by_utf_16() -> None:
    """An emoji, which is two code units, comes before a character that is one high one (RFC 8785, section 3.2.3)."""
    assert canonical_json({"\ufb33": 1, "😀": 2, "a": 3, "A": 4}) == '{"A":4,"a":3,"😀":2,"\ufb33":1}'


def test_tuples_are_lists() -> None:
    """A tuple is written as the list of its entries."""
    assert canonical_json((1, (), "a")) == '[1,[],"a"]'
