"""
Reports as annotations of GitHub Actions: commands in the log of a workflow that mark lines of files.

GitHub describes them at https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Final

from seesac_model._quoting import visible
from seesac_model.cli._checked import Checked
from seesac_model.cli._output import emit
from seesac_model.cli._report_text import MOST_QUOTES, evidence_lines, summary
from seesac_model.rules import Severity

__all__ = ["annotation", "write_github"]

_COMMANDS: Final[Mapping[Severity, str]] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "notice",
}
_ESCAPES: Final = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY_ESCAPES: Final = _ESCAPES | str.maketrans({":": "%3A", ",": "%2C"})


def write_github(checked: Checked) -> None:
    """Print an annotation for each fault and each finding, and how many there are as the last line."""
    for fault in checked.faults:
        text = str(dataclasses.replace(fault, file=None, line=None, column=None))
        emit(annotation("error", text, file=fault.file, line=fault.line, col=fault.column, title=f"fault {fault.code}"))
    for finding in checked.report:
        origin = finding.origin
        emit(
            annotation(
                _COMMANDS[finding.severity],
                "\n".join((finding.sentence, *evidence_lines(finding, MOST_QUOTES))),
                file=origin.file if origin else None,
                line=origin.line if origin else None,
                col=origin.column if origin else None,
                title=f"{finding.code} {finding.name}",
            )
        )
    emit(visible(summary(checked)))


def annotation(command: str, text: str, **properties: str | int | None) -> str:
    """
    Return a command of a workflow, with what would end it or a part of it escaped.

    Args:
        command: What it does.
        text: The message.
        properties: Where the message belongs, in this order; what is None is left out.

    >>> annotation("error", "100% wrong", file="a,b.yaml", line=3, col=None)
    '::error file=a%2Cb.yaml,line=3::100%25 wrong'
    """
    given = ",".join(
        f"{key}={visible(str(value).translate(_PROPERTY_ESCAPES))}"
        for key, value in properties.items()
        if value is not None
    )
    return f"::{command} {given}::{visible(text.translate(_ESCAPES))}"
