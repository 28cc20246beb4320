"""
Records to JSON text, quickly: one function for each class and layout, written out from the annotations.

It writes to the byte what the JSON writer makes of the plain data of a record, and leaves to that writer what is rare:
records with keys of their users' own. What several records share, such as citations, becomes text once.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator
from decimal import Decimal
from json.encoder import encode_basestring
from types import CodeType
from typing import Any, Final, NamedTuple, TypeAlias, cast

from seesac_model.formats._json_writer import dump_pretty, is_short, scalar_list
from seesac_model.model import (
    Checked,
    DateSpan,
    Extra,
    Field,
    Reference,
    Term,
    Value,
    decimal_text,
    fields_of,
    to_plain,
)

__all__ = ["Writers"]

_Writer: TypeAlias = Callable[[Any], str]

_compact: Final = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


_MOST_KEPT: Final = 10_000
_spaced: Final = '", "'.join


class _Style(NamedTuple):
    """
    How mappings and lists are laid out.

    Attributes:
        depth: How deep the mapping lies that is written; None to write without white space.
    """

    depth: int | None

    @property
    def inner(self) -> _Style:
        """The style of a mapping in a list that a field of this mapping holds."""
        return self if self.depth is None else _Style(self.depth + 2)

    @property
    def nested(self) -> _Style:
        """The style of a mapping that a field of this mapping holds."""
        return self if self.depth is None else _Style(self.depth + 1)

    def line(self, further: int) -> str:
        """Return the break before a line that is so much further in."""
        return "" if self.depth is None else "\n" + "  " * (self.depth + further)

    @property
    def colon(self) -> str:
        """What stands between a key and its value."""
        return ":" if self.depth is None else ": "


class Writers:
    """
    What writes records for one file.

    Args:
        depth: How deep the records lie in the text for people; None to write each on one line, without white space.
    """

    def __init__(self, depth: int | None) -> None:
        self._style = _Style(depth)
        self._names: dict[str, Any] = {
            "comma": ",".join,
            "decimal": decimal_text,
            "id_list": _id_list,
            "joined": '","'.join,
            "truth": {False: "false", True: "true"},
            "scalars": scalar_list,
            "text": encode_basestring,
        }
        self._functions: dict[tuple[type, _Style], _Writer] = {}

    def writer(self, cls: type[Checked]) -> _Writer:
        """Return what writes records of a class, each without the margin of its first line."""
        return self._writer(cls, self._style)

    def _writer(self, cls: type[Checked], style: _Style) -> _Writer:
        if (cls, style) not in self._functions:
            name = _name_of("write", cls, style)
            code = _code(cast("Any", cls), style)
            self._names.update(code.names)
            for inner, inner_style in code.inner:
                self._names[_name_of("write", inner, inner_style)] = self._writer(inner, inner_style)
                self._names[_name_of("list", inner, inner_style)] = self._lists(inner, inner_style)
            if any(field.base is Extra for field in fields_of(cls)):
                self._names[_name_of("rare", cls, style)] = functools.partial(_rare, style)
            exec(code.code, self._names)  # noqa: S102 - made of the names of our own fields
            self._functions[cls, style] = self._names[name]
        return self._functions[cls, style]

    def _lists(self, cls: type[Checked], style: _Style) -> Callable[[tuple[Any, ...]], str]:
        """Return what writes lists of values; the text of each value is kept, for records share them."""
        write = self._writer(cls, style)
        kept: dict[int, tuple[Any, str]] = {}
        before, between, behind = f"[{style.line(0)}", f",{style.line(0)}", f"{style.line(-1)}]"

        def text_of(value: Any) -> str:  # noqa: ANN401 - one of the class
            known = kept.get(id(value))
            if known is not None and known[0] is value:
                return known[1]
            text = write(value)
            if len(kept) == _MOST_KEPT:
                kept.clear()
            kept[id(value)] = value, text
            return text

        def write_list(values: tuple[Any, ...]) -> str:
            if len(values) == 1:
                return f"{before}{text_of(values[0])}{behind}"
            return f"{before}{between.join(map(text_of, values))}{behind}"

        return write_list


def _id_list(ids: tuple[str, ...], depth: int) -> str:
    """Lay out a list of ids as :func:`scalar_list` does."""
    line = f'["{_spaced(ids)}"]'
    return line if is_short(line, depth) else scalar_list([f'"{record_id}"' for record_id in ids], depth)


def _rare(style: _Style, thing: Checked) -> str:
    plain = to_plain(thing)
    return _compact(plain) if style.depth is None else dump_pretty(plain).rstrip("\n").replace("\n", style.line(0))


def _name_of(what: str, cls: type, style: _Style) -> str:
    return f"{what}_{cls.__name__}_{style.depth}"


class _Code(NamedTuple):
    """
    The code of a writer.

    Attributes:
        code: What is run, and defines it.
        names: What it uses.
        inner: The classes of the values for which it uses writers, with their styles.
    """

    code: CodeType
    names: dict[str, Any]
    inner: tuple[tuple[type[Checked], _Style], ...]


@functools.cache
def _code(
    cls: Any,  # noqa: ANN401 - a class, of which type checkers take the hash for that of its instances
    style: _Style,
) -> _Code:
    writing = _Writing(cls, style)
    source = "\n".join(writing.lines())
    return _Code(compile(source, f"<writer of {cls.__name__}>", "exec"), writing.names, tuple(writing.inner))


class _Writing:
    """Writes the writer of one class."""

    def __init__(self, cls: type, style: _Style) -> None:
        self._cls = cls
        self._style = style
        self.names: dict[str, Any] = {}
        self.inner: list[tuple[type[Checked], _Style]] = []

    def lines(self) -> Iterator[str]:
        style = self._style
        first, *others = fields_of(self._cls)
        yield f"def {_name_of('write', self._cls, style)}(o):"
        extra = [field.name for field in others if field.base is Extra]
        if extra:
            yield f" if o.{extra[0]}: return {_name_of('rare', self._cls, style)}(o)"
        yield f" x = o.{first.name}"
        yield f" s = {self._given('{', first)}"
        for field in others:
            if field.base is not Extra:
                yield f" x = o.{field.name}"
                margin = " "
                if not field.required:
                    yield f" if {self._is_given(field)}:"
                    margin = "  "
                yield f"{margin}s += {self._given(',', field)}"
        yield f" return s + {style.line(0) + '}'!r}"

    def _given(self, mark: str, field: Field) -> str:
        """Return the expression for a key and what the field holds: one f-string, for each piece would be copied."""
        opening = f"{mark}{self._style.line(1)}{json.dumps(field.name)}{self._style.colon}".replace("{", "{{")
        before, expression, behind = self._text(field)
        return f"f{opening + before + '{' + expression + '}' + behind!r}"

    def _is_given(self, field: Field) -> str:
        if field.default is None:
            return "x is not None"
        if field.default == () or field.default is False:
            return "x"
        name = f"default_{self._cls.__name__}_{field.name}"
        self.names[name] = field.default
        return f"x is not {name}"

    def _text(self, field: Field) -> tuple[str, str, str]:
        """Return the expression for the text of what the field holds, and what stands before and behind that."""
        base = field.base
        if issubclass(base, Value) and base is not DateSpan:
            style = self._style.inner if field.many else self._style.nested
            self.inner.append((base, style))
            return "", f"{_name_of('list' if field.many else 'write', base, style)}(x)", ""
        if not field.many:
            return self._scalar(field, "x")
        depth = self._style.depth
        if isinstance(field.marker, Reference):
            return ('["', "joined(x)", '"]') if depth is None else ("", f"id_list(x, {depth + 1})", "")
        before, expression, _ = self._scalar(field, "e")
        # The expressions of f-strings have no quotation marks.
        entries = f"[{f'text({expression})' if before else expression} for e in x]"
        return ("[", f"comma({entries})", "]") if depth is None else ("", f"scalars({entries}, {depth + 1})", "")

    def _scalar(self, field: Field, name: str) -> tuple[str, str, str]:
        base = field.base
        if isinstance(field.marker, Reference):
            return '"', name, '"'
        if base is DateSpan:
            return '"', f"{name}.text", '"'
        if base is Decimal:
            return '"', f"decimal({name})", '"'
        if issubclass(base, Term):
            words = f"words_{self._cls.__name__}_{field.name}"
            self.names[words] = {member: json.dumps(str(member)) for member in base}
            return "", f"{words}[{name}]", ""
        if base is bool:
            return "", f"truth[{name}]", ""
        # Numbers are finite, and stand in JSON as Python writes them.
        return "", f"text({name})" if base is str else f"{name}!r", ""
