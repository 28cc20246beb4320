"""Tables as columns of one type each, for Arrow, polars and pandas."""

from __future__ import annotations

import importlib
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias

import attrs

from seesac_model.errors import MissingExtraError
from seesac_model.query._cell import Cell, cell_text

__all__ = ["TypedColumn", "arrow_stream", "pandas_frame", "polars_frame", "typed_column"]

_Type: TypeAlias = Literal["nothing", "boolean", "integer", "float", "decimal", "text"]

_MOST_DIGITS: Final = 38
_DECIMAL_BYTES: Final = 16
_PANDAS: Final[Mapping[_Type, str]] = {
    "nothing": "object",
    "boolean": "boolean",
    "integer": "Int64",
    "float": "Float64",
    "decimal": "object",
    "text": "string",
}


@attrs.frozen(kw_only=True)
class TypedColumn:
    """
    The cells of a column, made to be of one type.

    Attributes:
        type: Their type; `"nothing"` where all are None.
        cells: The cells: of that type, or None.
        scale: For decimals: how many decimal places there are at most.
    """

    type: _Type
    cells: list[Any]
    scale: int = 0


def typed_column(cells: Iterable[Cell]) -> TypedColumn:
    """
    Return cells as a column of the narrowest type that says all of them without loss, which at worst is text.

    >>> typed_column([1, None, Decimal("2.50")])
    TypedColumn(type='decimal', cells=[Decimal('1'), None, Decimal('2.50')], scale=2)
    >>> typed_column([1, "unknown"])
    TypedColumn(type='text', cells=['1', 'unknown'], scale=0)
    """
    given = list(cells)
    found = {type(cell) for cell in given if cell is not None}
    if not found:
        return TypedColumn(type="nothing", cells=given)
    if found == {bool}:
        return TypedColumn(type="boolean", cells=given)
    if found == {int}:
        return TypedColumn(type="integer", cells=given)
    if found <= {int, float} and all(cell is None or float(cell) == cell for cell in given):
        return TypedColumn(type="float", cells=[None if cell is None else float(cell) for cell in given])
    if found <= {int, Decimal}:
        decimals = [None if cell is None else Decimal(cell) for cell in given]
        scale = max(_places(number) for number in decimals if number is not None)
        if all(number is None or _digits(number, scale) <= _MOST_DIGITS for number in decimals):
            return TypedColumn(type="decimal", cells=decimals, scale=scale)
    return TypedColumn(type="text", cells=[None if cell is None else cell_text(cell) for cell in given])


def _digits(number: Decimal, scale: int) -> int:
    return len(str(abs(_units(number, scale))))


def _places(number: Decimal) -> int:
    return max(0, -int(number.as_tuple().exponent))


def arrow_stream(columns: Mapping[str, TypedColumn], rows: int, requested_schema: object) -> object:
    """
    Return a capsule of Arrow's C stream interface.

    Raises:
        MissingExtraError: nanoarrow is not installed.
    """
    arrow = _imported("nanoarrow", "arrow", "an Arrow stream of a table")
    types = {name: _arrow_type(arrow, column) for name, column in columns.items()}
    children = [_arrow_array(arrow, column, types[name]) for name, column in columns.items()]
    struct = arrow.c_array_from_buffers(arrow.struct(types), rows, [None], children=children)
    return arrow.ArrayStream(struct).__arrow_c_stream__(requested_schema)


def _arrow_type(arrow: Any, column: TypedColumn) -> Any:  # noqa: ANN401 - of an optional library
    match column.type:
        case "nothing":
            return arrow.null()
        case "boolean":
            return arrow.bool_()
        case "integer":
            return arrow.int64()
        case "float":
            return arrow.float64()
        case "decimal":
            return arrow.decimal128(_MOST_DIGITS, column.scale)
        case _:
            return arrow.string()


def _arrow_array(arrow: Any, column: TypedColumn, arrow_type: object) -> Any:  # noqa: ANN401 - of an optional library
    if column.type == "nothing":
        return arrow.c_array_from_buffers(arrow_type, len(column.cells), [])
    if column.type != "decimal":
        return arrow.c_array(column.cells, arrow_type)
    # nanoarrow makes no decimals of Python's, so that its buffers are filled here, as Arrow's format lays them out.
    said = [cell is not None for cell in column.cells]
    bits = sum(is_said << place for place, is_said in enumerate(said)).to_bytes(len(said) // 8 + 1, "little")
    units = (_units(cell or Decimal(0), column.scale) for cell in column.cells)
    numbers = b"".join(number.to_bytes(_DECIMAL_BYTES, "little", signed=True) for number in units)
    return arrow.c_array_from_buffers(arrow_type, len(said), [bits, numbers], null_count=said.count(False))


def _units(number: Decimal, scale: int) -> int:
    """Return a number in units of its last decimal place, whatever the precision of the context."""
    sign, digits, exponent = number.as_tuple()
    whole: int = int("".join(map(str, digits))) * 10 ** (int(exponent) + scale)
    return -whole if sign else whole


def polars_frame(columns: Mapping[str, TypedColumn]) -> Any:  # noqa: ANN401 - of an optional library
    """
    Return a polars data frame.

    Raises:
        MissingExtraError: polars is not installed.
    """
    polars = _imported("polars", "polars", "a data frame of polars")

    def type_of(column: TypedColumn) -> object:
        match column.type:
            case "nothing":
                return polars.Null
            case "boolean":
                return polars.Boolean
            case "integer":
                return polars.Int64
            case "float":
                return polars.Float64
            case "decimal":
                return polars.Decimal(_MOST_DIGITS, column.scale)
            case _:
                return polars.String

    return polars.DataFrame([polars.Series(name, one.cells, dtype=type_of(one)) for name, one in columns.items()])


def pandas_frame(columns: Mapping[str, TypedColumn]) -> Any:  # noqa: ANN401 - of an optional library
    """
    Return a pandas data frame.

    Raises:
        MissingExtraError: pandas is not installed.
    """
    pandas = _imported("pandas", "pandas", "a data frame of pandas")
    return pandas.DataFrame(
        {name: pandas.Series(column.cells, dtype=_PANDAS[column.type]) for name, column in columns.items()}
    )


def _imported(name: str, extra: str, purpose: str) -> Any:  # noqa: ANN401 - any library
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise MissingExtraError(extra, purpose) from error
