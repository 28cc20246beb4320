"""Which texts of a record are a publisher's to print in its own style, and which stand as somebody else wrote them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Final, TypeAlias, TypeVar

import attrs

from seesac_model.model import (
    Checked,
    Citation,
    DateSpan,
    Field,
    Footnote,
    Funding,
    Headcount,
    Identifier,
    Name,
    NameKind,
    Observation,
    Person,
    Prose,
    Source,
    Statement,
    Value,
    fields_of,
    per_class,
)

__all__ = ["display_texts", "is_english", "with_display_texts"]

T = TypeVar("T", bound=Checked)
_Path: TypeAlias = tuple[str | int, ...]

_AS_PRINTED: Final = "_as_printed"
_AS_THEY_STAND: Final[Mapping[type, frozenset[str]]] = {
    # Somebody else's words.
    Source: frozenset({"title"}),
    Statement: frozenset({"quote"}),
    Citation: frozenset({"locator", "quote", "says_instead"}),
    Funding: frozenset({"wording"}),
    Headcount: frozenset({"wording"}),
    Observation: frozenset({"wording"}),
    # A person whose name is also that of a place.
    Person: frozenset({"name", "given_name", "family_name", "honorific", "other_names"}),
    # No prose; and what the marks lead to.
    DateSpan: frozenset({"text"}),
    Identifier: frozenset({"value"}),
    Footnote: frozenset({"text"}),
}
_OF_OTHERS: Final = frozenset({NameKind.AS_PRINTED, NameKind.NATIVE, NameKind.TRANSLITERATED})


def is_english(name: Name) -> bool:
    """
    Tell whether a name is one that an English text uses: in English, as far as is said, and in nobody else's spelling.

    >>> is_english(Name(text="Kosovo Police", language="en-GB")), is_english(Name(text="Kosova", language="sq"))
    (True, False)
    """
    language = (name.language or "en").partition("-")[0].lower()
    return language == "en" and name.kind not in _OF_OTHERS


def display_texts(thing: Checked) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """
    Yield the texts of a record, or of a value in it, that a publisher prints in its own style, each with its path.

    These are all texts in words: names, titles, descriptions, gists, wordings, notes. Not among them are quotations,
    the titles of sources, what is kept as it was printed, names of people, names in other languages and spellings,
    footnotes, and the keys of `extra`, of which nothing is known.

    >>> from seesac_model.model import Topic
    >>> list(display_texts(Topic(id="war", label="war", note="Since 2014.")))
    [(('label',), 'war'), (('note',), 'Since 2014.')]
    """
    found: list[tuple[_Path, str]] = []
    _add_texts(thing, (), found)
    return iter(found)


def _add_texts(thing: Checked, path: _Path, found: list[tuple[_Path, str]]) -> None:
    # Several rules ask this of every record: a list that is filled takes half as long as generators in generators.
    if isinstance(thing, Name) and not is_english(thing):
        return
    for name, many, only in _display_places(type(thing)):
        content = getattr(thing, name)
        if many:
            for position, entry in enumerate(content):
                if only is None:
                    _add_entry(entry, (*path, name, position), found)
                elif (text := getattr(entry, only)) is not None:
                    found.append(((*path, name, position, only), text))
        elif content is not None:
            _add_entry(content, (*path, name), found)


def _add_entry(entry: str | Checked, path: _Path, found: list[tuple[_Path, str]]) -> None:
    if isinstance(entry, str):
        found.append((path, entry))
    else:
        _add_texts(entry, path, found)


def with_display_texts(thing: T, write: Callable[[str], str]) -> T:
    """
    Return a record or value with its display texts rewritten; the same object where that changes nothing.

    Args:
        thing: The record or value.
        write: Old text to new text.

    Raises:
        InvalidRecordError: A new text is longer than the field allows.
        InvalidValueError: The same, in a value.

    >>> from seesac_model.model import Topic
    >>> with_display_texts(Topic(id="war", label="war"), str.upper)
    Topic(id='war', label='WAR')
    """
    if isinstance(thing, Name) and not is_english(thing):
        return thing
    changes: dict[str, object] = {}
    for field in _display_fields(type(thing)):
        content = getattr(thing, field.name)
        if field.many:
            written: object = tuple(_rewritten(entry, write) for entry in content)
        else:
            written = None if content is None else _rewritten(content, write)
        if written != content:
            changes[field.name] = written
    return attrs.evolve(thing, **changes) if changes else thing  # type: ignore[misc]  # each is of attrs


def _rewritten(entry: str | Checked, write: Callable[[str], str]) -> str | Checked:
    return write(entry) if isinstance(entry, str) else with_display_texts(entry, write)


@per_class
def _display_fields(cls: type) -> tuple[Field, ...]:
    return tuple(field for field in fields_of(cls) if _is_displayed(cls, field))


@per_class
def _display_places(cls: type) -> tuple[tuple[str, bool, str | None], ...]:
    """Return for each display field its name, whether it holds several, and the text in it if these have one each."""
    return tuple((field.name, field.many, _only_text(field.base)) for field in _display_fields(cls))


def _only_text(base: type) -> str | None:
    """Return the one display field of a value, as that of citations; None for texts, names and values with more."""
    fields = _display_fields(base) if issubclass(base, Value) and base is not Name else ()
    return fields[0].name if len(fields) == 1 and fields[0].base is str and not fields[0].many else None


def _is_displayed(cls: type, field: Field) -> bool:
    if field.name in _AS_THEY_STAND.get(cls, ()) or field.name.endswith(_AS_PRINTED):
        return False
    if issubclass(field.base, Value):
        return bool(_display_fields(field.base))
    return field.base is str and (field.marker is None or isinstance(field.marker, Prose))
