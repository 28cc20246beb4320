"""Rules of other packages, found through entry points."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from types import ModuleType
from typing import Final

from seesac_model.errors import InvalidRuleError, quoted
from seesac_model.rules._catalogue import families
from seesac_model.rules._rule import Rule, rules_in

__all__ = ["ENTRY_POINTS", "installed_rules"]

ENTRY_POINTS: Final = "seesac_model.rules"
"""The group of entry points through which a package offers rules: a module that declares them, or a list of rules."""


def installed_rules() -> tuple[Rule, ...]:
    """
    Return the rules that other packages in this environment offer, in the order of their codes.

    A package offers them through an entry point of the group `seesac_model.rules`, which leads to a module with
    functions under :func:`~seesac_model.rules.declare`, or to a list of rules. Nothing is loaded before somebody asks.

    Raises:
        InvalidRuleError: An entry point leads nowhere, or to something else than rules, or the code of a rule is in a
            family of this library; the error names the package.
    """
    # A large part of what starting a command takes, and nothing else here needs it.
    import importlib.metadata  # noqa: PLC0415

    points = sorted(importlib.metadata.entry_points(group=ENTRY_POINTS), key=lambda point: point.name)
    found = (
        rule for point in points for rule in _offered(point.name, point.dist.name if point.dist else None, point.load)
    )
    return tuple(sorted(dict.fromkeys(found), key=lambda rule: rule.code))


def _offered(name: str, package: str | None, load: Callable[[], object]) -> Iterator[Rule]:
    where = f"the entry point {quoted(name)}" + (f" of the package {quoted(package)}" if package else "")
    try:
        offered = load()
        rules = rules_in(offered) if isinstance(offered, ModuleType) else offered
        given = [*rules] if isinstance(rules, Iterable) else None
        for rule in given or ():
            if isinstance(rule, Rule):
                _ = rule.kinds  # Its annotations are looked at here, and not in the midst of a check.
    except (Exception, SystemExit) as error:
        reason = f"{error}" if isinstance(error, InvalidRuleError) else type(error).__name__
        raise InvalidRuleError(f"{where} cannot be loaded ({reason}); tell its authors") from error
    if given is None:
        raise InvalidRuleError(f"{where} leads to a {type(offered).__name__}; expected a module or a list of rules")
    own = {family.code for family in families()}
    for rule in given:
        if not isinstance(rule, Rule):
            raise InvalidRuleError(f"{where} leads to a {type(rule).__name__} among its rules; expected rules")
        if rule.family in own:
            raise InvalidRuleError(f"{where} has {rule}; the family {rule.family} is this library's own")
        yield rule
