"""What the tests of the reports are given: findings, faults and what was read, made by hand."""

from __future__ import annotations

from typing import Final

import attrs

from seesac_model.cli._checked import Checked
from seesac_model.dataset import Dataset
from seesac_model.errors import Fault, FaultCode
from seesac_model.formats import LoadResult
from seesac_model.model import Origin, Suppression
from seesac_model.rules import Evidence, Finding, Fix, Report, Severity, SuppressedFinding

FINDING: Final = Finding(
    code="PAN001",
    name="panel-outside-event-dates",
    severity=Severity.ERROR,
    kind="panels",
    record_id="e.panel-1",
    path=("dates",),
    message="off",
    hint="mend it",
    evidence=(Evidence("page", "paragraph 2", "the\n words"), Evidence("other", None, "more")),
    fix=Fix(says="write *"),
    origin=Origin("b.yaml", 12, 5),
)
BARE: Final = Finding(
    code="SUP001",
    name="unused-suppression",
    severity=Severity.INFO,
    kind="suppressions",
    record_id=None,
    message="off",
)
FAULT: Final = Fault(
    code=FaultCode.MISSING, found="nothing", expected="a label", path=("label",), file="a.yaml", line=2, column=55
)
SUPPRESSED: Final = SuppressedFinding(finding=FINDING, suppression=Suppression(code="PAN001", reason="We know."))


def finding(number: int, *, code: str = "SRC006", file: str | None = "b.yaml") -> Finding:
    """Return a warning about the record with that number, which stands on the line of that number."""
    origin = None if file is None else Origin(file, number, 1)
    return attrs.evolve(
        BARE,
        code=code,
        name="source-without-date",
        severity=Severity.WARNING,
        kind="sources",
        record_id=f"source-{number}",
        origin=origin,
    )


def checked(*findings: Finding, faults: tuple[Fault, ...] = (), suppressed: int = 0) -> Checked:
    """Return a check of two files that found these."""
    report = Report(findings=findings, suppressed=(SUPPRESSED,) * suppressed)
    return Checked(result=read(*faults), report=report)


def read(*faults: Fault) -> LoadResult:
    """Return what was read from two files."""
    return LoadResult(Dataset(), (), faults, ("a.yaml", "b.yaml"))
