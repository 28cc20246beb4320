"""What the fields of one record or value must say together, as far as a schema can say it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final, TypeAlias

from seesac_model.model import (
    Citation,
    Event,
    Funding,
    Headcount,
    Observation,
    Participation,
    Place,
    PlaceKind,
    Qualifier,
    Statement,
    Subject,
    Suppression,
    fields_of,
)

__all__ = ["Schema", "rules_of"]

Schema: TypeAlias = dict[str, Any]  # JSON, of which the callers know what it holds
_Given: TypeAlias = frozenset[str]
_Rule: TypeAlias = Callable[[type, _Given], Schema | None]


def rules_of(cls: type, given: Iterable[str] = ()) -> list[Schema]:
    """
    Return the rules between the fields of a class; none for a class of which nothing is known here.

    Args:
        cls: A record or value class.
        given: Fields that are known to say something although they may be left out, as the event of what stands under
            an event.
    """
    known = frozenset(given)
    found = (rule(cls, known) for rule in _RULES.get(cls, ()))
    return [rule for rule in found if rule is not None]


def _says(cls: type, name: str) -> Schema:
    """Return what is true where a field says something: it is there, and is neither null nor an empty list."""
    (many,) = (field.many for field in fields_of(cls) if field.name == name)
    content = {"type": "array", "minItems": 1} if many else {"not": {"type": "null"}}
    return {"required": [name], "properties": {name: content}}


def _is_one_of(name: str, words: Iterable[str]) -> Schema:
    return {"required": [name], "properties": {name: {"enum": [str(word) for word in words]}}}


def _needs(name: str, other: str) -> _Rule:
    def rule(cls: type, given: _Given) -> Schema | None:
        return None if other in given else {"if": _says(cls, name), "then": _says(cls, other)}

    return rule


def _needs_word(name: str, field: str, word: str) -> _Rule:
    return lambda cls, _: {"if": _says(cls, name), "then": _is_one_of(field, [word])}


def _at_least_one(*names: str) -> _Rule:
    def rule(cls: type, given: _Given) -> Schema | None:
        return None if given & set(names) else {"anyOf": [_says(cls, name) for name in names]}

    return rule


def _exactly_one(*names: str) -> _Rule:
    return lambda cls, _: {"oneOf": [_says(cls, name) for name in names]}


def _at_most(name: str, most: int) -> _Rule:
    return lambda _cls, _given: {"properties": {name: {"type": "array", "maxItems": most}}}


def _upper_value_for_between(cls: type, _: _Given) -> Schema:
    upper = _says(cls, "upper_value")
    return {"if": _is_one_of("qualifier", [Qualifier.BETWEEN]), "then": upper, "else": {"not": upper}}


def _nothing_under_zero(_cls: type, _given: _Given) -> Schema:
    return {
        "if": _is_one_of("qualifier", [Qualifier.ALMOST, Qualifier.UNDER]),
        "then": {"properties": {"value": {"type": "integer", "minimum": 1}}},
    }


_RULES: Final[Mapping[type, tuple[_Rule, ...]]] = {
    Citation: (_needs("says_instead", "fields"),),
    Event: (_needs("series_number", "series_id"),),
    Funding: (_at_least_one("donor_ids", "recipient_id", "channel_id", "framework_id", "event_id"),),
    Headcount: (_upper_value_for_between, _nothing_under_zero),
    Observation: (_at_least_one("indicator_id", "measure"),),
    Participation: (_at_least_one("person_id", "organisation_id"),),
    Place: (
        _needs("latitude", "longitude"),
        _needs("longitude", "latitude"),
        _needs_word("capital_id", "kind", PlaceKind.JURISDICTION),
        _needs_word("member_ids", "kind", PlaceKind.REGION),
        _needs_word("between_ids", "kind", PlaceKind.BORDER_CROSSING),
        _at_most("between_ids", 2),
    ),
    Statement: (_at_least_one("person_id", "organisation_id"), _needs("panel_id", "event_id")),
    Subject: (_exactly_one("framework_id", "organisation_id", "document_id", "place_id", "topic_id"),),
    Suppression: (_needs("record_id", "kind"),),
}
