"""
The libraries that `benchmarks.formats` measures beside ours, with classes made from the annotations of our records.

Each has a class for each kind of record and value, and one for the document: the same fields and defaults, read from
`fields_of`. Dates and decimal numbers stay text there, keys of users' own a dictionary, ids are not interned, and
nobody notes where a record stood; all this is less than ours do.

**pydantic** is what ours is compared with, for its models check nearly the same: frozen, strict, unknown keys refused,
the same patterns for ids, codes, dates (EDTF) and decimal numbers, vocabularies, bounds of numbers, texts stripped,
with their lengths and without hidden characters. They do not check that texts are in NFC (nor bring them there), that
days are in the calendar and that a span ends after it began, that an id stands once in a list, that two records do not
share an id, that a key does not stand twice, that fields do not contradict each other, and how long lists are.
With validators as users of pydantic write them they check all of that but keys that stand twice, which they cannot see,
and, of JSON Lines, ids: these are **pydantic, with all checks**.

**msgspec** has frozen structs that refuse unknown keys, wrong types, unknown terms and numbers out of bounds, and check
no text: what a parser into objects takes at least. **cattrs** and **mashumaro** are taken as they come, on frozen
dataclasses, and check less still; mashumaro refuses unknown keys, for it is asked to. cattrs does not read our record
classes as it comes: their dates are values that stand as text in files, which it would have to be told.
"""

from __future__ import annotations

import abc
import dataclasses
import functools
import inspect
import json
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Any, Final, NamedTuple

import cattrs.preconf.json
import cattrs.preconf.orjson
import mashumaro.codecs.orjson
import mashumaro.config
import msgspec
import orjson
import pydantic

from seesac_model.dataset import Dataset
from seesac_model.model import (
    Checked,
    DateSpan,
    Extra,
    Field,
    Identifier,
    Pattern,
    Prose,
    Range,
    Reference,
    Suppression,
    Value,
    fields_of,
)

_ID: Final = r"^[a-z0-9][a-z0-9._-]{0,127}$"
_HIDDEN: Final = "\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb"
_LINE: Final = f"^[^\x00-\x1f{_HIDDEN}]*$"
_PROSE: Final = f"^[^\x00-\x08\x0b-\x1f{_HIDDEN}]*$"
_DECIMAL: Final = r"^-?[0-9]{1,28}(\.[0-9]{1,28})?$"
_DAY: Final = r"([0-9]{4}|[0-9]{3}X|XXXX)(-(0[1-9]|1[0-2]|XX)(-(0[1-9]|[12][0-9]|3[01]|XX))?)?[~?%]?"
_DATES: Final = rf"^(({_DAY}|\.\.)?/({_DAY}|\.\.)?|{_DAY}|\{{{_DAY}((,|\.\.){_DAY})*\}})$"


class Part(NamedTuple):
    """A field of a class that is made; `default` is an ellipsis where it must be given."""

    name: str
    type: Any
    default: object


class Peer(abc.ABC):
    """
    A library that reads and writes.

    Attributes:
        name: Its name, in tables.
        decoders: What reads one record of JSON, by the name of its collection.
    """

    name: str
    decoders: Mapping[bytes, Callable[[bytes], Any]]

    @abc.abstractmethod
    def load(self, data: bytes) -> object:
        """Return what a document of flat JSON becomes."""

    def load_lines(self, data: bytes) -> list[Any]:
        """Return what the records of JSON Lines become; the line before and the one behind them are passed over."""
        decoders = self.decoders
        return [decoders[name](text) for name, text in entries_of(data)]

    def writers(self, _: bytes) -> Mapping[str, Callable[[], object]]:
        """Return what writes the document again, by what it is called in tables."""
        return {}


