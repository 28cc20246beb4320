"""What was asked for by flags, as a selection; flags of the question keep the order in which they were typed."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TypeAlias

import attrs

from seesac_model.cli._parsing import text_typed
from seesac_model.cli._query_verbs import Parameter, Verb, flag_of
from seesac_model.cli._query_where import condition_of
from seesac_model.errors import SeesacModelError, SelectionError, quoted
from seesac_model.query import AllOf, Certainty, Condition, Selection

__all__ = ["NOT", "WHERE", "Clause", "Gather", "Typed", "clauses_of", "narrowed"]

Typed: TypeAlias = tuple[str, Sequence[str]]
"""A flag and what was typed behind it."""

NOT: Final = "--not"
WHERE: Final = "--where"
_OPEN: Final = ".."
# More records than there are.
_MOST_DIGITS: Final = 9


class Gather(argparse.Action):
    """Puts a flag and what stands behind it at the end of a list."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,  # noqa: ARG002 - argparse passes it
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        """Gather."""
        # The list of the defaults belongs to all who parse.
        setattr(namespace, self.dest, [*getattr(namespace, self.dest), (option_string, values)])


@attrs.define(kw_only=True)
class Clause:
    """
    One thing that is asked.

    Attributes:
        flag: Its flag.
        verb: What the flag stands for; None for a condition on a field.
        values: What stands behind the flag.
        is_negated: Whether the contrary is asked.
        options: What the flags behind say, by the names of parameters.
    """

    flag: str
    verb: Verb | None
    values: tuple[str, ...]
    is_negated: bool
    options: dict[str, str | bool] = attrs.field(factory=dict)

    def take(self, flag: str, option: Parameter, value: str | bool) -> None:  # noqa: FBT001 - the value of a switch
        """
        Take what a flag behind says.

        Raises:
            SelectionError: It is said already.
        """
        places = [one.name for one in self.verb.values[: len(self.values)]] if self.verb else []
        if option.name in self.options or option.name in places:
            raise SelectionError(f"{flag}: {option.name} is given twice for {self.flag}")
        self.options[option.name] = value

    def narrow(self, selection: Selection[Any], certainty: Certainty) -> Selection[Any]:
        """
        Return the part of a selection of which it is so.

        Raises:
            SelectionError: It cannot be asked; the message names the flag.
        """
        try:
            if self.verb is not None and not self.is_negated:
                further: dict[str, Certainty] = {"certainty": certainty} if self.verb.has_certainty else {}
                return self._said_by_verb(self.verb, selection, further)
            condition = self._condition(selection)
            return selection.where(~condition if self.is_negated else condition, certainty=certainty)
        except SeesacModelError as error:
            raise SelectionError(f"{self.flag}: {error}") from error

    def _condition(self, selection: Selection[Any]) -> Condition:
        if self.verb is None:
            return condition_of(self.values[0], selection.kind)
        return AllOf(self._said_by_verb(self.verb, attrs.evolve(selection, conditions=()), {}).conditions)

    def _said_by_verb(self, verb: Verb, selection: Selection[Any], further: Mapping[str, Certainty]) -> Selection[Any]:
        asked: Selection[Any] = getattr(selection, verb.name)(*self._arguments(verb), **self.options, **further)
        return asked

    def _arguments(self, verb: Verb) -> list[str | int | None]:
        if verb.takes_many:
            return list(self.values)
        return [_given(text, value) for text, value in zip(self.values, verb.values, strict=False)]


def _given(text: str, value: Parameter) -> str | int | None:
    if value.is_open and text == _OPEN:
        return None
    if not value.is_number:
        return text
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise SelectionError(f"found {quoted(text)}, expected a whole number")
    return int(text)


def clauses_of(typed: Iterable[Typed], verbs: Mapping[str, Verb]) -> list[Clause]:
    """
    Return what flags ask, in their order.

    Args:
        typed: The flags of the question.
        verbs: The verbs that can be asked, by name.

    Raises:
        SelectionError: A flag stands where it means nothing, or too much stands behind it.
    """
    by_flag = {flag_of(name): verb for name, verb in verbs.items()}
    clauses: list[Clause] = []
    is_negated = False
    for flag, texts in typed:
        values = tuple(map(text_typed, texts))
        if flag == NOT:
            if is_negated:
                raise SelectionError(f"{NOT}: found two of them, expected a verb or {WHERE} behind each")
            is_negated = True
        elif flag == WHERE or flag in by_flag:
            clauses.append(_clause(flag, by_flag.get(flag), values, is_negated=is_negated))
            is_negated = False
        else:
            if is_negated:
                raise SelectionError(f"{NOT}: found {flag} behind it, expected a verb or {WHERE}")
            _take(flag, values, clauses, by_flag)
    if is_negated:
        raise SelectionError(f"{NOT}: found nothing behind it, expected a verb or {WHERE}")
    return clauses


def narrowed(selection: Selection[Any], clauses: Iterable[Clause], certainty: Certainty) -> Selection[Any]:
    """Return the part of a selection of which all clauses are so."""
    for clause in clauses:
        selection = clause.narrow(selection, certainty)
    return selection


def _clause(flag: str, verb: Verb | None, values: tuple[str, ...], *, is_negated: bool) -> Clause:
    if verb is not None and not verb.takes_many and not verb.least <= len(values) <= (most := len(verb.values)):
        raise SelectionError(f"{flag}: found {len(values)} values, expected at most {most}; quote what has spaces")
    return Clause(flag=flag, verb=verb, values=values, is_negated=is_negated)


def _take(flag: str, values: tuple[str, ...], clauses: list[Clause], by_flag: Mapping[str, Verb]) -> None:
    """Let the clause before a flag take what it says."""
    verb = clauses[-1].verb if clauses else None
    for option in verb.options if verb else ():
        if _is_for(flag, option):
            clauses[-1].take(flag, option, values[0] if values else flag == flag_of(option.name))
            return
    takers = [other for other, verb in by_flag.items() if any(_is_for(flag, option) for option in verb.options)]
    raise SelectionError(f"{flag}: expected right behind one of {', '.join(takers)}, to which it belongs")


def _is_for(flag: str, option: Parameter) -> bool:
    return flag in {flag_of(option.name), flag_of(option.name, on=False)}
