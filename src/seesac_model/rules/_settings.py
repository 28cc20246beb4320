"""Settings of a project: which rules run, with what options, and what is accepted."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final, TypeVar

import attrs

from seesac_model.errors import SettingsError, described, quoted, shown
from seesac_model.model import did_you_mean
from seesac_model.rules._options import Options
from seesac_model.rules._rule import OptionValue, Severity

__all__ = ["Settings", "find_settings", "read_settings"]

T = TypeVar("T")

_OWN_FILE: Final = "seesac-model.toml"
_PROJECT_FILE: Final = "pyproject.toml"
_TABLE: Final = "seesac-model"
_NO_OPTIONS: Final[Options] = {}


@attrs.frozen(kw_only=True)
class Settings:
    """
    What a project has settled for its checks; the attributes are arguments of :func:`~seesac_model.rules.check`.

    Attributes:
        select: Which rules run; None for all.
        ignore: Which of these do not run after all.
        severity: The lightest severity that is looked for; None for all.
        options: What is set of the options of rules.
        baseline: The file with the findings that were there before; None for none.
        reference: Whether the reference data stand beside the dataset.
        file: The file in which they stand; None if they were made in Python.

    >>> Settings(ignore=("SRC006",)).ignore
    ('SRC006',)
    """

    select: tuple[str, ...] | None = None
    ignore: tuple[str, ...] = ()
    severity: Severity | None = None
    options: Options = _NO_OPTIONS
    baseline: Path | None = None
    reference: bool = True
    file: Path | None = None


def find_settings(folder: str | os.PathLike[str]) -> Path | None:
    """
    Return the file with the settings for a folder: the nearest, in it or in a folder above it.

    That is a `seesac-model.toml` or else a `pyproject.toml` with a table `[tool.seesac-model]`.

    Args:
        folder: The folder, usually the one in which the command runs.

    Returns:
        The file; None if there is none.

    Raises:
        SettingsError: A `pyproject.toml` on the way is not TOML, or cannot be read; or the working folder is gone.
    """
    try:
        start = Path(folder).absolute()
    except OSError as error:
        raise SettingsError(f"the working folder: {(error.strerror or type(error).__name__).lower()}") from error
    for place in (start, *start.parents):
        # A folder or a link to nothing is no settings, but whoever put it there expects some: reading it tells them.
        if os.path.lexists(place / _OWN_FILE):
            return place / _OWN_FILE
        project = place / _PROJECT_FILE
        if os.path.isfile(project) and _table(project) is not None:  # noqa: PTH113 - raises nothing, unlike the method
            return project
    return None


def read_settings(path: str | os.PathLike[str]) -> Settings:
    """
    Read settings from a file: the table `[tool.seesac-model]` of a `pyproject.toml`, or the whole of any other.

    A baseline is named relative to the file.

    Args:
        path: The file.

    Raises:
        SettingsError: It cannot be read, is not TOML, has no such table, or says something that is no setting; the
            message names the file and the key.
    """
    file = Path(path)
    table = _table(file)
    if table is None:
        raise SettingsError(f"{file}: there is no table [tool.{_TABLE}]")
    reader = _Reader(file, table)
    baseline = reader.read("baseline", _text)
    settings = Settings(
        select=reader.read("select", _texts),
        ignore=reader.read("ignore", _texts) or (),
        severity=reader.read("severity", _severity),
        options=reader.read("options", _options) or _NO_OPTIONS,
        baseline=None if baseline is None else file.parent / baseline,
        reference=reader.read("reference", _truth) is not False,
        file=file,
    )
    reader.refuse_others()
    return settings


class _Reader:
    """The table of one file, key by key."""

    def __init__(self, file: Path, table: Mapping[str, Any]) -> None:
        self._file = file
        self._table = table
        self._known: list[str] = []

    def read(self, key: str, reading: Callable[[object], T]) -> T | None:
        self._known.append(key)
        if key not in self._table:
            return None
        try:
            return reading(self._table[key])
        except _NotThatError as error:
            raise SettingsError(f"{self._file}: {key}: {error}") from None

    def refuse_others(self) -> None:
        for key in self._table:
            if key not in self._known:
                near = did_you_mean(key, self._known) or f"the keys are {', '.join(self._known)}"
                raise SettingsError(f"{self._file}: {quoted(key)} is no setting; {near}")


class _NotThatError(Exception):
    """A setting is something else than it should be."""


def _table(file: Path) -> Mapping[str, Any] | None:
    if "\0" in str(file):
        raise SettingsError(f"{file}: no file can have such a name")
    try:
        with file.open("rb") as opened:
            whole = tomllib.load(opened)
    except OSError as error:
        raise SettingsError(f"{file}: {(error.strerror or type(error).__name__).lower()}") from error
    except UnicodeDecodeError as error:
        raise SettingsError(f"{file}: this is not TOML: it is not UTF-8; save the file as UTF-8") from error
    except (ValueError, RecursionError) as error:  # Of numbers that are too long tomllib raises a bare ValueError.
        reason = str(error) if isinstance(error, tomllib.TOMLDecodeError) else "something in it is too long or too deep"
        raise SettingsError(f"{file}: this is not TOML: {reason}") from error
    if file.name != _PROJECT_FILE:
        return whole
    tool = whole.get("tool", {})
    table = tool.get(_TABLE) if isinstance(tool, dict) else None
    if table is not None and not isinstance(table, dict):
        raise SettingsError(f"{file}: tool.{_TABLE} is {described(table)}; expected a table")
    return table


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _NotThatError(f"found {described(value)}, expected a text in quotes")
    return value


def _texts(value: object) -> tuple[str, ...]:
    if not isinstance(value, list):
        raise _NotThatError(f'found {described(value)}, expected a list of rules, such as ["PAN001"]')
    return tuple(_text(entry) for entry in value)


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise _NotThatError(f"found {described(value)}, expected true or false")
    return value


def _severity(value: object) -> Severity:
    word = _text(value)
    if word not in set(Severity):
        raise _NotThatError(f"found {shown(word)}, expected {', '.join(Severity)}")
    return Severity(word)


def _options(value: object) -> Options:
    if not isinstance(value, dict):
        raise _NotThatError(f"found {described(value)}, expected a table for each rule, such as [options.SRC005]")
    return {str(rule): _options_of(rule, given) for rule, given in value.items()}


def _options_of(rule: object, given: object) -> Mapping[str, OptionValue]:
    if not isinstance(given, dict):
        raise _NotThatError(f"{rule}: found {described(given)}, expected a table of options")
    for name, option in given.items():
        if not isinstance(option, int | float | str):
            raise _NotThatError(f"{rule}.{name}: found {described(option)}, expected a number, a text or a truth value")
    return dict(given)