def entries_of(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the name of the collection and the JSON of each record of JSON Lines, as we write it."""
    for line in data.split(b"\n")[1:-2]:
        name, _, rest = line[2:].partition(b'":')
        yield name, rest[:-1]


class Parser(Peer):
    """A parser alone: dictionaries, and nothing checked."""

    def __init__(self, name: str, parse: Callable[[bytes], Any]) -> None:
        self.name = name
        self._parse = parse
        self.decoders = dict.fromkeys(_kinds(), parse)

    def load(self, data: bytes) -> object:
        """Do as every peer does."""
        return self._parse(data)


class Classes(Peer):
    """
    A library with classes of its own for the records.

    Attributes:
        kinds: The class of each collection.
        document: The class of a whole file.
    """

    def __init__(self) -> None:
        self._made: dict[type, Any] = {}
        self.kinds = {name: self._class_of(kind) for name, kind in _kinds().items()}
        head = [Part("format", str, ...), Part("version", int, ...)]
        lists = [Part(name.decode(), _many(made), ()) for name, made in self.kinds.items()]
        self.document: Any = self.make("Document", [*head, *lists])
        self.decoders = {name: self.decoder(made) for name, made in self.kinds.items()}

    @abc.abstractmethod
    def make(self, name: str, parts: Sequence[Part]) -> type:
        """Return a class with these fields."""

    @abc.abstractmethod
    def decoder(self, made: Any) -> Callable[[bytes], Any]:  # noqa: ANN401 - a class that was made here
        """Return what reads JSON as one of the classes."""

    def text(self, _: Field) -> Any:  # noqa: ANN401 - a type with what is checked of it
        """Return the type of a text."""
        return str

    def number(self, field: Field) -> Any:  # noqa: ANN401 - as above
        """Return the type of a number."""
        return field.base

    def _class_of(self, cls: type) -> type:
        if cls not in self._made:
            self._made[cls] = self.make(cls.__name__, [self._part(field) for field in fields_of(cls)])
        made: type = self._made[cls]
        return made

    def _part(self, field: Field) -> Part:
        if field.base is Extra:
            return Part(field.name, dict[str, Any] | None, None)
        entry = self._entry(field)
        several = _many(entry) if field.many else entry
        return Part(field.name, several | None if field.optional else several, self._default(field))

    def _entry(self, field: Field) -> Any:  # noqa: ANN401 - as above
        if field.base in {str, DateSpan, Decimal}:
            return self.text(field)
        if field.base in {int, float}:
            return self.number(field)
        return self._class_of(field.base) if issubclass(field.base, Value) else field.base

    @staticmethod
    def _default(field: Field) -> object:
        if field.required:
            return ...
        return str(field.default) if isinstance(field.default, DateSpan | Decimal) else field.default


def _many(entry: Any) -> Any:  # noqa: ANN401 - types that were made here
    return tuple[entry, ...]


def _kinds() -> dict[bytes, type]:
    kinds = {kind.collection().encode(): kind for kind in Dataset.kinds()}
    return {b"suppressions": Suppression, **kinds}


def _bounds(field: Field) -> tuple[int, int]:
    least, most = field.marker if isinstance(field.marker, Range) else Range()
    return -(2**63) if least is None else least, 2**63 - 1 if most is None else most


class Pydantic(Classes):
    """Models of pydantic; how strict they are is told above."""

    name = "pydantic"

    def make(self, name: str, parts: Sequence[Part]) -> type:
        """Do as all such libraries do."""
        config = pydantic.ConfigDict(frozen=True, extra="forbid", strict=True)
        fields: dict[str, Any] = {part.name: (part.type, part.default) for part in parts}
        model: type = pydantic.create_model(name, __config__=config, **fields)
        return model

    def text(self, field: Field) -> object:
        """Return the type of a text, with its pattern and its length."""
        match field.marker:
            case Reference():
                return Annotated[str, pydantic.StringConstraints(pattern=_ID)]
            case Pattern(regex):
                return Annotated[str, pydantic.StringConstraints(pattern=f"^(?:{regex})$")]
            case _ if field.base is DateSpan:
                return Annotated[str, pydantic.StringConstraints(pattern=_DATES)]
            case _ if field.base is Decimal:
                return Annotated[str, pydantic.StringConstraints(pattern=_DECIMAL)]
            case marker:
                pattern, longest = (_PROSE, 20_000) if isinstance(marker, Prose) else (_LINE, 2_000)
                limits = pydantic.StringConstraints(
                    pattern=pattern, min_length=1, max_length=longest, strip_whitespace=True
                )
                return Annotated[str, limits]

    def number(self, field: Field) -> object:
        """Return the type of a number, with its bounds."""
        least, most = _bounds(field)
        return Annotated[field.base, pydantic.Field(ge=least, le=most)]

    def load(self, data: bytes) -> object:
        """Do as every peer does."""
        return self.document.model_validate_json(data)

    def decoder(self, made: Any) -> Callable[[bytes], Any]:  # noqa: ANN401 - a class that was made here
        """Do as all such libraries do."""
        decode: Callable[[bytes], Any] = made.model_validate_json
        return decode

    def refusal(self, data: bytes) -> pydantic.ValidationError | None:
        """Return the error that a document raises."""
        try:
            self.load(data)
        except pydantic.ValidationError as error:
            return error
        return None

    def refused_lines(self, data: bytes) -> tuple[list[Any], list[pydantic.ValidationError]]:
        """Return the good records of JSON Lines, and the errors of the others."""
        decoders = self.decoders
        good: list[Any] = []
        errors: list[pydantic.ValidationError] = []
        for name, text in entries_of(data):
            try:
                good.append(decoders[name](text))
            except pydantic.ValidationError as error:
                errors.append(error)
        return good, errors

    def writers(self, data: bytes) -> Mapping[str, Callable[[], object]]:
        """Do as every peer does."""
        loaded: Any = self.load(data)
        return {self.name: lambda: loaded.model_dump_json(exclude_defaults=True)}

    def lines_writer(self, data: bytes) -> Callable[[], object]:
        """Return what writes JSON Lines again."""
        loaded: Any = self.load(data)
        entries = [(name.decode(), one) for name in self.kinds for one in getattr(loaded, name.decode())]
        return lambda: "".join(
            [f'{{"{name}":{one.model_dump_json(exclude_defaults=True)}}}\n' for name, one in entries]
        ).encode()


class CheckingPydantic(Pydantic):
    """Models of pydantic that check what ours do, by validators as its users write them."""

    name = "pydantic, with all checks"

    def _class_of(self, cls: type) -> type:
        if cls not in self._made:
            made = super()._class_of(cls)
            self._made[cls] = type(cls.__name__, (made,), _checks_of(cls))
        known: type = self._made[cls]
        return known

    def _part(self, field: Field) -> Part:
        part = super()._part(field)
        if not field.many:
            return part
        limits = [pydantic.Field(max_length=field.most_entries)]
        is_set = isinstance(field.marker, Reference)
        checks = [*limits, pydantic.AfterValidator(_once_each)] if is_set else limits
        return part._replace(type=Annotated[part.type, *checks])

    def text(self, field: Field) -> object:
        """Return the type of a text, in NFC; a date is in the calendar, too."""
        if field.base is DateSpan:
            return Annotated[super().text(field), pydantic.AfterValidator(_in_calendar)]
        is_free = not isinstance(field.marker, Reference | Pattern) and field.base is str
        return Annotated[super().text(field), pydantic.AfterValidator(_composed)] if is_free else super().text(field)

    def load(self, data: bytes) -> object:
        """Do as every peer does, and look whether two records of a kind have one id."""
        document: Any = super().load(data)
        for name in self.kinds:
            records = getattr(document, name.decode())
            if name != b"suppressions" and len({record.id for record in records}) < len(records):
                raise ValueError(name)
        return document


def _checks_of(cls: type) -> dict[str, Any]:
    """Return the validators that look at all fields of a model together."""
    if issubclass(cls, Identifier):
        return {"checked": pydantic.model_validator(mode="after")(_in_normal_form)}
    contradictions: Any = getattr(cls, "_contradictions", None)
    if contradictions is Checked._contradictions:  # noqa: SLF001 - what every class of ours has
        return {}

    def checked(self: Any) -> Any:  # noqa: ANN401 - a model that was made here
        for fault in contradictions(self):
            raise ValueError(str(fault))
        return self

    helpers = {name: part for name, part in vars(cls).items() if not name.startswith("__") and inspect.isroutine(part)}
    return {**helpers, "checked": pydantic.model_validator(mode="after")(checked)}


def _in_normal_form(self: Any) -> Any:  # noqa: ANN401 - as above
    if _identifier(self.scheme, self.value).value != self.value:
        raise ValueError(self.value)
    return self


_identifier: Final = functools.lru_cache(maxsize=None)(lambda scheme, value: Identifier(scheme=scheme, value=value))
_date: Final = functools.lru_cache(maxsize=None)(DateSpan)


def _in_calendar(text: str) -> str:
    return _date(text).text


def _composed(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def _once_each(entries: tuple[Any, ...]) -> tuple[Any, ...]:
    if len(set(entries)) < len(entries):
        raise ValueError(entries)
    return entries


class Msgspec(Classes):
    """Structs of msgspec."""

    name = "msgspec structs"

    def make(self, name: str, parts: Sequence[Part]) -> type:
        """Do as all such libraries do."""
        fields = [(one.name, one.type) if one.default is ... else (one.name, one.type, one.default) for one in parts]
        return msgspec.defstruct(
            name, fields, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True
        )

    def number(self, field: Field) -> object:
        """Return the type of a number, with its bounds."""
        if not isinstance(field.marker, Range):
            return field.base
        return Annotated[field.base, msgspec.Meta(ge=field.marker.least, le=field.marker.most)]

    def load(self, data: bytes) -> object:
        """Do as every peer does."""
        return msgspec.json.decode(data, type=self.document)

    def decoder(self, made: Any) -> Callable[[bytes], Any]:  # noqa: ANN401 - a class that was made here
        """Do as all such libraries do."""
        return msgspec.json.Decoder(made).decode

    def writers(self, data: bytes) -> Mapping[str, Callable[[], object]]:
        """Do as every peer does."""
        loaded = self.load(data)
        return {self.name: lambda: msgspec.json.encode(loaded)}


class _Config(mashumaro.config.BaseConfig):
    forbid_extra_keys = True
    omit_default = True


class Dataclasses(Classes):
    """Frozen dataclasses, for libraries that bring none of their own."""

    def make(self, name: str, parts: Sequence[Part]) -> type:
        """Do as all such libraries do."""
        fields = [
            (one.name, one.type, dataclasses.field() if one.default is ... else dataclasses.field(default=one.default))
            for one in parts
        ]
        return dataclasses.make_dataclass(
            name, fields, frozen=True, slots=True, kw_only=True, namespace={"Config": _Config}
        )


class Mashumaro(Dataclasses):
    """mashumaro, over orjson."""

    name = "mashumaro on dataclasses"

    def __init__(self) -> None:
        super().__init__()
        self._read = mashumaro.codecs.orjson.ORJSONDecoder(self.document).decode
        self._write = mashumaro.codecs.orjson.ORJSONEncoder(self.document).encode

    def load(self, data: bytes) -> object:
        """Do as every peer does."""
        return self._read(data)

    def decoder(self, made: Any) -> Callable[[bytes], Any]:  # noqa: ANN401 - a class that was made here
        """Do as all such libraries do."""
        return mashumaro.codecs.orjson.ORJSONDecoder(made).decode

    def writers(self, data: bytes) -> Mapping[str, Callable[[], object]]:
        """Do as every peer does."""
        loaded = self.load(data)
        return {self.name: lambda: self._write(loaded)}


class Cattrs(Dataclasses):
    """cattrs, over orjson; it writes over the standard library's json too."""

    name = "cattrs on dataclasses"

    def __init__(self) -> None:
        self._converter = cattrs.preconf.orjson.make_converter(omit_if_default=True)
        self._over_json = cattrs.preconf.json.make_converter(omit_if_default=True)
        super().__init__()

    def load(self, data: bytes) -> object:
        """Do as every peer does."""
        return self._converter.loads(data, self.document)

    def decoder(self, made: Any) -> Callable[[bytes], Any]:  # noqa: ANN401 - a class that was made here
        """Do as all such libraries do."""
        return lambda text: self._converter.loads(text, made)

    def writers(self, data: bytes) -> Mapping[str, Callable[[], object]]:
        """Do as every peer does."""
        loaded = self.load(data)
        return {
            f"{self.name}, orjson": lambda: self._converter.dumps(loaded),
            f"{self.name}, json": lambda: self._over_json.dumps(loaded),
        }


def peers() -> tuple[Peer, ...]:
    """Return what is measured beside ours, pydantic excepted."""
    parsers = Parser("orjson.loads alone", orjson.loads), Parser("json.loads alone", json.loads)
    return *parsers, Msgspec(), Cattrs(), Mashumaro()
