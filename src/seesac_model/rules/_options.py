"""What users set of the options of rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, TypeAlias

from seesac_model.errors import SettingsError, described, quoted
from seesac_model.model import did_you_mean
from seesac_model.rules._catalogue import rule_named
from seesac_model.rules._rule import OptionValue, Rule

__all__ = ["Options", "checked_options"]

Options: TypeAlias = Mapping[str, Mapping[str, OptionValue]]
"""What is set of the options of rules: by the code or name of the rule, then by the name of the option."""

_EXPECTED: Final[Mapping[type, str]] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
}


def checked_options(options: Options, rules: Sequence[Rule]) -> Options:
    """
    Return what is set of the options of rules by the codes of these.

    Raises:
        UnknownRuleError: There is no such rule.
        SettingsError: The rule has no such option, or the value is of another type.
    """
    checked: dict[str, dict[str, OptionValue]] = {}
    for name, given in options.items():
        rule = rule_named(name, rules)
        for option, value in given.items():
            if option not in rule.options:
                near = did_you_mean(option, rule.options) or (
                    f"it has {', '.join(map(quoted, rule.options))}" if rule.options else "it has none"
                )
                raise SettingsError(f"{rule} has no option {quoted(option)}; {near}")
            _require_type(rule, option, value)
        checked.setdefault(rule.code, {}).update(given)
    return checked


def _require_type(rule: Rule, option: str, value: object) -> None:
    default = rule.options[option]
    fits = type(value) is type(default) or (type(default) is float and type(value) is int)
    if not fits:
        raise SettingsError(
            f"the option {quoted(option)} of {rule} is {described(value)}; "
            f"expected {_EXPECTED[type(default)]}, such as {str(default).lower() if type(default) is bool else default}"
        )
