"""The settings of a project, and what the command line says instead."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

import attrs

from seesac_model.dataset import Dataset
from seesac_model.errors import SettingsError, UnknownRuleError
from seesac_model.rules import Baseline, Rule, Settings, Severity, check, find_settings, read_settings

__all__ = ["add_settings_options", "baseline_for", "settings_for"]


def add_settings_options(parser: argparse.ArgumentParser) -> None:
    """Let a command be told where the settings and the baseline are."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--config",
        metavar="FILE",
        help="the settings (the nearest seesac-model.toml, or pyproject.toml with [tool.seesac-model], here or above)",
    )
    group.add_argument("--no-config", action="store_true", help="leave all settings alone")
    parser.add_argument("--baseline", metavar="FILE", help="report what is new beside the findings in this file")
    parser.add_argument("--write-baseline", metavar="FILE", help="write what is found to this file, and report nothing")


def settings_for(arguments: argparse.Namespace, more: Iterable[Rule] = ()) -> Settings:
    """
    Return the settings that count: what the command line says goes before what the file says.

    Args:
        arguments: The command line.
        more: The rules of other packages.

    Raises:
        SettingsError: The file cannot be read, or says something that is no setting.
    """
    settings = _of_file(arguments)
    _require_rules(settings, arguments, more)
    select, ignore = _codes(arguments.select), _codes(arguments.ignore)
    return attrs.evolve(
        settings,
        select=settings.select if select is None else select,
        ignore=settings.ignore if ignore is None else ignore,
        severity=Severity(arguments.severity) if arguments.severity else settings.severity,
        baseline=Path(arguments.baseline) if arguments.baseline is not None else settings.baseline,
        reference=settings.reference and not arguments.no_reference,
    )


def baseline_for(settings: Settings) -> Baseline | None:
    """
    Return the baseline of the settings; None where they have none.

    Raises:
        SettingsError: The file cannot be read, or is no baseline.
    """
    return None if settings.baseline is None else Baseline.load(settings.baseline)


def _of_file(arguments: argparse.Namespace) -> Settings:
    if arguments.no_config:
        return Settings()
    file = Path(arguments.config) if arguments.config is not None else find_settings(".")
    return Settings() if file is None else read_settings(file)


def _require_rules(settings: Settings, arguments: argparse.Namespace, more: Iterable[Rule]) -> None:
    """Refuse what the file says of rules that do not exist, as far as it counts: the check would not name the file."""
    try:
        check(
            Dataset(),
            select=settings.select if arguments.select is None else None,
            ignore=settings.ignore if arguments.ignore is None else None,
            options=settings.options,
            more=more,
        )
    except (SettingsError, UnknownRuleError) as error:
        raise SettingsError(f"{settings.file}: {error}") from error


def _codes(given: list[str] | None) -> tuple[str, ...] | None:
    """Return the codes; a blank stays one, for a list in which somebody forgot them is not the list of none."""
    return None if given is None else tuple(code.strip() for entry in given for code in entry.split(","))
