from __future__ import annotations

import copy
import pickle
from typing import Any

import pytest
from hypothesis import given

from seesac_model.errors import FaultCode, InvalidValueError
from seesac_model.model import Extra, JsonValue
from tests.strategies.records import extras


@given(extras())
def test_extras_survive_being_read_pickled_and_copied(extra: Extra) -> None:
    """What an Extra gives out makes an equal one again, whichever way it is taken."""
    for again in (
        Extra(extra),
        Extra(dict(extra)),
        pickle.loads(pickle.dumps(extra)),  # noqa: S301 - our own bytes
        copy.copy(extra),
        copy.deepcopy(extra),
    ):
        assert extra == again
        assert hash(extra) == hash(again)


@given(extras(), extras())
def test_the_order_of_extras_is_total(one: Extra, two: Extra) -> None:
    """Of two Extras just one of `<`, `==` and `>` holds."""
    assert [one < two, one == two, one > two].count(True) == 1


def test_an_extra_is_a_mapping() -> None:
    """It has the keys that it was given, sorted, and behaves as every mapping does."""
    extra = Extra({"x-b": [1, None], "x-a": {"any key": "text"}})
    assert list(extra) == ["x-a", "x-b"]
    assert len(extra) == 2
    assert extra["x-b"] == [1, None]
    assert "x-c" not in extra
    assert extra.get("x-c") is None
    assert repr(extra) == "Extra({'x-a': {'any key': 'text'}, 'x-b': [1, None]})"


def test_an_empty_extra_is_false() -> None:
    """It can be asked whether there is anything in it."""
    assert not Extra()
    assert not Extra({})
    assert Extra({"x-a": None})


def test_what_is_read_can_be_changed_without_changing_the_record() -> None:
    """Every reading gives a fresh copy."""
    extra = Extra({"x-a": [1]})
    read: Any = extra["x-a"]
    read.append(2)
    assert extra["x-a"] == [1]


def test_the_order_in_which_keys_were_given_does_not_matter() -> None:
    """Equality is that of the canonical JSON, in which a number has one spelling."""
    assert Extra({"x-a": 1, "x-b": (2,)}) == Extra({"x-b": [2.0], "x-a": 1.0})


def test_an_extra_equals_no_mapping() -> None:
    """A dict with the same keys is not an Extra."""
    assert Extra({"x-a": 1}) != {"x-a": 1}


def test_an_extra_cannot_be_changed() -> None:
    """Neither an attribute nor a key can be set."""
    extra = Extra({"x-a": 1})
    with pytest.raises(AttributeError):
        extra.anything = 1
    with pytest.raises(TypeError):
        extra["x-a"] = 2  # type: ignore[index]  # that is the point


def _nested(levels: int) -> list[Any]:
    inner: list[Any] = []
    for _ in range(levels - 1):
        inner = [inner]
    return inner


@pytest.mark.parametrize(
    ("data", "code", "path"),
    [
        ({"a": 1}, FaultCode.UNKNOWN_KEY, ("a",)),
        ({"x-": 1}, FaultCode.UNKNOWN_KEY, ("x-",)),
        ({"x-A": 1}, FaultCode.UNKNOWN_KEY, ("x-A",)),
        ({1: 1}, FaultCode.UNKNOWN_KEY, ("1",)),
        ({"x-" + "a" * 127: 1}, FaultCode.UNKNOWN_KEY, ("x-" + "a" * 127,)),
        ({"x-a": float("nan")}, FaultCode.INVALID_NUMBER, ("x-a",)),
        ({"x-a": float("-inf")}, FaultCode.INVALID_NUMBER, ("x-a",)),
        ({"x-a": 2**63}, FaultCode.INVALID_NUMBER, ("x-a",)),
        ({"x-a": -(2**63) - 1}, FaultCode.INVALID_NUMBER, ("x-a",)),
        ({"x-a": -(2.0**63)}, FaultCode.INVALID_NUMBER, ("x-a",)),
        pytest.param({"x-a": 10**5000}, FaultCode.INVALID_NUMBER, ("x-a",), id="endless number"),
        ({"x-a": {"b": ["c", "\ud800"]}}, FaultCode.INVALID_TEXT, ("x-a", "b", 1)),
        ({"x-a": "\0"}, FaultCode.INVALID_TEXT, ("x-a",)),
        ({"x-a": {"\0": 1}}, FaultCode.INVALID_TEXT, ("x-a", "\0")),
        ({"x-a": {1: 1}}, FaultCode.WRONG_TYPE, ("x-a",)),
        ({"x-a": {"k" * 1001: 1}}, FaultCode.TOO_LARGE, ("x-a",)),
        ({"x-a": b""}, FaultCode.WRONG_TYPE, ("x-a",)),
        ({"x-a": {1, 2}}, FaultCode.WRONG_TYPE, ("x-a",)),
        ({"x-a": _nested(33)}, FaultCode.TOO_DEEP, ("x-a", *[0] * 32)),
    ],
)
def test_what_json_cannot_say_is_refused(
    data: dict[str, JsonValue], code: FaultCode, path: tuple[str | int, ...]
) -> None:
    """Keys without prefix and values that would not come back from a file are refused where they stand."""
    with pytest.raises(InvalidValueError) as caught:
        Extra(data)
    assert [(code, path)] == [(fault.code, fault.path) for fault in caught.value.faults]


@pytest.mark.parametrize(
    "value",
    [2**63 - 1, -(2**63), 0.1, 5e-324, -0.0, "", "\u2028\ufeff\x01", _nested(32), {"": {}}, {"k" * 1000: None}],
)
def test_what_json_can_say_is_taken(value: JsonValue) -> None:
    """Everything up to the documented bounds is taken and comes back equal."""
    assert Extra({"x-a": value})["x-a"] == value


def test_a_float_beyond_what_doubles_count_comes_back_as_a_whole_number() -> None:
    """RFC 8785 writes as few digits as a double needs, so what comes back is a whole number that is the same double."""
    assert Extra({"x-a": 2.0**62})["x-a"] == 4_611_686_018_427_388_000
    assert float(4_611_686_018_427_388_000) == 2.0**62


def test_all_faults_are_reported() -> None:
    """One error lists everything that is wrong with all keys."""
    with pytest.raises(InvalidValueError) as caught:
        Extra({"a": 1, "x-b": [b"", b""]})
    assert [fault.path for fault in caught.value.faults] == [("a",), ("x-b", 0), ("x-b", 1)]


def test_a_megabyte_is_enough() -> None:
    """All of it together, as canonical JSON, has a million characters at most."""
    Extra({"x-a": "b" * 999_990})
    with pytest.raises(InvalidValueError) as caught:
        Extra({"x-a": "b" * 999_991})
    assert [fault.code for fault in caught.value.faults] == [FaultCode.TOO_LARGE]
