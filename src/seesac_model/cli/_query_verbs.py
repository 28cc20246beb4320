"""
The verbs of selections as flags.

They are read off the classes, so that a question can be asked on the command line as soon as there is a method for it.
"""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final, NamedTuple, TypeAlias, cast, get_args, get_origin, get_type_hints

from seesac_model._regex import Regex
from seesac_model.dataset import Dataset
from seesac_model.model import Event, Organisation, Person, PolicyFramework, Record
from seesac_model.query import (
    EventSelection,
    FrameworkSelection,
    OrganisationSelection,
    PeopleSelection,
    Selection,
    events_of,
    people_of,
)

__all__ = ["Parameter", "Step", "Verb", "flag_of", "selection_of", "steps_of", "verbs_of"]

Step: TypeAlias = Callable[[Any], Selection[Any]]
"""What leads from a selection to one of another kind."""

_SELECTIONS: Final[Mapping[type[Record], type[Selection[Any]]]] = {
    Event: EventSelection,
    Person: PeopleSelection,
    Organisation: OrganisationSelection,
    PolicyFramework: FrameworkSelection,
}
# What is no method, because the modules of selections cannot import one another in a ring.
_FURTHER_STEPS: Final[Mapping[type[Record], Mapping[str, Step]]] = {
    Person: {"events": events_of},
    Organisation: {"events": events_of, "people": people_of},
    PolicyFramework: {"events": events_of},
}
_CERTAINTY: Final = "certainty"
_THEY: Final = "these"
# A command line has no class at which more is said.
_ELSEWHERE: Final = "said at the class"
_REFERENCE: Final = Regex(r":[a-z]+:`~?\.?(?:[\w.]*\.)?(\w+)`")
_QUOTED: Final = Regex("`([^`]+)`")


class Parameter(NamedTuple):
    """
    A parameter of a verb.

    Attributes:
        name: Its name.
        is_switch: Whether it is True or False.
        is_on: Whether a switch is on where nobody says otherwise.
        is_needed: Whether it must be given.
        is_open: Whether None may be given, which leaves it open.
        is_number: Whether it is a whole number.
    """

    name: str
    is_switch: bool = False
    is_on: bool = False
    is_needed: bool = False
    is_open: bool = False
    is_number: bool = False

    @property
    def metavar(self) -> str:
        """What stands for its value in a help text."""
        return "ID" if self.name == _THEY else self.name.upper()


class Verb(NamedTuple):
    """
    A method that narrows a selection.

    Attributes:
        name: Its name.
        values: What stands behind its flag, in this order.
        takes_many: Whether there may be any number of the one value.
        options: What has flags of its own, behind that of the verb.
        has_certainty: Whether it reads what is not fully known in one way or the other.
        says: What it does, in a sentence for a help text.
    """

    name: str
    values: tuple[Parameter, ...]
    takes_many: bool
    options: tuple[Parameter, ...]
    has_certainty: bool
    says: str

    @property
    def least(self) -> int:
        """How many values must stand behind its flag."""
        return sum(value.is_needed for value in self.values)

    @property
    def synopsis(self) -> str:
        """How it is typed."""
        values = [value.metavar if value.is_needed else f"[{value.metavar}]" for value in self.values]
        many = ["..."] if self.takes_many else []
        options = (f"[{_option_synopsis(option)}]" for option in self.options)
        return " ".join([flag_of(self.name), *values, *many, *options])


def flag_of(name: str, *, on: bool = True) -> str:
    """
    Return the flag for the name of a verb or parameter.

    >>> flag_of("in_place"), flag_of("narrower", on=False)
    ('--in-place', '--no-narrower')
    """
    return f"{'--' if on else '--no-'}{name.replace('_', '-')}"


def selection_of(dataset: Dataset, kind: type[Record]) -> Selection[Any]:
    """Return the selection of all records of a kind, with the verbs that there are for it."""
    # Each class is that of selections of the kind that it stands beside.
    make = cast("Callable[[Dataset, type[Record]], Selection[Any]]", _SELECTIONS.get(kind, Selection))
    return make(dataset, kind)


def verbs_of(kind: type[Record]) -> dict[str, Verb]:
    """Return the verbs for a kind of record by their names, in the order in which they are defined."""
    selection = _SELECTIONS.get(kind)
    methods = dict(_methods(selection)) if selection else {}
    return {name: _verb(name, method, methods) for name, method in methods.items() if _returned(method) is selection}


def steps_of(kind: type[Record]) -> dict[str, Step]:
    """Return what leads from records of a kind to those of others, by name."""
    selection = _SELECTIONS.get(kind)
    found: dict[str, Step] = {}
    for name, method in _methods(selection) if selection else ():
        returned = get_origin(_returned(method)) or _returned(method)
        if returned is not selection and inspect.isclass(returned) and issubclass(returned, Selection):
            found[name] = method
    return {**found, **_FURTHER_STEPS.get(kind, {})}


def _methods(selection: type[Selection[Any]]) -> Iterator[tuple[str, types.FunctionType]]:
    for name, member in vars(selection).items():
        if isinstance(member, types.FunctionType) and not name.startswith("_"):
            yield name, member


def _returned(method: Callable[..., object]) -> Any:  # noqa: ANN401 - an annotation can be anything
    return get_type_hints(method)["return"]


def _verb(name: str, method: types.FunctionType, others: Mapping[str, object]) -> Verb:
    hints = get_type_hints(method)
    given = list(inspect.signature(method).parameters.values())[1:]
    known = {one.name: _parameter(one, hints[one.name]) for one in given if one.name != _CERTAINTY}
    places = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.VAR_POSITIONAL)
    values = tuple(known[one.name] for one in given if one.kind in places)
    # One value alone needs no second way to be given, and a flag has one meaning.
    options = (
        one
        for one in known.values()
        if one not in values or (not one.is_needed and len(values) > 1 and one.name not in others)
    )
    return Verb(
        name=name,
        values=values,
        takes_many=any(one.kind is inspect.Parameter.VAR_POSITIONAL for one in given),
        options=tuple(options),
        has_certainty=_CERTAINTY in hints,
        says=_summary(method.__doc__ or "", others, known),
    )


def _parameter(given: inspect.Parameter, hint: object) -> Parameter:
    return Parameter(
        name=given.name,
        is_switch=isinstance(given.default, bool),
        is_on=given.default is True,
        is_needed=given.default is inspect.Parameter.empty,
        is_open=types.NoneType in get_args(hint),
        is_number=hint is int,
    )


def _option_synopsis(option: Parameter) -> str:
    return flag_of(option.name, on=not option.is_on) + ("" if option.is_switch else f" {option.metavar}")


def _summary(doc: str, verbs: Mapping[str, object], parameters: Mapping[str, Parameter]) -> str:
    """Return the first paragraph of a docstring, in the words of the command line."""
    first, _, _ = inspect.cleandoc(doc).partition("\n\n")
    whole = " ".join(first.split()).removeprefix("Return ").removesuffix(".")
    text = "; ".join(part for part in whole.split("; ") if _ELSEWHERE not in part)
    text = _REFERENCE.sub(lambda match: flag_of(match[1]) if match[1] in verbs else match[1], text)
    return _QUOTED.sub(lambda match: parameters[match[1]].metavar if match[1] in parameters else match[1], text)
